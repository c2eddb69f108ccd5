//! Renders the changes for subscribers in the formats of `check`.

use std::io::Write;

use anyhow::Result;
use confcal::{Change, ChangeKind, FeedChange, FeedChangeKind, PropertyChange, harmless};
use serde::Serialize;

use super::escape::annotation_text;
use crate::args::Format;

/// The most characters of a line that are shown.
const MAX_LINE_CHARS: usize = 500;

/// The changes that subscribers would see.
#[derive(Serialize)]
pub(crate) struct Changes {
    /// The changes of the named feed, or of a site's feed of everything.
    #[serde(rename = "changes")]
    pub(crate) events: Vec<Change>,
    /// The changes of a site's other feeds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) feeds: Option<Vec<FeedChange>>,
}

pub(super) fn render(changes: &Changes, format: Format, out: &mut Vec<u8>) -> Result<()> {
    let feeds = changes.feeds.as_deref().unwrap_or_default();
    for change in &changes.events {
        let (kind, what) = (change.kind.as_str(), what(change));
        let names = || change.properties.iter().map(|property| property.name.as_str()).collect::<Vec<_>>().join(", ");
        match format {
            Format::Human => {
                writeln!(out, "{kind:<10} {}", harmless(&what))?;
                properties(change, out)?;
            }
            Format::Short if change.properties.is_empty() => writeln!(out, "{kind}: {}", harmless(&what))?,
            Format::Short => writeln!(out, "{kind}: {}: {}", harmless(&what), harmless(&names()))?,
            Format::Github if change.properties.is_empty() => {
                writeln!(out, "::notice title={kind}::{}", annotation_text(&what))?
            }
            Format::Github => {
                writeln!(out, "::notice title={kind}::{}", annotation_text(&format!("{what}: {}", names())))?
            }
            Format::Json | Format::Sarif => {}
        }
    }
    if format == Format::Human && !changes.events.is_empty() {
        writeln!(out)?;
    }
    for change in feeds {
        feed(change, format, out)?;
    }
    if format == Format::Human && !feeds.is_empty() {
        writeln!(out)?;
    }
    if matches!(format, Format::Human | Format::Short) {
        writeln!(out, "{}", counts(&changes.events, feeds))?;
    }
    Ok(())
}

/// Renders the changes of one feed of a site.
fn feed(change: &FeedChange, format: Format, out: &mut Vec<u8>) -> Result<()> {
    let name = format!("{} ({})", change.path, change.title.replace(['\r', '\n'], " "));
    let count = |kind| change.changes.iter().filter(|change| change.kind == kind).count();
    let events = |count: usize| format!("{count} event{}", if count == 1 { "" } else { "s" });
    let said = match change.kind {
        FeedChangeKind::New => format!("new, {}", events(change.events)),
        FeedChangeKind::Emptied => "has become empty; it stays for its subscribers".to_owned(),
        FeedChangeKind::Changed => {
            let counts = [(count(ChangeKind::New), "enter"), (count(ChangeKind::Gone), "leave")];
            let counts = counts.into_iter().filter(|(count, _)| *count > 0);
            let mut said: Vec<String> = counts
                .map(|(count, verb)| format!("{} {verb}{}", events(count), if count == 1 { "s" } else { "" }))
                .collect();
            let itself = change.changes.iter().filter(|change| change.uid.is_none());
            said.extend(
                itself.flat_map(|change| &change.properties).map(|property| format!("{} changes", property.name)),
            );
            said.join(", ")
        }
        kind => kind.to_string(),
    };
    match format {
        Format::Human | Format::Short => writeln!(out, "{}: {}", harmless(&name), harmless(&said))?,
        Format::Github => {
            let title = format!("feed {}", change.kind.as_str());
            writeln!(out, "::notice title={title}::{}", annotation_text(&format!("{name}: {said}")))?
        }
        _ => {}
    }
    for change in change.changes.iter().filter(|_| format == Format::Human) {
        match change.kind {
            ChangeKind::New => writeln!(out, "  enters   {}", harmless(&what(change)))?,
            ChangeKind::Gone => writeln!(out, "  leaves   {}", harmless(&what(change)))?,
            _ => properties(change, out)?,
        }
    }
    Ok(())
}

/// `PyCon UK 2022, 2022-09-16`
fn what(change: &Change) -> String {
    let name = change.summary.replace(['\r', '\n'], " ");
    match (&change.uid, &change.start) {
        (None, _) => format!("the calendar itself, {name}"),
        (Some(_), Some(start)) => format!("{name}, {start}"),
        (Some(_), None) => name,
    }
}

/// `2 new, 1 changed; feeds: 1 new`, or `nothing changes for subscribers`.
fn counts(changes: &[Change], feeds: &[FeedChange]) -> String {
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let counts = ChangeKind::ALL.iter().map(|&kind| (count(kind), kind.as_str())).filter(|(count, _)| *count > 0);
    let words = counts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ");
    let count = |kind| feeds.iter().filter(|feed| feed.kind == kind).count();
    let counts = FeedChangeKind::ALL.iter().map(|&kind| (count(kind), kind.as_str())).filter(|(count, _)| *count > 0);
    let of_feeds = counts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ");
    match (words.is_empty(), of_feeds.is_empty()) {
        (true, true) => "nothing changes for subscribers".to_owned(),
        (false, true) => words,
        (true, false) => format!("feeds: {of_feeds}"),
        (false, false) => format!("{words}; feeds: {of_feeds}"),
    }
}

/// Renders the old and the new value of each property on two lines; of a long text, only the lines that differ.
fn properties(change: &Change, out: &mut Vec<u8>) -> Result<()> {
    // The properties of a cancelled event follow from its cancellation.
    if change.kind == ChangeKind::Cancelled {
        return Ok(());
    }
    let width = change.properties.iter().map(|property| property.name.len()).max().unwrap_or_default();
    for PropertyChange { name, old, new, .. } in &change.properties {
        let lines = |text: &Option<String>| -> Vec<String> {
            text.iter()
                .flat_map(|text| text.split('\n'))
                .map(|line| harmless(&line.chars().take(MAX_LINE_CHARS).collect::<String>()).into_owned())
                .collect()
        };
        let (old, new) = (lines(old), lines(new));
        let exclusive =
            if name == "DTEND" && !new.iter().chain(&old).any(|end| end.contains('T')) { " (exclusive)" } else { "" };
        let without = |lines: &[String], others: &[String]| -> Vec<String> {
            lines.iter().filter(|line| !others.contains(line) && !line.is_empty()).cloned().collect()
        };
        let (mut gone, mut come) = (without(&old, &new), without(&new, &old));
        if gone.is_empty() && come.is_empty() {
            // The lines are the same in another order.
            (gone, come) = (old, new);
        }
        let signed = gone.iter().map(|line| ('-', line)).chain(come.iter().map(|line| ('+', line)));
        for (index, (sign, line)) in signed.enumerate() {
            let name = if index == 0 { harmless(name) } else { "".into() };
            writeln!(out, "             {name:<width$}  {sign} {line}{exclusive}")?;
        }
    }
    Ok(())
}
