"""Direct quotations and a transcript in, those that it does not bear out, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from factcheck.checks import aligned, entries, quoted
from factcheck.checks.aligned import Step
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, NotChecked, Severity, Span
from factcheck.transcript import Transcript, of_text

PLACEHOLDERS = ("said", "difference", "speaker", "turn", "transcript")

_SHINGLE = 3
"""Words in a row by which a place in the transcript is found."""
_FEWEST = 4
"""Words of a quotation that can be held against a transcript."""
_MOST = 400
_ROOM = 60
"""Words that a draft may leave out in the middle."""
_PLACES = 4
"""Places of the transcript that are aligned for one quotation."""
_FOUND = 0.6
"""Part of the draft's words that must stand in the transcript, in their order."""
_CUT = 3
"""Words left out without a mark from which on it is told."""
_MARK = re.compile(r"…|\.\.\.|[\[(][^\[\]()\n]{0,200}[\])]")
_WORD = re.compile(r"[^\W_]+")


def transcribed(scene: Scene, *, what: Literal["altered", "cut", "missing", "speaker"]) -> Iterator[Conflict | NotChecked]:
    """Each direct quotation against what was really said, where a transcript is given.

    `altered`: other words; `cut`: words left out without a mark; `missing`: nowhere in it; `speaker`: in another's turn.
    {said}: the words of the transcript; {difference}: the two, word by word; {speaker} and {turn}: to whom the draft and the
    transcript give them; {transcript}: the file. A warning only where a number, a denial or a name differs, or the speaker.
    In a rule's example the given `quotes` are the transcript.
    """
    sources = scene.transcripts or _given(scene)
    quotations = [(one, span) for one, span in quoted.quotations(scene) if one.kind in ("direct", "mixed")]
    if not sources or not quotations:
        return
    read = [source for source in sources if source.language in (None, scene.document.language)]
    if what == "missing":
        for source in sources:
            if source not in read:
                yield NotChecked(quotations[0][1], "transcript-language", {"transcript": source.path})
    asked = [(one, span, words) for one, span in quotations if len(words := _words(scene, span)) >= _FEWEST] if read else []
    index = [_index(source, [_plain(words) for _, _, words in asked]) for source in read]
    for one, span, words in asked:
        yield from _told(scene, what, one, span, words, _best(read, index, words))


@dataclass(frozen=True, slots=True)
class _Match:
    """The place of a transcript that is nearest to a quotation: from the first to the last word that both have."""

    source: Transcript
    first: int
    last: int
    steps: tuple[Step, ...]
    part: float


def _given(scene: Scene) -> tuple[Transcript, ...]:
    """The quotes of a rule's example, as if each were a turn."""
    language = scene.document.language
    quotes = [quote for quote in scene.facts.quotes.values() if quote.origin.given and language in quote.text]
    lines = [f"{entries.person(scene, quote.by)}: {quote.text[language]}" for quote in quotes]
    return (of_text("transcript.txt", "\n".join(lines)),) if lines else ()


def _words(scene: Scene, span: Span) -> list[re.Match[str]]:
    """The words of a quotation, without what an editor put in brackets."""
    marks = [mark.span() for mark in _MARK.finditer(scene.document.text, *span)]
    words = _WORD.finditer(scene.document.text, *span)
    return [word for word in words if not any(start <= word.start() < end for start, end in marks)][:_MOST]


def _plain(words: Sequence[re.Match[str]]) -> list[str]:
    return [word.group().lower() for word in words]


# ---------------------------------------------------------------- finding the place

_Index = Mapping[tuple[str, ...], list[int]]


def _index(source: Transcript, quotations: Sequence[Sequence[str]]) -> _Index:
    """Where in the transcript each row of three words of the quotations stands: one pass, whatever its length."""
    wanted = {row for words in quotations for row in _rows(words)}
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, row in enumerate(_rows(source.words)):
        if row in wanted:
            found[row].append(at)
    return found


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(_SHINGLE)), strict=False)


def _best(sources: Sequence[Transcript], indexes: Sequence[_Index], words: Sequence[re.Match[str]]) -> _Match | None:
    plain = _plain(words)
    pairs = zip(sources, indexes, strict=True)
    matches = [match for source, index in pairs for start in _starts(index, plain) if (match := _align(source, start, plain))]
    return max(matches, key=lambda match: (match.part, match.first - match.last), default=None)


