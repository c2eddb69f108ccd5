//! A conference as an event of schema.org, in JSON-LD, for search engines.

use arcstr::Substr;
use serde::Serialize;

use super::links::safe;
use crate::model::{Attendance, Conference, Online, Session, Status};
use crate::place::{Place, on_one_line};
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
    location: Locations<'f>,
    name: &'f str,
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

/// The locations of an event, which it must have. One is no list.
#[derive(Serialize)]
#[serde(untagged)]
enum Locations<'f> {
    One(Location<'f>),
    Several(Vec<Location<'f>>),
}

impl Default for Locations<'_> {
    fn default() -> Self {
        Locations::Several(Vec::new())
    }
}

#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Location<'f> {
    Place(Venue<'f>),
    Online(VirtualLocation<'f>),
}

#[derive(PartialEq, Serialize)]
#[serde(tag = "@type", rename = "Place")]
struct Venue<'f> {
    address: Address<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Coordinates>,
    name: String,
}

#[derive(PartialEq, Serialize)]
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

#[derive(PartialEq, Serialize)]
#[serde(tag = "@type", rename = "GeoCoordinates")]
struct Coordinates {
    latitude: f64,
    longitude: f64,
}

#[derive(PartialEq, Serialize)]
#[serde(tag = "@type")]
struct VirtualLocation<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
}

/// The text of the script element, safe in HTML; `None` without dates or without a location, which search engines demand of an
/// event. `language` is that of the page, `address` that of the conference's own page.
pub(super) fn of_conference(
    conference: &Conference,
    language: &'static str,
    address: Option<&str>,
    base: Option<&BaseUrl>,
) -> Option<String> {
    let event = Describing { language, base }.event(conference, conference.dates?, address)?;
    Some(in_html(&Root { context: "https://schema.org", event }))
}

/// JSON that cannot close an element or open a comment.
pub(super) fn in_html(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

/// The language of a page and the address of its site, which all its events share.
struct Describing<'b> {
    language: &'static str,
    base: Option<&'b BaseUrl>,
}

impl Describing<'_> {
    fn event<'f>(&self, conference: &'f Conference, dates: Interval, address: Option<&str>) -> Option<SchemaEvent<'f>> {
        let status = match conference.status {
            Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
            Status::Cancelled => "https://schema.org/EventCancelled",
            Status::Postponed => "https://schema.org/EventPostponed",
        };
        let url = conference.url.as_deref().and_then(safe);
        let sessions = &conference.sessions;
        let own = self.locations(&conference.place, conference.online.as_ref(), url);
        // A roadshow takes place where its sessions do.
        let of_sessions = || {
            let of = |session: &'f Session| self.locations(&session.place, session.online.as_ref(), url);
            sessions.iter().flat_map(of).fold(Vec::new(), |mut all, location| {
                if !all.contains(&location) {
                    all.push(location);
                }
                all
            })
        };
        let locations = if own.is_empty() { of_sessions() } else { own };
        Some(SchemaEvent {
            id: address.map(str::to_owned),
            alternate_name: conference.short.iter().chain(&conference.aliases).map(Substr::as_str).collect(),
            description: conference.description.as_deref(),
            in_language: &conference.languages,
            keywords: &conference.tags,
            sub_event: sessions.iter().filter_map(|session| self.sub_event(session, status)).collect(),
            super_event: conference.part_of.as_ref().map(|parent| SuperEvent {
                id: self.base.map(|base| base.join(&page_path(&parent.id))),
                name: &parent.name,
            }),
            ..part(&conference.name, dates, url, status, conference.attendance(), locations)?
        })
    }

    fn sub_event<'f>(&self, session: &'f Session, status: &'static str) -> Option<SchemaEvent<'f>> {
        let url = session.url.as_deref().and_then(safe);
        let locations = self.locations(&session.place, session.online.as_ref(), url);
        part(&session.name, session.dates, url, status, session.attendance(), locations)
    }

    fn locations<'f>(&self, place: &'f Place, online: Option<&'f Online>, url: Option<&'f str>) -> Vec<Location<'f>> {
        let venue = (!place.is_empty()).then(|| Location::Place(self.venue(place)));
        let online = online.map(|online| VirtualLocation { url: online.url.as_deref().and_then(safe).or(url) });
        venue.into_iter().chain(online.map(Location::Online)).collect()
    }

    fn venue<'f>(&self, place: &'f Place) -> Venue<'f> {
        let city = on_one_line(&[&place.city, &place.state]).0;
        let country = place.country_in_text().map(|country| country.name_in(self.language).to_owned());
        let name =
            || Some(city).filter(|city| !city.is_empty()).into_iter().chain(country).collect::<Vec<_>>().join(", ");
        Venue {
            address: Address {
                address_country: place.country.map(|country| country.alpha2()),
                address_locality: place.city.as_deref(),
                address_region: place.state.as_deref(),
                street_address: place.address.as_deref(),
            },
            geo: place.geo.map(|geo| Coordinates { latitude: geo.lat, longitude: geo.lon }),
            name: place.venue.as_ref().map_or_else(name, Substr::to_string),
        }
    }
}

