//! Dates as people write them in lists: `Nov 5-8, 2026`, `2020.10.08-09`, `30 June – 4 July`, `TBA`.
//!
//! Comes in: a text, and what its surroundings tell: a year, a month, whether days stand before months. Goes out: days, times or
//! instants, or the word that stands in place of a date. Never decides between two readings: `5/6/2027` is ambiguous unless
//! another date of the file settles the order.

mod doubt;
mod east_asian;
mod ends;
mod months;
mod parsed;
mod ranges;
mod reader;
mod scripts;
mod strokes;
mod tokens;
mod weekdays;
mod words;
mod zones;

pub(crate) use doubt::{Doubt, doubt};
pub(crate) use months::{is_croatian, month};
pub(crate) use parsed::{Dates, DayOrder, Hint, Parsed, When};
pub(crate) use words::{Word, is_word_of_call};
pub(crate) use zones::{ZoneText, have_same_hours, is_ambiguous_zone, is_used_in, other_season, zone, zone_of_words};

use std::borrow::{Borrow, Cow};
use std::cell::RefCell;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta};

use self::ends::{MAX_TURNED_DAYS, instant_or_day};
use self::reader::DateReader;
use self::tokens::{DateToken, tokens};
use self::words::word;
use super::letters;
use super::memo::{Memo, read_once};
use super::width::narrow;

/// The date of a text.
pub(crate) fn parse(text: &str, hint: &Hint) -> Parsed {
    thread_local! {
        static READ: RefCell<Memo<Hint, Parsed>> = RefCell::default();
    }
    read_once(&READ, *hint, text, || read(text, hint))
}

fn read(text: &str, hint: &Hint) -> Parsed {
    let narrow = narrow(text.trim());
    let text = &*with_hyphens(&narrow);
    // A share is no date: `24.6 %`.
    if text.len() > MAX_OCTETS || text.contains("://") || text.contains('%') {
        return Parsed::Unknown;
    }
    let cut = tokens(text);
    let order = if hint.order == DayOrder::Unknown { order_of(cut.iter()) } else { hint.order };
    let hint = &Hint { order, ..*hint };
    if let Some(word) = word(text) {
        return Parsed::Word(word);
    }
    if let Some(month) = behind_a_week(text) {
        return parse(month, hint);
    }
    if let Some(month) = behind_a_part(text)
        && let Parsed::Dates(dates @ Dates { start: When::Month { .. }, .. }) = parse(month, hint)
    {
        return Parsed::Dates(dates);
    }
    // `between 5 May and 8 May`
    if let Some((first, last)) = letters::behind(text, "between ").and_then(|days| days.split_once(" and ")) {
        return parse(&format!("{first} - {last}"), hint);
    }
    if matches!(text, "❌" | "✗" | "✘" | "🚫" | "⛔") {
        return Parsed::Word(Word::None);
    }
    // The first and the last day of programs stand for none.
    if ["0000-", "0001-01-01", "9999-12-31"].iter().any(|day| text.starts_with(day)) {
        return Parsed::Word(Word::None);
    }
    if let Some(instant) = unix_time(text) {
        return single(instant);
    }
    let parts: Vec<_> = text.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        return list(&parts, hint);
    }
    match DateReader::new(hint).read(&cut) {
        Parsed::Ambiguous(one, other) => {
            by_weekday(text, hint).or_else(|| shorter(text, hint)).unwrap_or(Parsed::Ambiguous(one, other))
        }
        // `10/01 - 10/03` is three days, not two months.
        Parsed::Dates(Dates { start, end: Some(end), guessed_year: true, leftover })
            if hint.order == DayOrder::Unknown
                && text.contains('/')
                && days_of(&start, &end) > i64::from(MAX_TURNED_DAYS) =>
        {
            let long = Parsed::Dates(Dates { start, end: Some(end), guessed_year: true, leftover });
            shorter(text, hint).unwrap_or(long)
        }
        // What is left may be another range.
        Parsed::Dates(dates) if !dates.leftover.is_empty() => {
            ranges::joined(text, hint).unwrap_or(Parsed::Dates(dates))
        }
        Parsed::Several(whens) => ranges::joined(text, hint).unwrap_or(Parsed::Several(whens)),
        parsed => parsed,
    }
}

