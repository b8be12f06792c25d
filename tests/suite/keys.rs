//! Keys: a file in English and the same file in Chinese are the same disclosure, for every field of the model.

use serde_json::{Map, Value, json};

use crate::harness::Site;

/// A budget with every field of the model, written with its English keys.
fn everything() -> Value {
    json!({
        "title": "2024年部门决算", "year": 2024, "unit": "wan",
        "dates": {"approved": "2024-01-10", "replied": "2024-01-20", "published": "2024-02-05"},
        "revenue": {"total": {"original": 10, "adjusted": 11, "actual": 12.50}, "current": 9, "carried_in": -1, "used_surplus": 0.5,
            "lines": {"general_public": 5, "government_fund": {"label": "基金", "amount": 1}, "state_capital": "——", "fiscal_account": null, "service": 1, "business": 1, "superior": 1, "subordinate": 1, "other": 1}},
        "expenditure": {"total": 12.5, "current": 11, "carried_out": 1, "surplus_distribution": 0.5, "basic": {"total": 6, "personnel": 5, "operating": 1}, "project": 4, "to_superior": 0.1, "business": 0.2, "to_subordinates": 0.3},
        "comparisons": [{"of": "expenditure.total", "against": "prior_budget", "unit": "yuan", "delta": -100, "percent": "-1.5", "reason": "压减"}],
        "operating_cost": 1,
        "three_public": {"total": 3, "abroad": 1, "vehicles": {"total": 1, "purchase": 0, "running": 1}, "reception": 1,
            "counts": {"abroad_groups": 1, "abroad_people": 2, "vehicles_bought": 0, "vehicles_kept": 3, "receptions": 4, "reception_people": 5, "foreign_receptions": 6, "foreign_reception_people": 7}},
        "procurement": {"total": 6, "goods": 1, "works": 2, "services": 3, "small_medium": 4, "small_micro": 2},
        "assets": {"as_of": "2023-12-31", "unit": "yuan", "total": 100, "rows": [{"item": "车辆", "of_which": true, "quantity": {"number": 1, "unit": "辆"}, "value": 100}]},
        "institutions": [{"name": "局机关", "nature": "行政", "rank": "正科级", "funding": "财政拨款"}],
        "statements": [
            {"kind": "income_expenditure", "title": "收支表", "number": "表一", "unit": "yuan", "note": "附注", "rows": [
                {"side": "revenue", "label": "合计", "role": "total", "cells": {"amount": 125_000}}, {"side": "expenditure", "code": "201", "label": "一般公共服务支出", "level": 1, "of_which": true, "cells": {"original": 5, "adjusted": 5, "amount": 5}}]},
            {"kind": "other", "title": "会议费", "columns": [{"key": "times", "label": "次数", "content": "number"}], "rows": [{"label": "会议", "cells": {"times": 3}}]}],
        "performance": {"overall": "总目标", "safeguards": "措施",
            "goals": [{"name": "分目标", "objective": "目的", "targets": ["不低于5%"]}],
            "projects": [{"code": "P1", "name": "项目甲", "amount": 4, "continues": "项目零", "objective": "目的", "score": 95,
                "indicators": [{"level1": "产出指标", "level2": "数量指标", "name": "人数", "describe": "算法", "value": "16人", "basis": "名册", "weight": 10, "actual": "17人", "score": 10, "deviation": "无"}]}]},
        "sections": [{"key": "duties", "number": "一", "heading": "职责", "sub": false, "body": "正文"}],
        "glossary": [{"term": "基本支出", "definition": "解释"}],
        "attachments": [{"file": "a.pdf", "title": "附件一", "prevails": true}],
        "corrections": [{"version": 1, "date": "2024-03-01", "what": "内容", "why": "原因"}],
        "acknowledge": [{"rule": "A12", "note": "说明"}],
    })
}

