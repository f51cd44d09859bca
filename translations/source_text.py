"""Prepares Dutch for a model: no language is set aside, characters are made plain, long text is cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from translations.dutch_abbreviations import written_out

_QUOTES = dict.fromkeys("«»“”„‟″〝〞＂", '"') | dict.fromkeys("‘’‚‛′´‹›", "'")
_DASHES = dict.fromkeys("\u2010\u2011\u2212", "-") | dict.fromkeys("—―", "–")
_GONE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
_PLAIN = str.maketrans(
    {**_QUOTES, **_DASHES, **_GONE, "…": "...", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ĳ": "ij", "Ĳ": "IJ"}
)
ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>«»“”\"]+[^\s<>«»“”\".,;:!?'’)\]]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
# «S.A. Blok», «mr. J. van den Berg»: initials and a surname, as under a letter.
_NAME = re.compile(
    r"(?:(?:[dD]r|[mM]r|[dD]rs|[iI]r|[pP]rof|[iI]ng)\.\s+)*"
    r"(?:[A-Z][a-z]?\.[\s-]?)+(?:(?:van|de|den|der|ten|ter|het|'t|’t|el|al|la|le|du|von)\s+)*"
    r"[A-ZÀ-Ž][\w’'-]+(?:[\s-][A-ZÀ-Ž][\w’'-]+){0,2}"
)
_CODE = re.compile(
    r"(?=\S*\d)(?=\S*[A-Z/_])[A-Z0-9()\[\]./_:-]{4,}|[a-z]{1,6}(?:-[a-z]{1,4}){0,2}(?:-\d\w*){2,}"
)
"""Case numbers, and the names by which officielebekendmakingen.nl knows its papers (kst-32735-209)."""
_LATIN = re.compile(r"(?:ibid|ibidem|idem|id|passim|op\. ?cit|loc\. ?cit)[.,]*", re.IGNORECASE)
"""What a note refers back with, the same in both languages."""
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'-]+")
_SHORT = """de het een der den des van in op te ter ten tot en of is aan bij met om uit nu als dat die wat er
    zo na per jl nr hun uw ons al ook nog wel lid wet"""
_SHORT_WORDS = frozenset(_SHORT.split())


@dataclass(frozen=True, slots=True)
class Part:
    """A range of the source that goes to the model in one go; what stands between parts is copied.

    ``capitals``: the Dutch is all capitals, goes in small letters and comes back in capitals.
    """

    start: int
    end: int
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the model gets it, and the range of the source it stands for."""

    text: str
    start: int
    end: int
    original: str


def is_language(text: str) -> bool:
    """Whether there is anything to translate: not for addresses, numbers, codes and names with initials."""
    rest = ADDRESS.sub(" ", text)
    if not any(character.isalpha() for character in rest):
        return False
    words = [word.strip(".,;:") for word in rest.split()]
    if all(_CODE.fullmatch(word) or not any(map(str.isalpha, word)) for word in words):
        return False
    return not _NAME.fullmatch(rest.strip()) and not _LATIN.fullmatch(rest.strip())


def parts_of(text: str, *, split_addresses: bool = False) -> list[Part]:
    """Return the parts of a sentence: the whole of it, unless words in capitals stand beside others.

    With `split_addresses` a web address stands between parts, for a model that did not bring it back.
    """
    ranges = [(0, len(text))]
    if split_addresses:
        cuts = [0, *(edge for match in ADDRESS.finditer(text) for edge in match.span()), len(text)]
        ranges = list(zip(cuts[::2], cuts[1::2], strict=True))
    parts = []
    for start, end in ranges:
        for first, last, capitals in _by_capitals(text[start:end]):
            piece = text[start + first : start + last]
            left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            if left < right:
                parts.append(Part(start + first + left, start + first + right, capitals))
    return parts


