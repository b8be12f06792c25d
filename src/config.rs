//! `site.toml`: what the site's owner decides.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::Files;
use crate::language::Language;
use crate::model::address::WebAddress;
use crate::model::classification::Classification;
use crate::model::deploy::Targets;
use crate::model::field::{Declared, Decode, Decoder, Definitions, Keyword, Record, Scope, entry, listed, record};
use crate::model::host::Host;
use crate::model::period::Date;
use crate::model::rule::Checking;
use crate::model::section::SectionKind;
use crate::model::summary::{Revenue, RevenueSource};
use crate::model::vocabulary::{OwnTerm, Vocabulary};
use crate::model::yearly::{Population, Prices};
use crate::tree::{self, Node, Source, Span, Value};

/// The file's name.
pub const FILE: &str = "site.toml";

/// The language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SiteLanguage(pub Language);

impl Decode for SiteLanguage {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let tag = decoder.text(node, "a-word")?;
        let language = Language::ALL.into_iter().find(|language| language.tag() == tag);
        if language.is_none() {
            let known = Language::ALL.map(|language| language.tag().to_owned()).to_vec();
            decoder.report(Problem::UnknownWord { word: tag.to_owned(), suggestion: None, known }, node.span);
        }
        language.map(Self)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "enum": Language::ALL.map(Language::tag) })
    }
}

/// A line of the foot: what the owner fills in, or that there is none, written as empty text or `none`.
#[derive(Debug, Clone, PartialEq)]
pub struct FooterText(pub Declared<String>);

impl Decode for FooterText {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if matches!(&node.value, Value::Text(text, _) if text.trim().is_empty()) {
            return Some(Self(Declared::Nothing));
        }
        Declared::decode(node, decoder).map(Self)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        String::schema(definitions)
    }
}

record! {
    /// The lines that government websites must have at the foot of each page.
    pub struct Footer = "页脚", "政府网站页脚信息；缺少的会有警告，确实没有的写空文字 \"\"。" {
        /// 主办单位.
        sponsor: Option<FooterText> = "主办单位", "主办单位；没有的写空文字 \"\"。";
        /// 承办单位.
        operator: Option<FooterText> = "承办单位", "承办单位；没有的写空文字 \"\"。";
        /// 联系方式.
        contact: Option<FooterText> = "联系方式", "联系方式；没有的写空文字 \"\"。";
        /// 网站标识码, ten digits.
        site_code: Option<FooterText> = "网站标识码", "网站标识码（10 位数字）；没有的写空文字 \"\"。";
        /// ICP备案号.
        icp: Option<FooterText> = "ICP备案号", "ICP 备案号；没有的写空文字 \"\"。";
        /// 公安备案号.
        police: Option<FooterText> = "公安备案号", "公安备案号；没有的写空文字 \"\"。";
    }
}

