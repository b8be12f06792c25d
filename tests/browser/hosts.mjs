// Hosts of every kind that a site may be put on: `serve(folder, kind)` starts one on loopback. What each does with the files
// of the search index is told beside it; other files all of them send whole.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync, gunzipSync } from "node:zlib";

export const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".pdf": "application/pdf",
  ".json": "application/json", ".xml": "application/xml", ".gz": "application/gzip", ".bin": "application/octet-stream",
};

/// What a host sends for a file of the index: status, headers, body. `range` is `[start, end]`, or null.
export const kinds = {
  "honours ranges": (bytes, range) =>
    range
      ? [206, { "content-range": `bytes ${range[0]}-${range[1] - 1}/${bytes.length}`, "accept-ranges": "bytes" }, bytes.subarray(...range)]
      : [200, { "accept-ranges": "bytes" }, bytes],
  "ignores ranges": (bytes) => [200, {}, bytes],
  "compresses everything": (bytes) => [200, { "content-encoding": "gzip" }, gzipSync(bytes)],
  "sends ranges of what it compressed": (bytes, range) => {
    const packed = gzipSync(bytes);
    if (!range) return [200, { "content-encoding": "gzip" }, packed];
    const end = Math.min(range[1], packed.length);
    if (range[0] >= end) return [416, { "content-range": `bytes */${packed.length}` }, Buffer.alloc(0)];
    return [206, { "content-encoding": "gzip", "content-range": `bytes ${range[0]}-${end - 1}/${packed.length}` }, packed.subarray(range[0], end)];
  },
  "inflates what is compressed": (bytes, range, path) => {
    if (!path.endsWith(".gz")) return kinds["honours ranges"](bytes, range);
    return [200, { "content-encoding": "gzip" }, bytes];
  },
  "sends files inflated": (bytes, range, path) => kinds["honours ranges"](path.endsWith(".gz") ? gunzipSync(bytes) : bytes, range),
  "refuses ranges": (bytes, range) => (range ? [416, {}, Buffer.alloc(0)] : [200, {}, bytes]),
  "truncates ranges": (bytes, range) => {
    const [status, headers, body] = kinds["honours ranges"](bytes, range);
    return [status, headers, range ? body.subarray(0, body.length - 1) : body];
  },
  "breaks off ranges": (bytes, range) => {
    const [status, headers, body] = kinds["honours ranges"](bytes, range);
    return range ? [status, { ...headers, "content-length": body.length + 10 }, body] : [status, headers, body];
  },
  "sends other ranges": (bytes, range) => {
    if (!range) return [200, {}, bytes];
    return [206, { "content-range": `bytes 0-${range[1] - range[0] - 1}/${bytes.length}` }, bytes.subarray(0, range[1] - range[0])];
  },
  "says nothing of ranges": (bytes, range) => (range ? [206, {}, bytes.subarray(...range)] : [200, {}, bytes]),
};

/// What hosts do that nothing can be read from.
export const hopeless = {
  "truncates files": (bytes, range, path) => (path.endsWith(".bin") ? [200, {}, bytes.subarray(0, bytes.length - 100)] : [200, {}, bytes]),
  "changes files": (bytes, range, path) => (path.endsWith(".bin") ? [200, {}, Buffer.from(bytes).fill(7, 1000, 9000)] : [200, {}, bytes]),
  "sends its own page for everything": () => [200, { "content-type": "text/html" }, Buffer.from("<!doctype html><title>Log in</title>")],
  "is overloaded": () => [503, {}, Buffer.alloc(0)],
  "has no index": () => [404, {}, Buffer.alloc(0)],
};

/// A host that sends a folder below a path. What it was asked for is counted. `around` has each answer in hand: it is given
/// the path, and what sends the answer and tells its bytes.
export async function serve(folder, kind = kinds["honours ranges"], prefix = "/county/budget/", { around = (path, answer) => answer() } = {}) {
  const host = { folder, kind, delay: 0, requests: 0, asked: [] };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(prefix)) return response.writeHead(404).end();
    let file = join(host.folder, path.slice(prefix.length));
    try {
      if ((await stat(file)).isDirectory()) file = join(file, "index.html");
      const bytes = await readFile(file);
      const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
      const range = match ? [Number(match[1]), Math.min(Number(match[2]) + 1, bytes.length)] : null;
      const isData = path.includes("/search/data/");
      if (isData && host.delay > 0) await new Promise((done) => setTimeout(done, host.delay));
      const [status, headers, body] = isData ? host.kind(bytes, range, path) : [200, {}, bytes];
      host.requests += 1;
      host.asked.push(path);
      await around(path, () => {
        response.writeHead(status, { "content-type": types[extname(file)] ?? "application/octet-stream", ...headers });
        // A promised length that does not come is a connection that breaks off.
        if (headers["content-length"] > body.length) response.write(body, () => response.destroy());
        else response.end(body);
        return body.length;
      });
    } catch {
      response.writeHead(404, { "content-type": "text/html" }).end("<!doctype html><title>404</title>");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  host.base = `http://127.0.0.1:${server.address().port}${prefix}`;
  host.close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return host;
}
