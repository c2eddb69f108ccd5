//! Front matter: YAML between lines of `---`, TOML between lines of `+++`, or a map of JSON, above a text.

use chrono::Datelike as _;
use serde::de::IgnoredAny;

use super::markdown;
use crate::import::dates::{self, Dates, Hint, Parsed, When};
use crate::import::document::{Notation, ReadFault};
use crate::import::guess::words::Tokens;
use crate::import::record::{Node, Value};
use crate::import::{records, years};

/// True if a text is front matter: a block at its beginning, and more behind it or a name that says so.
pub(super) fn is_front_matter(text: &str, is_markdown: bool) -> bool {
    split(text).is_some_and(|(mark, block, body, _)| {
        is_markdown && !block.trim().is_empty()
            || mark != "{"
                && !body.trim().is_empty()
                && !body.trim_start().starts_with("- ")
                && !block.trim_start().starts_with("- ")
                && !body.contains("\n---")
    })
}

/// The mark, the block, the text behind it, and the lines before that.
fn split(text: &str) -> Option<(&str, &str, &str, usize)> {
    let text_start = text.len() - text.trim_start().len();
    let rest = &text[text_start..];
    if let Some(at) = end_of_json(rest) {
        return Some(("{", &rest[..at], &rest[at..], text[..text_start].matches('\n').count()));
    }
    let (first, rest_at) = rest.split_once('\n').map(|(first, rest)| (first.trim_end(), rest))?;
    if !matches!(first, "---" | "+++") {
        return split_unopened(text);
    }
    let mut at = 0;
    for line in rest_at.split_inclusive('\n') {
        if line.trim_end() == first {
            let before = text[..text_start].matches('\n').count() + 1;
            let body = &rest_at[at + line.len()..];
            return Some((first, &rest_at[..at], body, before));
        }
        at += line.len();
    }
    None
}

/// The parts of a text whose block of TOML begins without a mark.
fn split_unopened(text: &str) -> Option<(&str, &str, &str, usize)> {
    let is_mark = |line: &str| matches!(line.trim_end(), "---" | "+++");
    let mut at = 0;
    let end = text.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        is_mark(line).then_some(start)
    })?;
    let block = &text[..end];
    super::toml::is_table(block).then_some(("+++", block, &text[at..], 0))
}

/// The end of the map of JSON that a text begins with, where more text follows.
fn end_of_json(text: &str) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(text.get(..1).filter(|first| *first == "{").and(Some(text))?)
        .into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    let behind = text[values.byte_offset()..].trim_start();
    (!behind.is_empty() && !behind.starts_with(['{', ',', ']', '}'])).then(|| values.byte_offset())
}

/// The values of the block, and the text behind it as `@body`; or the list that the text is, where the block is only the head
/// of a page.
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> (Notation, Vec<Node>) {
    let Some((mark, block, body, before)) = split(text) else { return (Notation::FrontMatter, Vec::new()) };
    let mut nodes = match mark {
        "{" => super::json::read(block, faults),
        "+++" => super::toml::read(block, before, faults),
        _ => super::yaml::read(block, before, faults),
    };
    if nodes.is_empty() && mark == "---" {
        let mut found = Vec::new();
        if let Some(node) = super::yaml::by_keys(block, before, &mut found) {
            *faults = found;
            nodes.push(node);
        }
    }
    let lines = text[..text.len() - body.len()].matches('\n').count();
    if let Some(list) = nodes.first().and_then(|head| list_below(head, body, lines, faults)) {
        return (Notation::Markdown, list);
    }
    let dates = markdown::dates_in_lines(body);
    if let (Some(head), [first, .., last]) = (nodes.first(), &dates[..])
        && dates.len() >= MIN_DATED_LINES
        && head.is_map()
        && !is_conference(head)
    {
        let message = format!(
            "the text has {} lines with dates, here to line {}, that are read neither as a table, a list nor headings of conferences: nothing of it comes in",
            dates.len(),
            last + lines
        );
        return nothing_of(ReadFault::new(first + lines, message), faults);
    }
    if let Some(head) = nodes.first().filter(|head| head.is_map() && is_of_list(head) && !is_conference(head)) {
        let title = crate::spelling::shown(&title(head)).to_string();
        let message = format!(
            "`{title}` is the title of a list, and no conference is found below it: nothing of the page comes in"
        );
        return nothing_of(ReadFault::new(before + 1, message), faults);
    }
    if let Some(Value::Map(members)) = nodes.first_mut().map(|node| &mut node.value)
        && !body.trim().is_empty()
    {
        let is_name = |key: &str| Tokens::of(key).0.iter().all(|word| NAMES.split(' ').any(|name| name == word));
        let is_named = members.iter().any(|(key, node)| is_name(key) && !records::is_empty(node));
        let heading = first_heading(body.trim()).filter(|_| !is_named);
        let text = heading.map_or_else(|| without_title(body.trim(), members), |(_, behind)| behind);
        members.extend(heading.map(|(title, _)| ("@title".to_owned(), Node::text(lines + 1, title))));
        add_labelled(members, body, lines);
        if !text.is_empty() {
            members.push(("@body".to_owned(), Node::text(lines + 1, text)));
        }
    }
    (Notation::FrontMatter, nodes)
}

