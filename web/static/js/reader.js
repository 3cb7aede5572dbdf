// The reader: layers, what is under the pointer or the keyboard, records that show their words and words their records.

import { TextMap } from "./textmap.js";
import { Marks } from "./marks.js";

const text = document.getElementById("text");
const what = document.getElementById("what");
const switches = [...document.querySelectorAll(".layers input")];
const items = JSON.parse(document.getElementById("marks").textContent);
const map = new TextMap(text);
const marks = new Marks(map, items);

const shown = () => switches.filter((s) => s.checked).map((s) => s.value);
marks.show(shown());

for (const box of switches) {
  box.addEventListener("change", () => {
    marks.show(shown());
    const url = new URL(location.href);
    url.searchParams.set("layers", shown().join(",") || "none");
    history.replaceState(null, "", url.toString().replaceAll("%2C", ","));
  });
}

// What stands under the pointer.
let asked = 0;
text.addEventListener("pointermove", (event) => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => {
    const point = map.pointAt(event.clientX, event.clientY);
    const found = point < 0 ? [] : marks.at(point);
    if (found.length) explain(found);
    else conceal();
  });
});
text.addEventListener("pointerleave", () => { cancelAnimationFrame(asked); conceal(); });
text.addEventListener("click", (event) => {
  const [first] = marks.at(map.pointAt(event.clientX, event.clientY));
  if (first && getSelection().isCollapsed) openRecord(first.item);
});

// The same by keyboard: arrows go from mark to mark, Enter opens the record.
let at = -1;
text.addEventListener("keydown", (event) => {
  const order = inOrder();
  const forward = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const moves = { [forward]: at + 1, ArrowDown: at + 1, [back]: at - 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 };
  if (event.key in moves && order.length) {
    event.preventDefault();
    at = Math.max(0, Math.min(order.length - 1, moves[event.key]));
    const { item, span } = order[at];
    marks.focus([span]);
    explain([{ item, span }]);
    bring(map.range(...span), "nearest");
  } else if (event.key === "Enter" && order[at]) {
    event.preventDefault();
    openRecord(order[at].item);
  } else if (event.key === "Escape") {
    at = -1;
    marks.focus([]);
    conceal();
  }
});
text.addEventListener("blur", conceal);

// A record shows its words.
for (const row of document.querySelectorAll(".row")) {
  const item = items.filter((i) => i.id === row.id);
  const spans = () => item.flatMap((i) => i.spans);
  row.querySelector(".show")?.addEventListener("click", () => {
    choose(row);
    marks.focus(spans());
    const range = spans().length && map.range(...spans()[0]);
    if (range) bring(range, "center");
  });
}
for (const link of document.querySelectorAll(".in-order a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    openRecord(items.find((i) => i.id === link.hash.slice(1)));
  });
}
// An address that names words shows them; one that names a record opens it.
if (text.dataset.at) {
  const span = text.dataset.at.split("-").map(Number);
  const range = span[1] <= map.length && map.range(...span);
  if (range) {
    marks.focus([span]);
    bring(range, "center");
  }
}
const named = items.find((i) => i.id === decodeURIComponent(location.hash.slice(1)));
if (named) openRecord(named);

function inOrder() {
  const visible = items.filter((i) => marks.layers.has(i.layer));
  const all = visible.flatMap((item) => item.spans.filter(([s, e]) => e > s).map((span) => ({ item, span })));
  return all.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
}

function openRecord(item) {
  if (!item) return;
  const row = document.getElementById(item.id);
  marks.focus(item.spans);
  conceal();
  if (!row) return;
  choose(row);
  row.scrollIntoView({ block: "nearest" });
  row.querySelector(".show")?.focus({ preventScroll: true });
}

function choose(row) {
  document.querySelector(".row.here")?.classList.remove("here");
  row.classList.add("here");
}

function bring(range, block) {
  const box = range.getBoundingClientRect();
  const middle = innerHeight / 2;
  if (block === "nearest" && box.top > 80 && box.bottom < innerHeight - 40) return;
  scrollBy({ top: box.top - middle });
}

function conceal() {
  what.hidden = true;
}

/** Says what these marks are; everything from the article goes in as text. */
function explain(found) {
  const list = document.createElement("ul");
  for (const { item } of found.slice(0, 5)) {
    const line = document.createElement("li");
    const layer = part("div", "layer");
    layer.append(part("span", "", item.label), part("bdi", "rule", item.rule ?? ""));
    line.append(layer, part("bdi", "who", item.head));
    if (item.note) line.append(part("div", "quiet", item.note));
    list.append(line);
  }
  what.replaceChildren(list);
  what.hidden = false;
  const boxes = [...map.range(...found[0].span).getClientRects()];
  const box = boxes.at(-1) ?? text.getBoundingClientRect();
  const { width, height } = what.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.right - width, document.documentElement.clientWidth - width - 8));
  const below = box.bottom + 8 + height < innerHeight;
  const top = below ? box.bottom + 8 : Math.max(8, boxes[0].top - height - 8);
  what.style.insetInlineStart = "auto";
  what.style.left = `${left + scrollX}px`;
  what.style.top = `${top + scrollY}px`;
}

function part(name, className, content = "") {
  const out = document.createElement(name);
  if (className) out.className = className;
  out.textContent = content;
  return out;
}

// Whoever marks one line right or wrong marks others.
const remembered = (value) => {
  try {
    if (value) localStorage.setItem("mahdar-by", value);
    return localStorage.getItem("mahdar-by") ?? "";
  } catch {
    return "";
  }
};
for (const form of document.querySelectorAll(".review form")) {
  form.by.value = remembered();
  form.addEventListener("submit", () => remembered(form.by.value));
}

document.documentElement.dataset.ready = "";
