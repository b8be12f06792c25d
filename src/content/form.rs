//! The form of a table: a CSV file with its headings, labels and codes, and without its figures.

use crate::content::statement_csv::{counts_columns_of, delimiter, heads_cells};
use crate::model::cell::Cell;
use crate::model::statement::{Columns, Content};

/// A CSV file without its figures; dashes (not applicable) and columns of text stay, and `reword` says headings and labels
/// anew. `None` where the file is no CSV.
pub fn form(text: &str, columns: &Columns, reword: impl Fn(&str) -> String) -> Option<String> {
    let delimiter = delimiter(text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let end = if text.contains("\r\n") { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer =
        csv::WriterBuilder::new().flexible(true).delimiter(delimiter).terminator(end).from_writer(Vec::new());
    let mut figures: Option<Vec<bool>> = None;
    for record in reader.records() {
        let record = record.ok()?;
        let Some(figures) = &figures else {
            let holds = |name: &str| heads_cells(name, columns).is_some_and(|content| content != Content::Text);
            figures = Some(record.iter().map(holds).collect());
            writer.write_record(record.iter().map(&reword)).ok()?;
            continue;
        };
        let is_counter = counts_columns_of(&record, figures);
        let fields = record.iter().enumerate().map(|(index, field)| {
            let is_figure = figures.get(index).copied().unwrap_or(false) && !is_counter && !Cell::is_dash(field);
            if is_figure { String::new() } else { reword(field) }
        });
        writer.write_record(fields).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::disclosure::Kind;
    use crate::model::statement::StatementKind;

    #[test]
    fn figures_go_and_everything_else_stays() {
        let columns = Columns::new(StatementKind::GeneralPublic, Kind::Budget, &[]);
        let text = "编码,名称,合计,基本支出\r\n栏次,,1,2\r\n201,\"甲,乙\",\"1,234.50\",——\r\n,2024年合计,0,\r\n";
        let reword = |text: &str| text.replace("2024", "2025");
        let formed = form(text, &columns, reword);
        let expected = "编码,名称,合计,基本支出\r\n栏次,,1,2\r\n201,\"甲,乙\",,——\r\n,2025年合计,,\r\n";
        assert_eq!(formed.as_deref(), Some(expected));
    }
}
