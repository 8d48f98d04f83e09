"""A frame and the sentence it stands in, in; the spans of the words reported, and how they are reported, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.assertions import narrator
from factcheck.assertions.reports import Report, edges, named
from factcheck.grammar import Grammar, islands
from factcheck.grammar.islands import Node
from factcheck.model import Document, Kind, Quotation, Span
from factcheck.tokens import Tokens

_EDGES = " \t\u00a0\u202f,;:.–—-"
_CLOSING = "»”\"’'"
_LATE = frozenset({"around", "echo", "continued"})
"""Groups of frames that end the claim before them."""
_VERBS = re.compile("[v2AESBWYC]")
_ANEW = re.compile("^[Qq]|[v2AESBWYC]")
"""A clause goes on: with words in marks, or with its verb."""
_VERBAL = frozenset("AEv2SBWzRyi")
_TURN = re.compile(",[&Mu]$|(?<=Q)[Mu]$|M$")
"""Before a frame: somebody else has the word."""
_LEADS_UP = re.compile("[bM&,]*(?:[cow][^,]{1,8}|[vE]b?)")
"""Words before an incise that lead up to the claim behind it: il est vrai, dit-il, que la digue tient."""
_TOLD_BEFORE = re.compile("[^:SBCY]*[SBCY][^:]*:(?!Q)")
"""A clause of saying before a colon: il conteste le bilan : la digue, affirme-t-il, a tenu."""
_OF_SPEAKER = re.compile("[KGgl]|[UL]K")
"""Behind an incise, what is told of the speaker: …, dit le maire, qui part; …, dit le maire, selon qui …"""
_DEED = re.compile(",?[&M]R?A(?=[bZ]{0,2}[nPi])")
_JOINS = frozenset("&M")
"""Words that belong to neither half."""
_OPENER = re.compile("[&kKlMu][,-]?$")
"""A clause opens, and somebody is named who says it."""
_DATELINE = re.compile("[N,T9.n]{1,12}-(?=Q)")
"""*Ys, 3 de mayo. – «…»*: where the report was written."""
_NOUN = re.compile("[de]d?[bnNrVDX9]{1,4}$")
_MORE_OF_NOUN = re.compile("b*n[^,;:.!v2AESBWkKlmMu-]*")
_MAIN_CLAUSE = re.compile(",(?=[dconNr9hTw2B])")
_MAIN = re.compile("[^ufpmKklxgGQq]*[v2AESBWYC][^,]*[nNrh9DVXbTy]$")
"""A clause that is whole before an incise: only a verb or a conjunction goes on with it."""
_IN_NOUN = re.compile("(?:[Kl]|(?<=[nN9])k)[^,]*")
"""A relative clause, or *in what would be the first*: its verb goes on with no clause."""
_FRESH = re.compile(",(?:[&M](?=[^v2AESBWYC,Qq]+$)|(?=[Kl][^v2AESBWYC,Qq]+$))")
"""The last clause before an incise that cuts it: *she left, and the town, he said, was glad*; a relative one too."""
_BETWEEN = re.compile(r"^[^v2AESBW]+,(?:b?p)?(?=[zRyd]*$)")
"""Before a participle that stands between a subject and its verb: Le maire, en rappelant que …, a souri."""
_WHOLE = re.compile("[,-][do][^,;:kKluQ]*[v2AESBW]")
"""A main clause behind a quotation and who says it, apposition and all: “Tired”, said Ann, the captain, the crew went home."""
_MAIN_VERB = re.compile(",(?=[bZ]{0,2}[v2AESBWY])")
_REMARK = re.compile(r"\s?\([^()]*[^\W\d_]{2,}\s[^()]*\)")
"""A remark in brackets behind a claim belongs to it; a word alone, as *(AFP)*, does not."""
_UNIT = re.compile(r"\s?[%‰€$£°]")
"""Behind a number: no token, but of the claim."""
_FRAGMENT = re.compile(r"\W*[a-zà-ÿ]")
"""A quotation that begins small is a part of somebody else's sentence."""
_DIALOGUE = re.compile(r"(?:^|(?<=\n))\s?[—–―]\s?$")
"""A dash at the head of a line: somebody speaks."""
_DIRECT = 0.97


