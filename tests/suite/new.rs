//! `mingbai new`: what it makes can be read and built at once, and it never writes over anything.

use std::fs;
use std::path::Path;

use mingbai::model::disclosure::{Disclosure, Kind};
use mingbai::model::field::{Decode, Decoder, Read, Scope, Step};
use mingbai::model::period::FiscalYear;
use mingbai::model::vocabulary::Vocabulary;
use mingbai::tree::{LIMITS, Node, Source, Style, Value, parse_yaml};

use crate::harness::{Site, repository, run_in, tree};

/// Compares with what was reviewed.
fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// What stays behind or becomes a comment.
const LEFT: [&str; 4] = ["comparisons", "attachments", "corrections", "acknowledge"];

/// A copy of an archive of the repository.
fn copy_of(archive: &str) -> Site {
    let root = repository().join(archive);
    let mut site = Site::empty().file("site.toml", fs::read(root.join("site.toml")).expect("a file"));
    for (path, bytes) in tree(&root.join("content")) {
        site = site.file(&format!("content/{path}"), bytes);
    }
    site
}

/// A new site in Chinese or English.
fn new_site(language: &str, more: &[&str]) -> Site {
    let site = Site::empty();
    let run = site.run(&[&["new", "site", ".", "--lang", language], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

#[test]
fn a_new_site_is_checked_without_a_finding_and_built_at_once() {
    for language in ["zh-CN", "en"] {
        let site = new_site(language, &["--title", "某县\"预决算\" <year>", "--place", "某县"]);
        let run = site.run(&["check", "--strict"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{language}: {}", run.stderr);
        assert!(run.stderr.contains("不符 0；"), "{}", run.stderr);
        site.build();
        assert!(site.page("index.html").contains("某县&quot;预决算&quot; &lt;year&gt;"), "{}", site.page("index.html"));
        assert!(site.page("d/example/2025/budget/index.html").contains("示例局2025年部门预算"));
    }
}

#[test]
fn a_new_site_has_everything_and_says_what_comes_next() {
    let site = Site::empty();
    let run = site.run(&["new", "site", "ys"]);
    let files: Vec<String> = tree(&site.path("ys")).into_iter().map(|(path, _)| format!("ys/{path}")).collect();
    let mut told: Vec<&str> = run.stdout.lines().collect();
    told.sort_by_key(|path| files.iter().position(|file| file == path));
    assert_eq!(told, files);
    assert_eq!(
        run.stderr,
        "网站已建好，在 ys。下一步：cd ys，运行 mingbai build，打开 public/index.html；怎样改成自己的网站，见其中的 README.md\n"
    );
    for (name, schema) in
        [("disclosure", "disclosure"), ("department", "department"), ("succession", "succession"), ("site", "site")]
    {
        let written = fs::read_to_string(site.path(&format!("ys/schema/{name}.schema.json"))).expect("a schema");
        assert_eq!(written, site.run(&["schema", schema]).stdout);
    }
}

#[test]
fn every_option_of_a_site_is_in_its_file_and_can_be_taken_up() {
    for language in ["zh-CN", "en"] {
        let site = new_site(language, &[]).file("codes.tsv", "");
        let text = fs::read_to_string(site.path("site.toml")).expect("a file");
        let schema: serde_json::Value = serde_json::from_str(&site.run(&["schema", "site"]).stdout).expect("a schema");
        let records = schema["definitions"].as_object().expect("definitions");
        for (record, about) in records {
            let Some(keys) = about["properties"].as_object() else { continue };
            for key in keys.keys().filter(|key| key.is_ascii()) {
                let is_there = [" = ", "."].iter().any(|next| text.contains(&format!("{key}{next}")));
                assert!(is_there, "{language}: {record} has the option {key}, and site.toml does not show it");
            }
        }
        let asleep: Vec<usize> = (0..text.lines().count())
            .filter(|line| {
                let line = text.lines().nth(*line).unwrap_or_default();
                line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase()))
            })
            .collect();
        assert!(asleep.len() >= 8, "{text}");
        for awake in asleep {
            let lines = text.lines().enumerate().map(|(index, line)| if index == awake { &line[1..] } else { line });
            let site = Site::empty().file("codes.tsv", "").file("site.toml", lines.collect::<Vec<_>>().join("\n"));
            let site = site.file("content/about.md", "x");
            let problems: Vec<String> =
                site.problems().into_iter().filter(|problem| problem.contains("site.toml")).collect();
            assert_eq!(problems, Vec::<String>::new(), "{language}, line {}", awake + 1);
        }
    }
}

#[test]
fn nothing_is_written_over_and_nothing_through_a_link() {
    let site =
        Site::empty().file("README.md", "mine").file("ci/publish.sh", "mine").file(".vscode/settings.json", "mine");
    let before = tree(&site.path(""));
    let run = site.run(&["new", "site", "."]);
    assert_eq!((run.code, run.stderr.matches("already-there").count()), (3, 2), "{}", run.stderr);
    for file in ["ci/publish.sh", ".vscode/settings.json"] {
        assert!(run.stderr.contains(&format!("--> {file}")), "{}", run.stderr);
    }
    assert_eq!(tree(&site.path("")), before);
    let site = new_site("en", &[]);
    let before = tree(&site.path(""));
    let run = site.run(&["new", "site", "."]);
    assert_eq!((run.code, run.stderr.matches("error[").count()), (3, 0), "one thing is wrong: {}", run.stderr);
    assert!(run.stderr.contains("site-already-there"), "{}", run.stderr);
    assert_eq!(tree(&site.path("")), before);
    let site = Site::empty().file("ys/ci/publish.sh", "mine").file("file", "");
    let run = site.run(&["new", "site", "ys"]);
    assert!(run.code == 3 && run.stderr.contains("--> ys/ci/publish.sh"), "{}", run.stderr);
    let run = site.run(&["new", "site", "file/ys", "--lang", "en"]);
    assert!(
        run.code == 3 && run.stderr.contains("error[no-folder]") && run.stderr.contains("--> file"),
        "{}",
        run.stderr
    );
    #[cfg(unix)]
    {
        let elsewhere = Site::empty();
        let site = Site::empty();
        std::os::unix::fs::symlink(elsewhere.path(""), site.path("content")).expect("a link");
        let run = site.run(&["new", "site", "."]);
        assert_eq!((run.code, tree(&elsewhere.path("")).len()), (3, 0), "{}", run.stderr);
        assert!(run.stderr.contains("no-folder") && !site.path("site.toml").exists(), "{}", run.stderr);
    }
}

#[test]
fn a_site_can_be_made_among_other_files_of_which_none_is_changed() {
    let site = Site::empty().file("README.md", "mine").file(".git/config", "mine").file("docs/计划.docx", "mine");
    let run = site.run(&["new", "site", "."]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            0,
            "网站已建好。下一步：运行 mingbai build，打开 public/index.html；原有的 README.md 没有改动，怎样改成自己的网站，见 site.toml 里的说明\n"
        )
    );
    assert!(!run.stdout.contains("README.md") && run.stdout.contains(".gitignore"), "{}", run.stdout);
    assert!(
        ["README.md", ".git/config", "docs/计划.docx"].map(|file| fs::read(site.path(file)).expect("a file"))
            == [b"mine"; 3]
    );
    site.build();
    let site = Site::empty().file(".gitignore", "mine");
    let run = site.run(&["new", "site", ".", "--lang", "en"]);
    assert!(run.code == 0 && run.stderr.ends_with("add /public/, /.public* and /.mingbai/ to it\n"), "{}", run.stderr);
    assert_eq!(fs::read(site.path(".gitignore")).expect("a file"), b"mine");
    assert!(site.path("README.md").exists());
}

#[test]
fn where_the_example_is_spoken_of_goes_with_the_line_that_is_deleted() {
    for language in ["zh-CN", "en"] {
        let text = fs::read_to_string(new_site(language, &[]).path("site.toml")).expect("a file");
        let left: Vec<&str> = text.lines().filter(|line| !line.starts_with("sample = true")).collect();
        let of_example =
            |line: &&&str| line.contains("content/example") || line.contains("示例") || line.contains("invented");
        assert_eq!(left.iter().filter(of_example).collect::<Vec<_>>(), Vec::<&&str>::new(), "{language}");
    }
}

#[test]
fn a_department_is_one_file_that_can_be_read() {
    let site = Site::sound();
    let run = site.run(&[
        "new",
        "department",
        "weijian",
        "--name",
        "某县\"卫生\"局",
        "--group",
        "政府: 部门",
        "--parent",
        "caizheng",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = fs::read_to_string(site.path("content/weijian/department.yaml")).expect("a file");
    assert_eq!(written, "名称: \"某县\\\"卫生\\\"局\"\n分组: \"政府: 部门\"\n主管部门: \"caizheng\"\n");
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
    for (arguments, code, message) in [
        (vec!["new", "department", "weijian", "--name", "x"], 3, "already-there"),
        (vec!["new", "department", "y", "--name", "\u{3000}"], 2, "--name"),
        (vec!["new", "department", "卫健", "--name", "x"], 2, "bad-department-id"),
        (vec!["new", "department", "a/../b", "--name", "x"], 2, "bad-department-id"),
        (vec!["new", "department", "x", "--name", "x", "--parent", "weijain"], 2, "是不是“weijian”"),
        (vec!["new", "department", "x"], 2, "--name"),
        (vec!["new", "disclosure", "weijain", "2025"], 2, "是不是“weijian”"),
        (vec!["new", "disclosure", "weijian", "25"], 2, "25"),
        (vec!["new", "disclosure", "weijian", "2025", "--from", "2001"], 2, "no-such-year"),
        (vec!["new", "disclosure", "caizheng", "2024"], 3, "already-there"),
    ] {
        let run = site.run(&arguments);
        assert_eq!((run.code, run.stderr.contains(message)), (code, true), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(Site::empty().run(&["new", "department", "x", "--name", "x"]).code, 1);
}

#[test]
fn where_there_is_nothing_to_go_by_all_sections_and_statements_are_listed() {
    for (language, options) in
        [("zh-CN", vec![]), ("zh-CN", vec!["--unit"]), ("en", vec!["--final"]), ("zh-CN", vec!["--final", "--unit"])]
    {
        let site = new_site(language, &[]);
        site.run(&["new", "department", "weijian", "--name", "某县: 卫生局"]);
        let run =
            site.run(&[&["new", "disclosure", "weijian", "2026", "--lang", language], options.as_slice()].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let run = site.run(&["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
        let codes: Vec<&str> =
            report["problems"].as_array().expect("a list").iter().filter_map(|one| one["code"].as_str()).collect();
        assert!(run.code == 0 && codes.contains(&"D3"), "gaps are found: {codes:?}");
        assert!(codes.iter().all(|code| ["D3", "quote-of-blank"].contains(code)), "nothing is missing: {codes:?}");
    }
}

/// What of a disclosure's values must be so in the next year.
fn values(text: &str, kind: Kind) -> Vec<(String, Read, String)> {
    let source = Source::new("x", text);
    let root = parse_yaml(&source, LIMITS, &mut Vec::new()).expect("YAML");
    let vocabulary = Vocabulary::default();
    let scope = Scope { kind, year: FiscalYear::parse("2024"), ..Scope::plain(&vocabulary) };
    let mut decoder = Decoder::tracing(source, scope);
    Disclosure::decode(&root, &mut decoder).expect("a disclosure");
    let traces = decoder.traces();
    let values = traces.iter().map(|trace| {
        let way = trace.path.iter().map(|step| match step {
            Step::Field(key, _) | Step::Key(key) => (*key).to_owned(),
            Step::Item(index, _) => index.to_string(),
        });
        let text = if trace.node.is_blank() { "" } else { trace.node.text().unwrap_or_default() };
        (way.collect::<Vec<_>>().join("."), trace.read, text.to_owned())
    });
    values.filter(|(way, ..)| !LEFT.iter().any(|left| way.starts_with(left))).collect()
}

/// The keys of a file in their order, but for what stays behind.
fn keys(text: &str) -> Vec<String> {
    fn add(node: &Node<'_>, keys: &mut Vec<String>) {
        for entry in node.entries() {
            keys.push(entry.key.to_string());
            add(&entry.node, keys);
        }
        node.items().iter().for_each(|item| add(item, keys));
    }
    let source = Source::new("x", text);
    let root = parse_yaml(&source, LIMITS, &mut Vec::new()).expect("YAML");
    let mut all = Vec::new();
    for entry in root.entries() {
        let left = ["增减变化", "附件", "更正", "已知问题"];
        if !LEFT.iter().chain(&left).any(|left| *left == entry.key) {
            all.push(entry.key.to_string());
            add(&entry.node, &mut all);
        }
    }
    all
}

/// Whether nothing of an old year's figures is left in the new text.
fn assert_carried(path: &str, old: &str, new: &str, kind: Kind) {
    assert_eq!(keys(old), keys(new), "{path}: the structure");
    let (old, new) = (values(old, kind), values(new, kind));
    // A blank is not always read as what it is the blank of.
    let is_of = |new: &(String, Read, String), (way, read, _): &(String, Read, String)| new.0 == *way && new.1 == *read;
    let of_new = |was: &(String, Read, String)| {
        new.iter().find(|new| is_of(new, was)).map_or(String::new(), |(.., text)| text.clone())
    };
    for is in &new {
        assert!(old.iter().any(|was| is_of(is, was)), "{path}: {is:?} is nowhere in the old year");
    }
    let amounts: Vec<&str> = old
        .iter()
        .filter(|(_, read, text)| matches!(read, Read::Figure | Read::Amount) && text.contains('.'))
        .map(|(.., text)| text.as_str())
        .collect();
    for value in &old {
        let ((way, read, was), is) = (value, &of_new(value));
        match read {
            Read::Number if way.ends_with("weight") => assert_eq!(was, is),
            Read::Figure | Read::Amount | Read::Number | Read::Day => {
                assert!(is.is_empty() || ["——", "—", "-"].contains(&is.as_str()), "{path}: {way} is {is}");
            }
            Read::Year => {}
            Read::Text if way.starts_with("glossary") => assert_eq!(was, is),
            Read::Text => {
                let is_left =
                    |amount: &&&str| ["元", "万元"].iter().any(|unit| is.contains(&format!("{amount}{unit}")));
                assert_eq!(amounts.iter().find(is_left), None, "{path}: {way} has last year's amount: {is}");
            }
        }
    }
}

/// Makes a year of each disclosure of an archive, fifty years on, and reads all of them.
fn assert_all_carried(archive: &str) {
    let site = copy_of(archive);
    let mut made = Vec::new();
    for (path, old) in tree(&site.path("content")) {
        let parts: Vec<&str> = path.split('/').collect();
        let [department, year, file] = parts[..] else { continue };
        let Some(stem) = file.strip_suffix(".yaml").filter(|stem| !stem.contains('@')) else { continue };
        let new_year = (year.parse::<u16>().expect("a year") + 50).to_string();
        let mut arguments = vec!["new", "disclosure", department, &new_year, "--from", year];
        arguments.extend(stem.starts_with("final").then_some("--final"));
        arguments.extend(stem.ends_with("unit").then_some("--unit"));
        let run = site.run(&arguments);
        assert_eq!(run.code, 0, "{path}: {}", run.stderr);
        made.push((
            path.clone(),
            String::from_utf8(old).expect("UTF-8"),
            format!("content/{department}/{new_year}"),
            stem.to_owned(),
        ));
    }
    assert!(!made.is_empty());
    for (path, old, folder, stem) in &made {
        let new = fs::read_to_string(site.path(&format!("{folder}/{stem}.yaml"))).expect("a new file");
        let kind = if stem.starts_with("final") { Kind::Final } else { Kind::Budget };
        assert_carried(path, old, &new, kind);
        let beside = site.path("content").join(path.strip_suffix(".yaml").expect("an ending"));
        assert_beside(&beside, &site.path(&format!("{folder}/{stem}")));
    }
    // Blanks may be found, and everything can be read.
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stdout.lines().take(40).collect::<Vec<_>>().join("\n"));
}

/// Whether a file's name has this ending.
fn is_a(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|other| other == ending)
}

/// Rows and prose beside a disclosure are carried; no figure of a table is.
fn assert_beside(old: &Path, new: &Path) {
    if !old.exists() {
        return;
    }
    for (name, bytes) in tree(old) {
        if is_a(&name, "md") {
            assert!(new.join(&name).exists(), "{name}");
        }
        if !is_a(&name, "csv") {
            continue;
        }
        let form = fs::read_to_string(new.join(&name))
            .unwrap_or_else(|error| panic!("{}: {error}", new.join(&name).display()));
        let old = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(old.lines().count(), form.lines().count(), "{name}");
        assert!(
            !form.contains(".00,") && !form.lines().any(|line| line.ends_with(|last: char| last.is_ascii_digit())),
            "{form}"
        );
    }
}

#[test]
fn every_disclosure_of_the_sample_archive_can_be_carried_into_a_new_year() {
    assert_all_carried(".");
}

#[test]
fn a_real_disclosure_can_be_carried_into_a_new_year() {
    assert_all_carried("tests/archives/pingxiang");
}

/// A disclosure in which comments, quotation marks, blocks, aliases and braces over several lines meet.
const MANIFOLD: &str = r#"# 说明：照原文
标题: "示例局2024年部门预算"   # 2024年印出的标题
单位: 万元
日期: {批准: 2024-01-11,
  公开: 2024年2月5日}
收入:
  总计: &合计 "1,264.43"  # 总计，含上年结转
  来源: {一般公共预算: *合计, 政府性基金: 0}

# 支出从这里开始
支出: {总计: 1264.43, 基本支出: {合计: 824.50, # 一行里的注释
    人员经费: 717.04,
    公用经费: 107.46}, 项目支出: 439.93}
增减变化:
  # 与上年比
  - {指标: 支出总计, 与: 上年预算, 增减额: -37.62, 原因: "压减
     项目"}

# 三公从这里开始
三公经费: {合计: ~, 因公出国: "——"}
报表:
  - 种类: 2024年部门收支总表
    行: [{收支方: 收入, 名称: 2024年收入, 各列: {金额: 12}}, {收支方: 支出, 名称: 支出, 各列: {金额: 12}}]
  - {种类: 其他, 标题: 人员表, 列: [{键: posts, 标题: 编制数, 内容: 数量}, {键: remark, 标题: 备注, 内容: 文字}], 行: [{名称: 甲, 各列: {编制数: 24, 备注: 含3人}}]}
绩效:
  总体目标: |
    2024年投入264.43万元，
    覆盖率95%以上。
  项目:
    - {编码: A2024, 名称: 2024年帮扶, 金额: 5.00, 延续自: 旧的帮扶, 目标: 帮扶 2023 年的16人。}
章节:
  - {类别: 支出说明, 标题: 2024年支出, 正文: "支出{{ 支出总计 }}，比2023年减少37.62万元，下降2.89%；单价50万元以上设备3台。"}
  - 类别: 其他
    正文: >-
      共计264.43万元，
      接待3批次（冀财〔2024〕5号）。
附件: [{文件: a.pdf, 标题: 原文}]
更正:
  - {版本: 2, 内容: 甲, 原因: 乙}
已知问题:
  - {规则: F3, 说明: 乙}
"#;

#[test]
fn a_new_year_keeps_what_stays_and_blanks_what_changes() {
    let site = Site::sound()
        .file("content/caizheng/2024/budget.yaml", MANIFOLD)
        .file("content/caizheng/2024/budget@1.yaml", crate::harness::BUDGET)
        .file("content/caizheng/2024/budget/a.pdf", "x")
        .file("content/caizheng/2024/budget/支出总表.csv", "\u{feff}编码,名称,合计\r\n201,\"甲,乙\",\"1,264.43\"\r\n");
    assert_eq!(site.run(&["check", "--quiet"]).code, 0, "{}", site.run(&["check"]).stdout);
    let run = site.run(&["new", "disclosure", "caizheng", "2026"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "./content/caizheng/2026/budget.yaml\n./content/caizheng/2026/budget/支出总表.csv\n")
    );
    let text = fs::read_to_string(site.path("content/caizheng/2026/budget.yaml")).expect("a file");
    snapshot("new-year", &text);
    let csv = fs::read_to_string(site.path("content/caizheng/2026/budget/支出总表.csv")).expect("a file");
    assert_eq!(csv, "\u{feff}编码,名称,合计\r\n201,\"甲,乙\",\r\n");
    assert_eq!(site.run(&["check", "--quiet"]).code, 0, "{}", site.run(&["check"]).stdout);
    // Another year on, notes and comments of the year before do not pile up.
    let filled = text.replace("人员经费: ~", "人员经费: 700.00");
    let site = site.file("content/caizheng/2026/budget.yaml", filled);
    site.run(&["new", "disclosure", "caizheng", "2027"]);
    let next = fs::read_to_string(site.path("content/caizheng/2027/budget.yaml")).expect("a file");
    snapshot("new-year-after-that", &next);
}

#[test]
fn a_final_account_without_one_before_it_is_written_as_the_budget_of_its_year() {
    let site =
        Site::sound().budget("支出: {总计: 5.00, 项目支出: \"——\"}\nrevenue:\n  total: 5.00\nassets: {total: 3}\n");
    let run = site.run(&["new", "disclosure", "caizheng", "2024", "--final"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            0,
            "已照当年的预算 content/caizheng/2024/budget.yaml 写好 content/caizheng/2024/final.yaml：收入、支出等的金额成为年初预算，请补上全年预算和决算。报表和其他的 ~ 填数（预算的数在行末的注释里），____ 填正文里的数，还写着“预算”的改成“决算”；附件、更正和问题说明没有带过来。填好以后运行 mingbai check content/caizheng/2024\n"
        )
    );
    let text = fs::read_to_string(site.path("content/caizheng/2024/final.yaml")).expect("a file");
    assert_eq!(
        text,
        "title: 2024年部门决算\nunit: 万元\n支出: {总计: {年初预算: 5.00, 全年预算: ~, 决算: ~}, 项目支出: \"——\"}\n\
         revenue:\n  total: {original: 5.00, adjusted: ~, actual: ~}\nassets: {total: ~}  # 2024年预算：3\n"
    );
    assert_eq!(site.run(&["check"]).code, 0, "{}", site.run(&["check"]).stdout);
}

#[test]
fn a_final_account_that_is_written_as_the_budget_of_another_year_has_none_of_its_amounts() {
    let site = Site::sound().budget("支出: {总计: 5.00, 项目支出: \"——\"}\nrevenue:\n  total: 5.00\n");
    let run = site.run(&["new", "disclosure", "caizheng", "2025", "--final"]);
    assert!(run.stderr.contains("那不是当年的预算，所以年初预算、全年预算和决算都留空"), "{}", run.stderr);
    assert!(run.stderr.contains("（2024年预算的数在行末的注释里）"), "{}", run.stderr);
    let made =
        |year: u16| fs::read_to_string(site.path(&format!("content/caizheng/{year}/final.yaml"))).expect("a file");
    assert_eq!(
        made(2025),
        "title: 2025年部门决算\nunit: 万元\n支出: {总计: {年初预算: ~, 全年预算: ~, 决算: ~}, 项目支出: \"——\"}  # 2024年预算：5.00\n\
         revenue:\n  total: {original: ~, adjusted: ~, actual: ~}  # 2024年预算：5.00\n"
    );
    assert_eq!(site.run(&["check"]).code, 0, "{}", site.run(&["check"]).stdout);
    // Where a year goes on from one that is not the last, its amounts are not last year's.
    let run = site.run(&["new", "disclosure", "caizheng", "2027", "--final"]);
    assert!(run.stderr.contains("（2025年的数在行末的注释里）"), "{}", run.stderr);
    assert!(!made(2027).contains('#'), "what was noted of the budget does not pile up: {}", made(2027));
}

#[test]
fn the_head_of_a_new_year_names_its_own_file_and_its_schema() {
    let head = "# content/caizheng/2024/budget.yaml\r\n# 照 caizheng/2024/budget.yaml 写，2024年起\r\n";
    let text = format!("{head}{}", crate::harness::BUDGET.replace('\n', "\r\n"));
    let site =
        Site::sound().file("content/caizheng/2024/budget.yaml", text).file("schema/disclosure.schema.json", "{}");
    let made = |year: u16| {
        assert_eq!(site.run(&["new", "disclosure", "caizheng", &year.to_string()]).code, 0);
        fs::read_to_string(site.path(&format!("content/caizheng/{year}/budget.yaml"))).expect("a file")
    };
    let expected = |year: u16| {
        format!(
            "# yaml-language-server: $schema=../../../schema/disclosure.schema.json\r\n# content/caizheng/{year}/budget.yaml\r\n\
             # 照 caizheng/{year}/budget.yaml 写，2024年起\r\ntitle: {year}年部门预算\r\nunit: 万元\r\n"
        )
    };
    assert_eq!(made(2025), expected(2025));
    assert_eq!(made(2026), expected(2026), "the line is there once");
}

#[test]
#[cfg(unix)]
fn the_script_of_a_new_site_checks_and_builds_with_the_program_that_it_is_given() {
    let site = new_site("zh-CN", &[]);
    let script = |program: &str, verb: &str| {
        let mut command = std::process::Command::new("sh");
        command.args(["ci/publish.sh", verb]).current_dir(site.path("")).env("MINGBAI", program).env("LC_ALL", "C");
        command.env_remove("MINGBAI_DEPLOY").env_remove("GITHUB_ACTIONS").output().expect("a run")
    };
    let program = env!("CARGO_BIN_EXE_mingbai");
    assert_eq!(String::from_utf8_lossy(&script(program, "install").stdout), format!("{program}\n"));
    let run = script(program, "all");
    assert!(
        run.status.success() && site.page("index.html").contains("示例"),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    // Content at fault stops the script.
    let site = site.file("content/example/2025/budget.yaml", "标题: x\n");
    let run = run_in(&site.path(""), &["check", "--quiet"], &[]);
    assert_eq!(run.code, 1);
}

#[test]
fn what_a_value_is_written_as_does_not_matter_to_what_it_is() {
    // The block of an amount goes whole.
    let site = Site::sound().budget("revenue:\n  total: |\n    5.00\n  carried_in: 1\n");
    assert_eq!(site.run(&["new", "disclosure", "caizheng", "2025"]).code, 0);
    let text = fs::read_to_string(site.path("content/caizheng/2025/budget.yaml")).expect("a file");
    let source = Source::new("x", &text);
    let root = parse_yaml(&source, LIMITS, &mut Vec::new()).expect("YAML");
    let revenue = root.get(&["revenue"]).expect("revenue");
    assert!(matches!(revenue.node.entries()[0].node.value, Value::Text(_, Style::Plain)), "{text}");
    assert!(revenue.node.entries().iter().all(|entry| entry.node.is_blank()), "{text}");
}
