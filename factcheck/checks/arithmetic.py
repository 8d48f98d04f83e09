"""Sums and percentages that a draft works out itself in, those that do not add up out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache

from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("start", "end", "written")

_NUMBER = r"\d{1,12}(?:[   ]\d{3})*(?:[.,]\d{1,3})*"


def arithmetic(scene: Scene) -> Iterator[Conflict]:
    """`de 50 à 70, soit une hausse de 20 %`. {expected}: the percentage; {start}, {end}: the two numbers; {written}: as written.

    Only where the draft gives all three in one of the language's set phrases. Half a unit of the last digit is rounding; the
    decrease reckoned from either end passes.
    """
    for found in _pattern(scene.grammar.words["percentage_phrases"]).finditer(scene.document.text):
        values = {name.rstrip("0123456789"): text for name, text in found.groupdict().items() if text is not None}
        start, end, percent = (
            number(values[name], scene.grammar.tables["numbers"]["decimal"]) for name in ("start", "end", "percent")
        )
        if start and end is not None and percent is not None and not _fits(start, end, percent, values["percent"]):
            place = next(name for name, text in found.groupdict().items() if text is not None and name.startswith("percent"))
            right = _rounded(abs(end - start) * 100 / start, values["percent"])
            yield Conflict(
                found.span(place),
                expected=right.replace(".", scene.grammar.tables["numbers"]["decimal"]),
                confidence="medium",
                ceiling="warning",
                values={"start": values["start"], "end": values["end"], "written": values["percent"]},
            )


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as one expression: a space stands for any blank, `{start}`, `{end}` and `{percent}` for numbers."""
    return re.compile("|".join(_phrase(phrase, n) for n, phrase in enumerate(phrases)), re.IGNORECASE)


def _phrase(phrase: str, n: int) -> str:
    blanks = phrase.replace(" ", r"[ \u00a0\u202f]").replace("~", r"[^.;:!?\n\d]{0,40}?")
    for name in ("start", "end", "percent"):
        blanks = blanks.replace(f"{{{name}}}", rf"(?P<{name}{n}>{_NUMBER})")
    return rf"(?<![\w.,]){blanks}"


def number(text: str, decimal: str) -> Decimal | None:
    """The number as the language writes it; None for what could be read in two ways."""
    plain = re.sub(r"[   ]", "", text)
    other = "." if decimal == "," else ","
    if re.search(rf"{re.escape(other)}(?!\d{{3}}(?!\d))", plain):
        return None
    try:
        return Decimal(plain.replace(other, "").replace(decimal, "."))
    except InvalidOperation:
        return None


def _digits(written: str) -> int:
    found = re.search(r"[.,](\d+)$", written)
    return len(found[1]) if found else 0


def _rounded(value: Decimal, written: str) -> str:
    return f"{value:.{_digits(written)}f}"


def _fits(start: Decimal, end: Decimal, percent: Decimal, written: str) -> bool:
    """Whether the percentage is that of the change, reckoned from the start; also, for a plain difference, in points."""
    slack = Decimal(6) / 10 / 10 ** _digits(written)
    change = abs(end - start) * 100 / start
    return bool(abs(change - percent) <= slack)
