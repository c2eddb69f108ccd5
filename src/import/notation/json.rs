//! JSON, and JSON Lines.

mod broken;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::bounds::MAX_VALUE_OCTETS;

use crate::import::document::{MAX_DEPTH, MAX_RECORDS, ReadFault, unique};
use crate::import::record::{Node, Value};

/// The value of a script that only names it, `export const events = […];`, with blanks in place of what is around it.
fn of_script(text: &str) -> Option<String> {
    const STARTS: [&str; 9] =
        ["const ", "let ", "var ", "export ", "module.exports", "window.", "globalThis.", "self.", "exports."];
    let code = behind_comments(text);
    let begin = text.len() - code.len();
    if !STARTS.iter().any(|start| code.starts_with(start)) {
        return None;
    }
    let named = match code.strip_prefix("export default") {
        Some(_) => "export default".len(),
        None => code.find('=')? + 1,
    };
    let head = code.len() - code[named..].trim_start().len();
    let is_value = code[head..].starts_with(['[', '{']);
    if !is_value || head > MAX_SCRIPT_HEAD_OCTETS || code[..named].contains(['(', ';', '"']) {
        return None;
    }
    let close = if code[head..].starts_with('[') { ']' } else { '}' };
    let end = code.rfind(close).filter(|end| *end > head)? + 1;
    let blank = |text: &str| text.chars().map(|char| if char == '\n' { '\n' } else { ' ' }).collect::<String>();
    let (before, after) = (&text[..begin + head], &text[begin + end..]);
    Some([blank(before).as_str(), &code[head..end], &blank(after)].concat())
}

/// The longest text before the value of a script.
const MAX_SCRIPT_HEAD_OCTETS: usize = 200;

/// The text behind comments at its beginning.
fn behind_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        rest = if rest.starts_with("//") {
            rest.split_once('\n').map_or("", |(_, rest)| rest.trim_start())
        } else if rest.starts_with("/*") {
            rest.split_once("*/").map_or("", |(_, rest)| rest.trim_start())
        } else {
            return rest;
        };
    }
}

/// True if a text begins as JSON, behind comments, or is a script that names a value.
pub(super) fn is_json(start: &str) -> bool {
    let start = behind_comments(start);
    begins_as_json(start) || of_script(start).is_some()
}

fn begins_as_json(start: &str) -> bool {
    let mut inside = start.chars().filter(|char| !char.is_whitespace());
    matches!((inside.next(), inside.next()), (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '"' | ']' | '[')))
        && !start.starts_with("[[")
        || start.starts_with("[[\"")
}

/// The values of a text: one, or one to each line.
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    if let Some(value) = of_script(text) {
        return read(&value, faults);
    }
    let reader = JsonReader { lines: LineStarts::of(text), start: text.as_ptr() as usize };
    let whole: Result<&RawValue, _> = serde_json::from_str(text);
    let fault = match whole {
        Ok(raw) => match reader.node(raw, 0) {
            Ok(node) => return vec![unique(untagged(node), faults)],
            Err(fault) => fault,
        },
        Err(error) => ReadFault::new(error.line(), format!("the JSON cannot be read: {error}")),
    };
    if let Some(nodes) = broken::lines(text, |raw| reader.node(raw, 0), faults) {
        return vec![unique(untagged(nodes), faults)];
    }
    if fault.message.contains("expected `,`")
        && let Some(mended) = with_commas(text, faults)
    {
        return read(&mended, faults);
    }
    if let Some(nodes) = dialect(text, &fault, faults) {
        return nodes;
    }
    match broken::without_entries(text, faults) {
        Some(mended) => read(&mended, faults),
        None => {
            faults.push(fault);
            Vec::new()
        }
    }
}

/// A tree with the values that stand under the name of their type as they are, and with pieces of rich text as text, as Notion has
/// them: `{"id": "a", "type": "url", "url": "https://example.org"}`.
fn untagged(node: Node) -> Node {
    let Node { line, value } = node;
    let value = match value {
        Value::Map(mut members) => {
            let tag = members.iter().find(|(key, _)| key == "type").and_then(|(_, node)| node.scalar());
            let is_beside = |key: &str| ["id", "type"].contains(&key);
            let at = members.iter().position(|(key, _)| tag.as_ref() == Some(key) && !is_beside(key));
            match at {
                Some(at) if members.iter().enumerate().all(|(index, (key, _))| index == at || is_beside(key)) => {
                    return without_end(untagged(members.swap_remove(at).1));
                }
                _ => Value::Map(members.into_iter().map(|(key, node)| (key, untagged(node))).collect()),
            }
        }
        Value::List(items) => {
            let pieces: Option<String> = items.iter().map(|item| text_of(item.get("plain_text")?)).collect();
            match pieces.filter(|_| !items.is_empty()) {
                Some(text) => Value::Text(text),
                None => Value::List(items.into_iter().map(untagged).collect()),
            }
        }
        value => value,
    };
    Node { line, value }
}