/// Words that make a field for the name of a page.
const NAMES: &str =
    "name title titel titre titulo titolo nombre nome nom event conference conf page summary subject what";

/// The heading that a text begins with, which is the name of a page whose head has none, and the text behind it.
fn first_heading(body: &str) -> Option<(&str, &str)> {
    let (first, behind) = body.split_once('\n').unwrap_or((body, ""));
    let marked = || Some((first.strip_prefix("# ")?, behind));
    // A line of `=` below a text makes it a heading.
    let underlined = || {
        let (line, behind) = behind.split_once('\n').unwrap_or((behind, ""));
        let line = line.trim_end();
        (line.len() > 2 && line.bytes().all(|byte| byte == b'=')).then_some((first, behind))
    };
    let (title, behind) = marked().or_else(underlined)?;
    let title = title.trim().trim_end_matches('#').trim_end();
    (!title.is_empty()).then_some((title, behind.trim()))
}

/// Adds the place and the site that the text of a page has behind labels, where its head has none, and takes the days there for that of
/// the head if they begin with it: `date: 2025-08-10` above `**Date**: Aug 10 - 14, 2025`.
fn add_labelled(members: &mut Vec<(String, Node)>, body: &str, lines: usize) {
    let has = |members: &[(String, Node)], words: &str| members.iter().any(|(key, _)| Tokens::of(key).has(words));
    let day = |text: &str| match dates::parse(&markdown::plain(text), &Hint::default()) {
        Parsed::Dates(Dates { start, end, leftover, .. }) if leftover.is_empty() => Some((start.day()?, end.is_some())),
        _ => None,
    };
    let found = markdown::labelled_lines(body);
    let is_when = |name: &str| Tokens::of(name).has("when date dates");
    let is_first = |text: &str, first| day(text).is_some_and(|(start, is_range)| start == first && !is_range);
    let Some((_, _, when)) = found.iter().find(|(_, name, value)| is_when(name) && day(value).is_some()) else {
        return;
    };
    let Some((first, is_range)) = day(when) else { return };
    let Some(head) = members.iter().position(|(_, node)| node.scalar().is_some_and(|text| is_first(&text, first)))
    else {
        return;
    };
    for (line, name, value) in &found {
        let tokens = Tokens::of(name);
        let node = Node::text(lines + line, value.as_str());
        if value == when && is_range {
            members[head].1 = node;
        } else if tokens.has(PLACE) && !has(members, PLACE)
            || tokens.has("website url site") && !has(members, "website url site link homepage")
        {
            members.push((name.clone(), node));
        }
    }
}

/// A text without the heading that it begins with, if that is a value of the page already.
fn without_title<'t>(body: &'t str, members: &[(String, Node)]) -> &'t str {
    let (first, behind) = body.split_once('\n').unwrap_or((body, ""));
    let title = first.trim_start_matches('#').trim();
    let is_heading = first.starts_with('#') && !title.is_empty();
    let is_known = members.iter().any(|(_, node)| node.scalar().is_some_and(|text| text.trim() == title));
    if is_heading && is_known { behind.trim() } else { body }
}

/// A page of which nothing comes in, for this reason.
fn nothing_of(reason: ReadFault, faults: &mut Vec<ReadFault>) -> (Notation, Vec<Node>) {
    faults.push(reason);
    (Notation::Markdown, vec![Node::list(1, Vec::new())])
}

/// So many lines with dates of their own are a list, and a page without one of a conference's fields is not a conference.
const MIN_DATED_LINES: usize = 5;

/// So many records with a date make a page with a date of its own a list.
const MIN_LISTED: usize = 3;

