//! What searches of a built site would ask of a host: `cargo run --release --example queries -- public`. Prints, for the
//! first search and for fifty mixed ones behind it, how many bytes in how many rounds, and how long the engine takes.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use mingbai::index::{FOLDER, Manifest, manifest_path};
use mingbai_search::engine::{Engine, Request, Stop};
use mingbai_search::query::Query;

/// Queries of all kinds, some of which find much and some nothing.
const QUERIES: [&str; 50] = [
    "公务接待",
    "三公经费",
    "第12局",
    "第12局 2023",
    "教育支出",
    "绩效目标",
    "\"公务用车运行维护费\"",
    "政府采购",
    "社会保障 就业",
    "住房公积金",
    "2024",
    "第300局 决算",
    "年度:2020..2022 公务接待",
    "类型:决算 绩效",
    "科目:201",
    "科目:2080505 年度:2023",
    "金额:>500万元",
    "基本支出 人员经费",
    "项目支出",
    "行政运行",
    "财政拨款",
    "国有资产",
    "机关运行经费",
    "名词解释",
    "因公出国",
    "公车购置",
    "办公用房",
    "收入总计",
    "\"支出总计\" 2021",
    "公务 -接待",
    "教育 OR 卫生",
    "部门:第7局",
    "部门:第7局 公务接待",
    "满意度",
    "产出指标",
    "数量指标 次数",
    "第55局 三公",
    "第101局 项目",
    "2.50",
    "3.50 2022",
    "局",
    "合成县",
    "第8局 2019 预算",
    "財政撥款",
    "不存在的词语",
    "绩效 目标 完成率",
    "\"财政拨款收入\"",
    "一般公共预算 支出表",
    "第250局 决算 2020",
    "卫生健康支出",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let site = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "public".to_owned()));
    let bytes = fs::read(site.join(manifest_path()))?;
    let manifest: Manifest = serde_json::from_slice(&bytes)?;
    let packed = fs::read(site.join(FOLDER).join(&manifest.head))?;
    let mut head = Vec::new();
    GzDecoder::new(&packed[..]).read_to_end(&mut head)?;
    let mut body = Vec::new();
    for piece in &manifest.pieces {
        body.extend(fs::read(site.join(FOLDER).join(piece))?);
    }
    let started = Instant::now();
    let mut engine = Engine::new(&head).ok_or("no head")?;
    println!("manifest {} B, head {} B as sent, opened in {:.1} ms", bytes.len(), packed.len(), ms(started.elapsed()));
    let mut all = Vec::new();
    for text in QUERIES {
        let request = Request { query: Query::read(text), limit: 10, ..Request::default() };
        let (mut asked, mut rounds, mut spent) = (0, 0, Duration::ZERO);
        let found = loop {
            let started = Instant::now();
            let answer = engine.search(&request);
            spent += started.elapsed();
            match answer {
                Ok(results) => break results,
                Err(Stop::Broken) => return Err(format!("{text}: broken").into()),
                Err(Stop::Needs(needs)) => {
                    rounds += 1;
                    for range in needs {
                        let (start, end) = (usize::try_from(range.start)?, usize::try_from(range.end)?);
                        asked += end - start;
                        engine.give(range.start, body.get(start..end).ok_or("too short")?.to_vec());
                    }
                }
            }
        };
        println!("{asked:8} B {rounds} rounds {:7.1} ms  {:6} disclosures  {text}", ms(spent), found.disclosures);
        all.push((asked, rounds, spent));
    }
    println!("first search: {} B with manifest and head", bytes.len() + packed.len() + all[0].0);
    all.sort_by_key(|(asked, ..)| *asked);
    let median = all[all.len() / 2].0;
    let most = all.iter().map(|(_, rounds, _)| *rounds).max().unwrap_or(0);
    all.sort_by_key(|(_, _, spent)| *spent);
    println!("median {median} B, at most {most} rounds, 95 of 100 within {:.1} ms", ms(all[all.len() * 95 / 100].2));
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
