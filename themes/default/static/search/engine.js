// Reads the index of the site over HTTP, as far as a search needs it, and asks the engine. Runs in a worker or in the page.
const folder = new URL("../../search/data/", import.meta.url);
/// The version of the index that this file and its engine read; `FORMAT` in the crate.
const format = 2;
/// Stretches that lie as near as this in bytes are asked for together.
const near = 1024;
/// More bytes than the head or the engine has, inflated.
const mostBytes = 1 << 24;
/// As long as a host may take for one answer, in milliseconds.
const patience = 45_000;
/// More rounds than any search needs.
const mostRounds = 50;

/// Why there is no answer: `unsupported` by this browser, `offline`, `missing` index, `changed` site, or `broken` data; and
/// `gone`, a file that was there, until the index is opened again.
export class Trouble extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/// What files whose names are those of their contents are read from: whatever the browser kept, then the host itself. A
/// browser keeps failures, too.
const caches = ["force-cache", "reload"];

/// A file, or a stretch of it: status 0 where there is no answer, and no bytes where they broke off.
async function load(name, cache, range) {
  const headers = range ? { range: `bytes=${range[0]}-${range[1] - 1}` } : {};
  const signal = globalThis.AbortSignal?.timeout?.(patience);
  try {
    const response = await fetch(new URL(name, folder), { cache, headers, signal });
    const bytes = await response.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);
    if (bytes || !signal?.aborted) return { status: response.status, bytes, place: response.headers.get("content-range") };
  } catch {
    if (!signal?.aborted) return { status: 0, bytes: null, place: null };
  }
  throw new Trouble("offline"); // Who takes that long is not asked again.
}

/// What an answer means that is not what was asked for.
function trouble(status) {
  if (status === 404 || status === 410) return "gone";
  return status === 0 || status === 429 || status >= 500 ? "offline" : "broken";
}

