//! Builds the site of the lists, for `build` and `serve`.

use anyhow::{Result, bail};
use confcal::{Diagnostic, Manifest, Names, PreviousFeed, Site, SiteOptions, Source};

use crate::files::{self, Lists};
use crate::folder::MANIFEST;
use crate::{args, report};

/// The path of the feed of everything, in every site.
pub(crate) const ALL: &str = "all.ics";

/// Returns true if the lists have a conference and no fault that stops a site: a list that is being written may have no
/// conference yet.
pub(crate) fn is_sound(args: &args::SiteArgs, lists: &Lists) -> bool {
    let (feed, diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
    feed.is_some_and(|feed| !feed.conferences.is_empty()) && !report::stops(&diagnostics, args.strict)
}

/// Builds the site of the lists. Returns it with the names for filters, which are those of the whole lists, or `None` if
/// faults stop it. `report` gets the diagnostics; `previous`, `prune` and `answers_queries` are as in [`SiteOptions`].
pub(crate) fn build_site(
    args: &args::SiteArgs,
    lists: &Lists,
    previous: &dyn Fn(&str) -> Option<Vec<u8>>,
    prune: bool,
    answers_queries: bool,
    report: impl Fn(&[Diagnostic]) -> Result<()>,
) -> Result<Option<(Site, Names)>> {
    let (feed, mut diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
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
    let published = || Manifest::read(&previous(MANIFEST)?)?.base_url?.parse().ok();
    let base_url = args.base_url.clone().or_else(|| feed.url.as_deref()?.parse().ok()).or_else(published);
    let list_time = lists.stamp();
    let options = SiteOptions { base_url, list_time, now, previous, prune, answers_queries, lists: &lists.sources };
    let mut site = confcal::site(feed, &options);
    // Taken out of the site, which is kept for as long as it is served.
    diagnostics.append(&mut site.diagnostics);
    // An unchanged feed of everything has lost nothing.
    if !site.file(ALL).is_some_and(|all| all.is_published)
        && let Some(bytes) = previous(ALL)
    {
        let source = Source::from_bytes(ALL, bytes);
        let before = PreviousFeed::read(&source);
        diagnostics.extend(before.removed(whole.as_ref().unwrap_or(site.events.feed()), &lists.sources, lists.stamp()));
    }
    report(&diagnostics)?;
    // After the site, which takes most of the memory.
    let names = Names::of(whole.as_ref().unwrap_or(site.events.feed()));
    Ok((!report::stops(&diagnostics, args.strict)).then_some((site, names)))
}
