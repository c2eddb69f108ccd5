//! The same conference in several inputs, or in an input and a list.
//!
//! Comes in: entries, and the text of a list. Goes out: entries without those that are of one conference, or the list with
//! what is new added and what was missing filled in. What a person wrote into the list is never changed, its layout included.

mod deadlines;
mod fill;
mod gaps;
mod identity;
mod join;
mod place;

use std::collections::{HashMap, HashSet};

use toml_edit::{DocumentMut, Item};

use self::fill::Filling;
use self::identity::{EntryIdentity, KnownEntries};
use super::entry::{self, Entry, EntryDate, NOT_DATED, Origin, shown};
use super::report::{ImportReport, Remark};
use super::{ids, sound, write};
use crate::diagnostic::{Level, Source};

/// The most entries of one name and day, or of one site and day, that another is compared with: a series has some dozens of cities.
const MAX_ALIKE: usize = 64;

/// Merges entries of one conference: the first counts, tags are united.
pub(crate) fn among(entries: Vec<Entry>, report: &mut ImportReport) -> Vec<Entry> {
    let mut merged: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut identities: Vec<EntryIdentity> = Vec::with_capacity(entries.len());
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for entry in entries {
        let identity = EntryIdentity::of_entry(&entry);
        let keys = identity.keys();
        let mut candidates = keys.iter().filter_map(|key| by_key.get(key)).flatten().copied();
        match candidates.find_map(|at| Some((at, identities[at].in_common(&identity)?))) {
            Some((at, common)) => {
                report.merged += 1;
                report.changed.push(merged_remark(&entry, &merged[at], common));
                join::join(&mut merged[at], entry, report);
                identities[at] = EntryIdentity::of_entry(&merged[at]);
            }
            None => {
                let mut others = keys.iter().filter_map(|key| by_key.get(key)).flatten();
                let twin = others.find(|at| identities[**at].is_elsewhere(&identity));
                report.changed.extend(twin.map(|at| elsewhere_remark(&entry, &merged[*at])));
                for key in keys {
                    let of_key = by_key.entry(key).or_default();
                    if of_key.len() < MAX_ALIKE {
                        of_key.push(merged.len());
                    }
                }
                merged.push(entry);
                identities.push(identity);
            }
        }
    }
    merged
}

/// The remark for an entry that is merged into one before it.
fn merged_remark(entry: &Entry, into: &Entry, common: &str) -> Remark {
    let Origin { file, line } = &into.origin;
    let at = if *file == entry.origin.file { format!("line {line}") } else { format!("{file}:{line}") };
    Remark::new(&entry.origin, format!("{} is merged into the entry of {at}, which has {common}", shown(&entry.name)))
}

/// The remark for an entry with the name and the day of one of another file, which takes place in another city.
fn elsewhere_remark(entry: &Entry, other: &Entry) -> Remark {
    let Origin { file, line } = &other.origin;
    let [here, there] = [entry, other].map(|entry| shown(entry.place.city.as_deref().unwrap_or_default()));
    let name = shown(&entry.name);
    Remark::new(
        &entry.origin,
        format!("{name}: is in `{here}`, and in {file}:{line} on the same day in `{there}`: both are written"),
    )
}

/// The list with what is new in the entries.
///
/// # Errors
///
/// The list has errors of its own, or holds its conferences in a form that nothing can be added to.
pub(crate) fn into(
    list: &Source,
    entries: Vec<Entry>,
    prefer_input: bool,
    report: &mut ImportReport,
) -> Result<String, String> {
    if let Some(error) = first_error(list.text()) {
        return Err(format!("the list has errors, and nothing is added to it: {error}; `confcal check` shows them"));
    }
    let document: DocumentMut =
        list.text().parse().map_err(|error: toml_edit::TomlError| format!("the list cannot be read: {error}"))?;
    let known = known(&document)?;
    let names_zone = zone_of_deadlines(&document).is_some_and(|zone| zone != "AoE");
    let mut fresh = Vec::new();
    let mut found: Vec<(usize, Entry)> = Vec::new();
    for entry in entries {
        let identity = EntryIdentity::of_entry(&entry);
        let at = match known.find(&identity, prefer_input) {
            // A correction never makes an entry.
            None if entry.is_correction && prefer_input => {
                let message = format!("{}: {}", shown(&entry.name), known.why_not_found(&identity));
                report.left_out.push(Remark::new(&entry.origin, message));
                continue;
            }
            at => at,
        };
        match at {
            Some(at) if names_zone => found.push((at, with_aoe(entry, false))),
            Some(at) => found.push((at, entry)),
            None if entry.is_dated() && names_zone => fresh.push(with_aoe(entry, true)),
            None if entry.is_dated() => fresh.push(entry),
            None => {
                let message = format!("{}: {NOT_DATED}", shown(&entry.name));
                report.left_out.push(Remark::new(&entry.origin, message));
            }
        }
    }
    report.merged += found.len();
    let taken: Vec<String> = known.ids().cloned().collect();
    ids::give(&mut fresh, &taken);
    // Values that make a new entry faulty are left out first.
    let feed = write::FeedTable { id: Some("new".to_owned()), ..write::FeedTable::default() };
    sound::list(&[], &feed, &mut fresh, report);
    report.written = fresh.len();
    report.changed.extend(known.duplicates(&fresh));
    let unchanged = document.to_string();
    let mut addition = Addition { document, found, fresh, prefer_input, left_alone: HashSet::new() };
    let text = addition.without_errors(report)?;
    Ok(if text == unchanged { list.text().to_owned() } else { in_style_of(list.text(), text) })
}

