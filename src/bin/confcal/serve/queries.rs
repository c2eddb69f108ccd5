//! The queries of feeds on demand, and the cache of their feeds.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use confcal::{Filter, Names};

use super::resource::Resource;

/// The most values of a query.
pub(super) const MAX_QUERY_VALUES: usize = 100;

/// The filters of a query, sorted and without duplicates, so that equivalent queries are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    filters: Vec<(String, String)>,
    /// The filters as the query of an address.
    pub(super) text: String,
}

impl Query {
    /// Reads the query of an address, for a list with these names. `None` if it has more than [`MAX_QUERY_VALUES`] values.
    pub(super) fn parse(query: &str, names: &Names) -> Option<Query> {
        let order = |word: &str| Filter::KEYS.iter().position(|known| known.name == word);
        let mut filters: Vec<(String, String)> = Vec::new();
        let raw = query.split('&').filter(|raw| !raw.is_empty());
        for (raw, (word, value)) in
            raw.zip(form_urlencoded::parse(query.as_bytes())).filter(|(_, (word, _))| !is_added(word))
        {
            match &*word {
                // The plus sign of `today+30d` means a space in a query; a date has no spaces.
                "from" | "until" => filters.push((word.to_string(), value.trim().replace(' ', "+"))),
                _ => {
                    let value = with_pluses(raw, &word, &value, names);
                    match Filter::key(&word) {
                        Some(key) => {
                            filters.extend(key.values(&value).map(|value| (word.to_string(), value.to_owned())))
                        }
                        None => filters.push((word.to_string(), value)),
                    }
                }
            }
            if filters.len() > MAX_QUERY_VALUES {
                return None;
            }
        }
        filters.sort_by(|one, other| (order(&one.0), one).cmp(&(order(&other.0), other)));
        filters.dedup();
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(&filters).finish();
        Some(Query { filters, text })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.filters.is_empty()
    }

    /// Returns true if its feed depends on the time.
    pub(super) fn is_relative(&self) -> bool {
        self.filters.iter().any(|(word, value)| matches!(word.as_str(), "from" | "until") && value.starts_with("today"))
    }

    /// The key of the query in the cache, with the hour if its feed depends on the time.
    fn at(&self, hour: DateTime<Utc>) -> (String, Option<DateTime<Utc>>) {
        (self.text.clone(), self.is_relative().then_some(hour))
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.filters.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }
}

/// Restores the plus signs of a value, which mean spaces in a query, if that makes it a name of the list or if spaces would make
/// no sense, as at the end of `C++`.
fn with_pluses(raw: &str, word: &str, value: &str, names: &Names) -> String {
    let literal = raw.replace('+', "%2B");
    let literal = form_urlencoded::parse(literal.as_bytes()).next().map(|(_, value)| value).unwrap_or_default();
    let mut values = Filter::key(word).into_iter().flat_map(|key| key.values(&literal));
    let mut are_names = || values.all(|value| names.contains(word, value));
    let has_odd_blanks = value.trim() != value || value.contains("  ");
    let means_itself = literal != value && (has_odd_blanks || are_names());
    if means_itself { literal.trim().to_owned() } else { value.trim().to_owned() }
}

/// Returns true for a parameter that mailers and social networks add to every address.
fn is_added(word: &str) -> bool {
    word.starts_with("utm_") || matches!(word, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
}

/// The cached feeds on demand. The budget limits their size.
#[derive(Default)]
pub(super) struct Queries {
    known: HashMap<QueryKey, Remembered>,
    /// The number of requests so far, which orders the queries by their last request.
    asked: u64,
}

/// A query as text, and the hour if its feed depends on the time.
type QueryKey = (String, Option<DateTime<Utc>>);

struct Remembered {
    resource: Arc<Resource>,
    /// The number of its last request, and the hour.
    last: (u64, DateTime<Utc>),
    is_repeated: bool,
}

/// The frequency of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frequency {
    /// Requested once, or not within a day. A client that makes ever new queries has only these.
    Once,
    /// Requested repeatedly, as by calendar programs.
    Often,
}

impl Remembered {
    fn frequency(&self, key: &QueryKey, hour: DateTime<Utc>) -> Frequency {
        let is_of_now = key.1.is_none_or(|of| of == hour) && hour - self.last.1 <= TimeDelta::days(1);
        if self.is_repeated && is_of_now { Frequency::Often } else { Frequency::Once }
    }
}

impl Queries {
    const MAX_QUERIES: usize = 256;

    /// The number of cached queries.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// The feed of a query, which counts as a request.
    pub(super) fn get(&mut self, query: &Query, hour: DateTime<Utc>) -> Option<Arc<Resource>> {
        self.asked += 1;
        let known = self.known.get_mut(&query.at(hour))?;
        (known.last, known.is_repeated) = ((self.asked, hour), true);
        Some(Arc::clone(&known.resource))
    }

    /// Caches the feed of a query.
    pub(super) fn put(&mut self, query: &Query, hour: DateTime<Utc>, resource: &Arc<Resource>) {
        self.asked += 1;
        while self.known.len() >= Self::MAX_QUERIES
            && (self.forget(Frequency::Once, hour) || self.forget(Frequency::Often, hour))
        {}
        let last = (self.asked, hour);
        self.known.insert(query.at(hour), Remembered { resource: Arc::clone(resource), last, is_repeated: false });
    }

    /// Evicts the least recently used query of this frequency; returns true if there was one.
    pub(super) fn forget(&mut self, frequency: Frequency, hour: DateTime<Utc>) -> bool {
        let of_kind = self.known.iter().filter(|(key, known)| known.frequency(key, hour) == frequency);
        let oldest = of_kind.min_by_key(|(_, known)| known.last).map(|(key, _)| key.clone());
        oldest.and_then(|key| self.known.remove(&key)).is_some()
    }
}
