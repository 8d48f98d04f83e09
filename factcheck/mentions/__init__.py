"""A document and an index of the facts in, who and what is named in it out, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias, TypeVar

import ahocorasick_rs

from factcheck import cache as disk
from factcheck import grammar as grammars
from factcheck.grammar import Grammar
from factcheck.mentions import beside, forms, hits, likeliest, near
from factcheck.mentions.beside import Beside, Title
from factcheck.mentions.folding import Folded, fold
from factcheck.mentions.hits import Ground, Hit, Lookup, Words
from factcheck.mentions.meanings import Kept, Meaning, Meant
from factcheck.mentions.near import Names
from factcheck.model import Document, FactKind, Facts, Language, Mention
from factcheck.packed import SMALL, Packed

T = TypeVar("T")

_ORDER: tuple[FactKind, ...] = ("person", "office", "treaty", "organisation", "country", "currency", "act", "event", "quote")
"""Where the same words name things of several kinds, each is a mention of its own, in this order."""

_APPOSITION = 25
"""Characters between a person and a title that may still belong together: a comma, an article, `ancien`."""


Known: TypeAlias = Mapping[str, tuple[Kept, ...]]
"""The bare small letters of forms to all forms that have them."""
Search: TypeAlias = tuple[Any, Lookup]
"""What finds forms in a text, and what tells their meanings."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Every form of the facts in one language, ready for one pass over a text."""

    facts: Facts
    language: Language
    search: Callable[[str], Search]
    """For a text in bare small letters."""
    words: Words
    beside: Beside
    given: Callable[[str], frozenset[str]]
    names: Names


def index(facts: Facts, language: Language, grammar: Grammar) -> Index:
    """Built once for a run and a language: linear in the number of forms, which are kept in the cache."""
    known = _kept("forms", facts, language, lambda: _by_first_word(forms.all_of(facts, language, grammar)))
    parts = _kept("names", facts, language, lambda: near.parts(facts, language))
    words = hits.words(grammar)
    around = beside.words(facts, language, grammar)
    given = cache(lambda id: forms.given_names(facts.people[id]) if id in facts.people else frozenset())
    return Index(facts, language, _search(known, words, grammar), words, around, given, near.names(facts, language, parts))


def _kept(name: str, facts: Facts, language: Language, build: Callable[[], T]) -> T:
    """Facts without a digest, those of a rule's example, are few and change with the rule."""
    if not facts.digest:
        return build()
    content = disk.digest(part.encode() for part in (facts.digest, grammars.digest(), language))
    return disk.remember(f"{name}_{language}", content, build)


def _by_first_word(known: Known) -> Known | Packed[Known]:
    """Many forms are kept by their first words, so that those alone are read whose first word stands in a text."""
    if len(known) <= SMALL:
        return known
    found: dict[str, dict[str, tuple[Kept, ...]]] = {}
    for letters, kept in known.items():
        opening = _WORD.match(letters)
        found.setdefault(opening[0] if opening else "", {})[letters] = kept
    return Packed[Known](found)


_WORD = re.compile(r"\w+")


def _search(known: Known | Packed[Known], words: Words, grammar: Grammar) -> Callable[[str], Search]:
    """The search for any text, or one for each where there are too many forms for that."""
    if not isinstance(known, Packed):
        whole = _automaton(known, grammar)
        return lambda _: whole
    return lambda text: _automaton(_standing(text, known, words), grammar)


def _standing(text: str, known: Packed[Known], words: Words) -> Known:
    """The forms whose first word is in the text; it may be glued to a prefix."""
    found = set(_WORD.findall(text))
    found.update(word.removeprefix(prefix) for prefix in words.glued for word in tuple(found) if word.startswith(prefix))
    opened = (known.get(word, {}) for word in ("", *sorted(found)))
    return {letters: kept for some in opened for letters, kept in some.items()}


def _automaton(known: Known, grammar: Grammar) -> Search:
    return ahocorasick_rs.AhoCorasick(list(known), store_patterns=False), _lookup(tuple(known.values()), grammar)


def _lookup(known: Sequence[Sequence[Kept]], grammar: Grammar) -> Lookup:
    """What words mean, told once for each way in which they are written."""
    told: dict[tuple[int, str], Meant | None] = {}

    def lookup(which: int, words: str) -> Meant | None:
        if (which, words) not in told:
            told[which, words] = forms.meant(words, known[which], grammar)
        return told[which, words]

    return lookup


