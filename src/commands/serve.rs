//! `mingbai serve`: a preview on this computer that shows every change as it is saved.

use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, ArgMatches, Command};
use tokio::sync::oneshot;

use crate::build::{Wish, build};
use crate::commands::build::tell;
use crate::commands::{
    Outcome, Talk, as_of_option, in_parallel, jobs_option, named, number, print, root_option, valued, verb,
};
use crate::config;
use crate::diagnostic::{self, Diagnostic, Problem, Report, Severity};
use crate::files::io_reason;
use crate::language::{Catalogue, Fact};
use crate::model::rule::Stop;
use crate::progress::Progress;
use crate::publish::{self, Changes as Published, Hold};
use crate::serve::{Board, Changes, Places, Server, Texts, Watcher, folder, listen};

/// How many problems are told one by one in the browser; the terminal has all of them.
const SHOWN: usize = 20;

/// How long a search index waits behind its pages: they are shown meanwhile, and the next change may make it futile.
const REST: Duration = Duration::from_millis(500);

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let option =
        |name: &'static str| Arg::new(name).long(name).help(catalogue.say(&format!("option-serve-{name}"), &[]));
    verb("serve", catalogue)
        .arg(root_option(catalogue))
        .arg(named(option("out").short('o'), "folder", catalogue).value_parser(clap::value_parser!(PathBuf)))
        .arg(valued(option("port").short('p'), "port", catalogue, |text| number(text, 0..=u16::MAX)))
        .arg(valued(option("base"), "base", catalogue, base))
        .arg(option("open").action(ArgAction::SetTrue))
        .arg(option("poll").action(ArgAction::SetTrue))
        .arg(as_of_option(catalogue))
        .arg(jobs_option(catalogue))
}

/// A path between slashes, of plain names.
fn base(path: &str) -> Option<String> {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    let is_plain = |name: &&str| {
        !name.starts_with('.') && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-._~".contains(&letter))
    };
    names.iter().all(is_plain).then(|| names.iter().fold("/".to_owned(), |path, name| format!("{path}{name}/")))
}

/// Serves the site until somebody ends it.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let begun = Preview::begin(matches, talk);
    let (server, preview) = match begun {
        Ok(begun) => begun,
        Err(failure) => {
            let is_no_site = matches!(failure.problem, Problem::NoSiteFile { .. });
            talk.problems(&[failure], false);
            return if is_no_site { Outcome::Content } else { Outcome::Failed };
        }
    };
    let address = server.address().to_string();
    let (is_here, builder) = oneshot::channel::<Infallible>();
    // Not waited for at the end: a build that is cut short does no harm, which the next one finds.
    thread::spawn(move || {
        preview.keep_up(&address);
        drop(is_here);
    });
    if server.until_stopped(builder) { Outcome::Fine } else { Outcome::Failed }
}

/// Builds the site whenever a source changes.
struct Preview {
    places: Places,
    matches: ArgMatches,
    talk: Talk,
    board: Board,
    watcher: Watcher,
    changes: Changes,
    /// The problems that were told last, which are not told again as long as they are the same.
    told: Option<Vec<Diagnostic>>,
    _hold: Hold,
}

impl Preview {
    /// Takes everything that a preview needs, and answers at once, though there may be nothing to show yet.
    fn begin(matches: &ArgMatches, talk: &Talk) -> Result<(Server, Self), Diagnostic> {
        let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
        let port = matches.get_one::<u16>("port").copied();
        let cannot_listen = |error: io::Error| {
            let port = port.unwrap_or_default().to_string();
            Diagnostic::in_file("127.0.0.1", Problem::CannotListen { port, reason: io_reason(&error) })
        };
        let listener = listen(port).map_err(cannot_listen)?;
        // Before anything is made in the folder, it must be one, and a site's.
        let (watcher, changes, warning) = Watcher::new(&root, matches.get_flag("poll"))?;
        if let Some(missing) = config::missing(&root) {
            return Err(missing);
        }
        let output = matches.get_one::<PathBuf>("out").cloned().map_or_else(|| folder(&root), Ok)?;
        let hold = publish::hold(&root, &output)?;
        talk.problems(warning.as_slice(), false);
        let places = Places { root, site: hold.output.clone() };
        let base = matches.get_one::<String>("base").cloned().unwrap_or_else(|| "/".to_owned());
        let board = Board::default();
        let server = Server::start(listener, places.clone(), base, board.clone(), texts(&talk.catalogue));
        let server = server.map_err(cannot_listen)?;
        let (matches, talk) = (matches.clone(), talk.again());
        Ok((server, Self { places, matches, talk, board, watcher, changes, told: None, _hold: hold }))
    }

