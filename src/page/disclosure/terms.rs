//! 名词解释 at the term: where a page first uses a term of its disclosure's own glossary, it tells what the term means.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::prose::running_text;
use crate::model::section::SectionKind;
use crate::page::disclosure::blocks::{Block, TermView};
use crate::page::disclosure::figures::FigureRow;
use crate::page::disclosure::performance::PerformanceView;
use crate::page::disclosure::sections::SectionView;
use crate::page::prose::{Mark, Shows};
use crate::page::{Explanation, Prose};

/// The longest term that is looked for, in bytes. Nobody repeats a longer one word for word.
const LONGEST: usize = 60;

/// How many terms are looked for, which no glossary comes near. The two bounds keep the search small.
const MOST_TERMS: usize = 10_000;

/// Marks the first use of each term, in the order of the page, the glossary itself left out.
pub(super) fn explain(sections: &mut [SectionView]) {
    let Some(mut terms) = Terms::new(sections) else { return };
    for section in sections {
        if section.key != SectionKind::Glossary.key() {
            section.body.iter_mut().for_each(|body| terms.mark(body));
        }
        for block in &mut section.blocks {
            match block {
                Block::Figures(figures) => figures.rows.iter_mut().for_each(|row| terms.mark_row(row)),
                Block::Performance(performance) => terms.mark_performance(performance),
                _ => {}
            }
        }
    }
}

/// The terms of one disclosure that its page has not used yet.
struct Terms {
    /// Finds terms, the longest where several begin, in text without quotation marks.
    search: AhoCorasick,
    /// The number of each term.
    numbers: BTreeMap<String, usize>,
    /// What each means; taken at its first use.
    explanations: Vec<Option<Explanation>>,
    /// How many are not used yet.
    left: usize,
}

impl Terms {
    fn new(sections: &[SectionView]) -> Option<Self> {
        let glossary = sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Glossary { terms } => Some(terms),
            _ => None,
        });
        let mut names: Vec<String> = Vec::new();
        let mut numbers = BTreeMap::new();
        let mut explanations = Vec::new();
        for (number, term) in (1..).zip(glossary.flatten()) {
            let name: String = term.term.chars().filter(|letter| !is_quotation_mark(*letter)).collect();
            // A single letter is part of other words more often than a term.
            let is_sought = name.len() <= LONGEST && name.chars().nth(1).is_some() && names.len() < MOST_TERMS;
            if is_sought && !numbers.contains_key(&name) {
                numbers.insert(name.clone(), names.len());
                names.push(name);
                explanations.push(Some(explanation(number, term)));
            }
        }
        if names.is_empty() {
            return None;
        }
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(&names)
            .ok()?;
        Some(Self { search, left: names.len(), numbers, explanations })
    }

    fn take(&mut self, number: usize) -> Option<Explanation> {
        let explanation = self.explanations.get_mut(number)?.take();
        self.left -= usize::from(explanation.is_some());
        explanation
    }

    fn mark_performance(&mut self, performance: &mut PerformanceView) {
        let PerformanceView { overall, goals, safeguards, projects } = performance;
        let goals = goals.iter_mut().filter_map(|goal| goal.objective.as_mut());
        let projects = projects.iter_mut().filter_map(|project| project.objective.as_mut());
        overall.iter_mut().chain(goals).chain(safeguards).chain(projects).for_each(|prose| self.mark(prose));
    }

    /// Explains a row of figures that a term is the name of.
    fn mark_row(&mut self, row: &mut FigureRow) {
        if self.left == 0 {
            return;
        }
        let measure = Measure::ALL.iter().find(|(_, spelling)| spelling.key == row.key);
        let words = measure.map_or_else(Vec::new, |(_, spelling)| spelling.chinese.to_vec());
        let mut names = row.label.as_deref().map_or(words, |own| vec![own]).into_iter();
        let number = names.find_map(|name| self.numbers.get(&Bare::new(name).text).copied());
        row.explanation = number.and_then(|number| self.take(number));
    }

    /// Marks the terms that prose is the first to use.
    fn mark(&mut self, prose: &mut Prose) {
        if self.left == 0 {
            return;
        }
        let Prose { markdown, marks, .. } = prose;
        let mut new = Vec::new();
        for stretch in running_text(markdown) {
            let bare = Bare::new(&markdown[stretch.clone()]);
            let found: Vec<_> = self.search.find_iter(&bare.text).collect();
            for term in found {
                if !is_whole(&bare.text, term.range()) {
                    continue;
                }
                let within = bare.place(&markdown[stretch.clone()], term.range());
                let (start, end) = (stretch.start + within.start, stretch.start + within.end);
                let next = marks.partition_point(|mark| mark.end <= start);
                if marks.get(next).is_some_and(|mark| mark.start < end) {
                    continue;
                }
                if let Some(explanation) = self.take(term.pattern().as_usize()) {
                    new.push(Mark { start, end, shows: Shows::Term(explanation) });
                }
            }
        }
        if !new.is_empty() {
            marks.append(&mut new);
            marks.sort_by_key(|mark| mark.start);
        }
    }
}

fn explanation(number: usize, term: &TermView) -> Explanation {
    Explanation { anchor: format!("meaning-{number}"), definition: term.definition.clone() }
}

/// Text without its quotation marks: “三公”经费, "三公"经费 and 三公经费 are one term.
struct Bare {
    text: String,
    /// For each byte where it was.
    places: Vec<usize>,
}

impl Bare {
    fn new(text: &str) -> Self {
        let mut bare = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (byte, letter) in text.char_indices().filter(|(_, letter)| !is_quotation_mark(*letter)) {
            bare.text.push(letter);
            bare.places.extend(byte..byte + letter.len_utf8());
        }
        bare
    }

