//! A part of a feed: by place, topic, series, language, date, or kind of event.
//!
//! Comes in: pairs of words and values, such as `region` and `europe`, which are the same on the command line, in a
//! query and in a list. Goes out: a [`Filter`], and from it a smaller [`Feed`]. UIDs stay as they are. Knows nothing of
//! how the words were given.

mod names;

use std::collections::HashSet;
use std::fmt;

use chrono::{Datelike, NaiveDate, TimeDelta};

pub use self::names::Names;
use crate::model::{Attendance, Conference, Feed, Reminders, Session, Times, reminder_day};
use crate::place::{Country, Geo, Place, Region};
use crate::spelling::nearest;

/// Which events of a feed are wanted. A filter given twice means either; different filters mean both.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names, Source};
///
/// let list = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n\
///             [[conference]]\nname = 'SciPy 2022'\nstart = 2022-07-11\ncountry = 'US'\n";
/// let feed = confcal::read(&[Source::new("list.toml", list)]).0.unwrap();
/// let today = "2022-05-01".parse().unwrap();
/// let filter = Filter::parse([("region", "europe")], &Names::of(&feed), today).unwrap();
/// let feed = filter.apply(feed);
/// assert_eq!(feed.conferences.len(), 1);
/// assert_eq!(feed.conferences[0].id, "pycon-uk-2022");
/// ```
#[derive(Clone, Debug, Default)]
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
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    only: Vec<Component>,
    /// Not what is wanted, but how it is written: views and queries say it in the same way.
    times: Times,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnlineRule {
    Only,
    Exclude,
    Include,
}

/// A kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Component {
    Conferences,
    Sessions,
    Deadlines,
}

/// What it asks for, in words for people.
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
        words.extend(self.online.iter().filter_map(|rule| match rule {
            OnlineRule::Only => Some("online".to_owned()),
            OnlineRule::Exclude => Some("in person".to_owned()),
            OnlineRule::Include => None,
        }));
        words.extend(self.from.map(|day| format!("from {day}")));
        words.extend(self.until.map(|day| format!("until {day}")));
        words.extend(self.only.iter().map(|kind| format!("{kind:?}").to_lowercase()));
        words.extend((self.times == Times::Utc).then(|| "times in UTC".to_owned()));
        // The list may write a name in two ways.
        let mut said = HashSet::new();
        words.retain(|word| said.insert(word.to_lowercase()));
        f.write_str(&words.join(", "))
    }
}

/// A filter that cannot be: what is wrong, and what would be right.
///
/// # Examples
///
/// ```
/// use confcal::{Filter, Names};
/// let error = Filter::parse([("region", "europa")], &Names::default(), Default::default()).unwrap_err();
/// assert_eq!(error.message, "there is no region `europa`");
/// assert_eq!(error.help.as_deref(), Some("did you mean `europe`?"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl std::error::Error for FilterError {}

fn error(message: String, help: impl Into<Option<String>>) -> FilterError {
    FilterError { message, help: help.into() }
}

impl Filter {
    /// The words of all filters.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(confcal::Filter::WORDS.contains(&"region"));
    /// ```
    pub const WORDS: &[&str] = &[
        "region", "country", "near", "tag", "series", "language", "id", "year", "online", "from", "until", "only",
        "times",
    ];

