//! What can be searched of a disclosure, said in the site's language.

use mingbai_search::document::{Document, Passage as Said};

use crate::language::Catalogue;
use crate::model::money::Money;
use crate::page::disclosure::{Passage, View};
use crate::page::sheet::Words;

/// A disclosure as the search engine takes it.
pub(super) fn to_document(view: &View, catalogue: &Catalogue) -> Document {
    let line = |words: &Vec<Words>| words.iter().map(|words| words.say(catalogue)).collect::<Vec<_>>().join(" ");
    let passage = |passage: &Passage| Said {
        form: passage.form,
        anchor: passage.anchor.clone(),
        title: passage.title.say(catalogue),
        text: passage.lines.iter().map(line).fold(String::new(), |text, line| joined(text, &line)),
        amount: passage.amount.and_then(Money::fen),
        codes: passage.codes.clone(),
    };
    Document { title: view.title.clone(), passages: view.passages().iter().map(passage).collect() }
}

/// Lines one behind the other: where one does not end a sentence, a mark parts it from the next.
fn joined(mut text: String, line: &str) -> String {
    if !text.is_empty() && !text.ends_with(['。', '；', '：', '！', '？']) {
        text.push('；');
    }
    text + line.trim()
}
