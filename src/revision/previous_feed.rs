//! A published feed, read back.
//!
//! The feed may have been cut off, edited, damaged or written by another program. It is read line by line and event by
//! event: what cannot be read is reported with its place and left out. Only two facts of an event are used: its stamp,
//! where all three properties agree, and whether its content is the same today. Of an event only its stamp and its place
//! are held: its text is read again when it is needed, so that a large feed on disk takes little memory.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::PublishedRevision;
use super::feed_text::{FeedText, LineStart, MAX_SHOWN_CHARS};
use super::stamp::{Stamp, Stamps};
use super::uid::PublishedUid;
use crate::diagnostic::{Diagnostic, Label};
use crate::ics::lines::{self, ContentLine, Lines};

/// A published feed: the events that its subscribers have seen, with their revisions.
///
/// # Examples
///
/// ```
/// use confcal::{Calendar, Level, PreviousFeed, Source, Stamp, read};
///
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
/// let may = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
/// let june = Stamp::new("2022-06-01T00:00:00Z".parse().unwrap());
///
/// let first = Source::from_bytes("feed.ics", Calendar::new(&feed, may).to_bytes());
/// let published = PreviousFeed::read(&first);
/// assert_eq!((published.len(), published.diagnostics()), (1, &[][..]));
/// let mut second = Calendar::new(&feed, june);
/// second.revise(&published);
/// assert_eq!(second.to_bytes(), first.text().as_bytes(), "nothing has changed, so no stamp moves");
/// ```
#[derive(Debug)]
pub struct PreviousFeed<'t> {
    pub(super) text: FeedText<'t>,
    /// The offset of the first event, if there is one.
    pub(super) head: Option<usize>,
    /// Its events, in the order of the file.
    pub(super) events: Vec<EventEntry>,
    /// The indices of its events.
    pub(super) by_uid: HashMap<PublishedUid, u32>,
    pub(super) is_ours: bool,
    pub(super) last_modified: Option<Stamp>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The place and the stamp of a published event.
#[derive(Debug)]
pub(super) struct EventEntry {
    /// The octets of its lines between BEGIN and END.
    pub(super) octets: Range<usize>,
    /// The number of lines before those.
    pub(super) lines_before: u32,
    /// `None` if DTSTAMP, LAST-MODIFIED and SEQUENCE do not agree.
    pub(super) stamp: Option<Stamp>,
}

/// A published event with its text.
#[derive(Debug)]
pub(crate) struct PublishedEvent<'p> {
    pub(super) uid: &'p PublishedUid,
    /// Its index among the events of the feed.
    pub(super) index: usize,
    /// `None` if DTSTAMP, LAST-MODIFIED and SEQUENCE do not agree.
    pub(super) stamp: Option<Stamp>,
    /// Its lines between BEGIN and END.
    pub(super) text: Cow<'p, str>,
}

impl PreviousFeed<'_> {
    /// The faults of the feed, each with its consequence.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The number of events.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// True if it has no event.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// A label at the SUMMARY of an event.
    pub(super) fn summary_label(&self, event: &PublishedEvent) -> Label {
        let is_summary = |line: &ContentLine| lines::parts(&line.text).is_some_and(|(name, ..)| name == "SUMMARY");
        let before = Lines::new(&event.text).find(is_summary).map_or(0, |line| line.start);
        let lines = event.text[..before].matches('\n').count();
        let EventEntry { octets, lines_before, .. } = &self.events[event.index];
        let first = LineStart { offset: octets.start, lines_before: *lines_before as usize };
        self.text.label(first.skip(lines, &self.text.octets(octets.clone())), "in the previous feed")
    }

    /// The revision of each of its events.
    pub fn stamps(&self) -> Stamps {
        self.by_uid.iter().filter_map(|(uid, &at)| Some((uid.to_string(), self.events[at as usize].stamp?))).collect()
    }

    /// The lines before the first event.
    pub(super) fn head(&self) -> Cow<'_, str> {
        self.text.text(0..self.head.unwrap_or(self.text.len))
    }

    /// The index of the event with this UID.
    pub(super) fn index(&self, uid: &PublishedUid) -> Option<usize> {
        self.by_uid.get(uid).map(|&at| at as usize)
    }

    /// Reads the event with this UID.
    pub(super) fn event(&self, uid: &PublishedUid) -> Option<PublishedEvent<'_>> {
        self.by_uid.get_key_value(uid).map(|(uid, &at)| self.read_event(uid, at))
    }

    /// Reads the events whose index passes, in the order of the file.
    pub(super) fn select(&self, passes: impl Fn(usize) -> bool) -> impl Iterator<Item = PublishedEvent<'_>> {
        let mut chosen: Vec<_> = self.by_uid.iter().filter(|(_, at)| passes(**at as usize)).collect();
        chosen.sort_unstable_by_key(|(_, at)| **at);
        chosen.into_iter().map(|(uid, &at)| self.read_event(uid, at))
    }

    fn read_event<'p>(&'p self, uid: &'p PublishedUid, at: u32) -> PublishedEvent<'p> {
        let index = at as usize;
        let EventEntry { octets, stamp, .. } = &self.events[index];
        PublishedEvent { uid, index, stamp: *stamp, text: self.text.text(octets.clone()) }
    }

    /// The newest stamp of its events.
    pub(crate) fn newest(&self) -> Option<Stamp> {
        self.events.iter().filter_map(|event| event.stamp).max()
    }

    /// LAST-MODIFIED of the calendar itself.
    pub(crate) fn last_modified(&self) -> Option<Stamp> {
        self.last_modified
    }

    /// The event with this UID, compared with `content`, which is all of an event but its UID and its stamps.
    pub(crate) fn revision(&self, uid: &str, content: &str) -> Option<PublishedRevision> {
        let event = self.event(&uid.into())?;
        Some(PublishedRevision { stamp: event.stamp, is_same: event.has_content(content) })
    }
}

