//! Files to model: walks the site's folder, reads every file in parallel, and reports every problem of all of them.

mod companions;
pub mod department;
mod digest;
pub mod disclosure;
mod form;
pub mod free_page;
pub mod layout;
pub mod ledger;
pub mod locate;
mod statement_csv;

pub use companions::AttachedFile;
pub use form::form;

use crate::diagnostic::Diagnostic;
use crate::model::field::{Decode, Decoder, Mentions, Scope};
use crate::tree::{self, LIMITS, Node, Source};

/// Decodes a YAML text as one record, with all problems.
fn decode<T: Decode>(source: &Source<'_>, scope: Scope<'_>, problems: &mut Vec<Diagnostic>) -> Option<T> {
    let node = tree::parse_yaml(source, LIMITS, problems)?;
    decode_node(&node, source, scope, problems).map(|(value, _)| value)
}

/// Decodes a tree, with all problems and with what its prose mentions.
fn decode_node<'n, T: Decode>(
    node: &'n Node<'n>,
    source: &Source<'n>,
    scope: Scope<'n>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(T, Mentions<'n>)> {
    let mut decoder = Decoder::new(source.clone(), scope);
    let value = T::decode(node, &mut decoder);
    let (found, mentions) = decoder.finish();
    problems.extend(found);
    value.map(|value| (value, mentions))
}
