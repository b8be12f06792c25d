// Searching as readers do: in the box on every page and on the search page, by mouse, keyboard and input method.
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { kinds, serve } from "./hosts.mjs";

/// All of it; `program` builds a site of its own for what content may try.
export async function readers({ browser, program, site, work, check }) {
  const host = await serve(site);
  const open = async (path, context) => {
    const tab = await (context ?? (await browser.newContext())).newPage();
    const noise = [];
    tab.on("console", (message) => noise.push(`console: ${message.text()}`));
    tab.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    await tab.goto(host.base + path);
    return { tab, noise };
  };
  const groups = { typesAndChooses, goesBack, byKeyboard, composes, inTheBox, states, attacks };
  for (const [name, group] of Object.entries(groups)) {
    // What does not come is a failure of its group, and not of those behind it.
    await group({ open, host, site, browser, program, work, check }).catch((error) => check(name, [error.stack]));
  }
  await host.close();
}

/// Waits until a search page has its answer; there is nothing to wait for on other pages.
export async function answered(tab) {
  await tab.waitForFunction(() => !document.querySelector('[data-search="page"]') || (document.getElementById("search-status").textContent && !document.querySelector("[aria-busy]")));
}

const status = (tab) => tab.textContent("#search-status");
const titles = (tab) => tab.locator("#search-results > li > h2").allTextContents();
/// Waits until what is asked for is shown.
async function settled(tab, text) {
  await tab.waitForFunction((part) => document.getElementById("search-status").textContent.replace(/^最多/, "").startsWith(part) && !document.querySelector("[aria-busy]"), text);
}
const counted = (text) => Number(/\d+/.exec(text)?.[0]);

async function typesAndChooses({ open, check }) {
  const { tab, noise } = await open("search/index.html");
  const problems = noise;
  await settled(tab, "输入搜索词");
  if (await tab.isVisible("#search-found")) problems.push("shows results that nobody asked for");
  await tab.keyboard.type("公务接待"); // The box has the focus.
  await settled(tab, "找到");
  if ((await tab.locator("#search-results mark").count()) === 0) problems.push("nothing is marked");
  if ((await tab.locator("#search-results > li").count()) !== 10) problems.push("not the first ten");
  const all = counted(await status(tab));
  // A link leads to the place itself.
  const link = tab.locator("#search-results li li a").first();
  const heading = await link.textContent();
  const href = await link.getAttribute("href");
  const other = await tab.context().newPage();
  await other.goto(href);
  const target = decodeURIComponent(new URL(href).hash.slice(1));
  const shown = await other.evaluate((id) => document.getElementById(id)?.textContent ?? "", target);
  if (!shown.includes(heading)) problems.push(`${href} does not lead to ${heading}: ${shown.slice(0, 50)}`);
  await other.close();
  // A choice finds as many as it said, and can be taken back.
  const year = tab.locator('[data-name="year-2023"]');
  const promised = counted((await year.textContent()).replace(/^2023\D+/, ""));
  await year.click();
  await settled(tab, `找到 ${promised} 份`);
  const about = await tab.locator("#search-results > li > p:first-of-type").allTextContents();
  if (about.some((line) => !line.includes("2023年"))) problems.push(`other years: ${about}`);
  if ((await tab.getAttribute('[data-name="year-2023"]', "aria-current")) !== "true") problems.push("the choice is not marked");
  if ((await tab.locator('[data-name^="year-"]').count()) < 5) problems.push("no other year can be chosen");
  await tab.click('[data-name="kind-final"]');
  await tab.waitForFunction(() => new URL(location.href).searchParams.get("kind") === "final");
  await settled(tab, "找到");
  if (!(counted(await status(tab)) < promised)) problems.push("two choices find as much as one");
  await tab.locator("#search-chosen a").first().click();
  await tab.locator("#search-chosen a").first().click();
  await settled(tab, `找到 ${all} 份`);
  // The order, and more pages of it.
  await tab.selectOption("#search-sort", "amount");
  await tab.waitForFunction(() => document.querySelector("#search-results .amount"));
  await settled(tab, "找到");
  const figures = async () => (await tab.locator("#search-results > li > ul > li:first-child .amount").allTextContents()).map((text) => parseFloat(/[\d,.]+/.exec(text)[0].replaceAll(",", "")));
  const first = await figures();
  if (first.length < 10 || first.some((figure, index) => index > 0 && figure > first[index - 1])) problems.push(`not by amount: ${first}`);
  await tab.click("#search-pages a:last-child");
  await settled(tab, "找到");
  await tab.waitForFunction(() => document.querySelector("#search-pages").textContent.includes("第 2 页"));
  const second = await figures();
  if (!(second[0] <= first.at(-1))) problems.push(`the second page does not follow the first: ${first}, ${second}`);
  // The address is all there is to it.
  const before = await titles(tab);
  await tab.goto(tab.url());
  await settled(tab, "找到");
  if (JSON.stringify(await titles(tab)) !== JSON.stringify(before)) problems.push("the address does not lead to the same results");
  // An order of a list that is long can be asked for in whole.
  await tab.goto(tab.url().split("?")[0] + "?q=" + encodeURIComponent("局"));
  await settled(tab, "找到");
  const departments = tab.locator('[data-name^="department-"]');
  const few = await departments.count();
  await tab.locator("#search-facets button").last().click();
  if (!((await departments.count()) > few)) problems.push("no more departments than at first");
  check("what is typed is found, narrowed down, sorted and kept in the address", problems);
  await tab.context().close();
}

