//! What prose says of figures: which amount is of which measure, by how much that changed, its share, its completion.
//!
//! A sentence is read from one figure to the next. What stands between two figures must be made of known words
//! ([`words`]); an unknown word between a figure and its name, or in front of the name, may make it the name of something
//! else, and then nothing is concluded. What is not understood is written down as such, so that a rule can say so.

mod plain;
mod words;

use rust_decimal::Decimal;

use crate::check::log::Used;
use crate::check::place::{At, TextOf};
use crate::check::reading::plain::Plain;
use crate::check::reading::words::{Word, Words};
use crate::check::subject::{PHASES, Subject};
use crate::model::cell::Phase;
use crate::model::comparison::Base;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::money::{Money, Unit};
use crate::model::section::SectionKind;
use crate::model::statement::plain_label;

/// What a disclosure's prose says of figures.
#[derive(Debug, Default)]
pub struct Reading {
    /// Each sentence's claims, in order.
    pub sentences: Vec<Vec<Claim>>,
    /// The amounts of which nothing is concluded.
    pub unclear: Vec<Amount>,
}

/// An amount that is printed in prose.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// Where it stands, its unit included.
    pub at: At,
    /// How much.
    pub money: Money,
}

impl Amount {
    /// The amount as a check uses it.
    pub fn used(&self) -> Used {
        Used::new(self.at, self.money)
    }
}

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// One of these measures.
    Measures(&'static [Measure], String),
    /// A line of a statement, by its label.
    Line(String),
}

impl Topic {
    /// As the prose calls it.
    pub fn name(&self) -> &str {
        match self {
            Self::Measures(_, name) | Self::Line(name) => name,
        }
    }

    /// The measures that it may be.
    pub fn measures(&self) -> &'static [Measure] {
        match self {
            Self::Measures(measures, _) => measures,
            Self::Line(_) => &[],
        }
    }

    /// What the disclosure states of it in a phase.
    pub fn stated(&self, subject: &Subject<'_>, phase: Stage) -> Vec<Used> {
        match self {
            Self::Measures(measures, _) => {
                let of = |measure: &Measure| {
                    phase
                        .phases(subject.kind())
                        .iter()
                        .filter_map(|phase| subject.measure(*measure, *phase))
                        .collect::<Vec<_>>()
                };
                measures.iter().flat_map(of).collect()
            }
            Self::Line(label) => lines(subject, label, phase),
        }
    }
}

/// The cells of the lines with a label, in the columns that hold a whole.
fn lines(subject: &Subject<'_>, label: &str, phase: Stage) -> Vec<Used> {
    let mut found = Vec::new();
    for table in &subject.tables {
        for row in table.labelled(label) {
            for phase in phase.phases(subject.kind()) {
                found.extend(table.cells(row, &["amount", "total", "general_public", "basic", "project"], *phase));
            }
        }
    }
    found
}

/// Which phase of a figure prose speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The disclosure's own.
    Own,
    /// One phase.
    One(Phase),
    /// 预算: in a final account the original or the adjusted one.
    Planned,
}

impl Stage {
    /// The phases that it may be.
    pub fn phases(self, kind: Kind) -> &'static [Phase] {
        match (self, kind) {
            (Self::Own | Self::One(Phase::Actual), _) | (_, Kind::Budget) => &PHASES[..1],
            (Self::One(Phase::Original), _) => &PHASES[1..2],
            (Self::One(Phase::Adjusted), _) => &PHASES[2..],
            (Self::Planned, _) => &PHASES[1..],
        }
    }
}

/// More, the same or less.
pub type Direction = std::cmp::Ordering;

/// A stated change.
#[derive(Debug, Clone)]
pub struct Change {
    /// More, the same or less.
    pub direction: Direction,
    /// Whether it is only nearly the same.
    pub nearly: bool,
    /// Against what, where that is said.
    pub base: Option<Against>,
    /// Where the word of direction stands.
    pub at: At,
}

/// What a change is against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The base.
    Base(Base),
    /// Another year than the one before.
    Year(i32),
}

