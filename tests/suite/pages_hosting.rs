//! `.ci/pages`: the sample of a repository is published on a branch, and again only where something changed.

use std::path::Path;
use std::process::Command;

use crate::harness::{BUDGET, Site, repository};

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
#[cfg(unix)]
fn a_branch_is_published_and_changes_only_where_the_site_does() {
    let site = Site::sound();
    git(&site.path(""), &["init", "--quiet", "--bare", "hosting.git"]);
    let hosting = site.path("hosting.git");
    let publish = || {
        let output = Command::new(repository().join(".ci/pages"))
            .args([hosting.to_str().expect("a path"), "gh-pages"])
            .env("MINGBAI", env!("CARGO_BIN_EXE_mingbai"))
            .env("ROOT", site.path(""))
            .output()
            .expect("a run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
    };
    let shown = |path: &str| git(&hosting, &["show", &format!("gh-pages:{path}")]);
    assert_eq!(publish(), "published on gh-pages");
    assert!(shown("d/caizheng/2024/budget/index.html").contains("2024年部门预算"));
    assert_eq!(publish(), "unchanged");
    std::fs::write(site.path("content/caizheng/2024/budget.yaml"), format!("{BUDGET}revenue: {{total: 7.25}}\n"))
        .expect("written");
    assert_eq!(publish(), "published on gh-pages");
    assert!(shown("d/caizheng/2024/budget/index.html").contains("7.25"));
    assert_eq!(git(&hosting, &["rev-list", "--count", "gh-pages"]).trim(), "2", "what was published stays reachable");
}
