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
mod events;
mod head;
#[cfg(feature = "site")]
mod held;
mod index;
mod piece;
mod published;
mod text;
mod unchanged;

use std::io::{self, BufRead};
use std::ops::Range;
use std::sync::Arc;

use self::compare::Comparison;
use self::encode::EventEncoder;
pub use self::encoded::EncodedFeed;
use self::encoded::Selection;
use self::event::TYPICAL_EVENT_OCTETS;
use self::events::{EventStamps, Events};
use self::head::{head, timezones};
#[cfg(feature = "site")]
pub(crate) use self::held::{CommonEvents, HeldCalendar};
use self::piece::{Piece, StampLines};
pub(crate) use self::published::PublishedCalendar;
#[cfg(feature = "import")]
pub(crate) use self::text::{STATUS_SENTENCES, action, label, labels, lower_first};
use crate::diagnostic::{Code, Diagnostic};
use crate::filter::Filter;
use crate::model::Feed;
use crate::revision::{PreviousFeed, Revisions, Stamp, Stamps};

/// The lines around an event: the text before its UID, and the last line.
const EVENT: &str = "BEGIN:VEVENT\r\nUID:";
const END_EVENT: &str = "END:VEVENT\r\n";

/// The last line of a calendar.
const END: &str = "END:VCALENDAR\r\n";

/// The size of a feed that every client takes.
const MAX_OCTETS: usize = 900_000;
const MAX_EVENTS: usize = 1000;

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

/// The outcome of [`Calendar::revise`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
    pub fn new(feed: &'f Feed, list_time: Stamp) -> Calendar<'f> {
        let mut events = event::kept(feed, list_time);
        let timezones = timezones(&mut events).into_values().map(Arc::from).collect();
        let events = Events::OnDemand(events, EventEncoder::new(feed));
        Calendar::assemble(head(feed, feed.name.as_deref(), feed.source.as_deref()), timezones, events, list_time)
    }

    fn of_selection(selection: Selection, name: Option<&str>, source: Option<&str>) -> Calendar<'static> {
        let feed = selection.feed();
        let (head, timezones, list_time) = (head(feed.feed(), name, source), selection.timezones(), feed.list_time);
        Calendar::assemble(head, timezones, Events::Encoded(selection), list_time)
    }

    fn assemble(head: String, timezones: Vec<Arc<str>>, events: Events<'f>, list_time: Stamp) -> Calendar<'f> {
        let mut calendar =
            Calendar { head, timezones, events, stamps: EventStamps::OfList, revision: list_time, list_time };
        calendar.revision = (0..calendar.len()).map(|at| calendar.stamp(at)).max().unwrap_or(list_time);
        calendar
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
        self.revise_after(previous)
    }

    /// See [`revise`](Self::revise).
    pub(crate) fn revise_after(&mut self, previous: &dyn PublishedCalendar) -> Revised {
        let mut revisions = self.revisions(previous);
        let (events, mut stamps) = (&self.events, Vec::with_capacity(self.len()));
        previous.revisions(self, &mut |at, published| stamps.push(revisions.stamp(published, events.updated(at))));
        self.stamps = EventStamps::Own(stamps);
        self.revision = revisions.newest();
        let counts = revisions.counts();
        Revised { new: counts.new, changed: counts.changed, warning: revisions.warning() }
    }

    fn revisions(&self, previous: &dyn PublishedCalendar) -> Revisions {
        Revisions::new(self.list_time, previous.newest(), previous.last_modified())
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
            Events::Encoded(_) => self.octets(),
        };
        let mut bytes = Vec::with_capacity(octets);
        // A vector takes whatever is written to it.
        let _ = self.write_to(&mut bytes);
        bytes
    }

    /// The number of its octets. To count encoded events takes next to no time.
    pub(crate) fn octets(&self) -> usize {
        // A sink takes whatever is written to it.
        self.write_to(io::sink()).unwrap_or_default()
    }

    /// A warning if the calendar has more octets or events than every client takes.
    pub fn size_warning(&self, octets: usize) -> Option<Diagnostic> {
        if octets <= MAX_OCTETS && self.len() <= MAX_EVENTS {
            return None;
        }
        let size = format!("{} events and {} kB", self.len(), octets.div_ceil(1000));
        let help = "leave out past events with `--from today` or `keep` in `[feed]`, or choose a region or a topic";
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

/// Calendars of the events of an encoded feed.
impl EncodedFeed {
    /// A calendar of the events that pass a filter and are kept, with a name and an address of its own.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{EncodedFeed, Feed, Filter, Stamp};
    /// let encoded = EncodedFeed::new(Feed::default(), Stamp::new(Default::default()));
    /// let calendar = encoded.calendar(&Filter::default(), Some("Europe"), None);
    /// assert!(String::from_utf8(calendar.to_bytes()).unwrap().contains("\r\nNAME:Europe\r\n"));
    /// ```
    pub fn calendar(self: &Arc<Self>, filter: &Filter, name: Option<&str>, source: Option<&str>) -> Calendar<'static> {
        Calendar::of_selection(self.select(filter), name, source)
    }

    /// A calendar of a conference's own event, kept or not. `conference` is the index of the conference in the feed.
    #[cfg(feature = "site")]
    pub(crate) fn calendar_of_one(self: &Arc<Self>, conference: usize) -> Calendar<'static> {
        Calendar::of_selection(self.select_one(conference), Some(&self.feed().conferences[conference].name), None)
    }

    /// A calendar without events, for subscribers of a feed for which the list has nothing any more.
    #[cfg(feature = "site")]
    pub(crate) fn empty_calendar(self: &Arc<Self>, name: Option<&str>, source: Option<&str>) -> Calendar<'static> {
        Calendar::of_selection(self.select_none(), name, source)
    }
}

