//! One entry of the list: a conference with its sessions and deadlines, and the rules inside it.
//!
//! An entry with a fault still has its other keys checked. What is common to several entries (ids, `part-of`, the same
//! conference twice) is the business of the module above.

use super::context::{Context, Located};
use super::faults::{Fault, Span};
use super::feed::Defaults;
use super::fields::Fields;
use super::ids::{made_id, own_id, slug_of};
use super::keys::CONFERENCE;
use super::literal::quoted;
use super::parts::{Inherited, PLACE_KEYS, check_end, deadlines, sessions};
use super::table::Table;
use super::url::url;
use super::values::{language, online, place};
use super::zone_choice::ZoneChoice;
use crate::diagnostic::Code;
use crate::model::{Conference, Identity, Session, Status};
use crate::place::Place;
use crate::slug::default_id;
use crate::spelling::shown;
use crate::time::{DateOrTime, Expected, Interval};
use arcstr::Substr;
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use std::collections::HashSet;
use uuid::Uuid;

/// The longest conference in days that nobody doubts.
const MAX_DAYS: i64 = 21;

/// A conference as far as it could be read, and the places that checks between entries point at.
pub(super) struct ListEntry {
    /// `None` if something that it needs is missing or faulty, which has been reported. Its id is that of its list.
    pub(super) conference: Option<Conference>,
    /// The namespace of the feed of its list.
    pub(super) namespace: Uuid,
    /// Its id in that list, and where it comes from.
    pub(super) id: Option<Located<Substr>>,
    /// The span of its name.
    pub(super) name: Option<Span>,
    /// The id that its `part-of` names.
    pub(super) part_of: Option<Located<Substr>>,
}

/// Reads one entry.
pub(super) fn read(context: &mut Context, table: Located<&Table<'_>>, defaults: Defaults) -> ListEntry {
    let fields = Fields::new(context, table.value, table.span, &CONFERENCE);
    fields.require(context, "name");
    let name = fields.text(context, "name");
    let zone = defaults.zone.or_own(context, &fields, "timezone", false);
    let dated = dated(context, &fields, name, zone);
    let when = dated.and_then(Dated::dates);
    let id = conference_id(context, &fields, name, dated);
    let place = place(context, &fields, &Place::default());
    let online = online(context, &fields);
    let part_of = fields.text(context, "part-of");
    if let Some(when) = when {
        check_length(context, &fields, when);
        check_end(context, &fields, when, "the conference");
    }
    let names_place = PLACE_KEYS.iter().any(|key| fields.has(key)) || fields.has("online") && online != Some(None);
    let url = fields.url(context, "url");
    let online = online.flatten();
    let inherited = Inherited { when, url: &url, place: &place, online: &online, zone, defaults };
    let sessions = sessions(context, &fields, &inherited);
    let deadlines = deadlines(context, &fields, &inherited);
    if !names_place {
        check_place(context, &fields, &sessions);
    }

    let own_id = id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
    let rest = Conference {
        id: own_id.clone(),
        identity: Identity { namespace: defaults.namespace, id: own_id },
        name: name.map(|name| context.keep_line(name.value)).unwrap_or_default(),
        dates: when.map(|when| when.value),
        expected: dated.and_then(Dated::expected),
        short: fields.line(context, "short"),
        tags: tags(context, &fields),
        series: fields.kept(context, "series"),
        aliases: fields.texts(context, "aliases").into_iter().map(|alias| context.keep_line(alias.value)).collect(),
        languages: fields.texts(context, "languages").into_iter().filter_map(|tag| language(context, tag)).collect(),
        // The other conference may come later in the list.
        part_of: None,
        links: links(context, &fields),
        description: fields.kept(context, "description"),
        status: status(context, &fields),
        busy: fields.bool(context, "busy").unwrap_or(false),
        updated: updated(context, &fields, zone),
        url,
        place,
        online,
        sessions,
        deadlines,
        deadline_length: defaults.deadline_length,
        included: true,
    };
    ListEntry {
        conference: (dated.is_some() && id.is_some() && name.is_some()).then_some(rest),
        namespace: defaults.namespace,
        id,
        name: name.map(|name| name.span),
        part_of: part_of.map(|id| id.map(|id| context.keep(id))),
    }
}

