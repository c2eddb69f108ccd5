//! Addresses that subscribe to a feed or add a conference in web clients.
//!
//! No client documents them; these are the ones that work (see `docs/`). Inner values are percent-encoded (RFC 3986 §2.1).

use arcstr::Substr;

use crate::calendar::status;
use crate::model::Conference;
use crate::time::{Interval, next_day, rfc3339};
use crate::uri::component;

/// The most characters of a description in an address: servers refuse long ones, and every card has two.
const MAX_DESCRIPTION_CHARS: usize = 160;

/// The addresses to subscribe to a feed, one for each client.
pub(super) struct Subscribe {
    pub(super) https: String,
    pub(super) webcal: String,
    pub(super) google: String,
    pub(super) outlook: String,
    pub(super) office: String,
}

impl Subscribe {
    /// The addresses for the feed at `address`, whose calendar is named `title`.
    pub(super) fn new(address: &str, title: &str) -> Subscribe {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        // iOS rejects `webcals:` as invalid.
        let webcal = format!("webcal://{rest}");
        let by_web = |host: &str| {
            format!("https://{host}/calendar/0/addfromweb?url={}&name={}", component(address), component(title))
        };
        Subscribe {
            https: address.to_owned(),
            // Google does not accept an https address here.
            google: format!("https://calendar.google.com/calendar/r?cid={}", component(&webcal)),
            outlook: by_web("outlook.live.com"),
            office: by_web("outlook.office.com"),
            webcal,
        }
    }
}

/// The address of Google's form, filled in with a conference.
pub(super) fn google(conference: &Conference, dates: Interval) -> String {
    let dates = match dates {
        // The end is exclusive.
        Interval::Days { first, last } => format!("{}/{}", first.format("%Y%m%d"), next_day(last).format("%Y%m%d")),
        Interval::Times { start, end } => {
            format!("{}/{}", start.utc().format("%Y%m%dT%H%M%SZ"), end.utc().format("%Y%m%dT%H%M%SZ"))
        }
    };
    format!(
        "https://calendar.google.com/calendar/render?action=TEMPLATE&text={}&dates={dates}&details={}&location={}",
        component(&conference.title()),
        component(&details(conference)),
        component(&location(conference)),
    )
}

/// The address of the form of Outlook on the web, filled in with a conference.
pub(super) fn outlook(conference: &Conference, dates: Interval) -> String {
    let times = match dates {
        // The end is exclusive here too: an all-day event ends at the midnight after its last day.
        Interval::Days { first, last } => format!("startdt={first}&enddt={}&allday=true", next_day(last)),
        Interval::Times { start, end } => {
            let instant = |time| component(&rfc3339(time));
            format!("startdt={}&enddt={}", instant(start.utc()), instant(end.utc()))
        }
    };
    format!(
        "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&subject={}\
         &{times}&location={}&body={}",
        component(&conference.title()),
        component(&location(conference)),
        component(&details(conference)),
    )
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

fn details(conference: &Conference) -> String {
    let status = status(conference).map(str::to_owned);
    let description = conference.description.as_deref().map(|text| shortened(text.trim(), MAX_DESCRIPTION_CHARS));
    let url = conference.url.as_ref().map(Substr::to_string);
    status.into_iter().chain(description).chain(url).collect::<Vec<_>>().join("\n\n")
}

fn location(conference: &Conference) -> String {
    let online = || conference.online.as_ref().and_then(|online| online.url.clone());
    let place = shortened(&conference.place.text(), MAX_DESCRIPTION_CHARS);
    if place.is_empty() { online().unwrap_or_default().to_string() } else { place }
}

/// Text for attributes, where no element can isolate it: without the characters that change the direction of text around them.
pub(super) fn without_bidi_controls(text: &str) -> String {
    text.chars().filter(|char| !matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::page::tests::read;

    #[test]
    fn all_day_ends_are_exclusive() {
        let feed = read(
            "[[conference]]\nname = 'EuroPython & Friends'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
             country = 'IE'\nurl = 'https://ep2022.europython.eu/?a=1&b=2'\n",
        );
        assert_eq!(
            google(&feed.conferences[0], feed.conferences[0].dates.unwrap()),
            "https://calendar.google.com/calendar/render?action=TEMPLATE&text=EuroPython%20%26%20Friends\
             &dates=20220711/20220718&details=https%3A%2F%2Fep2022.europython.eu%2F%3Fa%3D1%26b%3D2\
             &location=Dublin%2C%20Ireland"
        );
        assert_eq!(
            outlook(&feed.conferences[0], feed.conferences[0].dates.unwrap()),
            "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
             &subject=EuroPython%20%26%20Friends&startdt=2022-07-11&enddt=2022-07-18&allday=true\
             &location=Dublin%2C%20Ireland&body=https%3A%2F%2Fep2022.europython.eu%2F%3Fa%3D1%26b%3D2"
        );
    }

    #[test]
    fn times_are_instants() {
        let feed = read(
            "[[conference]]\nname = 'Evening'\nstart = 2022-07-11T18:00:00\nend = 2022-07-11T21:30:00\n\
             timezone = 'Europe/Dublin'\nonline = 'https://example.org/live'\n",
        );
        assert_eq!(
            google(&feed.conferences[0], feed.conferences[0].dates.unwrap()),
            "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Evening\
             &dates=20220711T170000Z/20220711T203000Z&details=&location=https%3A%2F%2Fexample.org%2Flive"
        );
        assert_eq!(
            outlook(&feed.conferences[0], feed.conferences[0].dates.unwrap()),
            "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
             &subject=Evening&startdt=2022-07-11T17%3A00%3A00Z&enddt=2022-07-11T20%3A30%3A00Z\
             &location=https%3A%2F%2Fexample.org%2Flive&body="
        );
    }

    #[test]
    fn feeds_are_subscribed_to_by_the_address_that_each_client_takes() {
        let links = Subscribe::new("https://example.org/c/all.ics", "A & B");
        assert_eq!(links.webcal, "webcal://example.org/c/all.ics");
        assert_eq!(links.google, "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fexample.org%2Fc%2Fall.ics");
        assert_eq!(
            links.outlook,
            "https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fexample.org%2Fc%2Fall.ics&name=A%20%26%20B"
        );
        assert!(links.office.starts_with("https://outlook.office.com/calendar/0/addfromweb?url=https%3A"));
    }

    #[test]
    fn only_harmless_schemes_are_followed() {
        assert!(safe("https://example.org").is_some() && safe("MAILTO:a@example.org").is_some());
        assert!(safe("javascript:alert(1)").is_none() && safe("data:text/html,x").is_none() && safe("x").is_none());
    }
}
