"""Words left from another language in, the words and that language's name out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Literal, TypeAlias

from factcheck.checks import foreign
from factcheck.checks.foreign import Foreign, Kind
from factcheck.checks.indexed import holding, index
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Language, Span

PLACEHOLDERS = ("language",)

_BRACKETS = re.compile(r"\[([^\[\]\n|=#<>_/\\{}]{3,200})\]")
_WORD = re.compile(r"[^\W\d_]+")
_JOINS = " ,\u00a0\u202f’'-"
"""What may stand between two words of a run."""
_BESIDE = " \u00a0\u202f’'"
"""What stands between neighbours."""
_TIES = "-‑_/@#&"
"""Beside a word, they make it part of another word, or of an address."""
_FIRST, _LAST = re.compile(r"[ \u00a0\u202f]([^\W\d_]+)"), re.compile(r"([^\W\d_]+)[ \u00a0\u202f]$")
_NEAR = 40
"""Characters in which the word before a few others begins."""
_TELLING = 3
"""Words of another language, by their place in it or by their spelling, that make a run that language's, outside brackets."""
_APART = 2
"""Words between two of them in a run where only the spelling tells."""
_FEW = 2
"""Neighbours, one of them a function word, that are worth a question."""

_Run: TypeAlias = Sequence[re.Match[str]]
_Found: TypeAlias = tuple[Span, Language]
_Passage: TypeAlias = tuple[Span, Language, bool]


def residue(scene: Scene, *, where: Literal["brackets", "running", "few"]) -> Iterator[Conflict]:
    """Words that were not translated: in square brackets, which are always the editor's own voice, or in running text.

    `few`: two or three neighbours in running text, where `running` finds nothing. {language} is the language that they are in, in
    the draft's own words.
    """
    found = _in_brackets(scene) if where == "brackets" else _running(scene, where == "few")
    names = scene.grammar.tables["language_names"]
    for span, language in found:
        yield Conflict(
            span,
            exact=where == "brackets",
            confidence="high" if where == "brackets" else "medium",
            ceiling="note" if where == "few" else "error",
            values={"language": names[language]},
        )


# ---------------------------------------------------------------- in brackets


def _in_brackets(scene: Scene) -> Iterator[_Found]:
    words = foreign.of(scene.grammar)
    for start, end in scene.document.paragraphs:
        for bracket in _BRACKETS.finditer(scene.document.text, start, end):
            inside = _WORD.findall(bracket.group(1))
            language = _language_of(inside, words) if len(inside) > 1 else None
            if language:
                yield bracket.span(), language


def _language_of(inside: Sequence[str], words: Foreign) -> Language | None:
    """The language of words in brackets, none of which is a word of the draft's language."""
    if any(_is_own(word, words) for word in inside):
        return None
    told = [word for at, word in enumerate(inside) if word in words.functions and not _inside_name(inside, at)]
    if told:
        return _likeliest(told, words)
    if any(word != word.lower() for word in inside):
        return None
    return next((name for name in sorted(words.shapes) if _mostly(inside, words, name)), None)


def _mostly(inside: Sequence[str], words: Foreign, language: Language) -> bool:
    """Whether half of the words are the language's by their spelling, or all are among its words and one only its own."""
    kinds = [words.kind(word, language) for word in inside]
    shaped = sum(1 for word in inside if (shape := words.shapes.get(language)) and shape.match(word))
    return 2 * shaped >= len(inside) or (None not in kinds and "common" in kinds)


def _inside_name(words: Sequence[str], at: int) -> bool:
    """`Roe y Poe`, `Leonardo di ser Piero`: between capitals, a small word is part of a name."""
    return 0 < at < len(words) - 1 and words[at - 1][0].isupper() and words[at + 1][0].isupper()


# ---------------------------------------------------------------- in running text


def _running(scene: Scene, few: bool) -> Iterator[_Found]:
    """The first passage of each paragraph: a paragraph left in another language is one finding, not ten."""
    for passages in _paragraphs(scene):
        long = next(((span, language) for span, language, short in passages if not short), None)
        if few and long is None:
            yield passages[0][:2]
        elif long and not few:
            yield long


@lru_cache(maxsize=1)
def _paragraphs(scene: Scene) -> tuple[tuple[_Passage, ...], ...]:
    """The passages of each paragraph that has any; kept, because two rules ask for the same draft one after the other."""
    outermost = [quotation.span for quotation in scene.document.quotations if quotation.depth == 0]
    indexed = index(scene.document.text)
    present = sorted(indexed.at.keys() & foreign.of(scene.grammar).telling)
    loans = sorted(indexed.spans(scene.grammar.words["loan_phrases"])) if present else []
    every = (_passages(scene, one, loans) for one in holding(scene.document.paragraphs, indexed.spans(present)))
    kept = (tuple(one for one in passages if not _meant(scene, one, outermost)) for passages in every)
    return tuple(filter(None, kept))


def _passages(scene: Scene, paragraph: Span, loans: Sequence[Span]) -> Iterator[_Passage]:
    """Each passage in another language, and whether it is no more than a few words."""
    words, text = foreign.of(scene.grammar), scene.document.text
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text, *paragraph):
        broken = run and text[run[-1].end() : word.start()].strip(_JOINS)
        own = _is_own(word.group(), words) or _borrowed(word.span(), loans)
        if broken or own:
            yield from _told(run, words, text)
            run = []
        if not own:
            run.append(word)
    yield from _told(run, words, text)


