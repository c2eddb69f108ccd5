//! YAML, within bounds: nesting and aliases cannot make more of a file than it holds.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Budget, DuplicateKeyPolicy, Options, Spanned};

use super::{ics, yaml_colons, yaml_tabs};
use crate::import::document::{MAX_DEPTH, MAX_RECORDS, ReadFault, unique};
use crate::import::record::{Node, Value};

/// True if a text that is not named so looks like YAML.
pub(super) fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let is_key = |line: &str| {
        let key = line
            .trim_start()
            .trim_start_matches("- ")
            .split_once(':')
            .filter(|(_, rest)| rest.is_empty() || rest.starts_with(' '));
        key.is_some_and(|(key, _)| !key.is_empty() && !key.contains([',', '"', '|']) && key.split(' ').count() < 4)
    };
    first.trim_end() == "---"
        || first.starts_with("%YAML")
        || is_key(first) && lines.next().is_none_or(|line| is_key(line) || line.trim_start().starts_with("- "))
}

/// True if a text is several documents of YAML that begin with the same key.
pub(super) fn are_documents(text: &str) -> bool {
    let mut documents = text.split("\n---").map(|document| document.trim_start_matches("---").trim_start());
    let key = |document: &str| {
        let (key, _) = document.lines().find(|line| !line.starts_with('#'))?.split_once(':')?;
        Some(key.trim().to_owned()).filter(|key| !key.is_empty() && !key.contains(' '))
    };
    let Some(first) = documents.by_ref().find(|document| !document.is_empty()).and_then(key) else { return false };
    let mut rest = documents.filter(|document| !document.is_empty()).peekable();
    rest.peek().is_some() && rest.all(|document| key(document).as_deref() == Some(first.as_str()))
}

/// The documents of a text that begins `lines_before` lines into its file. A list whose one item cannot be read is read
/// item by item.
pub(super) fn read(text: &str, lines_before: usize, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut parsed = parse(text, lines_before);
    let mut found = Vec::new();
    if parsed.is_err()
        && let Some(quoted) = quoted(text, lines_before, &mut found)
        && let Ok(nodes) = parse(&quoted, lines_before)
    {
        faults.append(&mut found);
        parsed = Ok(nodes);
    }
    if let Err(fault) = &parsed
        && let Some((nodes, mut found)) = yaml_colons::read(text, lines_before, fault, parse)
    {
        faults.append(&mut found);
        parsed = Ok(nodes);
    }
    match parsed {
        Ok(nodes) => nodes.into_iter().map(|node| unique(node, faults)).collect(),
        Err(fault) => match items(text, lines_before, faults) {
            Some(nodes) => nodes,
            None => {
                faults.push(fault);
                Vec::new()
            }
        },
    }
}

/// The text with quotes around the values that begin with a mark that YAML reserves (`@` and the backtick), as in `@account`, and
/// a fault for each; `None` if there is none.
fn quoted(text: &str, lines_before: usize, faults: &mut Vec<ReadFault>) -> Option<String> {
    let mut quoted = String::with_capacity(text.len() + 64);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end();
        let starts = [": ", "- "].iter().filter_map(|mark| content.find(mark).map(|at| at + mark.len()));
        let value = starts.filter(|at| content[*at..].trim_start().starts_with(['@', '`'])).min();
        let Some(at) = value else {
            quoted.push_str(line);
            continue;
        };
        let (before, value) = (&content[..at], content[at..].trim_start());
        quoted.push_str(&format!("{before}'{}'{}", value.replace('\'', "''"), &line[content.len()..]));
        let shown = crate::spelling::shown(value);
        let message =
            format!("`{shown}` begins with a mark that YAML reserves, and stands in no quotes: it is taken as it is");
        faults.push(ReadFault::new(lines_before + number + 1, message));
    }
    (!faults.is_empty()).then_some(quoted)
}

