// Makes what is found visible. All of it is text: nothing that a page or a reader says becomes markup.

/// The site's root.
export const root = new URL("../../", import.meta.url);

/// The words of this language: the search page holds them, for all pages.
async function wordsOf(document) {
  const read = async () => new DOMParser().parseFromString(await (await fetch(new URL("search/index.html", root))).text(), "text/html");
  return document.getElementById("search-words") ?? (await read()).getElementById("search-words");
}
const words = (await wordsOf(document)).content;

/// A message with its facts put in.
export function say(id, facts = {}) {
  const message = words.querySelector(`[data-id="${id}"]`)?.textContent ?? "";
  return message.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/// An element with attributes and children; text stays text.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/// Text in which what was looked for is marked.
export const marked = (pieces) => pieces.map(({ text, marked }) => (marked ? make("mark", {}, text) : text));

/// An amount in 分 as 万元, exact to the last digit.
export function wan(fen) {
  const digits = String(Math.abs(fen)).padStart(7, "0");
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "−" : ""}${whole}.${digits.slice(-6).replace(/0{1,4}$/, "")}`;
}

/// Where a hit stands.
export const place = (group, hit) => new URL(group.path + (hit.anchor && `#${encodeURIComponent(hit.anchor)}`), root).href;

/// What a disclosure is, in words.
export const about = ({ department, year, kind, unit }) => [department, say("year-kind", { year, kind: say(kind) }), unit ? say("unit") : ""].filter(Boolean).join(" · ");
