"""The words of a draft's language and of others in, what a word of the draft tells about the language that it is in out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from factcheck.grammar import Grammar
from factcheck.model import Language

Kind: TypeAlias = Literal["function", "common", "shape", "shared"]
"""What makes a word one of another language: a small word or a common one that the draft's has not, the spelling, or nothing
that the draft's own language has not as well."""

_Words: TypeAlias = Mapping[str, frozenset[Language]]
_Listed: TypeAlias = tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """`own`: function words of the draft's language. `functions`, `commons`, `shared`: word to the languages that have it.

    `shapes`: by language, how words of it are spelled and none of the draft's. `telling`: functions and commons.
    """

    own: frozenset[str]
    functions: _Words
    commons: _Words
    shared: _Words
    shapes: Mapping[Language, re.Pattern[str]]
    telling: frozenset[str]

    def kind(self, word: str, language: Language) -> Kind | None:
        """What tells that the word, as it is written, is one of the language. A capital tells of names alone."""
        if language in self.functions.get(word, ()):
            return "function"
        if language in self.commons.get(word, ()):
            return "common"
        if language in self.shared.get(word, ()):
            return "shared"
        shape = self.shapes.get(language)
        return "shape" if shape and word.islower() and shape.match(word) else None


def of(grammar: Grammar) -> Foreign:
    """The words by which other languages are told from that of the draft."""
    tables = grammar.tables
    names = ("foreign_words", "foreign_common", "shared_words", "foreign_shapes")
    return _made(grammar.words["telling_words"], *(tuple(tables[name].items()) for name in names))


@lru_cache(maxsize=8)
def _made(own: tuple[str, ...], functions: _Listed, commons: _Listed, shared: _Listed, shapes: _Listed) -> Foreign:
    small, common = _by_word(functions), _by_word(commons)
    spelled = {language: _shape(signs.split()) for language, signs in shapes}
    return Foreign(frozenset(own), small, common, _by_word(shared), spelled, frozenset((*small, *common)))


def _by_word(listed: _Listed) -> _Words:
    found: dict[str, frozenset[Language]] = {}
    for language, words in listed:
        for word in words.split():
            found[word] = found.get(word, frozenset()) | {language}
    return found


def _shape(signs: Iterable[str]) -> re.Pattern[str]:
    """`-ending`, `beginning-` and letters anywhere, as one pattern for a word of small letters."""
    parts = (f".+{sign[1:]}$" if sign[0] == "-" else f"^{sign[:-1]}" if sign[-1] == "-" else f"^.*{sign}" for sign in signs)
    return re.compile("|".join(parts))