/// True if nothing but a stroke stands between the two dates of a text.
pub(crate) fn are_apart_by_stroke(text: &str, hint: &Hint) -> bool {
    let is_date = |part: &str| matches!(parse(part, hint), Parsed::Dates(found) if found.start.day().is_some() && found.end.is_none());
    text.contains('/') && strokes::are_apart_by_stroke(text, is_date)
}

/// The days between two points.
fn days_of(start: &When, end: &When) -> i64 {
    start.day().zip(end.day()).map_or(0, |(start, end)| (end - start).num_days())
}

/// The month behind one of its weeks, which is no day: `1st week of June 2027`, `second week in June`.
fn behind_a_week(text: &str) -> Option<&str> {
    const ORDINALS: [&str; 10] = ["1st", "2nd", "3rd", "4th", "first", "second", "third", "fourth", "last", "the"];
    let at = text.find(" week ")?;
    let month = text[at..].strip_prefix(" week of ").or_else(|| text[at..].strip_prefix(" week in "))?;
    let is_ordinal = |word: &str| ORDINALS.iter().any(|ordinal| ordinal.eq_ignore_ascii_case(word));
    (text[..at].split(' ').all(is_ordinal) && month.starts_with(char::is_alphabetic)).then_some(month)
}

/// The text behind words for a part of a month: `end of June 2027`, `Anfang Mai`.
pub(crate) fn behind_a_part(text: &str) -> Option<&str> {
    const PARTS: [&str; 13] = [
        "end of ",
        "late in ",
        "beginning of ",
        "start of ",
        "early in ",
        "middle of ",
        "anfang ",
        "mitte ",
        "ende ",
        "début ",
        "mi-",
        "fin ",
        "finales de ",
    ];
    PARTS.iter().find_map(|part| letters::behind(text, part))
}

/// Dates that signs part; one of them may tell the order of day and month of all: `06-24-2027; 11-09-2027`.
fn list(parts: &[&str], hint: &Hint) -> Parsed {
    let order = if hint.order == DayOrder::Unknown { day_order(parts.iter().copied()) } else { hint.order };
    let hint = Hint { order, ..*hint };
    let mut open = None;
    let whens: Option<Vec<_>> = parts
        .iter()
        .map(|part| match DateReader::new(&hint).read(&tokens(part)) {
            Parsed::Dates(Dates { start, end: None, .. }) => Some(start),
            Parsed::Ambiguous(one, other) => {
                open = open.or(Some((one, other)));
                Some(When::Day(one))
            }
            _ => None,
        })
        .collect();
    match (whens, open) {
        (None, _) => Parsed::Unknown,
        (Some(_), Some((one, other))) => Parsed::Ambiguous(one, other),
        (Some(whens), None) => Parsed::Several(whens),
    }
}

/// The reading of an ambiguous text, if only one order of day and month fits the weekday that it names: `Thu 04/06/2020`.
fn by_weekday(text: &str, hint: &Hint) -> Option<Parsed> {
    let named = tokens(text).into_iter().find_map(|token| match token {
        DateToken::Word(plain, _) => weekdays::weekday(&plain),
        _ => None,
    })?;
    let mut fitting = [DayOrder::DayFirst, DayOrder::MonthFirst].into_iter().filter_map(|order| {
        let parsed = DateReader::new(&Hint { order, ..*hint }).read(&tokens(text));
        let first = match &parsed {
            Parsed::Dates(dates) => dates.start.day(),
            Parsed::Several(whens) => whens.first().and_then(When::day),
            _ => None,
        };
        first.is_some_and(|day| day.weekday() == named).then_some(parsed)
    });
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}

/// The first day of a text, if it names another weekday beside it: `Monday, 7 May 2027`, which is a Friday.
pub(crate) fn on_other_weekday(text: &str, dates: &Dates) -> Option<NaiveDate> {
    // In Portuguese they are ordinal numbers too.
    const ORDINALS: [&str; 5] = ["segunda", "terca", "quarta", "quinta", "sexta"];
    let named = tokens(text).into_iter().find_map(|token| match token {
        DateToken::Word(plain, _) if !ORDINALS.contains(&plain.as_str()) => weekdays::weekday(&plain),
        _ => None,
    })?;
    let is_named = |day: Option<NaiveDate>| day.is_some_and(|day| day.weekday() == named);
    let (first, last) = (dates.start.day(), dates.end.as_ref().and_then(When::day));
    first.filter(|_| !dates.guessed_year && !is_named(first) && !is_named(last) && !text.contains("24:00"))
}

