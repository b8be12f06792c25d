//! Bad input: each has a message that its clerk can act on, in both languages, as a reviewed snapshot.

use std::fs;

use crate::harness::{BUDGET, DEPARTMENT, SITE, Site, repository};

/// Reads a case: `-- path --` lines, each followed by the file's text. What it does not give is sound.
fn site(case: &str) -> Site {
    let mut site = Site::empty();
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in case.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            Some(path) => files.push((path, String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    let has = |files: &[(&str, String)], path: &str| files.iter().any(|(other, _)| *other == path);
    for (path, text) in [
        ("site.toml", SITE),
        ("content/caizheng/department.yaml", DEPARTMENT),
        ("content/caizheng/2024/budget.yaml", BUDGET),
    ] {
        if !has(&files, path) {
            site = site.file(path, text);
        }
    }
    for (path, text) in files {
        // A path that ends in `!` is not there at all.
        match path.strip_suffix('!') {
            Some(path) => fs::remove_file(site.path(path)).expect("a file to remove"),
            None => site = site.file(path, text.replace("\\t", "\t").replace("\\r\n", "\r\n")),
        }
    }
    site
}

#[test]
fn every_bad_input_has_a_message_that_its_clerk_can_act_on() {
    let mut cases: Vec<_> =
        fs::read_dir(repository().join("tests/bad")).expect("cases").flatten().map(|entry| entry.path()).collect();
    cases.sort();
    assert!(cases.len() > 30, "the cases are there");
    for path in cases {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let site = site(&fs::read_to_string(&path).expect("a case"));
        report(&name, &site);
    }
}

/// The human report of a site in both languages, as a snapshot.
fn report(name: &str, site: &Site) {
    let mut shown = String::new();
    for language in ["zh-CN", "en"] {
        let run = site.run(&["check", "--lang", language]);
        assert_eq!(run.stderr.is_empty(), run.code == 1, "{name}: {}", run.stderr);
        shown.push_str(&format!("exit {}\n{}\n", run.code, run.stdout));
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, shown);
    });
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn yaml_in_gb18030_is_recognised_and_explained() {
    report(
        "encoding-gb18030",
        &Site::sound().file("content/caizheng/2024/budget.yaml", gb18030("标题: 预算\n单位: 万元\n")),
    );
}

#[test]
fn yaml_in_utf16_is_recognised_and_explained() {
    let bytes: Vec<u8> = "\u{feff}标题: 预算\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    report("encoding-utf16", &Site::sound().file("content/caizheng/2024/budget.yaml", bytes));
}

#[test]
fn bytes_that_are_no_text_are_explained() {
    report(
        "encoding-none",
        &Site::sound().file("content/caizheng/2024/budget.yaml", [0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe]),
    );
}

#[test]
fn csv_in_gb18030_is_read_with_a_note() {
    let site = Site::sound().budget("statements: [{kind: general_public, csv: general_public.csv}]\n").file(
        "content/caizheng/2024/budget/general_public.csv",
        gb18030("编码,名称,合计\r\n201,一般公共服务支出,12.50\r\n"),
    );
    report("encoding-gb18030-csv", &site);
    assert!(site.run(&["build"]).code == 0);
    assert!(site.page("d/caizheng/2024/budget/index.html").contains("<data value=\"125000.00\">12.50</data>"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let text = format!("\u{feff}{BUDGET}sections:\n  - key: duties\n    body: |\n      第一行\n      第二行\n")
        .replace('\n', "\r\n");
    let site = Site::sound().file("content/caizheng/2024/budget.yaml", text);
    site.build();
    assert!(site.page("d/caizheng/2024/budget/index.html").contains("<p>第一行第二行</p>"));
}

#[test]
fn an_alias_bomb_ends_at_a_limit() {
    let mut text = String::from("title: x\nunit: 元\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let previous = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{}]\n", previous.trim_end_matches(", ")));
    }
    report("alias-bomb", &Site::sound().file("content/caizheng/2024/budget.yaml", text));
}

#[test]
fn ten_thousand_levels_end_at_a_limit() {
    let block = format!("a: \n  {}x\n", "- ".repeat(10_000));
    let flow = format!("a: {}{}", "[".repeat(10_000), "]".repeat(10_000));
    let site =
        Site::sound().file("content/caizheng/2023/budget.yaml", flow).file("content/caizheng/2023/final.yaml", block);
    report("deep-nesting", &site);
}

#[test]
fn a_file_of_a_gigabyte_is_refused_before_it_is_read() {
    let site = Site::sound();
    let file = fs::File::create(site.path("content/caizheng/2024/budget.yaml")).expect("a file");
    file.set_len(1 << 30).expect("a sparse file");
    report("huge-file", &site);
}

#[test]
#[cfg(unix)]
fn links_out_of_the_root_and_loops_are_refused() {
    let outside = Site::empty().file("secret.yaml", BUDGET).file("dir/x.yaml", BUDGET);
    let site = Site::sound().file("content/caizheng/2023/keep.txt", "");
    let link = |to: std::path::PathBuf, from: &str| std::os::unix::fs::symlink(to, site.path(from)).expect("a link");
    link(outside.path("secret.yaml"), "content/caizheng/2023/budget.yaml");
    link(outside.path("dir"), "content/caizheng/2023/final");
    link(site.path("content/caizheng"), "content/caizheng/2022");
    link(outside.path("nowhere"), "content/caizheng/2023/final.yaml");
    report("symlinks", &site);
}

#[test]
#[cfg(unix)]
fn a_link_inside_the_root_is_followed() {
    let site = Site::sound().file("shared/budget.yaml", format!("{BUDGET}revenue: {{total: 7.25}}\n"));
    fs::create_dir_all(site.path("content/caizheng/2023")).expect("a folder");
    std::os::unix::fs::symlink(site.path("shared/budget.yaml"), site.path("content/caizheng/2023/budget.yaml"))
        .expect("a link");
    site.build();
    assert!(site.page("d/caizheng/2023/budget/index.html").contains("7.25"));
}

#[test]
#[cfg(unix)]
fn an_unreadable_file_is_reported_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::sound()
        .file("content/caizheng/2023/budget.yaml", "")
        .file("content/caizheng/2022/budget.yaml", "unit: 元");
    let path = site.path("content/caizheng/2024/budget.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&path).is_ok() {
        // The superuser reads everything; a folder in the file's place cannot be read by anybody.
        fs::remove_file(&path).expect("removed");
        fs::create_dir(&path).expect("a folder");
    }
    let codes = site.problems();
    assert_eq!(codes.iter().filter(|code| code.contains("2022") || code.contains("2023")).count(), 2, "{codes:?}");
}

