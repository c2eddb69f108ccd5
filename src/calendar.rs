//! Which property says what: a [`Feed`] as one iCalendar object.
//!
//! Comes in: a feed and the time of its list. Goes out: the bytes of a VCALENDAR (RFC 5545, RFC 7986), the same for the
//! same input. Escaping and folding are not known here, nor is the clock. Every property is here because some client
//! shows it, or wrongly guesses without it.

mod words;

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use chrono::Datelike;
use chrono_tz::Tz;
use icalendar::parser::{Component, Property};
use uuid::Uuid;

use crate::color::css3;
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::ics;
use crate::model::{Conference, Deadline, Feed, MORNING, Online, Reminders, Session, Status, reminder_day};
use crate::place::Place;
use crate::revision::{Published, Revisions, Stamp, Stamps};
use crate::vtimezone::vtimezone;
use crate::when::{Interval, Moment, When, minutes_before, next_day};
use crate::zone::{Local, Zone};

/// Who wrote the feed. Without a version, so that an upgrade which changes no event changes no byte.
const PRODID: &str = "-//confcal//confcal//EN";

/// A feed as iCalendar.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, Stamp, calendar};
/// let calendar = calendar(&Feed::default(), Stamp::new(Default::default()), None);
/// assert_eq!(calendar.events, 0);
/// assert!(calendar.bytes.starts_with(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The iCalendar object: UTF-8, lines of at most 75 octets that end in CRLF.
    pub bytes: Vec<u8>,
    /// How many events it holds.
    pub events: usize,
    /// The newest revision in it, its LAST-MODIFIED.
    pub revision: Stamp,
    /// What there is to say about it: that it is larger than some clients take, or that its revisions had to be raised.
    pub diagnostics: Vec<Diagnostic>,
}

/// The most octets and events that every client takes.
const LARGE: (usize, usize) = (900_000, 1000);

/// Writes a feed. An event that is the same in the `previous` feed keeps its revision; that of any other is its
/// conference's `updated` if that is later than there, else `stamp`, the time of the list.
///
/// # Examples
///
/// ```
/// use confcal::{Source, Stamp, calendar, read};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\nend = 2022-09-18\n";
/// let feed = read(&[Source::new("list.toml", list)]).0.unwrap();
/// let calendar = calendar(&feed, Stamp::new("2022-05-01T00:00:00".parse().unwrap()), None);
/// assert_eq!(calendar.events, 1);
/// let text = String::from_utf8(calendar.bytes).unwrap();
/// assert!(text.contains("DTSTART;VALUE=DATE:20220916\r\nDTEND;VALUE=DATE:20220919\r\n"));
/// ```
pub fn calendar(feed: &Feed, stamp: Stamp, previous: Option<&Published<'_>>) -> Calendar {
    write(feed, stamp, Revisions::new(stamp, previous))
}

/// Writes a part of a feed, such as a filter leaves, that agrees with the whole about the revision of every event. One that
/// the whole does not have is of `stamp`, the time of the list.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, Stamp, Stamps, calendar, part};
/// let stamp = Stamp::new(Default::default());
/// assert_eq!(part(&Feed::default(), stamp, &Stamps::default()), calendar(&Feed::default(), stamp, None));
/// ```
pub fn part(feed: &Feed, stamp: Stamp, whole: &Stamps) -> Calendar {
    write(feed, stamp, Revisions::of_part(stamp, whole))
}

