//! The conferences as schema.org events, in JSON-LD.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::links::{safe, shortened};
use crate::model::{Attendance, Conference, Feed, Online, Session, Status};
use crate::place::Place;
use crate::when::{Interval, Moment, When};

/// So many characters of a description.
const MOST: usize = 160;
/// Of a longer list only what is coming is told: search engines show nothing else, and the page stays light.
const LONG: usize = 200;

/// What stands in the script element; harmless in HTML.
pub(super) fn json_ld(feed: &Feed, base: Option<&str>, today: NaiveDate) -> String {
    let is_told = |conference: &&Conference| feed.conferences.len() <= LONG || conference.when.last_day() >= today;
    let events: Vec<Value> = feed.conferences.iter().filter(is_told).map(|one| event(one, base)).collect();
    in_html(&json!({ "@context": "https://schema.org", "@graph": events }))
}

/// JSON that can close no element and open no comment.
pub(super) fn in_html(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

fn event(conference: &Conference, base: Option<&str>) -> Value {
    let url = conference.url.as_deref().and_then(safe);
    let mut event = part(&conference.name, conference.when, url);
    let status = match conference.status {
        Status::Confirmed | Status::Tentative => "EventScheduled",
        Status::Cancelled => "EventCancelled",
        Status::Postponed => "EventPostponed",
    };
    event.insert("eventStatus".to_owned(), schema(status));
    if let Some(base) = base {
        event.insert("@id".to_owned(), format!("{base}#c-{}", conference.id).into());
    }
    where_to(&mut event, &conference.place, conference.online.as_ref(), conference.attendance(), url);
    if let Some(description) = &conference.description {
        event.insert("description".to_owned(), shortened(description.trim(), MOST).into());
    }
    if !conference.aliases.is_empty() {
        event.insert("alternateName".to_owned(), json!(conference.aliases));
    }
    if !conference.languages.is_empty() {
        event.insert("inLanguage".to_owned(), json!(conference.languages));
    }
    if !conference.tags.is_empty() {
        event.insert("keywords".to_owned(), conference.tags.join(", ").into());
    }
    if !conference.sessions.is_empty() {
        let sessions = conference.sessions.iter().map(|session| sub_event(session, status));
        event.insert("subEvent".to_owned(), sessions.collect());
    }
    Value::Object(event)
}

fn sub_event(session: &Session, status: &str) -> Value {
    let url = session.url.as_deref().and_then(safe);
    let mut event = part(&session.name, session.when, url);
    event.insert("eventStatus".to_owned(), schema(status));
    where_to(&mut event, &session.place, session.online.as_ref(), session.attendance(), url);
    Value::Object(event)
}

fn part(name: &str, when: Interval, url: Option<&str>) -> Map<String, Value> {
    let mut event = Map::new();
    event.insert("@type".to_owned(), "Event".into());
    event.insert("name".to_owned(), name.into());
    event.insert("startDate".to_owned(), date(when.start()).into());
    event.insert("endDate".to_owned(), date(when.end()).into());
    if let Some(url) = url {
        event.insert("url".to_owned(), url.into());
    }
    event
}

fn where_to(
    event: &mut Map<String, Value>,
    place: &Place,
    online: Option<&Online>,
    attendance: Option<Attendance>,
    url: Option<&str>,
) {
    let mode = match attendance {
        Some(Attendance::InPerson) => "OfflineEventAttendanceMode",
        Some(Attendance::Online) => "OnlineEventAttendanceMode",
        Some(Attendance::Hybrid) => "MixedEventAttendanceMode",
        None => return,
    };
    event.insert("eventAttendanceMode".to_owned(), schema(mode));
    let mut locations = Vec::new();
    if !place.is_empty() {
        locations.push(location(place));
    }
    if let Some(online) = online {
        let mut location = json!({ "@type": "VirtualLocation" });
        if let Some(address) = online.url.as_deref().and_then(safe).or(url) {
            location["url"] = address.into();
        }
        locations.push(location);
    }
    let locations = if locations.len() == 1 { locations.remove(0) } else { Value::Array(locations) };
    event.insert("location".to_owned(), locations);
}

fn location(place: &Place) -> Value {
    let mut address = Map::new();
    address.insert("@type".to_owned(), "PostalAddress".into());
    for (key, value) in [
        ("streetAddress", place.address.as_deref()),
        ("addressLocality", place.city.as_deref()),
        ("addressRegion", place.state.as_deref()),
        ("addressCountry", place.country.map(|country| country.alpha2())),
    ] {
        if let Some(value) = value {
            address.insert(key.to_owned(), value.into());
        }
    }
    let name = place.venue.clone().unwrap_or_else(|| place.city_text());
    let mut location = json!({ "@type": "Place", "name": name, "address": address });
    if let Some(geo) = place.geo {
        location["geo"] = json!({ "@type": "GeoCoordinates", "latitude": geo.lat, "longitude": geo.lon });
    }
    location
}

/// ISO 8601: a day, or a time with its offset.
fn date(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Moment(moment) => format!("{}{}", moment.local().format("%Y-%m-%dT%H:%M:%S"), offset(moment)),
    }
}

fn offset(moment: Moment) -> String {
    let minutes = (moment.local() - moment.utc()).num_minutes();
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn schema(name: &str) -> Value {
    format!("https://schema.org/{name}").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::page::tests::read;

    #[test]
    fn a_hybrid_conference_that_was_cancelled() {
        let feed = read(
            "[[conference]]\nname = 'Py </script><b>'\nid = 'py'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
             country = 'IE'\nonline = 'https://example.org/live'\nstatus = 'cancelled'\n\
             [[conference.session]]\nname = 'Opening'\nstart = 2022-07-11T09:00:00\nend = 2022-07-11T10:00:00\n\
             timezone = 'Europe/Dublin'\n",
        );
        let text = json_ld(&feed, Some("https://example.org/"), NaiveDate::MIN);
        assert!(!text.contains('<'));
        let json: Value = serde_json::from_str(&text).unwrap();
        let event = &json["@graph"][0];
        assert_eq!(event["@type"], "Event");
        assert_eq!(event["@id"], "https://example.org/#c-py");
        assert_eq!(event["name"], "Py </script><b>");
        assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(event["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
        assert_eq!(event["location"][0]["address"]["addressCountry"], "IE");
        assert_eq!(event["location"][1]["url"], "https://example.org/live");
        assert_eq!((&event["startDate"], &event["endDate"]), (&"2022-07-11".into(), &"2022-07-17".into()));
        assert_eq!(event["subEvent"][0]["startDate"], "2022-07-11T09:00:00+01:00");
    }
}
