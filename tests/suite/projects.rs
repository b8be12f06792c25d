//! Projects over years: which is which, which targets moved, and that nothing is guessed, hidden or moved from its address.

use std::collections::BTreeSet;

use crate::harness::Site;

/// A disclosure with these projects, each a line of YAML.
fn listing(projects: &[&str]) -> String {
    format!("title: x\nunit: 万元\nperformance:\n  projects:\n    - {}\n", projects.join("\n    - "))
}

/// A project with an amount and one indicator.
fn project(name: &str, amount: &str, value: &str) -> String {
    format!(
        "{{name: {name}, amount: {amount}, indicators: [{{level1: 产出指标, level2: 数量指标, name: 次数, value: \"{value}\"}}]}}"
    )
}

/// A site of one department with these disclosures, built.
fn built(disclosures: &[(&str, &[&str])]) -> Site {
    let mut site = Site::empty()
        .file("site.toml", crate::harness::SITE)
        .file("content/caizheng/department.yaml", crate::harness::DEPARTMENT);
    for (place, projects) in disclosures {
        site = site.file(&format!("content/caizheng/{place}.yaml"), listing(projects));
    }
    site.build();
    site
}

/// The blocks of a department's page, one a followed project: the anchor and the HTML behind it.
fn blocks(site: &Site, department: &str) -> Vec<(String, String)> {
    let html = site.page(&format!("d/{department}/index.html"));
    let section = html.split("<h2 id=\"projects\">").nth(1).unwrap_or_default();
    let section = section.split("</section>").next().unwrap_or_default();
    let parts = section.split("<h3 id=\"").skip(1);
    parts
        .map(|part| {
            let (anchor, rest) = part.split_once("\">").expect("an anchor");
            (anchor.to_owned(), rest.to_owned())
        })
        .collect()
}

/// The blocks' names with their years.
fn followed(site: &Site, department: &str) -> Vec<String> {
    let text = |html: &str| html.split('<').next().unwrap_or_default().to_owned();
    let blocks = blocks(site, department);
    let parts = blocks.iter().map(|(_, block)| {
        let years = block.split("<p class=\"quiet\">").nth(1).expect("years");
        format!("{} {}", text(block), text(years))
    });
    parts.collect()
}

/// What stands in the cells of a block's row whose head is this.
fn cells(block: &str, head: &str) -> Vec<String> {
    let row = block.split("<tr>").find(|row| row.contains(&format!(">{head}</th>")));
    let row = row.unwrap_or_else(|| panic!("no {head}: {block}")).split("</tr>").next().unwrap_or_default();
    let plain = |cell: &str| {
        let cell = cell.split("</td>").next().unwrap_or_default();
        cell.split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect::<String>()
            .trim()
            .to_owned()
    };
    row.split("<td").skip(1).map(|cell| plain(&format!("<td{cell}"))).collect()
}

#[test]
fn a_project_is_followed_by_what_it_says_its_code_and_its_name() {
    let site = built(&[
        (
            "2022/budget",
            &["{name: 甲, amount: 1}", "{name: 乙, code: K2, amount: 2}", "{name: 2022年丙（本级）, amount: 3}"],
        ),
        (
            "2023/budget",
            &["{name: 丁, amount: 4, continues: 甲}", "{name: 戊, code: K2, amount: 5}", "{name: 丙(本级), amount: 6}"],
        ),
    ]);
    assert_eq!(
        followed(&site, "caizheng"),
        ["丁 2022—2023年度", "戊 2022—2023年度 项目编码：K2", "丙(本级) 2022—2023年度"]
    );
    let (_, renamed) = blocks(&site, "caizheng").remove(0);
    assert!(renamed.contains("甲 2022—2022年度、丁 2023—2023年度"), "its names are told: {renamed}");
    assert_eq!(cells(&renamed, "预算"), ["1", "4"]);
    assert!(renamed.contains("href=\"2023/budget/index.html#project-1\""), "each figure leads to its place: {renamed}");
}

#[test]
fn what_is_not_clear_is_not_joined() {
    let site = built(&[
        ("2022/budget", &["{name: 甲, amount: 1}", "{name: 甲, amount: 2}", "{name: 乙, amount: 3}"]),
        ("2023/budget", &["{name: 甲, amount: 4}", "{name: 丙, continues: 乙}", "{name: 丁, continues: 乙}"]),
    ]);
    let all = followed(&site, "caizheng");
    let joined: Vec<&String> = all.iter().filter(|one| one.contains('—')).collect();
    assert!(all.len() == 6 && joined.is_empty(), "{all:?}");
    let anchors: BTreeSet<String> = blocks(&site, "caizheng").into_iter().map(|(anchor, _)| anchor).collect();
    assert_eq!(anchors.len(), 6, "each has an anchor of its own: {anchors:?}");
    // What may have gone on is not said to have ended, nor what may be older to be new.
    let year = |year: u16| site.page(&format!("projects/{year}/index.html"));
    let marks = |html: String| {
        html.split("</caption>")
            .nth(1)
            .map_or(0, |table| table.split("</table>").next().map_or(0, |table| table.matches("<sup>").count()))
    };
    assert_eq!((marks(year(2022)), marks(year(2023))), (0, 0));
    assert!(all.iter().all(|one| !one.contains("以后年度不再列")), "{all:?}");
}

