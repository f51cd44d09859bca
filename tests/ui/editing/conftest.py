"""Edit mode on an invented letter, as a translator opens it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from translations.segments import Bilingual
from ui.editing.mode import EditMode
from ui.main_window import MainWindow
from ui.services import Opened


@pytest.fixture
def editing(window: MainWindow, letter: Bilingual, qtbot: QtBot) -> EditMode:
    """Edit mode on letter A, kept in the library, all of its English a machine draft."""
    services = window.services
    library = services.library()
    document_id = library.add_document(letter.document, None)
    library.store_drafts(document_id, letter.segments.values())
    window.show_opened(
        Opened(library.document(document_id), None, document_id, library.segments(document_id))
    )
    window.actions_["mode_edit"].trigger()
    mode = window.modes["edit"]
    assert isinstance(mode, EditMode)
    qtbot.waitUntil(lambda: mode.grid.editor is not None)
    return mode
