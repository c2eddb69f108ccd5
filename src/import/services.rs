//! Services whose accounts conferences have: their names, the hosts of their addresses, and the addresses of accounts.

/// A service.
struct Service {
    /// The name, which is also that of the link in a list.
    name: &'static str,
    /// The hosts whose addresses are accounts; empty where a conference may have its site there.
    hosts: &'static [&'static str],
    /// The address of an account up to its name.
    accounts: Option<&'static str>,
}

const fn service(name: &'static str, hosts: &'static [&'static str], accounts: Option<&'static str>) -> Service {
    Service { name, hosts, accounts }
}

const SERVICES: &[Service] = &[
    service("twitter", &["twitter.com", "x.com"], Some("https://twitter.com/")),
    service("mastodon", &["fosstodon.org", "hachyderm.io", "mastodon.social"], None),
    service("bluesky", &["bsky.app"], Some("https://bsky.app/profile/")),
    service("linkedin", &["linkedin.com"], Some("https://www.linkedin.com/company/")),
    service("facebook", &["facebook.com"], Some("https://www.facebook.com/")),
    service("instagram", &["instagram.com"], Some("https://www.instagram.com/")),
    service("youtube", &["youtube.com"], Some("https://www.youtube.com/@")),
    service("telegram", &["t.me"], Some("https://t.me/")),
    service("discord", &[], None),
    service("slack", &[], None),
    service("github", &[], Some("https://github.com/")),
    service("gitlab", &[], Some("https://gitlab.com/")),
    service("meetup", &[], Some("https://www.meetup.com/")),
    service("tiktok", &[], None),
    service("threads", &[], None),
    service("reddit", &[], None),
    service("matrix", &[], None),
    service("fediverse", &[], None),
    service("vimeo", &[], None),
    service("flickr", &[], None),
    service("whatsapp", &[], None),
    service("twitch", &[], Some("https://www.twitch.tv/")),
];

/// True if a text is the name of a file, which looks like a host: `docker.png`.
pub(crate) fn is_file_name(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "csv", "doc", "docx", "gif", "htm", "html", "ics", "jpeg", "jpg", "json", "markdown", "md", "mdx", "mp4",
        "odt", "pdf", "png", "ppt", "pptx", "svg", "txt", "webp", "xls", "xlsx", "xml", "yaml", "yml",
    ];
    let host = text.split(['?', '#']).next().unwrap_or_default();
    let ending = host.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !host.contains('/') && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// True if an address is that of a call for papers.
pub(crate) fn is_call_for_papers(address: &str) -> bool {
    let lower = address.to_lowercase();
    ["sessionize.com", "papercall.io", "/cfp", "cfp.", "call-for", "callfor", "easychair.org/cfp"]
        .iter()
        .any(|part| lower.contains(part))
}

/// True if an address is one of an interface for programs, which no reader opens: `https://api.example.org/events/1`.
pub(crate) fn is_for_programs(address: &str) -> bool {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    rest.starts_with("api.") || ["/wp-json/", "/api/"].iter().any(|part| rest.contains(part))
}

/// True for the page of an event in the calendar of a person, which shows nobody else anything: `htmlLink` of Google's.
pub(crate) fn is_in_calendar(address: &str) -> bool {
    const PAGES: [&str; 4] = [
        "google.com/calendar/event",
        "calendar.google.com/calendar/",
        "outlook.office365.com/owa/",
        "outlook.live.com/calendar/",
    ];
    PAGES.iter().any(|page| address.contains(page))
}

/// True if an address, or a path, is that of a picture.
pub(crate) fn is_picture(address: &str) -> bool {
    const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".ico", ".avif"];
    let lower = address.to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// True if an address is on a site of films.
pub(crate) fn is_film(address: &str) -> bool {
    let host = address.split("://").nth(1).unwrap_or(address).split('/').next().unwrap_or_default();
    ["youtube.com", "youtu.be", "vimeo.com", "twitch.tv"].iter().any(|site| host.ends_with(site))
}

/// True if an address shows a place on a map.
pub(crate) fn is_map(address: &str) -> bool {
    const HOSTS: [&str; 7] = [
        "maps.google.",
        "maps.app.goo.gl",
        "openstreetmap.org",
        "osm.org",
        "maps.apple.com",
        "mapy.cz",
        "yandex.ru/maps",
    ];
    let rest = address.split("://").nth(1).unwrap_or(address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let host = rest.split('/').next().unwrap_or_default();
    HOSTS.iter().any(|known| rest.starts_with(known))
        || host.starts_with("google.") && rest[host.len()..].starts_with("/maps")
        || rest.starts_with("goo.gl/maps")
}

/// True if an address is that of a room for a video call.
pub(crate) fn is_call(address: &str) -> bool {
    const ROOMS: [&str; 14] = [
        "zoom.us/j/",
        "zoom.us/my/",
        "zoom.us/w/",
        "zoom.us/meeting/",
        "zoom.us/webinar/",
        "meet.google.com/",
        "teams.microsoft.com/l/meetup-join",
        "teams.microsoft.com/meet/",
        "teams.live.com/meet/",
        "webex.com/",
        "meet.jit.si/",
        "whereby.com/",
        "gotomeeting.com/",
        "join.skype.com/",
    ];
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let is_at_host = |room: &str| {
        let is_start = |(at, _): (usize, &str)| at == 0 || rest[..at].ends_with('.') && !rest[..at].contains('/');
        rest.match_indices(room).any(is_start)
    };
    let host = rest.split('/').next().unwrap_or_default();
    let is_own = host.split('.').any(|part| matches!(part, "jitsi" | "bbb" | "bigbluebutton"));
    is_own || ROOMS.into_iter().any(is_at_host)
}

/// The names of the services.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    SERVICES.iter().map(|service| service.name)
}

/// The address of an account up to its name, where the name alone makes an address.
pub(crate) fn accounts(name: &str) -> Option<&'static str> {
    SERVICES.iter().find(|service| service.name == name)?.accounts
}

