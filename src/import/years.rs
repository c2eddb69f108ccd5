//! Years in texts and names.

/// True for the four digits of a year.
pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<i32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// The years in a text.
pub(crate) fn years(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_ascii_digit()).filter(|part| is_year(part))
}

/// True if a text names a year already: `2027`, `'27`, `ICSE27`.
pub(crate) fn holds_year(text: &str, year: &str) -> bool {
    if text.contains(year) {
        return true;
    }
    let short = &year[2..];
    let ends = |text: &str| {
        text.trim_end().strip_suffix(short).is_some_and(|before| {
            before.ends_with(|char: char| char.is_alphabetic() || matches!(char, '\'' | '’' | ' ' | '-'))
        })
    };
    ends(text)
}