impl Against {
    /// Whether a change against this base can be the one that is meant.
    pub fn fits(self, base: Base) -> bool {
        match self {
            Self::Base(Base::Prior) => matches!(base, Base::Prior | Base::PriorBudget | Base::PriorFinal),
            Self::Base(Base::PriorBudget) => matches!(base, Base::Prior | Base::PriorBudget),
            Self::Base(Base::PriorFinal) => matches!(base, Base::Prior | Base::PriorFinal),
            Self::Base(own) => own == base,
            Self::Year(_) => false,
        }
    }
}

/// What a sentence says of one figure.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Of what; several where a sentence says the same of each.
    pub topics: Vec<Topic>,
    /// What.
    pub says: Says,
}

/// What is said of a figure.
#[derive(Debug, Clone)]
pub enum Says {
    /// It is so much.
    Is(Amount, Stage),
    /// It changed by so much; by nothing where it is the same.
    Changed(Change, Option<Amount>),
    /// It changed by so many percent; with the amount that the sentence names for the same change.
    Grew(Change, Percent, Option<Amount>),
    /// The part is such a share of a whole.
    Share(Amount, Percent, Option<Topic>),
    /// It is such a part of what was planned.
    Completion(Percent, Stage),
}

/// A percentage in prose.
#[derive(Debug, Clone, Copy)]
pub struct Percent {
    /// Where it stands.
    pub at: At,
    /// How many percent, with the digits that are printed.
    pub figure: Decimal,
}

impl Reading {
    /// Reads the prose of a disclosure: its sections and the reasons of its changes.
    pub fn of(subject: &Subject<'_>) -> Self {
        let mut reading = Self::default();
        let Some(words) = Words::get() else { return reading };
        for (text, content) in subject.texts() {
            if !matches!(text, TextOf::Body(_) | TextOf::Reason(_))
                || !content.contains(|letter: char| letter.is_numeric() || letter == '平')
            {
                continue;
            }
            let plain = Plain::of(content, &subject.document.measures);
            let mut begin = 0;
            for (end, letter) in plain.text.char_indices() {
                if matches!(letter, '。' | ';' | '!' | '！' | '?' | '？' | '\n' | '|') {
                    let sentence = Sentence { subject, words, plain: &plain, text: *text, begin, end };
                    sentence.read(&mut reading);
                    begin = end + letter.len_utf8();
                }
            }
            let sentence = Sentence { subject, words, plain: &plain, text: *text, begin, end: plain.text.len() };
            sentence.read(&mut reading);
        }
        reading
    }

    /// Every claim.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.sentences.iter().flatten()
    }
}

struct Sentence<'s, 'd> {
    subject: &'s Subject<'d>,
    words: &'static Words,
    plain: &'s Plain,
    text: TextOf,
    begin: usize,
    end: usize,
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    what: What,
}

/// What a part of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    Word(Word),
    Year(i32),
    Money(Money),
    Percent(Decimal),
    /// A comma, a colon.
    Mark,
    /// A bracket: what stands in it says something of its own.
    Open,
    /// The bracket that closes.
    Close,
    /// A mark between things of one kind: 、.
    And,
    Unknown,
}

/// What the sentence is at.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, Default)]
struct State {
    topics: Vec<Topic>,
    base: Option<Against>,
    last: Option<Amount>,
    changed: Option<(Change, Option<Amount>)>,
    completes: bool,
    /// Whether the sentence is about another body or a project: what follows is its, too.
    is_of_another: bool,
    /// Whether it is about another year, until it names its own.
    is_of_another_year: bool,
    /// Whether it is about the treasury's money.
    is_fiscal: bool,
}

/// What stands between two figures.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Default)]
struct Lead {
    /// What the figure is of, where that is said here.
    topics: Vec<Topic>,
    /// Whether several topics are meant each.
    each: bool,
    stage: Option<Stage>,
    base: Option<Against>,
    direction: Option<(Direction, usize, usize)>,
    shares: bool,
    whole: Option<Topic>,
    completes: bool,
    of: bool,
    /// Whether all of it, from the topic on, is understood.
    is_clear: bool,
    /// Whether something in it begins another thought.
    breaks: bool,
    /// Whether the name of a figure is another's: 县图书馆的支出.
    is_of_another: bool,
    /// Whether it speaks of another year than the disclosure's, or of that again.
    is_of_another_year: Option<bool>,
}

