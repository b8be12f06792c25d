//! Years and departments beside each other: what follows on what, what is never added, and what is not hidden.

use crate::harness::Site;

/// The row group of a page's table whose head has this name.
fn rows<'h>(html: &'h str, name: &str) -> &'h str {
    // On a department's page names stay over links, and are none; a line of their figures may stand below them.
    let head = format!(">{name}<");
    html.split("<tbody>").find(|rows| rows.contains(&head)).unwrap_or_else(|| panic!("no {name}: {html}"))
}

/// The texts of the cells of a row group's line of one kind, without what stands below a figure.
fn cells<'h>(rows: &'h str, kind: &str) -> Vec<&'h str> {
    let head = format!("class=\"kind\">{kind}</th>");
    let line = rows.split("<tr>").find(|line| line.contains(&head)).unwrap_or_else(|| panic!("no {kind}: {rows}"));
    line.split("<td").skip(1).map(text).collect()
}

/// What a cell shows first.
fn text(cell: &str) -> &str {
    let text = cell.split_once("</td>").map_or(cell, |(text, _)| text);
    let found = text.split('>').skip(1).map(|part| part.split('<').next().unwrap_or_default().trim());
    found.into_iter().find(|part| !part.is_empty()).unwrap_or_default()
}

fn two_years(before: &str, after: &str) -> Site {
    Site::sound()
        .file("content/caizheng/2023/budget.yaml", format!("title: x\nunit: 万元\n{before}"))
        .file("content/caizheng/2024/budget.yaml", format!("title: x\nunit: 万元\n{after}"))
}

#[test]
fn a_change_has_an_amount_and_a_percentage() {
    let site = two_years("expenditure: {total: 226.81}\n", "expenditure: {total: 264.43}\n");
    site.build();
    let html = site.page("d/caizheng/index.html");
    assert_eq!(cells(rows(&html, "支出总计"), "预算"), ["226.81", "264.43"]);
    assert!(rows(&html, "支出总计").contains("+37.62 +16.6%"), "{html}");
    let site = two_years("expenditure: {total: 264.4}\n", "expenditure: {total: 226}\n");
    site.build();
    assert!(rows(&site.page("d/caizheng/index.html"), "支出总计").contains("−38.4 −14.5%"));
}

#[test]
fn there_is_no_percentage_of_nothing() {
    for (before, after, said) in [("0", "5", "+5</span>"), ("-2", "5", "+7</span>"), ("5", "5", "持平</span>")] {
        let [before, after] = [before, after].map(|amount| {
            format!("statements: [{{kind: general_public, rows: [{{label: 合计, cells: {{total: {amount}}}}}]}}]\n")
        });
        let site = two_years(&before, &after);
        site.build();
        let html = site.page("d/caizheng/index.html");
        assert!(rows(&html, "一般公共预算支出").contains(said), "{before}: {html}");
    }
}

#[test]
fn blank_dash_absent_and_zero_stay_apart_and_are_not_compared() {
    let statement =
        |cell: &str| format!("statements: [{{kind: general_public, rows: [{{label: 合计, cells: {{{cell}}}}}]}}]\n");
    for (before, shown) in [("total: ~", "未填写"), ("total: \"——\"", "——"), ("basic: 1", ""), ("total: 0", "0")]
    {
        let site = two_years(&statement(before), &statement("total: 5"));
        site.build();
        let html = site.page("compare/general_public.total/index.html");
        assert_eq!(cells(rows(&html, "测试县财政局"), "预算"), [shown, "5"], "{before}");
        let html = site.page("d/caizheng/index.html");
        let change = rows(&html, "一般公共预算支出").contains("+5");
        assert_eq!(change, before == "total: 0", "{before}: only an amount is a base");
    }
}

#[test]
fn a_gap_is_shown_and_the_text_may_tell_the_base() {
    let site = Site::sound()
        .file("content/caizheng/2021/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 3}\n")
        .budget(
            "expenditure: {total: 5}\ncomparisons: [{of: expenditure.total, against: prior_budget, delta: 1, reason: 新增项目}]\n",
        );
    site.build();
    let html = site.page("d/caizheng/index.html");
    assert_eq!(cells(rows(&html, "支出总计"), "预算"), ["3", "", "", "5"]);
    let row = rows(&html, "支出总计");
    assert!(row.contains("5</data></a><sup>推</sup>") && row.contains("+1 +25.0%"), "{row}");
    assert!(
        html.contains("按文字说明的增减额推算") && html.contains("新增项目"),
        "what the mark means, and the reason"
    );
}

