//! What the places of a list tell about each other: what codes at their ends mean, and whether a name alone is a city.

use super::codes::Codes;

/// The habits of those who wrote the places of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Habits {
    pub(super) codes: Codes,
    pub(super) lone: LoneName,
    /// True if codes of American states stand in the field for the country.
    pub(crate) has_states_as_countries: bool,
}

/// The meaning of a name alone that is neither a known city nor has a word for a building.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum LoneName {
    /// That of lists of conferences: `Berlin`, `Guben`.
    #[default]
    City,
    /// That of lists of meetings in one city: `Town Library`, `Explorit`.
    Venue,
}
