//! Events that are deadlines and name no conference: `Submission deadline` in the calendar of one.

use std::collections::{HashMap, HashSet};

use super::deadline_titles::{WORDS, apart, is_kind, key, named as name_and_words};
use super::deadlines::is_short;
use crate::import::document::ReadFault;
use crate::import::guess::words::Tokens;
use crate::import::record::{Node, Value};
use crate::spelling::shown;

/// Words that make a title of nothing but words of deadlines one, beside those that only deadlines have.
const OF_DEADLINES: &str =
    "submission submissions notification notifications acceptance camera cameraready rebuttal opens ends closes";

/// Titles of the conference itself in its own calendar.
const ITSELF: [&str; 4] = ["conference", "main conference", "the conference", "conference dates"];

/// The events with the name of their conference in front of the titles that have none: the one with their address, the only one of the
/// calendar, or the one that the calendar is called by. Those for which there is none are left out, and a fault says so.
pub(super) fn named(events: Vec<Node>, calendar: Option<&str>, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let titles = || events.iter().filter_map(|event| text(event, "summary"));
    if !events.iter().any(is_nameless) {
        return events;
    }
    let is_itself = |title: &str| ITSELF.contains(&title.trim().to_lowercase().as_str());
    let names: Vec<String> =
        titles().filter(|title| !is_kind(title) && !is_itself(title)).map(|title| conference(&title)).collect();
    let keys: HashSet<String> = names.iter().map(|name| key(name)).collect();
    let only = match keys.len() {
        0 => calendar.map(str::to_owned),
        1 => names.first().cloned(),
        _ => None,
    };
    let mut by_address: HashMap<String, Option<String>> = HashMap::new();
    for event in events.iter().filter(|event| !is_nameless(event)) {
        if let Some(url) = text(event, "url") {
            by_address.entry(url).or_insert_with(|| text(event, "summary").map(|title| conference(&title)));
        }
    }
    let of_address = |event: &Node| by_address.get(&text(event, "url")?)?.clone();
    let named = |event: &Node| match text(event, "summary") {
        Some(title) if is_nameless(event) => {
            let Some(name) = of_address(event).or_else(|| only.clone()) else {
                return Err(ReadFault::of_entry(
                    event.line,
                    format!("`{}` names no conference, and nothing around it tells which it is of", shown(&title)),
                ));
            };
            Ok(with_title(event.clone(), format!("{name}: {title}")))
        }
        Some(title) if keys.is_empty() && is_itself(&title) => {
            Ok(with_title(event.clone(), only.clone().unwrap_or(title)))
        }
        _ => Ok(event.clone()),
    };
    events.iter().map(named).filter_map(|named| named.map_err(|fault| faults.push(fault)).ok()).collect()
}

fn text(event: &Node, key: &str) -> Option<String> {
    event.get(key).and_then(Node::scalar)
}

/// The conference that the title of an event names.
fn conference(title: &str) -> String {
    match apart(title) {
        Some((name, _)) => name.to_owned(),
        None if Tokens::of(title).has(WORDS) => name_and_words(title).0,
        None => title.to_owned(),
    }
}

/// True if a title has nothing but the words of a deadline.
fn is_words(title: &str) -> bool {
    let tokens = Tokens::of(title);
    is_kind(title) && (tokens.has(WORDS) || tokens.has(OF_DEADLINES))
}

/// True if an event of a day is a deadline that names no conference.
fn is_nameless(event: &Node) -> bool {
    let start = text(event, "start").unwrap_or_default();
    let end = text(event, "end").unwrap_or_else(|| start.clone());
    is_short(&start, &end) && text(event, "summary").is_some_and(|title| is_words(&title))
}

fn with_title(mut event: Node, title: String) -> Node {
    if let Value::Map(members) = &mut event.value
        && let Some((_, summary)) = members.iter_mut().find(|(key, _)| key == "summary")
    {
        summary.value = Value::Text(title);
    }
    event
}
