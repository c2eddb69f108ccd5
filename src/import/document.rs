//! The result of reading a file: its documents, their notation, and the parts that could not be read.
//!
//! Reads nothing itself, so that every notation and everything behind them may import it.

use super::record::Node;

/// The deepest nesting of lists and maps that is read.
pub(crate) const MAX_DEPTH: usize = 64;

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
}

impl ReadFault {
    pub(crate) fn new(line: usize, message: impl Into<String>) -> ReadFault {
        ReadFault { line, message: message.into() }
    }
}

/// The content of one file, or of one of its documents.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The name of the file, as messages give it.
    pub(crate) file: String,
    pub(crate) notation: Notation,
    pub(crate) root: Node,
}
