//! The top of an imported list: its comments and the values of `[feed]`.

use super::document::Document;
use super::groups::Group;
use super::records::Record;
use super::write::FeedTable;
use super::{entry, own, record};

/// The comments: the files that the list is from, and the terms of the source, as far as they are known.
pub(crate) fn comments(files: &[&str], terms: &[String]) -> Vec<String> {
    let names = public_names(files);
    let from = match names[..] {
        [] => String::new(),
        [name] => name.to_owned(),
        [first, .., last] => format!("{first} … {last} ({} files)", names.len()),
    };
    let terms = match terms {
        [] => "The source states no terms.".to_owned(),
        _ => format!("Terms of the source: {}", terms.join("; ")),
    };
    vec![format!("Imported from {from}."), terms]
}

/// The names of files for a text that others read: of paths that lead through the folders of a machine, the file, or the
/// folder that all files are in and what follows.
fn public_names<'n>(names: &[&'n str]) -> Vec<&'n str> {
    let is_outside = |name: &str| name.starts_with(['/', '\\', '~']) || name.starts_with("..") || name.contains(":\\");
    if !names.iter().copied().any(is_outside) {
        return names.to_vec();
    }
    let folders = |name: &'n str| name.match_indices(['/', '\\']).map(|(at, _)| &name[..=at]).collect::<Vec<_>>();
    let common = names.iter().copied().map(folders).reduce(|one, other| {
        one.into_iter().zip(other).take_while(|(one, other)| one == other).map(|(one, _)| one).collect()
    });
    let common = common.unwrap_or_default();
    // One file is named alone, several with the folder that they are in.
    let shown = if names.len() > 1 { common.len().checked_sub(2).map(|at| common[at]) } else { common.last().copied() };
    let hidden = shown.map_or(0, str::len);
    names.iter().map(|name| &name[hidden..]).collect()
}

/// The terms that a document states in a field of its own.
pub(crate) fn terms(document: &Document) -> Option<String> {
    const FIELDS: &[&str] = &["license", "licence", "lizenz", "rights", "copyright", "terms"];
    const HEADS: &[&str] = &["meta", "metadata", "_meta", "info", "about", "feed"];
    let is = |names: &[&str], key: &str| names.iter().any(|name| name.eq_ignore_ascii_case(key));
    let root = &document.root;
    let first = root.items().first();
    let heads = root.members().iter().filter(|(key, _)| is(HEADS, key)).map(|(_, node)| node);
    let maps = std::iter::once(root).chain(heads).chain(first);
    let mut fields = maps.flat_map(record::Node::members).filter(|(key, _)| is(FIELDS, key));
    fields.find_map(|(key, node)| {
        let part = |name: &str| node.get(name).and_then(record::Node::scalar);
        let text =
            node.scalar().or_else(|| ["name", "title", "spdx", "id", "url", "@id"].into_iter().find_map(part))?;
        Some(format!("{} (`{key}` in the data)", entry::shown(&text)))
    })
}

/// The values of `[feed]` that a document has for the list as a whole.
pub(crate) fn feed(document: &Document, group: &Group) -> FeedTable {
    if own::MAPPINGS.contains(&group.name.as_str()) {
        return own::feed(document);
    }
    let root = Record::alone(document, std::borrow::Cow::Borrowed(&document.root));
    let text = |texts| root.text(texts).map(|(text, _)| text);
    let feed = &group.mapping.feed;
    FeedTable {
        name: text(&feed.name),
        id: text(&feed.id),
        description: text(&feed.description),
        url: text(&feed.url).and_then(|url| entry::address(&url).0),
        language: text(&feed.language),
        ..FeedTable::default()
    }
}

/// The titles of the documents of a group: the names of feeds, the outermost headings, and the comments at the top.
pub(crate) fn titles(group: &Group) -> Vec<String> {
    let feeds = group.documents.iter().filter_map(|document| feed(document, group).name);
    let above = group.records.first().and_then(|record| record.node.get("@heading")).and_then(record::Node::scalar);
    let title = above.as_deref().and_then(|above| super::markdown::headings(above).last().map(str::to_owned));
    let tops = group.documents.iter().flat_map(|document| document.titles.iter().cloned());
    feeds.chain(title).chain(tops).collect()
}

/// The id of a feed without one: the name of the file, or of the last folder that all files are in.
pub(crate) fn feed_id(files: &[&str]) -> String {
    let stem = |name: &str| {
        let name = name.trim_end_matches('/').rsplit('/').next().unwrap_or(name);
        crate::slug(name.split_once('.').map_or(name, |(stem, _)| stem))
    };
    let id = match files {
        [file] => Some(stem(file)),
        files => common_folder(files).map(|folder| crate::slug(&folder)),
    };
    id.filter(|id| !id.is_empty() && id != "stdin").unwrap_or_else(|| "imported".to_owned())
}

/// The last folder that all files are in.
fn common_folder(files: &[&str]) -> Option<String> {
    let mut folders = files.iter().map(|file| {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        folder.split('/').collect::<Vec<_>>()
    });
    let mut common = folders.next()?;
    for folder in folders {
        let same = common.iter().zip(&folder).take_while(|(one, other)| one == other).count();
        common.truncate(same);
    }
    common.last().map(|name| (*name).to_owned())
}
