//! The map of conferences and the timeline of each year.
//!
//! The outline of the land is Natural Earth's (public domain), simplified, in the projection Natural Earth I centred on 11° E.
//! The timeline is in percent across and in pixels down, so that its text keeps its size on a phone.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use super::date_text;
use super::land::{self, Point, Spread};
use super::links::{shortened, without_bidi_controls};
use super::translations::Translation;
use crate::model::{Conference, Feed, Status};
use crate::place::Geo;
use crate::time::Interval;

/// The most conferences of a year that are drawn as bars; more are drawn as a histogram of weeks.
const MAX_BARS: usize = 150;
/// The most bars of a year that have their name beside them.
const MAX_NAMES: usize = 40;
/// The maximum displacement of overlapping marks with land all around, in map units.
const MAX_MARK_OFFSET: f64 = 18.0;
/// The height of a lane of bars.
const LANE_PIXELS: usize = 24;
/// The height of the names of the months above the lanes.
const HEADER_PIXELS: usize = 26;
/// The height of a histogram.
const HISTOGRAM_PIXELS: usize = 96;

/// A conference on the map.
pub(super) struct Mark<'f> {
    pub(super) id: &'f str,
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) past: bool,
}

/// The timeline of a year.
pub(super) struct Year<'f> {
    pub(super) year: i32,
    /// The number of conferences, in words.
    pub(super) count: String,
    pub(super) past: bool,
    pub(super) height: usize,
    pub(super) ticks: Vec<(String, &'static str)>,
    pub(super) bars: Vec<Bar<'f>>,
    pub(super) weeks: Vec<Week>,
}

/// A conference in the timeline.
pub(super) struct Bar<'f> {
    pub(super) id: &'f str,
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: usize,
    pub(super) width: String,
    pub(super) name: Option<String>,
    /// The position of the name: after the bar, or before it near the end of the year.
    pub(super) name_x: String,
    pub(super) before: bool,
    pub(super) cancelled: bool,
}

/// A week of a histogram.
pub(super) struct Week {
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) width: String,
    pub(super) height: String,
}

/// The marks of all conferences with coordinates, and their size. Marks of the same place are spread over the land around it.
pub(super) fn marks<'f>(
    translation: &Translation,
    feed: &'f Feed,
    now: DateTime<Utc>,
) -> (Vec<Mark<'f>>, &'static str) {
    let on_map = feed.conferences.iter().filter_map(|one| Some((one, land::nearest(point(one.place.geo?)))));
    let on_map: Vec<(&Conference, Point)> = on_map.collect();
    let radius: f64 = if on_map.len() > 100 { 2.5 } else { 5.0 };
    let cell = |(x, y): Point| ((x / 4.0) as i64, (y / 4.0) as i64);
    let mut places: HashMap<(i64, i64), Spread> = HashMap::new();
    for (_, centre) in &on_map {
        places.entry(cell(*centre)).or_default().marks += 1;
    }
    let mut marks = Vec::new();
    for (conference, centre) in on_map {
        let place = places.entry(cell(centre)).or_default();
        // Many marks are closer together, to stay near their place.
        let apart = (radius * 1.7).min(MAX_MARK_OFFSET / f64::from(place.marks).sqrt());
        let (x, y) = place.next(centre, apart);
        marks.push(Mark {
            id: &conference.id,
            title: title(translation, conference),
            x: format!("{:.1}", x.clamp(radius, 1000.0 - radius)),
            y: format!("{:.1}", y.clamp(radius, 440.0 - radius)),
            past: conference.over_at() <= now,
        });
    }
    (marks, if radius > 3.0 { "large" } else { "small" })
}

/// The timelines of all years with a conference.
pub(super) fn years<'f>(translation: &Translation, feed: &'f Feed, today: NaiveDate) -> Vec<Year<'f>> {
    let mut by_year: BTreeMap<i32, Vec<DatedConference>> = BTreeMap::new();
    for conference in &feed.conferences {
        let Some(dates) = conference.dates else { continue };
        let (first, last) = (dates.start().day().year(), dates.last_day().year());
        // A conference is in two years at most: one that lasts for decades would make as many timelines.
        for year in first..=last.min(first + 1) {
            by_year.entry(year).or_default().push((conference, dates));
        }
    }
    by_year.into_iter().map(|(year, conferences)| strip(translation, year, conferences, today)).collect()
}

/// A conference and its dates.
type DatedConference<'f> = (&'f Conference, Interval);

fn strip<'f>(
    translation: &Translation,
    year: i32,
    mut conferences: Vec<DatedConference<'f>>,
    today: NaiveDate,
) -> Year<'f> {
    conferences.sort_by_key(|(_, dates)| (dates.start().sort_key(), dates.last_day()));
    let count = conferences.len();
    let ticks = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
    let ticks = ticks.map(|day| (percent(across(day)), translation.months_short[day.month0() as usize])).collect();
    let mut strip = Year {
        year,
        count: Translation::count(count, translation.script.shown_one, translation.script.shown_other),
        past: year < today.year(),
        height: HEADER_PIXELS + HISTOGRAM_PIXELS,
        ticks,
        bars: Vec::new(),
        weeks: Vec::new(),
    };
    if count > MAX_BARS {
        strip.weeks = weeks(translation, year, &conferences);
        return strip;
    }
    // The end of the last bar and name in each lane, in percent.
    let mut lanes: Vec<f64> = Vec::new();
    for (conference, dates) in conferences {
        let (first, last) = within(year, dates);
        let (start, end) = (across(first), across(last) + 100.0 / days_of(year));
        let called = conference.short.as_ref().unwrap_or(&conference.name);
        let name = (count <= MAX_NAMES).then(|| shortened(&without_bidi_controls(called), 26));
        // An estimate for the narrowest screen on which names are shown.
        let wide = name.as_ref().map_or(0.0, |name| 1.5 + 0.85 * name.chars().count() as f64);
        let before = end + wide > 100.0;
        let (from, to) = if before { (start - wide, end) } else { (start, end + wide) };
        let lane = lanes.iter().position(|taken| *taken <= from).unwrap_or(lanes.len());
        lanes.resize(lanes.len().max(lane + 1), 0.0);
        lanes[lane] = to + 0.3;
        strip.bars.push(Bar {
            id: &conference.id,
            title: title(translation, conference),
            x: percent(start),
            y: HEADER_PIXELS + lane * LANE_PIXELS,
            width: percent(end - start),
            name,
            name_x: percent(if before { start } else { end }),
            before,
            cancelled: conference.status == Status::Cancelled,
        });
    }
    strip.height = HEADER_PIXELS + lanes.len() * LANE_PIXELS;
    strip
}

