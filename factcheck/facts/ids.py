"""Facts and the ids that their files name in, the ids that point nowhere and the entries without a name out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from factcheck.errors import Problem, problem
from factcheck.facts import codes
from factcheck.facts import schema as facts_schema
from factcheck.facts.page import Page, Reference, nearest
from factcheck.facts.schema import BLOCKS
from factcheck.model import Facts, KnownQuote, Named

FREE = frozenset({"memory", "none", "unknown"})
"""Ids that stand for no entry: no source, no depositary, nobody knows."""

_HINTS = 50
"""Ids that are given the nearest one: the search is slow, and nobody reads so many."""


def orphans(facts: Facts, pages: Sequence[Page]) -> Iterator[Problem]:
    """References to entries that are nowhere. Countries of ISO 3166 need no entry."""
    lost = ((page, reference) for page in pages for reference in page.references if not _found(facts, reference))
    for number, (page, reference) in enumerate(lost):
        known = {id for block in reference.blocks for id in getattr(facts, block)}
        near = nearest(reference.id, sorted(known)) if number < _HINTS else None
        code = "facts-orphan-near" if near else "facts-orphan"
        where = " / ".join(reference.blocks)
        yield problem(page.path, reference.line, reference.column, code, text=reference.id, near=near or "", where=where)


def _found(facts: Facts, reference: Reference) -> bool:
    if reference.id in FREE or ("countries" in reference.blocks and reference.id in codes.COUNTRIES):
        return True
    return any(reference.id in getattr(facts, block) for block in reference.blocks)


def nameless(facts: Facts) -> Iterator[Problem]:
    """Entries that lack the key without which they say nothing."""
    for block in BLOCKS:
        for id, entry in getattr(facts, block.name).items():
            if not facts_schema.said(entry):
                origin = entry.origin if isinstance(entry, KnownQuote) else entry.named.origin
                yield problem(origin.file, origin.line, origin.column, "facts-missing-key", key=block.required, id=id)


def name_words(named: Named) -> Iterator[str]:
    """The words with a capital in every form of a name, in any language, wrong ones too."""
    right: tuple[Mapping[str, tuple[str, ...]], ...] = (named.name, named.short, named.also)
    forms = chain((form for by in right for some in by.values() for form in some), chain.from_iterable(named.wrong.values()))
    return (word for form in forms for word in form.split() if word[:1].isupper())
