//! How values are written into HTML: escaped, always, unless our own code made them safe.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output, State};

/// Writes a value. Unlike the engine's own way this leaves `/` alone, which no context of a template needs escaped and
/// which makes every link longer.
pub fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let failed = |_| Error::new(ErrorKind::WriteFailure, "cannot write");
    match (value.kind(), value.as_str()) {
        (ValueKind::String, Some(text)) if value.is_safe() => out.write_str(text).map_err(failed),
        (ValueKind::String, Some(text)) => write_text(text, |part| out.write_str(part)).map_err(failed),
        (ValueKind::Number | ValueKind::Bool, _) => write!(out, "{value}").map_err(failed),
        (kind, _) => Err(Error::new(ErrorKind::InvalidOperation, format!("a template writes a value that is {kind}"))),
    }
}

/// Text with the characters replaced that mean something in HTML, in text and in quoted attributes.
pub fn text_of(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let Ok(()) = write_text(text, |part| {
        escaped.push_str(part);
        Ok::<_, std::convert::Infallible>(())
    });
    escaped
}

/// Writes text in the longest stretches that need no replacing.
fn write_text<E>(text: &str, mut write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replaced = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        write(&text[from..at])?;
        write(replaced)?;
        from = at + 1;
    }
    write(&text[from..])
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
