//! Editions of a series, each in a line that begins with its year: `- **PyDays** ([web](…))` over `- 2018 @ Vienna; May 4-5`.
//!
//! Comes in: the item or the heading of the series, and the lines below it. Goes out: a record for each edition, with what the series
//! has for all of them.

use super::MarkdownReader;
use super::bullets::bullet;
use super::fields::{Nested, RecordFields, is_exact, is_field, is_month, is_whole_date};
use super::inline::{Link, is_site, links, plain, without_empty_brackets, without_links};
use super::items::{below, with_links};
use super::names::{divide_name, is_name};
use super::parts::{beside_date, later_link, place, trimmed};
use crate::import::guess::is_name_of_series;
use crate::import::{dates, places, services, status, years};

/// Marks between the parts of a line.
const MARKS: [&str; 6] = ["; ", " - ", " – ", " — ", " | ", " · "];

/// What the editions of a series have in common.
pub(super) struct Series {
    pub(super) name: String,
    place: Option<String>,
    pub(super) url: Option<String>,
    others: Vec<Link>,
}

/// The parts of the line of an edition.
#[derive(Debug, PartialEq)]
struct Edition {
    year: String,
    rest: String,
    url: Option<String>,
}

impl MarkdownReader {
    /// Reads the items below a series as its editions; false if they are others.
    pub(super) fn editions(&mut self, text: &str, nested: &[Nested], above: &str) -> bool {
        let found: Vec<(usize, Edition)> =
            nested.iter().filter_map(|(line, item)| Some((*line, edition(item)?))).collect();
        let is_dated = found.iter().any(|(_, edition)| edition.dates().is_some() || edition.rest.starts_with('@'));
        if !is_dated || found.len() * 2 <= nested.len() {
            return false;
        }
        let Some(series) = series(text) else { return false };
        let others: Vec<Nested> = nested.iter().filter(|(_, item)| edition(item).is_none()).cloned().collect();
        for (line, edition) in &found {
            let mut fields = record(&series, edition, *line);
            below(&others, &mut fields);
            self.items.push(fields.finish(above));
        }
        true
    }

    /// Reads an item that is an edition of the series whose name the heading next above it is; false if it is another.
    pub(super) fn edition_of_heading(&mut self, lines: &[String], (at, text): (usize, &str), above: &str) -> bool {
        let name = self.headings.last().map_or("", |(_, heading)| heading.as_str());
        if !is_name_of_series(name) || is_month(name) || years::years(name).next().is_some() {
            return false;
        }
        let edition = edition(text).or_else(|| dated(text).filter(|edition| has_other_edition(lines, at, edition)));
        let Some(edition) = edition else { return false };
        let written = Some(self.section.heading()).filter(|written| plain(written) == name).unwrap_or(name);
        let Some(series) = series(written) else { return false };
        self.items.push(record(&series, &edition, at + 1).finish(above));
        true
    }
}

/// True if an item beside this one is the date of another edition.
fn has_other_edition(lines: &[String], at: usize, edition: &Edition) -> bool {
    let is_other =
        |line: &String| bullet(line).and_then(|(_, item)| dated(item)).is_some_and(|other| other.year != edition.year);
    let before = lines[..at].iter().rev().take_while(|line| bullet(line).is_some());
    let behind = lines[at + 1..].iter().take_while(|line| bullet(line).is_some());
    before.chain(behind).any(is_other)
}

/// The edition of a line that is nothing but its date.
fn dated(text: &str) -> Option<Edition> {
    let bare = plain(text);
    let year = years::years(&bare).next().filter(|_| is_whole_date(&bare))?.to_owned();
    Some(Edition { year, rest: bare, url: None })
}

