//! The resolved list: what a [`Feed`] holds after everything in it has been checked.
//!
//! Here no `Option` means "not checked yet" and no text means "a date": zones are known, countries exist, ids are
//! unique, parts lie within their conference. Ids become UIDs here (RFC 7986 §5.3, RFC 9562 §5.5). Knows nothing of
//! TOML, of spans, or of how a feed is written.

use std::fmt;
use std::str::FromStr;

use arcstr::Substr;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::deadline_kind::DeadlineKind;
use crate::duration::Duration;
use crate::ics::encode_uri;
use crate::place::{Country, Place, Region};
use crate::spelling::{ParseWordError, Word};
use crate::time::{DateOrTime, Expected, Interval, days_in_words, minutes_before};
use crate::uri::{self, component};

/// A list of conferences, checked: what becomes one calendar feed.
///
/// # Examples
///
/// ```
/// let text = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\nend = 2022-09-18\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// assert_eq!(feed.unwrap().conferences[0].id, "pycon-uk-2022");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What the calendar is called.
    pub name: Option<Substr>,
    /// What it holds, in a sentence.
    pub description: Option<Substr>,
    /// The page where it is published.
    pub url: Option<Substr>,
    /// The address of this very feed, if it is known.
    pub source: Option<Substr>,
    /// What the identity of every event is made from.
    pub id: Option<Substr>,
    /// The language of its texts, a BCP 47 tag.
    pub language: Option<Substr>,
    /// A CSS3 colour name, in lower case.
    pub color: Option<&'static str>,
    /// How often clients should ask for it again.
    pub refresh: Duration,
    /// How long past conferences stay in the feed; `None` for ever.
    pub keep: Option<Duration>,
    /// The address where people say what is missing or wrong, with the placeholders `{id}` and `{name}`: see
    /// [`contribute_url`](Feed::contribute_url).
    pub contribute: Option<Substr>,
    /// How reminders are written.
    pub reminders: Reminders,
    /// How the times of events are written.
    pub times: Times,
    /// The list's own regions.
    pub regions: Vec<Region>,
    /// The feeds that a site has beside those of each region, country, topic and series.
    pub views: Vec<View>,
    /// The conferences, in the order of the list.
    pub conferences: Vec<Conference>,
}

/// The UID of what has this path in a feed with this namespace (RFC 9562 §5.5).
pub(crate) fn uid(namespace: Uuid, path: &str) -> Uuid {
    Uuid::new_v5(&namespace, path.as_bytes())
}

impl Feed {
    /// The namespace of the UIDs of its own list: a UUIDv5 of its `id`, else its `url`, else the text `confcal`. A list that
    /// is read together with it may have another; each conference knows its own, see [`Identity`].
    ///
    /// # Examples
    ///
    /// ```
    /// let feed = confcal::Feed { id: Some("python-conferences".into()), ..Default::default() };
    /// assert_ne!(feed.namespace(), confcal::Feed::default().namespace());
    /// ```
    pub fn namespace(&self) -> Uuid {
        let seed = self.id.as_deref().or(self.url.as_deref()).unwrap_or("confcal");
        Uuid::new_v5(&Uuid::NAMESPACE_URL, seed.as_bytes())
    }

    /// The address where people say what is missing or wrong about a conference; with empty texts, which conference is
    /// missing.
    ///
    /// # Examples
    ///
    /// ```
    /// let contribute = Some("https://example.org/new?id={id}&name={name}".into());
    /// let feed = confcal::Feed { contribute, ..Default::default() };
    /// let url = feed.contribute_url("c-and-c", "C & C++");
    /// assert_eq!(url.as_deref(), Some("https://example.org/new?id=c-and-c&name=C%20%26%20C%2B%2B"));
    /// ```
    pub fn contribute_url(&self, id: &str, name: &str) -> Option<String> {
        let filled = self.contribute.as_ref()?.replace("{id}", &component(id)).replace("{name}", &component(name));
        let web = uri::web(&filled).unwrap_or(filled.as_str().into());
        Some(encode_uri(&web).into_owned())
    }

