//! The times of an entry: their zone, which the place may tell, and the order of both ends.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Timelike as _};

use super::super::dates::{self, When, ZoneText};
use super::super::no_value::is_no_value;
use super::super::places;
use super::super::records::Record;
use super::super::write;
use super::{Entry, EntryDate, Maker, shown};

/// The first and the last day or time of an entry, as the line of its field says them.
#[derive(Clone, Debug)]
pub(super) struct Times {
    pub(super) start: When,
    pub(super) end: Option<When>,
    pub(super) line: usize,
}

/// The most days that a conference may take; where it seems to take more, one of its dates is wrong.
const MAX_DAYS: i64 = 366;

impl Maker<'_> {
    /// Sets both ends, as days or as times. Gives the times back that lack nothing but a zone.
    pub(super) fn set(
        &mut self,
        record: &Record,
        entry: &mut Entry,
        times: Times,
        zone: Option<&ZoneText>,
    ) -> Option<Times> {
        let Times { start, end, line } = &times;
        let first = start.day()?;
        // A day as the end of a time on it says nothing.
        let is_time = |when: &When| matches!(when, When::Local(..) | When::Instant(_));
        let end = end.as_ref().filter(|end| !matches!(end, When::Day(day) if *day == first && is_time(start)));
        let (start_time, end_time) = (timed(start, zone), end.and_then(|end| timed(end, zone)));
        let is_same_kind =
            |start: &EntryDate, end: &EntryDate| std::mem::discriminant(start) == std::mem::discriminant(end);
        match (start_time, end, end_time) {
            (Some((start, name)), None, _) => self.put(record, entry, start, None, name, *line),
            (Some((start, name)), Some(_), Some((end, _))) if is_same_kind(&start, &end) => {
                self.put(record, entry, start, Some(end), name, *line);
            }
            _ => {
                self.put(
                    record,
                    entry,
                    EntryDate::Day(first),
                    end.and_then(When::day).map(EntryDate::Day),
                    None,
                    *line,
                );
                let has_times = is_time(start) && end.is_none_or(is_time);
                if has_times && zone.is_none() {
                    return Some(times);
                }
                if end.is_some_and(|end| end.day().is_none()) {
                    let why = format!("the last day of {} is a month or a year: it is left out", entry.name);
                    self.note(record, *line, why);
                }
                // Programs write whole days to their last minute.
                if is_time(start) || end.is_some_and(|end| is_time(end) && !is_last_minute(end)) {
                    let why = format!("the times of {} do not fit both of its days: they are left out", entry.name);
                    self.note(record, *line, why);
                }
            }
        }
        None
    }

    /// Says of words for a zone that its clocks are on the other season at a time there: `CET` in July.
    pub(super) fn note_season(
        &mut self,
        record: &Record,
        line: usize,
        (words, name): (&str, &str),
        local: NaiveDateTime,
    ) {
        if let Some(other) = dates::other_season(words, name, local) {
            let message = format!("`{}` is taken for `{name}`, whose clocks are on `{other}` then", shown(words));
            self.note(record, line, message);
        }
    }

    /// Says which zone of a record is not known.
    pub(super) fn note_unknown_zone(&mut self, record: &Record) {
        if let Some((name, line)) = self.unknown_zone(record) {
            self.note(record, line, format!("the time zone `{name}` is not known: it is left out"));
        }
    }

    /// The zone of a record that is not known, as it is called, with its line.
    fn unknown_zone(&self, record: &Record) -> Option<(String, usize)> {
        let of_field = record.text(&self.mapping.fields.timezone);
        let of_calendar = || record.values("@zone").iter().find_map(|found| Some((found.node.scalar()?, found.line)));
        let (name, line) = of_field.or_else(of_calendar)?;
        (dates::zone_of_words(&name).is_none() && !is_no_value(&name)).then(|| (shown(&name), line))
    }

    /// Puts times that name no zone into that of their place; without one, only the days stay.
    pub(super) fn zone_of_place(&mut self, record: &Record, entry: &mut Entry, mut times: Times) {
        let of_place = [&entry.place, &self.around.place].into_iter().find_map(|place| {
            places::zone_of_place(place.city.as_deref(), place.state.as_deref(), place.country.as_deref())
        });
        // Of a country with several zones none is likelier.
        let is_open = of_place.is_none() && entry.place.country.is_none();
        let zone = of_place.or_else(|| self.list_zone.clone().filter(|_| is_open));
        let Some(zone) = zone.filter(|_| !is_last_minute(&times.start)) else {
            self.unzoned += 1;
            let unknown = self.unknown_zone(record).map(|(name, _)| name);
            if let Some(hours) = hours(&times) {
                let zone = unknown.as_ref().map_or("a zone that nothing names".to_owned(), |name| format!("`{name}`"));
                entry.comments.entry("start").or_insert_with(|| format!("at {hours}, in {zone}"));
            }
            let why = unknown
                .map_or("names no zone".to_owned(), |name| format!("is in the zone `{name}`, which is not known"));
            self.note(record, times.line, format!("the time of {} {why}: only the day is taken", entry.name));
            return;
        };
        self.note_unknown_zone(record);
        // Its last day was found to be wrong.
        times.end = times.end.filter(|_| !entry.comments.contains_key("end"));
        self.set(record, entry, times, Some(&ZoneText::Name(zone.name.to_owned())));
        if self.zones_of_places.iter().all(|known| known.name != zone.name) {
            self.zones_of_places.push(zone);
        }
    }

    /// Takes instants at midnight of the place for days, as programs write them in UTC: `2027-05-05T22:00:00Z` for 6 May in Berlin.
    pub(super) fn days_of_midnights(&mut self, record: &Record, entry: &mut Entry) {
        let Some(EntryDate::Instant(start)) = entry.start else { return };
        if start.offset().local_minus_utc() != 0 {
            return;
        }
        let place = &entry.place;
        let zone = places::zone_of_place(place.city.as_deref(), place.state.as_deref(), place.country.as_deref());
        let Some(zone) = zone else { return };
        let Ok(rules) = zone.name.parse::<crate::Zone>() else { return };
        let day = |time: EntryDate| match time {
            EntryDate::Instant(instant) => {
                let local = rules.to_local(instant.to_utc());
                Some(local.date()).filter(|_| local.time() == chrono::NaiveTime::MIN)
            }
            EntryDate::Local(_) | EntryDate::Day(_) => None,
        };
        let (Some(first), last) = (day(EntryDate::Instant(start)), entry.end.map(day)) else { return };
        if last == Some(None) {
            return;
        }
        entry.start = Some(EntryDate::Day(first));
        entry.end = last.flatten().filter(|last| *last != first).map(EntryDate::Day);
        let message = format!(
            "{}: `{}` is midnight in {}: {first} is taken as its first day",
            shown(&entry.name),
            start.format("%Y-%m-%dT%H:%MZ"),
            zone.name
        );
        self.note(record, 0, message);
    }

    /// Puts both ends into an entry, but for a last day that cannot be.
    fn put(
        &mut self,
        record: &Record,
        entry: &mut Entry,
        start: EntryDate,
        end: Option<EntryDate>,
        zone: Option<String>,
        line: usize,
    ) {
        entry.start = Some(start);
        entry.timezone = zone;
        let Some(end) = end else { return };
        let length = (end.day() - start.day()).num_days();
        let is_before = match (start, end) {
            (EntryDate::Local(start), EntryDate::Local(end)) => end < start,
            (EntryDate::Instant(start), EntryDate::Instant(end)) => end < start,
            _ => length < 0,
        };
        if is_before {
            let (text, first) = (write::literal(end), write::literal(start));
            let is_on_one_day = length == 0;
            let (on, what) = if is_on_one_day { ("at", "end") } else { ("on", "last day") };
            let before = if is_on_one_day { "the start" } else { "the first day" };
            entry.comments.insert("end", format!("was {text}, before {before}"));
            let why = format!("{} ends {on} {text}, before it starts {on} {first}: the {what} is left out", entry.name);
            self.note(record, line, why);
        } else if length > MAX_DAYS {
            entry.comments.insert("end", format!("was {}, {length} days after the first", end.day()));
            self.note(record, line, format!("{} seems to take {length} days: the last day is left out", entry.name));
        } else if end != start {
            entry.end = Some(end);
        }
    }
}

