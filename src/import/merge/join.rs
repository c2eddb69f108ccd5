//! Two entries of inputs that are one conference, as one entry.

use super::identity::{bare, site};
use crate::import::entry::{self, Entry, EntryDeadline, EntryPlace, Origin, shown};
use crate::import::guess::words::Tokens;
use crate::import::report::{ImportReport, Remark};
use crate::import::write;

/// The longest remark that is the name of a round.
const MAX_ROUND_CHARS: usize = 40;

/// The report of values in which an entry differs from the first of its conference.
struct Differences<'d> {
    /// The name and the origin of the first.
    first: (String, Origin),
    origin: Origin,
    report: &'d mut ImportReport,
}

impl Differences<'_> {
    fn add(&mut self, key: &str, ours: String, theirs: String) {
        let (name, Origin { file, line }) = &self.first;
        let message = format!("{name}: `{key}` is {ours} in {file}:{line}, and {theirs} here: the first counts");
        self.report.conflicts.push(Remark::new(&self.origin, message));
    }
}

/// Fills in what the first lacks, and reports where the other differs from it.
pub(super) fn join(one: &mut Entry, mut other: Entry, report: &mut ImportReport) {
    if one.origin.file == other.origin.file {
        add_rounds(one, &mut other, report);
    }
    let first = (one.name.clone(), one.origin.clone());
    let mut differences = Differences { first, origin: other.origin.clone(), report };
    if let (Some(ours), Some(theirs)) = (one.end, other.end)
        && ours != theirs
    {
        differences.add("end", write::literal(ours), write::literal(theirs));
    }
    let texts = |entry: &'_ Entry| {
        let EntryPlace { venue, address, city, state, country, .. } = entry.place.clone();
        [city, country, venue, address, state, entry.description.clone(), entry.status.map(str::to_owned)]
    };
    let keys = ["city", "country", "venue", "address", "state", "description", "status"];
    for (key, (ours, theirs)) in keys.into_iter().zip(texts(one).into_iter().zip(texts(&other))) {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours != theirs
        {
            differences.add(key, format!("`{}`", shown(&ours)), format!("`{}`", shown(&theirs)));
        }
    }
    if let (Some(ours), Some(theirs)) = (&one.url, &other.url)
        && site(ours) != site(theirs)
    {
        differences.add("url", format!("`{ours}`"), format!("`{theirs}`"));
    }
    for (name, theirs) in &other.links {
        if let Some((_, ours)) = one.links.iter().find(|(known, ours)| known == name && ours != theirs) {
            differences.add(&format!("links.{name}"), format!("`{ours}`"), format!("`{theirs}`"));
        }
    }
    let deadlines = std::mem::take(&mut other.deadlines);
    deadlines.into_iter().for_each(|deadline| join_deadline(&mut one.deadlines, deadline, &mut differences));
    fill_in(one, other);
}

/// Adds a deadline, or fills in that of its kind and name.
fn join_deadline(deadlines: &mut Vec<EntryDeadline>, theirs: EntryDeadline, differences: &mut Differences) {
    let is_same =
        |ours: &&mut EntryDeadline| ours.kind == theirs.kind && ours.name == theirs.name && ours.id == theirs.id;
    let Some(ours) = deadlines.iter_mut().find(is_same) else { return deadlines.push(theirs) };
    ours.url = ours.url.take().or(theirs.url);
    match (ours.due, theirs.due) {
        (None, Some(_)) => (ours.due, ours.timezone, ours.comment) = (theirs.due, theirs.timezone, None),
        (Some(due), Some(other)) if due != other => {
            differences.add(theirs.kind, write::literal(due), write::literal(other))
        }
        _ => {}
    }
}

