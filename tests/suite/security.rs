//! Content is not trusted: each sentence of the security chapter of `docs/architecture.md` is a test here.

use crate::harness::{SITE, Site, command, is_page};

/// Text that breaks out of every context that forgets to escape it.
const ATTACK: &str = r#""'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% if 1 %}${1}&lt;"#;

/// Every page of a site, joined.
fn pages(site: &Site) -> String {
    crate::harness::tree(&site.path("public"))
        .into_iter()
        .filter(|(path, _)| is_page(path))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
        .collect()
}

/// The beginning of data for search engines, which is no script.
const LINKED: &str = "<script type=\"application/ld+json\">";

/// The one script that a page has.
const SCRIPT: &str = "static/site.js\"></script>";

fn assert_harmless(html: &str) {
    let html = &html
        .replace(LINKED, "")
        .split("<script src=\"")
        .map(|part| part.split_once(SCRIPT).map_or(part, |(_, rest)| rest))
        .collect::<String>();
    for sign in ["<script>", "<script ", "<img", "onerror=alert(1)>{", "javascript:", "49{%"] {
        let found = html.find(sign).map(|place| html[place.saturating_sub(80)..].chars().take(200).collect::<String>());
        assert_eq!(found, None, "{sign}");
    }
}

#[test]
fn every_text_field_is_escaped_in_text_and_in_attributes() {
    let quoted = serde_json::to_string(ATTACK).expect("a string");
    let budget = format!(
        "title: {quoted}
unit: 万元
comparisons: [{{of: expenditure.total, against: 上年预算, delta: 1, reason: {quoted}}}]
revenue: {{lines: {{other: {{label: {quoted}, amount: 1}}}}}}
institutions: [{{name: {quoted}, nature: {quoted}, rank: {quoted}, funding: {quoted}}}]
assets: {{rows: [{{item: {quoted}, quantity: {{number: 1, unit: {quoted}}}, value: 1}}]}}
statements:
  - {{kind: other, title: {quoted}, number: {quoted}, note: {quoted}, columns: [{{key: a, label: {quoted}, content: text}}], rows: [{{code: {quoted}, label: {quoted}, cells: {{a: {quoted}}}}}]}}
performance:
  overall: {quoted}
  safeguards: {quoted}
  goals: [{{name: {quoted}, objective: {quoted}, targets: [{quoted}]}}]
  projects: [{{code: {quoted}, name: {quoted}, continues: {quoted}, objective: {quoted}, indicators: [{{level1: {quoted}, level2: {quoted}, name: {quoted}, describe: {quoted}, value: {quoted}, basis: {quoted}, actual: {quoted}, deviation: {quoted}}}]}}]
sections: [{{key: duties, number: {quoted}, heading: {quoted}, body: {quoted}}}]
glossary: [{{term: {quoted}, definition: {quoted}}}]
attachments: [{{file: a.pdf, title: {quoted}}}]
corrections: [{{version: 1, what: {quoted}, why: {quoted}}}]
acknowledge: [{{rule: H, note: {quoted}}}]
"
    )
    // YAML, unlike JSON, has the quotes in prose checked; this one is meant to stay as it is.
    .replace("{{ 7*7 }}", "{ { 7*7 } }");
    let site = Site::sound()
        .file("site.toml", format!("title = {quoted}\nplace = {quoted}\ndescription = {quoted}\n[footer]\nsponsor = {quoted}\n"))
        .file("content/caizheng/department.yaml", format!("names: [{{name: {quoted}, since: 2000}}]\nshort_name: {quoted}\ncode: {quoted}\ngroup: {quoted}\nabout: {quoted}\nexempt: {{reason: {quoted}}}\n"))
        .file("content/caizheng/2024/budget.yaml", budget)
        .file("content/caizheng/2024/budget/a.pdf", "%PDF")
        .file("content/b/department.yaml", "名称: 乙局\n")
        .file("content/succession.yaml", format!("[{{kind: transfer, from: [caizheng], to: [b], note: {quoted}}}]\n"))
        .file("content/about.md", format!("---\ntitle: {quoted}\norder: 1\n---\n{}\n", ATTACK.replace("{{ 7*7 }}", "{ { 7*7 } }")));
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let html = pages(&site);
    assert_harmless(&html);
    assert!(html.matches("&lt;script&gt;").count() > 60, "the attack is shown as text");
}

