//! Days, moments, and the stretches between them.
//!
//! Comes in: dates and local times with their zone. Goes out: a [`Moment`], which knows its instant and what the clock on
//! the wall says, and an [`Interval`], whose `last` is inclusive and whose `end` is exclusive, always. Also [`Duration`]
//! and the dates in words. Knows nothing of TOML or of iCalendar.

use std::fmt::Write as _;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

use crate::zone::Zone;

/// An instant, with the zone that it was given in and what the clocks there say.
///
/// # Examples
///
/// ```
/// use confcal::{Moment, Zone};
/// let utc = "2022-04-04T11:59:00".parse().unwrap();
/// let moment = Moment::new(utc, Zone::AoE);
/// assert_eq!(moment.local().to_string(), "2022-04-03 23:59:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    utc: NaiveDateTime,
    local: NaiveDateTime,
    zone: Zone,
}

impl Moment {
    /// The moment that is this time in UTC, seen in this zone.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, Zone};
    /// let noon = "2022-07-11T12:00:00".parse().unwrap();
    /// assert_eq!(Moment::new(noon, Zone::UTC).local(), noon);
    /// ```
    pub fn new(utc: NaiveDateTime, zone: Zone) -> Moment {
        Moment { utc, local: zone.to_local(utc), zone }
    }

    /// The instant, in UTC.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, Zone};
    /// let noon = "2022-07-11T12:00:00".parse().unwrap();
    /// assert_eq!(Moment::new(noon, Zone::AoE).utc(), noon);
    /// ```
    pub fn utc(self) -> NaiveDateTime {
        self.utc
    }

    /// What the clocks in its zone say.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, Zone};
    /// let dublin: Zone = "Europe/Dublin".parse().unwrap();
    /// let moment = Moment::new("2022-07-11T08:00:00".parse().unwrap(), dublin);
    /// assert_eq!(moment.local().to_string(), "2022-07-11 09:00:00");
    /// ```
    pub fn local(self) -> NaiveDateTime {
        self.local
    }

    /// The zone that it was given in; [`Zone::UTC`] for a time with an offset.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, Zone};
    /// let moment = Moment::new("2022-07-11T08:00:00".parse().unwrap(), Zone::AoE);
    /// assert_eq!(moment.zone(), Zone::AoE);
    /// ```
    pub fn zone(self) -> Zone {
        self.zone
    }
}

/// A whole day, or a moment.
///
/// # Examples
///
/// ```
/// let day = confcal::When::Day("2022-05-30".parse().unwrap());
/// assert_eq!(day.day().to_string(), "2022-05-30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A civil day, wherever one is.
    Day(NaiveDate),
    /// A moment.
    Moment(Moment),
}

impl When {
    /// The day, or the local day of the moment.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Moment, When, Zone};
    /// let when = When::Moment(Moment::new("2022-04-04T11:59:00".parse().unwrap(), Zone::AoE));
    /// assert_eq!(when.day().to_string(), "2022-04-03");
    /// ```
    pub fn day(self) -> NaiveDate {
        match self {
            When::Day(day) => day,
            When::Moment(moment) => moment.local.date(),
        }
    }

    /// Where it goes when events are sorted: a day at its first second, as if it were in UTC.
    pub(crate) fn sort_key(self) -> NaiveDateTime {
        match self {
            When::Day(day) => day.into(),
            When::Moment(moment) => moment.utc,
        }
    }

    /// Whether it is later than `other`: moments by their instant, else by their days.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::When;
    /// let may = When::Day("2022-05-30".parse().unwrap());
    /// let june = When::Day("2022-06-17".parse().unwrap());
    /// assert!(june.is_after(may) && !may.is_after(may));
    /// ```
    pub fn is_after(self, other: When) -> bool {
        match (self, other) {
            (When::Moment(this), When::Moment(that)) => this.utc > that.utc,
            _ => self.day() > other.day(),
        }
    }
}

