//! Dates as people write them: `31/12/2027`, `12-14 May 2027`, `2027-01-10 11:59 PM AoE`.
//!
//! Comes in: the text of a value that is not a TOML date. Goes out: how TOML writes it, for the help of a fault. Guesses
//! nothing where a date has two readings, as `5/6/2027` has.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

/// A date or a range of dates, with the time and the zone that stand beside it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LooseDate {
    first: NaiveDate,
    last: Option<NaiveDate>,
    time: Option<NaiveTime>,
    /// An offset as TOML writes it, behind the time.
    offset: String,
    zone: Option<Named>,
}

/// A zone as somebody named it.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    zone: String,
    /// True if the name says no other zone, as `CET` and `BST` may.
    is_exact: bool,
}

impl LooseDate {
    /// Reads a text that is a date and nothing else.
    pub(super) fn read(text: &str) -> Option<LooseDate> {
        if text.len() > 80 {
            return None;
        }
        let tokens = tokens(text);
        let mut parts = Parts::default();
        let mut rest = tokens.as_slice();
        while let Some(token) = rest.first() {
            if let Some(after) = parts.time(rest).or_else(|| parts.date(rest)) {
                rest = after;
                continue;
            }
            match *token {
                Token::Mark(mark @ ('+' | '-')) if parts.time.is_some() && parts.offset.is_empty() => {
                    rest = parts.offset(mark, &rest[1..])?;
                    continue;
                }
                Token::Mark(',' | '-' | '.' | '(' | ')') => {}
                Token::Word(word) if is_filler(&word.to_lowercase()) => {}
                Token::Word(word) if parts.first.is_some() && parts.zone.is_none() => parts.zone = Some(zone(word)?),
                _ => return None,
            }
            rest = &rest[1..];
        }
        let Parts { first, last, time, offset, zone, is_next_day } = parts;
        let first = if is_next_day { first?.succ_opt()? } else { first? };
        // `UTC-12` is an offset.
        let zone = zone.filter(|named| offset.is_empty() || named.zone != "UTC");
        Some(LooseDate { first, last: last.filter(|last| *last > first), time, offset, zone })
    }

    /// The date, or the first of the range, as TOML writes it.
    pub(super) fn to_toml(&self) -> String {
        match self.time {
            None => self.first.to_string(),
            Some(time) => {
                format!("{}{}", NaiveDateTime::new(self.first, time).format("%Y-%m-%dT%H:%M:%S"), self.offset)
            }
        }
    }

    /// True if it is one date, without a zone that belongs in another key.
    pub(super) fn is_single(&self) -> bool {
        self.last.is_none() && self.zone.is_none()
    }

    /// The value that says the same under this key, if one value can.
    pub(super) fn value(&self, key: &str) -> Option<String> {
        let is_utc = |named: &Named| named.zone == "UTC" && named.is_exact && self.offset.is_empty();
        let value = match &self.zone {
            None => self.to_toml(),
            Some(named) if self.time.is_some() && is_utc(named) => format!("{}Z", self.to_toml()),
            Some(_) => return None,
        };
        self.last.is_none().then(|| if key == "was" { format!("[{value}]") } else { value })
    }

    /// The value with another key below that says the rest: the last day, or the zone.
    pub(super) fn with_keys(&self, key: &str) -> Option<String> {
        let value = self.to_toml();
        match (&self.last, &self.zone) {
            (Some(last), None) if key == "start" && self.time.is_none() => Some(format!("{value}\nend = {last}")),
            (None, Some(Named { zone, is_exact: true })) if key == "due" && self.time.is_some() => {
                self.offset.is_empty().then(|| format!("{value}\ntimezone = \"{zone}\""))
            }
            _ => None,
        }
    }

    /// The value to write under this key.
    pub(super) fn help(&self, key: &str) -> String {
        let value = self.to_toml();
        match (&self.last, &self.zone) {
            (Some(last), _) if matches!(key, "start" | "date" | "dates" | "when") => {
                format!("write `start = {value}` and `end = {last}`")
            }
            (Some(last), _) => format!("write one date, `{key} = {value}` or `{key} = {last}`"),
            (None, Some(Named { zone, .. })) if self.time.is_some() => {
                format!("write `{key} = {value}`, and the zone in a key of its own: `timezone = \"{zone}\"`")
            }
            _ if key == "was" => format!("write `was = [{value}]`"),
            _ => format!("write `{key} = {value}`"),
        }
    }
}

