//! Where in the files of a disclosure something can be changed. The files are looked at as text, line by line, as the
//! showcase writes them; what is not recognised is not changed.

use super::kind::Kind;
use super::slip::PAIRS;
use super::trial::Clean;

/// A place.
#[derive(Debug, Clone)]
pub struct Place {
    /// The disclosure's number among all.
    pub disclosure: usize,
    /// The file.
    pub file: String,
    /// What is changed.
    pub kind: Kind,
    /// The first byte of what is changed.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in letters, from 1.
    pub column: usize,
    /// Where it stands: the key of the section, the statement, the field.
    pub within: String,
    /// Whether an amount is in 元.
    pub in_yuan: bool,
    /// The file that goes with what is removed.
    pub drops: Option<String>,
}

/// All places of a disclosure.
pub fn of(clean: &Clean, number: usize) -> Vec<Place> {
    let disclosure = &clean.disclosures[number];
    let mut scan =
        Scan { number, name: disclosure.name.clone(), file: String::new(), found: Vec::new(), in_yuan: Vec::new() };
    for (file, text) in &disclosure.texts {
        scan.file.clone_from(file);
        let stem = file.rsplit('/').next().unwrap_or_default();
        match stem.rsplit_once('.') {
            Some((_, "yaml")) => scan.yaml(text, &disclosure.files.folder, &disclosure.files.companions),
            Some((kind, "csv")) => scan.csv(text, kind),
            Some((key, "md")) => {
                for line in lines(text) {
                    scan.prose(&line, 0, key);
                }
            }
            _ => {}
        }
    }
    scan.found
}

/// A line of a text with where it begins.
#[derive(Clone, Copy)]
struct Line<'t> {
    number: usize,
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn depth(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').enumerate().map(move |(index, line)| {
        let begin = start;
        start += line.len();
        Line { number: index + 1, start: begin, text: line.trim_end_matches(['\n', '\r']) }
    })
}

struct Scan {
    number: usize,
    name: String,
    file: String,
    found: Vec<Place>,
    /// The kinds of statements that are in 元.
    in_yuan: Vec<String>,
}

/// A number in a line, without its sign.
struct Number<'t> {
    start: usize,
    end: usize,
    behind: &'t str,
}

fn numbers(text: &str) -> Vec<Number<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        if !bytes[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < bytes.len()
            && (bytes[end].is_ascii_digit() || bytes[end] == b'.' && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
        {
            end += 1;
        }
        let is_part =
            start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric() || bytes[before] == b'_');
        if !is_part && text[start..end].matches('.').count() < 2 {
            found.push(Number { start, end, behind: &text[end..] });
        }
        start = end;
    }
    found
}

