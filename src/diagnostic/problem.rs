//! Everything that can be wrong, one variant each, with its facts as fields; the wording is in the message files.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Finding, Severity};
use crate::language::{Catalogue, Fact, MessageId, message_id};
use crate::text::shown;

/// The id of a message that names a thing, so that it appears in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term(#[serde(deserialize_with = "message_id")] pub MessageId);

impl From<Term> for Fact {
    fn from(term: Term) -> Self {
        Self::Term(term.0)
    }
}

/// Why something failed: a common reason in the reader's language, else as the system told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The id of a message.
    Term(#[serde(deserialize_with = "message_id")] MessageId),
    /// Text as it came.
    Text(String),
}

impl From<Reason> for Fact {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Term(id) => Self::Term(id),
            Reason::Text(text) => Self::Text(text),
        }
    }
}

macro_rules! problems {
    ($( $(#[$doc:meta])* $severity:ident $id:literal $name:ident { $($field:ident: $type:ty),* $(,)? } )*) => {
        /// What is wrong. The message id is also the code that machines see.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "a field is the fact that its message mentions under the same name")]
        pub enum Problem {
            $( $(#[$doc])* $name { $($field: $type),* }, )*
            /// What a check found.
            Finding(Box<Finding>),
        }

        impl Problem {
            /// Each problem's id with the names of its facts.
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[ $( ($id, &[$(stringify!($field)),*]), )* ];

            /// The stable code.
            pub fn id(&self) -> &'static str {
                match self {
                    $( Self::$name { .. } => $id, )*
                    Self::Finding(finding) => finding.said.code.0,
                }
            }

            /// How much it weighs.
            pub fn severity(&self) -> Severity {
                match self {
                    $( Self::$name { .. } => Severity::$severity, )*
                    Self::Finding(finding) => finding.said.severity,
                }
            }

            fn facts(&self) -> Vec<(&'static str, Fact)> {
                match self {
                    $( Self::$name { $($field),* } => vec![ $( (stringify!($field), presentable(Fact::from($field.clone()))), )* ], )*
                    Self::Finding(finding) => {
                        finding.said.facts().into_iter().map(|(name, fact)| (name, presentable(fact))).collect()
                    }
                }
            }
        }
    };
}

/// The longest text from a file that a message repeats, in characters.
const LONGEST: usize = 120;

/// The most words that a message lists.
const MOST_WORDS: usize = 40;

/// A fact as a terminal and a log may show it: not endless, and without control characters.
fn presentable(fact: Fact) -> Fact {
    let text = match fact {
        Fact::Text(text) => text,
        Fact::List(mut texts) => {
            if texts.len() > MOST_WORDS {
                texts.truncate(MOST_WORDS);
                texts.push("…".to_owned());
            }
            return Fact::List(texts);
        }
        fact => return fact,
    };
    let mut shown = shown(&text.chars().take(LONGEST).collect::<String>(), &['\n']);
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    Fact::Text(shown)
}

impl Problem {
    /// What is wrong, in one sentence.
    pub fn message(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Finding(finding) => finding.said.sentence(catalogue, &self.facts()),
            _ => catalogue.say(self.id(), &self.facts()),
        }
    }

    /// What to write instead.
    pub fn help(&self, catalogue: &Catalogue) -> Option<String> {
        let help = match self {
            Self::Finding(finding) => finding.said.help(catalogue, &self.facts()),
            _ => catalogue.attribute(self.id(), "help", &self.facts()),
        };
        help.filter(|help| !help.is_empty())
    }
}

problems! {
    // Files and folders
    /// The operating system refused to read a file.
    Error "unreadable" Unreadable { reason: Reason }
    /// Bytes that are valid GB18030 but not UTF-8.
    Error "looks-like-gb18030" LooksLikeGb18030 {}
    /// A UTF-16 byte order mark, as Notepad's “Unicode” writes it.
    Error "looks-like-utf16" LooksLikeUtf16 {}
    /// Bytes in no encoding that could be guessed.
    Error "not-text" NotText {}
    /// A CSV file in GB18030, as Chinese Excel saves it.
    Note "csv-in-gb18030" CsvInGb18030 {}
    /// A file larger than anything that a clerk writes.
    Error "file-too-large" FileTooLarge { megabytes: usize, limit: usize }
    /// A file without content.
    Error "empty-file" EmptyFile {}
    /// More errors in a file than are told one by one.
    Error "more-errors" MoreErrors { told: usize }
    /// More lesser problems in a file than are told one by one.
    Warning "more-warnings" MoreWarnings { told: usize }
    /// A symbolic link whose target is outside the site's root.
    Error "symlink-leaves-root" SymlinkLeavesRoot {}
    /// A symbolic link to one of its own parents.
    Error "symlink-loop" SymlinkLoop {}
    /// A folder below `content/` without `department.yaml`.
    Error "no-department-file" NoDepartmentFile { folder: String }
    /// A department's folder name is its id in addresses.
    Error "bad-department-id" BadDepartmentId { id: String }
    /// A folder in a department's folder that is not a year.
    Error "not-a-year-folder" NotAYearFolder { folder: String }
    /// A YAML file that no rule of the archive's layout names.
    Error "unknown-yaml-file" UnknownYamlFile { name: String, suggestion: Option<String> }
    /// Any other file that is not used.
    Warning "unused-file" UnusedFile { name: String }
    /// A folder such as `budget/` whose `budget.yaml` is missing.
    Error "folder-without-file" FolderWithoutFile { folder: String, file: String }
    /// A free page's file name is its address.
    Error "bad-page-name" BadPageName { name: String }
    /// Two sources for one address.
    Error "two-sources" TwoSources { address: String, other: String }
    /// `site.toml` is missing.
    Error "no-site-file" NoSiteFile { folder: String, above: Option<String> }
    /// `content/` is missing.
    Error "no-content-folder" NoContentFolder { folder: String }

    // Versions
    /// A superseded version without the current file.
    Error "version-without-current" VersionWithoutCurrent { current: String }
    /// Versions are 1, 2, … without a gap.
    Error "version-gap" VersionGap { missing: usize }
    /// A new version says what was corrected and why.
    Error "version-without-correction" VersionWithoutCorrection { version: usize, superseded: String }

    // YAML and TOML
    /// Broken YAML of no kind that has its own message.
    Error "yaml-syntax" YamlSyntax { detail: String }
    /// A tab in the indentation.
    Error "yaml-tab" YamlTab {}
    /// `value: >60%` begins a folded block.
    Error "yaml-block-mark" YamlBlockMark { text: String }
    /// A plain value cannot begin with `%`, `@` or a backquote.
    Error "yaml-reserved-mark" YamlReservedMark { mark: String, text: String }
    /// A colon and a space inside a plain value.
    Error "yaml-colon" YamlColon {}
    /// A quotation that does not end.
    Error "yaml-quote" YamlQuote {}
    /// A key without a space after its colon, or with a full-width colon.
    Error "yaml-colon-space" YamlColonSpace { text: String }
    /// Text behind a closing quotation mark.
    Error "yaml-text-after-quote" YamlTextAfterQuote { text: String }
    /// A backslash in double quotation marks that means nothing that YAML knows.
    Error "yaml-backslash" YamlBackslash { text: String }
    /// A full-width brace, bracket or comma where YAML needs the narrow one.
    Error "yaml-full-width" YamlFullWidth { mark: String }
    /// A bracket or brace that does not close.
    Error "yaml-bracket" YamlBracket {}
    /// A line that stands further in or out than those it belongs to.
    Error "yaml-indent" YamlIndent {}
    /// `-name: x`, a list's hyphen without a space.
    Error "yaml-hyphen-space" YamlHyphenSpace { text: String }
    /// Text behind ` #`, which is a comment and would be lost.
    Warning "yaml-comment" YamlComment { text: String }
    /// An anchor that nothing repeats: most likely text that begins with `&`.
    Warning "yaml-unused-anchor" YamlUnusedAnchor {}
    /// A control character, or one that turns the direction of writing.
    Error "control-character" ControlCharacter { code: String }
    /// An alias of an anchor that does not exist.
    Error "yaml-unknown-anchor" YamlUnknownAnchor {}
    /// More than one document in a file.
    Error "yaml-second-document" YamlSecondDocument {}
    /// A tag such as `!!binary`.
    Error "yaml-tag" YamlTag {}
    /// Nesting beyond the limit.
    Error "too-deep" TooDeep { limit: usize }
    /// More values than any disclosure has, most likely through aliases.
    Error "too-many-values" TooManyValues { limit: usize }
    /// A key that is a list or a map.
    Error "key-not-text" KeyNotText {}
    /// The same key twice.
    Error "duplicate-key" DuplicateKey { key: String, line: usize }
    /// A key in TOML that needs quotation marks.
    Error "toml-key" TomlKey {}
    /// A key in TOML that stands twice.
    Error "toml-duplicate-key" TomlDuplicateKey {}
    /// Broken TOML.
    Error "toml-syntax" TomlSyntax { detail: String }

    // Values
    /// An option of the whole site that stands in a section of it.
    Error "key-in-section" KeyInSection { key: String }
    /// A key that the record does not have.
    Error "unknown-key" UnknownKey { key: String, suggestion: Option<String>, known: Vec<String> }
    /// A number with a comma inside braces, where a comma begins the next item.
    Error "comma-in-braces" CommaInBraces { digits: String }
    /// One field under its English and its Chinese key.
    Error "same-field-twice" SameFieldTwice { key: String, other: String, line: usize }
    /// A key that the record must have.
    Error "missing-key" MissingKey { key: String, chinese: String, line: String }
    /// Another kind of value than the field holds.
    Error "wrong-type" WrongType { expected: Term, found: Term }
    /// Text that must not be empty.
    Error "empty-text" EmptyText {}
    /// A word outside the field's list.
    Error "unknown-word" UnknownWord { word: String, suggestion: Option<String>, known: Vec<String> }
    /// A key of the site's own with other letters than `[a-z0-9_]`.
    Error "bad-key" BadKey { key: String }
    /// Text that is no amount.
    Error "not-an-amount" NotAnAmount { text: String }
    /// An amount that is not a number, or in scientific notation.
    Error "amount-notation" AmountNotation { text: String }
    /// Digits grouped otherwise than by three.
    Error "amount-grouping" AmountGrouping { text: String }
    /// An amount with its unit behind it.
    Error "amount-with-unit" AmountWithUnit { text: String, unit: String }
    /// More digits than any budget has.
    Error "amount-too-long" AmountTooLong { text: String }
    /// A negative amount where the law knows none.
    Error "negative-amount" NegativeAmount { text: String }
    /// A negative amount in a final account, where corrections may outweigh what was spent.
    Warning "negative-outcome" NegativeOutcome { text: String }
    /// A blank where `none` or a value must stand.
    Error "blank-declaration" BlankDeclaration {}
    /// Columns of a final account in a budget.
    Error "budget-has-one-column" BudgetHasOneColumn { key: String }
    /// Text that is no quantity.
    Error "not-a-quantity" NotAQuantity { text: String }
    /// Text that is no whole number.
    Error "not-a-count" NotACount { text: String }
    /// Text that is no level of a table.
    Error "not-a-level" NotALevel { text: String }
    /// Text that is no address on the web.
    Error "not-an-address" NotAnAddress { text: String }
    /// Lines that government websites must have at their foot, and that `site.toml` does not speak of.
    Warning "footer-incomplete" FooterIncomplete { missing: Vec<String> }
    /// A 网站标识码 that is not ten digits.
    Warning "not-a-site-code" NotASiteCode { text: String }
    /// A number of a series by year that is none, or not above zero.
    Error "not-above-zero" NotAboveZero { text: String }
    /// A price index that has no number for the year in whose prices amounts are told.
    Error "no-index-of-base" NoIndexOfBase { year: String }
    /// A comparison without an amount and without a percentage.
    Error "no-change" NoChange {}
    /// Text that is no date.
    Error "not-a-date" NotADate { text: String }
    /// Text that is no year.
    Error "not-a-year" NotAYear { text: String }
    /// Text that is neither yes nor no.
    Error "not-yes-or-no" NotYesOrNo { text: String }
    /// Text that says neither whether nor when a body is exempt.
    Error "not-exempt" NotExempt { text: String }
    /// The year in the file is not the folder's.
    Error "year-differs" YearDiffers { year: String, folder: String }

    // Disclosures
    /// A key of the site's own that is taken.
    Error "term-taken" TermTaken { key: String }
    /// The lines between `---` at the top of a free page do not end.
    Error "front-matter-open" FrontMatterOpen {}
    /// A column that the statement does not have.
    Error "unknown-column" UnknownColumn { column: String, statement: Term, suggestion: Option<String>, known: Vec<String> }
    /// A statement kind or a section twice in one file.
    Error "given-twice" GivenTwice { key: String, line: usize }
    /// Text that is no classification code.
    Error "bad-code" BadCode { text: String }
    /// A line that is none of the ledger.
    Error "bad-ledger-line" BadLedgerLine { columns: String }
    /// Two lines of the ledger about one version.
    Error "recorded-twice" RecordedTwice { version: String }
    /// A recorded disclosure that is not in the archive.
    Warning "recorded-gone" RecordedGone { file: String }
    /// A site without a list of sums.
    Error "no-sums" NoSums {}
    /// A site to verify that is neither a folder nor an address.
    Error "no-such-site" NoSuchSite {}
    /// A site that is compared with its own ledger alone, since none was kept.
    Note "own-ledger-alone" OwnLedgerAlone { folder: String }
    /// Published versions that the ledger does not have.
    Note "not-in-ledger" NotInLedger { count: usize }
    /// A line that is no sum.
    Error "bad-sums" BadSums { line: usize }
    /// A published file that is not what the list of sums says.
    Error "file-differs" FileDiffers {}
    /// A file of the list of sums that is not there.
    Error "file-gone" FileGone {}
    /// A file that the list of sums does not name.
    Warning "file-not-listed" FileNotListed {}
    /// A list of sums that was kept, of which a line is no sum.
    Error "bad-kept-sums" BadKeptSums { line: usize }
    /// A kept list of sums in which there is nothing.
    Error "empty-kept-sums" EmptyKeptSums {}
    /// A site's list of sums that names a file which cannot be one of its own.
    Error "unsafe-sum" UnsafeSum { path: String }
    /// A ledger that another run is writing.
    Error "another-record" AnotherRecord { path: String }
    /// A published file that is not what a kept list of sums says.
    Error "kept-differs" KeptDiffers {}
    /// A file of a kept list of sums that the site's own list does not name.
    Error "kept-gone" KeptGone {}
    /// A file of the site that a kept list of sums does not name.
    Error "kept-lacks" KeptLacks {}
    /// A site whose ledger is not the one that was kept.
    Error "ledger-differs" LedgerDiffers { disclosure: String, version: String }
    /// A published version that does not say what was recorded.
    Error "version-differs" VersionDiffers { disclosure: String, version: String, recorded: String }
    /// A recorded version that the site does not show.
    Error "version-gone" VersionGone { disclosure: String, version: String, recorded: String }
    /// A code outside the classification list.
    Warning "unknown-code" UnknownCode { code: String, year: String }
    /// More columns than any table has.
    Error "too-many-columns" TooManyColumns { limit: usize }
    /// A phase of a column that is not of money.
    Error "phase-not-money" PhaseNotMoney { key: String }
    /// `rows` and `csv` in one statement.
    Error "rows-and-csv" RowsAndCsv {}
    /// A CSV file that a statement names and that is not there.
    Error "csv-missing" CsvMissing { file: String, folder: String, suggestion: Option<String> }
    /// Broken CSV.
    Error "csv-syntax" CsvSyntax { detail: String }
    /// A CSV file without a column for labels.
    Error "csv-without-label" CsvWithoutLabel {}
    /// A column heading twice.
    Error "csv-column-twice" CsvColumnTwice { column: String }
    /// A row with more or fewer fields than the heading.
    Error "csv-row-length" CsvRowLength { expected: usize, found: usize }
    /// A quotation mark in a CSV file that never closes.
    Error "csv-quote" CsvQuote {}
    /// A cell of a CSV file without a heading above it.
    Error "csv-without-heading" CsvWithoutHeading { text: String }
    /// A label of a CSV file that goes over several lines, as when a quotation mark closes too late.
    Warning "csv-line-break" CsvLineBreak {}
    /// A file in the folder that holds data and is not used.
    Error "unused-data-file" UnusedDataFile { name: String, suggestion: Option<String> }
    /// A section's prose in the file and beside it.
    Error "body-and-file" BodyAndFile { file: String }
    /// A file that is used a second time.
    Error "file-used-twice" FileUsedTwice { file: String }
    /// Braces of a quoted figure where none is resolved.
    Warning "quote-not-here" QuoteNotHere {}
    /// A path that leaves its folder.
    Error "unsafe-path" UnsafePath { path: String }
    /// An attachment that is listed and not there.
    Error "attachment-missing" AttachmentMissing { file: String, folder: String, suggestion: Option<String> }
    /// An attachment that a browser could run.
    Error "attachment-type" AttachmentType { extension: String, known: Vec<String> }
    /// A section without prose in the file or beside it.
    Error "section-without-body" SectionWithoutBody { key: String, file: String }
    /// A quoted figure that does not exist.
    Error "unknown-quote" UnknownQuote { path: String, suggestion: Option<String> }
    /// A measure in braces that are not the two on each side that quote it.
    Error "broken-quote" BrokenQuote { text: String }
    /// A quoted figure that this file does not state.
    Error "quote-without-figure" QuoteWithoutFigure { path: String }
    /// A quoted figure whose place is there and empty.
    Warning "quote-of-blank" QuoteOfBlank { path: String }
    /// A two-sided table whose rows name no side.
    Warning "no-sides" NoSides {}
    /// A link to an address that this site does not have.
    Error "broken-link" BrokenLink { url: String, suggestion: Option<String> }
    /// A link with a scheme that is not allowed.
    Warning "unsafe-link" UnsafeLink { url: String }
    /// HTML in Markdown, which is shown as text.
    Warning "raw-html" RawHtml {}

    // Departments and succession
    /// A department id that no folder has.
    Error "unknown-department" UnknownDepartment { id: String, suggestion: Option<String> }
    /// Two names, parents or exemptions for one year.
    Error "periods-overlap" PeriodsOverlap { one: String, other: String, year: String }
    /// An old id that is somebody's id.
    Error "alias-taken" AliasTaken { id: String }
    /// A period that ends before it begins.
    Error "period-backwards" PeriodBackwards { since: String, until: String }
    /// A department that is its own parent, perhaps through others.
    Error "parent-circle" ParentCircle { path: String }
    /// A merger into two bodies, a split into one, ….
    Error "succession-shape" SuccessionShape { kind: Term, from: usize, to: usize }
    /// A department that succeeds itself, perhaps through others.
    Error "succession-circle" SuccessionCircle { path: String }

    // New files
    /// A file that is to be written and is there.
    Error "already-there" AlreadyThere {}
    /// A new site where there is one.
    Error "site-already-there" SiteAlreadyThere {}
    /// A file or a link where a folder is to be.
    Error "no-folder" NoFolder { folder: String }
    /// A year that a department has no such disclosure of.
    Error "no-such-year" NoSuchYear { department: String, year: String, file: String }

    // The command line and the output
    /// A path of the command line that is not the site's.
    Error "outside-root" OutsideRoot { folder: String }
    /// An output directory that Mingbai did not make.
    Error "output-not-ours" OutputNotOurs { folder: String, marker: String }
    /// An output directory that holds the site's sources, or lies among them.
    Error "output-in-sources" OutputInSources { folder: String }
    /// An output directory that is a file system of its own.
    Error "output-is-mount" OutputIsMount { folder: String }
    /// A file that changed while the build was at work on it.
    Error "changed-meanwhile" ChangedMeanwhile { path: String }
    /// Another build of the same site is running.
    Error "another-build" AnotherBuild {}
    /// Another preview of the same site is running.
    Error "another-preview" AnotherPreview {}
    /// A port that a preview cannot be served on.
    Error "cannot-listen" CannotListen { port: String, reason: Reason }
    /// Sources of which nobody tells that they have changed.
    Error "cannot-watch" CannotWatch { reason: Reason }
    /// Sources that must be looked at again and again, since nobody tells that they have changed.
    Warning "only-polling" OnlyPolling { reason: Reason }
    /// A browser that does not open.
    Warning "no-browser" NoBrowser { reason: Reason }
    /// A folder without a search index.
    Error "no-index" NoIndex { folder: String }
    /// A host that does not answer, or not as it should.
    Error "unreachable" Unreachable { reason: Reason }
    /// A search index that another version of the program wrote.
    Error "other-index" OtherIndex {}
    /// A search index that is not whole.
    Error "broken-index" BrokenIndex {}
    /// Something that is no file stands where the lock belongs.
    Error "lock-in-the-way" LockInTheWay {}
    /// The operating system refused to write.
    Error "cannot-write" CannotWrite { path: String, reason: Reason }
    /// A site that comes near a limit of its host, or goes beyond it.
    Warning "host-limit" HostLimit { host: String, what: Term, found: String, limit: String }
    // Deploying
    /// A secret in `site.toml`.
    Error "secret-in-settings" SecretInSettings { key: String, line: usize }
    /// A name of a target that is not one plain word.
    Error "bad-target-name" BadTargetName { name: String }
    /// Text that is no length of time.
    Error "not-a-duration" NotADuration { text: String }
    /// A deploy without a target in `site.toml`.
    Error "no-target" NoTarget {}
    /// A target that `site.toml` does not have.
    Error "unknown-target" UnknownTarget { name: String, suggestion: Option<String>, known: Vec<String> }
    /// Several targets, and none is named.
    Error "which-target" WhichTarget { known: Vec<String> }
    /// A site whose files are not those that its list of sums names.
    Error "site-not-whole" SiteNotWhole { path: String }
    /// A folder that is no built site.
    Error "not-a-site" NotASite { folder: String }
    /// A program that was built without object storage.
    Error "without-storage" WithoutStorage {}
    /// Keys of object storage that the environment lacks.
    Error "no-keys" NoKeys { missing: Vec<String> }
    /// A service that refuses the keys, or what is done with them.
    Error "target-denied" TargetDenied { keys: Vec<String> }
    /// A bucket that is not there.
    Error "no-bucket" NoBucket { bucket: String }
    /// A target that holds files which are not ours.
    Error "target-not-ours" TargetNotOurs { marker: String }
    /// A directory as a target that holds the site or its sources, or lies among them.
    Error "target-in-site" TargetInSite { folder: String }
    /// Another deploy to the same target.
    Error "another-deploy" AnotherDeploy { minutes: usize }
    /// Another deploy took the target over.
    Error "deploy-overtaken" DeployOvertaken {}
    /// More files would go than one deploy may take away.
    Error "too-many-deletions" TooManyDeletions { found: usize, limit: usize }
    /// Something about a target that did not work.
    Error "target-failed" TargetFailed { what: String, reason: Reason }
    /// A program that is needed and not there.
    Error "no-program" NoProgram { program: String }
    /// A template that cannot be rendered.
    Error "template-failed" TemplateFailed { template: String, reason: String }
    /// A message file of the site's own theme that is no Fluent.
    Error "message-syntax" MessageSyntax { detail: String }
    /// A message of the site's own that the theme does not have.
    Warning "message-unknown" MessageUnknown { id: String }
}
