"""Numbers of a body's members in, those that were not its number on the draft's date out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck import facts
from factcheck.checks import around, entries, members_of_last, worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Members, Mention, NotChecked, Organisation, Span

PLACEHOLDERS = ("body", "since")

_NEAR = 30


def member_count(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """`les 31 pays de l’Otan` when they are 32. {expected}: the number; {body}: its name; {since}: since when.

    Only *the* so many members: without the article it may be some of them. A body named before, and here `the organisation`
    or nothing at all, gives a warning at most.
    """
    pattern = _pattern(
        scene.grammar.words["counted_members"], scene.grammar.words["counting_articles"], tuple(scene.grammar.tables["cardinals"])
    )
    beside: set[Span] = set()
    for mention in scene.mentions:
        body = scene.facts.organisations.get(mention.ids[0]) if mention.kind == "organisation" and mention.ids else None
        if body is None or not body.members:
            continue
        for number, count in _counts(scene, mention, pattern):
            beside.add(number)
            if scene.date is None:
                yield NotChecked(number, "draft-without-date")
                return
            yield from _conflict(scene, body, number, count)
    for number, count, body in members_of_last.counts(scene, pattern):
        if number not in beside and scene.date is not None:
            yield from (replace(one, ceiling="warning", exact=False) for one in _conflict(scene, body, number, count))


@cache
def _pattern(nouns: tuple[str, ...], articles: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    """An article and a number, and the noun for members behind them; either half may stand alone."""
    noun, article, number = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for words in (nouns, articles, numbers)
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<article>{article})\s+)?(?P<count>\d{{1,3}}|{number})(?:[\s-](?P<noun>{noun}))?(?!\w)", re.IGNORECASE
    )


def _counts(scene: Scene, mention: Mention, pattern: re.Pattern[str]) -> Iterator[tuple[Span, int]]:
    """Numbers of members beside the body: `the 31 members of it`, `its 31 members`, `the 31 … members`."""
    start, end = around.sentence(scene, mention.span[0])
    text, words = scene.document.text, scene.grammar.words
    before = [one for one in pattern.finditer(text, max(start, mention.span[0] - 2 * _NEAR), mention.span[0]) if one["article"]]
    if before and _of_body(scene, before[-1], mention) and not _some(scene, mention.span[1]):
        yield before[-1].span("count"), members_of_last.value(scene, before[-1]["count"])
    after = next((one for one in pattern.finditer(text, mention.span[1], min(end, mention.span[1] + _NEAR)) if one["noun"]), None)
    if after and text[mention.span[1] : after.start("count")].strip() in words["counting_possessives"]:
        yield after.span("count"), members_of_last.value(scene, after["count"])


def _some(scene: Scene, at: int) -> bool:
    """Whether a relative clause without a comma tells which of the members are meant."""
    word = around.word_behind(scene, at)
    return bool(word) and word[0] in scene.grammar.words["restricting"]


def _of_body(scene: Scene, found: re.Match[str], mention: Mention) -> bool:
    """Whether the number before the body counts its members: `the 31 members of it`, or `the 31 … members`."""
    text, grammar = scene.document.text, scene.grammar.words
    between = text[found.end() : mention.span[0]]
    if found["noun"]:
        return all(word in grammar["counting_links"] for word in between.lower().replace("’", "'").split())
    return between == " " and any(text.startswith(f" {noun}", mention.span[1]) for noun in grammar["counted_members"])


def _conflict(scene: Scene, body: Organisation, number: Span, count: int) -> Iterator[Conflict]:
    date = scene.date
    if date is None:
        return
    past = [line for line in body.members if line.date.last <= date]
    days = around.other_days(scene, number)
    if not past or count == past[-1].count or any(_number(body, day) in (count, None) for day in days):
        return
    if any(line.date.first <= date < line.date.last for line in body.members):
        return
    line = past[-1]
    yield Conflict(
        number,
        expected=str(line.count),
        fact=facts.use(scene.facts, line.origin, body.named.id, date, exact=line.date.exact),
        values={"body": entries.name(scene, body.named), "since": worded.date(scene.grammar, line.date)},
    )


def _number(body: Organisation, day: object) -> int | None:
    lines: list[Members] = [line for line in body.members if line.date.last <= day]  # type: ignore[operator]
    return lines[-1].count if lines else None
