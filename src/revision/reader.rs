//! Reads a published feed: from lines to events, whatever stands between them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead};
use std::ops::Range;

use arcstr::ArcStr;

use super::feed_text::{FeedText, LineStart};
use super::previous_feed::{EventEntry, PreviousFeed};
use super::stamp::{Stamp, latest};
use super::uid::PublishedUid;
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::ics::lines::{self, Lines};

/// The most diagnostics of one feed.
const MAX_DIAGNOSTICS: usize = 20;

impl<'t> PreviousFeed<'t> {
    /// Reads a feed, with any fault as a diagnostic: see [`diagnostics`](Self::diagnostics).
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "BEGIN:VCALENDAR\r\nPRODID:-//confcal//confcal//EN\r\nBEGIN:VEV");
    /// let published = confcal::PreviousFeed::read(&source);
    /// assert!(published.is_empty());
    /// assert_eq!(published.diagnostics()[0].code, confcal::Code::PreviousFeed);
    /// ```
    pub fn read(source: &'t Source) -> PreviousFeed<'t> {
        let mut reader = FeedReader::new(FeedText::held(source));
        let octets = source.text().as_bytes();
        if let Some(at) = source.not_utf8() {
            reader.published.text.len = octets.len();
            reader.not_utf8(&octets[..at], octets);
        }
        // Octets in memory can always be read.
        let _ = reader.lines(octets);
        reader.finish()
    }

    /// Reads a feed without holding its text: `feed` once from the start to the end, and later through `piece` those ranges
    /// of its octets that are looked at again. An event whose piece cannot be read any more counts as changed.
    ///
    /// # Errors
    ///
    /// The first of `feed`.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::PreviousFeed;
    /// let feed = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    /// let published = PreviousFeed::read_from("feed.ics", &feed[..], |range| feed[range].to_vec()).unwrap();
    /// assert_eq!(published.len(), 1);
    /// ```
    pub fn read_from(
        name: impl Into<ArcStr>,
        feed: impl BufRead,
        piece: impl Fn(Range<usize>) -> Vec<u8> + 't,
    ) -> io::Result<PreviousFeed<'t>> {
        let mut reader = FeedReader::new(FeedText::read(name.into(), piece));
        reader.lines(feed)?;
        Ok(reader.finish())
    }
}

/// A feed that is being read, line by line.
struct FeedReader<'t> {
    published: PreviousFeed<'t>,
    /// The beginning of the content line that is read, and of the next one.
    line: LineStart,
    next: LineStart,
    /// The beginning of the last content line that is not blank.
    last: LineStart,
    open: Option<OpenEvent>,
    begins: bool,
    ends: bool,
    /// True after a line that is not a content line: a stretch of them is reported once.
    in_noise: bool,
    is_utf8: bool,
}

/// The event that is being read.
#[derive(Default)]
struct OpenEvent {
    start: LineStart,
    /// Its first line after BEGIN.
    inside: LineStart,
    /// The number of open components inside it.
    depth: usize,
    uid: Option<PublishedUid>,
    dtstamp: Option<Stamp>,
    last_modified: Option<Stamp>,
    sequence: Option<u32>,
    /// Its first line that is not a content line.
    noise: Option<LineStart>,
}

impl<'t> FeedReader<'t> {
    fn new(text: FeedText<'t>) -> FeedReader<'t> {
        let published = PreviousFeed {
            text,
            head: None,
            events: Vec::new(),
            by_uid: HashMap::new(),
            is_ours: false,
            last_modified: None,
            diagnostics: Vec::new(),
        };
        let [line, next, last] = [LineStart::default(); 3];
        FeedReader {
            published,
            line,
            next,
            last,
            open: None,
            begins: false,
            ends: false,
            in_noise: false,
            is_utf8: true,
        }
    }

    fn lines(&mut self, mut feed: impl BufRead) -> io::Result<()> {
        let mut octets = Vec::new();
        while lines::read_folded(&mut feed, &mut octets)? {
            self.folded_line(&octets);
        }
        Ok(())
    }

    fn folded_line(&mut self, octets: &[u8]) {
        let newlines = octets.iter().filter(|octet| **octet == b'\n').count();
        self.line = self.next;
        self.next =
            LineStart { offset: self.line.offset + octets.len(), lines_before: self.line.lines_before + newlines };
        self.published.text.len = self.published.text.len.max(self.next.offset);
        let text = match std::str::from_utf8(octets) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => {
                self.not_utf8(&octets[..error.valid_up_to()], octets);
                String::from_utf8_lossy(octets)
            }
        };
        if !text.trim().is_empty() {
            self.last = self.line;
        }
        let mut lines = if self.line.offset == 0 { Lines::new(&text) } else { Lines::inside(&text) };
        if let Some(line) = lines.next() {
            self.line.offset += line.start;
            self.content_line(&line.text);
        }
    }

    fn content_line(&mut self, line: &str) {
        let Some((name, _, value)) = lines::parts(line) else {
            return self.noise();
        };
        self.in_noise = false;
        if name.eq_ignore_ascii_case("BEGIN") {
            self.begin(value);
        } else if name.eq_ignore_ascii_case("END") {
            self.end(value);
        } else if let Some(open) = &mut self.open {
            if open.depth == 0 {
                open.property(name, value);
            }
        } else if name.eq_ignore_ascii_case("PRODID") {
            self.published.is_ours = value.starts_with("-//confcal//");
            if !self.published.is_ours {
                let message = "the previous feed is of another program: of use are only events with UIDs of this list";
                self.fault(self.line, message);
            }
        } else if name.eq_ignore_ascii_case("LAST-MODIFIED") {
            // The first one belongs to the calendar: zones have one too.
            self.published.last_modified = self.published.last_modified.or(stamp(value));
        }
    }

