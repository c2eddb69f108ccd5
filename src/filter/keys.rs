//! The filters, a row each: the key, its help, and how a value of it is read.
//!
//! The command line, `[[view]]` and the queries of a server are made from this table.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Cutoff, EventKind, Filter, Names, OnlineRule};
use crate::deadline_kind::DeadlineKind;
use crate::duration::Duration;
use crate::error::Error;
use crate::model::{Status, Times};
use crate::place::{Country, Geo, Region};

/// A filter: its key, and what it chooses.
///
/// # Examples
///
/// ```
/// let region = confcal::Filter::key("region").unwrap();
/// assert_eq!(region.placeholder, "REGION");
/// assert!(confcal::Filter::key("colour").is_none());
/// ```
pub struct FilterKey {
    /// The key, in lower case.
    pub name: &'static str,
    /// The placeholder of its value in a help text.
    pub placeholder: &'static str,
    /// The events that it chooses, in a phrase without a full stop.
    pub help: &'static str,
    /// True if one value may hold several, with commas between: only where no single value has a comma.
    pub is_list: bool,
    /// The values that are known without a list, each with its meaning if it has another word for it. A list may have more.
    pub known: fn() -> Vec<(&'static str, Option<&'static str>)>,
    pub(super) read: fn(&mut Filter, &str, &FilterContext) -> Result<(), Error>,
}

/// The surroundings in which a value is read.
pub(super) struct FilterContext<'n> {
    pub(super) names: &'n Names,
    pub(super) now: DateTime<Utc>,
}

impl Filter {
    /// All filters.
    pub const KEYS: &[FilterKey] = &[
        FilterKey {
            name: "region",
            placeholder: "REGION",
            help: "Events that take place there: europe, western-europe, or a region of the list",
            is_list: false,
            known: || Region::m49_words().map(|(name, title)| (name, Some(title))).collect(),
            read: |filter, value, context| push(&mut filter.regions, context.names.region(value)),
        },
        FilterKey {
            name: "country",
            placeholder: "COUNTRY",
            help: "Events that take place there: a code or a name",
            is_list: false,
            known: || Country::all().map(|country| (country.alpha2(), Some(country.name()))).collect(),
            read: |filter, value, _| push(&mut filter.countries, value.parse()),
        },
        FilterKey {
            name: "near",
            placeholder: "LAT,LON,KM",
            help: "Events that take place within this distance, if the list gives their coordinates (`geo`)",
            is_list: false,
            known: Vec::new,
            read: |filter, value, context| {
                let circle = near(value)?;
                if !context.names.have_geo() {
                    return Err(Error::new(
                        "nothing in the list has coordinates",
                        "add `geo = { lat = …, lon = … }` to its entries",
                    ));
                }
                filter.near.push(circle);
                Ok(())
            },
        },
        FilterKey {
            name: "tag",
            placeholder: "TAG",
            help: "Conferences with this tag",
            is_list: true,
            known: Vec::new,
            read: |filter, value, context| extend(&mut filter.tags, context.names.tags(value)),
        },
        FilterKey {
            name: "series",
            placeholder: "SERIES",
            help: "Editions of this series",
            is_list: false,
            known: Vec::new,
            read: |filter, value, context| extend(&mut filter.series, context.names.series(value)),
        },
        FilterKey {
            name: "language",
            placeholder: "LANGUAGE",
            help: "Conferences where this language is spoken",
            is_list: true,
            known: Vec::new,
            read: |filter, value, context| extend(&mut filter.languages, context.names.languages(value)),
        },
        FilterKey {
            name: "id",
            placeholder: "ID",
            help: "The conference with this id",
            is_list: true,
            known: Vec::new,
            read: |filter, value, context| extend(&mut filter.ids, context.names.ids(value)),
        },
        FilterKey {
            name: "year",
            placeholder: "YEAR",
            help: "Conferences of this year, with their deadlines",
            is_list: true,
            known: Vec::new,
            read: |filter, value, _| push(&mut filter.years, year(value)),
        },
        FilterKey {
            name: "online",
            placeholder: "only|exclude",
            help: "`only`: events that one can join online; `exclude`: all except those that are only online",
            is_list: false,
            known: || OnlineRule::ALL.iter().map(|rule| (rule.as_str(), None)).collect(),
            read: |filter, value, _| push(&mut filter.online, value.parse()),
        },
        FilterKey {
            name: "from",
            placeholder: "DATE",
            help: "Events from this day on: 2022-07-01, today+30d; with `today`, all that is not over yet",
            is_list: false,
            known: Vec::new,
            read: |filter, value, context| push(&mut filter.from, cutoff(value, context.now)),
        },
        FilterKey {
            name: "until",
            placeholder: "DATE",
            help: "Events that start until this day, inclusive",
            is_list: false,
            known: Vec::new,
            read: |filter, value, context| {
                filter.until = filter.until.max(Some(date(value, context.now.date_naive())?));
                Ok(())
            },
        },
        FilterKey {
            name: "only",
            placeholder: "EVENTS",
            help: "Events of this kind: conferences, sessions, deadlines",
            is_list: true,
            known: || EventKind::ALL.iter().map(|kind| (kind.as_str(), None)).collect(),
            read: |filter, value, _| push(&mut filter.only, event_kind(value)),
        },
        FilterKey {
            name: "kind",
            placeholder: "KIND",
            help: "Of the deadlines, those of this kind: cfp, paper, early-bird …; conferences and sessions stay",
            is_list: true,
            known: || DeadlineKind::ALL.iter().map(|kind| (kind.as_str(), None)).collect(),
            read: |filter, value, _| push(&mut filter.kinds, value.parse()),
        },
        FilterKey {
            name: "status",
            placeholder: "STATUS",
            help: "Conferences of this status: confirmed, tentative, postponed, cancelled",
            is_list: true,
            known: || Status::ALL.iter().map(|status| (status.as_str(), None)).collect(),
            read: |filter, value, _| push(&mut filter.statuses, value.parse()),
        },
        FilterKey {
            name: "times",
            placeholder: "local|utc",
            help: "All events, their times as the list gives them or in UTC",
            is_list: false,
            known: || Times::ALL.iter().map(|times| (times.as_str(), None)).collect(),
            read: |filter, value, _| {
                filter.times = value.to_lowercase().parse()?;
                Ok(())
            },
        },
    ];

