//! Days and moments in the language of the page.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::translations::Translation;
use crate::model::Conference;
use crate::time::{DateOrTime, Expected, Moment, clock};
use crate::zone::Zone;

/// `11 July 2022`.
pub(super) fn day(translation: &Translation, day: NaiveDate) -> String {
    filled(translation, translation.dates.date, day)
}

/// `11–17 July 2022`, without repeating a month or a year.
pub(super) fn days(translation: &Translation, first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return day(translation, first);
    }
    let dates = &translation.dates;
    let (short, until) = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => (dates.day, dates.until[0]),
        (true, false) => (dates.day_and_month, dates.until[1]),
        _ => (dates.date, dates.until[1]),
    };
    let (from, to) = if dates.whole_first { (dates.date, short) } else { (short, dates.date) };
    format!("{}{until}{}", filled(translation, from, first), filled(translation, to, last))
}

/// `July 2022`.
pub(super) fn month(translation: &Translation, year: i32, month: u32) -> String {
    let name = translation.months[month as usize - 1];
    translation.dates.month.replace("{month}", name).replace("{year}", &year.to_string())
}

/// `2022`.
pub(super) fn year(translation: &Translation, year: i32) -> String {
    translation.dates.year.replace("{year}", &year.to_string())
}

/// `October 2027`, or the year alone.
pub(super) fn expected(translation: &Translation, expected: Expected) -> String {
    match expected.month() {
        Some(number) => month(translation, expected.year(), number),
        None => year(translation, expected.year()),
    }
}

/// The days of a conference, or its expected month: `11–17 July 2022`, `October 2027, dates not announced yet`.
pub(super) fn for_conference(translation: &Translation, conference: &Conference) -> String {
    if let Some(dates) = conference.dates {
        return days(translation, dates.start().day(), dates.last_day());
    }
    let expected = conference.expected.map(|expected| self::expected(translation, expected));
    expected.into_iter().chain([translation.dates_undated.to_owned()]).collect::<Vec<_>>().join(translation.dates.comma)
}

/// `3 April 2022, 23:59 Europe/Dublin`, or `3 April 2022` for a day.
pub(super) fn when(translation: &Translation, when: DateOrTime) -> String {
    match when {
        DateOrTime::Day(date) => day(translation, date),
        DateOrTime::Moment(moment) => {
            let local = moment.local();
            format!("{} {}", at(translation, local), zone(moment))
        }
    }
}

/// `09:00–17:00 Europe/Dublin`, for a day that stands beside it.
pub(super) fn hours(start: Moment, end: Moment) -> String {
    let (from, to) = (clock(start.local()), clock(end.local()));
    if start.local() == end.local() {
        format!("{from} {}", zone(start))
    } else {
        format!("{from}–{to} {}", zone(start))
    }
}

/// `11 July 2022, 09:00 – 12 July 2022, 17:00 Europe/Dublin`.
pub(super) fn times(translation: &Translation, start: Moment, end: Moment) -> String {
    format!("{} – {} {}", at(translation, start.local()), at(translation, end.local()), zone(start))
}

/// `11 July 2022, 09:00`.
fn at(translation: &Translation, local: NaiveDateTime) -> String {
    format!("{}{}{}", day(translation, local.date()), translation.dates.before_time, clock(local))
}

/// The name of a time zone, or its UTC offset.
fn zone(moment: Moment) -> String {
    let minutes = moment.offset().local_minus_utc() / 60;
    match moment.zone() {
        Zone::AoE => "AoE".to_owned(),
        zone if zone.is_utc() && minutes != 0 => {
            let (sign, minutes) = (if minutes < 0 { '−' } else { '+' }, minutes.abs());
            format!("UTC{sign}{}:{:02}", minutes / 60, minutes % 60)
        }
        zone => zone.name().to_owned(),
    }
}

/// Fills a date into a pattern of [`DatePatterns`](super::translations::Dates).
fn filled(translation: &Translation, pattern: &str, date: NaiveDate) -> String {
    let mut text = String::with_capacity(pattern.len());
    for part in pattern.split(['{', '}']) {
        // Writing to a string cannot fail.
        let _ = match part {
            "day" if date.day() == 1 => text.write_str(translation.dates.first),
            "day" => write!(text, "{}", date.day()),
            "month" => text.write_str(translation.months[date.month0() as usize]),
            "year" => write!(text, "{}", date.year()),
            other => text.write_str(other),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::page::translations::LANGUAGES;

    #[test]
    fn days_in_every_language() {
        let said = |first: &str, last: &str| {
            let (first, last) = (first.parse().unwrap(), last.parse().unwrap());
            LANGUAGES.map(|translation| days(translation, first, last)).join(" | ")
        };
        assert_eq!(
            said("2022-07-11", "2022-07-17"),
            "11–17 July 2022 | 11.–17. Juli 2022 | 2022年7月11日至17日 | 11–17 de julio de 2022 | 11–17 juillet 2022"
        );
        assert_eq!(
            said("2022-08-29", "2022-09-01"),
            "29 August – 1 September 2022 | 29. August – 1. September 2022 | 2022年8月29日至9月1日 | \
             29 de agosto – 1 de septiembre de 2022 | 29 août – 1er septembre 2022"
        );
        assert_eq!(
            said("2022-12-30", "2023-01-02"),
            "30 December 2022 – 2 January 2023 | 30. Dezember 2022 – 2. Januar 2023 | 2022年12月30日至2023年1月2日 | \
             30 de diciembre de 2022 – 2 de enero de 2023 | 30 décembre 2022 – 2 janvier 2023"
        );
    }

    #[test]
    fn moments_say_their_zone() {
        let translation = LANGUAGES[0];
        let dublin = Moment::new("2022-04-03T22:59:00Z".parse().unwrap(), "Europe/Dublin".parse().unwrap());
        assert_eq!(when(translation, DateOrTime::Moment(dublin)), "3 April 2022, 23:59 Europe/Dublin");
        let aoe = Moment::new("2022-04-04T11:59:00Z".parse().unwrap(), Zone::AoE);
        assert_eq!(when(translation, DateOrTime::Moment(aoe)), "3 April 2022, 23:59 AoE");
        let offset = Moment::with_offset("2022-12-31T20:00:00".parse().unwrap(), -5 * 60);
        assert_eq!(when(translation, DateOrTime::Moment(offset)), "31 December 2022, 20:00 UTC−5:00");
        let later = Moment::new("2022-04-04T01:00:00Z".parse().unwrap(), "Europe/Dublin".parse().unwrap());
        assert_eq!(times(translation, dublin, later), "3 April 2022, 23:59 – 4 April 2022, 02:00 Europe/Dublin");
        assert_eq!(hours(dublin, later), "23:59–02:00 Europe/Dublin");
        assert_eq!(hours(dublin, dublin), "23:59 Europe/Dublin");
        let chinese = Translation::for_language(Some("zh"));
        assert_eq!(when(chinese, DateOrTime::Moment(dublin)), "2022年4月3日 23:59 Europe/Dublin");
    }
}
