"""The `where:` of a rule in, the conditions that an assertion must meet out.

Fields are those of the JSON that `factcheck parse` prints, with a dot between the steps: `speaker.name`, `cue.polarity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from factcheck import dates
from factcheck.facts.page import Page, Schema
from factcheck.model import Confidence, Kind, Polarity, Status
from factcheck.yamlfile import Entries, Items, Node, Scalar

FIELDS: Mapping[str, tuple[str, ...]] = {
    "addressee": (),
    "confidence": get_args(Confidence),
    "content": (),
    "cue": (),
    "cue.lemma": (),
    "cue.polarity": get_args(Polarity),
    "frame": (),
    "kind": get_args(Kind),
    "medium": (),
    "refers_to": (),
    "speaker": (),
    "speaker.appositions": (),
    "speaker.appositions.office": (),
    "speaker.appositions.status": get_args(Status),
    "speaker.entity": (),
    "speaker.name": (),
    "speaker.via": (),
    "text": (),
    "venue": (),
    "when": (),
    "when.resolves_to": (),
}
"""Every field, with the words that it can hold where they are few."""

COUNTED = frozenset({"refers_to", "speaker.appositions"})
"""Fields whose entries `at_least` and `at_most` count; of the others they count the words."""

HELD = "speaker.held"
TESTS = ("at_least", "at_most", "contains", "not")
MOMENTS = ("said", "published")


@dataclass(frozen=True, slots=True)
class Condition:
    """What one field must be. All that is given must hold; `words` and `contains` each hold if one of them does."""

    words: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    present: bool | None = None
    at_least: int | None = None
    at_most: int | None = None
    without: Condition | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The speaker holds one of these offices. `at`: `said`, `published`, or a day."""

    offices: tuple[str, ...]
    at: str = "said"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """All of `tests` must hold, and all of `held`."""

    tests: tuple[tuple[str, Condition], ...]
    held: tuple[Held, ...] = ()


def read(node: Node, page: Page) -> Where:
    """The conditions as written; every mistake goes to the page."""
    if not isinstance(node, Entries):
        page.wrong(node, "rule-where-not-a-map")
        return Where(())
    fields = tuple(_fields(node, page, ""))
    tests = tuple((key.text, _test(key.text, value, page)) for key, value in fields if key.text != HELD)
    return Where(tests, tuple(held for key, value in fields if key.text == HELD and (held := _held(value, page))))


def _fields(node: Entries, page: Page, above: str) -> Iterator[tuple[Scalar, Node]]:
    """Each field with its condition: `speaker: {name: …}` is `speaker.name: …`."""
    for key, value in node.entries:
        name = above + key.text
        known = name == HELD or name in FIELDS
        if isinstance(value, Entries) and any(field.startswith(f"{name}.") for field in FIELDS) and not _is_test(value):
            yield from _fields(value, page, f"{name}.")
        elif known:
            yield Scalar(name, key.line, key.column), value
        else:
            page.unknown(key, "rule-where-unknown-field", name, (*FIELDS, HELD))


def _is_test(node: Entries) -> bool:
    return any(key.text in TESTS for key, _ in node.entries)


_IDS: Mapping[str, tuple[str, ...]] = {
    "speaker.appositions.office": ("offices",),
    "speaker.entity": ("people", "organisations"),
    HELD: ("offices",),
}
"""Fields that hold ids, and the blocks of the facts that these stand in."""


def json_schema() -> Schema:
    """The fields in JSON Schema, with the words or ids that each can be. `#/$defs` names the ids of each block of the facts."""
    fields: dict[str, object] = {name: _field_schema(name) for name in FIELDS}
    held = {"office": _some(_value_schema(HELD)), "at": {"anyOf": [{"enum": list(MOMENTS)}, {"type": "string"}]}}
    fields[HELD] = {"type": "object", "properties": {**held, "not": {"type": "object", "properties": held}}}
    return {"type": "object", "minProperties": 1, "properties": fields, "additionalProperties": False}


def _field_schema(name: str) -> Schema:
    value = _value_schema(name)
    tests: Schema = {**{key: {} for key in TESTS}, "contains": _some(value)}
    return {"anyOf": [{"enum": ["present", "absent"]}, _some(value), {"type": "object", "properties": tests}]}


def _value_schema(name: str) -> Schema:
    text: Schema = {"type": "string", "minLength": 1}
    ids = [{"$ref": f"#/$defs/{block}"} for block in _IDS.get(name, ())]
    known = FIELDS.get(name)
    return {"enum": list(known)} if known else {"anyOf": [*ids, text]} if ids else text


def _some(value: Schema) -> Schema:
    """One of them or a list."""
    return {"anyOf": [value, {"type": "array", "items": value, "minItems": 1}]}


# ---------------------------------------------------------------- one field


def _test(field: str, node: Node, page: Page) -> Condition:
    if isinstance(node, Scalar) and node.text in ("present", "absent"):
        return Condition(present=node.text == "present")
    if not isinstance(node, Entries):
        return Condition(words=tuple(_word(field, text, page) for text in _texts(node, page)))
    parts = {key.text: value for key, value in node.entries if key.text in TESTS}
    for key, _ in node.entries:
        if key.text not in TESTS:
            page.unknown(key, "rule-where-unknown-test", key.text, TESTS)
    return Condition(
        contains=tuple(_word(field, text, page) for text in _texts(parts["contains"], page)) if "contains" in parts else (),
        at_least=_number(parts["at_least"], page) if "at_least" in parts else None,
        at_most=_number(parts["at_most"], page) if "at_most" in parts else None,
        without=_test(field, parts["not"], page) if "not" in parts else None,
    )


def _texts(node: Node, page: Page) -> Iterator[Scalar]:
    """One word or a list of words."""
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Scalar) and item.text.strip():
            yield item
        else:
            page.wrong(item, "rule-not-text")


def _word(field: str, node: Scalar, page: Page) -> str:
    known = FIELDS[field]
    if known and node.text not in known:
        page.unknown(node, "rule-where-never", node.text, known)
    return node.text


def _number(node: Node, page: Page) -> int | None:
    if isinstance(node, Scalar) and node.text.isdecimal() and len(node.text) < 10:
        return int(node.text)
    page.wrong(node, "rule-not-a-number")
    return None


# ---------------------------------------------------------------- speaker.held


def _held(node: Node, page: Page, negated: bool = False) -> Held | None:
    inner = node.get("not") if isinstance(node, Entries) else None
    if inner is not None:
        return _held(inner, page, not negated)
    if not isinstance(node, Entries) or node.get("office") is None:
        page.wrong(node, "rule-held-without-office")
        return None
    for key, _ in node.entries:
        if key.text not in ("office", "at"):
            page.unknown(key, "rule-where-unknown-test", key.text, ("office", "at", "not"))
    offices, at = (node.get(name) for name in ("office", "at"))
    return Held(tuple(text.text for text in _texts(offices, page)) if offices else (), _moment(at, page), negated)


def _moment(node: Node | None, page: Page) -> str:
    if node is None:
        return "said"
    if isinstance(node, Scalar) and (node.text in MOMENTS or dates.day(node.text)):
        return node.text
    page.wrong(node, "rule-held-when")
    return "said"
