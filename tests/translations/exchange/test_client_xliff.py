"""A client's own XLIFF is translated in place: codes kept, nothing else touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.errors import InputError
from reader.importers.xliff import read_xliff
from reader.inline_codes import read_codes, write_codes
from translations.exchange.client_xliff import existing_segments, fill
from translations.segments import Bilingual, empty_segments

XLIFF_12 = b"""<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="brief.docx" source-language="nl-NL" target-language="en-GB" datatype="x-docx"><body>
  <trans-unit id="1"><source>Het <g id="1">kabinet</g> is bezorgd.<x id="2"/></source></trans-unit>
  <trans-unit id="2" translate="no"><source>ABC-123</source></trans-unit>
  <trans-unit id="3" approved="yes"><source>Dank u.</source>
   <target state="final">Thank you.</target></trans-unit>
 </body></file></xliff>"""
XLIFF_2 = b"""<xliff version="2.1" srcLang="nl" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
 <file id="f"><unit id="u"><segment id="a"><source>Eerste <pc id="1">zin</pc>.</source></segment>
 <segment id="b"><source>Tweede zin.</source></segment></unit></file></xliff>"""


def translated(data: bytes, targets: list[str]) -> Bilingual:
    document = read_xliff(data, "client.xlf")
    segments = empty_segments(document)
    for key, target in zip(list(segments), targets, strict=True):
        segments[key] = replace(segments[key], target=target, status="confirmed")
    return Bilingual(document, segments)


def test_each_segment_is_a_block_with_its_codes_as_calls() -> None:
    document = read_xliff(XLIFF_12, "client.xlf")
    assert [block.text for block in document.blocks] == ["Het kabinet is bezorgd.", "Dank u."]
    assert [(s.start, s.ref) for s in document.blocks[0].spans] == [(4, "{1"), (11, "1}"), (23, "{2}")]


def test_english_that_came_along_is_kept_as_a_persons_work() -> None:
    document = read_xliff(XLIFF_12, "client.xlf")
    (segment,) = existing_segments(XLIFF_12, document).values()
    assert (segment.source, segment.target, segment.status) == ("Dank u.", "Thank you.", "confirmed")


@pytest.mark.parametrize(
    ("data", "targets"),
    [(XLIFF_12, ["The government is worried.", "Thanks."]), (XLIFF_2, ["First sentence.", "Second one."])],
)
def test_the_file_comes_back_filled_with_all_its_codes(data: bytes, targets: list[str]) -> None:
    filled = etree.fromstring(fill(data, translated(data, targets)))
    found = [read_codes(target) for target in filled.iter("{*}target")]
    assert [text for text, _ in found] == targets
    assert [len(codes) for _, codes in found] == ([3, 0] if data is XLIFF_12 else [2, 0])


def test_a_file_from_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="not from Dutch"):
        read_xliff(XLIFF_12.replace(b"nl-NL", b"de-DE"), "client.xlf")


def test_a_file_that_changed_meanwhile_is_not_filled() -> None:
    bilingual = translated(XLIFF_12, ["a", "b"])
    with pytest.raises(InputError, match="changed"):
        fill(XLIFF_12.replace(b"Dank u", b"Dag"), bilingual)


PIECES = st.lists(
    st.one_of(
        st.tuples(st.text("ab <&", min_size=1), st.just(False)),
        st.tuples(st.sampled_from(["{1", "1}", "{2}", "{3", "3}", "{9}"]), st.just(True)),
    )
)


@given(PIECES)
def test_no_order_of_codes_loses_text_or_a_code(pieces: list[tuple[str, bool]]) -> None:
    source = etree.fromstring('<source>a<g id="1">b</g><x id="2"/><g id="3">c</g></source>')
    _, codes = read_codes(source)
    target = etree.Element("target")
    write_codes(target, pieces, codes)
    text, found = read_codes(target)
    assert text == "".join(piece for piece, is_code in pieces if not is_code)
    assert sorted(code.element.get("id") for code in found if code.name.startswith("{")) == ["1", "2", "3"]
