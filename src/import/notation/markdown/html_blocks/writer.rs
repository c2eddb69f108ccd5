//! Tokens of HTML, written as lines of Markdown.

use html5gum::{StartTag, Token};

use super::{BlockLines, is_heading};
use crate::html;
use crate::import::notation::markdown::fields::{is_field, is_whole_date, label};
use crate::import::notation::markdown::inline::plain;
use crate::import::{dates, years};

/// Deeper lists are laid out, not written.
const MAX_LISTS: usize = 8;

/// A mark between two spans, which may be columns of a line.
const MAY_DIVIDE: char = '\u{1}';

/// A longer text between tags ends no part of an item.
const MAX_LABELLED_OCTETS: usize = 300;

/// An item of a list that is still open.
#[derive(Default)]
struct OpenItem {
    line: usize,
    parts: Vec<String>,
    /// The items below it.
    below: Vec<(String, usize)>,
}

/// A group that is still open.
struct OpenGroup {
    /// The number of lines before it.
    start: usize,
    /// The number of cards in it.
    cards: usize,
    /// The addresses of its links that hold but a picture.
    pictures: Vec<String>,
}

/// Writes tokens of HTML as lines of Markdown.
#[derive(Default)]
struct BlockWriter {
    out: BlockLines,
    items: Vec<OpenItem>,
    /// For each open list, the number of items that it stands in.
    lists: Vec<usize>,
    groups: Vec<OpenGroup>,
    /// The number of open articles.
    articles: usize,
    /// The part that is being written, and its line.
    text: String,
    line: usize,
    has_text: bool,
    /// The address of the open link, and true if its bracket is written.
    link: Option<(String, bool)>,
    /// The day of an open `<time>`, and where its text begins.
    time: Option<(String, usize)>,
    /// The tag whose text is not shown.
    hidden: Option<Vec<u8>>,
    /// The tag that has just ended, if it may end a column of a line.
    ended: Option<&'static str>,
    /// True if nothing but blanks stands behind the end of such a tag.
    is_behind_span: bool,
}

/// The lines of HTML as Markdown. `first` is the number of the first line.
pub(super) fn of_html(text: &str, first: usize) -> BlockLines {
    let mut writer = BlockWriter::default();
    let (mut at, mut line, mut behind) = (0, first, 0);
    for token in html::tokens(text, true) {
        let span = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::String(text) => text.span,
            _ => continue,
        };
        if span.start < behind {
            continue;
        }
        line += text.get(at..span.start).map_or(0, |before| before.matches('\n').count());
        at = span.start;
        match token {
            Token::StartTag(tag) if writer.hidden.is_none() && &**tag.name == b"table" => {
                behind = writer.table(&text[at..], line) + at;
            }
            Token::StartTag(tag) if writer.hidden.is_none() => writer.start(&tag, line),
            Token::EndTag(tag) => writer.end(&tag.name, line),
            Token::String(text) if writer.hidden.is_none() => writer.string(&String::from_utf8_lossy(&text), line),
            _ => {}
        }
    }
    writer.close_items(0);
    writer.close_part();
    writer.out
}

