"""What in a Dutch sentence could be a term: nouns and compounds, names, phrases, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from translations.glossary_records import fold
from translations.term_matching_forms import base_form, lemma

Kind = Literal["word", "name", "phrase", "abbreviation"]

LONGEST_NAME = 9
LINKS = frozenset("van voor de der den het en inzake op in tegen te ter tot aan bij met over".split())  # noqa: SIM905
"""Small words that may stand inside a term."""
TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\w\s]|\d[\d.,]*")

_BEFORE_NOUNS = frozenset(
    ("de", "het", "een", "dit", "dat", "deze", "die", "geen", "elk", "elke", "ieder", "iedere")
)
_PERSON_FOLLOWS = frozenset("lid leden kamerlid kamerleden heer mevrouw dhr mevr drs ir prof".split())  # noqa: SIM905
_OFFICES = frozenset(("minister", "staatssecretaris", "president", "premier", "burgemeester"))
_PARTICIPLE = re.compile(
    r"(?:aan|af|bij|door|in|mee|na|om|onder|op|over|toe|uit|voor|weer|terug)ge\w+(?:d|t|en)"
)
"""Participles of separable verbs (ANS 2.3.2.5): afgelopen, ingezonden."""
_RELATIONS = frozenset(("rondom", "omtrent", "middels", "jongstleden", "tijdens", "wegens", "namens"))
_COMMON_ZIPF = 5.4
"""Words as common as this in Dutch at large (wordfreq's Zipf scale) are nobody's terms."""
_ADJECTIVES = ("lijk", "lijke", "ig", "ige", "isch", "ische", "baar", "bare", "end", "ende", "zaam", "loos")
_SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z&-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A candidate where it stands: what makes its shapes one, its shape, and its range of tokens."""

    key: str
    kind: Kind
    shape: str
    start: int
    end: int

    def inside(self, other: Occurrence) -> bool:
        """Whether it stands in a longer one."""
        return other.start <= self.start and self.end <= other.end and self.key != other.key


def candidates_in(text: str) -> list[Occurrence]:
    """Return what could be a term in a sentence; a sentence in capitals has none."""
    tokens = TOKEN.findall(text)
    if sum(len(t) > 1 and t.isupper() for t in tokens) > len(tokens) / 2:
        return []
    names, persons = _names(tokens)
    taken = {place for start, end in persons for place in range(start, end)}
    found = [*names, *_phrases(tokens)]
    for place, token in enumerate(tokens):
        if place in taken:
            continue
        if len(token) > 1 and token.isupper() and token.isalpha():
            found.append(Occurrence(token, "abbreviation", token, place, place + 1))
        elif _is_word(tokens, place):
            shape = token if place else token[0].lower() + token[1:]
            found.append(Occurrence(f"w:{base_form(token)}", "word", shape, place, place + 1))
    return found


def expansions_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield abbreviations in brackets with the words before them that they stand for.

    The letters are looked for backwards, the first one at the start of a word: Schwartz and Hearst, "A simple
    algorithm for identifying abbreviation definitions in biomedical text" (2003).
    """
    for match in _SHORT_FORM.finditer(text):
        short = match.group(1)
        most = min(len(short) + 5, 2 * len(short))
        before = re.split(r"[.;:!?()«»“”\"]", text[: match.start()])[-1].split()[-most:]
        words = " ".join(before)
        at = len(words)
        for letter in reversed(short[1:].lower().replace("-", "").replace("&", "")):
            at = words.lower().rfind(letter, 0, max(at, 0))
        starts = [
            m.start()
            for m in re.finditer(r"\b\w", words[: max(at, 0)])
            if m.group().lower() == short[0].lower()
        ]
        capitals = [start for start in starts if words[start].isupper()]
        at = max(capitals or starts, default=-1)
        long = words[max(at, 0) :].strip(" ,'’‘")
        told = {word.lower() for word in long.split()}
        if at >= 0 and len(long) > len(short) + 3 and not told & {short.lower(), *_PERSON_FOLLOWS}:
            yield short, long


def zipf(word: str) -> float:
    """Return how common a word is in Dutch at large, on wordfreq's Zipf scale; 0 for one it does not have."""
    # wordfreq reads its lists when it is imported: whoever extracts nothing does not wait for that.
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word.lower(), "nl"))


def is_compound(word: str) -> bool:
    """Whether a word is two that the dictionary knows, with or without a linking letter (ANS 12.2.2)."""
    lowered = word.lower()
    return any(
        lemma(lowered[cut:]) is not None
        and any(lemma(head) is not None for head in _heads(lowered[:cut]) if len(head) > 2)
        for cut in range(4, len(lowered) - 3)
    )


def _heads(head: str) -> Iterator[str]:
    yield head
    for ending in ("s", "en", "e", "-"):
        if head.endswith(ending):
            yield head.removesuffix(ending)


def _is_word(tokens: Sequence[str], place: int) -> bool:
    """Whether a word may be a term by itself: of substance, and no adjective, verb or adverb."""
    token = tokens[place]
    if not _is_content(token) or _is_pronominal(token):
        return False
    noun_follows = place + 1 < len(tokens) and tokens[place + 1].islower() and _is_noun(tokens[place + 1])
    after_article = place > 0 and tokens[place - 1].lower() in _BEFORE_NOUNS and not noun_follows
    if _is_adjective(token) or _PARTICIPLE.fullmatch(token):
        return False
    return after_article or not (_is_verb(token) or _is_plain_adjective(token))


