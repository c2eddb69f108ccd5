//! The site for programs: `conferences.json`, the list with all values resolved, and `feeds.json`, its feeds. A JSON Schema
//! in `docs/` describes each.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use arcstr::Substr;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

use super::feeds::SiteFeed;
use super::file::SiteFile;
use super::manifest::FeedKind;
use super::options::SiteOptions;
use crate::model::{Attendance, Conference, Deadline, Feed, Online, Session};
use crate::place::Place;
use crate::revision::Stamp;
use crate::time::{DateOrTime, Interval, rfc3339, rfc3339_local};
use crate::uri::BaseUrl;

/// The time at which each conference and deadline was first listed, by UID, and at which a conference was first dated, by
/// [`dated_key`]. Times in the published `conferences.json` are kept.
pub(super) fn first_listed(feed: &Feed, options: &SiteOptions) -> HashMap<Uuid, DateTime<Utc>> {
    let previous = (options.previous)("conferences.json");
    let before: PreviousConferences = previous.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    let mut known = HashMap::new();
    let time = |text: &str| {
        text.strip_suffix('Z').and_then(|time| time.parse::<NaiveDateTime>().ok()).map(|time| time.and_utc())
    };
    for PreviousItem { uid, listed, start, dated, deadlines } in before.conferences {
        for PreviousItem { uid, listed, .. } in deadlines {
            known.extend(uid.parse::<Uuid>().ok().zip(time(&listed)));
        }
        let Ok(uid) = uid.parse::<Uuid>() else { continue };
        known.extend(time(&listed).map(|listed| (uid, listed)));
        // Without `dated`, a conference has had its dates since it was listed.
        let dated = start.and_then(|_| dated.as_deref().and_then(time).or_else(|| time(&listed)));
        known.extend(dated.map(|dated| (dated_key(uid), dated)));
    }
    let new = options.list_time.time();
    let dated = feed.conferences.iter().filter(|conference| conference.dates.is_some());
    let dated = dated.map(|conference| dated_key(conference.uid()));
    feed.uids().chain(dated).map(|uid| (uid, known.get(&uid).copied().unwrap_or(new))).collect()
}

/// The key of the time at which the conference with this UID was first dated.
pub(super) fn dated_key(conference: Uuid) -> Uuid {
    Uuid::new_v5(&conference, b"dated")
}

/// The times in a published `conferences.json`, which anyone may have edited.
#[derive(Default, Deserialize)]
#[serde(default)]
struct PreviousConferences {
    conferences: Vec<PreviousItem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PreviousItem {
    uid: String,
    listed: String,
    start: Option<serde::de::IgnoredAny>,
    dated: Option<String>,
    deadlines: Vec<PreviousItem>,
}

#[derive(Serialize)]
struct ConferencesFile<'f> {
    name: Option<&'f str>,
    description: Option<&'f str>,
    url: Option<&'f str>,
    id: Option<&'f str>,
    language: Option<&'f str>,
    /// The newest revision.
    updated: String,
    conferences: Conferences<'f>,
}

/// Serializes one conference after the other, because all at once take more memory than the list.
struct Conferences<'f> {
    feed: &'f Feed,
    since: &'f dyn Fn(Uuid) -> String,
}

impl Serialize for Conferences<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.feed.conferences.iter().map(|conference| conference_item(self, conference)))
    }
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
    listed: String,
    /// The time at which it was first dated.
    dated: Option<String>,
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
    listed: String,
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
    zone: Option<&'static str>,
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

/// `conferences.json`
pub(super) fn conferences(feed: &Feed, time: Stamp, listed: &HashMap<Uuid, DateTime<Utc>>) -> String {
    let since = |uid: Uuid| rfc3339(listed.get(&uid).copied().unwrap_or_else(|| time.time()));
    json(&ConferencesFile {
        name: feed.name.as_deref(),
        description: feed.description.as_deref(),
        url: feed.url.as_deref(),
        id: feed.id.as_deref(),
        language: feed.language.as_deref(),
        updated: rfc3339(time.time()),
        conferences: Conferences { feed, since: &since },
    })
}

