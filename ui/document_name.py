"""What a document is called: in the title bar, among the recent ones, in a question about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale

from reader.document import Document


def document_name(document: Document) -> str:
    """Return a document's title (its source, where it has none) and its date where that is known."""
    name = " ".join((document.title or document.source).split())
    try:
        day = date.fromisoformat(document.metadata.get("date", ""))
    except ValueError:
        return name
    return f"{name} · {QLocale(QLocale.Language.English).toString(day, 'd MMMM yyyy')}"
