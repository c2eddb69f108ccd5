//! Markdown: tables and lists of conferences, each with the headings above it; and links inside a text of any notation.

use crate::import::record::Node;

/// True if a text that is not named so looks like Markdown with a table.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    let mut before = "";
    lines.any(|line| {
        let is = is_rule(line) && before.contains('|');
        before = line;
        is
    }) || text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "))
        && text.lines().any(|line| bullet(line).is_some_and(|(_, item)| !links(item).is_empty()))
}

/// The rows of all tables and the items of all lists that hold a link or a date, in the order of the text.
pub(super) fn read(text: &str) -> Vec<Node> {
    let mut reader = MarkdownReader::default();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    let mut fenced = false;
    while at < lines.len() {
        let line = lines[at];
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        if fenced {
            at += 1;
            continue;
        }
        if let Some((level, heading)) = heading(line, lines.get(at + 1).copied()) {
            reader.heading(level, heading);
        } else if line.contains('|') && lines.get(at + 1).is_some_and(|next| is_rule(next)) {
            at = reader.table(&lines, at);
            continue;
        } else if let Some((indent, item)) = bullet(line) {
            at = reader.item(&lines, at, indent, item);
            continue;
        }
        at += 1;
    }
    reader.finish()
}

#[derive(Default)]
struct MarkdownReader {
    /// The headings that the current line stands under, with their levels.
    headings: Vec<(usize, String)>,
    rows: Vec<Node>,
    items: Vec<Node>,
}

impl MarkdownReader {
    fn heading(&mut self, level: usize, heading: String) {
        self.headings.retain(|(other, _)| *other < level);
        self.headings.push((level, heading));
    }

    /// The headings, the nearest last.
    fn above(&self) -> String {
        self.headings.iter().map(|(_, heading)| heading.as_str()).collect::<Vec<_>>().join(" / ")
    }

    /// Reads a table from its line of names on, and gives the line behind it.
    fn table(&mut self, lines: &[&str], start: usize) -> usize {
        let names = crate::import::document::column_names(cells(lines[start]).iter().map(|cell| plain(cell)));
        let mut at = start + 2;
        while at < lines.len() && lines[at].contains('|') && !lines[at].trim().is_empty() {
            let cells = cells(lines[at]);
            if cells.iter().any(|cell| !cell.is_empty()) {
                let mut members: Vec<(String, Node)> = Vec::with_capacity(cells.len() + 1);
                for (index, cell) in cells.into_iter().enumerate() {
                    let name = names.get(index).cloned().unwrap_or_else(|| format!("column {}", index + 1));
                    members.push((name, Node::text(at + 1, cell)));
                }
                members.push(("@heading".to_owned(), Node::text(at + 1, self.above())));
                self.rows.push(Node::map(at + 1, members));
            }
            at += 1;
        }
        at
    }

    /// Reads an item of a list with the lines that belong to it, and gives the line behind it.
    fn item(&mut self, lines: &[&str], start: usize, indent: usize, item: &str) -> usize {
        let mut text = item.to_owned();
        let mut nested: Vec<(usize, String)> = Vec::new();
        let mut at = start + 1;
        while at < lines.len() && !lines[at].trim().is_empty() && heading(lines[at], None).is_none() {
            match bullet(lines[at]) {
                Some((inner, _)) if inner <= indent => break,
                Some((_, item)) => nested.push((at + 1, item.to_owned())),
                None if lines[at].starts_with(' ') || lines[at].starts_with('\t') || nested.is_empty() => {
                    text.push(' ');
                    text.push_str(lines[at].trim());
                }
                None => break,
            }
            at += 1;
        }
        let above = self.above();
        match record(&text, start + 1, &nested) {
            Some(mut members) => {
                members.push(("@heading".to_owned(), Node::text(start + 1, above)));
                self.items.push(Node::map(start + 1, members));
                at
            }
            // A month or year as an item, with the conferences below it.
            None if nested.is_empty() => at,
            None => {
                let level = 10 + indent;
                self.heading(level, plain(&text));
                let inner = (start + 1..at).filter(|line| bullet(lines[*line]).is_some()).collect::<Vec<_>>();
                for line in inner {
                    if let Some((inner, item)) = bullet(lines[line])
                        && let Some(mut members) = record(item, line + 1, &[])
                    {
                        let _ = inner;
                        members.push(("@heading".to_owned(), Node::text(line + 1, self.above())));
                        self.items.push(Node::map(line + 1, members));
                    }
                }
                self.headings.retain(|(other, _)| *other < level);
                at
            }
        }
    }

