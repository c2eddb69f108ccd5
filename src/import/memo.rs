//! Readings of texts, kept for the next time that a text comes up.
//!
//! Comes in: a text, and what its reading depends on beside it. Goes out: its reading, which is made once. Lists repeat their places,
//! and the rooms of an import ask for the same date one after the other.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::thread::LocalKey;

/// Readings `V` by what they depend on and by their texts.
pub(super) struct Memo<K, V> {
    readings: HashMap<K, HashMap<String, V>>,
    count: usize,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo { readings: HashMap::new(), count: 0 }
    }
}

/// The most readings that are kept: some megabytes.
const MAX_READINGS: usize = 16_384;

/// A longer text is prose, whose reading is not kept.
const MAX_OCTETS: usize = 1000;

/// The reading of a text: the one that was made before, or one made now and kept. It may ask for others while it is made.
pub(super) fn read_once<K: Eq + Hash + 'static, V: Clone + 'static>(
    memo: &'static LocalKey<RefCell<Memo<K, V>>>,
    key: K,
    text: &str,
    read: impl FnOnce() -> V,
) -> V {
    if text.len() > MAX_OCTETS {
        return read();
    }
    memo.with_borrow(|memo| memo.get(&key, text)).unwrap_or_else(|| {
        let reading = read();
        memo.with_borrow_mut(|memo| memo.keep(key, text, &reading));
        reading
    })
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// The reading of a text, if it was made before.
    fn get(&self, key: &K, text: &str) -> Option<V> {
        self.readings.get(key)?.get(text).cloned()
    }

    /// Keeps a reading, in place of all others if there are too many.
    fn keep(&mut self, key: K, text: &str, reading: &V) {
        if self.count >= MAX_READINGS {
            *self = Memo::default();
        }
        self.count += 1;
        self.readings.entry(key).or_default().insert(text.to_owned(), reading.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_differ_by_key_and_are_bounded() {
        let mut memo = Memo::default();
        memo.keep(2026, "5 May", &"2026-05-05");
        memo.keep(2027, "5 May", &"2027-05-05");
        assert_eq!(memo.get(&2026, "5 May"), Some("2026-05-05"));
        assert_eq!(memo.get(&2027, "5 May"), Some("2027-05-05"));
        assert_eq!(memo.get(&2028, "5 May"), None);
        for number in 0..MAX_READINGS {
            memo.keep(2026, &number.to_string(), &"");
        }
        let kept: usize = memo.readings.values().map(HashMap::len).sum();
        assert!(kept <= MAX_READINGS, "{kept} readings are kept");
    }
}
