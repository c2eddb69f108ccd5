//! The map of conferences and the timeline of the coming months.
//!
//! The outline of the land is Natural Earth's (public domain), simplified, in the projection Natural Earth I centred on 11° E.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};

use super::date_text;
use super::land::{self, Point, Spread};
use super::links::{shortened, without_bidi_controls};
use super::translations::Translation;
use crate::model::Conference;
use crate::place::Geo;
use crate::time::Interval;

/// The months of the timeline that are in view.
const MONTHS_IN_VIEW: u32 = 12;
/// The most months whose conferences are drawn, for a page that is read long after it was made.
const MAX_MONTHS: u32 = 24;
/// The width of a day: twelve months are as wide as the page.
pub(super) const DAY_PIXELS: f64 = 3.2;
/// The gap beside a name.
const NAME_GAP_PIXELS: f64 = 5.0;
/// The most conferences that are drawn as bars; more are a histogram of weeks.
const MAX_BARS: usize = 150;
/// The most bars that are laid out so that each has room for its name; of more, those have a name that have room by chance.
const MAX_NAMES: usize = 40;
/// The maximum displacement of overlapping marks with land all around, in map units.
const MAX_MARK_OFFSET: f64 = 18.0;
/// The height of a lane of bars.
const LANE_PIXELS: usize = 24;
/// The height of the names of the months above the lanes.
const HEADER_PIXELS: usize = 26;
/// The height of a histogram.
pub(super) const HISTOGRAM_PIXELS: usize = 96;

/// A conference on the map.
pub(super) struct Mark<'f> {
    pub(super) id: &'f str,
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) past: bool,
}

/// The timeline of the coming months. Everything in it is in pixels, so that its text keeps its size on a phone, where it is
/// scrolled.
pub(super) struct Timeline<'f> {
    pub(super) first: NaiveDate,
    /// The width of the months in view. More are drawn, and the script moves the view to the reader's month.
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) today: String,
    pub(super) months: Vec<TimelineMonth>,
    pub(super) bars: Vec<Bar<'f>>,
    pub(super) weeks: Vec<Week>,
}

/// The beginning of a month in the timeline.
pub(super) struct TimelineMonth {
    pub(super) x: String,
    /// Its short name, with the year in January and at the beginning.
    pub(super) name: String,
}

/// A conference in the timeline.
pub(super) struct Bar<'f> {
    pub(super) id: &'f str,
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: usize,
    pub(super) width: String,
    /// The name after the bar.
    pub(super) name: Option<String>,
    pub(super) name_x: String,
    /// True if the view ends within the name.
    pub(super) is_cut: bool,
    pub(super) is_off: bool,
    pub(super) is_past: bool,
}

/// A week of a histogram.
pub(super) struct Week {
    pub(super) day: String,
    pub(super) title: String,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) height: String,
}

/// The marks of all conferences with coordinates, and their size. Marks of the same place are spread over the land around it.
pub(super) fn marks<'f>(
    translation: &Translation,
    conferences: &[&'f Conference],
    now: DateTime<Utc>,
) -> (Vec<Mark<'f>>, &'static str) {
    let on_map = conferences.iter().filter_map(|one| Some((*one, land::nearest(point(one.place.geo?)))));
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

/// The timeline from this month on; `None` if nothing is coming.
pub(super) fn timeline<'f>(
    translation: &Translation,
    conferences: &[&'f Conference],
    now: DateTime<Utc>,
) -> Option<Timeline<'f>> {
    let today = now.date_naive();
    let first = today.with_day(1)?;
    let dated = conferences.iter().filter_map(|&conference| Some((conference, conference.dates?)));
    let mut conferences: Vec<DatedConference> = dated.filter(|(_, dates)| dates.last_day() >= first).collect();
    let last = conferences.iter().map(|(_, dates)| dates.start().day()).max()?;
    let month_of = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let months = ((month_of(last) - month_of(first) + 1) as u32).clamp(MONTHS_IN_VIEW, MAX_MONTHS);
    let end = first + Months::new(months);
    conferences.retain(|(_, dates)| dates.start().day() < end);
    conferences.sort_by_key(|(_, dates)| (dates.start().sort_key(), dates.last_day()));
    let x = |day: NaiveDate| (day - first).num_days() as f64 * DAY_PIXELS;
    // The last of these months may be the first in view.
    let names = (0..months + MONTHS_IN_VIEW - 1).map(|n| first + Months::new(n)).map(|month| TimelineMonth {
        x: pixels(x(month)),
        name: match translation.months_short[month.month0() as usize] {
            name if month == first || month.month() == 1 => format!("{name} {}", month.year()),
            name => name.to_owned(),
        },
    });
    let mut timeline = Timeline {
        first,
        width: x(first + Months::new(MONTHS_IN_VIEW)).ceil() as usize,
        height: HEADER_PIXELS + HISTOGRAM_PIXELS,
        today: pixels(x(today) + DAY_PIXELS / 2.0),
        months: names.collect(),
        bars: Vec::new(),
        weeks: Vec::new(),
    };
    if conferences.len() > MAX_BARS {
        timeline.weeks = weeks(translation, first, end, &conferences);
        return Some(timeline);
    }
    timeline.add_bars(translation, &conferences, now);
    Some(timeline)
}

