//! A zone over a range of years, as a VTIMEZONE (RFC 5545 §3.6.5), or "does not fit".
//!
//! A zone and the years of its events come in. Out goes a component of one STANDARD and at most one DAYLIGHT, each with one
//! yearly rule, because that is all classic Outlook reads ([MS-OXCICAL] 2.1.3.1.1.19). It tells every offset in those years,
//! and a year around them, or there is none: this file never writes a rule that is nearly right. It knows nothing of events.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use icalendar::parser::{Component, Property};

use crate::zone::{Local, Onset, Zone, abbreviation_at, onsets_after, onsets_before};

/// The VTIMEZONE of a zone for events in `years` (the first and the last year with an event, both inclusive).
///
/// It reproduces every offset from 1 January of the year before to 31 December of the year after, counted in UTC and in local
/// time, by tzdata as bundled. STANDARD is the smaller offset and comes first, whatever tzdata calls daylight saving time
/// (`Europe/Dublin`). Each DTSTART is the first onset under the rule in force, in local time before the change, so a later
/// event leaves the text as it is while the rule lasts. A zone that sets no clocks in those years is a STANDARD alone.
///
/// `None` where one yearly rule for each half cannot tell all those offsets: the rules changed (Mexico City in 2022), follow
/// the moon (Casablanca until 2026), or have no onset yet. Such events are to be written in UTC. Also `None` outside of the
/// years 2 to 9998 and for an empty range.
///
/// RFC 5545 §3.6.5 and §3.8.3.
pub(crate) fn vtimezone(tz: Tz, years: RangeInclusive<i32>) -> Option<Component<'static>> {
    let needed = Needed::around(tz, years)?;
    let observances = match Pair::fit(tz, &needed) {
        Fit::Pair(pair, [standard, daylight]) => {
            vec![
                observance("STANDARD", standard, Some(pair.standard), needed.name(tz, pair.standard)?)?,
                observance("DAYLIGHT", daylight, Some(pair.daylight), needed.name(tz, pair.daylight)?)?,
            ]
        }
        Fit::Fixed => {
            let offset = Zone::Iana(tz).offset_at(needed.start).local_minus_utc();
            let epoch = NaiveDateTime::default();
            // Before its DTSTART an observance says nothing.
            if *needed.years.start() < epoch.year() {
                return None;
            }
            let always = Onset { utc: epoch - Duration::seconds(offset.into()), from: offset, to: offset };
            // Guam's time got another name just before the end of 2000: that of the middle of the first event's year counts.
            let middle = NaiveDate::from_ymd_opt(needed.years.start() + 1, 7, 1)?.and_time(NaiveTime::MIN);
            vec![observance("STANDARD", always, None, abbreviation_at(tz, middle)?)?]
        }
        Fit::None => return None,
    };
    Some(Component {
        name: "VTIMEZONE".into(),
        properties: vec![property("TZID", tz.name()), property("X-LIC-LOCATION", tz.name())],
        components: observances,
    })
}

/// What must be told: the years around the events, and the instants they cover, `end` exclusive.
struct Needed {
    years: RangeInclusive<i32>,
    start: NaiveDateTime,
    end: NaiveDateTime,
}

impl Needed {
    fn around(tz: Tz, years: RangeInclusive<i32>) -> Option<Self> {
        let (first, last) = years.into_inner();
        if !(2..=last).contains(&first) || last > 9998 {
            return None;
        }
        // New Year in UTC and by the local clocks; both years shall be whole.
        let new_year = |year| {
            let utc = NaiveDate::from_ymd_opt(year, 1, 1)?.and_time(NaiveTime::MIN);
            let second = Duration::seconds(1);
            let local = match Zone::Iana(tz).resolve(utc) {
                Local::One(instant) | Local::Twice { first: instant, .. } => instant,
                // The year began when the clocks jumped over its first moment.
                Local::Skipped { before, .. } => match Zone::Iana(tz).resolve(before - second) {
                    Local::One(last) | Local::Twice { first: last, .. } => last + second,
                    Local::Skipped { .. } => return None,
                },
            };
            Some((utc.min(local), utc.max(local)))
        };
        Some(Self { years: first - 1..=last + 1, start: new_year(first - 1)?.0, end: new_year(last + 2)?.1 })
    }

