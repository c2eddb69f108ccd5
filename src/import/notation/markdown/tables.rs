//! Tables: a row is a conference, the first row names its fields.

use super::fields::{RecordFields, is_field, label};
use super::inline::{Link, links, plain, without_empty_brackets, without_links};
use super::parts::is_season;
use super::table_editions::breaks;
use super::{MarkdownReader, TABLE, fields, table_editions};
use crate::import::guess::words::Tokens;
use crate::import::{dates, document, services, years};

/// True if a line is the rule below the names of a table.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

impl MarkdownReader {
    /// Reads a table from its line of names on, and gives the line behind it.
    pub(super) fn table(&mut self, lines: &[String], start: usize) -> usize {
        let mut at = start + 2;
        let mut head = cells(&lines[start]);
        // Some programs leave the head empty, and write the names into the first row.
        let names_below = lines.get(at).filter(|line| line.contains('|') && is_head(&cells(line)));
        if let Some(below) = names_below.filter(|_| head.iter().all(String::is_empty)) {
            head = cells(below);
            at += 1;
        }
        // A table without names has a conference in the place of its head.
        if !is_head(&head) {
            let row = std::mem::take(&mut head);
            head = vec![String::new(); row.len()];
            at = start;
        }
        let head = head.iter().map(|cell| plain(&breaks(cell).collect::<Vec<_>>().join(" ")));
        if let Some(end) = self.table_of_fields(lines, (start, at)) {
            return end;
        }
        let depth = self.headings.len();
        let names = document::column_names(self.month_of_head(head.collect()));
        while at < lines.len() && lines[at].contains('|') && !lines[at].trim().is_empty() {
            let cells = cells(&lines[at]);
            match heading(&cells) {
                Some(heading) => {
                    self.headings.truncate(depth);
                    self.headings.push((usize::MAX, heading));
                }
                None if cells.iter().any(|cell| !cell.is_empty()) && !is_rule(&lines[at]) => {
                    for cells in table_editions::rows(&names, cells) {
                        let mut row = row(&names, cells, at + 1);
                        row.push(TABLE, &names.join(" | "));
                        self.rows.push(row.finish(&self.above()));
                    }
                }
                None => {}
            }
            at += 1;
        }
        self.headings.truncate(depth);
        at
    }
}

impl MarkdownReader {
    /// Reads a table that names a field in each of its rows as the fields of the section that it stands in, and gives the line behind it:
    /// `Event date | June 27-29, 2027` over `Website | https://…`.
    fn table_of_fields(&mut self, lines: &[String], (start, first): (usize, usize)) -> Option<usize> {
        let end = (first..lines.len()).find(|at| !lines[*at].contains('|')).unwrap_or(lines.len());
        let pair = |at: usize| match &cells(&lines[at])[..] {
            [name, value] => Some((at, plain(name), value.clone())),
            _ => None,
        };
        // The head of a table may be its first row.
        let head = pair(start).filter(|(_, _, value)| dates::is_date(&plain(value)) || value.contains("://"));
        let rows: Option<Vec<_>> = (first.max(start + 1)..end).filter(|at| !is_rule(&lines[*at])).map(pair).collect();
        let rows: Vec<_> = head.into_iter().chain(rows?).collect();
        let is_day = |(_, name, value): &&(usize, String, String)| {
            let tokens = Tokens::of(name);
            is_field(name) && tokens.is_dates() && !tokens.is_deadline() && dates::is_date(&plain(value))
        };
        let fields = rows.iter().filter(|(_, name, _)| is_field(name)).count();
        if rows.len() < 2 || fields * 5 < rows.len() * 3 || rows.iter().filter(is_day).count() != 1 {
            return None;
        }
        for (at, name, value) in rows.iter().filter(|(_, name, value)| is_field(name) && !value.is_empty()) {
            self.section.labelled(at + 1, name, value, &[]);
        }
        Some(end)
    }

