//! `conferences.json`: the list with all values resolved, for programs. A JSON Schema in `docs/` describes it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use arcstr::Substr;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::file::MadeOnRead;
use super::since::Since;
use crate::calendar::EncodedFeed;
use crate::duration::Duration;
use crate::model::{
    Attendance, Conference, DEFAULT_DEADLINE_LENGTH, DEFAULT_REFRESH, Deadline, Feed, Online, Session, View,
};
use crate::place::{Place, Region};
use crate::revision::Stamp;
use crate::time::{DateOrTime, Interval, rfc3339, rfc3339_local};

/// `conferences.json`. Each conference is encoded as it is read, because all of them take more memory than the list.
#[derive(Debug)]
pub(super) struct ConferencesJson {
    events: Arc<EncodedFeed>,
    /// The newest revision.
    time: Stamp,
    /// The times of its conferences and deadlines.
    since: Arc<Since>,
}

impl MadeOnRead for ConferencesJson {
    /// A part is a conference; the first one also has the lines before it.
    fn read_part(&self, from: usize, octets: usize, to: &mut Vec<u8>) -> Option<usize> {
        let (feed, mut next) = (self.events.feed(), from);
        if from == 0 {
            to.extend_from_slice(self.head().as_bytes());
        }
        let start = to.len();
        // However small the part, it has a conference.
        while next < feed.conferences.len() && (next == from || to.len() - start < octets) {
            let item = conference_item(self, &feed.conferences[next]);
            for (number, line) in serde_json::to_string_pretty(&item).unwrap_or_default().lines().enumerate() {
                let separator = if number == 0 && next > 0 { ",\n    " } else { "\n    " };
                to.extend_from_slice(separator.as_bytes());
                to.extend_from_slice(line.as_bytes());
            }
            next += 1;
        }
        if next < feed.conferences.len() {
            return Some(next);
        }
        to.extend_from_slice(if next == 0 { b"]\n}\n" } else { b"\n  ]\n}\n" });
        None
    }
}

impl ConferencesJson {
    pub(super) fn new(events: Arc<EncodedFeed>, time: Stamp, since: Arc<Since>) -> ConferencesJson {
        ConferencesJson { events, time, since }
    }

    /// The file up to the first conference.
    fn head(&self) -> String {
        let feed = self.events.feed();
        let head = ConferencesHead {
            name: feed.name.as_deref(),
            description: feed.description.as_deref(),
            url: feed.url.as_deref(),
            id: feed.id.as_deref(),
            language: feed.language.as_deref(),
            color: feed.color,
            refresh_minutes: Some(feed.refresh).filter(|time| *time != DEFAULT_REFRESH).map(Duration::minutes),
            deadline_minutes: deadline_length(feed).map(Duration::minutes),
            keep_minutes: feed.keep.map(Duration::minutes),
            contribute: feed.contribute.as_deref(),
            correct: feed.correct.as_deref(),
            regions: feed.regions.iter().map(own_region).collect(),
            views: feed.views.iter().map(view_item).collect(),
            updated: rfc3339(self.time.time()),
        };
        let head = serde_json::to_string_pretty(&head).unwrap_or_default();
        format!("{},\n  \"conferences\": [", head.trim_end_matches("\n}"))
    }

    /// A time of [`Since`]; one that is not known is the time of the list.
    fn since(&self, time: Option<DateTime<Utc>>) -> String {
        rfc3339(time.unwrap_or_else(|| self.time.time()))
    }
}

/// The values of `conferences.json` before the conferences.
#[derive(Serialize)]
struct ConferencesHead<'f> {
    name: Option<&'f str>,
    description: Option<&'f str>,
    url: Option<&'f str>,
    id: Option<&'f str>,
    language: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_minutes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline_minutes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keep_minutes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contribute: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correct: Option<&'f str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regions: Vec<RegionItem<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    views: Vec<ViewItem<'f>>,
    /// The newest revision.
    updated: String,
}

/// A region that the list defines.
#[derive(Serialize)]
struct RegionItem<'f> {
    name: &'f str,
    title: &'f str,
    countries: Vec<&'static str>,
}

/// A feed that the list defines, with the values of each of its filters.
#[derive(Serialize)]
struct ViewItem<'f> {
    path: &'f str,
    name: &'f str,
    filter: BTreeMap<&'f str, Vec<&'f str>>,
}

/// The length of the block before deadlines if all conferences have one, and not that of a list which names none.
fn deadline_length(feed: &Feed) -> Option<Duration> {
    let first = feed.conferences.first()?.deadline_length;
    let is_one = feed.conferences.iter().all(|conference| conference.deadline_length == first);
    Some(first).filter(|length| is_one && *length != DEFAULT_DEADLINE_LENGTH)
}

fn own_region(region: &Region) -> RegionItem<'_> {
    let countries = region.members().iter().map(|country| country.alpha2()).collect();
    RegionItem { name: region.name(), title: region.title(), countries }
}

