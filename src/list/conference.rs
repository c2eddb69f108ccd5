//! One entry of the list: a conference with its sessions and deadlines, and the rules inside it.
//!
//! An entry with a fault still has its other keys checked. What is common to several entries (ids, `part-of`, the same
//! conference twice) is the business of the module above.

use super::dates::{Written, ZoneChoice, date, written};
use super::faults::{Fault, Span};
use super::feed::Defaults;
use super::fields::{Fields, Found, Reader, duration, url};
use super::keys::{CONFERENCE, DEADLINE, SESSION};
use super::literal::{added_after, quoted};
use super::values::{language, online, own_id, place, slug_of};
use crate::deadline_kind::DeadlineKind;
use crate::diagnostic::Code;
use crate::filter::equal;
use crate::model::{Conference, Deadline, Identity, Online, Session, Status};
use crate::place::Place;
use crate::slug::default_id;
use crate::spelling::shown;
use crate::time::{DateOrTime, Expected, Interval};
use arcstr::Substr;
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use std::collections::{HashMap, HashSet};
use toml::de::DeTable;
use uuid::Uuid;

/// The longest conference in days that nobody doubts.
const MAX_DAYS: i64 = 21;

/// The keys that say where something takes place.
const PLACE: [&str; 6] = ["venue", "address", "city", "state", "country", "geo"];

/// The days by which a session may lie outside its conference: workshops before, a dinner after, another
/// continent's hours.
const MAX_DAYS_OUTSIDE: u16 = 2;

/// A conference as far as it could be read, and the places that checks between entries point at.
pub(super) struct Entry {
    /// `None` if something that it needs is missing or faulty, which has been reported. Its id is that of its list.
    pub(super) conference: Option<Conference>,
    /// The namespace of the feed of its list.
    pub(super) namespace: Uuid,
    /// Its id in that list, and where it comes from.
    pub(super) id: Option<Found<Substr>>,
    /// The span of its name.
    pub(super) name: Option<Span>,
    /// The id that its `part-of` names.
    pub(super) part_of: Option<Found<Substr>>,
}

/// Reads one entry.
pub(super) fn read(reader: &mut Reader, table: Found<&DeTable<'_>>, defaults: Defaults) -> Entry {
    let fields = Fields::new(reader, table.value, table.span, &CONFERENCE);
    fields.require(reader, "name");
    let name = fields.text(reader, "name");
    let zone = defaults.zone.or_own(reader, &fields, "timezone", false);
    let dated = dated(reader, &fields, name, zone);
    let when = dated.and_then(Dated::dates);
    let id = conference_id(reader, &fields, name, dated);
    let place = place(reader, &fields, &Place::default());
    let online = online(reader, &fields);
    let part_of = fields.text(reader, "part-of");
    if let Some(when) = when {
        check_length(reader, &fields, when);
        check_end(reader, &fields, when, "the conference");
    }
    let names_place = PLACE.iter().any(|key| fields.has(key)) || fields.has("online") && online != Some(None);
    let url = fields.url(reader, "url");
    let online = online.flatten();
    let around = Around { when, url: &url, place: &place, online: &online, zone, defaults };
    let sessions = sessions(reader, &fields, &around);
    let deadlines = deadlines(reader, &fields, &around);
    // A tour has the place of each session.
    if !names_place && sessions.iter().all(|session| session.attendance().is_none()) {
        reader.report(
            Fault::new(Code::NoPlace, fields.span, "the conference has no place and is not online")
                .help("add `city` and `country`, or `online = true`".to_owned()),
        );
    }

    let own_id = id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
    let rest = Conference {
        id: own_id.clone(),
        identity: Identity { namespace: defaults.namespace, id: own_id },
        name: name.map(|name| reader.keep_line(name.value)).unwrap_or_default(),
        dates: when.map(|when| when.value),
        expected: dated.and_then(Dated::expected),
        short: fields.line(reader, "short"),
        tags: tags(reader, &fields),
        series: fields.kept(reader, "series"),
        aliases: fields.texts(reader, "aliases").into_iter().map(|alias| reader.keep_line(alias.value)).collect(),
        languages: fields.texts(reader, "languages").into_iter().filter_map(|tag| language(reader, tag)).collect(),
        // The other conference may come later in the list.
        part_of: None,
        links: links(reader, &fields),
        description: fields.kept(reader, "description"),
        status: status(reader, &fields),
        busy: fields.bool(reader, "busy").unwrap_or(false),
        updated: updated(reader, &fields, zone),
        url,
        place,
        online,
        sessions,
        deadlines,
        deadline_length: defaults.deadline_length,
        included: true,
    };
    Entry {
        conference: (dated.is_some() && id.is_some() && name.is_some()).then_some(rest),
        namespace: defaults.namespace,
        id,
        name: name.map(|name| name.span),
        part_of: part_of.map(|id| id.map(|id| reader.keep(id))),
    }
}

