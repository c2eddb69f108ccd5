//! A cache of recently requested feeds as bytes: those of the site, and compressed ones.
//!
//! The feeds of a site share their events and are encoded as they are sent. A cached feed spares that, or the compression, as
//! long as there is memory.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use confcal::SiteFile;
use hyper::body::Bytes;

use super::budget::Budget;

/// A cache.
pub(super) struct FeedCache {
    budget: Budget,
    max_feed_octets: usize,
    feeds: Mutex<CachedFeeds>,
}

/// The cached feeds by hash, so that unchanged feeds survive an edit of the list.
#[derive(Default)]
struct CachedFeeds {
    by_hash: HashMap<String, Bytes>,
    /// Their hashes, the oldest first.
    order: VecDeque<String>,
}

impl FeedCache {
    /// A cache of at most `max_octets` octets, including those of evicted feeds that are still being sent. A larger feed than
    /// `max_feed_octets` is not cached.
    pub(super) fn new(max_octets: u32, max_feed_octets: usize) -> FeedCache {
        FeedCache { budget: Budget::new(max_octets), max_feed_octets, feeds: Mutex::default() }
    }

    /// The most octets of a cached feed.
    pub(super) fn max_feed_octets(&self) -> usize {
        self.max_feed_octets
    }

    /// The bytes of a feed of the site, if it is small enough and there is memory for them.
    pub(super) fn encoded(&self, file: &SiteFile) -> Option<Bytes> {
        if file.len() > self.max_feed_octets {
            return None;
        }
        self.get(file.sha256()).or_else(|| self.put(file.sha256(), file.bytes()))
    }

    /// The bytes with this hash, if they are cached.
    pub(super) fn get(&self, hash: &str) -> Option<Bytes> {
        self.lock().by_hash.get(hash).cloned()
    }

    /// Caches bytes and returns them. The oldest ones are evicted if there is no memory; `None` if responses hold all of it.
    pub(super) fn put(&self, hash: &str, mut bytes: Vec<u8>) -> Option<Bytes> {
        let mut feeds = self.lock();
        loop {
            match self.budget.reserve(bytes) {
                Ok(bytes) => {
                    if feeds.by_hash.insert(hash.to_owned(), bytes.clone()).is_none() {
                        feeds.order.push_back(hash.to_owned());
                    }
                    return Some(bytes);
                }
                Err(uncached) => bytes = uncached,
            }
            // A feed that is still being sent returns its share only afterwards.
            let oldest = feeds.order.pop_front()?;
            feeds.by_hash.remove(&oldest);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, CachedFeeds> {
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_and_what_is_still_sent_keeps_its_share() {
        let cache = FeedCache::new(1000, 400);
        let put = |name: &str| cache.put(name, vec![0; 400]);
        let sent = put("a");
        assert!(sent.is_some() && put("b").is_some() && put("b").is_none_or(|bytes| bytes.len() == 400));
        let known = |names: &[&str]| names.iter().map(|name| cache.get(name).is_some()).collect::<Vec<_>>();
        assert!(put("c").is_some());
        assert_eq!(known(&["a", "c"]), [false, true], "the first is evicted, though it is still being sent");
        let also_sent = cache.get("c");
        assert!(put("d").is_none(), "two answers hold 800 of 1000 octets");
        drop(sent);
        assert!(put("d").is_some());
        drop(also_sent);
    }
}
