//! Plans the feeds of a site and makes them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use arcstr::Substr;

use super::file::{FileDigest, SiteFile};
use super::manifest::{ALL, Addresses, FeedKind, Manifest, PublishedFeed};
use super::options::SiteOptions;
use super::published::Published;
use super::views;
use crate::calendar::{Calendar, CommonEvents, EncodedFeed, HeldCalendar, PublishedCalendar};
use crate::deadline_kind::DeadlineKind;
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::filter::{Filter, Names};
use crate::model::{Conference, Feed};
use crate::path::{SitePath, is_taken};
use crate::place::{Country, Region};
use crate::revision::{PreviousFeed, Revisions, Stamp, published_revision};
use crate::slug::{feed_slug, slug};

/// The most octets of a slug in a file name.
const MAX_SLUG_OCTETS: usize = 100;

/// The most topics and series of a list that have a feed. Each takes some kilobytes of memory and of the page.
const MAX_TOPICS: usize = 10_000;

/// The path of the feed of calls for proposals. It is not reserved: a view may have it instead.
const CALLS: &str = "calls.ics";

/// A feed of the site.
#[derive(Clone, Debug)]
pub(super) struct SiteFeed {
    /// Its path from the root of the site.
    pub(super) path: String,
    /// The name of its calendar.
    pub(super) title: String,
    pub(super) kind: FeedKind,
    /// Its name among the feeds of its kind, such as `Europe` or `django`; empty if it is the only one.
    pub(super) label: String,
    /// The filters that select its events, as in a query.
    pub(super) filter: Vec<(String, String)>,
    pub(super) events: usize,
    pub(super) bytes: usize,
    pub(super) revision: Stamp,
}

impl SiteFeeds {
    /// The feeds as `feeds.json` lists them, with these digests.
    pub(super) fn listed(&self, sha256: impl Fn(&str) -> String) -> Vec<PublishedFeed> {
        let feeds = self.offered.iter().chain(&self.kept);
        feeds.filter_map(|feed| Some(feed.published(sha256(&feed.path), feed.path.parse().ok()?))).collect()
    }
}

impl SiteFeed {
    fn published(&self, sha256: String, path: SitePath) -> PublishedFeed {
        let SiteFeed { title, kind, filter, events, .. } = self.clone();
        PublishedFeed { path, title, kind, filter, events, sha256 }
    }

    /// A feed that is planned, without events yet.
    fn new(kind: FeedKind, path: String, title: &str, filter: &[(&str, &str)]) -> SiteFeed {
        SiteFeed {
            path,
            title: title.to_owned(),
            kind,
            label: String::new(),
            filter: filter.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())).collect(),
            events: 0,
            bytes: 0,
            revision: Stamp::new(Default::default()),
        }
    }

    /// The path of the QR code with its address.
    pub(super) fn qr_path(&self) -> String {
        format!("qr/{}.svg", self.path)
    }
}

/// The feeds of a site.
#[derive(Debug)]
pub(super) struct SiteFeeds {
    /// Feeds to subscribe to or to import, in the order of the page.
    pub(super) offered: Vec<SiteFeed>,
    /// Published feeds that have become empty, kept for their subscribers.
    pub(super) kept: Vec<SiteFeed>,
    /// Every region, country and topic of the list, including those without an event and hence without a feed.
    pub(super) choices: Vec<SiteFeed>,
}

/// The files of the feeds, and the diagnostics about them.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) files: Vec<SiteFile>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The paths of feeds that were published with events and are now empty.
    pub(super) emptied: Vec<String>,
    /// True if the published feed of everything has an event that the new one does not have.
    pub(super) loses_events: bool,
}

