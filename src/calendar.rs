//! A [`Feed`] as one iCalendar object.
//!
//! Comes in: a feed and the time of its list. Goes out: the bytes of a VCALENDAR (RFC 5545, RFC 7986), the same for the
//! same input. Escaping and folding are not known here, nor is the clock. One feed is written event by event; for the
//! many feeds of a site [`Events`] encodes each event once.

mod along;
mod content;
mod event;
mod events;
mod index;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::io::BufRead;

use chrono_tz::Tz;
use uuid::Uuid;

use self::along::Along;
use self::content::Writer;
use self::event::Event;
pub use self::events::Events;
#[cfg(feature = "site")]
pub(crate) use self::events::Selection;
#[cfg(feature = "site")]
pub(crate) use self::words::status;
use crate::color::css3;
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::ics::{self, Encoder};
use crate::model::Feed;
use crate::revision::{PreviousFeed, Revisions, Stamp};
use crate::vtimezone::vtimezone;

/// Who wrote the feed. Without a version, so that an upgrade which changes no event changes no byte.
const PRODID: &str = "-//confcal//confcal//EN";

/// A feed as iCalendar.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, Stamp, calendar};
/// let calendar = calendar(&Feed::default(), Stamp::new(Default::default()), None);
/// assert_eq!(calendar.events, 0);
/// assert!(calendar.bytes.starts_with(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The iCalendar object: UTF-8, lines of at most 75 octets that end in CRLF.
    pub bytes: Vec<u8>,
    /// How many events it holds.
    pub events: usize,
    /// How many of them the previous feed has not; all, if there is none.
    pub new: usize,
    /// How many say something else than in the previous feed.
    pub changed: usize,
    /// The newest revision in it, its LAST-MODIFIED.
    pub revision: Stamp,
    /// What there is to say about it: that it is larger than some clients take, or that its revisions had to be raised.
    pub diagnostics: Vec<Diagnostic>,
}

/// The lines around an event, up to its UID and from the last line of its content on.
const EVENT: &str = "BEGIN:VEVENT\r\nUID:";
const END_EVENT: &str = "END:VEVENT\r\n";

/// The last line.
const END: &str = "END:VCALENDAR\r\n";

/// The most octets and events that every client takes.
const LARGE: (usize, usize) = (900_000, 1000);

/// Writes a feed. An event that is the same in the `previous` feed keeps its revision; that of any other is its
/// conference's `updated` if that is later than there, else `stamp`, the time of the list.
///
/// # Examples
///
/// ```
/// use confcal::{Level, Source, Stamp, calendar, read};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\nend = 2022-09-18\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
/// let calendar = calendar(&feed, Stamp::new("2022-05-01T00:00:00".parse().unwrap()), None);
/// assert_eq!(calendar.events, 1);
/// let text = String::from_utf8(calendar.bytes).unwrap();
/// assert!(text.contains("DTSTART;VALUE=DATE:20220916\r\nDTEND;VALUE=DATE:20220919\r\n"));
/// ```
pub fn calendar(feed: &Feed, stamp: Stamp, previous: Option<&PreviousFeed<'_>>) -> Calendar {
    let draft = Draft::new(feed, stamp);
    let mut revisions = Revisions::new(stamp, previous);
    // An event takes some 600 to 900 octets; a guess that is a little high saves copying the whole at every doubling.
    let mut text = String::with_capacity(2048 + draft.events.len() * 900);
    // Which revision is the newest turns out on the way; the line for any other is as long.
    let Ok(()) = draft.pieces(stamp, &mut revisions, |piece| {
        text.push_str(piece);
        Ok::<(), Infallible>(())
    });
    let revision = revisions.newest();
    let line = StampLines::last_modified(revision);
    text.replace_range(draft.head.len()..draft.head.len() + line.len(), &line);
    let events = draft.events.len();
    let diagnostics = large(text.len(), events).into_iter().chain(revisions.warning()).collect();
    let counts = revisions.counts();
    let new = if previous.is_some() { counts.new } else { events };
    Calendar { bytes: text.into_bytes(), events, new, changed: counts.changed, revision, diagnostics }
}

/// A feed that was not published before, to be written piece by piece, so that it is never held as a whole.
///
/// # Examples
///
/// ```
/// use confcal::{Draft, Level, Source, Stamp, calendar, read};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
/// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
/// let mut text = String::new();
/// let written: Result<_, ()> = Draft::new(&feed, time).write(|piece| Ok(text.push_str(piece)));
/// assert_eq!(written, Ok(Vec::new()));
/// assert_eq!(text.into_bytes(), calendar(&feed, time, None).bytes);
/// ```
pub struct Draft<'f> {
    stamp: Stamp,
    /// The first lines, up to the revision.
    head: String,
    zones: Zones,
    events: Vec<Event<'f>>,
    writer: Writer<'f>,
}

