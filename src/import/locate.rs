//! Where the records of a document are: in a list, in a map whose keys are names, ids or years, or inside others.
//!
//! Comes in: a [`Document`]. Goes out: the paths to its records. Tells records by their dates; where nothing is dated, by
//! where the names are. Reads no field.

use super::dates::is_date;
use super::document::{Document, Notation};
use super::guess::words::{self, Tokens};
use super::mapping::Texts;
use super::record::{Node, Value};
use super::records::joined;

/// Of so many nodes of a level the values are looked at.
const MAX_LOOKED_AT: usize = 400;

/// The deepest level that is looked for records.
const MAX_DEPTH: usize = 8;

/// The most maps of records beside records: each is a path of its own.
const MAX_APART: usize = 8;

/// Names of lists of conferences.
pub(super) const EVENTS: &str = "conferences conference confs conf congresses events event meetups meetup meetings editions edition hackathons \
    hackathon workshops items entries list data records rows results calendar upcoming past occurrences occurences instances \
    veranstaltungen konferenzen tagungen evenements conferencias eventos congresos convegni";

/// Maps that stand at paths of one form.
struct DocumentLevel<'n> {
    path: String,
    nodes: Vec<&'n Node>,
}

impl DocumentLevel<'_> {
    fn depth(&self) -> usize {
        self.path.split('.').filter(|step| !step.is_empty()).count()
    }

    /// Some of the nodes, evenly spread.
    fn sample(&self) -> impl Iterator<Item = &Node> {
        let step = self.nodes.len().div_ceil(MAX_LOOKED_AT).max(1);
        self.nodes.iter().copied().step_by(step)
    }

    /// True if at least two of five have a date: the others wait for theirs.
    fn is_dated(&self) -> bool {
        let (all, dated) =
            self.sample().fold((0, 0), |(all, dated), node| (all + 1, dated + usize::from(dates_in(node) > 0)));
        all > 0 && dated * 5 >= all * 2
    }

    /// The name of the list or map, without the `*` of its members.
    fn name(&self) -> Tokens {
        Tokens::of(self.path.trim_end_matches(".*").rsplit('.').next().unwrap_or_default())
    }
}

/// The paths where the records of a document seem to be, and the path to the names of their columns if they are lists.
pub(crate) fn locate(document: &Document) -> (Texts, Option<String>) {
    if let Some((rows, columns)) = table(&document.root, String::new()) {
        return (Texts::one(rows), Some(columns));
    }
    // A row is a record, whatever it holds.
    if matches!(document.notation, Notation::Csv | Notation::Markdown) && document.root.is_list() {
        return (Texts::one("*"), None);
    }
    let mut levels: Vec<DocumentLevel> = Vec::new();
    collect(&document.root, String::new(), 0, &mut levels);
    levels.sort_by_key(DocumentLevel::depth);
    let mut at = dated(document, &levels).unwrap_or_else(|| undated(document, &levels));
    for path in &mut at.0 {
        let level = levels.iter().find(|level| level.path == *path);
        while let Some(key) = level.and_then(|level| shell(&document.root, path, level.nodes.len())) {
            *path = joined(path, &key);
        }
    }
    (at, None)
}

/// The name of the map that the fields of all records at a path are in, where the records have nothing beside it but what a
/// program gives them: `attributes` of `{"id": 7, "attributes": {…}}`.
fn shell(root: &Node, path: &str, records: usize) -> Option<String> {
    let mut nodes = Vec::new();
    root.all(path, &mut nodes);
    let key = &nodes.first()?.members().iter().find(|(_, member)| member.is_map())?.0;
    let of_program = |key: &str, member: &Node| {
        let tokens = Tokens::of(key);
        !member.is_map()
            && (tokens.is_meta()
                || tokens.has("id type kind key ref self href cursor rev createdtime slug")
                || !is_text(member) && !member.scalar().is_some_and(|text| is_date(&text)))
    };
    let is_shell = |node: &&Node| {
        node.get(key).is_some_and(|inner| inner.is_map() && has_text(inner))
            && node.members().iter().all(|(other, member)| other == key || of_program(other, member))
    };
    let is_field =
        Tokens::of(key).has("venue location place dates date deadline deadlines cfp city country links name title");
    (nodes.len() == records && !is_field && nodes.iter().all(is_shell)).then(|| key.clone())
}

