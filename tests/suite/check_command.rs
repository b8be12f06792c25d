//! `mingbai check` as a whole: which findings it tells, what stops, acknowledgements, and the formats for programs.

use std::fs;

use serde_json::Value;

use crate::harness::{SITE, Site, run_in};

/// A budget whose parts do not add up, and whose text doubles a full stop.
const WRONG: &str = "\
支出: {总计: 100.00, 基本支出: {合计: 60.00, 人员经费: 50.00, 公用经费: 10.00}, 项目支出: 30.00}
章节:
  - 章节: expenditure
    正文: 2024年支出100.00万元。。
";

fn wrong() -> Site {
    Site::sound().budget(WRONG)
}

fn report(site: &Site, more: &[&str]) -> (i32, Value) {
    let run = site.run(&[&["check", "--format", "json"], more].concat());
    (run.code, serde_json::from_str(&run.stdout).expect("JSON"))
}

fn codes(report: &Value) -> Vec<&str> {
    let problems = report["problems"].as_array().expect("a list").iter();
    problems.filter_map(|problem| problem["code"].as_str()).collect()
}

#[test]
fn findings_stop_only_where_the_site_or_the_command_line_says_so() {
    let site = wrong();
    let (code, found) = report(&site, &[]);
    assert_eq!((code, codes(&found)), (0, vec!["A3", "D3"]));
    assert_eq!(report(&site, &["--strict"]).0, 1);
    assert_eq!(report(&site, &["--strict", "--rule", "A1,B"]).0, 0, "nothing of these is wrong");
    let built = site.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(built.stderr.contains("1 个错误，1 个警告") && !built.stderr.contains("A3"), "{}", built.stderr);

    let stops = |stop: &str, weights: &str| {
        let text = format!(
            "title = \"x\"\nfooter = \"none\"\n[check]\nstop = \"{stop}\"\nrules = {{ E1 = \"off\"{weights} }}\n"
        );
        let site = wrong().file("site.toml", text);
        let run = site.run(&["build"]);
        assert_eq!(run.code == 0, site.path("public/index.html").exists());
        (run.code, site.run(&["check", "-q"]).code, run.stderr)
    };
    assert_eq!(stops("error", "").0, 1);
    assert!(stops("error", "").2.contains("A3"), "what stops is told");
    let (build, check, _) = stops("error", ", A3 = \"warning\"");
    assert_eq!((build, check), (0, 0));
    let (build, check, _) = stops("warning", ", A = \"off\"");
    assert_eq!((build, check), (1, 1), "D3 is a warning");
    assert_eq!(stops("warning", ", A = \"off\", D3 = \"note\"").0, 0);
}

#[test]
fn settings_that_do_not_exist_are_told_with_what_does() {
    let site = wrong().file(
        "site.toml",
        "title = \"x\"\nfooter = \"none\"\n[check]\nrules = { A13 = \"off\", D3 = \"loud\" }\njump = 0\n",
    );
    assert_eq!(site.problems().iter().filter(|problem| problem.contains("site.toml")).count(), 3);
}

#[test]
fn an_explained_finding_is_a_note_and_an_explanation_of_nothing_is_a_finding() {
    let explained =
        format!("{WRONG}已知问题:\n  - {{规则: A3, 说明: 另有不便公开的10万元}}\n  - {{规则: A4, 说明: 已经改正}}\n");
    let site = Site::sound().budget(&explained);
    let (code, found) = report(&site, &["--strict"]);
    assert_eq!((code, codes(&found)), (1, vec!["A3", "D3", "H"]));
    let a3 = &found["problems"][0];
    assert_eq!((a3["severity"].as_str(), a3["acknowledged"].as_str()), (Some("note"), Some("另有不便公开的10万元")));
    assert_eq!(found["problems"][2]["line"], 9, "the explanation of what is right");
    let (code, found) = report(&site, &["--strict", "--rule", "A3"]);
    assert_eq!((code, codes(&found)), (0, vec!["A3"]));
    let site = Site::sound().budget("已知问题: [{规则: A99, 说明: 无}]\n");
    assert_eq!(site.problems(), ["unknown-word content/caizheng/2024/budget.yaml:3"]);
}

#[test]
fn paths_choose_what_is_told_and_everything_is_read() {
    let site = wrong().file("content/jiaoyu/department.yaml", "名称: 测试县教育局\n").file(
        "content/jiaoyu/2024/budget.yaml",
        "title: 2024年部门预算\nunit: 万元\n支出: {总计: 10, 基本支出: 4, 项目支出: 5}\n",
    );
    assert_eq!(codes(&report(&site, &[]).1), ["A3", "D3", "A3"]);
    assert_eq!(codes(&report(&site, &["content/jiaoyu"]).1), ["A3"]);
    assert_eq!(codes(&report(&site, &["content/caizheng/2024/budget.yaml"]).1), ["A3", "D3"]);
    assert_eq!(codes(&report(&site, &["."]).1).len(), 3);
    let run = site.run(&["check", "content/nobody"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let root = site.path("");
    let outside = run_in(&std::env::temp_dir(), &["check", "--root", &root.to_string_lossy(), "."], &[]);
    assert!(outside.code == 2 && outside.stderr.contains("outside-root"), "{}", outside.stderr);
}

#[test]
fn everything_that_was_checked_can_be_told() {
    let (_, found) = report(&wrong(), &["--all", "--rule", "A4,A9"]);
    let problems = found["problems"].as_array().expect("a list");
    let said: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem["code"].as_str().unwrap_or_default(), problem["message"].as_str().unwrap_or_default()))
        .collect();
    assert!(said.iter().any(|(code, message)| *code == "A4" && message.ends_with("相符")), "{said:?}");
    assert!(said.iter().any(|(code, message)| *code == "A9" && message.contains("未核（文件没有写明）")), "{said:?}");
    let a4 = problems.iter().find(|problem| problem["code"] == "A4").expect("a check");
    assert_eq!(a4["arithmetic"], "50.00 + 10.00 = 60.00 = 60.00（万元）");
}