#[test]
fn an_explained_term_and_its_meaning_are_escaped() {
    let term = "甲\\\"><img src=x onerror=alert(1) {% raw %} **";
    let meaning = "<script>alert(1)</script>\\n\\n[点](javascript:alert(1)) ![图](data:text/html,x) <b onclick=x>";
    let site = Site::sound().budget(&format!(
        "sections: [{{key: duties, body: \"前{term}后\"}}]\nglossary: [{{term: \"{term}\", definition: \"{meaning}\"}}]\n"
    ));
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(
        html.contains("popovertarget=\"meaning-1\">甲&quot;&gt;&lt;img src=x onerror=alert(1) {% raw %} **</button>"),
        "{html}"
    );
    assert!(
        html.contains("tabindex=\"0\">&lt;script&gt;alert(1)&lt;/script&gt;\n<br />\n点 图 &lt;b onclick=x&gt;</span>"),
        "{html}"
    );
    assert_harmless(&html);
}

#[test]
fn every_page_has_a_content_security_policy_and_nothing_inline() {
    let site = Site::sound();
    site.build();
    for (path, bytes) in crate::harness::tree(&site.path("public")) {
        if is_page(&path) {
            let html = String::from_utf8(bytes).expect("UTF-8");
            assert!(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"), "{path}");
            for inline in ["<style", " style=", " onclick=", "<script>"] {
                assert!(!html.contains(inline), "{path}: {inline}");
            }
            let root = "../".repeat(path.matches('/').count());
            let script = if path == "404.html" { "/".to_owned() } else { root };
            // Tables that compare have one more of the site's own.
            let own = html.matches(&format!("<script src=\"{script}static/")).count();
            assert!((1..=2).contains(&own), "{path}: {own}");
            assert_eq!(html.matches("<script").count() - html.matches(LINKED).count(), own, "{path}");
            assert!(html.contains(&format!("<script src=\"{script}{SCRIPT}")), "{path}");
            // The search compiles its engine; nothing else is less than safe.
            assert!(html.contains("script-src 'self' 'wasm-unsafe-eval'; "), "{path}");
            assert_eq!(html.matches("unsafe").count(), 1, "{path}");
        }
    }
}

#[test]
fn links_to_scripts_are_neither_written_nor_silent() {
    let site = Site::sound().budget(
        "sections:\n  - key: duties\n    body: |\n      [一](javascript:alert(1)) [二](<JAVASCRIPT:x>) <javascript:y> [三](data:text/html,z) [四](&#106;avascript:w) [五](//evil.example/)\n",
    );
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stderr.matches("unsafe-link").count()), (0, 6), "{}", run.stderr);
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(!html.to_lowercase().contains("href=\"javascript") && !html.contains("evil.example"));
    assert!(html.contains("一 二") && html.contains('五'));
}

#[test]
fn a_quoted_figure_is_looked_up_and_never_evaluated() {
    let site = Site::sound().budget(
        "expenditure: {total: 1.50}\nsections:\n  - key: duties\n    body: |\n      共{{ expenditure.total }}，{{支出总计|元}}。`{{ expenditure.total }}`\n",
    );
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(
        html.contains("共<data value=\"15000.00\">1.50</data>万元，<data value=\"15000.00\">15,000</data>元。"),
        "{html}"
    );
    assert!(html.contains("<code>{{ expenditure.total }}</code>"));
    let attacks =
        ["{{ 7*7 }}", "{{ site.title }}", "{{ expenditure.total|upper }}", "{{ ''.__class__ }}", "{{ range(9) }}"];
    for attack in attacks {
        let site = Site::sound().budget(&format!("sections:\n  - key: duties\n    body: |\n      {attack}\n"));
        assert_eq!(site.problems(), ["unknown-quote content/caizheng/2024/budget.yaml:6"], "{attack}");
    }
}

