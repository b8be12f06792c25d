//! What checks find stands on the site: on the disclosure's page at its figure, in the lists, and in the data.

use std::collections::BTreeMap;

use crate::harness::{BUDGET, DEPARTMENT, SITE, Site, repository, run_in};

/// A budget whose expenditure is not the sum of its parts.
const WRONG: &str = "expenditure: {total: 10, basic: {total: 4}, project: 5}\n";

/// A built site, whatever `build` tells of it.
fn built(site: Site) -> Site {
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

/// A page's section of what was checked.
fn section(html: &str) -> &str {
    let rest = html.split("<h2 id=\"checks\">").nth(1).expect("a section");
    rest.split("</section>").next().expect("its end")
}

/// The rows of the table of findings.
fn rows(site: &Site) -> Vec<BTreeMap<String, String>> {
    let text = site.page("data/findings.csv");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The addresses of links to a page's own anchors.
fn own_anchors(html: &str) -> impl Iterator<Item = &str> {
    html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn what_does_not_add_up_is_on_its_page_and_leads_to_the_figures() {
    let site = built(Site::sound().budget(WRONG));
    let html = site.page("d/caizheng/2024/budget/index.html");
    let found = section(&html);
    assert!(found.contains("checks/index.html#rule-A3\">A3</a> <b class=\"late\">不符</b>"), "{found}");
    assert!(found.contains("4 + 5 = 9 ≠ 10（万元）"), "{found}");
    assert!(found.contains("<a href=\"#figure-expenditure-total\">支出总计 10万元</a>"), "{found}");
    assert!(html.contains("<li><a href=\"#checks\">校验</a></li>") || !html.contains("class=\"contents\""));
    for anchor in own_anchors(&html) {
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    assert!(site.page("checks/index.html").contains("<section id=\"rule-A3\">"));
}

#[test]
fn what_the_department_explains_stands_with_its_explanation_and_is_not_open() {
    let known = format!("{WRONG}acknowledge: [{{rule: A3, note: 按批复口径列示。}}]\n");
    let site = built(Site::sound().budget(&known));
    let html = site.page("d/caizheng/2024/budget/index.html");
    let found = section(&html);
    assert!(found.contains("A3</a> <b>部门已说明</b>"), "{found}");
    assert!(found.contains("id=\"acknowledgement-1\""), "{found}");
    assert!(found.contains("<b>部门的说明</b>：按批复口径列示。"), "{found}");
    assert!(found.contains("其中1处部门已说明。"), "{found}");
    let row = rows(&site).into_iter().find(|row| row["rule"] == "A3").expect("a row");
    assert_eq!([&row["severity"], &row["outcome"], &row["acknowledged"]], ["note", "fail", "按批复口径列示。"]);
    assert!(!site.page("coverage/index.html").contains("不符1处"));
}

#[test]
fn the_list_of_who_has_published_counts_what_is_open_and_lists_it() {
    let site = built(Site::sound().budget(WRONG));
    let html = site.page("coverage/index.html");
    assert!(html.contains("<a class=found href=../d/caizheng/2024/budget/index.html#checks>不符1处"), "{html}");
    assert!(html.contains("本站校验了1份现行文件：1份有不符或待核对之处，不符1处"), "{html}");
    let list = section(&html);
    assert!(list.contains("href=\"../d/caizheng/2024/budget/index.html#figure-expenditure-total\""), "{list}");
    let csv = site.page("coverage/departments.csv");
    assert!(csv.lines().next().is_some_and(|line| line.contains("不符处数,待核对处数")), "{csv}");
}

#[test]
fn the_table_of_findings_has_each_with_its_amounts_and_its_place() {
    let site = built(Site::sound().budget(WRONG));
    let row = rows(&site).into_iter().find(|row| row["rule"] == "A3").expect("a row");
    for (key, value) in [
        ("department", "caizheng"),
        ("year", "2024"),
        ("version", "1"),
        ("severity", "error"),
        ("outcome", "fail"),
        ("stated", "100000.00"),
        ("difference", "10000.00"),
        ("arithmetic", "4 + 5 = 9 ≠ 10（万元）"),
        ("source", "d/caizheng/2024/budget/index.html#figure-expenditure-total"),
    ] {
        assert_eq!(row[key], value, "{key}");
    }
    assert!(row["message"].starts_with("支出总计写的是 10万元"), "{}", row["message"]);
}

#[test]
fn what_only_several_years_tell_is_on_the_departments_page_and_comes_and_goes_with_them() {
    let year = |year: u16, more: &str| (format!("content/caizheng/{year}/budget.yaml"), format!("{BUDGET}{more}"));
    let mut site = Site::empty().file("site.toml", SITE).file("content/caizheng/department.yaml", DEPARTMENT);
    for (path, text) in [
        year(2022, "expenditure: {total: 5}\n"),
        year(2024, "expenditure: {total: 5}\nacknowledge: [{rule: F4, note: 当年没有公开。}]\n"),
    ] {
        site = site.file(&path, text);
    }
    let site = built(site);
    let found = |site: &Site| section(&site.page("d/caizheng/index.html")).to_owned();
    assert!(
        found(&site).contains("rule-F4\">F4</a> <b>部门已说明</b> 缺少 2023 年度的文件，前后年度的都有"),
        "{}",
        found(&site)
    );
    // On the disclosure's page, the explanation leads there.
    let html = site.page("d/caizheng/2024/budget/index.html");
    let own = section(&html);
    assert!(own.contains("<li id=\"acknowledgement-1\">") && own.contains("当年没有公开。"), "{own}");
    assert!(own.contains("<a href=\"../../../../d/caizheng/index.html#checks\">见历年之间的校验</a>"), "{own}");
    let (path, text) = year(2023, "expenditure: {total: 5}\n");
    let site = built(site.file(&path, text));
    assert!(!found(&site).contains("rule-F4"), "{}", found(&site));
}

#[test]
fn a_version_that_was_replaced_is_not_checked_and_says_so() {
    let site = Site::sound()
        .file(
            "content/caizheng/2024/budget@1.yaml",
            format!("{BUDGET}{WRONG}acknowledge: [{{rule: A3, note: 旧的}}]\n"),
        )
        .budget("corrections: [{version: 2, what: 支出, why: 笔误}]\n");
    let html = built(site).page("d/caizheng/2024/budget/v1/index.html");
    let old = section(&html);
    assert!(old.contains("本版已被取代，不再校验。") && old.contains("旧的") && !old.contains("<details>"), "{old}");
}

#[test]
fn what_findings_quote_is_escaped_everywhere() {
    let label = "<b>甲</b>";
    let site = Site::sound().budget(&format!(
        "statements:\n  - kind: general_public\n    rows:\n      - {{code: '201', label: '{label}', cells: {{total: 9}}}}\n      - {{code: '20101', label: 乙, cells: {{total: 4}}}}\n      - {{code: '20102', label: 丙, cells: {{total: 4}}}}\nacknowledge: [{{rule: A5, note: '<script>x</script>'}}]\n"
    ));
    let site = built(site);
    let found = rows(&site).into_iter().find(|row| row["rule"] == "A5").expect("a row");
    assert!(found["message"].contains(label), "{found:?}");
    for path in ["d/caizheng/2024/budget/index.html", "coverage/index.html"] {
        let html = site.page(path);
        assert!(html.contains("&lt;b&gt;甲&lt;/b&gt;") && html.contains("&lt;script&gt;x"), "{path}");
        assert!(!html.contains(label) && !html.contains("<script>x"), "{path}");
    }
}

#[test]
fn a_site_says_how_much_a_rule_weighs_and_may_say_it_in_words_of_its_own() {
    let settings = "title = \"测试县\"\nfooter = \"none\"\n[check.rules]\nA3 = \"note\"\nE = \"off\"\n";
    let site = Site::sound().budget(WRONG).file("site.toml", settings);
    let site = built(site.file("theme/messages/zh-CN.ftl", "rule-A3 = 支出的构成\n    .checks = 自己的话\n"));
    let html = site.page("checks/index.html");
    assert!(html.contains("A3 支出的构成</h3>\n<p class=\"quiet\">查出的记为“提示”"), "{html}");
    assert!(html.contains("自己的话"));
    assert!(html.contains("<p class=\"quiet\">本站不查"));
    assert!(!site.page("coverage/index.html").contains("class=found"));
}

#[test]
fn the_real_disclosure_links_to_what_is_there_and_stay_light() {
    let out = Site::empty();
    let target = out.path("public").to_string_lossy().into_owned();
    let root = repository().join("tests/archives/pingxiang");
    assert_eq!(run_in(&root, &["build", "--quiet", "--out", &target], &[]).code, 0);
    let html = out.page("d/zonggonghui/2020/budget/index.html");
    assert!(html.len() <= 60_000, "{}", html.len());
    for anchor in own_anchors(&html) {
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    assert!(section(&html).contains("22.59 + 14.63 = 37.22 ≠ 37.62（万元）"));
}
