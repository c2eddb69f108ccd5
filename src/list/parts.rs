//! The parts of a conference: its sessions and deadlines, and the rules between them and their conference.

use std::collections::HashMap;

use arcstr::Substr;

use super::context::{Context, Located};
use super::dates::{ParsedDate, date, written};
use super::faults::Fault;
use super::feed::Defaults;
use super::fields::{Fields, duration};
use super::ids::{check_part_id, made_id, own_id, slug_of};
use super::keys::{DEADLINE, SESSION};
use super::values::{online, place};
use super::zone_choice::ZoneChoice;
use crate::deadline_kind::DeadlineKind;
use crate::diagnostic::Code;
use crate::model::{Deadline, Online, Session};
use crate::place::Place;
use crate::time::Interval;

/// The keys that say where something takes place.
pub(super) const PLACE_KEYS: [&str; 6] = ["venue", "address", "city", "state", "country", "geo"];

/// The days by which a session may lie outside its conference: workshops before, a dinner after, another
/// continent's hours.
const MAX_DAYS_OUTSIDE: u16 = 2;

/// The defaults and bounds that a conference gives its parts.
pub(super) struct Inherited<'a> {
    pub(super) when: Option<Located<Interval>>,
    pub(super) url: &'a Option<Substr>,
    pub(super) place: &'a Place,
    pub(super) online: &'a Option<Online>,
    pub(super) zone: ZoneChoice,
    pub(super) defaults: Defaults,
}

/// Reads the sessions of a conference.
pub(super) fn sessions(context: &mut Context, conference: &Fields, inherited: &Inherited) -> Vec<Session> {
    let tables = conference.tables(context, "session", "conference.session");
    // Room for no more than there are: most have one or two, and a list of many is mostly these.
    let mut sessions = Vec::with_capacity(tables.len());
    let (mut ids, are_several) = (HashMap::new(), tables.len() > 1);
    for table in tables {
        let fields = Fields::new(context, table.value, table.span, &SESSION);
        fields.require(context, "name");
        let name = fields.text(context, "name");
        let id = if fields.has("id") {
            own_id(context, &fields)
        } else {
            name.and_then(|name| {
                let slug = slug_of(context, name)?;
                Some(made_id(context, &fields, "the session", slug, name.span))
            })
        };
        if let Some(id) = id.as_ref().filter(|_| are_several) {
            check_part_id(context, "sessions", id, &mut ids, "give one of them another `id`");
        }
        let zone = inherited.zone.or_own(context, &fields, "timezone", false);
        let when = fields.interval(context, "the session", zone);
        if let (Some(when), Some(whole)) = (when, inherited.when) {
            check_within(context, &fields, when, whole);
        }
        if let Some(when) = when {
            check_end(context, &fields, when, "the session");
        }
        // A dinner, or another city's edition, is not online because the conference is.
        let is_elsewhere = PLACE_KEYS.iter().any(|key| fields.has(key));
        let online_too = || inherited.online.clone().filter(|_| !is_elsewhere);
        let online = online(context, &fields).unwrap_or_else(online_too);
        let session = Session {
            id: Substr::new(),
            name: name.map(|name| context.keep_line(name.value)).unwrap_or_default(),
            dates: Interval::Days { first: Default::default(), last: Default::default() },
            url: fields.url(context, "url").or_else(|| inherited.url.clone()),
            place: place(context, &fields, inherited.place).within(inherited.place),
            online,
            description: fields.kept(context, "description"),
        };
        if let (Some(id), Some(_), Some(when)) = (id, name, when) {
            sessions.push(Session { id: id.value, dates: when.value, ..session });
        }
    }
    sessions
}

fn check_within(context: &mut Context, fields: &Fields, session: Located<Interval>, conference: Located<Interval>) {
    if conference.value.surrounds(session.value, MAX_DAYS_OUTSIDE) {
        return;
    }
    let whole = format!("{} to {}", written(conference.value.start()), written(conference.value.end()));
    let begins = match session.value {
        Interval::Days { first, .. } => Interval::Days { first, last: first },
        Interval::Times { start, .. } => Interval::Times { start, end: start },
    };
    let early = conference.value.start().is_after(session.value.start())
        && !conference.value.surrounds(begins, MAX_DAYS_OUTSIDE);
    let wrong = match fields.get("end") {
        Some(end) if !early => context.span(end.span()),
        _ => session.span,
    };
    context.report(
        Fault::new(Code::SessionOutside, wrong, "the session lies more than two days outside its conference")
            .label(if early { "before the conference starts" } else { "after the conference ends" })
            .secondary(conference.span, format!("the conference is from {whole}"))
            .help("is the month right, of the session and of the conference?".to_owned()),
    );
}

