//! Days, moments, and intervals between them.
//!
//! Comes in: dates and local times with their zone. Goes out: a [`Moment`], which knows its instant and its local time,
//! and an [`Interval`], whose `last` is inclusive and whose `end` is exclusive, always. For dates of which only the
//! month or the year is known, an [`Expected`]. Knows nothing of TOML or of iCalendar.

mod text;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::error::Error;
use crate::spelling::shown;
use crate::zone::Zone;
use text::month;
pub(crate) use text::{MONTHS, clock, day_in_words, days_in_words, push_clock, push_day, push_decimal, push_number};
#[cfg(feature = "site")]
pub(crate) use text::{rfc3339, rfc3339_local};

/// The offsets from UTC at which a day begins first and ends last.
const MAX_OFFSET_MINUTES: i64 = 14 * 60;
const MIN_OFFSET_MINUTES: i64 = -12 * 60;

/// An instant with the zone in which it was given and the local time there.
///
/// # Examples
///
/// ```
/// use confcal::{Moment, Zone};
/// let utc = "2022-04-04T11:59:00Z".parse().unwrap();
/// let moment = Moment::new(utc, Zone::AoE);
/// assert_eq!(moment.local().to_string(), "2022-04-03 23:59:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    utc: DateTime<Utc>,
    local: NaiveDateTime,
    zone: Zone,
}

impl Moment {
    /// The moment at an instant, in a zone.
    pub fn new(utc: DateTime<Utc>, zone: Zone) -> Moment {
        Moment { utc, local: zone.to_local(utc), zone }
    }

    /// The moment of a local time with an offset from UTC in minutes, east positive.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, DateOrTime};
    /// let evening = Moment::with_offset("2022-12-31T20:00:00".parse().unwrap(), -5 * 60);
    /// assert_eq!(evening.utc().to_string(), "2023-01-01 01:00:00 UTC");
    /// assert_eq!(DateOrTime::Moment(evening).day().to_string(), "2022-12-31");
    /// ```
    pub fn with_offset(local: NaiveDateTime, offset: i16) -> Moment {
        Moment { utc: minutes_before(local.and_utc(), i64::from(offset)), local, zone: Zone::UTC }
    }

    /// The instant, in UTC.
    pub fn utc(self) -> DateTime<Utc> {
        self.utc
    }

    /// The local time, in its zone or by its offset.
    pub fn local(self) -> NaiveDateTime {
        self.local
    }

    /// The offset of its local time from UTC.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, Zone};
    /// let moment = Moment::new("2022-07-11T08:00:00Z".parse().unwrap(), "Asia/Kolkata".parse().unwrap());
    /// assert_eq!(moment.offset().to_string(), "+05:30");
    /// assert_eq!(Moment::with_offset(moment.local(), -90).offset().to_string(), "-01:30");
    /// ```
    pub fn offset(self) -> FixedOffset {
        let seconds = (self.local - self.utc.naive_utc()).num_seconds();
        FixedOffset::east_opt(seconds as i32).unwrap_or(self.utc.fixed_offset().timezone())
    }

    /// The zone in which it was given; [`Zone::UTC`] for a time with an offset.
    pub fn zone(self) -> Zone {
        self.zone
    }

    /// The name of the zone of its local time: an IANA name, `AoE`, or `UTC+05:30` of a time with an offset.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, Zone};
    /// let noon = "2022-07-11T12:00:00".parse().unwrap();
    /// assert_eq!(Moment::with_offset(noon, 5 * 60 + 30).zone_name(), "UTC+05:30");
    /// assert_eq!(Moment::with_offset(noon, 0).zone_name(), "UTC");
    /// assert_eq!(Moment::new("2022-07-11T12:00:00Z".parse().unwrap(), Zone::AoE).zone_name(), "AoE");
    /// ```
    pub fn zone_name(self) -> Cow<'static, str> {
        let minutes = self.offset().local_minus_utc() / 60;
        if !self.zone.is_utc() || minutes == 0 {
            return Cow::Borrowed(self.zone.name());
        }
        let sign = if minutes < 0 { '-' } else { '+' };
        Cow::Owned(format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
    }
}

/// A whole day, or a moment.
///
/// # Examples
///
/// ```
/// let day = confcal::DateOrTime::Day("2022-05-30".parse().unwrap());
/// assert_eq!(day.day().to_string(), "2022-05-30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrTime {
    /// A civil day, wherever one is.
    Day(NaiveDate),
    /// A moment.
    Moment(Moment),
}

