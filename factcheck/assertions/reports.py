"""Typed tokens in, the frames found in them out, each with its parts by name and a verb that bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.assertions import worth
from factcheck.grammar import Grammar, islands
from factcheck.grammar.islands import Node
from factcheck.grammar.lexicon import Saying
from factcheck.model import Span
from factcheck.tokens import Tokens

_TELLING = "SPBYCGIXLs@x4Q"
"""Classes behind the last of which no frame can begin."""
_LAST_TELLING = re.compile(f".*[{_TELLING}]|U")
_MARKERS = {
    "k": "that",
    "x": "that",
    "f": "whether",
    "l": "whether",
    "3": "whether",
    ":": "colon",
    "i": "infinitive",
    "I": "infinitive",
}
_THAT = frozenset("kx")
_INFINITIVE = re.compile("[zZRydtb]*[iI]|z[Qq]|Z?tb*E|0")
_RAISED = re.compile("[^v2AESBW,]+8")
"""What is wanted, and who is to do it: wants the council to act."""
_OF_INFINITIVE = re.compile("e[zZRyd]*[iI]")
_WHAT_IS_SAID = re.compile("[nNrX]k$")
"""A noun and the pronoun of its relative clause: une question que le maire a posée : …"""
_VERBS = re.compile("[v2AESBW]")
_ANEW = re.compile("[v2AESBW]|^.[Qq]")
"""A clause goes on behind an incise: its verb, or its words in marks."""
_ASIDE = re.compile(",(?=L|z?[Ryd]{0,2}[SBA]|b?p?G)")
_RELATIVE = re.compile("(?:[Kl]|[,GI]k)[^,]*")
"""A relative clause, or what a participle says: its verb is not the clause's own."""
_TITLED = re.compile("[bnrNXDV9],q,$")
"""A title beside the thing that has it: le film, « La Nuit », raconte la crue."""
_NO_OBJECT = re.compile("[^v2AESB]*A[bZ]*[nP]")
"""A clause whose verb has nothing behind it: l’annonce que le maire a faite."""
_ONE_MORE = re.compile(",b{0,2}z?[Ry]{0,2}[v2SBAE]")
_TWO_VERBS = re.compile("[v2SBAE][^k]*,b{0,2}z?[Ry]{0,2}[v2SBAE][^,k]*$")
_UNFINISHED = re.compile("[Kk][^v2AESBW]*$")
"""A relative clause that waits for its verb: qui, malgré tout, confie un secret, …"""
_PEOPLE = re.compile("^h?N|[oj]")
"""A name, a pronoun: what speaks, and is seldom the object of a verb of saying."""
_SOMEBODY = re.compile("[Nrhow]")
_STANCES = frozenset({"stance_colon_quote", "quote_stance", "quote_thus"})
"""Frames whose cue is any predicate."""
_IMPERSONAL = frozenset({"impersonal_that", "segun_one_says", "segun_one_says_around"})
"""Frames of a reflexive pronoun that stands for nobody."""
_SCRAP = frozenset({"scrap"})
_NEEDS = {
    "told_that": frozenset({"told"}),
    "called": frozenset({"called"}),
    "called_again": frozenset({"called"}),
    "coordinated_called": frozenset({"called"}),
    "relative_called": frozenset({"called"}),
    "charged": frozenset({"object"}),
    "charged_again": frozenset({"object"}),
    "coordinated_charged": frozenset({"object"}),
    "relative_charged": frozenset({"object"}),
    "said_noun": frozenset({"object", "denied"}),
    "is_said_to": frozenset({"said_to"}),
    "said_scrap": _SCRAP,
    "said_object": _SCRAP | {"object"},
    "participle_object": _SCRAP | {"object"},
    "relative_object": _SCRAP | {"object"},
    "coordinated_object": _SCRAP | {"object"},
    "said_fragment": _SCRAP | {"infinitive", "quote"},
    "called_him": frozenset({"names_him"}),
    "called_him_again": frozenset({"names_him"}),
    "said_words": frozenset({"quote"}),
    "said_words_again": frozenset({"quote"}),
    "said_his_words": frozenset({"words"}),
    "said_his_words_again": frozenset({"words"}),
    "said_to_do": frozenset({"doing"}),
    "said_to_do_again": frozenset({"doing"}),
    "said_towards": frozenset({"towards"}),
    "towards_again": frozenset({"towards"}),
}
"""Frames that ask for a verb of their own."""
_REFLEXIVE_VERB = re.compile("R(?![AE]?[bZT]*[W2]|g)")
"""A reflexive pronoun of the verb of saying, not of the one before it: il s’est contenté de dire que."""
_SILENT = Saying("", "affirms", frozenset({"reflexive"}))
"""A verb that says nothing when it is reflexive: s’annoncer."""


