"""executive.yaml of unitedstates/congress-legislators in, presidents and vice-presidents with their terms out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from factcheck.facts.importing.rows import Holding, Row
from factcheck.model import Facts

_POSTS = {"prez": "president", "viceprez": "vice president"}


def read(data: bytes, facts: Facts) -> Iterator[Row]:  # noqa: ARG001 - every importer is called alike
    """One holding for terms that follow one another. The end of the last one may be the scheduled one."""
    people = yaml.load(data.decode("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    if not isinstance(people, list):
        raise ValueError("a list of people is expected")
    for person in people:
        yield from _terms(person)


def _terms(person: Mapping[str, Any]) -> Iterator[Holding]:
    held: list[tuple[str, str, str]] = []
    for term in person.get("terms", ()):
        post = _POSTS.get(term["type"])
        if post and held and held[-1][0] == post and held[-1][2] == term["start"]:
            held[-1] = (post, held[-1][1], term["end"])
        elif post:
            held.append((post, term["start"], term["end"]))
    names, bio = person["name"], person.get("bio", {})
    name = f"{names['first']} {names['last']}"
    for post, start, end in held:
        yield Holding(
            {"en": name}, post, start, "usa", until=end, surname=names["last"], sex=bio.get("gender", "").lower() or None,
            born=bio.get("birthday"), wikidata=person["id"].get("wikidata"),
        )  # fmt: skip
