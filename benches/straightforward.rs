//! What an engineer would write in an afternoon: `toml::from_str` into structs, the builders of `icalendar`, print.
//!
//! `confcal export` is measured against it: `cargo run --release --example straightforward -- list.toml`. It checks
//! nothing, and its feed has the faults that confcal exists to avoid.

use std::io::Write as _;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use icalendar::{Alarm, Calendar, Class, Component as _, Event, EventLike as _, Property};
use serde::Deserialize;
use toml::value::Datetime;

#[derive(Deserialize)]
struct List {
    feed: Feed,
    conference: Vec<Conference>,
}

#[derive(Deserialize)]
struct Feed {
    name: String,
}

#[derive(Deserialize)]
struct Conference {
    id: String,
    name: String,
    url: Option<String>,
    venue: Option<String>,
    city: Option<String>,
    country: Option<String>,
    geo: Option<Geo>,
    #[serde(default)]
    tags: Vec<String>,
    description: Option<String>,
    timezone: Option<String>,
    start: Datetime,
    end: Option<Datetime>,
    #[serde(default)]
    session: Vec<Session>,
    #[serde(default)]
    deadline: Vec<Deadline>,
}

#[derive(Deserialize)]
struct Geo {
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
struct Session {
    name: String,
    start: Datetime,
    end: Option<Datetime>,
}

#[derive(Deserialize)]
struct Deadline {
    kind: String,
    due: Option<Datetime>,
    timezone: Option<String>,
    url: Option<String>,
    #[serde(default)]
    remind: Vec<String>,
}

fn main() {
    let path = std::env::args().nth(1).expect("the path of a list");
    let text = std::fs::read_to_string(path).expect("the list can be read");
    let list: List = toml::from_str(&text).expect("the list is sound");
    let mut calendar = Calendar::new();
    calendar.name(&list.feed.name);
    for conference in &list.conference {
        calendar.push(event(conference));
        for session in &conference.session {
            let mut event = Event::with_uid(&format!("{}-{}", conference.id, session.name));
            event.summary(&format!("{}: {}", conference.name, session.name));
            when(&mut event, session.start, session.end, conference.timezone.as_deref());
            common(&mut event, conference);
            calendar.push(event.done());
        }
        for deadline in &conference.deadline {
            let Some(due) = deadline.due else { continue };
            let mut event = Event::with_uid(&format!("{}-{}", conference.id, deadline.kind));
            event.summary(&format!("{}: {} closes", conference.name, deadline.kind));
            when(&mut event, due, None, deadline.timezone.as_deref());
            if let Some(url) = &deadline.url {
                event.url(url);
            }
            for _ in &deadline.remind {
                event.alarm(Alarm::display(&conference.name, -TimeDelta::days(7)));
            }
            event.class(Class::Public);
            calendar.push(event.done());
        }
    }
    // In one go: printed line by line it would be twice as slow, which says nothing about the work itself.
    std::io::stdout().write_all(calendar.to_string().as_bytes()).expect("standard output can be written");
}

fn event(conference: &Conference) -> Event {
    let mut event = Event::with_uid(&conference.id);
    event.summary(&conference.name);
    when(&mut event, conference.start, conference.end, conference.timezone.as_deref());
    common(&mut event, conference);
    if let Some(description) = &conference.description {
        event.description(description);
    }
    event.done()
}

fn common(event: &mut Event, conference: &Conference) {
    if let Some(url) = &conference.url {
        event.url(url);
    }
    let parts = [&conference.venue, &conference.city, &conference.country];
    let location: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    event.location(&location.join(", "));
    if let Some(geo) = &conference.geo {
        event.append_property(Property::new("GEO", format!("{:.6};{:.6}", geo.lat, geo.lon)));
    }
    event.add_property("CATEGORIES", conference.tags.join(","));
    event.timestamp(chrono::DateTime::from_timestamp(1_651_363_200, 0).expect("a time"));
    event.sequence(1);
    event.add_property("TRANSP", "TRANSPARENT");
    event.add_property("STATUS", "CONFIRMED");
}

fn when(event: &mut Event, start: Datetime, end: Option<Datetime>, zone: Option<&str>) {
    match local(start) {
        (day, None) => {
            event.starts(day);
            event.ends(end.map_or(day, |end| local(end).0) + TimeDelta::days(1));
        }
        (_, Some(time)) => {
            let zone: chrono_tz::Tz = zone.unwrap_or("Etc/GMT+12").parse().expect("a zone");
            event.starts((time, zone));
            if let Some(end) = end.and_then(|end| local(end).1) {
                event.ends((end, zone));
            }
        }
    }
}

fn local(datetime: Datetime) -> (NaiveDate, Option<NaiveDateTime>) {
    let date = datetime.date.expect("a date");
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()).expect("a day");
    let time = datetime
        .time
        .and_then(|time| day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.unwrap_or(0).into()));
    (day, time)
}
