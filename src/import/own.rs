//! Entries of the records that confcal writes itself: the `conferences.json` of a site, and a feed in the same shape.
//!
//! Comes in: a record. Goes out: an entry with every value as it is. Nothing is guessed, and no text is taken apart as
//! Markdown or a date in words; only LOCATION is, into parts that make the same text again.

use chrono::NaiveDate;

use super::document::{Document, Notation};
use super::entry::{
    Entry, EntryDate, EntryDeadline, EntryOnline, EntryPlace, EntrySession, LeftOut, Origin, number_deadlines,
};
use super::places::{self, Habits};
use super::record::{Node, Value};
use super::records::Record;
use super::write::{FeedTable, ViewTable};
use crate::deadline_kind::DeadlineKind;
use crate::duration::Duration;
use crate::model::{DEFAULT_DEADLINE_LENGTH, DEFAULT_REFRESH, Status};
use crate::place::{Country, Geo, Place};
use crate::spelling::Keyword as _;
use crate::time::{DateOrTime, Moment};
use crate::zone::{LocalTime, Zone};

/// The mappings whose records are read here.
pub(super) const MAPPINGS: [&str; 2] = ["confcal-json", "confcal-feed"];

/// The entry of a record.
///
/// # Errors
///
/// It has no name, or neither a date nor a deadline.
pub(super) fn entry(record: &Record) -> Result<Entry, LeftOut> {
    let node = record.node.as_ref();
    let origin = Origin { file: record.document.file.clone(), line: node.line };
    let Some(name) = text(node, "name") else {
        return Err(LeftOut { origin, name: String::new(), why: "it has no name".to_owned() });
    };
    let mut entry = Entry::new(origin, name);
    entry.uid = text(node, "uid");
    entry.id = text(node, "id");
    entry.short = text(node, "short");
    (entry.start, entry.end, entry.timezone) = dates(node);
    entry.expected = text(node, "expected").filter(|_| entry.start.is_none());
    entry.url = text(node, "url");
    let place = place(node, None);
    entry.place = parts_of(&place);
    entry.online = online(node);
    entry.tags = texts(node, "tags");
    entry.series = text(node, "series");
    entry.aliases = texts(node, "aliases");
    entry.languages = texts(node, "languages");
    entry.part_of = text(node, "part_of");
    let links = node.get("links").map(Node::members).unwrap_or_default();
    entry.links = links.iter().filter_map(|(key, url)| Some((key.clone(), url.scalar()?))).collect();
    entry.description = text(node, "description");
    let status = text(node, "status").and_then(|word| Status::VALUES.iter().find(|status| status.word() == word));
    entry.status = status.filter(|status| **status != Status::Confirmed).map(|status| status.word());
    entry.busy = matches!(node.get("busy"), Some(Node { value: Value::Bool(true), .. }));
    entry.updated = instant(node.get("updated"));
    let sessions = node.get("sessions").map(Node::items).unwrap_or_default();
    entry.sessions = sessions.iter().filter_map(|node| session(node, &entry, &place)).collect();
    number_sessions(&mut entry.sessions);
    let deadlines = node.get("deadlines").map(Node::items).unwrap_or_default();
    entry.deadlines = deadlines.iter().map(|node| deadline(node, &entry)).collect();
    number_deadlines(&mut entry.deadlines);
    Ok(entry)
}

/// The values of `[feed]`. The JSON of a site names the seed of the UIDs, or has nothing that another seed would change.
pub(super) fn feed(document: &Document) -> FeedTable {
    let root = &document.root;
    let minutes = |key: &str| text(root, key).and_then(|minutes| minutes.parse::<u32>().ok());
    let unless = |minutes: Option<u32>, default: Duration| {
        minutes.filter(|minutes| i64::from(*minutes) != default.minutes()).map(duration)
    };
    let url = text(root, "url");
    let id = text(root, "id").or_else(|| {
        let is_json = document.notation == Notation::Json;
        is_json.then(|| url.clone().unwrap_or_else(|| "confcal".to_owned()))
    });
    FeedTable {
        name: text(root, "name"),
        description: text(root, "description"),
        url,
        id,
        language: text(root, "language"),
        color: text(root, "color"),
        refresh: unless(minutes("refresh_minutes"), DEFAULT_REFRESH),
        deadline_length: unless(minutes("deadline_minutes"), DEFAULT_DEADLINE_LENGTH),
        keep: minutes("keep_minutes").map(duration),
        contribute: text(root, "contribute"),
        correct: text(root, "correct"),
        regions: root.get("regions").map(Node::items).unwrap_or_default().iter().filter_map(region).collect(),
        views: root.get("views").map(Node::items).unwrap_or_default().iter().filter_map(view).collect(),
    }
}

