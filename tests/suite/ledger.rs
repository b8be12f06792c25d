//! The archive keeps its word: what was recorded as published stays, a correction is a new version, and anyone can see it.

use std::fs;

use crate::harness::{BUDGET, Run, Site, tree};
use crate::host::Host;

/// A sound site whose budget says that it was published.
fn published() -> Site {
    Site::sound().budget(PUBLISHED)
}

const PUBLISHED: &str = "dates: {published: 2024-02-05}\n";

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
        "dates: {published: 2024-02-05}\nexpenditure: {total: 101}\ncorrections:\n  - {version: 2, date: 2024-03-01, what: 支出总计, why: 漏计一项}\n",
    )
}

/// The codes and places of the differences that `verify` tells.
fn differences(site: &Site, arguments: &[&str]) -> (i32, Vec<String>) {
    let run = site.run(&[&["verify", "--format", "json"], arguments].concat());
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a JSON report");
    let text = |problem: &serde_json::Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let problems = report["problems"].as_array().expect("a list").iter();
    let problems = problems.filter(|problem| text(problem, "severity") != "note");
    let told = problems.map(|problem| {
        let file = text(problem, "file").replace('\\', "/");
        format!("{} {}", text(problem, "code"), file.rsplit_once("public/").map_or(file.as_str(), |(_, path)| path))
    });
    (run.code, told.collect())
}

#[test]
fn what_is_published_is_recorded_once_and_the_ledger_only_grows() {
    let site = published();
    let run = record(&site, "2024-02-10");
    assert_eq!(run.stdout, "+ content/caizheng/2024/budget.yaml 第 1 版\n");
    let first = ledger(&site);
    assert!(first.starts_with("department,year,kind,scope,version,published,recorded,digest,why\ncaizheng,2024,budget,department,1,2024-02-05,2024-02-10,"));
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
    let site = published();
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
        .budget(&format!("{PUBLISHED}statements: [{{kind: expenditure, title: 支出表}}]\n"))
        .file("content/caizheng/2024/budget/expenditure.csv", rows);
    record(&site, "2024-02-10");
    let site = site
        .file(
            "content/caizheng/2024/budget.yaml",
            "# 已公开\r\nunit: '万元'\r\ntitle:   2024年部门预算\r\ndates: {published: 2024-02-05}\r\nacknowledge: []\r\nstatements:\r\n  - kind: expenditure\r\n    title: \"支出表\"\r\n",
        )
        .file("content/caizheng/2024/budget/expenditure.csv", format!("\u{feff}{}", rows.replace("\r\n", "\n")));
    assert!(!site.problems().iter().any(|problem| problem.starts_with("F6")), "{:?}", site.problems());
    let site = site.file("content/caizheng/2024/budget/expenditure.csv", rows.replace(",1", ",2"));
    assert!(site.problems().contains(&"F6 content/caizheng/2024/budget.yaml".to_owned()));
}

