// Large type, switched by the reader and remembered on this device. Everything else works without scripts.
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
