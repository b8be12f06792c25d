//! Says when a source has changed: by the operating system's own notices, or by looking again and again where it has none.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::config;
use crate::content::ledger;
use crate::diagnostic::{Diagnostic, Problem, Reason};
use crate::files::{Files, Known, io_reason};

/// The folders of sources below the site's root; settings and tables of codes lie in the root itself.
const FOLDERS: [&str; 2] = ["content", "theme"];

/// How long nothing must change before a change counts as done: an editor that saves touches a file several times.
const QUIET: Duration = Duration::from_millis(30);

/// How long changes that do not end are waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often everything is looked at where nothing tells of changes.
const INTERVAL: Duration = Duration::from_secs(1);

/// The changes that a watcher has seen.
pub struct Changes {
    receiver: Receiver<()>,
    /// Set from a change until [`Changes::forget`], so that work that a change makes futile can end early.
    pub pending: Arc<AtomicBool>,
}

impl Changes {
    /// Waits until something has changed, and is done changing. False when nobody watches any more.
    pub fn wait(&self) -> bool {
        if self.receiver.recv().is_err() {
            return false;
        }
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            match self.receiver.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }

    /// Whether anything has changed since [`Changes::forget`].
    pub fn are_pending(&self) -> bool {
        self.pending.load(Ordering::SeqCst)
    }

    /// What has changed so far will be read.
    pub fn forget(&self) {
        self.pending.store(false, Ordering::SeqCst);
        while self.receiver.try_recv().is_ok() {}
    }
}

/// What a notice means.
#[derive(Clone)]
struct Ear {
    root: PathBuf,
    sender: mpsc::Sender<()>,
    pending: Arc<AtomicBool>,
    /// The name of the site's own table of codes.
    codes: Arc<Mutex<Option<String>>>,
    /// A folder of sources has come or gone, so that it must be watched anew.
    is_renewed: Arc<AtomicBool>,
    /// The operating system does not tell of everything.
    is_deaf: Arc<AtomicBool>,
}

impl Ear {
    fn hear(&self, notice: &notify::Result<Event>) {
        match notice {
            Ok(event) if event.need_rescan() => {}
            Ok(event) if !is_change(event.kind) => return,
            Ok(event) => {
                let codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
                if !event.paths.iter().any(|path| is_source(path, &self.root, codes.as_deref())) {
                    return;
                }
                let is_folder = |path: &PathBuf| FOLDERS.iter().any(|folder| *path == self.root.join(folder));
                if event.paths.iter().any(is_folder) {
                    self.is_renewed.store(true, Ordering::SeqCst);
                }
            }
            Err(_) => self.is_deaf.store(true, Ordering::SeqCst),
        }
        self.pending.store(true, Ordering::SeqCst);
        // Where nobody waits any more, nobody need be told.
        let _ = self.sender.send(());
    }
}

/// Whether a notice tells that something is no longer as it was. A build reads files, which is told as well.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}

/// Whether a build may read what lies there: of the root itself the settings and the table of codes, of the folders what
/// has no name that hides it, and no office program's lock.
fn is_source(path: &Path, root: &Path, codes: Option<&str>) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let mut names = below.components().map(|part| part.as_os_str().to_string_lossy());
    let Some(first) = names.next() else { return false };
    if FOLDERS.contains(&first.as_ref()) {
        return names.all(|name| !name.starts_with('.') && !name.starts_with("~$"));
    }
    names.next().is_none() && (first == config::FILE || first == ledger::FILE || codes == Some(first.as_ref()))
}

/// Watches the sources of a site for as long as it lives.
pub struct Watcher {
    inner: Box<dyn notify::Watcher + Send>,
    ear: Ear,
    is_polling: bool,
}

impl Watcher {
    /// Watches the sources of the site in `root`. Where the operating system cannot tell of changes, or is not asked to,
    /// everything is looked at once a second, and the second value says why.
    pub fn new(root: &Path, is_polling: bool) -> Result<(Self, Changes, Option<Diagnostic>), Diagnostic> {
        let root = root.canonicalize().map_err(|error| cannot_watch(root, &error.into()))?;
        let (sender, receiver) = mpsc::channel();
        let pending = Arc::new(AtomicBool::new(false));
        let changes = Changes { receiver, pending: Arc::clone(&pending) };
        let ear =
            Ear { root, sender, pending, codes: Arc::default(), is_renewed: Arc::default(), is_deaf: Arc::default() };
        if is_polling {
            return Ok((Self::polling(ear)?, changes, None));
        }
        match Self::notified(ear.clone()) {
            Ok(watcher) => Ok((watcher, changes, None)),
            Err(error) => {
                let why = only_polling(&ear.root, &error);
                Ok((Self::polling(ear)?, changes, Some(why)))
            }
        }
    }

