//! Values of YAML with a colon in them and no quotes around them, as people write titles: `name: Rust: a talk`.

use crate::import::document::ReadFault;
use crate::import::record::Node;
use crate::spelling::shown;

/// So many values are put in quotes, each of which costs another reading of the text; a file with more is read item by item.
const MAX_QUOTED: usize = 10;

/// The documents of a text of which a colon in a value is the fault, with a fault for each of those values; `None` if it cannot be read so.
pub(super) fn read(
    text: &str,
    lines_before: usize,
    fault: &ReadFault,
    parse: fn(&str, usize) -> Result<Vec<Node>, ReadFault>,
) -> Option<(Vec<Node>, Vec<ReadFault>)> {
    let mut mended = text.to_owned();
    let mut found = Vec::new();
    let mut line = fault.line;
    while found.len() < MAX_QUOTED {
        let (start, end) = line_of(&mended, line.checked_sub(lines_before + 1)?)?;
        let (quoted, value) = in_quotes(&mended[start..end])?;
        found.push(ReadFault::new(
            line,
            format!("`{}` has a colon and stands in no quotes: it is taken as it is", shown(&value)),
        ));
        mended.replace_range(start..end, &quoted);
        match parse(&mended, lines_before) {
            Ok(nodes) => return Some((nodes, found)),
            Err(fault) => line = fault.line,
        }
    }
    None
}

/// Where a line begins and ends, from 0.
fn line_of(text: &str, number: usize) -> Option<(usize, usize)> {
    let mut lines = text.split('\n');
    let start: usize = lines.by_ref().take(number).map(|line| line.len() + 1).sum();
    lines.next().map(|line| (start, start + line.trim_end().len()))
}

/// A line `key: value` whose value is plain text with a colon, with quotes around that, and the value.
fn in_quotes(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(": ")?;
    let value = value.trim_start();
    let is_plain = value.starts_with(char::is_alphanumeric) && value.contains(": ") && !value.contains(" #");
    let before = &line[..line.len() - value.len()];
    (is_plain && !key.contains(['"', '\'', '{', '[']))
        .then(|| (format!("{before}'{}'", value.replace('\'', "''")), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_values_with_a_colon_are_quoted() {
        for (line, expected) in [
            ("- name: Rust: a talk", "- name: 'Rust: a talk'"),
            ("  name:  It's on: now", "  name:  'It''s on: now'"),
            ("name: Rust", ""),
            ("name: {a: 1, b: 2}", ""),
            ("name: \"a\": b", ""),
            ("name: https://a.example", ""),
            ("a: b: c # note", ""),
        ] {
            assert_eq!(in_quotes(line).unwrap_or_default().0, expected, "{line}");
        }
    }
}
