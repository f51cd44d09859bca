"""Asks before the window closes on changes that could not be saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.editing.writer import Writer


def may_close(writer: Writer, parent: QWidget) -> bool:
    """Try once more to write what is left; ask where that fails. Return whether the window may close."""
    writer.try_left()
    writer.flush()
    if not writer.unsaved:
        return True
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Not saved")
    one = writer.unsaved == 1
    box.setText(f"{'One change' if one else f'{writer.unsaved:,} changes'} could not be saved.")
    box.setInformativeText(
        "Make room on the disk, or allow writing there, and Naast saves by itself. "
        "You can also export the translation to another disk first."
    )
    words = "Close and lose it" if one else "Close and lose them"
    leave = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is leave
