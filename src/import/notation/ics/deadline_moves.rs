//! Deadlines that a later event of a calendar moves: `Deadline extended`.

use chrono::NaiveDate;

use crate::deadline_kind::DeadlineKind;
use crate::import::guess::words::Tokens;
use crate::import::record::{Node, Value};

/// The later day of a deadline that has an event too.
pub(super) struct LaterDay<'d> {
    pub(super) line: usize,
    pub(super) words: &'d str,
    pub(super) round: Option<&'d String>,
    pub(super) day: NaiveDate,
    pub(super) due: &'d str,
}

/// The deadline of a conference that an event moves to a later day: that of its kind and round, or the only call if it names no kind.
pub(super) fn moved_by(items: &[Node], deadline: &LaterDay, kind: DeadlineKind) -> Option<usize> {
    let text = |item: &Node, key: &str| item.get(key).and_then(Node::scalar);
    let is_before = |item: &Node| {
        let due = text(item, "due").and_then(|due| due.get(..10)?.parse::<NaiveDate>().ok());
        due.is_some_and(|due| due < deadline.day)
    };
    let is_named = Tokens::of(deadline.words).kind().is_some();
    let is_of = |item: &Node| {
        let of_item = text(item, "kind").unwrap_or_default();
        let is_call = ["cfp", "paper", "abstract"].contains(&of_item.as_str());
        (of_item == kind.as_str() || !is_named && is_call)
            && (kind == DeadlineKind::Other || text(item, "name").as_ref() == deadline.round)
            && is_before(item)
    };
    let mut found = items.iter().enumerate().filter(|(_, item)| is_of(item)).map(|(at, _)| at);
    found.next().filter(|_| is_named || found.next().is_none())
}

/// Gives a deadline the day of an event that extends it.
pub(super) fn move_to(item: &mut Node, deadline: &LaterDay) {
    let Value::Map(members) = &mut item.value else { return };
    let Some((_, due)) = members.iter_mut().find(|(key, _)| key == "due") else { return };
    let before = std::mem::replace(due, Node::text(deadline.line, deadline.due));
    match members.iter_mut().find(|(key, _)| key == "was") {
        Some((_, Node { value: Value::List(was), .. })) => was.push(before),
        _ => members.push(("was".to_owned(), Node::list(deadline.line, vec![before]))),
    }
}
