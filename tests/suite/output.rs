//! Output: the same bytes whatever the threads, whole after a kill, and nothing of anybody else's touched.

use std::fs;

use mingbai::fingerprint::Fingerprint;
use mingbai::sums::{self, SUMS};

use crate::harness::{BUDGET, DEPARTMENT, Site, command, repository, run_in, tree};

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
fn what_is_no_longer_part_of_the_site_goes_and_nothing_is_left_over() {
    let site = Site::sound().file("content/caizheng/2023/budget.yaml", BUDGET);
    site.build();
    assert!(site.path("public/d/caizheng/2023/budget/index.html").exists());
    fs::remove_dir_all(site.path("content/caizheng/2023")).expect("removed");
    site.build();
    assert!(!site.path("public/d/caizheng/2023").exists());
    assert_eq!(beside(&site), [".mingbai-build", "cache", "lock", "words"]);
}

/// What a build leaves in the folder beside the published site.
fn beside(site: &Site) -> Vec<String> {
    let entries = fs::read_dir(site.path(".public.build")).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
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
    assert_eq!(beside(&site), [".mingbai-build", "cache", "lock", "words"]);
}

#[test]
fn a_directory_without_our_marker_is_never_touched() {
    let site = Site::sound().file("public/thesis.docx", "years of work");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("output-not-ours"), "{}", run.stderr);
    assert_eq!(tree(&site.path("public")).len(), 1);
    let site = Site::sound().file(".public.build/thesis.docx", "years of work");
    assert_eq!(site.run(&["build"]).code, 3);
    assert!(site.path(".public.build/thesis.docx").exists());
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

/// A file of a site: where it is, and what it holds.
type Held = (String, Vec<u8>);

/// The files of a site's search index, and its other files but the list of all of them.
fn parts(site: &[Held]) -> (Vec<&Held>, Vec<&Held>) {
    site.iter().filter(|(path, _)| path != SUMS).partition(|(path, _)| path.starts_with("search/data/"))
}

/// Whether a site's list of sums names all of its files as they are.
fn is_listed(site: &[Held]) -> bool {
    let listed = site.iter().find(|(path, _)| path == SUMS).map(|(_, list)| String::from_utf8_lossy(list).into_owned());
    let files = site.iter().filter(|(path, _)| path != SUMS && path != ".mingbai-site");
    let list = sums::write(files.map(|(path, bytes)| (path.as_str(), Fingerprint::of_bytes(bytes))));
    listed.is_some_and(|listed| listed == list)
}