impl PublishedEvent<'_> {
    /// True if it equals an event with this content, which is all of it but UID and stamps.
    pub(super) fn has_content(&self, content: &str) -> bool {
        // Our own bytes are compared as they are; lines that others have folded or sorted, one by one.
        self.content() == Some(content) || properties(&self.text) == properties(content)
    }

    /// The lines after its UID and stamps, if these come first, as in our own feeds.
    fn content(&self) -> Option<&str> {
        ["UID:", "DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"]
            .into_iter()
            .try_fold(&*self.text, |rest, name| Some(rest.strip_prefix(name)?.split_once('\n')?.1))
    }

    /// The value of the first property with this name, as it is written.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        Lines::new(&self.text).find_map(|line| {
            let (found, _, value) = lines::parts(&line.text)?;
            found.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }

    /// Its SUMMARY without control characters, cut for a message.
    pub(super) fn name(&self) -> String {
        let summary = self.value("SUMMARY").map(|value| lines::unescape(&value)).unwrap_or_default();
        let plain = |text: &str| {
            text.chars().map(|char| if char.is_control() { ' ' } else { char }).take(MAX_SHOWN_CHARS).collect()
        };
        let name: String = plain(&summary);
        if name.trim().is_empty() { plain(&self.uid.to_string()) } else { name }
    }

    fn categories(&self) -> String {
        self.value("CATEGORIES").unwrap_or_default()
    }

    pub(super) fn is_deadline(&self) -> bool {
        self.categories().split(',').next() == Some("deadline")
    }

    /// True for a session or a deadline of a conference.
    pub(super) fn is_part(&self) -> bool {
        matches!(self.categories().split(',').next(), Some("session" | "deadline"))
    }

    /// True for a reminder of a deadline, which is not an entry of a list.
    pub(super) fn is_reminder(&self) -> bool {
        let categories = self.categories();
        let mut kinds = categories.split(',');
        kinds.next() == Some("deadline") && kinds.nth(1) == Some("reminder")
    }

    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        let end = self.value("DTEND").as_deref().and_then(lines::day).and_then(|end| end.pred_opt());
        end.max(self.value("DTSTART").as_deref().and_then(lines::day))
    }
}

/// The content lines of an event but its UID and stamps, sorted; those of its alarms in their order.
fn properties(text: &str) -> (Vec<Cow<'_, str>>, Vec<Cow<'_, str>>) {
    let (mut own, mut inner) = (Vec::new(), Vec::new());
    let mut depth = 0usize;
    for line in Lines::new(text) {
        let name = lines::parts(&line.text).map(|(name, ..)| name).unwrap_or_default();
        let (begins, ends) = (name.eq_ignore_ascii_case("BEGIN"), name.eq_ignore_ascii_case("END"));
        if depth == 0 && !begins {
            if !is_identity(name) {
                own.push(line.text);
            }
            continue;
        }
        depth = if begins { depth + 1 } else { depth - usize::from(ends) };
        inner.push(line.text);
    }
    own.sort_unstable();
    (own, inner)
}

/// True for a property that is identity or revision (UID, DTSTAMP, LAST-MODIFIED, SEQUENCE).
pub(super) fn is_identity(name: &str) -> bool {
    ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"].iter().any(|identity| name.eq_ignore_ascii_case(identity))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A feed of 100,000 conferences has more than 200,000 events.
    #[test]
    fn little_is_held_of_an_event() {
        assert!(size_of::<EventEntry>() <= 32);
        assert!(size_of::<(PublishedUid, u32)>() <= 32);
    }
}
