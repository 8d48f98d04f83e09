"""A draft, its mentions and the facts in, what a noun phrase is read against out: the cast, and who bears which title."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from factcheck import tokens
from factcheck.grammar import Grammar
from factcheck.grammar.lexicon import Lexicon
from factcheck.model import Document, Facts, Mention, Span, Status
from factcheck.speakers import cast
from factcheck.speakers.cast import Cast, Figure, Sex
from factcheck.tokens import Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a noun phrase is read against. `mentions` in reading order, `starts` theirs; `quotations` are the outermost ones."""

    document: Document
    grammar: Grammar
    facts: Facts
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    cast: Cast
    date: dt.date | None
    quotations: tuple[Span, ...]

    @property
    def text(self) -> str:
        return self.document.text

    def words(self, span: Span) -> str:
        """The words at a span, on one line."""
        return " ".join(self.text[slice(*span)].split())

    def tokens(self, span: Span) -> Tokens:
        return tokens.first(self.text, span, self.grammar.lexicon)

    def sentence(self, at: int) -> Span:
        """The sentence around a place; an empty span where there is none."""
        n = bisect_right(self.document.sentences, (at, len(self.text))) - 1
        found = self.document.sentences[n] if n >= 0 else (at, at)
        return found if found[1] > at else (at, at)

    def quoted(self, at: int) -> bool:
        """Whether a place lies in a quotation."""
        n = bisect_right(self.quotations, (at, len(self.text))) - 1
        return n >= 0 and self.quotations[n][0] <= at < self.quotations[n][1]

    def mentioned(self, span: Span, *kinds: str) -> Iterator[Mention]:
        """The mentions of these kinds that begin within a span."""
        for n in range(bisect_left(self.starts, span[0]), len(self.mentions)):
            if self.starts[n] >= span[1]:
                return
            if self.mentions[n].kind in kinds:
                yield self.mentions[n]


def lay(document: Document, mentions: Sequence[Mention], known: Facts, grammar: Grammar, date: dt.date | None) -> Setting:
    ordered = tuple(sorted(mentions, key=lambda mention: (mention.span, mention.kind)))
    named = cast.gather(document, ordered, known, grammar)
    outer = tuple(quotation.span for quotation in document.quotations if quotation.depth == 0)
    return Setting(document, grammar, known, ordered, tuple(m.span[0] for m in ordered), named, date, outer)


def classes_of(scene: Setting, span: Span) -> str:
    """The classes of the tokens of a span; the same words are read once."""
    start, end = span
    around = scene.text[max(0, start - 1) : end + 1]
    known = _classes(scene)
    if around not in known:
        known[around] = scene.tokens(span).classes
    return known[around]


@lru_cache(maxsize=2)
def _classes(_scene: Setting) -> dict[str, str]:
    return {}


def figure_of(scene: Setting, entity: str, span: Span) -> Figure:
    """The figure of an id: by the name that the draft gives, else by the words at hand."""
    person = scene.facts.people.get(entity)
    return named_entities(scene).get(entity) or Figure(scene.words(span), entity, person.sex if person else None)


@lru_cache(maxsize=2)
def named_entities(scene: Setting) -> Mapping[str, Figure]:
    return {figure.entity: figure for figure in scene.cast.figures if figure.entity}


@lru_cache(maxsize=2)
def full_names(scene: Setting) -> Mapping[str, str]:
    """The fullest name that the draft gives to each organisation of the facts."""
    found: dict[str, str] = {}
    for mention in scene.mentions:
        if mention.kind == "organisation" and len(mention.ids) == 1:
            name = scene.words(mention.span)
            found[mention.ids[0]] = max(found.get(mention.ids[0], ""), name, key=lambda one: len(one.split()))
    return found


# ---------------------------------------------------------------- words of a phrase


def sex_of(scene: Setting, read: Tokens) -> Sex | None:
    """By the articles and titles before the noun, else by the noun's ending."""
    words = scene.grammar.words
    for word in before_noun(scene, read):
        if word in words["feminine_words"]:
            return "f"
        if word in words["masculine_words"]:
            return "m"
    told = (_noun_sex(word, scene.grammar) for word, letter in lettered(scene, read) if letter == "r")
    return next((sex for sex in told if sex), None)


