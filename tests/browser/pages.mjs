// Which of a site's pages stand for the others, where looking at all of them in every way would take too long.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const kinds = [
  /^index\.html$/, /^y\/.*/, /^d\/[^/]+\/index\.html$/, /^d\/.*\/budget\/index\.html$/, /^d\/.*\/final\/index\.html$/, /\/v\d+\/index\.html$/,
  /^glossary\/index\.html$/, /^sitemap\/index\.html$/, /^search\/index\.html$/, /^404\.html$/, /^compare\/index\.html$/, /^compare\/.+\/index\.html$/, /^functions\/index\.html$/, /^functions\/.+\/index\.html$/, /^projects\/index\.html$/, /^projects\/.+\/index\.html$/,
  /^(?!y\/|d\/|compare\/|functions\/|projects\/|glossary\/|sitemap\/|search\/)[^/]+\/index\.html$/,
];

/// The richest page of each kind, and the one that explains the most terms.
export async function representative(site, paths) {
  const texts = new Map();
  for (const path of paths) texts.set(path, await readFile(join(site, path), "utf8"));
  const most = (candidates, measure) => candidates.toSorted((one, other) => measure(texts.get(other)) - measure(texts.get(one))).at(0);
  const richest = kinds.map((kind) => most(paths.filter((path) => kind.test(path)), (text) => text.length));
  const explaining = most(paths, (text) => text.split('class="explained"').length);
  return { chosen: [...new Set([...richest, explaining].filter(Boolean))], explaining };
}