#[test]
fn a_year_without_disclosures_does_not_end_a_project_and_one_without_the_project_does() {
    let one = ["{name: 甲, amount: 1}"];
    let site = built(&[("2020/budget", &one), ("2022/budget", &one)]);
    assert_eq!(followed(&site, "caizheng"), ["甲 2020—2022年度"]);
    assert_eq!(cells(&blocks(&site, "caizheng")[0].1, "预算"), ["1", "", "1"]);
    let site = built(&[("2020/budget", &one), ("2021/budget", &["{name: 乙, amount: 1}"]), ("2022/budget", &one)]);
    assert_eq!(
        followed(&site, "caizheng"),
        ["甲 2022年度", "乙 2021年度，以后年度不再列", "甲 2020年度，以后年度不再列"]
    );
}

#[test]
fn budget_and_final_account_are_one_year_with_its_completion_score_and_outcome() {
    let spent = "{name: 甲, amount: {original: 200, actual: 190.5}, score: 96.5, indicators: [{level1: 产出指标, level2: 数量指标, name: 次数, value: \"≥6次\", actual: 7次, weight: 10, score: 9.5}]}";
    let site = built(&[("2023/budget", &[&project("甲", "200", "≥6次")]), ("2023/final", &[spent])]);
    let (_, block) = blocks(&site, "caizheng").remove(0);
    let row = |head: &str| cells(&block, head);
    assert_eq!([row("预算"), row("决算"), row("完成率"), row("得分")].concat(), ["200", "190.5", "95.3%", "96.5"]);
    assert_eq!([row("目标"), row("完成")].concat(), ["≥6次", "7次 9.5／10"]);
    let year = site.page("projects/2023/index.html");
    for text in ["<td>200</td>", "<td>190.5</td>", "<td>95.3%</td>", "<td>96.5</td>"] {
        assert!(year.contains(text), "{text}: {year}");
    }
    assert!(!year.contains("390.5") && !year.contains("<tfoot>"), "never added");
}

#[test]
fn a_target_that_moved_shows_with_what_it_was() {
    let site = built(&[
        ("2022/budget", &[&project("甲", "1", "≥60%")]),
        ("2023/budget", &[&project("甲", "1", "≥ 60％")]),
        ("2024/budget", &[&project("甲", "1", "≥70%")]),
        ("2024/final", &[&project("甲", "1", "≥65%")]),
    ]);
    let (_, block) = blocks(&site, "caizheng").remove(0);
    assert_eq!(cells(&block, "目标"), ["≥60%", "≥ 60％", "≥ 60％ → ≥70%改决算列为≥65%"], "{block}");
    assert!(block.contains("指标值改动1次"), "{block}");
}

#[test]
fn new_and_ended_indicators_are_marked_and_a_final_account_that_is_not_out_yet_ends_none() {
    let with = |indicators: &[&str]| {
        let all: Vec<String> =
            indicators.iter().map(|name| format!("{{level1: 产出指标, name: {name}, value: 1}}")).collect();
        format!("{{name: 甲, amount: 1, indicators: [{}]}}", all.join(", "))
    };
    let site = built(&[
        ("2022/budget", &[&with(&["次数", "人数"])]),
        ("2022/final", &[&with(&["次数", "人数", "预算执行率"])]),
        ("2023/budget", &[&with(&["次数", "满意度"])]),
    ]);
    let (_, block) = blocks(&site, "caizheng").remove(0);
    let row = |name: &str| {
        let rows = block.split("<tbody>").find(|rows| rows.contains(&format!(">{name} <small>")));
        cells(rows.expect("an indicator"), "目标")
    };
    assert_eq!(row("次数"), ["1", "1"]);
    assert_eq!(row("人数"), ["1止", ""]);
    assert_eq!(row("满意度"), ["", "1新"]);
    assert_eq!(row("预算执行率"), ["1", ""], "only final accounts list it, and there is none yet");
}

