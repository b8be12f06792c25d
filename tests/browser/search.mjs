// Searches a built site in Chromium, on hosts of every kind: `node search.mjs PROGRAM SITE`. What the engine answers there is
// compared with what the program answers; what readers see and do is in `searching.mjs`.
import { execFile, execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { chromium } from "playwright-core";
import { checks, options } from "./checks.mjs";
import { hopeless, kinds, serve } from "./hosts.mjs";
import { readers } from "./searching.mjs";

const [program, site] = process.argv.slice(2).map((path) => resolve(path));
const { check, report } = checks("search");
const work = await mkdtemp(join(tmpdir(), "mingbai-search-"));
const browser = await chromium.launch(options);

/// What the program answers.
const told = (query, order = "relevance", from = site) =>
  JSON.parse(execFileSync(program, ["search", "--site", from, "--format", "json", "--sort", order, "--", query], { encoding: "utf8", maxBuffer: 1 << 26 }));

/// What the program answers of a site at an address: results, or how it ends.
const toldFrom = (address) =>
  promisify(execFile)(program, ["search", "--site", address, "--format", "json", "--", "公务接待 年度:2023"], { maxBuffer: 1 << 26 }).then(({ stdout }) => JSON.parse(stdout), ({ code, stdout }) => ({ code, said: stdout }));

/// A page of a site in a browser of its own, whose cache is empty.
async function reader(base, path = "glossary/index.html") {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(base + path);
  return { tab, context };
}

/// What the site's own scripts answer in a page: results, or the trouble that there is.
const ask = (tab, query, sort = "") =>
  tab.evaluate(
    async ({ query, sort }) => {
      const client = new URL("static/search/client.js", new URL(document.querySelector("header .name a").href));
      const { search } = await import(client);
      return search({ query, sort }).catch(({ kind }) => ({ trouble: kind }));
    },
    { query, sort },
  );

/// The same queries natively and in the browser: the same groups, hits, scores, facets and marks.
async function answersTheSame() {
  const names = ["财政局", "教育局", "卫健局", "总工会", "档案馆", "czj", "jiaoyu", "住建局", "國土資源局", "财正局"];
  const words = ["公务接待", '"公务用车运行维护费"', "三公 -购置", "工资 OR 津贴", "绩效*", "科目:20129", "金额:>100万元", "1,074.50", "局", "疫苗", "不存在的词语", "年度:去年 预算"];
  const queries = new Set([...names, ...words, "OR", "-", '"', "部门:财政局 年度:2018..2022 类型:决算", "<script>alert(1)</script>"]);
  for (const name of names) {
    for (const word of words) queries.add(`${name} ${word}`);
    for (const year of ["2019", "2024年", "年度:2020..2023", "类型:决算", "2022 决算", "部门:总工会"]) queries.add(`${name} ${year}`);
  }
  const host = await serve(site);
  const { tab, context } = await reader(host.base);
  const orders = ["relevance", "year", "amount"];
  const asked = [...queries].slice(0, 200);
  const problems = asked.length < 200 ? [`only ${asked.length} queries`] : [];
  for (const [number, query] of asked.entries()) {
    const order = orders[number % orders.length];
    if (!isDeepStrictEqual(await ask(tab, query, order), told(query, order))) problems.push(`${query} (${order})`);
  }
  check("two hundred queries have the same answers natively and in the browser", problems);
  await context.close();
  await host.close();
}

const expected = told("公务接待 年度:2023");
const same = (answer) => (isDeepStrictEqual(answer, expected) ? [] : [`another answer: ${JSON.stringify(answer).slice(0, 200)}`]);

/// Whatever a host does with ranges and compression, the answer is the same; where nothing can be read, that is what is said.
async function onEveryHost() {
  for (const [name, kind] of Object.entries(kinds)) {
    const host = await serve(site, kind);
    const { tab, context } = await reader(host.base);
    const problems = same(await ask(tab, "公务接待 年度:2023"));
    // What is kept is not asked for again.
    const before = host.requests;
    problems.push(...same(await ask(tab, "公务接待 年度:2023")));
    if (host.requests > before) problems.push(`asks for what it has: ${host.asked.slice(before)}`);
    check(`a host that ${name}`, problems);
    check(`mingbai search over a host that ${name}`, same(await toldFrom(host.base)));
    await context.close();
    await host.close();
  }
  const troubles = { "is overloaded": "offline", "has no index": "missing" };
  for (const [name, kind] of Object.entries(hopeless)) {
    const host = await serve(site, kind);
    const { tab, context } = await reader(host.base);
    const { trouble } = await ask(tab, "公务接待 年度:2023");
    check(`a host that ${name}`, trouble === (troubles[name] ?? "broken") ? [] : [`it says ${trouble}`]);
    const { code, said } = await toldFrom(host.base);
    check(`mingbai search over a host that ${name}`, code === 3 && /"(broken-index|unreachable|no-index)"/.test(said) ? [] : [`${code}: ${said}`]);
    // It is not for ever.
    host.kind = kinds["honours ranges"];
    check(`a host that ${name} no more`, same(await ask(tab, "公务接待 年度:2023")));
    await context.close();
    await host.close();
  }
  const host = await serve(site, undefined, "/");
  const { tab, context } = await reader(host.base);
  check("a host that serves the site at its root", same(await ask(tab, "公务接待 年度:2023")));
  await context.close();
  await host.close();
}

/// Servers that nobody here wrote.
async function onRealServers() {
  const copy = join(work, "www");
  await cp(site, join(copy, "ys"), { recursive: true });
  const run = async (name, command, args, address) => {
    const server = spawn(command, args, { cwd: copy, stdio: "ignore" });
    const ended = new Promise((done) => server.once("exit", done));
    const failed = new Promise((_, reject) => server.once("error", reject));
    const isThere = async () => {
      for (let tries = 0; tries < 100; tries += 1) {
        if (await fetch(address).then(({ ok }) => ok, () => false)) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error("it does not answer");
    };
    try {
      await Promise.race([isThere(), failed]);
      const { tab, context } = await reader(address);
      check(name, same(await ask(tab, "公务接待 年度:2023")));
      await context.close();
    } catch (error) {
      check(name, [String(error)]);
    }
    server.kill();
    await ended;
  };
  /// A port that nobody listens on.
  const port = () =>
    new Promise((done) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => done(port));
      });
    });
  const plain = await port();
  await run("Python's server, which has no ranges, below a path", "python3", ["-m", "http.server", String(plain), "--bind", "127.0.0.1"], `http://127.0.0.1:${plain}/ys/`);
  for (const [name, settings] of [["nginx", ""], ["nginx that compresses everything", "gzip on; gzip_types *; gzip_min_length 1; gzip_comp_level 1;"], ["nginx that sends no ranges", "max_ranges 0;"]]) {
    const listen = await port();
    const paths = ["client_body_temp_path", "proxy_temp_path", "fastcgi_temp_path", "uwsgi_temp_path", "scgi_temp_path"].map((path) => `${path} ${work}/${path};`);
    const mime = "types { text/html html; text/css css; text/javascript js; image/svg+xml svg; application/json json; }";
    const configuration = join(work, `nginx-${listen}.conf`);
    await writeFile(
      configuration,
      `daemon off; master_process off; pid ${work}/nginx-${listen}.pid; error_log ${work}/nginx.log; events {} http { access_log off; ${mime} ${paths.join(" ")} ${settings} server { listen 127.0.0.1:${listen}; root ${copy}; } }`,
    );
    await run(name, "/usr/sbin/nginx", ["-c", configuration, "-e", `${work}/nginx.log`], `http://127.0.0.1:${listen}/ys/`);
  }
}

