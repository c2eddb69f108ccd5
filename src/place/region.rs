//! Regions of the world: those of the United Nations and the user's own, as one type.
//!
//! Comes in: a name. Goes out: a [`Region`], which says what countries it holds, or a sentence that
//! says which name was meant. The tree is UN M49's: regions, sub-regions and intermediate regions.
//! A region is never a state or province of a country.

use std::fmt;

use std::sync::LazyLock;

use crate::slug::slug;
use crate::spelling::all_nearest;

use super::Country;

/// A set of countries with a name: a region of UN M49, or one that the user made.
///
/// # Examples
///
/// ```
/// use confcal::{Country, Region};
///
/// let ireland: Country = "IE".parse()?;
/// let austria: Country = "AT".parse()?;
/// let europe = Region::m49("europe").unwrap();
/// assert!(europe.contains(ireland));
///
/// let dach = Region::custom("DACH", vec!["DE".parse()?, austria, "CH".parse()?]);
/// assert!(dach.contains(austria) && !dach.contains(ireland));
/// # Ok::<(), confcal::Error>(())
/// ```
///
/// Source: UN M49, "Standard country or area codes for statistical use".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Region(Kind);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    /// By its place in the table.
    M49(usize),
    Own {
        name: String,
        title: String,
        members: Vec<Country>,
    },
}

impl Region {
    /// The name in feeds and filters: a slug of `a` to `z`, digits and hyphens.
    ///
    /// An own region whose name has no letter or digit that could be written so has an empty one.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Region;
    /// assert_eq!(Region::m49("Western Europe").unwrap().name(), "western-europe");
    /// assert_eq!(Region::custom("Alpes & Méditerranée", vec![]).name(), "alpes-mediterranee");
    /// ```
    pub fn name(&self) -> &str {
        match &self.0 {
            Kind::M49(place) => REGIONS[*place].name,
            Kind::Own { name, .. } => name,
        }
    }

    /// The name for people: UN M49's English one, or the user's as it was written.
    pub fn title(&self) -> &str {
        match &self.0 {
            Kind::M49(place) => REGIONS[*place].title,
            Kind::Own { title, .. } => title,
        }
    }

    /// The name for people in a language, a primary subtag of BCP 47 in lower case; [`Region::title`] of an own region, and if
    /// no other is known.
    ///
    /// Source: CLDR, and UN M49.
    #[cfg(feature = "site")]
    pub(crate) fn title_in(&self, language: &str) -> &str {
        match &self.0 {
            Kind::M49(place) => super::names::name(REGIONS[*place].code, language).unwrap_or(self.title()),
            Kind::Own { title, .. } => title,
        }
    }

    /// The codes of the regions of UN M49.
    #[cfg(all(test, feature = "site"))]
    pub(super) fn m49_codes() -> impl Iterator<Item = &'static str> {
        REGIONS.iter().map(|region| region.code)
    }

    /// True if a country is in the region.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Region;
    /// let mexico = "MX".parse()?;
    /// assert!(Region::m49("central-america").unwrap().contains(mexico));
    /// assert!(!Region::m49("northern-america").unwrap().contains(mexico));
    /// # Ok::<(), confcal::Error>(())
    /// ```
    pub fn contains(&self, country: Country) -> bool {
        match &self.0 {
            Kind::M49(place) => AROUND[country.place()] & 1 << place != 0,
            Kind::Own { members, .. } => members.contains(&country),
        }
    }

    /// The countries of an own region; none of one of UN M49, which has them by its code.
    pub(crate) fn members(&self) -> &[Country] {
        match &self.0 {
            Kind::M49(_) => &[],
            Kind::Own { members, .. } => members,
        }
    }

    /// A region of its own, with the countries that it has. Neither the order of its members nor how often one is named matters.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Region;
    /// let benelux = Region::custom("Benelux", vec!["BE".parse()?, "NL".parse()?, "LU".parse()?]);
    /// assert_eq!(benelux.name(), "benelux");
    /// assert_eq!(benelux.title(), "Benelux");
    /// # Ok::<(), confcal::Error>(())
    /// ```
    pub fn custom(name: &str, mut members: Vec<Country>) -> Region {
        members.sort();
        members.dedup();
        Region(Kind::Own { name: slug(name), title: name.to_owned(), members })
    }

    /// The same region under a name for people; one of UN M49 keeps its own.
    pub fn with_title(mut self, text: &str) -> Region {
        if let Kind::Own { title, .. } = &mut self.0 {
            text.clone_into(title);
        }
        self
    }

    /// The region of UN M49 with this name, title (in any case) or code of three digits.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Region;
    /// let region = Region::m49("western-europe");
    /// assert!(region.is_some());
    /// assert_eq!(Region::m49("WESTERN EUROPE"), region);
    /// assert_eq!(Region::m49("155"), region);
    /// assert_eq!(Region::m49("atlantis"), None);
    /// ```
    ///
    /// Source: UN M49.
    pub fn m49(name: &str) -> Option<Region> {
        let slug = slug(name);
        REGIONS
            .iter()
            .position(|region| region.name == slug || region.code == slug)
            .map(|place| Region(Kind::M49(place)))
    }

    /// The name and the title of every region of UN M49.
    pub(crate) fn m49_words() -> impl Iterator<Item = (&'static str, &'static str)> {
        REGIONS.iter().map(|region| (region.name, region.title))
    }

    /// Every region of UN M49: the world, then each region followed by what is in it.
    ///
    /// Source: UN M49.
    pub fn all_m49() -> impl Iterator<Item = Region> {
        (0..REGIONS.len()).map(|place| Region(Kind::M49(place)))
    }
}

