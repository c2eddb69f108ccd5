//! Dates as people write them in lists: `Nov 5-8, 2026`, `2020.10.08-09`, `30 June – 4 July`, `TBA`.
//!
//! Comes in: a text, and what its surroundings tell: a year, a month, whether days stand before months. Goes out: days, times or
//! instants, or the word that stands in place of a date. Never decides between two readings: `5/6/2027` is ambiguous unless
//! another date of the file settles the order.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};

/// The surroundings of a date: what a neighbour, a heading or the rest of the file tells of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hint {
    /// The year of a date that names none.
    pub(crate) year: Option<i32>,
    /// The month of a date that names none.
    pub(crate) month: Option<u32>,
    /// The order of day and month in `5/6/2027`.
    pub(crate) order: DayOrder,
}

/// The order of day and month where both are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DayOrder {
    DayFirst,
    MonthFirst,
    #[default]
    Unknown,
}

/// The reading of a text that should be a date.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parsed {
    /// A date, or a range with its last day, inclusive.
    Dates(Dates),
    /// Dates that are no range: `5 and 12 May 2027`, `2027-01-10; 2027-02-10`.
    Several(Vec<When>),
    /// A date with two readings: day first, and month first.
    Ambiguous(NaiveDate, NaiveDate),
    /// A word in place of a date.
    Word(Word),
    /// Nothing of the above.
    Unknown,
}

/// A date or a range.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dates {
    pub(crate) start: When,
    pub(crate) end: Option<When>,
    /// True if the year comes from the hint.
    pub(crate) guessed_year: bool,
    /// The words that are no part of the date, such as `tentative`; empty if there are none.
    pub(crate) leftover: String,
}

/// A point of the calendar, as exact as the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum When {
    Day(NaiveDate),
    Month {
        year: i32,
        month: u32,
    },
    Year(i32),
    /// A time of day, and the words that name its zone if there are any; [`zone`] reads them.
    Local(NaiveDateTime, Option<String>),
    Instant(DateTime<FixedOffset>),
}

impl When {
    /// The day, where the text has one.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        match self {
            When::Day(day) => Some(*day),
            When::Local(time, _) => Some(time.date()),
            When::Instant(instant) => Some(instant.date_naive()),
            When::Month { .. } | When::Year(_) => None,
        }
    }

    /// The year.
    pub(crate) fn year(&self) -> i32 {
        match self {
            When::Day(day) => day.year(),
            When::Month { year, .. } | When::Year(year) => *year,
            When::Local(time, _) => time.year(),
            When::Instant(instant) => instant.year(),
        }
    }
}

/// A word that people write in place of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// `TBA`: there will be a date.
    Undecided,
    /// `None`, `N/A`: there is no such date.
    None,
    /// `rolling`: there is no last day.
    Rolling,
    Cancelled,
    Postponed,
    Open,
    Closed,
}

/// A time zone in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ZoneText {
    /// A name of the tz database.
    Name(String),
    /// Anywhere on Earth, UTC-12.
    Aoe,
    /// Minutes east of UTC.
    Offset(i32),
}

/// The date of a text.
pub(crate) fn parse(text: &str, hint: &Hint) -> Parsed {
    let text = text.trim();
    if text.len() > MAX_OCTETS || text.contains("://") {
        return Parsed::Unknown;
    }
    if let Some(word) = word(text) {
        return Parsed::Word(word);
    }
    if let Some(instant) = unix_time(text) {
        return single(instant);
    }
    let parts: Vec<_> = text.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        let whens: Option<Vec<_>> = parts.iter().map(|part| one(part, hint)).collect();
        return whens.map_or(Parsed::Unknown, Parsed::Several);
    }
    DateReader::new(hint).read(&tokens(text))
}

/// The order of day and month that the dates of a file have in common; unknown if none of them tells, or if they contradict.
pub(crate) fn day_order<'a>(texts: impl Iterator<Item = &'a str>) -> DayOrder {
    let (mut day_first, mut month_first) = (false, false);
    for text in texts.filter(|text| text.len() <= MAX_OCTETS) {
        for token in tokens(text) {
            if let DateToken::Numeric { first, second, sign: '/' | '-', .. } = token {
                day_first |= first > 12 && second <= 12;
                month_first |= second > 12 && first <= 12;
            }
        }
    }
    match (day_first, month_first) {
        (true, false) => DayOrder::DayFirst,
        (false, true) => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}

/// The time zone that a text names: `Europe/Oslo`, `AoE`, `UTC-12`, `UTC -8`, `PST`.
pub(crate) fn zone(text: &str) -> Option<ZoneText> {
    let text = text.trim().trim_matches(['(', ')']);
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_end_matches(" time").trim_end_matches(" standard").trim_end_matches(" daylight");
    if matches!(lower, "aoe" | "anywhere on earth" | "anywhere on earth (aoe)" | "etc/gmt+12" | "idlw") {
        return Some(ZoneText::Aoe);
    }
    for prefix in ["utc", "gmt", ""] {
        if let Some(minutes) = lower.strip_prefix(prefix).and_then(offset_minutes) {
            return Some(if minutes == -12 * 60 { ZoneText::Aoe } else { ZoneText::Offset(minutes) });
        }
    }
    if let Some((_, name)) = ABBREVIATIONS.iter().find(|(abbreviation, _)| *abbreviation == lower) {
        return Some(ZoneText::Name((*name).to_owned()));
    }
    let name = text.replace(' ', "_");
    let other_case = || chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&name)).copied();
    let zone = name.parse::<chrono_tz::Tz>().ok().or_else(other_case)?;
    // `Etc/GMT+5` and their like are offsets with the other sign.
    if let Some(hours) = zone.name().strip_prefix("Etc/GMT").and_then(|hours| hours.parse::<i32>().ok()) {
        return Some(ZoneText::Offset(-hours * 60));
    }
    Some(ZoneText::Name(zone.name().to_owned()))
}

/// True if an abbreviation names zones far from each other, so that the one that [`zone`] gives is a guess.
pub(crate) fn is_ambiguous_zone(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "ist" | "cst" | "bst" | "ast" | "ct" | "est")
}

/// A longer text is prose.
const MAX_OCTETS: usize = 200;