/// Writes a value with the `position`-th Chinese spelling of each key and of each keyword, after the schema. A list
/// shorter than that gives its last.
fn in_chinese(value: &Value, schema: &Value, root: &Value, position: usize) -> Value {
    let schema = resolve(value, schema, root);
    match value {
        Value::Object(map) => {
            let Some(properties) = schema["properties"].as_object() else { return value.clone() };
            let mut chinese = Map::new();
            for (key, value) in map {
                let property = &properties.get(key).unwrap_or(&Value::Null);
                let title = &property["title"];
                // A record's property says in its title which key it is: 单位（unit）.
                let marker = format!("（{key}）");
                let spellings: Vec<&String> = properties
                    .iter()
                    .filter(|(other, property)| {
                        *other != key
                            && property["title"] == *title
                            && title.as_str().is_some_and(|title| title.ends_with(&marker))
                    })
                    .map(|(other, _)| other)
                    .collect();
                let spelling = spellings.get(position).or(spellings.last()).map_or(key.clone(), |key| (*key).clone());
                chinese.insert(spelling, in_chinese(value, property, root, position));
            }
            Value::Object(chinese)
        }
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| in_chinese(item, &schema["items"], root, position)).collect())
        }
        _ => value.clone(),
    }
}

/// The part of a schema that describes this value: follows references, and takes the alternative of the right type.
fn resolve<'s>(value: &Value, schema: &'s Value, root: &'s Value) -> &'s Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().expect("a name");
        return resolve(value, &root["definitions"][name], root);
    }
    if schema.get("properties").is_some() || schema.get("items").is_some() {
        return schema;
    }
    for alternatives in ["allOf", "anyOf"] {
        for alternative in schema[alternatives].as_array().into_iter().flatten() {
            let resolved = resolve(value, alternative, root);
            let fits = match value {
                Value::Object(map) => resolved["properties"]
                    .as_object()
                    .is_some_and(|known| map.keys().all(|key| known.contains_key(key))),
                Value::Array(_) => resolved.get("items").is_some(),
                _ => false,
            };
            if fits {
                return resolved;
            }
        }
    }
    schema
}

fn page(budget: &Value) -> String {
    let site = Site::sound()
        .file("content/caizheng/2024/final.yaml", serde_json::to_string_pretty(budget).expect("JSON is YAML"))
        .file("content/caizheng/2024/final/a.pdf", "%PDF");
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stderr.lines().count()), (0, 1), "{}\n{budget:#}", run.stderr);
    site.page("d/caizheng/2024/final/index.html")
}

#[test]
fn every_field_may_be_written_in_english_or_in_chinese() {
    let schema: Value = serde_json::from_str(&Site::empty().run(&["schema"]).stdout).expect("JSON");
    let english = everything();
    let expected = page(&english);
    for position in 0..3 {
        let chinese = in_chinese(&english, &schema, &schema, position);
        let left: Vec<String> = keys(&chinese)
            .into_iter()
            .filter(|key| key.is_ascii() && !["CSV", "times", "amount", "original", "adjusted"].contains(&key.as_str()))
            .collect();
        let lines = [
            "general_public",
            "government_fund",
            "state_capital",
            "fiscal_account",
            "service",
            "business",
            "superior",
            "subordinate",
            "other",
        ];
        let left: Vec<&String> = left.iter().filter(|key| !lines.contains(&key.as_str())).collect();
        assert_eq!(left, Vec::<&String>::new(), "every key has a Chinese spelling");
        assert!(page(&chinese) == expected, "the same page");
    }
}

fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            map.iter().flat_map(|(key, value)| std::iter::once(key.clone()).chain(keys(value))).collect()
        }
        Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_field_of_the_model_is_on_its_page() {
    let html = page(&everything());
    let mut texts = Vec::new();
    leaves(&everything(), &mut texts);
    for text in texts {
        assert!(html.contains(&text), "{text}");
    }
    for anchor in [
        "duties",
        "figure-revenue-total",
        "figure-expenditure-basic-personnel",
        "change-1",
        "figure-operating_cost",
        "figure-three_public-vehicles-running",
        "count-vehicles_kept",
        "figure-procurement-small_micro",
        "asset-1",
        "institution-1",
        "statement-income_expenditure",
        "statement-income_expenditure-1",
        "statement-other",
        "project-1",
        "project-1-indicator-1",
        "project-1-amount",
        "goal-1",
        "term-1",
        "attachments",
        "correction-1",
        "acknowledgement-1",
        "date-published",
        "performance-overall",
        "performance-safeguards",
    ] {
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
}

/// The texts and numbers of a value as a page prints them.
fn leaves(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| {
                !["kind", "of", "against", "unit", "side", "role", "key", "level", "content", "delta", "percent"]
                    .contains(&key.as_str())
            })
            .for_each(|(_, value)| leaves(value, texts)),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, texts)),
        Value::String(text) => texts.push(text.clone()),
        Value::Number(number) => texts.push(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}
