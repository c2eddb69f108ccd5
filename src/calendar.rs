//! A [`Feed`] as one iCalendar object.
//!
//! Comes in: a feed and the time of its list. Goes out: the bytes of a VCALENDAR (RFC 5545, RFC 7986), the same for the
//! same input. A [`Calendar`] is laid out in one place, as pieces that are written or compared with a published feed. Its
//! events are encoded on demand, or once beforehand for the many feeds of a site ([`EncodedFeed`]). Knows nothing of
//! escaping, of folding, or of the clock.

mod compare;
mod encode;
mod encoded;
mod event;
mod index;
mod text;

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::io::{self, BufRead};
use std::ops::Range;
use std::sync::Arc;

use chrono_tz::Tz;
use uuid::Uuid;

use self::compare::Comparison;
use self::encode::EventEncoder;
pub use self::encoded::EncodedFeed;
use self::encoded::Selection;
use self::event::Event;
#[cfg(feature = "site")]
pub(crate) use self::text::status;
use crate::color::css3;
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::ics::{self, Encoder};
use crate::model::Feed;
use crate::revision::{PreviousFeed, Revisions, Stamp, Stamps};
use crate::vtimezone::vtimezone;

/// The program that wrote the feed. Without a version, so that an upgrade which changes no event changes no byte.
const PRODID: &str = "-//confcal//confcal//EN";

/// The lines around an event: the text before its UID, and the last line.
const EVENT: &str = "BEGIN:VEVENT\r\nUID:";
const END_EVENT: &str = "END:VEVENT\r\n";

/// The last line of a calendar.
const END: &str = "END:VCALENDAR\r\n";

/// The size of a feed that every client takes.
const MAX_OCTETS: usize = 900_000;
const MAX_EVENTS: usize = 1000;

/// The expected size of an event. Most take 600 to 900 octets; a slightly high guess saves copying a feed at every doubling.
const TYPICAL_EVENT_OCTETS: usize = 900;

/// A feed as an iCalendar object, with the revision of each event.
///
/// An event has the time of its conference's `updated`, else the time of the list, until [`revise`](Self::revise) gives
/// it the revision that a published feed asks for.
///
/// # Examples
///
/// ```
/// use confcal::{Calendar, Level, Source, Stamp, read};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\nend = 2022-09-18\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
/// let calendar = Calendar::new(&feed, Stamp::new("2022-05-01T00:00:00Z".parse().unwrap()));
/// assert_eq!(calendar.len(), 1);
/// let text = String::from_utf8(calendar.to_bytes()).unwrap();
/// assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// assert!(text.contains("DTSTART;VALUE=DATE:20220916\r\nDTEND;VALUE=DATE:20220919\r\n"), "the end is exclusive");
/// ```
#[derive(Clone, Debug)]
pub struct Calendar<'f> {
    /// The first lines, up to the revision.
    head: String,
    /// The VTIMEZONEs, in the order of the names of their zones.
    timezones: Vec<Arc<str>>,
    events: Events<'f>,
    stamps: EventStamps,
    /// LAST-MODIFIED.
    revision: Stamp,
    list_time: Stamp,
}

/// The events of a calendar in their order.
#[derive(Clone, Debug)]
enum Events<'f> {
    /// Encoded each time, and never held.
    OnDemand(Vec<Event<'f>>, EventEncoder<'f>),
    /// Encoded beforehand.
    Encoded(Selection),
}

/// The stamp of each event of a calendar.
#[derive(Clone, Debug)]
enum EventStamps {
    /// The `updated` of its conference, else the time of the list.
    OfList,
    /// By the place of the event in the calendar.
    Own(Vec<Stamp>),
    /// By the index of the event in the encoded feed, for all calendars of a site.
    #[cfg(feature = "site")]
    Shared(Arc<[Stamp]>),
}

/// A piece of a calendar as it is laid out.
enum Piece<'p> {
    Text(&'p str),
    /// The line LAST-MODIFIED of the calendar.
    Revision(Stamp),
    /// The lines DTSTAMP, LAST-MODIFIED and SEQUENCE of an event.
    Stamp(Stamp),
}

/// The outcome of [`Calendar::revise`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The number of events that the previous feed does not have.
    pub new: usize,
    /// The number of events that differ from those of the previous feed.
    pub changed: usize,
    /// A warning if the list is older than the previous feed, so that revisions had to be later than the list.
    pub warning: Option<Diagnostic>,
}