def spans(
    found: Report, reports: Sequence[Report], piece: Tokens, sentence: Span, previous: Span | None, text: str, grammar: Grammar
) -> tuple[Span, ...]:
    """The words reported, in reading order, without the marks at their edges."""
    match found.group:
        case "earlier":
            return (previous,) if previous else ()
        case "echo" if (echoed := echoes(found, reports)) and echoed.content:
            parts = _claimed(echoed, echoed.content, reports, piece, text, grammar)
        case "around" | "echo":
            parts = _around(found, reports, piece)
        case _:
            assert found.content is not None
            parts = _claimed(found, found.content, reports, piece, text, grammar)
    return tuple(span for part in parts if (span := _trimmed(text, part, sentence)))


def enclosing(found: Report, piece: Tokens, quotation: Span, text: str) -> tuple[Span, ...]:
    """All that stands between the marks of a quotation but the clause of saying: somebody speaks there, and nobody else does."""
    (first, _), (_, last) = piece.spans[found.node.start], piece.spans[found.node.end - 1]
    closed = text[quotation[1] - 1] in _CLOSING
    halves = (quotation[0] + 1, first), (last, quotation[1] - closed)
    return tuple(span for half in halves if (span := _trimmed(text, half, quotation)))


def echoes(found: Report, reports: Sequence[Report]) -> Report | None:
    """The report whose claim an echo stands behind."""
    before = (r for r in reversed(reports) if r.content and r.content.start < found.node.start <= r.content.end)
    return next(before, None) if found.group == "echo" else None


def _claimed(found: Report, content: Node, reports: Sequence[Report], piece: Tokens, text: str, grammar: Grammar) -> list[Span]:
    """From the first word of the claim to the frame that ends it, the narrator's asides left out."""
    if content.name == "quote":
        quoted = edges(piece, content)
        titled = found.frame in grammar.words.get("fragment_frames", ()) and not _FRAGMENT.match(text, quoted[0])
        return [] if titled else [quoted]
    ends = (
        _claim_end(r, reports, piece.classes)
        for r in reports
        if r.node.start > content.start and not told(r, found, piece, grammar)
    )
    late = (end for end in ends if end is not None)
    end = max(content.start + 1, min(next(late, content.end), _clause_end(found, content, piece.classes)))
    end = min(end, _next_deed(found, content, piece, text))
    end = narrator.takes_over(text, piece, (content.start, end), grammar)
    parts, at = [], content.start
    asides = islands.find(grammar.frames, "aside_frames", piece.classes[:end]) if "aside_frames" in grammar.frames.starts else ()
    for aside in asides:
        if aside.start > at:
            parts.append((at, aside.start))
            at = aside.end
    parts.append((at, end))
    return [(piece.spans[first][0], piece.spans[last - 1][1]) for first, last in parts if first < last]


def _clause_end(found: Report, content: Node, classes: str) -> int:
    """Where a clause ends: opening the sentence, before the main clause; a relative one, before the verb of its noun."""
    opens = classes[:1] in ("u", "f") and "," not in classes[: content.start]
    finite = _VERBS.search(classes, found.cue.start, found.cue.end)
    between = not finite and _BETWEEN.search(classes, 0, found.cue.start)
    inside = classes[found.cue.start - 1 : found.cue.start] == "K" or between
    after = _MAIN_CLAUSE if opens else _MAIN_VERB if inside else None
    comma = after.search(classes, content.start, content.end) if after else None
    return comma.start() if comma else content.end


def _next_deed(found: Report, content: Node, piece: Tokens, text: str) -> int:
    """Where the subject does something else, in the tense of the verb of saying and in none of the claim: a dit … et a signé."""
    classes = piece.classes
    auxiliary = classes.find("A", found.cue.start, found.cue.end)
    deed = _DEED.search(classes, content.start, content.end) if auxiliary >= 0 else None
    if deed is None or "A" in classes[content.start : deed.start()] or not _VERBS.search(classes, content.start, deed.start()):
        return content.end
    same = text[slice(*piece.spans[deed.end() - 1])] == text[slice(*piece.spans[auxiliary])]
    return deed.start() if same else content.end