impl Sentence<'_, '_> {
    fn at(&self, start: usize, end: usize) -> At {
        let (from, to) = self.plain.original(start, end);
        At::Text(self.text, from, to)
    }

    fn read(&self, reading: &mut Reading) {
        let tokens = self.tokens();
        let mut claims = Vec::new();
        let mut state = State::default();
        // What was read since the last figure, and for each open bracket what was read before it.
        let mut read: Vec<Token> = Vec::new();
        let mut around: Vec<(Vec<Token>, State)> = Vec::new();
        for token in &tokens {
            match token.what {
                What::Open => around.push((std::mem::take(&mut read), state.clone())),
                What::Close => {
                    if let Some(before) = around.pop() {
                        (read, state) = before;
                    }
                }
                What::Money(money) => {
                    let lead = self.lead(&std::mem::take(&mut read));
                    let amount = Amount { at: self.at(token.start, token.end), money };
                    match self.amount(&lead, amount, &mut state) {
                        Some(claim) => claims.push(claim),
                        None => reading.unclear.push(amount),
                    }
                    state.last = Some(amount);
                }
                What::Percent(figure) => {
                    let lead = self.lead(&std::mem::take(&mut read));
                    let percent = Percent { at: self.at(token.start, token.end), figure };
                    claims.extend(self.percent(&lead, percent, &mut state));
                }
                What::Word(Word::Same) => {
                    let lead = self.lead(&std::mem::take(&mut read));
                    claims.extend(self.same(&lead, *token, &mut state));
                }
                _ => read.push(*token),
            }
        }
        // A direction without an amount behind the last figure.
        let lead = self.lead(&read);
        if let Some((direction, start, end)) = lead.direction
            && lead.is_clear
            && (!lead.topics.is_empty() || lead.base.is_some())
            && let Some(topics) = self.topics(&lead, &mut state)
        {
            let at = self.at(start, end);
            let change = Change { direction, nearly: false, base: lead.base, at };
            claims.push(Claim { topics, says: Says::Changed(change, None) });
        }
        if !claims.is_empty() {
            reading.sentences.push(claims);
        }
    }

    /// Takes note of what a lead says, and returns what the figure behind it is of.
    fn topics(&self, lead: &Lead, state: &mut State) -> Option<Vec<Topic>> {
        state.is_of_another |= lead.is_of_another;
        state.is_of_another_year = lead.is_of_another_year.unwrap_or(state.is_of_another_year);
        if state.is_of_another || state.is_of_another_year {
            state.topics.clear();
            state.changed = None;
            return None;
        }
        if !lead.topics.is_empty() {
            let is_certain = lead.is_clear && lead.topics.iter().all(|topic| self.is_certain(topic, state));
            state.topics = if is_certain { lead.topics.clone() } else { Vec::new() };
            state.base = None;
            state.changed = None;
        } else if lead.breaks || !lead.is_clear {
            state.topics.clear();
            state.changed = None;
        }
        state.base = lead.base.or(state.base);
        state.completes = false;
        (!state.topics.is_empty()).then(|| state.topics.clone())
    }

    /// Whether a name is certain where the prose is about the treasury's money: 人员经费 is then that of 一般公共预算, and where
    /// that is not stated, there is nothing to compare with. Takes note of names that begin such prose, or end it.
    fn is_certain(&self, topic: &Topic, state: &mut State) -> bool {
        let (name, measures) = (topic.name(), topic.measures());
        if measures.contains(&Measure::ExpenditureTotal) {
            state.is_fiscal = false;
        } else if !name.contains("收入") && ["财政拨款", "一般公共预算"].iter().any(|word| name.contains(word))
        {
            state.is_fiscal = true;
        }
        let is_general = |measure: &&Measure| measure.key().starts_with("general_public.");
        let general =
            measures.iter().find(is_general).filter(|_| measures.len() > 1 && (state.is_fiscal || self.is_fiscal()));
        general.is_none_or(|general| self.subject.actual(*general).is_some())
    }