/// The hours of times for a comment: `18:00`, `18:00 to 20:00`.
fn hours(times: &Times) -> Option<String> {
    let local = |when: &When| if let When::Local(time, _) = when { Some(*time) } else { None };
    let start = local(&times.start).filter(|_| !is_last_minute(&times.start))?;
    let end = times.end.as_ref().and_then(local);
    let first = start.format("%H:%M");
    match end {
        Some(end) if end.date() != start.date() => {
            Some(format!("{first}, until {} on the last day", end.format("%H:%M")))
        }
        Some(end) if end != start => Some(format!("{first} to {}", end.format("%H:%M"))),
        _ => Some(first.to_string()),
    }
}

/// True for the last minute of a day, at which nothing begins.
fn is_last_minute(when: &When) -> bool {
    let hour = match when {
        When::Local(time, _) => Some((time.hour(), time.minute())),
        When::Instant(time) => Some((time.hour(), time.minute())),
        _ => None,
    };
    hour == Some((23, 59))
}

/// A point with a time of day, and the name of its zone; `None` for a day, and for a time whose zone is not known.
pub(super) fn timed(when: &When, zone: Option<&ZoneText>) -> Option<(EntryDate, Option<String>)> {
    match when {
        When::Instant(instant) => Some((EntryDate::Instant(*instant), None)),
        When::Local(local, words) => {
            let own = words.as_deref().and_then(dates::zone_of_words);
            match own.as_ref().or(zone)? {
                ZoneText::Name(name) => Some((EntryDate::Local(*local), Some(name.clone()))),
                ZoneText::Aoe => Some((EntryDate::Local(*local), Some("AoE".to_owned()))),
                ZoneText::Offset(minutes) => {
                    let instant: DateTime<FixedOffset> =
                        local.and_local_timezone(FixedOffset::east_opt(minutes * 60)?).single()?;
                    Some((EntryDate::Instant(instant), None))
                }
            }
        }
        When::Day(_) | When::Month { .. } | When::Year(_) => None,
    }
}
