"""The sections of a words file in, a Lexicon out: every form of every word with its class, every verb of saying conjugated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import mul
from typing import TypeAlias

from factcheck.model import Polarity

Sections: TypeAlias = Mapping[str, object]
Table: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb or noun of saying. `takes`: the complements with which it reports speech (that, infinitive, incise …)."""

    lemma: str
    polarity: Polarity
    takes: frozenset[str]
    reflexive: Saying | None = None
    """What the same form says with a reflexive pronoun."""


Row: TypeAlias = tuple[str, str, Saying | None]
"""A form as the words file gives it, its letter, and what it says."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words behind a first word that make one token with it."""

    rest: tuple[str, ...]
    letter: str
    saying: Saying | None


Reread: TypeAlias = tuple[re.Pattern[str], str, frozenset[str], frozenset[str]]
"""An expression over letters, the letter that what it finds becomes, the letters it can find, and those of which one must stand
before them, where any must."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`letters`: form to the letter of its class; `endings`: what an unknown word's ending tells."""

    letters: Mapping[str, str]
    sayings: Mapping[str, Saying]
    phrases: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    """First word to second word to phrases, longest first."""
    cues: frozenset[str]
    """Words, or first two words of phrases, that may report speech: a sentence without any needs no parse."""
    endings: Mapping[str, str]
    longest_ending: int
    rereads: tuple[Reread, ...]
    word: re.Pattern[str]
    """Splits a text into words and marks."""
    piece: re.Pattern[str]
    """Splits a sentence into words and the marks that may be tokens."""


_REFLEXIVE = re.compile(r"^(?:se |s’)|(?<=[aeií]r)se$")
"""The pronoun of a reflexive lemma: se plaindre, s’étonner, quejarse."""


def build(sections: Sections, letters: Mapping[str, str]) -> Lexicon:
    """`letters`: name of a word class to its letter."""
    entries = [_entry(*row) for row in _variants(_rows(sections, letters), _table(sections, "contractions"))]
    told_apart = any("SAYS_OR_NOUN" in line for line in _list(sections, "rereads"))
    forms, sayings = _single([entry for entry in entries if not entry.rest], letters, told_apart)
    endings = sorted(((ending, letters[name]) for name, some in _lists(sections, "endings") for ending in some), reverse=True)
    longest = max((len(ending) for ending, _ in endings), default=0)
    rereads = tuple(_reread(line, letters) for line in _list(sections, "rereads"))
    parts = _table(sections, "word_parts")
    word, piece = _word(parts, r"[^\w\s]"), _word(parts, _TOKENS)
    return Lexicon(forms, sayings, _phrases(entries), _cues(entries, letters), dict(endings), longest, rereads, word, piece)


@dataclass(frozen=True, slots=True)
class _Entry:
    first: str
    rest: tuple[str, ...]
    letter: str
    saying: Saying | None


def _entry(form: str, letter: str, saying: Saying | None) -> _Entry:
    first, *rest = (word for word in re.split(r"(?<=\w’)|\s+", form) if word)
    return _Entry(first, tuple(rest), letter, saying)


def _single(
    entries: Sequence[_Entry], letters: Mapping[str, str], told_apart: bool
) -> tuple[Mapping[str, str], Mapping[str, Saying]]:
    """Single words: of two classes the first counts, but for a noun of saying that is a form of its verb."""
    forms: dict[str, str] = {}
    sayings: dict[str, Saying] = {}
    for entry in entries:
        form, letter = entry.first, entry.letter
        if told_apart and letter == letters["SAYING_NOUN"] and forms.get(form) == letters["SAYS"]:
            forms[form] = letters["SAYS_OR_NOUN"]
        elif forms.setdefault(form, letter) == letter and entry.saying:
            sayings[form] = _joined(sayings.get(form), entry.saying)
    return forms, sayings


def _phrases(entries: Sequence[_Entry]) -> Mapping[str, Mapping[str, tuple[Phrase, ...]]]:
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    for entry in entries:
        if entry.rest:
            phrase = Phrase(entry.rest, entry.letter, entry.saying)
            phrases.setdefault(entry.first, {}).setdefault(entry.rest[0], []).append(phrase)
    return {first: {second: _longest_first(some) for second, some in seconds.items()} for first, seconds in phrases.items()}


