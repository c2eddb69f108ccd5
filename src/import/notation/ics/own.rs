//! Feeds of confcal, read back to the values that they were made of, in the shape of the `conferences.json` of a site.
//!
//! Comes in: the events of a calendar. Goes out: a record for each conference, with its sessions and deadlines in it. What
//! has no property of its own is read from the [`words`] of a description; other words stay in the description.

mod words;

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};

use words::{About, DeadlineWords, Repeated, Tail, Undated};

use super::{Property, VEvent, event, parent};
use crate::deadline_kind::DeadlineKind;
use crate::ics::lines;
use crate::import::record::{Node, Value};
use crate::model::{MORNING_MINUTES, Status};
use crate::time::{DateOrTime, Interval, Moment};
use crate::zone::Zone;

/// An event with its status, title and description apart.
#[derive(Clone)]
struct OwnEvent<'e> {
    event: &'e VEvent,
    status: Status,
    title: String,
    description: String,
    categories: Vec<String>,
    start: DateOrTime,
    /// The last day or the end.
    end: Option<DateOrTime>,
}

/// A conference and its parts; one whose own event is not in the feed is known by its parts.
#[derive(Default)]
struct WholeConference<'e> {
    event: Option<OwnEvent<'e>>,
    uid: Option<String>,
    sessions: Vec<OwnEvent<'e>>,
    deadlines: Vec<OwnEvent<'e>>,
}

/// The conferences of a feed, in the order of the first event of each.
pub(super) fn conferences<'e>(events: impl Iterator<Item = &'e VEvent>) -> Vec<Node> {
    let mut wholes: Vec<WholeConference> = Vec::new();
    let mut by_uid: HashMap<String, usize> = HashMap::new();
    for event in events.filter_map(OwnEvent::new) {
        let is = |word: &str| event.categories.first().is_some_and(|category| category == word);
        // Another event tells of the deadline itself.
        if is("deadline") && event.categories.get(2).is_some_and(|category| category == "reminder") {
            continue;
        }
        let is_part = is("deadline") || is("session");
        let uid = if is_part { parent(event.event) } else { None }.or_else(|| event.event.text("UID"));
        let at = *by_uid.entry(uid.clone().unwrap_or_default()).or_insert(wholes.len());
        if at == wholes.len() || uid.is_none() {
            wholes.push(WholeConference { uid, ..WholeConference::default() });
        }
        let Some(whole) = wholes.get_mut(at) else { continue };
        if is("deadline") {
            whole.deadlines.push(event);
        } else if is("session") {
            whole.sessions.push(event);
        } else if whole.event.is_none() {
            whole.event = Some(event);
        }
    }
    wholes.iter().map(WholeConference::node).collect()
}

/// The length of the block before a deadline with a time, in minutes, if all deadlines have the same.
pub(super) fn deadline_minutes<'e>(events: impl Iterator<Item = &'e VEvent>) -> Option<i64> {
    let deadlines = events
        .filter_map(OwnEvent::new)
        .filter(|event| event.categories.first().is_some_and(|kind| kind == "deadline"));
    let mut minutes = deadlines.filter_map(|event| match (event.start, event.end) {
        (DateOrTime::Moment(start), Some(DateOrTime::Moment(end))) => Some((end.utc() - start.utc()).num_minutes()),
        (DateOrTime::Moment(_), _) => Some(0),
        _ => None,
    });
    let first = minutes.next()?;
    minutes.all(|other| other == first).then_some(first)
}

impl<'e> OwnEvent<'e> {
    fn new(event: &'e VEvent) -> Option<OwnEvent<'e>> {
        let raw = |name: &str| event.get(name).map(|property| lines::unescape(&property.value)).unwrap_or_default();
        let summary = raw("SUMMARY");
        let is_postponed = raw("STATUS") == "TENTATIVE" && summary.starts_with(Status::Postponed.prefix());
        let status = match raw("STATUS").as_str() {
            "CANCELLED" => Status::Cancelled,
            "TENTATIVE" if is_postponed => Status::Postponed,
            "TENTATIVE" => Status::Tentative,
            _ => Status::Confirmed,
        };
        let start = point(event.get("DTSTART")?)?;
        let end = match (start, event.get("DTEND").and_then(point)) {
            (DateOrTime::Day(_), Some(DateOrTime::Day(end))) => end.pred_opt().map(DateOrTime::Day),
            (_, end) => end,
        };
        Some(OwnEvent {
            event,
            status,
            title: summary.strip_prefix(status.prefix()).unwrap_or(&summary).to_owned(),
            description: words::without_status(&raw("DESCRIPTION")).to_owned(),
            categories: event.get("CATEGORIES").map(|property| event::list(&property.value)).unwrap_or_default(),
            start,
            end,
        })
    }

    fn value(&self, name: &str) -> Option<&'e str> {
        self.event.get(name).map(|property| property.value.as_str())
    }

