//! Compares the feeds of a site with the published ones, as their subscribers see them.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::file::SiteFile;
use super::manifest::{FeedKind, Manifest, PublishedFeed};
use crate::diagnostic::Source;
use crate::revision::{Change, ChangeKind, PreviousFeed};
use crate::spelling::words;

/// A feed of a site that differs from the published one in more than the changes of the feed of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FeedChange {
    /// The kind of change.
    pub kind: FeedChangeKind,
    /// Its path from the root of the site.
    pub path: String,
    /// The title of its calendar.
    pub title: String,
    /// The number of its events now.
    pub events: usize,
    /// The calendar itself, and the events that enter it or leave it and were, or still are, elsewhere in the site. Empty
    /// if the feed is new or emptied.
    pub changes: Vec<Change>,
}

/// A kind of change of a feed.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::FeedChangeKind::Emptied.as_str(), "emptied");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FeedChangeKind {
    /// It was not published before.
    New,
    /// Events enter or leave it, or its calendar has another name.
    Changed,
    /// It had events and is now empty.
    Emptied,
}

impl FeedChangeKind {
    /// Every kind, in the order in which they are counted.
    pub const ALL: &[FeedChangeKind] = &[FeedChangeKind::New, FeedChangeKind::Changed, FeedChangeKind::Emptied];

    /// The kind as one word.
    pub fn as_str(self) -> &'static str {
        match self {
            FeedChangeKind::New => "new",
            FeedChangeKind::Changed => "changed",
            FeedChangeKind::Emptied => "emptied",
        }
    }
}

words!(Display for FeedChangeKind);

/// The changes of every feed of `site` beyond those of the feed of everything, as
/// [`Site::feed_changes`](crate::Site::feed_changes) documents them. `feeds` are those of the new site, and
/// `file` gives its files.
pub(super) fn feed_changes<'s>(
    feeds: Vec<PublishedFeed>,
    file: impl Fn(&str) -> Option<&'s SiteFile>,
    published: &Manifest,
    previous: &dyn Fn(&str) -> Option<Vec<u8>>,
    all: &[Change],
) -> Vec<FeedChange> {
    let before: HashMap<&str, &PublishedFeed> = published.feeds.iter().map(|feed| (feed.path.as_str(), feed)).collect();
    let everywhere: HashSet<_> = all.iter().filter_map(|change| Some((change.kind, change.uid.as_deref()?))).collect();
    let of_list = all.iter().filter(|change| change.uid.is_none()).flat_map(|change| &change.properties);
    let of_list: HashSet<&str> = of_list.map(|property| property.name.as_str()).collect();
    let is_explained = |kind, name: &str| {
        // A view has a name of its own.
        let is_own = kind == FeedKind::View && matches!(name, "NAME" | "X-WR-CALNAME");
        !is_own && of_list.contains(name)
    };
    let is_compared =
        |feed: &PublishedFeed| !matches!(feed.kind, FeedKind::All | FeedKind::Alias | FeedKind::Conference);
    let changes = feeds.into_iter().filter(is_compared).filter_map(|feed| {
        let path = feed.path.as_str();
        let (kind, changes) = match before.get(path) {
            None => (FeedChangeKind::New, Vec::new()),
            Some(before) if feed.events == 0 && before.events > 0 => (FeedChangeKind::Emptied, Vec::new()),
            Some(_) => {
                let mut changes = changes_in(file(path)?, previous)?;
                changes.retain_mut(|change| match &change.uid {
                    Some(uid) => {
                        let comes_or_goes = matches!(change.kind, ChangeKind::New | ChangeKind::Gone);
                        comes_or_goes && !everywhere.contains(&(change.kind, uid))
                    }
                    None => {
                        change.properties.retain(|property| !is_explained(feed.kind, &property.name));
                        !change.properties.is_empty()
                    }
                });
                (FeedChangeKind::Changed, changes)
            }
        };
        let differs = kind != FeedChangeKind::Changed || !changes.is_empty();
        differs.then(|| FeedChange {
            kind,
            path: path.to_owned(),
            title: feed.title.to_string(),
            events: feed.events,
            changes,
        })
    });
    changes.collect()
}

/// All changes of one feed; `None` if its bytes are the published ones.
fn changes_in(file: &SiteFile, previous: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Vec<Change>> {
    if file.is_published {
        return None;
    }
    let before = Source::from_bytes(&*file.path, previous(&file.path)?);
    let now = Source::from_bytes(&*file.path, file.bytes());
    Some(PreviousFeed::read(&before).changes(&PreviousFeed::read(&now)))
}
