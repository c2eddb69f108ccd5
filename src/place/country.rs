//! Countries: from what a list writes to an ISO 3166-1 code, and from there to every other code and a name.
//!
//! Comes in: a code or a name, as people write them. Goes out: a [`Country`], or an
//! error that says what to write instead. Nothing here knows of regions but the code of
//! the nearest one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use any_ascii::any_ascii;

use super::countries::{COUNTRIES, Row, US_STATES};
#[cfg(feature = "site")]
use super::names;
use super::region;
#[cfg(feature = "import")]
use super::zones;
use crate::error::Error;
use crate::spelling::{all_nearest, shown};

/// A country or territory of ISO 3166-1, and Kosovo.
///
/// It is parsed from a code or a name, and is as cheap to copy and to compare as a number.
/// Countries are ordered by their alpha-2 code. Kosovo is `XK`, `XKX`: user-assigned codes, which
/// ISO 3166-1 leaves free and most of the world's software has agreed on.
///
/// # Examples
///
/// ```
/// use confcal::Country;
///
/// let country: Country = "U.S.A.".parse()?;
/// assert_eq!(country.alpha2(), "US");
/// assert_eq!(country.name(), "United States");
/// # Ok::<(), confcal::Error>(())
/// ```
///
/// Source: ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(u8);

impl Country {
    /// The code of two upper-case letters.
    ///
    /// Source: ISO 3166-1 alpha-2.
    pub fn alpha2(self) -> &'static str {
        self.row().alpha2
    }

    /// The code of three upper-case letters.
    ///
    /// Source: ISO 3166-1 alpha-3.
    #[cfg(feature = "site")]
    pub(crate) fn alpha3(self) -> &'static str {
        self.row().alpha3
    }

    /// The short English name that readers and geocoders know, without an article.
    ///
    /// This is often, but not always, the name in ISO 3166-1, which says "Korea (Republic of)".
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The name in a language, a primary subtag of BCP 47 in lower case; [`Country::name`] if no other is known.
    ///
    /// Source: CLDR.
    #[cfg(feature = "site")]
    pub(crate) fn name_in(self, language: &str) -> &'static str {
        names::name(self.alpha2(), language).unwrap_or(self.name())
    }

    /// The names of its time zones; one alone where all its clocks have agreed since 2010.
    ///
    /// Source: IANA Time Zone Database.
    #[cfg(feature = "import")]
    pub(crate) fn zones(self) -> impl Iterator<Item = &'static str> {
        zones::zones(self.alpha2())
    }

    /// Every country, in the order of the alpha-2 codes.
    ///
    /// Source: ISO 3166-1 (249 codes), and `XK`.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..COUNTRIES.len()).map(Country::at)
    }

    /// The country of a code or a name, for those who ask many texts and need no error.
    pub(crate) fn known(text: &str) -> Option<Country> {
        // The usual case, a code as the format asks for, needs neither the index nor memory.
        if let Ok(index) = COUNTRIES.binary_search_by(|row| row.alpha2.cmp(text)) {
            return Some(Country::at(index));
        }
        // A list in quotes is not the name that is left of it without its marks.
        let is_name = !text.contains(['[', ']', '{', '}', '"', '=']);
        let key = key(text);
        // Letters of another alphabet are no code: `مصر` would be `msr`.
        let is_code = key.len() <= 3 && !text.is_ascii();
        INDEX.get(key.as_str()).filter(|_| is_name && !is_code).copied()
    }

    /// The M49 code of the nearest region.
    pub(super) fn region_code(self) -> &'static str {
        self.row().region
    }

    /// Its place among all countries.
    pub(super) fn place(self) -> usize {
        usize::from(self.0)
    }

    fn at(index: usize) -> Country {
        // The table has 250 rows, so an index into it fits.
        Country(index as u8)
    }

    fn row(self) -> &'static Row {
        &COUNTRIES[self.place()]
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.alpha2())
    }
}

/// Its [`name`](Country::name).
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Understands an alpha-2 or alpha-3 code, the English name in ISO 3166-1 or in common use, and the
/// usual other names: `USA`, `U.K.`, `Scotland`, `Holland`, `Czech Republic`, `Brasil`.
///
/// Case, accents, blanks, punctuation and a leading "the" make no difference. Where a name could
/// mean two countries, it means the one that ISO 3166-1 calls so (`Congo` is `CG`, `Georgia` is
/// `GE`), and `Korea` is `KR`. A code of ISO 3166-1 is never read as a state of the U.S.: `CA` is Canada.
///
/// # Errors
///
/// No country has that code or name.
///
/// # Examples
///
/// ```
/// use confcal::Country;
///
/// for name in ["CI", "civ", "Côte d'Ivoire", "cote d’ivoire", "The Ivory Coast"] {
///     let country: Country = name.parse()?;
///     assert_eq!(country.alpha2(), "CI");
/// }
/// # Ok::<(), confcal::Error>(())
/// ```
impl FromStr for Country {
    type Err = Error;

