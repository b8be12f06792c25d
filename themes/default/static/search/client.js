// Asks the engine in its worker, or in the page where there is none. A later question takes the place of an earlier one.
import { Session, Trouble } from "./engine.js";

let latest = 0;
let waiting = null;

/// Hands a question to the worker, and answers it in the page where that fails.
function inWorker(worker) {
  return (id, request) =>
    new Promise((resolve, reject) => {
      waiting?.resolve(null); // Nobody waits for it any more.
      waiting = { id, resolve, reject };
      worker.postMessage({ id, request });
    });
}

function inPage() {
  const session = new Session();
  return async (id, request) => {
    try {
      return await session.search(request, () => latest === id);
    } catch (trouble) {
      if (latest === id) throw trouble;
      return null;
    }
  };
}

/// A worker that is there; none where the browser has none, or none that loads modules.
function work() {
  return new Promise((resolve) => {
    let made;
    try {
      made = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    } catch {
      return resolve(inPage());
    }
    setTimeout(() => resolve(inPage()), 5000); // It says nothing.
    made.addEventListener("error", () => {
      resolve(inPage()); // It never was there, …
      if (!waiting) return;
      waiting.reject(new Trouble("broken")); // … or it is no more, and the next question starts another.
      waiting = null;
      worker = null;
    });
    made.addEventListener("message", ({ data: { id, results, trouble } }) => {
      if (id === undefined) return resolve(inWorker(made));
      if (waiting?.id !== id) return;
      const { resolve: answer, reject } = waiting;
      waiting = null;
      if (results) answer(results);
      else reject(new Trouble(trouble ?? "broken"));
    });
  });
}

let worker = null;

/// Searches; null where another question came meanwhile. Rejects with a `Trouble`.
export async function search(request) {
  const id = (latest += 1);
  worker ??= work();
  const ask = await worker;
  return latest === id ? ask(id, request) : null;
}
