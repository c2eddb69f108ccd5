//! Names of cities that conferences and meetups are held in, to tell a city from a building where a name stands alone.
//!
//! Comes in: a name. Goes out: whether it is that of a city. The zones of tzdata, and those that
//! [`zone`](crate::zone) knows beside them, are named after others.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use any_ascii::any_ascii;

/// One name to a line.
const CITIES: &str = include_str!("cities.txt");

/// True if a text is the name of one of these cities, however it is spelled: `Koln`, `KÖLN`, `Köln`; `大阪市`.
pub(super) fn is_listed(text: &str) -> bool {
    static KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| CITIES.lines().map(key).collect());
    let text = text.trim();
    let bare = text.strip_suffix(['市', '都', '府', '시']).filter(|bare| bare.chars().count() > 1).unwrap_or(text);
    KEYS.contains(&key(bare))
}

/// The letters of a name, in ASCII and lower case.
fn key(name: &str) -> String {
    let ascii = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(any_ascii(name)) };
    ascii.chars().filter(char::is_ascii_alphabetic).map(|char| char.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_are_known_however_they_are_spelled() {
        for name in
            ["Köln", "Koln", "KÖLN", "St. Gallen", "st gallen", "大阪", "大阪市", "Москва", "L'Aquila", "Wrocław"]
        {
            assert!(is_listed(name), "{name}");
        }
        for name in ["", "市", "Brewery", "Inria", "Carl's Jr.", "学校"] {
            assert!(!is_listed(name), "{name}");
        }
    }

    #[test]
    fn the_names_are_few_and_each_is_there_once() {
        let keys: HashSet<String> = CITIES.lines().map(key).collect();
        assert_eq!(keys.len(), CITIES.lines().count());
        assert!(CITIES.len() <= 10 * 1024 && !keys.contains(""));
    }
}
