//! `feeds.json` read back: the published files of a site, and the path of each feed.
//!
//! Anyone may have edited the file, and it may have been fetched from elsewhere. A path that is not a [`SitePath`] is left
//! out, and so is a feed of an unknown kind.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use arcstr::{ArcStr, Substr};
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Serialize};

use crate::path::SitePath;

/// The feed of everything, which is always there.
pub(super) const ALL: &str = "all.ics";
/// The file that lists the feeds and every other file.
pub(super) const MANIFEST: &str = "feeds.json";

/// The criterion by which a feed of a site is selected.
///
/// # Examples
///
/// ```
/// let manifest = br#"{"feeds": [{"path": "topics/go.ics", "kind": "topic"}], "files": {}}"#;
/// assert_eq!(confcal::Manifest::read(manifest).unwrap().feeds[0].kind, confcal::FeedKind::Topic);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FeedKind {
    /// Everything.
    All,
    /// Everything, under the name of the list.
    Alias,
    /// Conferences, without sessions and deadlines.
    Conferences,
    /// Deadlines.
    Deadlines,
    /// Deadlines for proposals: of talks, abstracts, papers, posters, tutorials and workshops.
    Calls,
    /// Events that one can join online.
    Online,
    /// A `[[view]]` of the list.
    View,
    /// A region of UN M49, or one of the list's own.
    Region,
    /// A country.
    Country,
    /// A tag.
    Topic,
    /// A series.
    Series,
    /// A single conference that is still to come, to import.
    Conference,
}

impl FeedKind {
    /// Returns true for a feed of everything.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, FeedKind::All | FeedKind::Alias)
    }
}

/// A feed in `feeds.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedFeed {
    /// Its file.
    pub path: SitePath,
    /// The name of its calendar.
    pub title: Substr,
    /// The criterion by which it is selected.
    pub kind: FeedKind,
    /// The filters that select its events, as keys and values.
    pub filter: Arc<[(Substr, Substr)]>,
    /// The number of its events.
    pub events: usize,
    /// The SHA-256 of its file.
    pub sha256: String,
}

/// The contents of `feeds.json`: the feeds of a site, and every other file.
///
/// # Examples
///
/// ```
/// use confcal::Manifest;
/// let crafted = br#"{"feeds": [{"path": "../victim.ics", "kind": "all"}], "files": {"/etc/passwd": "", "404.html": "ab"}}"#;
/// let manifest = Manifest::read(crafted).unwrap();
/// assert_eq!(manifest.files().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["404.html"]);
/// assert_eq!(Manifest::read(b"[1, 2, 3]"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The feeds that are offered, followed by those that are only kept for their subscribers.
    pub feeds: Vec<PublishedFeed>,
    /// The address that the site was built for, unchecked.
    pub base_url: Option<String>,
    other: BTreeMap<SitePath, String>,
}

#[derive(Deserialize)]
struct RawManifest {
    #[serde(default)]
    base_url: Option<String>,
    feeds: Vec<RawFeed>,
    #[serde(default)]
    kept: Vec<RawFeed>,
    files: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct RawFeed {
    path: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    filter: Vec<(String, String)>,
    #[serde(default)]
    events: usize,
    #[serde(default)]
    sha256: String,
}

impl Manifest {
    /// Reads `feeds.json`; `None` if it is not of a site of confcal.
    pub fn read(json: &[u8]) -> Option<Manifest> {
        let raw: RawManifest = serde_json::from_slice(json).ok()?;
        let feeds = raw.feeds.into_iter().chain(raw.kept).filter_map(|feed| {
            Some(PublishedFeed {
                path: feed.path.parse().ok()?,
                title: feed.title.into(),
                kind: FeedKind::deserialize(StrDeserializer::<serde::de::value::Error>::new(&feed.kind)).ok()?,
                filter: feed.filter.into_iter().map(|(word, value)| (word.into(), value.into())).collect(),
                events: feed.events,
                sha256: feed.sha256,
            })
        });
        let other = raw.files.into_iter().filter_map(|(path, sha256)| Some((path.parse().ok()?, sha256)));
        Some(Manifest { base_url: raw.base_url, feeds: feeds.collect(), other: other.collect() })
    }

    /// A site with these feeds and no other file.
    pub(super) fn of_feeds(feeds: Vec<PublishedFeed>) -> Manifest {
        Manifest { feeds, ..Manifest::default() }
    }

    /// Every file of the site but `feeds.json` itself, with the SHA-256 of its bytes.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &str)> {
        let feeds = self.feeds.iter().map(|feed| (&feed.path, feed.sha256.as_str()));
        feeds.chain(self.other.iter().map(|(path, sha256)| (path, sha256.as_str())))
    }
}

/// Assigns paths to feeds. A published path stays with its feed, whether the list still has that feed or not.
#[derive(Default)]
pub(super) struct Addresses {
    by_feed: HashMap<(FeedKind, Vec<(Substr, String)>), ArcStr>,
    taken: HashSet<ArcStr>,
    /// The next number to try, by the wanted path: thousands of names may have the same slug.
    numbers: HashMap<ArcStr, usize>,
}

impl Addresses {
    pub(super) fn new(published: &Manifest) -> Addresses {
        let mut addresses = Addresses::default();
        // The path of a conference's file is not assigned, and a list may have ten thousand of them.
        for feed in published.feeds.iter().filter(|feed| feed.kind != FeedKind::Conference) {
            let path = ArcStr::from(feed.path.as_str());
            // If a manifest gives a path to two feeds, the first one has it.
            if addresses.taken.insert(path.clone()) {
                addresses.by_feed.entry(key(feed.kind, &feed.filter)).or_insert(path);
            }
        }
        addresses
    }

    /// The path of a feed: its published path, or the wanted one, with a number if another feed has that.
    pub(super) fn assign(&mut self, kind: FeedKind, filter: &[(Substr, Substr)], wanted: ArcStr) -> ArcStr {
        let key = key(kind, filter);
        let (folder, name) = wanted.rsplit_once('/').unwrap_or(("", &wanted));
        let is_own =
            |path: &&ArcStr| path.rsplit_once('/').is_some_and(|(own, name)| own == folder && name.ends_with(".ics"));
        if let Some(path) = self.by_feed.get(&key).filter(is_own) {
            return path.clone();
        }
        let stem = name.strip_suffix(".ics").unwrap_or(name);
        let mut free = wanted.clone();
        let number = self.numbers.entry(wanted.clone()).or_insert(2);
        while self.taken.contains(&free) {
            free = arcstr::format!("{folder}/{stem}-{number}.ics");
            *number += 1;
        }
        self.taken.insert(free.clone());
        self.by_feed.insert(key, free.clone());
        free
    }
}

/// The identity of a feed whatever its name: tags and series that differ only in case are one.
fn key(kind: FeedKind, filter: &[(Substr, Substr)]) -> (FeedKind, Vec<(Substr, String)>) {
    (kind, filter.iter().map(|(word, value)| (word.clone(), value.to_lowercase())).collect())
}
