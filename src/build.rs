//! One build: what has changed is read, made and staged, and published when all of it is sound.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use mingbai_search::words::Words;
use rayon::prelude::*;

use crate::archive::Archive;
use crate::cache::{self, Cache, Packed, Shelf};
use crate::config;
use crate::diagnostic::{self, Diagnostic, Problem};
use crate::files::{Content, Files, Known, Stamp, read_file};
use crate::fingerprint::Fingerprint;
use crate::index;
use crate::model::host::Host;
use crate::model::period::Date;
use crate::model::rule::Stop;
use crate::page::Page;
use crate::page::data::Sum;
use crate::pipeline::{Addresses, Destination, Nowhere, Remains, Sources};
use crate::progress::{Progress, Stage};
use crate::publish::{self, Changes, Manifest, Publication, demand};
use crate::render::{Renderer, Theme};
use crate::told::findings_stop;

/// As many disclosures as are sooner made again than the terms of all are put down.
const FEW: usize = 64;

/// What is asked of a build.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'w> {
    /// To do without what the last build left.
    pub is_fresh: bool,
    /// The day that takes the place of the site's own.
    pub as_of: Option<Date>,
    /// Becomes true when another build is wanted: then the search index does not follow the pages, but those of that build.
    pub overtaken: Option<&'w AtomicBool>,
}

impl Wish<'_> {
    fn is_overtaken(self) -> bool {
        self.overtaken.is_some_and(|overtaken| overtaken.load(Ordering::Relaxed))
    }
}

/// What a build made.
#[derive(Debug, Clone, Copy)]
pub struct Built {
    /// How many pages the site has.
    pub pages: usize,
    /// How many bytes.
    pub bytes: u64,
    /// What is new.
    pub changes: Changes,
    /// When the pages were published; the search index may have followed.
    pub pages_at: Duration,
}

