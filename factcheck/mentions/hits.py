"""A folded text and the known forms in, the places where they stand out: whole words, longest first, no parts of other names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from factcheck.grammar import Grammar
from factcheck.mentions.folding import Folded, bare_small
from factcheck.mentions.meanings import Meaning, Meant
from factcheck.model import Document, FactKind, Span

_AREAS = (
    ("://", re.compile(r"https?://\S+")),
    ("www.", re.compile(r"www\.\S+")),
    ("@", re.compile(r"(?<![\w.+-])[\w.+-]++@[\w.-]+|(?<!\w)@\w+")),
    ("#", re.compile(r"(?<![\w&])#\w+")),
    ("/", re.compile(r"\.[a-z]{2,}/\S*")),
)
"""Addresses, handles and hashtags, each behind the mark without which there is none: their words are nobody's name."""

_BLANK = re.compile(r"\s")
_HOST = re.compile(r"[\w.-]*$")
_TOKEN_BEFORE = re.compile(r"([^\s«»“”\"()\[\]…,;:!?/]+) $")
_TOKEN_BEHIND = re.compile(r" ([^\s«»“”\"()\[\]…,;:!?/]+)")
_NUMERAL_BEHIND = re.compile(r"[- ](?:[IVX]+|\d+)\b")
_OPENERS = ".!?…:«“\"'(—–"
"""Marks behind which a sentence may begin."""
_INITIAL = re.compile(r"\w\.")
_BESIDE_OTHERS: frozenset[FactKind] = frozenset({"person", "country", "treaty"})
"""What the words beside a name may rule out."""


class Hit(NamedTuple):
    """A form in the folded text. `glued`: what a prefix that is written in one word with a title makes of it."""

    start: int
    end: int
    meant: Meant
    glued: str = ""

    def means(self, kind: FactKind) -> bool:
        return kind in self.meant.kinds


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that tell who is meant, in small letters."""

    honorifics: frozenset[str]
    opening: frozenset[str]
    behind: frozenset[str]
    dated: frozenset[str]
    glued: Mapping[str, str]
    articles: frozenset[str]
    """Articles that never stand before a surname: what follows is a place, or a family."""
    headlines: bool
    """Whether headlines give most words a capital."""


def words(grammar: Grammar) -> Words:
    def small(*sections: str) -> frozenset[str]:
        return frozenset(part for name in sections for word in grammar.words.get(name, ()) for part in word.lower().split())

    modifiers = frozenset((*grammar.tables.get("title_before", ()), *grammar.tables.get("title_after", ())))
    return Words(
        small("honorifics", "title_nouns") | modifiers,
        small("opening_words"),
        small("not_a_person_behind"),
        small("weekdays", "months"),
        grammar.tables.get("glued_prefixes", {}),
        small("articles_before_no_name"),
        "capitals" in grammar.words.get("headline_style", ()),
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What the hits of one document are judged by."""

    document: Document
    folded: Folded
    words: Words
    given: Callable[[str], frozenset[str]]
    """A person to the first names of theirs in any language."""
    headlines: dict[Span, bool] = field(default_factory=dict)
    """Sentences to whether most of their words have a capital: told once for each."""


Lookup: TypeAlias = Callable[[int, str], Meant | None]
"""The number of what was found and the words that stand there, to what they mean when written so."""


def scan(search: Callable[[str], tuple[Any, Lookup]], ground: Ground) -> tuple[Hit, ...]:
    """Every form in the text, longest first, without those that are part of another word, address or name."""
    text = ground.folded.text
    areas = sorted(_areas(ground))
    starts = [start for start, _ in areas]
    small = bare_small(text)
    automaton, lookup = search(small)
    matches = automaton.find_matches_as_indexes(small, True)
    found = (_bounded(text, lookup, match, ground.words) for match in matches)
    hits = [hit for hit in found if hit and not _within(hit, areas, starts)]
    chosen = tuple(_longest(hits))
    known = frozenset(hit.start for hit in chosen), frozenset(hit.end for hit in chosen)
    kept = (_kept(hit, ground, *known) for hit in chosen)
    return tuple(hit for hit in kept if hit.meant.meanings)


def _areas(ground: Ground) -> Iterator[Span]:
    text = ground.document.text
    for mark, pattern in _AREAS:
        for word in _words_with(mark, text):
            for area in pattern.finditer(text, *word):
                host = _HOST.search(text, max(0, area.start() - 100), area.start()) if mark == "/" else None
                yield ground.folded.at(host.start() if host else area.start()), ground.folded.at(area.end())


def _words_with(mark: str, text: str) -> Iterator[Span]:
    """What stands between blanks and holds the mark: addresses hold no blank."""
    end, place = 0, text.find(mark)
    while place >= 0:
        start = place
        while start > end and not text[start - 1].isspace():
            start -= 1
        blank = _BLANK.search(text, place)
        end = blank.start() if blank else len(text)
        yield start, end
        place = text.find(mark, end)


def _within(hit: Hit, areas: Sequence[Span], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, hit.start)
    return any(hit.start < end for _, end in areas[max(0, place - 2) : place])


