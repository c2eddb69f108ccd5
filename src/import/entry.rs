//! Entries: what one record becomes.
//!
//! Comes in: a record and a mapping. Goes out: an [`Entry`] with a [`Note`] for each thing that had to be decided, or the
//! reason why the record is left out. Writes no text of a list: [`write`](super::write) does.

mod addresses;
mod country_of_city;
mod date_texts;
mod date_words;
mod dates;
mod deadline_ids;
mod deadline_kinds;
mod deadline_labels;
mod deadline_lists;
mod deadline_texts;
mod deadline_years;
mod deadlines;
mod expected;
mod gaps;
mod guessed_places;
mod last_days;
mod links;
mod moved;
mod place_addresses;
mod place_fields;
mod places;
mod places_elsewhere;
mod texts;
mod times;
mod zone_of_list;
mod zone_words;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

use super::mapping::Mapping;
use super::markdown;
use super::no_value::{NoValue, no_value};
use super::places::{AttendanceText, PlaceZone};
use super::records::Record;
use crate::time::Expected;

pub(crate) use addresses::address;
pub(crate) use country_of_city::countries_of_cities;
pub(crate) use date_words::WordsBeside;
pub(crate) use dates::{is_croatian, order, year_of_list};
pub(crate) use deadline_ids::{number as number_deadlines, tell_apart};
pub(crate) use deadline_kinds::of_words;
pub(crate) use guessed_places::{GuessedPlaces, sentence_of_zones};
pub(crate) use places::habits;
pub(crate) use zone_of_list::zone_of_list;
pub(crate) use zone_words::ZoneWords;

/// A place in the input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// Something that was changed or decided on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) origin: Origin,
    pub(crate) text: String,
}

/// A record that becomes no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) why: String,
}

/// A date as a list has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum EntryDate {
    Day(NaiveDate),
    /// In the zone that stands beside it.
    Local(NaiveDateTime),
    Instant(DateTime<FixedOffset>),
}

impl EntryDate {
    pub(crate) fn day(self) -> NaiveDate {
        match self {
            EntryDate::Day(day) => day,
            EntryDate::Local(time) => time.date(),
            EntryDate::Instant(instant) => instant.date_naive(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum EntryOnline {
    /// Not online, though its conference is.
    No,
    Yes,
    Join(String),
}

/// A field with a word in the place of its value, as `TBA` is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntryGap {
    /// The key of the list that the field is for.
    pub(crate) key: &'static str,
    /// The kind of the deadline that the key is of.
    pub(crate) deadline: Option<&'static str>,
    /// The line of the field.
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) origin: Origin,
    /// True if it is of a form for corrections.
    pub(crate) is_correction: bool,
    /// The id of the entry of the list that a correction names, as it was written.
    pub(crate) corrects: Option<String>,
    pub(crate) name: String,
    /// True if the name is that of the heading above it, which others have too.
    pub(crate) is_named_by_heading: bool,
    pub(crate) short: Option<String>,
    pub(crate) start: Option<EntryDate>,
    pub(crate) end: Option<EntryDate>,
    /// `2027` or `2027-10`.
    pub(crate) expected: Option<String>,
    pub(crate) id: Option<String>,
    /// Its UID in the feed that it is from.
    pub(crate) uid: Option<String>,
    pub(crate) timezone: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) place: EntryPlace,
    pub(crate) online: Option<EntryOnline>,
    pub(crate) attendance: Option<AttendanceText>,
    pub(crate) tags: Vec<String>,
    pub(crate) series: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) languages: Vec<String>,
    /// The id or the UID of another.
    pub(crate) part_of: Option<String>,
    pub(crate) links: Vec<(String, String)>,
    pub(crate) description: Option<String>,
    pub(crate) status: Option<&'static str>,
    /// True if a field says that the conference takes place, which a list says by naming no status.
    pub(crate) is_confirmed: bool,
    pub(crate) busy: bool,
    pub(crate) updated: Option<EntryDate>,
    pub(crate) sessions: Vec<EntrySession>,
    pub(crate) deadlines: Vec<EntryDeadline>,
    /// The fields that have a word in the place of a value.
    pub(crate) gaps: Vec<EntryGap>,
    /// The comment beside a key, or in the place of a key that is left out.
    pub(crate) comments: BTreeMap<&'static str, String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EntryPlace {
    pub(crate) venue: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) geo: Option<(f64, f64)>,
}