fn view_item(view: &View) -> ViewItem<'_> {
    let mut filter: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, value) in &view.filter {
        filter.entry(key).or_default().push(value);
    }
    ViewItem { path: &view.path, name: &view.name, filter }
}

#[derive(Serialize)]
struct ConferenceItem<'f> {
    id: &'f str,
    #[serde(serialize_with = "display")]
    uid: Uuid,
    name: &'f str,
    short: Option<&'f str>,
    status: &'static str,
    #[serde(flatten)]
    when: TimesItem,
    /// `2027-10` or `2027`, of a conference without dates.
    expected: Option<String>,
    url: Option<&'f str>,
    attendance: Option<&'static str>,
    #[serde(flatten)]
    place: PlaceItem<'f>,
    join_url: Option<&'f str>,
    tags: &'f [Substr],
    series: Option<&'f str>,
    aliases: &'f [Substr],
    languages: &'f [Substr],
    part_of: Option<&'f str>,
    links: BTreeMap<&'f str, &'f str>,
    description: Option<&'f str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    busy: bool,
    /// The time of its last change, if the list gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    listed: String,
    /// The time at which it was first dated.
    dated: Option<String>,
    /// The time since which it has its status.
    status_since: String,
    sessions: Vec<SessionItem<'f>>,
    deadlines: Vec<DeadlineItem<'f>>,
}

#[derive(Serialize)]
struct SessionItem<'f> {
    id: &'f str,
    #[serde(serialize_with = "display")]
    uid: Uuid,
    name: &'f str,
    #[serde(flatten)]
    when: TimesItem,
    url: Option<&'f str>,
    attendance: Option<&'static str>,
    #[serde(flatten)]
    place: PlaceItem<'f>,
    join_url: Option<&'f str>,
    description: Option<&'f str>,
}

#[derive(Serialize)]
struct DeadlineItem<'f> {
    id: &'f str,
    #[serde(serialize_with = "display")]
    uid: Uuid,
    kind: &'static str,
    name: Option<&'f str>,
    due: Option<TimeItem>,
    opens: Option<TimeItem>,
    was: Vec<TimeItem>,
    url: Option<&'f str>,
    /// The times before it at which people are reminded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remind_minutes: Vec<i64>,
    listed: String,
    /// The time since which it is due on its day, if that is later.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_since: Option<String>,
}

/// The dates of a conference or a session. `last_day` is inclusive, for days and for times; only times have an `end`, where it
/// is known. A conference without dates has none of them.
#[derive(Default, Serialize)]
struct TimesItem {
    start: Option<TimeItem>,
    end: Option<TimeItem>,
    last_day: Option<String>,
}

/// A day, or a moment as an instant and as local time.
#[derive(Serialize)]
struct TimeItem {
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    instant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<Cow<'static, str>>,
}

#[derive(Serialize)]
struct PlaceItem<'f> {
    venue: Option<&'f str>,
    address: Option<&'f str>,
    city: Option<&'f str>,
    state: Option<&'f str>,
    country: Option<&'static str>,
    country_name: Option<&'static str>,
    regions: Vec<String>,
    geo: Option<GeoItem>,
}

#[derive(Serialize)]
struct GeoItem {
    lat: f64,
    lon: f64,
}

fn conference_item<'f>(of: &'f ConferencesJson, conference: &'f Conference) -> ConferenceItem<'f> {
    let uid = conference.uid();
    let since = of.since.conference(uid);
    ConferenceItem {
        id: &conference.id,
        listed: of.since(since.listed),
        dated: conference.dates.map(|_| of.since(since.dated)),
        status_since: of.since(since.status(conference.status)),
        uid,
        name: &conference.name,
        short: conference.short.as_deref(),
        status: conference.status.as_str(),
        when: conference.dates.map(times).unwrap_or_default(),
        expected: conference.expected.map(|expected| expected.to_string()),
        url: conference.url.as_deref(),
        attendance: conference.attendance().map(Attendance::as_str),
        place: place(of.events.feed(), &conference.place),
        join_url: join_url(conference.online.as_ref()),
        tags: &conference.tags,
        series: conference.series.as_deref(),
        aliases: &conference.aliases,
        languages: &conference.languages,
        part_of: conference.part_of.as_ref().map(|parent| parent.id.as_str()),
        links: conference.links.iter().map(|(name, url)| (name.as_str(), url.as_str())).collect(),
        description: conference.description.as_deref(),
        busy: conference.busy,
        updated: conference.updated.map(rfc3339),
        sessions: conference.sessions.iter().map(|session| session_item(of, conference, session)).collect(),
        deadlines: conference.deadlines.iter().map(|deadline| deadline_item(of, conference, deadline)).collect(),
    }
}

