//! The conferences that the page of one leads to: what else is in the same week, what is near, its other editions, its parts.
//!
//! Comes in: the feed. Goes out: indices of its conferences. Goes by the dates of the conferences alone, whatever
//! the day.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use crate::model::{Conference, Feed};
use crate::place::{EARTH_RADIUS_KM, Geo};

/// The most conferences of each of the four lists.
const MAX_NEIGHBOURS: usize = 8;
/// The most conferences that are counted for a list, so that each page of a long list takes little time.
pub(super) const MAX_COUNTED: usize = 100;
/// The most kilometres to a conference that is near.
const MAX_DISTANCE_KM: f64 = 500.0;
/// The most days between the first days of two conferences that are near to each other.
const MAX_NEAR_DAYS: u32 = 183;
/// The most days between the first days of two conferences of one week; longer ones are programmes rather than conferences.
const MAX_WEEK_DAYS: u32 = 60;

/// The neighbours of the conferences of a feed. Each page of a long list looks at thousands of conferences, so their days and
/// their places are held side by side, in a form that takes no time to compare.
#[derive(Debug)]
pub(super) struct Neighbours {
    /// Each conference that takes place on known days.
    dated: ByStart,
    /// The first and the last day of each conference that has dates, by its index.
    days: Vec<Option<(Day, Day)>>,
    /// The place of each conference, by its index.
    spots: Vec<Spot>,
    /// The editions of each series, by its name in lower case. One that has no date yet is the last.
    editions: HashMap<String, ByStart>,
    /// The indices of the parts of each conference, by its id.
    parts: HashMap<String, Vec<usize>>,
}

/// The number of a day.
type Day = i32;

/// The first days and the indices of conferences, in the order of the days.
type ByStart = Vec<(Day, usize)>;

/// The place of a conference.
#[derive(Debug)]
struct Spot {
    /// On a sphere of radius 1, around its centre.
    point: Option<[f64; 3]>,
    /// The number of its city, which differs from that of the same name in another country.
    city: Option<usize>,
}

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
        let (mut spots, mut cities) = (Vec::new(), HashMap::new());
        for (index, conference) in feed.conferences.iter().enumerate() {
            if let Some(dates) = conference.dates.filter(|_| conference.status.takes_place()) {
                dated.push((number(dates.start().day()), index));
            }
            if let Some(series) = &conference.series {
                editions.entry(series.to_lowercase()).or_default().push((first_day(conference), index));
            }
            if let Some(parent) = &conference.part_of {
                parts.entry(parent.id.to_string()).or_default().push(index);
            }
            let place = &conference.place;
            let free = cities.len();
            let city = place.city.as_deref().map(|city| *cities.entry((city, place.country)).or_insert(free));
            spots.push(Spot { point: place.geo.map(on_sphere), city });
        }
        dated.sort_unstable();
        editions.values_mut().for_each(|editions| editions.sort_unstable());
        Neighbours { dated, days: feed.conferences.iter().map(days).collect(), spots, editions, parts }
    }

    /// The conferences on the days of the weeks of a conference, Monday to Sunday.
    pub(super) fn same_week(&self, index: usize) -> Nearest {
        let Some((first, last)) = self.days[index] else { return nearest(Vec::new()) };
        // The first of all days is a Monday.
        let monday = first - (first - 1).rem_euclid(7);
        let sunday = last - (last - 1).rem_euclid(7) + 6;
        let until = self.dated.partition_point(|(start, _)| *start <= sunday);
        let is_on = |other: usize| self.days[other].is_some_and(|(_, last)| last >= monday);
        around(&self.dated[..until], first, MAX_WEEK_DAYS, |other| other != index && is_on(other))
    }

    /// The conferences within [`MAX_DISTANCE_KM`], or in the same city, up to half a year before and after.
    pub(super) fn near(&self, index: usize) -> Nearest {
        let Some((first, _)) = self.days[index] else { return nearest(Vec::new()) };
        let own = &self.spots[index];
        let line = 2.0 * (MAX_DISTANCE_KM / EARTH_RADIUS_KM / 2.0).sin();
        around(&self.dated, first, MAX_NEAR_DAYS, |other| other != index && own.is_near(&self.spots[other], line))
    }

    /// The other conferences of its series, the ones around it.
    pub(super) fn editions(&self, feed: &Feed, index: usize) -> Nearest {
        let own = &feed.conferences[index];
        let editions = own.series.as_ref().and_then(|series| self.editions.get(&series.to_lowercase()));
        around(editions.map_or(&[][..], Vec::as_slice), first_day(own), u32::MAX, |other| other != index)
    }

    /// The conferences that are part of it, all of them.
    pub(super) fn parts(&self, feed: &Feed, index: usize) -> Nearest {
        let indices = self.parts.get(feed.conferences[index].id.as_str()).cloned().unwrap_or_default();
        Nearest { all: indices.len(), indices }
    }
}

