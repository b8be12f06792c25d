//! Addresses on the web, as settings name them.

use std::net::Ipv6Addr;

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions};
use crate::tree::Node;

/// An address on the web: `http://…` or `https://…`, in plain ASCII, without a name or a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(pub String);

impl WebAddress {
    /// Reads an address.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/%".contains(letter);
        // A host may be a number in brackets.
        let number = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let is_sound = match number {
            Some((host, behind)) => host.parse::<Ipv6Addr>().is_ok() && behind.chars().all(is_plain),
            None => rest.starts_with(|first: char| first.is_ascii_alphanumeric()) && rest.chars().all(is_plain),
        };
        is_sound.then(|| Self(text.to_owned()))
    }
}

impl Decode for WebAddress {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-text")?;
        let address = Self::parse(text);
        if address.is_none() {
            decoder.report(Problem::NotAnAddress { text: text.to_owned() }, node.span);
        }
        address
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "pattern": r"^https?://([A-Za-z0-9]|\[[0-9A-Fa-f:.]+\])[A-Za-z0-9._~:/%-]*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_neither_a_name_nor_a_query() {
        for text in ["https://example.gov.cn/ys/", "http://127.0.0.1:9000", "http://[::1]:9000/", "https://a/~b/%20"] {
            assert_eq!(WebAddress::parse(text), Some(WebAddress(text.to_owned())));
        }
        for text in
            ["", "example.gov.cn", "ftp://a", "https://", "https:///a", "https://u:p@a", "https://a/?b", "http://[a"]
        {
            assert_eq!(WebAddress::parse(text), None, "{text}");
        }
        assert_eq!(WebAddress::parse("http://[example]/"), None);
    }
}
