//! Incremental builds: whatever happens to the sources, to the output and to the build itself, the next build publishes
//! what a build from nothing would, and says the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::harness::{BUDGET, DEPARTMENT, Run, Site, command, tree};

/// A site whose sources are at hand, so that they can be edited at random.
struct Edited {
    site: Site,
    sources: BTreeMap<String, Vec<u8>>,
    chance: Chance,
    /// How long a build takes here.
    usual: Duration,
}

/// Numbers that look random and are the same in each run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("a small number")
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

const DEPARTMENTS: [&str; 4] = ["caizheng", "jiaoyu", "weisheng", "minzheng"];
const YEARS: [&str; 3] = ["2022", "2023", "2024"];

impl Edited {
    fn new(seed: u64) -> Self {
        let mut edited =
            Self { site: Site::empty(), sources: BTreeMap::new(), chance: Chance(seed), usual: Duration::ZERO };
        edited.put("site.toml", "title = \"测试县预决算公开\"\nbase_url = \"https://example.gov.cn/\"\n");
        edited.put("content/about.md", "---\ntitle: 关于\norder: 1\n---\n\n正文。\n");
        for department in DEPARTMENTS {
            edited.put(
                &format!("content/{department}/department.yaml"),
                &format!("{DEPARTMENT}short_name: {department}\n"),
            );
            for year in YEARS {
                edited.put(&format!("content/{department}/{year}/budget.yaml"), &disclosure(1));
            }
        }
        edited.write(&BTreeMap::new());
        edited
    }

    fn put(&mut self, path: &str, text: &str) {
        self.sources.insert(path.to_owned(), text.as_bytes().to_vec());
    }

    /// Brings the disk from the sources as they were to what they are, touching nothing else.
    fn write(&self, before: &BTreeMap<String, Vec<u8>>) {
        for path in before.keys().filter(|path| !self.sources.contains_key(*path)) {
            let place = self.site.path(path);
            fs::remove_file(&place).expect("removed");
            for folder in place.ancestors().skip(1).take_while(|folder| *folder != self.site.path("")) {
                let _ = fs::remove_dir(folder);
            }
        }
        for (path, bytes) in self.sources.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
            let place = self.site.path(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("made");
            fs::write(place, bytes).expect("written");
        }
    }

    /// Changes something in the sources; a second change of the same sort may take it back.
    fn edit(&mut self) {
        let department = *self.chance.one(&DEPARTMENTS);
        let year = *self.chance.one(&YEARS);
        let kind = *self.chance.one(&["budget", "final"]);
        let folder = format!("content/{department}/{year}");
        let file = format!("{folder}/{kind}.yaml");
        let number = self.chance.below(9) + 1;
        match self.chance.below(24) {
            0..=5 => self.put(&file, &disclosure(number)),
            6 => drop(self.sources.remove(&format!("{folder}/final.yaml"))),
            7 => {
                let was = self.sources.get(&file).cloned();
                if let Some(was) = was {
                    self.sources.insert(format!("{folder}/{kind}@1.yaml"), was);
                    let correction = "corrections: [{version: 2, date: 2024-05-06, what: 金额, why: 笔误}]\n";
                    self.put(&file, &format!("{}{correction}", disclosure(number)));
                }
            }
            8 => {
                if self.sources.remove(&format!("{folder}/{kind}@1.yaml")).is_some() {
                    self.put(&file, &disclosure(number));
                }
            }
            9 => self.put(&format!("content/{department}/department.yaml"), &format!("名称: 测试县第{number}局\ngroup: 组{}\n", number % 3)),
            10 => self.put(
                &format!("content/{department}/department.yaml"),
                &format!("{DEPARTMENT}aliases: [old-{department}-{number}]\n{}", if department == "caizheng" { "" } else { "parent: caizheng\n" }),
            ),
            11 => self.put(&format!("{folder}/budget/签章{}.pdf", number % 3), &"%PDF".repeat(number)),
            12 => drop(self.sources.remove(&format!("{folder}/budget/签章{}.pdf", number % 3))),
            13 => self.put(&format!("{folder}/budget/income.csv"), &format!("名称,合计\n甲,{number}\n合计,{number}\n")),
            14 => drop(self.sources.remove(&format!("{folder}/budget/income.csv"))),
            15 => self.put("site.toml", &format!("title = \"第{number}站\"\nas_of = \"2024-02-1{number}\"\nbase_url = \"https://example.gov.cn/\"\nsample = {}\n", number > 5)),
            16 => self.put("theme/static/style.css", &format!("body {{ margin: {number}px }}\n")),
            17 => self.put("theme/templates/glossary.html", &format!("<!doctype html><title>{{{{ title }}}}</title><p>{number}\n")),
            18 => self.put("theme/messages/zh-CN.ftl", &format!("glossary = 名词{number}\n")),
            19 => self.sources.retain(|path, _| !path.starts_with("theme/")),
            20 => self.put("content/about.md", &format!("---\ntitle: 关于{number}\norder: {number}\naliases: [gone-{number}]\n---\n\n[财政](d/caizheng/index.html)\n")),
            21 => self.put(
                "content/succession.yaml",
                &format!("- {{date: 2023-01-0{number}, kind: transfer, from: [jiaoyu], to: [weisheng]}}\n"),
            ),
            22 => drop(self.sources.remove("content/succession.yaml")),
            // The same length, so that only its content and its stamp tell that it was changed.
            _ => {
                if let Some(bytes) = self.sources.get_mut(&file) {
                    let digit = bytes.iter_mut().rev().find(|byte| byte.is_ascii_digit()).expect("a digit");
                    *digit = b'1' + u8::try_from(number % 9).expect("a digit");
                }
            }
        }
    }

