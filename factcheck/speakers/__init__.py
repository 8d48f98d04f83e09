"""Assertions in, the same with their speakers known out: who `il`, `Roe` and `le porte-parole` are, and when it was said."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from factcheck import times
from factcheck.grammar import Grammar
from factcheck.model import Apposition, Assertion, Document, Facts, Mention, Span, Speaker, When
from factcheck.speakers import antecedents, noun_phrases, setting
from factcheck.speakers.antecedents import Subject
from factcheck.speakers.cast import Figure, Sex
from factcheck.speakers.noun_phrases import Referent
from factcheck.speakers.setting import Introduction, Setting

_PRONOUNS = ("pronoun", "inverted-pronoun")
_IMPLICIT = ("subject-drop", "control")


def resolve(
    document: Document,
    assertions: Sequence[Assertion],
    mentions: Sequence[Mention],
    facts: Facts,
    grammar: Grammar,
    date: dt.date | None,
) -> tuple[Assertion, ...]:
    """The assertions in the order given, each with its speaker's name, entity and titles, and its time as days."""
    scene = setting.lay(document, mentions, facts, grammar, date)
    order = sorted(range(len(assertions)), key=lambda n: (_place(assertions[n]), n))
    passing = {n for n in order if _in_passing(scene, assertions[n])}
    inside = passing | _nested(assertions, passing)
    stage: list[Subject] = []
    done = list(assertions)
    for n in order:
        referent = _referent(scene, assertions[n], stage)
        done[n] = _told(scene, assertions[n], referent, () if n in passing else stage)
        if referent and n not in inside:
            stage.append(Subject(_place(assertions[n]), referent, done[n].when))
    return tuple(done)


def _place(assertion: Assertion) -> int:
    if assertion.speaker and assertion.speaker.via not in _IMPLICIT:
        return min(assertion.speaker.span[0], assertion.cue.span[0])
    return assertion.cue.span[0]


_NOUN_CUE = "noun-cue"
_AS, _SAYING_NOUN = "m", "X"
"""The classes of *comme* and of *affirmation*."""
_BEFORE = 30
"""Characters before a clause in which the word stands that opens it."""


def _in_passing(scene: Setting, assertion: Assertion) -> bool:
    """Who is only spoken of never has the stage: `comme X l’a assuré`, `l’affirmation de X`."""
    at = _place(assertion)
    around = max(scene.sentence(at)[0], at - _BEFORE), min(at + _BEFORE, assertion.cue.span[1])
    return (setting.can_hold(scene, around, _AS) and _opened(scene, around, at)) or _by_noun(scene, assertion)


def _opened(scene: Setting, around: Span, at: int) -> bool:
    """Whether *comme* stands right before a place, or there."""
    read = scene.tokens(around)
    return any(letter == _AS and place[0] <= at <= place[1] + 2 for letter, place in zip(read.classes, read.spans, strict=True))


def _by_noun(scene: Setting, assertion: Assertion) -> bool:
    via = assertion.speaker.via if assertion.speaker else None
    return via == _NOUN_CUE or _SAYING_NOUN in setting.classes_of(scene, assertion.cue.span)


def _nested(assertions: Sequence[Assertion], passing: Collection[int]) -> set[int]:
    """Assertions whose cue is part of what another one reports."""
    contents = sorted((span, n) for n, assertion in enumerate(assertions) for span in assertion.content if n not in passing)
    starts = [span[0] for span, _ in contents]
    found = set()
    for n, assertion in enumerate(assertions):
        at = bisect_right(starts, assertion.cue.span[0])
        if any(span[1] > assertion.cue.span[0] and own != n for span, own in contents[max(0, at - 8) : at]):
            found.add(n)
    return found


# ---------------------------------------------------------------- who


def _referent(scene: Setting, assertion: Assertion, stage: Sequence[Subject]) -> Referent | None:
    speaker = assertion.speaker
    if speaker is None:
        return None
    if speaker.via in _IMPLICIT:
        return _implied(scene, assertion, stage, speaker)
    return _written(scene, assertion, speaker, stage)


def _written(scene: Setting, assertion: Assertion, speaker: Speaker, stage: Sequence[Subject]) -> Referent | None:
    if speaker.via in _PRONOUNS or scene.words(speaker.span).lower() in scene.grammar.tables["pronouns"]:
        return _meant(scene, speaker, stage)
    titles = [apposition.span for apposition in speaker.appositions]
    counterpart = noun_phrases.is_counterpart(scene, speaker.span)
    owner = antecedents.last(scene, speaker.span[0], stage, None, None) if counterpart else None
    found = noun_phrases.whom(scene, speaker.span, titles, owner)
    return replace(found, via=_NOUN_CUE) if _by_noun(scene, assertion) else found


def _implied(scene: Setting, assertion: Assertion, stage: Sequence[Subject], speaker: Speaker) -> Referent | None:
    """Nobody written beside the verb: the subject that the parser found in the same sentence, else that of the clause before."""
    if _said_by_the_writer(scene, assertion.cue.span):
        return None
    if speaker.span[0] < speaker.span[1]:
        shared = next((one.referent for one in antecedents.recent(stage) if one.referent.span == speaker.span), None)
        return replace(shared, via=speaker.via or "control") if shared else _written(scene, assertion, speaker, stage)
    plural = None
    if speaker.via == "subject-drop":
        verbs = [verb for verb in scene.words(assertion.cue.span).lower().split()[:2] if len(verb) > 2]
        plural = any(verb.endswith(scene.grammar.words["plural_verb_endings"]) for verb in verbs)
    found = antecedents.last(scene, assertion.cue.span[0], stage, None, plural)
    return replace(found, via=speaker.via or "control") if found else None


