//! Words for the zone of a time, of which the place may tell the meaning: `IST` is one zone in Dublin, and another in Kolkata.

use chrono::NaiveDateTime;

use super::super::dates::{self, When, ZoneText};
use super::super::mapping::DeadlineMapping;
use super::super::places::{self, PlaceZone};
use super::super::records::Record;
use super::{Entry, Maker, shown};

/// The words for the zone of the first time of a record, until its place is known.
#[derive(Debug)]
pub(crate) struct ZoneWords {
    words: String,
    local: NaiveDateTime,
    line: usize,
}

/// The zone of the place of an entry, if that tells one.
pub(super) fn zone_of(entry: &Entry) -> Option<PlaceZone> {
    let place = &entry.place;
    places::zone_of_place(place.city.as_deref(), place.state.as_deref(), place.country.as_deref())
}

impl Maker<'_> {
    /// Keeps the words for the zone of a first time: its own, or else those of the field for the zone.
    pub(super) fn keep_zone_words(&mut self, start: &When, field: Option<String>, line: usize) {
        self.zone_words = match start {
            When::Local(local, own) => own.clone().or(field).map(|words| ZoneWords { words, local: *local, line }),
            _ => None,
        };
    }

    /// Takes the zone of the place for an abbreviation that means other hours there, and says what a doubtful one is taken for.
    pub(super) fn settle_zone(&mut self, record: &Record, entry: &mut Entry) {
        let Some(ZoneWords { words, local, line }) = self.zone_words.take() else { return };
        let Some(taken) = entry.timezone.clone() else { return };
        let there = zone_of(entry).filter(|zone| dates::is_used_in(&words, zone.name, local));
        if let Some(zone) = &there {
            if !dates::have_same_hours(zone.name, &taken, local) {
                self.note_zone_there(record, line, &words, zone);
                entry.timezone = Some(zone.name.to_owned());
            }
        } else if dates::is_ambiguous_zone(&words) {
            self.note(record, line, format!("`{}` names several time zones: it is taken for {taken}", shown(&words)));
        }
        self.note_season(record, line, (&words, entry.timezone.as_deref().unwrap_or(&taken)), local);
    }

    /// The abbreviation of a deadline that names zones far from each other and is used at the place of the conference for another than
    /// elsewhere, and the zone there.
    pub(super) fn abbreviation_there(
        &self,
        record: &Record,
        at: &Record,
        fields: &DeadlineMapping,
        entry: &Entry,
    ) -> Option<(String, PlaceZone)> {
        let of_field = || at.text(&fields.timezone).or_else(|| record.text(&self.mapping.fields.timezone));
        let word = [at.text(&fields.due), of_field()].into_iter().flatten().find_map(|(text, _)| {
            let mut words = text.split(|char: char| !char.is_alphanumeric());
            words.find(|word| dates::is_ambiguous_zone(word)).map(str::to_owned)
        })?;
        let local = entry.day_of_start()?.and_hms_opt(12, 0, 0)?;
        let elsewhere = dates::zone(&word)?;
        let is_other = |zone: &PlaceZone| match &elsewhere {
            ZoneText::Name(name) => !dates::have_same_hours(name, zone.name, local),
            ZoneText::Offset(_) | ZoneText::Aoe => false,
        };
        let there = zone_of(entry).filter(|zone| is_other(zone) && dates::is_used_in(&word, zone.name, local));
        there.map(|zone| (word, zone))
    }

    /// Says that an abbreviation is taken for the zone of the place.
    pub(super) fn note_zone_there(&mut self, record: &Record, line: usize, words: &str, zone: &PlaceZone) {
        self.note(record, line, format!("`{}` is taken for {}, {}", shown(words), zone.name, zone.of));
    }
}