#[test]
fn an_indicator_goes_on_under_another_level_and_two_of_one_name_do_not() {
    let with = |indicators: &[(&str, &str)]| {
        let all: Vec<String> = indicators
            .iter()
            .map(|(level, value)| format!("{{level1: {level}, name: 满意度, value: \"{value}\"}}"))
            .collect();
        format!("{{name: 甲, amount: 1, indicators: [{}]}}", all.join(", "))
    };
    let moved = |before: &str, after: &str| {
        let site = built(&[("2022/budget", &[before]), ("2023/budget", &[after])]);
        let (_, block) = blocks(&site, "caizheng").remove(0);
        (block.matches("rowspan").count(), block.matches("</b><sup>改</sup>").count())
    };
    assert_eq!(moved(&with(&[("效果指标", "1")]), &with(&[("效益指标", "2")])), (1, 1));
    let two = with(&[("效果指标", "1"), ("满意度指标", "1")]);
    assert_eq!(moved(&two, &with(&[("效果指标", "2")])), (2, 1), "the level tells which");
    let same = with(&[("效果指标", "1"), ("效果指标", "2")]);
    assert_eq!(moved(&same, &with(&[("效果指标", "3")])), (3, 0), "nothing tells which");
}

#[test]
fn a_project_goes_on_from_the_bodies_that_became_its_own() {
    let site = Site::sound()
        .file("content/a/department.yaml", "名称: 甲局\nactive: {until: 2023}\n")
        .file("content/b/department.yaml", "名称: 乙局\nactive: {until: 2023}\n")
        .file("content/c/department.yaml", "名称: 丙局\nactive: {since: 2024}\n")
        .file("content/a/2022/budget.yaml", listing(&["{name: 早年, amount: 8}"]))
        .file("content/a/2023/budget.yaml", listing(&[&project("测绘", "10", "1"), "{name: 宣传, amount: 3}"]))
        .file("content/b/2023/budget.yaml", listing(&["{name: 宣传, amount: 5}"]))
        .file(
            "content/c/2024/budget.yaml",
            listing(&[&project("测绘", "12", "2"), "{name: 宣传, amount: 9}", "{name: 早年, amount: 1}"]),
        )
        .file(
            "content/succession.yaml",
            "- {kind: merge, from: [a, b], to: [c], first_budget_year: 2024, first_final_year: 2024}\n",
        );
    site.build();
    assert_eq!(followed(&site, "c"), ["测绘 2023—2024年度", "宣传 2024年度", "早年 2024年度"], "two may be 宣传");
    let (_, block) = blocks(&site, "c").remove(0);
    assert_eq!(cells(&block, "预算"), ["10并", "12"]);
    assert!(block.contains("href=\"../../d/a/2023/budget/index.html#project-1\""), "{block}");
    assert_eq!(cells(&block, "目标"), ["1", "1 → 2改"]);
    assert!(followed(&site, "a")[0].starts_with("测绘 2023年度"), "the body before keeps its own");
    assert!(!site.page("projects/2023/index.html").contains("丙局"));
}

#[test]
fn an_anchor_stays_when_years_are_added_and_when_a_project_is_renamed() {
    let first: (&str, &[&str]) = ("2022/budget", &["{name: 甲, amount: 1}", "{name: 乙, code: K2, amount: 2}"]);
    let anchors = |site: &Site| {
        let blocks = blocks(site, "caizheng");
        let anchor = |name: &str| {
            let (anchor, _) = blocks.iter().find(|(_, block)| block.contains(name)).expect("a project");
            anchor.clone()
        };
        [anchor("甲"), anchor("乙")]
    };
    let before = anchors(&built(&[first]));
    assert_eq!(before[1], "project-K2");
    let more =
        ["{name: 新的, amount: 9}", "{name: 乙二, code: K2, amount: 2}", "{name: 甲二, code: K9, continues: 甲}"];
    let after = anchors(&built(&[first, ("2022/final", &["{name: 甲}"]), ("2023/budget", &more)]));
    assert_eq!(before, after);
    // A project of the same name that begins later has another anchor.
    let site = built(&[first, ("2023/budget", &["{name: 丙}"]), ("2024/budget", &["{name: 甲}"])]);
    let all: Vec<String> = blocks(&site, "caizheng").into_iter().map(|(anchor, _)| anchor).collect();
    assert!(all.contains(&before[0]) && all.contains(&format!("{}-2024", before[0])), "{all:?}");
}

#[test]
fn both_scopes_are_followed_apart() {
    let site = built(&[
        ("2023/budget", &["{name: 甲, amount: 1}"]),
        ("2023/budget-unit", &["{name: 甲, amount: 2}"]),
        ("2024/budget-unit", &["{name: 甲, amount: 3}"]),
    ]);
    let blocks = blocks(&site, "caizheng");
    assert_eq!([cells(&blocks[0].1, "预算"), cells(&blocks[1].1, "预算")], [vec!["1"], vec!["2", "3"]]);
    assert!(blocks[1].0.starts_with("project-unit-") && blocks[1].1.contains("单位（本级）"));
}

