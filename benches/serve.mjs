// How long a saved file takes to show in an open page: `node benches/serve.mjs PROGRAM SITE [COUNT]`, SITE being a folder that
// the example `corpus` wrote. Needs what `tests/browser` needs (`npm ci` there) and Chromium. Its files are put back.
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { options } from "../tests/browser/checks.mjs";

const { chromium } = createRequire(new URL("../tests/browser/", import.meta.url))("playwright-core");
const [program, root] = process.argv.slice(2, 4).map((path) => resolve(path));
const count = Number(process.argv[4] ?? 10);
const file = join(root, "content/bumen-00007/2020/budget.yaml");
const before = await readFile(file, "utf8");

const child = spawn(program, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((done) => child.stdout.once("data", (bytes) => done(bytes.toString().trim())));
const browser = await chromium.launch(options);
const tab = await browser.newPage();
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/// The news of the search index, as pages hear them.
const indexes = () =>
  tab.evaluate(() => new Promise((done) => {
    const events = new EventSource("/.mingbai/events");
    events.onmessage = ({ data }) => (events.close(), done(JSON.parse(data).search));
  }));

/// Saves the file with another title, and waits until the page has it; milliseconds, by the clock of this program.
async function save(number) {
  const title = `第${number}次保存`;
  const shown = tab.waitForFunction((title) => document.querySelector("h1")?.textContent.includes(title), title, { polling: "raf" });
  const began = performance.now();
  await writeFile(file, before.replace(/^title: .*$/m, `title: ${title}`));
  await shown;
  return performance.now() - began;
}

const said = (times) => {
  const sorted = times.toSorted((one, other) => one - other).map((time) => Math.round(time));
  return `median ${sorted[Math.floor(sorted.length / 2)]} ms, ${sorted[0]}–${sorted.at(-1)} ms`;
};

try {
  await tab.goto(`${address}d/bumen-00007/2020/budget/`);
  const [apart, indexed, close] = [[], [], []];
  for (let number = 0; number <= count; number += 1) {
    const index = await indexes();
    const began = performance.now();
    const time = await save(number);
    while ((await indexes()) === index) await sleep(20);
    if (number === 0) continue; // The first is a warm-up.
    apart.push(time);
    indexed.push(performance.now() - began);
  }
  // While the index of the one before is still being made.
  for (let number = 0; number < count; number += 1) {
    await sleep(700);
    close.push(await save(`再${number}`));
  }
  console.log(`a saved file shows:            ${said(apart)}`);
  console.log(`... its search index is there: ${said(indexed)}`);
  console.log(`... saved 0.7 s after another: ${said(close)}`);
} finally {
  await writeFile(file, before);
  await browser.close();
  child.kill("SIGINT");
}
