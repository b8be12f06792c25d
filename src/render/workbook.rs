//! Sheets to a workbook (XLSX). A spreadsheet's numbers are binary floating-point numbers by its format: this is the one
//! place where an amount becomes one, on its way out. Its number format shows the printed digits, and an amount of more
//! digits than such a number holds is written as text.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::language::Catalogue;
use crate::page::sheet::{Cell, Column, Sheet};
use crate::render::sheet::DASH;

/// The digits that a spreadsheet keeps of any number.
const MOST_DIGITS: usize = 15;
/// The letters that a spreadsheet takes in a cell.
const MOST_LETTERS: usize = 32_767;
/// The letters of a sheet's name.
const MOST_IN_NAME: usize = 31;
/// The narrowest and the widest column, in digits.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=42;

/// A workbook with these sheets. The same sheets give the same bytes.
pub(super) fn to_xlsx(sheets: &[Sheet], catalogue: &Catalogue, looks: &Looks) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // It would write down the time.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    // Most workbooks are small and many: packing them harder takes more time than it saves bytes.
    workbook.set_zip_compression_level(3);
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = sheet_name(&sheet.title.say(catalogue), &names);
        fill(workbook.add_worksheet().set_name(&name)?, sheet, looks, catalogue)?;
        names.push(name);
    }
    let mut bytes = workbook.save_to_buffer()?;
    made_anywhere(&mut bytes);
    Ok(bytes)
}

/// Takes away from a ZIP archive on which system it was made, which it tells of each file in its directory (APPNOTE 4.4.2), so
/// that the same sheets give the same bytes on all of them.
fn made_anywhere(bytes: &mut [u8]) {
    /// How long the end of an archive is, and where it says where its directory begins.
    const END: usize = 22;
    const START: usize = 16;
    let number =
        |bytes: &[u8], at: usize| bytes.get(at..at + 2).map(|two| usize::from(two[0]) | usize::from(two[1]) << 8);
    let end = bytes.len().saturating_sub(END);
    let start = number(bytes, end + START).zip(number(bytes, end + START + 2));
    let mut at = start.map_or(bytes.len(), |(low, high)| low | high << 16);
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        bytes[at + 5] = 0;
        // Behind 46 bytes come the file's name and two fields of which nothing is known here.
        let lengths = [28, 30, 32].map(|length| number(bytes, at + length).unwrap_or(0));
        at += 46 + lengths.iter().sum::<usize>();
    }
}

/// How cells look.
pub(super) struct Looks {
    head: Format,
    words: Format,
    quiet: Format,
    /// Figures, by the number of their decimals.
    figures: Vec<Format>,
}