impl EntryPlace {
    pub(crate) fn is_empty(&self) -> bool {
        *self == EntryPlace::default()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntrySession {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    pub(crate) start: EntryDate,
    pub(crate) end: Option<EntryDate>,
    pub(crate) timezone: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) place: EntryPlace,
    pub(crate) online: Option<EntryOnline>,
    pub(crate) description: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntryDeadline {
    pub(crate) kind: &'static str,
    pub(crate) name: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) due: Option<EntryDate>,
    pub(crate) timezone: Option<String>,
    /// True if the input names AoE, which a list has where it names no zone.
    pub(crate) is_aoe: bool,
    pub(crate) opens: Option<EntryDate>,
    pub(crate) was: Vec<EntryDate>,
    pub(crate) url: Option<String>,
    pub(crate) remind: Vec<String>,
    pub(crate) comment: Option<String>,
}

impl Entry {
    /// An entry with nothing but a name.
    pub(crate) fn new(origin: Origin, name: String) -> Entry {
        Entry {
            origin,
            is_correction: false,
            corrects: None,
            name,
            is_named_by_heading: false,
            short: None,
            start: None,
            end: None,
            expected: None,
            id: None,
            uid: None,
            timezone: None,
            url: None,
            place: EntryPlace::default(),
            online: None,
            attendance: None,
            tags: Vec::new(),
            series: None,
            aliases: Vec::new(),
            languages: Vec::new(),
            part_of: None,
            links: Vec::new(),
            description: None,
            status: None,
            is_confirmed: false,
            busy: false,
            updated: None,
            sessions: Vec::new(),
            deadlines: Vec::new(),
            gaps: Vec::new(),
            comments: BTreeMap::new(),
        }
    }

    /// The first day, or the last one of the month or year in which a conference without days is expected: its deadlines are before.
    pub(crate) fn day_of_start(&self) -> Option<NaiveDate> {
        let expected = || Some(self.expected.as_deref()?.parse::<Expected>().ok()?.last_day());
        self.start.map(EntryDate::day).or_else(expected)
    }

    /// Returns true if something places the entry in time, be it only that a date was not understood.
    pub(crate) fn is_dated(&self) -> bool {
        let has_date = self.start.is_some() || self.expected.is_some() || self.comments.contains_key("start");
        has_date || self.deadlines.iter().any(|deadline| deadline.due.is_some())
    }
}

/// The reason for leaving out an entry that is not in the list.
pub(crate) const NOT_DATED: &str = "it has neither a date nor a deadline";

/// The surroundings of a record.
pub(crate) struct Maker<'m> {
    pub(crate) mapping: &'m Mapping,
    pub(crate) order: super::dates::DayOrder,
    /// True if the months of the dates are Croatian.
    pub(crate) is_croatian: bool,
    pub(crate) habits: super::places::Habits,
    /// The only year in the names of the records.
    pub(crate) year: Option<i32>,
    pub(crate) first_of_series: bool,
    /// True if a record may say about a conference of the list nothing but its venue or that it is cancelled.
    pub(crate) may_be_undated: bool,
    /// The conference of a part.
    pub(crate) around: Around,
    pub(crate) notes: Vec<Note>,
    pub(crate) guessed_places: GuessedPlaces,
    /// The zones of places that were taken for times without one, each once.
    pub(crate) zones_of_places: Vec<PlaceZone>,
    /// The zone of times whose place tells none.
    pub(crate) list_zone: Option<PlaceZone>,
    /// The number of times whose zone nothing tells.
    pub(crate) unzoned: usize,
    /// The words beside the date of a record that nothing has taken yet.
    pub(crate) words_beside: Option<WordsBeside>,
    /// The words for the zone of a record until its place is known.
    pub(crate) zone_words: Option<ZoneWords>,
}

/// The zone and the place of a conference, which are those of its parts that name none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    pub(crate) timezone: Option<String>,
    pub(crate) place: EntryPlace,
}