    /// The abbreviation under a rule in the first year with an event, so that a later event does not change it.
    fn name(&self, tz: Tz, rule: Rule) -> Option<String> {
        let onset = onsets_after(tz, self.start)
            .find(|onset| onset.local().year() > *self.years.start() && rule.tells(onset))?;
        abbreviation_at(tz, onset.utc)
    }
}

/// One change of the clocks a year: `BYMONTH=month;BYDAY=nth weekday` at `time` by the clocks before it.
#[derive(Clone, Copy)]
struct Rule {
    month: u32,
    weekday: Weekday,
    /// 1 to 4 from the start of the month, or -1 for the last one.
    nth: i32,
    time: NaiveTime,
    from: i32,
    to: i32,
}

impl Rule {
    fn new(onset: &Onset, nth: i32) -> Self {
        let local = onset.local();
        let (month, weekday, time) = (local.month(), local.weekday(), local.time());
        Self { month, weekday, nth, time, from: onset.from, to: onset.to }
    }

    /// Whether this rule has this onset in its year.
    fn tells(&self, onset: &Onset) -> bool {
        let local = onset.local();
        let nth = match self.nth {
            -1 => (local + Duration::days(7)).month() != local.month(),
            nth => local.day0() as i32 / 7 + 1 == nth,
        };
        nth && (local.month(), local.weekday(), local.time(), onset.from, onset.to)
            == (self.month, self.weekday, self.time, self.from, self.to)
    }

    /// Whether this rule turns the clocks in the same direction as this onset.
    fn is_like(&self, onset: &Onset) -> bool {
        (self.to > self.from) == is_daylight(onset)
    }

    /// How many years after the last one, and how many before the first one, the rule goes on.
    fn reach(&self, tz: Tz, needed: &Needed) -> (usize, usize) {
        // In 12 years there is always a month in which the fourth of a weekday is not its last.
        const ENOUGH: usize = 12;
        let (first, last) = (*needed.years.start(), *needed.years.end());
        let after = onsets_after(tz, needed.end - Duration::seconds(1)).filter(|onset| self.is_like(onset));
        let before = onsets_before(tz, needed.start).filter(|onset| self.is_like(onset));
        (
            (last + 1..).zip(after).take(ENOUGH).take_while(|(year, onset)| self.holds(*year, onset)).count(),
            (1..).zip(before).take_while(|(ago, onset)| self.holds(first - ago, onset)).count(),
        )
    }

    fn holds(&self, year: i32, onset: &Onset) -> bool {
        onset.local().year() == year && self.tells(onset)
    }
}

fn is_daylight(onset: &Onset) -> bool {
    onset.to > onset.from
}

enum Fit {
    /// Two rules, and the first onset of each.
    Pair(Pair, [Onset; 2]),
    Fixed,
    None,
}

struct Pair {
    standard: Rule,
    daylight: Rule,
}

impl Pair {
    fn fit(tz: Tz, needed: &Needed) -> Fit {
        let (daylight, standard): (Vec<_>, Vec<_>) = onsets_after(tz, needed.start - Duration::seconds(1))
            .take_while(|onset| onset.utc < needed.end)
            .partition(is_daylight);
        // An onset at the very start leaves one offset for all that must be told.
        if daylight.iter().chain(&standard).all(|onset| onset.utc == needed.start) {
            return Fit::Fixed;
        }
        let (standard, daylight) = (rules(tz, needed, &standard), rules(tz, needed, &daylight));
        let pairs =
            standard.iter().flat_map(|&standard| daylight.iter().map(move |&daylight| Pair { standard, daylight }));
        pairs
            .filter_map(|pair| pair.first_onsets(tz, needed).map(|onsets| Fit::Pair(pair, onsets)))
            .next()
            .unwrap_or(Fit::None)
    }

