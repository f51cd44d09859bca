"""Text in any common encoding and from any program is read; what is no text is refused."""

from __future__ import annotations

import codecs

import pytest

from reader.errors import InputError
from reader.importers.plain_text import LARGEST_TEXT, decode, import_plain_text, read_plain_text

LETTER = "Geachte heer Coördinator – «Oekraïne» ’s-Gravenhage kost € 5."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_common_encodings_are_read(encoding: str) -> None:
    assert decode(LETTER.encode(encoding)) == LETTER


def test_what_is_cut_off_or_put_together_is_read() -> None:
    assert decode(LETTER.encode("utf-16-le") + b"x") == LETTER
    assert decode(LETTER.encode() + "é".encode()[:1]) == LETTER
    assert decode(LETTER.encode() + "\n«één»".encode("cp1252")) == LETTER + "\n«één»"


def test_windows_1252_has_letters_where_unicode_has_control_characters() -> None:
    signs = bytes(byte for byte in range(0x80, 0xA0) if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D})
    text = "De signalen " + signs.decode("cp1252") + " staan er."
    assert text.isprintable()
    assert decode(text.encode("cp1252")) == text


def test_windows_line_ends_are_one_line_end() -> None:
    document = read_plain_text("Een regel die\r\nverder gaat.\r\n\r\nNog een alinea.\r\n")
    assert [block.text for block in document.blocks] == ["Een regel die verder gaat.", "Nog een alinea."]


def test_old_mac_and_unicode_line_ends_count_too() -> None:
    document = read_plain_text("Een alinea.\r\rTwee alinea’s.\u2029\u2029Drie alinea’s.")
    assert len(document.blocks) == 3


def test_form_feed_begins_a_page_and_does_not_end_a_paragraph() -> None:
    text = (
        "De eerste regels van een alinea staan op de ene bladzijde en de\n"
        "\fvolgende op de andere en dan is het\nklaar.\n"
    )
    document = read_plain_text(text)
    (block,) = document.blocks
    assert block.text.endswith("bladzijde en de volgende op de andere en dan is het klaar.")
    assert block.page == 1


def test_no_break_spaces_soft_hyphens_and_ligatures_are_cleaned() -> None:
    document = read_plain_text("De ﬁ\u00adets kost\u00a0€\u202f5 en is ma\u00ad\ngenta.")
    assert document.blocks[0].text == "De fiets kost € 5 en is magenta."


def test_a_hyphen_as_pdfium_writes_it_is_a_hyphen() -> None:
    assert (
        read_plain_text("de mensenrechten\ufffe\nsituatie is").blocks[0].text == "de mensenrechtensituatie is"
    )
    assert (
        read_plain_text("de mensenrechten\x02\nsituatie is").blocks[0].text == "de mensenrechtensituatie is"
    )


def test_every_line_followed_by_a_blank_one_is_still_a_paragraph() -> None:
    lines = (
        "Dit is een tekst waarvan elke\nregel door een witregel wordt\ngevolgd zoals een klembord dat\n"
        "soms doet en die toch één\nalinea is en dat ook zal\nblijven tot het eind."
    )
    document = read_plain_text(lines.replace("\n", "\n\n"))
    assert [block.text for block in document.blocks] == [lines.replace("\n", " ")]


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"\xef\xbb\xbf", b"\x0c\x0c"])
def test_empty_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="no text"):
        import_plain_text(data, "leeg.txt")


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 50, b"MZ\x90\x00\x03\x00\x00\x00\x04", bytes(range(256)) * 4]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not a text file"):
        import_plain_text(data, "programma.exe")


def test_cut_off_utf16_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match="not a text file"):
        decode(codecs.BOM_UTF16_LE + b"a\x00b")


def test_too_large_a_text_is_refused() -> None:
    with pytest.raises(InputError, match="20 MB"):
        decode(b"a" * (LARGEST_TEXT + 1))
    with pytest.raises(InputError, match="20 million"):
        read_plain_text("a" * (LARGEST_TEXT + 1))