/// Its [`title`](Region::title).
impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

impl Country {
    /// The regions of UN M49 that the country is in, the nearest first, without the world.
    ///
    /// There are two or three, but none for Antarctica. Taiwan, which M49 leaves out, is counted to
    /// Eastern Asia, and Kosovo to Southern Europe.
    ///
    /// # Examples
    ///
    /// ```
    /// # use confcal::Country;
    /// let kenya: Country = "KE".parse()?;
    /// let regions: Vec<_> = kenya.regions().map(|region| region.name().to_owned()).collect();
    /// assert_eq!(regions, ["eastern-africa", "sub-saharan-africa", "africa"]);
    /// # Ok::<(), confcal::Error>(())
    /// ```
    ///
    /// Source: UN M49.
    pub fn regions(self) -> impl Iterator<Item = Region> {
        chain(self).filter(|&place| REGIONS[place].code != WORLD).map(|place| Region(Kind::M49(place)))
    }
}

/// A sentence that helps who wrote a region that does not exist; `own` are the user's regions.
pub(crate) fn suggest_region(name: &str, own: &[Region]) -> Option<String> {
    let slug = slug(name);
    if own.iter().any(|region| region.name() == slug) {
        return Some(format!("did you mean `{slug}`?"));
    }
    if let Some(region) = customary(&slug) {
        return Some(format!("did you mean `{region}`?"));
    }
    if NOT_IN_M49.contains(&slug.as_str()) {
        return Some(format!("UN M49 has no region `{slug}`: define it in the list, under `[regions]`"));
    }
    if let Ok(country) = name.parse::<Country>() {
        return Some(format!("that is a country: use `--country {}`", country.alpha2()));
    }
    // Hyphens do not count: `westeurope` is near to `western-europe`.
    let letters = slug.replace('-', "");
    let own = own.iter().map(Region::name);
    let names = own.chain(REGIONS.iter().map(|region| region.name)).map(|name| (name.replace('-', ""), name));
    let nearest = all_nearest(&letters, names, |shorter, _| shorter / 3);
    nearest.first().map(|name| format!("did you mean `{name}`?"))
}

/// True if people call this a region, be it one of UN M49 or not.
pub(super) fn is_known(name: &str) -> bool {
    let slug = slug(name);
    NOT_IN_M49.contains(&slug.as_str()) || customary(&slug).is_some() || Region::m49(&slug).is_some()
}

struct M49 {
    code: &'static str,
    name: &'static str,
    title: &'static str,
    /// The code of the region around it. The world is its own.
    parent: &'static str,
}

const fn m49(code: &'static str, parent: &'static str, name: &'static str, title: &'static str) -> M49 {
    M49 { code, name, title, parent }
}

const WORLD: &str = "001";