/// Reads, renders and stages; publishes only if everything could be read, and calls `published` when the pages are
/// there, which a search index may follow. `Ok(None)` means that content is at fault.
pub fn build(
    root: &Path,
    output: &Path,
    wish: Wish<'_>,
    progress: &Progress,
    problems: &mut Vec<Diagnostic>,
    published: impl FnOnce(Changes),
) -> Result<Option<Built>, Diagnostic> {
    if !root.join(config::FILE).exists() {
        // No site: nothing is written, and everything can still be read.
        Sources::read(root, Known::default(), problems)?.pass(&Nowhere::default(), progress, problems)?;
        return Ok(None);
    }
    let (began, started) = (SystemTime::now(), Instant::now());
    // Looking at what is published takes as long as taking up the cache and reading what stands before the disclosures.
    let workplace = publish::workplace(output)?;
    let (place, shelf) = (workplace.join("cache"), workplace.join("words"));
    let mut told = Vec::new();
    let sealed = OnceLock::new();
    let (publication, read) = rayon::join(
        || progress.during(Stage::Publish, || Publication::begin(root, output)),
        || {
            // Where there is none, there is nothing to take up.
            let read = || if wish.is_fresh { Vec::new() } else { read_file(&place).unwrap_or_default() };
            let load = || cache::load(sealed.get_or_init(read));
            let Cache { sources: known, manifest, mut remains, words } = progress.during(Stage::Cache, load);
            if words.is_none() || words.map(|words| words.stamp) != stamp(&shelf) {
                // What the index is made of is gone with it.
                remains.clear();
            }
            let read = || Sources::read(root, Known::new(known), &mut told);
            progress.during(Stage::Sources, read).map(|sources| (sources, manifest, remains, words))
        },
    );
    let mut publication = publication?;
    let (mut sources, manifest, remains, mut words) = read?;
    problems.append(&mut told);
    publication.rely_on(manifest);
    // What a build left that came to nothing is not taken for this one's.
    let _ = fs::remove_file(made_anew(&shelf));
    if let Some(day) = wish.as_of {
        sources.stand_on(day);
    }
    let Some(site) = sources.site.clone() else {
        // Nothing can be made without a site, but everything can be read.
        sources.pass(&Nowhere::default(), progress, problems)?;
        return Ok(None);
    };
    let theme = Theme::load(&sources.files, problems);
    let frame = sources.frame(&site);
    let made_of = sources.settings().and_then(|settings| Fingerprint::of(&(settings, &frame, theme.fingerprint()?)));
    let renderer = Renderer::new(&frame, site.language.0, &theme)?;
    let files = sources.files.clone();
    let mut workshop = Workshop {
        files,
        progress,
        publication,
        renderer,
        frame: made_of,
        addresses: Addresses::default(),
        remains,
        kept: Mutex::default(),
        words: Mutex::default(),
        shelf: shelf.clone(),
        later: Mutex::default(),
    };
    let stop = sources.plan.settings().stop.unwrap_or(Stop::Never);
    let count = sources.pass(&workshop, progress, problems)?;
    progress.during(Stage::Write, || {
        theme.static_files().try_for_each(|(path, bytes)| workshop.publication.write(path, bytes, None))
    })?;
    workshop.addresses.examine(&theme, problems);
    if diagnostic::stops(problems) || findings_stop(problems, stop) {
        return Ok(None);
    }
    let (manifest, changes) = progress.during(Stage::Publish, || workshop.publication.publish())?;
    let pages_at = started.elapsed();
    published(changes);
    let (manifest, changes, is_left) = workshop.follow(manifest, changes, wish)?;
    let demand = demand(&manifest);
    let built = Built { pages: count.pages, bytes: demand.bytes, changes, pages_at };
    let strained = Host::strained(site.host, demand).into_iter();
    problems.extend(strained.map(|problem| Diagnostic::in_file(config::FILE, problem)));
    if is_left {
        return Ok(Some(built));
    }
    let remains = kept(workshop.remains, workshop.kept.into_inner().unwrap_or_else(PoisonError::into_inner));
    let made = made_anew(&shelf);
    if made.exists() {
        // Without it the next build makes everything anew.
        let _ = fs::rename(&made, &shelf);
        words = Content::read(&shelf).ok();
    }
    // Where it cannot be kept, the next build has what an earlier one kept, or nothing.
    let _ = progress.during(Stage::Cache, || {
        cache::save(&Cache { sources: workshop.files.known().settled(began), manifest, remains, words }, &place)
    });
    Ok(Some(built))
}

/// Makes pages, or finds that they are made, and publishes them.
struct Workshop<'p> {
    files: Files,
    progress: &'p Progress,
    publication: Publication,
    renderer: Renderer,
    frame: Option<Fingerprint>,
    addresses: Addresses,
    /// What an earlier build left of each disclosure, by the path of its page.
    remains: Shelf<'p>,
    /// What this one leaves; `None` where that is the same.
    kept: Mutex<BTreeMap<String, Option<Packed<'p>>>>,
    /// The terms of the disclosures that were made, for the search index.
    words: Mutex<Shelf<'static>>,
    /// Where the terms of all disclosures are kept.
    shelf: PathBuf,
    /// The index that follows when the pages are published, and what it is made of.
    later: Mutex<Option<(index::Plan, Option<Fingerprint>)>>,
}

/// Where the terms of all disclosures are put until the site is published.
fn made_anew(shelf: &Path) -> PathBuf {
    shelf.with_extension("new")
}

/// The stamp of a file, if it is there.
fn stamp(place: &Path) -> Option<Stamp> {
    fs::symlink_metadata(place).ok().filter(fs::Metadata::is_file).map(|data| Stamp::of(&data))
}

