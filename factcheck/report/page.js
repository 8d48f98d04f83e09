"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const marks = all("mark[data-cards]");
  const off = { severity: new Set(), category: new Set() };
  const shown = (card) => !off.severity.has(card.dataset.severity) && !off.category.has(card.dataset.category);
  const inReadingOrder = all("sup a.ref").map((ref) => document.getElementById(ref.dataset.card));
  const marksOf = (card) => marks.filter((mark) => mark.dataset.cards.split(" ").includes(card.id));
  let here = null;

  const point = (card) => {
    if (here) [here, ...marksOf(here)].forEach((one) => one.classList.remove("here"));
    here = card;
    if (here) [here, ...marksOf(here)].forEach((one) => one.classList.add("here"));
  };
  const visit = (card) => {
    point(card);
    card.scrollIntoView({ block: "nearest" });
    const [first] = marksOf(card);
    if (first) first.scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
  };
  const step = (by) => {
    const cards = inReadingOrder.filter(shown);
    if (!cards.length) return;
    const at = cards.indexOf(here);
    visit(cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length]);
  };
  const filter = () => {
    inReadingOrder.forEach((card) => { card.hidden = !shown(card); });
    all(".cards > section").forEach((section) => {
      const cards = Array.from(section.querySelectorAll(".card"));
      section.hidden = cards.length > 0 && cards.every((card) => card.hidden);
    });
    marks.forEach((mark) => {
      const cards = mark.dataset.cards.split(" ").map((id) => document.getElementById(id));
      mark.classList.toggle("off", !cards.some(shown));
    });
    all("sup a.ref").forEach((ref) => { ref.parentElement.hidden = !shown(document.getElementById(ref.dataset.card)); });
  };

  all("[data-filter]").forEach((button) => button.addEventListener("click", () => {
    const values = off[button.dataset.filter];
    const name = button.dataset.value;
    if (!values.delete(name)) values.add(name);
    button.setAttribute("aria-pressed", String(!values.has(name)));
    filter();
  }));
  marks.forEach((mark) => mark.addEventListener("click", () => {
    const card = mark.dataset.cards.split(" ").map((id) => document.getElementById(id)).find(shown);
    if (card) { point(card); card.scrollIntoView({ block: "nearest" }); }
  }));
  all(".card").forEach((card) => {
    card.addEventListener("mouseenter", () => point(card));
    card.querySelector(".number").addEventListener("click", (event) => { event.preventDefault(); visit(card); });
  });
  all("sup a.ref").forEach((ref) => ref.addEventListener("click", (event) => {
    event.preventDefault();
    visit(document.getElementById(ref.dataset.card));
  }));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") point(null);
  });

  const decided = new Map();
  const bar = document.querySelector(".decided");
  let unsaved = false;
  const decide = (box, verdict) => {
    if (verdict) decided.set(box, verdict); else decided.delete(box);
    box.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.verdict === verdict)));
    box.querySelector("input").hidden = !verdict;
    bar.querySelector("b").textContent = decided.size;
    bar.hidden = !decided.size;
    unsaved = decided.size > 0;
  };
  const row = (box) => {
    const { fingerprint, rule, words, fact } = box.dataset;
    const reason = box.querySelector("input").value.trim();
    const by = bar.querySelector("input").value.trim();
    const all = { fingerprint, verdict: decided.get(box), rule, words, fact, reason, by };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
  };
  const save = (name) => {
    const rows = all(".decide").filter((box) => decided.has(box)).map(row);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(rows, null, 1), "\n"], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
  };
  all(".decide").forEach((box) => {
    box.querySelectorAll("button").forEach((button) => button.addEventListener("click", () => {
      decide(box, decided.get(box) === button.dataset.verdict ? undefined : button.dataset.verdict);
    }));
    box.querySelector("input").addEventListener("input", () => { unsaved = true; });
    box.hidden = false;
  });
  bar.querySelector("button").addEventListener("click", (event) => save(event.target.dataset.file));
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  all(".filters").forEach((filters) => { filters.hidden = false; });
})();
