// Every page, in both languages: whole, mirrored, legible, within a narrow screen, quiet.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./lib/browser.mjs";
import { tooFaint } from "./lib/contrast.mjs";
import { Server, database, everyPage, twoReadouts } from "./lib/server.mjs";

let browser, server, pages;
before(async () => {
  server = await Server.start(database([twoReadouts()]));
  [browser, pages] = await Promise.all([launch(), everyPage(server)]);
});
after(async () => { await browser?.close(); await server?.stop(); });

const STATUS = { missing: 404, bad: 400 };

for (const lang of ["en", "ar"]) {
  for (const theme of ["light", "dark"]) {
    test(`pages in ${lang}, ${theme}`, async () => {
      const { context, page, seen, go } = await open(browser, server, { colorScheme: theme });
      for (const [name, at] of Object.entries(pages)) {
        const answer = await go(lang === "ar" ? `/ar${at === "/" ? "" : at}` : at);
        assert.equal(answer.status(), STATUS[name] ?? 200, at);
        const whole = await page.evaluate(() => ({
          lang: document.documentElement.lang,
          dir: document.documentElement.dir,
          theme: document.documentElement.dataset.theme,
          title: document.title,
          headings: document.querySelectorAll("h1").length,
          labels: [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((f) => !f.labels?.length && !f.ariaLabel).length,
          nameless: [...document.querySelectorAll("a, button")].filter((e) => !(e.ariaLabel || e.textContent.trim())).map((e) => e.outerHTML.slice(0, 120)),
          ids: [...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, n, all) => all.indexOf(id) !== n),
          raw: document.body.innerText.match(/\b(nav|filter|lead|reader|review|encounter|ledger|formula|network|about|map|corpus|dated|quad|lane)\.[a-z_]+\b/g),
        }));
        assert.deepEqual([whole.lang, whole.dir], lang === "ar" ? ["ar", "rtl"] : ["en", "ltr"], at);
        assert.equal(whole.theme, theme, at);
        assert.equal(whole.headings, 1, `${at}: one h1`);
        assert.ok(whole.title.endsWith("· mahdar"), at);
        assert.equal(whole.labels, 0, `${at}: fields without a label`);
        assert.deepEqual(whole.nameless, [], `${at}: links and buttons without a name`);
        assert.deepEqual(whole.ids, [], `${at}: ids twice`);
        assert.equal(whole.raw, null, `${at}: labels missing: ${whole.raw}`);
        assert.deepEqual(await page.evaluate(tooFaint), [], `${at}: contrast`);
      }
      assert.deepEqual(seen, { foreign: [], errors: [], dialogs: [] });
      await context.close();
    });
  }

  test(`pages in ${lang} on a narrow screen`, async () => {
    const { context, page, go } = await open(browser, server, { viewport: { width: 360, height: 740 } });
    for (const at of Object.values(pages)) {
      await go(lang === "ar" ? `/ar${at === "/" ? "" : at}` : at);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `${at} is ${over} px too wide`);
    }
    await context.close();
  });
}

test("a page of the other language is the same page", async () => {
  const { context, page, go } = await open(browser, server);
  await go(`/events?type=CONSULT&from=2010`);
  await page.click(".tools a");
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/ar/events?from=2010&type=CONSULT");
  await page.click(".tools a");
  assert.equal(new URL(page.url()).pathname, "/events");
  await context.close();
});

test("the theme that was chosen stays", async () => {
  const { context, page, go } = await open(browser, server, { colorScheme: "light" });
  await go("/");
  await page.click("#theme");
  await go("/pairs");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await context.close();
});

test("on paper there is the page and not its tools", async () => {
  const { context, page, go } = await open(browser, server);
  await page.emulateMedia({ media: "print" });
  for (const at of [pages.article, pages.pair, pages.ledger]) {
    await go(at);
    const shown = await page.evaluate(() => [".menu", ".tools", ".filters", ".layers", ".review", ".skip"].filter((s) => document.querySelector(s)?.checkVisibility()));
    assert.deepEqual(shown, [], at);
  }
  await context.close();
});

test("all that a page needs is within the budget", async () => {
  const { gzipSync } = await import("node:zlib");
  const fs = await import("node:fs");
  const folder = new URL("../static/", import.meta.url);
  const files = fs.readdirSync(folder, { recursive: true }).filter((f) => fs.statSync(new URL(f, folder)).isFile());
  const bytes = files.reduce((sum, f) => sum + gzipSync(fs.readFileSync(new URL(f, folder)), { level: 9 }).length, 0);
  assert.ok(bytes <= 250_000, `${bytes} bytes compressed`);
});
