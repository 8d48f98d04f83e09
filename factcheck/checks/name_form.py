"""Wrong forms of names in, each with the form to print out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import entries
from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("name",)

_KINDS = frozenset({"person", "organisation", "country", "currency", "event", "act"})


def name_form(scene: Scene) -> Iterator[Conflict]:
    """A form of a name that the facts list as wrong in the draft's language. {name}: the full name, as printed.

    Words that are the right name of somebody else give a note.
    """
    for mention in scene.mentions:
        if mention.form != "wrong" or mention.kind not in _KINDS:
            continue
        named = entries.of(scene, mention)
        if named is not None and mention.expected is not None:
            sure = len(mention.ids) == 1
            yield Conflict(
                mention.span,
                expected=mention.expected,
                fact=facts.form_use(named),
                confidence="high" if sure else "low",
                ceiling="error" if sure else "note",
                values={"name": entries.name(scene, named)},
            )
