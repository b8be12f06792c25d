//! Messages: none is missing in either language, each mentions only facts that it is given, and pages have theirs.

use std::collections::BTreeSet;
use std::fs;

use mingbai::diagnostic::Problem;
use mingbai::language::{Catalogue, Language};

use crate::harness::repository;

fn source(path: &str) -> String {
    fs::read_to_string(repository().join(path)).expect("a message file")
}

/// The ids, attributes and facts that a Fluent source mentions, by message.
fn messages(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
        .collect()
}

/// One message's text in the source, attributes included.
fn body<'t>(text: &'t str, id: &str) -> &'t str {
    let start = text.find(&format!("\n{id} =")).unwrap_or_else(|| panic!("{id}"));
    let rest = &text[start + 1..];
    let end = rest
        .match_indices('\n')
        .find(|(place, _)| rest[place + 1..].starts_with(|next: char| next != ' ' && next != '}'));
    &rest[..end.map_or(rest.len(), |(place, _)| place)]
}

fn facts(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect())
        .collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_facts() {
    for folder in ["src/language", "themes/default/messages"] {
        let [chinese, english] = ["zh-CN", "en"].map(|language| source(&format!("{folder}/{language}.ftl")));
        assert_eq!(messages(&chinese), messages(&english), "{folder}");
        for id in messages(&chinese) {
            assert_eq!(facts(body(&chinese, &id)), facts(body(&english, &id)), "{folder}: {id}");
            let attributes = |text: &str| {
                body(text, &id)
                    .lines()
                    .filter_map(|line| line.trim().strip_prefix('.')?.split_once(" =").map(|(name, _)| name.to_owned()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(attributes(&chinese), attributes(&english), "{folder}: {id}");
        }
    }
}

#[test]
fn every_message_file_is_sound() {
    for language in Language::ALL {
        for folder in ["src/language", "themes/default/messages"] {
            let (_, broken) = Catalogue::new(language, [source(&format!("{folder}/{}.ftl", language.tag()))]);
            assert_eq!(broken, Vec::<String>::new(), "{folder} {language}");
        }
    }
}

#[test]
fn every_problem_has_its_words_and_its_words_know_its_facts() {
    for language in Language::ALL {
        let catalogue = Catalogue::of_program(language);
        let text = source(&format!("src/language/{language}.ftl"));
        for (id, known) in Problem::ALL {
            assert!(catalogue.has(id), "{language}: {id}");
            let known: BTreeSet<String> = known.iter().map(|name| (*name).to_owned()).collect();
            let mentioned = facts(body(&text, id));
            assert!(mentioned.is_subset(&known), "{language}: {id} mentions {mentioned:?} and is given {known:?}");
        }
    }
}

#[test]
fn every_problem_says_what_to_do() {
    for language in Language::ALL {
        let text = source(&format!("src/language/{language}.ftl"));
        for (id, _) in Problem::ALL {
            assert!(body(&text, id).contains(".help ="), "{language}: {id}");
        }
    }
}

#[test]
fn every_term_and_every_id_in_the_code_is_a_message() {
    let text = source("src/language/en.ftl");
    let known = messages(&text);
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(repository().join("src")) {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let code = fs::read_to_string(entry.path()).expect("code");
        for opening in ["Term(\"", "say(\"", "decoder.text(node, \"", "wrong_type(node, \"", "attribute(\""] {
            for rest in code.split(opening).skip(1) {
                let id: String = rest.chars().take_while(|letter| *letter != '"').collect();
                assert!(
                    known.contains(&id) || entry.path().starts_with(repository().join("src/render")),
                    "{}: {id}",
                    entry.path().display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}