/// The records of a page whose head is no conference: it has a title and perhaps the day on which it was written, nothing else of
/// a conference.
fn list_below(head: &Node, body: &str, lines: usize, faults: &mut Vec<ReadFault>) -> Option<Vec<Node>> {
    if !head.is_map() || is_conference(head) && !is_of_group(head) {
        return None;
    }
    let title = title(head);
    let mut found_faults = Vec::new();
    let mut list = markdown::read(body, markdown::Below { lines, title: &title }, &mut found_faults);
    list.iter_mut().for_each(|list| lend_year(head, list));
    let is_written = head.members().iter().any(|(_, node)| node.scalar().is_some_and(|text| dates::is_date(&text)));
    // A page that has no date could only be a list.
    let may_be_row = |record: &Node| !is_written && !is_conference(head) && is_row_of_year(record);
    let is_of_record = |record: &&Node| {
        is_listed(record) || is_of_list(head) && has_days(record) || is_row_of_days(record) || may_be_row(record)
    };
    let listed = list.iter().flat_map(Node::items).filter(is_of_record).count();
    let may_be_page = (is_written || is_conference(head)) && !is_of_list(head);
    if listed < if may_be_page { MIN_LISTED } else { 1 } {
        return None;
    }
    faults.append(&mut found_faults);
    list.iter_mut().for_each(|list| lend(head, list));
    Some(list)
}

/// Gives records without a year that of the day on which their page was written, unless they are of months before it.
fn lend_year(head: &Node, list: &mut Node) {
    let Some((year, month)) = written(head) else { return };
    let Value::List(records) = &mut list.value else { return };
    for record in records {
        let above = record.get("@heading").and_then(Node::scalar).unwrap_or_default();
        let of_heading = markdown::headings(&above).find_map(|heading| match dates::parse(heading, &Hint::default()) {
            Parsed::Dates(Dates { start: When::Month { month, .. }, .. }) => Some(month),
            _ => dates::month(&heading.to_lowercase()),
        });
        let hint = Hint { year: Some(year), month: of_heading, ..Hint::default() };
        let dates =
            record.members().iter().filter(|(key, _)| !key.starts_with('@')).filter_map(|(_, node)| node.scalar());
        let is_behind = |text: String| match dates::parse(&markdown::plain(&text), &hint) {
            Parsed::Dates(found) => {
                found.guessed_year && found.start.day().is_some_and(|day| (day.year(), day.month()) >= (year, month))
            }
            _ => false,
        };
        let texts: Vec<String> = dates.collect();
        // A date of its own has a year already.
        let has_year = texts.iter().any(|text| match dates::parse(&markdown::plain(text), &Hint::default()) {
            Parsed::Dates(found) => !found.guessed_year && found.start.day().is_some() && found.leftover.is_empty(),
            Parsed::Ambiguous(..) => true,
            _ => false,
        });
        let is_behind = !has_year && years::years(&above).next().is_none() && texts.into_iter().any(is_behind);
        if let (true, Value::Map(members)) = (is_behind, &mut record.value)
            && let Some((_, heading)) = members.iter_mut().find(|(key, _)| key == "@heading")
        {
            *heading = Node::text(heading.line, format!("{year} / {above}"));
            let remark = format!("its year, {year}, is that in which the page was written");
            members.push(("@remark".to_owned(), Node::text(record.line, remark)));
        }
    }
}

/// The year and the month in which a page was written.
fn written(head: &Node) -> Option<(i32, u32)> {
    let dated = |key: &str| head.get(key).and_then(Node::scalar);
    let text = ["date", "published", "pubdate", "pubDate", "publishDate", "created"].into_iter().find_map(dated)?;
    match dates::parse(&text, &Hint::default()) {
        Parsed::Dates(Dates { start: When::Day(day), guessed_year: false, .. }) => Some((day.year(), day.month())),
        Parsed::Dates(Dates { start: When::Local(time, _), .. }) => Some((time.year(), time.month())),
        Parsed::Dates(Dates { start: When::Instant(time), .. }) => Some((time.year(), time.month())),
        _ => None,
    }
}

/// True if the head of a page says where a group meets or in which zone, and nothing of when.
fn is_of_group(head: &Node) -> bool {
    let is_dated = |node: &Node| node.scalar().is_none_or(|text| dates::is_date(&text));
    head.members().iter().all(|(key, node)| {
        let tokens = Tokens::of(key);
        !tokens.has("start end begin startdate enddate when cfp deadline deadlines dtstart dates venue address")
            && !is_dated(node)
    })
}

