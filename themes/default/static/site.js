// Large type, switched by the reader and remembered on this device; the contents closed on a phone. Everything works without scripts.
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
  document.addEventListener("DOMContentLoaded", () => {
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
