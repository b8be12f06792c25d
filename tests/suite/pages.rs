//! Pages: what a reader finds, and that every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{BUDGET, Site, is_page, tree};

#[test]
fn zero_blank_dash_and_absent_look_different() {
    let site = Site::sound().budget(
        "statements: [{kind: general_public, rows: [{label: 甲, cells: {total: 0, basic: ~, project: \"——\", operating: 5}}, {label: 乙, cells: {total: 0.00}}]}]\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    for cell in [
        "<td class=\"figure\"><data value=\"0.00\">0</data></td>",
        "<td class=\"figure\"><data value=\"0.00\">0.00</data></td>",
        "<td class=\"blank\"><span class=\"unseen\">未填写</span></td>",
        "<td class=\"figure dash\">——</td>",
        "<td class=\"absent\"></td>",
    ] {
        assert!(html.contains(cell), "{cell}");
    }
}

#[test]
fn an_amount_carries_its_exact_value_and_its_printed_digits() {
    let site = Site::sound().budget("revenue: {total: 900719925474.0993, current: 124.50}\nstatements: [{kind: general_public, unit: 元, rows: [{label: 合计, cells: {total: \"2,644,300.00\"}}]}]\n");
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(html.contains("<data value=\"9007199254740993.00\">900,719,925,474.0993</data>"));
    assert!(html.contains("<data value=\"1245000.00\">124.50</data>"));
    assert!(html.contains("<data value=\"2644300.00\">2,644,300.00</data>"));
    assert!(html.contains("单位：元") && html.contains("单位：万元"));
}

#[test]
fn nothing_and_not_said_are_different() {
    let said = Site::sound().budget("procurement: none\nassets: 无\n");
    said.build();
    let html = said.page("d/caizheng/2024/budget/index.html");
    assert!(html.contains("本部门说明：无政府采购。") && html.contains("本部门说明：无国有资产。"));
    let unsaid = Site::sound();
    unsaid.build();
    assert!(!unsaid.page("d/caizheng/2024/budget/index.html").contains("本部门说明"));
}