fn write(feed: &Feed, stamp: Stamp, mut revisions: Revisions<'_>) -> Calendar {
    let namespace = feed.namespace();
    let events = events(feed, namespace, stamp);
    let zones = zones(&events);
    // An event takes some 600 to 900 octets; a guess that is a little high saves copying the whole at every doubling.
    let mut text = String::with_capacity(2048 + events.len() * 900);
    ics::begin("VCALENDAR", &mut text);
    for property in head(feed) {
        ics::write_property(&property, &mut text);
    }
    // Which revision is the newest turns out below; every time is as long as every other.
    ics::write_property(&ics::utc("LAST-MODIFIED", stamp.time()), &mut text);
    let last_modified = text.len();
    for timezone in zones.values() {
        ics::write(timezone, &mut text);
    }
    let writer = Writer { feed, namespace, zones };
    let mut content = String::new();
    for event in &events {
        let uid = writer.uid(event).to_string();
        content.clear();
        ics::write_content(&writer.event(event), &mut content);
        let stamp = revisions.stamp(&uid, &content, event.conference.updated.map(Stamp::new));
        ics::begin("VEVENT", &mut text);
        ics::write_property(&ics::raw("UID", uid), &mut text);
        ics::write_property(&ics::utc("DTSTAMP", stamp.time()), &mut text);
        ics::write_property(&ics::utc("LAST-MODIFIED", stamp.time()), &mut text);
        ics::write_property(&ics::raw("SEQUENCE", stamp.sequence().to_string()), &mut text);
        text.push_str(&content);
        ics::end("VEVENT", &mut text);
    }
    ics::end("VCALENDAR", &mut text);
    let revision = revisions.newest();
    let mut newest = String::new();
    ics::write_property(&ics::utc("LAST-MODIFIED", revision.time()), &mut newest);
    text.replace_range(last_modified - newest.len()..last_modified, &newest);
    let diagnostics = large(text.len(), events.len()).into_iter().chain(revisions.warning()).collect();
    Calendar { bytes: text.into_bytes(), events: events.len(), revision, diagnostics }
}

/// A warning if a feed is larger than some clients take.
fn large(bytes: usize, events: usize) -> Option<Diagnostic> {
    if bytes <= LARGE.0 && events <= LARGE.1 {
        return None;
    }
    let size = format!("{events} events and {} kB", bytes.div_ceil(1000));
    let help = "leave out what is past with `--from today` or `keep` in `[feed]`, or choose a region or a topic";
    let fault = Diagnostic::nowhere(Code::LargeFeed, format!("the feed has {size}: Google Calendar may drop it"));
    Some(fault.help(help.to_owned()))
}

/// One event of the feed, before it is written.
struct Event<'f> {
    conference: &'f Conference,
    part: Part<'f>,
    when: Interval,
    /// The zone that it is written in if there is a VTIMEZONE for it.
    zone: Option<Tz>,
    /// The path that its UID is made from.
    path: String,
    /// The UID of the conference.
    parent: Uuid,
}

