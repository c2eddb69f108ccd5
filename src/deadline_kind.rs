//! The kinds of deadlines: a row for each, with its word in a list and its texts in a calendar.

/// The purpose of a deadline.
///
/// # Examples
///
/// ```
/// assert_eq!(confcal::DeadlineKind::CameraReady.word(), "camera-ready");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeadlineKind {
    /// Proposals for talks.
    Cfp,
    /// Abstracts.
    Abstract,
    /// Papers.
    Paper,
    /// Posters.
    Poster,
    /// Proposals for tutorials.
    Tutorial,
    /// Proposals for workshops.
    Workshop,
    /// The day on which authors are notified.
    Notification,
    /// Final versions of papers.
    CameraReady,
    /// Registration.
    Registration,
    /// Tickets at the early price.
    EarlyBird,
    /// Tickets.
    Tickets,
    /// Grants for those who could not come otherwise.
    FinancialAid,
    /// Sponsoring.
    Sponsor,
    /// Volunteering.
    Volunteer,
    /// Anything else; the name of the deadline says it.
    Other,
}

use DeadlineKind::{
    Abstract, CameraReady, Cfp, EarlyBird, FinancialAid, Notification, Other, Paper, Poster, Registration, Sponsor,
    Tickets, Tutorial, Volunteer, Workshop,
};

/// When deadlines of a kind are due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    /// Before the conference, and somebody proposes something by then.
    Proposals,
    /// Before the conference.
    Before,
    /// Before, during or after the conference.
    Anytime,
}

struct Row(DeadlineKind, &'static str, Due, &'static str, &'static str, &'static str);

/// Each kind with its word in a list, when it is due, the event in a title, the event at the beginning of a sentence, and
/// its subject, for a deadline without a date.
#[rustfmt::skip]
const ROWS: [Row; 15] = [
    Row(Cfp, "cfp", Due::Proposals, "CFP closes", "Call for proposals closes", "Call for proposals"),
    Row(Abstract, "abstract", Due::Proposals, "Abstracts due", "Abstracts are due", "Abstracts"),
    Row(Paper, "paper", Due::Proposals, "Papers due", "Papers are due", "Papers"),
    Row(Poster, "poster", Due::Proposals, "Poster proposals close", "Poster proposals close", "Poster proposals"),
    Row(Tutorial, "tutorial", Due::Proposals, "Tutorial proposals close", "Tutorial proposals close", "Tutorial proposals"),
    Row(Workshop, "workshop", Due::Proposals, "Workshop proposals close", "Workshop proposals close", "Workshop proposals"),
    Row(Notification, "notification", Due::Anytime, "Authors are notified", "Authors are notified", "Notification of authors"),
    Row(CameraReady, "camera-ready", Due::Anytime, "Camera-ready papers due", "Camera-ready papers are due", "Camera-ready papers"),
    Row(Registration, "registration", Due::Anytime, "Registration closes", "Registration closes", "Registration"),
    Row(EarlyBird, "early-bird", Due::Before, "Early-bird tickets end", "Early-bird tickets end", "Early-bird tickets"),
    Row(Tickets, "tickets", Due::Anytime, "Ticket sales end", "Ticket sales end", "Tickets"),
    Row(FinancialAid, "financial-aid", Due::Before, "Financial aid closes", "Financial aid closes", "Financial aid"),
    Row(Sponsor, "sponsor", Due::Before, "Sponsoring closes", "Sponsoring closes", "Sponsoring"),
    Row(Volunteer, "volunteer", Due::Anytime, "Call for volunteers closes", "Call for volunteers closes", "Call for volunteers"),
    Row(Other, "other", Due::Anytime, "Deadline", "Deadline", "Deadline"),
];

const KINDS: [DeadlineKind; ROWS.len()] = {
    let (mut kinds, mut at) = ([Other; ROWS.len()], 0);
    while at < kinds.len() {
        kinds[at] = ROWS[at].0;
        assert!(kinds[at] as usize == at, "a row stands where its kind is declared");
        at += 1;
    }
    assert!(Other as usize + 1 == ROWS.len(), "every kind has a row");
    kinds
};

const WORDS: [&str; ROWS.len()] = {
    let (mut words, mut at) = ([""; ROWS.len()], 0);
    while at < words.len() {
        words[at] = ROWS[at].1;
        at += 1;
    }
    words
};

impl DeadlineKind {
    /// Every kind, in the order of the reference.
    pub const ALL: &[DeadlineKind] = &KINDS;

    /// Their words, in the same order.
    pub(crate) const WORDS: &[&str] = &WORDS;

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its word in a list.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(confcal::DeadlineKind::FinancialAid.word(), "financial-aid");
    /// ```
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// The event in a title: `CFP closes`.
    pub(crate) fn event(self) -> &'static str {
        self.row().3
    }

    /// The event at the beginning of a sentence: `Call for proposals closes`.
    pub(crate) fn sentence(self) -> &'static str {
        self.row().4
    }

    /// Its subject, for a deadline without a date: `Call for proposals`.
    pub(crate) fn subject(self) -> &'static str {
        self.row().5
    }

    /// Whether somebody proposes something by it.
    #[cfg(feature = "site")]
    pub(crate) fn is_proposals(self) -> bool {
        self.row().2 == Due::Proposals
    }

    /// Whether it may be due after the start of its conference.
    pub(crate) fn may_follow(self) -> bool {
        self.row().2 == Due::Anytime
    }
}
