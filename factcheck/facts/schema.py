"""The keys of a facts file in tables: an entry of YAML in, a noun of the model out; the tables themselves as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

from factcheck.facts import codes, types
from factcheck.facts import page as facts_page
from factcheck.facts.page import Fields, Key, Page, Type
from factcheck.facts.types import reference, references
from factcheck.model import (
    Act,
    Country,
    Currency,
    DatedForm,
    Event,
    FactKind,
    Facts,
    KnownQuote,
    LifeEvent,
    Members,
    Named,
    Office,
    Organisation,
    Person,
    Source,
    Spell,
    Treaty,
)
from factcheck.yamlfile import Items, Node, Scalar

Entry: TypeAlias = Office | Person | Treaty | Organisation | Country | Currency | Act | Event | KnownQuote

NAME, SHORT = Key("name", types.FORMS, "the form the desk prints"), Key("short", types.FORMS, "the form of a second mention")
ALSO, WRONG = Key("also", types.FORMS, "other correct forms"), Key("wrong", types.WRONG, "forms to catch: form to print")
TITLE = Key("title", types.FORMS, "masculine|feminine, written once when they are the same")
NOTE, WIKIDATA = Key("note", types.MAYBE), Key("wikidata", types.MAYBE, "Q and a number: what imports are matched by")
CONFUSED = Key("not_to_confuse", types.WORDS, "ids of what it is mistaken for")
SRC = Key("src", references("sources"), "keys of `sources`, or `memory`: not verified, never raises an error")
RETIRE = Key("retire", types.YES_NO, "yes: a desk's file drops this entry of an earlier file")
NATIVE, DATE, AT = Key("native", types.MAYBE), Key("date", types.DATE), Key("at", types.MAYBE, "a place, or the id of an event")
FROM, UNTIL = Key("from", types.DATE), Key("until", types.UNTIL, "the last day; `unknown`: over, nobody noted when")
_COMMON: tuple[Key[Any], ...] = (ALSO, WRONG, NOTE, WIKIDATA, CONFUSED, SRC, RETIRE)

OF = Key("of", reference("countries", "organisations"))
SHARED = Key("shared", types.YES_NO, "yes: several people hold it at once")
PARTY = ("countries", "organisations", "treaties")
BY_PARTY, DEPOSITARY = Key("by", reference(*PARTY)), Key("depositary", reference(*PARTY))
PARTIES, FOLLOWS = Key("parties", references(*PARTY)), Key("follows", references("treaties"))
BY_PERSON, COUNTRY = Key("by", reference("people", "organisations")), Key("country", reference("countries"))
SEX = Key("sex", types.choice("m", "f"))
BORN, DIED = Key("born", types.DATE), Key("died", types.DATE)
FAMILY_FIRST = Key("family_name_first", types.YES_NO)
SPEAKS_FOR = Key("speaks_for", reference("people", "organisations", "countries", "offices"))
LONG, LEVEL = Key("long", types.FORMS), Key("level", types.LEVELS, "wrong form: the highest severity it may raise")
NEVER = Key("never_in_force", types.YES_NO)
PEOPLE, ADJECTIVE = Key("people", types.FORMS), Key("adjective", types.FORMS, "where it differs from the demonym")
CAPITAL, CAPITAL_ALSO, CAPITAL_WRONG = (Key(name, types.FORMS) for name in ("capital", "capital_also", "capital_wrong"))
PLURAL = Key("plural", types.FORMS, "the plural of the name, as the desk prints it")
SYMBOL, CODE = Key("symbol", types.MAYBE), Key("code", types.CURRENCY_CODE, "ISO 4217: three capitals")
WHOSE = Key("of", references("countries", "organisations"), "the countries and bodies whose money it is")
SAYS, MISREAD = Key("says", types.FORMS), Key("not", types.FORMS)
TEXTS, MEDIUM, SEAT = Key("text", types.TEXTS), Key("medium", types.MAYBE), Key("seat", types.MAYBE)
URL, AS_OF = Key("url", types.TEXT), Key("as_of", types.DATE, "the date the source itself speaks for")

# lines within an entry
HELD, SCHEDULED = Key("office", reference("offices")), Key("scheduled", types.DATE, "the day it is due to end")
SEEN, ACTING = Key("seen", types.DATE), Key("acting", types.YES_NO)
_SPELL: tuple[Key[Any], ...] = (HELD, FROM, UNTIL, SCHEDULED, SEEN, ACTING, NOTE, SRC)
EVENT, TO, DUE = Key("event", types.TEXT), Key("to", types.DATE), Key("due", types.DATE)
_LIFE: tuple[Key[Any], ...] = (DATE, EVENT, BY_PARTY, TO, AT, DUE, NOTE, SRC)
COUNT, WHO = Key("count", types.NUMBER), Key("who", reference("countries"))
_MEMBERS: tuple[Key[Any], ...] = (COUNT, DATE, WHO, NOTE, SRC)
_DATED: tuple[Key[Any], ...] = (DATE, SRC)


def _until(fields: Fields) -> tuple[Any, bool]:
    until = fields.take(UNTIL)
    return (None, True) if until == "unknown" else (until, False)


def _spell(node: Node, fields: Fields) -> Spell:
    until, unknown = _until(fields)
    return Spell(
        fields.take(HELD) or "",
        fields.take(FROM),
        until,
        unknown,
        fields.take(SEEN),
        fields.take(ACTING),
        fields.page.origin(node, fields.take(SRC)),
        fields.take(SCHEDULED),
    )


def _life(node: Node, fields: Fields) -> LifeEvent | None:
    date, origin = fields.take(DATE), fields.page.origin(node, fields.take(SRC))
    rest = (fields.take(EVENT), fields.take(BY_PARTY), fields.take(TO), fields.take(AT), origin, fields.take(DUE))
    return LifeEvent(date, *rest) if date else None


def _members(node: Node, fields: Fields) -> Members | None:
    date = fields.take(DATE)
    rest = (fields.take(WHO), fields.page.origin(node, fields.take(SRC)))
    return Members(fields.take(COUNT), date, *rest) if date else None


def _dated(node: Node, fields: Fields) -> DatedForm | None:
    date = fields.take(DATE)
    forms = {key: types.split(value, fields.page) for key, value in fields.nodes.items() if len(key) == 2}
    origin = fields.page.origin(node, fields.take(SRC))
    return DatedForm(date, forms, origin) if date else None


def _lines(table: tuple[Key[Any], ...], build: Callable[..., Any], *required: str, languages: bool = False) -> Type[Any]:
    """A list of small maps, each built to a noun."""
    names = {key.name for key in table}

    def read(node: Node, page: Page) -> tuple[Any, ...]:
        nodes = node.items if isinstance(node, Items) else (node,)
        found = [(item, facts_page.fields(item, page, _allowed(item, names, languages))) for item in nodes]
        for item, key in ((item, key) for item, given in found if given for key in required if key not in given.nodes):
            page.wrong(item, "facts-missing-key", key=key)
        return tuple(line for item, given in found if given and (line := build(item, given)))

    extra = {"patternProperties": {"^[a-z]{2}$": types.FORMS.schema}} if languages else {}
    return Type(read, (), {"type": "array", "items": {**_object(table), **extra}})


def _allowed(node: Node, names: set[str], languages: bool) -> set[str]:
    extra = {key.text for key, _ in getattr(node, "entries", ()) if key.text in codes.LANGUAGES} if languages else set()
    return names | extra


def _object(table: tuple[Key[Any], ...]) -> dict[str, object]:
    properties = {key.name: {**key.type.schema, **({"description": key.help} if key.help else {})} for key in table}
    return {"type": "object", "additionalProperties": False, "properties": properties}


OFFICES: Key[tuple[Spell, ...]] = Key("offices", _lines(_SPELL, _spell, "office"), "one line for each time in an office")
LIFE: Key[tuple[LifeEvent, ...]] = Key("life", _lines(_LIFE, _life, "date", "event"), "what happened to the treaty, in order")
MEMBERS: Key[tuple[Members, ...]] = Key("members_from", _lines(_MEMBERS, _members, "count", "date"))
ALSO_FROM: Key[tuple[DatedForm, ...]] = Key("also_from", _lines(_DATED, _dated, "date", languages=True), "later titles")


# ---------------------------------------------------------------- the entries


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a facts file: what its entries are, which keys they have, which noun they become."""

    name: str
    kind: FactKind
    keys: tuple[Key[Any], ...]
    build: Callable[[str, Node, Fields], Entry]
    required: str = "name"


