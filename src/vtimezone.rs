//! A zone as a VTIMEZONE (RFC 5545 §3.6.5), where an exact one exists.
//!
//! Comes in: a zone. Goes out: a component of one STANDARD and at most one DAYLIGHT, each with one yearly rule, because
//! classic Outlook reads no more ([MS-OXCICAL] 2.1.3.1.1.19), and the first year whose events may be written with it.
//! The rules are those of the zone's distant future, so that a zone has one VTIMEZONE whatever the events of a feed
//! are. A rule is exact or not written. Knows nothing of events.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use icalendar::parser::{Component, Property};

use crate::zone::{LocalTime, Onset, Zone, abbreviation_at, onsets_after, onsets_before};

/// The years from which the rules of a zone are taken. tzdata lists single changes until 2037, and those of Gaza until
/// 2086; later changes follow a rule. A calendar year has one of 14 forms, by its first weekday and its length, and
/// these 28 years include all of them: a rule that is exact in these years is exact in all later ones.
const FIRST_YEAR: i32 = 2040;
const LAST_YEAR: i32 = FIRST_YEAR + 27;

/// The VTIMEZONE of a zone, and the first year whose events it may serve.
///
/// It gives every offset from 1 January of the year before that on, counted in UTC and in local time, exactly as
/// bundled tzdata does. STANDARD is the smaller offset and comes first, whatever tzdata calls daylight saving time
/// (`Europe/Dublin`). Each DTSTART is the first onset under the permanent rule, in local time before the change. A zone
/// that sets no clocks any more is a STANDARD alone.
///
/// `None` where no pair of yearly rules gives all those offsets, because clocks follow the moon (`Asia/Gaza`) or a day
/// that is not a fixed weekday of its month (`Asia/Jerusalem`, `America/Santiago`). Events there, and those before the
/// first year (Mexico City until 2023), are written in UTC.
///
/// RFC 5545 §3.6.5 and §3.8.3.
pub(crate) fn vtimezone(tz: Tz) -> Option<(Component<'static>, i32)> {
    let start = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1)?.and_time(NaiveTime::MIN).and_utc();
    let (daylight, standard): (Vec<_>, Vec<_>) =
        onsets_after(tz, start - SECOND).take_while(|onset| onset.local().year() <= LAST_YEAR).partition(is_daylight);
    let (observances, first_year) = if standard.is_empty() && daylight.is_empty() {
        fixed(tz, start)?
    } else {
        let pair = Pair { standard: Rule::for_onsets(&standard)?, daylight: Rule::for_onsets(&daylight)? };
        let [standard, daylight] = pair.first_onsets(tz, start)?;
        let observances = vec![
            observance("STANDARD", standard, Some(pair.standard), name(tz, start, pair.standard)?)?,
            observance("DAYLIGHT", daylight, Some(pair.daylight), name(tz, start, pair.daylight)?)?,
        ];
        (observances, first_year(tz, standard.utc.min(daylight.utc))?)
    };
    let timezone = Component {
        name: "VTIMEZONE".into(),
        properties: vec![property("TZID", tz.name()), property("X-LIC-LOCATION", tz.name())],
        components: observances,
    };
    Some((timezone, first_year))
}

const SECOND: Duration = Duration::seconds(1);

/// A zone that sets no clocks any more.
fn fixed(tz: Tz, start: DateTime<Utc>) -> Option<(Vec<Component<'static>>, i32)> {
    let offset = Zone::Iana(tz).offset_at(start).local_minus_utc();
    // An observance has no effect before its DTSTART.
    let epoch = DateTime::<Utc>::default();
    let since = onsets_before(tz, start).next().map_or(epoch, |last| last.utc.max(epoch));
    let always = Onset { utc: epoch - Duration::seconds(offset.into()), from: offset, to: offset };
    let observances = vec![observance("STANDARD", always, None, abbreviation_at(tz, start)?)?];
    Some((observances, first_year(tz, since)?))
}

/// The first year such that the year before it begins after an instant, in UTC and by the local clocks.
fn first_year(tz: Tz, since: DateTime<Utc>) -> Option<i32> {
    (since.year()..=FIRST_YEAR)
        .map(|before| (before, new_year(tz, before)))
        .find(|(_, start)| *start >= Some(since))
        .map(|(before, _)| before + 1)
}

