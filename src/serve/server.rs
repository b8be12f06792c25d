//! The server: every request, from the door to the answer.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use crate::config;
use crate::files::{Files, Known};
use crate::render::text_of;
use crate::serve::board::{Board, News};
use crate::serve::file::{Asked, answer, of_bytes, of_file};
use crate::serve::guard::refuse;
use crate::serve::site::{Place, find};

/// The port that is tried first, and how many behind it.
const PORTS: std::ops::Range<u16> = 8000..8100;

/// The script that pages get; no file of a site has a name that begins like its folder's.
const SCRIPT: &str = "/.mingbai/preview.js";

/// Where the script hears news, beside it.
const EVENTS: &str = "/.mingbai/events";

/// How soon a page asks again after the server went, as when it is started anew.
const RETRY: Duration = Duration::from_millis(500);

/// What pages of the server's own say, in the language of whoever builds.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The language's tag.
    pub language: &'static str,
    /// Above problems, where the last good site is shown.
    pub heading: String,
    /// On the button that takes problems away.
    pub close: String,
    /// Above the page that stands for a site which has never been built.
    pub not_yet: String,
    /// In its place while it is being built.
    pub building: String,
}

/// The folders of a preview.
#[derive(Debug, Clone)]
pub struct Places {
    /// That of the sources.
    pub root: PathBuf,
    /// That which builds publish into.
    pub site: PathBuf,
}

/// Where a preview is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The port on loopback.
    pub port: u16,
    /// The path of the home page, between slashes.
    pub base: String,
}

impl std::fmt::Display for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "http://127.0.0.1:{}{}", self.port, self.base)
    }
}

/// Takes a port on loopback: the one that is wanted, where 0 is any that is free; or else the first free one from 8000 on.
pub fn listen(wanted: Option<u16>) -> io::Result<TcpListener> {
    let take = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match wanted {
        Some(port) => take(port),
        None => PORTS.map(take).find_map(Result::ok).map_or_else(|| take(0), Ok),
    }
}

/// A server that answers for as long as it lives.
pub struct Server {
    runtime: Runtime,
    address: Address,
}

impl Server {
    /// Answers on what [`listen`] took, from the folder that the site in `root` is built into, with what is on the board.
    /// The home page is at `base`, which begins and ends with a slash.
    pub fn start(listener: TcpListener, places: Places, base: String, board: Board, texts: Texts) -> io::Result<Self> {
        let address = Address { port: listener.local_addr()?.port(), base };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        listener.set_nonblocking(true)?;
        let Places { root, site } = places;
        let preview = Preview { root, site, address: address.clone(), board, texts };
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let router = Router::new().fallback(handle).with_state(Arc::new(preview));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { runtime, address })
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Waits until whoever sits there, or the system, wants it to end; or until `builder` is gone, which is false.
    pub fn until_stopped(self, builder: oneshot::Receiver<Infallible>) -> bool {
        let is_wanted = self.runtime.block_on(async {
            tokio::select! {
                () = stopped() => true,
                _ = builder => false,
            }
        });
        // Pages that listen for news would do so for ever.
        self.runtime.shutdown_background();
        is_wanted
    }
}

/// Comes back when the program is asked to end.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let ended = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        _ = ended => {}
    }
}

/// Where the site says that it will be published.
fn published_at(root: &Path) -> Option<String> {
    let files = Files::new(root, Known::default()).ok()?;
    let (site, _) = config::read(&files, &mut Vec::new());
    Some(format!("{}/", site?.base_url?.0.trim_end_matches('/')))
}

/// What is served.
struct Preview {
    root: PathBuf,
    site: PathBuf,
    address: Address,
    board: Board,
    texts: Texts,
}

