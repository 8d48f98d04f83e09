"""A full stop in mid-sentence in, the words without it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Span

PLACEHOLDERS: tuple[str, ...] = ()

_STOP = re.compile(r"\.[ \u00a0\u202f]{1,2}(?=(?P<mark>[«“\"‘\[(]?)[ \u00a0\u202f]?(?P<letter>\w))")
_BEFORE = re.compile(r"\S+$")
_CORE = re.compile(r"[^\W_]+$")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\S+")
_BRACKETS = {"[": "]", "(": ")"}
_LONGEST = 60
"""Characters of the longest word that is looked at."""
_BRACKETED = 200
"""Characters of the longest insertion in brackets."""


def stray_stop(scene: Scene) -> Iterator[Conflict]:
    """A stop before a word, a quotation or an insertion that carries the sentence on in lower case.

    Many keyboards have no accented capital: a stop before `à` is a note, with the capital as what is expected.
    """
    text, source = scene.document.text, scene.document.draft.source
    abbreviations = frozenset(scene.grammar.words["stopped_abbreviations"])
    for start, end in scene.document.paragraphs:
        for stop in _STOP.finditer(text, start, end):
            if not _carries_on(scene, stop, end) or not _ends_a_word(text, start, stop.start(), abbreviations):
                continue
            span = _around(text, start, stop)
            if source[slice(*span)] == text[slice(*span)] and not _twice(text[slice(*span)]):
                letter = stop["letter"]
                untyped = letter.islower() and not letter.isascii()
                yield Conflict(span, expected=_mended(text, span, stop, untyped), ceiling="note" if untyped else "error")


def _mended(text: str, span: Span, stop: re.Match[str], untyped: bool) -> str:
    if untyped:
        return text[span[0] : stop.start("letter")] + stop["letter"].upper() + text[stop.end("letter") : span[1]]
    return text[span[0] : stop.start()] + text[stop.start() + 1 : span[1]]


def _twice(words: str) -> bool:
    """`guerre. guerre`: a repeated word, which has its own check."""
    first, _, second = words.partition(".")
    return first == second.strip()


def _ends_a_word(text: str, start: int, at: int, abbreviations: frozenset[str]) -> bool:
    """Whether what stands before the stop at `at` is a word and neither abbreviation, initial, number nor ellipsis."""
    token = _BEFORE.search(text, max(start, at - _LONGEST), at)
    core = token and _CORE.search(token.group().rstrip('»”")]'))
    if token is None or core is None or "." in token.group():
        return False
    word = core.group()
    if any(letter.isdigit() for letter in word):
        return word.isdigit() and len(word) == 4
    return len(word) > 1 and word.lower() not in abbreviations


def _carries_on(scene: Scene, stop: re.Match[str], end: int) -> bool:
    mark, text = stop["mark"], scene.document.text
    if mark in _BRACKETS:
        return _bracket_carries_on(text, stop.end(), min(end, stop.end() + _BRACKETED))
    return stop["letter"].islower() and not _small_name(scene, (stop.start("letter"), end))


def _bracket_carries_on(text: str, start: int, end: int) -> bool:
    closing = text.find(_BRACKETS[text[start]], start, end)
    return closing != -1 and text[closing + 1 : closing + 3].lstrip()[:1].islower()


def _small_name(scene: Scene, span: Span) -> bool:
    """Names that begin in lower case: `iPhone`, `lemonde.fr`, `al-Shabab`, `von Braun`."""
    token = _TOKEN.match(scene.document.text, *span)
    word = _WORD.match(scene.document.text, *span)
    if token is None or word is None:
        return True
    inner = token.group()[:_LONGEST].rstrip('.,;:!?»”")')
    if word.group() != word.group().lower() or any(sign in inner for sign in ".@/_"):
        return True
    following = scene.document.text[word.end() : word.end() + 2].lstrip(" -")
    return word.group() in scene.grammar.words["small_first"] and following[:1].isupper()


def _around(text: str, start: int, stop: re.Match[str]) -> Span:
    """From the word before the stop to the word after it; the stop alone where a bracket opens there."""
    before = _BEFORE.search(text, max(start, stop.start() - _LONGEST), stop.start())
    first = before.start() if before else stop.start()
    if stop["mark"] in _BRACKETS:
        return first, stop.start() + 1
    word = _WORD.match(text, stop.start("letter"))
    return first, word.end() if word else stop.end("letter")
