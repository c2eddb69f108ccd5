//! JSON-LD: events of schema.org, from a file or from the scripts of a page.

use html5gum::{StartTag, Token};

use crate::html;
use crate::import::document::{MAX_DEPTH, ReadFault};
use crate::import::record::{Node, Value};
use crate::import::services;

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
    let mut page: Option<String> = None;
    let mut at = 0;
    for token in html::tokens(text, true) {
        match token {
            Token::StartTag(tag) if page.is_none() && matches!(&**tag.name, b"link" | b"meta") => {
                page = address_of_page(&tag);
            }
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
                    let mut nodes = super::json::read(&bare(&script), &mut found);
                    nodes.iter_mut().for_each(|node| node.renumber(&|line| line + before));
                    roots.extend(nodes);
                    faults.extend(found.into_iter().map(|fault| ReadFault { line: fault.line + before, ..fault }));
                }
            }
            _ => {}
        }
    }
    let mut lists = events(&roots);
    if lists.iter().all(|list| list.items().is_empty()) {
        lists = events(&super::microdata::items(text));
    }
    if lists.iter().all(|list| list.items().is_empty()) && faults.is_empty() {
        let message = "the page holds neither events as JSON-LD (a script of the type application/ld+json) or microdata nor tables, lists, headings or paragraphs that are each a conference with a date";
        faults.push(ReadFault::new(0, message));
    }
    if let (Some(page), Some(Node { value: Value::List(events), .. })) = (page, lists.first_mut()) {
        let is_only = events.len() == 1;
        events.iter_mut().for_each(|event| add_address(event, &page, is_only));
    }
    lists
}

/// The address of a page that a tag in its head gives.
fn address_of_page(tag: &StartTag<usize>) -> Option<String> {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|text| String::from_utf8_lossy(text).into_owned());
    let is_address = attribute(b"rel").is_some_and(|rel| rel == "canonical")
        || attribute(b"property").is_some_and(|property| property == "og:url");
    attribute(b"href").or_else(|| attribute(b"content")).filter(|_| is_address)
}

/// The text of a script with blanks in place of the marks that hide it from old browsers, and of line breaks inside texts,
/// which JSON does not allow.
fn bare(script: &str) -> String {
    let mut text = script.to_owned();
    for mark in ["//<![CDATA[", "<![CDATA[", "//]]>", "]]>", "<!--", "-->"] {
        if text.trim_start().starts_with(mark) || text.trim_end().ends_with(mark) {
            text = text.replacen(mark, &" ".repeat(mark.len()), 1);
        }
    }
    let (mut is_text, mut is_escaped) = (false, false);
    text.chars()
        .map(|char| {
            is_text ^= char == '"' && !is_escaped;
            is_escaped = char == '\\' && !is_escaped;
            if is_text && matches!(char, '\n' | '\r') { ' ' } else { char }
        })
        .collect()
}

