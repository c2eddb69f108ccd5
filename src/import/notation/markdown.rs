//! Markdown: tables, lists and headings of conferences, each with the headings above it; and links inside a text of any notation.
//!
//! Comes in: a text. Goes out: a list of records for the tables, one for the lists, one for the headings. A date decides what is
//! a conference; what its fields mean is guessed behind this, except in an item of a list, whose parts have no names.

mod badges;
mod bullets;
mod dated_items;
mod dated_names;
mod editions;
mod fields;
mod heading_places;
mod html_blocks;
mod html_tables;
mod inline;
mod items;
mod leads;
mod lines;
mod lone_labels;
mod loose;
mod marks;
mod names;
mod notes;
mod parts;
mod sections;
mod table_editions;
mod tables;
mod talks;
mod whole_dates;

use bullets::bullet;
pub(super) use fields::{is_exact, is_field, is_month, labelled_lines, may_be_place};
use heading_places::with_places;
pub(crate) use inline::{LINE_BREAKS, Link, links, plain, site_in_prose, without_links};
pub(super) use lines::without_comments;
pub(super) use loose::dates_in_lines;
use sections::{RecordSection, Section};
use tables::is_rule;

use crate::import::dates;
use crate::import::document::ReadFault;
use crate::import::record::{Node, Value};
use crate::import::{no_value, years};

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

/// A list that stands below other text of its file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Below<'t> {
    /// The number of lines before it.
    pub(super) lines: usize,
    /// The title of the page, which stands above all headings.
    pub(super) title: &'t str,
}

/// The rows of tables, the items of lists and the headings that are conferences, each in the order of the text.
pub(super) fn read(text: &str, below: Below, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut lines: Vec<String> = vec![String::new(); below.lines];
    lines.append(&mut lines::lines(text));
    match html_blocks::in_markdown(&lines) {
        Some(blocks) => moved(&blocks.origins, faults, |faults| read_lines(&blocks.lines, 0, below.title, faults)),
        None => read_lines(&lines, below.lines, below.title, faults),
    }
}

/// The conferences of a page of HTML: of its tables, lists, headings and paragraphs.
pub(super) fn of_page(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let blocks = html_blocks::of_page(&notes::without(&without_comments(text)));
    moved(&blocks.origins, faults, |faults| read_lines(&blocks.lines, 0, "", faults))
}

/// The records and faults of lines that come from others, with the numbers of those.
fn moved(
    origins: &[usize],
    faults: &mut Vec<ReadFault>,
    read: impl FnOnce(&mut Vec<ReadFault>) -> Vec<Node>,
) -> Vec<Node> {
    let origin = |line: usize| line.checked_sub(1).and_then(|at| origins.get(at)).copied().unwrap_or(line);
    let mut found = Vec::new();
    let mut nodes = read(&mut found);
    nodes.iter_mut().for_each(|node| node.renumber(&origin));
    faults.extend(found.into_iter().map(|fault| ReadFault { line: origin(fault.line), ..fault }));
    nodes
}

fn read_lines(lines: &[String], start: usize, title: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let lines = &*lone_labels::with_values(lines);
    let mut reader = MarkdownReader::default();
    if !title.is_empty() {
        reader.open(1, 1, title);
    }
    reader.is_of_lines = loose::are_of_lines(lines);
    let mut at = start;
    while at < lines.len() {
        let line = &lines[at];
        if let Some((level, heading)) = heading(line, lines.get(at + 1).map(String::as_str)) {
            reader.open(at + 1, level, &heading);
            at += 1;
        } else if line.contains('|') && lines.get(at + 1).is_some_and(|next| is_rule(next)) {
            at = reader.table(lines, at);
        } else if html_tables::begins(line) {
            at = reader.html_tables(lines, at);
        } else if bullet(line).is_some() {
            at = reader.item(lines, at, 0);
        } else {
            if loose::is_title(lines, at) {
                reader.open(at + 1, loose::TITLE_LEVEL, line);
                at += 1;
            }
            at = reader.paragraph(lines, at);
        }
    }
    reader.finish(faults)
}

