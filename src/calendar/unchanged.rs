//! The parts of a feed that an earlier feed of the same list has too.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::Hash;

use super::encoded::EncodedFeed;
use crate::model::{Conference, Feed};

/// The conferences of a feed that an earlier one has unchanged, so that their events have the same text.
pub(super) struct UnchangedConferences<'e> {
    earlier: &'e EncodedFeed,
    /// The index of each in the earlier feed.
    indices: Vec<Option<u32>>,
}

impl<'e> UnchangedConferences<'e> {
    pub(super) fn new(earlier: &'e EncodedFeed, feed: &Feed) -> UnchangedConferences<'e> {
        // The text of an event depends on its conference, and on these two.
        let form = |feed: &Feed| (feed.times, feed.reminders);
        if form(earlier.feed()) != form(feed) {
            return UnchangedConferences { earlier, indices: vec![None; feed.conferences.len()] };
        }
        let before = &earlier.feed().conferences;
        let ids: Vec<&str> = before.iter().map(|conference| &*conference.id).collect();
        let places = places(&ids, feed.conferences.iter().map(|conference| &*conference.id));
        let is_same = |(place, now): (Option<u32>, &Conference)| place.filter(|&place| before[place as usize] == *now);
        let indices = places.zip(&feed.conferences).map(is_same).collect();
        UnchangedConferences { earlier, indices }
    }

    /// The text of an event of a conference in all its forms, or nothing if the conference is new or changed. The event is
    /// given by its index among those of the conference.
    pub(super) fn forms(&self, conference: u32, at: usize) -> impl Iterator<Item = &'e str> {
        let before = self.indices[conference as usize].map(|before| self.earlier.event_of(before, at));
        before.into_iter().flat_map(|event| self.earlier.forms(event))
    }
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
