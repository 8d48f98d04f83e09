"""A run and the id of a fact in, what stands on it out: places, findings, suppressions, decisions, each a line with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck import gather, places, waivers
from factcheck.commands import accepted
from factcheck.commands.reading import Run
from factcheck.config import Config
from factcheck.model import Finding, Reading
from factcheck.waivers import decisions


def lines(found: Run, entries: Iterable[waivers.Entry], id: str) -> Iterator[str]:
    """First the drafts with their places and findings, then the files of what people made of these findings."""
    known = tuple(entry for entry in entries if entry.waiver.kind != "decision")
    told: dict[str, None] = {}
    for one in found.read:
        stand = tuple(finding for finding in one.reading.findings if _stands(finding, one.reading, id))
        yield from _uses(one.reading, stand, id)
        told |= dict.fromkeys(_waived(one.reading, known, stand))
        told |= dict.fromkeys(_decided(one.settings, stand))
    yield from told


def _stands(finding: Finding, read: Reading, id: str) -> bool:
    """Whether the finding rests on a line of the entry, or on another's line about it: a time in the office that is asked for."""
    if finding.fact is None:
        return False
    first, last = finding.span
    inside = (one for one in read.mentions if first <= one.span[0] and one.span[1] <= last)
    return finding.fact.id == id or any(id in one.ids for one in inside)


def _uses(read: Reading, stand: Iterable[Finding], id: str) -> Iterator[str]:
    draft = read.document.draft
    at = places.lines(draft.source)
    named = [(mention.span, "") for mention in read.mentions if id in mention.ids]
    judged = [(one.span, f"  {one.severity} {one.rule} {one.fingerprint}") for one in stand]
    for span, told in sorted({*named, *judged}):
        yield f"{draft.path}:{at.place(span[0])}: {draft.source[slice(*span)]}{told}"


def _waived(read: Reading, known: Iterable[waivers.Entry], stand: Iterable[Finding]) -> Iterator[str]:
    """Suppressions and baseline entries for these findings; one that no longer holds says why."""
    wanted = {finding.fingerprint for finding in stand}
    for finding, entry, answer in waivers.matches(read, known):
        if finding.fingerprint in wanted:
            waiver, lapsed = entry.waiver, "" if answer == "waived" else f" ({answer})"
            place = f"{waiver.file}:{waiver.line}" if waiver.line else waiver.file
            yield f"{place}: {waiver.kind} {finding.rule} {finding.fingerprint}{lapsed}  {waiver.reason}".rstrip()


def _decided(settings: Config, stand: Iterable[Finding]) -> Iterator[str]:
    """Decisions of either kind: also that a finding was right, or the fact wrong."""
    path = gather.shown(str(settings.folder / decisions.NAME))
    prints = {finding.fingerprint for finding in stand}
    for one in accepted.decided(settings):
        if any(print_.startswith(one.fingerprint) for print_ in prints):
            yield f"{path}:{one.at.line}: {one.verdict} {one.rule} {one.fingerprint}  {one.reason}".rstrip()
