//! The kinds of deadlines: a row for each, with its word in a list and its texts in a calendar.

use crate::spelling::{Keyword, words};

/// The purpose of a deadline.
///
/// # Examples
///
/// ```
/// use confcal::DeadlineKind;
/// assert_eq!(DeadlineKind::CameraReady.as_str(), "camera-ready");
/// assert_eq!("camera-ready".parse(), Ok(DeadlineKind::CameraReady));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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

/// The time at which deadlines of a kind are due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Season {
    /// Before the conference, and somebody proposes something by then.
    Proposals,
    /// Before the conference.
    Before,
    /// Before, during or after the conference.
    Anytime,
}

/// A kind of deadline with its texts.
struct KindRow {
    kind: DeadlineKind,
    word: &'static str,
    /// Other words for the kind, in lower case with hyphens.
    synonyms: &'static [&'static str],
    due: Season,
    /// The event in a title, the event at the beginning of a sentence, and its subject, for a deadline without a date.
    texts: [&'static str; 3],
}

const fn row(
    kind: DeadlineKind,
    word: &'static str,
    synonyms: &'static [&'static str],
    due: Season,
    texts: [&'static str; 3],
) -> KindRow {
    KindRow { kind, word, synonyms, due, texts }
}

#[rustfmt::skip]
const ROWS: [KindRow; 15] = [
    row(Cfp, "cfp", &["call-for-papers", "call-for-proposals", "call-for-speakers", "cfs", "proposals", "talk", "talks"], Season::Proposals, ["CFP closes", "Call for proposals closes", "Call for proposals"]),
    row(Abstract, "abstract", &[], Season::Proposals, ["Abstracts due", "Abstracts are due", "Abstracts"]),
    row(Paper, "paper", &[], Season::Proposals, ["Papers due", "Papers are due", "Papers"]),
    row(Poster, "poster", &[], Season::Proposals, ["Poster proposals close", "Poster proposals close", "Poster proposals"]),
    row(Tutorial, "tutorial", &[], Season::Proposals, ["Tutorial proposals close", "Tutorial proposals close", "Tutorial proposals"]),
    row(Workshop, "workshop", &[], Season::Proposals, ["Workshop proposals close", "Workshop proposals close", "Workshop proposals"]),
    row(Notification, "notification", &["acceptance"], Season::Anytime, ["Authors are notified", "Authors are notified", "Notification of authors"]),
    row(CameraReady, "camera-ready", &[], Season::Anytime, ["Camera-ready papers due", "Camera-ready papers are due", "Camera-ready papers"]),
    row(Registration, "registration", &[], Season::Anytime, ["Registration closes", "Registration closes", "Registration"]),
    row(EarlyBird, "early-bird", &["earlybird"], Season::Before, ["Early-bird tickets end", "Early-bird tickets end", "Early-bird tickets"]),
    row(Tickets, "tickets", &[], Season::Anytime, ["Ticket sales end", "Ticket sales end", "Tickets"]),
    row(FinancialAid, "financial-aid", &["grants", "scholarship"], Season::Before, ["Financial aid closes", "Financial aid closes", "Financial aid"]),
    row(Sponsor, "sponsor", &["sponsorship"], Season::Before, ["Sponsoring closes", "Sponsoring closes", "Sponsoring"]),
    row(Volunteer, "volunteer", &[], Season::Anytime, ["Call for volunteers closes", "Call for volunteers closes", "Call for volunteers"]),
    row(Other, "other", &[], Season::Anytime, ["Deadline", "Deadline", "Deadline"]),
];

const KINDS: [DeadlineKind; ROWS.len()] = {
    let (mut kinds, mut at) = ([Other; ROWS.len()], 0);
    while at < kinds.len() {
        kinds[at] = ROWS[at].kind;
        assert!(kinds[at] as usize == at, "a row stands where its kind is declared");
        at += 1;
    }
    assert!(Other as usize + 1 == ROWS.len(), "every kind has a row");
    kinds
};

impl DeadlineKind {
    /// Every kind, in the order of the reference.
    pub const ALL: &[DeadlineKind] = &KINDS;

    fn row(self) -> &'static KindRow {
        &ROWS[self as usize]
    }

    /// Its word in a list.
    pub fn as_str(self) -> &'static str {
        self.row().word
    }

    /// The event in a title: `CFP closes`.
    pub(crate) fn event(self) -> &'static str {
        self.row().texts[0]
    }

    /// The event at the beginning of a sentence: `Call for proposals closes`.
    pub(crate) fn sentence(self) -> &'static str {
        self.row().texts[1]
    }

    /// True if somebody can act until it closes: not the day of a notification, nor the final version of an accepted paper.
    #[cfg(feature = "site")]
    pub(crate) fn is_call(self) -> bool {
        !matches!(self, Notification | CameraReady)
    }

    /// Its subject, for a deadline without a date: `Call for proposals`.
    pub(crate) fn subject(self) -> &'static str {
        self.row().texts[2]
    }

    /// True if it closes a call for proposals.
    #[cfg(feature = "site")]
    pub(crate) fn is_proposals(self) -> bool {
        self.row().due == Season::Proposals
    }

    /// True if it may be due after the start of its conference.
    pub(crate) fn may_follow(self) -> bool {
        self.row().due == Season::Anytime
    }
}

impl Keyword for DeadlineKind {
    const NOUN: &'static str = "kind of deadline";
    const VALUES: &'static [DeadlineKind] = DeadlineKind::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }

    fn synonyms(self) -> &'static [&'static str] {
        self.row().synonyms
    }
}

words!(Display, FromStr for DeadlineKind);
