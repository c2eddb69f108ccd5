//! A feed as three other readers see it, held against its model: every value of every event.
//!
//! calico and icalendar refuse a calendar with an error; calcard reads anything, so unknown names are looked for in its
//! tree. A TZID stands here for the zone of that name; `zones` tests its VTIMEZONE. The fuzz target `model` compares by
//! this file too.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta};
use confcal::{Conference, DateOrTime, Feed, Interval, Moment, Reminders, Status, Substr, Zone};
use jiff::tz::TimeZoneDatabase;
use uuid::Uuid;

/// A calendar as a reader sees it.
struct Seen {
    events: Vec<Event>,
    /// The TZIDs of its VTIMEZONEs.
    zones: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Event {
    uid: String,
    summary: String,
    /// Empty if there is none.
    description: String,
    location: Option<String>,
    url: Option<String>,
    categories: BTreeSet<String>,
    status: String,
    start: Time,
    /// Exclusive.
    end: Option<Time>,
    /// From the start.
    alarms: Vec<TimeDelta>,
}

/// A day, or an instant in UTC; and the TZID that it was written with.
type Time = (String, Option<String>);

/// The instant at which the clocks of a zone show this. None of ours may be one that they skip or show twice.
fn instant(local: NaiveDateTime, tzid: Option<&str>) -> Time {
    // Not the chrono-tz that calcard would ask: its tzdata is older than ours.
    static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    let Some(tzid) = tzid else { return (local.to_string(), None) };
    let civil: jiff::civil::DateTime = local.format("%FT%T").to_string().parse().expect("a time");
    let instant = ZONES.get(tzid).and_then(|zone| zone.to_ambiguous_timestamp(civil).unambiguous());
    let seconds = instant.unwrap_or_else(|error| panic!("{error}")).as_second();
    (DateTime::from_timestamp_secs(seconds).expect("an instant").naive_utc().to_string(), Some(tzid.to_owned()))
}

fn calcard(bytes: &[u8]) -> Seen {
    use calcard::icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarProperty as Name, ICalendarValue};
    use calcard::{Entry, Parser};

    // As of 0.3.14 `Parser::strict` refuses every component inside another one, so this is the lenient parser.
    let mut parser = Parser::new(std::str::from_utf8(bytes).expect("UTF-8"));
    let Entry::ICalendar(calendar) = parser.entry() else { panic!("no calendar") };
    assert_eq!(parser.entry(), Entry::Eof, "one calendar and nothing else");
    for entry in calendar.components.iter().flat_map(|component| &component.entries) {
        assert!(!matches!(&entry.name, Name::Other(name) if !name.starts_with("X-")), "{entry:?}");
    }
    fn values(component: &ICalendarComponent, name: Name) -> &[ICalendarValue] {
        component.property(&name).map_or(&[], |entry| &entry.values)
    }
    let text = |component: &ICalendarComponent, name| match values(component, name) {
        [] => None,
        [value] => Some(value.as_text().unwrap_or_else(|| panic!("{value:?}")).to_owned()),
        values => panic!("{values:?}"),
    };
    let time = |component: &ICalendarComponent, name| {
        let entry = component.property(&name)?;
        let [ICalendarValue::PartialDateTime(time)] = &entry.values[..] else { panic!("{entry:?}") };
        let read = time.to_date_time().expect("a time");
        if time.hour.is_none() {
            return Some((read.date_time.date().to_string(), entry.tz_id().map(str::to_owned)));
        }
        assert!(read.offset.is_some() != entry.tz_id().is_some(), "{entry:?}");
        Some(instant(read.date_time, entry.tz_id()))
    };
    let trigger = |id: &u32| {
        let alarm = &calendar.components[*id as usize];
        assert_eq!(alarm.component_type, ICalendarComponentType::VAlarm);
        assert_eq!(text(alarm, Name::Action).as_deref(), Some("DISPLAY"));
        let [ICalendarValue::Duration(trigger)] = values(alarm, Name::Trigger) else { panic!("{alarm:?}") };
        trigger.to_time_delta().expect("a duration")
    };
    let event = |component: &ICalendarComponent| Event {
        uid: text(component, Name::Uid).expect("a UID"),
        summary: text(component, Name::Summary).expect("a SUMMARY"),
        description: text(component, Name::Description).unwrap_or_default(),
        location: text(component, Name::Location),
        url: text(component, Name::Url),
        categories: values(component, Name::Categories)
            .iter()
            .map(|value| one_blank(value.as_text().unwrap()))
            .collect(),
        status: text(component, Name::Status).expect("a STATUS"),
        start: time(component, Name::Dtstart).expect("a DTSTART"),
        end: time(component, Name::Dtend),
        alarms: component.component_ids.iter().map(trigger).collect(),
    };
    let all = |kind| calendar.components.iter().filter(move |component| component.component_type == kind);
    Seen {
        events: all(ICalendarComponentType::VEvent).map(event).collect(),
        zones: all(ICalendarComponentType::VTimezone).map(|zone| text(zone, Name::Tzid).expect("a TZID")).collect(),
    }
}