    /// The description without the lines that confcal adds, and their values.
    fn words(&self, is_session: bool, text: &'e str) -> (&'e str, Tail) {
        words::tail(
            text,
            &Repeated {
                url: self.value("URL"),
                join: self.value("CONFERENCE"),
                has_place: self.value("LOCATION").is_some() || self.value("GEO").is_some(),
                has_parent: self.value("RELATED-TO").is_some(),
                is_session,
                is_utc: matches!(self.start, DateOrTime::Moment(moment) if moment.zone().is_utc()),
            },
        )
    }

    /// When and where it is, and how one takes part.
    fn occurrence(&self, tail: &Tail, members: &mut RecordMembers) {
        let in_zone = |when: DateOrTime| match (when, tail.zone) {
            (DateOrTime::Moment(moment), Some(zone)) => DateOrTime::Moment(Moment::new(moment.utc(), zone)),
            (when, _) => when,
        };
        members.time("start", Some(in_zone(self.start)));
        match self.end {
            Some(DateOrTime::Day(last)) => members.text("last_day", Some(last.to_string())),
            end => members.time("end", end.map(in_zone)),
        }
        members.text("url", tail.url.clone().or_else(|| self.value("URL").map(str::to_owned)));
        let location = self.event.get("LOCATION").map(|property| lines::unescape(&property.value));
        let is_online = location.as_deref() == Some("Online") && self.value("GEO").is_none();
        members.text("location", location.filter(|_| !is_online));
        if let Some((lat, lon)) = self.value("GEO").and_then(|geo| geo.split_once(';')) {
            let degrees =
                [("lat", lat), ("lon", lon)].map(|(key, text)| (key.to_owned(), Node::text(members.line, text)));
            members.push("geo", Node::map(members.line, degrees.to_vec()));
        }
        members.text("join_url", tail.join.clone().or_else(|| self.value("CONFERENCE").map(str::to_owned)));
        let attendance = if is_online {
            "online"
        } else if tail.online || self.value("CONFERENCE").is_some() {
            "hybrid"
        } else {
            "in-person"
        };
        members.text("attendance", Some(attendance.to_owned()));
    }
}