impl Scan {
    fn enter(&mut self, kind: Kind, line: &Line<'_>, start: usize, end: usize, within: &str) -> &mut Place {
        self.found.push(Place {
            disclosure: self.number,
            file: self.file.clone(),
            kind,
            start: line.start + start,
            end: line.start + end,
            line: line.number,
            column: line.text[..start.min(line.text.len())].chars().count() + 1,
            within: within.to_owned(),
            in_yuan: false,
            drops: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn yaml(&mut self, text: &str, folder: &str, companions: &[String]) {
        let all: Vec<Line<'_>> = lines(text).collect();
        let (mut top, mut item, mut field) = (String::new(), String::new(), String::new());
        for (index, line) in all.iter().enumerate().filter(|(_, line)| !line.text.trim().is_empty()) {
            let key = line.text.trim_start_matches([' ', '-']).split(':').next().unwrap_or_default().to_owned();
            match line.depth() {
                0 => (top, item, field) = (key.clone(), String::new(), String::new()),
                2 if line.text.starts_with("  - ") => {
                    line.text.rsplit(": ").next().unwrap_or_default().clone_into(&mut item);
                    field.clear();
                }
                4 if !line.text.starts_with("    -") => field.clone_from(&key),
                _ => {}
            }
            match top.as_str() {
                "title" | "unit" | "dates" | "institutions" => self.head(line, &top),
                "revenue" | "expenditure" | "operating_cost" | "three_public" | "procurement" => {
                    let is_count = key == "counts" || line.text.contains("counts:");
                    self.values(line, if is_count { Kind::OtherNumber } else { Kind::Summary }, &top);
                }
                "assets" => self.assets(line),
                "comparisons" => self.comparison(line, &key, &item),
                "statements" => self.statement(&all, index, &key, &item),
                "performance" => self.performance(&all, index, &key),
                "sections" => self.section(&all, index, &key, (&item, &field)),
                _ => {}
            }
            if matches!(top.as_str(), "statements" | "sections")
                && line.text.starts_with("  - ")
                && item != "statements"
            {
                let kind = if top == "statements" { Kind::NoStatement } else { Kind::NoSection };
                let end = block_end(&all, index, 2);
                let drops = [".csv", ".md"].map(|ending| format!("{item}{ending}"));
                let drops =
                    drops.into_iter().find(|name| companions.contains(name)).map(|name| format!("{folder}/{name}"));
                self.enter(kind, line, 0, end - line.start, &item.clone()).drops = drops;
            }
        }
    }

    /// Title, unit, dates, institutions.
    fn head(&mut self, line: &Line<'_>, top: &str) {
        match top {
            "title" => {
                self.years(line, 0, Kind::YearOfTitle, top);
                self.names(line, Kind::NameInTitle, top);
            }
            "unit" => {
                if let Some(at) = line.text.find("万元") {
                    self.enter(Kind::UnitOfFile, line, at, at + "万元".len(), top);
                }
            }
            "dates" => {
                for (at, _) in line.text.match_indices(": 2").collect::<Vec<_>>() {
                    let name = line.text[..at].rsplit([' ', '{']).next().unwrap_or_default().to_owned();
                    self.enter(Kind::Date, line, at + 2, at + 12, &name);
                }
            }
            _ => self.names(line, Kind::NameOfInstitution, top),
        }
    }

    /// The numbers behind `: ` and `- `.
    fn values(&mut self, line: &Line<'_>, kind: Kind, within: &str) {
        for number in numbers(line.text) {
            let is_value = line.text[..number.start].trim_end_matches('-').ends_with(": ");
            if is_value && (number.behind.is_empty() || number.behind.starts_with([',', '}'])) {
                self.enter(kind, line, number.start, number.end, within);
            }
        }
    }

    fn assets(&mut self, line: &Line<'_>) {
        if let Some(at) = line.text.find("as_of: ") {
            self.enter(Kind::DateOfAssets, line, at + 7, at + 17, "assets");
            return;
        }
        for number in numbers(line.text) {
            let before = &line.text[..number.start];
            if before.ends_with("value: ") || before.ends_with("total: ") {
                self.enter(Kind::Assets, line, number.start, number.end, "assets");
            } else if before.ends_with("number: ") {
                self.enter(Kind::OtherNumber, line, number.start, number.end, "assets.number");
            }
        }
    }

    fn comparison(&mut self, line: &Line<'_>, key: &str, item: &str) {
        match key {
            "delta" | "percent" => {
                self.values(line, Kind::Comparison, item);
                if let Some(at) = line
                    .text
                    .find(": ")
                    .map(|at| at + 2)
                    .filter(|at| line.text[*at..].contains(|letter| matches!(letter, '1'..='9')))
                {
                    self.enter(Kind::Sign, line, at, line.text.len(), item);
                }
            }
            "reason" => {
                self.prose(line, line.text.find(": ").map_or(0, |at| at + 2), "reason");
                self.enter(Kind::NoReason, line, 0, line.text.len() + 1, item);
            }
            _ => {}
        }
    }

    fn statement(&mut self, all: &[Line<'_>], index: usize, key: &str, item: &str) {
        let line = &all[index];
        match key {
            "unit" => {
                self.in_yuan.push(item.to_owned());
                if let Some(at) = line.text.find("元") {
                    self.enter(Kind::UnitOfStatement, line, at, at + "元".len(), item);
                }
            }
            "title" | "note" => {
                self.years(line, 0, Kind::YearOfHeading, item);
                self.names(line, Kind::NameInProse, item);
                if key == "note" {
                    self.enter(Kind::NoNote, line, 0, line.text.len() + 1, item);
                }
            }
            _ => {}
        }
        let Some(cells) = line.text.find("cells: {") else { return };
        let in_yuan = self.in_yuan.iter().any(|kind| kind == item);
        for number in numbers(line.text).into_iter().filter(|number| number.start > cells) {
            if line.text[..number.start].ends_with(": ") {
                self.enter(Kind::StatementRow, line, number.start, number.end, item).in_yuan = in_yuan;
            }
        }
        if line.text.trim_start().starts_with("- {code:") || line.text.contains(", code:") {
            self.enter(Kind::NoRow, line, 0, line.text.len() + 1, item);
        }
    }

    fn performance(&mut self, all: &[Line<'_>], index: usize, key: &str) {
        let line = &all[index];
        match key {
            "amount" => self.values(line, Kind::Project, "performance"),
            "indicators" => {
                let end = block_end(all, index, line.depth());
                self.enter(Kind::NoIndicators, line, 0, end - line.start, "performance");
            }
            _ if line.text.contains("level1:") => {
                for number in numbers(line.text) {
                    self.enter(Kind::OtherNumber, line, number.start, number.end, "performance");
                }
            }
            _ => {}
        }
    }

    fn section(&mut self, all: &[Line<'_>], index: usize, key: &str, (item, field): (&str, &str)) {
        let line = &all[index];
        if field == "heading" && line.depth() == 4 {
            self.years(line, 0, Kind::YearOfHeading, item);
            if let Some(at) = line.text.find(": ") {
                self.enter(Kind::Residue, line, at + 2, line.text.len(), item);
            }
        } else if field == "body" {
            let is_first = line.depth() == 4 && key == "body";
            let from = if is_first { line.text.find(": ").map_or(line.text.len(), |at| at + 2) } else { 0 };
            self.prose(line, from, item);
        }
    }

    /// A line of prose from a byte on.
    fn prose(&mut self, line: &Line<'_>, from: usize, within: &str) {
        let is_reason = within == "reason";
        let text = line.text;
        for number in numbers(text).into_iter().filter(|number| number.start >= from) {
            let Number { start, end, behind } = number;
            let is_part = text[..start].ends_with('.') || behind.starts_with(['-', '～', '—']);
            let unit = ["万元", "元"].into_iter().find(|unit| behind.starts_with(unit));
            if let Some(unit) = unit.filter(|_| !is_part) {
                let kind = if is_reason { Kind::ReasonAmount } else { Kind::ProseAmount };
                self.enter(kind, line, start, end, within).in_yuan = unit == "元";
                // Of nothing the unit says nothing.
                if !is_reason && text[start..end].contains(|letter| matches!(letter, '1'..='9')) {
                    self.enter(Kind::UnitInProse, line, end, end + unit.len(), within);
                    self.enter(Kind::Placeholder, line, start, end, within);
                }
            } else if behind.starts_with('%') && !is_reason {
                self.enter(Kind::ProsePercent, line, start, end, within);
                self.enter(Kind::LostPercent, line, end, end + 1, within);
            } else if !behind.starts_with(['.', '年', '月', '日', '、']) && !is_reason {
                self.enter(Kind::OtherNumber, line, start, end, within);
            }
        }
        for (word, _) in PAIRS {
            for (at, _) in text.match_indices(word).filter(|(at, _)| *at >= from).collect::<Vec<_>>() {
                let kind = if is_reason { Kind::DirectionInReason } else { Kind::DirectionInProse };
                self.enter(kind, line, at, at + word.len(), within);
            }
        }
        if is_reason {
            return;
        }
        self.years(line, from, Kind::YearInProse, within);
        self.names(line, Kind::NameInProse, within);
        for (at, _) in text.match_indices("截至").collect::<Vec<_>>() {
            let rest = at + "截至".len();
            if let Some(end) = text[rest..].find('日').filter(|end| *end < 20) {
                self.enter(Kind::DateInProse, line, rest, rest + end + "日".len(), within);
            }
        }
        for mark in ['。', '，', '；'] {
            for (at, _) in text.match_indices(mark).filter(|(at, _)| *at >= from).collect::<Vec<_>>() {
                self.enter(Kind::DoubledMark, line, at, at + mark.len_utf8(), within);
            }
        }
    }

    /// The years that are no part of a date.
    fn years(&mut self, line: &Line<'_>, from: usize, kind: Kind, within: &str) {
        for Number { start, end, behind } in numbers(line.text).into_iter().filter(|number| number.start >= from) {
            let is_date =
                behind.strip_prefix('年').is_none_or(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
            if end - start == 4 && !is_date {
                self.enter(kind, line, start, end, within);
            }
        }
    }

    fn names(&mut self, line: &Line<'_>, kind: Kind, within: &str) {
        let name = self.name.clone();
        let ends = |at: usize| kind != Kind::NameOfInstitution || line.text[at + name.len()..].starts_with(',');
        for (at, _) in line.text.match_indices(&name).filter(|(at, _)| ends(*at)).collect::<Vec<_>>() {
            self.enter(kind, line, at, at + name.len(), within);
        }
    }

    fn csv(&mut self, text: &str, kind: &str) {
        let in_yuan = self.in_yuan.iter().any(|other| other == kind);
        let mut header: Vec<&str> = Vec::new();
        for line in lines(text).filter(|line| !line.text.contains('"')) {
            if header.is_empty() {
                header = line.text.split(',').collect();
                continue;
            }
            let mut start = 0;
            let mut has_code = false;
            for (cell, column) in line.text.split(',').zip(&header) {
                has_code |= *column == "编码" && !cell.is_empty();
                let is_label = matches!(*column, "收支方" | "编码" | "名称");
                if !is_label && cell.starts_with(|letter: char| letter.is_ascii_digit()) {
                    self.enter(Kind::StatementFile, &line, start, start + cell.len(), kind).in_yuan = in_yuan;
                }
                start += cell.len() + 1;
            }
            if has_code {
                self.enter(Kind::NoRow, &line, 0, line.text.len() + 1, kind);
            }
        }
    }
}

/// The byte behind a block: up to the next line that is no deeper, or begins an item of the same depth.
fn block_end(all: &[Line<'_>], index: usize, depth: usize) -> usize {
    let is_inside = |line: &&Line<'_>| line.text.is_empty() || line.depth() > depth;
    let rest = &all[index + 1..];
    let inside = rest.iter().take_while(is_inside).count();
    let last = &all[index + inside];
    last.start + last.text.len() + 1
}