/// The outermost levels whose maps are dated; `None` if there are none. The top of a file stands for the file as one record.
fn dated(document: &Document, levels: &[DocumentLevel]) -> Option<Texts> {
    let mut chosen: Vec<String> = Vec::new();
    let mut whole = None;
    for level in levels {
        let is_inside =
            |outer: &String| level.path.starts_with(outer.as_str()) && level.path[outer.len()..].starts_with('.');
        if chosen.iter().any(is_inside) || whole == Some(true) || !level.is_dated() {
            continue;
        }
        if !level.path.is_empty() {
            chosen.push(level.path.clone());
        } else if has_text(&document.root) || has_place(&document.root) {
            // A file with one date may be a list with the day of its last change, and one with a period a list of it.
            let is_list = |level| has_many(level) || is_list_of_events(level);
            whole = Some(dates_of_its_own(&document.root) > 1 || !levels.iter().any(is_list));
        }
    }
    // The period of a list is no record of it.
    let has_texts = |path: &String| levels.iter().any(|level| level.path == *path && level.sample().any(has_text));
    if chosen.iter().any(has_texts) {
        chosen.retain(has_texts);
    }
    if whole.is_some() && (chosen.is_empty() || whole == Some(true)) {
        return Some(Texts::default());
    }
    (!chosen.is_empty()).then_some(Texts(chosen))
}

/// The level where the records are of a document without dates that are understood: each is then said, with what it lacks.
fn undated(document: &Document, levels: &[DocumentLevel]) -> Texts {
    let root = &document.root;
    if matches!(document.notation, Notation::FrontMatter | Notation::IssueForm) || is_named(root) {
        return Texts::default();
    }
    let many = |level: &&DocumentLevel| {
        let named = level.sample().filter(|node| has_text(node)).count();
        !level.path.is_empty() && named * 2 > level.sample().count() && (named > 1 || level.name().has(EVENTS))
    };
    let is_event = |level: &DocumentLevel| level.name().has(EVENTS);
    let found: Vec<&DocumentLevel> = levels.iter().filter(many).collect();
    // `data: ["22", "23"]` is a date below a month.
    let has_days = |level: &DocumentLevel| {
        let is_days = |(key, member): &(String, Node)| {
            let texts = if member.is_list() { member.items().first() } else { Some(member) };
            Tokens::of(key).is_dates()
                && texts.and_then(Node::scalar).is_some_and(|text| text.contains(char::is_numeric))
        };
        level.sample().filter(|node| node.members().iter().any(is_days)).count() * 2 > level.sample().count()
    };
    // Those with days first, then outer levels, then those named as events are, then the longest.
    let best = found.iter().min_by_key(|level| {
        (
            !has_days(level),
            level.depth().saturating_sub(usize::from(is_event(level))),
            !is_event(level),
            std::cmp::Reverse(level.nodes.len()),
        )
    });
    best.map(|level| Texts::one(&level.path)).unwrap_or_default()
}

/// The number of dates that a map has in its fields, or in a map that is named as dates or events are.
fn dates_of_its_own(node: &Node) -> usize {
    let is_named = |key: &str| Tokens::of(key).has("date dates when conference event cfp deadlines start end");
    let inside = node.members().iter().filter(|(key, member)| member.is_map() && is_named(key));
    dates_within(node, 0) + inside.map(|(_, member)| dates_in(member)).sum::<usize>()
}

/// True if a level of a file is a list named as lists of events are, of at least two maps with a name and a date each.
fn is_list_of_events(level: &DocumentLevel) -> bool {
    let is_event = |node: &&Node| has_text(node) && dates_in(node) > 0;
    !level.path.is_empty()
        && level.depth() < 3
        && level.name().has(EVENTS)
        && level.sample().filter(is_event).nth(1).is_some()
}

/// True if a level below the root has three or more maps with dates.
fn has_many(level: &DocumentLevel) -> bool {
    !level.path.is_empty() && level.sample().filter(|node| dates_in(node) > 0).nth(2).is_some()
}

/// True if a map holds a text that is no date.
fn has_text(node: &Node) -> bool {
    node.members().iter().any(|(key, member)| !key.starts_with('@') && is_text(member))
}

fn is_text(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if text.chars().any(char::is_alphabetic) && !is_date(text))
}

/// True if a map holds the place of one conference in a map of its own.
fn has_place(node: &Node) -> bool {
    let is_place = |key: &str| Tokens::of(key).has("location place venue where city");
    node.members().iter().any(|(key, member)| member.is_map() && is_place(key) && has_text(member))
}

