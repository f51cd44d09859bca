"""What a document holds that could not be read, in a sentence for whoever opens it."""

from __future__ import annotations

from reader.document import Document

MOST_PAGES = 8
"""Page numbers that a sentence may name."""


def what_was_not_read(document: Document) -> str:
    """Return which pages are pictures or damaged, so that nobody takes the rest for the whole; "" if none."""
    said = []
    pages = [page.strip() for page in document.metadata.get("pages_of_pictures", "").split(",")]
    pages = [page for page in pages if page]
    if pages:
        named = ", ".join(pages[:MOST_PAGES]) + (" and others" if len(pages) > MOST_PAGES else "")
        are = f"Page {named} is a picture" if len(pages) == 1 else f"Pages {named} are pictures"
        said.append(f"{are} without text and missing here: to read on, have the text recognised (OCR).")
    damaged = document.metadata.get("damaged_pages", "")
    if damaged.isdecimal() and int(damaged):
        count = "One page is" if int(damaged) == 1 else f"{int(damaged)} pages are"
        said.append(f"{count} damaged and could not be read.")
    return " ".join(said)