/// The start of a period whose end is null, which is one date.
fn without_end(node: Node) -> Node {
    let is_single = node.get("end").is_some_and(|end| end.value == Value::Null);
    node.get("start").filter(|_| is_single).cloned().unwrap_or(node)
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The values of JSON with comments, with commas at the end, or with keys without quotes, which YAML has too.
fn dialect(text: &str, fault: &ReadFault, faults: &mut Vec<ReadFault>) -> Option<Vec<Node>> {
    let is_dialect = ["trailing comma", "key must be a string"].iter().any(|known| fault.message.contains(known))
        || text.contains("//")
        || text.contains("/*");
    if !is_dialect || text.len() >= 1 << 24 {
        return None;
    }
    let bare = without_comments(text);
    if bare.len() < text.len() && serde_json::from_str::<&RawValue>(&bare).is_ok() {
        return Some(read(&bare, faults));
    }
    let mut ignored = Vec::new();
    let nodes = super::yaml::read(&bare, 0, &mut ignored);
    let is_read = nodes.iter().any(|node| node.is_map() || node.is_list());
    is_read.then(|| {
        faults.append(&mut ignored);
        nodes
    })
}

/// The most commas that are added to a text.
const MAX_COMMAS: usize = 20;

/// The text with the commas that are missing between two values, each on the line of the second, so that lines stay as they are;
/// a fault says where. `None` if it can be read no better so.
fn with_commas(text: &str, faults: &mut Vec<ReadFault>) -> Option<String> {
    let mut mended = text.to_owned();
    let mut found = Vec::new();
    loop {
        let parsed: Result<&RawValue, serde_json::Error> = serde_json::from_str(&mended);
        let Err(error) = parsed else { break };
        let at = LineStarts::of(&mended).offset(error.line(), error.column())?;
        let before = mended[..at].trim_end();
        let is_missing = error.to_string().starts_with("expected `,`")
            && mended[at..].starts_with(['{', '[', '"'])
            && before.ends_with(|char: char| matches!(char, '}' | ']' | '"' | 'e' | 'l') || char.is_ascii_digit());
        if !is_missing || found.len() >= MAX_COMMAS {
            return None;
        }
        found
            .push(ReadFault::new(error.line(), "a comma is missing before this value: it is read as if it were there"));
        mended.insert(at, ',');
    }
    faults.append(&mut found);
    Some(mended)
}

/// The text with blanks in place of comments, as JSON with comments has them: from `//` to the end of the line, and between `/*` and
/// `*/`. In a text between quotes there are none.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let length = match char {
            '"' => end_of_text(rest),
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                out.extend(rest[..end].chars().filter(|char| *char == '\n'));
                rest = &rest[end..];
                continue;
            }
            _ => char.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The length of the text between quotes that a text begins with; of one that does not end on its line, that of the first quote.
fn end_of_text(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            '\n' => return 1,
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = char == '\\' && !is_escaped,
        }
    }
    1
}

struct JsonReader {
    lines: LineStarts,
    /// The address of the text, which every raw value is a slice of.
    start: usize,
}

/// The offsets of the lines of a text.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> LineStarts {
        LineStarts(
            std::iter::once(0)
                .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
                .collect(),
        )
    }

    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }

    /// The offset of a line and of its column, both from 1.
    fn offset(&self, line: usize, column: usize) -> Option<usize> {
        Some(self.0.get(line.checked_sub(1)?)? + column.checked_sub(1)?)
    }
}

