"""How two printed lines become one text: with a space, with a hyphen kept, or with a broken word made whole.

The evidence, strongest first: what follows the hyphen (en, of, a capital, a digit), what stands before it
(an abbreviation, a prefix), the document's own words, Dutch spelling (two vowels that would clash keep
their hyphen; a trema comes back), the word list. Without evidence the hyphen is the typesetter's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.reflow.addresses import address_joint, open_address
from reader.reflow.dutch_words import CLASHING_VOWELS, dutch_words, in_use, word_set


@dataclass(frozen=True, slots=True)
class Joint:
    """How a line meets the next: characters to drop at its end, what to put between, a new first letter."""

    drop: int = 0
    glue: str = " "
    first: str = ""


SPACE = Joint()
KEEP_HYPHEN = Joint(0, "")
DROP_HYPHEN = Joint(1, "")

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NAME_WITHIN = re.compile(r"(?<=[\w,] )[A-ZÀ-Ý][^\W\d_]*[a-zà-ÿ](?![-\w])")
_FRAGMENT = re.compile(r"[^\W_]+$")
_NEXT_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile("[aeiouyàáâäèéêëìíîïòóôöùúûüy]", re.IGNORECASE)
_SUSPENDERS = frozenset(
    {"en", "of", "en/of", "noch", "respectievelijk", "resp", "c.q", "cq", "alsmede", "alsook"}
)
_AFTER_NUMBER = frozenset({"tot", "t/m", "à"})
_PARTICLES = word_set("van de den der ten ter te het 't ’t el al bin von la le di da du")
_SMALL_WORDS = (
    "de|het|een|van|op|in|to|the|of|en|and|up|te|aan|der|den|à|la|by|for|voor|na|met|tot|on|at|off|out|is"
)
_CHAIN_AFTER = re.compile(rf"(?:{_SMALL_WORDS})-\w", re.IGNORECASE)
_CHAIN_BEFORE = re.compile(rf"\w-(?:{_SMALL_WORDS})$", re.IGNORECASE)
_ENGLISH_TAILS = frozenset({"up", "off", "out", "in", "on", "to", "how", "by"})
_SPOKEN_ABBREVIATIONS = word_set(
    "ngo hbo mbo vwo cao aow wao wia azc uwv svb wmo iq zbo ict lhbti lhbtiq lhbtqi apk ehbo rvo lgbti"
    " hiv nato navo oeso avg asml"
)
_SEPARATE_PREFIXES = frozenset({"ex", "niet", "non", "oud"})
_SEPARATE_ROLES = word_set("kandidaat aspirant adjunct collega substituut interim bis extreem")
"""Words that stand before another with a hyphen (Leidraad, 6.4: kandidaat-notaris); «artikel 7bis-»."""
_ADJECTIVE = re.compile(r"\w{3,}(?:isch|eel|lijk|iaal|icaal)$")
"""An adjective that is never the first part of a compound, but of a pair (technisch-inhoudelijk)."""
_COMPOUNDING = word_set("kamer minister staat staten rijks rijk koning konings raad raads grond regering hof")
"""Words written with a capital that make compounds without a hyphen (Kamerlid)."""
_LONGEST_PIECE = 40
_TREMA = {"e": "ë", "i": "ï", "o": "ö", "u": "ü", "a": "ä"}


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words a document writes unbroken, in lower case, and what it writes before a hyphen, as printed."""

    counts: Counter[str] = field(default_factory=Counter)
    before_hyphen: Counter[str] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)
    """How often a word begins with a capital where no sentence begins."""

    def is_name(self, word: str) -> bool:
        """Tell whether a word in small letters is a name in this document: always with a capital."""
        return self.capitals[word] > 0 and self.counts[word] <= self.capitals[word] + 1

    @staticmethod
    def of(lines: Iterable[str]) -> DocumentWords:
        """Collect the words of lines, leaving out those that a line's end may have broken."""
        words = DocumentWords()
        broken = False
        for line in lines:
            printed = _WORD.findall(line)
            words.capitals.update(match.lower() for match in _NAME_WITHIN.findall(line))
            ends_broken = line.endswith("-")
            if broken:
                printed = printed[1:]
            if ends_broken:
                printed = printed[:-1]
            words.counts.update(word.lower() for word in printed)
            for word in printed:
                if "-" in word:
                    words.before_hyphen.update(word.split("-")[:-1])
            broken = ends_broken
        return words


def joint(before: str, after: str, words: DocumentWords, *, spaced_end: bool = False) -> Joint:
    """Decide how ``before`` (the text so far, at least its last line) continues with the line ``after``.

    ``spaced_end`` says that the line was printed with a space after its hyphen, in a document whose
    other broken lines have none.
    """
    if not before or not after:
        return KEEP_HYPHEN
    token = before[before.rfind(" ") + 1 :]
    address = open_address(token)
    if address:
        return KEEP_HYPHEN if address_joint(address, before, after) else SPACE
    last = before[-1]
    if last == "-":
        return SPACE if token == "-" else _hyphen_joint(token[:-1], before, after, words, spaced_end)
    if last == "\u2011":
        return KEEP_HYPHEN
    if len(token) > 1 and token[-2].isalnum() and after[0].isalnum() and last in "/–—":
        return KEEP_HYPHEN
    return SPACE


