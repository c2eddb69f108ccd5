//! Builds the site of the lists, for `build` and `serve`.

use anyhow::{Result, bail};
use confcal::{BaseUrl, Diagnostic, Feed, Manifest, Names, PreviousFeed, Site, SiteOptions, Source};

use crate::files::{self, Lists};
use crate::folder::{Folder, MANIFEST};
use crate::{args, report};

/// The path of the feed of everything, in every site.
pub(crate) const ALL: &str = "all.ics";

/// The site that the new one continues.
#[derive(Clone, Copy)]
pub(crate) enum Published<'s> {
    /// In this folder, if there is one.
    Folder(Option<&'s Folder>),
    Served(&'s Site),
}

impl Published<'_> {
    fn read(self, path: &str) -> Option<Vec<u8>> {
        match self {
            Published::Folder(folder) => folder?.read(path),
            Published::Served(site) => site.file(path).map(|file| file.bytes()),
        }
    }

    fn base_url(self) -> Option<BaseUrl> {
        match self {
            Published::Folder(_) => Manifest::read(&self.read(MANIFEST)?)?.base_url?.parse().ok(),
            Published::Served(site) => site.base_url.clone(),
        }
    }
}

/// The lists as they were read.
pub(crate) struct ListContent {
    /// `None` if faults leave nothing of it.
    feed: Option<Feed>,
    diagnostics: Vec<Diagnostic>,
}

impl ListContent {
    pub(crate) fn read(lists: &Lists) -> ListContent {
        let (feed, diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
        ListContent { feed, diagnostics }
    }

    /// Returns true if there is a conference and no fault that stops a site: a list that is being written may have no
    /// conference yet.
    pub(crate) fn is_sound(&self, args: &args::SiteArgs) -> bool {
        self.feed.as_ref().is_some_and(|feed| !feed.conferences.is_empty())
            && !report::stops(&self.diagnostics, args.strict)
    }
}

/// Builds the site of the lists. Returns it with the names for filters, which are those of the whole lists, or `None` if
/// faults stop it. `content` are the lists as they were read. `report` gets the diagnostics; `prune` and `answers_queries` are as
/// in [`SiteOptions`].
pub(crate) fn build_site(
    args: &args::SiteArgs,
    lists: &Lists,
    content: ListContent,
    published: Published,
    prune: bool,
    answers_queries: bool,
    report: impl Fn(&[Diagnostic]) -> Result<()>,
) -> Result<Option<(Site, Names)>> {
    let ListContent { feed, mut diagnostics } = content;
    let Some(feed) = feed.filter(|_| !report::stops(&diagnostics, args.strict)) else {
        report(&diagnostics)?;
        return Ok(None);
    };
    let now = files::now()?;
    // Events that are only filtered out are not gone from the list.
    let whole = args.contents.filters.pairs().next().is_some().then(|| feed.clone());
    let feed = args.contents.choose(feed, now)?;
    if feed.conferences.is_empty() && !args.allow_empty {
        report(&diagnostics)?;
        bail!("there is no event for the site; `--allow-empty` makes it anyway");
    }
    // Without another address, the published site's is kept.
    let base_url = args.base_url.clone().or_else(|| feed.url.as_deref()?.parse().ok());
    let base_url = base_url.or_else(|| published.base_url());
    let list_time = lists.stamp();
    let previous = &|path: &str| published.read(path);
    let options = SiteOptions { base_url, list_time, now, previous, prune, answers_queries, lists: &lists.sources };
    let mut site = match published {
        Published::Folder(_) => confcal::site(feed, &options),
        Published::Served(before) => before.updated(feed, &options),
    };
    // Taken out of the site, which is kept for as long as it is served.
    diagnostics.append(&mut site.diagnostics);
    if site.loses_events
        && let Some(bytes) = published.read(ALL)
    {
        let source = Source::from_bytes(ALL, bytes);
        let before = PreviousFeed::read(&source);
        diagnostics.extend(before.removed(whole.as_ref().unwrap_or(site.events.feed()), &lists.sources, lists.stamp()));
    }
    report(&diagnostics)?;
    let names = whole.as_ref().map_or_else(|| std::mem::take(&mut site.names), Names::of);
    Ok((!report::stops(&diagnostics, args.strict)).then_some((site, names)))
}
