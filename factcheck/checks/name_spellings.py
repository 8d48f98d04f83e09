"""A draft in, names that it spells in two ways out, each with the spelling to keep."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck import facts
from factcheck.checks import around, entries, spelt_twice
from factcheck.checks.glued_words import glued_words
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Mention, Named, Severity, Span

PLACEHOLDERS = ("other", "times")

_ALIKE = 70
"""Likeness from which on two words are spellings of one name rather than a name and a given name."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A word of a name as the draft spells it, and the words it stands in, with their place.

    `wrong`: no right form of the draft's language has it. `mended`: what the facts put for the words, if they do.
    """

    word: str
    words: str
    span: Span
    wrong: bool
    mended: str | None = None


def name_spellings(scene: Scene) -> Iterator[Conflict]:
    """One person, body or capital under two spellings. {other}: the spelling kept, {times}: how often it stands in the draft.

    Kept is the one that the desk prints, else the commoner. Two spellings that are both accepted give a note. Of a name unknown
    to the facts, the spelling kept is the one beside the first name.
    """
    for id, spellings in _spelt(scene).items():
        for word in _variants(spellings):
            yield from _conflicts(scene, id, [one for one in spellings if one.word in word])
    for twice in spelt_twice.twice(scene):
        values = {"other": twice.kept, "times": str(twice.times)}
        yield Conflict(twice.span, expected=twice.kept, exact=False, confidence="medium", ceiling=twice.ceiling, values=values)


def _spelt(scene: Scene) -> Mapping[tuple[str, str], list[_Spelling]]:
    """Every entry with the words that name it in the draft."""
    found: dict[tuple[str, str], list[_Spelling]] = defaultdict(list)
    for mention in scene.mentions:
        key = _key(mention)
        if key and not (mention.form == "near" and around.named_beside(scene, mention)):
            found[key].extend(_words(scene, mention))
    by_word = _by_word(scene, [id for kind, id in found if kind == "person"])
    for glued in glued_words(scene) if found else ():
        for word in glued.values.values():
            for key in by_word.get(word, ()):
                if key in found:
                    found[key].append(_Spelling(word, glued.expected or word, glued.span, _wrong(scene, *key, word)))
    return found


def _key(mention: Mention) -> tuple[str, str] | None:
    named = mention.kind in ("person", "organisation") or mention.form == "capital"
    return (mention.kind, mention.ids[0]) if named and len(mention.ids) == 1 and mention.form != "demonym" else None


def _by_word(scene: Scene, ids: Sequence[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The last word of every name of these people, in any language, to those who bear it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id in ids:
        for word in dict.fromkeys(form.split()[-1] for forms in _all_forms(scene.facts.people[id].named) for form in forms):
            found[word].append(("person", id))
    return found


def _all_forms(named: Named) -> Iterator[Sequence[str]]:
    for forms in (named.name, named.short, named.also):
        yield from forms.values()
    yield from (tuple(wrong) for wrong in named.wrong.values())


def _words(scene: Scene, mention: Mention) -> Iterator[_Spelling]:
    words = scene.document.text[slice(*mention.span)]
    for word in words.split():
        wrong = _wrong(scene, mention.kind, mention.ids[0], word)
        yield _Spelling(word, words, mention.span, wrong, mention.expected)


def _wrong(scene: Scene, kind: str, id: str, word: str) -> bool:
    """Whether no right form in the draft's language has this word."""
    house, others = _right(scene, kind, id)
    return bool(house) and _plain(word) not in map(_plain, house | others)


def _right(scene: Scene, kind: str, id: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the forms that the desk prints, and those of the other right forms; of a country, those of its capital."""
    country = scene.facts.countries.get(id) if kind == "country" else None
    named = entries.find(scene, kind, id)
    groups = (
        (country.capital, {}, country.capital_also)
        if country
        else (named.name, named.short, named.also)
        if named
        else ({}, {}, {})
    )
    printed, short, also = (_split(group.get(scene.document.language, ())) for group in groups)
    return printed | short, also


def _split(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(word for form in forms for word in form.split())


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _variants(spellings: Sequence[_Spelling]) -> Iterator[frozenset[str]]:
    """Groups of different words that are alike: capitals apart, which headlines have, and the words of one name apart."""
    words = list(dict.fromkeys(one.word for one in spellings))
    together = {frozenset(one.words.split()) for one in spellings}
    done: set[str] = set()
    for word in words:
        if word not in done:
            free = (
                other
                for other in words
                if other not in done and not any({word, other} <= name for name in together if word != other)
            )
            alike = frozenset(other for other in free if _alike(word, other))
            done |= alike
            if len({_plain(one) for one in alike}) > 1:
                yield alike


def _alike(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) > 3 and fuzz.ratio(_bare(word), _bare(other)) >= _ALIKE)


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def _conflicts(scene: Scene, key: tuple[str, str], spellings: Sequence[_Spelling]) -> Iterator[Conflict]:
    kept = _kept(scene, key, spellings)
    times = sum(_plain(one.word) == _plain(kept) for one in spellings)
    named = entries.find(scene, *key)
    for one in spellings:
        if _plain(one.word) != _plain(kept):
            ceiling: Severity = "warning" if one.wrong else "note"
            yield Conflict(
                one.span,
                expected=one.mended or one.words.replace(one.word, kept, 1),
                fact=facts.form_use(named) if named else None,
                ceiling=ceiling,
                values={"other": kept, "times": str(times)},
            )


def _kept(scene: Scene, key: tuple[str, str], spellings: Sequence[_Spelling]) -> str:
    """The spelling that the desk prints, where the draft has it, else the commonest right one, else the first."""
    house, _ = _right(scene, *key)
    counts = Counter(one.word for one in spellings)
    order = [one.word for one in spellings]
    wrong = {one.word for one in spellings if one.wrong}
    return min(counts, key=lambda word: (word not in house, word in wrong, -counts[word], order.index(word)))