enum Part<'f> {
    Whole,
    Session(&'f Session),
    Deadline(&'f Deadline, When),
    /// A reminder of a deadline, as an event of its own on a day before it.
    Reminder(&'f Deadline, When),
}

/// All events of the feed, sorted by start, then id.
fn events(feed: &Feed, namespace: Uuid, stamp: Stamp) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    for conference in feed.conferences.iter().filter(|conference| !is_retired(conference, feed.keep, stamp)) {
        let id = &conference.id;
        let parent = Uuid::new_v5(&namespace, id.as_bytes());
        let mut push = |part, when, path| events.push(Event { conference, part, when, zone: zone(when), path, parent });
        if conference.listed {
            push(Part::Whole, conference.when, id.clone());
        }
        for session in &conference.sessions {
            push(Part::Session(session), session.when, format!("{id}/session/{}", session.id));
        }
        for deadline in &conference.deadlines {
            let Some(due) = deadline.due else { continue };
            let path = format!("{id}/deadline/{}", deadline.id);
            if feed.reminders == Reminders::Events && conference.status != Status::Cancelled {
                let mut reminded = Vec::with_capacity(deadline.remind.len());
                for &before in &deadline.remind {
                    let day = reminder_day(due, before);
                    // Two on one day, 12 and 6 hours before, would say the same.
                    if reminded.contains(&day) {
                        continue;
                    }
                    reminded.push(day);
                    let path = format!("{path}/remind/{}", ics::signed_duration(before.minutes()));
                    push(Part::Reminder(deadline, due), Interval::Days { first: day, last: day }, path);
                }
            }
            push(Part::Deadline(deadline, due), due_interval(due, feed.deadline_length), path);
        }
    }
    events.sort_by(|one, other| {
        (one.when.start().sort_key(), &one.path).cmp(&(other.when.start().sort_key(), &other.path))
    });
    events
}

/// Whether it ended longer ago than the feed keeps things, counted back from the time of the list and not from a
/// clock: the same list stays the same feed.
fn is_retired(conference: &Conference, keep: Option<Duration>, stamp: Stamp) -> bool {
    let Some(keep) = keep else { return false };
    let parts = conference.sessions.iter().map(|session| session.when.last_day());
    let dues = conference.deadlines.iter().filter_map(|deadline| Some(deadline.due?.day()));
    let last = parts.chain(dues).chain([conference.when.last_day()]).max();
    last < Some(minutes_before(stamp.time(), keep.minutes()).date())
}

fn due_interval(due: When, length: Duration) -> Interval {
    match due {
        When::Day(day) => Interval::Days { first: day, last: day },
        When::Moment(end) => {
            Interval::Times { start: Moment::new(minutes_before(end.utc(), length.minutes()), end.zone()), end }
        }
    }
}

/// The properties of the calendar itself, but the last one.
fn head(feed: &Feed) -> Vec<Property<'static>> {
    let mut head = vec![ics::raw("VERSION", "2.0"), ics::raw("PRODID", PRODID), ics::raw("CALSCALE", "GREGORIAN")];
    // The names of RFC 7986, and those that clients read.
    if let Some(name) = &feed.name {
        head.extend([ics::text("NAME", name), ics::text("X-WR-CALNAME", name)]);
    }
    if let Some(description) = &feed.description {
        head.extend([ics::text("DESCRIPTION", description), ics::text("X-WR-CALDESC", description)]);
    }
    head.extend(feed.url.as_ref().map(|url| ics::uri("URL", url)));
    // RFC 7986 gives it no type by default.
    head.extend(feed.source.as_ref().map(|source| ics::param(ics::uri("SOURCE", source), "VALUE", "URI")));
    if feed.refresh != Duration::default() {
        head.push(ics::param(ics::duration("REFRESH-INTERVAL", feed.refresh), "VALUE", "DURATION"));
        head.push(ics::duration("X-PUBLISHED-TTL", feed.refresh));
    }
    if let Some((name, rgb)) = feed.color.and_then(css3) {
        head.extend([ics::raw("COLOR", name), ics::raw("X-APPLE-CALENDAR-COLOR", rgb)]);
    }
    head
}

/// The zones of the events, by name, each with its VTIMEZONE. A zone for which no VTIMEZONE that all clients read can tell
/// the truth in the years of its events is left out, and its events are written in UTC.
type Zones = BTreeMap<&'static str, Component<'static>>;

fn zones(events: &[Event]) -> Zones {
    let mut years: HashMap<Tz, RangeInclusive<i32>> = HashMap::new();
    for event in events {
        let Some(tz) = event.zone else { continue };
        for year in [event.when.start().day().year(), event.when.end().day().year()] {
            let range = years.entry(tz).or_insert(year..=year);
            *range = year.min(*range.start())..=year.max(*range.end());
        }
    }
    years.into_iter().filter_map(|(tz, years)| Some((tz.name(), vtimezone(tz, years)?))).collect()
}

/// The zone whose local time says when an event is. There is none in UTC, and none where a time comes twice because the
/// clocks are put back: RFC 5545 means the first, but Thunderbird, Nextcloud and Evolution take the second.
fn zone(when: Interval) -> Option<Tz> {
    let Interval::Times { start, end } = when else { return None };
    let Zone::Iana(tz) = start.zone() else { return None };
    let once = |moment: Moment| matches!(moment.zone().resolve(moment.local()), Local::One(_));
    (!start.zone().is_utc() && start.zone() == end.zone() && once(start) && once(end)).then_some(tz)
}

struct Writer<'f> {
    feed: &'f Feed,
    namespace: Uuid,
    zones: Zones,
}

