//! The words of the descriptions that confcal writes, read back to the values that they say.
//!
//! Every function accepts exactly what `calendar` writes: any other text is one that a person wrote, and stays.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::calendar::{STATUS_SENTENCES, action, label, labels, lower_first};
use crate::deadline_kind::DeadlineKind;
use crate::ics::encode_uri;
use crate::time::{DateOrTime, MONTHS, Moment, clock, days_in_words};
use crate::zone::{LocalTime, Zone};

/// What a conference without dates says where its dates would stand.
const UNDATED: &str = "dates to be announced";

/// `11 July 2022`.
fn day(text: &str) -> Option<NaiveDate> {
    let mut words = text.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month as u32, day.parse().ok()?);
    day.filter(|_| words.next().is_none())
}

/// `11–17 July 2022`, and the other forms of [`days_in_words`].
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let Some((first, last)) = text.split_once('–').map(|(first, last)| (first.trim(), last.trim())) else {
        return day(text).map(|day| (day, day));
    };
    let words: Vec<&str> = last.split(' ').collect();
    let [_, month, year] = words[..] else { return None };
    let first = match first.split(' ').count() {
        1 => day(&format!("{first} {month} {year}")),
        2 => day(&format!("{first} {year}")),
        _ => day(first),
    }?;
    let last = day(last)?;
    (days_in_words(first, last) == text).then_some((first, last))
}

/// The instants of a local time, the earlier one first where clocks are set back over it.
pub(super) fn instants(zone: Zone, local: NaiveDateTime) -> impl Iterator<Item = DateTime<Utc>> {
    let (first, second) = match zone.resolve(local) {
        LocalTime::Unambiguous(instant) => (Some(instant), None),
        LocalTime::Fold { first, second } => (Some(first), Some(second)),
        LocalTime::Gap { .. } => (None, None),
    };
    first.into_iter().chain(second)
}

/// `3 April 2022 at 23:59 Europe/Dublin (22:59 UTC)`, or a day.
pub(super) fn date_or_time(text: &str) -> Option<DateOrTime> {
    let Some((date, rest)) = text.split_once(" at ") else { return day(text).map(DateOrTime::Day) };
    let (time, zone) = rest.split_once(' ')?;
    let local = day(date)?.and_time(time_of_day(time)?);
    if zone == "UTC" {
        return Some(DateOrTime::Moment(Moment::new(local.and_utc(), Zone::UTC)));
    }
    let (zone, utc) = zone.split_once(" (").unwrap_or((zone, ""));
    let offset = |sign: &str| {
        let (hours, minutes) = zone.strip_prefix("UTC")?.strip_prefix(sign)?.split_once(':')?;
        Some(
            hours.parse::<i16>().ok()?.checked_mul(60)?
                + minutes.parse::<i16>().ok().filter(|minutes| *minutes < 60)?,
        )
    };
    if let Some(minutes) = offset("+").or_else(|| offset("−").map(|minutes| -minutes)) {
        return Some(DateOrTime::Moment(Moment::with_offset(local, minutes)));
    }
    let zone = if zone == "anywhere on Earth" { Zone::AoE } else { zone.parse().ok()? };
    let of_utc = |instant: &DateTime<Utc>| utc.contains(&clock(instant.naive_utc()));
    let instant = instants(zone, local).find(of_utc)?;
    Some(DateOrTime::Moment(Moment::new(instant, zone)))
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    let format = if text.len() == 5 { "%H:%M" } else { "%H:%M:%S" };
    NaiveTime::parse_from_str(text, format).ok()
}

/// The text behind the sentence about the status.
pub(super) fn without_status(description: &str) -> &str {
    let behind = STATUS_SENTENCES.iter().find_map(|sentence| description.strip_prefix(sentence));
    let behind = behind.filter(|rest| rest.is_empty() || rest.starts_with(' ') || rest.starts_with("\n\n"));
    behind.map_or(description, |rest| rest.strip_prefix(' ').or(rest.strip_prefix("\n\n")).unwrap_or(rest))
}

/// A conference as one of its parts tells of it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct About {
    /// Its name, where the titles of its parts have another.
    pub(super) name: Option<String>,
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// As a list writes it.
    pub(super) expected: Option<String>,
    /// City, state and country, or `online`.
    pub(super) place: String,
}

