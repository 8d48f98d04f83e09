"""A verb of thinking that runs straight into a clause in, the conjunction that is missing between them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.checks.indexed import sentences_with
from factcheck.checks.scene import Scene
from factcheck.grammar import Grammar
from factcheck.model import Conflict

PLACEHOLDERS = ("verb", "that")

_BLANK = "[ \u00a0\u202f]"
_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH = 70
"""Characters behind the noun in which the verb of the clause must come."""
_STOP = re.compile(r"[.,;:!?()\[\]«»“”\"–—\n]")


def missing_that(scene: Scene) -> Iterator[Conflict]:
    """`je pense le reste suivrait`: a verb of thinking, an article, a noun, a finite verb, and no conjunction.

    {verb} is the verb of thinking, {that} what is missing behind it. A language that may leave it out has no verbs in its list.
    """
    verbs = scene.grammar.words["thinks"]
    if not verbs:
        return
    that = scene.grammar.tables["conjunction"]["that"]
    for start, end in sentences_with(scene.document, verbs):
        for found in _opening(verbs, scene.grammar.words["determiners"]).finditer(scene.document.text, start, end):
            if found["noun"].lower() not in scene.grammar.words["thought_objects"] and _verb_follows(scene, found.end(), end):
                expected = f"{found['verb']} {that} {found['article']}{found['gap']}{found['noun']}"
                yield Conflict(
                    found.span(),
                    expected=expected,
                    exact=False,
                    confidence="medium",
                    values={"verb": found["verb"], "that": that},
                )


def _verb_follows(scene: Scene, at: int, end: int) -> bool:
    """Whether a finite verb comes before any sign and before any word that opens a clause of its own."""
    text, grammar = scene.document.text, scene.grammar
    stop = _STOP.search(text, at, min(end, at + _REACH))
    for word in _WORD.finditer(text, at, stop.start() if stop else min(end, at + _REACH)):
        if word.group().lower() in grammar.words["clause_breaks"]:
            return False
        if _finite(grammar, word.group().lower()):
            return True
    return False


def _finite(grammar: Grammar, word: str) -> bool:
    if word in grammar.words["finite_verbs"]:
        return True
    return word.endswith(tuple(grammar.words["finite_endings"])) and word not in grammar.words["not_finite"]


@cache
def _opening(verbs: tuple[str, ...], determiners: tuple[str, ...]) -> re.Pattern[str]:
    verb, article = _any_of(verbs), _any_of(determiners)
    noun = rf"(?P<article>{article})(?P<gap>{_BLANK}|(?<=[’']))(?P<noun>[^\W\d_]+)(?!\w)"
    return re.compile(rf"(?<![\w’'-])(?P<verb>{verb}){_BLANK}{noun}", re.IGNORECASE)


def _any_of(words: tuple[str, ...]) -> str:
    escaped = (re.escape(word).replace("\\ ", _BLANK).replace("’", "[’']") for word in sorted(words, key=len, reverse=True))
    return "|".join(escaped)
