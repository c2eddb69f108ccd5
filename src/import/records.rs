//! Records: the parts of a document that become entries, wherever they are in it.
//!
//! Comes in: a [`Document`] and the paths to its records, or only the document. Goes out: [`Record`]s, each with the parents
//! whose values it inherits, and the paths where records seem to be. Knows no fields but by whether they hold dates.

use std::borrow::Cow;

use super::dates::{self, Hint, Parsed, When};
use super::document::Document;
use super::guess::words::{self, Tokens};
use super::mapping;
use super::record::{Node, Value};

/// One record of a list, before its fields are read.
#[derive(Clone, Debug)]
pub(crate) struct Record<'d> {
    pub(crate) document: &'d Document,
    pub(crate) node: Cow<'d, Node>,
    /// The maps around it, the nearest first.
    pub(crate) parents: Vec<&'d Node>,
    /// The keys of maps on the way to it that stand for names, years or ids, the nearest first.
    pub(crate) keys: Vec<&'d str>,
}

/// A value of a record, with its line.
#[derive(Clone, Debug)]
pub(crate) struct Found<'r> {
    pub(crate) line: usize,
    pub(crate) node: Cow<'r, Node>,
}

impl<'d> Record<'d> {
    /// The values at a path. `^` takes the parents' instead; a path that the record has not is looked for in its parents
    /// anyway. `@file`, `@folder`, `@key` and `@heading` are what surrounds the record, `.` is the record itself.
    pub(crate) fn values<'r>(&'r self, path: &str) -> Vec<Found<'r>> {
        if let Some(text) = path.strip_prefix('=') {
            return vec![self.own(text.trim().to_owned())];
        }
        if path.contains('{') {
            return self.template(path).map(|text| self.own(text)).into_iter().collect();
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
                parent.all(parent_path.unwrap_or(path), &mut found);
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
            "@heading" | "@body" => self.node.get(path).and_then(Node::scalar),
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

pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<i32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// True if a text names a year already: `2027`, `'27`, `ICSE27`.
pub(crate) fn holds_year(text: &str, year: &str) -> bool {
    if text.contains(year) {
        return true;
    }
    let short = &year[2..];
    let ends = |text: &str| {
        text.trim_end().strip_suffix(short).is_some_and(|before| {
            before.ends_with(|char: char| char.is_alphabetic() || matches!(char, '\'' | '’' | ' ' | '-'))
        })
    };
    ends(text)
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

/// The records of a document at paths.
pub(crate) fn extract<'d>(document: &'d Document, at: &mapping::Texts, columns: Option<&str>) -> Vec<Record<'d>> {
    let mut records = Vec::new();
    let whole = [String::new()];
    let paths = if at.is_empty() { &whole[..] } else { &at.0[..] };
    for path in paths {
        let steps: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).collect();
        walk(document, &document.root, &steps, &mut Vec::new(), &mut Vec::new(), &mut records);
    }
    if let Some(names) = columns.and_then(|columns| column_names(&document.root, columns)) {
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

fn walk<'d>(
    document: &'d Document,
    node: &'d Node,
    steps: &[&str],
    parents: &mut Vec<&'d Node>,
    keys: &mut Vec<&'d str>,
    records: &mut Vec<Record<'d>>,
) {
    let Some((step, rest)) = steps.split_first() else {
        let parents = parents.iter().rev().copied().collect();
        let keys = keys.iter().rev().copied().collect();
        records.push(Record { document, node: Cow::Borrowed(node), parents, keys });
        return;
    };
    match &node.value {
        Value::List(items) if *step == "*" => {
            for item in items {
                walk(document, item, rest, parents, keys, records);
            }
        }
        Value::Map(members) if *step == "*" => {
            parents.push(node);
            for (key, member) in members {
                keys.push(key);
                walk(document, member, rest, parents, keys, records);
                keys.pop();
            }
            parents.pop();
        }
        Value::Map(members) => {
            if let Some((_, member)) = members.iter().find(|(key, _)| key == step) {
                parents.push(node);
                walk(document, member, rest, parents, keys, records);
                parents.pop();
            }
        }
        _ => {}
    }
}

