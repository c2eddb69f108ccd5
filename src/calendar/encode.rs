//! The properties of an event but its UID and stamps.
//!
//! Every property is here because some client shows it, or guesses wrongly without it. The content of an event depends
//! on no other event, so that no filter changes it.

use arcstr::Substr;
use uuid::Uuid;

use super::event::{Event, Subject};
use super::text;
use crate::ics::{self, Encoder};
use crate::model::{Conference, Deadline, Feed, MORNING_MINUTES, Online, Reminders, Session, Status};
use crate::place::Place;
use crate::time::{DateOrTime, Interval, Moment, next_day};

/// Encodes the events of a feed.
#[derive(Clone, Debug)]
pub(super) struct EventEncoder<'f> {
    feed: &'f Feed,
}

impl EventEncoder<'_> {
    pub(super) fn new(feed: &Feed) -> EventEncoder<'_> {
        EventEncoder { feed }
    }

    pub(super) fn uid(&self, event: &Event) -> Uuid {
        if let Subject::Whole = event.subject { event.parent } else { event.uid_of(&event.path()) }
    }

    /// Adds the properties of an event, in the local time of its zone or in UTC.
    pub(super) fn content(&self, event: &Event, is_local: bool, to: &mut Encoder) {
        times(event.dates, is_local, to);
        match event.subject {
            Subject::Whole => self.conference(event, is_local, to),
            Subject::Session(at) => session(event, &event.conference.sessions[at], is_local, to),
            Subject::Deadline(of, due) => {
                let summary = of.title(event.conference);
                deadline(event, of, *due, &summary, to);
                if self.feed.reminders == Reminders::Alarms && event.conference.status != Status::Cancelled {
                    self.alarms(event, of, *due, &summary, to);
                }
            }
            Subject::Reminder(of, due, _) => {
                let summary = text::reminder_title(event.conference, of, *due, event.dates.start().day());
                deadline(event, of, *due, &summary, to);
            }
        }
    }

    fn conference(&self, event: &Event, is_local: bool, to: &mut Encoder) {
        let conference = event.conference;
        to.text("SUMMARY", &conference.title());
        place(&conference.place, conference.online.as_ref(), to);
        links(conference.url.as_deref(), conference.online.as_ref(), to);
        describe(&text::conference(conference, local_times(event.dates, is_local)), to);
        if let Some(whole) = &conference.part_of {
            part_of(whole.uid, to);
        }
        categories(&["conference"], conference, to);
        status(conference, conference.busy, to);
    }

    /// Adds reminders as alarms, in the order of the list: some clients take the first and no other.
    fn alarms(&self, event: &Event, deadline: &Deadline, due: DateOrTime, summary: &str, to: &mut Encoder) {
        // A trigger counts from the start of the event: midnight for a whole day, the start of the block for a time.
        let shift = match due {
            DateOrTime::Day(_) => MORNING_MINUTES,
            DateOrTime::Moment(_) => event.conference.deadline_length.minutes(),
        };
        let path = event.path();
        for before in &deadline.remind {
            let length = ics::signed_duration(before.minutes());
            to.begin("VALARM");
            to.uid("UID", &[], event.uid_of(&[&path, "/alarm/", &length].concat()));
            to.raw("ACTION", "DISPLAY");
            to.raw("TRIGGER", &ics::signed_duration(shift - before.minutes()));
            to.text("DESCRIPTION", summary);
            to.end("VALARM");
        }
    }
}

fn session(event: &Event, session: &Session, is_local: bool, to: &mut Encoder) {
    let conference = event.conference;
    to.text("SUMMARY", &session.title(conference));
    place(&session.place, session.online.as_ref(), to);
    links(session.url.as_deref(), session.online.as_ref(), to);
    describe(&text::session(conference, session, local_times(event.dates, is_local)), to);
    part_of(event.parent, to);
    categories(&["session"], conference, to);
    status(conference, conference.busy, to);
}

