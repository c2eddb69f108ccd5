//! HTML: lists, headings and paragraphs of a page, or of blocks inside Markdown, as the lines of Markdown that mean the same.
//!
//! Comes in: lines. Goes out: lines in which tags of blocks have become marks, each with the number of the line it comes from.
//! Tables stay HTML, and so does what stands inside a line of Markdown.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::fields::{is_field, label};
use super::inline::plain;
use crate::import::records;

/// Deeper lists are laid out, not written.
const MAX_LISTS: usize = 8;

/// A longer text between tags ends no part of an item.
const MAX_LABELLED_OCTETS: usize = 300;

/// A group of more or longer lines is text.
const MAX_CARD_LINES: usize = 6;
const MAX_CARD_OCTETS: usize = 100;

/// Lines and, for each, the number of the line that it comes from, from 1.
#[derive(Debug, Default)]
pub(super) struct BlockLines {
    pub(super) lines: Vec<String>,
    pub(super) origins: Vec<usize>,
}

impl BlockLines {
    fn push(&mut self, line: String, origin: usize) {
        self.lines.push(line);
        self.origins.push(origin);
    }

    /// Makes a few short lines that a group holds one paragraph, the name, the date and the place of a card; true if it does.
    fn join_short(&mut self, start: usize) -> bool {
        let lines = self.lines.get(start..).unwrap_or_default();
        let texts = || lines.iter().filter(|line| !line.is_empty());
        let is_card = lines.len() < MAX_CARD_LINES * 2
            && (2..=MAX_CARD_LINES).contains(&texts().count())
            && texts().all(|line| plain(line).len() < MAX_CARD_OCTETS && !line.starts_with(['#', '-', '<', ' ']));
        if !is_card {
            return false;
        }
        let kept: Vec<(String, usize)> = self.lines.drain(start..).zip(self.origins.drain(start..)).collect();
        kept.into_iter().filter(|(line, _)| !line.is_empty()).for_each(|(line, origin)| self.push(line, origin));
        true
    }

    fn blank(&mut self, origin: usize) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.push(String::new(), origin);
        }
    }
}

/// The lines of a text of Markdown with its blocks of HTML as Markdown; `None` where it has none.
pub(super) fn in_markdown(lines: &[String]) -> Option<BlockLines> {
    if !lines.iter().any(|line| is_listing(line)) {
        return None;
    }
    let mut out = BlockLines::default();
    let mut unclosed: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        match tag_at_start(line) {
            Some(tag) if is_block(tag) => {
                let end = Some(tag).filter(|tag| !unclosed.contains(tag)).and_then(|tag| end_of_block(lines, at, tag));
                let end = end.unwrap_or_else(|| {
                    unclosed.push(tag);
                    at + lines[at..].iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len() - at)
                });
                let block = of_html(&lines[at..end].join("\n"), at + 1);
                out.blank(at + 1);
                out.lines.extend(block.lines);
                out.origins.extend(block.origins);
                out.blank(end);
                at = end;
            }
            // What only groups ends the paragraph before it.
            Some(tag) if is_group(tag) && plain(line).is_empty() => {
                out.blank(at + 1);
                at += 1;
            }
            _ => {
                out.push(line.clone(), at + 1);
                at += 1;
            }
        }
    }
    Some(out)
}

/// The lines of a page of HTML as Markdown.
pub(super) fn of_page(text: &str) -> BlockLines {
    of_html(text, 1)
}

/// True if a line begins with a tag of a list or a heading.
fn is_listing(line: &str) -> bool {
    tag_at_start(line).is_some_and(|tag| matches!(tag, "ul" | "ol" | "li" | "dl" | "dt") || is_heading(tag.as_bytes()))
}

