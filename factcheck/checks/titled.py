"""A scene in, the people and offices that stand side by side in it out: `le président Untel`, `Untel, ministre de la Défense`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.checks.around import TOKEN, gap, mentions_after, mentions_before, mentions_within, sentence, words_before
from factcheck.checks.scene import Scene
from factcheck.model import Mention, Span, Speaker

_MODIFIER = re.compile(r"([\w.-]+)[\s-]$")
_CLAUSE = 120
"""Characters behind a title in which a span of years belongs to it."""
_WIDEST = 24
"""Characters of the longest word that says a title is former, and of what may stand before one that opens a sentence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A person and the office that the draft gives them. `people`: the ids that the name can mean; `named`: the name's place."""

    people: tuple[str, ...]
    named: Span
    office: Mention


def pairs(scene: Scene) -> tuple[Pair, ...]:
    """Every office with the person whose office it is said to be, in reading order."""
    offices = [mention for mention in scene.mentions if mention.kind == "office"]
    people = [mention for mention in scene.mentions if mention.kind == "person"]
    found: dict[Span, Pair] = {}
    for office in offices:
        pair = _ahead(scene, office, people) or _behind(scene, office, people) or _with(scene, office, found)
        if pair:
            found[office.span] = pair
    for pair in _appositions(scene, offices):
        found.setdefault(pair.office.span, pair)
    return tuple(found[span] for span in sorted(found))


def _starts(mentions: Sequence[Mention]) -> list[int]:
    return [mention.span[0] for mention in mentions]


def _ahead(scene: Scene, office: Mention, people: Sequence[Mention]) -> Pair | None:
    """The person named right after the office: `le président américain Untel`, `le ministre, Untel,`."""
    at = bisect_right(people, office.span[1] - 1, key=lambda mention: mention.span[0])
    if at == len(people):
        return None
    person = people[at]
    words = gap(scene, (office.span[1], person.span[0]))
    if words is None or words.count(",") > 1 or not all(word == "," or word in _titles(scene) for word in words):
        return None
    if "," in words and (coordinated(scene, office) or not (closed(scene, person.span[1]) or opens(scene, office))):
        return None
    return Pair(person.ids, person.span, office)


def closed(scene: Scene, at: int) -> bool:
    """Whether a mark ends the apposition: `pour le président, Untel ment` has none."""
    following = TOKEN.search(scene.document.text, at)
    return (
        following is None
        or not (following.group()[0].isalnum() or following.group()[0] in "'’«“")
        or "\n" in following.string[at : following.start()]
    )


def opens(scene: Scene, office: Mention) -> bool:
    """Whether the title, with its article, opens the sentence: then it is the subject, and the name its apposition."""
    start = sentence(scene, office.span[0])[0]
    if office.span[0] - start > _WIDEST:
        return False
    before = scene.document.text[start : office.span[0]].lower().replace("’", "'").replace("'", "").split()
    return all(word in scene.grammar.words["definite"] or word in _titles(scene) for word in before)


def coordinated(scene: Scene, office: Mention) -> bool:
    """Whether the title is the second of two: `le président et le ministre, Untel et Unetelle`. Not where a name parts them."""
    links, before = scene.grammar.words["coordinators"], words_before(scene, office.span[0], 3)
    at = next((at for at in (len(before) - 1, len(before) - 2) if at >= 0 and before[at] in links), None)
    if at is None or before[at - 1 : at] == (",",):
        return False
    last = next(iter(mentions_before(scene, office.span[0])), None)
    between = gap(scene, (last.span[1], office.span[0])) if last and last.kind == "person" else None
    return not between or between[0] not in links


def _behind(scene: Scene, office: Mention, people: Sequence[Mention]) -> Pair | None:
    """The person named before the office, behind a comma, a parenthesis or *is*: `Untel, ministre de la Défense,`."""
    at = bisect_right(people, office.span[0], key=lambda mention: mention.span[0]) - 1
    if at < 0 or goes_on(scene, office):
        return None
    person = people[at]
    words = gap(scene, (person.span[1], office.span[0]))
    openers = (",", "(", *scene.grammar.words["copulas"])
    if not words or words[0] not in openers or not all(word in _titles(scene) for word in words[1:]):
        return None
    return Pair(person.ids, person.span, office) if words[0] != "," or said_of(scene, office, words) else None


def said_of(scene: Scene, office: Mention, words: Sequence[str]) -> bool:
    """Whether a title behind a comma is the person's: it is bare, or a mark closes it. Else it may open what follows."""
    title = scene.document.text[slice(*office.span)]
    owned = any(mark in title for mark in scene.grammar.words["title_owners"])
    article = any(word in scene.grammar.words["definite"] for word in words)
    return closed(scene, office.span[1]) or not (article or owned)


def _with(scene: Scene, office: Mention, found: dict[Span, Pair]) -> Pair | None:
    """A second office behind the first one: `Untel, secrétaire du Conseil et ancien ministre`."""
    before = next(reversed(found.values()), None)
    if before is None or before.named[0] > before.office.span[0] or goes_on(scene, office):
        return None
    words = gap(scene, (before.office.span[1], office.span[0]))
    links = scene.grammar.words["coordinators"]
    fits = words and (words[0] in links or words[0] == ",") and all(word in _titles(scene) or word in links for word in words[1:])
    return Pair(before.people, before.named, office) if fits else None


