//! The theme: a site puts a template, a message or a style of its own in the default's place by a file of the same name.

use crate::harness::Site;

#[test]
fn a_sites_own_files_take_the_place_of_the_themes() {
    let site = Site::sound()
        .file("theme/static/style.css", "body { color: teal }")
        .file("theme/static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("theme/messages/zh-CN.ftl", "home = 门户\n")
        .file(
            "theme/templates/free.html",
            "{% extends \"layout.html\" %}{% block main %}<h1>自有：{{ title }}</h1>{% endblock %}",
        )
        .file("content/about.md", "---\ntitle: 关于<b>\n---\n正文\n");
    site.build();
    assert_eq!(site.page("static/style.css"), "body { color: teal }");
    assert!(site.path("public/static/logo.svg").exists() && site.path("public/static/icon.svg").exists());
    assert!(site.page("about/index.html").contains("<h1>自有：关于&lt;b&gt;</h1>"), "escaped as everywhere");
    let html = site.page("d/caizheng/2024/budget/index.html");
    assert!(html.contains(">门户</a>") && html.contains("部门（汇总）"), "the other messages stay");
}

#[test]
fn faults_of_a_sites_own_theme_are_told_at_their_place() {
    for (path, text, code, message) in [
        ("theme/templates/home.html", "{% block", 3, "templates/home.html:1"),
        ("theme/templates/home.html", "{{ view.nothing }}", 3, "templates/home.html:1"),
        ("theme/messages/en.ftl", "home is where\n", 1, "message-syntax"),
        ("theme/messages/en.ftl", "hmoe = x\n", 0, "message-unknown"),
        ("theme/static/a.", "x", 1, "unsafe-path"),
        ("theme/static/Style.css", "x", 1, "two-sources"),
        ("theme/style.css", "x", 0, "unused-file"),
    ] {
        let site = Site::sound().file(path, text);
        let run = site.run(&["build"]);
        assert_eq!((run.code, run.stderr.contains(message)), (code, true), "{path}: {}", run.stderr);
    }
    let twice = Site::sound().file("theme/static/Style.css", "x");
    assert_eq!(twice.problems(), ["two-sources theme/static/Style.css"], "the file to rename is named as it is called");
}
