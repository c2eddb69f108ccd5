//! Lists: an item with a link or a date is a conference, and an item without one the heading of those below it.

use std::ops::Range;

use super::fields::{Nested, is_field, is_month, is_whole_date, label};
use super::inline::{links, plain};
use super::items::{is_dated_link, record, settle};
use super::leads::dated;
use super::names::{DASHES, is_name};
use super::{MarkdownReader, heading};
use crate::import::years;

/// A longer item without a link is a note.
const MAX_NAME_OCTETS: usize = 80;

/// The deepest list that is read.
const MAX_LISTS: usize = 8;

/// The indent and the text of an item of a list.
pub(super) fn bullet(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start();
    let indent = line[..line.len() - rest.len()].chars().map(|char| if char == '\t' { 4 } else { 1 }).sum();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = match rest.as_bytes().first()? {
        b'-' | b'*' | b'+' => &rest[1..],
        _ if (1..4).contains(&digits) && rest[digits..].starts_with(". ") => &rest[digits + 1..],
        _ => return None,
    };
    let text = after.trim();
    let text = ["[ ] ", "[x] ", "[X] "].into_iter().find_map(|check| text.strip_prefix(check)).unwrap_or(text);
    after.starts_with([' ', '\t']).then(|| (indent, text.trim()))
}

impl MarkdownReader {
    /// Reads an item of a list with the lines that belong to it, and gives the line behind it.
    pub(super) fn item(&mut self, lines: &[String], start: usize, depth: usize) -> usize {
        let Some((indent, item)) = bullet(&lines[start]) else { return start + 1 };
        let (text, nested, end) = gather(lines, start, indent, item);
        let above = self.above();
        if let Some((name, value)) = label(&text)
            && !(self.month().is_some() && is_name_with_days(&name, &value))
            && let Some(name) =
                Some(&name).filter(|name| is_field(name)).cloned().or_else(|| self.section.deadline(&name, &value))
        {
            // A month has no fields.
            if self.month().is_some() && value.contains(|char: char| char.is_ascii_digit()) {
                self.unread.push(start + 1);
            }
            self.section.labelled(start + 1, &name, &value, &nested);
            return end;
        }
        if self.editions(&text, &nested, &above)
            || self.dated_items(&text, &nested, &above)
            || nested.is_empty() && self.edition_of_heading(lines, (start, &text), &above)
        {
            return end;
        }
        if nested.is_empty() && self.section.is_dated_by(lines, start) {
            self.section.line(start + 1, &text);
            return end;
        }
        let text = self.with_date_apart(text);
        if let Some(mut fields) = record(&text, start + 1, &nested) {
            settle(&mut fields, &above);
            self.items.push(fields.finish(&above));
            // A workshop with a date of its own.
            for (line, item) in nested.iter().filter(|(_, item)| is_dated_link(item)) {
                if let Some(mut fields) = record(item, *line, &[]) {
                    settle(&mut fields, &above);
                    self.items.push(fields.finish(&above));
                }
            }
            return end;
        }
        if nested.is_empty() || depth > MAX_LISTS {
            self.section.line(start + 1, &text);
            // `June: DevConf` beside items with dates.
            let is_item =
                |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| bullet(line).is_some());
            let is_of_list = self.has_items() && is_item(start.checked_sub(1)) || self.month().is_some();
            if is_of_list && links(&text).is_empty() && text.len() < MAX_NAME_OCTETS {
                self.unread.push(start + 1);
            }
            return end;
        }
        // A month or year as an item, with the conferences below it.
        let level = 10 + depth;
        self.head(level, plain(&text));
        let mut at = start + 1;
        while at < end {
            at = if bullet(&lines[at]).is_some() { self.item(&lines[..end], at, depth + 1) } else { at + 1 };
        }
        self.headings.retain(|(other, _)| *other < level);
        end
    }

    /// An item without a link that is its name: its date is apart from the name, and days alone have the month and the year of the
    /// headings above it.
    fn with_date_apart(&self, text: String) -> String {
        let month = self.month();
        let may_be_changed = month.is_some() || text.starts_with("**");
        if !may_be_changed || links(&text).iter().any(|link| !link.is_image && is_name(link)) {
            return text;
        }
        // `**May 5** PyCon`
        let marked = text.strip_prefix("**").and_then(|text| text.split_once("** "));
        if let Some((date, name)) = marked.filter(|(date, _)| is_whole_date(date))
            && name.starts_with(char::is_alphanumeric)
        {
            return format!("{date}: {name}");
        }
        let Some(month) = month else { return text };
        if let Some((days, rest)) = days_at_start(&text) {
            let joint = if rest.starts_with(['-', '–', '—']) { " " } else { ": " };
            return format!("{days} {month}{joint}{rest}");
        }
        match days_behind_name(&text) {
            Some(days) => format!("{} {month}{}", &text[..days.end], &text[days.end..]),
            None => text,
        }
    }

    /// The month of the nearest heading, with the year that one above it names.
    fn month(&self) -> Option<String> {
        let month = self.headings.last().map(|(_, near)| near).filter(|near| is_month(near))?;
        let has_year = years::years(month).next().is_some();
        let year = || self.headings.iter().rev().find_map(|(_, heading)| years::years(heading).next());
        Some(year().filter(|_| !has_year).map_or_else(|| month.clone(), |year| format!("{month} {year}")))
    }
}

