//! Paragraphs that are conferences: a name over a line with place and date, or all of it in one line.

use std::collections::HashSet;

use super::bullets::bullet;
use super::fields::{RecordFields, day_in, is_exact, is_field, is_month, is_place, is_whole_date, label};
use super::inline::{links, plain};
use super::items::{is_address, is_link, record, settle};
use super::leads::dated;
use super::names::{MAX_LINE_OCTETS, has_date_behind_name};
use super::parts::trimmed;
use super::{MarkdownReader, has_labels, heading, lines};
use crate::import::guess::words::Tokens;
use crate::import::{dates, years};

/// A longer text is no name.
const MAX_NAME_OCTETS: usize = 120;

/// The place and the date of a line that ends in a date behind a comma: `Perimeter Institute, Toronto, 26-30 October 2026`.
fn place_and_date(line: &str) -> Option<(&str, &str)> {
    if line.len() > MAX_LINE_OCTETS || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = line.match_indices(", ").find(|(at, comma)| is_whole_date(trimmed(&line[at + comma.len()..])));
    found.map(|(at, comma)| (trimmed(&line[..at]), trimmed(&line[at + comma.len()..])))
}

/// True if a line is a name, and what stands behind it ends in a date: `[**csvconf**](https://csvconf.com), May 2-3, 2017`.
fn is_conference(line: &str) -> bool {
    label(line).is_none_or(|(name, _)| !is_field(&name))
        && !line.ends_with(['.', ':'])
        && (place_and_date(&plain(line)).is_some() || is_of_columns(line) || has_date_behind_name(line))
}

/// True if a line has bars between its parts, of which one is its date, or dashes and a place too: `2027-05-06 | Rejekts | Zürich, CH`,
/// `WordCamp Asia — Mumbai, India — April 9–11, 2027`.
fn is_of_columns(line: &str) -> bool {
    if line.len() > MAX_LINE_OCTETS
        || line.starts_with('|')
        || bullet(line).is_some()
        || !line.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let bare = plain(line);
    let is_row = |mark: &str| {
        let parts: Vec<&str> = bare.split(mark).map(trimmed).filter(|part| !part.is_empty()).collect();
        if parts.len() < 3 {
            return false;
        }
        let dates = parts.iter().filter(|part| is_whole_date(part)).count();
        let has_place =
            parts.iter().any(|part| is_place(part)) && !parts.first().is_some_and(|part| is_whole_date(part));
        dates == 1 && (has_place || mark == " | ")
    };
    [" | ", " — ", " – ", " - ", " · ", " • "].into_iter().any(is_row)
}

/// True if a line begins with a name that is marked, or has its parts between bars.
fn has_marked_name(line: &str) -> bool {
    line.starts_with("**") || line.starts_with('[') || is_of_columns(line)
}

/// True if at least two paragraphs of a text are each a conference in one line, and mark its name.
pub(super) fn are_of_lines(lines: &[String]) -> bool {
    let is_blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty());
    let is_one = |at: &usize| {
        let line = lines[*at].trim();
        is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)) && has_marked_name(line) && is_conference(line)
    };
    (0..lines.len()).filter(is_one).nth(1).is_some()
}

/// The numbers of the lines of a text, from 1, that name a day which no line before them names.
pub(in crate::import::notation) fn dates_in_lines(text: &str) -> Vec<usize> {
    let mut known: HashSet<String> = HashSet::new();
    let mut found = Vec::new();
    for (index, line) in lines::lines(text).iter().enumerate().filter(|(_, line)| line.len() <= MAX_LINE_OCTETS * 2) {
        let bare = plain(line);
        let Some(day) = day_in(&bare).filter(|day| !known.contains(day)) else { continue };
        known.insert(day);
        found.push(index + 1);
    }
    found
}

/// True if lines are a date, the name as a link or before the date, and, without a link, a place.
pub(super) fn is_card(texts: &[&str]) -> bool {
    let bare: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    let is_date = |text: &String| is_whole_date(trimmed(text));
    let dates = bare.iter().filter(|text| is_date(text)).count();
    let links = texts.iter().filter(|text| is_link(text)).count();
    // The address of the site may stand below.
    let lines = texts.iter().filter(|text| !is_address(text)).count();
    let is_named =
        || lines == 3 && !is_date(&bare[0]) && !is_place(&bare[0]) && bare[1..].iter().any(|text| is_place(text));
    dates == 1 && !has_labels(texts) && (links == 1 || links == 0 && is_named())
}

/// True if the only line below another has a date with days and a place: `24 - 26 Feb · Amsterdam, Netherlands`.
pub(super) fn is_dated_below(texts: &[&str]) -> bool {
    let [_, below] = texts else { return false };
    dated(&plain(below)).is_some_and(|(date, _)| date.bytes().any(|byte| byte.is_ascii_digit()))
}

/// The level of a title that is no heading, below all headings.
pub(super) const TITLE_LEVEL: usize = 7;

/// True if a line is the title of the labelled list below its paragraph: a link or bold text over `- When: 5 May`.
pub(super) fn is_title(lines: &[String], at: usize) -> bool {
    let first = lines[at].trim().trim_end_matches('\\').trim_end();
    let is_bold = first.len() > 4 && first.starts_with("**") && first.ends_with("**") && label(first).is_none();
    if !is_bold && !is_link(first) {
        return false;
    }
    let is_blank = |line: &&String| line.trim().is_empty();
    let is_text = |line: &&String| !is_blank(line) && bullet(line).is_none() && heading(line, None).is_none();
    let paragraph = lines[at..].iter().take_while(is_text).count();
    let list = lines[at + paragraph..].iter().skip_while(is_blank);
    let labels = list.map_while(|line| label(bullet(line)?.1)).take_while(|(name, _)| is_field(name));
    let of_paragraph =
        lines.get(at + 1..at + paragraph).unwrap_or_default().iter().map_while(|line| label(line.trim()));
    labels.chain(of_paragraph.filter(|(name, _)| is_field(name))).any(|(name, value)| {
        Tokens::of(&name).is_dates() && (dates::is_date(&plain(&value)) || is_exact(&plain(&value)))
    })
}

impl MarkdownReader {
    /// Reads a paragraph that is a conference.
    pub(super) fn loose(&mut self, texts: &[&str], line: usize) -> bool {
        let above = self.above();
        // A line for each conference.
        if texts.len() > 1 && texts.iter().all(|text| has_marked_name(text) && is_conference(text)) {
            texts.iter().enumerate().for_each(|(index, text)| self.push_item(text, line + index));
            return true;
        }
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
        let is_listed = is_month(near) || years::is_year(near) || self.has_items();
        let bare = plain(name);
        let is_name = !bare.is_empty()
            && bare.len() <= MAX_NAME_OCTETS
            && !bare.ends_with(['.', ':'])
            && !dates::is_date(&bare)
            && heading(name, None).is_none();
        let is_linked = is_link(name);
        if !is_name
            || !is_linked
                && (!is_listed || !links(name).is_empty() || label(name).is_some_and(|(name, _)| is_field(&name)))
        {
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
