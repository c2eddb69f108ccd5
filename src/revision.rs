//! When an event was last changed, as calendar clients compare it.
//!
//! A [`Stamp`] becomes DTSTAMP, LAST-MODIFIED and SEQUENCE (RFC 5545 §3.8.7). The library reads no clock: stamps come
//! from the list or from the caller.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// The time of a revision, in UTC and whole seconds.
///
/// # Examples
///
/// ```
/// let stamp = confcal::Stamp::new("2022-05-01T00:00:00".parse().unwrap());
/// assert_eq!(stamp.sequence(), 11_744_640);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(NaiveDateTime);

impl Stamp {
    /// The stamp of this time in UTC; what is less than a second is cut off.
    ///
    /// # Examples
    ///
    /// ```
    /// let stamp = confcal::Stamp::new("2022-05-01T00:00:00.75".parse().unwrap());
    /// assert_eq!(stamp.time().to_string(), "2022-05-01 00:00:00");
    /// ```
    pub fn new(utc: NaiveDateTime) -> Stamp {
        Stamp(utc.with_nanosecond(0).unwrap_or(utc))
    }

    /// The time, in UTC.
    ///
    /// # Examples
    ///
    /// ```
    /// let time = "2022-05-01T12:30:00".parse().unwrap();
    /// assert_eq!(confcal::Stamp::new(time).time(), time);
    /// ```
    pub fn time(self) -> NaiveDateTime {
        self.0
    }

    /// SEQUENCE: whole minutes from 2000-01-01T00:00Z, never negative. It grows with time as RFC 5545 §3.8.7.4 wants,
    /// without anyone keeping count, and stays below 2^31 for four thousand years.
    ///
    /// # Examples
    ///
    /// ```
    /// let stamp = confcal::Stamp::new("1970-01-01T00:00:00".parse().unwrap());
    /// assert_eq!(stamp.sequence(), 0);
    /// ```
    pub fn sequence(self) -> u32 {
        let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default().and_hms_opt(0, 0, 0).unwrap_or_default();
        u32::try_from((self.0 - epoch).num_minutes()).unwrap_or(0)
    }
}
