//! What decorates a name in a list and is no part of it: pictures, quotes around it, `NEW!`, `:rocket:`, the number of its line.
//!
//! Comes in: a name. Goes out: the name without. Knows no field but that, and no list but for the numbers of its lines.

use std::collections::HashSet;

/// Words that say, with a mark, that an entry is new.
const NEW: [&str; 8] = ["new", "neu", "nuevo", "nouveau", "nouvelle", "novo", "nuovo", "hot"];

/// Quotes, each with the one that closes it.
const QUOTES: [(char, char); 9] =
    [('"', '"'), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('»', '«'), ('‘', '’'), ('\'', '\''), ('「', '」')];

/// A name without what decorates it; a text of ornaments alone stays.
pub(super) fn without(text: &str) -> &str {
    let mut bare = text;
    loop {
        let shorter = without_end(without_start(bare));
        let shorter = without_quotes(shorter.trim_matches(is_letter_of_flag));
        if shorter.len() == bare.len() {
            break;
        }
        bare = shorter;
    }
    // `[ **PyCon**`
    let stray = bare.strip_prefix(['[', '(']).filter(|rest| !rest.contains([']', ')']));
    let bare = stray.map_or(bare, str::trim_start);
    if bare.chars().any(char::is_alphanumeric) { bare } else { text }
}

/// A text without the ornaments before it; a flag, which says where something is, stays.
pub(super) fn without_start(text: &str) -> &str {
    let mut bare = text;
    loop {
        let rest =
            bare.trim_start_matches(|char: char| is_outside(char) || matches!(char, '•' | '·' | '►' | '▸' | '→'));
        let rest =
            short_name_at_start(rest).or_else(|| new_at_start(rest)).or_else(|| number_at_start(rest)).unwrap_or(rest);
        let rest = announced(rest).unwrap_or(rest);
        if rest.len() == bare.len() {
            return bare;
        }
        bare = rest;
    }
}

fn without_end(text: &str) -> &str {
    let rest = text.trim_end_matches(|char: char| is_outside(char) || matches!(char, ':' | '：'));
    let is_of_short_name = text[rest.len()..].starts_with(':');
    let with_mark = if is_of_short_name { &text[..=rest.len()] } else { rest };
    short_name_at_end(with_mark).or_else(|| new_at_end(rest)).unwrap_or(rest)
}

/// True for a mark between a name and others, a blank, or a picture: `📍 PyCon |`. The letters of flags are none.
fn is_outside(char: char) -> bool {
    matches!(char, '|' | ',' | ';') || char.is_whitespace() || is_pictograph(char)
}

