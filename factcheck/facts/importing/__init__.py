"""Open data in, a proposal for the facts out. IMPORTERS: the table of contents, one file a format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import yaml

from factcheck import yamlfile
from factcheck.errors import UserError, problem
from factcheck.facts.importing import from_cldr, from_country_codes, from_factbook, from_us_executive, from_wikidata, proposal
from factcheck.facts.importing.rows import Row
from factcheck.model import Facts
from factcheck.yamlfile import Entries, Scalar

Importer: TypeAlias = Callable[[bytes, Facts], Iterator[Row]]
"""Raises ValueError where the data are not in the importer's format."""

IMPORTERS: dict[str, Importer] = {
    "cldr": from_cldr.read,
    "country-codes": from_country_codes.read,
    "factbook": from_factbook.read,
    "us-executive": from_us_executive.read,
    "wikidata": from_wikidata.read,
}


def propose(kind: str, data: bytes, path: str, facts: Facts, as_of: dt.date, ids: Mapping[str, str] | None = None) -> str:
    """The proposal as a facts file. `ids`: answers to what an earlier one asked. Raises UserError for other data."""
    try:
        rows = tuple(IMPORTERS[kind](data, facts))
    except (ValueError, LookupError, TypeError, AttributeError, yaml.YAMLError) as error:
        why = " ".join(str(error).split()) or "?"
        raise UserError([problem(path, 0, 0, "facts-import-format", kind=kind, why=why)]) from error
    return proposal.write(rows, facts, f"{kind}-{as_of.isoformat()}", path, as_of, ids or {})


def answers(text: str, path: str) -> Mapping[str, str]:
    """A map of names or Wikidata ids to ids of the facts, as `--map` takes it."""
    node, problems = yamlfile.parse(text, path)
    if problems:
        raise UserError(problems)
    pairs = node.entries if isinstance(node, Entries) else ()
    wrong = [value for _, value in pairs if not isinstance(value, Scalar)]
    if wrong or not pairs:
        place = wrong[0] if wrong else node
        raise UserError([problem(path, place.line if place else 1, place.column if place else 1, "facts-not-text")])
    return {key.text: value.text for key, value in pairs if isinstance(value, Scalar)}