/// Makes all feeds that have events, or had some when they were published.
///
/// An event has the same text and the same revision in every feed: the latest revision that any published feed demands.
pub(super) fn feeds(events: &Arc<EncodedFeed>, published: &Published, options: &SiteOptions) -> (SiteFeeds, Outcome) {
    let (feed, mut outcome) = (events.feed(), Outcome::default());
    outcome.diagnostics.extend(views::check(&feed.views, &published.manifest, options.lists));
    let held = published.manifest.feeds.iter().map(|feed| (feed.path.as_str(), feed.events)).collect();
    let revisions = SiteRevisions { needed: vec![None; events.len()], newest: None };
    let common = published.events().map(|before| CommonEvents::new(before, events));
    let (common, prune) = (common.as_ref(), options.prune);
    let mut drafting = Drafting { published, common, prune, held, revisions, outcome };
    let mut offered = Vec::new();
    let names = Names::of(feed);
    let base = options.base_url.as_ref();
    let source = |path: &str| base.map(|base| base.join(path));
    let (plans, left_out) = plans(feed, published);
    drafting.outcome.diagnostics.extend(left_out);
    let is_choice = |plan: &&SiteFeed| matches!(plan.kind, FeedKind::Region | FeedKind::Country | FeedKind::Topic);
    let choices = plans.iter().filter(is_choice).cloned().collect();
    for plan in plans {
        let pairs = plan.filter.iter().map(|(word, value)| (word.as_str(), value.as_str()));
        // Fails for no filter but one with `today`: the values are the list's own, and views are checked when it is read.
        let Ok(filter) = Filter::parse(pairs, &names, options.now) else { continue };
        let name = if plan.kind.is_whole() { feed.name.as_deref() } else { Some(plan.title.as_str()) };
        let calendar = events.calendar(&filter, name, source(&plan.path).as_deref());
        offered.extend(drafting.add(plan, calendar));
    }
    // Conferences that had ended when the list last changed get no file: nobody imports them, and old lists have many.
    let changed = offered.first().map_or(options.list_time, |all: &Draft| all.calendar.revision()).time();
    let coming = |conference: &Conference| conference.dates.is_some_and(|dates| dates.over_at() > changed);
    for (at, conference) in feed.conferences.iter().enumerate().filter(|(_, conference)| coming(conference)) {
        let filter = [("id", &*conference.id), ("only", "conferences")];
        let plan = SiteFeed::new(FeedKind::Conference, event_path(&conference.id), &conference.name, &filter);
        offered.extend(drafting.add(plan, events.calendar_of_one(at)));
    }
    let mut kept = Vec::new();
    // Conferences that have ended lose their file but are not emptied: importers keep them.
    let listed = feed.conferences.iter().map(|conference| event_path(&conference.id));
    let mut taken: HashSet<String> = offered.iter().map(|draft| draft.plan.path.clone()).chain(listed).collect();
    for left in published.manifest.feeds.iter().filter(|left| left.path.as_str().ends_with(".ics")) {
        if !taken.insert(left.path.to_string()) {
            continue;
        }
        let filter: Vec<_> = left.filter.iter().map(|(word, value)| (word.as_str(), value.as_str())).collect();
        let plan = SiteFeed::new(left.kind, left.path.to_string(), &left.title, &filter);
        let source = source(&plan.path).filter(|_| plan.kind != FeedKind::Conference);
        // A former name of the list still leads to the feed of everything.
        let calendar = match plan.kind {
            FeedKind::Alias => events.calendar(&Filter::default(), feed.name.as_deref(), source.as_deref()),
            _ => events.empty_calendar(Some(&plan.title), source.as_deref()),
        };
        kept.extend(drafting.keep(plan, calendar));
    }
    one_revision(&mut offered, &mut kept);
    let Drafting { revisions, mut outcome, .. } = drafting;
    let stamps = revisions.settled(events, options.list_time);
    let newest = stamps.iter().copied().max().unwrap_or(options.list_time);
    let mut add = |draft| add(draft, &stamps, newest, &mut outcome);
    let (offered, kept) = (offered.into_iter().map(&mut add).collect(), kept.into_iter().map(&mut add).collect());
    (SiteFeeds { offered, kept, choices }, outcome)
}

/// Gives the feed of everything the same published revision under all its paths, so that its bytes are the same.
fn one_revision(offered: &mut [Draft], kept: &mut [Draft]) {
    let mut whole: Vec<&mut Draft> =
        offered.iter_mut().chain(kept).filter(|draft| draft.plan.kind.is_whole()).collect();
    let before = whole.iter().filter_map(|draft| draft.before).max();
    for draft in whole.iter_mut().filter(|draft| draft.before != before) {
        draft.before = before;
        draft.published = None;
    }
}

