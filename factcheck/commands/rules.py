"""`factcheck rules`: lists, tests, writes, formats and compares rules."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from factcheck import facts, gather, grammar, pipeline, rules, shipped, wording
from factcheck.commands import accepted, impacts, reading
from factcheck.config import find
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Rule
from factcheck.rules import book as rulebook
from factcheck.rules import doubts as ruledoubts
from factcheck.rules import examples, overlays
from factcheck.rules import new as newrule
from factcheck.rules import schema as ruleschema
from factcheck.waivers import decisions


def run(asked: argparse.Namespace) -> int:
    return _ACTIONS[asked.action](asked, wording.users_language(asked.ui_lang))


def _listing(asked: argparse.Namespace, language: str) -> int:
    if asked.checks:
        sys.stdout.write(rulebook.kinds())
        return 0
    decided = decisions.tally(accepted.decided(find(Path.cwd())))
    loaded = rules.load(gather.sources("rules", asked.rules, find(Path.cwd())))
    speaking = {rule.id: rule for rule in _in_force(asked)}
    silent = {rule.id: rule for rule in loaded if rule.id not in speaking}
    sys.stdout.write(rulebook.table([*speaking.values(), *silent.values()], decided, language, silent))
    return 0


def _test(asked: argparse.Namespace, language: str) -> int:
    """Every example is run; 1 when one fails. What may be silent where nobody expects it is said, and fails nothing."""
    loaded = _in_force(asked)
    failures = [failure for rule in loaded for failure in examples.run(rule, pipeline.example)]
    print(rulebook.outcome(loaded, failures, language), end="")
    reading.complain(_doubts(loaded, _neighbours(asked, loaded)), asked.ui_lang)
    return int(bool(failures))


def _doubts(loaded: Sequence[Rule], neighbours: Sequence[Rule]) -> list[Problem]:
    """The doubts about these rules, beside their neighbours too; what is doubtful of those alone is not asked for."""
    known = set(ruledoubts.find(neighbours, grammar.languages()))
    return [doubt for doubt in ruledoubts.find((*loaded, *neighbours), grammar.languages()) if doubt not in known]


def _neighbours(asked: argparse.Namespace, loaded: Sequence[Rule]) -> list[Rule]:
    """The rules in use beside those of the paths. One that cannot be read is no fault of theirs: then there are none."""
    if not asked.paths:
        return []
    tested = {rule.id for rule in loaded}
    try:
        return [rule for rule in rules.load(gather.sources("rules", asked.rules, find(Path.cwd()))) if rule.id not in tested]
    except UserError:
        return []


def _new(asked: argparse.Namespace, language: str) -> int:
    """Answers come from `--answer NAME=TEXT`, else they are asked for. Raises UserError for an unknown kind or a name taken."""
    kind = asked.kind or _ask("kind", language, {"known": ", ".join(newrule.kinds(language))})
    if kind not in newrule.kinds(language):
        raise UserError([problem(kind, 0, 0, "rules-new-unknown-kind", kind=kind, known=", ".join(newrule.kinds(language)))])
    given = dict(asked.answer)
    answers = {name: given.get(name) or _ask(name, language, {}) for name in newrule.questions(kind, language)}
    path = Path(asked.folder) / f"{asked.name or newrule.name(kind, answers)}.yaml"
    if path.exists():
        raise UserError([problem(path.as_posix(), 0, 0, "init-kept", path=path.as_posix())])
    reading.deliver(newrule.write(kind, language, answers), str(path))
    print(wording.say("init-written", language, {"path": path.as_posix()}), file=sys.stderr)
    return 0


def _ask(name: str, language: str, values: Mapping[str, str]) -> str:
    print(wording.say(f"rules-ask-{name}", language, values), end=" ", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer.strip():
        raise UserError([problem(name, 0, 0, "rules-new-no-answer", name=name)])
    return answer.strip()


def _format(asked: argparse.Namespace, _language: str) -> int:
    """Rewrites the files in good form; with --check only names those that are not, and answers 1."""
    changed = []
    for path in (file for given in asked.paths for file in _files(Path(given))):
        text = path.read_text(encoding="utf-8")
        formatted = rulebook.formatted(text)
        if formatted != text:
            changed.append(path)
            if not asked.check:
                path.write_text(formatted, encoding="utf-8", newline="\n")
    for path in changed:
        print(gather.shown(str(path)))
    return int(asked.check and bool(changed))


def _files(given: Path) -> list[Path]:
    return sorted(file for suffix in rules.SUFFIXES for file in given.rglob(f"*{suffix}")) if given.is_dir() else [given]


def _schema(asked: argparse.Namespace, _language: str) -> int:
    """With the ids of the facts in force and the rules that can be extended, for an editor to complete."""
    known = facts.load(gather.sources("facts", asked.facts, find(Path.cwd())))
    shipped_ones = sorted(f"{overlays.SHIPPED}{path.stem}" for path in shipped.folder("rules").glob("*.yaml"))
    print(json.dumps(ruleschema.json_schema(known, shipped_ones), ensure_ascii=False, indent=1))
    return 0


def _in_force(asked: argparse.Namespace) -> tuple[Rule, ...]:
    settings = find(Path.cwd())
    folders = [Path(path) for path in getattr(asked, "paths", ())] or gather.sources("rules", asked.rules, settings)
    return reading.as_configured(rules.load(folders), settings) if not getattr(asked, "paths", ()) else rules.load(folders)


_ACTIONS: dict[str, Callable[[argparse.Namespace, str], int]] = {
    "fmt": _format,
    "impact": impacts.run,
    "list": _listing,
    "new": _new,
    "schema": _schema,
    "test": _test,
}
