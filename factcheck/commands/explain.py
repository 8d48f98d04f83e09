"""`factcheck explain`: a fingerprint in, where the finding comes from out; or a rule's id in, its manual page out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from factcheck import gather, places, rules, wording, yamlfile
from factcheck.commands import reading
from factcheck.config import find
from factcheck.errors import UserError, problem
from factcheck.model import Assertion, FactUse, Finding, Reading, Rule, Source, Span
from factcheck.report import labels, posts
from factcheck.rules import book
from factcheck.yamlfile import Entries, Scalar


def run(asked: argparse.Namespace) -> int:
    """Raises UserError when no rule and no finding is called so."""
    if asked.what.startswith("v1:") or len(asked.what) > 40:
        return _finding(asked)
    settings = find(Path.cwd())
    loaded = rules.load(gather.sources("rules", asked.rules, settings))
    rule = next((rule for rule in loaded if rule.id == asked.what), None)
    if rule is None:
        raise UserError([reading.no_such_rule(asked.what, loaded)])
    print("\n".join(_page(rule, dict(settings.severity).get(rule.id), wording.users_language(asked.ui_lang))))
    return 0


def _finding(asked: argparse.Namespace) -> int:
    found = reading.everything(asked)
    sources = {name: source for one in found.read for name, source in one.desk.facts.sources.items()}
    matches = [(one.reading, hit) for one in found.read for hit in one.reading.findings if hit.fingerprint.startswith(asked.what)]
    reading.complain(found.refused, asked.ui_lang)
    if not matches:
        raise UserError([problem(asked.what, 0, 0, "explain-nothing", what=asked.what)])
    language = wording.users_language(asked.ui_lang)
    print("\n\n".join("\n".join(_derivation(answer, one, sources, language)) for answer, one in matches))
    return 0


def _derivation(answer: Reading, finding: Finding, sources: dict[str, Source], language: str) -> Iterator[str]:
    """Words → assertion → rule line → fact line → dates → source."""

    def row(code: str, text: str) -> str:
        return f"  {wording.say(f'explain-{code}', language, {}):14} {text}"

    draft = answer.document.draft
    place = places.lines(draft.source).place(finding.span[0])
    yield f"{finding.fingerprint}\n{draft.path}:{place}: {finding.message}"
    yield row("words", finding.text)
    said = next((one for one in answer.assertions if one.id == finding.assertion), None)
    yield row("assertion", _told(said, draft.source) if said else "—")
    yield row("rule", f"{finding.rule_file}:{finding.rule_line}  {finding.rule}, {finding.severity}, {finding.confidence}")
    for post in answer.posts:
        if _meets(post.span, finding.span) or (said and _meets(post.span, said.span)):
            yield row("offices", posts.told(answer, post, _source(post.fact, sources), language))
    if finding.fact is None:
        yield row("fact", "—")
        return
    fact = finding.fact
    yield row("fact", f"{fact.origin.file}:{fact.origin.line}  {fact.id}, {fact.standing}")
    yield row("dates", f"{fact.valid or '—'}  ({answer.date.isoformat() if answer.date else '—'})")
    for name in fact.origin.sources:
        source = sources.get(name)
        yield row("source", f"{source.url}  ({source.as_of.text if source.as_of else '—'})" if source else name)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _source(fact: FactUse | None, sources: dict[str, Source]) -> Source | None:
    return next((sources[name] for name in (fact.origin.sources if fact else ()) if name in sources), None)


def _told(said: Assertion, text: str) -> str:
    speaker = said.speaker
    who = f"{text[slice(*speaker.span)]} → {speaker.entity or speaker.name or '?'} ({speaker.via})" if speaker else "—"
    cue = text[slice(*said.cue.span)]
    return f"{said.id}, {said.kind}, {said.frame}: {who} · {cue} ({said.cue.lemma}, {said.cue.polarity})"


def _page(rule: Rule, level: str | None, language: str) -> Iterator[str]:
    """The manual page of a rule is the rule itself as it works in the end, in an order for reading. `level`: as configured."""
    severity = wording.say("rules-on-trial", language, {"severity": rule.severity}) if rule.status == "trial" else rule.severity
    yield f"{rule.id}  ({rule.check}; {rule.category}; {level or severity})"
    yield f"{rule.file}:{rule.line}"
    yield ""
    yield labels.why(rule, language) or "—"
    yield ""
    yield from (f"  {spoken}: {message}" for spoken, message in sorted(rule.message.items()))
    for name, value in (("owner", rule.owner), ("since", rule.since), ("link", rule.link), ("extends", _parent(rule))):
        if value:
            yield f"  {name}: {value}"
    yield from (f"  {line}" for line in book.settled(rule))
    yield ""
    for example in rule.examples:
        code = "explain-flags" if example.spans else "explain-passes"
        yield f"  {wording.say(code, language, {})} {_marked(example.text, example.spans)}"


def _parent(rule: Rule) -> str:
    """What the rule's file says that it extends; a shipped rule extends nothing."""
    path = Path(rule.file)
    node = yamlfile.parse(path.read_text(encoding="utf-8"), rule.file)[0] if path.is_file() else None
    named = node.get("extends") if isinstance(node, Entries) else None
    return named.text if isinstance(named, Scalar) else ""


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text