    /// The instant up to which it leaves out what is over. Counted back from the time of the list and not from a clock:
    /// the same list stays the same feed.
    pub(crate) fn kept_from(&self, list: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.keep.map(|keep| minutes_before(list, keep.minutes()))
    }

    /// The UIDs of all that is in it: of every conference, with those of its sessions and deadlines.
    pub(crate) fn uids(&self) -> impl Iterator<Item = Uuid> {
        self.conferences.iter().flat_map(|conference| {
            let sessions = conference.sessions.iter().map(|session| conference.session_uid(session));
            let deadlines = conference.deadlines.iter().map(|deadline| conference.deadline_uid(deadline));
            std::iter::once(conference.uid()).chain(sessions).chain(deadlines)
        })
    }

    /// Asks for these reminders before every deadline, instead of those of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n\
    ///             [[conference.deadline]]\nkind = 'cfp'\ndue = 2022-06-01\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// let mut feed = feed.unwrap();
    /// feed.remind(&["7d".parse().unwrap()]);
    /// assert_eq!(feed.conferences[0].deadlines[0].remind.len(), 1);
    /// ```
    pub fn remind(&mut self, before: &[Duration]) {
        let mut once: Vec<Duration> = Vec::with_capacity(before.len());
        for &before in before {
            if !once.contains(&before) {
                once.push(before);
            }
        }
        for deadline in self.conferences.iter_mut().flat_map(|conference| &mut conference.deadlines) {
            deadline.remind.clone_from(&once);
        }
    }
}

/// A feed of a site that the list asks for: a combination of filters.
///
/// # Examples
///
/// ```
/// let text = "[feed]\nid = 'x'\n[[view]]\npath = 'europe-2022.ics'\nname = 'Europe 2022'\nregion = ['europe']\nyear = 2022\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// let view = &feed.unwrap().views[0];
/// assert_eq!(view.words, [("region".into(), "europe".into()), ("year".into(), "2022".into())]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its path from the root of the site; ends in `.ics`.
    pub path: Substr,
    /// What the calendar is called.
    pub name: String,
    /// The words and values of its [`Filter`](crate::Filter).
    pub words: Vec<(String, String)>,
}

/// A conference.
///
/// # Examples
///
/// ```
/// let text = "[[conference]]\nname = 'EuroPython'\nstart = 2022-07-11\nend = 2022-07-17\nonline = true\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// let conference = &feed.unwrap().conferences[0];
/// assert_eq!(conference.dates.unwrap().days(), 7);
/// assert_eq!(conference.attendance(), Some(confcal::Attendance::Online));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Conference {
    /// Unique in the feed; letters, digits and hyphens. Where two lists with feeds of their own have one id, that of the
    /// second is followed by the first digits of its namespace.
    pub id: Substr,
    /// What its UIDs are made from.
    pub identity: Identity,
    /// Its name.
    pub name: Substr,
    /// A shorter name, by which its sessions and deadlines call it in their titles.
    pub short: Option<Substr>,
    /// From when to when; `None` if it is not dated yet.
    pub dates: Option<Interval>,
    /// The month or year in which it is expected, as long as it is not dated.
    pub expected: Option<Expected>,
    /// Its web site.
    pub url: Option<Substr>,
    /// Where it takes place; empty if only online or not known.
    pub place: Place,
    /// Whether one can take part online, and where.
    pub online: Option<Online>,
    /// Topics, without commas, each once.
    pub tags: Vec<Substr>,
    /// What groups it with its other editions.
    pub series: Option<Substr>,
    /// Its other names.
    pub aliases: Vec<Substr>,
    /// The languages spoken there, BCP 47 tags.
    pub languages: Vec<Substr>,
    /// The conference of the list that it is co-located with.
    pub part_of: Option<Parent>,
    /// Further addresses, each with what it is called, in the order of the list.
    pub links: Vec<(Substr, Substr)>,
    /// What it is, in plain text.
    pub description: Option<Substr>,
    /// Whether it will take place.
    pub status: Status,
    /// Whether it shows as busy in the calendar.
    pub busy: bool,
    /// When the entry was last changed, in UTC, if the list says so.
    pub updated: Option<DateTime<Utc>>,
    /// Its parts with dates of their own.
    pub sessions: Vec<Session>,
    /// Its dates to act by.
    pub deadlines: Vec<Deadline>,
    /// A timed deadline becomes a block of this length that ends when it is due; zero for a moment.
    pub deadline_length: Duration,
    /// Whether it is in the feed itself; a filter may leave only parts of it.
    pub listed: bool,
}

