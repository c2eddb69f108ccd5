//! Properties of iCalendar in another notation, whose keys keep the parameters: `DTSTART;TZID=Asia/Tokyo: 20190703T190000`.

use super::event::time;
use super::{Property, Zones};
use crate::import::record::{Node, Value};

/// The name of a property, and its value with the zone of the parameters; any other key with its value as it is.
pub(in crate::import::notation) fn without_parameters(key: String, node: Node) -> (String, Node) {
    let is_name = |name: &str| name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    let Some((name, parameters)) = key.split_once(';').filter(|(name, rest)| is_name(name) && rest.contains('='))
    else {
        return (key, node);
    };
    let (name, parameters) = (name.to_owned(), parameters.to_owned());
    let property =
        Property { line: node.line, name: name.clone(), parameters, value: node.scalar().unwrap_or_default() };
    let is_time = property.parameter("TZID").is_some() || property.parameter("VALUE") == Some("DATE");
    let value = is_time.then(|| time(&property, &Zones::default()).ok()).flatten();
    (name, Node { line: node.line, value: value.map_or(node.value, Value::Text) })
}
