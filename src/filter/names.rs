//! The names that filters can ask for.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{FilterError, equal, error};
use crate::model::Feed;
use crate::place::{Region, suggest_region};
use crate::slug::slug;
use crate::spelling::nearest;

/// As many names as a message lists.
const MOST: usize = 12;

/// What a feed's tags, series, languages, ids and own regions are called.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names, Source};
/// let list = "[[conference]]\nname = 'DjangoCon Europe'\nstart = 2022-09-21\ntags = ['django']\n";
/// let feed = confcal::read(&[Source::new("list.toml", list)]).0.unwrap();
/// let names = Names::of(&feed);
/// assert!(Filter::parse([("tag", "Django")], &names, Default::default()).is_ok());
/// assert!(Filter::parse([("tag", "flask")], &names, Default::default()).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    tags: BTreeSet<String>,
    series: BTreeSet<String>,
    languages: BTreeSet<String>,
    ids: BTreeSet<String>,
    /// Whether anything has coordinates.
    geo: bool,
    /// The list's own regions by their names, each with the ISO 3166-1 alpha-2 codes of its countries.
    regions: BTreeMap<String, Vec<String>>,
    /// What people call them, where that differs.
    region_titles: BTreeMap<String, String>,
}

impl Names {
    /// All names of a feed.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::Names::of(&confcal::Feed::default()), confcal::Names::default());
    /// ```
    pub fn of(feed: &Feed) -> Names {
        let mut names = Names::default();
        for conference in &feed.conferences {
            insert(&mut names.tags, &conference.tags);
            insert(&mut names.series, &conference.series);
            insert(&mut names.languages, &conference.languages);
            insert(&mut names.ids, [&conference.id]);
            let mut places = conference.sessions.iter().map(|session| &session.place).chain([&conference.place]);
            names.geo |= places.any(|place| place.geo.is_some());
        }
        for region in &feed.regions {
            let members = region.members().iter().map(|country| country.alpha2().to_owned());
            names.regions.insert(region.name().to_owned(), members.collect());
            if region.title() != region.name() {
                names.region_titles.insert(region.name().to_owned(), region.title().to_owned());
            }
        }
        names
    }

    /// Adds the names of an earlier feed, so that a filter by what is gone gives nothing, and is no mistake. A region that
    /// both define is what it is here.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Filter, Names, Source};
    /// let list = "[[conference]]\nname = 'DjangoCon Europe'\nstart = 2022-09-21\ntags = ['django']\n";
    /// let earlier = Names::of(&confcal::read(&[Source::new("list.toml", list)]).0.unwrap());
    /// let mut names = Names::default();
    /// names.add(&earlier);
    /// assert!(Filter::parse([("tag", "django")], &names, Default::default()).is_ok());
    /// ```
    pub fn add(&mut self, earlier: &Names) {
        insert(&mut self.tags, &earlier.tags);
        insert(&mut self.series, &earlier.series);
        insert(&mut self.languages, &earlier.languages);
        insert(&mut self.ids, &earlier.ids);
        self.geo |= earlier.geo;
        for (name, members) in &earlier.regions {
            if !self.regions.contains_key(name) {
                self.regions.insert(name.clone(), members.clone());
                let title = earlier.region_titles.get(name).cloned();
                self.region_titles.extend(title.map(|title| (name.clone(), title)));
            }
        }
    }

    /// The tags that the value names: what is called so, else what has it as its slug.
    pub(super) fn tags(&self, value: &str) -> Result<Vec<String>, FilterError> {
        named("tag", value, &self.tags)
    }

    pub(super) fn series(&self, value: &str) -> Result<Vec<String>, FilterError> {
        named("series", value, &self.series)
    }

    pub(super) fn ids(&self, value: &str) -> Result<Vec<String>, FilterError> {
        named("id", value, &self.ids)
    }

    pub(super) fn have_geo(&self) -> bool {
        self.geo
    }

    /// The languages that the value names, with their regional forms.
    pub(super) fn languages(&self, value: &str) -> Result<Vec<String>, FilterError> {
        let spoken: Vec<String> = self.languages.iter().filter(|tag| speaks(value, tag)).cloned().collect();
        if spoken.is_empty() { Err(unknown("language", value, &self.languages)) } else { Ok(spoken) }
    }

    fn own_region(&self, name: &str) -> Option<Region> {
        let region = own_region_of(name, self.regions.get(name)?);
        Some(self.region_titles.get(name).map_or(region.clone(), |title| region.titled(title)))
    }

    pub(super) fn region(&self, value: &str) -> Result<Region, FilterError> {
        let own: Vec<Region> = self.regions.keys().filter_map(|name| self.own_region(name)).collect();
        let is_named = |region: &&Region| same(value, region.name()) || equal(value, region.title());
        let named = own.iter().find(is_named).cloned();
        named.or_else(|| Region::m49(value)).ok_or_else(|| {
            let help = suggest_region(value, &own).unwrap_or_else(|| {
                "regions are those of UN M49, such as `europe` and `western-europe`, and the list's own".to_owned()
            });
            error(format!("there is no region `{value}`"), help)
        })
    }
}

fn own_region_of(name: &str, members: &[String]) -> Region {
    Region::own(name, members.iter().filter_map(|code| code.parse().ok()).collect())
}

fn insert(names: &mut BTreeSet<String>, more: impl IntoIterator<Item: AsRef<str>>) {
    for name in more {
        let name = name.as_ref();
        // Most are there already.
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
    }
}

/// Whether the value given names this one: without regard to case, or by its slug, as in the names of feeds.
fn same(given: &str, name: &str) -> bool {
    equal(given, name) || !given.is_empty() && given.to_lowercase() == slug(name)
}

/// Whether a tag of the list is the language wanted, or a regional form of it (RFC 4647 §3.3.1).
fn speaks(wanted: &str, tag: &str) -> bool {
    tag.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
        && tag[wanted.len()..].chars().next().is_none_or(|next| next == '-')
}

fn named(what: &str, value: &str, there: &BTreeSet<String>) -> Result<Vec<String>, FilterError> {
    let pick =
        |names: &dyn Fn(&str) -> bool| -> Vec<String> { there.iter().filter(|other| names(other)).cloned().collect() };
    let named = pick(&|other| equal(value, other));
    let named = if named.is_empty() { pick(&|other| same(value, other)) } else { named };
    if named.is_empty() { Err(unknown(what, value, there)) } else { Ok(named) }
}

fn unknown(what: &str, value: &str, there: &BTreeSet<String>) -> FilterError {
    let names = || there.iter().map(String::as_str);
    let help = match nearest(value, names()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if there.is_empty() => None,
        None => {
            let more = there.len().saturating_sub(MOST);
            let some = names().take(MOST).collect::<Vec<_>>().join(", ");
            Some(if more == 0 { format!("there are {some}") } else { format!("there are {some} and {more} more") })
        }
    };
    error(format!("no conference of the list has the {what} `{value}`"), help)
}
