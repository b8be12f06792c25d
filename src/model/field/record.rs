//! Records: maps with a fixed table of fields.

use serde_json::Value as Json;

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Scope, Step, suggest};
use crate::model::money::Unit;
use crate::tree::{Entry, Node};

/// No record has more fields than this.
const MOST_FIELDS: usize = 40;

/// One line of a record's table.
pub struct Field {
    /// The English key, which is also the name in the model.
    pub key: &'static str,
    /// The Chinese keys, the usual one first.
    pub chinese: &'static [&'static str],
    /// What a clerk should know, in Chinese.
    pub about: &'static str,
    /// Whether the key must be there.
    pub required: fn() -> bool,
    /// Whether the value is the unit of the amounts around it.
    pub is_unit: bool,
    /// Whether the value is written as a map or a list and never as a single value.
    pub is_compound: bool,
    /// The schema of the value.
    pub schema: fn(&mut Definitions) -> Json,
    /// The way through the value.
    pub find: for<'n> fn(&'n Node<'n>, &[&str]) -> &'n Node<'n>,
}

impl Field {
    /// Whether `key` is one of this field's keys.
    pub fn is(&self, key: &str) -> bool {
        self.key == key || self.chinese.contains(&key)
    }
}

/// A type that is written as a map with a fixed table of fields.
pub trait Record: Sized {
    /// What the record is called, in Chinese.
    const TITLE: &'static str;
    /// What it is, in one Chinese sentence.
    const ABOUT: &'static str;
    /// The table.
    const FIELDS: &'static [Field];
}

/// The entries of one map, sorted into the table of fields.
pub struct Fields<'n> {
    node: &'n Node<'n>,
    table: &'static [Field],
    slots: [Option<&'n Entry<'n>>; MOST_FIELDS],
    next: usize,
    outer: Scope<'n>,
}

impl<'n> Fields<'n> {
    /// Opens a map, reporting keys that the table does not have and fields that are given twice.
    pub fn open<R: Record>(
        node: &'n Node<'n>,
        decoder: &mut Decoder<'n>,
        enter: fn(&'n Node<'n>, &'static [Field], &mut Decoder<'n>),
    ) -> Option<Self> {
        decoder.map(node)?;
        let table = R::FIELDS;
        let mut slots: [Option<&Entry<'_>>; MOST_FIELDS] = [None; MOST_FIELDS];
        for entry in node.entries() {
            let Some(index) = table.iter().position(|field| field.is(&entry.key)) else {
                unknown_key(table, node, entry, decoder);
                continue;
            };
            if let Some(other) = slots[index] {
                decoder.same_field(entry, other);
            } else {
                slots[index] = Some(entry);
            }
        }
        let outer = decoder.scope.clone();
        enter(node, table, decoder);
        Some(Self { node, table, slots, next: 0, outer })
    }

    /// Reads the next field of the table.
    pub fn read<T: Decode>(&mut self, decoder: &mut Decoder<'n>) -> Option<T> {
        let field = &self.table[self.next];
        let slot = self.slots[self.next];
        self.next += 1;
        if let Some(entry) = slot {
            decoder.within(Step::Field(field.key, &entry.key), |decoder| T::decode(&entry.node, decoder))
        } else {
            let value = T::absent();
            if value.is_none() {
                decoder.missing(field, self.node);
            }
            value
        }
    }

    /// Leaves the record: what it decided for the records in it ends here.
    pub fn leave(self, decoder: &mut Decoder<'n>) {
        decoder.scope = self.outer;
    }
}

fn unknown_key<'n>(table: &'static [Field], node: &'n Node<'n>, entry: &'n Entry<'n>, decoder: &mut Decoder<'n>) {
    if let Some(problem) = comma_in_braces(entry) {
        decoder.report(problem, entry.span);
        return;
    }
    if let Some(mark) = entry.key.chars().find(|letter| matches!(letter, '：' | '，' | '“' | '”')) {
        decoder.report(Problem::YamlFullWidth { mark: mark.to_string() }, entry.span);
        return;
    }
    if entry.node.is_blank() && entry.key.contains(':') {
        // Inside braces `总计:320.00` is a key with nothing behind it.
        decoder.report(Problem::YamlColonSpace { text: entry.key.to_string() }, entry.span);
        return;
    }
    let keys = table.iter().flat_map(|field| field.chinese.iter().copied().chain([field.key]));
    let problem = Problem::UnknownKey {
        key: entry.key.to_string(),
        suggestion: suggest(&entry.key, keys),
        known: table.iter().map(|field| decoder.listed(field.key, field.chinese[0], node)).collect(),
    };
    decoder.report(problem, entry.span);
}

