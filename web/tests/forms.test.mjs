// Filters, exports, problems, and getting about without a mouse.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./lib/browser.mjs";
import { Server, database, everyPage, twoReadouts } from "./lib/server.mjs";

let browser, server, pages;
before(async () => {
  server = await Server.start(database([twoReadouts()]));
  [browser, pages] = await Promise.all([launch(), everyPage(server)]);
});
after(async () => { await browser?.close(); await server?.stop(); });

/** Rows of a CSV; fields may hold line ends. */
function rows(csv) {
  const out = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    out.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") out.push([]);
    if (end === "") break;
  }
  return out.filter((row) => row.length > 1 || row[0]);
}

const FORMS = {
  "/search": { q: "الصين", state: "CHN", from: "2013", to: "2024-12", order: "oldest" },
  "/encounters": { q: "الرئيس", state: "CHN", kind: "meeting", status: "held", from: "2013", to: "2024", order: "oldest" },
  "/statements": { q: "الصين", mode: "direct", from: "2014", order: "oldest" },
  "/ledger": { state: "KAZ", strength: "pledged", sector: "energy", to: "2024" },
  "/commitments": { state: "KAZ", strength: "agreed", from: "2014" },
  "/events": { q: "الصين", state: "CHN", type: "CONSULT", from: "2014-01-01", to: "2023", order: "oldest" },
  "/actors": { name: "شي", state: "CHN", kind: "person" },
  "/network": { state: "CHN", type: "CONSULT", from: "2013", to: "2024", least: "1" },
  "/map": { from: "2013", to: "2024" },
  "/formulas": { pair: "KAZ-CHN" },
};

test("filters go into the address and come back from it", async () => {
  const { context, page, go } = await open(browser, server);
  for (const lang of ["", "/ar"]) {
    for (const [at, fields] of Object.entries(FORMS)) {
      await go(lang + at);
      for (const [name, value] of Object.entries(fields)) {
        const field = page.locator(`main form [name="${name}"]`);
        if (await field.evaluate((e) => e.tagName) === "SELECT") await field.selectOption(value);
        else await field.fill(value);
      }
      await Promise.all([page.waitForEvent("load"), page.locator("main form button").first().click()]);
      const set = Object.fromEntries([...new URL(page.url()).searchParams].filter(([, v]) => v));
      assert.deepEqual(set, fields, at);
      for (const [name, value] of Object.entries(fields)) {
        assert.equal(await page.locator(`main form [name="${name}"]`).inputValue(), value, `${at} ${name}`);
      }
      assert.equal(await page.locator(".set a").count(), Object.keys(fields).filter((n) => n !== "order").length, `${at}: one can take each off`);
    }
  }
  await context.close();
});

test("a filter without a field is kept by the form", async () => {
  const { context, page, go } = await open(browser, server);
  await go("/events?by=CHN&toward=KAZ");
  await page.fill('main [name="from"]', "2014");
  await Promise.all([page.waitForEvent("load"), page.locator("main form button").click()]);
  const set = Object.fromEntries([...new URL(page.url()).searchParams].filter(([, v]) => v));
  assert.deepEqual(set, { by: "CHN", toward: "KAZ", from: "2014" });
  await context.close();
});

test("what is exported is what is shown", async () => {
  const { context, page, go } = await open(browser, server);
  const lists = {
    "/encounters?kind=meeting": ".lines > .line", "/statements?limit=7": ".lines > .line", "/events?state=CHN": ".lines > .line",
    "/commitments": ".lines > .line", "/ledger": ".ledger tbody tr", "/articles?limit=5": ".hits > .hit",
    [pages.found]: ".hits > .hit", "/actors": "tbody tr", "/frameworks": "tbody tr", "/formulas": "tbody tr",
    "/network?state=CHN": "section.part tbody tr", "/map": "section.part tbody tr", "/pairs": "main li", [pages.formula]: "section:last-child .lines > .line",
  };
  for (const [at, shown] of Object.entries(lists)) {
    await go(at);
    const links = await page.locator(".takeaway a").evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute("href")]));
    const csv = links.find(([name]) => name === "CSV")?.[1];
    const json = links.find(([name]) => name === "JSON")?.[1];
    const table = rows(await (await server.get(csv)).text());
    const value = await server.json(json);
    const inJson = value.uses ?? value.rows ?? value.links ?? value.places ?? value.pairs;
    const number = await page.locator(shown).count();
    assert.ok(number > 0, `${at}: nothing is shown`);
    assert.equal(table.length - 1, number, `${at}: rows of the CSV`);
    assert.equal(inJson.length, number, `${at}: rows of the JSON`);
    assert.ok(table.every((row) => row.length === table[0].length), `${at}: as many cells as columns`);
  }
  // The words of the page are the words of the export.
  await go("/statements");
  const words = await page.locator(".lines .words").evaluateAll((all) => all.map((e) => e.lastChild.data.trim()));
  const csv = rows(await (await server.get("/statements.csv")).text());
  const column = csv[0].indexOf("words");
  assert.deepEqual(words.map((w) => w.replace(/\s+/g, " ")), csv.slice(1).map((row) => row[column].replace(/\s+/g, " ").trim()));
  await context.close();
});