/// A series: its name in bold letters, as a link or before a bracket, its place, and its links.
pub(super) fn series(text: &str) -> Option<Series> {
    let text = &with_links(text);
    let found: Vec<Link> = links(text).into_iter().filter(|link| !link.is_image).collect();
    let bold = text.trim_start().strip_prefix("**").and_then(|text| text.split_once("**")).map(|(name, _)| name);
    let linked = || found.first().filter(|link| link.start == 0 && is_name(link)).map(|link| link.text.clone());
    let marked = bold.map(str::to_owned).or_else(linked);
    let mut fields = RecordFields::new(0);
    match &marked {
        Some(name) => fields.push("name", trimmed(&plain(name))),
        None => {
            fields.push("name", trimmed(&without_empty_brackets(&plain(&without_links(text)))));
            divide_name(&mut fields);
        }
    }
    let name = fields.get("name")?;
    let name = trimmed(name.split([':', '(']).next().unwrap_or_default()).to_owned();
    let is_name = name.chars().filter(|char| char.is_alphabetic()).count() > 2
        && years::years(&name).next().is_none()
        && !is_field(&name)
        && !is_month(&name);
    let is_site = |link: &&Link| services::of_address(&link.address).is_none() && !services::is_map(&link.address);
    let url = found.iter().find(is_site).map(|link| link.address.clone());
    let others = found.into_iter().filter(|link| url.as_ref() != Some(&link.address)).collect();
    is_name.then_some(Series { name, place: fields.get("place"), url, others })
}

/// The edition that a line is about: it begins with a year, and a place or a date stands behind that.
fn edition(text: &str) -> Option<Edition> {
    let found: Vec<Link> = links(text).into_iter().filter(|link| !link.is_image).collect();
    let mut shown = text.to_owned();
    for link in found.iter().rev().filter(|link| is_site(&link.text)) {
        shown.replace_range(link.start..link.end, "");
    }
    let bare = without_empty_brackets(&plain(&shown));
    let year = bare.get(..4).filter(|year| years::is_year(year))?;
    let rest = bare[4..].trim_start();
    let is_apart = rest.starts_with(['@', ':', '-', '–', '—', ',', ';', '(', '|']);
    let is_bare = || rest.split(' ').next().is_some_and(is_month);
    if !is_apart && !is_bare() || bare[4..].starts_with('-') || rest.is_empty() {
        return None;
    }
    let of_year = found.iter().find(|link| plain(&link.text).starts_with(year));
    let url = of_year.or_else(|| found.iter().find(|link| is_site(&link.text)));
    let rest = rest.trim_start_matches([':', '-', '–', '—', ',', ';', '|', ' ']);
    let edition = Edition { year: year.to_owned(), rest: rest.to_owned(), url: url.map(|link| link.address.clone()) };
    let is_known =
        edition.rest.starts_with('@') || status::of_text(&edition.rest).is_some() || edition.dates().is_some();
    is_known.then_some(edition)
}

impl Edition {
    /// The parts between the marks, and what stands in brackets.
    fn parts(&self) -> (Vec<String>, Vec<String>) {
        let (mut text, mut brackets) = (String::new(), Vec::new());
        let mut rest = self.rest.as_str();
        while let Some((before, inside, behind)) = rest.split_once('(').and_then(|(before, from)| {
            let (inside, behind) = from.split_once(')')?;
            Some((before, inside, behind))
        }) {
            text.push_str(before);
            brackets.push(inside.trim().to_owned());
            rest = behind;
        }
        text.push_str(rest);
        let text = MARKS.into_iter().fold(text, |text, mark| text.replace(mark, "\n"));
        let parts = text.lines().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        (parts.filter(|part| !part.is_empty()).collect(), brackets)
    }

    /// The text of the dates, and what stands beside them in their part.
    fn dates(&self) -> Option<(String, String)> {
        let (parts, brackets) = self.parts();
        parts.iter().chain(&brackets).find_map(|part| {
            let part = part.trim();
            // `2018: 4-5` names no month.
            let has_month = |dates: &str| dates.chars().any(char::is_alphabetic) || dates::is_date(dates);
            let exact = Some((part, "")).filter(|_| is_exact(part));
            let (dates, rest) = exact.or_else(|| beside_date(part)).filter(|(dates, _)| has_month(dates))?;
            Some((dates.to_owned(), rest.to_owned()))
        })
    }
}

