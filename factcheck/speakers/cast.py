"""A document and its mentions in, its cast out: everybody it names, where, and the fullest form it gives of each name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from factcheck.grammar import Grammar
from factcheck.model import Document, Facts, Mention, Span

Sex = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody whom the draft names. `name` is the fullest form it gives, `entity` the id in the facts."""

    name: str
    entity: str | None = None
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """`places`: where a figure is named, in reading order; `by_word`: a word of a name to those places.

    `doubtful`: where a place begins whose name several people of the facts bear, and the draft does not tell which.
    """

    places: tuple[Span, ...]
    figures: tuple[Figure, ...]
    by_word: Mapping[str, tuple[int, ...]]
    doubtful: frozenset[int]

    def within(self, start: int, end: int) -> Iterator[tuple[Span, Figure]]:
        """The figures named between two places of the text, in reading order."""
        for n in range(bisect_left(self.places, (start, 0)), len(self.places)):
            if self.places[n][0] >= end:
                return
            yield self.places[n], self.figures[n]

    def before(self, start: int, end: int) -> Iterator[tuple[Span, Figure]]:
        """The same, the last one first."""
        for n in range(bisect_left(self.places, (end, 0)) - 1, -1, -1):
            if self.places[n][0] < start:
                return
            yield self.places[n], self.figures[n]


def gather(document: Document, mentions: Sequence[Mention], facts: Facts, grammar: Grammar) -> Cast:
    """Those whom the facts know, then every other name of two words or more."""
    known = list(_known(document, mentions, facts))
    taken = sorted(span for span, _ in known)
    things = sorted(mention.span for mention in mentions if mention.kind != "person")
    free = (run for run in runs(document.text, things, grammar) if not _touches(run, taken))
    others = _unknown(list(free), document.text)
    named = sorted((*known, *others), key=lambda item: item[0])
    by_word: dict[str, list[int]] = {}
    for n, (span, _) in enumerate(named):
        for word in dict.fromkeys(words(document.text[slice(*span)])):
            by_word.setdefault(word, []).append(n)
    alone = {mention.ids[0] for mention in mentions if mention.kind == "person" and len(mention.ids) == 1}
    several = (mention for mention in mentions if mention.kind == "person" and len(mention.ids) > 1)
    doubtful = frozenset(mention.span[0] for mention in several if len(alone.intersection(mention.ids)) != 1)
    index = {word: tuple(some) for word, some in by_word.items()}
    return Cast(tuple(span for span, _ in named), tuple(figure for _, figure in named), index, doubtful)