impl Conference {
    /// What its sessions and deadlines call it in their titles: its `short` name, else its name.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = '49th International Conference on Software Engineering'\nshort = 'ICSE 2027'\n\
    ///             start = 2027-05-10\ncity = 'Dublin'\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// assert_eq!(feed.unwrap().conferences[0].short_name(), "ICSE 2027");
    /// ```
    pub fn short_name(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.name)
    }

    /// How one takes part, or `None` if the list does not say.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'PyCon UK'\nstart = 2022-09-16\ncity = 'Cardiff'\nonline = true\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// assert_eq!(feed.unwrap().conferences[0].attendance(), Some(confcal::Attendance::Hybrid));
    /// ```
    pub fn attendance(&self) -> Option<Attendance> {
        Attendance::of(&self.place, self.online.as_ref())
    }

    /// The UID of its event, the same in every feed that holds it.
    ///
    /// # Examples
    ///
    /// ```
    /// let list = |feed| format!("[feed]\nid = '{feed}'\n[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\n");
    /// let uid = |lists: &[confcal::Source]| confcal::read(lists, confcal::Level::Hint).0.unwrap().conferences.last().unwrap().uid();
    /// let own = confcal::Source::new("uk.toml", list("uk"));
    /// let other = confcal::Source::new("more.toml", list("more").replace("PyCon UK 2022", "PyCon DE 2022"));
    /// assert_eq!(uid(&[own.clone()]), uid(&[other, own]));
    /// ```
    pub fn uid(&self) -> Uuid {
        uid(self.identity.namespace, &self.identity.id)
    }

    /// The UID of the event of one of its sessions.
    pub fn session_uid(&self, session: &Session) -> Uuid {
        uid(self.identity.namespace, &self.session_path(session))
    }

    /// The name of a session's UID within the namespace of the feed.
    pub(crate) fn session_path(&self, session: &Session) -> String {
        session_path(&self.identity.id, session).concat()
    }

    /// The UID of the event of one of its deadlines.
    pub fn deadline_uid(&self, deadline: &Deadline) -> Uuid {
        uid(self.identity.namespace, &self.deadline_path(deadline))
    }

    /// The name of a deadline's UID within the namespace of the feed.
    pub(crate) fn deadline_path(&self, deadline: &Deadline) -> String {
        deadline_path(&self.identity.id, deadline).concat()
    }

    /// The first and the last day on which it may take place: those of its dates, else of the month or year in which it is
    /// expected; `None` if nothing is known.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython'\nexpected = '2027-07'\ncity = 'Dublin'\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// let (first, last) = feed.unwrap().conferences[0].span().unwrap();
    /// assert_eq!((first.to_string(), last.to_string()), ("2027-07-01".to_owned(), "2027-07-31".to_owned()));
    /// ```
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let dates = self.dates.map(|dates| (dates.start().day(), dates.last_day()));
        dates.or_else(|| self.expected.map(|expected| (expected.first_day(), expected.last_day())))
    }

    /// The instant, in UTC, from which on it is over: see [`Interval::over_at`]. An undated one is over when its month or
    /// year has ended everywhere, and one without either may come at any time.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython 2027'\nexpected = '2027-07'\ncity = 'Dublin'\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// assert_eq!(feed.unwrap().conferences[0].over_at().to_string(), "2027-08-01 12:00:00 UTC");
    /// ```
    pub fn over_at(&self) -> DateTime<Utc> {
        let expected = || self.expected.map(|expected| DateOrTime::Day(expected.last_day()).over_at());
        self.dates.map(Interval::over_at).or_else(expected).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Where it goes when conferences are sorted by date: one that is not dated comes at the end of its month or year, and
    /// one of which nothing is known, last.
    #[cfg(feature = "site")]
    pub(crate) fn sort_key(&self) -> (DateTime<Utc>, NaiveDate) {
        let last = self.span().map_or(NaiveDate::MAX, |(_, last)| last);
        let undated = || last.and_hms_opt(23, 59, 59).unwrap_or_default().and_utc();
        (self.dates.map_or_else(undated, |dates| dates.start().sort_key()), last)
    }

    /// Its days: `11–17 July 2022`, `October 2027, dates to be announced`, `dates to be announced`.
    pub(crate) fn days_in_words(&self) -> String {
        match (self.dates, self.expected) {
            (Some(dates), _) => days_in_words(dates.start().day(), dates.last_day()),
            (None, Some(expected)) => format!("{}, dates to be announced", expected.in_words()),
            (None, None) => "dates to be announced".to_owned(),
        }
    }

    /// The countries that it and its sessions are in; one may come several times.
    pub(crate) fn countries(&self) -> impl Iterator<Item = Country> {
        let sessions = self.sessions.iter().filter_map(|session| session.place.country);
        self.place.country.into_iter().chain(sessions)
    }
}

