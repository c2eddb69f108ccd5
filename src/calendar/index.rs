//! An index of the conferences that a filter can match.

use std::collections::HashMap;

use crate::filter::Filter;
use crate::model::Feed;
use crate::place::Country;

/// The conferences of a feed by tag, series and country, as indices into the feed.
#[derive(Debug)]
pub(super) struct Index {
    /// The number of conferences.
    all: u32,
    /// By tag and by series, in lower case.
    by_name: HashMap<String, Vec<u32>>,
    /// By country of the conference or of one of its sessions.
    by_country: HashMap<Country, Vec<u32>>,
}

impl Index {
    pub(super) fn new(feed: &Feed) -> Index {
        let (mut by_name, mut by_country) = (HashMap::<_, Vec<u32>>::new(), HashMap::<_, Vec<u32>>::new());
        for (conference, number) in feed.conferences.iter().zip(0..) {
            for name in conference.tags.iter().chain(&conference.series) {
                by_name.entry(name.to_lowercase()).or_default().push(number);
            }
            for country in conference.countries() {
                by_country.entry(country).or_default().push(number);
            }
        }
        Index { all: feed.conferences.len() as u32, by_name, by_country }
    }

    /// The indices of all conferences that may pass a filter, in order: with a tag or series that it names, or in a
    /// country that it wants.
    pub(super) fn candidates(&self, filter: &Filter) -> Vec<u32> {
        let mut indices: Vec<u32> = if let Some(names) = filter.names() {
            names.iter().filter_map(|name| self.by_name.get(&name.to_lowercase())).flatten().copied().collect()
        } else if filter.asks_where() {
            let wanted = self.by_country.iter().filter(|(country, _)| filter.wants_country(Some(**country)));
            wanted.flat_map(|(_, indices)| indices).copied().collect()
        } else {
            return (0..self.all).collect();
        };
        indices.sort_unstable();
        indices.dedup();
        indices
    }
}