def _said_by_the_writer(scene: Setting, cue: Span) -> bool:
    """Whether a verb in the first person stands there, so that no subject before it is its own."""
    words = scene.grammar.words
    endings, auxiliaries = words.get("first_person_endings", ()), words.get("first_person_auxiliaries", ())
    forms = _first_person(scene.grammar)
    said = scene.words(cue).lower().split() if forms else ()
    return any(word in forms or word in auxiliaries or word.endswith(endings) for word in said)


@lru_cache(maxsize=8)
def _first_person(grammar: Grammar) -> frozenset[str]:
    return frozenset(form for line in grammar.tables.get("first_person_forms", {}).values() for form in line.split())


def _meant(scene: Setting, speaker: Speaker, stage: Sequence[Subject]) -> Referent | None:
    written = _pronoun(scene, speaker.span)
    said = scene.grammar.tables["pronouns"].get(scene.words(written).lower())
    if said is None:
        return None
    letters = said.split()
    sex: Sex | None = "m" if "m" in letters else "f" if "f" in letters else None
    plural = "plural" in letters
    person = True if "person" in letters else False if "thing" in letters else None
    at = written[0]
    found = antecedents.nearest(scene, at, stage, sex, plural) if "near" in letters else None
    if found is None and speaker.via == "pronoun":
        found = antecedents.in_the_sentence(scene, at, stage, sex, plural)
    found = found or antecedents.last(scene, at, stage, sex, plural, person) or antecedents.nearest(scene, at, stage, sex, plural)
    return replace(found, span=written, via=speaker.via or "pronoun", sex=found.sex or sex) if found else None


def _pronoun(scene: Setting, span: Span) -> Span:
    """The pronoun itself: `il` of `-t-il`."""
    hyphen = scene.text.rfind("-", *span) + 1
    return (hyphen or span[0], span[1]) if hyphen < span[1] else span


# ---------------------------------------------------------------- what is told of them


def _told(scene: Setting, assertion: Assertion, referent: Referent | None, stage: Sequence[Subject]) -> Assertion:
    when = _when(scene, assertion)
    speaker = assertion.speaker
    if speaker is None or (referent is None and not _shown(scene, assertion, speaker)):
        return replace(assertion, speaker=None, when=when)
    if referent is None:
        return replace(assertion, when=when, confidence="low")
    own = tuple(_apposition(scene, one, referent) for one in speaker.appositions)
    appositions = own or _earlier_titles(scene, speaker.span, referent)
    span = referent.span if speaker.via in (*_IMPLICIT, *_PRONOUNS) else speaker.span
    known = Speaker(span, referent.name, referent.entity, referent.via, appositions)
    when = when or _inherited(assertion, referent, stage)
    return replace(assertion, speaker=known, when=when, confidence=assertion.confidence if referent.sure else "low")


def _shown(scene: Setting, assertion: Assertion, speaker: Speaker) -> bool:
    """Whether the draft's own words say who speaks, whoever that is."""
    written = speaker.span[0] < speaker.span[1]
    return speaker.via not in _IMPLICIT or (written and not _said_by_the_writer(scene, assertion.cue.span))


def _when(scene: Setting, assertion: Assertion) -> When | None:
    """The days of a time expression. In what is said, or still to come, it dates the event and not the saying."""
    when = assertion.when
    if when is None:
        return None
    found = times.find(scene.text, *when.span, scene.grammar)
    days = times.resolve(found[0], scene.date) if found else None
    inside = any(start <= when.span[0] and when.span[1] <= end for start, end in assertion.content)
    first, last = days or (None, None)
    ahead = first is not None and scene.date is not None and first > scene.date
    return When(when.span, first, last, "event" if inside or ahead else when.dates)


def _inherited(assertion: Assertion, referent: Referent, stage: Sequence[Subject]) -> When | None:
    """A clause without a time goes on in the time of the same speaker's last one."""
    at = _place(assertion)
    last = next((one for one in antecedents.recent(stage) if one.at < at and one.referent.name == referent.name), None)
    return last.when if last and last.when and last.when.dates == "saying" else None


def _apposition(scene: Setting, apposition: Apposition, referent: Referent) -> Apposition:
    office = next(scene.mentioned(apposition.span, "office"), None)
    if office is None:
        return apposition
    person = scene.facts.people.get(referent.entity or "")
    own = [id for id in office.ids if person and any(spell.office == id for spell in person.spells)]
    one = own[0] if own else office.ids[0] if len(office.ids) == 1 else None
    return Apposition(apposition.span, one, office.status if office.status != "sitting" else apposition.status)


def _earlier_titles(scene: Setting, span: Span, referent: Referent) -> tuple[Apposition, ...]:
    """The titles that the draft puts beside the speaker's name: in this phrase, else where it first named him."""
    own = setting.titles_of(scene, Figure(referent.name or "", referent.entity))
    near = own[bisect_left(own, span[0], key=_at) : bisect_right(own, span[1] + _BEHIND, key=_at)]
    here = [intro for intro in near if span[0] <= intro.span[0] < span[1] or span[0] <= intro.at < span[1]]
    first = takewhile(lambda intro: intro.at == own[0].at < span[0], own)
    return tuple(Apposition(one.span, one.offices[0] if len(one.offices) == 1 else None, one.status) for one in here or first)


def _at(intro: Introduction) -> int:
    return intro.at


_BEHIND = 100
"""Characters behind a phrase in which the name can stand whose title the phrase is."""
