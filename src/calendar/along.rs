//! Reading along in a feed that is published, to tell whether it would be the same today.
//!
//! What has not changed is told so without taking it apart, and without holding it. Where the two part, nothing is known
//! yet, and the feed has to be [`PreviousFeed::read`](crate::PreviousFeed::read).

use std::io::BufRead;

use super::{END, StampLines};
use crate::revision::{self, Stamp};

/// A time in UTC, as it is written.
type Time = [u8; "20220501T000000Z".len()];

/// A published feed, up to where it says the same. What gives `None` does not come next, or cannot be read.
pub(super) struct Along<R> {
    text: Text<R>,
    /// LAST-MODIFIED of the calendar.
    revision: Stamp,
    newest: Option<Stamp>,
    /// The last time that was read, and what it means: that of most events is that of the one before.
    last: (Time, Stamp),
    stamp_lines: StampLines,
}

struct Text<R> {
    rest: R,
    /// How many were read.
    octets: usize,
}

impl<R: BufRead> Along<R> {
    /// A feed that begins with these lines and its revision, whatever that is.
    pub(super) fn begin(published: R, head: &str) -> Option<Along<R>> {
        let mut text = Text { rest: published, octets: 0 };
        text.pass(head)?;
        text.pass("LAST-MODIFIED:")?;
        let time = text.time()?;
        text.pass("\r\n")?;
        let revision = stamp(time)?;
        Some(Along { text, revision, newest: None, last: (time, revision), stamp_lines: StampLines::default() })
    }

    /// Passes what is to come next.
    pub(super) fn pass(&mut self, next: &str) -> Option<()> {
        self.text.pass(next)
    }

    /// The stamp that the lines say which come next.
    pub(super) fn stamp(&mut self) -> Option<Stamp> {
        let name = "DTSTAMP:";
        self.text.pass(name)?;
        let time = self.text.time()?;
        if time != self.last.0 {
            self.last = (time, stamp(time)?);
        }
        let stamp = self.last.1;
        self.text.pass(&self.stamp_lines.of(stamp)[name.len() + time.len()..])?;
        self.newest = self.newest.max(Some(stamp));
        Some(stamp)
    }

    /// The revision of the feed and its octets, if it ends here. It may be later than its events, which may have been
    /// changed and gone since, and never earlier.
    pub(super) fn end(mut self) -> Option<(Stamp, usize)> {
        self.text.pass(END)?;
        let is_end = self.text.rest.fill_buf().ok()?.is_empty();
        (is_end && self.newest <= Some(self.revision)).then_some((self.revision, self.text.octets))
    }
}

impl<R: BufRead> Text<R> {
    fn pass(&mut self, next: &str) -> Option<()> {
        let mut next = next.as_bytes();
        self.octets += next.len();
        while !next.is_empty() {
            let rest = self.rest.fill_buf().ok()?;
            let count = rest.len().min(next.len());
            if count == 0 || rest[..count] != next[..count] {
                return None;
            }
            self.rest.consume(count);
            next = &next[count..];
        }
        Some(())
    }

    fn time(&mut self) -> Option<Time> {
        let mut time = Time::default();
        self.rest.read_exact(&mut time).ok()?;
        self.octets += time.len();
        Some(time)
    }
}

fn stamp(time: Time) -> Option<Stamp> {
    revision::stamp(std::str::from_utf8(&time).ok()?)
}
