//! The pieces that a calendar is laid out in, which are written or compared.

use crate::ics::Encoder;
use crate::revision::Stamp;

/// A piece of a calendar as it is laid out.
pub(super) enum Piece<'p> {
    Text(&'p str),
    /// The line LAST-MODIFIED of the calendar.
    Revision(Stamp),
    /// The lines DTSTAMP, LAST-MODIFIED and SEQUENCE of an event.
    Stamp(Stamp),
}

/// The lines of a stamp, kept because most events of a feed have the same.
#[derive(Default)]
pub(super) struct StampLines {
    stamp: Option<Stamp>,
    lines: Encoder,
}

impl StampLines {
    /// The lines of an event.
    pub(super) fn stamp(&mut self, stamp: Stamp) -> &str {
        if self.stamp != Some(stamp) {
            self.stamp = Some(stamp);
            self.lines.out.clear();
            self.lines.utc("DTSTAMP", stamp.time());
            self.lines.utc("LAST-MODIFIED", stamp.time());
            self.lines.raw("SEQUENCE", &stamp.sequence().to_string());
        }
        &self.lines.out
    }

    /// The line LAST-MODIFIED of the calendar.
    pub(super) fn revision(&mut self, revision: Stamp) -> &str {
        self.stamp = None;
        self.lines.out.clear();
        self.lines.utc("LAST-MODIFIED", revision.time());
        &self.lines.out
    }
}
