//! Every event of a feed, encoded once, for many feeds that are each a part of it.
//!
//! Comes in: a feed and the time of its list. Goes out: calendars, each a selection of the events by a
//! [`Filter`], with a name and zones of its own. What an event says does not depend on the other events of a selection, so
//! that it has one revision in all of them. It does on the form of times that is wanted: an event that has a zone is kept
//! in local time and in UTC.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

#[cfg(feature = "site")]
use super::along::Along;
use super::content::Writer;
use super::event::{self, Part};
use super::index::Index;
use super::{Calendar, END, END_EVENT, EVENT, StampLines, head, large};
use crate::deadline_kind::DeadlineKind;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::ics::Encoder;
use crate::model::{Conference, Feed, Times};
#[cfg(feature = "site")]
use crate::revision::published_revision;
use crate::revision::{Revisions, Stamp, Stamps};

/// The octets of an event before its stamps: `BEGIN:VEVENT` and the UID.
const OPENING: usize = EVENT.len() + UID + 2;

/// The octets of a UID.
const UID: usize = 36;

/// Every event of a feed, encoded once, to answer for any part of it. It holds the feed too.
///
/// # Examples
///
/// ```
/// use confcal::{Events, Filter, Names, Source, Stamp, Stamps};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n\
///             [[conference]]\nname = 'SciPy 2022'\nstart = 2022-07-11\ncountry = 'US'\n";
/// let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap();
/// let events = Events::new(feed, Stamp::new("2022-05-01T00:00:00".parse().unwrap()));
/// let filter = Filter::parse([("region", "europe")], &Names::of(events.feed()), Default::default()).unwrap();
/// assert_eq!(events.part(&filter, Some("Europe"), None, &Stamps::default()).events, 1);
/// ```
#[derive(Debug)]
pub struct Events {
    feed: Feed,
    time: Stamp,
    /// The events one after the other, each from BEGIN to END, without its stamps.
    text: String,
    /// In the order of the feed.
    events: Vec<Encoded>,
    /// The places in `events` of each conference's own.
    by_conference: Vec<Vec<u32>>,
    index: Index,
    /// The VTIMEZONEs, in the order of the names of their zones.
    timezones: Vec<Arc<str>>,
}

/// One event: where it is in the text, and what a selection asks about it.
#[derive(Debug)]
struct Encoded {
    text: Range<usize>,
    /// In UTC, if that differs.
    in_utc: Option<Range<usize>>,
    conference: u32,
    kind: Kind,
    last_day: NaiveDate,
    /// As [`Event::over_at`].
    over_at: NaiveDateTime,
    /// Its VTIMEZONE, by its place.
    timezone: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Whole,
    Session(usize),
    Deadline(DeadlineKind),
    /// A reminder of a deadline that is due on this day.
    Reminder(DeadlineKind, NaiveDate),
}

/// A selection of events as one calendar: all that it takes to write it, again and again.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    head: String,
    revision: Stamp,
    timezones: Vec<Arc<str>>,
    events: Vec<Selected>,
}

#[derive(Clone, Copy, Debug)]
struct Selected {
    event: u32,
    in_utc: bool,
    stamp: Stamp,
}

impl Events {
    /// Encodes all events of a feed, those too that it does not keep at `time`, the time of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Events, Feed, Stamp};
    /// assert!(Events::new(Feed::default(), Stamp::new(Default::default())).feed().conferences.is_empty());
    /// ```
    pub fn new(feed: Feed, time: Stamp) -> Events {
        let mut plan = Vec::new();
        for number in 0..feed.conferences.len() {
            event::push_events(&feed, number, &mut plan);
        }
        event::sort(&mut plan);
        let zones = super::zones(&mut plan);
        let places: HashMap<&str, u16> = zones.keys().copied().zip(0..).collect();
        let writer = Writer::new(&feed);
        let mut by_conference = vec![Vec::new(); feed.conferences.len()];
        let (mut to, mut events) = (Encoder::default(), Vec::with_capacity(plan.len()));
        for event in &plan {
            by_conference[event.number as usize].push(events.len() as u32);
            let mut write = |is_local| {
                let start = to.out.len();
                to.begin("VEVENT");
                to.uid("UID", &[], writer.uid(event));
                writer.write(event, is_local, &mut to);
                to.end("VEVENT");
                start..to.out.len()
            };
            events.push(Encoded {
                text: write(event.zone.is_some()),
                in_utc: event.zone.map(|_| write(false)),
                conference: event.number,
                kind: match event.part {
                    Part::Whole => Kind::Whole,
                    Part::Session(at) => Kind::Session(at),
                    Part::Deadline(deadline, _) => Kind::Deadline(deadline.kind),
                    Part::Reminder(deadline, due, _) => Kind::Reminder(deadline.kind, due.day()),
                },
                last_day: event.last_day(),
                timezone: event.zone.and_then(|tz| places.get(tz.name()).copied()),
                over_at: event.over_at(),
            });
        }
        let mut text = to.out;
        text.shrink_to_fit();
        let index = Index::of(&feed);
        let timezones = zones.into_values().map(Arc::from).collect();
        Events { feed, time, text, events, by_conference, index, timezones }
    }

