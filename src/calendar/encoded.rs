//! A feed whose events are encoded once, for many calendars that are each a part of it.
//!
//! Comes in: a feed and the time of its list. Goes out: a [`Calendar`] for any [`Filter`], with a name and zones of its
//! own. The content of an event does not depend on the other events of a calendar, so that it has one revision in all
//! of them. It does depend on the form of its times: an event that has a zone is encoded in local time and in UTC.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::encode::EventEncoder;
use super::event::{self, Subject, TYPICAL_EVENT_OCTETS};
use super::head::timezones;
use super::index::Index;
use super::unchanged::unchanged_conferences;
use crate::deadline_kind::DeadlineKind;
use crate::filter::Filter;
use crate::ics::Encoder;
use crate::model::{Conference, Feed, Times};
use crate::revision::Stamp;

/// The octets of a UID as text.
const UID_OCTETS: usize = 36;

/// Every event of a feed, encoded once. Holds the feed too, and is shared by the calendars made of it.
///
/// # Examples
///
/// ```
/// use confcal::{EncodedFeed, Filter, Names, Source, Stamp};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n\
///             [[conference]]\nname = 'SciPy 2022'\nstart = 2022-07-11\ncountry = 'US'\n";
/// let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap();
/// let encoded = EncodedFeed::new(feed, Stamp::new("2022-05-01T00:00:00Z".parse().unwrap()));
/// let filter = Filter::parse([("region", "europe")], &Names::of(encoded.feed()), Default::default()).unwrap();
/// assert_eq!(encoded.calendar(&filter, Some("Europe"), None).len(), 1);
/// ```
#[derive(Debug)]
pub struct EncodedFeed {
    feed: Feed,
    pub(super) list_time: Stamp,
    /// The UID and the content of each event, one after the other.
    text: String,
    /// The events in the order of the feed.
    events: Vec<EncodedEvent>,
    /// The indices in `events` of the events of each conference.
    by_conference: Vec<Vec<u32>>,
    index: Index,
    /// The VTIMEZONEs, in the order of the names of their zones.
    timezones: Vec<Arc<str>>,
}

/// One event: its range in the text, and the facts that a selection depends on.
#[derive(Debug)]
struct EncodedEvent {
    text: Range<usize>,
    /// The range of its form in UTC, if that differs.
    in_utc: Option<Range<usize>>,
    conference: u32,
    kind: EncodedKind,
    last_day: NaiveDate,
    /// See [`Event::over_at`](event::Event::over_at).
    over_at: DateTime<Utc>,
    /// The index of its VTIMEZONE.
    timezone: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EncodedKind {
    Whole,
    Session(usize),
    Deadline(DeadlineKind),
    /// A reminder of a deadline, with the day on which the deadline is due.
    Reminder(DeadlineKind, NaiveDate),
}

impl EncodedFeed {
    /// Encodes all events of a feed, including those that it no longer keeps at `list_time`, the time of the list.
    pub fn new(feed: Feed, list_time: Stamp) -> Arc<EncodedFeed> {
        EncodedFeed::after(None, feed, list_time)
    }

    /// The same, but takes the events of unchanged conferences from an earlier feed, because to encode them takes longer
    /// than to compare their conferences.
    pub(crate) fn after(earlier: Option<&EncodedFeed>, feed: Feed, list_time: Stamp) -> Arc<EncodedFeed> {
        let unchanged = earlier.map(|earlier| (earlier, unchanged_conferences(&earlier.feed, &feed)));
        let mut plan = Vec::new();
        for number in 0..feed.conferences.len() {
            event::push_events(&feed, number, &mut plan);
        }
        event::sort(&mut plan);
        let timezones = timezones(&mut plan);
        let indices: HashMap<&str, u16> = timezones.keys().copied().zip(0..).collect();
        let encoder = EventEncoder::new(&feed);
        let mut by_conference = vec![Vec::new(); feed.conferences.len()];
        let (mut to, mut events) = (Encoder::default(), Vec::with_capacity(plan.len()));
        // A text that grows by doubling leaves holes in memory that the next version of a served site does not fill.
        let forms = plan.iter().map(|event| 1 + usize::from(event.zone.is_some())).sum::<usize>();
        to.out.reserve(forms * TYPICAL_EVENT_OCTETS);
        for event in &plan {
            let own = &mut by_conference[event.number as usize];
            let before = unchanged.as_ref().and_then(|(earlier, indices)| {
                let conference = indices[event.number as usize]?;
                Some(earlier.forms(earlier.by_conference[conference as usize][own.len()]))
            });
            let mut before = before.into_iter().flatten();
            let mut encode = |is_local| {
                let start = to.out.len();
                if let Some(form) = before.next() {
                    to.out.push_str(form);
                } else {
                    to.out.push_str(encoder.uid(event).hyphenated().encode_lower(&mut Uuid::encode_buffer()));
                    encoder.content(event, is_local, &mut to);
                }
                start..to.out.len()
            };
            events.push(EncodedEvent {
                text: encode(event.zone.is_some()),
                in_utc: event.zone.map(|_| encode(false)),
                conference: event.number,
                kind: match event.subject {
                    Subject::Whole => EncodedKind::Whole,
                    Subject::Session(at) => EncodedKind::Session(at),
                    Subject::Deadline(deadline, _) => EncodedKind::Deadline(deadline.kind),
                    Subject::Reminder(deadline, due, _) => EncodedKind::Reminder(deadline.kind, due.day()),
                },
                last_day: event.last_day(),
                timezone: event.zone.and_then(|tz| indices.get(tz.name()).copied()),
                over_at: event.over_at(),
            });
            own.push(events.len() as u32 - 1);
        }
        let mut text = to.out;
        text.shrink_to_fit();
        let index = Index::new(&feed);
        let timezones = timezones.into_values().map(Arc::from).collect();
        Arc::new(EncodedFeed { feed, list_time, text, events, by_conference, index, timezones })
    }

