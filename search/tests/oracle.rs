//! The index finds what reading every passage finds, whatever is asked; it asks for what it needs in few rounds; and bytes
//! that are not what they should be are told, and never a panic.

#![allow(clippy::expect_used, clippy::cast_possible_truncation)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use mingbai_search::document::{About, Department, Document, Form, Kind, Passage};
use mingbai_search::engine::{Engine, Filter, Order, Request, Results, Stop};
use mingbai_search::query::Query;
use mingbai_search::words::Words;
use mingbai_search::write::{Entry, write};
use proptest::prelude::*;

/// A disclosure that is indexed.
#[derive(Debug, Clone)]
struct One {
    about: About,
    document: Document,
}

fn department(id: &str, name: &str, short: Option<&str>, spoken: &str) -> Department {
    Department {
        id: id.to_owned(),
        names: vec![(name.to_owned(), 0, 0)],
        short: short.map(str::to_owned),
        spoken: vec![spoken.to_owned()],
    }
}

fn departments() -> Vec<Department> {
    vec![
        department("caizheng", "示例县财政局", None, "shi li xian cai zheng ju"),
        department("weijian", "示例县卫生健康委员会", Some("卫健委"), "shi li xian wei sheng jian kang wei yuan hui"),
    ]
}

fn passage(title: &str, text: &str) -> Passage {
    Passage {
        form: Form::Section,
        anchor: "a".to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        amount: None,
        codes: Vec::new(),
    }
}

fn one(department: u32, year: u16, kind: Kind, passages: Vec<Passage>) -> One {
    let about = About { department, year, kind, unit: false, function: 201 };
    One { about, document: Document { title: format!("{year}年公开"), passages } }
}

/// The head and the body of an index.
fn index(all: &[One]) -> (Vec<u8>, Vec<u8>) {
    let words: Vec<Words<'_>> = all.iter().map(|one| Words::new(&one.document)).collect();
    let entries: Vec<Entry<'_>> =
        all.iter().zip(&words).map(|(one, words)| Entry { about: one.about.clone(), words }).collect();
    let mut body = Vec::new();
    let functions = BTreeMap::from([(201, "一般公共服务支出".to_owned())]);
    let go_on = || Ok::<(), ()>(());
    let head = write(departments(), functions, &entries, go_on, |bytes| {
        body.extend(bytes);
        Ok(())
    });
    (head.expect("a head").bytes(), body)
}

/// Asks until there is an answer; the stretches of each round beside it.
fn ask(engine: &mut Engine, body: &[u8], request: &Request) -> (Result<Results, Stop>, Vec<Vec<Range<u64>>>) {
    let mut rounds = Vec::new();
    loop {
        match engine.search(request) {
            Err(Stop::Needs(needs)) => {
                assert!(rounds.len() < 100, "it asks again and again: {needs:?}");
                for range in &needs {
                    let bytes = body.get(range.start as usize..range.end as usize).unwrap_or_default();
                    engine.give(range.start, bytes.to_vec());
                }
                rounds.push(needs);
            }
            answer => return (answer, rounds),
        }
    }
}

fn request(query: &str) -> Request {
    Request { query: Query::read(query), limit: 1000, ..Request::default() }
}

fn results(all: &[One], query: &str) -> Results {
    let (head, body) = index(all);
    let mut engine = Engine::new(&head).expect("a head");
    assert_eq!(engine.length(), body.len() as u64);
    ask(&mut engine, &body, &request(query)).0.expect("an answer")
}

fn sample() -> Vec<One> {
    let project = |name: &str, amount| Passage {
        form: Form::Project,
        anchor: "project-1".to_owned(),
        amount: Some(amount),
        ..passage(name, "完成次数≥12次")
    };
    let statement = Passage {
        form: Form::Statement,
        anchor: "statement-1".to_owned(),
        codes: vec!["2010601".to_owned(), "20106".to_owned()],
        ..passage("支出表", "2010601 行政运行 1,234.50")
    };
    vec![
        one(
            0,
            2024,
            Kind::Final,
            vec![
                passage("财政局2024年决算", "负责全县预算管理"),
                passage("“三公”经费", "公务接待费3.20万元，比上年减少，原因是公务用车减少、接待节约"),
                statement,
            ],
        ),
        one(1, 2024, Kind::Budget, vec![passage("卫健委2024年预算", "公共卫生"), project("疫苗采购", 120_000_000)]),
        one(
            0,
            2023,
            Kind::Budget,
            vec![passage("财政局2023年预算", "公务接待费4万元"), project("信息化建设", 50_000_000)],
        ),
    ]
}

fn places(results: &Results) -> Vec<String> {
    results
        .groups
        .iter()
        .map(|group| group.path.trim_start_matches("d/").trim_end_matches("/index.html").to_owned())
        .collect()
}

