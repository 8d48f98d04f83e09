"""A noun phrase in, whom it stands for out: a name, an office, a role that the draft has tied to somebody."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck import cast, facts, tokens
from factcheck.cast import Cast, Figure, Sex
from factcheck.grammar import Grammar
from factcheck.model import Document, Facts, Mention, Span, Status
from factcheck.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom words stand for. `name` is the fullest form that the draft gives; `plural`, `sex`: None where nothing tells."""

    span: Span
    name: str | None
    entity: str | None = None
    via: str = "common-noun"
    sex: Sex | None = None
    plural: bool | None = None
    human: bool | None = None
    sure: bool = True


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
        return next(tokens.read(self.text, span, (), self.grammar.lexicon), Tokens("", (), {}))

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


@dataclass(frozen=True, slots=True)
class Introduction:
    """A title beside a name: `le porte-parole du Kremlin, Dmitri Peskov`; `noun` its head, `offices` what it can mean."""

    span: Span
    noun: str
    offices: tuple[str, ...]
    status: Status
    figure: Figure
    sex: Sex | None
    at: int


def setting(document: Document, mentions: Sequence[Mention], known: Facts, grammar: Grammar, date: dt.date | None) -> Setting:
    ordered = tuple(sorted(mentions, key=lambda mention: (mention.span, mention.kind)))
    named = cast.gather(document, ordered, known, grammar)
    outer = tuple(quotation.span for quotation in document.quotations if quotation.depth == 0)
    return Setting(document, grammar, known, ordered, tuple(m.span[0] for m in ordered), named, date, outer)


def whom(scene: Setting, span: Span, titles: Sequence[Span] = (), owner: Referent | None = None) -> Referent:
    """Whom the noun phrase stands for. `titles`: the parts of it that are said of somebody, not his name; `owner`: whom
    *his* means in it."""
    read = scene.tokens(span)
    names = [name for name in _names(scene, read, span) if not any(s <= name[0] < e for s, e in titles)]
    if len(names) > 1 and _coordinated(read, names):
        return Referent(span, scene.words(span), plural=True, human=True, via="full-name")
    if names:
        return _named(scene, read, span, names[0])
    return _counterpart(scene, span, owner) or _organisation(scene, read, span) or _office_or_noun(scene, read, span)


# ---------------------------------------------------------------- names

_BEHIND = frozenset("etp")
"""Classes of the words that make a name the complement of another noun."""


def _names(scene: Setting, read: Tokens, span: Span) -> list[Span]:
    """The names that a phrase is about: none behind *of*, none before a possessive, no organisation's, no country's."""
    people = [place for place, _ in scene.cast.within(*span)]
    bodies = [mention.span for mention in scene.mentioned(span, "organisation", "country", "office")]
    single = [
        place for letter, place in zip(read.classes, read.spans, strict=True)
        if letter == "N" and not any(s < place[1] and place[0] < e for s, e in (*people, *bodies))
    ]  # fmt: skip
    found = [name for name in sorted((*people, *single)) if not _complement(scene, read, name)]
    return [name for name in found if name in people] or _joined(scene.text, found)


def _joined(text: str, names: Sequence[Span]) -> list[Span]:
    """Neighbouring words of one name, at last one name."""
    out: list[Span] = []
    for name in names:
        if out and text[out[-1][1] : name[0]].isspace():
            out[-1] = (out[-1][0], name[1])
        else:
            out.append(name)
    return out


def _complement(scene: Setting, read: Tokens, name: Span) -> bool:
    n = bisect_left(read.spans, name[0], key=lambda place: place[0])
    before = read.classes[:n].rstrip("d")
    behind = scene.text[name[1] : name[1] + 2].replace("'", "’")
    return (bool(before) and before[-1] in _BEHIND) or (behind == "’s" and n + 1 < len(read.classes))


