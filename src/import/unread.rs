//! Lists of a document that are not read: beside that of the conferences stands one of topics, of venues, of what is watched.
//!
//! Comes in: a document, and the paths that its records are at. Goes out: a remark on each other list.

use super::document::{Document, Notation};
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
