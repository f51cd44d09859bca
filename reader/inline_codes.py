"""The inline codes of an XLIFF segment, kept as zero-width calls so that translation carries them along."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

PAIRED = {"g", "pc", "mrk"}
_NATIVE = {"bpt", "ept", "ph", "it", "sub", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"}


@dataclass(frozen=True, slots=True)
class Code:
    """One inline code: ``name`` is how a document's span calls it ("{1}", "{2" and "2}" for a pair)."""

    name: str
    offset: int
    element: etree._Element


def read_codes(element: etree._Element) -> tuple[str, tuple[Code, ...]]:
    """Return a source's or target's text without codes, and its codes with their character offsets.

    The native content of codes (``<ph>&lt;br/&gt;</ph>``) is not text (XLIFF 1.2 §2.4, 2.1 §4.2.3).
    """
    parts: list[str] = []
    codes: list[Code] = []
    length = 0

    def add(text: str | None) -> None:
        nonlocal length
        if text:
            parts.append(text)
            length += len(text)

    def walk(parent: etree._Element) -> None:
        add(parent.text)
        for child in parent:
            if not isinstance(child.tag, str):
                add(child.tail)
                continue
            tag = etree.QName(child).localname
            number = sum(1 for code in codes if code.name.startswith("{")) + 1
            if tag in PAIRED:
                codes.append(Code(f"{{{number}", length, child))
                walk(child)
                codes.append(Code(f"{number}}}", length, child))
            else:
                codes.append(Code(f"{{{number}}}", length, child))
            add(child.tail)

    walk(element)
    return "".join(parts), tuple(codes)


def write_codes(target: etree._Element, pieces: Sequence[tuple[str, bool]], codes: Sequence[Code]) -> None:
    """Fill ``target`` with pieces (text, or the name of a code when the flag is set) as mixed content.

    Every code of the source comes back exactly once: codes that the pieces lost are put at the end,
    and a pair whose halves came back in the wrong order becomes an empty pair at its start.
    """
    for child in list(target):
        target.remove(child)
    target.text = None
    by_name = {code.name: code for code in codes}
    order = [text for text, is_code in pieces if is_code and text in by_name]
    order += [code.name for code in codes if code.name not in order]
    closable = _closable(order)
    stack = [target]
    waiting = iter(_with_lost(pieces, by_name))
    used: set[str] = set()
    for text, is_code in waiting:
        if not is_code:
            append_text(stack[-1], text)
            continue
        code = by_name.get(text)
        if code is None or text in used:
            continue
        used.add(text)
        if text.endswith("}") and not text.startswith("{"):
            if text in closable and len(stack) > 1:
                stack.pop()
            continue
        made = _bare(code.element)
        stack[-1].append(made)
        if not text.endswith("}") and f"{text[1:]}}}" in closable:
            stack.append(made)


def _with_lost(pieces: Sequence[tuple[str, bool]], by_name: dict[str, Code]) -> Iterator[tuple[str, bool]]:
    yield from pieces
    present = {text for text, is_code in pieces if is_code}
    yield from ((name, True) for name in by_name if name not in present)


def _closable(order: list[str]) -> set[str]:
    """Return the closing halves that close the pair opened last, so that elements nest."""
    good: set[str] = set()
    stack: list[str] = []
    for name in order:
        if name.startswith("{"):
            if not name.endswith("}"):
                stack.append(name[1:])
        elif stack and f"{stack[-1]}}}" == name:
            good.add(name)
            stack.pop()
    return good


def _bare(element: etree._Element) -> etree._Element:
    made = copy.deepcopy(element)
    made.tail = None
    if etree.QName(made).localname in PAIRED:
        for child in list(made):
            made.remove(child)
        made.text = None
    return made


def append_text(parent: etree._Element, text: str) -> None:
    """Append text at the end of an element's mixed content."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
