//! The addresses in the description of an event.

use super::markdown::{self, Link};
use crate::import::services;

/// The first address of the web that is neither of the place nor of a call.
pub(crate) fn site(text: &str) -> Option<String> {
    let links = markdown::links(text);
    let is_site = |link: &&Link| {
        !link.is_image
            && !services::is_call(&link.address)
            && link.address.starts_with("http")
            && !is_of_place(&link.text)
            && !is_of_place(clause_before(text, link.start))
    };
    let linked = links.iter().find(is_site).map(|link| link.address.clone());
    let bare = || {
        let mut starts = text.match_indices("http").map(|(at, _)| at).filter(|at| {
            let is_address = ["https://", "http://"].iter().any(|scheme| text[*at..].starts_with(scheme));
            is_address && !links.iter().any(|link| link.start <= *at && *at < link.end)
        });
        let at =
            starts.find(|at| !is_of_place(clause_before(text, *at)) && !services::is_call(address_at(text, *at)))?;
        Some(address_at(text, at).to_owned())
    };
    Some(unwrapped(linked.or_else(bare)?))
}

/// The address that begins at this place of a text.
pub(super) fn address_at(text: &str, at: usize) -> &str {
    let end = text[at..].find(|char: char| char.is_whitespace() || matches!(char, '"' | '<' | '>' | ')' | '|'));
    text[at..end.map_or(text.len(), |end| at + end)].trim_end_matches(['.', ',', ';'])
}

/// The words before an address, to the sign that parts them from others: `(Website of the location: `.
fn clause_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    before.rsplit(['(', ')', ';', '.', ',', '|', '\n', '>']).next().unwrap_or_default()
}

/// True if words before an address say that it is of the place.
fn is_of_place(words: &str) -> bool {
    const PLACES: &str = "location venue map maps directions parking ort veranstaltungsort anfahrt karte lageplan lieu plan lugar mapa local \
        luogo mappa locatie kaart hotel";
    let lower = words.to_lowercase();
    lower.split(|char: char| !char.is_alphanumeric()).any(|word| PLACES.split_whitespace().any(|place| place == word))
}

/// The address behind one that Google puts before it: `https://www.google.com/url?q=https://example.org&sa=D`.
fn unwrapped(address: String) -> String {
    let query = address.strip_prefix("https://www.google.com/url?").unwrap_or_default().replace("&amp;", "&");
    let target = query.split('&').find_map(|pair| pair.strip_prefix("q="));
    target.map_or(address, |target| percent_encoding::percent_decode_str(target).decode_utf8_lossy().into_owned())
}
