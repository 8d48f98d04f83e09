"""A code in, the words that a report has for it out, in the language of the drafts and never in that of the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck import grammar, wording
from factcheck.model import NotChecked, Reading, Report, Rule, Waiver
from factcheck.wording import LANGUAGES

DEFAULT = "en"


def language(report: Report) -> str:
    """The one language of all drafts, where the wording has it; else English."""
    return _one(reading.document.language for reading in report.readings)


def _one(languages: Iterable[str]) -> str:
    found = set(languages)
    return next(iter(found)) if len(found) == 1 and found <= set(LANGUAGES) else DEFAULT


def label(code: str, spoken: str, **values: object) -> str:
    """The sentence `report-<code>`."""
    return wording.say(f"report-{code}", spoken, {name: str(value) for name, value in values.items()})


def waiver(given: Waiver, spoken: str) -> str:
    """The reason somebody gave; the baseline's goes without saying, so it is said here."""
    return given.reason or label(f"waiver-{given.kind}", spoken)


def why(rule: Rule, spoken: str) -> str:
    """Why the rule is there: in the language of the report, else in English, else in the first that its file has."""
    told = (rule.why.get(language) for language in (spoken, DEFAULT, *rule.why))
    return next((text for text in told if text), "")


def reason(reading: Reading, item: NotChecked) -> str:
    """Why it was not checked, in the draft's language."""
    sentence = _reasons(reading.document.language).get(item.reason, item.reason)
    return sentence.format_map(_Shown(item.values))


def _reasons(spoken: str) -> Mapping[str, str]:
    """The sentences of the draft's language, or English ones for a draft whose language nobody could tell."""
    known = [language for language in (spoken, DEFAULT) if language in grammar.languages()]
    return grammar.load(known[0]).tables["reasons"] if known else {}


class _Shown(dict[str, str]):
    """Values for a sentence; a placeholder that nothing fills shows itself and does not stop the report."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
