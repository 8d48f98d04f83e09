"""Sums, differences and percentages that a draft works out itself in, those that do not come out, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from factcheck.checks import amounts
from factcheck.checks.amounts import MASK, Amount
from factcheck.checks.indexed import holding, index
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Severity

PLACEHOLDERS = ("start", "end", "parts", "written")

_LONGEST = 600
"""Characters of a sentence that are read."""
_TWO_DIGITS = re.compile(r"\d[\s\S]*?\d")
_FEWEST, _MOST = 3, 12
"""Amounts of a sentence."""
_GAP = 60
"""Characters between two parts of a sum."""
_SMALL, _ORDER = 1000, 10
_YEARS = range(1800, 2101)
_LIKELY = Decimal("0.25")
"""How far a sum may be out and still be meant for one: more, and the draft counts something else."""
What: TypeAlias = Literal["change", "total", "points"]


def arithmetic(scene: Scene, *, what: What) -> Iterator[Conflict]:
    """What the draft works out in so many words: `from 50 to 70, a rise of 20%`, `12 for and 15 against, 28 in all`.

    `what`: `change` a difference or a percentage, `total` a sum, `points` percentage points called per cent. {expected}: what it
    comes to; {start} and {end}: the two numbers; {parts}: those added up; {written}: as written. Half a unit of the last printed
    digit is rounding, more where the words say *about*.
    """
    for reading in _readings(scene):
        if what == "total":
            yield from _totals(reading)
            yield from _exceeded(reading, "whole_phrases", "warning")
            yield from _exceeded(reading, "whole_perhaps", "note")
        else:
            yield from _changes(reading, what)
            yield from _shares(reading) if what == "change" else ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence with its amounts and the same sentence with the amounts masked. `at`: where it begins."""

    scene: Scene
    at: int
    words: str
    amounts: tuple[Amount, ...]

    def amount(self, at: int) -> Amount:
        """The amount at a place of the words, which is masked."""
        return next(one for one in self.amounts if one.span[0] <= self.at + at < one.span[1])

    def near(self, amount: Amount) -> bool:
        """Whether the words right before say *about*."""
        before = self.words[max(0, amount.span[0] - self.at - 24) : amount.span[0] - self.at].rstrip(" '’(≈~+-")
        return any(before.endswith(word) for word in self.scene.grammar.words["about_words"])


@lru_cache(maxsize=1)
def _readings(scene: Scene) -> tuple[_Reading, ...]:
    """The sentences that hold amounts enough; kept, because three rules ask for them."""
    text, grammar = index(scene.document.text), scene.grammar
    numbers = (*(word for word in text.at if word[0].isdecimal()), *grammar.tables["cardinals"])
    counted = holding(scene.document.sentences, text.spans(numbers), times=_FEWEST)
    places = ((start, min(end, start + _LONGEST)) for start, end in counted)
    some = (_reading(scene, start, end) for start, end in places)
    return tuple(one for one in some if one is not None)


def _reading(scene: Scene, start: int, end: int) -> _Reading | None:
    text = scene.document.text
    if _TWO_DIGITS.search(text, start, end) is None:
        return None
    found = tuple(amounts.find(text, start, end, scene.grammar))
    if not _FEWEST <= len(found) <= _MOST:
        return None
    return _Reading(scene, start, amounts.masked(text, start, end, found), found)


# ---------------------------------------------------------------- phrases