    /// The feed that has these events.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Events, Feed, Stamp};
    /// assert_eq!(*Events::new(Feed::default(), Stamp::new(Default::default())).feed(), Feed::default());
    /// ```
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    /// A part of the feed under a name and an address of its own, that agrees with the whole about the revision of every
    /// event. One that the whole does not have is of the time of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Events, Feed, Filter, Stamp, Stamps};
    /// let events = Events::new(Feed::default(), Stamp::new(Default::default()));
    /// let calendar = events.part(&Filter::default(), Some("Europe"), None, &Stamps::default());
    /// assert!(String::from_utf8(calendar.bytes).unwrap().contains("\r\nNAME:Europe\r\n"));
    /// ```
    pub fn part(&self, filter: &Filter, name: Option<&str>, source: Option<&str>, whole: &Stamps) -> Calendar {
        let mut selection = self.select(filter, name, source);
        selection.stamp(self, &mut Revisions::of_part(self.time, whole));
        let text = selection.text(self);
        let diagnostics = selection.size_warning(text.len()).into_iter().collect();
        let (events, revision) = (selection.len(), selection.revision);
        Calendar { bytes: text.into_bytes(), events, new: events, changed: 0, revision, diagnostics }
    }

    /// What passes a filter, and is kept.
    pub(crate) fn select(&self, filter: &Filter, name: Option<&str>, source: Option<&str>) -> Selection {
        let kept_from = self.feed.kept_from(self.time.time());
        let mut chosen = Vec::new();
        for number in self.index.candidates(filter) {
            let (conference, own) = (&self.feed.conferences[number as usize], &self.by_conference[number as usize]);
            if !filter.wants(conference) {
                continue;
            }
            let others = chosen.len();
            chosen.extend(own.iter().filter(|&&event| self.passes(filter, conference, event)));
            let over_at = chosen[others..].iter().map(|&event| self.events[event as usize].over_at);
            if event::is_retired(conference, over_at, kept_from) {
                chosen.truncate(others);
            }
        }
        chosen.sort_unstable();
        self.selection(&chosen, name, source, filter.times())
    }

    fn passes(&self, filter: &Filter, conference: &Conference, event: u32) -> bool {
        let event = &self.events[event as usize];
        match event.kind {
            Kind::Whole => filter.wants_whole(conference),
            Kind::Session(at) => filter.wants_session(&conference.sessions[at]),
            Kind::Deadline(kind) => filter.wants_deadline(kind, event.last_day, event.over_at),
            Kind::Reminder(kind, due) => {
                filter.wants_deadline(kind, due, event.over_at) && filter.wants_reminder(event.last_day)
            }
        }
    }

    /// The event of one conference itself, by its place in the feed, kept or not.
    #[cfg(feature = "site")]
    pub(crate) fn select_one(&self, conference: usize) -> Selection {
        let own = self.by_conference[conference].iter().copied();
        let whole: Vec<u32> = own.filter(|&event| self.events[event as usize].kind == Kind::Whole).collect();
        self.selection(&whole, Some(&self.feed.conferences[conference].name), None, Times::Local)
    }

    /// No event: a feed for who subscribed to what the list has nothing for any more.
    #[cfg(feature = "site")]
    pub(crate) fn select_none(&self, name: Option<&str>, source: Option<&str>) -> Selection {
        self.selection(&[], name, source, Times::Local)
    }

    fn selection(&self, chosen: &[u32], name: Option<&str>, source: Option<&str>, times: Times) -> Selection {
        let in_utc = times == Times::Utc;
        let zoned = chosen.iter().filter(|_| !in_utc);
        let timezones: BTreeSet<u16> = zoned.filter_map(|&event| self.events[event as usize].timezone).collect();
        Selection {
            head: head(&self.feed, name, source),
            revision: self.time,
            events: chosen.iter().map(|&event| Selected { event, in_utc, stamp: self.time }).collect(),
            timezones: timezones.into_iter().map(|place| Arc::clone(&self.timezones[usize::from(place)])).collect(),
        }
    }

    /// How many events there are.
    #[cfg(feature = "site")]
    pub(crate) fn count(&self) -> usize {
        self.events.len()
    }

    /// When its list says that an event last changed.
    fn updated(&self, selected: Selected) -> Option<Stamp> {
        self.updated_at(selected.event)
    }

    /// The same of the event in that place.
    pub(crate) fn updated_at(&self, event: u32) -> Option<Stamp> {
        let conference = self.events[event as usize].conference;
        self.feed.conferences[conference as usize].updated.map(Stamp::new)
    }