    /// The filter that these pairs of word and value make, for a feed with these names. `today` is what the dates `today`
    /// and `today+30d` count from.
    ///
    /// # Errors
    ///
    /// A word that is no filter, a value that it does not take, or a region, tag, series, language or id that is not among
    /// the names.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Filter, Names};
    /// let (names, today) = (Names::default(), "2022-05-01".parse().unwrap());
    /// assert!(Filter::parse([("from", "today+30d"), ("only", "conferences,deadlines")], &names, today).is_ok());
    /// assert!(Filter::parse([("near", "91,0,10")], &names, today).is_err());
    /// ```
    pub fn parse<'w>(
        words: impl IntoIterator<Item = (&'w str, &'w str)>,
        names: &Names,
        today: NaiveDate,
    ) -> Result<Filter, FilterError> {
        let mut filter = Filter::default();
        for (word, value) in words {
            filter.add(word, value.trim(), names, today)?;
        }
        Ok(filter)
    }

    fn add(&mut self, word: &str, value: &str, names: &Names, today: NaiveDate) -> Result<(), FilterError> {
        match word {
            "region" => self.regions.push(names.region(value)?),
            "country" => self
                .countries
                .push(value.parse().map_err(|no: crate::place::UnknownCountry| error(no.message(), no.help()))?),
            "near" => self.near.push(near(value)?),
            "tag" => self.tags.extend(names.tags(value)?),
            "series" => self.series.extend(names.series(value)?),
            "language" => self.languages.extend(names.languages(value)?),
            "id" => self.ids.extend(names.ids(value)?),
            "year" => self.years.push(year(value)?),
            "online" => self.online.push(online_rule(value)?),
            "times" => self.times = times(value)?,
            "from" => self.from = Some(earliest(self.from, date(value, today)?)),
            "until" => self.until = Some(latest(self.until, date(value, today)?)),
            "only" => {
                for part in value.split(',') {
                    self.only.push(component(part.trim())?);
                }
            }
            _ => {
                let help = match nearest(word, Filter::WORDS.iter().copied()) {
                    Some(word) => format!("did you mean `{word}`?"),
                    None => format!("the filters are {}", Filter::WORDS.join(", ")),
                };
                return Err(error(format!("there is no filter `{word}`"), help));
            }
        }
        Ok(())
    }

    /// What of the feed passes the filter. A conference passes whole if it or one of its sessions takes place where it is
    /// wanted, or online as it is wanted; of its sessions, those that do. Filters of place are met in one and the same
    /// place. `from` and `until` look at each event for itself: a deadline may be there without its conference.
    ///
    /// # Examples
    ///
    /// ```
    /// let feed = confcal::Feed::default();
    /// assert_eq!(confcal::Filter::default().apply(feed.clone()), feed);
    /// ```
    pub fn apply(&self, mut feed: Feed) -> Feed {
        if self.times == Times::Utc {
            feed.times = Times::Utc;
        }
        feed.conferences.retain_mut(|conference| {
            if !self.wants(conference) {
                return false;
            }
            conference.listed &= self.wants_whole(conference);
            conference.sessions.retain(|session| self.wants_session(session));
            conference.deadlines.retain(|deadline| match deadline.due {
                Some(due) => self.wants_deadline(due.day()),
                // One without a date is a line in the description of its conference.
                None => conference.listed,
            });
            if feed.reminders == Reminders::Events {
                for deadline in &mut conference.deadlines {
                    let Some(due) = deadline.due else { continue };
                    deadline.remind.retain(|before| self.wants_reminder(reminder_day(due, *before)));
                }
            }
            conference.listed
                || !conference.sessions.is_empty()
                || conference.deadlines.iter().any(|deadline| deadline.due.is_some())
        });
        feed
    }

    /// How times are to be written.
    pub(crate) fn times(&self) -> Times {
        self.times
    }

    /// The tags and series of which a conference needs one, if it needs any.
    pub(crate) fn names(&self) -> Option<&[String]> {
        [&self.tags, &self.series].into_iter().map(Vec::as_slice).find(|names| !names.is_empty())
    }

    /// Whether one country or another is asked for, itself or in a region.
    pub(crate) fn asks_where(&self) -> bool {
        !self.regions.is_empty() || !self.countries.is_empty()
    }

    /// Whether what is in a country may pass.
    pub(crate) fn wants_country(&self, country: Option<Country>) -> bool {
        any(&self.regions, |region| country.is_some_and(|country| region.contains(country)))
            && any(&self.countries, |wanted| country == Some(*wanted))
    }

    /// Whether anything of a conference may pass. What does is then asked of each of its events.
    pub(crate) fn wants(&self, conference: &Conference) -> bool {
        self.asks_for(conference)
            && (self.wants_place(&conference.place, conference.attendance())
                || conference.sessions.iter().any(|session| self.wants_place(&session.place, session.attendance())))
    }

    /// Whether the event of a conference itself passes, which may pass.
    pub(crate) fn wants_whole(&self, conference: &Conference) -> bool {
        // What may still come any day is before no day, and after every one.
        let days = conference.span().unwrap_or((NaiveDate::MAX, NaiveDate::MAX));
        self.wants_kind(Component::Conferences) && self.wants_days(days)
    }

    /// Whether a session passes of a conference that may.
    pub(crate) fn wants_session(&self, session: &Session) -> bool {
        self.wants_place(&session.place, session.attendance())
            && self.wants_kind(Component::Sessions)
            && self.wants_days((session.when.start().day(), session.when.last_day()))
    }

    /// Whether a deadline on this day passes of a conference that may.
    pub(crate) fn wants_deadline(&self, due: NaiveDate) -> bool {
        self.wants_kind(Component::Deadlines) && self.wants_days((due, due))
    }

    /// Whether a reminder on this day passes of a deadline that does.
    pub(crate) fn wants_reminder(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| day >= from)
    }

    /// Whether something from this day to that one passes.
    fn wants_days(&self, (first, last): (NaiveDate, NaiveDate)) -> bool {
        self.from.is_none_or(|from| last >= from) && self.until.is_none_or(|until| first <= until)
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
    }

    fn wants_place(&self, place: &Place, attendance: Option<Attendance>) -> bool {
        self.wants_country(place.country)
            && any(&self.near, |(centre, km)| place.geo.is_some_and(|geo| centre.distance_km(geo) <= *km))
            && any(&self.online, |rule| match rule {
                OnlineRule::Include => true,
                OnlineRule::Only => matches!(attendance, Some(Attendance::Online | Attendance::Hybrid)),
                OnlineRule::Exclude => attendance != Some(Attendance::Online),
            })
    }

    fn wants_kind(&self, kind: Component) -> bool {
        any(&self.only, |only| *only == kind)
    }
}