    /// Does something to what is published, or to what the last build left.
    fn meddle(&mut self) {
        let public = self.site.path("public");
        let pages: Vec<String> =
            tree(&public).into_iter().map(|(path, _)| path).filter(|path| path != ".mingbai-site").collect();
        let page = public.join(self.chance.one(&pages));
        let workplace = self.site.path(".public.build");
        let cache = workplace.join("cache");
        match self.chance.below(10) {
            0 => fs::remove_file(page).expect("removed"),
            1 => fs::write(page, "<p>not from here").expect("written"),
            2 => fs::write(public.join("stray.html"), "<p>not from here").expect("written"),
            3 => fs::remove_dir_all(&public).expect("removed"),
            4 => fs::remove_file(cache).unwrap_or_default(),
            5 => fs::remove_dir_all(workplace).expect("removed"),
            6 => {
                let mut bytes = fs::read(&cache).unwrap_or_default();
                if !bytes.is_empty() {
                    let at = self.chance.below(bytes.len());
                    bytes[at] ^= 1;
                    fs::write(cache, bytes).expect("written");
                }
            }
            7 => {
                let bytes = fs::read(&cache).unwrap_or_default();
                fs::write(cache, &bytes[..bytes.len() / 2]).expect("written");
            }
            8 => {
                // A copy of the site: the same bytes, other stamps.
                let copy = self.site.path("copy");
                copy_all(&public, &copy);
                fs::remove_dir_all(&public).expect("removed");
                fs::rename(copy, &public).expect("moved");
            }
            _ => {
                fs::remove_file(&page).expect("removed");
                fs::create_dir(&page).expect("a folder in a file's place");
                fs::write(page.join("x"), "").expect("a file in it");
            }
        }
    }

    /// Kills a build at a random moment.
    fn kill(&mut self) {
        let mut child = command(&self.site.path(""), &["build", "--quiet"], &[]).spawn().expect("a build");
        std::thread::sleep(
            self.usual.mul_f64(f64::from(u32::try_from(self.chance.below(120)).expect("small")) / 100.0),
        );
        let _ = child.kill();
        child.wait().expect("an end");
    }

