//! The feeds to subscribe to, in groups, and the choices of the filters.

use std::collections::HashSet;

use any_ascii::any_ascii;

use super::cards::{Month, joined, slug};
use super::links::{feed_id, webcal, without_bidi_controls};
use super::translations::Translation;
use crate::deadline_kind::DeadlineKind;
use crate::model::Feed;
use crate::place::{Country, Region};
use crate::site::FeedKind;
use crate::site::feeds::SiteFeed;
use crate::uri::{BaseUrl, component};

/// Feeds of one kind.
pub(super) struct FeedGroup<'f> {
    pub(super) title: &'static str,
    pub(super) feeds: Vec<Offer<'f>>,
}

/// A feed to subscribe to.
pub(super) struct Offer<'f> {
    pub(super) feed: &'f SiteFeed,
    pub(super) id: String,
    /// Its name on the page.
    pub(super) label: String,
    /// The filters of the page that show its events, as a query; `None` if there are none.
    pub(super) filter: Option<String>,
    pub(super) events: String,
    /// Its whole address, if the address of the site is known.
    pub(super) address: Option<String>,
    /// The address that calendar apps open.
    pub(super) webcal: Option<String>,
    pub(super) qr: String,
    pub(super) qr_text: String,
}

/// A choice of a filter.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    /// The regions of a country: those of UN M49 and those of the list. They are not on each card, because a list may have
    /// hundreds of regions.
    pub(super) regions: String,
}

/// The choices of a filter.
pub(super) type Choices = Vec<Choice>;

/// The choices of every filter.
pub(super) struct FilterChoices {
    pub(super) regions: Choices,
    pub(super) countries: Choices,
    pub(super) tags: Choices,
    pub(super) months: Choices,
    /// The kinds of the deadlines that somebody can still meet.
    pub(super) calls: Choices,
}

impl FilterChoices {
    /// Removes the regions, countries and topics that no conference of these months has.
    pub(super) fn keep_those_of(&mut self, months: &[Month]) {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (mut countries, mut tags) = (HashSet::new(), HashSet::new());
        for card in months.iter().flat_map(Month::cards) {
            countries.extend(words(&card.countries));
            tags.extend(words(&card.tags));
        }
        self.countries.retain(|choice| countries.contains(&choice.value));
        self.tags.retain(|choice| tags.contains(&choice.value));
        let regions: HashSet<&str> = self.countries.iter().flat_map(|country| country.regions.split(' ')).collect();
        self.regions.retain(|choice| regions.contains(choice.value.as_str()));
    }
}

/// The feed of everything as it is offered: under the name of the list if it has one.
pub(super) fn whole(feeds: &[SiteFeed]) -> Option<&SiteFeed> {
    let of = |kind| feeds.iter().find(|feed| feed.kind == kind);
    of(FeedKind::Alias).or_else(|| of(FeedKind::All))
}

/// All feeds except those of single conferences, with the feed of everything once.
pub(super) fn groups<'f>(
    translation: &Translation,
    feeds: &'f [SiteFeed],
    base: Option<&BaseUrl>,
) -> Vec<FeedGroup<'f>> {
    use FeedKind::{Alias, All, Calls, Conferences, Country, Deadlines, Online, Region, Series, Topic, View};
    let kinds: [(&str, &[FeedKind]); 6] = [
        (translation.general, &[All, Alias, Conferences, Deadlines, Calls, Online]),
        (translation.views, &[View]),
        (translation.regions, &[Region]),
        (translation.countries, &[Country]),
        (translation.topics, &[Topic]),
        (translation.series, &[Series]),
    ];
    let whole = whole(feeds).map(|feed| &feed.path);
    let is_offered = |feed: &SiteFeed| !feed.kind.is_whole() || Some(&feed.path) == whole;
    let groups = kinds.into_iter().map(|(title, kinds)| {
        let feeds = feeds.iter().filter(|feed| kinds.contains(&feed.kind) && is_offered(feed));
        FeedGroup { title, feeds: feeds.map(|feed| offer(translation, feed, base)).collect() }
    });
    groups.filter(|group| !group.feeds.is_empty()).collect()
}