/// The field of a table with an English key.
pub fn field(table: &'static [Field], key: &str) -> Option<&'static Field> {
    table.iter().find(|field| field.key == key)
}

/// The entry of a map that holds a field of the table.
pub fn entry<'n>(table: &'static [Field], node: &'n Node<'n>, key: &str) -> Option<&'n Entry<'n>> {
    let field = field(table, key)?;
    node.entries().iter().find(|entry| field.is(&entry.key))
}

/// The node that a path leads to through a map with this table of fields.
pub fn find_field<'n>(table: &'static [Field], node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
    let Some((key, rest)) = path.split_first() else { return node };
    let found = field(table, key).zip(entry(table, node, key)).map(|(field, entry)| (field.find)(&entry.node, rest));
    found.unwrap_or(node)
}

/// The problem that `{total: 1,234.50}` is a total of 1 and a key `234.50` with nothing behind it.
pub fn comma_in_braces(entry: &Entry<'_>) -> Option<Problem> {
    let digits = entry.key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (digits && entry.node.is_blank()).then(|| Problem::CommaInBraces { digits: entry.key.to_string() })
}

/// Lets a record's unit hold for its own amounts, wherever in the record it is written.
pub fn enter_unit<'n>(node: &'n Node<'n>, table: &'static [Field], decoder: &mut Decoder<'n>) {
    let Some(field) = table.iter().find(|field| field.is_unit) else {
        return;
    };
    let word = node.entries().iter().find(|entry| field.is(&entry.key)).and_then(|entry| entry.node.text());
    if let Some(unit) = word.and_then(<Unit as crate::model::field::Keyword>::from_word) {
        decoder.scope.unit = unit;
    }
}

macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident = $title:literal, $about:literal $(, enter $enter:path)? {
            $( $(#[$doc:meta])* $field:ident: $type:ty = $($chinese:literal)|+ , $text:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $( $(#[$doc])* pub $field: $type, )+ }

        impl $crate::model::field::Record for $name {
            const TITLE: &'static str = $title;
            const ABOUT: &'static str = $about;
            const FIELDS: &'static [$crate::model::field::Field] = &[ $( $crate::model::field::Field {
                key: stringify!($field),
                chinese: &[$($chinese),+],
                about: $text,
                required: || <$type as $crate::model::field::Decode>::absent().is_none(),
                is_unit: <$type as $crate::model::field::Decode>::IS_UNIT,
                is_compound: <$type as $crate::model::field::Decode>::IS_COMPOUND,
                schema: <$type as $crate::model::field::Decode>::schema,
                find: <$type as $crate::model::field::Decode>::find,
            }, )+ ];
        }

        impl $crate::model::field::Decode for $name {
            const IS_COMPOUND: bool = true;

            fn decode<'n>(
                node: &'n $crate::tree::Node<'n>,
                decoder: &mut $crate::model::field::Decoder<'n>,
            ) -> Option<Self> {
                #[allow(unused_mut, unused_assignments, reason = "a record may name its own way in")]
                let mut enter: fn(
                    &'n $crate::tree::Node<'n>,
                    &'static [$crate::model::field::Field],
                    &mut $crate::model::field::Decoder<'n>,
                ) = $crate::model::field::enter_unit;
                $( enter = $enter; )?
                let mut fields = $crate::model::field::Fields::open::<Self>(node, decoder, enter)?;
                $( let $field: Option<$type> = fields.read(decoder); )+
                fields.leave(decoder);
                Some(Self { $( $field: $field?, )+ })
            }

            fn find<'n>(
                node: &'n $crate::tree::Node<'n>,
                path: &[&str],
            ) -> &'n $crate::tree::Node<'n> {
                $crate::model::field::find_field(<Self as $crate::model::field::Record>::FIELDS, node, path)
            }

            fn schema(definitions: &mut $crate::model::field::Definitions) -> serde_json::Value {
                definitions.record::<Self>(stringify!($name))
            }
        }
    };
}
pub(crate) use record;