/// The paths where the records of a document seem to be, and the path to the names of their columns if they are lists.
pub(crate) fn locate(document: &Document) -> (mapping::Texts, Option<String>) {
    if let Some((rows, columns)) = table(&document.root, String::new()) {
        return (mapping::Texts::one(rows), Some(columns));
    }
    let mut levels: Vec<(String, Vec<&Node>)> = Vec::new();
    collect(&document.root, String::new(), 0, &mut levels);
    levels.sort_by_key(|(path, _)| path.split('.').filter(|step| !step.is_empty()).count());
    let mut chosen: Vec<String> = Vec::new();
    let mut whole = None;
    for (path, nodes) in &levels {
        let is_inside = |outer: &String| path.starts_with(outer.as_str()) && path[outer.len()..].starts_with('.');
        if chosen.iter().any(is_inside) || whole == Some(true) {
            continue;
        }
        let maps: Vec<&&Node> = nodes.iter().filter(|node| node.is_map()).collect();
        let dated = maps.iter().filter(|node| dates_in(node) > 0).count();
        if maps.is_empty() || dated * 5 < maps.len() * 2 {
            continue;
        }
        let is_named = |node: &Node| {
            node.members().iter().any(|(key, member)| !key.starts_with('@') && matches!(&member.value, Value::Text(text) if text.chars().any(char::is_alphabetic) && !is_date(text)))
        };
        if path.is_empty() && !is_named(&document.root) {
            continue;
        }
        if path.is_empty() {
            // A file with one date may be a list with the day of its last change.
            whole = Some(dates_in(&document.root) > 1 || !has_many(&levels));
        } else {
            chosen.push(path.clone());
        }
    }
    if whole.is_some() && (chosen.is_empty() || whole == Some(true)) {
        return (mapping::Texts::default(), None);
    }
    (mapping::Texts(chosen), None)
}

/// True if some level below the root has three or more maps with dates.
fn has_many(levels: &[(String, Vec<&Node>)]) -> bool {
    levels.iter().any(|(path, nodes)| {
        !path.is_empty() && nodes.iter().filter(|node| node.is_map() && dates_in(node) > 0).count() > 2
    })
}

/// The levels of a tree: paths with a `*` for every list, and for every map whose keys are names.
fn collect<'n>(node: &'n Node, path: String, depth: usize, levels: &mut Vec<(String, Vec<&'n Node>)>) {
    if depth > 8 {
        return;
    }
    let mut push = |path: &str, node: &'n Node| match levels.iter_mut().find(|(known, _)| known == path) {
        Some((_, nodes)) => nodes.push(node),
        None => levels.push((path.to_owned(), vec![node])),
    };
    let join = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match &node.value {
        Value::List(items) => {
            let path = join("*");
            for item in items.iter().filter(|item| item.is_map() || item.is_list()) {
                if item.is_map() {
                    push(&path, item);
                }
            }
            for item in items {
                match &item.value {
                    Value::Map(_) => members(item, &path, depth, levels),
                    Value::List(_) => collect(item, path.clone(), depth + 1, levels),
                    _ => {}
                }
            }
        }
        Value::Map(_) => {
            if path.is_empty() && !is_collection(node) {
                push("", node);
            }
            members(node, &path, depth, levels);
        }
        _ => {}
    }
}

fn members<'n>(node: &'n Node, path: &str, depth: usize, levels: &mut Vec<(String, Vec<&'n Node>)>) {
    let join = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    let all = is_collection(node);
    for (key, member) in node.members() {
        if !member.is_map() && !member.is_list() || key.contains('.') {
            continue;
        }
        let path = join(if all { "*" } else { key });
        if member.is_map() && (all || depth > 0 || path.contains('.') || !path.is_empty()) {
            match levels.iter_mut().find(|(known, _)| *known == path) {
                Some((_, nodes)) => nodes.push(member),
                None => levels.push((path.clone(), vec![member])),
            }
        }
        match &member.value {
            Value::Map(_) => members(member, &path, depth + 1, levels),
            _ => collect(member, path, depth + 1, levels),
        }
    }
}

