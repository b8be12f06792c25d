//! The archive keeps its word: what was recorded as published stays, a correction is a new version, and anyone can see it.

use std::fs;

use crate::harness::{BUDGET, Run, Site, tree};
use crate::host::Host;

/// Records what is there as of a day, which must succeed.
fn record(site: &Site, day: &str) -> Run {
    let run = site.run(&["record", "--date", day]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

fn ledger(site: &Site) -> String {
    fs::read_to_string(site.path("ledger.csv")).expect("a ledger")
}

/// Makes what the budget says version 2, and keeps what it said.
fn correct(site: Site) -> Site {
    let before = fs::read(site.path("content/caizheng/2024/budget.yaml")).expect("a budget");
    site.file("content/caizheng/2024/budget@1.yaml", before).budget(
        "expenditure: {total: 101}\ncorrections:\n  - {version: 2, date: 2024-03-01, what: 支出总计, why: 漏计一项}\n",
    )
}

/// The codes and places of what `verify` tells.
fn differences(site: &Site, arguments: &[&str]) -> (i32, Vec<String>) {
    let run = site.run(&[&["verify", "--format", "json"], arguments].concat());
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a JSON report");
    let text = |problem: &serde_json::Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let problems = report["problems"].as_array().expect("a list").iter();
    let told = problems.map(|problem| {
        let file = text(problem, "file").replace('\\', "/");
        format!("{} {}", text(problem, "code"), file.rsplit_once("public/").map_or(file.as_str(), |(_, path)| path))
    });
    (run.code, told.collect())
}

#[test]
fn what_is_published_is_recorded_once_and_the_ledger_only_grows() {
    let site = Site::sound();
    let run = record(&site, "2024-02-10");
    assert_eq!(run.stdout, "+ content/caizheng/2024/budget.yaml 第 1 版\n");
    let first = ledger(&site);
    assert!(first.starts_with("department,year,kind,scope,version,published,recorded,digest,why\ncaizheng,2024,budget,department,1,,2024-02-10,"));
    // Nothing is new.
    record(&site, "2024-02-11");
    assert_eq!(ledger(&site), first);
    let site = correct(site);
    let shown = site.run(&["record", "--dry-run"]);
    assert_eq!((shown.code, shown.stdout.as_str()), (0, "+ content/caizheng/2024/budget.yaml 第 2 版\n"));
    assert_eq!(ledger(&site), first, "a dry run writes nothing");
    record(&site, "2024-03-02");
    let (before, new) = (first.as_str(), ledger(&site));
    let line = new.strip_prefix(before).expect("the old lines stay");
    assert!(
        line.starts_with("caizheng,2024,budget,department,2,2024-03-01,2024-03-02,") && line.ends_with(",漏计一项\n")
    );
}

#[test]
fn what_changed_without_a_correction_is_found_and_not_recorded_again() {
    let site = Site::sound();
    record(&site, "2024-02-10");
    let before = ledger(&site);
    let site = site.budget("expenditure: {total: 99}\n");
    assert_eq!(site.problems(), ["F6 content/caizheng/2024/budget.yaml"]);
    let run = site.run(&["record"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("budget@1.yaml"), "{}", run.stderr);
    assert_eq!(ledger(&site), before);
    // It is said openly, and keeps nothing from being published unless the site wants that.
    assert_eq!(site.run(&["build"]).code, 0);
    assert!(site.page("d/caizheng/index.html").contains("没有更正记录"));
    let site = site.file(
        "site.toml",
        "title = \"测试县\"\nfooter = \"none\"\ncheck = { stop = \"error\", rules = { E = \"off\" } }\n",
    );
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn how_it_is_written_does_not_count() {
    let rows = "code,label,total\r\n201,一般公共服务支出,1\r\n";
    let site = Site::sound()
        .budget("statements: [{kind: expenditure, title: 支出表}]\n")
        .file("content/caizheng/2024/budget/expenditure.csv", rows);
    record(&site, "2024-02-10");
    let site = site
        .file(
            "content/caizheng/2024/budget.yaml",
            "# 已公开\r\nunit: '万元'\r\ntitle:   2024年部门预算\r\nacknowledge: []\r\nstatements:\r\n  - kind: expenditure\r\n    title: \"支出表\"\r\n",
        )
        .file("content/caizheng/2024/budget/expenditure.csv", format!("\u{feff}{}", rows.replace("\r\n", "\n")));
    assert!(!site.problems().iter().any(|problem| problem.starts_with("F6")), "{:?}", site.problems());
    let site = site.file("content/caizheng/2024/budget/expenditure.csv", rows.replace(",1", ",2"));
    assert!(site.problems().contains(&"F6 content/caizheng/2024/budget.yaml".to_owned()));
}

#[test]
fn a_kept_version_that_is_changed_or_deleted_is_found() {
    let site = Site::sound();
    record(&site, "2024-02-10");
    let site = correct(site);
    record(&site, "2024-03-02");
    assert_eq!(site.problems(), [""; 0]);
    let kept = "content/caizheng/2024/budget@1.yaml";
    let site = site.file(kept, format!("{BUDGET}operating_cost: 5\n"));
    assert_eq!(site.problems(), ["F6 content/caizheng/2024/budget.yaml"]);
    fs::remove_file(site.path(kept)).expect("removed");
    assert_eq!(site.problems(), ["F6 content/caizheng/2024/budget.yaml"]);
    fs::remove_dir_all(site.path("content/caizheng/2024")).expect("removed");
    assert_eq!(site.problems(), ["recorded-gone ledger.csv"]);
}

#[test]
fn a_ledger_at_fault_is_told_line_by_line() {
    let head = "department,year,kind,scope,version,published,recorded,digest,why\n";
    let sum = "0".repeat(64);
    let line = |version: &str| format!("caizheng,2024,budget,department,{version},,2024-02-10,{sum},\n");
    let site =
        Site::sound().file("ledger.csv", format!("{head}{}{}{}caizheng,2024\n", line("1"), line("1"), line("0")));
    assert_eq!(
        site.problems(),
        ["recorded-twice ledger.csv:3", "bad-ledger-line ledger.csv:4", "bad-ledger-line ledger.csv:5"]
    );
    let site = site.file("ledger.csv", line("1"));
    assert_eq!(site.problems(), ["bad-ledger-line ledger.csv:1"], "a ledger without its headings is none");
}

#[test]
fn corrections_are_listed_with_a_feed_and_lead_to_both_versions() {
    let site = correct(Site::sound()).file(
        "site.toml",
        "title = \"测试县\"\nbase_url = \"https://example.gov.cn/ys/\"\nfooter = \"none\"\ncheck = { rules = { E = \"off\" } }\n",
    );
    record(&site, "2024-03-02");
    site.build();
    let list = site.page("corrections/index.html");
    for part in [
        "支出总计",
        "漏计一项",
        "../d/caizheng/2024/budget/index.html#correction-2",
        "../d/caizheng/2024/budget/v1/index.html",
    ] {
        assert!(list.contains(part), "{part}");
    }
    let feed = site.page("corrections/feed.xml");
    assert!(
        feed.contains("<updated>2024-03-01T00:00:00+08:00</updated>")
            && feed.contains("budget/index.html#correction-2</id>")
    );
    assert!(site.page("d/caizheng/2024/budget/index.html").contains("../../../../corrections/index.html"));
    // What is published of the ledger is what stands in it.
    let published = site.page("data/ledger.csv").replace("\r\n", "\n");
    assert_eq!(published.trim_start_matches('\u{feff}'), ledger(&site));
}

#[test]
fn a_change_of_the_ledger_alone_is_published_as_a_build_from_nothing_would() {
    let site = Site::sound();
    site.build();
    record(&site, "2024-02-10");
    site.build();
    let after = tree(&site.path("public"));
    assert_eq!(site.run(&["build", "--fresh"]).code, 0);
    assert_eq!(tree(&site.path("public")), after);
    assert!(site.page("data/ledger.csv").contains("2024-02-10"));
}

#[test]
fn a_sound_site_is_verified_in_a_folder_and_at_an_address() {
    let site = correct(Site::sound()).file("content/caizheng/2024/budget/附 件#1.pdf", "%PDF-1.7");
    record(&site, "2024-03-02");
    site.build();
    let told = site.run(&["verify"]);
    assert_eq!((told.code, told.stdout.as_str()), (0, ""));
    assert!(told.stderr.contains("登记过的版本 2 个相符"), "{}", told.stderr);
    // Every tenth request fails, and is asked for again.
    let host = Host::of(site.path("public"), |request| request % 10 == 9);
    assert_eq!(differences(&site, &[&host.address]), (0, vec![]));
    assert_eq!(differences(&site, &[&format!("{}index.html", host.address)]), (0, vec![]));
    // A reader has the site and nothing else.
    let reader = Site::empty();
    assert_eq!(reader.run(&["verify", &host.address]).code, 0);
}

#[test]
fn every_difference_is_named() {
    let site = correct(Site::sound());
    record(&site, "2024-03-02");
    site.build();
    fs::write(site.path("public/index.html"), "changed").expect("written");
    fs::write(site.path("public/more.txt"), "more").expect("written");
    fs::remove_file(site.path("public/d/caizheng/2024/budget/v1/index.html")).expect("removed");
    let folder =
        ["file-gone d/caizheng/2024/budget/v1/index.html", "file-differs index.html", "file-not-listed more.txt"];
    assert_eq!(differences(&site, &[]), (1, folder.map(str::to_owned).to_vec()));
    let host = Host::of(site.path("public"), |_| false);
    let (code, told) = differences(&site, &[&host.address]);
    assert_eq!((code, told.len()), (1, 2), "{told:?}");
}

#[test]
fn a_site_that_was_built_anew_after_a_change_is_not_what_was_recorded() {
    let site = correct(Site::sound());
    record(&site, "2024-03-02");
    let kept = ledger(&site);
    // Somebody changes a figure, forges the ledger with it, and publishes a site that is whole in itself.
    let site = site.budget(
        "expenditure: {total: 1}\ncorrections:\n  - {version: 2, date: 2024-03-01, what: 支出总计, why: 漏计一项}\n",
    );
    fs::remove_file(site.path("ledger.csv")).expect("removed");
    fs::remove_file(site.path("content/caizheng/2024/budget@1.yaml")).expect("removed");
    record(&site, "2024-03-02");
    site.build();
    let site = site.file("ledger.csv", kept);
    let (code, told) = differences(&site, &[]);
    assert_eq!(code, 1);
    assert_eq!(
        told,
        [
            "version-differs data/disclosures.csv",
            "version-gone data/disclosures.csv",
            "ledger-differs data/ledger.csv",
            "ledger-differs data/ledger.csv"
        ]
    );
}

#[test]
fn what_is_no_site_cannot_be_verified() {
    let site = Site::empty().file("public/index.html", "x");
    assert_eq!(site.run(&["verify"]).code, 3);
    let site = site.file("public/SHA256SUMS", "<!doctype html>\n");
    let run = site.run(&["verify", "--lang", "en"]);
    assert!(run.code == 3 && run.stderr.contains("line 1 of SHA256SUMS is no sum"), "{}", run.stderr);
    assert_eq!(site.run(&["verify", "http://127.0.0.1:9/"]).code, 3);
}

#[test]
fn readers_check_the_site_with_sha256sum() {
    let site = Site::sound().file("content/caizheng/2024/budget/附 件.pdf", "%PDF-1.7");
    site.build();
    let check = || {
        let run = std::process::Command::new("sha256sum")
            .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
            .current_dir(site.path("public"))
            .status();
        run.expect("sha256sum").success()
    };
    assert!(check());
    fs::write(site.path("public/index.html"), "changed").expect("written");
    assert!(!check());
}
