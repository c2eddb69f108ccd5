//! A part of a feed: by place, topic, series, language, date, or kind of event.
//!
//! Comes in: pairs of keys and values, such as `region` and `europe`, which are the same on the command line, in a
//! query and in a list. Goes out: a [`Filter`], and from it a smaller [`Feed`]. UIDs stay as they are. Knows nothing of
//! how the keys were given.

mod build;
mod keys;
mod names;

use std::collections::HashSet;
use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use self::keys::FilterContext;
pub use self::keys::FilterKey;
pub use self::names::Names;
use crate::deadline_kind::DeadlineKind;
use crate::error::Error;
use crate::model::{Attendance, Conference, Feed, Reminders, Session, Status, Times, reminder_day};
use crate::place::{Country, Geo, Place, Region};
use crate::spelling::{Keyword, nearest, shown, words};
use crate::time::{DateOrTime, Interval};

/// The wanted events of a feed. A filter given twice means either; different filters mean both.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names, Source};
///
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n\
///             [[conference]]\nname = 'SciPy 2022'\nstart = 2022-07-11\ncountry = 'US'\n";
/// let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap();
/// let now = "2022-05-01T09:30:00Z".parse().unwrap();
/// let filter = Filter::parse([("region", "europe")], &Names::of(&feed), now).unwrap();
/// let feed = filter.apply(feed);
/// assert_eq!(feed.conferences.len(), 1);
/// assert_eq!(feed.conferences[0].id, "pycon-uk-2022");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    regions: Vec<Region>,
    countries: Vec<Country>,
    near: Vec<(Geo, f64)>,
    tags: Vec<String>,
    series: Vec<String>,
    languages: Vec<String>,
    ids: Vec<String>,
    years: Vec<i32>,
    online: Vec<OnlineRule>,
    from: Vec<Cutoff>,
    until: Option<NaiveDate>,
    only: Vec<EventKind>,
    kinds: Vec<DeadlineKind>,
    statuses: Vec<Status>,
    /// Not which events are wanted, but how they are written: views and queries have a key for it too.
    times: Times,
}

/// A lower bound of time: a calendar day, an instant, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cutoff {
    /// The last day of an event is this one or later.
    day: Option<NaiveDate>,
    /// An event is not over at this instant.
    open_at: Option<DateTime<Utc>>,
}

impl Cutoff {
    fn passes(self, last_day: NaiveDate, over_at: DateTime<Utc>) -> bool {
        self.day.is_none_or(|day| last_day >= day) && self.open_at.is_none_or(|now| over_at > now)
    }
}

/// A choice of events by whether they can be attended online.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names, OnlineRule};
/// let filter = Filter::parse([("online", "exclude")], &Names::default(), Default::default()).unwrap();
/// assert_eq!(filter, Filter::default().online(OnlineRule::Exclude), "a hybrid conference passes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OnlineRule {
    /// Only what can be attended online.
    Only,
    /// All but what takes place online only.
    Exclude,
}

impl OnlineRule {
    /// Both rules.
    pub const ALL: &[OnlineRule] = &[OnlineRule::Only, OnlineRule::Exclude];

    /// Its word in a filter.
    pub fn as_str(self) -> &'static str {
        match self {
            OnlineRule::Only => "only",
            OnlineRule::Exclude => "exclude",
        }
    }
}

impl Keyword for OnlineRule {
    const NOUN: &'static str = "rule for what is online";
    const VALUES: &'static [OnlineRule] = OnlineRule::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

words!(Display, FromStr for OnlineRule);

/// A kind of event.
///
/// # Examples
///
/// ```
/// use confcal::{EventKind, Filter};
/// assert_eq!(Filter::default().only(EventKind::Sessions).to_string(), "sessions");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventKind {
    /// The events of conferences as a whole.
    Conferences,
    /// The events of their sessions.
    Sessions,
    /// The events of their deadlines, and of reminders.
    Deadlines,
}

impl EventKind {
    /// Every kind.
    pub const ALL: &[EventKind] = &[EventKind::Conferences, EventKind::Sessions, EventKind::Deadlines];

    /// Its word in a filter.
    pub fn as_str(self) -> &'static str {
        match self {
            EventKind::Conferences => "conferences",
            EventKind::Sessions => "sessions",
            EventKind::Deadlines => "deadlines",
        }
    }
}