/// The number of conferences in each week of a year.
fn weeks(translation: &Translation, year: i32, conferences: &[DatedConference]) -> Vec<Week> {
    let mut counts = [0_usize; 53];
    for &(_, dates) in conferences {
        let (first, last) = within(year, dates);
        (first.ordinal0() / 7..=last.ordinal0() / 7).for_each(|week| counts[week as usize] += 1);
    }
    let most = counts.iter().max().copied().unwrap_or_default().max(1);
    let mut weeks = Vec::new();
    for (week, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let first_day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default() + Days::new(7 * week as u64);
        let height = (HISTOGRAM_PIXELS as f64 * count as f64 / most as f64).max(1.0);
        weeks.push(Week {
            title: translation
                .week
                .replace("{day}", &date_text::day(translation, first_day))
                .replace("{n}", &count.to_string()),
            x: percent(across(first_day) + 0.15),
            y: format!("{:.1}", (HEADER_PIXELS + HISTOGRAM_PIXELS) as f64 - height),
            width: percent(700.0 / days_of(year) - 0.3),
            height: format!("{height:.1}"),
        });
    }
    weeks
}

/// The first and the last day of a conference in a year.
fn within(year: i32, dates: Interval) -> (NaiveDate, NaiveDate) {
    let first_day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    let last_day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
    let first = dates.start().day().clamp(first_day, last_day);
    (first, dates.last_day().clamp(first, last_day))
}

fn title(translation: &Translation, conference: &Conference) -> String {
    let days = date_text::for_conference(translation, conference);
    let name = shortened(&without_bidi_controls(&conference.name), 120);
    match conference.status {
        Status::Cancelled => format!("{}: {name}, {days}", translation.cancelled),
        Status::Postponed => format!("{}: {name}, {days}", translation.postponed),
        Status::Tentative => format!("{}: {name}, {days}", translation.tentative),
        Status::Confirmed => format!("{name}, {days}"),
    }
}

fn days_of(year: i32) -> f64 {
    NaiveDate::from_ymd_opt(year, 12, 31).map_or(365.0, |day| f64::from(day.ordinal()))
}

/// The beginning of a day within its year, in percent.
fn across(day: NaiveDate) -> f64 {
    f64::from(day.ordinal0()) * 100.0 / days_of(day.year())
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

/// The position of coordinates on the map: x from 0 to 1000, y from 0 to 440.
pub(super) fn point(geo: Geo) -> Point {
    let phi = geo.lat.to_radians();
    let lambda = ((geo.lon - 11.0 + 180.0).rem_euclid(360.0) - 180.0).to_radians();
    let p2 = phi * phi;
    let p4 = p2 * p2;
    let across = lambda * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)));
    let up = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
    (500.0 + 182.5 * across, 254.0 - 182.5 * up)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::page::tests::read;

    #[test]
    fn places_are_where_the_outline_has_them() {
        let at = |lat, lon| {
            let (x, y) = point(Geo::new(lat, lon).unwrap());
            format!("{x:.0} {y:.0}")
        };
        assert_eq!(at(53.3498, -6.2603), "459 83");
        assert_eq!(at(35.6762, 139.6503), "835 139");
        assert_eq!(at(-33.8688, 151.2093), "868 363");
    }

    #[test]
    fn a_bar_has_the_short_name_and_its_title_the_whole_one() {
        let feed = read(
            "[[conference]]\nname = 'International Conference on Software Engineering 2027'\nid = 'icse'\n\
             short = 'ICSE 2027'\nstart = 2027-05-11\n",
        );
        let years = years(Translation::for_language(None), &feed, "2027-01-01".parse().unwrap());
        let bar = &years[0].bars[0];
        assert_eq!(bar.name.as_deref(), Some("ICSE 2027"));
        assert_eq!(bar.title, "International Conference on Software Engineering 2027, 11 May 2027");
    }

    #[test]
    fn what_overlaps_is_in_lanes_of_its_own() {
        let feed = read(
            "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-07-11\nend = 2022-07-17\n\
             [[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-07-12\nend = 2022-07-13\n\
             [[conference]]\nname = 'C'\nid = 'c'\nstart = 2022-12-30\nend = 2023-01-02\n",
        );
        let years = years(Translation::for_language(None), &feed, "2022-01-01".parse().unwrap());
        let lanes: Vec<_> = years[0].bars.iter().map(|bar| bar.y).collect();
        assert_eq!(lanes, [HEADER_PIXELS, HEADER_PIXELS + LANE_PIXELS, HEADER_PIXELS]);
        assert!(years[0].bars[2].before, "its name would not fit after it");
        assert_eq!((years.len(), years[1].bars[0].x.as_str()), (2, "0.00%"));
    }
}
