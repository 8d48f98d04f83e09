"""Wrong names of treaties in, each with the name to print out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts, times
from factcheck.checks import around, entries
from factcheck.checks.scene import Scene
from factcheck.model import Confidence, Conflict, Mention, Severity, Treaty

PLACEHOLDERS = ("name",)


def treaty_name(scene: Scene) -> Iterator[Conflict]:
    """A treaty under a name that the facts list as wrong. {name}: the name to print, {expected}: what to put for the words.

    The facts may set a ceiling for a wrong form (`level`). Nothing where the words are no name: `un traité de commerce`; nor
    where the sentence speaks of years before the treaty was there: they may then be the right name of an older text.
    """
    for mention in scene.mentions:
        treaty = scene.facts.treaties.get(mention.ids[0]) if mention.kind == "treaty" and mention.form == "wrong" else None
        if treaty is None or _common(scene, mention) or _before_it(scene, mention, treaty):
            continue
        others = any(id in scene.facts.treaties for id in mention.ids[1:]) or _another(scene, mention, treaty)
        ceiling, confidence = _level(scene, mention, treaty), "medium" if others else "high"
        yield Conflict(
            mention.span,
            expected=mention.expected,
            fact=facts.form_use(treaty.named),
            confidence=_confidence(confidence),
            ceiling="warning" if others and ceiling == "error" else ceiling,
            values={"name": entries.name(scene, treaty.named)},
        )


def _common(scene: Scene, mention: Mention) -> bool:
    """Whether the words are common nouns, one treaty of many: no capital, and an indefinite article or the like before them."""
    before = around.words_before(scene, mention.span[0], 2)
    return scene.document.text[slice(*mention.span)].islower() and any(w in scene.grammar.words["indefinite"] for w in before)


def _confidence(word: str) -> Confidence:
    return "medium" if word == "medium" else "high"


def _level(scene: Scene, mention: Mention, treaty: Treaty) -> Severity:
    words = " ".join(scene.document.text[slice(*mention.span)].split()).casefold()
    levels = {form.casefold(): severity for form, severity in treaty.level.items()}
    return levels.get(words, "error")


def _before_it(scene: Scene, mention: Mention, treaty: Treaty) -> bool:
    """Whether the sentence speaks of a time before the first line of the treaty's life."""
    begun = min((line.date.first for line in treaty.life), default=None)
    start, end = around.sentence(scene, mention.span[0])
    near = around.vicinity(scene, mention.span[0])
    times_near = around.times_in(scene, (max(start, near[0]), min(end, near[1])))
    spoken = [meant for one in times_near if one.year and (meant := times.resolve(one, scene.date))]
    return begun is not None and any(last < begun for _, last in spoken)


def _another(scene: Scene, mention: Mention, treaty: Treaty) -> bool:
    """Whether another treaty has these very words for its name."""
    words = " ".join(scene.document.text[slice(*mention.span)].split()).casefold()
    others = (one for id, one in scene.facts.treaties.items() if id != treaty.named.id)
    return any(words == form.casefold() for one in others for form in one.named.name.get(scene.document.language, ()))
