//! What can be searched of a disclosure: each section, project and statement by itself, in the words of the page.

use mingbai_search::document::Form;

use crate::model::money::Money;
use crate::page::CellView;
use crate::page::Prose;
use crate::page::disclosure::View;
use crate::page::disclosure::blocks::Block;
use crate::page::disclosure::figures::Figures;
use crate::page::disclosure::performance::{PerformanceView, ProjectView};
use crate::page::disclosure::sections::SectionView;
use crate::page::finding::CHECKS;
use crate::page::sheet::Words;
use crate::page::statement::StatementView;

/// A part of the page that has an address of its own.
#[derive(Debug)]
pub struct Passage {
    /// What it is.
    pub form: Form,
    /// Where on the page it stands; empty for the page's head.
    pub anchor: String,
    /// Its heading.
    pub title: Words,
    /// Its text: lines of words.
    pub lines: Vec<Vec<Words>>,
    /// Its own amount.
    pub amount: Option<Money>,
    /// The codes of its lines, in digits.
    pub codes: Vec<String>,
}

impl Passage {
    fn section(anchor: &str, title: Words) -> Self {
        let anchor = anchor.to_owned();
        Self { form: Form::Section, anchor, title, lines: Vec::new(), amount: None, codes: Vec::new() }
    }

    fn say(&mut self, words: impl IntoIterator<Item = Words>) {
        let words: Vec<Words> = words.into_iter().collect();
        if !words.is_empty() {
            self.lines.push(words);
        }
    }

    fn prose(&mut self, prose: Option<&Prose>) {
        self.lines.extend(prose.iter().flat_map(|prose| prose.lines()).map(|line| vec![Words::Text(line)]));
    }
}

impl View {
    /// The passages, in the order of the page.
    pub fn passages(&self) -> Vec<Passage> {
        let mut all = vec![self.head()];
        for section in &self.sections {
            let place = all.len();
            all.push(Passage::section(&section.anchor, heading(section)));
            all[place].prose(section.body.as_ref());
            for block in &section.blocks {
                match block {
                    Block::Statements { statements } => all.extend(statements.iter().map(statement)),
                    Block::Performance(performance) => {
                        goals(performance, &mut all[place]);
                        all.extend(performance.projects.iter().map(project));
                    }
                    block => self::block(block, &mut all[place]),
                }
            }
        }
        let mut attachments = Passage::section("attachments", Words::of("attachments"));
        for file in &self.attachments {
            attachments.say([Words::text(&file.title), Words::text(&file.name)]);
        }
        let mut corrections = Passage::section("corrections", Words::of("corrections"));
        for correction in &self.corrections {
            corrections.say([Words::text(&correction.what), Words::text(&correction.why)]);
        }
        // What the department wrote is searched for, and not what our own rules say of it.
        let mut known = Passage::section(CHECKS, Words::of("checks"));
        for finding in self.checks.findings.iter().filter(|finding| finding.anchor.is_some()) {
            known.say([Words::text(finding.rule)].into_iter().chain(finding.said.acknowledged.iter().map(Words::text)));
        }
        for explanation in &self.checks.explanations {
            known.say([Words::text(explanation.rule), Words::text(&explanation.note)]);
        }
        all.extend([attachments, corrections, known]);
        // A heading over nothing but tables of its own says nothing.
        all.retain(|passage| passage.anchor.is_empty() || !passage.lines.is_empty() || passage.form != Form::Section);
        all
    }

    /// The head of the page: whose it is and of when.
    fn head(&self) -> Passage {
        let mut head = Passage::section("", Words::text(&self.title));
        let year = ("year", Words::text(self.year));
        let kind = ("kind", Words::of(format!("kind-{}", self.kind)));
        head.say([Words::text(&self.name), Words::Message("year-kind".to_owned(), vec![year, kind])]);
        head.say(self.short_name.iter().map(Words::text));
        head.say(self.parent.iter().map(|parent| Words::text(&parent.name)));
        head
    }
}

fn heading(section: &SectionView) -> Words {
    section.heading.as_ref().map_or_else(|| Words::of(format!("section-{}", section.key)), Words::text)
}

