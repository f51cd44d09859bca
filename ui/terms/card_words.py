"""What a term's card says beside its Dutch and English: definition, note, source, and where it comes from."""

from __future__ import annotations

from reader.errors import NaastError
from ui.services import Services

_LONGEST = 400


def card_words(services: Services, concept_id: str) -> str:
    """Return the lines (plain text) known of a concept, empty when the glossary has none of that id."""
    if not concept_id:
        return ""
    try:
        termbase = services.termbase()
        term = termbase.row(concept_id)
        history = termbase.history(concept_id)
    except NaastError:
        return ""
    also = "; ".join(term.en_variants)
    changes = {(line.at, line.label) for line in history}
    changed = f"changed {term.modified_at[:10]} by {term.modified_by}" if term.modified_at else ""
    times = f"{len(changes)} changes" if len(changes) > 1 else ""
    origin = " · ".join(filter(None, (term.glossary, term.status, term.domain, changed, times)))
    lines = (
        " ".join(term.definition.split())[:_LONGEST],
        " ".join(term.note.split())[:_LONGEST],
        f"Also: {also}" if also else "",
        f"Source: {' '.join(term.source.split())[:_LONGEST]}" if term.source else "",
        origin,
    )
    return "\n".join(filter(None, lines))
