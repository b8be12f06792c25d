//! Every rule with examples as files, in `tests/checks/<rule>.txt`: what passes, what fails in each of its ways, what rounding
//! explains, what is not checked. Where an outcome cannot be, the file says why.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mingbai::check::rule::RULES;
use mingbai::diagnostic::{self, Diagnostic};
use mingbai::files::Known;
use mingbai::model::field::Keyword as _;
use mingbai::pipeline::{Nowhere, Sources};
use mingbai::progress::Progress;

use crate::harness::{DEPARTMENT, Site, repository};

/// A site that checks every rule.
const SITE: &str = "title = \"测试县预决算公开\"\nfooter = \"none\"\n";

/// An example of a rule: what comes of it, in which way, and its files.
struct Example {
    outcome: String,
    way: String,
    site: Site,
}

/// The examples of a rule, and the reasons why there are not all.
struct Examples {
    all: Vec<Example>,
    reasons: Vec<String>,
}

/// Files in a text: `-- path --` lines, each followed by a file. What every site needs and is not given is sound.
pub fn site(text: &str) -> Site {
    let mut files: Vec<(&str, String)> =
        vec![("site.toml", SITE.to_owned()), ("content/caizheng/department.yaml", DEPARTMENT.to_owned())];
    let mut at = None;
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            let known = files.iter().position(|(other, _)| *other == path);
            at = Some(known.unwrap_or(files.len()));
            match known {
                Some(index) => files[index].1.clear(),
                None => files.push((path, String::new())),
            }
        } else if let Some(index) = at {
            files[index].1.push_str(line);
        }
    }
    files.into_iter().fold(Site::empty(), |site, (path, text)| site.file(path, text))
}

/// Reads `== outcome way ==` parts, behind comment lines.
fn examples(text: &str) -> Examples {
    let (mut parts, mut reasons): (Vec<(String, String)>, Vec<String>) = (Vec::new(), Vec::new());
    for line in text.split_inclusive('\n') {
        let heading = line.trim_end().strip_prefix("== ").and_then(|line| line.strip_suffix(" =="));
        match (heading, parts.last_mut()) {
            (Some(heading), _) => parts.push((heading.to_owned(), String::new())),
            (None, Some((_, files))) => files.push_str(line),
            (None, None) => reasons.extend(line.trim_end().strip_prefix("# ").map(str::to_owned)),
        }
    }
    let example = |(heading, files): (String, String)| {
        let (outcome, way) = match heading.strip_prefix("fail") {
            Some("") => ("fail", "fails"),
            Some(way) => ("fail", way.trim()),
            None => (heading.as_str(), ""),
        };
        Example { outcome: outcome.to_owned(), way: way.to_owned(), site: site(&files) }
    };
    Examples { all: parts.into_iter().map(example).collect(), reasons }
}

/// All that is told of a site, what passes and what is not checked too. Its files must be sound.
pub fn checked(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut sources = Sources::read(&site.path(""), Known::default(), &mut problems).expect("a site");
    sources.plan.everything = true;
    sources.pass(&Nowhere::default(), &Progress::silent(), &mut problems).expect("a pass");
    assert!(!diagnostic::stops(&problems), "{problems:#?}");
    diagnostic::sort(&mut problems);
    problems
}

/// Whether a way is one in which a check fails.
pub fn fails(way: &str) -> bool {
    !matches!(way, "passes" | "rounding" | "rounding-percent" | "not-checked")
}

/// The ways in which a rule fails, as its message has them.
fn ways(rule: &str) -> BTreeSet<String> {
    const OTHERS: [&str; 6] = ["checks", "formula", "source", "example", "help", "since"];
    let text = fs::read_to_string(repository().join("src/language/checks.zh-CN.ftl")).expect("the messages");
    let message = format!("rule-{rule} = ");
    let attributes = text.lines().skip_while(|line| !line.starts_with(&message)).skip(1);
    let attributes = attributes.take_while(|line| line.starts_with("    "));
    let names = attributes.filter_map(|line| Some(line.trim().strip_prefix('.')?.split_once(" = ")?.0));
    let names = names.filter(|name| !name.ends_with("-help"));
    names.filter(|name| !OTHERS.contains(name)).map(str::to_owned).collect()
}