/// What a build leaves of each disclosure, some of it from the one before.
fn kept<'c>(
    mut before: BTreeMap<String, Packed<'c>>,
    now: BTreeMap<String, Option<Packed<'c>>>,
) -> BTreeMap<String, Packed<'c>> {
    let kept = now.into_iter().filter_map(|(page, kept)| {
        let kept = kept.or_else(|| before.remove(&page))?;
        Some((page, kept))
    });
    kept.collect()
}

impl<'p> Workshop<'p> {
    /// The terms of a disclosure, from those that were made, or from those that were kept.
    fn words<'w>(&self, page: &str, made: &'w Shelf<'_>, before: &'w Shelf<'_>) -> Option<Words<'w>> {
        Words::unpack(match made.get(page) {
            Some(made) => made.bytes(made.made_of())?,
            None => before.get(page)?.bytes(self.remains.get(page)?.made_of())?,
        })
    }

    /// Makes the search index that follows the pages, where there is one to make, and publishes it: readers of the pages do not
    /// wait for it. What is published then; and whether everything is left to another build, which begins where this one began.
    fn follow(
        &mut self,
        manifest: Manifest,
        changes: Changes,
        wish: Wish<'_>,
    ) -> Result<(Manifest, Changes, bool), Diagnostic> {
        let later = self.later.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((plan, made_of)) = later else { return Ok((manifest, changes, false)) };
        let made = self.made();
        let are_few = made.len() <= FEW;
        if are_few && wish.is_overtaken() {
            return Ok((manifest, changes, true));
        }
        self.progress.during(Stage::Publish, || self.publication.again(&manifest, index::FOLDER))?;
        if self.put_together(plan, &made, made_of, || wish.is_overtaken())? {
            let (whole, more) = self.progress.during(Stage::Publish, || self.publication.publish())?;
            return Ok((whole, changes.then(more), false));
        }
        Ok((manifest, changes, are_few))
    }

