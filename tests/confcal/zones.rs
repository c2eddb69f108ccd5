//! The zone oracle: what a feed says of time zones is exact, for every zone of tzdata and events from 1990 to 2037.
//!
//! A reader of VTIMEZONE, written from RFC 5545 §3.6.5 alone, reads feeds with an event in every zone and compares them with
//! the rules of jiff. Offsets are step functions of the instant, and two of them are equal on a stretch if and only if they
//! agree at its start, and just before and at every onset that either of them has in it: so a few instants prove all of
//! them. A zone without VTIMEZONE has to be in UTC, and a search shows that no pair of yearly rules could have told it.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;
use std::thread;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use confcal::Zone;
use jiff::{Timestamp, civil};

use crate::support::unfolded;

type Years = RangeInclusive<i32>;

/// The last year to which rules are expanded, later than every event of these tests.
const HORIZON: i32 = 2069;

/// The last year in which a VTIMEZONE has to be exact: by then every first weekday has come with every length of a year.
const LAST_EXACT_YEAR: i32 = HORIZON - 2;

/// The names that are written as UTC, with nothing more to say.
const UTC: [&str; 18] = [
    "Etc/GMT",
    "Etc/GMT+0",
    "Etc/GMT-0",
    "Etc/GMT0",
    "Etc/Greenwich",
    "Etc/UCT",
    "Etc/UTC",
    "Etc/Universal",
    "Etc/Zulu",
    "GMT",
    "GMT+0",
    "GMT-0",
    "GMT0",
    "Greenwich",
    "UCT",
    "UTC",
    "Universal",
    "Zulu",
];

// ---------------------------------------------------------------------------------------------------- step functions

/// An offset in seconds over time. Instants are seconds since 1970 in UTC.
struct Steps {
    /// The offset before the first onset, if there is one.
    first: Option<i32>,
    /// When it changes, and to what; in order.
    onsets: Vec<(i64, i32)>,
}

impl Steps {
    fn at(&self, instant: i64) -> Option<i32> {
        match self.onsets.partition_point(|&(onset, _)| onset <= instant) {
            0 => self.first,
            passed => Some(self.onsets[passed - 1].1),
        }
    }

    fn within(&self, stretch: &Range<i64>) -> &[(i64, i32)] {
        let count = |end: i64| self.onsets.partition_point(|&(onset, _)| onset < end);
        &self.onsets[count(stretch.start)..count(stretch.end)]
    }

    /// The first instant of a stretch at which two differ, if there is one.
    fn difference(&self, other: &Steps, stretch: Range<i64>) -> Option<i64> {
        let onsets = self.within(&stretch).iter().chain(other.within(&stretch));
        let around = onsets.flat_map(|&(onset, _)| [onset - 1, onset]).filter(|instant| stretch.contains(instant));
        let differs = |&instant: &i64| self.at(instant).is_none() || self.at(instant) != other.at(instant);
        [stretch.start].into_iter().chain(around).filter(differs).min()
    }
}

fn shown(instant: i64) -> String {
    DateTime::from_timestamp_secs(instant).expect("an instant").format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

// --------------------------------------------------------------------------------------------- the reader (RFC 5545)

/// A component as it stands in the feed: its properties with their parameters, and the components in it.
#[derive(PartialEq, Debug)]
struct Component<'f> {
    name: &'f str,
    properties: Vec<(&'f str, &'f str)>,
    components: Vec<Component<'f>>,
}

impl<'f> Component<'f> {
    /// Reads an unfolded feed. No property of these feeds has a colon in a parameter.
    fn read(text: &'f str) -> Component<'f> {
        let mut open = vec![Component { name: "", properties: Vec::new(), components: Vec::new() }];
        for line in text.lines() {
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("`{line}` is no content line"));
            match name {
                "BEGIN" => open.push(Component { name: value, properties: Vec::new(), components: Vec::new() }),
                "END" => {
                    let closed = open.pop().expect("a component");
                    assert_eq!(closed.name, value);
                    open.last_mut().expect("a component around it").components.push(closed);
                }
                _ => open.last_mut().expect("a component").properties.push((name, value)),
            }
        }
        open.swap_remove(0).components.swap_remove(0)
    }

    /// The values of exactly these properties, each there once, or not at all where it may be missing.
    fn only<const N: usize>(&self, names: [&str; N]) -> Result<[Option<&'f str>; N], String> {
        if let Some((other, _)) = self.properties.iter().find(|(name, _)| !names.contains(name)) {
            return Err(format!("{} has a property {other}", self.name));
        }
        if names.iter().any(|&name| self.properties.iter().filter(|property| property.0 == name).count() > 1) {
            return Err(format!("{} has a property twice", self.name));
        }
        Ok(names.map(|name| self.get(name)))
    }