/// Gives an event one revision in all calendars of a site.
#[cfg(feature = "site")]
impl Calendar<'_> {
    /// The stamp of each event, by its index in the encoded feed.
    pub(crate) fn stamped(&self) -> impl Iterator<Item = (u32, Stamp)> {
        (0..self.len()).map(|at| (self.events.index(at), self.stamp(at)))
    }

    /// Reports the stamp that a previous feed needs for each of its events, by the index of the event.
    pub(crate) fn demand(&self, previous: &dyn PublishedCalendar, mut give: impl FnMut(u32, Stamp)) {
        let mut revisions = self.revisions(previous);
        previous.revisions(self, &mut |at, published| {
            if let Some(stamp) = revisions.published(published, self.events.updated(at)) {
                give(self.events.index(at), stamp);
            }
        });
    }

    /// Takes over the revisions of a calendar of the same encoded feed that has all of these events. Without events, the revision
    /// is the newest of the whole.
    pub(crate) fn take_revisions(&mut self, whole: &Calendar) {
        self.stamps = whole.stamps.clone();
        let newest = |calendar: &Calendar| calendar.stamped().map(|(_, stamp)| stamp).max();
        self.revision = newest(self).or_else(|| newest(whole)).unwrap_or(self.list_time);
    }

    /// Takes the stamps of all events of the feed, by their indices, and as the revision the newest of its own events and of
    /// `before`, the published revision. `empty` is the revision of a calendar without either. Returns true if a stamp has
    /// changed.
    pub(crate) fn settle(&mut self, stamps: &Arc<[Stamp]>, before: Option<Stamp>, empty: Stamp) -> bool {
        let is_other = self.stamped().any(|(event, stamp)| stamps[event as usize] != stamp);
        let newest = (0..self.len()).map(|at| stamps[self.events.index(at) as usize]).max();
        self.revision = newest.max(before).unwrap_or(empty);
        self.stamps = EventStamps::Shared(Arc::clone(stamps));
        is_other
    }
}
