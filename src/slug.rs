//! Names as ids, which addresses, files and UIDs are made of.

/// The name in lower-case letters, digits and hyphens; empty if it has no letter or digit. Other scripts are
/// transliterated, apostrophes left out.
///
/// # Examples
///
/// ```
/// use confcal::slug;
/// assert_eq!(slug("PyCon España & Friends"), "pycon-espana-friends");
/// assert_eq!(slug("O’Reilly"), "oreilly");
/// assert_eq!(slug("🤷"), "");
/// ```
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut push = |char: char| {
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
        } else if char != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    };
    for char in name.chars() {
        match char {
            '’' | 'ʼ' => {}
            char if char.is_ascii() => push(char),
            // A symbol has no reading, even if it has an ASCII look-alike.
            char if !char.is_alphanumeric() => push('-'),
            char => any_ascii::any_ascii_char(char).chars().for_each(&mut push),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The id that a conference of this name and year gets where its list gives it none.
pub(crate) fn default_id(name: &str, year: Option<i32>) -> String {
    let from_name = slug(name);
    match year {
        Some(year) if !name.contains(&year.to_string()) => format!("{from_name}-{year}"),
        _ => from_name,
    }
}

/// The slug that the address of a tag's or a series' feed is made of. Plus and sharp are spelled out, as `C`, `C++` and `C#`
/// are not the same; a name without letters and digits gets an `x`.
pub(crate) fn feed_slug(name: &str) -> String {
    let slug = slug(&name.to_lowercase().replace('+', " plus ").replace('#', " sharp "));
    if slug.is_empty() { "x".to_owned() } else { slug }
}
