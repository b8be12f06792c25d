//! JSON Schema (draft 7, which editors understand best), made from the same tables that decode.

use serde_json::{Map, Value as Json, json};

use crate::model::field::{Decode, Record};

/// The named types of a schema.
#[derive(Default)]
pub struct Definitions {
    types: Map<String, Json>,
}

impl Definitions {
    /// A reference to a named type, which is made at its first use.
    pub fn named(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.types.contains_key(name) {
            self.types.insert(name.to_owned(), Json::Null);
            let schema = make(self);
            self.types.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// A reference to a record.
    pub fn record<R: Record>(&mut self, name: &str) -> Json {
        self.named(name, object::<R>)
    }
}

/// The schema of a whole file.
pub fn document<T: Decode>(title: &str, about: &str) -> Json {
    let mut definitions = Definitions::default();
    let root = T::schema(&mut definitions);
    let mut types = definitions.types;
    types.sort_keys();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": about,
        "allOf": [root],
        "definitions": types,
    })
}

fn object<R: Record>(definitions: &mut Definitions) -> Json {
    let mut properties = Map::new();
    let mut rules: Vec<Json> = Vec::new();
    for field in R::FIELDS {
        let value = (field.schema)(definitions);
        let keys = || field.chinese.iter().copied().chain([field.key]);
        for key in keys() {
            let property = json!({
                "title": format!("{}（{}）", field.chinese[0], field.key),
                "description": field.about,
                "allOf": [value.clone()],
            });
            properties.insert(key.to_owned(), property);
        }
        if (field.required)() {
            rules.push(json!({ "anyOf": keys().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() }));
        }
        for (index, one) in keys().enumerate() {
            for other in keys().skip(index + 1) {
                rules.push(json!({ "not": { "required": [one, other] } }));
            }
        }
    }
    let mut schema = json!({
        "title": R::TITLE,
        "description": R::ABOUT,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    if !rules.is_empty() {
        schema["allOf"] = Json::Array(rules);
    }
    schema
}
