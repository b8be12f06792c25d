// What axe-core finds, in every width, colour and size of type: it must be nothing.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { answered } from "./searching.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Every rule is tried in both colours; in the other modes those that a width or a size of type can change.
const rules = ["target-size", "scrollable-region-focusable", "link-in-text-block"];
const inFull = ({ width, colour, large }) => !large && ((width === 360 && colour === "light") || (width === 1440 && colour === "dark"));
const modes = [360, 800, 1440].flatMap((width) => ["light", "dark"].flatMap((colour) => [false, true].map((large) => ({ width, colour, large }))));

/// Checks pages in all modes. The source of axe is evaluated from outside, which a page's security policy does not concern.
export async function accessible(browser, base, paths, check) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const context = await browser.newContext(); // Large type is remembered, and not to be where others read.
  const tab = await context.newPage();
  for (const path of paths) {
    await tab.goto(base + path);
    await answered(tab);
    await tab.evaluate(axe);
    const problems = [];
    for (const mode of modes) {
      const { width, colour, large } = mode;
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme: colour });
      if (((await tab.getAttribute("#large-type", "aria-pressed")) === "true") !== large) await tab.click("#large-type");
      const term = tab.locator(".explained button").first();
      if (await term.count()) await term.click(); // Its explanation is checked, too.
      const { violations } = await tab.evaluate(
        (only) => window.axe.run({ runOnly: only, resultTypes: ["violations"] }),
        inFull(mode) ? { type: "tag", values: tags } : { type: "rule", values: rules },
      );
      if (await term.count()) await tab.keyboard.press("Escape");
      for (const { id, help, nodes } of violations)
        for (const node of nodes.slice(0, 3)) problems.push(`${width} px ${colour}${large ? " large" : ""}: ${id} (${help}): ${node.target.join(" ")}`);
    }
    check(`accessible: ${path}`, problems);
  }
  await context.close();
}
