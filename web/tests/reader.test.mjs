// Marks in the reader: the words of the evidence to the letter, in letters that stay joined.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./lib/browser.mjs";
import { Server, database, demo } from "./lib/server.mjs";

let browser, server, articles;
before(async () => {
  server = await Server.start(database([demo]));
  browser = await launch();
  articles = (await server.json("/articles.json?limit=40")).rows.map((row) => row.key);
});
after(async () => { await browser?.close(); await server?.stop(); });

const ALL = "encounters,statements,commitments,events,actors,places,frameworks";
// Tall enough for any article: places outside the window cannot be hit.
const TALL = { viewport: { width: 1280, height: 9000 } };

/** What the record says is to be marked: its evidence, layer by layer. */
function expected(record) {
  const spans = {
    encounters: record.encounters.flatMap((e) => e.evidence),
    statements: record.statements.map((s) => s.content),
    commitments: record.commitments.map((c) => c.item),
    events: record.events.map((v) => v.evidence),
    actors: record.actors.flatMap((a) => a.mentions),
    places: [...record.places.flatMap((p) => p.mentions), ...record.encounters.flatMap((e) => e.date ?? [])],
    frameworks: record.frameworks.flatMap((f) => f.mentions),
  };
  return Object.fromEntries(Object.entries(spans).map(([layer, all]) => [layer, all.filter((s) => s.end > s.start)]));
}

