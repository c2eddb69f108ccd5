//! The place of an entry of a list, and how one takes part, filled in or corrected.

use toml_edit::{InlineTable, Item, Value};

use super::fill::Filling;
use crate::import::entry::EntryOnline;
use crate::import::places::AttendanceText;

/// The keys of a place.
const PLACE_KEYS: [&str; 6] = ["venue", "address", "city", "state", "country", "geo"];

impl Filling<'_> {
    /// Fills in the place, and how one takes part.
    pub(super) fn place(&mut self) {
        self.leave_former_city();
        let had_place = PLACE_KEYS.iter().any(|key| self.table.contains_key(key));
        let place = &self.entry.place;
        for (key, text) in [
            ("city", &place.city),
            ("country", &place.country),
            ("state", &place.state),
            ("venue", &place.venue),
            ("address", &place.address),
        ] {
            // Of another city, the venue would be wrong.
            if key != "city" && self.is_other_city() && !self.prefer_input {
                continue;
            }
            self.text(key, text.as_deref());
        }
        if let Some((lat, lon)) = place.geo.filter(|_| self.table.get("geo").is_none()) {
            let mut geo = InlineTable::new();
            geo.insert("lat", Value::from(lat));
            geo.insert("lon", Value::from(lon));
            self.set("geo", Value::from(geo));
        }
        self.online();
        // One that was online alone and has a place in the input has moved there.
        let place = &self.entry.place;
        let is_at_a_place = place.city.is_some() || place.venue.is_some() || place.address.is_some();
        let is_said = self.entry.online.is_some() || self.entry.attendance.is_some();
        if self.prefer_input && !had_place && is_at_a_place && !is_said {
            self.take_out("online", "it has a place here");
        }
    }

    fn is_other_city(&self) -> bool {
        let ours = self.table.get("city").and_then(Item::as_str);
        ours.zip(self.entry.place.city.as_deref())
            .is_some_and(|(ours, theirs)| crate::slug(ours) != crate::slug(theirs))
    }

    /// Takes out what the list has of another city than the input, where the input counts.
    fn leave_former_city(&mut self) {
        if !self.prefer_input || !self.is_other_city() {
            return;
        }
        let place = &self.entry.place;
        let of_input = [
            ("venue", place.venue.is_some()),
            ("address", place.address.is_some()),
            ("state", place.state.is_some()),
            ("geo", false),
        ];
        for (key, _) in of_input.into_iter().filter(|(_, is_given)| !is_given) {
            self.take_out(key, "the city is another one here");
        }
    }

    fn online(&mut self) {
        let is_online = self.table.get("online").is_some_and(|online| online.as_bool() != Some(false));
        let has_place = PLACE_KEYS.iter().any(|key| self.table.contains_key(key));
        match self.entry.attendance {
            Some(AttendanceText::InPerson) if is_online => return self.take_out("online", "it is in person here"),
            Some(AttendanceText::InPerson) => return,
            Some(AttendanceText::Online) if has_place && !self.prefer_input => {
                let key = PLACE_KEYS.into_iter().find(|key| self.table.contains_key(key)).unwrap_or_default();
                return self.take_out(key, "it is online here");
            }
            Some(AttendanceText::Online) => PLACE_KEYS.iter().for_each(|key| self.take_out(key, "it is online here")),
            Some(AttendanceText::Hybrid) if !has_place => {
                let name = &self.entry.name;
                self.conflict(format!(
                    "{name}: it is said to be in person too, and has no place: add `city` and `country`"
                ));
            }
            Some(AttendanceText::Hybrid) | None => {}
        }
        let Some(online) = &self.entry.online else { return };
        let (value, is_alike) = match online {
            EntryOnline::No => (Value::from(false), !is_online),
            EntryOnline::Yes => (Value::from(true), is_online),
            EntryOnline::Join(url) => (Value::from(url.as_str()), false),
        };
        if !is_alike {
            self.set("online", value);
        }
    }
}