def _named(id: str, node: Node, fields: Fields, name: Key[Any] = NAME) -> Named:
    origin = fields.page.origin(node, fields.take(SRC))
    return Named(
        id,
        origin,
        fields.take(name),
        fields.take(SHORT),
        fields.take(ALSO),
        fields.take(WRONG),
        fields.take(NOTE),
        fields.take(CONFUSED),
        fields.take(WIKIDATA),
    )


def _office(id: str, node: Node, fields: Fields) -> Office:
    return Office(_named(id, node, fields, TITLE), fields.take(OF), fields.take(ALSO_FROM), fields.take(SHARED))


def _person(id: str, node: Node, fields: Fields) -> Person:
    return Person(
        _named(id, node, fields),
        fields.take(NATIVE),
        cast(Literal["m", "f"] | None, fields.take(SEX)),
        fields.take(BORN),
        fields.take(DIED),
        fields.take(FAMILY_FIRST),
        fields.take(SPEAKS_FOR),
        fields.take(OFFICES),
    )


def _treaty(id: str, node: Node, fields: Fields) -> Treaty:
    return Treaty(
        _named(id, node, fields),
        fields.take(LONG),
        fields.take(LEVEL),
        fields.take(PARTIES),
        fields.take(LIFE),
        fields.take(NEVER),
        fields.take(FOLLOWS),
        fields.take(NATIVE),
        fields.take(DEPOSITARY),
    )


