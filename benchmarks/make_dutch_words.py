"""Makes reader/reflow/dutch_words.txt.xz from OpenTaal's Hunspell files (nl.aff, nl.dic).

    python benchmarks/make_dutch_words.py FOLDER_WITH_NL_AFF_AND_NL_DIC

Only words that can tell whether a hyphen at a line's end belongs to the word are kept: words spelled
with a hyphen, words with a trema, words that begin like a prefix which often takes a hyphen, and words
with a syllable boundary between two vowels (fi-nan-ci-eel), where a compound would need its hyphen.
"""

from __future__ import annotations

import lzma
import re
import sys
from pathlib import Path

import pyphen

from reader.reflow.dutch_words import CLASHING_VOWELS, HYPHEN_PREFIXES

_FLAGS_OF_INFLECTION = re.compile(r"SFX (\w\w) (\S+) ([^/\s]+)\S*\s+(\S+)")


def suffix_rules(aff: str) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """Return, by flag, what to strip, what to add, and the ending a word must have for it."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for line in aff.splitlines():
        match = _FLAGS_OF_INFLECTION.match(line)
        if match is None or match[2] in "YN":
            continue
        flag, strip, add, ending = match.groups()
        if not add.endswith("-"):
            rule = ("" if strip == "0" else strip, "" if add == "0" else add, re.compile(f"(?:{ending})$"))
            rules.setdefault(flag, []).append(rule)
    return rules


def expand(dic: str, rules: dict[str, list[tuple[str, str, re.Pattern[str]]]]) -> set[str]:
    """Return the dictionary's words with their inflections, in lower case."""
    words = set()
    for entry in dic.splitlines()[1:]:
        word, _, flags = entry.split("\t")[0].partition("/")
        names = {flags[at : at + 2] for at in range(0, len(flags), 2)}
        if "Fw" in names or word.startswith("-") or word.endswith("-"):
            continue
        words.add(word)
        for name in names:
            for strip, add, ending in rules.get(name, ()):
                if ending.search(word) and word.endswith(strip):
                    words.add(word[: len(word) - len(strip)] + add)
    return {word.lower().replace("ĳ", "ij") for word in words if word[:1].isalpha()}


def tells(word: str, hyphenation: pyphen.Pyphen) -> bool:
    """Say whether a word is evidence about a hyphen."""
    if "-" in word or re.search("[äëïöü]", word) or word.startswith(HYPHEN_PREFIXES):
        return True
    return any(word[at - 1 : at + 1] in CLASHING_VOWELS for at in hyphenation.positions(word))


def main() -> None:
    """Write the list."""
    folder = Path(sys.argv[1])
    rules = suffix_rules((folder / "nl.aff").read_text("utf-8"))
    words = expand((folder / "nl.dic").read_text("utf-8"), rules)
    hyphenation = pyphen.Pyphen(lang="nl_NL")
    kept = sorted(word for word in words if tells(word, hyphenation))
    target = Path(__file__).parent.parent / "reader/reflow/dutch_words.txt.xz"
    target.write_bytes(lzma.compress("\n".join(kept).encode(), preset=9))
    print(f"{len(words)} words, {len(kept)} kept, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
