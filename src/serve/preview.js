// What a page of a preview has in addition: it is loaded anew when there is something new, and says why there is not.
{
  const script = document.currentScript;
  const { previewPages: pages, previewSearch: search, previewHeading: heading, previewClose: close } = script.dataset;
  const events = new URL("events", script.src);
  // Where a build's problems stand on the page itself, nothing is laid over it.
  const inPage = document.getElementById("mingbai-problems");
  const searches = document.querySelector('[data-search="page"]') !== null;
  let source = null;
  let box = null;
  let told = null;

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    section { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 70vh; overflow: auto; box-sizing: border-box; padding: 1rem 1.5rem;
      background: #1d1f21; color: #f1f1f1; border-top: 4px solid #d33; font: 16px/1.5 system-ui, sans-serif; }
    h2 { margin: 0 4rem 0.5rem 0; font-size: 1.1rem; }
    pre { margin: 0; font: 14px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    button { position: absolute; top: 0.75rem; right: 1.5rem; padding: 0.25rem 0.75rem; font: inherit; color: inherit; background: none; border: 1px solid #888; border-radius: 4px; cursor: pointer; }
    @media print { :host { display: none; } }
  `);

  function hide() {
    box?.remove();
    box = null;
  }

  // Text stays text: what a department wrote may stand in it.
  function show(problems) {
    hide();
    const [section, title, text, button] = ["section", "h2", "pre", "button"].map((name) => document.createElement(name));
    section.setAttribute("role", "alert");
    title.textContent = heading;
    text.textContent = problems;
    button.type = "button";
    button.textContent = close;
    button.addEventListener("click", hide);
    section.append(title, button, text);
    box = document.createElement("mingbai-preview");
    const shadow = box.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [style];
    shadow.append(section);
    document.documentElement.append(box);
  }

  function hear(news) {
    if (String(news.pages) !== pages || (searches && String(news.search) !== search)) {
      disconnect();
      location.reload();
      return;
    }
    if (news.problems === told) return;
    told = news.problems;
    if (inPage) {
      if (told !== null) inPage.textContent = told;
    } else if (told === null) hide();
    else show(told);
  }

  // A browser has few connections to a host, so only a page that is seen has one. What came meanwhile, the first news tell.
  function connect() {
    if (source || document.hidden) return;
    source = new EventSource(events);
    source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  }

  function disconnect() {
    source?.close();
    source = null;
  }

  // A page that leads to another at once needs nothing, and may not ask.
  if (!document.querySelector('meta[http-equiv="refresh"]')) {
    document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
    addEventListener("pagehide", disconnect);
    addEventListener("pageshow", connect);
    addEventListener("keydown", (event) => event.key === "Escape" && hide());
    connect();
  }
}