/// The entries that are added to a list.
struct Addition {
    /// The list.
    document: DocumentMut,
    /// The entries of conferences that the list has, with the positions of these in it.
    found: Vec<(usize, Entry)>,
    /// The entries that are new.
    fresh: Vec<Entry>,
    prefer_input: bool,
    /// The positions of entries of the list that nothing is filled in to.
    left_alone: HashSet<usize>,
}

impl Addition {
    /// The list with the entries. One of the list's that would have an error is left as it is, and reported.
    fn without_errors(&mut self, report: &mut ImportReport) -> Result<String, String> {
        loop {
            let (text, mut remarks) = self.text();
            let Some(error) = first_error(&text) else {
                report.changed.append(&mut remarks.changed);
                report.conflicts.append(&mut remarks.conflicts);
                return Ok(text);
            };
            // With all of them left as they are there is no error of theirs.
            let first = || self.filled().map(|(at, _)| *at).next();
            let Some(at) = self.culprit().or_else(first) else {
                return Err(format!("the list with the new entries would have an error: {error}"));
            };
            if let Some((_, entry)) = self.found.iter().find(|(other, _)| *other == at) {
                let message =
                    format!("{}: nothing is filled in, because the list would have an error: {error}", entry.name);
                report.changed.push(Remark::new(&entry.origin, message));
            }
            self.left_alone.insert(at);
        }
    }

    /// The text of the list with the entries, and the report of what was filled in.
    fn text(&self) -> (String, ImportReport) {
        let mut document = self.document.clone();
        let mut remarks = ImportReport::default();
        self.filled().for_each(|found| self.fill(&mut document, found, &mut remarks));
        let mut text = document.to_string();
        if !self.fresh.is_empty() && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for entry in &self.fresh {
            text.push('\n');
            text.push_str(&write::entry(entry));
        }
        (text, remarks)
    }

    /// The entries that fill in those of the list.
    fn filled(&self) -> impl Iterator<Item = &(usize, Entry)> {
        self.found.iter().filter(|(at, _)| !self.left_alone.contains(at))
    }

    fn fill(&self, document: &mut DocumentMut, (at, entry): &(usize, Entry), report: &mut ImportReport) {
        let tables = document.get_mut("conference").and_then(Item::as_array_of_tables_mut);
        if let Some(table) = tables.and_then(|tables| tables.get_mut(*at)) {
            Filling { table, entry, part: None, prefer_input: self.prefer_input, report }.fill();
        }
    }

    /// The entry whose filling in makes an error, tried one by one.
    fn culprit(&self) -> Option<usize> {
        self.filled().find_map(|found| {
            let mut tried = self.document.clone();
            self.fill(&mut tried, found, &mut ImportReport::default());
            first_error(&tried.to_string()).map(|_| found.0)
        })
    }
}

/// The zone of deadlines that name none, if the list sets one.
fn zone_of_deadlines(list: &DocumentMut) -> Option<&str> {
    list.get("feed")?.get("deadline-timezone")?.as_str()
}

/// The entry with AoE written down as the zone of its deadlines: of those that name it, and if it is new, of those that name
/// no zone.
fn with_aoe(mut entry: Entry, is_new: bool) -> Entry {
    let is_aoe = |deadline: &&mut entry::EntryDeadline| {
        matches!(deadline.due, Some(EntryDate::Local(_))) && (is_new || deadline.is_aoe)
    };
    for deadline in entry.deadlines.iter_mut().filter(is_aoe) {
        deadline.timezone.get_or_insert_with(|| "AoE".to_owned());
    }
    entry
}

/// The text with the byte order mark and the line ends of the list, which `toml_edit` leaves out.
fn in_style_of(list: &str, text: String) -> String {
    let has_crlf = list.contains("\r\n") && !list.replace("\r\n", "").contains('\n');
    let text = if has_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
    match list.strip_prefix('\u{feff}') {
        Some(_) if !text.starts_with('\u{feff}') => format!("\u{feff}{text}"),
        _ => text,
    }
}

fn first_error(text: &str) -> Option<String> {
    let (_, diagnostics) = crate::list::read(&[Source::new("list", text)], Level::Error);
    diagnostics.into_iter().find(|diagnostic| diagnostic.level() == Level::Error).map(|diagnostic| diagnostic.message)
}

/// The entries of the list.
fn known(document: &DocumentMut) -> Result<KnownEntries, String> {
    let Some(conferences) = document.get("conference") else { return Ok(KnownEntries::new(Vec::new())) };
    let Some(tables) = conferences.as_array_of_tables() else {
        return Err(
            "its conferences stand in one array; write each as a table with `[[conference]]` above it".to_owned()
        );
    };
    Ok(KnownEntries::new(tables.iter().map(EntryIdentity::of_table).collect()))
}