/// How long something takes: whole days from the first to the last, or from a moment to a moment.
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
    /// From a moment to a moment; the same twice where no end is known.
    Times {
        /// When it starts.
        start: Moment,
        /// When it is over.
        end: Moment,
    },
}

impl Interval {
    /// When it starts.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Interval, When};
    /// let day = "2022-07-11".parse().unwrap();
    /// assert_eq!(Interval::Days { first: day, last: day }.start(), When::Day(day));
    /// ```
    pub fn start(self) -> When {
        match self {
            Interval::Days { first, .. } => When::Day(first),
            Interval::Times { start, .. } => When::Moment(start),
        }
    }

    /// Its last day, or when it is over.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Interval, When};
    /// let day = "2022-07-11".parse().unwrap();
    /// assert_eq!(Interval::Days { first: day, last: day }.end(), When::Day(day));
    /// ```
    pub fn end(self) -> When {
        match self {
            Interval::Days { last, .. } => When::Day(last),
            Interval::Times { end, .. } => When::Moment(end),
        }
    }

    /// How many days of the calendar it touches.
    ///
    /// # Examples
    ///
    /// ```
    /// let day = "2022-07-11".parse().unwrap();
    /// assert_eq!(confcal::Interval::Days { first: day, last: day }.days(), 1);
    /// ```
    pub fn days(self) -> i64 {
        (self.end().day() - self.start().day()).num_days() + 1
    }

    /// Whether it takes place, at least in part, on a day from `from` to `until`, both inclusive.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Interval;
    /// let (first, last) = ("2022-07-11".parse().unwrap(), "2022-07-17".parse().unwrap());
    /// let week = Interval::Days { first, last };
    /// assert!(week.touches(last, last) && week.touches(first, first));
    /// assert!(!week.touches("2022-07-18".parse().unwrap(), "2022-12-31".parse().unwrap()));
    /// ```
    pub fn touches(self, from: NaiveDate, until: NaiveDate) -> bool {
        self.start().day() <= until && self.end().day() >= from
    }

    /// Whether `part` lies within it: by the instant if both are in times, else by days.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Interval;
    /// let (first, last) = ("2022-07-11".parse().unwrap(), "2022-07-17".parse().unwrap());
    /// let week = Interval::Days { first, last };
    /// assert!(week.contains(Interval::Days { first: last, last }));
    /// ```
    pub fn contains(self, part: Interval) -> bool {
        !self.start().is_after(part.start()) && !part.end().is_after(self.end())
    }
}

/// A length of time as people write it: nominal days, which follow the clock on the wall, and exact minutes
/// (RFC 5545 §3.3.6).
///
/// # Examples
///
/// ```
/// use confcal::Duration;
/// let duration: Duration = "1d12h".parse().unwrap();
/// assert_eq!(duration, Duration { days: 1, minutes: 720 });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Nominal days.
    pub days: u32,
    /// Minutes on top of them.
    pub minutes: u32,
}

impl Duration {
    /// All of it in minutes, a day being 24 hours.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::Duration { days: 1, minutes: 1 }.total_minutes(), 1441);
    /// ```
    pub fn total_minutes(self) -> i64 {
        i64::from(self.days) * 1440 + i64::from(self.minutes)
    }

    /// In words: `7 days`, `1 day and 12 hours`, `90 minutes`.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Duration;
    /// assert_eq!(Duration { days: 7, minutes: 0 }.in_words(), "7 days");
    /// assert_eq!(Duration { days: 1, minutes: 720 }.in_words(), "1 day and 12 hours");
    /// ```
    pub fn in_words(self) -> String {
        let count = |n: u32, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
        let time = match self.minutes {
            0 => None,
            minutes if minutes % 60 == 0 => Some(count(minutes / 60, "hour")),
            minutes => Some(count(minutes, "minute")),
        };
        match (self.days, time) {
            (0, None) => count(0, "minute"),
            (0, Some(time)) => time,
            (days, None) => count(days, "day"),
            (days, Some(time)) => format!("{} and {time}", count(days, "day")),
        }
    }
}

