"""Web addresses that a line's end has broken: where one goes on, and where it was complete."""

from __future__ import annotations

import re

from reader.reflow.dutch_words import word_set

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_GOES_ON = tuple("-_=&?%/~#+@:")
_LOOKS_LIKE_ADDRESS = re.compile(r"[%=&_]|\w/\w|/$|-\w+-|\w/[-\w]|\.(?:html?|pdf|aspx?|php)\b|^[/\-_?=&.%#~]")
_WORD_PAIR = re.compile(r"^[a-zà-ü.]{1,5}/[a-zà-ü]{1,5}$", re.IGNORECASE)
_PROSE = word_set(
    "en of de het een van voor zie in op met geraadpleegd bezocht bekeken gepubliceerd te aan bij is zijn"
    " wordt dat die deze dit uit over door als ook onder na naar tot om and the of in p. pp. blz."
)


def open_address(token: str) -> str:
    """Return the web address that the last word of a line is, or "" when it is none or has ended."""
    match = _ADDRESS.search(token)
    if match is None or match.group()[-1] in ")>]»”\",;!'’":
        return ""
    return match.group()


def address_joint(address: str, before: str, after: str) -> bool:
    """Tell whether a line beginning with ``after`` continues the address at the end of ``before``."""
    piece, _, rest = after.partition(" ")
    if piece.lower().startswith(("http:", "https:", "www.")) and not address.lower().endswith("//"):
        return False
    if address.endswith("-") or address.lower().endswith("://"):
        return True
    bare = piece.rstrip(".,;:)»”>")
    if piece[0] in "(«“[<‘" or _WORD_PAIR.match(bare):
        return False
    alone = not rest
    if address.endswith(_GOES_ON):
        if bare.lower() in _PROSE or piece.lower() in _PROSE:
            return False
        return alone or (_like(bare) and not (piece[0].isupper() and bare.isalpha()))
    if address.endswith("."):
        return _like(bare) and not piece[0].isupper()
    if _LOOKS_LIKE_ADDRESS.search(bare):
        return True
    return alone and len(address) >= 40 and before.endswith(address) and len(before) <= len(address) + 5


def _like(piece: str) -> bool:
    """Tell whether a piece that follows a slash or a dot reads as part of an address."""
    return (
        bool(_LOOKS_LIKE_ADDRESS.search(piece))
        or any(c.isdigit() or c in "-." for c in piece)
        or piece.islower()
    )