    /// The names of columns with `Date` in the place of the only one that is a month, which becomes a heading: `Jan | Event | Where`,
    /// `Date (Jan) | Event | Where`.
    fn month_of_head(&mut self, mut names: Vec<String>) -> Vec<String> {
        let found = |names: &[String]| {
            let mut months = names.iter().enumerate().filter_map(|(at, name)| Some((at, month_in(name)?.to_owned())));
            months.next().filter(|_| months.next().is_none())
        };
        if let Some((at, month)) = found(&names) {
            names[at] = "Date".to_owned();
            self.headings.push((usize::MAX, month));
        }
        names
    }
}

/// The month that the name of a column is, or has beside a word for dates: `May`, `Date (May 2027)`, `Dates – May`.
fn month_in(name: &str) -> Option<&str> {
    if fields::is_month(name) {
        return Some(name);
    }
    let (words, month) = name.split_once([' ', '(', '–', ':', '/'])?;
    let month = month.trim_matches(|char: char| !char.is_alphanumeric());
    let tokens = Tokens::of(words);
    (tokens.0.len() == 1 && tokens.is_dates() && !tokens.is_deadline() && fields::is_month(month)).then_some(month)
}

/// True if the cells of the first row are the names of columns: none of them is a date.
pub(super) fn is_head(cells: &[String]) -> bool {
    let is_day = |text: &str| fields::is_whole_date(text) && !fields::is_month(text);
    !cells.iter().any(|cell| is_day(&plain(cell)))
}

pub(super) fn row(names: &[String], cells: Vec<String>, line: usize) -> RecordFields {
    let mut row = RecordFields::new(line);
    let mut extra: Vec<(String, String)> = link_of_dates(names, &cells).into_iter().collect();
    for (index, cell) in cells.into_iter().enumerate() {
        let name = names.get(index).cloned().unwrap_or_else(|| format!("column {}", index + 1));
        let cell = with_link_of_bracket(without_name(&name, cell), &mut extra);
        let text = broken(&without_calls(cell, &mut extra), &mut extra);
        row.push_cell(name, text);
    }
    for (name, text) in extra {
        row.push(&name, &text);
    }
    row
}

/// The only link of a row, if its text is the date of the conference: `[27 November 2027](https://…)`.
fn link_of_dates(names: &[String], cells: &[String]) -> Option<(String, String)> {
    let mut found = cells.iter().enumerate().flat_map(|(at, cell)| {
        let kept = links(cell).into_iter().filter(|link| !link.is_image && !services::is_map(&link.address));
        kept.map(move |link| (at, link))
    });
    let ((at, link), None) = (found.next()?, found.next()) else { return None };
    let text = plain(&link.text);
    let name = names.get(at).map_or("", String::as_str);
    let is_of_conference = !Tokens::of(name).is_deadline() && !fields::is_call(name);
    let has_address = cells.iter().any(|cell| cell.starts_with("http"));
    (is_of_conference && !has_address && fields::is_whole_date(&text)).then(|| ("url".to_owned(), link.address))
}

/// A cell without the name of its column before a colon: `Venue: Virtual`.
fn without_name(name: &str, cell: String) -> String {
    let rest = cell.split_once(':').filter(|(label, _)| !name.is_empty() && label.trim().eq_ignore_ascii_case(name));
    rest.map(|(_, rest)| rest.trim().to_owned()).unwrap_or(cell)
}

/// A cell with its name as the link to the bare address in brackets behind it: `**PyCon** (https://pycon.example)`. A sentence behind
/// that goes to `extra`.
fn with_link_of_bracket(cell: String, extra: &mut Vec<(String, String)>) -> String {
    if cell.contains("](") {
        return cell;
    }
    let found = cell.split_once(" (http").and_then(|(name, rest)| {
        let (address, behind) = rest.split_once(')')?;
        let is_address = address.contains("://") && !address.contains([' ', '(']) && !name.contains("://");
        (is_address && name.contains(char::is_alphabetic)).then_some((name, address, behind.trim()))
    });
    let Some((name, address, behind)) = found else { return cell };
    if behind.chars().any(char::is_alphanumeric) {
        extra.push(("notes".to_owned(), behind.to_owned()));
    }
    format!("[{}](http{address})", name.trim())
}