/// The member of a row that holds the names of all columns of its table.
pub(crate) const TABLE: &str = "@table";

#[derive(Default)]
struct MarkdownReader {
    /// The headings that the current line stands under, with their levels.
    headings: Vec<(usize, String)>,
    section: Section,
    rows: Vec<Node>,
    items: Vec<Node>,
    sections: Vec<RecordSection>,
    /// True if several paragraphs are each a conference in one line.
    is_of_lines: bool,
    /// The lines with dates below headings that are no conferences.
    unread: Vec<usize>,
}

impl MarkdownReader {
    fn head(&mut self, level: usize, heading: String) {
        let heading = dates::month_in_words(&heading).unwrap_or(heading);
        self.headings.retain(|(other, _)| *other < level);
        self.headings.push((level, heading));
    }

    /// The headings, the nearest last.
    fn above(&self) -> String {
        self.headings.iter().map(|(_, heading)| heading.as_str()).collect::<Vec<_>>().join(" / ")
    }

    /// Reads a paragraph, and gives the line behind it.
    fn paragraph(&mut self, lines: &[String], start: usize) -> usize {
        let is_text = |line: &&String| {
            !line.trim().is_empty()
                && heading(line, None).is_none()
                && bullet(line).is_none()
                && !line.trim_start().starts_with('|')
                && !html_tables::begins(line)
        };
        let end = start + lines[start..].iter().take_while(is_text).count();
        if !self.paragraph_item(start, &lines[start..end]) {
            self.section.paragraph(start, &lines[start..end]);
        }
        end.max(start + 1)
    }

    /// Reads a paragraph as an item: a date before a link, or lines of which one is the link and one a date.
    fn paragraph_item(&mut self, start: usize, lines: &[String]) -> bool {
        let texts: Vec<&str> = lines.iter().map(|line| line.trim().trim_end_matches('\\').trim()).collect();
        let Some(first) = texts.first() else { return false };
        if texts.iter().any(|text| fields::label(text).is_some_and(|(name, _)| fields::is_next(&name))) {
            return false;
        }
        if self.loose(&texts, start + 1) {
            return true;
        }
        let near = self.headings.last().map_or("", |(_, heading)| heading.as_str());
        let is_below_month = is_month(near) || near.split_whitespace().any(years::is_year);
        let is_one = items::is_dated_link(first);
        let is_short = texts.iter().all(|text| plain(text).len() < 100);
        let has_day = texts.iter().any(|text| fields::is_day(parts::trimmed(&plain(text))));
        let is_lines = texts.len() > 1
            && is_short
            && (items::is_link(first) && (has_day || loose::is_dated_below(&texts))
                || is_below_month && !has_labels(&texts) && fields::is_exact(parts::trimmed(&plain(first)))
                || loose::is_card(&texts));
        // A line for each conference.
        if is_one && texts.iter().all(|text| items::is_dated_link(text)) {
            texts.iter().enumerate().for_each(|(index, text)| self.push_item(text, start + index + 1));
            return true;
        }
        if !is_one && !is_lines {
            return false;
        }
        self.push_item(&texts.join(if is_one { " " } else { " | " }), start + 1);
        true
    }

    fn push_item(&mut self, text: &str, line: usize) {
        let above = self.above();
        if let Some(mut fields) = items::record(text, line, &[]) {
            items::settle(&mut fields, &above);
            self.items.push(fields.finish(&above));
        }
    }

