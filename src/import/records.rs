//! Records: the parts of a document that become entries, wherever they are in it.
//!
//! Comes in: a [`Document`] and the paths to its records. Goes out: [`Record`]s, each with the parents whose values it
//! inherits. Of fields it knows which ones a list may have for all of its records.

use std::borrow::Cow;
use std::collections::HashSet;

use super::document::Document;
use super::record::{Node, Value};
use super::years::{holds_year, is_year};
use super::{dated_text, mapping, markdown};

/// A record is no deeper inside the member of a map around it that holds it: `2026: [{…}]` of a series.
const MAX_INSIDE: usize = 3;

/// One record of a list, before its fields are read.
#[derive(Clone, Debug)]
pub(crate) struct Record<'d> {
    pub(crate) document: &'d Document,
    pub(crate) node: Cow<'d, Node>,
    /// The node of the document that it was made of, which tells it from all others.
    pub(crate) place: *const Node,
    /// The maps around it, the nearest first.
    pub(crate) parents: Vec<&'d Node>,
    /// The keys of maps on the way to it that stand for names, years or ids, the nearest first.
    pub(crate) keys: Vec<&'d str>,
    /// True if the last of the parents is the head of the list, whose name and links are not those of its records.
    pub(crate) has_head: bool,
}

/// A value of a record, with its line.
#[derive(Clone, Debug)]
pub(crate) struct Found<'r> {
    pub(crate) line: usize,
    pub(crate) node: Cow<'r, Node>,
}

impl<'d> Record<'d> {
    /// A record with nothing around it.
    pub(crate) fn alone(document: &'d Document, node: Cow<'d, Node>) -> Record<'d> {
        let place = match &node {
            Cow::Borrowed(node) => std::ptr::from_ref::<Node>(node),
            Cow::Owned(_) => std::ptr::null(),
        };
        Record { document, node, place, parents: Vec::new(), keys: Vec::new(), has_head: false }
    }

    /// A record of a part of this one, with these members.
    pub(crate) fn part(&self, part: &Node, members: Vec<(String, Node)>) -> Record<'d> {
        let place = if matches!(self.node, Cow::Borrowed(_)) { std::ptr::from_ref(part) } else { self.place };
        Record { node: Cow::Owned(Node::map(part.line, members)), place, ..self.clone() }
    }

    /// The values at a path. `^` takes the parents' instead; a path that the record has not is looked for in its parents
    /// anyway. `@dated` before a path takes the date, and the place beside it, out of its texts. `@file`, `@folder`, `@key`, `@heading` and `@section` are what surrounds the record, `.` is the record itself.
    pub(crate) fn values<'r>(&'r self, path: &str) -> Vec<Found<'r>> {
        if let Some(text) = path.strip_prefix('=') {
            return vec![self.own(text.trim().to_owned())];
        }
        if path.contains('{') {
            return self.template(path).map(|text| self.own(text)).into_iter().collect();
        }
        if let Some(path) = path.strip_prefix(dated_text::PREFIX) {
            let dated = |found: Found| {
                let text = dated_text::dated(&markdown::plain(&found.node.scalar()?))?;
                Some(Found { line: found.line, node: Cow::Owned(Node::text(found.line, text)) })
            };
            return self.values(path).into_iter().filter_map(dated).collect();
        }
        if path == "." {
            return vec![Found { line: self.node.line, node: Cow::Borrowed(&self.node) }];
        }
        if let Some(text) = self.surroundings(path) {
            return text.map(|text| self.own(text)).into_iter().collect();
        }
        let mut found = Vec::new();
        let parent_path = path.strip_prefix('^');
        if parent_path.is_none() {
            self.node.all(path, &mut found);
        }
        if found.iter().all(|node| is_empty(node)) {
            for parent in &self.parents {
                let path = parent_path.unwrap_or(path);
                if self.inherits(parent, path) {
                    parent.all(path, &mut found);
                }
                if found.iter().any(|node| !is_empty(node)) {
                    break;
                }
            }
        }
        found
            .into_iter()
            .filter(|node| !is_empty(node))
            .map(|node| Found { line: node.line, node: Cow::Borrowed(node) })
            .collect()
    }

    /// True if the value of a parent counts for the record: of the head of a list, only when and where.
    pub(crate) fn inherits(&self, parent: &Node, path: &str) -> bool {
        const WORDS: [&str; 13] = [
            "year", "month", "date", "dates", "timezone", "tz", "zone", "location", "place", "city", "country",
            "region", "venue",
        ];
        let is_head = self.has_head && std::ptr::eq(parent, &self.document.root);
        let mut words = path.split(|char: char| !char.is_alphanumeric());
        !is_head || words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
    }

    /// The first value of the first alternative that has one, as text.
    pub(crate) fn text(&self, alternatives: &mapping::Texts) -> Option<(String, usize)> {
        let found = alternatives.0.iter().flat_map(|path| self.values(path));
        found.into_iter().find_map(|found| Some((found.node.scalar()?, found.line)))
    }

    fn own<'r>(&self, text: String) -> Found<'r> {
        Found { line: self.node.line, node: Cow::Owned(Node::text(self.node.line, text)) }
    }

    fn surroundings(&self, path: &str) -> Option<Option<String>> {
        let file = self.document.file.as_str();
        let mut folders = file.rsplit('/');
        let name = folders.next().unwrap_or(file);
        Some(match path {
            "@file" => Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()),
            "@folder" => folders.next().map(str::to_owned),
            "@key" => self.keys.first().map(|key| (*key).to_owned()),
            "@key2" => self.keys.get(1).map(|key| (*key).to_owned()),
            "@section" => {
                let above = self.node.get("@heading").and_then(Node::scalar)?;
                // `DevOpsDays (open calls)` and `DevOpsDays — 2026`
                let near = above.rsplit(" / ").next()?;
                [" (", " — ", " – "]
                    .iter()
                    .filter_map(|mark| near.split_once(mark))
                    .map(|(name, _)| name)
                    .next()
                    .or(Some(near))
                    .map(str::to_owned)
            }
            "@heading" | "@body" | "@title" => self.node.get(path).and_then(Node::scalar),
            _ => return None,
        })
    }

    /// A text with fields in braces; `None` if one of them has no value. A part that the text already ends with or holds is
    /// not said twice: `{name} {year}` of a name with its year.
    fn template(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        for (index, part) in text.split('{').enumerate() {
            if index == 0 {
                out.push_str(part);
                continue;
            }
            let (path, after) = part.split_once('}')?;
            let value = self.values(path).into_iter().find_map(|found| found.node.scalar())?;
            let is_said = is_year(&value) && holds_year(&out, &value);
            if !is_said {
                out.push_str(&value);
            }
            out.push_str(after);
        }
        Some(out.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

pub(crate) fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) | Value::Number(text) => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(members) => members.is_empty(),
        Value::Bool(_) => false,
    }
}