/// The dates of an entry.
#[derive(Clone, Copy)]
enum Dated {
    /// From when to when.
    On(Found<Interval>),
    /// Not dated yet, with the month or year in which it is expected, if that is known.
    NotYet(Option<Expected>),
}

impl Dated {
    fn dates(self) -> Option<Found<Interval>> {
        if let Dated::On(dates) = self { Some(dates) } else { None }
    }

    fn expected(self) -> Option<Expected> {
        if let Dated::NotYet(expected) = self { expected } else { None }
    }

    fn year(self) -> Option<i32> {
        match self {
            Dated::On(dates) => Some(dates.value.start().day().year()),
            Dated::NotYet(expected) => expected.map(Expected::year),
        }
    }
}

/// `start` and `end`, or `expected`; `None` where they are faulty.
fn dated(reader: &mut Reader, fields: &Fields, name: Option<Found<&str>>, zone: ZoneChoice) -> Option<Dated> {
    let expected = fields.expected(reader);
    if fields.has("start") {
        if let Some(value) = fields.get("expected") {
            let span = reader.span(value.span());
            reader.report(
                Fault::new(Code::ExpectedIgnored, span, "`expected` is not used, because there is a `start`")
                    .help("leave `expected` out".to_owned()),
            );
        }
        return fields.interval(reader, "the conference", zone).map(Dated::On);
    }
    if let Some((key, value)) = ["end", "session"].iter().find_map(|&key| Some((key, fields.get(key)?))) {
        let (what, has) = if key == "end" { ("`end`", "it has `end`") } else { ("the sessions", "it has sessions") };
        let span = reader.span(value.span());
        reader.report(
            Fault::new(Code::MissingKey, fields.span, "`start` is missing")
                .label("a conference needs `start`")
                .secondary(span, has)
                .help(format!("write `start`, or leave out {what}: a conference that is not dated yet has none")),
        );
        return None;
    }
    if fields.has("expected") {
        return expected.map(|expected| Dated::NotYet(Some(expected)));
    }
    // A year in the name is in the default id, which is then the same once there is a `start`.
    let has_year = name.is_some_and(|name| names_year(name.value));
    if !fields.has("id") && !has_year {
        reader.report(
            Fault::new(Code::MissingKey, fields.span, "`start` is missing").label("a conference needs `start`").help(
                "not dated yet? add `expected = \"2027-10\"` or `expected = \"2027\"`; \
                     if not even the year is known, an `id`"
                    .to_owned(),
            ),
        );
        return None;
    }
    reader.report(
        Fault::new(Code::NoDate, fields.span, "the conference has neither `start` nor `expected`")
            .label("listed as not dated yet")
            .help("add `start`, or the month or year in which it is expected: `expected = \"2027-10\"`".to_owned()),
    );
    Some(Dated::NotYet(None))
}

/// True if a name holds a year of 1900 to 2199.
fn names_year(name: &str) -> bool {
    name.split(|char: char| !char.is_ascii_digit())
        .any(|digits| digits.len() == 4 && ["19", "20", "21"].iter().any(|century| digits.starts_with(century)))
}