async function goesBack({ open, host, check }) {
  const { tab, noise } = await open("index.html");
  const problems = noise;
  await tab.fill("#search-box input", "公务接待");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/search\/index\.html\?q=/);
  await settled(tab, "找到");
  const first = await titles(tab);
  await tab.fill("#search-form input", "绩效");
  await tab.waitForFunction(() => new URL(location.href).searchParams.get("q") === "绩效");
  await settled(tab, "找到");
  await tab.fill("#search-form input", "绩效目标"); // Typing on is one step.
  await tab.waitForFunction(() => new URL(location.href).searchParams.get("q") === "绩效目标");
  await tab.keyboard.press("Enter");
  await settled(tab, "找到");
  const second = await titles(tab);
  await tab.evaluate(() => scrollTo(0, 600));
  await tab.locator("#search-results li li a").nth(4).click();
  await tab.waitForURL(/\/d\//);
  await tab.goBack();
  await settled(tab, "找到");
  if (JSON.stringify(await titles(tab)) !== JSON.stringify(second)) problems.push("back from a page: other results");
  await tab.waitForFunction(() => scrollY > 300, null, { timeout: 3000 }).catch(() => problems.push("back from a page: at another place"));
  await tab.goBack();
  await tab.waitForFunction(() => new URL(location.href).searchParams.get("q") === "公务接待");
  await tab.waitForFunction((title) => document.querySelector("#search-results h2")?.textContent === title, first[0]).catch(() => problems.push("back: other results"));
  if ((await tab.inputValue("#search-form input")) !== "公务接待") problems.push("back: the box has another query");
  await tab.goForward();
  await tab.waitForFunction(() => document.querySelector("#search-form input").value === "绩效目标").catch(() => problems.push("forward: the box has another query"));
  await tab.waitForFunction((title) => document.querySelector("#search-results h2")?.textContent === title, second[0]).catch(() => problems.push("forward: other results"));
  if (!(await tab.title()).includes("绩效目标")) problems.push(`the title is ${await tab.title()}`);
  // Back before the answer is there leads to what was there before, and not to what comes late.
  await tab.fill("#search-form input", "公务接待");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction((title) => document.querySelector("#search-results h2")?.textContent === title, first[0]);
  host.delay = 700;
  await tab.fill("#search-form input", "疫苗");
  await tab.waitForFunction(() => new URL(location.href).searchParams.get("q") === "疫苗");
  await tab.goBack();
  host.delay = 0;
  await tab.waitForTimeout(2000);
  if ((await tab.inputValue("#search-form input")) !== "公务接待" || (await titles(tab))[0] !== first[0]) problems.push("back before the answer: the answer comes under another address");
  check("back and forward lead through searches", problems);
  await tab.context().close();
}