/// The revisions that the published feeds demand of the events.
struct SiteRevisions {
    /// The latest stamp demanded of each event, by its index.
    needed: Vec<Option<Stamp>>,
    /// The newest published stamp.
    newest: Option<Stamp>,
}

impl SiteRevisions {
    fn need(&mut self, event: u32, stamp: Stamp) {
        let needed = &mut self.needed[event as usize];
        *needed = (*needed).max(Some(stamp));
    }

    /// The stamp of each event; a new event has the time of the list.
    fn settled(self, events: &EncodedFeed, time: Stamp) -> Arc<[Stamp]> {
        let mut revisions = Revisions::after(time, self.newest);
        let settle =
            |(stamp, event): (Option<Stamp>, u32)| stamp.unwrap_or_else(|| revisions.fresh(events.updated(event)));
        self.needed.into_iter().zip(0..).map(settle).collect()
    }
}

/// A feed whose events have no revisions yet.
struct Draft {
    plan: SiteFeed,
    calendar: Calendar<'static>,
    /// The published revision of the calendar.
    before: Option<Stamp>,
    /// The digest of the published feed if it is unchanged; the calendar then has the published stamps.
    published: Option<OnceLock<FileDigest>>,
}

/// Drafts the feeds of a site, the feed of everything first.
struct Drafting<'s> {
    published: &'s Published<'s>,
    /// The events that the list has in common with the one of a site in memory.
    common: Option<&'s CommonEvents>,
    /// True to leave out published feeds that have become empty.
    prune: bool,
    /// The number of events of each published feed, by path.
    held: HashMap<&'s str, usize>,
    revisions: SiteRevisions,
    outcome: Outcome,
}

impl<'s> Drafting<'s> {
    /// Drafts a feed of the list. An empty one is left out unless it was published: Thunderbird gives up an address that is
    /// not found.
    fn add(&mut self, plan: SiteFeed, calendar: Calendar<'static>) -> Option<Draft> {
        if plan.kind.is_whole() || plan.kind == FeedKind::View || !calendar.is_empty() {
            self.note_emptied(&plan, &calendar);
            return Some(self.draft(plan, calendar));
        }
        self.keep(plan, calendar)
    }

    /// Drafts an empty feed if it was published.
    fn keep(&mut self, plan: SiteFeed, calendar: Calendar<'static>) -> Option<Draft> {
        self.note_emptied(&plan, &calendar);
        let was_published = || self.held.contains_key(&*plan.path) || self.published.has(&plan.path);
        (!self.prune && was_published()).then(|| self.draft(plan, calendar))
    }

    fn note_emptied(&mut self, plan: &SiteFeed, calendar: &Calendar) {
        if calendar.is_empty() && self.held.get(&*plan.path).is_some_and(|&events| events > 0) {
            self.outcome.emptied.push(plan.path.clone());
        }
    }

    /// The published feed at a path of a site in memory.
    fn held(&self, path: &str) -> Option<(&'s SiteFile, HeldCalendar<'s>)> {
        let file = self.published.file(path)?;
        Some((file, HeldCalendar { calendar: file.calendar()?, common: self.common? }))
    }

    /// Notes the revisions that the published feed demands of the events.
    fn draft(&mut self, plan: SiteFeed, mut calendar: Calendar<'static>) -> Draft {
        if let Some((file, held)) = self.held(&plan.path) {
            let before = held.calendar;
            return if calendar.continues(&held) {
                self.unchanged(plan, calendar, Some(before.revision()), file.known_digest().clone())
            } else {
                self.changed(plan, calendar, Some(before.revision()), &held, before.len())
            };
        }
        let Some(bytes) = self.published.read(&plan.path) else {
            return Draft { plan, calendar, before: None, published: None };
        };
        let before = published_revision(&bytes);
        if calendar.is_unchanged(&*bytes) {
            return self.unchanged(plan, calendar, before, FileDigest::of(&bytes).into());
        }
        let source = Source::from_bytes(&*plan.path, bytes);
        let feed = PreviousFeed::read(&source);
        // Every event is in the feed of everything, so its diagnostics cover the other feeds.
        if plan.kind == FeedKind::All {
            self.outcome.diagnostics.extend_from_slice(feed.diagnostics());
        }
        self.changed(plan, calendar, before, &feed, feed.len())
    }

