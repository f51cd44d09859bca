"""Cleans Dutch-English sentence pairs: puts right what is broken, says what is wrong with the rest."""

from __future__ import annotations

import re
import unicodedata

import ftfy

from translations.starter.function_words import BOTH, DUTCH, ENGLISH

MAX_CHARACTERS = 1200

_MOJIBAKE = re.compile("[ÂÃâ][\u0080-\u00bf\u2010-\u203a€™œ ]|[ÂÃ](?=[a-z ])|ï¿½|Å[\u0080-\u00bf“”]")
_STRAY_A_CIRCUMFLEX = re.compile(r"(?<=\w)Â(?=[\s.,;:)]|$)|Â(?=\s)")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]"
)
_SPACES = re.compile(r"\s+")
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛′´`‹›", "'"),
        **dict.fromkeys("\u2010\u2011\u2212\u00ac", "-"),
        **dict.fromkeys("—―", "–"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u2007\u3000", " "),
        "…": "...",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ĳ": "ij",
        "Ĳ": "IJ",
    }
)
# Tokenised text ("zo ' n", "`` dat ''", "( zie ) .") occurs in subtitles and crawled pages.
_DETOKENISE = (
    (re.compile(r"``|(?<!')''(?!')"), '"'),
    (re.compile(r"&apos;|&#39;|&amp;apos;"), "'"),
    (re.compile(r"&quot;"), '"'),
    (re.compile(r"&amp;"), "&"),
    (re.compile(r" ' (n|s|t|k|m|r)\b"), r"'\1"),
    (re.compile(r"(?<=[A-Za-z])(?: '|' )(s|t|re|ve|ll|d|m)\b(?= |[.,;:!?)]|$)"), r"'\1"),
    (re.compile(r"(?<=\w)(?:n 't| n't)\b"), "n't"),
    (re.compile(r"\b([Gg]on|[Ww]an) (na)\b"), r"\1\2"),
    (re.compile(r"(?<=\S) +([,;:!?%)\]](?=\s|$|\"))"), r"\1"),
    (re.compile(r"(?<=\S) +(\.(?=\s*$|\s+[A-Z]))"), r"\1"),
    (re.compile(r"([(\[]) +(?=\S)"), r"\1"),
    (re.compile(r"(?<=\w) - (?=en \w|of \w|and \w|or \w)"), "- "),
)
_LEADING_DIALOGUE = re.compile(r"^(?:[-–•*·]\s*)+(?=\S)")

_LINK = re.compile(r"https?://|www\.")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*")
_SMALL = {
    1: "een eén één eerste eenmaal enige|one first once a an single",
    2: "twee tweede beide tweemaal|two second both twice",
    3: "drie derde driemaal|three third",
    4: "vier vierde|four fourth quarter",
    5: "vijf vijfde|five fifth",
    6: "zes zesde|six sixth",
    7: "zeven zevende|seven seventh",
    8: "acht achtste|eight eighth",
    9: "negen negende|nine ninth",
    10: "tien tiende|ten tenth",
    11: "elf elfde|eleven eleventh",
    12: "twaalf twaalfde|twelve twelfth dozen",
}
_SMALL_WORDS = {
    str(number): tuple(frozenset(side.split()) for side in words.split("|"))
    for number, words in _SMALL.items()
}
# What crawled text holds and no government letter does.
_ADVERTISING = re.compile(
    r"\b(?:xhamster|porn\w*|blowjob|pijpen|neuken|sex ?cam\w*|casino|poker|jackpot|gokkast\w*|milf|anaal"
    r"|masturb\w*|slots?)\b",
    re.IGNORECASE,
)
# Before the reforms of 1934/1947: too far from today's spelling to teach anything but its own readers.
_PRE_REFORM = re.compile(
    r"\b(?:zoo|eene[nr]?|geene[nr]?|dezelven?|tusschen|mensch\w*|\w+ssch(?:e|en)?|nederlandsche?n?"
    r"|\w*regeering\w*|\w{3,}eering(?:en)?|\w+ieelen?|hooge[nr]?|deelen|dier zelfde)\b",
    re.IGNORECASE,
)
_MODERN = (
    (re.compile(r"\bLid-[Ss]ta(at|ten)\b"), r"lidsta\1"),
    (re.compile(r"\b([Ll])id-sta(at|ten)\b"), r"\1idsta\2"),
    (re.compile(r"([Pp])rodukt"), r"\1roduct"),
    (re.compile(r"\b([Aa])ktie"), r"\1ctie"),
    (re.compile(r"([Rr])edaktie"), r"\1edactie"),
    (re.compile(r"kontrakt"), "contract"),
    (re.compile(r"kontakt"), "contact"),
    (re.compile(r"([Ee])ffekt"), r"\1ffect"),
    (re.compile(r"([Ss])truktu"), r"\1tructu"),
    (re.compile(r"\bkommissie"), "commissie"),
    (re.compile(r"\b([Aa])anvrage\b"), r"\1anvraag"),
)


def normalise(text: str) -> str:
    """Put encoding, invisible characters, quotes, hyphens and spaces of a line right.

    All double quotation marks become `"` and all single ones `'`: the vocabulary's own normalisation does the
    same to what a user types, so that both sides of the model see one form.
    """
    if _MOJIBAKE.search(text):
        text = ftfy.fix_text(text, normalization=None, uncurl_quotes=False, fix_latin_ligatures=False)
        text = _STRAY_A_CIRCUMFLEX.sub("", text)
    text = unicodedata.normalize("NFC", text).translate(_CHARACTERS)
    text = _INVISIBLE.sub("", text)
    return _SPACES.sub(" ", text).strip()


def detokenise(text: str) -> str:
    """Undo tokenised punctuation: spaces before marks, LaTeX quotes, split clitics."""
    if " " not in text:
        return text
    for pattern, replacement in _DETOKENISE:
        text = pattern.sub(replacement, text)
    if text.count(' "') and re.search(r'(?:^|\s)" \S[^"]* "(?=\s|$|[.,;:!?])', text):
        text = re.sub(r'(^|\s)" (\S[^"]*?) "(?=\s|$|[.,;:!?])', r'\1"\2"', text)
    return text


def modernise(dutch: str) -> str:
    """Write the commonest spellings from before 1995 (*Lid-Staat*, *produktie*) as they are written now."""
    for pattern, replacement in _MODERN:
        dutch = pattern.sub(replacement, dutch)
    return dutch


def clean_pair(dutch: str, english: str) -> tuple[str, str]:
    """Return the pair with everything put right that can be; nothing is judged here."""
    dutch = modernise(detokenise(normalise(dutch)))
    english = detokenise(normalise(english))
    # A dash or bullet on one side only is layout, not language.
    dutch_mark, english_mark = _LEADING_DIALOGUE.match(dutch), _LEADING_DIALOGUE.match(english)
    if bool(dutch_mark) != bool(english_mark):
        dutch, english = _LEADING_DIALOGUE.sub("", dutch), _LEADING_DIALOGUE.sub("", english)
    return dutch, english


def numbers(text: str) -> list[str]:
    """The numbers of a text, sorted, without separators, so that `1.234,5` and `1,234.5` are equal."""
    return sorted(re.sub(r"[.,: ]", "", match.group()).lstrip("0") or "0" for match in _NUMBER.finditer(text))


def numbers_agree(dutch: str, english: str) -> bool:
    """Whether both sides hold the same numbers; one to twelve may be written out on the other side."""
    ours, theirs = numbers(_spelled_out(dutch)), numbers(_spelled_out(english))
    if ours == theirs:
        return True
    for side, number in [(0, n) for n in _minus(theirs, ours)] + [(1, n) for n in _minus(ours, theirs)]:
        words = _SMALL_WORDS.get(number)
        text = dutch if side == 0 else english
        if words is None or not words[side].intersection(w.lower() for w in _WORD.findall(text)):
            return False
    return True


def _spelled_out(text: str) -> str:
    """The text without decades and centuries, which Dutch writes in words and English often in figures."""
    text = re.sub(r"\bjaren '?\d0\b", "", text)
    return re.sub(r"\b1[5-9]\d0'?s\b|\b1\d(?:e|th)(?=[ -](?:eeuw|century|centuries))", "", text)


def _minus(many: list[str], few: list[str]) -> list[str]:
    rest = list(many)
    for number in few:
        if number in rest:
            rest.remove(number)
    return rest


def language_agrees(dutch: str, english: str) -> bool:
    """Whether a longer line's function words are those of its own language."""
    return _votes(dutch, DUTCH, ENGLISH) and _votes(english, ENGLISH, DUTCH)


