//! Which feeds a site has, and the feeds.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use arcstr::Substr;

use super::manifest::{Addresses, FeedKind, Manifest};
use super::{ALL, Content, Digest, ICS, MANIFEST, Made, Site, Surroundings};
use crate::calendar::{Events, Selection};
use crate::diagnostic::{Diagnostic, Source};
use crate::filter::{Filter, Names};
use crate::model::Feed;
use crate::place::{Country, Region};
use crate::revision::{Published, Revisions, Stamp, Stamps, published_revision};
use crate::slug::{feed_slug, slug};

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
    /// A feed that is not made yet.
    fn new(kind: FeedKind, path: String, title: &str, words: &[(&str, &str)]) -> SiteFeed {
        SiteFeed {
            path,
            title: title.to_owned(),
            kind,
            label: String::new(),
            words: words.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())).collect(),
            events: 0,
            bytes: 0,
            revision: Stamp::new(Default::default()),
        }
    }

    /// Where its address is as a QR code.
    pub(super) fn qr_path(&self) -> String {
        format!("qr/{}.svg", self.path)
    }
}

/// The feeds of a site.
pub(super) struct Feeds {
    /// Those that people can subscribe to or import, in the order in which they are offered.
    pub(super) offered: Vec<SiteFeed>,
    /// Those that were published and that the list has nothing for any more: empty, for who subscribed to them.
    pub(super) kept: Vec<SiteFeed>,
}

/// Adds all feeds to the site that hold something, or did when they were published.
pub(super) fn feeds(events: &Events, base: Option<&str>, made_for: &Surroundings, site: &mut Site) -> Feeds {
    let feed = events.feed();
    let published = (made_for.previous)(MANIFEST).and_then(|json| Manifest::read(&json)).unwrap_or_default();
    let held = published.feeds.iter().map(|feed| (feed.path.as_str(), feed.events)).collect();
    let mut adding = Adding { events, made_for, held, whole: None, site };
    let mut offered = Vec::new();
    let names = Names::of(feed);
    let source = |path: &str| base.map(|base| format!("{base}{path}"));
    for plan in plans(feed, &published) {
        let words = plan.words.iter().map(|(word, value)| (word.as_str(), value.as_str()));
        // The words are of the feed itself, and those of views are checked when the list is read. `today` may leave nothing.
        let Ok(filter) = Filter::parse(words, &names, made_for.today) else { continue };
        let name = if plan.kind == FeedKind::All { feed.name.as_deref() } else { Some(plan.title.as_str()) };
        let selection = events.select(&filter, name, source(&plan.path).as_deref());
        offered.extend(adding.add(plan, selection));
    }
    // Nobody adds to a calendar what has ended when the list last changed: most of a list that is kept for years.
    let changed = offered.first().map_or(made_for.time, |all: &SiteFeed| all.revision).time().date();
    let coming = feed.conferences.iter().enumerate().filter(|(_, conference)| conference.when.last_day() >= changed);
    for (at, conference) in coming {
        let words = [("id", &*conference.id), ("only", "conferences")];
        let plan = SiteFeed::new(FeedKind::Conference, event_path(&conference.id), &conference.name, &words);
        offered.extend(adding.add(plan, events.select_one(at)));
    }
    let mut kept = Vec::new();
    // What is listed and has no file has ended, and is not taken back: who has it in a calendar keeps it there.
    let listed: HashSet<_> = feed.conferences.iter().map(|conference| event_path(&conference.id)).collect();
    for left in published.feeds.iter().filter(|left| !listed.contains(left.path.as_str())) {
        if adding.site.sha256(left.path.as_str()).is_some() || !left.path.as_str().ends_with(".ics") {
            continue;
        }
        let words: Vec<_> = left.filter.iter().map(|(word, value)| (word.as_str(), value.as_str())).collect();
        let plan = SiteFeed::new(left.kind, left.path.to_string(), &left.title, &words);
        let source = source(&plan.path).filter(|_| plan.kind != FeedKind::Conference);
        let selection = events.select_none(Some(&plan.title), source.as_deref());
        kept.extend(adding.keep(plan, selection));
    }
    Feeds { offered, kept }
}

/// A site that feeds are added to, that of all first.
struct Adding<'s> {
    events: &'s Events,
    made_for: &'s Surroundings<'s>,
    /// How many events each feed held when it was published, by path.
    held: HashMap<&'s str, usize>,
    /// What the feed of all tells of the revisions, if it was published.
    whole: Option<Stamps>,
    site: &'s mut Site,
}