def find(document: Document, index: Index) -> tuple[Mention, ...]:
    """Everybody and everything of the facts that the document names. Linear in its length."""
    folded = fold(document.text)
    found = hits.scan(index.search, Ground(document, folded, index.words, index.given))
    exact = tuple(_mentions(folded, found, index))
    missed = near.find(folded.text, found, index.names, index.facts)
    mentions = (*exact, *(replace(mention, span=folded.span(*mention.span)) for mention in missed))
    return tuple(sorted(mentions, key=lambda mention: (mention.span, _ORDER.index(mention.kind))))


def _mentions(folded: Folded, found: Sequence[Hit], index: Index) -> Iterator[Mention]:
    """A mention for each kind of thing a hit can mean. Words beside a title belong to it, and to nothing else."""
    offices = (place for place, hit in enumerate(found) if hit.means("office"))
    titles = {place: title for place in offices if (title := beside.title(folded.text, found, place, index.beside))}
    taken = {place for middle, title in titles.items() for place in _covered(found, middle, title)}
    order = likeliest.Order(index.facts)
    recent = order.recent
    until, people = 0, frozenset[str]()
    for place, hit in enumerate(found):
        if place in titles:
            title = titles[place]
            again = title.start - until <= _APPOSITION and _joined(folded.text[until : title.start])
            people = (people if again else frozenset()) | frozenset(_people_beside(folded.text, found, place, title))
            yield _office(folded, replace(title, meant=likeliest.first(title.meant, people, order)))
            until = title.end
            recent.update({title.country: title.start} if title.country else {})
        others = hit.meant.part("no office", lambda meaning: meaning.kind != "office")
        for kind in _ORDER:
            if kind in others.kinds and place not in taken:
                yield _plain(folded, hit, kind, hit.meant.of_kind(kind).meanings, recent)
        recent.update({one.id: hit.start for one in others.meanings if one.kind != "person" or one.form != "short"})


def _covered(found: Sequence[Hit], place: int, title: Title) -> Iterator[int]:
    """The hits beside a title that it takes in."""
    for other in (place - 1, place + 1):
        if 0 <= other < len(found) and title.start <= found[other].start and found[other].end <= title.end:
            yield other


def _plain(folded: Folded, hit: Hit, kind: FactKind, meanings: Sequence[Meaning], recent: Mapping[str, int]) -> Mention:
    wrong = next((meaning for meaning in meanings if meaning.form == "wrong"), None)
    first = wrong or meanings[0]
    ordered = sorted(meanings, key=lambda meaning: (meaning is not wrong, -recent.get(meaning.id, -1)))
    ids = tuple(dict.fromkeys(meaning.id for meaning in ordered))
    return Mention(folded.span(hit.start, hit.end), kind, ids, first.form, first.expected)


def _joined(between: str) -> bool:
    """Whether two titles can be those of one person: nothing but small words stands between them."""
    return not any(mark in between for mark in ".;:\n") and between.islower()


def _office(folded: Folded, title: Title) -> Mention:
    meant = title.meant
    form = "wrong" if title.expected is not None else meant.meanings[0].form if meant.meanings else "name"
    span = folded.span(title.start, title.end)
    return Mention(span, "office", meant.ids, form, title.expected, title.country, title.status, title.modifier)


def _people_beside(text: str, found: Sequence[Hit], place: int, title: Title) -> Iterator[str]:
    """Who stands right behind the title (`le président Untel`, `le ministre, Untel`) or before it (`Untel, ministre`)."""
    behind = next((hit for hit in found[place + 1 : place + 4] if hit.start >= title.end), None)
    if behind and text[max(title.end, title.until) : behind.start] in (" ", ", ", " , ", " ("):
        yield from behind.meant.of_kind("person").ids
    earlier = (hit for hit in reversed(found[max(0, place - 2) : place]) if hit.end <= title.start)
    ahead = next((hit for hit in earlier if hit.means("person")), None)
    gap = text[ahead.end : title.start] if ahead and title.start - ahead.end <= _APPOSITION else ""
    if ahead and gap.startswith((",", " (", " ,")) and "." not in gap:
        yield from ahead.meant.of_kind("person").ids