impl Footer {
    /// The lines by their keys, in their order on the page.
    pub fn lines(&self) -> [(&'static str, &Option<FooterText>); 6] {
        [
            ("sponsor", &self.sponsor),
            ("operator", &self.operator),
            ("contact", &self.contact),
            ("site_code", &self.site_code),
            ("icp", &self.icp),
            ("police", &self.police),
        ]
    }
}

record! {
    /// The terms under which the data may be used.
    pub struct License = "许可", "数据的使用许可。" {
        /// What they are called.
        name: String = "名称", "许可的名称，如 CC BY 4.0。";
        /// Where they are written.
        url: Option<WebAddress> = "网址", "许可全文的网址。";
    }
}

record! {
    /// The whole of `site.toml`.
    pub struct Site = "站点", "站点设置，文件名 site.toml。" {
        /// The site's name.
        title: String = "标题", "网站名称。";
        /// The place whose disclosures these are.
        place: Option<String> = "地区", "地区名称，如 平乡县。";
        /// One sentence about the site.
        description: Option<String> = "简介", "一句话简介。";
        /// The language of the pages.
        language: SiteLanguage = "语言", "页面语言：zh-CN 或 en。";
        /// Where the site will be published; for `404.html`, the site maps and the page metadata.
        base_url: Option<WebAddress> = "网址", "网站发布的地址，如 https://example.gov.cn/ys/。";
        /// Where the site is hosted, whose limits a build watches.
        host: Option<Host> = "托管", "网站放在哪里；网站将要超出其限制时，生成时会提醒。不写则提醒 GitHub、GitLab 和 Cloudflare 各家 Pages 的限制。";
        /// Where `mingbai deploy` publishes the site.
        deploy: Targets = "发布", "mingbai deploy 把网站发布到哪里，每处一段，如 [deploy.server]。";
        /// Under what terms the data may be used.
        license: Option<License> = "许可", "数据的使用许可，写明名称，如 CC BY 4.0；可以加网址。";
        /// Whether each disclosure and each table that compares is also published as a workbook.
        xlsx: bool = "表格文件", "是否另外提供 Excel 文件（.xlsx）：每份公开文件一个，比较各部门、各年度的页面每页一个。";
        /// Whether all figures are invented; every page then says so.
        sample: bool = "示例数据", "是否为示例数据；是则每页注明。";
        /// The day that stands for today: what is not published by then, though it should be, is missing.
        as_of: Option<Date> = "截至日期", "“公开情况”一页截至哪一天；到这一天应公开而没有公开的，计为缺。程序从不读取当天日期。";
        /// A price index, for amounts in the prices of one year.
        prices: Option<Prices> = "物价指数", "物价指数，写明基年、指数和来源；有它，全县合计另按基年价格列出。";
        /// The population, for amounts per head.
        population: Option<Population> = "人口", "人口，写明人数和来源；有它，全县合计另按人均列出。";
        /// The order of the departments' groups on the home page.
        groups: Vec<String> = "分组", "首页上部门分组的顺序。";
        /// A table of further classification codes, in the form of the built-in one.
        codes: Option<String> = "科目表", "补充科目表（制表符分隔）的文件名。";
        /// What the site decides about its checks.
        check: Option<Checking> = "校验", "校验规则的轻重、门槛，以及发现问题时是否阻止发布。";
        /// Revenue lines beside the national ones.
        revenue_lines: Vec<OwnTerm> = "收入来源", "自行增加的收入来源。";
        /// Sections beside the national ones.
        sections: Vec<OwnTerm> = "章节", "自行增加的章节。";
        /// The foot of each page, or that it has none of the lines.
        footer: Option<Declared<Footer>> = "页脚", "政府网站页脚信息；不是政府网站、各项都没有的，写 none（无）。";
    }
}

impl Site {
    /// The lines of the foot that are filled in, by their keys.
    pub fn footer_lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let footer = self.footer.as_ref().and_then(Declared::given);
        let lines = footer.into_iter().flat_map(Footer::lines);
        lines.filter_map(|(key, line)| Some((key, line.as_ref()?.0.given()?.as_str())))
    }
}

/// Reads `site.toml` and the words and codes that it adds. Where the file is at fault the national words remain, so
/// that the archive's own problems are told in the same run.
pub fn read(files: &Files, problems: &mut Vec<Diagnostic>) -> (Option<Site>, Vocabulary) {
    let site = read_site(files, problems);
    let codes = site.as_ref().and_then(|site| site.codes.as_deref());
    let classification = classification(files, codes, problems);
    let (revenue_lines, sections) =
        site.as_ref().map(|site| (site.revenue_lines.clone(), site.sections.clone())).unwrap_or_default();
    (site, Vocabulary { revenue_lines, sections, classification })
}

/// What there is to tell of a folder without the file.
pub fn missing(root: &Path) -> Option<Diagnostic> {
    if root.join(FILE).exists() {
        return None;
    }
    let folder = root.display().to_string();
    let place = root.canonicalize().unwrap_or_default();
    let above = place.ancestors().skip(1).find(|above| above.join(FILE).is_file());
    let above = above.map(|above| above.display().to_string());
    Some(Diagnostic::in_file(FILE, Problem::NoSiteFile { folder, above }))
}

