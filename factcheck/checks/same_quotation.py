"""A draft's quotations in, those that it gives to two speakers out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.checks import around, quoted
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Severity, Span

PLACEHOLDERS = ("speaker", "other")

_ALIKE = 0.8
_EXACTLY = 7
"""Words from which on nobody says the very same by chance."""
_WHOLE = 5
"""Words of a whole quotation that comes again as it was, but for its endings and marks."""
_LETTER_FOR_LETTER = 88.0
_TELLING = 3
"""Content words from which on so short a quotation gives more than a note: fewer, and it may be a saying."""
_MOST_COMPARED = 20
_BY_NAME = ("full-name", "surname")


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with its speaker. `who`: the id or the last word of the name, the same for the same person.

    `sure`: the draft names them; a pronoun may mean another, and so may a noun.
    """

    assertion: Assertion
    span: Span
    words: tuple[str, ...]
    stems: frozenset[str]
    who: str
    name: str
    sure: bool


def same_quotation(scene: Scene) -> Iterator[Conflict]:
    """The same words in two mouths. {speaker}: to whom the draft gives them here; {other}: to whom it gave them before.

    Never more than a warning: two people may have said the same together. A note where a verb says that the words come again,
    where the draft does not name both speakers, and where the words are few.
    """
    seen: dict[str, list[_Said]] = {}
    for assertion, span in quoted.quotations(scene):
        said = _said(scene, assertion, span)
        if said is None:
            continue
        apart = (
            one for one in _alike(seen, said) if set(one.assertion.content).isdisjoint(assertion.content)
        )  # no two clauses of one
        other = next((one for one in apart if _two(scene, one, said)), None)
        ceiling = _ceiling(scene, said, other) if other is not None else None
        if other is not None and ceiling is not None:
            yield _conflict(scene, said, other, ceiling)
        for key in (*said.stems, *said.words[:1]):
            seen.setdefault(key, []).append(said)


def _said(scene: Scene, assertion: Assertion, span: Span) -> _Said | None:
    """The quotation as it is compared; None where nobody speaks, or where it is too short to be known again."""
    text = scene.document.text[slice(*span)]
    words = tuple(quoted.bare(word.lower()) for word in quoted.words(text))
    speaker = assertion.speaker
    if speaker is None or len(words) < _WHOLE:
        return None
    known = quoted.speaker(scene, assertion)
    name = known[1] if known else speaker.name or scene.document.text[slice(*speaker.span)]
    who = known[0] if known and speaker.entity else quoted.bare(name.split()[-1].lower())
    named = bool(known) or (speaker.via in _BY_NAME and len(name.split()) > 1)
    return _Said(assertion, span, words, frozenset(quoted.stems(scene.grammar, text)), who, name, named)


def _alike(seen: dict[str, list[_Said]], said: _Said) -> Iterator[_Said]:
    """Earlier quotations with the same words: they share the rarest of them, or the first."""
    rare = sorted((stem for stem in said.stems if stem in seen), key=lambda stem: (len(seen[stem]), stem))[:3]
    for other in (one for key in (*rare, said.words[0]) for one in seen.get(key, ())[:_MOST_COMPARED]):
        shared, part = quoted.overlap(tuple(said.stems), tuple(other.stems))
        exactly = len(said.words) >= _EXACTLY and said.words[:_EXACTLY] == other.words[:_EXACTLY]
        if (shared >= quoted.FEWEST and part >= _ALIKE) or exactly or (part >= _ALIKE and _again(said, other)):
            yield other


def _again(one: _Said, other: _Said) -> bool:
    """Whether two quotations are the same from the first word to the last, but for endings."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - most drafts have no two quotations alike, and need not wait for it

    return fuzz.ratio(" ".join(one.words), " ".join(other.words), score_cutoff=_LETTER_FOR_LETTER) > 0


def _two(scene: Scene, first: _Said, second: _Said) -> bool:
    """Whether two people speak: both named, or the second named for the first time after the first has spoken.

    A body may speak through the person that the draft names: it is nobody of its own here.
    """
    if first.who == second.who or not second.sure or _body(scene, first) or _body(scene, second):
        return False
    if first.sure:
        return True
    before = scene.document.text[: around.sentence(scene, first.assertion.span[1] - 1)[1]]
    return second.name.split()[-1] not in before and not _titled_before(scene, second, len(before))


def _body(scene: Scene, said: _Said) -> bool:
    speaker = said.assertion.speaker
    return speaker is None or speaker.via == "organisation" or (speaker.entity or "") in scene.facts.organisations


def _titled_before(scene: Scene, said: _Said, end: int) -> bool:
    """Whether somebody with a title of the speaker's stands before that place: *the president*, who has no name yet."""
    held = {apposition.office for apposition in said.assertion.speaker.appositions} if said.assertion.speaker else set()
    person = scene.facts.people.get(said.who)
    offices = held | {spell.office for spell in person.spells} if person else held
    return any(offices & {*mention.ids} for mention in around.mentions_within(scene, (0, end)) if mention.kind == "office")


def _ceiling(scene: Scene, said: _Said, other: _Said) -> Severity | None:
    """None where the draft or the speaker takes the words up openly: a word for it, or their first speaker named beside them."""
    span = said.span
    start = around.sentence(scene, min(said.assertion.span[0], span[0]))[0]
    end = around.sentence(scene, max(said.assertion.span[1], span[1]) - 1)[1]
    named = (m for m in around.mentions_within(scene, (start, end)) if not span[0] <= m.span[0] < span[1])
    beside = (scene.document.text[start : max(start, span[0])], scene.document.text[span[1] : end])
    words = {quoted.bare(word.lower()) for text in beside for word in quoted.words(text)}
    openly = any(quoted.bare(word) in words for word in scene.grammar.words["takes_up"]) or other.who in words
    if openly or any(other.who in mention.ids for mention in named):
        return None
    again = any(quoted.bare(word) in words for word in scene.grammar.words["repeats"])
    return "note" if again or not other.sure or min(len(said.stems), len(other.stems)) < _TELLING else "warning"


def _conflict(scene: Scene, said: _Said, other: _Said, ceiling: Severity) -> Conflict:
    return Conflict(
        _with_clause(scene, said.assertion, said.span),
        exact=False,
        confidence="medium" if other.sure else "low",
        ceiling=ceiling,
        assertion=said.assertion.id,
        values={"speaker": said.name, "other": other.name},
    )


def _with_clause(scene: Scene, assertion: Assertion, span: Span) -> Span:
    """The words with the clause that says whose they are, where it stands in their sentence."""
    parts = [assertion.cue.span, *([assertion.speaker.span] if assertion.speaker else [])]
    start, end = around.sentence(scene, span[0])
    within = [part for part in parts if start <= part[0] and part[1] <= end]
    return min((span[0], *(first for first, _ in within))), max((span[1], *(last for _, last in within)))
