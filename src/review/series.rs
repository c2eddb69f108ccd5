//! The editions of a series, and their spacing.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::Conference;
use crate::slug::slug;

/// Editions that begin within so many days of each other are one: the same event in several cities.
const ONE_EDITION_DAYS: i64 = 21;

/// The last spacings that count.
const MAX_SPACINGS: usize = 3;

/// The editions of a series.
pub(super) struct Series<'f> {
    /// In order of their first day; those without dates last.
    pub(super) editions: Vec<&'f Conference>,
}

/// All series of a list, by name. One of a single edition is a series too.
pub(super) fn all(conferences: &[Conference]) -> HashMap<String, Series<'_>> {
    let mut series: HashMap<String, Series> = HashMap::new();
    for conference in conferences {
        if let Some(name) = name(conference) {
            series.entry(name).or_insert(Series { editions: Vec::new() }).editions.push(conference);
        }
    }
    for series in series.values_mut() {
        series.editions.sort_by_key(|edition| start(edition).unwrap_or(NaiveDate::MAX));
    }
    series
}

/// The name of the series of a conference: that in the list, else its own name without the year. `None` without a year: such a
/// name may stand for anything.
pub(super) fn name(conference: &Conference) -> Option<String> {
    if let Some(series) = &conference.series {
        return Some(series.to_lowercase());
    }
    let name = slug(&conference.name);
    let is_year = |part: &&str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = name.split('-').filter(|part| !is_year(part)).collect();
    let plain = parts.join("-");
    (plain.len() < name.len() && !plain.is_empty()).then_some(plain)
}

/// The first day of a conference with dates.
pub(super) fn start(conference: &Conference) -> Option<NaiveDate> {
    conference.dates.map(|dates| dates.start().day())
}

/// The first days of editions, in order; those of one edition in several cities are one.
pub(super) fn starts<'f>(editions: impl IntoIterator<Item = &'f Conference>) -> Vec<NaiveDate> {
    let mut starts: Vec<NaiveDate> = Vec::new();
    for day in editions.into_iter().filter_map(start) {
        if starts.last().is_none_or(|last| (day - *last).num_days() > ONE_EDITION_DAYS) {
            starts.push(day);
        }
    }
    starts
}

/// The days from one edition to the next, if the last ones are alike; one year may be left out. `None` of a single edition.
pub(super) fn spacing(starts: &[NaiveDate]) -> Option<i64> {
    let mut spacings: Vec<i64> = starts.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    spacings.drain(..spacings.len().saturating_sub(MAX_SPACINGS));
    let mut sorted = spacings.clone();
    sorted.sort_unstable();
    let typical = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let is_near = |days: i64, typical: i64| (days - typical).abs() * 4 <= typical;
    spacings.iter().all(|&days| is_near(days, typical) || is_near(days, 2 * typical)).then_some(typical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spacing_is_that_of_the_last_editions_if_they_are_alike() {
        let spacing = |days: &[&str]| spacing(&days.iter().map(|day| day.parse().unwrap()).collect::<Vec<_>>());
        for (days, expected) in [
            (vec![], None),
            (vec!["2024-07-01"], None),
            (vec!["2024-07-01", "2025-07-01"], Some(365)),
            (vec!["2023-07-20", "2024-07-08", "2025-07-14"], Some(354)),
            (vec!["2019-07-01", "2021-07-01", "2022-07-01", "2023-07-01"], Some(365)),
            (vec!["2021-07-01", "2023-07-01", "2025-07-01"], Some(730)),
            (vec!["2023-02-01", "2023-09-01", "2025-06-01"], None),
            (vec!["2001-01-01", "2005-06-01", "2023-07-01", "2024-07-01", "2025-07-01"], None),
            (vec!["2005-06-01", "2022-07-01", "2023-07-01", "2024-07-01", "2025-07-01"], Some(365)),
            (vec!["2025-01-14", "2025-02-11", "2025-03-11", "2025-04-15"], Some(28)),
        ] {
            assert_eq!(spacing(&days), expected, "{days:?}");
        }
    }
}
