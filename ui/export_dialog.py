"""Asks in which format a translation leaves, in which languages, and whether with the checks' report."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from translations.exchange import FORMATS, Format

CLIENT = Format(
    "client", "The client's XLIFF, filled in", (".xlf", ".xliff"), target_only=False, report=False
)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What leaves: the format, English alone or beside the Dutch, with the report of the checks or not."""

    format: Format
    alone: bool = False
    report: bool = False

    @property
    def name_filter(self) -> str:
        """The format as the file dialog names it."""
        return f"{self.format.title} ({' '.join(f'*{ending}' for ending in self.format.endings)})"


class ExportDialog(QDialog):
    """One page of choices; what a format cannot hold cannot be chosen with it."""

    def __init__(self, parent: QWidget, *, client: bool, last: ExportChoice | None = None) -> None:
        """``client``: the document is a client's XLIFF, which can be filled in; ``last``: chosen before."""
        super().__init__(parent)
        self.setWindowTitle("Export the translation")
        self._formats = (*((CLIENT,) if client else ()), *FORMATS.values())
        self.format = QComboBox(self)
        for one in self._formats:
            self.format.addItem(f"{one.title} ({', '.join(one.endings)})")
        self.both = QRadioButton("Dutch and &English", self)
        self.alone = QRadioButton("English &alone", self)
        self.report = QCheckBox("With the &report of the checks", self)
        self.report.setToolTip("What the checks find now, as a last section or as notes on the segments")
        form = QFormLayout()
        form.addRow("&Format:", self.format)
        form.addRow("Languages:", self.both)
        form.addRow("", self.alone)
        form.addRow("Checks:", self.report)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        where = buttons.addButton("&Choose where…", QDialogButtonBox.ButtonRole.AcceptRole)
        where.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addStretch(1)
        box.addWidget(buttons)
        self.both.setChecked(True)
        if last is not None and last.format in self._formats:
            self.format.setCurrentIndex(self._formats.index(last.format))
            self.alone.setChecked(last.alone)
            self.report.setChecked(last.report)
        self.format.currentIndexChanged.connect(lambda _at: self._follow())
        self.alone.toggled.connect(lambda _on: self._follow())
        self._follow()

    def _follow(self) -> None:
        chosen = self._formats[self.format.currentIndex()]
        self.alone.setEnabled(chosen.target_only)
        if not chosen.target_only:
            self.both.setChecked(True)
        self.report.setEnabled(chosen.report and not self.alone.isChecked())

    def chosen(self) -> ExportChoice:
        """Return what was chosen."""
        report = self.report.isEnabled() and self.report.isChecked()
        return ExportChoice(self._formats[self.format.currentIndex()], self.alone.isChecked(), report)