def _cues(entries: Sequence[_Entry], letters: Mapping[str, str]) -> frozenset[str]:
    """What reports speech; a preposition that may tell a view does so only where it begins a sentence."""
    telling = (letters["ACCORDING"], letters["OWN_VIEW"], letters["WHEREBY"])
    telling_entries = (e for e in entries if e.saying or e.letter in telling)
    heads = ((e.first, *e.rest[: 2 if e.rest[:1] and e.rest[0][-1] == "’" else 1]) for e in telling_entries)
    said = {" ".join(head).replace("’ ", "’") for head in heads}
    return frozenset(said | {" ".join((e.first, *e.rest[:1])).capitalize() for e in entries if e.letter == letters["VIEW"]})


def _longest_first(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase.rest), phrase.rest)))


def _variants(rows: Iterator[Row], contracted: Table) -> Iterator[Row]:
    """The rows, and phrases again with their last word contracted: lors de, lors d’, lors du."""
    for form, letter, saying in rows:
        yield form, letter, saying
        head, _, last = form.rpartition(" ")
        yield from ((f"{head} {short}", letter, saying) for short in contracted.get(last, "").split() if head)


def _joined(known: Saying | None, new: Saying) -> Saying:
    """Two readings of a form: the first counts, with the other for its reflexive."""
    bare = Saying(new.lemma, new.polarity, frozenset(), new) if "reflexive" in new.takes else new
    if known is None:
        return bare
    return replace(known, takes=known.takes or bare.takes, reflexive=known.reflexive or bare.reflexive)


def _rows(sections: Sections, letters: Mapping[str, str]) -> Iterator[Row]:
    """Every form with its letter; of two readings of a form the first counts."""
    for name, words in _lists(sections, "first_classes"):
        yield from ((word, letters[name], None) for word in words)
    complements = _table(sections, "complements")
    for lemma, line in _table(sections, "verbs_of_saying").items():
        paradigm, polarity, *takes = line.split()
        reflexive = ["reflexive"] if _REFLEXIVE.search(lemma) else []
        taken = frozenset(word for some in [*takes, *reflexive] for word in complements.get(some, some).split())
        saying = Saying(lemma, _polarity(polarity), taken)
        for form, name in _conjugated(sections, lemma, paradigm):
            yield form, letters[name], saying
        yield from ((form, letters["SAYS"], saying) for form in _table(sections, "first_person_forms").get(lemma, "").split())
        wished = replace(saying, polarity="hedged") if saying.polarity == "affirms" else saying
        yield from ((form, letters["SAYS"], wished) for form in _table(sections, "wished_forms").get(lemma, "").split())
    for lemma, line in _table(sections, "nouns_of_saying").items():
        polarity, *plurals = line.split()
        for form in (lemma, *plurals):
            yield form, letters["SAYING_NOUN"], Saying(lemma, _polarity(polarity), frozenset({"noun"}))
    for name, words in _lists(sections, "classes"):
        yield from ((word, letters[name], None) for word in words)
    past = "PAST" if "PAST" in _tables(sections, "endings") else "VERB"
    for lemma, paradigm in _table(sections, "other_verbs").items():
        for form, name in _conjugated(sections, lemma, paradigm):
            yield form, letters[_other(name, past)], None


def _other(name: str, past: str) -> str:
    """The class of a verb form that is none of saying."""
    return {"SAYS": "VERB", "SAYS_OR_SAID": past, "SAY": "INFINITIVE", "SAYING": "PRESENT_PARTICIPLE"}.get(name, "WORD")


def _conjugated(sections: Sections, lemma: str, paradigm: str) -> Iterator[tuple[str, str]]:
    """Every form of a verb and its class. A reflexive pronoun before the lemma and words behind it do not bend."""
    table = _tables(sections, "paradigms")[paradigm]
    bare = _REFLEXIVE.sub("", lemma)
    head, _, rest = bare.partition(" ")
    stem = head.removesuffix(table["strip"])
    for name, endings in table.items():
        for ending in endings.split() if name != "strip" else ():
            yield f"{stem}{ending.removeprefix('-')}{' ' if rest else ''}{rest}", name


