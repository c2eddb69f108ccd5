//! reStructuredText.

use super::table::Table;
use super::{MAX_LINE_OCTETS, Translation, indent, labelled};

/// The marks below titles, and above them.
const MARKS: &str = "=-~^\"'`#*+.:_";

pub(super) fn as_markdown(lines: &[&str]) -> Translation {
    let mut out = Translation::default();
    let mut levels: Vec<(char, bool)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some((style, title, length)) = title(&lines[at..]) {
            let known = levels.iter().position(|other| *other == style);
            let level = known.unwrap_or_else(|| {
                levels.push(style);
                levels.len() - 1
            });
            out.push("", at + 1);
            out.push(format!("{} {}", "#".repeat((level + 1).min(6)), with_links(title)), at + 1);
            at += length;
        } else if line.trim_start().starts_with("+-") && line.trim_end().ends_with('+') {
            at = grid(lines, at, &mut out);
        } else if is_border(line) {
            at = simple(lines, at, &mut out);
        } else if line.trim_start().starts_with(".. ") || line.trim() == ".." {
            at = directive(lines, at, &mut out);
        } else {
            let field = line.trim_start().strip_prefix(':').and_then(|rest| rest.split_once(": "));
            match field.filter(|(name, _)| !name.is_empty() && !name.contains([':', '`'])) {
                Some((name, value)) => out.push(labelled(indent(line), name, &with_links(value)), at + 1),
                None => out.push(with_links(line), at + 1),
            }
            at += 1;
        }
    }
    out
}

/// The mark of a title, the title, and how many lines it has.
fn title<'t>(lines: &[&'t str]) -> Option<((char, bool), &'t str, usize)> {
    let (first, second) = (lines.first()?.trim_end(), lines.get(1)?.trim_end());
    if let (Some(mark), Some(third)) = (rule(first), lines.get(2))
        && rule(third) == Some(mark)
        && !second.is_empty()
        && rule(second).is_none()
    {
        return Some(((mark, true), second.trim(), 3));
    }
    let is_text = !first.is_empty() && rule(first).is_none() && indent(first) == 0;
    let mark = rule(second).filter(|_| is_text && second.len() + 2 >= first.chars().count())?;
    Some(((mark, false), first, 2))
}

/// The mark that a line consists of.
fn rule(line: &str) -> Option<char> {
    let line = line.trim_end();
    let mark = line.chars().next().filter(|mark| MARKS.contains(*mark))?;
    (line.len() > 2 && line.chars().all(|char| char == mark)).then_some(mark)
}

/// True if a line is the border of a simple table: `==== =====`.
fn is_border(line: &str) -> bool {
    line.contains("== =") && line.trim().chars().all(|char| matches!(char, '=' | ' '))
}

/// Reads a table with lines around its cells, and gives the line behind it.
fn grid(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let mut table = Table::default();
    let mut is_new = true;
    let mut at = start;
    while let Some(line) = lines.get(at).map(|line| line.trim()).filter(|line| line.starts_with(['+', '|'])) {
        if line.starts_with('+') {
            is_new = true;
        } else {
            let cells = line.trim_matches('|').split('|').map(with_links);
            if is_new {
                table.begin(at + 1);
                cells.for_each(|cell| table.cell(&cell));
            } else {
                cells.enumerate().for_each(|(index, cell)| table.join(Some(index), &cell));
            }
            is_new = false;
        }
        at += 1;
    }
    table.write(out);
    at
}

/// Reads a table with borders of `=` above and below, and gives the line behind it.
fn simple(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let border: Vec<char> = lines[start].chars().collect();
    let begins = |at: &usize| border[*at] == '=' && (*at == 0 || border[*at - 1] == ' ');
    let starts: Vec<usize> = (0..border.len()).filter(begins).collect();
    let mut table = Table::default();
    let mut borders = 1;
    let mut at = start + 1;
    while at < lines.len() && borders < 3 {
        let line = lines[at];
        at += 1;
        if is_border(line) {
            // A table without names has two.
            borders += if lines.get(at).is_none_or(|next| next.trim().is_empty()) { 3 } else { 1 };
            continue;
        }
        let chars: Vec<char> = line.chars().collect();
        let cell = |index: usize| -> String {
            let end = starts.get(index + 1).copied().unwrap_or(usize::MAX).min(chars.len());
            chars.get(starts[index]..end).unwrap_or_default().iter().collect()
        };
        if line.trim().is_empty() || line.trim().chars().all(|char| matches!(char, '-' | ' ')) {
            continue;
        }
        let is_new = !cell(0).trim().is_empty();
        if is_new {
            table.begin(at);
        }
        for index in 0..starts.len() {
            let text = with_links(&cell(index));
            if is_new { table.cell(&text) } else { table.join(Some(index), &text) }
        }
    }
    table.write(out);
    at
}