impl<'f> Timeline<'f> {
    /// Adds a bar for each conference, in the first lane that has room for it and, if they are few, its name.
    fn add_bars(&mut self, translation: &Translation, conferences: &[DatedConference<'f>], now: DateTime<Utc>) {
        let x = |day: NaiveDate| (day - self.first).num_days() as f64 * DAY_PIXELS;
        let has_names = conferences.len() <= MAX_NAMES;
        let mut lanes: Vec<Lane> = Vec::new();
        for (conference, dates) in conferences {
            let start = x(dates.start().day().max(self.first));
            let end = x(dates.last_day()) + DAY_PIXELS;
            let called = conference.short.as_ref().unwrap_or(&conference.name);
            let name = shortened(&without_bidi_controls(called), 26);
            let wide = NAME_GAP_PIXELS + name.chars().map(char_pixels).sum::<f64>();
            let lane = lanes.iter().position(|lane| lane.taken <= start).unwrap_or(lanes.len());
            lanes.resize_with(lanes.len().max(lane + 1), Lane::default);
            let before = lanes[lane].last.replace((self.bars.len(), end + wide + NAME_GAP_PIXELS));
            if let Some((bar, _)) = before.filter(|(_, name_end)| !has_names && *name_end > start) {
                self.bars[bar].name = None;
            }
            lanes[lane].taken = if has_names { end + wide } else { end } + NAME_GAP_PIXELS;
            self.bars.push(Bar {
                id: &conference.id,
                title: title(translation, conference),
                x: pixels(start),
                y: HEADER_PIXELS + lane * LANE_PIXELS,
                width: pixels(end - start),
                name: Some(name),
                name_x: pixels(end + NAME_GAP_PIXELS),
                is_cut: end + wide > self.width as f64,
                is_off: !conference.status.takes_place(),
                is_past: conference.over_at() <= now,
            });
        }
        self.height = HEADER_PIXELS + lanes.len() * LANE_PIXELS;
    }
}

/// At least the width of a letter of a name, in the widest of the usual fonts.
fn char_pixels(char: char) -> f64 {
    match char {
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 12.0,
        ' ' | 'i' | 'j' | 'l' => 4.2,
        '\u{1100}'.. => 13.0,
        _ if char.is_uppercase() => 9.0,
        _ => 7.7,
    }
}

/// A lane of the timeline.
#[derive(Default)]
struct Lane {
    /// The end of its last bar, or of the name of that if it must have room, with the gap behind it.
    taken: f64,
    /// The index of its last bar, and the end of its name with the gap behind it.
    last: Option<(usize, f64)>,
}

/// A conference and its dates.
type DatedConference<'f> = (&'f Conference, Interval);

