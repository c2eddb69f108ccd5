//! `feeds.json`: the feeds of a site, for programs and for the next build. A JSON Schema in `docs/` describes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::feeds::{SiteFeed, SiteFeeds};
use super::file::SiteFile;
use super::manifest::FeedKind;
use crate::calendar::EncodedFeed;
use crate::uri::BaseUrl;

#[derive(Serialize)]
struct FeedsFile<'f> {
    name: Option<&'f str>,
    base_url: Option<&'f str>,
    feeds: Vec<FeedItem<'f>>,
    /// Empty feeds that are no longer offered, for their subscribers.
    kept: Vec<FeedItem<'f>>,
    /// The SHA-256 of every other file by path, so that the next build knows what it may remove.
    files: BTreeMap<&'f str, &'f str>,
}

#[derive(Serialize)]
struct FeedItem<'f> {
    path: &'f str,
    url: Option<String>,
    title: &'f str,
    kind: FeedKind,
    filter: Vec<[&'f str; 2]>,
    events: usize,
    bytes: usize,
    sha256: &'f str,
}

/// `feeds.json`. It is made when it is read, because it has the digest of every other file.
pub(super) struct FeedsJson {
    pub(super) events: Arc<EncodedFeed>,
    pub(super) base: Option<BaseUrl>,
    pub(super) feeds: Arc<SiteFeeds>,
    /// Every other file of the site.
    pub(super) files: Vec<Arc<SiteFile>>,
}

impl FeedsJson {
    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let SiteFeeds { offered, kept, .. } = &*self.feeds;
        let base = self.base.as_ref();
        let mut files: BTreeMap<&str, &str> = self.files.iter().map(|file| (&*file.path, file.sha256())).collect();
        let mut item = |feed| item(feed, base, files.remove(&*feed.path).unwrap_or_default());
        let feeds = offered.iter().map(&mut item).collect();
        let kept = kept.iter().map(&mut item).collect();
        json(&FeedsFile {
            name: self.events.feed().name.as_deref(),
            base_url: base.map(BaseUrl::as_str),
            feeds,
            kept,
            files,
        })
    }
}

fn item<'f>(feed: &'f SiteFeed, base: Option<&BaseUrl>, sha256: &'f str) -> FeedItem<'f> {
    FeedItem {
        path: &feed.path,
        url: base.map(|base| base.join(&feed.path)),
        title: &feed.title,
        kind: feed.kind,
        filter: feed.filter.iter().map(|(word, value)| [word.as_str(), value.as_str()]).collect(),
        events: feed.events,
        bytes: feed.bytes,
        sha256,
    }
}

fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