/// The reading of an ambiguous range, if only one order of day and month makes it short.
fn shorter(text: &str, hint: &Hint) -> Option<Parsed> {
    let mut short = [DayOrder::DayFirst, DayOrder::MonthFirst].into_iter().filter_map(|order| {
        let parsed = DateReader::new(&Hint { order, ..*hint }).read(&tokens(text));
        let Parsed::Dates(Dates { start, end: Some(end), .. }) = &parsed else { return None };
        let days = (end.day()? - start.day()?).num_days();
        (0..=i64::from(MAX_TURNED_DAYS)).contains(&days).then_some(parsed)
    });
    let found = short.next()?;
    short.next().is_none().then_some(found)
}

/// The order of day and month that the dates of a file have in common; unknown if none of them tells, or if they contradict.
pub(crate) fn day_order<'a>(texts: impl Iterator<Item = &'a str>) -> DayOrder {
    order_of(texts.filter(|text| text.len() <= MAX_OCTETS).flat_map(tokens))
}

/// The order of day and month that tokens tell.
fn order_of(tokens: impl Iterator<Item = impl Borrow<DateToken>>) -> DayOrder {
    let (mut day_first, mut month_first) = (false, false);
    for token in tokens {
        let DateToken::Numeric { first, second, year, sign } = *token.borrow() else { continue };
        if matches!(sign, '/' | '-') || year.is_none() {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => DayOrder::DayFirst,
        (false, true) => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}

/// True if the dates of a file with dots have the month first, as a German Excel leaves those of an American list that it can read as
/// its own: `3/28/2027` beside `04.02.2027`. None of them then has a number above 12, while those with strokes tell the order.
pub(crate) fn are_dots_month_first<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let is_dotted = |token: &DateToken| matches!(token, DateToken::Numeric { sign: '.', year: Some(_), .. });
    let numbers = |token| match token {
        DateToken::Numeric { first, second, .. } => first.max(second),
        _ => 0,
    };
    let short = texts.clone().filter(|text| text.len() <= MAX_OCTETS);
    let dotted: Vec<u32> = short.flat_map(tokens).filter(is_dotted).map(numbers).collect();
    dotted.len() > 2 && dotted.iter().all(|number| *number <= 12) && day_order(texts) == DayOrder::MonthFirst
}

/// A longer text is prose.
const MAX_OCTETS: usize = 200;

/// Seconds or milliseconds since 1970, as programs write them.
fn unix_time(text: &str) -> Option<When> {
    let seconds = match (text.len(), text.parse::<i64>().ok()?) {
        (10, seconds) => seconds,
        (13, milliseconds) => milliseconds / 1000,
        _ => return None,
    };
    let instant = DateTime::from_timestamp(seconds, 0)?;
    Some(instant_or_day(instant.fixed_offset()))
}

fn single(when: When) -> Parsed {
    Parsed::Dates(Dates { start: when, end: None, guessed_year: false, leftover: String::new() })
}

/// The hours and minutes in a text that no day has: `25:00`, `12:60`.
pub(crate) fn impossible_time(text: &str) -> Option<&str> {
    let is_around = |char: char| char.is_whitespace() || matches!(char, 'T' | '(' | ')' | ',' | ';' | '-' | '–');
    text.split(is_around).find_map(|part| {
        let (hours, after) = part.split_once(':')?;
        let minutes = &after[..after.find(|char: char| !char.is_ascii_digit()).unwrap_or(after.len())];
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.len() <= 2);
        let (hour, minute) = (number(hours)?, number(minutes).filter(|_| minutes.len() == 2)?);
        (hour > 24 || minute > 59 || (hour == 24 && minute > 0)).then(|| &part[..hours.len() + 3])
    })
}

/// The day of a text in this year, by a pattern of strftime that has none.
pub(crate) fn with_year(text: &str, pattern: &str, year: i32) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("{text} {year}"), &format!("{pattern} %Y")).ok()
}

/// The text with the names of months of other scripts as those of English.
pub(crate) fn in_english(text: &str) -> std::borrow::Cow<'_, str> {
    scripts::plain(text)
}

/// The day before, for an end that is exclusive.
pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_signed(TimeDelta::days(1)).unwrap_or(day)
}

/// A month as `July 2025`, if a text is one in the signs of East Asia: `25년 07월`.
pub(crate) fn month_in_words(text: &str) -> Option<String> {
    let is_month = text.contains(['月', '월']) && text.contains(['年', '년']);
    match parse(text, &Hint::default()) {
        Parsed::Dates(Dates { start: When::Month { year, month }, end: None, leftover, .. })
            if is_month && leftover.is_empty() =>
        {
            Some(format!("{} {year}", months::month_name(month)?))
        }
        _ => None,
    }
}