test("highlighted words are the evidence, to the letter, in every article", async () => {
  const { context, page, seen, go } = await open(browser, server);
  let checked = 0;
  for (const key of articles) {
    const { record, text } = await server.json(`/article/${key}.json`);
    await go(`/article/${key}?layers=${ALL}`);
    await page.waitForFunction(() => "ready" in document.documentElement.dataset);
    const marked = await page.evaluate(() => Object.fromEntries([...CSS.highlights]
      .filter(([name]) => name !== "focus")
      .map(([name, ranges]) => [name, [...ranges].map((r) => r.toString()).sort()])));
    const points = [...text];
    for (const [layer, spans] of Object.entries(expected(record))) {
      for (const s of spans) assert.equal(points.slice(s.start, s.end).join(""), s.text, `article ${key}, ${layer}`);
      assert.deepEqual(marked[layer] ?? [], spans.map((s) => s.text).sort(), `article ${key}, ${layer}`);
      checked += spans.length;
    }
  }
  assert.ok(checked > 200, `only ${checked} spans were there to check`);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("under the middle of every letter is the mark that it belongs to", async () => {
  const { context, page, go } = await open(browser, server, TALL);
  const key = articles.at(-1);
  const { record } = await server.json(`/article/${key}.json`);
  const spans = Object.entries(expected(record)).flatMap(([layer, all]) => all.map((s) => [layer, s.start, s.end]));
  await go(`/article/${key}?layers=${ALL}`);
  await page.waitForFunction(() => "ready" in document.documentElement.dataset);
  const result = await page.evaluate(async (spans) => {
    const { TextMap } = await import("/static/js/textmap.js");
    const root = document.getElementById("text");
    const map = new TextMap(root);
    const node = map.pieces[0].node;
    const wrong = [];
    let hit = 0;
    for (let n = 0; n < node.data.length; n++) {
      const range = new Range();
      range.setStart(node, n);
      range.setEnd(node, n + 1);
      const [box] = range.getClientRects();
      // Letters that are drawn as one with the next have no middle of their own.
      if (!box || box.width < 1 || /[\s\p{M}]/u.test(node.data[n])) continue;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const under = document.elementFromPoint(x, y);
      if (!root.contains(under)) { wrong.push(`${n}: covered by ${under?.tagName}`); continue; }
      // The browser's own answer to what is there, from the highlights themselves.
      const drawn = [...CSS.highlights].filter(([, ranges]) => [...ranges].some((r) => r.isPointInRange(node, n) && r.comparePoint(node, n + 1) <= 0)).map(([name]) => name).sort();
      const wanted = [...new Set(spans.filter(([, s, e]) => s <= n && n < e).map(([layer]) => layer))].sort();
      const point = map.pointAt(x, y);
      if (point !== n) wrong.push(`${n} "${node.data[n]}": the pointer finds ${point}`);
      if (String(drawn) !== String(wanted)) wrong.push(`${n} "${node.data[n]}": drawn ${drawn}, wanted ${wanted}`);
      hit++;
    }
    return { wrong, hit, pieces: map.pieces.length };
  }, spans);
  assert.equal(result.pieces, 1, "the text is one node");
  assert.ok(result.hit > 300, `only ${result.hit} letters`);
  assert.deepEqual(result.wrong, []);
  await context.close();
});

for (const [way, more] of [["highlights", ""], ["spans", "&spans=1"]]) {
  test(`letters stay joined: words are as wide as in plain text, with ${way}`, async () => {
    const { context, page, go } = await open(browser, server, TALL);
    const widths = async (layers) => {
      await go(`/article/${articles.at(-1)}?layers=${layers}${more}`);
      await page.waitForFunction(() => "ready" in document.documentElement.dataset);
      await page.evaluate(() => document.fonts.ready);
      return page.evaluate(async () => {
        const { TextMap } = await import("/static/js/textmap.js");
        const map = new TextMap(document.getElementById("text"));
        const points = map.pieces.flatMap((p) => (p.chip ? ["x"] : [...p.node.data]));
        const out = [];
        let start = 0;
        for (let n = 0; n <= points.length; n++) {
          if (n < points.length && !/\s/.test(points[n])) continue;
          if (n > start) {
            const boxes = [...map.range(start, n).getClientRects()];
            const [left, right] = [Math.min(...boxes.map((b) => b.left)), Math.max(...boxes.map((b) => b.right))];
            out.push([points.slice(start, n).join(""), right - left]);
          }
          start = n + 1;
        }
        return out;
      });
    };
    const [plain, marked] = [await widths("none"), await widths(ALL)];
    assert.equal(plain.length, marked.length);
    for (const [n, [word, width]] of plain.entries()) {
      assert.ok(Math.abs(width - marked[n][1]) <= 0.1, `${word}: ${width} plain, ${marked[n][1]} marked`);
    }
    const cut = await page.evaluate(() => [...document.querySelectorAll("#text span.m")].filter((s) => /\p{L}$/u.test(s.previousSibling?.textContent ?? "")).length);
    if (more) assert.ok(cut > 5, `only ${cut} marks begin inside a word: nothing was tested`);
    await context.close();
  });
}

test("what is under the pointer says what, who and by which rule", async () => {
  const { context, page, go } = await open(browser, server, TALL);
  const key = articles.at(-1);
  const { record } = await server.json(`/article/${key}.json`);
  await go(`/article/${key}?layers=statements,actors`);
  const statement = record.statements.find((s) => s.speakers.length);
  const place = await page.evaluate(async (at) => {
    const { TextMap } = await import("/static/js/textmap.js");
    const [box] = new TextMap(document.getElementById("text")).range(at, at + 1).getClientRects();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }, statement.content.start + 1);
  await page.mouse.move(place.x, place.y);
  await page.waitForSelector("#what:not([hidden])");
  const said = await page.textContent("#what");
  const speaker = record.actors.find((a) => a.id === statement.speakers[0]);
  assert.ok(said.includes(statement.rule) && said.includes(speaker.name.en ?? speaker.name.ar), said);
  await page.mouse.click(place.x, place.y);
  assert.ok(await page.locator(".row.here").count(), "a click opens a record");
  await context.close();
});

test("a record shows its words, and an address may point at words", async () => {
  const { context, page, go } = await open(browser, server);
  const key = articles.at(-1);
  const { record } = await server.json(`/article/${key}.json`);
  await go(`/article/${key}#${record.statements[0].id}`);
  const focused = () => page.evaluate(() => [...CSS.highlights.get("focus") ?? []].map((r) => r.toString()));
  await page.waitForFunction(() => CSS.highlights.get("focus")?.size);
  assert.deepEqual(await focused(), [record.statements[0].content.text]);
  await page.click(`#${record.commitments[0].id} .show`);
  assert.deepEqual(await focused(), [record.commitments[0].item.text]);
  const { start, end, text } = record.events[0].evidence;
  await go(`/article/${key}?at=${start}-${end}`);
  await page.waitForFunction(() => CSS.highlights.get("focus")?.size);
  assert.deepEqual(await focused(), [text]);
  await context.close();
});

test("layers are in the address, and a reader of screens has all marks in order", async () => {
  const { context, page, go } = await open(browser, server);
  const key = articles.at(-1);
  await go(`/article/${key}`);
  await page.check('input[value="events"]');
  await page.uncheck('input[value="actors"]');
  const layers = new URL(page.url()).searchParams.get("layers");
  assert.deepEqual(layers.split(",").sort(), ["commitments", "events", "places", "statements"]);
  await page.reload();
  assert.equal(await page.isChecked('input[value="events"]'), true);
  assert.equal(await page.isChecked('input[value="actors"]'), false);
  const csv = await (await server.get(`/article/${key}.csv`)).text();
  assert.equal(await page.locator(".in-order li").count(), csv.trim().split("\r\n").length - 1);
  await context.close();
});
