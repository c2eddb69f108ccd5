//! Front matter: YAML between lines of `---`, TOML between lines of `+++`, or a map of JSON, above a text.

use serde::de::IgnoredAny;

use super::markdown;
use crate::import::document::{Notation, ReadFault};
use crate::import::guess::words::Tokens;
use crate::import::record::{Node, Value};
use crate::import::{dates, records};

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
        return None;
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
    let lines = before + block.matches('\n').count() + 1;
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
        let text = heading.map_or(body.trim(), |(_, behind)| behind);
        members.extend(heading.map(|(title, _)| ("@title".to_owned(), Node::text(lines + 1, title))));
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
    let is_written = head.members().iter().any(|(_, node)| node.scalar().is_some_and(|text| dates::is_date(&text)));
    let listed = list
        .iter()
        .flat_map(Node::items)
        .filter(|record| is_listed(record) || is_of_list(head) && has_days(record))
        .count();
    let may_be_page = (is_written || is_conference(head)) && !is_of_list(head);
    if listed < if may_be_page { MIN_LISTED } else { 1 } {
        return None;
    }
    faults.append(&mut found_faults);
    list.iter_mut().for_each(|list| lend(head, list));
    Some(list)
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

/// Gives the records of a list the city, the country and the zone of the head above it, where they name no place or zone of their own.
fn lend(head: &Node, list: &mut Node) {
    let Value::List(records) = &mut list.value else { return };
    for record in records {
        let has = |words: &str| record.members().iter().any(|(key, _)| Tokens::of(key).has(words));
        let (has_place, has_zone) = (has("place location city country where venue ort lieu lugar"), has("timezone tz"));
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

/// True if a record of a page has a name and a date, and is no deadline of the page's own conference.
fn is_listed(record: &Node) -> bool {
    let name = |key: &String| Tokens::of(key).has("name title event conference");
    let is_deadline = record
        .get("name")
        .and_then(Node::scalar)
        .is_some_and(|name| Tokens::of(&name).is_deadline() && !name.bytes().any(|byte| byte.is_ascii_digit()));
    let is_dated = record.members().iter().any(|(key, node)| {
        !key.starts_with('@') && node.scalar().is_some_and(|text| dates::is_date(&markdown::plain(&text)))
    });
    let is_named = record
        .members()
        .iter()
        .any(|(key, node)| name(key) || node.scalar().is_some_and(|text| !markdown::links(&text).is_empty()));
    is_dated && is_named && !is_deadline
}
