//! confcal turns a list of conferences, kept in a TOML file, into calendar feeds that every calendar app shows right.
//!
//! ```text
//! conferences.toml -> Source -> read -> Feed -> Filter -> Feed -> Calendar -> bytes
//!                                |                           ^
//!                                +-> Vec<Diagnostic>         Stamp, PreviousFeed
//! EncodedFeed: a Feed, each event encoded once -> a Calendar of any part of it
//! site: Feed -> EncodedFeed -> a Calendar for every feed of a site, and its page
//! ```
//!
//! [`read()`] checks a list and gives a [`Feed`], or every fault of the list as [`Diagnostic`]s. A [`Filter`] makes a
//! smaller feed of it. A [`Calendar`] is the feed as iCalendar (RFC 5545); an event that is as it was in the
//! [`PreviousFeed`] keeps its revision. With the feature `site`, `site` makes a site of feeds. Text and times come in,
//! bytes and diagnostics go out: the library opens no file and reads no clock, so the same list gives the same bytes
//! everywhere.
//!
//! An enum or a struct that may get more variants or fields is `#[non_exhaustive]`; an [`Error`] is the only error.
//!
//! # Types of other crates
//!
//! Four crates are part of the interface, because a type of one's own would only be converted to theirs and back:
//! [`chrono`] for days, local times and instants, [`uuid`] for UIDs, [`chrono_tz`] for the zones of the tz database
//! ([`Zone::Iana`]), and [`arcstr`] for texts that are shared with the list ([`Substr`], [`Source::new`]). A new major version
//! of any of them is one of confcal.
//!
//! # Examples
//!
//! ```
//! use confcal::{Source, Stamp};
//!
//! let list = "
//! [feed]
//! name = 'Python conferences'
//! id = 'python-conferences'
//!
//! [[conference]]
//! name = 'EuroPython 2022'
//! id = 'europython-2022'
//! start = 2022-07-11
//! end = 2022-07-17
//! city = 'Dublin'
//! country = 'IE'
//! ";
//! let (feed, diagnostics) = confcal::read(&[Source::new("conferences.toml", list)], confcal::Level::Hint);
//! assert!(diagnostics.is_empty());
//!
//! let stamp = Stamp::new("2022-05-01T00:00:00Z".parse()?);
//! let ics = String::from_utf8(confcal::Calendar::new(&feed.unwrap(), stamp).to_bytes())?;
//! assert!(ics.contains("DTEND;VALUE=DATE:20220718\r\n"), "the end of an event is exclusive");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod color;
mod deadline_kind;
mod diagnostic;
mod duration;
mod error;
mod filter;
mod html;
mod ics;
#[cfg(feature = "import")]
mod import;
mod invisible;
mod list;
mod model;
mod octets;
mod path;
mod place;
mod review;
mod revision;
#[cfg(feature = "site")]
mod site;
mod slug;
mod spelling;
mod time;
mod uri;
mod vtimezone;
mod zone;

/// A text that shares the list's where it stands there as it is, instead of copying it; a `&str` in all other respects.
pub use arcstr::Substr;
pub use calendar::{Calendar, EncodedFeed, Revised};
pub use deadline_kind::DeadlineKind;
pub use diagnostic::{Code, Diagnostic, Fix, Label, Level, Source};
pub use duration::Duration;
pub use error::Error;
pub use filter::{EventKind, Filter, FilterKey, Names, OnlineRule};
#[cfg(feature = "import")]
pub use import::{
    ImportInput, ImportOptions, ImportReport, ImportSource, ImportedFile, ImportedList, NotTaken, Remark, import,
    import_into, import_mappings, import_sources,
};
pub use list::{Fixed, FixedFault, LIST_SCHEMA, fix, mendable, read};
pub use model::{
    Attendance, Conference, Deadline, DueChange, Feed, Identity, Online, Parent, Reminders, Session, Status, Times,
    View,
};
pub use path::SitePath;
pub use place::{Country, Geo, Place, Region};
pub use review::{Finding, ReviewRule, review, review_series};
pub use revision::{Change, ChangeKind, PreviousFeed, PropertyChange, Stamp, Stamps};
#[cfg(feature = "site")]
pub use site::{
    FeedChange, FeedChangeKind, FeedKind, Manifest, PublishedFeed, Site, SiteFile, SiteOptions, sha256, site,
};
pub use slug::slug;
pub use spelling::harmless;
pub use time::{DateOrTime, Expected, Interval, Moment};
pub use uri::BaseUrl;
pub use zone::{LocalTime, Zone};
