"""Wrong wordings of an office's title in, each with the title to print out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import entries, titled
from factcheck.checks.scene import Scene
from factcheck.model import Confidence, Conflict, Mention, NotChecked, Severity

PLACEHOLDERS = ("person", "office")


def office_title(scene: Scene) -> Iterator[Conflict | NotChecked]:
    """A title that the facts list as wrong. {person}: who holds the office, where the draft says so; {office}: its title.

    Sure where the person beside the title has held that office; a warning at most where only its country or body is named
    with it; nothing where neither is: the same words may be the right title of another post.
    """
    pairs = {pair.office.span: pair for pair in titled.pairs(scene)}
    for mention in scene.mentions:
        if mention.kind != "office" or mention.form != "wrong":
            continue
        pair = pairs.get(mention.span)
        held = _held(scene, mention, pair.people) if pair else None
        if held:
            yield _conflict(scene, mention, held[0], held[1], "high", "error")
        elif (pair is None or _unknown(scene, pair.people)) and (office := _of_the_body(scene, mention)):
            yield _conflict(scene, mention, office, None, "medium", "warning")


def _held(scene: Scene, mention: Mention, people: tuple[str, ...]) -> tuple[str, str] | None:
    """The office meant and the person beside it, who holds it or has held it."""
    spells = ((spell.office, id) for id in people for spell in scene.facts.people[id].spells)
    return next(((office, id) for office, id in spells if office in mention.ids and _country_fits(scene, mention, office)), None)


def _country_fits(scene: Scene, mention: Mention, office: str) -> bool:
    return mention.country is None or mention.country in facts.bodies(scene.facts, office)


def _unknown(scene: Scene, people: tuple[str, ...]) -> bool:
    """Whether the facts know of no office of theirs at all."""
    return not any(scene.facts.people[id].spells for id in people)


def _of_the_body(scene: Scene, mention: Mention) -> str | None:
    """The office whose country or body the words themselves name."""
    return next((id for id in mention.ids if mention.country is not None and _country_fits(scene, mention, id)), None)


def _conflict(
    scene: Scene, mention: Mention, office: str, person: str | None, confidence: Confidence, ceiling: Severity
) -> Conflict:
    entry = scene.facts.offices[office]
    curly = "’" in scene.document.text[slice(*mention.span)]
    return Conflict(
        mention.span,
        expected=mention.expected.replace("'", "’") if mention.expected and curly else mention.expected,
        fact=facts.title_use(scene.facts, entry, scene.date),
        confidence=confidence,
        ceiling=ceiling,
        values={"person": entries.person(scene, person), "office": entries.name(scene, entry.named)},
    )
