//! Which feeds a site has, and the feeds.

use std::collections::{BTreeMap, BTreeSet};

use arcstr::Substr;

use super::{ALL, Content, Digest, ICS, Made, Site, Surroundings};
use crate::calendar::{Events, Selection};
use crate::diagnostic::{Diagnostic, Source};
use crate::filter::{Filter, Names};
use crate::model::Feed;
use crate::place::{Country, Region};
use crate::revision::{Published, Revisions, Stamp, Stamps, published_revision};
use crate::slug::slug;

/// The most octets of a slug in the name of a file.
const LONGEST_NAME: usize = 100;

/// One feed of the site.
#[derive(Clone, Debug)]
pub(super) struct SiteFeed {
    /// From the root of the site.
    pub(super) path: String,
    /// What the calendar is called.
    pub(super) title: String,
    pub(super) kind: FeedKind,
    /// What tells it from the others of its kind, in words for people: `Europe`, `django`. Empty where there is one.
    pub(super) label: String,
    /// The filters that make it, as in a query.
    pub(super) words: Vec<(String, String)>,
    pub(super) events: usize,
    pub(super) bytes: usize,
    pub(super) revision: Stamp,
}

impl SiteFeed {
    /// Where its address is as a QR code.
    pub(super) fn qr_path(&self) -> String {
        format!("qr/{}.svg", self.path.replace('/', "-"))
    }
}

/// What a feed is a selection by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FeedKind {
    All,
    Conferences,
    Deadlines,
    Online,
    View,
    Region,
    Country,
    Topic,
    Series,
    /// One conference alone that is still to come, to import.
    Conference,
}

/// Adds all feeds to the site that hold something, and gives them in the order in which they are offered.
pub(super) fn feeds(events: &Events, base: Option<&str>, made_for: &Surroundings, site: &mut Site) -> Vec<SiteFeed> {
    let feed = events.feed();
    let (mut feeds, mut whole) = (Vec::new(), None);
    let names = Names::of(feed);
    for plan in plans(feed) {
        let words = plan.words.iter().map(|(word, value)| (word.as_str(), value.as_str()));
        // The words are of the feed itself, and those of views are checked when the list is read. `today` may leave nothing.
        let Ok(filter) = Filter::parse(words, &names, made_for.today) else { continue };
        let name = if plan.kind == FeedKind::All { feed.name.as_deref() } else { Some(plan.title.as_str()) };
        let source = base.map(|base| format!("{base}{}", plan.path));
        let selection = events.select(&filter, name, source.as_deref());
        feeds.extend(add(plan, selection, events, made_for, &mut whole, site));
    }
    // Nobody adds to a calendar what has ended when the list last changed: most of a list that is kept for years.
    let changed = feeds.first().map_or(made_for.time, |all: &SiteFeed| all.revision).time().date();
    let coming = feed.conferences.iter().enumerate().filter(|(_, conference)| conference.when.last_day() >= changed);
    for (at, conference) in coming {
        let plan = SiteFeed {
            path: event_path(&conference.id),
            title: conference.name.to_string(),
            kind: FeedKind::Conference,
            label: String::new(),
            words: vec![("id".to_owned(), conference.id.to_string()), ("only".to_owned(), "conferences".to_owned())],
            events: 0,
            bytes: 0,
            revision: made_for.time,
        };
        feeds.extend(add(plan, events.select_one(at), events, made_for, &mut whole, site));
    }
    feeds
}

/// Adds one feed to the site, unless it holds nothing. That of all comes first: if it was published, `whole` is what it tells
/// of the revisions, for all that have changed.
fn add(
    plan: SiteFeed,
    mut selection: Selection,
    events: &Events,
    made_for: &Surroundings,
    whole: &mut Option<Stamps>,
    site: &mut Site,
) -> Option<SiteFeed> {
    let previous = (made_for.previous)(&plan.path);
    // A feed that holds nothing is not offered; but one that was is not taken from those who subscribed to it: Thunderbird
    // gives up an address that is not found.
    let is_wanted = matches!(plan.kind, FeedKind::All | FeedKind::View) || previous.is_some();
    if selection.len() == 0 && !is_wanted {
        return None;
    }
    let was_published = previous.is_some();
    let is_unchanged = previous.as_ref().is_some_and(|previous| selection.is_unchanged(events, previous));
    let (unchanged, changed) = if is_unchanged { (previous, None) } else { (None, previous) };
    let mut digest = Digest::default();
    if let Some(unchanged) = unchanged {
        digest.add(&unchanged);
    } else {
        if let Some(whole) = whole {
            let before = changed.as_deref().and_then(published_revision);
            selection.stamp(events, &mut Revisions::of_part(made_for.time, whole, before));
        } else {
            let published = changed.map(|bytes| Source::from_bytes(&*plan.path, bytes));
            site.diagnostics.extend(revise(&plan, &mut selection, events, made_for.time, published));
        }
        selection.pieces(events, |piece| digest.add(piece.as_bytes()));
    }
    if plan.kind == FeedKind::All && was_published {
        *whole = Some(selection.stamps(events));
    }
    let (size, revision) = (selection.len(), selection.revision());
    site.diagnostics.extend(selection.size_warning(digest.octets).map(|fault| of_feed(&plan.path, fault)));
    let plan = SiteFeed { events: size, bytes: digest.octets, revision, ..plan };
    let (sha256, content) = (digest.hex(), Content::Feed(selection));
    site.pages.insert(plan.path.clone(), Made { media_type: ICS, content, sha256, is_published: is_unchanged });
    Some(plan)
}