#[test]
fn budget_and_final_stand_beside_each_other_with_the_completion() {
    let site = Site::sound().budget("expenditure: {total: 200}\nrevenue: {total: 200}\n").file(
        "content/caizheng/2024/final.yaml",
        "title: x\nunit: 万元\nexpenditure: {total: 190.5}\nrevenue: {total: 190.5}\n",
    );
    site.build();
    let html = site.page("d/caizheng/index.html");
    let row = rows(&html, "支出总计");
    assert_eq!(
        (cells(row, "预算"), cells(row, "决算"), cells(row, "完成率")),
        (vec!["200"], vec!["190.5"], vec!["95.3%"])
    );
    assert!(!rows(&html, "收入总计").contains("完成率"), "revenue is not carried out");
    let html = site.page("compare/expenditure.total/index.html");
    assert!(html.contains("200") && html.contains("190.5") && !html.contains("390.5"), "never added: {html}");
}

#[test]
fn a_merged_body_is_compared_with_all_that_it_was() {
    let merged = |first: &str| {
        let site = Site::sound()
            .file("content/a/department.yaml", "名称: 甲局\nactive: {until: 2023}\n")
            .file("content/b/department.yaml", "名称: 乙局\nactive: {until: 2023}\n")
            .file("content/c/department.yaml", "名称: 丙局\nactive: {since: 2024}\n")
            .file("content/a/2023/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 10.5}\n")
            .file("content/c/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 20}\n")
            .file(
                "content/succession.yaml",
                "- {kind: merge, from: [a, b], to: [c], first_budget_year: 2024, first_final_year: 2024}\n",
            );
        let site = site.file("content/b/2023/budget.yaml", format!("title: x\nunit: 万元\n{first}"));
        site.build();
        site.page("d/c/index.html")
    };
    let html = merged("expenditure: {total: 5.5}\n");
    let row = rows(&html, "支出总计");
    assert!(row.contains("<sup>并</sup>") && row.contains("+4 +25.0%"), "{row}");
    assert!(html.contains("与更名、合并前各部门上年数的合计比较"));
    let html = merged("revenue: {total: 5.5}\n");
    assert!(!rows(&html, "支出总计").contains('%'), "one of them did not publish it: {html}");
}

#[test]
fn what_was_split_off_is_new_and_nothing_is_apportioned() {
    let site = Site::sound()
        .file("content/a/department.yaml", "名称: 甲局\n")
        .file("content/b/department.yaml", "名称: 乙局\nactive: {since: 2024}\n")
        .file("content/a/2023/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 10}\n")
        .file("content/a/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 6}\n")
        .file("content/b/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 5}\n")
        .file(
            "content/succession.yaml",
            "- {kind: split, from: [a], to: [a, b], first_budget_year: 2024, first_final_year: 2024}\n",
        );
    site.build();
    assert!(!rows(&site.page("d/b/index.html"), "支出总计").contains('%'));
    assert!(rows(&site.page("d/a/index.html"), "支出总计").contains("−4 −40.0%"));
    let html = site.page("compare/expenditure.total/index.html");
    assert!(html.contains("2024年拆分"), "{html}");
    let totals = html.split("<tfoot>").nth(1).expect("totals");
    assert_eq!(cells(totals, "预算"), ["10.00", "11.00"]);
}

#[test]
fn new_and_ended_lines_are_marked() {
    let site = two_years("operating_cost: 3\n", "expenditure: {total: 5}\n");
    site.build();
    let html = site.page("d/caizheng/index.html");
    assert!(rows(&html, "机关运行经费").contains("<sup>止</sup>"), "{html}");
    assert!(rows(&html, "支出总计").contains("<sup>新</sup>"), "{html}");
}

#[test]
fn who_spends_under_a_code_and_what_is_below_it() {
    let statement = "statements: [{kind: expenditure, unit: 元, rows: [{label: 合计, cells: {total: 90000}}, {code: 2012901, label: 行政运行, cells: {total: 60000}}, {code: 2012902, label: 一般行政管理事务, cells: {total: 30000}}]}]\n";
    let site = Site::sound().budget(statement);
    site.build();
    // 类 and 款 have no lines of their own: they are the sums of those below.
    for (code, amount) in [("201", "9.00"), ("20129", "9.00"), ("2012901", "6.00")] {
        let html = site.page(&format!("functions/{code}/index.html"));
        assert_eq!(cells(rows(&html, "测试县财政局"), "预算"), [amount], "{code}");
    }
    let html = site.page("functions/20129/index.html");
    assert!(html.contains("functions/201/index.html") && html.contains("functions/2012902/index.html"), "{html}");
    assert!(rows(&site.page("functions/index.html"), "20129 群众团体事务").contains("9.00"));
    let html = site.page("d/caizheng/index.html");
    assert!(rows(&html, "2012901 行政运行").contains("value=\"60000.00\""), "{html}");
}

