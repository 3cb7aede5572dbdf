// Hostile articles run nothing and request nothing; marks of reviewers last; others' pages cannot write.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, open } from "./lib/browser.mjs";
import { Server, database, demo, everyPage, folder } from "./lib/server.mjs";

const MARKUP = '</script></div><img src="http://evil.example/x.png" onerror="alert(1)"><script>alert(2)</script><svg onload=alert(3)><style>@import url(http://evil.example/x.css)</style>';
const BIDI = "\u202eقلب\u202c \u2066عزل\u2069 \u200bخفي\ufeff";
const TEXT = `قال الرئيس الصيني شي جينبينغ اليوم إن بلاده ستدعم كازاخستان في مجال الطاقة ${BIDI} دائما.\n\n` +
  `=HYPERLINK("http://evil.example","x") ${MARKUP}\n\n` +
  `والتقى الرئيس الكازاخستاني قاسم جومارت توكاييف نظيره الصيني شي جينبينغ في أستانا يوم 8 يونيو 2022. ${MARKUP}\n` +
  `وأعلن وزير الخارجية الصيني وانغ يي أن «${MARKUP} بلاده تعتزم توسيع التعاون مع كازاخستان». \u0001\u001b[31m\r\n😀 {{ 7*7 }} ` + "${7*7}";

let browser, server, db, pages;
before(async () => {
  const file = path.join(folder(), "hostile.jsonl");
  const field = (what) => `${MARKUP} ${BIDI} =cmd|' /C calc'!A0 ${what}`;
  const article = (n, more) => ({ id: field(`id ${n}`), title: field("title"), outlet: field("outlet"), url: "javascript:alert(4)", published: "2022-06-08", text: `${TEXT} ${n}`, ...more });
  const all = [article(1, {}), article(2, { url: 'https://example.org/"><script>alert(5)</script>' }), article(3, { outlet: "-=+@\tx", id: "../../etc" })];
  fs.writeFileSync(file, all.map((a) => JSON.stringify(a)).join("\n"));
  db = database([file, demo]);
  server = await Server.start(db, "--review");
  [browser, pages] = await Promise.all([launch(), everyPage(server)]);
});
after(async () => { await browser?.close(); await server?.stop(); });

test("hostile articles run nothing and request nothing, on no page", async () => {
  const { context, page, seen, go } = await open(browser, server);
  const hostile = (await server.json("/articles.json?copies=1&limit=500")).rows.filter((a) => a.published === "2022-06-08").map((a) => a.key);
  assert.ok(hostile.length >= 3);
  const facts = (await server.json(`/statements.json?article=${hostile[0]}&copies=1`)).rows;
  assert.ok(facts.length, "a hostile article has statements");
  const promise = (await server.json(`/commitments.json?article=${hostile[0]}&copies=1`)).rows;
  const met = (await server.json(`/encounters.json?article=${hostile[0]}&copies=1`)).rows;
  const more = [...hostile.map((k) => `/article/${k}`), ...hostile.map((k) => `/article/${k}?spans=1&layers=statements,actors`),
    ...promise.map((c) => `/commitment/${c.key}`), ...met.map((e) => `/encounter/${e.key}`), "/articles?copies=1",
    `/search?q=${encodeURIComponent("<script>alert(6)</script>")}`, `/search?q=${encodeURIComponent('"><img src=x onerror=alert(7)>')}`,
    `/articles?outlet=${encodeURIComponent(MARKUP)}`, `/rule/${encodeURIComponent(MARKUP)}`, `/${encodeURIComponent(MARKUP)}`, "/pair/CHN-KAZ"];
  for (const at of [...Object.values(pages), ...more]) {
    for (const lang of ["", "/ar"]) {
      await go(at === "/" ? lang || "/" : lang + at);
      const strange = await page.evaluate(() => ({
        images: document.querySelectorAll("img, iframe, object, embed, style").length,
        handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
        scripts: [...document.scripts].filter((s) => s.type !== "application/json" && !s.getAttribute("src")?.startsWith("/static/")).length,
        links: [...document.querySelectorAll("a")].map((a) => a.getAttribute("href")).filter((to) => !/^https?:$/.test(new URL(to ?? "", location).protocol)),
        // What turns the line is shown by its number and stands nowhere as it is.
        turned: [...document.querySelectorAll("body *")].flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3 && n.parentElement.type !== "application/json" && /[\u202a-\u202e\u2066-\u2069]/.test(n.data)).length,
      }));
      assert.deepEqual(strange, { images: 0, handlers: 0, scripts: 0, links: [], turned: 0 }, at);
    }
  }
  assert.deepEqual(seen, { foreign: [], errors: [], dialogs: [] });
  await context.close();
});

