//! The ids of deadlines of one kind, and those that say the same twice.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, Timelike as _};

use super::{EntryDate, EntryDeadline};

/// True if two times are in one minute: `23:59` of a remark beside `23:59:59`.
fn is_same_minute(one: Option<EntryDate>, other: Option<EntryDate>) -> bool {
    let minute = |time: NaiveDateTime| time.with_second(0);
    match (one, other) {
        (Some(EntryDate::Local(one)), Some(EntryDate::Local(other))) => minute(one) == minute(other),
        _ => false,
    }
}

/// True if one deadline of no kind says no more than another one at the same time: `Review release` beside `Reviews Released`.
fn is_said_by(deadline: &EntryDeadline, other: &EntryDeadline) -> bool {
    let are_other = [deadline, other].iter().all(|of| of.kind == "other" && of.due.is_some());
    if !are_other || deadline.due != other.due && !is_same_minute(deadline.due, other.due) {
        return false;
    }
    let words = |of: &EntryDeadline| of.name.as_deref().map(crate::slug).unwrap_or_default();
    let (ours, theirs) = (words(deadline), words(other));
    let is_form = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
    !ours.is_empty()
        && ours != theirs
        && ours.split('-').all(|word| theirs.split('-').any(|other| is_form(word, other)))
}

/// Gives deadlines of one kind and name ids, and drops those that say the same twice.
pub(crate) fn tell_apart(deadlines: &mut Vec<EntryDeadline>) {
    let mut kept: Vec<EntryDeadline> = Vec::with_capacity(deadlines.len());
    for deadline in deadlines.drain(..) {
        let same = |other: &&mut EntryDeadline| {
            other.kind == deadline.kind && other.name == deadline.name && other.id == deadline.id
        };
        if kept.iter().any(|other| is_said_by(&deadline, other)) {
            continue;
        }
        if let Some(other) = kept.iter_mut().find(same) {
            let is_same_day = other.due.zip(deadline.due).is_some_and(|(one, other)| one.day() == other.day());
            let is_day = |due: Option<EntryDate>| matches!(due, Some(EntryDate::Day(_)));
            // A day says no more than a moment on it.
            let is_same = other.due == deadline.due || is_same_minute(other.due, deadline.due);
            if is_same || deadline.due.is_none() || is_same_day && is_day(deadline.due) {
                other.url = other.url.take().or(deadline.url);
                other.opens = other.opens.or(deadline.opens);
                continue;
            }
            if other.due.is_none() || is_same_day && is_day(other.due) {
                let (url, opens) = (other.url.take(), other.opens);
                *other =
                    EntryDeadline { url: deadline.url.clone().or(url), opens: deadline.opens.or(opens), ..deadline };
                continue;
            }
        }
        kept.push(deadline);
    }
    number(&mut kept);
    *deadlines = kept;
}

/// Gives ids to deadlines of one kind and name.
pub(crate) fn number(deadlines: &mut [EntryDeadline]) {
    let key = |deadline: &EntryDeadline| {
        format!("{} {}", deadline.kind, deadline.name.as_deref().map(crate::slug).unwrap_or_default())
    };
    let keys: Vec<String> = deadlines.iter().map(key).collect();
    let mut used: HashSet<String> = deadlines.iter().filter_map(|deadline| deadline.id.clone()).collect();
    used.extend(keys.iter().map(|key| key.trim_end().replace(' ', "-")));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    keys.iter().for_each(|key| *counts.entry(key).or_default() += 1);
    for (deadline, key) in deadlines.iter_mut().zip(&keys) {
        let slug = deadline.name.as_deref().map(crate::slug);
        let has_no_slug = slug.as_deref().is_some_and(str::is_empty);
        if deadline.id.is_some() || counts[key.as_str()] == 1 && !has_no_slug {
            continue;
        }
        let base = slug.filter(|slug| !slug.is_empty()).unwrap_or_else(|| deadline.kind.to_owned());
        deadline.id = (1..).map(|number| format!("{base}-{number}")).find(|id| used.insert(id.clone()));
    }
}
