//! A site in a temporary folder, and runs of the program on it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The least `site.toml`; that a disclosure of two lines lacks statements need not be told in every test.
pub const SITE: &str =
    "title = \"测试县预决算公开\"\nfooter = \"none\"\ncheck = { rules = { E1 = \"off\", E3 = \"off\" } }\n";
/// The least department.
pub const DEPARTMENT: &str = "名称: 测试县财政局\n";
/// The least disclosure.
pub const BUDGET: &str = "title: 2024年部门预算\nunit: 万元\n";

/// A site in a folder of its own, which goes when this does.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A sound site with one department (`caizheng`) and one budget of 2024.
    pub fn sound() -> Self {
        Self::empty()
            .file("site.toml", SITE)
            .file("content/caizheng/department.yaml", DEPARTMENT)
            .file("content/caizheng/2024/budget.yaml", BUDGET)
    }

    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// Writes a file.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        fs::write(place, bytes).expect("a file");
        self
    }

    /// Writes a file of a site that stays.
    pub fn file_at(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(path), bytes).expect("a file");
        self
    }

    /// Appends to the budget of 2024.
    pub fn budget(self, more: &str) -> Self {
        self.file("content/caizheng/2024/budget.yaml", format!("{BUDGET}{more}"))
    }

    /// Where a file of the site is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A published file's text.
    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs the program in the site's folder, in Chinese unless the arguments say otherwise.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.folder.path(), arguments, &[("LC_ALL", "zh_CN.UTF-8")])
    }

    /// Does the same with a text on the program's standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = command(self.folder.path(), arguments, &[("LC_ALL", "zh_CN.UTF-8")]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a run");
        child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("sent");
        Run::of(child.wait_with_output().expect("an end"))
    }

    /// Builds the site, which must succeed without a word of complaint.
    pub fn build(&self) -> &Self {
        let run = self.run(&["build", "--quiet"]);
        assert_eq!((run.code, run.stderr.as_str(), run.stdout.as_str()), (0, "", ""));
        self
    }

    /// The codes of all problems, in the order in which they are told, with file and line.
    pub fn problems(&self) -> Vec<String> {
        let run = self.run(&["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a JSON report");
        let problems = report["problems"].as_array().expect("a list").iter();
        problems
            .map(|problem| {
                let line = problem["line"].as_u64().map_or(String::new(), |line| format!(":{line}"));
                let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
                format!("{} {}{line}", text("code"), text("file"))
            })
            .collect()
    }
}

/// What a run of the program left behind.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
    /// What it said to people.
    pub stderr: String,
}

impl Run {
    fn of(Output { status, stdout, stderr }: Output) -> Self {
        Self {
            code: status.code().expect("an exit code"),
            stdout: String::from_utf8(stdout).expect("UTF-8"),
            stderr: String::from_utf8(stderr).expect("UTF-8"),
        }
    }
}

/// Runs the program in a folder.
pub fn run_in(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    Run::of(command(folder, arguments, environment).output().expect("a run"))
}

/// The program, ready to run.
pub fn command(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.current_dir(folder).args(arguments).env_remove("LC_ALL").env_remove("LANG").env_remove("LANGUAGE");
    command.env_remove("NO_COLOR").envs(environment.iter().copied());
    command
}

/// Every file below a folder with its bytes, in order.
pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("a path below");
            files.push((path.to_string_lossy().into_owned(), fs::read(entry.path()).expect("bytes")));
        }
    }
    files
}

/// Whether a published file is a page.
pub fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// The repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
