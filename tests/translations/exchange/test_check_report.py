"""What the checks found goes along with what is delivered, when asked."""

from __future__ import annotations

import json

import pytest
from bilingual_letters import letter
from lxml import etree
from test_delivery import docx_text, html_text, odt_text

from reader.errors import InputError
from translations.exchange import FORMATS, export
from translations.exchange.docx_table import read_bilingual_docx
from translations.exchange.units import compare
from translations.exchange.xliff import read_xliff
from translations.exchange.xliff2 import read_xliff2
from translations.findings import Finding

HOSTILE = "The number <b>7</b> & 8 are missing."
READ = {
    "html": html_text,
    "docx": docx_text,
    "odt": odt_text,
    "txt": lambda data: data.decode(),
    "xliff": lambda data: "\n".join(etree.fromstring(data).itertext()),
    "xliff2": lambda data: "\n".join(etree.fromstring(data).itertext()),
}


def found() -> tuple[Finding, ...]:
    """Return findings about the second and fourth segment of letter A."""
    ids = list(letter().segments)
    return (
        Finding(ids[1], "numbers", HOSTILE, severity="error"),
        Finding(ids[3], "names", "The name Wabeke is not in the English."),
        Finding("gone", "length", "About a sentence that is no longer there."),
    )


@pytest.mark.parametrize("form", READ)
def test_every_finding_is_told_in_the_export(form: str) -> None:
    text = READ[form](export(letter(), form, findings=found()))
    assert f"Numbers and dates: {HOSTILE}" in text
    assert "Names: The name Wabeke is not in the English." in text
    assert "3 findings in 3 segments." in text


@pytest.mark.parametrize("form", READ)
def test_a_clean_document_says_that_nothing_was_found(form: str) -> None:
    assert "Nothing was found." in READ[form](export(letter(), form, findings=()))


@pytest.mark.parametrize("form", READ)
def test_without_being_asked_nothing_is_told(form: str) -> None:
    text = READ[form](export(letter(), form))
    assert "Nothing was found." not in text and "Report of the checks" not in text


def test_scripts_get_the_findings_of_each_segment() -> None:
    plain = json.loads(export(letter(), "json", findings=found()))
    segments = [segment for block in plain["blocks"] for segment in block["segments"]]
    assert segments[1]["findings"] == [{"check": "numbers", "severity": "error", "message": HOSTILE}]
    assert segments[0]["findings"] == []
    assert "findings" not in json.loads(export(letter(), "json"))["blocks"][0]["segments"][0]


@pytest.mark.parametrize(
    ("form", "read"), [("xliff", read_xliff), ("xliff2", read_xliff2), ("docx", read_bilingual_docx)]
)
def test_a_file_with_a_report_comes_back_as_one_without(form: str, read) -> None:
    bilingual = letter()
    comparison = compare(read(export(bilingual, form, findings=found())), bilingual.segments)
    assert comparison.changes == () and comparison.conflicts == ()
    assert comparison.unchanged == len(bilingual.segments)


def test_a_report_has_no_place_in_a_memory_or_in_the_english_alone() -> None:
    with pytest.raises(InputError, match="no place for the report"):
        export(letter(), "tmx", findings=())
    for form in (name for name, one in FORMATS.items() if one.target_only):
        with pytest.raises(InputError, match="needs both languages"):
            export(letter(), form, target_only=True, findings=found())
