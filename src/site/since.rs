//! Since when something is so: each conference and deadline listed, dated, in its status, or due on its day. Programs that send
//! news go by these times, which `conferences.json` keeps from one build to the next.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::model::{Conference, Deadline, Feed, Status};
use crate::revision::Stamp;

/// The path of the file with the times of the published site.
pub(super) const CONFERENCES: &str = "conferences.json";

/// The times of each conference and of each deadline, by UID.
#[derive(Clone, Debug, Default)]
pub(super) struct Since {
    conferences: HashMap<Uuid, ConferenceSince>,
    deadlines: HashMap<Uuid, DeadlineSince>,
}

/// The times of a conference.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ConferenceSince {
    /// The time at which it was first listed.
    pub(super) listed: Option<DateTime<Utc>>,
    /// The time at which it was first dated.
    pub(super) dated: Option<DateTime<Utc>>,
    /// Its status, and since when it has that.
    status: Option<(Status, DateTime<Utc>)>,
}

impl ConferenceSince {
    /// Since when it has this status.
    pub(super) fn status(&self, status: Status) -> Option<DateTime<Utc>> {
        self.status.filter(|(known, _)| *known == status).map(|(_, since)| since)
    }

    /// The times of a conference of the next list.
    fn continued(&self, conference: &Conference, new: DateTime<Utc>) -> ConferenceSince {
        let since = self.status(conference.status).unwrap_or(new);
        ConferenceSince {
            listed: Some(self.listed.unwrap_or(new)),
            dated: conference.dates.map(|_| self.dated.unwrap_or(new)),
            status: Some((conference.status, since)),
        }
    }
}

/// The times of a deadline.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DeadlineSince {
    /// The time at which it was first listed.
    pub(super) listed: Option<DateTime<Utc>>,
    /// The day on which it is due, and since when it is due then.
    due: Option<(NaiveDate, DateTime<Utc>)>,
}

impl DeadlineSince {
    /// Since when it is due on this day.
    pub(super) fn due(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        self.due.filter(|(known, _)| *known == day).map(|(_, since)| since)
    }

    /// The times of a deadline of the next list.
    fn continued(&self, deadline: &Deadline, new: DateTime<Utc>) -> DeadlineSince {
        let day = deadline.due.map(|due| due.day());
        let due = day.map(|day| (day, self.due(day).unwrap_or(new)));
        DeadlineSince { listed: Some(self.listed.unwrap_or(new)), due }
    }
}

impl Since {
    /// The times of all conferences and deadlines of a feed. Those that are known are kept; a new fact has the time of the list.
    pub(super) fn of(feed: &Feed, known: &Since, list_time: Stamp) -> Since {
        let new = list_time.time();
        let (mut conferences, mut deadlines) = (HashMap::with_capacity(feed.conferences.len()), HashMap::new());
        for conference in &feed.conferences {
            let uid = conference.uid();
            conferences.insert(uid, known.conference(uid).continued(conference, new));
            for deadline in &conference.deadlines {
                let uid = conference.deadline_uid(deadline);
                deadlines.insert(uid, known.deadline(uid).continued(deadline, new));
            }
        }
        Since { conferences, deadlines }
    }

    /// The times of a conference, by its UID.
    pub(super) fn conference(&self, uid: Uuid) -> ConferenceSince {
        self.conferences.get(&uid).copied().unwrap_or_default()
    }

    /// The times of a deadline, by its UID.
    pub(super) fn deadline(&self, uid: Uuid) -> DeadlineSince {
        self.deadlines.get(&uid).copied().unwrap_or_default()
    }

    /// The times in a published `conferences.json`.
    pub(super) fn read(json: &[u8]) -> Since {
        let before: PreviousConferences = serde_json::from_slice(json).unwrap_or_default();
        let mut known = Since::default();
        let time = |text: &str| {
            text.strip_suffix('Z').and_then(|time| time.parse::<NaiveDateTime>().ok()).map(|time| time.and_utc())
        };
        for PreviousItem { uid, listed, start, dated, status, status_since, deadlines } in before.conferences {
            for PreviousDeadline { uid, listed, due, due_since } in deadlines {
                let Ok(uid) = uid.parse() else { continue };
                let listed = time(&listed);
                // Without `due_since`, a deadline has had its day since it was listed.
                let since = due_since.as_deref().and_then(time).or(listed);
                let day = due.and_then(|due| due.date.parse().ok());
                known.deadlines.insert(uid, DeadlineSince { listed, due: day.zip(since) });
            }
            let Ok(uid) = uid.parse() else { continue };
            let listed = time(&listed);
            // Without `dated` and `status_since`, a conference has had its dates and its status since it was listed.
            let dated = start.and_then(|_| dated.as_deref().and_then(time).or(listed));
            let since = status_since.as_deref().and_then(time).or(listed);
            let status = status.parse().ok().zip(since);
            known.conferences.insert(uid, ConferenceSince { listed, dated, status });
        }
        known
    }
}

/// The times in a published `conferences.json`, which anyone may have edited.
#[derive(Default, Deserialize)]
#[serde(default)]
struct PreviousConferences {
    conferences: Vec<PreviousItem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PreviousItem {
    uid: String,
    listed: String,
    start: Option<serde::de::IgnoredAny>,
    dated: Option<String>,
    status: String,
    status_since: Option<String>,
    deadlines: Vec<PreviousDeadline>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PreviousDeadline {
    uid: String,
    listed: String,
    due: Option<PreviousDue>,
    due_since: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PreviousDue {
    date: String,
}