def _polarity(word: str) -> Polarity:
    known: Mapping[str, Polarity] = {"affirms": "affirms", "denies": "denies", "asks": "asks", "hedged": "hedged"}
    return known[word]


def _reread(line: str, letters: Mapping[str, str]) -> Reread:
    """`DET [SAYS VERB] -> WORD`: what stands in brackets, between the classes around it, is read as the last.

    Where the classes before or behind begin with `!`, they must not stand there. `WORD|NAME{1,6}`: one to six of these.
    """
    found, _, new = line.rpartition(" -> ")
    before, _, rest = found.partition("[")
    middle, _, behind = rest.partition("]")
    present = [word for word in before.split() if word[0] != "!"]
    look = _look("(?<=", present, letters)
    look += _look("(?<!", before.replace("!", "").split(), letters) if before.startswith("!") else ""
    look += f"[{_class(middle, letters, ' ')}]"
    look += _look("(?!" if "!" in behind else "(?=", behind.replace("!", "").split(), letters)
    return re.compile(look), letters[new], _letters(middle, letters, " "), _letters(present[0] if present else "", letters)


def _look(kind: str, words: Sequence[str], letters: Mapping[str, str]) -> str:
    """A look behind or ahead at classes, one after the other; nothing for none."""
    some = [_REPEATED.fullmatch(word) for word in words]
    counts = product(*(range(int(found[2] or 1), int(found[3] or 1) + 1) for found in some if found))
    classes = [f"[{_class(found[1], letters)}]" for found in some if found]
    looks = [f"{kind}{''.join(map(mul, classes, count))})" for count in counts]
    return f"(?:{'|'.join(looks)})" if words else ""


_REPEATED = re.compile(r"([^{]+)(?:\{(\d),(\d)\})?")


def _class(words: str, letters: Mapping[str, str], separator: str = "|") -> str:
    return "".join(re.escape(letters[word]) for word in words.split(separator) if word)


def _letters(words: str, letters: Mapping[str, str], separator: str = "|") -> frozenset[str]:
    return frozenset(letters[word] for word in words.split(separator) if word)


_TOKENS = r"[,;:–—―?!…'’-]|\.(?=\s+[«“\"]?\s?[^\W\d_a-zà-ÿ])"
"""Marks that may be tokens: a stop only before a capital."""


_INITIALS = r"(?<!\w)[A-ZÀ-Þ]\.-[A-ZÀ-Þ](?=\.)"
"""J.-M. Roe: two initials of one name, the stop behind them left out as it is behind one."""


def _word(parts: Table, marks: str) -> re.Pattern[str]:
    """A word, or a mark. `front` and `behind`: expressions for what is split off at either end of a word; `whole`: for words that
    show at once that nothing is.
    """
    front, behind = parts.get("front", "(?!)"), parts.get("behind", "(?!)")
    whole = parts.get("whole", "(?!)" if "front" in parts else "[^\\W_]++(?![-‑'’]|[.,]\\w)")
    word = rf"[^\W_]++(?:(?!{behind})[-‑'’.,](?=\w)[^\W_]++)*+"
    return re.compile(rf"(?!\s)(?:{_INITIALS}|{whole}|{front}|{behind}|{word}|{marks})")


# ---------------------------------------------------------------- the yaml's shapes


def _table(sections: Sections, key: str) -> Table:
    found = sections.get(key)
    return found if isinstance(found, dict) else {}


def _list(sections: Sections, key: str) -> tuple[str, ...]:
    found = sections.get(key)
    return tuple(found) if isinstance(found, list) else ()


def _tables(sections: Sections, key: str) -> Mapping[str, Table]:
    found = sections.get(key)
    return found if isinstance(found, dict) else {}


def _lists(sections: Sections, key: str) -> Iterator[tuple[str, list[str]]]:
    found = sections.get(key)
    if isinstance(found, dict):
        yield from found.items()
