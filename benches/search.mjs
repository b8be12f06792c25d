// What searching a built site in a browser takes: `node benches/search.mjs SITE [--pagefind]`, with Chromium and what
// `tests/browser/package.json` names. Opens the search page, searches, and asks fifty mixed queries behind that, on a host
// that honours ranges, answers each request after 20 ms, and counts. With --pagefind the same is asked of an index that
// Pagefind made of the same pages: `pagefind --site SITE`.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";
import { options } from "../tests/browser/checks.mjs";
import { kinds, serve } from "../tests/browser/hosts.mjs";

const [place, ...flags] = process.argv.slice(2);
const site = resolve(place);
const isPagefind = flags.includes("--pagefind");
const queries = (await readFile(new URL("queries.txt", import.meta.url), "utf8")).trim().split("\n");
const latency = 20;

// Answers take a while, so that requests that wait for each other can be told from those that do not.
const log = [];
const host = await serve(site, kinds["honours ranges"], "/", {
  async around(path, answer) {
    const begin = performance.now();
    await new Promise((done) => setTimeout(done, latency));
    const bytes = await answer();
    // The sign of the site is asked for whenever the address changes, by this browser only.
    if (!path.endsWith("icon.svg")) log.push({ path, begin, end: performance.now(), bytes });
  },
});

/// What was asked of the host since then: requests and bytes.
function asked(from) {
  const requests = log.slice(from);
  return { requests: requests.length, bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/// How long the browser was at the network since it was asked before, as it says itself, in the page and in its workers; and
/// in how many rounds: requests that were made before the answers of others were there.
async function networking() {
  const times = () => {
    const entries = performance.getEntriesByType("resource").filter(({ name }) => !name.endsWith("icon.svg"));
    performance.clearResourceTimings();
    return entries.map(({ startTime, responseEnd }) => [startTime, responseEnd].map((time) => time + performance.timeOrigin));
  };
  const all = (await Promise.all([tab, ...tab.workers()].map((place) => place.evaluate(times)))).flat();
  let [busy, rounds, end] = [0, 0, -Infinity];
  for (const [start, stop] of all.toSorted(([one], [other]) => one - other)) {
    rounds += start >= end;
    busy += Math.max(0, stop - Math.max(start, end));
    end = Math.max(end, stop);
  }
  return { busy, rounds };
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const percentile = (values, share) => values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1];
const browser = await chromium.launch(options);
const tab = await browser.newPage();

/// Asks on the search page, until the results are there; how long that takes.
const onOurs = (query) =>
  tab.evaluate(async (query) => {
    const started = performance.now();
    history.pushState(null, "", `?q=${encodeURIComponent(query)}`);
    dispatchEvent(new PopStateEvent("popstate"));
    // Looking again and again would take the time of those that work.
    const found = document.getElementById("search-found");
    await new Promise((done) => {
      new MutationObserver((_, observer) => {
        if (found.matches("[aria-busy]")) return;
        observer.disconnect();
        done();
      }).observe(found, { attributes: true });
    });
    return { took: performance.now() - started, found: document.getElementById("search-status").textContent };
  }, query);

/// Pagefind has no fields: their values are words.
const onPagefind = (query) =>
  tab.evaluate(async (query) => {
    const started = performance.now();
    globalThis.pagefind ??= await import("/pagefind/pagefind.js");
    const { results } = await globalThis.pagefind.search(query.replace(/[^\s"]+:/g, ""));
    await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return { took: performance.now() - started, found: results.length };
  }, query);

const ask = isPagefind ? onPagefind : onOurs;
// The first search, with all that is loaded for it.
const start = log.length;
if (isPagefind) {
  await tab.goto(`${host.base}404.html`);
  log.length = start; // A page of ours is none of Pagefind's bytes.
} else {
  await tab.goto(`${host.base}search/index.html?q=${encodeURIComponent("公务接待")}`);
  await tab.waitForFunction(() => /找到|Disclosures/.test(document.getElementById("search-status").textContent));
}
if (isPagefind) await ask("公务接待");
const first = asked(start);
const { rounds: inRounds } = await networking();
console.log(`first search: ${first.bytes} B, ${first.requests} requests, ${inRounds} rounds, page and scripts among them`);
if (!isPagefind) {
  const data = log.filter(({ path }) => path.includes("/search/data/"));
  const engine = data.find(({ path }) => path.endsWith(".wasm.gz"));
  const behind = data.filter(({ begin }) => begin > engine.end);
  console.log(`  the engine: ${engine.bytes} B; the index: ${data.reduce((sum, { bytes }) => sum + bytes, 0) - engine.bytes} B; requests behind the engine: ${behind.length}`);
}

const all = [];
for (const query of queries.filter((query) => query !== "公务接待")) {
  const from = log.length;
  const { took, found } = await ask(query);
  await new Promise((done) => setTimeout(done, 2 * latency)); // What is still on its way belongs to this one.
  const { bytes, requests } = asked(from);
  const { busy, rounds } = await networking();
  all.push({ query, bytes, rounds, beside: Math.max(0, took - busy) });
  if (flags.includes("--each")) console.log(`${String(bytes).padStart(8)} B ${requests} requests ${rounds} rounds ${(took - busy).toFixed(1).padStart(7)} ms  ${query}: ${found}`);
}
const of = (key) => all.map((one) => one[key]);
console.log(`${all.length} later searches: median ${median(of("bytes"))} B, at most ${Math.max(...of("bytes"))} B; ${median(of("rounds"))} rounds, at most ${Math.max(...of("rounds"))}`);
console.log(`beside the network: median ${median(of("beside")).toFixed(1)} ms, 95 of 100 within ${percentile(of("beside"), 0.95).toFixed(1)} ms`);
await browser.close();
await host.close();