/// The defaults and bounds that a conference gives its parts.
struct Around<'a> {
    when: Option<Found<Interval>>,
    url: &'a Option<Substr>,
    place: &'a Place,
    online: &'a Option<Online>,
    zone: ZoneChoice,
    defaults: Defaults,
}

fn conference_id(
    reader: &mut Reader,
    fields: &Fields,
    name: Option<Found<&str>>,
    dated: Option<Dated>,
) -> Option<Found<Substr>> {
    if fields.has("id") {
        return own_id(reader, fields);
    }
    let name = name?;
    slug_of(reader, name)?;
    let id = default_id(name.value, dated?.year());
    Some(made_id(reader, fields, "the conference", id, name.span))
}

/// The id made from a name, which an entry without one gets; and the advice to write it down.
fn made_id(reader: &mut Reader, fields: &Fields, what: &str, id: String, name: Span) -> Found<Substr> {
    if reader.faults.want(Code::NoId) {
        let fix = added_after(reader.text, name, fields.is_inline(reader), &format!("id = \"{id}\""));
        reader.report(
            Fault::new(Code::NoId, name, format!("{what} has no `id`"))
                .label(format!("its id is made from this: `{id}`"))
                .help(format!("add `id = \"{id}\"`: a corrected title would give subscribers a second event"))
                .fix(fix),
        );
    }
    Found { value: id.into(), span: name }
}

/// Reports a part whose id another part of the conference has; `seen` are those before it, with their places.
fn check_part_id(reader: &mut Reader, what: &str, id: &Found<Substr>, seen: &mut HashMap<Substr, Span>, help: &str) {
    let first = *seen.entry(id.value.clone()).or_insert(id.span);
    if first != id.span {
        reader.report(
            Fault::new(Code::DuplicateId, id.span, format!("two {what} of this conference have the id `{}`", id.value))
                .label("the same id again")
                .secondary(first, "first used here")
                .help(help.to_owned()),
        );
    }
}

fn check_length(reader: &mut Reader, fields: &Fields, when: Found<Interval>) {
    let days = when.value.days();
    if days > MAX_DAYS {
        let end = fields.get("end").map_or(when.span, |end| reader.span(end.span()));
        reader.report(
            Fault::new(Code::LongConference, end, format!("the conference lasts {days} days"))
                .label("ends here")
                .secondary(when.span, "starts here")
                .help("is the month or the year right?".to_owned()),
        );
    }
}

fn check_end(reader: &mut Reader, fields: &Fields, when: Found<Interval>, what: &str) {
    if matches!(when.value, Interval::Times { .. }) && !fields.has("end") {
        reader.report(
            Fault::new(Code::NoEnd, when.span, format!("{what} has a time to begin and none to end"))
                .help("add `end`, the moment at which it is over".to_owned()),
        );
    }
}

fn tags(reader: &mut Reader, fields: &Fields) -> Vec<Substr> {
    let texts = fields.texts(reader, "tags");
    let mut tags = Vec::with_capacity(texts.len());
    // Of a few, each is as soon compared with all.
    let mut seen = (texts.len() > 8).then(HashSet::new);
    for tag in texts {
        let mut is_new = || match &mut seen {
            Some(seen) => seen.insert(tag.value.to_lowercase()),
            None => !tags.iter().any(|other: &Substr| equal(other, tag.value)),
        };
        if tag.value.contains(',') {
            let two: Vec<_> = tag.value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(quoted).collect();
            reader.report(
                Fault::new(Code::CommaInTag, tag.span, format!("the tag `{}` has a comma", shown(tag.value)))
                    .help(format!("write {}", shown(&two.join(", "))))
                    .fix((tag.span, two.join(", "))),
            );
        } else if is_new() {
            tags.push(reader.keep(tag.value));
        }
    }
    tags
}