/// Abbreviations and short names of zones, in lower case, with the zone that is most often meant.
#[rustfmt::skip]
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("utc", "UTC"), ("gmt", "UTC"), ("z", "UTC"), ("zulu", "UTC"), ("coordinated universal", "UTC"), ("etc/utc", "UTC"), ("etc/gmt", "UTC"),
    ("pt", "America/Los_Angeles"), ("pst", "America/Los_Angeles"), ("pdt", "America/Los_Angeles"), ("pacific", "America/Los_Angeles"), ("us/pacific", "America/Los_Angeles"),
    ("mt", "America/Denver"), ("mst", "America/Denver"), ("mdt", "America/Denver"), ("mountain", "America/Denver"),
    ("ct", "America/Chicago"), ("cst", "America/Chicago"), ("cdt", "America/Chicago"), ("central", "America/Chicago"),
    ("et", "America/New_York"), ("est", "America/New_York"), ("edt", "America/New_York"), ("eastern", "America/New_York"),
    ("ast", "America/Halifax"), ("adt", "America/Halifax"), ("brt", "America/Sao_Paulo"), ("art", "America/Argentina/Buenos_Aires"),
    ("wet", "Europe/Lisbon"), ("west", "Europe/Lisbon"), ("bst", "Europe/London"), ("cet", "Europe/Paris"), ("cest", "Europe/Paris"),
    ("central european", "Europe/Paris"), ("mez", "Europe/Berlin"), ("mesz", "Europe/Berlin"), ("eet", "Europe/Athens"), ("eest", "Europe/Athens"),
    ("msk", "Europe/Moscow"), ("trt", "Europe/Istanbul"), ("ist", "Asia/Kolkata"), ("sgt", "Asia/Singapore"), ("hkt", "Asia/Hong_Kong"),
    ("jst", "Asia/Tokyo"), ("kst", "Asia/Seoul"), ("wib", "Asia/Jakarta"), ("pkt", "Asia/Karachi"), ("gst", "Asia/Dubai"),
    ("awst", "Australia/Perth"), ("acst", "Australia/Adelaide"), ("aest", "Australia/Sydney"), ("aedt", "Australia/Sydney"),
    ("nzst", "Pacific/Auckland"), ("nzdt", "Pacific/Auckland"), ("eat", "Africa/Nairobi"), ("cat", "Africa/Maputo"), ("sast", "Africa/Johannesburg"), ("wat", "Africa/Lagos"),
];

/// Month names in English, German, French, Spanish, Italian, Portuguese and Dutch, in ASCII and lower case.
const MONTHS: [&str; 12] = [
    "january januar jaenner janner janvier enero gennaio janeiro januari",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march marz maerz mars marzo marco maart mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
];

/// Words of the same languages that stand beside a date and add nothing to it; the first three letters of weekdays are enough.
const FILLERS: &str = "of the on from at in de del do du le la el der den dem von vom am ab by before due deadline date dates early mid late \
    local time uhr h hrs hours extended new updated midnight eod mon tue tues wed weds thu thur thurs fri sat sun monday tuesday \
    wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi \
    vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo maandag dinsdag woensdag donderdag vrijdag zaterdag \
    zondag mo di mi fr sa so";

/// Words that stand between the first and the last day.
const RANGE_WORDS: &str = "to until till through thru bis au al a ate tot and und et y e";

/// The word that a text is, if it is one that stands in place of a date.
fn word(text: &str) -> Option<Word> {
    let lower = any_ascii::any_ascii(text).to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '?' && c != '-');
    Some(match lower {
        "" | "-" | "--" | "---" | "none" | "null" | "nil" | "n/a" | "na" | "no" | "no cfp" | "not applicable"
        | "invite only" | "invitation only" | "invited" | "false" | "unknown" => Word::None,
        "?" | "??" | "???" | "tba" | "tbd" | "tbc" | "t.b.a" | "t.b.d" | "to be announced" | "to be determined"
        | "to be confirmed" | "to be defined" | "to be decided" | "not announced" | "not yet announced" | "not yet"
        | "announced soon" | "coming soon" | "soon" | "pending" | "upcoming" | "date tba" | "dates tba"
        | "date tbd" | "dates tbd" | "tbd." | "noch offen" | "a definir" | "por definir" | "estimated" => {
            Word::Undecided
        }
        "rolling"
        | "rolling basis"
        | "on a rolling basis"
        | "rolling submissions"
        | "always"
        | "always open"
        | "ongoing"
        | "continuous"
        | "continuously"
        | "anytime"
        | "all year" => Word::Rolling,
        "cancelled" | "canceled" | "abgesagt" | "annule" | "cancelado" => Word::Cancelled,
        "postponed" | "verschoben" | "reporte" | "delayed" => Word::Postponed,
        "open" | "opened" | "is open" | "open now" => Word::Open,
        "closed" | "close" | "passed" | "past" | "over" | "expired" | "ended" => Word::Closed,
        _ => return None,
    })
}

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

/// A time stamp at midnight means the day: programs write days so.
fn instant_or_day(instant: DateTime<FixedOffset>) -> When {
    if instant.time() == NaiveTime::MIN { When::Day(instant.date_naive()) } else { When::Instant(instant) }
}

fn single(when: When) -> Parsed {
    Parsed::Dates(Dates { start: when, end: None, guessed_year: false, leftover: String::new() })
}

/// The date of a text that is exactly one.
fn one(text: &str, hint: &Hint) -> Option<When> {
    match DateReader::new(hint).read(&tokens(text)) {
        Parsed::Dates(Dates { start, end: None, .. }) => Some(start),
        _ => None,
    }
}

