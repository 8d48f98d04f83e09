"""Names one slip away from a known one in, each with the known name out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck import facts
from factcheck.checks import around, entries
from factcheck.checks.scene import Scene
from factcheck.model import Conflict

PLACEHOLDERS = ("name",)


def name_near(scene: Scene) -> Iterator[Conflict]:
    """A name that is a letter or two from a known one and stands where that one would. {name}: the known full name.

    A real person may be one letter away, so it is never an error.
    """
    for mention in scene.mentions:
        if mention.form != "near":
            continue
        named = entries.of(scene, mention)
        if named is not None and mention.expected is not None:
            yield Conflict(
                mention.span,
                expected=mention.expected,
                fact=facts.form_use(named),
                exact=False,
                confidence="medium",
                ceiling="note" if around.named_beside(scene, mention) else "warning",
                values={"name": entries.name(scene, named)},
            )
