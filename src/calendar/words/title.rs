//! What a deadline is called, by its kind and its name: as a title, as a sentence begins, and as a subject.

use std::fmt::Write as _;

use crate::model::{Deadline, DeadlineKind};

impl Deadline {
    /// What comes to pass, in a few words, without the name of the conference: as in the summary of its event.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "[[conference]]\nname = 'EuroPython'\nstart = 2022-07-11\ncity = 'Dublin'\n\
    ///             [[conference.deadline]]\nkind = 'cfp'\nname = 'Round 2'\ndue = 2022-04-03\n";
    /// let (feed, _) = confcal::read(&[confcal::Source::new("list.toml", text)]);
    /// assert_eq!(feed.unwrap().conferences[0].deadlines[0].title(), "CFP closes (Round 2)");
    /// ```
    pub fn title(&self) -> String {
        title(self, None)
    }
}

/// The same, for a reminder so many days before it.
pub(super) fn title(deadline: &Deadline, days_before: Option<i64>) -> String {
    let mut title = match (&deadline.name, deadline.kind) {
        (Some(name), DeadlineKind::Other) => other(name),
        (_, kind) => short(kind).to_owned(),
    };
    match days_before {
        Some(0) => title.push_str(" today"),
        Some(1) => title.push_str(" in 1 day"),
        Some(days) => _ = write!(title, " in {days} days"),
        None => {}
    }
    if let (Some(name), false) = (&deadline.name, deadline.kind == DeadlineKind::Other) {
        let _ = write!(title, " ({name})");
    }
    if !deadline.was.is_empty() {
        title.push_str(" (extended)");
    }
    title
}

/// What a SUMMARY calls a deadline.
fn short(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Cfp => "CFP closes",
        DeadlineKind::Abstract => "abstracts due",
        DeadlineKind::Paper => "papers due",
        DeadlineKind::Poster => "poster proposals close",
        DeadlineKind::Tutorial => "tutorial proposals close",
        DeadlineKind::Workshop => "workshop proposals close",
        DeadlineKind::Notification => "authors are notified",
        DeadlineKind::CameraReady => "camera-ready papers due",
        DeadlineKind::Registration => "registration closes",
        DeadlineKind::EarlyBird => "early-bird tickets end",
        DeadlineKind::Tickets => "ticket sales end",
        DeadlineKind::FinancialAid => "financial aid closes",
        DeadlineKind::Sponsor => "sponsoring closes",
        DeadlineKind::Volunteer => "call for volunteers closes",
        DeadlineKind::Other => "deadline",
    }
}

/// The same, as a sentence begins.
pub(super) fn sentence(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Cfp => "Call for proposals closes",
        DeadlineKind::Abstract => "Abstracts are due",
        DeadlineKind::Paper => "Papers are due",
        DeadlineKind::Poster => "Poster proposals close",
        DeadlineKind::Tutorial => "Tutorial proposals close",
        DeadlineKind::Workshop => "Workshop proposals close",
        DeadlineKind::Notification => "Authors are notified",
        DeadlineKind::CameraReady => "Camera-ready papers are due",
        DeadlineKind::Registration => "Registration closes",
        DeadlineKind::EarlyBird => "Early-bird tickets end",
        DeadlineKind::Tickets => "Ticket sales end",
        DeadlineKind::FinancialAid => "Financial aid closes",
        DeadlineKind::Sponsor => "Sponsoring closes",
        DeadlineKind::Volunteer => "Call for volunteers closes",
        DeadlineKind::Other => "Deadline",
    }
}

/// What it is about, for one that has no date.
pub(super) fn subject(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Cfp => "Call for proposals",
        DeadlineKind::Abstract => "Abstracts",
        DeadlineKind::Paper => "Papers",
        DeadlineKind::Poster => "Poster proposals",
        DeadlineKind::Tutorial => "Tutorial proposals",
        DeadlineKind::Workshop => "Workshop proposals",
        DeadlineKind::Notification => "Notification of authors",
        DeadlineKind::CameraReady => "Camera-ready papers",
        DeadlineKind::Registration => "Registration",
        DeadlineKind::EarlyBird => "Early-bird tickets",
        DeadlineKind::Tickets => "Tickets",
        DeadlineKind::FinancialAid => "Financial aid",
        DeadlineKind::Sponsor => "Sponsoring",
        DeadlineKind::Volunteer => "Call for volunteers",
        DeadlineKind::Other => "Deadline",
    }
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
