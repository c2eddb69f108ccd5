//! Relative references, which a site writes to its own pages: `/events/2027/`, `[Oslo](./oslo.html)` (RFC 3986 §4.2).
//!
//! Comes in: a document and the address of its site. Goes out: the document with whole addresses. Opens no page.

use super::document::Document;
use super::guess::words::Tokens;
use super::markdown;
use super::record::{Node, Value};
use crate::uri::BaseUrl;

/// Names of fields that hold an address and nothing else.
const ADDRESSES: &str = "url urls link links href uri website homepage webpage permalink webseite";

/// Completes the relative references of a document: whole values, and the links inside texts.
pub(super) fn complete(document: &mut Document, base: &BaseUrl) {
    complete_node(&mut document.root, false, base);
}

fn complete_node(node: &mut Node, is_address: bool, base: &BaseUrl) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| complete_node(item, is_address, base)),
        Value::Map(members) => {
            for (key, member) in members {
                complete_node(member, Tokens::of(key).has(ADDRESSES), base);
            }
        }
        Value::Text(text) if is_path(text.trim()) || is_address && is_relative(text.trim()) => {
            *text = joined(base, text.trim());
        }
        Value::Text(text) => {
            if let Some(whole) = with_whole_links(text, base) {
                *text = whole;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text whose links have whole addresses; `None` if they had before.
fn with_whole_links(text: &str, base: &BaseUrl) -> Option<String> {
    let mut whole = String::new();
    let mut written = 0;
    for link in markdown::links(text) {
        // The link around a picture holds that of the picture.
        if link.start < written || !is_relative(&link.address) {
            continue;
        }
        let span = &text[link.start..link.end];
        let is_tag = span.starts_with('<');
        let Some(at) = (if is_tag { span.find(&link.address) } else { span.rfind(&link.address) }) else { continue };
        whole.push_str(&text[written..link.start + at]);
        whole.push_str(&joined(base, &link.address));
        written = link.start + at + link.address.len();
    }
    (written > 0).then(|| whole + &text[written..])
}

/// True for a reference that shows by itself that it is one: `/events/2027/`, `./oslo.html`.
pub(super) fn is_path(text: &str) -> bool {
    let rest = ["./", "../"].iter().find_map(|dots| text.strip_prefix(dots)).or_else(|| text.strip_prefix('/'));
    let begins_name = |rest: &str| rest.starts_with(|char: char| char.is_alphanumeric() || "._-~%?#@".contains(char));
    rest.is_some_and(begins_name) && !text.contains(char::is_whitespace)
}

/// True for the relative reference of a link: also `oslo/2027/` and `oslo.html`, but not `oslo.example/2027`.
pub(super) fn is_relative(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || "_-~%".contains(char));
    let is_page = || [".html", ".htm", ".md"].iter().any(|ending| text.strip_suffix(ending).is_some_and(is_name));
    is_path(text) || !text.contains(char::is_whitespace) && (is_page() || first.len() < text.len() && is_name(first))
}

/// The address that a reference names from that of a folder (RFC 3986 §5.2).
fn joined(base: &BaseUrl, reference: &str) -> String {
    let path = base.path();
    let host = base.as_str().strip_suffix(path).unwrap_or_default();
    if reference.starts_with('/') {
        return format!("{host}{reference}");
    }
    let (mut folder, mut rest) = (path, reference);
    loop {
        if let Some(behind) = rest.strip_prefix("./") {
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix("../") {
            let above = folder.trim_end_matches('/').rfind('/').unwrap_or(0);
            folder = &path[..=above];
            rest = behind;
        } else {
            return format!("{host}{folder}{rest}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_from_addresses_and_words() {
        for (text, path, relative) in [
            ("/events/2027/", true, true),
            ("./oslo.html", true, true),
            ("../2027", true, true),
            ("/?id=7", true, true),
            ("oslo/2027/", false, true),
            ("oslo.html", false, true),
            ("oslo.example/2027", false, false),
            ("oslo.example", false, false),
            ("//oslo.example/2027", false, false),
            ("https://oslo.example/", false, false),
            ("mailto:me@oslo.example", false, false),
            ("#talks", false, false),
            ("oslo", false, false),
            ("/", false, false),
            ("/ online", false, false),
            ("Oslo / Bergen", false, false),
        ] {
            assert_eq!((is_path(text), is_relative(text)), (path, relative), "{text}");
        }
    }

    #[test]
    fn references_are_joined_to_their_folder() {
        let base: BaseUrl = "https://example.org/conf/lists".parse().unwrap();
        for (reference, expected) in [
            ("/events/2027/", "https://example.org/events/2027/"),
            ("oslo.html", "https://example.org/conf/lists/oslo.html"),
            ("./oslo/", "https://example.org/conf/lists/oslo/"),
            ("../oslo/", "https://example.org/conf/oslo/"),
            ("../../../oslo/", "https://example.org/oslo/"),
        ] {
            assert_eq!(joined(&base, reference), expected);
        }
    }

    #[test]
    fn links_of_texts_are_completed() {
        let base: BaseUrl = "https://example.org".parse().unwrap();
        for (text, expected) in [
            ("[A](/a), [B](b.html \"B\")", Some("[A](https://example.org/a), [B](https://example.org/b.html \"B\")")),
            ("<a href=\"/a\">A</a> and /b", Some("<a href=\"https://example.org/a\">A</a> and /b")),
            ("(/a) [/a](/a)", Some("(/a) [/a](https://example.org/a)")),
            ("[A](https://a.example) and/or [B](#b)", None),
        ] {
            assert_eq!(with_whole_links(text, &base).as_deref(), expected, "{text}");
        }
    }
}
