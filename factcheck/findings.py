"""A scene and the rules in, findings in the order of the draft out, and what could not be checked."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.checks import CHECKS
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Confidence, Conflict, Finding, NotChecked, Rule, Severity, Span

SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
"""The mildest first."""

_MOST: Mapping[str, Severity] = {"firm": "error", "memory": "warning", "fuzzy": "warning", "stale": "note"}
"""How far a fact can be trusted: the most that may come of it."""
_SURENESS: tuple[Confidence, ...] = ("low", "medium", "high")
_SURE: Mapping[str, Confidence] = {"firm": "high", "memory": "medium", "fuzzy": "medium", "stale": "low"}
_BRACKETS = re.compile(r"[\[\]]")
_LAST = 12
"""Assertions before a place that may reach over it."""
_NEAR = 200
"""Characters on either side in which the brackets of an insertion are looked for."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The draft as findings are placed in it: outermost quotations and assertions in order of their starts."""

    scene: Scene
    place: str
    """The draft's path as fingerprints count it: the same from whatever folder factcheck is run."""
    quotations: tuple[Span, ...]
    assertions: tuple[Assertion, ...]
    by_id: Mapping[str, Assertion]

    def words(self, span: Span) -> str:
        return self.scene.document.draft.source[span[0] : span[1]]


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: Rule
    conflict: Conflict
    severity: Severity


def _page(scene: Scene, place: str) -> _Page:
    quotations = tuple(sorted(quotation.span for quotation in scene.document.quotations if quotation.depth == 0))
    assertions = tuple(sorted(scene.assertions, key=lambda one: (one.span, one.id)))
    return _Page(scene, place, quotations, assertions, {one.id: one for one in assertions})


def judge(scene: Scene, rules: Sequence[Rule], place: str = "") -> tuple[tuple[Finding, ...], tuple[NotChecked, ...]]:
    """Every rule that has a message in the draft's language, run over the scene.

    Findings come in the order of their spans, then of their rules' ids. One place flagged twice by rules of one category
    that ask for the same mend is one finding. `place` is the draft's path for fingerprints.
    """
    page = _page(scene, place)
    found = [
        (rule, told) for rule in _spoken(rules, scene.document.language) for told in CHECKS[rule.check](scene, **rule.options)
    ]
    hits = sorted(
        (_Hit(rule, told, _severity(page, rule, told)) for rule, told in found if isinstance(told, Conflict)), key=_order
    )
    unchecked = [told for _, told in found if isinstance(told, NotChecked)]
    unchecked += [left for hit in hits for left in _undecided(page, hit)]
    return tuple(_numbered(page, list(_distinct(hits)))), _once(unchecked)


def _spoken(rules: Iterable[Rule], language: str) -> Iterator[Rule]:
    """A rule without a message in the draft's language is not meant for it."""
    return (rule for rule in sorted(rules, key=lambda rule: rule.id) if language in rule.message)


def _order(hit: _Hit) -> tuple[Span, str]:
    return hit.conflict.span, hit.rule.id


def _once(unchecked: Iterable[NotChecked]) -> tuple[NotChecked, ...]:
    by_key = {(left.span, left.reason, tuple(sorted(left.values.items()))): left for left in unchecked}
    return tuple(by_key[key] for key in sorted(by_key))


# ---------------------------------------------------------------- how severe


def _least(*severities: Severity) -> Severity:
    return min(severities, key=SEVERITIES.index)


def _severity(page: _Page, rule: Rule, conflict: Conflict) -> Severity:
    """The rule's severity, as far as the check, the fact and the place allow it."""
    fact: Severity = _MOST[conflict.fact.standing] if conflict.fact else "error"
    exact: Severity = "error" if conflict.exact else "warning"
    place: Severity = "note" if rule.category == "factual" and _quoted(page, conflict.span) else "error"
    return _least(rule.severity, conflict.ceiling, fact, exact, place)


def _confidence(conflict: Conflict) -> Confidence:
    fact: Confidence = _SURE[conflict.fact.standing] if conflict.fact else "high"
    exact: Confidence = "high" if conflict.exact else "medium"
    return min(conflict.confidence, fact, exact, key=_SURENESS.index)


def _undecided(page: _Page, hit: _Hit) -> Iterator[NotChecked]:
    """A fact that is too weak for what the rule would have said leaves the question open."""
    fact = hit.conflict.fact
    if fact and fact.standing != "firm" and hit.severity != _severity(page, hit.rule, replace(hit.conflict, fact=None)):
        values = {"fact": fact.id, "file": fact.origin.file, "line": str(fact.origin.line)}
        yield NotChecked(hit.conflict.span, f"fact-{fact.standing}", values)


def _quoted(page: _Page, span: Span) -> bool:
    """Whether the words are the speaker's: inside a quotation, and not in the editor's square brackets."""
    at = bisect_right(page.quotations, span[0], key=lambda quotation: quotation[0]) - 1
    return at >= 0 and span[1] <= page.quotations[at][1] and not _inserted(page.scene.document.text, span, page.quotations[at])