/// Minutes of `+2`, `-8`, `+05:30`, `-0700`, `±0`; nothing for a text that is longer than an offset.
fn offset_minutes(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match text.chars().next()? {
        '+' | '±' => (1, &text[text.chars().next()?.len_utf8()..]),
        '-' | '−' | '–' => (-1, &text[text.chars().next()?.len_utf8()..]),
        _ => return None,
    };
    let digits = digits.trim();
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes) = (small(hours)?, small(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn small(digits: &str) -> Option<i32> {
    (digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
enum DateToken {
    /// One or two digits.
    Number(u32),
    Year(i32),
    /// A year, a month and a day in this order.
    Day {
        year: i32,
        month: u32,
        day: u32,
    },
    /// A year and a month.
    Month {
        year: i32,
        month: u32,
    },
    /// `12/5/2027`, `12.05.27`, `12/5`: two numbers whose order the sign or the file tells.
    Numeric {
        first: u32,
        second: u32,
        year: Option<i32>,
        sign: char,
    },
    Time {
        time: NaiveTime,
        is_next_day: bool,
    },
    /// Minutes east of UTC.
    Offset(i32),
    /// In ASCII and lower case, and as it stands in the text.
    Word(String, String),
    Mark(char),
}

/// Cuts a text into tokens.
fn tokens(text: &str) -> Vec<DateToken> {
    // Japanese and Chinese dates read like ISO ones.
    let text: String = text
        .chars()
        .map(|c| match c {
            '年' | '月' => '-',
            '日' => ' ',
            '\u{a0}' | '\u{202f}' => ' ',
            c => c,
        })
        .collect();
    let mut cut = Cut { text: &text, at: 0, tokens: Vec::new() };
    while cut.at < text.len() {
        cut.next();
    }
    cut.tokens
}

/// A text that is being cut, from the front to the back.
struct Cut<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<DateToken>,
}

impl Cut<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// The digits at this offset from here.
    fn digits(&self, offset: usize) -> &str {
        let rest = self.rest().get(offset..).unwrap_or_default();
        &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()]
    }

    fn char_at(&self, offset: usize) -> char {
        self.rest().get(offset..).and_then(|rest| rest.chars().next()).unwrap_or('\0')
    }

    fn take(&mut self, length: usize, token: DateToken) {
        self.tokens.push(token);
        self.at += length;
    }

    fn next(&mut self) {
        let Some(first) = self.rest().chars().next() else { return };
        if first.is_ascii_digit() {
            if !(self.time() || self.day() || self.numeric()) {
                self.number();
            }
        } else if self.offset() {
        } else if first.is_alphabetic() {
            self.word();
        } else if first == '\'' && self.digits(1).len() == 2 {
            let year = 2000 + self.digits(1).parse::<i32>().unwrap_or(0);
            self.take(3, DateToken::Year(year));
        } else {
            if !first.is_whitespace() {
                self.tokens.push(DateToken::Mark(first));
            }
            self.at += first.len_utf8();
        }
    }

    /// `11:59`, `23:59:59.000`, `11:59 PM`, `11pm`, `23h59`.
    fn time(&mut self) -> bool {
        let hours = self.digits(0).to_owned();
        if hours.len() > 2 {
            // `20260501T090000`
            return hours.len() == 6
                && self.at > 0
                && self.text.as_bytes()[self.at - 1] == b'T'
                && self.time_of(&hours[..2], &hours[2..4], 6);
        }
        let mut length = hours.len();
        let mut minutes = "00".to_owned();
        let sign = self.char_at(length);
        if matches!(sign, ':' | 'h') && self.digits(length + 1).len() == 2 {
            minutes = self.digits(length + 1).to_owned();
            length += 3;
            if self.char_at(length) == ':' && self.digits(length + 1).len() == 2 {
                length += 3;
                if matches!(self.char_at(length), '.' | ',') && !self.digits(length + 1).is_empty() {
                    length += 1 + self.digits(length + 1).len();
                }
            }
        } else {
            let after = self.rest()[length..].trim_start().to_ascii_lowercase();
            if !["am", "pm", "a.m.", "p.m."]
                .iter()
                .any(|half| after.strip_prefix(half).is_some_and(|after| !after.starts_with(char::is_alphabetic)))
            {
                return false;
            }
        }
        self.time_of(&hours, &minutes, length)
    }

    /// Takes a time with these hours and minutes, and `AM` or `PM` behind it.
    fn time_of(&mut self, hours: &str, minutes: &str, mut length: usize) -> bool {
        let (Ok(mut hours), Ok(minutes)) = (hours.parse::<u32>(), minutes.parse::<u32>()) else { return false };
        let after = &self.rest()[length..];
        let blanks = after.len() - after.trim_start().len();
        let after = after.trim_start().to_ascii_lowercase();
        for (half, is_pm) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
            if after.strip_prefix(half).is_some_and(|after| !after.starts_with(char::is_alphabetic))
                && (1..=12).contains(&hours)
            {
                hours = hours % 12 + if is_pm { 12 } else { 0 };
                length += blanks + half.len();
                break;
            }
        }
        let seconds = self.seconds(length);
        let is_next_day = hours == 24 && minutes == 0;
        let Some(time) = NaiveTime::from_hms_opt(if is_next_day { 0 } else { hours }, minutes, seconds) else {
            return false;
        };
        self.take(length, DateToken::Time { time, is_next_day });
        true
    }

    /// The seconds of a time of this length.
    fn seconds(&self, length: usize) -> u32 {
        let time = &self.rest()[..length];
        let seconds =
            time.split(':').nth(2).and_then(|seconds| seconds.get(..2)).and_then(|seconds| seconds.parse().ok());
        seconds.filter(|seconds| *seconds < 60).unwrap_or(0)
    }

    /// `2026-04-23`, `2026.4.23`, `20260423`, `2026-04`.
    fn day(&mut self) -> bool {
        let digits = self.digits(0).to_owned();
        let part = |range: std::ops::Range<usize>| digits[range].parse::<u32>().unwrap_or(0);
        if digits.len() == 8 && (1900..2200).contains(&part(0..4)) {
            return self.take_day(8, part(0..4), part(4..6), part(6..8));
        }
        let sign = self.char_at(4);
        if digits.len() != 4 || !matches!(sign, '-' | '/' | '.') || !(1900..2200).contains(&part(0..4)) {
            return false;
        }
        let month = self.digits(5).to_owned();
        if month.is_empty() || month.len() > 2 {
            return false;
        }
        let length = 5 + month.len();
        let day = self.digits(length + 1).to_owned();
        let month = month.parse().unwrap_or(0);
        if self.char_at(length) == sign && (1..=2).contains(&day.len()) {
            return self.take_day(length + 1 + day.len(), part(0..4), month, day.parse().unwrap_or(0));
        }
        if !(1..=12).contains(&month) {
            return false;
        }
        self.take(length, DateToken::Month { year: part(0..4).cast_signed(), month });
        true
    }

    fn take_day(&mut self, length: usize, year: u32, month: u32, day: u32) -> bool {
        let year = year.cast_signed();
        if NaiveDate::from_ymd_opt(year, month, day).is_none() {
            return false;
        }
        self.take(length, DateToken::Day { year, month, day });
        // The `T` before the time.
        if matches!(self.char_at(0), 'T' | 't') && self.char_at(1).is_ascii_digit() {
            self.at += 1;
        }
        true
    }

    /// `12/5/2027`, `12.05.27`, `12/5`, `05/2027`.
    fn numeric(&mut self) -> bool {
        let first = self.digits(0).to_owned();
        let sign = self.char_at(first.len());
        if first.len() > 2 || !matches!(sign, '/' | '.' | '-') {
            return false;
        }
        let second = self.digits(first.len() + 1).to_owned();
        let length = first.len() + 1 + second.len();
        let third = if self.char_at(length) == sign { self.digits(length + 1).to_owned() } else { String::new() };
        let value = |digits: &str| digits.parse::<u32>().unwrap_or(0);
        let (first, second) = match (second.len(), third.len()) {
            (4, 0) if sign != '-' && (1..=12).contains(&value(&first)) => {
                self.take(length, DateToken::Month { year: value(&second).cast_signed(), month: value(&first) });
                return true;
            }
            (1 | 2, _) => (value(&first), value(&second)),
            _ => return false,
        };
        if !(1..=31).contains(&first) || !(1..=31).contains(&second) || (first > 12 && second > 12) {
            return false;
        }
        let (length, year) = match third.len() {
            4 => (length + 5, Some(value(&third).cast_signed())),
            2 => (length + 3, Some(2000 + value(&third).cast_signed())),
            // `5-8` is a range.
            0 if sign != '-' => (length, None),
            _ => return false,
        };
        self.take(length, DateToken::Numeric { first, second, year, sign });
        true
    }

    /// A number with its ordinal ending, or a year.
    fn number(&mut self) {
        let digits = self.digits(0).to_owned();
        let length = digits.len();
        match digits.parse::<u32>() {
            Ok(number) if length <= 2 => {
                self.take(length, DateToken::Number(number));
                let rest = self.rest().to_lowercase();
                if let Some(ending) = ["st", "nd", "rd", "th", "er", "º", "ª", "."].iter().find(|ending| {
                    rest.strip_prefix(**ending).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
                }) {
                    self.at += ending.len();
                }
            }
            Ok(year @ 1900..2200) if length == 4 => self.take(4, DateToken::Year(year.cast_signed())),
            _ => self.take(length, DateToken::Word(digits.clone(), digits)),
        }
    }

    /// `Z`, `+02:00`, `-0700` behind a time. `9:00-12:00` is a range, for a time without seconds has an offset only behind a `+`.
    fn offset(&mut self) -> bool {
        if !matches!(self.tokens.last(), Some(DateToken::Time { .. })) {
            return false;
        }
        let sign = self.char_at(0);
        if sign == 'Z' && !self.char_at(1).is_alphanumeric() {
            self.take(1, DateToken::Offset(0));
            return true;
        }
        if !matches!(sign, '+' | '-' | '−') {
            return false;
        }
        let digits = sign.len_utf8();
        let hours = self.digits(digits).len();
        let length =
            if hours == 2 && self.char_at(digits + 2) == ':' && self.digits(digits + 3).len() == 2 { 5 } else { hours };
        let before = &self.text[..self.at];
        let has_seconds = before.rsplit([' ', 'T']).next().is_some_and(|time| time.matches(':').count() == 2);
        let is_compact = hours == 4;
        if !(sign == '+' || has_seconds || is_compact || before.contains('T')) {
            return false;
        }
        let Some(minutes) = offset_minutes(&self.rest()[..digits + length]) else { return false };
        self.take(digits + length, DateToken::Offset(minutes));
        true
    }

    /// A word, or the name of a zone with its slashes: `America/New_York`, `UTC-12`.
    fn word(&mut self) {
        let rest = self.rest();
        let mut length = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let is_joint =
                matches!(c, '/' | '_' | '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
            if !c.is_alphabetic() && !is_joint {
                break;
            }
            length = at + c.len_utf8();
        }
        let mut word = &rest[..length];
        let is_zone = |word: &str| zone(word).is_some();
        if word.contains('/') && !is_zone(word) {
            word = word.split('/').next().unwrap_or(word);
        }
        let mut length = word.len();
        if matches!(word.to_ascii_lowercase().as_str(), "utc" | "gmt") {
            let after = &rest[length..];
            let blanks = after.len() - after.trim_start().len();
            let offset = after.trim_start();
            let end = offset
                .char_indices()
                .skip(1)
                .find(|(_, c)| !c.is_ascii_digit() && *c != ':')
                .map_or(offset.len(), |(at, _)| at);
            if blanks <= 1 && !offset.is_empty() && offset_minutes(&offset[..end]).is_some() {
                length += blanks + end;
            }
        }
        let word = rest[..length].to_owned();
        let plain = any_ascii::any_ascii(&word).to_lowercase();
        self.take(length, DateToken::Word(plain, word));
    }
}

