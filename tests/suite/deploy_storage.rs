//! `mingbai deploy` to object storage: a server that speaks S3 and checks every signature (`moto`, of Python), reached
//! directly, and through one in between that fails every tenth request.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{sleep, spawn};
use std::time::Duration;

use mingbai::fingerprint::Fingerprint;

use crate::deploying::{Published, begin, deploy, deploy_and_kill, many, publish, said, site, with_list};
use crate::harness::Site;
use crate::storage::Storage;

/// What deploying does with the bucket.
impl Storage {
    /// A site whose target is a folder of the bucket.
    fn site(&self, prefix: &str) -> Site {
        Self::site_at(&self.address, prefix)
    }

    fn site_at(address: &str, prefix: &str) -> Site {
        site(&format!(
            "[deploy.s3]\nkind = \"s3\"\nbucket = \"county\"\nregion = \"us-east-1\"\nendpoint = \"http://{address}\"\nprefix = \"{prefix}\"\n"
        ))
    }

    /// The site in a folder of the bucket, without what deploys keep beside it.
    fn published(&self, prefix: &str) -> Published {
        let objects = self.objects(prefix).into_iter().filter(|(path, _)| !path.starts_with(".mingbai-"));
        objects.map(|(path, (bytes, _))| (path, bytes)).collect()
    }
}

/// A server in between, which answers each tenth request itself, saying that it cannot now. Its address, and how often it
/// said so.
fn failing(storage: &Storage) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let (count, failed, behind) =
        (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)), storage.address.clone());
    let told = Arc::clone(&failed);
    spawn(move || {
        for stream in listener.incoming().flatten() {
            let (count, failed, behind) = (Arc::clone(&count), Arc::clone(&failed), behind.clone());
            spawn(move || {
                let _ = pass_on(stream, &behind, &count, &failed);
            });
        }
    });
    (address, told)
}

