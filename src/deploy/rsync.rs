//! A server as a target, by the installed `rsync`, which puts each file aside and moves it in when it is whole.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::deploy::site::{File, Site};
use crate::deploy::{LOCK, Store, Watch};
use crate::diagnostic::{Problem, Reason};
use crate::publish::remove;

/// The program.
const PROGRAM: &str = "rsync";

/// A folder that `rsync` reaches.
pub struct Rsync {
    /// The folder as `rsync` writes it, with a slash at its end.
    remote: String,
    /// The site's own folder, from which a relative path counts.
    root: PathBuf,
    /// A folder for what goes there and comes from there.
    scratch: PathBuf,
}

impl Rsync {
    /// The folder.
    pub fn new(root: &Path, remote: &str, workplace: &Path) -> Result<Self, Problem> {
        if remote.starts_with('-') {
            return Err(Problem::UnsafePath { path: remote.to_owned() });
        }
        let root = std::path::absolute(root).map_err(|error| failed(remote, error.to_string()))?;
        let scratch = workplace.join("rsync");
        let scratch = std::path::absolute(&scratch).map_err(|error| failed(remote, error.to_string()))?;
        Ok(Self { remote: format!("{}/", remote.trim_end_matches('/')), root, scratch })
    }

    /// Runs the program, with a list of files if there is one; what it printed.
    fn run(&self, arguments: &[OsString], list: Option<&[&str]>) -> Result<String, Problem> {
        let mut command = Command::new(PROGRAM);
        command.current_dir(&self.root).env("LC_ALL", "C");
        command.args(list.iter().flat_map(|_| ["--from0", "--files-from=-"])).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| no_program(PROGRAM, &error))?;
        if let Some(mut input) = child.stdin.take() {
            // A program that ended early says why.
            let _ = input.write_all(list.unwrap_or_default().join("\0").as_bytes());
        }
        let output = child.wait_with_output().map_err(|error| failed(&self.remote, error.to_string()))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(failed(&self.remote, complaint(&output.stderr, &["rsync:", "ssh:", "rsync error:"])))
    }

    /// A new, empty folder for one use.
    fn scratch(&self, name: &str) -> Result<PathBuf, Problem> {
        let folder = self.scratch.join(name);
        remove(&folder).map_err(|diagnostic| diagnostic.problem)?;
        fs::create_dir_all(&folder).map_err(|error| failed(&self.remote, error.to_string()))?;
        Ok(folder)
    }

    /// Sends files of a folder. What is there already with the same content is not sent again.
    fn send(&self, folder: &Path, more: &[&str], list: &[&str]) -> Result<(), Problem> {
        let mut arguments: Vec<OsString> =
            ["--checksum", "--chmod=D755,F644", "--perms", "--mkpath"].map(Into::into).to_vec();
        arguments.extend(more.iter().map(Into::into));
        arguments.push("--".into());
        arguments.push(folder.join("").into());
        arguments.push((&self.remote).into());
        self.run(&arguments, Some(list)).map(drop)
    }

    fn send_one(&self, path: &str, bytes: &[u8], more: &[&str]) -> Result<(), Problem> {
        let folder = self.scratch("out")?;
        fs::write(folder.join(path), bytes).map_err(|error| failed(path, error.to_string()))?;
        self.send(&folder, more, &[path])
    }
}

/// The name in a line of a listing, behind the rights, the size, the day and the time.
fn listed_name(line: &str) -> Option<&str> {
    (0..4).try_fold(line, |rest, _| rest.trim_start().split_once(' ').map(|(_, rest)| rest))
}

impl Store for Rsync {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        let folder = self.scratch("in")?;
        // A folder that is not there yet is as one without the file.
        let arguments = ["--ignore-missing-args", "--"].map(Into::into);
        let arguments = [&arguments[..], &[(&self.remote).into(), folder.join("").into()]].concat();
        match self.run(&arguments, Some(&[path])) {
            Ok(_) => Ok(fs::read(folder.join(path)).ok()),
            Err(Problem::TargetFailed { reason: Reason::Text(text), .. }) if text.contains("No such file") => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    fn is_empty(&self) -> Result<bool, Problem> {
        match self.run(&["--list-only".into(), "--".into(), (&self.remote).into()], None) {
            // That of the folder itself is a dot.
            Ok(listed) => Ok(listed.lines().filter_map(listed_name).all(|name| name == "." || name == LOCK)),
            Err(Problem::TargetFailed { reason: Reason::Text(text), .. }) if text.contains("No such file") => Ok(true),
            Err(problem) => Err(problem),
        }
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Problem> {
        // Two at the same moment may both do it. Who wrote last is seen when the file is read again.
        self.send_one(path, bytes, &["--ignore-existing"]).map(|()| true)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        self.send_one(path, bytes, &[])
    }

    fn holds(&self, _: &str, _: &File) -> Result<bool, Problem> {
        // It is seen when files are sent.
        Ok(false)
    }

    fn put(&self, site: &Site, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        if paths.is_empty() {
            return Ok(());
        }
        self.send(site.folder(), &[], paths)?;
        watch.each(paths, |path| site.check(path))
    }

    fn remove(&self, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        if paths.is_empty() {
            return Ok(());
        }
        // What is named and is not here is taken away there; only the folders that it is in are here.
        let nothing = self.scratch("nothing")?;
        for folder in paths.iter().filter_map(|path| Path::new(path).parent()) {
            fs::create_dir_all(nothing.join(folder)).map_err(|error| failed(&self.remote, error.to_string()))?;
        }
        self.send(&nothing, &["--delete-missing-args"], paths)?;
        watch.each(paths, |_| Ok(()))
    }
}

/// The problem that a program cannot be run.
pub fn no_program(program: &str, error: &std::io::Error) -> Problem {
    if error.kind() == std::io::ErrorKind::NotFound {
        return Problem::NoProgram { program: program.to_owned() };
    }
    failed(program, error.to_string())
}

/// The problem that something did not work, in the words of the program that was run.
pub fn failed(what: &str, reason: String) -> Problem {
    Problem::TargetFailed { what: what.to_owned(), reason: Reason::Text(reason) }
}

/// What a program says is wrong: the first line that begins with one of these words, else the first one.
pub fn complaint(bytes: &[u8], words: &[&str]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.clone().find(|line| words.iter().any(|word| line.starts_with(word))).or_else(|| lines.next());
    line.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_name_is_all_that_stands_behind_the_time() {
        for (line, name) in [
            ("drwxr-xr-x          4,096 2026/01/31 08:00:00 .", Some(".")),
            ("-rw-r--r--              0 2026/01/31 08:00:00 x .mingbai-deploy.lock", Some("x .mingbai-deploy.lock")),
            ("", None),
        ] {
            assert_eq!(listed_name(line), name, "{line}");
        }
    }
}
