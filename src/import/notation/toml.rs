//! TOML.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use crate::import::document::ReadFault;
use crate::import::record::{Node, Value};

/// True if a text that is not named so looks like TOML.
pub(super) fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|first| {
        first.starts_with('[') && first.ends_with(']') && !first.contains('"')
            || first.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
    })
}

/// True if a text is a table with a value, and no comment or section before that.
pub(super) fn is_table(text: &str) -> bool {
    let is_value = |line: &str| {
        let key = line.split_once(" = ").map(|(key, _)| key);
        key.is_some_and(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))
    };
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_value) && DeTable::parse(text).is_ok()
}

/// The table of a text that begins `lines_before` lines into its file.
pub(super) fn read(text: &str, lines_before: usize, faults: &mut Vec<ReadFault>) -> Vec<Node> {
    let mut starts = vec![0];
    starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
    let line = |offset: usize| starts.partition_point(|start| *start <= offset) + lines_before;
    match DeTable::parse(text) {
        Ok(table) => vec![Node { line: line(0), value: members(table.get_ref(), &line) }],
        Err(error) => {
            let at = error.span().map_or(0, |span| line(span.start));
            faults.push(ReadFault::new(at, format!("the TOML cannot be read: {}", error.message())));
            Vec::new()
        }
    }
}

fn members(table: &DeTable, line: &dyn Fn(usize) -> usize) -> Value {
    // A table of the crate is in the order of its keys; a list is in that of the file.
    let mut members: Vec<_> = table.iter().collect();
    members.sort_by_key(|(key, _)| key.span().start);
    Value::Map(members.into_iter().map(|(key, value)| (key.get_ref().to_string(), node(value, line))).collect())
}

fn node(value: &Spanned<DeValue>, line: &dyn Fn(usize) -> usize) -> Node {
    let at = line(value.span().start);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Boolean(bool) => Value::Bool(*bool),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, line)).collect()),
        DeValue::Table(table) => members(table, line),
    };
    Node { line: at, value }
}
