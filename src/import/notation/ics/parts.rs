//! The deadlines and sessions of a feed of confcal, as parts of their conferences.

use crate::deadline_kind::DeadlineKind;
use crate::import::record::{Node, Value};

/// The conferences of a feed of confcal, each with its sessions and deadlines.
pub(super) fn parts(nodes: Vec<(Option<String>, Option<String>, Node)>) -> Vec<Node> {
    let is = |node: &Node, word: &str| {
        node.get("categories").is_some_and(|tags| tags.items().first().and_then(Node::scalar).as_deref() == Some(word))
    };
    let mut conferences: Vec<(Option<String>, Node)> = Vec::new();
    let mut inner: Vec<(String, Node)> = Vec::new();
    for (uid, parent, node) in nodes {
        match parent {
            Some(parent) if is(&node, "deadline") || is(&node, "session") || is(&node, "reminder") => {
                inner.push((parent, node))
            }
            _ => conferences.push((uid, node)),
        }
    }
    for (parent, node) in inner {
        if is(&node, "reminder") {
            continue;
        }
        let index = match conferences.iter().position(|(uid, _)| uid.as_deref() == Some(&parent)) {
            Some(index) => index,
            None => {
                conferences.push((Some(parent), undated(&node)));
                conferences.len() - 1
            }
        };
        let conference = &mut conferences[index].1;
        let (key, part) = if is(&node, "session") {
            ("sessions", session(&node, conference))
        } else {
            ("deadlines", deadline(&node, conference))
        };
        push_part(conference, key, part);
    }
    let mut nodes: Vec<Node> = conferences.into_iter().map(|(_, node)| node).collect();
    nodes.iter_mut().for_each(tidy);
    nodes
}

/// Takes what the feed adds from the description of a conference, and finds there what has no property of its own.
fn tidy(node: &mut Node) {
    if let Value::Map(members) = &mut node.value {
        members.retain(|(key, _)| key != "link");
    }
    let Some(text) = node.get("description").and_then(Node::scalar) else { return };
    let mut kept: Vec<&str> = Vec::new();
    let mut found: Vec<(&str, &str)> = Vec::new();
    let last = text.rsplit("\n\n").next().unwrap_or_default();
    let labels = ["Also known as", "Part of", "Web", "Online"];
    let is_tail = last.lines().all(|line| line.split_once(": ").is_some())
        && last.lines().any(|line| labels.iter().any(|label| line.starts_with(&format!("{label}: "))));
    for paragraph in text.split("\n\n") {
        let is_status = ["Tentative: ", "Cancelled: ", "Cancelled.", "Postponed: "]
            .iter()
            .any(|start| paragraph.starts_with(start))
            && kept.is_empty();
        if std::ptr::eq(paragraph.as_ptr(), last.as_ptr()) && is_tail {
            found.extend(paragraph.lines().filter_map(|line| line.split_once(": ")));
        } else if !is_status {
            kept.push(paragraph);
        }
    }
    let line = node.line;
    let description = kept.join("\n\n");
    let mut add: Vec<(String, Node)> = Vec::new();
    let mut links: Vec<(String, Node)> = Vec::new();
    for (label, value) in found {
        match label {
            "Also known as" => add.push((
                "aliases".to_owned(),
                Node::list(line, value.split(", ").map(|name| Node::text(line, name)).collect()),
            )),
            "Online" => add.push((
                "online".to_owned(),
                Node::text(line, if value.starts_with("yes") || value.starts_with("online") { "true" } else { value }),
            )),
            "Part of" | "Web" => {}
            label if value.contains("://") => {
                let key = if label == "Code of conduct" { "conduct".to_owned() } else { crate::slug(label) };
                links.push((key, Node::text(line, value)));
            }
            _ => {}
        }
    }
    if !links.is_empty() {
        add.push(("links".to_owned(), Node::map(line, links)));
    }
    if let Value::Map(members) = &mut node.value {
        members.retain(|(key, _)| key != "description");
        if !description.trim().is_empty() {
            members.push(("description".to_owned(), Node::text(line, description)));
        }
        members.extend(add);
    }
}

fn push_part(conference: &mut Node, key: &str, part: Node) {
    let line = part.line;
    let Value::Map(members) = &mut conference.value else { return };
    match members.iter_mut().find(|(name, _)| name == key) {
        Some((_, Node { value: Value::List(items), .. })) => items.push(part),
        _ => members.push((key.to_owned(), Node::list(line, vec![part]))),
    }
}

