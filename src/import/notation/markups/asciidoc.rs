//! AsciiDoc.

use super::table::Table;
use super::{MAX_LINE_OCTETS, Translation, indent, labelled};

pub(super) fn as_markdown(lines: &[&str]) -> Translation {
    let mut out = Translation::default();
    let mut at = head(lines, &mut out);
    while at < lines.len() {
        let line = lines[at];
        let text = line.trim();
        if matches!(text, "|===" | "!===") {
            at = table(lines, at, &mut out);
            continue;
        }
        out.push(of_line(line), at + 1);
        at += 1;
    }
    out
}

/// Words that generators of sites put before the names of attributes for pages.
const PREFIXES: [&str; 2] = ["jbake-", "page-"];

/// The line behind front matter, where a text begins with it.
fn front_matter(lines: &[&str], start: usize) -> Option<usize> {
    let is_mark = |line: &&str| line.trim_end() == "---";
    lines.get(start).copied().as_ref().filter(|line| is_mark(line))?;
    let length = lines[start + 1..].iter().position(is_mark)?;
    Some(start + length + 2)
}

/// Reads the title and the attributes at the top as front matter, if there are any with a value, and gives the line behind them.
fn head(lines: &[&str], out: &mut Translation) -> usize {
    let start = lines.iter().take_while(|line| line.trim().is_empty()).count();
    if let Some(end) = front_matter(lines, start) {
        lines[..end].iter().enumerate().for_each(|(at, line)| out.push(*line, at + 1));
        return end;
    }
    let end = start + lines[start..].iter().take_while(|line| !line.trim().is_empty()).count();
    // Attributes may stand above the title too.
    let is_above = |line: &&&str| line.starts_with(':') || line.starts_with("//");
    let above = lines[start..end].iter().take_while(is_above).count();
    let Some(title) = lines.get(start + above).and_then(|line| line.strip_prefix("= ")) else { return 0 };
    let attribute = |line: &&str| -> Option<(String, String)> {
        let (name, value) = line.strip_prefix(':')?.split_once(':')?;
        let name = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
        (!value.trim().is_empty() && !name.contains(' ')).then(|| (name.to_owned(), value.trim().to_owned()))
    };
    let found: Vec<(usize, (String, String))> =
        (start..end).filter_map(|at| Some((at + 1, attribute(&lines[at])?))).collect();
    if found.is_empty() {
        return 0;
    }
    out.push("---", start + 1);
    out.push(format!("title: {}", quoted(title)), start + 1);
    for (line, (name, value)) in found {
        out.push(format!("{name}: {}", quoted(&value)), line);
    }
    out.push("---", end + 1);
    end
}

/// A value of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.trim()).to_string()
}

fn of_line(line: &str) -> String {
    let text = line.trim();
    let level = text.bytes().take_while(|byte| *byte == b'=').count();
    if (1..=6).contains(&level) && text[level..].starts_with(' ') {
        return format!("{} {}", "#".repeat(level), with_links(text[level..].trim()));
    }
    let is_hidden = text.starts_with("//") || text.starts_with('[') && text.ends_with(']') && !text.contains("://");
    if is_hidden || matches!(text, "+" | "--" | "====" | "****" | "----" | "....") {
        return String::new();
    }
    // `When:: 5 May`
    if let Some((label, value)) = text.split_once(":: ").filter(|(label, _)| !label.contains("://")) {
        return labelled(0, label, &with_links(value.trim_end_matches(" +")));
    }
    let stars = text.bytes().take_while(|byte| *byte == b'*').count();
    let (indent, mark, rest) = match text.get(stars..) {
        Some(rest) if stars > 0 && rest.starts_with(' ') => (2 * (stars - 1), "* ", rest.trim_start()),
        _ => match text.strip_prefix(". ") {
            Some(rest) => (0, "- ", rest),
            None => (indent(line), "", text),
        },
    };
    let rest = rest.strip_suffix(" +").map_or(rest.to_owned(), |rest| format!("{rest}  "));
    format!("{}{mark}{}", " ".repeat(indent), bold(&with_links(&rest)))
}

/// A text whose words between single stars are bold.
fn bold(text: &str) -> String {
    if text.matches('*').count() != 2 || text.contains("**") {
        return text.to_owned();
    }
    text.replace('*', "**")
}

/// A text with its links as those of Markdown: `https://a.example[PyCon^]`, `link:a.html[PyCon]`.
fn with_links(text: &str) -> String {
    if text.len() > MAX_LINE_OCTETS {
        return text.to_owned();
    }
    const BEGINNINGS: [&str; 4] = ["https://", "http://", "link:", "mailto:"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = BEGINNINGS.iter().filter_map(|begin| rest.find(begin)).min() {
        let from = &rest[at..];
        let end = from.find(|char: char| char.is_whitespace() || char == '[').unwrap_or(from.len());
        let name = from[end..].strip_prefix('[').and_then(|name| name.split_once(']'));
        out.push_str(&rest[..at]);
        let address = from[..end].trim_start_matches("link:").trim_matches('+');
        match name {
            Some((name, behind)) => {
                let name = name.split([',', '^']).next().unwrap_or_default().trim_matches('"');
                out.push_str(&format!("[{}]({address})", if name.is_empty() { address } else { name }));
                rest = behind;
            }
            None => {
                out.push_str(&from[..end]);
                rest = &from[end..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Reads a table, and gives the line behind it. As many cells as its first line has make a row.
fn table(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let mut table = Table::default();
    let mut at = start + 1;
    while at < lines.len() && !matches!(lines[at].trim(), "|===" | "!===") {
        let text = lines[at].trim();
        at += 1;
        let Some(cells) = text.find('|').map(|bar| text[bar + 1..].split('|')) else {
            if !text.is_empty() {
                table.join(None, &with_links(text));
            }
            continue;
        };
        let is_first = table.is_empty();
        if is_first {
            table.begin(at);
        }
        for cell in cells {
            if !is_first && (table.filled() >= columns(lines, start).max(table.width())) {
                table.begin(at);
            }
            table.cell(&with_links(cell));
        }
    }
    table.write(out);
    at + 1
}

/// The number of columns that the line above a table says: `[cols="1,2,3"]`, `[cols="3*"]`.
fn columns(lines: &[&str], start: usize) -> usize {
    let above = start.checked_sub(1).and_then(|at| lines.get(at)).copied().unwrap_or_default();
    let Some(columns) = above.split("cols=\"").nth(1).and_then(|rest| rest.split('"').next()) else { return 0 };
    columns.split('*').next().and_then(|count| count.parse().ok()).unwrap_or_else(|| columns.split(',').count())
}
