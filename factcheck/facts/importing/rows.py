"""What an importer says: somebody held a post, or a country is called so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from factcheck.model import Language


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody held a post. Dates as written, with the precision that the source has; `until` may be `unknown`."""

    name: Mapping[Language, str]
    post: str
    start: str | None
    country: str | None = None
    """ISO 3166 alpha-3 in small letters."""
    until: str | None = None
    surname: str | None = None
    family_name_first: bool = False
    native: str | None = None
    sex: str | None = None
    born: str | None = None
    wikidata: str | None = None
    post_wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A country. Every form by language."""

    id: str
    name: Mapping[Language, str]
    formal: Mapping[Language, str] = field(default_factory=dict)
    capital: Mapping[Language, str] = field(default_factory=dict)
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A line of the source that could not be read, or speaks of somewhere unknown."""

    text: str


Row: TypeAlias = Holding | Place | Puzzle


def slug(text: str) -> str:
    """An id made of a name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
