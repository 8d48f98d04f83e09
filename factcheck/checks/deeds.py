"""Clauses whose subject has died in, those out that have them act on a day after that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck import times, tokens
from factcheck.checks import around
from factcheck.checks.scene import Scene
from factcheck.grammar import Grammar
from factcheck.model import FuzzyDate, Mention, Span
from factcheck.times import Days

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FINITE = frozenset("SBCYv2W")
"""Classes of words that are the verb of a clause."""
_THAT, _ROLE, _NOUN = "k", "r", "n"
_SKIPPED = frozenset("bRy")
"""Classes of words between a subject and its verb."""
_APPOSITION, _BEHIND = 90, 60
"""Characters of the longest apposition behind a name, and between a verb and the time that is its own."""


@dataclass(frozen=True, slots=True)
class Deed:
    """`span`: from the name to the verb, and to a time right behind it; `days`: when it is said to be done."""

    person: str
    span: Span
    days: Days


def after_death(scene: Scene) -> Iterator[Deed]:
    """What the dead are said to do on a later day, in a sentence that tells neither of their death nor of their memory."""
    for mention in scene.mentions:
        died = _died(scene, mention)
        if died is None or scene.date is None:
            continue
        sentence = around.sentence(scene, mention.span[0])
        if _remembered(scene, sentence):
            continue
        if told := _told_before(scene, sentence[0], mention.span):
            if told[1][0] > died.last:
                yield Deed(mention.ids[0], (told[0], mention.span[1]), told[1])
            continue
        if not _is_subject(scene, (_clause(scene, sentence[0], mention.span[0]), mention.span[0])):
            continue
        verb = _verb(scene, mention.span[1], sentence[1])
        when = _when(scene, sentence, mention.span, verb) if verb else None
        if verb and when and when[1][0] > died.last:
            yield Deed(mention.ids[0], (mention.span[0], max(verb[1], when[0][1])), when[1])


def _died(scene: Scene, mention: Mention) -> FuzzyDate | None:
    person = scene.facts.people.get(mention.ids[0]) if mention.kind == "person" and len(mention.ids) == 1 else None
    return person.died if person and mention.form != "near" else None


def _told_before(scene: Scene, start: int, name: Span) -> tuple[int, Days] | None:
    """Behind a quotation, a verb of saying and a time before the name of its speaker: `« … », a dit mardi, à Ys, Untel`."""
    outermost = (one.span for one in scene.document.quotations if one.depth == 0)
    ends = [last for first, last in outermost if start <= first and last <= name[0]]
    behind = (max(ends, default=name[0]), name[0])
    if not ends or behind[1] - behind[0] > _APPOSITION or any(m.kind == "person" for m in around.mentions_within(scene, behind)):
        return None
    said = (word.group() for word in _WORD.finditer(scene.document.text, *behind))
    days = [days for one in around.times_in(scene, behind) if (days := times.resolve(one, scene.date))]
    first = _WORD.search(scene.document.text, *behind)
    told = first is not None and any(word in scene.grammar.lexicon.sayings for word in said)
    return (first.start(), days[-1]) if first and told and days else None


def _clause(scene: Scene, start: int, at: int) -> int:
    """Where the clause before a place begins: behind its last *that*."""
    words = _WORD.finditer(scene.document.text, max(start, at - _APPOSITION), at)
    that = [word.end() for word in words if tokens.letter(word.group().lower(), scene.grammar.lexicon) == _THAT]
    return that[-1] if that else start


def _is_subject(scene: Scene, before: Span) -> bool:
    """Whether nothing but a time and the person's title stands before the name in its sentence."""
    known = [m.span for m in around.mentions_within(scene, before) if m.kind in ("office", "country")]
    taken = [*known, *(one.span for one in around.times_in(scene, before))]
    words = scene.grammar.words
    titles = {*words["beside_titles"], *words["definite"], *words["title_nouns"], ",", "'"}
    for token in around.TOKEN.finditer(scene.document.text, *before):
        inside = any(start <= token.start() < end for start, end in taken)
        word = token.group().lower().replace("’", "'")
        if not inside and word not in titles and not (token.group() == word and _is_person(scene, word)):
            return False
    return True