    /// Builds, says where the site is, and builds again with every change, for as long as changes are told.
    fn keep_up(mut self, address: &str) {
        let mut is_first = true;
        loop {
            self.changes.forget();
            match self.watcher.refresh() {
                Ok(warning) => self.talk.problems(warning.as_slice(), false),
                Err(failure) => return self.talk.problems(&[failure], false),
            }
            self.build(is_first);
            if is_first {
                print(&format!("{address}\n"));
                self.open(address);
            }
            is_first = false;
            if !self.changes.wait() {
                return;
            }
        }
    }

    fn open(&self, address: &str) {
        if self.matches.get_flag("open")
            && let Err(error) = open::that_detached(address)
        {
            let problem = Problem::NoBrowser { reason: io_reason(&error) };
            self.talk.problems(&[Diagnostic::in_file(address, problem)], false);
        }
    }

    fn build(&mut self, is_first: bool) {
        let started = Instant::now();
        let progress = if is_first { self.talk.progress("building") } else { Progress::silent() };
        let as_of = self.matches.get_one("as-of").copied();
        let wish = Wish { is_fresh: false, as_of, overtaken: Some(&self.changes.pending) };
        let mut problems = Vec::new();
        let mut pages = Published::default();
        let (board, talk, pending) = (&self.board, &self.talk, &*self.changes.pending);
        let published = |changes: Published| {
            pages = changes;
            board.built(changes.written + changes.removed > 0);
            progress.finish();
            talk.summary(&said(changes, started, &talk.catalogue));
            if !is_first {
                rest(pending);
            }
        };
        let Places { root, site } = &self.places;
        let built = in_parallel(&self.matches, || build(root, site, wish, &progress, &mut problems, published));
        let built = built.and_then(|built| built);
        progress.finish();
        diagnostic::sort(&mut problems);
        match built {
            Ok(Some(built)) => {
                if built.changes != pages {
                    self.board.indexed();
                }
                self.tell(problems, Stop::Never);
            }
            Ok(None) => {
                let stop = if diagnostic::stops(&problems) { Stop::Never } else { Stop::Warning };
                self.fail(problems, stop);
            }
            Err(failure) => {
                problems.push(failure);
                self.fail(problems, Stop::Never);
            }
        }
    }

    /// Tells at the terminal what is new of it.
    fn tell(&mut self, problems: Vec<Diagnostic>, stop: Stop) {
        if self.told.as_ref() != Some(&problems) {
            tell(&problems, stop, &self.talk);
            self.told = Some(problems);
        }
    }

    /// Tells why there is nothing newer to show, unless a change that is waiting may have mended it.
    fn fail(&mut self, problems: Vec<Diagnostic>, stop: Stop) {
        if self.changes.are_pending() {
            return;
        }
        self.board.failed(shown(&problems, stop, &self.talk.catalogue));
        self.tell(problems, stop);
        self.talk.summary(&self.talk.catalogue.say("serve-not-built", &[]));
    }
}

/// Leaves the machine to the browser for a while, or until something has changed.
fn rest(pending: &AtomicBool) {
    let began = Instant::now();
    while began.elapsed() < REST && !pending.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(10));
    }
}

/// What a build did, in one line.
fn said(changes: Published, started: Instant, catalogue: &Catalogue) -> String {
    let facts = [
        ("written", Fact::from(changes.written)),
        ("removed", Fact::from(changes.removed)),
        ("seconds", Fact::from(format!("{:.2}", started.elapsed().as_secs_f64()))),
    ];
    let id = if changes.written + changes.removed > 0 { "serve-built" } else { "serve-unchanged" };
    catalogue.say(id, &facts)
}

/// The problems that keep a site from being built, as the browser shows them: plain text, and no more than anyone reads.
fn shown(problems: &[Diagnostic], stop: Stop, catalogue: &Catalogue) -> String {
    let is_why = |problem: &&Diagnostic| match problem.finding() {
        Some(_) => stop.includes(problem.severity()),
        None => problem.severity() == Severity::Error,
    };
    let report = Report::new(catalogue, false);
    let mut texts: Vec<String> =
        problems.iter().filter(is_why).take(SHOWN).map(|problem| report.one(problem)).collect();
    let count = problems.iter().filter(is_why).count();
    if count > SHOWN {
        texts.push(catalogue.say("serve-more", &[("count", Fact::from(count - SHOWN))]));
    }
    texts.join("\n\n")
}

fn texts(catalogue: &Catalogue) -> Texts {
    let say = |id: &str| catalogue.say(id, &[]);
    Texts {
        language: catalogue.language().tag(),
        heading: say("serve-heading"),
        close: say("serve-close"),
        not_yet: say("serve-not-yet"),
        building: say("serve-building"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_path_of_plain_names() {
        for (path, expected) in [("/", "/"), ("", "/"), ("/ys/", "/ys/"), ("ys", "/ys/"), ("/a/b.c", "/a/b.c/")] {
            assert_eq!(base(path).as_deref(), Some(expected), "{path}");
        }
        for path in ["/../", "/.mingbai/", "http://a/", "/a b/", "/预算/", "/a?b", "/%2e/"] {
            assert_eq!(base(path), None, "{path}");
        }
    }
}