def _votes(text: str, own: frozenset[str], other: frozenset[str]) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < 5:
        return True
    for_own = sum(1 for word in words if word in own and word not in BOTH)
    for_other = sum(1 for word in words if word in other and word not in BOTH)
    if len(words) >= 12 and for_own == 0:
        return False
    return for_other <= for_own + (1 if len(words) < 12 else 0)


def fault(dutch: str, english: str) -> str | None:
    """Why a cleaned pair must not be trained on, or None when it may be."""
    if not dutch or not english:
        return "empty"
    if len(dutch) > MAX_CHARACTERS or len(english) > MAX_CHARACTERS:
        return "too long"
    if "\ufffd" in dutch + english or _MOJIBAKE.search(dutch) or _MOJIBAKE.search(english):
        return "mojibake"
    letters = sum(map(str.isalpha, dutch)), sum(map(str.isalpha, english))
    if not all(letters):
        return "no letters"
    if len(dutch) > 20 and (letters[0] < 0.35 * len(dutch) or letters[1] < 0.35 * len(english)):
        return "mostly symbols"
    if len(dutch) > 25 and dutch == english:
        return "untranslated"
    longer, shorter = max(len(dutch), len(english)) + 12, min(len(dutch), len(english)) + 12
    if longer > 2.1 * shorter:
        return "length ratio"
    if not numbers_agree(dutch, english):
        return "numbers differ"
    if not language_agrees(dutch, english):
        return "wrong language"
    if _ADVERTISING.search(dutch) or _ADVERTISING.search(english):
        return "advertising"
    if _PRE_REFORM.search(dutch):
        return "old spelling"
    if (
        re.search(r"https?://\S+|www\.\S+", dutch)
        and "/" in dutch
        and not re.search(r"https?://|www\.", english)
    ):
        return "link lost"
    return None


def key(dutch: str, english: str) -> tuple[str, str]:
    """What two pairs share when they are duplicates: letters and digits, without case or punctuation."""
    return _bare(dutch), _bare(english)


def _bare(text: str) -> str:
    bare = re.sub(r"[\W_]+", " ", text.lower()).strip()
    return bare or text