def _bounded(text: str, lookup: Lookup, match: tuple[int, int, int], words: Words) -> Hit | None:
    """A hit whose ends are ends of words; the start of a title may also follow a prefix such as the Spanish `ex`."""
    which, start, end = match
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return None
    if not start or not (text[start - 1].isalnum() or text[start - 1] == "_"):
        meant = lookup(which, text[start:end])
        return Hit(start, end, meant) if meant else None
    for prefix, modifier in words.glued.items():
        begins = start - len(prefix)
        alone = begins >= 0 and (not begins or not text[begins - 1].isalnum()) and text[begins:start].lower() == prefix
        if alone and (meant := lookup(which, text[start:end])) and "office" in meant.kinds:
            return Hit(begins, end, meant.of_kind("office"), modifier)
    return None


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    done = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= done:
            yield hit
            done = hit.end


# ---------------------------------------------------------------- names that are part of another name


def _kept(hit: Hit, ground: Ground, starts: frozenset[int], ends: frozenset[int]) -> Hit:
    """The hit without the meanings that its neighbours rule out."""
    if not hit.meant.kinds & _BESIDE_OTHERS:
        return hit
    left = right = None
    kept = []
    for meaning in hit.meant.meanings:
        if meaning.kind == "person" or meaning.form == "capital":
            left = _left(hit, ground, ends) if left is None else left
            right = _right(hit, ground, starts) if right is None else right
            if not _ruled_out(meaning, left, right, ground, bare=" " not in ground.folded.text[hit.start : hit.end]):
                kept.append(meaning)
        elif meaning.kind != "treaty" or not _NUMERAL_BEHIND.match(ground.folded.text, hit.end):
            kept.append(meaning)
    return hit if len(kept) == len(hit.meant.meanings) else Hit(hit.start, hit.end, Meant(tuple(kept)), hit.glued)


def _ruled_out(meaning: Meaning, left: tuple[str, ...], right: str, ground: Ground, bare: bool) -> bool:
    """A surname behind another first name, or before a further name, is somebody else's."""
    if right and right.lower() in ground.words.behind:
        return True
    if not bare and meaning.form in ("name", "also", "wrong") and meaning.kind == "person":
        return False
    if left and not any(word in given.split() for word in left for given in ground.given(meaning.id)):
        return True
    return bool(right)


def _left(hit: Hit, ground: Ground, ends: frozenset[int]) -> tuple[str, ...]:
    """Capitalised words right before the hit that can be a first name: none when something else explains the capital."""
    text, place = ground.folded.text, hit.start
    found: list[str] = []
    if place and text[place - 1] == "-" and place - 1 not in ends:
        joined = re.search(r"\w+$", text[max(0, place - 41) : place - 1])
        return (joined[0],) if joined and joined[0][0].isupper() else ()
    while len(found) < 3 and place not in ends:
        token = _TOKEN_BEFORE.search(text, max(0, place - 60), place)
        if token is None or place - 1 in ends or ground.folded.line_ends(place - 1):
            break
        word, place = token[1].rsplit("'", 1)[-1], place - 1 - len(token[1])
        if not found and word.lower() in ground.words.articles:
            return (word,)
        if not word[:1].isupper() or (word.endswith(".") and not _INITIAL.fullmatch(word)) or _shouted(hit, word, text):
            break
        if word.lower() in ground.words.honorifics or _explained(word, place, ground):
            break
        found.append(word)
    return tuple(found)


def _explained(word: str, place: int, ground: Ground) -> bool:
    """Whether the capital of a word comes from its place: it opens a sentence, or all words of a headline have one."""
    text = ground.folded.text
    if word.rsplit("-", 1)[-1].lower() in ground.words.honorifics or word.lower() in ground.words.dated:
        return True
    before = text[max(0, place - 2) : place].strip()[-1:]
    opens = not before or before in _OPENERS or ground.folded.line_ends(place - 1)
    return (opens and word.lower() in ground.words.opening) or _headline(place, ground)


def _right(hit: Hit, ground: Ground, starts: frozenset[int]) -> str:
    """The capitalised word right behind the hit, where nothing else explains its capital."""
    text = ground.folded.text
    if text[hit.end : hit.end + 1] == "-" and hit.end + 1 not in starts:
        joined = re.match(r"\w+", text[hit.end + 1 : hit.end + 41])
        return joined[0] if joined and joined[0][0].isupper() and len(joined[0]) > 1 else ""
    token = _TOKEN_BEHIND.match(text, hit.end, hit.end + 61)
    if token is None or hit.end + 1 in starts or ground.folded.line_ends(hit.end):
        return ""
    word = token[1]
    if word.lower() in ground.words.behind or word.rstrip(".").lower() in ground.words.behind:
        return word
    plain = not word[0].isupper() or word.rstrip(".").lower() in ground.words.dated or word.lower() in ground.words.opening
    return "" if plain or _shouted(hit, word, text) or _headline(hit.end, ground) else word


def _shouted(hit: Hit, word: str, text: str) -> bool:
    """Whether the hit and the word beside it are both set in capitals: then capitals tell nothing."""
    return word.isupper() and text[hit.start : hit.end].isupper()


def _headline(place: int, ground: Ground) -> bool:
    """Whether the sentence at `place` is set as an English headline: most longer words with a capital, no stop."""
    here = ground.folded.span(place, place)[0]
    sentences = ground.document.sentences
    which = bisect_right(sentences, (here, len(ground.document.text))) - 1
    if which < 0 or not ground.words.headlines:
        return False
    sentence = sentences[which]
    if sentence not in ground.headlines:
        written = ground.document.text[slice(*sentence)]
        long = re.findall(r"\w{4,}", written)
        most = len(long) > 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long)
        ground.headlines[sentence] = most and not written.rstrip(' \n\r\t”»"').endswith((".", "!", "?"))
    return ground.headlines[sentence]
