"""What a reviewer would catch in a translation: numbers, terms, what was left in Dutch, and the rest."""

from __future__ import annotations

from translations.quick_marks import quick_marks

__all__ = ["quick_marks"]
