//! Issue forms: `### Label` over the value, as GitHub writes what was filled in.

use crate::import::record::Node;

/// True if a text is an issue form: headings of the third level over short values, from the beginning.
pub(super) fn is_issue_form(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let begins = lines.next().is_some_and(|line| line.starts_with("### "));
    let labels = text.lines().filter(|line| line.starts_with("### ")).count();
    let others = text.lines().filter(|line| line.starts_with('#') && !line.starts_with("### ")).count();
    let fields = text
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .filter(|label| super::markdown::is_field(label))
        .count();
    // `### PyCon` over `- **When**: 5-8 May` is a conference.
    let is_item = |line: &str| {
        let item = line.trim().strip_prefix("- ").or_else(|| line.trim().strip_prefix("* "));
        let label = item.and_then(|item| item.split_once(':')).map(|(label, _)| label.trim_matches(['*', '_', ' ']));
        label.is_some_and(super::markdown::is_field)
    };
    if text.lines().any(is_item) {
        return false;
    }
    begins && labels > 1 && others == 0 && !text.contains("|--") && !text.contains("](")
        || begins && fields > 2 && fields * 5 >= labels * 3 && others == 0
        || begins && labels > 2 && others == 0 && text.contains("_No response_")
}

/// The form as one record.
pub(super) fn read(text: &str) -> Vec<Node> {
    let text = &super::markdown::without_comments(text);
    let mut members: Vec<(String, Node)> = Vec::new();
    let mut label: Option<(String, usize)> = None;
    let mut value = String::new();
    let mut push = |label: Option<(String, usize)>, value: &mut String| {
        if let Some((label, line)) = label {
            let ticked: Vec<&str> = value
                .lines()
                .filter_map(|line| line.trim().strip_prefix("- [x] ").or(line.trim().strip_prefix("- [X] ")))
                .collect();
            let boxes = value.lines().any(|line| line.trim_start().starts_with("- ["));
            let node = if boxes {
                Node::list(line, ticked.iter().map(|text| Node::text(line, *text)).collect())
            } else {
                Node::text(line, value.trim().trim_start_matches("_No response_"))
            };
            members.push((label, node));
        }
        value.clear();
    };
    for (number, line) in text.lines().enumerate() {
        match line.strip_prefix("### ") {
            Some(next) => push(label.replace((next.trim().to_owned(), number + 2)), &mut value),
            None => {
                value.push_str(line);
                value.push('\n');
            }
        }
    }
    push(label.take(), &mut value);
    let names = crate::import::document::column_names(members.iter().map(|(label, _)| label.clone()));
    let members = names.into_iter().zip(members.into_iter().map(|(_, node)| node)).collect();
    vec![Node::map(1, members)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_labels_over_values() {
        let text = "### Conference name\n\nPyCon\n\n### Dates\n\n5-8 May 2027\n\n### Website\n\n_No response_\n\n### Topics\n\n- [x] Python\n- [ ] Web\n";
        assert!(is_issue_form(text));
        let form = &read(text)[0];
        assert_eq!(form.get("Conference name").and_then(Node::scalar).as_deref(), Some("PyCon"));
        assert_eq!(form.get("Website").and_then(Node::scalar), None);
        assert_eq!(form.get("Topics").map(|node| node.items().len()), Some(1));
    }
}
