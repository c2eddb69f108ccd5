//! The first and the last day of an entry.

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::super::dates::{self, Dates, DayOrder, Hint, Parsed, When, Word, ZoneText};
use super::super::document::Notation;
use super::super::mapping::{Mapping, Texts};
use super::super::records::Record;
use super::super::{guess, markdown, no_value, status};
use super::date_texts::{exact, is_hour, only_year, range, spaced, without_year, year_in};
use super::expected::{less_precise, month_alone};
use super::moved::{is_struck, moved};
use super::times::Times;
use super::{Entry, EntryDate, Maker, shown};

/// The order of day and month that a mapping says, or else the dates of its records.
pub(crate) fn order(mapping: &Mapping, records: &[Record]) -> DayOrder {
    if let Some(word) = &mapping.words.date_order {
        return DayOrder::of_word(word);
    }
    dates::day_order(texts_of_dates(mapping, records).iter().map(String::as_str))
}

/// The texts of the fields for dates.
fn texts_of_dates(mapping: &Mapping, records: &[Record]) -> Vec<String> {
    let fields = &mapping.fields;
    let deadlines = mapping.deadlines.iter().filter(|deadline| deadline.each.is_none());
    let of_deadlines = deadlines.flat_map(|deadline| [&deadline.due, &deadline.opens, &deadline.was]);
    let paths = [&fields.start, &fields.end, &fields.end_exclusive, &fields.dates]
        .into_iter()
        .chain(of_deadlines)
        .flat_map(|texts| &texts.0);
    let texts = |path: &String| records.iter().filter_map(|record| record.text(&Texts::one(path))).collect::<Vec<_>>();
    paths.flat_map(texts).map(|(text, _)| text).collect()
}

/// True if the dates of records have names of months that only Croatian has: `listopada` is then October, and not November.
pub(crate) fn is_croatian(mapping: &Mapping, records: &[Record]) -> bool {
    let texts = || texts_of_dates(mapping, records).into_iter();
    texts().any(|text| text.to_lowercase().contains("listopad")) && texts().any(|text| dates::is_croatian(&text))
}

/// So many names of a list have one year, and none another, before it is that of the others.
const MIN_NAMES: usize = 3;

/// The year of those records whose names and dates have none: the only one in the names of most, or in the dates, names and
/// addresses of some.
pub(crate) fn year_of_list(mapping: &Mapping, records: &[Record]) -> Option<i32> {
    year_of_names(mapping, records).or_else(|| year_of_dates(mapping, records))
}

/// The only year in the dates, names and addresses of records, if several name it, and one of them in its date.
fn year_of_dates(mapping: &Mapping, records: &[Record]) -> Option<i32> {
    let fields = &mapping.fields;
    let years = |texts| records.iter().filter_map(move |record| year_in(&record.text(texts)?.0));
    let mut dated = [&fields.start, &fields.dates].into_iter().flat_map(years);
    let first = dated.next()?;
    let mut others = dated.chain([&fields.name, &fields.url].into_iter().flat_map(years)).peekable();
    (others.peek().is_some() && others.all(|year| year == first)).then_some(first)
}

/// The only year in the names of records, if most of them have it.
fn year_of_names(mapping: &Mapping, records: &[Record]) -> Option<i32> {
    let names = records.iter().filter_map(|record| record.text(&mapping.fields.name));
    let years: Vec<i32> = names.filter_map(|(name, _)| year_in(&markdown::plain(&name))).collect();
    let first = *years.first().filter(|_| years.len() >= MIN_NAMES && years.len() * 2 > records.len())?;
    years.iter().all(|year| *year == first).then_some(first)
}