/// The name of the tag that a line begins with.
fn tag_at_start(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

fn is_block(tag: &str) -> bool {
    matches!(tag, "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "p") || is_heading(tag.as_bytes())
}

fn is_group(tag: &str) -> bool {
    matches!(tag, "div" | "section" | "article" | "main" | "details" | "summary" | "center" | "figure")
}

fn is_heading(tag: &[u8]) -> bool {
    matches!(tag, b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6")
}

/// The line behind a block: where its lists are closed, or its tag is.
fn end_of_block(lines: &[String], start: usize, tag: &str) -> Option<usize> {
    let is_list = matches!(tag, "ul" | "ol" | "dl");
    let count = |line: &str, of: &str| line.to_ascii_lowercase().matches(of).count();
    let mut open = 0_usize;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if is_list {
            open += ["<ul", "<ol", "<dl"].into_iter().map(|tag| count(line, tag)).sum::<usize>();
            open = open.saturating_sub(["</ul", "</ol", "</dl"].into_iter().map(|tag| count(line, tag)).sum());
        } else {
            open = usize::from(count(line, &format!("</{tag}")) == 0);
        }
        if open == 0 {
            return Some(at + 1);
        }
    }
    None
}

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
}

/// Writes tokens of HTML as lines of Markdown.
#[derive(Default)]
struct BlockWriter {
    out: BlockLines,
    items: Vec<OpenItem>,
    /// For each open list, the number of items that it stands in.
    lists: Vec<usize>,
    groups: Vec<OpenGroup>,
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
}

/// The lines of HTML as Markdown. `first` is the number of the first line.
fn of_html(text: &str, first: usize) -> BlockLines {
    let mut writer = BlockWriter::default();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut at, mut line, mut behind) = (0, first, 0);
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
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
        match &**tag.name {
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
            b"title" => self.open_heading(1, line),
            name if is_heading(name) => self.open_heading(usize::from(name[1] - b'0'), line),
            name if is_paragraph(name) => {
                self.close_part();
                if is_card(name) {
                    self.groups.push(OpenGroup { start: self.out.lines.len(), cards: 0 });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], line: usize) {
        self.ended = ["span", "time"].into_iter().find(|tag| tag.as_bytes() == name);
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        match name {
            b"li" | b"dt" | b"dd" => self.close_part(),
            b"ul" | b"ol" | b"dl" => {
                let outside = self.lists.pop().unwrap_or_default();
                self.close_items(outside);
            }
            b"a" => {
                self.close_link();
                self.link = None;
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
        let Some(group) = self.groups.pop() else { return };
        let is_card = group.cards < 2 && self.out.join_short(group.start);
        if let Some(outer) = self.groups.last_mut() {
            outer.cards += if is_card { 1 } else { group.cards };
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
        let has_year = written.split(|char: char| !char.is_ascii_digit()).any(records::is_year);
        if let Some(day) = day.get(..10).filter(|day| !has_year && records::is_date(day)) {
            self.text.truncate(from);
            self.text.push_str(day);
        }
    }

    /// Ends the part that is being written, and gives it.
    fn part(&mut self) -> Option<String> {
        self.close_link();
        self.time = None;
        self.has_text = false;
        let text = std::mem::take(&mut self.text).replace("****", "").trim().to_owned();
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
            self.out.push(text, at);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_marks_of_markdown() {
        for (html, expected) in [
            ("<h3 id=x>May 2022</h3><p>A <b>b</b>\nc</p>", "### May 2022||A **b** c|"),
            ("<ul>\n<li>a\n<ul><li>b<li>c</li></ul></li><li><p>d</p><p>e</p></li></ul>", "- a|  - b|  - c|- d | e"),
            ("<ul><li><a href='u'>N</a><br>May 5<br/>When: x</li></ul>", "- [N](u) | May 5|  - When: x"),
            ("<dl><dt>When</dt><dd>May 5</dd><dt>Where:</dt><dd>Oslo</dd></dl>", "- **When**: May 5|- **Where**: Oslo"),
            ("<a href='u'><div><h3>N</h3><p>May 5</p></div></a>", "### [N](u)||May 5|"),
            ("<p><time datetime='2027-05-05T09:00'>May 5</time></p>", "2027-05-05|"),
            (
                "<div><div><a href='u'>N</a></div><div>May 5</div><p>Oslo</p></div><div><p>x</p></div>",
                "[N](u)|May 5|Oslo||x|",
            ),
            ("<nav><li>a</li></nav><script>b</script><span>c</span><span>d</span>", "c | d"),
        ] {
            assert_eq!(of_html(html, 1).lines.join("|"), expected, "{html}");
        }
    }

    #[test]
    fn blocks_keep_the_numbers_of_their_lines() {
        let text = "a\n\n<ul>\n<li>\n  b</li>\n<li>c</li>\n</ul>\nd\n<table>\n<tr></tr></table>";
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let found = in_markdown(&lines).map(|found| found.lines.into_iter().zip(found.origins).collect::<Vec<_>>());
        let expected = [("a", 1), ("", 2), ("- b", 4), ("- c", 6), ("", 7), ("d", 8), ("<table>", 9)];
        assert_eq!(found.unwrap_or_default()[..7], expected.map(|(line, at)| (line.to_owned(), at)));
    }
}