    /// Makes sure that what came meanwhile is watched, too; to be called before each build. What is returned is told.
    pub fn refresh(&mut self) -> Result<Option<Diagnostic>, Diagnostic> {
        let files = Files::new(&self.ear.root, Known::default());
        if let Some(site) = files.ok().and_then(|files| config::read(&files, &mut Vec::new()).0) {
            *self.ear.codes.lock().unwrap_or_else(PoisonError::into_inner) = site.codes;
        }
        let is_deaf = self.ear.is_deaf.swap(false, Ordering::SeqCst);
        let is_renewed = self.ear.is_renewed.swap(false, Ordering::SeqCst);
        let again = match (is_deaf && !self.is_polling, is_renewed) {
            (true, _) => Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)),
            (false, true) => self.watch_folders(),
            (false, false) => Ok(()),
        };
        let Err(error) = again else { return Ok(None) };
        *self = Self::polling(self.ear.clone())?;
        Ok(Some(only_polling(&self.ear.root, &error)))
    }

    fn notified(ear: Ear) -> notify::Result<Self> {
        let handler = ear.clone();
        let inner = RecommendedWatcher::new(move |notice| handler.hear(&notice), options())?;
        let mut watcher = Self { inner: Box::new(inner), ear, is_polling: false };
        watcher.inner.watch(&watcher.ear.root, RecursiveMode::NonRecursive)?;
        watcher.watch_folders()?;
        Ok(watcher)
    }

    fn polling(ear: Ear) -> Result<Self, Diagnostic> {
        let root = ear.root.clone();
        let handler = ear.clone();
        let inner = PollWatcher::new(move |notice| handler.hear(&notice), options());
        let inner = inner.map_err(|error| cannot_watch(&root, &error))?;
        let mut watcher = Self { inner: Box::new(inner), ear, is_polling: true };
        let watched = watcher.inner.watch(&root, RecursiveMode::NonRecursive);
        watched.and_then(|()| watcher.watch_folders()).map_err(|error| cannot_watch(&root, &error))?;
        Ok(watcher)
    }

    /// Watches the folders that there are, all that is in them.
    fn watch_folders(&mut self) -> notify::Result<()> {
        for folder in FOLDERS.map(|folder| self.ear.root.join(folder)) {
            // One that has gone is no longer watched, and one that has come is not yet.
            let _ = self.inner.unwatch(&folder);
            if folder.is_dir() {
                self.inner.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

/// Links in content are not followed, or one to `/` would have everything watched.
fn options() -> Config {
    Config::default().with_poll_interval(INTERVAL).with_follow_symlinks(false)
}

fn cannot_watch(root: &Path, error: &notify::Error) -> Diagnostic {
    let folder = root.display().to_string();
    let reason = reason(error);
    Diagnostic::in_file(folder, Problem::CannotWatch { reason })
}

fn only_polling(root: &Path, error: &notify::Error) -> Diagnostic {
    Diagnostic::in_file(root.display().to_string(), Problem::OnlyPolling { reason: reason(error) })
}

fn reason(error: &notify::Error) -> Reason {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => Reason::Term("io-too-many-watches"),
        notify::ErrorKind::Io(error) => io_reason(error),
        _ => Reason::Text(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_is_a_source() {
        let root = Path::new("/site");
        let is_source = |path: &str| is_source(&root.join(path), root, Some("codes.tsv"));
        for path in ["site.toml", "codes.tsv", "content", "theme", "content/a/2024/budget.yaml", "theme/static/a.css"] {
            assert!(is_source(path), "{path}");
        }
        for path in
            ["", "public", "serve.log", "README.md", "docs/site.toml", "content/a/.budget.yaml.swp", ".mingbai/preview"]
        {
            assert!(!is_source(path), "{path}");
        }
        assert!(!is_source("content/a/2024/~$表.xlsx") && !is_source("/elsewhere/site.toml"));
    }

    #[test]
    fn reading_is_no_change() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Any));
    }
}