    /// Whether the text is about the treasury's money alone.
    fn is_fiscal(&self) -> bool {
        let TextOf::Body(index) = self.text else { return false };
        let Some(section) = self.subject.disclosure().sections.get(index) else { return false };
        let heading = section.heading.as_deref().unwrap_or_default();
        let is_headed = heading.contains("财政拨款") || heading.contains("一般公共预算");
        section.key.kind() == Some(SectionKind::FiscalAppropriation) || is_headed && !heading.contains("三公")
    }

    fn amount(&self, lead: &Lead, amount: Amount, state: &mut State) -> Option<Claim> {
        let is_named = !lead.topics.is_empty();
        let topics = self.topics(lead, state)?;
        if lead.shares || lead.completes {
            return None;
        }
        if let Some((direction, start, end)) = lead.direction {
            let base = lead.base.or(state.base);
            let change = Change { direction, nearly: false, base, at: self.at(start, end) };
            state.changed = Some((change.clone(), Some(amount)));
            return Some(Claim { topics, says: Says::Changed(change, Some(amount)) });
        }
        // An amount of another year, or what a change was from.
        if lead.base.is_some() || lead.of {
            return None;
        }
        // A second amount without a name of its own is of another phase, or of nothing that is known.
        if !is_named && lead.stage.is_none() {
            return None;
        }
        Some(Claim { topics, says: Says::Is(amount, lead.stage.unwrap_or(Stage::Own)) })
    }

    fn percent(&self, lead: &Lead, percent: Percent, state: &mut State) -> Option<Claim> {
        if lead.shares {
            let is_own = !lead.breaks && !state.is_of_another && !state.is_of_another_year;
            let part = state.last.filter(|_| is_own)?;
            let topics = state.topics.clone();
            return Some(Claim { topics, says: Says::Share(part, percent, lead.whole.clone()) });
        }
        let was_completion = state.completes;
        let is_completion = lead.completes || lead.of && (lead.stage.is_some() || was_completion);
        if is_completion && lead.direction.is_none() && !lead.breaks {
            let own = state.topics.clone();
            let topics = if lead.topics.is_empty() { own } else { lead.topics.clone() };
            if topics.is_empty() || !lead.is_clear && lead.topics.is_empty() {
                return None;
            }
            state.topics.clone_from(&topics);
            state.completes = true;
            let stage = match lead.stage {
                Some(Stage::One(Phase::Actual)) | None => Stage::Planned,
                Some(stage) => stage,
            };
            return Some(Claim { topics, says: Says::Completion(percent, stage) });
        }
        let (direction, start, end) = lead.direction?;
        let before = state.changed.clone().filter(|_| lead.topics.is_empty() && !lead.breaks);
        let topics = self.topics(lead, state)?;
        let base = lead.base.or(state.base);
        let change = Change { direction, nearly: false, base, at: self.at(start, end) };
        let amount = before.filter(|(other, _)| other.direction == direction).and_then(|(_, amount)| amount);
        Some(Claim { topics, says: Says::Grew(change, percent, amount) })
    }

    fn same(&self, lead: &Lead, token: Token, state: &mut State) -> Option<Claim> {
        let topics = self.topics(lead, state)?;
        let nearly = self.plain.text[token.start..token.end].starts_with("基本");
        let base = lead.base.or(state.base)?;
        let at = self.at(token.start, token.end);
        let change = Change { direction: Direction::Equal, nearly, base: Some(base), at };
        Some(Claim { topics, says: Says::Changed(change, None) })
    }

