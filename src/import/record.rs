//! Records: trees of values, each with the line that it begins on, the same for every notation.
//!
//! Comes in: the values that a notation puts in. Goes out: the members of a [`Node`] by path. Knows neither notations nor
//! conferences.

/// A value and the line of its file that it begins on, from 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) value: Value,
}

/// A value as its notation has it. Dates are text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number as it was written: `2020.10` is a month to some.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

fn is_control(char: char) -> bool {
    char.is_control() && !matches!(char, '\n' | '\r' | '\t')
}

impl Node {
    pub(crate) fn text(line: usize, text: impl Into<String>) -> Node {
        Node { line, value: Value::Text(text.into()) }
    }

    pub(crate) fn map(line: usize, members: Vec<(String, Node)>) -> Node {
        Node { line, value: Value::Map(members) }
    }

    pub(crate) fn list(line: usize, items: Vec<Node>) -> Node {
        Node { line, value: Value::List(items) }
    }

    /// The member of that name, the first if there are several.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        self.members().iter().find(|(key, _)| key == name).map(|(_, node)| node)
    }

    /// The members of a map; of anything else, none.
    pub(crate) fn members(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Map(members) => members,
            _ => &[],
        }
    }

    /// The items of a list; of anything else, none.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// A text, number or truth value as text without blanks around it; `None` for what is empty or not one value.
    pub(crate) fn scalar(&self) -> Option<String> {
        let text = match &self.value {
            // An answer that was not given, as GitHub writes it.
            Value::Text(text) if text.trim() == "_No response_" => "",
            Value::Text(text) | Value::Number(text) => text.trim(),
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            Value::Null | Value::List(_) | Value::Map(_) => "",
        };
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Gives the value and all below it other numbers of lines.
    pub(crate) fn renumber(&mut self, number: &impl Fn(usize) -> usize) {
        self.line = number(self.line);
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.renumber(number)),
            Value::Map(members) => members.iter_mut().for_each(|(_, member)| member.renumber(number)),
            _ => {}
        }
    }

    /// Puts a blank in the place of each control character that a text was written with by its number: `\u0000`.
    pub(crate) fn without_controls(&mut self) {
        match &mut self.value {
            Value::Text(text) if text.contains(is_control) => *text = text.replace(is_control, " "),
            Value::List(items) => items.iter_mut().for_each(Node::without_controls),
            Value::Map(members) => members.iter_mut().for_each(|(_, member)| member.without_controls()),
            _ => {}
        }
    }

    /// The values at a path: names with dots between them, where `*` stands for every member of a list or map. A name on a
    /// list stands for that name of each of its items.
    pub(crate) fn all<'n>(&'n self, path: &str, found: &mut Vec<&'n Node>) {
        if path.is_empty() {
            found.push(self);
            return;
        }
        // A name may hold dots itself.
        if let Some(node) = self.get(path) {
            found.push(node);
            return;
        }
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        match &self.value {
            Value::List(items) if first == "*" => items.iter().for_each(|item| item.all(rest, found)),
            Value::List(items) => match first.parse::<usize>() {
                Ok(index) => items.get(index).into_iter().for_each(|item| item.all(rest, found)),
                Err(_) => items.iter().for_each(|item| item.all(path, found)),
            },
            Value::Map(members) if first == "*" => members.iter().for_each(|(_, node)| node.all(rest, found)),
            Value::Map(members) => match self.get(first) {
                Some(node) => node.all(rest, found),
                None => {
                    let dotted = members.iter().filter(|(key, _)| key.contains('.'));
                    let inside = dotted
                        .filter_map(|(key, node)| Some((path.strip_prefix(key.as_str())?.strip_prefix('.')?, node)));
                    inside.for_each(|(rest, node)| node.all(rest, found));
                }
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_through_lists_and_maps() {
        let point = |lat: &str| Node::map(2, vec![("lat".to_owned(), Node::text(2, lat))]);
        let tree = Node::map(
            1,
            vec![
                ("a.b".to_owned(), Node::text(1, "dotted")),
                ("c.d.e".to_owned(), Node::list(1, vec![point("3")])),
                ("points".to_owned(), Node::list(2, vec![point("1"), point("2")])),
            ],
        );
        for (path, expected) in [
            ("a.b", &["dotted"][..]),
            ("points.lat", &["1", "2"]),
            ("points.*.lat", &["1", "2"]),
            ("points.1.lat", &["2"]),
            ("c.d.e.*.lat", &["3"]),
            ("c.d", &[]),
            ("a", &[]),
            ("points.x", &[]),
        ] {
            let mut found = Vec::new();
            tree.all(path, &mut found);
            let texts: Vec<_> = found.iter().filter_map(|node| node.scalar()).collect();
            assert_eq!(texts, expected, "{path}");
        }
    }
}
