//! A list without errors: values that the list's own reader objects to are left out, and reported.

use super::entry::{self, Entry};
use super::report::{ImportReport, Remark};
use super::write;
use crate::diagnostic::{Level, Source};

/// The text of a list that has no errors: what the list's own reader objects to is left out, and reported.
pub(crate) fn list(
    comments: &[String],
    feed: &write::FeedTable,
    entries: &mut Vec<Entry>,
    report: &mut ImportReport,
) -> String {
    let mut feed = feed.clone();
    // Each round leaves something out, so there is an end.
    loop {
        let written = write::list(comments, &feed, entries);
        let (_, diagnostics) = crate::list::read(&[Source::new("list.toml", written.text.as_str())], Level::Error);
        let mut errors: Vec<(usize, String, String)> = Vec::new();
        let mut is_feed = false;
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level() == Level::Error) {
            let at = diagnostic.labels.first().map(|label| label.range.start);
            match at.and_then(|at| written.key_at(at)) {
                Some((entry, key)) => errors.push((entry, key.to_owned(), diagnostic.message.clone())),
                None => is_feed = true,
            }
        }
        if errors.is_empty() && !is_feed {
            return written.text;
        }
        if errors.is_empty() {
            if feed == (write::FeedTable { id: feed.id.clone(), ..write::FeedTable::default() }) {
                return written.text;
            }
            feed = write::FeedTable { id: feed.id, ..write::FeedTable::default() };
            continue;
        }
        // From the back, so that the places of those before stay.
        errors.sort();
        errors.dedup_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
        for (index, key, message) in errors.into_iter().rev() {
            let entry = &mut entries[index];
            let origin = entry.origin.clone();
            if entry.without(&key) {
                report.changed.push(Remark::new(
                    &origin,
                    format!("{}: `{key}` is left out: {message}", entry::shown(&entry.name)),
                ));
            } else {
                report.left_out.push(Remark::new(&origin, format!("{}: {message}", entry::shown(&entry.name))));
                entries.remove(index);
            }
        }
    }
}