impl Maker<'_> {
    /// Reads first and last day, or when the conference is expected. Gives its times back if only the place may tell their zone.
    pub(super) fn dates(&mut self, record: &Record, entry: &mut Entry) -> Option<Times> {
        let fields = &self.mapping.fields;
        let hint = self.hint(record);
        let mut found: Option<(Dates, usize, String)> = None;
        let mut waiting: Option<(String, String)> = None;
        let mut unclear: Option<(String, usize)> = None;
        let mut hour: Option<String> = None;
        let candidates = fields.start.0.iter().chain(&fields.dates.0);
        for path in candidates {
            let Some((text, line)) = record.text(&Texts::one(path)).or_else(|| range(record, path, &hint)) else {
                continue;
            };
            // An hour in a field that has days elsewhere is that of a day in another.
            if is_hour(&text) {
                hour = hour.or(Some(text));
                continue;
            }
            let text =
                hour.as_ref().filter(|_| dates::is_date(&text)).map_or(text.clone(), |hour| format!("{text} {hour}"));
            // `5 May 2027 -> 6 May`
            let hint = Hint { year: hint.year.or_else(|| year_in(&text)), ..hint.settled_by(&text) };
            // Where the name is struck out too, both are of a conference that is cancelled.
            if is_struck(&text) && entry.status != Some("cancelled") {
                let shown = shown(&text);
                entry.comments.insert("start", format!("was `{shown}`"));
                self.note(record, line, format!("`{shown}` is struck out: {} is not dated by it", entry.name));
                continue;
            }
            let is_first_day = fields.start.0.contains(path) && !fields.end.is_empty();
            let text = current(entry, text, &hint, is_first_day);
            match self.parse(record, &text, line, &hint) {
                // Another field may be more exact: `May 2027` beside `May 27-29, 2027`.
                Parsed::Dates(Dates { start: When::Month { year, month }, .. }) => {
                    waiting = waiting.or(Some((format!("{year}-{month:02}"), text)));
                }
                Parsed::Dates(dates) if !matches!(dates.start, When::Year(_)) => {
                    found = Some((dates, line, text));
                    break;
                }
                Parsed::Dates(dates) => waiting = waiting.or(Some((dates.start.year().to_string(), text))),
                Parsed::Several(whens) => {
                    found = self.several(record, line, &text, &whens).map(|dates| (dates, line, text));
                    break;
                }
                Parsed::Word(word) => self.word(entry, word, &text),
                Parsed::Ambiguous(..) | Parsed::Unknown => unclear = unclear.or(Some((text, line))),
            }
        }
        if found.is_none()
            && let Some((text, line)) = record.text(&fields.end)
            && let Parsed::Dates(Dates { start: When::Day(day), end: None, .. }) =
                self.parse(record, &text, line, &hint)
        {
            // A correction may say the last day alone.
            entry.end = Some(EntryDate::Day(day));
            if !self.may_be_undated && waiting.is_none() {
                let month = day.format("%Y-%m").to_string();
                let text = shown(&text);
                self.note(
                    record,
                    line,
                    format!(
                        "`{text}` is the last day, and no field has the first: {} is expected in {month}",
                        entry.name
                    ),
                );
                waiting = Some((month, text));
            }
        }
        let mut unzoned = None;
        // A text behind that of the day may name the month alone.
        if let (Some((dates, ..)), None) = (&found, &waiting)
            && let Some(day) = dates.start.day()
            && (day.day() == 1 || day.succ_opt().is_some_and(|next| next.day() == 1) || self.is_tentative(record))
        {
            waiting = self.mapping.fields.dates.0.iter().find_map(|path| month_alone(record, path, &hint));
        }
        if let Some(other) = self.of_named_year(record, found.as_ref(), &hint) {
            found = Some(other);
        }
        waiting = waiting.or_else(|| self.whole_month(record, entry, found.as_ref()));
        let stand_in = found.take_if(|(dates, ..)| self.is_stand_in(record, dates, waiting.as_ref()));
        if let (Some((_, line, text)), Some((expected, shorter))) = (stand_in, &waiting) {
            let (day, shorter) = (shown(&text), shown(shorter));
            self.note(
                record,
                line,
                format!("`{day}` stands for `{shorter}`: {} is expected in {expected}, and not dated", entry.name),
            );
        } else if let Some((dates, line, text)) = found {
            entry.comments.remove("start");
            self.other_days(record, (&dates, &text), &hint);
            unzoned = self.first_and_last(record, entry, dates, line, &text, &hint);
            self.days_of_items(record, entry, line, &hint);
        } else if let Some((text, line)) = unclear {
            let shown = shown(&text);
            entry.comments.insert("start", format!("was `{shown}`"));
            let with_year = Hint { year: Some(2024), ..hint };
            let what = match dates::parse(&text, &with_year) {
                Parsed::Dates(_) | Parsed::Several(_) | Parsed::Ambiguous(..) if hint.year.is_none() => {
                    "names no year, and nothing around it does"
                }
                _ => "is not a date that confcal understands",
            };
            self.note(record, line, format!("`{shown}` {what}: {} is not dated", entry.name));
        }
        if entry.start.is_none() && entry.expected.is_none() {
            // `Postponed to 2028`
            entry.status = entry.status.or_else(|| status::of_text(&waiting.as_ref()?.1));
            self.expect(record, entry, waiting, &hint);
        }
        unzoned
    }

    /// The dates of a text that names the year of the record, where the first day of its own field is of another year: fields are
    /// copied from edition to edition.
    fn of_named_year(
        &mut self,
        record: &Record,
        found: Option<&(Dates, usize, String)>,
        hint: &Hint,
    ) -> Option<(Dates, usize, String)> {
        let fields = &self.mapping.fields;
        let year = record.text(&fields.year).and_then(|(text, _)| year_in(&text))?;
        let (taken, line, text) = found?;
        let first = taken.start.day().filter(|day| day.year() != year)?;
        let in_year = |path: &String| {
            let (text, line) = record.text(&Texts::one(path))?;
            match dates::parse(&markdown::plain(&text), hint) {
                Parsed::Dates(dates) if !dates.guessed_year && dates.start.day()?.year() == year => {
                    Some((dates, line, text))
                }
                _ => None,
            }
        };
        let other = fields.dates.0.iter().find_map(in_year)?;
        let message = format!(
            "`{}` is in {}, and the conference in {year}: `{}` is taken",
            shown(text),
            first.year(),
            shown(&other.2)
        );
        self.note(record, *line, message);
        Some(other)
    }

    /// Says which other field of dates names a day apart from those that are taken. The date of a page is that of its writing.
    fn other_days(&mut self, record: &Record, (taken, of_taken): (&Dates, &str), hint: &Hint) {
        let Some(first) = taken.start.day().filter(|_| record.document.notation != Notation::FrontMatter) else {
            return;
        };
        let last = taken.end.as_ref().and_then(When::day).unwrap_or(first);
        for path in self.mapping.fields.dates.0.iter().filter(|path| !path.starts_with('^')) {
            let Some((text, line)) = record.text(&Texts::one(path)).filter(|(text, _)| text != of_taken) else {
                continue;
            };
            let parsed = dates::parse(&markdown::plain(&text), hint);
            if let Parsed::Dates(Dates { start: When::Day(day), guessed_year: false, leftover, .. }) = parsed
                && leftover.is_empty()
                && !(first..=last).contains(&day)
            {
                let text = shown(&text);
                let message =
                    format!("`{text}` of `{path}` is another date than that of the conference: it is left out");
                self.note(record, line, message);
            }
        }
    }

    /// The surroundings of the dates of a record.
    pub(super) fn hint(&self, record: &Record) -> Hint {
        let fields = &self.mapping.fields;
        let headings = |texts: &Texts| {
            texts
                .0
                .iter()
                .flat_map(|path| record.values(path))
                .filter_map(|found| found.node.scalar())
                .collect::<Vec<_>>()
        };
        let year = headings(&fields.year).iter().find_map(|text| markdown::headings(text).find_map(year_in));
        let around = || {
            let name =
                record.text(&fields.name).map(|(name, _)| markdown::plain(&name)).and_then(|name| only_year(&name));
            let keys = record.keys.iter().find_map(|key| year_in(key));
            let names = || record.document.file.rsplit('/').take(2).find_map(year_in);
            let address = || record.text(&fields.url).and_then(|(text, _)| only_year(&text));
            name.or(keys).or_else(names).or_else(address)
        };
        let month = headings(&fields.month).iter().find_map(|text| {
            markdown::headings(text).find_map(|heading| {
                guess::words::month(heading)
                    .or_else(|| heading.trim().parse().ok().filter(|month| (1..=12).contains(month)))
            })
        });
        let month = month.or_else(|| record.keys.iter().find_map(|key| guess::words::month(key)));
        Hint { year: year.or_else(around).or(self.year), month, order: self.order }
    }

    /// Reads a date, by the patterns of the mapping first.
    pub(super) fn parse(&mut self, record: &Record, text: &str, line: usize, hint: &Hint) -> Parsed {
        if let Some(when) = exact(text) {
            return Parsed::Dates(Dates { start: when, end: None, guessed_year: false, leftover: String::new() });
        }
        let text = spaced(&markdown::plain(text), hint);
        let text = if self.is_croatian {
            text.to_lowercase().replace("listopada", "oktobar").replace("listopad", "oktobar")
        } else {
            text
        };
        for pattern in &self.mapping.words.date_format.0 {
            if let Some(when) = without_year(&text, pattern, hint) {
                return Parsed::Dates(Dates { start: when, end: None, guessed_year: true, leftover: String::new() });
            }
            // A pattern with an hour fits a text of both, and its day alone.
            let time = chrono::NaiveDateTime::parse_from_str(&text, pattern).map(|time| When::Local(time, None));
            if let Ok(start) = time.or_else(|_| NaiveDate::parse_from_str(&text, pattern).map(When::Day)) {
                return Parsed::Dates(Dates { start, end: None, guessed_year: false, leftover: String::new() });
            }
        }
        let parsed = dates::parse(&text, hint);
        if let Parsed::Dates(_) | Parsed::Several(_) = parsed
            && let Some(time) = dates::impossible_time(&text)
        {
            self.note(record, line, format!("`{time}` in `{}` is no time of day: it is left out", shown(&text)));
        }
        match parsed {
            Parsed::Ambiguous(day_first, month_first) => {
                let (order, taken) = match self.is_of_day_first(record) {
                    true => (DayOrder::DayFirst, day_first),
                    false => (DayOrder::MonthFirst, month_first),
                };
                self.note(record, line, format!("`{text}` may be {day_first} or {month_first}, and the other dates of the list do not settle it: it is taken for {taken}; `date-order` in `[words]` of a mapping says otherwise"));
                dates::parse(&text, &Hint { order, ..*hint })
            }
            Parsed::Dates(found) => {
                if let Some(day) = dates::on_other_weekday(&text, &found) {
                    self.note(
                        record,
                        line,
                        format!("`{}` is a {}: the date is taken, not the weekday", shown(&text), day.format("%A")),
                    );
                }
                Parsed::Dates(found)
            }
            parsed => parsed,
        }
    }

    /// True if the name is in a script of people who write the day first: neither in Latin letters nor in those of East Asia.
    fn is_of_day_first(&self, record: &Record) -> bool {
        let is_of_script = |char: char| char.is_alphabetic() && ('\u{370}'..'\u{1100}').contains(&char);
        record.text(&self.mapping.fields.name).is_some_and(|(name, _)| name.contains(is_of_script))
    }

    /// Dates that are no range: the range that they lie in if it is short, else the first.
    fn several(&mut self, record: &Record, line: usize, text: &str, whens: &[When]) -> Option<Dates> {
        let mut days: Vec<NaiveDate> = whens.iter().filter_map(When::day).collect();
        days.sort_unstable();
        let (first, last) = (*days.first()?, *days.last()?);
        let is_near = (last - first).num_days() <= 10;
        let is_behind = |pair: &[NaiveDate]| (pair[1] - pair[0]).num_days() <= 1;
        let in_a_row = days.windows(2).take_while(|pair| is_behind(pair)).count();
        let (what, last) = match (is_near, days[in_a_row]) {
            (true, _) => (format!("taken for {first} to {last}"), last),
            (false, end) if end == first => (format!("only {first} is taken"), first),
            (false, end) => (format!("only {first} to {end} are taken"), end),
        };
        if days.first() != days.last() {
            self.note(record, line, format!("`{}` are several dates: {what}", shown(text)));
        }
        let end = Some(When::Day(last)).filter(|_| first != last);
        let notes = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside);
        let leftover = notes.collect::<Vec<_>>().join(" ");
        Some(Dates { start: When::Day(first), end, guessed_year: false, leftover })
    }

    /// Takes a word in the place of a date.
    fn word(&mut self, entry: &mut Entry, word: Word, text: &str) {
        match word {
            Word::Cancelled => entry.status = Some("cancelled"),
            Word::Postponed => entry.status = Some("postponed"),
            _ => {}
        }
        if word != Word::None {
            entry.comments.insert("start", format!("was `{}`", shown(text)));
        }
    }

    /// Says of how many dates, of which each item of a list in the record has one, only the first is taken: sessions, steps of a contest.
    fn days_of_items(&mut self, record: &Record, entry: &Entry, line: usize, hint: &Hint) {
        let Some(first) = entry.start.map(EntryDate::day) else { return };
        let last = entry.end.map_or(first, EntryDate::day);
        let fields = &self.mapping.fields;
        let of_items = |path: &&String| path.contains('.') && !path.starts_with(['^', '@', '{']);
        let Some(path) = fields.start.0.iter().chain(&fields.dates.0).find(of_items) else { return };
        let day = |text: String| match dates::parse(&text, hint) {
            Parsed::Dates(found) => found.start.day(),
            _ => None,
        };
        let days: Vec<NaiveDate> =
            record.values(path).iter().filter_map(|found| found.node.scalar()).filter_map(day).collect();
        if days.contains(&first) && days.iter().any(|day| !(first..=last).contains(day)) {
            let taken = if last == first { first.to_string() } else { format!("{first} to {last}") };
            let message = format!("`{path}` has {} dates for {}: only {taken} is taken", days.len(), entry.name);
            self.note(record, line, message);
        }
    }

    fn first_and_last(
        &mut self,
        record: &Record,
        entry: &mut Entry,
        dates: Dates,
        line: usize,
        text: &str,
        hint: &Hint,
    ) -> Option<Times> {
        let fields = &self.mapping.fields;
        if let When::Month { year, month } = dates.start {
            entry.expected = Some(format!("{year}-{month:02}"));
            return None;
        }
        if let Some(expected) = dates.start.day().and_then(|day| less_precise(record, day)) {
            self.note(record, line, format!("`{}` is no more precise than {expected}: not dated", shown(text)));
            entry.expected = Some(expected);
            return None;
        }
        // A field of the list for the year is no guess.
        if dates.guessed_year
            && record.text(&fields.year).and_then(|(text, _)| markdown::headings(&text).find_map(year_in)).is_none()
        {
            let year = dates.start.year();
            entry.comments.insert("start", format!("was `{}`, the year is from around it", shown(text)));
            self.note(record, line, format!("`{}` names no year: {year} is taken from around it", shown(text)));
        }
        self.words_beside(entry, &dates, (text, line));
        if self.is_in_doubt(record, entry, &dates, (text, line)) {
            return None;
        }
        let fields = &self.mapping.fields;
        let own = record.text(&fields.timezone).and_then(|(text, _)| dates::zone_of_words(&text));
        let zone = own.or_else(|| self.around.timezone.clone().map(ZoneText::Name));
        let words = record.text(&fields.timezone).map(|(text, _)| text);
        self.keep_zone_words(&dates.start, words, line);
        let fields = &self.mapping.fields;
        let mut end = self.last(record, entry, &dates, hint);
        if end.is_none()
            && let Some((text, line)) = record.text(&fields.days)
        {
            let days = dates::days(&text);
            let minutes = dates::minutes(&text);
            end = days.and_then(|days| last_of(&dates.start, days)).or_else(|| later(&dates.start, minutes?));
            let is_nothing = || text.starts_with('0') || no_value::is_no_value(&text);
            if days.is_none() && minutes.is_none() && !is_nothing() {
                let message = format!("`{}` is no number of days: {} has no last day", shown(&text), entry.name);
                self.note(record, line, message);
            }
        }
        let end = match end {
            Some(end) => Some(self.last_of_two(record, &dates.start, end, hint)),
            None => {
                self.end_of_range(record, &dates.start, hint).or_else(|| last_of(&dates.start, dates::length(text)?))
            }
        };
        self.set(record, entry, Times { start: dates.start, end, line }, zone.as_ref())
    }
}

/// The last of so many days; none of one day.
fn last_of(start: &When, days: i64) -> Option<When> {
    start.day()?.checked_add_signed(TimeDelta::days(days - 1)).map(When::Day)
}

/// The time that is so many minutes behind another; none behind a day.
fn later(start: &When, minutes: i64) -> Option<When> {
    let length = TimeDelta::minutes(minutes);
    match start {
        When::Local(time, zone) => Some(When::Local(time.checked_add_signed(length)?, zone.clone())),
        When::Instant(time) => Some(When::Instant(time.checked_add_signed(length)?)),
        _ => None,
    }
}

/// The text of the date of now, where one has those of before too. A conference that is cancelled or postponed keeps its date.
fn current(entry: &mut Entry, text: String, hint: &Hint, is_first_day: bool) -> String {
    let Some(mut moved) = moved(&text).filter(|moved| is_first_day || !moved.may_be_range(hint)) else { return text };
    let status = match moved.word() {
        Some(Word::Cancelled) => "cancelled",
        Some(Word::Postponed) => "postponed",
        _ => return moved.now,
    };
    entry.status = Some(status);
    moved.before.pop().unwrap_or(text)
}
