//! How values are written into HTML: escaped, always, unless our own code made them safe.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output, State};

/// Writes a value. Unlike the engine's own way this leaves `/` alone, which no context of a template needs escaped and
/// which makes every link longer.
pub fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let failed = |_| Error::new(ErrorKind::WriteFailure, "cannot write");
    match (value.kind(), value.as_str()) {
        (ValueKind::String, Some(text)) if value.is_safe() => out.write_str(text).map_err(failed),
        (ValueKind::String, Some(text)) => out.write_str(&text_of(text)).map_err(failed),
        (ValueKind::Number | ValueKind::Bool, _) => write!(out, "{value}").map_err(failed),
        (kind, _) => Err(Error::new(ErrorKind::InvalidOperation, format!("a template writes a value that is {kind}"))),
    }
}

/// Text with the characters replaced that mean something in HTML, in text and in quoted attributes.
pub fn text_of(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn nothing_that_html_reads_survives() {
        assert_eq!(text_of(r#"<a href="x" title='y'>&"#), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
        assert_eq!(text_of("d/a/2020/“三公”"), "d/a/2020/“三公”");
    }
}
