//! The header of the table that an entry of a list is, such as `[[conference]]`, found by a text that stands in it.

use std::ops::Range;

use arcstr::Substr;

use crate::diagnostic::{Label, Source};

/// The way to the header of a table.
#[derive(Clone, Copy)]
pub(super) enum Header<'t> {
    /// The last one above a text of the table, `[[key]]`.
    Above { key: &'static str, text: &'t Substr },
    /// That of the part with this index in a conference, in which the text stands.
    Within { key: &'static str, index: usize, text: &'t Substr },
}

impl Header<'_> {
    /// A label at the header; `None` if the table has none, because it is an inline table.
    pub(super) fn label(self, lists: &[Source], label: &str) -> Option<Label> {
        let (Header::Above { text, .. } | Header::Within { text, .. }) = self;
        let (list, at) = lists.iter().find_map(|list| Some((list, list.range_of(text)?.start)))?;
        let above = |key: &str| headers(list.text(), 0..at).last().filter(|(found, _)| found == key).map(|(_, at)| at);
        let range = match self {
            Header::Above { key, .. } => above(key),
            Header::Within { key, index, .. } => {
                let behind = headers(list.text(), at..list.text().len());
                let mut parts = behind.take_while(|(found, _)| found != "conference").filter(|(found, _)| found == key);
                parts.nth(index).map(|(_, at)| at).or_else(|| above("conference"))
            }
        };
        Some(Label::new(list, range?, label))
    }
}

/// The headers of arrays of tables whose lines begin in a range, each with its key and its place.
fn headers(text: &str, within: Range<usize>) -> impl Iterator<Item = (String, Range<usize>)> {
    let starts = text[within.clone()].match_indices("[[").map(move |(at, _)| within.start + at);
    starts.filter_map(move |start| {
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let end = start + text[start..].lines().next()?.find("]]")?;
        let key: String = text[start + 2..end].split_whitespace().collect();
        text[line..start].trim().is_empty().then(|| (key, start..end + 2))
    })
}