/// An event without the parts that only a conference has; `None` without a location.
fn part<'f>(
    name: &'f str,
    when: Interval,
    url: Option<&'f str>,
    status: &'static str,
    attendance: Option<Attendance>,
    mut locations: Vec<Location<'f>>,
) -> Option<SchemaEvent<'f>> {
    // A moment has no known end.
    let is_moment = matches!(when, Interval::Times { start, end } if start == end);
    let (start_date, end_date) = (date(when.start()), (!is_moment).then(|| date(when.end())));
    let last = locations.pop()?;
    let location = if locations.is_empty() {
        Locations::One(last)
    } else {
        locations.push(last);
        Locations::Several(locations)
    };
    let event_attendance_mode = attendance.map(|attendance| match attendance {
        Attendance::InPerson => "https://schema.org/OfflineEventAttendanceMode",
        Attendance::Online => "https://schema.org/OnlineEventAttendanceMode",
        Attendance::Hybrid => "https://schema.org/MixedEventAttendanceMode",
    });
    let event = SchemaEvent {
        kind: "Event",
        name,
        start_date,
        end_date,
        url,
        event_status: status,
        location,
        ..Default::default()
    };
    Some(SchemaEvent { event_attendance_mode, ..event })
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
        let text = of_conference(&feed.conferences[0], "en", address, None).unwrap();
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

    /// Search engines take no event without a location; names are in the language of the page.
    #[test]
    fn every_event_has_a_location() {
        let described = |keys: &str| {
            let feed =
                read(&format!("[[conference]]\nname = 'C'\nid = 'c'\nstart = 2022-07-11\nend = 2022-07-17\n{keys}"));
            let text = of_conference(&feed.conferences[0], "de", None, None);
            text.map(|text| serde_json::from_str::<Value>(&text).unwrap())
        };
        let session =
            |name: &str, keys: &str| format!("[[conference.session]]\nname = '{name}'\nstart = 2022-07-11\n{keys}");
        assert_eq!(described(""), None);
        assert_eq!(described(&session("Talk", "")), None);
        let online = described("online = true\nurl = 'https://example.org/'\n").unwrap();
        assert_eq!(online["location"], serde_json::json!({"@type": "VirtualLocation", "url": "https://example.org/"}));
        let munich = described("city = 'Munich'\ncountry = 'DE'\n").unwrap();
        assert_eq!(munich["location"]["name"], "Munich, Deutschland");
        let basel = "city = 'Basel'\ncountry = 'CH'\n";
        let roadshow =
            described(&[session("One", basel), session("Two", "city = 'Bern'\n"), session("Again", basel)].concat());
        let roadshow = roadshow.unwrap();
        let names = |index: usize| roadshow["location"][index]["name"].as_str();
        assert_eq!([names(0), names(1), names(2)], [Some("Basel, Schweiz"), Some("Bern"), None]);
        assert_eq!(roadshow["subEvent"][1]["location"]["name"], "Bern");
    }
}