    /// Builds on what the last build left, and from nothing; both must agree in everything.
    fn compare(&self, what: &str) -> Run {
        let run = self.site.run(&["build", "--format", "json"]);
        let clean = self.site.run(&["build", "--format", "json", "--fresh", "--out", "clean"]);
        assert_eq!((run.code, &run.stdout), (clean.code, &clean.stdout), "{what}: {}", run.stderr);
        if run.code == 0 {
            let (now, clean) = (tree(&self.site.path("public")), tree(&self.site.path("clean")));
            let names = |tree: &[(String, Vec<u8>)]| tree.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
            assert_eq!(names(&now), names(&clean), "{what}");
            for (one, other) in now.iter().zip(&clean) {
                assert!(one == other, "{what}: {} differs", one.0);
            }
        }
        run
    }
}

/// A disclosure with most of what pages and list pages are made from; one in three has something to warn of.
fn disclosure(number: usize) -> String {
    let code = if number.is_multiple_of(3) { "9999999" } else { "2010601" };
    format!(
        "{BUDGET}revenue: {{total: {number}}}\nexpenditure: {{total: {number}}}\nglossary: [{{term: 基本支出, definition: 释义{number}}}]\n\
         sections: [{{key: duties, body: 职责{number}。}}]\nstatements:\n  - kind: general_public\n    rows: [{{code: \"{code}\", label: 行政运行, cells: {{total: {number}}}}}]\n\
         performance: {{projects: [{{name: 项目, amount: {number}, indicators: [{{level1: 产出指标, name: 次数, value: \"{number}次\"}}]}}, {{name: 项目{number}}}]}}\n\
         dates: {{published: 2024-02-0{number}}}\n"
    )
}

fn copy_all(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let place = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("a folder");
        } else {
            fs::copy(entry.path(), place).expect("a copy");
        }
    }
}

/// Edits, meddles and kills at random, and compares after each.
fn at_random(seed: u64, rounds: usize) {
    let mut edited = Edited::new(seed);
    let began = Instant::now();
    edited.compare("at first");
    // Two builds and a comparison.
    edited.usual = began.elapsed() / 2;
    let mut sound = 0;
    for round in 0..rounds {
        let before = edited.sources.clone();
        for _ in 0..=edited.chance.below(3) {
            edited.edit();
        }
        edited.write(&before);
        if edited.chance.below(3) == 0 {
            edited.kill();
        }
        if edited.chance.below(4) == 0 && edited.site.path("public").exists() {
            edited.meddle();
        }
        let run = edited.compare(&format!("seed {seed}, round {round}"));
        sound += usize::from(run.code == 0);
        if run.code != 0 {
            let unsound = std::mem::replace(&mut edited.sources, before);
            edited.write(&unsound);
        }
    }
    assert!(sound * 10 > rounds * 6, "most edits leave a sound site, so that something is compared: {sound}");
}

#[test]
fn an_incremental_build_equals_one_from_nothing_after_random_edits() {
    at_random(0x9e37_79b9_7f4a_7c15, 100);
}

#[test]
fn it_does_so_from_another_seed() {
    at_random(0xd1b5_4a32_d192_ed03, 100);
}

#[test]
fn and_from_a_third() {
    at_random(0x2545_f491_4f6c_dd1d, 100);
}