impl<'f> Draft<'f> {
    /// The feed as it is at `stamp`, the time of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Draft, Feed, Stamp};
    /// assert_eq!(Draft::new(&Feed::default(), Stamp::new(Default::default())).events(), 0);
    /// ```
    pub fn new(feed: &'f Feed, stamp: Stamp) -> Draft<'f> {
        let mut events = events(feed, stamp);
        let head = head(feed, feed.name.as_deref(), feed.source.as_deref());
        let zones = zones(&mut events);
        Draft { stamp, head, zones, events, writer: Writer::new(feed) }
    }

    /// How many events it has.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Draft, Feed, Stamp};
    /// assert_eq!(Draft::new(&Feed::default(), Stamp::new(Default::default())).events(), 0);
    /// ```
    pub fn events(&self) -> usize {
        self.events.len()
    }

    /// Gives the text piece by piece, and then says what there is to say about it: that it is larger than some clients
    /// take.
    ///
    /// # Errors
    ///
    /// The first that `give` has; nothing is given after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Draft, Feed, Stamp};
    /// let feed = Feed::default();
    /// let draft = Draft::new(&feed, Stamp::new(Default::default()));
    /// assert_eq!(draft.write(|_| Err("no more")), Err("no more"));
    /// ```
    pub fn write<E>(&self, mut give: impl FnMut(&str) -> Result<(), E>) -> Result<Vec<Diagnostic>, E> {
        let updated = self.events.iter().filter_map(|event| event.conference.updated).max().map(Stamp::new);
        let listed = self.events.iter().any(|event| event.conference.updated.is_none()).then_some(self.stamp);
        let newest = updated.max(listed).unwrap_or(self.stamp);
        let mut octets = 0;
        self.pieces(newest, &mut Revisions::new(self.stamp, None), |piece| {
            octets += piece.len();
            give(piece)
        })?;
        Ok(large(octets, self.events.len()).into_iter().collect())
    }

    /// If this is what is published already, whatever its revisions are, which then stay: what there is to say about it.
    ///
    /// Much quicker than to make it and compare, and holds nothing of what is published.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Draft, Feed, Stamp, calendar};
    /// let feed = Feed::default();
    /// let (may, june) = ("2022-05-01T00:00:00".parse().unwrap(), "2022-06-01T00:00:00".parse().unwrap());
    /// let published = calendar(&feed, Stamp::new(june), None).bytes;
    /// assert_eq!(Draft::new(&feed, Stamp::new(may)).unchanged(&*published), Some(Vec::new()));
    /// assert_eq!(Draft::new(&feed, Stamp::new(may)).unchanged(&published[1..]), None);
    /// ```
    pub fn unchanged(&self, published: impl BufRead) -> Option<Vec<Diagnostic>> {
        let mut along = Along::begin(published, &self.head)?;
        self.zones.values().try_for_each(|zone| along.pass(zone))?;
        let same = self.encode(|_, uid, content| {
            let mut pass = || {
                [EVENT, uid, "\r\n"].into_iter().try_for_each(|piece| along.pass(piece))?;
                along.stamp()?;
                [content, END_EVENT].into_iter().try_for_each(|piece| along.pass(piece))
            };
            pass().ok_or(())
        });
        same.ok()?;
        let (_, octets) = along.end()?;
        Some(large(octets, self.events.len()).into_iter().collect())
    }

    fn pieces<E>(
        &self,
        newest: Stamp,
        revisions: &mut Revisions,
        mut give: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        give(&self.head)?;
        give(&StampLines::last_modified(newest))?;
        self.zones.values().try_for_each(|zone| give(zone))?;
        let mut stamp_lines = StampLines::default();
        self.encode(|event, uid, content| {
            let stamp = revisions.stamp(uid, content, event.conference.updated.map(Stamp::new));
            let pieces = [EVENT, uid, "\r\n", stamp_lines.of(stamp), content, END_EVENT];
            pieces.into_iter().try_for_each(&mut give)
        })?;
        give(END)
    }

    /// Gives each event with its UID and its content, which is all of it but UID and stamps.
    fn encode<E>(&self, mut give: impl FnMut(&Event, &str, &str) -> Result<(), E>) -> Result<(), E> {
        let (mut content, mut uid) = (Encoder::default(), Uuid::encode_buffer());
        for event in &self.events {
            content.out.clear();
            self.writer.write(event, event.zone.is_some(), &mut content);
            give(event, self.writer.uid(event).hyphenated().encode_lower(&mut uid), &content.out)?;
        }
        Ok(())
    }
}

/// The events of a feed in their order, without those that it does not keep.
fn events(feed: &Feed, time: Stamp) -> Vec<Event<'_>> {
    let kept_from = feed.kept_from(time.time());
    let mut events = Vec::new();
    for (number, conference) in feed.conferences.iter().enumerate() {
        let others = events.len();
        event::push_events(feed, number, &mut events);
        if event::is_retired(conference, events[others..].iter().map(Event::over_at), kept_from) {
            events.truncate(others);
        }
    }
    event::sort(&mut events);
    events
}

