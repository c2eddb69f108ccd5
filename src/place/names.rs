//! The names of countries and regions in other languages than English.
//!
//! Comes in: a code of ISO 3166-1 or UN M49, and a language. Goes out: the name, from a table. The names are CLDR's, in its
//! short form where it has one (`Hongkong`); those of regions that CLDR lacks, or counts other countries to, are the UN's.
//! The data of CLDR are © Unicode, Inc., under the Unicode License v3 (<https://www.unicode.org/license.txt>).

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each code, and a column for each language.
const TABLE: &str = include_str!("names.tsv");

/// The names in one language, by code.
type Names = HashMap<&'static str, &'static str>;

/// The names by language.
static NAMES: LazyLock<HashMap<&'static str, Names>> = LazyLock::new(|| {
    let mut lines = TABLE.lines().map(|line| line.split('\t'));
    let languages: Vec<_> = lines.next().into_iter().flatten().skip(1).collect();
    let mut names: HashMap<_, Names> = HashMap::new();
    for mut line in lines {
        let code = line.next().unwrap_or_default();
        for (language, name) in languages.iter().zip(line) {
            names.entry(*language).or_default().insert(code, name);
        }
    }
    names
});

/// The name for a code in a language, a primary subtag of BCP 47; `None` for English and every language without a column.
pub(super) fn name(code: &str, language: &str) -> Option<&'static str> {
    NAMES.get(language)?.get(code).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::place::{Country, Region};

    #[test]
    fn every_country_and_region_has_a_name_in_every_language() {
        let codes: BTreeSet<&str> = Country::all().map(Country::alpha2).chain(Region::m49_codes()).collect();
        let lines: Vec<Vec<&str>> = TABLE.lines().skip(1).map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines.iter().map(|line| line[0]).collect::<BTreeSet<_>>(), codes);
        assert_eq!(lines.len(), codes.len(), "each has one line");
        for line in lines {
            assert_eq!(line.len(), 1 + NAMES.len(), "{line:?}");
            for name in line {
                assert!(!name.is_empty() && name.trim() == name && !name.contains(['(', ';', '\'']), "{name}");
            }
        }
    }

    #[test]
    fn two_countries_have_two_names() {
        for (language, names) in NAMES.iter() {
            let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (code, name) in names.iter().filter(|(code, _)| code.starts_with(|first: char| first.is_alphabetic())) {
                codes.entry(*name).or_default().push(*code);
            }
            codes.retain(|_, codes| codes.len() > 1);
            assert_eq!(codes, BTreeMap::new(), "{language}");
        }
    }

    #[test]
    fn names_are_those_that_readers_know() {
        for (code, language, name) in [
            ("DE", "de", "Deutschland"),
            ("DE", "en", "Germany"),
            ("DE", "ar", "Germany"),
            ("CI", "fr", "Côte d’Ivoire"),
            ("HK", "de", "Hongkong"),
            ("US", "es", "Estados Unidos"),
            ("KR", "zh", "韩国"),
            ("XK", "zh", "科索沃"),
        ] {
            let country: Country = code.parse().expect("a country");
            assert_eq!(country.name_in(language), name, "{code} {language}");
        }
        for (region, language, name) in [
            ("western-europe", "de", "Westeuropa"),
            ("western-europe", "en", "Western Europe"),
            ("latin-america-and-the-caribbean", "es", "América Latina y el Caribe"),
            ("channel-islands", "fr", "Îles Anglo-Normandes"),
            ("australia-and-new-zealand", "zh", "澳大利亚和新西兰"),
        ] {
            assert_eq!(Region::m49(region).expect("a region").title_in(language), name, "{region} {language}");
        }
        let own = Region::custom("Europe", Vec::new()).with_title("Mein Europa");
        assert_eq!(own.title_in("fr"), "Mein Europa", "an own region keeps the name that the list gives it");
    }
}
