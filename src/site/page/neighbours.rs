//! The conferences that the page of one leads to: what else is in the same week, what is near, its other editions, its parts.
//!
//! Comes in: the feed. Goes out: indices of its conferences. Goes by the dates of the conferences alone, whatever
//! the day.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta, Weekday};

use crate::model::{Conference, Feed};

/// The most conferences of each of the four lists.
const MAX_NEIGHBOURS: usize = 8;
/// The most conferences that are counted for a list, so that each page of a long list takes little time.
pub(super) const MAX_COUNTED: usize = 100;
/// The most kilometres to a conference that is near.
const MAX_DISTANCE_KM: f64 = 500.0;
/// The most days between the first days of two conferences that are near to each other.
const MAX_NEAR_DAYS: u64 = 183;
/// The most days between the first days of two conferences of one week; longer ones are programmes rather than conferences.
const MAX_WEEK_DAYS: u64 = 60;

/// The neighbours of the conferences of a feed. Takes time in proportion to the feed, however many pages ask.
#[derive(Debug)]
pub(super) struct Neighbours {
    /// Each conference that takes place on known days.
    dated: ByStart,
    /// The editions of each series, by its name in lower case. One that has no date yet is the last.
    editions: HashMap<String, ByStart>,
    /// The indices of the parts of each conference, by its id.
    parts: HashMap<String, Vec<usize>>,
}

/// The first days and the indices of conferences, in the order of the days.
type ByStart = Vec<(NaiveDate, usize)>;

/// The nearest conferences of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Nearest {
    /// Their indices, in the order of their days; [`MAX_NEIGHBOURS`] at most.
    pub(super) indices: Vec<usize>,
    /// The number of all, [`MAX_COUNTED`] at most.
    pub(super) all: usize,
}

impl Neighbours {
    pub(super) fn new(feed: &Feed) -> Neighbours {
        let mut dated = ByStart::new();
        let (mut editions, mut parts): (HashMap<_, ByStart>, HashMap<_, Vec<_>>) = Default::default();
        for (index, conference) in feed.conferences.iter().enumerate() {
            if let Some(dates) = conference.dates.filter(|_| conference.status.takes_place()) {
                dated.push((dates.start().day(), index));
            }
            if let Some(series) = &conference.series {
                editions.entry(series.to_lowercase()).or_default().push((first_day(conference), index));
            }
            if let Some(parent) = &conference.part_of {
                parts.entry(parent.id.to_string()).or_default().push(index);
            }
        }
        dated.sort_unstable();
        editions.values_mut().for_each(|editions| editions.sort_unstable());
        Neighbours { dated, editions, parts }
    }

    /// The conferences on the days of the weeks of a conference, Monday to Sunday.
    pub(super) fn same_week(&self, feed: &Feed, index: usize) -> Nearest {
        let Some((first, last)) = days(&feed.conferences[index]) else { return nearest(Vec::new()) };
        let monday = first.week(Weekday::Mon).first_day();
        let sunday = last.week(Weekday::Mon).last_day();
        let overlaps = |other: usize| {
            days(&feed.conferences[other]).is_some_and(|(first, last)| first <= sunday && last >= monday)
        };
        around(&self.dated, first, MAX_WEEK_DAYS, |other| other != index && overlaps(other))
    }

    /// The conferences within [`MAX_DISTANCE_KM`], or in the same city, up to half a year before and after.
    pub(super) fn near(&self, feed: &Feed, index: usize) -> Nearest {
        let own = &feed.conferences[index];
        let Some((first, _)) = days(own) else { return nearest(Vec::new()) };
        around(&self.dated, first, MAX_NEAR_DAYS, |other| other != index && is_near(own, &feed.conferences[other]))
    }

    /// The other conferences of its series, the ones around it.
    pub(super) fn editions(&self, feed: &Feed, index: usize) -> Nearest {
        let own = &feed.conferences[index];
        let editions = own.series.as_ref().and_then(|series| self.editions.get(&series.to_lowercase()));
        around(editions.map_or(&[][..], Vec::as_slice), first_day(own), u64::MAX, |other| other != index)
    }

    /// The conferences that are part of it, all of them.
    pub(super) fn parts(&self, feed: &Feed, index: usize) -> Nearest {
        let indices = self.parts.get(feed.conferences[index].id.as_str()).cloned().unwrap_or_default();
        Nearest { all: indices.len(), indices }
    }
}

/// The conferences that are wanted, going away from a day in both directions, in the order of their days.
fn around(
    conferences: &[(NaiveDate, usize)],
    day: NaiveDate,
    most_days: u64,
    is_wanted: impl Fn(usize) -> bool,
) -> Nearest {
    let middle = conferences.partition_point(|(start, _)| *start < day);
    let (before, after) = conferences.split_at(middle);
    let (mut before, mut after) = (before.iter().rev().peekable(), after.iter().peekable());
    let apart = |entry: Option<&&(NaiveDate, usize)>| entry.map_or(TimeDelta::MAX, |(start, _)| (*start - day).abs());
    let mut wanted = Vec::new();
    while wanted.len() < MAX_COUNTED {
        let is_before = apart(before.peek()) < apart(after.peek());
        let Some(&(start, index)) = (if is_before { before.next() } else { after.next() }) else { break };
        if (start - day).num_days().unsigned_abs() > most_days {
            break;
        }
        if is_wanted(index) {
            wanted.push((start, index));
        }
    }
    nearest(wanted)
}

/// The first of some conferences, in the order of their days.
fn nearest(mut found: ByStart) -> Nearest {
    let all = found.len();
    found.truncate(MAX_NEIGHBOURS);
    found.sort_unstable();
    Nearest { indices: found.into_iter().map(|(_, index)| index).collect(), all }
}

/// The first day on which a conference may take place; the last of all days without any date.
fn first_day(conference: &Conference) -> NaiveDate {
    conference.span().map_or(NaiveDate::MAX, |(first, _)| first)
}

/// The first and the last day of a conference that has dates.
fn days(conference: &Conference) -> Option<(NaiveDate, NaiveDate)> {
    conference.dates.map(|dates| (dates.start().day(), dates.last_day()))
}

fn is_near(one: &Conference, other: &Conference) -> bool {
    match (one.place.geo, other.place.geo) {
        (Some(one), Some(other)) => {
            // A degree of latitude has 111 km everywhere; most pairs need no trigonometry.
            (one.lat - other.lat).abs() * 110.0 <= MAX_DISTANCE_KM && one.distance_km(other) <= MAX_DISTANCE_KM
        }
        _ => one.place.city.is_some() && one.place.city == other.place.city && one.place.country == other.place.country,
    }
}
