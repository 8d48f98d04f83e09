"""A command line in, typed arguments out. What each command does stands in cli.py."""

from __future__ import annotations

import argparse
import datetime as dt

from factcheck import __version__, dates
from factcheck.report import SPEECH_WRITERS, WRITERS

SOURCES = ("cldr", "country-codes", "factbook", "us-executive", "wikidata")
FAIL_ON = ("error", "warning", "note", "never")


def parser() -> argparse.ArgumentParser:
    """Every command and option of the contract."""
    made = argparse.ArgumentParser(
        prog="factcheck",
        description="Reads drafts, works out who is said to have said what, and holds it against dated, sourced facts.",
    )
    made.add_argument("--version", action="version", version=f"factcheck {__version__}")
    made.add_argument(
        "--ui-lang", choices=("fr", "en", "es"), help="language of factcheck's own messages (default: the locale's)"
    )
    commands = made.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _check(commands.add_parser("check", help="check drafts against rules and facts"))
    _parse(commands.add_parser("parse", help="print the reported speech of drafts, without rules"))
    _explain(commands.add_parser("explain", help="print where a finding comes from, or the manual page of a rule"))
    _rules(commands.add_parser("rules", help="list, test, write and compare rules"))
    _facts(commands.add_parser("facts", help="list, show, lint and import facts"))
    _baseline(commands.add_parser("baseline", help="accept today's findings"))
    _decisions(commands.add_parser("decisions", help="apply what reviewers decided in the HTML report"))
    _init(commands.add_parser("init", help="write a commented factcheck.yaml and a first rule here"))
    _config(commands.add_parser("config", help="print every setting and where it comes from, or the schema of factcheck.yaml"))
    return made


def _drafts(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, a folder, or - for standard input (default: the configured paths, else this folder)",
    )
    command.add_argument(
        "--stdin-filename", metavar="NAME", default="stdin.txt", help="the name, and so the format, of standard input"
    )
    command.add_argument("--lang", metavar="LANG", default="auto", help="auto, fr, en or es (default: auto)")
    command.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="publication date (default: the draft's own)")
    _data(command)
    command.add_argument("--jobs", type=_count, default=1, metavar="N", help="processes to use (default: 1)")
    command.add_argument("--no-cache", action="store_true", help="neither read nor write the cache; the answer is the same")


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--facts", action="append", metavar="PATH", help="a facts file or folder, or the word shipped; repeatable"
    )
    command.add_argument("--rules", action="append", metavar="PATH", help="a rules folder, or the word shipped; repeatable")


def _check(command: argparse.ArgumentParser) -> None:
    _drafts(command)
    command.add_argument("--format", choices=sorted(WRITERS), default="text", help="what is printed (default: text)")
    command.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    command.add_argument(
        "--report", action="append", default=[], type=_report, metavar="FORMAT=FILE", help="a report more; repeatable"
    )
    command.add_argument(
        "--offices", action="store_true", help="tell of each person and office whether the facts have them so (HTML always does)"
    )
    command.add_argument("--fail-on", choices=FAIL_ON, help="the least severity that makes the exit status 1 (default: error)")
    command.add_argument(
        "--transcript",
        action="append",
        metavar="FILE",
        help="a text of what was really said, with `NAME: …` turns or none; repeatable",
    )
    command.add_argument("--baseline", metavar="FILE", help="findings in this file do not count")
    command.add_argument("--new-since", metavar="GIT-REV", help="findings that the drafts had at this revision do not count")


def _parse(command: argparse.ArgumentParser) -> None:
    _drafts(command)
    command.add_argument("--format", choices=sorted(SPEECH_WRITERS), default="text", help="what is printed (default: text)")
    command.add_argument("--output", metavar="FILE", help="write there instead of standard output")


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "what", metavar="FINGERPRINT|RULE", help="the fingerprint of a finding, its beginning, or the id of a rule"
    )
    _drafts(command)