/// `International Conference, October 2027, dates to be announced, Oslo, Norway`
pub(super) fn about(text: &str) -> About {
    let joined = |parts: &[&str]| parts.join(", ");
    let name = |parts: &[&str]| Some(joined(parts)).filter(|name| !name.is_empty());
    let parts: Vec<&str> = text.split(", ").collect();
    if let Some(at) = parts.iter().rposition(|part| *part == UNDATED) {
        let expected = at.checked_sub(1).and_then(|before| expected(parts[before]));
        let names = &parts[..at - usize::from(expected.is_some())];
        return About { name: name(names), days: None, expected, place: joined(&parts[at + 1..]) };
    }
    match parts.iter().enumerate().find_map(|(at, part)| Some((at, days(part)?))) {
        Some((at, days)) => {
            About { name: name(&parts[..at]), days: Some(days), expected: None, place: joined(&parts[at + 1..]) }
        }
        None => About { name: name(&parts), ..About::default() },
    }
}

/// `October 2027` as `2027-10`.
fn expected(text: &str) -> Option<String> {
    let expected = match text.split_once(' ') {
        Some((month, year)) => {
            let month = MONTHS.iter().position(|name| *name == month)? + 1;
            format!("{year}-{month:02}")
        }
        None => text.to_owned(),
    };
    expected.parse::<crate::time::Expected>().ok().map(|_| expected)
}

/// The values in the description of a deadline.
#[derive(Debug, PartialEq)]
pub(super) struct DeadlineWords {
    pub(super) name: Option<String>,
    pub(super) due: DateOrTime,
    pub(super) opens: Option<DateOrTime>,
    /// Days, and times on the day on which it is due.
    pub(super) was: Vec<(NaiveDate, Option<NaiveTime>)>,
    /// The words for its change in the title, with a blank before them.
    pub(super) change: &'static str,
    pub(super) about: About,
}

/// Reads the description of a deadline that is due then, without the sentence about its status.
pub(super) fn deadline(description: &str, kind: DeadlineKind, due: DateOrTime) -> Option<DeadlineWords> {
    const ABOUT: &str = "\n\nConference: ";
    let (head, conference) = description.split_at(description.rfind(ABOUT)?);
    let conference = conference[ABOUT.len()..].lines().next().unwrap_or_default();
    let is_due = |found: DateOrTime| match (found, due) {
        (DateOrTime::Moment(found), DateOrTime::Moment(due)) => found.utc() == due.utc(),
        (found, due) => found == due,
    };
    let (sentence, due, more) = head.match_indices(" on ").find_map(|(at, on)| {
        let (moment, rest) = head[at + on.len()..].split_once('.')?;
        let due = date_or_time(moment).filter(|found| is_due(*found))?;
        (rest.is_empty() || rest.starts_with("\n\n")).then_some((&head[..at], due, rest.trim_start()))
    })?;
    let mut words =
        DeadlineWords { name: None, due, opens: None, was: Vec::new(), change: "", about: about(conference) };
    words.name = name(sentence, kind)?;
    let mut more = more;
    if let Some(rest) = more.strip_prefix("Open from ") {
        let (opens, rest) = rest.split_once('.')?;
        words.opens = Some(date_or_time(opens)?);
        more = rest.trim_start();
    }
    for (start, change) in [("Extended from ", " (extended)"), ("Moved from ", " (moved)")] {
        if let Some(rest) = more.strip_prefix(start) {
            let earlier = rest.strip_suffix('.')?.split(", then ").map(|was| match was.split_once(" at ") {
                Some((date, time)) => Some((day(date)?, Some(time_of_day(time)?))),
                None => Some((day(was)?, None)),
            });
            words.was = earlier.collect::<Option<_>>()?;
            words.change = change;
            more = "";
        }
    }
    more.is_empty().then_some(words)
}