    fn get(&self, name: &str) -> Option<&'f str> {
        self.properties.iter().find(|property| property.0 == name).map(|property| property.1)
    }
}

/// `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, and nothing else.
#[derive(Clone, Copy)]
struct Rule {
    month: u32,
    nth: i32,
    weekday: Weekday,
}

impl Rule {
    const NTH: [i32; 5] = [1, 2, 3, 4, -1];

    /// All that have this day in its year.
    fn with(day: NaiveDate) -> impl Iterator<Item = Rule> {
        let rules = Rule::NTH.map(|nth| Rule { month: day.month(), nth, weekday: day.weekday() });
        rules.into_iter().filter(move |rule| rule.day(day.year()) == day)
    }

    fn read(text: &str) -> Result<Rule, String> {
        let rest = text.strip_prefix("FREQ=YEARLY;BYMONTH=");
        let parts = rest.and_then(|rest| rest.split_once(";BYDAY=")).and_then(|(month, day)| {
            let (nth, weekday) = day.split_at_checked(day.len().checked_sub(2)?)?;
            let weekday = match weekday {
                "MO" => Weekday::Mon,
                "TU" => Weekday::Tue,
                "WE" => Weekday::Wed,
                "TH" => Weekday::Thu,
                "FR" => Weekday::Fri,
                "SA" => Weekday::Sat,
                "SU" => Weekday::Sun,
                _ => return None,
            };
            Some(Rule { month: month.parse().ok()?, nth: nth.parse().ok()?, weekday })
        });
        let rule = parts.filter(|rule| (1..=12).contains(&rule.month) && Rule::NTH.contains(&rule.nth));
        rule.ok_or_else(|| format!("`{text}` is no rule of the kind that all clients read"))
    }

    /// The day in a year.
    fn day(self, year: i32) -> NaiveDate {
        let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1).expect("a day");
        match self.nth {
            -1 => {
                let next = if self.month == 12 { first(year + 1, 1) } else { first(year, self.month + 1) };
                let last = next - Days::new(1);
                last - Days::new(u64::from(last.weekday().days_since(self.weekday)))
            }
            nth => {
                let first = first(year, self.month);
                first + Days::new(u64::from(self.weekday.days_since(first.weekday())) + 7 * (nth as u64 - 1))
            }
        }
    }
}

#[derive(Clone)]
struct Observance {
    daylight: bool,
    start: NaiveDateTime,
    rule: Option<Rule>,
    from: i32,
    to: i32,
    name: String,
}

impl Observance {
    fn read(component: &Component) -> Result<Observance, String> {
        let [start, rule, from, to, name] =
            component.only(["DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"])?;
        let start = start.and_then(|start| NaiveDateTime::parse_from_str(start, "%Y%m%dT%H%M%S").ok());
        Ok(Observance {
            daylight: component.name == "DAYLIGHT",
            start: start.ok_or("no DTSTART in local time")?,
            rule: rule.map(Rule::read).transpose()?,
            from: utc_offset(from.unwrap_or_default())?,
            to: utc_offset(to.unwrap_or_default())?,
            name: name.ok_or("no TZNAME")?.to_owned(),
        })
    }

    /// An onset in local time is by the clocks before it.
    fn instant(&self, local: NaiveDateTime) -> i64 {
        local.and_utc().timestamp() - i64::from(self.from)
    }

    /// DTSTART is the first onset, and the rule gives those after it.
    fn onsets(&self) -> Vec<(i64, i32)> {
        let years = self.start.year() + 1..=if self.rule.is_some() { HORIZON } else { 0 };
        let more = years.filter_map(|year| Some(self.rule?.day(year).and_time(self.start.time())));
        [self.start].into_iter().chain(more).map(|local| (self.instant(local), self.to)).collect()
    }
}

/// `+0530` (RFC 5545 §3.3.14), in seconds.
fn utc_offset(text: &str) -> Result<i32, String> {
    if text == "-0000" {
        return Err("-0000 is not allowed".to_owned());
    }
    let digits =
        text.strip_prefix(['+', '-']).filter(|rest| rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_digit()));
    let number: i32 = digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| format!("`{text}` is no offset"))?;
    let seconds = (number / 100 * 60 + number % 100) * 60;
    Ok(if text.starts_with('-') { -seconds } else { seconds })
}

struct Timezone {
    observances: Vec<Observance>,
    steps: Steps,
}

impl Timezone {
    fn read(component: &Component, name: &str) -> Result<Timezone, String> {
        if component.only(["TZID", "X-LIC-LOCATION"])? != [Some(name); 2] {
            return Err("TZID and X-LIC-LOCATION are not its name".to_owned());
        }
        if let Some(other) = component.components.iter().find(|inner| !["STANDARD", "DAYLIGHT"].contains(&inner.name)) {
            return Err(format!("there is a {} in it", other.name));
        }
        Ok(Timezone::new(component.components.iter().map(Observance::read).collect::<Result<_, _>>()?))
    }