/// What the UIDs of a conference and of its parts are made from: they stay the same whatever other lists its list is read
/// together with.
///
/// # Examples
///
/// ```
/// let text = "[feed]\nid = 'uk'\n[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncity = 'Cardiff'\n";
/// let feed = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint).0.unwrap();
/// assert_eq!(feed.conferences[0].identity.namespace, feed.namespace());
/// assert_eq!(feed.conferences[0].identity.id, "pycon-uk-2022");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The namespace of the feed of its list.
    pub namespace: Uuid,
    /// Its id in that list.
    pub id: Substr,
}

/// The conference that another one is part of; it need not be in the same feed.
///
/// # Examples
///
/// ```
/// let text = "[[conference]]\nname = 'Main'\nid = 'main'\nstart = 2022-07-11\ncity = 'Dublin'\n\
///             [[conference]]\nname = 'Side'\nid = 'side'\nstart = 2022-07-12\ncity = 'Dublin'\npart-of = 'main'\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// assert_eq!(feed.unwrap().conferences[1].part_of.as_ref().unwrap().name, "Main");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// Its id.
    pub id: Substr,
    /// The UID of its event.
    pub uid: Uuid,
    /// Its name.
    pub name: Substr,
}

/// A part of a conference with its own dates: tutorials, talks, sprints, another city's edition.
///
/// # Examples
///
/// ```
/// let text = "[[conference]]\nname = 'EuroPython'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
///             [[conference.session]]\nname = 'Sprints'\nstart = 2022-07-16\nend = 2022-07-17\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// let session = &feed.unwrap().conferences[0].sessions[0];
/// assert_eq!((session.id.as_str(), session.place.city.as_deref()), ("sprints", Some("Dublin")));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Unique among the sessions of its conference.
    pub id: Substr,
    /// Its name, without the conference's.
    pub name: Substr,
    /// From when to when, within the conference.
    pub dates: Interval,
    /// Its page, else the conference's.
    pub url: Option<Substr>,
    /// Where it takes place: what it does not say itself comes from the conference.
    pub place: Place,
    /// Whether one can take part online, and where; else as the conference.
    pub online: Option<Online>,
    /// What it is, in plain text.
    pub description: Option<Substr>,
}

impl Session {
    /// How one takes part, or `None` if the list does not say.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
    ///             [[conference.session]]\nname = 'Sprints'\nstart = 2022-07-16\nend = 2022-07-17\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// assert_eq!(feed.unwrap().conferences[0].sessions[0].attendance(), Some(confcal::Attendance::InPerson));
    /// ```
    pub fn attendance(&self) -> Option<Attendance> {
        Attendance::of(&self.place, self.online.as_ref())
    }
}

