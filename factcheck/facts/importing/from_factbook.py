"""CIA World Factbook JSON in, chiefs of state and heads of government out, with the day since when they hold the post."""

from __future__ import annotations

import calendar
import html
import json
import re
from collections.abc import Iterator

from factcheck.facts.importing.rows import Holding, Puzzle, Row
from factcheck.model import Facts

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_LINE = re.compile(r"(?P<who>[^;()]+?) \((?:[^;()]*?\b)?since (?P<since>[\w ]+?)\)")
_CAPITALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+)(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+)*")
_ROMAN = re.compile(r"[IVX]+")
_RANK = re.compile(r"^(?:(?:Maj|Lt|Col|Gen|Dr)\. ?)+")
_NAME = re.compile(r"(?![a-z])[^\W\d_][^,]*$")
"""Neither a comma nor `and`: what stands before such a name is another title."""
_POSTS = ("chief of state", "head of government")
_TITLE = re.compile(
    r"(?:(?:Acting|Interim|Transition|Transitional|Federal|State|Supreme|Executive|Vice|Prime|First|Co-)\s?)*"
    r"(?:President|Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Prince|Princess|Grand Duke|Emperor|Pope|Leader"
    r"|Governor-General|Taoiseach|Chairman|Chairperson|Captain Regent|General Secretary|Secretary)"
    r"(?: of the [A-Z]\w+(?: [A-Z]\w+)*)?"
)


def read(data: bytes, facts: Facts) -> Iterator[Row]:
    """Every holder whom the two lines of a country name. The family name is the word in capitals."""
    known = [(id, country.named) for id, country in facts.countries.items()]
    codes = {_plain(form): id for id, named in known for forms in (named.name, named.also) for form in forms.get("en", ())}
    for entry in json.loads(data).values():
        names = entry.get("country") or {}
        name, formal = (html.unescape(names.get(f"conventional {length} form") or "") for length in ("short", "long"))
        code = next((codes[plain] for form in (name, formal) if (plain := _plain(form)) in codes), None)
        if code is None:
            yield Puzzle(f"{name}: no such country in the facts")
            continue
        for line in dict.fromkeys(html.unescape(entry.get(post) or "") for post in _POSTS):
            yield from _holders(line, code, name)


def _plain(name: str) -> str:
    """`The Gambia` is `Gambia`, and an apostrophe is one however it is typed."""
    return name.lower().removeprefix("the ").replace("'", "’")


def _holders(line: str, code: str, country: str) -> Iterator[Row]:
    found = list(_LINE.finditer(line))
    if line and not found:
        yield Puzzle(f"{country}: {line}")
    for match in found:
        yield _holder(match, code) or Puzzle(f"{country}: {match[0]}")


def _holder(match: re.Match[str], code: str) -> Holding | None:
    since, who = date(match["since"]), match["who"].strip()
    title = _TITLE.match(who)
    family = _CAPITALS.search(who, title.end()) if title else None
    if since is None or title is None or family is None:
        return None
    name = _RANK.sub("", who[title.end() :].strip())
    if not _NAME.match(name):
        return None
    surname = " ".join(word if _ROMAN.fullmatch(word) else word.title() for word in family[0].split())
    first = name.startswith(family[0]) and name != family[0]
    return Holding({"en": name.replace(family[0], surname)}, title[0], since, code, surname=surname, family_name_first=first)


def date(text: str) -> str | None:
    """`12 December 2019`, `May 2010`, `2003` as a date with the same precision."""
    *before, year = text.split()
    if not re.fullmatch(r"\d{4}", year):
        return None
    months = [_MONTHS[word.lower()] for word in before if word.lower() in _MONTHS]
    days = [int(word) for word in before if word.isdigit() and 1 <= int(word) <= 31]
    if len(months) + len(days) != len(before) or (days and not months):
        return None
    return "-".join((year, *(f"{part:02}" for part in (*months, *days))))
