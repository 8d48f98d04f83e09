"""A word written twice in a row in, the word once out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import eq
from typing import TypeAlias

from factcheck import tokens
from factcheck.checks import around
from factcheck.checks.indexed import index
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Severity

PLACEHOLDERS: tuple[str, ...] = ()

_WORD = r"(?<![\w.-])(?P<first>[^\W\d_]++)"
_TWICE = re.compile(rf"{_WORD}(?P<stop>\.?)[ \u00a0\u202f]{{1,3}}(?P<second>(?i:(?P=first)))(?![\w’'-]|\.\w)")
_ELIDED = re.compile(r"(?<![\w’'-])(?P<first>[^\W\d_]{1,2}[’'][^\W\d_]++)[ \u00a0\u202f](?P=first)(?![\w’'-])")
"""`n’a n’a`, where one word runs into the next."""
_CONTENT = frozenset("nNbvS2PiIBFXrDVagG")
"""Classes of words that somebody may say twice to mean them twice."""
_PAIR_TWICE = re.compile(r"(?<![\w’'-])(?P<pair>(?P<one>[^\W\d_]++) (?P<two>[^\W\d_]++)) (?P=pair)(?![\w’'-])")


def repeated_word(scene: Scene) -> Iterator[Conflict]:
    """The same word twice, also around a stray stop. Names (Duran Duran) and the language's own doubles are left alone."""
    text, source = scene.document.text, scene.document.draft.source
    doubles = frozenset(scene.grammar.words["doubles"])
    words = index(text).lettered()
    for found in _matches(_TWICE, text, words, 1):
        first, second = found["first"], found["second"]
        if not second.islower() or first.lower() in doubles or source[slice(*found.span())] != found.group():
            continue
        if _goes_before(scene, first, found.end()):
            continue
        if first.islower() or (not found["stop"] and _opens(text, around.paragraph(scene, found.start())[0], found.start())):
            ceiling: Severity = "note" if _meant(scene, first, found.start()) else "error"
            yield Conflict(found.span(), expected=first, ceiling=ceiling)
    yield from (Conflict(found.span(), expected=found["first"]) for found in _matches(_ELIDED, text, words, 2))
    yield from _pairs(scene, words)


def _goes_before(scene: Scene, word: str, at: int) -> bool:
    """Whether the word behind asks for the double: `en en parlant`, `il y a a priori`."""
    wanted = scene.grammar.tables["double_then"].get(word.lower(), "").split()
    behind = "".join(around.word_behind(scene, at))
    return any(behind == one or (one[0] == "-" and behind.endswith(one[1:])) for one in wanted)


def _meant(scene: Scene, word: str, at: int) -> bool:
    """Whether a speaker may have doubled the word: inside a quotation, and no function word."""
    index = bisect_right(scene.document.quotations, at, key=lambda one: one.span[0]) - 1
    quoted = any(one.span[0] <= at < one.span[1] for one in scene.document.quotations[max(0, index - 1) : index + 1])
    return quoted and _is_content(scene, word)


def _is_content(scene: Scene, word: str) -> bool:
    small = word.lower()
    return tokens.letter(small, scene.grammar.lexicon) in _CONTENT and small not in scene.grammar.words["telling_words"]


_Words: TypeAlias = tuple[Sequence[str], Sequence[int]]


def _matches(pattern: re.Pattern[str], text: str, words: _Words, apart: int) -> Iterator[re.Match[str]]:
    """What the pattern finds at the words that come again so many words on, one behind the other."""
    end = 0
    for place in compress(words[1], map(eq, words[0], words[0][apart:])):
        found = pattern.match(text, place) if place >= end else None
        if found:
            end = found.end()
            yield found


def _pairs(scene: Scene, words: _Words) -> Iterator[Conflict]:
    """`de la de la`. Not `an après an après an`, which the language makes so, nor `side by side by the alphabet`."""
    text, source = scene.document.text, scene.document.draft.source
    for found in _matches(_PAIR_TWICE, text, words, 2):
        pair, one, two = found["pair"], found["one"], found["two"]
        before = text[max(0, found.start() - len(two) - 1) : found.start()].lower()
        goes_on = before == f"{two} " or text.startswith(f" {one}", found.end())
        idiom = _is_content(scene, one) and not _is_content(scene, two)
        if pair.islower() and one != two and not (goes_on or idiom) and source[slice(*found.span())] == found.group():
            yield Conflict(found.span(), expected=pair)


def _opens(text: str, start: int, at: int) -> bool:
    """Whether a sentence begins at `at`: only there does a capital say nothing about the word."""
    before = text[max(start, at - 3) : at].rstrip(" \u00a0\u202f")
    return not before or before[-1] in '.!?…:«“"—–'
