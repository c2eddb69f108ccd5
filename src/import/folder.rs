//! The files of a folder that holds one event, as one document.

use std::collections::BTreeMap;

use super::document::Document;
use super::report::{ImportReport, Remark};
use super::{locate, record};

/// Files beside that of an event whose values belong to it.
const JOINED: &[&str] = &["cfp", "dates", "deadlines", "location", "place", "venue"];

/// Joins the files of a folder that holds one event, `event.yml` with `cfp.yml` and `venue.yml` beside it.
pub(crate) fn join(documents: Vec<Document>, report: &mut ImportReport) -> Vec<Document> {
    let split = |file: &str| {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        (folder.to_owned(), name.split('.').next().unwrap_or(name).to_lowercase())
    };
    let mut joined: Vec<Document> = Vec::new();
    let mut events: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.root.is_map()) {
        let (folder, stem) = split(&document.file);
        if matches!(stem.as_str(), "event" | "conference" | "edition" | "info" | "meta")
            && locate::locate(document).0.is_empty()
        {
            events.entry(folder).or_insert(joined.len());
            joined.push(document.clone());
        }
    }
    if joined.is_empty() {
        return documents;
    }
    let mut rest = Vec::new();
    for document in documents {
        let (folder, stem) = split(&document.file);
        match events.get(&folder) {
            Some(at) if JOINED.contains(&stem.as_str()) => {
                if let record::Value::Map(members) = &mut joined[*at].root.value {
                    members.push((stem, document.root));
                }
            }
            Some(at) if joined[*at].file == document.file => {}
            Some(at) => report.faults.push(Remark {
                file: document.file.clone(),
                line: 0,
                message: format!("is beside {}, and not read", joined[*at].file),
            }),
            None => rest.push(document),
        }
    }
    joined.extend(rest);
    joined
}