/// Adds a deadline, or a reminder of one.
fn deadline(event: &Event, deadline: &Deadline, due: DateOrTime, summary: &str, to: &mut Encoder) {
    let conference = event.conference;
    to.text("SUMMARY", summary);
    links(deadline.url.as_deref(), None, to);
    describe(&text::deadline(conference, deadline, due), to);
    part_of(event.parent, to);
    let kinds = ["deadline", deadline.kind.as_str(), "reminder"];
    let is_reminder = matches!(event.subject, Subject::Reminder(..));
    categories(&kinds[..if is_reminder { 3 } else { 2 }], conference, to);
    // A deadline takes nobody's time.
    status(conference, false, to);
}

fn times(when: Interval, is_local: bool, to: &mut Encoder) {
    let time = |name, moment: Moment, to: &mut Encoder| {
        if is_local { to.zoned(name, moment) } else { to.utc(name, moment.utc()) }
    };
    match when {
        Interval::Days { first, last } => {
            to.date("DTSTART", first);
            to.date("DTEND", next_day(last));
        }
        Interval::Times { start, end } => {
            time("DTSTART", start, to);
            // A moment has no end: DTEND must be later than DTSTART (RFC 5545 §3.8.2.2).
            if end.utc() > start.utc() {
                time("DTEND", end, to);
            }
        }
    }
}

fn describe(description: &str, to: &mut Encoder) {
    if !description.is_empty() {
        to.text("DESCRIPTION", description);
    }
}

/// The local times of an event that is written in UTC: only its description can give them.
fn local_times(when: Interval, is_local: bool) -> text::LocalTimes {
    let Interval::Times { start, end } = when else { return None };
    let said = start.zone().is_utc() || is_local;
    (!said).then(|| (start.local(), end.local(), start.zone().name()))
}

fn part_of(uid: Uuid, to: &mut Encoder) {
    to.uid("RELATED-TO", &[("RELTYPE", "PARENT")], uid);
}

fn place(place: &Place, online: Option<&Online>, to: &mut Encoder) {
    let text = place.text();
    match (text.is_empty(), online) {
        (false, _) => to.text("LOCATION", &text),
        (true, Some(_)) if place.geo.is_none() => to.text("LOCATION", "Online"),
        _ => {}
    }
    if let Some(geo) = place.geo {
        // Apple's map is shown if the title and LOCATION are the same.
        to.geo(geo, &text);
    }
}

fn links(url: Option<&str>, online: Option<&Online>, to: &mut Encoder) {
    if let Some(url) = url {
        to.uri("URL", &[], url);
    }
    if let Some(join) = online.and_then(|online| online.url.as_deref()) {
        to.uri("CONFERENCE", &[("VALUE", "URI"), ("FEATURE", "VIDEO")], join);
    }
}

fn categories(kinds: &[&'static str], conference: &Conference, to: &mut Encoder) {
    // The third category tells a reminder from its deadline when a feed is read back.
    let reserved = kinds.first().filter(|kind| **kind == "deadline").map(|_| "reminder");
    let is_kind = |tag: &str| kinds.iter().chain(&reserved).any(|kind| kind.eq_ignore_ascii_case(tag));
    let tags = conference.tags.iter().map(Substr::as_str).filter(|tag| !is_kind(tag));
    to.texts("CATEGORIES", kinds.iter().copied().chain(tags));
}

/// Adds STATUS, and the properties that show the event as busy or free.
fn status(conference: &Conference, busy: bool, to: &mut Encoder) {
    let (status, busy) = match conference.status {
        Status::Confirmed => ("CONFIRMED", if busy { "BUSY" } else { "FREE" }),
        Status::Tentative | Status::Postponed => ("TENTATIVE", if busy { "TENTATIVE" } else { "FREE" }),
        Status::Cancelled => ("CANCELLED", "FREE"),
    };
    to.raw("STATUS", status);
    to.raw("TRANSP", if busy == "FREE" { "TRANSPARENT" } else { "OPAQUE" });
    to.raw("X-MICROSOFT-CDO-BUSYSTATUS", busy);
}