/// The text is no duration.
///
/// # Examples
///
/// ```
/// assert!("7 dogs".parse::<confcal::Duration>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadDuration;

impl std::fmt::Display for BadDuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a duration such as `12h`, `7d` or `1d12h`")
    }
}

impl std::error::Error for BadDuration {}

impl FromStr for Duration {
    type Err = BadDuration;

    /// Reads numbers with units one after the other: `m` minutes, `h` hours, `d` days, `w` weeks, `y` years of 365 days.
    fn from_str(text: &str) -> Result<Duration, BadDuration> {
        let (mut days, mut minutes) = (0u32, 0u32);
        let mut rest = text;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number: u32 = rest[..digits].parse().map_err(|_| BadDuration)?;
            let (sum, factor) = match rest.as_bytes().get(digits) {
                Some(b'm') => (&mut minutes, 1),
                Some(b'h') => (&mut minutes, 60),
                Some(b'd') => (&mut days, 1),
                Some(b'w') => (&mut days, 7),
                Some(b'y') => (&mut days, 365),
                _ => return Err(BadDuration),
            };
            *sum = number.checked_mul(factor).and_then(|part| sum.checked_add(part)).ok_or(BadDuration)?;
            rest = &rest[digits + 1..];
        }
        // A hundred years are more than any list means, and small enough for every sum made of them later.
        let duration = Duration { days, minutes };
        if text.is_empty() || duration.total_minutes() > 100 * 365 * 1440 { Err(BadDuration) } else { Ok(duration) }
    }
}

/// `11 July 2022`.
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// `11–17 July 2022`, `29 August – 2 September 2022`, `30 December 2022 – 2 January 2023`.
pub(crate) fn days_in_words(first: NaiveDate, last: NaiveDate) -> String {
    let mut text = first.day().to_string();
    if first == last {
        return day_in_words(first);
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        text.push('–');
    } else if first.year() == last.year() {
        let _ = write!(text, " {} – ", month(first));
    } else {
        let _ = write!(text, " {} {} – ", month(first), first.year());
    }
    text + &day_in_words(last)
}

fn month(day: NaiveDate) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[day.month0() as usize]
}

/// The day after. Every date of a list is far from the end of the calendar.
pub(crate) fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

/// That much earlier, in whole minutes.
pub(crate) fn minutes_before(time: NaiveDateTime, minutes: i64) -> NaiveDateTime {
    time.checked_sub_signed(TimeDelta::minutes(minutes)).unwrap_or(NaiveDateTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_strictly() {
        let read = |text: &str| text.parse::<Duration>();
        assert_eq!(read("12h"), Ok(Duration { days: 0, minutes: 720 }));
        assert_eq!(read("2w1d30m"), Ok(Duration { days: 15, minutes: 30 }));
        assert_eq!(read("2y"), Ok(Duration { days: 730, minutes: 0 }));
        assert_eq!(read("0m"), Ok(Duration::default()));
        for bad in ["", "7", "d", "7D", "-7d", "7 d", "1.5h", "99999999999d", "4294967295y", "101y", "7d ", "７d"] {
            assert_eq!(read(bad), Err(BadDuration), "{bad}");
        }
    }

    #[test]
    fn dates_in_words_say_no_more_than_needed() {
        let words = |first: &str, last: &str| days_in_words(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(words("2022-07-11", "2022-07-11"), "11 July 2022");
        assert_eq!(words("2022-07-11", "2022-07-17"), "11–17 July 2022");
        assert_eq!(words("2022-08-29", "2022-09-02"), "29 August – 2 September 2022");
        assert_eq!(words("2022-12-30", "2023-01-02"), "30 December 2022 – 2 January 2023");
    }

    #[test]
    fn an_interval_contains_its_own_edges() {
        let days =
            |first: &str, last: &str| Interval::Days { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let week = days("2022-07-11", "2022-07-17");
        assert!(week.contains(week));
        assert!(!week.contains(days("2022-07-10", "2022-07-11")));
        assert!(!week.contains(days("2022-07-17", "2022-07-18")));
    }
}
