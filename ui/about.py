"""Version, licence and thanks."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def about_box(parent: QWidget) -> QMessageBox:
    """Return the box that tells what Naast is and what it is made of."""
    try:
        number = version("naast")
    except PackageNotFoundError:
        number = ""
    box = QMessageBox(parent)
    box.setWindowTitle("About Naast")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Naast {number}".strip())
    box.setInformativeText(
        "Shows a Dutch government letter next to its offline English translation.\n\n"
        "Free software under the GNU General Public License, version 3 or later.\n"
        "Reading font: Literata (SIL OFL 1.1). Icons: Lucide (ISC). "
        "Translation: CTranslate2, SentencePiece and Argos Translate packages."
    )
    return box