/// calcard 0.3.14 makes one blank of several in CATEGORIES after an escape or a fold: in its case they do not count.
fn one_blank(category: &str) -> String {
    category.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn calico(bytes: &[u8]) -> Seen {
    use calico::model::component::{Alarm, Calendar, CalendarComponent, Event as Component};
    use calico::model::primitive::{DateTimeOrDate, Duration, ExactDuration, Sign, TimeFormat, TriggerValue};
    use calico::model::{parameter::Params, property::Prop};

    let calendars = Calendar::parse_bytes(bytes).unwrap_or_else(|error| panic!("{error}"));
    let [calendar] = &calendars[..] else { panic!("{} calendars", calendars.len()) };
    let text = |prop: Option<&Prop<String, Params>>| prop.map(|prop| prop.value.clone());
    let time = |prop: &Prop<DateTimeOrDate, Params>| {
        let tzid = prop.params.tz_id().map(|tzid| tzid.as_str());
        match prop.value {
            DateTimeOrDate::Date(day) => (day.to_string(), tzid.map(str::to_owned)),
            DateTimeOrDate::DateTime(time) => {
                assert_eq!(time.marker == TimeFormat::Utc, tzid.is_none(), "{prop:?}");
                instant(format!("{}T{}", time.date, time.time).parse().expect("a time"), tzid)
            }
        }
    };
    let trigger = |alarm: &Alarm| {
        let Alarm::Display(alarm) = alarm else { panic!("{alarm:?}") };
        let TriggerValue::Duration(trigger) = alarm.trigger().value else { panic!("{alarm:?}") };
        let exact = |time: ExactDuration| i64::from(time.hours * 3600 + time.minutes * 60 + time.seconds);
        let length = TimeDelta::seconds(match trigger.duration {
            Duration::Exact(time) => exact(time),
            Duration::Nominal(long) => i64::from(long.weeks * 7 + long.days) * 86400 + long.exact.map_or(0, exact),
        });
        if trigger.sign == Sign::Neg { -length } else { length }
    };
    let event = |component: &Component| Event {
        uid: component.uid().expect("a UID").value.as_str().to_owned(),
        summary: text(component.summary()).expect("a SUMMARY"),
        description: text(component.description()).unwrap_or_default(),
        location: text(component.location()),
        url: component.url().map(|prop| prop.value.as_str().to_owned()),
        categories: component.categories().into_iter().flatten().flat_map(|prop| prop.value.clone()).collect(),
        status: component.status().expect("a STATUS").value.to_string(),
        start: time(component.dtstart().expect("a DTSTART")),
        end: component.dtend().map(time),
        alarms: component.alarms().iter().map(trigger).collect(),
    };
    let mut seen = Seen { events: Vec::new(), zones: Vec::new() };
    for component in calendar.components() {
        match component {
            CalendarComponent::Event(component) => seen.events.push(event(component)),
            CalendarComponent::TimeZone(zone) => seen.zones.push(zone.tz_id().value.as_str().to_owned()),
            other => panic!("{other:?}"),
        }
    }
    seen
}

fn icalendar(bytes: &[u8]) -> Seen {
    use icalendar::parser::{Component, Property, read_calendar, unfold};

    // icalendar undoes the escapes of a TEXT, but leaves a list of them as it is written (RFC 5545 §3.3.11).
    fn texts(value: &str) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut chars = value.chars();
        while let Some(char) = chars.next() {
            let text = texts.last_mut().expect("a text");
            match (char, if char == '\\' { chars.next() } else { None }) {
                ('\\', Some('n')) => text.push('\n'),
                ('\\', Some(char @ ('\\' | ';' | ','))) => text.push(char),
                ('\\' | ';', _) => panic!("not escaped as TEXT is: {value}"),
                (',', _) => texts.push(String::new()),
                (char, _) => text.push(char),
            }
        }
        texts
    }
    fn param<'c>(property: &'c Property, name: &str) -> Option<&'c str> {
        property
            .params
            .iter()
            .find(|param| param.key == name)
            .and_then(|param| param.val.as_ref())
            .map(|val| val.as_str())
    }
    fn time(property: &Property) -> Time {
        let (value, tzid) = (property.val.as_str(), param(property, "TZID"));
        if param(property, "VALUE") == Some("DATE") {
            return (NaiveDate::parse_from_str(value, "%Y%m%d").expect("a day").to_string(), tzid.map(str::to_owned));
        }
        let form = if tzid.is_some() { "%Y%m%dT%H%M%S" } else { "%Y%m%dT%H%M%SZ" };
        instant(NaiveDateTime::parse_from_str(value, form).expect("a TZID or a Z"), tzid)
    }
    fn trigger(alarm: &Component) -> TimeDelta {
        assert_eq!(alarm.find_prop("ACTION").map(|action| action.val.as_str()), Some("DISPLAY"));
        let value = alarm.find_prop("TRIGGER").expect("a TRIGGER").val.as_str();
        let length: jiff::Span = value.parse().expect("a duration");
        TimeDelta::seconds(
            length.total((jiff::Unit::Second, jiff::SpanRelativeTo::days_are_24_hours())).expect("days") as i64
        )
    }
    let event = |component: &Component| {
        let raw = |name| component.find_prop(name).map(|property| property.val.as_str());
        let text = |name| raw(name).map(str::to_owned);
        let categories = component.properties.iter().filter(|property| property.name == "CATEGORIES");
        Event {
            uid: raw("UID").expect("a UID").to_owned(),
            summary: text("SUMMARY").expect("a SUMMARY"),
            description: text("DESCRIPTION").unwrap_or_default(),
            location: text("LOCATION"),
            url: raw("URL").map(str::to_owned),
            categories: categories.flat_map(|property| texts(property.val.as_str())).collect(),
            status: raw("STATUS").expect("a STATUS").to_owned(),
            start: time(component.find_prop("DTSTART").expect("a DTSTART")),
            end: component.find_prop("DTEND").map(time),
            alarms: component.components.iter().map(trigger).collect(),
        }
    };
    let text = unfold(std::str::from_utf8(bytes).expect("UTF-8"));
    let calendar = read_calendar(&text).unwrap_or_else(|error| panic!("{error}"));
    let mut seen = Seen { events: Vec::new(), zones: Vec::new() };
    for component in &calendar.components {
        match component.name.as_str() {
            "VEVENT" => seen.events.push(event(component)),
            "VTIMEZONE" => seen.zones.push(component.find_prop("TZID").expect("a TZID").val.as_str().to_owned()),
            other => panic!("{other}"),
        }
    }
    seen
}

