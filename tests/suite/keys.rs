//! Keys: a file in English and the same file in Chinese are the same disclosure, for every field of the model.

use mingbai::model::comparison::Base;
use mingbai::model::field::Keyword;
use mingbai::model::measure::Measure;
use mingbai::model::money::Unit;
use mingbai::model::section::SectionKind;
use mingbai::model::statement::{Content, RowRole, Side, StatementKind};
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
    let resolved = resolve(value, schema, root);
    match value {
        Value::Object(map) => {
            let Some(properties) = resolved["properties"].as_object() else { return value.clone() };
            let mut chinese = Map::new();
            for (key, value) in map {
                let property = &properties.get(key).unwrap_or(&Value::Null);
                let title = &property["title"];
                // The spellings of one field, and of no other, have one title. Columns of statements are tested apart.
                let spellings: Vec<&String> = properties
                    .iter()
                    .filter(|(other, property)| *other != key && property["title"] == *title && !is_cells(resolved))
                    .map(|(other, _)| other)
                    .collect();
                let spelling = spellings.get(position).or(spellings.last()).map_or(key.clone(), |key| (*key).clone());
                chinese.insert(spelling, in_chinese(value, property, root, position));
            }
            Value::Object(chinese)
        }
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| in_chinese(item, &resolved["items"], root, position)).collect())
        }
        Value::String(word) => match keyword(schema, root).and_then(|name| spellings(&name, word)) {
            Some(spellings) => json!(spellings.get(position).or(spellings.last())),
            None => value.clone(),
        },
        _ => value.clone(),
    }
}

fn is_cells(schema: &Value) -> bool {
    schema["title"] == "各列"
}

/// The name of the list of words that a schema refers to.
fn keyword(schema: &Value, root: &Value) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next()?;
        let definition = &root["definitions"][name];
        return if definition.get("enum").is_some() { Some(name.to_owned()) } else { keyword(definition, root) };
    }
    ["allOf", "anyOf"]
        .iter()
        .flat_map(|alternatives| schema[*alternatives].as_array().into_iter().flatten())
        .find_map(|alternative| keyword(alternative, root))
}

/// The Chinese spellings of a word in the list of that name.
fn spellings(name: &str, word: &str) -> Option<Vec<&'static str>> {
    fn of<T: Keyword>(word: &str) -> Option<Vec<&'static str>> {
        T::ALL.iter().find(|(_, spelling)| spelling.key == word).map(|(_, spelling)| spelling.chinese.to_vec())
    }
    match name {
        "Unit" => of::<Unit>(word),
        "Measure" => of::<Measure>(word),
        "Base" => of::<Base>(word),
        "StatementKind" => of::<StatementKind>(word),
        "Side" => of::<Side>(word),
        "RowRole" => of::<RowRole>(word),
        "Content" => of::<Content>(word),
        "SectionKind" => of::<SectionKind>(word),
        _ => None,
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
    let site = with(Site::sound(), budget);
    let run = site.run(&["build"]);
    // What was built, and what was found: figures that only fill every field do not add up.
    assert_eq!((run.code, run.stderr.lines().count()), (0, 2), "{}\n{budget:#}", run.stderr);
    site.page("d/caizheng/2024/final/index.html")
}

fn with(site: Site, budget: &Value) -> Site {
    site.file("content/caizheng/2024/final.yaml", serde_json::to_string_pretty(budget).expect("JSON is YAML"))
        .file("content/caizheng/2024/final/a.pdf", "%PDF")
}

#[test]
fn every_field_may_be_written_in_english_or_in_chinese() {
    let schema: Value = serde_json::from_str(&Site::empty().run(&["schema"]).stdout).expect("JSON");
    let english = everything();
    let expected = page(&english);
    // No field and no word has more spellings than this.
    for position in 0..14 {
        let chinese = in_chinese(&english, &schema, &schema, position);
        let left: Vec<String> = keys(&chinese)
            .into_iter()
            // The cells' keys are columns; the last is a column of the statement's own.
            .filter(|key| key.is_ascii() && !["CSV", "amount", "original", "adjusted", "times"].contains(&key.as_str()))
            .collect();
        assert_eq!(left, Vec::<String>::new(), "every key has a Chinese spelling");
        assert!(page(&chinese) == expected, "the same page at position {position}: {chinese:#}");
    }
}