impl DateOrTime {
    /// The day, or the local day of the moment.
    pub fn day(self) -> NaiveDate {
        match self {
            DateOrTime::Day(day) => day,
            DateOrTime::Moment(moment) => moment.local.date(),
        }
    }

    /// The instant, in UTC, from which on it is over: the moment itself, or the end of the day where it ends last
    /// (UTC-12).
    ///
    /// # Examples
    ///
    /// ```
    /// let day = confcal::DateOrTime::Day("2022-06-22".parse().unwrap());
    /// assert_eq!(day.over_at().to_string(), "2022-06-23 12:00:00 UTC");
    /// ```
    pub fn over_at(self) -> DateTime<Utc> {
        match self {
            DateOrTime::Day(day) => minutes_before(midnight(next_day(day)), MIN_OFFSET_MINUTES),
            DateOrTime::Moment(moment) => moment.utc,
        }
    }

    /// The key by which events are sorted: a day counts as its first second in UTC.
    pub(crate) fn sort_key(self) -> DateTime<Utc> {
        match self {
            DateOrTime::Day(day) => midnight(day),
            DateOrTime::Moment(moment) => moment.utc,
        }
    }

    /// True if it is later than `other`: by instant for two moments, else by day.
    pub fn is_after(self, other: DateOrTime) -> bool {
        match (self, other) {
            (DateOrTime::Moment(this), DateOrTime::Moment(that)) => this.utc > that.utc,
            _ => self.day() > other.day(),
        }
    }
}

/// A stretch of whole days, or from a moment to a moment.
///
/// # Examples
///
/// ```
/// use confcal::Interval;
/// let week = Interval::Days { first: "2022-07-11".parse().unwrap(), last: "2022-07-17".parse().unwrap() };
/// assert_eq!(week.days(), 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Interval {
    /// Whole days, both inclusive.
    Days {
        /// The first day.
        first: NaiveDate,
        /// The last day, inclusive.
        last: NaiveDate,
    },
    /// From a moment to a moment; twice the same if no end is known.
    Times {
        /// The start.
        start: Moment,
        /// The end, exclusive.
        end: Moment,
    },
}

impl Interval {
    /// The first day, or the start.
    pub fn start(self) -> DateOrTime {
        match self {
            Interval::Days { first, .. } => DateOrTime::Day(first),
            Interval::Times { start, .. } => DateOrTime::Moment(start),
        }
    }

    /// The last day, or the end.
    pub fn end(self) -> DateOrTime {
        match self {
            Interval::Days { last, .. } => DateOrTime::Day(last),
            Interval::Times { end, .. } => DateOrTime::Moment(end),
        }
    }

    /// The last day that it touches: an end at midnight belongs to the day before.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Interval, Moment, Zone};
    /// let moment = |time: &str| Moment::new(time.parse().unwrap(), Zone::UTC);
    /// let party = Interval::Times { start: moment("2022-07-12T19:00:00Z"), end: moment("2022-07-13T00:00:00Z") };
    /// assert_eq!(party.last_day().to_string(), "2022-07-12");
    /// ```
    pub fn last_day(self) -> NaiveDate {
        match self {
            Interval::Days { last, .. } => last,
            Interval::Times { start, end } if end.utc > start.utc => (end.local - TimeDelta::seconds(1)).date(),
            Interval::Times { start, .. } => start.local.date(),
        }
    }

    /// The instant, in UTC, from which on it is over: the end of times, or the end of the last day where it ends last
    /// (UTC-12). A moment without an end lasts until its local day ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Interval, Moment, Zone};
    /// let honolulu: Zone = "Pacific/Honolulu".parse().unwrap();
    /// let moment = |utc: &str| Moment::new(utc.parse().unwrap(), honolulu);
    /// let (morning, evening) = (moment("2022-06-22T19:00:00Z"), moment("2022-06-23T04:00:00Z"));
    /// assert_eq!(Interval::Times { start: morning, end: evening }.over_at().to_string(), "2022-06-23 04:00:00 UTC");
    /// assert_eq!(Interval::Times { start: morning, end: morning }.over_at().to_string(), "2022-06-23 10:00:00 UTC");
    /// ```
    pub fn over_at(self) -> DateTime<Utc> {
        match self {
            Interval::Times { start, end } if end.utc <= start.utc => {
                start.utc.checked_add_signed(rest_of_day(start)).unwrap_or(start.utc)
            }
            _ => self.end().over_at(),
        }
    }

    /// The number of calendar days that it touches.
    pub fn days(self) -> i64 {
        (self.last_day() - self.start().day()).num_days() + 1
    }

