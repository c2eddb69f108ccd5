//! The tokens of a date, put together.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};

use super::ends::{End, complete, dates, when};
use super::months::month;
use super::parsed::{Dates, DayOrder, Hint, Parsed};
use super::tokens::DateToken;
use super::weekdays::weekday;
use super::words::word;
use super::zones::{zone, zone_of_words};
use crate::place::Country;

/// Words of many languages that stand beside a date and add nothing to it. So do weekdays; here are those in one or two letters.
const FILLERS: &str = "of the on from at in de del do du le la el der den dem von vom am ab by before due deadline date dates early mid late \
    local time uhr h hrs hours sharp extended new updated midnight eod mo di mi fr sa so od s ot d g goda v ve w we pa dne dnia kl hod godz";

/// The most words of a zone: `Ho Chi Minh City time`.
const MAX_ZONE_WORDS: usize = 5;

/// Puts tokens together.
pub(super) struct DateReader<'h> {
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
    /// True if the year stands before month and day: then more days may follow, `2018 May 4 & 5`.
    has_year_before: bool,
    /// True if the text names a year in four digits: then two more are none.
    has_year: bool,
}

impl<'h> DateReader<'h> {
    pub(super) fn new(hint: &'h Hint) -> DateReader<'h> {
        let (leftover, several) = (Vec::new(), Vec::new());
        DateReader {
            hint,
            ends: vec![End::default()],
            leftover,
            is_list: false,
            several,
            ambiguous: None,
            is_year_first: false,
            has_year_before: false,
            has_year: false,
        }
    }

    fn end(&mut self) -> &mut End {
        if self.ends.is_empty() {
            self.ends.push(End::default());
        }
        let last = self.ends.len() - 1;
        &mut self.ends[last]
    }

    pub(super) fn read(mut self, tokens: &[DateToken]) -> Parsed {
        self.has_year = tokens.iter().any(|token| matches!(token, DateToken::Year(_)));
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
        if let Some((year, month, day, length)) = short_year(tokens) {
            self.full(Some(year), month, day, false);
            return length;
        }
        if let Some(length) = self.hours_behind_a_day(tokens) {
            return length;
        }
        // `2027-05-30/06-02`
        if let [DateToken::Number(month @ 1..=12), DateToken::Mark('-'), DateToken::Number(day), ..] = tokens
            && self.is_year_first
            && self.ends.len() == 2
            && self.end().is_empty()
        {
            self.full(None, *month, *day, true);
            return 3;
        }
        match &tokens[0] {
            DateToken::Day { year, month, day } => self.full(Some(*year), *month, *day, true),
            // `Dec/1/2018`
            DateToken::Month { year, month } if self.end().month.is_some() && self.end().days.is_empty() => {
                let end = self.end();
                end.days.push(*month);
                end.year = Some(*year);
            }
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
                    self.has_year_before |= self.end().is_empty();
                    self.end().year = Some(*year);
                } else {
                    self.leftover.push(year.to_string());
                }
            }
            // `5 March 2026, 9 April 2026`
            DateToken::Number(number)
                if self.is_list
                    && matches!(tokens.get(1), Some(DateToken::Word(plain, _)) if month(plain).is_some()) =>
            {
                self.fresh(|end| end.month.is_some());
                self.number(*number);
            }
            DateToken::Number(number) => self.number(*number),
            DateToken::Time { time, is_next_day, is_said } => {
                // `5-7 March 2027, 9:00-17:00`
                if let [start, end] = &mut self.ends[..]
                    && start.time.is_none()
                    && !start.days.is_empty()
                    && end.time.is_some()
                {
                    (start.time, start.is_said) = (end.time.take(), end.is_said);
                }
                let end = self.end();
                if end.time.is_none() {
                    (end.time, end.is_next_day, end.is_said) = (Some(*time), *is_next_day, *is_said);
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

    /// Takes hours behind a whole day, `2026-11-02 9-17`, and gives how many tokens they are.
    fn hours_behind_a_day(&mut self, tokens: &[DateToken]) -> Option<usize> {
        let [DateToken::Number(from), DateToken::Mark('-' | '–'), to, ..] = tokens else { return None };
        let time = |hour: u32| NaiveTime::from_hms_opt(hour, 0, 0);
        let to = match to {
            DateToken::Number(hour) => time(*hour)?,
            // `2026-11-06 9-16:30`
            DateToken::Time { time, is_next_day: false, .. } => *time,
            _ => return None,
        };
        let from = time(*from)?;
        let is_whole = self.is_year_first && self.ends.len() == 1 && self.several.is_empty() && !self.is_list;
        if !is_whole || self.end().days.len() != 1 || self.end().time.is_some() || from >= to {
            return None;
        }
        self.end().time = Some(from);
        self.range();
        self.end().time = Some(to);
        Some(3)
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
            ('.', DayOrder::MonthFirst) if year.is_none() => false,
            ('.', _) | (_, DayOrder::DayFirst) => true,
            (_, DayOrder::MonthFirst) => false,
            // Below a month it may be a range of days.
            _ if year.or(self.hint.year).is_none() || self.hint.month.is_some() => true,
            _ => {
                let year = year.or(self.hint.year).unwrap_or(2000);
                let date = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
                self.ambiguous.get_or_insert((date(second, first), date(first, second)));
                true
            }
        };
        let (day, month) = if is_day_first { (first, second) } else { (second, first) };
        self.full(year, month, day, false);
    }

    fn number(&mut self, number: u32) {
        let (is_list, has_year_before) = (std::mem::take(&mut self.is_list), self.has_year_before);
        let has_year = self.has_year;
        let end = self.end();
        if !(1..=31).contains(&number) {
            self.leftover.push(number.to_string());
        } else if end.days.is_empty() || (is_list && (end.year.is_none() || has_year_before)) {
            end.days.push(number);
        } else if !has_year && end.year.is_none() && end.month.is_some() && (20..=31).contains(&number) {
            // `5 May 26`
            end.year = Some(2000 + number.cast_signed());
        } else {
            self.leftover.push(number.to_string());
        }
    }

    /// True if a sign joins the parts of one date, as in `21-May-2026` and `May-21-2026`.
    fn is_joint(&mut self, tokens: &[DateToken]) -> bool {
        // `2026-March-07`
        let is_year_first = self.is_year_first;
        let end = self.end();
        let is_open = end.year.is_some() && end.days.is_empty();
        match tokens.get(1) {
            Some(DateToken::Word(plain, _)) if is_open && end.month.is_none() && month(plain).is_some() => {
                self.is_year_first = true;
                return true;
            }
            Some(DateToken::Number(_)) if is_open && end.month.is_some() && is_year_first => return true,
            _ => {}
        }
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
            // `21-24, 2022 (online) and July 3, 2022`
            if let [start, end] = &mut self.ends[..]
                && start.month.is_some()
                && end.month.is_none()
                && !end.days.is_empty()
                && end.year.is_some()
            {
                complete(start, end);
                self.several.append(&mut self.ends);
            }
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
        // `6 février à 18h` is a time, not a last day.
        if matches!(plain, "a" | "at")
            && matches!(tokens.get(1), Some(DateToken::Time { .. }))
            && self.end().time.is_none()
        {
            return 1;
        }
        if is_range_word(plain) && tokens.get(1).is_some_and(begins_date) && !self.end().is_empty() {
            if is_and(plain) {
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
        if let Some(length) = self.zone(plain, tokens) {
            return length;
        }
        if !(is_filler(plain) || self.end().is_empty() && is_range_word(plain)) {
            if let Some((number, length)) = self.number_of_name(tokens) {
                self.leftover.extend([word.to_owned(), number.to_string()]);
                return length;
            }
            self.leftover.push(word.to_owned());
            self.unknown_zone(word);
        } else if plain == "local" {
            self.unknown_zone("local time");
        }
        1
    }

    /// The number of a name behind a whole day, which is no last day: `2027-05-08-meetup-12`, `8 May 2027 - Part 2`; and how many
    /// tokens both are. No range is open then.
    fn number_of_name(&mut self, tokens: &[DateToken]) -> Option<(u32, usize)> {
        let [start, end] = &self.ends[..] else { return None };
        let is_behind_a_day = start.month.is_some() && !start.days.is_empty() && end.is_empty();
        let (number, length) = match tokens {
            [_, DateToken::Number(number), ..] => (*number, 2),
            [_, DateToken::Mark('-'), DateToken::Number(number), ..] => (*number, 3),
            _ => return None,
        };
        let is_word = |token: &DateToken| matches!(token, DateToken::Word(plain, _) if month(plain).is_none());
        let is_last = match &tokens[length..] {
            [] => true,
            [DateToken::Mark('-'), next, ..] | [next, ..] => is_word(next),
        };
        (is_behind_a_day && is_last).then(|| {
            self.ends.pop();
            (number, length)
        })
    }

    /// Takes the words of a zone, and gives how many they are.
    fn zone(&mut self, plain: &str, tokens: &[DateToken]) -> Option<usize> {
        let is_first = self.end().is_empty() && self.several.len() + self.ends.len() == 1;
        let words: Vec<&str> = tokens.iter().take(MAX_ZONE_WORDS).map_while(DateToken::as_word).collect();
        (1..=words.len()).rev().find_map(|length| {
            let name = words[..length].join(" ");
            // `new` is a word beside a date, and the beginning of `New York`.
            if length == 1 && is_filler(plain) {
                return None;
            }
            let is_at_time = self.end().time.is_some() || matches!(tokens.get(length), Some(DateToken::Time { .. }));
            // `Poland` and `Singapore` are names of zones, and behind a day alone a place.
            let is_place = || Country::known(&name).is_some();
            let is_zone =
                !is_first && zone(&name).is_some() && !is_place() || is_at_time && zone_of_words(&name).is_some();
            is_zone.then(|| {
                let end = self.end();
                if std::mem::take(&mut end.is_zone_unknown) || end.zone.is_none() {
                    end.zone = Some(name);
                }
                length
            })
        })
    }

    /// Keeps a word behind a time, which may be meant for its zone.
    fn unknown_zone(&mut self, word: &str) {
        let end = self.end();
        if end.time.is_some() && end.offset.is_none() && (end.zone.is_none() || end.is_zone_unknown) {
            end.is_zone_unknown = true;
            let known = end.zone.take().map_or(String::new(), |known| format!("{known} "));
            end.zone = Some(format!("{known}{word}"));
        }
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
            // `June 21-24 and 28, 2027`
            if last.days.len() > 1 {
                let days = last.days.iter().map(|day| End { days: vec![*day], ..last.clone() });
                let whens: Option<Vec<_>> = std::iter::once(start).chain(days).map(|end| when(&end, hint)).collect();
                return whens.map_or(Parsed::Unknown, Parsed::Several);
            }
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
        // `January 31, Feb 1-3`
        if let [start, end] = &mut self.ends[..] {
            complete(start, end);
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

/// `21-Nov-25`, as spreadsheets write it, and how many tokens it has.
fn short_year(tokens: &[DateToken]) -> Option<(i32, u32, u32, usize)> {
    let [DateToken::Number(day), DateToken::Mark('-' | '/'), DateToken::Word(word, _), rest @ ..] = tokens else {
        return None;
    };
    let [DateToken::Mark('-' | '/'), DateToken::Number(year @ 10..), ..] = rest else { return None };
    Some((2000 + year.cast_signed(), month(word)?, *day, 5))
}

/// True if a token can begin a date.
fn begins_date(token: &DateToken) -> bool {
    match token {
        DateToken::Word(plain, _) => month(plain).is_some() || is_filler(plain),
        DateToken::Mark(_) | DateToken::Offset(_) => false,
        _ => true,
    }
}

fn is_filler(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| FILLERS.split_ascii_whitespace().collect());
    WORDS.contains(word) || weekday(word).is_some()
}

/// True for a word between the first and the last day, or between single days.
fn is_range_word(word: &str) -> bool {
    is_and(word)
        || matches!(
            word,
            "to" | "until"
                | "till"
                | "through"
                | "thru"
                | "bis"
                | "au"
                | "al"
                | "a"
                | "ate"
                | "tot"
                | "do"
                | "po"
                | "az"
                | "iki"
                | "lidz"
                | "kuni"
        )
}

/// True for a word between single days.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "y" | "e" | "i" | "ir" | "och" | "og" | "ja" | "ve" | "si")
}
