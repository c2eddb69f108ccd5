//! Time zones by name, and their newest rules.
//!
//! Comes in: a name. Goes out: a [`Zone`], or an error with a suggestion. A zone gives the offset at an
//! instant and the instants of a local time. The names are chrono-tz's; the rules are jiff's, whose bundled tzdata is
//! newer (chrono-tz 0.10.4 stands at 2025b and misses the decisions of Vancouver and Morocco in 2026). The system's
//! tzdata is never read, so that the same list gives the same feed everywhere. Knows nothing of events; no other file
//! knows jiff.
//!
//! Names and rules: the IANA Time Zone Database (RFC 6557).

mod names;
mod unknown;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDateTime, Timelike as _, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use crate::error::Error;
pub(crate) use unknown::suggestion;
#[cfg(feature = "import")]
pub(crate) use unknown::{of_city, of_city_among, of_one_city, windows};

/// A time zone by its name: a zone of the IANA database, or AoE.
///
/// Zones are ordered by name. Two names of one place (`Europe/Kiev`, `Europe/Kyiv`) are two zones.
///
/// # Examples
///
/// ```
/// use confcal::Zone;
///
/// let zone: Zone = "Europe/Dublin".parse()?;
/// assert_eq!(zone.name(), "Europe/Dublin");
/// assert_eq!("AoE".parse::<Zone>()?, Zone::AoE);
/// # Ok::<(), confcal::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Zone {
    /// A zone of the IANA Time Zone Database.
    Iana(Tz),
    /// Anywhere on Earth: UTC-12 all year, the zone in which a day ends last. Usual for deadlines; not a name of the
    /// IANA database.
    AoE,
}

