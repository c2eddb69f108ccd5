//! MediaWiki.

use super::table::Table;
use super::{MAX_LINE_OCTETS, Translation};

pub(super) fn as_markdown(lines: &[&str]) -> Translation {
    let mut out = Translation::default();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].trim_start().starts_with("{|") {
            at = table(lines, at, &mut out);
            continue;
        }
        out.push(of_line(lines[at]), at + 1);
        at += 1;
    }
    out
}

fn of_line(line: &str) -> String {
    let text = line.trim();
    let level = text.bytes().take_while(|byte| *byte == b'=').count();
    if (1..=6).contains(&level) && text.len() > 2 * level && text.ends_with(&"=".repeat(level)) {
        return format!("{} {}", "#".repeat(level), inline(text[level..text.len() - level].trim()));
    }
    let marks = text.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';')).count();
    if marks == 0 {
        return inline(text);
    }
    format!("{}* {}", " ".repeat(2 * (marks - 1)), inline(text[marks..].trim()))
}

/// A text with links and bold letters as those of Markdown: `[https://… PyCon]`, `[[Page|PyCon]]`, `'''5 May'''`.
fn inline(text: &str) -> String {
    if text.len() > MAX_LINE_OCTETS {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some((inner, behind)) = from.strip_prefix("[[").and_then(|inner| inner.split_once("]]")) {
            out.push_str(inner.rsplit('|').next().unwrap_or(inner));
            rest = behind;
        } else if let Some((inner, behind)) = from[1..].split_once(']').filter(|(inner, _)| inner.contains("://")) {
            let (address, name) = inner.split_once(' ').unwrap_or((inner, inner));
            out.push_str(&format!("[{}]({address})", name.trim()));
            rest = behind;
        } else {
            out.push('[');
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    out.replace("'''", "**").replace("''", "")
}

/// Reads a table, and gives the line behind it.
fn table(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let mut table = Table::default();
    let mut is_new = true;
    let mut at = start + 1;
    while at < lines.len() && !lines[at].trim_start().starts_with("|}") {
        let text = lines[at].trim();
        at += 1;
        if text.starts_with("|-") {
            is_new = true;
            continue;
        }
        let Some(rest) = text.strip_prefix('|').or_else(|| text.strip_prefix('!')) else {
            if !text.is_empty() {
                table.join(None, &inline(text));
            }
            continue;
        };
        // A caption.
        if rest.starts_with('+') {
            continue;
        }
        if std::mem::take(&mut is_new) {
            table.begin(at);
        }
        let mark = if text.starts_with('!') && rest.contains("!!") { "!!" } else { "||" };
        for cell in rest.split(mark) {
            // `style="…" | text`
            let shown = cell
                .split_once('|')
                .filter(|(style, _)| style.contains('=') && !style.contains('['))
                .map_or(cell, |(_, text)| text);
            table.cell(&inline(shown));
        }
    }
    table.write(out);
    at + 1
}