/// A region that a list defines, under its title where that makes the name again.
fn region(node: &Node) -> Option<(String, Vec<String>)> {
    let name = text(node, "name")?;
    let title = text(node, "title").filter(|title| crate::slug(title) == name);
    Some((title.unwrap_or(name), texts(node, "countries")))
}

fn view(node: &Node) -> Option<ViewTable> {
    let filter = node.get("filter").map(Node::members).unwrap_or_default();
    let values = |node: &Node| node.items().iter().filter_map(Node::scalar).collect();
    Some(ViewTable {
        path: text(node, "path")?,
        name: text(node, "name")?,
        filter: filter.iter().map(|(key, node)| (key.clone(), values(node))).collect(),
    })
}

/// The text at a key, as it is; `None` for an empty one.
fn text(node: &Node, key: &str) -> Option<String> {
    match &node.get(key)?.value {
        Value::Text(text) | Value::Number(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        _ => None,
    }
}

/// A text as it is, also an empty one.
fn raw(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn texts(node: &Node, key: &str) -> Vec<String> {
    node.get(key).map(Node::items).unwrap_or_default().iter().filter_map(Node::scalar).collect()
}

fn instant(node: Option<&Node>) -> Option<EntryDate> {
    let text = node?.scalar()?;
    text.parse().ok().map(EntryDate::Instant)
}

/// A day or a moment, written as the parts of a moment or as one text.
fn point(node: Option<&Node>) -> Option<DateOrTime> {
    let node = node?;
    let Value::Map(_) = node.value else {
        let text = node.scalar()?;
        let day = text.parse::<NaiveDate>().ok().map(DateOrTime::Day);
        let moment = || {
            let time: chrono::DateTime<chrono::FixedOffset> = text.parse().ok()?;
            let minutes = i16::try_from(time.offset().local_minus_utc() / 60).ok()?;
            Some(DateOrTime::Moment(Moment::with_offset(time.naive_local(), minutes)))
        };
        return day.or_else(moment);
    };
    let part = |key: &str| text(node, key);
    let instant = part("instant").and_then(|text| text.parse::<chrono::DateTime<chrono::Utc>>().ok());
    let local = part("local").and_then(|text| text.parse::<chrono::NaiveDateTime>().ok());
    let zone = part("zone").and_then(|name| name.parse::<Zone>().ok());
    let moment = match (instant, local, zone) {
        (Some(instant), Some(local), Some(Zone::UTC) | None) => {
            let minutes = i16::try_from((local - instant.naive_utc()).num_minutes()).ok()?;
            Moment::with_offset(local, minutes)
        }
        (Some(instant), _, zone) => Moment::new(instant, zone.unwrap_or(Zone::UTC)),
        _ => return part("date")?.parse().ok().map(DateOrTime::Day),
    };
    Some(DateOrTime::Moment(moment))
}

/// The zone that a list names beside these times, which is that of the first of them in one.
fn zone_of(times: &[Option<DateOrTime>]) -> Option<Zone> {
    let zones = times.iter().flatten().filter_map(|time| match time {
        DateOrTime::Moment(moment) => Some(moment.zone()),
        DateOrTime::Day(_) => None,
    });
    zones.into_iter().find(|zone| *zone != Zone::UTC)
}

/// A time as a list has it beside the name of this zone.
fn entry_date(time: DateOrTime, zone: Option<Zone>) -> EntryDate {
    match time {
        DateOrTime::Day(day) => EntryDate::Day(day),
        DateOrTime::Moment(moment) => {
            let is_first = match moment.zone().resolve(moment.local()) {
                LocalTime::Unambiguous(instant) | LocalTime::Fold { first: instant, .. } => instant == moment.utc(),
                LocalTime::Gap { .. } => false,
            };
            if zone == Some(moment.zone()) && is_first {
                EntryDate::Local(moment.local())
            } else {
                EntryDate::Instant(moment.utc().with_timezone(&moment.offset()))
            }
        }
    }
}

type EntryDates = (Option<EntryDate>, Option<EntryDate>, Option<String>);

/// The start, the end and the name of the zone.
fn dates(node: &Node) -> EntryDates {
    let start = point(node.get("start"));
    let last = match start {
        Some(DateOrTime::Day(_)) => point(node.get("last_day")).or_else(|| point(node.get("end"))),
        _ => point(node.get("end")),
    };
    let last = last.filter(|last| Some(*last) != start);
    let zone = zone_of(&[start, last]);
    let date = |time: Option<DateOrTime>| time.map(|time| entry_date(time, zone));
    (date(start), date(last), zone.map(|zone| zone.name().to_owned()))
}

fn online(node: &Node) -> Option<EntryOnline> {
    if let Some(url) = text(node, "join_url") {
        return Some(EntryOnline::Join(url));
    }
    let is_online = text(node, "attendance").is_some_and(|word| matches!(word.as_str(), "online" | "hybrid"));
    is_online.then_some(EntryOnline::Yes)
}

fn place(node: &Node, parent: Option<&Place>) -> Place {
    let part = |key: &str| text(node, key).map(Into::into);
    let mut place = match text(node, "location") {
        Some(location) => of_location(&location, node.get("city_text").map(raw).as_deref(), parent),
        None => Place {
            venue: part("venue"),
            address: part("address"),
            city: part("city"),
            state: part("state"),
            country: text(node, "country").and_then(|country| country.parse().ok()),
            geo: None,
        },
    };
    let degrees = |key: &str| node.get("geo")?.get(key)?.scalar()?.parse::<f64>().ok();
    place.geo = degrees("lat").zip(degrees("lon")).and_then(|(lat, lon)| Geo::new(lat, lon));
    place
}

/// The parts of a LOCATION, which make the same text again.
fn of_location(location: &str, city: Option<&str>, parent: Option<&Place>) -> Place {
    if let Some(parent) = parent.filter(|parent| parent.text() == location) {
        return parent.clone();
    }
    // A session is mostly in the city of its conference.
    let of_parent = parent.map(Place::city_text).filter(|city| !city.is_empty() && location.ends_with(city.as_str()));
    let city = city.map(str::to_owned).or(of_parent);
    // A part without anything to see is none to the reader of a list.
    let is_shown = |char: char| !char.is_whitespace() && crate::invisible::name(char).is_none();
    let is_seen = |part: &Option<arcstr::Substr>| part.as_ref().is_none_or(|text| text.contains(is_shown));
    let makes = |place: &Place| {
        let parts = [&place.venue, &place.address, &place.city, &place.state];
        if !parts.into_iter().all(is_seen) {
            return false;
        }
        let place = parent.map_or_else(|| place.clone(), |parent| place.within(parent));
        place.text() == location && city.as_ref().is_none_or(|city| place.city_text() == *city)
    };
    let split = city.as_ref().and_then(|city| {
        let before = location.strip_suffix(city.as_str())?;
        if before.is_empty() { Some(before) } else { before.strip_suffix(", ") }
    });
    let mut candidates = Vec::new();
    match (split, city.as_deref()) {
        (Some(before), Some(city)) if !city.is_empty() => {
            for place in cities(city) {
                if before.is_empty() {
                    candidates.push(place);
                } else {
                    candidates.push(halls(before, place.clone()));
                    candidates.push(Place { address: Some(before.into()), ..place });
                }
            }
        }
        (_, Some("")) => candidates.push(halls(location, Place::default())),
        _ => candidates.extend(cities(location)),
    }
    let whole = Place { address: Some(location.into()), ..Place::default() };
    candidates.into_iter().find(makes).unwrap_or(whole)
}

/// The venue and the address in a text without a city.
fn halls(text: &str, city: Place) -> Place {
    let (venue, address) = text.split_once(", ").map_or((text, None), |(venue, address)| (venue, Some(address)));
    Place { venue: Some(venue.into()), address: address.map(Into::into), ..city }
}

/// The ways to take apart a text that ends in a city.
fn cities(text: &str) -> Vec<Place> {
    let parsed = places::parse(text, Habits::default());
    let country = |code: &str| Country::known(code);
    let mut ways = vec![Place {
        venue: parsed.venue.map(Into::into),
        address: parsed.address.map(Into::into),
        city: parsed.city.map(Into::into),
        state: parsed.state.map(Into::into),
        country: parsed.country.and_then(country),
        geo: None,
    }];
    let (before, last) = text.rsplit_once(", ").unwrap_or(("", text));
    let named = Country::all().find(|country| country.name() == last);
    let (before, country) = if named.is_some() { (before, named) } else { (text, None) };
    let parts: Vec<&str> = before.split(", ").filter(|part| !part.is_empty()).collect();
    let of = |parts: &[&str]| Some(parts.join(", ")).filter(|text| !text.is_empty()).map(Into::into);
    let at = |index: usize| parts.get(index).map(|part| (*part).into());
    if let Some(last) = parts.len().checked_sub(1) {
        let city = at(last);
        let venue = if last > 0 { at(0) } else { None };
        let address = if last > 1 { of(&parts[1..last]) } else { None };
        ways.push(Place { venue, address, city, country, ..Place::default() });
        ways.push(Place { city: of(&parts), country, ..Place::default() });
    }
    ways.push(Place { address: of(&parts), country, ..Place::default() });
    ways
}

fn parts_of(place: &Place) -> EntryPlace {
    let text = |text: &Option<arcstr::Substr>| text.as_deref().map(str::to_owned);
    EntryPlace {
        venue: text(&place.venue),
        address: text(&place.address),
        city: text(&place.city),
        state: text(&place.state),
        country: place.country.map(|country| country.alpha2().to_owned()),
        geo: place.geo.map(|geo| (geo.lat, geo.lon)),
    }
}

fn session(node: &Node, entry: &Entry, parent: &Place) -> Option<EntrySession> {
    let (start, end, timezone) = dates(node);
    let place = place(node, Some(parent));
    let is_elsewhere = place.within(parent) != *parent;
    let mut online = online(node);
    if !is_elsewhere {
        // What the conference has counts for the session, unless it says otherwise.
        online = match (online == entry.online, &online) {
            (true, _) => None,
            (false, None) => Some(EntryOnline::No),
            (false, Some(_)) => online,
        };
    }
    Some(EntrySession {
        name: text(node, "name")?,
        id: text(node, "id"),
        start: start?,
        end,
        timezone: timezone.filter(|zone| entry.timezone.as_ref() != Some(zone)),
        url: text(node, "url").filter(|url| entry.url.as_ref() != Some(url)),
        place: if is_elsewhere { parts_of(&place) } else { EntryPlace::default() },
        online,
        description: text(node, "description"),
    })
}

/// Gives ids to sessions whose names make none, or the same one.
fn number_sessions(sessions: &mut [EntrySession]) {
    let mut used: std::collections::HashSet<String> =
        sessions.iter().filter_map(|session| session.id.clone()).collect();
    for session in sessions.iter_mut().filter(|session| session.id.is_none()) {
        let slug = crate::slug(&session.name);
        if !slug.is_empty() && used.insert(slug.clone()) {
            continue;
        }
        let base = if slug.is_empty() { "session" } else { &slug };
        session.id = (1..).map(|number| format!("{base}-{number}")).find(|id| used.insert(id.clone()));
    }
}

fn deadline(node: &Node, entry: &Entry) -> EntryDeadline {
    let kind = text(node, "kind");
    let kind = DeadlineKind::ALL.iter().find(|known| kind.as_deref() == Some(known.as_str()));
    let kind = kind.copied().unwrap_or(DeadlineKind::Other);
    let was = || node.get("was").map(Node::items).unwrap_or_default().iter();
    let (due, opens) = (point(node.get("due")), point(node.get("opens")));
    let times: Vec<Option<DateOrTime>> = [due, opens].into_iter().chain(was().map(|node| point(Some(node)))).collect();
    let zone = zone_of(&times);
    // A time that a description names without its zone is in that of the deadline.
    let local = |node: &Node| node.scalar()?.parse::<chrono::NaiveDateTime>().ok().map(EntryDate::Local);
    let date = |time: DateOrTime| entry_date(time, zone);
    let minutes = texts(node, "remind_minutes");
    let name = text(node, "name").or_else(|| (kind == DeadlineKind::Other).then(|| "Deadline".to_owned()));
    EntryDeadline {
        kind: kind.as_str(),
        name,
        id: text(node, "id"),
        due: due.map(date),
        timezone: zone.filter(|zone| *zone != Zone::AoE).map(|zone| zone.name().to_owned()),
        is_aoe: zone == Some(Zone::AoE),
        opens: opens.map(date),
        was: was().filter_map(|node| point(Some(node)).map(date).or_else(|| local(node))).collect(),
        url: text(node, "url").filter(|url| entry.url.as_ref() != Some(url)),
        remind: minutes.iter().filter_map(|minutes| minutes.parse().ok()).map(duration).collect(),
        comment: None,
    }
}

/// A number of minutes as a list writes it: `7d`, `36h`.
pub(super) fn duration(minutes: u32) -> String {
    match minutes {
        0 => "0m".to_owned(),
        minutes if minutes.is_multiple_of(1440) => format!("{}d", minutes / 1440),
        minutes if minutes.is_multiple_of(60) => format!("{}h", minutes / 60),
        minutes => format!("{minutes}m"),
    }
}
