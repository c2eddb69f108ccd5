//! One event as a map of fields.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::zones::Zones;
use super::{Property, VEvent};
use crate::ics::lines::{self, unescape};
use crate::import::dates::{ZoneText, day_before};
use crate::import::document::ReadFault;
use crate::import::notation::description;
use crate::import::record::Node;
use crate::import::services;

/// A time or a day, as text that keeps its zone.
pub(super) fn time(property: &Property, zones: &Zones) -> Result<String, ReadFault> {
    let value = property.value.trim();
    let bad = || {
        ReadFault::new(
            property.line,
            format!("`{}` is not a date of iCalendar: the event is left out", crate::spelling::shown(value)),
        )
    };
    if value.len() == 8 || property.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE")) {
        // Some write the day as ISO 8601 does.
        let day = value.split('T').next().unwrap_or_default().replace('-', "");
        return lines::day(&day).map(|day| day.to_string()).ok_or_else(bad);
    }
    let local = lines::time(value).ok_or_else(bad)?;
    if value.ends_with('Z') {
        return Ok(format!("{}[UTC]", iso(local)));
    }
    Ok(match zones.get(property.parameter("TZID")) {
        Some(ZoneText::Name(name)) => format!("{}[{name}]", iso(local)),
        Some(ZoneText::Aoe) => format!("{}[-12:00]", iso(local)),
        Some(ZoneText::Offset(minutes)) => format!(
            "{}[{}{:02}:{:02}]",
            iso(local),
            if minutes < 0 { '-' } else { '+' },
            minutes.abs() / 60,
            minutes.abs() % 60
        ),
        None => iso(local),
    })
}