    /// The records: of lists beside tables only where both are lists of conferences.
    fn finish(mut self, faults: &mut Vec<ReadFault>) -> Vec<Node> {
        self.close();
        let sections = with_places(self.sections());
        unread(&mut self.unread, faults);
        let rows = with_places(with_months(self.rows));
        let items = with_places(of_dated_groups(waiting(with_months(self.items)), faults));
        let (tables, lists) = (dated(&rows), dated(&items));
        let mut found = Vec::new();
        let skip = |skipped: &[Node], what: &str, read: &[Node], those: &str, faults: &mut Vec<ReadFault>| {
            if let (Some(first), Some(of_list)) = (skipped.first(), read.first()) {
                let (count, line) = (skipped.len(), of_list.line);
                let message = format!("{count} {what} not read: {those} from line {line} on have most of the dates");
                faults.push(ReadFault::new(first.line, message));
            }
        };
        match (tables, lists) {
            (0, 0) if !sections.is_empty() => {}
            (0, 0) if rows.is_empty() && items.is_empty() => {
                faults.push(ReadFault::new(0, "it has no table, no list and no headings with dates"));
            }
            (0, 0) if rows.is_empty() => found.push(Node::list(1, items)),
            (0, 0) => found.push(Node::list(1, rows)),
            // A list of its own beside tables: both are read.
            _ if lists * 5 > tables && tables * 5 > lists => {
                found.push(Node::list(1, rows));
                found.push(Node::list(1, items));
            }
            _ if lists > tables => {
                skip(&rows, if rows.len() == 1 { "row is" } else { "rows of tables are" }, &items, "the items", faults);
                found.push(Node::list(1, items));
            }
            _ => {
                skip(
                    &items,
                    if items.len() == 1 { "item is" } else { "items of lists are" },
                    &rows,
                    "the tables",
                    faults,
                );
                found.push(Node::list(1, rows));
            }
        }
        if !sections.is_empty() {
            found.push(Node::list(1, sections));
        }
        if found.is_empty() {
            found.push(Node::list(1, Vec::new()));
        }
        found
    }

    /// The sections that are conferences: with labels, or several of one level that are alike.
    fn sections(&mut self) -> Vec<Node> {
        let found = std::mem::take(&mut self.sections);
        let has_others = dated(&self.rows) + dated(&self.items) > 0 || found.iter().any(|found| found.level > 0);
        let alike = |one: &RecordSection| {
            let mut others = found.iter().filter(|other| other.level == one.level && !other.is_labelled);
            others.clone().count() > 1 && (!one.is_vague || others.any(|other| !other.is_vague))
        };
        // One with a place and a site beside those with labels is alike too.
        let is_beside = |one: &RecordSection| {
            let has = |key: &str| one.record.get(key).is_some();
            has("place") && has("url") && found.iter().any(|other| other.level == one.level && other.is_labelled)
        };
        let is_conference = |one: &&RecordSection| {
            if one.level == 0 { !has_others } else { one.is_labelled || alike(one) || is_beside(one) }
        };
        let (conferences, others): (Vec<&RecordSection>, Vec<&RecordSection>) = found.iter().partition(is_conference);
        self.unread.extend(others.iter().flat_map(|other| [&[other.record.line], &other.unread[..]].concat()));
        conferences.into_iter().map(|found| found.record.clone()).collect()
    }
}

/// Reports lines that are read as no conference.
fn unread(lines: &mut Vec<usize>, faults: &mut Vec<ReadFault>) {
    lines.sort_unstable();
    lines.dedup();
    let message = "the line may be about a conference, and is read as none";
    faults.extend(lines.iter().map(|line| ReadFault::new(*line, message)));
}

/// True if a line is a label with its field.
fn has_labels(texts: &[&str]) -> bool {
    texts.iter().any(|text| fields::label(text).is_some_and(|(name, _)| is_field(&name)))
}

/// The number of records with a date.
fn dated(records: &[Node]) -> usize {
    records.iter().filter(|record| is_dated(record)).count()
}

/// True if a record has a date; days alone stand below a month.
fn is_dated(record: &Node) -> bool {
    record.members().iter().any(|(key, node)| {
        key == "dates" || !key.starts_with('@') && node.scalar().is_some_and(|text| dates::is_date(&plain(&text)))
    })
}