/// True if a map has a name of its own, rather than that of a file.
fn is_named(node: &Node) -> bool {
    let is_name = |key: &str| Tokens::of(key).has("name title conference event summary titel nombre nom");
    node.members().iter().any(|(key, member)| is_name(key) && matches!(member.value, Value::Text(_)))
        && !node
            .members()
            .iter()
            .any(|(key, member)| Tokens::of(key).has(EVENTS) && (member.is_list() || is_collection(member)))
}

/// The levels of a tree: paths with a `*` for every list, and for every map whose keys are names.
fn collect<'n>(node: &'n Node, path: String, depth: usize, levels: &mut Vec<DocumentLevel<'n>>) {
    if depth > MAX_DEPTH {
        return;
    }
    match &node.value {
        Value::List(items) => {
            let path = joined(&path, "*");
            for item in items {
                match &item.value {
                    Value::Map(_) => {
                        push(&path, item, levels);
                        members(item, &path, depth, levels);
                    }
                    Value::List(_) => collect(item, path.clone(), depth + 1, levels),
                    _ => {}
                }
            }
        }
        Value::Map(_) => {
            if path.is_empty() && !is_collection(node) {
                push("", node, levels);
            }
            members(node, &path, depth, levels);
        }
        _ => {}
    }
}

fn push<'n>(path: &str, node: &'n Node, levels: &mut Vec<DocumentLevel<'n>>) {
    match levels.iter_mut().find(|level| level.path == path) {
        Some(level) => level.nodes.push(node),
        None => levels.push(DocumentLevel { path: path.to_owned(), nodes: vec![node] }),
    }
}

fn members<'n>(node: &'n Node, path: &str, depth: usize, levels: &mut Vec<DocumentLevel<'n>>) {
    if depth > MAX_DEPTH {
        return;
    }
    let all = is_collection(node);
    let is_apart = |(key, member): &&(String, Node)| {
        all && !key.contains('.') && (member.is_map() && is_collection(member) || member.is_list())
    };
    let apart = node.members().iter().filter(is_apart).count();
    let is_few = apart <= MAX_APART && apart * 2 < node.members().len();
    for entry in node.members() {
        let (key, member) = entry;
        let is_nested = member.is_map() || member.is_list();
        if !is_nested || !all && path.contains('*') && is_part(key, member) {
            continue;
        }
        // `others: {…}` or `others: […]` with records of its own, beside records.
        let is_own = !all || is_few && is_apart(&entry);
        let path = joined(path, if is_own { key } else { "*" });
        match &member.value {
            Value::Map(_) => {
                if !is_collection(member) {
                    push(&path, member, levels);
                }
                members(member, &path, depth + 1, levels);
            }
            _ => collect(member, path, depth + 1, levels),
        }
    }
}

/// True if a list or map inside a record holds its deadlines, or days with labels, rather than conferences.
fn is_part(key: &str, node: &Node) -> bool {
    let tokens = Tokens::of(key);
    let labelled = |item: &Node| {
        item.members().iter().any(|(key, _)| Tokens::of(key).has("title name label type kind event description what"))
    };
    tokens.has("deadline deadlines cfp cfps call calls submission submissions timeline milestones important")
        || tokens.has("date dates when") && node.items().iter().any(labelled)
}

/// True if the keys of a map are names, ids or years, rather than fields: its values are all maps or lists of maps, alike.
fn is_collection(node: &Node) -> bool {
    let members = node.members();
    let is_nested = |member: &Node| member.is_map() || member.items().first().is_some_and(Node::is_map);
    if members.is_empty() || !members.iter().all(|(_, member)| is_nested(member)) {
        return false;
    }
    let is_number = |key: &str| key.bytes().any(|byte| byte.is_ascii_digit()) || words::month(key).is_some();
    // The days of a programme are parts of one conference: `{day1: {…}, day2: {…}}`.
    let is_day = |key: &str| {
        let word = key.trim_end_matches(|char: char| char.is_ascii_digit() || matches!(char, '_' | '-' | ' '));
        word != key && Tokens::of(word).is_dates()
    };
    if members.iter().all(|(key, _)| is_day(key)) {
        return false;
    }
    if members.iter().all(|(key, _)| is_number(key)) {
        return true;
    }
    // `{abstract: {…}, paper: {…}}` are fields.
    if members.iter().all(|(key, member)| member.is_map() && Tokens::of(key).are_known()) {
        return false;
    }
    if let [(_, only)] = members {
        return only.is_map() && dates_in(only) > 0;
    }
    if are_alike(members.iter()) {
        return true;
    }
    // Records, and among them a map of others.
    let is_of_records = |member: &Node| {
        let inner = member.members();
        !inner.is_empty()
            && inner.iter().all(|(_, member)| member.is_map())
            && (inner.iter().all(|(key, _)| is_number(key)) || inner.len() > 1 && are_alike(inner.iter()))
    };
    let records: Vec<&(String, Node)> = members.iter().filter(|(_, member)| !is_of_records(member)).collect();
    records.len() > 1 && records.len() < members.len() && are_alike(records.into_iter())
}

