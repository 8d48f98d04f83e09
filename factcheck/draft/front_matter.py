"""The lines between `---` at the head of a draft in, the draft's date and language out."""

from __future__ import annotations

from dataclasses import replace

from factcheck import dates, yamlfile
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Draft

_DATE = ("date", "published", "pubdate", "publishdate")
_LANGUAGE = ("lang", "language", "locale")


def read(draft: Draft, front: str, lines_before: int) -> Draft:
    """The draft with what the front matter says of it. Raises UserError for YAML and dates that are none."""
    node, problems = yamlfile.parse(front, draft.path)
    if problems:
        raise UserError([replace(found, line=found.line + lines_before) for found in problems])
    wrong: list[Problem] = []
    for key, value in node.entries if isinstance(node, yamlfile.Entries) else ():
        if not isinstance(value, yamlfile.Scalar) or not value.text:
            continue
        if key.text.lower() in _DATE:
            day = dates.day(value.text[:10])
            if day is None:
                wrong.append(problem(draft.path, value.line + lines_before, value.column, "draft-no-date", text=value.text))
            draft = replace(draft, date=draft.date or day)
        elif key.text.lower() in _LANGUAGE:
            draft = replace(draft, language=value.text[:2].lower() if len(value.text) < 6 else value.text)
    if wrong:
        raise UserError(wrong)
    return draft
