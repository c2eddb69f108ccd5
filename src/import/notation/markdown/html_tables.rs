//! Tables of HTML, in a page or inside Markdown: a row is a conference, the first row names its fields.

use html5gum::Token;

use super::inline::plain;
use super::tables::{self, row};
use super::{MarkdownReader, TABLE, is_dated};
use crate::html;
use crate::import::document;
use crate::import::record::Node;

/// True if a table of HTML begins in a line.
pub(super) fn begins(line: &str) -> bool {
    find(line, "<table").is_some()
}

/// The offset of a tag, whatever its case.
fn find(text: &str, tag: &str) -> Option<usize> {
    let is_tag = |at: &usize| {
        text.as_bytes()[*at..].get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    text.match_indices('<').map(|(at, _)| at).find(is_tag)
}

impl MarkdownReader {
    /// Reads the tables that begin in a line, and gives the line behind the last.
    pub(super) fn html_tables(&mut self, lines: &[String], start: usize) -> usize {
        let is_last = |line: &String| find(line, "</table").is_some();
        let end = lines[start..].iter().position(is_last).map_or(lines.len(), |at| start + at + 1);
        let text = lines[start..end].join("\n");
        let mut at = 0;
        while let Some(begin) = find(&text[at..], "<table").map(|begin| at + begin) {
            let close = find(&text[begin..], "</table").map_or(text.len(), |close| begin + close);
            let before = text[..begin].matches('\n').count();
            self.html_table(&text[begin..close], start + before + 1);
            at = close;
        }
        end
    }

    fn html_table(&mut self, table: &str, first_line: usize) {
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let mut rest = table;
        while let Some(begin) = find(rest, "<tr") {
            let offset = table.len() - rest.len() + begin;
            let inner = &rest[begin + "<tr".len()..];
            let end = find(inner, "<tr").unwrap_or(inner.len());
            let line = first_line + table[..offset].matches('\n').count();
            rows.push((line, cells(&rest[begin..begin + "<tr".len() + end])));
            rest = &inner[end..];
        }
        rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let head: Vec<String> = match rows.first() {
            Some((_, cells)) if tables::is_head(cells) => rows.remove(0).1,
            Some((_, cells)) => vec![String::new(); cells.len()],
            None => return,
        };
        let names = document::column_names(head.iter().map(|cell| plain(&cell.replace("<br>", " "))));
        let above = self.above();
        let record = |(line, cells): &(usize, Vec<String>)| {
            let mut row = row(&names, cells.clone(), *line);
            row.push(TABLE, &names.join(" | "));
            row.finish(&above)
        };
        let records: Vec<Node> = rows.iter().map(record).collect();
        // Pages are laid out with tables too.
        if records.iter().any(is_dated) {
            self.rows.extend(records);
        }
    }
}

/// The cells of a row as Markdown: links with their addresses, line breaks as `<br>`.
fn cells(row: &str) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    let mut address: Option<String> = None;
    for token in html::tokens(row, false) {
        match token {
            Token::StartTag(tag) if matches!(&**tag.name, b"td" | b"th") => cells.push(String::new()),
            Token::StartTag(tag) => {
                let Some(cell) = cells.last_mut() else { continue };
                match &**tag.name {
                    b"a" if address.is_none() => {
                        let href = tag.attributes.get(&b"href"[..]);
                        address = href.map(|href| String::from_utf8_lossy(href).trim().to_owned());
                        cell.push_str(if address.is_some() { "[" } else { "" });
                    }
                    b"br" | b"p" | b"li" | b"div" if !cell.trim().is_empty() => cell.push_str("<br>"),
                    _ => {}
                }
            }
            Token::EndTag(tag) if matches!(&**tag.name, b"a" | b"td" | b"th") => {
                if let (Some(cell), Some(address)) = (cells.last_mut(), address.take()) {
                    cell.push_str(&format!("]({address})"));
                }
            }
            Token::String(text) => {
                if let Some(cell) = cells.last_mut() {
                    cell.push_str(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    let one_line = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    cells.iter().map(one_line).map(|cell| cell.trim_end_matches("<br>").trim().to_owned()).collect()
}
