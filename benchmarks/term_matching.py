"""How well and how fast terms are found in Dutch text.

Run: python benchmarks/term_matching.py [TERMS]
Prints precision and recall on the hand-marked paragraphs of the invented letters, then the CPU time (other
programs do not count) for a document of 300 pages (about 120,000 words) and for one paragraph against TERMS
(default 100,000) terms.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests" / "translations")]

from term_marks import bundled_matcher, gold_marks, score  # noqa: E402

from translations.glossary_bundle import bundled_concepts, bundled_text  # noqa: E402
from translations.glossary_records import TermEntry  # noqa: E402
from translations.term_matching import TermMatcher  # noqa: E402


def many_entries(number: int, words: list[str]) -> list[TermEntry]:
    """Return the shipped terms and invented ones made of the letters' own words, one to four words long."""
    chance = random.Random(3)
    real = [TermEntry(c.id, "", c.nl, c.en, (c.en,)) for c in bundled_concepts(bundled_text())]
    made = []
    for i in range(number - len(real)):
        picked = [chance.choice(words) for _ in range(chance.randint(1, 4))]
        picked[-1] += chance.choice(("beleid", "raad", "commissie", "zaken", "wet"))
        made.append(TermEntry(f"x{i}", "", " ".join(picked), f"term {i}", (f"term {i}",)))
    return real + made


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    gold = gold_marks()
    right, found, wanted = score(bundled_matcher(), gold)
    print(
        f"precision {right / found:.3f}, recall {right / wanted:.3f} ({wanted} marks in {len(gold)} blocks)"
    )

    paragraphs = [text for text, _ in gold if len(text) > 200]
    words = sorted({w for text in paragraphs for w in text.split() if w.isalpha() and len(w) > 3})
    entries = many_entries(number, words)
    start = time.process_time()
    matcher = TermMatcher(entries)
    print(f"matcher of {len(entries):,} terms made in {time.process_time() - start:.2f} s")
    pages: list[str] = []
    chance = random.Random(4)
    while sum(len(p.split()) for p in pages) < 120_000:
        tokens = chance.choice(paragraphs).split()
        for _ in range(len(tokens) // 10):
            tokens[chance.randrange(len(tokens))] = chance.choice(words) + chance.choice(words)
        pages.append(" ".join(tokens))
    start = time.process_time()
    matches = sum(len(matcher.find(page)) for page in pages)
    print(f"300 pages ({len(pages)} paragraphs): {time.process_time() - start:.2f} s, {matches:,} matches")
    times = []
    for page in pages[:200]:
        start = time.process_time()
        matcher.find(page)
        times.append((time.process_time() - start) * 1000)
    print(f"one paragraph: median {statistics.median(times):.2f} ms, longest {max(times):.2f} ms")


if __name__ == "__main__":
    main()
