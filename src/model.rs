//! The resolved list: what a [`Feed`] holds after everything in it has been checked.
//!
//! Here no `Option` means "not checked yet" and no text means "a date": zones are known, countries exist, ids are
//! unique, parts lie within their conference. Ids become UIDs here (RFC 7986 §5.3, RFC 9562 §5.5). Knows nothing of
//! TOML, of spans, or of how a feed is written.

mod keywords;

use arcstr::Substr;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::deadline_kind::DeadlineKind;
use crate::duration::Duration;
use crate::place::{Country, Place, Region};
use crate::time::{DateOrTime, Expected, Interval, days_in_words, minutes_before};
pub use keywords::{Attendance, DueChange, Online, Reminders, Status, Times};

/// A checked list of conferences, which becomes one calendar feed.
///
/// # Examples
///
/// ```
/// let text = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\nend = 2022-09-18\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// assert_eq!(feed.unwrap().conferences[0].id, "pycon-uk-2022");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Feed {
    /// The name of the calendar.
    pub name: Option<Substr>,
    /// A sentence about the calendar.
    pub description: Option<Substr>,
    /// The page where it is published.
    pub url: Option<Substr>,
    /// The address of the feed itself, if it is known.
    pub source: Option<Substr>,
    /// The seed of the UID of every event.
    pub id: Option<Substr>,
    /// The language of its texts, a BCP 47 tag.
    pub language: Option<Substr>,
    /// A CSS3 colour name, in lower case.
    pub color: Option<&'static str>,
    /// The interval at which clients should fetch it again.
    pub refresh: Duration,
    /// The time for which past conferences stay in the feed; `None` for ever.
    pub keep: Option<Duration>,
    /// The address for additions, and for corrections if there is no other.
    pub contribute: Option<Substr>,
    /// The address for corrections, with the placeholders `{id}`, `{name}` and `{url}`.
    pub correct: Option<Substr>,
    /// The form of reminders.
    pub reminders: Reminders,
    /// The form of the times of events.
    pub times: Times,
    /// The regions that the list defines.
    pub regions: Vec<Region>,
    /// The feeds of a site in addition to those of each region, country, topic and series.
    pub views: Vec<View>,
    /// The conferences, in the order of the list.
    pub conferences: Vec<Conference>,
}

/// The refresh interval of a list that names none.
pub(crate) const DEFAULT_REFRESH: Duration = Duration::from_minutes(12 * 60);

/// The length of the block that ends at a timed deadline, unless the list has one. Without a length GNOME Calendar leaves a
/// deadline out of its week, and KOrganizer draws a line that nobody sees.
pub(crate) const DEFAULT_DEADLINE_LENGTH: Duration = Duration::from_minutes(30);

/// The UID of a path in a namespace (RFC 9562 §5.5).
pub(crate) fn uid(namespace: Uuid, path: &str) -> Uuid {
    Uuid::new_v5(&namespace, path.as_bytes())
}

impl Feed {
    /// The namespace of the UIDs of its own list: a UUIDv5 of its `id`, else its `url`, else the text `confcal`. A list
    /// that is read together with it may have another: see [`Identity`].
    ///
    /// # Examples
    ///
    /// ```
    /// let mut feed = confcal::Feed::default();
    /// let unnamed = feed.namespace();
    /// feed.id = Some("python-conferences".into());
    /// assert_ne!(feed.namespace(), unnamed);
    /// ```
    pub fn namespace(&self) -> Uuid {
        let seed = self.id.as_deref().or(self.url.as_deref()).unwrap_or("confcal");
        Uuid::new_v5(&Uuid::NAMESPACE_URL, seed.as_bytes())
    }

    /// The instant up to which past conferences are left out. Counted back from the time of the list and not from a
    /// clock, so that the same list stays the same feed.
    pub(crate) fn kept_from(&self, list: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.keep.map(|keep| minutes_before(list, keep.minutes()))
    }

    /// The UIDs of every conference, session and deadline.
    pub(crate) fn uids(&self) -> impl Iterator<Item = Uuid> {
        self.conferences.iter().flat_map(|conference| {
            let sessions = conference.sessions.iter().map(|session| conference.session_uid(session));
            let deadlines = conference.deadlines.iter().map(|deadline| conference.deadline_uid(deadline));
            std::iter::once(conference.uid()).chain(sessions).chain(deadlines)
        })
    }

