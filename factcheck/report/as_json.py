"""A Report in, the version-1 JSON out; its schema is docs/schema/report.v1.schema.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TypeAlias

from factcheck import dates, places, waivers
from factcheck.model import Assertion, Cue, FactUse, NotChecked, Post, Reading, Report, Source, Span, Speaker, When
from factcheck.report import items, labels
from factcheck.report.items import Item

Json: TypeAlias = Mapping[str, object]

VERSION = 1

_LEVELS = 4
"""The report, its drafts, a draft, its lists: each of what they hold begins a line. What is deeper stays on its line."""


def write(report: Report) -> str:
    return laid_out(report_json(report)) + "\n"


def laid_out(value: object, levels: int = _LEVELS, indent: str = "") -> str:
    """JSON that people can read and compare: an assertion, a finding a line."""
    if levels == 0 or not value or not isinstance(value, Mapping | list | tuple):
        return dump(value)
    inner = f"{indent}  "
    if isinstance(value, Mapping):
        marks, rows = "{}", [f"{dump(key)}: {laid_out(held, levels - 1, inner)}" for key, held in value.items()]
    else:
        marks, rows = "[]", [laid_out(held, levels - 1, inner) for held in value]
    return f"{marks[0]}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{marks[1]}"


def dump(value: object) -> str:
    """One line, UTF-8 as it is, except for half a surrogate pair, which no encoding has room for: that is escaped."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def report_json(report: Report) -> Json:
    return {
        "version": VERSION,
        "inputs": inputs(report),
        "drafts": [draft_json(report, reading) for reading in items.readings(report)],
        "summary": items.counts(report),
        "warnings": list(report.warnings),
    }


def inputs(report: Report) -> Json:
    """What the run stands on: a version and three content hashes."""
    return asdict(report.inputs)


def draft_json(report: Report, reading: Reading) -> Json:
    """A draft with what was found in it. `text` is there where the spans cannot count in the file itself."""
    draft = reading.document.draft
    said = assertions(reading)
    return {
        **{key: said[key] for key in ("path", "language", "date")},
        **({"text": draft.source} if draft.extracted else {}),
        "assertions": said["assertions"],
        "findings": [finding_json(item) for item in items.of_draft(report, reading)],
        "not_checked": said["not_checked"],
        **({"offices": [_post(report, reading, post) for post in reading.posts]} if report.offices else {}),
    }


def _post(report: Report, reading: Reading, post: Post) -> Json:
    """Whether somebody held an office on the draft's date, by the facts."""
    start = places.lines(reading.document.draft.source).place(post.span[0])
    return {
        "span": post.span,
        "line": start.line,
        "column": start.column,
        "person": post.person,
        "name": post.name or None,
        "office": post.office,
        "title": post.title or None,
        "status": post.status,
        "answer": post.answer,
        "elapsed": post.elapsed or None,
        "fact": _fact(post.fact, items.source_of(report, post.fact)),
    }


def assertions(reading: Reading) -> Json:
    """What `parse` prints of a draft: who said what, and where nothing could be told."""
    return {
        "path": reading.document.draft.path,
        "language": reading.document.language or None,
        "date": reading.date.isoformat() if reading.date else None,
        "assertions": [_assertion(reading, assertion) for assertion in items.speech(reading)],
        "not_checked": [_not_checked(reading, item) for item in items.not_checked(reading)],
    }


def _assertion(reading: Reading, said: Assertion) -> Json:
    return {
        "id": said.id,
        "kind": said.kind,
        "frame": said.frame,
        "span": said.span,
        "content": said.content,
        "cue": _cue(reading, said.cue),
        "speaker": _speaker(reading, said.speaker) if said.speaker else None,
        "when": _when(reading, said.when) if said.when else None,
        "venue": _words(reading, said.venue),
        "medium": _words(reading, said.medium),
        "addressee": _words(reading, said.addressee),
        "refers_to": said.refers_to,
    }


def _words(reading: Reading, span: Span | None) -> Json | None:
    return {"span": span, "text": items.words(reading, span)} if span else None


def _cue(reading: Reading, cue: Cue) -> Json:
    return {"span": cue.span, "text": items.words(reading, cue.span), "lemma": cue.lemma, "polarity": cue.polarity}


def _speaker(reading: Reading, speaker: Speaker) -> Json:
    return {
        "span": speaker.span,
        "text": items.words(reading, speaker.span),
        "name": speaker.name,
        "entity": speaker.entity,
        "via": speaker.via,
        "appositions": [{"span": said.span, "office": said.office, "status": said.status} for said in speaker.appositions],
    }


def _when(reading: Reading, when: When) -> Json:
    known = dates.text(when.first, when.last) if when.first and when.last else None
    return {"span": when.span, "text": items.words(reading, when.span), "resolves_to": known, "dates": when.dates}


def _not_checked(reading: Reading, item: NotChecked) -> Json:
    return {"span": item.span, "reason": labels.reason(reading, item), "code": item.reason}


def place_json(item: Item) -> Json:
    """Where it stands: 1-based, in code points; the end is the column after the last one."""
    return {"line": item.start.line, "column": item.start.column, "end_line": item.end.line, "end_column": item.end.column}


def finding_json(item: Item) -> Json:
    found = item.finding
    return {
        "rule": found.rule,
        "category": found.category,
        "severity": found.severity,
        "confidence": found.confidence,
        "span": found.span,
        **place_json(item),
        "text": found.text,
        "message": found.message,
        "suggestion": found.suggestion,
        "fact": _versioned(item),
        "assertion": found.assertion,
        "fingerprint": found.fingerprint,
    }


def _versioned(item: Item) -> Json | None:
    """The fact of a finding, with what a suppression notes of it."""
    told = _fact(item.finding.fact, item.source)
    return {**told, "version": waivers.fact_version(item.finding)} if told else None


def _fact(fact: FactUse | None, source: Source | None) -> Json | None:
    if fact is None:
        return None
    return {
        "id": fact.id,
        "file": fact.origin.file,
        "line": fact.origin.line,
        "source": source.url if source else None,
        "as_of": source.as_of.text if source and source.as_of else None,
        "valid": fact.valid,
        "standing": fact.standing,
    }