/// The items of a list at the margin, or beneath the only key there, each read alone; `None` if the text is no such list or none can
/// be read.
fn items(text: &str, lines_before: usize, faults: &mut Vec<ReadFault>) -> Option<Vec<Node>> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let (mut key, mut indent) = (None, None);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        let is_dash = content.starts_with("- ") || content.trim_end() == "-";
        let is_blank = content.starts_with('#') || matches!(content.trim_end(), "" | "---" | "...");
        if is_dash && *indent.get_or_insert(depth) == depth {
            starts.push((at, number));
        } else if is_blank || indent.is_some_and(|indent| depth > indent) || line.starts_with('\t') && indent.is_some()
        {
        } else {
            let name =
                content.trim_end().strip_suffix(':').filter(|_| depth == 0 && starts.is_empty() && key.is_none());
            key = Some(name?.trim_matches(['"', '\'']).to_owned());
        }
        at += line.len();
    }
    // An alias bomb must not become thousands of attempts.
    if starts.len() < 2 {
        return None;
    }
    let mut nodes = Vec::new();
    let mut found = Vec::new();
    for (index, (start, line)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |(next, _)| *next);
        let item = text[*start..end].trim_end().trim_end_matches("\n---");
        let parsed = parse(item, lines_before + line).or_else(|fault| {
            let mended = yaml_colons::read(item, lines_before + line, &fault, parse);
            let (nodes, mut quoted) = mended.ok_or(fault)?;
            found.append(&mut quoted);
            Ok(nodes)
        });
        match parsed {
            Ok(lists) => nodes.extend(lists.into_iter().flat_map(|list| match list.value {
                Value::List(items) => items.into_iter().map(|item| unique(item, &mut found)).collect(),
                _ => Vec::new(),
            })),
            Err(fault) => found.push(ReadFault { is_entry: true, ..fault }),
        }
    }
    if nodes.is_empty() {
        return None;
    }
    faults.extend(found);
    let list = Node::list(lines_before + 1, nodes);
    Some(vec![match key {
        Some(key) => Node::map(lines_before + 1, vec![(key, list)]),
        None => list,
    }])
}

/// A map at the margin that cannot be read as a whole, key by key: one that cannot be read costs itself alone.
pub(super) fn by_keys(text: &str, lines_before: usize, faults: &mut Vec<ReadFault>) -> Option<Node> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.starts_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '"')) && line.contains(':') {
            starts.push((at, number));
        }
        at += line.len();
    }
    if !(2..=MAX_KEYS).contains(&starts.len()) {
        return None;
    }
    let (mut members, mut found) = (Vec::new(), Vec::new());
    for (index, (start, line)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |(next, _)| *next);
        match parse(&text[*start..end], lines_before + line) {
            Ok(nodes) => members.extend(nodes.into_iter().flat_map(|node| match node.value {
                Value::Map(members) => members,
                _ => Vec::new(),
            })),
            Err(fault) => {
                let (key, value) = text[*start..end].split_once(':').unwrap_or_default();
                let shown = crate::spelling::shown(key);
                let message = if is_bare_text(value) {
                    members.push((key.to_owned(), Node::text(lines_before + line + 1, value.trim())));
                    format!("{}: `{shown}` is taken as the text that stands there", fault.message)
                } else {
                    format!("{}: `{shown}` is left out", fault.message)
                };
                found.push(ReadFault { message, ..fault });
            }
        }
    }
    faults.append(&mut found);
    (!members.is_empty()).then(|| unique(Node::map(lines_before + 1, members), faults))
}

/// True for a text in one line without a mark of YAML at its beginning, which a colon in it makes unreadable: `title: Rust: a talk`.
fn is_bare_text(value: &str) -> bool {
    let value = value.trim();
    value.starts_with(char::is_alphanumeric) && !value.contains('\n')
}

/// A map of more keys is read as a whole or not at all, for each key is an attempt.
const MAX_KEYS: usize = 100;

/// The most values that aliases may stand for, beside a share of the text: each costs a quarter of a kilobyte for a moment.
const MAX_REPLAYED: usize = 1 << 16;

/// The documents of a text. Tabs that begin the lines of a collection are read as other tools read them.
fn parse(text: &str, lines_before: usize) -> Result<Vec<Node>, ReadFault> {
    let parsed = parse_strictly(text, lines_before);
    if parsed.is_err()
        && let Some(mended) = yaml_tabs::without(text)
        && let Ok(nodes) = parse_strictly(&mended, lines_before)
    {
        return Ok(nodes);
    }
    parsed
}