    fn from_str(text: &str) -> Result<Country, Error> {
        Country::known(text).ok_or_else(|| error(text))
    }
}

fn error(given: &str) -> Error {
    let message = format!("there is no country `{}`", shown(given));
    Error::with_search(message, given, |given| help(given, &key(given)))
}

/// The country that a wrong name means beyond doubt: the only one whose name is so near.
pub(crate) fn suggest_country(given: &str) -> Option<Country> {
    let key = key(given);
    match nearest(&key)[..] {
        [country] if help(given, &key) == did_you_mean(&[country]) => Some(country),
        _ => None,
    }
}

/// Every name and code of a country in the form in which names are compared.
static NAMES: LazyLock<Vec<(String, Country)>> =
    LazyLock::new(|| Country::all().flat_map(|country| words(country).map(move |word| (key(word), country))).collect());

/// The countries by their names and codes.
static INDEX: LazyLock<HashMap<&str, Country>> =
    LazyLock::new(|| NAMES.iter().map(|(name, country)| (name.as_str(), *country)).collect());

/// All that stands for a country: its letter codes and its names.
fn words(country: Country) -> impl Iterator<Item = &'static str> {
    let row = country.row();
    [row.alpha2, row.alpha3, row.name].into_iter().chain(row.others.iter().copied())
}

/// The form in which names are compared: ASCII letters in lower case. Digits stay, so that a post
/// code next to a name is not taken for the name.
fn key(text: &str) -> String {
    let text = text.trim();
    let ascii = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(any_ascii(text)) };
    let has_article = ascii.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
    let mut key = String::with_capacity(ascii.len());
    for byte in ascii.bytes().skip(if has_article { 4 } else { 0 }) {
        match byte {
            b'&' => key.push_str("and"),
            byte if byte.is_ascii_alphanumeric() => key.push(char::from(byte.to_ascii_lowercase())),
            _ => {}
        }
    }
    key
}

fn help(text: &str, key: &str) -> String {
    const NOWHERE: [&str; 7] = ["anywhere", "global", "internet", "online", "remote", "virtual", "worldwide"];

    let text = text.trim();
    if NOWHERE.contains(&key) {
        return "write `online = true` instead of a country".to_owned();
    }
    if region::is_known(text) {
        return format!("`{text}` is a region: `country` takes a single country");
    }
    if matches!(key, "tba" | "tbd" | "tbc" | "unknown" | "tobeannounced") {
        return "leave the key out until it is known".to_owned();
    }
    if let Some((city, country)) = text.rsplit_once(',')
        && let Ok(country) = country.trim().parse::<Country>()
    {
        let city = city.trim();
        return format!("write `city = \"{city}\"` and `country = \"{}\"`", country.alpha2());
    }
    for (code, name) in US_STATES {
        if let Some(state) = [code, name].into_iter().find(|word| self::key(word) == key) {
            return format!("`{state}` looks like a US state: write `state = \"{state}\"` and `country = \"US\"`");
        }
    }
    match &nearest(key)[..] {
        [] => "write its ISO 3166-1 code, such as `IE`, or its English name".to_owned(),
        countries => did_you_mean(countries),
    }
}

/// The name of a state of the United States by its code of two letters.
#[cfg(feature = "site")]
pub(crate) fn us_state_name(code: &str) -> Option<&'static str> {
    US_STATES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

fn did_you_mean(countries: &[Country]) -> String {
    let names = countries.iter().map(|country| format!("`{}` ({})", country.alpha2(), country.name()));
    format!("did you mean {}?", names.collect::<Vec<_>>().join(" or "))
}

/// Codes of the Olympic Committee, which are not those of ISO 3166-1, and the countries they mean.
const IN_SPORTS: [(&str, &str); 16] = [
    ("bul", "BG"),
    ("chi", "CL"),
    ("cro", "HR"),
    ("den", "DK"),
    ("ger", "DE"),
    ("gre", "GR"),
    ("ina", "ID"),
    ("lat", "LV"),
    ("mas", "MY"),
    ("ned", "NL"),
    ("ngr", "NG"),
    ("phi", "PH"),
    ("por", "PT"),
    ("sui", "CH"),
    ("uru", "UY"),
    ("vie", "VN"),
];

/// The countries whose names are least misspelt, if no more than one letter in four is wrong.
fn nearest(key: &str) -> Vec<Country> {
    if let Some((_, code)) = IN_SPORTS.iter().find(|(known, _)| *known == key) {
        return code.parse().into_iter().collect();
    }
    let names = NAMES.iter().map(|(name, country)| (name.as_str(), *country));
    // Every short text is near to some code, so codes and abbreviations are left out.
    let mut nearest = all_nearest(key, names, |shorter, _| shorter / 4);
    nearest.dedup();
    nearest
}

#[cfg(test)]
mod tests {

    use super::*;

