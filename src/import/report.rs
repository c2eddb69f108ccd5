//! The report of an import, for people and for programs.

use serde::Serialize;

use super::entry::Origin;

/// The records and entries that an import read, wrote, changed and left out.
///
/// # Examples
///
/// ```
/// use confcal::{ImportInput, ImportOptions};
///
/// let input = ImportInput::new("list.csv", "name,start,city\nPyCon,2027-05-01,Oslo\n,2027-06-01,Bergen\n");
/// let report = confcal::import(&[input], &ImportOptions::default()).report;
/// assert_eq!((report.read, report.written), (2, 1));
/// assert_eq!(report.left_out[0].line, 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImportReport {
    /// The number of records found.
    pub read: usize,
    /// The number of entries written.
    pub written: usize,
    /// The number of records of a conference that another record or the list has.
    pub merged: usize,
    /// The files, with the notation and the mapping of each.
    pub files: Vec<ImportedFile>,
    /// The parts that could not be read.
    pub faults: Vec<Remark>,
    /// The changes and decisions.
    pub changed: Vec<Remark>,
    /// Records that became no entry.
    pub left_out: Vec<Remark>,
    /// Values that two sources disagree on.
    pub conflicts: Vec<Remark>,
    /// Fields that nothing took, with how many values each has.
    pub not_taken: Vec<NotTaken>,
    /// True if no source gives the feed of a new list an id, so that it has one to be chosen.
    pub has_open_id: bool,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImportedFile {
    /// Its name.
    pub file: String,
    /// The notation that it is in.
    pub notation: &'static str,
    /// The name of the shipped mapping, or `guessed`, or `given`.
    pub mapping: String,
    /// The number of its records.
    pub records: usize,
    /// The fields that each key was taken from, where the mapping was guessed: "name from `title`".
    pub guess: Vec<String>,
}

/// A remark on a line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// The name of the file.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// The message.
    pub message: String,
}

impl Remark {
    pub(super) fn new(origin: &Origin, message: impl Into<String>) -> Remark {
        Remark { file: origin.file.clone(), line: origin.line, message: message.into() }
    }
}

/// A field that nothing took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotTaken {
    /// Its path.
    pub field: String,
    /// The number of records with a value there.
    pub values: usize,
}