fn parse_strictly(text: &str, lines_before: usize) -> Result<Vec<Node>, ReadFault> {
    let mut options = Options::default();
    let mut budget = Budget::default();
    budget.max_depth = MAX_DEPTH;
    // In proportion to the text: what is read is no larger than it, but for aliases, which have a budget of their own.
    let most = text.len().max(1 << 16);
    (budget.max_events, budget.max_nodes, budget.max_total_scalar_bytes) = (most, most, most.saturating_mul(2));
    (budget.max_aliases, budget.max_anchors) = (most, most);
    (budget.max_recorded_anchor_events, budget.max_recorded_anchor_bytes) = (most, most.saturating_mul(2));
    budget.max_documents = 1 << 20;
    budget.enforce_alias_anchor_ratio = false;
    options.budget = Some(budget);
    options.alias_limits.max_total_replayed_events = MAX_REPLAYED + text.len() / 64;
    options.alias_limits.max_alias_expansions_per_anchor = most;
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.with_snippet = false;
    options.strict_booleans = true;
    let parsed: Result<Vec<Yaml>, serde_saphyr::Error> = serde_saphyr::from_multiple_with_options(text, options);
    match parsed {
        Ok(documents) => Ok(documents.into_iter().map(|document| document.into_node(text, lines_before)).collect()),
        Err(error) => {
            let line = error.location().map_or(0, |location| location.line() as usize + lines_before);
            let message = error.to_string();
            // Its lines begin where the part of the text does that is read.
            let message = message.lines().next().unwrap_or_default();
            let message = message.split_once(" at line ").map_or(message, |(message, _)| message);
            Err(ReadFault::new(line, format!("the YAML cannot be read: {message}")))
        }
    }
}

/// A value with its place.
struct Yaml(Spanned<PlainValue>);

enum PlainValue {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    fn into_node(self, text: &str, lines_before: usize) -> Node {
        let (used, defined) = (self.0.referenced, self.0.defined);
        let line = used.line() as usize + lines_before;
        let value = match self.0.value {
            PlainValue::Null => Value::Null,
            PlainValue::Bool(bool) => Value::Bool(bool),
            PlainValue::Number(number) => Value::Number(written(text, defined).unwrap_or(number)),
            PlainValue::Text(text) => Value::Text(text),
            PlainValue::List(items) => {
                Value::List(items.into_iter().map(|item| item.into_node(text, lines_before)).collect())
            }
            PlainValue::Map(members) => {
                let member =
                    |(key, node): (String, Yaml)| ics::without_parameters(key, node.into_node(text, lines_before));
                Value::Map(members.into_iter().map(member).collect())
            }
        };
        Node { line, value }
    }
}

/// A number as the text has it.
fn written(text: &str, at: serde_saphyr::Location) -> Option<String> {
    let span = at.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let end = start + usize::try_from(span.byte_len()?).ok()?;
    let written = text.get(start..end)?.trim();
    written
        .starts_with(|char: char| char.is_ascii_digit() || matches!(char, '-' | '+' | '.'))
        .then(|| written.to_owned())
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Yaml, D::Error> {
        Spanned::deserialize(deserializer).map(Yaml)
    }
}

