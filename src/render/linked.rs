//! Data inside a page for search engines (JSON-LD): plain data that a browser does not run, and that nothing can end early.

use minijinja::value::Value;
use minijinja::{Error, ErrorKind};
use serde_json::Value as Json;

/// Data as JSON that stands in a `<script type="application/ld+json">`. Keys without a value are left out.
pub fn json_ld(value: &Value) -> Result<Value, Error> {
    let failed = |error| Error::new(ErrorKind::BadSerialization, "not plain data").with_source(error);
    let mut data: Json = serde_json::to_value(value).map_err(failed)?;
    prune(&mut data);
    Ok(Value::from_safe_string(harmless(&data.to_string())))
}

/// Takes away what is `null`.
fn prune(data: &mut Json) {
    match data {
        Json::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(prune);
        }
        Json::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

/// JSON without the signs that mean something to an HTML parser, where they can only be inside of its texts.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        match letter {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use minijinja::value::Serde;

    use super::*;

    #[test]
    fn no_text_ends_the_element_early_and_all_of_it_is_still_there() {
        let attack = "</script><script>alert(1)</script><!-- & \u{2028}";
        let data = json_ld(&Value::from(Serde(serde_json::json!({ "name": attack, "none": null }))));
        let text = data.map(|data| data.to_string()).unwrap_or_default();
        assert!(!text.contains(['<', '>', '&', '\u{2028}']) && !text.contains("none"), "{text}");
        let read: Json = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read["name"], attack);
    }
}