class Report(NamedTuple):
    """A frame that was found. `group` says where the words reported are, `complement` how the verb takes them."""

    group: str
    frame: str
    node: Node
    cue: Node
    saying: Saying | None
    content: Node | None
    complement: str
    parts: tuple[Node, ...]
    """Every node below `node`, in reading order."""


def read(piece: Tokens, grammar: Grammar) -> list[Report]:
    """The frames of a piece in reading order, those of the second reading where the first found nothing."""
    telling = _LAST_TELLING.match(piece.classes)
    if telling is None or not worth.borne(piece, grammar.lexicon):
        return []
    last = telling.end() - 1
    found = list(_accepted(piece, grammar, "main_frames", last))
    taken = [one.cue for one in found]
    free = (index for index, letter in enumerate(piece.classes) if letter in _TELLING)
    if all(any(cue.start <= index < cue.end for cue in taken) for index in free):
        return found
    for one in _accepted(piece, grammar, "loose_frames", last):
        if all(one.cue.end <= cue.start or cue.end <= one.cue.start for cue in taken):
            found.append(one)
    return sorted(found, key=lambda one: one.cue.start)


def _accepted(piece: Tokens, grammar: Grammar, start: str, last: int) -> Iterator[Report]:
    """Frames whose verb takes such a complement."""
    clause = 0
    for node in islands.find(grammar.frames, start, piece.classes, last):
        one = report(node, piece)
        if one is not None and not fits(one, piece, clause):
            one = _aside(one, piece, grammar)
        if one is not None:
            clause = one.node.end if one.group == "around" else clause
            yield one


def _aside(rejected: Report, piece: Tokens, grammar: Grammar) -> Report | None:
    """Who says it, in the middle of a frame that its verb does not bear: *cree, según Roda, que …*; *je crois, dit Ann, que …*"""
    for beside in _ASIDE.finditer(piece.classes, rejected.node.start + 1, islands.resume(rejected.node)):
        node = islands.parse(grammar.frames, grammar.frames.starts["main_frames"], piece.classes, beside.start())
        found = report(node, piece) if node else None
        late = beside.start() >= rejected.cue.end
        if found and found.group in ("continued", "around" if late else "") and fits(found, piece, 0):
            return found
    return None


def wordless(pieces: Sequence[Tokens], grammar: Grammar) -> bool:
    """Whether somebody is said to have spoken and no words are theirs: a name for what was said, or a frame not known."""
    if "bare_frames" not in grammar.frames.starts:
        return False
    for piece in pieces:
        said = [index for index, saying in piece.sayings.items() if "that" in saying.takes and piece.classes[index] in "SPB"]
        if not said:
            continue
        for node in islands.find(grammar.frames, "bare_frames", piece.classes, said[-1]):
            bare = report(node, piece)
            if bare and bare.saying and "that" in bare.saying.takes and spoken_by_somebody(bare, piece):
                return True
    return False


def report(found: Node, piece: Tokens) -> Report | None:
    """The frame that a start rule found, its parts by name."""
    group = found.children[0]
    frame = group.children[0]
    parts = tuple(_nodes(frame))
    cue = next((node for node in reversed(parts) if node.name == "cue"), None)
    if cue is None:
        return None
    said = (piece.sayings[n] for n in range(cue.end - 1, cue.start - 1, -1) if n in piece.sayings)
    saying = next(said, None) if frame.name not in _STANCES else None
    if saying and _REFLEXIVE_VERB.search(piece.classes, cue.start, cue.end):
        saying = saying.reflexive or _SILENT
    content = next((node for node in parts if node.name in ("claim", "quote")), None)
    return Report(group.name, frame.name, frame, cue, saying, content, _complement(group.name, content, piece.classes), parts)


def _nodes(frame: Node) -> list[Node]:
    """Every node below, in reading order."""
    found: list[Node] = []
    for node in frame.children:
        found.append(node)
        if node.children:
            found += _nodes(node)
    return found


def _complement(group: str, content: Node | None, classes: str) -> str:
    if group in ("around", "echo", "earlier", "according") or content is None:
        return "incise" if group == "around" else ""
    before = classes[content.start - 1 : content.start]
    if content.name == "quote":
        return "colon" if before == ":" else "quote"
    opening = classes[content.start]
    marker = _MARKERS.get(before if before in _THAT or opening not in "kfl3" else opening)
    if marker or _RAISED.match(classes, content.start, content.end):
        return marker or "raising"
    if _OF_INFINITIVE.match(classes, content.start):
        return "of_infinitive"
    return "infinitive" if _INFINITIVE.match(classes, content.start) else "zero_that"


