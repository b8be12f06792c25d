//! `mingbai deploy` to directories, branches and servers: exactly the site, in order, whatever happens meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::deploying::{Published, begin, deploy, deploy_and_kill, in_folder, many, publish, said, site, with_list};
use crate::harness::{SITE, Site, tree};

const DIRECTORY: &str = "[deploy.server]\nkind = \"directory\"\npath = \"www\"\n";

fn few(names: &[&str]) -> Published {
    names.iter().map(|name| ((*name).to_owned(), format!("{name}\n").into_bytes())).collect()
}

#[test]
fn a_built_site_is_deployed_to_a_directory_and_again_only_where_it_changed() {
    let site = Site::sound().file(
        "site.toml",
        format!("{SITE}\n[deploy.server]\n\"类型\" = \"文件夹\"\n\"路径\" = \"www\"\n\"宽限\" = \"0\"\n"),
    );
    site.build();
    let run = deploy(&site, &["--dry-run"], &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines[0].contains("  new  1 data  ") && lines[lines.len() - 1].contains("  new  3 manifests  "),
        "{}",
        run.stdout
    );
    assert!(run.stderr.starts_with("dry run, nothing changed at server: "), "{}", run.stderr);
    assert!(!site.path("www").exists());
    let run = deploy(&site, &[], &[]);
    assert!(
        run.code == 0 && run.stdout.is_empty() && run.stderr.contains("deployed to server: 51 files uploaded ("),
        "{}",
        run.stderr
    );
    assert_eq!(in_folder(&site.path("www")), in_folder(&site.path("public")));
    let beside = tree(&site.path("www")).into_iter().map(|(path, _)| path).filter(|path| path.starts_with('.'));
    assert_eq!(beside.collect::<Vec<_>>(), [".mingbai-deploy.json", ".mingbai-site"], "the lock is gone");
    let run = deploy(&site, &[], &[]);
    assert_eq!(run.stderr, "deployed to server: 0 files uploaded (0 B), 51 unchanged\n");
    let site = site.budget("revenue: {total: 7.25}\n");
    site.build();
    let planned: Value = serde_json::from_str(&deploy(&site, &["-n", "--format", "json"], &[]).stdout).expect("JSON");
    let done: Value = serde_json::from_str(&deploy(&site, &["--format", "json"], &[]).stdout).expect("JSON");
    assert_eq!(planned["put"], done["put"], "what was planned is what was done");
    let put = done["put"].as_array().expect("a list");
    assert!(put.iter().any(|put| put["path"] == "d/caizheng/2024/budget/index.html" && put["change"] == "replaced"));
    assert!(put.len() < 51, "{}", put.len());
    assert_eq!(in_folder(&site.path("www")), in_folder(&site.path("public")));
    let run = site.run(&["deploy", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    assert_eq!(site.run(&["deploy"]).stderr, "已发布到 server：上传 0 个文件（0 B），58 个未变\n");
}

#[test]
fn ten_thousand_files_killed_at_random_and_run_again_are_exactly_the_site() {
    let large = site(DIRECTORY);
    let files = many(10_000, 0);
    publish(&large, &files);
    let kills = deploy_and_kill(&large, &["--grace", "0"], &[], 400);
    assert!(kills > 0, "it was never killed");
    assert!(in_folder(&large.path("www")) == with_list(&files), "killed {kills} times");
    // What was killed in the middle and is given up leaves nothing of itself.
    let small = site(DIRECTORY);
    for edition in 0..8 {
        publish(&small, &many(500, edition * 50));
        let mut child = begin(&small, &["--grace", "0", "--max-deletions", "500"], &[]);
        std::thread::sleep(std::time::Duration::from_millis(60 + 40 * u64::try_from(edition).expect("few")));
        let _ = child.kill();
        child.wait().expect("an end");
    }
    publish(&small, &many(500, 25));
    assert_eq!(deploy(&small, &["--grace", "0", "--max-deletions", "500"], &[]).code, 0);
    assert!(in_folder(&small.path("www")) == with_list(&many(500, 25)));
}

#[test]
fn two_deploys_at_once_do_not_mix() {
    let one = site(DIRECTORY);
    let www = one.path("www").display().to_string();
    let other = site(&DIRECTORY.replace("\"www\"", &format!("\"{www}\"")));
    publish(&one, &many(3000, 0));
    publish(&other, &many(3000, 40));
    let runs = [begin(&one, &["--grace", "0"], &[]), begin(&other, &["--grace", "0"], &[])];
    let ends = runs.map(|run| run.wait_with_output().expect("an end"));
    let found = in_folder(Path::new(&www));
    assert!([0, 40].iter().any(|edition| found == with_list(&many(3000, *edition))), "it is one of the two");
    assert!(ends.iter().any(|end| end.status.success()));
    for end in ends.iter().filter(|end| !end.status.success()) {
        assert!(end.status.code() == Some(3) && said(end).contains("another deploy is under way"), "{}", said(end));
    }
}

#[test]
fn what_is_left_over_stays_for_a_day_and_too_many_deletions_change_nothing() {
    let site = site(DIRECTORY);
    publish(&site, &few(&["index.html", "old.html"]));
    deploy(&site, &[], &[]);
    publish(&site, &few(&["index.html"]));
    let run = deploy(&site, &[], &[]);
    assert_eq!(
        run.stderr,
        "deployed to server: 0 files uploaded (0 B), 1 unchanged, 1 left over, to be deleted after 1 day\n"
    );
    assert!(site.path("www/old.html").exists());
    let run = deploy(&site, &["--grace", "0"], &[]);
    assert_eq!(run.stderr, "deployed to server: 0 files uploaded (0 B), 1 unchanged, 1 deleted\n");
    assert!(!site.path("www/old.html").exists());
    publish(&site, &many(300, 0));
    deploy(&site, &[], &[]);
    let before = tree(&site.path("www"));
    publish(&site, &many(100, 0));
    let run = deploy(&site, &[], &[]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("error[too-many-deletions]")
            && run.stderr.contains("take 200 files away, more than the limit of 100"),
        "{}",
        run.stderr
    );
    assert!(tree(&site.path("www")) == before);
    assert_eq!(deploy(&site, &["--max-deletions", "200"], &[]).code, 0);
}

#[test]
fn a_file_that_somebody_changed_at_the_target_is_put_right_where_that_is_asked_for() {
    let site = site(DIRECTORY);
    let files = few(&["index.html", "a.css"]);
    publish(&site, &files);
    deploy(&site, &[], &[]);
    fs::write(site.path("www/index.html"), "somebody's").expect("written");
    fs::remove_file(site.path("www/a.css")).expect("removed");
    assert!(deploy(&site, &[], &[]).stderr.contains("2 unchanged"));
    assert!(deploy(&site, &["--fresh"], &[]).stderr.contains("2 files uploaded"));
    assert_eq!(in_folder(&site.path("www")), with_list(&files));
}

#[test]
fn only_a_whole_site_goes_and_only_to_a_place_that_is_ours() {
    let place = site(DIRECTORY);
    let refused = |place: &Site, code: &str| {
        let run = deploy(place, &[], &[]);
        assert!(run.code == 3 && run.stderr.contains(&format!("error[{code}]")), "{code}: {}", run.stderr);
    };
    refused(&place, "not-a-site");
    publish(&place, &few(&["index.html"]));
    fs::write(place.path("public/index.html"), "half").expect("written");
    refused(&place, "site-not-whole");
    publish(&place, &few(&["index.html"]));
    let place = place.file("www/thesis.txt", "years of work");
    refused(&place, "target-not-ours");
    assert_eq!(tree(&place.path("www")), [("thesis.txt".to_owned(), b"years of work".to_vec())]);
    // Who only looks leaves alone where another deploy may be at work.
    fs::create_dir(place.path("www/.mingbai-deploy")).expect("made");
    let run = deploy(&place, &["--dry-run"], &[]);
    assert!(run.code == 3 && place.path("www/.mingbai-deploy").is_dir(), "{}", run.stderr);
    fs::remove_dir(place.path("www/.mingbai-deploy")).expect("removed");
    // A lock is nobody's signature; what a killed deploy may have left is no reason to refuse.
    let place = place.file("www/.mingbai-deploy.lock", "");
    refused(&place, "target-not-ours");
    assert_eq!(fs::read(place.path("www/thesis.txt")).expect("a file"), b"years of work");
    fs::remove_file(place.path("www/thesis.txt")).expect("removed");
    let run = deploy(&place, &[], &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(in_folder(&place.path("www")), with_list(&few(&["index.html"])));
    for path in [".", "public", "public/x", "content"] {
        let place = site(&DIRECTORY.replace("\"www\"", &format!("\"{path}\"")));
        publish(&place, &few(&["index.html"]));
        refused(&place, "target-in-site");
    }
}

#[test]
#[cfg(unix)]
fn a_link_in_the_target_leads_nowhere() {
    let site = site(DIRECTORY).file("outside/a", "theirs");
    publish(&site, &few(&["index.html"]));
    deploy(&site, &[], &[]);
    std::os::unix::fs::symlink(site.path("outside"), site.path("www/d")).expect("a link");
    publish(&site, &few(&["index.html", "d/a"]));
    let run = deploy(&site, &[], &[]);
    assert!(run.code == 3 && run.stderr.contains("cannot write"), "{}", run.stderr);
    assert_eq!(fs::read(site.path("outside/a")).expect("a file"), b"theirs");
}

#[test]
fn which_target_is_meant_is_never_guessed() {
    let one = site("");
    publish(&one, &few(&["index.html"]));
    let told = |site: &Site, arguments: &[&str]| {
        let run = deploy(site, arguments, &[]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        run.stderr
    };
    assert!(told(&one, &[]).contains("error[no-target]"));
    let two = site(&format!("{DIRECTORY}[deploy.backup]\nkind = \"directory\"\npath = \"b\"\n"));
    publish(&two, &few(&["index.html"]));
    assert!(told(&two, &[]).contains("help: name one of them: backup, server"));
    assert!(told(&two, &["sever"]).contains("do you mean “server”?"));
    assert_eq!(deploy(&two, &["backup"], &[]).code, 0);
    assert!(two.path("b/index.html").exists() && !two.path("www").exists());
}

#[test]
fn a_secret_in_the_settings_is_refused_and_not_shown() {
    for line in [
        "secret_access_key = \"hunter2secret\"",
        "\"密钥\" = \"hunter2secret\"",
        "token = \"hunter2secret\"",
        "endpoint = \"https://user:hunter2secret@example.org\"",
    ] {
        let site = site(&format!("[deploy.oss]\nkind = \"oss\"\nbucket = \"ys\"\nregion = \"cn-hangzhou\"\n{line}\n"));
        publish(&site, &few(&["index.html"]));
        for arguments in [vec!["deploy"], vec!["check"], vec!["build"], vec!["deploy", "--format", "json"]] {
            let run = site.run(&arguments);
            let told = run.stdout + &run.stderr;
            assert!(run.code == 1 && told.contains("secret-in-settings"), "{told}");
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A branch as files.
fn branch(repository: &Path) -> Published {
    let names = git(repository, &["ls-tree", "-r", "-z", "--name-only", "gh-pages"]);
    let show = |name: &str| {
        let output = Command::new("git").arg("-C").arg(repository).args(["show", &format!("gh-pages:{name}")]).output();
        (name.to_owned(), output.expect("git").stdout)
    };
    names.split('\0').filter(|name| !name.is_empty()).map(show).collect()
}

const BRANCH: &str = "[deploy.pages]\nkind = \"git\"\nremote = \"hosting.git\"\n";

#[test]
fn a_branch_is_published_byte_for_byte_in_one_commit_a_deploy() {
    let site = site(BRANCH)
        .file("home/.gitconfig", "[core]\n\tautocrlf = input\n\texcludesFile = ~/ignored\n")
        .file("home/ignored", "*.zip\n");
    let hosting = site.path("hosting.git");
    git(&site.path(""), &["init", "--quiet", "--bare", "hosting.git"]);
    let home = site.path("home").display().to_string();
    let elsewhere = site.path("somebody-elses").display().to_string();
    let surroundings = [("HOME", home.as_str()), ("GIT_DIR", elsewhere.as_str())];
    let mut files = few(&["index.html", "b.zip", "d/数据.csv"]);
    files.insert("a.txt".to_owned(), b"one\r\ntwo\r\n".to_vec());
    publish(&site, &files);
    let run = deploy(&site, &[], &surroundings);
    assert!(run.code == 0 && run.stderr.starts_with("deployed to pages: 4 files uploaded"), "{}", run.stderr);
    let whole = |files: &Published| {
        let ours = [(".mingbai-site", "ours"), (".nojekyll", "")].map(|(path, text)| (path.to_owned(), text.into()));
        with_list(files).into_iter().chain(ours).collect::<BTreeMap<_, Vec<u8>>>()
    };
    assert_eq!(branch(&hosting), whole(&files));
    assert!(deploy(&site, &[], &surroundings).stderr.contains("0 files uploaded (0 B), 4 unchanged"));
    assert_eq!(git(&hosting, &["rev-list", "--count", "gh-pages"]), "1\n");
    // Its host's own file stays; what the site no longer has goes with the commit.
    let clone = site.path("clone").display().to_string();
    git(&site.path(""), &["clone", "--quiet", "--branch", "gh-pages", "hosting.git", "clone"]);
    fs::write(Path::new(&clone).join("CNAME"), "ys.example.gov.cn\n").expect("written");
    git(Path::new(&clone), &["add", "."]);
    git(Path::new(&clone), &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "domain"]);
    git(Path::new(&clone), &["push", "--quiet"]);
    files.remove("b.zip");
    publish(&site, &files);
    let run = deploy(&site, &["--dry-run"], &surroundings);
    assert!(
        run.stdout.contains("deleted  last  b.zip") && run.stderr.contains("1 to delete"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(deploy(&site, &[], &surroundings).stderr.contains("1 deleted"));
    let mut expected = whole(&files);
    expected.insert("CNAME".to_owned(), b"ys.example.gov.cn\n".to_vec());
    assert_eq!(branch(&hosting), expected);
    assert_eq!(git(&hosting, &["rev-list", "--count", "gh-pages"]), "3\n", "what was published stays reachable");
    assert!(!site.path("somebody-elses").exists(), "nobody else's repository is touched");
}

#[test]
fn a_branch_of_somebody_else_is_left_alone_and_two_at_once_do_not_mix() {
    let site = site(BRANCH).file("other/thesis.txt", "years of work");
    git(&site.path(""), &["init", "--quiet", "--bare", "hosting.git"]);
    let other = site.path("other");
    git(&other, &["init", "--quiet", "-b", "gh-pages"]);
    git(&other, &["add", "."]);
    git(&other, &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "work"]);
    git(&other, &["push", "--quiet", "../hosting.git", "gh-pages"]);
    publish(&site, &few(&["index.html"]));
    let run = deploy(&site, &[], &[]);
    assert!(run.code == 3 && run.stderr.contains("error[target-not-ours]"), "{}", run.stderr);
    assert_eq!(branch(&site.path("hosting.git")).len(), 1);
    git(&site.path("hosting.git"), &["update-ref", "-d", "refs/heads/gh-pages"]);
    let hosting = site.path("hosting.git").display().to_string();
    let second = crate::deploying::site(&BRANCH.replace("hosting.git", &hosting));
    publish(&site, &many(500, 0));
    publish(&second, &many(500, 40));
    let ends = [begin(&site, &[], &[]), begin(&second, &[], &[])].map(|run| run.wait_with_output().expect("an end"));
    assert!(ends.iter().any(|end| end.status.success()), "{}{}", said(&ends[0]), said(&ends[1]));
    for end in ends.iter().filter(|end| !end.status.success()) {
        assert!(said(end).contains("error[deploy-overtaken]"), "{}", said(end));
    }
    let mut found = branch(&site.path("hosting.git"));
    found.retain(|path, _| !path.starts_with('.'));
    assert!([0, 40].iter().any(|edition| found == with_list(&many(500, *edition))), "it is one of the two");
}

#[test]
#[cfg(unix)]
fn a_server_is_reached_by_rsync() {
    use std::os::unix::fs::PermissionsExt as _;
    if Command::new("rsync").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "rsync is needed: tests/run installs it");
        eprintln!("not tested: rsync is not installed");
        return;
    }
    // A shell in the place of ssh, which leaves the host out and runs the rest here.
    let site = site("[deploy.www]\nkind = \"rsync\"\nremote = \"deploy@example.gov.cn:TARGET/a b\"\n")
        .file("shell", "#!/bin/sh\nwhile [ \"$1\" = -l ]; do shift 2; done\nshift\nexec sh -c \"$*\"\n");
    let target = site.path("www").display().to_string();
    let settings = fs::read_to_string(site.path("site.toml")).expect("a file").replace("TARGET", &target);
    let site = site.file("site.toml", settings);
    fs::set_permissions(site.path("shell"), fs::Permissions::from_mode(0o755)).expect("a program");
    let shell = site.path("shell").display().to_string();
    let environment = [("RSYNC_RSH", shell.as_str())];
    let www = site.path("www/a b");
    for edition in [0, 50] {
        let files = many(1000, edition);
        publish(&site, &files);
        let run = deploy(&site, &["--grace", "0"], &environment);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(in_folder(&www) == with_list(&files), "{}", run.stderr);
    }
    let run = deploy(&site, &["--grace", "0"], &environment);
    assert_eq!(run.stderr, "deployed to www: 0 files uploaded (0 B), 1000 unchanged\n");
    publish(&site, &many(2000, 90));
    let kills = deploy_and_kill(&site, &["--grace", "0", "--fresh"], &environment, 150);
    assert!(kills > 0 && in_folder(&www) == with_list(&many(2000, 90)), "killed {kills} times");
    publish(&site, &few(&["index.html"]));
    fs::remove_dir_all(&www).expect("removed");
    fs::create_dir_all(&www).expect("a folder");
    fs::write(www.join("thesis.txt"), "years of work").expect("a file");
    assert!(deploy(&site, &[], &environment).stderr.contains("error[target-not-ours]"));
    assert_eq!(tree(&www).len(), 1);
}
