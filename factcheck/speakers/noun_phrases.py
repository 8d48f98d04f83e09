"""A noun phrase in, whom it stands for out: a name, an office, a role that the draft has tied to somebody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from factcheck import facts
from factcheck.model import Mention, Span
from factcheck.speakers import cast
from factcheck.speakers.cast import Figure, Sex
from factcheck.speakers.setting import (
    BEHIND,
    LOOKED_AT,
    Introduction,
    Setting,
    before_noun,
    figure_of,
    full_names,
    lettered,
    named_entities,
    sex_of,
    title,
    titled,
    titles_of,
)
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


def _names(scene: Setting, read: Tokens, span: Span) -> list[Span]:
    """The names that a phrase is about: none behind *of*, none before a possessive or a noun, no organisation's, no country's."""
    people = [place for place, _ in scene.cast.within(*span)]
    bodies = [mention.span for mention in scene.mentioned(span, "organisation", "country", "office")]
    single = [
        place for letter, place in zip(read.classes, read.spans, strict=True)
        if letter == "N" and not _inside(place, people) and (not _inside(place, bodies) or _surname(scene, place))
    ]  # fmt: skip
    found = [name for name in sorted((*people, *single)) if not _complement(scene, read, name)]
    return [name for name in found if name in people] or _joined(scene.text, found)


def _inside(place: Span, others: Sequence[Span]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def _surname(scene: Setting, place: Span) -> bool:
    """Whether a word is the last of the name of somebody named before, as `Paris` behind `Anna Paris`."""
    word = scene.words(place)
    figure, _ = cast.called(word, scene.cast, place[0])
    return figure is not None and figure.entity is None and cast.words(figure.name)[-1:] == cast.words(word)


def _joined(text: str, names: Sequence[Span]) -> list[Span]:
    """Neighbouring words of one name, at last one name."""
    out: list[Span] = []
    for name in names:
        if out and text[out[-1][1] : name[0]].isspace():
            out[-1] = (out[-1][0], name[1])
        else:
            out.append(name)
    return out


_POSSESSIVE = re.compile(r"[’']s?$")
_NOUNS = "nrDVX"
"""Classes of nouns."""


_JOINED = re.compile(r"[etpU]d?[nNr]+&$")
"""*The head of A and B*: B goes with the noun as A does."""


def _complement(scene: Setting, read: Tokens, name: Span) -> bool:
    """Whether a name only goes with another noun: `le chef de X`, `X’s lawyer`, `the X letter`."""
    n = bisect_left(read.spans, name[0], key=lambda place: place[0])
    before = read.classes[:n].rstrip("d")
    behind = scene.text[name[1] : name[1] + 2].replace("'", "’")
    before = before[: joined.start() + 1] if (joined := _JOINED.search(before)) else before
    rest = read.classes[bisect_left(read.spans, name[1], key=lambda place: place[0]) :]
    return (bool(before) and before[-1] in BEHIND) or (bool(rest) and (behind == "’s" or rest[0] in _NOUNS))


def _coordinated(read: Tokens, names: Sequence[Span]) -> bool:
    first, second = names[0][1], names[1][0]
    between = (letter for letter, place in zip(read.classes, read.spans, strict=True) if first <= place[0] < second)
    return any(letter in "&m" for letter in between)


def _named(scene: Setting, read: Tokens, span: Span, name: Span) -> Referent:
    written = scene.words(name)
    found = next((figure for place, figure in scene.cast.within(*name)), None)
    figure, sure = (found, name[0] not in scene.cast.doubtful) if found else cast.called(written, scene.cast, name[0])
    figure = figure or Figure(_POSSESSIVE.sub("", written))
    full = cast.words(written) == cast.words(figure.name) and len(cast.words(written)) > 1
    titles = titles_of(scene, figure)[:LOOKED_AT]
    sex = figure.sex or sex_of(scene, read) or next((intro.sex for intro in titles if intro.sex), None)
    via = "full-name" if full else "surname"
    somebody = bool(figure.entity or sex or set(read.classes) & set("hr") or len(cast.words(figure.name)) > 1)
    # A noun can look like a name where a sentence begins with it: `Fishermen said …`.
    plural = None if not somebody and written.endswith(scene.grammar.words["plural_endings"]) else False
    return Referent(span, figure.name, figure.entity, via, sex, plural, human=True if somebody else None, sure=sure)


# ---------------------------------------------------------------- number


def _plural(scene: Setting, read: Tokens) -> bool | None:
    """By the article, else by the ending of the noun."""
    words, articles = scene.grammar.words, before_noun(scene, read)
    if any(word in words["plural_words"] for word in articles):
        return True
    if any(word in words[section] for word in articles for section in ("masculine_words", "feminine_words", "singular_words")):
        return False
    phrase = dropwhile(lambda one: one[1] not in "rn", lettered(scene, read))
    nouns = [word for word, _ in takewhile(lambda one: one[1] in "rn", phrase)]
    return True if "".join(nouns[-1:]).endswith(words["plural_endings"]) else None


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
    name = full_names(scene).get(entity or "") or scene.words(named[0].span)
    return Referent(span, name, entity, "organisation", sex_of(scene, read), _plural(scene, read), human=False)


# ---------------------------------------------------------------- offices and roles


def _office_or_noun(scene: Setting, read: Tokens, span: Span) -> Referent:
    core = _core(read, span)
    sex, plural = sex_of(scene, read), _plural(scene, read)
    office = next((m for m in scene.mentioned(core, "office") if not _complement(scene, read, m.span)), None)
    noun = next((word for word, letter in lettered(scene, read) if letter == "r"), None)
    figure, via = (None, "common-noun") if plural else _holder(scene, office, core, noun, sex)
    thing = _THING.fullmatch(read.classes.partition("e")[0]) is not None
    human = True if office or noun or figure else False if thing else None
    if figure:
        return Referent(span, figure.name, figure.entity, via, figure.sex or sex, plural=False, human=True)
    return Referent(span, scene.words(core), None, via, sex, plural, human)


_THING = re.compile("[dcb9]*D")
"""Something written, and nobody: *the letter*."""


def _core(read: Tokens, span: Span) -> Span:
    """The phrase up to its first comma."""
    comma = read.classes.find(",")
    return (span[0], read.spans[comma - 1][1]) if comma > 0 else span


def _holder(scene: Setting, office: Mention | None, core: Span, noun: str | None, sex: Sex | None) -> tuple[Figure | None, str]:
    """The one whom the draft itself has introduced by these words; else the one whom the facts know in that office."""
    asked = title(scene, core)
    near = titled(scene, noun or "", core[0])
    beside = next((intro for intro in near if core[0] <= intro.span[0] < core[1] < intro.at <= core[1] + _COMMA), None)
    if beside:
        return beside.figure, "full-name"
    intros = [intro for intro in near if _same_title(intro, office, asked) and _agree(intro.sex, sex)]
    entity = _sitting(scene, office) if office and office.status in ("sitting", "acting") else None
    unknown = entity in named_entities(scene) and not any(intro.figure.entity for intro in intros)
    if intros and not unknown:
        return intros[0].figure, "office"
    return (figure_of(scene, entity, core), "office-facts") if entity else (None, "common-noun")


_COMMA = 3
"""Characters between a title and the name behind it: a comma and blanks."""


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_title(intro: Introduction, office: Mention | None, asked: Sequence[str]) -> bool:
    """The same office of the facts; else no word that the introduction has not: `le ministre` for `ministre de la Culture`."""
    if office and intro.offices and len(asked) > 1:
        return intro.status == office.status and bool(set(office.ids) & set(intro.offices))
    return set(asked) <= intro.words


def _sitting(scene: Setting, office: Mention) -> str | None:
    """The only one in that office on the day; of an office that the words leave open, the only one whom the draft names."""
    if scene.date is None:
        return None
    held = {one.person for id in office.ids for one in facts.holders(scene.facts, id, scene.date)}
    named = held & named_entities(scene).keys()
    some = held if len(office.ids) == 1 and len(held) == 1 else named
    return next(iter(some)) if len(some) == 1 else None


# ---------------------------------------------------------------- counterparts


def is_counterpart(scene: Setting, span: Span) -> bool:
    """Whether the words name somebody by the post of somebody else."""
    return any(word in scene.grammar.words["counterparts"] for word in scene.words(span).casefold().split())


def _counterpart(scene: Setting, span: Span, owner: Referent | None) -> Referent | None:
    """`son homologue russe`: whoever holds, in that country, the post that its owner holds in his."""
    if not is_counterpart(scene, span):
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
