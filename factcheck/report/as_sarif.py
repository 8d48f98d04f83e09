"""A Report in, SARIF 2.1.0 out: the one format that lists suppressed findings too, marked as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from factcheck import places
from factcheck.model import Finding, NotChecked, Reading, Report, Rule, Waiver
from factcheck.places import Lines
from factcheck.report import as_json, items, labels
from factcheck.report.as_json import Json
from factcheck.report.items import Item

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "factcheck/v1"


def write(report: Report) -> str:
    return as_json.laid_out({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}) + "\n"


def _run(report: Report) -> Json:
    rules = sorted(report.rules)
    index = {name: number for number, name in enumerate(rules)}
    found = [*items.every(report), *items.every(report, waived=True)]
    found.sort(key=lambda item: (item.path, item.finding.span, item.finding.rule, item.finding.fingerprint))
    described = [_rule(report.rules[name], report) for name in rules]
    return {
        "tool": {"driver": {"name": "factcheck", "version": report.inputs.factcheck, "rules": described}},
        "language": labels.language(report),
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(report))}],
        "results": [_result(item, index, labels.language(report)) for item in found],
        "properties": {"inputs": as_json.inputs(report)},
    }


def _rule(rule: Rule, report: Report) -> Json:
    """A rule's `why` is its help; a rule without one is helped by its own message."""
    spoken = labels.language(report)
    why = labels.why(rule, spoken) or rule.message.get(spoken) or next(iter(rule.message.values()), rule.id)
    about = {"owner": rule.owner, "since": rule.since, "check": rule.check, "file": f"{rule.file}:{rule.line}"}
    return {
        "id": rule.id,
        "shortDescription": {"text": why.splitlines()[0]},
        "fullDescription": {"text": why},
        "help": {"text": why},
        **({"helpUri": rule.link} if rule.link else {}),
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.category], **{key: value for key, value in about.items() if value}},
    }


def _result(item: Item, index: Mapping[str, int], spoken: str) -> Json:
    found = item.finding
    about = {
        "category": found.category,
        "confidence": found.confidence,
        "suggestion": found.suggestion,
        "assertion": found.assertion,
    }
    return {
        "ruleId": found.rule,
        **({"ruleIndex": index[found.rule]} if found.rule in index else {}),
        "level": found.severity,
        "message": {"text": _plain(found.message)},
        "locations": [_draft_location(item)],
        "relatedLocations": list(_related(found)),
        "partialFingerprints": {FINGERPRINT: found.fingerprint},
        **({"suppressions": [_suppression(found.waiver, spoken)]} if found.waiver else {}),
        "properties": {key: value for key, value in about.items() if value is not None},
    }


def _plain(text: str) -> str:
    """Braces are placeholders and brackets links in SARIF's messages, unless escaped."""
    return text.replace("{", "{{").replace("}", "}}").replace("[", "\\[").replace("]", "\\]")


def _draft_location(item: Item) -> Json:
    place = as_json.place_json(item)
    named = {"line": "startLine", "column": "startColumn", "end_line": "endLine", "end_column": "endColumn"}
    region = {**{named[key]: value for key, value in place.items()}, "snippet": {"text": item.finding.text}}
    return {"physicalLocation": {"artifactLocation": artifact(item.path), "region": region}}


def artifact(path: str) -> Json:
    """A path as a relative, percent-encoded URI below the root of the sources; an absolute one as a `file:` URI."""
    uri = quote(path.replace("\\", "/").removeprefix("./"))
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _line(path: str, line: int) -> Json:
    return {"artifactLocation": artifact(path), **({"region": {"startLine": line}} if line else {})}


def _related(found: Finding) -> Iterator[Json]:
    """The line of the facts file that the finding stands on, and the rule's."""
    if found.fact:
        text = _plain(", ".join(part for part in (found.fact.id, found.fact.valid.strip()) if part))
        yield {"id": 1, "message": {"text": text}, "physicalLocation": _line(found.fact.origin.file, found.fact.origin.line)}
    yield {"id": 2, "message": {"text": _plain(found.rule)}, "physicalLocation": _line(found.rule_file, found.rule_line)}


def _suppression(waiver: Waiver, spoken: str) -> Json:
    about = {"owner": waiver.owner, "until": waiver.until.isoformat() if waiver.until else None, "by": waiver.kind}
    return {
        "kind": "inSource" if waiver.kind == "in-draft" else "external",
        "status": "accepted",
        "justification": labels.waiver(waiver, spoken),
        **({"location": {"physicalLocation": _line(waiver.file, waiver.line)}} if waiver.file else {}),
        "properties": {key: value for key, value in about.items() if value},
    }


def _notifications(report: Report) -> Iterator[Json]:
    """What was not checked, and what is wrong with suppressions: neither is a result, neither may be lost."""
    for reading in items.readings(report):
        lines = places.lines(reading.document.draft.source)
        for item in items.not_checked(reading):
            yield _not_checked(reading, item, lines)
    for warning in report.warnings:
        yield {"level": "warning", "message": {"text": _plain(warning)}}


def _not_checked(reading: Reading, item: NotChecked, lines: Lines) -> Json:
    start, end = lines.place(item.span[0]), lines.place(item.span[1])
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    return {
        "level": "note",
        "descriptor": {"id": item.reason},
        "message": {"text": _plain(labels.reason(reading, item))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(reading.document.draft.path), "region": region}}],
    }