    /// A feed that is the published one; `before` is its revision.
    fn unchanged(
        &mut self,
        plan: SiteFeed,
        calendar: Calendar<'static>,
        before: Option<Stamp>,
        digest: OnceLock<FileDigest>,
    ) -> Draft {
        calendar.stamped().for_each(|(event, stamp)| self.revisions.need(event, stamp));
        self.revisions.newest = self.revisions.newest.max(before);
        Draft { plan, calendar, before, published: Some(digest) }
    }

    /// A feed that differs from the published one, which has so many events; `before` is its revision.
    fn changed(
        &mut self,
        plan: SiteFeed,
        mut calendar: Calendar<'static>,
        before: Option<Stamp>,
        published: &dyn PublishedCalendar,
        events: usize,
    ) -> Draft {
        let Drafting { revisions, outcome, .. } = self;
        calendar.demand(published, |event, stamp| revisions.need(event, stamp));
        if plan.kind == FeedKind::All {
            let revised = calendar.revise_after(published);
            outcome.diagnostics.extend(revised.warning);
            outcome.loses_events = calendar.len() - revised.new < events;
            revisions.newest = revisions.newest.max(published.newest());
        }
        Draft { plan, calendar, before, published: None }
    }
}

/// Makes the file of one feed, with the stamps of its events; `newest` is the newest of all events.
fn add(draft: Draft, stamps: &Arc<[Stamp]>, newest: Stamp, outcome: &mut Outcome) -> SiteFeed {
    let Draft { plan, mut calendar, before, published } = draft;
    let is_other = calendar.settle(stamps, before, newest);
    let published = published.filter(|_| !is_other);
    let (size, octets, revision) = (calendar.len(), calendar.octets(), calendar.revision());
    // An alias would repeat the warning about the feed of everything.
    let warning = calendar.size_warning(octets).filter(|_| plan.kind != FeedKind::Alias);
    outcome
        .diagnostics
        .extend(warning.map(|fault| Diagnostic { message: format!("{}: {}", plan.path, fault.message), ..fault }));
    let plan = SiteFeed { events: size, bytes: octets, revision, ..plan };
    outcome.files.push(SiteFile::feed(plan.path.clone(), plan.kind, published, calendar));
    plan
}

/// The feeds that the site may have, in the order of the page; some may turn out to be empty. Gives a warning if there are
/// more than a site has.
fn plans(feed: &Feed, published: &Published) -> (Vec<SiteFeed>, Option<Diagnostic>) {
    let name = feed.name.as_deref().unwrap_or("Conferences");
    let plan = |kind, path: &str, label: &str, filter: &[(&str, &str)]| {
        let title = if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") };
        SiteFeed { label: label.to_owned(), ..SiteFeed::new(kind, path.to_owned(), &title, filter) }
    };
    let mut plans = vec![plan(FeedKind::All, ALL, "", &[])];
    let alias = alias(feed, published);
    plans.extend(alias.iter().map(|path| plan(FeedKind::Alias, path, "", &[])));
    plans.push(plan(FeedKind::Conferences, "conferences.ics", "conferences only", &[("only", "conferences")]));
    plans.push(plan(FeedKind::Deadlines, "deadlines.ics", "deadlines", &[("only", "deadlines")]));
    if alias.as_deref() != Some(CALLS) && is_free(CALLS, FeedKind::Calls, feed, published) {
        plans.push(plan(FeedKind::Calls, CALLS, "calls for proposals", &calls_filter()));
    }
    plans.push(plan(FeedKind::Online, "online.ics", "online", &[("online", "only")]));
    for view in &feed.views {
        let filter: Vec<_> = view.filter.iter().map(|(word, value)| (word.as_str(), value.as_str())).collect();
        let view_plan = SiteFeed::new(FeedKind::View, view.path.to_string(), &view.name, &filter);
        plans.push(SiteFeed { label: view.name.clone(), ..view_plan });
    }
    let mut addresses = Addresses::new(&published.manifest);
    let mut placed = |kind, folder: &str, slug: &str, label: &str, word: (&str, &str)| {
        let plan = plan(kind, &format!("{folder}/{slug}.ics"), label, &[word]);
        let path = addresses.assign(kind, &plan.filter, plan.path);
        SiteFeed { path, ..plan }
    };
    let countries = countries(feed);
    for region in feed.regions.iter().cloned().chain(Region::all_m49()) {
        // The feed of the world would be the feed of everything.
        if region.name() != "world" && countries.iter().any(|country| region.contains(*country)) {
            let slug = file_name(region.name());
            plans.push(placed(FeedKind::Region, "regions", &slug, region.title(), ("region", region.name())));
        }
    }
    for country in countries {
        let code = country.alpha2().to_lowercase();
        plans.push(placed(FeedKind::Country, "countries", &code, country.name(), ("country", &code)));
    }
    let (topics, left_out) = topics(feed, &published.manifest);
    for (kind, folder, word) in [(FeedKind::Topic, "topics", "tag"), (FeedKind::Series, "series", "series")] {
        let topics = topics.iter().filter(|topic| topic.kind == kind);
        let placed = topics.map(|topic| placed(kind, folder, &topic.slug, topic.name, (word, topic.name)));
        let mut placed: Vec<SiteFeed> = placed.collect();
        placed.sort_by_key(|plan| plan.label.to_lowercase());
        plans.extend(placed);
    }
    (plans, left_out)
}

