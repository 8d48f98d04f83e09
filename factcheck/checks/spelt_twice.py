"""A draft in, the words out that spell a name of it in another way, though the facts know neither the name nor the other way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.checks import around, office_unknown
from factcheck.checks.scene import Scene
from factcheck.model import Severity, Span

_NAME = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*[a-zà-öø-ÿ][^\W\d_]*(?:-[^\W\d_]+)*"
_WORD = re.compile(rf"{_NAME}(?:[’'](?!s\b)[^\W\d_]+)*")
"""A word with a capital, and small letters behind it: a headline in capitals has its own spelling."""
_PAIR = re.compile(rf"(?<!\w)({_NAME}) (?=({_NAME}))")
_SHORTEST, _ALONE = 5, 6
"""Letters of a surname one of whose letters may be wrong: beside the first name or a form of address, and by itself."""
_TWO = 9
"""Letters from which on two may be."""
_CLAUSE = 8
"""Characters behind a name, from which on a sentence says something of it."""
_ADDRESS = 16
"""Characters before a name in which its form of address stands."""
_MOST = 60
"""Names of a draft that are compared with each other."""


@dataclass(frozen=True, slots=True)
class Twice:
    """A word that stands where a name would, the spelling that the draft has beside the whole name, and how often it has it."""

    span: Span
    kept: str
    times: int
    ceiling: Severity


def twice(scene: Scene) -> Iterator[Twice]:
    """Surnames a letter or two from that of somebody whom the draft names in full.

    Such a word is another spelling behind the same first name or a form of address, and a doubt by itself. It has to be the
    only one of its spelling, of which nobody else in the draft is called.
    """
    names = _full_names(scene)
    if not names:
        return
    text = scene.document.text
    words = list(_WORD.finditer(text))
    counts = Counter(word.group() for word in words)
    for word in words:
        spelt = word.group()
        if counts[spelt] > 1 or len(spelt) < _SHORTEST:
            continue
        near = (name for name in names if name[0] == spelt[0] and (_near(spelt, name) or _longer(scene, word, name)))
        kept = next((name for name in near if _may_be(spelt, name, names)), None)
        if kept is None or spelt.lower() in text or _known(scene, word.span()):
            continue
        ceiling = _stands(scene, word, kept, names[kept])
        if ceiling:
            yield Twice(word.span(), kept, counts[kept], ceiling)


def _full_names(scene: Scene) -> Mapping[str, frozenset[str]]:
    """The surnames of the people that the draft names in full, each with their first names."""
    text = scene.document.text
    people = [text[slice(*one.span)] for one in scene.mentions if one.kind == "person" and one.form != "near"]
    said = (one.speaker for one in scene.assertions if one.speaker and one.speaker.via == "full-name")
    speakers = [one.name for one in said if one.name]
    offices = (office_unknown.beside(scene, one) for one in scene.mentions if one.kind == "office" and one.form != "wrong")
    beside = [text[slice(*span)] for span in offices if span]
    found: dict[str, set[str]] = {}
    for name in dict.fromkeys((*people, *speakers, *beside, *_pairs(scene))):
        parts = name.split()
        if len(parts) > 1 and parts[-1] in text and len(found) < _MOST:
            found.setdefault(parts[-1], set()).add(parts[-2])
    return {surname: frozenset(given) for surname, given in found.items()}


def _pairs(scene: Scene) -> Iterator[str]:
    """Two words with a capital side by side, neither of which is a title or opens a clause: a first name and a surname."""
    words = scene.grammar.words
    others = {
        *_addresses(scene),
        *(word.casefold() for word in (*words["opening_words"], *words["definite"], *words["weekdays"])),
    }
    for found in _PAIR.finditer(scene.document.text):
        given, surname = found[1], found[2]
        if len(surname) >= _ALONE and given.casefold() not in others and not _known(scene, found.span()):
            yield f"{given} {surname}"


def _known(scene: Scene, span: Span) -> bool:
    """Whether the facts know the word, or already take it for a slip."""
    return any(mention.span[1] > span[0] for mention in around.mentions_within(scene, (max(0, span[0] - 60), span[1])))


def _may_be(spelt: str, name: str, names: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word may be a slip for a name: nobody else is called so, unless by the same first name, further down."""
    if spelt not in names:
        return True
    order = list(names)
    return names[spelt] <= names[name] and order.index(name) < order.index(spelt)


def _longer(scene: Scene, word: re.Match[str], name: str) -> bool:
    """Whether a word behind a form of address is the name and a letter more or less, and no plural: M. Rouvel, M. Rouvele."""
    before = scene.document.text[max(0, word.start() - _ADDRESS) : word.start()].split()
    one, other = sorted((_bare(word.group()), _bare(name)), key=len)
    addressed = bool(before) and before[-1].strip("(«“").rstrip(".").casefold() in _addresses(scene)
    return addressed and other.startswith(one) and len(other) == len(one) + 1 and not other.endswith("s")


def _near(spelt: str, name: str) -> bool:
    """Whether the two are a slip apart: accents, or a letter that is not the first, and neither is the other with an ending."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a draft without two like words need not wait for it

    one, other = _bare(spelt), _bare(name)
    if one == other:
        return spelt != name and spelt.islower() == name.islower()  # accents alone
    if one[0] != other[0] or abs(len(one) - len(other)) > 2 or one.startswith(other) or other.startswith(one):
        return False
    allowed = 2 if len(other) >= _TWO else 1
    return 0 < OSA.distance(one, other, score_cutoff=allowed) <= allowed


@cache
def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def _stands(scene: Scene, word: re.Match[str], kept: str, given: frozenset[str]) -> Severity | None:
    """What a word is worth by what stands around it: nothing as part of another name, or in what a heading capitalises."""
    text = scene.document.text
    start, end = around.sentence(scene, word.start())
    before = text[start : word.start()].split()
    last = before[-1].strip("(«“") if before else ""
    if last in given:
        return "note" if kept in text[start:end] else "warning"  # both in one sentence are two people
    if last.rstrip(".").casefold() in _addresses(scene):
        return "warning"
    behind = re.match(r" [^\W\d_a-zà-öø-ÿ]", text[word.end() : word.end() + 2])
    words = scene.grammar.words
    opening = len(before) == 1 and last.casefold() in (*words["telling_words"], *words["opening_words"])
    apart = opening or last.endswith(",") or not last[:1].isupper()
    alone = apart and last[-1:] not in (".", ":") and not behind and (bool(before) or end - word.end() > _CLAUSE)
    return "note" if alone and len(word.group()) >= _ALONE else None


def _addresses(scene: Scene) -> frozenset[str]:
    lists = scene.grammar.words
    return frozenset(word.rstrip(".").casefold() for word in (*lists["honorifics"], *lists["title_nouns"]))
