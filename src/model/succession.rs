//! Succession: how bodies were renamed, merged, split, and what was transferred between them. Explicit, never guessed.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostic::{Problem, Term};
use crate::model::department::DepartmentId;
use crate::model::field::{Decode, Decoder, keyword, record};
use crate::model::period::{Date, FiscalYear};
use crate::tree::Node;

keyword! {
    /// What happened.
    pub enum EventKind = "沿革类型" {
        /// One body becomes another.
        Rename = "rename" | "更名" | "改名";
        /// Several bodies become one.
        Merge = "merge" | "合并";
        /// One body becomes several.
        Split = "split" | "拆分" | "分设";
        /// Duties move from bodies that live on to others.
        Transfer = "transfer" | "划转" | "职能划转";
    }
}

record! {
    /// One event.
    #[derive(Serialize)]
    pub struct EventFields = "沿革事件", "一次更名、合并、拆分或职能划转。" {
        /// When.
        date: Option<Date> = "日期", "发生日期。";
        /// What happened.
        kind: EventKind = "类型", "更名、合并、拆分或划转。";
        /// The bodies before.
        from: Vec<DepartmentId> = "原部门" | "从", "变动前的部门（文件夹名）。";
        /// The bodies after.
        to: Vec<DepartmentId> = "新部门" | "到", "变动后的部门（文件夹名）。";
        /// The first year whose budget the new bodies publish.
        first_budget_year: Option<FiscalYear> = "首个预算年度", "新部门首次公开预算的年度。";
        /// The first year whose final account the new bodies publish.
        first_final_year: Option<FiscalYear> = "首个决算年度", "新部门首次公开决算的年度。";
        /// A note for readers.
        note: Option<String> = "说明", "给读者的说明。";
    }
}

/// One event whose numbers of bodies fit its kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event(pub EventFields);

impl std::ops::Deref for Event {
    type Target = EventFields;

    fn deref(&self) -> &EventFields {
        &self.0
    }
}

impl Decode for Event {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let event = EventFields::decode(node, decoder)?;
        let [before, after] = [&event.from, &event.to].map(|bodies| bodies.iter().collect::<BTreeSet<&DepartmentId>>());
        let (from, to) = (before.len(), after.len());
        let is_told_once = (from, to) == (event.from.len(), event.to.len());
        // A renaming of a body to itself is a circle, and told as one.
        let is_any = before != after || event.kind == EventKind::Rename;
        let sound = is_told_once
            && is_any
            && match event.kind {
                EventKind::Rename => from == 1 && to == 1,
                EventKind::Merge => from >= 2 && to == 1,
                EventKind::Split => from == 1 && to >= 2,
                EventKind::Transfer => from >= 1 && to >= 1,
            };
        if !sound {
            let kind = match event.kind {
                EventKind::Rename => "succession-rename",
                EventKind::Merge => "succession-merge",
                EventKind::Split => "succession-split",
                EventKind::Transfer => "succession-transfer",
            };
            decoder.report(Problem::SuccessionShape { kind: Term(kind), from, to }, node.span);
        }
        sound.then_some(Self(event))
    }

    fn schema(definitions: &mut crate::model::field::Definitions) -> serde_json::Value {
        EventFields::schema(definitions)
    }
}

/// The first circle among events in which bodies become others: the ids along it, and the index of the event that
/// closes it. Transfers end no body, and a body may live on under its old id in a merger or split.
pub fn circle(events: &[Event]) -> Option<(usize, Vec<DepartmentId>)> {
    let becomes = |event: &&Event| event.kind != EventKind::Transfer;
    for (index, event) in events.iter().enumerate().filter(|(_, event)| becomes(event)) {
        if event.kind == EventKind::Rename && event.from == event.to {
            return Some((index, vec![event.from[0].clone(), event.to[0].clone()]));
        }
        for to in &event.to {
            if let Some(way) = way_back(events, to, &event.from) {
                return Some((index, way));
            }
        }
    }
    None
}

/// The way by which what `start` became leads to one of `ends` again.
fn way_back(events: &[Event], start: &DepartmentId, ends: &[DepartmentId]) -> Option<Vec<DepartmentId>> {
    // Each body reached, with the body that it came from.
    let mut reached: Vec<(DepartmentId, usize)> = vec![(start.clone(), 0)];
    let mut next = 0;
    while next < reached.len() {
        let from = reached[next].0.clone();
        for event in events.iter().filter(|event| event.kind != EventKind::Transfer && event.from.contains(&from)) {
            for successor in &event.to {
                if ends.contains(successor) && from != *successor {
                    let mut way = vec![successor.clone()];
                    let mut index = next;
                    while index > 0 {
                        way.push(reached[index].0.clone());
                        index = reached[index].1;
                    }
                    way.extend([start.clone(), successor.clone()]);
                    way.reverse();
                    return Some(way);
                }
                if reached.iter().all(|(id, _)| id != successor) {
                    reached.push((successor.clone(), next));
                }
            }
        }
        next += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: EventKind, from: &[&str], to: &[&str]) -> Event {
        let ids = |names: &[&str]| names.iter().filter_map(|name| DepartmentId::parse(name)).collect();
        Event(EventFields {
            date: None,
            kind,
            from: ids(from),
            to: ids(to),
            first_budget_year: None,
            first_final_year: None,
            note: None,
        })
    }

    #[test]
    fn a_circle_is_found_whatever_its_length() {
        use EventKind::{Merge, Rename, Split, Transfer};
        assert!(circle(&[event(Rename, &["a"], &["b"]), event(Merge, &["b", "c"], &["d"])]).is_none());
        assert!(circle(&[event(Merge, &["a", "b"], &["a"])]).is_none(), "a body may take another in");
        assert!(circle(&[event(Transfer, &["a"], &["b"]), event(Transfer, &["b"], &["a"])]).is_none());
        assert!(circle(&[event(Rename, &["a"], &["a"])]).is_some());
        assert!(circle(&[event(Rename, &["a"], &["b"]), event(Rename, &["b"], &["a"])]).is_some());
        let long =
            [event(Rename, &["a"], &["b"]), event(Split, &["b"], &["c", "d"]), event(Merge, &["d", "e"], &["a"])];
        assert!(circle(&long).is_some());
    }
}
