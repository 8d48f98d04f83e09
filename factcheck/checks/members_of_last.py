"""Numbers of members whose body stands in a sentence before in, each with that body out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from factcheck.checks import around
from factcheck.checks.indexed import index
from factcheck.checks.scene import Scene
from factcheck.model import Organisation, Span

_FAR = 800
"""Characters before a number in which its body is named."""
_COUNT = 40
"""Characters of an article and a number in words, before the noun they count."""
_CLAUSE = 60
"""Characters between `the organisation` and its number, behind which it may stand too."""


def counts(scene: Scene, pattern: re.Pattern[str]) -> Iterator[tuple[Span, int, Organisation]]:
    """`The 31 member states`, `the 31 members of the organisation`, `the organisation, which has 31 members`.

    The body is the last one named, and the only one with members named near. The number must be about its own: another
    body, unknown to the facts, may be meant.
    """
    if not any(body.members for body in scene.facts.organisations.values()):
        return
    for found in (one for window in _windows(scene) for one in pattern.finditer(scene.document.text, *window)):
        if found["noun"] and (body := _last(scene, found.start())) and _of_last(scene, found, body):
            count = value(scene, found["count"])
            if _plausible(body, count):
                yield found.span("count"), count, body


def _windows(scene: Scene) -> Iterator[Span]:
    """What may count members: a little text up to each noun for them, where a body has been named not long before."""
    nouns = sorted(index(scene.document.text).spans(scene.grammar.words["counted_members"]))
    for start, end in _behind_bodies(scene):
        for noun in nouns[bisect_left(nouns, (start, 0)) : bisect_left(nouns, (end, 0))]:
            yield max(start, noun[0] - _COUNT), min(end, noun[1])


def _behind_bodies(scene: Scene) -> Iterator[Span]:
    """Where a body, or an office of one, has been named not long before."""
    ends = sorted(mention.span[1] for mention in scene.mentions if mention.kind in ("organisation", "office"))
    first = 0
    for n, end in enumerate(ends):
        if n + 1 == len(ends) or ends[n + 1] > end + _FAR:
            yield ends[first], end + _FAR
            first = n + 1


def value(scene: Scene, written: str) -> int:
    """A number in figures or in words."""
    return int(written) if written.isdigit() else int(scene.grammar.tables["cardinals"][written.lower()])


def _last(scene: Scene, at: int) -> Organisation | None:
    """The body with members that the words before a place name, if they name one alone and no other body behind it."""
    last, bodies = "", set[str]()
    for mention in around.mentions_within(scene, (max(0, at - _FAR), at)):
        ids = {mention.ids[0]} if mention.kind == "organisation" and mention.ids else set()
        if mention.kind == "office":
            ids = {of for id in mention.ids if (of := scene.facts.offices[id].of or "") in scene.facts.organisations}
        if len(ids) == 1:
            (last,) = ids
            bodies |= {id for id in ids if scene.facts.organisations[id].members}
    return scene.facts.organisations.get(last) if bodies == {last} else None


def _plausible(body: Organisation, count: int) -> bool:
    """Whether the body had so many members once, or has about so many."""
    return any(line.count == count or abs(line.count - count) <= max(2, line.count // 10) for line in body.members)


def _of_last(scene: Scene, found: re.Match[str], body: Organisation) -> bool:
    """Whether the words around the number leave it to the body."""
    text, words = scene.document.text, scene.grammar.words
    nouns = _nouns(scene, body)
    behind = _behind(tuple(words["counting_links"])).match(text, found.end())
    if found["article"] and behind and behind["links"]:
        return behind["word"].casefold() in nouns
    if found["article"]:
        return found["noun"].casefold() in {noun.casefold() for noun in words["member_states"]}
    before = text[max(0, found.start("count") - _CLAUSE) : found.start("count")].rstrip()
    for possessive in words["counting_possessives"]:
        if before.endswith(possessive) and re.split(r"[\s’']", before.removesuffix(possessive).rstrip())[-1].casefold() in nouns:
            return True
    return False


def _nouns(scene: Scene, body: Organisation) -> frozenset[str]:
    """Words that stand for a body: those for any, and the first and the last of its own names."""
    names = (*body.named.name.get(scene.document.language, ()), *body.named.also.get(scene.document.language, ()))
    own = (word.casefold() for name in names for word in (name.split()[0], name.split()[-1]))
    return frozenset((*scene.grammar.words["body_nouns"], *own))


@cache
def _behind(links: tuple[str, ...]) -> re.Pattern[str]:
    """The small words behind a number of members, and the word that they lead to."""
    small = "|".join(re.escape(link).replace("'", "['’]") for link in sorted(links, key=len, reverse=True))
    return re.compile(rf"(?P<links>(?: (?:{small})(?<=\w)(?=\s)| ?(?:{small})(?<=['’]))*) ?(?P<word>[^\W\d_]*)", re.IGNORECASE)