#[rustfmt::skip]
static REGIONS: [M49; 31] = [
    m49(WORLD, WORLD, "world", "World"),
    m49("002", WORLD, "africa", "Africa"),
    m49("015", "002", "northern-africa", "Northern Africa"),
    m49("202", "002", "sub-saharan-africa", "Sub-Saharan Africa"),
    m49("014", "202", "eastern-africa", "Eastern Africa"),
    m49("017", "202", "middle-africa", "Middle Africa"),
    m49("018", "202", "southern-africa", "Southern Africa"),
    m49("011", "202", "western-africa", "Western Africa"),
    m49("019", WORLD, "americas", "Americas"),
    m49("419", "019", "latin-america-and-the-caribbean", "Latin America and the Caribbean"),
    m49("029", "419", "caribbean", "Caribbean"),
    m49("013", "419", "central-america", "Central America"),
    m49("005", "419", "south-america", "South America"),
    m49("021", "019", "northern-america", "Northern America"),
    m49("142", WORLD, "asia", "Asia"),
    m49("143", "142", "central-asia", "Central Asia"),
    m49("030", "142", "eastern-asia", "Eastern Asia"),
    m49("035", "142", "south-eastern-asia", "South-eastern Asia"),
    m49("034", "142", "southern-asia", "Southern Asia"),
    m49("145", "142", "western-asia", "Western Asia"),
    m49("150", WORLD, "europe", "Europe"),
    m49("151", "150", "eastern-europe", "Eastern Europe"),
    m49("154", "150", "northern-europe", "Northern Europe"),
    m49("830", "154", "channel-islands", "Channel Islands"),
    m49("039", "150", "southern-europe", "Southern Europe"),
    m49("155", "150", "western-europe", "Western Europe"),
    m49("009", WORLD, "oceania", "Oceania"),
    m49("053", "009", "australia-and-new-zealand", "Australia and New Zealand"),
    m49("054", "009", "melanesia", "Melanesia"),
    m49("057", "009", "micronesia", "Micronesia"),
    m49("061", "009", "polynesia", "Polynesia"),
];

/// Usual names of regions that have another name in UN M49.
#[rustfmt::skip]
const CUSTOMARY: [(&str, &str); 19] = [
    ("america", "americas"),
    ("anz", "australia-and-new-zealand"),
    ("australasia", "australia-and-new-zealand"),
    ("central-africa", "middle-africa"),
    ("east-africa", "eastern-africa"),
    ("east-asia", "eastern-asia"),
    ("global", "world"),
    ("lac", "latin-america-and-the-caribbean"),
    ("latam", "latin-america-and-the-caribbean"),
    ("latin-america", "latin-america-and-the-caribbean"),
    ("north-africa", "northern-africa"),
    ("north-america", "northern-america"),
    ("south-asia", "southern-asia"),
    ("south-east-asia", "south-eastern-asia"),
    ("southeast-asia", "south-eastern-asia"),
    ("southeastern-asia", "south-eastern-asia"),
    ("southern-america", "south-america"),
    ("west-africa", "western-africa"),
    ("west-asia", "western-asia"),
];

/// Usual names of regions that UN M49 does not have: a guess at a near name would be wrong.
#[rustfmt::skip]
const NOT_IN_M49: [&str; 22] = [
    "apac", "arab-world", "asean", "asia-pacific", "balkans", "baltics", "benelux", "brics", "central-europe",
    "dach", "eea", "emea", "eu", "european-union", "gcc", "iberia", "mena", "middle-east", "nordic", "nordics",
    "pacific", "scandinavia",
];

fn customary(slug: &str) -> Option<&'static str> {
    CUSTOMARY.iter().find(|(name, _)| *name == slug).map(|(_, region)| *region)
}

/// The regions around each country, one bit for each place in the table: a feed asks for them once for every conference.
static AROUND: LazyLock<Vec<u32>> =
    LazyLock::new(|| Country::all().map(|country| chain(country).fold(0, |bits, place| bits | 1 << place)).collect());

/// The places of the regions around a country, from the nearest to the world.
fn chain(country: Country) -> impl Iterator<Item = usize> {
    let parent = |&place: &usize| {
        let M49 { code, parent, .. } = &REGIONS[place];
        if *code == WORLD { None } else { find(parent) }
    };
    std::iter::successors(find(country.region_code()), parent)
}