    /// True if `part` lies within it, or at most `days_outside` days outside. Two intervals are compared by instant if
    /// one of them has times, and then a day lasts from its first beginning (UTC+14) to its last end (UTC-12); else by
    /// day. A moment without an end counts as its day.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Interval;
    /// let (first, last) = ("2022-07-11".parse().unwrap(), "2022-07-17".parse().unwrap());
    /// let week = Interval::Days { first, last };
    /// let day_after = Interval::Days { first: "2022-07-18".parse().unwrap(), last: "2022-07-18".parse().unwrap() };
    /// assert!(!week.surrounds(day_after, 0) && week.surrounds(day_after, 1));
    /// ```
    pub fn surrounds(self, part: Interval, days_outside: u16) -> bool {
        let outside = TimeDelta::days(i64::from(days_outside));
        let (starts, ends) = match (self, part) {
            (Interval::Times { start, end }, Interval::Times { start: first, end: last }) => {
                let end = if end.utc > start.utc { end.utc } else { start.utc + rest_of_day(start) };
                (first.utc - start.utc, last.utc - end)
            }
            (Interval::Days { first, last }, Interval::Times { start, end }) => {
                let begin = minutes_before(midnight(first), MAX_OFFSET_MINUTES);
                let over = minutes_before(midnight(next_day(last)), MIN_OFFSET_MINUTES);
                (start.utc - begin, end.utc - over)
            }
            (whole, part) => (part.start().day() - whole.start().day(), part.last_day() - whole.last_day()),
        };
        starts >= -outside && ends <= outside
    }
}

/// The month or the year in which an event without dates is expected.
///
/// # Examples
///
/// ```
/// use confcal::Expected;
/// let autumn: Expected = "2027-10".parse().unwrap();
/// assert_eq!(autumn.last_day().to_string(), "2027-10-31");
/// assert_eq!("2027".parse::<Expected>().unwrap().first_day().to_string(), "2027-01-01");
/// assert!("autumn".parse::<Expected>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Expected {
    first: NaiveDate,
    last: NaiveDate,
}

impl Expected {
    /// The year, or its month from 1 to 12. Lists reach from 1900 to 2199.
    fn new(year: i32, month: Option<u32>) -> Option<Expected> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?;
        let next = first.checked_add_months(Months::new(if month.is_some() { 1 } else { 12 }))?;
        Some(Expected { first, last: next.pred_opt()? })
    }

    /// The first day of the month or year.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day of the month or year.
    ///
    /// # Examples
    ///
    /// ```
    /// let expected: confcal::Expected = "2028-02".parse().unwrap();
    /// assert_eq!(expected.last_day().to_string(), "2028-02-29");
    /// ```
    pub fn last_day(self) -> NaiveDate {
        self.last
    }

    /// The year.
    pub(crate) fn year(self) -> i32 {
        self.first.year()
    }

    /// The month, from 1 to 12, where it is known.
    pub(crate) fn month(self) -> Option<u32> {
        (self.first.month() == self.last.month()).then(|| self.first.month())
    }

    /// `October 2027`, `2027`.
    pub(crate) fn in_words(self) -> String {
        match self.month() {
            Some(_) => format!("{} {}", month(self.first), self.year()),
            None => self.year().to_string(),
        }
    }
}

/// As the list writes it: `2027-10` or `2027`.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month() {
            Some(month) => write!(f, "{}-{month:02}", self.year()),
            None => write!(f, "{}", self.year()),
        }
    }
}

impl FromStr for Expected {
    type Err = Error;

    fn from_str(text: &str) -> Result<Expected, Error> {
        let number = |digits: &str, length: usize| {
            let are_digits = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u32>().ok().filter(|_| are_digits)
        };
        let read = || {
            let (year, month) = match text.split_once('-') {
                Some((year, month)) => (year, Some(number(month, 2)?)),
                None => (text, None),
            };
            Expected::new(number(year, 4)?.cast_signed(), month)
        };
        read().ok_or_else(|| {
            let message = format!("`{}` is not a month or a year", shown(text));
            Error::new(message, "write `2027-10` or `2027`, from 1900 to 2199")
        })
    }
}

/// The day after. Every date of a list is far from the end of the range of dates.
pub(crate) fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

/// The first second of a day in UTC.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    NaiveDateTime::from(day).and_utc()
}

/// The time left of the local day of a moment.
fn rest_of_day(moment: Moment) -> TimeDelta {
    NaiveDateTime::from(next_day(moment.local.date())) - moment.local
}

