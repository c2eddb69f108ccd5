//! The events of a feed: for each conference its own, and those of its sessions, deadlines and reminders.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::duration::Duration;
use crate::ics;
use crate::model::{
    self, Conference, Deadline, Feed, REMINDER_PATH, Reminders, Status, Times, deadline_path, reminder_day,
    session_path,
};
use crate::revision::Stamp;
use crate::time::{DateOrTime, Interval, Moment, minutes_before};
use crate::zone::{LocalTime, Zone};

/// The expected size of an event. Most take 600 to 900 octets; a slightly high guess saves copying a feed at every doubling.
pub(super) const TYPICAL_EVENT_OCTETS: usize = 900;

/// One event before it is encoded. All events of a feed are held at once, so it owns nothing.
#[derive(Clone, Debug)]
pub(super) struct Event<'f> {
    pub(super) conference: &'f Conference,
    /// The index of the conference in the feed.
    pub(super) number: u32,
    pub(super) subject: Subject<'f>,
    pub(super) dates: Interval,
    /// The zone whose local time it is written in, if an exact VTIMEZONE can be written for that.
    pub(super) zone: Option<Tz>,
    /// The UID of the conference.
    pub(super) parent: Uuid,
}

#[derive(Clone, Debug)]
pub(super) enum Subject<'f> {
    Whole,
    /// A session, by its index in the conference.
    Session(usize),
    /// A deadline and its due date.
    Deadline(&'f Deadline, &'f DateOrTime),
    /// A reminder of a deadline as an event of its own, with its due date and the time before it.
    Reminder(&'f Deadline, &'f DateOrTime, Duration),
}

impl Event<'_> {
    /// The path of its UID within the namespace.
    pub(super) fn path(&self) -> String {
        let mut path = self.path_start(&self.conference.identity.id).concat();
        if let Subject::Reminder(_, _, before) = self.subject {
            path.push_str(&ics::signed_duration(before.minutes()));
        }
        path
    }

    /// The UID that a path makes in the namespace of this event.
    pub(super) fn uid_of(&self, path: &str) -> Uuid {
        model::uid(self.conference.identity.namespace, path)
    }

    /// The first pieces of the path, from `id` on, which differ between any two events of one day.
    fn path_start<'a>(&'a self, id: &'a str) -> [&'a str; 4] {
        let (path, end) = match self.subject {
            Subject::Whole => ([id, "", ""], ""),
            Subject::Session(at) => (session_path(id, &self.conference.sessions[at]), ""),
            Subject::Deadline(deadline, _) => (deadline_path(id, deadline), ""),
            Subject::Reminder(deadline, ..) => (deadline_path(id, deadline), REMINDER_PATH),
        };
        [path[0], path[1], path[2], end]
    }

    fn path_octets(&self) -> impl Iterator<Item = u8> {
        self.path_start(&self.conference.id).into_iter().flat_map(str::bytes)
    }

    /// The first octets of that, of which two compare as their paths do unless they are the same.
    fn path_begin(&self) -> u128 {
        let (mut octets, mut end) = ([0; 16], 0);
        for piece in self.path_start(&self.conference.id) {
            let start = end;
            end = octets.len().min(start + piece.len());
            octets[start..end].copy_from_slice(&piece.as_bytes()[..end - start]);
        }
        u128::from_be_bytes(octets)
    }

    /// The year of its start.
    pub(super) fn first_year(&self) -> i32 {
        self.dates.start().day().year()
    }

    /// The last day that it touches; for a deadline, its due date.
    pub(super) fn last_day(&self) -> NaiveDate {
        match self.subject {
            Subject::Deadline(_, due) => due.day(),
            _ => self.dates.last_day(),
        }
    }

    /// The instant from which on it is over; for a reminder, that of its deadline.
    pub(super) fn over_at(&self) -> DateTime<Utc> {
        match self.subject {
            Subject::Whole | Subject::Session(_) => self.dates.over_at(),
            Subject::Deadline(_, due) | Subject::Reminder(_, due, _) => due.over_at(),
        }
    }
}

/// The events of a feed in their order, without those that it does not keep at `list_time`.
pub(super) fn kept(feed: &Feed, list_time: Stamp) -> Vec<Event<'_>> {
    let kept_from = feed.kept_from(list_time.time());
    let mut events = Vec::new();
    for (number, conference) in feed.conferences.iter().enumerate() {
        let others = events.len();
        push_events(feed, number, &mut events);
        if is_retired(conference, events[others..].iter().map(Event::over_at), kept_from) {
            events.truncate(others);
        }
    }
    sort(&mut events);
    events
}