    /// Where a stretch stands in `text`, which this is made from. A quotation that only begins or only ends in it is
    /// taken in whole where the other mark stands beside it.
    fn place(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let (start, end) = (self.places[range.start], self.places[range.end - 1] + 1);
        let marks = text[start..end].chars().filter(|letter| is_quotation_mark(*letter)).count();
        let before = text[..start].chars().next_back().filter(|letter| is_quotation_mark(*letter));
        let after = text[end..].chars().next().filter(|letter| is_quotation_mark(*letter));
        match (marks % 2, before, after) {
            (1, Some(before), _) => start - before.len_utf8()..end,
            (1, None, Some(after)) => start..end + after.len_utf8(),
            _ => start..end,
        }
    }
}

fn is_quotation_mark(letter: char) -> bool {
    "“”‘’「」『』\"'".contains(letter)
}

/// Whether a stretch does not cut an English word or a number.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let is_cut = |place: usize| {
        let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        is_part(text[..place].chars().next_back()) && is_part(text[place..].chars().next())
    };
    !is_cut(range.start) && !is_cut(range.end)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::money::{Money, Unit};
    use crate::model::prose::Markdown;
    use crate::page::AmountView;

    /// The stretches that are explained in texts, each with the number of its term.
    fn explained(terms: &[&str], texts: &[&str]) -> Vec<String> {
        let definition = Prose::plain(&Markdown("解释".to_owned()));
        let terms = terms.iter().map(|term| TermView {
            anchor: String::new(),
            term: (*term).to_owned(),
            definition: definition.clone(),
        });
        let glossary = Block::Glossary { terms: terms.collect() };
        let mut sections: Vec<SectionView> = texts.iter().map(|text| section("duties", text, Vec::new())).collect();
        sections.push(section("glossary", &texts.concat(), vec![glossary]));
        explain(&mut sections);
        assert!(sections.last().and_then(|glossary| glossary.body.as_ref()).is_some_and(|body| body.marks.is_empty()));
        sections.iter().filter_map(|section| section.body.as_ref()).flat_map(shown).collect()
    }

    fn section(key: &str, text: &str, blocks: Vec<Block>) -> SectionView {
        SectionView {
            anchor: String::new(),
            key: key.to_owned(),
            number: None,
            heading: None,
            sub: false,
            body: Some(Prose::plain(&Markdown(text.to_owned()))),
            blocks,
        }
    }

    fn shown(prose: &Prose) -> Vec<String> {
        let marks = prose.marks.iter().filter_map(|mark| match &mark.shows {
            Shows::Term(explanation) => {
                Some(format!("{} {}", &prose.markdown[mark.start..mark.end], &explanation.anchor["meaning-".len()..]))
            }
            Shows::Figure(_) | Shows::Blank => None,
        });
        marks.collect()
    }

    #[test]
    fn the_first_use_of_each_term_is_explained_and_the_longest_wins() {
        let terms = ["支出", "基本支出", "结转"];
        assert_eq!(explained(&terms, &["基本支出、基本支出", "支出和支出"]), ["基本支出 2", "支出 1"]);
        assert_eq!(explained(&terms, &["没有"]), Vec::<String>::new());
        assert_eq!(explained(&["支出", "支出"], &["支出"]), ["支出 1"], "the first of two definitions");
        assert_eq!(explained(&[], &["支出"]), Vec::<String>::new());
    }

    #[test]
    fn headings_links_and_code_are_left_alone() {
        let text = "# 支出\n\n[支出](x) `支出`\n\n    支出\n\n然后**支出**";
        assert_eq!(explained(&["支出"], &[text]), ["支出 1"]);
    }

    #[test]
    fn quotation_marks_make_no_difference_and_are_not_torn_apart() {
        for text in ["减少“三公”经费。", "减少\"三公\"经费。", "减少三公经费。", "减少“三公经费”。"]
        {
            for term in ["“三公”经费", "三公经费", "\"三公\"经费"] {
                let shown = text.trim_start_matches("减少").trim_end_matches('。');
                let shown = if shown == "“三公经费”" { "三公经费" } else { shown };
                assert_eq!(explained(&[term], &[text]), [format!("{shown} 1")]);
            }
        }
    }

    #[test]
    fn a_single_letter_and_a_part_of_an_english_word_are_no_terms() {
        assert_eq!(explained(&["无", "PPP", "“”"], &["无，APPP，PPPs，PPP项目"]), ["PPP 2"]);
    }

    #[test]
    fn a_quoted_figure_is_no_place_for_a_term() {
        let mut prose = Prose::plain(&Markdown("{{ expenditure.total }}和total".to_owned()));
        let amount = AmountView::new(Money::new(Decimal::ONE, Unit::Yuan));
        prose.marks.push(Mark { start: 0, end: 23, shows: Shows::Figure(amount) });
        let term = TermView { anchor: String::new(), term: "total".to_owned(), definition: prose.clone() };
        let glossary = section("glossary", "", vec![Block::Glossary { terms: vec![term] }]);
        let mut sections = [section("duties", "", Vec::new()), glossary];
        sections[0].body = Some(prose);
        explain(&mut sections);
        assert_eq!(sections[0].body.iter().flat_map(shown).collect::<Vec<_>>(), ["total 1"]);
        assert_eq!(sections[0].body.as_ref().map(|body| body.marks[1].start), Some(26));
    }

    #[test]
    fn many_terms_in_a_long_text_take_no_longer_than_reading_it() {
        let terms: Vec<String> = (0..20_000).map(|number| format!("名词{number}号")).collect();
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        let text = "名词9999号，名词19999号，名词名词名词。".repeat(100_000);
        assert_eq!(explained(&terms, &[&text]), ["名词9999号 10000"]);
    }
}
