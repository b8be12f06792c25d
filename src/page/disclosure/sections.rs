//! The sections of a page while blocks find their places.

use serde::Serialize;

use crate::content::disclosure::Document;
use crate::model::anchor;
use crate::model::comparison::Comparison;
use crate::model::disclosure::Kind;
use crate::model::field::{Declared, Keyword};
use crate::model::section::SectionKind;
use crate::model::vocabulary::Vocabulary;
use crate::page::disclosure::blocks::{Block, ChangeView, TermView, assets_block, change, counts_block, institution};
use crate::page::disclosure::figures::{
    expenditure_rows, figures, procurement_rows, revenue_rows, row, three_public_rows,
};
use crate::page::disclosure::performance::performance_view;
use crate::page::{Prose, statement};

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Its anchor.
    pub anchor: String,
    /// What it is about.
    pub key: String,
    /// The number as printed.
    pub number: Option<String>,
    /// The heading as printed; `None` where only its meaning is known.
    pub heading: Option<String>,
    /// Whether it is part of the section above.
    pub sub: bool,
    /// The prose.
    pub body: Option<Prose>,
    /// The figures and tables.
    pub blocks: Vec<Block>,
}

/// A section's number as it is printed before a heading: 一 stands with its 、.
fn ordinal(number: &str) -> String {
    let bare = number.chars().all(|letter| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter));
    if bare { format!("{number}、") } else { number.to_owned() }
}

/// The sections of a page while blocks find their places.
pub(super) struct Sections<'a> {
    kind: Kind,
    vocabulary: &'a Vocabulary,
    all: Vec<(Option<SectionKind>, SectionView)>,
}

impl<'a> Sections<'a> {
    pub(super) fn new(document: &Document, vocabulary: &'a Vocabulary) -> Self {
        let mut sections: Vec<(Option<SectionKind>, SectionView)> = Vec::new();
        for (section, anchor) in
            document.disclosure.sections.iter().zip(anchor::sections(&document.disclosure.sections))
        {
            let own = Vocabulary::own(&vocabulary.sections, &section.key.0).map(|term| term.label.clone());
            let view = SectionView {
                anchor,
                key: section.key.0.clone(),
                number: section.number.as_deref().map(ordinal),
                heading: section.heading.clone().or(own),
                sub: section.sub,
                body: section.body.as_ref().map(|body| Prose::of(body, document)),
                blocks: Vec::new(),
            };
            sections.push((section.key.kind(), view));
        }
        Self { kind: document.identity.kind, vocabulary, all: sections }
    }

    /// Puts a block into the first section that is about it; the first of `homes` is what a new section would be.
    fn put(&mut self, homes: &[SectionKind], block: Block) {
        let place = homes.iter().find_map(|home| self.all.iter().position(|(kind, _)| *kind == Some(*home)));
        if let Some(place) = place {
            self.all[place].1.blocks.push(block);
            return;
        }
        let Some(home) = homes.first() else { return };
        let view = SectionView {
            anchor: home.key().to_owned(),
            key: home.key().to_owned(),
            number: None,
            heading: None,
            sub: false,
            body: None,
            blocks: vec![block],
        };
        self.all.push((Some(*home), view));
    }

    /// Puts the blocks of what a disclosure gives, or says that it declares to have none.
    fn put_declared<T>(
        &mut self,
        homes: &[SectionKind],
        declared: Option<&Declared<T>>,
        blocks: impl FnOnce(&T) -> Vec<Block>,
    ) {
        let given = match declared {
            Some(Declared::Given(given)) => blocks(given),
            Some(Declared::Nothing) => homes.iter().take(1).map(|home| Block::Nothing { what: home.key() }).collect(),
            None => return,
        };
        for block in given {
            self.put(homes, block);
        }
    }

