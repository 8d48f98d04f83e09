"""A sentence in, what the engine reads in it out: for the tests of the grammars."""

from __future__ import annotations

from factcheck import assertions, document, grammar
from factcheck.model import Assertion, Document, Draft, NotChecked


def split(text: str, language: str = "fr") -> Document:
    return document.split(Draft("draft.txt", text, text), language, grammar.load(language))


def read(text: str, language: str = "fr") -> tuple[tuple[Assertion, ...], tuple[NotChecked, ...]]:
    return assertions.extract(split(text, language), grammar.load(language))
