//! Compares a calendar with a published feed while reading the feed, without holding either.
//!
//! After a difference nothing is known of the rest, so that the feed has to be read anew with
//! [`PreviousFeed::read`](crate::PreviousFeed::read).

use std::io::BufRead;

use super::piece::{Piece, StampLines};
use crate::revision::{self, Stamp};

/// A DATE-TIME in UTC as a feed writes it.
type UtcText = [u8; "20220501T000000Z".len()];

/// A published feed, read up to where it still equals the calendar. Methods return `None` after a difference or a
/// failed read.
pub(super) struct Comparison<R> {
    published: R,
    /// LAST-MODIFIED of the published feed.
    revision: Option<Stamp>,
    /// The stamps of its events, in order.
    stamps: Vec<Stamp>,
    /// The last time and its stamp, because most events have the stamp of the event before.
    last: Option<(UtcText, Stamp)>,
    lines: StampLines,
}

impl<R: BufRead> Comparison<R> {
    pub(super) fn new(published: R) -> Comparison<R> {
        Comparison { published, revision: None, stamps: Vec::new(), last: None, lines: StampLines::default() }
    }

    /// Reads the next piece of the calendar. The time of a revision or a stamp may be any.
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
                skip_text(&mut self.published, &self.lines.stamp(stamp)[name.len() + UtcText::default().len()..])
            }
        }
    }

    /// The revision of the feed and the stamps of its events, if the feed ends here. The revision may be later than
    /// every stamp, since the newest event may have been removed, but never earlier.
    pub(super) fn end(mut self) -> Option<(Stamp, Vec<Stamp>)> {
        let is_end = self.published.fill_buf().ok()?.is_empty();
        let revision = self.revision.filter(|revision| self.stamps.iter().all(|stamp| stamp <= revision))?;
        is_end.then_some((revision, self.stamps))
    }

    fn text(&mut self, text: &str) -> Option<()> {
        skip_text(&mut self.published, text)
    }

    fn time(&mut self) -> Option<Stamp> {
        let mut time = UtcText::default();
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

/// Reads past a text that has to come next.
fn skip_text(published: &mut impl BufRead, text: &str) -> Option<()> {
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