/// The lines that tell the revision of an event, kept for the next: most events of a feed have the same.
#[derive(Default)]
struct StampLines {
    stamp: Option<Stamp>,
    lines: Encoder,
}

impl StampLines {
    fn of(&mut self, stamp: Stamp) -> &str {
        if self.stamp != Some(stamp) {
            self.stamp = Some(stamp);
            self.lines.out.clear();
            self.lines.utc("DTSTAMP", stamp.time());
            self.lines.utc("LAST-MODIFIED", stamp.time());
            self.lines.raw("SEQUENCE", &stamp.sequence().to_string());
        }
        &self.lines.out
    }

    fn last_modified(stamp: Stamp) -> String {
        let mut line = Encoder::default();
        line.utc("LAST-MODIFIED", stamp.time());
        line.out
    }
}

/// A warning if a feed is larger than some clients take.
fn large(bytes: usize, events: usize) -> Option<Diagnostic> {
    if bytes <= LARGE.0 && events <= LARGE.1 {
        return None;
    }
    let size = format!("{events} events and {} kB", bytes.div_ceil(1000));
    let help = "leave out what is past with `--from today` or `keep` in `[feed]`, or choose a region or a topic";
    let fault = Diagnostic::unlocated(Code::LargeFeed, format!("the feed has {size}: Google Calendar may drop it"));
    Some(fault.help(help.to_owned()))
}

/// The first lines of the calendar, up to its revision.
fn head(feed: &Feed, name: Option<&str>, source: Option<&str>) -> String {
    let mut to = Encoder::default();
    to.begin("VCALENDAR");
    to.raw("VERSION", "2.0");
    to.raw("PRODID", PRODID);
    to.raw("CALSCALE", "GREGORIAN");
    // The names of RFC 7986, and those that clients read.
    if let Some(name) = name {
        to.text("NAME", name);
        to.text("X-WR-CALNAME", name);
    }
    if let Some(description) = &feed.description {
        to.text("DESCRIPTION", description);
        to.text("X-WR-CALDESC", description);
    }
    if let Some(url) = &feed.url {
        to.uri("URL", &[], url);
    }
    // RFC 7986 gives it no type by default.
    if let Some(source) = source {
        to.uri("SOURCE", &[("VALUE", "URI")], source);
    }
    if feed.refresh != Duration::default() {
        let refresh = ics::signed_duration(feed.refresh.minutes());
        to.with_params("REFRESH-INTERVAL", &[("VALUE", "DURATION")], &refresh);
        to.raw("X-PUBLISHED-TTL", &refresh);
    }
    if let Some((name, rgb)) = feed.color.and_then(css3) {
        to.raw("COLOR", name);
        to.raw("X-APPLE-CALENDAR-COLOR", rgb);
    }
    to.out
}

/// The zones of events by name, each with its VTIMEZONE.
type Zones = BTreeMap<&'static str, String>;

/// The zones that these events are written in. Those that no VTIMEZONE can tell the truth of lose their zone, and are
/// written in UTC: whatever else a feed holds, an event says the same in all.
fn zones(events: &mut [Event]) -> Zones {
    let mut known: HashMap<Tz, Option<(String, i32)>> = HashMap::new();
    let mut zones = Zones::new();
    for event in events {
        let Some(tz) = event.zone else { continue };
        match known.entry(tz).or_insert_with(|| timezone(tz)) {
            Some((text, first_year)) if *first_year <= event.first_year() => {
                if !text.is_empty() {
                    zones.insert(tz.name(), std::mem::take(text));
                }
            }
            _ => event.zone = None,
        }
    }
    zones
}

/// The lines of a VTIMEZONE, and the first year whose events it may serve.
fn timezone(tz: Tz) -> Option<(String, i32)> {
    let (timezone, first_year) = vtimezone(tz)?;
    let mut text = String::new();
    ics::write(&timezone, &mut text);
    Some((text, first_year))
}
