//! A filter made of typed values, for programs; people write theirs as keys and values, which [`Filter::parse`] reads.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Cutoff, EventKind, Filter, OnlineRule};
use crate::deadline_kind::DeadlineKind;
use crate::model::{Status, Times};
use crate::place::{Country, Geo, Region};

/// Each of these adds one wanted value. Values of the same kind are alternatives; different kinds must all match.
///
/// # Examples
///
/// ```
/// use confcal::{EventKind, Filter, Names};
///
/// let filter = Filter::default().country("IE".parse()?).country("GB".parse()?).only(EventKind::Conferences);
/// let words = [("country", "Ireland"), ("country", "UK"), ("only", "conferences")];
/// assert_eq!(filter, Filter::parse(words, &Names::default(), Default::default())?);
/// # Ok::<(), confcal::Error>(())
/// ```
impl Filter {
    /// Events that take place in a region.
    pub fn region(mut self, region: Region) -> Filter {
        self.regions.push(region);
        self
    }

    /// Events that take place in a country.
    pub fn country(mut self, country: Country) -> Filter {
        self.countries.push(country);
        self
    }

    /// Events with coordinates at most this many kilometres from a point.
    pub fn near(mut self, centre: Geo, kilometres: f64) -> Filter {
        self.near.push((centre, kilometres));
        self
    }

    /// Conferences with a tag, in upper or lower case.
    pub fn tag(mut self, tag: impl Into<String>) -> Filter {
        self.tags.push(tag.into());
        self
    }

    /// Conferences of a series, in upper or lower case.
    pub fn series(mut self, series: impl Into<String>) -> Filter {
        self.series.push(series.into());
        self
    }

    /// Conferences with a language of exactly this tag (BCP 47), in upper or lower case.
    pub fn language(mut self, tag: impl Into<String>) -> Filter {
        self.languages.push(tag.into());
        self
    }

    /// The conference with this id.
    pub fn id(mut self, id: impl Into<String>) -> Filter {
        self.ids.push(id.into());
        self
    }

    /// Conferences with a day in this year, and their deadlines.
    pub fn year(mut self, year: i32) -> Filter {
        self.years.push(year);
        self
    }

    /// Events by how they can be attended.
    pub fn online(mut self, rule: OnlineRule) -> Filter {
        self.online.push(rule);
        self
    }

    /// Events whose last day is this one or a later one.
    pub fn from(mut self, day: NaiveDate) -> Filter {
        self.from.push(Cutoff { day: Some(day), open_at: None });
        self
    }

    /// Events that are not over at this instant.
    pub fn open_at(mut self, now: DateTime<Utc>) -> Filter {
        self.from.push(Cutoff { day: None, open_at: Some(now) });
        self
    }

    /// Events that start on this day or before; of several, the latest counts.
    pub fn until(mut self, day: NaiveDate) -> Filter {
        self.until = self.until.max(Some(day));
        self
    }

    /// Events of this kind.
    pub fn only(mut self, kind: EventKind) -> Filter {
        self.only.push(kind);
        self
    }

    /// Of the deadlines, those of this kind; conferences and sessions stay.
    pub fn deadline_kind(mut self, kind: DeadlineKind) -> Filter {
        self.kinds.push(kind);
        self
    }

    /// Conferences of this status.
    pub fn status(mut self, status: Status) -> Filter {
        self.statuses.push(status);
        self
    }

    /// All events, with their times in this form.
    pub fn times(mut self, times: Times) -> Filter {
        self.times = times;
        self
    }
}