impl Writer<'_> {
    fn uid(&self, event: &Event) -> Uuid {
        if let Part::Whole = event.part { event.parent } else { self.uid_of(&event.path) }
    }

    fn uid_of(&self, path: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, path.as_bytes())
    }

    /// All of an event but its UID and its stamps.
    fn event(&self, event: &Event) -> Component<'static> {
        let mut component = ics::component("VEVENT");
        let properties = &mut component.properties;
        properties.reserve(20);
        self.times(event, properties);
        match event.part {
            Part::Whole => self.conference(event, properties),
            Part::Session(session) => self.session(event, session, properties),
            Part::Deadline(deadline, due) => {
                self.deadline(event, deadline, due, None, properties);
                if self.feed.reminders == Reminders::Alarms && event.conference.status != Status::Cancelled {
                    component.components = self.alarms(event, deadline, due, properties);
                }
            }
            Part::Reminder(deadline, due) => {
                let days = due.day().signed_duration_since(event.when.start().day()).num_days();
                self.deadline(event, deadline, due, Some(days), properties);
            }
        }
        component
    }

    fn times(&self, event: &Event, properties: &mut Vec<Property<'static>>) {
        let local = self.is_local(event);
        let time = |name, moment: Moment| {
            if local { ics::zoned(name, moment) } else { ics::utc(name, moment.utc()) }
        };
        match event.when {
            Interval::Days { first, last } => {
                properties.push(ics::date("DTSTART", first));
                properties.push(ics::date("DTEND", next_day(last)));
            }
            Interval::Times { start, end } => {
                properties.push(time("DTSTART", start));
                // A moment has no end: DTEND must be later than DTSTART (RFC 5545 §3.8.2.2).
                if end.utc() > start.utc() {
                    properties.push(time("DTEND", end));
                }
            }
        }
    }

    /// Whether it is written in local time.
    fn is_local(&self, event: &Event) -> bool {
        event.zone.is_some_and(|tz| self.zones.contains_key(tz.name()))
    }

    fn conference(&self, event: &Event, properties: &mut Vec<Property<'static>>) {
        let conference = event.conference;
        properties.push(ics::text("SUMMARY", &words::with_status(conference.status, &conference.name)));
        place(&conference.place, conference.online.as_ref(), properties);
        links(conference.url.as_deref(), conference.online.as_ref(), properties);
        self.describe(&words::conference(conference, self.unsaid(event)), properties);
        properties.extend(conference.part_of.as_ref().map(|whole| part_of(self.uid_of(&whole.id))));
        categories(&["conference"], conference, properties);
        status(conference, conference.busy, properties);
    }

    fn session(&self, event: &Event, session: &Session, properties: &mut Vec<Property<'static>>) {
        let conference = event.conference;
        let summary = format!("{}: {}", conference.name, session.name);
        properties.push(ics::text("SUMMARY", &words::with_status(conference.status, &summary)));
        place(&session.place, session.online.as_ref(), properties);
        links(session.url.as_deref(), session.online.as_ref(), properties);
        self.describe(&words::session(conference, session, self.unsaid(event)), properties);
        properties.push(part_of(event.parent));
        categories(&["session"], conference, properties);
        status(conference, conference.busy, properties);
    }

    fn deadline(
        &self,
        event: &Event,
        deadline: &Deadline,
        due: When,
        days_before: Option<i64>,
        properties: &mut Vec<Property<'static>>,
    ) {
        let conference = event.conference;
        properties.push(ics::text("SUMMARY", &words::deadline_summary(conference, deadline, due, days_before)));
        links(deadline.url.as_deref(), None, properties);
        self.describe(&words::deadline(conference, deadline, due), properties);
        properties.push(part_of(event.parent));
        let kinds = ["deadline", deadline.kind.word(), "reminder"];
        categories(&kinds[..if days_before.is_some() { 3 } else { 2 }], conference, properties);
        // A date to act by takes nobody's time.
        status(conference, false, properties);
    }

    fn describe(&self, description: &str, properties: &mut Vec<Property<'static>>) {
        if !description.is_empty() {
            properties.push(ics::text("DESCRIPTION", description));
        }
    }

    /// The local times of an event that is written in UTC all the same, and so have to be said in words.
    fn unsaid(&self, event: &Event) -> words::Unsaid {
        let Interval::Times { start, end } = event.when else { return None };
        let said = start.zone().is_utc() || self.is_local(event);
        (!said).then(|| (start.local(), end.local(), start.zone().name()))
    }

    /// Reminders as alarms, in the order of the list: some clients take the first and no other.
    fn alarms(
        &self,
        event: &Event,
        deadline: &Deadline,
        due: When,
        properties: &[Property<'static>],
    ) -> Vec<Component<'static>> {
        let summary = properties.iter().find(|property| property.name == "SUMMARY");
        let alarm = |before: &Duration| {
            let length = ics::signed_duration(before.minutes());
            // A trigger counts from the start of the event: midnight of a whole day, and of a block not when it is due.
            let shift = match due {
                When::Day(_) => MORNING,
                When::Moment(_) => self.feed.deadline_length.minutes(),
            };
            let mut alarm = ics::component("VALARM");
            let uid = self.uid_of(&format!("{}/alarm/{length}", event.path));
            alarm.properties.push(ics::raw("UID", uid.to_string()));
            alarm.properties.push(ics::raw("ACTION", "DISPLAY"));
            alarm.properties.push(ics::raw("TRIGGER", ics::signed_duration(shift - before.minutes())));
            alarm.properties.extend(summary.map(|summary| ics::raw("DESCRIPTION", summary.val.as_str().to_owned())));
            alarm
        };
        deadline.remind.iter().map(alarm).collect()
    }
}

