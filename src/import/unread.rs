//! Lists of a document that are not read, beside that of the conferences: one of topics, of venues, of what is watched. And its items that
//! are no maps.
//!
//! Comes in: a document, and the paths that its records are at. Goes out: a remark on each other list and each other item.

use super::document::{Document, Notation};
use super::entry::shown;
use super::mapping;
use super::record::Node;
use super::records::joined;
use super::report::Remark;

/// The deepest level on which lists are looked for.
const MAX_DEPTH: usize = 3;

/// A remark on each list of maps in a document of data that is at none of the paths.
pub(super) fn lists(document: &Document, read: &[&mapping::Records]) -> Vec<Remark> {
    let is_data = matches!(document.notation, Notation::Yaml | Notation::Json | Notation::Toml);
    // A file that is one record has its lists among the fields that nothing took.
    let is_whole = read.iter().any(|records| records.at.is_empty());
    let mut found = Vec::new();
    if is_data && !is_whole {
        let paths: Vec<&str> =
            read.iter().flat_map(|records| records.at.0.iter().chain(&records.columns)).map(String::as_str).collect();
        collect(&document.root, "", &paths, 0, &mut found);
    }
    let remark = |(path, node): (String, &Node)| {
        let items = node.items().len().max(node.members().len());
        let message = format!("`{path}` is another list than that of the conferences, of {items}: it is not read");
        Remark { file: document.file.clone(), line: node.line, message }
    };
    found.into_iter().map(remark).collect()
}

/// A remark on the items of lists of records that are no maps, of each kind once.
pub(super) fn items(document: &Document, read: &[&mapping::Records]) -> Vec<Remark> {
    let lists = |records: &&mapping::Records| {
        let mut lists = Vec::new();
        let paths = records.at.0.iter().filter_map(|path| path.strip_suffix('*'));
        paths.for_each(|path| document.root.all(path.trim_end_matches('.'), &mut lists));
        lists
    };
    let rows = read.iter().filter(|records| records.columns.is_none()).flat_map(lists);
    let mut others: Vec<&Node> = rows.flat_map(Node::items).filter(|item| !item.is_map()).collect();
    others.sort_by_key(|item| item.line);
    others.dedup_by(|one, other| std::ptr::eq(*one, *other));
    let Some(first) = others.first() else { return Vec::new() };
    let text = first.scalar().map_or(String::new(), |text| format!(", `{}`", shown(&text)));
    let lines: Vec<String> = others.iter().skip(1).take(8).map(|item| item.line.to_string()).collect();
    let lines =
        if lines.is_empty() { String::new() } else { format!("; the others are in lines {}", lines.join(", ")) };
    let more = if others.len() > 9 { " …" } else { "" };
    let items = if others.len() == 1 { "item of the list has" } else { "items of the list have" };
    let message = format!("{} {items} no fields, and no entry comes of them{text}{lines}{more}", others.len());
    vec![Remark { file: document.file.clone(), line: first.line, message }]
}

fn collect<'n>(node: &'n Node, path: &str, read: &[&str], depth: usize, found: &mut Vec<(String, &'n Node)>) {
    for (key, member) in node.members() {
        let path = joined(path, key);
        let is_read = read.iter().any(|at| covers(at, &path));
        if !is_read && is_list(member) {
            found.push((path, member));
        } else if member.is_map() && depth < MAX_DEPTH && (!is_read || read.iter().any(|at| leads_through(at, &path))) {
            collect(member, &path, read, depth + 1, found);
        }
    }
}

/// True if a path to records begins with this one: `conferences.*` with `conferences`, and `*.*` with whatever name.
fn covers(at: &str, path: &str) -> bool {
    let mut steps = at.split('.');
    path.split('.').all(|name| steps.next().is_some_and(|step| step == name || step == "*"))
}

/// True if a path to records leads through the names of this one to another name.
fn leads_through(at: &str, path: &str) -> bool {
    at.strip_prefix(path).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| !rest.starts_with('*'))
}

/// True for a list of maps, or a map of some.
fn is_list(node: &Node) -> bool {
    let (items, members) = (node.items(), node.members());
    let are_maps = items.iter().all(Node::is_map) && members.iter().all(|(_, member)| member.is_map());
    are_maps && (!items.is_empty() || members.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_cover_those_before_them() {
        for (at, path, expected) in [
            ("conferences.*", "conferences", true),
            ("data.events.*", "data", true),
            ("data.events.*", "data.events", true),
            ("data.events.*", "data.topics", false),
            ("conferences.*", "topics", false),
            ("*.*", "anything", true),
        ] {
            assert_eq!(covers(at, path), expected, "{at} {path}");
        }
        assert!(leads_through("data.events.*", "data") && !leads_through("events.*", "events"));
    }
}
