//! A sentence, read from one figure to the next: what each is said to be.

use crate::check::place::{At, TextOf};
use crate::check::reading::lead::Lead;
use crate::check::reading::plain::Plain;
use crate::check::reading::token::{Token, What};
use crate::check::reading::words::{Word, Words};
use crate::check::reading::{Against, Amount, Change, Claim, Direction, Percent, Reading, Says, Stage, Topic};
use crate::check::subject::Subject;
use crate::model::cell::Phase;
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::section::SectionKind;

/// What a part of a sentence is about, which the part behind a semicolon may go on with.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// The figure, if it is about one.
    topics: Vec<Topic>,
    /// Whether it is about a fund of its own.
    is_of_fund: bool,
}

/// Figures that every budget has, so that their names alone do not say whose they are.
const GENERAL: [Measure; 10] = [
    Measure::RevenueTotal,
    Measure::RevenueCurrent,
    Measure::RevenueCarriedIn,
    Measure::ExpenditureTotal,
    Measure::ExpenditureCurrent,
    Measure::ExpenditureCarriedOut,
    Measure::Basic,
    Measure::Project,
    Measure::Personnel,
    Measure::Operating,
];

/// A part of a text between two full stops or semicolons.
pub(super) struct Sentence<'s, 'd> {
    pub(super) subject: &'s Subject<'d>,
    pub(super) words: &'static Words,
    pub(super) plain: &'s Plain,
    pub(super) text: TextOf,
    pub(super) begin: usize,
    pub(super) end: usize,
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
    pub(super) is_fiscal: bool,
    /// Whether it is about a fund of its own, 政府性基金 or 国有资本经营.
    pub(super) is_of_fund: bool,
}

impl Sentence<'_, '_> {
    fn at(&self, start: usize, end: usize) -> At {
        let (from, to) = self.plain.original(start, end);
        At::Text(self.text, from, to)
    }

    /// Reads the sentence; `before` is what the part before it is about. Returns what this one is about, if it is one thing.
    pub(super) fn read(&self, reading: &mut Reading, before: About) -> About {
        let tokens = self.tokens();
        let mut claims: Vec<Claim> = Vec::new();
        let mut state = State { is_of_fund: before.is_of_fund, ..State::default() };
        if matches!(tokens.first(), Some(Token { what: What::Word(Word::Compare), .. })) {
            state.topics = before.topics;
        }
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
                // 与上年持平的有… says it of something else.
                What::Word(Word::Same) if self.plain.text[token.end..].starts_with('的') => read.clear(),
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
        let is_of_fund = state.is_of_fund;
        let Some(first) = claims.first() else { return About { is_of_fund, ..About::default() } };
        let is_one = claims.iter().all(|claim| claim.topics == first.topics);
        let topics = if is_one && !state.is_of_another { first.topics.clone() } else { Vec::new() };
        reading.sentences.push(claims);
        About { topics, is_of_fund }
    }

    /// Takes note of what a lead says, and returns what the figure behind it is of.
    fn topics(&self, lead: &Lead, state: &mut State) -> Option<Vec<Topic>> {
        state.is_of_another |= lead.is_of_another;
        // What follows may be the fund's: its 收入, its 项目支出.
        state.is_of_fund |= lead.is_of_fund;
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
        if (state.is_of_fund || self.is_of_fund()) && measures.iter().any(|measure| GENERAL.contains(measure)) {
            return false;
        }
        let is_of_year = ["本年", "当年", "本年度"].iter().any(|word| name.starts_with(word));
        if is_of_year && (state.is_fiscal || self.is_fiscal()) {
            // 财政拨款 has a 本年收入 of its own.
            return false;
        }
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

    /// Whether the text is about a fund of its own.
    fn is_of_fund(&self) -> bool {
        let TextOf::Body(index) = self.text else { return false };
        let heading = self.subject.disclosure().sections.get(index).and_then(|section| section.heading.as_deref());
        heading.is_some_and(|heading| heading.contains("政府性基金") || heading.contains("国有资本经营"))
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
}
