//! The page of one conference: everything that is known of it, and what else is in that week, near it, or of its series.
//!
//! Comes in: the feed, the parts of the site to link to, and the day. Goes out: the HTML of each page when it is asked for,
//! because the pages of a long list take more memory than the list. Its markup is `page/conference.html`. The pages share a
//! style sheet and a script, which are files beside them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use askama::Template;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::cards::{Card, CardTargets, Cards, section};
use super::neighbours::{MAX_COUNTED, Nearest, Neighbours};
use super::translations::{DeadlineTexts, Script, Translation};
use super::{PageFrame, STYLE, date_text, json_ld, links, script};
use crate::calendar::EncodedFeed;
use crate::model::Conference;
use crate::place::on_one_line;
use crate::site::feeds::page_path;
use crate::site::file::{HTML, SiteFile};
use crate::site::options::SiteOptions;
use crate::uri::BaseUrl;

/// The Content-Security-Policy of these pages: the style sheet, the script and the images of the site.
const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The most characters of the description that search engines and previews show.
const MAX_SUMMARY_CHARS: usize = 200;

/// The pages of the conferences of a feed.
#[derive(Debug)]
pub(in crate::site) struct ConferencePages {
    events: Arc<EncodedFeed>,
    base: Option<BaseUrl>,
    now: DateTime<Utc>,
    targets: Arc<CardTargets>,
    /// Made when the first page is read.
    related: OnceLock<RelatedEntries>,
}

/// The conferences that are listed on the pages of others.
#[derive(Debug)]
struct RelatedEntries {
    neighbours: Neighbours,
    /// By the index of the conference.
    entries: Vec<Entry>,
}

/// The texts of a conference in the lists of other pages. It is on some thirty of them, and to make its texts for each takes a
/// third of the time of a page.
#[derive(Debug)]
struct Entry {
    /// The path of its page.
    page: Box<str>,
    days: Box<str>,
    place: Box<str>,
}

impl Entry {
    fn new(frame: &PageFrame, conference: &Conference) -> Entry {
        Entry {
            page: page_path(&conference.id).into(),
            days: date_text::for_conference(frame.translation, conference).into(),
            place: place(frame, conference).into(),
        }
    }
}

impl ConferencePages {
    /// The pages of a site on a day.
    pub(in crate::site) fn new(
        events: Arc<EncodedFeed>,
        targets: Arc<CardTargets>,
        options: &SiteOptions,
    ) -> ConferencePages {
        let (base, now) = (options.base_url.clone(), options.day());
        ConferencePages { events, base, now, targets, related: OnceLock::new() }
    }

    fn related(&self) -> &RelatedEntries {
        self.related.get_or_init(|| {
            let feed = self.events.feed();
            let frame = PageFrame::new(feed, POLICY);
            let entries = feed.conferences.iter().map(|conference| Entry::new(&frame, conference)).collect();
            RelatedEntries { neighbours: Neighbours::new(feed), entries }
        })
    }

    /// The files of the pages, one for each conference.
    pub(in crate::site) fn files(self) -> impl Iterator<Item = SiteFile> {
        let pages = Arc::new(self);
        (0..pages.events.feed().conferences.len()).map(move |index| {
            let path = format!("{}index.html", page_path(&pages.events.feed().conferences[index].id));
            let pages = Arc::clone(&pages);
            SiteFile::text(path, HTML, move || pages.render(index))
        })
    }

    /// The text of the page of a conference, by its index in the feed.
    fn render(&self, index: usize) -> String {
        let feed = self.events.feed();
        let conference = &feed.conferences[index];
        let frame = PageFrame::new(feed, POLICY);
        let cards = Cards { translation: frame.translation, feed, now: self.now, targets: &self.targets };
        let RelatedEntries { neighbours, entries } = self.related();
        let entry = &entries[index];
        let address = self.base.as_ref().map(|base| base.join(&entry.page));
        let base = self.base.as_ref();
        let translation = frame.translation;
        let is_over = conference.over_at() <= self.now;
        let list = self.list(conference, is_over);
        // The page of the list cannot filter by a series or a distance.
        let week = conference.dates.map(|dates| format!("{list}?month={}", dates.start().day().format("%Y-%m")));
        let related = [
            (translation.parts, neighbours.parts(feed, index), None),
            (translation.editions, neighbours.editions(feed, index), None),
            (translation.same_week, neighbours.same_week(index), week),
            (translation.near, neighbours.near(index), None),
        ];
        let mut card = cards.card(conference);
        let is_off = !conference.status.takes_place();
        if is_over || is_off {
            // A card has none of these, and here is everything that is known of a conference.
            (card.open, card.closed) = cards.deadlines(conference);
        }
        if is_off {
            // They are neither open nor closed.
            card.open.append(&mut card.closed);
            card.open.sort_by(|one, other| one.datetime().cmp(&other.datetime()));
        }
        let html = Html {
            summary: summary(entry, conference),
            json_ld: json_ld::of_conference(conference, translation.language, address.as_deref(), base),
            script_texts: json_ld::in_html(&ConferenceTexts::new(translation, conference)),
            address,
            base,
            card,
            series_feed: self.series_feed(conference, translation),
            list,
            is_over,
            related: related
                .map(|(title, nearest, all)| Related::new(self, translation, title, &nearest, all))
                .into_iter()
                .flatten()
                .collect(),
            aoe: super::has_aoe(&[conference]).then_some(translation.aoe),
            frame,
        };
        // Writing to a string cannot fail.
        html.render().unwrap_or_default()
    }
}