/// The tags and series that get a feed, in the order in which they get a file name. Of more than [`MAX_TOPICS`] these are the
/// published ones, then those with the most conferences, and a warning says so.
fn topics<'f>(feed: &'f Feed, published: &Manifest) -> (Vec<Topic<'f>>, Option<Diagnostic>) {
    let conferences = feed.conferences.iter();
    let mut topics = named(FeedKind::Topic, conferences.clone().flat_map(|conference| &conference.tags));
    topics.extend(named(FeedKind::Series, conferences.flat_map(|conference| &conference.series)));
    let all = topics.len();
    if all <= MAX_TOPICS {
        return (topics, None);
    }
    let is_published: HashSet<(FeedKind, String)> =
        published.feeds.iter().filter_map(|feed| Some((feed.kind, feed.filter.first()?.1.to_lowercase()))).collect();
    let mut ranked: Vec<(usize, Topic)> = topics.into_iter().enumerate().collect();
    ranked.sort_by_key(|(_, topic)| {
        Reverse((is_published.contains(&(topic.kind, topic.name.to_lowercase())), topic.conferences))
    });
    ranked.truncate(MAX_TOPICS);
    ranked.sort_by_key(|(at, _)| *at);
    let message = format!("the list has {all} topics and series, and a site has feeds for {MAX_TOPICS} of them");
    let help = "those with the fewest conferences have none; `confcal serve` answers `?tag=` for each".to_owned();
    let warning = Diagnostic::unlocated(Code::LargeFeed, message).help(help);
    (ranked.into_iter().map(|(_, topic)| topic).collect(), Some(warning))
}

/// The path of the feed of everything under the name of the list, because programs such as Thunderbird name a calendar after
/// its file. `None` if the list has no name that makes a path, or if that path belongs to a view, to another published feed,
/// or to a file that is not of the site.
fn alias(feed: &Feed, published: &Published) -> Option<String> {
    let slug = file_name(&slug(feed.name.as_deref()?));
    let is_free = |path: &String| is_free(path, FeedKind::Alias, feed, published);
    let paths = [format!("{slug}.ics"), format!("{slug}-all.ics")];
    paths.into_iter().filter(|path| !slug.is_empty() && !is_taken(path)).find(is_free)
}

/// True if the only feed of a kind can have this path: it belongs neither to a view, nor to another published feed, nor to a
/// file that is not of the site.
fn is_free(path: &str, kind: FeedKind, feed: &Feed, published: &Published) -> bool {
    let is_ours = match published.manifest.feeds.iter().find(|feed| feed.path.as_str() == path) {
        Some(feed) => feed.kind == kind,
        None => !published.has(path),
    };
    is_ours && !feed.views.iter().any(|view| view.path == *path)
}

/// The filter of [`FeedKind::Calls`].
fn calls_filter() -> Vec<(&'static str, &'static str)> {
    let kinds = DeadlineKind::ALL.iter().filter(|kind| kind.is_proposals());
    [("only", "deadlines")].into_iter().chain(kinds.map(|kind| ("kind", kind.as_str()))).collect()
}