/// The beginning of a year, in UTC or by the local clocks, whichever is earlier.
fn new_year(tz: Tz, year: i32) -> Option<DateTime<Utc>> {
    let midnight = NaiveDate::from_ymd_opt(year, 1, 1)?.and_time(NaiveTime::MIN);
    let local = match Zone::Iana(tz).resolve(midnight) {
        LocalTime::Unambiguous(instant) | LocalTime::Fold { first: instant, .. } => instant,
        // The clocks jumped over the first moment of the year.
        LocalTime::Gap { before, .. } => match Zone::Iana(tz).resolve(before - SECOND) {
            LocalTime::Unambiguous(last) | LocalTime::Fold { first: last, .. } => last + SECOND,
            LocalTime::Gap { .. } => return None,
        },
    };
    Some(midnight.and_utc().min(local))
}

/// The abbreviation under a rule.
fn name(tz: Tz, start: DateTime<Utc>, rule: Rule) -> Option<String> {
    abbreviation_at(tz, onsets_after(tz, start).find(|onset| rule.gives(onset))?.utc)
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

    /// True if this rule gives an onset in its year.
    fn gives(&self, onset: &Onset) -> bool {
        let local = onset.local();
        let nth = match self.nth {
            -1 => (local + Duration::days(7)).month() != local.month(),
            nth => local.day0() as i32 / 7 + 1 == nth,
        };
        nth && (local.month(), local.weekday(), local.time(), onset.from, onset.to)
            == (self.month, self.weekday, self.time, self.from, self.to)
    }

    /// The rule that has exactly these onsets, one in each year from [`FIRST_YEAR`] to [`LAST_YEAR`].
    fn for_onsets(onsets: &[Onset]) -> Option<Rule> {
        let first =
            onsets.first().filter(|_| onsets.iter().map(|onset| onset.local().year()).eq(FIRST_YEAR..=LAST_YEAR))?;
        [-1, 1, 2, 3, 4]
            .map(|nth| Rule::new(first, nth))
            .into_iter()
            .find(|rule| onsets.iter().all(|onset| rule.gives(onset)))
    }

    fn holds(&self, year: i32, onset: &Onset) -> bool {
        onset.local().year() == year && self.gives(onset)
    }
}

fn is_daylight(onset: &Onset) -> bool {
    onset.to > onset.from
}

struct Pair {
    standard: Rule,
    daylight: Rule,
}

impl Pair {
    /// The first STANDARD and the first DAYLIGHT after which both rules hold in every year.
    fn first_onsets(&self, tz: Tz, start: DateTime<Utc>) -> Option<[Onset; 2]> {
        let (mut standard, mut daylight) = (None, None);
        let mut years = [FIRST_YEAR; 2];
        for onset in onsets_before(tz, start) {
            let (rule, first, year) = match is_daylight(&onset) {
                false => (&self.standard, &mut standard, &mut years[0]),
                true => (&self.daylight, &mut daylight, &mut years[1]),
            };
            if !rule.holds(*year - 1, &onset) {
                break;
            }
            (*first, *year) = (Some(onset), *year - 1);
        }
        Some([standard?, daylight?])
    }
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

/// `+0530` (RFC 5545 §3.3.14). `None` for an offset with seconds, as before 1972, which some clients refuse.
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

    /// The sampled years stand for all later ones, up to the last year that a list may name.
    #[test]
    fn the_rules_hold_for_good() {
        let mut told = 0;
        for tz in chrono_tz::TZ_VARIANTS {
            let start = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap().and_time(NaiveTime::MIN).and_utc();
            let onsets = onsets_after(tz, start).take_while(|onset| onset.local().year() <= 2201);
            let (daylight, standard): (Vec<_>, Vec<_>) = onsets.partition(is_daylight);
            let Some((timezone, _)) = vtimezone(tz) else { continue };
            told += 1;
            if timezone.components.len() == 1 {
                assert!(daylight.is_empty() && standard.is_empty(), "{tz}");
                continue;
            }
            for onsets in [standard, daylight] {
                let written_out = onsets.iter().take(28).copied().collect::<Vec<_>>();
                let rule = Rule::for_onsets(&written_out).unwrap();
                assert!((FIRST_YEAR..=2201).zip(&onsets).all(|(year, onset)| rule.holds(year, onset)), "{tz}");
                assert_eq!(onsets.len(), 162, "{tz}");
            }
        }
        assert!(told > 550, "{told}");
    }

    #[test]
    fn a_fixed_zone_begins_with_1970() {
        let (timezone, first_year) = vtimezone(Tz::Etc__GMTPlus5).unwrap();
        let mut text = String::new();
        crate::ics::write(&timezone, &mut text);
        assert!(text.contains("DTSTART:19700101T000000\r\n"), "{text}");
        // The year before the first event has to be exact too.
        assert_eq!(first_year, 1971);
        // India's clocks were last set in 1945, and its year 1970 began before that in UTC.
        assert_eq!(vtimezone(Tz::Asia__Kolkata).unwrap().1, 1972);
    }
}
