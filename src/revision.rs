//! The revisions of events, as calendar clients compare them.
//!
//! A [`Stamp`] becomes DTSTAMP, LAST-MODIFIED and SEQUENCE (RFC 5545 §3.8.7). Clients show a change only with a later
//! stamp, and take a later stamp for a change: so an event that is the same in the [`PreviousFeed`] keeps its stamp, and
//! every other gets a later one. The library reads no clock: stamps come from that feed, from the list, or from the caller.

mod changes;
mod feed_text;
mod header;
mod previous_feed;
mod reader;
mod removed;
mod stamp;
mod uid;

pub use changes::{Change, ChangeKind, PropertyChange};
pub use previous_feed::PreviousFeed;
#[cfg(feature = "site")]
pub(crate) use reader::published_revision;
pub(crate) use reader::stamp;
pub use stamp::{Stamp, Stamps};

use chrono::TimeDelta;

use crate::diagnostic::{Code, Diagnostic};

/// The time by which stamps may be ahead of the time of the list without a warning.
const MAX_AHEAD: TimeDelta = TimeDelta::hours(1);

/// An event of a published feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PublishedRevision {
    /// `None` if its properties do not agree on it.
    pub(crate) stamp: Option<Stamp>,
    /// True if it is the same but for its stamp.
    pub(crate) is_same: bool,
}

/// Gives each event of a feed its stamp.
pub(crate) struct Revisions {
    /// The published revision of the calendar.
    before: Option<Stamp>,
    /// The time of the list.
    list_time: Stamp,
    /// `list_time`, raised past the newest published stamp if it is older.
    raised: Stamp,
    /// The number of events with the raised time.
    behind: usize,
    newest: Option<Stamp>,
    counts: RevisionCounts,
}

/// The number of events that differ from the published ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RevisionCounts {
    pub(crate) new: usize,
    pub(crate) changed: usize,
}

impl Revisions {
    /// The revisions of a feed that was published before, with this newest stamp of an event and this revision.
    pub(crate) fn new(list_time: Stamp, newest: Option<Stamp>, before: Option<Stamp>) -> Revisions {
        Revisions { before, ..Revisions::after(list_time, newest) }
    }

    /// The revisions of events that were never published, in feeds whose newest published stamp is `newest`.
    pub(crate) fn after(list_time: Stamp, newest: Option<Stamp>) -> Revisions {
        let raised = newest.filter(|&newest| list_time < newest).map_or(list_time, Stamp::next);
        Revisions { before: None, list_time, raised, behind: 0, newest: None, counts: RevisionCounts::default() }
    }

    /// The stamp of an event: that of the previous feed if the event is the same there, else `updated` if that is later
    /// than there, else the time of the list.
    pub(crate) fn stamp(&mut self, previous: Option<PublishedRevision>, updated: Option<Stamp>) -> Stamp {
        let known = self.published(previous, updated);
        let stamp = known.unwrap_or_else(|| self.later(updated, None));
        self.newest = self.newest.max(Some(stamp));
        stamp
    }

    /// The stamp of an event that was published before: the same if the event is the same, else a later one.
    pub(crate) fn published(&mut self, previous: Option<PublishedRevision>, updated: Option<Stamp>) -> Option<Stamp> {
        let Some(PublishedRevision { stamp, is_same }) = previous else {
            self.counts.new += 1;
            return None;
        };
        self.counts.changed += usize::from(!is_same);
        let stamp = stamp?;
        Some(if is_same { stamp } else { self.later(updated, Some(stamp)) })
    }

    /// The stamp of an event that was never published.
    #[cfg(feature = "site")]
    pub(crate) fn fresh(&mut self, updated: Option<Stamp>) -> Stamp {
        self.later(updated, None)
    }

    fn later(&mut self, updated: Option<Stamp>, before: Option<Stamp>) -> Stamp {
        if let Some(updated) = updated.filter(|&updated| Some(updated) > before) {
            return match before {
                Some(before) if updated.sequence() <= before.sequence() => before.next(),
                _ => updated,
            };
        }
        self.behind += usize::from(self.raised != self.list_time);
        match before {
            // The list was changed twice in a minute, or only the options of the export: no fault of any clock.
            Some(before) if self.raised.sequence() <= before.sequence() => before.next(),
            _ => self.raised,
        }
    }

    /// The revision of the calendar as a whole: the newest of its events. It does not go back when the newest event is
    /// removed, and stays the same without events.
    pub(crate) fn newest(&self) -> Stamp {
        self.newest.max(self.before).unwrap_or(self.list_time)
    }

    /// The number of new and of changed events; none without a previous feed.
    pub(crate) fn counts(&self) -> RevisionCounts {
        self.counts
    }

    /// A warning if the list is older than its previous feed.
    pub(crate) fn warning(&self) -> Option<Diagnostic> {
        let (list, raised) = (self.list_time.time(), self.raised.time());
        // Each change moves a revision by at least a minute, so quick edits run ahead of the clock without any fault.
        if self.behind == 0 || raised - list <= MAX_AHEAD {
            return None;
        }
        let events = if self.behind == 1 { "1 event gets".to_owned() } else { format!("{} events get", self.behind) };
        let message = format!(
            "the list is of {list}, before the newest revision in the previous feed: {events} {raised} instead"
        );
        Some(
            Diagnostic::unlocated(Code::TimeBehind, message).help(
                "calendar programs show a change only if it is later; mind the clock and the time of the list file"
                    .to_owned(),
            ),
        )
    }
}
