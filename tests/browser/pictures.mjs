// Takes the pictures of the README from a built sample site: `node pictures.mjs SITE OUT`. Run by hand, after a change
// of the theme; docs/pictures/README.md says how.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [site, out] = process.argv.slice(2);
const pictures = [
  { name: "home", path: "index.html", width: 1200, height: 800 },
  { name: "years", path: "d/weijian/index.html", width: 1200, height: 800, at: "#overview" },
  { name: "flow", path: "y/2024/index.html", width: 1200, height: 640, at: "#final-flow" },
  { name: "disclosure", path: "d/jiaoyu/2024/final/index.html", width: 1200, height: 800 },
  { name: "dark", path: "d/jiaoyu/2024/final/index.html", width: 1200, height: 800, scheme: "dark", at: "#expenditure" },
  { name: "phone-statement", path: "d/jiaoyu/2024/final/index.html", width: 360, height: 720, at: "#statement-income" },
  { name: "phone-term", path: "d/jiaoyu/2024/final/index.html", width: 360, height: 720, term: 1 },
  { name: "phone-large", path: "index.html", width: 360, height: 720, large: true },
];

const program = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
for (const { name, path, width, height, scheme = "light", at, term, large } of pictures) {
  const tab = await program.newPage({ viewport: { width, height }, colorScheme: scheme });
  await tab.goto(pathToFileURL(join(site, path)).href);
  if (large) await tab.locator("#large-type").click();
  if (at) await tab.locator(at).evaluate((element) => element.scrollIntoView());
  if (term !== undefined) {
    const button = tab.locator(".explained button").nth(term);
    await button.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await button.click();
  }
  await tab.screenshot({ path: join(out, `${name}.png`) });
  await tab.close();
}
await program.close();
