//! The ends of a range of dates, and the points of the calendar that they are.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _};

use super::parsed::{Hint, When};
use super::zones::{ZoneText, zone};

/// The most days of a range that goes on in a month which is not named, `30-4 July`.
pub(super) const MAX_TURNED_DAYS: u32 = 12;

/// An event that begins at this hour or later, and ends before that of the morning, ends on the next day.
const EVENING: u32 = 17;
const MORNING: u32 = 9;

/// One end of a range, as far as it was read.
#[derive(Debug, Clone, Default)]
pub(super) struct End {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) days: Vec<u32>,
    pub(super) time: Option<NaiveTime>,
    pub(super) is_next_day: bool,
    /// True if midnight is no time stamp of a program.
    pub(super) is_said: bool,
    pub(super) offset: Option<i32>,
    /// The words for the zone; if they are none that is known, the words behind the time.
    pub(super) zone: Option<String>,
    pub(super) is_zone_unknown: bool,
}

impl End {
    pub(super) fn is_empty(&self) -> bool {
        self.year.is_none() && self.month.is_none() && self.days.is_empty() && self.time.is_none()
    }
}

/// Completes the ends of a range from each other: `Nov 5-8, 2026`, `30 June - 4 July`, `30 Dec 2026 - 2 January`.
pub(super) fn complete(start: &mut End, end: &mut End) {
    if end.zone.is_none() {
        end.zone.clone_from(&start.zone);
    } else if start.zone.is_none() {
        start.zone.clone_from(&end.zone);
    }
    // `10 May 2027, 9:00 - 17:00`
    if end.days.is_empty() && end.month.is_none() && end.time.is_some() {
        end.days.clone_from(&start.days);
        // `5 May 2027, 22:00-02:00`, but not `9:00 - 5:00`
        let is_night = |time: &NaiveTime| time.hour() >= EVENING;
        end.is_next_day |=
            start.time.as_ref().is_some_and(is_night) && end.time.is_some_and(|time| time.hour() < MORNING);
    }
    // `5.30pm - 8pm, 11 April`
    if start.days.is_empty() && start.month.is_none() && start.time.is_some() {
        start.days.clone_from(&end.days);
    }
    // `May to June 2027` has no days.
    let is_later = match (start.days.first(), end.days.last()) {
        // `13-1 April` is a slip: no conference takes so long.
        (Some(first), Some(last)) => first > last && last + 31 - first <= MAX_TURNED_DAYS,
        _ => false,
    };
    match (start.month, end.month) {
        (None, Some(month)) if is_later => start.month = Some((month + 10) % 12 + 1),
        (None, Some(month)) => start.month = Some(month),
        (Some(month), None) if is_later => end.month = Some(month % 12 + 1),
        (Some(month), None) => end.month = Some(month),
        _ => {}
    }
    let turns = turns_year(start, end);
    match (start.year, end.year) {
        (None, Some(year)) => start.year = Some(year - i32::from(turns)),
        (Some(year), None) => end.year = Some(year + i32::from(turns)),
        _ => {}
    }
}

/// True if a range goes over the end of a year: `28 December - 3 January`. `June 1 - May 30` is a slip, because nothing takes so long.
fn turns_year(start: &End, end: &End) -> bool {
    /// The most months between the two: a call may be open as long.
    const MAX_MONTHS: u32 = 9;
    start.month.zip(end.month).is_some_and(|(first, last)| first > last && last + 12 - first <= MAX_MONTHS)
}

/// Both ends as points of the calendar, with the year and the month of the hint where the text has none.
pub(super) fn dates(mut start: End, end: Option<End>, hint: &Hint) -> Option<(When, Option<When>)> {
    let Some(mut end) = end else { return Some((when(&start, hint)?, None)) };
    if start.month.is_none() && end.month.is_none() {
        start.month = hint.month;
        end.month = hint.month.map(|month| if start.days > end.days { month % 12 + 1 } else { month });
    }
    if start.year.is_none() && end.year.is_none() {
        start.year = hint.year;
        end.year = hint.year.map(|year| year + i32::from(turns_year(&start, &end)));
    }
    let (start, end) = (when(&start, hint)?, when(&end, hint)?);
    let is_same = start == end;
    Some((start, Some(end).filter(|_| !is_same)))
}

/// One end as a point of the calendar.
pub(super) fn when(end: &End, hint: &Hint) -> Option<When> {
    let year = end.year.or(hint.year);
    let month = end.month.or(hint.month.filter(|_| !end.days.is_empty()));
    let Some(day) = end.days.first() else {
        return Some(match (year?, month) {
            (year, Some(month)) => When::Month { year, month },
            (year, None) => When::Year(year),
        });
    };
    let date = NaiveDate::from_ymd_opt(year?, month?, *day)?;
    let Some(time) = end.time else { return Some(When::Day(date)) };
    let date = if end.is_next_day { date.succ_opt()? } else { date };
    let local = NaiveDateTime::new(date, time);
    let offset = end.offset.or_else(|| match end.zone.as_deref().and_then(zone)? {
        ZoneText::Offset(minutes) => Some(minutes),
        ZoneText::Aoe | ZoneText::Name(_) => None,
    });
    if let Some(minutes) = offset {
        let instant = FixedOffset::east_opt(minutes * 60)?.from_local_datetime(&local).single()?;
        // `24:00` is the end of a day, and not the day behind it.
        return Some(if end.is_next_day { When::Instant(instant) } else { instant_or_day(instant) });
    }
    if time == NaiveTime::MIN && !end.is_next_day && !end.is_said {
        return Some(When::Day(date));
    }
    Some(When::Local(local, end.zone.clone()))
}

/// A time stamp at midnight means the day: programs write days so. Where they write midnight of UTC on the clocks of a zone to the
/// east, it is the small hours, at which nothing begins.
pub(super) fn instant_or_day(instant: DateTime<FixedOffset>) -> When {
    let utc = instant.naive_utc();
    let is_small_hours = instant.date_naive() == utc.date() && instant.hour() < 4;
    if instant.time() == NaiveTime::MIN || utc.time() == NaiveTime::MIN && is_small_hours {
        return When::Day(instant.date_naive());
    }
    When::Instant(instant)
}