    /// The first STANDARD and the first DAYLIGHT since when both rules hold in every year.
    ///
    /// `None` if that is after the start of what must be told: readers differ in what they do before the first onset.
    fn first_onsets(&self, tz: Tz, needed: &Needed) -> Option<[Onset; 2]> {
        let (mut standard, mut daylight) = (None, None);
        let mut years = [*needed.years.start(); 2];
        for onset in onsets_before(tz, needed.start) {
            let (rule, first, year) = match is_daylight(&onset) {
                false => (&self.standard, &mut standard, &mut years[0]),
                true => (&self.daylight, &mut daylight, &mut years[1]),
            };
            if !rule.holds(*year - 1, &onset) {
                break;
            }
            (*first, *year) = (Some(onset), *year - 1);
        }
        // One of the two may have its first onset only in the first year: until then the other one is in force.
        let mut needed_onsets = onsets_after(tz, needed.start - Duration::seconds(1));
        let next = needed_onsets.next()?;
        match (standard, daylight) {
            (Some(standard), Some(daylight)) => Some([standard, daylight]),
            (Some(standard), None) if is_daylight(&next) => Some([standard, next]),
            (None, Some(daylight)) if !is_daylight(&next) => Some([next, daylight]),
            _ => None,
        }
    }
}

/// The rules that have exactly these onsets, one in each year. Those that last longest come first: ahead, because they serve
/// later events too, then back.
fn rules(tz: Tz, needed: &Needed, onsets: &[Onset]) -> Vec<Rule> {
    let Some(first) = onsets.first() else { return Vec::new() };
    if !onsets.iter().map(|onset| onset.local().year()).eq(needed.years.clone()) {
        return Vec::new();
    }
    let all = [-1, 1, 2, 3, 4].map(|nth| Rule::new(first, nth)).into_iter();
    let mut rules: Vec<_> = all.filter(|rule| onsets.iter().all(|onset| rule.tells(onset))).collect();
    rules.sort_by_cached_key(|rule| std::cmp::Reverse(rule.reach(tz, needed)));
    rules
}

fn observance(kind: &'static str, first: Onset, rule: Option<Rule>, name: String) -> Option<Component<'static>> {
    let mut properties = vec![property("DTSTART", first.local().format("%Y%m%dT%H%M%S").to_string())];
    properties.extend(rule.map(|rule| property("RRULE", rrule(rule))));
    properties.push(property("TZOFFSETFROM", utc_offset(first.from)?));
    properties.push(property("TZOFFSETTO", utc_offset(first.to)?));
    properties.push(property("TZNAME", name));
    Some(Component { name: kind.into(), properties, components: Vec::new() })
}

fn rrule(rule: Rule) -> String {
    let weekday = match rule.weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    };
    format!("FREQ=YEARLY;BYMONTH={};BYDAY={}{weekday}", rule.month, rule.nth)
}

/// `+0530` (RFC 5545 §3.3.14). `None` for an offset with seconds, as there were before 1972: some clients refuse those.
fn utc_offset(seconds: i32) -> Option<String> {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { '-' } else { '+' };
    (seconds % 60 == 0).then(|| format!("{sign}{:02}{:02}", minutes / 60, minutes % 60))
}

/// All values here are ASCII without any character that TEXT escapes.
fn property(name: &'static str, value: impl Into<String>) -> Property<'static> {
    Property { name: name.into(), val: value.into().into(), params: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is true of many years is true of some of them: feeds that are parts of one count on it.
    #[test]
    fn a_zone_that_fits_fits_any_part_of_the_years() {
        let mut fitting = 0;
        for tz in chrono_tz::TZ_VARIANTS {
            for years in [1965..=1985, 1996..=2006, 2008..=2020, 2019..=2030, 2024..=2040] {
                if vtimezone(tz, years.clone()).is_none() {
                    continue;
                }
                fitting += 1;
                let (first, last) = years.into_inner();
                for (from, to) in
                    [(first, first), (first, last - 1), (first + 1, last), (first + 4, last - 3), (last, last)]
                {
                    assert!(vtimezone(tz, from..=to).is_some(), "{tz}, {from} to {to} of {first} to {last}");
                }
            }
        }
        assert!(fitting > 1000, "{fitting}");
    }
}
