//! Days, times of day and instants as text: in English, and as RFC 3339 has them.

use std::fmt::Write as _;

#[cfg(feature = "site")]
use chrono::{DateTime, Utc};
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};

/// `11 July 2022`.
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    let mut text = String::with_capacity("17 September 2022".len());
    push_day(day, &mut text);
    text
}

/// Appends [`day_in_words`].
pub(crate) fn push_day(day: NaiveDate, out: &mut String) {
    push_decimal(day.day(), out);
    for word in [" ", month(day), " "] {
        out.push_str(word);
    }
    push_decimal(day.year().unsigned_abs(), out);
}

/// `11–17 July 2022`, `29 August – 2 September 2022`, `30 December 2022 – 2 January 2023`.
pub(crate) fn days_in_words(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return day_in_words(first);
    }
    let mut text = String::with_capacity("29 September 2022 – 2 October 2022".len());
    push_decimal(first.day(), &mut text);
    if (first.year(), first.month()) == (last.year(), last.month()) {
        text.push('–');
    } else if first.year() == last.year() {
        let _ = write!(text, " {} – ", month(first));
    } else {
        let _ = write!(text, " {} {} – ", month(first), first.year());
    }
    push_day(last, &mut text);
    text
}

/// A time of day: `02:30`, with seconds if there are any.
pub(crate) fn clock(time: NaiveDateTime) -> String {
    let mut text = String::with_capacity("02:30:00".len());
    push_clock(time, &mut text);
    text
}

/// Appends [`clock`].
pub(crate) fn push_clock(time: NaiveDateTime, out: &mut String) {
    push_number(time.hour(), 2, out);
    out.push(':');
    push_number(time.minute(), 2, out);
    if time.second() != 0 {
        out.push(':');
        push_number(time.second(), 2, out);
    }
}

/// An instant in UTC as RFC 3339 has it: `2022-07-11T09:00:00Z`.
#[cfg(feature = "site")]
pub(crate) fn rfc3339(instant: DateTime<Utc>) -> String {
    rfc3339_local(instant.naive_utc()) + "Z"
}

/// A local time to the second, without an offset: `2022-07-11T10:00:00`. A site has tens of thousands of them, for which
/// chrono's `format` is slow, because it reads its pattern each time.
#[cfg(feature = "site")]
pub(crate) fn rfc3339_local(time: NaiveDateTime) -> String {
    let mut text = time.date().to_string();
    for (before, number) in [('T', time.hour()), (':', time.minute()), (':', time.second())] {
        text.push(before);
        push_number(number, 2, &mut text);
    }
    text
}

/// Appends a number with leading zeros. By hand because a feed is mostly dates, and formatting them costs more than all
/// else.
pub(crate) fn push_number(number: u32, digits: u32, out: &mut String) {
    if let 2 | 4 = digits {
        // The parts of a date and of a time of day.
        if digits == 4 {
            push_pair(number / 100, out);
        }
        push_pair(number, out);
        return;
    }
    for place in (0..digits).rev() {
        let digit = number / 10u32.pow(place) % 10;
        out.push((b'0' + digit as u8) as char);
    }
}

/// Appends the last two digits of a number.
fn push_pair(number: u32, out: &mut String) {
    const PAIRS: &str = "\
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = 2 * (number % 100) as usize;
    out.push_str(&PAIRS[at..at + 2]);
}

/// Appends a number without leading zeros.
pub(crate) fn push_decimal(number: u32, out: &mut String) {
    push_number(number, number.checked_ilog10().unwrap_or(0) + 1, out);
}

/// The months, in English.
pub(crate) const MONTHS: [&str; 12] = [
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

/// The month of a day, in English.
pub(super) fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}