/// The name of a deadline in the sentence about it; `None` if it is not such a sentence.
fn name(sentence: &str, kind: DeadlineKind) -> Option<Option<String>> {
    if kind == DeadlineKind::Other {
        let Some(shown) = sentence.strip_suffix(" is") else { return Some(Some(sentence.to_owned())) };
        let bare = shown.strip_suffix(" deadline").filter(|bare| !bare.is_empty() && action(bare) == shown);
        return Some(Some(bare.unwrap_or(shown).to_owned()));
    }
    if sentence == kind.sentence() {
        return Some(None);
    }
    let name = sentence.strip_suffix(&lower_first(kind.sentence()))?.strip_suffix(": ")?;
    Some(Some(name.to_owned()))
}

/// A deadline without a date, as the description of its conference has it.
#[derive(Debug, PartialEq)]
pub(super) struct Undated {
    pub(super) kind: DeadlineKind,
    pub(super) name: Option<String>,
    pub(super) opens: Option<DateOrTime>,
    pub(super) was: Option<NaiveDate>,
    pub(super) url: Option<String>,
}

/// `Papers (Round 2): open from 1 May 2027, closing date not announced yet, https://example.org/`
fn undated(line: &str) -> Option<Undated> {
    line.match_indices(": ").find_map(|(at, joint)| {
        let (opens, was, url) = undated_words(&line[at + joint.len()..])?;
        let (kind, name) = subject(&line[..at]);
        Some(Undated { kind, name, opens, was, url })
    })
}

type UndatedWords = (Option<DateOrTime>, Option<NaiveDate>, Option<String>);

fn undated_words(text: &str) -> Option<UndatedWords> {
    let (mut rest, mut opens, mut was) = (text, None, None);
    if let Some(words) = text.strip_prefix("open from ") {
        let at = words.find(", no longer ").or_else(|| words.find(", closing date not announced yet"))?;
        opens = Some(date_or_time(&words[..at])?);
        rest = &words[at + ", ".len()..];
    }
    if let Some(words) = rest.strip_prefix("no longer ") {
        let (before, words) = words.split_once(", new ")?;
        was = Some(day(before)?);
        rest = words;
    }
    let rest = rest.strip_prefix(if opens.is_some() { "closing " } else { "" })?;
    let rest = rest.strip_prefix("date not announced yet")?;
    let url = if rest.is_empty() { None } else { Some(rest.strip_prefix(", ")?.to_owned()) };
    Some((opens, was, url))
}

/// The kind and the name of a deadline by its subject: `Papers (Round 2)`.
fn subject(text: &str) -> (DeadlineKind, Option<String>) {
    let of_kind = |kind: &DeadlineKind| {
        let rest = text.strip_prefix(kind.subject()).filter(|_| *kind != DeadlineKind::Other)?;
        if rest.is_empty() {
            return Some((*kind, None));
        }
        let name = rest.strip_prefix(" (")?.strip_suffix(')')?;
        Some((*kind, Some(name.to_owned())))
    };
    let found = DeadlineKind::ALL.iter().find_map(of_kind);
    found.unwrap_or_else(|| (DeadlineKind::Other, Some(text.to_owned())))
}

/// The properties of an event that its description repeats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Repeated<'e> {
    pub(super) url: Option<&'e str>,
    pub(super) join: Option<&'e str>,
    pub(super) has_place: bool,
    pub(super) has_parent: bool,
    pub(super) is_session: bool,
    pub(super) is_utc: bool,
}

/// The lines at the end of a description.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tail {
    pub(super) zone: Option<Zone>,
    /// The addresses of the properties, as the list has them.
    pub(super) url: Option<String>,
    pub(super) join: Option<String>,
    pub(super) aliases: Vec<String>,
    /// True if one can also take part online.
    pub(super) online: bool,
    pub(super) links: Vec<(String, String)>,
    pub(super) undated: Vec<Undated>,
}

/// A description without the lines that confcal adds to it, and what these say.
pub(super) fn tail<'t>(description: &'t str, repeated: &Repeated) -> (&'t str, Tail) {
    let (before, last) = match description.rfind("\n\n") {
        Some(at) => (&description[..at], &description[at + 2..]),
        None => ("", description),
    };
    match lines(last, repeated) {
        Some(tail) => (before, tail),
        None => (description, Tail::default()),
    }
}

