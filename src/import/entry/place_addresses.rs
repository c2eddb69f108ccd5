//! Addresses of the web that stand where a place belongs: the room of a video call, a map, a page.
//!
//! Comes in: the text of a place with an address. Goes out: the text without it. The room of a call is the way to take part.

use super::super::records::Record;
use super::super::{entry, places, services};
use super::{Entry, EntryOnline, Maker, shown};

impl Maker<'_> {
    /// The text of a place without the address in it, if it has one. An address alone is that of the meeting, unless it shows a map or is
    /// a page of the site.
    pub(super) fn without_address(
        &mut self,
        record: &Record,
        entry: &mut Entry,
        text: &str,
        line: usize,
    ) -> Option<String> {
        let (words, written) = apart(text)?;
        let address = entry::address(written).0?;
        let is_online = places::is_online(&words);
        let is_alone = words.is_empty() || is_online;
        let is_room = services::is_call(&address)
            || is_alone && !services::is_map(&address) && !is_page(&address, entry.url.as_deref());
        if is_room || is_online {
            entry.online = Some(if is_room { EntryOnline::Join(address) } else { EntryOnline::Yes });
        } else if !services::is_map(&address) {
            self.note(record, line, format!("`{}` is an address and no place: it is left out", shown(written)));
        }
        Some(if is_online { String::new() } else { words })
    }
}

/// The words of a text around the address in it, and that address: `Zoom: https://zoom.us/j/1`, `Town Hall (https://maps.example)`.
fn apart(text: &str) -> Option<(String, &str)> {
    let at = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let end = text[at..].find(|char: char| char.is_whitespace() || matches!(char, ')' | '>' | '"' | ',' | ';'));
    let end = end.map_or(text.len(), |end| at + end);
    let is_mark =
        |char: char| char.is_whitespace() || matches!(char, ':' | ',' | ';' | '-' | '–' | '|' | '(' | ')' | '<' | '>');
    let (before, behind) = (text[..at].trim_end_matches(is_mark), text[end..].trim_matches(is_mark));
    let words = [before.trim(), behind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Some((words, &text[at..end]))
}

/// True if an address is on the host of the site, and its path does not say that one takes part there.
fn is_page(address: &str, site: Option<&str>) -> bool {
    const ROOMS: [&str; 9] = ["join", "live", "room", "rooms", "stream", "watch", "meet", "online", "virtual"];
    let parts = |address: &str| -> Vec<String> {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.trim_start_matches("www.").split(['/', '?', '#']).map(str::to_lowercase).collect()
    };
    let (address, site) = (parts(address), site.map(parts).unwrap_or_default());
    address.first() == site.first() && !address[1..].iter().any(|part| ROOMS.contains(&part.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_the_words_around_it() {
        for (text, words, address) in [
            ("https://meet.example/a", "", "https://meet.example/a"),
            ("Zoom: https://zoom.us/j/1?pwd=a", "Zoom", "https://zoom.us/j/1?pwd=a"),
            ("https://bbb.example/a (BigBlueButton)", "BigBlueButton", "https://bbb.example/a"),
            ("Town Hall, Oslo (https://maps.example/x), Norway", "Town Hall, Oslo, Norway", "https://maps.example/x"),
        ] {
            assert_eq!(apart(text), Some((words.to_owned(), address)), "{text}");
        }
        assert_eq!(apart("Oslo, Norway"), None);
    }

    #[test]
    fn a_page_of_the_site_is_no_room() {
        let site = Some("https://www.luma.com/summit");
        assert!(is_page("https://luma.com/event/evt-2", site) && !is_page("https://luma.com/join/g-1", site));
        assert!(!is_page("https://other.example/a", site) && !is_page("https://other.example/a", None));
    }
}
