//! Several deadlines in one text, each as one of its own.

use super::super::dates::When;
use super::super::{labels, mapping, years};
use super::deadline_kinds::{of_label, of_pair};
use super::deadline_years::before;
use super::deadlines::DeadlineContext;
use super::{Entry, EntryDate, EntryDeadline, Maker, shown};

impl Maker<'_> {
    /// Takes several dates in one text, each as a deadline of its own; the name of their field may say what each is for.
    pub(super) fn several_due(
        &mut self,
        around: &DeadlineContext,
        deadline: &EntryDeadline,
        whens: Vec<When>,
        (text, line): (&str, usize),
        fields: &mapping::DeadlineMapping,
        entry: &mut Entry,
    ) {
        let has_year = years::years(text).next().is_some();
        let pair = fields.due.0.first().and_then(|field| of_pair(field)).filter(|_| whens.len() == 2);
        let first = entry.deadlines.len();
        for (at, when) in whens.into_iter().enumerate() {
            let mut one = deadline.clone();
            let when = if has_year { when } else { before(when, entry) };
            self.set_due(around, &mut one, &when, (text, line));
            if let Some(kind) = pair.and_then(|kinds| kinds[at]) {
                one = EntryDeadline { kind: kind.as_str(), name: None, ..one };
            }
            entry.deadlines.push(one);
        }
        let shown = shown(text);
        let found = &entry.deadlines[first..];
        let message = match (pair, found) {
            (Some([_, None]), [old, new]) if old.due.is_some() && new.due.is_some() => {
                let moved = EntryDeadline { due: new.due, was: Vec::from_iter(old.due), ..old.clone() };
                entry.deadlines.truncate(first);
                entry.deadlines.push(moved);
                format!("`{shown}` are the date of before and that of now, as the name of its field says")
            }
            (Some([Some(one), Some(other)]), _) => {
                format!(
                    "`{shown}` are two dates: the first is taken for {}, the second for {}",
                    one.as_str(),
                    other.as_str()
                )
            }
            (_, [_, _, ..]) => {
                format!("`{shown}` names several dates, and not what each is for: each is taken for a deadline")
            }
            _ => format!("`{shown}` names no day: the deadline has no date"),
        };
        self.note(around.record, line, message);
    }

    /// Takes the deadlines of a text with several: of each label its own, and the day on which the call opens for the one beside it.
    pub(super) fn labelled(
        &mut self,
        around: &DeadlineContext,
        deadline: &EntryDeadline,
        parts: Vec<(Option<String>, When)>,
        text: (&str, usize),
        entry: &mut Entry,
    ) {
        let first = entry.deadlines.len();
        let mut opens = None;
        for (label, when) in parts {
            if label.as_deref().is_some_and(labels::is_opening) {
                opens = when.day().map(EntryDate::Day);
                continue;
            }
            let mut one = of_label(deadline, label);
            self.set_due(around, &mut one, &before(when, entry), text);
            one.opens = one.opens.or_else(|| opens.take());
            entry.deadlines.push(one);
        }
        match entry.deadlines[first..].last_mut() {
            Some(last) => last.opens = last.opens.or(opens),
            None => entry.deadlines.push(EntryDeadline { opens: deadline.opens.or(opens), ..deadline.clone() }),
        }
    }
}
