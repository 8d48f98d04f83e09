"""A frame in, its speaker as written and the time of saying out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.assertions import contents, reports
from factcheck.assertions.reports import Report
from factcheck.grammar import Grammar
from factcheck.model import Apposition, Span, Speaker, Status, When
from factcheck.tokens import Tokens

_NEAR = 16
"""Words of the longest noun phrase that a relative clause stands behind."""
_BARE = frozenset({"participle_chain", "participle_object"})
_RELATIVE = re.compile(",[ULx]?K|,x")
_NOUN = re.compile("[nNrhXDVo]")
_SPEAKS = re.compile("[NrhoD]")
"""A name, a role, a pronoun, a letter: more likely to speak than the thing that stands before a participle."""
_APART = re.compile("b?[,p&]")
"""Before a participle that says what the subject of the clause does beside: il sourit, ajoutant que; en ajoutant que."""
_VIAS = {"j": "inverted-pronoun", "o": "pronoun", "y": "pronoun", "w": "pronoun", "r": "office", "N": "name"}


def speaker(text: str, piece: Tokens, found: Report, earlier: Sequence[Report], grammar: Grammar) -> Speaker | None:
    """Who the frame names; else the subject of the clause before."""
    nodes = reports.named(found, "speaker")
    if not nodes and found.frame in grammar.words.get("subject_drop_frames", ()):
        at = piece.spans[found.cue.start][0]
        return Speaker((at, at), via="subject-drop")
    if not nodes and found.frame in grammar.words.get("unnamed_frames", ()):
        return None
    if not nodes:
        return _controlled(text, piece, found, earlier, grammar)
    node = nodes[0]
    classes = piece.classes[node.start : node.end]
    roles = [reports.edges(piece, role) for role in reports.named(found, "role")]
    appositions = tuple(Apposition(span, None, _status(text[slice(*span)], grammar)) for span in roles)
    named = any(child.name == "name" for child in node.children)
    return Speaker(reports.edges(piece, node), via="name" if named else _via(classes), appositions=appositions)


def _via(classes: str) -> str:
    """What the words are: the first of these classes that is among them. A name behind a role is not the speaker's own."""
    found = re.search("[jowyrN]", classes.partition("e")[0])
    part = found and found.group() == "o" and classes[found.end() : found.end() + 1] == "e"  # una de las vecinas
    return _VIAS[found.group()] if found and not part else "noun"


def _status(words: str, grammar: Grammar) -> Status:
    """What the first word beside a title says that is listed: *ancien*, *ex-*, *par intérim*."""
    said = f" {words.lower()} "
    statuses: tuple[Status, ...] = ("former", "acting", "future")
    for status in statuses:
        if any(f" {word}" in said and (word[-1] == "-" or f" {word} " in said) for word in grammar.words[status]):
            return status
    return "sitting"


def _controlled(text: str, piece: Tokens, found: Report, earlier: Sequence[Report], grammar: Grammar) -> Speaker | None:
    """A participle or a second verb has the subject of the first: of the report before it, else of the sentence."""
    for number, report in reversed(list(enumerate(earlier))):
        if contents.within(report, earlier[:number], piece):
            continue  # “A said B believed it, and added”: A did
        if report.group == "continued" and found.group == "continued":
            return _controlled(text, piece, report, earlier[:number], grammar)
        if reports.named(report, "speaker"):
            before = speaker(text, piece, report, (), grammar)
            return before and Speaker(before.span, via="control", appositions=before.appositions)
        if report.frame in grammar.words.get("subject_drop_frames", ()):
            at = piece.spans[found.cue.start][0]
            return Speaker((at, at), via="subject-drop")
    if found.frame in grammar.words.get("speakerless_frames", ()):
        return None
    subject = _antecedent(piece.classes, found, grammar)
    if subject is None or (found.frame in _BARE and not _SPEAKS.search(piece.classes[slice(*subject)].partition("e")[0])):
        clause = _subject(piece.classes, found, grammar)
        subject = clause if clause and (subject is None or _SPEAKS.search(piece.classes[slice(*clause)])) else subject
    return Speaker((piece.spans[subject[0]][0], piece.spans[subject[1] - 1][1]), via="control") if subject else None


def _antecedent(classes: str, found: Report, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase that a relative clause with a comma stands behind, or a participle without one."""
    comma = found.node.start - 1
    behind = comma if _RELATIVE.match(classes, comma) else found.node.start if found.frame in _BARE else 0
    if not behind or _APART.match(classes, found.node.start) or "NP" not in grammar.frames.terminals:
        return None
    before = [match.span() for match in grammar.frames.terminal("NP").finditer(classes, max(0, behind - _NEAR), behind)]
    return before[-1] if before and before[-1][1] == behind and _NOUN.search(classes, *before[-1]) else None


def _subject(classes: str, found: Report, grammar: Grammar) -> tuple[int, int] | None:
    """The last subject with a verb before the cue; for a clause that leads in, the first behind it; else any noun phrase."""
    terminals = grammar.frames.terminals
    if "CONTROLLER" in terminals:
        controller = grammar.frames.terminal("CONTROLLER")
        before = [match.span() for match in controller.finditer(classes, 0, found.cue.start)]
        behind = controller.search(classes, found.node.end) if found.node.start == 0 else None
        if before or behind:
            return before[-1] if before else behind.span() if behind else None
    first = grammar.frames.terminal("SUBJECT").search(classes, 0, found.cue.start)
    return first.span() if first else None


def when(piece: Tokens, found: Report) -> When | None:
    """The time expression beside the cue, else the one that opens the sentence; the preposition before it left out."""
    places = [index for node in reports.named(found, "when") for index in range(node.start, node.end)]
    opening = [index for index in range(min(2, found.node.start)) if piece.classes[:index] in ("", "p", "b")]
    for index in (*places, *opening):
        if piece.classes[index] == "T":
            return When(piece.spans[index])
    return None


def place(piece: Tokens, found: Report, name: str, grammar: Grammar) -> Span | None:
    """Where or by what means it was said: beside the cue, else what opens the sentence."""
    beside = reports.place(piece, found, name)
    terminal = f"{name.upper()}_PP"
    if beside or terminal not in grammar.frames.terminals or (found.group == "around" and not found.content):
        return beside
    opening = grammar.frames.terminal(terminal).match(piece.classes)
    if opening is None or opening.end() > found.node.start:
        return None
    return piece.spans[opening.start()][0], piece.spans[opening.end() - 1][1]
