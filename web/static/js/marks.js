// Draws marks over the text: CSS highlights, or spans where the browser has none.

const supported = () => "highlights" in CSS && !new URLSearchParams(location.search).has("spans");
// What is drawn over what.
const PRIORITY = ["statements", "commitments", "events", "encounters", "frameworks", "places", "actors", "focus"];

export class Marks {
  constructor(map, items) {
    this.map = map;
    this.items = items;
    this.focused = [];
    this.layers = new Set();
  }

  /** Shows these layers. */
  show(layers) {
    this.layers = new Set(layers);
    this.draw();
  }

  /** Lays stress on spans. */
  focus(spans) {
    this.focused = spans;
    if (supported()) this.highlight("focus", spans);
    else this.draw();
  }

  /** Items of the layers shown that cover a code point, the shortest span first. */
  at(point) {
    const found = [];
    for (const item of this.items) {
      if (!this.layers.has(item.layer)) continue;
      const span = item.spans.find(([start, end]) => start <= point && point < end);
      if (span) found.push({ item, span });
    }
    return found.sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
  }

  draw() {
    if (!supported()) return this.wrap();
    for (const layer of PRIORITY) {
      if (layer !== "focus") this.highlight(layer, this.layers.has(layer) ? this.spansOf(layer) : []);
    }
    return undefined;
  }

  spansOf(layer) {
    return this.items.filter((i) => i.layer === layer).flatMap((i) => i.spans);
  }

  highlight(name, spans) {
    const ranges = spans.map(([start, end]) => this.map.range(start, end)).filter(Boolean);
    const highlight = new Highlight(...ranges);
    highlight.priority = PRIORITY.indexOf(name);
    CSS.highlights.set(name, highlight);
  }

  /** Cuts the text at every edge of a mark and gives the pieces classes. */
  wrap() {
    for (const span of this.map.root.querySelectorAll("span.m")) span.replaceWith(...span.childNodes);
    this.map.root.normalize();
    this.map.refresh();
    const named = [...this.layers].map((layer) => [layer, this.spansOf(layer)]);
    if (this.focused.length) named.push(["focus", this.focused]);
    const edges = new Set(named.flatMap(([, spans]) => spans.flat()));
    for (const piece of this.map.pieces) {
      if (piece.chip) continue;
      const cuts = [...edges].filter((e) => e > piece.start && e < piece.start + piece.points).sort((a, b) => a - b);
      const points = [piece.start, ...cuts, piece.start + piece.points];
      const parts = points.slice(0, -1).map((start, n) => {
        const text = this.map.range(start, points[n + 1]).toString();
        const classes = named.filter(([, spans]) => spans.some(([s, e]) => s <= start && start < e)).map(([l]) => `m-${l}`);
        if (!classes.length) return document.createTextNode(text);
        const span = document.createElement("span");
        span.className = ["m", ...classes].join(" ");
        span.textContent = text;
        return span;
      });
      piece.node.replaceWith(...parts);
    }
    this.map.refresh();
  }
}
