"""Taking back changes of the glossary, and doing them again: the glossary remembers them between sessions."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt

from ui.message_bar import Choice, MessageBar
from ui.terms.term_desk import TermDesk


def undo(desk: TermDesk, message_bar: MessageBar) -> None:
    """Take back the last change; one of an earlier session only when told to."""
    earlier = desk.earlier_change()
    if earlier is None:
        _take_back(desk, message_bar)
        return
    at = QDateTime.fromString(earlier.at, Qt.DateFormat.ISODate).toLocalTime()
    when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
    message_bar.say(
        f"That was done before Naast was opened: «{earlier.label[:80]}», {when}, by {earlier.by}.",
        Choice("Take it back", lambda: _take_back(desk, message_bar)),
        kind="look",
    )


def redo(desk: TermDesk, message_bar: MessageBar) -> None:
    """Do again what was taken back last."""
    label = desk.redo()
    message_bar.say(f"Done again: {label}." if label is not None else "There is nothing to do again.")


def _take_back(desk: TermDesk, message_bar: MessageBar) -> None:
    label = desk.undo()
    message_bar.say(f"Taken back: {label}." if label is not None else "There is nothing to take back.")
