"""Takes the translation out of the window in a client's format, and edited files back into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from translations.exchange import FORMATS, export
from translations.exchange.returned import read_returned
from translations.exchange.units import Comparison, compare
from translations.paths import write_atomically
from translations.segments import Bilingual
from ui.message_bar import MessageBar
from ui.return_dialog import ReturnDialog
from ui.session import Session, Trouble
from ui.workers import Task, Tasks, once

CLIENT_FORMAT = "client"


class Delivery(QObject):
    """Asks where to, works beside the window, and says what was done."""

    trouble = Signal(object)
    """``Trouble`` that is our fault."""

    def __init__(
        self,
        tasks: Tasks,
        message_bar: MessageBar,
        take: Callable[[dict[str, str], dict[str, str]], object],
        window: QWidget,
    ) -> None:
        """``take`` puts English in: (texts to keep as edited, texts to keep as confirmed), by segment id."""
        super().__init__(window)
        self._tasks = tasks
        self._message_bar = message_bar
        self._take = take
        self._window = window

    # out

    def filters(self, session: Session) -> dict[str, tuple[str, bool]]:
        """Return the choices of the save dialog: its words → (format, English alone)."""
        choices: dict[str, tuple[str, bool]] = {}
        if session.document.metadata.get("format") == "xliff":
            choices["The client's XLIFF, filled in (*.xlf *.xliff)"] = (CLIENT_FORMAT, False)
        for known in FORMATS.values():
            endings = " ".join(f"*{ending}" for ending in known.endings)
            choices[f"{known.title}, both languages ({endings})"] = (known.name, False)
        for known in FORMATS.values():
            if known.target_only:
                endings = " ".join(f"*{ending}" for ending in known.endings)
                choices[f"{known.title}, English alone ({endings})"] = (known.name, True)
        return choices

    def ask_export(self, session: Session | None, original: Path | None) -> None:
        """Ask for a format and a place, and export."""
        if session is None:
            return
        choices = self.filters(session)
        stem = Path(session.document.source).stem or "letter"
        name, chosen = QFileDialog.getSaveFileName(
            self._window, "Export the translation", f"{stem} nl-en", ";;".join(choices)
        )
        if name and chosen in choices:
            form, alone = choices[chosen]
            path = Path(name)
            if not path.suffix or (form != CLIENT_FORMAT and path.suffix not in FORMATS[form].endings):
                ending = ".xlf" if form == CLIENT_FORMAT else FORMATS[form].endings[0]
                path = path.with_name(path.name + ending)
            self.export(session.bilingual(), path, form, alone, original)

    def export(
        self, bilingual: Bilingual, path: Path, form: str, alone: bool, original: Path | None = None
    ) -> None:
        """Export beside the window; the file is replaced whole or not at all."""

        def work(_cancelled: object) -> Path:
            if form == CLIENT_FORMAT and original is not None:
                from translations.exchange.client_xliff import fill

                data = fill(original.read_bytes(), bilingual)
            else:
                data = export(bilingual, form, target_only=alone)
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