def _names(tokens: Sequence[str]) -> tuple[list[Occurrence], list[tuple[int, int]]]:
    """Runs of capitalised words with small words between them, and apart from them those of persons.

    A sentence's first word is only its start, unless it goes with a capitalised one: «Tweede Kamer».
    """
    found: list[Occurrence] = []
    persons: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        led = following in ("van", "voor") and _is_noun(tokens[place]) and _leads_to_name(tokens, place + 2)
        only_start = place == 0 and (
            (_is_small(tokens[0]) and not _goes_with(tokens[0], following))
            or not (led or _is_capitalised(following))
        )
        if only_start or not (_is_capitalised(tokens[place]) or led):
            place += 1
            continue
        last = place
        office = led
        for ahead in range(place + 1, min(len(tokens), place + LONGEST_NAME)):
            token = tokens[ahead]
            if _is_capitalised(token):
                last = ahead
            elif not _joins(tokens, ahead, last, office):
                break
            office = office or token in ("van", "voor", "inzake")
        before = tokens[place - 1].lower() if place else ""
        titled = before in _PERSON_FOLLOWS or (before == "." and tokens[place - 2].lower() in _PERSON_FOLLOWS)
        if titled or (tokens[place].lower() in _OFFICES and last > place and not office):
            persons.append((place, last + 1))
        elif last > place:
            shape = " ".join(tokens[place : last + 1]).replace(" ,", ",").replace(" -", "-")
            found.append(Occurrence("n:" + fold(shape), "name", shape, place, last + 1))
        place = last + 1
    return found, persons


def _leads_to_name(tokens: Sequence[str], place: int) -> bool:
    ahead = [token for token in tokens[place : place + 2] if token not in ("de", "het", "der")]
    return bool(ahead) and _is_capitalised(ahead[0])


def _joins(tokens: Sequence[str], place: int, last: int, office: bool) -> bool:
    """Whether a small word may stand inside a name whose last capitalised word so far is at ``last``."""
    token, following = tokens[place], tokens[place + 1 : place + 2]
    shared = tokens[place - 1] == "-"
    if token == "-":
        return following == ["en"]
    if token in ("en", ","):
        # «Justitie en Veiligheid» is one ministry, «KOZP en Extinction Rebellion» are two groups.
        return shared or (office and following not in (["de"], ["het"]) and place - last == 1)
    if token in ("de", "het"):
        return place - last > 1
    return token == "&" or (token in LINKS and token != "met")


def _goes_with(token: str, following: str) -> bool:
    """Whether a common first word is part of a name: an inflected adjective before a capital."""
    return token.endswith("e") and len(token) > 4 and _is_capitalised(following) and not following.isupper()


def _phrases(tokens: Sequence[str]) -> Iterator[Occurrence]:
    """Adjective and noun («strafbare gedraging»), and noun van noun («memorie van toelichting»)."""
    for place in range(len(tokens) - 1):
        one, two = tokens[place], tokens[place + 1]
        if _is_content(one) and one.endswith("e") and len(one) > 4 and _is_noun(two):
            key = f"p:{fold(one)} {fold(base_form(two))}"
            yield Occurrence(key, "phrase", f"{_start(one, place)} {two}", place, place + 2)
        if place + 2 < len(tokens) and two in ("van", "voor", "inzake", "tot"):
            three = tokens[place + 2]
            if _is_noun(one) and _is_noun(three) and three[0].islower():
                key = f"p:{fold(base_form(one))} {two} {fold(base_form(three))}"
                yield Occurrence(key, "phrase", f"{_start(one, place)} {two} {three}", place, place + 3)


def _start(word: str, place: int) -> str:
    return word[0].lower() + word[1:] if place == 0 else word


def _is_capitalised(token: str) -> bool:
    return len(token) > 1 and token[0].isupper()


def _is_content(token: str) -> bool:
    return len(token) > 3 and token[0].isalpha() and not _is_small(token)


def _is_noun(token: str) -> bool:
    """Likely a noun: a word of substance whose dictionary form is no infinitive and that is no adjective."""
    if not _is_content(token) or _is_pronominal(token):
        return False
    known = lemma(token)
    return not (known and known.endswith("en") and known != base_form(token.removesuffix("en")))


def _is_verb(token: str) -> bool:
    """Whether the dictionary has the word as a verb's form: its base form is an infinitive."""
    base = lemma(token)
    return base is not None and base.endswith(("en", "aan", "ien", "oen")) and len(base) > 4


def _is_adjective(token: str) -> bool:
    """Whether a word is an adjective by its ending, or inflected as one: -e that its base form lacks."""
    word = token.lower()
    return word.endswith(_ADJECTIVES) or (word.endswith("e") and not base_form(token).endswith("e"))


def _is_plain_adjective(token: str) -> bool:
    """Whether the dictionary knows an inflected form in -e of the word (actief, actieve): ANS 6.4.1."""
    word = token.lower()
    if len(word) < 5 or token[0].isupper():
        return False
    changed = {"f": "v", "s": "z"}.get(word[-1], word[-1])
    shapes = {f"{word}e", f"{word[:-1]}{changed}e"}
    if word[-2] == word[-3]:
        shapes.add(f"{word[:-2]}{changed}e")
    return any(lemma(shape) == word for shape in shapes)


def _is_pronominal(token: str) -> bool:
    word = token.lower()
    return (word.startswith(("hier", "daar", "waar")) and len(word) < 10) or word in _RELATIONS


def _is_small(token: str) -> bool:
    return zipf(token) >= _COMMON_ZIPF
