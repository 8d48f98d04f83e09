"""Capitalised words that are no known form in, the person they likely mean out: one letter or two away, with context.

A first name that is right and a surname that nearly is, a surname that is right and a first name that nearly is, or a surname
that nearly is behind the title that its bearer held. Never a bare surname: one in ten would be somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TypeAlias

from factcheck.mentions.folding import bare, fold_form
from factcheck.mentions.hits import Hit
from factcheck.mentions.meanings import Meaning, Meant
from factcheck.model import Facts, Language, Mention, Person
from factcheck.packed import pack

_NAME = r"[^\W\d_a-zà-öø-ÿ][\w'-]++"
"""A word with a capital."""
_FIRST = r"[^\0-@\[-©à-öø-ÿ](?<=[^\W\d_])(?<![\w-].)[\w'-]++"
"""The same where no word goes on: the letter comes first, since a search for one is faster than a look before every place, and
fastest for one that most characters plainly are not."""
_SINGLE = re.compile(rf"{_NAME}(?! {_NAME})")
_MOST = 5
"""Words of a run that can be a name with a title or an opening word before it; longer ones are a headline."""
_LONG = 6
"""Letters of a surname from which on one wrong letter tells; two from eight on."""


@dataclass(frozen=True, slots=True)
class Names:
    """People by their first names and by their surnames, in small letters, in one language; `right`: what is right in any."""

    by_given: Mapping[str, tuple[str, ...]]
    by_surname: Mapping[str, tuple[str, ...]]
    full: Callable[[str], tuple[tuple[str, str], ...]]
    """A person to the pairs of first name and surname in this language."""
    right: Mapping[str, None]
    run: re.Pattern[str]
    """Two words with a capital or more in a row, the small words of known surnames between them."""


Parts: TypeAlias = tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]], Mapping[str, None], tuple[str, ...]]
"""By first name, by surname, what is right in any language, the small words of surnames: what of `Names` is kept in the cache."""


def names(facts: Facts, language: Language, parts: Parts) -> Names:
    by_given, by_surname, right, small = parts
    between = f"(?:(?:{'|'.join(map(re.escape, small))}) )*+" if small else ""
    run = re.compile(rf"{_FIRST}(?: {between}{_NAME})++", re.DOTALL)
    return Names(by_given, by_surname, cache(lambda id: tuple(_pairs(facts.people[id], language))), right, run)


def parts(facts: Facts, language: Language) -> Parts:
    """Linear in the number of people."""
    by_given: dict[str, list[str]] = {}
    by_surname: dict[str, list[str]] = {}
    right: dict[str, None] = {}
    for id, person in facts.people.items():
        right.update(dict.fromkeys(fold_form(form).lower() for form in _forms(person)))
        for given, surname in _pairs(person, language):
            by_given.setdefault(given.lower(), []).append(id)
            by_surname.setdefault(surname.lower(), []).append(id)
    small = {word for surname in by_surname for word in surname.split()[:-1]}
    return pack(_frozen(by_given)), pack(_frozen(by_surname)), pack(right), tuple(sorted(small))


def _frozen(found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items()}


def _forms(person: Person) -> Iterator[str]:
    named = person.named
    for forms in (named.name, named.short, named.also):
        yield from (form for language in forms for form in forms[language])


def _pairs(person: Person, language: Language) -> Iterator[tuple[str, str]]:
    """First name and surname as the full names of a language have them; nothing where the family name comes first."""
    if person.family_name_first:
        return
    shorts = person.named.short.get(language, ())
    for name in person.named.name.get(language, ()):
        surname = next((short for short in shorts if name.endswith(f" {short}")), name.rsplit(" ", 1)[-1])
        given = name.removesuffix(surname).strip()
        if given:
            yield fold_form(given), fold_form(surname)


def find(text: str, hits: Sequence[Hit], known: Names, facts: Facts) -> Iterator[Mention]:
    """Near misses, their spans in the folded text."""
    if not facts.people:
        return
    starts = [hit.start for hit in hits]
    told: set[int] = set()
    seen: dict[str, tuple[tuple[str, str], ...]] = {}
    held: dict[Meant, frozenset[str]] = {}
    holders: dict[tuple[Meant, str], tuple[tuple[str, str], ...]] = {}
    for run in chain(known.run.finditer(text), _behind_titles(text, hits)):
        start, before = _unknown(run, hits, bisect_left(starts, run.start()))
        while before < len(hits) and hits[before].start < run.end() and hits[before].means("office"):
            start, before = hits[before].end + 1, before + 1  # `Former Foreign Minister Jane Roo`
        words = text[start : run.end()].removesuffix("'s")
        if not words or words.count(" ") >= _MOST or (before < len(hits) and hits[before].start < run.end()):
            continue
        for begin, name in _ends(words):
            if name not in seen:
                seen[name] = tuple(_persons(name, known))
            title = hits[before - 1] if before and hits[before - 1].end == start + begin - 1 else None
            if not seen[name] and title and (title.meant, name) not in holders:
                holders[title.meant, name] = tuple(_holders(name, title.meant, known, facts, held))
            found = seen[name] or (holders[title.meant, name] if title else ())
            if found and start + begin not in told:
                told.add(start + begin)
                ids = tuple(dict.fromkeys(id for id, _ in found))
                yield Mention((start + begin, start + len(words)), "person", ids, "near", found[0][1])
                break


def _behind_titles(text: str, hits: Sequence[Hit]) -> Iterator[re.Match[str]]:
    """Single words with a capital right behind a title."""
    for hit in hits:
        if hit.means("office") and (name := _SINGLE.match(text, hit.end + 1)):
            yield name


def _ends(words: str) -> Iterator[tuple[int, str]]:
    """The words, then without the first, and so on: a capital may come from opening a sentence."""
    place = 0
    while place >= 0:
        yield place, words[place:]
        place = words.find(" ", place) + 1 or -1


def _unknown(run: re.Match[str], hits: Sequence[Hit], before: int) -> tuple[int, int]:
    """Where the run begins behind the known forms that it opens with, and the first hit after that place."""
    start = run.start()
    if before and hits[before - 1].end > start:
        start = hits[before - 1].end + 1
    while start < run.end() and before < len(hits) and hits[before].start == start:
        start, before = hits[before].end + 1, before + 1
    return start, before


def _persons(words: str, known: Names) -> Iterator[tuple[str, str]]:
    """People whose first name or surname the words have, and whose other name they nearly have."""
    small = words.lower()
    if small in known.right:
        return
    parts = small.split(" ")
    for cut in range(1, len(parts)):
        given, surname = " ".join(parts[:cut]), " ".join(parts[cut:])
        if surname in known.right or given in known.right:
            yield from _closest(known.by_surname.get(surname, ()), known, given, 0)
        else:
            yield from _closest(known.by_given.get(given, ()), known, surname, 1)


def _closest(ids: Iterable[str], known: Names, written: str, which: int) -> Iterator[tuple[str, str]]:
    """People whose name (0 the first, 1 the last) is nearly as written, the nearest alone."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most drafts have no near miss, and need not wait for it

    allowed = 2 if len(written) >= _LONG + 2 else 1
    scored = [
        (
            _slips(written, pair[which].lower(), OSA.distance(bare(written), bare(pair[which].lower()), score_cutoff=allowed)),
            id,
            " ".join(pair),
        )
        for id in ids
        for pair in known.full(id)
        if abs(len(pair[which]) - len(written)) <= allowed
    ]
    best = min((score for score, _, _ in scored), default=allowed + 1)
    if 0 < best <= allowed and len(written) > 3:
        # Two letters away, the first of them: somebody else's name (Corrigan, Kerrigan).
        alike = ((id, name) for score, id, name in scored if score == best)
        yield from alike if best == 1 else ((id, name) for id, name in alike if _begins(name, written, which))