/// A date to act by.
///
/// # Examples
///
/// ```
/// let text = "[[conference]]\nname = 'EuroPython'\nstart = 2022-07-11\nend = 2022-07-17\ncity = 'Dublin'\n\
///             [[conference.deadline]]\nkind = 'cfp'\nname = 'Round 2'\ndue = 2022-04-03T23:59:00\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// assert_eq!(feed.unwrap().conferences[0].deadlines[0].id, "cfp-round-2");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// Unique among the deadlines of its conference.
    pub id: Substr,
    /// What it is for.
    pub kind: DeadlineKind,
    /// Its label, such as `Round 2`; always there for [`DeadlineKind::Other`].
    pub name: Option<Substr>,
    /// When it is due; `None` if announced but not dated yet.
    pub due: Option<DateOrTime>,
    /// When it opens.
    pub opens: Option<DateOrTime>,
    /// The due dates that it had before, in the order of the list.
    pub was: Vec<DateOrTime>,
    /// Where to act, else the conference's web site.
    pub url: Option<Substr>,
    /// How long before `due` to remind people.
    pub remind: Vec<Duration>,
}

impl Deadline {
    /// The due dates that it had before, without any that is the one it has now.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = DateOrTime> + Clone {
        let is_now = |was: DateOrTime| self.due.is_some_and(|due| !due.is_after(was) && !was.is_after(due));
        self.was.iter().copied().filter(move |&was| !is_now(was))
    }

    /// How the due date was changed; `None` if it was not, or if there is no due date.
    ///
    /// It counts as extended only if it is later than every date that it had.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::DueChange::{Extended, Moved};
    /// let change = |due: &str, was: &str| {
    ///     let text = format!("[[conference]]\nname = 'PyCon'\nstart = 2027-05-10\ncity = 'Oslo'\n\
    ///                         [[conference.deadline]]\nkind = 'cfp'\ndue = {due}\nwas = [{was}]\n");
    ///     confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint).0.unwrap().conferences[0].deadlines[0].change()
    /// };
    /// assert_eq!(change("2027-01-31", "2027-01-24"), Some(Extended));
    /// assert_eq!(change("2027-01-30", "2027-01-31"), Some(Moved));
    /// assert_eq!(change("2027-01-30", "2027-01-24, 2027-01-31"), Some(Moved));
    /// assert_eq!(change("2027-01-31", "2027-01-31"), None);
    /// ```
    pub fn change(&self) -> Option<DueChange> {
        let due = self.due?;
        let mut earlier = self.earlier().peekable();
        earlier.peek()?;
        Some(if earlier.all(|was| due.is_after(was)) { DueChange::Extended } else { DueChange::Moved })
    }
}

/// The path of a session in pieces, below the id of its conference. UIDs are made from paths, which never change.
pub(crate) fn session_path<'p>(conference: &'p str, session: &'p Session) -> [&'p str; 3] {
    [conference, "/session/", &session.id]
}

/// The path of a deadline in pieces, below the id of its conference.
pub(crate) fn deadline_path<'p>(conference: &'p str, deadline: &'p Deadline) -> [&'p str; 3] {
    [conference, "/deadline/", &deadline.id]
}

/// The piece between the path of a deadline and the duration of a reminder that is an event.
pub(crate) const REMINDER_PATH: &str = "/remind/";

/// On a deadline that is a whole day, reminders count from this hour: midnight would wake people.
pub(crate) const MORNING: i64 = 9 * 60;

/// The day on which a reminder so long before a deadline is shown.
pub(crate) fn reminder_day(due: DateOrTime, before: Duration) -> NaiveDate {
    let from = match due {
        DateOrTime::Day(day) => NaiveDateTime::from(day) + TimeDelta::minutes(MORNING),
        DateOrTime::Moment(moment) => moment.local(),
    };
    from.checked_sub_signed(TimeDelta::minutes(before.minutes())).map_or(NaiveDate::MIN, |time| time.date())
}

/// Whether and where one can take part online.
///
/// # Examples
///
/// ```
/// let online = confcal::Online { url: Some("https://example.org/live".into()) };
/// assert!(online.url.is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Online {
    /// The address to join by, where it is known.
    pub url: Option<Substr>,
}

