//! Values that are in no entry although a mapping has a place for them: those of a field that another one came before.
//!
//! Comes in: a record, its mapping, and the entry that came of it. Goes out: the paths of values that the entry does not say.

use std::collections::HashSet;

use chrono::Datelike as _;

use super::dates::{self, Dates, Hint, Parsed, When};
use super::entry::Entry;
use super::letters::bare;
use super::mapping::{self, Mapping};
use super::record::Node;
use super::records::Record;
use super::{markdown, places};

/// Keys whose alternatives are all read.
const WITH_ALL: [&str; 12] = [
    "tags",
    "flags",
    "aliases",
    "languages",
    "ignore",
    "status",
    "online",
    "geo",
    "recurs",
    "year",
    "month",
    "part-of",
];

/// The paths of a record whose values are in no entry, since another alternative of their key counts.
pub(super) fn paths(record: &Record, mapping: &Mapping, entry: &Entry) -> Vec<String> {
    let rows = mapping.fields.rows();
    let (alternatives, whole): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(key, texts)| texts.0.len() > 1 && !WITH_ALL.contains(key));
    if alternatives.is_empty() {
        return Vec::new();
    }
    let mut used: HashSet<String> =
        whole.iter().flat_map(|(_, texts)| texts.0.iter().flat_map(|text| mapping::paths_of(text))).collect();
    used.extend(
        mapping.fields.links.values().flat_map(|texts| texts.0.iter().flat_map(|text| mapping::paths_of(text))),
    );
    let mut after: Vec<String> = Vec::new();
    for (_, texts) in alternatives {
        let mut having = texts.0.iter().filter(|path| !record.values(path).is_empty());
        used.extend(having.next().into_iter().flat_map(|text| mapping::paths_of(text)));
        after.extend(having.flat_map(|text| mapping::paths_of(text)));
    }
    let mut said = None;
    after.retain(|path| {
        let is_own = !path.starts_with(['^', '@']) && !used.contains(path);
        is_own
            && record.values(path).iter().any(|found| {
                let said = said.get_or_insert_with(|| bare(&format!("{entry:?}")));
                !is_said(&found.node, said, entry)
            })
    });
    after.sort_unstable();
    after.dedup();
    after
}

/// True if an entry, whose letters and digits these are, says a value: as text, as a day, or as a country.
fn is_said(node: &Node, said: &str, entry: &Entry) -> bool {
    let Some(text) = node.scalar().map(|text| markdown::plain(&text)) else { return true };
    let year = entry.start.map(|start| start.day().year());
    let is_day = || match dates::parse(&text, &Hint { year, ..Hint::default() }) {
        Parsed::Dates(Dates { start, end, .. }) => [Some(start), end]
            .into_iter()
            .flatten()
            .filter_map(|when| When::day(&when))
            .all(|day| said.contains(&bare(&day.to_string()))),
        Parsed::Word(_) => true,
        _ => false,
    };
    let is_place = || {
        let place = places::parse(&text, places::Habits::default());
        place.country.is_some_and(|country| entry.place.country.as_deref() == Some(country))
            && place.city.is_none_or(|city| said.contains(&bare(&city)))
    };
    let is_nothing = super::no_value::is_no_value(&text) || bare(&text).is_empty();
    is_nothing || said.contains(&bare(&text)) || is_day() || is_place()
}