#[test]
fn names_and_targets_are_shown_as_text() {
    let attack = "\"<script>alert(1)</script>\"";
    let hostile = format!(
        "{{name: {attack}, code: '\"><b>', amount: 1, indicators: [{{level1: {attack}, name: {attack}, value: {attack}}}]}}"
    );
    let site = built(&[("2023/budget", &[&hostile]), ("2024/budget", &[&hostile.replace("(1)", "(2)")])]);
    for page in ["d/caizheng/index.html", "projects/2023/index.html", "projects/index.html"] {
        let html = site.page(page);
        assert!(!html.contains("<script>alert") && !html.contains("\"><b>"), "{page}: {html}");
    }
    let csv = site.page("data/projects.csv");
    assert!(csv.contains("<script>"), "data are data: {csv}");
}

#[test]
fn the_pages_lead_to_each_other_and_say_when_there_is_nothing() {
    let site = built(&[("2023/budget", &["{name: 甲, amount: 1}"]), ("2024/budget", &["{name: 乙, amount: 2}"])]);
    let list = site.page("projects/index.html");
    assert!(list.contains("projects/2024/index.html") && list.contains("d/caizheng/index.html#projects"), "{list}");
    let year = site.page("projects/2024/index.html");
    let (anchor, _) = blocks(&site, "caizheng").remove(0);
    assert!(year.contains(&format!("d/caizheng/index.html#{anchor}\"")) && year.contains("<sup>新</sup>"), "{year}");
    assert!(site.page("projects/2023/index.html").contains("<sup>止</sup>"));
    assert!(
        site.page("index.html").contains("projects/index.html")
            && site.page("sitemap/index.html").contains("projects/index.html")
    );
    let none = Site::sound();
    none.build();
    assert!(none.page("projects/index.html").contains("还没有公开文件列出项目"));
    assert!(!none.page("d/caizheng/index.html").contains("id=\"projects\""));
}

#[test]
fn programs_find_each_project_and_indicator_with_what_follows_it() {
    let spent = "{name: 甲, amount: {original: 200, actual: 190.5}, score: 96.5, indicators: [{level1: 产出指标, name: 次数, value: \"≥6次\", actual: 7次, weight: 10, score: 9.5}]}";
    let site = built(&[("2022/budget", &["{name: 甲}"]), ("2023/final", &[spent])]);
    let (anchor, _) = blocks(&site, "caizheng").remove(0);
    let projects = site.page("data/projects.csv");
    let lines: Vec<&str> = projects.lines().skip(1).collect();
    let about = "caizheng,测试县财政局";
    assert_eq!(
        lines,
        [
            format!(
                "{about},2022,budget,department,1,,甲,{anchor},,approved,,,,,,d/caizheng/2022/budget/index.html#project-1"
            ),
            format!(
                "{about},2023,final,department,1,,甲,{anchor},,approved,amount,2000000.00,200,万元,96.5,d/caizheng/2023/final/index.html#project-1"
            ),
            format!(
                "{about},2023,final,department,1,,甲,{anchor},,executed,amount,1905000.00,190.5,万元,96.5,d/caizheng/2023/final/index.html#project-1"
            ),
        ]
    );
    let indicators = site.page("data/indicators-2023.csv");
    let lines: Vec<&str> = indicators.lines().skip(1).collect();
    assert_eq!(lines, [format!("{about},2023,final,department,1,1,产出指标,,次数,≥6次,7次,10,9.5")]);
}

#[test]
fn a_year_of_two_hundred_departments_stays_within_its_budget_of_bytes() {
    let mut site = Site::empty().file("site.toml", crate::harness::SITE);
    for department in 0..200 {
        let folder = format!("content/bumen-{department:03}");
        site = site.file(&format!("{folder}/department.yaml"), format!("名称: 测试县第{department}号工作部门\n"));
        let projects: Vec<String> = (0..5)
            .map(|number| project(&format!("第{number}项专项业务经费"), &format!("123{department}.45"), "1"))
            .collect();
        let projects: Vec<&str> = projects.iter().map(String::as_str).collect();
        for kind in ["budget", "final"] {
            site = site.file(&format!("{folder}/2024/{kind}.yaml"), listing(&projects));
        }
    }
    site.build();
    for page in ["projects/2024/index.html", "projects/index.html"] {
        let size = site.page(page).len();
        assert!(size < 400_000, "{page}: {size}");
    }
    assert_eq!(
        site.page("projects/2024/index.html").matches("<th scope=\"row\">").count(),
        1000,
        "nothing is left out"
    );
}