/// Adds the events of the conference with this index.
pub(super) fn push_events<'f>(feed: &'f Feed, number: usize, events: &mut Vec<Event<'f>>) {
    let conference = &feed.conferences[number];
    let parent = conference.uid();
    let number = number as u32;
    let is_local = feed.times == Times::Local;
    let zone = |dates| if is_local { zone(dates) } else { None };
    let mut push =
        |subject, dates| events.push(Event { conference, number, subject, dates, zone: zone(dates), parent });
    if let Some(dates) = conference.dates.filter(|_| conference.included) {
        push(Subject::Whole, dates);
    }
    for (at, session) in conference.sessions.iter().enumerate() {
        push(Subject::Session(at), session.dates);
    }
    for deadline in &conference.deadlines {
        let Some(due) = &deadline.due else { continue };
        if feed.reminders == Reminders::Events && conference.status != Status::Cancelled {
            let mut reminded = Vec::with_capacity(deadline.remind.len());
            for &before in &deadline.remind {
                let day = reminder_day(*due, before);
                // Two reminders on one day, 12 and 6 hours before, would have the same text.
                if reminded.contains(&day) {
                    continue;
                }
                reminded.push(day);
                push(Subject::Reminder(deadline, due, before), Interval::Days { first: day, last: day });
            }
        }
        push(Subject::Deadline(deadline, due), due_interval(*due, conference.deadline_length));
    }
}

/// Sorts events in the order of the feed: by start, then by path, which is unique.
pub(super) fn sort(events: &mut [Event]) {
    let start = |event: &Event| event.dates.start().sort_key();
    // The way to a path is long, and how most begin tells them apart.
    events.sort_by_cached_key(|event| (start(event), event.path_begin()));
    let is_alike = |one: &Event, other: &Event| start(one) == start(other) && one.path_begin() == other.path_begin();
    for alike in events.chunk_by_mut(is_alike) {
        alike.sort_unstable_by(|one, other| one.path_octets().cmp(other.path_octets()));
    }
}

/// True if a feed leaves out a conference because it was over before `kept_from`, and so were its `events`: see
/// [`Feed::kept_from`].
pub(super) fn is_retired(
    conference: &Conference,
    events: impl Iterator<Item = DateTime<Utc>>,
    kept_from: Option<DateTime<Utc>>,
) -> bool {
    kept_from.is_some_and(|kept_from| events.chain([conference.over_at()]).all(|over_at| over_at < kept_from))
}

fn due_interval(due: DateOrTime, length: Duration) -> Interval {
    match due {
        DateOrTime::Day(day) => Interval::Days { first: day, last: day },
        DateOrTime::Moment(end) => {
            Interval::Times { start: Moment::new(minutes_before(end.utc(), length.minutes()), end.zone()), end }
        }
    }
}

/// The zone in whose local time an event is written. `None` for UTC, and for a time that comes twice because clocks go
/// back: RFC 5545 means the first, but Thunderbird, Nextcloud and Evolution take the second.
fn zone(dates: Interval) -> Option<Tz> {
    let Interval::Times { start, end } = dates else { return None };
    let Zone::Iana(tz) = start.zone() else { return None };
    let once = |moment: Moment| matches!(moment.zone().resolve(moment.local()), LocalTime::Unambiguous(_));
    (!start.zone().is_utc() && start.zone() == end.zone() && once(start) && once(end)).then_some(tz)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn events_of_one_start_are_in_the_order_of_their_paths() {
        // Some ids begin with another id, some with the same sixteen octets.
        let ids = ["a", "a-b", "ab", "pycon-of-the-year-2", "pycon-of-the-year", "pycon-of-the-year-10", "0"];
        let entry = |id: &&str| {
            let session = "[[conference.session]]\nname = 'Sprints'\nid = 's'\nstart = 2022-07-11\n";
            format!("[[conference]]\nname = '{id}'\nid = '{id}'\nstart = 2022-07-11\ncity = 'Dublin'\n{session}")
        };
        let list =
            ids.iter().map(entry).collect::<String>() + "[[conference]]\nname = 'z'\nid = 'z'\nstart = 2022-07-10\n";
        let feed = crate::list::read(&[Source::new("list.toml", list)], crate::Level::Hint).0.unwrap();
        let mut events = Vec::new();
        (0..feed.conferences.len()).for_each(|number| push_events(&feed, number, &mut events));
        sort(&mut events);
        let paths: Vec<String> = events.iter().map(Event::path).collect();
        let mut expected: Vec<String> =
            ids.iter().flat_map(|id| [(*id).to_owned(), format!("{id}/session/s")]).collect();
        expected.sort_unstable();
        expected.insert(0, "z".to_owned());
        assert_eq!(paths, expected);
    }
}