@cache
def _pattern(phrases: tuple[str, ...], never_behind: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as one expression: a space stands for any blank, `~` for a few words, names in braces for amounts."""
    never = rf"(?! (?:{'|'.join(map(re.escape, never_behind))})(?!\w))"
    return re.compile("|".join(_phrase(phrase, n, never) for n, phrase in enumerate(phrases)).replace(" ", r"[ \u00a0\u202f]"))


def _phrase(phrase: str, n: int, never: str) -> str:
    made = phrase.replace("~", rf"[^{MASK}.;:!?()\n]{{0,40}}?")
    for name in ("start", "end", "change", "percent", "total"):
        made = made.replace(f"{{{name}}}", rf"(?P<{name}{n}>{MASK}++)" + ("" if name in ("start", "end") else never))
    return made if phrase[0] in ", " else rf"(?<!\w)(?:{made})"


def _found(reading: _Reading, phrases: str) -> Iterator[dict[str, Amount]]:
    """The amounts of every phrase of a kind in the sentence, by their names."""
    words = reading.scene.grammar.words
    for found in _pattern(words[phrases], words["amount_not_behind"]).finditer(reading.words):
        places = {name.rstrip("0123456789"): found.start(name) for name, text in found.groupdict().items() if text}
        yield {name: reading.amount(at) for name, at in places.items()}


# ---------------------------------------------------------------- changes and shares


def _changes(reading: _Reading, what: What) -> Iterator[Conflict]:
    for told in _found(reading, "change_phrases"):
        start, end, change = told["start"], told["end"], told.get("change") or told["percent"]
        if not start.value or start.unit == "points" or _years(start, end) or ("percent" in told and not change.unit):
            continue
        if start.unit == end.unit == change.unit == "%" and change.value == abs(end.value - start.value):
            if what == "points" and not _fits(reading, change, _percentages(start, end)):
                yield _conflict(reading, change, (start, end), change.value)
        elif what == "change":
            yield from _wrong(reading, start, end, change)


def _wrong(reading: _Reading, start: Amount, end: Amount, change: Amount) -> Iterator[Conflict]:
    """The change where it is not that of the two numbers: a percentage of the first, or their difference."""
    start, end = _scaled(start, end), _scaled(end, start)
    if change.unit == "%" and start.unit in ("", end.unit):
        right, reach = abs(end.value - start.value) * 100 / start.value, _percentages(start, end)
    elif change.unit == "points" or start.unit == end.unit == "":
        right, reach = abs(end.value - start.value), _differences(start, end, change)
    else:
        return
    if not _fits(reading, change, reach):
        yield _conflict(reading, change, (start, end), right)


def _shares(reading: _Reading) -> Iterator[Conflict]:
    """`12 des 48 députés (20 %)`."""
    for told in _found(reading, "share_phrases"):
        part, whole, share = told["start"], told["end"], told["percent"]
        counted = share.unit == "%" and not part.unit and not whole.unit and part.scale == whole.scale
        if not counted or _years(whole) or not 0 < part.value < whole.value:
            continue
        (low, high), (first, last) = part.ends(), whole.ends()
        if not _fits(reading, share, (low * 100 / last, high * 100 / first)):
            yield _conflict(reading, share, (part, whole), part.value * 100 / whole.value)


def _years(*some: Amount) -> bool:
    return all(not one.unit and one.scale == 1 and one.written.isdigit() and int(one.written) in _YEARS for one in some)


def _scaled(one: Amount, other: Amount) -> Amount:
    """`de 40 à 55 millions`, `de 300 millions à 360`: the number without a word of magnitude has the other's."""
    if one.scale > 1 or other.scale == 1 or one.unit or not (one.value < _SMALL or _near(one.value, other.value / other.scale)):
        return one
    return replace(one, value=one.value * other.scale, slack=(one.slack or Decimal("0.5")) * other.scale)


def _near(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers are of one order."""
    return 0 < one < other * _ORDER and other < one * _ORDER


_Range: TypeAlias = tuple[Decimal, Decimal]


def _percentages(start: Amount, end: Amount) -> _Range:
    """The least and the most percentage that the change can be, by what the numbers may be rounded from."""
    low, high = start.ends()
    if low <= 0:
        return Decimal(0), Decimal("Infinity")
    change = sorted((to - of) * 100 / of for of in (low, high) for to in end.ends())
    if change[0] <= 0 <= change[-1]:
        return Decimal(0), max(-change[0], change[-1])
    return min(map(abs, change)), max(map(abs, change))


def _differences(start: Amount, end: Amount, change: Amount) -> _Range:
    """The least and the most that the difference can be: numbers printed alike are taken as they are printed."""
    right, alike = abs(end.value - start.value), start.slack == end.slack == change.slack
    slack = Decimal(0) if alike else start.slack + end.slack
    return right - slack, right + slack


def _fits(reading: _Reading, written: Amount, reach: _Range) -> bool:
    """Whether the number as printed can stand for one in the range; a tenth further away where it says *about*."""
    half = written.slack + (max(written.value / 10, Decimal(2)) if reading.near(written) else 0)
    return reach[0] - half <= written.value <= reach[1] + half


# ---------------------------------------------------------------- totals


def _totals(reading: _Reading) -> Iterator[Conflict]:
    """A total behind its parts, where no list of the last parts comes to it, nor their product or difference."""
    for told in _found(reading, "total_phrases"):
        total = told["total"]
        parts = tuple(_parts(reading, total))
        lists = [parts[:count] for count in range(2, len(parts) + 1)]
        if not lists or any(_comes_to(reading, total, some) for some in lists):
            continue
        best = min(lists, key=lambda some: abs(_sum(some) - total.value))
        if abs(_sum(best) - total.value) <= _LIKELY * total.value:
            yield _conflict(reading, total, tuple(reversed(best)), _sum(best))


def _exceeded(reading: _Reading, phrases: str, ceiling: Severity) -> Iterator[Conflict]:
    """`Of the 90 million, 40 go to roads, 30 to schools and 30 to dams`: parts that come to more than their whole."""
    for told in _found(reading, phrases):
        whole = told["total"]
        behind = [replace(one, value=one.value * whole.scale) if one.scale == 1 else one for one in reading.amounts]
        parts = [one for one in behind if one.span[0] > whole.span[1] and one.unit == whole.unit]
        listed = len(parts) > 1 and len(parts) == sum(one.span[0] > whole.span[1] for one in reading.amounts)
        if listed and all(one.value < whole.value for one in parts):
            excess = _sum(parts) - whole.value - sum((one.slack for one in (*parts, whole)), Decimal(0))
            if 0 < excess <= _LIKELY * whole.value:
                yield replace(_conflict(reading, whole, parts, _sum(parts)), ceiling=ceiling)


def _parts(reading: _Reading, total: Amount) -> Iterator[Amount]:
    """The amounts of the list that ends before the total, the last first."""
    links, behind = _links(reading.scene.grammar.words["part_links"]), total.span[0] - reading.at
    before = [one for one in reading.amounts if one.span[1] <= total.span[0]]
    for one in reversed(before):
        gap = reading.words[one.span[1] - reading.at : behind]
        if (
            one.unit != total.unit
            or len(gap) > _GAP
            or set(gap) & set(".;:!?()\n")
            or not (one is before[-1] or links.search(gap))
        ):
            return
        yield one
        behind = one.span[0] - reading.at


@cache
def _links(links: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(link)}(?!\w)" if link[0].isalpha() else re.escape(link) for link in links))


def _sum(parts: Sequence[Amount]) -> Decimal:
    return sum((one.value for one in parts), Decimal(0))


def _comes_to(reading: _Reading, total: Amount, parts: Sequence[Amount]) -> bool:
    slack = sum((one.slack for one in (*parts, total)), Decimal(0)) + (total.value / 10 if reading.near(total) else 0)
    first, second, *more = (one.value for one in parts)
    return abs(_sum(parts) - total.value) <= slack or (not more and total.value in (first * second, abs(first - second)))


# ---------------------------------------------------------------- told


def _conflict(reading: _Reading, written: Amount, of: Sequence[Amount], right: Decimal) -> Conflict:
    grammar, text = reading.scene.grammar, reading.scene.document.text
    told = [text[slice(*one.span)].strip() for one in of]
    places = amounts.digits(written.written, grammar.tables["numbers"]["decimal"])
    return Conflict(
        written.number,
        expected=amounts.shown(right / written.scale, places, grammar),
        confidence="medium",
        ceiling="warning",
        values={"start": told[0], "end": told[-1], "parts": " + ".join(told), "written": text[slice(*written.span)].strip()},
    )
