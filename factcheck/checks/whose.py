"""An office as the draft names it and a person in, the posts that the words can mean out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from factcheck import facts
from factcheck.checks.scene import Scene
from factcheck.model import Facts, Language, Mention


def candidates(scene: Scene, person: str, office: Mention) -> tuple[str, ...]:
    """The posts meant: those of the country or body that the words name, else of the person's own countries."""
    named = of_place(scene, office)
    return named if named or office.country is not None else _owned(_known(scene), person, office.ids)


def of_place(scene: Scene, office: Mention) -> tuple[str, ...]:
    """The posts of the country beside the title, or of the body inside it: `secrétaire général de la Ligue`."""
    if office.country is not None:
        return _of_country(_known(scene), office.ids, office.country)
    words = scene.document.text[slice(*office.span)].casefold().replace("'", "’")
    return _of_body(_known(scene), office.ids, words, scene.document.language)


def own_bodies(scene: Scene, person: str) -> frozenset[str]:
    """The countries and organisations of all offices that the person held at any time."""
    return _bodies_of(scene.facts, person)


def same_title_elsewhere(scene: Scene, person: str, office: Mention) -> str | None:
    """An office of the person's under these very words, in another country than the one named, where they never had any."""
    if office.country in own_bodies(scene, person):
        return None
    words = scene.document.text[slice(*office.span)].casefold().replace("'", "’")
    tails = ("", *scene.grammar.words["office_tails"])
    for spell in reversed(scene.facts.people[person].spells):
        titles = facts.titles(scene.facts.offices[spell.office], scene.document.language, scene.date)
        bare = {title.removesuffix(tail).casefold().replace("'", "’") for title in titles for tail in tails}
        if office.country not in facts.bodies(scene.facts, spell.office) and any(title in words for title in bare):
            return spell.office
    return None


# ---------------------------------------------------------------- told once: a short title may be that of every country


@dataclass(frozen=True, slots=True)
class _Known:
    """Facts that can be a key: the same object is the same key, and is kept alive by it."""

    identity: int
    facts: Facts = field(compare=False)


def _known(scene: Scene) -> _Known:
    return _Known(id(scene.facts), scene.facts)


@lru_cache(maxsize=4096)
def _owned(known: _Known, person: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    own = _bodies_of(known.facts, person)
    return tuple(id for id in ids if own & set(facts.bodies(known.facts, id)))


@lru_cache(maxsize=4096)
def _of_country(known: _Known, ids: tuple[str, ...], country: str) -> tuple[str, ...]:
    return tuple(id for id in ids if country in facts.bodies(known.facts, id))


@lru_cache(maxsize=4096)
def _of_body(known: _Known, ids: tuple[str, ...], words: str, language: Language) -> tuple[str, ...]:
    return tuple(id for id in ids if any(form in words for form in _body_forms(known.facts, id, language)))


def _body_forms(known: Facts, office: str, language: Language) -> tuple[str, ...]:
    """The names of the organisation that an office belongs to."""
    body = known.organisations.get(known.offices[office].of or "")
    forms = (body.named.name, body.named.also) if body else ()
    return tuple(form.casefold().replace("'", "’") for some in forms for form in some.get(language, ()))


def _bodies_of(known: Facts, person: str) -> frozenset[str]:
    spells = known.people[person].spells if person in known.people else ()
    return frozenset(body for spell in spells for body in facts.bodies(known, spell.office))
