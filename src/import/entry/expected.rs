//! The month or the year in which a conference is expected that has no days yet.

use chrono::{Datelike as _, NaiveDate};

use super::super::dates::{self, Dates, Doubt, Hint, Parsed, When};
use super::super::document::Notation;
use super::super::guess::words;
use super::super::mapping::Texts;
use super::super::records::Record;
use super::super::{markdown, status};
use super::date_texts::{is_tentative, only_year, year_in};
use super::{Entry, Maker, shown};

impl Maker<'_> {
    /// The month from whose first to its last day a conference is said to be whose name says that its dates are open.
    pub(super) fn whole_month(
        &self,
        record: &Record,
        entry: &Entry,
        found: Option<&(Dates, usize, String)>,
    ) -> Option<(String, String)> {
        let first = found?.0.start.day().filter(|day| day.day() == 1 && entry.status == Some("tentative"))?;
        let (text, _) = record.text(&self.mapping.fields.end)?;
        let Parsed::Dates(Dates { start: When::Day(last), .. }) = dates::parse(&text, &self.hint(record)) else {
            return None;
        };
        let is_month = last.succ_opt().is_some_and(|next| next.day() == 1)
            && (last.year(), last.month()) == (first.year(), first.month());
        is_month.then(|| (first.format("%Y-%m").to_string(), entry.name.clone()))
    }

    /// True if a day stands in for the month or the year that another text names, as one that a field calls uncertain does, and the
    /// first or the last day of it: `2026-08-01` beside `Aug 2026`, `2026-10-15` beside `Q4 2026` with `tbc: true`.
    pub(super) fn is_stand_in(&self, record: &Record, dates: &Dates, waiting: Option<&(String, String)>) -> bool {
        let (Some(day), Some((expected, _)), None) = (dates.start.day(), waiting, &dates.end) else { return false };
        if !day.to_string().starts_with(expected) || dates.guessed_year {
            return false;
        }
        let is_at_edge = |day: NaiveDate| {
            [day.pred_opt(), day.succ_opt()].iter().flatten().any(|other| !other.to_string().starts_with(expected))
        };
        let Some((end, _)) = record.text(&self.mapping.fields.end) else {
            return is_at_edge(day) || self.is_tentative(record);
        };
        // From the first to the last day of it, or one of them twice.
        match dates::parse(&end, &self.hint(record)) {
            Parsed::Dates(Dates { start: When::Day(end), end: None, .. }) => {
                is_at_edge(day)
                    && is_at_edge(end)
                    && end.to_string().starts_with(expected)
                    && (day.day() == 1 || day == end)
            }
            _ => false,
        }
    }

    /// Sets the month or year in which a conference without dates is expected: that of its own field, `waiting`, or the year of the
    /// record. Says of a text that knows more than that, as `Q4 2026` does.
    pub(super) fn expect(
        &mut self,
        record: &Record,
        entry: &mut Entry,
        waiting: Option<(String, String)>,
        hint: &Hint,
    ) {
        let fields = &self.mapping.fields;
        let field = record.text(&fields.expected).and_then(|(text, _)| {
            let expected = match dates::parse(&text, &Hint::default()) {
                Parsed::Dates(Dates { start: When::Month { year, month }, .. }) => Some(format!("{year}-{month:02}")),
                Parsed::Dates(found) => Some(found.start.year().to_string()),
                _ => None,
            };
            Some((expected?, text))
        });
        let year = || {
            let year = record.text(&fields.year).and_then(|(text, _)| year_in(&text))?;
            Some(hint.month.map_or(year.to_string(), |month| format!("{year}-{month:02}")))
        };
        let Some((expected, text)) = field.or(waiting) else {
            entry.expected = year();
            return;
        };
        if knows_more(&text, &expected) {
            let paths =
                [&fields.expected, &fields.start, &fields.dates, &fields.end].into_iter().flat_map(|texts| &texts.0);
            let line = paths.filter_map(|path| record.text(&Texts::one(path))).find(|(other, _)| *other == text);
            let text = shown(&text);
            entry.comments.entry("expected").or_insert_with(|| format!("was `{text}`"));
            let message =
                format!("`{text}` is no day, month or year: `{expected}` is taken, and a comment has the text");
            self.note(record, line.map_or(0, |(_, line)| line), message);
        }
        entry.expected = Some(expected);
    }

    /// Takes the year from the name of a conference whose dates are not known yet: `ESANN 2027` with `TBA`, or without a date in a
    /// list of data that has fields for dates.
    pub(super) fn year_of_name(&mut self, record: &Record, entry: &mut Entry) {
        let fields = &self.mapping.fields;
        let has_dates = !(fields.start.is_empty() && fields.dates.is_empty() && self.mapping.deadlines.is_empty());
        let is_data =
            matches!(record.document.notation, Notation::Yaml | Notation::Json | Notation::Csv | Notation::Toml);
        let is_waiting = entry.comments.contains_key("start") || is_data && has_dates && !entry.is_dated();
        if self.may_be_undated || !is_waiting || entry.start.is_some() || entry.expected.is_some() {
            return;
        }
        let Some(year) = only_year(&entry.name) else { return };
        entry.expected = Some(year.to_string());
        self.note(record, 0, format!("{} has no date: {year} is taken from its name", entry.name));
    }
}