#[test]
fn names_with_dots_and_slashes_do_not_leave_their_folders() {
    for (text, code) in [
        ("statements: [{kind: income, csv: ../../secret.csv}]\n", "unsafe-path"),
        ("statements: [{kind: income, csv: \"..\\\\secret.csv\"}]\n", "unsafe-path"),
        ("statements: [{kind: income, csv: /etc/passwd}]\n", "unsafe-path"),
        ("attachments: [{file: ../budget.yaml}]\n", "unsafe-path"),
        ("attachments: [{file: \"C:\\\\x.pdf\"}]\n", "unsafe-path"),
    ] {
        let site = Site::sound().budget(text);
        assert_eq!(site.problems(), [format!("{code} content/caizheng/2024/budget.yaml:3")], "{text}");
    }
    let site =
        Site::sound().file("content/succession.yaml", "[{kind: transfer, from: [../caizheng], to: [caizheng]}]\n");
    assert_eq!(site.problems(), ["bad-department-id content/succession.yaml:1"]);
    let site = Site::sound().file("content/caizheng/department.yaml", "{names: x, parent: ../..}\n");
    assert_eq!(site.problems(), ["bad-department-id content/caizheng/department.yaml:1"]);
    let site = Site::sound().file("site.toml", format!("{SITE}codes = \"../codes.tsv\"\n"));
    assert_eq!(site.problems(), ["unsafe-path site.toml"]);
}

