//! Plans the feeds of a site and makes them.

mod plans;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use arcstr::{ArcStr, literal_substr};

pub(super) use self::plans::{SiteFeed, event_path, page_path};

use self::plans::plans;
use super::file::{FileDigest, SiteFile};
use super::manifest::{FeedKind, PublishedFeed};
use super::options::SiteOptions;
use super::published::Published;
use super::views;
use crate::calendar::{Calendar, CommonEvents, EncodedFeed, HeldCalendar, PublishedCalendar};
use crate::diagnostic::{Diagnostic, Source};
use crate::filter::{Filter, Names};
use crate::model::Conference;
use crate::path::SitePath;
use crate::revision::{PreviousFeed, Revisions, Stamp, published_revision};

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

impl SiteFeeds {
    /// The feeds as `feeds.json` lists them, with these digests.
    pub(super) fn listed(&self, sha256: impl Fn(&str) -> String) -> Vec<PublishedFeed> {
        let feeds = self.offered.iter().chain(&self.kept);
        feeds
            .filter_map(|feed| Some(feed.published(sha256(&feed.path), SitePath::new(feed.path.clone()).ok()?)))
            .collect()
    }
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
pub(super) fn feeds(
    events: &Arc<EncodedFeed>,
    names: &Names,
    published: &Published,
    options: &SiteOptions,
) -> (SiteFeeds, Outcome) {
    let (feed, mut outcome) = (events.feed(), Outcome::default());
    outcome.diagnostics.extend(views::check(&feed.views, &published.manifest, options.lists));
    let held = published.manifest.feeds.iter().map(|feed| (feed.path.as_str(), feed.events)).collect();
    let revisions = SiteRevisions { needed: vec![None; events.len()], newest: None };
    let common = published.events().map(|before| CommonEvents::new(before, events));
    let (common, prune) = (common.as_ref(), options.prune);
    let mut drafting = Drafting { published, common, prune, held, revisions, outcome };
    let mut offered = Vec::new();
    let base = options.base_url.as_ref();
    let source = |path: &str| base.map(|base| base.join(path));
    let (plans, left_out) = plans(feed, published);
    drafting.outcome.diagnostics.extend(left_out);
    let is_choice = |plan: &&SiteFeed| matches!(plan.kind, FeedKind::Region | FeedKind::Country | FeedKind::Topic);
    let choices = plans.iter().filter(is_choice).cloned().collect();
    for plan in plans {
        let pairs = plan.filter.iter().map(|(word, value)| (word.as_str(), value.as_str()));
        // Fails for no filter but one with `today`: the values are the list's own, and views are checked when it is read.
        let Ok(filter) = Filter::parse(pairs, names, options.now) else { continue };
        let name = if plan.kind.is_whole() { feed.name.as_deref() } else { Some(plan.title.as_str()) };
        let calendar = events.calendar(&filter, name, source(&plan.path).as_deref());
        offered.extend(drafting.add(plan, calendar));
    }
    // Conferences that had ended when the list last changed get no file: nobody imports them, and old lists have many.
    let changed = offered.first().map_or(options.list_time, |all: &Draft| all.calendar.revision()).time();
    let coming = |conference: &Conference| conference.dates.is_some_and(|dates| dates.over_at() > changed);
    let listed: Vec<ArcStr> = feed.conferences.iter().map(|conference| event_path(&conference.id)).collect();
    for ((at, conference), path) in feed.conferences.iter().enumerate().zip(&listed) {
        if !coming(conference) {
            continue;
        }
        let only = (literal_substr!("only"), literal_substr!("conferences"));
        let filter = Arc::new([(literal_substr!("id"), conference.id.clone()), only]);
        let plan = SiteFeed::new(FeedKind::Conference, path.clone(), conference.name.clone(), filter);
        offered.extend(drafting.add(plan, events.calendar_of_one(at)));
    }
    let mut kept = Vec::new();
    // Conferences that have ended lose their file but are not emptied: importers keep them.
    let mut taken: HashSet<ArcStr> = offered.iter().map(|draft| draft.plan.path.clone()).chain(listed).collect();
    for left in published.manifest.feeds.iter().filter(|left| left.path.as_str().ends_with(".ics")) {
        let path = left.path.to_text();
        if !taken.insert(path.clone()) {
            continue;
        }
        let plan = SiteFeed::new(left.kind, path, left.title.clone(), Arc::clone(&left.filter));
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
            self.outcome.emptied.push(plan.path.to_string());
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
