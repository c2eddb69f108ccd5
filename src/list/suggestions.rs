//! Suggestions for an unknown key, where the value tells more than the key.

use super::keys::{CONFERENCE, TableSchema, suggest_key};
use super::loose_date::LooseDate;
use super::table::Value;
use super::undated::not_dated;
use crate::deadline_kind::DeadlineKind;
use crate::spelling::{Keyword as _, shown};

/// As [`suggest_key`], where the value tells more: `virtual = true` is `online = true`.
pub(super) fn suggest_for_value(wrong: &str, value: &Value<'_>, schema: &TableSchema) -> String {
    let plain = wrong.to_lowercase().replace(['_', ' '], "-");
    let by_value = match value {
        Value::Boolean(_) => suggest_for_flag(&plain, schema),
        _ => suggest_for_dates(&plain, value, schema).or_else(|| suggest_for_coordinate(&plain, value, schema)),
    };
    by_value.or_else(|| suggest_deadline(&plain, value, schema)).unwrap_or_else(|| suggest_key(wrong, schema))
}

/// The keys that replace a flag.
fn suggest_for_flag(plain: &str, schema: &TableSchema) -> Option<String> {
    let has = |key: &str| schema.keys.contains(&key);
    let status = match plain {
        "cancelled" | "canceled" => "cancelled",
        "postponed" => "postponed",
        "tentative" | "provisional" => "tentative",
        "confirmed" => "confirmed",
        "virtual" | "remote" | "hybrid" | "online-only" if has("online") => {
            return Some("write `online = true`; with a place too it is hybrid, with none online only".to_owned());
        }
        "in-person" | "onsite" | "offline" if has("online") => {
            return Some("leave it out: a place makes it in person, `online = true` hybrid".to_owned());
        }
        "extended" | "extension" => return suggest_for_extension(schema),
        _ => return None,
    };
    has("status").then(|| format!("write `status = \"{status}\"`"))
}

fn suggest_for_extension(schema: &TableSchema) -> Option<String> {
    let was = "list the due dates that it had before: `was = [2022-03-27]`";
    match schema.path {
        "conference.deadline" => Some(was.to_owned()),
        "conference" => Some(format!("in the `[[conference.deadline]]` that is extended, {was}")),
        _ => None,
    }
}

/// The keys that replace one key for all dates.
fn suggest_for_dates(plain: &str, value: &Value<'_>, schema: &TableSchema) -> Option<String> {
    if matches!(plain, "extended" | "extension") {
        return suggest_for_extension(schema);
    }
    if !matches!(plain, "dates" | "date" | "when") || !schema.keys.contains(&"start") {
        return None;
    }
    let text = match value {
        Value::String(text) => text.to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(|item| date_of(item.get_ref())).collect();
            items.join(" to ")
        }
        _ => return None,
    };
    Some(match LooseDate::read(&text) {
        Some(date) => date.help("start"),
        None => match not_dated(&text).flatten().filter(|_| schema.keys.contains(&"expected")) {
            Some(expected) => format!("write `expected = \"{expected}\"`"),
            None => "write `start` and `end`".to_owned(),
        },
    })
}

/// The advice for a coordinate that is a key of its own.
fn suggest_for_coordinate(plain: &str, value: &Value<'_>, schema: &TableSchema) -> Option<String> {
    let number = match value {
        Value::Float(digits) => digits,
        Value::Integer(number) => &number.digits,
        _ => return None,
    };
    let geo = match plain {
        "lat" | "latitude" => format!("write both coordinates as `geo = {{ lat = {number}, lon = … }}`"),
        "lon" | "lng" | "long" | "longitude" => {
            format!("write both coordinates as `geo = {{ lat = …, lon = {number} }}`")
        }
        _ => return None,
    };
    schema.keys.contains(&"geo").then_some(geo)
}

/// The table for a deadline that is a key of its conference.
fn suggest_deadline(plain: &str, value: &Value<'_>, schema: &TableSchema) -> Option<String> {
    const ENDINGS: [&str; 5] = ["-deadline", "-due", "-closes", "-close", "-end"];
    let before_ending = ENDINGS.iter().find_map(|ending| plain.strip_suffix(ending));
    let word = before_ending.unwrap_or(plain);
    let kind = match word {
        "submission" | "submissions" | "deadline" | "due" => DeadlineKind::Cfp,
        _ => DeadlineKind::same(word).or_else(|| DeadlineKind::same(word.strip_suffix('s')?))?,
    };
    // Without the ending, such a key is rather meant as a session or a link.
    let is_vague = matches!(word, "talk" | "talks")
        || matches!(
            kind,
            DeadlineKind::Tutorial | DeadlineKind::Workshop | DeadlineKind::Sponsor | DeadlineKind::Volunteer
        );
    if kind == DeadlineKind::Other || before_ending.is_none() && is_vague {
        return None;
    }
    let rest = match value {
        Value::String(text) if text.contains("://") => format!("`url = \"{}\"`", shown(text)),
        value => format!("`due = {}`", date_of(value)?),
    };
    let help = format!("write a table of its own below: `[[conference.deadline]]` with `kind = \"{kind}\"` and {rest}");
    (schema.path == CONFERENCE.path).then_some(help)
}

/// The date that a value is, as TOML writes it.
pub(super) fn date_of(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Datetime(date) => Some(date.to_string()),
        Value::String(text) => LooseDate::read(text).map(|date| date.to_toml()),
        _ => None,
    }
}