test("offsets hold around characters that a page cannot carry", async () => {
  const { context, page, go } = await open(browser, server);
  const [row] = (await server.json("/articles.json?copies=1&limit=500")).rows.filter((a) => a.published === "2022-06-08");
  const { record } = await server.json(`/article/${row.key}.json`);
  await go(`/article/${row.key}?layers=statements`);
  await page.waitForFunction(() => "ready" in document.documentElement.dataset);
  const found = await page.evaluate(() => [...CSS.highlights.get("statements")].map((r) => r.toString()));
  const plain = (t) => t.replace(/[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu, (c) => (c === "\n" || c === "\t" ? c : ""));
  assert.deepEqual(found.sort(), record.statements.map((s) => plain(s.content.text)).sort());
  assert.ok(await page.locator("#text .chip").count() > 5);
  await context.close();
});

test("a mark survives a restart, is exported, and the record stays as it was", async () => {
  const { context, page, seen, go } = await open(browser, server);
  const before = await server.json(`${pages.article}.json`);
  const item = before.record.statements[0].id;
  await go(`${pages.article}#${item}`);
  await page.click(`#${item} .review summary`);
  await page.check(`#${item} input[value="corrected"]`);
  await page.fill(`#${item} input[name="note"]`, '<b>المتحدث هو الوزير</b> "=1+1"');
  await page.fill(`#${item} input[name="by"]`, "Reviewer");
  await Promise.all([page.waitForEvent("load"), page.click(`#${item} .review button`)]);
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, `${pages.article}#${item}`);
  assert.ok((await page.textContent(`#${item} .marks`)).includes("<b>المتحدث هو الوزير</b>"));
  await context.close();
  await server.stop();
  server = await Server.start(db, "--review");
  const later = await server.json(`${pages.article}.json`);
  assert.deepEqual(later.record, before.record);
  assert.deepEqual(later.reviews.map((m) => [m.item, m.verdict, m.who]), [[item, "corrected", "Reviewer"]]);
  assert.equal(later.reviews[0].line.content.text, before.record.statements[0].content.text);
  const log = await (await server.get("/reviews.csv")).text();
  assert.ok(log.includes("corrected") && log.includes("المتحدث هو الوزير"));
  assert.match(await (await server.get(`${pages.article}.csv`)).text(), new RegExp(`^${item},statements,.*,corrected\r$`, "m"));
  assert.deepEqual(seen.dialogs, []);
});

test("only pages of this server write, and only where it was asked for", async () => {
  const body = new URLSearchParams({ article: pages.article.split("/")[2], item: "s1", verdict: "right", by: "x" });
  const post = (to, headers) => fetch(`${to.address}/reviews`, { method: "POST", body, headers, redirect: "manual" });
  assert.equal((await post(server, { origin: "http://evil.example" })).status, 403);
  assert.equal((await post(server, { origin: "null" })).status, 403);
  assert.equal((await post(server, {})).status, 403);
  assert.equal((await post(server, { origin: server.address })).status, 303);
  const plain = await Server.start(db);
  assert.equal((await post(plain, { origin: plain.address })).status, 403);
  await plain.stop();
  assert.equal((await server.json("/reviews.json")).rows.length, 2);
});