/// The instants of a local time in a zone: one, two or none.
///
/// # Examples
///
/// ```
/// use confcal::{LocalTime, Zone};
///
/// let zone: Zone = "Europe/Berlin".parse()?;
/// let night = "2022-10-30T02:30:00".parse().unwrap();
/// assert!(matches!(zone.resolve(night), LocalTime::Fold { .. }));
/// # Ok::<(), confcal::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LocalTime {
    /// The usual case: one instant, in UTC.
    Unambiguous(DateTime<Utc>),
    /// The clocks were set back over this time, so it comes twice.
    Fold {
        /// The earlier instant, in UTC.
        first: DateTime<Utc>,
        /// The later instant, in UTC.
        second: DateTime<Utc>,
    },
    /// The clocks were set forward over this time, so it never comes.
    Gap {
        /// The local time at which the clocks jump.
        before: NaiveDateTime,
        /// The local time they jump to.
        after: NaiveDateTime,
    },
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Zone = Zone::Iana(Tz::UTC);

    /// The name in its IANA spelling, or `AoE`.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Iana(tz) => tz.name(),
            Zone::AoE => "AoE",
        }
    }

    /// True for UTC under any of its names, including GMT and its names.
    ///
    /// Times in such a zone are written with `Z` and need no VTIMEZONE. GMT counts because some clients read
    /// `TZID=GMT` as London's time, an hour off in summer.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::Zone;
    ///
    /// assert!("Etc/Zulu".parse::<Zone>()?.is_utc());
    /// assert!(!"Europe/London".parse::<Zone>()?.is_utc());
    /// # Ok::<(), confcal::Error>(())
    /// ```
    pub fn is_utc(self) -> bool {
        let name = self.name();
        matches!(
            name.strip_prefix("Etc/").unwrap_or(name),
            "UTC" | "UCT" | "Zulu" | "Universal" | "GMT" | "GMT0" | "GMT+0" | "GMT-0" | "Greenwich"
        )
    }

    /// The offset from UTC at an instant, by the newest rules.
    ///
    /// `utc` is the instant in UTC. Before the year -9999 and after 9999 the nearest known offset is given. A zone whose rules
    /// are unknown counts as UTC; reading a name never gives one.
    ///
    /// # Examples
    ///
    /// Vancouver stays at UTC-7 from 2026 on:
    ///
    /// ```
    /// use confcal::Zone;
    ///
    /// let zone: Zone = "America/Vancouver".parse()?;
    /// let winter = "2027-01-15T12:00:00Z".parse().unwrap();
    /// assert_eq!(zone.offset_at(winter).to_string(), "-07:00");
    /// # Ok::<(), confcal::Error>(())
    /// ```
    pub fn offset_at(self, utc: DateTime<Utc>) -> FixedOffset {
        match self {
            Zone::AoE => offset(-12 * 3600),
            Zone::Iana(tz) => match rules(tz) {
                Some(rules) => offset(rules.to_offset(timestamp(utc)).seconds()),
                None => offset(0),
            },
        }
    }

    /// The local time at an instant given in UTC, by the newest rules.
    pub fn to_local(self, utc: DateTime<Utc>) -> NaiveDateTime {
        utc.naive_utc().checked_add_offset(self.offset_at(utc)).unwrap_or(utc.naive_utc())
    }

    /// The instants of a local time in this zone, in UTC: one, two where the clocks go back, none where they go
    /// forward.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{LocalTime, Zone};
    ///
    /// let zone: Zone = "Europe/Dublin".parse()?;
    /// let nine = "2022-07-11T09:00:00".parse().unwrap();
    /// let eight = "2022-07-11T08:00:00Z".parse().unwrap();
    /// assert_eq!(zone.resolve(nine), LocalTime::Unambiguous(eight));
    /// # Ok::<(), confcal::Error>(())
    /// ```
    pub fn resolve(self, local: NaiveDateTime) -> LocalTime {
        let at = |seconds| local.checked_sub_offset(offset(seconds)).unwrap_or(local).and_utc();
        let ambiguous = match self {
            Zone::AoE => None,
            Zone::Iana(tz) => {
                rules(tz).zip(civil(local)).map(|(rules, civil)| (tz, rules.to_ambiguous_timestamp(civil).offset()))
            }
        };
        match ambiguous {
            // AoE has one offset, and outside of the years -9999 to 9999 no clock is set.
            None => {
                let near = self.offset_at(at(self.offset_at(local.and_utc()).local_minus_utc()));
                LocalTime::Unambiguous(at(near.local_minus_utc()))
            }
            Some((_, AmbiguousOffset::Unambiguous { offset })) => LocalTime::Unambiguous(at(offset.seconds())),
            Some((_, AmbiguousOffset::Fold { before, after })) => {
                LocalTime::Fold { first: at(before.seconds()), second: at(after.seconds()) }
            }
            Some((tz, AmbiguousOffset::Gap { after, .. })) => {
                // With the later offset, a skipped time becomes an instant before the jump.
                match onsets_after(tz, at(after.seconds())).next() {
                    Some(jump) => LocalTime::Gap {
                        before: jump.local(),
                        after: jump.utc.naive_utc() + Duration::seconds(jump.to.into()),
                    },
                    None => LocalTime::Unambiguous(at(after.seconds())),
                }
            }
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Zone {
    type Err = Error;

    /// Reads a name in its exact IANA spelling, or `AoE`.
    ///
    /// # Errors
    ///
    /// Any other text; the help suggests another spelling, the zone of a city, of an abbreviation or
    /// of a Windows name.
    fn from_str(name: &str) -> Result<Self, Error> {
        match name.parse() {
            // A name younger than jiff's tzdata has no rules that could be right.
            Ok(tz) if rules(tz).is_some() => Ok(Zone::Iana(tz)),
            Err(_) if name == "AoE" => Ok(Zone::AoE),
            _ => Err(unknown::error(name)),
        }
    }
}

/// The advice on a valid name that is usually a mistake; `None` for every other zone.
///
/// `EST` and `MST` are IANA names, but without daylight saving time: since tzdata 2024b they are links to Panama and
/// Phoenix. `EST5EDT` and `CET` follow the clocks of New York and Brussels, and Hawaii sets no clocks, so these names
/// are safe.
pub(crate) fn ambiguous_name(zone: Zone) -> Option<&'static str> {
    match zone {
        Zone::Iana(Tz::EST) => Some(
            "`EST` is UTC-5 all year, as in Panama: for the east of North America write `America/New_York` or `America/Toronto`",
        ),
        Zone::Iana(Tz::MST) => Some(
            "`MST` is UTC-7 all year, as in Phoenix: for the Rocky Mountains write `America/Denver` or `America/Edmonton`, for Arizona `America/Phoenix`",
        ),
        _ => None,
    }
}

/// A change of a zone's offset from UTC. Offsets are in seconds, east positive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Onset {
    /// The instant of the change, in UTC.
    pub(crate) utc: DateTime<Utc>,
    /// The offset before it.
    pub(crate) from: i32,
    /// The offset from it on.
    pub(crate) to: i32,
}

