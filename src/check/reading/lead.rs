//! What stands between two figures of a sentence: what the second is of, against what, in which phase, and whether all of it
//! is understood.

use crate::check::reading::sentence::Sentence;
use crate::check::reading::token::{Token, What};
use crate::check::reading::words::Word;
use crate::check::reading::{Against, Direction, Stage, Topic};
use crate::model::cell::Phase;
use crate::model::comparison::Base;
use crate::model::disclosure::Kind;
use crate::model::measure::Measure;

/// What stands between two figures.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// What the figure is of, where that is said here.
    pub(super) topics: Vec<Topic>,
    /// Whether several topics are meant each.
    pub(super) each: bool,
    pub(super) stage: Option<Stage>,
    pub(super) base: Option<Against>,
    pub(super) direction: Option<(Direction, usize, usize)>,
    pub(super) shares: bool,
    pub(super) whole: Option<Topic>,
    pub(super) completes: bool,
    pub(super) of: bool,
    /// Whether all of it, from the topic on, is understood.
    pub(super) is_clear: bool,
    /// Whether something in it begins another thought.
    pub(super) breaks: bool,
    /// Whether it names a fund of its own.
    pub(super) is_of_fund: bool,
    /// Whether it divides what it named: 按资金来源分.
    pub(super) divides: bool,
    /// Whether the name of a figure is another's: 县图书馆的支出.
    pub(super) is_of_another: bool,
    /// Whether it speaks of another year than the disclosure's, or of that again.
    pub(super) is_of_another_year: Option<bool>,
}

impl Lead {
    /// Takes note of a phase: behind 比 and 较 it is what is compared with.
    fn phase(&mut self, phase: Phase, compares: bool) {
        if compares && self.direction.is_none() {
            let base = match phase {
                Phase::Original => Some(Base::Budget),
                Phase::Adjusted => Some(Base::AdjustedBudget),
                Phase::Actual => match self.base {
                    Some(Against::Base(Base::Prior)) => Some(Base::PriorFinal),
                    _ => None,
                },
            };
            self.base = base.map(Against::Base).or(self.base);
        } else if self.base == Some(Against::Base(Base::Prior)) && phase == Phase::Actual {
            self.base = Some(Against::Base(Base::PriorFinal));
        } else {
            self.stage = Some(Stage::One(phase));
        }
    }
}

impl Sentence<'_, '_> {
    /// Reads what stands before a figure.
    pub(super) fn lead(&self, tokens: &[Token]) -> Lead {
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
                    // “项目支出按来源分：一般公共预算…” is a part of what is divided.
                    let is_divided = names.iter().any(|(topic, _)| is_type(topic));
                    lead.is_of_another |= after_other || is_divided && lead.divides;
                    // Two names without a mark between them are one name that is not known.
                    lead.is_clear = !was_unknown && !was_name;
                    lead.is_of_fund |= measures.iter().any(|measure| FUNDS.contains(measure));
                    names.push((topic, index));
                    (lead.stage, lead.direction, after_name) = (lead.stage.filter(|_| names.len() == 1), None, true);
                }
                What::Word(Word::Phase(phase)) => lead.phase(phase, compares),
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
                    // “项目一：支出50万元” is of that project.
                    lead.is_of_another |=
                        token.what == What::Unknown && self.plain.text[token.start..token.end].contains("项目");
                    (lead.is_clear, after_unknown) = (false, true);
                    after_other |= token.what == What::Unknown;
                    lead.divides |= self.plain.text[token.start..token.end].contains('分');
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
            // A project is called like many things.
            let is_line = |row: usize| table.roles[row].is_none() && table.statement.rows[row].code.is_some();
            table.labelled(label).any(is_line)
        })
    }
}

/// The figures of funds that are budgets of their own.
const FUNDS: [Measure; 4] =
    [Measure::RevenueGovernmentFund, Measure::GovernmentFund, Measure::RevenueStateCapital, Measure::StateCapital];

/// Whether a figure is one of the two kinds of expenditure, which are divided in many ways.
fn is_type(topic: &Topic) -> bool {
    topic.measures().iter().any(|measure| matches!(measure, Measure::Basic | Measure::Project))
}
