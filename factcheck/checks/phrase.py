"""The editors' own word list in, its wrong words in the draft out, each with the right ones."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from factcheck.checks.indexed import UNSEEN, beginning, compared, index
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Severity, Span

PLACEHOLDERS = ("alternatives",)


class _Phrase(NamedTuple):
    """Wrong words as the rule writes them. `right` is None for words that pass."""

    wrong: str
    right: str | None


def phrase(
    scene: Scene,
    *,
    replace: Mapping[str, str],
    unless: tuple[str, ...] = (),
    inside_quotations: Literal["no", "yes", "note"] = "no",
) -> Iterator[Conflict]:
    """`wrong words: right words`, several right ones parted by `|`. The longest wording wins; those of `unless` are let pass.

    Small letters stand for small and capital ones; a capital stands for itself, or for a text all in capitals. {expected} is the
    first of the right words, {alternatives} all of them.

    Inside quotations words are the speaker's and passed over, unless `inside_quotations` is `yes`; `note` makes a note of them,
    for quotations that the desk translates.
    """
    text = scene.document.text
    hits = list(_hits(text, _table(tuple(replace.items()), unless)))
    quoted = () if inside_quotations == "yes" or not hits else _outermost(scene)
    for span, one in _longest(hits):
        spoken = _within(span, quoted)
        if one.right is not None and not (spoken and inside_quotations == "no"):
            found = text[slice(*span)]
            choices = [_cased(found, one.wrong, words.strip()) for words in one.right.split("|")]
            ceiling: Severity = "note" if spoken else "error"
            yield Conflict(span, expected=choices[0], ceiling=ceiling, values={"alternatives": " / ".join(choices)})


@lru_cache(maxsize=1)
def _outermost(scene: Scene) -> tuple[Span, ...]:
    return tuple(sorted(quotation.span for quotation in scene.document.quotations if quotation.depth == 0))


def _within(span: Span, quoted: Sequence[Span]) -> bool:
    at = bisect_right(quoted, span[0], key=lambda one: one[0]) - 1
    return at >= 0 and span[1] <= quoted[at][1]


# ---------------------------------------------------------------- finding


_Shapes: TypeAlias = Mapping[tuple[int, int], Mapping[tuple[str, ...], tuple[_Phrase, ...]]]
"""By how many tokens stand before the longest word (the rarest, more often than not) and how many there are in all. So a word
that a thousand phrases share costs a look-up for each shape, not for each phrase."""


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """`entries`: by the token that they begin with, or by nothing where that is a mark. Of thousands a draft can have few.

    `made`: of those that some draft can have, the shapes by their longest word.
    """

    entries: Mapping[str, Sequence[_Phrase]]
    made: dict[str, Mapping[str, _Shapes]] = field(default_factory=dict)

    def beginning(self, first: str) -> Mapping[str, _Shapes]:
        if first not in self.made:
            self.made[first] = _shaped(self.entries[first])
        return self.made[first]


def _shaped(phrases: Sequence[_Phrase]) -> Mapping[str, _Shapes]:
    found: dict[str, dict[tuple[int, int], dict[tuple[str, ...], tuple[_Phrase, ...]]]] = {}
    for one in phrases:
        tokens = compared(one.wrong)
        longest = max(tokens, key=len)
        shapes = found.setdefault(longest, {}).setdefault((tokens.index(longest), len(tokens)), {})
        shapes[tokens] = (*shapes.get(tokens, ()), one)
    return found


@cache
def _table(replace: tuple[tuple[str, str], ...], unless: tuple[str, ...]) -> _Table:
    found: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for wrong, right in (*replace, *((words, None) for words in unless)):
        plain = wrong.strip()
        if plain:
            found[beginning(plain)].append(_Phrase(plain, right))
    return _Table(found)


def _hits(text: str, table: _Table) -> Iterator[tuple[Span, _Phrase]]:
    words = index(text)
    for first in (words.at.keys() | {""}) & table.entries.keys():
        begun = table.beginning(first)
        for word in words.at.keys() & begun.keys():
            for (back, size), phrases in begun[word].items():
                for start in (place - back for place in words.at[word] if place >= back):
                    for one in phrases.get(words.tokens[start : start + size], ()):
                        span = words.places[start], words.places[start + size]
                        if _case_fits(text[slice(*span)], one):
                            yield span, one


def _longest(hits: Sequence[tuple[Span, _Phrase]]) -> Iterator[tuple[Span, _Phrase]]:
    """In reading order; of hits that overlap the one that begins first, and of those the longest."""
    end = 0
    for span, one in sorted(hits, key=lambda hit: (hit[0][0], -hit[0][1], hit[1].wrong)):
        if span[0] >= end:
            end = span[1]
            yield span, one


# ---------------------------------------------------------------- case


def _letters(words: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", words.translate(UNSEEN)) if letter.isalnum())


def _case_fits(found: str, one: _Phrase) -> bool:
    """Whether the capitals agree. Where right and wrong differ by their capitals alone, all of them count."""
    wrong, written = _letters(one.wrong), _letters(found)
    if one.right is not None and any(_letters(right).casefold() == wrong.casefold() for right in one.right.split("|")):
        return written == wrong
    if wrong.islower() or not wrong.upper().isupper():
        return True
    return written == written.upper() or all(a == b for a, b in zip(written, wrong, strict=False) if b.isupper())


def _cased(found: str, wrong: str, right: str) -> str:
    """The right words with the capitals that the draft gives the wrong ones."""
    if len(_letters(found)) > 1 and found.isupper() and not wrong.isupper():
        return right.upper()
    if found[:1].isupper() and wrong[:1].islower():
        return right[:1].upper() + right[1:]
    return right
