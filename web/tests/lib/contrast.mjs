// WCAG 2.2 contrast, computed in the page. Given to the browser as a function: it may use nothing from outside itself.

export function tooFaint() {
  const parse = (text) => {
    const numbers = (text.match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    if (text.startsWith("color(srgb")) return [numbers[0] * 255, numbers[1] * 255, numbers[2] * 255, numbers[3] ?? 1];
    return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map((n) => top[n] * top[3] + below[n] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => {
    const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.push(parse(getComputedStyle(e).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (!own || !element.checkVisibility?.({ visibilityProperty: true }) || element.closest("title, script, option")) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const style = getComputedStyle(element);
    const colour = parse(element instanceof SVGElement ? style.fill : style.color);
    const below = ground(element instanceof SVGElement ? element.closest("div") : element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = ratio(over(colour, below), below);
    if (found < (large ? 3 : 4.5)) faint.push(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${found.toFixed(2)}`);
  }
  // Marks lie over the sheet, over each other's grounds, and have their own colour of ink.
  const value = (name) => {
    const probe = document.createElement("i");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const colour = parse(getComputedStyle(probe).color);
    probe.remove();
    return colour;
  };
  for (const ink of ["ink", "actors", "encounters", "events", "places", "frameworks"]) {
    for (const paper of ["sheet", "statements", "commitments"]) {
      const found = ratio(value(ink), value(paper));
      if (found < 4.5) faint.push(`marks: ${ink} on ${paper} ${found.toFixed(2)}`);
    }
  }
  if (ratio(value("ink"), value("flash")) < 4.5) faint.push(`marks: ink on flash`);
  return faint;
}
