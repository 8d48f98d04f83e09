"""A sentence in, the amounts in it out, written in digits or in words, each with the value it may be rounded from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal, TypeAlias

from factcheck.grammar import Grammar
from factcheck.model import Span

Unit: TypeAlias = Literal["", "%", "points"]

_BLANK = "[ \u00a0\u202f]"
NUMBER = rf"\d{{1,12}}(?:{_BLANK}\d{{3}}(?!\d))*(?:[.,]\d{{1,3}})*"
"""Digits as people write them: blanks, commas or stops part thousands, a comma or a stop decimals."""
_ROUND = 3
"""Zeros at the end from which on a whole number is taken for a round one."""
_KEPT = 2
"""Digits at the head of a round number that nobody rounds away."""
MASK = "#"
_NEXT = re.compile(rf"{_BLANK}([^\W\d_]+)")
_ZEROS = re.compile(rf"[0.,{_BLANK[1:-1]}]+$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the draft. `number`: the place of its digits or words, `span` with its currency, magnitude and unit.

    `slack`: half a unit of its last printed digit; nothing for a count. `scale`: what its word of magnitude stands for.
    """

    span: Span
    number: Span
    written: str
    value: Decimal
    slack: Decimal
    unit: Unit
    scale: Decimal = field(default=Decimal(1))

    def ends(self) -> tuple[Decimal, Decimal]:
        return self.value - self.slack, self.value + self.slack


def find(text: str, start: int, end: int, grammar: Grammar) -> Iterator[Amount]:
    """The amounts between two places. A number that can be read in two ways is none, nor is one of several words."""
    found = list(_pattern(_key(grammar)).finditer(text, start, end))
    for n, match in enumerate(found):
        near = (*found[max(0, n - 1) : n], *found[n + 1 : n + 2])
        if match["digits"] or not any(_one_number(text, match, other, grammar) for other in near):
            amount = _amount(match, grammar)
            if amount is not None and not _counts_time(text, match.end(), grammar):
                yield amount


def _counts_time(text: str, end: int, grammar: Grammar) -> bool:
    """`en trois ans`: how long it took, and nothing that is reckoned with."""
    behind = _NEXT.match(text, end)
    return behind is not None and behind[1].lower() in grammar.tables["time_units"]


def _amount(match: re.Match[str], grammar: Grammar) -> Amount | None:
    decimal, unit = grammar.tables["numbers"]["decimal"], _unit(match["unit"], grammar)
    told, kind = (match["digits"], "digits") if match["digits"] else (match["word"], "word")
    value = number(told, decimal) if kind == "digits" else cardinal(told, grammar)
    scale = Decimal(grammar.tables["magnitudes"].get(" ".join((match["scale"] or "").lower().split()), "1"))
    if value is None:
        return None
    return Amount(match.span(), match.span(kind), told, value * scale, _slack(told, scale, unit, decimal), unit, scale)


def _one_number(text: str, one: re.Match[str], other: re.Match[str], grammar: Grammar) -> bool:
    """Whether two numbers in words are parts of one: *two hundred* and *fifty*."""
    first, last = sorted((one, other), key=lambda match: match.start())
    gap = text[first.end() : last.start()].lower().split()
    return other["word"] is not None and all(word in grammar.words["number_joints"] for word in gap)


def masked(text: str, start: int, end: int, found: Sequence[Amount]) -> str:
    """The words between two places, in small letters, as long as they are, with a mark all over each amount."""
    pieces, at = [], start
    for amount in found:
        pieces += [text[at : amount.span[0]], MASK * (amount.span[1] - amount.span[0])]
        at = amount.span[1]
    whole = "".join((*pieces, text[at:end]))
    small = whole.lower()
    return small if len(small) == len(whole) else whole


def number(text: str, decimal: str) -> Decimal | None:
    """The number as the language writes it; None for what could be read in two ways."""
    plain = re.sub(_BLANK, "", text)
    other = "." if decimal == "," else ","
    if re.search(rf"{re.escape(other)}(?!\d{{3}}(?!\d))", plain):
        return None
    try:
        return Decimal(plain.replace(other, "").replace(decimal, "."))
    except InvalidOperation:
        return None


def digits(written: str, decimal: str) -> int:
    """The digits behind the decimal mark."""
    found = re.search(rf"{re.escape(decimal)}(\d+)$", written)
    return len(found[1]) if found else 0


def shown(value: Decimal, places: int, grammar: Grammar) -> str:
    """The number with so many digits behind the language's decimal mark."""
    return f"{value:.{places}f}".replace(".", grammar.tables["numbers"]["decimal"])


def _slack(told: str, scale: Decimal, unit: Unit, decimal: str) -> Decimal:
    """Half a unit of the last digit: of decimals, of millions, of per cent, of a number that ends in zeros. A count is exact."""
    places = digits(told, decimal)
    if places or scale > 1 or unit:
        return scale / 2 / Decimal(10**places)
    zeros = _ZEROS.search(told)
    round_to = zeros.group().count("0") if zeros else 0
    kept = sum(map(str.isdigit, told)) - round_to
    return Decimal(f"5e{round_to - 1 - max(0, _KEPT - kept)}") if round_to >= _ROUND else Decimal(0)


def cardinal(word: str, grammar: Grammar) -> Decimal | None:
    """The value of a number in words; None for any other words."""
    told = grammar.tables["cardinals"].get(" ".join(word.lower().split()))
    return Decimal(told) if told else None


def _unit(written: str | None, grammar: Grammar) -> Unit:
    if not written:
        return ""
    return "points" if written.lower() in grammar.words["point_words"] else "%"


_Key: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _key(grammar: Grammar) -> _Key:
    tables: Mapping[str, Mapping[str, str]] = grammar.tables
    return tuple(tables["cardinals"]), tuple(tables["magnitudes"]), grammar.words["percent_words"], grammar.words["point_words"]


@lru_cache(maxsize=8)
def _pattern(key: _Key) -> re.Pattern[str]:
    """A number in digits or words, a currency before it, a magnitude and a unit behind."""
    word, scale, percent, points = ("|".join(map(_spaced, sorted(some, key=len, reverse=True))) for some in key)
    return re.compile(
        rf"(?<![\w.,])(?:[$€£¥]{_BLANK}?)?(?:(?P<digits>{NUMBER})|(?P<word>{word})(?!\w))"
        rf"(?:[ \u00a0\u202f-](?P<scale>{scale})(?!\w))?(?:{_BLANK}?(?P<unit>{percent}|{points})(?!\w))?",
        re.IGNORECASE,
    )


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", _BLANK)