    /// Reads what stands before a figure.
    fn lead(&self, tokens: &[Token]) -> Lead {
        let mut lead = Lead { is_clear: true, ..Lead::default() };
        if let Some(label) = self.label(tokens) {
            lead.topics = vec![Topic::Line(label)];
            return lead;
        }
        let mut names: Vec<(Topic, usize)> = Vec::new();
        // Whether what stands directly before is an unknown word, and whether it is a name.
        let (mut after_unknown, mut after_name, mut compares) = (false, false, false);
        // Whether that word is none of those that are known: the name of somebody else.
        let mut after_other = false;
        for (index, token) in tokens.iter().enumerate() {
            let token = &self.in_place(index, *token);
            // An unknown word stands for all behind it, up to the next mark: 学校的项目支出 is not 项目支出.
            let goes_on = !matches!(token.what, What::Mark | What::And);
            (after_unknown, after_other) = (after_unknown && goes_on, after_other && goes_on);
            let was_unknown = after_unknown;
            let was_name = std::mem::replace(&mut after_name, false);
            match token.what {
                What::Word(Word::Topic(measures)) => {
                    let topic = Topic::Measures(measures, self.plain.text[token.start..token.end].to_owned());
                    if lead.shares {
                        lead.whole = Some(topic);
                        lead.is_clear &= !was_unknown;
                        continue;
                    }
                    lead.is_of_another |= after_other;
                    // Two names without a mark between them are one name that is not known.
                    lead.is_clear = !was_unknown && !was_name;
                    names.push((topic, index));
                    (lead.stage, lead.direction, after_name) = (lead.stage.filter(|_| names.len() == 1), None, true);
                }
                What::Word(Word::Phase(phase)) => {
                    if compares && lead.direction.is_none() {
                        let base = match phase {
                            Phase::Original => Some(Base::Budget),
                            Phase::Adjusted => Some(Base::AdjustedBudget),
                            Phase::Actual => match lead.base {
                                Some(Against::Base(Base::Prior)) => Some(Base::PriorFinal),
                                _ => None,
                            },
                        };
                        lead.base = base.map(Against::Base).or(lead.base);
                    } else if lead.base == Some(Against::Base(Base::Prior)) && phase == Phase::Actual {
                        lead.base = Some(Against::Base(Base::PriorFinal));
                    } else {
                        lead.stage = Some(Stage::One(phase));
                    }
                }
                What::Word(Word::Planned) => match lead.base {
                    Some(Against::Base(Base::Prior)) if lead.direction.is_none() => {
                        lead.base = Some(Against::Base(Base::PriorBudget));
                    }
                    _ if compares && lead.direction.is_none() => lead.base = Some(Against::Base(Base::Budget)),
                    _ if self.subject.kind() == Kind::Final => lead.stage = Some(Stage::Planned),
                    _ => lead.stage = lead.stage.or(Some(Stage::Own)),
                },
                What::Word(Word::Compare) => compares = true,
                What::Word(Word::Base(base)) => lead.base = Some(Against::Base(base)),
                What::Year(year) => {
                    let own = i32::from(self.subject.year().number());
                    if year == own || !compares {
                        lead.is_of_another_year = Some(year != own);
                    }
                    if year == own - 1 {
                        lead.base = Some(Against::Base(Base::Prior));
                    } else if year != own {
                        if compares {
                            lead.base = Some(Against::Year(year));
                        } else {
                            lead.is_clear = false;
                        }
                    }
                }
                What::Word(Word::More) => lead.direction = Some((Direction::Greater, token.start, token.end)),
                What::Word(Word::Less) => lead.direction = Some((Direction::Less, token.start, token.end)),
                What::Word(Word::Share) => lead.shares = true,
                What::Word(Word::Complete) => lead.completes = true,
                What::Word(Word::Of) => lead.of = true,
                What::Word(Word::Each) => lead.each = true,
                What::Word(Word::Another) => (lead.is_of_another, lead.direction) = (true, None),
                What::Word(Word::Including) if names.is_empty() => {}
                What::Word(Word::Stop | Word::Including) | What::Unknown => {
                    (lead.is_clear, after_unknown) = (false, true);
                    after_other |= token.what == What::Unknown;
                    if token.what != What::Unknown || names.is_empty() {
                        lead.breaks = true;
                    }
                    (lead.direction, lead.stage) = (None, None);
                }
                What::Word(Word::Filler | Word::Same)
                | What::Mark
                | What::And
                | What::Open
                | What::Close
                | What::Money(_)
                | What::Percent(_) => {}
            }
        }
        lead.topics = Self::meant(names, lead.each, tokens);
        lead
    }

