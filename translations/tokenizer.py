"""Cuts text into a package's pieces and joins them again: SentencePiece, or BPE after Moses tokenisation."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from typing import Any, Protocol

from reader.errors import InputError
from translations.package_files import MEGABYTE, PackageFiles

MAX_VOCABULARY = 64 * MEGABYTE
_SPACE = "▁"


class Tokenizer(Protocol):
    """What the engine asks of a package's vocabulary."""

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text whose words are set apart by single spaces."""
        ...

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text that pieces stand for."""
        ...

    def words(self, pieces: Sequence[str]) -> list[int] | None:
        """Return for each piece the index of the space-separated word it is part of, if that is known."""
        ...

    def knows(self, character: str) -> bool:
        """Whether the vocabulary can write this character."""
        ...


class SentencePieceTokenizer:
    """A SentencePiece vocabulary, whose pieces say themselves where a word starts."""

    def __init__(self, model: bytes) -> None:
        """Load the vocabulary from its serialised model.

        Raises:
            InputError: it is not one.
        """
        import sentencepiece

        try:
            self._processor: Any = sentencepiece.SentencePieceProcessor(model_proto=model)
        except Exception as error:  # Its C++ raises whatever kind the damage happens to cause.
            raise InputError("The package's vocabulary (sentencepiece.model) is damaged.") from error
        self._unknown = self._processor.unk_id()
        self._known: dict[str, bool] = {}

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text whose words are set apart by single spaces."""
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text that pieces stand for."""
        text: str = self._processor.decode(list(pieces))
        return text.replace(_SPACE, " ").strip()

    def words(self, pieces: Sequence[str]) -> list[int] | None:
        """Return for each piece the index of the space-separated word it is part of."""
        index, found = -1, []
        for piece in pieces:
            if piece.startswith(_SPACE) or index < 0:
                index += 1
            found.append(index)
        return found

    def knows(self, character: str) -> bool:
        """Whether the vocabulary can write this character."""
        if character not in self._known:
            self._known[character] = self._unknown not in self._processor.encode(character, out_type=int)
        return self._known[character]


class BpeTokenizer:
    """A BPE vocabulary as older Argos packages have it: Moses tokens, cut by merges, joined by "@@"."""

    def __init__(self, merges: bytes) -> None:
        """Load the merges.

        Raises:
            InputError: they are none.
        """
        # Only this module of Argos Translate: importing its settings would make folders in the home.
        from argostranslate.apply_bpe import BPE  # type: ignore[import-untyped]
        from sacremoses import (  # type: ignore[import-untyped]
            MosesDetokenizer,
            MosesPunctNormalizer,
            MosesTokenizer,
        )

        try:
            self._bpe: Any = BPE(io.StringIO(merges.decode("utf-8")))
        except (UnicodeDecodeError, ValueError, IndexError, SystemExit) as error:
            raise InputError("The package's vocabulary (bpe.model) is damaged.") from error
        self._normalise = MosesPunctNormalizer("nl").normalize
        self._tokenise = MosesTokenizer("nl").tokenize
        self._detokenise = MosesDetokenizer("en").detokenize

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text."""
        tokens = self._tokenise(self._normalise(text))
        pieces: list[str] = self._bpe.segment_tokens([token for token in tokens if token])
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text that pieces stand for."""
        joined = " ".join(pieces).replace("@@ ", "").removesuffix("@@")
        return str(self._detokenise(joined.split(" "))).strip()

    def words(self, pieces: Sequence[str]) -> list[int] | None:
        """Return None: Moses sets punctuation apart, so pieces do not say where a printed word starts."""
        return None

    def knows(self, character: str) -> bool:
        """Whether the vocabulary can write this character: merges cannot say, so Latin letters count."""
        return not character.isalpha() or "LATIN" in unicodedata.name(character, "")


def tokenizer_of(files: PackageFiles) -> Tokenizer:
    """Return the tokenizer of a package.

    Raises:
        InputError: the package has none, or a damaged one.
    """
    if files.has("sentencepiece.model"):
        return SentencePieceTokenizer(files.read("sentencepiece.model", MAX_VOCABULARY))
    if files.has("bpe.model"):
        return BpeTokenizer(files.read("bpe.model", MAX_VOCABULARY))
    raise InputError(f"The package {files.path.name} has no vocabulary (sentencepiece.model or bpe.model).")
