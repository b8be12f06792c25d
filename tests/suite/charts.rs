//! Charts and the sentences beside them: what is drawn, what is said, and what is never drawn as something else.

use crate::harness::{Site, is_page, tree};

fn year(year: u16, kind: &str, more: &str) -> (String, String) {
    (format!("content/caizheng/{year}/{kind}.yaml"), format!("title: x\nunit: 万元\n{more}"))
}

fn with(files: &[(String, String)]) -> Site {
    files.iter().fold(Site::sound(), |site, (path, text)| site.file(path, text))
}

/// The figure with this anchor.
fn figure<'h>(html: &'h str, anchor: &str) -> Option<&'h str> {
    let from = html.find(&format!("<figure class=\"chart\" id=\"{anchor}\">"))?;
    html[from..].split_once("</figure>").map(|(figure, _)| figure)
}

/// The words of a page without its markup.
fn words(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn a_sentence_says_what_the_figures_say() {
    let site = with(&[
        year(2019, "budget", "expenditure: {total: 226.81}\n"),
        year(2020, "budget", "expenditure: {total: 264.43, basic: {total: 124.5}, project: 139.93}\n"),
        year(2019, "final", "expenditure: {total: 230}\n"),
        year(2020, "final", "expenditure: {total: 230}\n"),
    ]);
    std::fs::remove_file(site.path("content/caizheng/2024/budget.yaml")).expect("a file to remove");
    site.build();
    let html = site.page("d/caizheng/index.html");
    let said = words(figure(&html, "chart-total").expect("a chart"));
    assert!(said.contains("2020年支出预算264.43万元，比上年增加37.62万元，增长16.6%。"), "{said}");
    assert!(said.contains("2020年支出决算230万元，完成年初预算的87.0%，与上年持平。"), "{said}");
    let types = words(&html);
    assert!(types.contains("单位：万元"), "a chart has a unit");
    let html = site.page("index.html");
    assert!(
        words(&html).contains("2020年只有1个部门有支出预算，为264.43万元，比上年增加37.62万元，增长16.6%。"),
        "{html}"
    );
}

#[test]
fn a_sentence_gives_no_percentage_of_nothing_and_names_what_it_compares_with() {
    let site = with(&[
        year(2023, "budget", "expenditure: {total: 0}\n"),
        year(2024, "budget", "expenditure: {total: 5}\n"),
    ])
    .file("content/b/department.yaml", "名称: 乙局\n")
    .file("content/b/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 3}\ncomparisons: [{of: expenditure.total, against: prior_budget, delta: 1}]\n");
    site.build();
    let said = |page: &str| words(&site.page(page));
    assert!(said("d/caizheng/index.html").contains("2024年支出预算5万元，比上年增加5万元。"));
    assert!(said("d/b/index.html").contains("2024年支出预算3万元，比上年（按文字说明推算）增加1万元，增长50.0%。"));
    assert!(said("index.html").contains("2024年全县2个部门支出预算合计8.00万元，比上年（1个部门）增加8.00万元。"));
}

#[test]
fn only_amounts_are_drawn_a_gap_is_marked_and_zero_stands_on_its_line() {
    let site = with(&[
        year(2020, "budget", "expenditure: {total: 4}\n"),
        year(2021, "budget", "expenditure: {total: 0}\n"),
        year(2023, "budget", "expenditure: {total: \"——\"}\n"),
        year(2024, "budget", "expenditure: {total: 8}\n"),
    ]);
    site.build();
    let html = site.page("d/caizheng/index.html");
    let chart = figure(&html, "chart-total").expect("a chart");
    assert_eq!(chart.matches("<rect class=\"budget part-0\"").count(), 3, "{chart}");
    assert_eq!(chart.matches("<line class=\"gap\" x1").count(), 2, "2022 and the dash of 2023: {chart}");
    assert!(chart.contains("没有公开") && chart.contains("height=\"0\""), "{chart}");
    let heights: Vec<&str> = chart.split(" height=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!((heights[0], heights[1], heights[2]), ("90", "0", "180"), "{chart}");
}

#[test]
fn a_chart_needs_two_years_and_parts_that_are_any() {
    let site = Site::sound().budget("expenditure: {total: 5}\n");
    site.build();
    let html = site.page("d/caizheng/index.html");
    assert!(figure(&html, "chart-total").is_none());
    assert!(words(&html).contains("2024年支出预算5万元。"), "one year is told in words");
    let parts =
        "three_public: {total: 2, abroad: 0, vehicles: {total: 1.5, purchase: 0, running: 1.5}, reception: 0.5}\n";
    let site = with(&[year(2022, "budget", parts), year(2024, "budget", parts)]);
    site.build();
    let html = site.page("d/caizheng/index.html");
    let chart = figure(&html, "chart-three-public").expect("a chart");
    assert!(chart.contains("公务接待费") && !chart.contains("因公出国"), "{chart}");
    assert!(words(chart).contains("2022年与2024年，“三公”经费预算均为2万元。"), "{chart}");
    assert!(words(chart).contains("2024年“三公”经费预算中，公务用车运行维护费占75.0%，公务接待费占25.0%。"), "{chart}");
}

#[test]
fn the_countys_money_is_not_given_to_anybody_that_did_not_say_so() {
    let statements = "revenue: {total: 10, lines: {general_public: 8}}\nexpenditure: {total: 10}\nstatements:\n  - kind: expenditure\n    rows:\n      - {code: \"201\", label: 一般公共服务支出, cells: {total: 6, basic: 4, project: 1}}\n      - {code: \"205\", label: 教育支出, cells: {total: 3}}\n";
    let site = Site::sound().budget(statements);
    site.build();
    let html = site.page("y/2024/index.html");
    let flow = html.split("chart flow").nth(1).and_then(|rest| rest.split("</figure>").next()).expect("a flow");
    for row in [
        "一般公共预算收入</th><td>总计</td><td class=\"figure\"><data value=\"80000.00\">8.00",
        "未列明来源</th><td>总计</td><td class=\"figure\"><data value=\"20000.00\">2.00",
        "一般公共服务支出</th><td>基本支出</td><td class=\"figure\"><data value=\"40000.00\">4.00",
        "一般公共服务支出</th><td>其他支出或未细分</td><td class=\"figure\"><data value=\"10000.00\">1.00",
        "教育支出</th><td>其他支出或未细分</td><td class=\"figure\"><data value=\"30000.00\">3.00",
        "总计</th><td>未列功能</td><td class=\"figure\"><data value=\"10000.00\">1.00",
    ] {
        assert!(flow.contains(row), "{row}: {flow}");
    }
    assert!(words(flow).contains("2024年收入预算中，一般公共预算收入占80.0%，未列明来源占20.0%。"), "{flow}");
    assert!(html.contains("id=\"budget-functional\""), "the totals by function are a table too");
}

#[test]
fn what_is_part_of_another_body_has_no_share() {
    let site = Site::sound()
        .budget("expenditure: {total: 10}\n")
        .file("content/b/department.yaml", "名称: 乙所\nparent: caizheng\n")
        .file("content/b/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 4}\n")
        .file("content/c/department.yaml", "名称: 丙局\n")
        .file("content/c/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 30}\n");
    site.build();
    let html = site.page("y/2024/index.html");
    let chart = figure(&html, "budget-departments").expect("a chart");
    assert!(chart.contains("丙局") && chart.contains("75.0%") && !chart.contains("乙所"), "{chart}");
}

#[test]
fn a_hundred_departments_fold_and_say_so() {
    let site = (0..100).fold(Site::sound(), |site, number| {
        let total = 100 + number;
        site.file(&format!("content/d{number}/department.yaml"), format!("名称: 第{number}局\n")).file(
            &format!("content/d{number}/2024/budget.yaml"),
            format!("title: x\nunit: 万元\nexpenditure: {{total: {total}}}\n"),
        )
    });
    site.build();
    let html = site.page("y/2024/index.html");
    let chart = figure(&html, "budget-departments").expect("a chart");
    assert_eq!(chart.matches("<tr>").count(), 1 + 13, "{chart}");
    assert!(chart.contains("其余88个部门"), "{chart}");
    assert!((0..100).all(|number| html.contains(&format!("第{number}局"))), "everything is listed below");
}

#[test]
fn charts_have_no_style_of_their_own_and_hostile_names_stay_text() {
    let site = Site::sound()
        .budget("expenditure: {total: 10}\n")
        .file("content/b/department.yaml", "名称: \"</text><script>alert(1)</script>\"\n")
        .file("content/b/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 4}\n");
    site.build();
    for (path, bytes) in tree(&site.path("public")) {
        let text = String::from_utf8_lossy(&bytes);
        if is_page(&path) {
            assert!(!text.contains("style=\"") && !text.contains("<style") && !text.contains("<script>"), "{path}");
        }
    }
}

#[test]
fn what_is_carried_on_is_not_spent() {
    let site = Site::sound()
        .budget("expenditure: {total: 100}\n")
        .file("content/caizheng/2024/final.yaml", "title: x\nunit: 万元\nexpenditure: {total: 110, current: 90, basic: {total: 60}, project: 30, carried_out: 20}\n");
    site.build();
    let said = words(&site.page("d/caizheng/index.html"));
    assert!(said.contains("2024年支出决算90万元，完成年初预算的90.0%。"), "{said}");
    let html = site.page("y/2024/index.html");
    let row = html.split("id=\"final-table\"").nth(1).and_then(|table| table.split("<tfoot>").next()).expect("a table");
    assert!(row.contains("90.0%</td>"), "the year says who kept to the plan: {row}");
}

#[test]
fn no_part_is_left_out_of_a_chart_and_none_is_more_than_its_whole() {
    // Only the total of vehicles is stated: it is drawn, as what is not divided.
    let parts = |vehicles: &str| format!("three_public: {{total: 10, vehicles: {{{vehicles}}}, reception: 1}}\n");
    let site = with(&[
        year(2022, "budget", &parts("total: 9, purchase: 0, running: 9")),
        year(2024, "budget", &parts("total: 9")),
    ]);
    site.build();
    let html = site.page("d/caizheng/index.html");
    let chart = figure(&html, "chart-three-public").expect("a chart");
    assert!(chart.contains("未细分") && chart.contains("part-4"), "{chart}");
    assert!(words(chart).contains("2024年“三公”经费预算中，未细分占90.0%，公务接待费占10.0%。"), "{chart}");
    // One department lists functions, the other does not: shares are of all that is spent.
    let lines = "expenditure: {total: 100, basic: {total: 60}, project: 40}\nstatements:\n  - kind: expenditure\n    rows: [{code: \"201\", label: 一般公共服务支出, cells: {total: 100, basic: 60, project: 40}}]\n";
    let site = Site::sound().budget(lines).file("content/b/department.yaml", "名称: 乙局\n").file(
        "content/b/2024/budget.yaml",
        "title: x\nunit: 万元\nexpenditure: {total: 900, basic: {total: 800}, project: 100}\n",
    );
    site.build();
    let said = words(&site.page("y/2024/index.html"));
    assert!(said.contains("2024年支出预算中，未列功能占90.0%，一般公共服务支出占10.0%。"), "{said}");
    assert!(said.contains("2024年支出预算中，基本支出占86.0%，项目支出占14.0%。"), "{said}");
    // What is less than nothing has no share, and flows nowhere.
    let negative = "revenue: {total: 90, lines: {general_public: 90}}\nexpenditure: {total: 90}\nstatements:\n  - kind: expenditure\n    rows: [{code: \"201\", label: 甲, cells: {total: 110}}, {code: \"205\", label: 乙, cells: {total: -20}}]\n";
    let site = Site::sound().budget(negative);
    site.build();
    let html = site.page("y/2024/index.html");
    assert!(!html.contains("chart flow") && !words(&html).contains("占122"), "{html}");
}

#[test]
fn what_one_department_does_not_divide_has_nothing_to_do_with_what_others_do() {
    let function = "statements:\n  - kind: expenditure\n    rows: [{code: \"201\", label: 甲, cells: {total: 50}}]\n  - kind: fiscal_appropriation\n    rows: [{side: revenue, label: 本年收入, cells: {total: 50}}]\n";
    let site = Site::sound()
        .budget("revenue: {total: 100, lines: {general_public: 100}}\nexpenditure: {total: 100}\n")
        .file("content/b/department.yaml", "名称: 乙局\n")
        .file(
            "content/b/2024/budget.yaml",
            format!("title: x\nunit: 万元\nrevenue: {{total: 50}}\nexpenditure: {{total: 50}}\n{function}"),
        );
    site.build();
    let html = site.page("y/2024/index.html");
    assert!(
        html.contains("财政拨款（未细分）</th><td>总计</td><td class=\"figure\"><data value=\"500000.00\">50.00"),
        "{html}"
    );
}
