"""An apposition that a comma opens and none closes in, the same words with both commas out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from factcheck.checks.glued_words import cut
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Span

PLACEHOLDERS = ("name",)

_CAPITAL = re.compile(r",[ \u00a0\u202f](?=[^\W\d_])")
_NAME = re.compile(r"(?:[^\W\d_][\w’'-]*(?:[ \u00a0\u202f](?=[^\W\d_]))?){1,6}")
_WORDS = re.compile(r"[\w’'-]+")
_LEFT = 160
"""Characters of the longest title that is looked back for."""
_TITLE_WORDS = 10
_BREAKS = re.compile(r"[,;:()\[\]«»“”\"—–.]")


def apposition_comma(scene: Scene) -> Iterator[Conflict]:
    """`le ministre, Jean Roe est parti`: title that begins its clause, name, verb, no comma between. {name} is the name."""
    text = scene.document.text
    cues = frozenset(assertion.cue.span[0] for assertion in scene.assertions)
    for start, end in scene.document.sentences:
        for comma in _CAPITAL.finditer(text, start, end):
            if not text[comma.end()].isupper():
                continue
            title = _title(scene, start, comma.start())
            named = _name_before_verb(scene, cues, comma.end(), end) if title is not None else None
            if title is not None and named is not None:
                span, name = named
                yield Conflict((title, span[1]), expected=f"{text[title : span[0]]}{name},", values={"name": name})


def _title(scene: Scene, start: int, comma: int) -> int | None:
    """Where the title before the comma begins: article and noun of office, at the start of a clause, no verb in it."""
    text, lists = scene.document.text, scene.grammar.words
    left = max(start, comma - _LEFT)
    openers = [found.end() for found in _openers(lists["clause_openers"]).finditer(text, left, comma)]
    if not openers and left > start:
        return None
    clause = openers[-1] if openers else start
    title = _titles(lists["definite_articles"], lists["title_nouns"], lists["title_links"]).match(text, clause, comma)
    if title is None or _BREAKS.search(text, title.start("title"), comma):
        return None
    words = [word.lower() for word in _WORDS.findall(text, title.start("title"), comma)]
    stops = {*lists["finite_verbs"], *lists["absolute_participles"]}
    return None if len(words) > _TITLE_WORDS or stops.intersection(words) else title.start("title")


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
    first = bisect_left(scene.mentions, span[0], key=lambda mention: mention.span[1])
    last = bisect_left(scene.mentions, span[1], key=lambda mention: mention.span[0])
    touching = [mention for mention in scene.mentions[first:last] if span[0] < mention.span[1]]
    known_as_else = touching and all(mention.kind != "person" for mention in touching)
    return None if known_as_else else (span, scene.document.text[slice(*span)])


@cache
def _openers(words: tuple[str, ...]) -> re.Pattern[str]:
    opener = "|".join(map(re.escape, words))
    return re.compile(rf"(?:(?<![\w’'])(?:{opener})(?:(?<=[’'])|(?!\w))|[«“\"])[ \u00a0\u202f]?", re.IGNORECASE)


@cache
def _titles(articles: tuple[str, ...], nouns: tuple[str, ...], links: tuple[str, ...]) -> re.Pattern[str]:
    """An article and a noun of office, at most two words between them, none of which makes another noun the head."""
    article, link = "|".join(map(re.escape, articles)), "|".join(map(re.escape, links))
    noun = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True)))
    between = rf"(?:(?!(?:{link})\b)[\w-]{{1,30}}\s){{0,2}}"
    return re.compile(rf"[\s«“\"–—]*(?P<title>\b(?:{article})\s?{between}(?:{noun})(?!\w))", re.IGNORECASE)