/// A cell without the links of calls that stand beside another link, which go to `extra`: `[Website](…) / [CFP](…)`.
fn without_calls(cell: String, extra: &mut Vec<(String, String)>) -> String {
    if cell.matches("](").count() < 2 {
        return cell;
    }
    let found: Vec<Link> = links(&cell).into_iter().filter(|link| !link.is_image).collect();
    let is_call = |link: &&Link| fields::is_call(&plain(&link.text));
    let calls: Vec<&Link> = found.iter().filter(is_call).collect();
    let has_words = without_links(&cell).contains(char::is_alphanumeric);
    if calls.is_empty() || calls.len() == found.len() || has_words {
        return cell;
    }
    let mut text = String::new();
    let mut from = 0;
    for call in calls {
        text.push_str(&cell[from..call.start]);
        extra.push(("cfp url".to_owned(), call.address.clone()));
        from = call.end;
    }
    text.push_str(&cell[from..]);
    let is_mark = |char: char| matches!(char, '/' | '|' | ',' | ';' | '·' | '-' | '–' | '&') || char.is_whitespace();
    without_empty_brackets(&text).trim_matches(is_mark).to_owned()
}

/// A cell in one line: a break is a blank, between words a comma; a part with a label of its own goes to `extra`.
fn broken(cell: &str, extra: &mut Vec<(String, String)>) -> String {
    let mut text = String::new();
    for part in breaks(cell).flat_map(before_call).filter(|part| !part.is_empty()) {
        if text.is_empty() && call(part).is_none() {
            text.push_str(part);
            continue;
        }
        let is_address = text.contains("://") || !links(&text).is_empty();
        if let Some((label, value)) = label(part).filter(|(label, _)| is_field(label)).or_else(|| call(part)) {
            extra.push((label, value));
        } else if fields::is_exact(&plain(&text)) && fields::is_place(&plain(part)) && !dates::is_date(&plain(part)) {
            extra.push(("place".to_owned(), part.to_owned()));
        } else if is_address && !part.contains("://") {
            // What stands below an address is no part of it.
            if !matches!(dates::parse(part, &dates::Hint::default()), dates::Parsed::Word(_)) {
                extra.push(("notes".to_owned(), part.to_owned()));
            }
        } else {
            // `ACM/IEEE <br>JCDL 2023` is one name.
            let is_name = text.ends_with(char::is_lowercase)
                && part.starts_with(char::is_uppercase)
                && !text.bytes().any(|byte| byte.is_ascii_digit());
            text.push_str(if is_name { ", " } else { " " });
            text.push_str(part);
        }
    }
    text
}

/// A part of a cell up to a call with its address, and from there: `https://a.example CFP: https://b.example`.
fn before_call(part: &str) -> impl Iterator<Item = &str> {
    let address = part.find("://").unwrap_or(part.len());
    let mut blanks = part[address..].match_indices(' ').map(|(at, _)| address + at);
    let at = blanks.find(|at| call(&part[at + 1..]).is_some()).unwrap_or(part.len());
    [part[..at].trim(), part[at..].trim()].into_iter()
}

/// `CFP https://…`, `CfP: https://…`: a label, and an address.
fn call(part: &str) -> Option<(String, String)> {
    let (label, address) = part.split_once(' ')?;
    let label = label.trim_end_matches(':');
    if label.is_empty() {
        return None;
    }
    let address = address.trim();
    let is_address = address.starts_with("http") && !address.contains(' ');
    (is_address && fields::is_call(label)).then(|| (label.to_owned(), address.to_owned()))
}

/// The year or month in the only cell of a row, which stands for a heading.
fn heading(cells: &[String]) -> Option<String> {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let text = plain(filled.next().filter(|_| cells.len() > 2)?);
    let is_heading = filled.next().is_none() && (years::is_year(&text) || fields::is_month(&text) || is_season(&text));
    is_heading.then_some(text)
}

/// The cells of a row; a bar behind a backslash ends none.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = line.trim().chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars.peek() == Some(&'|') => {
                chars.next();
                cells.last_mut().into_iter().for_each(|cell| cell.push('|'));
            }
            '|' => cells.push(String::new()),
            char => cells.last_mut().into_iter().for_each(|cell| cell.push(char)),
        }
    }
    if cells.first().is_some_and(|cell| cell.trim().is_empty()) && line.trim().starts_with('|') {
        cells.remove(0);
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) && line.trim().ends_with('|') {
        cells.pop();
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}
