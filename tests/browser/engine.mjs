// The engine for browsers and the program give the same answers: `node engine.mjs PROGRAM SITE`. Asks both two hundred
// queries about a built site, and compares every group, hit, score, facet and mark.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync } from "node:zlib";

const [program, site] = process.argv.slice(2);
const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(site, "search/data");
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const body = Buffer.concat(manifest.pieces.map((piece) => readFileSync(join(folder, piece))));
const { instance } = await WebAssembly.instantiate(gunzipSync(readFileSync(join(repository, "search/engine.wasm.gz"))));
const { memory, input, output, open, give, search } = instance.exports;

const put = (bytes) => {
  // Making room may move the memory.
  const place = input(bytes.length);
  new Uint8Array(memory.buffer, place, bytes.length).set(bytes);
};
const orders = ["relevance", "year", "amount"];

put(gunzipSync(readFileSync(join(folder, manifest.head))));
if (open() !== manifest.length || body.length !== manifest.length) throw new Error("the engine cannot open the index");

// Asks until there is an answer, as a page does; a page fetches what this takes from memory.
const ask = (query, order) => {
  for (let round = 0; round < 20; round += 1) {
    put(Buffer.from(query, "utf8"));
    const length = search(orders.indexOf(order), 0, 10);
    const answer = JSON.parse(Buffer.from(new Uint8Array(memory.buffer, output(), length)).toString("utf8"));
    if (!answer.needs) return answer;
    for (const [start, end] of answer.needs) {
      put(body.subarray(start, end));
      give(start);
    }
  }
  throw new Error(`${query}: it asks again and again`);
};

const names = ["财政局", "教育局", "卫健局", "总工会", "档案馆", "czj", "jiaoyu", "住建局", "國土資源局", "财正局"];
const words = ["公务接待", "\"公务用车运行维护费\"", "三公 -购置", "工资 OR 津贴", "绩效*", "科目:20129", "金额:>100万元", "1,074.50", "局", "疫苗", "不存在的词语", "年度:去年 预算"];
const queries = new Set([...names, ...words, "", "OR", "-", "\"", "部门:财政局 年度:2018..2022 类型:决算"]);
for (const name of names) {
  for (const word of words) queries.add(`${name} ${word}`);
  for (const year of ["2019", "2024年", "年度:2020..2023", "类型:决算", "2022 决算", "部门:总工会"]) queries.add(`${name} ${year}`);
}
let differ = 0;
let asked = 0;
for (const [number, query] of [...queries].slice(0, 200).entries()) {
  // The command line wants a query.
  if (!query.trim()) continue;
  const order = orders[number % orders.length];
  const told = JSON.parse(execFileSync(program, ["search", "--site", site, "--format", "json", "--sort", order, "--", query], { encoding: "utf8", maxBuffer: 1 << 26 }));
  asked += 1;
  if (!isDeepStrictEqual(told, ask(query, order))) {
    differ += 1;
    console.error(`the engine for browsers answers otherwise: ${query} (${order})`);
  }
}
console.log(`${asked} queries: ${differ} answers differ`);
if (differ > 0 || asked < 150) process.exit(1);