def _hyphen_joint(stem: str, before: str, after: str, words: DocumentWords, spaced_end: bool) -> Joint:
    """Decide about a line that ends in a hyphen; ``stem`` is what stands before it, back to a space."""
    following = after.split(" ", 2)
    next_token = following[0].rstrip(".,;:)").lower()
    if next_token in _SUSPENDERS or (next_token == "dan" and following[1:2] == ["wel"]):
        return SPACE
    if next_token == "als" and "zowel" in before[-120:].lower():
        return SPACE
    match = _FRAGMENT.search(stem)
    next_match = _NEXT_WORD.match(after)
    if next_match is None:
        return KEEP_HYPHEN if after[0] in "«“‘\"'(" and after[1:2].isalnum() else SPACE
    if match is None:
        return KEEP_HYPHEN
    fragment, word = match.group()[-_LONGEST_PIECE:], next_match.group()[:_LONGEST_PIECE]
    if fragment[0].isdigit() or fragment[-1].isdigit():
        return SPACE if fragment[-1].isdigit() and next_token in _AFTER_NUMBER else KEEP_HYPHEN
    if word[0].isdigit():
        return KEEP_HYPHEN
    if words.counts[(fragment + word).lower()] and fragment.isupper() and word.isupper():
        return DROP_HYPHEN
    if fragment.isupper() and word.isupper() and len(word) > 1 and _in_capitals(before, after):
        return _word_joint(fragment.lower(), word.lower(), stem.lower(), after.lower(), words)
    if word[0].isupper():
        return KEEP_HYPHEN
    if (fragment + word).lower() in _SPOKEN_ABBREVIATIONS:
        return DROP_HYPHEN
    if (
        (fragment.isupper() and len(fragment) > 1)
        or not fragment[1:].islower()
        or not _VOWEL.search(fragment)
    ):
        return KEEP_HYPHEN
    if fragment[0].isupper():
        unseen = not words.counts[(fragment + word).lower()]
        if (
            word in _PARTICLES
            and unseen
            and len(fragment) > 3
            and len(following) > 1
            and following[0][-1].isalpha()
            and _leads_to_name(following[1:])
            and not in_use((fragment + word).lower())
        ):
            return KEEP_HYPHEN
        if words.before_hyphen[fragment] and unseen:
            return KEEP_HYPHEN
        name = fragment.lower()
        within = before[: -len(stem) - 1].rstrip()[-1:] not in ("", ".", "?", "!", ":")
        if within and unseen and len(word) > 2 and name not in _COMPOUNDING and words.is_name(name):
            return DROP_HYPHEN if in_use(name + word) else KEEP_HYPHEN
    decision = _word_joint(fragment.lower(), word, stem.lower(), after, words)
    return SPACE if spaced_end and decision == DROP_HYPHEN else decision


def _in_capitals(before: str, after: str) -> bool:
    """Tell whether the two lines are set in capitals throughout (small letters in a unit or two aside)."""
    letters = [c for c in before[-60:] + after[:60] if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _leads_to_name(following: list[str]) -> bool:
    """Tell whether a surname follows: more particles, then a capital (Brouwer-ten Cate)."""
    for token in " ".join(following).split()[:3]:
        if token[0].isupper():
            return True
        if token not in _PARTICLES:
            return False
    return False


def _word_joint(fragment: str, word: str, stem: str, after: str, words: DocumentWords) -> Joint:
    """Decide about two pieces in small letters."""
    whole, hyphened = fragment + word, f"{fragment}-{word}"
    seen_whole, seen_hyphened = words.counts[whole], words.counts[hyphened]
    if seen_whole != seen_hyphened:
        return DROP_HYPHEN if seen_whole > seen_hyphened else KEEP_HYPHEN
    known = dutch_words()
    if _CHAIN_AFTER.match(after) or word == "generaal":
        return KEEP_HYPHEN
    if whole in known:
        return DROP_HYPHEN
    if _CHAIN_BEFORE.search(stem):
        return DROP_HYPHEN if in_use(whole) and not stem.startswith(f"{word}-") else KEEP_HYPHEN
    if fragment in _SEPARATE_ROLES or (
        _ADJECTIVE.fullmatch(fragment) and len(word) > 3 and not word.startswith("heid")
    ):
        return DROP_HYPHEN if in_use(whole) or not in_use(fragment) else KEEP_HYPHEN
    if fragment in _SPOKEN_ABBREVIATIONS:
        return KEEP_HYPHEN
    if hyphened in known or known.has_beginning_of(hyphened, len(fragment) + 5):
        return KEEP_HYPHEN
    if fragment in _SEPARATE_PREFIXES and stem.lstrip("«“\"'(‘") == fragment:
        return DROP_HYPHEN if known.has_beginning_of(whole, len(fragment) + 3) else KEEP_HYPHEN
    if word in _ENGLISH_TAILS and len(fragment) > 3:
        return KEEP_HYPHEN
    if fragment[-1] + word[0] in CLASHING_VOWELS:
        return _clash_joint(fragment, word)
    return DROP_HYPHEN


def _clash_joint(fragment: str, word: str) -> Joint:
    """Decide about two vowels that meet: one word (financi-eel), a lost trema (be-invloeden), a hyphen."""
    known = dutch_words()
    restored = _TREMA[word[0]] + word[1:] if word[0] in _TREMA else word
    for start in range(max(len(fragment) - 1, 1)):
        piece = fragment[start:]
        if start and len(piece) < 3:
            break
        for second, answer in ((word, DROP_HYPHEN), (restored, Joint(1, "", restored[0]))):
            if known.has_beginning_of(piece + second, max(len(piece) + 2, 5)):
                return answer
    return KEEP_HYPHEN