def _organisation(id: str, node: Node, fields: Fields) -> Organisation:
    return Organisation(_named(id, node, fields), fields.take(COUNTRY), fields.take(MEMBERS), fields.take(SEAT))


def _country(id: str, node: Node, fields: Fields) -> Country:
    return Country(
        _named(id, node, fields),
        fields.take(PEOPLE),
        fields.take(CAPITAL),
        fields.take(CAPITAL_ALSO),
        fields.take(CAPITAL_WRONG),
        fields.take(ADJECTIVE),
    )


def _currency(id: str, node: Node, fields: Fields) -> Currency:
    named = _named(id, node, fields)
    return Currency(named, fields.take(PLURAL), fields.take(SYMBOL), fields.take(CODE), fields.take(WHOSE))


def _act(id: str, node: Node, fields: Fields) -> Act:
    return Act(_named(id, node, fields), fields.take(BY_PERSON), fields.take(DATE), fields.take(SAYS), fields.take(MISREAD))


def _event(id: str, node: Node, fields: Fields) -> Event:
    return Event(_named(id, node, fields), fields.take(FROM), _until(fields)[0], fields.take(AT))


def _quote(id: str, node: Node, fields: Fields) -> KnownQuote:
    origin = fields.page.origin(node, fields.take(SRC))
    by, date, text = fields.take(BY_PERSON) or "", fields.take(DATE), fields.take(TEXTS)
    return KnownQuote(id, origin, by, date, fields.take(AT), text, fields.take(MEDIUM))


