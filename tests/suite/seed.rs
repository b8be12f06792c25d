//! The real disclosure that the project began with: every figure, term and indicator of it is on the page.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{Site, repository, run_in};
use crate::pages::broken_links;

/// The published page, whole.
fn page() -> String {
    let out = Site::empty();
    let target = out.path("site").to_string_lossy().into_owned();
    let archive = repository().join("tests/archives/pingxiang");
    let run = run_in(&archive, &["build", "--out", &target, "--lang", "en"], &[]);
    assert_eq!(
        (run.code, run.stderr.lines().count()),
        (0, 2),
        "what was built, and how much was found: {}",
        run.stderr
    );
    assert_eq!(broken_links(&out.path("site")), Vec::<String>::new());
    fs::read_to_string(out.path("site/d/zonggonghui/2020/budget/index.html")).expect("the page")
}

/// The page's text without its markup.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

fn cell(html: &str, anchor: &str) -> String {
    let row =
        html.split("<tr").find(|row| row.contains(&format!("id=\"{anchor}\""))).unwrap_or_else(|| panic!("{anchor}"));
    let value = row.split("<data value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().to_owned()
}

#[test]
fn the_summary_figures_are_those_of_the_document_in_yuan() {
    let html = page();
    for (anchor, yuan) in [
        ("figure-revenue-total", "2644300.00"),
        ("figure-revenue-general_public", "2644300.00"),
        ("figure-revenue-government_fund", "0.00"),
        ("figure-revenue-fiscal_account", "0.00"),
        ("figure-revenue-other", "0.00"),
        ("figure-expenditure-total", "2644300.00"),
        ("figure-expenditure-basic", "1245000.00"),
        ("figure-expenditure-basic-personnel", "1170400.00"),
        ("figure-expenditure-basic-operating", "74600.00"),
        ("figure-expenditure-project", "1399300.00"),
        ("figure-operating_cost", "74600.00"),
        ("figure-three_public-total", "5000.00"),
        ("figure-three_public-abroad", "0.00"),
        ("figure-three_public-vehicles", "5000.00"),
        ("figure-three_public-vehicles-purchase", "0.00"),
        ("figure-three_public-vehicles-running", "5000.00"),
        ("figure-three_public-reception", "0.00"),
        ("assets-total", "130000.00"),
        ("asset-4", "130000.00"),
    ] {
        assert_eq!(cell(&html, anchor), yuan, "{anchor}");
    }
    for (change, yuan) in
        [("change-1", "376200.00"), ("change-2", "225900.00"), ("change-3", "146300.00"), ("change-4", "-5000.00")]
    {
        let item = html.split("<li").find(|item| item.contains(&format!("id=\"{change}\""))).expect("a change");
        assert!(item.contains(&format!("<data value=\"{yuan}\">")), "{change}: {item}");
    }
    assert!(html.contains("id=\"declared-procurement\""));
}

#[test]
fn the_slips_of_the_document_stay_where_they_are() {
    // Behind the document stands what checks find in it, which quotes it.
    let page = page();
    let text = text(page.split("<h2 id=\"checks\"").next().unwrap_or_default());
    assert_eq!(text.matches("7.46元").count(), 1, "the wrong unit");
    assert_eq!(text.matches("。。").count(), 2, "the doubled stops");
    assert_eq!(text.matches("\\f C \\l 1").count(), 5, "the Word residues");
    assert!(
        text.contains("37.62万元") && text.contains("22.59万元") && text.contains("14.63万元"),
        "the sum that is off"
    );
}

/// The document itself, where it is at hand.
fn document() -> Option<String> {
    let path = repository().join("../shared/seeds/000_a62da1b858dc4f7e.txt");
    let text = fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("skipped: the document is not at hand (../shared/seeds)");
    }
    text
}

/// The rows of the five tables of targets: project, then the six cells, merged cells filled in.
fn indicators(document: &str) -> Vec<(usize, [String; 6])> {
    let mut project = 0;
    let mut level1 = String::new();
    let mut rows = Vec::new();
    let lines: Vec<&str> = document.lines().collect();
    for paragraph in lines.split(|line| line.is_empty()) {
        let cells: Vec<String> =
            paragraph.iter().filter_map(|line| line.strip_prefix('\t')).map(|cell| cell.trim().to_owned()).collect();
        let Ok(mut cells) = <[String; 6]>::try_from(cells) else { continue };
        if cells[0] == "一级指标" {
            project += 1;
            continue;
        }
        if project == 0 || cells.iter().skip(1).any(String::is_empty) {
            continue;
        }
        if cells[0].is_empty() {
            cells[0].clone_from(&level1);
        }
        level1.clone_from(&cells[0]);
        rows.push((project, cells));
    }
    rows
}