#[test]
fn fixing_shows_a_diff_and_changes_nothing_without_consent() {
    let site = wrong();
    let file = site.path("content/caizheng/2024/budget.yaml");
    let before = fs::read_to_string(&file).expect("the file");
    let run = site.run(&["check", "--fix"]);
    assert!(
        run.stdout.contains("-    正文: 2024年支出100.00万元。。\n+    正文: 2024年支出100.00万元。\n"),
        "{}",
        run.stdout
    );
    assert_eq!((run.code, fs::read_to_string(&file).expect("the file")), (0, before.clone()));
    let run = site.run(&["check", "--fix", "--yes"]);
    assert!(run.stderr.contains("已改正 1 处"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&file).expect("the file"), before.replace("。。", "。"));
    assert_eq!(codes(&report(&site, &[]).1), ["A3"], "what has more than one way to be mended is left");
    let run = site.run(&["check", "--fix", "--yes"]);
    assert!(run.stdout.is_empty() && run.stderr.contains("没有可以自动改正"), "{}", run.stderr);
}

#[test]
fn fixing_mends_prose_beside_the_file_too() {
    let site = Site::sound()
        .budget("章节:\n  - {章节: duties}\n")
        .file("content/caizheng/2024/budget/duties.md", "主要职责：，\n\n1. 管理财政。。\r\n");
    site.run(&["check", "--fix", "--yes"]);
    let text = fs::read_to_string(site.path("content/caizheng/2024/budget/duties.md")).expect("the prose");
    assert_eq!(text, "主要职责：\n\n1. 管理财政。\r\n");
}

#[test]
fn a_finding_in_rows_beside_the_file_is_told_at_its_cell() {
    let site = Site::sound().budget("报表: [{种类: expenditure}]\n").file(
        "content/caizheng/2024/budget/expenditure.csv",
        "编码,名称,合计,基本支出,项目支出\n,合计,10,4,6\n201,一般公共服务支出,10,4,5\n",
    );
    let (_, found) = report(&site, &["--rule", "A3"]);
    let problem = &found["problems"][0];
    let place = ["file", "line", "column", "length"].map(|key| problem[key].clone());
    assert_eq!(place[0], "content/caizheng/2024/budget/expenditure.csv");
    assert_eq!((place[1].as_u64(), place[2].as_u64(), place[3].as_u64()), (Some(3), Some(14), Some(2)));
    assert_eq!(problem["others"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_finding_keeps_its_fingerprint_while_the_file_around_it_changes() {
    let print = |site: &Site| report(site, &["--rule", "A3"]).1["problems"][0]["fingerprint"].clone();
    let one = print(&wrong());
    let other = print(&Site::sound().budget(&format!("# 加了一行\n{WRONG}")));
    assert!(one.as_str().is_some_and(|text| text.len() == 64) && one == other);
}

#[test]
fn sarif_has_rules_results_places_and_fixes() {
    let explained = format!("{WRONG}已知问题: [{{规则: A3, 说明: 另有10万元}}]\n");
    let run = Site::sound().budget(&explained).run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.stdout).expect("SARIF");
    assert_eq!((run.code, log["version"].as_str()), (0, Some("2.1.0")));
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.iter().map(|one| one["ruleId"].as_str()).collect::<Vec<_>>(), [Some("A3"), Some("D3")]);
    assert_eq!(results[0]["suppressions"][0]["justification"], "另有10万元");
    assert_eq!(results[0]["relatedLocations"].as_array().map(Vec::len), Some(2));
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/caizheng/2024/budget.yaml");
    assert_eq!(place["region"]["startLine"], 6);
    let replacement = &results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "。");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(
        results[1]["ruleIndex"].as_u64().map(|index| rules[usize::try_from(index).unwrap_or(9)]["id"].clone()),
        Some("D3".into())
    );
    assert!(SITE.contains("E1"));
}

#[test]
fn github_is_told_the_arithmetic_in_one_command() {
    let run = wrong().run(&["check", "--format", "github", "--rule", "A3"]);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert!(run.stdout.starts_with("::error file=content/caizheng/2024/budget.yaml,line=3,"), "{}", run.stdout);
    assert!(run.stdout.contains("60.00 + 30.00 = 90.00 ≠ 100.00（万元）"), "{}", run.stdout);
}