/// An event as the model has it; and what its texts must say where only `calendar` knows the wording: the parts of the
/// summary, if there is none in the event, and those of the description.
type Wanted = (Event, Vec<String>, Vec<String>);

/// A text with the one kind of line break that TEXT has.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

fn wanted(feed: &Feed, conference: &Conference) -> Vec<Wanted> {
    let (status, word) = match conference.status {
        Status::Confirmed => ("CONFIRMED", ""),
        Status::Tentative => ("TENTATIVE", "Tentative: "),
        Status::Postponed => ("TENTATIVE", "Postponed: "),
        Status::Cancelled => ("CANCELLED", "Cancelled: "),
        other => unreachable!("{other} is not written by these lists"),
    };
    let moment = |moment: Moment| {
        let zone = Some(moment.zone()).filter(|zone| *zone != Zone::AoE && !zone.is_utc());
        (moment.utc().naive_utc().to_string(), zone.map(|zone| zone.name().to_owned()))
    };
    let event = |path: &str, when, url: &Option<Substr>, kinds: &[&str]| {
        let (start, end) = match when {
            Interval::Days { first, last } => {
                ((first.to_string(), None), Some(((last + Days::new(1)).to_string(), None)))
            }
            Interval::Times { start, end } => (moment(start), (end.utc() > start.utc()).then(|| moment(end))),
        };
        let is_kind = |tag: &&str| kinds.iter().any(|kind| kind.eq_ignore_ascii_case(tag));
        let tags = conference.tags.iter().map(Substr::as_str).filter(|tag| !is_kind(tag));
        let categories = kinds.iter().copied().chain(tags).map(plain).collect();
        let (uid, url, status) = (
            Uuid::new_v5(&feed.namespace(), path.as_bytes()).to_string(),
            url.as_ref().map(Substr::to_string),
            status.to_owned(),
        );
        Event { uid, url, categories, status, start, end, ..Event::default() }
    };
    let mut all: Vec<Wanted> = Vec::new();
    let (name, short) = (format!("{word}{}", plain(&conference.name)), plain(conference.short_name()));
    let Conference { id, dates, url, place, online, description, .. } = conference;
    let when = dates.unwrap_or(Interval::Days { first: NaiveDate::MIN, last: NaiveDate::MIN });
    let whole = (id.to_string(), name.clone(), "conference", when, url, place, online, description);
    let sessions = conference.sessions.iter().map(|session| {
        let (path, summary) =
            (format!("{id}/session/{}", session.id), format!("{word}{}: {short}", plain(&session.name)));
        (path, summary, "session", session.dates, &session.url, &session.place, &session.online, &session.description)
    });
    for (path, summary, kind, when, url, place, online, description) in std::iter::once(whole).chain(sessions) {
        let only_online = (online.is_some() && place.geo.is_none()).then(|| "Online".to_owned());
        let location = Some(place.text()).filter(|text| !text.is_empty()).or(only_online);
        let join = online.as_ref().and_then(|online| online.url.as_deref());
        let said = [description.as_deref(), url.as_deref(), join].into_iter().flatten().map(plain);
        all.push((Event { summary, location, ..event(&path, when, url, &[kind]) }, Vec::new(), said.collect()));
    }
    all[0].2.extend(conference.links.iter().map(|(_, url)| url.to_string()));
    for deadline in &conference.deadlines {
        let said = Vec::from_iter(deadline.url.as_ref().map(Substr::to_string));
        let Some(due) = deadline.due else {
            // A cancelled conference asks nobody to act.
            all[0].2.extend(said.into_iter().filter(|_| conference.status != Status::Cancelled));
            continue;
        };
        let path = format!("{id}/deadline/{}", deadline.id);
        let kinds = ["deadline", deadline.kind.as_str(), "reminder"];
        let mut summary = vec![word.to_owned(), format!(": {short}")];
        summary.extend(deadline.name.as_deref().map(plain));
        summary.extend(deadline.change().map(|change| format!(" ({})", change.as_str())));
        // Reminders of a whole day count from nine in the morning; a moment may end a block of some length.
        let (when, from, shift) = match due {
            DateOrTime::Day(day) => {
                let nine = TimeDelta::hours(9);
                (Interval::Days { first: day, last: day }, NaiveDateTime::from(day) + nine, nine)
            }
            DateOrTime::Moment(end) => {
                let length = TimeDelta::minutes(conference.deadline_length.minutes());
                let start = Moment::new(end.utc() - length, end.zone());
                (Interval::Times { start, end }, end.local(), length)
            }
        };
        let mut part = event(&path, when, &deadline.url, &kinds[..2]);
        let mut days = BTreeSet::new();
        for before in &deadline.remind {
            let minutes = before.minutes();
            if conference.status == Status::Cancelled {
                continue;
            }
            if feed.reminders == Reminders::Events {
                let day = (from - TimeDelta::minutes(minutes)).date();
                if !days.insert(day) {
                    continue;
                }
                let length = jiff::Span::new().days(minutes / 1440).hours(minutes / 60 % 24).minutes(minutes % 60);
                let path = format!("{path}/remind/{length}").replace("PT0S", "PT0M");
                let reminder = event(&path, Interval::Days { first: day, last: day }, &deadline.url, &kinds);
                let is_aoe = matches!(due, DateOrTime::Moment(due) if due.zone() == Zone::AoE);
                let in_time = match (from.date() - day).num_days() {
                    _ if is_aoe => format!(" {} AoE", from.format("%-d %b")),
                    0 => " today".to_owned(),
                    1 => " in 1 day".to_owned(),
                    days => format!(" in {days} days"),
                };
                let summary = summary.iter().cloned().chain([in_time]).collect();
                all.push((reminder, summary, said.clone()));
            } else {
                part.alarms.push(shift - TimeDelta::minutes(minutes));
            }
        }
        all.push((part, summary, said));
    }
    // One that is not dated yet makes no event of its own.
    if dates.is_none() {
        all.remove(0);
    }
    all
}