#[test]
fn a_table_of_a_part_of_the_money_says_so() {
    let site = Site::sound()
        .budget("statements: [{kind: general_public, rows: [{code: 2012901, label: 行政运行, cells: {total: 6}}]}]\n");
    site.build();
    assert!(site.page("functions/2012901/index.html").contains("其中1份文件只公开了一般公共预算支出表"));
}

#[test]
fn a_code_keeps_its_names() {
    let rows = |name: &str| {
        format!("statements: [{{kind: expenditure, rows: [{{code: 207, label: {name}, cells: {{total: 1}}}}]}}]\n")
    };
    let site = Site::sound()
        .file("content/caizheng/2018/budget.yaml", format!("title: x\nunit: 万元\n{}", rows("文化体育与传媒支出")))
        .budget(&rows("文化旅游体育与传媒支出"));
    site.build();
    let html = site.page("functions/207/index.html");
    assert!(html.contains("<h1>207 文化旅游体育与传媒支出</h1>"), "{html}");
    assert!(html.contains("<li>文化体育与传媒支出 <span class=\"quiet\">2018—2018年度</span></li>"), "{html}");
    assert_eq!(cells(self::rows(&html, "测试县财政局"), "预算"), ["1", "1"]);
}

#[test]
fn a_site_without_figures_has_the_pages_and_says_so() {
    let site = Site::sound();
    site.build();
    assert!(site.page("compare/index.html").contains("尚无公开文件"));
    assert!(site.page("functions/index.html").contains("还没有公开文件列出"));
}

#[test]
fn totals_are_told_in_the_prices_of_one_year_and_per_head_where_the_owner_gives_what_that_takes() {
    let site = two_years("expenditure: {total: 95}\n", "expenditure: {total: 110}\n");
    let page = |more: &str| {
        std::fs::write(site.path("site.toml"), format!("{}{more}", crate::harness::SITE)).expect("a file");
        site.build();
        site.page("compare/expenditure.total/index.html")
    };
    let html = page("");
    assert!(!html.contains("年价格") && !html.contains("人均"), "{html}");
    let html = page(
        "[prices]\nbase = 2024\nsource = \"某年鉴\"\nindex = {2023 = 95, 2024 = 100}\n[population]\nsource = \"某公报\"\npersons = {2024 = 30000}\n",
    );
    let adjusted = |name: &str| {
        let rows = html.split(name).nth(1).unwrap_or_else(|| panic!("no {name}: {html}"));
        let cells = rows.split("</tr>").next().unwrap_or_default().split("<td").skip(1);
        cells.map(text).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(adjusted("全县合计（2024年价格）</th>"), ["100.00", "110.00"]);
    assert_eq!(adjusted("全县人均（元）</th>"), ["", "36.67"], "no people of 2023 are known");
    assert!(html.contains("指数来源：某年鉴") && html.contains("人数来源：某公报"), "{html}");
}

#[test]
fn all_mergers_of_a_year_count_and_a_body_is_listed_once() {
    let with = |events: &str| {
        ["a", "b", "c"]
            .iter()
            .zip([1, 10, 100])
            .fold(Site::sound(), |site, (id, amount)| {
                site.file(&format!("content/{id}/department.yaml"), format!("名称: {id}局\n")).file(
                    &format!("content/{id}/2023/budget.yaml"),
                    format!("title: x\nunit: 万元\nexpenditure: {{total: {amount}}}\n"),
                )
            })
            .file("content/c/2024/budget.yaml", "title: x\nunit: 万元\nexpenditure: {total: 100}\n")
            .file("content/succession.yaml", events)
    };
    let site = with(
        "- {kind: merge, from: [a, c], to: [c], first_budget_year: 2024}\n- {kind: merge, from: [b, c], to: [c], first_budget_year: 2024}\n",
    );
    site.build();
    let html = site.page("d/c/index.html");
    assert!(rows(&html, "支出总计").contains("−11 −9.9%"), "{html}");
    for events in [
        "merge, from: [c, c], to: [c]",
        "merge, from: [a, a, b], to: [c]",
        "split, from: [c], to: [c, c]",
        "transfer, from: [c], to: [c]",
    ] {
        let site = with(&format!("- {{kind: {events}, first_budget_year: 2024}}\n"));
        assert_eq!(site.problems(), ["succession-shape content/succession.yaml:1"], "{events}");
    }
}