async function byKeyboard({ open, check }) {
  const { tab, noise } = await open("search/index.html?q=" + encodeURIComponent("公务接待"));
  const problems = noise;
  await settled(tab, "找到");
  const active = () => tab.evaluate(() => document.activeElement.closest("#search-results, #search-facets, form, #search-chosen")?.id);
  await tab.keyboard.press("ArrowDown");
  if ((await active()) !== "search-results") problems.push("down does not lead to the results");
  await tab.keyboard.press("/");
  if ((await active()) !== "search-form") problems.push("/ does not lead to the box");
  if ((await tab.inputValue("#search-form input")) !== "公务接待") problems.push("/ is typed");
  // Through all of it by Tab: the results and the choices are there, and a choice keeps the focus.
  const seen = new Set();
  for (let step = 0; step < 90 && !seen.has("search-facets"); step += 1) {
    await tab.keyboard.press("Tab");
    seen.add(await active());
  }
  if (!seen.has("search-results") || !seen.has("search-facets")) problems.push(`by Tab only ${[...seen]}`);
  const name = await tab.evaluate(() => document.activeElement.dataset.name);
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.querySelector("#search-facets [aria-current]"));
  await settled(tab, "找到");
  await tab.waitForFunction((name) => document.activeElement.dataset.name === name, name, { timeout: 3000 }).catch(() => problems.push("the focus is lost"));
  if ((await tab.getAttribute("#search-status", "role")) !== "status") problems.push("what is found is not announced");
  check("the search page by keyboard", problems);
  await tab.context().close();
}

/// An input method composes letters before they are text.
async function composes({ open, check }) {
  for (const path of ["search/index.html", "glossary/index.html"]) {
    const { tab, noise } = await open(path);
    const problems = noise;
    const isPage = path.startsWith("search/");
    const found = isPage ? "#search-results li" : ".panel li";
    if (isPage) await settled(tab, "输入搜索词");
    await tab.focus(isPage ? "#search-form input" : "#search-box input");
    const session = await tab.context().newCDPSession(tab);
    for (const text of ["g", "go", "gongwu"]) await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await tab.waitForTimeout(700);
    if ((await tab.locator(found).count()) > 0 || new URL(tab.url()).search) problems.push("searches for letters that are being composed");
    await session.send("Input.insertText", { text: "公务接待" });
    await tab.waitForSelector(found).catch(() => problems.push("does not search for what was composed"));
    if (isPage && new URL(tab.url()).searchParams.get("q") !== "公务接待") problems.push(`the address says ${tab.url()}`);
    // The next composition begins before what the last one made is asked for.
    await session.send("Input.imeSetComposition", { text: "zh", selectionStart: 2, selectionEnd: 2 });
    await session.send("Input.insertText", { text: "支" });
    await session.send("Input.imeSetComposition", { text: "ch", selectionStart: 2, selectionEnd: 2 });
    await tab.waitForTimeout(700);
    if (isPage && new URL(tab.url()).searchParams.get("q") !== "公务接待") problems.push(`half a word is asked for: ${decodeURIComponent(tab.url())}`);
    check(`letters that are composed: ${path}`, problems);
    await tab.context().close();
  }
}