async fn handle(State(preview): State<Arc<Preview>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let mut response = match refuse(&parts.method, &parts.uri, &parts.headers, preview.address.port) {
        Some(status) => plain(status),
        None => preview.answer(&parts).await,
    };
    let headers = [
        // A preview is asked each time whether what a browser has is still right.
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // What is not published yet is not for other websites to show; beside it a page's own policy holds.
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A status by itself.
fn plain(status: StatusCode) -> Response<Body> {
    let mut headers = vec![(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.push((header::ALLOW, "GET, HEAD"));
    }
    answer(status, &headers, Body::from(format!("{status}\n")))
}

impl Preview {
    async fn answer(&self, parts: &Parts) -> Response<Body> {
        let asked = Asked { method: &parts.method, headers: &parts.headers };
        let path = parts.uri.path();
        match path {
            SCRIPT => return of_bytes(&asked, "text/javascript; charset=utf-8", include_bytes!("preview.js").to_vec()),
            EVENTS => return self.events(),
            _ => {}
        }
        let base = &self.address.base;
        let Some(below) = path.strip_prefix(base.as_str()) else {
            let leads_there = path == "/" || path == base.trim_end_matches('/');
            return if leads_there { redirect(base) } else { plain(StatusCode::NOT_FOUND) };
        };
        match find(&self.site, below) {
            Place::File(file) => self.file(&asked, &file).await,
            Place::Folder => {
                let query = parts.uri.query().map_or(String::new(), |query| format!("?{query}"));
                redirect(&format!("{path}/{query}"))
            }
            Place::Nothing if self.is_there().await => self.not_found().await,
            Place::Nothing => self.not_yet(),
        }
    }

    async fn file(&self, asked: &Asked<'_>, file: &Path) -> Response<Body> {
        let is_page = file.extension().is_some_and(|ending| ending == "html");
        let answer = if is_page { self.page(asked, file).await } else { of_file(asked, file).await };
        // A file that went since it was found.
        answer.unwrap_or_else(|_| plain(StatusCode::NOT_FOUND))
    }

    /// A page of the site, with the script.
    async fn page(&self, asked: &Asked<'_>, file: &Path) -> io::Result<Response<Body>> {
        // Looked at before the page is read: one that is newer than it says is loaded once more, and never one too few.
        let news = self.board.latest();
        let page = tokio::fs::read(file).await?;
        Ok(of_bytes(asked, "text/html; charset=utf-8", with_script(page, &self.script(&news))))
    }

    /// The site's own page for what is not there.
    async fn not_found(&self) -> Response<Body> {
        let Place::File(file) = find(&self.site, "404.html") else { return plain(StatusCode::NOT_FOUND) };
        let news = self.board.latest();
        let Ok(page) = tokio::fs::read_to_string(file).await else { return plain(StatusCode::NOT_FOUND) };
        // A host shows this page at any depth, so it is the one whose links have the address of the published site.
        let page = match published_at(&self.root) {
            Some(address) => page.replace(&format!("\"{address}"), &format!("\"{}", self.address.base)),
            None => page,
        };
        let page = with_script(page.into_bytes(), &self.script(&news));
        answer(StatusCode::NOT_FOUND, &[(header::CONTENT_TYPE, "text/html; charset=utf-8")], Body::from(page))
    }

    /// The page that stands for a site which has never been built.
    fn not_yet(&self) -> Response<Body> {
        let news = self.board.latest();
        let Texts { language, not_yet, building, .. } = &self.texts;
        let text = text_of(news.problems.as_deref().unwrap_or(building));
        let not_yet = text_of(not_yet);
        let script = self.script(&news);
        let page = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{not_yet}</title>\n{script}</head>\n\
             <body>\n<h1>{not_yet}</h1>\n<pre id=\"mingbai-problems\">{text}</pre>\n</body>\n</html>\n"
        );
        let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        answer(StatusCode::SERVICE_UNAVAILABLE, &headers, Body::from(page))
    }

    /// Whether there is a site. While one takes another's place, there is none for a moment.
    async fn is_there(&self) -> bool {
        for _ in 0..10 {
            if self.site.is_dir() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }

    /// The element that loads the script, and says which news its page is of.
    fn script(&self, News { pages, search, .. }: &News) -> String {
        let [heading, close] = [&self.texts.heading, &self.texts.close].map(|text| text_of(text));
        format!(
            "<script src=\"{SCRIPT}\" defer data-preview-pages=\"{pages}\" data-preview-search=\"{search}\" data-preview-heading=\"{heading}\" \
             data-preview-close=\"{close}\"></script>\n"
        )
    }

    /// The news, now and whenever there are others.
    fn events(&self) -> Response<Body> {
        let news = WatchStream::new(self.board.follow());
        let events = news.map(|news| {
            // Plain data is always written.
            let data = serde_json::to_string(&news).unwrap_or_default();
            Ok::<_, Infallible>(Event::default().retry(RETRY).data(data))
        });
        Sse::new(events).keep_alive(KeepAlive::default()).into_response()
    }
}

/// Leads to a path of this server. A browser asks again each time.
fn redirect(path: &str) -> Response<Body> {
    answer(StatusCode::TEMPORARY_REDIRECT, &[(header::LOCATION, path)], Body::empty())
}

/// Puts the script at the end of a page's head.
fn with_script(mut page: Vec<u8>, script: &str) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let place = page.windows(END.len()).position(|window| window == END).unwrap_or(page.len());
    page.splice(place..place, script.bytes());
    page
}