    pub(super) fn place(mut self, document: &Document) -> Vec<SectionView> {
        use SectionKind as At;
        let Document { identity, disclosure, .. } = document;
        let (kind, unit) = (self.kind, disclosure.unit.key());
        self.put_declared(&[At::Structure, At::Duties], disclosure.institutions.as_ref(), |institutions| {
            vec![Block::Institutions { rows: institutions.iter().map(institution).collect() }]
        });
        if let Some(revenue) = &disclosure.revenue {
            let rows = revenue_rows(revenue, self.vocabulary);
            self.put(&[At::Revenue, At::Arrangement], Block::Figures(figures("revenue", self.kind, unit, &rows)));
        }
        if let Some(expenditure) = &disclosure.expenditure {
            let rows = expenditure_rows(expenditure);
            self.put(
                &[At::Expenditure, At::Arrangement],
                Block::Figures(figures("expenditure", self.kind, unit, &rows)),
            );
        }
        self.put_changes(&disclosure.comparisons);
        self.put_declared(&[At::OperatingCost], disclosure.operating_cost.as_ref(), |figure| {
            let rows = [row("operating_cost", 0, Some(*figure))];
            vec![Block::Figures(figures("operating_cost", kind, unit, &rows))]
        });
        self.put_declared(&[At::ThreePublic], disclosure.three_public.as_ref(), |three_public| {
            let rows = three_public_rows(three_public);
            let counts = three_public.counts.as_ref().map(counts_block);
            let amounts = Block::Figures(figures("three_public", kind, unit, &rows));
            [amounts].into_iter().chain(counts).collect()
        });
        self.put_declared(&[At::Performance], disclosure.performance.as_ref(), |performance| {
            vec![Block::Performance(performance_view(performance, document))]
        });
        self.put_declared(&[At::Procurement], disclosure.procurement.as_ref(), |procurement| {
            vec![Block::Figures(figures("procurement", kind, unit, &procurement_rows(procurement)))]
        });
        self.put_declared(&[At::Assets], disclosure.assets.as_ref(), |assets| vec![assets_block(assets, unit)]);
        if !disclosure.statements.is_empty() {
            let statements = statement::views(&disclosure.statements, identity.kind, disclosure.unit);
            self.put(&[At::Statements], Block::Statements { statements });
        }
        if !disclosure.glossary.is_empty() {
            let terms = (1..)
                .zip(&disclosure.glossary)
                .map(|(number, entry)| TermView {
                    anchor: anchor::term(number),
                    term: entry.term.clone(),
                    definition: Prose::of(&entry.definition, document),
                })
                .collect();
            self.put(&[At::Glossary], Block::Glossary { terms });
        }
        self.all.into_iter().map(|(_, view)| view).collect()
    }

    /// Changes of 三公 stand with 三公, the others with the total.
    fn put_changes(&mut self, comparisons: &[Comparison]) {
        use SectionKind as At;
        let views =
            (1..).zip(comparisons).map(|(number, comparison)| (comparison.of, change(number, comparison, self.kind)));
        let mut elsewhere: Vec<ChangeView> = Vec::new();
        let mut homes: Vec<(SectionKind, Vec<ChangeView>)> = Vec::new();
        for (measure, view) in views {
            let home = match measure.key().split('.').next() {
                Some("three_public") => Some(At::ThreePublic),
                Some("operating_cost") => Some(At::OperatingCost),
                Some("procurement") => Some(At::Procurement),
                Some("assets") => Some(At::Assets),
                _ => None,
            };
            match home {
                None => elsewhere.push(view),
                Some(home) => match homes.iter_mut().find(|(other, _)| *other == home) {
                    Some((_, views)) => views.push(view),
                    None => homes.push((home, vec![view])),
                },
            }
        }
        if !elsewhere.is_empty() {
            self.put(&[At::Changes, At::Arrangement], Block::Changes { rows: elsewhere });
        }
        for (home, rows) in homes {
            self.put(&[home], Block::Changes { rows });
        }
    }
}