/// True if the keys of a map are names, ids or years, rather than fields: its values are all maps or lists of maps, alike.
fn is_collection(node: &Node) -> bool {
    let members = node.members();
    let nested =
        members.iter().filter(|(_, member)| member.is_map() || member.items().first().is_some_and(Node::is_map));
    let nested = nested.count();
    if nested == 0 || nested < members.len() {
        return false;
    }
    let is_number = |key: &str| key.bytes().any(|byte| byte.is_ascii_digit()) || words::month(key).is_some();
    if members.iter().all(|(key, _)| is_number(key)) {
        return true;
    }
    let first = |node: &'_ Node| -> Vec<String> {
        let map = if node.is_map() { Some(node) } else { node.items().first() };
        map.map(|map| map.members().iter().map(|(key, _)| key.clone()).collect()).unwrap_or_default()
    };
    let keys: Vec<Vec<String>> = members.iter().map(|(_, member)| first(member)).collect();
    if keys.len() == 1 {
        return members[0].1.is_map() && dates_in(&members[0].1) > 0;
    }
    let alike = |one: &[String], other: &[String]| {
        let common = one.iter().filter(|key| other.contains(key)).count();
        common * 3 >= one.len().max(1) && common > 0
    };
    keys.windows(2).filter(|pair| alike(&pair[0], &pair[1])).count() * 4 >= (keys.len() - 1) * 3
}

/// The number of dates in a map: in its fields, the maps in them, and its lists of deadlines.
fn dates_in(node: &Node) -> usize {
    let mut count = 0;
    for (key, member) in node.members() {
        let tokens = Tokens::of(key);
        if tokens.is_meta() || key.starts_with('@') {
            continue;
        }
        count += match &member.value {
            Value::Text(text) => usize::from(is_date(text)),
            Value::Number(number) => usize::from(tokens.is_date_like() && number.len() >= 8 && is_date(number)),
            Value::Map(inner) => inner
                .iter()
                .filter(|(key, node)| !Tokens::of(key).is_meta() && node.scalar().is_some_and(|text| is_date(&text)))
                .count(),
            Value::List(items)
                if items.iter().any(|item| matches!(&item.value, Value::Text(text) if is_date(text))) =>
            {
                1
            }
            Value::List(items) if tokens.is_deadline() => {
                usize::from(items.iter().any(|item| {
                    item.members().iter().any(|(_, node)| node.scalar().is_some_and(|text| is_date(&text)))
                }))
            }
            _ => 0,
        };
    }
    count
}

/// True if a text is a date or a range and nothing else.
pub(crate) fn is_date(text: &str) -> bool {
    if text.len() > 100 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // A day and month alone need a year from elsewhere.
    let hint = Hint { year: Some(2024), ..Hint::default() };
    match dates::parse(text, &hint) {
        Parsed::Dates(found) => {
            let is_exact = !matches!(found.start, When::Year(_));
            is_exact && found.leftover.len() * 2 <= text.len() && (!found.guessed_year || text.len() > 3)
        }
        Parsed::Several(_) | Parsed::Ambiguous(..) => true,
        Parsed::Word(_) | Parsed::Unknown => false,
    }
}

/// A path to rows that are lists of cells, and the path to the names of their columns.
fn table(node: &Node, path: String) -> Option<(String, String)> {
    let members = node.members();
    let is_row =
        |node: &Node| node.is_list() && !node.items().is_empty() && node.items().iter().all(|cell| !cell.is_list());
    for (key, rows) in members {
        let items = rows.items();
        if items.is_empty() || !items.iter().all(is_row) {
            continue;
        }
        let width = items.iter().map(|row| row.items().len()).max().unwrap_or(0);
        let names = members
            .iter()
            .find(|(_, names)| names.items().len() >= width && width > 2 && !names.items().iter().any(Node::is_list));
        if let Some((names, _)) = names {
            let join = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
            return Some((format!("{}.*", join(key)), join(names)));
        }
    }
    members
        .iter()
        .filter(|(key, node)| node.is_map() && !key.contains('.'))
        .find_map(|(key, node)| table(node, if path.is_empty() { key.clone() } else { format!("{path}.{key}") }))
}

/// The paths of the values of a record.
pub(crate) fn leaves(node: &Node) -> Vec<String> {
    let mut paths = Vec::new();
    push_leaves(node, "", 0, &mut paths);
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn push_leaves(node: &Node, path: &str, depth: usize, paths: &mut Vec<String>) {
    for (key, member) in node.members().iter().filter(|(_, member)| !is_empty(member)) {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match &member.value {
            Value::Map(_) if depth < 6 => push_leaves(member, &path, depth + 1, paths),
            Value::List(items) if depth < 6 && items.iter().any(Node::is_map) => {
                items.iter().for_each(|item| push_leaves(item, &path, depth + 1, paths))
            }
            _ => paths.push(path),
        }
    }
}
