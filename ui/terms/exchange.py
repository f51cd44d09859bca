"""Glossaries in and out of files: what a file would do is shown before anything changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from reader.errors import InputError
from translations.glossary_records import DEFAULT_GLOSSARY
from ui.message_bar import MessageBar
from ui.terms.import_dialog import ImportDialog
from ui.terms.term_desk import TermDesk
from ui.workers import Cancelled

if TYPE_CHECKING:
    from translations.exchange.table_columns import TablePreview
    from translations.glossary import Termbase
    from translations.glossary_merge import Choice, Comparison

_READ = "Glossaries (*.csv *.tsv *.xlsx *.tbx *.xml *.tmx)"
_WRITTEN = {
    "CSV (*.csv)": ".csv",
    "Excel (*.xlsx)": ".xlsx",
    "TBX (*.tbx)": ".tbx",
    "TMX (*.tmx)": ".tmx",
    "TSV (*.tsv)": ".tsv",
}


@dataclass(frozen=True, slots=True)
class _FirstLook:
    """A file that is of a kind we read, and its first rows where it is a table."""

    table: TablePreview | None


class TermExchange:
    """Asks for files and does the work beside the window."""

    def __init__(self, desk: TermDesk, message_bar: MessageBar, window: QWidget) -> None:
        self._desk = desk
        self._bar = message_bar
        self._window = window
        self.dialog: ImportDialog | None = None
        self._asked = 0

    def ask_import(self) -> None:
        """Ask for a file and show what taking it in would do."""
        name, _kind = QFileDialog.getOpenFileName(self._window, "Import a glossary", "", _READ)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path, glossary: str = "") -> None:
        """Show what a file would do to a glossary (named after the file, where none is named)."""
        name = glossary or path.stem
        self._bar.say(f"Reading {path.name} …")

        def work(_cancelled: Cancelled) -> _FirstLook:
            from translations.exchange.terms import preview_terms, read_terms

            table = preview_terms(path)
            if table is None:
                read_terms(path)
            return _FirstLook(table)

        self._desk.start(work, lambda first: self._show(path, name, first))

    def _show(self, path: Path, name: str, first: _FirstLook) -> None:
        self._bar.clear()
        names = [one.name for one in self._desk.glossaries() if not one.read_only]
        if self.dialog is not None:
            self.dialog.close()
        dialog = ImportDialog(path.name, name, names, self._window, first.table)
        dialog.comparison_asked.connect(lambda name: self._compare(dialog, path, name))
        dialog.accepted.connect(lambda: self._take_in(path, dialog.comparison, dialog.conflict_choice()))
        dialog.finished.connect(lambda _result: self._forget(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget(self, dialog: ImportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _compare(self, dialog: ImportDialog, path: Path, name: str) -> None:
        pane = dialog.columns
        columns = pane.columns() if pane is not None else None
        named = pane is None or pane.first_names_columns()
        self._asked += 1
        number = self._asked

        def work(termbase: Termbase) -> Comparison | str:
            from translations.exchange.terms import read_terms
            from translations.glossary_merge import compare

            try:
                return compare(termbase, name, read_terms(path, columns=columns, named=named))
            except InputError as problem:
                return str(problem)

        def then(answer: Comparison | str) -> None:
            # Only the answer to what was asked last is of use.
            if dialog is not self.dialog or number != self._asked:
                return
            if isinstance(answer, str):
                dialog.show_trouble(answer)
            else:
                dialog.show_comparison(answer)

        self._desk.beside(work, then)

    def _take_in(self, path: Path, comparison: Comparison | None, conflicts: Choice) -> None:
        if comparison is None:
            return

        def work(termbase: Termbase) -> int:
            from translations.glossary_merge import take_in

            return take_in(termbase, comparison, label=f"Import {path.name}", conflicts=conflicts)

        def then(count: int) -> None:
            self._desk.changed.emit(())
            self._bar.say(f"{count:,} terms changed in «{comparison.glossary}». Undo takes it back.")

        self._desk.beside(work, then)

    def ask_export(self, glossary: str) -> None:
        """Ask where to, and save one glossary, or all that are enabled."""
        name, kind = QFileDialog.getSaveFileName(
            self._window, "Export the glossary", glossary or DEFAULT_GLOSSARY, ";;".join(_WRITTEN)
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in _WRITTEN.values():
                path = path.with_name(path.name + _WRITTEN.get(kind, ".csv"))
            self.export(path, glossary)

    def export(self, path: Path, glossary: str) -> None:
        """Write one glossary, or all that are enabled, beside the window."""

        def work(termbase: Termbase) -> int:
            from translations.exchange.terms import write_terms

            enabled = [one.name for one in termbase.glossaries() if one.enabled]
            concepts = [
                one for name in ([glossary] if glossary else enabled) for one in termbase.concepts(name)
            ]
            write_terms(path, concepts)
            return len(concepts)

        self._desk.beside(work, lambda count: self._bar.say(f"{count:,} terms are saved in {path.name}."))
