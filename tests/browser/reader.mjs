// Reading without scripts, with the keyboard alone, and with text twice as large.
import { answered } from "./searching.mjs";

/// Follows the first of the links as a reader does, and waits until the page that it leads to is there.
export async function follow(tab, links) {
  const link = tab.locator(links).first();
  const target = await link.evaluate((element) => element.href);
  await Promise.all([tab.waitForURL(target), link.click()]);
}

/// Everything is there without scripts: the way to a disclosure, its tables, its terms explained.
export async function withoutScripts(browser, base, explaining, check) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  const problems = [];
  await tab.goto(base);
  if (await tab.locator("#large-type").isVisible()) problems.push("a switch that needs scripts is shown");
  await follow(tab, "ul.cards li:has(p a) a.title");
  await follow(tab, "#disclosures ~ ul a");
  if ((await tab.locator("article h1").count()) !== 1) problems.push("no disclosure at the end of the way");
  if ((await tab.locator("article table").count()) === 0) problems.push("a disclosure without tables");
  if (explaining) {
    await tab.goto(base + explaining);
    const [term, meaning] = [tab.locator(".explained button").first(), tab.locator(".explained [popover]").first()];
    if (await meaning.isVisible()) problems.push("a term is explained before anybody asked");
    await term.click();
    if (!(await meaning.isVisible())) problems.push("a term is not explained");
  }
  check(`without scripts: ${base}`, problems);
  await context.close();
}

/// How many places of a page the keyboard goes through; what comes behind them is more of the same.
const mostStops = 120;

/// The Tab key comes to the skip link first, then to everything that can be used or scrolled, and shows where it is.
export async function byKeyboard(context, base, paths, check) {
  const tab = await context.newPage();
  await tab.setViewportSize({ width: 360, height: 900 });
  for (const path of paths) {
    await tab.goto(base + path);
    const expected = await tab.evaluate((most) => {
      window.stops = [];
      document.addEventListener("focusin", ({ target }) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        const { top, bottom } = target.getBoundingClientRect();
        window.stops.push({ target, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, above: bottom < 0, below: top > innerHeight });
      });
      const all = [...document.querySelectorAll("a[href], button:not([hidden]), input, select, summary, .scroll")];
      window.expected = all.filter((element) => element.checkVisibility()).slice(0, most); // Not what is folded away.
      return window.expected.length;
    }, mostStops);
    for (let stop = 0; stop < expected; stop += 1) await tab.keyboard.press("Tab");
    const problems = await tab.evaluate(() => {
      const name = (element) => `<${element.tagName.toLowerCase()}> ${element.textContent.trim().slice(0, 20)}`;
      const { expected: all, stops } = window;
      const reached = new Set(stops.map(({ target }) => target));
      const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
      const lost = [...document.querySelectorAll("main *")].filter((element) => scrolls(element) && element.tabIndex < 0);
      return [
        ...(stops[0]?.target.getAttribute("href") === "#main" ? [] : ["the first stop is not the skip link"]),
        ...all.filter((element) => !reached.has(element)).map((element) => `not reached: ${name(element)}`),
        ...lost.map((element) => `scrolls and cannot be reached: ${name(element)}`),
        ...stops.filter(({ seen }) => !seen).map(({ target }) => `no visible focus: ${name(target)}`),
        ...stops.filter(({ above, below }) => above || below).map(({ target }) => `focused out of sight: ${name(target)}`),
      ].slice(0, 10);
    });
    check(`by keyboard: ${path}`, problems);
  }
  await tab.close();
}

