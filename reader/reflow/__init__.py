"""Printed lines to a document: paragraphs across lines and pages, footnotes lifted out, kinds told apart."""

from __future__ import annotations

from reader.reflow.assembly import reflow

__all__ = ["reflow"]
