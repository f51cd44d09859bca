"""Trains the joint Dutch-English vocabulary, with the normalisation and the channel's symbols built in."""

from __future__ import annotations

import io
import string
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece

from translations.starter.word_alignment import Link, Pair, piece_links

Pieces = Any
"""A sentencepiece processor: the library comes without types."""
TERM_START, TERM_MIDDLE, TERM_END = "⟦", "⇢", "⟧"
CHANNEL = (TERM_START, TERM_MIDDLE, TERM_END)

_QUOTES = {
    **dict.fromkeys("«»“”„‟″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′´`‹›", "'"),
    **dict.fromkeys("\u2010\u2011\u2212", "-"),
    **dict.fromkeys("—―", "–"),
    "…": "...",
}
_SPACES = "\u00a0\u2002\u2003\u2009\u202f\u2007\u3000\t\n\r"
_GONE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_KEPT = set("²³½¼¾…´″′ª°€§–•") | set(CHANNEL)


def normalisation_rules() -> str:
    """The vocabulary's character rules as sentencepiece's table: code points, tab, what they become.

    Compatibility forms (ligatures, full-width letters) and letters with combining accents become single
    letters, quotation marks and dashes their plain forms, soft hyphens and invisible marks nothing.
    """
    rules: dict[str, str] = {}
    for code in [
        *range(0x00A0, 0x0250),
        *range(0x1E00, 0x1F00),
        *range(0xFB00, 0xFB07),
        *range(0xFF01, 0xFF5F),
    ]:
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and character not in _KEPT and " " not in plain:
            rules[character] = plain
        if unicodedata.category(character).startswith("L"):
            for form in (unicodedata.normalize("NFD", character),):
                if form != character and len(form) <= 3:
                    rules[form] = plain
    rules.update(_QUOTES)
    rules.update(dict.fromkeys(_SPACES, " "))
    rules.update(dict.fromkeys(_GONE, ""))
    return "".join(f"{_codes(text)}\t{_codes(rules[text])}\n" for text in sorted(rules))


def _codes(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)


def letters_wanted() -> str:
    """Characters that must be in the vocabulary however rare: letters, currencies, reference signs."""
    latin = "".join(
        chr(code) for code in range(0x00C0, 0x0180) if chr(code).isalpha() and chr(code) not in "ĲĳŉſĿŀ"
    )
    return "".join(
        sorted(
            set(
                latin
                + "ȘșȚțƏə"
                + string.ascii_letters
                + string.digits
                + "€§£$°•–½²³±×·&@#%*/+=<>_~|^[]{}()!?\"'"
            )
        )
    )


def train(lines: Iterable[str], path: Path, *, size: int, seed: int, threads: int = 2) -> None:
    """Write a unigram model of `size` pieces to `path`.

    Ids 0 to 2 are `<unk>`, `<s>`, `</s>`, 3 to 5 the terminology channel's symbols.
    """
    sentencepiece.set_random_generator_seed(seed)
    rules = path.with_suffix(".rules.tsv")
    rules.write_text(normalisation_rules(), encoding="utf-8")
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        vocab_size=size,
        model_type="unigram",
        normalization_rule_tsv=str(rules),
        required_chars=letters_wanted(),
        character_coverage=0.9998,
        split_digits=True,
        allow_whitespace_only_pieces=False,
        user_defined_symbols=list(CHANNEL),
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        num_threads=threads,
        max_sentence_length=4000,
        seed_sentencepiece_size=400000,
        num_sub_iterations=2,
        minloglevel=1,
    )
    path.write_bytes(model.getvalue())
    rules.unlink()


@dataclass(frozen=True)
class Encoded:
    """Pairs as piece ids, which of the given pairs they are, and the links of their pieces."""

    kept: list[int]
    sources: list[list[int]]
    targets: list[list[int]]
    links: list[list[Link]] | None


def without_bare_spaces(pieces: Sequence[str]) -> list[int]:
    """Which pieces of an annotated source remain when the bare `▁` before a channel symbol is left out.

    The app puts the symbols between pieces, so none of them has a space of its own.
    """
    last = len(pieces) - 1
    return [i for i, piece in enumerate(pieces) if piece != "▁" or i == last or pieces[i + 1] not in CHANNEL]


def encode_pairs(
    pieces: Pieces, pairs: Sequence[Pair], links: Sequence[Sequence[Link]] | None, longest: int
) -> Encoded:
    """The pairs of at most `longest` pieces a side as ids; word links, if given, become piece links."""
    encoded = Encoded([], [], [], None if links is None else [])
    for number, pair in enumerate(pairs):
        source: list[str] = pieces.encode(pair[0], out_type=str)
        target: list[str] = pieces.encode(pair[1], out_type=str)
        left = without_bare_spaces(source)
        if not (0 < len(left) <= longest and 0 < len(target) <= longest):
            continue
        encoded.kept.append(number)
        encoded.sources.append([pieces.piece_to_id(source[i]) for i in left])
        encoded.targets.append([pieces.piece_to_id(piece) for piece in target])
        if links is not None and encoded.links is not None:
            place = {piece: i for i, piece in enumerate(left)}
            found = piece_links(pair, source, target, links[number])
            encoded.links.append([(place[s], t) for s, t in found if s in place])
    return encoded