def before_noun(scene: Setting, read: Tokens) -> list[str]:
    """The articles and titles of a phrase, without those of its complements: `le` of `le chef de la police`."""
    return [word for word, letter in takewhile(lambda item: item[1] not in BEHIND, lettered(scene, read)) if letter in "dh"]


BEHIND = ("e", "t", "p", "U")
"""Classes of the words that begin a complement: of, to, other prepositions."""


def lettered(scene: Setting, read: Tokens) -> Iterator[tuple[str, str]]:
    """Each word in lower case, with the letter of its class."""
    for place, letter in zip(read.spans, read.classes, strict=True):
        yield scene.text[slice(*place)].lower().rstrip(".’'"), letter


def _noun_sex(word: str, grammar: Grammar) -> Sex | None:
    if word.endswith(grammar.words["feminine_endings"]):
        return "f"
    return "m" if word.endswith(grammar.words["masculine_endings"]) else None


# ---------------------------------------------------------------- titles beside names


@dataclass(frozen=True, slots=True)
class Introduction:
    """A title beside a name: `le porte-parole du Kremlin, Dmitri Peskov`; `noun` its head, `offices` what it can mean."""

    span: Span
    words: frozenset[str]
    noun: str
    offices: tuple[str, ...]
    status: Status
    figure: Figure
    sex: Sex | None
    at: int


_WINDOW = 90
"""Characters beside a name in which its title stands."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TITLE_BEFORE = re.compile(r"(d?[bnN]*r[nNdetpU&9b]*),?$")
_TITLE_BEHIND = re.compile(r",(d?[bn]*+r[nNdet9b]*+)(?:&(d?[bn]*+r[nNdet9b]*+))?(?![v2AESBWCYFRyz])")
"""Not what a verb follows: *Interviewed by Ann, the minister said …* gives Ann no title."""


@dataclass(frozen=True, slots=True)
class _Introductions:
    """The titles beside the names of a draft, each name read when it is asked for. `by_name`: a figure to the names that are
    its own; `small`: the draft in small letters; `longest`: characters of the longest name."""

    by_name: Mapping[tuple[str, str | None], Sequence[int]]
    small: str
    longest: int
    read: dict[int, tuple[Introduction, ...]]
    of_figure: dict[tuple[str, str | None], tuple[Introduction, ...]]
    by_noun: dict[str, tuple[Introduction, ...]]


@lru_cache(maxsize=2)
def _introductions(scene: Setting) -> _Introductions:
    """Where the draft puts a title right beside a name, in the order of the names."""
    by_name: dict[tuple[str, str | None], list[int]] = {}
    for n, figure in enumerate(scene.cast.figures):
        by_name.setdefault((figure.name, figure.entity), []).append(n)
    small = scene.text.lower()
    small = small if len(small) == len(scene.text) else "".join(map(_small, scene.text))
    longest = max((end - start for start, end in scene.cast.places), default=0)
    return _Introductions(by_name, small, longest, {}, {}, {})


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _names_beside(scene: Setting, known: _Introductions, word: str) -> Iterator[int]:
    """The names beside which a word stands."""
    places, at = scene.cast.places, known.small.find(word)
    near: dict[int, None] = {}
    while at >= 0:
        first = bisect_left(places, (at - _WINDOW - known.longest, 0))
        near.update(dict.fromkeys(range(first, bisect_left(places, (at + _WINDOW + len(word), 0)))))
        at = known.small.find(word, at + 1)
    return (n for n in near if any(word in _small_words(scene, window) for window in _beside(scene, places[n])))


def _read(scene: Setting, known: _Introductions, places: Sequence[int]) -> Iterator[Introduction]:
    for n in places:
        if n not in known.read:
            place = scene.cast.places[n]
            known.read[n] = () if scene.quoted(place[0]) else tuple(_titles(scene, place, scene.cast.figures[n]))
        yield from known.read[n]


def titles_of(scene: Setting, figure: Figure) -> Sequence[Introduction]:
    """The titles that the draft puts beside somebody's name."""
    known, key = _introductions(scene), (figure.name, figure.entity)
    if key not in known.of_figure:
        known.of_figure[key] = tuple(_read(scene, known, known.by_name.get(key, ())))
    return known.of_figure[key]


def _complement(read: Tokens, name: Span) -> bool:
    before = read.classes[: bisect_left(read.spans, name[0], key=lambda place: place[0])].rstrip("d")
    return before[-1:] in BEHIND


