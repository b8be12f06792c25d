//! The guide, command by command: each chapter's commands are run in their order, on the site that the chapters before left, with
//! the files that it shows. What a reader would have to replace by their own is replaced here: the address of object storage.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{Site, repository};
use crate::storage::Storage;

/// The chapters, in their order.
const CHAPTERS: [&str; 6] = ["first-site", "new-year", "reform", "corrections", "automation", "hosting"];

/// The address that the guide gives to object storage.
const STORAGE: &str = "https://s3.example.gov.cn";

/// `mingbai serve` goes on until it is stopped: here, as soon as it has sent the first page.
const PROLOGUE: &str = r#"
mingbai() {
  if [ "$1" != serve ]; then command mingbai "$@"; return; fi
  command mingbai "$@" >"$TMPDIR/address" 2>/dev/null & local server=$!
  for _ in $(seq 600); do grep -q http "$TMPDIR/address" && break; sleep 0.1; done
  python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()' "$(grep -o 'http://[^ ]*' "$TMPDIR/address" | head -1)"
  kill "$server" && wait "$server"
}
"#;

/// A block of code: what kind it says that it is, and its lines.
struct Block {
    kind: String,
    text: String,
}

fn blocks(chapter: &str) -> Vec<Block> {
    let (mut blocks, mut open) = (Vec::new(), None::<Block>);
    for line in chapter.split_inclusive('\n') {
        match (&mut open, line.trim_end().strip_prefix("```")) {
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.text.push_str(line),
            (None, Some(kind)) => open = Some(Block { kind: kind.to_owned(), text: String::new() }),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "every block ends");
    blocks
}

/// What a reader of a chapter does, as one script.
fn script(chapter: &str) -> String {
    let mut script = PROLOGUE.to_owned();
    for Block { kind, text } in blocks(chapter) {
        match kind.as_str() {
            "sh" => script.push_str(&text),
            "yaml" => {
                let path = text.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a file's name");
                let (folder, _) = path.rsplit_once('/').expect("a folder");
                script.push_str(&format!("mkdir -p {folder}\ncat >{path} <<'END OF FILE'\n{text}END OF FILE\n"));
            }
            // Settings that are not those of this story, and those of other programs.
            "toml" | "nginx" => {}
            kind => panic!("a block of {kind}"),
        }
    }
    script
}

fn run(script: &str, folder: &Path, language: &str, environment: &[(&str, &str)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_mingbai")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", script]).current_dir(folder).env("PATH", path).env("LC_ALL", language);
    for who in ["GIT_AUTHOR", "GIT_COMMITTER"] {
        bash.env(format!("{who}_NAME"), "guide").env(format!("{who}_EMAIL"), "guide@localhost");
    }
    bash.env("HOME", folder).env("TMPDIR", folder).env_remove("CI").env_remove("GITHUB_ACTIONS");
    bash.envs(environment.iter().copied()).output().expect("bash")
}

/// Goes through the whole guide in a language.
fn follow(language: &str, locale: &str) {
    let story = Site::empty();
    let Some(storage) = Storage::begin() else { return };
    storage.open_to_all();
    let address = format!("http://{}", storage.address);
    for (number, chapter) in CHAPTERS.iter().enumerate() {
        let path = repository().join(format!("docs/guide/{language}/{chapter}.md"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let folder = story.path(if number == 0 { "" } else { "ys" });
        let output = run(&script(&text).replace(STORAGE, &address), &folder, locale, &storage.keys());
        let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{language}/{chapter}:\n{said}");
    }
    // The shipped script does the same, and what it published is what was recorded.
    let shipped = format!(
        "MINGBAI=$(command -v mingbai) MINGBAI_DEPLOY=cunchu sh ci/publish.sh\nmingbai verify {address}/county/ys/"
    );
    let output = run(&shipped, &story.path("ys"), locale, &storage.keys());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // What the story is about is there.
    let page = |path: &str| fs::read_to_string(story.path("ys/public").join(path)).expect("a page");
    assert!(page("d/caizheng/2026/budget/index.html").contains("id=\"correction-2\""));
    assert!(page("d/ziran/index.html").contains("某县规划局"));
    assert!(fs::read_to_string(story.path("ys/ledger.csv")).expect("a ledger").lines().count() == 4);
    assert!(storage.objects("ys").contains_key("SHA256SUMS"));
}

#[test]
fn the_guide_holds_in_chinese() {
    follow("zh-CN", "zh_CN.UTF-8");
}

#[test]
fn the_guide_holds_in_english() {
    follow("en", "en_US.UTF-8");
}

#[test]
fn both_languages_tell_the_same_story() {
    for chapter in CHAPTERS {
        let [chinese, english] = ["zh-CN", "en"].map(|language| {
            let text = fs::read_to_string(repository().join(format!("docs/guide/{language}/{chapter}.md")))
                .expect("a chapter");
            blocks(&text).into_iter().map(|block| block.kind).collect::<Vec<_>>()
        });
        assert_eq!(chinese, english, "{chapter}");
    }
}

#[test]
fn the_settings_of_other_programs_are_sound() {
    let Some(nginx) = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].iter().find(|path| Path::new(path).exists()) else {
        eprintln!("not tested: there is no nginx");
        return;
    };
    for language in ["zh-CN", "en"] {
        let text =
            fs::read_to_string(repository().join(format!("docs/guide/{language}/hosting.md"))).expect("a chapter");
        let block = blocks(&text).into_iter().find(|block| block.kind == "nginx").expect("settings");
        let place = Site::empty();
        let folder = place.path("");
        let settings = format!(
            "pid {0}/pid;\nerror_log {0}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{1}}}\n",
            folder.display(),
            block.text
        );
        let place = place.file("nginx.conf", settings);
        let output = Command::new(nginx).arg("-t").arg("-c").arg(place.path("nginx.conf")).output().expect("nginx");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