fn session_item<'f>(of: &'f ConferencesJson, conference: &Conference, session: &'f Session) -> SessionItem<'f> {
    SessionItem {
        id: &session.id,
        uid: conference.session_uid(session),
        name: &session.name,
        when: times(session.dates),
        url: session.url.as_deref(),
        attendance: session.attendance().map(Attendance::as_str),
        place: place(of.events.feed(), &session.place),
        join_url: join_url(session.online.as_ref()),
        description: session.description.as_deref(),
    }
}

fn deadline_item<'f>(of: &ConferencesJson, conference: &Conference, deadline: &'f Deadline) -> DeadlineItem<'f> {
    let uid = conference.deadline_uid(deadline);
    let known = of.since.deadline(uid);
    let listed = of.since(known.listed);
    let since = deadline.due.map(|due| of.since(known.due(due.day())));
    DeadlineItem {
        id: &deadline.id,
        due_since: since.filter(|since| *since > listed),
        listed,
        uid,
        kind: deadline.kind.as_str(),
        name: deadline.name.as_deref(),
        due: deadline.due.map(time),
        opens: deadline.opens.map(time),
        was: deadline.was.iter().copied().map(time).collect(),
        url: deadline.url.as_deref(),
        remind_minutes: deadline.remind.iter().map(|before| before.minutes()).collect(),
    }
}

fn times(when: Interval) -> TimesItem {
    let end = match when {
        Interval::Times { start, end } if start != end => Some(time(DateOrTime::Moment(end))),
        _ => None,
    };
    TimesItem { start: Some(time(when.start())), end, last_day: Some(when.last_day().to_string()) }
}

fn time(when: DateOrTime) -> TimeItem {
    match when {
        DateOrTime::Day(day) => TimeItem { date: day.to_string(), instant: None, local: None, zone: None },
        DateOrTime::Moment(moment) => TimeItem {
            date: moment.local().date().to_string(),
            instant: Some(rfc3339(moment.utc())),
            local: Some(rfc3339_local(moment.local())),
            zone: Some(moment.zone_name()),
        },
    }
}

fn place<'f>(feed: &Feed, place: &'f Place) -> PlaceItem<'f> {
    let own = |country| feed.regions.iter().filter(move |region| region.contains(country)).cloned();
    let regions = place.country.into_iter().flat_map(|country| country.regions().chain(own(country)));
    PlaceItem {
        venue: place.venue.as_deref(),
        address: place.address.as_deref(),
        city: place.city.as_deref(),
        state: place.state.as_deref(),
        country: place.country.map(|country| country.alpha2()),
        country_name: place.country.map(|country| country.name()),
        regions: regions.map(|region| region.name().to_owned()).collect(),
        geo: place.geo.map(|geo| GeoItem { lat: geo.lat, lon: geo.lon }),
    }
}

/// The address to join by online.
fn join_url(online: Option<&Online>) -> Option<&str> {
    online.and_then(|online| online.url.as_deref())
}

fn display<S: Serializer>(uid: &Uuid, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(uid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    /// The file, encoded as a whole.
    #[derive(Serialize)]
    struct WholeFile<'f> {
        #[serde(flatten)]
        head: serde_json::Map<String, serde_json::Value>,
        conferences: Vec<ConferenceItem<'f>>,
    }

    #[test]
    fn conferences_are_the_same_in_parts_of_any_size() {
        for conferences in 0..4 {
            let entry = |number| {
                format!(
                    "[[conference]]\nname = 'C{number}'\nid = 'c{number}'\nstart = 2022-09-16\ncountry = 'GB'\n\
                     description = \"\"\"\none\n\ntwo\"\"\"\n[[conference.deadline]]\nkind = 'cfp'\ndue = 2022-06-01\n"
                )
            };
            let list = "[feed]\nname = 'All of them'\n".to_owned() + &(0..conferences).map(entry).collect::<String>();
            let feed = crate::read(&[Source::new("list.toml", list)], crate::Level::Hint).0.expect("a feed");
            let time = Stamp::new("2022-05-01T00:00:00Z".parse().expect("a time"));
            let json = ConferencesJson::new(EncodedFeed::new(feed, time), time, Arc::default());
            let mut whole = Vec::new();
            assert_eq!(json.read_part(0, usize::MAX, &mut whole), None);
            for octets in [1, 700, 2000, 1 << 20] {
                let (mut parts, mut next) = (Vec::new(), Some(0));
                while let Some(from) = next {
                    next = json.read_part(from, octets, &mut parts);
                }
                assert_eq!(parts, whole, "{conferences} conferences, {octets} octets");
            }
            let value: serde_json::Value = serde_json::from_slice(&whole).expect("JSON");
            let head = json.head() + "]}";
            let of = |conference| conference_item(&json, conference);
            let expected = WholeFile {
                head: serde_json::from_str(&head).expect("JSON"),
                conferences: json.events.feed().conferences.iter().map(of).collect(),
            };
            assert_eq!(value, serde_json::to_value(&expected).expect("JSON"));
        }
    }
}
