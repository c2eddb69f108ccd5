//! Editions of a record that stand below keys: `2025: {…}` and `2026: {…}` beside the name of the series.
//!
//! Comes in: a record. Goes out: a record for each edition, with the fields of the series that it does not have itself.

use std::borrow::Cow;

use crate::import::dates;
use crate::import::guess::words::Tokens;
use crate::import::letters::bare;
use crate::import::locate::dates_in;
use crate::import::record::{Node, Value};
use crate::import::records::Record;
use crate::import::years::years;

/// The field that an edition has its year in, where it has none of its own.
const YEAR: &str = "year";

/// An edition, with its year.
struct Edition<'n> {
    year: Option<&'n str>,
    node: Cow<'n, Node>,
}

/// A record for each of the editions below keys; none if no key is that of one. Dates of the series itself make it a conference
/// beside them, but for deadlines, which are those of the last edition.
pub(super) fn editions<'d>(record: &Record<'d>) -> Option<Vec<Record<'d>>> {
    let members = record.node.members();
    // `- pycon: {title: PyCon, 2025: {…}, 2026: {…}}`
    if let [(key, only)] = members
        && has_name(only)
        && !Tokens::of(key).are_known()
    {
        return editions(&record.part(only, only.members().to_vec()));
    }
    let mut editions: Vec<Edition> = Vec::new();
    let mut others: Vec<&(String, Node)> = Vec::new();
    for member in members {
        let found = of_year(member, record);
        match found.is_empty() {
            true => others.push(member),
            false => editions.extend(found),
        }
    }
    if editions.is_empty() {
        editions = in_columns(&mut others);
    }
    if editions.is_empty() {
        editions = named(&mut others)?;
    }
    let is_dated = |member: &&(String, Node)| dates_in(&Node::map(record.node.line, vec![(*member).clone()])) > 0;
    let (dated, undated): (Vec<_>, Vec<_>) = others.iter().copied().partition(is_dated);
    let has_own = !dated.iter().all(|(key, _)| Tokens::of(key).is_deadline());
    let last = editions.iter().map(|edition| edition.year).max().flatten();
    let of = |edition: &Edition| {
        let own = edition.node.members();
        let is_own = |key: &String| own.iter().any(|(other, _)| other == key);
        let is_last = !has_own && edition.year == last;
        let of_series = undated.iter().chain(dated.iter().filter(|_| is_last)).filter(|(key, _)| !is_own(key));
        let mut all: Vec<(String, Node)> =
            own.iter().cloned().chain(of_series.map(|member| (*member).clone())).collect();
        if let Some(year) = edition.year.filter(|_| !own.iter().any(|(key, _)| Tokens::of(key).has(YEAR))) {
            all.retain(|(key, _)| key != YEAR);
            all.push((YEAR.to_owned(), Node { line: edition.node.line, value: Value::Number(year.to_owned()) }));
        }
        record.part(&edition.node, all)
    };
    let series = has_own.then(|| record.part(&record.node, others.iter().map(|member| (*member).clone()).collect()));
    Some(series.into_iter().chain(editions.iter().map(of)).collect())
}

/// The editions of a field whose name is that of a year: of `2026: {…}` one, of `2026: [{…}, {…}]` two.
fn of_year<'n>((key, node): &'n (String, Node), record: &Record) -> Vec<Edition<'n>> {
    let is_dated = |node: &Node| node.is_map() && dates_in(node) > 0;
    let nodes: Vec<Cow<Node>> = match &node.value {
        Value::Map(_) => vec![Cow::Borrowed(node)],
        Value::List(items) => items.iter().map(Cow::Borrowed).collect(),
        _ => return Vec::new(),
    };
    match year_of(key, record).filter(|_| nodes.iter().all(|node| is_dated(node))) {
        Some(year) => nodes.into_iter().map(|node| Edition { year: Some(year), node }).collect(),
        None => Vec::new(),
    }
}