impl<'f> Calendar<'f> {
    /// A calendar of the events that a feed keeps at `list_time`, the time of its list. They are encoded each time the
    /// calendar is written, so that it is never held as a whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Calendar, Feed, Stamp};
    /// assert!(Calendar::new(&Feed::default(), Stamp::new(Default::default())).is_empty());
    /// ```
    pub fn new(feed: &'f Feed, list_time: Stamp) -> Calendar<'f> {
        let mut events = event::kept(feed, list_time);
        let timezones = timezones(&mut events).into_values().map(Arc::from).collect();
        let events = Events::OnDemand(events, EventEncoder::new(feed));
        Calendar::assemble(head(feed, feed.name.as_deref(), feed.source.as_deref()), timezones, events, list_time)
    }

    fn assemble(head: String, timezones: Vec<Arc<str>>, events: Events<'f>, list_time: Stamp) -> Calendar<'f> {
        let revision = (0..events.len()).map(|at| events.updated(at).unwrap_or(list_time)).max().unwrap_or(list_time);
        Calendar { head, timezones, events, stamps: EventStamps::OfList, revision, list_time }
    }

    /// The number of events.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// True if it has no event.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its LAST-MODIFIED, which is not earlier than the revision of any event.
    pub fn revision(&self) -> Stamp {
        self.revision
    }

    /// The revision of each event by its UID.
    pub fn stamps(&self) -> Stamps {
        let mut stamps = Vec::with_capacity(self.len());
        self.events.for_each(|at, uid, _| stamps.push((uid.to_owned(), self.stamp(at))));
        stamps.into_iter().collect()
    }

    /// The revision of the event at a place in the calendar.
    fn stamp(&self, at: usize) -> Stamp {
        match &self.stamps {
            EventStamps::OfList => self.events.updated(at).unwrap_or(self.list_time),
            EventStamps::Own(stamps) => stamps[at],
            #[cfg(feature = "site")]
            EventStamps::Shared(stamps) => stamps[self.events.index(at) as usize],
        }
    }

    /// Continues the revisions of a previous feed: an event that is the same there keeps its revision; a changed one gets
    /// the `updated` of its conference if that is later than there, else the time of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Calendar, Level, PreviousFeed, Source, Stamp, read};
    /// let feed = |city: &str| {
    ///     let list = format!("[[conference]]\nname = 'PyCon UK'\nid = 'pycon-uk'\nstart = 2022-09-16\ncity = '{city}'\n");
    ///     read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap()
    /// };
    /// let (may, june) = ["2022-05-01T00:00:00Z", "2022-06-01T00:00:00Z"].map(|time| Stamp::new(time.parse().unwrap())).into();
    /// let published = Source::from_bytes("feed.ics", Calendar::new(&feed("Cardiff"), may).to_bytes());
    /// for (city, changed, revision) in [("Cardiff", 0, may), ("Swansea", 1, june)] {
    ///     let feed = feed(city);
    ///     let mut calendar = Calendar::new(&feed, june);
    ///     let revised = calendar.revise(&PreviousFeed::read(&published));
    ///     assert_eq!((revised.new, revised.changed, calendar.revision()), (0, changed, revision));
    /// }
    /// ```
    pub fn revise(&mut self, previous: &PreviousFeed) -> Revised {
        let mut revisions = Revisions::new(self.list_time, previous);
        let (events, mut stamps) = (&self.events, Vec::with_capacity(self.len()));
        events.for_each(|at, uid, content| stamps.push(revisions.stamp(uid, content, events.updated(at))));
        self.stamps = EventStamps::Own(stamps);
        self.revision = revisions.newest();
        let counts = revisions.counts();
        Revised { new: counts.new, changed: counts.changed, warning: revisions.warning() }
    }

    /// Takes over the revisions of a feed that this one is a part of. An event that the whole does not have gets the time
    /// of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Calendar, Level, Source, Stamp, read};
    /// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";
    /// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
    /// let (may, june) = ["2022-05-01T00:00:00Z", "2022-06-01T00:00:00Z"].map(|time| Stamp::new(time.parse().unwrap())).into();
    /// let mut part = Calendar::new(&feed, june);
    /// part.revise_as_part(&Calendar::new(&feed, may).stamps());
    /// assert_eq!(part.revision(), may);
    /// ```
    pub fn revise_as_part(&mut self, whole: &Stamps) {
        let mut stamps = Vec::with_capacity(self.len());
        self.events.for_each(|_, uid, _| stamps.push(whole.get(uid).unwrap_or(self.list_time)));
        self.revision = stamps.iter().copied().max().or(whole.newest()).unwrap_or(self.list_time);
        self.stamps = EventStamps::Own(stamps);
    }

    /// True if a published feed is the same except for its revisions, which the calendar then takes over.
    ///
    /// Much quicker than [`revise`](Self::revise) and writing it, and holds nothing of the published feed.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Calendar, Feed, Stamp};
    /// let feed = Feed::default();
    /// let (may, june) = ["2022-05-01T00:00:00Z", "2022-06-01T00:00:00Z"].map(|time| Stamp::new(time.parse().unwrap())).into();
    /// let published = Calendar::new(&feed, may).to_bytes();
    /// let mut calendar = Calendar::new(&feed, june);
    /// assert!(!calendar.is_unchanged(&published[1..]));
    /// assert!(calendar.is_unchanged(&*published) && calendar.revision() == may);
    /// ```
    pub fn is_unchanged(&mut self, published: impl BufRead) -> bool {
        let mut comparison = Comparison::new(published);
        let same = self.lay_out(0..self.len(), |piece| comparison.take(&piece).ok_or(()));
        let Some((revision, stamps)) = same.ok().and_then(|()| comparison.end()) else { return false };
        (self.revision, self.stamps) = (revision, EventStamps::Own(stamps));
        true
    }

    /// Writes it piece by piece: UTF-8, lines of at most 75 octets that end in CRLF. Gives the number of octets.
    ///
    /// # Errors
    ///
    /// The first of `out`; nothing is written after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Calendar, Feed, Stamp};
    /// let (feed, mut bytes) = (Feed::default(), Vec::new());
    /// let calendar = Calendar::new(&feed, Stamp::new(Default::default()));
    /// assert_eq!(calendar.write_to(&mut bytes).unwrap(), bytes.len());
    /// assert_eq!(bytes, calendar.to_bytes());
    /// ```
    pub fn write_to(&self, out: impl io::Write) -> io::Result<usize> {
        self.write_events(0..self.len(), out)
    }

    /// Appends the calendar from one event on, with the head if that is the first, until `octets` octets of events or the
    /// end. Returns the next event.
    #[cfg(feature = "site")]
    pub(crate) fn read_events(&self, from: usize, octets: usize, to: &mut Vec<u8>) -> Option<usize> {
        let (mut end, mut taken) = (from, 0);
        while end < self.len() && taken < octets {
            taken += self.events.octets(end);
            end += 1;
        }
        // A vector takes whatever is written to it.
        let _ = self.write_events(from..end, to);
        (end < self.len()).then_some(end)
    }

    fn write_events(&self, events: Range<usize>, mut out: impl io::Write) -> io::Result<usize> {
        let mut octets = 0;
        let mut lines = StampLines::default();
        self.lay_out(events, |piece| {
            let text = match piece {
                Piece::Text(text) => text,
                Piece::Revision(revision) => lines.revision(revision),
                Piece::Stamp(stamp) => lines.stamp(stamp),
            };
            octets += text.len();
            out.write_all(text.as_bytes())
        })?;
        Ok(octets)
    }

    /// The bytes of the calendar.
    pub fn to_bytes(&self) -> Vec<u8> {
        let octets = match &self.events {
            Events::OnDemand(events, _) => self.head.len() + 2048 + events.len() * TYPICAL_EVENT_OCTETS,
            // Counting encoded events takes next to no time.
            Events::Encoded(_) => self.write_to(io::sink()).unwrap_or_default(),
        };
        let mut bytes = Vec::with_capacity(octets);
        // A vector takes whatever is written to it.
        let _ = self.write_to(&mut bytes);
        bytes
    }

    /// A warning if the calendar has more octets or events than every client takes.
    pub fn size_warning(&self, octets: usize) -> Option<Diagnostic> {
        if octets <= MAX_OCTETS && self.len() <= MAX_EVENTS {
            return None;
        }
        let size = format!("{} events and {} kB", self.len(), octets.div_ceil(1000));
        let help = "leave out what is past with `--from today` or `keep` in `[feed]`, or choose a region or a topic";
        let fault = Diagnostic::unlocated(Code::LargeFeed, format!("the feed has {size}: Google Calendar may drop it"));
        Some(fault.help(help.to_owned()))
    }

    /// Passes the pieces of a range of events to `target`, in the order of the file: with the head before the first event
    /// of the calendar and the end after the last.
    fn lay_out<E>(&self, events: Range<usize>, mut target: impl FnMut(Piece) -> Result<(), E>) -> Result<(), E> {
        let is_end = events.end == self.len();
        if events.start == 0 {
            target(Piece::Text(&self.head))?;
            target(Piece::Revision(self.revision))?;
            self.timezones.iter().try_for_each(|timezone| target(Piece::Text(timezone)))?;
        }
        self.events.try_for_each(events, |at, uid, content| {
            [EVENT, uid, "\r\n"].into_iter().try_for_each(|text| target(Piece::Text(text)))?;
            target(Piece::Stamp(self.stamp(at)))?;
            [content, END_EVENT].into_iter().try_for_each(|text| target(Piece::Text(text)))
        })?;
        if is_end { target(Piece::Text(END)) } else { Ok(()) }
    }
}

impl Events<'_> {
    fn len(&self) -> usize {
        match self {
            Events::OnDemand(events, _) => events.len(),
            Events::Encoded(selection) => selection.len(),
        }
    }

    /// The index of an event in its feed.
    #[cfg(feature = "site")]
    fn index(&self, at: usize) -> u32 {
        match self {
            Events::OnDemand(..) => at as u32,
            Events::Encoded(selection) => selection.index(at),
        }
    }

    /// The `updated` of the list for an event.
    fn updated(&self, at: usize) -> Option<Stamp> {
        match self {
            Events::OnDemand(events, _) => events[at].conference.updated.map(Stamp::new),
            Events::Encoded(selection) => selection.updated(at),
        }
    }

    /// The size of an event without its stamps, or the expected size.
    #[cfg(feature = "site")]
    fn octets(&self, at: usize) -> usize {
        match self {
            Events::OnDemand(..) => TYPICAL_EVENT_OCTETS,
            Events::Encoded(selection) => selection.octets(at),
        }
    }

    /// Passes each event of a range to `give`: its index, its UID, and its content, which is all of it but UID and stamps.
    fn try_for_each<E>(
        &self,
        range: Range<usize>,
        mut give: impl FnMut(usize, &str, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Events::OnDemand(events, encoder) => {
                let (mut content, mut uid) = (Encoder::default(), Uuid::encode_buffer());
                events[range.clone()].iter().zip(range).try_for_each(|(event, at)| {
                    content.out.clear();
                    encoder.content(event, event.zone.is_some(), &mut content);
                    give(at, encoder.uid(event).hyphenated().encode_lower(&mut uid), &content.out)
                })
            }
            Events::Encoded(selection) => {
                let texts = selection.texts(range.clone());
                range.zip(texts).try_for_each(|(at, (uid, content))| give(at, uid, content))
            }
        }
    }

    fn for_each(&self, mut give: impl FnMut(usize, &str, &str)) {
        let Ok(()) = self.try_for_each(0..self.len(), |at, uid, content| {
            give(at, uid, content);
            Ok::<(), Infallible>(())
        });
    }
}

/// The lines of a stamp, kept because most events of a feed have the same.
#[derive(Default)]
struct StampLines {
    stamp: Option<Stamp>,
    lines: Encoder,
}

impl StampLines {
    /// The lines of an event.
    fn stamp(&mut self, stamp: Stamp) -> &str {
        if self.stamp != Some(stamp) {
            self.stamp = Some(stamp);
            self.lines.out.clear();
            self.lines.utc("DTSTAMP", stamp.time());
            self.lines.utc("LAST-MODIFIED", stamp.time());
            self.lines.raw("SEQUENCE", &stamp.sequence().to_string());
        }
        &self.lines.out
    }

