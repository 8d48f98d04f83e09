"""Offices with a full name beside them that the facts don't know in, who holds them on the draft's date out."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from factcheck import facts
from factcheck.checks import around, entries, titled, whose, worded
from factcheck.checks.glued_words import cut
from factcheck.checks.indexed import sentences_with
from factcheck.checks.scene import Scene
from factcheck.facts import Standing
from factcheck.model import Conflict, Mention, NotChecked, Span

PLACEHOLDERS = ("person", "holder", "since", "date")

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w’'.-]*[\w]"
"""A word of a name: a capital, and more letters behind it."""
_FARTHEST = 80
"""Characters that a name and what parts it from its title can have."""
_NEAR = 6
"""Mentions before the end of a name among which those that touch it are looked for."""
_STANDS = frozenset({"", "current"})
"""What a word beside a title may say of it and leave the claim that the person holds it now."""


def office_unknown(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """A post of one holder, its country named, beside a full name unknown to the facts, which know who holds it.

    Never an error: the facts may be older than an appointment. Where there is doubt the name is left as not checked.
    {person}: who is named; {holder}: who holds it, since {since}; {date}: the draft's date.
    """
    paired = {pair.office.span for pair in titled.pairs(scene)}
    offices = [one for one in scene.mentions if one.kind == "office" and one.form != "wrong" and one.span not in paired]
    appointed = _appointed(scene) if offices else frozenset()
    for office in offices:
        named = beside(scene, office)
        if named is None:
            continue
        holder = _holder(scene, office, scene.date)
        name = scene.document.text[slice(*named)]
        if holder is None or scene.date is None or not _now(scene, office, named) or name.split()[-1] in appointed:
            yield NotChecked(named, "speaker-not-in-facts")
        else:
            yield _conflict(scene, office, name, holder, scene.date)


# ---------------------------------------------------------------- the name


def beside(scene: Scene, office: Mention) -> Span | None:
    """The full name beside the title of which the facts know no word."""
    named = _ahead(scene, office) or _behind(scene, office)
    return None if named is None or _known(scene, named) or _glued(scene, named) else named


def _ahead(scene: Scene, office: Mention) -> Span | None:
    """The name right behind the title: `le président valdorien Untel Durand`, `le président valdorien, Untel Durand,`."""
    found = _name(scene, ahead=False).match(scene.document.text, office.span[1], office.span[1] + _FARTHEST)
    if found is None:
        return None
    span = found.span("name")
    parted = "," in scene.document.text[office.span[1] : span[0]]
    if parted and (titled.coordinated(scene, office) or not (titled.closed(scene, span[1]) or titled.opens(scene, office))):
        return None
    return span


def _behind(scene: Scene, office: Mention) -> Span | None:
    """The name before the title, behind a comma: `Untel Durand, président de la Valdorie,`."""
    start = around.sentence(scene, office.span[0])[0]
    ahead = scene.document.text[max(start, office.span[0] - _FARTHEST) : office.span[0]]
    found = _name(scene, ahead=True).search(ahead)
    if found is None or titled.goes_on(scene, office):
        return None
    first = office.span[0] - len(ahead) + found.start("name")
    between = around.words_before(scene, office.span[0], 2)
    return (first, first + len(found["name"])) if titled.said_of(scene, office, between) else None


def _name(scene: Scene, *, ahead: bool) -> re.Pattern[str]:
    lists = scene.grammar.words
    return _pattern(tuple(lists["particles_in_names"]), tuple(lists["beside_titles"]), ahead)


@cache
def _pattern(particles: tuple[str, ...], beside: tuple[str, ...], ahead: bool) -> re.Pattern[str]:
    """A name of two words or more, behind a title or before one, with the small words that may part them."""
    particle, small = ("|".join(re.escape(word) for word in some if word.strip("'-")) for some in (particles, beside))
    name = rf"(?P<name>{_WORD}(?:[ \u00a0](?:(?:{particle})[ \u00a0])?{_WORD}){{1,3}})"
    if ahead:
        return re.compile(rf"(?<![\w’'.-]){name}, (?:(?:{small})[ ’'])*$")
    return re.compile(rf",? (?:(?i:{small})[ \u00a0])*{name}")


def _known(scene: Scene, span: Span) -> bool:
    """Whether the facts know any of the words: a place, a body, a person under another form."""
    until = bisect_left(scene.mentions, span[1], key=lambda mention: mention.span[0])
    return any(span[0] < mention.span[1] for mention in scene.mentions[max(0, until - _NEAR) : until])


def _glued(scene: Scene, span: Span) -> bool:
    """Whether the last word is a known name with another word run into it."""
    return cut(scene.document.text[slice(*span)].split()[-1], scene) is not None


# ---------------------------------------------------------------- the post


def _holder(scene: Scene, office: Mention, date: dt.date | None) -> Standing | None:
    """The one who holds the post on that day, where the words can mean one post alone and the facts are sure."""
    meant = whose.of_place(scene, office) or _of_sentence(scene, office)
    if len(meant) != 1 or scene.facts.offices[meant[0]].shared or date is None:
        return None
    holders = facts.holders(scene.facts, meant[0], date)
    sure = len(holders) == 1 and holders[0].answer == "held" and holders[0].use is not None and holders[0].use.standing == "firm"
    return holders[0] if sure else None


def _of_sentence(scene: Scene, office: Mention) -> tuple[str, ...]:
    """The post that a title without a country means where the facts know one alone, in a sentence of its country and no other."""
    if len(office.ids) != 1 or office.country is not None:
        return ()
    around_it = around.mentions_within(scene, around.sentence(scene, office.span[0]))
    named = {id for one in around_it if one.kind == "country" for id in one.ids}
    named |= {one.country for one in around_it if one.kind == "office" and one.country}
    return office.ids if named == {facts.country(scene.facts, office.ids[0])} else ()


def _now(scene: Scene, office: Mention, named: Span) -> bool:
    """Whether the words claim the post for the draft's own day, in the draft's own time."""
    if office.status != "sitting" or office.modifier not in _STANDS:
        return False
    if titled.nested(scene, office, named) or titled.bounded(scene, office):
        return False
    whole = (min(office.span[0], named[0]), max(office.span[1], named[1]))
    told = around.narrated(scene, whole) or titled.framed(scene, office)
    return not told and not around.other_days(scene, office.span) and not _new(scene, office)


def _new(scene: Scene, office: Mention) -> bool:
    before = around.words_before(scene, office.span[0], 3)
    return any(word in scene.grammar.words["appointed"] for word in before)


def _appointed(scene: Scene) -> frozenset[str]:
    """Every capitalised word of the sentences that tell of an appointment: the facts may not have it yet."""
    text = scene.document.text
    sentences = (text[slice(*sentence)] for sentence in sentences_with(scene.document, scene.grammar.words["appointed"]))
    return frozenset(word for sentence in sentences for word in re.findall(_WORD, sentence))


def _conflict(scene: Scene, office: Mention, name: str, holder: Standing, date: dt.date) -> Conflict:
    since = worded.date(scene.grammar, holder.spell.start) if holder.spell else ""
    return Conflict(
        office.span,
        fact=holder.use,
        exact=False,
        confidence="medium",
        ceiling="warning",
        values={
            "person": name,
            "holder": entries.person(scene, holder.person),
            "since": since,
            "date": worded.day(scene.grammar, date),
        },
    )
