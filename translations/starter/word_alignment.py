"""Aligns the words of sentence pairs with eflomal and carries the links over to vocabulary pieces."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

Pair = tuple[str, str]
Link = tuple[int, int]
Span = tuple[int, int]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")
_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))
_SPACE_MARK = "▁"


def word_spans(text: str) -> list[Span]:
    """Where the words and punctuation marks of a text stand, as character ranges."""
    return [match.span() for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words and punctuation marks of a text in lower case."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def align(
    pairs: Sequence[Pair], *, prefix: int = 6, iterations: float = 0.6, samplers: int = 2
) -> list[list[Link]]:
    """Word links of every pair: eflomal both ways (Östling and Tiedemann 2016), then grow-diag-final-and.

    Words are compared by their first `prefix` letters, which is stemming enough for inflection.
    """
    import eflomal  # a development extra: only preparation needs it

    aligner = eflomal.Aligner(
        n_samplers=samplers, rel_iterations=iterations, source_prefix_len=prefix, target_prefix_len=prefix
    )
    with tempfile.TemporaryDirectory() as folder:
        forward, backward = Path(folder, "forward"), Path(folder, "backward")
        aligner.align(
            [" ".join(words(dutch)) + "\n" for dutch, _ in pairs],
            [" ".join(words(english)) + "\n" for _, english in pairs],
            links_filename_fwd=str(forward),
            links_filename_rev=str(backward),
        )
        return [symmetrise(*both) for both in zip(_read(forward), _read(backward), strict=True)]


def _read(path: Path) -> Iterator[set[Link]]:
    with path.open(encoding="ascii") as file:
        for line in file:
            yield {(int(a), int(b)) for a, b in (link.split("-") for link in line.split())}


def symmetrise(forward: set[Link], backward: set[Link]) -> list[Link]:
    """grow-diag-final-and (Koehn et al. 2003): where both ways agree, their neighbours, then the rest."""
    union = forward | backward
    links = forward & backward
    sources, targets = {s for s, _ in links}, {t for _, t in links}
    queue = sorted(links)
    while queue:
        s, t = queue.pop()
        for ds, dt in _NEIGHBOURS:
            new = (s + ds, t + dt)
            if new in union and new not in links and (new[0] not in sources or new[1] not in targets):
                links.add(new)
                sources.add(new[0])
                targets.add(new[1])
                queue.append(new)
    for direction in (forward, backward):
        for s, t in sorted(direction - links):
            if s not in sources and t not in targets:
                links.add((s, t))
                sources.add(s)
                targets.add(t)
    return sorted(links)


def piece_words(text: str, pieces: Sequence[str], spans: Sequence[Span]) -> list[int]:
    """For each piece the word it belongs to, or -1; the pieces spell the text out, with `▁` for a space.

    A bare `▁` belongs to the word that follows it.
    """
    owner = [-1] * (len(text) + 2)
    for number, (start, end) in enumerate(spans):
        for position in range(start, end):
            owner[position] = number
    result = []
    position = -1  # the vocabulary puts a space before the text
    for piece in pieces:
        letters = next((i for i, character in enumerate(piece) if character != _SPACE_MARK), len(piece))
        result.append(owner[min(position + letters, len(text))])
        position += len(piece)
    return result


def piece_links(
    pair: Pair, source_pieces: Sequence[str], target_pieces: Sequence[str], links: Sequence[Link]
) -> list[Link]:
    """Word links as links of pieces: every piece of a word with every piece of the word it is linked to."""
    source_owner = _members(piece_words(pair[0], source_pieces, word_spans(pair[0])))
    target_owner = _members(piece_words(pair[1], target_pieces, word_spans(pair[1])))
    return sorted((s, t) for a, b in links for s in source_owner.get(a, ()) for t in target_owner.get(b, ()))


def _members(owners: Sequence[int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for piece, owner in enumerate(owners):
        if owner >= 0:
            members.setdefault(owner, []).append(piece)
    return members


def coverage(pair: Pair, links: Sequence[Link]) -> float:
    """The smaller share of a side's words that are linked at all: low in pairs that do not say the same."""
    sides = len(word_spans(pair[0])), len(word_spans(pair[1]))
    if not all(sides):
        return 0.0
    return min(len({s for s, _ in links}) / sides[0], len({t for _, t in links}) / sides[1])