/// Passes one request on, and its answer back; a connection is for one request.
fn pass_on(mut from: TcpStream, behind: &str, count: &AtomicUsize, failed: &AtomicUsize) -> std::io::Result<()> {
    let (mut request, mut part) = (Vec::new(), [0; 8192]);
    let head = loop {
        let read = from.read(&mut part)?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(&part[..read]);
        if let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&request[..head]).to_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    while request.len() < head + length {
        let read = from.read(&mut part)?;
        request.extend_from_slice(&part[..read]);
    }
    if count.fetch_add(1, Ordering::Relaxed) % 10 == 9 {
        failed.fetch_add(1, Ordering::Relaxed);
        return from.write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    let line = request.windows(2).position(|two| two == b"\r\n").unwrap_or(0) + 2;
    request.splice(line..line, b"Connection: close\r\n".iter().copied());
    let mut to = TcpStream::connect(behind)?;
    to.write_all(&request)?;
    let mut answer = Vec::new();
    to.read_to_end(&mut answer)?;
    let line = answer.windows(2).position(|two| two == b"\r\n").unwrap_or(0) + 2;
    answer.splice(line..line, b"Connection: close\r\n".iter().copied());
    from.write_all(&answer)
}

fn few() -> Published {
    let files = [
        ("index.html", "<!doctype html>中"),
        ("static/style.css", "a{}"),
        ("data/empty.csv", ""),
        ("d/数据 1+2.json", "{}"),
        ("search/data/0123456789abcdef.wasm.gz", "x"),
        ("search/data/manifest.json", "{}"),
    ];
    files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into()
}

#[test]
fn a_bucket_holds_exactly_the_site_with_what_browsers_need_to_know() {
    let Some(storage) = Storage::begin() else { return };
    let site = storage.site("county/ys");
    publish(&site, &few());
    let run = deploy(&site, &["--dry-run"], &storage.keys());
    assert!(run.code == 0 && run.stdout.lines().count() == 6, "{}{}", run.stdout, run.stderr);
    assert!(storage.objects("county/ys").is_empty(), "a dry run leaves nothing, not even a lease");
    let run = deploy(&site, &[], &storage.keys());
    assert!(run.code == 0 && run.stderr.starts_with("deployed to s3: 6 files uploaded"), "{}", run.stderr);
    assert_eq!(storage.published("county/ys"), with_list(&few()));
    let objects = storage.objects("county/ys");
    for (path, headers) in [
        ("index.html", "text/html; charset=utf-8 | no-cache"),
        ("static/style.css", "text/css; charset=utf-8 | no-cache"),
        ("data/empty.csv", "text/csv; charset=utf-8 | no-cache"),
        ("search/data/0123456789abcdef.wasm.gz", "application/gzip | public, max-age=31536000, immutable"),
        ("search/data/manifest.json", "application/json; charset=utf-8 | no-cache"),
        ("SHA256SUMS", "text/plain; charset=utf-8 | no-cache"),
    ] {
        assert_eq!(objects[path].1, headers, "{path}");
    }
    assert!(!objects.contains_key(".mingbai-deploy.lock"), "the lease is given back");
    let run = deploy(&site, &[], &storage.keys());
    assert_eq!(run.stderr, "deployed to s3: 0 files uploaded (0 B), 6 unchanged\n");
    let mut files = few();
    files.remove("data/empty.csv");
    files.insert("index.html".to_owned(), b"new".to_vec());
    publish(&site, &files);
    let run = deploy(&site, &["--grace", "0"], &storage.keys());
    assert_eq!(run.stderr, "deployed to s3: 1 file uploaded (3 B), 4 unchanged, 1 deleted\n");
    assert_eq!(storage.published("county/ys"), with_list(&files));
    // A folder that holds anything else is not ours.
    let other = storage.site("county");
    publish(&other, &few());
    let run = deploy(&other, &[], &storage.keys());
    assert!(run.code == 3 && run.stderr.contains("error[target-not-ours]"), "{}", run.stderr);
}

#[test]
fn a_large_file_goes_in_several_parts_and_is_one_object() {
    let Some(storage) = Storage::begin() else { return };
    let (address, failed) = failing(&storage);
    let site = Storage::site_at(&address, "ys");
    // Two parts and a bit, each byte in its place.
    let large: Vec<u8> = (0..11 << 20).map(|at: u32| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let mut files = few();
    files.insert("d/a/2024/budget/files/附件.pdf".to_owned(), large);
    files.extend((0..20).map(|number| (format!("d/{number}.html"), vec![b'x'; number])));
    publish(&site, &files);
    let run = deploy(&site, &[], &storage.keys());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(failed.load(Ordering::Relaxed) > 0, "some requests failed");
    let objects = storage.objects("ys");
    assert!(storage.published("ys") == with_list(&files));
    assert_eq!(objects["d/a/2024/budget/files/附件.pdf"].1, "application/pdf | no-cache");
    // The service marks what came in parts with their number.
    let head = "head = s3.head_object(Bucket='county', Key='ys/d/a/2024/budget/files/附件.pdf')\nprint(head['ETag'])\n\
                print(head['Metadata']['sha256'])\nprint(s3.list_multipart_uploads(Bucket='county').get('Uploads', []))";
    let said = storage.python(head, "");
    let lines: Vec<&str> = said.lines().collect();
    let sum = Fingerprint::of_bytes(&files["d/a/2024/budget/files/附件.pdf"]).hex();
    assert!(lines[0].ends_with("-3\"") && lines[1..] == [sum.as_str(), "[]"], "{said}");
    // It is known again.
    let run = deploy(&site, &["--fresh"], &storage.keys());
    assert!(run.stderr.starts_with("deployed to s3: 0 files uploaded (0 B)"), "{}", run.stderr);
}

#[test]
fn wrong_keys_are_told_and_never_shown() {
    let Some(storage) = Storage::begin() else { return };
    let site = storage.site("ys");
    publish(&site, &few());
    let wrong = "wrongwrongwrongwrongwrongwrongwrongwrong";
    for (id, key) in [(storage.id.as_str(), wrong), ("AKIAWRONGWRONGWRONGW", storage.key.as_str())] {
        for more in [&["--dry-run"][..], &[], &["--format", "json"]] {
            let run = deploy(
                &site,
                more,
                &[
                    ("AWS_ACCESS_KEY_ID", id),
                    ("AWS_SECRET_ACCESS_KEY", key),
                    ("RUST_LOG", "trace"),
                    ("RUST_BACKTRACE", "1"),
                ],
            );
            let told = run.stdout + &run.stderr;
            assert!(run.code == 3 && told.contains("target-denied"), "{told}");
            assert!(!told.contains(key) && !told.contains(id), "{told}");
        }
    }
    let run = deploy(&site, &[], &[("AWS_ACCESS_KEY_ID", &storage.id)]);
    assert!(
        run.code == 3 && run.stderr.contains("the environment has no keys: AWS_SECRET_ACCESS_KEY missing"),
        "{}",
        run.stderr
    );
    assert!(storage.objects("ys").is_empty());
    let nowhere = crate::deploying::site(&format!(
        "[deploy.s3]\nkind = \"s3\"\nbucket = \"gone\"\nendpoint = \"http://{}\"\n",
        storage.address
    ));
    publish(&nowhere, &few());
    let run = deploy(&nowhere, &[], &storage.keys());
    assert!(run.code == 3 && run.stderr.contains("there is no bucket “gone”"), "{}", run.stderr);
}

#[test]
fn objects_through_a_server_that_fails_and_kills_at_random_are_exactly_the_site() {
    let Some(storage) = Storage::begin() else { return };
    let (address, failed) = failing(&storage);
    let site = Storage::site_at(&address, "ys");
    // The server is written in Python and takes its time.
    let count = std::env::var("DEPLOY_OBJECTS").ok().and_then(|count| count.parse().ok()).unwrap_or(1500);
    let files = many(count, 0);
    publish(&site, &files);
    let kills = deploy_and_kill(&site, &[], &storage.keys(), 2000);
    assert!(kills > 0, "it was never killed");
    assert!(failed.load(Ordering::Relaxed) > count / 10, "every tenth request failed");
    assert!(storage.published("ys") == with_list(&files), "killed {kills} times");
    let run = deploy(&site, &[], &storage.keys());
    assert_eq!(run.stderr, format!("deployed to s3: 0 files uploaded (0 B), {count} unchanged\n"));
}

#[test]
fn two_deploys_at_once_do_not_mix_and_who_was_killed_elsewhere_is_waited_for() {
    let Some(storage) = Storage::begin() else { return };
    let (one, other) = (storage.site("ys"), storage.site("ys"));
    publish(&one, &many(400, 0));
    publish(&other, &many(400, 40));
    let runs = [begin(&one, &["--grace", "0"], &storage.keys()), begin(&other, &["--grace", "0"], &storage.keys())];
    let ends = runs.map(|run| run.wait_with_output().expect("an end"));
    let found = storage.published("ys");
    assert!([0, 40].iter().any(|edition| found == with_list(&many(400, *edition))), "it is one of the two");
    assert!(ends.iter().any(|end| end.status.success()), "{}{}", said(&ends[0]), said(&ends[1]));
    for end in ends.iter().filter(|end| !end.status.success()) {
        assert!(said(end).contains("another deploy is under way"), "{}", said(end));
    }
    publish(&one, &many(600, 80));
    let mut killed = begin(&one, &["--grace", "0"], &storage.keys());
    sleep(Duration::from_millis(1500));
    killed.kill().expect("killed");
    killed.wait().expect("an end");
    let run = deploy(&other, &["--grace", "0"], &storage.keys());
    assert!(run.code == 3 && run.stderr.contains("you can deploy again in 10 minutes"), "{}", run.stderr);
    assert_eq!(deploy(&one, &["--grace", "0"], &storage.keys()).code, 0, "its own machine need not wait");
    assert!(storage.published("ys") == with_list(&many(600, 80)));
}