    /// The offset at an instant is that of the observance with the latest onset at or before it.
    fn new(observances: Vec<Observance>) -> Timezone {
        let mut onsets: Vec<_> = observances.iter().flat_map(Observance::onsets).collect();
        onsets.sort_unstable();
        Timezone { observances, steps: Steps { first: None, onsets } }
    }

    /// The first instant at which clocks show this time.
    fn instant(&self, local: NaiveDateTime) -> Option<i64> {
        let local = local.and_utc().timestamp();
        let instants = self.observances.iter().map(|observance| (local - i64::from(observance.to), observance.to));
        instants.filter(|&(instant, offset)| self.steps.at(instant) == Some(offset)).map(|(instant, _)| instant).min()
    }

    /// The name of the time at an instant.
    fn name_at(&self, instant: i64) -> Option<&str> {
        let offset = self.steps.at(instant)?;
        self.observances.iter().find(|observance| observance.to == offset).map(|observance| observance.name.as_str())
    }
}

// -------------------------------------------------------------------------------------------------- the rules (jiff)

struct Reference {
    tz: Tz,
    rules: jiff::tz::TimeZone,
    steps: Steps,
}

impl Reference {
    fn new(tz: Tz) -> Reference {
        let rules = jiff::tz::TimeZoneDatabase::bundled().get(tz.name()).expect("jiff knows all zones of chrono-tz");
        let start = midnight(1900).to_zoned(jiff::tz::TimeZone::UTC).expect("an instant").timestamp();
        let first = rules.to_offset(start).seconds();
        let changes = rules.following(start).map(|change| (change.timestamp().as_second(), change.offset().seconds()));
        let end = Timestamp::from_second(start_of(HORIZON + 1)).expect("an instant").as_second();
        let mut onsets: Vec<_> = changes.take_while(|&(onset, _)| onset < end).collect();
        // Not every change of jiff is one of the offset.
        let mut before = first;
        onsets.retain(|&(_, to)| std::mem::replace(&mut before, to) != to);
        Reference { tz, rules, steps: Steps { first: Some(first), onsets } }
    }

    fn name(&self) -> &'static str {
        self.tz.name()
    }

    fn offset_at(&self, instant: i64) -> i32 {
        self.rules.to_offset(Timestamp::from_second(instant).expect("an instant")).seconds()
    }

    /// From 1 January of the year before to 31 December of the year after, both in UTC and by the local clocks.
    fn stretch(&self, years: &Years) -> Range<i64> {
        let local = |year| self.rules.to_timestamp(midnight(year)).expect("an instant").as_second();
        let (first, end) = (years.start() - 1, years.end() + 2);
        assert!(end <= HORIZON + 1);
        local(first).min(start_of(first))..local(end).max(start_of(end))
    }

    /// The first fault of a VTIMEZONE for events in these years.
    fn check(&self, timezone: &Timezone, years: &Years) -> Result<(), String> {
        let mut stretch = self.stretch(years);
        match &timezone.observances[..] {
            [always] => {
                let epoch = always.start == NaiveDateTime::default();
                if always.daylight || !epoch || always.from != always.to || always.rule.is_some() {
                    return Err("a zone that sets no clocks is a STANDARD from 1970 on, without a rule".to_owned());
                }
            }
            [standard, daylight] => {
                if standard.daylight || !daylight.daylight || standard.to >= daylight.to {
                    return Err("it is no STANDARD, then a DAYLIGHT with a larger offset".to_owned());
                }
                for observance in [standard, daylight] {
                    let day = observance.rule.ok_or("there is no RRULE")?.day(observance.start.year());
                    if day != observance.start.date() || !self.changes(observance, observance.start) {
                        return Err(format!("{} is no onset", observance.start));
                    }
                    // It has to be true from its first word on.
                    stretch.start = stretch.start.min(observance.instant(observance.start));
                }
            }
            more => return Err(format!("it has {} observances", more.len())),
        }
        if let Some(instant) = timezone.steps.difference(&self.steps, stretch.clone()) {
            let (read, right) = (timezone.steps.at(instant), self.offset_at(instant));
            return Err(format!("at {} it tells {read:?}, and right is {right}", shown(instant)));
        }
        // An onset that changes nothing does no harm to a reader by the book, and puts others an hour off around it.
        let inside = stretch.start + 1..stretch.end;
        if timezone.steps.within(&inside) != self.steps.within(&inside) {
            return Err("it sets clocks that are right already".to_owned());
        }
        Ok(())
    }

    /// True if both rules were in force before the first DTSTART, which should then have been earlier.
    fn begins_late(&self, timezone: &Timezone) -> bool {
        let [one, other] = &timezone.observances[..] else { return false };
        let [early, late] =
            if one.instant(one.start) < other.instant(other.start) { [one, other] } else { [other, one] };
        let day = late.rule.map(|rule| rule.day(late.start.year() - 1));
        day.map(|day| day.and_time(late.start.time())).is_some_and(|before| {
            let since = late.instant(before)..early.instant(early.start);
            self.changes(late, before) && self.steps.within(&since).len() == 1
        })
    }

    /// True if the clocks are set at this local time as the observance says.
    fn changes(&self, observance: &Observance, local: NaiveDateTime) -> bool {
        let instant = observance.instant(local);
        (self.steps.at(instant - 1), self.steps.at(instant)) == (Some(observance.from), Some(observance.to))
    }

    /// True if any VTIMEZONE of the kind that all clients read is exact in these years: a fixed one, or a pair.
    ///
    /// A pair that does so since long does it too if it begins with its onsets in the few years before. An observance has
    /// the offsets and the time of day of its DTSTART, and its rule the day: so all can be tried. Those that are wrong in the
    /// event's own year need no second look.
    fn is_tellable(&self, years: &Years) -> bool {
        let observance =
            |start, rule, from, to| Observance { daylight: to > from, start, rule, from, to, name: String::new() };
        let offset = self.offset_at(self.stretch(years).start);
        let always = observance(NaiveDateTime::default(), None, offset, offset);
        let (mut standards, mut daylights) = (Vec::new(), Vec::new());
        for &(onset, to) in self.steps.within(&(start_of(years.start() - 3)..start_of(years.start() + 1))) {
            let from = self.steps.at(onset - 1).expect("an offset");
            let start = DateTime::from_timestamp_secs(onset + i64::from(from)).expect("a time").naive_utc();
            for rule in Rule::with(start.date()) {
                let one = observance(start, Some(rule), from, to);
                if self.changes(&one, rule.day(*years.start()).and_time(start.time())) {
                    if one.daylight { &mut daylights } else { &mut standards }.push(one);
                }
            }
        }
        let pairs =
            standards.iter().flat_map(|one| daylights.iter().map(move |other| vec![one.clone(), other.clone()]));
        [vec![always]].into_iter().chain(pairs).any(|pair| self.check(&Timezone::new(pair), years).is_ok())
    }
}

