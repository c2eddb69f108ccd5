//! A feed that was published before, read back.
//!
//! It may have been cut off, edited, damaged or written by another program. So it is read line by line and event by
//! event: what cannot be read is reported with its place and left out, and of what can be read nothing is used but
//! the stamps, where all three say the same, and whether the rest of an event is what it would be today.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, TimeDelta};

use super::{Stamp, epoch};
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::ics::lines::{self, Line, Lines};
use crate::model::Feed;
use crate::when::minutes_before;

/// So many faults of one feed are reported.
const MOST: usize = 20;

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
    source: usize,
    /// The lines before the first event.
    pub(super) head: &'t str,
    /// In the order of the file.
    pub(super) events: Vec<Event<'t>>,
    by_uid: HashMap<Cow<'t, str>, usize>,
    is_ours: bool,
    last_modified: Option<Stamp>,
    diagnostics: Vec<Diagnostic>,
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
    content: Option<&'t str>,
    /// Where these lines begin.
    inside: usize,
}

impl<'t> Published<'t> {
    /// Reads a feed. Nothing in it is an error: [`diagnostics`](Self::diagnostics) says what could not be used. `index`
    /// is the source that they point at, as [`Span::source`] counts.
    ///
    /// # Examples
    ///
    /// ```
    /// let source = confcal::Source::new("feed.ics", "BEGIN:VCALENDAR\r\nPRODID:-//confcal//confcal//EN\r\nBEGIN:VEV");
    /// let published = confcal::Published::read(&source, 0);
    /// assert!(published.is_empty());
    /// assert_eq!(published.diagnostics()[0].code, confcal::Code::PreviousFeed);
    /// ```
    pub fn read(source: &'t Source, index: usize) -> Published<'t> {
        let text = source.text();
        let published = Published {
            source: index,
            head: text,
            events: Vec::new(),
            by_uid: HashMap::new(),
            is_ours: false,
            last_modified: None,
            diagnostics: Vec::new(),
        };
        let mut reader = Reader { published, text, open: None, begins: false, ends: false, in_noise: false };
        if let Some(at) = source.not_utf8() {
            let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            reader.fault(line, "the previous feed is not UTF-8 here");
        }
        for line in Lines::new(text) {
            reader.line(&line);
        }
        reader.done()
    }

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
    /// of a conference that is gone are counted with it. `feed` is the whole list, before any filter, and `time` the time
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
        let kept_from = feed.keep.map(|keep| minutes_before(time.time(), keep.minutes()).date());
        let is_retired = |event: &Event| event.last_day().zip(kept_from).is_some_and(|(last, from)| last < from);
        let is_gone = |event: &Event| !known.contains(&*event.uid) && !event.is_reminder() && !is_retired(event);
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
            .map(|event| self.event_gone(event, parts.get(&*event.uid).copied().unwrap_or_default()))
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
        let is_summary = |line: &Line| lines::parts(&line.text).is_some_and(|(name, ..)| name == "SUMMARY");
        let line = Lines::new(event.text).find(is_summary).map_or(0, |line| line.start);
        let Span { source, start, end } = span(self.source, event.text, line);
        let span = Span { source, start: start + event.inside, end: end + event.inside };
        Diagnostic::new(Code::EventGone, span, message).here("in the previous feed").help(help.to_owned())
    }

    pub(crate) fn event(&self, uid: &str) -> Option<&Event<'t>> {
        self.by_uid.get(uid).map(|&at| &self.events[at])
    }

    /// The newest stamp of its events.
    pub(super) fn newest(&self) -> Option<Stamp> {
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
fn span(source: usize, text: &str, at: usize) -> Span {
    let line = text[at..].split(['\r', '\n']).next().unwrap_or_default();
    let end = line.char_indices().nth(LONG).map_or(line.len(), |(end, _)| end);
    Span { source, start: at, end: at + end }
}

/// A feed while it is read, line by line.
struct Reader<'t> {
    published: Published<'t>,
    text: &'t str,
    open: Option<Open<'t>>,
    begins: bool,
    ends: bool,
    /// Whether the last lines were no content lines: a stretch of them is reported once.
    in_noise: bool,
}