impl JsonReader {
    fn node(&self, raw: &RawValue, depth: usize) -> Result<Node, ReadFault> {
        let text = raw.get();
        let line = self.lines.at((text.as_ptr() as usize).saturating_sub(self.start));
        if depth > MAX_DEPTH {
            return Err(ReadFault::new(line, format!("the JSON is nested more than {MAX_DEPTH} levels deep")));
        }
        let fault = |error: serde_json::Error| ReadFault::new(line, format!("the JSON cannot be read: {error}"));
        let value = match text.as_bytes().first() {
            Some(b'{') => {
                let members: Members = serde_json::from_str(text).map_err(fault)?;
                let members =
                    members.0.into_iter().take(MAX_RECORDS + 1).map(|(key, raw)| Ok((key, self.node(raw, depth + 1)?)));
                Value::Map(members.collect::<Result<_, ReadFault>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(fault)?;
                let items = items.into_iter().take(MAX_RECORDS + 1).map(|raw| self.node(raw, depth + 1));
                Value::List(items.collect::<Result<_, ReadFault>>()?)
            }
            Some(b'"') if text.len() > MAX_VALUE_OCTETS => {
                return Err(ReadFault::new(line, "a text of the JSON is longer than 1 MiB"));
            }
            Some(b'"') => Value::Text(serde_json::from_str(text).map_err(fault)?),
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'n') => Value::Null,
            _ => Value::Number(text.to_owned()),
        };
        Ok(Node { line, value })
    }
}

/// The members of an object, in order.
struct Members<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'de>, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_lines_and_order() {
        let mut faults = Vec::new();
        let nodes = read("[\n  {\"b\": 1.10,\n   \"a\": [\"é\\u00e9\", null, true]}\n]", &mut faults);
        let item = &nodes[0].items()[0];
        let keys: Vec<_> = item.members().iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["b", "a"]);
        assert_eq!(item.get("b"), Some(&Node { line: 2, value: Value::Number("1.10".to_owned()) }));
        assert_eq!(item.get("a").map(|node| (node.line, node.items()[0].scalar())), Some((3, Some("éé".to_owned()))));
    }

    #[test]
    fn lines_comments_and_last_commas_are_read() {
        let mut faults = Vec::new();
        assert_eq!(read("{\"a\": 1}\n{\"a\": 2}\n", &mut faults)[0].items().len(), 2);
        for text in [
            "[\n// one\n{\"a\": 1},\n{\"a\": 2},\n]",
            "[{\"a\": \"http://b.c/*d*/\"}, // one\n{\"a\": 2}/*,\n{\"a\": 3\n}*/\n]",
            "/* all */ [{\"a\": 1}, {\"a\": 2}]",
        ] {
            let nodes = read(text, &mut faults);
            assert_eq!(nodes.first().map(|node| node.items().len()), Some(2), "{text}: {faults:?}");
        }
        let texts = read("[{\"a\": \"http://b.c/*d*/\"}, // one\n{\"b\": 2}\n]", &mut faults);
        assert_eq!(texts[0].items()[0].get("a").and_then(Node::scalar).as_deref(), Some("http://b.c/*d*/"));
        assert_eq!(texts[0].items()[1].line, 2);
        assert_eq!(faults, []);
    }

    #[test]
    fn a_missing_comma_is_read_as_if_it_were_there() {
        for text in ["[\n{\"a\": 1}\n{\"a\": 2}]", "[{\"a\": \"é\"\n\"b\": 2}, {\"a\": [1]\n \"b\": 2}]"] {
            let mut faults = Vec::new();
            let nodes = read(text, &mut faults);
            assert_eq!(nodes.first().map(|node| node.items().len()), Some(2), "{text}: {faults:?}");
            assert!(faults.iter().all(|fault| fault.message.starts_with("a comma is missing")), "{faults:?}");
            assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line >= 2), "{faults:?}");
        }
    }

    #[test]
    fn a_script_that_names_a_value_is_that_value() {
        for text in [
            "let events = [{\"a\": 1}];\n",
            "// Events\nexport const events: Event[] = [\n{\"a\": 1}\n];\nexport default events;\n",
            "export default [{\"a\": 1}]",
            "module.exports = [{a: 'x'}];",
        ] {
            let mut faults = Vec::new();
            assert!(is_json(text), "{text}");
            let nodes = read(text, &mut faults);
            assert_eq!((nodes.len(), faults.as_slice()), (1, &[][..]), "{text}");
            assert_eq!(nodes[0].items().len(), 1, "{text}");
        }
        for text in ["const x = require('x');", "let me = call([1]);", "window shopping [1]"] {
            assert!(!is_json(text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        let mut faults = Vec::new();
        assert!(read("[\n{\"a\": }\n]", &mut faults).is_empty());
        assert_eq!(faults[0].line, 2);
        assert!(read(&"[".repeat(1_000_000), &mut faults).is_empty());
        assert!(read(&format!("{}1{}", "[".repeat(100), "]".repeat(100)), &mut faults).is_empty());
    }
}