/// Words that make a field for a place.
const PLACE: &str = "place location city country where venue ort lieu lugar";

/// Gives the records of a list the city, the country and the zone of the head above it, where they name no place or zone of their own.
fn lend(head: &Node, list: &mut Node) {
    let Value::List(records) = &mut list.value else { return };
    for record in records {
        let has = |words: &str| record.members().iter().any(|(key, _)| Tokens::of(key).has(words));
        let (has_place, has_zone) = (has(PLACE), has("timezone tz"));
        let lent: Vec<(String, Node)> = head
            .members()
            .iter()
            .filter(|(key, node)| {
                let tokens = Tokens::of(key);
                node.scalar().is_some()
                    && (tokens.has("city country location place") && !has_place
                        || tokens.has("timezone tz") && !has_zone)
            })
            .cloned()
            .collect();
        if let Value::Map(members) = &mut record.value {
            members.extend(lent);
        }
    }
}

/// The title of a page.
fn title(head: &Node) -> String {
    ["title", "name"].into_iter().find_map(|key| head.get(key)?.scalar()).unwrap_or_default()
}

/// True if the title of a page says that it is about several conferences.
fn is_of_list(head: &Node) -> bool {
    Tokens::of(&title(head)).has(
        "conferences events meetups hackathons symposia cfps deadlines konferenzen veranstaltungen conferencias eventos evenements conferenze",
    )
}

/// True if a map holds what only a conference has: a place, a first day, an address of its own, a deadline.
fn is_conference(head: &Node) -> bool {
    head.members().iter().any(|(key, node)| {
        let tokens = Tokens::of(key);
        let is_address = node.scalar().is_some_and(|text| text.contains("://"));
        let is_own = tokens.has("start end dates begin startdate enddate place location venue city country where when address cfp deadline deadlines dtstart");
        let is_linked = tokens.has("url website site link homepage registration") && is_address;
        let has_records = node.items().iter().any(Node::is_map);
        (is_own || is_linked) && !records::is_empty(node) || has_records || node.is_map() && is_conference(node)
    })
}

/// True if a record has a name, and days that may stand below a month.
fn has_days(record: &Node) -> bool {
    record.get("name").is_some() && record.get("dates").is_some()
}

/// True if a row of a table below a month has a link and days of that month.
fn is_row_of_days(record: &Node) -> bool {
    let above = record.get("@heading").and_then(Node::scalar).unwrap_or_default();
    let is_below_month = markdown::headings(&above).next().is_some_and(markdown::is_month);
    let has = |is: fn(&str) -> bool| {
        let texts =
            record.members().iter().filter(|(key, _)| !key.starts_with('@')).filter_map(|(_, node)| node.scalar());
        texts.into_iter().any(|text| is(&text))
    };
    is_below_month
        && record.get(markdown::TABLE).is_some()
        && has(|text| !markdown::links(text).is_empty())
        && has(|text| markdown::is_exact(&markdown::plain(text)))
}

/// True if a row of a table has a date or a year in a cell of its own, and a place.
fn is_row_of_year(record: &Node) -> bool {
    let cells = record.members().iter().filter(|(key, _)| !key.starts_with('@') && key != markdown::TABLE);
    let texts: Vec<String> = cells.filter_map(|(_, node)| Some(markdown::plain(&node.scalar()?))).collect();
    let is_dated = |text: &String| years::is_year(text) || dates::is_date(text);
    record.get(markdown::TABLE).is_some()
        && texts.iter().any(is_dated)
        && texts.iter().any(|text| markdown::may_be_place(text))
}

