//! Several mappings for records of several shapes: each record is read by the one whose fields it has.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Group, fields};
use crate::import::document::Document;
use crate::import::mapping::{Mapping, Texts};
use crate::import::own;
use crate::import::record::Node;
use crate::import::records::Record;

/// How well a record fits a mapping, the better the greater: all fields that tell it, and the more of them, or a share of them.
type Fit = (bool, usize, Reverse<usize>);

/// The records of documents, each with the mapping that it fits best. The first has the documents without records too.
pub(in crate::import) fn assigned(mappings: Vec<Mapping>, documents: &[Document]) -> Vec<Group<'_>> {
    let group = |mapping: Mapping| Group::new("given", mapping, documents.iter().collect());
    let mut groups: Vec<Group> = mappings.into_iter().map(group).collect();
    let mut best: HashMap<*const Node, Fit> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        for record in &group.records {
            let Some(fit) = fit(&group.mapping, number, record) else { continue };
            let known = best.entry(record.place).or_insert(fit);
            *known = (*known).max(fit);
        }
    }
    for (number, group) in groups.iter_mut().enumerate() {
        let mapping = &group.mapping;
        group.records.retain(|record| {
            let fit = fit(mapping, number, record);
            fit.is_some() && best.get(&record.place).copied() == fit
        });
    }
    let is_read = |document: &Document| {
        groups.iter().flat_map(|group| &group.records).any(|record| std::ptr::eq(record.document, document))
    };
    let unread: Vec<*const Document> =
        documents.iter().filter(|document| !is_read(document)).map(std::ptr::from_ref).collect();
    for (number, group) in groups.iter_mut().enumerate() {
        let records = &group.records;
        group.documents.retain(|document| {
            records.iter().any(|record| std::ptr::eq(record.document, *document))
                || number == 0 && unread.contains(&std::ptr::from_ref::<Document>(document))
        });
    }
    groups
}

fn fit(mapping: &Mapping, number: usize, record: &Record) -> Option<Fit> {
    let wanted = &mapping.recognise;
    if wanted.notation.as_ref().is_some_and(|notation| *notation != record.document.notation.key()) {
        return None;
    }
    let (_, has) = fields(record);
    let found = wanted.fields.0.iter().filter(|field| has.contains(field)).count();
    let is_whole = found == wanted.fields.0.len();
    Some((is_whole, if is_whole { found } else { found * 1000 / wanted.fields.0.len() }, Reverse(number)))
}

/// The TOML of the mapping of groups, or of the mappings of several, with the fields that all records of each have.
pub(in crate::import) fn mapping_of(groups: &[Group]) -> String {
    let read: Vec<&Group> = groups.iter().filter(|group| !group.records.is_empty()).collect();
    let is_own = |group: &&Group| own::MAPPINGS.contains(&group.name.as_str());
    if read.len() < 2 || read.iter().any(is_own) {
        let most = groups.iter().rev().max_by_key(|group| group.records.len());
        return most.map(|group| group.mapping.to_toml()).unwrap_or_default();
    }
    let mappings: Vec<Mapping> = read.into_iter().map(with_fields).collect();
    Mapping::all_to_toml(&mappings)
}

/// The mapping of a group, with the fields by which its records are known.
fn with_fields(group: &Group) -> Mapping {
    let mut mapping = group.mapping.clone();
    if mapping.recognise.fields.is_empty() {
        let mut records = group.records.iter().map(|record| fields(record).1);
        let first = records.next().unwrap_or_default();
        let common =
            records.fold(first, |common, other| common.into_iter().filter(|field| other.contains(field)).collect());
        mapping.recognise.fields = Texts(common);
    }
    mapping.recognise.notation.get_or_insert_with(|| {
        group.records.first().map_or_else(String::new, |record| record.document.notation.key().to_owned())
    });
    mapping
}