#[derive(Default)]
struct Parts {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    time: Option<NaiveTime>,
    offset: String,
    zone: Option<Named>,
    /// True if the time is 24:00, the end of the day.
    is_next_day: bool,
}

impl Parts {
    /// Takes a time of day; gives the tokens after it.
    fn time<'r, 't>(&mut self, tokens: &'r [Token<'t>]) -> Option<&'r [Token<'t>]> {
        if self.time.is_some() {
            return None;
        }
        let (hour, minute, second, rest): (u32, u32, u32, &'r [Token<'t>]) = match *tokens {
            [
                Token::Number(h, _),
                Token::Mark(':'),
                Token::Number(m, 2),
                Token::Mark(':'),
                Token::Number(s, 2),
                ref rest @ ..,
            ] => (h, m, s, rest),
            [Token::Number(h, _), Token::Mark(':'), Token::Number(m, 2), ref rest @ ..] => (h, m, 0, rest),
            [Token::Number(h, 1 | 2), Token::Word("h" | "H"), Token::Number(m, 2), ref rest @ ..] => (h, m, 0, rest),
            [Token::Number(h, 1 | 2), Token::Word(word), ..] if half_day(word).is_some() => (h, 0, 0, &tokens[1..]),
            _ => return None,
        };
        let (hour, rest) = match rest {
            [Token::Word(word), rest @ ..] if hour <= 12 && half_day(word).is_some() => {
                (hour % 12 + half_day(word)?, rest)
            }
            _ => (hour, rest),
        };
        self.is_next_day = (hour, minute, second) == (24, 0, 0);
        self.time = Some(NaiveTime::from_hms_opt(if self.is_next_day { 0 } else { hour }, minute, second)?);
        Some(rest)
    }

    /// Takes a date or a range of days; gives the tokens after it.
    fn date<'r, 't>(&mut self, tokens: &'r [Token<'t>]) -> Option<&'r [Token<'t>]> {
        use Token::{Mark, Number, Word};
        let (year, month, day, last, rest) = match *tokens {
            [Number(y, 4), Mark(a), Number(m, 1 | 2), Mark(b), Number(d, 1 | 2), ref rest @ ..] if a == b => {
                if m > 12 && d <= 12 { (y, d, m, None, rest) } else { (y, m, d, None, rest) }
            }
            [Number(d, 1 | 2), Mark(a), Number(m, 1 | 2), Mark(b), Number(y, 4), ref rest @ ..] if a == b => {
                match (a, d > 12, m > 12) {
                    ('.', _, _) | (_, true, false) => (y, m, d, None, rest),
                    (_, false, true) => (y, d, m, None, rest),
                    _ if d == m => (y, m, d, None, rest),
                    _ => return None,
                }
            }
            [Number(d, 1 | 2), Mark('-'), Number(last, 1 | 2), Word(m), Number(y, 4), ref rest @ ..] => {
                (y, month(m)?, d, Some(last), rest)
            }
            [Word(m), Number(d, 1 | 2), Mark('-'), Number(last, 1 | 2), Mark(','), Number(y, 4), ref rest @ ..]
            | [Word(m), Number(d, 1 | 2), Mark('-'), Number(last, 1 | 2), Number(y, 4), ref rest @ ..] => {
                (y, month(m)?, d, Some(last), rest)
            }
            [Number(d, 1 | 2), Mark('.' | '-'), Word(m), Number(y, 4), ref rest @ ..]
            | [Number(d, 1 | 2), Mark('-'), Word(m), Mark('-'), Number(y, 4), ref rest @ ..]
            | [Number(d, 1 | 2), Word(m), Number(y, 4), ref rest @ ..]
            | [Word(m), Number(d, 1 | 2), Mark(','), Number(y, 4), ref rest @ ..]
            | [Word(m), Number(d, 1 | 2), Number(y, 4), ref rest @ ..] => (y, month(m)?, d, None, rest),
            _ => return None,
        };
        let date = |day| NaiveDate::from_ymd_opt(year as i32, month, day);
        match self.first {
            None => (self.first, self.last) = (Some(date(day)?), last.and_then(date)),
            Some(_) if self.last.is_none() => self.last = Some(date(day)?),
            Some(_) => return None,
        }
        Some(rest)
    }

    /// Takes what stands behind the sign of an offset; gives the tokens after it.
    fn offset<'r, 't>(&mut self, sign: char, tokens: &'r [Token<'t>]) -> Option<&'r [Token<'t>]> {
        let (hours, minutes, rest) = match *tokens {
            [Token::Number(h, 1 | 2), Token::Mark(':'), Token::Number(m, 2), ref rest @ ..] => (h, m, rest),
            [Token::Number(hm, 4), ref rest @ ..] => (hm / 100, hm % 100, rest),
            [Token::Number(h, 1 | 2), ref rest @ ..] => (h, 0, rest),
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        self.offset = format!("{sign}{hours:02}:{minutes:02}");
        Some(rest)
    }
}