fn links(reader: &mut Reader, fields: &Fields) -> Vec<(Substr, Substr)> {
    let Some(table) = fields.table(reader, "links") else { return Vec::new() };
    // In the order of the list, which the table does not keep but the places tell.
    let mut links: Vec<_> = table.value.iter().collect();
    links.sort_by_key(|(key, _)| key.span().start);
    links
        .into_iter()
        .filter_map(|(key, value)| {
            let name = key.get_ref().trim();
            let fault = match name {
                "" => Some((Code::Empty, "the link has no name")),
                _ if name.contains(char::is_control) => {
                    Some((Code::ControlCharacter, "the name of the link holds a control character"))
                }
                _ => None,
            };
            if let Some((code, message)) = fault {
                reader.report(Fault::new(code, reader.span(key.span()), message));
                return None;
            }
            Some((reader.keep(name), url(reader, name, value)?))
        })
        .collect()
}

fn status(reader: &mut Reader, fields: &Fields) -> Status {
    fields.word(reader, "status").map_or(Status::Confirmed, |status| status.value)
}

fn updated(reader: &mut Reader, fields: &Fields, zone: ZoneChoice) -> Option<DateTime<Utc>> {
    Some(match fields.date(reader, "updated", zone)?.value.when {
        DateOrTime::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
        DateOrTime::Moment(moment) => moment.utc(),
    })
}

fn sessions(reader: &mut Reader, conference: &Fields, around: &Around) -> Vec<Session> {
    let tables = conference.tables(reader, "session", "conference.session");
    // Room for no more than there are: most have one or two, and a list of many is mostly these.
    let mut sessions = Vec::with_capacity(tables.len());
    let (mut ids, are_several) = (HashMap::new(), tables.len() > 1);
    for table in tables {
        let fields = Fields::new(reader, table.value, table.span, &SESSION);
        fields.require(reader, "name");
        let name = fields.text(reader, "name");
        let id = if fields.has("id") {
            own_id(reader, &fields)
        } else {
            name.and_then(|name| {
                let slug = slug_of(reader, name)?;
                Some(made_id(reader, &fields, "the session", slug, name.span))
            })
        };
        if let Some(id) = id.as_ref().filter(|_| are_several) {
            check_part_id(reader, "sessions", id, &mut ids, "give one of them another `id`");
        }
        let zone = around.zone.or_own(reader, &fields, "timezone", false);
        let when = fields.interval(reader, "the session", zone);
        if let (Some(when), Some(whole)) = (when, around.when) {
            check_within(reader, &fields, when, whole);
        }
        if let Some(when) = when {
            check_end(reader, &fields, when, "the session");
        }
        // A dinner, or another city's edition, is not online because the conference is.
        let is_elsewhere = PLACE.iter().any(|key| fields.has(key));
        let inherited = || around.online.clone().filter(|_| !is_elsewhere);
        let online = online(reader, &fields).unwrap_or_else(inherited);
        let session = Session {
            id: Substr::new(),
            name: name.map(|name| reader.keep_line(name.value)).unwrap_or_default(),
            dates: Interval::Days { first: Default::default(), last: Default::default() },
            url: fields.url(reader, "url").or_else(|| around.url.clone()),
            place: place(reader, &fields, around.place).within(around.place),
            online,
            description: fields.kept(reader, "description"),
        };
        if let (Some(id), Some(_), Some(when)) = (id, name, when) {
            sessions.push(Session { id: id.value, dates: when.value, ..session });
        }
    }
    sessions
}

fn check_within(reader: &mut Reader, fields: &Fields, session: Found<Interval>, conference: Found<Interval>) {
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
        Some(end) if !early => reader.span(end.span()),
        _ => session.span,
    };
    reader.report(
        Fault::new(Code::SessionOutside, wrong, "the session lies more than two days outside its conference")
            .label(if early { "before the conference starts" } else { "after the conference ends" })
            .secondary(conference.span, format!("the conference is from {whole}"))
            .help("is the month right, of the session and of the conference?".to_owned()),
    );
}

