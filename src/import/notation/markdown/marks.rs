//! What stands around an item: words and dates in brackets before it, and the tags of HTML that fold it.

use super::fields::{is_exact, is_month};
use super::parts::is_season;
use crate::import::no_value::{NoValue, no_value};
use crate::import::{places, status};

/// A text without the word that it begins with for its status or for how one takes part, and that word with its field:
/// `[Canceled] 5 May: PyCon`, `**[POSTPONED]** PyCon`, `(Online) 6 May: PyCon`.
pub(super) fn without_mark(text: &str) -> (&str, Option<(&'static str, &str)>) {
    const MARKS: [(&str, &str); 3] = [("**", "**"), ("[", "]"), ("(", ")")];
    let found = MARKS.into_iter().find_map(|(open, close)| text.trim_start().strip_prefix(open)?.split_once(close));
    let mark = |word: &str| match status::of_text(word.trim_end_matches(':')) {
        Some(_) => Some("status"),
        None => places::is_tag_of_online(word).then_some("online"),
    };
    let found =
        found.filter(|(_, rest)| !rest.starts_with('(')).and_then(|(word, rest)| Some((mark(word)?, word, rest)));
    found.map_or((text, None), |(field, word, rest)| {
        let word = if field == "online" { "true" } else { word };
        (rest.trim_start_matches([':', ' ', '-', '–', '—']), Some((field, word)))
    })
}

/// A text without the date in brackets that it begins with, and that date: `[Jan 22-23] RubyKaigi (Hakodate)`, `(TBD) PyCon`.
pub(super) fn without_opening_date(text: &str) -> (&str, Option<&str>) {
    const BRACKETS: [(&str, &str); 3] = [("**[", "]**"), ("[", "]"), ("(", ")")];
    let found = BRACKETS.into_iter().find_map(|(open, close)| text.trim_start().strip_prefix(open)?.split_once(close));
    let is_date = |inner: &str| {
        is_exact(inner) || is_month(inner) || no_value(inner) == Some(NoValue::Undecided) || is_season(inner)
    };
    let found = found.filter(|(inner, rest)| !rest.starts_with(['(', '[']) && is_date(inner.trim()));
    found.map_or((text, None), |(inner, rest)| {
        (rest.trim_start_matches([':', ' ', '-', '–', '—', '|']), Some(inner.trim()))
    })
}

/// The text that an item shows while it is folded, and what unfolds: `<details><summary>5 May: PyCon</summary>Talks</details>`.
pub(super) fn of_summary(text: &str) -> Option<(String, String)> {
    const TAGS: [&str; 6] = ["<details>", "<details open>", "</details>", "<summary>", "<span>", "</span>"];
    let (summary, details) = text.split_once("</summary>").filter(|(summary, _)| summary.contains("<summary>"))?;
    let bare = |text: &str| TAGS.iter().fold(text.to_owned(), |text, tag| text.replace(tag, "")).trim().to_owned();
    Some((bare(summary), bare(details)))
}
