//! Texts that identify a publication, a record, a file or somebody's mail, and so name no conference and are no date.

use super::services;

/// A longer text is prose.
const MAX_OCTETS: usize = 100;

/// True if a text identifies a publication or a record: a DOI, an ISBN, an ISSN, a UUID or another hash.
pub(super) fn is_identifier(text: &str) -> bool {
    // Few texts have so many figures.
    if text.len() > MAX_OCTETS || text.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return false;
    }
    let lower = text.trim().to_ascii_lowercase();
    let names = ["doi", "isbn-13", "isbn-10", "isbn", "issn", "uuid"];
    let named = names.iter().find_map(|name| lower.strip_prefix(name)).map(|rest| rest.trim_start_matches([':', ' ']));
    let bare = named.unwrap_or(&lower);
    is_doi(bare) || is_of_books(bare, named.is_some()) || is_hash(bare)
}

/// True if a text is an identifier, the name of a file, or an address of mail.
pub(super) fn names_nothing(text: &str) -> bool {
    let has_blank = text.contains(char::is_whitespace);
    let is_mail = || text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    !has_blank && (is_mail() || services::is_file_name(text)) || is_identifier(text)
}

/// True for `10.5281/zenodo.7628459`.
fn is_doi(text: &str) -> bool {
    let Some((registrant, item)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else { return false };
    (4..=9).contains(&registrant.len()) && registrant.bytes().all(|byte| byte.is_ascii_digit()) && !item.is_empty()
}

/// True for the number of a book or, where it is called so, of a journal.
fn is_of_books(text: &str, is_named: bool) -> bool {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    let is_long = figures == 13 && (text.starts_with("978") || text.starts_with("979"));
    (is_named && figures > 6 || is_long)
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'x'))
}

fn is_hash(text: &str) -> bool {
    text.len() >= 20
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_from_names_and_dates() {
        for text in [
            "10.5281/zenodo.7628459",
            "doi: 10.1145/3694715",
            "978-3-16-148410-0",
            "ISBN 3-16-148410-X",
            "ISSN 2049-3630",
            "550e8400-e29b-41d4-a716-446655440000",
            "d41d8cd98f00b204e9800998ecf8427e",
        ] {
            assert!(is_identifier(text) && names_nothing(text), "{text}");
        }
        for text in ["oslo.jpg", "a@oslo.example"] {
            assert!(!is_identifier(text) && names_nothing(text), "{text}");
        }
        for text in [
            "10. Jahrestagung / 2027",
            "10.11.2027",
            "10.10.2027 / 11.10.2027",
            "2027-05-05",
            "20270505T100000",
            "2027-05-05T10:00:00",
            "PyCon 2027",
            "37C3",
            "97th Meeting 2027",
            "Decade 2020",
            "beef-2027",
            "@Home 2021.1",
        ] {
            assert!(!names_nothing(text), "{text}");
        }
    }
}
