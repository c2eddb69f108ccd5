//! The parts of a feed that an earlier feed of the same list has too.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::Hash;

use crate::model::{Conference, Feed};

/// The index in an earlier feed of each conference that it has unchanged, so that its events have the same text.
pub(super) fn unchanged_conferences(earlier: &Feed, feed: &Feed) -> Vec<Option<u32>> {
    // The text of an event depends on its conference, and on these two.
    let form = |feed: &Feed| (feed.times, feed.reminders);
    if form(earlier) != form(feed) {
        return vec![None; feed.conferences.len()];
    }
    let before = &earlier.conferences;
    let ids: Vec<&str> = before.iter().map(|conference| &*conference.id).collect();
    let places = places(&ids, feed.conferences.iter().map(|conference| &*conference.id));
    let is_same = |(place, now): (Option<u32>, &Conference)| place.filter(|&place| before[place as usize] == *now);
    places.zip(&feed.conferences).map(is_same).collect()
}

/// The place of each key among earlier ones, each of which is there once.
pub(super) fn places<K: Copy + Eq + Hash>(
    earlier: &[K],
    keys: impl Iterator<Item = K>,
) -> impl Iterator<Item = Option<u32>> {
    let (by_key, mut next) = (OnceCell::<HashMap<K, u32>>::new(), 0);
    keys.map(move |key| {
        // Nearly all follow each other as they did.
        let place = match earlier.get(next as usize) {
            Some(expected) if *expected == key => next,
            _ => *by_key.get_or_init(|| earlier.iter().copied().zip(0..).collect()).get(&key)?,
        };
        next = place + 1;
        Some(place)
    })
}
