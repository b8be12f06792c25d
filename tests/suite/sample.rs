//! The sample archive in `content/`: it builds without a complaint, and every link in it leads somewhere.

use mingbai::media::{content_type, ending};

use crate::harness::{Site, is_page, repository, run_in};
use crate::pages::broken_links;

#[test]
fn the_sample_site_builds_and_holds_together() {
    let out = Site::empty();
    let target = out.path("site").to_string_lossy().into_owned();
    let run = run_in(&repository(), &["build", "--out", &target, "--lang", "en"], &[]);
    assert_eq!((run.code, run.stderr.lines().count()), (0, 1), "{}", run.stderr);
    assert_eq!(broken_links(&out.path("site")), Vec::<String>::new());
    for (path, bytes) in crate::harness::tree(&out.path("site")) {
        // Hosts are told what each file is; only the marker and the pieces of the search index are no kind of their own.
        let is_plain = path == ".mingbai-site" || (path.starts_with("search/data/") && ending(&path) == "bin");
        assert_eq!(content_type(&path, &bytes) == "application/octet-stream", is_plain, "{path}");
        if is_page(&path) {
            assert!(
                String::from_utf8_lossy(&bytes).contains("均为虚构，不代表任何真实地区"),
                "{path} is marked as sample data"
            );
        }
    }
}
