//! The page of the site: the coming conferences on a map, on a timeline and as cards, and all feeds to subscribe to.
//!
//! Comes in: the feed, the feeds of the site, and its address. Goes out: one HTML page that loads nothing from other hosts
//! and works without its script, `page/page.js`. Its markup is `page/index.html`. Text of the list is escaped, and isolated
//! from the writing direction of the text around it.

mod cards;
mod date_text;
mod json_ld;
mod land;
mod links;
mod pictures;
mod qr;
mod subscribe;
mod translations;

use askama::Template;
use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use self::cards::{Cards, Month};
use self::pictures::{Mark, Year};
pub(super) use self::qr::qr;
use self::subscribe::{FeedGroup, FilterChoices};
use self::translations::Translation;
use super::feeds::SiteFeed;
use crate::model::Feed;
use crate::revision::Stamp;
use crate::uri::BaseUrl;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/page.js");
const WORLD: &str = include_str!("page/world.svgpath");

/// The most conferences that the browser lays out at once; of a longer list, only those in view.
const MAX_EAGER_CONFERENCES: usize = 100;

#[derive(Template)]
#[template(path = "index.html", config = "src/site/page/askama.toml")]
struct Html<'f> {
    translation: &'static Translation,
    language: &'f str,
    direction: &'static str,
    policy: String,
    style: &'static str,
    script: &'static str,
    world: &'static str,
    script_texts: String,
    json_ld: String,
    title: &'f str,
    is_long: bool,
    description: Option<&'f str>,
    base: Option<&'f BaseUrl>,
    site: Option<&'f str>,
    updated: String,
    count: String,
    coming: Vec<Month<'f>>,
    past: Vec<Month<'f>>,
    marks: Vec<Mark<'f>>,
    mark_size: &'static str,
    years: Vec<Year<'f>>,
    earlier: Vec<Year<'f>>,
    filters: FilterChoices,
    /// The path of the feed of everything.
    whole: &'f str,
    groups: Vec<FeedGroup<'f>>,
}

#[derive(Template)]
#[template(path = "not_found.html", config = "src/site/page/askama.toml")]
struct NotFound<'f> {
    translation: &'static Translation,
    language: &'f str,
    direction: &'static str,
    policy: String,
    style: &'static str,
    title: &'f str,
    home: &'f str,
}

/// The page for unknown addresses. Its links work in every folder.
pub(super) fn not_found(feed: &Feed, base: Option<&BaseUrl>) -> String {
    let translation = Translation::for_language(feed.language.as_deref());
    let language = feed.language.as_deref().unwrap_or(translation.language);
    let html = NotFound {
        translation,
        language,
        direction: translations::direction(language),
        policy: policy(),
        style: STYLE,
        title: feed.name.as_deref().unwrap_or(translation.conferences),
        home: base.map_or("/", BaseUrl::as_str),
    };
    html.render().unwrap_or_default()
}

/// The page as HTML. `choices` are the regions, countries and topics to filter by, with or without a feed.
pub(super) fn page(
    feed: &Feed,
    feeds: &[SiteFeed],
    choices: &[SiteFeed],
    base: Option<&BaseUrl>,
    time: Stamp,
) -> String {
    let now = time.time();
    let translation = Translation::for_language(feed.language.as_deref());
    let language = feed.language.as_deref().unwrap_or(translation.language);
    let cards = Cards::new(translation, feed, feeds, choices, now);
    let (coming, past) = cards.coming_and_past();
    let (marks, mark_size) = pictures::marks(translation, feed, now);
    let (mut earlier, mut years): (Vec<_>, Vec<_>) =
        pictures::years(translation, feed, now.date_naive()).into_iter().partition(|year| year.past);
    // If all conferences are past, show the last year.
    if years.is_empty() {
        years.extend(earlier.pop());
    }
    let html = Html {
        translation,
        language,
        direction: translations::direction(language),
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        world: WORLD.trim_end(),
        script_texts: json_ld::in_html(&translation.script),
        json_ld: json_ld::json_ld(feed, base, now),
        title: feed.name.as_deref().unwrap_or(translation.conferences),
        is_long: feed.conferences.len() > MAX_EAGER_CONFERENCES,
        description: feed.description.as_deref(),
        base,
        site: feed.url.as_deref().and_then(links::safe),
        updated: translation.updated.replace("{day}", &date_text::day(translation, now.date_naive())),
        count: Translation::count(feed.conferences.len(), translation.script.shown_one, translation.script.shown_other),
        filters: subscribe::filters(feed, choices, &coming, &past),
        whole: subscribe::whole(feeds).map_or(super::manifest::ALL, |feed| &feed.path),
        groups: subscribe::groups(translation, feeds, base),
        coming,
        past,
        marks,
        mark_size,
        years,
        earlier,
    };
    // Writing to a string cannot fail.
    html.render().unwrap_or_default()
}

/// The Content-Security-Policy: no script or style but those of the page, and nothing from other hosts.
fn policy() -> String {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src 'self' data:; connect-src 'none'; \
         base-uri 'none'; form-action 'self'",
        hash(SCRIPT),
        hash(STYLE),
    )
}

#[cfg(test)]
mod tests;
