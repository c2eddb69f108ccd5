//! Cuts the text of a date into tokens: numbers, ISO days, times, offsets, words and signs.

use chrono::{NaiveDate, NaiveTime};

use super::east_asian;
use super::months::month;
use super::scripts;
use super::strokes::{days_of_one_month, without_blanks_behind_dots, without_strokes_at_months};
use super::zones::{offset_minutes, zone};
use crate::import::width::narrow;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum DateToken {
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
        /// True for `12:00 AM`, which programs do not write behind a day alone.
        is_said: bool,
    },
    /// Minutes east of UTC.
    Offset(i32),
    /// In ASCII and lower case, and as it stands in the text.
    Word(String, String),
    Mark(char),
}

impl DateToken {
    /// The word as it stands in the text.
    pub(super) fn as_word(&self) -> Option<&str> {
        match self {
            DateToken::Word(_, word) => Some(word),
            _ => None,
        }
    }
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<DateToken> {
    let text = if text.is_ascii() { text.to_owned() } else { in_ascii(text) };
    let text = without_blanks_behind_dots(&text).unwrap_or(text);
    let mut text = days_of_one_month(&text).unwrap_or(text);
    if text.contains('/') {
        text = without_strokes_at_months(&text);
    }
    if text.contains("..") {
        text = text.replace("..", " - ");
    }
    // `2-day event`
    if text.contains("-day") {
        text = text.replace("-day", " day");
    }
    let mut cut = Cut { text: &text, at: 0, tokens: Vec::new() };
    while cut.at < text.len() {
        cut.next();
    }
    october(&mut cut.tokens);
    counts(&mut cut.tokens);
    cut.tokens
}

/// Takes away numbers of days and of editions, which are no days of a month: `3 days in May`, `20th anniversary`.
fn counts(tokens: &mut Vec<DateToken>) {
    let is_counted = |token: &DateToken| {
        matches!(token, DateToken::Word(plain, _) if matches!(plain.as_str(),
            "day" | "days" | "anniversary" | "edition" | "editions" | "tage" | "tagen" | "tag" | "jours" | "jour" | "dias" | "giorni"
                | "giorno" | "dagen" | "dagar" | "dage" | "dni"))
    };
    let is_ordinal = |token: &DateToken| matches!(token, DateToken::Word(plain, _) if matches!(plain.as_str(), "st" | "nd" | "rd" | "th"));
    while let Some(at) = tokens.iter().position(is_counted) {
        let end = at - usize::from(at > 1 && is_ordinal(&tokens[at - 1]));
        let Some(DateToken::Number(_)) = tokens[..end].last() else { return };
        tokens.drain(end - 1..=at);
    }
}

/// The text with its digits, its blanks and its names of months as those of English, where it has others.
fn in_ascii(text: &str) -> String {
    let is_blank = |char| matches!(char, '\u{a0}' | '\u{202f}');
    let plain = east_asian::plain(&scripts::plain(&narrow(text)));
    plain.chars().map(|char| if is_blank(char) { ' ' } else { char }).collect()
}

/// Reads `out` between a day and a year as October, as in Portuguese: `05 out. 2023`, `5 de out de 2023`.
fn october(tokens: &mut [DateToken]) {
    let is_between = |token: &DateToken| match token {
        DateToken::Mark('.' | '-') => true,
        DateToken::Word(plain, _) => plain == "de",
        _ => false,
    };
    for at in 1..tokens.len() {
        let is_out = matches!(&tokens[at], DateToken::Word(plain, _) if plain == "out");
        let day = tokens[..at].iter().rev().find(|token| !is_between(token));
        let year = tokens[at + 1..].iter().find(|token| !is_between(token));
        if is_out && matches!((day, year), (Some(DateToken::Number(_)), Some(DateToken::Year(_)))) {
            tokens[at] = DateToken::Word("oct".to_owned(), "out".to_owned());
        }
    }
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
        if self.is_compact_time(&hours) {
            return self.time_of(&hours[..2], &hours[2..], 4);
        }
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
        if matches!(sign, ':' | 'h') && self.digits(length + 1).len() == 2 || self.is_dotted_time(length) {
            minutes = self.digits(length + 1).to_owned();
            length += 3;
            if self.char_at(length) == ':' && self.digits(length + 1).len() == 2 {
                length += 3;
                if matches!(self.char_at(length), '.' | ',') && !self.digits(length + 1).is_empty() {
                    length += 1 + self.digits(length + 1).len();
                }
            }
        } else if let Some(unit) = self.unit_of_hours(length) {
            length += unit;
        } else if self.is_whole_hour(length) {
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

    /// True if a dot and minutes stand behind hours of this length, and then what only a time has: `5.30pm`, `20.00 Uhr`.
    fn is_dotted_time(&self, length: usize) -> bool {
        let after = self.rest().get(length + 3..).unwrap_or_default().trim_start().to_lowercase();
        let word: String = after.chars().take_while(|char| char.is_alphabetic()).collect();
        self.char_at(length) == '.'
            && self.digits(length + 1).len() == 2
            && (["am", "pm", "h", "uhr", "hrs"].contains(&word.as_str()) || self.is_time_by_its_place(length))
    }

    /// True if only a time stands where hours of this length and minutes behind a dot do: `at 23.59`, `2027-02-15 23.59`,
    /// `15 Feb 2027 10.05 CET`.
    fn is_time_by_its_place(&self, length: usize) -> bool {
        let number = |digits: &str| digits.parse::<u32>().unwrap_or(99);
        let minutes = number(self.digits(length + 1));
        if number(self.digits(0)) > 24 || minutes > 59 || matches!(self.char_at(length + 3), '.' | '-' | '/') {
            return false;
        }
        let is_at = matches!(self.tokens.last(), Some(DateToken::Word(plain, _)) if ["at", "um", "kl", "om"].contains(&plain.as_str()));
        let is_month = (1..=12).contains(&minutes);
        is_at || self.is_behind_a_year() && (!is_month || self.is_before_a_zone(length + 3))
    }

    /// True if these digits are hours and minutes without a mark: `2027-02-15 1800 UTC`.
    fn is_compact_time(&self, digits: &str) -> bool {
        digits.len() == 4 && self.is_behind_a_year() && (self.is_before_a_zone(4) || self.unit_of_hours(4).is_some())
    }

    /// True if a number of this length is an hour by what is around it: `2027-02-15 18 UTC`, `15 Feb 2027 at 18 CET`.
    fn is_whole_hour(&self, length: usize) -> bool {
        let is_behind = match self.tokens.last() {
            Some(DateToken::Day { .. }) => true,
            Some(DateToken::Word(plain, _)) => plain == "at",
            _ => false,
        };
        is_behind && self.is_before_a_zone(length)
    }

    fn is_behind_a_year(&self) -> bool {
        let has_year = |token: &DateToken| {
            matches!(token, DateToken::Day { .. } | DateToken::Year(_) | DateToken::Numeric { year: Some(_), .. })
        };
        self.tokens.iter().any(has_year)
    }

    /// True if a zone stands behind a text of this length.
    fn is_before_a_zone(&self, length: usize) -> bool {
        let after = self.rest().get(length..).unwrap_or_default().trim_start().trim_start_matches('(');
        let end = after.find(|char: char| !char.is_alphabetic() && !matches!(char, '/' | '_')).unwrap_or(after.len());
        end > 0 && zone(&after[..end]).is_some()
    }

    /// The length of a word for hours behind a number of this length: `18h`, `18 Uhr`.
    fn unit_of_hours(&self, length: usize) -> Option<usize> {
        let after = &self.rest()[length..];
        let word = after.trim_start();
        let letters = word.chars().take_while(|char| char.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let is_unit = ["h", "hs", "hrs", "uhr", "uur"].contains(&word[..letters].to_lowercase().as_str());
        let is_end = !word[letters..].starts_with(|char: char| char.is_ascii_digit());
        (is_unit && is_end).then(|| after.len() - word.len() + letters)
    }

    /// Takes a time with these hours and minutes, and `AM` or `PM` behind it.
    fn time_of(&mut self, hours: &str, minutes: &str, mut length: usize) -> bool {
        let (Ok(mut hours), Ok(minutes)) = (hours.parse::<u32>(), minutes.parse::<u32>()) else { return false };
        let after = &self.rest()[length..];
        let blanks = after.len() - after.trim_start().len();
        let after = after.trim_start().to_ascii_lowercase();
        let mut is_said = false;
        for (half, is_pm) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
            if after.strip_prefix(half).is_some_and(|after| !after.starts_with(char::is_alphabetic))
                && (1..=12).contains(&hours)
            {
                hours = hours % 12 + if is_pm { 12 } else { 0 };
                is_said = self.rest()[..length].matches(':').count() < 2;
                length += blanks + half.len();
                break;
            }
        }
        let seconds = self.seconds(length);
        let is_next_day = hours == 24 && minutes == 0;
        let Some(time) = NaiveTime::from_hms_opt(if is_next_day { 0 } else { hours }, minutes, seconds) else {
            return false;
        };
        self.take(length, DateToken::Time { time, is_next_day, is_said });
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
        // `30 December 2027-2 January 2028`
        let is_month = |word: &str| self::month(word).is_some();
        let is_behind_month = matches!(self.tokens.last(), Some(DateToken::Word(plain, _)) if is_month(plain));
        let behind = self.rest()[length..].split(|char: char| !char.is_alphabetic()).find(|word| word.len() > 2);
        let is_day = is_behind_month && behind.is_some_and(|word| is_month(&word.to_lowercase()));
        if !(1..=12).contains(&month) || is_day {
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
        // `Q3`, `W24` and `H2` are no days.
        let behind = rest[length..].bytes().take_while(u8::is_ascii_digit).count();
        if length == 1 && behind > 0 && rest.starts_with(['Q', 'W', 'H', 'v', 'q']) {
            let word = rest[..length + behind].to_owned();
            return self.take(length + behind, DateToken::Word(word.to_lowercase(), word));
        }
        // The offset of `Etc/GMT+12` is a part of its name.
        if rest[..length].eq_ignore_ascii_case("etc/gmt") && rest[length..].starts_with(['+', '-']) {
            let digits = rest[length + 1..].bytes().take_while(u8::is_ascii_digit).count();
            let word = rest[..length + 1 + digits].to_owned();
            return self.take(word.len(), DateToken::Word(word.to_lowercase(), word));
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
        // `июнь` ends in a sign that is no letter in ASCII.
        let plain = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            any_ascii::any_ascii(&word).to_lowercase().trim_end_matches('\'').to_owned()
        };
        self.take(length, DateToken::Word(plain, word));
    }
}
