"""A stored document comes back exactly as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import BLOCK_KINDS, Block, Document, Footnote, Sentence, Span
from reader.document_codec import from_json, to_json
from reader.errors import InputError

words = st.text(max_size=20)
offsets = st.integers(0, 500)
sentences = st.lists(st.builds(Sentence, words, offsets, offsets), max_size=3).map(tuple)
spans = st.lists(
    st.builds(Span, offsets, offsets, st.sampled_from(["footnote", "link", "emphasis", "term"]), words),
    max_size=3,
).map(tuple)
blocks = st.builds(
    Block, words, st.sampled_from(BLOCK_KINDS), words, offsets, sentences, spans, words, st.integers(0, 6)
)
footnotes = st.builds(Footnote, words, words, offsets, words, sentences, spans)
documents = st.builds(
    Document,
    words,
    words,
    st.lists(blocks, max_size=4).map(tuple),
    st.lists(footnotes, max_size=3).map(tuple),
    st.dictionaries(words, words, max_size=3),
)


@given(documents)
@settings(max_examples=50, deadline=None)
def test_a_document_survives_storage(document: Document) -> None:
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "null", '{"format": "x"}'])
def test_damaged_storage_is_told_in_plain_words(text: str) -> None:
    with pytest.raises(InputError, match="damaged"):
        from_json(text)


def test_a_newer_format_is_refused() -> None:
    plain = json.loads(to_json(Document("a", "b", ()))) | {"format": 99}
    with pytest.raises(InputError, match="newer Naast"):
        from_json(json.dumps(plain))
