//! Addresses of the page, and texts in its attributes. The addresses that web clients take are made by the script.

use crate::site::feeds::SiteFeed;

/// The address that calendar apps open to subscribe to the feed at an address.
pub(super) fn webcal(address: &str) -> String {
    // iOS rejects `webcals:` as invalid.
    format!("webcal://{}", address.split_once("://").map_or(address, |(_, rest)| rest))
}

/// The id of a feed on the page.
pub(in crate::site) fn feed_id(feed: &SiteFeed) -> String {
    // Links lead to the feed of everything, whatever its path.
    if feed.kind.is_whole() { "f-all-ics".to_owned() } else { format!("f-{}", feed.path.replace(['/', '.'], "-")) }
}

/// The address if its scheme is safe to follow.
pub(super) fn safe(address: &str) -> Option<&str> {
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto").then_some(address)
}

/// Text cut to `max_chars`, with an ellipsis if it is longer.
pub(super) fn shortened(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Text for attributes, where no element can isolate it: without the characters that change the direction of text around them.
pub(super) fn without_bidi_controls(text: &str) -> String {
    text.chars().filter(|char| !matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apps_open_an_address_of_their_own() {
        assert_eq!(webcal("https://example.org/c/all.ics"), "webcal://example.org/c/all.ics");
    }

    #[test]
    fn only_harmless_schemes_are_followed() {
        assert!(safe("https://example.org").is_some() && safe("MAILTO:a@example.org").is_some());
        assert!(safe("javascript:alert(1)").is_none() && safe("data:text/html,x").is_none() && safe("x").is_none());
    }
}
