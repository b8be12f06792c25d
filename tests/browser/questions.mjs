// What readers ask, answered on the sample site within two clicks of the home page, with the figures behind each answer.
import { follow } from "./reader.mjs";

/// Each question: the links from the home page, what the page that they lead to has to show, and the file that holds it.
const questions = [
  {
    asks: "how the three public expenses of a department changed over ten years, and why",
    links: ['ul.cards a.title:text-is("示例县教育局")', '#chart-three-public .legend a:text-is("各年原因")'],
    shows: ["#chart-three-public", /2016年至2025年，“三公”经费预算由10\.00万元减至5\.40万元，下降46\.0%。/],
    also: ["#why-three_public-total", /车改|公务|接待|厉行节约/],
    file: /measures\.csv$/,
    holds: ["三公", "10.00", "5.40"],
  },
  {
    asks: "who spends most on a function",
    links: ['a[href="functions/index.html"]', 'table a:text-matches("^201 ")'],
    shows: ["#chart-departments tbody tr:first-child th", /示例县/],
    also: ["#chart-departments", /一般公共服务支出.*中，示例县\S+占[\d.]+%/s],
    file: /\.csv$/,
    holds: ["示例县财政局"],
  },
  {
    asks: "whether the plan was kept",
    links: ['ul.cards a.title:text-is("示例县财政局")'],
    shows: ["#chart-total", /2024年支出决算[\d,.]+万元，完成年初预算的[\d.]+%/],
    also: ["#measures ~ .scroll", /完成率/],
    file: /measures\.csv$/,
    holds: ["支出总计"],
  },
  {
    asks: "what happened when two departments merged",
    links: ['ul.cards a.title:text-is("示例县自然资源和规划局")'],
    shows: ["#succession ~ ul", /2019年2月25日 合并：示例县国土资源局、示例县城乡规划局 → 示例县自然资源和规划局/],
    also: ["#measures ~ .quiet:last-of-type", /与更名、合并前各部门上年数的合计比较/],
    file: /measures\.csv$/,
    holds: ["支出总计"],
  },
  {
    asks: "which disclosures are missing or late",
    links: ['main a[href="coverage/index.html"]'],
    shows: ["table.coverage", /迟\s*\d+\s*天/],
    also: ["table.coverage", /缺/],
    file: /departments\.csv$/,
    holds: ["示例县"],
  },
];

/// Asks all of them.
export async function answers(context, base, check) {
  const tab = await context.newPage();
  await tab.setViewportSize({ width: 360, height: 900 });
  for (const { asks, links, shows, also, file, holds } of questions) {
    const problems = [];
    if (links.length > 2) problems.push("more than two clicks");
    await tab.goto(base);
    for (const link of links) await follow(tab, link);
    for (const [place, words] of [shows, also]) {
      const found = tab.locator(place).first();
      if (!(await found.isVisible())) problems.push(`${place} is not to be seen`);
      const text = (await found.textContent()).trim();
      if (!words.test(text)) problems.push(`${place} does not say ${words}: ${text.slice(0, 200)}`);
    }
    const hrefs = await tab.locator("a[download]").evaluateAll((all) => all.map((link) => link.href));
    const href = hrefs.find((one) => file.test(one));
    const text = href ? await (await fetch(href)).text() : "";
    if (!href) problems.push(`no file of the figures: ${hrefs}`);
    problems.push(...holds.filter((part) => !text.includes(part)).map((part) => `${href} does not hold ${part}`));
    check(`a reader asks ${asks}`, problems);
  }
  await tab.close();
}
