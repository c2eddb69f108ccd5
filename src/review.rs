//! What the keeper of a list should look up next.
//!
//! Comes in: a whole feed, a day, and the revisions of the published feed, if there is one. Goes out: [`Finding`]s, the most
//! urgent first. A finding is no fault: the list is right as far as it goes, and the world may know more. Reads no clock.

mod rules;
mod series;

use std::collections::HashMap;

use arcstr::Substr;
use chrono::{DateTime, NaiveDate, Utc};

use crate::diagnostic::{Label, Source};
use crate::model::{Conference, Feed};
use crate::revision::Stamps;
use crate::spelling::{Keyword, words};
use series::Series;

/// The days within which something without a date of its own is looked up.
const NO_HURRY_DAYS: u64 = 180;

/// Something to look up.
///
/// # Examples
///
/// ```
/// use confcal::{Level, ReviewRule, Source, Stamps, read, review};
/// let list = "[[conference]]\nid = 'pycon-2027'\nname = 'PyCon 2027'\nexpected = '2027-10'\n";
/// let feed = read(&[Source::new("list.toml", list)], Level::Error).0.unwrap();
/// let findings = review(&feed, "2027-05-01".parse().unwrap(), &Stamps::default());
/// assert_eq!((findings[0].rule, &*findings[0].conference), (ReviewRule::NoDates, "pycon-2027"));
/// assert_eq!(findings[0].message, "has no dates; it is expected in October 2027");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: ReviewRule,
    /// The id of the conference.
    pub conference: Substr,
    /// The name of the conference.
    pub name: Substr,
    /// The series of the conference, by its name in the list, or by the names of its editions without their years.
    pub series: Option<String>,
    /// The reason, as a sentence about the conference without a subject and without a full stop.
    pub message: String,
    /// The day from which subscribers miss it.
    pub by: NaiveDate,
}

impl Finding {
    /// The place of the conference in one of these lists; `None` if its name is written with escapes.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Level, Source, Stamps, read, review};
    /// let lists = [Source::new("list.toml", "[[conference]]\nid = 'x'\nname = 'X'\n")];
    /// let feed = read(&lists, Level::Error).0.unwrap();
    /// let findings = review(&feed, "2027-05-01".parse().unwrap(), &Stamps::default());
    /// let label = findings[0].label(&lists).unwrap();
    /// assert_eq!(&label.source.text()[label.range], "X");
    /// ```
    pub fn label(&self, lists: &[Source]) -> Option<Label> {
        Label::of(&self.name, lists, "")
    }
}

/// The rules of a review, in the order in which findings of one day are given.
///
/// # Examples
///
/// ```
/// use confcal::ReviewRule;
/// assert_eq!("no-dates".parse(), Ok(ReviewRule::NoDates));
/// assert_eq!("no-date".parse::<ReviewRule>().unwrap_err().help(), "did you mean `no-dates`?");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReviewRule {
    /// The next edition of a series is due, by the spacing of the last ones, and is not listed.
    NextEdition,
    /// A conference has no dates, or is postponed without new ones.
    NoDates,
    /// A conference is tentative and begins within eight weeks.
    Tentative,
    /// An edition is in another country than all before it, or at another time of the year.
    UnlikeBefore,
    /// Two conferences have one link, or a link has the year of another edition.
    SharedLink,
    /// A deadline has no date.
    NoDue,
    /// The calls have closed, and nothing is listed for their results.
    CallClosed,
    /// An entry has not changed for a year.
    Unchanged,
}

/// A rule: how it looks at the list.
type Look = for<'f> fn(&Reviewer<'f>, &mut Vec<Finding>);

/// The rules, in the order of [`ReviewRule`].
const RULES: [(ReviewRule, &str, Look); 8] = [
    (ReviewRule::NextEdition, "next-edition", rules::next_edition),
    (ReviewRule::NoDates, "no-dates", rules::no_dates),
    (ReviewRule::Tentative, "tentative", rules::tentative),
    (ReviewRule::UnlikeBefore, "unlike-before", rules::unlike_before),
    (ReviewRule::SharedLink, "shared-link", rules::shared_link),
    (ReviewRule::NoDue, "no-due", rules::no_due),
    (ReviewRule::CallClosed, "call-closed", rules::call_closed),
    (ReviewRule::Unchanged, "unchanged", rules::unchanged),
];

