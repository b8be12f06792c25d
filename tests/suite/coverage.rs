//! `/coverage/`: who has published what, as of a day that is given and never the clock's.

use crate::harness::{BUDGET, DEPARTMENT, SITE, Site, is_page, repository, run_in, tree};

/// The page of the sample archive.
fn sample() -> String {
    let out = Site::empty();
    let target = out.path("site").to_string_lossy().into_owned();
    let run = run_in(&repository(), &["build", "--out", &target, "--quiet"], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    std::fs::read_to_string(out.path("site/coverage/index.html")).expect("the page")
}

/// What stands in a row of a kind's table, cell by cell, the latest year first.
fn cells(html: &str, kind: &str, name: &str) -> Vec<String> {
    let table = html.split("<h2 id=\"departments\">").nth(1).and_then(|rest| rest.split("</table>").next());
    let mut rows = table.expect("the table").split("<tr").skip_while(|row| !row.contains(name));
    let row = rows.find(|row| row.contains(&format!("<th scope=row>{kind}\n")));
    let row = row.unwrap_or_else(|| panic!("no {name}"));
    let cell = |cell: &str| {
        let text: String = cell.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
        text.trim().replace('\n', "")
    };
    row.split("<td").skip(1).map(|part| cell(&format!("<td{part}"))).collect()
}

#[test]
fn the_sample_shows_what_is_late_missing_exempt_corrected_and_not_due() {
    let html = sample();
    assert!(html.contains("截至2025年12月31日"));
    assert!(html.contains("<li>预算：应公开101，已公开100，迟1，缺1，免10</li>"));
    assert!(html.contains("<li>决算：应公开88，已公开87，迟0，缺1，免10，未到期或未知13</li>"));
    let budgets = |name| cells(&html, "预算", name);
    let finals = |name| cells(&html, "决算", name);
    assert_eq!(budgets("示例县档案馆")[3], "2-18 迟7天");
    assert!(html.contains("<td class=late><a href=../d/danganguan/2022/budget/index.html>2-18</a>"));
    assert_eq!((budgets("示例县妇女联合会")[7].as_str(), finals("示例县妇女联合会")[7].as_str()), ("缺", "缺"));
    assert_eq!(finals("示例县妇女联合会")[0], "未到期");
    assert_eq!(budgets("示例县妇女联合会")[9], "2-9?");
    assert_eq!(budgets("示例县城市管理综合行政执法局")[2], "1-26 有更正");
    assert_eq!(budgets("保密委员会办公室"), ["免"; 10]);
    assert!(html.contains("<li id=\"exempt-baomiban\">") && html.contains("涉及国家秘密，不予公开。"));
    // Merged in 2019: the old bodies end, the new one begins, and nobody is missing.
    let absent = |name, kind| cells(&html, kind, name).iter().map(String::is_empty).collect::<Vec<_>>();
    for kind in ["预算", "决算"] {
        assert_eq!(absent("示例县国土资源局", kind), [[true; 7].as_slice(), &[false; 3]].concat());
        assert_eq!(absent("示例县自然资源和规划局", kind), [[false; 7].as_slice(), &[true; 3]].concat());
    }
    // Both scopes of the education bureau, a row each; its school has published since 2021.
    assert_eq!(html.matches("<small>单位（本级）</small>").count(), 1);
    assert_eq!(absent("示例县第一中学", "预算"), [[false; 5].as_slice(), &[true; 5]].concat());
}

#[test]
fn the_page_is_linked_from_every_page_and_listed() {
    let site = Site::sound().file("site.toml", format!("base_url = \"https://example.gov.cn\"\n{SITE}"));
    site.build();
    for (path, bytes) in tree(&site.path("public")) {
        if is_page(&path) && path != "404.html" {
            assert!(String::from_utf8_lossy(&bytes).contains("coverage/index.html\">公开情况</a>"), "{path}");
        }
    }
    assert!(site.page("sitemap.xml").contains("<loc>https://example.gov.cn/coverage/index.html</loc>"));
    assert!(site.page("coverage/index.html").contains("没有设定截至日期"));
}

#[test]
fn the_day_comes_from_the_settings_or_the_command_line_and_a_build_on_the_last_one_agrees() {
    let site = Site::sound()
        .budget("dates: {replied: 2024-01-10, published: 2024-01-20}\n")
        .file("content/jiaoyu/department.yaml", "名称: 教育局\n");
    let cell = |site: &Site| cells(&site.page("coverage/index.html"), "预算", "教育局").concat();
    site.build();
    assert_eq!(cell(&site), "未知");
    let site = site.file("site.toml", format!("\"截至日期\" = \"2024年1月30日\"\n{SITE}"));
    site.build();
    assert_eq!(cell(&site), "未到期");
    assert_eq!(site.run(&["build", "--as-of", "2024-01-31"]).code, 0);
    assert_eq!(cell(&site), "缺");
    assert_eq!(site.run(&["build", "--as-of", "2024-01-31", "--fresh", "--out", "clean"]).code, 0);
    assert!(tree(&site.path("public")) == tree(&site.path("clean")));
    site.build();
    assert_eq!(cell(&site), "未到期", "the command line's day does not stay");
}

#[test]
fn a_day_that_is_none_is_told_at_its_line() {
    let site = Site::sound().file("site.toml", format!("{SITE}as_of = \"2025-02-30\"\n"));
    assert_eq!(site.problems(), ["not-a-date site.toml:4"]);
    let run = Site::sound().run(&["build", "--as-of", "2025-02-30"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("“2025-02-30”不能用于 --as-of <日期>"), "{}", run.stderr);
}

#[test]
fn an_archive_without_disclosures_has_a_page_that_says_so() {
    let site = Site::empty().file("site.toml", SITE).file("content/caizheng/department.yaml", DEPARTMENT);
    site.build();
    assert!(site.page("coverage/index.html").contains("尚无公开文件。"));
}

#[test]
fn names_and_reasons_are_escaped() {
    let site = Site::sound()
        .file("content/mimi/department.yaml", "名称: <b>局\n涉密: {原因: '<script>x</script>', 自: 2024}\n")
        .file("content/caizheng/2023/budget.yaml", BUDGET);
    site.build();
    let html = site.page("coverage/index.html");
    assert!(html.contains("&lt;b&gt;局") && html.contains("&lt;script&gt;x") && !html.contains("<script>x"));
}