fn is_letter_of_flag(char: char) -> bool {
    matches!(char, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_pictograph(char: char) -> bool {
    matches!(char, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}' | '\u{231a}'..='\u{23ff}' | '\u{1f300}'..='\u{1faff}')
}

/// True for the name of a picture as chats and GitHub write it between colons.
fn is_short_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'+');
    name.bytes().all(is_part) && name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The text behind `:rocket:`, before which nothing stands.
fn short_name_at_start(text: &str) -> Option<&str> {
    let (name, rest) = text.strip_prefix(':')?.split_once(':')?;
    (is_short_name(name) && (rest.is_empty() || rest.starts_with(|char: char| !char.is_alphanumeric()))).then_some(rest)
}

fn short_name_at_end(text: &str) -> Option<&str> {
    let (rest, name) = text.strip_suffix(':')?.rsplit_once(':')?;
    (is_short_name(name) && rest.ends_with(|char: char| !char.is_alphanumeric())).then_some(rest)
}

/// The text without the names of pictures, which stand between blanks or marks.
pub(super) fn without_short_names(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match short_name_at_start(from).filter(|_| !out.ends_with(|char: char| char.is_alphanumeric() || char == ':')) {
            Some(behind) => rest = behind,
            None => {
                out.push(':');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The text behind `NEW!`, `New:`, `[NEW]`.
fn new_at_start(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(['(', '[', '*']);
    let end = bare.find(|char: char| !char.is_alphabetic())?;
    let (word, behind) = bare.split_at(end);
    let rest = behind.trim_start_matches(['!', ':', ')', ']', '*']);
    let is_marked = rest.len() < behind.len() && (rest.is_empty() || rest.starts_with(char::is_whitespace));
    (is_marked && is_new(word)).then_some(rest)
}

/// The text behind `Save the date: `.
fn announced(text: &str) -> Option<&str> {
    const WORDS: &str = "save the date";
    let rest = text.get(WORDS.len()..).filter(|_| text[..WORDS.len()].eq_ignore_ascii_case(WORDS))?;
    let name = rest.trim_start_matches([':', '!', '-', '–', '—', ' ']);
    let is_apart = rest.trim_start().starts_with([':', '!', '-', '–', '—']);
    (is_apart && name.contains(char::is_alphanumeric)).then_some(name)
}

/// A text without `Save the date: ` before its name, which may be in bold letters.
pub(super) fn without_announcement(text: &str) -> String {
    match text.strip_prefix("**").and_then(|text| announced(text)) {
        Some(name) => format!("**{name}"),
        None => announced(text).unwrap_or(text).to_owned(),
    }
}

/// The text before `(NEW)`, `NEW!`.
fn new_at_end(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(['!', ')', ']', '*']);
    let start = bare.rfind(|char: char| !char.is_alphabetic())?;
    let (before, word) = (&bare[..start], &bare[start..]);
    let word = word.trim_start_matches(['(', '[', '*', ' ']);
    (bare.len() < text.len() && is_new(word)).then(|| before.trim_end_matches(['(', '[', '*', ' ']))
}

fn is_new(word: &str) -> bool {
    NEW.iter().any(|new| word.eq_ignore_ascii_case(new))
}

/// The text behind `12) `, the number of a line.
fn number_at_start(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(')')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// The text between quotes that are around all of it.
fn without_quotes(text: &str) -> &str {
    let inner = QUOTES.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    inner.unwrap_or(text)
}

/// Takes from the names of a list the numbers of its lines: `1. PyCon`, `2. RustConf`. Those that do not follow each other,
/// stand before few names, or do not count them from the first, are of editions: `32. Targi KRAKDENT`.
pub(super) fn without_numbers(names: &mut [&mut String]) {
    let found = || names.iter().filter_map(|name| numbered(name));
    let numbers: Vec<usize> = found().map(|(number, _)| number).collect();
    let different: HashSet<&str> = found().map(|(_, name)| name).collect();
    let follows = |pair: &[usize]| pair[1] == pair[0] + 1;
    let counts_lines =
        numbers.first().is_some_and(|first| *first < 2) || numbers.len() > 2 && numbers.len() * 5 >= names.len() * 4;
    if !counts_lines || numbers.len() < 2 || different.len() < numbers.len() || !numbers.windows(2).all(follows) {
        return;
    }
    for name in names {
        if let Some((_, rest)) = numbered(name) {
            **name = without(rest).to_owned();
        }
    }
}

/// The number before a name, and the name: `12. PyCon`.
fn numbered(name: &str) -> Option<(usize, &str)> {
    let (number, rest) = name.split_once(". ")?;
    let is_short = number.len() <= 3 && rest.chars().any(char::is_alphanumeric);
    Some((number.parse().ok().filter(|_| is_short)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornaments_are_taken_from_names() {
        for (text, expected) in [
            ("PyCon", "PyCon"),
            ("\"PyCon\"", "PyCon"),
            ("“PyCon”", "PyCon"),
            ("„PyCon“", "PyCon"),
            ("«PyCon»", "PyCon"),
            ("\"PyCon\" and \"RustConf\"", "\"PyCon\" and \"RustConf\""),
            ("The \"big\" one", "The \"big\" one"),
            ("Rust 'n' Roll", "Rust 'n' Roll"),
            (":snake: PyCon", "PyCon"),
            ("PyCon :new: :snake:", "PyCon"),
            ("🐍 PyCon ⭐️", "PyCon"),
            ("✅ \"PyCon\":", "PyCon"),
            ("🇩🇪 PyCon DE 🇩🇪", "PyCon DE"),
            ("NEW! PyCon", "PyCon"),
            ("[NEW] PyCon", "PyCon"),
            ("New: PyCon", "PyCon"),
            ("PyCon (NEW)", "PyCon"),
            ("PyCon NEW!", "PyCon"),
            ("PyCon:", "PyCon"),
            ("12) PyCon", "PyCon"),
            ("New York Python Day", "New York Python Day"),
            ("What is new", "What is new"),
            ("Node::Conf", "Node::Conf"),
            ("std::cpp 2026", "std::cpp 2026"),
            ("C++:", "C++"),
            ("!!Con", "!!Con"),
            ("PyCon (US)", "PyCon (US)"),
            ("🎉", "🎉"),
            ("", ""),
        ] {
            assert_eq!(without(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_pictures_go_from_a_line() {
        for (text, expected) in [
            ("a :rocket: b", "a  b"),
            (":a:b", ":a:b"),
            ("10:00:00 https://a.example:80/ a::b:", "10:00:00 https://a.example:80/ a::b:"),
            ("- :tada:**A**: b", "- **A**: b"),
        ] {
            assert_eq!(without_short_names(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_of_lines_are_no_editions() {
        for (names, expected) in [
            (&["1. A", "2. B", "3. C"][..], &["A", "B", "C"][..]),
            (&["3. Jahrestagung", "12. Tagung", "A"], &["3. Jahrestagung", "12. Tagung", "A"]),
            (&["A", "1. B", "2. C"], &["A", "B", "C"]),
            (&["7. Tagung", "3. Treffen"], &["7. Tagung", "3. Treffen"]),
            (&["2. Tagung", "3. Tagung"], &["2. Tagung", "3. Tagung"]),
            (&["A", "32. Targi", "B", "33. CEDE", "C"], &["A", "32. Targi", "B", "33. CEDE", "C"]),
            (&["11. A", "12. B", "13. C"], &["A", "B", "C"]),
            (&["3. Tagung"], &["3. Tagung"]),
        ] {
            let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            without_numbers(&mut names.iter_mut().collect::<Vec<_>>());
            assert_eq!(names, expected);
        }
    }
}
