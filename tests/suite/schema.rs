//! The JSON Schemas: kept current in `docs/schema/`, complete, and explained in Chinese. That the archives validate
//! against them is proven by an independent validator in `tests/run`.

use std::fs;

use serde_json::Value;

use crate::harness::{Site, repository};

#[test]
fn the_schemas_in_the_repository_are_current() {
    for name in ["disclosure", "department", "succession", "site"] {
        let path = repository().join(format!("docs/schema/{name}.schema.json"));
        let printed = Site::empty().run(&["schema", name]).stdout;
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(&path, &printed).expect("written");
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == printed, "docs/schema/{name}.schema.json is not current: run UPDATE_SCHEMA=1 cargo test");
    }
}

#[test]
fn every_property_of_a_record_has_a_chinese_title_and_an_explanation() {
    let schema: Value = serde_json::from_str(&Site::empty().run(&["schema"]).stdout).expect("JSON");
    let is_chinese = |text: &Value| {
        text.as_str().is_some_and(|text| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)))
    };
    let mut count = 0;
    for (name, definition) in schema["definitions"].as_object().expect("definitions") {
        if definition["additionalProperties"] != Value::Bool(false) {
            continue;
        }
        assert!(is_chinese(&definition["title"]) && is_chinese(&definition["description"]), "{name}");
        for (key, property) in definition["properties"].as_object().expect("properties") {
            assert!(is_chinese(&property["title"]) && is_chinese(&property["description"]), "{name}.{key}");
            count += 1;
        }
    }
    assert!(count > 250, "{count}");
}
