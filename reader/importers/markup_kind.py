"""Tells from the first bytes of a text which kind of markup it is, if any."""

from __future__ import annotations

import re
from typing import Literal

MarkupKind = Literal["html", "xliff", "official_xml", "xml"]

_LEAD_IN = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_OFFICIAL_ROOTS = frozenset(
    {"officiele-publicatie", "kamerstuk", "kamervragen", "staatsblad", "staatscourant"}
)
"""Roots of the XML of officielebekendmakingen.nl (schemas Officiële Publicaties, KOOP)."""


def markup_kind(head: bytes) -> MarkupKind | None:
    """Return the kind of markup that a file begins with; None for plain text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "ignore")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if "<" not in text[:200]:
        return None
    lowered = text[:4096].lstrip().casefold()
    if lowered.startswith(("<!doctype html", "<html")):
        return "html"
    is_xml = lowered.startswith("<?xml")
    root = _ROOT.match(text, _LEAD_IN.match(text).end())  # type: ignore[union-attr]
    name = root[1].casefold() if root else ""
    if name == "html":
        return "html"
    if name == "xliff":
        return "xliff"
    if name in _OFFICIAL_ROOTS:
        return "official_xml"
    if name in {
        "head",
        "body",
        "div",
        "p",
        "table",
        "article",
        "main",
        "section",
        "meta",
        "h1",
        "span",
        "style",
    }:
        return "html"
    return "xml" if is_xml else None
