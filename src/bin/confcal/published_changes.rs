//! Compares the list with a published feed, or with the site in a folder.

use std::path::Path;

use anyhow::{Result, bail};
use confcal::{Calendar, Code, Diagnostic, Feed, Label, PreviousFeed, SiteOptions, Source};

use crate::args::Check;
use crate::build_site::ALL;
use crate::files::{self, Lists};
use crate::previous_text::PreviousText;
use crate::published_site::PublishedSite;
use crate::report::Changes;

/// The outcome of a comparison.
pub(crate) struct Compared {
    pub(crate) changes: Changes,
    /// True if the list has lost events.
    pub(crate) is_lost: bool,
}

/// Compares the list with a feed, or with the site in a folder, and adds the diagnostics of the comparison.
pub(crate) fn compare(
    args: &Check,
    path: &Path,
    feed: Feed,
    lists: &Lists,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Compared> {
    let published = if path.is_dir() { Some(PublishedSite::open(path)?) } else { None };
    if published.is_none() && args.base_url.is_some() {
        bail!("`--base-url` is the address of a site: name its folder with `--previous DIR`");
    }
    let text = PreviousText::open(&published.as_ref().map_or(path.to_owned(), PublishedSite::all), lists)?;
    let previous = text.read()?;
    let gone = previous.removed(&feed, &lists.sources, lists.stamp());
    let is_lost = !gone.is_empty();
    diagnostics.extend_from_slice(previous.diagnostics());
    add_gone(diagnostics, gone, &lists.sources);
    let now = files::now()?;
    let feed = args.contents.choose(feed, now)?;
    let Some(published) = published else {
        let mut calendar = Calendar::new(&feed, lists.stamp());
        let revised = calendar.revise(&previous);
        let bytes = calendar.to_bytes();
        diagnostics.extend(calendar.size_warning(bytes.len()).into_iter().chain(revised.warning));
        // Read back, so that the comparison is of what a subscriber gets.
        let new = Source::from_bytes("", bytes);
        let events = previous.changes(&PreviousFeed::read(&new));
        text.check()?;
        return Ok(Compared { changes: Changes { events, feeds: None }, is_lost });
    };
    let base_url = args.base_url.clone().or(published.base_url()?).or_else(|| feed.url.as_deref()?.parse().ok());
    let read = |path: &str| published.read(path);
    let options =
        SiteOptions { base_url, now, previous: &read, lists: &lists.sources, ..SiteOptions::new(lists.stamp()) };
    let site = confcal::site(feed, &options);
    // The diagnostics of the previous feed were added above, with their lines.
    let own = |fault: &&Diagnostic| fault.code != Code::PreviousFeed;
    diagnostics.extend(site.diagnostics.iter().filter(own).cloned());
    let new = Source::from_bytes(ALL, site.file(ALL).map(|all| all.bytes()).unwrap_or_default());
    let events = previous.changes(&PreviousFeed::read(&new));
    text.check()?;
    let feeds = Some(site.feed_changes(&published.manifest, &read, &events));
    Ok(Compared { changes: Changes { events, feeds }, is_lost })
}

/// Adds the diagnostics of lost events, each with a label in the list, and removes the hints to write down an id: they would
/// make the loss permanent.
fn add_gone(diagnostics: &mut Vec<Diagnostic>, gone: Vec<Diagnostic>, lists: &[Source]) {
    let feed = lists[0].text().match_indices("[feed]").map(|(at, _)| at);
    let is_line = |at: &usize| *at == 0 || lists[0].text().as_bytes()[at - 1] == b'\n';
    let header = feed.into_iter().find(is_line).map_or(0..0, |start| start..start + "[feed]".len());
    let is_header = |text: &str| text.lines().skip(1).any(|line| line.trim_start().starts_with("[["));
    for mut fault in gone {
        let is_in_list = |label: &Label| lists.iter().any(|list| Source::ptr_eq(list, &label.source));
        if !fault.labels.first().is_some_and(is_in_list) {
            let text = if fault.code == Code::EventGone { "missing from this list" } else { "" };
            fault.labels.insert(0, Label::new(&lists[0], header.clone(), text));
        }
        let at = &fault.labels[0];
        let is_of_it = |hint: &Diagnostic| {
            // At the name of the entry that it is of, or of the one whose header it is at.
            let is_there = |label: &Label| {
                Source::ptr_eq(&label.source, &at.source)
                    && at.range.start <= label.range.end
                    && !is_header(&label.source.text()[at.range.start..label.range.end])
            };
            match (fault.code, hint.code) {
                (Code::IdChanged, Code::NoId) => hint.labels.first().is_some_and(is_there),
                (Code::FeedIdChanged, Code::NoFeedId) => true,
                _ => false,
            }
        };
        diagnostics.retain(|hint| !is_of_it(hint));
        diagnostics.push(fault);
    }
}
