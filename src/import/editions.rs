//! Records of several editions: a list of first and last days, beside lists of as many places or deadlines, or maps below years.
//!
//! Comes in: a record. Goes out: a record for each edition, with its own item of each of these lists.

mod keyed;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::dates::{self, Dates, Hint, Parsed};
use super::guess::words::Tokens;
use super::locate::dates_in;
use super::record::{Node, Value};
use super::records::Record;

/// Names of the list of editions.
const NAMES: &str = "occurrence occurrences occurences edition editions instance instances iteration iterations";

/// The record, or one for each of its editions: of `dates: [[2025-09-16, 2025-09-18], [2026-10-05, 2026-10-07]]` two, as many as
/// `occurrences` has where the record has no date of its own, and as many as it has years for keys. A mapping whose paths lead into
/// a record that way takes it whole.
pub(super) fn split<'d>(record: Record<'d>, paths: &[String]) -> Vec<Record<'d>> {
    let leads_into = |(key, node): &(String, Node)| {
        let is_inside = |path: &String| path.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with('.'));
        let may_be_editions = || Tokens::of(key).has(NAMES) || !Tokens::of(key).are_known();
        (node.is_map() || node.is_list()) && may_be_editions() && paths.iter().any(is_inside)
    };
    if record.node.members().iter().any(leads_into) {
        return vec![record];
    }
    if let Some(editions) = occurrences(&record).or_else(|| keyed::editions(&record)) {
        return editions;
    }
    let Some((_, pairs)) = record.node.members().iter().find(|(key, node)| are_pairs(key, node)) else {
        return vec![record];
    };
    let count = pairs.items().len();
    let firsts: Vec<Option<NaiveDate>> = pairs.items().iter().map(|pair| pair.items().first().and_then(day)).collect();
    let edition = |at: usize| {
        let members = record.node.members().iter().map(|(key, node)| {
            let is_of_each = are_pairs(key, node) || count > 1 && node.items().len() == count && is_of_edition(key);
            let own = || deadlines_before(key, node, &firsts, at).filter(|_| count > 1);
            let node = if is_of_each { node.items()[at].clone() } else { own().unwrap_or_else(|| node.clone()) };
            (key.clone(), node)
        });
        let members: Vec<(String, Node)> = members.collect();
        let line = members.iter().find(|(key, _)| record.node.get(key).is_some_and(|node| are_pairs(key, node)));
        let line = line.map_or(record.node.line, |(_, node)| node.line);
        let line = if count > 1 { line } else { record.node.line };
        Record { node: Cow::Owned(Node::map(line, members)), ..record.part(&pairs.items()[at], Vec::new()) }
    };
    (0..count).map(edition).collect()
}

/// Those of a list of deadlines that are of one edition, where it has not one for each: the days before it, and after the one before.
/// None if there is a day of no edition.
fn deadlines_before(key: &str, node: &Node, firsts: &[Option<NaiveDate>], at: usize) -> Option<Node> {
    let firsts: Vec<NaiveDate> = firsts.iter().copied().collect::<Option<_>>()?;
    if node.items().is_empty() || !Tokens::of(key).is_deadline() || !firsts.is_sorted() {
        return None;
    }
    let edition = |item: &Node| {
        let due = day(item)?;
        firsts.iter().position(|first| due < *first)
    };
    let editions: Vec<usize> = node.items().iter().map(edition).collect::<Option<_>>()?;
    let own = node.items().iter().zip(editions).filter(|(_, edition)| *edition == at).map(|(item, _)| item.clone());
    Some(Node::list(node.line, own.collect()))
}

/// The day that a text names with its year.
fn day(node: &Node) -> Option<NaiveDate> {
    match dates::parse(&node.scalar()?, &Hint::default()) {
        Parsed::Dates(Dates { start, guessed_year: false, .. }) => start.day(),
        _ => None,
    }
}

