//! The kinds of mutations.

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A summary figure of the YAML file.
    Summary,
    /// A value of the assets.
    Assets,
    /// The amount or the percentage of a stated change.
    Comparison,
    /// A figure of a statement's row in the YAML file.
    StatementRow,
    /// A figure of a statement's file of rows.
    StatementFile,
    /// The amount of a project.
    Project,
    /// An amount in prose.
    ProseAmount,
    /// A percentage in prose.
    ProsePercent,
    /// An amount in the reason of a change.
    ReasonAmount,
    /// A count, a quantity, an indicator's value, a score: a number that is no amount of money.
    OtherNumber,
    /// 元 ↔ 万元 behind an amount in prose.
    UnitInProse,
    /// The unit of a statement.
    UnitOfStatement,
    /// The unit of the file.
    UnitOfFile,
    /// The sign of a stated change.
    Sign,
    /// 增加 ↔ 减少 … in prose.
    DirectionInProse,
    /// The same in a reason.
    DirectionInReason,
    /// The year of the title.
    YearOfTitle,
    /// A year of a heading, of a statement's title or note.
    YearOfHeading,
    /// A year in prose.
    YearInProse,
    /// A date of approval, reply or publication.
    Date,
    /// The day of the assets.
    DateOfAssets,
    /// A day in prose.
    DateInProse,
    /// A letter of the department's name in the title.
    NameInTitle,
    /// A letter of it among the institutions.
    NameOfInstitution,
    /// A letter of it in prose and titles of statements.
    NameInProse,
    /// A doubled mark.
    DoubledMark,
    /// A placeholder instead of a number.
    Placeholder,
    /// A field code of a word processor.
    Residue,
    /// A lost % sign.
    LostPercent,
    /// A removed reason.
    NoReason,
    /// A removed statement.
    NoStatement,
    /// A removed note of an empty statement.
    NoNote,
    /// A removed section.
    NoSection,
    /// The removed indicators of a project.
    NoIndicators,
    /// A removed row with a code.
    NoRow,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 35] = [
        Self::Summary,
        Self::Assets,
        Self::Comparison,
        Self::StatementRow,
        Self::StatementFile,
        Self::Project,
        Self::ProseAmount,
        Self::ProsePercent,
        Self::ReasonAmount,
        Self::OtherNumber,
        Self::UnitInProse,
        Self::UnitOfStatement,
        Self::UnitOfFile,
        Self::Sign,
        Self::DirectionInProse,
        Self::DirectionInReason,
        Self::YearOfTitle,
        Self::YearOfHeading,
        Self::YearInProse,
        Self::Date,
        Self::DateOfAssets,
        Self::DateInProse,
        Self::NameInTitle,
        Self::NameOfInstitution,
        Self::NameInProse,
        Self::DoubledMark,
        Self::Placeholder,
        Self::Residue,
        Self::LostPercent,
        Self::NoReason,
        Self::NoStatement,
        Self::NoNote,
        Self::NoSection,
        Self::NoIndicators,
        Self::NoRow,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "figure of the summary",
            Self::Assets => "value of assets",
            Self::Comparison => "figure of a stated change",
            Self::StatementRow => "figure of a statement (YAML)",
            Self::StatementFile => "figure of a statement (CSV)",
            Self::Project => "amount of a project",
            Self::ProseAmount => "amount in prose",
            Self::ProsePercent => "percentage in prose",
            Self::ReasonAmount => "amount in a reason",
            Self::OtherNumber => "count, quantity, indicator",
            Self::UnitInProse => "unit in prose",
            Self::UnitOfStatement => "unit of a statement",
            Self::UnitOfFile => "unit of the file",
            Self::Sign => "sign of a stated change",
            Self::DirectionInProse => "direction in prose",
            Self::DirectionInReason => "direction in a reason",
            Self::YearOfTitle => "year of the title",
            Self::YearOfHeading => "year of a heading or note",
            Self::YearInProse => "year in prose",
            Self::Date => "date of approval, reply, publication",
            Self::DateOfAssets => "day of the assets",
            Self::DateInProse => "day in prose",
            Self::NameInTitle => "name in the title",
            Self::NameOfInstitution => "name among the institutions",
            Self::NameInProse => "name in prose",
            Self::DoubledMark => "doubled mark",
            Self::Placeholder => "placeholder",
            Self::Residue => "field code",
            Self::LostPercent => "lost % sign",
            Self::NoReason => "removed reason",
            Self::NoStatement => "removed statement",
            Self::NoNote => "removed note",
            Self::NoSection => "removed section",
            Self::NoIndicators => "removed indicators",
            Self::NoRow => "removed row with a code",
        }
    }

    /// Whether it changes digits of a figure.
    pub fn is_figure(self) -> bool {
        self <= Self::OtherNumber
    }

    /// Whether a place of this kind is one that a check names as its own, so that it can be said whether a rule looks at it.
    pub fn has_use(self) -> bool {
        self <= Self::UnitInProse || matches!(self, Self::Sign | Self::DirectionInProse | Self::DirectionInReason)
    }

    /// How many of it are drawn beside others: figures are what the rules are about.
    pub fn weight(self) -> usize {
        match self {
            Self::StatementFile => 12,
            Self::Summary | Self::StatementRow | Self::ProseAmount | Self::ProsePercent | Self::Comparison => 6,
            _ => 2,
        }
    }
}
