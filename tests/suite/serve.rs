//! `mingbai serve`: what is answered, to whom, and what becomes of what is saved meanwhile. `tests/browser/serving.mjs`
//! looks at the same in a browser.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use mingbai::build::{Wish, build};
use mingbai::progress::Progress;

use crate::harness::{BUDGET, Site, command, tree};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that is running; it ends when this goes.
struct Preview {
    child: Child,
    port: u16,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Preview {
    /// Serves a site on a free port; comes back when its first build is done.
    fn of(site: &Site, more: &[&str]) -> Self {
        let arguments = [&["serve", "--port", "0", "--lang", "en"], more].concat();
        let mut program = command(&site.path(""), &arguments, &[]);
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("a pipe")).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
        let (port, _) = address.split_once('/').expect("a path");
        Self { port: port.parse().expect("a port"), child }
    }

    /// What comes back for exactly this.
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("the end of the head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: bytes.split_off(end + 4) }
    }

    /// A request with more headers.
    fn ask(&self, method: &str, path: &str, more: &[&str]) -> Answer {
        let more: String = more.iter().flat_map(|line| [line, "\r\n"]).collect();
        let host = self.port;
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: localhost:{host}\r\nConnection: close\r\n{more}\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Waits until a page is as it should be, and gives it back.
    fn until(&self, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if is_right(&answer) {
                return answer;
            }
            assert!(began.elapsed() < PATIENCE, "{path} is {}: {}", answer.status, answer.text());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The first news that a page hears.
    fn news(&self) -> serde_json::Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let request = format!("GET /.mingbai/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("a request");
        let mut lines = BufReader::new(stream).lines();
        let line = lines.find_map(|line| line.expect("a line").strip_prefix("data: ").map(str::to_owned));
        serde_json::from_str(&line.expect("news")).expect("JSON")
    }

    /// Waits for news that have problems, or for news that have none.
    fn problems(&self, are_there: bool) -> String {
        let began = Instant::now();
        loop {
            let news = self.news();
            let problems = news["problems"].as_str();
            if problems.is_some() == are_there {
                return problems.unwrap_or_default().to_owned();
            }
            assert!(began.elapsed() < PATIENCE, "{news}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it with a signal; the exit code, and what it said to people.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let sent = std::process::Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        let code = self.child.wait().expect("an end").code();
        let mut said = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        (code, said)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PAGE: &str = "/d/caizheng/2024/budget/";

fn save(site: &Site, text: &str) {
    fs::write(site.path("content/caizheng/2024/budget.yaml"), text).expect("a file");
}

#[test]
fn files_have_their_types_tags_and_ranges() {
    let site = Site::sound().file("content/caizheng/2024/budget/预算 表.pdf", "0123456789");
    let preview = Preview::of(&site, &[]);
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        ("/d/caizheng/2024/budget/data.json", "application/json; charset=utf-8"),
        ("/d/caizheng/2024/budget/data.csv", "text/csv; charset=utf-8"),
        ("/static/style.css", "text/css; charset=utf-8"),
        ("/static/site.js", "text/javascript; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/search/data/manifest.json", "application/json; charset=utf-8"),
        ("/.mingbai/preview.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(content_type)), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()), "{path}");
        let tag = answer.header("etag").expect("a tag");
        let same = preview.ask("GET", path, &[&format!("If-None-Match: \"x\", {tag}")]);
        assert_eq!((same.status, same.body.len()), (304, 0), "{path}");
        let head = preview.ask("HEAD", path, &[]);
        assert_eq!(
            (head.status, head.body.len(), head.header("content-length")),
            (200, 0, answer.header("content-length"))
        );
    }
    // The engine is compressed by itself, and stays so.
    let manifest: serde_json::Value =
        serde_json::from_str(&preview.get("/search/data/manifest.json").text()).expect("JSON");
    let engine = preview.get(&format!("/search/data/{}", manifest["engine"].as_str().expect("a name")));
    assert_eq!((engine.header("content-type"), engine.header("content-encoding")), (Some("application/gzip"), None));
    assert!(engine.body.starts_with(&[0x1f, 0x8b]));

    let pdf = "/d/caizheng/2024/budget/files/%E9%A2%84%E7%AE%97%20%E8%A1%A8.pdf";
    let whole = preview.get(pdf);
    let tag = whole.header("etag").expect("a tag").to_owned();
    assert_eq!((whole.text().as_str(), whole.header("accept-ranges")), ("0123456789", Some("bytes")));
    for (range, status, body, place) in [
        ("bytes=2-4", 206, "234", Some("bytes 2-4/10")),
        ("bytes=7-", 206, "789", Some("bytes 7-9/10")),
        ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
        ("bytes=10-", 416, "", Some("bytes */10")),
        ("bytes=0-1,4-5", 200, "0123456789", None),
    ] {
        let answer = preview.ask("GET", pdf, &[&format!("Range: {range}")]);
        assert_eq!((answer.status, answer.text().as_str(), answer.header("content-range")), (status, body, place));
        assert_eq!(answer.header("content-length"), Some(body.len().to_string().as_str()));
    }
    for (condition, status) in [(tag.as_str(), 206), ("\"other\"", 200), ("Sun, 06 Nov 1994 08:49:37 GMT", 200)] {
        let answer = preview.ask("GET", pdf, &["Range: bytes=0-0", &format!("If-Range: {condition}")]);
        assert_eq!(answer.status, status, "{condition}");
    }
}

#[test]
fn pages_have_the_script_and_what_is_published_has_not() {
    let site = Site::sound();
    let preview = Preview::of(&site, &[]);
    let published = fs::read_to_string(site.path(".mingbai/preview/index.html")).expect("a page");
    let answer = preview.get("/");
    let (before, rest) = answer.text().split_once("<script src=\"/.mingbai/preview.js\"").map(own).expect("the script");
    let (_, after) = rest.split_once("</script>\n").map(own).expect("its end");
    assert_eq!(format!("{before}{after}"), published);
    // Nothing is left beside it, and Git does not see it.
    assert_eq!(fs::read_to_string(site.path(".mingbai/.gitignore")).expect("a file"), "*\n");
    assert!(!site.path("public").exists() && !site.path(".public.build").exists());
}

fn own((one, other): (&str, &str)) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

#[test]
fn addresses_lead_where_a_host_would_lead() {
    let site =
        Site::sound().file("site.toml", "title = \"t\"\nfooter = \"none\"\nbase_url = \"https://a.example/b\"\n");
    let preview = Preview::of(&site, &[]);
    let answer = preview.get("/d/caizheng?q=%2F");
    assert_eq!((answer.status, answer.header("location")), (307, Some("/d/caizheng/?q=%2F")));
    // Never to another host.
    for path in ["//evil.example", "//evil.example/..", "/\\evil.example", "//evil.example/d/caizheng"] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (404, None), "{path}");
    }
    let answer = preview.get("/nowhere/");
    assert_eq!((answer.status, answer.header("content-type")), (404, Some("text/html; charset=utf-8")));
    let text = answer.text();
    assert!(text.contains("href=\"/static/style.css\"") && text.contains("/.mingbai/preview.js"), "{text}");
    drop(preview);

    let preview = Preview::of(&site, &["--base", "ys"]);
    for (path, place) in [("/", "/ys/"), ("/ys", "/ys/"), ("/ys/d", "/ys/d/")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (307, Some(place)), "{path}");
    }
    for (path, status) in [("/ys/", 200), ("/ys/static/style.css", 200), ("/static/style.css", 404), ("/ysx/", 404)] {
        assert_eq!(preview.get(path).status, status, "{path}");
    }
    assert!(preview.get("/ys/nowhere").text().contains("href=\"/ys/static/style.css\""));
}

#[test]
fn only_this_computer_is_answered() {
    let site = Site::sound();
    let preview = Preview::of(&site, &[]);
    let port = preview.port;
    let status = |head: &str| preview.send(&format!("{head}\r\nConnection: close\r\n\r\n")).status;
    for path in ["/", PAGE, "/static/style.css", "/.mingbai/events", "/.mingbai/preview.js", "/nowhere"] {
        for host in [format!("evil.example:{port}"), "localhost".to_owned(), format!("localhost:{}", port ^ 1)] {
            assert_eq!(status(&format!("GET {path} HTTP/1.1\r\nHost: {host}")), 421, "{path} {host}");
        }
        let own = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}");
        for origin in ["http://evil.example".to_owned(), "null".to_owned(), format!("http://localhost:{}", port ^ 1)] {
            assert_eq!(status(&format!("{own}\r\nOrigin: {origin}")), 403, "{path} {origin}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
            let answer = preview.ask(method, path, &["Content-Length: 0"]);
            assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method} {path}");
        }
    }
    assert_eq!(status(&format!("GET http://evil.example:{port}/ HTTP/1.1\r\nHost: localhost:{port}")), 421);
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: [::1]:{port}\r\nOrigin: http://127.0.0.1:{port}")), 200);
    let answer = preview.get("/");
    assert_eq!(answer.header("content-security-policy"), Some("frame-ancestors 'self'"));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(answer.header("access-control-allow-origin"), None);
    // It listens on loopback only.
    #[cfg(target_os = "linux")]
    {
        let sockets = fs::read_to_string("/proc/net/tcp").expect("sockets");
        let listening = sockets.lines().filter(|line| line.contains(&format!(":{port:04X} 00000000:0000 0A")));
        let places: Vec<&str> = listening.filter_map(|line| line.split_whitespace().nth(1)).collect();
        assert_eq!(places, [format!("0100007F:{port:04X}")]);
    }
}

#[test]
fn nothing_outside_the_site_is_served() {
    let site = Site::sound().file("secret.txt", "secret");
    let preview = Preview::of(&site, &[]);
    for path in [
        "/../../secret.txt",
        "/..%2f..%2fsecret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/d/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "/d/..%5c..%5c..%5csecret.txt",
        "/.%2e/.preview.build/cache",
        "/.mingbai-site",
        "/%2emingbai-site",
        "/.mingbai/",
        "/.mingbai/preview/index.html",
        "/.gitignore",
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/index.html%00.css",
        "/index.html/",
        "/%ff",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret") || path.contains("secret"), "{path}");
    }
    #[cfg(unix)]
    {
        let folder = site.path(".mingbai/preview");
        std::os::unix::fs::symlink(site.path("secret.txt"), folder.join("a.txt")).expect("a link");
        std::os::unix::fs::symlink(site.path(""), folder.join("up")).expect("a link");
        for path in ["/a.txt", "/up/secret.txt", "/up/", "/up"] {
            assert_eq!(preview.get(path).status, 404, "{path}");
        }
    }
}

#[test]
fn a_site_that_never_was_built_says_why() {
    let site = Site::sound().budget("revenue: {total: <b>abc</b>}\n");
    let preview = Preview::of(&site, &[]);
    let answer = preview.get("/anything/");
    assert_eq!((answer.status, answer.header("content-type")), (503, Some("text/html; charset=utf-8")));
    assert!(answer.text().contains("“&lt;b&gt;abc&lt;/b&gt;” is not an amount"), "{}", answer.text());
    assert!(preview.problems(true).contains("“<b>abc</b>” is not an amount"));
    save(&site, &format!("{BUDGET}revenue: {{total: 31.25}}\n"));
    assert!(preview.until(PAGE, |answer| answer.status == 200).text().contains("31.25"));
    assert_eq!(preview.problems(false), "");
}

#[test]
fn the_last_good_site_stays_until_there_is_another() {
    let site = Site::sound().budget("revenue: {total: 31.25}\n");
    let preview = Preview::of(&site, &[]);
    let first = preview.news();
    save(&site, &format!("{BUDGET}revenue: {{total: abc}}\n"));
    assert!(preview.problems(true).contains("“abc” is not an amount"));
    assert!(preview.get(PAGE).text().contains("31.25"));
    assert_eq!(preview.news()["pages"], first["pages"]);
    // Mended as it was: nothing is new.
    save(&site, &format!("{BUDGET}revenue: {{total: 31.25}}\n"));
    preview.problems(false);
    assert_eq!(preview.news()["pages"], first["pages"]);
    // A folder that comes and goes, the settings and a theme are seen, too.
    fs::rename(site.path("content"), site.path("away")).expect("a move");
    assert!(preview.problems(true).contains("no content folder"));
    fs::rename(site.path("away"), site.path("content")).expect("a move");
    preview.problems(false);
    save(&site, &format!("{BUDGET}revenue: {{total: 32.50}}\n"));
    preview.until(PAGE, |answer| answer.text().contains("32.50"));
    let site = site.file("theme/static/own.css", "a{}");
    preview.until("/static/own.css", |answer| answer.status == 200);
    let site = site.file("theme/static/own.css", "b{}");
    preview.until("/static/own.css", |answer| answer.text() == "b{}");
    fs::write(site.path("site.toml"), "title = \"另一个名称\"\nfooter = \"none\"\n").expect("a file");
    preview.until("/", |answer| answer.text().contains("另一个名称"));
}

#[test]
fn findings_that_stop_are_told_and_others_are_not() {
    let wrong = format!("{BUDGET}expenditure: {{total: 10.00, basic: 5.00, project: 4.00}}\n");
    let stop =
        "title = \"t\"\nfooter = \"none\"\ncheck = { stop = \"error\", rules = { E1 = \"off\", E3 = \"off\" } }\n";
    let site = Site::sound();
    let preview = Preview::of(&site, &[]);
    save(&site, &wrong);
    preview.until(PAGE, |answer| answer.text().contains("10.00"));
    assert_eq!(preview.news()["problems"], serde_json::Value::Null);
    fs::write(site.path("site.toml"), stop).expect("a file");
    let told = preview.problems(true);
    assert!(told.contains("content/caizheng/2024/budget.yaml"), "{told}");
}

#[test]
fn what_nobody_tells_of_is_looked_for() {
    let site = Site::sound().budget("revenue: {total: 31.25}\n");
    let preview = Preview::of(&site, &["--poll"]);
    thread::sleep(Duration::from_millis(1100));
    save(&site, &format!("{BUDGET}revenue: {{total: 132.50}}\n"));
    preview.until(PAGE, |answer| answer.text().contains("132.50"));
}

#[test]
#[cfg(unix)]
fn it_ends_when_it_is_asked_to() {
    for signal in ["-INT", "-TERM"] {
        let site = Site::sound();
        let preview = Preview::of(&site, &[]);
        // A page that listens for news does not keep it.
        let mut listening = TcpStream::connect(("127.0.0.1", preview.port)).expect("a connection");
        let request = format!("GET /.mingbai/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
        listening.write_all(request.as_bytes()).expect("a request");
        let (code, said) = preview.end(signal);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.starts_with("Updated: ") && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn a_second_preview_and_a_build_do_not_get_in_its_way() {
    let site = Site::sound();
    let preview = Preview::of(&site, &[]);
    let run = site.run(&["serve", "--port", "0", "--lang", "en"]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.contains("another preview is running here"), "{}", run.stderr);
    let run = site.run(&["serve", "--port", &preview.port.to_string(), "--out", "other", "--lang", "en"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("cannot be used: the port is taken"), "{}", run.stderr);
    site.build();
    // Who asks for no port gets another one.
    let mut program = command(&site.path(""), &["serve", "--out", "other", "--quiet"], &[]);
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("a pipe")).read_line(&mut line).expect("a line");
    child.kill().expect("an end");
    let _ = child.wait();
    assert!(line.starts_with("http://127.0.0.1:8"), "{line}");
    let same = |folder: &str| {
        let files = tree(&site.path(folder)).into_iter();
        files.map(|(path, bytes)| (path.replace(folder, ""), bytes)).collect::<Vec<_>>()
    };
    assert_eq!(same("public"), same(".mingbai/preview"));
    assert_eq!(same("public"), same("other"));
}

#[test]
fn an_index_gives_way_to_another_build_and_then_catches_up() {
    let site = Site::sound().budget("sections: [{key: duties, body: 防汛}]\n");
    let build = |is_overtaken: bool| {
        let overtaken = AtomicBool::new(is_overtaken);
        let wish = Wish { overtaken: Some(&overtaken), ..Wish::default() };
        let output = site.path("public");
        let built = build(&site.path(""), &output, wish, &Progress::silent(), &mut Vec::new(), |_| ());
        assert!(built.expect("a build").is_some());
    };
    let index = || tree(&site.path("public/search/data"));
    build(false);
    let before = index();
    save(&site, &format!("{BUDGET}sections: [{{key: duties, body: 抗旱}}]\n"));
    build(true);
    assert!(site.page("d/caizheng/2024/budget/index.html").contains("抗旱"));
    assert!(index() == before, "the index has not followed");
    // What was saved before is saved again: nothing of it is what the last whole build left.
    save(&site, &format!("{BUDGET}sections: [{{key: duties, body: 防汛}}]\n"));
    build(false);
    assert!(site.page("d/caizheng/2024/budget/index.html").contains("防汛"));
    assert!(index() == before, "the index is that of this text");
    save(&site, &format!("{BUDGET}sections: [{{key: duties, body: 抗旱}}]\n"));
    build(true);
    build(false);
    let published = tree(&site.path("public"));
    assert!(index() != before, "the index has followed");
    let run = site.run(&["build", "--quiet", "--fresh"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(tree(&site.path("public")) == published, "it is that of a build from nothing");
}

#[test]
fn what_is_not_ours_is_not_served() {
    let site = Site::sound().file("mine/index.html", "mine");
    for (out, message) in
        [("mine", "this program did not make it"), (".", "its sources are there"), ("content/x", "its sources")]
    {
        let run = site.run(&["serve", "--port", "0", "--out", out, "--lang", "en"]);
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{out}");
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    let run = site.run(&["serve", "--port", "0", "--root", "nowhere"]);
    assert_eq!(run.code, 3);
    assert!(!site.path("nowhere").exists());
    let run = site.run(&["serve", "--base", "/../", "--lang", "en"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn a_folder_that_is_no_site_is_an_error_at_the_beginning_and_none_later() {
    let site = Site::empty();
    let [serve, build] = ["serve", "build"].map(|verb| site.run(&[verb, "--lang", "en"]));
    assert_eq!((serve.code, serve.stdout.as_str()), (build.code, ""), "{}", serve.stderr);
    assert!(serve.stderr.contains("there is no site.toml") && build.stderr.contains("there is no site.toml"));
    assert_eq!(tree(&site.path("")), [], "nothing is made there");

    let site = Site::sound();
    let preview = Preview::of(&site, &[]);
    fs::remove_file(site.path("site.toml")).expect("removed");
    assert!(preview.problems(true).contains("there is no site.toml"));
    assert_eq!(preview.get(PAGE).status, 200, "the last good site stays up");
}
