//! A host on this machine that serves a folder, as plainly as a host can, for as long as it lives.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// A host that serves a folder.
pub struct Host {
    /// Its address, which ends with a slash.
    pub address: String,
    ends: Arc<AtomicBool>,
    port: u16,
}

impl Host {
    /// Serves a folder; each request whose number `fails` names is answered with 503.
    pub fn of(folder: PathBuf, fails: fn(usize) -> bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let ends = Arc::new(AtomicBool::new(false));
        let (is_over, count) = (Arc::clone(&ends), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                let (folder, count) = (folder.clone(), Arc::clone(&count));
                thread::spawn(move || {
                    if let Ok(stream) = stream {
                        serve(&stream, &folder, || fails(count.fetch_add(1, Ordering::SeqCst)));
                    }
                });
            }
        });
        Self { address: format!("http://127.0.0.1:{port}/"), ends, port }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        // The listener looks at it when somebody comes.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Answers the requests of a connection.
fn serve(stream: &TcpStream, folder: &std::path::Path, fails: impl Fn() -> bool) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut asked = String::new();
        if reader.read_line(&mut asked).is_err() || asked.is_empty() {
            return;
        }
        let mut line = String::new();
        while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
            line.clear();
        }
        let path = asked.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let (status, body) = match fs::read(folder.join(path)) {
            _ if fails() => ("503 Service Unavailable", Vec::new()),
            Ok(body) => ("200 OK", body),
            Err(_) => ("404 Not Found", b"nothing here".to_vec()),
        };
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
        let mut stream = stream;
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
            return;
        }
    }
}
