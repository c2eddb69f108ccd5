//! Front matter: YAML between lines of `---`, or TOML between lines of `+++`, above a text.

use crate::import::document::ReadFault;
use crate::import::record::{Node, Value};

/// True if a text is front matter: a block at its beginning, and more behind it or a name that says so.
pub(super) fn is_front_matter(text: &str, is_markdown: bool) -> bool {
    split(text).is_some_and(|(_, block, body, _)| {
        is_markdown && !block.trim().is_empty()
            || !body.trim().is_empty()
                && !body.trim_start().starts_with("- ")
                && !block.trim_start().starts_with("- ")
                && !body.contains("\n---")
    })
}

/// The mark, the block, the text behind it, and the lines before that.
fn split(text: &str) -> Option<(&str, &str, &str, usize)> {
    let text_start = text.len() - text.trim_start().len();
    let rest = &text[text_start..];
    let (first, rest_at) = rest.split_once('\n').map(|(first, rest)| (first.trim_end(), rest))?;
    if !matches!(first, "---" | "+++") {
        return None;
    }
    let mut at = 0;
    for line in rest_at.split_inclusive('\n') {
        if line.trim_end() == first {
            let before = text[..text_start].matches('\n').count() + 1;
            let body = &rest_at[at + line.len()..];
            return Some((first, &rest_at[..at], body, before));
        }
        at += line.len();
    }
    None
}

/// The values of the block, and the text behind it as `@body`.
pub(super) fn read(text: &str, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let Some((mark, block, body, before)) = split(text) else { return Vec::new() };
    let mut nodes =
        if mark == "+++" { super::toml::read(block, before, faults) } else { super::yaml::read(block, before, faults) };
    if let Some(Value::Map(members)) = nodes.first_mut().map(|node| &mut node.value)
        && !body.trim().is_empty()
    {
        let line = before + block.matches('\n').count() + 2;
        members.push(("@body".to_owned(), Node::text(line, body.trim())));
    }
    nodes
}