    /// The line LAST-MODIFIED of the calendar.
    fn revision(&mut self, revision: Stamp) -> &str {
        self.stamp = None;
        self.lines.out.clear();
        self.lines.utc("LAST-MODIFIED", revision.time());
        &self.lines.out
    }
}

/// The first lines of the calendar, up to its revision.
fn head(feed: &Feed, name: Option<&str>, source: Option<&str>) -> String {
    let mut to = Encoder::default();
    to.begin("VCALENDAR");
    to.raw("VERSION", "2.0");
    to.raw("PRODID", PRODID);
    to.raw("CALSCALE", "GREGORIAN");
    // RFC 7986 has NAME, most clients read X-WR-CALNAME.
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
    // RFC 7986 gives SOURCE no default type.
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

/// The VTIMEZONEs of events by the name of their zone. An event without an exact VTIMEZONE loses its zone and is written in
/// UTC, the same in every feed.
fn timezones(events: &mut [Event]) -> BTreeMap<&'static str, String> {
    let mut known: HashMap<Tz, Option<(String, i32)>> = HashMap::new();
    let mut timezones = BTreeMap::new();
    for event in events {
        let Some(tz) = event.zone else { continue };
        match known.entry(tz).or_insert_with(|| timezone(tz)) {
            Some((text, first_year)) if *first_year <= event.first_year() => {
                if !text.is_empty() {
                    timezones.insert(tz.name(), std::mem::take(text));
                }
            }
            _ => event.zone = None,
        }
    }
    timezones
}

/// The lines of a VTIMEZONE, and the first year whose events it may serve.
fn timezone(tz: Tz) -> Option<(String, i32)> {
    let (timezone, first_year) = vtimezone(tz)?;
    let mut text = String::new();
    ics::write(&timezone, &mut text);
    Some((text, first_year))
}