fn lines(text: &str, repeated: &Repeated) -> Option<Tail> {
    let mut tail = Tail::default();
    let mut reached = 0;
    // A property has the address as an URI, the text as the list writes it.
    let is = |property: Option<&str>, value: &str| property.is_some_and(|property| property == encode_uri(value));
    for line in text.split('\n') {
        let (label, value) = line.split_once(": ")?;
        let place = match label {
            labels::LOCAL_TIME if repeated.is_utc => {
                let zone = value.strip_suffix(')')?.rsplit_once('(')?.1;
                tail.zone = Some(zone.parse().ok()?);
                0
            }
            labels::ALIASES if !repeated.is_session => {
                tail.aliases = value.split(", ").map(str::to_owned).collect();
                1
            }
            labels::PART_OF if repeated.has_parent => 2,
            labels::WEB if is(repeated.url, value) && tail.url.is_none() => {
                tail.url = Some(value.to_owned());
                3
            }
            labels::JOIN if is(repeated.join, value) => {
                tail.join = Some(value.to_owned());
                4
            }
            labels::ONLINE if value == labels::HYBRID && repeated.has_place => {
                tail.online = true;
                4
            }
            _ if repeated.is_session => return None,
            _ if !value.contains(' ') && value.contains(':') => {
                tail.links.push((link_key(label), value.to_owned()));
                5
            }
            _ => {
                tail.undated.push(undated(line)?);
                6
            }
        };
        let is_repeated = place == reached && place < 5 && place > 0;
        if place < reached || is_repeated {
            return None;
        }
        reached = place;
    }
    (tail.url.is_some() || repeated.url.is_none()).then_some(tail)
}

/// The key of a link by its label: `Jobs fair` as `jobs-fair`.
fn link_key(shown: &str) -> String {
    if shown == label("conduct") {
        return "conduct".to_owned();
    }
    let keys = [shown.to_lowercase(), lower_first(shown)].map(|key| key.replace(' ', "-"));
    keys.into_iter().find(|key| label(key) == shown).unwrap_or_else(|| shown.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for text in [
            "3 April 2022 at 23:59 Europe/Dublin (22:59 UTC)",
            "3 April 2022 at 22:59:30 UTC",
            "8 May 2022 at 23:59 anywhere on Earth (AoE, UTC−12), that is 9 May 2022 at 11:59 UTC",
            "8 May 2022 at 23:59 UTC−5:30 (9 May 2022 at 05:29 UTC)",
            "30 October 2022 at 02:30 Europe/Berlin (01:30 UTC)",
            "8 May 2022",
        ] {
            assert!(date_or_time(text).is_some(), "{text}");
        }
        for text in ["8 May", "8 May 2022 at 23:59 Nowhere/Town (22:59 UTC)", "8 May 2022 at 23:59", "TBA"] {
            assert_eq!(date_or_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_conference_is_read_from_the_words_of_its_parts() {
        for (text, expected) in [
            ("11–17 July 2022, Dublin, Ireland", [None, Some("2022-07-11 2022-07-17"), None, Some("Dublin, Ireland")]),
            ("A, B, 30 December 2022 – 2 January 2023", [Some("A, B"), Some("2022-12-30 2023-01-02"), None, Some("")]),
            ("A, October 2027, dates to be announced, online", [Some("A"), None, Some("2027-10"), Some("online")]),
            ("dates to be announced", [None, None, None, Some("")]),
        ] {
            let about = about(text);
            let days = about.days.map(|(first, last)| format!("{first} {last}"));
            let found = [about.name.as_deref(), days.as_deref(), about.expected.as_deref(), Some(about.place.as_str())];
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_a_person_wrote_is_no_tail() {
        let repeated = Repeated { url: Some("https://a.example"), ..Repeated::default() };
        for text in
            ["A.\n\nWeb: https://b.example", "A.\n\nBring: a coat", "A.\n\nPart of: B", "Lunch: https://a.example"]
        {
            assert_eq!(tail(text, &repeated), (text, Tail::default()), "{text}");
        }
        let (text, lines) =
            tail("A.\n\nAlso known as: B, C\nWeb: https://a.example\nJobs fair: https://j.example", &repeated);
        assert_eq!((text, lines.aliases.len(), lines.links.len()), ("A.", 2, 1));
    }
}
