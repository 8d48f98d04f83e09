"""A check function in, the options that a rule may give it out: its keyword-only parameters, typed by their annotations."""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from factcheck.checks import CHECKS, Check, where
from factcheck.checks.where import Where
from factcheck.facts.page import Page, Schema
from factcheck.facts.types import NO, YES
from factcheck.yamlfile import Entries, Items, Node, Scalar


@dataclass(frozen=True, slots=True)
class Option:
    """A parameter of a check. `kind` is its annotation."""

    name: str
    kind: Any
    required: bool


@cache
def of(check: str) -> Mapping[str, Option]:
    """The options of a kind of check, by name, in the order of its signature."""
    function = CHECKS[check]
    kinds = typing.get_type_hints(function)
    named = [one for one in inspect.signature(function).parameters.values() if one.kind is one.KEYWORD_ONLY]
    return {one.name: Option(one.name, kinds[one.name], one.default is one.empty) for one in named}


@cache
def defaults(check: str) -> Mapping[str, object]:
    """What the options are that a rule of this kind leaves out."""
    given = inspect.signature(CHECKS[check]).parameters.values()
    return {one.name: one.default for one in given if one.kind is one.KEYWORD_ONLY and one.default is not one.empty}


def placeholders(check: str) -> tuple[str, ...]:
    """The names that a message of this kind of check may hold in braces."""
    module = sys.modules[CHECKS[check].__module__]
    return ("found", "expected", "source", *getattr(module, "PLACEHOLDERS", ()))


def sentence(check: Check) -> str:
    """The first sentence of a check's docstring, or of its module's."""
    text = inspect.getdoc(check) or inspect.getdoc(sys.modules[check.__module__]) or ""
    return " ".join(text.split("\n\n")[0].split())


def shown(option: Option) -> str:
    """`within: int`, as `rules list --checks` prints it."""
    kind = option.kind
    name = " | ".join(get_args(kind)) if get_origin(kind) is Literal else _NAMES[get_origin(kind) or kind]
    return f"{option.name}: {name}" + ("" if option.required else " (optional)")


_NAMES: Mapping[Any, str] = {
    str: "text",
    bool: "yes or no",
    int: "number",
    tuple: "list of words",
    Mapping: "words: words",
    Where: "conditions",
}


# ---------------------------------------------------------------- reading


def read(option: Option, node: Node, page: Page) -> object:
    """The value of an option; a mistake goes to the page and gives None."""
    if get_origin(option.kind) is Literal:
        return _choice(node, page, get_args(option.kind))
    return _READERS[get_origin(option.kind) or option.kind](node, page)


def text(node: Node, page: Page) -> str | None:
    if isinstance(node, Scalar) and node.text.strip():
        return node.text
    page.wrong(node, "rule-not-text")
    return None


def _choice(node: Node, page: Page, known: tuple[str, ...]) -> str | None:
    """One of the words; where `yes` and `no` are among them, in any of the ways to say so."""
    word = text(node, page)
    if word is None or word in known:
        return word
    meant = "yes" if word.casefold() in YES else "no" if word.casefold() in NO else ""
    if meant in known:
        return meant
    page.unknown(node, "rule-not-one-of", word, known)
    return None


def _yes_no(node: Node, page: Page) -> bool | None:
    word = node.text.casefold() if isinstance(node, Scalar) else ""
    if word not in YES | NO:
        page.wrong(node, "rule-not-yes-no")
        return None
    return word in YES


def _number(node: Node, page: Page) -> int | None:
    word = node.text.removeprefix("-") if isinstance(node, Scalar) else ""
    if not (isinstance(node, Scalar) and word.isdecimal() and len(word) < 10):
        page.wrong(node, "rule-not-a-number")
        return None
    return int(node.text)


def _list(node: Node, page: Page) -> tuple[str, ...]:
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(word for item in items if (word := text(item, page)) is not None)


def _pairs(node: Node, page: Page) -> Mapping[str, str]:
    """Words and what to write instead, which may be nothing."""
    if not isinstance(node, Entries) or not node.entries:
        page.wrong(node, "rule-not-pairs")
        return {}
    found = {}
    for key, value in node.entries:
        if not key.text.strip():
            page.wrong(key, "rule-not-text")
        elif isinstance(value, Scalar):
            found[key.text] = value.text.strip()
        else:
            page.wrong(value, "rule-not-text")
    return found


_READERS: Mapping[Any, Callable[[Node, Page], object]] = {
    str: text,
    bool: _yes_no,
    int: _number,
    tuple: _list,
    Mapping: _pairs,
    Where: where.read,
}


# ---------------------------------------------------------------- JSON Schema

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
_SCHEMAS: Mapping[Any, Schema] = {
    str: TEXT,
    bool: {"type": ["string", "boolean"]},
    int: {"type": ["string", "integer"]},
    tuple: TEXTS,
    Mapping: {"type": "object", "additionalProperties": {"type": ["string", "null"]}, "minProperties": 1},
    Where: where.json_schema(),
}


def schema(option: Option) -> Schema:
    """What the option's value looks like in JSON Schema."""
    if get_origin(option.kind) is Literal:
        return {"enum": list(get_args(option.kind))}
    return _SCHEMAS[get_origin(option.kind) or option.kind]
