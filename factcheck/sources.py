"""A frame in, its speaker as written and the time of saying out."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck import contents
from factcheck.contents import Report
from factcheck.grammar import Grammar
from factcheck.model import Apposition, Speaker, Span, Status, When
from factcheck.tokens import Tokens


def speaker(text: str, piece: Tokens, found: Report, earlier: Sequence[Report], grammar: Grammar) -> Speaker | None:
    """Who the frame names; else the subject of the clause before."""
    nodes = contents.named(found, "speaker")
    if not nodes and found.frame in grammar.words.get("subject_drop_frames", ()):
        at = piece.spans[found.cue.start][0]
        return Speaker((at, at), via="subject-drop")
    if not nodes:
        return _controlled(text, piece, found, earlier, grammar)
    node = nodes[0]
    classes = piece.classes[node.start : node.end]
    roles = [contents.edges(piece, role) for role in contents.named(found, "role")]
    appositions = tuple(Apposition(span, None, _status(text[slice(*span)], grammar)) for span in roles)
    return Speaker(contents.edges(piece, node), via=_via(classes), appositions=appositions)


def _via(classes: str) -> str:
    for letter, via in (("j", "inverted-pronoun"), ("o", "pronoun"), ("N", "name"), ("r", "office")):
        if letter in classes:
            return via
    return "noun"


def _status(words: str, grammar: Grammar) -> Status:
    said = {word.strip(",.").lower() for word in words.split()}
    for status in ("former", "acting", "future"):
        if said.intersection(grammar.words[status]):
            return status  # type: ignore[return-value]  # the three words above
    return "sitting"


def _controlled(text: str, piece: Tokens, found: Report, earlier: Sequence[Report], grammar: Grammar) -> Speaker | None:
    """A participle or a second verb has the subject of the first: of the report before it, else of the sentence."""
    for report in reversed(earlier):
        if contents.named(report, "speaker"):
            before = speaker(text, piece, report, (), grammar)
            return before and Speaker(before.span, via="control", appositions=before.appositions)
    subject = grammar.frames.terminal("SUBJECT").search(piece.classes, 0, found.cue.start)
    if subject is None:
        return None
    return Speaker((piece.spans[subject.start()][0], piece.spans[subject.end() - 1][1]), via="control")


def when(piece: Tokens, found: Report) -> When | None:
    """The time expression beside the cue, the preposition before it left out."""
    for node in contents.named(found, "when"):
        for index in range(node.start, node.end):
            if piece.classes[index] == "T":
                span: Span = piece.spans[index]
                return When(span)
    return None