    /// Sets the reminders of every deadline, instead of those of the list.
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

/// A feed of a site that the list defines by filters.
///
/// # Examples
///
/// ```
/// let text = "[feed]\nid = 'x'\n[[view]]\npath = 'europe-2022.ics'\nname = 'Europe 2022'\nregion = ['europe']\nyear = 2022\n";
/// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
/// let view = &feed.unwrap().views[0];
/// assert_eq!(view.filter, [("region".into(), "europe".into()), ("year".into(), "2022".into())]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct View {
    /// Its path from the root of the site; ends in `.ics`.
    pub path: Substr,
    /// The name of the calendar.
    pub name: String,
    /// The keys and values of its [`Filter`](crate::Filter).
    pub filter: Vec<(String, String)>,
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
#[non_exhaustive]
pub struct Conference {
    /// Unique in the feed; letters, digits and hyphens. If two lists with feeds of their own share an id, the second
    /// one gets the first digits of its namespace appended.
    pub id: Substr,
    /// The identity from which its UIDs are made.
    pub identity: Identity,
    /// Its name.
    pub name: Substr,
    /// A shorter name, for the titles of its sessions and deadlines.
    pub short: Option<Substr>,
    /// Its dates; `None` if they are not known yet.
    pub dates: Option<Interval>,
    /// The month or year in which it is expected, if it has no dates.
    pub expected: Option<Expected>,
    /// Its web site.
    pub url: Option<Substr>,
    /// Its place; empty if it is online only or not known.
    pub place: Place,
    /// The online access, if there is any.
    pub online: Option<Online>,
    /// Topics, without commas, each once.
    pub tags: Vec<Substr>,
    /// The series that it is an edition of.
    pub series: Option<Substr>,
    /// Its other names.
    pub aliases: Vec<Substr>,
    /// The languages spoken there, as BCP 47 tags.
    pub languages: Vec<Substr>,
    /// The conference of the list that it is co-located with.
    pub part_of: Option<Parent>,
    /// Further addresses with their names, in the order of the list.
    pub links: Vec<(Substr, Substr)>,
    /// A description in plain text.
    pub description: Option<Substr>,
    /// Its status.
    pub status: Status,
    /// True if it shows as busy in the calendar.
    pub busy: bool,
    /// The time of the last change of the entry, if the list gives one.
    pub updated: Option<DateTime<Utc>>,
    /// Its parts with dates of their own.
    pub sessions: Vec<Session>,
    /// Its dates to act by.
    pub deadlines: Vec<Deadline>,
    /// The length of the block before a deadline with a time; zero for a moment.
    pub deadline_length: Duration,
    /// True if its own event is in the feed; a filter may leave only parts of it.
    pub included: bool,
}

impl Conference {
    /// Its name in the titles of its sessions and deadlines: `short`, else its name.
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

    /// The way to take part, or `None` if the list does not say.
    pub fn attendance(&self) -> Option<Attendance> {
        Attendance::for_place(&self.place, self.online.as_ref())
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

    /// The first and the last day on which it may take place, by its dates, else by the month or year in which it is
    /// expected; `None` if neither is known.
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

    /// The instant, in UTC, from which on it is over: see [`Interval::over_at`]. Without dates it is over when its
    /// month or year has ended everywhere; without either, never.
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

    /// The key by which conferences are sorted. Without dates, a conference comes at the end of its month or year;
    /// without either, last.
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

    /// The countries of the conference and its sessions, with repetitions.
    pub(crate) fn countries(&self) -> impl Iterator<Item = Country> {
        let sessions = self.sessions.iter().filter_map(|session| session.place.country);
        self.place.country.into_iter().chain(sessions)
    }
}

/// The seed of the UIDs of a conference and its parts. It stays the same when its list is read together with others.
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
#[non_exhaustive]
pub struct Identity {
    /// The namespace of the feed of its list.
    pub namespace: Uuid,
    /// Its id in that list.
    pub id: Substr,
}

/// The conference that contains another one; it need not be in the same feed.
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
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Session {
    /// Unique among the sessions of its conference.
    pub id: Substr,
    /// Its name, without the conference's.
    pub name: Substr,
    /// Its dates, within the conference.
    pub dates: Interval,
    /// Its page, else the conference's.
    pub url: Option<Substr>,
    /// Its place; parts that it does not give come from the conference.
    pub place: Place,
    /// The online access; the conference's if it gives none.
    pub online: Option<Online>,
    /// A description in plain text.
    pub description: Option<Substr>,
}

impl Session {
    /// The way to take part, or `None` if the list does not say.
    pub fn attendance(&self) -> Option<Attendance> {
        Attendance::for_place(&self.place, self.online.as_ref())
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
#[non_exhaustive]
pub struct Deadline {
    /// Unique among the deadlines of its conference.
    pub id: Substr,
    /// Its kind.
    pub kind: DeadlineKind,
    /// Its label, such as `Round 2`; always there for [`DeadlineKind::Other`].
    pub name: Option<Substr>,
    /// The due date; `None` if it is announced but not known yet.
    pub due: Option<DateOrTime>,
    /// The date from which on it is open.
    pub opens: Option<DateOrTime>,
    /// The earlier due dates, in the order of the list.
    pub was: Vec<DateOrTime>,
    /// The address for submissions, else the conference's web site.
    pub url: Option<Substr>,
    /// The times before `due` at which to remind people.
    pub remind: Vec<Duration>,
}

impl Deadline {
    /// The earlier due dates, without the current one.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = DateOrTime> + Clone {
        let is_now = |was: DateOrTime| self.due.is_some_and(|due| !due.is_after(was) && !was.is_after(due));
        self.was.iter().copied().filter(move |&was| !is_now(was))
    }

    /// The kind of change of the due date; `None` if it was not changed, or if there is no due date.
    ///
    /// Extended means later than every earlier date.
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

/// The minute of the day from which reminders of a whole day count: midnight would wake people.
pub(crate) const MORNING_MINUTES: i64 = 9 * 60;

/// The day on which a reminder is shown, a time before a deadline.
pub(crate) fn reminder_day(due: DateOrTime, before: Duration) -> NaiveDate {
    let from = match due {
        DateOrTime::Day(day) => NaiveDateTime::from(day) + TimeDelta::minutes(MORNING_MINUTES),
        DateOrTime::Moment(moment) => moment.local(),
    };
    from.checked_sub_signed(TimeDelta::minutes(before.minutes())).map_or(NaiveDate::MIN, |time| time.date())
}
