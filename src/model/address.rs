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
        let (place, path) = rest.split_once('/').unwrap_or((rest, ""));
        // A host may be a number in brackets.
        let (is_host, behind) =
            if let Some((number, behind)) = place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                (number.parse::<Ipv6Addr>().is_ok(), behind)
            } else {
                let (host, behind) = place.split_at(place.find(':').unwrap_or(place.len()));
                (host.split('.').all(is_label), behind)
            };
        let is_port = behind.is_empty() || behind.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
        (is_host && is_port && is_path(path)).then(|| Self(text.to_owned()))
    }
}

/// Whether this may stand between the dots of a host.
fn is_label(label: &str) -> bool {
    let is_sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    !label.is_empty() && !label.starts_with('-') && label.bytes().all(is_sound)
}

/// Whether this may stand behind the host: plain names, none of which leads up, and letters by their numbers.
fn is_path(path: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:%".contains(&byte);
    let is_number =
        |part: &str| part.get(..2).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let names: Vec<&str> = path.split('/').collect();
    let is_name = |(at, name): (usize, &&str)| {
        let is_last = at + 1 == names.len();
        !matches!(*name, "." | "..")
            && (is_last || !name.is_empty())
            && name.bytes().all(is_plain)
            && name.split('%').skip(1).all(is_number)
    };
    names.iter().enumerate().all(is_name)
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
        for text in [
            "http://[::1]a",
            "http://h:99999",
            "http://h:80:80",
            "http://h:",
            "http://a..b",
            "http://h/%zz",
            "http://h/../x",
            "http://h//x",
        ] {
            assert_eq!(WebAddress::parse(text), None, "{text}");
        }
        for text in
            ["", "example.gov.cn", "ftp://a", "https://", "https:///a", "https://u:p@a", "https://a/?b", "http://[a"]
        {
            assert_eq!(WebAddress::parse(text), None, "{text}");
        }
        assert_eq!(WebAddress::parse("http://[example]/"), None);
    }
}
