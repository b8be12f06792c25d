//! What tests of `mingbai deploy` share: sites that need no build, targets, and a kill at a random moment.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use mingbai::fingerprint::Fingerprint;
use mingbai::sums;

use crate::harness::{Run, Site, command, run_in, tree};

/// Files by their paths.
pub type Published = BTreeMap<String, Vec<u8>>;

/// Puts a site in `public` as a build would, with its marker and its list of sums.
pub fn publish(site: &Site, files: &Published) {
    let public = site.path("public");
    let _ = fs::remove_dir_all(&public);
    let list = sums::write(files.iter().map(|(path, bytes)| (path.as_str(), Fingerprint::of_bytes(bytes))));
    let more = [("SHA256SUMS", list.as_bytes()), (".mingbai-site", b"ours")];
    for (path, bytes) in files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).chain(more) {
        let place = public.join(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        fs::write(place, bytes).expect("a file");
    }
}

/// A site of many small files, of which each edition has some of its own.
pub fn many(count: usize, edition: usize) -> Published {
    let file = |number: usize| {
        let path = match number % 4 {
            0 => format!("d/{}/{number}/index.html", number % 97),
            1 => format!("d/{}/{number}/data.csv", number % 97),
            2 => format!("search/data/{:016x}.bin", number * 7919),
            _ => format!("y/{number}/数据 {number}.json"),
        };
        let text = if number.is_multiple_of(10) { format!("{number} of {edition}") } else { number.to_string() };
        (path, text.into_bytes())
    };
    (edition..count + edition).map(file).collect()
}

/// What is published: the site, and the list that names its files.
pub fn with_list(files: &Published) -> Published {
    let list = sums::write(files.iter().map(|(path, bytes)| (path.as_str(), Fingerprint::of_bytes(bytes))));
    files.clone().into_iter().chain([("SHA256SUMS".to_owned(), list.into_bytes())]).collect()
}

/// The site in a folder, without what deploys keep beside it.
pub fn in_folder(folder: &Path) -> Published {
    tree(folder).into_iter().filter(|(path, _)| !path.starts_with(".mingbai-")).collect()
}

/// A folder with a `site.toml` that names targets.
pub fn site(targets: &str) -> Site {
    Site::empty().file("site.toml", format!("title = \"测试\"\nfooter = \"none\"\n{targets}"))
}

/// Deploys, in English, with keys or without.
pub fn deploy(site: &Site, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let arguments = [&["deploy", "--lang", "en"], arguments].concat();
    run_in(&site.path(""), &arguments, environment)
}

/// Begins to deploy.
pub fn begin(site: &Site, arguments: &[&str], environment: &[(&str, &str)]) -> Child {
    let arguments = [&["deploy", "--lang", "en"], arguments].concat();
    let mut command = command(&site.path(""), &arguments, environment);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run")
}

/// Deploys until that comes to its end, each time killing it after a while that is another each time and grows; how often
/// it was killed.
pub fn deploy_and_kill(site: &Site, arguments: &[&str], environment: &[(&str, &str)], mut pause: u64) -> usize {
    let mut kills = 0;
    loop {
        let mut child = begin(site, arguments, environment);
        sleep(Duration::from_millis(pause));
        if let Some(status) = child.try_wait().expect("a state") {
            let said = said(&child.wait_with_output().expect("an end"));
            assert!(status.success(), "{said}");
            return kills;
        }
        child.kill().expect("killed");
        child.wait().expect("an end");
        kills += 1;
        pause += pause * 3 / 4 + (u64::try_from(kills).expect("few") * 37) % 53;
    }
}

/// What a run said to people.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