async function inTheBox({ open, host, check }) {
  const { tab, noise } = await open("y/2023/index.html");
  const problems = noise;
  await tab.keyboard.press("/");
  await tab.keyboard.type("财政局 公务接待");
  await tab.waitForSelector(".panel li");
  const links = await tab.locator(".panel a").evaluateAll((all) => all.map((link) => link.href));
  if (!links[0].endsWith("/d/caizheng/index.html")) problems.push(`the department is not first: ${links[0]}`);
  if (!links.some((href) => href.includes("#"))) problems.push("no passage");
  if (!links.at(-1).includes("/search/index.html?q=")) problems.push("no way to all results");
  await tab.waitForFunction(() => document.querySelector("#search-box [role=status]").textContent.includes("找到"));
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowUp");
  const focused = await tab.evaluate(() => document.activeElement.href);
  if (focused !== links[0]) problems.push(`the arrows lead to ${focused}`);
  await tab.keyboard.press("Escape");
  if (await tab.isVisible(".panel")) problems.push("Escape does not close it");
  if (!(await tab.evaluate(() => document.activeElement.matches("#search-box input")))) problems.push("the focus is lost");
  await tab.keyboard.type("绩");
  await tab.waitForSelector(".panel", { state: "visible" });
  await tab.keyboard.press("Shift+Tab");
  await tab.waitForSelector(".panel", { state: "hidden" }).catch(() => problems.push("stays open when it is left"));
  for (const width of [360, 800, 1440]) {
    await tab.setViewportSize({ width, height: 700 });
    await tab.fill("#search-box input", "");
    await tab.fill("#search-box input", "局");
    await tab.waitForSelector(".panel li", { state: "visible" });
    const { left, right, wider } = await tab.evaluate(() => ({ ...document.querySelector(".panel").getBoundingClientRect().toJSON(), wider: document.documentElement.scrollWidth - document.documentElement.clientWidth }));
    if (left < 0 || right > width || wider > 0) problems.push(`${width} px: leaves the screen`);
  }
  // What comes late is not shown to who has left; and a press on the panel is none.
  host.delay = 800;
  await tab.fill("#search-box input", "疫苗接种");
  await tab.waitForTimeout(300);
  await tab.keyboard.press("Escape");
  await tab.fill("#search-box input", "");
  host.delay = 0;
  await tab.waitForTimeout(1500);
  if (await tab.isVisible(".panel")) problems.push("the panel comes back when it is closed");
  await tab.fill("#search-box input", "局");
  await tab.waitForSelector(".panel li", { state: "visible" });
  await tab.locator(".panel").click({ position: { x: 3, y: 3 } });
  if (!(await tab.isVisible(".panel"))) problems.push("a press beside a link closes it");
  await tab.fill("#search-box input", "不存在的词语 财政局");
  await tab.waitForFunction(() => document.querySelector(".panel").textContent.includes("可以试试")).catch(() => problems.push("nothing near is named"));
  await tab.locator(".panel a").last().click();
  await tab.waitForURL(/search\/index\.html/);
  await settled(tab, "找到");
  check("the box on every page", problems);
  await tab.context().close();
}

async function states({ open, host, site, check }) {
  const { tab, noise } = await open("search/index.html");
  await settled(tab, "输入搜索词");
  const problems = noise;
  // A slow host: it is said that something is going on, and the last question is the one that is answered.
  host.delay = 500;
  await tab.fill("#search-form input", "住房公积金");
  await tab.waitForFunction(() => document.getElementById("search-status").textContent.includes("正在搜索"), null, { timeout: 5000 }).catch(() => problems.push("nothing is said while it takes long"));
  await tab.fill("#search-form input", "疫苗");
  host.delay = 0;
  await settled(tab, "找到");
  if (!(await tab.textContent("#search-results mark")).includes("疫苗")) problems.push("an earlier question is answered");
  // A page that there is not is the last one.
  await tab.goto(`${tab.url().split("?")[0]}?q=${encodeURIComponent("疫苗")}&page=999`);
  await settled(tab, "找到");
  if ((await tab.locator("#search-results > li").count()) === 0) problems.push("a page behind the last is empty");
  // From the disk nothing can be read, which is said.
  const disk = await tab.context().newPage();
  await disk.goto(pathToFileURL(join(site, "search/index.html")).href);
  await disk.waitForFunction(() => document.getElementById("search-status").textContent.includes("不能搜索"), null, { timeout: 5000 }).catch(() => problems.push("from the disk nothing is said"));
  await disk.close();
  host.kind = () => [503, {}, Buffer.alloc(0)];
  await tab.fill("#search-form input", "国有资产");
  await settled(tab, "连不上");
  if (await tab.isVisible("#search-found")) problems.push("what was found before stands below a failure");
  host.kind = kinds["honours ranges"];
  await tab.click("#search-notes button");
  await settled(tab, "找到");
  await tab.fill("#search-form input", "年度:去年 疫苗接种方案不存在");
  await settled(tab, "没有找到");
  const notes = await tab.textContent("#search-notes");
  if (!notes.includes("没有理会“年度:去年”：不是年度")) problems.push(`what was left out is not told: ${notes}`);
  if (!notes.includes("可以试试")) problems.push("nothing near is named");
  await tab.locator("#search-notes a").first().click();
  await settled(tab, "找到");
  await tab.goto(`${tab.url().split("?")[0]}?q=${encodeURIComponent("公务接待")}&year=1999`);
  await settled(tab, "没有找到");
  await tab.locator("#search-notes a").first().click();
  await settled(tab, "找到");
  await tab.evaluate(() => document.querySelector("#search-help summary").scrollIntoView());
  await tab.goto(tab.url().split("?")[0]);
  await settled(tab, "输入搜索词");
  const examples = await tab.locator("[data-query]").allTextContents();
  for (const [number, example] of examples.entries()) {
    await tab.goto(tab.url().split("?")[0]);
    await settled(tab, "输入搜索词");
    await tab.locator("[data-query]").nth(number).click();
    await tab.waitForFunction(() => location.search !== "");
    await tab.waitForFunction(() => !document.querySelector("[aria-busy]") && !/输入|正在/.test(document.getElementById("search-status").textContent));
    if (!(await status(tab)).includes("找到") || (await status(tab)).includes("没有")) problems.push(`an example finds nothing: ${example}`);
  }
  const allowed = problems.filter((problem) => !problem.includes("503"));
  check("what readers are told, and how they go on", allowed);
  await tab.context().close();
}