impl Keyword for EventKind {
    const NOUN: &'static str = "kind of event";
    const VALUES: &'static [EventKind] = EventKind::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

words!(Display, FromStr for EventKind);

/// The filter in words for people.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names};
/// let words = [("region", "europe"), ("only", "deadlines"), ("from", "2022-07-01")];
/// let filter = Filter::parse(words, &Names::default(), Default::default()).unwrap();
/// assert_eq!(filter.to_string(), "Europe, from 2022-07-01, deadlines");
/// ```
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.regions.iter().map(|region| region.title().to_owned()));
        words.extend(self.countries.iter().map(|country| country.name().to_owned()));
        let near = |(centre, km): &(Geo, f64)| format!("within {km} km of {}, {}", centre.lat, centre.lon);
        words.extend(self.near.iter().map(near));
        words.extend([&self.tags, &self.series, &self.languages, &self.ids].into_iter().flatten().cloned());
        words.extend(self.years.iter().map(i32::to_string));
        words.extend(self.online.iter().map(|rule| match rule {
            OnlineRule::Only => "online".to_owned(),
            OnlineRule::Exclude => "in person".to_owned(),
        }));
        words.extend(self.from.iter().map(|from| match from.day {
            Some(day) => format!("from {day}"),
            None => "from today".to_owned(),
        }));
        words.extend(self.until.map(|day| format!("until {day}")));
        words.extend(self.only.iter().map(|kind| kind.to_string()));
        words.extend(self.kinds.iter().map(|kind| kind.to_string()));
        words.extend(self.statuses.iter().map(|status| status.to_string()));
        words.extend((self.times == Times::Utc).then(|| "times in UTC".to_owned()));
        // The list may write a name in two ways.
        let mut said = HashSet::new();
        words.retain(|word| said.insert(word.to_lowercase()));
        f.write_str(&words.join(", "))
    }
}

fn unknown_key(name: &str) -> Error {
    let names = || Filter::KEYS.iter().map(|key| key.name);
    let help = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the filters are {}", names().collect::<Vec<_>>().join(", ")),
    };
    Error::new(format!("there is no filter `{}`", shown(name)), help)
}

