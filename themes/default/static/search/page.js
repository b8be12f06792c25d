// The search page: results as a reader types, choices beside them, and all of it in the address, so that a search can be kept.
import { search } from "./client.js";
import { about, make, marked, place, root, say, wan } from "./show.js";

const size = 10;
/// As many departments are shown before all of them are wanted.
const fewest = 8;
const keys = ["q", "kind", "year", "function", "department", "sort", "page"];
const aspects = keys.slice(1, 5);
const at = (id) => document.getElementById(id);
const form = at("search-form");
const box = form.elements.q;
const order = at("search-sort");
const title = document.title;

// Beside the results, and behind them; on a narrow screen above them, and closed, or they would push the results off it.
const wide = matchMedia("(min-width: 60rem)");
const fit = () => {
  const aside = at("search-aside");
  aside.querySelector("details").open = wide.matches;
  if (wide.matches) at("search-found").append(aside);
  else at("search-found").prepend(aside);
};
wide.addEventListener("change", fit);
fit();

/// What the address asks for.
function asked() {
  const { searchParams } = new URL(location.href);
  // Whatever else stands there is nothing that can be asked for.
  const sound = { kind: /^(budget|final)$/, year: /^\d{4}$/, function: /^\d{3}$/, department: /^[\w-]+$/, sort: /^(year|amount)$/, page: /^\d{1,6}$/ };
  const value = (key) => (searchParams.get(key) ?? "").replace(/[\n\r]+/g, " ");
  return Object.fromEntries(keys.map((key) => [key, sound[key]?.test(value(key)) === false ? "" : value(key)]));
}

/// The address that asks for something.
function address(state) {
  const url = new URL(location.href);
  url.hash = "";
  url.search = new URLSearchParams(keys.filter((key) => state[key]).map((key) => [key, state[key]]));
  return url.href;
}

/// Whether the address is one that a reader came to on purpose: typing changes it, and leaves this one behind to go back to.
let isSettled = true;

function go(state, settled) {
  const href = address(state);
  if (href !== location.href) {
    if (isSettled || settled) history.pushState(null, "", href);
    else history.replaceState(null, "", href);
  }
  isSettled = settled;
  return run();
}

/// The address whose answer is shown.
let shown = null;
let slow;

async function run() {
  const state = asked();
  const { q, sort, kind, year, department } = state;
  const page = Math.max(1, Math.floor(Number(state.page)) || 1);
  const isEmpty = !q.trim() && !aspects.some((aspect) => state[aspect]);
  document.title = q.trim() ? `${q.trim()} - ${title}` : title;
  clearTimeout(slow);
  shown = null;
  // What answers at once needs no waiting to be said.
  slow = setTimeout(() => status("loading"), 300);
  at("search-found").setAttribute("aria-busy", "true");
  try {
    // Whoever only opens the page has everything ready, too.
    const results = await search({ query: q, sort, kind, year, department, function: state.function, skip: (page - 1) * size, limit: isEmpty ? 1 : size });
    if (!results) return; // Another question came meanwhile.
    clearTimeout(slow);
    const last = Math.max(1, Math.ceil(results.disclosures / size));
    if (page > last) {
      history.replaceState(null, "", address({ ...state, page: last > 1 ? String(last) : "" }));
      return run();
    }
    if (isEmpty) nothingAsked();
    else show(results, state, page);
    shown = address(state);
    at("search-found").removeAttribute("aria-busy");
  } catch (trouble) {
    clearTimeout(slow);
    fail(trouble.kind ?? "broken");
  }
}

function status(id, facts) {
  at("search-status").textContent = say(id, facts);
}

function nothingAsked() {
  status("ready");
  at("search-found").hidden = true;
  at("search-help").hidden = false;
  at("search-help").querySelector("details").open = true;
  at("search-notes").replaceChildren();
}

function fail(kind) {
  status(kind);
  at("search-found").removeAttribute("aria-busy");
  at("search-found").hidden = true; // It is of another question.
  const again = make("button", { type: "button" }, say(kind === "changed" ? "reload" : "again"));
  again.addEventListener("click", () => (kind === "changed" ? reload() : run()));
  at("search-notes").replaceChildren(...(kind === "unsupported" ? [] : [make("p", {}, again)]));
}