    /// The tables, if there are any with dates; else the lists.
    fn finish(self) -> Vec<Node> {
        let dated = |rows: &[Node]| {
            let is_dated = |row: &&Node| {
                row.members().iter().any(|(key, cell)| {
                    key != "@heading"
                        && cell.scalar().is_some_and(|text| crate::import::records::is_date(&plain(&text)))
                })
            };
            rows.iter().filter(is_dated).count()
        };
        let (tables, lists) = (dated(&self.rows), dated(&self.items));
        match (tables, lists) {
            (0, 0) if self.rows.is_empty() => vec![Node::list(1, self.items)],
            (0, 0) => vec![Node::list(1, self.rows)],
            // A list of its own beside tables: both are read.
            _ if lists * 5 > tables && tables * 5 > lists => vec![Node::list(1, self.rows), Node::list(1, self.items)],
            _ if lists > tables => vec![Node::list(1, self.items)],
            _ => vec![Node::list(1, self.rows)],
        }
    }
}

/// The level and the text of a heading.
fn heading(line: &str, next: Option<&str>) -> Option<(usize, String)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
        return Some((level, plain(line[level..].trim().trim_end_matches('#').trim())));
    }
    let next = next?.trim_end();
    let is_text = !line.trim().is_empty() && !line.contains('|') && bullet(line).is_none();
    let level = match next.as_bytes() {
        bytes if bytes.len() > 2 && bytes.iter().all(|byte| *byte == b'=') => 1,
        bytes if bytes.len() > 2 && bytes.iter().all(|byte| *byte == b'-') => 2,
        _ => return None,
    };
    is_text.then(|| (level, plain(line.trim())))
}

/// True if a line is the rule below the names of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains(['|', ':']) | (line.len() > 2)
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
        && line.contains('|')
}

/// The cells of a row; a bar behind a backslash or in code ends none.
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

/// The indent and the text of an item of a list.
fn bullet(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start();
    let indent = line.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = match rest.as_bytes().first()? {
        b'-' | b'*' | b'+' => &rest[1..],
        _ if (1..4).contains(&digits) && rest[digits..].starts_with(". ") => &rest[digits + 1..],
        _ => return None,
    };
    after.starts_with([' ', '\t']).then(|| (indent, after.trim()))
}

/// The parts of an item: its first link is the conference, what stands before and behind it dates and a place, later links
/// the call for papers and others; the items below it are fields if they have a label.
fn record(text: &str, line: usize, nested: &[(usize, String)]) -> Option<Vec<(String, Node)>> {
    let found = links(text);
    let first = found.iter().find(|link| !link.is_image);
    let mut members = Vec::new();
    let mut push = |key: &str, text: &str| {
        let text = text
            .trim()
            .trim_matches(|char: char| {
                matches!(char, ':' | '-' | '–' | '—' | ',' | ';' | '|' | '·' | '•') || char.is_whitespace()
            })
            .trim();
        // Parentheses around all of it.
        let inner =
            text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).filter(|text| !text.contains(['(', ')']));
        let text = inner.unwrap_or(text).trim();
        if !text.is_empty() {
            members.push((key.to_owned(), Node::text(line, text)));
        }
    };
    match first {
        Some(link) => {
            push("name", &plain(&link.text));
            push("url", &link.address);
            parts(&plain(&text[..link.start]), &mut push);
            parts(&plain(&without_links(&text[link.end..])), &mut push);
            for other in found.iter().filter(|other| other.start > link.start) {
                call(other, &mut push);
            }
        }
        None => {
            let bare = plain(text);
            if !bare.bytes().any(|byte| byte.is_ascii_digit()) {
                return None;
            }
            // `13-15 June, DevConf (Brno, Czech Republic)`
            let inside = bare.strip_suffix(')').and_then(|bare| bare.rsplit_once(" ("));
            let (bare, place) = inside.map_or((bare.as_str(), None), |(before, inside)| (before, Some(inside)));
            let (name, rest) = named(bare)?;
            push("name", &name);
            parts(&rest, &mut push);
            if let Some(place) = place {
                parts(place, &mut push);
            }
        }
    }
    let is_dated = |members: &[(String, Node)]| members.iter().any(|(key, _)| key == "dates");
    if first.is_none() && !is_dated(&members) {
        return None;
    }
    for (at, item) in nested {
        let bare = plain(item);
        if let Some((label, value)) = bare.split_once(':').filter(|(label, value)| {
            label.len() < 30 && !value.starts_with("//") && !label.bytes().all(|byte| byte.is_ascii_digit())
        }) {
            let value = links(item)
                .into_iter()
                .find(|link| !link.is_image)
                .map_or(value.trim().to_owned(), |link| link.address);
            members.push((label.trim().to_owned(), Node::text(*at, value)));
        } else if crate::import::records::is_date(&bare) {
            members.push(("dates".to_owned(), Node::text(*at, bare)));
        }
    }
    Some(members)
}