def told(late: Report, found: Report, piece: Tokens, grammar: Grammar) -> bool:
    """Whether a second verb of saying belongs to the claim: in the present, where the narrator told in the past."""
    first, second = (piece.classes[one.cue.start : one.cue.end] for one in (found, late))
    tied = piece.classes[late.node.start] == "&" and piece.classes[late.node.start - 1] not in "Qq,"
    return tied and "B" in first and "S" in second and late.frame in grammar.words.get("tensed_frames", ())


def inner(late: Report, earlier: Sequence[Report], piece: Tokens, grammar: Grammar) -> bool:
    """Whether what somebody wants or is told to do is a part of what somebody else says: *said he wants to go*."""
    return late.frame in grammar.words.get("inner_frames", ()) and within(late, earlier, piece)


def within(late: Report, earlier: Sequence[Report], piece: Tokens) -> bool:
    """Whether a report stands in the claim of another."""
    if _claim_end(late, earlier, piece.classes) is not None:
        return False
    return any(one.content and one.content.start <= late.node.start < one.content.end for one in earlier)


def _claim_end(late: Report, reports: Sequence[Report], classes: str) -> int | None:
    """Where a frame ends the claim before it: not one in the middle, behind which the claim goes on."""
    at = late.node.start
    if late.group == "around":
        return None if _goes_on(late, classes[:at], _rest(late, reports, classes)) else at
    turn = _TURN.search(classes[max(0, at - 2) : at])
    return at - len(turn.group()) if turn else at if late.group in _LATE else None


def _rest(found: Report, reports: Sequence[Report], classes: str) -> str:
    """What stands behind a frame, up to the next one that reports anew."""
    anew = (r.node.start for r in reports if r.node.start >= found.node.end and r.group in ("continued", "echo"))
    rest = classes[found.node.end : next(anew, len(classes))]
    return rest if found.content or found.saying else rest.partition(";")[0]


def _around(found: Report, reports: Sequence[Report], piece: Tokens) -> list[Span]:
    """What stands before the frame in its clause, and what goes on behind it."""
    classes = piece.classes
    quote = found.content
    start = quote.end if quote else found.node.start
    first = _clause_start(found, reports, classes, start)
    if not quote and (opener := _OPENER.search(classes, first, start)):  # “A et, comme on l’a dit, B”: B alone
        first = start if classes[opener.start()] in _JOINS else opener.start()
    rest = _rest(found, reports, classes)
    if noun := _noun(found, classes[first:start], rest):
        end = found.node.end
        halves = ((start - noun[0], start), (end, end + noun[1]))
        return [(piece.spans[a][0], piece.spans[b - 1][1]) for a, b in halves]
    if found.group == "echo" and classes[found.node.start] != ",":  # “il est douteux que A comme on le dit”: A alone
        first = max(first, classes.rfind("k", first, start) + 1)
    before = [(piece.spans[first][0], piece.spans[start - 1][1])] if start > first else []
    spoken = rest[:1] == "-" and classes[max(0, first - 1) : first] == "-"  # a line of dialogue: —A —said X—, B
    if spoken or _goes_on(found, classes[first:start], rest):
        if fresh := _FRESH.search(classes, first, start):
            first = fresh.end()
            before = [(piece.spans[first][0], piece.spans[start - 1][1])]
        if before and found.saying is None:  # a source named in the middle of a clause is that clause's own
            first = max(first, *(classes.rfind(that, first, start) for that in "kKx"))
            before = [(piece.spans[first][0], piece.spans[start - 1][1])]
        before.append((piece.spans[found.node.end][0], piece.spans[found.node.end + len(rest) - 1][1]))
    return before


def _noun(found: Report, before: str, rest: str) -> tuple[int, int] | None:
    """Where a source named in the middle of a noun phrase is that of the noun alone: the words of it before and behind."""
    if found.saying or found.content or found.cue.start > found.node.start:
        return None
    noun, more = _NOUN.search(before), _MORE_OF_NOUN.match(rest)
    return (len(noun.group()), more.end()) if noun and more else None