def _inserted(text: str, span: Span, quotation: Span) -> bool:
    before = _BRACKETS.findall(text, max(quotation[0], span[0] - _NEAR), span[0] + 1)
    after = _BRACKETS.search(text, max(span[1] - 1, span[0]), min(quotation[1], span[1] + _NEAR))
    return bool(before) and before[-1] == "[" and after is not None and after.group() == "]"


# ---------------------------------------------------------------- one finding a place


def _distinct(hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """Of rules of one category that flag the very same words and ask for the same mend, the severest; the first of equals."""
    groups: dict[tuple[Span, str], list[_Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.conflict.span, hit.rule.category), []).append(hit)
    kept = (hit for group in groups.values() for hit in _severest(group))
    yield from sorted(kept, key=_order)


def _severest(group: Sequence[_Hit]) -> Iterator[_Hit]:
    taken: list[_Hit] = []
    for hit in sorted(group, key=lambda hit: (-SEVERITIES.index(hit.severity), hit.conflict.expected is None, hit.rule.id)):
        if not any(_same_mend(hit, other) for other in taken):
            taken.append(hit)
            yield hit


def _same_mend(hit: _Hit, other: _Hit) -> bool:
    if hit.rule.id == other.rule.id:
        return True
    return hit.conflict.expected is not None and hit.conflict.expected == other.conflict.expected


# ---------------------------------------------------------------- words and fingerprints


def _numbered(page: _Page, hits: Sequence[_Hit]) -> Iterator[Finding]:
    equals: Counter[tuple[str, ...]] = Counter()
    for hit in hits:
        parts = _identity(page, hit)
        yield _finding(page, hit, fingerprint((*parts, str(equals[parts]))))
        equals[parts] += 1


def _finding(page: _Page, hit: _Hit, made: str) -> Finding:
    rule, conflict = hit.rule, hit.conflict
    around = _assertion(page, conflict)
    return Finding(
        rule.id, rule.file, rule.line, rule.category, hit.severity, _confidence(conflict),
        conflict.span, page.words(conflict.span),
        message(page.scene, rule, conflict), conflict.expected, conflict.fact, around.id if around else None, made,
    )  # fmt: skip


def _assertion(page: _Page, conflict: Conflict) -> Assertion | None:
    """The assertion that the check names, else the shortest one around the words, of the last few that begin before them."""
    if conflict.assertion is not None:
        return page.by_id.get(conflict.assertion)
    start, end = conflict.span
    at = bisect_right(page.assertions, start, key=lambda one: one.span[0])
    around = [one for one in page.assertions[max(0, at - _LAST) : at] if end <= one.span[1]]
    return min(around, key=lambda one: (one.span[1] - one.span[0], one.id), default=None)


def _identity(page: _Page, hit: _Hit) -> tuple[str, ...]:
    """What makes a finding the same after an edit elsewhere: its words, its speaker, what the fact says; no line, no message."""
    conflict = hit.conflict
    said = _assertion(page, conflict) if conflict.assertion is not None else None
    speaker = said.speaker if said else None
    who = (speaker.entity or speaker.name or "") if speaker else ""
    fact = (conflict.fact.id, conflict.fact.valid) if conflict.fact else ("", "")
    words = normalised(who), normalised(page.words(conflict.span)), normalised(conflict.expected or "")
    return (hit.rule.id, page.place, *fact, *words)


_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‹": '"', "›": '"', "‑": "-"}
)
_BLANK_IN_MARKS = re.compile(r'(?<=")\s+|\s+(?=")')


def normalised(words: str) -> str:
    """The words without what software changes by itself: case, kinds of blank, of quotation mark, of apostrophe."""
    plain = " ".join(unicodedata.normalize("NFKC", words).casefold().translate(_APOSTROPHES).split())
    return _BLANK_IN_MARKS.sub("", plain)


def fingerprint(parts: Iterable[str]) -> str:
    """`v1:` and a hash of the parts, each with its length before it, so that no two lists of parts read alike."""
    packed = "".join(f"{len(part)}:{part}" for part in parts)
    return "v1:" + hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ASIDE = re.compile(r"\s*\([^()]*\{\w+\}[^()]*\)")


def message(scene: Scene, rule: Rule, conflict: Conflict) -> str:
    """The rule's sentence in the draft's language. A value that is missing takes the parentheses that it stands in along."""
    values = {
        **conflict.values,
        "found": scene.document.draft.source[slice(*conflict.span)],
        "expected": conflict.expected or "",
        "source": source(scene, conflict),
    }

    def known(aside: re.Match[str]) -> str:
        return aside.group() if all(values.get(name) for name in _PLACEHOLDER.findall(aside.group())) else ""

    told = _ASIDE.sub(known, rule.message[scene.document.language])
    return _PLACEHOLDER.sub(lambda place: values.get(place[1], ""), told)


def source(scene: Scene, conflict: Conflict) -> str:
    """The address of the first source of the fact, or the place of the fact's line; nothing without a fact."""
    if conflict.fact is None:
        return ""
    origin = conflict.fact.origin
    known = (scene.facts.sources[name].url for name in origin.sources if name in scene.facts.sources)
    return next((url for url in known if url), "" if origin.given else f"{origin.file}:{origin.line}")
