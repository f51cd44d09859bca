"""Whatever text comes in, its letters come out, in order, or one clear sentence says why not."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import BLOCK_KINDS, Document
from reader.errors import InputError
from reader.importers.plain_text import decode, read_plain_text

_WORDS = """
de het een Kamer minister motie-Van ONTWIKKELINGS- identiteits- en of SAMENWERKING EU- co- be- vlag
1 2 3 12 2018 2018.1 woord.2 woord3 «citaat»1 [1] [2 ] ¹ m² 3,5% 70.000 32 735 nr. 107 1. 2. a. b. – •
( ) « » https://www.hrw.org/a- b/c?d=e www.x.nl. jl. o.a. Nr. Aan Vraag Antwoord Hoogachtend, S.A. Blok
ﬁets zo\u00adals é e\u0301 \u200b … -- ’s-Gravenhage | ĳs 𝔸 中文 \ufffe \u2011 – — / a/
"""
_PIECES = st.sampled_from(_WORDS.split())
_GAPS = st.sampled_from(
    [" ", " ", " ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\t", "  ", "\f", "\n ", "    ", ""]
)
_TEXTS = st.lists(st.tuples(_PIECES, _GAPS), min_size=1, max_size=120).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def characters(text: str) -> str:
    """Return the letters and figures of a text, without hyphens, tremas, spaces and signs."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalnum())


def all_characters(document: Document) -> list[str]:
    """Return the letters of each block, note and running line, markers and calls among them."""
    found = [characters(block.marker + block.text) for block in document.blocks]
    found += [characters(note.number + note.text) for note in document.footnotes]
    found += [span.ref for block in document.blocks for span in block.footnote_calls()]
    found += [characters(line) for line in document.metadata.get("running_lines", "").split("\n")]
    return found


def assert_read_whole(text: str) -> None:
    document = read_plain_text(text)
    assert all(block.text and block.kind in BLOCK_KINDS and block.id for block in document.blocks)
    for block in document.blocks:
        assert all(0 <= span.start <= span.end <= len(block.text) for span in block.spans)
        assert block.text == block.text.strip() or block.kind == "table"
        if block.kind != "table":
            assert "\n" not in block.text and "  " not in block.text
    if "running_lines" in document.metadata:
        return
    assert sorted("".join(all_characters(document))) == sorted(characters(text))
    if not document.footnotes and not any(block.kind == "footer" for block in document.blocks):
        assert "".join(characters(b.marker + b.text) for b in document.blocks) == characters(text)


@settings(max_examples=50, deadline=None)
@given(_TEXTS)
def test_no_word_is_lost_doubled_or_moved(text: str) -> None:
    if characters(text):
        assert_read_whole(text)


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        read_plain_text(text)
    except InputError as error:
        assert re.fullmatch(r"[A-Z][^\n]+\.", str(error))


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        read_plain_text(decode(data))
    except InputError as error:
        assert re.fullmatch(r"[A-Z][^\n]+\.", str(error))
