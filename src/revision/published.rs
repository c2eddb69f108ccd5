//! A feed that was published before, read back.
//!
//! It may have been cut off, edited, damaged or written by another program. So it is read line by line and event by
//! event: what cannot be read is reported with its place and left out, and of what can be read nothing is used but
//! the stamps, where all three say the same, and whether the rest of an event is what it would be today.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Stamp, Stamps};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::ics::lines::{self, Line, Lines};
use crate::model::Feed;
use crate::when::When;

/// So many characters of a line, or of a name, are shown.
const LONG: usize = 200;

/// A feed as it was published, which tells what its subscribers have seen.
///
/// # Examples
///
/// ```
/// use confcal::{Published, Source, Stamp, calendar, read};
///
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";
/// let feed = read(&[Source::new("list.toml", list)]).0.unwrap();
/// let may = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
/// let june = Stamp::new("2022-06-01T00:00:00".parse().unwrap());
///
/// let first = Source::from_bytes("feed.ics", calendar(&feed, may, None).bytes);
/// let published = Published::read(&first, 0);
/// assert_eq!((published.len(), published.diagnostics()), (1, &[][..]));
/// let second = calendar(&feed, june, Some(&published)).bytes;
/// assert_eq!(second, first.text().as_bytes(), "nothing has changed, so no stamp moves");
/// ```
#[derive(Debug)]
pub struct Published<'t> {
    pub(super) source: usize,
    /// The lines before the first event.
    pub(super) head: &'t str,
    /// In the order of the file.
    pub(super) events: Vec<Event<'t>>,
    pub(super) by_uid: HashMap<Cow<'t, str>, usize>,
    pub(super) is_ours: bool,
    pub(super) last_modified: Option<Stamp>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// An event as it was published.
#[derive(Debug)]
pub(crate) struct Event<'t> {
    pub(super) uid: Cow<'t, str>,
    /// `None` if its properties do not agree on one.
    pub(super) stamp: Option<Stamp>,
    /// Its lines between BEGIN and END.
    pub(super) text: &'t str,
    /// The same without its UID and stamps, if these are the first lines, as we write them.
    pub(super) content: Option<&'t str>,
    /// Where these lines begin.
    pub(super) inside: usize,
}

impl<'t> Published<'t> {
    /// What of it could not be used, and why.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "");
    /// assert_eq!(confcal::Published::read(&source, 0).diagnostics().len(), 1);
    /// ```
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many events were read.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "BEGIN:VEVENT\nUID:1\nEND:VEVENT\n");
    /// assert_eq!(confcal::Published::read(&source, 0).len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether no event was read.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "");
    /// assert!(confcal::Published::read(&source, 0).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// A warning for every conference, session and deadline that was published and that the list no longer has; the parts
    /// of a conference that is gone are counted with it. Also for one that the list has without its dates. `feed` is the whole list, before any filter, and `time` the time
    /// of the list: what `keep` would have retired by then is gone without a word.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Code, Feed, Published, Source, Stamp};
    /// let text = "BEGIN:VCALENDAR\nPRODID:-//confcal//confcal//EN\n\
    ///             BEGIN:VEVENT\nUID:1\nSUMMARY:PyCon UK\nEND:VEVENT\nEND:VCALENDAR\n";
    /// let source = Source::new("feed.ics", text);
    /// let gone = Published::read(&source, 0).gone(&Feed::default(), Stamp::new(Default::default()));
    /// assert_eq!((gone.len(), gone[0].code), (1, Code::EventGone));
    /// ```
    pub fn gone(&self, feed: &Feed, time: Stamp) -> Vec<Diagnostic> {
        let known: HashSet<String> = feed.uids().map(|uid| uid.to_string()).collect();
        let undated = feed.conferences.iter().filter(|conference| conference.dates.is_none());
        let undated: HashSet<String> = undated.map(|conference| conference.uid().to_string()).collect();
        let kept_from = feed.kept_from(time.time());
        let is_retired = |event: &Event| {
            event.last_day().zip(kept_from).is_some_and(|(last, from)| When::Day(last).over_at() < from)
        };
        let is_known = |event: &Event| known.contains(&*event.uid) && !undated.contains(&*event.uid);
        let is_gone = |event: &Event| !is_known(event) && !event.is_reminder() && !is_retired(event);
        let mut gone: Vec<&Event> = self.events.iter().filter(|event| is_gone(event)).collect();
        if !self.is_ours {
            let (count, verb) =
                if gone.len() == 1 { ("1 event", "is") } else { (&*format!("{} events", gone.len()), "are") };
            let message = format!("{count} of the previous feed {verb} not of this list");
            let help = "they are dropped: whoever subscribed to the previous feed loses them".to_owned();
            let diagnostic = Diagnostic::nowhere(Code::EventGone, message).help(help);
            return if gone.is_empty() { Vec::new() } else { vec![diagnostic] };
        }
        let mut parts: HashMap<String, usize> = HashMap::new();
        gone.retain(|event| {
            let parent = event.value("RELATED-TO").filter(|_| event.is_part());
            let Some(parent) = parent.filter(|uid| self.event(uid).is_some_and(is_gone)) else { return true };
            *parts.entry(parent).or_default() += 1;
            false
        });
        gone.into_iter()
            .map(|event| {
                if undated.contains(&*event.uid) {
                    return self.undated_again(event);
                }
                self.event_gone(event, parts.get(&*event.uid).copied().unwrap_or_default())
            })
            .collect()
    }

    fn event_gone(&self, event: &Event, parts: usize) -> Diagnostic {
        let with = match parts {
            0 => String::new(),
            1 => " with a session or deadline".to_owned(),
            parts => format!(" with {parts} sessions and deadlines"),
        };
        let message =
            format!("`{}` is gone from the list{with}, and so from the calendars of subscribers", event.name());
        let help = "`status = \"cancelled\"` would have told those too who imported the feed and now keep it; if it only \
                    has a new name or id, give it its old `id`";
        Diagnostic::new(Code::EventGone, self.summary_span(event), message)
            .here("in the previous feed")
            .help(help.to_owned())
    }

    /// A warning for a conference that is in the list without its dates.
    fn undated_again(&self, event: &Event) -> Diagnostic {
        let message =
            format!("`{}` has no `start` any more, and so is gone from the calendars of subscribers", event.name());
        let help = "leave the old dates in and write `status = \"postponed\"` until the new ones are known: it stays in \
                    calendars as postponed";
        Diagnostic::new(Code::EventGone, self.summary_span(event), message)
            .here("in the previous feed")
            .help(help.to_owned())
    }

    /// Where the title of an event stands.
    fn summary_span(&self, event: &Event) -> Span {
        let is_summary = |line: &Line| lines::parts(&line.text).is_some_and(|(name, ..)| name == "SUMMARY");
        let line = Lines::new(event.text).find(is_summary).map_or(0, |line| line.start);
        let Span { source, start, end } = span(self.source, event.text, line);
        Span { source, start: start + event.inside, end: end + event.inside }
    }

    /// The revision of each of its events.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "");
    /// assert_eq!(confcal::Published::read(&source, 0).stamps(), confcal::Stamps::default());
    /// ```
    pub fn stamps(&self) -> Stamps {
        self.events.iter().filter_map(|event| Some((event.uid.to_string(), event.stamp?))).collect()
    }

    pub(crate) fn event(&self, uid: &str) -> Option<&Event<'t>> {
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