/// What a cell shows, where that is something.
fn shown(cell: &CellView) -> Option<Words> {
    match cell {
        CellView::Amount(amount) => Some(Words::text(amount.shown())),
        CellView::Text { text, .. } => Some(Words::text(text)),
        CellView::Blank | CellView::Dash | CellView::Absent => None,
    }
}

fn figures(figures: &Figures, to: &mut Passage) {
    for row in &figures.rows {
        let name = row.label.as_ref().map_or_else(|| Words::of(&row.name), Words::text);
        let cells: Vec<Words> = row.cells.iter().filter_map(shown).collect();
        let unit = (!cells.is_empty()).then(|| Words::of(format!("unit-{}", figures.unit)));
        to.say(std::iter::once(name).chain(cells).chain(unit));
    }
}

fn block(block: &Block, to: &mut Passage) {
    match block {
        Block::Figures(of) => figures(of, to),
        Block::Institutions { rows } => {
            for row in rows {
                let about = [&row.nature, &row.rank, &row.funding].into_iter().flatten().map(Words::text);
                to.say(std::iter::once(Words::text(&row.name)).chain(about));
            }
        }
        Block::Changes { rows } => {
            for row in rows {
                let by = row.delta.as_ref().map(|by| Words::text(by.shown()));
                to.say(std::iter::once(Words::of(&row.measure)).chain(by).chain(row.reason.as_ref().map(Words::text)));
            }
        }
        Block::Counts { rows } => {
            for row in rows {
                to.say(std::iter::once(Words::of(row.name)).chain(shown(&row.count)));
            }
        }
        Block::Assets { rows, .. } => {
            for row in rows {
                to.say(std::iter::once(Words::text(&row.item)).chain(shown(&row.quantity)).chain(shown(&row.value)));
            }
        }
        Block::Glossary { terms } => {
            for term in terms {
                to.say([Words::text(&term.term)]);
                to.prose(Some(&term.definition));
            }
        }
        Block::Nothing { .. } | Block::Statements { .. } | Block::Performance(_) => {}
    }
}

fn goals(performance: &PerformanceView, to: &mut Passage) {
    to.prose(performance.overall.as_ref());
    for goal in &performance.goals {
        to.say([Words::text(&goal.name)]);
        to.prose(goal.objective.as_ref());
        for target in &goal.targets {
            to.say([Words::text(target)]);
        }
    }
    to.prose(performance.safeguards.as_ref());
}

fn project(view: &ProjectView) -> Passage {
    let mut passage = Passage::section(&view.anchor, Words::text(&view.name));
    passage.form = Form::Project;
    passage.say(view.code.iter().map(Words::text));
    if let Some(amount) = &view.amount {
        passage.amount = amount.rows.first().and_then(|row| row.cells.iter().rev().find_map(money));
        figures(amount, &mut passage);
    }
    passage.prose(view.objective.as_ref());
    for indicator in &view.indicators {
        let cells = indicator.cells.iter().filter(|cell| !cell.is_empty()).map(Words::text);
        passage.say(std::iter::once(Words::text(&indicator.name)).chain(cells));
    }
    passage
}

fn money(cell: &CellView) -> Option<Money> {
    match cell {
        CellView::Amount(amount) => Some(amount.money()),
        _ => None,
    }
}

fn statement(view: &StatementView) -> Passage {
    let title = view.title.as_ref().map_or_else(|| Words::of(&view.name), Words::text);
    let mut passage = Passage::section(&view.anchor, title);
    passage.form = Form::Statement;
    for row in view.rows.iter().flatten().flatten() {
        let digits = |code: &String| code.chars().filter(char::is_ascii_digit).collect::<String>();
        let code = row.code.as_ref().map(digits).filter(|code| !code.is_empty());
        let words = code.iter().map(Words::text).chain([Words::text(&row.label)]);
        let cells: Vec<Words> = row.cells.iter().filter_map(shown).collect();
        let unit = (!cells.is_empty()).then(|| Words::of(format!("unit-{}", view.unit)));
        passage.say(words.chain(cells).chain(unit));
        passage.codes.extend(code);
        if row.total {
            // Of two sides, both come to the same.
            passage.amount = row.cells.iter().find_map(money).or(passage.amount);
        }
    }
    passage.say(view.note.iter().map(Words::text));
    passage
}
