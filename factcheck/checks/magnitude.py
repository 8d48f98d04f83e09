"""Numbers with a word such as *billion* in, those that are a false friend's out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from factcheck.checks import around
from factcheck.checks.indexed import index
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Severity

PLACEHOLDERS = ("number", "word")

_BEHIND = 48
"""Characters in which a draft explains a number."""
_COUNTED = 5
"""Tokens before the name of a money among which its number stands."""
_NAMED = 3
"""Words behind a number in which its money is named: `de wons`, `d’anciens francs`."""


def magnitude(scene: Scene, *, words: Mapping[str, str], above: int = 0) -> Iterator[Conflict]:
    """A number and a word of magnitude that news copy seldom needs: `words`, each with the one it is mistaken for.

    `above`: only numbers greater than this one. {number} and {word} are the two; {expected}: what was likely meant. Never more
    than a warning: it is a question.
    """
    small = scene.document.text.lower()
    if not any(word in small for word in words):  # a plain search first: few drafts have one
        return
    cardinals = scene.grammar.tables["cardinals"]
    for found in _pattern(tuple(sorted(words)), tuple(cardinals)).finditer(scene.document.text):
        value = _value(cardinals.get(found["number"].lower(), found["number"]))
        if value > above and not (_explained(scene, found.end()) or _small_money(scene, found.end()) or _a_word(found)):
            ceiling: Severity = "note" if _of_small_money(scene) else "warning"
            meant = words[found["word"].lower()]
            yield Conflict(
                found.span(),
                expected=f"{found['number']}{found['blank']}{meant}",
                confidence="medium",
                ceiling=ceiling,
                values={"number": found["number"], "word": found["word"]},
            )


@cache
def _pattern(words: tuple[str, ...], cardinals: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    told = "|".join(sorted(map(re.escape, cardinals), key=len, reverse=True))
    number, blank = rf"\d{{1,6}}(?:[.,\u00a0\u202f]\d{{1,3}}){{0,3}}|{told}", "[ \u00a0\u202f]"
    return re.compile(rf"(?<![\w.,])(?P<number>{number})(?P<blank>{blank})(?P<word>{'|'.join(longest)})(?!\w)", re.IGNORECASE)


def _explained(scene: Scene, end: int) -> bool:
    """Whether the draft itself says behind it, in other words, how much that is: `36 billions (36 000 milliards)`."""
    ways = scene.grammar.tables["magnitudes"]
    behind = around.TOKEN.findall(scene.document.text[end : end + _BEHIND].lower())
    return any(mark in "(," for mark in behind[:6]) and any(word in ways for word in behind)


def _small_money(scene: Scene, end: int) -> bool:
    """Whether it is money of small units: of won, yen or rupiah a car costs millions, and a budget billions."""
    behind = around.TOKEN.findall(scene.document.text[end : end + _BEHIND].lower())[:_NAMED]
    return any(word in scene.grammar.words["small_money"] for word in behind)


def _of_small_money(scene: Scene) -> bool:
    """Whether the draft counts in such money anywhere: it need not say so each time."""
    words, ways = index(scene.document.text), scene.grammar.tables["magnitudes"]
    places = (place for word in scene.grammar.words["small_money"] for place in words.at.get(word, ()))
    before = (words.tokens[max(0, place - _COUNTED) : place] for place in places)
    return any(token.isdecimal() or token in ways for some in before for token in some)


def _a_word(found: re.Match[str]) -> bool:
    """Whether the amount alone stands in marks: words that somebody else writes so."""
    start, end = found.span()
    before, behind = found.string[max(0, start - 2) : start].rstrip()[-1:], found.string[end : end + 2].lstrip()[:1]
    return before in tuple('«“"‘') and behind in tuple('»”"’')


def _value(number: str) -> float:
    """The number as either reading of its comma or stop gives it, the greater one."""
    digits = re.sub(r"\D", "", number)
    whole = re.split(r"[.,]", number)[0]
    return float(digits if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", number) else re.sub(r"\D", "", whole))
