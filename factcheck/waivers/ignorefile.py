"""factcheck-ignore.yaml in, waiver entries out: one by fingerprint, or by rule and words, each with its reason."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from factcheck import dates, yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Waiver
from factcheck.waivers import Entry
from factcheck.yamlfile import Entries, Items, Node, Scalar

NAME = "factcheck-ignore.yaml"
KEYS = ("fingerprint", "rule", "words", "reason", "owner", "until", "fact")


def read(text: str, path: str) -> tuple[Entry, ...]:
    """The entries of the file. Raises UserError for what is no entry; of a missing reason `waivers.apply` complains."""
    node, found = yamlfile.parse(text, path)
    problems = [fault for fault in found if fault.code != "yaml-empty"]  # the last suppression is gone: good
    rows = node.items if isinstance(node, Items) else ()
    if node is not None and not isinstance(node, Items):
        problems.append(problem(path, node.line, node.column, "waiver-not-list"))
    problems += [fault for row in rows for fault in _faults(row, path)]
    if problems:
        raise UserError(problems)
    return tuple(_entry(row, path) for row in rows if isinstance(row, Entries))


def _faults(row: Node, path: str) -> Iterator[Problem]:
    if not isinstance(row, Entries):
        yield problem(path, row.line, row.column, "waiver-not-entry")
        return
    for key, value in row.entries:
        if key.text not in KEYS:
            near = difflib.get_close_matches(key.text, KEYS, 1)
            code = "waiver-unknown-key-near" if near else "waiver-unknown-key"
            yield problem(path, key.line, key.column, code, key=key.text, near="".join(near), known=", ".join(KEYS))
        elif not isinstance(value, Scalar):
            yield problem(path, value.line, value.column, "waiver-not-text", key=key.text)
        elif key.text == "until" and dates.day(value.text) is None:
            yield problem(path, value.line, value.column, "waiver-not-day", text=value.text)
    values = _values(row)
    if not values.get("fingerprint") and not (values.get("rule") and values.get("words")):
        yield problem(path, row.line, row.column, "waiver-for-nothing")


def _values(row: Entries) -> Mapping[str, str]:
    return {key.text: value.text.strip() for key, value in row.entries if isinstance(value, Scalar)}


def _entry(row: Entries, path: str) -> Entry:
    values = _values(row)
    until = dates.day(values["until"]) if "until" in values else None
    waiver = Waiver("file", values.get("reason", ""), path, row.line, values.get("owner"), until)
    return Entry(waiver, values.get("fingerprint"), values.get("rule"), values.get("words"), fact=values.get("fact"))
