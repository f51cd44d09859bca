"""The paragraph being translated, in its place in the letter, with the current sentence lit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.palette import Theme
from ui.reading.column_layout import Band
from ui.reading.view import ReadingView


class ParagraphView(ReadingView):
    """Both columns as in Read mode, following the segment that is being edited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._lit_sentence = ""
        self._filling.row_shown.connect(self._light)

    def show_sentence(self, sentence_id: str) -> None:
        """Bring a sentence's paragraph into sight and light the sentence in both languages."""
        index = self.row_of_sentence(sentence_id)
        if index is None:
            return
        self.go_to_row(index, middle=True, only_if_hidden=True)
        self._lit_sentence = sentence_id
        self._light(index)

    def _light(self, index: int) -> None:
        """Light the sentence if it stands in this row: what is typed there moves where it stands."""
        if index != self.row_of_sentence(self._lit_sentence):
            return
        for column in (self.dutch, self.english):
            passage = self.passage(index, english=column.english)
            found = passage.sentence_range(self._lit_sentence)
            bands = []
            if found is not None:
                start = passage.shown_at(found[0], after_calls=found[0] > 0)
                bands = [Band(start, passage.shown_at(found[1]), self.theme.sentence)]
            column.layout_.lit = {index: bands}
        self.repaint_text()
