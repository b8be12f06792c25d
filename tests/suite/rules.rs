//! The rules as they are described: every id has one, in both languages, and the documentation says what the program says.

use std::fmt::Write as _;
use std::fs;

use mingbai::check::rule::{RULES, Rule};
use mingbai::language::{Catalogue, Language};
use mingbai::model::field::Keyword;
use mingbai::model::rule::RuleId;

use crate::harness::{Site, repository};

const PARTS: [&str; 4] = ["checks", "formula", "source", "example"];

#[test]
fn every_id_has_a_rule_and_every_rule_its_words() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id.key()).collect();
    let all: Vec<&str> = RuleId::ALL.iter().map(|(id, _)| id.key()).collect();
    assert_eq!(ids, all, "one rule an id, in one order");
    for language in Language::ALL {
        let catalogue = Catalogue::of_program(language);
        for rule in RULES {
            assert!(catalogue.has(rule.message), "{language}: {}", rule.message);
            for part in PARTS.into_iter().chain(["help"]) {
                let words = catalogue.attribute(rule.message, part, &[]);
                assert!(words.is_some_and(|words| !words.trim().is_empty()), "{language}: {}.{part}", rule.message);
            }
        }
    }
}

/// The rules as a page of the documentation.
fn page(language: Language) -> String {
    let catalogue = Catalogue::of_program(language);
    let say = |id: &str| catalogue.say(id, &[]);
    let (title, about, families) = match language {
        Language::Chinese => (
            "校验规则",
            "本页由程序生成（`UPDATE_DOCS=1 cargo nextest run rules`），与 `mingbai check --list` 所说一致。",
            ["算术关系", "表间关系", "文字与数据", "单位与格式", "完整性", "历年关系", "个人信息", "问题说明"],
        ),
        Language::English => (
            "The check rules",
            "This page is generated (`UPDATE_DOCS=1 cargo nextest run rules`) and says what `mingbai check --list` says.",
            [
                "Arithmetic",
                "Between statements",
                "Text against figures",
                "Units and form",
                "Completeness",
                "Across years",
                "Persons",
                "Acknowledgements",
            ],
        ),
    };
    let mut text = format!("# {title}\n\n{about}\n");
    let letters = ["A", "B", "C", "D", "E", "F", "G", "H"];
    for (letter, family) in letters.into_iter().zip(families) {
        let _ = write!(text, "\n## {letter} {family}\n");
        for rule in RULES.iter().filter(|rule| rule.id.family() == letter) {
            text.push_str(&described(rule, &catalogue, &say));
        }
    }
    text
}

fn described(rule: &Rule, catalogue: &Catalogue, say: &dyn Fn(&str) -> String) -> String {
    let mut text = format!("\n### {} {}\n\n", rule.id.key(), say(rule.message));
    let colon = if catalogue.language() == Language::Chinese { "：" } else { ": " };
    for part in PARTS {
        let words = catalogue.attribute(rule.message, part, &[]).unwrap_or_default();
        let words = if part == "formula" { format!("`{words}`") } else { words };
        let _ = writeln!(text, "- {}{colon}{words}", say(&format!("rule-{part}")));
    }
    let kinds: Vec<String> = rule.kinds.iter().map(|kind| say(&format!("kind-{}", kind.key()))).collect();
    let facts = [("severity", say(rule.severity.key()).into()), ("kinds", kinds.into())];
    let _ = writeln!(text, "- {}", catalogue.say("rule-applies", &facts).replace("  ", colon));
    text
}

#[test]
fn the_documentation_of_the_rules_is_current() {
    for (language, file) in [(Language::English, "docs/rules.md"), (Language::Chinese, "docs/rules.zh-CN.md")] {
        let path = repository().join(file);
        let page = page(language);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &page).expect("a file");
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, page, "{file}: run UPDATE_DOCS=1 cargo nextest run rules");
    }
}

#[test]
fn the_list_is_for_people_and_for_programs() {
    let site = Site::empty();
    let run = site.run(&["check", "--list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(list["rules"].as_array().map(Vec::len), Some(RULES.len()));
    assert_eq!((run.code, list["rules"][0]["id"].as_str()), (0, Some("A1")));
    let run = site.run(&["check", "--list", "--rule", "A12"]);
    assert!(run.stdout.contains("Δ支出 = Δ基本支出 + Δ项目支出") && run.stdout.contains("37.62"), "{}", run.stdout);
    let run = site.run(&["check", "--list", "--rule", "收支总计"]);
    assert!(run.stdout.starts_with("A1 "), "{}", run.stdout);
    let run = site.run(&["check", "--rule", "Z9"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}
