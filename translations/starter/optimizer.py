"""The update of the shared parameters: Muon on hidden matrices, Adam on embeddings, norms and biases.

Muon (Jordan et al. 2024) replaces the momentum of a matrix by the nearest orthogonal one; its step is
scaled so that one learning rate serves both kinds (Liu et al. 2025, «Muon is Scalable for LLM Training»).
The iteration's coefficients are those of the Polar Express (Amsel et al. 2025). Wide matrices iterate on
their small Gram matrix, which halves the work.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager

import torch
from torch import Tensor

_POLAR = (
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (3.3184196573706015, -2.488488024314874, 0.51004894012372),
    (2.300652019954817, -1.6689039845747493, 0.4188073119525673),
)


def orthogonalise(batch: Tensor, iterations: int = 5) -> Tensor:
    """Nearly orthogonal factors of a batch of matrices [n, rows, columns] (singular values near 1)."""
    if batch.shape[1] > batch.shape[2]:
        return orthogonalise(batch.transpose(1, 2), iterations).transpose(1, 2)
    x = batch / (batch.norm(dim=(1, 2), keepdim=True) * 1.01 + 1e-7)
    wide = batch.shape[2] >= 2 * batch.shape[1]
    gram = torch.bmm(x, x.transpose(1, 2))
    factor: Tensor | None = None
    for turn, (a, b, c) in enumerate(_POLAR[:iterations]):
        polynomial = torch.baddbmm(gram, gram, gram, beta=b, alpha=c)
        polynomial.diagonal(dim1=1, dim2=2).add_(a)
        last = turn + 1 == iterations
        if wide:
            factor = polynomial if factor is None else torch.bmm(polynomial, factor)
            if not last:
                gram = torch.bmm(polynomial, torch.bmm(polynomial, gram))
        else:
            x = torch.bmm(polynomial, x)
            if not last:
                gram = torch.bmm(x, x.transpose(1, 2))
    return x if factor is None else torch.bmm(factor, x)


class Optimizer:
    """Applies gradients to shared flat parameters; its moments are flat shared tensors as well.

    Several workers may hold one each over the same tensors. `kind` is "muon" or "adam".
    """

    def __init__(
        self,
        parameters: Tensor,
        first: Tensor,
        second: Tensor,
        matrices: list[tuple[int, int, int]],
        *,
        kind: str = "muon",
        betas: tuple[float, float] = (0.9, 0.98),
        momentum: float = 0.95,
        weight_decay: float = 0.0,
        iterations: int = 5,
    ) -> None:
        self.parameters, self.first, self.second = parameters, first, second
        self.matrices = matrices if kind == "muon" else []
        self.betas, self.momentum, self.decay = betas, momentum, weight_decay
        self.iterations = iterations
        self.split = parameters.numel() - sum(n * r * c for n, r, c in self.matrices)

    @torch.no_grad()
    def step(
        self,
        gradient: Tensor,
        number: int,
        rate: float,
        adam_rate: float,
        lock: Callable[[], AbstractContextManager[object]],
    ) -> None:
        """One update by a flat gradient; `number` counts from 1; the heavy part runs outside the lock."""
        split, (beta1, beta2) = self.split, self.betas
        with lock():
            first, second = self.first[:split], self.second[:split]
            first.lerp_(gradient[:split], 1 - beta1)
            second.mul_(beta2).addcmul_(gradient[:split], gradient[:split], value=1 - beta2)
            scale = math.sqrt(1 - beta2**number) / (1 - beta1**number)
            self.parameters[:split].addcdiv_(first, second.sqrt().add_(1e-9), value=-adam_rate * scale)
            if not self.matrices:
                return
            velocity = self.first[split:]
            velocity.lerp_(gradient[split:], 1 - self.momentum)
            direction = torch.lerp(gradient[split:], velocity, self.momentum)
        start, updates = 0, []
        for count, rows, columns in self.matrices:
            block = direction[start : start + count * rows * columns].view(count, rows, columns)
            updates.append(orthogonalise(block, self.iterations))
            start += block.numel()
        with lock():
            start = split
            for update in updates:
                target = self.parameters[start : start + update.numel()].view(update.shape)
                if self.decay:
                    target.mul_(1 - rate * self.decay)
                target.add_(update, alpha=-rate * 0.2 * math.sqrt(max(update.shape[1:])))
                start += update.numel()