/// A term opens with Enter, stays on the screen whatever its width and type, closes with Escape, and is no clutter on paper.
export async function terms(context, base, path, check) {
  const tab = await context.newPage();
  const problems = [];
  for (const [width, size] of [[360, "100%"], [360, "140%"], [1440, "100%"], [1280, "200%"]]) {
    await tab.setViewportSize({ width, height: 700 });
    await tab.goto(base + path);
    await tab.evaluate((value) => (document.documentElement.style.fontSize = value), size);
    for (const number of (await tab.locator(".explained").all()).keys()) {
      const [term, meaning] = [".explained button", ".explained [popover]"].map((selector) => tab.locator(selector).nth(number));
      const place = `${width} px, ${size}, term ${number + 1}`;
      await term.focus();
      await tab.keyboard.press("Enter");
      if (!(await meaning.isVisible())) problems.push(`${place}: Enter does not open it`);
      const box = await meaning.boundingBox();
      if (box && (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > 700)) problems.push(`${place}: leaves the screen`);
      await tab.keyboard.press("Escape");
      if (await meaning.isVisible()) problems.push(`${place}: Escape does not close it`);
      if (!(await term.evaluate((element) => element === document.activeElement))) problems.push(`${place}: the focus is lost`);
    }
  }
  await tab.locator(".explained button").first().click();
  await tab.emulateMedia({ media: "print" });
  if (await tab.locator(".explained [popover]").first().isVisible()) problems.push("an explanation is printed over the text");
  const line = await tab.locator(".explained button").first().evaluate((element) => getComputedStyle(element).textDecorationLine);
  if (line !== "none") problems.push("a term is underlined on paper");
  check(`terms: ${path}`, problems);
  await tab.close();
}

/// Text of twice the size loses nothing on a usual screen, and nothing is wider than the narrowest one.
export async function enlarged(context, base, paths, check) {
  const tab = await context.newPage();
  for (const path of paths) {
    const problems = [];
    for (const [width, size] of [[1280, "200%"], [360, "200%"], [320, "100%"]]) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.goto(base + path);
      await answered(tab);
      const found = await tab.evaluate((value) => {
        document.documentElement.style.fontSize = value;
        const root = document.documentElement;
        const cut = [...document.querySelectorAll("body *:not(.unseen, input)")].filter((element) => {
          const { overflowX, overflowY } = getComputedStyle(element);
          const hides = (overflow) => overflow === "hidden" || overflow === "clip";
          return (hides(overflowX) && element.scrollWidth > element.clientWidth) || (hides(overflowY) && element.scrollHeight > element.clientHeight);
        });
        const wider = root.scrollWidth - root.clientWidth;
        return [...(wider > 0 ? [`${wider} px wider than the screen`] : []), ...cut.map((element) => `cut off: ${element.textContent.trim().slice(0, 20)}`)];
      }, size);
      problems.push(...found.map((problem) => `${width} px, ${size}: ${problem}`));
    }
    check(`enlarged: ${path}`, problems);
  }
  await tab.close();
}

/// A table that compares departments is filtered and sorted by keyboard, the address tells how, and it can be undone.
export async function sortsAndFilters(context, base, path, check) {
  const tab = await context.newPage();
  const problems = [];
  const shown = () =>
    tab.evaluate(() =>
      [...document.querySelectorAll(".matrix tbody:not([hidden], :has(.group))")].map((body) => ({
        name: body.querySelector("th").textContent,
        figures: [...body.querySelectorAll("tr")].map((row) => parseFloat(row.querySelector("td:last-of-type").textContent.replaceAll(",", ""))),
      })),
    );
  await tab.goto(base + path);
  const all = await shown();
  await tab.focus('[name="sort"]');
  await tab.keyboard.press("ArrowDown"); // The latest year's budgets, the largest first.
  const sorted = await shown();
  const figures = sorted.map(({ figures }) => figures[0]).filter((figure) => !Number.isNaN(figure));
  if (figures.length < 2 || figures.some((figure, index) => index > 0 && figure > figures[index - 1])) problems.push(`not sorted: ${figures}`);
  if (sorted.length !== all.length) problems.push("sorting loses rows");
  const word = all[0].name.trim().slice(0, 3);
  await tab.fill('[name="filter"]', word);
  const filtered = await shown();
  if (filtered.length === 0 || filtered.some(({ name }) => !name.includes(word))) problems.push("not filtered");
  if (!(await tab.textContent(".controls output")).includes(String(filtered.length))) problems.push("does not say how many rows are left");
  await tab.goto(tab.url());
  if (JSON.stringify(await shown()) !== JSON.stringify(filtered)) problems.push("the address does not lead to the same view");
  await tab.fill('[name="filter"]', "");
  await tab.selectOption('[name="sort"]', "");
  if (JSON.stringify(await shown()) !== JSON.stringify(all)) problems.push("does not go back to the order as listed");
  if (new URL(tab.url()).search !== "") problems.push(`leaves something in the address: ${tab.url()}`);
  check(`sorts and filters: ${path}`, problems);
  await tab.close();
}