    /// The UID of an event, and all of it but UID and stamps.
    fn identity(&self, selected: Selected) -> (&str, &str) {
        let text = self.text(selected);
        let content = &text[OPENING..];
        (uid(text), content.strip_suffix(END_EVENT).unwrap_or(content))
    }

    fn text(&self, selected: Selected) -> &str {
        let event = &self.events[selected.event as usize];
        let text = event.in_utc.as_ref().filter(|_| selected.in_utc).unwrap_or(&event.text);
        &self.text[text.clone()]
    }
}

impl Selection {
    /// How many events it holds.
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// Gives every event its stamp, and the calendar the newest of them.
    pub(crate) fn stamp(&mut self, events: &Events, revisions: &mut Revisions) {
        for selected in &mut self.events {
            let (uid, content) = events.identity(*selected);
            selected.stamp = revisions.stamp(uid, content, events.updated(*selected));
        }
        self.revision = revisions.newest();
    }

    /// Gives, for each of its events that is in a feed as it was published, the stamp that it needs for that.
    #[cfg(feature = "site")]
    pub(crate) fn demand(&self, events: &Events, revisions: &mut Revisions, mut give: impl FnMut(u32, Stamp)) {
        for &selected in &self.events {
            let (uid, content) = events.identity(selected);
            if let Some(stamp) = revisions.published(uid, content, events.updated(selected)) {
                give(selected.event, stamp);
            }
        }
    }

    /// Its events by their places, with the stamps that they have.
    #[cfg(feature = "site")]
    pub(crate) fn stamped(&self) -> impl Iterator<Item = (u32, Stamp)> {
        self.events.iter().map(|selected| (selected.event, selected.stamp))
    }

    /// Gives every event the stamp that it has in all feeds, and the calendar the newest of them; without events, `empty`.
    /// `before` is the revision of the calendar as it was published. Tells whether any event has another stamp now.
    #[cfg(feature = "site")]
    pub(crate) fn settle(&mut self, stamps: &[Stamp], before: Option<Stamp>, empty: Stamp) -> bool {
        let mut is_other = false;
        for selected in &mut self.events {
            let stamp = stamps[selected.event as usize];
            is_other |= std::mem::replace(&mut selected.stamp, stamp) != stamp;
        }
        let newest = self.events.iter().map(|selected| selected.stamp).max();
        self.revision = newest.max(before).unwrap_or(empty);
        is_other
    }

    /// The stamps that its events have, by their UIDs.
    #[cfg(feature = "site")]
    pub(crate) fn stamps(&self, events: &Events) -> Stamps {
        self.events.iter().map(|&selected| (uid(events.text(selected)).to_owned(), selected.stamp)).collect()
    }

    /// Whether this is what is published already, but for revisions: then they are the published ones from now on.
    #[cfg(feature = "site")]
    pub(crate) fn is_unchanged(&mut self, events: &Events, published: &[u8]) -> bool {
        if !self.events.is_empty() {
            return self.read_along(events, published).is_some();
        }
        // No event tells its revision.
        let list = self.revision;
        self.revision = published_revision(published).unwrap_or(list);
        let is_same = self.text(events).as_bytes() == published;
        if !is_same {
            self.revision = list;
        }
        is_same
    }

    #[cfg(feature = "site")]
    fn read_along(&mut self, events: &Events, published: &[u8]) -> Option<()> {
        let mut along = Along::begin(published, &self.head)?;
        self.timezones.iter().try_for_each(|timezone| along.pass(timezone))?;
        for selected in &mut self.events {
            let (opening, content) = events.text(*selected).split_at(OPENING);
            along.pass(opening)?;
            selected.stamp = along.stamp()?;
            along.pass(content)?;
        }
        (self.revision, _) = along.end()?;
        Some(())
    }

    /// Gives the calendar as it is written, piece by piece.
    pub(crate) fn pieces(&self, events: &Events, mut give: impl FnMut(&str)) {
        give(&self.head);
        give(&StampLines::last_modified(self.revision));
        self.timezones.iter().for_each(|timezone| give(timezone));
        let mut stamp_lines = StampLines::default();
        for &selected in &self.events {
            let (opening, content) = events.text(selected).split_at(OPENING);
            give(opening);
            give(stamp_lines.of(selected.stamp));
            give(content);
        }
        give(END);
    }

    /// The calendar as it is written.
    pub(crate) fn text(&self, events: &Events) -> String {
        let mut octets = 0;
        self.pieces(events, |piece| octets += piece.len());
        let mut text = String::with_capacity(octets);
        self.pieces(events, |piece| text.push_str(piece));
        text
    }

    /// The newest revision in it.
    #[cfg(feature = "site")]
    pub(crate) fn revision(&self) -> Stamp {
        self.revision
    }

    /// What there is to say about it when it takes so many octets.
    pub(crate) fn size_warning(&self, octets: usize) -> Option<Diagnostic> {
        large(octets, self.len())
    }
}

/// The UID of an event, from its text.
fn uid(text: &str) -> &str {
    &text[OPENING - 2 - UID..OPENING - 2]
}
