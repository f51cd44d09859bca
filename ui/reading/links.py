"""Opening an address from a document in the browser: only web and mail addresses, only when asked."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def safe_url(address: str) -> QUrl | None:
    """Return a web or mail address as a URL; None for anything else (a file, a program, nonsense)."""
    text = address.strip()
    if "://" not in text and not text.lower().startswith("mailto:"):
        text = f"https://{text}"
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in ("http", "https", "mailto"):
        return None
    return url


def open_link(address: str) -> bool:
    """Open an address in the user's browser; return whether that was possible."""
    url = safe_url(address)
    return url is not None and QDesktopServices.openUrl(url)