impl Adding<'_> {
    /// Adds a feed of the list. One that holds nothing is not offered, unless it was published: Thunderbird gives up an
    /// address that is not found.
    fn add(&mut self, plan: SiteFeed, selection: Selection) -> Option<SiteFeed> {
        if matches!(plan.kind, FeedKind::All | FeedKind::View) || selection.len() > 0 {
            self.note_emptied(&plan, &selection);
            return Some(self.insert(plan, selection));
        }
        self.keep(plan, selection)
    }

    /// Adds a feed that holds nothing, if it was published.
    fn keep(&mut self, plan: SiteFeed, selection: Selection) -> Option<SiteFeed> {
        self.note_emptied(&plan, &selection);
        let was_published = || self.held.contains_key(&*plan.path) || (self.made_for.previous)(&plan.path).is_some();
        (!self.made_for.prune && was_published()).then(|| self.insert(plan, selection))
    }

    fn note_emptied(&mut self, plan: &SiteFeed, selection: &Selection) {
        if selection.len() == 0 && self.held.get(&*plan.path).is_some_and(|&events| events > 0) {
            self.site.emptied.push(plan.path.clone());
        }
    }

    fn insert(&mut self, plan: SiteFeed, mut selection: Selection) -> SiteFeed {
        let Adding { events, made_for, whole, site, .. } = self;
        let previous = (made_for.previous)(&plan.path);
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
        plan
    }
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
fn plans(feed: &Feed, published: &Manifest) -> Vec<SiteFeed> {
    let name = feed.name.as_deref().unwrap_or("Conferences");
    let plan = |kind, path: &str, label: &str, words: &[(&str, &str)]| {
        let title = if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") };
        SiteFeed { label: label.to_owned(), ..SiteFeed::new(kind, path.to_owned(), &title, words) }
    };
    let mut plans = vec![
        plan(FeedKind::All, ALL, "", &[]),
        plan(FeedKind::Conferences, "conferences.ics", "conferences only", &[("only", "conferences")]),
        plan(FeedKind::Deadlines, "deadlines.ics", "deadlines", &[("only", "deadlines")]),
        plan(FeedKind::Online, "online.ics", "online", &[("online", "only")]),
    ];
    for view in &feed.views {
        let words: Vec<_> = view.words.iter().map(|(word, value)| (word.as_str(), value.as_str())).collect();
        let view_plan = SiteFeed::new(FeedKind::View, view.path.clone(), &view.name, &words);
        plans.push(SiteFeed { label: view.name.clone(), ..view_plan });
    }
    let mut addresses = Addresses::of(published);
    let mut placed = |kind, folder: &str, slug: &str, label: &str, word: (&str, &str)| {
        let plan = plan(kind, &format!("{folder}/{slug}.ics"), label, &[word]);
        let path = addresses.assign(kind, &plan.words, plan.path);
        SiteFeed { path, ..plan }
    };
    let countries = countries(feed);
    for region in feed.regions.iter().cloned().chain(Region::all_m49()) {
        // The whole world is no part of it.
        if region.name() != "world" && countries.iter().any(|country| region.contains(*country)) {
            let slug = file_name(region.name());
            plans.push(placed(FeedKind::Region, "regions", &slug, region.title(), ("region", region.name())));
        }
    }
    for country in countries {
        let code = country.alpha2().to_lowercase();
        plans.push(placed(FeedKind::Country, "countries", &code, country.name(), ("country", &code)));
    }
    let tags = named(feed.conferences.iter().flat_map(|conference| &conference.tags));
    let series = named(feed.conferences.iter().flat_map(|conference| &conference.series));
    for (names, kind, folder, word) in
        [(tags, FeedKind::Topic, "topics", "tag"), (series, FeedKind::Series, "series", "series")]
    {
        let placed = names.into_iter().map(|(slug, name)| placed(kind, folder, &slug, name, (word, name)));
        let mut placed: Vec<SiteFeed> = placed.collect();
        placed.sort_by_key(|plan| plan.label.to_lowercase());
        plans.extend(placed);
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

/// Tags or series, each with the name that its file should have, in the order in which they are given one. What differs
/// only in case is the same; where two would have one name, such as `node-js` and `Node.js`, the one that is plainly so
/// called comes first.
fn named<'f>(names: impl Iterator<Item = &'f Substr>) -> Vec<(String, &'f str)> {
    let mut once: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        once.entry(name.to_lowercase()).or_insert(name);
    }
    let (plain, other): (Vec<_>, Vec<_>) = once.into_iter().partition(|(name, _)| slug(name) == *name);
    plain.into_iter().chain(other).map(|(name, shown)| (file_name(&feed_slug(&name)), shown)).collect()
}