def fits(found: Report, piece: Tokens, clause: int) -> bool:
    """Whether the verb takes such a complement. A frame without a verb of saying asks nothing of it.

    `clause`: where the clause begins in which an incise stands.
    """
    if _looks_alike(found, piece, clause):
        return False
    needed = _NEEDS.get(found.frame)
    if needed and found.saying:
        return bool(needed & found.saying.takes)
    inverted = "j" in piece.classes[found.cue.start : found.cue.end]
    marked = found.saying is not None and "marks_only" in found.saying.takes and not inverted
    if found.frame == "incise" and (marked or not _clause_beside(found, piece, clause)):
        return False
    return found.saying is None or "noun" in found.saying.takes or found.complement in found.saying.takes or not found.complement


def _looks_alike(found: Report, piece: Tokens, clause: int) -> bool:
    """Whether the words fit a frame that they are not."""
    classes = piece.classes
    if found.frame in _STANCES:
        return not spoken_by_somebody(found, piece)
    if found.frame in _IMPERSONAL:  # se quejó de que: somebody did
        return found.saying is not None and found.saying.reflexive is not None and classes[found.cue.start - 1] == "R"
    if found.frame == "said_colon" and found.content and found.content.name == "claim":
        return bool(_WHAT_IS_SAID.search(classes, 0, found.node.start))
    if found.frame == "noun_cue_alone":  # da la impresión de que: nobody said it
        return found.saying is not None and found.saying.polarity == "hedged"
    thing = found.frame == "cue_that" and classes[found.node.start - 1 : found.node.start] == "c"  # cela explique que
    if thing or found.frame == "noun_cue_that":
        return thing or (found.content is not None and _relative(classes, found.content))
    titled = found.frame == "quote_said_speaker" and _TITLED.search(classes, clause, found.cue.start)
    return bool(titled) and not spoken_by_somebody(found, piece)


def _relative(classes: str, claim: Node) -> bool:
    """Whether *that* behind a noun opens no claim but a relative clause: its verb first, or without an object."""
    if classes[claim.start - 1] != "k":
        return False
    inside = classes[claim.start : claim.end]
    return inside[0] in "v2SBAE" or bool(_NO_OBJECT.fullmatch(inside) and _VERBS.match(classes, claim.end))


def spoken_by_somebody(found: Report, piece: Tokens) -> bool:
    """Whether the speaker is named, or has a role, or is a pronoun: what speaks for sure."""
    return any(_SOMEBODY.search(piece.classes[node.start : node.end]) for node in named(found, "speaker"))


def _clause_beside(found: Report, piece: Tokens, clause: int) -> bool:
    """Whether what stands around an incise is a clause: else its verb is the clause's own, and its speaker the object."""
    classes = piece.classes
    before, rest = classes[clause : found.node.start], classes[found.node.end :]
    if before[:1] == "-" or classes[found.node.start] == "!":  # in a dialogue, or behind an exclamation
        return True
    if any(_PEOPLE.search(classes[node.start : node.end]) for node in named(found, "speaker")):
        return True
    waits = _UNFINISHED.search(before) and not _VERBS.search(rest.lstrip(",-").partition(",")[0])
    if waits or _listed(_RELATIVE.sub("", before), rest):
        return False
    quoted = before[-1:] in ("Q", "q") or ("Q" in before and spoken_by_somebody(found, piece))
    if _VERBS.search(_RELATIVE.sub("", before)) or quoted or (not rest and found.cue.end == found.node.end):
        return bool(rest) or before[:1] != "u" or "," in before  # not a clause that leads in, whose main clause has no more to it
    if not rest and before and "," not in before and spoken_by_somebody(found, piece) and not _names_hearer(found):
        return True  # a headline: its verb is left out
    return rest[:1] in (",", "-") and _ANEW.search(_RELATIVE.sub("", rest)[:6]) is not None


def _listed(before: str, rest: str) -> bool:
    """Whether a verb is one of several with one subject: il visite le port, salue la maire, promet une digue."""
    before = before[max(map(before.rfind, ":kM")) + 1 :]
    if before[:1] == "a":  # lo que hacen, matiza, es …: a clause is the subject
        return False
    follows = _ONE_MORE.match(rest) and _VERBS.search(before)
    return "Q" not in before and bool(follows or _TWO_VERBS.search(before))


def _names_hearer(found: Report) -> bool:
    """Whether the verb takes somebody for its object."""
    return found.saying is not None and not found.saying.takes.isdisjoint(("told", "called", "towards"))


def edges(piece: Tokens, node: Node) -> Span:
    """A node's place in the text, without commas and conjunctions at its edges."""
    first, last = node.start, node.end
    while first < last - 1 and piece.classes[first] in ",&":
        first += 1
    while last - 1 > first and piece.classes[last - 1] == ",":
        last -= 1
    return piece.spans[first][0], piece.spans[last - 1][1]


def place(piece: Tokens, found: Report, name: str) -> Span | None:
    return next((edges(piece, node) for node in found.parts if node.name == name), None)


def named(found: Report, name: str) -> tuple[Node, ...]:
    return tuple(node for node in found.parts if node.name == name)
