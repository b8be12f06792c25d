//! The border between the engine and a browser: bytes in, bytes out, and one engine.

use std::cell::RefCell;

use mingbai_search::document::Kind;
use mingbai_search::engine::{Engine, Filter, Order, Request, Stop};
use mingbai_search::query::Query;

thread_local! {
    /// What the browser writes for the next call.
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// What the last call answered.
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Makes room for what is given to the next call; where it begins.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Where the answer of the last call begins.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(Vec::as_ptr)
}

/// Opens an index by its head; the body's length in bytes, or a negative number where that is no head.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> f64 {
    let engine = INPUT.with_borrow(|input| Engine::new(input));
    #[allow(clippy::cast_precision_loss)]
    let length = engine.as_ref().map_or(-1.0, |engine| engine.length() as f64);
    ENGINE.set(engine);
    length
}

/// Takes a stretch of the body, which begins there.
#[unsafe(no_mangle)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub extern "C" fn give(start: f64) {
    let bytes = INPUT.take();
    ENGINE.with_borrow_mut(|engine| {
        if let Some(engine) = engine {
            engine.give(start as u64, bytes);
        }
    });
}

/// What is asked for, in six lines, the last of which may go on: the order, a department's id, a year, a kind, a function,
/// the query.
fn request(text: &str, skip: usize, limit: usize) -> Request {
    let mut lines = text.splitn(6, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let order = Order::named(line()).unwrap_or_default();
    let filter = Filter {
        department: Some(line()).filter(|id| !id.is_empty()).map(str::to_owned),
        year: line().parse().ok(),
        kind: Kind::named(line()),
        function: line().parse().ok(),
    };
    Request { query: Query::read(line()), filter, order, skip, limit }
}

/// Searches; how many bytes of JSON the answer has: results, or `{"needs": [[start, end], …]}`, or `{"broken": true}`.
#[unsafe(no_mangle)]
pub extern "C" fn search(skip: usize, limit: usize) -> usize {
    let request = INPUT.with_borrow(|input| request(&String::from_utf8_lossy(input), skip, limit));
    let found = ENGINE.with_borrow(|engine| match engine {
        Some(engine) => engine.search(&request),
        None => Err(Stop::Broken),
    });
    let answer = match found {
        Ok(results) => serde_json::to_vec(&results).unwrap_or_default(),
        Err(Stop::Needs(ranges)) => {
            let ranges: Vec<String> = ranges.iter().map(|range| format!("[{},{}]", range.start, range.end)).collect();
            format!("{{\"needs\":[{}]}}", ranges.join(",")).into_bytes()
        }
        Err(Stop::Broken) => b"{\"broken\":true}".to_vec(),
    };
    let length = answer.len();
    OUTPUT.set(answer);
    length
}
