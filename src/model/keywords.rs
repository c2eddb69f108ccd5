//! The ways to take part, the status, and other properties that have one of a few values, each with its word in a list.

use arcstr::Substr;

use crate::place::Place;
use crate::spelling::{Keyword, words};

/// The online access of a conference or a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Online {
    /// The address to join by, where it is known.
    pub url: Option<Substr>,
}

/// The way to take part (schema.org `eventAttendanceMode`).
///
/// # Examples
///
/// ```
/// use confcal::{Attendance, Online, Place};
/// assert_eq!(Attendance::for_place(&Place::default(), Some(&Online::default())), Some(Attendance::Online));
/// assert_eq!(Attendance::for_place(&Place::default(), None), None);
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
    /// The way that a place and an online access make possible; `None` without either.
    pub fn for_place(place: &Place, online: Option<&Online>) -> Option<Attendance> {
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

words!(Display for Attendance);

/// The form of reminders of deadlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reminders {
    /// As alarms of the event. Google and Outlook ignore those of a subscribed feed.
    #[default]
    Alarms,
    /// As events of their own, which every client shows.
    Events,
}

/// The form of the times of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Times {
    /// Local time with its zone, where an exact VTIMEZONE exists.
    #[default]
    Local,
    /// UTC, with the local time in the description: for programs that take every local time for the viewer's own.
    Utc,
}

impl Times {
    /// Every form.
    pub const ALL: &[Times] = &[Times::Local, Times::Utc];

    /// Its word in a list and in a query.
    pub fn as_str(self) -> &'static str {
        match self {
            Times::Local => "local",
            Times::Utc => "utc",
        }
    }
}

impl Keyword for Times {
    const NOUN: &'static str = "form of times";
    const VALUES: &'static [Times] = Times::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

words!(Display, FromStr for Times);

/// The status of a conference.
///
/// # Examples
///
/// ```
/// use confcal::Status;
/// assert_eq!(Status::Cancelled.as_str(), "cancelled");
/// assert_eq!("cancelled".parse(), Ok(Status::Cancelled));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// It will take place.
    Confirmed,
    /// It may take place.
    Tentative,
    /// It will not take place.
    Cancelled,
    /// It will take place on other dates.
    Postponed,
}

impl Status {
    /// Every status, in the order of the documentation.
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

    /// The prefix of the titles of the conference and its parts: `Cancelled: `, or nothing if it is confirmed. Most
    /// calendar programs show the title and hide STATUS.
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

    /// True if the conference takes place on its dates, as far as is known.
    pub(crate) fn takes_place(self) -> bool {
        matches!(self, Status::Confirmed | Status::Tentative)
    }
}

impl Keyword for Status {
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

words!(Display, FromStr for Status);

/// The change of the due date of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DueChange {
    /// It is later than all earlier dates.
    Extended,
    /// It is not later than all earlier dates.
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

words!(Display for DueChange);
