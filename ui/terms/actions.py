"""What a person can do with terms, with the keys for it."""

from __future__ import annotations

from translations.glossary_records import TermStatus
from ui.actions import ActionSpec

TERMS = "Te&rms"

TERM_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "add_term",
        "&Translation",
        "&Add a term…",
        "Ctrl+Shift+T",
        "Add the selected words to a glossary, the English guessed",
        group="term",
    ),
    ActionSpec("delete_terms", TERMS, "De&lete", "Ctrl+Shift+D", "Delete the selected terms"),
    ActionSpec(
        "status_approved",
        TERMS,
        "A&pprove",
        "Ctrl+Shift+1",
        "The selected terms are used in every translation",
        "check",
        group="status",
    ),
    ActionSpec(
        "status_proposed",
        TERMS,
        "P&ropose",
        "Ctrl+Shift+2",
        "The selected terms wait for a review",
        group="status",
    ),
    ActionSpec(
        "status_deprecated",
        TERMS,
        "&Deprecate",
        "Ctrl+Shift+3",
        "The selected terms are kept but no longer used",
        group="status",
    ),
    ActionSpec(
        "status_forbidden",
        TERMS,
        "&Forbid",
        "Ctrl+Shift+4",
        "The English of the selected terms must not be used",
        group="status",
    ),
    ActionSpec("review_terms", TERMS, "Re&view proposed terms", "Ctrl+Shift+R", group="look"),
    ActionSpec(
        "find_candidates",
        TERMS,
        "&Candidates of this document",
        "Ctrl+Shift+K",
        "Find the terms that this document deserves",
        group="look",
    ),
    ActionSpec(
        "find_conflicts",
        TERMS,
        "D&uplicates and conflicts",
        "",
        "Find terms that are there twice, or with different English",
        group="look",
    ),
    ActionSpec(
        "concordance",
        TERMS,
        "C&oncordance",
        "Ctrl+Shift+O",
        "Find a word or term in all your documents, in both languages",
        group="look",
    ),
    ActionSpec(
        "translate_again",
        TERMS,
        "&Translate again with the glossary",
        "",
        "Translate the sentences that do not use the glossary's terms; what you edited stays",
        group="again",
    ),
    ActionSpec(
        "manage_glossaries", TERMS, "&Glossaries…", "", "Make, rename, order, switch off", group="file"
    ),
    ActionSpec(
        "import_terms", TERMS, "&Import…", "", "Take in a CSV, TSV, XLSX, TBX or TMX file", group="file"
    ),
    ActionSpec(
        "export_terms",
        TERMS,
        "&Export…",
        "",
        "Save the glossary on show as CSV, TSV, XLSX, TBX or TMX",
        group="file",
    ),
    ActionSpec("print_terms", TERMS, "Pri&nt the table…", "", "Print the terms on show", group="file"),
    ActionSpec("pdf_terms", TERMS, "&Save the table as PDF…", "", "Save the terms on show", group="file"),
)

STATUS_OF: dict[str, TermStatus] = {
    "status_approved": "approved",
    "status_proposed": "proposed",
    "status_deprecated": "deprecated",
    "status_forbidden": "forbidden",
}