/// A name without a link, and what stands behind or before it: `5-8 May: Name - Place`, `Name, 5 May 2027`.
fn named(text: &str) -> Option<(String, String)> {
    for mark in [": ", " - ", " – ", " — ", " | ", ", "] {
        let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        if parts.len() < 2 {
            continue;
        }
        let name = parts.iter().position(|part| !crate::import::records::is_date(part) && !part.is_empty())?;
        let rest: Vec<&str> =
            parts.iter().enumerate().filter(|(index, _)| *index != name).map(|(_, part)| *part).collect();
        if rest.iter().any(|part| is_day(part)) {
            return Some((parts[name].to_owned(), rest.join(" - ")));
        }
    }
    None
}

/// True if a text is a date, the day alone under a heading with the month included.
fn is_day(text: &str) -> bool {
    use crate::import::dates::{Hint, Parsed, parse};
    let hint = Hint { year: Some(2024), month: Some(1), ..Hint::default() };
    !text.is_empty()
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.len() < 60
        && match parse(text, &hint) {
            Parsed::Dates(dates) => dates.leftover.len() * 2 <= text.len(),
            Parsed::Several(_) | Parsed::Ambiguous(..) => true,
            _ => false,
        }
}

/// The parts of what stands beside a link: dates, the place, and when the call closes.
fn parts(text: &str, push: &mut impl FnMut(&str, &str)) {
    let text = trimmed(text);
    if text.is_empty() {
        return;
    }
    if is_exact(text) {
        return push("dates", text);
    }
    // Between dashes and bars each part stands for itself, but a dash may be that of a range.
    const STRONG: [&str; 7] = [" - ", " – ", " — ", " | ", " • ", " · ", "; "];
    let mut cuts: Vec<(usize, usize)> =
        STRONG.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| (at, at + mark.len()))).collect();
    cuts.sort_unstable();
    let starts: Vec<usize> = std::iter::once(0).chain(cuts.iter().map(|(_, end)| *end)).collect();
    let ends: Vec<usize> = cuts.iter().map(|(start, _)| *start).chain([text.len()]).collect();
    let mut at = 0;
    while at < starts.len() {
        let span = |last: usize| trimmed(text.get(starts[at]..ends[last]).unwrap_or_default());
        if at + 1 < starts.len() && is_exact(span(at + 1)) {
            push("dates", span(at + 1));
            at += 2;
            continue;
        }
        part(span(at), push);
        at += 1;
    }
}

/// A part without dashes: a call, or a date with a place behind or before it.
fn part(text: &str, push: &mut impl FnMut(&str, &str)) {
    if text.is_empty() {
        return;
    }
    let lower = text.to_lowercase();
    if ["cfp", "call for", "deadline", "submission", "cfs"].iter().any(|word| lower.contains(word)) {
        let words = text.char_indices().filter(|(_, char)| *char == ' ').map(|(at, _)| &text[at + 1..]);
        if let Some(day) = words.map(|words| words.trim_end_matches(')')).find(|words| is_exact(words)) {
            return push("cfp", day);
        }
    }
    if is_exact(text) {
        return push("dates", text);
    }
    const WEAK: [&str; 8] = [": ", ", ", " (", ") ", " in ", " on ", " @ ", " at "];
    let mut best: Option<(&str, &str)> = None;
    for mark in WEAK {
        for (at, _) in text.match_indices(mark) {
            let (before, after) = (trimmed(&text[..at]), trimmed(&text[at + mark.len()..]));
            let after = if mark == " (" { after.trim_end_matches(')') } else { after };
            for (day, rest) in [(before, after), (after, before)] {
                if is_exact(day) && best.is_none_or(|(best, _)| day.len() > best.len()) {
                    best = Some((day, rest));
                }
            }
        }
    }
    match best {
        Some((day, rest)) => {
            push("dates", day);
            parts_place(rest, push);
        }
        None if is_day(text) => push("dates", text),
        None => parts_place(text, push),
    }
}