/// The number of conferences in each week. The script counts those that a filter leaves.
fn weeks(translation: &Translation, first: NaiveDate, end: NaiveDate, conferences: &[DatedConference]) -> Vec<Week> {
    let week_of = |day: NaiveDate| ((day.clamp(first, end) - first).num_days() / 7) as usize;
    let mut counts = vec![0_usize; week_of(end) + 1];
    for (_, dates) in conferences {
        counts[week_of(dates.start().day())] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or_default().max(1);
    let weeks = counts.into_iter().enumerate().map(|(week, count)| {
        let day = date_text::day(translation, first + Days::new(7 * week as u64));
        let height = HISTOGRAM_PIXELS as f64 * count as f64 / most as f64;
        Week {
            title: translation.script.week.replace("{day}", &day).replace("{n}", &count.to_string()),
            day,
            x: pixels((7 * week) as f64 * DAY_PIXELS + 1.0),
            y: pixels((HEADER_PIXELS + HISTOGRAM_PIXELS) as f64 - height),
            height: pixels(height),
        }
    });
    weeks.collect()
}

fn title(translation: &Translation, conference: &Conference) -> String {
    let days = date_text::for_conference(translation, conference);
    let name = shortened(&without_bidi_controls(&conference.name), 120);
    match translation.status(conference.status) {
        Some(status) => format!("{status}: {name}, {days}"),
        None => format!("{name}, {days}"),
    }
}

fn pixels(value: f64) -> String {
    format!("{:.1}", value)
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
    use crate::model::Feed;
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

    fn drawn<'f>(feed: &'f Feed, today: &str) -> Option<Timeline<'f>> {
        let conferences: Vec<_> = feed.conferences.iter().collect();
        timeline(Translation::for_language(None), &conferences, format!("{today}T12:00:00Z").parse().unwrap())
    }

    #[test]
    fn a_bar_has_the_short_name_and_its_title_the_whole_one() {
        let feed = read(
            "[[conference]]\nname = 'International Conference on Software Engineering 2027'\nid = 'icse'\n\
             short = 'ICSE 2027'\nstart = 2027-05-11\n",
        );
        let timeline = drawn(&feed, "2027-01-01").unwrap();
        assert_eq!(timeline.bars[0].name.as_deref(), Some("ICSE 2027"));
        assert_eq!(timeline.bars[0].title, "International Conference on Software Engineering 2027, 11 May 2027");
    }

    #[test]
    fn it_begins_this_month_with_twelve_in_view() {
        let feed = read(
            "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-06-29\nend = 2022-07-02\n\
             [[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-06-11\nend = 2022-06-17\n\
             [[conference]]\nname = 'C'\nid = 'c'\nstart = 2022-12-30\nend = 2023-01-02\n",
        );
        let timeline = drawn(&feed, "2022-07-20").unwrap();
        let names: Vec<_> = timeline.months.iter().map(|month| month.name.as_str()).collect();
        assert_eq!((names[0], names[6], names[11]), ("Jul 2022", "Jan 2023", "Jun"));
        // The last month with a conference may be the first in view; here they are drawn for a year.
        assert_eq!((timeline.width, names.len()), (1168, 23));
        let bars: Vec<_> = timeline.bars.iter().map(|bar| (bar.id, bar.x.as_str(), bar.width.as_str())).collect();
        // The first has begun in the month before; the second was over then.
        assert_eq!(bars, [("a", "0.0", "6.4"), ("c", "582.4", "12.8")]);
        assert_eq!(timeline.today, "62.4");
        assert!(drawn(&feed, "2023-02-01").is_none());
    }

    #[test]
    fn a_bar_and_its_name_are_in_a_lane_of_their_own() {
        let feed = read(
            "[[conference]]\nname = 'A'\nid = 'a'\nstart = 2022-07-11\nend = 2022-07-17\n\
             [[conference]]\nname = 'B'\nid = 'b'\nstart = 2022-07-18\n\
             [[conference]]\nname = 'C'\nid = 'c'\nstart = 2022-12-30\nend = 2023-01-02\n",
        );
        let timeline = drawn(&feed, "2022-07-01").unwrap();
        let lanes: Vec<_> = timeline.bars.iter().map(|bar| bar.y).collect();
        // The name of the first lies where the second begins.
        assert_eq!(lanes, [HEADER_PIXELS, HEADER_PIXELS + LANE_PIXELS, HEADER_PIXELS]);
    }

    #[test]
    fn of_many_bars_those_with_room_have_a_name() {
        let conference = |n: u32, day: &str| format!("[[conference]]\nname = 'Conf {n}'\nid = 'c{n}'\nstart = {day}\n");
        let daily: String = (1..=28).map(|n| conference(n, &format!("2022-07-{n:02}"))).collect();
        let later: String =
            (1..=20).map(|n| conference(100 + n, &format!("2022-{:02}-{:02}", 9 + n / 11, n % 28 + 1))).collect();
        let feed = read(&(daily + &later + &conference(999, "2023-06-30")));
        let timeline = drawn(&feed, "2022-07-01").unwrap();
        assert_eq!(timeline.bars.len(), 49);
        let named = |bar: &&Bar| bar.name.is_some();
        let names = timeline.bars.iter().filter(named).count();
        assert!((2..40).contains(&names), "{names}");
        // No name lies under a bar of its lane.
        let number = |text: &str| text.parse::<f64>().unwrap();
        for bar in timeline.bars.iter().filter(named) {
            let end = number(&bar.name_x) + bar.name.as_ref().unwrap().chars().map(char_pixels).sum::<f64>();
            let later = timeline.bars.iter().filter(|other| other.y == bar.y && number(&other.x) > number(&bar.x));
            assert!(later.map(|other| number(&other.x)).all(|x| x >= end), "{}", bar.id);
            assert_eq!(bar.is_cut, end > timeline.width as f64, "{}", bar.id);
        }
    }

    #[test]
    fn many_are_a_histogram() {
        let conference =
            |n: u32| format!("[[conference]]\nname = 'C{n}'\nid = 'c{n}'\nstart = 2022-07-{:02}\n", 1 + n % 28);
        let feed = read(&(0..200).map(conference).collect::<String>());
        let timeline = drawn(&feed, "2022-07-01").unwrap();
        assert_eq!((timeline.bars.len(), timeline.weeks.len()), (0, 53));
        assert_eq!(timeline.weeks[0].title, "Week of 1 July 2022: 53");
        assert_eq!((timeline.weeks[0].height.as_str(), timeline.weeks[5].height.as_str()), ("96.0", "0.0"));
    }
}