def _coordinated(read: Tokens, names: Sequence[Span]) -> bool:
    first, second = names[0], names[1]
    return any(letter == "&" and first[1] <= place[0] < second[0] for letter, place in zip(read.classes, read.spans, strict=True))


def _named(scene: Setting, read: Tokens, span: Span, name: Span) -> Referent:
    written = scene.words(name)
    found = next((figure for place, figure in scene.cast.within(*name)), None)
    figure, sure = (found, True) if found else cast.called(written, scene.cast, name[0])
    figure = figure or Figure(_without_possessive(written))
    full = cast.words(written) == cast.words(figure.name) and len(cast.words(written)) > 1
    sex = figure.sex or _sex(scene, read) or next((intro.sex for intro in titles_of(scene, figure) if intro.sex), None)
    via = "full-name" if full else "surname"
    return Referent(span, figure.name, figure.entity, via, sex, plural=False, human=True, sure=sure)


def _without_possessive(name: str) -> str:
    return re.sub(r"[’']s?$", "", name)


# ---------------------------------------------------------------- gender and number


def _sex(scene: Setting, read: Tokens) -> Sex | None:
    """By the articles and titles of a phrase, else by the ending of its noun."""
    words = scene.grammar.words
    for word, letter in _lettered(scene, read):
        if letter in "dh" and word in words["feminine_words"]:
            return "f"
        if letter in "dh" and word in words["masculine_words"]:
            return "m"
    told = (noun_sex(word, scene.grammar) for word, letter in _lettered(scene, read) if letter == "r")
    return next((sex for sex in told if sex), None)


def _lettered(scene: Setting, read: Tokens) -> Iterator[tuple[str, str]]:
    """Each word in lower case, with the letter of its class."""
    for place, letter in zip(read.spans, read.classes, strict=True):
        yield scene.text[slice(*place)].lower().rstrip(".’'"), letter


def noun_sex(word: str, grammar: Grammar) -> Sex | None:
    if word.endswith(grammar.words["feminine_endings"]):
        return "f"
    return "m" if word.endswith(grammar.words["masculine_endings"]) else None


def _plural(scene: Setting, read: Tokens) -> bool | None:
    """By the article, else by the ending of the noun."""
    words, found = scene.grammar.words, list(_lettered(scene, read))
    articles = [word for word, letter in found if letter == "d"]
    if any(word in words["plural_words"] for word in articles):
        return True
    if any(word in words[section] for word in articles for section in ("masculine_words", "feminine_words", "singular_words")):
        return False
    head = next((word for word, letter in found if letter in "rn"), "")
    return True if head.endswith(words["plural_endings"]) else None


# ---------------------------------------------------------------- organisations, countries


def _organisation(scene: Setting, read: Tokens, span: Span) -> Referent | None:
    """`l’Otan`, `Moscou`: a body at the head of the phrase, not `un diplomate de l’Otan`, not `NATO chief`."""
    core = read.classes.split(",")[0]
    head = len(core) - len(core.lstrip("d"))
    if "r" in core or head >= len(core):
        return None
    at = read.spans[head]
    named = [m for m in scene.mentioned((span[0], at[1]), "organisation", "country") if m.span[1] > at[0] and m.form != "demonym"]
    if not named:
        return None
    entity = named[0].ids[0] if len(named[0].ids) == 1 else None
    return Referent(
        span, scene.words(named[0].span), entity, "organisation", _sex(scene, read), _plural(scene, read), human=False
    )  # fmt: skip


# ---------------------------------------------------------------- offices and roles


def _office_or_noun(scene: Setting, read: Tokens, span: Span) -> Referent:
    core = _core(read, span)
    sex, plural = _sex(scene, read), _plural(scene, read)
    office = next((m for m in scene.mentioned(core, "office") if not _complement(scene, read, m.span)), None)
    noun = next((word for word, letter in _lettered(scene, read) if letter == "r"), None)
    figure, via = (None, "common-noun") if plural else _holder(scene, office, core, noun, sex)
    human = True if office or noun or figure else None
    if figure:
        return Referent(span, figure.name, figure.entity, via, figure.sex or sex, plural=False, human=True)
    return Referent(span, scene.words(core), None, via, sex, plural, human)


