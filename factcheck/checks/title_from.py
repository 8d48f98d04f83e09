"""Titles that are right only from a day on in, places where an earlier draft has them out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import entries, titled, worded
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, DatedForm, Mention, NotChecked

PLACEHOLDERS = ("person", "since")


def title_from(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """A title before the day from which the facts accept it. {person}: who holds the office; {since}: that day; {expected}.

    Only beside somebody who has held that office: the same words may be another country's title.
    """
    for pair in titled.pairs(scene):
        for office in _held(scene, pair.people, pair.office):
            line = _dated(scene, office, pair.office)
            if line is None:
                continue
            if scene.date is None:
                yield NotChecked(pair.office.span, "draft-without-date")
            elif scene.date < line.date.first:
                entry = scene.facts.offices[office]
                yield Conflict(
                    pair.office.span,
                    expected=next(iter(entry.named.name.get(scene.document.language, ())), None),
                    fact=facts.use(
                        scene.facts, line.origin, office, scene.date, valid=f"{line.date.text} –", exact=line.date.exact
                    ),
                    values={"person": entries.person(scene, pair.people[0]), "since": worded.date(scene.grammar, line.date)},
                )


def _held(scene: Scene, people: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
    spells = (spell.office for id in people for spell in scene.facts.people[id].spells)
    return tuple(dict.fromkeys(office for office in spells if office in mention.ids))


def _dated(scene: Scene, office: str, mention: Mention) -> DatedForm | None:
    """The line that first allows these words, when no other form of the title has them."""
    entry, language = scene.facts.offices[office], scene.document.language
    words = _plain(scene.document.text[slice(*mention.span)])
    always = facts.titles(entry, language, None)
    dated = {form: line for line in entry.also_from for form in line.forms.get(language, ())}
    if any(_plain(form) in words for form in always if form not in dated):
        return None
    return next((line for form, line in dated.items() if _plain(form) in words), None)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())