/// Proves that what comes of an example is what it says.
fn holds(rule: &str, example: &Example) {
    let name = format!("{rule} {} {}", example.outcome, example.way);
    let problems = checked(&example.site);
    let of_rule = problems.iter().filter_map(Diagnostic::finding).filter(|finding| finding.said.code.0 == rule);
    let found: Vec<&str> = of_rule.map(|finding| finding.said.way.0).collect();
    let has = |way: &str| found.contains(&way);
    let rounds = has("rounding") || has("rounding-percent");
    let failing = found.iter().any(|way| fails(way));
    match example.outcome.as_str() {
        "pass" => assert!(has("passes") && !rounds && !failing, "{name}: {found:?}"),
        "fail" => assert!(has(&example.way), "{name}: {found:?}"),
        "rounding" => assert!(rounds && !failing, "{name}: {found:?}"),
        "not checked" => assert!(has("not-checked") && !has("passes") && !failing, "{name}: {found:?}"),
        other => panic!("{rule}: there is no outcome “{other}”"),
    }
}

/// What the program says of an example to people, in both languages.
fn said(rule: &str, site: &Site) -> String {
    // An explanation is needed or not for what another rule finds.
    let rules = if rule == "H" { "E2,H" } else { rule };
    let run = |language| site.run(&["check", "--rule", rules, "--lang", language]).stdout;
    ["zh-CN", "en"].map(run).concat()
}

fn of_rule(rule: &str, path: &Path) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let Examples { all, reasons } = examples(&text);
    let mut shown = String::new();
    for example in &all {
        holds(rule, example);
        if example.outcome == "fail" {
            shown.push_str(&said(rule, &example.site));
        }
    }
    for outcome in ["pass", "fail", "rounding", "not checked"] {
        let is_given = all.iter().any(|example| example.outcome == outcome);
        let reason = reasons.iter().find_map(|line| line.strip_prefix(outcome)?.strip_prefix(": "));
        assert!(is_given != reason.is_some(), "{rule}: {outcome} has an example, or a reason why there is none");
    }
    let shown_ways: BTreeSet<String> =
        all.iter().map(|example| example.way.clone()).filter(|way| !way.is_empty()).collect();
    assert_eq!(shown_ways, ways(rule), "{rule}: each way of failing has its example");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("check-{rule}"), shown);
    });
}

#[test]
fn every_rule_passes_fails_rounds_and_leaves_alone_as_its_examples_say() {
    let folder = repository().join("tests/checks");
    let mut faults = Vec::new();
    for rule in RULES {
        let key = rule.id.key();
        let path = folder.join(format!("{key}.txt"));
        // All faults in one run.
        if std::panic::catch_unwind(|| of_rule(key, &path)).is_err() {
            faults.push(key);
        }
    }
    assert_eq!(faults, Vec::<&str>::new());
}

/// A disclosure in which every text that is published is a gap, each on a line of its own.
const GAPS: &str = r"标题: ____
单位: 万元
收入:
  来源:
    一般公共预算:
      名称: ____
      金额: 1
增减变化:
  - 指标: 支出总计
    与: 上年预算
    增减额: 0
    原因: ____
国有资产:
  明细:
    - 项目: ____
机构设置:
  - 名称: ____
    性质: ____
    规格: ____
    经费保障: ____
报表:
  - 种类: 其他
    标题: ____
    说明: ____
    列:
      - 键: remark
        标题: ____
        内容: 文字
    行:
      - 名称: ____
        各列:
          remark: ____
绩效:
  总体目标: ____
  分项目标:
    - 名称: ____
      目标: ____
      指标:
        - ____
  保障措施: ____
  项目:
    - 名称: ____
      目标: ____
      指标:
        - 一级指标: ____
          二级指标: ____
          三级指标: ____
          描述: ____
          指标值: ____
          依据: ____
          完成值: ____
          偏差原因: ____
章节:
  - 类别: 其他
    标题: ____
    正文: |
      第一行
      支出____万元，增长____%
名词解释:
  - 名词: ____
    解释: ____
附件:
  - 文件: a.pdf
    标题: ____
更正:
  - 版本: 2
    内容: ____
    原因: ____
已知问题:
  - 规则: F3
    说明: ____
";

#[test]
fn a_gap_is_found_at_its_line_wherever_a_disclosure_holds_text() {
    let site = site("").file("content/caizheng/2024/final.yaml", GAPS).file("content/caizheng/2024/final/a.pdf", "x");
    let told = site.problems();
    let is_gap = |problem: &&String| problem.starts_with("D3 ");
    let gaps = GAPS.lines().enumerate().flat_map(|(line, text)| {
        text.matches("____").map(move |_| format!("D3 content/caizheng/2024/final.yaml:{}", line + 1))
    });
    assert_eq!(told.iter().filter(is_gap).cloned().collect::<Vec<_>>(), gaps.collect::<Vec<_>>(), "{told:?}");
}
