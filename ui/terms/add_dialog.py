"""The small form on which a term is added: Dutch, English, glossary, note, source; Enter saves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from translations.glossary_records import DEFAULT_GLOSSARY, Concept, Term, TermRow, TermStatus, fold
from ui.terms.picking import Picked

_STATUS_WORDS: tuple[tuple[str, TermStatus], ...] = (
    ("Approved: use it from now on", "approved"),
    ("Proposed: review it later", "proposed"),
)


class AddTermDialog(QDialog):
    """Asks for a new term; ``saved`` hands it over and the form closes."""

    saved = Signal(object, str)
    """``Concept`` and the name of its glossary."""

    def __init__(
        self,
        picked: Picked,
        glossaries: Sequence[str],
        source: str,
        known: Callable[[str], Sequence[TermRow]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._known = known
        self.setWindowTitle("Add a term")
        self.setModal(True)
        self.dutch = QLineEdit(picked.nl, self)
        self.english = QLineEdit(picked.en, self)
        self.glossary = QComboBox(self)
        self.glossary.setEditable(True)
        self.glossary.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.glossary.addItems(list(glossaries) or [DEFAULT_GLOSSARY])
        self.status = QComboBox(self)
        for words, status in _STATUS_WORDS:
            self.status.addItem(words, status)
        self.note = QLineEdit(self)
        self.source = QLineEdit(source, self)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            ("&Dutch", self.dutch),
            ("&English", self.english),
            ("&Glossary", self.glossary),
            ("Stat&us", self.status),
            ("&Note", self.note),
            ("&Source", self.source),
        ):
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(words, field)
        self.english.setPlaceholderText("Empty: keep the Dutch in the English text")
        form.addRow(self.told)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        self.save_button = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setText("Add the term")
        self.save_button.setDefault(True)
        form.addRow(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._tell_known)
        self.dutch.textChanged.connect(self._typed)
        self._typed()
        self._tell_known()
        first = self.english if picked.nl else self.dutch
        first.setFocus()
        first.selectAll()

    def _typed(self) -> None:
        self.save_button.setEnabled(bool(self.dutch.text().strip()))
        self._soon.start()

    def _tell_known(self) -> None:
        wanted = fold(self.dutch.text())
        rows = [row for row in self._known(self.dutch.text()) if fold(row.nl) == wanted] if wanted else []
        self.told.setText(
            "\n".join(f"Already in {row.glossary}: {row.nl} → {row.en or row.nl}" for row in rows[:3])
        )
        self.told.setVisible(bool(rows))

    def save(self) -> None:
        """Hand the term over and close."""
        status: TermStatus = self.status.currentData()
        dutch, english = self.dutch.text().strip(), self.english.text().strip()
        if not dutch:
            return
        terms = [Term(dutch, "nl", status, True)]
        if english:
            terms.append(Term(english, "en", status, True))
        concept = Concept(
            tuple(terms),
            note=self.note.text().strip(),
            source=self.source.text().strip(),
            do_not_translate=not english,
        )
        self.accept()
        self.saved.emit(concept, self.glossary.currentText().strip() or DEFAULT_GLOSSARY)
