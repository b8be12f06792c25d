//! A branch of a git repository as a target, by the installed `git`: one commit a deploy, pushed whole or not at all.
//!
//! Git works on a repository of its own beside the site, whatever the caller's is set to. Whoever was faster is not
//! overwritten: a push that does not follow on what was there is refused.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::deploy::plan::{Plan, State, There};
use crate::deploy::rsync::{complaint, failed, no_program};
use crate::deploy::site::Site;
use crate::deploy::{Done, Wish};
use crate::diagnostic::Problem;
use crate::model::deploy::GitTarget;
use crate::progress::Progress;
use crate::publish::{MARKER, remove};
use crate::sums::{self, SUMS};

/// Files on the branch that belong to its host, and stay: the name of the site's domain.
const KEPT: &str = "CNAME";

/// Says to Pages hosting that files are served as they are.
const AS_IT_IS: &str = ".nojekyll";

/// What the branch holds now, in our own repository.
const THERE: &str = "refs/mingbai/there";

/// What somebody's surroundings may say of another repository.
const SURROUNDINGS: [&str; 12] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// A repository of our own, whose files are those of the site.
struct Repository<'s> {
    folder: PathBuf,
    site: &'s Path,
}

impl<'s> Repository<'s> {
    fn new(site: &'s Path, workplace: &Path) -> Result<Self, Problem> {
        let folder = workplace.join("git");
        remove(&folder).map_err(|diagnostic| diagnostic.problem)?;
        let repository = Self { folder, site };
        let made = git().args(["init", "--quiet", "--bare"]).arg(&repository.folder).output();
        let made = made.map_err(|error| no_program("git", &error))?;
        if !made.status.success() {
            return Err(failed("git init", complaint(&made.stderr, &COMPLAINTS)));
        }
        // What is published is what was built, byte for byte.
        let info = repository.folder.join("info");
        let written = fs::create_dir_all(&info)
            .and_then(|()| fs::write(info.join("attributes"), "* -text -filter -ident -working-tree-encoding\n"))
            .and_then(|()| fs::write(repository.folder.join("nothing"), ""));
        written.map_err(|error| failed("git", error.to_string()))?;
        Ok(repository)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = git();
        let nothing = self.folder.join("nothing");
        let set = |key: &str, value: &OsStr| {
            let mut setting = std::ffi::OsString::from(format!("{key}="));
            setting.push(value);
            setting
        };
        command.arg("-c").arg(set("core.excludesFile", nothing.as_os_str()));
        command.arg("-c").arg(set("core.attributesFile", nothing.as_os_str()));
        for setting in [
            "core.autocrlf=false",
            "core.safecrlf=false",
            "core.bare=false",
            "core.fileMode=false",
            "core.logAllRefUpdates=false",
            "gc.auto=0",
            "commit.gpgSign=false",
            "user.name=mingbai",
            "user.email=mingbai@localhost",
        ] {
            command.args(["-c", setting]);
        }
        command.arg("--git-dir").arg(&self.folder).arg("--work-tree").arg(self.site);
        // Nobody is asked for a password: whoever deploys has an agent, a helper or a key.
        command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C").stdin(Stdio::null()).args(arguments);
        command
    }