fn trimmed(text: &str) -> &str {
    text.trim()
        .trim_matches(|char: char| matches!(char, ':' | '-' | '–' | '—' | ',' | ';' | '|') || char.is_whitespace())
}

/// True if a text is a date and nothing else.
fn is_exact(text: &str) -> bool {
    use crate::import::dates::{Hint, Parsed, parse};
    let hint = Hint { year: Some(2024), month: Some(1), ..Hint::default() };
    if text.is_empty() || text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match parse(text, &hint) {
        Parsed::Dates(dates) => dates.leftover.is_empty(),
        Parsed::Several(_) | Parsed::Ambiguous(..) => true,
        _ => false,
    }
}

fn parts_place(text: &str, push: &mut impl FnMut(&str, &str)) {
    // `in Oslo, Norway`
    let text = trimmed(text);
    let text = text.strip_prefix("in ").or(text.strip_prefix("at ")).or(text.strip_prefix("@ ")).unwrap_or(text);
    let is_place = text.chars().count() < 100;
    push(if is_place { "place" } else { "description" }, text);
}

/// A later link: of a call for papers if it says so, with the day in its text.
fn call(link: &Link, push: &mut impl FnMut(&str, &str)) {
    let lower = format!("{} {}", link.text, link.address).to_lowercase();
    if link.is_image {
        // A badge: `?label=CFP&message=until%2007-October-2022`
        if let Some(message) = link.address.split("message=").nth(1) {
            let message = message.split('&').next().unwrap_or_default().replace("%20", " ").replace(['_', '-'], " ");
            let message = message.trim_start_matches("until").trim_start_matches("from").trim().to_owned();
            if is_day(&message) {
                push("cfp", &message);
            }
        }
        return;
    }
    if ["cfp", "call for", "papers", "proposal", "submit", "sessionize", "papercall", "speakers"]
        .iter()
        .any(|word| lower.contains(word))
    {
        push("cfp url", &link.address);
        let day = link.text.rsplit([':', '(']).next().unwrap_or_default().trim_end_matches(')').trim();
        let day = day.trim_start_matches("until").trim();
        if is_day(day) {
            push("cfp", day);
        }
    }
}

/// A link or image inside a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
    pub(crate) address: String,
    pub(crate) is_image: bool,
}

/// The links and images of a text, written as Markdown or HTML has them.
pub(crate) fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    if !text.contains("](") && !text.contains('<') {
        return found;
    }
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(next) = rest.find(['[', '<']) else { break };
        let start = at + next;
        let link = if text[start..].starts_with('[') { bracket(text, start) } else { tag(text, start) };
        at = match link {
            Some(link) => {
                let end = link.end;
                // A picture that is a link: the address of the picture says what the link is.
                if !link.is_image {
                    let inner: Vec<Link> = links(&link.text).into_iter().filter(|inner| inner.is_image).collect();
                    found.extend(inner.into_iter().map(|inner| Link { start: start + 1, end, ..inner }));
                }
                found.push(link);
                end
            }
            None => start + 1,
        };
    }
    found.sort_by_key(|link| link.start);
    found
}