/// Opens the page again, with scripts of today: a browser may have kept those of a site that is no more.
async function reload() {
  const scripts = ["page", "client", "engine", "show", "worker"].map((name) => new URL(`${name}.js`, import.meta.url));
  await Promise.allSettled(scripts.map((script) => fetch(script, { cache: "reload" })));
  location.reload();
}

/// A link to another search, which needs no new page.
function link(state, attributes, ...children) {
  const element = make("a", { href: address(state), ...attributes }, ...children);
  element.addEventListener("click", (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const name = element.dataset.name;
    box.value = state.q;
    order.value = state.sort;
    go(state, true).then(() => {
      // The link is made anew; who came by keyboard stays where it was.
      const same = name && document.querySelector(`[data-name="${CSS.escape(name)}"]`);
      if (same) same.focus();
      else at("search-status").focus();
      if (!same) scrollTo(0, 0);
    });
  });
  return element;
}

function show(results, state, page) {
  const { disclosures, hits, at_most: atMost, groups, facets, ignored, instead } = results;
  status(disclosures === 0 ? "nothing" : atMost ? "found-at-most" : "found", { disclosures, hits });
  if (page > 1) at("search-status").textContent += say("on-page", { page });
  at("search-found").hidden = false;
  const help = at("search-help");
  help.hidden = disclosures > 0;
  help.querySelector("details").open = false;
  const choices = chosen(facets, state);
  const without = { ...state, page: "", ...Object.fromEntries(aspects.map((aspect) => [aspect, ""])) };
  at("search-notes").replaceChildren(
    ...ignored.map(([text, why]) => make("p", { class: "note" }, say("ignored", { text, why: say(why) }))),
    ...(instead ? [make("p", {}, `${say("instead")} `, link({ ...without, q: instead }, {}, instead))] : []),
    ...(disclosures === 0 && choices.length > 0 ? [make("p", {}, link(without, {}, say("without")))] : []),
  );
  at("search-chosen").replaceChildren(...choices);
  at("search-results").replaceChildren(...groups.map((group) => result(group, state)));
  at("search-pages").replaceChildren(...pages(state, page, disclosures));
  at("search-bar").hidden = disclosures === 0;
  const lists = aspects.map((aspect) => facet(aspect, facets, state)).filter(Boolean);
  at("search-facets").replaceChildren(...lists);
  at("search-aside").hidden = lists.length === 0;
}

function result(group, state) {
  const links = group.hits.map((hit) => {
    const figure = hit.amount === null ? "" : `${wan(hit.amount)} ${say("unit-wan")}`;
    const amount = figure ? make("span", { class: "amount" }, hit.form === "statement" ? say("sum", { amount: figure }) : figure) : null;
    const kind = make("span", { class: "quiet" }, say(hit.form));
    return make("li", {}, make("a", { href: place(group, hit) }, ...marked(hit.title)), " ", kind, " ", amount, make("p", {}, ...marked(hit.text)));
  });
  const more = group.count - group.hits.length;
  const head = make("h2", {}, make("a", { href: new URL(group.path, root).href }, about(group)));
  // Of few disclosures all is shown.
  const [, department] = group.path.split("/");
  const alone = { ...state, department, year: String(group.year), kind: group.kind, page: "" };
  const isAlone = state.department && state.year && state.kind;
  const rest = more > 0 ? make("p", { class: "quiet" }, isAlone ? say("more", { count: more }) : link(alone, {}, say("more", { count: more }))) : null;
  return make("li", {}, head, make("p", { class: "quiet" }, group.title), make("ul", {}, ...links), rest);
}

