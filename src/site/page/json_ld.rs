//! A conference as an event of schema.org, in JSON-LD, for search engines.

use std::borrow::Cow;

use arcstr::Substr;
use serde::Serialize;

use super::links::safe;
use crate::model::{Attendance, Conference, Online, Session, Status};
use crate::place::Place;
use crate::site::feeds::page_path;
use crate::time::{DateOrTime, Interval, Moment, rfc3339_local};
use crate::uri::BaseUrl;

/// The event of the page. The keys of all objects are in the order of their bytes.
#[derive(Serialize)]
struct Root<'f> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    event: SchemaEvent<'f>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct SchemaEvent<'f> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_attendance_mode: Option<&'static str>,
    event_status: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    in_language: &'f [Substr],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'f [Substr],
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Locations<'f>>,
    name: Cow<'f, str>,
    start_date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sub_event: Vec<SchemaEvent<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    super_event: Option<SuperEvent<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
}

/// The event that it is part of.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Event")]
struct SuperEvent<'f> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'f str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Locations<'f> {
    Place(Venue<'f>),
    Online(VirtualLocation<'f>),
    Both(Venue<'f>, VirtualLocation<'f>),
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Place")]
struct Venue<'f> {
    address: Address<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Coordinates>,
    name: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "PostalAddress", rename_all = "camelCase")]
struct Address<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    address_country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_region: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<&'f str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "GeoCoordinates")]
struct Coordinates {
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct VirtualLocation<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
}

/// The text of the script element, safe in HTML; `None` without dates, which an event of schema.org must have. `address` is
/// that of its own page.
pub(super) fn of_conference(conference: &Conference, address: Option<&str>, base: Option<&BaseUrl>) -> Option<String> {
    let event = event(conference, conference.dates?, address, base);
    Some(in_html(&Root { context: "https://schema.org", event }))
}

/// JSON that cannot close an element or open a comment.
pub(super) fn in_html(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

fn event<'f>(
    conference: &'f Conference,
    dates: Interval,
    address: Option<&str>,
    base: Option<&BaseUrl>,
) -> SchemaEvent<'f> {
    let status = match conference.status {
        Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed => "https://schema.org/EventPostponed",
    };
    let url = conference.url.as_deref().and_then(safe);
    SchemaEvent {
        id: address.map(str::to_owned),
        alternate_name: conference.short.iter().chain(&conference.aliases).map(Substr::as_str).collect(),
        description: conference.description.as_deref(),
        in_language: &conference.languages,
        keywords: &conference.tags,
        sub_event: conference.sessions.iter().map(|session| sub_event(session, status)).collect(),
        super_event: conference
            .part_of
            .as_ref()
            .map(|parent| SuperEvent { id: base.map(|base| base.join(&page_path(&parent.id))), name: &parent.name }),
        ..part(conference.name.as_str().into(), dates, url, status).at(
            &conference.place,
            conference.online.as_ref(),
            conference.attendance(),
        )
    }
}

fn sub_event<'f>(session: &'f Session, status: &'static str) -> SchemaEvent<'f> {
    let url = session.url.as_deref().and_then(safe);
    let attendance = session.attendance();
    part(session.name.as_str().into(), session.dates, url, status).at(
        &session.place,
        session.online.as_ref(),
        attendance,
    )
}

fn part<'f>(name: Cow<'f, str>, when: Interval, url: Option<&'f str>, status: &'static str) -> SchemaEvent<'f> {
    // A moment has no known end.
    let is_moment = matches!(when, Interval::Times { start, end } if start == end);
    let (start_date, end_date) = (date(when.start()), (!is_moment).then(|| date(when.end())));
    SchemaEvent { kind: "Event", name, start_date, end_date, url, event_status: status, ..SchemaEvent::default() }
}

impl<'f> SchemaEvent<'f> {
    fn at(mut self, place: &'f Place, online: Option<&'f Online>, attendance: Option<Attendance>) -> SchemaEvent<'f> {
        self.event_attendance_mode = attendance.map(|attendance| match attendance {
            Attendance::InPerson => "https://schema.org/OfflineEventAttendanceMode",
            Attendance::Online => "https://schema.org/OnlineEventAttendanceMode",
            Attendance::Hybrid => "https://schema.org/MixedEventAttendanceMode",
        });
        let venue = (!place.is_empty()).then(|| venue(place));
        let online = online.map(|online| VirtualLocation { url: online.url.as_deref().and_then(safe).or(self.url) });
        self.location = match (venue, online) {
            (Some(venue), Some(online)) => Some(Locations::Both(venue, online)),
            (Some(venue), None) => Some(Locations::Place(venue)),
            (None, Some(online)) => Some(Locations::Online(online)),
            (None, None) => None,
        };
        self
    }
}

fn venue(place: &Place) -> Venue<'_> {
    Venue {
        address: Address {
            address_country: place.country.map(|country| country.alpha2()),
            address_locality: place.city.as_deref(),
            address_region: place.state.as_deref(),
            street_address: place.address.as_deref(),
        },
        geo: place.geo.map(|geo| Coordinates { latitude: geo.lat, longitude: geo.lon }),
        name: place.venue.as_ref().map_or_else(|| place.city_text(), Substr::to_string),
    }
}

/// A day, or a time with its offset, in ISO 8601.
fn date(when: DateOrTime) -> String {
    match when {
        DateOrTime::Day(day) => day.to_string(),
        DateOrTime::Moment(moment) => rfc3339_local(moment.local()) + &offset(moment),
    }
}

fn offset(moment: Moment) -> String {
    let minutes = moment.offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
        let address = Some("https://example.org/c/py/");
        let text = of_conference(&feed.conferences[0], address, None).unwrap();
        assert!(!text.contains('<'));
        let event: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(event["@type"], "Event");
        assert_eq!(event["@id"], "https://example.org/c/py/");
        assert_eq!(event["name"], "Py </script><b>");
        assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(event["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
        assert_eq!(event["location"][0]["address"]["addressCountry"], "IE");
        assert_eq!(event["location"][1]["url"], "https://example.org/live");
        assert_eq!((&event["startDate"], &event["endDate"]), (&"2022-07-11".into(), &"2022-07-17".into()));
        assert_eq!(event["subEvent"][0]["startDate"], "2022-07-11T09:00:00+01:00");
    }
}
