"""The printed lines of a PDF: words, lines, columns, raised figures, links, and files that cannot be read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import reportlab
from raw_pdf import raw_pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reader.errors import InputError
from reader.importers.pdf import read_printed_text
from reader.isolation import read_document_isolated
from reader.lines import Line

WIDTH, HEIGHT = 420.0, 595.0
SENTENCE = (
    "het kabinet hecht grote waarde aan een zorgvuldige behandeling van deze aanvraag en zal uw Kamer nader "
    "in het najaar daarover berichten zoals eerder is toegezegd tijdens het debat over de begroting"
)
WORDS = SENTENCE.split()


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Callable[[Canvas], None]], tuple[Line, ...]]:
    """Draw a page and read it back."""

    def read(draw: Callable[[Canvas], None]) -> tuple[Line, ...]:
        path = tmp_path / "brief.pdf"
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.save()
        return read_printed_text(path).lines

    return read


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def column(
    canvas: Canvas, x: float, top: float, count: int, words: int, start: int = 0, step: float = 12
) -> list[str]:
    """Print ``count`` lines of ``words`` words each, and return them."""
    lines = []
    for number in range(count):
        chosen = [WORDS[(start + number * words + place) % len(WORDS)] for place in range(words)]
        lines.append(" ".join(chosen))
        canvas.drawString(x, HEIGHT - top - number * step, lines[-1])
    return lines


def test_lines_know_where_they_stand(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, HEIGHT - 100, "Den Haag, 3 mei 2024")

    (line,) = printed(draw)
    assert line.text == "Den Haag, 3 mei 2024"
    assert line.page == 1
    assert line.size == pytest.approx(10, abs=0.1)
    assert (line.x0, line.y0, line.y1) == (
        pytest.approx(50, abs=1.5),
        pytest.approx(92, abs=1),
        pytest.approx(102, abs=1),
    )


def test_words_printed_without_space_characters_are_parted(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        x = 50.0
        for word in ("De", "Minister", "van", "Buitenlandse", "Zaken"):
            canvas.drawString(x, 400, word)
            x += pdfmetrics.stringWidth(word, "Helvetica", 10) + 2.6

    assert texts(printed(draw)) == ["De Minister van Buitenlandse Zaken"]


def test_letters_set_apart_and_kerned_stay_words(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 400, "AVONTUUR en Tweede Kamer", charSpace=0.6)
        canvas.drawString(50, 380, "AVONTUUR en Tweede Kamer", charSpace=-0.3)

    assert texts(printed(draw)) == ["AVONTUUR en Tweede Kamer"] * 2


def test_justified_lines_are_no_tables(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 400, "Het kabinet hecht hier zeer aan", wordSpace=9)

    (line,) = printed(draw)
    assert line.text == "Het kabinet hecht hier zeer aan"
    assert line.cells == ()


def test_note_calls_are_known_as_raised(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 400)
        text.textOut("veiligheidsfuncties.")
        text.setRise(3.5)
        text.setFont("Helvetica", 6)
        text.textOut("12")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" Dat is een verdubbeling.")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 5)
        canvas.drawString(50, 203, "12")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 200, "Kamerstuk 32 735, nr. 209.")

    call, note = printed(draw)
    assert call.text == "veiligheidsfuncties.12 Dat is een verdubbeling."
    assert [call.text[start:end] for start, end in call.superscripts] == ["12"]
    assert note.text == "12 Kamerstuk 32 735, nr. 209."
    assert note.superscripts == ((0, 2),)
    assert note.size == pytest.approx(8, abs=0.1)


def test_lowered_figures_stay_in_their_word(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 400)
        text.textOut("de opslag van CO")
        text.setRise(-2)
        text.setFont("Helvetica", 6.5)
        text.textOut("2")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" onder zee")
        canvas.drawText(text)

    (line,) = printed(draw)
    assert line.text == "de opslag van CO2 onder zee"
    assert line.superscripts == ()


def test_columns_are_read_one_after_another(printed: Callable[..., tuple[Line, ...]]) -> None:
    expected: list[str] = []

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8.5)
        title = "Een kop die over de volle breedte van de bladzijde loopt en beide kolommen samenhoudt"
        canvas.drawString(40, HEIGHT - 60, title)
        left = column(canvas, 40, 90, 14, 6)
        right = column(canvas, 235, 90, 14, 5, start=7)
        middle = "Een tweede kop die over de volle breedte loopt en waarna de kolommen opnieuw beginnen"
        canvas.drawString(40, HEIGHT - 280, middle)
        lower_left = column(canvas, 40, 300, 8, 6, start=3)
        lower_right = column(canvas, 235, 300, 8, 5, start=11)
        expected.extend([title, *left, *right, middle, *lower_left, *lower_right])

    assert texts(printed(draw)) == expected


def test_table_rows_are_read_across(printed: Callable[..., tuple[Line, ...]]) -> None:
    rows = [("Stad", "2022", "2023"), *((f"Gemeente {n}", f"{n}", f"{n + 1}") for n in range(8))]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for x, cell in zip((50, 200, 300), row, strict=True):
                canvas.drawString(x, 450 - 14 * number, cell)

    lines = printed(draw)
    assert texts(lines) == [" ".join(row) for row in rows]
    assert [tuple(line.text[cell.start : cell.end] for cell in line.cells) for line in lines] == rows


def test_a_hanging_number_is_no_cell(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        for number, marker in enumerate(("1.", "–", "b)")):
            canvas.drawString(50, 400 - 14 * number, marker)
            canvas.drawString(72, 400 - 14 * number, "een onderdeel van de lijst")

    lines = printed(draw)
    assert texts(lines) == [f"{marker} een onderdeel van de lijst" for marker in ("1.", "–", "b)")]
    assert all(line.cells == () for line in lines)


def test_small_print_beside_a_letter_does_not_cut_its_lines(printed: Callable[..., tuple[Line, ...]]) -> None:
    body: list[str] = []
    beside = ["Ministerie van Algemene Zaken", "Datum", "3 mei 2024", "Onze referentie", "MinAZ-1234"]

    def draw(canvas: Canvas) -> None:
        body.extend(column(canvas, 40, 150, 16, 6))
        canvas.setFont("Helvetica", 6.5)
        for number, line in enumerate(beside):
            canvas.drawString(318, HEIGHT - 150 - 12 * number, line)
        canvas.drawString(318, 30, "Pagina 1 van 2")

    assert texts(printed(draw)) == [*beside, *body, "Pagina 1 van 2"]


def test_a_stamp_across_the_page_is_left_out(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 50, 100, 6, 6)
        canvas.translate(100, 100)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(0, 0, "CONCEPT")

    assert not any("CONCEPT" in text for text in texts(printed(draw)))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_upright(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "gedraaid.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), pageCompression=0)
    canvas.setPageRotation(turn)
    # Drawn so that it stands upright on the turned page, whose sides reportlab swaps.
    canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn])
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 200, "De eerste regel van de brief")
    canvas.drawString(40, 186, "en de tweede regel ervan")
    canvas.save()
    lines = read_printed_text(path).lines
    assert texts(lines) == ["De eerste regel van de brief", "en de tweede regel ervan"]
    assert [line.x0 for line in lines] == [pytest.approx(40, abs=1.5)] * 2


@pytest.mark.parametrize("turn", [90, 270])
def test_a_table_printed_sideways_is_read(printed: Callable[..., tuple[Line, ...]], turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (WIDTH, 0), 270: (0, HEIGHT)}[turn])
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(40, 100, "Een brede tabel, dwars gezet")
        canvas.drawString(40, 86, "met een tweede regel eronder")

    assert texts(printed(draw)) == ["Een brede tabel, dwars gezet", "met een tweede regel eronder"]


def test_hyphens_at_line_ends_and_soft_hyphens_are_hyphens(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 400, "over de mensenrechten-")
        canvas.drawString(50, 388, "situatie in het land en de vicemi\u00ad")
        canvas.drawString(50, 376, "nister van Buitenlandse Zaken")

    assert texts(printed(draw)) == [
        "over de mensenrechten-",
        "situatie in het land en de vicemi-",
        "nister van Buitenlandse Zaken",
    ]


def test_ligatures_are_letters(printed: Callable[..., tuple[Line, ...]]) -> None:
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(50, 400, "de \ufb01nanciële re\ufb02ectie")

    assert texts(printed(draw)) == ["de financiële reflectie"]


def test_emphasis_and_links_are_kept(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 400)
        text.textOut("Zie de ")
        text.setFont("Helvetica-Oblique", 10)
        text.textOut("Universele Verklaring")
        text.setFont("Helvetica-Bold", 10)
        text.textOut(" en meer")
        canvas.drawText(text)
        canvas.linkURL("https://naast.example/a?b=c", (50, 395, 82, 412))
        canvas.linkURL("file:///etc/passwd", (90, 395, 180, 412))

    (line,) = printed(draw)
    assert line.text == "Zie de Universele Verklaring en meer"
    assert {(line.text[e.start : e.end].strip(), e.style) for e in line.emphasis} == {
        ("Universele Verklaring", "italic"),
        ("en meer", "bold"),
    }
    assert [(line.text[link.start : link.end].strip(), link.address) for link in line.links] == [
        ("Zie de", "https://naast.example/a?b=c")
    ]


def test_text_outside_the_page_is_left_out(printed: Callable[..., tuple[Line, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 400, "zichtbaar")
        canvas.drawString(-300, 400, "links buiten")
        canvas.drawString(50, 4000, "boven buiten")

    assert texts(printed(draw)) == ["zichtbaar"]


def test_a_scan_without_text_asks_for_recognition(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.drawInlineImage(_picture(), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    with pytest.raises(InputError, match=r"“scan\.pdf” has pictures of its pages but no text: .*OCR"):
        read_printed_text(path)


def _picture() -> object:
    from PIL import Image

    return Image.new("L", (20, 30), 128)


def test_a_password_is_told(tmp_path: Path) -> None:
    path = tmp_path / "geheim.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("geheim", strength=128))
    canvas.drawString(50, 400, "Geheime brief")
    canvas.save()
    with pytest.raises(InputError, match=r"“geheim\.pdf” is protected with a password"):
        read_printed_text(path)


def letter_bytes() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(50, 400, "Dit is een brief die heel is.")
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"\x00\xff" * 500, letter_bytes()[:300]])
def test_a_damaged_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"“stuk\.pdf” is damaged or incomplete"):
        read_document_isolated(path)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), more, content)


def test_a_page_that_draws_itself_a_billion_times_is_stopped(tmp_path: Path) -> None:
    """Forms that each draw the next ten times over: ten levels make ten billion drawings."""
    levels = 10
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        stream(b"/F Do " * 10),
    ]
    for level in range(levels):
        resources = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        if level < levels - 1:
            resources += b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level)
            objects.append(stream(b"/F Do " * 10, resources))
        else:
            objects.append(stream(b"0 0 1 1 re f " * 10, resources))
    path = tmp_path / "bom.pdf"
    path.write_bytes(raw_pdf(*objects))
    with pytest.raises(InputError, match=r"“bom\.pdf”"):
        read_document_isolated(path, seconds=3, megabytes=400)


def test_a_stream_that_swells_is_stopped(tmp_path: Path) -> None:
    """A few kilobytes that unpack to a hundred megabytes of drawing."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m 1 1 l S " * 80_000) for _ in range(100)) + packer.flush()
    packed = zlib.compress(packed, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        stream(packed, b"/Filter[/FlateDecode/FlateDecode]"),
    ]
    path = tmp_path / "bom.pdf"
    path.write_bytes(raw_pdf(*objects))
    with pytest.raises(InputError, match=r"“bom\.pdf”"):
        read_document_isolated(path, seconds=3, megabytes=300)


def test_a_pdf_of_far_too_many_pages_is_refused(tmp_path: Path) -> None:
    count = 3_001
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        *[page] * count,
    ]
    path = tmp_path / "lang.pdf"
    path.write_bytes(raw_pdf(*objects))
    with pytest.raises(InputError, match="has 3,001 pages"):
        read_printed_text(path)
