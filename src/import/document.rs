//! The result of reading a file: its documents, their notation, and the parts that could not be read.
//!
//! Reads nothing itself, so that every notation and everything behind them may import it.

use std::collections::HashMap;

use super::record::{Node, Value};

/// The most records of one import; each costs a kilobyte, and the longest public list has some thousands. Of a list in a file
/// one item more is read, so that the report says that there are more.
pub(crate) const MAX_RECORDS: usize = 50_000;

/// The deepest nesting of lists and maps that is read.
pub(crate) const MAX_DEPTH: usize = 32;

/// A notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Notation {
    Yaml,
    Json,
    Csv,
    Toml,
    FrontMatter,
    Markdown,
    Calendar,
    /// A calendar that confcal wrote.
    ConfcalFeed,
    JsonLd,
    IssueForm,
}

impl Notation {
    /// Its name in mappings.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Notation::Yaml => "yaml",
            Notation::Json => "json",
            Notation::Csv => "csv",
            Notation::Toml => "toml",
            Notation::FrontMatter => "front-matter",
            Notation::Markdown => "markdown",
            Notation::Calendar => "ics",
            Notation::ConfcalFeed => "confcal-feed",
            Notation::JsonLd => "json-ld",
            Notation::IssueForm => "issue-form",
        }
    }

    /// Its name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Notation::Yaml => "YAML",
            Notation::Json => "JSON",
            Notation::Csv => "CSV",
            Notation::Toml => "TOML",
            Notation::FrontMatter => "front matter",
            Notation::Markdown => "Markdown",
            Notation::Calendar => "iCalendar",
            Notation::ConfcalFeed => "a feed of confcal",
            Notation::JsonLd => "JSON-LD",
            Notation::IssueForm => "an issue form",
        }
    }
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadFault {
    /// From 1; 0 where the whole file is meant.
    pub(crate) line: usize,
    pub(crate) message: String,
    /// True if an entry is left out for it, which counts.
    pub(crate) is_entry: bool,
}

impl ReadFault {
    pub(crate) fn new(line: usize, message: impl Into<String>) -> ReadFault {
        ReadFault { line, message: message.into(), is_entry: false }
    }

    /// The fault of an entry that is left out for it.
    pub(crate) fn of_entry(line: usize, message: impl Into<String>) -> ReadFault {
        ReadFault { is_entry: true, ..ReadFault::new(line, message) }
    }
}

/// The content of one file, or of one of its documents.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The name of the file, as messages give it.
    pub(crate) file: String,
    pub(crate) notation: Notation,
    pub(crate) root: Node,
    /// The lines at its top that are about the whole of it: comments, or the title of a page.
    pub(crate) titles: Vec<String>,
}

/// A tree whose maps have each key once: of those that stand twice the last counts, as for most programs, and a fault says so.
pub(crate) fn unique(node: Node, faults: &mut Vec<ReadFault>) -> Node {
    let value = match node.value {
        Value::List(items) => Value::List(items.into_iter().map(|item| unique(item, faults)).collect()),
        Value::Map(members) => {
            let mut places: HashMap<String, usize> = HashMap::with_capacity(members.len());
            let mut kept: Vec<(String, Node)> = Vec::with_capacity(members.len());
            for (key, member) in members {
                let member = unique(member, faults);
                match places.get(&key) {
                    Some(&place) => {
                        let (before, line) = (kept[place].1.line, member.line);
                        let key = crate::spelling::shown(&key);
                        let message =
                            format!("the key `{key}` stands twice, here and in line {before}: the last counts");
                        faults.push(ReadFault::new(line, message));
                        kept[place].1 = member;
                    }
                    None => {
                        places.insert(key.clone(), kept.len());
                        kept.push((key, member));
                    }
                }
            }
            Value::Map(kept)
        }
        value => value,
    };
    Node { line: node.line, value }
}

/// Names of columns, each its own: the second `Link` is `Link 2`, and a column without a name is named by its number.
pub(crate) fn column_names(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut unique = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let name = if name.is_empty() { format!("column {}", index + 1) } else { name };
        let count = used.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        unique.push(if *count > 1 { format!("{name} {count}") } else { name });
    }
    unique
}
