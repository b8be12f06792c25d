// How well Pagefind finds what readers of the sample site want: `node benches/relevance.mjs SITE`, where SITE was built of the
// sample and `pagefind --site SITE` has indexed it. The queries are those by which ours is judged, `tests/data/judged.tsv`;
// `cargo nextest run readers_of_the_sample --no-capture` prints ours. A page counts as found without its place on it.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";
import { options } from "../tests/browser/checks.mjs";
import { serve } from "../tests/browser/hosts.mjs";

const host = await serve(resolve(process.argv[2]), undefined, "/");
const lines = (await readFile(new URL("../tests/data/judged.tsv", import.meta.url), "utf8")).trim().split("\n");
const judged = lines.map((line) => line.split("\t")).filter(([, wanted]) => wanted !== "instead");
const browser = await chromium.launch(options);
const tab = await browser.newPage();
await tab.goto(`${host.base}404.html`);
let [first, ten, ranks] = [0, 0, 0];
for (const [query, wanted] of judged) {
  const found = await tab.evaluate(async (query) => {
    globalThis.pagefind ??= await import("/pagefind/pagefind.js");
    const { results } = await globalThis.pagefind.search(query);
    return Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url));
  }, query);
  const rank = found.findIndex((url) => url.replace(/^\//, "").startsWith(wanted.split("#")[0].replace(/index\.html$/, "")));
  first += rank === 0;
  ten += rank >= 0;
  if (rank >= 0) ranks += 1 / (rank + 1);
  if (rank !== 0 && process.argv.includes("--each")) console.log(`${query}: ${rank}, ${found[0]}`);
}
console.log(`Pagefind: success@1 ${first}/${judged.length}, success@10 ${ten}/${judged.length}, MRR ${(ranks / judged.length).toFixed(3)}`);
await browser.close();
await host.close();
