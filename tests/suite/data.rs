//! Open data: what programs read agrees with what people see, and harms neither.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use rust_decimal::Decimal;
use serde_json::Value;

use crate::harness::{BUDGET, DEPARTMENT, SITE, Site, repository, run_in, tree};

/// The rows of a CSV file, by their headings.
fn rows(bytes: &str) -> Vec<BTreeMap<String, String>> {
    let text = bytes.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    assert!(text.lines().count() > 0 && text.ends_with("\r\n"), "lines end as Excel ends them");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The exact values in a stretch of HTML.
fn values(html: &str) -> Vec<Decimal> {
    let amounts = html.split("<data value=\"").skip(1);
    amounts.map(|part| part.split('"').next().expect("a value").parse().expect("a decimal")).collect()
}

#[test]
fn the_measures_of_the_sample_sum_to_what_its_pages_show() {
    const MAIN: [&str; 5] =
        ["revenue.total", "expenditure.total", "expenditure.basic", "expenditure.project", "three_public.total"];
    let out = Site::empty();
    let target = out.path("public").to_string_lossy().into_owned();
    assert_eq!(run_in(&repository(), &["build", "--quiet", "--out", &target], &[]).code, 0);
    let of_year = |year: u16| rows(&out.page(&format!("data/measures-{year}.csv")));
    let rows: Vec<_> = (2016..=2025).flat_map(of_year).collect();
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut compared = 0;
    for year in ["2018", "2020", "2024"] {
        let own = |row: &&BTreeMap<String, String>| {
            let phase = if row["kind"] == "final" { "executed" } else { "approved" };
            row["year"] == year && row["phase"] == phase && row["state"] == "amount"
        };
        // Every figure stands at its source.
        for row in rows.iter().filter(own) {
            let (path, anchor) = row["source"].split_once('#').expect("an anchor");
            let html = pages.entry(path.to_owned()).or_insert_with(|| out.page(path));
            let place = html.find(&format!("id=\"{anchor}\"")).unwrap_or_else(|| panic!("{}", row["source"]));
            let line = html[place..].split("</tr>").next().expect("a line");
            let value: Decimal = row["value"].parse().expect("a decimal");
            assert!(values(line).contains(&value), "{} at {}: {value}", row["measure"], row["source"]);
            compared += 1;
        }
        // The totals of the year are the sums of what is not part of another.
        let page = out.page(&format!("y/{year}/index.html"));
        let feet: Vec<_> = page.split("<tfoot>").skip(1).map(|part| part.split("</tfoot>").next()).collect();
        for (kind, foot) in ["budget", "final"].into_iter().zip(feet) {
            let sums: Vec<Decimal> = MAIN
                .iter()
                .map(|measure| {
                    // What final accounts spend leaves out what they carry on.
                    let is_spending = (*measure, kind) == ("expenditure.total", "final");
                    let measure = if is_spending { &"expenditure.current" } else { measure };
                    let whole = |row: &&BTreeMap<String, String>| {
                        row["measure"] == *measure && row["kind"] == kind && row["is_part"] == "false"
                    };
                    let amounts = rows.iter().filter(own).filter(whole).filter(|row| row["scope"] == "department");
                    amounts.map(|row| row["value"].parse::<Decimal>().expect("a decimal")).sum()
                })
                .collect();
            assert_eq!(values(foot.expect("totals")), sums, "{year} {kind}");
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn zero_blank_dash_and_absent_are_told_apart() {
    let site = Site::sound().budget(
        "statements: [{kind: general_public, unit: 元, rows: [{code: '201', label: 甲, cells: {total: 0, basic: ~, project: \"——\"}}]}]\nprocurement: none\nthree_public: {total: 1.50}\n",
    );
    site.build();
    let figures: Vec<[String; 6]> = rows(&site.page("d/caizheng/2024/budget/data.csv"))
        .iter()
        .map(|row| ["part", "column", "state", "value", "printed", "unit"].map(|key| row[key].clone()))
        .collect();
    assert_eq!(
        figures,
        [
            ["summary", "three_public.total", "amount", "15000.00", "1.50", "万元"],
            ["statement", "total", "amount", "0.00", "0", "元"],
            ["statement", "basic", "blank", "", "", ""],
            ["statement", "project", "dash", "", "", ""],
        ]
    );
    let data: Value = serde_json::from_str(&site.page("d/caizheng/2024/budget/data.json")).expect("JSON");
    let cells = &data["statements"][0]["rows"][0]["cells"];
    assert_eq!(cells["total"]["approved"], serde_json::json!({"value": "0.00", "printed": "0"}));
    assert_eq!((&cells["basic"]["approved"], &cells["project"]["approved"]), (&"blank".into(), &"dash".into()));
    assert!(cells.get("operating").is_none(), "what is absent has no key");
    assert_eq!((&data["procurement"], data.get("assets")), (&"none".into(), None));
    assert_eq!(data["summary"][0]["figure"]["approved"]["printed"], "1.50");
}

#[test]
fn every_version_has_its_data_and_a_page_that_leads_to_them() {
    let site = Site::sound()
        .file("content/caizheng/2024/budget@1.yaml", format!("{BUDGET}revenue: {{total: 1.11}}\n"))
        .budget("revenue: {total: 2.22}\ncorrections: [{version: 2, what: 收入总计, why: 录入错误}]\n");
    site.build();
    for (folder, figure) in [("d/caizheng/2024/budget/v1", "1.11"), ("d/caizheng/2024/budget", "2.22")] {
        for name in ["data.csv", "data.json"] {
            assert!(site.page(&format!("{folder}/{name}")).contains(figure), "{folder} {name}");
            assert!(site.page(&format!("{folder}/index.html")).contains(&format!("{folder}/{name}\"")), "{folder}");
        }
    }
    let measures = site.page("data/measures-2024.csv");
    assert!(measures.contains("2.22") && !measures.contains("1.11"), "only the version in force counts");
    assert_eq!(rows(&site.page("data/disclosures.csv")).len(), 2);
}

#[test]
fn content_is_neither_a_formula_nor_the_end_of_a_script() {
    let title = "</script><script>alert(1)</script>";
    let site = Site::sound()
        .file("content/caizheng/department.yaml", "名称: \"=cmd()\"\n简称: \"@SUM(A1)\"\n")
        .file("content/caizheng/2024/budget.yaml", format!("title: \"{title}\"\nunit: 万元\nexpenditure: {{carried_out: -5}}\nstatements: [{{kind: general_public, rows: [{{label: \"+1\", cells: {{total: -3}}}}]}}]\n"));
    site.build();
    let measure = &rows(&site.page("data/measures-2024.csv"))[0];
    assert_eq!([&measure["department_name"], &measure["value"], &measure["printed"]], ["'=cmd()", "-50000.00", "-5"]);
    assert_eq!(rows(&site.page("data/departments.csv"))[0]["short_name"], "'@SUM(A1)");
    let figures = rows(&site.page("d/caizheng/2024/budget/data.csv"));
    assert_eq!([&figures[1]["label"], &figures[1]["printed"]], ["'+1", "-3"]);
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(!html.contains("<script>"), "{html}");
    let data = html.split("<script type=\"application/ld+json\">").nth(1).expect("data");
    let data: Value = serde_json::from_str(data.split("</script>").next().expect("an end")).expect("JSON");
    assert_eq!((&data["@type"], &data["name"]), (&"Dataset".into(), &title.into()));
}

#[test]
fn data_that_somebody_took_away_or_changed_come_back() {
    let site = Site::sound().budget("expenditure: {total: 5}\n");
    site.build();
    for path in ["d/caizheng/2024/budget/data.csv", "d/caizheng/2024/budget/data.json", "data/measures-2024.csv"] {
        let (before, place) = (site.page(path), site.path("public").join(path));
        fs::remove_file(&place).expect("removed");
        site.build();
        assert_eq!(site.page(path), before, "{path}");
        fs::write(&place, "other").expect("written");
        site.build();
        assert_eq!(site.page(path), before, "{path}");
    }
}

#[test]
fn a_page_of_the_owners_in_the_place_of_the_data_is_an_error() {
    let run = Site::sound().file("content/data.md", "# 我的\n").run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("two-sources"), "{}", run.stderr);
}

#[test]
fn the_licence_is_what_the_owner_says_or_said_to_be_missing() {
    let site = Site::sound();
    site.build();
    assert!(site.page("data/index.html").contains("没有写明使用许可"));
    let license = "[license]\nname = \"CC BY 4.0\"\nurl = \"https://creativecommons.org/licenses/by/4.0/\"\n";
    let site = site.file("site.toml", format!("title = \"测试县\"\nfooter = \"none\"\n{license}"));
    site.build();
    assert!(site.page("data/index.html").contains("rel=\"license\">CC BY 4.0</a>"));
    let package: Value = serde_json::from_str(&site.page("data/datapackage.json")).expect("JSON");
    assert_eq!(package["licenses"][0]["path"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(package["resources"].as_array().map(Vec::len), Some(12));
}

#[test]
fn feeds_tell_of_what_was_published_last_first_and_only_where_the_address_is_known() {
    let dated = |day: &str| format!("{BUDGET}dates: {{published: {day}}}\n");
    let site = Site::sound()
        .file("content/caizheng/2024/budget.yaml", dated("2024-02-05"))
        .file("content/caizheng/2023/budget.yaml", dated("2024-03-01"))
        .file("content/caizheng/2022/budget.yaml", BUDGET)
        .file("content/jiaoyu/department.yaml", DEPARTMENT);
    site.build();
    assert!(!site.path("public/feed.xml").exists());
    let site =
        site.file("site.toml", "title = \"县 & 乡\"\nbase_url = \"https://example.gov.cn/ys\"\nfooter = \"none\"\n");
    site.build();
    let feed = site.page("feed.xml");
    let place = |text: &str| feed.find(text).unwrap_or_else(|| panic!("{text}: {feed}"));
    let [later, earlier] = ["2023", "2024"]
        .map(|year| place(&format!("<id>https://example.gov.cn/ys/d/caizheng/{year}/budget/index.html</id>")));
    assert!(place("<updated>2024-03-01T00:00:00+08:00</updated>") < later && later < earlier);
    assert!(feed.contains("<title>县 &amp; 乡</title>") && !feed.contains("/2022/"), "{feed}");
    assert!(site.page("d/jiaoyu/feed.xml").contains("https://example.gov.cn/ys/d/jiaoyu/feed.xml"));
    assert!(site.page("d/caizheng/2024/budget/index.html").contains("href=\"../../../../d/caizheng/feed.xml\""));
}

/// A site that has workbooks.
fn with_workbooks() -> Site {
    Site::sound().file("site.toml", format!("xlsx = true\n{SITE}"))
}

/// A part of a published workbook.
fn part(site: &Site, path: &str, name: &str) -> String {
    let bytes = fs::read(site.path("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut workbook = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    workbook.by_name(name).unwrap_or_else(|_| panic!("{name}")).read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_table_that_compares_tells_zero_blank_dash_and_absent_apart() {
    let mut site = with_workbooks();
    for (year, cell) in [("2020", "total: 0"), ("2021", "total: ~"), ("2022", "total: \"——\""), ("2023", "basic: 1")]
    {
        let statement = format!("statements: [{{kind: general_public, rows: [{{label: 合计, cells: {{{cell}}}}}]}}]\n");
        site = site.file(&format!("content/caizheng/{year}/budget.yaml"), format!("{BUDGET}{statement}"));
    }
    site.build();
    let folder = "compare/general_public.total";
    let row = &rows(&site.page(&format!("{folder}/data.csv")))[0];
    assert_eq!(["2020", "2021", "2022", "2023"].map(|year| row[year].as_str()), ["0", "未填写", "——", ""]);
    let data: Value = serde_json::from_str(&site.page(&format!("{folder}/data.json"))).expect("JSON");
    let cells = data["tables"][0]["rows"][0].as_array().expect("a row");
    assert_eq!(
        cells[7..11],
        [
            serde_json::json!(0),
            serde_json::json!({"state": "blank"}),
            serde_json::json!({"state": "dash"}),
            Value::Null,
        ]
    );
    let words = part(&site, &format!("{folder}/data.xlsx"), "xl/sharedStrings.xml");
    assert!(words.contains("<t>未填写</t>") && words.contains("<t>——</t>"), "{words}");
    let sheet = part(&site, &format!("{folder}/data.xlsx"), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("r=\"H2\"") && !sheet.contains("r=\"K2\""), "{sheet}");
}

#[test]
fn no_name_becomes_a_formula_in_a_table_that_compares_or_in_a_workbook() {
    let site = with_workbooks()
        .file("content/caizheng/department.yaml", "名称: \"=cmd()\"\ngroup: \"+1\"\n")
        .budget("expenditure: {total: 5}\nstatements: [{kind: general_public, title: '=1', rows: [{label: '=cmd()', cells: {total: -3}}]}]\n");
    site.build();
    let row = &rows(&site.page("y/2024/budget.csv"))[0];
    assert_eq!((&row["部门"], &row["分组"], &row["本年支出（万元）"]), (&"'=cmd()".into(), &"'+1".into(), &"5".into()));
    // A workbook says of each cell whether it is text, so that it needs no apostrophe.
    for path in ["y/2024/data.xlsx", "d/caizheng/2024/budget/data.xlsx"] {
        assert!(part(&site, path, "xl/sharedStrings.xml").contains("<t>=cmd()</t>"), "{path}");
    }
    let sheet = part(&site, "d/caizheng/2024/budget/data.xlsx", "xl/worksheets/sheet2.xml");
    assert!(!sheet.contains("<f>") && sheet.contains("<v>-3</v>"), "{sheet}");
}

#[test]
fn workbooks_are_there_only_where_the_owner_wants_them() {
    let site = with_workbooks().budget("expenditure: {total: 5}\n");
    site.build();
    let workbooks = |site: &Site| {
        let all = tree(&site.path("public")).into_iter().map(|(path, _)| path);
        all.filter(|path| path.ends_with("data.xlsx")).collect::<Vec<_>>()
    };
    let with = ["compare/data.xlsx", "compare/expenditure.total/data.xlsx", "coverage/data.xlsx"];
    let with = [&with[..], &["d/caizheng/2024/budget/data.xlsx", "d/caizheng/data.xlsx", "y/2024/data.xlsx"]].concat();
    assert_eq!(workbooks(&site), with);
    let links = |site: &Site| {
        ["d/caizheng/index.html", "d/caizheng/2024/budget/index.html"].map(|page| site.page(page).contains("data.xlsx"))
    };
    assert_eq!(links(&site), [true, true]);
    let site = site.file("site.toml", SITE);
    site.build();
    assert_eq!((workbooks(&site), links(&site)), (Vec::new(), [false, false]));
}

#[test]
fn a_workbook_is_the_same_bytes_whenever_it_is_made() {
    let made = || {
        let site = with_workbooks().budget("expenditure: {total: 5}\n");
        site.build();
        let properties = part(&site, "y/2024/data.xlsx", "docProps/core.xml");
        assert!(properties.contains("2000-01-01T00:00:00Z"), "{properties}");
        fs::read(site.path("public/y/2024/data.xlsx")).expect("a workbook")
    };
    let first = made();
    // The clocks of workbooks and of archives tick in seconds and in pairs of them.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == made());
}

#[test]
fn a_changed_amount_rewrites_the_files_that_show_it_and_no_others() {
    // What checks find changes too, and has pages of its own.
    let unchecked = SITE.replace("E1", "A = \"off\", F = \"off\", E1");
    let site = with_workbooks()
        .file("site.toml", format!("xlsx = true\n{unchecked}"))
        .file("content/caizheng/2022/budget.yaml", format!("{BUDGET}expenditure: {{total: 5}}\n"))
        .budget("expenditure: {total: 5}\nrevenue: {total: 5}\n");
    site.build();
    let before = tree(&site.path("public"));
    let site = site.budget("expenditure: {total: 6}\nrevenue: {total: 5}\n");
    site.build();
    let after = tree(&site.path("public"));
    // The index has other names for what it holds.
    let shown = |files: Vec<(String, Vec<u8>)>| -> Vec<(String, Vec<u8>)> {
        files.into_iter().filter(|(path, _)| !path.starts_with("search/data/")).collect()
    };
    let (before, after) = (shown(before), shown(after));
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(one, other)| one != other).map(|(one, _)| one.0.as_str()).collect();
    let four = |folder: &str, name: &str| {
        [&format!("{name}.csv"), "data.json", "data.xlsx", "index.html"].map(|file| format!("{folder}/{file}"))
    };
    let mut expected: Vec<String> = [
        four("compare", "data"),
        four("compare/expenditure.total", "data"),
        four("d/caizheng", "measures"),
        four("d/caizheng/2024/budget", "data"),
        four("y/2024", "budget"),
    ]
    .concat();
    expected.extend(
        ["SHA256SUMS", "datapackage.json", "disclosures.csv", "measures-2024.csv"].map(|file| format!("data/{file}")),
    );
    expected.extend(["SHA256SUMS", "index.html"].map(str::to_owned));
    expected.sort_unstable();
    let mut found = changed.clone();
    found.sort_unstable();
    assert_eq!((found, before.len()), (expected.iter().map(String::as_str).collect(), after.len()));
}

#[test]
fn the_coded_lines_of_a_year_have_their_file() {
    let site = Site::sound().budget(
        "statements: [{kind: expenditure, unit: 元, rows: [{label: 合计, cells: {total: 90000}}, {code: 2012901, label: 行政运行, cells: {total: 90000}}]}]\n",
    );
    site.build();
    let lines = rows(&site.page("data/lines-2024.csv"));
    // The sums of codes without a line of their own are on pages, and no lines of statements.
    assert_eq!(lines.len(), 1);
    let line = ["system", "statement", "row", "code", "label", "value", "unit"].map(|key| lines[0][key].as_str());
    assert_eq!(line, ["functional", "expenditure", "2", "2012901", "行政运行", "90000.00", "元"]);
    let page = site.page("data/index.html");
    assert!(page.contains("lines-2024.csv") && page.contains("measures-2024.csv"), "{page}");
}

#[test]
fn a_score_that_is_a_dash_is_a_dash_in_every_file() {
    let site = with_workbooks().file(
        "content/caizheng/2024/final.yaml",
        "title: x\nunit: 万元\nexpenditure: {total: 5}\nperformance: {projects: [{name: 甲, amount: 1, score: \"——\"}, {name: 乙, amount: 1, score: 9.5}]}\n",
    );
    site.build();
    for path in ["projects/2024/data.json", "d/caizheng/data.json"] {
        let json: Value = serde_json::from_str(&site.page(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(
            json.to_string().contains("{\"state\":\"dash\"}") && json.to_string().contains("9.5"),
            "{path}: {json}"
        );
    }
}

#[test]
fn what_is_no_character_is_refused_so_that_feeds_stay_xml() {
    let site = Site::sound().budget("expenditure: {total: 5}\n");
    let site = site.file("content/caizheng/2024/budget.yaml", "title: a\u{ffff}b\nunit: 万元\n");
    assert_eq!(site.run(&["check"]).code, 1);
}