/// The days alone that stand behind the name of an item: `PyCon (5-7, Oslo)`, `**PyCon**, 5th`, `PyCon - 5-7 - Oslo`.
fn days_behind_name(text: &str) -> Option<Range<usize>> {
    const BEFORE: [&str; 7] = [" (", ", ", ": ", " - ", " – ", " — ", "** "];
    let mut starts: Vec<usize> =
        BEFORE.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| at + mark.len())).collect();
    starts.sort_unstable();
    let first_letter = text.find(char::is_alphabetic)?;
    starts.into_iter().filter(|start| first_letter < *start).find_map(|start| {
        // Days end before the next mark, so no octet of a long item is looked at for each mark before it.
        let is_behind = |char: char| char == ',' || !char.is_ascii_alphanumeric() && !is_mark_of_days(char);
        let (days, rest) = text[start..].split_at(text[start..].find(is_behind).unwrap_or(text.len() - start));
        let dash = DASHES.iter().filter_map(|dash| days.find(dash)).min();
        let is_ended = dash.is_some() || rest.is_empty() || rest.starts_with([',', ')', ':', '|']);
        let days = days[..dash.unwrap_or(days.len())].trim_end();
        (is_ended && are_days(days)).then_some(start..start + days.len())
    })
}

/// True for a name of several words in one, as the label of no field is written, before days alone: `WebDay: 14th, Rome`.
fn is_name_with_days(name: &str, value: &str) -> bool {
    let has_capital_inside = name.chars().skip(1).any(char::is_uppercase) && name.contains(char::is_lowercase);
    let days = plain(value);
    has_capital_inside && !name.contains(' ') && are_days(days.split(',').next().unwrap_or_default())
}

/// The days that an item begins with, marked or before a colon, and the rest: `**12-14**: PyCon`, `5th: PyCon`.
fn days_at_start(text: &str) -> Option<(&str, &str)> {
    let (days, rest) = match text.strip_prefix("**").and_then(|text| text.split_once("**")) {
        Some((days, rest)) => (days.trim_end_matches(':'), rest.trim_start_matches(':')),
        None => text.split_once(": ")?,
    };
    are_days(days).then_some((days.trim().trim_end_matches('.'), rest.trim_start()))
}

/// True if a text is one or more days of a month, without the month: `12-14`, `5th`, `12, 13`.
fn are_days(days: &str) -> bool {
    let is_day = |part: &str| {
        let digits = part.trim_end_matches(|char: char| char.is_ascii_alphabetic());
        let is_number = digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
        is_number && matches!(&part[digits.len()..], "" | "st" | "nd" | "rd" | "th")
    };
    let mut parts = days.split(is_mark_of_days).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(is_day)
}

/// True for a character between two days: `12-14`, `12, 13`.
fn is_mark_of_days(char: char) -> bool {
    matches!(char, '-' | '–' | '—' | '/' | '&' | ',' | '.') || char.is_whitespace()
}

/// True if a line ends in one of the two marks of Markdown for a line break.
fn ends_in_break(line: &str) -> bool {
    line.ends_with("  ") && !line.trim().is_empty() || line.trim_end().ends_with('\\')
}

/// True if a text is all in bold letters.
fn is_title(text: &str) -> bool {
    let inner = text.trim().strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
}

/// The text of an item in one line, the items below it, and the line behind all of them.
fn gather(lines: &[String], start: usize, indent: usize, item: &str) -> (String, Vec<Nested>, usize) {
    let mut text = item.to_owned();
    let mut nested: Vec<Nested> = Vec::new();
    let mut at = start + 1;
    let mut is_apart = false;
    let mut breaks = ends_in_break(&lines[start]);
    while at < lines.len() {
        let line = &lines[at];
        if line.trim().is_empty() {
            is_apart = true;
            // In a loose list, blank lines are between the items.
            let next = lines.get(at + 1).map_or("", String::as_str);
            if next.trim().is_empty() || next.len() - next.trim_start().len() <= indent {
                break;
            }
            at += 1;
            continue;
        }
        if heading(line, None).is_some() {
            break;
        }
        match bullet(line) {
            Some((inner, _)) if inner <= indent => break,
            Some((_, item)) => nested.push((at + 1, item.to_owned())),
            // A paragraph of its own, and each of its lines that has a label.
            None if is_apart && line.starts_with([' ', '\t']) && dated(&plain(line)).is_none()
                || label(line).is_some_and(|(name, _)| is_field(&name)) =>
            {
                nested.push((at + 1, line.trim().to_owned()));
            }
            None => match nested.last_mut() {
                Some(_) if breaks && line.starts_with([' ', '\t']) => nested.push((at + 1, line.trim().to_owned())),
                Some((_, item)) if line.starts_with([' ', '\t']) => {
                    item.push(' ');
                    item.push_str(line.trim());
                }
                Some(_) => break,
                None => {
                    // A line break at the end of the line before, or a title above the link of its conference.
                    if breaks || is_title(&text) && line.trim_start().starts_with('[') {
                        let end = text.trim_end_matches('\\').trim_end().len();
                        text.truncate(end);
                        text.push_str(" |");
                    }
                    text.push(' ');
                    text.push_str(line.trim());
                }
            },
        }
        is_apart = false;
        breaks = ends_in_break(line);
        at += 1;
    }
    (text, nested, at)
}
