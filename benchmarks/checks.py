"""Measures the checks: precision and recall on seeded errors, and false alarms on clean text.

    python benchmarks/checks.py [PAIRS.tsv[.xz] …] [--errors 240] [--clean 1000] [--show 5]

Clean text is what careful translators wrote: the letters of the tests, and ``dutch<TAB>english`` files given.
An error of each sort is put into sentences that allow it, one a sentence, chosen by a fixed seed. It counts
as found when its own check reports something that it did not report of the clean sentence. Precision is the
share of sentences found that were seeded, when each seeded sentence stands beside itself without the error.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from translations.checks import check_segment
from translations.findings import Check
from translations.glossary_records import TermEntry
from translations.segments import Segment
from translations.term_matching import TermMatcher

Pair = tuple[str, str]
Seed = Callable[[Pair, random.Random], str | None]
LETTERS = Path(__file__).resolve().parent.parent / "tests/letters"


def letter_pairs() -> tuple[list[Pair], list[Pair]]:
    """Return the paragraphs of the tests' letters, and their terms."""
    pairs: list[Pair] = []
    terms: list[Pair] = []
    for path in sorted(LETTERS.glob("letter_*.json")):
        letter = json.loads(path.read_text(encoding="utf-8"))
        pairs += [(block["nl"], block["en"]) for block in letter["blocks"] if "\n" not in block["nl"]]
        terms += [(term["nl"], term["en"]) for term in letter["terms"]]
    return pairs, terms


def file_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [(row[0], row[1]) for row in rows if len(row) >= 2 and row[0] and row[1]]