/// Fills in the values that the first lacks, and unites lists and names.
fn fill_in(one: &mut Entry, other: Entry) {
    if one.start.is_none() && other.start.is_some() {
        (one.start, one.end, one.timezone) = (other.start, other.end, other.timezone);
        one.expected = None;
        one.comments.remove("start");
        if let Some(comment) = other.comments.get("start") {
            one.comments.insert("start", comment.clone());
        }
    }
    one.end = one.end.or(other.end);
    one.short = one.short.take().or(other.short);
    one.url = one.url.take().or(other.url);
    if one.place.is_empty() {
        one.place = other.place;
    }
    one.online = one.online.take().or(other.online);
    one.attendance = one.attendance.or(other.attendance);
    one.series = one.series.take().or(other.series);
    one.description = one.description.take().or(other.description);
    one.status = one.status.or(other.status);
    for (texts, more) in
        [(&mut one.tags, other.tags), (&mut one.languages, other.languages), (&mut one.aliases, other.aliases)]
    {
        for text in more {
            if !texts.iter().any(|known| known.to_lowercase() == text.to_lowercase()) {
                texts.push(text);
            }
        }
    }
    if bare(&one.name) == bare(&other.name) {
        // The one without a count.
        if other.name.len() < one.name.len() {
            one.name = other.name;
        }
    } else if !one.aliases.contains(&other.name) {
        one.aliases.push(other.name);
    }
    for (name, url) in other.links {
        if !one.links.iter().any(|(known, _)| *known == name) {
            one.links.push((name, url));
        }
    }
}

/// True if a remark is called as a round or a kind of deadline is: `Second round`, `Posters`.
fn names_round(remark: &str) -> bool {
    let tokens = Tokens::of(remark);
    tokens.kind().is_some()
        || tokens.is_deadline()
        || tokens.has(
            "round rounds cycle track first second third 1st 2nd 3rd early late spring summer autumn fall winter final",
        )
}

/// Adds the deadlines of an entry of the same list that differ from those of the first: they are rounds. Their remarks, where
/// these are short, are the names of the rounds; that of one row alone is a note, unless it is called as rounds are.
fn add_rounds(one: &mut Entry, other: &mut Entry, report: &mut ImportReport) {
    let is_round = |deadline: &EntryDeadline, ours: &EntryDeadline| {
        ours.kind == deadline.kind && ours.due.is_some() && deadline.due.is_some() && ours.due != deadline.due
    };
    let differs = |deadline: &&EntryDeadline| one.deadlines.iter().any(|ours| is_round(deadline, ours));
    let is_known = |deadline: &EntryDeadline| {
        one.deadlines.iter().any(|ours| ours.kind == deadline.kind && ours.due == deadline.due)
    };
    if !other.deadlines.iter().any(|deadline| differs(&deadline)) {
        return;
    }
    let mut rounds: Vec<EntryDeadline> = other.deadlines.iter().filter(differs).cloned().collect();
    rounds.retain(|deadline| !is_known(deadline));
    other.deadlines.retain(|deadline| !one.deadlines.iter().any(|ours| is_round(deadline, ours)));
    for round in &rounds {
        let days = |deadlines: &[EntryDeadline]| {
            let of_kind = deadlines.iter().filter(|deadline| deadline.kind == round.kind);
            of_kind.filter_map(|deadline| deadline.due.map(write::literal)).collect::<Vec<_>>().join(" and ")
        };
        let message = format!(
            "{}: `{}` is {} in line {}, and {} here: each is taken",
            shown(&one.name),
            round.kind,
            days(&one.deadlines),
            one.origin.line,
            days(std::slice::from_ref(round))
        );
        report.changed.push(Remark::new(&other.origin, message));
    }
    let have_both = one.description.is_some() && other.description.is_some();
    let is_short = |text: &&mut String| {
        text.chars().count() <= MAX_ROUND_CHARS && !text.contains('\n') && (have_both || names_round(text))
    };
    if one.description != other.description {
        for (description, deadlines) in
            [(&mut one.description, &mut one.deadlines), (&mut other.description, &mut rounds)]
        {
            if description.as_mut().filter(is_short).is_some()
                && let Some(name) = description.take()
            {
                let unnamed = deadlines.iter_mut().filter(|deadline| deadline.name.is_none());
                unnamed.for_each(|deadline| *deadline = entry::of_words(deadline, &name));
            }
        }
    }
    one.deadlines.append(&mut rounds);
    entry::tell_apart(&mut one.deadlines);
}