/// How one takes part (schema.org `eventAttendanceMode`).
///
/// # Examples
///
/// ```
/// use confcal::{Attendance, Online, Place};
/// assert_eq!(Attendance::of(&Place::default(), Some(&Online::default())), Some(Attendance::Online));
/// assert_eq!(Attendance::of(&Place::default(), None), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// At a place.
    InPerson,
    /// Online only.
    Online,
    /// At a place, and online too.
    Hybrid,
}

impl Attendance {
    /// What a place and a way to join amount to; `None` where there is neither.
    ///
    /// # Examples
    ///
    /// ```
    /// use confcal::{Attendance, Place};
    /// let place = Place { city: Some("Basel".into()), ..Default::default() };
    /// assert_eq!(Attendance::of(&place, None), Some(Attendance::InPerson));
    /// ```
    pub fn of(place: &Place, online: Option<&Online>) -> Option<Attendance> {
        match (place.is_empty(), online) {
            (false, None) => Some(Attendance::InPerson),
            (true, Some(_)) => Some(Attendance::Online),
            (false, Some(_)) => Some(Attendance::Hybrid),
            (true, None) => None,
        }
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Attendance::InPerson => "in-person",
            Attendance::Online => "online",
            Attendance::Hybrid => "hybrid",
        }
    }
}

impl fmt::Display for Attendance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How reminders of deadlines are written.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::Reminders::default(), confcal::Reminders::Alarms);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reminders {
    /// As alarms of the event. Google and Outlook ignore those of a subscribed feed.
    #[default]
    Alarms,
    /// As events of their own, which every client shows.
    Events,
}

/// How the times of events are written.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::Times::default(), confcal::Times::Local);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Times {
    /// In the local time of their zone, where a VTIMEZONE can be written for it.
    #[default]
    Local,
    /// All in UTC, and the local time in words: for programs that take every local time for the viewer's own.
    Utc,
}

/// Whether a conference will take place.
///
/// # Examples
///
/// ```
/// use confcal::Status;
/// assert_eq!(Status::Cancelled.as_str(), "cancelled");
/// assert_eq!("cancelled".parse(), Ok(Status::Cancelled));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It will.
    Confirmed,
    /// It may.
    Tentative,
    /// It will not.
    Cancelled,
    /// It will, but not on these dates.
    Postponed,
}

impl Status {
    /// Every status, in the order of the reference.
    pub const ALL: &[Status] = &[Status::Confirmed, Status::Tentative, Status::Cancelled, Status::Postponed];

    /// Its word in a list.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Tentative => "tentative",
            Status::Cancelled => "cancelled",
            Status::Postponed => "postponed",
        }
    }

    /// What stands before the title of everything that belongs to such a conference: `Cancelled: `, or nothing if it is
    /// confirmed. Most calendar programs show the title and hide STATUS.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::Status::Tentative.prefix(), "Tentative: ");
    /// assert_eq!(confcal::Status::Confirmed.prefix(), "");
    /// ```
    pub fn prefix(self) -> &'static str {
        match self {
            Status::Confirmed => "",
            Status::Tentative => "Tentative: ",
            Status::Cancelled => "Cancelled: ",
            Status::Postponed => "Postponed: ",
        }
    }
}

impl Word for Status {
    const NOUN: &'static str = "status";
    const VALUES: &'static [Status] = Status::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }

    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Status::Tentative => &["planned"],
            Status::Cancelled => &["abandoned"],
            Status::Confirmed | Status::Postponed => &[],
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Status {
    type Err = ParseWordError;

    fn from_str(text: &str) -> Result<Status, ParseWordError> {
        Status::parse(text)
    }
}

/// How the due date of a deadline was changed.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::DueChange::Moved.as_str(), "moved");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueChange {
    /// It is later than all dates that it had before.
    Extended,
    /// It was brought forward.
    Moved,
}

impl DueChange {
    /// Its word in a title.
    pub fn as_str(self) -> &'static str {
        match self {
            DueChange::Extended => "extended",
            DueChange::Moved => "moved",
        }
    }
}

impl fmt::Display for DueChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