def _starts(index: _Index, plain: Sequence[str]) -> list[int]:
    """The places where the quotation may begin, those first that most of its rows speak for."""
    votes = Counter(max(0, at - n) // _SHINGLE for n, row in enumerate(_rows(plain)) for at in index.get(row, ())[:200])
    return [start * _SHINGLE for start, _ in sorted(votes.items(), key=lambda one: (-one[1], one[0]))[:_PLACES]]


def _align(source: Transcript, start: int, plain: Sequence[str]) -> _Match | None:
    """The alignment with the words around a place, cut to what both have."""
    first = max(0, start - _ROOM)
    window = source.words[first : start + len(plain) + _ROOM]
    steps = list(_close(list(aligned.steps(plain, window)), window))
    same = [n for n, step in enumerate(steps) if step.same]
    if not same:
        return None
    inner = steps[same[0] : same[-1] + 1]
    # What stands before the first common word, and behind the last, is only the draft's where the draft has words there.
    edges = [Step(step.ours, (place, place), False) for step, place in _edges(steps, same) if step.ours[0] < step.ours[1]]
    inner = sorted((*inner, *edges), key=lambda step: step.ours)
    shared = sum(step.ours[1] - step.ours[0] for step in inner if step.same)
    ends = first + steps[same[0]].theirs[0], first + steps[same[-1]].theirs[1]
    moved = (Step(one.ours, (one.theirs[0] + first, one.theirs[1] + first), one.same) for one in inner)
    return _Match(source, *ends, tuple(moved), shared / len(plain))


def _close(steps: Sequence[Step], window: Sequence[str]) -> Sequence[Step]:
    """The steps, the first common words moved up to the next ones and the last to those before, where they stand there too."""
    same = [n for n, step in enumerate(steps) if step.same]
    if len(same) < 2:
        return steps
    closer = list(steps)
    first, gap, last, before = steps[same[0]], steps[same[0] + 1], steps[same[-1]], steps[same[-1] - 1]
    long = first.ours[1] - first.ours[0]
    at = gap.theirs[1] - long
    if gap.ours[0] == gap.ours[1] and window[at : at + long] == window[slice(*first.theirs)]:
        closer[same[0] : same[0] + 2] = [Step(first.ours, (at, at + long), True)]
    at, long = before.theirs[0], last.ours[1] - last.ours[0]
    if before.ours[0] == before.ours[1] and before is not gap and window[at : at + long] == window[slice(*last.theirs)]:
        end = len(closer) - (len(steps) - same[-1])
        closer[end - 1 : end + 1] = [Step(last.ours, (at, at + long), True)]
    return closer


def _edges(steps: Sequence[Step], same: Sequence[int]) -> Iterator[tuple[Step, int]]:
    for step in steps[: same[0]]:
        yield step, step.theirs[1]
    for step in steps[same[-1] + 1 :]:
        yield step, step.theirs[0]


# ---------------------------------------------------------------- telling


def _told(
    scene: Scene, what: str, one: Assertion, span: Span, words: Sequence[re.Match[str]], match: _Match | None
) -> Iterator[Conflict]:
    if match is None or match.part < _FOUND:
        if what == "missing":
            yield _conflict(one, span, {}, "note")
        return
    if what == "speaker":
        yield from _other_turn(scene, one, span, match)
    for step in match.steps if what in ("altered", "cut") else ():
        if step.same:
            continue
        gap = step.theirs[1] - step.theirs[0]
        if step.ours[0] == step.ours[1]:
            yield from _left_out(scene, what, one, words, match, step) if gap > 0 else ()
        elif what == "altered":
            place = words[step.ours[0]].start(), words[step.ours[1] - 1].end()
            yield _conflict(one, place, _values(words, match, step), _ceiling(scene, words, match, step))


def _left_out(
    scene: Scene, what: str, one: Assertion, words: Sequence[re.Match[str]], match: _Match, step: Step
) -> Iterator[Conflict]:
    """Words of the transcript that the draft leaves out: its right where a mark says so, else a cut, or a change of sense."""
    place = words[step.ours[0] - 1].start(), words[step.ours[0]].end()
    if _MARK.search(scene.document.text, words[step.ours[0] - 1].end(), words[step.ours[0]].start()):
        return
    ceiling = _ceiling(scene, words, match, step)
    long = step.theirs[1] - step.theirs[0] >= _CUT
    if (what == "cut" and long) or (what == "altered" and not long):
        yield _conflict(one, place, _values(words, match, step), "note" if long else ceiling)


def _ceiling(scene: Scene, words: Sequence[re.Match[str]], match: _Match, step: Step) -> Severity:
    """A warning where one side has a number, a denial or a name that the other has nowhere."""
    denials = scene.grammar.words["quotation_denials"]
    theirs = [_WORD.match(match.source.text, match.source.starts[at]) for at in range(*step.theirs)]
    ours, said = words[slice(*step.ours)], [word for word in theirs if word]
    have = {*_plain(words)}, {*match.source.words[match.first : match.last]}
    other = any(aligned.telling(word, denials) and word.group().lower() not in have[1] for word in ours)
    return "warning" if other or any(aligned.telling(w, denials) and w.group().lower() not in have[0] for w in said) else "note"


def _values(words: Sequence[re.Match[str]], match: _Match, step: Step) -> dict[str, str]:
    first, last = max(0, step.ours[0] - 2), min(len(words), step.ours[1] + 2)
    start, end = max(match.first, step.theirs[0] - 2), min(match.last, step.theirs[1] + 2)
    ours = [word.group() for word in words[first:last]]
    said = match.source.said(start, end)
    return {"said": said, "difference": aligned.difference(ours, _WORD.findall(said)), "transcript": match.source.path}


def _other_turn(scene: Scene, one: Assertion, span: Span, match: _Match) -> Iterator[Conflict]:
    """A quotation in a turn of somebody else; a turn named by a title alone tells nothing."""
    speaker, turn = quoted.speaker(scene, one), match.source.speaker(match.first)
    if speaker is None or turn is None:
        return
    person = scene.facts.people.get(speaker[0])
    language = scene.document.language
    forms = [
        speaker[1],
        *(person.named.name.get(language, ()) if person else ()),
        *(person.named.also.get(language, ()) if person else ()),
    ]
    own, theirs = _bare_words(" ".join(forms)), _bare_words(turn)
    titles = {quoted.bare(word.lower()) for title in scene.grammar.words["title_nouns"] for word in title.split()}
    if theirs - titles and not own & theirs:
        yield _conflict(one, span, {"speaker": speaker[1], "turn": turn, "transcript": match.source.path}, "warning")


def _bare_words(text: str) -> set[str]:
    return {quoted.bare(word.lower()) for word in _WORD.findall(text) if len(word) > 1}


def _conflict(one: Assertion, place: Span, values: Mapping[str, str], ceiling: Severity) -> Conflict:
    return Conflict(place, exact=False, confidence="medium", ceiling=ceiling, assertion=one.id, values=values)
