//! Addresses of the web as people write them: without a scheme, with blanks, in a link of Markdown.
//!
//! Comes in: a text. Goes out: its address, and what was changed of it for the report.

use super::super::no_value::is_no_value;
use super::super::{markdown, relative, services};
use super::shown;

/// An address of the web, and what was changed of it; no address if the text is none.
pub(crate) fn address(text: &str) -> (Option<String>, Option<String>) {
    let links = markdown::links(text);
    let text = links.iter().find(|link| !link.is_image).map_or(text.trim(), |link| link.address.as_str());
    let text = text.trim().trim_matches(['<', '>', '"', '\'', '`']).trim();
    let lower = text.to_ascii_lowercase();
    if lower == "#" || is_no_value(text) {
        return (None, None);
    }
    if services::is_file_name(text) {
        return (None, Some(format!("`{}` is the name of a file, not an address: it is left out", shown(text))));
    }
    if lower.starts_with("mailto:") {
        return (None, Some(format!("`{}` is an address of mail, not of the web: it is left out", shown(text))));
    }
    if relative::is_relative(text) {
        return (None, Some(format!("`{}` is a path without its site: it is left out", shown(text))));
    }
    // `old.example/2003 (Offline)`
    if let Some((before, words)) = text
        .split_once(" (")
        .filter(|(before, words)| before.contains('.') && !before.contains(char::is_whitespace) && words.ends_with(')'))
    {
        let (address, note) = address(before);
        let left = format!("`({}` behind the address is left out", shown(words));
        return (address, Some(note.map_or(left.clone(), |note| format!("{note}; {left}"))));
    }
    // Several in one field: the first is taken.
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_list = text.split_whitespace().filter(|part| part.contains("://")).count() > 1;
    let (text, mut note) = match is_list {
        true => (
            first.trim_end_matches([',', ';']),
            Some(format!("of several addresses, only `{}` is taken", shown(first))),
        ),
        false => (text, None),
    };
    let mut address = text.to_owned();
    if lower.starts_with("//") {
        address = format!("https:{text}");
        note = Some(format!("https: is put before `{}`", shown(text)));
    } else if !lower.starts_with("http://") && !lower.starts_with("https://") {
        let host = text.split(['/', '?', '#']).next().unwrap_or_default();
        if !host.contains('.') || host.contains([' ', '@', ':']) && !host.contains(":8") {
            return (None, Some(format!("`{}` is not an address of the web: it is left out", shown(text))));
        }
        address = format!("https://{text}");
        note = Some(format!("https:// is put before `{}`", shown(text)));
    }
    if address.contains(char::is_whitespace) {
        address = address.split_whitespace().collect::<Vec<_>>().join("%20");
        note = Some(format!("the blanks in `{}` are written %20", shown(text)));
    }
    match crate::uri::web(&address) {
        Ok(_) => (Some(address), note),
        Err((message, _)) => (None, Some(format!("`{}` {message}: it is left out", shown(text)))),
    }
}