/// The records of a document at paths. A map on the way that has no list of them, beside others that have, is a record
/// without fields of its own: a series without editions.
pub(crate) fn extract<'d>(document: &'d Document, at: &mapping::Texts, columns: Option<&str>) -> Vec<Record<'d>> {
    let mut walk = Walk { document, parents: Vec::new(), keys: Vec::new(), records: Vec::new(), childless: Vec::new() };
    let whole = [String::new()];
    let paths = if at.is_empty() { &whole[..] } else { &at.0[..] };
    for path in paths {
        let steps: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).collect();
        let before = walk.records.len();
        walk.walk(&document.root, &steps, false);
        walk.leave_out_around(before, steps.first().copied());
    }
    let mut records = walk.finish();
    if let Some(names) = columns.and_then(|columns| column_names(&document.root, columns)) {
        // The names may be the first of the rows.
        let is_name = |(name, cell): (&String, &Node)| cell.scalar().unwrap_or_default() == *name;
        records.retain(|record| !names.iter().zip(record.node.items()).all(is_name));
        for record in &mut records {
            let cells = names.iter().cloned().zip(record.node.items().iter().cloned()).collect();
            record.node = Cow::Owned(Node::map(record.node.line, cells));
        }
    }
    records.retain(|record| record.node.is_map());
    records
}

fn column_names(root: &Node, path: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    root.all(path, &mut found);
    let name = |node: &Node| ["name", "label", "title", "field", "id"].iter().find_map(|key| node.get(key)?.scalar());
    Some(found.first()?.items().iter().map(|node| node.scalar().or_else(|| name(node)).unwrap_or_default()).collect())
}

/// A way through a document along paths.
struct Walk<'d> {
    document: &'d Document,
    /// The maps around the node that the way has come to, the farthest first; so are the keys.
    parents: Vec<&'d Node>,
    keys: Vec<&'d str>,
    records: Vec<Record<'d>>,
    /// Members of lists and maps that have not the list which others have.
    childless: Vec<Record<'d>>,
}

impl<'d> Walk<'d> {
    fn walk(&mut self, node: &'d Node, steps: &[&str], is_member: bool) {
        let Some((step, rest)) = steps.split_first() else {
            let record = self.record(node, Cow::Borrowed(node));
            self.records.push(record);
            return;
        };
        match &node.value {
            Value::List(items) if *step == "*" => items.iter().for_each(|item| self.walk(item, rest, true)),
            Value::Map(members) if *step == "*" => {
                self.parents.push(node);
                for (key, member) in members {
                    self.keys.push(key);
                    self.walk(member, rest, true);
                    self.keys.pop();
                }
                self.parents.pop();
            }
            Value::Map(members) => {
                self.parents.push(node);
                // `editions: []` is none.
                let is_any = |node: &Node| !is_member || rest.is_empty() || !is_empty(node);
                let found = members.iter().filter(|(_, member)| is_any(member));
                match found.filter_map(|(key, member)| Some((steps_of(key, steps)?, member))).next() {
                    Some((taken, member)) => self.walk(member, &steps[taken..], false),
                    None if is_member => {
                        let record = self.record(node, Cow::Owned(Node::map(node.line, Vec::new())));
                        self.childless.push(record);
                    }
                    None => {}
                }
                self.parents.pop();
            }
            _ => {}
        }
    }

