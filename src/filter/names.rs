//! The names that filters can ask for.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::equal;
use crate::error::Error;
use crate::model::Feed;
use crate::place::{Region, suggest_region};
use crate::slug::slug;
use crate::spelling::nearest;

/// As many names as a message lists.
const MAX_NAMES: usize = 12;

/// The names of a feed's tags, series, languages, ids and own regions.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names, Source};
/// let list = "[[conference]]\nname = 'DjangoCon Europe'\nstart = 2022-09-21\ntags = ['django']\n";
/// let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap();
/// let names = Names::of(&feed);
/// assert!(Filter::parse([("tag", "Django")], &names, Default::default()).is_ok());
/// assert!(Filter::parse([("tag", "flask")], &names, Default::default()).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    tags: NameSet,
    series: NameSet,
    languages: NameSet,
    ids: NameSet,
    /// True if anything has coordinates.
    geo: bool,
    /// True if every id is a name.
    #[serde(skip)]
    any_id: bool,
    /// The list's own regions by their names, each with the ISO 3166-1 alpha-2 codes of its countries.
    regions: BTreeMap<String, Vec<String>>,
    /// Their names for people, where those differ.
    region_titles: BTreeMap<String, String>,
}

impl Names {
    /// All names of a feed.
    pub fn of(feed: &Feed) -> Names {
        let mut names = Names::default();
        for conference in &feed.conferences {
            names.tags.extend(&conference.tags);
            names.series.extend(&conference.series);
            names.languages.extend(&conference.languages);
            names.ids.extend([&conference.id]);
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
    /// let earlier = Names::of(&confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap());
    /// let mut names = Names::default();
    /// names.add(&earlier);
    /// assert!(Filter::parse([("tag", "django")], &names, Default::default()).is_ok());
    /// ```
    pub fn add(&mut self, earlier: &Names) {
        self.tags.extend(&earlier.tags.all);
        self.series.extend(&earlier.series.all);
        self.languages.extend(&earlier.languages.all);
        self.ids.extend(&earlier.ids.all);
        self.geo |= earlier.geo;
        for (name, members) in &earlier.regions {
            if !self.regions.contains_key(name) {
                self.regions.insert(name.clone(), members.clone());
                let title = earlier.region_titles.get(name).cloned();
                self.region_titles.extend(title.map(|title| (name.clone(), title)));
            }
        }
    }

    /// The same names, with every id among them: a conference that is gone must not end a subscription to several.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Filter, Names};
    /// let names = Names::default().with_any_id();
    /// assert!(Filter::parse([("id", "gone-2021")], &names, Default::default()).is_ok());
    /// assert!(Filter::parse([("id", "no id")], &names, Default::default()).is_err());
    /// ```
    pub fn with_any_id(self) -> Names {
        Names { any_id: true, ..self }
    }

    /// True if the value of a filter is a name of the feed: one of its tags, series, ids or own regions. It costs no more than
    /// the length of the value, where the error of [`Filter::parse`](super::Filter::parse) looks through all names for a near one.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Level, Names, Source};
    /// let list = "[[conference]]\nname = 'CppCon'\nstart = 2022-09-12\ntags = ['C++']\n";
    /// let names = Names::of(&confcal::read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap());
    /// assert!(names.contains("tag", "c++") && !names.contains("tag", "cpp") && !names.contains("series", "C++"));
    /// ```
    pub fn contains(&self, key: &str, value: &str) -> bool {
        match key {
            "tag" => self.tags.contains(value),
            "series" => self.series.contains(value),
            "id" => self.ids.contains(value),
            "region" => {
                self.regions.contains_key(&value.to_lowercase())
                    || self.region_titles.values().any(|title| equal(value, title))
            }
            _ => false,
        }
    }

    /// The tags that the value names: what is called so, else what has it as its slug.
    pub(super) fn tags(&self, value: &str) -> Result<Vec<String>, Error> {
        named("tag", value, &self.tags)
    }

    pub(super) fn series(&self, value: &str) -> Result<Vec<String>, Error> {
        named("series", value, &self.series)
    }

    pub(super) fn ids(&self, value: &str) -> Result<Vec<String>, Error> {
        let id = value.to_lowercase();
        match named("id", value, &self.ids) {
            Err(_) if self.any_id && !id.is_empty() && slug(&id) == id => Ok(vec![id]),
            known => known,
        }
    }

    pub(super) fn have_geo(&self) -> bool {
        self.geo
    }

    /// The languages that the value names, with their regional forms.
    pub(super) fn languages(&self, value: &str) -> Result<Vec<String>, Error> {
        let spoken: Vec<String> = self.languages.all.iter().filter(|tag| speaks(value, tag)).cloned().collect();
        if spoken.is_empty() { Err(unknown("language", value, &self.languages)) } else { Ok(spoken) }
    }

    fn own_region(&self, name: &str) -> Option<Region> {
        let region = own_region_of(name, self.regions.get(name)?);
        Some(self.region_titles.get(name).map_or(region.clone(), |title| region.with_title(title)))
    }

    pub(super) fn region(&self, value: &str) -> Result<Region, Error> {
        let titled = || self.region_titles.iter().find(|(_, title)| equal(value, title)).map(|(name, _)| name.as_str());
        let named = self.own_region(&value.to_lowercase()).or_else(|| self.own_region(titled()?));
        named.or_else(|| Region::m49(value)).ok_or_else(|| {
            let own: Vec<Region> = self.regions.keys().filter_map(|name| self.own_region(name)).collect();
            let help = suggest_region(value, &own).unwrap_or_else(|| {
                "regions are those of UN M49, such as `europe` and `western-europe`, and the list's own".to_owned()
            });
            Error::new(format!("there is no region `{value}`"), help)
        })
    }
}

/// Names, to be found by what people write for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeSet<String>", into = "BTreeSet<String>")]
struct NameSet {
    all: BTreeSet<String>,
    /// The names with another text in lower case, with that before them, and those that have another slug, with that. Pairs,
    /// because a set of names for each would take three hundred octets.
    by_name: BTreeSet<(String, String)>,
    by_slug: BTreeSet<(String, String)>,
}

impl NameSet {
    fn extend(&mut self, more: impl IntoIterator<Item: AsRef<str>>) {
        for name in more {
            let name = name.as_ref();
            // Most are there already.
            if self.all.contains(name) {
                continue;
            }
            let (lower, slug) = (name.to_lowercase(), slug(name));
            if !slug.is_empty() && slug != lower {
                self.by_slug.insert((slug, name.to_owned()));
            }
            if lower != name {
                self.by_name.insert((lower, name.to_owned()));
            }
            self.all.insert(name.to_owned());
        }
    }

    fn contains(&self, value: &str) -> bool {
        let value = value.to_lowercase();
        let is_key = |pairs| with_key(pairs, &value).next().is_some();
        self.all.contains(&value) || [&self.by_name, &self.by_slug].into_iter().any(is_key)
    }

    /// The name that equals the text without regard to case; else the one with this slug, as in the names of feeds.
    fn find(&self, value: &str) -> Vec<String> {
        let value = value.to_lowercase();
        let found = |pairs| with_key(pairs, &value).map(str::to_owned).collect::<Vec<_>>();
        let mut named = found(&self.by_name);
        named.extend(self.all.get(&value).cloned());
        named.sort_unstable();
        if named.is_empty() { found(&self.by_slug) } else { named }
    }
}

/// The names with this key, in order.
fn with_key<'n>(pairs: &'n BTreeSet<(String, String)>, key: &'n str) -> impl Iterator<Item = &'n str> {
    let from = pairs.range((key.to_owned(), String::new())..);
    from.take_while(move |(found, _)| found == key).map(|(_, name)| name.as_str())
}

impl From<BTreeSet<String>> for NameSet {
    fn from(names: BTreeSet<String>) -> NameSet {
        let mut set = NameSet::default();
        set.extend(names);
        set
    }
}

impl From<NameSet> for BTreeSet<String> {
    fn from(names: NameSet) -> BTreeSet<String> {
        names.all
    }
}

fn own_region_of(name: &str, members: &[String]) -> Region {
    Region::custom(name, members.iter().filter_map(|code| code.parse().ok()).collect())
}

/// True if a tag of the list is the language wanted, or a regional form of it (RFC 4647 §3.3.1).
fn speaks(wanted: &str, tag: &str) -> bool {
    tag.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
        && tag[wanted.len()..].chars().next().is_none_or(|next| next == '-')
}

fn named(what: &str, value: &str, there: &NameSet) -> Result<Vec<String>, Error> {
    let named = there.find(value);
    if named.is_empty() { Err(unknown(what, value, there)) } else { Ok(named) }
}

fn unknown(what: &str, value: &str, there: &NameSet) -> Error {
    let there = &there.all;
    let names = || there.iter().map(String::as_str);
    let help = match nearest(value, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if there.is_empty() => "none has any".to_owned(),
        None => {
            let more = there.len().saturating_sub(MAX_NAMES);
            let some = names().take(MAX_NAMES).collect::<Vec<_>>().join(", ");
            if more == 0 { format!("there are {some}") } else { format!("there are {some} and {more} more") }
        }
    };
    Error::new(format!("no conference of the list has the {what} `{value}`"), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_by_looking_at_each() {
        let names = ["C", "C++", "c++", "Node.js", "node-js", "Ärzte", "ÄRZTE", "Web Dev", "web dev", "!", "a", "A"];
        let mut set = NameSet::default();
        set.extend(names);
        set.extend(names);
        let all: BTreeSet<&str> = names.into_iter().collect();
        for value in names.into_iter().chain(["NODE-JS", "web-dev", "arzte", "ärzte", "WEB DEV", "", "-", "x"]) {
            let called: Vec<&str> = all.iter().copied().filter(|name| equal(value, name)).collect();
            let is_slug = |name: &&str| !value.is_empty() && value.to_lowercase() == slug(name);
            let by_slug: Vec<&str> = all.iter().copied().filter(is_slug).collect();
            assert_eq!(set.contains(value), !set.find(value).is_empty(), "{value}");
            assert_eq!(set.find(value), if called.is_empty() { by_slug } else { called }, "{value}");
        }
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(serde_json::from_str::<NameSet>(&json).unwrap(), set);
    }
}