/// The service whose account an address is of.
pub(crate) fn of_address(address: &str) -> Option<&'static str> {
    let host = address.split("://").nth(1)?.split('/').next()?;
    let is_in = |known: &str| host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    let known = SERVICES.iter().find(|service| service.hosts.iter().any(|host| is_in(host)));
    // A server of Mastodon may have any name.
    let is_mastodon = || {
        host.trim_start_matches("www.").starts_with("mastodon.") || address.contains("/@") && !host.contains("medium")
    };
    known.map(|service| service.name).or_else(|| is_mastodon().then_some("mastodon"))
}

/// True for the word for a map, which names no place: `map`, `Google Maps`, `directions`.
pub(super) fn is_word_for_map(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "map",
        "maps",
        "google map",
        "google maps",
        "directions",
        "karte",
        "anfahrt",
        "carte",
        "mapa",
        "mappa",
        "plan",
        "location",
    ];
    WORDS.contains(&text.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_known_by_their_addresses() {
        for address in [
            "https://www.google.com/maps/search/?api=1&query=Oslo",
            "https://google.de/maps/place/Berlin",
            "https://goo.gl/maps/x",
            "https://maps.app.goo.gl/x",
            "https://www.openstreetmap.org/node/1",
            "https://maps.google.com/?q=Oslo",
        ] {
            assert!(is_map(address), "{address}");
        }
        for address in
            ["https://www.google.com/search?q=maps", "https://mapscon.example/", "https://osm.example/maps", ""]
        {
            assert!(!is_map(address), "{address}");
        }
    }

    #[test]
    fn accounts_are_known_by_their_addresses() {
        for (address, service) in [
            ("https://twitter.com/pycon", Some("twitter")),
            ("https://mobile.twitter.com/pycon", Some("twitter")),
            ("https://x.com/pycon", Some("twitter")),
            ("https://netflix.com/pycon", None),
            ("https://de.linkedin.com/company/pycon", Some("linkedin")),
            ("https://bsky.app/profile/pycon", Some("bluesky")),
            ("https://mastodon.example/pycon", Some("mastodon")),
            ("https://chaos.example/@pycon", Some("mastodon")),
            ("https://medium.com/@pycon", None),
            ("https://github.com/pycon", None),
            ("twitter", None),
        ] {
            assert_eq!(of_address(address), service, "{address}");
        }
    }
}