/// The path of the file that holds one conference alone.
pub(super) fn event_path(id: &str) -> String {
    format!("events/{}.ics", file_name(id))
}

/// The path of the folder that holds the page of one conference, with a slash at the end.
pub(super) fn page_path(id: &str) -> String {
    format!("c/{}/", file_name(id))
}

/// A slug or an id as a file name. File names are shorter than 255 octets on most systems, and programs take a name that
/// begins with a hyphen for an option.
fn file_name(slug: &str) -> String {
    let start = slug.get(..MAX_SLUG_OCTETS).unwrap_or(slug);
    if start == slug && !slug.starts_with('-') {
        return slug.to_owned();
    }
    let rest = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, slug.as_bytes()).simple().to_string();
    format!("{start}-{}", &rest[..8]).trim_start_matches('-').to_owned()
}

/// The countries of the conferences, in the order of names.
fn countries(feed: &Feed) -> Vec<Country> {
    let countries: BTreeSet<Country> = feed.conferences.iter().flat_map(|conference| conference.countries()).collect();
    let mut countries: Vec<Country> = countries.into_iter().collect();
    countries.sort_by_key(|country| country.name());
    countries
}

/// A tag or a series.
struct Topic<'f> {
    kind: FeedKind,
    /// The file name that it wants.
    slug: String,
    name: &'f str,
    /// The number of its conferences.
    conferences: usize,
}

/// Tags or series in the order in which they get a file name. Names that differ only in case are one. Where two want the same
/// file name, such as `node-js` and `Node.js`, the one that is spelled like it comes first.
fn named<'f>(kind: FeedKind, names: impl Iterator<Item = &'f Substr>) -> Vec<Topic<'f>> {
    let mut once: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for name in names {
        once.entry(name.to_lowercase()).or_insert((name, 0)).1 += 1;
    }
    let (plain, other): (Vec<_>, Vec<_>) = once.into_iter().partition(|(name, _)| slug(name) == *name);
    let names = plain.into_iter().chain(other);
    let topic =
        |(key, (name, conferences)): (String, _)| Topic { kind, slug: file_name(&feed_slug(&key)), name, conferences };
    names.map(topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, read};

    /// A list with a tag for each of these numbers, the last of them on two conferences, and the tag `z`.
    fn tagged(tags: usize) -> Feed {
        let names: Vec<String> = (1..tags).map(|number| format!("'a{number}'")).collect();
        let last = [names[tags - 2].clone(), "'z'".to_owned()];
        let entry = |(tags, number): (&[String], usize)| {
            let tags = tags.join(", ");
            format!("[[conference]]\nid = 'c{number}'\nname = 'C{number}'\nstart = 2027-05-01\ntags = [{tags}]\n")
        };
        let list: String = names.chunks(100).chain([last.as_slice()]).zip(0..).map(entry).collect();
        read(&[Source::new("list.toml", list)], Level::Hint).0.expect("a feed")
    }

    #[test]
    fn of_too_many_topics_the_published_and_the_common_have_a_feed() {
        let feed = tagged(MAX_TOPICS);
        let (all, warning) = topics(&feed, &Manifest::default());
        assert_eq!((all.len(), warning), (MAX_TOPICS, None));
        let feed = tagged(MAX_TOPICS + 1);
        let last = format!("a{MAX_TOPICS}");
        for (published, topic, has_feed) in [("none", "z", false), ("Z", "z", true), ("none", &last, true)] {
            let feeds = format!(r#"[{{"path": "topics/x.ics", "kind": "topic", "filter": [["tag", "{published}"]]}}]"#);
            let manifest = Manifest::read(format!(r#"{{"feeds": {feeds}, "files": {{}}}}"#).as_bytes());
            let (topics, warning) = topics(&feed, &manifest.expect("a manifest"));
            assert_eq!(topics.len(), MAX_TOPICS);
            assert_eq!(topics.iter().any(|found| found.name == topic), has_feed, "{topic} beside {published}");
            let message = "the list has 10001 topics and series, and a site has feeds for 10000 of them";
            assert_eq!(warning.map(|warning| warning.message).as_deref(), Some(message));
        }
    }
}