#[test]
fn a_kept_version_that_is_changed_or_deleted_is_found() {
    let site = published();
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
    let site = correct(published()).file(
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
    let site = published();
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
    let site = correct(published()).file("content/caizheng/2024/budget/附 件#1.pdf", "%PDF-1.7");
    record(&site, "2024-03-02");
    site.build();
    let told = site.run(&["verify"]);
    assert_eq!((told.code, told.stdout.as_str()), (0, ""));
    assert!(told.stderr.contains("登记过的版本 2 个相符"), "{}", told.stderr);
    // At first every tenth request fails, and is asked for again.
    let host = Host::of(site.path("public"), |request| request < 60 && request % 10 == 9);
    assert_eq!(differences(&site, &[&host.address]), (0, vec![]));
    assert_eq!(differences(&site, &[&format!("{}index.html", host.address)]), (0, vec![]));
    // A reader has the site and nothing else.
    let reader = Site::empty();
    let told = reader.run(&["verify", &host.address, "--lang", "en"]);
    assert!(told.code == 0 && told.stdout.contains("with its own ledger alone"), "{}", told.stdout);
}

#[test]
fn what_was_not_recorded_is_told_and_what_git_keeps_is_no_part_of_a_site() {
    let site = published();
    record(&site, "2024-02-10");
    let site = site
        .file(
            "content/caizheng/2025/budget.yaml",
            format!("{}dates: {{published: 2025-02-05}}\n", BUDGET.replace("2024", "2025")),
        )
        .file("content/caizheng/2026/budget.yaml", BUDGET.replace("2024", "2026"));
    site.build();
    let site = site.file("public/.git/HEAD", "ref: refs/heads/pages\n").file("public/d/.git/HEAD", "x");
    assert_eq!(differences(&site, &[]).1, ["file-not-listed d/.git/HEAD"]);
    let run = site.run(&["verify", "--lang", "en"]);
    assert!(run.stdout.contains("1 version on the site has a date of publication"), "{}", run.stdout);
}

#[test]
fn a_site_that_is_not_there_is_told_as_that() {
    let site = Site::sound();
    for (arguments, said) in [
        (vec!["verify", "example.gov.cn/ys"], "an address begins with https://"),
        (vec!["verify", "--root", "nowhere"], "nowhere"),
    ] {
        let run = site.run(&[arguments, vec!["--lang", "en"]].concat());
        assert!(run.code == 3 && run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn every_difference_is_named() {
    let site = correct(published());
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
    let site = correct(published());
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
    let run = site.run(&["verify", "http://nowhere.invalid/"]);
    assert!(run.code == 3 && run.stderr.contains("找不到这个网址的主机"), "{}", run.stderr);
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

#[test]
fn a_line_at_fault_hides_no_other() {
    let site = published();
    record(&site, "2024-02-10");
    let open = "caizheng,2020,budget,department,1,,2024-02-10,0,\"oops\n";
    let kept = ledger(&site);
    let (head, rest) = kept.split_once('\n').expect("headings");
    let site = site.file("ledger.csv", format!("{head}\n{open}{rest}")).budget("expenditure: {total: 99}\n");
    assert_eq!(site.problems(), ["bad-ledger-line ledger.csv:2"]);
    assert_eq!(site.run(&["record"]).code, 1);
    assert_eq!(ledger(&site), format!("{head}\n{open}{rest}"));
}

#[test]
fn a_change_is_not_for_its_author_to_explain_nor_for_the_site_to_record() {
    let site = published();
    record(&site, "2024-02-10");
    let site = site.budget("expenditure: {total: 99}\nacknowledge: [{rule: F6, note: 没什么}]\n");
    let run = site.run(&["check"]);
    assert!(run.code == 0 && run.stdout.contains("错误[F6]"), "{}", run.stdout);
    let before = ledger(&site);
    let site = site.file("site.toml", "title = \"测试县\"\nfooter = \"none\"\ncheck = { rules = { F6 = \"off\" } }\n");
    let run = site.run(&["record"]);
    assert!(run.code == 1 && run.stderr.contains("错误[F6]"), "{}", run.stderr);
    assert_eq!(ledger(&site), before);
}

#[test]
fn blank_and_a_written_tilde_are_not_the_same() {
    let site = Site::sound().budget(&format!("{PUBLISHED}statements: [{{kind: expenditure, note: ~}}]\n"));
    record(&site, "2024-02-10");
    let site = site.budget("statements: [{kind: expenditure, note: \"~\"}]\n");
    assert!(site.problems().contains(&"F6 content/caizheng/2024/budget.yaml".to_owned()));
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link_and_two_at_once_do_not_mix() {
    let site = published().file("victim", "mine");
    std::os::unix::fs::symlink(site.path("victim"), site.path("ledger.csv.new")).expect("a link");
    assert_eq!(site.run(&["record"]).code, 3);
    assert_eq!(fs::read_to_string(site.path("victim")).expect("a file"), "mine");
    fs::remove_file(site.path("ledger.csv.new")).expect("removed");
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut record = crate::harness::command(&site.path(""), &["record", "--quiet"], &[]);
            record.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().expect("a run")
        })
        .collect();
    for mut run in runs {
        run.wait().expect("an end");
    }
    assert_eq!(ledger(&site).lines().count(), 2);
    assert!(!site.path("ledger.csv.new").exists());
}

#[test]
fn a_site_that_hides_its_tables_shows_nothing_of_what_was_recorded() {
    let site = published();
    record(&site, "2024-02-10");
    site.build();
    let list = site.page("SHA256SUMS");
    let without: String = list.split_inclusive('\n').filter(|line| !line.ends_with("data/disclosures.csv\n")).collect();
    fs::remove_file(site.path("public/data/disclosures.csv")).expect("removed");
    let site = site.file("public/SHA256SUMS", without);
    assert_eq!(differences(&site, &[]), (1, vec!["version-gone data/disclosures.csv".to_owned()]));
    for list in ["", &format!("{}  ../site.toml\n", "0".repeat(64)), &format!("{}  /etc/passwd\n", "0".repeat(64))] {
        let run = site.file_at("public/SHA256SUMS", list).run(&["verify"]);
        assert_eq!(run.code, 3, "{list}");
    }
}

#[test]
fn a_host_that_fails_is_given_up() {
    let site = published();
    site.build();
    let host = Host::of(site.path("public"), |request| request > 0);
    let began = std::time::Instant::now();
    assert_eq!(site.run(&["verify", &host.address]).code, 3);
    assert!(began.elapsed().as_secs() < 30);
}

#[test]
fn what_is_being_written_is_not_recorded() {
    let site = Site::sound();
    let run = site.run(&["record"]);
    assert!(
        run.code == 0
            && run.stdout.is_empty()
            && run.stderr.contains("没有写公开日期的 1 个版本没有登记：content/caizheng/2024/budget.yaml；"),
        "{}",
        run.stderr
    );
    assert!(!site.path("ledger.csv").exists());
}

#[test]
fn versions_that_are_recorded_together_are_called_by_their_files() {
    let site = correct(published()).file("content/caizheng/2025/budget.yaml", BUDGET.replace("2024", "2025"));
    let run = record(&site, "2024-03-02");
    let lines = ["+ content/caizheng/2024/budget@1.yaml 第 1 版", "+ content/caizheng/2024/budget.yaml 第 2 版"];
    assert_eq!(run.stdout.lines().collect::<Vec<_>>(), lines);
    assert!(run.stderr.contains("没有写公开日期的 1 个版本没有登记"), "{}", run.stderr);
}

#[test]
fn what_was_recorded_of_a_correction_is_not_rewritten() {
    let site = correct(published());
    assert_eq!(site.problems(), [""; 0], "a correction that nobody recorded may still be worded");
    record(&site, "2024-03-02");
    assert_eq!(site.problems(), [""; 0]);
    let said = |date: &str, why: &str| {
        format!(
            "dates: {{published: 2024-02-05}}\nexpenditure: {{total: 101}}\ncorrections:\n  - version: 2\n    date: {date}\n    what: 支出总计\n    why: {why}\n"
        )
    };
    let site = site.budget(&said("2024-03-01", "四舍五入"));
    assert_eq!(site.problems(), ["F6 content/caizheng/2024/budget.yaml:9"]);
    let run = site.run(&["record"]);
    assert!(run.code == 1 && run.stderr.contains("登记的是：“漏计一项”"), "{}", run.stderr);
    let site = site.budget(&said("2024-02-29", "漏计一项"));
    assert_eq!(site.problems(), ["F6 content/caizheng/2024/budget.yaml:7"]);
    // A further correction is none of the recorded ones, as long as those stay.
    let before = fs::read(site.path("content/caizheng/2024/budget.yaml")).expect("a budget");
    let site = site.file("content/caizheng/2024/budget@2.yaml", before);
    let third = |more: &str| format!("{}{more}", said("2024-03-01", "漏计一项").replace("101", "102"));
    let site = site.budget(&third("  - {version: 3, date: 2024-04-01, what: 支出总计, why: 又漏一项}\n"));
    assert_eq!(site.problems(), ["F6 content/caizheng/2024/budget.yaml"], "the kept version 2 has another date");
    let site = site.file("content/caizheng/2024/budget@2.yaml", format!("{BUDGET}{}", said("2024-03-01", "漏计一项")));
    assert_eq!(site.problems(), [""; 0]);
}

#[test]
fn a_list_of_sums_that_was_kept_names_what_has_changed_since() {
    let site = published().file("content/caizheng/2024/budget/附件.pdf", "%PDF-1.7");
    site.build();
    fs::copy(site.path("public/SHA256SUMS"), site.path("kept")).expect("kept");
    let told = site.run(&["verify", "--sums", "kept"]);
    let count = site.page("SHA256SUMS").lines().count();
    assert!(told.code == 0 && told.stderr.contains(&format!("与留存的清单相符的文件 {count} 个")), "{}", told.stderr);
    // A page says something else, one file goes and one comes: the site is whole in itself, and not what it was.
    fs::remove_file(site.path("content/caizheng/2024/budget/附件.pdf")).expect("removed");
    let site = site
        .budget(&format!("{PUBLISHED}acknowledge: [{{rule: F4, note: 例}}]\n"))
        .file("content/caizheng/2024/budget/附件.ofd", "ofd");
    site.build();
    assert_eq!(differences(&site, &[]), (0, vec![]));
    let named = [
        "kept-differs d/caizheng/2024/budget/index.html",
        "kept-lacks d/caizheng/2024/budget/files/附件.ofd",
        "kept-gone d/caizheng/2024/budget/files/附件.pdf",
    ];
    let (code, told) = differences(&site, &["--sums", "kept"]);
    assert!(code == 1 && named.iter().all(|one| told.contains(&(*one).to_owned())), "{told:?}");
    let host = Host::of(site.path("public"), |_| false);
    let (code, told) = differences(&site, &[&host.address, "--sums", "kept"]);
    let differing = format!("kept-differs {}d/caizheng/2024/budget/index.html", host.address);
    assert!(code == 1 && told.contains(&differing), "{told:?}");
    // What was kept of it now is what it is; a file that differs from its own list is told as before.
    let run = site.run_with(&["verify", "--sums", "-"], &site.page("SHA256SUMS"));
    assert!(run.code == 0 && !run.stdout.contains("kept-"), "{}", run.stdout);
    fs::copy(site.path("public/SHA256SUMS"), site.path("kept")).expect("kept");
    site.file_at("public/index.html", "changed");
    assert_eq!(differences(&site, &["--sums", "kept"]), (1, vec!["file-differs index.html".to_owned()]));
}

#[test]
fn what_is_no_list_of_sums_proves_nothing() {
    let site = published();
    site.build();
    for (list, said) in [("", "the list is empty"), ("0  a\n", "line 1 is no sum")] {
        let run = site.file_at("kept", list).run(&["verify", "--sums", "kept", "--lang", "en"]);
        assert!(run.code == 3 && run.stderr.contains(said), "{}", run.stderr);
    }
    assert_eq!(site.run(&["verify", "--sums", "nowhere"]).code, 3);
    // A site's own list that names what is none of its files is a sign of somebody's hand.
    let list = format!("{}{}  ../../etc/passwd\n", site.page("SHA256SUMS"), "0".repeat(64));
    let run = site.file_at("public/SHA256SUMS", &list).run(&["verify", "--lang", "en"]);
    assert!(run.code == 3 && run.stderr.contains("none of the site's: ../../etc/passwd"), "{}", run.stderr);
}

#[test]
#[cfg(unix)]
fn a_list_of_a_folder_s_files_will_do_and_a_pipe_is_no_file() {
    let site = published();
    site.build();
    let list = "cd public && find . -type f -exec sha256sum {} + > ../kept && echo >> ../kept";
    let made = std::process::Command::new("sh").args(["-c", list]).current_dir(site.path("")).status();
    assert!(made.expect("a shell").success());
    assert_eq!(differences(&site, &["--sums", "kept"]), (0, vec![]));
    fs::remove_file(site.path("public/404.html")).expect("removed");
    let made = std::process::Command::new("mkfifo").arg(site.path("public/404.html")).status();
    assert!(made.expect("mkfifo").success());
    // Nobody writes to it, so reading it would never end.
    assert_eq!(differences(&site, &[]), (1, vec!["unreadable 404.html".to_owned()]));
}

#[test]
fn a_record_that_was_killed_says_what_is_in_the_way() {
    let site = published().file("ledger.csv.new", "");
    let run = site.run(&["record", "--lang", "en"]);
    assert!(run.code == 3 && run.stderr.contains("delete the file"), "{}", run.stderr);
}
