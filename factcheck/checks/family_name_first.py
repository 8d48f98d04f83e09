"""People whose family name comes first in, places where the draft calls them by their given name out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck import facts
from factcheck.checks import around
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Person

PLACEHOLDERS = ("name",)

_SHORTEST = 4
"""Letters of a given name that is no other word."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")


def family_name_first(scene: Scene) -> Iterator[Conflict]:
    """`M. Jinping` for Xi Jinping: the second word is the given name. {name}: the full name.

    Behind a title or a form of address, or in a draft that has the full name: a short one as its speaker alone. Never beside
    another name.
    """
    given = {name: person for name, person in _given(scene).items() if name in scene.document.text}
    if not given:
        return
    taken = {place for mention in scene.mentions if mention.kind == "person" for place in range(*mention.span)}
    named = {id for mention in scene.mentions if mention.kind == "person" and len(mention.ids) == 1 for id in mention.ids}
    speakers = {assertion.speaker.span for assertion in scene.assertions if assertion.speaker}
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, given))})(?![\w-])")
    for match in names.finditer(scene.document.text):
        person = given[match.group()]
        if match.start() in taken or _part_of_a_name(scene, match):
            continue
        addressed = _addressed(scene, match.start())
        alone = person.named.id in named and _stands_alone(scene, match)
        if addressed or alone or (person.named.id in named and match.span() in speakers):
            short = person.named.short[scene.document.language][0]
            yield Conflict(
                match.span(),
                expected=short,
                ceiling="error" if addressed else "warning",
                fact=facts.form_use(person.named),
                values={"name": person.named.name[scene.document.language][0]},
            )


def _given(scene: Scene) -> Mapping[str, Person]:
    """Given names that only one of the known people bears."""
    language = scene.document.language
    found: dict[str, list[Person]] = {}
    for person in (scene.facts.people[id] for id in scene.facts.family_name_first):
        names, shorts = person.named.name.get(language, ()), person.named.short.get(language, ())
        if names and shorts and names[0].startswith(shorts[0] + " "):
            found.setdefault(names[0].removeprefix(shorts[0] + " "), []).append(person)
    return {name: people[0] for name, people in found.items() if len(people) == 1}


def _addressed(scene: Scene, at: int) -> bool:
    """Whether a title or a form of address stands right before."""
    text = scene.document.text
    before = [word.group().lower() for word in _WORD.finditer(text, max(0, at - 24), at)][-1:]
    office = any(m.kind == "office" and text[m.span[1] : at].strip() == "" for m in around.mentions_before(scene, at))
    words = scene.grammar.words
    return office or any(word in words["forms_of_address"] or word in words["title_nouns"] for word in before)


def _stands_alone(scene: Scene, given: re.Match[str]) -> bool:
    """Whether a long given name opens its sentence, or what follows a quotation, as its subject would: not `his son Weiming`."""
    text, start = scene.document.text, around.sentence(scene, given.start())[0]
    before = text[max(start, given.start() - 3) : given.start()].strip()
    goes_on = re.compile(r"(?:[’']s)? [a-zà-öø-ÿ]").match(text, given.end()) is not None
    return len(given.group()) >= _SHORTEST and goes_on and (not before or before[-1] in '»”"')


def _part_of_a_name(scene: Scene, given: re.Match[str]) -> bool:
    """Whether another word with a capital stands beside it: somebody else's name, of which it is a part."""
    text = scene.document.text
    before = [word.group() for word in _WORD.finditer(text, max(0, given.start() - 24), given.start())][-1:]
    behind = _WORD.match(text, given.end() + 1)
    opens = around.sentence(scene, given.start())[0] >= given.start() - len("".join(before)) - 1
    named = bool(before) and text[given.start() - 1] == " " and before[0][:1].isupper() and not opens
    titled = bool(before) and before[0].lower() in (*scene.grammar.words["forms_of_address"], *scene.grammar.words["title_nouns"])
    return (named and not titled) or (behind is not None and text[given.end()] == " " and behind.group()[:1].isupper())
