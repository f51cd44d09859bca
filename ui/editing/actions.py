"""What a translator can do in Edit mode, with the keys of OmegaT and Trados where those agree."""

from __future__ import annotations

from ui.actions import ActionSpec

SEGMENT = "&Segment"
MATCH_KEYS = 5
TERM_KEYS = 9

EDIT_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "confirm_next", SEGMENT, "&Confirm and next", "Ctrl+Return", "Confirm this English, go on", "check"
    ),
    ActionSpec("reject", SEGMENT, "Re&ject", "Ctrl+Shift+X", "Mark this English as not good enough to keep"),
    ActionSpec("next_segment", SEGMENT, "&Next segment", "Ctrl+Down", "Go to the next segment", group="go"),
    ActionSpec(
        "previous_segment", SEGMENT, "&Previous segment", "Ctrl+Up", "Go to the previous segment", group="go"
    ),
    ActionSpec(
        "next_untouched",
        SEGMENT,
        "Next &untouched",
        "Ctrl+U",
        "Go to the next segment that nobody edited or confirmed",
        group="go",
    ),
    ActionSpec(
        "next_look",
        SEGMENT,
        "Next that needs a &look",
        "Ctrl+Shift+U",
        "Go to the next segment with a mark",
        group="go",
    ),
    ActionSpec(
        "go_segment", SEGMENT, "&Go to segment…", "Ctrl+J", "Go to a segment by its number", group="go"
    ),
    ActionSpec(
        "copy_source",
        SEGMENT,
        "Copy &source",
        "Ctrl+Shift+S",
        "Put the Dutch in as the English",
        group="text",
    ),
    ActionSpec(
        "restore_machine",
        SEGMENT,
        "Restore &machine draft",
        "Ctrl+M",
        "Put the machine's draft back",
        group="text",
    ),
    ActionSpec(
        "alternatives",
        SEGMENT,
        "&Alternatives from the model",
        "Ctrl+Shift+A",
        "Ask the model for other ways to say it",
        group="text",
    ),
    *(
        ActionSpec(
            f"insert_match_{number}",
            SEGMENT,
            f"Insert match &{number}",
            f"Alt+{number}",
            f"Put match {number} of the list in as the English",
            group="matches",
        )
        for number in range(1, MATCH_KEYS + 1)
    ),
    *(
        ActionSpec(
            f"insert_term_{number}",
            SEGMENT,
            f"Insert term {number}",
            f"Ctrl+Alt+{number}",
            f"Put the English of term {number} in where the cursor is",
            group="terms",
        )
        for number in range(1, TERM_KEYS + 1)
    ),
    ActionSpec(
        "split",
        SEGMENT,
        "Spl&it…",
        "Ctrl+Alt+Return",
        "Split this segment at a place that you choose in its Dutch",
        group="cut",
    ),
    ActionSpec(
        "merge", SEGMENT, "Mer&ge with the next", "Ctrl+Shift+J", "Make one segment of two", group="cut"
    ),
    ActionSpec(
        "note", SEGMENT, "N&ote…", "Ctrl+Shift+M", "Write a note on this segment", "sticky-note", group="note"
    ),
    ActionSpec(
        "undo_change",
        "&Edit",
        "&Undo",
        "Ctrl+Z",
        "Take back the last change, in this segment or another",
        "undo-2",
        group="undo",
    ),
    ActionSpec("redo_change", "&Edit", "&Redo", "Ctrl+Y", "Make the change again", "redo-2", group="undo"),
    ActionSpec(
        "replace",
        "&Edit",
        "Find and &replace…",
        "Ctrl+H",
        "Find and replace in the English, with a preview",
        group="find",
    ),
    ActionSpec(
        "check_all",
        "&Translation",
        "&Check the translation",
        "F8",
        "Look for what a reviewer would catch",
        group="check",
    ),
    ActionSpec(
        "check_report",
        "&Translation",
        "Save the check &report…",
        "Ctrl+F8",
        "Check the translation and save what is found as a text file",
        group="check",
    ),
    ActionSpec(
        "spelling",
        "&Translation",
        "&Spelling of the English",
        "F7",
        "Underline words that are not in the dictionary",
        checkable=True,
        group="check",
    ),
    ActionSpec(
        "spelling_american",
        "&Translation",
        "American s&pelling",
        "",
        "Use the American dictionary instead of the British one",
        checkable=True,
        group="check",
    ),
    ActionSpec(
        "spelling_word",
        "&Translation",
        "Other spellings of this &word",
        "Shift+F7",
        "Show what the dictionary has for the word at the cursor, or add the word to it",
        group="check",
    ),
    ActionSpec(
        "memories",
        "&Translation",
        "Translation &memories…",
        "Ctrl+Shift+Y",
        "Make, import (TMX), export and protect translation memories",
        group="memory",
    ),
    ActionSpec(
        "filter",
        SEGMENT,
        "&Filter the segments",
        "Ctrl+Shift+F",
        "Show only some segments: not confirmed, with a mark, or with some words",
        "search",
        group="go",
    ),
)