fn conference_item<'f>(of: &Conferences<'f>, conference: &'f Conference) -> ConferenceItem<'f> {
    let uid = conference.uid();
    ConferenceItem {
        id: &conference.id,
        listed: (of.since)(uid),
        dated: conference.dates.map(|_| (of.since)(dated_key(uid))),
        uid,
        name: &conference.name,
        short: conference.short.as_deref(),
        status: conference.status.as_str(),
        when: conference.dates.map(times).unwrap_or_default(),
        expected: conference.expected.map(|expected| expected.to_string()),
        url: conference.url.as_deref(),
        attendance: conference.attendance().map(Attendance::as_str),
        place: place(of.feed, &conference.place),
        join_url: join_url(conference.online.as_ref()),
        tags: &conference.tags,
        series: conference.series.as_deref(),
        aliases: &conference.aliases,
        languages: &conference.languages,
        part_of: conference.part_of.as_ref().map(|parent| parent.id.as_str()),
        links: conference.links.iter().map(|(name, url)| (name.as_str(), url.as_str())).collect(),
        description: conference.description.as_deref(),
        sessions: conference.sessions.iter().map(|session| session_item(of, conference, session)).collect(),
        deadlines: conference.deadlines.iter().map(|deadline| deadline_item(of, conference, deadline)).collect(),
    }
}

fn session_item<'f>(of: &Conferences<'f>, conference: &Conference, session: &'f Session) -> SessionItem<'f> {
    SessionItem {
        id: &session.id,
        uid: conference.session_uid(session),
        name: &session.name,
        when: times(session.dates),
        url: session.url.as_deref(),
        attendance: session.attendance().map(Attendance::as_str),
        place: place(of.feed, &session.place),
        join_url: join_url(session.online.as_ref()),
        description: session.description.as_deref(),
    }
}

fn deadline_item<'f>(of: &Conferences, conference: &Conference, deadline: &'f Deadline) -> DeadlineItem<'f> {
    let uid = conference.deadline_uid(deadline);
    DeadlineItem {
        id: &deadline.id,
        listed: (of.since)(uid),
        uid,
        kind: deadline.kind.as_str(),
        name: deadline.name.as_deref(),
        due: deadline.due.map(time),
        opens: deadline.opens.map(time),
        was: deadline.was.iter().copied().map(time).collect(),
        url: deadline.url.as_deref(),
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
            zone: Some(moment.zone().name()),
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

#[derive(Serialize)]
struct FeedsFile<'f> {
    name: Option<&'f str>,
    base_url: Option<&'f str>,
    feeds: Vec<FeedItem<'f>>,
    /// Empty feeds that are no longer offered, for their subscribers.
    kept: Vec<FeedItem<'f>>,
    /// The SHA-256 of every other file by path, so that the next build knows what it may remove.
    files: BTreeMap<&'f str, &'f str>,
}

#[derive(Serialize)]
struct FeedItem<'f> {
    path: &'f str,
    url: Option<String>,
    title: &'f str,
    kind: FeedKind,
    filter: Vec<[&'f str; 2]>,
    events: usize,
    bytes: usize,
    sha256: &'f str,
}

/// `feeds.json`
pub(super) fn feeds(
    feed: &Feed,
    base: Option<&BaseUrl>,
    feeds: &[SiteFeed],
    kept: &[SiteFeed],
    files: &BTreeMap<String, Arc<SiteFile>>,
) -> String {
    let hash = |path: &str| files.get(path).map(|file| file.sha256.as_str()).unwrap_or_default();
    let item = |feed| item(feed, base, hash(feed.path.as_str()));
    let listed: BTreeSet<&str> = feeds.iter().chain(kept).map(|feed| feed.path.as_str()).collect();
    json(&FeedsFile {
        name: feed.name.as_deref(),
        base_url: base.map(BaseUrl::as_str),
        feeds: feeds.iter().map(item).collect(),
        kept: kept.iter().map(item).collect(),
        files: files
            .values()
            .filter(|file| !listed.contains(file.path.as_str()))
            .map(|file| (file.path.as_str(), file.sha256.as_str()))
            .collect(),
    })
}

fn item<'f>(feed: &'f SiteFeed, base: Option<&BaseUrl>, sha256: &'f str) -> FeedItem<'f> {
    FeedItem {
        path: &feed.path,
        url: base.map(|base| base.join(&feed.path)),
        title: &feed.title,
        kind: feed.kind,
        filter: feed.filter.iter().map(|(word, value)| [word.as_str(), value.as_str()]).collect(),
        events: feed.events,
        bytes: feed.bytes,
        sha256,
    }
}

fn display<S: Serializer>(uid: &Uuid, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(uid)
}

fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