@lru_cache(maxsize=1 << 14)
def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case and possessive."""
    return tuple(_POSSESSIVE.sub("", word).casefold() for word in name.replace("'", "’").split())


def called(name: str, cast: Cast, at: int) -> tuple[Figure | None, bool]:
    """Whom a part of a name stands for at `at`: the last one so named before it, else the first after it; and whether
    the draft names no other that it could stand for.

    The last word of a name counts before the others: `Durand` is Anne Durand rather than Durand Martin.
    """
    asked = words(name)
    places = cast.by_word.get(asked[-1], ()) if asked else ()
    middle = bisect_left(places, at, key=lambda n: cast.places[n][0])
    near = (*reversed(places[max(0, middle - _LOOKED_AT) : middle]), *places[middle : middle + _LOOKED_AT])
    some = [n for n in near if _part(asked, words(cast.figures[n].name))]
    surnames = [n for n in some if words(cast.figures[n].name)[-len(asked) :] == asked]
    found = [cast.figures[n] for n in surnames or some]
    return (found[0] if found else None), len(set(found)) < 2


_LOOKED_AT = 20
"""Places of a word that are looked at on either side: a name that fills a draft must not cost its square."""


def _part(asked: Sequence[str], full: Sequence[str]) -> bool:
    return any(tuple(full[n : n + len(asked)]) == tuple(asked) for n in range(len(full) - len(asked) + 1))


# ---------------------------------------------------------------- people of the facts


def _known(document: Document, mentions: Sequence[Mention], facts: Facts) -> Iterator[tuple[Span, Figure]]:
    people = [mention for mention in mentions if mention.kind == "person"]
    meant = list(_meant(people))
    fullest: dict[str, str] = {}
    for span, id in meant:
        written = document.text[slice(*span)]
        if id and len(words(written)) > len(words(fullest.get(id, ""))):
            fullest[id] = " ".join(written.split())
    for span, id in meant:
        person = facts.people.get(id or "")
        yield span, Figure(fullest[id] if id else document.text[slice(*span)], id, person.sex if person else None)


def _meant(people: Sequence[Mention]) -> Iterator[tuple[Span, str | None]]:
    """The person whom each mention means: of several who bear the name, the last one whom the draft has named alone, if any."""
    alone = {mention.ids[0] for mention in people if len(mention.ids) == 1}
    last: dict[str, int] = {}
    for n, mention in enumerate(people):
        named = [id for id in mention.ids if id in alone]
        before = [id for id in named if id in last]
        if len(mention.ids) == 1:
            last[mention.ids[0]] = n
        one = max(before, key=last.__getitem__) if before else named[0] if len(named) == 1 else None
        yield mention.span, one


# ---------------------------------------------------------------- names that the facts don't know

_UPPER = "".join(char for char in map(chr, range(0x2000)) if char.isupper())
_POSSESSIVE = re.compile(r"[’']s?$")
_AND = "&"
"""The class of *and*: it joins names more often than it is part of one."""
_LETTERS = r"[^\W\d_]"


@lru_cache(maxsize=8)
def _name(grammar: Grammar) -> re.Pattern[str]:
    """Several capitalised words in a row, with particles and initials between them.

    The first letter comes before what must not stand around it: a search for one is faster than a look at every place.
    """
    capital = rf"(?:[{_UPPER}]\.(?:-?[{_UPPER}]\.)*|[{_UPPER}]{_LETTERS}*(?:[-‑’']{_LETTERS}+)*)"
    first = rf"[{_UPPER}](?<!\w.){_no_elision(grammar)}(?:\.(?:-?[{_UPPER}]\.)*+|{_LETTERS}*+(?:[-‑’']{_LETTERS}++)*+)"
    known = [word for word in grammar.words["particles_in_names"] if grammar.lexicon.letters.get(word) != _AND]
    particles = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    blank = r"[^\S\n]{1,2}"
    begins = _UPPER + "".join(sorted({re.escape(word[0]) for word in known}))
    return re.compile(rf"{first}(?:{blank}(?=[{begins}])(?:(?:{particles}){blank}){{0,3}}{capital})+", re.DOTALL)


def _no_elision(grammar: Grammar) -> str:
    """Behind a first letter: it is not, with what follows, an article that an apostrophe joins to a name; none has two.

    That an apostrophe is near comes first: most letters have none.
    """
    words = [re.escape(word) for word in grammar.words.get("elided", ())]
    joined = "".join(rf"(?<!\b(?i:{word})[’'].)" for word in words)
    elided = "|".join(rf"(?<=(?i:{word[0]}))(?i:{word[1:]})" for word in words)
    near = f"(?=.{{0,{max(map(len, words)) - 1}}}[’'])" if words else ""
    return rf"(?!{near}{joined}(?:{elided})[’'][{_UPPER}])" if words else ""


def runs(text: str, things: Sequence[Span], grammar: Grammar) -> Iterator[Span]:
    """Names of two words or more: runs of capitalised words, less the titles, small words and `things` that they begin with."""
    for match in _name(grammar).finditer(text):
        start, end = match.span()
        n = bisect_left(things, (end, 0))
        start = max(start, things[n - 1][1]) if n else start
        span = trimmed(text, (start, end), grammar) if start < end else None
        if span and 1 < len(text[slice(*span)].split()) <= _LONGEST:
            yield span


_LONGEST = 8
"""Words of the longest name: a longer run is a heading in capitals."""


_WORD = re.compile(r"\S+")


def trimmed(text: str, span: Span, grammar: Grammar) -> Span | None:
    """A run of capitalised words from behind its last title, and from its first word that can begin a name."""
    titles, never = _no_names(grammar)
    found = [(word.start(), _compared(word[0])) for word in _WORD.finditer(text, *span)]
    behind = max((n + 1 for n, (_, word) in enumerate(found) if word in titles), default=0)
    behind += _acronym(text[slice(*span)].split()[behind:])
    starts = [start for start, word in found[behind:] if word not in never or text[start + 1 : start + 2] == "."]
    end = span[1] - len(_possessive(text[slice(*span)]))
    return (starts[0], end) if starts and starts[0] < end else None


def _acronym(name: Sequence[str]) -> int:
    """How many words are to be left out before a name: the letters of a party, as in *el diputado del PNV Ana Roe*."""
    apart = len(name) > _ALONE and len(name[0]) > 1 and name[0].isalpha() and name[0].isupper() and not name[1].isupper()
    return int(apart and name[1][0].isupper())


_ALONE = 2
"""Words of a name that may be of letters and one word: *JK Rowling*."""


@lru_cache(maxsize=1 << 14)
def _compared(word: str) -> str:
    """Without case, possessive and stop."""
    return _POSSESSIVE.sub("", word).rstrip(".").casefold()


def _possessive(name: str) -> str:
    match = _POSSESSIVE.search(name)
    return match.group() if match else ""


@lru_cache(maxsize=8)
def _no_names(grammar: Grammar) -> tuple[frozenset[str], frozenset[str]]:
    """Titles; and words that begin no name, though they are capitalised at the head of a sentence."""
    listed = {word for section in ("weekdays", "months", "title_nouns") for word in grammar.words.get(section, ())}
    classed = {word for word, letter in grammar.lexicon.letters.items() if letter in "hr"}
    titles = frozenset(word.rstrip(".’'").casefold() for word in listed | classed)
    return titles, titles | frozenset(word.rstrip(".’'").casefold() for word in grammar.lexicon.letters)


def _unknown(spans: Sequence[Span], text: str) -> Iterator[tuple[Span, Figure]]:
    """A name and every shorter part of it of two words or more are one figure."""
    fullest: dict[tuple[str, ...], str] = {}
    for span in spans:
        written = " ".join(text[slice(*span)].split())
        for part in _parts(words(written)):
            if len(written) > len(fullest.get(part, "")):
                fullest[part] = written
    for span in spans:
        yield span, Figure(fullest[words(text[slice(*span)])])


def _parts(name: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(min(len(name), 6) - 1):
        for end in range(start + 2, min(len(name), 8) + 1):
            yield tuple(name[start:end])
    yield tuple(name)


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    n = bisect_left(taken, (span[1], 0))
    return n > 0 and taken[n - 1][1] > span[0]
