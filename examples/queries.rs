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
const QUERIES: &str = include_str!("../benches/queries.txt");

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
    for text in QUERIES.lines() {
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
