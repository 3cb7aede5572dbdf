// Starts and stops the program over a database made for the test.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = process.env.MAHDAR ?? path.join(root, "target/release/mahdar");
export const demo = path.join(root, "data/demo/articles.jsonl");

/** A folder that goes when the test process ends. */
export function folder() {
  const at = fs.mkdtempSync(path.join(os.tmpdir(), "mahdar-web-"));
  process.on("exit", () => fs.rmSync(at, { recursive: true, force: true }));
  return at;
}

/** A database of files of articles. */
export function database(files, name = "test.db") {
  const db = path.join(folder(), name);
  const done = execFileSync(program, ["ingest", ...files, "--db", db], { stdio: ["ignore", "pipe", "pipe"] });
  if (!fs.existsSync(db)) throw new Error(`no database: ${done}`);
  return db;
}

/** The demo, with a second outlet that tells of the same meetings and leaves much out. */
export function twoReadouts() {
  const lines = fs.readFileSync(demo, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const shorter = lines.map((article) => ({
    ...article,
    id: `${article.id}-second`,
    outlet: "وكالة الساحل",
    title: `تقرير آخر: ${article.title ?? ""}`,
    text: second(article.text),
  }));
  const file = path.join(folder(), "articles.jsonl");
  fs.writeFileSync(file, [...lines, ...shorter].map((a) => JSON.stringify(a)).join("\n"));
  return file;
}

/** Every second paragraph, the first among them, with words of its own in front, so that it is no copy. */
function second(text) {
  const own = "أفادت مصادر محلية في العاصمة صباح اليوم بتفاصيل جديدة عن جدول الأعمال كما نشرته الصحف.\n";
  return own + text.split("\n").filter((line) => line.trim()).filter((_, n) => n % 2 === 0).join("\n");
}

export class Server {
  static async start(db, ...more) {
    const child = spawn(program, ["serve", "--db", db, "--port", "0", ...more], { stdio: ["ignore", "pipe", "pipe"] });
    const server = new Server();
    server.child = child;
    server.errors = "";
    child.stderr.on("data", (data) => { server.errors += data; });
    const lines = readline.createInterface({ input: child.stdout });
    const [address] = await Promise.race([
      once(lines, "line"),
      once(child, "exit").then(() => { throw new Error(`the program ended: ${server.errors}`); }),
    ]);
    server.address = address.replace(/\/$/, "");
    return server;
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    this.child.kill("SIGINT");
    const late = setTimeout(() => this.child.kill("SIGKILL"), 5000);
    await once(this.child, "exit");
    clearTimeout(late);
  }

  async get(at, headers = {}) {
    return fetch(this.address + at, { headers, redirect: "manual" });
  }

  async json(at) {
    const answer = await this.get(at);
    if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/** Addresses of every sort of page, with keys of what the database has. */
export async function everyPage(server) {
  const first = async (at, pick) => pick(await server.json(at));
  const meeting = await first("/encounters.json?kind=meeting", (a) => a.rows[0].key);
  return {
    home: "/",
    search: "/search",
    found: `/search?q=${encodeURIComponent("الصين")}`,
    nothing: `/search?q=${encodeURIComponent("كلمةغيرموجودة")}`,
    articles: "/articles",
    article: `/article/${await first("/articles.json", (a) => a.rows.at(-1).key)}`,
    encounters: "/encounters",
    encounter: `/encounter/${meeting}`,
    statements: "/statements",
    ledger: "/ledger",
    commitments: "/commitments",
    commitment: `/commitment/${await first("/commitments.json", (a) => a.rows[0].key)}`,
    events: "/events",
    pairs: "/pairs",
    pair: await first("/pairs.json", (a) => `/pair/${a.pairs[0].a}-${a.pairs[0].b}`),
    formulas: "/formulas",
    formula: `/formula/${await first("/formulas.json", (a) => a.rows[0].id)}`,
    actors: "/actors",
    actor: `/actor/${await first("/actors.json", (a) => a.rows[0].key)}`,
    frameworks: "/frameworks",
    framework: `/framework/${await first("/frameworks.json", (a) => a.rows[0].key)}`,
    network: "/network",
    map: "/map",
    corpus: "/corpus",
    coverage: "/coverage",
    reviews: "/reviews",
    rule: "/rule/arrive-on-visit",
    about: "/about",
    missing: "/article/999999",
    bad: "/events?type=NOTHING",
  };
}