/// `[text](address)` or `![text](address)`.
fn bracket(text: &str, start: usize) -> Option<Link> {
    let mut depth = 0;
    let close = text[start..].char_indices().find_map(|(at, char)| {
        depth += match char {
            '[' => 1,
            ']' => -1,
            _ => 0,
        };
        (depth == 0).then_some(start + at)
    })?;
    let inside = text[close + 1..].strip_prefix('(')?;
    let mut depth = 1;
    let end = inside.char_indices().find_map(|(at, char)| {
        depth += match char {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        (depth == 0).then_some(at)
    })?;
    let address = inside[..end].trim().trim_matches(['<', '>']);
    let address = address.split_once([' ', '"']).map_or(address, |(address, _)| address);
    let is_image = text[..start].ends_with('!');
    Some(Link {
        start: if is_image { start - 1 } else { start },
        end: close + 2 + end + 1,
        text: text[start + 1..close].to_owned(),
        address: address.to_owned(),
        is_image,
    })
}

/// `<a href="address">text</a>`, `<img src="address">` or `<address>`.
fn tag(text: &str, start: usize) -> Option<Link> {
    let close = start + text[start..].find('>')?;
    let inside = &text[start + 1..close];
    if inside.starts_with("http://") || inside.starts_with("https://") {
        return Some(Link {
            start,
            end: close + 1,
            text: inside.to_owned(),
            address: inside.to_owned(),
            is_image: false,
        });
    }
    let attribute = |name: &str| {
        let at = inside.find(&format!("{name}="))? + name.len() + 1;
        let rest = &inside[at..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        Some(
            match quote {
                Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
                None => rest.split([' ', '>']).next().unwrap_or_default(),
            }
            .trim()
            .replace("&amp;", "&"),
        )
    };
    if inside.starts_with("img ") {
        let address = attribute("src")?;
        return Some(Link {
            start,
            end: close + 1,
            text: attribute("alt").unwrap_or_default(),
            address,
            is_image: true,
        });
    }
    if !inside.starts_with("a ") {
        return None;
    }
    let address = attribute("href")?;
    let end = text[close..].find("</a>").map_or(text.len(), |end| close + end);
    Some(Link {
        start,
        end: (end + 4).min(text.len()),
        text: text[close + 1..end].to_owned(),
        address,
        is_image: false,
    })
}

/// A text without its links and images.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for link in links(text) {
        if link.start >= at {
            out.push_str(&text[at..link.start]);
            at = link.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A text without marks of Markdown and HTML: of links, their text.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for link in links(text) {
        if link.start < at {
            continue;
        }
        out.push_str(&text[at..link.start]);
        if !link.is_image {
            out.push_str(&plain(&link.text));
        }
        at = link.end;
    }
    out.push_str(&text[at..]);
    let out = crate::html::plain_text(&out).unwrap_or(out);
    let out = out.replace("**", "").replace("__", "").replace("~~", "").replace('`', "");
    let out = out.strip_prefix('*').and_then(|out| out.strip_suffix('*')).unwrap_or(&out);
    out.replace("\\|", "|").replace("\\-", "-").replace("\\_", "_").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headings above a record, from the nearest outwards.
pub(crate) fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_rows(text: &str) -> Vec<String> {
        let nodes = read(text);
        let rows = nodes.iter().flat_map(|node| node.items());
        rows.map(|row| {
            let cells: Vec<String> = row
                .members()
                .iter()
                .map(|(key, node)| format!("{key}={}", node.scalar().unwrap_or_default()))
                .collect();
            format!("{}: {}", row.line, cells.join("; "))
        })
        .collect()
    }

    #[test]
    fn tables_have_the_headings_above_them() {
        let text = "# List\n\n## 2027\n\n| Name | Date |\n|---|:-:|\n| [A \\| B](https://a.example/x_(y)) | 5 May |\n| **C** | |\n\n## 2028\n";
        assert_eq!(
            read_rows(text),
            [
                "7: Name=[A | B](https://a.example/x_(y)); Date=5 May; @heading=List / 2027",
                "8: Name=**C**; Date=; @heading=List / 2027"
            ]
        );
    }

    #[test]
    fn bullets_are_a_name_dates_and_a_place() {
        let text = "## 2023\n\n### January\n\n* 12-13: [Voxxed Days](https://v.example/) - Lugano (Switzerland) \
                    <a href=\"https://cfp.example\"><img alt=\"CFP\" src=\"https://img.shields.io/static/v1?label=CFP&message=until%2007-October-2022&color=green\"></a>\n\
                    * [B](https://b.example), Oslo, Norway, 5-8 May 2023\n- Something else\n";
        assert_eq!(
            read_rows(text),
            [
                "5: name=Voxxed Days; url=https://v.example/; dates=12-13; place=Lugano (Switzerland); cfp url=https://cfp.example; cfp=07 October 2022; @heading=2023 / January",
                "6: name=B; url=https://b.example; dates=5-8 May 2023; place=Oslo, Norway; @heading=2023 / January"
            ]
        );
    }

    #[test]
    fn links_are_plain_text() {
        assert_eq!(plain("**[A](https://a.example)** and <b>B</b> &amp; `C`"), "A and B & C");
        assert_eq!(links("x <https://a.example> y")[0].address, "https://a.example");
        assert_eq!(value_of("[a](b \"title\")"), "b");
        for text in ["[", "[a](", "[a](b", "<a href=", "<a href=\"x", "![", "[[a](b)", "<", "é<é>", "[é](é)"] {
            let _ = (links(text), plain(text));
        }
    }

    fn value_of(text: &str) -> String {
        links(text)[0].address.clone()
    }

    #[test]
    fn a_value_is_not_empty() {
        assert!(matches!(read("")[0].value, crate::import::record::Value::List(ref items) if items.is_empty()));
    }
}
