//! Where a site may be hosted, and how much each host takes.

use crate::diagnostic::{Problem, Term};
use crate::model::field::{Keyword, keyword};

keyword! {
    /// A host of static sites.
    pub enum Host = "托管" {
        /// GitHub Pages.
        GitHubPages = "github-pages" | "GitHub Pages";
        /// GitLab Pages, on gitlab.com.
        GitLabPages = "gitlab-pages" | "GitLab Pages";
        /// Cloudflare Pages, on its free plan.
        CloudflarePages = "cloudflare-pages" | "Cloudflare Pages";
        /// A server or a storage without such limits.
        Own = "own" | "自有";
    }
}

/// How much a host takes, as it documents: files, bytes in all, bytes of one file. `None` where it names no limit.
struct Limits {
    files: Option<u64>,
    bytes: Option<u64>,
    largest: Option<u64>,
}

/// What a site asks of its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Demand {
    /// Files.
    pub files: u64,
    /// Bytes in all of them.
    pub bytes: u64,
    /// Bytes in the largest.
    pub largest: u64,
}

impl Host {
    /// docs.github.com “GitHub Pages limits”; docs.gitlab.com “GitLab.com settings”; developers.cloudflare.com “Limits”.
    fn limits(self) -> Limits {
        let none = Limits { files: None, bytes: None, largest: None };
        match self {
            Self::GitHubPages => Limits { bytes: Some(1_000_000_000), largest: Some(100 << 20), ..none },
            Self::GitLabPages => Limits { files: Some(200_000), bytes: Some(1 << 30), ..none },
            Self::CloudflarePages => Limits { files: Some(20_000), largest: Some(25 << 20), ..none },
            Self::Own => none,
        }
    }

    /// What comes near a limit of the host, or goes beyond it; where no host is named, of any host in the table.
    pub fn strained(host: Option<Self>, demand: Demand) -> Vec<Problem> {
        let hosts = Self::ALL.iter().map(|(other, _)| *other).filter(|other| host.is_none_or(|host| host == *other));
        hosts
            .flat_map(|host| {
                let Limits { files, bytes, largest } = host.limits();
                [
                    ("host-files", files, demand.files),
                    ("host-bytes", bytes, demand.bytes),
                    ("host-largest", largest, demand.largest),
                ]
                .into_iter()
                .filter_map(move |(what, limit, found)| Some((host, what, limit?, found)))
            })
            // Four fifths of it: a year's notice, for an archive of a few years.
            .filter(|(_, _, limit, found)| found.saturating_mul(5) >= limit.saturating_mul(4))
            .map(|(host, what, limit, found)| Problem::HostLimit {
                host: host.chinese().to_owned(),
                what: Term(what),
                found: said(what, found.div_ceil(MEGABYTE), found),
                limit: said(what, limit / MEGABYTE, limit),
            })
            .collect()
    }
}

const MEGABYTE: u64 = 1_000_000;

/// A number of files as it is, a size in MB.
fn said(what: &str, megabytes: u64, number: u64) -> String {
    if what == "host-files" { number.to_string() } else { format!("{megabytes} MB") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_told_before_it_is_reached_and_only_by_the_host_that_is_used() {
        let told = |host, files, bytes, largest| {
            Host::strained(host, Demand { files, bytes, largest })
                .into_iter()
                .filter_map(|problem| match problem {
                    Problem::HostLimit { host, found, limit, .. } => Some(format!("{host}: {found} of {limit}")),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        assert!(told(None, 15_999, 799_999_999, 20_000_000).is_empty());
        assert_eq!(told(None, 16_000, 0, 0), ["Cloudflare Pages: 16000 of 20000"]);
        assert_eq!(told(None, 0, 1 << 30, 0), ["GitHub Pages: 1074 MB of 1000 MB", "GitLab Pages: 1074 MB of 1073 MB"]);
        assert_eq!(told(Some(Host::CloudflarePages), 0, 1 << 40, 30 << 20), ["Cloudflare Pages: 32 MB of 26 MB"]);
        assert!(told(Some(Host::Own), 1 << 40, 1 << 50, 1 << 40).is_empty());
    }
}
