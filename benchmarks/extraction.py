"""How many of the glossaries' terms that occur in some papers are among the first candidates.

Run: python benchmarks/extraction.py FOLDER_OF_PAPERS GLOSSARY.csv…
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reader.importers import read_document
from translations.exchange.terms import read_terms
from translations.glossary_records import TermEntry, fold
from translations.segments import source_sentences
from translations.term_extraction import extract_terms
from translations.term_matching import TermMatcher
from translations.term_matching_forms import base_form


def key_of(term: str) -> str:
    """Return what makes two shapes of a term the same."""
    return " ".join(fold(base_form(word)) for word in term.split())


def main() -> None:
    """Measure and print."""
    documents = [read_document(path) for path in sorted(Path(sys.argv[1]).iterdir())]
    entries = [
        TermEntry(str(i), name, term.text, one.concept.en, (one.concept.en,))
        for name in sys.argv[2:]
        for i, one in enumerate(read_terms(Path(name)))
        for term in one.concept.of("nl")
    ]
    matcher = TermMatcher(entries)
    wanted = {
        key_of(match.entry.nl)
        for document in documents
        for _, _, text in source_sentences(document)
        for match in matcher.find(text)
        if match.kind == "full"
    }
    ranked = extract_terms(documents, limit=1000)
    for first in (50, 100, 200, 500, 1000):
        hit = {key_of(candidate.nl) for candidate in ranked[:first]} & wanted
        print(f"first {first}: {len(hit)} of {len(wanted)} glossary terms that occur")
    if "-v" in sys.argv:
        print(sorted(wanted))
    for one in ranked[:60]:
        mark = "*" if key_of(one.nl) in wanted else " "
        print(f"{mark} {one.score:6.2f} {one.count:3} {one.documents} {one.kind:8} {one.nl}")


if __name__ == "__main__":
    main()