impl BlockWriter {
    fn start(&mut self, tag: &StartTag<usize>, line: usize) {
        let attribute = |name: &[u8]| tag.attributes.get(name).map(|text| String::from_utf8_lossy(text).into_owned());
        let ended = self.ended.take();
        self.is_behind_span = self.is_behind_span && &**tag.name == b"span";
        match &**tag.name {
            // The foot of an article has its date.
            b"footer" if !self.items.is_empty() || self.articles > 0 => self.close_part(),
            b"script" | b"style" | b"nav" | b"template" | b"noscript" | b"svg" | b"footer" | b"select" | b"button"
            | b"textarea" | b"pre"
                if !tag.self_closing =>
            {
                self.hidden = Some(tag.name.to_vec());
            }
            b"br" => self.close_part(),
            b"li" | b"dt" => self.open_item(line),
            b"dd" => self.describe(line),
            b"ul" | b"ol" | b"dl" => {
                self.close_part();
                self.lists.push(self.items.len());
            }
            b"a" => {
                self.close_link();
                self.link = attribute(b"href").filter(|href| !href.trim().is_empty()).map(|href| (href, false));
            }
            b"b" | b"strong" => self.text.push_str("**"),
            b"del" | b"s" | b"strike" => self.text.push_str("~~"),
            b"time" => self.time = attribute(b"datetime").map(|day| (day, self.text.len())),
            // Columns of a line.
            b"span" if ended.is_some() && self.has_text => self.text.push_str(" | "),
            b"span" if self.is_behind_span && self.has_text => self.text.push(MAY_DIVIDE),
            b"title" => self.open_heading(1, line),
            name if is_heading(name) => self.open_heading(usize::from(name[1] - b'0'), line),
            name if is_paragraph(name) => {
                self.close_part();
                self.articles += usize::from(name == b"article");
                if is_card(name) {
                    self.groups.push(OpenGroup { start: self.out.lines.len(), cards: 0, pictures: Vec::new() });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], line: usize) {
        self.ended = ["span", "time"].into_iter().find(|tag| tag.as_bytes() == name);
        self.is_behind_span = self.ended.is_some();
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        match name {
            // What stands behind an item outside a list is no part of it.
            b"li" if self.lists.is_empty() => self.close_items(0),
            b"li" | b"dt" | b"dd" => self.close_part(),
            b"ul" | b"ol" | b"dl" => {
                let outside = self.lists.pop().unwrap_or_default();
                self.close_items(outside);
                // A text behind a list is no part of its last item.
                if self.items.is_empty() {
                    self.out.blank(line);
                }
            }
            b"a" => {
                self.close_link();
                if let (Some((address, false)), Some(group)) = (self.link.take(), self.groups.last_mut()) {
                    group.pictures.push(address);
                }
            }
            b"b" | b"strong" => self.text.push_str("**"),
            b"del" | b"s" | b"strike" => self.text.push_str("~~"),
            b"time" => self.close_time(),
            name if is_heading(name) && !self.items.is_empty() => {
                self.text.push_str("**");
                self.close_part();
            }
            name if is_heading(name) || is_paragraph(name) || name == b"title" => {
                self.close_part();
                self.articles = self.articles.saturating_sub(usize::from(name == b"article"));
                if is_card(name) {
                    self.close_group();
                }
                if self.items.is_empty() {
                    self.out.blank(line);
                }
            }
            _ => {}
        }
    }

    /// Ends a group; several cards inside it stay apart.
    fn close_group(&mut self) {
        let Some(mut group) = self.groups.pop() else { return };
        if let Some(address) = self.out.site_of_picture(group.start, &group.pictures) {
            let line = self.out.origins.last().copied().unwrap_or_default();
            self.out.blank(line);
            self.out.push(format!("<{address}>"), line);
            group.pictures.clear();
        }
        self.out.heading_first(group.start);
        let is_card = group.cards < 2 && self.out.join_short(group.start);
        if let Some(outer) = self.groups.last_mut() {
            outer.cards += if is_card { 1 } else { group.cards };
            outer.pictures.append(&mut group.pictures);
        }
    }

    /// Adds text; the line breaks of HTML are blanks.
    fn string(&mut self, text: &str, line: usize) {
        if text.trim().is_empty() {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.ended = self.ended.filter(|tag| *tag == "time");
            return;
        }
        self.ended = None;
        self.is_behind_span = false;
        if !self.has_text {
            let before = text.len() - text.trim_start().len();
            self.line = line + text[..before].matches('\n').count();
        }
        if let Some((_, is_written)) = &mut self.link
            && !*is_written
        {
            *is_written = true;
            self.text.push('[');
        }
        let ends = |end: bool| if end { " " } else { "" };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_after = self.text.ends_with([' ', '[']) || self.text.is_empty();
        self.text.push_str(ends(text.starts_with(char::is_whitespace) && !is_after));
        self.text.push_str(&words);
        self.has_text |= words.chars().any(char::is_alphanumeric);
        self.text.push_str(ends(text.ends_with(char::is_whitespace)));
    }

    fn close_link(&mut self) {
        if let Some((address, _)) = self.link.take_if(|(_, is_written)| *is_written) {
            let end = self.text.trim_end().len();
            self.text.truncate(end);
            self.text.push_str(&format!("]({})", address.trim()));
        }
    }

    /// Puts the day of a `<time>` in the place of a text without a year.
    fn close_time(&mut self) {
        let Some((day, from)) = self.time.take() else { return };
        let Some(written) = self.text.get(from..) else { return };
        let has_year = years::years(written).next().is_some();
        if let Some(day) = day.get(..10).filter(|day| !has_year && dates::is_date(day)) {
            self.text.truncate(from);
            self.text.push_str(day);
        }
    }

    /// Ends the part that is being written, and gives it.
    fn part(&mut self) -> Option<String> {
        self.close_link();
        self.time = None;
        self.has_text = false;
        let text = divided(&std::mem::take(&mut self.text)).replace("****", "").trim().to_owned();
        (!plain(&text).is_empty()).then_some(text)
    }

    /// Ends a part of an item, or a line.
    fn close_part(&mut self) {
        if self.items.is_empty() {
            return self.close_line();
        }
        let (at, part) = (self.line, self.part());
        let Some((item, part)) = self.items.last_mut().zip(part) else { return };
        let is_labelled = part.len() <= MAX_LABELLED_OCTETS && label(&part).is_some_and(|(name, _)| is_field(&name));
        if is_labelled && !item.parts.is_empty() {
            item.below.push((format!("- {part}"), at));
        } else {
            item.parts.push(part);
        }
    }

    fn close_line(&mut self) {
        let at = self.line;
        if let Some(text) = self.part() {
            self.out.push(without_number(text), at);
        }
    }

    fn open_heading(&mut self, level: usize, line: usize) {
        self.close_part();
        if self.items.is_empty() {
            self.out.blank(line);
            self.text = format!("{} ", "#".repeat(level));
        } else {
            self.text.push_str("**");
        }
    }

    fn open_item(&mut self, line: usize) {
        self.close_part();
        self.close_items(self.lists.last().map_or(0, |outside| (*outside).min(MAX_LISTS - 1)));
        if self.items.is_empty() && !self.out.lines.last().is_some_and(|line| line.trim_start().starts_with("- ")) {
            self.out.blank(line);
        }
        self.items.push(OpenItem { line, ..OpenItem::default() });
    }

    /// Ends the innermost items, down to a number of them.
    fn close_items(&mut self, number: usize) {
        while self.items.len() > number {
            self.close_item();
        }
    }

    /// Ends the innermost item.
    fn close_item(&mut self) {
        self.close_part();
        let Some(item) = self.items.pop() else { return };
        let text = item.parts.join(" | ");
        let mut lines = Vec::new();
        if !text.is_empty() {
            lines.push((format!("- {text}"), item.line));
        }
        let indent = if text.is_empty() { "" } else { "  " };
        lines.extend(item.below.into_iter().map(|(line, at)| (format!("{indent}{line}"), at)));
        match self.items.last_mut() {
            Some(outer) => outer.below.extend(lines),
            None => lines.into_iter().for_each(|(line, at)| self.out.push(line, at)),
        }
    }

    /// Begins the description of a term: behind its label, or as a part of its own.
    fn describe(&mut self, line: usize) {
        self.close_part();
        if self.items.is_empty() {
            self.open_item(line);
        }
        let Some(item) = self.items.last_mut() else { return };
        let is_label = |term: &String| is_field(plain(term).trim_end_matches(':'));
        if let [term] = &item.parts[..]
            && is_label(term)
        {
            self.text = format!("**{}**: ", plain(term).trim_end_matches(':'));
            item.parts.clear();
        }
    }

    /// Passes a table on as it is, and gives its length.
    fn table(&mut self, text: &str, line: usize) -> usize {
        self.close_line();
        let starts = |at: usize, tag: &str| {
            text.as_bytes()[at..].get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
        };
        let mut open = 0_usize;
        let close = text.match_indices('<').map(|(at, _)| at).find(|at| {
            open = if starts(*at, "<table") { open + 1 } else { open - usize::from(starts(*at, "</table")) };
            open == 0
        });
        let end = close.map_or(text.len(), |at| text[at..].find('>').map_or(text.len(), |close| at + close + 1));
        for (index, row) in text[..end].split('\n').enumerate() {
            self.out.push(row.to_owned(), line + index);
        }
        end
    }
}

/// A line that does not look like an item of a list with numbers: `6. Mai 2027` is a date.
fn without_number(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(". ") {
        Some(rest) if digits > 0 => format!("{}.\u{a0}{rest}", &text[..digits]),
        _ => text,
    }
}

/// A text with bars between its spans where one of them holds a date and they are no date together: `Upcoming | July 14-18, 2025`, but
/// `May 5`.
fn divided(text: &str) -> String {
    if !text.contains(MAY_DIVIDE) {
        return text.to_owned();
    }
    let joined = |joint: &str| text.split(MAY_DIVIDE).map(str::trim).collect::<Vec<_>>().join(joint);
    let holds_date = |part: &str| {
        let bare = plain(part.trim_matches(|char: char| matches!(char, '[' | '#' | '*') || char.is_whitespace()));
        is_whole_date(&bare) || stands_apart(&bare)
    };
    let whole = joined(" ");
    let is_one = is_whole_date(plain(&whole).trim_start_matches(['#', ' ']));
    if !is_one && text.split(MAY_DIVIDE).any(holds_date) { joined(" | ") } else { whole }
}

/// True if a text begins with a whole date, which a dash parts from the rest.
fn stands_apart(text: &str) -> bool {
    let date = text
        .split_once(" – ")
        .or_else(|| text.split_once(" — "))
        .or_else(|| text.split_once(" - "))
        .map(|(date, _)| date);
    date.is_some_and(is_whole_date)
}

/// True if a tag can hold all of a conference.
fn is_card(tag: &[u8]) -> bool {
    matches!(tag, b"div" | b"section" | b"article" | b"figure" | b"p")
}

fn is_paragraph(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"p" | b"div"
            | b"section"
            | b"article"
            | b"header"
            | b"main"
            | b"aside"
            | b"blockquote"
            | b"figure"
            | b"figcaption"
            | b"details"
            | b"summary"
            | b"address"
            | b"center"
            | b"form"
            | b"body"
            | b"hr"
    )
}
