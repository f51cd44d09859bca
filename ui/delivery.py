"""Takes the translation out of the window in a client's format, and edited files back into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from translations.exchange import export
from translations.exchange.returned import read_returned
from translations.exchange.units import Comparison, compare
from translations.findings import Finding
from translations.paths import write_atomically
from translations.segments import Bilingual
from ui.export_dialog import CLIENT, ExportChoice, ExportDialog
from ui.message_bar import MessageBar
from ui.return_dialog import ReturnDialog
from ui.session import Session, Trouble
from ui.workers import Task, Tasks, once


class Delivery(QObject):
    """Asks where to, works beside the window, and says what was done."""

    trouble = Signal(object)
    """``Trouble`` that is our fault."""

    def __init__(
        self,
        tasks: Tasks,
        message_bar: MessageBar,
        take: Callable[[dict[str, str], dict[str, str]], object],
        find: Callable[[Session, Bilingual], Sequence[Finding]],
        window: QWidget,
    ) -> None:
        """``take`` puts English in: (texts to keep as edited, texts to keep as confirmed), by segment id.

        ``find`` checks a document (called in a worker's thread).
        """
        super().__init__(window)
        self._tasks = tasks
        self._message_bar = message_bar
        self._take = take
        self._find = find
        self._window = window
        self._last: ExportChoice | None = None

    # out

    def ask_export(self, session: Session | None, original: Path | None) -> None:
        """Ask for a format and a place, and export."""
        if session is None:
            return
        client = session.document.metadata.get("format") == "xliff" and original is not None
        dialog = ExportDialog(self._window, client=client, last=self._last)
        if not dialog.exec():
            return
        self._last = choice = dialog.chosen()
        stem = Path(session.document.source).stem or "letter"
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            "Export the translation",
            f"{stem} {'en' if choice.alone else 'nl-en'}{choice.format.endings[0]}",
            choice.name_filter,
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in choice.format.endings:
                path = path.with_name(path.name + choice.format.endings[0])
            self.export(session, path, choice, original)

    def export(
        self, session: Session, path: Path, choice: ExportChoice, original: Path | None = None
    ) -> None:
        """Export beside the window; the file is replaced whole or not at all."""
        bilingual = session.bilingual()

        def work(_cancelled: object) -> Path:
            if choice.format is CLIENT and original is not None:
                from translations.exchange.client_xliff import fill

                data = fill(original.read_bytes(), bilingual)
            else:
                found = self._find(session, bilingual) if choice.report else None
                data = export(bilingual, choice.format.name, target_only=choice.alone, findings=found)
            write_atomically(path, data)
            return path

        self._run(work, lambda saved: self._message_bar.say(f"{saved.name} is saved."))

    # back

    def ask_return(self, session: Session | None) -> None:
        """Ask for a file that was edited elsewhere and show what it changes."""
        if session is None:
            return
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "Bring back an edited file", "", "XLIFF or bilingual DOCX (*.xlf *.xliff *.docx)"
        )
        if name:
            self.bring_back(session, Path(name))

    def bring_back(self, session: Session, path: Path) -> None:
        """Compare a file that came back with what is here; nothing changes before a person says so."""
        segments = dict(session.segments)

        def work(_cancelled: object) -> Comparison:
            return compare(read_returned(path), segments)

        self._run(work, lambda comparison: self._show(path.name, comparison))

    def _show(self, name: str, comparison: Comparison) -> None:
        if not comparison.changes and not comparison.conflicts:
            words = f"{name} holds nothing that is not here already."
            if comparison.unknown:
                words = (
                    f"No segment of {name} was changed; {len(comparison.unknown):,} are of another document."
                )
            self._message_bar.say(words)
            return
        dialog = ReturnDialog(name, comparison, self._window)
        if dialog.exec():
            edited, confirmed = dialog.chosen()
            self._take(edited, confirmed)
            self._message_bar.say(f"{len(edited) + len(confirmed):,} segments were taken from {name}.")

    def _run(self, work: Callable[[object], object], then: Callable[..., object]) -> None:
        task = Task(once(work))
        task.arrived.connect(then)
        task.refused.connect(lambda sentence: self._message_bar.say(sentence, kind="look"))
        task.failed.connect(
            lambda bug: self.trouble.emit(Trouble("That did not work; nothing was changed.", bug))
        )
        self._tasks.start(task)