def _core(read: Tokens, span: Span) -> Span:
    """The phrase up to its first comma."""
    comma = read.classes.find(",")
    return (span[0], read.spans[comma - 1][1]) if comma > 0 else span


def _holder(scene: Setting, office: Mention | None, core: Span, noun: str | None, sex: Sex | None) -> tuple[Figure | None, str]:
    """The one whom the draft itself has introduced by these words; else the one whom the facts know in that office."""
    asked = _title(scene, core)
    intros = [
        intro for intro in _near(_introductions(scene).by_noun.get(noun or "", ()), core[0])
        if _same_title(scene, intro, office, asked) and _agree(intro.sex, sex)
    ]  # fmt: skip
    entity = _sitting(scene, office) if office and office.status in ("sitting", "acting") else None
    unknown = entity in _named_entities(scene) and not any(intro.figure.entity for intro in intros)
    if intros and not unknown:
        return intros[0].figure, "office"
    return (figure_of(scene, entity, core), "office-facts") if entity else (None, "common-noun")


_LOOKED_AT = 50
"""Introductions that are looked at on either side: a title that fills a draft must not cost its square."""


def _near(intros: Sequence[Introduction], at: int) -> Sequence[Introduction]:
    """Those before a place, the last one first, then those behind it."""
    middle = bisect_left(intros, at, key=lambda intro: intro.at)
    return (*reversed(intros[max(0, middle - _LOOKED_AT) : middle]), *intros[middle : middle + _LOOKED_AT])


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _title(scene: Setting, span: Span) -> tuple[str, ...]:
    return tuple(word for word, letter in _lettered(scene, scene.tokens(span)) if letter not in "de,")


def _same_title(scene: Setting, intro: Introduction, office: Mention | None, asked: Sequence[str]) -> bool:
    """The same office of the facts; else no word that the introduction has not: `le ministre` for `ministre de la Culture`."""
    if office and intro.offices and len(asked) > 1:
        return intro.status == office.status and bool(set(office.ids) & set(intro.offices))
    return set(asked) <= set(_title(scene, intro.span))


def _sitting(scene: Setting, office: Mention) -> str | None:
    """The only one in that office on the day; of an office that the words leave open, the only one whom the draft names."""
    if scene.date is None:
        return None
    held = {one.person for id in office.ids for one in facts.holders(scene.facts, id, scene.date)}
    named = held & _named_entities(scene).keys()
    some = held if len(office.ids) == 1 and len(held) == 1 else named
    return next(iter(some)) if len(some) == 1 else None


def figure_of(scene: Setting, entity: str, span: Span) -> Figure:
    """The figure of an id: by the name that the draft gives, else by the words at hand."""
    person = scene.facts.people.get(entity)
    return _named_entities(scene).get(entity) or Figure(scene.words(span), entity, person.sex if person else None)


@lru_cache(maxsize=2)
def _named_entities(scene: Setting) -> Mapping[str, Figure]:
    return {figure.entity: figure for figure in scene.cast.figures if figure.entity}


# ---------------------------------------------------------------- titles beside names

_WINDOW = 90
"""Characters beside a name in which its title stands."""
_TITLE_BEFORE = re.compile(r"(d?[bn]*r[nNdetp&9b]*),?$")
_TITLE_BEHIND = re.compile(r",(d?[bn]*r[nNdet9b]*)(?:&(d?[bn]*r[nNdet9b]*))?")


@dataclass(frozen=True, slots=True)
class _Introductions:
    by_noun: Mapping[str, Sequence[Introduction]]
    by_name: Mapping[tuple[str, str | None], Sequence[Introduction]]