/// Whether a file's name is that of its content; where the browser cannot tell, its length has to do.
async function isNamed(name, bytes) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return name.startsWith([...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/// A whole file. `check` gives what is in it, or null where it is not whole.
async function whole(name, check) {
  let last;
  for (const cache of caches) {
    const { status, bytes } = await load(name, cache);
    const sound = status === 200 && bytes ? await check(bytes).catch(() => null) : null;
    if (sound) return sound;
    last = status;
  }
  throw new Trouble(trouble(last));
}

/// A file that is compressed, inflated; some hosts let the browser do that.
const inflated = (name, begins) =>
  whole(name, async (bytes) => {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return begins(bytes) ? bytes : null;
    if (!(await isNamed(name, bytes))) return null;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const parts = [];
    let size = 0;
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
      size += value.length;
      if (size > mostBytes) return null;
      parts.push(value);
    }
  });

/// The body of an index on a host, in its pieces.
class Body {
  pieces = new Map();
  /// Whether the host sends stretches of files, where that is known. One that did not once is not asked again.
  ranges = null;
  /// Until then, the first question about each piece, which the others wait for: the answer may be the whole piece.
  firsts = new Map();

  constructor({ length, piece, pieces }) {
    Object.assign(this, { length, size: piece, names: pieces });
  }

  /// How many bytes a piece has.
  lengthOf(number) {
    return Math.min(this.size, this.length - number * this.size);
  }

  piece(number) {
    const name = this.names[number];
    const length = this.lengthOf(number);
    const check = async (bytes) => (bytes.length === length && (await isNamed(name, bytes)) ? bytes : null);
    if (!this.pieces.has(number)) {
      const read = whole(name, check);
      this.pieces.set(number, read);
      read.catch(() => this.pieces.delete(number)); // It is asked for again.
    }
    return this.pieces.get(number);
  }

  /// A stretch of one piece.
  async part(number, start, end) {
    if (this.ranges === null && this.firsts.has(number)) await this.firsts.get(number).catch(() => {});
    const asked = this.stretch(number, start, end);
    this.firsts.set(number, asked);
    return asked;
  }

  async stretch(number, start, end) {
    if (this.pieces.has(number)) return (await this.pieces.get(number)).subarray(start, end);
    const length = this.lengthOf(number);
    let last;
    for (const cache of this.ranges === false ? [] : caches) {
      const { status, bytes, place } = await load(this.names[number], cache, [start, end]);
      if (status === 206 && bytes?.length === end - start && place === `bytes ${start}-${end - 1}/${length}`) {
        this.ranges ??= true;
        return bytes;
      }
      // Some hosts send the whole piece.
      if (status === 200 && bytes?.length === length && (await isNamed(this.names[number], bytes))) this.pieces.set(number, Promise.resolve(bytes));
      if (this.pieces.has(number)) break;
      last = status;
    }
    if (last > 0 && trouble(last) !== "broken") throw new Trouble(trouble(last));
    // Others send something else, or compress it, of which a browser takes no stretch and says no more than that there is none.
    const piece = await this.piece(number);
    this.ranges = false;
    return piece.subarray(start, end);
  }

  /// Some stretches, each as `[start, end]`, all at once.
  async read(wanted) {
    const parts = [];
    for (const [start, end] of [...wanted].sort(([one], [other]) => one - other)) {
      for (let at = start; at < end; ) {
        const number = Math.floor(at / this.size);
        const from = at - number * this.size;
        const to = Math.min(end - number * this.size, this.size);
        const last = parts.at(-1);
        if (last?.number === number && from <= last.to + near) last.to = Math.max(last.to, to);
        else parts.push({ number, from, to });
        at = number * this.size + to;
      }
    }
    const read = await Promise.all(parts.map(({ number, from, to }) => this.part(number, from, to)));
    return wanted.map(([start, end]) => {
      const bytes = new Uint8Array(end - start);
      for (const [index, { number, from, to }] of parts.entries()) {
        const begin = number * this.size + from;
        const [first, last] = [Math.max(start, begin), Math.min(end, begin + to - from)];
        if (first < last) bytes.set(read[index].subarray(first - begin, last - begin), first - start);
      }
      return [start, bytes];
    });
  }
}

/// An index that is open: the manifest names all of it, the engine among it.
class Index {
  static async open() {
    const { status, bytes } = await load("manifest.json", "no-cache");
    let manifest = null;
    try {
      manifest = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      // Somebody else's answer, such as a login page.
    }
    if (status !== 200 || !Number.isInteger(manifest?.format)) throw new Trouble(trouble(status).replace("gone", "missing"));
    if (manifest.format !== format) throw new Trouble("changed");
    const { length, piece, pieces, head: headName, engine: engineName } = manifest;
    const isName = (name) => /^\w+(\.\w+)+$/.test(name);
    const isCut = Number.isSafeInteger(length) && length >= 0 && Number.isInteger(piece) && piece > 0 && Array.isArray(pieces) && pieces.length === Math.ceil(length / piece);
    if (!isCut || ![...pieces, headName, engineName].every(isName)) throw new Trouble("broken");
    const isEngine = (bytes) => bytes[0] === 0 && bytes[1] === 0x61;
    const [head, engine] = await Promise.all([inflated(headName, (bytes) => bytes[0] === format), inflated(engineName, isEngine)]);
    const { instance } = await WebAssembly.instantiate(engine);
    const index = new Index();
    index.engine = instance.exports;
    index.body = new Body(manifest);
    index.put(head);
    if (index.engine.open() !== manifest.length) throw new Trouble("broken");
    return index;
  }

  put(bytes) {
    const place = this.engine.input(bytes.length); // Making room may move the memory.
    new Uint8Array(this.engine.memory.buffer, place, bytes.length).set(bytes);
  }

  /// Asks until there is an answer, or it is no longer wanted.
  async ask({ query, sort = "", department = "", year = "", kind = "", function: spentOn = "", skip = 0, limit = 10 }, isWanted) {
    const lines = [sort, department, year, kind, spentOn].map((line) => String(line).replaceAll("\n", " "));
    const asked = new TextEncoder().encode([...lines, query].join("\n"));
    for (let round = 0; round < mostRounds && isWanted(); round += 1) {
      this.put(asked);
      const length = this.engine.search(skip, limit);
      const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(this.engine.memory.buffer, this.engine.output(), length)));
      if (answer.broken) throw new Trouble("broken");
      if (!answer.needs) return answer;
      for (const [start, bytes] of await this.body.read(answer.needs)) {
        this.put(bytes);
        this.engine.give(start);
      }
    }
    if (isWanted()) throw new Trouble("broken");
    return null;
  }
}

/// Searches a site, which may be published anew meanwhile.
export class Session {
  index = null;

  open() {
    this.index ??= Index.open();
    return this.index;
  }

  /// The results; null where they are no longer wanted. Throws a [`Trouble`].
  async search(request, isWanted = () => true) {
    if (!globalThis.WebAssembly || !globalThis.DecompressionStream) throw new Trouble("unsupported");
    for (let again = true; ; again = false) {
      const index = this.open();
      let isOpen = false;
      try {
        const opened = await index;
        isOpen = true;
        return await opened.ask(request, isWanted);
      } catch (error) {
        const kind = error instanceof Trouble ? error.kind : "broken";
        // What was read stays where the host cannot be reached; else the site may be another, and is opened again.
        if ((!isOpen || kind !== "offline") && this.index === index) this.index = null;
        if (kind === "offline" || kind === "changed" || kind === "missing") throw new Trouble(kind);
        if (!again) throw new Trouble(kind === "gone" ? "changed" : kind);
      }
    }
  }
}