impl Onset {
    /// The local time of the change by the clocks before it, as RFC 5545 §3.6.5 writes DTSTART.
    pub(crate) fn local(&self) -> NaiveDateTime {
        self.utc.naive_utc() + Duration::seconds(self.from.into())
    }
}

/// The changes of a zone's offset after an instant, forward in time. Those of a permanent rule go on to the year 9999.
pub(crate) fn onsets_after(tz: Tz, utc: DateTime<Utc>) -> impl Iterator<Item = Onset> {
    let rules = rules(tz);
    rules.into_iter().flat_map(move |rules| {
        let changes = rules.following(timestamp(utc));
        changes.filter_map(|change| onset(rules, change.timestamp(), change.offset().seconds()))
    })
}

/// The changes of a zone's offset before an instant, back in time, as long as they are consecutive.
///
/// jiff 0.2.46 applies the last rule for some months too many, back over changes that did not follow it
/// (`America/Metlakatla` in 2018): there the onsets end.
pub(crate) fn onsets_before(tz: Tz, utc: DateTime<Utc>) -> impl Iterator<Item = Onset> {
    let rules = rules(tz);
    rules.into_iter().flat_map(move |rules| {
        let changes = rules.preceding(timestamp(utc)).map(|change| change.timestamp());
        let onsets = changes.filter_map(|at| onset(rules, at, rules.to_offset(at).seconds()));
        let offset = rules.to_offset(timestamp(utc - Duration::seconds(1))).seconds();
        onsets.scan(offset, |later, onset| (onset.to == std::mem::replace(later, onset.from)).then_some(onset))
    })
}

/// The abbreviation that tzdata has for a zone at an instant: `IST`, or a number such as `+03` where none is in use.
/// `None` if the newest tzdata does not know the zone.
pub(crate) fn abbreviation_at(tz: Tz, utc: DateTime<Utc>) -> Option<String> {
    let rules = rules(tz)?;
    let info = rules.to_offset_info(timestamp(utc));
    Some(info.abbreviation().to_owned())
}

/// A change of the rules as an onset, unless only the abbreviation or the DST flag changed.
fn onset(rules: &TimeZone, at: Timestamp, to: i32) -> Option<Onset> {
    let before = Timestamp::from_second(at.as_second() - 1).ok()?;
    let from = rules.to_offset(before).seconds();
    let utc = DateTime::from_timestamp_secs(at.as_second())?;
    (from != to).then_some(Onset { utc, from, to })
}

/// The newest rules of a zone; `None` for a name younger than jiff's tzdata.
///
/// The rules of chrono-tz are never asked, so that a program holds the rules of all zones once. A start is a third shorter for it.
fn rules(tz: Tz) -> Option<&'static TimeZone> {
    // A lookup by name takes a lock and a search, so the result is kept.
    static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    static RULES: [OnceLock<Option<TimeZone>>; TZ_COUNT] = [const { OnceLock::new() }; TZ_COUNT];
    let rules = RULES.get(tz as usize)?;
    rules.get_or_init(|| DATABASE.get(tz.name()).ok()).as_ref()
}

const TZ_COUNT: usize = TZ_VARIANTS.len();

fn offset(seconds: i32) -> FixedOffset {
    FixedOffset::east_opt(seconds).expect("no zone was ever a whole day from UTC")
}

/// An instant for jiff, which counts from the year -9999 to 9999.
fn timestamp(utc: DateTime<Utc>) -> Timestamp {
    let seconds = utc.timestamp();
    Timestamp::from_second(seconds).unwrap_or(match seconds {
        ..0 => Timestamp::MIN,
        _ => Timestamp::MAX,
    })
}

fn civil(local: NaiveDateTime) -> Option<jiff::civil::DateTime> {
    jiff::civil::DateTime::new(
        local.year().try_into().ok()?,
        local.month() as i8,
        local.day() as i8,
        local.hour() as i8,
        local.minute() as i8,
        local.second() as i8,
        // chrono writes a leap second as a second of more than 10^9 nanoseconds; no change of a zone needs them.
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_rules() {
        for tz in TZ_VARIANTS {
            assert!(rules(tz).is_some(), "{tz}");
        }
    }
}