impl WholeConference<'_> {
    fn node(&self) -> Node {
        let deadlines: Vec<(&OwnEvent, Option<DeadlineWords>)> =
            self.deadlines.iter().map(|deadline| (deadline, deadline_words(deadline))).collect();
        let abouts = deadlines.iter().filter_map(|(_, words)| words.as_ref().map(|words| &words.about));
        let about = abouts.reduce(|one, other| if one.name.is_some() { one } else { other });
        let short = deadlines.iter().find_map(|(deadline, words)| short(deadline, words.as_ref()?));
        let first = self.event.iter().chain(&self.sessions).chain(&self.deadlines).next();
        let Some(first) = first else { return Node::map(0, Vec::new()) };
        let mut members = RecordMembers { line: first.event.line, members: Vec::new() };
        let of_session = self.sessions.first().and_then(|session| part_of(&session.description));
        let name = match (&self.event, about, &of_session) {
            (Some(event), ..) => Some(event.title.clone()),
            (None, Some(About { name: Some(name), .. }), _) => Some(name.clone()),
            (None, _, Some((name, ..))) => Some((*name).to_owned()),
            (None, Some(_), None) => short.clone(),
            (None, None, None) => None,
        };
        let name = name.unwrap_or_else(|| behind_colon(&first.title).to_owned());
        let short = short.or_else(|| self.short_of_sessions(&name)).filter(|short| *short != name);
        members.text("uid", self.uid.clone());
        members.text("id", None);
        members.text("name", Some(name.clone()));
        members.text("short", short.clone());
        members.text("status", Some(first.status.as_str().to_owned()));
        let busy = self.event.iter().chain(&self.sessions).any(|event| event.value("TRANSP") == Some("OPAQUE"));
        members.push("busy", Node { line: members.line, value: Value::Bool(busy) });
        let tags = self.tags().into_iter().map(|tag| Node::text(members.line, tag)).collect();
        members.push("tags", Node::list(members.line, tags));
        let mut undated = Vec::new();
        let city = about.map(|about| about.place.clone());
        match &self.event {
            Some(event) => {
                let about = about.or(of_session.as_ref().and_then(|(_, about)| about.as_ref()));
                undated = event_values(event, about, &mut members);
                members.text("city_text", city.filter(|place| place != "online"));
            }
            None => self.known_by_parts(about, of_session.as_ref(), &deadlines, &mut members),
        }
        let title = short.as_ref().unwrap_or(&name);
        let sessions = self.sessions.iter().map(|event| session(event, title)).collect();
        members.push("sessions", Node::list(members.line, sessions));
        let dated = deadlines.iter().map(|(event, words)| deadline(event, words.as_ref()));
        let deadlines = dated.chain(undated.iter().map(|undated| undated_deadline(undated, members.line))).collect();
        members.push("deadlines", Node::list(members.line, deadlines));
        Node::map(members.line, members.members)
    }

    /// The short name that the titles of the sessions end in, where that is not the name.
    fn short_of_sessions(&self, name: &str) -> Option<String> {
        let ends_in = |name: &str| {
            self.sessions
                .iter()
                .all(|session| session.title.strip_suffix(name).is_some_and(|title| title.ends_with(": ")))
        };
        let first = self.sessions.first().filter(|_| !ends_in(name))?;
        let ends = first.title.rmatch_indices(": ").map(|(at, joint)| &first.title[at + joint.len()..]);
        ends.into_iter().find(|name| ends_in(name)).map(str::to_owned)
    }

    /// The tags of all its events, in their order: each event lacks those that are also its own kind.
    fn tags(&self) -> Vec<String> {
        let of = |event: &OwnEvent, kinds: usize| event.categories.iter().skip(kinds).cloned().collect::<Vec<String>>();
        let mut lists: Vec<Vec<String>> = self.event.iter().map(|event| of(event, 1)).collect();
        lists.extend(self.sessions.iter().map(|event| of(event, 1)));
        lists.extend(self.deadlines.iter().map(|event| of(event, 2)));
        lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
        lists.dedup();
        let mut tags: Vec<String> = Vec::new();
        for list in lists {
            let mut at = 0;
            for tag in list {
                match tags.iter().position(|known| *known == tag) {
                    Some(place) => at = place + 1,
                    None => {
                        tags.insert(at.min(tags.len()), tag);
                        at += 1;
                    }
                }
            }
        }
        tags
    }

    /// The values of a conference without an event of its own.
    fn known_by_parts(
        &self,
        about: Option<&About>,
        of_session: Option<&(&str, Option<About>)>,
        deadlines: &[(&OwnEvent, Option<DeadlineWords>)],
        members: &mut RecordMembers,
    ) {
        let about = about.or_else(|| of_session?.1.as_ref());
        if let Some(about) = about {
            if let Some((first, last)) = about.days {
                members.time("start", Some(DateOrTime::Day(first)));
                members.text("last_day", Some(last.to_string()));
            }
            members.text("expected", about.expected.clone());
            let is_online = about.place == "online";
            members.text("location", Some(about.place.clone()).filter(|place| !is_online && !place.is_empty()));
            members.text("city_text", Some(about.place.clone()).filter(|place| !is_online && !place.is_empty()));
            members.text("attendance", is_online.then(|| "online".to_owned()));
        }
        // A part without an address of its own has that of the conference.
        let events = deadlines.iter().map(|(event, _)| *event).chain(&self.sessions);
        let mut urls = events.map(|event| event.value("URL"));
        let first = urls.next().flatten();
        members.text("url", first.filter(|url| urls.all(|other| other == Some(url))).map(str::to_owned));
    }
}

