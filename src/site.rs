//! A site of feeds: one for each region, country, topic and series, and a page to subscribe from.
//!
//! Comes in: the feed of a whole list, where it will be published, and what is published there already. Goes out: a
//! [`Site`], which is a path for every [`Page`]. Writes no file and answers no request: `build` does the one and `serve`
//! the other with the same bytes.

mod atom;
mod changes;
mod feeds;
mod json;
mod manifest;
mod page;
mod views;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;
use sha2::{Digest as _, Sha256};

pub use self::changes::{FeedChange, FeedChangeKind};
pub use self::manifest::{FeedKind, Manifest, PublishedFeed};

use self::feeds::Feeds;
use crate::calendar::{Events, Selection};
use crate::diagnostic::{Diagnostic, Source};
use crate::model::Feed;
use crate::revision::{Stamp, Stamps};

/// What is served under one path.
///
/// # Examples
///
/// ```
/// let page = confcal::Page { media_type: "text/calendar; charset=utf-8", bytes: b"BEGIN:VCALENDAR".into() };
/// assert_eq!(page.sha256().len(), 64);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<'s> {
    /// The media type, as Content-Type has it.
    pub media_type: &'static str,
    /// What is sent.
    pub bytes: Cow<'s, [u8]>,
}

impl Page<'_> {
    /// The SHA-256 of its bytes, in hexadecimal digits.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = confcal::Page { media_type: "text/plain", bytes: b"".into() };
    /// assert!(page.sha256().starts_with("e3b0c44298fc1c14"));
    /// ```
    pub fn sha256(&self) -> String {
        let mut digest = Digest::default();
        digest.add(&self.bytes);
        digest.hex()
    }
}

/// A SHA-256 while it grows.
#[derive(Default)]
struct Digest {
    octets: usize,
    hasher: Sha256,
}

impl Digest {
    fn add(&mut self, bytes: &[u8]) {
        self.octets += bytes.len();
        self.hasher.update(bytes);
    }

    /// It in hexadecimal digits.
    fn hex(self) -> String {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        self.hasher.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

/// A whole site. Of its feeds it holds which events they have, and no event more than once: a [`Page`] is written when it
/// is asked for.
///
/// # Examples
///
/// ```
/// use confcal::{Level, Source, Stamp, Surroundings, read, site};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\ncountry = 'GB'\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
/// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
/// let site = site(feed, &Surroundings::new(time));
/// assert!(site.page("index.html").is_some() && site.page("countries/gb.ics").is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Site {
    /// The events of all its feeds, and what any part of them would be.
    pub events: Arc<Events>,
    pages: BTreeMap<String, Made>,
    /// What there is to say about it: feeds that are too large, and what was wrong with the previous ones. What the list
    /// has lost since is told by [`PreviousFeed::gone`](crate::PreviousFeed::gone).
    pub diagnostics: Vec<Diagnostic>,
    /// The paths of feeds that were published with events and hold none any more.
    pub emptied: Vec<String>,
}

/// A page, or all that it takes to write it.
#[derive(Clone, Debug)]
struct Made {
    media_type: &'static str,
    /// Of a feed.
    kind: Option<FeedKind>,
    content: Content,
    sha256: String,
    is_published: bool,
}

#[derive(Clone, Debug)]
enum Content {
    Bytes(Vec<u8>),
    Feed(Selection),
}

impl Site {
    /// Every path that there is, from the root of the site, without a slash in front; in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, Stamp, Surroundings, site};
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let made_for = Surroundings::new(time);
    /// assert_eq!(site(Feed::default(), &made_for).paths().last(), Some("index.html"));
    /// ```
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// What is under a path.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, Stamp, Surroundings, site};
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let made_for = Surroundings::new(time);
    /// assert!(site(Feed::default(), &made_for).page("all.ics").unwrap().bytes.starts_with(b"BEGIN:VCALENDAR\r\n"));
    /// ```
    pub fn page(&self, path: &str) -> Option<Page<'_>> {
        let made = self.pages.get(path)?;
        let bytes = match &made.content {
            Content::Bytes(bytes) => Cow::Borrowed(bytes.as_slice()),
            Content::Feed(selection) => Cow::Owned(selection.text(&self.events).into_bytes()),
        };
        Some(Page { media_type: made.media_type, bytes })
    }

