//! Who may ask: whoever sits at this computer, and no other website that their browser has open.
//!
//! A page from elsewhere can send requests to loopback, and can give this computer's address to a name of its own. The
//! former carry an `Origin` that is not ours, the latter a `Host`.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

/// The names that this computer has for itself.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Why a request is not answered; `None` where it is.
pub fn refuse(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Option<StatusCode> {
    let hosts: Vec<&HeaderValue> = headers.get_all(header::HOST).iter().collect();
    let is_host_ours = matches!(hosts.as_slice(), [host] if is_ours(host.as_bytes(), port));
    // An address that names a host goes before the header.
    if !is_host_ours || uri.authority().is_some_and(|host| !is_ours(host.as_str().as_bytes(), port)) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let is_origin_ours = |origin: &HeaderValue| {
        let host = origin.as_bytes().strip_prefix(b"http://");
        host.is_some_and(|host| is_ours(host, port))
    };
    if !headers.get_all(header::ORIGIN).iter().all(is_origin_ours) {
        return Some(StatusCode::FORBIDDEN);
    }
    let is_reading = *method == Method::GET || *method == Method::HEAD;
    (!is_reading).then_some(StatusCode::METHOD_NOT_ALLOWED)
}

/// Whether `name:port` is this server. A browser leaves the port out where it is that of HTTP.
fn is_ours(host: &[u8], port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    NAMES.iter().any(|name| {
        let rest = host.strip_prefix(name.as_bytes());
        rest.is_some_and(|rest| rest == format!(":{port}").as_bytes() || (rest.is_empty() && port == 80))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &Method, uri: &str, headers: &[(&str, &str)]) -> Option<u16> {
        let uri: Uri = uri.parse().unwrap_or_default();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name = if *name == "host" { header::HOST } else { header::ORIGIN };
            if let Ok(value) = HeaderValue::from_str(value) {
                map.append(name, value);
            }
        }
        refuse(method, &uri, &map, 8000).map(|status| status.as_u16())
    }

    #[test]
    fn only_names_of_this_computer_are_hosts() {
        for host in ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LocalHost:8000"] {
            assert_eq!(asked(&Method::GET, "/", &[("host", host)]), None, "{host}");
        }
        for host in ["evil.example:8000", "localhost", "localhost:80", "localhost:8000.evil.example", "127.0.0.1", ""] {
            assert_eq!(asked(&Method::GET, "/", &[("host", host)]), Some(421), "{host}");
        }
        assert_eq!(asked(&Method::GET, "/", &[]), Some(421));
        assert_eq!(asked(&Method::GET, "/", &[("host", "localhost:8000"), ("host", "evil.example")]), Some(421));
        assert_eq!(asked(&Method::GET, "http://evil.example/", &[("host", "localhost:8000")]), Some(421));
        assert_eq!(asked(&Method::GET, "http://localhost:8000/", &[("host", "localhost:8000")]), None);
    }

    #[test]
    fn no_other_website_may_ask() {
        let host = ("host", "localhost:8000");
        for origin in ["http://evil.example", "null", "https://localhost:8000", "http://localhost:3000", ""] {
            assert_eq!(asked(&Method::GET, "/", &[host, ("origin", origin)]), Some(403), "{origin}");
        }
        assert_eq!(asked(&Method::GET, "/", &[host, ("origin", "http://localhost:8000")]), None);
    }

    #[test]
    fn nothing_can_be_sent() {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::CONNECT] {
            assert_eq!(asked(&method, "/", &[("host", "localhost:8000")]), Some(405), "{method}");
        }
        assert_eq!(asked(&Method::HEAD, "/", &[("host", "localhost:8000")]), None);
    }
}