/// The values of an event of a conference; its deadlines without a date come back.
fn event_values(event: &OwnEvent, about: Option<&About>, members: &mut RecordMembers) -> Vec<Undated> {
    let (description, mut tail) = event.words(false, &event.description);
    let days = about.and_then(|about| about.days).filter(|_| tail.zone.is_none());
    match days.and_then(|days| local(event, days)) {
        Some((start, end)) => OwnEvent { start, end, ..event.clone() }.occurrence(&tail, members),
        None => event.occurrence(&tail, members),
    }
    members.text("description", Some(description.to_owned()).filter(|text| !text.is_empty()));
    let line = members.line;
    let aliases = tail.aliases.drain(..).map(|name| Node::text(line, name)).collect();
    members.push("aliases", Node::list(line, aliases));
    let links = tail.links.drain(..).map(|(key, url)| (key, Node::text(line, url))).collect();
    members.push("links", Node::map(line, links));
    members.text("part_of", parent(event.event));
    tail.undated
}

/// The start and the end of an event in UTC, with the offset nearest to zero by which it is on these days: its parts name
/// its days where it is, and no property has the offset.
fn local(event: &OwnEvent, days: (NaiveDate, NaiveDate)) -> Option<(DateOrTime, Option<DateOrTime>)> {
    let DateOrTime::Moment(start) = event.start else { return None };
    let end = match event.end {
        Some(DateOrTime::Moment(end)) => end,
        _ => start,
    };
    if !start.zone().is_utc() {
        return None;
    }
    let moved = |hours: i16| {
        let local =
            |moment: Moment| Moment::with_offset(moment.utc().naive_utc() + TimeDelta::hours(hours.into()), hours * 60);
        let (start, end) = (local(start), local(end));
        let found = Interval::Times { start, end };
        ((found.start().day(), found.last_day()) == days).then_some((start, end))
    };
    let hours = (0..=14).flat_map(|hours: i16| [-hours, hours]);
    let (start, end) = hours.into_iter().find_map(moved)?;
    Some((DateOrTime::Moment(start), event.end.map(|_| DateOrTime::Moment(end))))
}

/// The name of the conference in the description of a session, and its days.
fn part_of(description: &str) -> Option<(&str, Option<About>)> {
    let rest = description.strip_prefix("Part of ")?;
    let end = rest.match_indices(").").map(|(at, _)| at).find(|at| {
        let behind = &rest[at + 2..];
        behind.is_empty() || behind.starts_with("\n\n")
    })?;
    let (name, days) = rest[..end].rsplit_once(" (")?;
    Some((name, Some(words::about(days))))
}

fn session(event: &OwnEvent, conference: &str) -> Node {
    let mut members = RecordMembers { line: event.event.line, members: Vec::new() };
    let title = event.title.strip_suffix(conference).and_then(|title| title.strip_suffix(": "));
    let name = title.or_else(|| event.title.rsplit_once(": ").map(|(name, _)| name)).unwrap_or(&event.title);
    members.text("name", Some(name.to_owned()));
    let description = match part_of(&event.description) {
        Some(_) => {
            let end = event.description.find(").\n\n").map(|at| at + ").\n\n".len());
            &event.description[end.unwrap_or(event.description.len())..]
        }
        None => &event.description,
    };
    let (description, tail) = event.words(true, description);
    event.occurrence(&tail, &mut members);
    members.text("description", Some(description.to_owned()).filter(|text| !text.is_empty()));
    Node::map(members.line, members.members)
}

fn kind(event: &OwnEvent) -> DeadlineKind {
    let word = event.categories.get(1).map(String::as_str).unwrap_or_default();
    DeadlineKind::ALL.iter().copied().find(|kind| kind.as_str() == word).unwrap_or(DeadlineKind::Other)
}

/// The moment or day on which it is due: the end of its block.
fn due(event: &OwnEvent) -> DateOrTime {
    match event.start {
        DateOrTime::Day(_) => event.start,
        DateOrTime::Moment(_) => event.end.unwrap_or(event.start),
    }
}

fn deadline_words(event: &OwnEvent) -> Option<DeadlineWords> {
    words::deadline(&event.description, kind(event), due(event))
}

/// The name of the conference in the title of a deadline.
fn short(event: &OwnEvent, words: &DeadlineWords) -> Option<String> {
    let what = match (kind(event), &words.name) {
        (DeadlineKind::Other, Some(name)) => crate::calendar::action(name),
        (kind, Some(name)) => format!("{} ({name})", kind.event()),
        (kind, None) => kind.event().to_owned(),
    };
    let rest = event.title.strip_prefix(&what)?.strip_prefix(": ")?;
    Some(rest.strip_suffix(words.change).unwrap_or(rest).to_owned())
}

