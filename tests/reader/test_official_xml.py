"""Papers in the XML of officielebekendmakingen.nl: titles, headings, lists, tables, notes and signatures."""

# ruff: noqa: E501 (markup is easier to read unbroken)

from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import Block, Document
from reader.errors import InputError
from reader.importers import read_document

LETTER = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><metadata><meta name="DC.title" content="niet tonen"/></metadata><kamerstuk>
<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2017-2018</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>32 735</dossiernr></dossiernummer><titel>Mensenrechten</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">209</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER</titel>
<algemeen><vrije-tekst><tekst>
<al>Zie het rapport<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al><nadruk type="cur">Kamerstukken
II</nadruk>, <extref soort="URL" doc="https://naast.example/x">nr. 3</extref>.</noot.al></noot> van <nadruk
type="vet">vandaag</nadruk>. Het is lang.<nootref refid="n1"/></al>
<divisie><kop><nr>1.</nr><titel>Inleiding</titel></kop><al>Een tekst<?xpp afbm?>deel.</al>
<lijst type="expliciet"><li><li.nr>a.</li.nr><al>het eerste;</al></li>
<li><li.nr>b.</li.nr><al>het tweede:</al>
<lijst><li><li.nr>–</li.nr><al>onderdeel.</al></li></lijst></li></lijst>
<divisie><kop><nr>1.1</nr><titel>Dieper</titel></kop><al>Nog een.</al></divisie></divisie>
<table><title>Staat</title><tgroup cols="2"><colspec colname="a"/><thead><row><entry><al>Stad</al></entry>
<entry><al>Aantal</al></entry></row></thead><tbody><row><entry><al>Utrecht</al></entry><entry><al>4</al></entry>
</row></tbody></tgroup></table>
</tekst></vrije-tekst></algemeen>
<ondertekening><functie>De Minister van Buitenlandse Zaken,</functie><naam><voornaam>S.A.</voornaam>
<achternaam>Blok</achternaam></naam></ondertekening></stuk></kamerstuk></officiele-publicatie>"""


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "kst.xml"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def shape(block: Block) -> tuple[str, str, str]:
    return block.kind, block.marker, block.text


def test_a_letter_keeps_its_parts(tmp_path: Path) -> None:
    document = read(tmp_path, LETTER)
    assert [shape(block) for block in document.blocks] == [
        ("meta", "", "Vergaderjaar 2017-2018"),
        ("title", "", "32 735 Mensenrechten"),
        ("title", "", "Nr. 209 BRIEF VAN DE MINISTER"),
        ("paragraph", "", "Zie het rapport van vandaag. Het is lang."),
        ("heading", "", "1. Inleiding"),
        ("paragraph", "", "Een tekstdeel."),
        ("list_item", "a.", "het eerste;"),
        ("list_item", "b.", "het tweede:"),
        ("list_item", "–", "onderdeel."),
        ("heading", "", "1.1 Dieper"),
        ("paragraph", "", "Nog een."),
        ("paragraph", "", "Staat"),
        ("table", "", "Stad | Aantal\nUtrecht | 4"),
        ("signature", "", "De Minister van Buitenlandse Zaken,"),
        ("signature", "", "S.A. Blok"),
    ]
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]
    assert document.title == "32 735 Mensenrechten"


def test_notes_are_called_where_they_stand(tmp_path: Path) -> None:
    document = read(tmp_path, LETTER)
    block = next(block for block in document.blocks if block.text.startswith("Zie"))
    assert [(call.start, call.ref) for call in block.footnote_calls()] == [(15, "1"), (len(block.text), "1")]
    (note,) = document.footnotes
    assert note.text == "Kamerstukken II, nr. 3."
    assert {(note.text[s.start : s.end], s.kind, s.ref) for s in note.spans} == {
        ("Kamerstukken II", "emphasis", "italic"),
        ("nr. 3", "link", "https://naast.example/x"),
    }


def test_questions_and_answers_are_headings(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """<officiele-publicatie><kamervragen><kamervraagnummer>100</kamervraagnummer>
        <kamervraagomschrijving type="vraag">Vragen van het lid
        <naam><achternaam>Van Campen</achternaam></naam> over <kamervraagonderwerp>het bericht X</kamervraagonderwerp>.</kamervraagomschrijving>
        <vraag><nr>Vraag 1</nr><al>Is dit zo?</al></vraag>
        <antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord></kamervragen></officiele-publicatie>""",
    )
    assert [shape(block) for block in document.blocks] == [
        ("meta", "", "100"),
        ("title", "", "Vragen van het lid Van Campen over het bericht X."),
        ("heading", "", "Vraag 1"),
        ("paragraph", "", "Is dit zo?"),
        ("heading", "", "Antwoord 1"),
        ("paragraph", "", "Ja."),
    ]


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("TOPGEHEIM", encoding="utf-8")
    with pytest.raises(InputError, match="declares XML entities"):
        read(
            tmp_path,
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
            "<officiele-publicatie><al>&e;</al></officiele-publicatie>",
        )


def test_a_paper_cut_short_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"“kst\.xml” is damaged"):
        read(tmp_path, LETTER[:900])
