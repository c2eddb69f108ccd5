//! What the events of a feed are called: the parts of a conference by what they are, because a month view shows some
//! fifteen letters.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};

use crate::deadline_kind::DeadlineKind;
use crate::model::{Conference, Deadline, Session};
use crate::time::{DateOrTime, MONTHS};
use crate::zone::Zone;

impl Conference {
    /// What it is called in a calendar: its name, after the word that tells that it may not be as planned.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython 2022'\nstart = 2022-07-11\ncity = 'Dublin'\nstatus = 'tentative'\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// assert_eq!(feed.unwrap().conferences[0].title(), "Tentative: EuroPython 2022");
    /// ```
    pub fn title(&self) -> String {
        [self.status.prefix(), &self.name].concat()
    }
}

impl Session {
    /// What it is called in a calendar; `conference` is the one that it belongs to.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython 2022'\nstart = 2022-07-11\ncity = 'Dublin'\nstatus = 'cancelled'\n\
    ///             [[conference.session]]\nname = 'Sprints'\nstart = 2022-07-11\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// let conference = &feed.unwrap().conferences[0];
    /// assert_eq!(conference.sessions[0].title(conference), "Cancelled: Sprints: EuroPython 2022");
    /// ```
    pub fn title(&self, conference: &Conference) -> String {
        [conference.status.prefix(), &self.name, ": ", conference.short_name()].concat()
    }
}

impl Deadline {
    /// What it is called in a calendar; `conference` is the one that it belongs to.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython 2022'\nstart = 2022-07-11\ncity = 'Dublin'\n\
    ///             [[conference.deadline]]\nkind = 'cfp'\nname = 'Round 2'\ndue = 2022-04-03\nwas = [2022-03-27]\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)], confcal::Level::Hint);
    /// let conference = &feed.unwrap().conferences[0];
    /// assert_eq!(conference.deadlines[0].title(conference), "CFP closes (Round 2): EuroPython 2022 (extended)");
    /// ```
    pub fn title(&self, conference: &Conference) -> String {
        title(conference, self, "")
    }
}

/// The title of a reminder of a deadline, shown on a day. A deadline anywhere on Earth is named by its date: how many days
/// are left differs with the zone of the reader.
pub(in crate::calendar) fn reminder_title(
    conference: &Conference,
    deadline: &Deadline,
    due: DateOrTime,
    shown: NaiveDate,
) -> String {
    let day = due.day();
    let time = match (due, (day - shown).num_days()) {
        (DateOrTime::Moment(moment), _) if moment.zone() == Zone::AoE => {
            format!(" {} {} AoE", day.day(), &MONTHS[day.month0() as usize][..3])
        }
        (_, 0) => " today".to_owned(),
        (_, 1) => " in 1 day".to_owned(),
        (_, days) => format!(" in {days} days"),
    };
    title(conference, deadline, &time)
}

fn title(conference: &Conference, deadline: &Deadline, time: &str) -> String {
    let what: Cow<str> = match (&deadline.name, deadline.kind) {
        (Some(name), DeadlineKind::Other) => other(name).into(),
        (_, kind) => kind.event().into(),
    };
    let mut title = [conference.status.prefix(), &what, time].concat();
    if let Some(name) = deadline.name.as_ref().filter(|_| deadline.kind != DeadlineKind::Other) {
        title.extend([" (", name, ")"]);
    }
    title.extend([": ", conference.short_name()]);
    if let Some(change) = deadline.change() {
        title.extend([" (", change.as_str(), ")"]);
    }
    title
}

/// The name of a deadline of no fixed kind, as what it is.
pub(super) fn other(name: &str) -> String {
    if says_what(name) || name.to_lowercase().contains("deadline") {
        name.to_owned()
    } else {
        format!("{name} deadline")
    }
}

/// Whether the name of a deadline says itself what comes to pass: `Room block closes`.
pub(super) fn says_what(name: &str) -> bool {
    const VERBS: [&str; 16] = [
        "announced",
        "begin",
        "begins",
        "close",
        "closed",
        "closes",
        "due",
        "end",
        "ends",
        "notified",
        "open",
        "opens",
        "published",
        "released",
        "start",
        "starts",
    ];
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    VERBS.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_is() {
        assert_eq!(other("Hotel booking"), "Hotel booking deadline");
        assert_eq!(other("Hotel deadline"), "Hotel deadline");
        assert_eq!(other("Room block closes"), "Room block closes");
    }
}
