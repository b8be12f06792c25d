// Previews a site as who writes it does: `node serving.mjs PROGRAM`. Files are saved, and Chromium shows what comes of it.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { checks, options } from "./checks.mjs";

const program = resolve(process.argv[2]);
const { check, report } = checks("serving");
const root = await mkdtemp(join(tmpdir(), "mingbai-serving-"));
const bad = "<img src=x onerror=alert(1)>";
const budget = "content/caizheng/2024/budget.yaml";

const write = async (path, text) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
const disclosure = (total, word = "公务接待") =>
  `title: 2024年部门预算\nunit: 万元\nexpenditure: {total: ${total}}\nsections: [{key: duties, body: "${"长段落。".repeat(800)}\\n\\n${word}"}]\n`;

await write("site.toml", 'title = "测试县预决算公开"\nfooter = "none"\nbase_url = "https://example.gov.cn/elsewhere/"\n');
await write("content/caizheng/department.yaml", "名称: 测试县财政局\n");
await write(budget, "title: 2024年部门预算\nunit: 万元\nexpenditure: {total: 一百}\n"); // No amount: there is no site yet.

/// Starts the program; its address is the first line that it prints.
async function serve(port) {
  const child = spawn(program, ["serve", "--root", root, "--base", "/ys/", "--port", port, "--lang", "zh-CN"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((done, failed) => {
    child.stdout.once("data", (bytes) => done(bytes.toString().trim()));
    child.once("exit", (code) => failed(new Error(`no address: ${code}`)));
  });
  const ended = new Promise((done) => child.once("exit", done));
  return { address, stop: () => (child.kill("SIGINT"), ended) };
}

const browser = await chromium.launch(options);
const first = await serve("0");
const { address } = first;
const context = await browser.newContext({ viewport: { width: 1000, height: 600 } });
context.setDefaultTimeout(10_000);
const noise = [];
const watched = async () => {
  const tab = await context.newPage();
  tab.on("dialog", (dialog) => noise.push(`a script ran: ${dialog.message()}`) && dialog.dismiss());
  tab.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  tab.on("console", (message) => /status of (404|503)|ERR_CONNECTION|ERR_INCOMPLETE/.test(message.text()) || noise.push(`console: ${message.text()}`));
  tab.on("request", (request) => request.url().startsWith(new URL(address).origin) || noise.push(`outside request: ${request.url()}`));
  return tab;
};
const overlay = (tab) => tab.evaluate(() => document.querySelector("mingbai-preview")?.shadowRoot.querySelector("pre").textContent ?? null);
const shows = (tab, text) => tab.waitForFunction((text) => document.querySelector("main, body").textContent.includes(text), text);
const complains = (tab, text) => tab.waitForFunction((text) => document.querySelector("mingbai-preview")?.shadowRoot.textContent.includes(text), text);
const isQuiet = (tab) => tab.waitForFunction(() => !document.querySelector("mingbai-preview"));
/// A group of checks; what does not come is a failure of its own.
const group = async (name, look) => {
  noise.length = 0;
  const problems = [];
  await look(problems).catch((error) => problems.push(error.message));
  check(name, [...problems, ...noise]);
};

const tab = await watched();
const page = `${address}d/caizheng/2024/budget/`;
try {
  await group("a site that cannot be built yet says why, and opens when it is mended", async (problems) => {
    const response = await tab.goto(page);
    if (response.status() !== 503) problems.push(`status ${response.status()}`);
    await shows(tab, "“一百”不是金额");
    await write(budget, `title: 2024年部门预算\nunit: 万元\nexpenditure: {total: ${bad}}\n`);
    await shows(tab, bad);
    if ((await overlay(tab)) !== null) problems.push("tells twice");
    await write(budget, disclosure("250.75"));
    await shows(tab, "250.75");
  });

  await group("a saved file shows, at the place where the reader is", async (problems) => {
    await tab.waitForLoadState();
    await tab.evaluate(() => scrollTo(0, 700));
    await tab.waitForFunction(() => scrollY === 700);
    await tab.evaluate(() => (globalThis.isOld = true));
    await write(budget, disclosure("300.25"));
    await shows(tab, "300.25");
    await tab.waitForFunction(() => scrollY === 700);
    // As editors do who save under another name first.
    await write(`${budget}.tmp`, disclosure("301.75"));
    await rename(join(root, `${budget}.tmp`), join(root, budget));
    await shows(tab, "301.75");
    // What is published is without the script.
    const kept = await readFile(join(root, ".mingbai/preview/d/caizheng/2024/budget/index.html"), "utf8");
    if (kept.includes("preview.js")) problems.push("the script is on the disk");
  });

  await group("problems lie over the last good site, as text, until they are mended", async (problems) => {
    await write(budget, disclosure(`${bad}<script>alert(2)</script>`));
    await complains(tab, `“${bad}<script>alert(2)</script>”不是金额`);
    await complains(tab, "下面仍是上一次的网站");
    await shows(tab, "301.75");
    if (await tab.evaluate(() => document.querySelector("mingbai-preview").shadowRoot.querySelector("img, script") !== null)) problems.push("markup was made of text");
    // Another page says so as well.
    const other = await watched();
    await other.goto(address);
    await complains(other, "不是金额");
    await other.close();
    // It can be closed, by mouse and keyboard, and comes again with other problems.
    await tab.bringToFront();
    await tab.locator("mingbai-preview button").click();
    if ((await overlay(tab)) !== null) problems.push("does not close");
    await write(budget, disclosure("两百"));
    await complains(tab, "“两百”不是金额");
    await tab.keyboard.press("Escape");
    if ((await overlay(tab)) !== null) problems.push("Escape does not close it");
    await write(budget, disclosure("三百"));
    await complains(tab, "“三百”不是金额");
    await write(budget, disclosure("301.75")); // As it was: nothing is new, and nothing is wrong.
    await isQuiet(tab);
    await write(budget, disclosure("302.50"));
    await shows(tab, "302.50");
  });

  await group("a page that is not there is the site's own, with its style and links", async (problems) => {
    const response = await tab.goto(`${address}nowhere/at/all/`);
    if (response.status() !== 404) problems.push(`status ${response.status()}`);
    if ((await tab.evaluate(() => getComputedStyle(document.querySelector("header.site")).borderBottomStyle)) !== "solid") problems.push("no style");
    await tab.click("main a");
    if (tab.url() !== `${address}index.html`) problems.push(`leads to ${tab.url()}`);
  });

  await group("search works, and finds what was just written", async (problems) => {
    await tab.goto(`${address}search/?q=${encodeURIComponent("公务接待")}`);
    await tab.waitForSelector("#search-results mark");
    await write(budget, disclosure("302.50", "防汛抗旱物资"));
    await tab.waitForFunction(() => /没有找到/.test(document.getElementById("search-status")?.textContent ?? ""));
    await tab.goto(`${address}search/?q=${encodeURIComponent("防汛抗旱")}`);
    await tab.waitForSelector("#search-results mark");
    if (noise.length > 0) problems.push("noise");
  });

  await group("a page that nobody sees is loaded anew when somebody does, and once", async (problems) => {
    await tab.goto(page);
    let loads = 0;
    tab.on("load", () => (loads += 1));
    const see = (hidden) =>
      tab.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await see(true);
    const built = await watched();
    await built.goto(page);
    for (const total of ["303.25", "304.25", "305.25"]) {
      await write(budget, disclosure(total));
      await shows(built, total);
    }
    await built.close();
    if (loads !== 0 || !(await tab.textContent("body")).includes("302.50")) problems.push(`loaded ${loads} times unseen`);
    await see(false);
    await shows(tab, "305.25");
    if (loads !== 1) problems.push(`loaded ${loads} times`);
  });

  await group("another website can neither read a preview nor show it", async (problems) => {
    const elsewhere = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>x</title><body>"));
    await new Promise((done) => elsewhere.listen(0, "127.0.0.1", done));
    const stranger = await context.newPage();
    await stranger.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
    const seen = await stranger.evaluate(async (address) => {
      const read = await fetch(address).then((response) => response.text(), () => "");
      const heard = await new Promise((done) => {
        const events = new EventSource(new URL("/.mingbai/events", address));
        events.onmessage = (event) => done(event.data);
        events.onerror = () => done("");
      });
      const frame = document.body.appendChild(document.createElement("iframe"));
      const framed = await new Promise((done) => {
        frame.onload = () => done(frame.contentDocument === null ? "blocked" : "shown");
        frame.src = address;
      });
      const script = document.head.appendChild(document.createElement("script"));
      const loaded = await new Promise((done) => {
        script.onload = () => done("loaded");
        script.onerror = () => done("");
        script.src = new URL("static/site.js", address);
      });
      return { read, heard, framed, loaded };
    }, address);
    if (seen.read || seen.heard) problems.push(`reads ${JSON.stringify(seen)}`);
    const frames = stranger.frames().map((frame) => frame.url());
    if (frames.some((url) => url.startsWith(address))) problems.push(`shows ${frames}`);
    await stranger.close();
    elsewhere.close();
  });

  await group("what was open goes on with the next run", async (problems) => {
    const port = new URL(address).port;
    await tab.evaluate(() => (globalThis.isOld = true));
    if ((await first.stop()) !== 0) problems.push("does not end well");
    const second = await serve(port);
    await tab.waitForFunction(() => globalThis.isOld === undefined);
    await second.stop();
  });
} finally {
  await first.stop();
  await browser.close();
  await rm(root, { recursive: true });
}
report();
