"""The starter model: a small pre-norm Transformer whose every part exists in CTranslate2.

Written for speed on a CPU core without matrix units: attention is two batched products and a softmax
(the fused CPU attention is slower backward at sentence length), the loss makes its gradient in the
same pass, and all parameters live in one flat buffer so that copying and updating them is a few calls.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

UNK, BOS, EOS = 0, 1, 2


@dataclasses.dataclass(frozen=True)
class ModelConfig:
    """The shape of the model. `align_head` of the last decoder layer is trained to align (-1: none)."""

    vocabulary: int
    width: int = 256
    feed_forward: int = 1024
    heads: int = 4
    encoder_layers: int = 6
    decoder_layers: int = 2
    positions: str = "rotary"
    align_head: int = 0

    @property
    def head_width(self) -> int:
        return self.width // self.heads


def parameter_shapes(config: ModelConfig) -> dict[str, tuple[int, ...]]:
    """Every parameter with its shape: first those that Adam updates, then the hidden matrices, by shape."""
    d, ff = config.width, config.feed_forward
    vectors: dict[str, tuple[int, ...]] = {"embedding": (config.vocabulary, d)}
    square: dict[str, tuple[int, ...]] = {}
    up: dict[str, tuple[int, ...]] = {}
    down: dict[str, tuple[int, ...]] = {}

    def norm(name: str) -> None:
        vectors[f"{name}.gamma"] = (d,)
        vectors[f"{name}.beta"] = (d,)

    for side, layers in (("encoder", config.encoder_layers), ("decoder", config.decoder_layers)):
        for layer in range(layers):
            at = f"{side}.{layer}"
            norm(f"{at}.self.norm")
            # Each square block is orthogonalised by itself, so query, key and value follow one another.
            square |= {f"{at}.self.qkv": (3 * d, d), f"{at}.self.out": (d, d)}
            if side == "decoder":
                norm(f"{at}.cross.norm")
                square |= {
                    f"{at}.cross.q": (d, d),
                    f"{at}.cross.kv": (2 * d, d),
                    f"{at}.cross.out": (d, d),
                }
            norm(f"{at}.ff.norm")
            vectors[f"{at}.ff.bias"] = (ff,)
            up[f"{at}.ff.up"] = (ff, d)
            down[f"{at}.ff.down"] = (d, ff)
        norm(f"{side}.norm")
    return vectors | square | up | down


def hidden_matrices(config: ModelConfig) -> list[tuple[int, int, int]]:
    """(count, rows, columns) of the equally shaped blocks that end the flat buffer, in its order."""
    layers = config.encoder_layers + config.decoder_layers
    blocks = 4 * config.encoder_layers + 8 * config.decoder_layers
    return [
        (blocks, config.width, config.width),
        (layers, config.feed_forward, config.width),
        (layers, config.width, config.feed_forward),
    ]


def size(config: ModelConfig) -> int:
    return sum(math.prod(shape) for shape in parameter_shapes(config).values())


def views(flat: Tensor, config: ModelConfig) -> dict[str, Tensor]:
    """The named parameters as views into one flat buffer."""
    named, start = {}, 0
    for name, shape in parameter_shapes(config).items():
        count = math.prod(shape)
        named[name] = flat[start : start + count].view(shape)
        start += count
    return named


def initialise(flat: Tensor, config: ModelConfig, generator: torch.Generator) -> None:
    """Fill a flat buffer with starting values; output projections of sub-layers start at zero."""
    for name, value in views(flat, config).items():
        if name.endswith("gamma"):
            value.fill_(1.0)
        elif name.endswith(("beta", "bias", ".out", ".down")):
            value.zero_()
        else:
            # Small embeddings: with tied outputs and silent sub-layers, large ones would at first predict
            # each input piece as the next output.
            deviation = 0.02 if name == "embedding" else 0.6 * config.width**-0.5
            value.normal_(0.0, deviation, generator=generator)


class _Rotate(torch.autograd.Function):
    """Rotary positions on neighbouring pairs of head dimensions, as one complex product."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, angles: Tensor) -> Tensor:
        ctx.angles = angles
        pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)))
        return torch.view_as_real(pairs * angles).flatten(-2)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        pairs = torch.view_as_complex(grad.contiguous().unflatten(-1, (-1, 2)))
        return torch.view_as_real(pairs * ctx.angles.conj().resolve_conj()).flatten(-2), None


