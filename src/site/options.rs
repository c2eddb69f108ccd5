//! The options of a site: where it will be, and what is published there already.

use chrono::{DateTime, Utc};

use crate::diagnostic::Source;
use crate::revision::Stamp;
use crate::uri::BaseUrl;

/// The options that a site is made with.
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
    /// The address of the folder where it will be published; `None` if that is not known.
    pub base_url: Option<BaseUrl>,
    /// The time of the list.
    pub list_time: Stamp,
    /// The instant, in UTC, that `today` in the filters of views stands for. Calls that open later are not news yet.
    pub now: DateTime<Utc>,
    /// The file that is published under a path already.
    pub previous: &'s dyn Fn(&str) -> Option<Vec<u8>>,
    /// Whether feeds go that were published and hold nothing any more. Otherwise they stay, empty, because some programs
    /// give up a subscription whose address is not found.
    pub prune: bool,
    /// The lists of the feed, which diagnostics point into. Empty if they are not at hand: then a diagnostic has no place.
    pub lists: &'s [Source],
}

impl SiteOptions<'_> {
    /// A site without an address that nothing was published of, made at the time of the list.
    pub fn new(list_time: Stamp) -> Self {
        SiteOptions { base_url: None, list_time, now: list_time.time(), previous: &|_| None, prune: false, lists: &[] }
    }
}