impl Maker<'_> {
    /// The entry of a record.
    ///
    /// # Errors
    ///
    /// The reason why it is left out.
    pub(crate) fn entry(&mut self, record: &Record) -> Result<Entry, LeftOut> {
        let origin = Origin { file: record.document.file.clone(), line: record.node.line };
        let fields = &self.mapping.fields;
        let left_out = |name: &str, why: String| LeftOut { origin: origin.clone(), name: name.to_owned(), why };
        let Some(written) =
            record.text(&fields.name).map(|(name, _)| name).or_else(|| texts::joined(record, &fields.name))
        else {
            let fields: Vec<String> =
                record.node.members().iter().take(8).map(|(key, _)| format!("`{}`", shown(key))).collect();
            let fields = if fields.is_empty() { String::new() } else { format!("; it has {}", fields.join(", ")) };
            return Err(left_out("", format!("it has no name{fields}")));
        };
        let (mut name, word) = texts::name(&written);
        if name.is_empty() {
            return Err(left_out(&written, "it has no name".to_owned()));
        }
        if is_undecided(&name) {
            let Some(series) = self.name_of_series(record) else {
                return Err(left_out(&name, "its name is not known yet".to_owned()));
            };
            self.note(record, 0, format!("the name `{}` is not known yet: that of the series is taken", shown(&name)));
            name = series;
        }
        if let Some(rule) = self.rule(record).filter(|_| !self.first_of_series) {
            return Err(left_out(
                &name,
                format!("it recurs ({rule}), which a list cannot say; `--first-of-series` takes its first date"),
            ));
        }
        let mut entry = Entry::new(origin.clone(), name);
        entry.status = word;
        let of_name = fields.name.0.iter().find(|path| !record.values(path).is_empty());
        entry.is_named_by_heading = of_name.is_some_and(|path| path == "@section" || path == "@heading");
        // What the reader of the notation decided.
        for (_, remark) in record.node.members().iter().filter(|(key, _)| key == "@remark") {
            let message = format!("{}: {}", shown(&entry.name), remark.scalar().unwrap_or_default());
            self.note(record, remark.line, message);
        }
        let unzoned = self.dates(record, &mut entry);
        if let Some(start) = entry.start {
            let is_of_dates = fields.name.0.iter().any(|path| fields.dates.0.contains(path));
            entry.name = texts::without_date(&entry.name, (!is_of_dates).then(|| start.day())).to_owned();
        }
        self.texts(record, &mut entry, &written);
        self.place(record, &mut entry);
        self.place_of_dates(record, &mut entry);
        self.place_of_name(record, &mut entry, &written);
        if entry.place.country.is_none() {
            entry.place.country = super::places::flag(&written).map(str::to_owned);
        }
        self.unread_words(record, &mut entry);
        let has_times = unzoned.is_some();
        if let Some(times) = unzoned {
            self.zone_of_place(record, &mut entry, times);
        }
        self.settle_zone(record, &mut entry);
        self.days_of_midnights(record, &mut entry);
        self.deadlines(record, &mut entry);
        // Where it is used, its use is said.
        if !has_times && entry.deadlines.is_empty() {
            self.note_unknown_zone(record);
        }
        self.year_of_name(record, &mut entry);
        self.gaps(record, &mut entry);
        self.sessions(record, &mut entry);
        if entry.place.venue.as_ref() == Some(&entry.name) {
            entry.place.venue = None;
        }
        if !self.may_be_undated && !entry.is_dated() {
            return Err(left_out(&entry.name, NOT_DATED.to_owned()));
        }
        Ok(entry)
    }

    /// The name of the series with the year of the record, where a field has it.
    fn name_of_series(&self, record: &Record) -> Option<String> {
        let fields = &self.mapping.fields;
        let (series, _) = record.text(&fields.series)?;
        let series = markdown::plain(&series);
        let year = record.text(&fields.year).map(|(year, _)| year).filter(|year| !series.contains(year.as_str()));
        Some(year.map_or(series.clone(), |year| format!("{series} {year}"))).filter(|name| !is_undecided(name))
    }

    /// The rule by which an event recurs, if it does.
    fn rule(&self, record: &Record) -> Option<String> {
        let own = record.node.get("@recurs").and_then(super::record::Node::scalar);
        let found = self.mapping.fields.recurs.0.iter().flat_map(|path| record.values(path)).next();
        own.or_else(|| {
            let found = found?;
            match found.node.scalar().as_deref() {
                Some("false" | "no" | "none" | "never" | "False" | "No" | "None" | "0") => None,
                // A conference of each year has an entry for each of its editions.
                Some(rule) if is_yearly(rule) => None,
                Some(rule) => Some(shown(rule)),
                None => {
                    let paths = super::records::leaves(&found.node);
                    let rule = paths.iter().map(|path| path.as_str()).collect::<Vec<_>>().join(", ");
                    Some(if rule.is_empty() { "by a rule".to_owned() } else { rule })
                }
            }
        })
    }

    /// Reads the parts that have their own dates, each as an entry of its own.
    fn sessions(&mut self, record: &Record, entry: &mut Entry) {
        let Some(session) = &self.mapping.session else { return };
        let mapping =
            Mapping { fields: session.fields.clone(), words: self.mapping.words.clone(), ..Mapping::default() };
        for found in record.values(&session.each) {
            let items = if found.node.is_list() { found.node.items().to_vec() } else { vec![found.node.into_owned()] };
            for item in items {
                let inner = Record::alone(record.document, std::borrow::Cow::Owned(item));
                // Days of workshops in fields of the conference itself, which not each conference has.
                if session.each == "." && inner.text(&session.fields.start).is_none() {
                    continue;
                }
                let mut maker = Maker {
                    mapping: &mapping,
                    order: self.order,
                    habits: self.habits,
                    is_croatian: self.is_croatian,
                    year: self.year,
                    first_of_series: true,
                    may_be_undated: false,
                    around: Around { timezone: entry.timezone.clone(), place: entry.place.clone() },
                    notes: Vec::new(),
                    guessed_places: GuessedPlaces::default(),
                    zones_of_places: std::mem::take(&mut self.zones_of_places),
                    words_beside: None,
                    zone_words: None,
                    list_zone: self.list_zone.clone(),
                    unzoned: self.unzoned,
                };
                let made = maker.entry(&inner);
                self.notes.append(&mut maker.notes);
                (self.zones_of_places, self.unzoned) = (maker.zones_of_places, maker.unzoned);
                match made {
                    Ok(Entry {
                        start: Some(start), name, id, end, timezone, url, place, online, description, ..
                    }) if entry.start.is_some() => {
                        // The conference's value counts for its parts.
                        let url = url.filter(|url| entry.url.as_ref() != Some(url));
                        let timezone = timezone.filter(|zone| entry.timezone.as_ref() != Some(zone));
                        let place = if place == entry.place { EntryPlace::default() } else { place };
                        let online = online.filter(|online| entry.online.as_ref() != Some(online));
                        entry.sessions.push(EntrySession {
                            name,
                            id,
                            start,
                            end,
                            timezone,
                            url,
                            place,
                            online,
                            description,
                        });
                    }
                    Ok(other) => self.note(
                        record,
                        inner.node.line,
                        format!("the part `{}` of {} has no date: it is left out", shown(&other.name), entry.name),
                    ),
                    Err(left_out) => self.note(
                        record,
                        inner.node.line,
                        format!("a part of {} is left out: {}", entry.name, left_out.why),
                    ),
                }
            }
        }
    }

    /// Remembers what was decided about a record.
    fn note(&mut self, record: &Record, line: usize, text: String) {
        let line = if line == 0 { record.node.line } else { line };
        self.notes.push(Note { origin: Origin { file: record.document.file.clone(), line }, text });
    }
}

/// True for a word in the place of a name, with a year or without: `TBA`, `TBA 2027`.
fn is_undecided(name: &str) -> bool {
    let bare = name.trim_end_matches(|char: char| char.is_ascii_digit() || char.is_whitespace());
    no_value(bare) == Some(NoValue::Undecided)
}

/// A value for a message: no longer than a line.
pub(crate) fn shown(text: &str) -> String {
    let text = markdown::plain(text);
    crate::spelling::shown(&text).into_owned()
}

/// True for words that say of a series that it is held each year, or every second one: `Annual (May)`, but no `yearly` in
/// the rule of a calendar.
fn is_yearly(rule: &str) -> bool {
    const WORDS: &str =
        "annual annually biennial biennially jährlich jaehrlich annuel annuelle anual anuale årlig jaarlijks";
    let lower = rule.to_lowercase();
    let first = lower.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
    WORDS.split(' ').any(|word| word == first)
}
