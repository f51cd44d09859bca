"""Web pages: headings, lists, tables, links, notes that a mark leads to, and nothing of menus and scripts."""

# ruff: noqa: E501 (markup is easier to read unbroken)

from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import Block, Document
from reader.errors import InputError
from reader.importers import read_document


def read(tmp_path: Path, page: str | bytes) -> Document:
    path = tmp_path / "pagina.txt"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return read_document(path)


def shape(block: Block) -> tuple[str, str, str]:
    return block.kind, block.marker, block.text


def test_a_page_keeps_its_parts(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """<!doctype html><html><head><title>Naam</title><style>p{}</style></head><body>
        <nav><p>Menu</p></nav><h1>Een <em>brief</em></h1>
        <p>Het kabinet vindt dit <b>zorg</b>wekkend,<br>zie <a href="https://naast.example/x">het
        rapport</a>.<script>alert(1)</script></p><p hidden>verborgen</p><p style="display: none">ook</p>
        losse tekst<ul><li>een punt</li><li><p>nog een</p></li></ul><ol start="3"><li>derde</li><li>vierde</li></ol>
        <table><tr><th>Stad</th><th>Aantal</th></tr><tr><td>Utrecht</td><td>4</td></tr></table>
        <!-- niets --><h2>Slot</h2><div>Einde.</div></body></html>""",
    )
    assert [shape(block) for block in document.blocks] == [
        ("heading", "", "Een brief"),
        ("paragraph", "", "Het kabinet vindt dit zorgwekkend, zie het rapport."),
        ("paragraph", "", "losse tekst"),
        ("list_item", "–", "een punt"),
        ("list_item", "–", "nog een"),
        ("list_item", "3.", "derde"),
        ("list_item", "4.", "vierde"),
        ("table", "", "Stad | Aantal\nUtrecht | 4"),
        ("heading", "", "Slot"),
        ("paragraph", "", "Einde."),
    ]
    text = document.blocks[1]
    assert {(text.text[s.start : s.end], s.kind, s.ref) for s in text.spans} == {
        ("zorg", "emphasis", "bold"),
        ("het rapport", "link", "https://naast.example/x"),
    }
    assert document.title == "Een brief"


@pytest.mark.parametrize(
    "call", ['<sup><a href="#n1">1</a></sup>', '<a href="#n1">[1]</a>', '<a href="#n1"><sup>1</sup></a>']
)
@pytest.mark.parametrize(
    "note",
    [
        '<p id="n1">1 Kamerstuk 32 735.</p>',
        '<p><a name="n1">[1]</a> Kamerstuk 32 735.</p>',
        '<ol><li id="n1">Kamerstuk 32 735. <a href="#c1">↩</a></li></ol>',
    ],
)
def test_notes_are_lifted_out_of_the_page(tmp_path: Path, call: str, note: str) -> None:
    document = read(tmp_path, f"<html><body><p>Zie de functies.{call} Dat is veel.</p>{note}</body></html>")
    (block,) = document.blocks
    assert block.text == "Zie de functies. Dat is veel."
    assert [(span.start, span.ref) for span in block.footnote_calls()] == [(16, "1")]
    assert [(found.number, found.text) for found in document.footnotes] == [("1", "Kamerstuk 32 735.")]


def test_links_that_run_programs_are_no_links(tmp_path: Path) -> None:
    document = read(
        tmp_path, '<html><p><a href="javascript:alert(1)">hier</a> en <a href="data:x">daar</a></p></html>'
    )
    assert document.blocks[0].text == "hier en daar"
    assert document.blocks[0].spans == ()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_letters_with_accents_survive_every_encoding(tmp_path: Path, encoding: str) -> None:
    document = read(
        tmp_path, "<html><body><p>Coördinatie in België: één € 5</p></body></html>".encode(encoding)
    )
    assert document.blocks[0].text == "Coördinatie in België: één € 5"


def test_a_page_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    try:
        document = read(tmp_path, "<html><body>" + "<div>" * 50_000 + "tekst")
    except InputError:
        return
    assert document.blocks


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no text in it"):
        read(tmp_path, "<html><body><script>x</script></body></html>")
