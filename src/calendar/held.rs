//! A calendar of the site in memory, as the published feed that the next one continues: nothing of it is encoded or read.

use super::Calendar;
use super::encoded::{EncodedFeed, Selection};
use super::events::{EventStamps, Events};
use super::published::PublishedCalendar;
use super::unchanged::places;
use crate::revision::{PublishedRevision, Stamp};

/// The events of an encoded feed that an earlier one has too, by UID.
pub(crate) struct CommonEvents(Vec<Option<CommonEvent>>);

/// An event of the earlier feed.
#[derive(Clone, Copy)]
struct CommonEvent {
    index: u32,
    /// True if all forms of it are the same.
    is_same: bool,
}

impl CommonEvents {
    pub(crate) fn new(earlier: &EncodedFeed, later: &EncodedFeed) -> CommonEvents {
        let uids: Vec<&str> = earlier.uids().collect();
        let is_same = |index, event| earlier.forms(index).eq(later.forms(event));
        let common = |(place, event): (Option<u32>, u32)| {
            place.map(|index| CommonEvent { index, is_same: is_same(index, event) })
        };
        CommonEvents(places(&uids, later.uids()).zip(0..).map(common).collect())
    }

    /// The revision of the event of a calendar in an earlier calendar.
    fn revision(&self, later: &Calendar, at: usize, earlier: &Calendar) -> Option<PublishedRevision> {
        let (Events::Encoded(next), Events::Encoded(published)) = (&later.events, &earlier.events) else { return None };
        let CommonEvent { index, is_same } = self.0[next.index(at) as usize]?;
        let before = published.place(index)?;
        let is_same = is_same || next.texts(at..at + 1).eq(published.texts(before..before + 1));
        Some(PublishedRevision { stamp: Some(earlier.stamp(before)), is_same })
    }

    /// True if both have the same events in the same order.
    fn are_equal(&self, later: &Selection, earlier: &Selection) -> bool {
        let is_same = |at: usize| {
            let common = self.0[later.index(at) as usize].filter(|common| common.index == earlier.index(at));
            common.is_some_and(|common| common.is_same)
        };
        later.len() == earlier.len() && later.is_in_utc() == earlier.is_in_utc() && (0..later.len()).all(is_same)
    }
}

/// A calendar in memory as the published feed of a later one.
pub(crate) struct HeldCalendar<'c> {
    pub(crate) calendar: &'c Calendar<'static>,
    /// The events that its encoded feed has in common with the one of the later calendar.
    pub(crate) common: &'c CommonEvents,
}

impl PublishedCalendar for HeldCalendar<'_> {
    fn newest(&self) -> Option<Stamp> {
        (0..self.calendar.len()).map(|at| self.calendar.stamp(at)).max()
    }

    fn last_modified(&self) -> Option<Stamp> {
        Some(self.calendar.revision)
    }

    fn revisions(&self, next: &Calendar, give: &mut dyn FnMut(usize, Option<PublishedRevision>)) {
        (0..next.len()).for_each(|at| give(at, self.common.revision(next, at, self.calendar)));
    }
}

impl Calendar<'static> {
    /// True if a calendar in memory is the same except for its revisions, which this one then takes over.
    pub(crate) fn continues(&mut self, published: &HeldCalendar) -> bool {
        let HeldCalendar { calendar: published, common } = published;
        let (Events::Encoded(next), Events::Encoded(before)) = (&self.events, &published.events) else { return false };
        let is_same =
            self.head == published.head && self.timezones == published.timezones && common.are_equal(next, before);
        if is_same {
            self.revision = published.revision;
            self.stamps = EventStamps::Own((0..published.len()).map(|at| published.stamp(at)).collect());
        }
        is_same
    }
}
