"""A finding in, the buttons with which a reviewer decides on it out, and the bar that gives all decisions as a file.

The page's script shows them: without it they could do nothing.
"""

from __future__ import annotations

from factcheck import waivers
from factcheck.report import labels
from factcheck.report.items import Item
from factcheck.report.markup import Markup, element
from factcheck.waivers import decisions


def buttons(item: Item, spoken: str) -> Markup:
    """What `decisions apply` must know of the finding travels with them."""
    found = item.finding
    offered = [verdict for verdict in decisions.VERDICTS if found.fact or verdict != "fact-wrong"]
    reason = labels.label("verdict-reason", spoken)
    return element(
        "div",
        *(_button(verdict, spoken) for verdict in offered),
        element("input", type="text", aria_label=reason, placeholder=reason, hidden=True),
        class_="decide", role="group", aria_label=labels.label("verdict", spoken), hidden=True,
        data_fingerprint=found.fingerprint, data_rule=found.rule, data_words=" ".join(found.text.split()),
        data_fact=waivers.fact_version(found) or None,
    )  # fmt: skip


def _button(verdict: str, spoken: str) -> Markup:
    label = labels.label(f"verdict-{verdict}", spoken)
    return element("button", label, type="button", aria_pressed="false", data_verdict=verdict)


def bar(spoken: str) -> Markup:
    """Stays in sight at the foot of the window from the first decision on."""
    return element(
        "div",
        element("span", f"{labels.label('verdict-count', spoken)} ", element("b", "0"), role="status"),
        element("label", f"{labels.label('verdict-by', spoken)} ", element("input", type="text", autocomplete="name")),
        element("button", labels.label("verdict-save", spoken), type="button", data_file=decisions.EXPORT),
        class_="decided", role="group", aria_label=labels.label("verdict-count", spoken), hidden=True,
    )  # fmt: skip
