"""The page in a browser: the draft's own script never runs, the page's does; filters and keys do what they say."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck import waivers
from factcheck.model import Document, Draft, Reading
from factcheck.report import as_html, labels
from factcheck.waivers import decisions
from tests import report_fixture as fixture

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=2000",
)  # fmt: skip

HOSTILE = '<script>document.title = "ran"</script><img src=x onerror="document.title = \'ran\'">Le maire parle.\n'


@pytest.fixture(autouse=True)
def _reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "_reasons", fixture.reasons)


def rendered(folder: Path, written: str) -> str:
    """The page's elements after its scripts have run."""
    path = folder / "report.html"
    path.write_text(written, encoding="utf-8")
    done = subprocess.run(
        [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=90, check=True,
    )  # fmt: skip
    return done.stdout


def driven(written: str, steps: str) -> str:
    """The page with a script more that plays a reader; the policy, which would not let it run, is left out."""
    without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written)
    return without.replace("</body>", f"<script>{steps}</script></body>")


def test_the_pages_script_runs_and_the_drafts_does_not(tmp_path: Path) -> None:
    finding = fixture.finding("office-title", "factual", "error", (0, 8), HOSTILE, HOSTILE)
    reading = Reading(Document(Draft("a.txt", HOSTILE, HOSTILE), "fr", (), (), (), ()), None, (), (), (finding,), ())
    dom = rendered(tmp_path, as_html.write(fixture.report(reading, fixture.french())))
    assert "<title>factcheck · 2 textes</title>" in dom
    assert '<div class="filters" role="group" aria-label="Afficher">' in dom
    assert "<img" not in dom and dom.count("<script>") == 1
    assert dom.count("<mark ") >= 7 and dom.count("<article ") == 7


def test_keys_walk_through_the_findings_and_filters_hide_them(tmp_path: Path) -> None:
    steps = """
      const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key }));
      press("n"); press("n"); press("p"); press("p");
      const last = document.querySelector(".card.here").id;
      document.querySelector('[data-value="typography"]').click();
      document.querySelector('[data-value="warning"]').click();
      press("n");
      const cards = Array.from(document.querySelectorAll(".card:not([hidden])")).map((card) => card.id);
      const off = document.querySelectorAll("mark.off").length;
      document.title = [last, document.querySelector(".card.here").id, cards.join(","), off > 0].join(" ");
    """
    dom = rendered(tmp_path, driven(as_html.write(fixture.report(fixture.french())), steps))
    assert re.search(r"<title>(.*?)</title>", dom)[1] == "f1-6 f1-2 f1-2,f1-5 true"  # type: ignore[index]  # a page has a title


def test_a_click_on_a_mark_points_at_its_card(tmp_path: Path) -> None:
    steps = 'document.querySelector("mark.error").click(); document.title = document.querySelector(".card.here").id;'
    assert "<title>f1-2</title>" in rendered(tmp_path, driven(as_html.write(fixture.report(fixture.french())), steps))


def test_decisions_are_given_as_a_file_that_can_be_applied(tmp_path: Path) -> None:
    steps = """
      let given = null;
      URL.createObjectURL = (blob) => { given = blob; return "#"; };
      const press = (card, verdict) => document.querySelector(`#${card} .decide [data-verdict="${verdict}"]`).click();
      press("f1-2", "fact-wrong");
      press("f1-3", "accepted"); press("f1-3", "rejected");
      press("f1-5", "rejected"); press("f1-5", "rejected");
      const reason = document.querySelector("#f1-2 .decide input");
      reason.value = " décret du 2 ";
      reason.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
      const walked = document.querySelector(".card.here") !== null;
      document.querySelector(".decided input").value = "Ida Quill";
      document.querySelector(".decided button").click();
      given.text().then((text) => { document.title = JSON.stringify([walked, text]); });
    """
    dom = rendered(tmp_path, driven(as_html.write(fixture.report(fixture.french())), steps))
    walked, text = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dom)[1]))  # type: ignore[index]  # a page has a title
    made = {one.fingerprint: one for one in decisions.read(text, "factcheck-decisions.json")}
    found = fixture.french().findings
    wrong, rejected = made[found[1].fingerprint], made[found[2].fingerprint]
    assert (len(made), walked) == (2, False)
    assert (wrong.verdict, wrong.reason, wrong.by) == ("fact-wrong", "décret du 2", "Ida Quill")
    assert (wrong.rule, wrong.words, wrong.fact) == (found[1].rule, found[1].text, waivers.fact_version(found[1]))
    assert rejected.verdict == "rejected"


def test_the_buttons_wait_for_the_script_and_the_bar_for_a_decision(tmp_path: Path) -> None:
    written = as_html.write(fixture.report(fixture.french()))
    waiting = re.findall(r'<div class="decided?"[^>]*>', written)
    assert len(waiting) == 7 and all(" hidden" in one for one in waiting)
    dom = rendered(tmp_path, written)
    assert not re.search(r'<div class="decide"[^>]* hidden', dom) and re.search(r'<div class="decided"[^>]* hidden', dom)