/// Reads the deadlines of a conference.
pub(super) fn deadlines(context: &mut Context, conference: &Fields, inherited: &Inherited) -> Vec<Deadline> {
    let tables = conference.tables(context, "deadline", "conference.deadline");
    let mut deadlines = Vec::with_capacity(tables.len());
    let (mut ids, are_several) = (HashMap::new(), tables.len() > 1);
    for table in tables {
        let fields = Fields::new(context, table.value, table.span, &DEADLINE);
        fields.require(context, "kind");
        let kind = fields.word::<DeadlineKind>(context, "kind");
        let name = fields.text(context, "name");
        if kind.is_some_and(|kind| kind.value == DeadlineKind::Other) {
            fields.require(context, "name");
        }
        let id = deadline_id(context, &fields, kind, name);
        if let Some(id) = id.as_ref().filter(|_| are_several) {
            let help = "give one of them a `name`, such as `Round 2`, or an `id`";
            check_part_id(context, "deadlines", id, &mut ids, help);
        }
        let zone = inherited.defaults.deadline_zone.or_own(context, &fields, "timezone", true);
        let due = fields.date(context, "due", zone);
        let opens = fields.date(context, "opens", zone);
        let was: Vec<_> = match fields.items(context, "was", "[2022-03-27]") {
            Some(items) => items.filter_map(|item| date(context, "was", item, zone)).collect(),
            None => Vec::new(),
        };
        let before = inherited.when.filter(|_| kind.is_none_or(|kind| !kind.value.may_follow()));
        check_due(context, due, opens, &was, before);
        let remind = match fields.items(context, "remind", "[\"7d\", \"1d\"]") {
            Some(items) => items.filter_map(|item| duration(context, "remind", item)).collect(),
            None => Vec::new(),
        };
        let url = fields.url(context, "url").or_else(|| inherited.url.clone());
        if let (Some(kind), Some(id)) = (kind, id) {
            deadlines.push(Deadline {
                id: id.value,
                kind: kind.value,
                name: name.map(|name| context.keep_line(name.value)),
                due: due.map(|due| due.value.when),
                opens: opens.map(|opens| opens.value.when),
                was: was.into_iter().map(|was| was.value.when).collect(),
                url,
                remind: unique(remind),
            });
        }
    }
    deadlines
}

fn unique<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut unique = Vec::with_capacity(items.len());
    for item in items {
        if !unique.contains(&item) {
            unique.push(item);
        }
    }
    unique
}

fn deadline_id(
    context: &mut Context,
    fields: &Fields,
    kind: Option<Located<DeadlineKind>>,
    name: Option<Located<&str>>,
) -> Option<Located<Substr>> {
    if fields.has("id") {
        return own_id(context, fields);
    }
    let kind = kind?;
    match name {
        None => Some(kind.map(|kind| kind.as_str().into())),
        Some(name) => {
            let slug = slug_of(context, name)?;
            Some(made_id(context, fields, "the deadline", format!("{}-{slug}", kind.value.as_str()), name.span))
        }
    }
}

/// Checks the dates of a deadline with each other, and with those of a conference that it has to come before.
fn check_due(
    context: &mut Context,
    due: Option<Located<ParsedDate>>,
    opens: Option<Located<ParsedDate>>,
    was: &[Located<ParsedDate>],
    conference: Option<Located<Interval>>,
) {
    let Some(due) = due else { return };
    if due.value.midnight {
        context.report(Fault::new(Code::DueAtMidnight, due.span, "due at 00:00, when the day begins").help(
            "for the end of the day before or of that day write 23:59; for the whole day leave the time out".to_owned(),
        ));
    }
    if let Some(conference) = conference
        && due.value.when.is_after(conference.value.start())
    {
        context.report(
            Fault::new(Code::DeadlineAfterStart, due.span, "the deadline lies after the start of the conference")
                .label("due")
                .secondary(conference.span, "the conference starts")
                .help("is the year right?".to_owned()),
        );
    }
    if let Some(opens) = opens
        && opens.value.when.is_after(due.value.when)
    {
        context.report(
            Fault::new(Code::OpensAfterDue, opens.span, "the deadline opens after it is due")
                .label("opens")
                .secondary(due.span, "due")
                .help("one of the two dates is wrong".to_owned()),
        );
    }
    for was in was {
        let (now, before) = (due.value.when, was.value.when);
        if !now.is_after(before) && !before.is_after(now) {
            context.report(
                Fault::new(Code::WasUnchanged, was.span, "the deadline is due on the date that it had before")
                    .label("was due")
                    .secondary(due.span, "is due now")
                    .help("`was` lists the dates that it had before it was extended or brought forward".to_owned()),
            );
        }
    }
}

/// Hints at a time that begins and never ends.
pub(super) fn check_end(context: &mut Context, fields: &Fields, when: Located<Interval>, what: &str) {
    if matches!(when.value, Interval::Times { .. }) && !fields.has("end") {
        context.report(
            Fault::new(Code::NoEnd, when.span, format!("{what} has a start time but no `end`"))
                .help("add `end`, the moment at which it is over".to_owned()),
        );
    }
}
