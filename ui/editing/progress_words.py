"""How far a translation is, in the words of the status bar."""

from __future__ import annotations

from translations.progress import Progress


def progress_words(found: Progress) -> str:
    """Return segments and words confirmed, and (once it is known) how long the rest will take."""
    parts = [
        f"{found.confirmed:,} of {found.segments:,} segments confirmed",
        f"{found.confirmed_words:,} of {found.words:,} words",
    ]
    if found.left is not None and found.confirmed < found.segments:
        minutes = max(1, round(found.left.total_seconds() / 60))
        parts.append(f"about {minutes} min left" if minutes < 90 else f"about {minutes / 60:.1f} h left")
    return " · ".join(parts)


def unsaved_words(changes: int, *, kept: bool) -> str:
    """Return that changes are not saved, in a few words; empty where all are."""
    if not kept:
        return "⚠ Changes are not saved"
    if changes:
        return f"⚠ {changes:,} {'change' if changes == 1 else 'changes'} not saved yet"
    return ""