fn midnight(year: i32) -> civil::DateTime {
    civil::date(year as i16, 1, 1).at(0, 0, 0, 0)
}

fn start_of(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("a day").and_time(Default::default()).and_utc().timestamp()
}

static REFERENCES: LazyLock<Vec<Reference>> = LazyLock::new(|| TZ_VARIANTS.into_iter().map(Reference::new).collect());

// -------------------------------------------------------------------------------------------------------- the feeds

/// An event of the list in local time.
struct Event {
    summary: String,
    start: civil::DateTime,
    end: civil::DateTime,
}

/// The events of a zone: all years lie between the first and the last of them, and each year named has one.
fn events(tz: Tz, years: &Years) -> Vec<Event> {
    let (first, last) = (*years.start(), *years.end());
    // All months in turn, and days on which no clocks were set: Khartoum did so at noon of a 15th of January.
    let day = |year: i32, month, day, hour| civil::date(year as i16, month, day).at(hour, 0, 0, 0);
    let month = |year: i32| ((tz as usize + year as usize) % 12 + 1) as i8;
    let afternoon = |year| (day(year, month(year), 17, 12), day(year, month(year), 17, 18));
    let times = match last - first {
        0 => vec![afternoon(first)],
        // The end of an event counts as well as its start.
        1 => vec![(day(first, 12, 28, 12), day(last, 1, 3, 18))],
        _ => vec![afternoon(first), afternoon(last)],
    };
    times
        .into_iter()
        .map(|(start, end)| Event { summary: format!("{} {}", tz.name(), start.year()), start, end })
        .collect()
}

/// A feed with events in all zones, in the same years.
struct Export {
    years: Years,
    text: String,
}

impl Export {
    fn new(years: Years) -> Export {
        let mut list = String::from("[feed]\nid = 'zones'\n");
        for tz in TZ_VARIANTS {
            for (index, Event { summary, start, end }) in events(tz, &years).into_iter().enumerate() {
                list += &format!(
                    "[[conference]]\nname = '{summary}'\nid = 'zone-{}-{index}'\nstart = {start}\nend = {end}\ntimezone = '{}'\n",
                    tz as usize,
                    tz.name()
                );
            }
        }
        Export { years, text: unfolded(&list) }
    }