/// Gives records without a date the month, or the day, of the heading next above them.
fn with_months(mut records: Vec<Node>) -> Vec<Node> {
    for record in &mut records {
        let above = record.get("@heading").and_then(Node::scalar).unwrap_or_default();
        let Some(near) = headings(&above).next() else { continue };
        let has_dates = is_dated(record);
        let year = headings(&above)
            .find_map(|heading| heading.split(|char: char| !char.is_ascii_digit()).find(|word| years::is_year(word)));
        if !is_month(near) {
            if let (false, Some(year)) = (has_dates, year) {
                with_year(record, year);
            }
            let is_day = !has_dates && fields::is_whole_date(near);
            if let (true, Value::Map(members)) = (is_day, &mut record.value) {
                members.push(("dates".to_owned(), Node::text(record.line, near)));
            }
            continue;
        }
        let line = record.line;
        if let (false, Value::Map(members)) = (has_dates, &mut record.value) {
            let month = if near.bytes().any(|byte| byte.is_ascii_digit()) {
                near.to_owned()
            } else {
                format!("{near} {}", year.unwrap_or_default())
            };
            members.push(("month".to_owned(), Node::text(line, month)));
        }
    }
    records
}

/// Gives the month of a row that has no day the year above it: `May` below `## 2027`.
fn with_year(row: &mut Node, year: &str) {
    let is_row = row.get(TABLE).is_some();
    let Value::Map(members) = &mut row.value else { return };
    let is_cell = |(key, node): &(String, Node), is: fn(&str) -> bool| {
        !key.starts_with('@') && node.scalar().is_some_and(|text| is(&plain(&text)))
    };
    if !is_row || members.iter().any(|member| is_cell(member, fields::is_exact)) {
        return;
    }
    let Some((_, node)) = members.iter_mut().find(|member| is_cell(member, is_month)) else { return };
    let month = node.scalar().unwrap_or_default();
    *node = Node::text(node.line, format!("{} {year}", plain(&month)));
}

/// Gives items below a heading that says so the word for a date which is not known: those below `TBA` and `Date unknown`.
fn waiting(mut items: Vec<Node>) -> Vec<Node> {
    // A list of nothing else is one of other things.
    if !items.iter().any(is_dated) {
        return items;
    }
    for item in &mut items {
        let above = item.get("@heading").and_then(Node::scalar).unwrap_or_default();
        let near = headings(&above).next().filter(|near| is_undecided(near));
        let (line, has_date) = (item.line, is_dated(item) || item.get("month").is_some());
        if let (Some(_), false, Value::Map(members)) = (near, has_date, &mut item.value) {
            members.push(("dates".to_owned(), Node::text(line, "TBA")));
        }
    }
    items
}

/// True if a heading says that dates are not known yet: `TBD`, `Date unknown`, `Not yet announced (2027)`.
fn is_undecided(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let bare = lower.trim_matches(|char: char| !char.is_alphabetic());
    const UNKNOWN: [&str; 8] = [
        "unknown",
        "undated",
        "date unknown",
        "dates unknown",
        "unknown date",
        "unknown dates",
        "no date",
        "no date yet",
    ];
    UNKNOWN.contains(&bare)
        || matches!(no_value::no_value(bare), Some(no_value::NoValue::Undecided))
        || matches!(no_value::no_value(bare.split(" (").next().unwrap_or(bare)), Some(no_value::NoValue::Undecided))
}

/// The items below headings that have some with a date, where others have: a list of books beside one of conferences goes.
fn of_dated_groups(items: Vec<Node>, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let above = |item: &Node| item.get("@heading").and_then(Node::scalar).unwrap_or_default();
    let is_about_page =
        |above: &String| headings(above).any(is_about_page) || headings(above).next().is_some_and(is_of_publications);
    let groups: std::collections::HashSet<String> = items
        .iter()
        .filter(|item| is_dated(item) || item.get("month").is_some())
        .map(above)
        .filter(|above| !is_about_page(above))
        .collect();
    if groups.is_empty() {
        return items;
    }
    let (kept, others): (Vec<Node>, Vec<Node>) = items.into_iter().partition(|item| groups.contains(&above(item)));
    if let Some(first) = others.first() {
        let (count, one) = (others.len(), others.len() == 1);
        let (what, are) = if one { ("item of a list", "is") } else { ("items of lists", "are") };
        let message = format!("{count} {what} below headings without a date, or about something else, {are} left out");
        faults.push(ReadFault::new(first.line, message));
    }
    kept
}