/// One end of a range, as far as it was read.
#[derive(Debug, Clone, Default)]
struct End {
    year: Option<i32>,
    month: Option<u32>,
    days: Vec<u32>,
    time: Option<NaiveTime>,
    is_next_day: bool,
    offset: Option<i32>,
    zone: Option<String>,
}

impl End {
    fn is_empty(&self) -> bool {
        self.year.is_none() && self.month.is_none() && self.days.is_empty() && self.time.is_none()
    }
}

/// Puts tokens together.
struct DateReader<'h> {
    hint: &'h Hint,
    ends: Vec<End>,
    leftover: Vec<String>,
    /// True if a comma or an `and` stands before the next number.
    is_list: bool,
    /// A date that is already complete begins another one.
    several: Vec<End>,
    ambiguous: Option<(NaiveDate, NaiveDate)>,
    /// True if the first date was written year, month, day: then `09.30-10.02` goes on so.
    is_year_first: bool,
}

impl<'h> DateReader<'h> {
    fn new(hint: &'h Hint) -> DateReader<'h> {
        let (leftover, several) = (Vec::new(), Vec::new());
        DateReader {
            hint,
            ends: vec![End::default()],
            leftover,
            is_list: false,
            several,
            ambiguous: None,
            is_year_first: false,
        }
    }

    fn end(&mut self) -> &mut End {
        if self.ends.is_empty() {
            self.ends.push(End::default());
        }
        let last = self.ends.len() - 1;
        &mut self.ends[last]
    }

    fn read(mut self, tokens: &[DateToken]) -> Parsed {
        let mut at = 0;
        while at < tokens.len() {
            at += self.token(&tokens[at..]);
        }
        if let Some((day_first, month_first)) = self.ambiguous {
            return Parsed::Ambiguous(day_first, month_first);
        }
        self.finish()
    }

    /// Takes the first token, or several; gives how many.
    fn token(&mut self, tokens: &[DateToken]) -> usize {
        match &tokens[0] {
            DateToken::Day { year, month, day } => self.full(Some(*year), *month, *day, true),
            DateToken::Month { year, month } => {
                let end = self.fresh(|end| end.year.is_some() || end.month.is_some());
                (end.year, end.month) = (Some(*year), Some(*month));
            }
            // `11/13 March` is a range.
            DateToken::Numeric { first, second, year: None, .. }
                if self.end().month.is_some()
                    || matches!(tokens.get(1), Some(DateToken::Word(plain, _)) if month(plain).is_some()) =>
            {
                self.number(*first);
                self.range();
                self.number(*second);
            }
            DateToken::Numeric { first, second, year, sign } => self.numeric(*first, *second, *year, *sign),
            DateToken::Year(year) => {
                if self.end().year.is_none() {
                    self.end().year = Some(*year);
                } else {
                    self.leftover.push(year.to_string());
                }
            }
            DateToken::Number(number) => self.number(*number),
            DateToken::Time { time, is_next_day } => {
                let end = self.end();
                if end.time.is_none() {
                    (end.time, end.is_next_day) = (Some(*time), *is_next_day);
                }
            }
            DateToken::Offset(minutes) => self.end().offset = Some(*minutes),
            DateToken::Word(plain, word) => return self.word(plain, word, tokens),
            DateToken::Mark('-' | '/') if self.is_joint(tokens) => {}
            DateToken::Mark('-' | '–' | '—' | '−' | '~' | '→' | '…' | '‐' | '‑') => self.range(),
            DateToken::Mark('/') => self.range(),
            DateToken::Mark(',' | '&' | '+') => self.is_list = true,
            DateToken::Mark(_) => {}
        }
        1
    }

    /// The end to write to: a new one of a list if the last one has this already.
    fn fresh(&mut self, is_taken: impl Fn(&End) -> bool) -> &mut End {
        if is_taken(self.end()) && !self.end().days.is_empty() {
            let done = std::mem::take(self.end());
            self.several.push(done);
        }
        self.end()
    }

    fn full(&mut self, year: Option<i32>, month: u32, day: u32, is_year_first: bool) {
        self.is_year_first |= is_year_first;
        let is_second = self.ends.len() == 2;
        let end = self.fresh(|end| !end.days.is_empty());
        if year.is_some() || !is_second {
            end.year = year.or(end.year);
        }
        end.month = Some(month);
        end.days.push(day);
        self.is_list = false;
    }

    fn numeric(&mut self, first: u32, second: u32, year: Option<i32>, sign: char) {
        let is_day_first = match (sign, self.hint.order) {
            _ if first > 12 => true,
            _ if second > 12 => false,
            _ if first == second => true,
            _ if year.is_none() && self.is_year_first => false,
            ('.', _) | (_, DayOrder::DayFirst) => true,
            (_, DayOrder::MonthFirst) => false,
            _ if year.is_none() => true,
            _ => {
                let date = |month, day| NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day).unwrap_or_default();
                self.ambiguous.get_or_insert((date(second, first), date(first, second)));
                true
            }
        };
        let (day, month) = if is_day_first { (first, second) } else { (second, first) };
        self.full(year, month, day, false);
    }

