//! HTML: lists, headings and paragraphs of a page, or of blocks inside Markdown, as the lines of Markdown that mean the same.
//!
//! Comes in: lines. Goes out: lines in which tags of blocks have become marks, each with the number of the line it comes from.
//! Tables stay HTML, and so does what stands inside a line of Markdown.

mod writer;

use super::inline::plain;
use crate::import::dates;
use writer::of_html;

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

    /// The address of the only picture that is a link in a group of one heading without another link.
    fn site_of_picture(&self, start: usize, pictures: &[String]) -> Option<String> {
        let lines = self.lines.get(start..).unwrap_or_default();
        let headings = lines.iter().filter(|line| line.starts_with('#')).count();
        let has_link = lines.iter().any(|line| line.contains("](") || line.contains("<http"));
        let [address] = pictures else { return None };
        (headings == 1 && !has_link && address.starts_with("http")).then(|| address.clone())
    }

    /// Puts the only heading of a group before its date, which stands above it: `<time>` over `<h3>`.
    fn heading_first(&mut self, start: usize) {
        let lines = self.lines.get(start..).unwrap_or_default();
        let mut headings = lines.iter().enumerate().filter(|(_, line)| line.starts_with('#')).map(|(at, _)| at);
        let (Some(at), None) = (headings.next(), headings.next()) else { return };
        let texts: Vec<&String> = lines[..at].iter().filter(|line| !line.is_empty()).collect();
        let is_short = texts.len() <= 2 && texts.iter().all(|line| line.len() < MAX_CARD_OCTETS);
        if is_short && texts.iter().any(|line| dates::is_date(&plain(line))) {
            self.lines[start..=start + at].rotate_right(1);
            self.origins[start..=start + at].rotate_right(1);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_marks_of_markdown() {
        for (html, expected) in [
            ("<h3 id=x>May 2022</h3><p>A <b>b</b>\nc</p>", "### May 2022||A **b** c|"),
            ("<ul>\n<li>a\n<ul><li>b<li>c</li></ul></li><li><p>d</p><p>e</p></li></ul>", "- a|  - b|  - c|- d | e|"),
            ("<ul><li><a href='u'>N</a><br>May 5<br/>When: x</li></ul>", "- [N](u) | May 5|  - When: x|"),
            (
                "<dl><dt>When</dt><dd>May 5</dd><dt>Where:</dt><dd>Oslo</dd></dl>",
                "- **When**: May 5|- **Where**: Oslo|",
            ),
            ("<a href='u'><div><h3>N</h3><p>May 5</p></div></a>", "### [N](u)||May 5|"),
            ("<p><time datetime='2027-05-05T09:00'>May 5</time></p>", "2027-05-05|"),
            (
                "<div><div><a href='u'>N</a></div><div>May 5</div><p>Oslo</p></div><div><p>x</p></div>",
                "[N](u)|May 5|Oslo||x|",
            ),
            (
                "<footer>x</footer><article><time>3 May 2027</time><h3>A</h3><footer>Oslo</footer></article>",
                "### A|3 May 2027|||Oslo|",
            ),
            ("<ul><li>a</li></ul><p>b</p><dl><dt>When</dt><dd>d</dd></dl>e", "- a||b||- **When**: d||e"),
            ("<div><p>6. Mai 2027</p></div>", "6.\u{a0}Mai 2027|"),
            ("<li>a</li> <h2>B</h2><li>c</li>", "- a||## B||- c"),
            ("<p><span>May</span>\n<span>5</span> <span>2027</span></p>", "May 5 2027|"),
            ("<p><span>Soon</span>\n<span>July 14-18, 2025</span></p>", "Soon | July 14-18, 2025|"),
            ("<p><span>a</span>\n<span>b</span>, c</p>", "a b, c|"),
            (
                "<li><a href=u><span>May 5, 2027 – Oslo</span>\n<span>Ada</span></a></li>",
                "- [May 5, 2027 – Oslo | Ada](u)",
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
