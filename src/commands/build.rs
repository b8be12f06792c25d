//! `mingbai build`: the archive in `content/` to a site on disk, all or nothing.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Arg, ArgMatches, Command};

use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, root_option, verb};
use crate::diagnostic::{self, Diagnostic};
use crate::files::Files;
use crate::language::{Catalogue, Fact};
use crate::page::Page;
use crate::pipeline::{Addresses, Destination, Nowhere, Sources};
use crate::publish::{Published, Staging};
use crate::render::{Renderer, Theme};

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("build", catalogue)
        .arg(root_option(catalogue))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("DIR")
                .value_parser(clap::value_parser!(PathBuf))
                .help(catalogue.say("option-out", &[])),
        )
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Builds the site.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let started = Instant::now();
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let output = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join("public"));
    let mut problems = Vec::new();
    let built = in_parallel(matches, || build(&root, &output, &mut problems)).and_then(|built| built);
    diagnostic::sort(&mut problems);
    match built {
        Ok(Some(Built { pages, published })) => {
            talk.problems(&problems, false);
            let facts = [
                ("pages", Fact::from(pages)),
                ("files", Fact::from(published.files)),
                ("kilobytes", Fact::from(usize::try_from(published.bytes.div_ceil(1000)).unwrap_or(usize::MAX))),
                ("folder", Fact::from(output.display().to_string())),
                ("seconds", Fact::from(format!("{:.1}", started.elapsed().as_secs_f64()))),
            ];
            talk.summary(&talk.catalogue.say("built", &facts));
            Outcome::Fine
        }
        Ok(None) => {
            talk.problems(&problems, false);
            talk.summary(&talk.catalogue.say("not-built", &[]));
            Outcome::Content
        }
        Err(failure) => {
            problems.push(failure);
            talk.problems(&problems, false);
            Outcome::Failed
        }
    }
}

struct Built {
    pages: usize,
    published: Published,
}

/// Reads, renders and stages; publishes only if everything could be read. `Ok(None)` means that content is at fault.
fn build(root: &Path, output: &Path, problems: &mut Vec<Diagnostic>) -> Result<Option<Built>, Diagnostic> {
    let sources = Sources::read(root, problems)?;
    let Some(site) = sources.site.clone() else {
        // Nothing can be made without a site, but everything can be read.
        sources.pass(&Nowhere::default(), problems)?;
        return Ok(None);
    };
    let staging = Staging::begin(root, output)?;
    let theme = Theme::load(&sources.files, problems);
    let renderer = Renderer::new(&sources.frame(&site), site.language.0, &theme)?;
    let files = sources.files.clone();
    let workshop = Workshop { files, staging, renderer, addresses: Addresses::default() };
    let count = sources.pass(&workshop, problems)?;
    for (path, bytes) in theme.static_files() {
        workshop.staging.write(path, bytes)?;
    }
    workshop.addresses.examine(&theme, problems);
    if diagnostic::stops(problems) {
        return Ok(None);
    }
    Ok(Some(Built { pages: count.pages, published: workshop.staging.publish()? }))
}

/// Renders pages into the staging area.
struct Workshop {
    files: Files,
    staging: Staging,
    renderer: Renderer,
    addresses: Addresses,
}

impl Destination for Workshop {
    fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    fn page(&self, page: &Page) -> Result<(), Diagnostic> {
        let html = self.renderer.page(page)?;
        self.staging.write(&page.path, html.as_bytes())
    }

    fn file(&self, path: &str, source: &str) -> Result<(), Diagnostic> {
        self.staging.copy(path, &self.files.locate(source))
    }
}