class SmoothedLoss(torch.autograd.Function):
    """Label-smoothed cross entropy of tied outputs, in chunks of rows, gradient made in the same pass.

    Returns the sum over rows of the plain negative log likelihood (nats); its gradient is that of the
    smoothed mean loss, so that what is logged can be compared across amounts of smoothing.
    """

    CHUNK = 512

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, embedding: Tensor, target: Tensor, smoothing: float) -> Tensor:
        rows, vocabulary = hidden.shape[0], embedding.shape[0]
        train = hidden.requires_grad or embedding.requires_grad
        hidden_grad = torch.empty_like(hidden) if train else None
        weight_grad = torch.zeros_like(embedding, dtype=torch.float32) if train else None
        total = torch.zeros((), device=hidden.device)
        for start in range(0, rows, SmoothedLoss.CHUNK):
            h = hidden[start : start + SmoothedLoss.CHUNK]
            gold = target[start : start + SmoothedLoss.CHUNK, None]
            logits = (h @ embedding.to(h.dtype).t()).float()
            logits -= logits.amax(1, keepdim=True)
            total -= logits.gather(1, gold).sum()
            probabilities = logits.exp_()
            normaliser = probabilities.sum(1, keepdim=True)
            total += normaliser.log().sum()
            if hidden_grad is not None and weight_grad is not None:
                probabilities *= 1.0 / (normaliser * rows)
                probabilities -= smoothing / vocabulary / rows
                probabilities.scatter_add_(
                    1, gold, probabilities.new_full((), -(1.0 - smoothing) / rows).expand(gold.shape)
                )
                slope = probabilities.to(h.dtype)
                torch.mm(slope, embedding.to(h.dtype), out=hidden_grad[start : start + len(h)])
                if weight_grad.dtype == h.dtype:
                    weight_grad.addmm_(slope.t(), h)
                else:
                    weight_grad += slope.t() @ h
        ctx.save_for_backward(hidden_grad, weight_grad)
        return total

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, None, None]:
        hidden_grad, weight_grad = ctx.saved_tensors
        return hidden_grad, weight_grad, None, None


class _Dropout:
    """Masks cut at random offsets from a pool drawn once: drawing them anew costs more than the products."""

    POOL = 1 << 23

    def __init__(self, rate: float, seed: int) -> None:
        self.rate = rate
        self._pool: Tensor | None = None
        self._seed = seed
        self._offsets = torch.Generator().manual_seed(seed)

    def begin(self, position: int) -> None:
        """Draw from here on as at this position in the data, so that a resumed training draws the same."""
        self._offsets.manual_seed(self._seed * 1_000_003 + position)

    def __call__(self, x: Tensor) -> Tensor:
        if self.rate == 0.0:
            return x
        if x.device.type != "cpu" or x.numel() >= self.POOL:
            return F.dropout(x, self.rate)
        if self._pool is None:
            draw = torch.rand(self.POOL, generator=torch.Generator().manual_seed(self._seed))
            self._pool = (draw >= self.rate).float() / (1.0 - self.rate)
        start = int(torch.randint(self.POOL - x.numel(), (1,), generator=self._offsets))
        return x * self._pool[start : start + x.numel()].view(x.shape)