/// Reads a directive, a comment or the target of a link, and gives the line behind it. What a note holds stays text.
fn directive(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let line = lines[start].trim_start().trim_start_matches("..").trim_start();
    if let Some((name, address)) = line.strip_prefix('_').and_then(|rest| rest.split_once(": ")) {
        out.push(format!("[{}]: {}", name.trim_matches('`'), address.trim()), start + 1);
        return start + 1;
    }
    let of_directive = indent(lines[start]);
    let is_inside = |line: &&&str| line.trim().is_empty() || indent(line) > of_directive;
    let end = start + 1 + lines[start + 1..].iter().take_while(is_inside).count();
    let name = line.split("::").next().unwrap_or_default();
    if name == "list-table" {
        return list_table(&lines[..end], start + 1, out);
    }
    if name == "csv-table" {
        return csv_table(&lines[..end], start + 1, out);
    }
    let is_text = line.contains("::")
        && !matches!(name, "image" | "figure" | "raw" | "code" | "code-block" | "toctree" | "contents" | "meta");
    out.push("", start + 1);
    for (at, line) in lines.iter().enumerate().take(end).skip(start + 1) {
        let is_option = line.trim_start().starts_with(':');
        out.push(if is_text && !is_option { with_links(line.trim_start()) } else { String::new() }, at + 1);
    }
    end
}

/// Reads a table whose rows are items of a list, to the last line.
fn list_table(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let mut table = Table::default();
    for (at, line) in lines.iter().enumerate().skip(start) {
        let text = line.trim();
        if let Some(rest) = text.strip_prefix("* -") {
            table.begin(at + 1);
            table.cell(&with_links(rest));
        } else if let Some(rest) = text.strip_prefix('-').filter(|_| !table.is_empty()) {
            table.cell(&with_links(rest));
        } else if !text.is_empty() && !text.starts_with(':') {
            table.join(None, &with_links(text));
        }
    }
    table.write(out);
    lines.len()
}

/// A row of CSV without the blanks behind its commas, which would stand before a quote.
fn without_blanks(row: &str) -> String {
    let mut out = String::with_capacity(row.len());
    let mut is_quoted = false;
    for char in row.chars() {
        is_quoted ^= char == '"';
        if is_quoted || char != ' ' || !out.ends_with(',') {
            out.push(char);
        }
    }
    out
}

/// Reads a table whose rows are those of CSV, to the last line.
fn csv_table(lines: &[&str], start: usize, out: &mut Translation) -> usize {
    let mut table = Table::default();
    for (at, line) in lines.iter().enumerate().skip(start) {
        let text = line.trim();
        let head = text.strip_prefix(":header:").map(str::trim);
        let Some(row) = head.or(Some(text).filter(|text| !text.is_empty() && !text.starts_with(':'))) else { continue };
        let row = without_blanks(row);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        let Some(Ok(cells)) = reader.records().next() else { continue };
        table.begin(at + 1);
        cells.iter().for_each(|cell| table.cell(&with_links(cell)));
    }
    table.write(out);
    lines.len()
}

/// A text with its links as those of Markdown: `` `PyCon <https://…>`_ ``, `` `PyCon`_ ``, `PyCon_`.
fn with_links(text: &str) -> String {
    if text.len() > MAX_LINE_OCTETS {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('`') {
        let Some((inside, behind)) = from.split_once('`') else { break };
        let is_link = behind.starts_with('_');
        out.push_str(&words_with_links(before));
        match inside.strip_suffix('>').and_then(|inside| inside.rsplit_once('<')).filter(|_| is_link) {
            Some((name, address)) => out.push_str(&format!("[{}]({})", name.trim(), address.trim())),
            None if is_link => out.push_str(&format!("[{inside}]")),
            None => out.push_str(inside),
        }
        rest = behind.trim_start_matches(['_', '`']);
    }
    out.push_str(&words_with_links(rest));
    out
}

/// A text whose words that end in `_` are links by reference.
fn words_with_links(text: &str) -> String {
    let link = |word: &str| -> Option<String> {
        let end = word.trim_end_matches([',', '.', ';', ':', ')']);
        let name = end.strip_suffix('_')?.trim_end_matches('_');
        let start = name.len() - name.trim_start_matches('(').len();
        let is_name = name[start..].starts_with(char::is_alphanumeric) && !name.contains("://");
        is_name.then(|| format!("{}[{}]{}", &name[..start], &name[start..], &word[end.len()..]))
    };
    if !text.contains('_') {
        return text.to_owned();
    }
    text.split(' ').map(|word| link(word).unwrap_or_else(|| word.to_owned())).collect::<Vec<_>>().join(" ")
}
