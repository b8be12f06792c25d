//! `.ci/pages`: a site is published on a branch byte for byte, again only where something changed, and never over anything
//! else.

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{Site, repository};

fn git(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Publishes a site to the bare repository beside it, with git set up as somebody might have it.
fn publish(site: &Site) -> Output {
    let hosting = site.path("hosting.git");
    if !hosting.exists() {
        git(&site.path(""), &["init", "--quiet", "--bare", "hosting.git"]);
    }
    Command::new(repository().join(".ci/pages"))
        .args([hosting.to_str().expect("a path"), "gh-pages"])
        .env("MINGBAI", env!("CARGO_BIN_EXE_mingbai"))
        .env("ROOT", site.path(""))
        .env("HOME", site.path("home"))
        .env("GIT_DIR", site.path("somebody-elses"))
        .output()
        .expect("a run")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
#[cfg(unix)]
fn a_branch_is_published_byte_for_byte_and_only_where_the_site_changed() {
    let site = Site::sound()
        .file("content/caizheng/2024/budget/a.txt", "one\r\ntwo\r\n")
        .file("content/caizheng/2024/budget/b.zip", [0, 1, 2])
        .file("home/.gitconfig", "[core]\n\tautocrlf = input\n\texcludesFile = ~/ignored\n")
        .file("home/ignored", "*.zip\n");
    assert_eq!(said(&publish(&site)), "published on gh-pages");
    let hosting = site.path("hosting.git");
    let shown = |path: &str| git(&hosting, &["show", &format!("gh-pages:{path}")]);
    assert_eq!(shown("d/caizheng/2024/budget/files/a.txt"), b"one\r\ntwo\r\n");
    assert_eq!(shown("d/caizheng/2024/budget/files/b.zip"), [0, 1, 2]);
    assert_eq!(said(&publish(&site)), "unchanged");
    let site = site.budget("revenue: {total: 7.25}\n");
    assert_eq!(said(&publish(&site)), "published on gh-pages");
    assert!(String::from_utf8_lossy(&shown("d/caizheng/2024/budget/index.html")).contains("7.25"));
    assert_eq!(git(&hosting, &["rev-list", "--count", "gh-pages"]), b"2\n", "what was published stays reachable");
    assert!(!site.path("somebody-elses").exists(), "nobody else's repository is touched");
}

#[test]
#[cfg(unix)]
fn a_branch_with_anything_else_is_left_alone() {
    let site = Site::sound().file("other/thesis.txt", "years of work");
    git(&site.path(""), &["init", "--quiet", "--bare", "hosting.git"]);
    let other = site.path("other");
    git(&other, &["init", "--quiet", "-b", "gh-pages"]);
    git(&other, &["add", "."]);
    git(&other, &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "work"]);
    git(&other, &["push", "--quiet", "../hosting.git", "gh-pages"]);
    let output = publish(&site);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("left alone"));
    assert_eq!(git(&site.path("hosting.git"), &["show", "gh-pages:thesis.txt"]), b"years of work");
    let site = Site::sound().file("hosting.git", "no repository");
    assert!(!publish(&site).status.success() && site.path("hosting.git").is_file());
}
