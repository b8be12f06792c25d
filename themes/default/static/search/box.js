// The search box on every page: what a reader types finds departments and passages at once, below the box. Enter leads to
// the search page; the keys up and down go through what was found, Escape closes it.
import { search } from "./client.js";
import { about, make, marked, place, root, say } from "./show.js";

const most = 6;
const form = document.getElementById("search-box");
const box = form.elements.q;
const panel = make("div", { class: "panel", hidden: "" });
const status = make("p", { class: "unseen", role: "status" });
form.append(panel, status);

/// Counts questions and closings: what belongs to an earlier one is not shown any more.
let turn = 0;

function close() {
  turn += 1;
  panel.hidden = true;
  status.textContent = "";
}

/// The panel ends where the box does, and is no wider than the screen leaves.
function open() {
  panel.style.maxWidth = `${form.getBoundingClientRect().right - 8}px`;
  panel.hidden = false;
}

function tell(text) {
  status.textContent = text;
  panel.replaceChildren(make("p", { class: "quiet" }, text));
  open();
}

function show(query, { disclosures, hits, at_most: atMost, groups, departments, instead }) {
  const all = new URL("search/index.html", root);
  all.searchParams.set("q", instead ?? query);
  const named = departments.slice(0, 3).map(([id, name]) => make("li", {}, make("a", { href: new URL(`d/${id}/index.html`, root).href }, make("strong", {}, name))));
  const found = groups.map((group) => {
    const [hit] = group.hits;
    return make("li", {}, make("a", { href: place(group, hit) }, make("span", { class: "quiet" }, about(group)), make("span", {}, ...marked(hit.title)), make("small", {}, ...marked(hit.text))));
  });
  const last = disclosures > 0 ? say(atMost ? "all-at-most" : "all", { disclosures }) : instead ? `${say("instead")} ${instead}` : null;
  if (!last && named.length === 0) return tell(say("nothing"));
  panel.replaceChildren(make("ul", {}, ...named, ...found, last ? make("li", { class: "all" }, make("a", { href: all.href }, last)) : null));
  open();
  status.textContent = disclosures > 0 ? `${say(atMost ? "found-at-most" : "found", { disclosures, hits })} ${say("keys")}` : say("nothing");
}

async function run() {
  const query = box.value.trim();
  if (!query) return close();
  const now = (turn += 1);
  const slow = setTimeout(() => turn === now && tell(say("loading")), 400);
  try {
    const results = await search({ query, limit: most });
    if (results && turn === now) show(query, results);
  } catch (trouble) {
    if (turn === now) tell(say(trouble.kind ?? "broken"));
  } finally {
    clearTimeout(slow);
  }
}

let typing;
const typed = () => {
  clearTimeout(typing);
  typing = setTimeout(run, 150);
};
box.addEventListener("input", (event) => event.isComposing || typed());
box.addEventListener("compositionstart", () => clearTimeout(typing));
box.addEventListener("compositionend", typed);
box.addEventListener("focus", () => panel.hidden && box.value.trim() && typed());
// A press on the panel leaves the focus where it is; some browsers would take it away before the click arrives.
panel.addEventListener("mousedown", (event) => event.preventDefault());
form.addEventListener("focusout", ({ relatedTarget }) => {
  if (form.contains(relatedTarget)) return;
  clearTimeout(typing);
  close();
});
form.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const places = [box, ...panel.querySelectorAll("a")];
  const at = places.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault();
    box.focus();
    close();
  } else if (step && at >= 0 && !panel.hidden && places[at + step]) {
    event.preventDefault();
    places[at + step].focus();
  } else if (at > 0 && (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    box.focus(); // Typing goes on there.
  }
});
if (box.value.trim()) typed(); // Something was typed before this was here.
