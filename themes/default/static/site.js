// Large type, switched by the reader and remembered on this device; the contents closed on a phone; the way to the search,
// which is loaded when it is wanted. Everything but the search works without scripts.
"use strict";
(() => {
  const root = document.documentElement;
  const key = "mingbai-large-type";
  const remembered = () => {
    try {
      return localStorage.getItem(key) === "on";
    } catch {
      return false; // A browser that keeps nothing.
    }
  };
  root.classList.toggle("large", remembered());
  root.classList.add("scripts");
  document.addEventListener("DOMContentLoaded", () => {
    const search = document.querySelector("[data-search]");
    const box = search && search.elements.q;
    if (search && search.dataset.search === "page") {
      import("./search/page.js").catch(() => {
        // From the disk nothing can be loaded.
        const why = location.protocol === "file:" ? "disk" : "unloaded";
        document.getElementById("search-status").textContent = document.getElementById("search-words").content.querySelector(`[data-id="${why}"]`).textContent;
      });
    } else if (box) {
      box.addEventListener("focus", () => import("./search/box.js").catch(() => {}), { once: true });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("input, textarea, select")) return;
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    });
    // On a narrow screen the contents would push the text off it.
    const wide = matchMedia("(min-width: 69rem)");
    const contents = document.querySelector(".contents details");
    const fit = () => contents && (contents.open = wide.matches);
    wide.addEventListener("change", fit);
    fit();
    const button = document.getElementById("large-type");
    if (!button) return;
    const show = (on) => {
      root.classList.toggle("large", on);
      button.setAttribute("aria-pressed", String(on));
    };
    show(remembered());
    // A page that comes back from the browser's memory, and pages in other tabs.
    addEventListener("pageshow", (event) => event.persisted && show(remembered()));
    addEventListener("storage", (event) => event.key === key && show(remembered()));
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = !root.classList.contains("large");
      show(on);
      try {
        localStorage.setItem(key, on ? "on" : "off");
      } catch {
        // It holds for this page only.
      }
    });
  });
})();
