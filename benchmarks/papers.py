"""Reads every PDF of a folder and reports what became of it, beside what a second extractor sees.

Run: python benchmarks/papers.py FOLDER [--show]
For each paper: blocks by kind, footnotes found and called, words joined that the document never prints whole
(suspicious joins), and words lost, gained or out of order against pdftotext (poppler) or, where that is not
installed, pdfminer.six. Words that repeat from page to page (running heads, page numbers) count as furniture.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reader.document import Block, Document
from reader.errors import InputError
from reader.isolation import read_document_isolated

_WORD = re.compile(r"[^\W_]+(?:['’.,:/@&+_-][^\W_]+)*")
_BREAKS = ("-", "/", ".", "=", "_", "?", "&", "%")
"""Marks after which a word or web address may go on at the next line."""


@dataclass(frozen=True)
class Report:
    """What one paper became."""

    kinds: Counter[str]
    notes: int
    called: int
    uncalled: list[str]
    joins: list[str]
    lost: list[str]
    gained: list[str]
    disordered: list[str]
    words: int
    seconds: float


def other_pages(path: Path) -> list[list[str]]:
    """Return the lines of each page as a second extractor sees them."""
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
        ).stdout.decode("utf-8", "replace")
    else:
        from pdfminer.high_level import extract_text

        text = extract_text(str(path))
    return [page.splitlines() for page in text.split("\f")]


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case and without accents, which extractors treat differently."""
    plain = unicodedata.normalize("NFD", text.replace("\u00ad", ""))
    return [
        word.casefold() for word in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    ]


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def printed_words(pages: list[list[str]]) -> tuple[list[str], set[str], set[str]]:
    """Return the words in print order, what line-end hyphens may join, and the words of furniture."""
    sequence: list[str] = []
    joins: set[str] = set()
    seen_on: Counter[str] = Counter()
    for page in pages:
        for line in {_form(line) for line in page if line.strip()}:
            seen_on[line] += 1
        previous = ""
        for line in page:
            here = words(line)
            if previous and here:
                joins |= {previous + mark + here[0] for mark in ("", *_BREAKS)}
            sequence.extend(here)
            stripped = line.rstrip()
            if here:
                previous = here[-1] if stripped.endswith(_BREAKS) else ""
    # The line at the foot of page 1 often holds more than that of the others: a part counts as a repetition.
    edges = {_form(line) for page in pages for line in (page[:3] + page[-4:]) if len(words(line)) > 2}
    furniture = {
        word
        for page in pages
        for line in page
        if seen_on[_form(line)] > 1
        or line.strip().isdigit()
        or any(
            edge != _form(line) and (edge in _form(line) or _form(line) in edge)
            for edge in edges
            if line.strip()
        )
        for word in words(line)
    }
    return sequence, joins, furniture


def our_words(document: Document) -> list[str]:
    """Return the words of blocks and footnotes, with the numbers of notes and items put back."""
    found: list[str] = []
    for block in document.blocks:
        text = block.text
        for call in reversed(block.footnote_calls()):
            text = text[: call.start] + call.ref + text[call.start :]
        found.extend(words(f"{block.marker} {text}"))
    for note in document.footnotes:
        found.extend([note.number, *words(note.text)])
    return found


def _letters(items: Counter[str]) -> str:
    return "".join(sorted("".join(items.elements())))


def compare(document: Document, pages: list[list[str]], seconds: float) -> Report:
    """Return what became of the words of a paper."""
    printed, joins, furniture = printed_words(pages)
    ours = our_words(document)
    lost, gained = Counter(printed), Counter(ours)
    common = lost & gained
    lost, gained = lost - common, gained - common
    # A word that the page breaks in two is one word of ours and two of the other's.
    suspicious = []
    for word in list(gained):
        halves = next(
            (
                (word[:cut], rest)
                for cut in range(1, len(word))
                for rest in {word[cut:], word[cut:].lstrip("-/.")}
                if lost[word[:cut]] > 0 and lost[rest] > 0
            ),
            None,
        )
        if halves:
            times = min(gained[word], lost[halves[0]], lost[halves[1]])
            gained[word] -= times
            lost[halves[0]] -= times
            lost[halves[1]] -= times
            if printed.count(word) == 0 and word not in joins:
                suspicious.append(word)
    # Web addresses break anywhere: when the letters are all there, nothing is lost.
    lost, gained = +lost, +gained
    body = Counter({word: count for word, count in lost.items() if word not in furniture})
    if _letters(body) == _letters(gained):
        body, gained = Counter(), Counter()
    calls = {span.ref for block in document.blocks for span in block.footnote_calls()}
    numbers = [note.number for note in document.footnotes]
    return Report(
        kinds=Counter(block.kind for block in document.blocks),
        notes=len(numbers),
        called=sum(number in calls for number in numbers),
        uncalled=sorted(set(numbers) ^ calls),
        joins=suspicious,
        lost=sorted(body.elements()),
        gained=sorted(gained.elements()),
        disordered=out_of_order(document.blocks, printed),
        words=len(ours),
        seconds=seconds,
    )


def out_of_order(blocks: tuple[Block, ...], printed: list[str]) -> list[str]:
    """Return the beginnings of blocks that stand earlier in the print than the block before them."""
    places: dict[tuple[str, ...], list[int]] = {}
    size = 3
    for index in range(len(printed) - size + 1):
        places.setdefault(tuple(printed[index : index + size]), []).append(index)
    moved = []
    last = -1
    for block in blocks:
        start = tuple(words(block.text)[:size])
        if len(start) < size or start not in places or block.kind == "footer":
            continue
        later = [place for place in places[start] if place > last]
        if later:
            last = later[0]
        else:
            moved.append(" ".join(start))
    return moved


def main() -> int:
    """Print a report for every PDF of the folder, and a table of all of them."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    rows = []
    for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
        began = time.perf_counter()
        try:
            document = read_document_isolated(path)
        except InputError as error:
            print(f"\n{path.name}: {error}")
            continue
        report = compare(document, other_pages(path), time.perf_counter() - began)
        rows.append((path.name, report))
        print(f"\n{path.name}: {document.title}")
        print("  blocks:", ", ".join(f"{count} {kind}" for kind, count in report.kinds.most_common()))
        print(f"  footnotes: {report.notes} found, {report.called} called", report.uncalled or "")
        for name in ("joins", "lost", "gained", "disordered"):
            found = getattr(report, name)
            if found:
                print(f"  {name}: {', '.join(found[:40])}{' …' if len(found) > 40 else ''}")
        if "--show" in sys.argv:
            for block in document.blocks:
                print(f"    {block.page} {block.kind:<10} {block.marker}|{block.text}")
            for note in document.footnotes:
                print(f"    {note.page} note {note.number}: {note.text}")
    print(f"\n{'paper':<34}{'words':>7}{'blocks':>7}{'notes':>6}{'called':>7}", end="")
    print(f"{'joins?':>7}{'lost':>6}{'gained':>7}{'moved':>6}{'s':>6}")
    for name, report in rows:
        print(
            f"{name[:33]:<34}{report.words:>7}{sum(report.kinds.values()):>7}{report.notes:>6}{report.called:>7}"
            f"{len(report.joins):>7}{len(report.lost):>6}{len(report.gained):>7}{len(report.disordered):>6}"
            f"{report.seconds:>6.2f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
