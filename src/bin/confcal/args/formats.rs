//! The values of options that have a few words to choose from. Their doc comments are help texts.

use clap::ValueEnum;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewFormat {
    /// A table as wide as the terminal
    Table,
    /// A table in Markdown, for an issue
    Markdown,
    /// An array of objects
    Json,
}

/// The source of the value in a conflict.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Prefer {
    /// The value of the input
    Input,
}

/// The format of the report of an import.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Lines, for people
    Human,
    /// One JSON object, on standard output if the list is not there
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RemindAs {
    Alarms,
    Events,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimesAs {
    Local,
    Utc,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the lines of the list
    Human,
    /// One line for each
    Short,
    /// One JSON object
    Json,
    /// Annotations for a GitHub workflow
    Github,
    /// A log in SARIF 2.1.0, for code scanning and editors
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// The combined log format of web servers
    Text,
    /// One JSON object to a line
    Json,
    /// No log of requests
    Off,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table as wide as the terminal, or one line to a row without a terminal
    Table,
    /// An array of objects
    Json,
    /// CSV (RFC 4180), with a header
    Csv,
    /// Markdown, for a README or a newsletter
    Markdown,
    /// A fragment of HTML with its styles inline, for mail and other pages
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DigestStyle {
    /// A table with columns
    Table,
    /// A list with a line for each entry
    List,
}