/// True if of maps, or of the first items of lists, most share fields with the next.
fn are_alike<'n>(members: impl Iterator<Item = &'n (String, Node)>) -> bool {
    let keys = |node: &Node| -> Vec<String> {
        let map = if node.is_map() { Some(node) } else { node.items().first() };
        map.map(|map| map.members().iter().map(|(key, _)| key.clone()).collect()).unwrap_or_default()
    };
    let keys: Vec<Vec<String>> = members.map(|(_, member)| keys(member)).collect();
    let alike = |one: &[String], other: &[String]| {
        let common = one.iter().filter(|key| other.contains(key)).count();
        common * 3 >= one.len().max(1) && common > 0
    };
    keys.windows(2).filter(|pair| alike(&pair[0], &pair[1])).count() * 4 >= (keys.len() - 1) * 3
}

/// The number of dates in a map: in its fields, the maps in them, and its lists of deadlines.
pub(crate) fn dates_in(node: &Node) -> usize {
    dates_within(node, 3)
}

fn dates_within(node: &Node, depth: usize) -> usize {
    let is_dated = |node: &Node| node.scalar().is_some_and(|text| is_date(&text));
    let mut count = 0;
    for (key, member) in node.members() {
        let tokens = Tokens::of(key);
        if tokens.is_meta() || tokens.is_history() || key.starts_with('@') {
            continue;
        }
        count += match &member.value {
            Value::Text(text) if text.contains("](") => usize::from(is_date(&super::markdown::plain(text))),
            Value::Text(text) => usize::from(is_date(text)),
            Value::Number(number) => usize::from(tokens.is_date_like() && number.len() >= 8 && is_date(number)),
            // The dates of a list inside are not those of the map.
            Value::Map(_) if depth > 0 && (is_part(key, member) || !is_collection(member)) => {
                dates_within(member, depth - 1)
            }
            Value::List(items) if items.iter().any(|item| !item.is_map() && is_dated(item)) => 1,
            // Talks are held on their days.
            Value::List(items)
                if is_part(key, member) || tokens.is_deadline() && !tokens.has("talk talks speaker speakers") =>
            {
                usize::from(items.iter().any(|item| item.members().iter().any(|(_, node)| is_dated(node))))
            }
            _ => 0,
        };
    }
    count
}

/// A path to rows that are lists of cells, and the path to the names of their columns.
fn table(node: &Node, path: String) -> Option<(String, String)> {
    if has_head(node) {
        return Some((joined(&path, "*"), joined(&path, "0")));
    }
    let members = node.members();
    for (key, rows) in members {
        let items = rows.items();
        if items.is_empty() || !items.iter().all(is_row) {
            continue;
        }
        let width = items.iter().map(|row| row.items().len()).max().unwrap_or(0);
        // Two values may be anything, unless they are called so: `{"columns": ["name", "start"], "data": [[…]]}`.
        let is_head = |key: &str| ["columns", "fields", "head", "header", "headers"].contains(&key) || width > 2;
        let names = members.iter().find(|(key, names)| {
            is_head(key) && names.items().len() >= width && !names.items().iter().any(Node::is_list)
        });
        if let Some((names, _)) = names {
            return Some((format!("{}.*", joined(&path, key)), joined(&path, names)));
        }
    }
    members
        .iter()
        .filter(|(key, node)| (node.is_map() || has_head(node)) && !key.contains('.'))
        .find_map(|(key, node)| table(node, joined(&path, key)))
}

fn is_row(node: &Node) -> bool {
    node.is_list() && !node.items().is_empty() && node.items().iter().all(|cell| !cell.is_list())
}

/// True for rows under a row with the names of their columns, as sheets are given to programs: `[["name", "start"], ["A", "2027-05-01"]]`.
fn has_head(node: &Node) -> bool {
    let [head, rows @ ..] = node.items() else { return false };
    let is_dated = |row: &Node| row.items().iter().any(|cell| cell.scalar().is_some_and(|text| is_date(&text)));
    head.items().len() > 1
        && head.items().iter().all(is_text)
        && node.items().iter().all(is_row)
        && rows.iter().filter(|row| is_dated(row)).count() * 2 > rows.len()
}
