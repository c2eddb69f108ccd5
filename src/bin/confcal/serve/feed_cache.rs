//! A cache of recently requested feeds of the site, as bytes.
//!
//! The feeds of a site share their events and are encoded as they are sent. A cached feed spares the encoding, as long as there
//! is memory.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use confcal::SiteFile;
use hyper::body::Bytes;

use super::budget::Budget;

/// The most octets of all cached feeds, including those that were evicted and are still being sent.
const MAX_CACHE_OCTETS: u32 = 8 << 20;

/// The most octets of a cached feed.
const MAX_CACHED_FEED_OCTETS: usize = 256 << 10;

/// The cache.
pub(super) struct FeedCache {
    budget: Budget,
    feeds: Mutex<CachedFeeds>,
}

/// The cached feeds by SHA-256, so that unchanged feeds survive an edit of the list.
#[derive(Default)]
struct CachedFeeds {
    by_hash: HashMap<String, Bytes>,
    /// Their hashes, the oldest first.
    order: VecDeque<String>,
}

impl FeedCache {
    pub(super) fn new() -> FeedCache {
        FeedCache { budget: Budget::new(MAX_CACHE_OCTETS), feeds: Mutex::default() }
    }

    /// The bytes of a feed, if it is small enough and there is memory for them.
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
            // A feed that is still being sent returns its share only afterwards.
            let oldest = feeds.order.pop_front()?;
            feeds.by_hash.remove(&oldest);
        }
    }
}
