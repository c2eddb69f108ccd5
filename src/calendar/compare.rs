//! Compares a calendar with a published feed while reading that, without holding either.
//!
//! A feed that has not changed need not be taken apart. Of one that differs nothing is known yet, and it has to be
//! [`PreviousFeed::read`](crate::PreviousFeed::read).

use std::io::BufRead;

use super::{Piece, StampLines};
use crate::revision::{self, Stamp};

/// A time in UTC as it is written.
type Time = [u8; "20220501T000000Z".len()];

/// A published feed, read as far as it is the calendar. A method that gives `None` has found a difference, or could not
/// read on.
pub(super) struct Comparison<R> {
    published: R,
    /// LAST-MODIFIED of the published feed.
    revision: Option<Stamp>,
    /// The stamps of its events.
    stamps: Vec<Stamp>,
    /// The last time that was read, and its stamp: most events have that of the event before.
    last: Option<(Time, Stamp)>,
    lines: StampLines,
}

impl<R: BufRead> Comparison<R> {
    pub(super) fn new(published: R) -> Comparison<R> {
        Comparison { published, revision: None, stamps: Vec::new(), last: None, lines: StampLines::default() }
    }

    /// Reads the next piece. A revision may be any.
    pub(super) fn take(&mut self, piece: &Piece) -> Option<()> {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Revision(_) => {
                self.text("LAST-MODIFIED:")?;
                self.revision = Some(self.time()?);
                self.text("\r\n")
            }
            Piece::Stamp(_) => {
                let name = "DTSTAMP:";
                self.text(name)?;
                let stamp = self.time()?;
                self.stamps.push(stamp);
                pass(&mut self.published, &self.lines.stamp(stamp)[name.len() + Time::default().len()..])
            }
        }
    }

    /// The revision of the feed and of each event, if it ends here. That of the feed may be later than its events, which may
    /// have been changed and removed since, and never earlier.
    pub(super) fn end(mut self) -> Option<(Stamp, Vec<Stamp>)> {
        let is_end = self.published.fill_buf().ok()?.is_empty();
        let revision = self.revision.filter(|revision| self.stamps.iter().all(|stamp| stamp <= revision))?;
        is_end.then_some((revision, self.stamps))
    }

    fn text(&mut self, text: &str) -> Option<()> {
        pass(&mut self.published, text)
    }

    fn time(&mut self) -> Option<Stamp> {
        let mut time = Time::default();
        self.published.read_exact(&mut time).ok()?;
        match self.last {
            Some((last, stamp)) if last == time => Some(stamp),
            _ => {
                let stamp = revision::stamp(std::str::from_utf8(&time).ok()?)?;
                self.last = Some((time, stamp));
                Some(stamp)
            }
        }
    }
}

/// Reads this text, and nothing else.
fn pass(published: &mut impl BufRead, text: &str) -> Option<()> {
    let mut next = text.as_bytes();
    while !next.is_empty() {
        let rest = published.fill_buf().ok()?;
        let count = rest.len().min(next.len());
        if count == 0 || rest[..count] != next[..count] {
            return None;
        }
        published.consume(count);
        next = &next[count..];
    }
    Some(())
}