/// Completes the address of an event by that of its page, which is its own if the page has no other.
fn add_address(event: &mut Node, page: &str, is_only: bool) {
    let line = event.line;
    let Value::Map(members) = &mut event.value else { return };
    let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
    let has_address =
        members.iter().any(|(key, node)| key == "url" && node.scalar().is_some_and(|url| is_address(&url)));
    if has_address {
        return;
    }
    let origin = page.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let relative = members.iter().position(|(key, _)| key == "url");
    let path = relative.and_then(|at| members[at].1.scalar()).filter(|path| path.starts_with('/'));
    let address = match path {
        Some(path) => format!("{origin}{path}"),
        None if is_only => page.to_owned(),
        None => return,
    };
    if let Some(at) = relative {
        members.remove(at);
    }
    members.push(("url".to_owned(), Node::text(line, address)));
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
    let is_dated = node.get("startDate").is_some() || node.get("subEvent").is_none();
    if is_event(node) && is_dated {
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
    let mut is_online = false;
    // A text with its language, or in a list.
    for (_, node) in members.iter_mut().filter(|(key, _)| matches!(key.as_str(), "name" | "description" | "url")) {
        let first = node.items().first().cloned();
        let text = first.as_ref().unwrap_or(node);
        if let Some(text) = text.get("@value").cloned().or(first) {
            *node = text;
        }
    }
    // WordPress writes HTML with the signs of its tags spelled out.
    for (_, node) in members.iter_mut().filter(|(key, _)| key == "description") {
        let spelled = node.scalar().filter(|text| text.contains("&lt;") && !text.contains('<'));
        if let Some(text) = spelled {
            *node = Node::text(node.line, text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        }
    }
    if event.get("url").is_none() {
        members.extend(other_address(event).map(|address| ("url".to_owned(), address)));
    }
    if let Some(status) = event.get("eventStatus").and_then(Node::scalar) {
        let word = status.rsplit('/').next().unwrap_or(&status).trim_start_matches("Event").to_owned();
        is_online = word == "MovedOnline";
        // A rescheduled event takes place on the days that it has now.
        if !is_online && word != "Rescheduled" {
            members.push(("status".to_owned(), Node::text(event.line, word)));
        }
    }
    is_online |= event
        .get("eventAttendanceMode")
        .and_then(Node::scalar)
        .is_some_and(|mode| mode.contains("Online") || mode.contains("Mixed"));
    let is_call = |node: &Node| node.scalar().is_some_and(|address| services::is_call(&address));
    let (mut room, mut page) = (None, None);
    if let Some(location) = event.get("location") {
        let places = if location.is_list() { location.items() } else { std::slice::from_ref(location) };
        for place in places {
            if types(place).iter().any(|kind| kind.ends_with("VirtualLocation")) {
                is_online = true;
                let url = place.get("url").filter(|node| node.scalar().is_some());
                room = room.or_else(|| url.filter(|node| is_call(node)).cloned());
                // The site of the conference is no address to join by.
                let is_site = |node: &&Node| event.get("url").and_then(Node::scalar) == node.scalar();
                page = page.or_else(|| url.filter(|node| !is_site(node) && !is_call(node)).cloned());
            } else {
                members.extend(place_of(place));
            }
        }
    }
    members.extend(page.map(|page| ("virtual-location".to_owned(), page)));
    if is_online {
        members.push(("online".to_owned(), room.unwrap_or(Node { line: event.line, value: Value::Bool(true) })));
    }
    Node::map(event.line, members)
}

/// The address of an event that has no `url`: of itself elsewhere, or of its tickets.
fn other_address(event: &Node) -> Option<Node> {
    let all = |key: &str| {
        let node = event.get(key)?;
        Some(if node.is_list() { node.items().to_vec() } else { vec![node.clone()] })
    };
    let is_address = |node: &Node| node.scalar().is_some_and(|text| text.starts_with("http"));
    let is_account = |node: &Node| node.scalar().is_some_and(|text| services::of_address(&text).is_some());
    let own =
        ["@id", "mainEntityOfPage"].iter().find_map(|key| event.get(key).filter(|node| is_address(node)).cloned());
    let elsewhere = || all("sameAs")?.into_iter().find(|node| is_address(node) && !is_account(node));
    let tickets =
        || all("offers")?.into_iter().find_map(|offer| offer.get("url").filter(|node| is_address(node)).cloned());
    own.or_else(elsewhere).or_else(tickets)
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
    // Some have the whole address for its name.
    if members.is_empty()
        && let Some(name) = address.filter(|address| address.is_map()).and_then(|address| address.get("name"))
    {
        members.push(("place".to_owned(), name.clone()));
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
    fn addresses_of_events_may_stand_elsewhere() {
        let read_one = |head: &str, event: &str| {
            let page = format!("<html>{head}<script type=application/ld+json>{event}</script>");
            let mut faults = Vec::new();
            let nodes = read(&page, &mut faults);
            assert_eq!(faults, [], "{event}");
            let event = &nodes[0].items()[0];
            format!("{:?} {:?}", event.get("name").and_then(Node::scalar), event.get("url").and_then(Node::scalar))
        };
        let canonical = "<link rel=canonical href=https://a.example/2027/>";
        let event =
            |rest: &str| format!("{{\"@type\": \"Event\", \"name\": \"A\", \"startDate\": \"2027-05-01\"{rest}}}");
        for (head, event, expected) in [
            ("", event(", \"offers\": [{\"url\": \"https://a.example/tickets\"}]"), "https://a.example/tickets"),
            ("", event(", \"sameAs\": [\"https://x.com/a\", \"https://a.example/\"]"), "https://a.example/"),
            ("", event(", \"sameAs\": [\"https://bsky.app/profile/a\", \"https://a.example/\"]"), "https://a.example/"),
            ("", event(", \"description\": \"<p>x</p>\", \"url\": \"https://a.example/\""), "https://a.example/"),
            (canonical, event(""), "https://a.example/2027/"),
            (canonical, event(", \"url\": \"/fest\""), "https://a.example/fest"),
            ("", format!("//<![CDATA[\n{}\n//]]>", event(", \"url\": \"https://a.example/\",")), "https://a.example/"),
        ] {
            assert_eq!(read_one(head, &event), format!("Some(\"A\") Some({expected:?})"), "{event}");
        }
        let named = "{\"@type\": \"Event\", \"name\": {\"@language\": \"en\", \"@value\": \"A\"}, \"url\": \"https://a.example/\"}";
        assert_eq!(read_one("", named), "Some(\"A\") Some(\"https://a.example/\")");
    }

    #[test]
    fn events_of_other_programs_are_read() {
        for (rest, key, expected) in [
            ("\"description\": \"&lt;p&gt;A &amp;#8211; B&lt;/p&gt;\"", "description", "<p>A &#8211; B</p>"),
            ("\"description\": \"<p>a &lt;b&gt;</p>\"", "description", "<p>a &lt;b&gt;</p>"),
            (
                "\"eventStatus\": \"https://schema.org/EventRescheduled\", \"previousStartDate\": \"2027-04-01\"",
                "status",
                "",
            ),
            ("\"eventStatus\": \"https://schema.org/EventPostponed\"", "status", "Postponed"),
            (
                "\"location\": {\"@type\": \"VirtualLocation\", \"url\": \"https://meet.jit.si/a\"}",
                "online",
                "https://meet.jit.si/a",
            ),
            ("\"location\": {\"@type\": \"VirtualLocation\", \"url\": \"https://a.example\"}", "online", "true"),
            (
                "\"location\": {\"@type\": \"Place\", \"name\": \"Hall\", \"address\": {\"name\": \"1 Main St, Austin, TX\"}}",
                "place",
                "1 Main St, Austin, TX",
            ),
        ] {
            let page = format!(
                "<script type=\"application/ld+json\">{{\"@type\": \"Event\", \"name\": \"A\", \"startDate\": \"2027-05-01\", {rest}}}</script>"
            );
            let nodes = read(&page, &mut Vec::new());
            let found = nodes[0].items()[0].get(key).and_then(Node::scalar).unwrap_or_default();
            assert_eq!(found, expected, "{rest}");
        }
    }

    #[test]
    fn a_series_without_a_date_is_its_events() {
        let page = "<script type=\"application/ld+json\">{\"@type\": \"EventSeries\", \"name\": \"Tour\", \"subEvent\": [\
                    {\"@type\": \"Event\", \"name\": \"Paris\", \"startDate\": \"2027-05-01\"}]}</script>";
        let nodes = read(page, &mut Vec::new());
        let names: Vec<_> = nodes[0].items().iter().filter_map(|event| event.get("name")?.scalar()).collect();
        assert_eq!(names, ["Paris"]);
    }

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
