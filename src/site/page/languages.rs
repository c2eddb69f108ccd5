//! The names of languages in the languages of the page.
//!
//! Comes in: a BCP 47 tag, and a language of the page. Goes out: the name, from a table: that of CLDR for the primary language,
//! with the country in parentheses. The data of CLDR are © Unicode, Inc., under the Unicode License v3
//! (<https://www.unicode.org/license.txt>).

use crate::place::Country;

/// A line for each language in the order of the codes: the code, and its name in each of [`COLUMNS`].
const TABLE: &str = include_str!("languages.tsv");
const COLUMNS: [&str; 5] = ["en", "de", "es", "fr", "zh"];

/// `German`, `Portuguese (Brazil)`; the tag itself for an unknown language.
pub(super) fn name(tag: &str, page_language: &str) -> String {
    let mut parts = tag.split('-');
    let code = parts.next().unwrap_or_default().to_lowercase();
    let Some(name) = primary(&code, page_language) else { return tag.to_owned() };
    let rest: Vec<String> = parts
        .map(|part| {
            part.parse::<Country>().map_or(part.to_owned(), |country| country.name_in(page_language).to_owned())
        })
        .collect();
    if rest.is_empty() { name.to_owned() } else { format!("{name} ({})", rest.join(", ")) }
}

fn primary(code: &str, page_language: &str) -> Option<&'static str> {
    let column = COLUMNS.iter().position(|column| *column == page_language)?;
    let line = TABLE.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix('\t'))?;
    line.split('\t').nth(column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::page::translations::LANGUAGES;

    #[test]
    fn every_language_has_a_name_in_every_language() {
        for line in TABLE.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 1 + COLUMNS.len() && columns.iter().all(|name| !name.is_empty()), "{line}");
        }
        for translation in LANGUAGES {
            assert!(COLUMNS.contains(&translation.language));
            assert_eq!(name("x-klingon", translation.language), "x-klingon");
        }
        for (tag, language, expected) in [
            ("de", "en", "German"),
            ("DE-ch", "de", "Deutsch (Schweiz)"),
            ("pt-BR", "fr", "portugais (Brésil)"),
            ("zh-Hant", "zh", "中文 (Hant)"),
            ("tlh", "en", "tlh"),
        ] {
            assert_eq!(name(tag, language), expected);
        }
    }
}