def _is_own(word: str, words: Foreign) -> bool:
    return word.lower() in words.own


def _borrowed(span: Span, loans: Sequence[Span]) -> bool:
    at = bisect_right(loans, span[0], key=lambda loan: loan[0]) - 1
    return at >= 0 and span[1] <= loans[at][1]


def _told(run: _Run, words: Foreign, text: str) -> Iterator[_Passage]:
    """What a run without a word of the draft's own language tells, the surest passage of it."""
    long = next(chain(_scattered(run, words), _neighbours(run, words, text, few=False)), None)
    short = () if long else _neighbours(run, words, text, few=True)
    yield from ((span, language, False) for span, language in ([long] if long else []))
    yield from ((span, language, True) for span, language in short)


def _scattered(run: _Run, words: Foreign) -> Iterator[_Found]:
    """From the first small word of the run to the word behind the last one, unless it is a title in capitals."""
    telling = [at for at, one in enumerate(run) if one.group() in words.functions]
    told = [run[at].group() for at in telling]
    content = [one.group() for one in run if one.group().lower() not in words.functions]
    titled = 2 * sum(word[0].isupper() for word in content) >= len(content)
    if len(told) >= _TELLING and not titled:
        last = run[min(telling[-1] + 1, len(run) - 1)]
        yield (run[telling[0]].start(), last.end()), _likeliest(told, words)
    elif told and not titled:
        yield from _shaped(run, _likeliest(told, words), words)


def _shaped(run: _Run, language: Language, words: Foreign) -> Iterator[_Found]:
    """Words close together that are one language's by their spelling, with a function word of it among them."""
    shape = words.shapes.get(language)
    small = {at for at, one in enumerate(run) if language in words.functions.get(one.group(), ())}
    spelled = {at for at, one in enumerate(run) if shape and one.group().islower() and shape.match(one.group())}
    places = sorted(small | spelled)
    for first in range(len(places) - _TELLING + 1):
        window = places[first : first + _TELLING]
        if small & set(window) and all(b - a <= _APART for a, b in pairwise(window)):
            yield (run[window[0]].start(), run[min(places[-1] + 1, len(run) - 1)].end()), language
            return


def _neighbours(run: _Run, words: Foreign, text: str, few: bool) -> Iterator[_Found]:
    """Words side by side that are all one language's, enough of them its own alone."""
    for language in sorted(words.shapes):
        for stretch in _stretches(run, words, text, language):
            kinds = [words.kind(one.group(), language) for one in stretch]
            enough = _suffices(kinds) and not _in_name(stretch, words, text) if few else _plenty(kinds)
            if enough:
                yield (stretch[0].start(), stretch[-1].end()), language


def _plenty(kinds: Sequence[Kind | None]) -> bool:
    return sum(kind != "shared" for kind in kinds) >= _TELLING and "function" in kinds


def _suffices(kinds: Sequence[Kind | None]) -> bool:
    """`until notice`, `government officials`, `a senior official`: two words of its own, or one of three."""
    own = sum(kind != "shared" for kind in kinds)
    listed = sum(kind in ("function", "common") for kind in kinds)
    return listed >= _FEW or (own >= _FEW and "function" in kinds) or (listed > 0 and len(kinds) > _FEW)


def _stretches(run: _Run, words: Foreign, text: str, language: Language) -> Iterator[_Run]:
    """Words of the language side by side, but for those that are part of a longer word or of an address."""
    stretch: list[re.Match[str]] = []
    for one in run:
        fits = words.kind(one.group(), language) is not None and not _tied(one, text)
        beside = not stretch or not text[stretch[-1].end() : one.start()].strip(_BESIDE)
        if stretch and not (fits and beside):
            yield stretch
            stretch = []
        if fits:
            stretch.append(one)
    if stretch:
        yield stretch


def _tied(word: re.Match[str], text: str) -> bool:
    before, behind = text[max(0, word.start() - 1) : word.start()], text[word.end() : word.end() + 1]
    return (before != "" and before in _TIES) or (behind != "" and behind in _TIES)


def _in_name(stretch: _Run, words: Foreign, text: str) -> bool:
    """`Médecins sans frontières`: a capital right before or behind is a name's, unless it is a word of the draft's own."""
    before = _LAST.search(text, max(0, stretch[0].start() - _NEAR), stretch[0].start())
    behind = _FIRST.match(text, stretch[-1].end())
    return any(one and one[1][0].isupper() and not _is_own(one[1], words) for one in (before, behind))


def _meant(scene: Scene, found: _Passage, outermost: Sequence[Span]) -> bool:
    """Foreign on purpose (italics, a quotation that is theirs for more than half), or read with the brackets.

    Around a few words, a quotation is foreign where no word of it is the draft's own.
    """
    (start, end), _, few = found
    draft, before = scene.document.draft, slice(max(0, start - 1), start)
    if draft.source[before] != draft.text[before] or draft.text[before] == "[":
        return True
    at = bisect_right(outermost, start, key=lambda quotation: quotation[0])
    opened, closed = outermost[at - 1] if at else (0, 0)
    if not opened <= start or not end <= closed:
        return False
    words = foreign.of(scene.grammar)
    alone = few and not any(_is_own(word, words) for word in _WORD.findall(draft.text, opened, closed))
    return alone or 2 * (end - start) > closed - opened


def _likeliest(told: Sequence[str], words: Foreign) -> Language:
    counts = Counter(name for word in told for name in words.functions[word])
    return min(counts, key=lambda name: (-counts[name], name))