    /// The values of each key, in lower case: two filters that have the same ask for the same, in whatever order they do.
    pub(crate) fn values_of<T: AsRef<str>>(words: &[(T, T)]) -> BTreeSet<(&str, String)> {
        let values = |(name, text): &(T, T)| -> Vec<String> {
            let (name, text) = (name.as_ref(), text.as_ref());
            let values = Filter::key(name).map(|key| key.values(text).map(str::to_lowercase).collect());
            values.unwrap_or_else(|| vec![text.to_lowercase()])
        };
        words.iter().flat_map(|word| values(word).into_iter().map(|value| (word.0.as_ref(), value))).collect()
    }

    /// The filter of this key.
    pub fn key(name: &str) -> Option<&'static FilterKey> {
        Filter::KEYS.iter().find(|key| key.name == name)
    }
}

impl FilterKey {
    /// The values that a text holds: several with commas between where [`FilterKey::is_list`] is true, else the whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Filter;
    /// let values = |key, text| Filter::key(key).unwrap().values(text).collect::<Vec<_>>();
    /// assert_eq!(values("kind", "cfp, paper"), ["cfp", "paper"]);
    /// assert_eq!(values("country", "Korea, Republic of"), ["Korea, Republic of"]);
    /// ```
    pub fn values<'v>(&self, text: &'v str) -> impl Iterator<Item = &'v str> {
        let is_list = self.is_list;
        text.split(move |char| is_list && char == ',').map(str::trim)
    }

    /// Reads a text into the filter.
    pub(super) fn add(&self, filter: &mut Filter, text: &str, context: &FilterContext) -> Result<(), Error> {
        for value in self.values(text) {
            (self.read)(filter, value, context).map_err(|error| self.explain(error, value))?;
        }
        Ok(())
    }

    /// Adds to an error how several values are given, where it seems that they were meant.
    fn explain(&self, error: Error, value: &str) -> Error {
        let parts: Vec<&str> = value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if !matches!(self.name, "region" | "country" | "series") || parts.len() < 2 {
            return error;
        }
        let all = |before: &str, between: &str| {
            parts.iter().map(|part| format!("{before}{part}")).collect::<Vec<_>>().join(between)
        };
        let name = self.name;
        let options = all(&format!("--{name} "), " ");
        let parameters = all(&format!("{name}="), "&");
        Error::new(error.message(), format!("give each by itself: `{options}`, in an address `{parameters}`"))
    }
}

