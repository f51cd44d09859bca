"""The paragraph being translated, in its place in the letter, with the current sentence lit."""

from __future__ import annotations

from ui.reading.column_layout import Band
from ui.reading.view import ReadingView


class ParagraphView(ReadingView):
    """Both columns as in Read mode, following the segment that is being edited."""

    def show_sentence(self, sentence_id: str) -> None:
        """Bring a sentence's paragraph into sight and light the sentence in both languages."""
        index = self.row_of_sentence(sentence_id)
        if index is None:
            return
        self.go_to_row(index, middle=True, only_if_hidden=True)
        for column in (self.dutch, self.english):
            passage = self.passage(index, english=column.english)
            found = passage.sentence_range(sentence_id)
            bands = []
            if found is not None:
                start = passage.shown_at(found[0], after_calls=found[0] > 0)
                bands = [Band(start, passage.shown_at(found[1]), self.theme.sentence)]
            column.layout_.lit = {index: bands}
        self.repaint_text()