#[test]
fn what_cannot_be_read_or_is_not_there_is_named() {
    let site = Site::sound();
    // A folder in a file's place cannot be read by anybody, the superuser included.
    fs::remove_file(site.path("content/caizheng/2024/budget.yaml")).expect("removed");
    fs::create_dir(site.path("content/caizheng/2024/budget.yaml")).expect("a folder");
    let site = site.file("content/jiaoyu/2024/budget.yaml", BUDGET).file("content/caizheng/2023/final.yaml/x", "");
    report("unreadable", &site);
    report("nothing-there", &Site::empty());
}

#[test]
fn all_problems_of_all_files_come_in_one_run_sorted() {
    let site = Site::sound()
        .budget("reveneu: 1\nrevenue: {total: abc, current: 1.2.3}\nyear: 2023\n")
        .file("content/caizheng/2023/final.yaml", "title: x\n")
        .file("content/jiaoyu/2024/budget.yaml", BUDGET)
        .file("content/succession.yaml", "- {kind: rename, from: [a], to: [caizheng]}\n");
    assert_eq!(
        site.problems(),
        [
            "missing-key content/caizheng/2023/final.yaml:1",
            "unknown-key content/caizheng/2024/budget.yaml:3",
            "not-an-amount content/caizheng/2024/budget.yaml:4",
            "not-an-amount content/caizheng/2024/budget.yaml:4",
            "year-differs content/caizheng/2024/budget.yaml:5",
            "no-department-file content/jiaoyu",
            "unknown-department content/succession.yaml:1",
        ]
    );
}
