//! A site of feeds: one for each region, country, topic and series, and a page to subscribe from.
//!
//! Comes in: the feed of a whole list, where it will be published, and what is published there already. Goes out: a
//! [`Site`], which is its [`SiteFile`]s. Writes no file and answers no request: `build` does the one and `serve` the other
//! with the same bytes.

mod atom;
mod conferences_json;
mod contribute;
mod feed_changes;
mod feeds;
mod feeds_json;
mod file;
mod icons;
mod manifest;
mod options;
mod page;
mod views;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::feed_changes::{FeedChange, FeedChangeKind};
pub use self::file::{SiteFile, sha256};
pub use self::manifest::{FeedKind, Manifest, PublishedFeed};
pub use self::options::SiteOptions;

use self::conferences_json::ConferencesJson;
use self::feeds::SiteFeeds;
use self::file::{HTML, JSON};
use self::manifest::{ALL, MANIFEST};
use self::page::{CardTargets, ConferencePages};
use crate::calendar::{Calendar, EncodedFeed};
use crate::diagnostic::Diagnostic;
use crate::model::Feed;
use crate::revision::{Change, Stamps};
use crate::uri::BaseUrl;

/// A whole site. Its feeds share their events, each of which is held once.
///
/// # Examples
///
/// ```
/// use confcal::{Level, SiteOptions, Source, Stamp, read, site};
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\ncountry = 'GB'\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
/// let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
/// let site = site(feed, &SiteOptions::new(time));
/// assert!(site.file("index.html").is_some() && site.file("countries/gb.ics").is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Site {
    /// The events of all its feeds, from which a feed on demand is selected.
    pub events: Arc<EncodedFeed>,
    /// The address of its folder.
    pub base_url: Option<BaseUrl>,
    files: BTreeMap<String, Arc<SiteFile>>,
    /// Warnings about feeds that are too large and about the previous feeds. [`PreviousFeed::removed`](crate::PreviousFeed::removed)
    /// reports the events that the list has lost.
    pub diagnostics: Vec<Diagnostic>,
    /// The paths of feeds that were published with events and are now empty.
    pub emptied: Vec<String>,
}