/// A record for each of the dated maps of a list of editions, with the fields of the record that they do not have.
fn occurrences<'d>(record: &Record<'d>) -> Option<Vec<Record<'d>>> {
    let members = record.node.members();
    let is_dated = |node: &Node| node.is_map() && dates_in(node) > 0;
    let (list, editions) = members.iter().find(|(key, node)| {
        !node.items().is_empty() && Tokens::of(key).has(NAMES) && node.items().iter().all(is_dated)
    })?;
    let others: Vec<(String, Node)> = members.iter().filter(|(key, _)| key != list).cloned().collect();
    if dates_in(&Node::map(record.node.line, others.clone())) > 0 {
        return None;
    }
    let edition = |edition: &Node| {
        let own = edition.members().to_vec();
        let of_all = others.iter().filter(|(key, _)| edition.get(key).is_none()).cloned();
        let members = own.iter().cloned().chain(of_all).collect();
        record.part(edition, members)
    };
    Some(editions.items().iter().map(edition).collect())
}

/// True if a list that is called as dates are has a pair of days for each edition.
fn are_pairs(key: &str, node: &Node) -> bool {
    let is_day = |node: &Node| node.scalar().is_some_and(|text| dates::is_date(&text));
    let is_pair = |node: &Node| matches!(&node.value, Value::List(days) if days.len() == 2 && days.iter().all(is_day));
    let is_called_dates = || {
        let tokens = Tokens::of(key);
        tokens.is_dates() && !tokens.is_deadline()
    };
    !node.items().is_empty() && node.items().iter().all(is_pair) && is_called_dates()
}

/// True if a list of this name may have an item for each edition; tags and links are of all.
fn is_of_edition(key: &str) -> bool {
    let tokens = Tokens::of(key);
    tokens.is_deadline()
        || tokens.has(
            "place places location locations venue venues city cities country countries year years edition editions",
        )
}

#[cfg(test)]
mod tests {
    use super::super::document::{Document, Notation};
    use super::*;

    #[test]
    fn each_pair_of_days_is_an_edition() {
        let day = |text: &str| Node::text(1, text);
        let pair = |line: usize, first: &str, last: &str| Node::list(line, vec![day(first), day(last)]);
        let texts = |texts: &[&str]| Node::list(1, texts.iter().map(|text| day(text)).collect());
        let node = Node::map(
            1,
            vec![
                ("name".to_owned(), day("WSA")),
                (
                    "dates".to_owned(),
                    Node::list(2, vec![pair(3, "2025-09-16", "2025-09-18"), pair(4, "2026-10-05", "2026-10-07")]),
                ),
                ("places".to_owned(), texts(&["Erlangen", "Barcelona"])),
                ("tags".to_owned(), texts(&["antennas", "radio"])),
                ("deadline".to_owned(), texts(&["2025-06-02", "2026-05-14"])),
            ],
        );
        let document =
            Document { file: "a.yml".to_owned(), notation: Notation::Yaml, root: node.clone(), titles: Vec::new() };
        let record = Record::alone(&document, Cow::Owned(node));
        let editions = split(record.clone(), &[]);
        let text = |record: &Record, key: &str| record.node.get(key).and_then(Node::scalar);
        assert_eq!(editions.len(), 2);
        assert_eq!(text(&editions[1], "places").as_deref(), Some("Barcelona"));
        assert_eq!(text(&editions[0], "deadline").as_deref(), Some("2025-06-02"));
        assert_eq!(editions[1].node.get("tags").map(|tags| tags.items().len()), Some(2));
        assert_eq!(editions[1].node.line, 4);
        // Of three deadlines two are before the second edition.
        let more = |texts_of: &[&str]| {
            let mut members = record.node.members().to_vec();
            members.retain(|(key, _)| key != "deadline");
            members.push(("deadline".to_owned(), texts(texts_of)));
            let editions = split(Record { node: Cow::Owned(Node::map(1, members)), ..record.clone() }, &[]);
            editions
                .iter()
                .map(|edition| edition.node.get("deadline").map_or(0, |node| node.items().len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(more(&["2025-06-02", "2026-05-14", "2026-05-30"]), [1, 2]);
        assert_eq!(more(&["2025-06-02"]), [1, 0]);
        assert_eq!(more(&["2026-06-02", "2025-05-14", "2025-05-30"]), [2, 1]);
        // A day behind all of them is of none: then nothing tells.
        assert_eq!(more(&["2025-06-02", "2025-06-03", "2027-05-14"]), [3, 3]);
        let plain = Node::map(1, vec![("dates".to_owned(), texts(&["2025-09-16", "2025-09-18"]))]);
        assert_eq!(split(Record { node: Cow::Owned(plain), ..record }, &[]).len(), 1);
    }
}