fn part_of(uid: Uuid) -> Property<'static> {
    ics::param(ics::raw("RELATED-TO", uid.to_string()), "RELTYPE", "PARENT")
}

fn place(place: &Place, online: Option<&Online>, properties: &mut Vec<Property<'static>>) {
    let text = place.text();
    match (text.is_empty(), online) {
        (false, _) => properties.push(ics::text("LOCATION", &text)),
        (true, Some(_)) if place.geo.is_none() => properties.push(ics::text("LOCATION", "Online")),
        _ => {}
    }
    let Some(geo) = place.geo else { return };
    let geo = ics::geo(geo);
    if text.is_empty() {
        properties.push(geo);
    } else {
        // Apple's map is shown if the title and LOCATION are the same.
        let point = format!("geo:{}", geo.val.as_str().replace(';', ","));
        properties.push(geo);
        let location = ics::raw("X-APPLE-STRUCTURED-LOCATION", point);
        let location = ics::param(ics::param(location, "VALUE", "URI"), "X-APPLE-RADIUS", "150");
        properties.push(ics::text_param(location, "X-TITLE", &text));
    }
}

fn links(url: Option<&str>, online: Option<&Online>, properties: &mut Vec<Property<'static>>) {
    properties.extend(url.map(|url| ics::uri("URL", url)));
    if let Some(join) = online.and_then(|online| online.url.as_deref()) {
        let conference = ics::param(ics::uri("CONFERENCE", join), "VALUE", "URI");
        properties.push(ics::param(conference, "FEATURE", "VIDEO"));
    }
}

fn categories(kinds: &[&'static str], conference: &Conference, properties: &mut Vec<Property<'static>>) {
    let is_kind = |tag: &str| kinds.iter().any(|kind| kind.eq_ignore_ascii_case(tag));
    let tags = conference.tags.iter().map(String::as_str).filter(|tag| !is_kind(tag));
    properties.push(ics::texts("CATEGORIES", kinds.iter().copied().chain(tags)));
}

/// STATUS, and whether it takes the time of those who have it in their calendar.
fn status(conference: &Conference, busy: bool, properties: &mut Vec<Property<'static>>) {
    let (status, busy) = match conference.status {
        Status::Confirmed => ("CONFIRMED", if busy { "BUSY" } else { "FREE" }),
        Status::Tentative | Status::Postponed => ("TENTATIVE", if busy { "TENTATIVE" } else { "FREE" }),
        Status::Cancelled => ("CANCELLED", "FREE"),
    };
    properties.push(ics::raw("STATUS", status));
    properties.push(ics::raw("TRANSP", if busy == "FREE" { "TRANSPARENT" } else { "OPAQUE" }));
    properties.push(ics::raw("X-MICROSOFT-CDO-BUSYSTATUS", busy));
}
