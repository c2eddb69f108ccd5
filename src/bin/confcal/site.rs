//! The site of the lists.

use anyhow::{Result, bail};
use confcal::{Diagnostic, Manifest, Names, PreviousFeed, Site, Source, Surroundings};

use crate::files::{self, Lists};
use crate::folder::MANIFEST;
use crate::{args, report};

/// The feed of everything, in every site.
pub(crate) const ALL: &str = "all.ics";

/// The site of some lists.
pub(crate) struct Made {
    pub(crate) site: Site,
    /// Its address, with a slash at its end.
    pub(crate) base: Option<String>,
    /// The names that filters may say: all those of the lists, whatever of them is in the site.
    pub(crate) names: Names,
}

/// Whether the lists have no fault that stops a site, and a conference: what is in the middle of being written may have
/// none yet.
pub(crate) fn is_sound(args: &args::Site, lists: &Lists) -> bool {
    let (feed, diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
    feed.is_some_and(|feed| !feed.conferences.is_empty()) && !report::stops(&diagnostics, args.strict)
}

/// Makes the site of the lists, and has `say` tell what is the matter with them; `None` if that stops it. What is published already, and whether what holds nothing any more goes, is as in
/// [`Surroundings`].
pub(crate) fn make(
    args: &args::Site,
    lists: &Lists,
    previous: &dyn Fn(&str) -> Option<Vec<u8>>,
    prune: bool,
    say: impl Fn(&[Diagnostic]) -> Result<()>,
) -> Result<Option<Made>> {
    let (feed, mut diagnostics) = confcal::read(&lists.sources, confcal::Level::Warning);
    let Some(feed) = feed.filter(|_| !report::stops(&diagnostics, args.strict)) else {
        say(&diagnostics)?;
        return Ok(None);
    };
    let (names, now) = (Names::of(&feed), files::now()?);
    // What is only filtered out is not gone from the list.
    let whole = args.contents.filters.words().next().is_some().then(|| feed.clone());
    let feed = args.contents.choose(feed, now)?;
    if feed.conferences.is_empty() && !args.allow_empty {
        say(&diagnostics)?;
        bail!("there is no event for the site; `--allow-empty` makes it all the same");
    }
    // A site that was made for an address keeps it where nothing names another.
    let published = || confcal::base_url(&Manifest::read(&previous(MANIFEST)?)?.base_url?).ok();
    let base_url = args.base_url.clone().or_else(|| feed.url.as_deref().map(str::to_owned)).or_else(published);
    let made_for = Surroundings {
        base_url: base_url.as_deref(),
        time: lists.stamp(),
        now,
        previous,
        prune,
        lists: &lists.sources,
    };
    let (mut site, base) = (confcal::site(feed, &made_for), made_for.base());
    // Not kept with the site, for their labels hold what was published.
    diagnostics.append(&mut site.diagnostics);
    // Where every byte is as it was, nothing is gone.
    if !site.is_published(ALL)
        && let Some(bytes) = previous(ALL)
    {
        let source = Source::from_bytes(ALL, bytes);
        let before = PreviousFeed::read(&source);
        diagnostics.extend(before.gone(whole.as_ref().unwrap_or(site.events.feed()), &lists.sources, lists.stamp()));
    }
    say(&diagnostics)?;
    Ok((!report::stops(&diagnostics, args.strict)).then_some(Made { site, base, names }))
}