    fn read(&self) -> Feed<'_> {
        let calendar = Component::read(&self.text);
        let kinds: Vec<_> = calendar.components.iter().map(|component| component.name).collect();
        assert!(kinds.is_sorted_by_key(|&kind| kind == "VEVENT"), "a VTIMEZONE comes after a VEVENT");
        let mut feed = Feed { timezones: HashMap::new(), events: HashMap::new() };
        for component in calendar.components {
            let (map, name) = match component.name {
                "VTIMEZONE" => (&mut feed.timezones, component.get("TZID").expect("TZID")),
                _ => (&mut feed.events, component.get("SUMMARY").expect("SUMMARY")),
            };
            assert!(map.insert(name, component).is_none(), "{name} is there twice");
        }
        feed
    }
}

/// The components of a feed by name.
struct Feed<'f> {
    timezones: HashMap<&'f str, Component<'f>>,
    events: HashMap<&'f str, Component<'f>>,
}

impl Feed<'_> {
    /// True if an event is written in the local time of its zone.
    fn is_local(&self, zone: &Reference, event: &Event) -> bool {
        self.events[event.summary.as_str()].get(&format!("DTSTART;TZID={}", zone.name())).is_some()
    }
}

/// Every year, and stretches of years: across every sixth New Year, between two changes of the law, and for long.
static EXPORTS: LazyLock<Vec<Export>> = LazyLock::new(|| {
    let single = (1990..=2037).map(|year| year..=year);
    let double = (1990..=2036).step_by(6).map(|year| year..=year + 1);
    let long = [1990..=2037, 2007..=2010, 2009..=2037, 2019..=2024, 2022..=2030, 2027..=2037];
    each(&single.chain(double).chain(long).collect::<Vec<_>>(), |years| Export::new(years.clone()))
});

/// Does the work on all processors. The results are in order.
fn each<'t, T: Sync, R: Send>(items: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, Into::into);
    thread::scope(|scope| {
        let parts = items.chunks(items.len().div_ceil(threads)).map(|part| {
            let work = &work;
            scope.spawn(move || part.iter().map(work).collect::<Vec<_>>())
        });
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().expect("no panic")).collect()
    })
}

/// Checks every zone in every feed, and shows some of what is wrong.
fn check_all(check: impl Fn(&Reference, &Years, &Feed) -> Result<(), String> + Sync) {
    let faults = each(&EXPORTS, |export| {
        let feed = export.read();
        let check = |zone: &Reference| {
            let fault = check(zone, &export.years, &feed).err()?;
            Some(format!("{}, {:?}: {fault}", zone.name(), export.years))
        };
        REFERENCES.iter().filter_map(check).collect::<Vec<_>>()
    })
    .concat();
    assert!(faults.is_empty(), "{} faults, such as\n{}", faults.len(), faults[..faults.len().min(30)].join("\n"));
}

// -------------------------------------------------------------------------------------------------------- the tests

#[test]
fn every_zone_is_told_exactly_or_written_in_utc() {
    check_all(|zone, years, feed| {
        let timezone = feed.timezones.get(zone.name()).map(|component| Timezone::read(component, zone.name()));
        let timezone = timezone.transpose()?;
        let events = events(zone.tz, years);
        let local: Vec<_> = events.iter().filter(|event| feed.is_local(zone, event)).collect();
        if let Some(timezone) = &timezone {
            if UTC.contains(&zone.name()) {
                return Err("UTC has a VTIMEZONE".to_owned());
            }
            let first = local.first().ok_or("the VTIMEZONE is of no event")?;
            zone.check(timezone, &(first.start.year().into()..=LAST_EXACT_YEAR))?;
            if zone.begins_late(timezone) {
                return Err("the rules were in force before its DTSTART".to_owned());
            }
        }
        events.iter().try_for_each(|event| {
            let timezone = timezone.as_ref().filter(|_| feed.is_local(zone, event));
            check_event(zone, timezone, event, feed)
        })
    });
}

fn check_event(zone: &Reference, timezone: Option<&Timezone>, event: &Event, feed: &Feed) -> Result<(), String> {
    let component = &feed.events[event.summary.as_str()];
    for (name, local) in [("DTSTART", event.start), ("DTEND", event.end)] {
        let right = zone.rules.to_ambiguous_timestamp(local).unambiguous().expect("a time that comes once");
        let written = match timezone {
            Some(_) => component.get(&format!("{name};TZID={}", zone.name())),
            None => component.get(name).and_then(|value| value.strip_suffix('Z')),
        };
        let written = written.ok_or_else(|| format!("{name} is not in the form it should have"))?;
        let written = NaiveDateTime::parse_from_str(written, "%Y%m%dT%H%M%S").map_err(|error| error.to_string())?;
        let instant = timezone.map_or(Some(written.and_utc().timestamp()), |timezone| timezone.instant(written));
        if instant != Some(right.as_second()) {
            return Err(format!("{name} is read as {:?}, and right is {right}", instant.map(shown)));
        }
        let abbreviation = timezone.and_then(|timezone| timezone.name_at(right.as_second()));
        // A zone may rename its time without setting the clocks; then it has the name that stays.
        let is_called = |name: &str, instant| zone.rules.to_offset_info(instant).abbreviation() == name;
        let later = Timestamp::from_second(right.as_second() + start_of(2038) - start_of(2010)).expect("an instant");
        if abbreviation.is_some_and(|name| !is_called(name, right) && !is_called(name, later)) {
            return Err(format!("the time is called {abbreviation:?}"));
        }
    }
    let words = component.get("DESCRIPTION").unwrap_or_default();
    let said = words.contains("Local time") && words.contains(&format!("({})", zone.name()));
    let unsaid = timezone.is_none() && !UTC.contains(&zone.name());
    if said == unsaid { Ok(()) } else { Err(format!("the description is `{words}`")) }
}