/// A piece of a text: a number with how many digits it has, a word, or another character.
#[derive(Clone, Copy, Debug)]
enum Token<'t> {
    Number(u32, usize),
    Word(&'t str),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let length_of = |is_part: fn(char) -> bool| rest.find(|char| !is_part(char)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = length_of(|char| char.is_ascii_digit());
            tokens.push(Token::Number(rest[..length].parse().unwrap_or(u32::MAX), length));
            length
        } else if first.is_alphabetic() {
            let length = length_of(|char| char.is_alphabetic() || matches!(char, '/' | '_'));
            let word = &rest[..length];
            // The ending of `1st` belongs to its number.
            if !(matches!(word, "st" | "nd" | "rd" | "th") && matches!(tokens.last(), Some(Token::Number(..)))) {
                tokens.push(Token::Word(word));
            }
            length
        } else {
            match first {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => tokens.push(Token::Mark('-')),
                blank if blank.is_whitespace() => {}
                mark => tokens.push(Token::Mark(mark)),
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The hours that `am` and `pm` add.
fn half_day(word: &str) -> Option<u32> {
    match word.to_lowercase().as_str() {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}

/// The number of a month by its English name, or the first three letters or more of it.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let index = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && (month.starts_with(&word) || word == "sept" && *month == "september"));
    index.map(|index| index as u32 + 1)
}

/// True if a word says nothing of the date: the `T` before a time, or a weekday.
fn is_filler(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    matches!(word, "t" | "at" | "to" | "until" | "from" | "of" | "the")
        || word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(word))
}

/// The zone that an abbreviation or an IANA name means.
fn zone(word: &str) -> Option<Named> {
    let (zone, is_exact) = match word.to_lowercase().as_str() {
        "aoe" => ("AoE", true),
        "z" | "utc" => ("UTC", true),
        "gmt" => ("UTC", false),
        "cet" | "cest" | "mez" | "mesz" => ("Europe/Berlin", false),
        "bst" => ("Europe/London", false),
        "et" | "est" | "edt" => ("America/New_York", false),
        "ct" | "cdt" => ("America/Chicago", false),
        "mt" | "mst" | "mdt" => ("America/Denver", false),
        "pt" | "pst" | "pdt" => ("America/Los_Angeles", false),
        "jst" => ("Asia/Tokyo", false),
        _ if word.contains('/') => (word, true),
        _ => return None,
    };
    Some(Named { zone: zone.to_owned(), is_exact })
}

/// Both readings of a date that has two: `05/06/2027`, day first and month first.
pub(super) fn two_readings(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let [
        Token::Number(one, 1 | 2),
        Token::Mark(a @ ('/' | '-')),
        Token::Number(other, 1 | 2),
        Token::Mark(b),
        Token::Number(year, 4),
    ] = *tokens(text).as_slice()
    else {
        return None;
    };
    let date = |month, day| NaiveDate::from_ymd_opt(year as i32, month, day);
    date(other, one).zip(date(one, other)).filter(|(one, other)| a == b && one != other)
}

/// Why there is no such day: the month has fewer, or there is no such month.
pub(super) fn impossible_day(text: &str) -> Option<String> {
    let [
        Token::Number(year, 4),
        Token::Mark(_),
        Token::Number(month, 1 | 2),
        Token::Mark(_),
        Token::Number(day, 1 | 2),
        ..,
    ] = *tokens(text).as_slice()
    else {
        return None;
    };
    if !(1..=12).contains(&month) {
        return Some(format!("there is no month {month}"));
    }
    let first = NaiveDate::from_ymd_opt(year as i32, month, 1)?;
    let days = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?.day();
    (day == 0 || day > days).then(|| format!("{} has {days} days", first.format("%B %Y")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, toml) in [
            ("2027-5-10", "2027-05-10"),
            ("2027/05/10", "2027-05-10"),
            ("31/12/2027", "2027-12-31"),
            ("12/31/2027", "2027-12-31"),
            ("10.5.2027", "2027-05-10"),
            ("2027-31-12", "2027-12-31"),
            ("12 May 2027", "2027-05-12"),
            ("12. May 2027", "2027-05-12"),
            ("Wed, May 12th, 2027", "2027-05-12"),
            ("Sept 3 2027", "2027-09-03"),
            ("2027\u{2011}05\u{2011}10", "2027-05-10"),
            ("2027-12-31T24:00:00", "2028-01-01T00:00:00"),
            ("2027-01-10 11:59 PM", "2027-01-10T23:59:00"),
            ("2027-01-10 2:59 pm", "2027-01-10T14:59:00"),
            ("2027-01-10 12 am", "2027-01-10T00:00:00"),
            ("2027-01-10 9:00", "2027-01-10T09:00:00"),
            ("2027-01-10 23h59", "2027-01-10T23:59:00"),
            ("2027-01-10 23:59 UTC-12", "2027-01-10T23:59:00-12:00"),
            ("2027-01-10 9:00 +0200", "2027-01-10T09:00:00+02:00"),
            ("2027-01-10T23:59:00 AoE", "2027-01-10T23:59:00"),
        ] {
            assert_eq!(LooseDate::read(text).map(|date| date.to_toml()).as_deref(), Some(toml), "{text}");
        }
        for text in ["", "soon", "5/6/2027", "2027", "Oslo", "May", "2027-02-30", "59,9", "1.2.3", "12 foo 2027"] {
            assert_eq!(LooseDate::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_range_and_a_zone_have_keys_of_their_own() {
        let help = |key, text| LooseDate::read(text).unwrap().help(key);
        for text in ["12-14 May 2027", "May 12\u{2013}14, 2027", "2027-05-12 to 2027-05-14", "12.05.2027 - 14.05.2027"]
        {
            assert_eq!(help("start", text), "write `start = 2027-05-12` and `end = 2027-05-14`", "{text}");
        }
        let zoned = "write `due = 2027-01-10T23:59:00`, and the zone in a key of its own: `timezone = \"AoE\"`";
        assert_eq!(help("due", "2027-01-10T23:59:00 AoE"), zoned);
        assert!(help("due", "2027-01-10 11:59 PM (CET)").ends_with("`timezone = \"Europe/Berlin\"`"));
        assert_eq!(help("was", "1 March 2027"), "write `was = [2027-03-01]`");
    }

    #[test]
    fn a_date_may_have_two_readings() {
        let read = |text| two_readings(text).map(|(one, other)| (one.to_string(), other.to_string()));
        let two = Some(("2027-06-05".to_owned(), "2027-05-06".to_owned()));
        assert_eq!(read("05/06/2027"), two);
        assert_eq!(read("5-6-2027"), two);
        for text in ["31/12/2027", "05/05/2027", "05/06-2027", "05.06.2027", "2027-05-06"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_there_is_not_is_explained() {
        assert_eq!(impossible_day("2027-02-30").as_deref(), Some("February 2027 has 28 days"));
        assert_eq!(impossible_day("2027-13-40").as_deref(), Some("there is no month 13"));
        assert_eq!(impossible_day("2027-02-28"), None);
    }
}
