//! The kind of a deadline by the words around its date.

use super::super::guess::words::Tokens;
use super::super::labels;
use super::EntryDeadline;
use crate::deadline_kind::DeadlineKind;

/// A deadline of the kind that words beside its date name: any where its field names none, `24 Aug 2026 (full papers, extended)`, and
/// else one that comes after a decision, and so is none of a call: `23 Oct 2026 (camera-ready)`.
pub(super) fn of_general(deadline: EntryDeadline, words: &str) -> EntryDeadline {
    let words = labels::without_state(words.trim_matches(|char: char| !char.is_alphanumeric()));
    let is_general = deadline.kind == DeadlineKind::Cfp.as_str();
    let may_be = |kind: &DeadlineKind| is_general || matches!(kind, DeadlineKind::CameraReady);
    match labels::kind(&words).filter(|kind| deadline.name.is_none() && may_be(kind)) {
        Some(kind) => EntryDeadline { kind: kind.as_str(), ..deadline },
        None => deadline,
    }
}

/// A deadline of a text with several, of the kind that its label names.
pub(super) fn of_label(deadline: &EntryDeadline, label: Option<String>) -> EntryDeadline {
    let Some(label) = label else { return deadline.clone() };
    let named = labels::kind(&label);
    let kind = named.map_or(deadline.kind, |kind| kind.as_str());
    let says_all = match named {
        Some(kind) => kind != DeadlineKind::Other && says_only(&label, kind),
        None => says_only(&label, DeadlineKind::Other),
    };
    EntryDeadline { kind, name: Some(label).filter(|_| !says_all), ..deadline.clone() }
}

/// A deadline of one kind with the others of its conference, as a remark calls it: `abstract submission`, `rebuttal`, `Round 1`.
pub(crate) fn of_words(deadline: &EntryDeadline, words: &str) -> EntryDeadline {
    let is_general = [DeadlineKind::Paper, DeadlineKind::Cfp].iter().any(|kind| kind.as_str() == deadline.kind);
    // A sentence about a deadline may name others.
    let is_short = words.split_whitespace().count() <= MAX_WORDS_OF_LABEL;
    let of_paper = Tokens::of(words).kind().filter(|kind| *kind == DeadlineKind::Paper);
    match labels::kind(words).or(of_paper).filter(|_| is_short) {
        Some(_) if !is_general => deadline.clone(),
        // `main paper submission`
        Some(kind) if kind != DeadlineKind::Other && says_only(words.strip_prefix("main ").unwrap_or(words), kind) => {
            EntryDeadline { kind: kind.as_str(), ..deadline.clone() }
        }
        Some(kind) => EntryDeadline { kind: kind.as_str(), name: Some(words.to_owned()), ..deadline.clone() },
        None => EntryDeadline { name: Some(words.to_owned()), ..deadline.clone() },
    }
}

/// A remark with more words is no name of a kind.
const MAX_WORDS_OF_LABEL: usize = 4;

/// True if a name has no word but those of its kind.
pub(super) fn says_only(name: &str, kind: DeadlineKind) -> bool {
    const PLAIN: &str = "until till by on ends deadline submission submissions due date closes close closing for the of call full final";
    // `cft` is of trainings or tutorials beside the `cfp`.
    let of_kind = |token: &String| token != "cft" && Tokens(vec![token.clone()]).kind() == Some(kind);
    Tokens::of(name)
        .0
        .iter()
        .all(|token| of_kind(token) || PLAIN.split(' ').any(|word| word == token) || token == kind.as_str())
}

/// The kinds of two dates in one field whose name has both: `Abstract / paper deadline`. A second part for the extended date has the
/// kind of the first.
pub(super) fn of_pair(field: &str) -> Option<[Option<DeadlineKind>; 2]> {
    let field = field.replace("_and_", "/").replace(" and ", "/");
    let parts: Vec<Tokens> =
        field.split(['/', '&', '+', '|']).map(Tokens::of).filter(|part| !part.0.is_empty()).collect();
    let [one, other] = &parts[..] else { return None };
    let kinds = [one.kind(), other.kind()];
    let are_told = kinds[0].is_some() && kinds[1].is_some() && kinds[0] != kinds[1];
    (are_told || other.is_extended() && !one.is_extended()).then_some(kinds)
}
