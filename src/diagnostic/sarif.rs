//! Problems as SARIF 2.1.0 (OASIS), for code hosts and editors: each with its rule, its places, and what stays the same of it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::diagnostic::{Diagnostic, Excerpt, Place, Severity};
use crate::language::Catalogue;

/// A log with one run.
pub fn log(catalogue: &Catalogue, diagnostics: &[Diagnostic]) -> String {
    let mut rules: BTreeMap<&str, Json> = BTreeMap::new();
    for diagnostic in diagnostics {
        rules.entry(diagnostic.problem.id()).or_insert_with(|| rule(catalogue, diagnostic));
    }
    let index = |id: &str| rules.keys().position(|other| *other == id);
    let results: Vec<Json> =
        diagnostics.iter().map(|diagnostic| result(catalogue, diagnostic, index(diagnostic.problem.id()))).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mingbai",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": catalogue.language().tag(),
                "rules": rules.values().collect::<Vec<_>>(),
            } },
            "language": catalogue.language().tag(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(severity: Severity) -> &'static str {
    severity.key()
}

/// What a rule is about; of a problem of reading, the help that any of its kind has.
fn rule(catalogue: &Catalogue, diagnostic: &Diagnostic) -> Json {
    let id = diagnostic.problem.id();
    let mut rule = json!({ "id": id });
    if let Some(finding) = diagnostic.finding() {
        let message = finding.said.title().0;
        rule["shortDescription"] = json!({ "text": catalogue.say(message, &[]) });
        for (key, attribute) in [("fullDescription", "checks"), ("help", "help")] {
            if let Some(text) = catalogue.attribute(message, attribute, &[]) {
                rule[key] = json!({ "text": text });
            }
        }
    }
    rule
}

fn result(catalogue: &Catalogue, diagnostic: &Diagnostic, index: Option<usize>) -> Json {
    let finding = diagnostic.finding();
    let mut text = diagnostic.problem.message(catalogue);
    let arithmetic = finding.and_then(|finding| finding.said.arithmetic.clone());
    for more in [arithmetic, diagnostic.problem.help(catalogue)].into_iter().flatten() {
        text.push('\n');
        text.push_str(&more);
    }
    let mut result = json!({
        "ruleId": diagnostic.problem.id(),
        "level": level(diagnostic.severity()),
        "message": { "text": text },
        "locations": [location(&diagnostic.place)],
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    let Some(finding) = finding else { return result };
    result["partialFingerprints"] = json!({ "mingbai/v1": finding.fingerprint });
    if !finding.others.is_empty() {
        let others = finding.others.iter().map(|(place, label)| {
            let mut location = location(place);
            if !label.is_empty() {
                location["message"] = json!({ "text": label });
            }
            location
        });
        result["relatedLocations"] = others.collect();
    }
    if let Some(note) = &finding.said.acknowledged {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": note }]);
    }
    if let (Some(fix), Some(excerpt)) = (&finding.fix, &diagnostic.place.excerpt) {
        let length = fix.instead_of.chars().count();
        let end = usize::try_from(excerpt.column).unwrap_or_default() + length;
        result["fixes"] = json!([{ "artifactChanges": [{
            "artifactLocation": artifact(&diagnostic.place.file),
            "replacements": [{
                "deletedRegion": { "startLine": excerpt.line, "startColumn": excerpt.column, "endColumn": end },
                "insertedContent": { "text": fix.text },
            }],
        }] }]);
    }
    result
}

fn location(place: &Place) -> Json {
    let mut physical = json!({ "artifactLocation": artifact(&place.file) });
    if let Some(excerpt) = &place.excerpt {
        physical["region"] = region(excerpt);
    }
    json!({ "physicalLocation": physical })
}

fn region(excerpt: &Excerpt) -> Json {
    let end = excerpt.column + excerpt.length;
    json!({ "startLine": excerpt.line, "startColumn": excerpt.column, "endColumn": end })
}

/// A file by its path below the site's root, as an address.
fn artifact(path: &str) -> Json {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    json!({ "uri": utf8_percent_encode(path, KEPT).to_string() })
}