class Transformer:
    """The forward pass over named parameters (views into a flat buffer)."""

    def __init__(
        self, config: ModelConfig, parameters: dict[str, Tensor], dropout: float = 0.0, seed: int = 0
    ) -> None:
        self.config = config
        self.p = parameters
        self.dropout = _Dropout(dropout, seed)
        self._tables: dict[tuple[str, int], Tensor] = {}

    # --- parts ---------------------------------------------------------------------------------------

    def _norm(self, x: Tensor, name: str) -> Tensor:
        gamma, beta = self.p[f"{name}.gamma"], self.p[f"{name}.beta"]
        return F.layer_norm(x, gamma.shape, gamma, beta, 1e-5)

    def _angles(self, length: int, device: torch.device) -> Tensor:
        table = self._tables.get(("rotary", length))
        if table is None:
            half = self.config.head_width // 2
            speed = 10000.0 ** (-torch.arange(half, dtype=torch.float32) / half)
            angle = torch.arange(length, dtype=torch.float32)[:, None] * speed
            table = torch.polar(torch.ones_like(angle), angle).to(device)
            self._tables[("rotary", length)] = table
        return table

    def _embed(self, ids: Tensor) -> Tensor:
        x = F.embedding(ids, self.p["embedding"]) * self.config.width**0.5
        if self.config.positions == "sinusoidal":
            table = self._tables.get(("sinusoidal", ids.shape[1]))
            if table is None:
                table = sinusoids(ids.shape[1], self.config.width).to(ids.device)
                self._tables[("sinusoidal", ids.shape[1])] = table
            x = x + table
        return self.dropout(x)

    def _heads(self, x: Tensor, parts: int) -> tuple[Tensor, ...]:
        """[batch, length, parts*width] -> `parts` tensors [batch*heads, length, head width]."""
        b, length, _ = x.shape
        c = self.config
        split = x.view(b, length, parts, c.heads, c.head_width).permute(2, 0, 3, 1, 4)
        return tuple(split.reshape(parts, b * c.heads, length, c.head_width).unbind(0))

    def _attend(
        self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, rotary: bool
    ) -> tuple[Tensor, Tensor]:
        """Attention over heads; gives the joined heads [batch, length, width] and the weights."""
        c = self.config
        if rotary and c.positions == "rotary":
            q, k = (_Rotate.apply(x.float(), self._angles(x.shape[1], x.device)).to(v.dtype) for x in (q, k))
        scores = torch.bmm(q, k.transpose(1, 2) * c.head_width**-0.5)
        if mask is not None:
            b = scores.shape[0] // c.heads
            scores = (scores.view(b, c.heads, *scores.shape[1:]) + mask).view(scores.shape)
        weights = scores.softmax(-1)
        joined = torch.bmm(self.dropout(weights).to(v.dtype), v)
        b = joined.shape[0] // c.heads
        return joined.view(b, c.heads, -1, c.head_width).transpose(1, 2).reshape(b, -1, c.width), weights

    def _self_attention(self, x: Tensor, at: str, mask: Tensor | None) -> Tensor:
        q, k, v = self._heads(F.linear(self._norm(x, f"{at}.self.norm"), self.p[f"{at}.self.qkv"]), 3)
        joined, _ = self._attend(q, k, v, mask, rotary=True)
        return x + self.dropout(F.linear(joined, self.p[f"{at}.self.out"]))

    def _feed_forward(self, x: Tensor, at: str) -> Tensor:
        hidden = F.linear(self._norm(x, f"{at}.ff.norm"), self.p[f"{at}.ff.up"], self.p[f"{at}.ff.bias"])
        return x + self.dropout(F.linear(self.dropout(F.relu(hidden, inplace=True)), self.p[f"{at}.ff.down"]))

    # --- whole ---------------------------------------------------------------------------------------

    def encode(self, source: Tensor, source_mask: Tensor | None) -> Tensor:
        """Source ids [batch, S] with </s>, and their additive mask, to states [batch, S, width]."""
        x = self._embed(source)
        for layer in range(self.config.encoder_layers):
            x = self._self_attention(x, f"encoder.{layer}", source_mask)
            x = self._feed_forward(x, f"encoder.{layer}")
        return self._norm(x, "encoder.norm")

    def decode(self, ids: Tensor, states: Tensor, source_mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Inputs [batch, T] to hidden [batch, T, width] and the aligning head's attention [batch, T, S]."""
        x = self._embed(ids)
        length = ids.shape[1]
        causal = self._tables.get(("causal", length))
        if causal is None:
            causal = torch.full((length, length), -1e9, device=ids.device).triu(1)
            self._tables[("causal", length)] = causal
        weights = x
        for layer in range(self.config.decoder_layers):
            at = f"decoder.{layer}"
            x = self._self_attention(x, at, causal)
            (q,) = self._heads(F.linear(self._norm(x, f"{at}.cross.norm"), self.p[f"{at}.cross.q"]), 1)
            k, v = self._heads(F.linear(states, self.p[f"{at}.cross.kv"]), 2)
            joined, weights = self._attend(q, k, v, source_mask, rotary=False)
            x = x + self.dropout(F.linear(joined, self.p[f"{at}.cross.out"]))
            x = self._feed_forward(x, at)
        heads = weights.view(ids.shape[0], self.config.heads, length, -1)
        return self._norm(x, "decoder.norm"), heads[:, max(self.config.align_head, 0)]


def sinusoids(length: int, width: int) -> Tensor:
    """The sinusoidal positions that CTranslate2 computes when a model brings none ([length, width])."""
    half = width // 2
    speed = torch.exp(torch.arange(half, dtype=torch.float32) * -(math.log(10000.0) / (half - 1)))
    angle = torch.arange(1, length + 1, dtype=torch.float32)[:, None] * speed
    return torch.cat([angle.sin(), angle.cos()], dim=1)


def source_mask(lengths: Tensor, width: int) -> Tensor | None:
    """Additive mask [batch, 1, 1, width] that hides padding; None when nothing is padded."""
    if int(lengths.min()) == width:
        return None
    hidden = torch.arange(width, device=lengths.device)[None] >= lengths[:, None]
    return torch.zeros(hidden.shape, device=lengths.device).masked_fill_(hidden, -1e9)[:, None, None]


@torch.no_grad()
def greedy(model: Transformer, source: list[int], limit: int = 200) -> list[int]:
    """Greedy translation of one sentence's piece ids (no </s>): for tests and for looking at a checkpoint."""
    device = model.p["embedding"].device
    states = model.encode(torch.tensor([[*source, EOS]], device=device), None)
    ids = [BOS]
    while len(ids) <= limit:
        hidden, _ = model.decode(torch.tensor([ids], device=device), states, None)
        best = int((hidden[0, -1] @ model.p["embedding"].t()).argmax())
        if best == EOS:
            break
        ids.append(best)
    return ids[1:]
