// Closer and farther by wheel, buttons and keys; moved by dragging. Without script the map shows all places.

const map = document.getElementById("map");
const zoom = document.querySelector(".zoom");
if (map) {
  const whole = { ...box() };
  zoom.hidden = false;
  for (const button of zoom.querySelectorAll("button")) {
    button.addEventListener("click", () => scale(Number(button.dataset.zoom), 0.5, 0.5));
  }
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = map.getBoundingClientRect();
    const [x, y] = [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
    scale(event.deltaY > 0 ? 1.15 : 0.87, x, y);
  }, { passive: false });
  let held = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") held = { x: event.clientX, y: event.clientY, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const frame = map.getBoundingClientRect();
    const { x, y, width, height } = box();
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < 4) return;
    set(x - (dx / frame.width) * width, y - (dy / frame.height) * height, width, height);
    held = { x: event.clientX, y: event.clientY, moved: true };
  });
  map.addEventListener("click", (event) => { if (held?.moved) event.preventDefault(); }, true);
  addEventListener("click", () => { held = null; });
  addEventListener("pointercancel", () => { held = null; });

  function scale(by, px, py) {
    const { x, y, width, height } = box();
    const [w, h] = [Math.min(whole.width * 4, Math.max(6, width * by)), Math.min(whole.height * 4, Math.max(6 * height / width, height * by))];
    set(x + (width - w) * px, y + (height - h) * py, w, h);
    for (const spot of map.querySelectorAll(".spot")) spot.setAttribute("r", spot.r.baseVal.value * (w / width));
  }

  function set(...numbers) {
    map.setAttribute("viewBox", numbers.map((n) => n.toFixed(2)).join(" "));
  }
}

function box() {
  return map.viewBox.baseVal;
}
