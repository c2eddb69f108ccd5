//! Faults of TOML itself: what the parser says, with its place, and what to do.
//!
//! Comes in: what the toml crate could not read. Goes out: diagnostics, without those that only follow from it. Of the keys
//! of a list, only those of dates are known here.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Label, Source, Span};
use crate::spelling::shown;
use crate::when::Expected;

/// A fault that the toml crate found, in its words, with help for the slips that people make; `guess` whether to look for it.
pub(super) fn fault(source: &Source, span: Span, message: &str, head: &Spanned<DeTable>, guess: bool) -> Diagnostic {
    let fault = Diagnostic::new(Code::Syntax, span, message.replace('\n', ", "));
    if !guess {
        return fault;
    }
    let written = source.text().get(span.range()).unwrap_or_default();
    if message != "duplicate key" {
        return fault.help(help(source.text(), span.start, message));
    }
    let key = written.trim_matches(['[', ']', ' ']);
    match last_use(head.get_ref(), key, span.start) {
        Some(first) => fault
            .here("the same key again")
            .also(Span { start: first.start, end: first.end, ..span }, "first used here"),
        None => fault,
    }
}

/// What to do about the slips that people make who do not know TOML by heart.
fn help(text: &str, at: usize, message: &str) -> Option<String> {
    let before = &text.as_bytes()[..at.min(text.len())];
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?;
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.split('#').next().unwrap_or_default().trim());
    let is_date = |separator: char| {
        let parts: Vec<&str> = value.split(separator).collect();
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let help = if is_date('/') || is_date('.') {
        format!("write dates as year, month and day: `{} = 2022-07-11`", shown(key))
    } else if key == "start" && value.parse::<Expected>().is_ok() {
        format!("not dated yet? write `expected = \"{value}\"` instead of `start`")
    } else if key == "expected" && value.parse::<Expected>().is_ok() {
        format!("write `expected = \"{value}\"`")
    } else if matches!(value, "True" | "TRUE" | "yes" | "Yes" | "on") {
        format!("write `{} = true`", shown(key))
    } else if matches!(value, "False" | "FALSE" | "no" | "No" | "off") {
        format!("write `{} = false`", shown(key))
    } else if value.starts_with('"')
        && value.contains('\\')
        && (message.contains("escape") || message.contains("unicode"))
    {
        "a backslash begins an escape: write it twice, or put the text in single quotes".to_owned()
    } else if value.starts_with(|char: char| char.is_alphabetic()) {
        "put a text in quotes: `\"…\"`".to_owned()
    } else {
        return None;
    };
    Some(help)
}

/// The last place before an offset where a key stands: of a key that stands twice in one table, the first time.
fn last_use(table: &DeTable, key: &str, before: usize) -> Option<Range<usize>> {
    fn inside(value: &Spanned<DeValue>, key: &str, before: usize) -> Option<Range<usize>> {
        match value.get_ref() {
            _ if value.span().start >= before => None,
            DeValue::Table(table) => last_use(table, key, before),
            DeValue::Array(items) => {
                items.iter().filter_map(|item| inside(item, key, before)).max_by_key(|place| place.start)
            }
            _ => None,
        }
    }
    let places = table.iter().flat_map(|(name, value)| {
        let here = (name.get_ref() == key && name.span().end <= before).then(|| name.span());
        [here, inside(value, key, before)]
    });
    places.flatten().max_by_key(|place| place.start)
}

/// What is only wrong because the file could not be read whole says nothing new: faults on a line with a fault of
/// syntax, and everything that seems to be missing from that list.
pub(super) fn hide_what_follows(sources: &[Source], diagnostics: &mut Vec<Diagnostic>) {
    let faults = diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::Syntax);
    let mut spans: Vec<Span> = faults.map(|fault| fault.labels[0].span).collect();
    spans.sort_unstable();
    // In order, and none twice.
    let mut lines: Vec<Span> = Vec::new();
    for span in spans {
        if lines.last().is_none_or(|last| (last.source, last.end) < (span.source, span.end)) {
            let text = sources[span.source].text().as_bytes();
            let (before, after) = (&text[..span.start.min(text.len())], &text[span.end.min(text.len())..]);
            let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
            let end = after.iter().position(|&byte| byte == b'\n').map_or(text.len(), |at| span.end + at);
            lines.push(Span { start, end, ..span });
        }
    }
    if lines.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| {
        let Some(Label { span, .. }) = diagnostic.labels.first() else { return true };
        match diagnostic.code {
            Code::Syntax | Code::NotUtf8 => true,
            Code::MissingKey | Code::NoId | Code::NoPlace | Code::NoFeedId => {
                lines.binary_search_by_key(&span.source, |line| line.source).is_err()
            }
            _ => {
                let next = lines.partition_point(|line| (line.source, line.end) < (span.source, span.start));
                lines.get(next).is_none_or(|line| line.source != span.source || line.start > span.end)
            }
        }
    });
}
