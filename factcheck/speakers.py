"""Assertions in, the same with their speakers known out: who `il`, `Roe` and `le porte-parole` are, and when it was said.

A pronoun stands for the subject of the clause before it, not for the nearest name: in `X a nié que …, comme Y l’assure. « Non »,
a-t-il dit` it is X. So clauses put their subjects on a stage one after the other, and a pronoun takes the last that agrees.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from factcheck import noun_phrases, times
from factcheck.cast import Figure, Sex
from factcheck.grammar import Grammar
from factcheck.model import Apposition, Assertion, Document, Facts, Mention, Span, Speaker, When
from factcheck.noun_phrases import Referent, Setting

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
    scene = noun_phrases.setting(document, mentions, facts, grammar, date)
    order = sorted(range(len(assertions)), key=lambda n: (_place(assertions[n]), n))
    passing = {n for n in order if _in_passing(scene, assertions[n])}
    inside = passing | _nested(assertions, passing)
    stage: list[_Subject] = []
    done = list(assertions)
    for n in order:
        referent = _referent(scene, assertions[n], stage)
        done[n] = _told(scene, assertions[n], referent, stage)
        if referent and n not in inside:
            stage.append(_Subject(_place(assertions[n]), referent, done[n].when))
    return tuple(done)


@dataclass(frozen=True, slots=True)
class _Subject:
    """A subject on the stage: where its clause begins, who it is, when that clause was said."""

    at: int
    referent: Referent
    when: When | None = None


def _place(assertion: Assertion) -> int:
    if assertion.speaker and assertion.speaker.via not in _IMPLICIT:
        return min(assertion.speaker.span[0], assertion.cue.span[0])
    return assertion.cue.span[0]


_NOUN_CUE = "noun-cue"
_AS = "m"
"""The class of *comme*."""
_BEFORE = 30
"""Characters before a clause in which the word stands that opens it."""


def _in_passing(scene: Setting, assertion: Assertion) -> bool:
    """Who is only spoken of never has the stage: `comme X l’a assuré`, `l’affirmation de X`."""
    at = _place(assertion)
    read = scene.tokens((max(scene.sentence(at)[0], at - _BEFORE), assertion.cue.span[1]))
    opened = any(letter == _AS and place[0] <= at <= place[1] + 2 for letter, place in zip(read.classes, read.spans, strict=True))
    return opened or _by_noun(assertion)


def _by_noun(assertion: Assertion) -> bool:
    return assertion.frame.startswith("noun_cue") or (assertion.speaker is not None and assertion.speaker.via == _NOUN_CUE)


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


def _referent(scene: Setting, assertion: Assertion, stage: Sequence[_Subject]) -> Referent | None:
    speaker = assertion.speaker
    if speaker is None:
        return None
    if speaker.via in _IMPLICIT:
        return _implied(scene, assertion, stage, speaker)
    if speaker.via in _PRONOUNS:
        return _meant(scene, speaker, stage, speaker.via)
    return _written(scene, assertion, speaker, stage)


def _written(scene: Setting, assertion: Assertion, speaker: Speaker, stage: Sequence[_Subject]) -> Referent:
    titles = [apposition.span for apposition in speaker.appositions]
    owner = _last(scene, speaker.span[0], stage, None, None)
    found = noun_phrases.whom(scene, speaker.span, titles, owner)
    return replace(found, via=_NOUN_CUE) if _by_noun(assertion) else found


def _implied(scene: Setting, assertion: Assertion, stage: Sequence[_Subject], speaker: Speaker) -> Referent | None:
    """Nobody written beside the verb: the subject that the parser found in the same sentence, else that of the clause before."""
    if speaker.span[1] <= assertion.cue.span[0] and speaker.span[0] < speaker.span[1]:
        shared = next((one.referent for one in reversed(stage[-_REMEMBERED:]) if one.referent.span == speaker.span), None)
        return replace(shared, via=speaker.via or "control") if shared else _written(scene, assertion, speaker, stage)
    plural = None
    if speaker.via == "subject-drop":
        verbs = [verb for verb in scene.words(assertion.cue.span).lower().split()[:2] if len(verb) > 2]
        plural = any(verb.endswith(scene.grammar.words["plural_verb_endings"]) for verb in verbs)
    found = _last(scene, assertion.cue.span[0], stage, None, plural)
    return replace(found, via=speaker.via or "control") if found else None


def _meant(scene: Setting, speaker: Speaker, stage: Sequence[_Subject], via: str) -> Referent | None:
    written = _pronoun(scene, speaker.span)
    said = scene.grammar.tables["pronouns"].get(scene.words(written).lower())
    if said is None:
        return None
    letters = said.split()
    sex: Sex | None = "m" if "m" in letters else "f" if "f" in letters else None
    plural = "plural" in letters
    person = True if "person" in letters else False if "thing" in letters else None
    at = written[0]
    found = _in_the_sentence(scene, at, stage, sex, plural) if via == "pronoun" else None
    found = found or _last(scene, at, stage, sex, plural, person) or _nearest(scene, at, sex, plural)
    return replace(found, span=written, via=via) if found else None


def _pronoun(scene: Setting, span: Span) -> Span:
    """The pronoun itself: `il` of `-t-il`."""
    hyphen = scene.text.rfind("-", *span) + 1
    return (hyphen or span[0], span[1]) if hyphen < span[1] else span


def _last(
    scene: Setting, at: int, stage: Sequence[_Subject], sex: Sex | None, plural: bool | None, person: bool | None = None
) -> Referent | None:
    """The last subject that agrees: of a clause of saying, or of a sentence that tells what somebody did."""
    before = (one for one in reversed(stage[-_REMEMBERED:]) if one.at < at)
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
_SUBJECT = re.compile(r"(?:[^,]{1,12},)?(d?b?[rhnN](?:[nrhN]|e+d?[nN])*)(?=[,vAEWSPBzy9])")


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


def _in_the_sentence(scene: Setting, at: int, stage: Sequence[_Subject], sex: Sex | None, plural: bool) -> Referent | None:
    """`…, envoyé par le président, lorsqu’il a annoncé …`: a temporal clause goes on from the clause that it hangs on.

    Who acts there is the subject of an active verb and the agent of a passive one (`par …`), so the nearest of these is meant,
    not the nearest name: an object (`a critiqué Y lorsqu’il a dit`) does not act.
    """
    start = max(scene.sentence(at)[0], at - _SAME_SENTENCE)
    if not _opener(scene.grammar).search(scene.text, max(start, at - 24), at):
        return None
    agents = [(place, noun_phrases.whom(scene, place)) for place in _agents(scene, start, at)]
    spoken = [((one.at, one.at), one.referent) for one in stage[-_REMEMBERED:] if start <= one.at < at]
    acting = sorted((*agents, *spoken), key=lambda item: item[0], reverse=True)
    return next((one for _, one in acting if _agrees(one, sex, plural)), None)


_SAME_SENTENCE = 600
"""Characters before a pronoun in which the clause stands that its own hangs on."""


@lru_cache(maxsize=8)
def _opener(grammar: Grammar) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace("’", "['’]").replace(r"\ ", r"\s+") for word in grammar.words["temporal_openers"])
    return re.compile(rf"(?<!\w)(?:{words})\s*$".replace("$", r"\Z"), re.IGNORECASE)


_AGENT = re.compile(r"d?b?(?:[nrhN]|e+d?[nN])+")


def _agents(scene: Setting, start: int, at: int) -> Iterator[Span]:
    read = scene.tokens((start, at))
    for n, place in enumerate(read.spans):
        if scene.text[slice(*place)].lower() in scene.grammar.words["agent_prepositions"]:
            match = _AGENT.match(read.classes, n + 1)
            if match and set(match.group()) & set("rN"):
                yield read.spans[n + 1][0], read.spans[match.end() - 1][1]


def _nearest(scene: Setting, at: int, sex: Sex | None, plural: bool) -> Referent | None:
    """When no clause has a subject that agrees: the last one named outside quotations, as a guess."""
    if plural:
        return None
    start = scene.document.paragraphs[max(0, bisect_right(scene.document.paragraphs, (at, 0)) - 2)][0]
    named = (item for item in islice(scene.cast.before(start, at), _REMEMBERED) if not scene.quoted(item[0][0]))
    found = next(((place, figure) for place, figure in named if figure.sex in (None, sex) or sex is None), None)
    return Referent(found[0], found[1].name, found[1].entity, "pronoun", found[1].sex, False, True, sure=False) if found else None


# ---------------------------------------------------------------- what is told of them


def _told(scene: Setting, assertion: Assertion, referent: Referent | None, stage: Sequence[_Subject]) -> Assertion:
    when = _when(scene, assertion)
    speaker = assertion.speaker
    if speaker is None or (referent is None and speaker.via in _IMPLICIT):
        return replace(assertion, speaker=None, when=when)
    if referent is None:
        return replace(assertion, when=when, confidence="low")
    own = tuple(_apposition(scene, one, referent) for one in speaker.appositions)
    appositions = own or _earlier_titles(scene, speaker.span, referent)
    span = referent.span if speaker.via in (*_IMPLICIT, *_PRONOUNS) else speaker.span
    known = Speaker(span, referent.name, referent.entity, referent.via, appositions)
    when = when or _inherited(assertion, referent, stage)
    return replace(assertion, speaker=known, when=when, confidence=assertion.confidence if referent.sure else "low")


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


def _inherited(assertion: Assertion, referent: Referent, stage: Sequence[_Subject]) -> When | None:
    """A clause without a time goes on in the time of the same speaker's last one."""
    before = (one for one in reversed(stage[-_REMEMBERED:]) if one.at < _place(assertion) and one.referent.name == referent.name)
    last = next(before, None)
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
    own = noun_phrases.titles_of(scene, Figure(referent.name or "", referent.entity))
    here = [intro for intro in own if span[0] <= intro.span[0] < span[1] or span[0] <= intro.at < span[1]]
    some = here or [intro for intro in own if intro.at == own[0].at and intro.at < span[0]]
    return tuple(Apposition(intro.span, intro.offices[0] if len(intro.offices) == 1 else None, intro.status) for intro in some)