    /// Gives what is under a path piece by piece, so that a large feed is never held as a whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, Stamp, Surroundings, site};
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let made_for = Surroundings::new(time);
    /// let (site, mut bytes) = (site(Feed::default(), &made_for), Vec::new());
    /// site.pieces("all.ics", |piece| bytes.extend_from_slice(piece));
    /// assert_eq!(bytes, *site.page("all.ics").unwrap().bytes);
    /// ```
    pub fn pieces(&self, path: &str, mut give: impl FnMut(&[u8])) {
        match self.pages.get(path).map(|made| &made.content) {
            Some(Content::Bytes(bytes)) => give(bytes),
            Some(Content::Feed(selection)) => selection.pieces(&self.events, |piece| give(piece.as_bytes())),
            None => {}
        }
    }

    /// The SHA-256 of what is under a path, in hexadecimal digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, Stamp, Surroundings, site};
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let made_for = Surroundings::new(time);
    /// let site = site(Feed::default(), &made_for);
    /// assert_eq!(site.sha256("all.ics"), Some(&*site.page("all.ics").unwrap().sha256()));
    /// ```
    pub fn sha256(&self, path: &str) -> Option<&str> {
        self.pages.get(path).map(|made| made.sha256.as_str())
    }

    /// The kind of the feed under a path; `None` if something else is there, or nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, FeedKind, Stamp, Surroundings, site};
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let feed = Feed { name: Some("PyCons 2022".into()), ..Feed::default() };
    /// let site = site(feed, &Surroundings::new(time));
    /// assert_eq!((site.kind("pycons-2022.ics"), site.kind("index.html")), (Some(FeedKind::Alias), None));
    /// ```
    pub fn kind(&self, path: &str) -> Option<FeedKind> {
        self.pages.get(path)?.kind
    }

    /// Whether a feed is known to be, byte for byte, what was published there before.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, Stamp, Surroundings, site};
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let made_for = Surroundings::new(time);
    /// let first = site(Feed::default(), &made_for);
    /// let published = |path: &str| Some(first.page(path)?.bytes.into_owned());
    /// let second = site(Feed::default(), &Surroundings { previous: &published, ..made_for });
    /// assert!(!first.is_published("all.ics") && second.is_published("all.ics"));
    /// ```
    pub fn is_published(&self, path: &str) -> bool {
        self.pages.get(path).is_some_and(|made| made.is_published)
    }

    /// The revision of every event, as the feed of all has them.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Level, PreviousFeed, Source, Stamp, Surroundings, read, site};
    /// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";
    /// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
    /// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let site = site(feed, &Surroundings::new(time));
    /// let all = Source::from_bytes("all.ics", site.page("all.ics").unwrap().bytes.into_owned());
    /// assert_eq!(site.stamps(), PreviousFeed::read(&all).stamps());
    /// ```
    pub fn stamps(&self) -> Stamps {
        match self.pages.get(ALL).map(|made| &made.content) {
            Some(Content::Feed(all)) => all.stamps(&self.events),
            _ => Stamps::default(),
        }
    }

    fn add(&mut self, path: impl Into<String>, media_type: &'static str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        let sha256 = Page { media_type, bytes: Cow::Borrowed(&bytes) }.sha256();
        let made = Made { media_type, kind: None, content: Content::Bytes(bytes), sha256, is_published: false };
        self.pages.insert(path.into(), made);
    }
}

/// What a site is made for.
///
/// # Examples
///
/// ```
/// let time = confcal::Stamp::new("2022-05-01T00:00:00".parse().unwrap());
/// let base_url = Some("https://example.org/conferences");
/// let made_for = confcal::Surroundings { base_url, ..confcal::Surroundings::new(time) };
/// assert_eq!(made_for.base().as_deref(), Some("https://example.org/conferences/"));
/// ```
pub struct Surroundings<'s> {
    /// The address of the folder where it will be published; `None` if that is not known.
    pub base_url: Option<&'s str>,
    /// The time of the list.
    pub time: Stamp,
    /// The instant, in UTC, that `today` in the filters of views stands for. Calls that open later are not news yet.
    pub now: NaiveDateTime,
    /// What is published under a path already.
    pub previous: &'s dyn Fn(&str) -> Option<Vec<u8>>,
    /// Whether feeds go that were published and hold nothing any more. Otherwise they stay, empty, because some programs
    /// give up a subscription whose address is not found.
    pub prune: bool,
    /// The lists of the feed, which diagnostics point into. Empty if they are not at hand: then a diagnostic has no place.
    pub lists: &'s [Source],
}