/// Whether one of the values given passes, or none was given.
fn any<T>(values: &[T], passes: impl FnMut(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(passes)
}

/// Whether two names are the same, without regard to case.
pub(crate) fn equal(one: &str, other: &str) -> bool {
    let are_ascii = || one.is_ascii() && other.is_ascii();
    one.eq_ignore_ascii_case(other) || !are_ascii() && one.to_lowercase() == other.to_lowercase()
}

fn near(value: &str) -> Result<(Geo, f64), FilterError> {
    let numbers: Vec<f64> = value.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    match numbers[..] {
        [lat, lon, km] if value.split(',').count() == 3 && km.is_finite() && km > 0.0 => {
            Geo::new(lat, lon).map(|geo| (geo, km))
        }
        _ => None,
    }
    .ok_or_else(|| {
        error(
            format!("`{value}` is no circle"),
            "write latitude, longitude and kilometres: `52.52,13.40,300`".to_owned(),
        )
    })
}

fn year(value: &str) -> Result<i32, FilterError> {
    let year = value.parse().ok().filter(|year| value.len() == 4 && (1900..=2199).contains(year));
    year.ok_or_else(|| error(format!("`{value}` is no year"), "write it in four digits: `2022`".to_owned()))
}

fn online_rule(value: &str) -> Result<OnlineRule, FilterError> {
    match value {
        "only" => Ok(OnlineRule::Only),
        "exclude" => Ok(OnlineRule::Exclude),
        "include" => Ok(OnlineRule::Include),
        _ => Err(error(format!("online is only, exclude or include, not `{value}`"), None)),
    }
}

fn times(value: &str) -> Result<Times, FilterError> {
    match value {
        _ if value.eq_ignore_ascii_case("local") => Ok(Times::Local),
        _ if value.eq_ignore_ascii_case("utc") => Ok(Times::Utc),
        _ => Err(error(format!("times are local or utc, not `{value}`"), None)),
    }
}

fn component(value: &str) -> Result<Component, FilterError> {
    match value {
        "conferences" => Ok(Component::Conferences),
        "sessions" => Ok(Component::Sessions),
        "deadlines" => Ok(Component::Deadlines),
        _ => {
            let help = match nearest(value, ["conferences", "sessions", "deadlines"].into_iter()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => "they are conferences, sessions and deadlines".to_owned(),
            };
            Err(error(format!("there is no kind of event `{value}`"), help))
        }
    }
}

/// `2022-07-01`, `today`, `today+30d`, `today-1w`.
fn date(value: &str, today: NaiveDate) -> Result<NaiveDate, FilterError> {
    let date = match value.strip_prefix("today") {
        None => value.parse().ok().filter(|_| value.len() == "2022-07-01".len()),
        Some("") => Some(today),
        Some(shift) => {
            shift.get(1..).and_then(|length| length.parse::<crate::duration::Duration>().ok()).and_then(|length| {
                let days = TimeDelta::minutes(length.minutes());
                match shift.as_bytes()[0] {
                    b'+' => today.checked_add_signed(days),
                    b'-' => today.checked_sub_signed(days),
                    _ => None,
                }
            })
        }
    };
    date.ok_or_else(|| {
        error(format!("`{value}` is no date"), "write `2022-07-01`, `today`, `today+30d` or `today-2w`".to_owned())
    })
}

fn earliest(one: Option<NaiveDate>, other: NaiveDate) -> NaiveDate {
    one.map_or(other, |one| one.min(other))
}

fn latest(one: Option<NaiveDate>, other: NaiveDate) -> NaiveDate {
    one.map_or(other, |one| one.max(other))
}
