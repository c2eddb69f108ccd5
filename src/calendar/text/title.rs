//! The titles of events. The title of a part begins with its kind, because a month view shows some fifteen letters.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};

use crate::deadline_kind::DeadlineKind;
use crate::model::{Conference, Deadline, Session};
use crate::time::{DateOrTime, MONTHS};
use crate::zone::Zone;

impl Conference {
    /// Its title in a calendar: its name, after a word for a status other than confirmed.
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
    /// Its title in a calendar; `conference` is its conference.
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
    /// Its title in a calendar; `conference` is its conference.
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

/// The title of a reminder that is shown on a day. A deadline anywhere on Earth is named by its date, because the
/// number of days left depends on the zone of the reader.
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
        (Some(name), DeadlineKind::Other) => action(name).into(),
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

/// The name of a deadline of no fixed kind, as an action.
pub(crate) fn action(name: &str) -> String {
    if names_an_action(name) || name.to_lowercase().contains("deadline") {
        name.to_owned()
    } else {
        format!("{name} deadline")
    }
}

/// True if the name of a deadline already contains a verb: `Room block closes`.
pub(super) fn names_an_action(name: &str) -> bool {
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
        assert_eq!(action("Hotel booking"), "Hotel booking deadline");
        assert_eq!(action("Hotel deadline"), "Hotel deadline");
        assert_eq!(action("Room block closes"), "Room block closes");
    }
}