    /// Runs git; what it printed, or all that it said was wrong.
    fn try_run(&self, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Problem> {
        let output = self.command(arguments).output().map_err(|error| no_program("git", &error))?;
        if output.status.success() {
            Ok(Ok(output.stdout))
        } else {
            Ok(Err(String::from_utf8_lossy(&output.stderr).into_owned()))
        }
    }

    fn run(&self, arguments: &[&str]) -> Result<String, Problem> {
        let name = format!("git {}", arguments.first().copied().unwrap_or_default());
        let printed =
            self.try_run(arguments)?.map_err(|said| failed(&name, complaint(said.as_bytes(), &COMPLAINTS)))?;
        Ok(String::from_utf8_lossy(&printed).trim().to_owned())
    }

    /// A file of a commit.
    fn file(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        Ok(self.try_run(&["cat-file", "blob", &format!("{commit}:{path}")])?.ok())
    }
}

/// Git, with nothing of what its surroundings say of another repository.
fn git() -> Command {
    let mut command = Command::new("git");
    for name in SURROUNDINGS {
        command.env_remove(name);
    }
    // A name is a name, whatever signs are in it.
    command.env("GIT_LITERAL_PATHSPECS", "1");
    command
}

/// What git says is wrong begins with one of these words.
const COMPLAINTS: [&str; 3] = ["fatal:", "error:", "remote:"];

/// The address of the repository: of a remote of the site's own repository, of a folder, or as it is written.
fn address(root: &Path, remote: &str) -> Result<String, Problem> {
    if remote.starts_with('-') {
        return Err(Problem::UnsafePath { path: remote.to_owned() });
    }
    let named = git().arg("-C").arg(root).args(["remote", "get-url", "--", remote]).output();
    let named = named.map_err(|error| no_program("git", &error))?;
    let printed = String::from_utf8_lossy(&named.stdout);
    let url = if named.status.success() { printed.trim().to_owned() } else { remote.to_owned() };
    let folder = root.join(&url);
    let place = if folder.is_dir() { folder.canonicalize().ok() } else { None };
    Ok(place.map_or(url, |place| place.display().to_string()))
}

/// Publishes a site on a branch.
pub fn deploy(
    root: &Path,
    site: &Site,
    target: &GitTarget,
    workplace: &Path,
    wish: &Wish,
    progress: &Progress,
) -> Result<Done, Problem> {
    let remote = address(root, &target.remote)?;
    let name = target.branch.as_deref().unwrap_or("gh-pages");
    let branch = format!("refs/heads/{name}");
    let folder = std::path::absolute(site.folder()).map_err(|error| failed("git", error.to_string()))?;
    let repository = Repository::new(&folder, workplace)?;
    let mut parent = None;
    let mut list = None;
    if !repository.run(&["ls-remote", "--", &remote, &branch])?.is_empty() {
        repository.run(&["fetch", "--quiet", "--depth=1", "--", &remote, &format!("+{branch}:{THERE}")])?;
        if repository.file(THERE, MARKER)?.is_none() {
            return Err(Problem::TargetNotOurs { marker: MARKER.to_owned() });
        }
        list = repository.file(THERE, SUMS)?;
        parent = Some(repository.run(&["rev-parse", "--verify", THERE])?);
    }
    let sums = list.and_then(|list| String::from_utf8(list).ok()).and_then(|list| sums::read(&list).ok());
    let there = There { sums: sums.unwrap_or_default(), state: State::default() };
    let plan = Plan::new(&site.files, &there, wish.now, wish.grace, wish.doubt);
    wish.check(&plan, &there)?;
    if wish.dry_run {
        return Ok(Done::new(site, plan));
    }
    progress.expect(site.files.len());
    let tree = tree(&repository, site, parent.as_deref())?;
    for path in site.files.keys() {
        // A build may have been at work while git read the files.
        site.check(path)?;
        progress.step();
    }
    if let Some(parent) = &parent
        && repository.run(&["rev-parse", &format!("{parent}^{{tree}}")])? == tree
    {
        return Ok(Done::new(site, plan));
    }
    let mut commit = vec!["commit-tree", &tree, "-m", "Publish the site"];
    commit.extend(parent.iter().flat_map(|parent| ["-p", parent.as_str()]));
    let commit = repository.run(&commit)?;
    let expected = format!("--force-with-lease={branch}:{}", parent.unwrap_or_default());
    match repository.try_run(&["push", "--quiet", &expected, "--", &remote, &format!("{commit}:{branch}")])? {
        Ok(_) => Ok(Done::new(site, plan)),
        // Somebody else was faster.
        Err(said) if ["stale info", "rejected", "cannot lock ref"].iter().any(|words| said.contains(words)) => {
            Err(Problem::DeployOvertaken {})
        }
        Err(said) => Err(failed("git push", complaint(said.as_bytes(), &COMPLAINTS))),
    }
}

/// Writes the tree that the branch will show: the site, and what belongs to its host.
fn tree(repository: &Repository<'_>, site: &Site, parent: Option<&str>) -> Result<String, Problem> {
    // Whatever else lies in the folder is not the site's.
    let list = repository.folder.join("list");
    let paths: Vec<&str> = site.files.keys().map(String::as_str).chain([SUMS, MARKER]).collect();
    fs::write(&list, paths.join("\0")).map_err(|error| failed("git add", error.to_string()))?;
    let list = format!("--pathspec-from-file={}", list.display());
    repository.run(&["add", "--force", &list, "--pathspec-file-nul"])?;
    let empty =
        repository.run(&["hash-object", "-w", "--", &repository.folder.join("nothing").display().to_string()])?;
    repository.run(&["update-index", "--add", "--cacheinfo", &format!("100644,{empty},{AS_IT_IS}")])?;
    if let Some(parent) = parent
        && let Ok(kept) = repository.try_run(&["rev-parse", "--verify", "--quiet", &format!("{parent}:{KEPT}")])?
    {
        let kept = String::from_utf8_lossy(&kept).trim().to_owned();
        repository.run(&["update-index", "--add", "--cacheinfo", &format!("100644,{kept},{KEPT}")])?;
    }
    repository.run(&["write-tree"])
}
