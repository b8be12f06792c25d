//! From the path of an address to a file of the site, and to nothing else.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::files::is_safe_name;

/// What is at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// A folder, whose address ends with a slash.
    Folder,
    /// Nothing that is served.
    Nothing,
}

/// Looks for what is at a path below the site, without the slash that it begins with.
///
/// Each name in it is one that a build may give to a file: none that is hidden, as our markers are, none that leads up,
/// and none that means something else to some system, however it is written. Links do not lead out.
pub fn find(site: &Path, path: &str) -> Place {
    let (folders, last) = path.rsplit_once('/').map_or((None, path), |(folders, last)| (Some(folders), last));
    let mut place = site.to_owned();
    let last = if last.is_empty() { "index.html" } else { last };
    for name in folders.into_iter().flat_map(|folders| folders.split('/')).chain([last]) {
        let Ok(name) = percent_decode_str(name).decode_utf8() else { return Place::Nothing };
        if !is_safe_name(&name) {
            return Place::Nothing;
        }
        place.push(name.as_ref());
    }
    let (Ok(site), Ok(place)) = (site.canonicalize(), place.canonicalize()) else { return Place::Nothing };
    if !place.starts_with(&site) {
        Place::Nothing
    } else if place.is_dir() {
        Place::Folder
    } else if place.is_file() {
        Place::File(place)
    } else {
        Place::Nothing
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_files_of_the_site_are_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("d/x")).expect("a folder");
        fs::create_dir_all(site.join(".hidden")).expect("a folder");
        for file in ["index.html", "d/x/index.html", "d/x/预算.pdf", ".mingbai-site", ".hidden/a.txt", "../secret.txt"]
        {
            fs::write(site.join(file), "x").expect("a file");
        }
        let is_file = |path: &str| matches!(find(&site, path), Place::File(_));
        for path in ["", "index.html", "d/x/", "d/x/index.html", "d/x/预算.pdf", "d/x/%E9%A2%84%E7%AE%97.pdf"] {
            assert!(is_file(path), "{path}");
        }
        assert_eq!(find(&site, "d/x"), Place::Folder);
        for path in [
            ".mingbai-site",
            "%2emingbai-site",
            ".hidden/a.txt",
            "../secret.txt",
            "d/../index.html",
            "d/%2e%2e/index.html",
            "d%2f..%2f..%2fsecret.txt",
            "%2e%2e%2fsecret.txt",
            "..%5csecret.txt",
            "..\\secret.txt",
            "/index.html",
            "//",
            "d//x/",
            "index.html/",
            "index.html%00",
            "%ff",
            "/etc/passwd",
            "%2fetc%2fpasswd",
            "C:/x",
            "d/",
            "./index.html",
            "index.html.",
            "index.html%20",
            "%252e%252e/secret.txt",
        ] {
            assert_eq!(find(&site, path), Place::Nothing, "{path}");
        }
        // Wherever it is published, as in a folder that is itself hidden, a site is found.
        assert!(matches!(find(&site.join(".hidden"), "a.txt"), Place::File(_)));
    }

    #[test]
    #[cfg(unix)]
    fn links_do_not_lead_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        fs::create_dir_all(&site).expect("a folder");
        fs::write(folder.path().join("secret.txt"), "x").expect("a file");
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), site.join("a.txt")).expect("a link");
        std::os::unix::fs::symlink(folder.path(), site.join("up")).expect("a link");
        for path in ["a.txt", "up/secret.txt", "up"] {
            assert_eq!(find(&site, path), Place::Nothing, "{path}");
        }
    }
}