/// Gives the events of a feed the revisions that they have in the published one, and says what is the matter with that.
fn revise(
    plan: &SiteFeed,
    selection: &mut Selection,
    events: &Events,
    time: Stamp,
    previous: Option<Source>,
) -> Vec<Diagnostic> {
    let published = previous.as_ref().map(|source| Published::read(source, 0));
    let mut revisions = Revisions::new(time, published.as_ref());
    selection.stamp(events, &mut revisions);
    let mut faults = Vec::new();
    // Every event is in the feed of all, so what is true of all of them is said once.
    let is_all = plan.kind == FeedKind::All;
    if let (Some(published), Some(source)) = (&published, &previous) {
        let gone = if is_all { published.gone(events.feed(), time) } else { Vec::new() };
        faults.extend(published.diagnostics().iter().chain(&gone).map(|fault| located(fault, &plan.path, source)));
    }
    faults.extend(revisions.warning().filter(|_| is_all).map(|fault| of_feed(&plan.path, fault)));
    faults
}

/// A fault of a feed as a whole.
fn of_feed(path: &str, fault: Diagnostic) -> Diagnostic {
    Diagnostic { message: format!("{path}: {}", fault.message), ..fault }
}

/// A fault of a file that is no list: with its line in words, as the sources of the lists do not hold it.
fn located(fault: &Diagnostic, path: &str, source: &Source) -> Diagnostic {
    let line = fault.labels.first().map(|label| source.position(label.span.start).0).unwrap_or(1);
    Diagnostic { message: format!("{path}, line {line}: {}", fault.message), labels: Vec::new(), ..fault.clone() }
}

/// What feeds there could be, in the order in which they are offered; some may turn out to hold nothing.
fn plans(feed: &Feed) -> Vec<SiteFeed> {
    let name = feed.name.as_deref().unwrap_or("Conferences");
    let plan = |kind, path: String, label: &str, words: &[(&str, &str)]| SiteFeed {
        path,
        title: if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") },
        kind,
        label: label.to_owned(),
        words: words.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())).collect(),
        events: 0,
        bytes: 0,
        revision: Stamp::new(Default::default()),
    };
    let mut plans = vec![
        plan(FeedKind::All, ALL.to_owned(), "", &[]),
        plan(FeedKind::Conferences, "conferences.ics".to_owned(), "conferences only", &[("only", "conferences")]),
        plan(FeedKind::Deadlines, "deadlines.ics".to_owned(), "deadlines", &[("only", "deadlines")]),
        plan(FeedKind::Online, "online.ics".to_owned(), "online", &[("online", "only")]),
    ];
    for view in &feed.views {
        let words: Vec<_> = view.words.iter().map(|(word, value)| (word.as_str(), value.as_str())).collect();
        let mut view_plan = plan(FeedKind::View, view.path.clone(), &view.name, &words);
        view_plan.title.clone_from(&view.name);
        plans.push(view_plan);
    }
    let countries = countries(feed);
    for region in feed.regions.iter().cloned().chain(Region::all_m49()) {
        // The whole world is no part of it.
        if region.name() != "world" && countries.iter().any(|country| region.contains(*country)) {
            let path = format!("regions/{}.ics", file_name(region.name()));
            plans.push(plan(FeedKind::Region, path, region.title(), &[("region", region.name())]));
        }
    }
    for country in countries {
        let code = country.alpha2().to_lowercase();
        plans.push(plan(FeedKind::Country, format!("countries/{code}.ics"), country.name(), &[("country", &code)]));
    }
    let tags = feed.conferences.iter().flat_map(|conference| &conference.tags);
    for (slug, tag) in named(tags) {
        plans.push(plan(FeedKind::Topic, format!("topics/{slug}.ics"), tag, &[("tag", tag)]));
    }
    let series = feed.conferences.iter().flat_map(|conference| &conference.series);
    for (slug, series) in named(series) {
        plans.push(plan(FeedKind::Series, format!("series/{slug}.ics"), series, &[("series", series)]));
    }
    plans
}

/// The path of the file that holds one conference alone.
pub(super) fn event_path(id: &str) -> String {
    format!("events/{}.ics", file_name(id))
}

/// A slug as the name of a file, which most systems keep below 255 octets.
fn file_name(slug: &str) -> String {
    match slug.get(..LONGEST_NAME) {
        Some(start) if slug.len() > LONGEST_NAME => {
            let rest = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, slug.as_bytes()).simple().to_string();
            format!("{start}-{}", &rest[..8])
        }
        _ => slug.to_owned(),
    }
}

/// Where something takes place, in the order of names.
fn countries(feed: &Feed) -> Vec<Country> {
    let countries: BTreeSet<Country> = feed.conferences.iter().flat_map(|conference| conference.countries()).collect();
    let mut countries: Vec<Country> = countries.into_iter().collect();
    countries.sort_by_key(|country| country.name());
    countries
}

/// Tags or series with a file name for each, in the order of the names. What differs only in case is the same; where two
/// would have one file name, such as C and C#, the one that is plainly so called has it.
fn named<'f>(names: impl Iterator<Item = &'f Substr>) -> Vec<(String, &'f str)> {
    let mut once: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        once.entry(name.to_lowercase()).or_insert(name);
    }
    let mut taken = BTreeSet::new();
    let (plain, other): (Vec<_>, Vec<_>) = once.into_iter().partition(|(name, _)| slug(name) == *name);
    let mut named: Vec<(String, &str)> = Vec::new();
    for (name, shown) in plain.into_iter().chain(other) {
        let words = name.replace('+', " plus ").replace('#', " sharp ");
        let base = match slug(&words) {
            slug if slug.is_empty() => "x".to_owned(),
            slug => file_name(&slug),
        };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|slug| !taken.contains(slug)).unwrap_or_default();
        taken.insert(free.clone());
        named.push((free, shown));
    }
    named.sort_by_key(|(_, shown)| shown.to_lowercase());
    named
}
