//! The search index that a build writes, and `mingbai search`, which reads it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Site, repository, run_in, tree};

fn two_departments() -> Site {
    Site::sound()
        .file("content/caizheng/department.yaml", "名称: 测试县财政局\n简称: 财政局\n")
        .budget("expenditure: {total: 264.43}\nthree_public: {total: 3.5, abroad: 0, reception: 3.5}\nsections:\n  - {key: duties, body: \"管理预算，节约公务接待开支。合计{{ 支出总计 }}。\"}\nperformance: {projects: [{name: 信息化建设, amount: 120, indicators: [{level1: 产出指标, name: 系统可用率, value: \"≥99%\"}]}]}\n")
        .file("content/wei/department.yaml", "名称: 测试县卫生健康局\n")
        .file("content/wei/2023/final.yaml", "title: 2023年度部门决算\nunit: 万元\nexpenditure: {total: 80}\nstatements: [{kind: expenditure, rows: [{code: 210, label: 卫生健康支出, cells: {total: 80}}, {label: 合计, cells: {total: 80}}]}]\n")
}

/// What a search of the built site finds.
fn found(site: &Site, arguments: &[&str]) -> Value {
    let run = site.run(&[&["search", "--format", "json"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// The first hit of each disclosure that is found.
fn hits(found: &Value) -> Vec<String> {
    let groups = found["groups"].as_array().expect("groups").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    groups.map(|group| format!("{}#{}", text(&group["path"]), text(&group["hits"][0]["anchor"]))).collect()
}

#[test]
fn sections_projects_and_statements_are_found_and_lead_to_their_places() {
    let site = two_departments();
    site.build();
    let budget = "d/caizheng/2024/budget/index.html";
    let account = "d/wei/2023/final/index.html";
    for (query, hit) in [
        ("公务接待", format!("{budget}#duties")),
        ("264.43万元 节约", format!("{budget}#duties")),
        ("信息化", format!("{budget}#project-1")),
        ("系统可用率", format!("{budget}#project-1")),
        ("金额:>100万元", format!("{budget}#project-1")),
        ("科目:210", format!("{account}#statement-expenditure")),
        ("金额:80", format!("{account}#statement-expenditure")),
        ("caizheng", format!("{budget}#")),
        ("卫健局 2023", format!("{account}#")),
    ] {
        assert_eq!(hits(&found(&site, &[query])).first(), Some(&hit), "{query}");
        let (page, anchor) = hit.split_once('#').expect("an anchor");
        assert!(anchor.is_empty() || site.page(page).contains(&format!("id=\"{anchor}\"")), "{hit} is a place");
    }
}

#[test]
fn options_are_parts_of_the_query() {
    let site = two_departments();
    site.build();
    let all = found(&site, &["测试县"]);
    assert_eq!(
        (all["disclosures"].as_u64(), all["facets"]["years"].to_string().as_str()),
        (Some(2), "[[2024,1],[2023,1]]")
    );
    for options in [["--department", "卫生健康局"], ["--year", "..2023"], ["--kind", "final"]] {
        let one = found(&site, &[&["测试县"][..], &options].concat());
        assert_eq!(hits(&one), ["d/wei/2023/final/index.html#"], "{options:?}");
    }
    let most = found(&site, &["测试县", "--sort", "amount", "--limit", "1"]);
    assert_eq!(hits(&most), ["d/caizheng/2024/budget/index.html#project-1"]);
    assert_eq!(site.run(&["search", "x", "--kind", "both"]).code, 2);
    assert_eq!(site.run(&["search", "x", "--year", "去年"]).code, 2);
    // Whatever the query is, an option goes with all of it.
    for query in ["测试县 OR", "测试县 年度:2024", "\"测试县"] {
        assert!(hits(&found(&site, &[query, "--year", "2023"])).iter().all(|hit| hit.contains("/2023/")), "{query}");
    }
    assert_eq!(found(&site, &["金额:很多"])["disclosures"].as_u64(), Some(0), "nothing of the query is left");
}

#[test]
fn a_search_tells_people_what_it_left_out_and_what_is_near() {
    let site = two_departments();
    site.build();
    let run = site.run(&["search", "年度:去年", "公务接待"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("节约公务接待开支") && run.stdout.contains("#duties"), "{}", run.stdout);
    assert!(
        run.stderr.contains("没有理会“年度:去年”：不是年度") && run.stderr.contains("共 1 份公开材料"),
        "{}",
        run.stderr
    );
    let run = site.run(&["search", "财正局"]);
    assert!(run.stdout.is_empty() && run.stderr.contains("可以试试：财政局"), "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'));
}

#[test]
fn without_an_index_there_is_no_search_and_help() {
    let site = two_departments();
    let run = site.run(&["search", "x"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("no-index") && run.stderr.contains("mingbai build"), "{}", run.stderr);
    site.build();
    for (path, _) in tree(&site.path("public/search/data")) {
        let path = format!("public/search/data/{path}");
        let whole = std::fs::read(site.path(&path)).expect("a file");
        for damaged in [Vec::new(), whole[..whole.len() / 2].to_vec(), vec![0xff; whole.len()]] {
            std::fs::write(site.path(&path), damaged).expect("written");
            let run = site.run(&["search", "公务接待"]);
            assert!(
                run.code == 3 || !path.contains("head") && !path.contains("json") && run.code == 0,
                "{path}: {}",
                run.stderr
            );
        }
        std::fs::write(site.path(&path), whole).expect("written");
    }
    let manifest = "public/search/data/manifest.json";
    let text =
        std::fs::read_to_string(site.path(manifest)).expect("a file").replace("\"head\":\"", "\"head\":\"../../");
    std::fs::write(site.path(manifest), text).expect("written");
    assert_eq!(site.run(&["search", "公务接待"]).code, 3, "a name is no way out of the folder");
}

#[test]
fn the_index_follows_what_changed_and_is_the_same_whoever_writes_it() {
    let site = two_departments();
    site.build();
    let site = site.file(
        "content/wei/2022/final.yaml",
        "title: 2022年度部门决算\nunit: 万元\nsections: [{key: duties, body: 疫苗接种}]\n",
    );
    site.build();
    assert_eq!(hits(&found(&site, &["疫苗接种"])), ["d/wei/2022/final/index.html#duties"]);
    let index = tree(&site.path("public/search/data"));
    assert_eq!(site.run(&["build", "--fresh", "--quiet", "--jobs", "1"]).code, 0);
    assert!(tree(&site.path("public/search/data")) == index, "from nothing, on one thread");
    // What a build left that came to nothing is not taken up.
    std::fs::write(site.path(".public.build/words.new"), "nothing").expect("written");
    site.build();
    // What is kept for the next index may go, or be something else; it is made again.
    std::fs::remove_file(site.path(".public.build/words")).expect("removed");
    std::fs::create_dir(site.path(".public.build/words")).expect("made");
    let site = site.file(
        "content/wei/2022/final.yaml",
        "title: 2022年度部门决算\nunit: 万元\nsections: [{key: duties, body: 义诊}]\n",
    );
    site.build();
    std::fs::remove_dir(site.path(".public.build/words")).expect("removed");
    let site = site.file(
        "content/wei/2022/final.yaml",
        "title: 2022年度部门决算\nunit: 万元\nsections: [{key: duties, body: 体检}]\n",
    );
    site.build();
    assert_eq!(hits(&found(&site, &["体检"])), ["d/wei/2022/final/index.html#duties"]);
    assert_eq!(hits(&found(&site, &["疫苗接种"])), Vec::<String>::new());
    assert_eq!(hits(&found(&site, &["信息化"])).len(), 1, "what did not change is still there");
}

#[test]
fn what_is_superseded_is_not_searched_and_content_is_text() {
    let site = Site::sound()
        .file("content/caizheng/2024/budget@1.yaml", "title: x\nunit: 万元\nsections: [{key: duties, body: 旧版文字}]\n")
        .budget("sections: [{key: duties, body: \"新版文字<script>alert(1)</script>\\e[31m\"}]\ncorrections: [{version: 2, what: 甲, why: 乙}]\n".replace("\\e[31m", "").as_str());
    site.build();
    assert_eq!(hits(&found(&site, &["旧版文字"])), Vec::<String>::new());
    let found = found(&site, &["新版文字"]);
    let text = found["groups"][0]["hits"][0]["text"].to_string();
    assert!(text.contains("<script>alert(1)</script>"), "{text}");
}

/// Queries that readers of the sample site could type, each with where what they want stands: the page, and where it
/// matters the place on it; or `instead`, where another query is to be named. Several pages are as good as each other where
/// the query does not say which.
fn judged() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/judged.tsv").lines().filter_map(|line| line.split_once('\t'))
}

#[test]
fn readers_of_the_sample_find_what_they_want() {
    let out = Site::empty();
    let target = out.path("public").to_string_lossy().into_owned();
    assert_eq!(run_in(&repository(), &["build", "--quiet", "--out", &target], &[]).code, 0);
    let (mut first, mut ten, mut ranks) = (0, 0, 0.0);
    let mut missed = Vec::new();
    for (query, wanted) in judged() {
        let found = found(&out, &[query]);
        if wanted == "instead" {
            let is_near = found["instead"].is_string();
            (first, ten) = (first + i32::from(is_near), ten + i32::from(is_near));
            ranks += f64::from(u8::from(is_near));
            continue;
        }
        let rank = hits(&found).iter().position(|hit| hit.starts_with(wanted));
        first += i32::from(rank == Some(0));
        ten += i32::from(rank.is_some());
        ranks += rank.map_or(0.0, |rank| 1.0 / (f64::from(u32::try_from(rank).expect("a rank")) + 1.0));
        if rank != Some(0) {
            missed.push(format!("{query}: {rank:?}, {:?}", hits(&found).first()));
        }
    }
    let all = i32::try_from(judged().count()).expect("a count");
    println!("success@1 {first}/{all}, success@10 {ten}/{all}, MRR {:.3}", ranks / f64::from(all));
    assert!(all >= 60 && first * 100 >= all * 90 && ten * 100 >= all * 97, "{first} and {ten} of {all}: {missed:#?}");
}

#[test]
fn no_query_takes_long_or_fails() {
    let site = two_departments();
    site.build();
    for query in [
        "局".repeat(10_000),
        "a OR ".repeat(500),
        "\"财政 ".repeat(300),
        "-".repeat(999),
        "金额:".repeat(200),
        "年度:..".to_owned(),
        "*".to_owned(),
        "  ".to_owned(),
        "\u{202e}\u{0}财".replace('\u{0}', ""),
    ] {
        let run = site.run(&["search", "--", &query]);
        assert_eq!(run.code, 0, "{}: {}", query.chars().take(20).collect::<String>(), run.stderr);
        assert!(!run.stdout.contains('\u{202e}') && !run.stderr.contains('\u{202e}'));
    }
}

#[test]
fn the_search_page_has_every_word_that_its_scripts_say_and_no_other() {
    // What scripts put together: what engine and troubles are called.
    let mut said: BTreeSet<String> = [
        "section",
        "project",
        "statement",
        "budget",
        "final",
        "by-kind",
        "by-year",
        "by-function",
        "by-department",
        "not-years",
        "previous",
        "next",
        "reload",
        "again",
        "not-a-kind",
        "not-a-code",
        "not-an-amount",
        "nothing-in-it",
        "too-long",
        "unsupported",
        "unloaded",
        "disk",
        "offline",
        "missing",
        "changed",
        "broken",
    ]
    .map(str::to_owned)
    .into();
    let scripts = tree(&repository().join("themes/default/static/search"));
    for (_, bytes) in scripts.iter().filter(|(path, _)| path.rsplit('.').next() == Some("js")) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        for call in text.split("say(").skip(1).chain(text.split("status(").skip(1)) {
            let arguments = call.split(')').next().unwrap_or_default();
            let literals = arguments.split('"').skip(1).step_by(2);
            said.extend(literals.filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    for language in ["zh-CN", "en"] {
        let site = two_departments().file("site.toml", format!("title = \"x\"\nlanguage = \"{language}\"\n"));
        site.build();
        let page = site.page("search/index.html");
        let there: BTreeSet<String> =
            page.split("data-id=\"").skip(1).filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect();
        assert_eq!(there, said, "{language}");
    }
}
