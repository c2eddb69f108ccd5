//! The time of a revision, and the revisions of a whole feed by UID.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

/// The time of a revision, in UTC and whole seconds.
///
/// # Examples
///
/// ```
/// let stamp = confcal::Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
/// assert_eq!(stamp.sequence(), 11_744_640);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(DateTime<Utc>);

impl Stamp {
    /// The stamp of an instant, without fractions of a second. An instant outside the range of a feed becomes the nearest
    /// one inside: a year has four digits (RFC 5545 §3.3.4), and SEQUENCE stays below 2^31 (§3.3.8), until the year 6083.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Stamp;
    /// let stamp = |time: &str| Stamp::new(time.parse().unwrap()).time().to_string();
    /// assert_eq!(stamp("2022-05-01T00:00:00.75Z"), "2022-05-01 00:00:00 UTC");
    /// assert_eq!(stamp("9998-01-01T00:00:00Z"), "6083-01-23 02:06:00 UTC");
    /// assert_eq!(stamp("-0044-03-15T12:00:00Z"), "0001-01-01 00:00:00 UTC");
    /// ```
    pub fn new(utc: DateTime<Utc>) -> Stamp {
        let first = NaiveDateTime::from(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default()).and_utc();
        Stamp(utc.with_nanosecond(0).unwrap_or(utc).clamp(first, latest()))
    }

    /// The time, in UTC.
    pub fn time(self) -> DateTime<Utc> {
        self.0
    }

    /// SEQUENCE: whole minutes from 2000-01-01T00:00Z, never negative. It grows with time as RFC 5545 §3.8.7.4 wants,
    /// without anyone keeping count, and stays below 2^31 for four thousand years.
    pub fn sequence(self) -> u32 {
        u32::try_from((self.0 - epoch()).num_minutes()).unwrap_or(0)
    }

    /// The stamp a minute later, whose SEQUENCE is greater too.
    pub(super) fn next(self) -> Stamp {
        Stamp::new(self.0.max(epoch()) + TimeDelta::minutes(1))
    }
}

/// The latest time of a stamp.
pub(super) fn latest() -> DateTime<Utc> {
    epoch() + TimeDelta::minutes(i32::MAX.into()) - TimeDelta::minutes(1)
}

/// The instant from which SEQUENCE counts.
fn epoch() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default().and_hms_opt(0, 0, 0).unwrap_or_default().and_utc()
}

/// The revision of every event of a feed, by UID, for the parts of that feed.
///
/// # Examples
///
/// ```
/// use confcal::{PreviousFeed, Source};
/// let source = Source::new("feed.ics", "BEGIN:VEVENT\nUID:1\nEND:VEVENT\n");
/// let stamps = PreviousFeed::read(&source).stamps();
/// assert_eq!(stamps, confcal::Stamps::default(), "an event without stamps has no revision");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps(HashMap<String, Stamp>);

impl Stamps {
    /// The stamp of the event with this UID.
    pub(crate) fn get(&self, uid: &str) -> Option<Stamp> {
        self.0.get(uid).copied()
    }
}

impl FromIterator<(String, Stamp)> for Stamps {
    fn from_iter<I: IntoIterator<Item = (String, Stamp)>>(stamps: I) -> Stamps {
        Stamps(stamps.into_iter().collect())
    }
}