/// The month that the text at a path names without a day, and that text.
pub(super) fn month_alone(record: &Record, path: &str, hint: &Hint) -> Option<(String, String)> {
    let (text, _) = record.text(&Texts::one(path))?;
    match dates::parse(&markdown::plain(&text), hint) {
        Parsed::Dates(Dates { start: When::Month { year, month }, end: None, .. }) => {
            Some((format!("{year}-{month:02}"), text))
        }
        _ => None,
    }
}

/// The month or the year of a date that another field says to be no more precise: `date_precision: month`.
pub(super) fn less_precise(record: &Record, day: NaiveDate) -> Option<String> {
    let is_precision = |key: &str| key.to_lowercase().replace(['_', '-'], "").ends_with("dateprecision");
    let (_, node) = record.node.members().iter().find(|(key, _)| is_precision(key))?;
    match node.scalar()?.to_lowercase().as_str() {
        "month" => Some(day.format("%Y-%m").to_string()),
        "year" => Some(day.format("%Y").to_string()),
        _ => None,
    }
}

/// True if a text says more than the month or the year that is taken from it, `2026-W20`, `H1 2027`, `mid-May 2026`, `May or June 2026`,
/// rather than that and how sure it is, `May 2026 (TBC)`.
fn knows_more(text: &str, expected: &str) -> bool {
    const PLAIN: &str = "in of the on year month date dates";
    let text = markdown::plain(text);
    let (year, month) =
        expected.split_once('-').map_or((expected, None), |(year, month)| (year, month.parse::<u32>().ok()));
    let short_year = year.get(2..).unwrap_or_default();
    let is_known = |word: &str| {
        let lower = word.to_lowercase();
        word == year
            || word == short_year
            || month.is_some() && (words::month(word) == month || word.parse().ok() == month)
            || PLAIN.split(' ').any(|plain| plain == lower)
    };
    // `1st week of June`
    let is_in_doubt = dates::doubt(&text) == Some(Doubt::About) && !text.to_lowercase().contains("week");
    let is_sure = status::of_text(&text).is_none() && !is_tentative(&text) && !is_in_doubt;
    is_sure && text.split(|char: char| !char.is_alphanumeric()).any(|word| !word.is_empty() && !is_known(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_more_than_a_month_or_a_year_is_told() {
        for (text, expected, knows) in [
            ("2026-W20", "2026", true),
            ("Q4 2026", "2026", true),
            ("H1 2027", "2027", true),
            ("May or June 2026", "2026-05", true),
            ("mid-May 2026", "2026-05", true),
            ("2026-05/06", "2026-05", true),
            ("Spring 2027", "2027", true),
            ("May-June 2026", "2026-05", true),
            ("1st week of June 2027", "2027-06", true),
            ("May 2026", "2026-05", false),
            ("in May 2026", "2026-05", false),
            ("2026-05", "2026-05", false),
            ("5/2026", "2026-05", false),
            ("Mai '26", "2026-05", false),
            ("2026", "2026", false),
            ("May 2026 (TBC)", "2026-05", false),
            ("Postponed to 2028", "2028", false),
        ] {
            assert_eq!(knows_more(text, expected), knows, "{text}");
        }
    }
}