def _clause_start(found: Report, reports: Sequence[Report], classes: str, start: int) -> int:
    ends = [r.node.end for r in reports if r.node.end <= start and r.group == "around" and r is not found]
    stops = [
        at + 1 for at in (classes.rfind(";", 0, start), classes.rfind(":Q", 0, start), classes.rfind(":-", 0, start)) if at >= 0
    ]
    quote = found.content
    if quote and classes[quote.start - 1 : quote.start] == "," and any(_claims_before(r, quote) for r in reports):
        ends.append(quote.start)  # “dijo que A, «B», sostuvo”: B alone
    if "j" in classes[found.cue.start : found.cue.end] and (told := _TOLD_BEFORE.match(classes, 0, start)):
        stops.append(told.end())
    dateline = _DATELINE.match(classes, 0, start)
    first = max([0, dateline.end() if dateline else 0, *ends, *stops])
    while first < start and classes[first] in ",-!":
        first += 1
    return first


def _claims_before(report: Report, quote: Node) -> bool:
    return report.group in ("reported", "continued") and report.content is not None and report.content.start < quote.start


def _goes_on(found: Report, before: str, rest: str) -> bool:
    """Whether the content goes on behind the frame: a quotation taken up again, or a clause that was not whole before.

    So do the next sentence of a quotation, and a verb group or a noun phrase cut in two.
    """
    after = rest.lstrip(",-!")
    if not after or after[0] == ";":
        return False
    if found.cue.start == found.node.start and not found.content:  # no comma before it: none behind it
        return rest[0] in _VERBAL or (rest[0] not in ",-" and found.cue.end == found.node.end - 1)
    opened = found.group == "echo" and not before.strip("M&,")  # “car, comme on dit, A”: A
    led_up = after[0] == "k" and _LEADS_UP.fullmatch(before)
    if opened or led_up or rest[0] == "." or after[0] in "iI" or (rest[0] == "," and after[0] == "e" and before[-1:] not in "Qq"):
        return True
    if before[-1:] == "Q" or (before[-1:] == "q" and (found.content or _VERBS.search(before))):
        whole = named(found, "role") and _WHOLE.match(rest)
        return after[0] in "Qq" or bool(whole) or (len(after) > 1 and after[0] in "M&b" and "Q" in after[:6])
    if rest[0] not in ",-" or _OF_SPEAKER.match(after):
        return False
    if _MAIN.match(before):
        after = _IN_NOUN.sub("", after)
    return bool(_ANEW.search(after) or not _VERBS.search(before[:-1]))


def _trimmed(text: str, span: Span, sentence: Span) -> Span | None:
    start, end = max(span[0], sentence[0]), min(span[1], sentence[1])
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if more := _UNIT.match(text, end, sentence[1]):
        end = more.end()
    if more := _REMARK.match(text, end, sentence[1]):
        end = more.end()
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def first_words(text: str, content: Sequence[Span]) -> list[str]:
    start, end = content[0]
    return [word.lower() for word in re.findall(r"\w+", text[start : min(end, start + 60)])]


def kind(document: Document, content: Sequence[Span], found: Report | None = None) -> Kind:
    """By how much of the content stands in quotation marks or behind a dash; `selon`: by a preposition."""
    if found and (found.group == "according" or (found.group == "around" and not (found.saying or found.content))):
        return "selon"
    if found and found.group == "around" and _DIALOGUE.search(document.text, max(0, content[0][0] - 4), content[0][0]):
        return "direct"
    total = inside = 0
    for start, end in content:
        total += _letters(document.text, start, end)
        spans = (quotation.span for quotation in quoted(document, (start, end)))
        inside += sum(_letters(document.text, max(start, first), min(end, last)) for first, last in spans)
    if not inside:
        return "indirect"
    if found and found.complement == "quote" and _FRAGMENT.match(document.text, content[0][0]):
        return "mixed"
    return "direct" if inside >= _DIRECT * total else "mixed"


def quoted(document: Document, span: Span) -> Iterator[Quotation]:
    """The outermost quotations that a span touches."""
    quotations = document.quotations
    at = max(0, bisect_right(quotations, span[0], key=lambda quotation: quotation.span[0]) - 1)
    while at and quotations[at].depth:
        at -= 1
    while at < len(quotations) and quotations[at].span[0] < span[1]:
        if not quotations[at].depth and quotations[at].span[1] > span[0]:
            yield quotations[at]
        at += 1


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
