"""Rules and kinds of check in, what an editor reads about them out: the lists, the result of a test, a rule in good form."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from factcheck import wording
from factcheck.checks import CHECKS
from factcheck.checks.where import Where
from factcheck.model import Rule
from factcheck.rules import conditions, examples, options
from factcheck.rules.examples import Failure
from factcheck.waivers import decisions
from factcheck.waivers.decisions import Tally
from factcheck.yamlfile import traps as yamltraps
from factcheck.yamlfile.values import quoted

_ROUNDS = 4
"""How often a line is mended at most: each round mends what the one before brought to light."""


def table(rules: Sequence[Rule], decided: Mapping[str, Tally], language: str, off: Collection[str] = ()) -> str:
    """A line a rule: its id, check, severity, owner, how many sentences it flags and how many it lets pass.

    `off`: the rules that the configuration silences; they are told all the same.

    Where reviewers have decided: how many findings they accepted and rejected, and below, which rules should be milder.
    """
    names = ("id", "check", "severity", "owner", "examples", *(["decided"] if decided else []))
    heads = [wording.say(f"rules-head-{name}", language, {}) for name in names]
    ordered = sorted(rules, key=lambda rule: rule.id)
    rows = [[*_row(rule, language, rule.id in off), *([_decided(decided.get(rule.id))] if decided else [])] for rule in ordered]
    return _aligned([heads, *rows]) + "".join(
        f"{line}\n" for line in _demotions([rule for rule in ordered if rule.id not in off], decided, language)
    )


def _decided(counted: Tally | None) -> str:
    return f"{counted.accepted} + {counted.rejected}" if counted else "—"


def _demotions(rules: Sequence[Rule], decided: Mapping[str, Tally], language: str) -> Iterator[str]:
    for rule in rules:
        counted = decided.get(rule.id)
        if counted and (severity := decisions.milder(rule.severity, counted)):
            about = {"rule": rule.id, "accepted": str(counted.accepted), "decided": str(counted.decided), "severity": severity}
            yield wording.say("rules-demote", language, about)


def _row(rule: Rule, language: str, off: bool) -> list[str]:
    flagged = sum(bool(example.spans) for example in rule.examples)
    severity = wording.say("rules-on-trial", language, {"severity": rule.severity}) if rule.status == "trial" else rule.severity
    return [rule.id, rule.check, "off" if off else severity, rule.owner or "—", f"{flagged} + {len(rule.examples) - flagged}"]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def kinds() -> str:
    """Every kind of check: what it looks for, its options, what a message can hold in braces."""
    return "\n".join("".join(f"{line}\n" for line in _kind(name)) for name in sorted(CHECKS))


def _kind(name: str) -> Iterator[str]:
    yield name
    yield f"  {options.sentence(CHECKS[name])}"
    yield from (f"  {options.shown(option)}" for option in options.of(name).values())
    yield "  " + " ".join(f"{{{word}}}" for word in options.placeholders(name))


def settled(rule: Rule) -> Iterator[str]:
    """The options of a rule, those that it leaves out with their defaults: what it does in the end, whatever it extends."""
    for name, value in {**options.defaults(rule.check), **rule.options}.items():
        if isinstance(value, Where):
            yield from (f"{name}:", *(f"  {line}" for line in conditions.told(value)))
        elif isinstance(value, Mapping):
            yield from (f"{name}:", *(f"  {wrong}: {right}".rstrip() for wrong, right in value.items()))
        elif isinstance(value, tuple):
            yield f"{name}: {', '.join(value) or '—'}"
        else:
            yield f"{name}: {_scalar(value)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "—" if value in ("", None) else str(value)


def outcome(rules: Sequence[Rule], failures: Sequence[Failure], language: str) -> str:
    """What `rules test` prints: each example that failed, word by word, then how many were run."""
    shown = "".join(f"{line}\n" for failure in failures for line in _failure(failure, language))
    run = sum(len(rule.examples) for rule in rules)
    counts = {"rules": str(len(rules)), "examples": str(run), "failed": str(len(failures))}
    return shown + wording.say("rules-tested", language, counts) + "\n"


def _failure(failure: Failure, language: str) -> Iterator[str]:
    code = "rules-failed-flags" if failure.kind == "flags" else "rules-failed-passes"
    yield f"{failure.file}:{failure.example.line}:{failure.example.column}: {wording.say(code, language, {})}"
    yield f"  {examples.difference(failure)}"


def formatted(text: str) -> str:
    """A rule file in good form: what YAML would read otherwise is quoted or spaced; comments stay. Twice is the same as once."""
    done = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(_ROUNDS):
        before, done = done, yamltraps.find(done)[1]
        if done == before:
            break
    lines = [line.rstrip(" \t") for line in done.split("\n")]
    return "\n".join(_examples_quoted(lines)).rstrip("\n") + "\n"


_EXAMPLES = re.compile(r"(?:flags|passes)[+-]?:$")
_HEAD = re.compile(r"[^\s#-]")
_TWO_IN_ONE = re.compile(r"( *- +)(?![\"'\[{|>&*!%@`#?:-])(?!.* #)(.*?:(?: .*)?)")
"""An item that a colon makes a key and a value of."""


def _examples_quoted(lines: Sequence[str]) -> Iterator[str]:
    """An example is a sentence, whatever colons are in it: only here is it known that no key is meant."""
    within = False
    for line, next_line in itertools.pairwise((*lines, "")):
        within = bool(_EXAMPLES.match(line)) if _HEAD.match(line) else within
        item = _TWO_IN_ONE.fullmatch(line) if within else None
        alone = item and len(next_line) - len(next_line.lstrip(" ")) < len(item[1]) - 1
        yield f"{item[1]}{quoted(item[2])}" if item and alone else line