/// Asserts that each reader sees the model in the bytes of its feed.
pub(crate) fn check(name: &str, feed: &Feed, bytes: &[u8]) {
    let mut wanted: Vec<Wanted> = feed.conferences.iter().flat_map(|conference| wanted(feed, conference)).collect();
    wanted.sort_by(|one, other| one.0.uid.cmp(&other.0.uid));
    for (reader, read) in [("calcard", calcard as fn(&[u8]) -> Seen), ("calico", calico), ("icalendar", icalendar)] {
        let mut seen = read(bytes);
        seen.events.sort_by(|one, other| one.uid.cmp(&other.uid));
        seen.zones.sort();
        let times = seen.events.iter().flat_map(|event| std::iter::once(&event.start).chain(&event.end));
        let used: BTreeSet<String> = times.filter_map(|time| time.1.clone()).collect();
        assert_eq!(seen.zones, Vec::from_iter(used), "{reader}, {name}: a VTIMEZONE for each TZID, and no other");
        assert_eq!(seen.events.len(), wanted.len(), "{reader}, {name}");
        for (mut event, (mut wanted, summary, description)) in seen.events.into_iter().zip(wanted.clone()) {
            let missing = |text: &str, parts: &[String]| parts.iter().find(|part| !text.contains(*part)).cloned();
            assert_eq!(missing(&event.description, &description), None, "{reader}, {name}: {event:#?}");
            if let Some(start) = summary.first() {
                assert!(event.summary.starts_with(start), "{reader}, {name}: {event:#?}");
                assert_eq!(missing(&event.summary, &summary), None, "{reader}, {name}: {event:#?}");
                wanted.summary.clone_from(&event.summary);
            }
            // Without an exact VTIMEZONE the description gives the local time.
            if event.start.1.is_none() && wanted.start.1.as_ref().is_some_and(|zone| event.description.contains(zone)) {
                wanted.start.1 = None;
                wanted.end = wanted.end.map(|(utc, _)| (utc, None));
            }
            if reader == "calcard" {
                wanted.categories = wanted.categories.iter().map(|category| one_blank(category)).collect();
            }
            event.description.clear();
            assert_eq!(event, wanted, "{reader}, {name}");
        }
    }
}
