"""A node of a facts file in, a value of the kind that its key asks for out, every mistake noted with its place.

Each kind of value is a `Type`: how it is read, what stands in for it where it cannot be, and its JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, TypeVar, cast

from factcheck import dates, wording
from factcheck.facts import codes
from factcheck.facts.page import Page, Reference, Schema, Type
from factcheck.model import Forms, FuzzyDate, Severity, WrongForms
from factcheck.yamlfile import Entries, Items, Node, Scalar

T = TypeVar("T")

ID = "^[a-z0-9][a-z0-9-]*$"
_ID = re.compile(ID)
_MARKS = ' \u00a0\u202f«»“”„"‹›'
YES, NO = frozenset({"yes", "true", "oui", "sí", "si"}), frozenset({"no", "false", "non"})

_TEXT: Schema = {"type": "string", "minLength": 1}
_ONE_OR_MORE: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}

# ---------------------------------------------------------------- words


def word(node: Node, page: Page) -> str:
    if isinstance(node, Scalar) and node.text.strip():
        return node.text.strip()
    page.wrong(node, "facts-not-text")
    return ""


def _optional(node: Node, page: Page) -> str | None:
    return word(node, page) or None


MOST = 5000
"""Forms in one list or map: far above any that a desk writes; it bounds the work and memory that a broken export can ask for."""


def words(node: Node, page: Page) -> tuple[str, ...]:
    """One word or a list of them."""
    nodes = node.items if isinstance(node, Items) else (node,)
    if len(nodes) > MOST:
        page.wrong(node, "facts-too-many", number=len(nodes), most=MOST)
        return ()
    return tuple(text for item in nodes if (text := word(item, page)))


def split(node: Node, page: Page) -> tuple[str, ...]:
    """Forms: a list of them, or one text whose forms are separated by `|`."""
    return tuple(form.strip() for text in words(node, page) for form in text.split("|") if form.strip())


def _by_language(node: Node, page: Page, read: Callable[[Node, Page], T]) -> dict[str, T]:
    """A map of languages; anything else holds for every language."""
    if not isinstance(node, Entries):
        every = read(node, page)
        return dict.fromkeys(wording.LANGUAGES, every) if every else {}
    found: dict[str, T] = {}
    for key, value in node.entries:
        if key.text not in codes.LANGUAGES:
            page.unknown(key, "facts-unknown-language", key.text, wording.LANGUAGES)
        else:
            found[key.text] = read(value, page)
    return found


def _forms(node: Node, page: Page) -> Forms:
    return {language: forms for language, forms in _by_language(node, page, split).items() if forms}


def _quoted(node: Node, page: Page) -> str:
    return word(node, page).strip(_MARKS)


def _texts(node: Node, page: Page) -> Mapping[str, str]:
    return _by_language(node, page, _quoted)


def pairs(node: Node, page: Page) -> Mapping[str, str]:
    if not isinstance(node, Entries):
        page.wrong(node, "facts-not-a-map")
        return {}
    if len(node.entries) > MOST:
        page.wrong(node, "facts-too-many", number=len(node.entries), most=MOST)
        return {}
    return {key.text: word(value, page) for key, value in node.entries}


def _wrong(node: Node, page: Page) -> WrongForms:
    """By language, or one map for all of them: then its values are words."""
    if isinstance(node, Entries) and node.entries and all(isinstance(value, Scalar) for _, value in node.entries):
        return dict.fromkeys(wording.LANGUAGES, pairs(node, page))
    if not isinstance(node, Entries):
        page.wrong(node, "facts-not-a-map")
        return {}
    return _by_language(node, page, pairs)


def _levels(node: Node, page: Page) -> Mapping[str, Severity]:
    if not isinstance(node, Entries):
        page.wrong(node, "facts-not-a-map")
        return {}
    read = ((key.text, SEVERITY.read(value, page)) for key, value in node.entries)
    return {form: cast(Severity, severity) for form, severity in read if severity}


# ---------------------------------------------------------------- ids


def identifier(node: Node, page: Page) -> str:
    text = word(node, page)
    if text and not _ID.fullmatch(text):
        page.wrong(node, "facts-not-an-id", text=text)
    return text


def _refer(node: Node, page: Page, blocks: tuple[str, ...]) -> str | None:
    text = identifier(node, page)
    if text:
        page.references.append(Reference(text, blocks, node.line, node.column))
    return text or None


def reference(*blocks: str) -> Type[str | None]:
    """The id of an entry of one of these blocks."""
    return Type(lambda node, page: _refer(node, page, blocks), None, _ids(blocks))


def _references(node: Node, page: Page, blocks: tuple[str, ...]) -> tuple[str, ...]:
    nodes = node.items if isinstance(node, Items) else (node,)
    return tuple(text for item in nodes if (text := _refer(item, page, blocks)))


def references(*blocks: str) -> Type[tuple[str, ...]]:
    """One id or a list of them."""
    one = _ids(blocks)
    return Type(lambda node, page: _references(node, page, blocks), (), {"anyOf": [one, {"type": "array", "items": one}]})


def _ids(blocks: tuple[str, ...]) -> Schema:
    """The ids that are known, for an editor to complete, or any other: it may stand in a file that the editor does not see."""
    return {"anyOf": [*({"$ref": f"#/$defs/{block}"} for block in blocks), _TEXT]}


# ---------------------------------------------------------------- dates, numbers, choices


def _date(node: Node, page: Page) -> FuzzyDate | None:
    text = word(node, page)
    found = dates.parse(text)
    if text and found is None:
        page.wrong(node, "facts-not-a-date", text=text)
    return found


def _until(node: Node, page: Page) -> FuzzyDate | Literal["unknown"] | None:
    return "unknown" if isinstance(node, Scalar) and node.text == "unknown" else _date(node, page)


def _number(node: Node, page: Page) -> int:
    text = word(node, page)
    if re.fullmatch(r"(?a:\d{1,6})", text):
        return int(text)
    page.wrong(node, "facts-not-a-number", text=text)
    return 0


def _currency_code(node: Node, page: Page) -> str | None:
    text = word(node, page)
    if text and not re.fullmatch("[A-Z]{3}", text):
        page.wrong(node, "facts-not-a-code", text=text)
    return text or None


def _days(node: Node, page: Page) -> int | None:
    text = word(node, page)
    days = re.fullmatch(r"(?a:(\d{1,5})d)", text)
    if days is None:
        page.wrong(node, "facts-not-days", text=text)
    return int(days[1]) if days else None


def _yes(node: Node, page: Page) -> bool:
    text = word(node, page).lower()
    if text not in YES | NO:
        page.wrong(node, "facts-not-yes-or-no", text=text)
    return text in YES


def choice(*options: str) -> Type[str | None]:
    """One of a few words."""

    def read(node: Node, page: Page) -> str | None:
        text = word(node, page)
        if text and text not in options:
            page.unknown(node, "facts-not-one-of", text, options)
        return text if text in options else None

    return Type(read, None, {"enum": list(options)})


_MAP: Schema = {"type": "object", "additionalProperties": _TEXT}
_LANGUAGE: Schema = {"pattern": "^[a-z]{2}$"}
_EXACT = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _per_language(schema: Schema) -> Schema:
    return {"type": "object", "propertyNames": _LANGUAGE, "additionalProperties": schema}


WORDS: Type[tuple[str, ...]] = Type(words, (), _ONE_OR_MORE)
TEXT: Type[str] = Type(word, "", _TEXT)
MAYBE: Type[str | None] = Type(_optional, None, _TEXT)
FORMS: Type[Forms] = Type(_forms, {}, {"anyOf": [_ONE_OR_MORE, _per_language(_ONE_OR_MORE)]})
TEXTS: Type[Mapping[str, str]] = Type(_texts, {}, {"anyOf": [_TEXT, _per_language(_TEXT)]})
WRONG: Type[WrongForms] = Type(_wrong, {}, {"anyOf": [_MAP, _per_language(_MAP)]})
SEVERITY = choice("error", "warning", "note")
LEVELS: Type[Mapping[str, Severity]] = Type(_levels, {}, {"type": "object", "additionalProperties": SEVERITY.schema})
_DATE: Schema = {"type": ["string", "integer"], "pattern": _EXACT}
DATE: Type[FuzzyDate | None] = Type(_date, None, _DATE)
UNTIL: Type[FuzzyDate | Literal["unknown"] | None] = Type(_until, None, {"anyOf": [_DATE, {"const": "unknown"}]})
VERSION: Type[str] = Type(word, "", {"type": ["string", "integer"]})
NUMBER: Type[int] = Type(_number, 0, {"type": ["string", "integer"], "pattern": r"^\d{1,6}$"})
CURRENCY_CODE: Type[str | None] = Type(_currency_code, None, {"type": "string", "pattern": "^[A-Z]{3}$"})
DAYS: Type[int | None] = Type(_days, None, {"type": "string", "pattern": r"^\d{1,5}d$"})
YES_NO: Type[bool] = Type(_yes, False, {"enum": [True, False, *sorted(YES | NO)]})