/// Whatever is in content or in a query is text.
async function attacks({ browser, program, work, check }) {
  const source = join(work, "attack");
  const bad = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  const quoted = JSON.stringify(bad);
  const files = {
    "site.toml": `title = ${quoted}\nbase_url = "https://example.gov.cn/"\n`,
    "content/caizheng/department.yaml": `名称: ${JSON.stringify(`财政局${bad}`)}\n`,
    "content/caizheng/2024/budget.yaml": `title: ${JSON.stringify(`2024年预算${bad}`)}\nunit: 万元\nsections: [{key: duties, heading: ${JSON.stringify(`职责${bad}`)}, body: ${JSON.stringify(`公务接待 \`${bad}\` javascript:alert(3)`)}}]\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(source, path)), { recursive: true });
    await writeFile(join(source, path), text);
  }
  execFileSync(program, ["build", "--quiet", "--root", source, "--out", join(work, "attacked")], { stdio: "pipe" });
  const host = await serve(join(work, "attacked"));
  const context = await browser.newContext();
  const tab = await context.newPage();
  const problems = [];
  tab.on("dialog", (dialog) => problems.push(`a script ran: ${dialog.message()}`) && dialog.dismiss());
  tab.on("request", (request) => request.url().endsWith("/x") && problems.push("markup was made of text"));
  const query = `财政局 OR ${bad}`;
  const made = () => tab.evaluate(() => document.querySelectorAll("#search-found img, #search-found script, #search-notes img, .panel img, .panel script").length);
  for (const address of [`?q=${encodeURIComponent(query)}`, `?q=${encodeURIComponent("公务接待")}`, `?q=${encodeURIComponent(`年度:${bad}`)}`, `?q=a&department=${encodeURIComponent(bad)}&year=${encodeURIComponent(bad)}&sort=${encodeURIComponent(bad)}&page=-9e99`, `?q=${"局".repeat(900)}`, "?q=%ff%00%0a&page=NaN"]) {
    await tab.goto(`${host.base}search/index.html${address}`);
    await tab.waitForFunction(() => document.getElementById("search-status").textContent.match(/找到/), null, { timeout: 10_000 }).catch(() => problems.push(`no answer: ${address.slice(0, 60)}`));
    if ((await made()) > 0) problems.push(`markup was made of text: ${address.slice(0, 60)}`);
  }
  const results = await tab.goto(`${host.base}search/index.html?q=${encodeURIComponent("公务接待")}`).then(() => tab.waitForSelector("#search-results li li")).then((item) => item.textContent());
  if (!results.includes(bad)) problems.push(`the text is lost: ${results}`);
  await tab.goto(`${host.base}index.html`);
  await tab.fill("#search-box input", query);
  await tab.waitForSelector(".panel li");
  if ((await made()) > 0) problems.push("markup was made of text in the box");
  // Nothing but what the policy allows: no inline script, no other host.
  const policy = await tab.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
  for (const rule of ["script-src 'self' 'wasm-unsafe-eval';", "connect-src 'self';", "worker-src 'self';", "default-src 'none';"]) if (!policy.includes(rule)) problems.push(`the policy lacks ${rule}`);
  if (/unsafe-inline|'unsafe-eval'|\*/.test(policy)) problems.push(`the policy allows too much: ${policy}`);
  check("text from content and queries is never markup", problems);
  await context.close();
  await host.close();
}
