//! Lists of deadlines: `{"name": "SODA 2027", "kind": "abstract", "date": "2026-07-06"}` is no conference on that day.

use super::words::Tokens;
use crate::import::mapping::{DeadlineMapping, Mapping, Texts};
use crate::import::record::Node;
use crate::import::records::Record;

/// Fields that may name the kind of a deadline.
const FIELDS: [&str; 7] = ["kind", "type", "deadline_type", "deadlineType", "milestone", "category", "event"];

/// Kinds of deadlines in words that none of their own names has.
const FOREIGN: [&str; 6] = ["논문", "초록", "论文", "摘要", "論文", "要旨"];

/// Reads the dates of a list as deadlines if another field says of most of them that they are.
pub(crate) fn settle(mapping: &mut Mapping, records: &[Record]) {
    let fields = &mapping.fields;
    let dates: Vec<&String> = fields.start.0.iter().chain(&fields.dates.0).collect();
    let [date] = dates[..] else { return };
    if !fields.end.is_empty() || !fields.end_exclusive.is_empty() || !mapping.deadlines.is_empty() || records.len() < 2
    {
        return;
    }
    let words = |field: &str| -> Vec<String> {
        records.iter().filter_map(|record| record.node.get(field).and_then(Node::scalar)).collect()
    };
    let is_kind = |word: &&String| {
        let tokens = Tokens::of(word);
        let is_foreign = FOREIGN.iter().any(|kind| word.contains(kind));
        is_foreign || tokens.0.len() < 4 && tokens.has(KINDS)
    };
    let are_kinds = |field: &&str| {
        let words = words(field);
        words.len() * 5 >= records.len() * 4 && words.iter().filter(is_kind).count() * 5 >= words.len() * 4
    };
    let Some(kind) = FIELDS.into_iter().find(are_kinds) else { return };
    let date = date.clone();
    mapping.deadlines.push(DeadlineMapping {
        kind_from: Texts::one(kind),
        due: Texts::one(date),
        timezone: std::mem::take(&mut mapping.fields.timezone),
        ..DeadlineMapping::default()
    });
    mapping.fields.start = Texts::default();
    mapping.fields.dates = Texts::default();
    mapping.fields.tags.0.retain(|path| path != kind);
    for (word, meant) in [
        ("논문", "paper"),
        ("论文", "paper"),
        ("論文", "paper"),
        ("초록", "abstract"),
        ("摘要", "abstract"),
        ("要旨", "abstract"),
    ] {
        mapping.words.kind.insert(word.to_owned(), meant.to_owned());
    }
}

/// Words for the kinds of deadlines; `workshop` and `tutorial` are kinds of events too.
const KINDS: &str = "cfp cfps paper papers abstract abstracts submission notification notifications camera registration deadline rebuttal proposals proposal \
    acceptance";
