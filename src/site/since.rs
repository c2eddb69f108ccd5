//! Since when something is so: each conference and deadline listed, dated, in its status, or due on its day. Programs that send
//! news go by these times, which `conferences.json` keeps from one build to the next.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::published::Published;
use crate::model::{Feed, Status};
use crate::revision::Stamp;

/// The path of the file with the times of the published site.
pub(super) const CONFERENCES: &str = "conferences.json";

/// The time at which each conference and deadline was first listed, by UID, at which a conference was first dated, by
/// [`dated_key`], since when it has its status, by [`status_key`], and since when a deadline is due on its day, by [`due_key`].
/// Times in the published `conferences.json` are kept.
pub(super) fn first_listed(feed: &Feed, published: &Published, list_time: Stamp) -> HashMap<Uuid, DateTime<Utc>> {
    let read;
    let known = match published.listed() {
        Some(listed) => listed,
        None => {
            read = published.read(CONFERENCES).map(|json| published_times(&json)).unwrap_or_default();
            &read
        }
    };
    let new = list_time.time();
    let dated = feed.conferences.iter().filter(|conference| conference.dates.is_some());
    let dated = dated.map(|conference| dated_key(conference.uid()));
    let statuses = feed.conferences.iter().map(|conference| status_key(conference.uid(), conference.status));
    let days = feed.conferences.iter().flat_map(|conference| {
        let days = conference.deadlines.iter().filter_map(|deadline| Some((deadline, deadline.due?.day())));
        days.map(|(deadline, day)| due_key(conference.deadline_uid(deadline), day))
    });
    feed.uids()
        .chain(dated)
        .chain(statuses)
        .chain(days)
        .map(|uid| (uid, known.get(&uid).copied().unwrap_or(new)))
        .collect()
}

/// The times in a published `conferences.json`.
fn published_times(json: &[u8]) -> HashMap<Uuid, DateTime<Utc>> {
    let before: PreviousConferences = serde_json::from_slice(json).unwrap_or_default();
    let mut known = HashMap::new();
    let time = |text: &str| {
        text.strip_suffix('Z').and_then(|time| time.parse::<NaiveDateTime>().ok()).map(|time| time.and_utc())
    };
    for PreviousItem { uid, listed, start, dated, status, status_since, deadlines } in before.conferences {
        for PreviousDeadline { uid, listed, due, due_since } in deadlines {
            let Ok(uid) = uid.parse::<Uuid>() else { continue };
            known.extend(time(&listed).map(|listed| (uid, listed)));
            // Without `due_since`, a deadline has had its day since it was listed.
            let since = due_since.as_deref().and_then(time).or_else(|| time(&listed));
            let day = due.and_then(|due| due.date.parse().ok());
            known.extend(day.zip(since).map(|(day, since)| (due_key(uid, day), since)));
        }
        let Ok(uid) = uid.parse::<Uuid>() else { continue };
        known.extend(time(&listed).map(|listed| (uid, listed)));
        // Without `dated`, a conference has had its dates since it was listed.
        let dated = start.and_then(|_| dated.as_deref().and_then(time).or_else(|| time(&listed)));
        known.extend(dated.map(|dated| (dated_key(uid), dated)));
        // Without `status_since`, a conference has had its status since it was listed.
        let since = status_since.as_deref().and_then(time).or_else(|| time(&listed));
        known.extend(status.parse().ok().zip(since).map(|(status, since)| (status_key(uid, status), since)));
    }
    known
}

/// The key of the time at which the conference with this UID was first dated.
pub(super) fn dated_key(conference: Uuid) -> Uuid {
    Uuid::new_v5(&conference, b"dated")
}

/// The key of the time since which the conference with this UID has this status.
pub(super) fn status_key(conference: Uuid, status: Status) -> Uuid {
    Uuid::new_v5(&conference, status.as_str().as_bytes())
}

/// The key of the time since which the deadline with this UID is due on this day.
pub(super) fn due_key(deadline: Uuid, day: NaiveDate) -> Uuid {
    Uuid::new_v5(&deadline, format!("due {day}").as_bytes())
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
