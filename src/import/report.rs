//! What an import did, for people and for programs.

use serde::Serialize;

use super::entry::Origin;

/// What an import read, wrote, changed and left out.
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
    /// How many records were found.
    pub read: usize,
    /// How many entries were written.
    pub written: usize,
    /// How many records were of a conference that another record or the list has.
    pub merged: usize,
    /// The files, with the notation and the mapping of each.
    pub files: Vec<ImportedFile>,
    /// What could not be read.
    pub faults: Vec<Remark>,
    /// What was changed or decided.
    pub changed: Vec<Remark>,
    /// Records that became no entry.
    pub left_out: Vec<Remark>,
    /// Values that two sources disagree on.
    pub conflicts: Vec<Remark>,
    /// Fields that nothing took, with how many values each has.
    pub not_taken: Vec<NotTaken>,
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
    /// How many records it holds.
    pub records: usize,
}

/// A remark on a line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// The name of the file.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What there is to say.
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
    /// How many records have a value there.
    pub values: usize,
}