#[test]
fn no_zone_is_left_in_utc_that_a_pair_of_yearly_rules_tells() {
    check_all(|zone, years, feed| {
        let events = events(zone.tz, years);
        let mut in_utc = events.iter().filter(|event| !UTC.contains(&zone.name()) && !feed.is_local(zone, event));
        match in_utc.find(|event| zone.is_tellable(&(event.start.year().into()..=LAST_EXACT_YEAR))) {
            Some(event) => Err(format!("that of {} could have been told", event.start.year())),
            None => Ok(()),
        }
    });
}

#[test]
fn these_zones_are_written_in_utc() {
    let untold = |year: i32| {
        let export = EXPORTS.iter().find(|export| export.years == (year..=year)).expect("a feed of that year");
        let feed = export.read();
        let names = REFERENCES.iter().map(Reference::name);
        names.filter(|name| !feed.timezones.contains_key(name) && !UTC.contains(name)).collect::<Vec<_>>()
    };
    // Morocco and Palestine follow the moon; Morocco and much of Canada set no clocks any more from then on, and Cuba leaves
    // out a winter. Egypt and Chile have rules by which the clocks are set on the last Friday and the first Sunday of a month
    // in most years: not on 1 November and 8 September 2024. Israel and Greenland do so on the Friday and the Saturday before
    // the last Sunday, which is the last of the month in some years.
    let in_2026 = [
        "Africa/Cairo",
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "America/Edmonton",
        "America/Godthab",
        "America/Havana",
        "America/Inuvik",
        "America/Nuuk",
        "America/Rainy_River",
        "America/Santiago",
        "America/Scoresbysund",
        "America/Vancouver",
        "America/Winnipeg",
        "America/Yellowknife",
        "Asia/Gaza",
        "Asia/Hebron",
        "Asia/Jerusalem",
        "Asia/Tel_Aviv",
        "Canada/Central",
        "Canada/Mountain",
        "Canada/Pacific",
        "Chile/Continental",
        "Cuba",
        "Egypt",
        "Israel",
    ];
    assert_eq!(untold(2026), in_2026);
    // Egypt, South Sudan, most of Mexico, Greenland, Vostok, Jordan, Syria, Iran, Samoa and Fiji changed the law between 2021
    // and 2023, Paraguay, Kazakhstan and the zones above later, Moldova the hour; Chile put its change off for a week; Casey did as it liked.
    let in_2022 = [
        "Africa/Cairo",
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "Africa/Juba",
        "America/Asuncion",
        "America/Bahia_Banderas",
        "America/Chihuahua",
        "America/Ciudad_Juarez",
        "America/Coyhaique",
        "America/Edmonton",
        "America/Godthab",
        "America/Havana",
        "America/Inuvik",
        "America/Mazatlan",
        "America/Merida",
        "America/Mexico_City",
        "America/Monterrey",
        "America/Nuuk",
        "America/Ojinaga",
        "America/Rainy_River",
        "America/Santiago",
        "America/Scoresbysund",
        "America/Vancouver",
        "America/Winnipeg",
        "America/Yellowknife",
        "Antarctica/Casey",
        "Antarctica/Vostok",
        "Asia/Almaty",
        "Asia/Amman",
        "Asia/Damascus",
        "Asia/Gaza",
        "Asia/Hebron",
        "Asia/Jerusalem",
        "Asia/Qostanay",
        "Asia/Tehran",
        "Asia/Tel_Aviv",
        "Canada/Central",
        "Canada/Mountain",
        "Canada/Pacific",
        "Chile/Continental",
        "Chile/EasterIsland",
        "Cuba",
        "Egypt",
        "Europe/Chisinau",
        "Europe/Tiraspol",
        "Iran",
        "Israel",
        "Mexico/BajaSur",
        "Mexico/General",
        "Pacific/Apia",
        "Pacific/Easter",
        "Pacific/Fiji",
    ];
    assert_eq!(untold(2022), in_2022);
}