    /// A part of a sentence, by where it stands: behind a figure 和 joins what is of one kind; 货物, 工程 and 服务 name no
    /// figure where the sentence is not about procurement.
    fn in_place(&self, index: usize, token: Token) -> Token {
        let is_joint = index == 0 && matches!(&self.plain.text[token.start..token.end], "和" | "及" | "以及");
        let what = match token.what {
            _ if is_joint => What::And,
            What::Word(Word::Topic(measures)) if self.is_elsewhere(measures, token) => What::Unknown,
            what => what,
        };
        Token { what, ..token }
    }

    /// Whether 货物, 工程 or 服务 stands in a sentence that is not about procurement.
    fn is_elsewhere(&self, measures: &[Measure], token: Token) -> bool {
        const KINDS: [Measure; 3] =
            [Measure::ProcurementGoods, Measure::ProcurementWorks, Measure::ProcurementServices];
        let is_kind = measures.first().is_some_and(|measure| KINDS.contains(measure));
        is_kind && !self.plain.text[self.begin..token.end].contains("采购")
    }

    /// Which of the names is meant: the last, or each of those that stand beside each other.
    fn meant(names: Vec<(Topic, usize)>, each: bool, tokens: &[Token]) -> Vec<Topic> {
        let Some((_, last)) = names.last() else { return Vec::new() };
        if !each {
            return names.into_iter().map(|(topic, _)| topic).next_back().into_iter().collect();
        }
        let joined = |from: usize| {
            tokens[from + 1..*last].iter().all(|token| {
                matches!(token.what, What::And | What::Word(Word::Topic(_) | Word::Compare | Word::Filler))
            })
        };
        names.iter().filter(|(_, index)| index == last || joined(*index)).map(|(topic, _)| topic.clone()).collect()
    }

    /// The line of a statement that the part before a figure names and nothing else: 教育支出, 教育支出为.
    fn label(&self, tokens: &[Token]) -> Option<String> {
        let first =
            tokens.iter().rposition(|token| matches!(token.what, What::Mark | What::And)).map_or(0, |mark| mark + 1);
        let part = &tokens[first..];
        let (start, last) = (part.first()?.start, part.last()?);
        let behind = |token: &&Token| {
            matches!(token.what, What::Word(Word::Filler | Word::Planned | Word::Phase(Phase::Actual) | Word::Each))
        };
        let fillers = part.iter().rev().take_while(behind).count();
        let ends = [Some(last.end), part.len().checked_sub(fillers + 1).map(|index| part[index].end)];
        // A measure's name is read as one.
        let is_measure = |part: &str| {
            let mut words = self.words.find(part);
            matches!(words.next(), Some((0, end, Word::Topic(_))) if end == part.len())
        };
        ends.into_iter().flatten().find_map(|end| {
            let text = &self.plain.text[start..end];
            let is_line = text.chars().count() >= 3 && !is_measure(text) && self.has_line(text);
            is_line.then(|| text.to_owned())
        })
    }

    fn has_line(&self, label: &str) -> bool {
        self.subject.tables.iter().any(|table| {
            table.rows().any(|(row, line)| {
                // A project is called like many things.
                table.roles[row].is_none()
                    && line.code.is_some()
                    && line.label.len() >= label.len()
                    && plain_label(&line.label) == label
            })
        })
    }

