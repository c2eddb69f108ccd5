//! CachedFeeds of the site that were asked for lately, as bytes.
//!
//! Of the feeds of a site, memory holds the events, which all of them share; a feed is written out as it is sent. Those that
//! are asked for are kept in bytes too, which a client costs less, as long as there is room.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use confcal::SiteFile;
use hyper::body::Bytes;

use super::budget::Budget;

/// The most octets of all kept feeds, with those that were kept and are still being sent.
const MAX_CACHE_OCTETS: u32 = 8 << 20;

/// The most octets of a kept feed.
const MAX_CACHED_FEED_OCTETS: usize = 256 << 10;

/// The kept feeds.
pub(super) struct FeedCache {
    budget: Budget,
    feeds: Mutex<CachedFeeds>,
}

/// By SHA-256, so that an edit of the list leaves what it does not change.
#[derive(Default)]
struct CachedFeeds {
    by_hash: HashMap<String, Bytes>,
    /// The one that was kept first stands first.
    order: VecDeque<String>,
}

impl FeedCache {
    pub(super) fn new() -> FeedCache {
        FeedCache { budget: Budget::new(MAX_CACHE_OCTETS), feeds: Mutex::default() }
    }

    /// The bytes of a feed, if it is small enough and there is room for them.
    pub(super) fn get(&self, file: &SiteFile) -> Option<Bytes> {
        if file.len() > MAX_CACHED_FEED_OCTETS {
            return None;
        }
        let mut feeds = self.feeds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = feeds.by_hash.get(&file.sha256) {
            return Some(bytes.clone());
        }
        let mut bytes = file.bytes();
        loop {
            match self.budget.reserve(bytes) {
                Ok(bytes) => {
                    feeds.by_hash.insert(file.sha256.clone(), bytes.clone());
                    feeds.order.push_back(file.sha256.clone());
                    return Some(bytes);
                }
                Err(uncached) => bytes = uncached,
            }
            // What is being sent gives its share back only when it is sent.
            let oldest = feeds.order.pop_front()?;
            feeds.by_hash.remove(&oldest);
        }
    }
}