/// The record of an edition.
fn record(series: &Series, edition: &Edition, line: usize) -> RecordFields {
    let mut fields = RecordFields::new(line);
    fields.push("name", &format!("{} {}", series.name, edition.year));
    fields.push("series", &series.name);
    edition.url.as_ref().or(series.url.as_ref()).into_iter().for_each(|url| fields.push("url", url));
    let (parts, brackets) = edition.parts();
    let dates = edition.dates();
    match &dates {
        Some((dates, _)) if years::years(dates).next().is_some() => fields.push("dates", dates),
        Some((dates, _)) => fields.push("dates", &format!("{dates} {}", edition.year)),
        None => fields.push("dates", &edition.year),
    }
    for part in parts {
        if status::of_text(&part).is_some() {
            fields.push("status", &part);
            continue;
        }
        let of_dates = dates.as_ref().filter(|(dates, _)| part.contains(dates.as_str()));
        let text = of_dates.map_or(part.as_str(), |(_, rest)| rest.as_str());
        match fields.get("place") {
            Some(_) if !places::is_online(text) => fields.push("venue", text),
            _ => place(text, &mut fields),
        }
    }
    if fields.get("place").is_none() {
        series.place.iter().for_each(|text| fields.push("place", text));
    }
    for text in brackets.iter().filter(|text| dates.as_ref().is_none_or(|(dates, _)| !text.contains(dates.as_str()))) {
        fields.push(if places::is_online(text) { "place" } else { "price" }, text);
    }
    series.others.iter().for_each(|link| later_link(link, &mut fields));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The year, the dates and the rest of a line.
    const LINES: &[(&str, &str)] = &[
        (
            "2018 @ Vienna / Wien; Thu-Sat May/3-5 (FREE) - FH Technikum",
            "2018 | Thu-Sat May/3-5 | Vienna / Wien | FH Technikum",
        ),
        ("2017 @ Vienna, April/29+30 (FREE) - Impact Hub", "2017 | April/29+30 | Vienna | Impact Hub"),
        ("[2017 @ Vienna; Dec/1](https://a.example) - BRZ", "2017 | Dec/1 | Vienna | BRZ"),
        ("2018: May 4-5, Oslo", "2018 | May 4-5 | Oslo | "),
        ("[2018](https://a.example): June 4-5, Oslo", "2018 | June 4-5 | Oslo | "),
        ("2018 - Oslo (May 4-5)", "2018 | May 4-5 | Oslo | "),
        ("2018 May 4-5, Oslo", "2018 | May 4-5 | Oslo | "),
        ("2018 @ Vienna", "2018 |  | Vienna | "),
        ("2018: cancelled", "2018 |  |  | "),
        ("2018", ""),
        ("2018-05-03 Oslo", ""),
        ("2018: a talk about Rust", ""),
        ("2018 was a good year", ""),
        ("PyCon 2018 @ Oslo; May 3", ""),
    ];

    #[test]
    fn a_line_that_begins_with_its_year_is_an_edition() {
        for (line, expected) in LINES {
            let found = edition(line).map(|edition| {
                let series = Series { name: "A".to_owned(), place: None, url: None, others: Vec::new() };
                let fields = record(&series, &edition, 1);
                let get = |key: &str| fields.get(key).unwrap_or_default();
                let dates = edition.dates().map(|(dates, _)| dates).unwrap_or_default();
                format!("{} | {dates} | {} | {}", edition.year, get("place"), get("venue"))
            });
            assert_eq!(found.unwrap_or_default(), *expected, "{line}");
        }
    }
}