def _by_capitals(text: str) -> list[tuple[int, int, bool]]:
    """Cut «Nr. 209 BRIEF VAN DE MINISTER» in two: capitals are translated as small letters are."""
    words = list(re.finditer(r"\S+", text))
    flags = [bool(_CAPITALS.fullmatch(word.group().strip(".,;:()«»\"'–"))) for word in words]
    letters = sum(map(str.isalpha, text))
    if (
        letters >= 5
        and text.upper() == text
        and any(flag and len(word.group()) > 4 for flag, word in zip(flags, words, strict=True))
    ):
        return [(0, len(text), True)]
    run = len(words)
    while run > 0 and (flags[run - 1] or not any(map(str.isalpha, words[run - 1].group()))):
        run -= 1
    while run < len(words) and not flags[run]:
        run += 1
    tail = flags[run:]
    if run and sum(tail) >= 3:
        return [(0, words[run].start(), False), (words[run].start(), len(text), True)]
    return [(0, len(text), False)]


def small_letters(text: str) -> str:
    """Return capitals as a sentence is written, abbreviations (EU, VN) left in capitals."""

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        abbreviation = len(word) <= 3 and word.lower() not in _SHORT_WORDS
        return word if abbreviation and match.start() != 0 else word.lower()

    lowered = re.sub(r"[^\W\d_]+", lower, text)
    for index, character in enumerate(lowered):
        if character.isalpha():
            return lowered[:index] + character.upper() + lowered[index + 1 :]
    return lowered


def words_of(text: str, part: Part, knows: Callable[[str], bool]) -> list[Word]:
    """Return a part's words as the model gets them: plain quotes and dashes, only letters it knows."""
    piece = text[part.start : part.end]
    shown = small_letters(piece) if part.capitals else piece
    if len(shown) != len(piece):  # ß and its like change length with case; such a part goes as it is.
        shown = piece
    found = []
    for match in re.finditer(r"\S+", shown):
        word = match.group()
        plain = known_letters(word.translate(_PLAIN), knows)
        if plain:
            start, end = part.start + match.start(), part.start + match.end()
            # Written out, an abbreviation is words that any model knows; each stands for the same range.
            found += [Word(one, start, end, text[start:end]) for one in written_out(plain)]
    return found


def known_letters(word: str, knows: Callable[[str], bool]) -> str:
    """Return the word with letters the model does not know replaced by their base letter if it knows that."""
    if word.isascii():
        return word
    letters = []
    for character in unicodedata.normalize("NFC", word):
        if knows(character):
            letters.append(character)
            continue
        base = unicodedata.normalize("NFKD", character)
        plain = "".join(one for one in base if not unicodedata.combining(one))
        letters.append(plain if plain and all(map(knows, plain)) else character)
    return "".join(letters)


_CUTS = (
    re.compile(r"(?<=;)\s+"),
    re.compile(r"(?<=:)\s+"),
    re.compile(r"\s+(?=[–—] )"),
    re.compile(r"(?<=,)\s+(?=(?:maar|terwijl|omdat|waarbij|waarin|zodat|hoewel|aangezien|en|of|die|dat)\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+(?=(?:en|of|maar|terwijl|omdat)\b)"),
    re.compile(r"\s+"),
)


def clauses(text: str, part: Part, length: Callable[[str], int], limit: int) -> list[Part]:
    """Cut a part that is longer than `limit` pieces at the best place near its middle, again and again.

    Best first: semicolon, colon, dash, comma before a conjunction, comma, conjunction, any space.
    """
    piece = text[part.start : part.end]
    if length(piece) <= limit:
        return [part]
    middle = len(piece) / 2
    for pattern in _CUTS:
        places = [m for m in pattern.finditer(piece) if 0.2 < (m.start() or 1) / len(piece) < 0.8]
        if places:
            best = min(places, key=lambda place: abs(place.start() - middle))
            left = Part(part.start, part.start + best.start(), part.capitals)
            right = Part(part.start + best.end(), part.end, part.capitals)
            return clauses(text, left, length, limit) + clauses(text, right, length, limit)
    return [part]
