"""What XLIFF 1.2 and 2.1 share: the words for a segment's state, notes of the checks, text without codes."""

from __future__ import annotations

from lxml import etree

from reader.errors import InputError
from reader.safe_xml import parse
from translations.exchange.units import Returned
from translations.findings import Severity

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

STATES_1 = {
    "machine": "needs-review-translation",
    "edited": "translated",
    "confirmed": "signed-off",
    "rejected": "needs-translation",
}
"""Our statuses as the ``state`` of a 1.2 target (OASIS XLIFF 1.2, attribute values for state)."""
STATES_2 = {"machine": "initial", "edited": "translated", "confirmed": "final", "rejected": "initial"}
"""Our statuses as the ``state`` of a 2.x segment (OASIS XLIFF 2.1 §4.3.1.29)."""
DONE = frozenset({"signed-off", "final", "reviewed"})
"""States of either version that say that a person answers for the English."""
PRIORITIES: dict[Severity, str] = {"error": "1", "warning": "4", "hint": "8"}
"""How grave a finding is as the ``priority`` of a note: 1 is the highest of ten in both versions."""


def open_xliff(data: bytes, version: str) -> etree._Element:
    """Return the root of an XLIFF file of a version ("1.2", "2.1"; others of its first number will do).

    Raises:
        InputError: the file is not XLIFF of that version, or is damaged.
    """
    root = parse(data, "This XLIFF file")
    first = version.partition(".")[0]
    is_xliff = etree.QName(root).localname == "xliff"
    if not is_xliff or not (root.get("version") or "").startswith(f"{first}."):
        raise InputError(
            f"This is not an XLIFF {first} file; export it from the other program as XLIFF {version}."
        )
    return root


def returned(
    identifier: str,
    texts: tuple[etree._Element, etree._Element | None],
    base: str,
    confirmed: bool | None,
) -> Returned:
    """Return a segment that came back, from the elements that hold its Dutch and its English."""
    source, target = texts
    english = "" if target is None else inner_text(target)
    return Returned(identifier, inner_text(source), english, base, confirmed)


_CODES = {"x", "bx", "ex", "bpt", "ept", "ph", "it", "sub"}


def inner_text(element: etree._Element) -> str:
    """Return the translatable text of a source or target, without its inline codes' native content."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _CODES:
            parts.append(inner_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
