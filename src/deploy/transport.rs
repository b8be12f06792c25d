//! The way of object storage to the network: the HTTP client that the rest of the program uses, so that there is but one.

use std::io::Read as _;
use std::time::Duration;

use futures::stream;
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport, Result};
use ureq::http::{Method, Request, Response, Uri, header};
use ureq::{Agent, SendBody};

/// How long a service may take to be reached.
const TO_CONNECT: Duration = Duration::from_secs(15);
/// How long it may take to answer, or a body to be sent.
const TO_ANSWER: Duration = Duration::from_mins(5);
/// More than any answer has that is read whole here.
const LARGEST: u64 = 256 << 20;

/// Sends requests, and waits for their answers.
pub struct Transport(Agent);

impl Transport {
    /// A transport with connections of its own.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(TO_CONNECT))
            .timeout_send_body(Some(TO_ANSWER))
            .timeout_recv_response(Some(TO_ANSWER))
            .timeout_recv_body(Some(TO_ANSWER))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(64)
            .max_idle_connections_per_host(64)
            .user_agent(concat!("mingbai/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.into())
    }

    fn send(&self, request: Request<Buffer>) -> std::result::Result<(Response<()>, Vec<u8>), ureq::Error> {
        let (mut parts, body) = request.into_parts();
        // It is counted again from the body.
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.uri = as_signed(parts.uri);
        let has_body = matches!(parts.method, Method::PUT | Method::POST | Method::PATCH);
        let body = body.to_bytes();
        let mut answer = if has_body {
            self.0.run(Request::from_parts(parts, &body[..]))?
        } else {
            self.0.run(Request::from_parts(parts, SendBody::none()))?
        };
        let mut bytes = Vec::new();
        answer.body_mut().as_reader().take(LARGEST).read_to_end(&mut bytes)?;
        Ok((answer.map(drop), bytes))
    }
}

/// The address as it was signed: with each slash of its query escaped. It means the same, and a server that does not write
/// it anew before it checks the signature understands it, too.
fn as_signed(address: Uri) -> Uri {
    let escaped = address.query().filter(|query| query.contains('/')).map(|query| query.replace('/', "%2F"));
    let Some(query) = escaped else { return address };
    let mut parts = address.clone().into_parts();
    parts.path_and_query = format!("{}?{query}", address.path()).parse().ok();
    Uri::from_parts(parts).unwrap_or(address)
}

impl HttpTransport for Transport {
    async fn fetch(&self, request: Request<Buffer>) -> Result<Response<HttpBody>> {
        // The thread waits: each file has one of its own.
        let (head, bytes) =
            self.send(request).map_err(|error| Error::new(ErrorKind::Unexpected, error.to_string()).set_temporary())?;
        let size = bytes.len() as u64;
        Ok(head.map(|()| HttpBody::new(stream::iter([Ok(Buffer::from(bytes))]), Some(size))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_sent_as_it_was_signed() {
        let sent = |address: &'static str| as_signed(Uri::from_static(address)).to_string();
        assert_eq!(sent("http://a:1/b/c?list-type=2&prefix=d/e/"), "http://a:1/b/c?list-type=2&prefix=d%2Fe%2F");
        assert_eq!(sent("https://a/b/c"), "https://a/b/c");
    }
}