def title(scene: Setting, span: Span) -> tuple[str, ...]:
    """The words of a title that tell it from others: without articles and prepositions."""
    return tuple(word for word, letter in lettered(scene, scene.tokens(span)) if letter not in "de,")


def _titles(scene: Setting, place: Span, figure: Figure) -> Iterator[Introduction]:
    before, behind = _beside(scene, place)
    roles = words_of("r", scene.grammar.lexicon)
    if not roles.isdisjoint(_small_words(scene, before)):
        read = scene.tokens(before)
        match = _TITLE_BEFORE.search(read.classes)
        if match and match.group(1)[-1] not in "detpU&":
            yield from _introduction(scene, read, match.span(1), figure, place)
    if not roles.isdisjoint(_small_words(scene, behind)):
        read = scene.tokens(behind)
        match = _TITLE_BEHIND.match(read.classes)
        for group in (1, 2):
            if match and match.group(group):
                yield from _introduction(scene, read, match.span(group), figure, place)


def _beside(scene: Setting, place: Span) -> tuple[Span, Span]:
    """What of the sentence stands before and behind a name, as far as a title of its bearer can."""
    start, end = scene.sentence(place[0])
    return (max(start, place[0] - _WINDOW), place[0]), (place[1], min(max(end, place[1]), place[1] + _WINDOW))


def _small_words(scene: Setting, window: Span) -> list[str]:
    return _WORD.findall(scene.text[slice(*window)].lower())


def can_hold(scene: Setting, window: Span, letter: str) -> bool:
    """Whether a word of a class, or one that begins a phrase of it, can stand in the window, even glued to another: a look
    before the costly reading."""
    small = scene.text[slice(*window)].lower()
    return any(word in small for word in words_of(letter, scene.grammar.lexicon))


@lru_cache(maxsize=16)
def words_of(letter: str, lexicon: Lexicon) -> frozenset[str]:
    """The words of a class, and those that begin its phrases."""
    phrases = ((word, one) for word, behind in lexicon.phrases.items() for some in behind.values() for one in some)
    first = (word for word, one in phrases if one.letter == letter)
    return frozenset((*(word for word, own in lexicon.letters.items() if own == letter), *first))


def _introduction(scene: Setting, read: Tokens, part: Span, figure: Figure, place: Span) -> Iterator[Introduction]:
    """The words behind the last other name in them: `Poutine, le président Zelensky et …` is a list, and gives no title."""
    part = (part[0], part[0] + len(read.classes[slice(*part)].rstrip("detpU&")))
    others = [other for other, _ in scene.cast.within(read.spans[part[0]][0], read.spans[part[1] - 1][1])]
    alone = [other[1] for other in others if not _complement(read, other)]
    kept = [n for n in range(*part) if not alone or read.spans[n][0] >= alone[-1]]
    noun = next((read.spans[n] for n in kept if read.classes[n] == "r"), None)
    if noun is None:
        return
    span = (read.spans[kept[0]][0], read.spans[kept[-1]][1])
    office = next(scene.mentioned(span, "office"), None)
    ids = office.ids if office else ()
    person = scene.facts.people.get(figure.entity or "")
    own = tuple(id for id in ids if person and any(spell.office == id for spell in person.spells))
    sex = figure.sex or sex_of(scene, scene.tokens(span))
    status: Status = office.status if office else "sitting"
    head = scene.text[slice(*noun)].casefold()
    yield Introduction(span, frozenset(title(scene, span)), head, own or ids, status, figure, sex, place[0])


LOOKED_AT = 20
"""Introductions that are looked at on either side: a title that fills a draft must not cost its square."""


def titled(scene: Setting, noun: str, at: int) -> Sequence[Introduction]:
    """The titles with that noun: those before a place, the last one first, then those behind it."""
    known = _introductions(scene)
    if noun not in known.by_noun:
        words = words_of("r", scene.grammar.lexicon).intersection(_WORD.findall(noun))
        places = sorted({n for word in words for n in _names_beside(scene, known, word)})
        known.by_noun[noun] = tuple(intro for intro in _read(scene, known, places) if intro.noun == noun)
    intros = known.by_noun[noun]
    middle = bisect_left(intros, at, key=lambda intro: intro.at)
    return (*reversed(intros[max(0, middle - LOOKED_AT) : middle]), *intros[middle : middle + LOOKED_AT])