    fn alpha2(text: &str) -> &'static str {
        text.parse::<Country>().unwrap_or_else(|error| panic!("{error}")).alpha2()
    }

    fn help(text: &str) -> String {
        text.parse::<Country>().unwrap_err().help().into_owned()
    }

    #[test]
    fn codes_have_their_shape_and_are_sorted() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.alpha2 < b.alpha2));
        for row in &COUNTRIES {
            assert!(row.alpha2.len() == 2 && row.alpha2.bytes().all(|b| b.is_ascii_uppercase()));
            assert!(row.alpha3.len() == 3 && row.alpha3.bytes().all(|b| b.is_ascii_uppercase()));
        }
    }

    #[test]
    fn every_word_names_one_country_and_is_listed_once() {
        let mut seen = HashMap::new();
        for country in Country::all() {
            for word in words(country) {
                assert_eq!(word.parse(), Ok(country), "{word}");
                assert_eq!(word.to_lowercase().parse(), Ok(country), "{word}");
                let before = seen.insert(key(word), word);
                assert_eq!(before, None, "{word}");
            }
        }
    }

    #[test]
    fn names_stand_alone() {
        for country in Country::all() {
            let name = country.name();
            assert!(!name.contains(['(', ',', ';', '\n']), "{name}");
            assert_eq!(name.trim(), name);
        }
    }

    #[test]
    fn understands_what_lists_write() {
        let cases = [
            ("US", "U.S.A. | USA | usa | US | us | U.S. | United States of America | America | the United States"),
            ("GB", "UK | uk | U.K. | Great Britain | England | Scotland | Wales | Northern Ireland | GBR"),
            ("KR", "South Korea | Korea | Republic of Korea | Korea, Republic of | 대한민국"),
            ("CZ", "Czech | Czech Republic | The Czech Republic | CZECHIA | Česko"),
            ("TR", "Turkey | Türkiye | Turkiye"),
            ("NL", "Holland | The Netherlands | Netherlands | the netherlands"),
            ("AE", "UAE | U.A.E."),
            ("CI", "Côte d'Ivoire | Côte d’Ivoire | Cote d`Ivoire | Cote dIvoire | Ivory Coast"),
            ("CH", "Schweiz | Suisse | Svizzera | CHE"),
            ("BR", "Brasil"),
            ("KE", "Kenia"),
            ("PA", "Panamá"),
            ("NE", "Niger Republic"),
            ("IT", "Italia"),
            ("ES", "España"),
            ("DE", "Deutschland | de"),
            ("AT", "Österreich"),
            ("XK", "Kosovo | XKX"),
            ("MO", "Macau"),
            ("HK", "Hong Kong | Hongkong"),
            ("VA", "Vatican"),
            ("MM", "Burma"),
            ("SZ", "Swaziland"),
            ("CV", "Cape Verde"),
            ("TL", "East Timor"),
            ("MK", "Macedonia"),
            ("PS", "Palestine"),
            ("VN", "Viet Nam | Vietnam"),
            ("CD", "DR Congo | D.R. Congo | DRC | Congo, the Democratic Republic of the"),
            ("CG", "Congo"),
            ("GE", "Georgia"),
            ("CA", "CA"),
            ("BA", "Bosnia & Herzegovina"),
            ("LC", "St. Lucia"),
            ("IE", "  Ireland "),
        ];
        for (code, names) in cases {
            for name in names.split(" | ") {
                assert_eq!(alpha2(name), code, "{name}");
            }
        }
    }

    #[test]
    fn does_not_guess() {
        for text in ["", " ", "XX", "196210", "US 2", "EU", "Bengaluru", "GER", "…", "🎉", "the"] {
            assert!(text.parse::<Country>().is_err(), "{text}");
        }
        let general = "write its ISO 3166-1 code, such as `IE`, or its English name";
        assert_eq!(help("XX"), general);
        assert_eq!(help("Bengaluru"), general);
        assert_eq!(help(&"x".repeat(100_000)), general);
    }

    #[test]
    fn says_what_to_write_instead() {
        assert_eq!(help("Irelnad"), "did you mean `IE` (Ireland)?");
        assert_eq!(help("Phillipines"), "did you mean `PH` (Philippines)?");
        assert_eq!(help("Untied States"), "did you mean `US` (United States)?");
        assert_eq!(help("OH"), "`OH` looks like a US state: write `state = \"OH\"` and `country = \"US\"`");
        assert!(help("california").starts_with("`California` looks like a US state"));
        for nowhere in ["Online", "Worldwide", "virtual", "Remote"] {
            assert_eq!(help(nowhere), "write `online = true` instead of a country");
        }
        for region in ["Europe", "Latin America", "EU"] {
            assert!(help(region).contains("is a region"), "{region}");
        }
    }

    #[test]
    fn shows_its_code() {
        assert_eq!(format!("{:?}", "IE".parse::<Country>().unwrap()), "Country(IE)");
    }
}
