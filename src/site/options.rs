//! The options of a site: its address, its time, and the files that are published already.

use chrono::{DateTime, NaiveTime, Utc};

use crate::diagnostic::Source;
use crate::revision::Stamp;
use crate::uri::BaseUrl;

/// The options of a site.
///
/// # Examples
///
/// ```
/// use confcal::{Feed, SiteOptions, Stamp, site};
/// let time = Stamp::new("2022-05-01T00:00:00Z".parse().unwrap());
/// let base_url = "https://example.org/conferences/".parse().ok();
/// let site = site(Feed::default(), &SiteOptions { base_url, ..SiteOptions::new(time) });
/// assert!(site.file("sitemap.xml").is_some(), "a map of the site needs its address");
/// ```
pub struct SiteOptions<'s> {
    /// The address of the folder where the site will be published, if it is known.
    pub base_url: Option<BaseUrl>,
    /// The time of the list.
    pub list_time: Stamp,
    /// The present, for `today` in the filters of views and for calls that have not opened yet.
    pub now: DateTime<Utc>,
    /// Reads the published file at a path.
    pub previous: &'s dyn Fn(&str) -> Option<Vec<u8>>,
    /// True to remove published feeds that have become empty. Otherwise they stay, because some programs give up a
    /// subscription whose address is not found.
    pub prune: bool,
    /// True if the host answers `feed.ics` with a query, as `confcal serve` does: the page then offers a feed for every choice.
    pub answers_queries: bool,
    /// The lists, for the labels of diagnostics; without them a diagnostic has no label.
    pub lists: &'s [Source],
}

impl SiteOptions<'_> {
    /// The options of a site that was never published, without an address, made at the time of the list.
    pub fn new(list_time: Stamp) -> Self {
        let now = list_time.time();
        let previous = &|_: &str| None;
        SiteOptions { base_url: None, list_time, now, previous, prune: false, answers_queries: false, lists: &[] }
    }

    /// The start of the present day in UTC: the pages go by the day, so that two builds of a day give the same bytes.
    pub(super) fn day(&self) -> DateTime<Utc> {
        self.now.date_naive().and_time(NaiveTime::MIN).and_utc()
    }
}