#[test]
fn a_reader_finds_what_a_reader_looks_for() {
    let all = sample();
    for (query, found) in [
        ("公务接待", &["caizheng/2024/final", "caizheng/2023/budget"][..]),
        ("\"公务接待费\"", &["caizheng/2024/final", "caizheng/2023/budget"]),
        ("\"公务减少\"", &[]),
        ("接待 节约", &["caizheng/2024/final"]),
        ("公务接待 -节约", &["caizheng/2023/budget"]),
        ("疫苗 OR 信息化", &["weijian/2024/budget", "caizheng/2023/budget"]),
        ("公務接待", &["caizheng/2024/final", "caizheng/2023/budget"]),
        ("財政局 2023", &["caizheng/2023/budget"]),
        ("czj 2023", &["caizheng/2023/budget"]),
        ("卫健委", &["weijian/2024/budget"]),
        ("1234.5", &["caizheng/2024/final"]),
        ("科目:20106", &["caizheng/2024/final"]),
        ("科目:205", &[]),
        ("金额:>100万元", &["weijian/2024/budget"]),
        ("金额:..60万元", &["caizheng/2023/budget"]),
        ("部门:财政局 年度:2024", &["caizheng/2024/final"]),
        ("类型:决算", &["caizheng/2024/final"]),
        ("年度:2018..2023", &["caizheng/2023/budget"]),
        ("局", &["caizheng/2024/final", "caizheng/2023/budget"]),
    ] {
        let places: BTreeSet<String> = places(&results(&all, query)).into_iter().collect();
        assert_eq!(places, found.iter().map(|place| (*place).to_owned()).collect(), "{query}");
    }
}

#[test]
fn the_best_comes_first_and_of_equals_the_latest() {
    let all = sample();
    for (query, first) in [
        ("财政局 2023", "caizheng/2023/budget"),
        ("财政局", "caizheng/2024/final"),
        ("财政局 决算", "caizheng/2024/final"),
        ("节约", "caizheng/2024/final"),
    ] {
        assert_eq!(places(&results(&all, query)).first().map(String::as_str), Some(first), "{query}");
    }
    let (head, body) = index(&all);
    let mut engine = Engine::new(&head).expect("a head");
    let by = |order| Request { order, ..request("示例县") };
    for (order, sorted) in [
        (Order::Year, ["caizheng/2024/final", "weijian/2024/budget", "caizheng/2023/budget"]),
        (Order::Amount, ["weijian/2024/budget", "caizheng/2023/budget", "caizheng/2024/final"]),
    ] {
        let answer = ask(&mut engine, &body, &by(order)).0.expect("an answer");
        assert_eq!(places(&answer), sorted, "{order:?}");
    }
}

#[test]
fn hits_are_grouped_marked_and_counted() {
    let found = results(&sample(), "公务接待");
    assert_eq!((found.disclosures, found.hits), (2, 2));
    let hit = &found.groups[0].hits[0];
    assert_eq!((hit.form, hit.anchor.as_str()), ("section", "a"));
    assert!(hit.text.iter().any(|piece| piece.marked && piece.text == "公务接待"));
    assert_eq!(found.facets.departments, [("caizheng".to_owned(), "示例县财政局".to_owned(), 2)]);
    assert_eq!(found.facets.years, [(2024, 1), (2023, 1)]);
    assert_eq!(found.facets.kinds, [("budget", 1), ("final", 1)]);
    let found = results(&sample(), "疫苗采购");
    assert_eq!((found.groups[0].hits[0].form, found.groups[0].hits[0].amount), ("project", Some(120_000_000)));
}

#[test]
fn what_is_chosen_is_shown_and_each_choice_counts_what_the_others_leave() {
    let (head, body) = index(&sample());
    let mut engine = Engine::new(&head).expect("a head");
    let mut by = |query: &str, filter: Filter| {
        ask(&mut engine, &body, &Request { filter, ..request(query) }).0.expect("an answer")
    };
    let of_2024 = || Filter { year: Some(2024), ..Filter::default() };
    let found = by("示例县", of_2024());
    assert_eq!(places(&found), ["caizheng/2024/final", "weijian/2024/budget"]);
    assert_eq!((found.disclosures, found.facets.years), (2, vec![(2024, 2), (2023, 1)]));
    assert_eq!(found.facets.kinds, [("budget", 1), ("final", 1)]);
    let found = by("示例县", Filter { department: Some("caizheng".to_owned()), kind: Some(Kind::Final), ..of_2024() });
    assert_eq!(places(&found), ["caizheng/2024/final"]);
    assert_eq!(found.facets.departments, [("caizheng".to_owned(), "示例县财政局".to_owned(), 1)]);
    // A phrase, of which the texts tell; and a choice that leaves nothing is no reason to look for something else.
    let found = by("\"公务接待\"", of_2024());
    assert_eq!((found.disclosures, found.hits, found.at_most), (1, 1, false));
    assert_eq!(found.facets.years, [(2024, 1), (2023, 1)]);
    let found = by("公务接待", Filter { function: Some(999), ..Filter::default() });
    assert_eq!(
        (found.disclosures, found.instead, found.facets.functions),
        (0, None, vec![(201, "一般公共服务支出".to_owned(), 2)])
    );
}

