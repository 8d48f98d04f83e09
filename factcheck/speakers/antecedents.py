"""A place in the text and the subjects before it in, the one that a pronoun there stands for out.

A pronoun stands for the subject of the clause before it, not for the nearest name: in `X a nié que …, comme Y l’assure. « Non »,
a-t-il dit` it is X. So clauses put their subjects on a stage one after the other, and a pronoun takes the last that agrees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from factcheck.grammar import Grammar
from factcheck.model import Span, When
from factcheck.speakers import noun_phrases
from factcheck.speakers.cast import Sex
from factcheck.speakers.noun_phrases import Referent
from factcheck.speakers.setting import Setting, titles_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject on the stage: where its clause begins, who it is, when that clause was said."""

    at: int
    referent: Referent
    when: When | None = None


def recent(stage: Sequence[Subject]) -> Iterator[Subject]:
    """The last subjects of clauses of saying, the very last first."""
    return reversed(stage[-_REMEMBERED:])


def last(
    scene: Setting, at: int, stage: Sequence[Subject], sex: Sex | None, plural: bool | None, person: bool | None = None
) -> Referent | None:
    """The last subject that agrees: of a clause of saying, or of a sentence that tells what somebody did."""
    before = (one for one in recent(stage) if one.at < at)
    said = next((one for one in before if _agrees(one.referent, sex, plural, person)), None)
    since = said.at if said else -1
    told = next((one for one in _subjects(scene, since, at) if _agrees(one, sex, plural, person)), None)
    return told or (said.referent if said else None)


_REMEMBERED = 12
"""Subjects of saying that a pronoun can reach back over."""


def _agrees(referent: Referent, sex: Sex | None, plural: bool | None, person: bool | None = None) -> bool:
    """What nobody knows agrees with anything; a plural can stand for a body (`the ministry … they`)."""
    same_sex = sex is None or referent.sex in (None, sex)
    same_number = plural is None or referent.plural in (None, plural) or (plural and referent.human is False)
    return same_sex and bool(same_number) and (person is None or referent.human in (None, person))


# ---------------------------------------------------------------- subjects of other clauses

_SENTENCES = 4
"""Sentences before a pronoun in which somebody who only does something can be its subject."""
_HEAD = 160
"""Characters of a sentence in which its subject stands."""
_SUBJECT = re.compile(r"(?:[^,]{1,12},|[uM])?(d?b?[rhnN](?:[nrhN]|e+d?[nN])*)(?=[,v2AEWSPBCFRYbyz9])")


def _subjects(scene: Setting, since: int, at: int) -> Iterator[Referent]:
    """Those who do something in the sentences between two places, the last one first."""
    sentences = scene.document.sentences
    last = bisect_right(sentences, (at, 0)) - 1
    for n in range(last, max(-1, last - _SENTENCES), -1):
        start, end = sentences[n]
        if start <= since:
            return
        found = _subject(scene, (start, min(end, start + _HEAD, at)))
        if found:
            yield found


def _subject(scene: Setting, head: Span) -> Referent | None:
    """The subject that a sentence begins with, if that is somebody: `Le ministre a reçu …`, `Lundi, Jeanne Roe est …`."""
    if scene.quoted(head[0]):
        return None
    read = scene.tokens(head)
    match = _SUBJECT.match(read.classes)
    if not match or not set(match.group(1)) & set("rN"):
        return None
    first, last = match.start(1), match.end(1) - 1
    found = noun_phrases.whom(scene, (read.spans[first][0], read.spans[last][1]))
    return found if found.human else None


# ---------------------------------------------------------------- pronouns of a clause inside the sentence


def in_the_sentence(scene: Setting, at: int, stage: Sequence[Subject], sex: Sex | None, plural: bool) -> Referent | None:
    """`…, envoyé par le président, lorsqu’il a annoncé …`: a temporal clause goes on from the clause that it hangs on.

    Who acts there is the subject of an active verb and the agent of a passive one (`par …`), so the nearest of these is meant,
    not the nearest name: an object (`a critiqué Y lorsqu’il a dit`) does not act.
    """
    start = max(scene.sentence(at)[0], at - _SAME_SENTENCE)
    if not _opener(scene.grammar).search(scene.text, max(start, at - 24), at):
        return None
    spoken = [(one.at, one.referent) for one in recent(stage) if start <= one.at < at]
    acting: list[tuple[int, Referent | Span]] = [*spoken, *((place[0], place) for place in _agents(scene, start, at))]
    for _, who in sorted(acting, key=lambda item: item[0], reverse=True):
        one = who if isinstance(who, Referent) else noun_phrases.whom(scene, who)
        if _agrees(one, sex, plural):
            return one
    return None


_SAME_SENTENCE = 400
"""Characters before a pronoun in which the clause stands that its own hangs on."""


@lru_cache(maxsize=8)
def _opener(grammar: Grammar) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace("’", "['’]").replace(r"\ ", r"\s+") for word in grammar.words["temporal_openers"])
    return re.compile(rf"(?<!\w)(?:{words})\s*\Z", re.IGNORECASE)


_AGENT = re.compile(r"d?b?(?:[nrhN]|e+d?[nN])+")


def _agents(scene: Setting, start: int, at: int) -> Iterator[Span]:
    read = scene.tokens((start, at))
    for n, place in enumerate(read.spans):
        if scene.text[slice(*place)].lower() in scene.grammar.words["agent_prepositions"]:
            match = _AGENT.match(read.classes, n + 1)
            if match and set(match.group()) & set("rN"):
                yield read.spans[n + 1][0], read.spans[match.end() - 1][1]


def nearest(scene: Setting, at: int, stage: Sequence[Subject], sex: Sex | None, plural: bool) -> Referent | None:
    """When no clause has a subject that agrees: the last one named outside quotations, as a guess."""
    if plural:
        return None
    start = scene.document.paragraphs[max(0, bisect_right(scene.document.paragraphs, (at, 0)) - 2)][0]
    named = (item for item in islice(scene.cast.before(start, at), _REMEMBERED) if not scene.quoted(item[0][0]))
    people = (item for item in named if item[1].entity or titles_of(scene, item[1]) or item[1].name.istitle())
    told = {one.referent.name: one.referent.sex for one in recent(stage)}
    found = next(((place, one) for place, one in people if sex is None or (one.sex or told.get(one.name)) in (None, sex)), None)
    return Referent(found[0], found[1].name, found[1].entity, "pronoun", found[1].sex, False, True, sure=False) if found else None
