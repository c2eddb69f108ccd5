//! The coming conferences as schema.org events, in JSON-LD: what search engines show of an event, and no more, because the
//! page of a long list would be too heavy.

use std::borrow::Cow;

use arcstr::Substr;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

use super::links::safe;
use crate::model::{Attendance, Conference, Feed, Online, Status};
use crate::place::Place;
use crate::time::{DateOrTime, Interval, Moment, rfc3339_local};
use crate::uri::BaseUrl;

/// The most conferences that are included, the next ones first.
const MAX_EVENTS: usize = 100;

/// The root object. The keys of all objects are in the order of their bytes.
#[derive(Serialize)]
struct Graph<'f> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    events: SchemaEvents<'f>,
}

/// Serializes one event after the other, because all at once take more memory than the list.
struct SchemaEvents<'f> {
    feed: &'f Feed,
    base: Option<&'f BaseUrl>,
    now: DateTime<Utc>,
}

impl Serialize for SchemaEvents<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let SchemaEvents { feed, base, now } = *self;
        // An event of schema.org must have a date, and search engines show only coming ones.
        let dated = feed.conferences.iter().filter_map(|conference| Some((conference, conference.dates?)));
        let mut coming: Vec<_> = dated.filter(|(_, dates)| dates.over_at() > now).collect();
        coming.sort_by_key(|(_, dates)| dates.start().sort_key());
        to.collect_seq(coming.into_iter().take(MAX_EVENTS).map(|(conference, dates)| event(conference, dates, base)))
    }
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
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_attendance_mode: Option<&'static str>,
    event_status: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    in_language: &'f [Substr],
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Locations<'f>>,
    name: Cow<'f, str>,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
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

/// The text of the script element, safe in HTML.
pub(super) fn json_ld(feed: &Feed, base: Option<&BaseUrl>, now: DateTime<Utc>) -> String {
    in_html(&Graph { context: "https://schema.org", events: SchemaEvents { feed, base, now } })
}

/// JSON that cannot close an element or open a comment.
pub(super) fn in_html(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

fn event<'f>(conference: &'f Conference, dates: Interval, base: Option<&BaseUrl>) -> SchemaEvent<'f> {
    let status = match conference.status {
        Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Postponed => "https://schema.org/EventPostponed",
    };
    let url = conference.url.as_deref().and_then(safe);
    SchemaEvent {
        id: base.map(|base| base.join(&format!("#c-{}", conference.id))),
        alternate_name: conference.short.iter().chain(&conference.aliases).map(Substr::as_str).collect(),
        in_language: &conference.languages,
        ..part(conference.name.as_str().into(), dates, url, status).at(
            &conference.place,
            conference.online.as_ref(),
            conference.attendance(),
        )
    }
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
        let text = json_ld(&feed, "https://example.org/".parse().ok().as_ref(), DateTime::<Utc>::MIN_UTC);
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
    }
}