#[test]
fn every_file_of_the_archive_may_be_written_in_english_or_in_chinese() {
    let english = [
        (
            "site.toml",
            "title = \"县\"\nplace = \"县\"\ndescription = \"述\"\nlanguage = \"zh-CN\"\nbase_url = \"https://a.cn/\"\nsample = true\ngroups = [\"甲\"]\ncodes = \"codes.tsv\"\n[[revenue_lines]]\nkey = \"lottery\"\nlabel = \"彩票\"\n[[sections]]\nkey = \"hygiene\"\nlabel = \"卫生\"\n[footer]\nsponsor = \"主\"\noperator = \"承\"\ncontact = \"联\"\nsite_code = \"1234567890\"\nicp = \"备\"\npolice = \"公\"\n",
        ),
        (
            "content/caizheng/department.yaml",
            "names: [{name: 财税局, until: 2019}, {name: 财政局, since: 2020}]\nshort_name: 财局\ncode: '101'\ngroup: 甲\nparent: [{department: zhengfu, since: 2000, until: 2001}]\nactive: {since: 2000, until: 2030}\nexempt: {reason: 涉密, since: 2000, until: 2001}\naliases: [caishui]\nabout: 管钱\n",
        ),
        (
            "content/succession.yaml",
            "- {date: 2020-01-01, kind: transfer, from: [zhengfu], to: [caizheng], first_budget_year: 2020, first_final_year: 2020, note: 划转}\n",
        ),
    ];
    let chinese = [
        (
            "site.toml",
            "\"标题\" = \"县\"\n\"地区\" = \"县\"\n\"简介\" = \"述\"\n\"语言\" = \"zh-CN\"\n\"网址\" = \"https://a.cn/\"\n\"示例数据\" = true\n\"分组\" = [\"甲\"]\n\"科目表\" = \"codes.tsv\"\n[[\"收入来源\"]]\n\"键\" = \"lottery\"\n\"名称\" = \"彩票\"\n[[\"章节\"]]\n\"键\" = \"hygiene\"\n\"名称\" = \"卫生\"\n[\"页脚\"]\n\"主办单位\" = \"主\"\n\"承办单位\" = \"承\"\n\"联系方式\" = \"联\"\n\"网站标识码\" = \"1234567890\"\n\"ICP备案号\" = \"备\"\n\"公安备案号\" = \"公\"\n",
        ),
        (
            "content/caizheng/department.yaml",
            "名称: [{名称: 财税局, 至: 2019}, {名称: 财政局, 自: 2020}]\n简称: 财局\n编码: '101'\n分组: 甲\n主管部门: [{部门: zhengfu, 自: 2000, 至: 2001}]\n存续年度: {自: 2000, 至: 2030}\n涉密: {原因: 涉密, 自: 2000, 至: 2001}\n曾用标识: [caishui]\n简介: 管钱\n",
        ),
        (
            "content/succession.yaml",
            "- {日期: 2020-01-01, 类型: 划转, 原部门: [zhengfu], 新部门: [caizheng], 首个预算年度: 2020, 首个决算年度: 2020, 说明: 划转}\n",
        ),
    ];
    let built = [english, chinese].map(|files| {
        let site = Site::sound()
            .file("codes.tsv", "system\tcode\tname\tsince\tuntil\nfunctional\t2299901\t其他\t\t\n")
            .file("content/zhengfu/department.yaml", "names: 政府办\n")
            .budget("revenue: {lines: {lottery: 1}}\nsections: [{key: hygiene, body: 正文}]\nstatements: [{kind: general_public, rows: [{code: '2299901', label: 其他, cells: {total: 1}}]}]\n");
        let site = files.into_iter().fold(site, |site, (path, text)| site.file(path, text));
        site.build();
        crate::harness::tree(&site.path("public"))
    });
    assert!(built[0] == built[1], "the same site");
    let all: String = built[0].iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for shown in ["彩票", "卫生", "涉密", "管钱", "政府办", "职能划转", "财税局", "1234567890", "虚构"]
    {
        assert!(all.contains(shown), "{shown}");
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

/// The same value with every number and every free text made one of a kind, so that each can be looked for.
fn unique(value: &Value, next: &mut u64) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| {
                let fixed =
                    ["year", "version", "level", "as_of", "approved", "replied", "published", "date", "file", "rule"];
                let keyword = ["unit", "of", "against", "kind", "side", "role", "key", "content", "code"];
                let kept = fixed.contains(&key.as_str()) || keyword.contains(&key.as_str()) && value.is_string();
                (key.clone(), if kept { value.clone() } else { unique(value, next) })
            })
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(|item| unique(item, next)).collect(),
        Value::Number(_) => {
            *next += 1;
            json!(*next)
        }
        Value::String(text) if text != "——" && text.parse::<f64>().is_err() => {
            *next += 1;
            json!(format!("{text}{next}"))
        }
        _ => value.clone(),
    }
}

#[test]
fn every_field_of_the_model_is_on_its_page() {
    let numbered = unique(&everything(), &mut 700_000);
    // Numbers that are all different cannot agree with each other, which is told and no error.
    let site = with(Site::sound(), &numbered);
    assert_eq!(site.run(&["build"]).code, 0);
    let html = site.page("d/caizheng/2024/final/index.html");
    let mut texts = Vec::new();
    leaves(&numbered, &mut texts);
    assert!(texts.len() > 100);
    for text in texts {
        let grouped = text
            .parse::<u64>()
            .ok()
            .map(|_| format!("{},{}", &text[..3.min(text.len())], text.get(3..).unwrap_or_default()));
        assert!(html.contains(&text) || grouped.is_some_and(|text| html.contains(&text)), "{text}");
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
        "statement-income_expenditure-row-1",
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