impl Site {
    /// Every file, in the order of paths. Files are shared, so that a server can go on sending one after it has replaced the
    /// site.
    pub fn files(&self) -> impl Iterator<Item = &Arc<SiteFile>> {
        self.files.values()
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&Arc<SiteFile>> {
        self.files.get(path)
    }

    /// The revision of every event in the feed of everything.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Level, PreviousFeed, SiteOptions, Source, Stamp, read, site};
    /// let list = "[[conference]]\nname = 'PyCon UK 2022'\nid = 'pycon-uk-2022'\nstart = 2022-09-16\n";
    /// let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
    /// let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
    /// let site = site(feed, &SiteOptions::new(time));
    /// let all = Source::from_bytes("all.ics", site.file("all.ics").unwrap().bytes());
    /// assert_eq!(site.stamps(), PreviousFeed::read(&all).stamps());
    /// ```
    pub fn stamps(&self) -> Stamps {
        self.files.get(ALL).and_then(|all| all.calendar()).map(Calendar::stamps).unwrap_or_default()
    }

    /// The feeds that differ from the published ones in more than `all`, the changes of the feed of everything. An event that
    /// is new or gone in every feed is not repeated here, and neither is a property of the whole list, such as its name. The
    /// files of single conferences are left out.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Level, Manifest, SiteOptions, Source, Stamp, read, site};
    /// let made = |country: &str| {
    ///     let list = format!("[[conference]]\nname = 'PyCon'\nid = 'pycon'\nstart = 2022-09-16\ncountry = '{country}'\n");
    ///     let feed = read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap();
    ///     site(feed, &SiteOptions::new(Stamp::new("2022-05-01T00:00:00Z".parse().unwrap())))
    /// };
    /// let (before, after) = (made("GB"), made("IE"));
    /// let published = Manifest::read(&before.file("feeds.json").unwrap().bytes()).unwrap();
    /// let previous = |path: &str| Some(before.file(path)?.bytes());
    /// let changes = after.feed_changes(&published, &previous, &[]);
    /// assert_eq!(changes.iter().map(|change| change.path.as_str()).collect::<Vec<_>>(), ["countries/ie.ics"]);
    /// ```
    pub fn feed_changes(
        &self,
        published: &Manifest,
        previous: &dyn Fn(&str) -> Option<Vec<u8>>,
        all: &[Change],
    ) -> Vec<FeedChange> {
        let site = self.file(MANIFEST).and_then(|json| Manifest::read(&json.bytes())).unwrap_or_default();
        feed_changes::feed_changes(site, |path| self.file(path).map(AsRef::as_ref), published, previous, all)
    }

    fn add(&mut self, file: SiteFile) {
        self.files.insert(file.path.clone(), Arc::new(file));
    }
}

/// Makes the site of a feed.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, SiteOptions, Stamp, site};
/// let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
/// let site = site(Feed::default(), &SiteOptions::new(time));
/// assert!(site.file("all.ics").is_some(), "the feed of everything is always there");
/// ```
pub fn site(feed: Feed, options: &SiteOptions) -> Site {
    let events = EncodedFeed::new(feed, options.list_time);
    let feed = events.feed();
    let mut site = Site {
        events: Arc::clone(&events),
        base_url: options.base_url.clone(),
        files: BTreeMap::new(),
        diagnostics: Vec::new(),
        emptied: Vec::new(),
    };
    let SiteFeeds { offered: feeds, kept, choices, outcome, published } = feeds::feeds(&events, options);
    (site.diagnostics, site.emptied) = (outcome.diagnostics, outcome.emptied);
    outcome.files.into_iter().for_each(|file| site.add(file));
    // The time of the list would change with every touch of its file.
    let revision = feeds.first().map_or(options.list_time, |all| all.revision);
    let (base, listed) = (options.base_url.as_ref(), conferences_json::first_listed(feed, options));
    let atom = "application/atom+xml; charset=utf-8";
    let news = atom::AtomSource { feed, base, listed: &listed, now: options.now, revision };
    site.add(SiteFile::new("atom.xml", atom, atom::news(&news)));
    site.add(SiteFile::new("closing.xml", atom, atom::closing(&news)));
    let conferences = ConferencesJson::new(Arc::clone(&events), revision, listed);
    site.add(SiteFile::made("conferences.json".to_owned(), JSON, conferences));
    if let Some(base) = base {
        for feed in feeds.iter().filter(|feed| feed.kind != FeedKind::Conference) {
            site.add(SiteFile::new(
                feed.qr_path(),
                "image/svg+xml",
                page::qr(&base.join(&format!("#{}", page::feed_id(feed)))),
            ));
        }
    }
    let is_free = |path: &str| is_free(path, &published, options);
    icons::icons().filter(|icon| is_free(&icon.path)).for_each(|icon| site.add(icon));
    let targets = Arc::new(CardTargets::new(&feeds, &choices));
    for (path, text) in page::pages(feed, &feeds, &choices, &targets, options, revision, is_free(page::EMBED)) {
        site.add(SiteFile::new(path, HTML, text));
    }
    ConferencePages::new(Arc::clone(&events), targets, options).files().for_each(|page| site.add(page));
    let (style, script) = (page::STYLE_SHEET, page::SCRIPT);
    site.add(SiteFile::new(style.0, "text/css; charset=utf-8", style.1));
    site.add(SiteFile::new(script.0, "text/javascript; charset=utf-8", script.1));
    if let Some(base) = base {
        let is_listed = |path: &str| path != "index.html" && path != page::EMBED;
        let pages = site.files.values().filter(|file| file.media_type == HTML && is_listed(&file.path));
        let paths: Vec<&str> = pages.map(|file| file.path.trim_end_matches("index.html")).collect();
        let sitemap = atom::sitemap(base, revision, paths.into_iter());
        site.add(SiteFile::new("sitemap.xml", "application/xml; charset=utf-8", sitemap));
    }
    // Hosts of static sites show the file of this name under unknown addresses.
    site.add(SiteFile::new("404.html", HTML, page::not_found(feed, options)));
    // Keeps GitHub Pages from running its own site generator, which leaves files out.
    site.add(SiteFile::new(".nojekyll", "text/plain; charset=utf-8", ""));
    let manifest = feeds_json::feeds(feed, base, &feeds, &kept, &site.files);
    site.add(SiteFile::new(MANIFEST, JSON, manifest));
    site
}

/// Returns false if the folder has a file of its keeper's at a path, which stays.
fn is_free(path: &str, published: &Manifest, options: &SiteOptions) -> bool {
    let own = || published.files().find(|(own, _)| own.as_str() == path).map(|(_, sha256)| sha256);
    (options.previous)(path).is_none_or(|bytes| own().is_some_and(|own| own == sha256(&bytes)))
}
