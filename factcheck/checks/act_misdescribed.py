"""Decrees, laws and decisions of the facts in, places where the draft has them say more than they do out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcheck import facts
from factcheck.checks import around, entries, quoted
from factcheck.checks.scene import Scene
from factcheck.model import Act, Conflict, Severity, Span

PLACEHOLDERS = ("act", "says", "date")

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 2000
"""Characters of a sentence that are read."""
_DENIED = 5
"""Words before a misreading in which it can be denied."""
_SHORT = 3
"""Letters of a short content word."""
_FEWEST = 2
"""Content words of a misreading, its names apart, that a sentence must have."""


@dataclass(frozen=True, slots=True)
class _Misreading:
    """What an act is wrongly said to say: its content words, and the names in it that the act does not have, in any language."""

    act: Act
    form: str
    stems: frozenset[str]
    names: frozenset[str]


def act_misdescribed(scene: Scene) -> Iterator[Conflict]:
    """A sentence with the words of a listed misreading and the name that widens it. {act}: its name; {says}: what it says.

    The act must be in sight: named, or its author in the same paragraph; in the same sentence where the misreading has no
    name of its own. In square brackets, an editor's insertion, it is a note: the speaker did not say it.
    """
    for misreading in _misreadings(scene):
        if not misreading.names:
            yield from (_conflict(scene, misreading.act, place) for place in _words(scene, misreading))
        elif len(misreading.stems) >= _FEWEST:
            yield from (_conflict(scene, misreading.act, place) for place in _places(scene, misreading))


def _misreadings(scene: Scene) -> Iterator[_Misreading]:
    language = scene.document.language
    for act in scene.facts.acts.values():
        says = {quoted.bare(word.lower()) for word in _WORD.findall(" ".join(act.says.get(language, ())))}
        for form in act.misread.get(language, ()):
            names = [word for word in _WORD.findall(form) if word[0].isupper() and quoted.bare(word.lower()) not in says]
            stems = _stems(scene, form) - {_stem(scene, name) for name in names}
            yield _Misreading(act, form, stems, frozenset(names) | _in_all_languages(scene, names))


def _in_all_languages(scene: Scene, names: list[str]) -> frozenset[str]:
    """The names of the same countries in every language: an insertion is often left in another."""
    language = scene.document.language
    meant = (country for country in scene.facts.countries.values() if set(country.named.name.get(language, ())) & set(names))
    return frozenset(form for country in meant for forms in country.named.name.values() for form in forms)


def _places(scene: Scene, misreading: _Misreading) -> Iterator[Span]:
    """The name that widens the act, once in every sentence that has the other words of the misreading."""
    names = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, misreading.names)))})(?!\w)")
    done = -1
    for found in names.finditer(scene.document.text):
        start, end = around.sentence(scene, found.start())
        if start == done or not _in_sight(scene, misreading.act, start):
            continue
        done = start
        words = _WORD.findall(scene.document.text, start, min(end, start + _LONGEST))
        if misreading.stems <= frozenset[str]().union(*(_forms(scene, word) for word in words)):
            yield found.span()


def _words(scene: Scene, misreading: _Misreading) -> Iterator[Span]:
    """The words of a misreading without a name, in a sentence on the act that does not say most of what it says as well."""
    act, text, denials = misreading.act, scene.document.text, scene.grammar.words["clause_denials"]
    right = _stems(scene, " ".join(act.says.get(scene.document.language, ()))) - misreading.stems
    sentences = _sentences(scene, act)
    same = _literal(misreading.form, scene.grammar.words["definite_articles"])
    for start, end in sorted(sentences):
        words = list(_WORD.finditer(text, start, min(end, start + _LONGEST)))
        told = frozenset[str]().union(*(_forms(scene, word.group()) for word in words))
        if right and 2 * len(right & told) >= len(right):
            continue
        if found := same.search(text, start, min(end, start + _LONGEST)):
            if not any(word in denials for word in around.words_before(scene, found.start(), _DENIED)):
                yield found.span()
            continue
        denied = any(quoted.bare(word.group().lower()) in denials for word in words)
        if len(misreading.stems) >= _FEWEST and misreading.stems <= told and not denied:
            ours = [word for word in words if _forms(scene, word.group()) & misreading.stems]
            yield ours[0].start(), ours[-1].end()


def _stems(scene: Scene, text: str) -> frozenset[str]:
    return frozenset(stem for word in _WORD.findall(text) if (stem := _stem(scene, word)))


def _stem(scene: Scene, word: str) -> str:
    """The stem of a content word, of a short one as well: a ban and a cut tell an act from a freeze."""
    small = word.lower()
    short = len(small) == _SHORT and small.isalpha() and small not in scene.grammar.words["small_words"]
    return quoted.bare(small) if short and not quoted.stem_of(scene.grammar, word) else quoted.stem_of(scene.grammar, word)


def _forms(scene: Scene, word: str) -> frozenset[str]:
    """The stem of a word of the draft, and the short noun that it may be a form of: *bans*, *banned*, *taxes*."""
    small = quoted.bare(word.lower())
    rest = small[_SHORT:]
    short = {small[:_SHORT]} if rest == "es" or (rest and rest[0] in ("s", small[_SHORT - 1])) else set()
    return frozenset({_stem(scene, word), *short} - {""})


def _sentences(scene: Scene, act: Act) -> set[Span]:
    """Those that name the act; where the draft has named it, or its author, those that speak of it by its noun: `the decree`."""
    text = scene.document.text
    named = [m.span for m in scene.mentions if m.kind == "act" and act.named.id in m.ids]
    by = [m.span for m in scene.mentions if m.kind == "person" and act.by in m.ids]
    found = {around.sentence(scene, start) for start, _ in named}
    if named or by:
        nouns = {name.split()[0].lower() for name in act.named.name.get(scene.document.language, ()) if name}
        again = (*nouns, *scene.grammar.words["acts_again"])
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, again))})(?!\w)", re.IGNORECASE)
        first = min((*named, *by))[0]
        for one in pattern.finditer(text, first if named else 0):
            sentence = around.sentence(scene, one.start())
            if named or any(sentence[0] <= start < sentence[1] for start, _ in by):
                found.add(sentence)
    return found | {after for start, _ in named if (after := _taken_up(scene, start))}


def _taken_up(scene: Scene, at: int) -> Span | None:
    """The sentence behind the one that names the act, where a pronoun opens it: *It bans …*."""
    after = around.sentence(scene, around.sentence(scene, at)[1] + 1)
    opens = _WORD.search(scene.document.text, *after)
    pronoun = opens is not None and opens.group().lower() in scene.grammar.words["act_pronouns"]
    return after if pronoun and after[0] > at else None


@lru_cache(maxsize=256)
def _literal(form: str, articles: tuple[str, ...]) -> re.Pattern[str]:
    """The words of a misreading as they are, its article left out."""
    bare = re.sub(rf"^(?:{'|'.join(map(re.escape, articles))})(?:(?<=['’])|\s+)", "", form)
    return re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)".replace("’", "['’]"), re.IGNORECASE)


def _in_sight(scene: Scene, act: Act, at: int) -> bool:
    near = around.mentions_within(scene, around.vicinity(scene, at))
    return any((m.kind == "act" and act.named.id in m.ids) or (act.by is not None and act.by in m.ids) for m in near)


def _conflict(scene: Scene, act: Act, place: Span) -> Conflict:
    text = scene.document.text
    inserted = text.rfind("[", max(0, place[0] - 40), place[0]) > text.rfind("]", max(0, place[0] - 40), place[0])
    ceiling: Severity = "note" if inserted else "warning"
    says = act.says.get(scene.document.language, ())
    return Conflict(
        place,
        fact=facts.form_use(act.named),
        confidence="medium",
        ceiling=ceiling,
        values={
            "act": entries.name(scene, act.named),
            "says": says[0] if says else "",
            "date": act.date.text if act.date else "",
        },
    )
