//! Topics that the keys of a map name: `{"frontend": […], "security": […]}`.

use std::collections::HashSet;

use super::progress::Guess;
use super::words::{self, Tokens};
use crate::import::locate::EVENTS;
use crate::import::mapping::Texts;
use crate::import::records::Record;
use crate::import::{places, tags, years};
use crate::place::{Country, Region};

/// Words for when or whether conferences are, which are no topics.
const STATES: &str = "open closed active inactive archive archived confirmed tentative cancelled current future previous next new old today";

impl Guess<'_> {
    /// Takes the keys of lists of conferences for tags, if no field has them and the keys say nothing else.
    pub(super) fn topics(&mut self) {
        let fields = &self.mapping.fields;
        if !fields.tags.is_empty() || fields.name.0.iter().any(|path| path.contains("@key")) {
            return;
        }
        let keys: Vec<&str> = self.records.iter().filter_map(|record| record.keys.first().copied()).collect();
        let distinct: HashSet<&str> = keys.iter().copied().collect();
        // `pycon: {title: PyCon, 2025: {…}, 2026: {…}}`
        let name =
            |record: &Record| record.text(&Texts(self.mapping.fields.name.0.last().cloned().into_iter().collect()));
        let of_series: HashSet<(&str, Option<String>)> =
            self.records.iter().zip(&keys).map(|(record, key)| (*key, name(record).map(|(name, _)| name))).collect();
        if of_series.len() == distinct.len() {
            return;
        }
        let are_shared = keys.len() == self.records.len() && distinct.len() > 1 && distinct.len() * 3 <= keys.len() * 2;
        let topics = distinct.iter().filter(|key| !tags::is_other(key)).count();
        if are_shared && topics > 1 && distinct.iter().all(|key| is_topic(key)) {
            self.mapping.fields.tags.push("@key");
        }
    }
}

/// True if a key may be a topic: no year, month, place, or word for lists of any kind.
fn is_topic(key: &str) -> bool {
    let name = key.replace(['_', '-'], " ");
    let tokens = Tokens::of(key);
    key.chars().any(char::is_alphabetic)
        && years::years(key).next().is_none()
        && words::month(key).is_none()
        && !tokens.has(EVENTS)
        && !tokens.has(STATES)
        && Country::known(&name).is_none()
        && Region::all_m49().all(|region| !region.name().eq_ignore_ascii_case(&name))
        && !places::is_city(&name)
        && !places::is_attendance(&name)
}
