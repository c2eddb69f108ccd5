//! The lines of a calendar before its events: its own properties, and the VTIMEZONEs of the zones that its events are in.

use std::collections::{BTreeMap, HashMap};

use chrono_tz::Tz;

use super::event::Event;
use crate::color::css3;
use crate::duration::Duration;
use crate::ics::{self, Encoder};
use crate::model::Feed;
use crate::vtimezone::vtimezone;

/// The program that wrote the feed. Without a version, so that an upgrade which changes no event changes no byte.
const PRODID: &str = "-//confcal//confcal//EN";

/// The first lines of the calendar, up to its revision.
pub(super) fn head(feed: &Feed, name: Option<&str>, source: Option<&str>) -> String {
    let mut to = Encoder::default();
    to.begin("VCALENDAR");
    to.raw("VERSION", "2.0");
    to.raw("PRODID", PRODID);
    to.raw("CALSCALE", "GREGORIAN");
    // RFC 7986 has NAME, most clients read X-WR-CALNAME.
    if let Some(name) = name {
        to.text("NAME", name);
        to.text("X-WR-CALNAME", name);
    }
    if let Some(description) = &feed.description {
        to.text("DESCRIPTION", description);
        to.text("X-WR-CALDESC", description);
    }
    if let Some(url) = &feed.url {
        to.uri("URL", &[], url);
    }
    // RFC 7986 gives SOURCE no default type.
    if let Some(source) = source {
        to.uri("SOURCE", &[("VALUE", "URI")], source);
    }
    if feed.refresh != Duration::default() {
        let refresh = ics::signed_duration(feed.refresh.minutes());
        to.with_params("REFRESH-INTERVAL", &[("VALUE", "DURATION")], &refresh);
        to.raw("X-PUBLISHED-TTL", &refresh);
    }
    if let Some((name, rgb)) = feed.color.and_then(css3) {
        to.raw("COLOR", name);
        to.raw("X-APPLE-CALENDAR-COLOR", rgb);
    }
    to.out
}

/// The VTIMEZONEs of events by the name of their zone. An event without an exact VTIMEZONE loses its zone and is written in
/// UTC, the same in every feed.
pub(super) fn timezones(events: &mut [Event]) -> BTreeMap<&'static str, String> {
    let mut known: HashMap<Tz, Option<(String, i32)>> = HashMap::new();
    let mut timezones = BTreeMap::new();
    for event in events {
        let Some(tz) = event.zone else { continue };
        match known.entry(tz).or_insert_with(|| timezone(tz)) {
            Some((text, first_year)) if *first_year <= event.first_year() => {
                if !text.is_empty() {
                    timezones.insert(tz.name(), std::mem::take(text));
                }
            }
            _ => event.zone = None,
        }
    }
    timezones
}

/// The lines of a VTIMEZONE, and the first year whose events it may serve.
fn timezone(tz: Tz) -> Option<(String, i32)> {
    let (timezone, first_year) = vtimezone(tz)?;
    let mut text = String::new();
    ics::write(&timezone, &mut text);
    Some((text, first_year))
}