fn iso(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The fields of an event.
///
/// # Errors
///
/// The reason why it is left out.
pub(super) fn node(event: &VEvent, zones: &Zones) -> Result<Node, ReadFault> {
    check_public(event)?;
    let mut members: Vec<(String, Node)> = Vec::new();
    let mut push = |key: &str, line: usize, text: String| members.push((key.to_owned(), Node::text(line, text)));
    let texts = [
        ("summary", "SUMMARY"),
        ("location", "LOCATION"),
        ("status", "STATUS"),
        ("url", "URL"),
        ("conference", "CONFERENCE"),
        ("uid", "UID"),
    ];
    for (key, name) in texts {
        if let (Some(property), Some(text)) = (event.get(name), event.text(name)) {
            // Calendars of Apple and Outlook write an address in lines.
            let is_place = key == "location" && text.contains('\n');
            let lines = || text.lines().map(|line| line.trim().trim_end_matches(',')).filter(|line| !line.is_empty());
            let text = if is_place { lines().collect::<Vec<_>>().join(", ") } else { text };
            push(key, property.line, text);
        }
    }
    let description = event.text("DESCRIPTION");
    let html = event.text("X-ALT-DESC").or_else(|| event.text("STYLED-DESCRIPTION"));
    if let Some(text) = description.or(html) {
        let text = ["<html-blob>", "</html-blob>"].iter().fold(text, |text, tag| text.replace(tag, ""));
        push("description", event.get("DESCRIPTION").map_or(event.line, |property| property.line), text);
    }
    // The address of the site is often in the description alone.
    if event.get("URL").is_none()
        && let Some((line, address)) = first_address(event)
    {
        push("link", line, address);
    }
    if event.get("CONFERENCE").is_none()
        && let Some((line, address)) = call(event)
    {
        push("conference", line, address);
    }
    if let Some(start) = event.get("DTSTART") {
        let (first, last) = days(event, start, zones)?;
        if let Some(tzid) = start.parameter("TZID").filter(|tzid| zones.get(Some(tzid)).is_none()) {
            push("@zone", start.line, tzid.trim_matches('"').to_owned());
        }
        let day = |property: &Property| lines::day(property.value.trim());
        if let Some(end) = event.get("DTEND")
            && let Some(ends) = day(end).filter(|ends| day(start).is_some_and(|start| *ends < start))
        {
            push("@remark", end.line, format!("it ends on {ends}, before it begins: the last day is left out"));
        }
        push("start", start.line, first);
        if let Some((line, last)) = last {
            push("end", line, last);
        }
    }
    if let Some(geo) = event.get("GEO") {
        push("geo", geo.line, geo.value.replace(';', ","));
    }
    for (key, name) in [("@recurs", "RRULE"), ("@recurs", "RDATE")] {
        let is_daily = |rule: &Property| event.get("DTSTART").is_some_and(|start| daily(rule, start).is_some());
        if let Some(rule) = event.get(name).filter(|rule| name != "RRULE" || !is_daily(rule)) {
            push(key, rule.line, rule.value.clone());
        }
    }
    let categories = event.properties.iter().filter(|property| property.name == "CATEGORIES");
    let tags: Vec<Node> = categories
        .flat_map(|property| list(&property.value).into_iter().map(|tag| Node::text(property.line, tag)))
        .collect();
    members.push(("categories".to_owned(), Node::list(event.line, tags)));
    Ok(Node::map(event.line, members))
}

/// Refuses an event that its calendar keeps from the public (RFC 5545 §3.8.1.3).
fn check_public(event: &VEvent) -> Result<(), ReadFault> {
    let is_closed = |class: &&Property| {
        ["PRIVATE", "CONFIDENTIAL"].iter().any(|word| class.value.trim().eq_ignore_ascii_case(word))
    };
    let Some(class) = event.get("CLASS").filter(is_closed) else { return Ok(()) };
    let shown = crate::spelling::shown(class.value.trim());
    Err(ReadFault::new(class.line, format!("the event is not for the public (CLASS:{shown}): it is left out")))
}

/// The first and the last day or time of an event, as text, with the line of the last.
fn days(event: &VEvent, start: &Property, zones: &Zones) -> Result<(String, Option<(usize, String)>), ReadFault> {
    let first = time(start, zones)?;
    let is_day = first.len() == 10;
    let mut last = None;
    if let Some(end) = event.get("DTEND") {
        let text = time(end, zones)?;
        // Outlook writes days as times from midnight to midnight.
        let (from, to) = (lines::time(start.value.trim()), lines::time(end.value.trim()));
        if let (Some(from), Some(to), false) = (from, to, is_day)
            && [from, to].iter().all(|time| time.time() == NaiveTime::MIN)
            && from < to
        {
            let days = (from.date().to_string(), day_before(to.date()).to_string());
            return Ok((days.0, Some((end.line, days.1))));
        }
        let exclusive = text.parse::<NaiveDate>().ok().map(day_before).filter(|_| is_day);
        last = Some((end.line, exclusive.map_or(text, |last| last.to_string().max(first.clone()))));
    } else if let Some(duration) = event.get("DURATION") {
        last = after(start, &duration.value, is_day, zones).map(|end| (duration.line, end.max(first.clone())));
    }
    // A day that is repeated for some days is a conference of that many.
    if let Some((rule, days)) = event.get("RRULE").and_then(|rule| Some((rule, daily(rule, start)?))) {
        let to = last.as_ref().map_or(first.as_str(), |(_, last)| last);
        let day = to.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        if let Some(day) = day.and_then(|day| day.checked_add_days(Days::new(days - 1))) {
            last = Some((rule.line, format!("{day}{}", to.get(10..).unwrap_or_default())));
        }
    }
    Ok((first, last))
}

/// The number of days of a rule that repeats a day for at most two weeks: `FREQ=DAILY;COUNT=3`.
fn daily(rule: &Property, start: &Property) -> Option<u64> {
    let day = |text: &str| lines::day(text.get(..8)?);
    let (mut days, mut is_daily) = (None, false);
    for part in rule.value.trim().split(';') {
        match part.split_once('=')? {
            ("FREQ", freq) => is_daily = freq == "DAILY",
            ("COUNT", count) => days = count.parse().ok(),
            ("UNTIL", until) => days = u64::try_from((day(until)? - day(start.value.trim())?).num_days() + 1).ok(),
            ("INTERVAL", "1") | ("WKST", _) => {}
            _ => return None,
        }
    }
    days.filter(|days| is_daily && (1..=14).contains(days))
}

/// The first address of the web in the description that is not of the place.
fn first_address(event: &VEvent) -> Option<(usize, String)> {
    let property = event.get("DESCRIPTION").or_else(|| event.get("X-ALT-DESC"))?;
    Some((property.line, description::site(&unescape(&property.value))?))
}

/// The address of a call in the description.
fn call(event: &VEvent) -> Option<(usize, String)> {
    let property = event.get("DESCRIPTION").or_else(|| event.get("X-ALT-DESC"))?;
    let text = unescape(&property.value);
    let mut starts = text.match_indices("https://").map(|(at, _)| description::address_at(&text, at));
    Some((property.line, starts.find(|address| services::is_call(address))?.to_owned()))
}

/// The minutes of a duration (RFC 5545 §3.3.6) without a minus.
pub(super) fn minutes(duration: &str) -> Option<i64> {
    let (mut minutes, mut number) = (0_i64, 0_i64);
    for char in duration.trim().trim_start_matches('+').chars() {
        match char {
            '0'..='9' => number = number.checked_mul(10)?.checked_add(i64::from(char.to_digit(10)?))?,
            'W' => (minutes, number) = (minutes.checked_add(number.checked_mul(7 * 24 * 60)?)?, 0),
            'D' => (minutes, number) = (minutes.checked_add(number.checked_mul(24 * 60)?)?, 0),
            'H' => (minutes, number) = (minutes.checked_add(number.checked_mul(60)?)?, 0),
            'M' => (minutes, number) = (minutes.checked_add(number)?, 0),
            'P' | 'T' | 'S' => number = 0,
            _ => return None,
        }
    }
    Some(minutes)
}

/// The end of an event that has a duration instead.
fn after(start: &Property, duration: &str, is_day: bool, zones: &Zones) -> Option<String> {
    let minutes = minutes(duration)?;
    if is_day {
        let last = lines::day(start.value.trim())?.checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
        return Some(day_before(last).to_string());
    }
    let local = lines::time(start.value.trim())?.checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
    let text = time(start, zones).ok()?;
    let zone = text.find('[').map(|at| text[at..].to_owned()).unwrap_or_default();
    Some(format!("{}{zone}", iso(local)))
}

/// The values of a list; a comma behind a backslash ends none.
pub(super) fn list(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for char in value.chars() {
        if char == ',' && !escaped {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(char);
        }
        escaped = char == '\\' && !escaped;
    }
    parts.iter().map(|part| unescape(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
