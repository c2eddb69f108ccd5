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
mod published;
mod since;
mod views;

use std::collections::BTreeMap;
use std::sync::Arc;

use arcstr::ArcStr;

pub use self::feed_changes::{FeedChange, FeedChangeKind};
pub use self::file::{SiteFile, sha256};
pub use self::manifest::{FeedKind, Manifest, PublishedFeed};
pub use self::options::SiteOptions;

use self::atom::AtomSource;
use self::conferences_json::ConferencesJson;
use self::feeds::SiteFeeds;
use self::feeds_json::FeedsJson;
use self::file::{HTML, JSON};
use self::manifest::{ALL, MANIFEST};
use self::page::{CardTargets, ConferencePages, PageFacts};
use self::published::{HeldSite, Published};
use self::since::{CONFERENCES, Since};
use crate::calendar::{Calendar, EncodedFeed};
use crate::diagnostic::Diagnostic;
use crate::filter::{Filter, Names};
use crate::model::Feed;
use crate::revision::Change;
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
    /// The names for filters.
    pub names: Names,
    /// The address of its folder.
    pub base_url: Option<BaseUrl>,
    files: BTreeMap<ArcStr, Arc<SiteFile>>,
    /// Warnings about feeds that are too large and about the previous feeds. [`PreviousFeed::removed`](crate::PreviousFeed::removed)
    /// reports the events that the list has lost.
    pub diagnostics: Vec<Diagnostic>,
    /// The paths of feeds that were published with events and are now empty.
    pub emptied: Vec<String>,
    /// True if the published feed of everything has an event that this site's does not have.
    pub loses_events: bool,
    feeds: Arc<SiteFeeds>,
    since: Arc<Since>,
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

    /// A calendar of the events that pass a filter and are kept, with the revisions that they have in the feeds of the site.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, Filter, SiteOptions, Stamp, site};
    /// let site = site(Feed::default(), &SiteOptions::new(Stamp::new(Default::default())));
    /// assert!(site.calendar(&Filter::default(), Some("Europe"), None).is_empty());
    /// ```
    pub fn calendar(&self, filter: &Filter, name: Option<&str>, source: Option<&str>) -> Calendar<'static> {
        let mut calendar = self.events.calendar(filter, name, source);
        if let Some(all) = self.file(ALL).and_then(|all| all.calendar()) {
            calendar.take_revisions(all);
        }
        calendar
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
        let feeds = self.feeds.listed(|_| String::new());
        feed_changes::feed_changes(feeds, |path| self.file(path).map(AsRef::as_ref), published, previous, all)
    }

    /// The site of a changed list, which continues this one. It has the same bytes as [`site`] makes if `previous` reads the
    /// files of this one, and takes much less time: no published file is made or read.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Feed, SiteOptions, Stamp, site};
    /// let options = SiteOptions::new(Stamp::new("2022-05-01T00:00:00Z".parse().unwrap()));
    /// let before = site(Feed::default(), &options);
    /// let after = before.updated(Feed::default(), &options);
    /// assert!(after.file("all.ics").unwrap().is_published);
    /// ```
    pub fn updated(&self, feed: Feed, options: &SiteOptions) -> Site {
        let Site { events, files, since, .. } = self;
        let feeds = self.feeds.listed(|_| String::new());
        make(feed, &Published::held(feeds, HeldSite { events, files, since }), options)
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
    make(feed, &Published::read_by(options.previous), options)
}

/// Makes the site that follows a published one.
fn make(feed: Feed, published: &Published, options: &SiteOptions) -> Site {
    let events = EncodedFeed::after(published.events(), feed, options.list_time);
    let feed = events.feed();
    let names = Names::of(feed);
    let (feeds, outcome) = feeds::feeds(&events, &names, published, options);
    let feeds = Arc::new(feeds);
    // The time of the list would change with every touch of its file.
    let revision = feeds.offered.first().map_or(options.list_time, |all| all.revision);
    let (base, since) = (&options.base_url, Arc::new(Since::of(feed, &published.since(), options.list_time)));
    let mut site = Site {
        events: Arc::clone(&events),
        names,
        base_url: base.clone(),
        files: BTreeMap::new(),
        diagnostics: outcome.diagnostics,
        emptied: outcome.emptied,
        loses_events: outcome.loses_events,
        feeds: Arc::clone(&feeds),
        since: Arc::clone(&since),
    };
    outcome.files.into_iter().for_each(|file| site.add(file));
    let (base, times) = (base.clone(), Arc::clone(&since));
    let news = AtomSource { events: Arc::clone(&events), base, since: times, now: options.now, revision };
    news.files().into_iter().for_each(|file| site.add(file));
    let base = &options.base_url;
    let conferences = ConferencesJson::new(Arc::clone(&events), revision, since);
    site.add(SiteFile::made(CONFERENCES, JSON, conferences));
    if let Some(base) = base {
        for feed in feeds.offered.iter().filter(|feed| feed.kind != FeedKind::Conference) {
            let address = base.join(&format!("#{}", page::feed_id(feed)));
            // To find the best of the eight patterns of a code takes longer than to read ten conferences.
            site.add(SiteFile::text(feed.qr_path(), "image/svg+xml", move || page::qr(&address)));
        }
    }
    icons::icons().filter(|icon| published.is_free(&icon.path)).for_each(|icon| site.add(icon));
    let targets = Arc::new(CardTargets::new(&feeds.offered, &feeds.choices));
    let pages = PageFacts {
        events: Arc::clone(&events),
        feeds: Arc::clone(&feeds),
        targets: Arc::clone(&targets),
        base: base.clone(),
        now: options.day(),
        answers_queries: options.answers_queries,
        revision,
        has_embed: published.is_free(page::EMBED),
    };
    pages.files().for_each(|page| site.add(page));
    ConferencePages::new(Arc::clone(&events), targets, options).files().for_each(|page| site.add(page));
    let (style, script) = (page::STYLE_SHEET, page::SCRIPT);
    site.add(SiteFile::new(style.0, "text/css; charset=utf-8", style.1));
    site.add(SiteFile::new(script.0, "text/javascript; charset=utf-8", script.1));
    if let Some(base) = base {
        let is_listed = |path: &str| path != page::INDEX && path != page::EMBED;
        let pages = site.files.values().filter(|file| file.media_type == HTML && is_listed(&file.path));
        let paths: Vec<&str> = pages.map(|file| file.path.trim_end_matches(page::INDEX)).collect();
        let sitemap = atom::sitemap(base, revision, paths.into_iter());
        site.add(SiteFile::new("sitemap.xml", "application/xml; charset=utf-8", sitemap));
    }
    // Hosts of static sites show the file of this name under unknown addresses.
    site.add(SiteFile::new("404.html", HTML, page::not_found(feed, options)));
    // Keeps GitHub Pages from running its own site generator, which leaves files out.
    site.add(SiteFile::new(".nojekyll", "text/plain; charset=utf-8", ""));
    let files = site.files.values().cloned().collect();
    let manifest = FeedsJson { events, base: base.clone(), feeds, files };
    site.add(SiteFile::text(MANIFEST, JSON, move || manifest.text()));
    site
}