    fn tokens(&self) -> Vec<Token> {
        let text = &self.plain.text[self.begin..self.end];
        let mut tokens = Vec::new();
        let mut words = self.words.find(text).peekable();
        let mut place = 0;
        while place < text.len() {
            while words.next_if(|(start, _, _)| *start < place).is_some() {}
            let rest = &text[place..];
            let letter = rest.chars().next().unwrap_or_default();
            let (length, what) = if letter.is_ascii_digit() {
                figure(text, place)
            } else if let Some((_, end, word)) = words.next_if(|(start, _, _)| *start == place) {
                (end - place, What::Word(word))
            } else {
                let what = match letter {
                    '、' => What::And,
                    '，' | ',' | ':' | '：' | '-' | '—' => What::Mark,
                    '(' => What::Open,
                    ')' => What::Close,
                    _ => What::Unknown,
                };
                (letter.len_utf8(), what)
            };
            let token = Token { start: self.begin + place, end: self.begin + place + length, what };
            place += length;
            // The body's own name says as little as 我局.
            let what = if token.what == What::Unknown { self.own_name(&token) } else { None };
            if let Some(length) = what {
                let end = token.start + length;
                tokens.push(Token { end, what: What::Word(Word::Filler), ..token });
                place = end - self.begin;
                continue;
            }
            match tokens.last_mut() {
                Some(Token { end, what: What::Unknown, .. }) if token.what == What::Unknown => *end = token.end,
                _ => tokens.push(token),
            }
        }
        if let [Token { what: number @ What::Unknown, .. }, ..] = tokens.as_mut_slice()
            && is_number_of_list(text)
        {
            *number = What::Mark;
        }
        tokens
    }

    /// How long the department's name is that begins here, if it does.
    fn own_name(&self, token: &Token) -> Option<usize> {
        let rest = &self.plain.text[token.start..self.end];
        let names = [Some(self.subject.name()), self.subject.department.short_name.as_deref()];
        names.into_iter().flatten().find(|name| !name.is_empty() && rest.starts_with(name)).map(str::len)
    }
}

/// Whether a sentence begins with its number in a list: 1. 2) 3、.
fn is_number_of_list(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && digits < 3 && text[digits..].starts_with(['.', '、', ')'])
}

/// Words of units, as they stand behind an amount.
const UNITS: [(&str, Unit); 8] = [
    ("万元", Unit::TenThousand),
    ("亿元", Unit::HundredMillion),
    ("百万元", Unit::Million),
    ("千元", Unit::Thousand),
    ("元", Unit::Yuan),
    ("万圆", Unit::TenThousand),
    ("圆", Unit::Yuan),
    ("万人民币", Unit::TenThousand),
];

/// What begins with a digit at a place: an amount with its unit, a percentage, a year, or something else. Its length in bytes.
fn figure(text: &str, place: usize) -> (usize, What) {
    let rest = &text[place..];
    let bytes = rest.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let is_inner = matches!(byte, b'.' | b',') && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !is_inner {
            break;
        }
        length += 1;
    }
    let (digits, behind) = rest.split_at(length);
    let before = text[..place].chars().next_back();
    // A part of a range, a code or a word in letters is no figure by itself; a minus is.
    let is_part =
        before.is_some_and(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '~' | '～' | '－' | '–' | '.'));
    let is_range = behind.starts_with(['~', '～', '-', '－', '–', '—'])
        && behind.chars().nth(1).is_some_and(|letter| letter.is_ascii_digit());
    let minus = before == Some('-');
    let signed = if minus { format!("-{digits}") } else { digits.to_owned() };
    if is_part || is_range {
        return (length, What::Unknown);
    }
    if let Some((word, unit)) = UNITS.iter().find(|(word, _)| behind.starts_with(word)) {
        let per = behind[word.len()..].starts_with(['/', '／', '每']);
        let money = Money::parse(&signed, *unit).ok().filter(|_| !per);
        return (length + word.len(), money.map_or(What::Unknown, What::Money));
    }
    if behind.starts_with('%') {
        let figure = crate::model::money::parse_figure(&signed).ok();
        return (length + 1, figure.map_or(What::Unknown, What::Percent));
    }
    if length == 4
        && let Some(after) = behind.strip_prefix("年度").or_else(|| behind.strip_prefix('年'))
    {
        let year: i32 = digits.parse().unwrap_or_default();
        // A day of a year is no year.
        let is_date = after.starts_with(|letter: char| letter.is_ascii_digit());
        if (1990..2100).contains(&year) && !is_date {
            return (rest.len() - after.len(), What::Year(year));
        }
    }
    (length, What::Unknown)
}
