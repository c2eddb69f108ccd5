//! The fields of a record with a word in the place of a value: `TBA`, `none`, `-`.
//!
//! A list that lacks the value loses nothing by them. Where it has one, a correction may mean that it is wrong.

use super::super::mapping::Texts;
use super::super::markdown;
use super::super::no_value::is_no_value_or_code;
use super::super::records::Record;
use super::{Entry, EntryGap, Maker, shown};

impl Maker<'_> {
    /// Finds the fields without a value.
    pub(super) fn gaps(&self, record: &Record, entry: &mut Entry) {
        let fields = &self.mapping.fields;
        let rows = [
            ("start", &fields.start),
            ("end", &fields.end),
            ("url", &fields.url),
            ("venue", &fields.venue),
            ("address", &fields.address),
            ("city", &fields.city),
            ("state", &fields.state),
            ("country", &fields.country),
        ];
        entry.gaps = rows.into_iter().filter_map(|(key, texts)| gap(record, texts, key, None)).collect();
        // A day that was not understood is no value either.
        let has_day = [("start", entry.start.is_some() || entry.expected.is_some()), ("end", entry.end.is_some())];
        for (key, texts) in rows.iter().take(2) {
            let is_known = entry.gaps.iter().any(|gap| gap.key == *key) || has_day.contains(&(*key, true));
            entry.gaps.extend(text(record, texts).filter(|_| !is_known).map(|(text, line)| EntryGap {
                key,
                deadline: None,
                line,
                text,
            }));
        }
        for deadline in self.mapping.deadlines.iter().filter(|deadline| deadline.each.is_none()) {
            let kind = self.kind(record, deadline).0.as_str();
            let is_due = entry.deadlines.iter().any(|other| other.kind == kind && other.due.is_some());
            let due = text(record, &deadline.due).filter(|_| !is_due);
            entry.gaps.extend(due.map(|(text, line)| EntryGap { key: "due", deadline: Some(kind), line, text }));
            entry.gaps.extend(gap(record, &deadline.url, "url", Some(kind)));
        }
    }
}

/// The text of a field.
fn text(record: &Record, texts: &Texts) -> Option<(String, usize)> {
    record.text(texts).map(|(text, line)| (shown(&text), line))
}

/// The word in the place of a value.
fn gap(record: &Record, texts: &Texts, key: &'static str, deadline: Option<&'static str>) -> Option<EntryGap> {
    let (text, line) = record.text(texts).filter(|(text, _)| is_no_value_or_code(&markdown::plain(text)))?;
    Some(EntryGap { key, deadline, line, text: shown(&text) })
}