/// True if a heading is over what somebody has published, whose dates are no conferences: `Featured Articles`, `Podcasts`.
fn is_of_publications(heading: &str) -> bool {
    const PUBLICATIONS: &str = "article articles podcast podcasts interview interviews book books publication publications newsletter newsletters \
        posts post recordings videos video artikel publikationen entrevistas publicaciones libros livres pubblicazioni";
    let lower = heading.to_lowercase();
    let last = lower.split(|char: char| !char.is_alphabetic()).rfind(|word| !word.is_empty());
    last.is_some_and(|last| PUBLICATIONS.split_ascii_whitespace().any(|word| word == last))
}

/// True if a heading is over what a page says of itself, whose dates are no conferences.
fn is_about_page(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let lower = lower.trim_matches(|char: char| !char.is_alphanumeric());
    [
        "contents",
        "table of contents",
        "changelog",
        "change log",
        "history",
        "release notes",
        "contributing",
        "contributors",
        "license",
        "licence",
        "credits",
        "maintainers",
    ]
    .contains(&lower)
}

/// The level and the text of a heading; a line in bold letters over another is one too.
fn heading(line: &str, next: Option<&str>) -> Option<(usize, String)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
        return Some((level, without_attributes(line[level..].trim().trim_end_matches('#').trim()).to_owned()));
    }
    if let Some(time) = time_in_bold(line) {
        return Some((loose::TITLE_LEVEL, time.to_owned()));
    }
    if let Some(time) = time_in_summary(line) {
        // Months may be headings within a year that is folded.
        return Some((if years::is_year(time) { 2 } else { loose::TITLE_LEVEL }, time.to_owned()));
    }
    let next = next?.trim_end();
    let is_text = !line.trim().is_empty() && !line.contains('|') && bullet(line).is_none();
    let level = match next.as_bytes() {
        bytes if bytes.len() > 2 && bytes.iter().all(|byte| *byte == b'=') => 1,
        bytes if bytes.len() > 2 && bytes.iter().all(|byte| *byte == b'-') => 2,
        _ => return None,
    };
    is_text.then(|| (level, without_attributes(line.trim()).to_owned()))
}

/// The month or the year that a line in bold letters is, which stands over a list: `**January 2027**`.
fn time_in_bold(line: &str) -> Option<&str> {
    let text = line.trim().strip_prefix("**")?;
    let text = text.trim_end_matches(':').strip_suffix("**")?.trim_end_matches(':').trim();
    (is_month(text) || years::is_year(text)).then_some(text)
}

/// The month or the year that is the summary of what is folded: `<details><summary>March 2026</summary>`.
fn time_in_summary(line: &str) -> Option<&str> {
    let text = line.trim();
    let text = text.strip_prefix("<details>").or_else(|| text.strip_prefix("<details open>")).unwrap_or(text);
    let text = text.trim_start().strip_prefix("<summary>")?.strip_suffix("</summary>")?.trim();
    let text = ["b", "strong", "h2", "h3", "h4"]
        .iter()
        .find_map(|tag| text.strip_prefix(&format!("<{tag}>"))?.strip_suffix(&format!("</{tag}>")))
        .unwrap_or(text)
        .trim();
    (is_month(text) || years::is_year(text)).then_some(text)
}

/// A heading without what is for programs: `{#id}`, `{-}`, code of R.
fn without_attributes(heading: &str) -> &str {
    let mut text = heading.trim_end();
    while let Some((before, _)) = text
        .strip_suffix('}')
        .and_then(|text| text.rsplit_once('{'))
        .or_else(|| text.strip_suffix('`').and_then(|text| text.rsplit_once("`r ")))
    {
        text = before.trim_end();
    }
    text
}

/// The headings above a record, from the nearest outwards.
pub(crate) fn headings(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(" / ")
}

#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