@lru_cache(maxsize=2)
def _introductions(scene: Setting) -> _Introductions:
    """Every title that the draft puts right beside a name, in the order of the names."""
    by_noun: dict[str, list[Introduction]] = {}
    by_name: dict[tuple[str, str | None], list[Introduction]] = {}
    for place, figure in zip(scene.cast.places, scene.cast.figures, strict=True):
        for intro in () if scene.quoted(place[0]) else _titles(scene, place, figure):
            by_noun.setdefault(intro.noun, []).append(intro)
            by_name.setdefault((figure.name, figure.entity), []).append(intro)
    return _Introductions(by_noun, by_name)


def titles_of(scene: Setting, figure: Figure) -> Sequence[Introduction]:
    """The titles that the draft puts beside somebody's name."""
    return _introductions(scene).by_name.get((figure.name, figure.entity), ())


def _titles(scene: Setting, place: Span, figure: Figure) -> Iterator[Introduction]:
    start, end = scene.sentence(place[0])
    before = scene.tokens((max(start, place[0] - _WINDOW), place[0]))
    behind = scene.tokens((place[1], min(max(end, place[1]), place[1] + _WINDOW)))
    match = _TITLE_BEFORE.search(before.classes)
    if match:
        yield from _introduction(scene, before, match.span(1), figure, place)
    match = _TITLE_BEHIND.match(behind.classes)
    for group in (1, 2):
        if match and match.group(group):
            yield from _introduction(scene, behind, match.span(group), figure, place)


def _introduction(scene: Setting, read: Tokens, part: Span, figure: Figure, place: Span) -> Iterator[Introduction]:
    """None where the words hold another name: `Poutine, le président Zelensky et …` is a list."""
    span = (read.spans[part[0]][0], read.spans[part[1] - 1][1])
    if next(scene.cast.within(*span), None):
        return
    noun = next(p for c, p in zip(read.classes[slice(*part)], read.spans[slice(*part)], strict=True) if c == "r")
    office = next(scene.mentioned(span, "office"), None)
    ids = office.ids if office else ()
    person = scene.facts.people.get(figure.entity or "")
    own = tuple(id for id in ids if person and any(spell.office == id for spell in person.spells))
    sex = figure.sex or _sex(scene, scene.tokens(span))
    status: Status = office.status if office else "sitting"
    yield Introduction(span, scene.text[slice(*noun)].casefold(), own or ids, status, figure, sex, place[0])


# ---------------------------------------------------------------- counterparts


def _counterpart(scene: Setting, span: Span, owner: Referent | None) -> Referent | None:
    """`son homologue russe`: whoever holds, in that country, the post that its owner holds in his."""
    words = scene.words(span).casefold().split()
    if not any(word in scene.grammar.words["counterparts"] for word in words):
        return None
    whose = next((figure.entity for _, figure in scene.cast.within(*span)), owner.entity if owner else None)
    countries = {id for mention in scene.mentioned(span, "country") for id in mention.ids}
    entity = _same_post(scene, whose, countries) if whose and scene.date else None
    if entity is None:
        return Referent(span, scene.words(span), None, "homologue", human=True, plural=False)
    figure = figure_of(scene, entity, span)
    return Referent(span, figure.name, entity, "homologue", figure.sex, plural=False, human=True)


def _same_post(scene: Setting, person: str, countries: set[str]) -> str | None:
    if scene.date is None:
        return None
    language, on = scene.document.language, scene.date
    posts = [scene.facts.offices[one.office] for one in facts.offices_of(scene.facts, person, on)]
    titles = {title.casefold() for post in posts for title in facts.titles(post, language, on)}
    same = [
        id for id, office in scene.facts.offices.items()
        if facts.country(scene.facts, id) in countries and titles & {t.casefold() for t in facts.titles(office, language, on)}
    ]  # fmt: skip
    held = {one.person for id in same for one in facts.holders(scene.facts, id, on)}
    return next(iter(held)) if len(held) == 1 else None