fn read_site(files: &Files, problems: &mut Vec<Diagnostic>) -> Option<Site> {
    if let Some(missing) = missing(files.root()) {
        problems.push(missing);
        return None;
    }
    let text = files.read_text(FILE, problems)?;
    let source = Source::new(FILE, &text);
    let node = tree::parse_toml(&source, problems)?;
    let none = Vocabulary::default();
    let mut decoder = Decoder::new(source.clone(), Scope::plain(&none));
    let site = Site::decode(&node, &mut decoder);
    problems.extend(decoder.finish().0.into_iter().map(misplaced));
    if let Some(site) = &site {
        let lines = site.revenue_lines.iter().map(|term| term.key.0.as_str());
        check_terms(&source, &node, "revenue_lines", lines, is_revenue_key, problems);
        let sections = site.sections.iter().map(|term| term.key.0.as_str());
        check_terms(&source, &node, "sections", sections, |key| SectionKind::from_word(key).is_some(), problems);
        check_footer(&source, &node, site, problems);
        if let Some(prices) = site.prices.as_ref().filter(|prices| prices.index.get(prices.base).is_none()) {
            let span = Site::find(&node, &["prices", "base"]).span;
            let problem = Problem::NoIndexOfBase { year: prices.base.to_string() };
            source.tell(problems, problem, span, Some("prices.base".to_owned()));
        }
    }
    site
}

/// What is known in the file and unknown where it stands was written behind the heading of a section, to which it then belongs.
fn misplaced(mut told: Diagnostic) -> Diagnostic {
    if let Problem::UnknownKey { key, .. } = &told.problem
        && Site::FIELDS.iter().any(|field| field.is(key))
    {
        told.problem = Problem::KeyInSection { key: key.clone() };
    }
    told
}

/// Tells what the foot lacks, all at once, and a 网站标识码 that is none.
fn check_footer(source: &Source<'_>, node: &Node<'_>, site: &Site, problems: &mut Vec<Diagnostic>) {
    let lacks = |key: &str| match &site.footer {
        None => true,
        Some(Declared::Nothing) => false,
        Some(Declared::Given(footer)) => footer.lines().iter().any(|(other, line)| *other == key && line.is_none()),
    };
    let fields = Footer::FIELDS.iter().filter(|field| lacks(field.key));
    let missing: Vec<String> = fields.map(|field| listed(field.key, field.chinese[0])).collect();
    if !missing.is_empty() {
        let span = entry(Site::FIELDS, node, "footer").map_or(Span::point(1, 0), |footer| footer.span);
        source.tell(problems, Problem::FooterIncomplete { missing }, span, None);
    }
    let code = site.footer_lines().find(|(key, _)| *key == "site_code").map(|(_, code)| code);
    if let Some(code) = code.filter(|code| code.len() != 10 || !code.bytes().all(|byte| byte.is_ascii_digit())) {
        let span = Site::find(node, &["footer", "site_code"]).span;
        let record = Some("footer.site_code".to_owned());
        source.tell(problems, Problem::NotASiteCode { text: code.to_owned() }, span, record);
    }
}

/// Whether a key already names something of 收入.
fn is_revenue_key(key: &str) -> bool {
    RevenueSource::from_word(key).is_some() || Revenue::FIELDS.iter().any(|field| field.key == key)
}

/// Tells keys of the site's own that are taken, by the national lists or by themselves.
fn check_terms<'t>(
    source: &Source<'_>,
    node: &Node<'_>,
    field: &'static str,
    keys: impl Iterator<Item = &'t str>,
    is_national: impl Fn(&str) -> bool,
    problems: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (index, key) in keys.enumerate() {
        if is_national(key) || !seen.insert(key) {
            let span = Site::find(node, &[field, &index.to_string(), "key"]).span;
            source.tell(problems, Problem::TermTaken { key: key.to_owned() }, span, Some(field.to_owned()));
        }
    }
}

fn classification(files: &Files, own: Option<&str>, problems: &mut Vec<Diagnostic>) -> Classification {
    let mut classification = Classification::national();
    let Some(name) = own else { return classification };
    if !crate::files::is_safe_name(name) {
        problems.push(Diagnostic::in_file(FILE, Problem::UnsafePath { path: name.to_owned() }));
        return classification;
    }
    if let Some(table) = files.read_text(name, problems) {
        let source = Source::new(name, &table);
        for line in classification.extend(&table) {
            let span = Span { line, column: 0, end_line: line + 1, end_column: 0 };
            let text = table.lines().nth(line - 1).unwrap_or_default().to_owned();
            problems.push(Diagnostic { problem: Problem::BadCode { text }, place: source.place(span), record: None });
        }
    }
    classification
}