#[test]
fn two_sources_for_one_address_are_an_error_and_nothing_is_published() {
    let site = Site::sound().file("content/glossary.md", "# 我的\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("two-sources") && run.stderr.contains("glossary/index.html"), "{}", run.stderr);
    assert!(!site.path("public").exists());
}

#[test]
fn attachments_that_a_browser_runs_are_refused() {
    for name in ["a.html", "a.svg", "a.js", "a.xhtml", "a.HTM", "a.pdf.exe", "noending"] {
        let site = Site::sound().file(&format!("content/caizheng/2024/budget/{name}"), "x");
        assert_eq!(site.problems().first().map(|code| code.starts_with("attachment-type")), Some(true), "{name}");
    }
}

#[test]
fn an_attachment_is_linked_by_an_encoded_address_and_copied_byte_for_byte() {
    let name = "预算 表#1?50%.pdf".replace('?', "");
    let site = Site::sound().file(&format!("content/caizheng/2024/budget/{name}"), [0, 1, 2, 255]);
    site.build();
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(html.contains("budget/files/%E9%A2%84%E7%AE%97%20%E8%A1%A8%23150%25.pdf\""), "{html}");
    let bytes = std::fs::read(site.path("public/d/caizheng/2024/budget/files").join(&name)).expect("the file");
    assert_eq!(bytes, [0, 1, 2, 255]);
    // printf '\0\1\2\377' | sha256sum
    assert!(html.contains("SHA-256 3d1f57c984978ef98a18378c8166c1cb8ede02c03eeb6aee7e2f121dfeee3e56"), "{html}");
}

#[test]
fn no_message_carries_control_characters_from_content_to_the_terminal() {
    let site = Site::sound().budget("\"\\e[31mkey\": 1\nrevenue: {total: \"\\e]0;title\\a\"}\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.chars().all(|letter| letter == '\n' || !letter.is_control()), "{:?}", run.stdout);
}

#[test]
fn a_workflow_command_in_content_stays_text() {
    let site = Site::sound().budget("\"x\\n::error file=a::b\": 1\n");
    let run = site.run(&["check", "--format", "github"]);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert!(run.stdout.starts_with("::error file=content/caizheng/2024/budget.yaml,line=3,col=1,title=unknown-key::"));
    assert_eq!(run.code, 1);
}

#[test]
fn a_long_line_does_not_flood_the_report() {
    let site = Site::sound().budget(&format!("revenue: {{total: {}}}\n", "9".repeat(100_000)));
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.len() < 5_000, "{} bytes", run.stdout.len());
}

#[test]
fn names_of_files_reach_the_terminal_without_control_characters() {
    let site = Site::sound().file("content/caizheng/2024/budget/a\u{1b}[31mb.pdf", "x");
    for format in ["human", "github"] {
        let run = site.run(&["check", "--format", format]);
        assert_eq!(run.code, 1);
        assert!(run.stdout.chars().all(|letter| letter == '\n' || !letter.is_control()), "{:?}", run.stdout);
    }
    let run = site.run(&["build", "--\u{1b}[31m"]);
    assert!(run.code == 2 && !run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

#[test]
fn control_characters_and_turned_writing_do_not_reach_a_page() {
    for attack in ["a\u{0}b", "a\u{1b}[31m", "12\u{202e}34", "\u{2066}x"] {
        let quoted = serde_json::to_string(attack).expect("a string");
        let site = Site::sound().budget(&format!("sections: [{{key: duties, body: {quoted}}}]\n"));
        assert_eq!(site.problems(), ["control-character content/caizheng/2024/budget.yaml:3"], "{attack:?}");
        let site =
            Site::sound().budget("sections: [{key: duties}]\n").file("content/caizheng/2024/budget/duties.md", attack);
        assert_eq!(site.problems(), ["control-character content/caizheng/2024/budget/duties.md:1"], "{attack:?}");
        let site = Site::sound().file("content/caizheng/2024/budget/income.csv", format!("名称,合计\n{attack},1\n"));
        assert_eq!(site.problems(), ["control-character content/caizheng/2024/budget/income.csv:2"], "{attack:?}");
    }
    let site = Site::sound().file("content/caizheng/2024/budget/\u{202e}fdp.exe.pdf", "x");
    assert_eq!(site.problems().len(), 1, "{:?}", site.problems());
}

#[test]
fn a_reference_by_number_brings_nothing_that_text_may_not_hold() {
    let body = "&#x202e;12&#8238;34&#27;[31m &#xE000;&#xe001;{{ expenditure.total }}&#57345;";
    let site =
        Site::sound().budget(&format!("expenditure: {{total: 3.50}}\nsections: [{{key: duties, body: {body:?}}}]\n"));
    site.build();
    let page = site.page("d/caizheng/2024/budget/index.html");
    assert!(!page.contains('\u{202e}') && !page.contains('\u{1b}'));
    assert!(page.contains("\u{e001}<data value=\"35000.00\">3.50</data>万元\u{e001}"), "the figure, not its number");
}

#[test]
#[cfg(unix)]
fn an_attachment_that_changes_during_the_build_is_not_published_under_its_old_sum() {
    let site = Site::sound().file("content/caizheng/2024/budget/a.pdf", vec![b'a'; 1 << 20]);
    site.build();
    let pdf = site.path("content/caizheng/2024/budget/a.pdf");
    for round in 0..40_u8 {
        let mut child = command(&site.path(""), &["build", "--quiet", "--fresh"], &[]).spawn().expect("a build");
        for step in 0..8 {
            std::fs::write(&pdf, vec![round.wrapping_mul(7).wrapping_add(step); 1 << 20]).expect("written");
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        child.wait().expect("an end");
        let sum = std::process::Command::new("sha256sum")
            .arg(site.path("public/d/caizheng/2024/budget/files/a.pdf"))
            .output()
            .expect("sha256sum");
        let sum = String::from_utf8_lossy(&sum.stdout)[..64].to_owned();
        assert!(site.page("d/caizheng/2024/budget/index.html").contains(&sum), "round {round}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_an_attachments_place_does_not_hang_the_build() {
    let site = Site::sound().file("content/caizheng/2024/budget/b.pdf", "x");
    let made = std::process::Command::new("mkfifo").arg(site.path("content/caizheng/2024/budget/a.pdf")).status();
    assert!(made.expect("mkfifo").success());
    assert_eq!(site.problems(), ["unreadable content/caizheng/2024/budget/a.pdf"]);
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn two_attachments_with_one_name_are_an_error() {
    let site = Site::sound()
        .file("content/caizheng/2024/budget/caf\u{e9}.pdf", "1")
        .file("content/caizheng/2024/budget/cafe\u{301}.pdf", "2");
    assert!(site.problems().iter().all(|code| code.starts_with("two-sources")), "{:?}", site.problems());
    assert_eq!(site.problems().len(), 1);
}

/// Runs a check that must end soon, however the input was made to be slow.
fn soon(site: &Site) -> String {
    let started = std::time::Instant::now();
    let run = site.run(&["check"]);
    assert!(started.elapsed().as_secs() < 20, "took {:?}", started.elapsed());
    assert!(run.stdout.len() < 1_000_000, "{} bytes", run.stdout.len());
    run.stdout
}

#[test]
fn input_made_to_be_slow_or_large_ends_soon_with_a_bounded_report() {
    let long = "x".repeat(1 << 20);
    let aliases = "*a, ".repeat(1_000);
    soon(&Site::sound().budget(&format!(
        "glossary: [{{term: &a \"{long}\", definition: x}}]\nperformance: {{goals: [{{name: g, targets: [{aliases}]}}]}}\n"
    )));
    let report = soon(&Site::sound().budget(&"title: 1\n".repeat(50_000)));
    assert!(report.contains("more-errors"));
    soon(&Site::sound().budget(&format!("sections: [{{key: duties, body: \"{}}}}}\"}}]\n", "{{ {".repeat(100_000))));
    soon(&Site::sound().budget(&format!(
        "expenditure: {{total: 1}}\nsections: [{{key: duties, body: \"{}\"}}]\n",
        "{{ expenditure.total }} ".repeat(20_000)
    )));
    soon(
        &Site::sound()
            .budget(&format!("sections:\n  - key: duties\n    body: |\n{}", "      <b>x</b>\n".repeat(20_000))),
    );
    soon(&Site::sound().budget(&"a: >60%\n".repeat(100_000)));
    // Many columns times many rows.
    let columns =
        (0..4_000).map(|number| format!("{{key: k{number}, label: l{number}}}, ")).collect::<Vec<_>>().concat();
    let rows = "{label: x, cells: {k1: 1}}, ".repeat(30_000);
    soon(
        &Site::sound()
            .budget(&format!("statements: [{{kind: other, title: x, columns: [{columns}], rows: [{rows}]}}]\n")),
    );
    let unknown = (0..2_000).map(|number| format!("u{number}: 1, ")).collect::<Vec<_>>().concat();
    soon(
        &Site::sound().budget(&format!("statements: [{{kind: income, rows: [{{label: x, cells: {{{unknown}}}}}]}}]\n")),
    );
    let ids = (0..20_000).map(|number| format!("nobody-{number}, ")).collect::<Vec<_>>().concat();
    soon(
        &Site::sound()
            .file("content/succession.yaml", format!("- {{kind: transfer, from: [{ids}], to: [caizheng]}}\n")),
    );
    soon(
        &Site::sound()
            .budget(&format!("sections: [{{key: duties, body: >\n{}}}]\n", "    x {{\n    a }}\n".repeat(10_000))),
    );
    let rows = "甲,1\n".repeat(400_000);
    let report = soon(&Site::sound().file("content/caizheng/2024/budget/income.csv", format!("名称,合计\n{rows}")));
    assert!(report.contains("too-many-values"));
}

#[test]
fn no_number_of_warnings_keeps_a_site_from_being_published_or_hides_an_error() {
    let rows = (0..600).map(|row| format!("9{row:06},科目{row},1\n")).collect::<Vec<_>>().concat();
    let site =
        Site::sound().file("content/caizheng/2024/budget/general_public.csv", format!("科目编码,名称,合计\n{rows}"));
    let run = site.run(&["build"]);
    assert!(run.code == 0 && run.stderr.contains("more-warnings"), "{}", run.stderr.len());
    let site =
        site.file("content/caizheng/2024/budget/general_public.csv", format!("科目编码,名称,合计\n{rows}201,末行,x\n"));
    assert!(site.problems().iter().any(|code| code.starts_with("not-an-amount")));
}

#[test]
fn the_record_of_a_problem_carries_no_control_characters() {
    let site = Site::sound().budget("statements: [{kind: income, rows: [{label: \"a\\u202eb\", cells: {合计: x}}]}]\n");
    for format in ["human", "json", "github"] {
        assert!(!site.run(&["check", "--format", format]).stdout.contains('\u{202e}'), "{format}");
    }
}
