//! Departments by group, as lists of them show it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::archive::DepartmentRecord;
use crate::config::Site;

/// Departments that belong together.
#[derive(Debug, Serialize)]
pub struct Group<T> {
    /// The group's name; `None` for departments without one.
    pub name: Option<String>,
    /// What is shown of its departments.
    pub members: Vec<T>,
}

/// What is shown of each record, by group: the site's order first, then the other groups by name, then those without one.
pub fn by_group<'a, T, I: IntoIterator<Item = T>>(
    records: impl Iterator<Item = &'a DepartmentRecord>,
    site: &Site,
    show: impl Fn(&'a DepartmentRecord) -> I,
) -> Vec<Group<T>> {
    let mut groups: BTreeMap<(bool, usize, Option<String>), Vec<T>> = BTreeMap::new();
    for record in records {
        let name = record.department.group.clone();
        let place = name.as_ref().and_then(|name| site.groups.iter().position(|group| group == name));
        groups.entry((name.is_none(), place.unwrap_or(usize::MAX), name)).or_default().extend(show(record));
    }
    groups.into_iter().map(|((_, _, name), members)| Group { name, members }).collect()
}
