"""People whose family name comes first in, places where the draft calls them by their given name out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck import facts
from factcheck.checks import around
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Person

PLACEHOLDERS = ("name",)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")


def family_name_first(scene: Scene) -> Iterator[Conflict]:
    """`M. Jinping` for Xi Jinping: the second word is the given name. {name}: the full name.

    Only behind a title or a form of address, and only where the draft does not name somebody of that family.
    """
    given = {name: person for name, person in _given(scene).items() if name in scene.document.text}
    if not given:
        return
    taken = {place for mention in scene.mentions if mention.kind == "person" for place in range(*mention.span)}
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, given))})(?![\w-])")
    for match in names.finditer(scene.document.text):
        person = given[match.group()]
        if match.start() not in taken and _addressed(scene, match.start()):
            short = person.named.short[scene.document.language][0]
            yield Conflict(
                match.span(),
                expected=short,
                fact=facts.form_use(person.named),
                values={"name": person.named.name[scene.document.language][0]},
            )


def _given(scene: Scene) -> Mapping[str, Person]:
    """Given names that only one of the known people bears."""
    language = scene.document.language
    found: dict[str, list[Person]] = {}
    for person in scene.facts.people.values():
        names, shorts = person.named.name.get(language, ()), person.named.short.get(language, ())
        if person.family_name_first and names and shorts and names[0].startswith(shorts[0] + " "):
            found.setdefault(names[0].removeprefix(shorts[0] + " "), []).append(person)
    return {name: people[0] for name, people in found.items() if len(people) == 1}


def _addressed(scene: Scene, at: int) -> bool:
    """Whether a title or a form of address stands right before."""
    text = scene.document.text
    before = [word.group().lower() for word in _WORD.finditer(text, max(0, at - 24), at)][-1:]
    office = any(m.kind == "office" and text[m.span[1] : at].strip() == "" for m in around.mentions_before(scene, at))
    return office or any(word in scene.grammar.words["forms_of_address"] for word in before)
