//! The zones of a calendar, by the names that its times use.

use std::collections::HashMap;

use crate::import::dates::{self, ZoneText};
use crate::zone::{self, Zone};

/// The zones that a calendar defines, and the zone of its times without one.
#[derive(Debug, Default)]
pub(super) struct Zones {
    pub(super) defined: HashMap<String, ZoneText>,
    /// `X-WR-TIMEZONE`
    pub(super) floating: Option<ZoneText>,
}

impl Zones {
    /// The zone of a time with this TZID.
    pub(super) fn get(&self, tzid: Option<&str>) -> Option<ZoneText> {
        match tzid {
            Some(tzid) => self.defined.get(tzid).cloned().or_else(|| named(tzid)),
            None => self.floating.clone(),
        }
    }
}

/// The zone of a TZID: a name of the tz database, also behind a prefix, a name of Windows, an offset in words.
pub(super) fn named(tzid: &str) -> Option<ZoneText> {
    let bare = tzid.trim_matches('"').trim_start_matches('/');
    // `/freeassociation.sourceforge.net/Europe/Oslo`
    let mut rest = bare;
    loop {
        match rest.parse::<Zone>() {
            Ok(zone) => return Some(ZoneText::Name(zone.name().to_owned())),
            Err(_) => match rest.split_once('/') {
                Some((_, after)) => rest = after,
                None => break,
            },
        }
    }
    // `(UTC+01:00) Amsterdam, Berlin, Bern`, as Outlook shows its zones.
    if let Some((_, shown)) =
        bare.strip_prefix("(UTC").or_else(|| bare.strip_prefix("(GMT")).and_then(|rest| rest.split_once(')'))
    {
        let american = [
            ("Eastern", "America/New_York"),
            ("Central Time", "America/Chicago"),
            ("Mountain Time", "America/Denver"),
            ("Pacific Time", "America/Los_Angeles"),
        ];
        let named = american.iter().find(|(start, _)| shown.trim().starts_with(start)).map(|(_, zone)| *zone);
        let zone = named.or_else(|| shown.split(',').find_map(|city| zone::of_city(city.trim())));
        return zone.map(|zone| ZoneText::Name(zone.to_owned()));
    }
    let suggested = bare.parse::<Zone>().err().and_then(|_| zone::suggestion(bare));
    suggested.map(|name| ZoneText::Name(name.to_owned())).or_else(|| dates::zone(bare))
}

pub(super) fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    Some(sign * (hours * 60 + minutes))
}
