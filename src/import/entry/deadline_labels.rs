//! The label of a date in a list of them: of a deadline, of the day on which a call opens, or of the conference itself.

use chrono::NaiveDate;

use super::super::dates::{Dates, When};
use super::super::guess::words::Tokens;
use super::super::labels;
use super::super::mapping::DeadlineMapping;
use super::super::records::Record;
use super::{Entry, EntryDate, EntryDeadline};
use crate::deadline_kind::DeadlineKind;

/// Words for parts of the conference and of the way there, of which none is due.
const OF_EVENTS: &str = "day days arrival departure tour tours excursion agenda schedule program programme ceremony banquet dinner party reception";

/// Words that say of a date that something is due by then.
const OF_DEADLINES: &str =
    "deadline deadlines due until till by submission submissions submit extended proposal proposals";

/// Words that say so beside a kind of deadline; alone, they are of whatever takes place: `论坛结束`.
const OF_ENDS: &str = "close closes closing closed end ends";

/// The label of a date in a list of deadlines; `None` for a deadline in fields of its own.
pub(super) fn of_item(at: &Record, fields: &DeadlineMapping) -> Option<String> {
    fields.each.as_ref()?;
    at.text(&fields.name).or_else(|| at.text(&fields.kind_from)).map(|(label, _)| label)
}

/// True if a label without a kind is that of something other than a deadline: `Arrival day`, `Group tour program`.
pub(super) fn is_of_event(label: &str) -> bool {
    let tokens = Tokens::of(label);
    let is_start = labels::is_opening(label) && tokens.kind().is_none() && !tokens.has(OF_DEADLINES);
    tokens.has(OF_EVENTS) || is_start && !is_of_conference(label)
}

/// True if a label is that of the first or last day of the conference: `Conference starts`, `会议开始`.
pub(super) fn is_of_conference(label: &str) -> bool {
    let tokens = Tokens::of(label);
    let is_end = tokens.is_end() || tokens.has("close closes");
    tokens.has("conference event congress meeting summit main")
        && (is_end || tokens.is_opening() || tokens.is_dates())
        && tokens.kind().is_none()
        && !tokens.has("deadline deadlines due")
}

/// True if a date with this label is a day of the conference, and nothing is due on it.
pub(super) fn is_on_conference(label: &str, kind: &str, day: NaiveDate, entry: &Entry) -> bool {
    let Some(start) = entry.start.map(EntryDate::day) else { return false };
    let end = entry.end.map_or(start, EntryDate::day);
    let tokens = Tokens::of(label);
    let may_follow = DeadlineKind::ALL.iter().any(|other| other.as_str() == kind && other.may_follow());
    (start..=end).contains(&day)
        && (!may_follow || tokens.kind().is_none())
        && (!(tokens.has(OF_DEADLINES) || tokens.kind().is_some() && tokens.has(OF_ENDS)) || is_of_conference(label))
}

/// The deadline that opens on a date, if its label says so: `Registration opens`.
pub(super) fn opening(label: &str, found: &Dates, deadline: &EntryDeadline) -> Option<EntryDeadline> {
    let tokens = Tokens::of(label);
    let kind = tokens
        .kind()
        .filter(|kind| !matches!(kind, DeadlineKind::Other | DeadlineKind::Notification | DeadlineKind::CameraReady))?;
    let day = found.start.day().filter(|_| found.end.is_none() && labels::is_opening(label))?;
    let is_plain = |token: &String| {
        let token = Tokens(vec![token.clone()]);
        token.kind() == Some(kind) || token.is_opening() || token.has("day date for of the submission submissions")
    };
    let name = deadline.name.clone().filter(|_| !tokens.0.iter().all(is_plain));
    Some(EntryDeadline { opens: Some(EntryDate::Day(day)), name, ..deadline.clone() })
}

/// The day of a date with one end.
pub(super) fn day(found: &Dates) -> Option<NaiveDate> {
    found.end.as_ref().map_or_else(|| found.start.day(), When::day)
}

/// Gives the address of a call that has no date to the dated deadlines of the same call; beside their own it is a link.
pub(super) fn address_of_call(entry: &mut Entry) {
    let is_call = |deadline: &EntryDeadline| matches!(deadline.kind, "cfp" | "paper" | "abstract");
    let is_address = |deadline: &EntryDeadline| {
        deadline.kind == "cfp"
            && (deadline.due, deadline.opens, &deadline.name, &deadline.comment) == (None, None, &None, &None)
    };
    let Some(at) = entry.deadlines.iter().position(is_address) else { return };
    if !entry.deadlines.iter().any(|deadline| is_call(deadline) && deadline.due.is_some()) {
        return;
    }
    let Some(url) = entry.deadlines.remove(at).url else { return };
    let mut is_given = entry.url.as_ref() == Some(&url);
    for deadline in entry.deadlines.iter_mut().filter(|deadline| is_call(deadline)) {
        is_given |= deadline.url.get_or_insert_with(|| url.clone()) == &url;
    }
    if !is_given && entry.links.iter().all(|(name, _)| name != "cfp") {
        entry.links.push(("cfp".to_owned(), url));
    }
}

/// Gives the day on which a call opens, which no deadline of the same kind is due behind, to the only dated deadline of a call.
pub(super) fn opening_of_call(entry: &mut Entry) {
    let is_call = |deadline: &EntryDeadline| matches!(deadline.kind, "cfp" | "paper" | "abstract");
    let is_opening = |deadline: &EntryDeadline| {
        is_call(deadline) && deadline.opens.is_some() && (deadline.due, &deadline.name) == (None, &None)
    };
    let Some(at) = entry.deadlines.iter().position(is_opening) else { return };
    let opens = entry.deadlines[at].opens;
    let mut dated = entry.deadlines.iter_mut().filter(|deadline| is_call(deadline) && deadline.due.is_some());
    if let (Some(only), None) = (dated.next(), dated.next())
        && only.opens.is_none()
        && opens.map(EntryDate::day) <= only.due.map(EntryDate::day)
    {
        only.opens = opens;
        entry.deadlines.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_conference_itself_are_told_from_those_of_deadlines() {
        for (label, of_conference, of_event) in [
            ("会议开始", true, false),
            ("会议结束", true, false),
            ("Conference starts", true, false),
            ("Main conference", false, false),
            ("Conference dates", true, false),
            ("End of the conference", true, false),
            ("Event begins", true, false),
            ("Arrival day", false, true),
            ("Group tour program", false, true),
            ("最终议程", false, true),
            ("评审开始", false, true),
            ("Exhibition opens", false, true),
            ("Submission opens", false, false),
            ("Conference registration ends", false, false),
            ("Conference paper deadline", false, false),
            ("Call for papers closes", false, false),
            ("Round 2", false, false),
        ] {
            assert_eq!((is_of_conference(label), is_of_event(label)), (of_conference, of_event), "{label}");
        }
    }
}