def _is_person(scene: Scene, word: str) -> bool:
    """Whether a noun before a name is that of a person: `the composer Untel`, not `the foundation Untel`."""
    letter = tokens.letter(word, scene.grammar.lexicon)
    return letter == _ROLE or (letter == _NOUN and word.endswith(scene.grammar.words["people_endings"]))


def _remembered(scene: Scene, sentence: Span) -> bool:
    quoted = [one.span for one in scene.document.quotations if sentence[0] <= one.span[0] < sentence[1]]
    words = _WORD.finditer(scene.document.text, *sentence)
    told = {word.group().lower() for word in words if not any(start < word.start() < end for start, end in quoted)}
    return not told.isdisjoint(scene.grammar.words["of_the_dead"])


def _verb(scene: Scene, at: int, end: int) -> Span | None:
    """The verb behind a name and its apposition, with the participle or infinitive behind an auxiliary."""
    text, words = scene.document.text, scene.grammar.words
    at = around.behind_apposition(text, at, end)
    dates = {one.span[0]: one.span[1] for one in around.times_in(scene, (at, end))}
    auxiliary, now = _any_of(words["deed_auxiliaries"]), False
    while at < end:
        if text[at].isspace():
            at += 1
        elif at in dates:
            at = dates[at]
        elif opened := auxiliary.match(text, at, end):
            done = _WORD.match(text, opened.end(), end)
            return (opened.start(), done.end()) if done and done.group().lower() not in words["no_deeds"] else None
        else:
            word = _WORD.match(text, at, end)
            if word is None or not _skipped(scene.grammar, word.group()):
                return _finite(scene, word, end, now)
            at, now = word.end(), word.group() in words["now_words"]
    return None


def _skipped(grammar: Grammar, word: str) -> bool:
    return tokens.letter(word, grammar.lexicon) in _SKIPPED or word in grammar.words["now_words"]


def _finite(scene: Scene, word: re.Match[str] | None, end: int, now: bool) -> Span | None:
    """The word as the verb of its clause: real, and neither *to be* nor said of what others do to the person.

    `now`: behind a word such as *now*, a verb that nobody listed is one as well.
    """
    words = scene.grammar.words
    plain = word.group().lower() if word else ""
    if word is None or plain in (*words["past_narration"], *words["no_deeds"]):
        return None
    behind = _WORD.search(scene.document.text, word.end(), min(end, word.end() + 20))
    passive = behind is not None and behind.group().lower() in words["no_deeds"]
    finite = plain == word.group() and (tokens.letter(plain, scene.grammar.lexicon) in _FINITE or now)
    return word.span() if finite and not passive else None


def _when(scene: Scene, sentence: Span, name: Span, verb: Span) -> tuple[Span, Days] | None:
    """The time that dates the verb, with its place where that is behind the name, and the days that it means."""
    text = scene.document.text
    for one in around.times_in(scene, (sentence[0], min(sentence[1], verb[1] + _BEHIND))):
        fronted = one.span[1] <= name[0]
        beside = name[1] <= one.span[0] < verb[1] or (one.span[0] >= verb[1] and _same_clause(scene, verb[1], one.span[0]))
        days = times.resolve(one, scene.date)
        if days and (fronted or beside):
            return (verb if fronted else one.span), days
    now = [word.group().lower() for word in _WORD.finditer(text, name[1], min(sentence[1], verb[1] + 14))]
    today = scene.date
    return (verb, (today, today)) if today and any(word in scene.grammar.words["now_words"] for word in now) else None


def _same_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether no mark, no other clause and no participle stands between a verb and a time, which belongs to no noun."""
    between = scene.document.text[start:end]
    if any(not (char.isalnum() or char.isspace() or char in "’'-") for char in between):
        return False
    words, lists = [word.lower() for word in _WORD.findall(between)], scene.grammar.words
    letters = {tokens.letter(word, scene.grammar.lexicon) for word in words}
    owned = bool(words) and words[-1] in lists["of_nouns"]
    done = any(word.endswith(lists["participle_endings"]) for word in words)
    return not owned and not done and letters.isdisjoint("kfKlxu")


@cache
def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    longest = sorted((re.escape(one).replace("’", "[’']").replace(r"\ ", r"\s") for one in phrases), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest)})\s+", re.IGNORECASE)