    fn number(&mut self, number: u32) {
        let is_list = std::mem::take(&mut self.is_list);
        let end = self.end();
        if !(1..=31).contains(&number) {
            self.leftover.push(number.to_string());
        } else if end.days.is_empty() || (is_list && end.year.is_none()) {
            end.days.push(number);
        } else if end.year.is_none() && end.month.is_some() && (20..=31).contains(&number) {
            // `5 May 26`
            end.year = Some(2000 + number.cast_signed());
        } else {
            self.leftover.push(number.to_string());
        }
    }

    /// True if a sign joins the parts of one date, as in `21-May-2026` and `May-21-2026`.
    fn is_joint(&mut self, tokens: &[DateToken]) -> bool {
        let end = self.end();
        let is_part = match tokens.get(1) {
            Some(DateToken::Year(_)) => return end.year.is_none() && end.month.is_some() && end.days.len() == 1,
            Some(DateToken::Word(plain, _)) => end.month.is_none() && end.days.len() == 1 && month(plain).is_some(),
            Some(DateToken::Number(_)) => end.month.is_some() && end.days.is_empty(),
            _ => false,
        };
        is_part && matches!((tokens.get(2), tokens.get(3)), (Some(DateToken::Mark(_)), Some(DateToken::Year(_))))
    }

    fn range(&mut self) {
        if self.ends.len() < 2 && !self.end().is_empty() {
            self.ends.push(End::default());
        }
        self.is_list = false;
    }

