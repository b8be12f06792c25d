// Searches beside the page, so that it stays fluent. Only the latest question is answered.
import { Session } from "./engine.js";

const session = new Session();
let latest = 0;

addEventListener("message", async ({ data: { id, request } }) => {
  latest = id;
  try {
    const results = await session.search(request, () => latest === id);
    if (results) postMessage({ id, results });
  } catch ({ kind }) {
    postMessage({ id, trouble: kind });
  }
});
postMessage({}); // It is there.