/// The site is published anew while a reader searches.
async function publishedAnew() {
  const problems = [];
  const [old, host] = [join(work, "old"), await serve(site)];
  await cp(site, old, { recursive: true });
  const source = join(work, "source");
  const root = resolve(import.meta.dirname, "../..");
  for (const name of ["content", "site.toml"]) await cp(join(root, name), join(source, name), { recursive: true });
  host.folder = old;
  const { tab, context } = await reader(host.base);
  await ask(tab, "三公");
  // Another year is gone: another index, whose pieces have other names, and the old ones are no more.
  const departments = (await readdir(join(source, "content"), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of departments) await rm(join(source, "content", name, "2023"), { recursive: true, force: true });
  const fresh = join(work, "fresh");
  execFileSync(program, ["build", "--quiet", "--root", source, "--out", fresh], { stdio: "pipe" });
  await rename(old, join(work, "before"));
  await cp(fresh, old, { recursive: true });
  const { disclosures } = await ask(tab, "公务接待");
  if (disclosures !== told("公务接待", "relevance", fresh).disclosures) problems.push(`finds ${disclosures}, of the site before`);
  // The manifest is there, and its files are not yet; and the other way round.
  const manifest = join(old, "search/data/manifest.json");
  const { pieces, ...others } = JSON.parse(await readFile(manifest, "utf8"));
  await context.close();
  const early = await reader(host.base);
  await writeFile(manifest, JSON.stringify({ ...others, pieces: pieces.map(() => "0000000000000000.bin") }));
  const { trouble } = await ask(early.tab, "公务接待");
  if (trouble !== "changed") problems.push(`files that are not there yet: ${trouble}`);
  await writeFile(manifest, JSON.stringify({ ...others, pieces }));
  if ((await ask(early.tab, "公务接待")).disclosures !== disclosures) problems.push("does not find its way back");
  // A later version of the program made the site.
  await early.context.close();
  const late = await reader(host.base);
  await writeFile(manifest, JSON.stringify({ ...others, pieces, format: others.format + 1 }));
  const later = await ask(late.tab, "公务接待");
  if (later.trouble !== "changed") problems.push(`a format of another time: ${JSON.stringify(later).slice(0, 100)}`);
  // What is no manifest at all is told at once, and not looked for.
  for (const changed of [{ piece: -5 }, { piece: 1e-300 }, { piece: 0 }, { pieces: "x" }, { length: "1" }, { head: "../../x.gz" }]) {
    await writeFile(manifest, JSON.stringify({ ...others, pieces, ...changed }));
    const bad = await reader(host.base);
    const told = await Promise.race([ask(bad.tab, "公务接待"), new Promise((done) => setTimeout(done, 5000, { trouble: "nothing" }))]);
    if (told.trouble !== "broken") problems.push(`${JSON.stringify(changed)}: ${told.trouble}`);
    await bad.context.close();
  }
  check("a site that is published anew while it is searched", problems);
  await late.context.close();
  await host.close();
}

/// Without a network, and in browsers that lack something.
async function withoutSomething() {
  const host = await serve(site);
  const { tab, context } = await reader(host.base);
  await ask(tab, "公务接待 年度:2023");
  await context.setOffline(true);
  const problems = same(await ask(tab, "公务接待 年度:2023"));
  const { trouble } = await ask(tab, "国有资产 年度:2017");
  if (trouble !== "offline") problems.push(`without a network: ${trouble}`);
  await context.setOffline(false);
  if (!((await ask(tab, "国有资产 年度:2017")).disclosures > 0)) problems.push("does not go on with a network");
  check("without a network", problems);
  await context.close();
  for (const [lack, script, wanted] of [
    ["without workers", "delete globalThis.Worker", null],
    ["with workers that load no modules", "globalThis.Worker = class extends EventTarget { constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('error'))); } }", null],
    ["with workers that say nothing", "globalThis.Worker = class extends EventTarget { postMessage() {} }", null],
    ["without WebAssembly", "delete globalThis.Worker; delete globalThis.WebAssembly", "unsupported"],
    ["without decompression", "delete globalThis.Worker; delete globalThis.DecompressionStream", "unsupported"],
    ["without a secure context's digests", "delete globalThis.Worker; Object.defineProperty(crypto, 'subtle', { value: undefined })", null],
  ]) {
    const context = await browser.newContext();
    await context.addInitScript(script);
    const tab = await context.newPage();
    const noise = [];
    tab.on("console", (message) => noise.push(message.text()));
    await tab.goto(`${host.base}glossary/index.html`);
    const answer = await ask(tab, "公务接待 年度:2023");
    check(`a browser ${lack}`, wanted ? (answer.trouble === wanted ? [] : [JSON.stringify(answer).slice(0, 200)]) : [...same(answer), ...noise]);
    await context.close();
  }
  await host.close();
}

try {
  await answersTheSame();
  await onEveryHost();
  await onRealServers();
  await publishedAnew();
  await withoutSomething();
  await readers({ browser, program, site, work, check });
} finally {
  await browser.close();
  await rm(work, { recursive: true, force: true });
}
report();