    fn word(&mut self, plain: &str, word: &str, tokens: &[DateToken]) -> usize {
        if let Some(month) = month(plain) {
            let is_taken = self.end().month.is_some();
            if is_taken && self.ends.len() == 1 && self.end().year.is_none() && !self.is_list {
                // `June/July 2027`, of which the slash is a range.
                self.range();
            } else if is_taken && !self.end().days.is_empty() {
                let done = std::mem::take(self.end());
                self.several.push(done);
            }
            self.end().month = Some(month);
            self.is_list = false;
            return 1;
        }
        if contains(RANGE_WORDS, plain) && tokens.get(1).is_some_and(begins_date) && !self.end().is_empty() {
            if matches!(plain, "and" | "und" | "et" | "y" | "e") {
                self.is_list = true
            } else {
                self.range()
            }
            return 1;
        }
        if plain == "noon" && self.end().time.is_none() {
            self.end().time = NaiveTime::from_hms_opt(12, 0, 0);
            return 1;
        }
        if !self.end().is_empty() || self.several.len() + self.ends.len() > 1 {
            for length in [3, 2, 1] {
                let words: Vec<_> = tokens
                    .iter()
                    .take(length)
                    .map_while(|token| match token {
                        DateToken::Word(_, word) => Some(word.as_str()),
                        _ => None,
                    })
                    .collect();
                if words.len() == length
                    && !contains(FILLERS, plain)
                    && let Some(zone_text) = Some(words.join(" ")).filter(|name| zone(name).is_some())
                {
                    if self.end().zone.is_none() {
                        self.end().zone = Some(zone_text);
                    }
                    return length;
                }
            }
        }
        if !(contains(FILLERS, plain) || self.end().is_empty() && contains(RANGE_WORDS, plain)) {
            self.leftover.push(word.to_owned());
        }
        1
    }

    fn finish(mut self) -> Parsed {
        if self.ends.len() == 2 && self.ends[1].is_empty() {
            let zone = self.ends[1].zone.take();
            self.ends.truncate(1);
            self.ends[0].zone = self.ends[0].zone.take().or(zone);
        }
        if self
            .ends
            .iter()
            .chain(&self.several)
            .all(|end| end.days.is_empty() && end.year.is_none() && end.month.is_none())
        {
            return self.word_of_leftover();
        }
        if !self.several.is_empty() {
            return self.finish_several();
        }
        let leftover = self.leftover.join(" ");
        let hint = self.hint;
        let mut ends = self.ends.into_iter();
        let (mut start, mut end) = (ends.next().unwrap_or_default(), ends.next());
        if let Some(last) = &mut end {
            complete(&mut start, last);
        }
        if start.days.len() > 1 && end.is_none() {
            if start.days.windows(2).any(|days| days[1] != days[0] + 1) {
                let whens: Option<Vec<_>> =
                    start.days.iter().map(|day| when(&End { days: vec![*day], ..start.clone() }, hint)).collect();
                return whens.map_or(Parsed::Unknown, Parsed::Several);
            }
            let last = start.days.pop().unwrap_or_default();
            start.days.truncate(1);
            end = Some(End { days: vec![last], ..start.clone() });
        }
        let guessed_year = start.year.is_none() && end.as_ref().is_none_or(|end| end.year.is_none());
        let Some((start, end)) = dates(start, end, hint) else { return Parsed::Unknown };
        Parsed::Dates(Dates { start, end, guessed_year, leftover })
    }

    /// Several dates: those behind lend a year to those before.
    fn finish_several(mut self) -> Parsed {
        if self.ends.len() > 1 {
            return Parsed::Unknown;
        }
        self.several.append(&mut self.ends);
        let mut year = None;
        for end in self.several.iter_mut().rev() {
            end.year = end.year.or(year);
            year = end.year;
        }
        let whens: Option<Vec<_>> = self.several.iter().map(|end| when(end, self.hint)).collect();
        whens.map_or(Parsed::Unknown, Parsed::Several)
    }

    /// `Deadline: TBA` and their like.
    fn word_of_leftover(&self) -> Parsed {
        let leftover = self.leftover.join(" ");
        word(&leftover).filter(|_| !leftover.is_empty()).map_or(Parsed::Unknown, Parsed::Word)
    }
}

/// Completes the ends of a range from each other: `Nov 5-8, 2026`, `30 June - 4 July`, `30 Dec 2026 - 2 January`.
fn complete(start: &mut End, end: &mut End) {
    if end.zone.is_none() {
        end.zone.clone_from(&start.zone);
    } else if start.zone.is_none() {
        start.zone.clone_from(&end.zone);
    }
    // `10 May 2027, 9:00 - 17:00`
    if end.days.is_empty() && end.month.is_none() && end.time.is_some() {
        end.days.clone_from(&start.days);
    }
    // `May to June 2027` has no days.
    let is_later = start.days.first() > end.days.last() && !end.days.is_empty();
    match (start.month, end.month) {
        (None, Some(month)) if is_later => start.month = Some((month + 10) % 12 + 1),
        (None, Some(month)) => start.month = Some(month),
        (Some(month), None) if is_later => end.month = Some(month % 12 + 1),
        (Some(month), None) => end.month = Some(month),
        _ => {}
    }
    let turns = start.month > end.month;
    match (start.year, end.year) {
        (None, Some(year)) => start.year = Some(year - i32::from(turns)),
        (Some(year), None) => end.year = Some(year + i32::from(turns)),
        _ => {}
    }
}

/// Both ends as points of the calendar, with the year and the month of the hint where the text has none.
fn dates(mut start: End, end: Option<End>, hint: &Hint) -> Option<(When, Option<When>)> {
    let Some(mut end) = end else { return Some((when(&start, hint)?, None)) };
    if start.month.is_none() && end.month.is_none() {
        start.month = hint.month;
        end.month = hint.month.map(|month| if start.days > end.days { month % 12 + 1 } else { month });
    }
    if start.year.is_none() && end.year.is_none() {
        start.year = hint.year;
        end.year = hint.year.map(|year| year + i32::from(start.month > end.month));
    }
    let (start, end) = (when(&start, hint)?, when(&end, hint)?);
    let is_same = start == end;
    Some((start, Some(end).filter(|_| !is_same)))
}

/// One end as a point of the calendar.
fn when(end: &End, hint: &Hint) -> Option<When> {
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
        return Some(instant_or_day(FixedOffset::east_opt(minutes * 60)?.from_local_datetime(&local).single()?));
    }
    if time == NaiveTime::MIN && !end.is_next_day {
        return Some(When::Day(date));
    }
    Some(When::Local(local, end.zone.clone()))
}

