// Opens built sites in Chromium as a reader would, and checks their HTML with an independent validator.
// Usage: node run.mjs SITE…    each SITE a folder that `mingbai build` wrote. CHROMIUM names the browser's executable.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { accessible } from "./accessibility.mjs";
import { checks, options } from "./checks.mjs";
import { types } from "./hosts.mjs";
import { representative } from "./pages.mjs";
import { answers } from "./questions.mjs";
import { byKeyboard, enlarged, follow, sortsAndFilters, terms, withoutScripts } from "./reader.mjs";

const { check, report } = checks("browser");
const sites = process.argv.slice(2).map((site) => resolve(site));
const prefix = "/county/budget"; // A site works under any path.

async function pages(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join("/"))
    .sort();
}

// 1. HTML, checked by somebody else's rules.
const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: {
      "long-title": "off", // A statutory title is as long as it is.
      "no-trailing-whitespace": "off",
      "void-style": "off",
      "doctype-style": "off",
      "prefer-native-element": "off", // A scrolling region around a table has no element of its own.
      "wcag/h36": "off",
    },
  }),
);
for (const site of sites) {
  for (const page of await pages(site)) {
    const report = await validator.validateFile(join(site, page));
    const messages = report.results.flatMap((result) => result.messages);
    check(`valid HTML: ${page}`, messages.slice(0, 5).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }
}

// 2. A browser, on a host that serves the site below a path, and from the disk.
const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  // The page for missing addresses begins its links at the host's root.
  const pathname = url.pathname.startsWith("/static/") ? `/0${prefix}${url.pathname}` : url.pathname;
  const [index] = pathname.slice(1).split("/");
  const site = sites[Number(index)];
  const path = decodeURIComponent(pathname.slice(1 + index.length));
  if (!site || !path.startsWith(prefix)) return response.writeHead(404).end();
  const file = join(site, path.slice(prefix.length));
  try {
    const bytes = await readFile(file.endsWith("/") ? join(file, "index.html") : file);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "text/html; charset=utf-8" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;
const program = await chromium.launch(options);
const browser = await program.newContext();

try {
  for (const [index, site] of sites.entries()) {
    const base = `${origin}/${index}${prefix}/`;
    const paths = (await pages(site)).filter((path) => path !== "404.html");
    for (const [width, colorScheme] of [[360, "light"], [800, "dark"], [1440, "light"]]) {
      const tab = await browser.newPage();
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme });
      const noise = [];
      tab.on("console", (message) => noise.push(`console: ${message.text()}`));
      tab.on("pageerror", (error) => noise.push(`error: ${error.message}`));
      tab.on("request", (request) => request.url().startsWith(origin) || noise.push(`outside request: ${request.url()}`));
      tab.on("response", (response) => response.status() < 400 || noise.push(`${response.status()}: ${response.url()}`));
      for (const path of paths) {
        noise.length = 0;
        await tab.goto(base + path);
        const facts = await tab.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          headings: document.querySelectorAll("h1").length,
          styled: getComputedStyle(document.querySelector("header.site")).borderBottomStyle,
          lang: document.documentElement.lang,
        }));
        if (facts.overflow > 0) noise.push(`${facts.overflow} px wider than the screen`);
        if (facts.headings !== 1) noise.push(`${facts.headings} first-level headings`);
        if (facts.styled !== "solid") noise.push("the stylesheet did not load");
        if (!facts.lang) noise.push("no language");
        check(`${width} px ${colorScheme}: ${path}`, [...noise]);
      }
      await tab.close();
    }

    // From the disk, by following links as a reader does.
    const tab = await browser.newPage();
    const noise = [];
    tab.on("console", (message) => noise.push(`console: ${message.text()}`));
    await tab.goto(pathToFileURL(join(site, "index.html")).href);
    await follow(tab, "ul.cards li:has(p a) a.title");
    await follow(tab, "#disclosures ~ ul a");
    if ((await tab.locator("article h1").count()) !== 1) noise.push("no disclosure at the end of the way");
    const style = await tab.evaluate(() => getComputedStyle(document.querySelector("header.site")).borderBottomStyle);
    if (style !== "solid") noise.push("the stylesheet did not load from the disk");
    check(`from the disk: ${site}`, noise);

    // Large type: switched on, remembered on the next page, and still no wider than a phone.
    await tab.setViewportSize({ width: 360, height: 900 });
    await tab.goto(base);
    const size = () => tab.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const usual = await size();
    await tab.click("#large-type");
    const problems = [];
    for (const path of [paths[0], ...paths.filter((path) => /(final|budget)\/index|^index|^y\/|^sitemap/.test(path)).slice(0, 12)]) {
      await tab.goto(base + path);
      if ((await size()) < usual * 1.3) problems.push(`${path}: not larger`);
      if ((await tab.getAttribute("#large-type", "aria-pressed")) !== "true") problems.push(`${path}: the switch does not say so`);
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) problems.push(`${path}: ${overflow} px wider than the screen`);
    }
    await tab.click("#large-type");
    if ((await size()) !== usual) problems.push("does not go back");
    check(`large type: ${site}`, problems);

    // The contents: closed on a phone, open beside the text on a wide screen, and every entry leads somewhere.
    const contents = [];
    const document_ = paths.find((path) => /^d\/.*\/(final|budget)\/index/.test(path));
    await tab.goto(base + document_);
    const open = () => tab.evaluate(() => document.querySelector(".contents details")?.open);
    if ((await open()) !== false) contents.push("not closed on a phone");
    await tab.setViewportSize({ width: 1440, height: 900 });
    await tab.goto(base + document_);
    if ((await open()) !== true) contents.push("not open on a wide screen");
    const astray = await tab.evaluate(() => [...document.querySelectorAll(".contents a")].map((link) => link.getAttribute("href")).filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))));
    contents.push(...astray.map((href) => `${href} leads nowhere`));
    const beside = await tab.evaluate(() => document.querySelector(".contents").getBoundingClientRect().right <= document.querySelector("article section").getBoundingClientRect().left);
    if (!beside) contents.push("not beside the text");
    check(`contents: ${document_}`, contents);

    await tab.close();

    // 3. As readers with other needs.
    const { chosen, explaining } = await representative(site, await pages(site));
    await withoutScripts(program, base, explaining, check);
    const compared = paths.find((path) => path === "compare/expenditure.total/index.html");
    if (paths.filter((path) => /^d\/[^/]+\/index/.test(path)).length > 2) await sortsAndFilters(browser, base, compared, check);
    if (paths.includes("d/ziran/index.html")) await answers(browser, base, check); // The sample site.
    // The search page begins in its box; how it is used by keyboard is in `searching.mjs`.
    await byKeyboard(browser, base, chosen.filter((path) => !path.startsWith("search/")), check);
    await terms(browser, base, explaining, check);
    const found = `search/index.html?q=${encodeURIComponent("公务接待 年度:去年")}&year=${index === 0 ? 2023 : 2020}`;
    await enlarged(browser, base, [...chosen, found], check);
    await accessible(program, base, [...chosen, found], check);
  }
} finally {
  await program.close();
  server.close();
}

report();
