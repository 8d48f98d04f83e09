"""An apposition that a comma opens and none closes in, the same words with both commas out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from factcheck.checks.glued_words import cut
from factcheck.checks.indexed import sentences_with
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Span

PLACEHOLDERS = ("name",)

_WORDS = re.compile(r"[\w’'-]+")
_BREAKS = re.compile(r"[,;:()\[\]«»“”\"—–.\n]")
_OPENING = '«“"–— \u00a0\u202f'
_LEFT = 160
"""Characters of the longest title, and of the longest name."""
_BEFORE = 24
"""Characters before a title in which the word that opens its clause is looked for."""
_TITLE_WORDS = 10


def apposition_comma(scene: Scene) -> Iterator[Conflict]:
    """`le ministre, Jean Roe est parti`: title that begins its clause, name, verb, no comma between. {name} is the name."""
    text, lists = scene.document.text, scene.grammar.words
    titles = _titles(lists["definite_articles"], lists["title_nouns"], lists["title_links"])
    openers = _openers(lists["clause_openers"])
    cues = frozenset(assertion.cue.span[0] for assertion in scene.assertions)
    stops = frozenset((*lists["finite_verbs"], *lists["absolute_participles"]))
    for start, end in sentences_with(scene.document, lists["title_nouns"]):
        for title in titles.finditer(text, start, end):
            comma = _comma(text, title.end(), end)
            if comma is None or not _begins_clause(text, start, title.start(), openers):
                continue
            named = _name_before_verb(scene, cues, comma + 2, end) if _is_phrase(text, title, comma, stops) else None
            if named is not None:
                span, name = named
                expected = f"{text[title.start() : span[0]]}{name},"
                yield Conflict((title.start(), span[1]), expected=expected, values={"name": name})


def _comma(text: str, at: int, end: int) -> int | None:
    """The comma that ends the title, when a capital follows and no other sign comes first."""
    sign = _BREAKS.search(text, at, min(end, at + _LEFT))
    if sign is None or sign.group() != "," or sign.end() + 1 >= end:
        return None
    return sign.start() if text[sign.end()].isspace() and text[sign.end() + 1].isupper() else None


def _begins_clause(text: str, start: int, at: int, openers: re.Pattern[str]) -> bool:
    before = text[max(start, at - _BEFORE) : at]
    return (at - start <= _BEFORE and not before.strip(_OPENING)) or openers.search(before) is not None


def _is_phrase(text: str, title: re.Match[str], comma: int, stops: frozenset[str]) -> bool:
    words = [word.lower() for word in _WORDS.findall(text, title.start(), comma)]
    return len(words) <= _TITLE_WORDS and stops.isdisjoint(words)


def _name_before_verb(scene: Scene, cues: frozenset[int], start: int, end: int) -> tuple[Span, str] | None:
    """The name at `start` when a finite verb follows it without a comma, be it glued to it."""
    text, verbs = scene.document.text, scene.grammar.words["finite_verbs"]
    words = list(_WORDS.finditer(text, start, min(end, start + _LEFT)))
    for index, word in enumerate(words):
        parts = cut(word.group(), scene)
        if parts and parts[1] in verbs:
            return (start, word.end()), text[start : word.start()] + parts[0]
        if index and (word.group().lower() in verbs or word.start() in cues):
            return _person(scene, (start, words[index - 1].end()))
        if not _goes_on(scene, word, words[index + 1 : index + 2], text):
            return None
    return None


def _goes_on(scene: Scene, word: re.Match[str], following: list[re.Match[str]], text: str) -> bool:
    """Whether `word` is part of a name and only a blank stands before the next one."""
    named = word.group()[0].isupper() or word.group() in scene.grammar.words["particles_in_names"]
    return named and bool(following) and text[word.end() : following[0].start()].strip() == ""


def _person(scene: Scene, span: Span) -> tuple[Span, str] | None:
    """Nothing when the facts know the words as anything but a person: a place is no apposition to a title."""
    first = bisect_left(scene.mentions, span[0] - _LEFT, key=lambda mention: mention.span[0])
    last = bisect_left(scene.mentions, span[1], key=lambda mention: mention.span[0])
    touching = [mention for mention in scene.mentions[first:last] if span[0] < mention.span[1]]
    known_as_else = touching and all(mention.kind != "person" for mention in touching)
    return None if known_as_else else (span, scene.document.text[slice(*span)])


@cache
def _openers(words: tuple[str, ...]) -> re.Pattern[str]:
    """The end of what stands before a clause: a word that opens one, or a quotation mark."""
    opener = "|".join(map(re.escape, words))
    return re.compile(rf"(?:(?<![\w’'])(?:{opener})|[«“\"])[ \u00a0\u202f]?$", re.IGNORECASE)


@cache
def _titles(articles: tuple[str, ...], nouns: tuple[str, ...], links: tuple[str, ...]) -> re.Pattern[str]:
    """An article and a noun of office, at most two words between them, none of which makes another noun the head."""
    article, link = "|".join(map(re.escape, articles)), "|".join(map(re.escape, links))
    noun = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True)))
    between = rf"(?:(?!(?:{link})\b)[\w-]{{1,30}}\s){{0,2}}"
    return re.compile(rf"(?<![\w’'-])(?:{article})\s?{between}(?:{noun})(?!\w)", re.IGNORECASE)