/// True if a token can begin a date.
fn begins_date(token: &DateToken) -> bool {
    match token {
        DateToken::Word(plain, _) => month(plain).is_some() || contains(FILLERS, plain),
        DateToken::Mark(_) | DateToken::Offset(_) => false,
        _ => true,
    }
}

/// The month of a name, or of its first three letters or more.
fn month(word: &str) -> Option<u32> {
    if word.len() < 3 || matches!(word, "jui" | "mar." | "out") {
        return None;
    }
    let names = |names: &str| names.split(' ').any(|name| name.starts_with(word));
    let month = MONTHS.iter().position(|months| names(months))?;
    u32::try_from(month + 1).ok()
}

/// True if a text of words has this word.
fn contains(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

/// The day before, for an end that is exclusive.
pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_signed(TimeDelta::days(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reading in short: days as ISO dates, a range with `..`, words by name.
    fn short(text: &str, hint: &Hint) -> String {
        let when = |when: &When| match when {
            When::Day(day) => day.to_string(),
            When::Month { year, month } => format!("{year}-{month:02}"),
            When::Year(year) => year.to_string(),
            When::Local(time, zone) => format!(
                "{}{}",
                time.format("%Y-%m-%dT%H:%M"),
                zone.as_ref().map(|zone| format!(" {zone}")).unwrap_or_default()
            ),
            When::Instant(instant) => instant.format("%Y-%m-%dT%H:%M%:z").to_string(),
        };
        match parse(text, hint) {
            Parsed::Dates(Dates { start, end, guessed_year, leftover }) => {
                let end = end.map(|end| format!("..{}", when(&end))).unwrap_or_default();
                let leftover = if leftover.is_empty() { String::new() } else { format!(" [{leftover}]") };
                format!("{}{end}{}{leftover}", when(&start), if guessed_year { " ?" } else { "" })
            }
            Parsed::Several(whens) => whens.iter().map(when).collect::<Vec<_>>().join(" + "),
            Parsed::Ambiguous(one, other) => format!("{one} or {other}"),
            Parsed::Word(word) => format!("{word:?}"),
            Parsed::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2026-04-23", "2026-04-23"),
            ("2026/4/3", "2026-04-03"),
            ("20260423", "2026-04-23"),
            ("2026-04-23-24", "2026-04-23..2026-04-24"),
            ("2020.10.08-09", "2020-10-08..2020-10-09"),
            ("2020.09.30-10.02", "2020-09-30..2020-10-02"),
            ("2020.12.30-2021.01.02", "2020-12-30..2021-01-02"),
            ("2026-04-23 - 2026-04-25", "2026-04-23..2026-04-25"),
            ("2026-04-23/2026-04-25", "2026-04-23..2026-04-25"),
            ("2026-04-23 to 2026-04-25", "2026-04-23..2026-04-25"),
            ("2026年4月23日", "2026-04-23"),
            ("2026-04", "2026-04"),
            ("04/2026", "2026-04"),
            ("2027", "2027"),
            ("Nov 5-8, 2026", "2026-11-05..2026-11-08"),
            ("November 5-8, 2026", "2026-11-05..2026-11-08"),
            ("Nov. 5–8, 2026", "2026-11-05..2026-11-08"),
            ("June 30 - July 4, 2025", "2025-06-30..2025-07-04"),
            ("November 28-December 9, 2023", "2023-11-28..2023-12-09"),
            ("December 9-December 15, 2024", "2024-12-09..2024-12-15"),
            ("December 30 - January 2, 2027", "2026-12-30..2027-01-02"),
            ("Dec 30, 2026 - Jan 2, 2027", "2026-12-30..2027-01-02"),
            ("August 4 - 8, 2024", "2024-08-04..2024-08-08"),
            ("April 26 - May 1, 2026", "2026-04-26..2026-05-01"),
            ("11-13 March 2026", "2026-03-11..2026-03-13"),
            ("11.-13. März 2026", "2026-03-11..2026-03-13"),
            ("11.–13.03.2026", "2026-03-11..2026-03-13"),
            ("28.02. - 03.03.2026", "2026-02-28..2026-03-03"),
            ("11/13 March 2026", "2026-03-11..2026-03-13"),
            ("30 June to 4 July 2025", "2025-06-30..2025-07-04"),
            ("30-4 July 2025", "2025-06-30..2025-07-04"),
            ("June 30-4, 2025", "2025-06-30..2025-07-04"),
            ("May 21, 2026", "2026-05-21"),
            ("May 21st, 2026", "2026-05-21"),
            ("21st of May 2026", "2026-05-21"),
            ("Thu 21 May 2026", "2026-05-21"),
            ("Thursday, May 21, 2026", "2026-05-21"),
            ("21 May '26", "2026-05-21"),
            ("21-May-2026", "2026-05-21"),
            ("21 mai 2026", "2026-05-21"),
            ("1er juillet 2026", "2026-07-01"),
            ("del 5 al 8 de mayo de 2026", "2026-05-05..2026-05-08"),
            ("5 e 6 maggio 2026", "2026-05-05..2026-05-06"),
            ("5 and 6 May 2026", "2026-05-05..2026-05-06"),
            ("5, 6 & 7 May 2026", "2026-05-05..2026-05-07"),
            ("5 and 12 May 2026", "2026-05-05 + 2026-05-12"),
            ("May 5, 2026 and June 8, 2026", "2026-05-05 + 2026-06-08"),
            ("2026-01-10; 2026-02-10", "2026-01-10 + 2026-02-10"),
            ("March 2027", "2027-03"),
            ("Mar 2027 (TBC)", "2027-03 [TBC]"),
            ("2027 TBA", "2027 [TBA]"),
            ("June/July 2027", "2027-06..2027-07"),
            ("21 May 2026 (tentative)", "2026-05-21 [tentative]"),
            ("13.05.2026", "2026-05-13"),
            ("3.5.26", "2026-05-03"),
            ("13/05/2026", "2026-05-13"),
            ("05/13/2026", "2026-05-13"),
            ("05/05/2026", "2026-05-05"),
            ("05/06/2026", "2026-06-05 or 2026-05-06"),
        ] {
            assert_eq!(short(text, &Hint::default()), expected, "{text}");
        }
    }

    #[test]
    fn times_keep_their_zone() {
        for (text, expected) in [
            ("2027-01-13 23:59:00", "2027-01-13T23:59"),
            ("2027-01-13T23:59", "2027-01-13T23:59"),
            ("2027-01-13 23:59 AoE", "2027-01-13T23:59 AoE"),
            ("January 13, 2027 11:59 PM PST", "2027-01-13T23:59 PST"),
            ("Jan 13 2027 11:59pm (Anywhere on Earth)", "2027-01-13T23:59 Anywhere on Earth"),
            ("11:59 pm, 13 January 2027, Europe/Oslo", "2027-01-13T23:59 Europe/Oslo"),
            ("2027-01-13 23:59 UTC-12", "2027-01-13T23:59 UTC-12"),
            ("2027-01-13 23:59 UTC -8", "2027-01-13T23:59-08:00"),
            ("2027-01-13 23:59 GMT+5:30", "2027-01-13T23:59+05:30"),
            ("2027-01-13T11:59:59Z", "2027-01-13T11:59+00:00"),
            ("2027-01-13T11:59:59.000+02:00", "2027-01-13T11:59+02:00"),
            ("2027-01-13T11:59-0700", "2027-01-13T11:59-07:00"),
            ("20270113T115900Z", "2027-01-13T11:59+00:00"),
            ("2027-01-13 24:00", "2027-01-14T00:00"),
            ("2027-01-13 23h59", "2027-01-13T23:59"),
            // At midnight it is a day.
            ("2027-01-13T00:00:00", "2027-01-13"),
            ("2027-01-13T00:00:00.000Z", "2027-01-13"),
            ("2027-01-13T00:00:00+02:00", "2027-01-13"),
            ("1768262400000", "2026-01-13"),
            ("1768262400", "2026-01-13"),
            ("2027-01-13 9:00-17:00", "2027-01-13T09:00..2027-01-13T17:00"),
            ("2027-01-13T09:00:00 - 2027-01-14T17:00:00", "2027-01-13T09:00..2027-01-14T17:00"),
        ] {
            assert_eq!(short(text, &Hint::default()), expected, "{text}");
        }
    }

    #[test]
    fn surroundings_lend_a_year_a_month_and_an_order() {
        let year = Hint { year: Some(2026), ..Hint::default() };
        let month = Hint { month: Some(1), ..year };
        let month_first = Hint { order: DayOrder::MonthFirst, ..Hint::default() };
        for (text, hint, expected) in [
            ("11-13 March", year, "2026-03-11..2026-03-13 ?"),
            ("Nov 5-8", year, "2026-11-05..2026-11-08 ?"),
            ("30 December - 2 January", year, "2026-12-30..2027-01-02 ?"),
            ("5 May", year, "2026-05-05 ?"),
            ("1-3", month, "2026-01-01..2026-01-03 ?"),
            ("17", month, "2026-01-17 ?"),
            ("31-03/02", month, "2026-01-31..2026-02-03 ?"),
            ("30 - 2", month, "2026-01-30..2026-02-02 ?"),
            ("05/06/2026", month_first, "2026-05-06"),
            ("5 May", Hint::default(), "unknown"),
            ("1-3", Hint::default(), "unknown"),
        ] {
            assert_eq!(short(text, &hint), expected, "{text}");
        }
        assert_eq!(day_order(["05/06/2026", "13/06/2026"].into_iter()), DayOrder::DayFirst);
        assert_eq!(day_order(["05/06/2026", "06/13/2026"].into_iter()), DayOrder::MonthFirst);
        assert_eq!(day_order(["05/13/2026", "13/06/2026", "5-8 May 2026"].into_iter()), DayOrder::Unknown);
    }

    #[test]
    fn words_stand_in_place_of_dates() {
        for (text, expected) in [
            ("", "None"),
            ("None", "None"),
            ("N/A", "None"),
            ("TBA", "Undecided"),
            ("TBD.", "Undecided"),
            ("Deadline: TBA", "Undecided"),
            ("rolling", "Rolling"),
            ("Cancelled", "Cancelled"),
            ("(closed)", "Closed"),
            ("see website", "unknown"),
            ("PyCon", "unknown"),
            ("https://example.org/2026", "unknown"),
            ("31 February 2026", "unknown"),
        ] {
            assert_eq!(short(text, &Hint::default()), expected, "{text}");
        }
    }

    #[test]
    fn zones_are_named_in_many_ways() {
        for (text, expected) in [
            ("AoE", Some(ZoneText::Aoe)),
            ("UTC-12", Some(ZoneText::Aoe)),
            ("UTC -8", Some(ZoneText::Offset(-480))),
            ("UTC+5:30", Some(ZoneText::Offset(330))),
            ("GMT+8", Some(ZoneText::Offset(480))),
            ("UTC±0", Some(ZoneText::Offset(0))),
            ("+02:00", Some(ZoneText::Offset(120))),
            ("Etc/GMT+5", Some(ZoneText::Offset(-300))),
            ("europe/oslo", Some(ZoneText::Name("Europe/Oslo".to_owned()))),
            ("America/New York", Some(ZoneText::Name("America/New_York".to_owned()))),
            ("PST", Some(ZoneText::Name("America/Los_Angeles".to_owned()))),
            ("Pacific Time", Some(ZoneText::Name("America/Los_Angeles".to_owned()))),
            ("UTC", Some(ZoneText::Name("UTC".to_owned()))),
            ("Oslo", None),
            ("", None),
        ] {
            assert_eq!(zone(text), expected, "{text}");
        }
    }

    #[test]
    fn no_text_ends_in_a_panic() {
        for text in [
            "99999999999",
            "2026-13-45",
            "é–é",
            "1-",
            "-1",
            "1/1/1/1",
            "24:61",
            "'9",
            "5 May 5 May 5 May",
            "2026年13月",
            "T",
            "Z",
            "±",
            "+",
            "1h",
            "00:00",
            "٣ مايو",
        ] {
            let _ = short(text, &Hint { year: Some(2026), month: Some(2), order: DayOrder::Unknown });
        }
    }
}
