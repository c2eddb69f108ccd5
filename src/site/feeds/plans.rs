//! The feeds that a site may have: their titles, their filters and their paths.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use arcstr::{ArcStr, Substr};

use crate::deadline_kind::DeadlineKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Feed;
use crate::path::{SitePath, is_taken};
use crate::place::{Country, Region};
use crate::revision::Stamp;
use crate::site::manifest::{ALL, Addresses, FeedKind, Manifest, PublishedFeed};
use crate::site::published::Published;
use crate::slug::{feed_slug, slug};

/// The most octets of a slug in a file name.
const MAX_SLUG_OCTETS: usize = 100;

/// The most topics and series of a list that have a feed. Each takes some kilobytes of memory and of the page.
const MAX_TOPICS: usize = 10_000;

/// The path of the feed of calls for proposals. It is not reserved: a view may have it instead.
const CALLS: &str = "calls.ics";

/// A feed of the site.
#[derive(Clone, Debug)]
pub(in crate::site) struct SiteFeed {
    /// Its path from the root of the site.
    pub(in crate::site) path: ArcStr,
    /// The name of its calendar.
    pub(in crate::site) title: Substr,
    pub(in crate::site) kind: FeedKind,
    /// Its name among the feeds of its kind, such as `Europe` or `django`; empty if it is the only one.
    pub(in crate::site) label: String,
    /// The filters that select its events, as in a query.
    pub(in crate::site) filter: Arc<[(Substr, Substr)]>,
    pub(in crate::site) events: usize,
    pub(in crate::site) bytes: usize,
    pub(in crate::site) revision: Stamp,
}

impl SiteFeed {
    pub(super) fn published(&self, sha256: String, path: SitePath) -> PublishedFeed {
        let &SiteFeed { ref title, kind, ref filter, events, .. } = self;
        PublishedFeed { path, title: title.clone(), kind, filter: Arc::clone(filter), events, sha256 }
    }

    /// A feed that is planned, without events yet.
    pub(super) fn new(kind: FeedKind, path: ArcStr, title: Substr, filter: Arc<[(Substr, Substr)]>) -> SiteFeed {
        SiteFeed {
            path,
            title,
            kind,
            label: String::new(),
            filter,
            events: 0,
            bytes: 0,
            revision: Stamp::new(Default::default()),
        }
    }

    /// The path of the QR code with its address.
    pub(in crate::site) fn qr_path(&self) -> String {
        format!("qr/{}.svg", self.path)
    }
}

/// The feeds that the site may have, in the order of the page; some may turn out to be empty. Gives a warning if there are
/// more than a site has.
pub(super) fn plans(feed: &Feed, published: &Published) -> (Vec<SiteFeed>, Option<Diagnostic>) {
    let name = feed.name.as_deref().unwrap_or("Conferences");
    let plan = |kind, path: &str, label: &str, filter: &[(&str, &str)]| {
        let title = if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") };
        SiteFeed { label: label.to_owned(), ..SiteFeed::new(kind, path.into(), title.into(), pairs(filter)) }
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
        let path = view.path.as_str().into();
        let view_plan = SiteFeed::new(FeedKind::View, path, view.name.as_str().into(), pairs(&view.filter));
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

/// A filter of pairs of key and value.
fn pairs<T: AsRef<str>>(filter: &[(T, T)]) -> Arc<[(Substr, Substr)]> {
    filter.iter().map(|(word, value)| (word.as_ref().into(), value.as_ref().into())).collect()
}

/// The path of the file that holds one conference alone.
pub(in crate::site) fn event_path(id: &str) -> ArcStr {
    arcstr::format!("events/{}.ics", file_name(id))
}

/// The path of the folder that holds the page of one conference, with a slash at the end.
pub(in crate::site) fn page_path(id: &str) -> String {
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
    use crate::diagnostic::Source;
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