impl Filter {
    /// The filter that these pairs of key and value make, for a feed with these names. `now`, an instant in UTC, is the one
    /// at which `from` = `today` leaves out what is over; `today+30d` counts from its day.
    ///
    /// # Errors
    ///
    /// A key that is not a filter, a value that it does not take, or a region, tag, series, language or id that is not
    /// among the names.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Filter, Names};
    /// let (names, now) = (Names::default(), "2022-05-01T09:30:00Z".parse().unwrap());
    /// assert!(Filter::parse([("from", "today+30d"), ("only", "conferences,deadlines")], &names, now).is_ok());
    /// assert!(Filter::parse([("from", "today+3h")], &names, now).is_err());
    /// ```
    pub fn parse<'w>(
        words: impl IntoIterator<Item = (&'w str, &'w str)>,
        names: &Names,
        now: DateTime<Utc>,
    ) -> Result<Filter, Error> {
        let (mut filter, context) = (Filter::default(), FilterContext { names, now });
        for (name, value) in words {
            let Some(key) = Filter::key(name) else { return Err(unknown_key(name)) };
            key.add(&mut filter, value, &context)?;
        }
        Ok(filter)
    }

    /// The part of the feed that passes the filter. A conference passes whole if it or one of its sessions takes place where it is
    /// wanted, or online as it is wanted; of its sessions, those that do. Filters of place are met in one and the same
    /// place. `from` and `until` look at each event for itself: a deadline may be there without its conference.
    pub fn apply(&self, mut feed: Feed) -> Feed {
        if self.times == Times::Utc {
            feed.times = Times::Utc;
        }
        feed.conferences.retain_mut(|conference| {
            if !self.wants(conference) {
                return false;
            }
            conference.included &= self.wants_whole(conference);
            conference.sessions.retain(|session| self.wants_session(session));
            conference.deadlines.retain(|deadline| match deadline.due {
                Some(due) => self.wants_deadline(deadline.kind, due.day(), due.over_at()),
                // One without a date is a line in the description of its conference.
                None => conference.included,
            });
            if feed.reminders == Reminders::Events {
                for deadline in &mut conference.deadlines {
                    let Some(due) = deadline.due else { continue };
                    deadline.remind.retain(|before| self.wants_reminder(reminder_day(due, *before)));
                }
            }
            conference.included
                || !conference.sessions.is_empty()
                || conference.deadlines.iter().any(|deadline| deadline.due.is_some())
        });
        feed
    }

    /// The form of times.
    pub(crate) fn form_of_times(&self) -> Times {
        self.times
    }

    /// The first and the last day that it asks for, where it does.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Filter, Names};
    /// let now = "2022-05-01T09:30:00Z".parse().unwrap();
    /// let filter = Filter::parse([("until", "today+3d")], &Names::default(), now).unwrap();
    /// assert_eq!(filter.window(), (None, "2022-05-04".parse().ok()));
    /// ```
    pub fn window(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let day = |from: &Cutoff| from.day.or(from.open_at.map(|now| now.date_naive()));
        (self.from.iter().filter_map(day).min(), self.until)
    }

    /// The same filter for all time: without `from` and `until`.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Filter, Names};
    /// let now = "2022-05-01T09:30:00Z".parse().unwrap();
    /// let filter = Filter::parse([("region", "europe"), ("from", "today")], &Names::default(), now).unwrap();
    /// assert_eq!(filter.without_window().to_string(), "Europe");
    /// ```
    pub fn without_window(&self) -> Filter {
        Filter { from: Vec::new(), until: None, ..self.clone() }
    }

    /// The tags and series of which a conference needs one, if it needs any.
    pub(crate) fn names(&self) -> Option<&[String]> {
        [&self.tags, &self.series].into_iter().map(Vec::as_slice).find(|names| !names.is_empty())
    }

    /// True if a country is asked for, itself or in a region.
    pub(crate) fn asks_where(&self) -> bool {
        !self.regions.is_empty() || !self.countries.is_empty()
    }

    /// True if events in this country may pass.
    pub(crate) fn wants_country(&self, country: Option<Country>) -> bool {
        any(&self.regions, |region| country.is_some_and(|country| region.contains(country)))
            && any(&self.countries, |wanted| country == Some(*wanted))
    }

    /// True if anything of a conference may pass. Each of its events is asked then.
    pub(crate) fn wants(&self, conference: &Conference) -> bool {
        self.asks_for(conference)
            && (self.wants_place(&conference.place, conference.attendance())
                || conference.sessions.iter().any(|session| self.wants_place(&session.place, session.attendance())))
    }

    /// True if the conference's own event passes; call only if [`Filter::wants`] is true.
    pub(crate) fn wants_whole(&self, conference: &Conference) -> bool {
        // A conference without dates may come any day: before no day, and after every one.
        let span = || conference.span().unwrap_or((NaiveDate::MAX, NaiveDate::MAX));
        self.wants_kind(EventKind::Conferences) && self.wants_time(|| (span().into(), conference.over_at()))
    }

    /// True if a session passes, given that its conference may.
    pub(crate) fn wants_session(&self, session: &Session) -> bool {
        self.wants_place(&session.place, session.attendance())
            && self.wants_kind(EventKind::Sessions)
            && self.wants_dates(session.dates)
    }

    /// True if a deadline on this day passes, given that its conference may.
    pub(crate) fn wants_deadline(&self, kind: DeadlineKind, day: NaiveDate, over_at: DateTime<Utc>) -> bool {
        self.wants_kind(EventKind::Deadlines)
            && any(&self.kinds, |wanted| *wanted == kind)
            && self.wants_time(|| ([day, day], over_at))
    }

    /// True if a reminder on this day passes, given that its deadline does.
    pub(crate) fn wants_reminder(&self, day: NaiveDate) -> bool {
        any(&self.from, |from| from.passes(day, DateOrTime::Day(day).over_at()))
    }

    fn wants_dates(&self, dates: Interval) -> bool {
        self.wants_time(|| ([dates.start().day(), dates.last_day()], dates.over_at()))
    }

    /// True if an event passes with its first and its last day, and the instant at which it is over. Most filters ask for no time.
    fn wants_time(&self, times: impl FnOnce() -> ([NaiveDate; 2], DateTime<Utc>)) -> bool {
        if self.from.is_empty() && self.until.is_none() {
            return true;
        }
        let ([first, last], over_at) = times();
        any(&self.from, |from| from.passes(last, over_at)) && self.until.is_none_or(|until| first <= until)
    }

    /// Everything that is asked of a conference as a whole.
    fn asks_for(&self, conference: &Conference) -> bool {
        let is_in =
            |year: &i32| conference.span().is_some_and(|(first, last)| (first.year()..=last.year()).contains(year));
        any(&self.tags, |tag| conference.tags.iter().any(|other| equal(tag, other)))
            && any(&self.series, |series| conference.series.as_ref().is_some_and(|other| equal(series, other)))
            && any(&self.languages, |language| conference.languages.iter().any(|other| equal(language, other)))
            && any(&self.ids, |id| equal(id, &conference.id))
            && any(&self.years, is_in)
            && any(&self.statuses, |status| *status == conference.status)
    }

    fn wants_place(&self, place: &Place, attendance: Option<Attendance>) -> bool {
        self.wants_country(place.country)
            && any(&self.near, |(centre, km)| place.geo.is_some_and(|geo| centre.distance_km(geo) <= *km))
            && any(&self.online, |rule| match rule {
                OnlineRule::Only => matches!(attendance, Some(Attendance::Online | Attendance::Hybrid)),
                OnlineRule::Exclude => attendance != Some(Attendance::Online),
            })
    }

    fn wants_kind(&self, kind: EventKind) -> bool {
        any(&self.only, |only| *only == kind)
    }
}

/// True if one of the values given passes, or none was given.
fn any<T>(values: &[T], passes: impl FnMut(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(passes)
}

/// True if two names are the same, without regard to case.
pub(crate) fn equal(one: &str, other: &str) -> bool {
    let are_ascii = || one.is_ascii() && other.is_ascii();
    one.eq_ignore_ascii_case(other) || !are_ascii() && one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests;