impl Surroundings<'_> {
    /// A site without an address that nothing was published of, made at the time of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// let made_for = confcal::Surroundings::new(confcal::Stamp::new(Default::default()));
    /// assert_eq!((made_for.base(), (made_for.previous)("all.ics")), (None, None));
    /// ```
    pub fn new(time: Stamp) -> Self {
        Surroundings { base_url: None, time, now: time.time(), previous: &|_| None, prune: false, lists: &[] }
    }

    /// The address of the folder, with a slash at its end: without a query, and without the name of a page in it.
    ///
    /// # Examples
    ///
    /// ```
    /// let time = confcal::Stamp::new("2022-05-01T00:00:00".parse().unwrap());
    /// let base_url = Some("https://example.org/index.html?x#y");
    /// let made_for = confcal::Surroundings { base_url, ..confcal::Surroundings::new(time) };
    /// assert_eq!(made_for.base().as_deref(), Some("https://example.org/"));
    /// ```
    pub fn base(&self) -> Option<String> {
        let address = self.base_url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))?;
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let (scheme, rest) = address.split_once("://")?;
        let (folder, last) = rest.rsplit_once('/').unwrap_or((rest, ""));
        let is_page = last.ends_with(".html") || last.ends_with(".htm") || last.ends_with(".ics");
        let rest = if is_page || last.is_empty() { folder } else { rest };
        Some(crate::ics::encode_uri(&format!("{scheme}://{rest}/")).into_owned())
    }
}

/// Makes the site of a feed.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, Stamp, Surroundings, site};
/// let time = Stamp::new("2022-05-01T00:00:00".parse().unwrap());
/// let site = site(Feed::default(), &Surroundings::new(time));
/// assert!(site.page("all.ics").is_some(), "the feed of everything is always there");
/// ```
pub fn site(feed: Feed, made_for: &Surroundings) -> Site {
    let events = Arc::new(Events::new(feed, made_for.time));
    let feed = events.feed();
    let mut site =
        Site { events: Arc::clone(&events), pages: BTreeMap::new(), diagnostics: Vec::new(), emptied: Vec::new() };
    let base = made_for.base();
    let Feeds { offered: feeds, kept, choices } = feeds::feeds(&events, base.as_deref(), made_for, &mut site);
    // That of the list moves whenever its file is touched; this only with what it says.
    let revision = feeds.first().map_or(made_for.time, |all| all.revision);
    let listed = json::listed(feed, made_for);
    site.add("conferences.json", JSON, json::conferences(feed, revision, &listed));
    site.add(
        "atom.xml",
        "application/atom+xml; charset=utf-8",
        atom::atom(feed, base.as_deref(), &listed, made_for.now, revision),
    );
    if let Some(base) = &base {
        site.add("sitemap.xml", "application/xml; charset=utf-8", atom::sitemap(base, revision));
        for feed in feeds.iter().filter(|feed| feed.kind != FeedKind::Conference) {
            site.add(feed.qr_path(), "image/svg+xml", page::qr(&format!("{base}{}", feed.path)));
        }
    }
    site.add("index.html", "text/html; charset=utf-8", page::page(feed, &feeds, &choices, base.as_deref(), revision));
    // So called, hosts of static sites show it.
    site.add("404.html", "text/html; charset=utf-8", page::not_found(feed, base.as_deref()));
    // GitHub Pages would leave out what its own site generator does not know.
    site.add(".nojekyll", "text/plain; charset=utf-8", "");
    site.add(MANIFEST, JSON, json::feeds(feed, base.as_deref(), &feeds, &kept, &site));
    site
}

/// The feed of everything, which is always there.
const ALL: &str = "all.ics";
/// What there is to subscribe to, and every other file.
const MANIFEST: &str = "feeds.json";
const ICS: &str = "text/calendar; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
