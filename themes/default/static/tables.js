// Filters and sorts the tables of a page, and keeps what is chosen in its address. Without scripts every row is there, in its order.
"use strict";
(() => {
  const controls = document.querySelector(".controls");
  if (!controls) return;
  const [filter, sort, up] = ["filter", "sort", "up"].map((name) => controls.querySelector(`[name="${name}"]`));
  const said = controls.querySelector("output");
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

  // A table with its items in their order: a body's lines, or a single row; and the heads of the groups.
  const tables = [...document.querySelectorAll("table.sorts")].map((table) => {
    const isMatrix = table.classList.contains("matrix");
    const all = isMatrix ? [...table.tBodies] : [...table.querySelectorAll("tbody > tr")];
    const isHead = (item) => item.matches(".group, :has(> .group)");
    let group = "";
    const parts = all.map((item) => {
      const head = item.querySelector("th");
      const name = folded(head.textContent + " " + (head.dataset.also ?? ""));
      if (isHead(item)) group = name;
      return { item, isHead: isHead(item), parent: item.parentNode, name: name + group };
    });
    return { isMatrix, foot: isMatrix ? table.tFoot : null, parts };
  });

  // The figure of an item in the chosen column; NaN where there is none.
  const figure = ({ isMatrix }, item, { dataset }) => {
    const row = isMatrix ? [...item.rows].find((line) => line.querySelector(".kind").textContent === dataset.kind) : item;
    return parseFloat(row?.querySelectorAll("td")[Number(dataset.column)]?.textContent.replaceAll(",", "").replace("−", "-") ?? "");
  };

  const show = () => {
    const wanted = folded(filter.value);
    const chosen = sort.selectedOptions[0];
    const direction = up.checked ? 1 : -1;
    let [shown, of] = [0, 0];
    for (const table of tables) {
      let head = null;
      for (const part of table.parts) {
        if (part.isHead) {
          head = part;
          part.item.hidden = true;
          continue;
        }
        const fits = part.name.includes(wanted);
        part.item.hidden = !fits;
        of += 1;
        shown += fits;
        if (fits && head && !sort.value) head.item.hidden = false;
      }
      let order = table.parts;
      if (sort.value) {
        const figures = new Map(order.map(({ item, isHead }) => [item, isHead ? NaN : figure(table, item, chosen)]));
        const last = (value) => (Number.isNaN(value) ? 1 : 0);
        order = [...order].sort(({ item: one }, { item: other }) => {
          const [a, b] = [figures.get(one), figures.get(other)];
          return last(a) - last(b) || (last(a) ? 0 : (a - b) * direction);
        });
      }
      const together = order[0]?.parent;
      for (const { item, parent } of order) (sort.value ? together : parent).insertBefore(item, table.foot);
    }
    said.textContent = wanted ? said.dataset.shown.replace("{shown}", shown).replace("{of}", of) : "";
  };

  const remember = () => {
    const address = new URL(location.href);
    for (const [name, value] of [["filter", filter.value], ["sort", sort.value], ["up", up.checked ? "1" : ""]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    try {
      history.replaceState(null, "", address);
    } catch {
      // A place whose address cannot be changed, such as some disks.
    }
  };

  const recall = () => {
    const chosen = new URL(location.href).searchParams;
    filter.value = chosen.get("filter") ?? "";
    sort.value = chosen.get("sort") ?? "";
    if (sort.selectedIndex < 0) sort.selectedIndex = 0;
    up.checked = chosen.get("up") === "1";
    if (filter.value || sort.value) show();
  };

  controls.hidden = false;
  controls.addEventListener("input", (event) => {
    if (event.isComposing) return; // Han text that is being typed.
    show();
    remember();
  });
  controls.addEventListener("compositionend", () => {
    show();
    remember();
  });
  recall();
})();