/// The cells of a table row of the page, in order, without markup.
fn cells(html: &str, anchor: &str) -> Vec<String> {
    let row =
        html.split("<tr").find(|row| row.contains(&format!("id=\"{anchor}\""))).unwrap_or_else(|| panic!("{anchor}"));
    let row = row.split("</tr>").next().unwrap_or_default();
    let open = row.split('<').filter(|part| part.starts_with("td") || part.starts_with("th "));
    open.map(|cell| text(&cell.split_once('>').map_or("", |(_, text)| text).replace('\n', ""))).collect()
}

#[test]
fn every_indicator_of_the_document_is_on_the_page_in_its_place() {
    let Some(document) = document() else { return };
    let rows = indicators(&document);
    assert_eq!(rows.len(), 46);
    let html = page();
    let mut number = 0;
    let mut last = 0;
    for (project, [level1, level2, name, describe, value, basis]) in rows {
        number = if project == last { number + 1 } else { 1 };
        last = project;
        let anchor = format!("project-{project}-indicator-{number}");
        let shown = cells(&html, &anchor);
        let [shown1, shown2, shown_name, shown_describe, shown_value, shown_basis] = shown.as_slice() else {
            panic!("{anchor}: {shown:?}");
        };
        let [expected, found] =
            [[&level1, &level2, &name, &value, &basis], [shown1, shown2, shown_name, shown_value, shown_basis]];
        assert_eq!(found, expected, "{anchor}");
        for figure in figures(&describe) {
            assert!(figures(shown_describe).contains(&figure), "{anchor}: {figure} of {describe}");
        }
    }
}

#[test]
fn the_tables_of_the_archive_are_those_that_were_compared_with_the_document() {
    let html = page();
    let mut all = String::new();
    for (project, count) in [(1, 10), (2, 9), (3, 9), (4, 9), (5, 9)] {
        for number in 1..=count {
            let row = cells(&html, &format!("project-{project}-indicator-{number}"));
            all.push_str(&[&row[0], &row[1], &row[2], &row[4], &row[5]].map(String::as_str).join("|"));
            all.push('\n');
        }
        assert!(!html.contains(&format!("project-{project}-indicator-{}\"", count + 1)));
    }
    // The rows of the five tables without their descriptions, which are retold: no cell moves unnoticed.
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("pingxiang-indicators", all);
    });
    assert_eq!(cells(&html, "institution-1"), ["平乡县总工会", "参公", "正科级", "财政拨款"]);
    for (anchor, row) in [
        ("assets-total", ["资产总额", "——", "13"]),
        ("asset-2", ["房屋", "0 平方米", "0"]),
        ("asset-3", ["其中：办公用房", "0 平方米", "0"]),
        ("asset-4", ["车辆", "1 台、辆", "13"]),
        ("asset-5", ["单价在20万元以上设备", "——", "0"]),
        ("asset-6", ["其他固定资产", "——", "0"]),
    ] {
        let part = html.split("<tr").find(|part| part.contains(&format!("id=\"{anchor}\""))).expect(anchor);
        let shown = text(&format!("<tr{}", part.split("</tr>").next().unwrap_or_default()));
        let words: Vec<&str> = shown.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(words, row, "{anchor}");
    }
}

#[test]
fn every_goal_and_target_of_the_document_is_on_the_page() {
    let Some(document) = document() else { return };
    let html = page();
    let goals =
        document.split("（二）分项绩效目标：").nth(1).and_then(|rest| rest.split("（三）").next()).expect("goals");
    let paragraphs: Vec<&str> = goals.split("绩效指标：").skip(1).collect();
    assert_eq!(paragraphs.len(), 3);
    for (number, (paragraph, targets)) in (1..).zip(paragraphs.into_iter().zip([6, 4, 6])) {
        let section = html
            .split("<section")
            .find(|part| part.contains(&format!("id=\"goal-{number}\"")))
            .and_then(|part| part.split("</section>").next())
            .expect("a goal");
        let list: Vec<String> =
            section.split("<li>").skip(1).map(|item| text(item.split("</li>").next().unwrap_or_default())).collect();
        assert_eq!(list.len(), targets, "{list:?}");
        let printed = paragraph.split("\n\n").find(|text| text.contains('。')).expect("the targets");
        assert_eq!(figures(printed), figures(&list.join("\n")), "goal {number}");
        // The numbers of each clause of the document stand together in one target.
        for sentence in printed.trim().split(['。', '，']).filter(|sentence| !figures(sentence).is_empty()) {
            let numbers = figures(sentence);
            assert!(list.iter().any(|target| numbers.is_subset(&figures(target))), "goal {number}: {sentence}");
        }
    }
}

