//! `/glossary/`: every term that the disclosures in force explain, in each of its wordings.

use serde::Serialize;

use crate::archive::{Archive, Definition};
use crate::model::field::Keyword;
use crate::model::prose::Markdown;
use crate::page::{Meta, Page, Prose, disclosure_folder, index};

/// The glossary.
#[derive(Debug, Serialize)]
pub struct View {
    /// The terms, in order.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Its anchor.
    pub anchor: String,
    /// The term.
    pub term: String,
    /// Its wordings, the most used first.
    pub definitions: Vec<DefinitionView>,
}

/// A wording.
#[derive(Debug, Serialize)]
pub struct DefinitionView {
    /// The text.
    pub text: Prose,
    /// How many disclosures use it.
    pub uses: usize,
    /// The latest of them.
    pub latest: String,
    /// That disclosure's year.
    pub year: u16,
    /// That disclosure's kind.
    pub kind: &'static str,
    /// That disclosure's department.
    pub department: String,
}

/// The page.
pub fn page(archive: &Archive) -> Page {
    let terms = archive
        .glossary
        .iter()
        .enumerate()
        .map(|(position, (term, definitions))| TermView {
            anchor: format!("term-{}", position + 1),
            term: term.clone(),
            definitions: definitions.iter().map(|definition| wording(archive, definition)).collect(),
        })
        .collect();
    Page {
        path: index("glossary/"),
        source: "glossary".to_owned(),
        title: String::new(),
        meta: Meta { column: Some("glossary".to_owned()), ..Meta::default() },
        view: super::View::Glossary(View { terms }),
    }
}

fn wording(archive: &Archive, definition: &Definition) -> DefinitionView {
    let identity = &definition.latest;
    let record = archive.departments.get(&identity.department);
    DefinitionView {
        text: Prose::from_elsewhere(
            &Markdown(definition.text.clone()),
            format!("../{}", disclosure_folder(identity, false)),
        ),
        uses: definition.uses,
        latest: index(&disclosure_folder(identity, false)),
        year: identity.year.number(),
        kind: identity.kind.key(),
        department: record.map_or_else(String::new, |record| record.department.names.in_year(identity.year).to_owned()),
    }
}
