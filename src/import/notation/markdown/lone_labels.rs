//! Labels that stand alone on a line, with their values on the lines below: `**When**` over `5-8 May 2027`.
//!
//! Comes in: lines. Goes out: as many lines, in which label and value are one line, so that no reader behind this knows of them.

use std::borrow::Cow;

use super::bullets::bullet;
use super::fields::{is_field, is_whole_date, label};
use super::inline::plain;
use super::{heading, is_rule};
use crate::import::guess::words::Tokens;
use crate::import::no_value::{NoValue, no_value};
use crate::import::ornaments;

/// A value of more lines is text.
const MAX_VALUE_LINES: usize = 6;
/// A longer line is text.
const MAX_VALUE_OCTETS: usize = 160;

/// A label alone, and where its value stands.
struct LoneLabel {
    name: String,
    /// The bullet of its item, with what stands before that.
    bullet: String,
    values: Vec<String>,
    /// The line behind the value.
    end: usize,
}

/// Lines whose labels have their values beside them, in sections where one of these labels is over a date.
pub(super) fn with_values(lines: &[String]) -> Cow<'_, [String]> {
    let mut out: Cow<[String]> = Cow::Borrowed(lines);
    let mut start = 0;
    while start < lines.len() {
        let next = |at: usize| lines.get(at + 1).map(String::as_str);
        let end = (start + 1..lines.len()).find(|at| heading(&lines[*at], next(*at)).is_some()).unwrap_or(lines.len());
        let found = lone_labels(&lines[..end], start);
        if found.iter().any(|(_, label)| is_over_date(label)) {
            let lines = out.to_mut();
            for (at, label) in found {
                let values = label.values.join(if is_of_place(&label.name) { ", " } else { " " });
                lines[at..label.end].fill(String::new());
                lines[at] = format!("{}**{}**: {values}", label.bullet, label.name);
            }
        }
        start = end;
    }
    out
}

/// The labels alone from a line on, each with its line.
fn lone_labels(lines: &[String], start: usize) -> Vec<(usize, LoneLabel)> {
    let mut found = Vec::new();
    let mut at = start;
    while at < lines.len() {
        let label = lone_label(lines, at);
        let end = label.as_ref().map_or(at + 1, |label| label.end);
        found.extend(label.map(|label| (at, label)));
        at = end;
    }
    found
}

fn lone_label(lines: &[String], at: usize) -> Option<LoneLabel> {
    let line = lines[at].trim_end();
    let (indent, text) = bullet(line).map_or((None, line), |(indent, text)| (Some(indent), text));
    let name = name(text)?;
    let bullet_of_label = line.strip_suffix(text).unwrap_or_default().to_owned();
    let mut first = at + 1;
    let is_blank = |at: usize| lines.get(at).is_some_and(|line| line.trim().is_empty());
    while indent.is_none() && is_blank(first) && first < at + 3 {
        first += 1;
    }
    let mut values = Vec::new();
    let mut end = first;
    while let Some(line) = lines.get(end).filter(|line| !line.trim().is_empty()) {
        let inner = bullet(line);
        let is_below = match (indent, inner) {
            (Some(indent), Some((inner, _))) => inner > indent,
            (Some(_), None) => line.starts_with([' ', '\t']),
            // The only item of a list is a value.
            (None, Some(_)) => end == first && lines.get(end + 1).is_none_or(|next| bullet(next).is_none()),
            (None, None) => true,
        };
        let text = inner.map_or(line.trim(), |(_, item)| item).trim_end_matches('\\');
        let text = ornaments::without_start(text.trim()).trim();
        let is_value = is_below && is_value(text) && name_of_other(text).is_none();
        if !is_value {
            break;
        }
        values.push(text.to_owned());
        end += 1;
    }
    let is_short = (1..=MAX_VALUE_LINES).contains(&values.len());
    is_short.then_some(LoneLabel { name, bullet: bullet_of_label, values, end })
}

/// The name that a line is, in bold letters or before a colon with nothing behind it.
fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('\\').trim_end();
    let bold =
        ["**", "__"].into_iter().find_map(|mark| text.trim_end_matches(':').strip_prefix(mark)?.strip_suffix(mark));
    let is_bold = bold.is_some_and(|inner| !inner.contains("**"));
    let name = match label(text) {
        Some((name, value)) if value.is_empty() => name,
        None if is_bold => plain(bold?),
        _ => return None,
    };
    let name = name.trim_matches(|char: char| !char.is_alphanumeric() && char != ')').to_owned();
    is_field(&name).then_some(name)
}

/// The name of a label that a line begins with, or is.
fn name_of_other(text: &str) -> Option<String> {
    name(text).or_else(|| label(text).map(|(name, _)| name).filter(|name| is_field(name)))
}

fn is_value(text: &str) -> bool {
    text.len() <= MAX_VALUE_OCTETS
        && !text.starts_with(['|', '<', '#'])
        && !is_rule(text)
        && heading(text, None).is_none()
}

/// True if a label is of dates, and its value is one, or a word in its place.
fn is_over_date(label: &LoneLabel) -> bool {
    let tokens = Tokens::of(&label.name);
    let text = plain(&label.values.join(" "));
    let is_date = || is_whole_date(&text) || no_value(&text) == Some(NoValue::Undecided);
    (tokens.has("when wann quand cuando quando kdy kiedy") || tokens.is_dates() && !tokens.is_deadline()) && is_date()
}

fn is_of_place(name: &str) -> bool {
    Tokens::of(name).has("where location place venue city address ort wo lieu lugar luogo local format")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_beside_their_labels() {
        for (text, expected) in [
            ("**When**|5 May 2027||**Where**|Oslo, Norway", "**When**: 5 May 2027|||**Where**: Oslo, Norway|"),
            ("**When:**|5 May 2027|**Where:**|Hall|Oslo", "**When**: 5 May 2027||**Where**: Hall, Oslo||"),
            ("When:||5 May 2027||Where:||Oslo", "**When**: 5 May 2027||||**Where**: Oslo||"),
            ("- **Date**|  - 5 May 2027|- **Venue**|  - Oslo", "- **Date**: 5 May 2027||- **Venue**: Oslo|"),
            (
                "**Dates**|- 5 May 2027|**Event page**|https://a.example",
                "**Dates**: 5 May 2027||**Event page**: https://a.example|",
            ),
            ("**When**|TBA|**Where**|Oslo", "**When**: TBA||**Where**: Oslo|"),
            // No date, or more than one value.
            ("**Where**|Oslo", "**Where**|Oslo"),
            ("**Dates**|- 5 May 2027|- 6 June 2027", "**Dates**|- 5 May 2027|- 6 June 2027"),
            ("**Deadline**|5 May 2027", "**Deadline**|5 May 2027"),
            ("**PyCon**|5 May 2027", "**PyCon**|5 May 2027"),
            ("**Dates**|Abstracts: 5 May 2027", "**Dates**|Abstracts: 5 May 2027"),
            ("**When**: 5 May|**Where**: Oslo", "**When**: 5 May|**Where**: Oslo"),
        ] {
            let lines: Vec<String> = text.split('|').map(str::to_owned).collect();
            assert_eq!(with_values(&lines).join("|"), expected, "{text}");
        }
    }
}
