//! Ids for entries: the name, with the city and the month where the name is not enough.

use std::collections::{HashMap, HashSet};

use chrono::Datelike as _;

use super::entry::{Entry, EntryDate};

/// Gives every entry an id that no other entry and none of `taken` has. An id of the source is kept where it is unique.
pub(crate) fn give(entries: &mut [Entry], taken: &[String]) {
    let mut used: HashSet<String> = taken.iter().cloned().collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for id in entries.iter().filter_map(|entry| entry.id.clone()) {
        *counts.entry(id).or_default() += 1;
    }
    // Foreign ids of which one is not unique are numbers of a program, or shared by a series.
    for entry in entries.iter_mut() {
        if entry.id.as_ref().is_some_and(|id| counts[id] > 1 || used.contains(id)) {
            entry.id = None;
        }
    }
    used.extend(entries.iter().filter_map(|entry| entry.id.clone()));
    let mut open: Vec<usize> = (0..entries.len()).filter(|index| entries[*index].id.is_none()).collect();
    for detail in [Detail::Name, Detail::City, Detail::Month] {
        let ids: Vec<String> = open.iter().map(|index| id(&entries[*index], detail)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for id in &ids {
            *counts.entry(id).or_default() += 1;
        }
        let mut left = Vec::new();
        for (index, id) in open.iter().zip(&ids) {
            if counts[id.as_str()] == 1 && !used.contains(id) && !id.is_empty() {
                entries[*index].id = Some(id.clone());
            } else {
                left.push(*index);
            }
        }
        used.extend(open.iter().filter_map(|index| entries[*index].id.clone()));
        open = left;
    }
    for index in open {
        let base = id(&entries[index], Detail::Month);
        let base = if base.is_empty() { "conference".to_owned() } else { base };
        let id = (2..).map(|number| format!("{base}-{number}")).find(|id| !used.contains(id)).unwrap_or(base);
        used.insert(id.clone());
        entries[index].id = Some(id);
    }
    name_parents(entries);
}

/// Puts the ids of entries in the place of their UIDs; an entry is part of none that is not there.
fn name_parents(entries: &mut [Entry]) {
    let ids: HashMap<String, String> =
        entries.iter().filter_map(|entry| Some((entry.uid.clone()?, entry.id.clone()?))).collect();
    let known: HashSet<String> = ids.values().cloned().collect();
    for entry in entries.iter_mut().filter(|entry| entry.uid.is_some()) {
        entry.part_of = entry.part_of.take().and_then(|part_of| match ids.get(&part_of) {
            Some(id) => Some(id.clone()),
            None => known.contains(&part_of).then_some(part_of),
        });
    }
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Detail {
    Name,
    City,
    Month,
}

fn id(entry: &Entry, detail: Detail) -> String {
    let day = entry.start.map(EntryDate::day);
    let expected = entry.expected.as_deref().and_then(|expected| expected.get(..4)).and_then(|year| year.parse().ok());
    let mut id = crate::slug::default_id(&entry.name, day.map(|day| day.year()).or(expected));
    if id.starts_with('-') || id.is_empty() {
        id = format!("conference{id}");
    }
    if detail >= Detail::City {
        let place =
            entry.place.city.as_deref().or(entry.place.country.as_deref()).or(entry.online.as_ref().map(|_| "online"));
        let city = place.map(crate::slug).filter(|city| !city.is_empty() && !id.contains(city.as_str()));
        id.extend(city.into_iter().flat_map(|city| ["-".to_owned(), city]));
    }
    if detail >= Detail::Month
        && let Some(day) = day
    {
        id.push_str(&format!("-{:02}", day.month()));
    }
    let id = crate::slug(&id);
    // An id is an address too.
    if id.len() > 100 { id[..100].trim_end_matches('-').to_owned() } else { id }
}