test("other forms are what they say", async () => {
  const xml = async (at, root) => {
    const answer = await server.get(at);
    const body = await answer.text();
    assert.equal(answer.status, 200, at);
    assert.ok(body.includes(`<${root}`), at);
    return { body, type: answer.headers.get("content-type") };
  };
  const { context, page, go } = await open(browser, server);
  await go("/about");
  for (const [at, root] of [[`${pages.found.replace("?", ".atom?")}`, "feed"], ["/events.atom", "feed"], ["/network.gexf", "gexf"]]) {
    const { body } = await xml(at, root);
    const fault = await page.evaluate((text) => new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent ?? null, body);
    assert.equal(fault, null, at);
  }
  const geo = await server.json("/map.geojson");
  const map = await server.json("/map.json");
  assert.equal(geo.features.length, map.places.length);
  assert.ok(geo.features.every((f) => f.geometry === null || f.geometry.coordinates.length === 2));
  const ics = await (await server.get("/encounters.ics")).text();
  assert.ok(ics.startsWith("BEGIN:VCALENDAR\r\n") && ics.split("BEGIN:VEVENT").length > 3);
  await context.close();
});

test("two readouts of one meeting are compared", async () => {
  const { context, page, go } = await open(browser, server);
  const keys = (await server.json("/encounters.json?limit=500")).rows.map((e) => e.key);
  let told;
  for (const key of keys) {
    const e = await server.json(`/encounter/${key}.json`);
    const all = e.sides.flatMap((s) => s.points);
    if (new Set(e.tellings.map((t) => t.article.key)).size > 1 && all.some((p) => p.left_out_by.length) && all.some((p) => p.reported_by.length > 1)) told = { key, e, all };
    if (told) break;
  }
  assert.ok(told, "no encounter of which one outlet leaves something out and reports something");
  await go(`/encounter/${told.key}`);
  assert.equal(await page.locator(".tells.out").count(), [...told.all, ...told.e.promises].filter((p) => p.left_out_by.length).length);
  for (const p of told.all) assert.ok(p.said.every((s) => p.reported_by.includes(s.article.key)));
  await context.close();
});

test("an unknown address leads on, a bad filter says what is allowed", async () => {
  const { context, page, go } = await open(browser, server);
  for (const at of ["/article/999999", "/encounter/x", "/actor/999999", "/commitment/999999", "/formula/none", "/framework/0", "/nowhere"]) {
    for (const lang of ["", "/ar"]) {
      assert.equal((await go(lang + at)).status(), 404, at);
      assert.ok(await page.locator("main a.button").getAttribute("href"), at);
    }
  }
  const bad = {
    "/events?type=NOTHING": /NOTHING.*CONSULT/s, "/events?colour=red": /colour.*state/s, "/search?limit=999999": /1 to 5000/,
    "/map?from=yesterday": /yesterday/, "/network?type=X": /CONSULT/, "/pair/KAZ": /KAZ-CHN/, "/articles?after=x": /x/,
    "/article/1?layers=x": /encounters, statements/, "/coverage?year=x": /2022/, "/statements?order=up": /newest or oldest/,
    "/encounters?state=Atlantis": /Atlantis/, [`${pages.article}?at=9`]: /120-134/, "/search?q=%22": /q|search/,
  };
  for (const [at, said] of Object.entries(bad)) {
    assert.equal((await go(at)).status(), 400, at);
    assert.match(await page.textContent(".notice"), said, at);
    const [path, query] = at.split("?");
    const answer = await server.get(`/v1${path}${query ? `?${query}` : ""}`);
    assert.equal(answer.headers.get("content-type"), "application/problem+json", at);
    assert.match((await answer.json()).detail, said, at);
  }
  await context.close();
});

test("one gets from the first page to a word of an article by keyboard alone", async () => {
  const { context, page, go } = await open(browser, server);
  await go("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  const tabTo = async (found) => {
    for (let n = 0; n < 200; n++) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => {
        const e = document.activeElement;
        const dot = e.querySelector?.("circle");
        return getComputedStyle(e).outlineStyle !== "none" || (dot && getComputedStyle(dot).strokeWidth);
      });
      assert.ok(outline, "what has the focus shows it");
      if (await page.evaluate(found)) return;
    }
    assert.fail(`the keyboard never comes to ${found}`);
  };
  await tabTo(() => document.activeElement.name === "q");
  await page.keyboard.type("الصين");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).pathname, "/search");
  await tabTo(() => document.activeElement.closest(".hit h3"));
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  assert.match(new URL(page.url()).pathname, /^\/article\//);
  await page.waitForFunction(() => "ready" in document.documentElement.dataset);
  await tabTo(() => document.activeElement.value === "events");
  await page.keyboard.press("Space");
  await page.waitForURL(/layers=.*events/);
  await tabTo(() => document.activeElement.id === "text");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.isVisible("#what"));
  const words = await page.evaluate(() => [...CSS.highlights.get("focus")].map((r) => r.toString()).join(""));
  assert.ok(words.length);
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.closest(".row.here")), "Enter leads to the record");
  await page.keyboard.press("Shift+Tab");
  await context.close();
});
