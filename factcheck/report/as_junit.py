"""A Report in, JUnit XML out: a suite a draft, a failed case a finding, a skipped case for what was not checked."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from factcheck import places
from factcheck.model import NotChecked, Reading, Report
from factcheck.places import Lines
from factcheck.report import items, labels
from factcheck.report.items import Item

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def write(report: Report) -> str:
    root = ET.Element("testsuites", name="factcheck")
    for reading in items.readings(report):
        root.append(_suite(report, reading))
    for count in ("tests", "failures", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(report: Report, reading: Reading) -> ET.Element:
    """A draft that holds nothing to report is one case that passed."""
    path = reading.document.draft.path
    suite = ET.Element("testsuite", name=_xml(path))
    lines = places.lines(reading.document.draft.source)
    failed = [_failed(item) for item in items.of_draft(report, reading)]
    skipped = [_skipped(reading, item, lines) for item in items.not_checked(reading)]
    suite.extend([*failed, *skipped])
    if not len(suite):
        ET.SubElement(suite, "testcase", classname=_xml(path), name="factcheck")
    for count, number in (("tests", len(suite)), ("failures", len(failed)), ("skipped", len(skipped))):
        suite.set(count, str(number))
    return suite


def _failed(item: Item) -> ET.Element:
    found = item.finding
    path = _xml(item.path)
    case = ET.Element("testcase", classname=path, name=f"{found.rule} {item.start}", file=path, line=str(item.start.line))
    failure = ET.SubElement(case, "failure", type=found.severity, message=_xml(found.message))
    grounds = [f"{item.path}:{item.start}: {found.text}", f"→ {found.suggestion}" if found.suggestion else ""]
    grounds += [f"{found.fact.id} {found.fact.valid} ({found.fact.origin.file}:{found.fact.origin.line})" if found.fact else ""]
    grounds += [item.source.url if item.source else "", found.fingerprint]
    failure.text = _xml("\n".join(line for line in grounds if line))
    return case


def _skipped(reading: Reading, item: NotChecked, lines: Lines) -> ET.Element:
    path = _xml(reading.document.draft.path)
    case = ET.Element("testcase", classname=path, name=f"{item.reason} {lines.place(item.span[0])}", file=path)
    ET.SubElement(case, "skipped", message=_xml(labels.reason(reading, item)))
    return case


def _xml(text: str) -> str:
    return _FORBIDDEN.sub("�", text)