/// The numbers of a text, list markers (`1、`) and the numbers inside field codes left out.
fn figures(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let line = line.split(" TC ").next().unwrap_or_default();
        let letters: Vec<char> = line.chars().collect();
        let mut place = 0;
        while place < letters.len() {
            if !letters[place].is_ascii_digit() {
                place += 1;
                continue;
            }
            let start = place;
            while place < letters.len() && (letters[place].is_ascii_digit() || letters[place] == '.') {
                place += 1;
            }
            let is_marker = letters.get(place) == Some(&'、');
            if !is_marker {
                found.insert(letters[start..place].iter().collect::<String>().trim_end_matches('.').to_owned());
            }
        }
    }
    found
}

#[test]
fn every_number_and_every_term_of_the_document_is_on_the_page() {
    let Some(document) = document() else { return };
    let html = page();
    let text = text(&html);
    let numbers = figures(&document);
    assert!(numbers.len() > 30, "{numbers:?}");
    let shown = figures(&text);
    let missing: Vec<&String> = numbers.iter().filter(|number| !shown.contains(*number)).collect();
    assert_eq!(missing, Vec::<&String>::new());
    let terms: Vec<&str> = document
        .split("八、名词解释")
        .nth(1)
        .into_iter()
        .flat_map(str::lines)
        .filter_map(|line| line.split_once('、')?.1.split_once('：').map(|(term, _)| term))
        .collect();
    assert_eq!(terms.len(), 10);
    for term in terms {
        assert!(html.contains(&format!("<dt>{term}</dt>")), "{term}");
    }
    for item in [
        "平乡县总工会",
        "参公",
        "正科级",
        "财政拨款",
        "2019年12月31日",
        "房屋",
        "办公用房",
        "车辆",
        "单价在20万元以上设备",
        "其他固定资产",
    ] {
        assert!(text.contains(item), "{item}");
    }
}

#[test]
fn every_finding_is_a_slip_of_the_document_and_no_slip_is_missed() {
    let run = run_in(&repository().join("tests/archives/pingxiang"), &["check", "--format", "json"], &[]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
    let file = fs::read_to_string(repository().join("tests/archives/pingxiang/content/zonggonghui/2020/budget.yaml"));
    let file = file.expect("the disclosure");
    let found: Vec<(String, String)> = report["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|problem| {
            let code = problem["code"].as_str().unwrap_or_default().to_owned();
            let number = |key: &str| problem[key].as_u64().and_then(|number| usize::try_from(number).ok());
            let stretch = number("line").zip(number("column")).zip(number("length")).map(|((line, column), length)| {
                let line = file.lines().nth(line - 1).unwrap_or_default();
                line.chars().skip(column - 1).take(length).collect::<String>()
            });
            (code, stretch.unwrap_or_default())
        })
        .collect();
    // Each with why it is right.
    let expected = [
        // The document's statutory tables are not in its text: one finding for all nine.
        ("E1", ""),
        // Section 二.3: 22.59 + 14.63 = 37.22, and the total is said to have grown by 37.62.
        ("A12", "37.62"),
        // Section 一 ends two duties with two full stops.
        ("D3", "。。"),
        ("D3", "。。"),
        // Section 三: operating cost is 7.46万元 in section 二, and is said to be 7.46元.
        ("D1", "7.46元"),
        // Section 五 carries the field codes of five headings for a table of contents.
        ("D4", " TC 1、工会经费绩效目标表 \\f C \\l 1"),
        (
            "D4",
            " TC 2、冀财行[2019]46号河北省财政厅关于提前下达2020年困难职工及劳模帮扶救助专项资金的通知绩效目标表 \\f C \\l 1",
        ),
        ("D4", " TC 3、困难帮扶配套、金秋助学、送温暖绩效目标表 \\f C \\l 1"),
        ("D4", " TC 4、劳模体检疗休养绩效目标表 \\f C \\l 1"),
        ("D4", " TC 5、市级劳模荣誉津贴绩效目标表 \\f C \\l 1"),
    ];
    let expected: Vec<(String, String)> =
        expected.into_iter().map(|(code, stretch)| (code.to_owned(), stretch.to_owned())).collect();
    assert_eq!(
        found, expected,
        "“每月发放荣誉津贴100元” is no slip, nor are indicators of one name in different projects"
    );
    let a12 = &report["problems"][1];
    assert_eq!(a12["arithmetic"], "22.59 + 14.63 = 37.22 ≠ 37.62（万元）");
    assert_eq!(a12["others"].as_array().map(Vec::len), Some(2), "both parts are shown at their places");
}