/// A time moved back by whole minutes.
pub(crate) fn minutes_before(time: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
    time.checked_sub_signed(TimeDelta::minutes(minutes)).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::LocalTime;

    #[test]
    fn dates_in_words_say_no_more_than_needed() {
        let words = |first: &str, last: &str| days_in_words(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(words("2022-07-11", "2022-07-11"), "11 July 2022");
        assert_eq!(words("2022-07-11", "2022-07-17"), "11–17 July 2022");
        assert_eq!(words("2022-08-29", "2022-09-02"), "29 August – 2 September 2022");
        assert_eq!(words("2022-12-30", "2023-01-02"), "30 December 2022 – 2 January 2023");
    }

    #[test]
    fn a_month_or_a_year_is_written_one_way() {
        for (text, words) in [("2027", "2027"), ("2027-10", "October 2027"), ("2028-02", "February 2028")] {
            let expected: Expected = text.parse().unwrap();
            assert_eq!((expected.to_string().as_str(), expected.in_words().as_str()), (text, words));
        }
        for wrong in
            ["", "27", "2027-1", "2027-00", "2027-13", "2027-10-01", "+027", "1899", "2200-01", "2027-", "-2027"]
        {
            assert!(wrong.parse::<Expected>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_part_may_lie_days_outside() {
        fn interval(text: &str) -> Interval {
            let (start, end) = text.split_once('/').unwrap_or((text, text));
            let moment = |text: &str| {
                let (local, zone) = text.split_once(' ')?;
                let LocalTime::Unambiguous(utc) = zone.parse::<Zone>().ok()?.resolve(local.parse().ok()?) else {
                    return None;
                };
                Some(Moment::new(utc, zone.parse().ok()?))
            };
            match (moment(start), moment(end)) {
                (Some(start), Some(end)) => Interval::Times { start, end },
                _ => Interval::Days { first: start.parse().unwrap(), last: end.parse().unwrap() },
            }
        }
        for (whole, part, days) in [
            ("2022-07-11/2022-07-17", "2022-07-11/2022-07-17", 0),
            ("2022-07-11/2022-07-17", "2022-07-10", 1),
            ("2022-07-11/2022-07-17", "2022-07-17/2022-07-19", 2),
            ("2022-07-11/2022-07-17", "2022-07-20", 3),
            // The small hours of the last night, and a local morning that is still the evening before elsewhere.
            ("2022-07-11/2022-07-12", "2022-07-12T22:00:00 UTC/2022-07-13T06:00:00 UTC", 0),
            ("2022-07-11/2022-07-12", "2022-07-10T10:00:00 UTC/2022-07-10T11:00:00 UTC", 0),
            ("2022-07-11/2022-07-12", "2022-07-10T09:00:00 UTC/2022-07-10T10:00:00 UTC", 1),
            ("2022-07-11/2022-07-12", "2022-07-15T12:00:00 UTC", 2),
            ("2022-07-11/2022-07-12", "2022-07-15T12:01:00 UTC", 3),
            // Registration at eight of a conference that begins at nine; an evening there is the morning in Berlin.
            ("2026-05-02T09:00:00 UTC/2026-05-03T17:00:00 UTC", "2026-05-02T08:00:00 UTC", 1),
            (
                "2026-05-02T09:00:00 PST8PDT/2026-05-03T17:00:00 PST8PDT",
                "2026-05-04T08:00:00 CET/2026-05-04T09:00:00 CET",
                1,
            ),
            ("2026-05-02T08:00:00 Japan", "2026-05-01T23:30:00 UTC", 0),
            // A moment without an end stands for its day.
            ("2022-07-12T09:00:00 UTC", "2022-07-12T19:00:00 UTC/2022-07-13T00:00:00 UTC", 0),
            ("2022-07-12T09:00:00 UTC", "2022-07-12T19:00:00 UTC/2022-07-13T00:01:00 UTC", 1),
            ("2022-07-12T09:00:00 UTC/2022-07-12T18:00:00 UTC", "2022-07-10/2022-07-14", 2),
        ] {
            let (one, other) = (interval(whole), interval(part));
            let needed = (0..5).find(|&days| one.surrounds(other, days));
            assert_eq!(needed, Some(days), "{part} in {whole}");
        }
    }

    #[test]
    fn an_end_at_midnight_is_the_day_before() {
        let time = |time: &str| Moment::new(time.parse().unwrap(), Zone::UTC);
        let weeks = Interval::Times { start: time("2022-07-01T00:00:00Z"), end: time("2022-07-22T00:00:00Z") };
        assert_eq!(weeks.days(), 21);
    }
}
