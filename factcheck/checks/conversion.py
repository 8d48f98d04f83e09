"""Measures with a conversion in parentheses in, those that do not come to the same out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("given", "written")

_NUMBER = r"[-−–]?\d{1,9}(?:[ \u00a0\u202f.,]\d{3})*(?:[.,]\d{1,2})?"


def conversion(scene: Scene, *, factors: Mapping[str, str], within: int = 12) -> Iterator[Conflict]:
    """`10 km (9 miles)`. `factors`: the two units as `km > miles | mi`, to what one of the first makes of the second.

    `30 °C > °F` needs an offset: `1.8+32`. `within`: the percentage that rounding may cost. {expected}: what it comes to;
    {given} and {written}: the two measures.
    """
    leads, numbers = scene.grammar.words["conversion_leads"], scene.grammar.tables["cardinals"]
    for found in _pattern(tuple(sorted(_units(factors))), leads, tuple(numbers)).finditer(scene.document.text):
        factor = _factor(factors, found["unit"], found["other"])
        if factor is not None:
            yield from _compared(found, factor, within, scene)


def _compared(found: re.Match[str], factor: tuple[Decimal, Decimal], within: int, scene: Scene) -> Iterator[Conflict]:
    """A conflict when none of the ways to read the two numbers comes to the same."""
    word = scene.grammar.tables["cardinals"].get(found["given"].lower())
    ours, theirs = (Decimal(word),) if word else _readings(found["given"]), _readings(found["converted"])
    before = found.string[: found.start()][-12:].split()
    if before and before[-1].lower() in scene.grammar.words["minus_words"]:
        ours = tuple(-value for value in ours)
    wanted = [value * factor[0] + factor[1] for value in ours]
    if all(abs(value - want) > _slack(want, factor, within) for want in wanted for value in theirs):
        yield Conflict(
            found.span("converted"),
            expected=f"{wanted[0]:.0f}",
            confidence="medium",
            ceiling="warning",
            values={"given": f"{found['given']} {found['unit']}", "written": f"{found['converted']} {found['other']}"},
        )


def _slack(want: Decimal, factor: tuple[Decimal, Decimal], within: int) -> Decimal:
    """What rounding may cost: a part of the measure; on a scale with another zero, as for degrees, two of them."""
    return Decimal(2) if factor[1] else max(abs(want) * within / 100, Decimal(1))


def _units(factors: Mapping[str, str]) -> Iterator[str]:
    for pair in factors:
        yield from (unit.strip() for side in pair.split(">") for unit in side.split("|"))


@cache
def _pattern(units: tuple[str, ...], leads: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(re.escape(one) for one in sorted(set(units), key=len, reverse=True))
    word = "|".join(re.escape(one) for one in sorted(numbers, key=len, reverse=True))
    blank, lead = r"[ \u00a0\u202f]?", "|".join(sorted(map(re.escape, leads), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,])(?P<given>{_NUMBER}|{word})(?:{blank}|-)(?P<unit>{unit})(?!\w),? ?(?:\(|(?=(?:{lead})\b))(?:(?:{lead}) ?)?"
        rf"(?P<converted>{_NUMBER})(?:{blank}|-)(?P<other>{unit})(?!\w)"
    )


def _factor(factors: Mapping[str, str], unit: str, other: str) -> tuple[Decimal, Decimal] | None:
    """Factor and offset from the first unit to the second, in either direction."""
    for pair, written in factors.items():
        first, second = ({unit.strip() for unit in side.split("|")} for side in pair.split(">"))
        scale, _, offset = written.partition("+")
        one, more = Decimal(scale), Decimal(offset or 0)
        if unit in first and other in second:
            return one, more
        if unit in second and other in first:
            return 1 / one, -more / one
    return None


def _readings(text: str) -> tuple[Decimal, ...]:
    """What the number can mean: its comma or stop parts thousands or decimals."""
    plain = re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-").replace("–", "-")
    thousands = [Decimal(re.sub(r"[.,]", "", plain))] if re.fullmatch(r"-?(?:\d{1,3}(?:[.,]\d{3})+|\d+)", plain) else []
    decimal = [Decimal(plain.replace(",", "."))] if re.fullmatch(r"-?\d+[.,]\d+", plain) else []
    return (*thousands, *decimal)