/// A zone has one VTIMEZONE, and an event of it one form, whatever other events there are.
#[test]
fn no_other_event_decides_how_a_zone_or_an_event_is_written() {
    let feeds: Vec<_> = EXPORTS.iter().map(|export| (&export.years, export.read())).collect();
    let mut compared = 0;
    for zone in REFERENCES.iter() {
        let mut first: Option<&Component> = None;
        let mut forms: HashMap<i16, bool> = HashMap::new();
        for (years, feed) in &feeds {
            if let Some(timezone) = feed.timezones.get(zone.name()) {
                compared += usize::from(first.is_some());
                assert_eq!(*first.get_or_insert(timezone), timezone, "{}, events in {years:?}", zone.name());
            }
            for event in events(zone.tz, years) {
                let is_local = feed.is_local(zone, &event);
                assert_eq!(*forms.entry(event.start.year()).or_insert(is_local), is_local, "{}", event.summary);
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
}

/// The VTIMEZONE of a zone in a feed with events in these years.
fn timezone(name: &str, years: &[i32]) -> Option<String> {
    let mut list = String::from("[feed]\nid = 'zones'\n");
    for year in years {
        list += &format!(
            "[[conference]]\nname = 'In {year}'\nid = 'in-{year}'\nstart = {year}-06-17T12:00:00\ntimezone = '{name}'\n"
        );
    }
    let text = unfolded(&list).replace("\r\n", "\n");
    let (_, rest) = text.split_once("BEGIN:VTIMEZONE\n")?;
    let (timezone, rest) = rest.split_once("END:VTIMEZONE\n")?;
    assert!(!rest.contains("BEGIN:VTIMEZONE"), "one zone, one VTIMEZONE");
    Some(format!("BEGIN:VTIMEZONE\n{timezone}END:VTIMEZONE\n"))
}

const DUBLIN: &str = "\
BEGIN:VTIMEZONE
TZID:Europe/Dublin
X-LIC-LOCATION:Europe/Dublin
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:IST
END:DAYLIGHT
END:VTIMEZONE
";

#[test]
fn timezones_are_known_to_the_letter() {
    assert_eq!(timezone("Europe/Dublin", &[2022]).as_deref(), Some(DUBLIN));
    assert_eq!(timezone("Europe/Dublin", &[2022, 2030]).as_deref(), Some(DUBLIN));
    let new_york = "\
BEGIN:VTIMEZONE
TZID:America/New_York
X-LIC-LOCATION:America/New_York
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
END:VTIMEZONE
";
    assert_eq!(timezone("America/New_York", &[2022, 2026]).as_deref(), Some(new_york));
    let kolkata = "\
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
X-LIC-LOCATION:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
TZNAME:IST
END:STANDARD
END:VTIMEZONE
";
    assert_eq!(timezone("Asia/Kolkata", &[2022, 2026]).as_deref(), Some(kolkata));
    let lord_howe = "\
BEGIN:VTIMEZONE
TZID:Australia/Lord_Howe
X-LIC-LOCATION:Australia/Lord_Howe
BEGIN:STANDARD
DTSTART:20080406T020000
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU
TZOFFSETFROM:+1100
TZOFFSETTO:+1030
TZNAME:+1030
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20081005T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU
TZOFFSETFROM:+1030
TZOFFSETTO:+1100
TZNAME:+11
END:DAYLIGHT
END:VTIMEZONE
";
    assert_eq!(timezone("Australia/Lord_Howe", &[2022, 2026]).as_deref(), Some(lord_howe));
}

fn reference(name: &str) -> &'static Reference {
    REFERENCES.iter().find(|zone| zone.name() == name).expect("a zone")
}

/// The argument about step functions, checked the long way: nothing here but offsets, hour by hour.
#[test]
fn offsets_agree_hour_by_hour() {
    let names = ["Europe/Dublin", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "Antarctica/Troll"];
    for zone in names.map(reference) {
        let text = timezone(zone.name(), &[2019, 2024]).expect("a VTIMEZONE");
        let timezone = Timezone::read(&Component::read(&text), zone.name()).expect("a VTIMEZONE that can be read");
        for instant in (start_of(2018)..start_of(2026)).step_by(3600) {
            assert_eq!(timezone.steps.at(instant), Some(zone.offset_at(instant)), "{} {}", zone.name(), shown(instant));
        }
    }
}

/// The other tests take the onsets from one function of jiff, and another one, that gives them back in time, errs.
#[test]
fn the_onsets_of_jiff_are_those_of_its_offsets() {
    for zone in REFERENCES.iter() {
        // No change of the clocks, not even for Ramadan, lasted for less than three weeks.
        let weeks = (start_of(1989)..start_of(2040)).step_by(3 * 7 * 24 * 3600);
        let around = zone.steps.onsets.iter().flat_map(|&(onset, _)| [onset - 1, onset]);
        for instant in weeks.chain(around) {
            assert_eq!(zone.steps.at(instant), Some(zone.offset_at(instant)), "{} {}", zone.name(), shown(instant));
        }
    }
}

/// Without this, the other tests would prove nothing.
#[test]
fn a_wrong_timezone_is_found() {
    let check = |text: &str| {
        let timezone = Timezone::read(&Component::read(text), "Europe/Dublin")?;
        match reference("Europe/Dublin").check(&timezone, &(2022..=2022)) {
            Ok(()) if reference("Europe/Dublin").begins_late(&timezone) => Err("late".to_owned()),
            result => result,
        }
    };
    assert_eq!(check(DUBLIN), Ok(()));
    let daylight = DUBLIN.find("BEGIN:DAYLIGHT").expect("a DAYLIGHT");
    for (right, wrong) in [
        ("TZID:Europe/Dublin", "TZID:Europe/London"),
        ("X-LIC-LOCATION:Europe/Dublin\n", ""),
        ("BYMONTH=10", "BYMONTH=11"),
        ("BYDAY=-1SU", "BYDAY=4SU"),
        ("BYDAY=-1SU", "BYDAY=-1SA"),
        ("BYDAY=-1SU", "BYDAY=-2SU"),
        ("BYDAY=-1SU", "BYDAY=-1SU;UNTIL=20301027T010000Z"),
        ("BYDAY=-1SU", "BYDAY=-1SU;COUNT=50"),
        ("BYDAY=-1SU", "BYMONTHDAY=27"),
        ("TZNAME:GMT", "TZNAME:GMT\nRDATE:19951022T020000"),
        ("TZNAME:GMT", "TZNAME:GMT\nTZNAME:WET"),
        ("TZOFFSETFROM:+0100", "TZOFFSETFROM:+0000"),
        ("TZOFFSETTO:+0000", "TZOFFSETTO:-0000"),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:+0101"),
        ("19961027T020000", "19961027T030000"),
        ("19961027T020000", "19961020T020000"),
        ("19961027T020000", "19951029T020000"),
        ("19961027T020000", "19971026T020000"),
        ("19960331T010000", "19950326T010000"),
        ("19960331T010000", "20230326T010000"),
        (&DUBLIN[daylight..], "END:VTIMEZONE\n"),
    ] {
        let text = DUBLIN.replacen(right, wrong, 1);
        assert_ne!(text, DUBLIN, "{right} is not in it");
        assert!(check(&text).is_err(), "`{wrong}` is not found");
    }
}

/// The day chrono-tz has these rules too, `zone.rs` can do without jiff.
#[test]
fn zones_in_which_chrono_tz_is_behind() {
    let stretch = start_of(2025)..start_of(2031);
    let differs = |zone: &&Reference| {
        // No zone sets its clocks and sets them back within a day.
        let days = stretch.clone().step_by(24 * 3600);
        let around = zone.steps.within(&stretch).iter().flat_map(|&(onset, _)| [onset - 1, onset]);
        days.chain(around).any(|instant| {
            let utc = DateTime::from_timestamp_secs(instant).expect("an instant");
            let right = zone.steps.at(instant).expect("an offset");
            assert_eq!(Zone::Iana(zone.tz).offset_at(utc).local_minus_utc(), right, "{} {utc}", zone.name());
            zone.tz.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc() != right
        })
    };
    let behind: Vec<_> = REFERENCES.iter().filter(differs).map(Reference::name).collect();
    let expected = [
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "America/Edmonton",
        "America/Havana",
        "America/Inuvik",
        "America/Rainy_River",
        "America/Vancouver",
        "America/Winnipeg",
        "America/Yellowknife",
        "Canada/Central",
        "Canada/Mountain",
        "Canada/Pacific",
        "Cuba",
        "Europe/Chisinau",
        "Europe/Tiraspol",
    ];
    assert_eq!(behind, expected);
}

/// RFC 5545 means the first of two, and some programs take the second, so it is written in UTC.
#[test]
fn a_time_that_comes_twice_is_the_first_of_them_in_utc() {
    let list =
        "[[conference]]\nname = 'Night'\nid = 'night'\nstart = 2022-10-30T01:30:00\ntimezone = 'Europe/Dublin'\n";
    let text = unfolded(list);
    assert!(text.contains("\r\nDTSTART:20221030T003000Z\r\n"), "{text}");
    assert!(text.contains("Local time: 30 October 2022\\, 01:30 (Europe/Dublin)"), "{text}");
    assert!(!text.contains("VTIMEZONE"), "{text}");
}
