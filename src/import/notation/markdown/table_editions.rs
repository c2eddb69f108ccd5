//! Rows of several editions, whose dates stand in one cell: `July 8-11, 2025 (Durham, USA); July 6-9, 2026 (Warsaw, Poland)`.

use super::fields::{is_call, is_whole_date, may_be_place};
use super::inline::plain;
use super::parts::beside_date;
use crate::import::guess::words::Tokens;
use crate::import::years;

/// The cells of each edition of a row: of a cell with as many parts as there are editions, one part each.
pub(super) fn rows(names: &[String], cells: Vec<String>) -> Vec<Vec<String>> {
    let parts: Vec<Vec<&str>> = cells.iter().map(|cell| divided(cell)).collect();
    let editions = parts.iter().zip(names).find(|(parts, name)| are_editions(name, parts));
    let Some(count) = editions.map(|(parts, _)| parts.len()) else { return vec![cells] };
    let edition = |at: usize| {
        let of_edition = parts.iter().zip(&cells);
        of_edition.map(|(parts, cell)| if parts.len() == count { parts[at].to_owned() } else { cell.clone() }).collect()
    };
    (0..count).map(edition).collect()
}

/// The parts of a cell between its line breaks, or else between its semicolons.
fn divided(cell: &str) -> Vec<&str> {
    let lines: Vec<&str> = breaks(cell).filter(|part| !part.is_empty()).collect();
    if lines.len() > 1 { lines } else { cell.split(';').map(str::trim).filter(|part| !part.is_empty()).collect() }
}

/// True if parts of a cell are each the dates of an edition: a date in a year of its own, with a place beside it or over several days. A
/// first day over a last one is one date.
fn are_editions(name: &str, parts: &[&str]) -> bool {
    if parts.len() < 2 || parts.len() > 20 || Tokens::of(name).is_deadline() || is_call(name) {
        return false;
    }
    let found: Option<Vec<(String, bool)>> = parts.iter().map(|part| edition(&plain(part))).collect();
    let Some(found) = found else { return false };
    let mut years: Vec<&str> = found.iter().filter_map(|(day, _)| years::years(day).next()).collect();
    let has_years = years.len() == found.len();
    years.sort_unstable();
    years.dedup();
    has_years && years.len() == found.len() && found.iter().any(|(_, is_sure)| *is_sure)
}

/// The dates of an edition, and true if a place stands beside them or they are several days.
fn edition(text: &str) -> Option<(String, bool)> {
    if is_whole_date(text) {
        return Some((text.to_owned(), text.contains(['-', '–', '—'])));
    }
    beside_date(text)
        .filter(|(day, rest)| is_whole_date(day) && may_be_place(rest))
        .map(|(day, _)| (day.to_owned(), true))
}

/// The parts of a cell between its line breaks.
pub(super) fn breaks(cell: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(cell);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let tag = |at: &usize| {
            let is_named = text.get(at + 1..at + 3)?.eq_ignore_ascii_case("br");
            let behind = text[at + 3..].trim_start_matches([' ', '/']).strip_prefix('>').filter(|_| is_named)?;
            Some((*at, text.len() - behind.len()))
        };
        let found = text.match_indices('<').find_map(|(at, _)| tag(&at));
        let (part, behind) = found.map_or((text, None), |(at, end)| (&text[..at], Some(&text[end..])));
        rest = behind;
        Some(part.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_one_cell_are_rows() {
        for (name, cell, expected) in [
            ("Editions", "July 8-11, 2025 (Durham, USA); July 6-9, 2026 (Warsaw, Poland)", 2),
            ("Date", "8-11 July 2025<br>6-9 July 2026<br/>5 July 2027", 3),
            ("When", "Oslo, Norway, 8-11 July 2025<br>Rome, Italy, 6-9 July 2026", 2),
            // The first and the last day.
            ("Date", "28 December 2026<br>2 January 2027", 1),
            ("Date", "March 9-12; March 13-20, 2027", 1),
            ("Date", "9-12 March 2027 (workshops); 13-20 March 2027", 1),
            ("CFP deadline", "1-3 July 2025; 1-3 July 2026", 1),
            ("Date", "8-11 July 2025", 1),
            ("Notes", "8-11 July 2025; see the site", 1),
        ] {
            let found = rows(&["Name".to_owned(), name.to_owned()], vec!["A".to_owned(), cell.to_owned()]);
            assert_eq!(found.len(), expected, "{cell}");
            assert!(found.iter().all(|row| row[0] == "A"));
        }
        let names = ["Date", "City"].map(str::to_owned);
        let cells = ["8-11 July 2025<br>6-9 July 2026", "Oslo<br>Rome"].map(str::to_owned).to_vec();
        assert_eq!(rows(&names, cells), [["8-11 July 2025", "Oslo"], ["6-9 July 2026", "Rome"]]);
    }
}