impl ConferencePages {
    fn series_feed<'f>(&'f self, conference: &'f Conference, translation: &Translation) -> Option<SeriesFeed<'f>> {
        let series = conference.series.as_deref()?;
        let around = translation.series_feed.split_once("{name}")?;
        Some(SeriesFeed { id: self.targets.series_feed(conference)?, series, around })
    }

    /// The address of the page with a conference that filters, from the conference's own page.
    fn list(&self, conference: &Conference, is_over: bool) -> String {
        if !is_over || !super::has_past_pages(self.events.feed()) {
            return "../../".to_owned();
        }
        format!("../../{}", super::past_path(section(conference).0))
    }
}

#[derive(Template)]
#[template(path = "conference.html", config = "src/site/page/askama.toml")]
struct Html<'f> {
    frame: PageFrame<'f>,
    /// Its days, its place and its description in short.
    summary: String,
    json_ld: Option<String>,
    script_texts: String,
    /// Its own address.
    address: Option<String>,
    base: Option<&'f BaseUrl>,
    card: Card<'f>,
    series_feed: Option<SeriesFeed<'f>>,
    /// The address of the page with it that filters.
    list: String,
    /// True on the day of the build.
    is_over: bool,
    related: Vec<Related<'f>>,
    aoe: Option<&'static str>,
}

/// The link to the feed of a series.
struct SeriesFeed<'f> {
    /// Its id on the page.
    id: &'f str,
    series: &'f str,
    /// The words before and after the name of the series.
    around: (&'static str, &'static str),
}

/// The texts of the script: those of the index that this page needs.
#[derive(Serialize)]
struct ConferenceTexts {
    locale: &'static str,
    first_day: &'static str,
    your_time: &'static str,
    closed_calls: &'static str,
    star: &'static str,
    share: &'static str,
    copied: &'static str,
    deadlines: BTreeMap<&'static str, DeadlineTexts>,
}

impl ConferenceTexts {
    fn new(translation: &'static Translation, conference: &Conference) -> ConferenceTexts {
        let Script { locale, your_time, closed_calls, star, share, copied, .. } = translation.script;
        let first_day = translation.dates.first;
        let kinds = conference.deadlines.iter().map(|deadline| deadline.kind);
        let deadlines = kinds.map(|kind| (kind.as_str(), translation.deadline_texts(kind))).collect();
        ConferenceTexts { locale, first_day, your_time, closed_calls, star, share, copied, deadlines }
    }
}

/// A list of other conferences.
struct Related<'f> {
    title: &'static str,
    conferences: Vec<RelatedConference<'f>>,
    /// The number of those that are left out, in words.
    more: Option<String>,
    /// The address of a page with all.
    all: Option<String>,
}

struct RelatedConference<'f> {
    conference: &'f Conference,
    entry: &'f Entry,
}

impl<'f> Related<'f> {
    /// The list of these conferences; `None` if there are none. `all` is the address of a page with all.
    fn new(
        pages: &'f ConferencePages,
        translation: &Translation,
        title: &'static str,
        nearest: &Nearest,
        all: Option<String>,
    ) -> Option<Related<'f>> {
        let (conferences, entries) = (&pages.events.feed().conferences, &pages.related().entries);
        let related = |&index: &usize| RelatedConference { conference: &conferences[index], entry: &entries[index] };
        let is_counted = if nearest.all < MAX_COUNTED { "" } else { "+" };
        let left_out = nearest.all - nearest.indices.len();
        let more = || translation.more.replace("{n}", &format!("{left_out}{is_counted}"));
        (nearest.all > 0).then(|| Related {
            title,
            conferences: nearest.indices.iter().map(related).collect(),
            more: (left_out > 0).then(more),
            all,
        })
    }
}

/// The city, the state and the country of a conference, or that it is online.
fn place(frame: &PageFrame, conference: &Conference) -> String {
    let place = &conference.place;
    let city = Some(on_one_line(&[&place.city, &place.state]).0).filter(|city| !city.is_empty());
    let country = place.country_in_text().map(|country| country.name_in(frame.translation.language).to_owned());
    let parts: Vec<String> = city.into_iter().chain(country).collect();
    match conference.online {
        Some(_) if parts.is_empty() => frame.translation.online.to_owned(),
        _ => parts.join(frame.translation.dates.comma),
    }
}

fn summary(entry: &Entry, conference: &Conference) -> String {
    let description = conference.description.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let parts = [&*entry.days, &*entry.place, description.as_deref().unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    links::shortened(&links::without_bidi_controls(&parts.join(" · ")), MAX_SUMMARY_CHARS)
}

/// The style sheet of the pages, and its path.
pub(in crate::site) const STYLE_SHEET: (&str, &str) = ("c/style.css", STYLE);

/// The script of the pages, and its path.
pub(in crate::site) const SCRIPT: (&str, &str) = ("c/conference.js", script::CONFERENCE);