impl Event<'_> {
    /// Whether it says the same as an event with this content, which is all of that but its UID and its stamps.
    pub(super) fn says(&self, content: &str) -> bool {
        // What we wrote ourselves is compared as it stands; what has been folded or sorted by others, line by line.
        self.content == Some(content) || properties(self.text) == properties(content)
    }

    /// The value of a property, the first of that name, as it is written.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        Lines::new(self.text).find_map(|line| {
            let (found, _, value) = lines::parts(&line.text)?;
            found.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }

    /// What to call it: its SUMMARY, without what no message can show.
    pub(super) fn name(&self) -> String {
        let summary = self.value("SUMMARY").map(|value| lines::unescape(&value)).unwrap_or_default();
        let plain =
            |text: &str| text.chars().map(|char| if char.is_control() { ' ' } else { char }).take(LONG).collect();
        let name: String = plain(&summary);
        if name.trim().is_empty() { plain(&self.uid) } else { name }
    }

    fn categories(&self) -> String {
        self.value("CATEGORIES").unwrap_or_default()
    }

    /// Whether it is a session or a deadline of a conference.
    fn is_part(&self) -> bool {
        matches!(self.categories().split(',').next(), Some("session" | "deadline"))
    }

    /// Whether it is a reminder of a deadline, which is no entry of any list.
    fn is_reminder(&self) -> bool {
        let categories = self.categories();
        let mut kinds = categories.split(',');
        kinds.next() == Some("deadline") && kinds.nth(1) == Some("reminder")
    }

    fn last_day(&self) -> Option<NaiveDate> {
        let end = self.value("DTEND").as_deref().and_then(lines::day).and_then(|end| end.pred_opt());
        end.max(self.value("DTSTART").as_deref().and_then(lines::day))
    }
}

/// The content lines of an event but its UID and stamps, in an order of their own; those of its alarms as they come.
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

/// Whether a property tells which event it is and of when, and not what it says.
pub(super) fn is_identity(name: &str) -> bool {
    ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"].iter().any(|identity| name.eq_ignore_ascii_case(identity))
}

/// The line of the file that begins here, or the first characters of a long one.
pub(super) fn span(source: usize, text: &str, at: usize) -> Span {
    let line = text[at..].split(['\r', '\n']).next().unwrap_or_default();
    let end = line.char_indices().nth(LONG).map_or(line.len(), |(end, _)| end);
    Span { source, start: at, end: at + end }
}
