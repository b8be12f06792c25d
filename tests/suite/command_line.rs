//! The command line, exactly: what is printed, where, and with which exit code.

use std::process::Stdio;

use crate::harness::{SITE, Site, command, run_in};

#[test]
fn help_and_version_go_to_stdout_in_the_persons_language() {
    let site = Site::empty();
    for (arguments, first) in [
        (vec!["--help"], "明白账：把预决算公开文件变成网站"),
        (vec!["--lang", "en", "--help"], "Mingbai turns budget disclosures into a website"),
        (vec!["build", "--help"], "生成网站：读取 content 中的全部内容，写入 public"),
        (vec!["build", "--help", "--lang=en"], "Build the site: read all of content, write public"),
        (vec!["check", "-h"], "校验内容：读取全部文件，核对每个金额，列出所有问题，不生成网站"),
        (vec!["serve", "-h"], "预览网站：生成后在浏览器里查看，保存文件即更新"),
        (vec!["schema", "-h"], "输出 JSON Schema，供编辑器补全和说明各个键"),
    ] {
        let run = site.run(&arguments);
        assert_eq!((run.code, run.stderr.as_str(), run.stdout.lines().next()), (0, "", Some(first)), "{arguments:?}");
        let english = arguments.iter().any(|argument| argument.contains("en"));
        assert!(run.stdout.contains(if english { "Examples:" } else { "示例：" }), "{}", run.stdout);
        assert!(run.stdout.contains(if english { "Usage:" } else { "用法：" }), "{}", run.stdout);
    }
    assert_eq!(site.run(&["--version"]).stdout, concat!("mingbai ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn no_english_is_left_in_chinese_help() {
    for verb in [
        vec!["--help"],
        vec!["build", "--help"],
        vec!["check", "--help"],
        vec!["completions", "--help"],
        vec!["man", "--help"],
        vec!["new", "--help"],
        vec!["new", "site", "--help"],
        vec!["new", "department", "--help"],
        vec!["new", "disclosure", "--help"],
        vec!["schema", "--help"],
        vec!["serve", "--help"],
    ] {
        let help = Site::empty().run(&verb).stdout;
        for english in ["Usage", "Options", "Commands", "Print", "default:", "possible values"] {
            assert!(!help.contains(english), "{english}: {help}");
        }
    }
}

#[test]
fn the_locale_chooses_the_language_and_the_option_overrides_it() {
    let site = Site::empty();
    let first = |arguments: &[&str], locale: &str| {
        let output = command(&site.path(""), arguments, &[("LC_ALL", locale)]).output().expect("a run");
        String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
    };
    assert!(first(&["--help"], "zh_CN.UTF-8").starts_with("明白账"));
    assert!(first(&["--help"], "en_GB.UTF-8").starts_with("Mingbai"));
    assert!(first(&["--help"], "C").starts_with("Mingbai"));
    assert!(first(&["--help", "--lang", "zh"], "en_GB.UTF-8").starts_with("明白账"));
}

#[test]
fn wrong_usage_is_explained_on_stderr_with_exit_code_2() {
    let site = Site::empty();
    let unknown = |word: &str| format!("错误: 没有“{word}”这个命令\n");
    let all = "new、check、build、serve、search、deploy、record、verify、schema、completions、man";
    for (arguments, command, message) in [
        (vec!["biuld"], "", unknown("biuld") + "帮助: 是不是“build”？\n"),
        (vec!["xyz"], "", format!("{}帮助: 可以用：{all}。\n", unknown("xyz"))),
        (vec!["build", "--rot", "."], " build", "错误: 不认识的参数“--rot”\n帮助: 是不是“--root”？\n".to_owned()),
        (
            vec!["check", "--format", "xml"],
            " check",
            "错误: “xml”不能用于 --format <格式>\n帮助: 可以用：human, json, sarif, github。\n".to_owned(),
        ),
        (
            vec!["schema", "x"],
            " schema",
            "错误: “x”不能用于 [名称]\n帮助: 可以用：disclosure, department, succession, site。\n".to_owned(),
        ),
        (vec!["build", "--root"], " build", "错误: --root <文件夹> 后面缺少值\n".to_owned()),
        (
            vec!["new", "foo"],
            " new",
            "错误: “foo”不是可以新建的内容\n帮助: 可以新建 site（网站）、department（部门）、disclosure（一个年度的预算或决算）。\n"
                .to_owned(),
        ),
        (vec!["new", "deparment"], " new", "错误: “deparment”不是可以新建的内容\n帮助: 是不是“department”？\n".to_owned()),
        (
            vec!["new", "disclosure", "caizheng"],
            " new disclosure",
            "错误: 缺少 <年度>\n".to_owned(),
        ),
    ] {
        let run = site.run(&arguments);
        let expected = format!("{message}\n更多信息见 mingbai{command} --help\n");
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", expected.as_str()), "{arguments:?}");
    }
    let run = site.run(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("明白账"));
}

#[test]
fn a_value_that_is_not_understood_is_answered_with_its_form() {
    let site = Site::empty();
    for (arguments, given, form) in [
        (vec!["new", "disclosure", "caizheng", "25"], "“25”不能用于 <年度>", "四位数字的年度，如 2025"),
        (vec!["new", "site", "x", "--title", "a\u{7}b"], "不能用于 --title <文字>", "一行文字，不带控制字符"),
        (vec!["serve", "--port", "65536"], "“65536”不能用于 --port <端口>", "0 到 65535 的整数"),
        (vec!["serve", "--base", "/../"], "“/../”不能用于 --base <路径>", "如 /ys/"),
        (vec!["serve", "--as-of", "2025-02-30"], "“2025-02-30”不能用于 --as-of <日期>", "年-月-日，如 2025-02-28"),
        (vec!["record", "--date", "today"], "“today”不能用于 --date <日期>", "年-月-日，如 2025-02-28"),
        (vec!["build", "--jobs", "0"], "“0”不能用于 --jobs <数>", "1 到 1024 的整数"),
        (vec!["check", "--lang", "fr"], "“fr”不能用于 --lang <语言>", "zh-CN 或 en"),
        (vec!["check", "--rule", "Z9"], "“Z9”不能用于 --rule <规则>", "规则的编号或一类规则的字母，如 A12、A"),
        (vec!["deploy", "--grace", "5"], "“5”不能用于 --grace <时长>", "数字加单位，如 24h、7d、30m；0 表示不保留"),
        (vec!["deploy", "--jobs", "999"], "“999”不能用于 --jobs <数>", "1 到 256 的整数"),
        (vec!["deploy", "--max-deletions", "many"], "“many”不能用于 --max-deletions <数>", "不带单位的整数，如 10"),
        (vec!["search", "x", "--year", "93"], "“93”不能用于 --year <年度>", "2018..2022"),
        (vec!["search", "x", "--limit", "ten"], "“ten”不能用于 --limit <数>", "不带单位的整数，如 10"),
    ] {
        let run = site.run(&arguments);
        let [error, help] = [0, 1].map(|line| run.stderr.lines().nth(line).unwrap_or_default());
        assert!(error.starts_with("错误: ") && error.ends_with(given), "{arguments:?}: {}", run.stderr);
        assert!(help.starts_with("帮助: 应当写：") && help.contains(form), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.code, 2);
        let run = site.run(&[&["--lang", "en"], arguments.as_slice()].concat());
        assert!(arguments.contains(&"fr") || run.stderr.contains("\nhelp: write "), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn what_stands_for_values_is_in_the_persons_language() {
    let site = Site::empty();
    let verbs =
        ["new site", "new department", "new disclosure", "check", "build", "serve", "search", "deploy", "record"];
    for verb in verbs.into_iter().chain(["verify", "schema", "completions", "man"]) {
        let words: Vec<&str> = verb.split(' ').collect();
        let help = |language: &str| site.run(&[words.as_slice(), &["--help", "--lang", language]].concat()).stdout;
        let values = |help: &str| {
            let options =
                help.split_once("\n\n").expect("usage").1.split("示例：").next().unwrap_or_default().to_owned();
            let options = options.split("Examples:").next().unwrap_or_default().to_owned();
            let opened = options
                .split(['<', '['])
                .skip(1)
                .map(|rest| rest.split(['>', ']']).next().unwrap_or_default().to_owned());
            opened.collect::<Vec<_>>()
        };
        let (chinese, english) = (values(&help("zh-CN")), values(&help("en")));
        let is_english = |value: &&String| value.chars().any(|letter| letter.is_ascii_alphabetic());
        assert_eq!(chinese.iter().filter(is_english).collect::<Vec<_>>(), Vec::<&String>::new(), "{verb}");
        assert!(english.iter().all(|value| value.is_ascii()) && !english.is_empty(), "{verb}: {english:?}");
    }
}

#[test]
fn a_sound_site_is_built_with_one_line_on_stderr() {
    let site = Site::sound();
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.lines().count()), (0, "", 1), "{}", run.stderr);
    let [size, time] = [" 个页面（", "，用时 "].map(|word| run.stderr.find(word).expect("a size and a time"));
    assert!(run.stderr[size..time].ends_with("kB）到 ./public：写入 51 个文件，0 个未变"), "{}", run.stderr);
    assert!(run.stderr.starts_with("已生成 15 个页面"), "{}", run.stderr);
    assert_eq!(site.run(&["build", "--quiet"]).stderr, "");
    let run = site.run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.starts_with("已读取 1 份公开文件；核对 ") && run.stderr.contains("不符 0；"), "{}", run.stderr);
}

#[test]
fn timings_are_told_when_asked_for_and_silence_in_a_pipe_otherwise() {
    let site = Site::sound();
    let run = site.run(&["build", "--timings", "--lang", "en"]);
    let lines: Vec<&str> = run.stderr.lines().skip(1).collect();
    assert_eq!((run.code, run.stdout.as_str(), lines.len()), (0, "", 12), "{}", run.stderr);
    for line in lines {
        let (time, stage) = line.split_once(" s  ").expect("a time and a stage");
        assert!(time.trim().parse::<f64>().is_ok() && !stage.is_empty(), "{line}");
    }
    let run = site.run(&["build", "--fresh"]);
    assert!(run.stderr.lines().count() == 1 && !run.stderr.contains('\u{1b}'), "no progress in a pipe: {}", run.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn progress_is_shown_at_a_terminal() {
    let site = Site::sound();
    let run = |words: &str| {
        let line = format!("\"$MINGBAI\" build --fresh --lang zh-CN {words}");
        let mut script = std::process::Command::new("script");
        script.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(site.path(""));
        let output = script
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm")
            .env("MINGBAI", env!("CARGO_BIN_EXE_mingbai"))
            .output()
            .expect("script, of util-linux");
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(run("").contains("生成网站 ") && run("").contains("1/1"), "{:?}", run(""));
    assert!(!run("--quiet").contains('\u{1b}'));
    assert!(!run("--format json").contains("生成网站 "));
}

#[test]
fn a_host_that_will_not_take_the_site_is_told_in_time() {
    let site = Site::sound().file("content/caizheng/2024/budget/a.pdf", vec![b'x'; 21 << 20]);
    let run = site.run(&["build"]);
    assert!(
        run.code == 0 && run.stderr.contains("Cloudflare Pages 的单个文件大小上限是 26 MB，这个网站已有 23 MB"),
        "{}",
        run.stderr
    );
    let site = site.file("site.toml", format!("{SITE}host = \"own\"\n"));
    assert!(!site.run(&["build"]).stderr.contains("host-limit"));
}

#[test]
fn a_site_that_is_not_there_is_a_failure() {
    let run = Site::empty().run(&["build", "--root", "nowhere"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("无法读取"), "{}", run.stderr);
    let run = Site::empty().run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("没有 site.toml") && run.stdout.contains("mingbai new site"), "{}", run.stdout);
    assert!(!run.stdout.contains("content"), "what is no site has no content either: {}", run.stdout);
    // In a folder of a site, it says where the site is.
    let site = Site::sound();
    let run = run_in(&site.path("content/caizheng"), &["check", "--lang", "en"], &[]);
    let above = site.path("").canonicalize().expect("a folder");
    assert!(
        run.code == 1 && run.stdout.contains(&format!("the site's folder is “{}”", above.display())),
        "{}",
        run.stdout
    );
}

#[test]
fn programs_get_json_on_stdout() {
    let site = Site::sound().budget("revenue: {total: abc}\n");
    let run = site.run(&["check", "--format", "json", "--lang", "en"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let expected = r#"{
  "errors": 1,
  "warnings": 0,
  "notes": 0,
  "problems": [
    {
      "severity": "error",
      "code": "not-an-amount",
      "file": "content/caizheng/2024/budget.yaml",
      "line": 3,
      "column": 18,
      "length": 3,
      "record": "revenue.total",
      "message": "“abc” is not an amount",
      "help": "write a number, such as 264.43, 1,234.50 or -0.5; ~ for a blank, \"——\" for not applicable"
    }
  ]
}
"#;
    assert_eq!(run.stdout, expected);
    assert_eq!(site.run(&["build", "--format", "json", "--lang", "en"]).stdout, expected);
}

#[test]
fn github_gets_workflow_commands() {
    let site = Site::sound().budget("revenue: {total: abc}\n");
    let run = site.run(&["check", "--format", "github", "--lang", "en"]);
    assert_eq!(
        run.stdout,
        "::error file=content/caizheng/2024/budget.yaml,line=3,col=18,title=not-an-amount::“abc” is not an amount%0Arevenue.total%0Awrite a number, such as 264.43, 1,234.50 or -0.5; ~ for a blank, \"——\" for not applicable\n"
    );
}

#[test]
fn the_caret_lines_up_under_chinese_text() {
    let site = Site::sound().budget("收入: {来源: {一般公共预算: 12元}}\n");
    let run = site.run(&["check"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let width = |text: &str| text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let source = lines.iter().find(|line| line.contains("一般公共预算: 12元")).expect("the source line");
    let caret = lines.iter().find(|line| line.contains('^')).expect("the caret line");
    let before = source.split("12元").next().expect("what is before");
    assert_eq!(caret.find('^'), Some(width(before)), "{}", run.stdout);
    assert_eq!(caret.matches('^').count(), width("12元"), "{}", run.stdout);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let site = Site::sound().budget("revenue: {total: abc}\n");
    assert!(!site.run(&["check"]).stdout.contains('\u{1b}'));
    assert!(site.run(&["check", "--color", "always"]).stdout.contains('\u{1b}'));
    assert!(!site.run(&["check", "--color", "never"]).stdout.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let site = Site::empty();
    let mut child =
        command(&site.path(""), &["schema"], &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn quiet_keeps_errors_and_drops_the_rest() {
    let site = Site::sound().file("content/caizheng/2024/说明.docx", "x");
    assert!(site.run(&["check"]).stdout.contains("unused-file"));
    let run = site.run(&["check", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn shells_complete_every_command_in_the_persons_language() {
    let site = Site::empty();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = site.run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        for word in ["build", "check", "new", "disclosure", "--from", "search"] {
            let word = if shell == "fish" { word.trim_start_matches('-') } else { word };
            assert!(run.stdout.contains(word), "{shell} knows {word}");
        }
        // Bash shows no help beside words.
        assert_eq!(run.stdout.contains("只显示错误"), shell != "bash", "{shell}");
    }
    let run = site.run(&["completions", "tcsh"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("bash, zsh, fish, powershell"), "{}", run.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn bash_completes_what_a_person_types() {
    let site = Site::empty();
    let script = site.run(&["completions", "bash"]).stdout;
    let site = site.file("mingbai.bash", script);
    let typed = "source ./mingbai.bash; COMP_WORDS=(mingbai new d); COMP_CWORD=2; _mingbai mingbai d new; echo \"${COMPREPLY[@]}\"";
    let output =
        std::process::Command::new("bash").args(["-c", typed]).current_dir(site.path("")).output().expect("bash");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "department disclosure");
}

#[test]
fn every_command_has_a_manual_page_in_the_persons_language() {
    let site = Site::empty();
    for (words, name) in [
        (vec![], "mingbai"),
        (vec!["build"], "mingbai\\-build"),
        (vec!["new"], "mingbai\\-new"),
        (vec!["new", "disclosure"], "mingbai\\-new\\-disclosure"),
    ] {
        for (language, headings) in
            [("zh-CN", ["名称", "用法", "选项", "示例"]), ("en", ["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES"])]
        {
            let run = site.run(&[&["man", "--lang", language], words.as_slice()].concat());
            assert_eq!((run.code, run.stderr.as_str()), (0, ""));
            assert!(run.stdout.contains(concat!("mingbai ", env!("CARGO_PKG_VERSION"))), "{}", run.stdout);
            assert!(!run.stdout.contains("Print version"), "an option that is not ours: {}", run.stdout);
            assert!(run.stdout.contains(&format!("{name} \\- ")), "{name}: {}", run.stdout);
            for heading in headings {
                assert!(
                    run.stdout.to_uppercase().contains(&format!(".SH \"{heading}\"\n")),
                    "{heading}: {}",
                    run.stdout
                );
            }
        }
    }
    let run = site.run(&["man", "biuld"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("错误: 没有“biuld”这个命令\n帮助: 是不是“build”？\n"), "{}", run.stderr);
}
