//! JSON of which an entry cannot be read, or whose end is lost: the entry costs itself alone.

use serde_json::value::RawValue;

use crate::import::document::{MAX_RECORDS, ReadFault};
use crate::import::record::Node;

/// The records of a text with one to a line, of which those that cannot be read are left out; `None` if it is no such text.
pub(super) fn lines(
    text: &str,
    read: impl Fn(&RawValue) -> Result<Node, ReadFault>,
    faults: &mut Vec<ReadFault>,
) -> Option<Node> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(MAX_RECORDS + 1);
    let (mut nodes, mut found) = (Vec::new(), Vec::new());
    for (number, line) in lines {
        // The bracket is that of an entry in several lines.
        if record_goes_on(line) {
            return None;
        }
        // A comma at the end is left of a list.
        let record = line.trim().trim_end_matches(',');
        let node = match serde_json::from_str::<&RawValue>(record) {
            Ok(raw) => read(raw),
            Err(error) => {
                Err(ReadFault::new(number + 1, format!("the line cannot be read as JSON: {}", reason(&error))))
            }
        };
        match node {
            Ok(node) if node.is_map() => nodes.push(node),
            Ok(_) => found.push(ReadFault::of_entry(number + 1, "the line is no record of JSON Lines")),
            Err(fault) => found.push(ReadFault { is_entry: true, ..fault }),
        }
        // A text in many lines is known by its first ones.
        if found.len() > nodes.len() + MAX_BROKEN_AHEAD {
            return None;
        }
    }
    if nodes.is_empty() || nodes.len() + found.len() < 2 || nodes.len() < found.len() {
        return None;
    }
    faults.append(&mut found);
    Some(Node::list(1, nodes))
}

/// True if a line of JSON opens a list or a map that has its end on another, as none of JSON Lines does.
fn record_goes_on(line: &str) -> bool {
    line.starts_with('[') || line.trim_end().ends_with(['[', '{'])
}

/// So many more lines may be broken than sound before a text is taken for one with a record to a line no longer.
const MAX_BROKEN_AHEAD: usize = 3;

/// The message of an error without its line, which is that of a part of the text.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split_once(" at line ").map_or(message.clone(), |(message, _)| message.to_owned())
}

/// The text with `null` in the place of each entry that cannot be read, and with the brackets that are missing at its end; a fault says
/// where. `None` if that mends nothing. Lines stay as they are.
pub(super) fn without_entries(text: &str, faults: &mut Vec<ReadFault>) -> Option<String> {
    let mut entries = Entries { open: Vec::new(), from: None, found: Vec::new(), closed: 0 };
    entries.scan(text);
    let mut counted = (0, 1);
    let mut line = |at: usize| {
        counted = (at, counted.1 + text[counted.0..at].matches('\n').count());
        counted.1
    };
    let mut mended = String::with_capacity(text.len());
    let (mut copied, mut found, mut sound) = (0, Vec::new(), 0);
    for (start, end) in &entries.found {
        let Err(error) = serde_json::from_str::<&RawValue>(&text[*start..*end]) else {
            sound += 1;
            continue;
        };
        found.push(ReadFault::of_entry(line(*start), format!("the entry cannot be read as JSON: {}", reason(&error))));
        mended.push_str(&text[copied..*start]);
        mended.push_str("null");
        mended.extend(text[*start..*end].chars().filter(|char| *char == '\n'));
        copied = *end;
    }
    if entries.open.is_empty() {
        mended.push_str(&text[copied..]);
    } else {
        // The end of the last whole entry.
        mended.push_str(text.get(copied..entries.closed)?);
        let depth = entries.from.map_or(entries.open.len(), |(_, depth)| depth);
        mended.extend(entries.open[..depth].iter().rev().map(|open| if *open == '[' { ']' } else { '}' }));
        found.push(match entries.from {
            Some((start, _)) => {
                ReadFault::of_entry(line(start), "the JSON is cut off in this entry, and what was behind it is lost")
            }
            None => ReadFault::new(line(entries.closed), "the JSON is cut off here: what was behind it is lost"),
        });
    }
    let is_mended = !found.is_empty() && sound > 0 && serde_json::from_str::<&RawValue>(&mended).is_ok();
    is_mended.then(|| {
        faults.append(&mut found);
        mended
    })
}

/// The maps in the outermost lists of a text, which may be broken.
struct Entries {
    open: Vec<char>,
    /// Where the map that is open begins, and the number of brackets around it.
    from: Option<(usize, usize)>,
    found: Vec<(usize, usize)>,
    /// The end of the last of them.
    closed: usize,
}

impl Entries {
    fn scan(&mut self, text: &str) {
        let (mut is_text, mut is_escaped) = (false, false);
        for (at, octet) in text.bytes().enumerate() {
            match octet {
                // No text goes beyond its line.
                b'\n' => is_text = false,
                b'"' if !is_escaped => is_text = !is_text,
                _ if is_text => {
                    is_escaped = octet == b'\\' && !is_escaped;
                    continue;
                }
                b'{' | b'[' => {
                    if octet == b'{' && self.from.is_none() && self.open.last() == Some(&'[') {
                        self.from = Some((at, self.open.len()));
                    }
                    self.open.push(char::from(octet));
                }
                b'}' | b']' => self.close(at),
                _ => {}
            }
            is_escaped = false;
        }
    }

    fn close(&mut self, at: usize) {
        self.open.pop();
        if let Some((start, depth)) = self.from
            && self.open.len() <= depth
        {
            self.found.push((start, at + 1));
            (self.from, self.closed) = (None, at + 1);
        }
    }
}
