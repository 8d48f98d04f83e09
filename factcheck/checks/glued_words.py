"""Words run together in, the same words apart out. The facts are the dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from factcheck.checks.scene import Scene
from factcheck.facts.ids import name_words
from factcheck.model import Conflict, Facts

PLACEHOLDERS = ("head", "tail")

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INNER_CAPITAL = re.compile(r"[a-zà-öø-ÿ][^\W\d_a-zà-öø-ÿ]")
_LONGEST = 60
"""Letters of what may be two words: more are none."""
_SHORTEST = 4
"""Letters of a known form that can be told inside a longer word."""
_AFTER_NAME = 3
"""Letters of what may be glued to a name: shorter tails make other names of it (Michel, Michelet)."""
_VERB = 4
"""Letters of a verb that may be glued to a name."""
_OFTEN = 3
"""A word that stands in the draft so often is no slip."""


def glued_words(scene: Scene) -> Iterator[Conflict]:
    """A known name or demonym and a function word without a blank between. {head} and {tail} are the two words."""
    yield from _glued(scene)


@lru_cache(maxsize=1)
def _glued(scene: Scene) -> tuple[Conflict, ...]:
    """Kept, because three checks ask for them."""
    return tuple(_found(scene))


def _found(scene: Scene) -> Iterator[Conflict]:
    text = scene.document.text
    words = Counter(_WORD.findall(text))
    glued = {word: parts for word, times in words.items() if times < _OFTEN and (parts := cut(word, scene))}
    if not glued:
        return
    for found in _WORD.finditer(text):
        parts = glued.get(found.group())
        if parts:
            yield Conflict(found.span(), expected=" ".join(parts), values={"head": parts[0], "tail": parts[1]})


def cut(word: str, scene: Scene) -> tuple[str, str] | None:
    """The two words that `word` is made of: a known form and a function word behind or before it. None when it is one word."""
    known = _known(_Known(id(scene.facts), scene.facts))
    if not _SHORTEST + 2 <= len(word) <= _LONGEST or known(word) or known(word.lower()):
        return None
    behind = scene.grammar.words["glued_behind"]
    for tail in _by_ending(behind).get(word[-1], ()):
        head = word.removesuffix(tail) if word.endswith(tail) else ""
        if head and known(head) and _may_follow(scene, head, tail):
            return head, tail
    for at in range(len(word) - _VERB, _SHORTEST - 1, -1) if word[0].isupper() else ():
        if known(word[:at]) and _verb(scene, word[at:]) and _alone(scene, word[:at]):
            return word[:at], word[at:]
    fronts = _fronts(scene.grammar.words["glued_before"], scene.grammar.words["title_nouns"])
    parts = [(word[: found.end() - 1], word[found.end() - 1 :]) for found in _INNER_CAPITAL.finditer(word)]
    return next((part for part in parts if known(part[1]) and (part[0] in fronts or known(part[0]))), None)


@cache
def _fronts(*lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for some in lists for word in some)


@cache
def _by_ending(tails: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """The tails by their last letter, in their order."""
    return {letter: tuple(tail for tail in tails if tail[-1] == letter) for letter in {tail[-1] for tail in tails}}


def _may_follow(scene: Scene, head: str, tail: str) -> bool:
    """Whether a tail so short is a word of its own: behind a name that the draft has by itself, or behind a long demonym."""
    if len(tail) >= _AFTER_NAME:
        return True
    if head[0].isupper():
        return len(tail) == _AFTER_NAME - 1 and len(head) > _SHORTEST and _alone(scene, head)
    return len(tail) > 1 or len(head) > _AFTER_NAME + _SHORTEST


def _alone(scene: Scene, name: str) -> bool:
    """Whether the draft has the name by itself as well: *Changement* is no slip for *Change ment*."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", scene.document.text) is not None


def _verb(scene: Scene, word: str) -> bool:
    return word in scene.grammar.lexicon.sayings or word in scene.grammar.words["finite_verbs"]


@dataclass(frozen=True, slots=True)
class _Known:
    """Facts that can be a key: the same object is the same key, and is kept alive by it."""

    identity: int
    facts: Facts = field(compare=False)


@lru_cache(maxsize=16)
def _known(of: _Known) -> Callable[[str], bool]:
    """Whether a word of four letters or more stands in a name, in any language: a slip is often left from the original."""
    facts = of.facts
    named = [entry.named for table in (facts.countries, facts.organisations) for entry in table.values()]
    names = {word for one in named for word in name_words(one)}
    capitals = {form for country in facts.countries.values() for forms in country.capital.values() for form in forms}
    forms = names | capitals | _peoples(facts)
    return lambda word: len(word) >= _SHORTEST and word.isalpha() and (word in forms or word in facts.name_words)


def _peoples(facts: Facts) -> frozenset[str]:
    """Demonyms and adjectives, small and capital, one and many: which it is depends on the language and on the sentence."""
    tables = [table for country in facts.countries.values() for table in (country.people, country.adjective)]
    forms = {form for table in tables for some in table.values() for form in some}
    many = {form + "s" for form in forms if not form.endswith(("s", "x"))}
    return frozenset(form for one in forms | many for form in (one, one.lower()))