    /// The feed whose events these are.
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    /// The events that pass a filter and are kept.
    pub(super) fn select(self: &Arc<Self>, filter: &Filter) -> Selection {
        let kept_from = self.feed.kept_from(self.list_time.time());
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
        Selection { feed: Arc::clone(self), events: chosen, is_in_utc: filter.form_of_times() == Times::Utc }
    }

    /// A conference's own event, kept or not. `conference` is the index of the conference in the feed.
    #[cfg(feature = "site")]
    pub(super) fn select_one(self: &Arc<Self>, conference: usize) -> Selection {
        let own = self.by_conference[conference].iter().copied();
        let whole = own.filter(|&event| self.events[event as usize].kind == EncodedKind::Whole).collect();
        Selection { feed: Arc::clone(self), events: whole, is_in_utc: false }
    }

    /// No event.
    #[cfg(feature = "site")]
    pub(super) fn select_none(self: &Arc<Self>) -> Selection {
        Selection { feed: Arc::clone(self), events: Vec::new(), is_in_utc: false }
    }

    fn passes(&self, filter: &Filter, conference: &Conference, event: u32) -> bool {
        let event = &self.events[event as usize];
        match event.kind {
            EncodedKind::Whole => filter.wants_whole(conference),
            EncodedKind::Session(at) => filter.wants_session(&conference.sessions[at]),
            EncodedKind::Deadline(kind) => filter.wants_deadline(kind, event.last_day, event.over_at),
            EncodedKind::Reminder(kind, due) => {
                filter.wants_deadline(kind, due, event.over_at) && filter.wants_reminder(event.last_day)
            }
        }
    }

    /// The number of events.
    #[cfg(feature = "site")]
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// The UID of each event.
    #[cfg(feature = "site")]
    pub(super) fn uids(&self) -> impl Iterator<Item = &str> {
        self.events.iter().map(|event| &self.text[event.text.start..event.text.start + UID_OCTETS])
    }

    /// The text of an event in local time, and in UTC if that differs.
    pub(super) fn forms(&self, event: u32) -> impl Iterator<Item = &str> {
        let EncodedEvent { text, in_utc, .. } = &self.events[event as usize];
        [Some(text), in_utc.as_ref()].into_iter().flatten().map(|range| &self.text[range.clone()])
    }

    /// The `updated` of the list for the event with this index.
    pub(crate) fn updated(&self, event: u32) -> Option<Stamp> {
        let conference = self.events[event as usize].conference;
        self.feed.conferences[conference as usize].updated.map(Stamp::new)
    }
}

/// Some events of an encoded feed, by their indices in ascending order.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    feed: Arc<EncodedFeed>,
    events: Vec<u32>,
    is_in_utc: bool,
}

impl Selection {
    pub(super) fn feed(&self) -> &EncodedFeed {
        &self.feed
    }

    /// The VTIMEZONEs that its events need, in the order of the names of their zones.
    pub(super) fn timezones(&self) -> Vec<Arc<str>> {
        let zoned = self.events.iter().filter(|_| !self.is_in_utc);
        let indices: BTreeSet<u16> = zoned.filter_map(|&event| self.feed.events[event as usize].timezone).collect();
        indices.into_iter().map(|index| Arc::clone(&self.feed.timezones[usize::from(index)])).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.events.len()
    }

    #[cfg(feature = "site")]
    pub(super) fn index(&self, at: usize) -> u32 {
        self.events[at]
    }

    /// The place of an event of this index, if it is selected.
    #[cfg(feature = "site")]
    pub(super) fn place(&self, index: u32) -> Option<usize> {
        self.events.binary_search(&index).ok()
    }

    #[cfg(feature = "site")]
    pub(super) fn is_in_utc(&self) -> bool {
        self.is_in_utc
    }

    pub(super) fn updated(&self, at: usize) -> Option<Stamp> {
        self.feed.updated(self.events[at])
    }

    /// The UID and the content of each event of a range.
    pub(super) fn texts(&self, range: Range<usize>) -> impl Iterator<Item = (&str, &str)> {
        range.map(|at| self.feed.text[self.text(at)].split_at(UID_OCTETS))
    }

    /// The octets of the UID and the content of an event.
    #[cfg(feature = "site")]
    pub(super) fn octets(&self, at: usize) -> usize {
        self.text(at).len()
    }

    fn text(&self, at: usize) -> Range<usize> {
        let event = &self.feed.events[self.events[at] as usize];
        event.in_utc.as_ref().filter(|_| self.is_in_utc).unwrap_or(&event.text).clone()
    }
}