/// The choices of the filters, and the months of the cards.
pub(super) fn filters(
    translation: &Translation,
    feed: &Feed,
    choices: &[SiteFeed],
    kinds: &[DeadlineKind],
    coming: &[Month],
    past: &[Month],
) -> FilterChoices {
    let of = |kind| {
        let choices = choices.iter().filter(|choice| choice.kind == kind);
        let choice = |choice: &SiteFeed| Choice {
            value: slug(&choice.path).to_owned(),
            label: without_bidi_controls(&label(translation, choice)),
            regions: regions(feed, choice),
        };
        choices.map(choice).collect::<Choices>()
    };
    let months = coming.iter().chain(past).filter(|month| month.is_month);
    let choice =
        |month: &Month| Choice { value: month.key.clone(), label: month.title.clone(), regions: String::new() };
    let mut months: Choices = months.map(choice).collect();
    months.sort();
    months.dedup();
    let (mut regions, mut countries) = (of(FeedKind::Region), of(FeedKind::Country));
    for choices in [&mut regions, &mut countries] {
        choices.sort_by_cached_key(|choice| any_ascii(&choice.label).to_lowercase());
    }
    let calls = calls(translation, kinds);
    FilterChoices { regions, countries, tags: of(FeedKind::Topic), months, calls }
}

/// The name of a feed among those of its kind: of a country or a region of UN M49 in the language of the page.
fn label(translation: &Translation, feed: &SiteFeed) -> String {
    let (language, value) = (translation.language, feed.filter.first().map_or("", |(_, value)| value));
    let label = match feed.kind {
        FeedKind::Country => value.parse::<Country>().ok().map(|country| country.name_in(language).to_owned()),
        FeedKind::Region => Region::m49(value).map(|region| region.title_in(language).to_owned()),
        _ => None,
    };
    label.unwrap_or_else(|| feed.label.clone())
}

/// The calls of a list with deadlines of these kinds: everything that closes, so no notification and no final version of a
/// paper.
fn calls(translation: &Translation, kinds: &[DeadlineKind]) -> Choices {
    let choice = |kind: &DeadlineKind| Choice {
        value: kind.as_str().to_owned(),
        label: translation.deadline_texts(*kind).subject.to_owned(),
        regions: String::new(),
    };
    let mut calls: Choices = kinds.iter().filter(|kind| kind.is_call()).map(choice).collect();
    if kinds.iter().any(|kind| kind.is_proposals()) {
        let label = translation.all_calls.to_owned();
        calls.insert(0, Choice { value: "open".to_owned(), label, regions: String::new() });
    }
    calls
}

/// The names of the regions that hold the country of a choice; empty for another choice.
fn regions(feed: &Feed, choice: &SiteFeed) -> String {
    let country = choice.filter.first().filter(|_| choice.kind == FeedKind::Country);
    let Some(country) = country.and_then(|(_, country)| country.parse::<Country>().ok()) else { return String::new() };
    let all = Region::all_m49().chain(feed.regions.iter().cloned());
    joined(all.filter(|region| region.contains(country)).map(|region| region.name().to_owned()))
}

/// A feed as it is offered.
pub(super) fn offer<'f>(translation: &Translation, feed: &'f SiteFeed, base: Option<&BaseUrl>) -> Offer<'f> {
    let label = match feed.kind {
        FeedKind::All | FeedKind::Alias => translation.all_feed.to_owned(),
        FeedKind::Conferences => translation.conferences_feed.to_owned(),
        FeedKind::Deadlines => translation.deadlines_feed.to_owned(),
        FeedKind::Calls => translation.calls_feed.to_owned(),
        FeedKind::Online => translation.online.to_owned(),
        _ => self::label(translation, feed),
    };
    let value = component(slug(&feed.path));
    let filter = match feed.kind {
        FeedKind::All | FeedKind::Alias => Some(String::new()),
        FeedKind::Online => Some("online=only".to_owned()),
        FeedKind::Calls => Some("calls=open".to_owned()),
        FeedKind::Region => Some(format!("region={value}")),
        FeedKind::Country => Some(format!("country={value}")),
        FeedKind::Topic => Some(format!("tag={value}")),
        _ => None,
    };
    let address = base.map(|base| base.join(&feed.path));
    Offer {
        id: feed_id(feed),
        filter,
        events: Translation::count(feed.events, translation.events_one, translation.events_other),
        webcal: address.as_deref().map(webcal),
        address,
        qr: feed.qr_path(),
        qr_text: translation.qr.replace("{title}", &without_bidi_controls(&feed.title)),
        label,
        feed,
    }
}
