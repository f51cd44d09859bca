"""How a line ends: as a sentence does, or with a footnote call."""

from __future__ import annotations

import re

_CALL_AT_END = re.compile(r"(?<=[.!?:;,»”)\]%\w])(?:\d{1,3}| ?\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_TERMINAL = re.compile(r"[.!?…][)»”’\"'\]]*$")


def without_call(text: str) -> str:
    """Return a line's text without the footnote call that may end it."""
    match = _CALL_AT_END.search(text)
    if match is None:
        return text
    before = text[: match.start()]
    return (
        before if not before[-1:].isalnum() or not match.group().isdigit() or before[-1:].isalpha() else text
    )


def is_terminal(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_TERMINAL.search(without_call(text)))
