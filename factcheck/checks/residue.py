"""Words left from another language in, the words and that language's name out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from factcheck.checks.indexed import holding, index
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Language, Span

PLACEHOLDERS = ("language",)

_BRACKETS = re.compile(r"\[([^\[\]\n|=#<>_/\\{}]{3,200})\]")
_WORD = re.compile(r"[^\W\d_]+")
_JOINS = " ,\u00a0\u202f’'-"
"""What may stand between two words of a run."""
_TELLING = 3
"""Words of another language, by their place in it or by their spelling, that make a run that language's, outside brackets."""
_APART = 2
"""Words between two of them in a run where only the spelling tells."""


def residue(scene: Scene, *, where: Literal["brackets", "running"]) -> Iterator[Conflict]:
    """Words that were not translated: in square brackets, which are always the editor's own voice, or in running text.

    {language} is the language that they are in, in the draft's own words.
    """
    found = _in_brackets(scene) if where == "brackets" else _running(scene)
    names = scene.grammar.tables["language_names"]
    for span, language in found:
        yield Conflict(
            span,
            exact=where == "brackets",
            confidence="high" if where == "brackets" else "medium",
            values={"language": names[language]},
        )


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """`own`: function words of the draft's language. `foreign`: word → the languages that have it, none of them the draft's.

    `shapes`: by language, how words of it are spelled and none of the draft's.
    """

    own: frozenset[str]
    foreign: Mapping[str, frozenset[Language]]
    shapes: Mapping[Language, re.Pattern[str]]


@lru_cache(maxsize=8)
def _lexicon(
    own: tuple[str, ...], foreign: tuple[tuple[Language, str], ...], shapes: tuple[tuple[Language, str], ...]
) -> _Lexicon:
    ours = frozenset(own)
    words = {word for _, some in foreign for word in some.split()}
    theirs = {word: frozenset(name for name, some in foreign if word in some.split()) for word in words}
    return _Lexicon(ours, theirs, {name: _shape(some) for name, some in shapes})


def _shape(signs: str) -> re.Pattern[str]:
    """`-ending`, `beginning-` and letters anywhere, as one pattern for a word of small letters."""
    parts = (
        f".+{sign[1:]}$" if sign[0] == "-" else f"^{sign[:-1]}" if sign[-1] == "-" else f"^.*{sign}" for sign in signs.split()
    )
    return re.compile("|".join(parts))


def _words_of(scene: Scene) -> _Lexicon:
    tables = scene.grammar.tables
    return _lexicon(
        scene.grammar.words["telling_words"], tuple(tables["foreign_words"].items()), tuple(tables["foreign_shapes"].items())
    )


def _in_brackets(scene: Scene) -> Iterator[tuple[Span, Language]]:
    lexicon = _words_of(scene)
    for start, end in scene.document.paragraphs:
        for bracket in _BRACKETS.finditer(scene.document.text, start, end):
            words = _WORD.findall(bracket.group(1))
            told = [word for at, word in enumerate(words) if word in lexicon.foreign and not _inside_name(words, at)]
            if told and len(words) > 1 and not any(_is_own(word, lexicon) for word in words):
                yield bracket.span(), _likeliest(told, lexicon)
            elif len(words) > 1 and (language := _spelled(words, lexicon)):
                yield bracket.span(), language


def _spelled(words: Sequence[str], lexicon: _Lexicon) -> Language | None:
    """The language whose spelling half of the words have, none of them a name or a word of the draft's language."""
    if any(word != word.lower() or _is_own(word, lexicon) for word in words):
        return None
    shaped = {name: sum(shape.match(word) is not None for word in words) for name, shape in lexicon.shapes.items()}
    return next((name for name, times in sorted(shaped.items()) if 2 * times >= len(words)), None)


def _inside_name(words: Sequence[str], at: int) -> bool:
    """`Roe y Poe`, `Leonardo di ser Piero`: between capitals, a small word is part of a name."""
    return 0 < at < len(words) - 1 and words[at - 1][0].isupper() and words[at + 1][0].isupper()


def _running(scene: Scene) -> Iterator[tuple[Span, Language]]:
    """The first run of each paragraph: a paragraph left in another language is one finding, not ten."""
    outermost = [quotation.span for quotation in scene.document.quotations if quotation.depth == 0]
    foreign, text = _words_of(scene).foreign, scene.document.text
    for paragraph in holding(scene.document.paragraphs, index(text).spans(foreign)):
        runs = (run for run in _runs(scene, paragraph) if not _meant(scene, run[0], outermost))
        first = next(runs, None)
        if first:
            yield first


def _runs(scene: Scene, paragraph: Span) -> Iterator[tuple[Span, Language]]:
    lexicon, text = _words_of(scene), scene.document.text
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text, *paragraph):
        broken = run and text[run[-1].end() : word.start()].strip(_JOINS)
        if broken or _is_own(word.group(), lexicon):
            yield from _told(run, lexicon)
            run = []
        if not _is_own(word.group(), lexicon):
            run.append(word)
    yield from _told(run, lexicon)


def _is_own(word: str, lexicon: _Lexicon) -> bool:
    return word.lower() in lexicon.own


def _told(run: Sequence[re.Match[str]], lexicon: _Lexicon) -> Iterator[tuple[Span, Language]]:
    """From the first telling word of the run to the word behind the last one, unless it is a title in capitals."""
    telling = [at for at, one in enumerate(run) if one.group() in lexicon.foreign]
    told = [run[at].group() for at in telling]
    content = [one.group() for one in run if one.group().lower() not in lexicon.foreign]
    titled = 2 * sum(word[0].isupper() for word in content) >= len(content)
    if len(told) >= _TELLING and not titled:
        last = run[min(telling[-1] + 1, len(run) - 1)]
        yield (run[telling[0]].start(), last.end()), _likeliest(told, lexicon)
    elif told and not titled:
        yield from _shaped(run, _likeliest(told, lexicon), lexicon)


def _shaped(run: Sequence[re.Match[str]], language: Language, lexicon: _Lexicon) -> Iterator[tuple[Span, Language]]:
    """Words close together that are one language's by their spelling, with a function word of it among them."""
    shape = lexicon.shapes.get(language)
    small = {at for at, one in enumerate(run) if language in lexicon.foreign.get(one.group(), ())}
    spelled = {at for at, one in enumerate(run) if shape and one.group().islower() and shape.match(one.group())}
    places = sorted(small | spelled)
    for first in range(len(places) - _TELLING + 1):
        window = places[first : first + _TELLING]
        if small & set(window) and all(b - a <= _APART for a, b in pairwise(window)):
            yield (run[window[0]].start(), run[min(places[-1] + 1, len(run) - 1)].end()), language
            return


def _meant(scene: Scene, span: Span, outermost: Sequence[Span]) -> bool:
    """Foreign on purpose (italics, more than half of the quotation around the words), or read with the brackets."""
    draft, before = scene.document.draft, slice(max(0, span[0] - 1), span[0])
    if draft.source[before] != draft.text[before] or draft.text[before] == "[":
        return True
    at = bisect_right(outermost, span[0], key=lambda quotation: quotation[0])
    start, end = outermost[at - 1] if at else (0, 0)
    return start <= span[0] and span[1] <= end and 2 * (span[1] - span[0]) > end - start


def _likeliest(told: Sequence[str], lexicon: _Lexicon) -> Language:
    counts = Counter(name for word in told for name in lexicon.foreign[word])
    return min(counts, key=lambda name: (-counts[name], name))
