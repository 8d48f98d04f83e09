"""A scene in, the people and offices that it names out, each with what the facts say on the draft's date.

*Unknown* is an answer as good as the others: nobody should take silence for a yes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck import facts
from factcheck.checks import around, entries, titled, whose
from factcheck.checks.office_unknown import beside
from factcheck.checks.scene import Scene
from factcheck.checks.titled import Pair
from factcheck.facts import Standing
from factcheck.model import Answer, Mention, Person, Post

_POSSESSIVE = re.compile("[’']s?$")
_RANK: tuple[Answer, ...] = ("held", "stale", "unknown", "not-held")
"""Of several offices that a title can mean, the one that speaks most for the draft."""
_NAMED = ("full-name", "surname")
"""How a speaker is resolved whom the draft calls by a name."""


def posts(scene: Scene) -> tuple[Post, ...]:
    """One line for each person and office that stand together, for each office alone and for each person alone, by place."""
    pairs = titled.pairs(scene)
    together = [_paired(scene, pair) for pair in pairs]
    taken = {pair.office.span for pair in pairs}
    alone = [post for office in _offices(scene) if office.span not in taken for post in _unpaired(scene, office)]
    told = [*together, *alone]
    told += _people(scene, {post.person for post in told}) + _strangers(scene, {post.name for post in told})
    once: dict[tuple[str, str, str, str], Post] = {}
    for post in sorted(told, key=lambda post: post.span):
        once.setdefault((post.person or post.name, post.office or post.title, post.status, post.answer), post)
    return tuple(once.values())


def _written(scene: Scene, office: Mention) -> str:
    """The title as the draft has it; the one to print where that is wrong, since only who holds it is asked here."""
    return office.expected or scene.document.text[slice(*titled.with_modifier(scene, office))]


def _offices(scene: Scene) -> Iterator[Mention]:
    return (mention for mention in scene.mentions if mention.kind == "office")


# ---------------------------------------------------------------- a person beside an office


def _paired(scene: Scene, pair: Pair) -> Post:
    """Of several people and offices that the words can mean, those that fit best."""
    title = _written(scene, pair.office)
    meant = ((person, office) for person in pair.people for office in whose.candidates(scene, person, pair.office))
    found = [_post(scene, pair, person, office) for person, office in meant]
    blank = Post(titled.whole(pair), pair.people[0], _name(scene, pair.people[0]), None, title, pair.office.status, "unknown")
    best = min(found, key=lambda post: _rank(post, pair.office.status == "former"), default=blank)
    return replace(best, title=title)


def _rank(post: Post, over: bool) -> tuple[bool, int]:
    """`over`: the words say that it is held no longer."""
    return over and post.elapsed != "before", _RANK.index(post.answer)


def _post(scene: Scene, pair: Pair, person: str, office: str) -> Post:
    bare = Post(titled.whole(pair), person, _name(scene, person), office, "", pair.office.status, "unknown")
    if scene.date is None:
        return bare
    found = facts.standing(scene.facts, person, office, scene.date)
    if found.answer == "not-held" and found.spell is None:
        return _somebody_elses(scene, bare, office, scene.date)
    made = replace(bare, answer=_answer(found), fact=found.use)
    return made if found.answer != "not-held" else replace(made, elapsed="before" if found.before else "later")


def _answer(found: Standing) -> Answer:
    stale = found.answer == "held" and found.use is not None and found.use.standing == "stale"
    return "stale" if stale else found.answer


def _somebody_elses(scene: Scene, bare: Post, office: str, on: dt.date) -> Post:
    """Not held where the facts know who else holds a post of one; else nobody can tell."""
    held = [one for one in facts.holders(scene.facts, office, on) if one.answer == "held"]
    known = len(held) == 1 and not scene.facts.offices[office].shared
    return replace(bare, answer="not-held", fact=held[0].use) if known else bare


# ---------------------------------------------------------------- an office alone, a person alone


def _unpaired(scene: Scene, office: Mention) -> Iterator[Post]:
    """A name beside it that the facts don't know; else whoever holds it, where the words can mean one office alone."""
    title = _written(scene, office)
    meant = whose.of_place(scene, office) or (office.ids if len(office.ids) == 1 else ())
    one = meant[0] if len(meant) == 1 else None
    if named := beside(scene, office):
        span = (min(office.span[0], named[0]), max(office.span[1], named[1]))
        yield Post(span, None, _POSSESSIVE.sub("", scene.document.text[slice(*named)]), one, title, office.status, "unknown")
    elif one and office.status == "sitting":
        yield from _holders(scene, Post(office.span, None, "", one, title, office.status, "unknown"), one)


def _holders(scene: Scene, blank: Post, office: str) -> Sequence[Post]:
    found = facts.holders(scene.facts, office, scene.date) if scene.date else ()
    held = [replace(blank, person=one.person, name=_name(scene, one.person), answer=_answer(one), fact=one.use) for one in found]
    return held or [blank]


def _people(scene: Scene, told: set[str | None]) -> list[Post]:
    """People whom the draft gives no office: what they hold on its date, by the facts."""
    named = {one.ids[0]: one for one in reversed(scene.mentions) if one.kind == "person" and len(one.ids) == 1}
    return [post for id, one in named.items() if id not in told for post in _held(scene, scene.facts.people[id], one)]


def _held(scene: Scene, person: Person, named: Mention) -> Sequence[Post]:
    id = person.named.id
    blank = Post(named.span, id, _name(scene, id), None, "", "sitting", "unknown")
    found = facts.offices_of(scene.facts, id, scene.date) if scene.date else ()
    held = [
        replace(blank, office=one.office, title=_title(scene, one.office, person), answer=_answer(one), fact=one.use)
        for one in found
    ]
    return held or [blank]


def _strangers(scene: Scene, told: set[str]) -> list[Post]:
    """Speakers under a full name that the facts don't know."""
    speakers = (one.speaker for one in scene.assertions if one.speaker and one.speaker.via in _NAMED)
    unknown = (one for one in speakers if one.name and one.entity is None and " " in one.name and one.name not in told)
    strangers = (one for one in unknown if not _mentioned(scene, one.span))
    return [Post(one.span, None, one.name or "", None, "", "sitting", "unknown") for one in strangers]


def _mentioned(scene: Scene, span: tuple[int, int]) -> bool:
    """Whether the facts know something of the words: then they name no stranger."""
    return any(mention.kind in ("person", "organisation") for mention in around.mentions_within(scene, span))


def _name(scene: Scene, person: str) -> str:
    return entries.person(scene, person)


def _title(scene: Scene, office: str, person: Person) -> str:
    """The title to print, in the person's gender."""
    forms = scene.facts.offices[office].named.name.get(scene.document.language, ())
    return forms[-1 if person.sex == "f" else 0] if forms else office