/// The event whose END has not come yet.
#[derive(Default)]
struct Open<'t> {
    start: usize,
    /// Where its lines begin.
    inside: usize,
    /// How many components are open in it.
    depth: usize,
    uid: Option<Cow<'t, str>>,
    dtstamp: Option<Stamp>,
    last_modified: Option<Stamp>,
    sequence: Option<u32>,
    /// How many lines of its own it has so far, and how many of the first are its UID and stamps as we write them.
    lines: usize,
    ours: usize,
    /// Where the lines after these begin.
    content: Option<usize>,
    /// Its first line that is no content line.
    noise: Option<usize>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &Line<'t>) {
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
            // The first is that of the calendar: zones have one too.
            self.published.last_modified = self.published.last_modified.or(stamp(value));
        }
    }

    fn begin(&mut self, line: &Line<'t>, value: &str) {
        if value.eq_ignore_ascii_case("VCALENDAR") {
            self.begins = true;
        } else if value.eq_ignore_ascii_case("VEVENT") {
            self.cut_off();
            if self.published.events.is_empty() {
                self.published.head = &self.text[..line.start];
            }
            self.open = Some(Open { start: line.start, inside: line.end, ..Open::default() });
        } else if let Some(open) = &mut self.open {
            open.depth += 1;
        }
    }

    fn end(&mut self, line: &Line<'t>, value: &str) {
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

    fn close(&mut self, open: Open<'t>, end: usize) {
        let Some(uid) = open.uid else {
            return self.fault(open.start, "the event has no UID, and is left out");
        };
        let agreed = |stamp: &Stamp| open.last_modified == Some(*stamp) && open.sequence == Some(stamp.sequence());
        let stamp = open.dtstamp.filter(agreed);
        if let Some(noise) = open.noise {
            self.fault(noise, "this is no content line of an event, which counts as changed");
        } else if stamp.is_none() && self.published.is_ours {
            let message =
                "DTSTAMP, LAST-MODIFIED and SEQUENCE of the event do not say one time, so it counts as changed";
            self.fault(open.start, message);
        }
        let event = Event {
            uid: uid.clone(),
            stamp,
            text: &self.text[open.inside..end],
            content: open.content.map(|content| &self.text[content..end]),
            inside: open.inside,
        };
        let Published { events, by_uid, .. } = &mut self.published;
        let Some(&at) = by_uid.get(&uid) else {
            by_uid.insert(uid, events.len());
            return events.push(event);
        };
        if event.stamp > events[at].stamp {
            events[at] = event;
        }
        self.fault(open.start, "an event before it has the same UID; the one with the later stamp counts");
    }

    /// Gives up on the open event, because something else begins or ends.
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
            None => self.fault(at, "this is no content line of a calendar feed"),
        }
        self.in_noise = true;
    }

    fn fault(&mut self, at: usize, message: &str) {
        let message = match self.published.diagnostics.len() {
            ..MOST => message,
            MOST => "more of the previous feed cannot be used",
            _ => return,
        };
        let diagnostic = Diagnostic::new(Code::PreviousFeed, span(self.published.source, self.text, at), message);
        self.published.diagnostics.push(diagnostic);
    }

    fn done(mut self) -> Published<'t> {
        self.cut_off();
        if !self.begins && self.published.is_empty() {
            self.published.diagnostics.clear();
            self.fault(0, "the previous feed is no calendar feed, and is of no use");
        } else if !self.begins {
            self.fault(0, "the previous feed does not begin with BEGIN:VCALENDAR");
        } else if !self.ends {
            let last = self.text.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
            self.fault(last, "the previous feed is cut off here: END:VCALENDAR is missing");
        }
        self.published.diagnostics.sort_by_key(|fault| fault.labels.first().map(|label| label.span.start));
        self.published
    }
}

impl<'t> Open<'t> {
    fn property(&mut self, line: &Line<'t>, name: &str, value: &str) {
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

/// A stamp as a property says it, if a later one can still be written: SEQUENCE is a number below 2^31.
fn stamp(value: &str) -> Option<Stamp> {
    let most = epoch() + TimeDelta::minutes(i64::from(i32::MAX) - 1);
    lines::utc(value).filter(|&time| time < most).map(Stamp::new)
}
