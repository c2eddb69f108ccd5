//! Reads a published feed: from lines to events, whatever stands between them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::previous_feed::{PreviousFeed, PublishedEvent, line_at};
use super::stamp::{Stamp, latest};
use crate::diagnostic::{Code, Diagnostic, Label, Source};
use crate::ics::lines::{self, ContentLine, Lines};

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
        let text = source.text();
        let published = PreviousFeed {
            source,
            head: text,
            events: Vec::new(),
            by_uid: HashMap::new(),
            is_ours: false,
            last_modified: None,
            diagnostics: Vec::new(),
        };
        let mut reader = FeedReader::new(published, text);
        if let Some(at) = source.not_utf8() {
            let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            reader.fault(line, "the previous feed is not UTF-8 here");
        }
        for line in Lines::new(text) {
            reader.line(&line);
        }
        reader.finish()
    }
}

/// A feed that is being read, line by line.
struct FeedReader<'t> {
    published: PreviousFeed<'t>,
    text: &'t str,
    open: Option<OpenEvent<'t>>,
    begins: bool,
    ends: bool,
    /// True after a line that is not a content line: a stretch of them is reported once.
    in_noise: bool,
}

/// The event that is being read.
#[derive(Default)]
struct OpenEvent<'t> {
    start: usize,
    /// The offset of its first line after BEGIN.
    inside: usize,
    /// The number of open components inside it.
    depth: usize,
    uid: Option<Cow<'t, str>>,
    dtstamp: Option<Stamp>,
    last_modified: Option<Stamp>,
    sequence: Option<u32>,
    /// The number of its own lines so far, and of the first ones that are its UID and stamps in the order of our feeds.
    lines: usize,
    ours: usize,
    /// The offset of the line after those.
    content: Option<usize>,
    /// The offset of its first line that is not a content line.
    noise: Option<usize>,
}

impl<'t> FeedReader<'t> {
    fn new(published: PreviousFeed<'t>, text: &'t str) -> FeedReader<'t> {
        FeedReader { published, text, open: None, begins: false, ends: false, in_noise: false }
    }

    fn line(&mut self, line: &ContentLine<'t>) {
        let Some((name, _, value)) = lines::parts(&line.text) else {
            return self.noise(line.start);
        };
        self.in_noise = false;
        if name.eq_ignore_ascii_case("BEGIN") {
            self.begin(line, value);
        } else if name.eq_ignore_ascii_case("END") {
            self.end(line, value);
        } else if let Some(open) = &mut self.open {
            if open.depth == 0 {
                open.property(line, name, value);
            }
        } else if name.eq_ignore_ascii_case("PRODID") {
            self.published.is_ours = value.starts_with("-//confcal//");
            if !self.published.is_ours {
                let message = "the previous feed is of another program: of use are only events with UIDs of this list";
                self.fault(line.start, message);
            }
        } else if name.eq_ignore_ascii_case("LAST-MODIFIED") {
            // The first one belongs to the calendar: zones have one too.
            self.published.last_modified = self.published.last_modified.or(stamp(value));
        }
    }

    fn begin(&mut self, line: &ContentLine<'t>, value: &str) {
        if value.eq_ignore_ascii_case("VCALENDAR") {
            self.begins = true;
        } else if value.eq_ignore_ascii_case("VEVENT") {
            self.cut_off();
            if self.published.events.is_empty() {
                self.published.head = &self.text[..line.start];
            }
            self.open = Some(OpenEvent { start: line.start, inside: line.end, ..OpenEvent::default() });
        } else if let Some(open) = &mut self.open {
            open.depth += 1;
        }
    }

    fn end(&mut self, line: &ContentLine<'t>, value: &str) {
        if value.eq_ignore_ascii_case("VCALENDAR") {
            self.cut_off();
            self.ends = true;
        } else if value.eq_ignore_ascii_case("VEVENT") {
            match self.open.take() {
                Some(open) => self.close(open, line.start),
                None => self.fault(line.start, "an event ends here that has no beginning"),
            }
        } else if let Some(open) = &mut self.open {
            open.depth = open.depth.saturating_sub(1);
        }
    }

    fn close(&mut self, open: OpenEvent<'t>, end: usize) {
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
        let event = PublishedEvent {
            uid: uid.clone(),
            stamp,
            text: &self.text[open.inside..end],
            content: open.content.map(|content| &self.text[content..end]),
            inside: open.inside,
        };
        let PreviousFeed { events, by_uid, .. } = &mut self.published;
        let Some(&at) = by_uid.get(&uid) else {
            by_uid.insert(uid, events.len());
            return events.push(event);
        };
        if event.stamp > events[at].stamp {
            events[at] = event;
        }
        self.fault(open.start, "an event before it has the same UID; the one with the later stamp counts");
    }

    /// Gives up the open event, because another component begins or ends.
    fn cut_off(&mut self) {
        if let Some(open) = self.open.take() {
            self.fault(open.start, "the event is cut off, and is left out");
        }
    }

    fn noise(&mut self, at: usize) {
        match &mut self.open {
            Some(open) => {
                open.lines += 1;
                open.noise = open.noise.or(Some(at));
            }
            None if self.in_noise => {}
            None => self.fault(at, "this is not a content line of a calendar feed"),
        }
        self.in_noise = true;
    }

    fn fault(&mut self, at: usize, message: &str) {
        let message = match self.published.diagnostics.len() {
            ..MAX_DIAGNOSTICS => message,
            MAX_DIAGNOSTICS => "more of the previous feed cannot be used",
            _ => return,
        };
        let label = Label::new(self.published.source, line_at(self.text, at), "");
        let diagnostic = Diagnostic::new(Code::PreviousFeed, label, message);
        self.published.diagnostics.push(diagnostic);
    }

    fn finish(mut self) -> PreviousFeed<'t> {
        self.cut_off();
        if !self.begins && self.published.is_empty() {
            self.published.diagnostics.clear();
            self.fault(0, "the previous feed is not a calendar feed, and cannot be used");
        } else if !self.begins {
            self.fault(0, "the previous feed does not begin with BEGIN:VCALENDAR");
        } else if !self.ends {
            let last = self.text.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
            self.fault(last, "the previous feed is cut off here: END:VCALENDAR is missing");
        }
        self.published.diagnostics.sort_by_key(|fault| fault.labels.first().map(|label| label.range.start));
        self.published
    }
}

impl<'t> OpenEvent<'t> {
    fn property(&mut self, line: &ContentLine<'t>, name: &str, value: &str) {
        self.lines += 1;
        let place = if name.eq_ignore_ascii_case("UID") {
            let uid = || match &line.text {
                Cow::Borrowed(text) => Cow::Borrowed(&text[text.len() - value.len()..]),
                Cow::Owned(_) => Cow::Owned(value.to_owned()),
            };
            self.uid.get_or_insert_with(uid);
            1
        } else if name.eq_ignore_ascii_case("DTSTAMP") {
            self.dtstamp = stamp(value);
            2
        } else if name.eq_ignore_ascii_case("LAST-MODIFIED") {
            self.last_modified = stamp(value);
            3
        } else if name.eq_ignore_ascii_case("SEQUENCE") {
            self.sequence = value.parse().ok();
            4
        } else {
            return;
        };
        if self.lines == place && self.ours + 1 == place {
            self.ours = place;
            self.content = (place == 4).then_some(line.end);
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
