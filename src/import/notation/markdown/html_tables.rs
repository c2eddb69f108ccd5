//! Tables of HTML, in a page or inside Markdown: a row is a conference, the first row names its fields.

use html5gum::Token;

use super::inline::plain;
use super::tables::{self, row};
use super::{MarkdownReader, TABLE, fields, is_dated, table_editions};
use crate::html;
use crate::import::dates;
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
        let mut spans = Spans::default();
        let mut widths: Vec<Vec<usize>> = Vec::new();
        let mut heads = 0;
        let mut rest = table;
        while let Some(begin) = find(rest, "<tr") {
            let offset = table.len() - rest.len() + begin;
            let inner = &rest[begin + "<tr".len()..];
            let end = find(inner, "<tr").unwrap_or(inner.len());
            let line = first_line + table[..offset].matches('\n').count();
            let cells = cells(&rest[begin..begin + "<tr".len() + end]);
            // The first two rows may be the head.
            if rows.len() < 2 {
                widths.push(cells.iter().map(|cell| cell.columns).collect());
                heads += usize::from(heads == rows.len() && cells.iter().all(|cell| cell.is_head));
            }
            rows.push((line, spans.row(cells)));
            rest = &inner[end..];
        }
        // A second row of names, below cells of the first that take several columns, has the names.
        let is_wide =
            |at: usize| widths.get(at).is_some_and(|widths: &Vec<usize>| widths.iter().any(|width| *width > 1));
        if heads == 2 && is_wide(0) && widths[1].len() > 1 {
            rows.remove(0);
        } else if heads == 1 && is_wide(0) && widths[0].len() > 1 {
            rows.iter_mut().for_each(|(_, cells)| *cells = joined(cells, &widths[0]));
        }
        rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let head: Vec<String> = match rows.first() {
            Some((_, cells)) if tables::is_head(cells) => rows.remove(0).1,
            Some((_, cells)) => vec![String::new(); cells.len()],
            None => return,
        };
        let names = document::column_names(head.iter().map(|cell| plain(&cell.replace("<br>", " "))));
        let above = self.above();
        let record = |line: usize, cells: Vec<String>| {
            let mut row = row(&names, cells, line);
            row.push(TABLE, &names.join(" | "));
            row.finish(&above)
        };
        let editions = |(line, cells): &(usize, Vec<String>)| {
            let rows = table_editions::rows(&names, cells.clone());
            rows.into_iter().map(|cells| record(*line, cells)).collect::<Vec<Node>>()
        };
        let records: Vec<Node> = rows.iter().flat_map(editions).collect();
        // Pages are laid out with tables too.
        let has_days = || {
            rows.iter().any(|(_, cells)| {
                let is_cell = |is: fn(&str) -> bool| cells.iter().any(|cell| is(&plain(cell)));
                is_cell(fields::is_month) && is_cell(fields::is_exact)
            })
        };
        if records.iter().any(is_dated) || has_days() {
            self.rows.extend(records);
        }
    }
}

/// The texts of a row in which those below one cell of the head are one.
fn joined(cells: &[String], widths: &[usize]) -> Vec<String> {
    let mut rest = cells;
    let mut texts = Vec::new();
    for width in widths {
        let (these, others) = rest.split_at((*width).min(rest.len()));
        let these: Vec<&str> = these.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        // The first and the last day, or the kind of a deadline and its day.
        let joint = match &these[..] {
            [first, last] if dates::is_date(last) && dates::is_date(first) => " – ",
            [_, last] if dates::is_date(last) => ": ",
            _ => ", ",
        };
        texts.push(these.join(joint));
        rest = others;
    }
    texts.extend(rest.iter().cloned());
    texts
}

/// A cell, and the rows and columns that it takes.
struct Cell {
    is_head: bool,
    text: String,
    rows: usize,
    columns: usize,
}

/// A table has fewer columns, and a cell takes fewer rows.
const MAX_COLUMNS: usize = 200;
const MAX_ROWS: usize = 1000;

/// The cells of the rows before that take a row of each column too: their texts, and how many rows more.
#[derive(Default)]
struct Spans(Vec<(String, usize)>);

impl Spans {
    /// The texts of a row by its columns.
    fn row(&mut self, cells: Vec<Cell>) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        let mut cells = cells.into_iter();
        let mut next = cells.next();
        while texts.len() < MAX_COLUMNS {
            let at = texts.len();
            if self.0.len() == at {
                self.0.push((String::new(), 0));
            }
            if self.0[at].1 > 0 {
                self.0[at].1 -= 1;
                texts.push(self.0[at].0.clone());
                continue;
            }
            let Some(cell) = next.take() else {
                if self.0[at..].iter().all(|(_, rows)| *rows == 0) {
                    break;
                }
                texts.push(String::new());
                continue;
            };
            next = cells.next();
            self.0[at] = (cell.text.clone(), cell.rows - 1);
            texts.push(cell.text);
            for _ in 1..cell.columns.min(MAX_COLUMNS - at) {
                let at = texts.len();
                if self.0.len() == at {
                    self.0.push((String::new(), 0));
                }
                self.0[at] = (String::new(), cell.rows - 1);
                texts.push(String::new());
            }
        }
        texts
    }
}

/// The cells of a row as Markdown: links with their addresses, line breaks as `<br>`.
fn cells(row: &str) -> Vec<Cell> {
    let mut cells: Vec<String> = Vec::new();
    let mut spans: Vec<(bool, usize, usize)> = Vec::new();
    let mut address: Option<String> = None;
    for token in html::tokens(row, false) {
        match token {
            Token::StartTag(tag) if matches!(&**tag.name, b"td" | b"th") => {
                let span = |name: &[u8], most: usize| {
                    let text = tag.attributes.get(name).map(|text| String::from_utf8_lossy(text).into_owned());
                    text.and_then(|text| text.trim().parse().ok()).unwrap_or(1).clamp(1, most)
                };
                spans.push((&**tag.name == b"th", span(b"rowspan", MAX_ROWS), span(b"colspan", MAX_COLUMNS)));
                cells.push(String::new());
            }
            Token::StartTag(tag) => {
                let Some(cell) = cells.last_mut() else { continue };
                match &**tag.name {
                    b"a" if address.is_none() => {
                        let href = tag.attributes.get(&b"href"[..]);
                        address = href.map(|href| String::from_utf8_lossy(href).trim().to_owned());
                        cell.push_str(if address.is_some() { "[" } else { "" });
                    }
                    b"del" | b"s" | b"strike" => cell.push_str("~~"),
                    b"br" | b"p" | b"li" | b"div" if !cell.trim().is_empty() => cell.push_str("<br>"),
                    _ => {}
                }
            }
            Token::EndTag(tag) if matches!(&**tag.name, b"a" | b"td" | b"th") => {
                if let (Some(cell), Some(address)) = (cells.last_mut(), address.take()) {
                    cell.push_str(&format!("]({address})"));
                }
            }
            Token::EndTag(tag) if matches!(&**tag.name, b"del" | b"s" | b"strike") => {
                cells.last_mut().into_iter().for_each(|cell| cell.push_str("~~"));
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
    let texts = cells.iter().map(one_line).map(|cell| cell.trim_end_matches("<br>").trim().to_owned());
    texts.zip(spans).map(|(text, (is_head, rows, columns))| Cell { is_head, text, rows, columns }).collect()
}