fn deadlines(reader: &mut Reader, conference: &Fields, around: &Around) -> Vec<Deadline> {
    let tables = conference.tables(reader, "deadline", "conference.deadline");
    let mut deadlines = Vec::with_capacity(tables.len());
    let (mut ids, are_several) = (HashMap::new(), tables.len() > 1);
    for table in tables {
        let fields = Fields::new(reader, table.value, table.span, &DEADLINE);
        fields.require(reader, "kind");
        let kind = fields.word::<DeadlineKind>(reader, "kind");
        let name = fields.text(reader, "name");
        if kind.is_some_and(|kind| kind.value == DeadlineKind::Other) {
            fields.require(reader, "name");
        }
        let id = deadline_id(reader, &fields, kind, name);
        if let Some(id) = id.as_ref().filter(|_| are_several) {
            let help = "give one of them a `name`, such as `Round 2`, or an `id`";
            check_part_id(reader, "deadlines", id, &mut ids, help);
        }
        let zone = around.defaults.deadline_zone.or_own(reader, &fields, "timezone", true);
        let due = fields.date(reader, "due", zone);
        let opens = fields.date(reader, "opens", zone);
        let was: Vec<_> = match fields.items(reader, "was", "[2022-03-27]") {
            Some(items) => items.filter_map(|item| date(reader, "was", item, zone)).collect(),
            None => Vec::new(),
        };
        let before = around.when.filter(|_| kind.is_none_or(|kind| !kind.value.may_follow()));
        check_due(reader, due, opens, &was, before);
        let remind = match fields.items(reader, "remind", "[\"7d\", \"1d\"]") {
            Some(items) => items.filter_map(|item| duration(reader, "remind", item)).collect(),
            None => Vec::new(),
        };
        let url = fields.url(reader, "url").or_else(|| around.url.clone());
        if let (Some(kind), Some(id)) = (kind, id) {
            deadlines.push(Deadline {
                id: id.value,
                kind: kind.value,
                name: name.map(|name| reader.keep_line(name.value)),
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
    reader: &mut Reader,
    fields: &Fields,
    kind: Option<Found<DeadlineKind>>,
    name: Option<Found<&str>>,
) -> Option<Found<Substr>> {
    if fields.has("id") {
        return own_id(reader, fields);
    }
    let kind = kind?;
    match name {
        None => Some(kind.map(|kind| kind.as_str().into())),
        Some(name) => {
            let slug = slug_of(reader, name)?;
            Some(made_id(reader, fields, "the deadline", format!("{}-{slug}", kind.value.as_str()), name.span))
        }
    }
}

/// Checks the dates of a deadline with each other, and with those of a conference that it has to come before.
fn check_due(
    reader: &mut Reader,
    due: Option<Found<Written>>,
    opens: Option<Found<Written>>,
    was: &[Found<Written>],
    conference: Option<Found<Interval>>,
) {
    let Some(due) = due else { return };
    if due.value.midnight {
        reader.report(Fault::new(Code::DueAtMidnight, due.span, "due at 00:00, when the day begins").help(
            "for the end of the day before or of that day write 23:59; for the whole day leave the time out".to_owned(),
        ));
    }
    if let Some(conference) = conference
        && due.value.when.is_after(conference.value.start())
    {
        reader.report(
            Fault::new(Code::DeadlineAfterStart, due.span, "the deadline lies after the start of the conference")
                .label("due")
                .secondary(conference.span, "the conference starts")
                .help("is the year right?".to_owned()),
        );
    }
    if let Some(opens) = opens
        && opens.value.when.is_after(due.value.when)
    {
        reader.report(
            Fault::new(Code::OpensAfterDue, opens.span, "the deadline opens after it is due")
                .label("opens")
                .secondary(due.span, "due")
                .help("one of the two dates is wrong".to_owned()),
        );
    }
    for was in was {
        let (now, before) = (due.value.when, was.value.when);
        if !now.is_after(before) && !before.is_after(now) {
            reader.report(
                Fault::new(Code::WasUnchanged, was.span, "the deadline is due on the date that it had before")
                    .label("was due")
                    .secondary(due.span, "is due now")
                    .help("`was` lists the dates that it had before it was extended or brought forward".to_owned()),
            );
        }
    }
}
