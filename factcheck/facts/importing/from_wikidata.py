"""A SPARQL result of Wikidata in, holders of posts out.

The query selects ?person ?office ?start ?startPrec ?end ?endPrec ?rank ?native and labels ?fr ?en ?es; the result is
`application/sparql-results+json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from factcheck.facts.importing.rows import Holding, Puzzle, Row
from factcheck.model import Facts, Language
from factcheck.wording import LANGUAGES

Binding: TypeAlias = Mapping[str, Mapping[str, str]]

_LENGTHS = {"9": 4, "10": 7}
"""Precision to the length of a date of that precision: 2008, 2008-05. What is finer is a day; what is coarser is no date."""
_COARSEST = 9
_ENTITY = re.compile(r"/([QL]\d+)$")
_YEAR = re.compile(r"\+?(?!0000)\d{4}-")


def read(data: bytes, facts: Facts) -> Iterator[Row]:  # noqa: ARG001 - every importer is called alike
    """One holding a statement: deprecated ones are dropped, those that a result repeats are told once."""
    loaded = json.loads(data)
    if "results" not in loaded:
        raise ValueError("a result of SPARQL in JSON is expected")
    found: dict[tuple[str | None, str], list[Holding]] = {}
    puzzles: dict[Puzzle, None] = {}
    for binding in loaded["results"]["bindings"]:
        row = None if binding.get("rank", {}).get("value", "").endswith("DeprecatedRank") else _holding(binding)
        if isinstance(row, Holding):
            _fold(row, found.setdefault((row.wikidata, row.post), []))
        elif row is not None:
            puzzles[row] = None
    yield from chain(*found.values(), puzzles)


def _fold(row: Holding, told: list[Holding]) -> None:
    """Adds a time in office, or sharpens the one of which the row is another telling."""
    for place, known in enumerate(told):
        start, until = _sharper(known.start, row.start), _sharper(known.until, row.until)
        if _agree(known.start, row.start) and bool(known.start) == bool(row.start) and _agree(known.until, row.until):
            told[place] = replace(known, start=start, until=until)
            return
    told.append(row)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether the two can be one day: 2008 and 2008-05, unknown and 2008."""
    short, long = sorted((one or "", other or ""), key=len)
    return long.startswith(short) or "unknown" in (short, long)


def _sharper(one: str | None, other: str | None) -> str | None:
    return max((date for date in (one, other) if date), key=lambda date: (date != "unknown", len(date)), default=None)


def _holding(binding: Binding) -> Holding | Puzzle:
    person, office = _entity(binding, "person"), _entity(binding, "office")
    labels: Mapping[Language, str] = {
        language: binding[language]["value"] for language in LANGUAGES if binding.get(language, {}).get("value", person) != person
    }
    if person is None or office is None or not labels:
        return Puzzle(f"a line without person, office or name: {json.dumps(binding, sort_keys=True)}")
    start, native = _date(binding, "start"), binding.get("native", {}).get("value")
    return Holding(
        labels, office, None if start == "unknown" else start, until=_date(binding, "end"), native=native, wikidata=person,
        post_wikidata=office,
    )  # fmt: skip


def _entity(binding: Binding, name: str) -> str | None:
    """A blank node, also one that is written as an address, is nobody."""
    found = _ENTITY.search(binding.get(name, {}).get("value", ""))
    return found[1] if found else None


def _date(binding: Binding, name: str) -> str | None:
    """The time cut to its precision: a year arrives as its first of January. A blank node or a decade: nobody knows when."""
    written, precision = binding.get(name, {}).get("value"), binding.get(f"{name}Prec", {}).get("value", "11")
    if written is None:
        return None
    if not _YEAR.match(written) or int(precision) < _COARSEST:
        return "unknown"
    return written.lstrip("+")[: _LENGTHS.get(precision, 10)]
