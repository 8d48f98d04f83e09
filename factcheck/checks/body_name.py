"""Bodies that are mistaken for one another in, each with the one that the person beside it heads out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import around, entries, whose
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Mention, Organisation

PLACEHOLDERS = ("person", "body")


def body_name(scene: Scene) -> Iterator[Conflict]:
    """A body named beside somebody who has an office at another one that it is often mistaken for.

    {person}: who stands beside it; {body}: the body they belong to; {expected}: the same.
    """
    bodies = [mention for mention in scene.mentions if mention.kind == "organisation" and mention.form != "wrong"]
    for mention in bodies:
        person = _person(scene, mention)
        meant = _meant(scene, mention, person) if person else None
        if person and meant:
            name = entries.name(scene, meant.named)
            yield Conflict(
                mention.span,
                expected=name,
                fact=facts.form_use(meant.named),
                confidence="medium",
                ceiling="warning",
                values={"person": entries.person(scene, person), "body": name},
            )


def _person(scene: Scene, mention: Mention) -> str | None:
    """The one person named beside the body with a word for somebody who heads it."""
    near = (*around.mentions_after(scene, mention.span[1]), *around.mentions_before(scene, mention.span[0]))
    people = (other for other in near if other.kind == "person" and len(other.ids) == 1)
    return next((other.ids[0] for other in people if _heads(scene, mention, other)), None)


def _heads(scene: Scene, mention: Mention, person: Mention) -> bool:
    """`Untel, qui dirige le Conseil`; `le patron du Conseil, Untel`."""
    words = around.between(scene, mention.span, person.span)
    heads, links = (
        (*scene.grammar.words["heads_of_bodies"], *scene.grammar.words["titles_of_heads"]),
        scene.grammar.words["body_links"],
    )
    if words is None or not all(word in links or word in heads for word in words):
        return False
    before = around.words_before(scene, mention.span[0], 5) if person.span[0] > mention.span[0] else ()
    return any(word in heads for word in (*words, *before))


def _meant(scene: Scene, mention: Mention, person: str) -> Organisation | None:
    """The body that the person belongs to, where it is listed as mistaken for the one named."""
    own = whose.own_bodies(scene, person)
    if own & set(mention.ids):
        return None
    near = (scene.facts.organisations[id] for id in sorted(own) if id in scene.facts.organisations)
    return next((body for body in near if _confused(scene, body, mention) and scene.document.language in body.named.name), None)


def _confused(scene: Scene, body: Organisation, mention: Mention) -> bool:
    named = (scene.facts.organisations[id] for id in mention.ids if id in scene.facts.organisations)
    return any(id in body.named.not_to_confuse for id in mention.ids) or any(
        body.named.id in other.named.not_to_confuse for other in named
    )