def _one(pattern: str, text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def changed_digit(pair: Pair, chance: random.Random) -> str | None:
    """A digit is another."""
    match = _one(r"\d", pair[1], chance)
    return _put(pair[1], match, str((int(match.group()) + chance.randrange(1, 9)) % 10)) if match else None


def lost_number(pair: Pair, chance: random.Random) -> str | None:
    """A number is gone."""
    match = _one(r"\b\d[\d.,]*\d\s|\b\d\s", pair[1], chance)
    return _put(pair[1], match, "") if match else None


def dutch_number(pair: Pair, chance: random.Random) -> str | None:
    """A number keeps its Dutch notation."""
    match = _one(r"\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d+\b", pair[1], chance)
    return _put(pair[1], match, match.group().translate(str.maketrans(".,", ",."))) if match else None


def other_scale(pair: Pair, chance: random.Random) -> str | None:
    """Million for billion."""
    match = _one(r"\b[mb]illion\b", pair[1], chance)
    return _put(pair[1], match, "billion" if match.group()[0] == "m" else "million") if match else None


def other_month(pair: Pair, chance: random.Random) -> str | None:
    """Another month."""
    match = _one(
        r"(?<=\d )(?:January|February|April|June|July|September|October|November)\b", pair[1], chance
    )
    return _put(pair[1], match, "August" if match.group() != "August" else "May") if match else None


def empty(pair: Pair, chance: random.Random) -> str | None:
    """Nothing at all."""
    return "" if len(pair[0].split()) > 2 else None


def untranslated(pair: Pair, chance: random.Random) -> str | None:
    """The Dutch again."""
    return pair[0] if len(pair[0].split()) > 5 else None


def partly_dutch(pair: Pair, chance: random.Random) -> str | None:
    """The second half is the Dutch one."""
    dutch, english = pair[0].split(), pair[1].split()
    if len(dutch) < 10:
        return None
    return " ".join(english[: len(english) // 2] + dutch[len(dutch) // 2 :])


def dutch_word(pair: Pair, chance: random.Random) -> str | None:
    """One Dutch noun among the English."""
    words = re.findall(r"\b[a-z]{8,}\b", pair[0])
    match = _one(r"\b[a-z]{7,}\b", pair[1], chance)
    return _put(pair[1], match, chance.choice(words)) if words and match else None


def doubled(pair: Pair, chance: random.Random) -> str | None:
    """A word twice."""
    match = _one(r"(?<=[a-z] )[a-z]{2,}(?= [a-z])", pair[1], chance)
    return _put(pair[1], match, f"{match.group()} {match.group()}") if match else None


def looped(pair: Pair, chance: random.Random) -> str | None:
    """The end over and over."""
    words = pair[1].rstrip(".").split()
    return " ".join(words + words[-4:] * 3) + "." if len(words) > 8 else None


def lost_end(pair: Pair, chance: random.Random) -> str | None:
    """No full stop or question mark."""
    both = pair[0].rstrip()[-1:] in (".", "?") and pair[1].rstrip()[-1:] in (".", "?")
    return pair[1].rstrip()[:-1] if both else None


def lost_bracket(pair: Pair, chance: random.Random) -> str | None:
    """A bracket without its partner."""
    match = _one(r"(?<=\w)\)", pair[1], chance)
    return _put(pair[1], match, "") if match and "(" in pair[1] else None


def lost_quotes(pair: Pair, chance: random.Random) -> str | None:
    """No quotation marks."""
    quoted = r"(?<!\w)['‘“\"]([^'’”\"]+)['’”\"](?!\w)"
    if not re.search(r"[«“\"'‘]", pair[0]) or len(re.findall(quoted, pair[1])) != 1:
        return None
    return re.sub(quoted, r"\1", pair[1])


def lost_name(pair: Pair, chance: random.Random) -> str | None:
    """A surname is gone."""
    names = set(re.findall(r"(?<=[a-z] )[A-Z][a-z]{4,}\b", pair[0]))
    match = _one(r"(?<=[a-z] )[A-Z][a-z]{4,}\b", pair[1], chance)
    if not match or match.group() not in names:
        return None
    return _put(pair[1], match, "he")


def too_short(pair: Pair, chance: random.Random) -> str | None:
    """Only the first quarter."""
    words = pair[1].split()
    return " ".join(words[: len(words) // 4]) + "." if len(words) > 12 else None


SEEDS: dict[Seed, frozenset[Check]] = {
    changed_digit: frozenset({"numbers"}),
    lost_number: frozenset({"numbers"}),
    dutch_number: frozenset({"numbers"}),
    other_scale: frozenset({"numbers"}),
    other_month: frozenset({"numbers"}),
    empty: frozenset({"empty"}),
    untranslated: frozenset({"untranslated"}),
    partly_dutch: frozenset({"untranslated"}),
    dutch_word: frozenset({"untranslated"}),
    doubled: frozenset({"repetition"}),
    looped: frozenset({"repetition"}),
    lost_end: frozenset({"punctuation"}),
    lost_bracket: frozenset({"brackets"}),
    lost_quotes: frozenset({"quotes"}),
    lost_name: frozenset({"names"}),
    too_short: frozenset({"length", "numbers", "names"}),
}


def findings(source: str, target: str, matcher: TermMatcher | None = None) -> set[tuple[Check, str]]:
    """Return the checks that speak, with what they say."""
    return {(one.check, one.message) for one in check_segment(Segment("s", "b", source, target), matcher)}


def main() -> None:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=240)
    parser.add_argument("--clean", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(1)
    letters, terms = letter_pairs()
    texts = {"letters of the tests": letters}
    for path in arguments.files:
        pairs = file_pairs(path)
        texts[path.name] = chance.sample(pairs, min(arguments.clean, len(pairs)))

    noisy: set[Pair] = set()
    for name, pairs in texts.items():
        loud = [pair for pair in pairs if findings(*pair)]
        noisy.update(loud)
        share = 100 * len(loud) / len(pairs)
        print(f"clean, {name}: {len(loud)} of {len(pairs)} segments raise an alarm ({share:.1f} %)")
        for pair in loud[: arguments.show]:
            print("   ", *pair, findings(*pair), sep="\n    ")

    every = [pair for pairs in texts.values() for pair in pairs]
    alarms = found_all = seeded_all = 0
    for seed, expected in SEEDS.items():
        chance.shuffle(every)
        seeded = found = 0
        for pair in every:
            if seeded == max(1, arguments.errors // len(SEEDS)):
                break
            wrong = seed(pair, chance)
            if wrong is None or wrong == pair[1]:
                continue
            seeded += 1
            new = findings(pair[0], wrong) - findings(*pair)
            hit = any(check in expected for check, _ in new)
            found += hit
            alarms += bool(findings(*pair))
            if not hit and arguments.show:
                print("  missed:", seed.__name__, *pair, wrong, sep="\n    ")
        seeded_all, found_all = seeded_all + seeded, found_all + found
        print(f"{seed.__name__}: {found} of {seeded} found")

    entries = [TermEntry(nl, "test", nl, en, (en,), ("wrong term",)) for nl, en in dict(terms).items()]
    matcher = TermMatcher(entries)
    asked: Counter[str] = Counter()
    for source, target in letters:
        for nl, en in terms:
            if not re.search(rf"\b{re.escape(nl)}\b", source) or en not in target:
                continue
            for check, put in (("terms", "matter"), ("forbidden", "wrong term")):
                asked[f"{check} seeded"] += 1
                new = findings(source, target.replace(en, put), matcher) - findings(source, target, matcher)
                asked[f"{check} found"] += any(one == check for one, _ in new)
        asked["term alarms on clean text"] += any(
            check in ("terms", "forbidden") for check, _ in findings(source, target, matcher)
        )
    print(dict(asked))
    for check in ("terms", "forbidden"):
        seeded_all += asked[f"{check} seeded"]
        found_all += asked[f"{check} found"]
    print(
        f"recall {found_all}/{seeded_all} = {100 * found_all / seeded_all:.1f} %; "
        f"precision {found_all}/{found_all + alarms} = {100 * found_all / (found_all + alarms):.1f} % "
        "with one clean segment beside each seeded one"
    )


if __name__ == "__main__":
    main()