def _slips(written: str, known: str, letters: int) -> int:
    """How many slips apart two names are: accents are one together, and none beside a wrong letter (Sánchez, Sanches)."""
    return 0 if written == known else max(1, letters)


def _begins(name: str, written: str, which: int) -> bool:
    return name.split(" ")[-1 if which else 0][:1].lower() == written[:1] or name.lower().find(f" {written[:1]}") >= 0


def _holders(
    words: str, meant: Meant, known: Names, facts: Facts, held: dict[Meant, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """People who held the office that stands right before, and whose surname the words nearly are. `held`: looked up before."""
    if " " in words or len(words) < _LONG or words.lower() in known.right:
        return
    if meant not in held:
        held[meant] = frozenset(id for office in meant.ids for id, _ in facts.held_by.get(office, ()))
    if next(_closest(held[meant], known, words.lower(), 1), None):
        for meaning in meant.meanings:
            yield from _nearly(meaning, words.lower(), known, facts)


def _nearly(meaning: Meaning, written: str, known: Names, facts: Facts) -> Iterator[tuple[str, str]]:
    if meaning.kind == "office":
        ids = dict.fromkeys(id for id, _ in facts.held_by.get(meaning.id, ()))
        for id, name in _closest(ids, known, written, 1):
            yield id, next((pair[1] for pair in known.full(id) if name.endswith(pair[1])), name)