BLOCKS: tuple[Block, ...] = (
    Block("offices", "office", (TITLE, SHORT, *_COMMON, ALSO_FROM, OF, SHARED), _office, "title"),
    Block("people", "person", (NAME, SHORT, NATIVE, *_COMMON, SEX, BORN, DIED, FAMILY_FIRST, SPEAKS_FOR, OFFICES), _person),
    Block("treaties", "treaty", (NAME, SHORT, LONG, NATIVE, *_COMMON, LEVEL, PARTIES, DEPOSITARY, LIFE, NEVER, FOLLOWS), _treaty),
    Block("organisations", "organisation", (NAME, SHORT, NATIVE, *_COMMON, COUNTRY, SEAT, MEMBERS), _organisation),
    Block(
        "countries", "country", (NAME, SHORT, NATIVE, *_COMMON, PEOPLE, ADJECTIVE, CAPITAL, CAPITAL_ALSO, CAPITAL_WRONG), _country
    ),
    Block("currencies", "currency", (NAME, SHORT, PLURAL, SYMBOL, CODE, WHOSE, *_COMMON), _currency),
    Block("acts", "act", (NAME, SHORT, *_COMMON, BY_PERSON, DATE, SAYS, MISREAD), _act),
    Block("events", "event", (NAME, SHORT, *_COMMON, FROM, UNTIL, AT), _event),
    Block("quotes", "quote", (BY_PERSON, DATE, AT, MEDIUM, TEXTS, NOTE, SRC, RETIRE), _quote, "text"),
)
"""Every block of entries, in the order in which a facts file has them."""

VERSION, CHECKED, STALE_AFTER = Key("facts", types.VERSION), Key("checked", types.DATE), Key("stale_after", types.DAYS)
_SOURCE: tuple[Key[Any], ...] = (URL, AS_OF, NOTE)
TOP = (VERSION.name, CHECKED.name, STALE_AFTER.name, "sources", *(block.name for block in BLOCKS))


def source(id: str, node: Node, page: Page) -> Source | None:
    """A line of `sources`."""
    fields = facts_page.fields(node, page, {key.name for key in _SOURCE})
    return Source(id, fields.take(URL), fields.take(AS_OF)) if fields else None


def entry(block: Block, id: Scalar, node: Node, page: Page) -> tuple[Entry, bool] | None:
    """An entry, and whether a desk retires it. None when it is no map of keys to values. It stands where its id does."""
    fields = facts_page.fields(node, page, {key.name for key in block.keys})
    if fields is None:
        return None
    return block.build(id.text, id, fields), fields.take(RETIRE)


def said(value: Entry) -> Mapping[str, object]:
    """What an entry says under its required key: empty where the key is missing."""
    return value.text if isinstance(value, KnownQuote) else value.named.name


def json_schema(known: Facts | None = None) -> dict[str, object]:
    """The tables above as a JSON Schema (2020-12), for editors that complete keys, and the ids that the facts have."""
    ids = {"type": "object", "propertyNames": {"pattern": types.ID}}
    blocks = {block.name: {**ids, "additionalProperties": _object(block.keys)} for block in BLOCKS}
    heads: tuple[Key[Any], ...] = (VERSION, CHECKED, STALE_AFTER)
    sources = {"type": "object", "additionalProperties": _object(_SOURCE)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factcheck facts",
        "type": "object",
        "additionalProperties": False,
        "properties": {**{key.name: key.type.schema for key in heads}, "sources": sources, **blocks},
        "$defs": named_ids(known),
    }


def named_ids(known: Facts | None = None) -> dict[str, object]:
    """What a reference to each block can be: the ids that are known, or any word."""
    return {name: _known(known, name) for name in ("sources", *(block.name for block in BLOCKS))}


def _known(facts: Facts | None, block: str) -> dict[str, object]:
    ids: list[str] = sorted(getattr(facts, block)) if facts else []
    return {"enum": [*ids, *(("memory",) if block == "sources" else ())]} if ids else {"type": "string"}