    /// Makes the files of the index, unless that is given up, which is false. Keeps the terms of all disclosures, where those
    /// that were made are not so few that the next build makes them again.
    fn put_together(
        &self,
        plan: index::Plan,
        made: &Shelf<'_>,
        made_of: Option<Fingerprint>,
        is_given_up: impl Fn() -> bool + Sync,
    ) -> Result<bool, Diagnostic> {
        let sealed = read_file(&self.shelf).unwrap_or_default();
        let before: Shelf<'_> = cache::load(&sealed);
        let pages = plan.pages.clone();
        let go_on = || if is_given_up() { Err(None) } else { Ok(()) };
        let words_of = |page: &String| {
            go_on()?;
            self.words(page, made, &before).ok_or_else(|| Some(self.without_words()))
        };
        let words = pages.par_iter().map(words_of).collect::<Result<Vec<Words<'_>>, _>>();
        let written = words.and_then(|words| {
            self.progress.during(Stage::Index, || {
                plan.files(&words, go_on, |path, bytes| {
                    self.addresses.take(path, "search");
                    self.publication.write(path, bytes, made_of).map_err(Some)
                })
            })
        });
        match written {
            Err(Some(failure)) => return Err(failure),
            Err(None) if made.len() <= FEW => return Ok(false),
            Ok(()) | Err(None) => {}
        }
        let kept = pages.iter().filter_map(|page| Some((page, made.get(page).or_else(|| before.get(page))?)));
        // Where it cannot be kept, the next build makes everything anew.
        let _ = cache::save(&kept.collect::<BTreeMap<&String, &Packed<'_>>>(), &made_anew(&self.shelf));
        Ok(written.is_ok())
    }

    /// Takes the terms of the disclosures that were made.
    fn made(&self) -> Shelf<'static> {
        std::mem::take(&mut *self.words.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Somebody changed what was kept of the terms: without it, the next build makes everything anew.
    fn without_words(&self) -> Diagnostic {
        let path = self.shelf.display().to_string();
        let _ = fs::remove_file(&self.shelf);
        Diagnostic::in_file(path.clone(), Problem::ChangedMeanwhile { path })
    }

    fn enter(&self, page: &str, kept: Option<Packed<'p>>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(page.to_owned(), kept);
    }
}

impl Destination for Workshop<'_> {
    fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    fn frame(&self) -> Option<Fingerprint> {
        self.frame
    }

    fn recall(&self, page: &str, beside: &[String], made_of: impl FnOnce() -> Option<Fingerprint>) -> Option<Remains> {
        let kept = self.remains.get(page)?;
        let made_of = made_of()?;
        let remains = cache::expand(kept.bytes(made_of)?)?;
        let stands = self.publication.keep(page, made_of) && self.has(beside, Some(made_of));
        stands.then(|| {
            self.enter(page, None);
            remains
        })
    }

    fn keep(&self, page: &str, made_of: Fingerprint, remains: &Remains) {
        if let Some(bytes) = cache::compress(remains) {
            self.enter(page, Some(Packed::new(made_of, bytes)));
        }
    }

    fn stands(&self, page: &str, tables: &[String], made_of: Option<Fingerprint>) -> bool {
        made_of.is_some_and(|made_of| self.publication.keep(page, made_of)) && self.has(tables, made_of)
    }

    fn page(&self, page: &Page, tables: &[String], made_of: Option<Fingerprint>) -> Result<(), Diagnostic> {
        let words = || {
            let words = Words::new(&self.renderer.document(page)?).pack();
            Some(Packed::new(made_of.unwrap_or(Fingerprint::of_bytes(b"")), words))
        };
        if let Some(words) = self.progress.during(Stage::Index, words) {
            self.words.lock().unwrap_or_else(PoisonError::into_inner).insert(page.path.clone(), words);
        }
        if self.progress.during(Stage::Compare, || self.stands(&page.path, tables, made_of)) {
            return Ok(());
        }
        let html = self.progress.during(Stage::Render, || self.renderer.page(page))?;
        self.data(&page.path, html.as_bytes(), made_of)?;
        let files = self.progress.during(Stage::Render, || self.renderer.tables(page, tables))?;
        tables.iter().zip(files).try_for_each(|(path, bytes)| self.data(path, &bytes, made_of))
    }

    fn has(&self, paths: &[String], made_of: Option<Fingerprint>) -> bool {
        made_of.is_some_and(|made_of| paths.iter().all(|path| self.publication.keep(path, made_of)))
    }

    fn sum(&self, path: &str, made_of: Option<Fingerprint>) -> Option<Sum> {
        let Content { fingerprint, stamp } = self.publication.kept(path, made_of?)?;
        Some(Sum { fingerprint, size: stamp.size })
    }

    fn data(&self, path: &str, bytes: &[u8], made_of: Option<Fingerprint>) -> Result<(), Diagnostic> {
        self.progress.during(Stage::Write, || self.publication.write(path, bytes, made_of))
    }

    fn file(&self, path: &str, source: &str) -> Result<(), Diagnostic> {
        // What its page says of it is what was seen first.
        let Some(fingerprint) = self.files.fingerprint(source) else {
            return Err(Diagnostic::in_file(source, Problem::ChangedMeanwhile { path: source.to_owned() }));
        };
        self.progress.during(Stage::Write, || self.publication.copy(path, &self.files.locate(source), fingerprint))
    }

    fn finish(&self, archive: Archive) -> Result<(), Diagnostic> {
        let made_of = self.frame.zip(archive.made_of()).and_then(|parts| Fingerprint::of(&parts));
        if made_of.is_some_and(|made_of| self.publication.keep_folder(index::FOLDER, made_of)) {
            return Ok(());
        }
        let plan = index::Plan::new(&archive);
        drop(archive);
        if self.publication.keep_folder_as_it_is(index::FOLDER) {
            *self.later.lock().unwrap_or_else(PoisonError::into_inner) = Some((plan, made_of));
            return Ok(());
        }
        let made = self.made();
        self.put_together(plan, &made, made_of, || false).map(|_| ())
    }
}