#[test]
fn a_hundred_builds_killed_at_any_moment_leave_no_torn_site() {
    // Two states of the archive that differ in every page and in which pages there are.
    let state = |title: &str, years: std::ops::Range<u16>| {
        let mut site = Site::empty()
            .file("site.toml", format!("title = \"{title}\"\n"))
            .file("content/caizheng/department.yaml", DEPARTMENT);
        for year in years {
            let budget = format!("{BUDGET}revenue: {{total: {year}}}\n");
            site = site.file(&format!("content/caizheng/{year}/budget.yaml"), budget);
        }
        site
    };
    let states = [state("甲", 2000..2030), state("乙", 2010..2040), state("甲", 2000..2031)];
    let out = Site::empty();
    let target = |name: &str| out.path(name).to_string_lossy().into_owned();
    let build = |state: &Site, name: &str| {
        let run = state.run(&["build", "--quiet", "--out", &target(name)]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    };
    for (number, state) in states.iter().enumerate() {
        build(state, &format!("whole{number}"));
    }
    let whole: Vec<_> = (0..states.len()).map(|number| tree(&out.path(&format!("whole{number}")))).collect();
    build(&states[0], "public");
    let began = std::time::Instant::now();
    build(&states[1], "public");
    let mut usual = began.elapsed();
    build(&states[0], "public");
    let mut published = 0;
    let (mut old, mut new, mut unfinished) = (0, 0, 0);
    for round in 0..102_u32 {
        let next = usize::try_from(round % 3).expect("a small number");
        let mut child = command(&states[next].path(""), &["build", "--quiet", "--out", &target("public")], &[])
            .spawn()
            .expect("a build");
        // Spread over the whole of a build and a bit more, in no order.
        std::thread::sleep(usual.mul_f64(f64::from(round * 7_919 % 102) / 80.0));
        let _ = child.kill();
        child.wait().expect("an end");
        // The search index follows the pages: it may be that of the state before, and is whole itself.
        let is = |number: usize| {
            let site = if out.path("public").exists() { tree(&out.path("public")) } else { Vec::new() };
            let (index, pages) = parts(&site);
            is_listed(&site) && pages == parts(&whole[number]).1 && whole.iter().any(|whole| parts(whole).0 == index)
        };
        let is_under_way = out.path(".public.build/plan").exists();
        if is(next) {
            if next != published {
                new += 1;
                usual = usual.mul_f64(0.95);
            }
            published = next;
        } else if is(published) && !is_under_way {
            old += 1;
            // The machine may have become busier since a build was timed.
            usual = usual.mul_f64(1.05);
        } else {
            // A plan of which nothing is carried out yet counts, too: the next build will carry it out.
            assert!(is_under_way, "round {round}: neither old nor new, and nothing to finish");
            unfinished += 1;
            // Any next build makes it whole, even one that is no good.
            let broken = Site::sound().budget("revenue: {total: abc}\n");
            assert_eq!(broken.run(&["build", "--quiet", "--out", &target("public")]).code, 1);
            assert!(is(next), "round {round}: not finished");
            published = next;
        }
    }
    build(&states[1], "public");
    assert!(tree(&out.path("public")) == whole[1]);
    assert!(old > 5 && new > 5, "kills early and late: {old} old, {new} new, {unfinished} finished later");
}

#[test]
fn a_site_that_made_way_for_one_that_never_came_is_put_back() {
    let site = Site::sound();
    site.build();
    let whole = tree(&site.path("public"));
    fs::rename(site.path("public"), site.path(".public.build/previous")).expect("moved");
    let site = site.budget("revenue: {total: abc}\n");
    assert_eq!(site.run(&["build"]).code, 1);
    assert!(tree(&site.path("public")) == whole);
}

#[test]
fn what_is_no_plan_is_not_carried_out() {
    let built = Site::sound();
    built.build();
    let whole = tree(&built.path("public"));
    let marked =
        |site: Site| site.file(".public.build/.mingbai-build", "").file(".public.build/site/.mingbai-site", "");
    for plan in [vec![0; 40], b"\x01\x00\x00".to_vec(), b"{}".to_vec(), Vec::new()] {
        let site = marked(Site::sound()).file(".public.build/plan", plan);
        site.build();
        let site = site.file(".public.build/plan", vec![0; 64]).file(".public.build/site/.mingbai-site", "");
        let site = site.budget("revenue: {total: abc}\n");
        assert_eq!(site.run(&["build"]).code, 1);
        assert!(tree(&site.path("public")) == whole);
        assert_eq!(beside(&site), [".mingbai-build", "cache", "lock", "words"]);
    }
    // Something else where a plan, a staged site, or the one before should be.
    for name in ["plan", "site", "previous"] {
        let site = marked(Site::sound());
        let place = site.path(".public.build").join(name);
        if name == "site" {
            fs::remove_dir_all(&place).expect("removed");
            fs::write(&place, "").expect("a file");
        } else {
            fs::create_dir_all(place.join("x")).expect("a folder");
        }
        site.build();
        assert!(tree(&site.path("public")) == whole, "{name}");
    }
}

#[test]
#[cfg(unix)]
fn a_workplace_that_is_a_link_or_somebodys_site_is_not_used() {
    let site = Site::sound().file("other/.mingbai-site", "").file("other/site/index.html", "a page");
    fs::rename(site.path("other"), site.path(".public.build")).expect("moved");
    assert!(site.run(&["build"]).stderr.contains("output-not-ours"));
    fs::rename(site.path(".public.build"), site.path("other")).expect("moved");
    std::os::unix::fs::symlink(site.path("other"), site.path(".public.build")).expect("a link");
    assert!(site.run(&["build"]).stderr.contains("output-not-ours"));
    assert_eq!(fs::read_to_string(site.path("other/site/index.html")).expect("a page"), "a page");
}

#[test]
#[cfg(unix)]
fn who_may_read_the_site_is_for_its_owner_to_say() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |site: &Site, path: &str| fs::metadata(site.path(path)).expect("it").permissions().mode() & 0o777;
    let set = |site: &Site, path: &str, mode| {
        fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).expect("set");
    };
    let site = Site::sound().file("content/caizheng/2024/budget/a.pdf", "%PDF");
    set(&site, "content/caizheng/2024/budget/a.pdf", 0o600);
    site.build();
    let page = mode(&site, "public/index.html");
    assert_eq!(
        mode(&site, "public/d/caizheng/2024/budget/files/a.pdf"),
        page,
        "an attachment is published like a page"
    );
    set(&site, "public", 0o750);
    let site = site.file("site.toml", "title = \"另一个\"\nfooter = \"none\"\n");
    site.build();
    assert_eq!(mode(&site, "public"), 0o750);
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
#[cfg(unix)]
fn nothing_beside_the_site_follows_a_link() {
    for (name, code) in [("lock", "lock-in-the-way"), ("cache", ""), ("cache.new", ""), ("plan.new", ""), ("site", "")]
    {
        let site = Site::sound().file("precious/file", "years of work").file(".public.build/.mingbai-build", "");
        let target = if name == "site" { "precious" } else { "precious/file" };
        std::os::unix::fs::symlink(site.path(target), site.path(".public.build").join(name)).expect("a link");
        let run = site.run(&["build"]);
        assert_eq!(run.code, if code.is_empty() { 0 } else { 3 }, "{name}: {}", run.stderr);
        assert!(run.stderr.contains(code), "{}", run.stderr);
        assert_eq!(fs::read_to_string(site.path("precious/file")).expect("the file"), "years of work", "{name}");
        assert_eq!(fs::read_dir(site.path("precious")).expect("the folder").count(), 1, "{name}");
    }
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