fn behind_colon(title: &str) -> &str {
    title.split_once(": ").map_or(title, |(_, name)| name)
}

fn deadline(event: &OwnEvent, words: Option<&DeadlineWords>) -> Node {
    let line = event.event.line;
    let mut members = RecordMembers { line, members: Vec::new() };
    members.text("kind", Some(kind(event).as_str().to_owned()));
    let name = match words {
        Some(words) => words.name.clone(),
        None => Some(event.title.split(": ").next().unwrap_or_default().to_owned()),
    };
    members.text("name", name);
    members.time("due", Some(words.map_or(due(event), |words| words.due)));
    members.time("opens", words.and_then(|words| words.opens));
    let was = words.iter().flat_map(|words| &words.was).map(|(day, time)| match time {
        Some(time) => Node::text(line, format!("{day}T{time}")),
        None => Node::text(line, day.to_string()),
    });
    members.push("was", Node::list(line, was.collect()));
    let of_text = event.description.rsplit_once("\nWeb: ").map(|(_, url)| url);
    let url = event.value("URL").map(|url| of_text.filter(|text| crate::ics::encode_uri(text) == url).unwrap_or(url));
    members.text("url", url.map(str::to_owned));
    let alarms = event.event.properties.iter().filter(|property| property.name == super::ALARM);
    let minutes =
        alarms.filter_map(|alarm| before(event, &alarm.value)).map(|minutes| Node::text(line, minutes.to_string()));
    members.push("remind_minutes", Node::list(line, minutes.collect()));
    Node::map(line, members.members)
}

/// The minutes between a reminder and its deadline, of the time between the reminder and the start of the event.
fn before(event: &OwnEvent, trigger: &str) -> Option<i64> {
    let from_start = match trigger.strip_prefix('-') {
        Some(before) => -event::minutes(before)?,
        None => event::minutes(trigger)?,
    };
    let shift = match (event.start, due(event)) {
        (DateOrTime::Moment(start), DateOrTime::Moment(due)) => (due.utc() - start.utc()).num_minutes(),
        _ => MORNING_MINUTES,
    };
    Some(shift - from_start).filter(|minutes| *minutes >= 0)
}

fn undated_deadline(undated: &Undated, line: usize) -> Node {
    let mut members = RecordMembers { line, members: Vec::new() };
    members.text("kind", Some(undated.kind.as_str().to_owned()));
    members.text("name", undated.name.clone());
    members.time("opens", undated.opens);
    members.push("was", Node::list(line, undated.was.iter().map(|day| Node::text(line, day.to_string())).collect()));
    members.text("url", undated.url.clone());
    Node::map(line, members.members)
}

fn point(property: &Property) -> Option<DateOrTime> {
    let value = property.value.trim();
    if value.len() == 8 {
        return lines::day(value).map(DateOrTime::Day);
    }
    if let Some(utc) = lines::utc(value) {
        return Some(DateOrTime::Moment(Moment::new(utc, Zone::UTC)));
    }
    let zone: Zone = property.parameter("TZID")?.parse().ok()?;
    let instant = words::instants(zone, lines::time(value)?).next()?;
    Some(DateOrTime::Moment(Moment::new(instant, zone)))
}

/// The members of a record.
struct RecordMembers {
    line: usize,
    members: Vec<(String, Node)>,
}

impl RecordMembers {
    fn push(&mut self, key: &str, node: Node) {
        self.members.push((key.to_owned(), node));
    }

    fn text(&mut self, key: &str, text: Option<String>) {
        if let Some(text) = text {
            self.push(key, Node::text(self.line, text));
        }
    }

    fn time(&mut self, key: &str, time: Option<DateOrTime>) {
        let Some(time) = time else { return };
        let mut inner = RecordMembers { line: self.line, members: Vec::new() };
        inner.text("date", Some(time.day().to_string()));
        if let DateOrTime::Moment(moment) = time {
            inner.text("instant", Some(moment.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()));
            inner.text("local", Some(moment.local().format("%Y-%m-%dT%H:%M:%S").to_string()));
            inner.text("zone", Some(moment.zone().name().to_owned()));
        }
        self.push(key, Node::map(self.line, inner.members));
    }
}
