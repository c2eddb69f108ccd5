//! Names of countries in other languages than English.
//!
//! Comes in: a name in lower case. Goes out: the code of ISO 3166-1. Most names are those of CLDR; they are © Unicode, Inc., under the
//! Unicode License v3 (<https://www.unicode.org/license.txt>). Others are what people write. A name that is a known city, too, is not here.

use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii;

use crate::import::letters;

/// A line for each code: the code, a tab, and the names with bars between them.
const TABLE: &str = include_str!("exonyms.tsv");

/// A name of fewer letters counts with its accents only: `çin` is China.
const MIN_ASCII_OCTETS: usize = 4;

/// The codes by the names, in one spelling; those of Latin letters also without their accents.
static CODES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let mut codes = HashMap::new();
    for (name, code) in names() {
        codes.insert(letters::fold(name).into_owned(), code);
        if name.is_ascii() {
            continue;
        }
        let ascii = any_ascii(name);
        if letters::is_latin(name) && ascii.len() >= MIN_ASCII_OCTETS {
            codes.entry(ascii.to_lowercase()).or_insert(code);
        }
    }
    codes
});

/// All names, each with its code.
fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLE.lines().filter_map(|line| line.split_once('\t'));
    lines.flat_map(|(code, names)| names.split('|').map(move |name| (name, code)))
}

/// The country that another language calls so, in lower case.
pub(super) fn country(lower: &str) -> Option<&'static str> {
    CODES.get(&*letters::fold(lower)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::places::cities;
    use crate::place::Country;

    #[test]
    fn countries_are_known_in_many_languages() {
        for (names, code) in [
            ("deutschland allemagne niemcy германия ألمانيا المانيا آلمان גרמניה जर्मनी เยอรมนี ドイツ 德国 독일", "DE"),
            ("türkei turkei турция تركيا ترکیه טורקיה", "TR"),
            ("i̇ngiltere ingiltere великобритания بريطانيا בריטניה อังกฤษ 英国", "GB"),
            ("أذربيجان اذربيجان азербайджан", "AZ"),
            ("çin китай الصين סין จีน चीन", "CN"),
        ] {
            for name in names.split(' ') {
                assert_eq!(country(name), Some(code), "{name}");
            }
        }
        for word in ["norra", "man", "tai", "granada", "salvador", "tunis", "msr", ""] {
            assert_eq!(country(word), None, "{word}");
        }
    }

    #[test]
    fn each_name_is_of_one_country_and_of_no_city() {
        let mut codes: HashMap<String, &str> = HashMap::new();
        for (name, code) in names() {
            assert!(code.parse::<Country>().is_ok_and(|country| country.alpha2() == code), "{code}");
            assert_eq!(name, name.to_lowercase(), "{name}");
            assert!(!letters::is_latin(name) || !cities::is_listed(name), "{name} is a city");
            let other = codes.insert(letters::fold(name).into_owned(), code);
            assert!(other.is_none(), "{name}: {other:?} and {code}");
        }
    }
}