    fn begin(&mut self, value: &str) {
        if value.eq_ignore_ascii_case("VCALENDAR") {
            self.begins = true;
        } else if value.eq_ignore_ascii_case("VEVENT") {
            self.cut_off();
            if self.published.events.is_empty() {
                self.published.head = Some(self.line.offset);
            }
            self.open = Some(OpenEvent { start: self.line, inside: self.next, ..OpenEvent::default() });
        } else if let Some(open) = &mut self.open {
            open.depth += 1;
        }
    }

    fn end(&mut self, value: &str) {
        if value.eq_ignore_ascii_case("VCALENDAR") {
            self.cut_off();
            self.ends = true;
        } else if value.eq_ignore_ascii_case("VEVENT") {
            match self.open.take() {
                Some(open) => self.close(open),
                None => self.fault(self.line, "an event ends here that has no beginning"),
            }
        } else if let Some(open) = &mut self.open {
            open.depth = open.depth.saturating_sub(1);
        }
    }

    fn close(&mut self, open: OpenEvent) {
        let Some(uid) = open.uid else {
            return self.fault(open.start, "the event has no UID, and is left out");
        };
        let agreed = |stamp: &Stamp| open.last_modified == Some(*stamp) && open.sequence == Some(stamp.sequence());
        let stamp = open.dtstamp.filter(agreed);
        if let Some(noise) = open.noise {
            self.fault(noise, "this is not a content line of an event; the event counts as changed");
        } else if stamp.is_none() && self.published.is_ours {
            let message =
                "DTSTAMP, LAST-MODIFIED and SEQUENCE of the event do not say one time, so it counts as changed";
            self.fault(open.start, message);
        }
        let octets = open.inside.offset..self.line.offset;
        let event = EventEntry { octets, lines_before: open.inside.lines_before as u32, stamp };
        let PreviousFeed { events, by_uid, .. } = &mut self.published;
        let Some(&at) = by_uid.get(&uid) else {
            by_uid.insert(uid, events.len() as u32);
            return events.push(event);
        };
        let known = &mut events[at as usize];
        if event.stamp > known.stamp {
            *known = event;
        }
        self.fault(open.start, "an event before it has the same UID; the one with the later stamp counts");
    }

    /// Gives up the open event, because another component begins or ends.
    fn cut_off(&mut self) {
        if let Some(open) = self.open.take() {
            self.fault(open.start, "the event is cut off, and is left out");
        }
    }

    fn noise(&mut self) {
        match &mut self.open {
            Some(open) => open.noise = open.noise.or(Some(self.line)),
            None if self.in_noise => {}
            None => self.fault(self.line, "this is not a content line of a calendar feed"),
        }
        self.in_noise = true;
    }

    /// Reports the first octet that is not UTF-8; `before` are those before it in a text that begins at the next line.
    fn not_utf8(&mut self, before: &[u8], text: &[u8]) {
        if std::mem::take(&mut self.is_utf8) {
            let lines = before.iter().filter(|octet| **octet == b'\n').count();
            self.fault(self.line.skip(lines, text), "the previous feed is not UTF-8 here");
        }
    }

    fn fault(&mut self, line: LineStart, message: &str) {
        let message = match self.published.diagnostics.len() {
            ..MAX_DIAGNOSTICS => message,
            MAX_DIAGNOSTICS => "more of the previous feed cannot be used",
            _ => return,
        };
        let label = self.published.text.label(line, "");
        self.published.diagnostics.push(Diagnostic::new(Code::PreviousFeed, label, message));
    }

    fn finish(mut self) -> PreviousFeed<'t> {
        self.cut_off();
        let top = LineStart::default();
        if !self.begins && self.published.is_empty() {
            self.published.diagnostics.clear();
            self.fault(top, "the previous feed is not a calendar feed, and cannot be used");
        } else if !self.begins {
            self.fault(top, "the previous feed does not begin with BEGIN:VCALENDAR");
        } else if !self.ends {
            let octets = self.published.text.octets(self.last.offset..self.next.offset);
            let lines = String::from_utf8_lossy(&octets).trim_end().matches('\n').count();
            self.fault(self.last.skip(lines, &octets), "the previous feed is cut off here: END:VCALENDAR is missing");
        }
        let line = |fault: &Diagnostic| fault.labels.first().map(|label| label.source.position(0).0);
        self.published.diagnostics.sort_by_key(line);
        self.published
    }
}

impl OpenEvent {
    fn property(&mut self, name: &str, value: &str) {
        if name.eq_ignore_ascii_case("UID") {
            self.uid.get_or_insert_with(|| value.into());
        } else if name.eq_ignore_ascii_case("DTSTAMP") {
            self.dtstamp = stamp(value);
        } else if name.eq_ignore_ascii_case("LAST-MODIFIED") {
            self.last_modified = stamp(value);
        } else if name.eq_ignore_ascii_case("SEQUENCE") {
            self.sequence = value.parse().ok();
        }
    }
}

/// LAST-MODIFIED of one of our own calendars, from its bytes.
#[cfg(feature = "site")]
pub(crate) fn published_revision(calendar: &[u8]) -> Option<Stamp> {
    let lines = calendar.split_inclusive(|byte| *byte == b'\n').skip(1);
    let value =
        lines.take_while(|line| !line.starts_with(b"BEGIN:")).find_map(|line| line.strip_prefix(b"LAST-MODIFIED:"))?;
    stamp(std::str::from_utf8(value).ok()?.trim_end())
}

/// The stamp of a DATE-TIME value, if a later one can still be written: SEQUENCE is a number below 2^31.
pub(crate) fn stamp(value: &str) -> Option<Stamp> {
    lines::utc(value).filter(|&time| time < latest()).map(Stamp::new)
}
