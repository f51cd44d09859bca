"""Which terms a set of Dutch documents deserves: what they say more often than Dutch in general does."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reader.document import Block, Document
from translations.engine import Engine, TranslationRequest
from translations.glossary import Termbase
from translations.glossary_records import Concept, Term, TermEntry, fold
from translations.segments import source_sentences
from translations.term_matching import TermMatcher
from translations.term_matching_forms import base_form, lemma

Kind = Literal["word", "name", "phrase", "abbreviation"]

LONGEST_NAME = 9
MOST_CONTEXTS = 3

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\w\s]|\d[\d.,]*")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*|\S+@\S+")
_BEFORE_NOUNS = frozenset(
    ("de", "het", "een", "dit", "dat", "deze", "die", "geen", "elk", "elke", "ieder", "iedere")
)
_LINKS = frozenset("van voor de der den het en inzake op in tegen te ter tot aan bij met over".split())  # noqa: SIM905
_COMMON_ZIPF = 5.4
"""Words as common as this in Dutch at large (wordfreq's Zipf scale) are nobody's terms."""
_UNKNOWN_ZIPF = 3.0
"""What a word that wordfreq does not have is taken for."""
_LEAST_WEIRD = 1.5
"""How many times (as a power of two) more frequent than in general a candidate has to be."""
_POWER = 0.75
_TOGETHER = 1.0
_WEIGHT: Mapping[Kind, float] = {"word": 1.0, "name": 1.3, "phrase": 1.0, "abbreviation": 0.5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that the documents deserve; ``contexts`` are sentences that use it, ``score`` its termhood."""

    nl: str
    kind: Kind
    score: float
    count: int
    documents: int
    contexts: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    kind: Kind
    shapes: Counter[str] = field(default_factory=Counter)
    documents: set[int] = field(default_factory=set)
    contexts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.shapes.total()


def extract_terms(
    documents: Iterable[Document], *, known: Iterable[TermEntry] = (), limit: int = 100
) -> list[Candidate]:
    """Return the terms that documents deserve, best first, without those already in the glossary.

    Words are ranked by how often they come, in how many documents, and how rare they are in Dutch at large
    (Ahmad et al. 1999, "weirdness"); names with capitals and phrases that come again and again count
    by their parts. What comes only inside a longer candidate is not a candidate (Frantzi et al. 2000).
    """
    found: dict[str, _Found] = {}
    for number, document in enumerate(documents):
        for holder, _, sentence in source_sentences(document):
            if isinstance(holder, Block) and holder.kind in ("footer", "signature"):
                continue
            text = _ADDRESS.sub(" ", sentence)
            for key, kind, shape in _candidates(text):
                one = found.setdefault(key, _Found(kind))
                one.shapes[shape] += 1
                one.documents.add(number)
                if len(one.contexts) < MOST_CONTEXTS and text not in one.contexts:
                    one.contexts.append(text)
    total = sum(one.count for one in found.values())
    _drop_nested(found)
    entries = list(known)
    matcher = TermMatcher(entries) if entries else None
    ranked = []
    for one in found.values():
        shape = _display(one)
        score = _score(shape, one, total)
        if score > 0 and not (matcher and _is_known(matcher, shape)):
            ranked.append(
                Candidate(
                    shape, one.kind, round(score, 3), one.count, len(one.documents), tuple(one.contexts)
                )
            )
    ranked.sort(key=lambda c: (-c.score, c.nl))
    return ranked[:limit]


def suggestions(engine: Engine, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Return the model's English of each candidate, by its Dutch."""
    done = engine.translate([TranslationRequest(candidate.nl) for candidate in candidates])
    return {
        candidate.nl: one.target.strip().rstrip(".")
        for candidate, one in zip(candidates, done, strict=True)
        if one.target.strip()
    }


def propose(
    termbase: Termbase, candidates: Sequence[Candidate], english: Mapping[str, str], *, glossary: str
) -> int:
    """Put candidates into a glossary as proposed, with a context as note; returns how many.

    A candidate without a suggestion is put in with its Dutch as English, to be corrected in the review.
    """
    with termbase.operation(f"Propose {len(candidates)} terms", kind="import"):
        for candidate in candidates:
            termbase.add_concept(
                Concept(
                    (
                        Term(candidate.nl, "nl", "proposed", True),
                        Term(english.get(candidate.nl) or candidate.nl, "en", "proposed", True),
                    ),
                    note=candidate.contexts[0] if candidate.contexts else "",
                ),
                glossary=glossary,
            )
    return len(candidates)


def _candidates(text: str) -> Iterator[tuple[str, Kind, str]]:
    tokens = _TOKEN.findall(text)
    shouting = sum(len(t) > 1 and t.isupper() for t in tokens) > len(tokens) / 2
    if shouting:
        return
    for place, token in enumerate(tokens):
        if len(token) > 1 and token.isupper() and token.isalpha():
            yield token, "abbreviation", token
        elif (
            _is_content(token)
            and not _is_adjective(token)
            and (not _is_verb(token) or _after_article(tokens, place))
        ):
            yield "w:" + base_form(token), "word", token if place else token[0].lower() + token[1:]
    yield from _names(tokens)
    yield from _phrases(tokens)


def _names(tokens: Sequence[str]) -> Iterator[tuple[str, Kind, str]]:
    """Runs of capitalised words with small words between them; a sentence's first word is only its start."""
    place = 0
    while place < len(tokens):
        led = (
            place + 2 < len(tokens)
            and tokens[place + 1] in ("van", "voor")
            and _is_capitalised(tokens[place + 2])
        )
        if not (_is_capitalised(tokens[place]) or (led and _is_noun(tokens[place]))) or (
            place == 0 and _is_small(tokens[0])
        ):
            place += 1
            continue
        last = place
        for ahead in range(place + 1, min(len(tokens), place + LONGEST_NAME)):
            if _is_capitalised(tokens[ahead]):
                last = ahead
            elif tokens[ahead] not in _LINKS and not (tokens[ahead] == "," and ahead - last == 1):
                break
        if last > place:
            shape = _joined(tokens[place : last + 1])
            yield "n:" + fold(shape), "name", shape
        place = last + 1


def _phrases(tokens: Sequence[str]) -> Iterator[tuple[str, Kind, str]]:
    """Adjective and noun («strafbare gedraging»), and noun van noun («memorie van toelichting»)."""
    for place in range(len(tokens) - 1):
        one, two = tokens[place], tokens[place + 1]
        if _is_content(one) and one.endswith(("e", "e")) and len(one) > 4 and _is_noun(two):
            base = base_form(two)
            yield f"p:{fold(one)} {fold(base)}", "phrase", f"{_start(one, place)} {two}"
        if place + 2 < len(tokens) and two in ("van", "voor", "inzake", "tot"):
            three = tokens[place + 2]
            if _is_noun(one) and _is_noun(three) and three[0].islower():
                yield (
                    f"p:{fold(base_form(one))} {two} {fold(base_form(three))}",
                    "phrase",
                    f"{_start(one, place)} {two} {three}",
                )


def _start(word: str, place: int) -> str:
    return word[0].lower() + word[1:] if place == 0 else word


def _joined(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace(" ,", ",")


def _is_capitalised(token: str) -> bool:
    return len(token) > 1 and token[0].isupper()


def _is_content(token: str) -> bool:
    return len(token) > 3 and token[0].isalpha() and not _is_small(token)


def _is_noun(token: str) -> bool:
    """Likely a noun: a word of substance whose dictionary form is no infinitive and that is no adjective."""
    if not _is_content(token):
        return False
    known = lemma(token)
    return not (known and known.endswith("en") and known != base_form(token.removesuffix("en")))


def _is_verb(token: str) -> bool:
    """Whether the dictionary has the word as a verb's form: its base form is an infinitive."""
    base = lemma(token)
    return base is not None and base.endswith(("en", "aan", "ien", "oen")) and len(base) > 4


def _is_adjective(token: str) -> bool:
    """Whether a word looks like an adjective or a pronominal adverb, which are no terms by themselves."""
    word = token.lower()
    if word.endswith(("lijk", "lijke", "ig", "ige", "isch", "ische", "baar", "bare", "end", "ende")):
        return True
    if word.startswith(("hier", "daar", "waar")) and len(word) < 9:
        return True
    return word.endswith("e") and base_form(token) == word[:-1]


def _after_article(tokens: Sequence[str], place: int) -> bool:
    return place > 0 and tokens[place - 1].lower() in _BEFORE_NOUNS


def _is_small(token: str) -> bool:
    return _zipf(token.lower()) >= _COMMON_ZIPF


def _zipf(word: str) -> float:
    # wordfreq reads its lists when it is imported: whoever extracts nothing does not wait for that.
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "nl"))


def _drop_nested(found: dict[str, _Found]) -> None:
    """Take away what nearly always stands inside a longer candidate that comes at least twice."""
    inside: dict[str, int] = defaultdict(int)
    longer = [one for one in found.values() if one.kind in ("name", "phrase") and one.count > 1]
    for one in longer:
        for shape, count in one.shapes.items():
            words = _TOKEN.findall(shape)
            for word in set(words):
                inside["w:" + base_form(word)] += count
    for key in list(found):
        one = found[key]
        nested = one.kind == "word" and inside[key] >= 0.9 * one.count and one.count > 1
        if nested or (one.kind == "phrase" and one.count < 2):
            del found[key]


def _display(one: _Found) -> str:
    """The shape shown: the base form of a word where the texts have it, else the most usual shape."""
    if one.kind == "word":
        bases = [s for s in one.shapes if base_form(s) == s.lower()]
        if bases:
            return max(bases, key=lambda s: (one.shapes[s], s))
        usual = max(one.shapes, key=lambda s: (one.shapes[s], s))
        return base_form(usual) if usual.islower() else usual
    return max(one.shapes, key=lambda s: (one.shapes[s], -len(s), s))


def _score(shape: str, one: _Found, total: int) -> float:
    words = [w for w in _TOKEN.findall(shape) if w[0].isalpha() and w.lower() not in _LINKS]
    if not words:
        return 0.0
    rarest = min(max(_zipf(word.lower()), _UNKNOWN_ZIPF) for word in words)
    # Words that go together are rarer together than each is alone.
    general = max(_UNKNOWN_ZIPF - 0.5, rarest - _TOGETHER * (len(words) - 1))
    expected = total * 10 ** (general - 9)
    weird = math.log2(max(1.0, one.count / expected)) - _LEAST_WEIRD
    if weird <= 0:
        return 0.0
    spread = 1 + 0.4 * math.log2(len(one.documents))
    return float(one.count**_POWER) * spread * weird * _WEIGHT[one.kind]


def _is_known(matcher: TermMatcher, shape: str) -> bool:
    return any(m.kind == "full" and m.end - m.start >= len(shape) - 1 for m in matcher.find(shape))
