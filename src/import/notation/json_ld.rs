//! JSON-LD: events of schema.org, from a file or from the scripts of a page.

use html5gum::{Token, Tokenizer};

use crate::import::document::{MAX_DEPTH, ReadFault};
use crate::import::record::{Node, Value};

/// True if a value says that it is of schema.org.
pub(super) fn is_json_ld(node: &Node) -> bool {
    let items = if node.is_list() { node.items() } else { std::slice::from_ref(node) };
    items.iter().any(|item| {
        let context = item.get("@context").map(|context| format!("{:?}", context.value)).unwrap_or_default();
        context.contains("schema.org") || item.get("@graph").is_some() || is_event(item)
    })
}

/// The events of all scripts of a page.
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut roots = Vec::new();
    let mut script: Option<String> = None;
    let mut at = 0;
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if &**tag.name == b"script" => {
                let kind = tag
                    .attributes
                    .get(&b"type"[..])
                    .map(|kind| String::from_utf8_lossy(kind).to_lowercase())
                    .unwrap_or_default();
                script = kind.contains("ld+json").then(String::new);
            }
            Token::String(inside) => {
                if let Some(script) = &mut script {
                    script.push_str(&String::from_utf8_lossy(&inside));
                }
            }
            Token::EndTag(tag) if &**tag.name == b"script" => {
                if let Some(script) = script.take() {
                    // The line of the script, for the lines of its values.
                    let start = script
                        .get(..script.len().min(40))
                        .and_then(|head| text[at..].find(head))
                        .map_or(at, |found| at + found);
                    at = start;
                    let before = text[..start].matches('\n').count();
                    let mut found = Vec::new();
                    let mut nodes = super::json::read(&script, &mut found);
                    nodes.iter_mut().for_each(|node| move_down(node, before));
                    roots.extend(nodes);
                    faults.extend(found.into_iter().map(|fault| ReadFault { line: fault.line + before, ..fault }));
                }
            }
            _ => {}
        }
    }
    if roots.is_empty() && faults.is_empty() {
        faults
            .push(ReadFault::new(0, "the page holds no events as JSON-LD (a script of the type application/ld+json)"));
    }
    events(&roots)
}

fn move_down(node: &mut Node, lines: usize) {
    node.line += lines;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| move_down(item, lines)),
        Value::Map(members) => members.iter_mut().for_each(|(_, member)| move_down(member, lines)),
        _ => {}
    }
}

/// All events in values, wherever they are, as one list; each is made flat.
pub(super) fn events(roots: &[Node]) -> Vec<Node> {
    let mut events = Vec::new();
    roots.iter().for_each(|root| collect(root, 0, &mut events));
    vec![Node::list(1, events)]
}

fn types(node: &Node) -> Vec<String> {
    let Some(kind) = node.get("@type").or_else(|| node.get("type")) else { return Vec::new() };
    if kind.is_list() {
        kind.items().iter().filter_map(Node::scalar).collect()
    } else {
        kind.scalar().into_iter().collect()
    }
}

fn is_event(node: &Node) -> bool {
    let is = |kind: &String| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        kind.ends_with("Event") || matches!(kind, "EventSeries" | "Festival" | "Hackathon" | "CourseInstance")
    };
    types(node).iter().any(is)
}

fn collect(node: &Node, depth: usize, events: &mut Vec<Node>) {
    if depth > MAX_DEPTH {
        return;
    }
    if is_event(node) {
        events.push(flat(node));
        // Its parts are events too, but not conferences: sessions have their own list.
        return;
    }
    node.items().iter().for_each(|item| collect(item, depth + 1, events));
    node.members().iter().for_each(|(_, member)| collect(member, depth + 1, events));
}

/// An event with its place in fields of their own.
fn flat(event: &Node) -> Node {
    let mut members: Vec<(String, Node)> =
        event.members().iter().filter(|(key, _)| key != "location" && key != "eventStatus").cloned().collect();
    if let Some(status) = event.get("eventStatus").and_then(Node::scalar) {
        let word = status.rsplit('/').next().unwrap_or(&status).trim_start_matches("Event").to_owned();
        members.push(("status".to_owned(), Node::text(event.line, word)));
    }
    let mut is_online = event
        .get("eventAttendanceMode")
        .and_then(Node::scalar)
        .is_some_and(|mode| mode.contains("Online") || mode.contains("Mixed"));
    if let Some(location) = event.get("location") {
        let places = if location.is_list() { location.items() } else { std::slice::from_ref(location) };
        for place in places {
            if types(place).iter().any(|kind| kind.ends_with("VirtualLocation")) {
                is_online = true;
            } else {
                members.extend(place_of(place));
            }
        }
    }
    if is_online {
        members.push(("online".to_owned(), Node { line: event.line, value: Value::Bool(true) }));
    }
    Node::map(event.line, members)
}

fn place_of(place: &Node) -> Vec<(String, Node)> {
    if place.scalar().is_some() {
        return vec![("place".to_owned(), place.clone())];
    }
    let mut members = Vec::new();
    let address = place.get("address");
    let parts = address.filter(|address| address.is_map()).unwrap_or(place);
    for (key, name) in [("city", "addressLocality"), ("state", "addressRegion"), ("address", "streetAddress")] {
        members.extend(parts.get(name).map(|node| (key.to_owned(), node.clone())));
    }
    if let Some(country) = parts.get("addressCountry") {
        let country = country.get("name").unwrap_or(country);
        members.push(("country".to_owned(), country.clone()));
    }
    if let Some(name) = place.get("name").filter(|name| name.scalar().is_some()) {
        // A name alone is the place in one text.
        let is_alone = members.is_empty() && address.and_then(Node::scalar).is_none();
        members.push((if is_alone { "place" } else { "venue" }.to_owned(), name.clone()));
    }
    if let Some(address) = address.filter(|address| address.scalar().is_some()) {
        members.push(("place".to_owned(), address.clone()));
    }
    if let Some(geo) = place.get("geo") {
        members.extend(
            [("lat", "latitude"), ("lon", "longitude")]
                .into_iter()
                .filter_map(|(key, name)| Some((key.to_owned(), geo.get(name)?.clone()))),
        );
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_a_page_keep_their_lines() {
        let page = "<!doctype html>\n<p>x</p>\n<script type=\"application/ld+json\">\n{\"@context\": \"https://schema.org\", \"@graph\": [\n\
                    {\"@type\": \"BusinessEvent\", \"name\": \"A\", \"startDate\": \"2027-05-01\", \"location\": {\"@type\": \"Place\", \"name\": \"Hall\", \
                    \"address\": {\"addressLocality\": \"Oslo\", \"addressCountry\": \"NO\"}}}]}\n</script>\n";
        let mut faults = Vec::new();
        let nodes = read(page, &mut faults);
        assert_eq!(faults, []);
        let event = &nodes[0].items()[0];
        let text = |key: &str| event.get(key).and_then(Node::scalar);
        assert_eq!(event.line, 5);
        assert_eq!(
            (text("city").as_deref(), text("country").as_deref(), text("venue").as_deref()),
            (Some("Oslo"), Some("NO"), Some("Hall"))
        );
    }
}