#[test]
fn a_two_sided_table_has_its_sides_beside_each_other() {
    let site = Site::sound().budget(
        "statements: [{kind: 部门收支总表, rows: [{side: 收入, label: 财政拨款, cells: {amount: 5}}, {side: 支出, label: 基本支出, cells: {amount: 3}}, {side: 支出, label: 项目支出, cells: {amount: 2}}]}]\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    let row = html.split("<tr").find(|row| row.contains("财政拨款</th>")).expect("the row");
    assert!(row.contains("基本支出</th>"), "one row: {row}");
}

#[test]
fn a_measure_falls_back_to_the_statement_and_prefers_the_summary() {
    let statement = "statements: [{kind: three_public, unit: 元, rows: [{label: 合计, cells: {total: 5000}}]}]\n";
    let site = Site::sound().budget(statement).file(
        "content/caizheng/2023/budget.yaml",
        format!("title: 2023年部门预算\nunit: 万元\nthree_public: {{total: 0.7}}\n{statement}"),
    );
    assert_eq!(site.problems(), ["C6 content/caizheng/2023/budget.yaml:3"], "the two figures differ");
    assert_eq!(site.run(&["build"]).code, 0, "which does not keep the site from being published");
    let html = site.page("d/caizheng/index.html");
    let row = html.split("<tr").find(|row| row.contains("“三公”经费合计")).expect("the row");
    assert!(row.contains("<data value=\"7000.00\">0.7</data>"), "{row}");
    assert!(
        row.contains("#statement-three_public-row-1\"><data value=\"5000.00\">0.50</data></a>"),
        "in the unit of the column, with its source: {row}"
    );
}

#[test]
fn totals_are_exact_and_say_of_how_many_bodies() {
    let site = Site::sound()
        .budget("expenditure: {total: 0.1}\n")
        .file("content/jiaoyu/department.yaml", "名称: 教育局\n")
        .file("content/jiaoyu/2024/budget.yaml", "title: x\nunit: 元\nexpenditure: {total: 2000.01}\n")
        .file("content/jiaoyu/2024/budget-unit.yaml", "title: y\nunit: 元\nexpenditure: {total: 900}\n")
        .file("content/xuexiao/department.yaml", "{名称: 第一小学, parent: jiaoyu}\n")
        .file("content/xuexiao/2024/budget.yaml", "title: z\nunit: 元\nexpenditure: {total: 1100.01}\n");
    site.build();
    let html = site.page("y/2024/index.html");
    let row = html.split("<tfoot>").nth(1).expect("the total");
    assert!(row.contains("<data value=\"3000.01\">0.300001</data><br><span class=\"quiet\">（2个部门）"), "{row}");
    assert!(
        site.page("d/xuexiao/index.html").contains("教育局") && site.page("d/jiaoyu/index.html").contains("第一小学")
    );
}

#[test]
fn a_superseded_version_stays_and_points_to_the_one_in_force() {
    let site = Site::sound()
        .file("content/caizheng/2024/budget@1.yaml", format!("{BUDGET}revenue: {{total: 1.11}}\n"))
        .budget(
            "revenue: {total: 2.22}\ncorrections: [{version: 2, date: 2024-05-01, what: 收入总计, why: 录入错误}]\n",
        );
    site.build();
    let old = site.page("d/caizheng/2024/budget/v1/index.html");
    assert!(old.contains("1.11") && old.contains("href=\"../../../../../d/caizheng/2024/budget/index.html\""));
    let new = site.page("d/caizheng/2024/budget/index.html");
    assert!(
        new.contains("2.22")
            && !new.contains("1.11")
            && new.contains("录入错误")
            && new.contains("budget/v1/index.html")
    );
    let department = site.page("d/caizheng/index.html");
    assert!(department.contains("已被取代"));
    let table = department.split("<table").nth(1).expect("the measures");
    assert!(table.contains("2.22") && !table.contains("1.11"), "only the version in force counts");
}

#[test]
fn names_are_those_of_the_year() {
    let site = Site::sound()
        .file("content/caizheng/department.yaml", "names: [{name: 财税局, until: 2023}, {name: 财政局, since: 2024}]\n")
        .file("content/caizheng/2023/budget.yaml", BUDGET);
    site.build();
    assert!(
        site.page("y/2023/index.html").contains(">财税局<") && !site.page("y/2023/index.html").contains(">财政局<")
    );
    assert!(site.page("y/2024/index.html").contains(">财政局<"));
    assert!(site.page("d/caizheng/2023/budget/index.html").contains("财税局"));
}

#[test]
fn an_english_site_has_english_words_and_sample_data_says_so() {
    let site =
        Site::sound().file("site.toml", "title = \"County\"\nlanguage = \"en\"\nsample = true\nfooter = \"none\"\n");
    site.build();
    for (path, bytes) in tree(&site.path("public")) {
        if is_page(&path) {
            let html = String::from_utf8(bytes).expect("UTF-8");
            assert!(
                html.contains("<html lang=\"en\">")
                    && html.contains("Sample data: all bodies, projects and amounts are invented"),
                "{path}"
            );
            assert!(!html.contains("名词解释"), "{path}");
        }
    }
}

#[test]
fn the_page_for_missing_addresses_works_at_any_depth() {
    let site =
        Site::sound().file("site.toml", "title = \"x\"\nbase_url = \"https://example.gov.cn/ys\"\nfooter = \"none\"\n");
    site.build();
    let html = site.page("404.html");
    assert!(
        html.contains("href=\"https://example.gov.cn/ys/static/style.css\"")
            && html.contains("href=\"https://example.gov.cn/ys/index.html\"")
    );
}

#[test]
fn phases_stand_above_the_columns_that_belong_to_them() {
    let site = Site::sound().file(
        "content/caizheng/2024/final.yaml",
        "title: 决算\nunit: 万元\nstatements:\n  - kind: 财政拨款“三公”经费支出决算表\n    rows: [{label: 合计, cells: {total: {预算数: 3, 决算数: 2}, reception: {预算数: 1, 决算数: 0.5}}}]\n  - kind: 收入支出决算总表\n    rows: [{side: 收入, label: 总计, cells: {年初预算数: 4, 全年预算数: 5, 决算数: 6}}]\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/final/index.html");
    for part in [
        "<th scope=\"colgroup\" colspan=\"2\">全年预算数</th><th scope=\"colgroup\" colspan=\"2\">决算数</th>",
        "<th scope=\"col\" class=\"figure\">年初预算数</th><th scope=\"col\" class=\"figure\">全年预算数</th><th scope=\"col\" class=\"figure\">决算数</th>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let order: Vec<usize> =
        ["\">3</data>", "\">1</data>", "\">2</data>", "\">0.5</data>", "\">4</data>", "\">5</data>", "\">6</data>"]
            .iter()
            .map(|figure| html.find(figure).unwrap_or_else(|| panic!("{figure}")))
            .collect();
    assert!(order.is_sorted(), "{order:?}");
    let department = site.page("d/caizheng/index.html");
    assert!(
        department.contains("#statement-three_public-row-1\"><data value=\"20000.00\">2</data>"),
        "the measure is the outturn"
    );
}

#[test]
fn totals_of_both_sides_stand_beside_each_other_and_alone_are_bold() {
    let site = Site::sound().budget(
        "statements: [{kind: 收支总表, rows: [{side: 收入, label: 财政拨款, cells: {amount: 5}}, {side: 收入, label: 收入总计, cells: {amount: 5}}, {side: 支出, label: 甲, cells: {amount: 3}}, {side: 支出, label: 乙, cells: {amount: 2}}, {side: 支出, label: 支出总计, cells: {amount: 5}}]}]\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    let row = html.split("<tr").find(|row| row.contains("收入总计</th>")).expect("the row");
    assert!(row.contains("支出总计</th>") && row.matches(" total\"").count() == 2, "{row}");
    let other = html.split("<tr").find(|row| row.contains("乙</th>")).expect("the row");
    assert!(!other.contains(" total\""), "{other}");
}

#[test]
fn a_part_is_never_taken_for_the_whole() {
    let site = Site::sound().budget(
        "statements:\n  - {kind: 收支总表, rows: [{side: 收入, label: 事业收入, cells: {amount: 2}}]}\n  - {kind: general_public, rows: [{label: 合计, cells: {total: 60, basic: 50, project: 10}}]}\n",
    );
    site.build();
    let html = site.page("d/caizheng/index.html");
    let rows = |name: &str| html.matches(&format!(">{name}</th>")).count();
    assert_eq!([rows("支出总计"), rows("收入总计"), rows("基本支出"), rows("项目支出")], [0, 0, 0, 0], "{html}");
    assert_eq!([rows("事业收入"), rows("一般公共预算基本支出"), rows("一般公共预算支出")], [1, 1, 1], "{html}");
}

#[test]
fn a_unit_is_part_of_its_department_only_where_that_has_published() {
    let site = Site::sound()
        .budget("expenditure: {total: 5}\n")
        .file("content/caizheng/2023/final.yaml", "title: x\nunit: 万元\nexpenditure: {total: 9}\n")
        .file("content/xuexiao/department.yaml", "名称: 第一小学\nparent: [{department: caizheng, since: 2023}]\n")
        .file("content/xuexiao/2024/budget.yaml", "title: y\nunit: 万元\nexpenditure: {total: 2}\n")
        .file("content/xuexiao/2023/budget.yaml", "title: y\nunit: 万元\nexpenditure: {total: 1}\n")
        .file("content/xuexiao/2022/budget.yaml", "title: y\nunit: 万元\nexpenditure: {total: 3}\n");
    site.build();
    for (year, total) in [("2024", "50000.00"), ("2023", "10000.00"), ("2022", "30000.00")] {
        let html = site.page(&format!("y/{year}/index.html"));
        let foot = html.split("<tfoot>").nth(1).and_then(|rest| rest.split("</tfoot>").next()).expect("a total");
        assert!(foot.contains(&format!("value=\"{total}\"")), "{year}: {foot}");
    }
}

#[test]
fn both_halves_of_a_table_may_stand_beside_each_other_in_csv() {
    let site = Site::sound().file(
        "content/caizheng/2024/budget/收支总表.csv",
        "项目,预算数,项　目,预算数\n一、一般公共预算拨款收入,5,一、一般公共服务支出,4\n,,二、教育支出,1\n收入总计,5,支出总计,5\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    let row = html.split("<tr").find(|row| row.contains("收入总计</th>")).expect("the row");
    assert!(row.contains("支出总计</th>") && html.contains("二、教育支出"), "{row}");
    let department = site.page("d/caizheng/index.html");
    for name in ["收入总计", "支出总计", "一般公共预算收入"] {
        let row = department.split("<tr").find(|row| row.contains(&format!(">{name}</th>"))).expect(name);
        assert!(row.contains("value=\"50000.00\""), "{row}");
    }
}

#[test]
fn of_two_sums_on_one_side_the_last_is_the_total() {
    let row =
        |side: &str, label: &str, amount: u32| format!("{{side: {side}, label: {label}, cells: {{amount: {amount}}}}}");
    let rows = [
        row("收入", "收入合计", 100),
        row("收入", "上年结转", 10),
        row("收入", "收入总计", 110),
        row("支出", "支出合计", 105),
        row("支出", "结转下年", 5),
        row("支出", "支出总计", 110),
    ];
    let site = Site::sound().budget(&format!(
        "revenue: {{total: 110}}\nexpenditure: {{total: 110}}\nstatements: [{{kind: 收支总表, rows: [{}]}}]\n",
        rows.join(", ")
    ));
    site.build();
    let html = site.page("d/caizheng/index.html");
    for (name, value) in [("本年收入合计", "1000000.00"), ("收入总计", "1100000.00"), ("本年支出合计", "1050000.00")]
    {
        let row = html.split("<tr").find(|row| row.contains(&format!(">{name}</th>"))).expect(name);
        assert!(row.contains(&format!("value=\"{value}\"")), "{row}");
    }
}

#[test]
fn codes_in_three_columns_belong_to_their_half() {
    let site = Site::sound().file(
        "content/caizheng/2024/budget/fiscal_appropriation.csv",
        "类,款,项,项目,金额,类,款,项,项目,金额\n201,,,甲,1,208,,,乙,2\n,29,,丙,3,,05,,丁,4\n",
    );
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(html.contains("20129") && html.contains("20805") && !html.contains("20829"), "{html}");
}

#[test]
fn a_spreadsheets_ruled_rows_are_understood() {
    let site = Site::sound().file(
        "content/caizheng/2024/budget/general_public.csv",
        "科目编码,科目名称,合　计,基本支出,行次\n栏次,,1,2,\n合计,,10,6,1\n'201,一般公共服务支出,10,6,2\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(
        !html.contains("栏次") && html.contains(">合计</th>") && html.contains("<td class=\"code\">201</td>"),
        "{html}"
    );
}

#[test]
fn text_that_is_rounded_agrees_with_a_table_in_yuan() {
    let site = Site::sound().budget(
        "expenditure: {total: 264.43}\nstatements: [{kind: 支出总表, unit: 元, rows: [{label: 合计, cells: {合计: 2644312.50}}]}]\n",
    );
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn a_body_without_a_department_above_is_not_said_to_be_part_of_one() {
    let site =
        Site::sound().file("content/caizheng/2024/budget-unit.yaml", format!("{BUDGET}expenditure: {{total: 5}}\n"));
    std::fs::remove_file(site.path("content/caizheng/2024/budget.yaml")).expect("removed");
    site.build();
    let html = site.page("y/2024/index.html");
    assert!(html.contains("单位（本级）") && !html.contains("<span class=\"quiet\">*</span>"), "{html}");
    assert!(site.page("index.html").contains("budget-unit/index.html"));
}

#[test]
fn the_site_map_lists_every_page_for_people_and_for_machines() {
    let site = Site::sound()
        .file(
            "site.toml",
            "title = \"x\"\nbase_url = \"https://example.gov.cn/ys/\"\n[footer]\nsponsor = \"某县财政局\"\noperator = \"\"\ncontact = \"无\"\nsite_code = \"1234567890\"\nicp = \"\"\npolice = \"\"\n",
        )
        .file("content/about.md", "# 关于\n")
        .budget("dates: {published: 2024-02-05}\n");
    site.build();
    let html = site.page("sitemap/index.html");
    let xml = site.page("sitemap.xml");
    for (path, _) in tree(&site.path("public")) {
        if is_page(&path) && path != "404.html" {
            assert!(xml.contains(&format!("<loc>https://example.gov.cn/ys/{path}</loc>")), "{path}");
            assert!(path == "sitemap/index.html" || html.contains(&format!("href=\"../{path}\"")), "{path}");
        }
    }
    assert!(xml.contains("budget/index.html</loc><lastmod>2024-02-05</lastmod>") && !xml.contains("404"));
    assert!(site.page("robots.txt").ends_with("Sitemap: https://example.gov.cn/ys/sitemap.xml\n"));
    let disclosure = site.page("d/caizheng/2024/budget/index.html");
    for (name, content) in [
        ("SiteName", "x"),
        ("SiteDomain", "example.gov.cn"),
        ("SiteIDCode", "1234567890"),
        ("ColumnName", "部门预算"),
        ("ArticleTitle", "2024年部门预算"),
        ("PubDate", "2024-02-05"),
        ("ContentSource", "测试县财政局"),
    ] {
        assert!(disclosure.contains(&format!("<meta name=\"{name}\" content=\"{content}\">")), "{name}");
    }
    let bare = Site::sound();
    bare.build();
    assert!(
        !bare.path("public/sitemap.xml").exists() && !bare.path("public/robots.txt").exists(),
        "without an address"
    );
}

#[test]
fn old_addresses_lead_to_where_things_are_now() {
    let site = Site::sound()
        .file("content/caizheng/department.yaml", "名称: 测试县财政局\n曾用标识: [caishui]\n")
        .file("content/about.md", "---\ntitle: 关于\naliases: [guanyu]\n---\n正文\n");
    site.build();
    for (old, new) in [
        ("d/caishui/index.html", "../../d/caizheng/index.html"),
        ("d/caishui/2024/budget/index.html", "../../../../d/caizheng/2024/budget/index.html"),
        ("guanyu/index.html", "../about/index.html"),
    ] {
        let html = site.page(old);
        assert!(
            html.contains(&format!("content=\"0; url={new}\"")) && html.contains(&format!("href=\"{new}\"")),
            "{html}"
        );
    }
    assert_eq!(broken_links(&site.path("public")), Vec::<String>::new());
    let site = site.file("content/caishui/department.yaml", "名称: 税务局\n");
    assert_eq!(site.problems(), ["alias-taken content/caizheng/department.yaml"]);
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn a_link_that_leads_nowhere_keeps_the_site_from_being_published() {
    let with = |text: &str| Site::sound().budget(&format!("sections: [{{key: duties, body: \"{text}\"}}]\n"));
    for link in ["[去年](../../2023/budget/index.html)", "[无](x.pdf)", "[页](../../../../about/)"] {
        let run = with(link).run(&["build"]);
        assert!(run.code == 1 && run.stderr.contains("broken-link"), "{link}: {}", run.stderr);
        assert_eq!(with(link).problems(), ["broken-link content/caizheng/2024/budget.yaml:3"], "check tells the same");
    }
    let shown = with("[页](../../../../glossary/)").run(&["check"]).stdout;
    assert!(shown.contains("../../../../glossary/index.html"), "{shown}");
    let two = Site::sound()
        .file("content/a.md", "# 甲\n[x](../nope.html)\n")
        .file("content/b.md", "# 乙\n\n[x](../nope.html)\n");
    assert_eq!(two.problems(), ["broken-link content/a.md:2", "broken-link content/b.md:3"], "every one is told");
    for link in [
        "[本页](#duties)",
        "[部门](../../index.html)",
        "[附件](files/%E9%A2%84%E7%AE%97.pdf)",
        "[外](https://example.org/x)",
        "[信](mailto:a@b.cn)",
        "[词](../../../../glossary/index.html#term-1)",
        "`href=\\\"nope.html\\\"` 和 href=\\\"nope.html\\\"",
    ] {
        let site = with(link).file("content/caizheng/2024/budget/预算.pdf", "%PDF");
        let run = site.run(&["build"]);
        assert_eq!(run.code, 0, "{link}: {}", run.stderr);
    }
}

#[test]
fn links_in_prose_lead_on_from_wherever_the_prose_is_shown() {
    let text = "sections: [{key: duties, body: \"[部门](../../index.html) [附件](files/a.pdf) [此](#duties)\"}]\nglossary: [{term: 词, definition: \"[部门](../../index.html) [附件](files/a.pdf) [此](#duties) [外](https://a.cn/)\"}]\n";
    let site = Site::sound()
        .budget(&format!("corrections: [{{version: 2, what: 甲, why: 乙}}]\n{text}"))
        .file("content/caizheng/2024/budget@1.yaml", format!("{BUDGET}{text}"))
        .file("content/caizheng/2024/budget/a.pdf", "%PDF")
        .file("content/caizheng/2024/budget@1/a.pdf", "%PDF");
    site.build();
    assert_eq!(broken_links(&site.path("public")), Vec::<String>::new());
    let glossary = site.page("glossary/index.html");
    for link in [
        "../d/caizheng/2024/budget/../../index.html",
        "../d/caizheng/2024/budget/files/a.pdf",
        "../d/caizheng/2024/budget/index.html#duties",
        "https://a.cn/",
    ] {
        assert!(glossary.contains(&format!("href=\"{link}\"")), "{link}");
    }
    let old = site.page("d/caizheng/2024/budget/v1/index.html");
    assert!(old.contains("href=\"../../../index.html\"") && old.contains("href=\"files/a.pdf\""), "{old}");
}

#[test]
fn a_term_of_the_glossary_is_explained_where_the_page_first_uses_it() {
    let site = Site::sound().budget(
        "expenditure: {total: 3.50}\nthree_public: {total: 0.5}\nsections: [{key: duties, heading: 基本支出, body: \"基本支出保障运转，基本支出含支出。\"}, {key: glossary, body: 结转另有说明。}]\nglossary: [{term: 支出, definition: 花费}, {term: 基本支出, definition: \"其中{{ expenditure.total }}，**见**[此](#duties)\"}, {term: 三公经费, definition: 三项费用}, {term: 结转, definition: 留到下年}]\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    let term = |anchor: &str, written: &str, meaning: &str| {
        format!(
            "<span class=\"explained\"><button type=\"button\" popovertarget=\"{anchor}\">{written}</button><span popover id=\"{anchor}\" role=\"note\" tabindex=\"0\">{meaning}</span></span>"
        )
    };
    let basic = term("meaning-2", "基本支出", "其中<data value=\"35000.00\">3.50</data>万元，见此");
    let plain = term("meaning-1", "支出", "花费");
    assert!(html.contains(&format!("<p>{basic}保障运转，基本支出含{plain}。</p>")), "{html}");
    let named = term("meaning-3", "“三公”经费合计", "三项费用");
    assert!(html.contains(&format!("class=\"depth-0\">{named}</th>")), "the name of a figure: {html}");
    assert_eq!(html.matches("class=\"explained\"").count(), 3, "each once, and not in the glossary");
    assert!(!html.contains("meaning-4") && html.contains("结转另有说明。"));
    let without = Site::sound().budget("sections: [{key: duties, body: 基本支出保障运转。}]\n");
    without.build();
    assert!(!without.page("d/caizheng/2024/budget/index.html").contains("popover"));
}

/// Every link and anchor of a published site that leads nowhere.
pub fn broken_links(folder: &std::path::Path) -> Vec<String> {
    let files: BTreeMap<String, String> =
        tree(folder).into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect();
    let mut broken = Vec::new();
    for (path, html) in files.iter().filter(|(path, _)| is_page(path) && *path != "404.html") {
        let ids: BTreeSet<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        if ids.len() != html.matches(" id=\"").count() {
            broken.push(format!("{path}: an id stands twice"));
        }
        for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { path.clone() } else { resolve(path, file) };
            match files.get(&target) {
                None => broken.push(format!("{path}: {link}")),
                Some(text) if anchor.is_some_and(|anchor| !text.contains(&format!(" id=\"{anchor}\""))) => {
                    broken.push(format!("{path}: {link} has no anchor"));
                }
                Some(_) => {}
            }
        }
    }
    broken
}

fn resolve(page: &str, link: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy().into_owned();
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