/// A conference that is not dated yet, as one of its deadlines tells of it.
fn undated(deadline: &Node) -> Node {
    let text = |key: &str| deadline.get(key).and_then(Node::scalar);
    let summary = text("summary").unwrap_or_default();
    let bare = without_status(&summary);
    let status = &summary[..summary.len() - bare.len()];
    let name = format!("{status}{}", bare.split_once(": ").map_or(bare, |(_, name)| name));
    let name =
        ["(extended)", "(moved)"].iter().fold(name, |name, end| name.trim_end_matches(end).trim_end().to_owned());
    let mut members = vec![("summary".to_owned(), Node::text(deadline.line, name))];
    // `Conference: October 2027, dates to be announced, Oslo, Norway`
    let about = text("description")
        .and_then(|text| text.lines().find_map(|line| line.strip_prefix("Conference: ").map(str::to_owned)));
    if let Some((expected, place)) = about.as_deref().and_then(|about| about.split_once("dates to be announced")) {
        members.push(("expected".to_owned(), Node::text(deadline.line, expected.trim_matches([',', ' ']))));
        members.push(("location".to_owned(), Node::text(deadline.line, place.trim_matches([',', ' ']))));
    }
    for key in ["status", "categories"] {
        members.extend(deadline.get(key).map(|node| (key.to_owned(), node.clone())));
    }
    Node::map(deadline.line, members)
}

fn without_status(summary: &str) -> &str {
    ["Cancelled: ", "Postponed: ", "Tentative: "].iter().find_map(|word| summary.strip_prefix(word)).unwrap_or(summary)
}

fn session(node: &Node, conference: &Node) -> Node {
    let summary = node.get("summary").and_then(Node::scalar).unwrap_or_default();
    let name = without_status(&summary);
    let name = name.rsplit_once(": ").map_or(name, |(name, _)| name);
    let mut members = vec![("name".to_owned(), Node::text(node.line, name))];
    for key in ["start", "end", "location", "url", "geo"] {
        let own = node.get(key).filter(|own| {
            matches!(key, "start" | "end") || conference.get(key).map(|node| &node.value) != Some(&own.value)
        });
        members.extend(own.map(|own| (key.to_owned(), own.clone())));
    }
    Node::map(node.line, members)
}

fn deadline(node: &Node, conference: &Node) -> Node {
    let line = node.line;
    let text = |key: &str| node.get(key).and_then(Node::scalar);
    let kind = node.get("categories").and_then(|tags| tags.items().get(1)).and_then(Node::scalar).unwrap_or_default();
    let mut members = vec![("kind".to_owned(), Node::text(line, kind.clone()))];
    let summary = text("summary").unwrap_or_default();
    let title = without_status(&summary);
    let what = DeadlineKind::ALL.iter().find(|known| known.as_str() == kind).map_or("", |kind| kind.event());
    // `CFP closes (Round 2): Conf`, and of another kind its name: `Hotel booking deadline: Conf`
    let name = match title.strip_prefix(what).filter(|_| kind != "other") {
        Some(rest) => rest.strip_prefix(" (").and_then(|rest| rest.split_once("): ")).map(|(name, _)| name.to_owned()),
        None => title.split_once(": ").map(|(name, _)| name.trim_end_matches(" deadline").to_owned()),
    };
    members.extend(name.map(|name| ("name".to_owned(), Node::text(line, name))));
    let due = text("start").map(|start| if start.len() == 10 { start } else { text("end").unwrap_or(start) });
    members.extend(due.map(|due| ("due".to_owned(), Node::text(line, due))));
    let url = text("url").filter(|url| conference.get("url").and_then(Node::scalar).as_ref() != Some(url));
    members.extend(url.map(|url| ("url".to_owned(), Node::text(line, url))));
    let description = text("description").unwrap_or_default();
    let after = |start: &str| {
        description
            .split("\n\n")
            .flat_map(|paragraph| paragraph.split(". "))
            .find_map(|sentence| sentence.strip_prefix(start).map(|rest| rest.trim_end_matches('.').to_owned()))
    };
    members.extend(after("Open from ").map(|opens| ("opens".to_owned(), Node::text(line, opens))));
    if let Some(was) = after("Extended from ").or_else(|| after("Moved from ")) {
        let was = was.split(", then ").map(|day| Node::text(line, day)).collect();
        members.push(("was".to_owned(), Node::list(line, was)));
    }
    Node::map(line, members)
}