/// Reports a conference without a place of its own, unless it is a tour, which has the place of each session.
fn check_place(context: &mut Context, fields: &Fields, sessions: &[Session]) {
    if sessions.iter().all(|session| session.attendance().is_none()) {
        context.report(
            Fault::new(Code::NoPlace, fields.span, "the conference has no place and is not online")
                .help("add `city` and `country`, or `online = true`".to_owned()),
        );
    }
}

/// The dates of an entry.
#[derive(Clone, Copy)]
enum Dated {
    /// From when to when.
    On(Located<Interval>),
    /// Not dated yet, with the month or year in which it is expected, if that is known.
    NotYet(Option<Expected>),
}

impl Dated {
    fn dates(self) -> Option<Located<Interval>> {
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
fn dated(context: &mut Context, fields: &Fields, name: Option<Located<&str>>, zone: ZoneChoice) -> Option<Dated> {
    let expected = fields.expected(context);
    if fields.has("start") {
        if let Some(value) = fields.get("expected") {
            let span = context.span(value.span());
            context.report(
                Fault::new(Code::ExpectedIgnored, span, "`expected` is not used, because there is a `start`")
                    .help("leave `expected` out".to_owned()),
            );
        }
        return fields.interval(context, "the conference", zone).map(Dated::On);
    }
    if let Some((key, value)) = ["end", "session"].iter().find_map(|&key| Some((key, fields.get(key)?))) {
        let (what, has) = if key == "end" { ("`end`", "it has `end`") } else { ("the sessions", "it has sessions") };
        let span = context.span(value.span());
        context.report(
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
        context.report(
            Fault::new(Code::MissingKey, fields.span, "`start` is missing").label("a conference needs `start`").help(
                "not dated yet? add `expected = \"2027-10\"` or `expected = \"2027\"`; \
                     if not even the year is known, an `id`"
                    .to_owned(),
            ),
        );
        return None;
    }
    context.report(
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

fn conference_id(
    context: &mut Context,
    fields: &Fields,
    name: Option<Located<&str>>,
    dated: Option<Dated>,
) -> Option<Located<Substr>> {
    if fields.has("id") {
        return own_id(context, fields);
    }
    let name = name?;
    slug_of(context, name)?;
    let id = default_id(name.value, dated?.year());
    Some(made_id(context, fields, "the conference", id, name.span))
}

fn check_length(context: &mut Context, fields: &Fields, when: Located<Interval>) {
    let days = when.value.days();
    if days > MAX_DAYS {
        let end = fields.get("end").map_or(when.span, |end| context.span(end.span()));
        context.report(
            Fault::new(Code::LongConference, end, format!("the conference lasts {days} days"))
                .label("ends here")
                .secondary(when.span, "starts here")
                .help("is the month or the year right?".to_owned()),
        );
    }
}

fn tags(context: &mut Context, fields: &Fields) -> Vec<Substr> {
    let texts = fields.texts(context, "tags");
    let mut tags = Vec::with_capacity(texts.len());
    let mut seen = HashSet::with_capacity(texts.len());
    for tag in texts {
        if tag.value.contains(',') {
            let two: Vec<_> = tag.value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(quoted).collect();
            context.report(
                Fault::new(Code::CommaInTag, tag.span, format!("the tag `{}` has a comma", shown(tag.value)))
                    .help(format!("write {}", shown(&two.join(", "))))
                    .fix((tag.span, two.join(", "))),
            );
        } else if seen.insert(tag.value.to_lowercase()) {
            tags.push(context.keep(tag.value));
        }
    }
    tags
}

fn links(context: &mut Context, fields: &Fields) -> Vec<(Substr, Substr)> {
    let Some(table) = fields.table(context, "links") else { return Vec::new() };
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
                context.report(Fault::new(code, context.span(key.span()), message));
                return None;
            }
            Some((context.keep(name), url(context, name, value)?))
        })
        .collect()
}

fn status(context: &mut Context, fields: &Fields) -> Status {
    fields.word(context, "status").map_or(Status::Confirmed, |status| status.value)
}

fn updated(context: &mut Context, fields: &Fields, zone: ZoneChoice) -> Option<DateTime<Utc>> {
    Some(match fields.date(context, "updated", zone)?.value.when {
        DateOrTime::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
        DateOrTime::Moment(moment) => moment.utc(),
    })
}