def _rules(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every rule with its check, severity, owner and examples")
    listing.add_argument("--checks", action="store_true", help="name the kinds of check and their options instead")
    _data(listing)
    testing = actions.add_parser("test", help="run the examples of rules")
    testing.add_argument("paths", nargs="*", metavar="PATH", help="a rules folder or a rule file (default: the rules in use)")
    _data(testing)
    new = actions.add_parser("new", help="write a complete rule from a few answers")
    new.add_argument("--kind", metavar="KIND", help="what the rule is about (default: asked for)")
    new.add_argument("--answer", action="append", default=[], type=_answer, metavar="NAME=TEXT", help="an answer; repeatable")
    new.add_argument("--name", metavar="RULE-ID", help="the name of the rule (default: from the first answer)")
    new.add_argument("folder", nargs="?", default="rules", help="where (default: rules)")
    formatting = actions.add_parser("fmt", help="put rule files in good form; comments stay")
    formatting.add_argument("paths", nargs="+", metavar="PATH", help="rules folders or rule files")
    formatting.add_argument("--check", action="store_true", help="only name the files that are not in good form")
    _impact(actions.add_parser("impact", help="what a rule, or a change of it, does to a folder of drafts"))
    _data(actions.add_parser("schema", help="print the JSON Schema of a rule file, with the ids that the facts have"))


def _impact(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE", help="the id of a rule in use, or a rule file")
    command.add_argument("--corpus", metavar="FOLDER", required=True, help="drafts to try it on")
    command.add_argument("--against", metavar="GIT-REV", help="compare with the rule as it was then (default: with no such rule)")
    command.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="publication date of the drafts (default: their own)")
    command.add_argument("--format", choices=("text", "markdown"), default="text", help="what is printed (default: text)")
    command.add_argument("--jobs", type=_count, default=1, metavar="N", help="processes to use (default: 1)")
    _data(command)


def _facts(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, text in (("list", "one line an entry"), ("lint", "what is doubtful in facts files")):
        action = actions.add_parser(name, help=text)
        action.add_argument("paths", nargs="*", metavar="PATH", help="facts files (default: the facts in use)")
        _data(action)
        if name == "list":
            action.add_argument("--stale", action="store_true", help="only open spells that no source has confirmed for long")
            action.add_argument("--unsourced", action="store_true", help="only what is written from memory")
        action.add_argument(
            "--date", type=_day, metavar="YYYY-MM-DD", help="the day to judge by (default: the day the facts were last checked)"
        )
    show = actions.add_parser("show", help="one entry, with where each line comes from")
    show.add_argument("id", metavar="ID")
    _data(show)
    _data(actions.add_parser("schema", help="print the JSON Schema of a facts file, with the ids that the facts have"))
    affected = actions.add_parser("affected", help="the drafts that used an entry: places, findings, suppressions, decisions")
    affected.add_argument("id", metavar="ID")
    _drafts(affected)
    bringing = actions.add_parser("import", help="write a proposal from open data")
    bringing.add_argument("file", metavar="FILE")
    bringing.add_argument("--from", dest="source", choices=SOURCES, required=True, help="what the file is")
    bringing.add_argument("--as-of", type=_day, required=True, metavar="YYYY-MM-DD", help="the day that the data speak for")
    bringing.add_argument("--map", metavar="FILE", help="answers to what an earlier proposal asked: name or Wikidata id to id")
    bringing.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    _data(bringing)
    merging = actions.add_parser("merge", help="add a proposal to a facts file of yours; comments and order stay")
    merging.add_argument("proposal", metavar="PROPOSAL")
    merging.add_argument("--into", metavar="FILE", required=True, help="the facts file")


def _baseline(command: argparse.ArgumentParser) -> None:
    _drafts(command)
    command.add_argument(
        "--output", metavar="FILE", default="factcheck-baseline.json", help="where to write (default: factcheck-baseline.json)"
    )


def _decisions(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    applying = actions.add_parser("apply", help="add decisions to the file that every check reads; comments and order stay")
    applying.add_argument("file", metavar="FILE", help="what the page of the HTML report gave")
    applying.add_argument("--into", metavar="FILE", help="the file (default: factcheck-decisions.yaml beside the settings)")


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", default=".", help="where (default: this folder)")


def _config(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="print every setting and where it comes from")
    show.add_argument("folder", nargs="?", default=".", help="the folder to look from (default: this one)")
    actions.add_parser("schema", help="print the JSON Schema of a factcheck.yaml, with the ids of the rules in use")


def _day(text: str) -> dt.date:
    day = dates.day(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY-MM-DD")
    return day


def _answer(text: str) -> tuple[str, str]:
    name, equals, answer = text.partition("=")
    if not equals or not answer.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is no answer; write NAME=TEXT")
    return name, answer.strip()


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; write 1 or more")
    return int(text)


def _report(text: str) -> tuple[str, str]:
    name, _, path = text.partition("=")
    if name not in WRITERS or not path:
        raise argparse.ArgumentTypeError(f"{text!r} is no report; write FORMAT=FILE with one of {', '.join(sorted(WRITERS))}")
    return name, path
