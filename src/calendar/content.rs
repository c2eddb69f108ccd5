//! Which property says what: all of an event but its UID and its stamps.
//!
//! Every property is here because some client shows it, or wrongly guesses without it. The content of an event depends on
//! its feed in one thing only, whether its times are local or in UTC: no filter changes what an event says.

use icalendar::parser::{Component, Property};
use uuid::Uuid;

use super::event::{Event, Part};
use super::words;
use crate::duration::Duration;
use crate::ics;
use crate::model::{Conference, Deadline, Feed, MORNING, Online, Reminders, Session, Status};
use crate::place::Place;
use crate::when::{Interval, Moment, When, next_day};

/// Writes the events of a feed.
pub(super) struct Writer<'f> {
    feed: &'f Feed,
    namespace: Uuid,
}

impl Writer<'_> {
    pub(super) fn new(feed: &Feed, namespace: Uuid) -> Writer<'_> {
        Writer { feed, namespace }
    }

    pub(super) fn uid(&self, event: &Event) -> Uuid {
        if let Part::Whole = event.part { event.parent } else { self.uid_of(&event.path) }
    }

    fn uid_of(&self, path: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, path.as_bytes())
    }

    /// Adds what an event says, in the local time of its zone or else in UTC.
    pub(super) fn write(&self, event: &Event, is_local: bool, out: &mut String) {
        ics::write_content(&self.event(event, is_local), out);
    }

    fn event(&self, event: &Event, is_local: bool) -> Component<'static> {
        let mut component = ics::component("VEVENT");
        let properties = &mut component.properties;
        properties.reserve(20);
        times(event.when, is_local, properties);
        match event.part {
            Part::Whole => self.conference(event, is_local, properties),
            Part::Session(at) => self.session(event, &event.conference.sessions[at], is_local, properties),
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

    fn conference(&self, event: &Event, is_local: bool, properties: &mut Vec<Property<'static>>) {
        let conference = event.conference;
        properties.push(ics::text("SUMMARY", &words::with_status(conference.status, &conference.name)));
        place(&conference.place, conference.online.as_ref(), properties);
        links(conference.url.as_deref(), conference.online.as_ref(), properties);
        describe(&words::conference(conference, unsaid(event.when, is_local)), properties);
        properties.extend(conference.part_of.as_ref().map(|whole| part_of(self.uid_of(&whole.id))));
        categories(&["conference"], conference, properties);
        status(conference, conference.busy, properties);
    }

    fn session(&self, event: &Event, session: &Session, is_local: bool, properties: &mut Vec<Property<'static>>) {
        let conference = event.conference;
        let summary = format!("{}: {}", conference.name, session.name);
        properties.push(ics::text("SUMMARY", &words::with_status(conference.status, &summary)));
        place(&session.place, session.online.as_ref(), properties);
        links(session.url.as_deref(), session.online.as_ref(), properties);
        describe(&words::session(conference, session, unsaid(event.when, is_local)), properties);
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
        describe(&words::deadline(conference, deadline, due), properties);
        properties.push(part_of(event.parent));
        let kinds = ["deadline", deadline.kind.word(), "reminder"];
        categories(&kinds[..if days_before.is_some() { 3 } else { 2 }], conference, properties);
        // A date to act by takes nobody's time.
        status(conference, false, properties);
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

fn times(when: Interval, is_local: bool, properties: &mut Vec<Property<'static>>) {
    let time = |name, moment: Moment| {
        if is_local { ics::zoned(name, moment) } else { ics::utc(name, moment.utc()) }
    };
    match when {
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

fn describe(description: &str, properties: &mut Vec<Property<'static>>) {
    if !description.is_empty() {
        properties.push(ics::text("DESCRIPTION", description));
    }
}

/// The local times of an event that is written in UTC all the same, and so have to be said in words.
fn unsaid(when: Interval, is_local: bool) -> words::Unsaid {
    let Interval::Times { start, end } = when else { return None };
    let said = start.zone().is_utc() || is_local;
    (!said).then(|| (start.local(), end.local(), start.zone().name()))
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