/// True if a record of a page has a name and a date, and is no deadline of the page's own conference.
fn is_listed(record: &Node) -> bool {
    let name = |key: &String| Tokens::of(key).has("name title event conference");
    let is_deadline = record
        .get("name")
        .and_then(Node::scalar)
        .is_some_and(|name| Tokens::of(&name).is_deadline() && !name.bytes().any(|byte| byte.is_ascii_digit()));
    let has_place = record.members().iter().any(|(key, _)| Tokens::of(key).has(PLACE));
    let is_dated = record.members().iter().any(|(key, node)| {
        !key.starts_with('@') && node.scalar().is_some_and(|text| dates::is_date(&markdown::plain(&text)))
    });
    let is_named = record
        .members()
        .iter()
        .any(|(key, node)| name(key) || node.scalar().is_some_and(|text| !markdown::links(&text).is_empty()));
    is_dated && is_named && (!is_deadline || has_place)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of the first record of a page, and the number of records.
    fn first(text: &str) -> (String, usize) {
        let (_, nodes) = read(text, &mut Vec::new());
        let list: Vec<&Node> = nodes.iter().flat_map(Node::items).collect();
        let record = list.first().copied().or(nodes.first());
        let mut members: Vec<String> = record.map_or(Vec::new(), |record| {
            let shown = record
                .members()
                .iter()
                .filter(|(key, _)| matches!(key.as_str(), "@heading" | "title" | "Date" | "@remark"));
            shown.filter_map(|(key, node)| Some(format!("{key}={}", node.scalar()?))).collect()
        });
        members.sort();
        (members.join("; "), list.len())
    }

    #[test]
    fn a_block_of_toml_may_begin_without_a_mark() {
        for (text, expected) in [
            ("title = \"PyCon\"\n[extra]\nurl = \"u\"\n---\nText", true),
            ("\ntitle = \"PyCon\"\n+++\n", true),
            ("title: PyCon\n---\nText", false),
            ("PyCon = a conference\n---\nText", false),
            ("# PyCon\ntitle = \"PyCon\"\n---\n", false),
            ("title = \"PyCon\"\n", false),
        ] {
            assert_eq!(is_front_matter(text, true), expected, "{text}");
        }
        assert_eq!(first("title = \"PyCon\"\n---\nText").0, "title=PyCon");
    }

    #[test]
    fn rows_below_a_month_have_the_year_in_which_their_page_was_written() {
        let page = |head: &str, column: &str, days: &str| {
            let row = |day: &str| format!("| {day} | [Con {day}](https://c.example) | Oslo |\n");
            let rows: String = days.split(' ').map(row).collect();
            format!("---\n{head}\n---\n\nWe are there.\n\n| {column} | Event | Where |\n|---|---|---|\n{rows}")
        };
        let written = "title: Our months\ndate: 2013-09-04";
        for (head, column, expected) in [
            (written, "Date (SEP)", "2013 / Our months / SEP"),
            (written, "Dates – October", "2013 / Our months / October"),
            (written, "Nov", "2013 / Our months / Nov"),
            // A month before it may be of the next year.
            (written, "Date (JAN)", "Our months / JAN"),
            ("title: Our months of 2014\ndate: 2013-09-04", "Date (SEP)", "Our months of 2014 / SEP"),
        ] {
            let (found, count) = first(&page(head, column, "05 12 30"));
            assert_eq!(count, 3, "{found}");
            assert!(
                found.contains(&format!("@heading={expected}; ")) || found.ends_with(expected),
                "{found}: {expected}"
            );
        }
        assert_eq!(first(&page(written, "Talks", "05 12 30")).1, 0);
    }

    #[test]
    fn the_labels_of_a_text_complete_the_head_of_its_page() {
        let keys = |head: &str, body: &str| {
            let (_, nodes) = read(&format!("---\ntitle: SIG\n{head}\n---\n{body}\n"), &mut Vec::new());
            let shown = |(key, node): &(String, Node)| {
                (!matches!(key.as_str(), "title" | "@body"))
                    .then(|| format!("{key}={}", node.scalar().unwrap_or_default()))
            };
            nodes
                .first()
                .map_or(String::new(), |node| node.members().iter().filter_map(shown).collect::<Vec<_>>().join("; "))
        };
        for (head, body, expected) in [
            (
                "date: 2025-08-10",
                "**Date**: Aug 10 - 14, 2025  \n**Location**: Vancouver, Canada",
                "date=Aug 10 - 14, 2025; Location=Vancouver, Canada",
            ),
            ("date: 2025-08-10", "- **When:** 10 August 2025\n- **Where:** Oslo", "date=2025-08-10; Where=Oslo"),
            (
                "date: 2025-08-10\nlocation: Rome",
                "**When:** 10-12 August 2025\n**Where:** Oslo",
                "date=10-12 August 2025; location=Rome",
            ),
            // The day of the head is that of the writing.
            ("date: 2025-06-01", "**Date**: Aug 10 - 14, 2025\n**Location**: Vancouver", "date=2025-06-01"),
            ("date: 2025-08-10", "We met on **Date**: Aug 10\n**Location**: Vancouver", "date=2025-08-10"),
        ] {
            assert_eq!(keys(head, body), expected, "{head} {body}");
        }
    }
}
