//! Output: the same bytes whatever the threads, all or nothing, and nothing of anybody else's touched.

use std::fs;

use crate::harness::{BUDGET, Site, command, repository, run_in, tree};

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let out = Site::empty();
    for archive in [repository(), repository().join("tests/archives/pingxiang")] {
        let root = archive.to_string_lossy().into_owned();
        let mut trees = Vec::new();
        for (folder, jobs) in [("one", "1"), ("many", "8"), ("again", "3")] {
            let target = out.path(folder).to_string_lossy().into_owned();
            let run = run_in(
                &archive,
                &["build", "--root", &root, "--out", &target, "--jobs", jobs, "--quiet"],
                &[("TZ", "Asia/Shanghai")],
            );
            assert_eq!(run.code, 0, "{}", run.stderr);
            trees.push(tree(&out.path(folder)));
        }
        assert!(trees[0].len() > 5);
        assert!(trees[0] == trees[1] && trees[1] == trees[2], "the same bytes");
    }
}

#[test]
fn a_build_replaces_the_whole_site_and_leaves_nothing_beside_it() {
    let site = Site::sound().file("content/caizheng/2023/budget.yaml", BUDGET);
    site.build();
    assert!(site.path("public/d/caizheng/2023/budget/index.html").exists());
    fs::remove_dir_all(site.path("content/caizheng/2023")).expect("removed");
    site.build();
    assert!(!site.path("public/d/caizheng/2023").exists());
    assert!(!site.path(".public.staging").exists() && !site.path(".public.previous").exists());
}

#[test]
fn a_failed_build_leaves_the_published_site_untouched() {
    let site = Site::sound();
    site.build();
    let before = tree(&site.path("public"));
    let site = site.budget("revenue: {total: abc}\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("没有生成网站，原有的网站保持不变"), "{}", run.stderr);
    assert_eq!(tree(&site.path("public")), before);
    assert!(!site.path(".public.staging").exists());
}

#[test]
fn a_directory_without_our_marker_is_never_touched() {
    let site = Site::sound().file("public/thesis.docx", "years of work");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("output-not-ours"), "{}", run.stderr);
    assert_eq!(tree(&site.path("public")).len(), 1);
    for leftover in [".public.staging", ".public.previous"] {
        let site = Site::sound().file(&format!("{leftover}/thesis.docx"), "years of work");
        assert_eq!(site.run(&["build"]).code, 3, "{leftover}");
        assert!(site.path(leftover).join("thesis.docx").exists());
    }
}

#[test]
fn an_empty_directory_is_filled() {
    let site = Site::sound();
    fs::create_dir(site.path("public")).expect("a folder");
    site.build();
    assert!(site.path("public/index.html").exists());
}

#[test]
fn the_sources_are_never_the_output() {
    let site = Site::sound();
    for out in [".", "content", "content/caizheng/2024/public", "..", "nowhere/../content/new", "theme"] {
        let run = site.run(&["build", "--out", out]);
        assert_eq!((run.code, run.stderr.contains("output-in-sources")), (3, true), "{out}: {}", run.stderr);
    }
    assert!(site.path("content/caizheng/2024/budget.yaml").exists());
}

#[test]
fn a_site_that_was_moved_aside_by_a_killed_build_is_put_back() {
    let site = Site::sound();
    site.build();
    let before = tree(&site.path("public"));
    fs::rename(site.path("public"), site.path(".public.previous")).expect("the state between the two last steps");
    let site = site.budget("revenue: {total: abc}\n");
    assert_eq!(site.run(&["build"]).code, 1);
    assert_eq!(tree(&site.path("public")), before);
}

#[test]
fn builds_killed_at_any_moment_leave_a_whole_site() {
    let mut site = Site::sound();
    for year in 2000..2060 {
        site =
            site.file(&format!("content/caizheng/{year}/budget.yaml"), format!("{BUDGET}revenue: {{total: {year}}}\n"));
    }
    site.build();
    let files = tree(&site.path("public")).len();
    for delay in 0..12 {
        let mut child = command(&site.path(""), &["build", "--quiet"], &[]).spawn().expect("a build");
        std::thread::sleep(std::time::Duration::from_millis(delay * 3));
        let _ = child.kill();
        child.wait().expect("an end");
        let whole = |folder: &str| tree(&site.path(folder)).len() == files;
        assert!(whole("public") || whole(".public.previous"), "after {delay}");
        assert!(site.run(&["build", "--quiet"]).code == 0 && whole("public"));
    }
}

#[test]
#[cfg(unix)]
fn an_output_that_cannot_be_written_is_a_failure_and_not_a_finding() {
    let site = Site::sound().file("blocked", "a file where a folder should be");
    let run = site.run(&["build", "--out", "blocked/public"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("cannot-write"), "{}", run.stderr);
}

#[test]
fn a_site_that_was_half_removed_by_a_killed_build_is_still_ours() {
    for leftover in [".public.previous", ".public.staging"] {
        let site = Site::sound();
        site.build();
        let files = tree(&site.path("public")).len();
        // The marker is removed last, so whatever a kill leaves has it.
        let site = site.file(&format!("{leftover}/.mingbai-site"), "").file(&format!("{leftover}/d/x.html"), "x");
        assert_eq!(site.run(&["build"]).code, 0, "{leftover}");
        assert_eq!(tree(&site.path("public")).len(), files);
        assert!(!site.path(leftover).exists());
    }
}

#[test]
#[cfg(unix)]
fn the_lock_neither_follows_a_link_nor_empties_a_file() {
    let site = Site::sound().file("precious", "years of work");
    std::os::unix::fs::symlink(site.path("precious"), site.path(".public.lock")).expect("a link");
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stderr.contains("lock-in-the-way")), (3, true), "{}", run.stderr);
    assert_eq!(fs::read_to_string(site.path("precious")).expect("the file"), "years of work");
    let site = Site::sound().file(".public.lock", "kept");
    site.build();
    assert_eq!(fs::read_to_string(site.path(".public.lock")).expect("the file"), "kept");
}

#[test]
fn two_builds_at_once_do_not_write_one_site() {
    let mut site = Site::sound();
    for year in 2000..2080 {
        site = site.file(&format!("content/caizheng/{year}/budget.yaml"), BUDGET);
    }
    let mut builds: Vec<_> =
        (0..4).map(|_| command(&site.path(""), &["build", "--quiet"], &[]).spawn().expect("a build")).collect();
    let codes: Vec<_> = builds.iter_mut().map(|build| build.wait().expect("an end").code()).collect();
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 3))) && codes.contains(&Some(0)), "{codes:?}");
    let files = tree(&site.path("public"));
    site.build();
    assert!(tree(&site.path("public")) == files);
}
