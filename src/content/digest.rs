//! The digest of a disclosure: what it says, whatever way it is written down. Comments, layout, the order of keys and the ends
//! of lines do not count; nor does what is said about the disclosure (`acknowledge`, `corrections`) and not by it.
//!
//! It is the SHA-256 of a list of sums (see [`crate::sums`]): that of the YAML file under the name `.`, as JSON without spaces
//! in which every scalar is text, what is blank is `null`, and keys are in order; then, by name, those of the files in the folder beside it. So it can be
//! computed by anyone, with other programs, and does not depend on the version of this one.

use serde_json::{Map, Value as Json};

use crate::content::layout::DisclosureFiles;
use crate::files::{Files, composed};
use crate::fingerprint::Fingerprint;
use crate::model::disclosure::Disclosure;
use crate::model::field::Record as _;
use crate::sums;
use crate::tree::{Node, Value};

/// The keys of what is said about a disclosure.
const ABOUT: [&str; 2] = ["corrections", "acknowledge"];

/// The digest of a disclosure whose YAML file was read as this tree.
pub fn digest(files: &Files, place: &DisclosureFiles, node: &Node<'_>) -> Fingerprint {
    let mut said = plain(node);
    if let Json::Object(map) = &mut said {
        let about = Disclosure::FIELDS.iter().filter(|field| ABOUT.contains(&field.key));
        for word in about.flat_map(|field| std::iter::once(field.key).chain(field.chinese.iter().copied())) {
            map.shift_remove(word);
        }
    }
    let mut sums = vec![(".".to_owned(), Fingerprint::of_bytes(said.to_string().as_bytes()))];
    let mut beside: Vec<&String> = place.companions.iter().collect();
    beside.sort_by_key(|name| composed(name));
    // What cannot be read is told where it is needed.
    sums.extend(beside.into_iter().filter_map(|name| Some((composed(name), beside_it(files, place, name)?))));
    Fingerprint::of_bytes(sums::write(sums.iter().map(|(name, sum)| (name.as_str(), *sum))).as_bytes())
}

/// The sum of a file beside it. Prose and rows are text, whose line ends a version control system may change.
fn beside_it(files: &Files, place: &DisclosureFiles, name: &str) -> Option<Fingerprint> {
    let path = format!("{}/{name}", place.folder);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let text = match ending.as_deref() {
        Some("md") => files.read_text(&path, &mut Vec::new()),
        Some("csv") => files.read_csv(&path, &mut Vec::new()),
        _ => return files.fingerprint(&path),
    };
    Some(Fingerprint::of_bytes(text?.replace("\r\n", "\n").as_bytes()))
}

/// A tree as plain data: keys in order, scalars as text, blanks as nothing.
fn plain(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Text(..) if node.is_blank() => Json::Null,
        Value::Text(text, _) => Json::String(text.to_string()),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|entry| (&entry.key, &entry.node)).collect();
            entries.sort_by_key(|(key, _)| *key);
            entries.into_iter().map(|(key, node)| (key.to_string(), plain(node))).collect::<Map<_, _>>().into()
        }
    }
}
