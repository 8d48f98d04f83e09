"""A SPARQL result of Wikidata in, holders of posts out.

The query selects ?person ?office ?start ?startPrec ?end ?endPrec ?rank ?native and labels ?fr ?en ?es; the result is
`application/sparql-results+json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from factcheck.facts.importing.rows import Holding, Puzzle, Row
from factcheck.model import Facts, Language

Binding: TypeAlias = Mapping[str, Mapping[str, str]]

_LENGTHS = {"9": 4, "10": 7, "11": 10}
"""Precision to the length of a date of that precision: 2008, 2008-05, 2008-05-07."""


def read(data: bytes, facts: Facts) -> Iterator[Row]:  # noqa: ARG001 - every importer is called alike
    """One holding a statement: deprecated ones are dropped, those that a result repeats are told once."""
    loaded = json.loads(data)
    if "results" not in loaded:
        raise ValueError("a result of SPARQL in JSON is expected")
    told: set[tuple[str | None, ...]] = set()
    for binding in loaded["results"]["bindings"]:
        if binding.get("rank", {}).get("value", "").endswith("DeprecatedRank"):
            continue
        row = _holding(binding)
        key = (row.wikidata, row.post_wikidata, row.start, row.until) if isinstance(row, Holding) else (row.text,)
        if key not in told:
            told.add(key)
            yield row


def _holding(binding: Binding) -> Holding | Puzzle:
    person, office = _entity(binding, "person"), _entity(binding, "office")
    start = _date(binding, "start")
    if person is None or office is None:
        return Puzzle(f"a line without person or office: {json.dumps(binding, sort_keys=True)}")
    spoken = [language for language in ("fr", "en", "es") if language in binding]
    labels: Mapping[Language, str] = {language: binding[language]["value"] for language in spoken}
    return Holding(
        labels, office, start, until=_date(binding, "end"), native=binding.get("native", {}).get("value"), wikidata=person,
        post_wikidata=office,
    )  # fmt: skip


def _entity(binding: Binding, name: str) -> str | None:
    found = binding.get(name, {})
    return found["value"].rsplit("/", 1)[-1] if found.get("type") == "uri" else None


def _date(binding: Binding, name: str) -> str | None:
    """The time cut to its precision: a year arrives as its first of January. A blank node: a date that nobody knows."""
    found = binding.get(name)
    if found is None:
        return None
    if found.get("type") == "bnode" or "genid" in found["value"]:
        return "unknown"
    length = _LENGTHS.get(binding.get(f"{name}Prec", {}).get("value", "11"))
    return found["value"].lstrip("+")[:length] if length else None