impl<'de> Deserialize<'de> for PlainValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PlainValue, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = PlainValue;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<PlainValue, E> {
        Ok(PlainValue::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<PlainValue, E> {
        Ok(PlainValue::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<PlainValue, E> {
        Ok(PlainValue::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<PlainValue, E> {
        Ok(PlainValue::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<PlainValue, E> {
        Ok(PlainValue::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<PlainValue, E> {
        Ok(PlainValue::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<PlainValue, E> {
        Ok(PlainValue::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<PlainValue, E> {
        Ok(PlainValue::Null)
    }

    fn visit_none<E>(self) -> Result<PlainValue, E> {
        Ok(PlainValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<PlainValue, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<PlainValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
            if items.len() > MAX_RECORDS {
                while access.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(PlainValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<PlainValue, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = access.next_key_seed(Key)? {
            members.push((key, access.next_value()?));
        }
        Ok(PlainValue::Map(members))
    }
}

/// A key as text, whatever it is.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        Ok(match PlainValue::deserialize(deserializer)? {
            PlainValue::Bool(bool) => bool.to_string(),
            PlainValue::Number(text) | PlainValue::Text(text) => text,
            PlainValue::Null | PlainValue::List(_) | PlainValue::Map(_) => String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_lines_and_how_they_were_written() {
        let mut faults = Vec::new();
        let text = "- name: A\n  when: 2020.10\n  no: no\n  start: 2027-04-28\n  tags: &t [x, 'y']\n- name: B\n  2027: ~\n  tags: *t\n";
        let nodes = read(text, 0, &mut faults);
        assert_eq!(faults, []);
        let items = nodes[0].items();
        assert_eq!(items.len(), 2);
        assert_eq!(
            items[0].get("when").map(|node| (node.line, node.value.clone())),
            Some((2, Value::Number("2020.10".to_owned())))
        );
        assert_eq!(items[0].get("no").map(|node| node.value.clone()), Some(Value::Text("no".to_owned())));
        assert_eq!(items[0].get("start").map(|node| node.value.clone()), Some(Value::Text("2027-04-28".to_owned())));
        assert_eq!(items[1].get("2027").map(|node| node.value.clone()), Some(Value::Null));
        assert_eq!(items[1].get("tags").map(|node| node.items().len()), Some(2));
        assert_eq!(items[1].get("name").map(|node| node.line), Some(6));
    }

    #[test]
    fn an_item_that_cannot_be_read_costs_itself() {
        let mut faults = Vec::new();
        let nodes = read("- name: A\n- name: \"B\n- name: C\n  x: %y\n- name: D\n", 0, &mut faults);
        let names: Vec<_> = nodes[0].items().iter().filter_map(|item| item.get("name")?.scalar()).collect();
        assert_eq!(names, ["A", "D"]);
        assert_eq!(faults.len(), 2);
    }

    #[test]
    fn tabs_part_the_tokens_of_a_collection() {
        for text in [
            "- {\n\tname: A,\n\ttags: [x,\n\t\ty\n]\n}\n- {\n\tname: B\n}\n",
            "- name: A\n  tags: [\n\tx, # one\n\ty\n\t]\n- - {\n\tname: B\n}\n",
            "x:\n    - {\n\tname: \"A\n\tB\",\n\ttags: {\n\t}\n}\n",
        ] {
            let mut faults = Vec::new();
            assert_eq!(read(text, 0, &mut faults).len(), 1, "{text}");
            assert_eq!(faults, [], "{text}");
        }
        let mut faults = Vec::new();
        assert!(read("x:\n\t- name: A\n\t  date: 2027-05-05\n", 0, &mut faults).is_empty());
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn a_value_that_begins_with_a_reserved_mark_is_a_text() {
        let mut faults = Vec::new();
        let nodes = read("2027:\n  - name: A\n    link: @it's\n  - {name: B}\n  - `C`\n", 0, &mut faults);
        let items = nodes[0].get("2027").map(Node::items).unwrap_or_default();
        assert_eq!(items.len(), 3);
        assert_eq!(items[0].get("link").and_then(Node::scalar).as_deref(), Some("@it's"));
        assert_eq!(items[2].scalar().as_deref(), Some("`C`"));
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_counts() {
        let mut faults = Vec::new();
        let text = "- name: A\n  url: a\n  url: b\n- &x {k: 1, l: 2}\n- {<<: *x, k: 3}\n";
        let nodes = read(text, 0, &mut faults);
        assert_eq!(nodes[0].items()[0].members().len(), 2);
        assert_eq!(nodes[0].items()[0].get("url").and_then(Node::scalar).as_deref(), Some("b"));
        assert_eq!(nodes[0].items()[2].members().len(), 2);
        assert_eq!(faults, [ReadFault::new(3, "the key `url` stands twice, here and in line 2: the last counts")]);
    }

    #[test]
    fn bombs_are_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
        }
        let mut faults = Vec::new();
        assert!(read(&bomb, 0, &mut faults).is_empty());
        assert_eq!(faults.len(), 1);
        assert!(read(&"[".repeat(1_000_000), 0, &mut faults).is_empty());
        assert_eq!(faults.len(), 2);
    }
}
