//! The published feed that a calendar continues.

use super::Calendar;
use crate::revision::{PreviousFeed, PublishedRevision, Stamp};

/// A published feed: read back from its bytes, or a calendar in memory. The same rules hold for both.
pub(crate) trait PublishedCalendar {
    /// The newest stamp of its events.
    fn newest(&self) -> Option<Stamp>;

    /// LAST-MODIFIED of the calendar itself.
    fn last_modified(&self) -> Option<Stamp>;

    /// The published revision of each event of `next`, by its place in it.
    fn revisions(&self, next: &Calendar, give: &mut dyn FnMut(usize, Option<PublishedRevision>));
}

impl PublishedCalendar for PreviousFeed<'_> {
    fn newest(&self) -> Option<Stamp> {
        self.newest()
    }

    fn last_modified(&self) -> Option<Stamp> {
        self.last_modified()
    }

    fn revisions(&self, next: &Calendar, give: &mut dyn FnMut(usize, Option<PublishedRevision>)) {
        next.events.for_each(|at, uid, content| give(at, self.revision(uid, content)));
    }
}
