"""Open data in, a proposal for the facts out. IMPORTERS: the table of contents, one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from factcheck.importing import from_cldr, from_country_codes, from_factbook, from_us_executive, from_wikidata
from factcheck.importing.rows import Row
from factcheck.model import Facts

Importer: TypeAlias = Callable[[bytes, Facts], Iterator[Row]]
"""Raises ValueError where the data are not in the importer's format."""

IMPORTERS: dict[str, Importer] = {
    "cldr": from_cldr.read,
    "country-codes": from_country_codes.read,
    "factbook": from_factbook.read,
    "us-executive": from_us_executive.read,
    "wikidata": from_wikidata.read,
}