/// The values of an aspect: key, name, how many disclosures.
function values(aspect, facets) {
  if (aspect === "kind") return facets.kinds.map(([key, count]) => [key, say(key), count]);
  if (aspect === "year") return facets.years.map(([year, count]) => [String(year), say("year", { year }), count]);
  if (aspect === "function") return facets.functions.map(([code, name, count]) => [String(code), `${code} ${name}`, count]).sort(([, , one], [, , other]) => other - one);
  return facets.departments.map(([id, name, count]) => [id, name, count]);
}

/// What is chosen, each with a way to take it back.
function chosen(facets, state) {
  return aspects
    .filter((aspect) => state[aspect])
    .map((aspect) => {
      const name = values(aspect, facets).find(([key]) => key === state[aspect])?.[1] ?? state[aspect];
      return make("li", {}, link({ ...state, [aspect]: "", page: "" }, { "aria-label": say("take-back", { name }) }, `${name} ×`));
    });
}

/// The choices of an aspect: the first of them, or all.
function facet(aspect, facets, state, isLong = false) {
  const all = values(aspect, facets);
  // A choice between one is none.
  if (all.length < 2 && !state[aspect]) return null;
  const few = aspect === "department" || aspect === "function" ? fewest : 12;
  const isCut = !isLong && all.length > few + 1;
  const items = all.slice(0, isCut ? few : all.length).map(([key, name, count]) => {
    const isChosen = state[aspect] === key;
    const next = { ...state, [aspect]: isChosen ? "" : key, page: "" };
    const attributes = { "data-name": `${aspect}-${key}`, "aria-current": isChosen ? "true" : null };
    return make("li", {}, link(next, attributes, make("span", {}, name), " ", make("span", { class: "quiet" }, String(count))));
  });
  const list = make("ul", {}, ...items);
  const section = make("section", {}, make("h3", {}, say(`by-${aspect}`)), list);
  if (isCut) {
    const more = make("button", { type: "button" }, say("all-of-them", { count: all.length }));
    more.addEventListener("click", () => {
      const long = facet(aspect, facets, state, true);
      section.replaceWith(long);
      long.querySelectorAll("a")[few]?.focus();
    });
    section.append(more);
  }
  return section;
}

function pages(state, page, disclosures) {
  const last = Math.ceil(disclosures / size);
  const to = (number, id) => link({ ...state, page: number > 1 ? String(number) : "" }, {}, say(id));
  if (last < 2) return [];
  return [page > 1 ? to(page - 1, "previous") : null, make("span", { class: "quiet" }, say("page", { page, last })), page < last ? to(page + 1, "next") : null].filter(Boolean);
}

/// What is typed is asked for when it pauses for a moment, and not while letters are being composed.
let typing;
const typed = () => {
  clearTimeout(typing);
  typing = setTimeout(() => box.value === asked().q || go({ ...asked(), q: box.value, page: "" }, false), 120);
};
box.addEventListener("compositionstart", () => clearTimeout(typing));
box.addEventListener("input", (event) => event.isComposing || typed());
box.addEventListener("compositionend", typed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  go({ ...asked(), q: box.value, page: asked().q === box.value ? asked().page : "" }, true);
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.isComposing) return;
  const first = document.querySelector("#search-results a");
  if (!first) return;
  event.preventDefault();
  first.focus();
});
order.addEventListener("change", () => go({ ...asked(), sort: order.value, page: "" }, true));
at("search-help").addEventListener("click", (event) => {
  const example = event.target.closest("[data-query]");
  if (!example) return;
  box.value = example.dataset.query;
  box.focus();
  go({ ...asked(), q: box.value, page: "" }, true);
});

function recall() {
  const state = asked();
  box.value = state.q;
  order.value = state.sort;
  if (order.selectedIndex < 0) order.selectedIndex = 0;
  isSettled = true;
  return run();
}
addEventListener("popstate", () => address(asked()) !== shown && recall());
addEventListener("online", () => address(asked()) !== shown && run());
// A page that is left and come back to stands where it stood.
addEventListener("pagehide", () => history.replaceState({ y: scrollY }, ""));
const { y } = history.state ?? {};
recall().then(() => y && scrollTo(0, y));
// Where there is no keyboard, one that opens by itself would hide half of the page.
if (!y && matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