#[test]
fn nothing_found_leads_to_something_near() {
    let all = sample();
    for (query, instead) in [
        ("财正局", "财政局"),
        ("公务接侍", "公务接"),
        ("cai zheng ju", "caizhengju"),
        ("部门:财正局 接待", "部门:财政局 接待"),
        ("没有这样的公务接待方案", "公务接待"),
        ("疫苗采购 不存在的词语", "疫苗采购"),
        ("\"节约 接待\"", "节约 接待"),
    ] {
        assert_eq!(results(&all, query).instead.as_deref(), Some(instead), "{query}");
    }
    assert_eq!(results(&all, "毫不相干").instead, None);
}

#[test]
fn a_search_takes_three_rounds_and_what_is_kept_is_not_asked_for_again() {
    let (head, body) = index(&sample());
    let mut engine = Engine::new(&head).expect("a head");
    for (query, most) in
        [("公务接待", 3), ("公务接待", 0), ("\"公务接待费\"", 3), ("财政局 2023", 3), ("部门:财政局", 1)]
    {
        let (answer, rounds) = ask(&mut engine, &body, &request(query));
        assert!(answer.is_ok() && rounds.len() <= most, "{query}: {rounds:?}");
    }
}

#[test]
fn an_empty_index_finds_nothing() {
    assert_eq!(results(&[], "公务").disclosures, 0);
    assert_eq!(results(&[], "").disclosures, 0);
    assert!(Engine::new(b"").is_none() && Engine::new(&[1, 0, 0]).is_none());
}

/// Whether reading a passage finds a word: every pair of its letters, and every word and number, stands in it.
fn reads(one: &One, passage: &Passage, word: &str, is_phrase: bool) -> bool {
    let text = format!("{}。{}", passage.title, passage.text);
    if is_phrase {
        return text.contains(word);
    }
    let letters: Vec<char> = word.chars().collect();
    let is_there = letters.windows(2).all(|pair| text.contains(&pair.iter().collect::<String>()));
    let name = ["示例县财政局", "示例县卫生健康委员会 卫健委"][one.about.department as usize];
    is_there || name.contains(word)
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select("财政局卫生健康公务接待费，。".chars().collect::<Vec<_>>()),
        0..40,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

fn some() -> impl Strategy<Value = Vec<One>> {
    let passages = proptest::collection::vec((text(), text()), 1..5);
    proptest::collection::vec((0_u32..2, 2018_u16..2025, any::<bool>(), passages), 0..12).prop_map(|mut all| {
        all.sort_by_key(|(department, year, is_final, _)| (std::cmp::Reverse(*year), *is_final, *department));
        all.into_iter()
            .map(|(department, year, is_final, passages)| {
                let passages = passages.into_iter().map(|(title, text)| passage(&title, &text)).collect();
                one(department, year, if is_final { Kind::Final } else { Kind::Budget }, passages)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_index_finds_what_reading_finds(all in some(), word in "[财政局卫生健康公务接待费]{2,4}", is_phrase: bool) {
        let query = if is_phrase { format!("\"{word}\"") } else { word.clone() };
        let (head, body) = index(&all);
        let mut engine = Engine::new(&head).expect("a head");
        let (answer, _) = ask(&mut engine, &body, &request(&query));
        let answer = answer.expect("an answer");
        let read: Vec<(usize, usize)> = all.iter().enumerate().filter_map(|(place, one)| {
            let count = one.document.passages.iter().filter(|passage| reads(one, passage, &word, is_phrase)).count();
            (count > 0).then_some((place, count))
        }).collect();
        prop_assert_eq!(answer.disclosures, read.len(), "{} in {:?}", query, all);
        prop_assert_eq!(answer.hits, read.iter().map(|(_, count)| count).sum::<usize>());
        let paths: BTreeSet<(u32, usize)> = answer.groups.iter().map(|group| (group.year.into(), group.count)).collect();
        let expected: BTreeSet<(u32, usize)> = read.iter().map(|(place, count)| (u32::from(all[*place].about.year), *count)).collect();
        prop_assert_eq!(paths, expected);
        let scores: Vec<u32> = answer.groups.iter().map(|group| group.score).collect();
        // In eight steps; of a phrase, as the terms alone tell.
        let most = scores.iter().copied().max().unwrap_or(0).max(1);
        let step = |score: u32| (u64::from(score) * 8).div_ceil(u64::from(most));
        prop_assert!(is_phrase || scores.is_sorted_by(|one, other| step(*one) >= step(*other)));
    }

    #[test]
    fn broken_bytes_are_no_panic(all in some(), query in "[财政局公务接待 \"*]{1,8}", at in any::<prop::sample::Index>(), with: u8, is_head: bool) {
        let (mut head, mut body) = index(&all);
        let damaged = if is_head { &mut head } else { &mut body };
        if !damaged.is_empty() {
            let at = at.index(damaged.len());
            damaged[at] = with;
        }
        // A host compares the lengths, and does not ask an engine for what is not there.
        if let Some(mut engine) = Engine::new(&head).filter(|engine| engine.length() == body.len() as u64) {
            let _ = ask(&mut engine, &body, &request(&query));
        }
    }

    #[test]
    fn an_index_of_one_archive_is_one_row_of_bytes(all in some()) {
        prop_assert_eq!(index(&all), index(&all));
    }
}