def _appositions(scene: Scene, offices: Sequence[Mention]) -> Iterator[Pair]:
    """What the parsed assertions say of their speakers."""
    starts = _starts(offices)
    for assertion in scene.assertions:
        speaker = assertion.speaker
        if speaker is None or speaker.entity not in scene.facts.people or not _names(scene, speaker):
            continue
        for said in speaker.appositions:
            at = bisect_right(starts, said.span[1] - 1) - 1
            if at >= 0 and said.span[0] <= starts[at] and not goes_on(scene, offices[at]):
                pair = Pair((str(speaker.entity),), speaker.span, offices[at])
                if _settled(scene, pair):
                    yield pair


def _names(scene: Scene, speaker: Speaker) -> bool:
    """Whether the speaker's words hold the name: a title alone is not said of anybody."""
    return any(m.kind == "person" and speaker.entity in m.ids for m in mentions_within(scene, speaker.span))


def _settled(scene: Scene, pair: Pair) -> bool:
    """Whether a comma between a title and a name can only be that of an apposition."""
    start, end = whole(pair)
    if "," not in scene.document.text[start:end] or closed(scene, end) or opens(scene, pair.office):
        return True
    before = words_before(scene, pair.office.span[0], 1)
    return pair.office.span[1] == end and said_of(scene, pair.office, before)


def _titles(scene: Scene) -> tuple[str, ...]:
    return scene.grammar.words["beside_titles"]


def goes_on(scene: Scene, office: Mention) -> bool:
    """Whether the title has more words than the facts know: `président du Sénat`, `secretary of state for health`."""
    following = TOKEN.search(scene.document.text, office.span[1])
    if following is None or following.start() > office.span[1] + 2:
        return False
    after = mentions_after(scene, office.span[1])
    country = any(m.kind == "country" and m.span[0] <= following.end() + 4 for m in after)
    return following.group().lower().replace("’", "'") in scene.grammar.words["title_continues"] and not country


# ---------------------------------------------------------------- what is said of the title


def whole(pair: Pair) -> Span:
    """The person and the title, with what stands between them."""
    return min(pair.named[0], pair.office.span[0]), max(pair.named[1], pair.office.span[1])


def with_modifier(scene: Scene, office: Mention) -> Span:
    """The title with the word before it that says it is former: `ancien président`, `ex-ministre`."""
    start, end = office.span
    found = _MODIFIER.search(scene.document.text, max(0, start - _WIDEST), start)
    known = scene.grammar.tables["title_before"]
    return (found.start(), end) if found and known.get(found[1].lower()) == office.modifier else office.span


def nested(scene: Scene, office: Mention, named: Span) -> bool:
    """Whether a comma parts the name from a title that depends on another noun: `l’épouse du président, Unetelle`.

    Behind a participle it does not: `accompagnée du président, Untel`.
    """
    if "," not in scene.document.text[office.span[1] : named[0]]:
        return False
    links = set(scene.grammar.words["title_links"]) - set(scene.grammar.words["coordinators"])
    before = words_before(scene, office.span[0], 4)
    at = next((at for at in range(len(before)) if at > 0 and before[at] in links), None)
    done = at is not None and before[at - 1].endswith(scene.grammar.words["participle_endings"])
    return at is not None and not done


_YEAR = 4
"""Digits of a year."""


def framed(scene: Scene, office: Mention) -> bool:
    """Whether the words around the title tell of the time in which it was held: `sous le président`, `pendant trois ans`."""
    ahead = any(word in scene.grammar.words["title_frames"] for word in words_before(scene, office.span[0], 7))
    end = min(sentence(scene, office.span[0])[1], office.span[1] + _CLAUSE)
    lasted = _lasting(scene.grammar.words["lasting"], scene.grammar.words["spans_of_years"])
    return ahead or lasted.search(scene.document.text, office.span[1], max(end, office.span[1])) is not None


@cache
def _lasting(prepositions: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(prepositions)})\s(?:[\w’'-]+\s){{1,3}}(?:{'|'.join(units)})(?!\w)", re.IGNORECASE)


def bounded(scene: Scene, office: Mention) -> bool:
    """Whether the words behind the title say when it was held: `ministre (2012-2024)`, `président jusqu’en janvier`,
    `ministre en 2019`, `ministre lorsque le texte fut signé`.
    """
    behind = [token.group().lower() for token in TOKEN.finditer(scene.document.text, office.span[1], office.span[1] + 16)][:2]
    dated = len(behind) > 1 and behind[1].isdigit() and (behind[0] == "(" or len(behind[1]) == _YEAR)
    told = bool(behind) and behind[0] in scene.grammar.words["title_moments"]
    return dated or told or any(word in scene.grammar.words["title_bounds"] for word in behind)


def named_in_full(scene: Scene) -> frozenset[str]:
    """The people whose name and given name the draft gives anywhere: a surname alone may be somebody else's."""
    full = (m for m in scene.mentions if m.kind == "person" and m.form != "short" and len(m.ids) == 1)
    return frozenset(m.ids[0] for m in full if len(scene.document.text[slice(*m.span)].split()) > 1)