fn push<T>(values: &mut Vec<T>, value: Result<T, Error>) -> Result<(), Error> {
    values.push(value?);
    Ok(())
}

fn extend<T>(values: &mut Vec<T>, more: Result<Vec<T>, Error>) -> Result<(), Error> {
    values.extend(more?);
    Ok(())
}

/// The kind of event that has this word.
fn event_kind(value: &str) -> Result<EventKind, Error> {
    if DeadlineKind::ALL.iter().any(|kind| kind.as_str() == value) {
        let help = format!("it is a kind of deadline: take `deadlines` here, and `kind` with `{value}`");
        return Err(Error::new(format!("there is no kind of event `{value}`"), help));
    }
    value.parse()
}

fn near(value: &str) -> Result<(Geo, f64), Error> {
    let numbers: Vec<f64> = value.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    match numbers[..] {
        [lat, lon, km] if value.split(',').count() == 3 && km.is_finite() && km > 0.0 => {
            Geo::new(lat, lon).map(|geo| (geo, km))
        }
        _ => None,
    }
    .ok_or_else(|| {
        Error::new(
            format!("`{value}` is not a circle"),
            "write latitude, longitude and kilometres: `52.52,13.40,300`".to_owned(),
        )
    })
}

fn year(value: &str) -> Result<i32, Error> {
    let year = value.parse().ok().filter(|year| value.len() == 4 && (1900..=2199).contains(year));
    year.ok_or_else(|| Error::new(format!("`{value}` is not a year"), "write it in four digits: `2022`"))
}

/// The lower bound that a date stands for. A day to come excludes too what is over already, wherever it was that day.
fn cutoff(value: &str, now: DateTime<Utc>) -> Result<Cutoff, Error> {
    let today = now.date_naive();
    let day = date(value, today)?;
    Ok(match value.starts_with("today") {
        true if day == today => Cutoff { day: None, open_at: Some(now) },
        true if day > today => Cutoff { day: Some(day), open_at: Some(now) },
        _ => Cutoff { day: Some(day), open_at: None },
    })
}

/// `2022-07-01`, `today`, `today+30d`, `today-1w`.
fn date(value: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let date = match value.strip_prefix("today") {
        None => value.parse().ok().filter(|_| value.len() == "2022-07-01".len()),
        Some("") => Some(today),
        Some(shift) => shifted(today, shift),
    };
    date.ok_or_else(|| {
        let help = "write `2022-07-01`, `today`, `today+30d` or `today-2w`, in days or weeks";
        Error::new(format!("`{value}` is not a date"), help)
    })
}

/// A day this far from another: `+30d`, `-1w`. Hours would be rounded without a word, and `1m` may be meant as a month.
fn shifted(day: NaiveDate, shift: &str) -> Option<NaiveDate> {
    let (sign, length) = shift.split_at_checked(1)?;
    if length.contains(['m', 'h', 'y']) {
        return None;
    }
    let days = TimeDelta::minutes(length.parse::<Duration>().ok()?.minutes());
    match sign {
        "+" => day.checked_add_signed(days),
        "-" => day.checked_sub_signed(days),
        _ => None,
    }
}
