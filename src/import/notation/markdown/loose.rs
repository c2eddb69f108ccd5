//! Paragraphs that are conferences: a name over a line with place and date, or all of it in one line.

use super::bullets::{is_link, record, settle};
use super::fields::{RecordFields, is_exact, is_field, is_month, label};
use super::inline::{links, plain};
use super::parts::trimmed;
use super::{MarkdownReader, heading};
use crate::import::records;

/// A longer line is prose.
const MAX_LINE_OCTETS: usize = 200;
const MAX_NAME_OCTETS: usize = 120;

/// The place and the date of a line that ends in a date behind a comma: `Perimeter Institute, Toronto, 26-30 October 2026`.
fn place_and_date(line: &str) -> Option<(&str, &str)> {
    if line.len() > MAX_LINE_OCTETS || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_date = |text: &str| records::is_date(text) && is_exact(text);
    let found = line.match_indices(", ").find(|(at, comma)| is_date(trimmed(&line[at + comma.len()..])));
    found.map(|(at, comma)| (trimmed(&line[..at]), trimmed(&line[at + comma.len()..])))
}

/// True if a line is a name, and what stands behind it ends in a date: `[**csvconf**](https://csvconf.com), May 2-3, 2017`.
fn is_conference(line: &str) -> bool {
    label(line).is_none_or(|(name, _)| !is_field(&name))
        && !line.ends_with(['.', ':'])
        && place_and_date(&plain(line)).is_some()
}

fn has_marked_name(line: &str) -> bool {
    line.starts_with("**") || line.starts_with('[')
}

/// True if at least two paragraphs of a text are each a conference in one line, and mark its name.
pub(super) fn are_of_lines(lines: &[String]) -> bool {
    let is_blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty());
    let is_one = |at: &usize| {
        let line = lines[*at].trim();
        has_marked_name(line) && is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)) && is_conference(line)
    };
    (0..lines.len()).filter(is_one).nth(1).is_some()
}

impl MarkdownReader {
    /// Reads a paragraph that is a conference.
    pub(super) fn loose(&mut self, texts: &[&str], line: usize) -> bool {
        let above = self.above();
        let fields = match texts {
            [name, second] => self.pair(name, second, line),
            [one] if self.is_of_lines && (has_marked_name(one) || self.has_items()) && is_conference(one) => {
                record(one, line, &[]).or_else(|| unlinked(one, line))
            }
            _ => None,
        };
        let Some(mut fields) = fields else { return false };
        settle(&mut fields, &above);
        self.items.push(fields.finish(&above));
        true
    }

    /// A name over a line with its place and date. A name that is no link is one below a year or a month, or beside others.
    fn pair(&self, name: &str, second: &str, line: usize) -> Option<RecordFields> {
        let near = self.headings.last().map_or("", |(_, heading)| heading.as_str());
        let is_listed = is_month(near) || records::is_year(near) || self.has_items();
        let bare = plain(name);
        let is_name = !bare.is_empty()
            && bare.len() <= MAX_NAME_OCTETS
            && !bare.ends_with(['.', ':'])
            && !records::is_date(&bare)
            && heading(name, None).is_none();
        let is_linked = is_link(name);
        if !is_name || !is_linked && (!is_listed || !links(name).is_empty() || label(name).is_some()) {
            return None;
        }
        let second = plain(second);
        let (place, dates) = place_and_date(&second)?;
        let mut fields = RecordFields::new(line);
        fields.push("name", trimmed(&bare));
        if let Some(link) = links(name).iter().find(|link| !link.is_image) {
            fields.push("url", &link.address);
        }
        fields.push("dates", dates);
        fields.push("place", place);
        Some(fields)
    }
}

/// A line without a link: the name up to the first comma, then the place.
fn unlinked(line: &str, number: usize) -> Option<RecordFields> {
    let bare = plain(line);
    let (before, dates) = place_and_date(&bare)?;
    let (name, place) = before.split_once(", ").unwrap_or((before, ""));
    let mut fields = RecordFields::new(number);
    fields.push("name", name);
    fields.push("dates", dates);
    fields.push("place", place);
    Some(fields)
}