/// The conferences that are wanted, going away from a day in both directions, in the order of their days.
fn around(conferences: &[(Day, usize)], day: Day, most_days: u32, is_wanted: impl Fn(usize) -> bool) -> Nearest {
    let middle = conferences.partition_point(|(start, _)| *start < day);
    let (mut before, mut after) = conferences.split_at(middle);
    let apart = |entry: Option<&(Day, usize)>| entry.map_or(u32::MAX, |(start, _)| start.abs_diff(day));
    let mut wanted = Vec::new();
    while wanted.len() < MAX_COUNTED {
        let is_before = apart(before.last()) < apart(after.first());
        let next = if is_before { before.split_off_last() } else { after.split_off_first() };
        let Some(&(start, index)) = next else { break };
        if start.abs_diff(day) > most_days {
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

fn number(day: NaiveDate) -> Day {
    day.num_days_from_ce()
}

/// The first day on which a conference may take place; the last of all days without any date.
fn first_day(conference: &Conference) -> Day {
    number(conference.span().map_or(NaiveDate::MAX, |(first, _)| first))
}

/// The first and the last day of a conference that has dates.
fn days(conference: &Conference) -> Option<(Day, Day)> {
    conference.dates.map(|dates| (number(dates.start().day()), number(dates.last_day())))
}

fn on_sphere(geo: Geo) -> [f64; 3] {
    let ((up, out), (y, x)) = (geo.lat.to_radians().sin_cos(), geo.lon.to_radians().sin_cos());
    [out * x, out * y, up]
}

impl Spot {
    /// True if a straight line to another place is this long at most, or if both are in the same city. A line needs no
    /// trigonometry.
    fn is_near(&self, other: &Spot, most: f64) -> bool {
        match (self.point, other.point) {
            (Some(one), Some(other)) => {
                let (x, y, z) = (one[0] - other[0], one[1] - other[1], one[2] - other[2]);
                x * x + y * y + z * z <= most * most
            }
            _ => self.city.is_some() && self.city == other.city,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_as_long_as_its_arc_says() {
        let geo = |lat: i32, lon: i32| Geo::new(f64::from(lat), f64::from(lon)).expect("coordinates");
        let spot = |geo: Geo| Spot { point: Some(on_sphere(geo)), city: None };
        let line = 2.0 * (MAX_DISTANCE_KM / EARTH_RADIUS_KM / 2.0).sin();
        for lat in [-90, -89, -66, -23, 0, 1, 45, 60, 87, 90] {
            for lon in [-180, -179, -90, -1, 0, 100, 180] {
                for other in (lat - 6..=lat + 6).flat_map(|lat| (-180..=180).map(move |lon| (lat, lon))) {
                    let (one, Some(other)) = (geo(lat, lon), Geo::new(f64::from(other.0), f64::from(other.1))) else {
                        continue;
                    };
                    let is_near = one.distance_km(other) <= MAX_DISTANCE_KM;
                    assert_eq!(spot(one).is_near(&spot(other), line), is_near, "{one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_week_is_monday_to_sunday() {
        let entry = |(number, dates): (usize, &(&str, &str))| {
            format!("[[conference]]\nid = 'c{number}'\nname = 'C'\nstart = {}\nend = {}\n", dates.0, dates.1)
        };
        // 3 May 2027 is a Monday.
        let dates = [
            ("2027-05-05", "2027-05-05"),
            ("2027-04-20", "2027-05-03"),
            ("2027-05-01", "2027-05-02"),
            ("2027-05-09", "2027-05-12"),
            ("2027-05-10", "2027-05-10"),
        ];
        let list: String = dates.iter().enumerate().map(entry).collect();
        let neighbours = Neighbours::new(&crate::site::page::tests::read(&list));
        for (index, expected) in [(0, &[1, 3][..]), (1, &[2, 0, 3]), (2, &[1]), (3, &[1, 0, 4]), (4, &[3])] {
            assert_eq!(neighbours.same_week(index).indices, expected, "{index}");
        }
    }
}
