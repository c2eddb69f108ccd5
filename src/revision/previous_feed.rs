//! A published feed, read back.
//!
//! The feed may have been cut off, edited, damaged or written by another program. It is read line by line and event by
//! event: what cannot be read is reported with its place and left out. Only two facts of an event are used: its stamp,
//! where all three properties agree, and whether its content is the same today.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::stamp::{Stamp, Stamps};
use crate::diagnostic::{Diagnostic, Label, Source};
use crate::ics::lines::{self, ContentLine, Lines};

/// The most characters of a line or of a name that a message shows.
const MAX_SHOWN_CHARS: usize = 200;

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
    pub(super) source: &'t Source,
    /// The lines before the first event.
    pub(super) head: &'t str,
    /// Its events, in the order of the file.
    pub(super) events: Vec<PublishedEvent<'t>>,
    pub(super) by_uid: HashMap<Cow<'t, str>, usize>,
    pub(super) is_ours: bool,
    pub(super) last_modified: Option<Stamp>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A published event.
#[derive(Debug)]
pub(crate) struct PublishedEvent<'t> {
    pub(super) uid: Cow<'t, str>,
    /// `None` if DTSTAMP, LAST-MODIFIED and SEQUENCE do not agree.
    pub(super) stamp: Option<Stamp>,
    /// Its lines between BEGIN and END.
    pub(super) text: &'t str,
    /// The lines after its UID and stamps, if these come first, as in our own feeds.
    pub(super) content: Option<&'t str>,
    /// The offset of its lines in the text.
    pub(super) inside: usize,
}

impl<'t> PreviousFeed<'t> {
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
        let line = Lines::new(event.text).find(is_summary).map_or(0, |line| line.start);
        Label::new(self.source, line_at(self.source.text(), event.inside + line), "in the previous feed")
    }

    /// The revision of each of its events.
    pub fn stamps(&self) -> Stamps {
        self.events.iter().filter_map(|event| Some((event.uid.to_string(), event.stamp?))).collect()
    }

    pub(crate) fn event(&self, uid: &str) -> Option<&PublishedEvent<'t>> {
        self.by_uid.get(uid).map(|&at| &self.events[at])
    }

    /// The newest stamp of its events.
    pub(crate) fn newest(&self) -> Option<Stamp> {
        self.events.iter().filter_map(|event| event.stamp).max()
    }

    /// LAST-MODIFIED of the calendar itself.
    pub(super) fn last_modified(&self) -> Option<Stamp> {
        self.last_modified
    }
}

impl PublishedEvent<'_> {
    /// True if it equals an event with this content, which is all of it but UID and stamps.
    pub(super) fn has_content(&self, content: &str) -> bool {
        // Our own bytes are compared as they are; lines that others have folded or sorted, one by one.
        self.content == Some(content) || properties(self.text) == properties(content)
    }

    /// The value of the first property with this name, as it is written.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        Lines::new(self.text).find_map(|line| {
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
        if name.trim().is_empty() { plain(&self.uid) } else { name }
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

/// The range of the line that begins at an offset, cut after [`MAX_SHOWN_CHARS`] characters.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let line = text[at..].split(['\r', '\n']).next().unwrap_or_default();
    let end = line.char_indices().nth(MAX_SHOWN_CHARS).map_or(line.len(), |(end, _)| end);
    at..at + end
}