impl Looks {
    pub(super) fn new() -> Self {
        let words = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let figure = |decimals: usize| {
            let point = if decimals == 0 { "" } else { "." };
            Format::new().set_num_format(format!("#,##0{point}{}", "0".repeat(decimals)))
        };
        Self {
            head: words().set_bold().set_border_bottom(FormatBorder::Thin),
            quiet: Format::new().set_align(FormatAlign::Right).set_font_color(Color::RGB(0x66_66_66)),
            words: words(),
            figures: (0..=MOST_DIGITS).map(figure).collect(),
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, looks: &Looks, catalogue: &Catalogue) -> Result<(), XlsxError> {
    let mut widths = vec![0; sheet.columns.len()];
    for (place, column) in (0_u16..).zip(&sheet.columns) {
        let heading = column.heading(catalogue);
        // A heading may break into two lines.
        widths[usize::from(place)] = match column {
            Column::Named(..) => width(&heading).div_ceil(2),
            Column::Year(_) => width(&heading),
        };
        page.write_string_with_format(0, place, shortened(&heading).as_ref(), &looks.head)?;
    }
    for (line, row) in (1_u32..).zip(&sheet.rows) {
        for ((place, cell), widest) in (0_u16..).zip(row).zip(&mut widths) {
            let written = match cell {
                Cell::Amount(money) => number(page, (line, place), &money.printed(), looks)?,
                Cell::Number(figure) => number(page, (line, place), figure, looks)?,
                Cell::Words(words) => {
                    let text = words.say(catalogue);
                    page.write_string_with_format(line, place, shortened(&text).as_ref(), &looks.words)?;
                    width(&text)
                }
                Cell::Blank => {
                    let text = catalogue.say("blank", &[]);
                    page.write_string_with_format(line, place, &text, &looks.quiet)?;
                    width(&text)
                }
                Cell::Dash => {
                    page.write_string_with_format(line, place, DASH, &looks.quiet)?;
                    0
                }
                Cell::Absent => 0,
            };
            *widest = written.max(*widest);
        }
    }
    for (place, widest) in (0_u16..).zip(widths) {
        let width = u32::try_from(widest.clamp(*WIDTHS.start(), *WIDTHS.end())).unwrap_or_default();
        page.set_column_width(place, f64::from(width + 2))?;
    }
    page.set_freeze_panes(1, 1)?;
    Ok(())
}

/// Writes a figure in plain digits; how wide it is.
fn number(page: &mut Worksheet, at: (u32, u16), figure: &str, looks: &Looks) -> Result<usize, XlsxError> {
    let digits = figure.chars().filter(char::is_ascii_digit).count();
    let decimals = figure.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match figure.parse::<f64>() {
        Ok(number) if digits <= MOST_DIGITS => {
            page.write_number_with_format(at.0, at.1, number, &looks.figures[decimals])?;
        }
        _ => {
            page.write_string_with_format(at.0, at.1, figure, &looks.quiet)?;
        }
    }
    // With the commas between groups of three.
    Ok(figure.len() + digits.saturating_sub(decimals) / 3)
}

/// How wide text is, in digits.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// Text that fits into a cell; what does not is cut, and a sign says so.
fn shortened(text: &str) -> Cow<'_, str> {
    // A letter beyond the first plane counts as two.
    if text.encode_utf16().count() <= MOST_LETTERS {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().take(MOST_LETTERS / 2).chain(['…']).collect())
}

/// A title as the name of a sheet: without the signs that spreadsheets refuse, not too long, and no other's.
fn sheet_name(title: &str, taken: &[String]) -> String {
    let kept = title.chars().filter(|letter| !"[]:*?/\\".contains(*letter) && !letter.is_control());
    let kept: String = kept.collect();
    let kept = kept.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace());
    // Spreadsheets keep this name for themselves.
    let is_free = |name: &String| {
        !name.eq_ignore_ascii_case("history") && !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let numbered = |number: usize| {
        let suffix = if number == 1 && !kept.is_empty() { String::new() } else { format!("({number})") };
        // A letter beyond the first plane counts as two.
        let mut room = MOST_IN_NAME - suffix.len();
        let begin: String = kept
            .chars()
            .take_while(|letter| {
                let fits = letter.len_utf16() <= room;
                room = room.saturating_sub(letter.len_utf16());
                fits
            })
            .collect();
        format!("{}{suffix}", begin.trim_end_matches(|letter: char| letter == '\'' || letter.is_whitespace()))
    };
    // One of so many names is not among those that are taken.
    (1..=taken.len() + 1).map(numbered).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_does_not_fit_into_a_cell_is_cut_and_says_so() {
        assert_eq!(shortened("短"), "短");
        let long = "𠀀".repeat(MOST_LETTERS);
        assert!(shortened(&long).ends_with('…') && shortened(&long).encode_utf16().count() <= MOST_LETTERS);
        assert_eq!(shortened(&"a".repeat(MOST_LETTERS)).len(), MOST_LETTERS);
    }

    #[test]
    fn a_workbook_does_not_tell_where_it_was_made() {
        let mut bytes = Workbook::new().save_to_buffer().unwrap_or_default();
        let hosts = |bytes: &[u8]| -> Vec<u8> {
            let entry = |at: &usize| bytes[*at..].starts_with(b"PK\x01\x02");
            (0..bytes.len()).filter(entry).map(|at| bytes[at + 5]).collect()
        };
        let count = hosts(&bytes).len();
        made_anywhere(&mut bytes);
        assert!(count > 5 && hosts(&bytes) == vec![0; count]);
        made_anywhere(&mut []);
    }

    #[test]
    fn names_of_sheets_are_short_plain_and_unique() {
        let mut names = Vec::new();
        for title in ["部门收支总表", "部门收支总表", "a/b:[c]*?\\'", "History", "", &"长".repeat(40), &"长".repeat(40)]
        {
            names.push(sheet_name(title, &names));
        }
        let long = "长".repeat(31);
        let cut = format!("{}(2)", "长".repeat(28));
        assert_eq!(names, ["部门收支总表", "部门收支总表(2)", "abc", "History(2)", "(1)", &long, &cut]);
    }
}
