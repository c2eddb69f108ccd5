//! Which conferences of a feed a filter has to be asked about.

use std::collections::HashMap;

use crate::filter::Filter;
use crate::model::Feed;
use crate::place::Country;

/// The places in the feed of the conferences that have something in common.
#[derive(Debug)]
pub(super) struct Index {
    /// How many conferences there are.
    all: u32,
    /// By a tag or series of theirs, in lower case.
    by_name: HashMap<String, Vec<u32>>,
    /// By a country that they, or a session of theirs, are in.
    by_country: HashMap<Country, Vec<u32>>,
}

impl Index {
    pub(super) fn of(feed: &Feed) -> Index {
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

    /// The places of all conferences that can pass a filter, in order: of those with a tag or series that it names, or in a
    /// country that it wants, no other.
    pub(super) fn candidates(&self, filter: &Filter) -> Vec<u32> {
        let mut places: Vec<u32> = if let Some(names) = filter.names() {
            names.iter().filter_map(|name| self.by_name.get(&name.to_lowercase())).flatten().copied().collect()
        } else if filter.asks_where() {
            let wanted = self.by_country.iter().filter(|(country, _)| filter.wants_country(Some(**country)));
            wanted.flat_map(|(_, places)| places).copied().collect()
        } else {
            return (0..self.all).collect();
        };
        places.sort_unstable();
        places.dedup();
        places
    }
}