    /// Leaves out the maps that a path leads through by name which one before it took for records: `others` of `*` beside `others.*`.
    fn leave_out_around(&mut self, before: usize, first: Option<&str>) {
        if before == 0 || first.is_none_or(|step| step == "*") {
            return;
        }
        let around = self.records[before..].iter().flat_map(|record| &record.parents);
        let around: HashSet<*const Node> = around.map(|parent| std::ptr::from_ref::<Node>(parent)).collect();
        let mut at = 0;
        self.records.retain(|record| {
            at += 1;
            at > before || !around.contains(&std::ptr::from_ref::<Node>(&record.node))
        });
    }

    fn record(&self, place: &'d Node, node: Cow<'d, Node>) -> Record<'d> {
        let parents = self.parents.iter().rev().copied().collect();
        let keys = self.keys.iter().rev().copied().collect();
        Record { document: self.document, node, place: std::ptr::from_ref(place), parents, keys, has_head: false }
    }

    /// The records in the order of the paths; those without children, of which none of the paths found any, in that of lines.
    fn finish(self) -> Vec<Record<'d>> {
        let mut records = self.records;
        let mut known: HashSet<*const Node> = HashSet::new();
        for record in records.iter().filter(|_| !self.childless.is_empty()) {
            known.extend(record.parents.iter().map(|parent| std::ptr::from_ref::<Node>(parent)));
        }
        let before = records.len();
        for record in self.childless {
            if record.parents.first().is_some_and(|parent| known.insert(std::ptr::from_ref::<Node>(parent))) {
                records.push(record);
            }
        }
        if records.len() > before {
            records.sort_by_key(|record| record.node.line);
        }
        records
    }
}

/// The number of steps that a name takes, which may hold dots itself, if a path begins with it.
fn steps_of(name: &str, steps: &[&str]) -> Option<usize> {
    if !name.contains('.') {
        return steps.first().filter(|step| **step == name).map(|_| 1);
    }
    let parts = name.split('.').count();
    let is_there = || name.split('.').zip(steps).all(|(part, step)| part == *step);
    (parts <= steps.len() && is_there()).then_some(parts)
}

/// The paths of the values of a record.
pub(crate) fn leaves(node: &Node) -> Vec<String> {
    let mut paths = Vec::new();
    push_leaves(node, "", 0, &mut paths);
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// The paths of the values of the maps around records, of each map once; the head of a list is none, and values that are records
/// themselves, at these places, are not of it.
pub(crate) fn leaves_around(records: &[Record], own: &HashSet<*const Node>) -> Vec<String> {
    let mut known: HashSet<*const Node> = HashSet::new();
    let is_head = |record: &Record, parent: &Node| std::ptr::eq(parent, &record.document.root);
    let around = records.iter().flat_map(|record| record.parents.iter().map(move |parent| (record, *parent)));
    let around =
        around.filter(|(record, parent)| !is_head(record, parent) && known.insert(std::ptr::from_ref(*parent)));
    let maps: Vec<&Node> = around.map(|(_, parent)| parent).collect();
    let of_parent = |parent: &&Node| {
        let is_own = |node: &Node| own.contains(&std::ptr::from_ref(node)) || known.contains(&std::ptr::from_ref(node));
        let holds_records = |member: &Node| holds(member, &is_own, MAX_INSIDE);
        let members = parent.members().iter().filter(|(_, member)| !holds_records(member)).cloned().collect();
        leaves(&Node::map(parent.line, members))
    };
    maps.iter().flat_map(of_parent).collect()
}

/// True if a value is one of these, or holds one no deeper than that.
fn holds(node: &Node, is_one: &impl Fn(&Node) -> bool, depth: usize) -> bool {
    let mut inner = node.items().iter().chain(node.members().iter().map(|(_, node)| node));
    is_one(node) || depth > 0 && inner.any(|node| holds(node, is_one, depth - 1))
}

/// A path with one step more.
pub(crate) fn joined(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}

fn push_leaves(node: &Node, path: &str, depth: usize, paths: &mut Vec<String>) {
    for (key, member) in node.members().iter().filter(|(_, member)| !is_empty(member)) {
        let path = joined(path, key);
        match &member.value {
            Value::Map(_) if depth < 6 => push_leaves(member, &path, depth + 1, paths),
            Value::List(items) if depth < 6 && items.iter().any(Node::is_map) => {
                items.iter().for_each(|item| push_leaves(item, &path, depth + 1, paths));
                // `["a", {x: 1}]`
                if items.iter().any(|item| item.scalar().is_some()) {
                    paths.push(path);
                }
            }
            _ => paths.push(path),
        }
    }
}
