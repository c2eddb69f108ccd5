//! `feeds.json`: the feeds of a site, for programs and for the next build. A JSON Schema in `docs/` describes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::feeds::SiteFeed;
use super::file::SiteFile;
use super::manifest::FeedKind;
use crate::model::Feed;
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

/// The text of `feeds.json`.
pub(super) fn feeds(
    feed: &Feed,
    base: Option<&BaseUrl>,
    feeds: &[SiteFeed],
    kept: &[SiteFeed],
    files: &BTreeMap<String, Arc<SiteFile>>,
) -> String {
    let hash = |path: &str| files.get(path).map(|file| file.sha256.as_str()).unwrap_or_default();
    let item = |feed| item(feed, base, hash(feed.path.as_str()));
    let listed: BTreeSet<&str> = feeds.iter().chain(kept).map(|feed| feed.path.as_str()).collect();
    json(&FeedsFile {
        name: feed.name.as_deref(),
        base_url: base.map(BaseUrl::as_str),
        feeds: feeds.iter().map(item).collect(),
        kept: kept.iter().map(item).collect(),
        files: files
            .values()
            .filter(|file| !listed.contains(file.path.as_str()))
            .map(|file| (file.path.as_str(), file.sha256.as_str()))
            .collect(),
    })
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