/// The editions in fields whose names have a year beside what they are, taken from the others: `2026: 5-8 May` and `2027: 3-6 May`, or
/// `Dates 2026` and `Place 2026`. A year whose fields have no date is none.
fn in_columns<'n>(others: &mut Vec<&'n (String, Node)>) -> Vec<Edition<'n>> {
    let mut found: Vec<(&str, Vec<(String, Node)>)> = Vec::new();
    for (key, node) in others.iter().copied() {
        let Some((year, rest)) = parted(key).filter(|_| node.scalar().is_some()) else { continue };
        let at = found.iter().position(|(other, _)| *other == year).unwrap_or_else(|| {
            found.push((year, Vec::new()));
            found.len() - 1
        });
        found[at].1.push((rest, node.clone()));
    }
    let is_date = |(rest, node): &(String, Node)| {
        let tokens = Tokens::of(rest);
        let is_called = (tokens.is_dates() || tokens.is_start()) && !tokens.is_deadline();
        is_called && node.scalar().is_some_and(|text| dates::is_date(&text))
    };
    found.retain(|(_, members)| members.iter().any(is_date));
    others.retain(|(key, _)| parted(key).is_none_or(|(year, _)| found.iter().all(|(other, _)| *other != year)));
    let edition = |(year, members): (&'n str, Vec<(String, Node)>)| {
        let line = members.first().map_or(0, |(_, node)| node.line);
        Edition { year: Some(year), node: Cow::Owned(Node::map(line, members)) }
    };
    found.into_iter().map(edition).collect()
}

/// The year in the name of a field and what else it says: `Dates 2026` is `Dates` of 2026. A year alone is that of its dates.
fn parted(key: &str) -> Option<(&str, String)> {
    const IN: [char; 5] = [' ', '_', '-', '(', ')'];
    let is_short = |key: &&str| key.len() < 40 && key.bytes().any(|byte| byte.is_ascii_digit());
    let year = Some(key).filter(is_short).and_then(|key| years(key).next())?;
    let rest = key.replacen(year, "", 1);
    let rest = rest.trim_matches(IN);
    Some((year, if rest.is_empty() { "dates".to_owned() } else { rest.to_owned() }))
}

/// The year in a key that names nothing else but a season, or the series: `2026`, `y2026`, `spring-2026`, `pycon2026`.
fn year_of<'k>(key: &'k str, record: &Record) -> Option<&'k str> {
    const WORDS: &str = "y year edition ed conf conference event season spring summer autumn fall winter";
    let year = Some(key).filter(|key| key.len() < 40).and_then(|key| years(key).next())?;
    let rest = key.replacen(year, " ", 1);
    let Tokens(words) = Tokens::of(&rest);
    let is_usual = |word: &String| word.len() == 1 || WORDS.split(' ').any(|usual| usual == word);
    if words.iter().all(is_usual) {
        return Some(year);
    }
    let name = bare(&rest);
    let texts = record.node.members().iter().filter_map(|(_, node)| node.scalar());
    let mut texts = texts.chain(record.keys.iter().map(|key| (*key).to_owned()));
    (!Tokens::of(&rest).are_known() && texts.any(|text| bare(&text).starts_with(&name))).then_some(year)
}

/// True if a map has the name of a conference.
fn has_name(node: &Node) -> bool {
    let is_name = |(key, node): &(String, Node)| {
        Tokens::of(key).0.iter().all(|word| ["name", "title", "conference", "event"].contains(&word.as_str()))
            && node.scalar().is_some_and(|text| !dates::is_date(&text))
    };
    node.members().iter().any(is_name)
}

/// Maps with names and dates of their own below a key each, beside which the record has no date; they are taken from the others.
fn named<'n>(others: &mut Vec<&'n (String, Node)>) -> Option<Vec<Edition<'n>>> {
    let is_conference =
        |(key, node): &&(String, Node)| has_name(node) && !Tokens::of(key).are_known() && dates_in(node) > 0;
    let (conferences, rest): (Vec<_>, Vec<_>) = others.iter().copied().partition(is_conference);
    let has_date = || rest.iter().any(|member| dates_in(&Node::map(0, vec![(*member).clone()])) > 0);
    if conferences.len() < 2 || has_date() {
        return None;
    }
    *others = rest;
    Some(conferences.into_iter().map(|(_, node)| Edition { year: None, node: Cow::Borrowed(node) }).collect())
}