impl ReviewRule {
    /// Every rule.
    pub const ALL: &[ReviewRule] = &[
        ReviewRule::NextEdition,
        ReviewRule::NoDates,
        ReviewRule::Tentative,
        ReviewRule::UnlikeBefore,
        ReviewRule::SharedLink,
        ReviewRule::NoDue,
        ReviewRule::CallClosed,
        ReviewRule::Unchanged,
    ];

    /// Its name, in kebab-case.
    pub fn as_str(self) -> &'static str {
        RULES[self as usize].1
    }
}

impl Keyword for ReviewRule {
    const NOUN: &'static str = "rule of a review";
    const VALUES: &'static [ReviewRule] = ReviewRule::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

words!(Display, FromStr for ReviewRule);

/// Finds what the keeper of a list should look up next, the most urgent first. `feed` is the whole list, unfiltered: an edition
/// that is left out would count as not listed. `stamps` are the revisions of the published feed.
pub fn review(feed: &Feed, day: NaiveDate, stamps: &Stamps) -> Vec<Finding> {
    let review = Reviewer { day, conferences: &feed.conferences, series: series::all(&feed.conferences), stamps };
    let mut findings = Vec::new();
    for (_, _, look) in RULES {
        look(&review, &mut findings);
    }
    findings
        .sort_by(|one, other| (one.by, one.rule, &*one.conference).cmp(&(other.by, other.rule, &*other.conference)));
    findings
}

/// The name by which a review knows the series of a conference: that in the list, in lower case, else the name of the conference
/// without its year. `None` without a year: such a name may stand for anything.
///
/// # Examples
///
/// ```
/// use confcal::{Level, Source, read, review_series};
/// let feed = read(&[Source::new("list.toml", "[[conference]]\nname = 'PyCon UK 2027'\n")], Level::Error).0.unwrap();
/// assert_eq!(review_series(&feed.conferences[0]).as_deref(), Some("pycon-uk"));
/// ```
pub fn review_series(conference: &Conference) -> Option<String> {
    series::name(conference)
}

/// A list on a day.
struct Reviewer<'f> {
    day: NaiveDate,
    conferences: &'f [Conference],
    series: HashMap<String, Series<'f>>,
    stamps: &'f Stamps,
}

impl<'f> Reviewer<'f> {
    /// A finding about a conference that subscribers miss `days` before it begins.
    fn finding(&self, rule: ReviewRule, conference: &Conference, days: u64, message: String) -> Finding {
        let begins = conference.span().map(|(first, _)| first);
        let by = begins.map_or(self.day + chrono::Days::new(NO_HURRY_DAYS), |first| before(first, days));
        Finding {
            rule,
            conference: conference.id.clone(),
            name: conference.name.clone(),
            series: series::name(conference),
            message,
            by,
        }
    }

    /// The conferences that are still to come and will take place, as far as is known: without those put off.
    fn ahead(&self) -> impl Iterator<Item = &'f Conference> {
        let is_ahead = |conference: &&Conference| self.is_ahead(conference) && conference.status.takes_place();
        self.conferences.iter().filter(is_ahead)
    }

    /// True if it begins on this day or later; so may one without dates.
    fn is_ahead(&self, conference: &Conference) -> bool {
        match (conference.dates, conference.expected) {
            (Some(dates), _) => dates.start().day() >= self.day,
            (None, Some(expected)) => expected.last_day() >= self.day,
            (None, None) => true,
        }
    }

    /// The time of the last change of an entry, where it is known.
    fn changed(&self, conference: &Conference) -> Option<DateTime<Utc>> {
        conference.updated.or_else(|| Some(self.stamps.get(&conference.uid().to_string())?.time()))
    }
}

/// The day so many days earlier.
fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(chrono::Days::new(days)).unwrap_or(day)
}
