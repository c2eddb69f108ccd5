//! The guesses about places that the report says once for all entries.

use super::super::places::PlaceZone;
use super::shown;

/// Names alone that were taken for cities or venues, though neither is known of them, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct GuessedPlaces {
    pub(crate) cities: Vec<String>,
    pub(crate) venues: Vec<String>,
}

impl GuessedPlaces {
    /// A sentence for each kind, for the report.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = String> {
        let kinds = [(&self.cities, "cities"), (&self.venues, "venues")];
        kinds.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, kind)| {
            let first: Vec<String> = names.iter().take(MAX_SHOWN).map(|name| format!("`{}`", shown(name))).collect();
            let more = match names.len().saturating_sub(MAX_SHOWN) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("names that confcal does not know are taken for {kind}: {}{more}", first.join(", "))
        })
    }
}

/// A sentence for the report that says which zones times without one are taken for.
pub(crate) fn sentence_of_zones(zones: &[PlaceZone]) -> Option<String> {
    let first: Vec<String> =
        zones.iter().take(MAX_SHOWN).map(|zone| format!("{}, {}", zone.name, shown(&zone.of))).collect();
    let more = match zones.len().saturating_sub(MAX_SHOWN) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    (!first.is_empty())
        .then(|| format!("times that name no zone are taken for those of their place: {}{more}", first.join("; ")))
}

/// The most names of a sentence.
const MAX_SHOWN: usize = 8;