/// A number of days: `3`, `3 days`, `{days: 3}` written as text.
pub(crate) fn days(text: &str) -> Option<i64> {
    let digits: String =
        text.chars().skip_while(|char| !char.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let rest = text.trim().trim_start_matches(&digits[..]).trim().to_lowercase();
    let days = digits.parse().ok().filter(|days| (1..60).contains(days))?;
    (rest.is_empty() || rest.starts_with('d') || rest.starts_with("tag")).then_some(days)
}

/// The number of days in a text that has a date too: `10 May 2027 (3 days)`, `2-day event, 10 May 2027`. None for days that lie
/// between it and another, `3 days before 10 May`, nor for a day of a month, `May 5 (day 1)`.
pub(crate) fn length(text: &str) -> Option<i64> {
    const DAYS: &str = "day days tag tage tagen jour jours dia dias día días giorni dagen dagar dage";
    const BETWEEN: &str = "before after until left ago to prior vor nach avant après antes";
    let is_of = |set: &str, word: &&str| set.split(' ').any(|known| known.eq_ignore_ascii_case(word));
    let is_mark = |char: char| !char.is_alphanumeric() && !matches!(char, ' ' | '-');
    let mut found = None;
    for part in text.split(is_mark) {
        let words: Vec<&str> = part.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let Some(at) = words.iter().position(|word| is_of(DAYS, word)) else { continue };
        let number = at.checked_sub(1)?;
        let is_of_month = number > 0 && month(&words[number - 1].to_lowercase()).is_some();
        if found.is_some() || is_of_month || words.get(at + 1).is_some_and(|next| is_of(BETWEEN, next)) {
            return None;
        }
        found = words[number].parse().ok().filter(|days| (2..=31).contains(days));
    }
    found
}

/// The minutes of a length in hours and minutes: `90 minutes`, `2h 30m`, `1.5 hours`, `PT2H30M`, `3h0m0s`.
pub(crate) fn minutes(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let mut rest = lower.strip_prefix("pt").unwrap_or(&lower);
    let mut seconds = 0.0;
    while !rest.is_empty() {
        let (number, behind) = rest.split_at(rest.find(|char: char| !char.is_ascii_digit() && char != '.')?);
        let behind = behind.trim_start();
        let (unit, behind) = behind.split_at(behind.find(|char: char| !char.is_alphabetic()).unwrap_or(behind.len()));
        let of_unit = match unit {
            "h" | "hr" | "hrs" | "std" | "時間" | "小时" | "小時" | "시간" => 3600.0,
            "m" | "分" | "分钟" | "分鐘" | "분" => 60.0,
            "s" => 1.0,
            unit if unit.starts_with("hour") || unit.starts_with("stunde") || unit.starts_with("heure") => 3600.0,
            unit if unit.starts_with("hora") => 3600.0,
            unit if unit.starts_with("min") => 60.0,
            unit if unit.starts_with("sec") => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok().filter(|number| *number < 10_000.0)? * of_unit;
        rest = behind.trim_start_matches([' ', ',']);
    }
    // Longer ones are those of a course, or of all days.
    let minutes = (seconds / 60.0_f64).round();
    (1.0..=24.0 * 60.0).contains(&minutes).then_some(minutes as i64)
}

/// True if a text is a date or a range and nothing else.
pub(crate) fn is_date(text: &str) -> bool {
    if text.len() > 100 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // A day and month alone need a year from elsewhere.
    let hint = Hint { year: Some(2024), ..Hint::default() };
    match parse(text, &hint) {
        Parsed::Dates(found) => {
            let is_exact = !matches!(found.start, When::Year(_));
            is_exact && found.leftover.len() * 2 <= text.len() && (!found.guessed_year || text.len() > 3)
        }
        Parsed::Several(_) => true,
        // `24/7` may be one too.
        Parsed::Ambiguous(..) => text.len() > 3,
        Parsed::Word(_) | Parsed::Unknown => false,
    }
}

/// A date in digits with hyphens for its low lines: `2027_05_08`.
fn with_hyphens(text: &str) -> Cow<'_, str> {
    let is_date =
        text.len() < 12 && text.contains('_') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    if is_date { Cow::Owned(text.replace('_', "-")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests;