/// The summary's counts: written, unchanged, removed.
fn counts(site: &Site) -> (usize, usize, usize) {
    let run = site.run(&["build", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let line = run.stderr.lines().last().expect("a summary").to_owned();
    let before = |word: &str| {
        let words: Vec<&str> = line.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        let place = words.iter().position(|found| *found == word);
        place.map_or(0, |place| {
            let number = words[..place].iter().rev().find_map(|word| word.parse().ok());
            number.unwrap_or_else(|| panic!("no number before {word}: {line}"))
        })
    };
    (before("written"), before("unchanged"), before("removed"))
}

#[test]
fn only_what_changed_is_written() {
    let mut site = Site::sound();
    for year in 2015..2024 {
        site = site.file(&format!("content/caizheng/{year}/budget.yaml"), BUDGET);
    }
    let (all, none, _) = counts(&site);
    assert!(all > 20 && none == 0, "{all} {none}");
    assert_eq!(counts(&site), (0, all, 0));
    // A text that no list page shows: the page of the disclosure and its `data.json`; its digest in the list of disclosures,
    // with the description and the sums of the data; and of the search index the piece, the head and the manifest, of which
    // two have other names than before.
    let site = site.budget("sections: [{key: duties, body: 职责。}]\n");
    assert_eq!(counts(&site), (8, all - 8, 2));
    // A figure that they show: also the year's page, the department's, the home page, the list of measures, and, as nobody
    // stated the measure before, a page for it; beside these four tables of theirs, as CSV and as JSON; the figures of the
    // disclosure, the measures of all, the list of disclosures, and the description and the sums of these.
    let site = site.budget(
        "expenditure: {total: 5}
",
    );
    assert_eq!(counts(&site), (23, all + 7 - 23, 2));
    let site = site.budget(
        "expenditure: {total: 6}
",
    );
    assert_eq!(counts(&site), (23, all + 7 - 23, 2));
    fs::remove_file(site.path("content/caizheng/2019/budget.yaml")).expect("removed");
    fs::remove_dir(site.path("content/caizheng/2019")).expect("removed");
    // The disclosure, the year's page, what lies beside them, the year's tables, and two files of the index.
    assert_eq!(counts(&site).2, 11);
    assert!(!site.path("public/y/2019").exists());
}

#[test]
fn pages_that_did_not_change_keep_their_files() {
    let site = Site::sound().file("content/caizheng/2023/budget.yaml", BUDGET);
    site.build();
    let stamp =
        |site: &Site| fs::metadata(site.path("public/d/caizheng/2023/budget/index.html")).expect("a page").modified();
    let before = stamp(&site).expect("a time");
    let site = site.budget("sections: [{key: duties, body: 职责。}]\n");
    site.build();
    assert_eq!(stamp(&site).expect("a time"), before);
    site.run(&["build", "--fresh", "--quiet"]);
    assert_ne!(stamp(&site).expect("a time"), before);
}

#[test]
fn warnings_are_told_again_by_a_build_that_reads_nothing() {
    let site = Site::sound().budget(
        "expenditure: {total: 10, basic: 4, project: 5}\nsections: [{key: duties, body: \"[x](javascript:x)\"}]\n",
    );
    let told = |text: &str| text.contains("unsafe-link") && text.contains("1 个错误");
    let first = site.run(&["build"]).stderr;
    let again = site.run(&["build"]).stderr;
    assert!(told(&first) && told(&again), "what was read, and what was found: {again}");
}

#[test]
fn an_error_is_told_by_a_build_that_reads_nothing_else() {
    let site = Site::sound().file("content/caizheng/2023/budget.yaml", BUDGET);
    site.build();
    let site = site.budget("revenue: {total: abc}\n");
    assert_eq!(site.run(&["build"]).code, 1);
    // A link to a page that goes is broken, though the page that has it did not change.
    let site = site.budget("").file("content/about.md", "# 关于\n\n[旧](../d/caizheng/2023/budget/index.html)\n");
    site.build();
    fs::remove_file(site.path("content/caizheng/2023/budget.yaml")).expect("removed");
    let run = site.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("broken-link"), "{}", run.stderr);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_published_site_is_not_followed() {
    let site = Site::sound().file("precious/index.html", "years of work");
    site.build();
    let (folder, target) = (site.path("public/d/caizheng"), site.path("precious"));
    fs::remove_dir_all(&folder).expect("removed");
    std::os::unix::fs::symlink(&target, &folder).expect("a link");
    let site = site.budget("revenue: {total: 5}\n");
    site.build();
    assert_eq!(fs::read_to_string(target.join("index.html")).expect("the file"), "years of work");
    assert!(site.page("d/caizheng/2024/budget/index.html").contains('5'));
    // Its own pages, moved away and linked back, are not where they were published.
    fs::rename(&folder, site.path("moved")).expect("moved");
    std::os::unix::fs::symlink(site.path("moved"), &folder).expect("a link");
    site.build();
    assert!(site.path("public/d/caizheng/2024/budget/index.html").exists());
    assert!(!fs::symlink_metadata(&folder).expect("a folder").is_symlink());
}
