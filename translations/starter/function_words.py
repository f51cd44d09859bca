"""Function words of Dutch and English: they tell the languages apart and begin or end no term."""

from __future__ import annotations

_DUTCH_TEXT = """
de het een en van is dat te op in die voor met niet zijn aan er om ook als dan maar bij nog naar uit
wordt door over ze hij zij wij ik je u uw deze dit worden heeft hebben kan zal moet of werd meer wat hoe
geen tot tegen onder wel zo der den des hebt bent ben mijn jouw haar hun ons onze heb had kunnen zou
zouden waar welke indien
"""
_ENGLISH_TEXT = """
the of and to a that for with on not are be as by this from at or have has it its which was were will
shall an he she they we you your his her their our been would can may should what how who there if no
any all such do does did but i my so out up into under when where
"""
_BOUNDARY_TEXT = """
de het een en of van in op te ter ten tot voor met aan bij naar om door over uit dat die dit deze is
zijn was waren worden wordt werd werden heeft hebben had hadden er niet ook als dan maar nog wel geen al
zo zich hij zij ze wij we ik u uw mijn ons onze hun haar hem hen wat wie hoe waar welke kan kunnen zal
zullen zou zouden moet moeten mag the a an and on to for with at by from about out that this these those
are were be been being has have not also as than but no so it its he she they i you your my our their
his her them us which who whom tegen tijdens tussen onder sinds zonder volgens binnen wegens terwijl
omdat zodat hierbij hiermee daarmee jammer against between during under since without according within
because while after before until via per what how where when will would can could shall should may must
do does did there if or into up
"""
_SMALL_DUTCH_TEXT = """
de het een en of van in op te ter ten tot voor met aan bij naar om door over uit
"""
_SMALL_ENGLISH_TEXT = """
a an and as at but by for from in nor of on or the to with per via
"""

DUTCH = frozenset(_DUTCH_TEXT.split())
"""Frequent Dutch words that are no English ones."""
ENGLISH = frozenset(_ENGLISH_TEXT.split())
"""Frequent English words."""
BOTH = frozenset(
    (
        "in",
        "is",
        "of",
        "me",
        "had",
        "we",
        "door",
        "over",
        "den",
        "so",
        "was",
        "an",
        "as",
        "at",
        "do",
        "die",
        "hen",
    )
)
"""Words that stand in either language and tell nothing."""
NO_TERM = frozenset(_BOUNDARY_TEXT.split())
"""Words of either language that a term neither begins nor ends with."""
SMALL_DUTCH = frozenset(_SMALL_DUTCH_TEXT.split())
"""Dutch words that stay small in a title."""
SMALL_ENGLISH = frozenset(_SMALL_ENGLISH_TEXT.split())
"""English words that stay small in a title."""