fn find(code: &str) -> Option<usize> {
    REGIONS.iter().position(|region| region.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn country(code: &str) -> Country {
        code.parse().unwrap()
    }

    fn members(region: &str) -> Vec<&'static str> {
        let region = Region::m49(region).unwrap();
        Country::all().filter(|&c| region.contains(c)).map(Country::alpha2).collect()
    }

    #[test]
    fn the_tree_hangs_together() {
        let codes: HashSet<_> = REGIONS.iter().map(|region| region.code).collect();
        let names: HashSet<_> = REGIONS.iter().map(|region| region.name).collect();
        assert_eq!((codes.len(), names.len()), (REGIONS.len(), REGIONS.len()));
        for region in &REGIONS {
            assert_eq!(region.name, slug(region.title));
            assert!(codes.contains(region.parent), "{}", region.name);
            assert!(!members(region.name).is_empty(), "{}", region.name);
        }
        for (_, region) in CUSTOMARY {
            assert!(names.contains(region), "{region}");
        }
        for name in CUSTOMARY.map(|(name, _)| name).into_iter().chain(NOT_IN_M49) {
            assert!(!names.contains(name) && slug(name) == name, "{name}");
        }
    }

    #[test]
    fn every_country_is_in_a_continent_but_antarctica() {
        let continents = ["africa", "americas", "asia", "europe", "oceania"];
        for country in Country::all() {
            let count = continents.iter().filter(|c| Region::m49(c).unwrap().contains(country)).count();
            assert_eq!(count, usize::from(country.alpha2() != "AQ"), "{country:?}");
            assert!(Region::m49("world").unwrap().contains(country));
            for region in country.regions() {
                assert!(region.contains(country) && region.name() != "world");
            }
        }
        assert_eq!(country("AQ").regions().count(), 0);
    }

    #[test]
    fn holds_its_countries_at_all_levels() {
        assert_eq!(members("western-europe"), ["AT", "BE", "CH", "DE", "FR", "LI", "LU", "MC", "NL"]);
        assert_eq!(members("channel-islands"), ["GG", "JE"]);
        assert_eq!(members("southern-africa"), ["BW", "LS", "NA", "SZ", "ZA"]);
        assert_eq!(members("northern-america"), ["BM", "CA", "GL", "PM", "US"]);
        assert_eq!(members("world").len(), 250);
        let sizes = ["africa", "americas", "asia", "europe", "oceania"].map(|r| members(r).len());
        assert_eq!(sizes, [60, 57, 51, 52, 29]);
    }

    #[test]
    fn a_country_names_its_regions_nearest_first() {
        let of = |code| country(code).regions().map(|r| r.name().to_owned()).collect::<Vec<_>>();
        assert_eq!(of("GB"), ["northern-europe", "europe"]);
        assert_eq!(of("BR"), ["south-america", "latin-america-and-the-caribbean", "americas"]);
        assert_eq!(of("TW"), ["eastern-asia", "asia"]);
        assert_eq!(of("XK"), ["southern-europe", "europe"]);
        assert_eq!(of("TR"), ["western-asia", "asia"]);
    }

    #[test]
    fn is_found_by_name_title_and_code() {
        for name in ["south-eastern-asia", "South-eastern Asia", "SOUTH EASTERN ASIA", "035"] {
            assert_eq!(Region::m49(name).unwrap().title(), "South-eastern Asia");
        }
        for name in ["", "35", "372", "eu"] {
            assert_eq!(Region::m49(name), None, "{name}");
        }
    }

    #[test]
    fn own_regions_hold_what_the_user_says() {
        let dach = Region::custom("DACH", vec![country("DE"), country("AT"), country("CH")]);
        assert_eq!((dach.name(), dach.title()), ("dach", "DACH"));
        assert!(dach.contains(country("CH")) && !dach.contains(country("FR")));
        let other = Region::custom("DACH", vec![country("CH"), country("CH"), country("AT"), country("DE")]);
        assert_eq!(dach, other);
    }

    #[test]
    fn suggests_the_region_that_was_meant() {
        let own = [Region::custom("Mitteleuropa", vec![]), Region::custom("gcc", vec![])];
        let suggest = |name| suggest_region(name, &own);
        for (name, region) in [
            ("western-euorpe", "western-europe"),
            ("westeurope", "western-europe"),
            ("Western Europa", "western-europe"),
            ("north-america", "northern-america"),
            ("LATAM", "latin-america-and-the-caribbean"),
            ("Latin America", "latin-america-and-the-caribbean"),
            ("southern-america", "south-america"),
            ("america", "americas"),
            ("mittleuropa", "mitteleuropa"),
            ("GCC", "gcc"),
        ] {
            assert_eq!(suggest(name), Some(format!("did you mean `{region}`?")), "{name}");
        }
        for name in ["EU", "European Union", "emea", "APAC"] {
            assert!(suggest(name).unwrap().contains("define it in the list"), "{name}");
        }
        assert_eq!(suggest("uk").unwrap(), "that is a country: use `--country GB`");
        for name in ["", "xyz", "atlantis"] {
            assert_eq!(suggest(name), None, "{name}");
        }
        assert_eq!(suggest_region(&"x".repeat(100_000), &own), None);
    }
}
