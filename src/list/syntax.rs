//! Faults of TOML itself: the parser's words, with their place, and what to do.
//!
//! Comes in: the text of a list. Goes out: its table as far as it could be read, and diagnostics: one for each line with a
//! fault, without those that only follow from another one.

use std::collections::HashSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{Fault, Faults, Span};
use super::{foreign, slips};
use crate::diagnostic::{Code, Source};

/// The most syntax errors that are kept of a list; what stands behind them is not read.
const MAX_SYNTAX_ERRORS: usize = 100;

/// The octets that are parsed at first from the first error on. An error takes a hundred times the memory of its text, so
/// a list of nothing but errors must not be parsed whole.
const FIRST_OCTETS: usize = 1 << 16;

/// The tokens that are parsed at a time, of any text.
const MIN_TOKENS: usize = 300_000;

/// The octets of a text for which one token more is parsed. A token takes up to 150 octets of memory.
const OCTETS_PER_TOKEN: usize = 8;

/// The fault of a list that would take too much memory to parse: the settings or an entry are too dense, or the list would
/// have to be parsed whole and is too large for that. In the latter case it has a syntax error, or settings after entries.
pub(super) fn too_many_tokens(
    source: &Source,
    index: usize,
    pieces: Option<&[Range<usize>]>,
    in_pieces: bool,
) -> Option<Fault> {
    let text = source.text();
    if text.len() <= MIN_TOKENS {
        return None;
    }
    let place = |start: usize, end: usize| Span::new(index, start..end);
    if let Some(dense) = pieces.into_iter().flatten().find(|piece| is_too_dense(&text[(*piece).clone()])) {
        let what = if dense.start == 0 { "the part before the first entry" } else { "this entry" };
        let message = format!("{what} has too many keys, values and punctuation marks to be read");
        return Some(Fault::new(Code::TooMany, place(dense.start, dense.start), message));
    }
    if in_pieces && pieces.is_some() || !is_too_dense(text) {
        return None;
    }
    let error =
        pieces.into_iter().flatten().find_map(|piece| Some((piece.start, DeTable::parse(&text[piece.clone()]).err()?)));
    let Some((offset, error)) = error else {
        let help = "put `[feed]`, `[regions]` and each `[[view]]` before the first `[[conference]]`".to_owned();
        let message = "a list as large as this is read entry by entry, which its order does not allow";
        return Some(Fault::new(Code::TooMany, place(0, 0), message).help(help));
    };
    let range = error.span().unwrap_or(0..0);
    let span = place(offset + range.start, offset + range.end);
    Some(
        fault(text, span, line_at(text, span.start), &error.message().replace('\n', ", "))
            .label("the list is not read from here on"),
    )
}

/// True if a text has more tokens than are parsed at a time.
fn is_too_dense(text: &str) -> bool {
    let most = MIN_TOKENS + text.len() / OCTETS_PER_TOKEN;
    if text.len() <= most {
        return false;
    }
    let (mut tokens, mut is_in_word) = (0, false);
    for byte in text.bytes() {
        let is_mark =
            matches!(byte, b'=' | b',' | b'.' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' | b'#' | b'\n' | b'\r');
        let is_word = !is_mark && !matches!(byte, b' ' | b'\t');
        tokens += usize::from(is_mark || is_word && !is_in_word);
        is_in_word = is_word;
    }
    tokens > most
}

/// Parses a list as far as its syntax errors allow, and reports these.
pub(super) fn parse<'s>(source: &'s Source, index: usize, faults: &mut Faults) -> Spanned<DeTable<'s>> {
    let text = source.text();
    let (head, errors, end) = parse_start(text);
    if errors.is_empty() {
        return head;
    }
    let span = |range: Range<usize>| Span::new(index, range);
    let merges = foreign::unfinished_merges(text);
    for (first, last) in &merges {
        faults.push(
            Fault::new(Code::Syntax, span(first.clone()), "an unfinished merge")
                .label("begins here")
                .secondary(span(last.clone()), "ends here")
                .help(
                    "keep one version, or both, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
                        .to_owned(),
                ),
        );
    }
    let mut seen = HashSet::new();
    // The keys of a table that stands twice stand twice too.
    let mut in_second_table: Option<Range<usize>> = None;
    for (range, message) in errors {
        let line = line_at(text, range.start);
        let is_in_merge = merges.iter().any(|(first, last)| (first.start..=last.end).contains(&range.start));
        let is_duplicate = message == "duplicate key";
        let follows = is_duplicate && in_second_table.as_ref().is_some_and(|table| table.contains(&range.start));
        if !is_in_merge && !follows && (is_duplicate || seen.insert(line.start)) {
            if is_duplicate && text[line.clone()].trim_start().starts_with('[') {
                let next = text[line.end..].find("\n[").map_or(text.len(), |next| line.end + next);
                in_second_table = Some(line.end..next);
            }
            let span = span(range);
            faults.push(if is_duplicate {
                duplicate(text, span, line, &head)
            } else {
                fault(text, span, line, &message)
            });
        }
    }
    if end < text.len() {
        faults.push(
            Fault::new(Code::Syntax, span(end..end), format!("there are more than {MAX_SYNTAX_ERRORS} syntax errors"))
                .label("the list is not read from here on"),
        );
    }
    head
}

/// The place of an error, and the parser's words.
type SyntaxError = (Range<usize>, String);

/// The table, the errors, and where reading ended: at the end of the text, unless it has too many errors.
fn parse_start(text: &str) -> (Spanned<DeTable<'_>>, Vec<SyntaxError>, usize) {
    let first = match DeTable::parse(text) {
        Ok(head) => return (head, Vec::new(), text.len()),
        Err(error) => error.span().map_or(0, |span| span.start),
    };
    let mut octets = FIRST_OCTETS;
    loop {
        let end = if first + octets < text.len() { cut(text, first + octets) } else { text.len() };
        let (head, errors) = DeTable::parse_recoverable(&text[..end]);
        if end == text.len() || errors.len() > MAX_SYNTAX_ERRORS {
            let end = match errors.get(MAX_SYNTAX_ERRORS) {
                Some(error) => error.span().map_or(end, |span| span.start),
                None => end,
            };
            let errors = errors.iter().take(MAX_SYNTAX_ERRORS);
            let errors = errors.map(|error| (error.span().unwrap_or(0..0), error.message().replace('\n', ", ")));
            return (head, errors.collect(), end);
        }
        octets *= 2;
    }
}

/// The end of the last line before an offset, or that offset in a line without end.
fn cut(text: &str, offset: usize) -> usize {
    let mut end = offset;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].rfind('\n').map_or(end, |newline| newline + 1)
}

/// The line that an offset is in.
fn line_at(text: &str, offset: usize) -> Range<usize> {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    start..end
}

/// An error of the parser, in its words, or as the slip that it is.
fn fault(text: &str, span: Span, line: Range<usize>, message: &str) -> Fault {
    let start = if line.start == 0 { text.len() - text.trim_start_matches('\u{feff}').len() } else { line.start };
    let Some(slip) = slips::find(&text[start.min(line.end)..line.end], &text[line.end..], message) else {
        return Fault::new(Code::Syntax, span, message);
    };
    let place = Span { start: start + slip.range.start, end: start + slip.range.end, ..span };
    let fix = slip.fix.map(|(range, text)| (Span { start: start + range.start, end: start + range.end, ..span }, text));
    let fault = match slip.message {
        Some(message) => Fault::new(Code::Syntax, place, message),
        None => Fault::new(Code::Syntax, span, message),
    };
    fault.help(slip.help).fix(fix)
}

/// A key or a table that stands twice.
fn duplicate(text: &str, span: Span, line: Range<usize>, head: &Spanned<DeTable>) -> Fault {
    let written = text.get(span.range()).unwrap_or_default();
    let key = written.trim_matches(['[', ']', ' ']);
    let header = text[line].trim().strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or_default().trim();
    let help = match (header, key) {
        ("conference" | "conference.session" | "conference.deadline" | "source" | "view", _) => {
            format!("write `[[{header}]]`, in double brackets, for each")
        }
        ("", "name" | "start" | "id" | "kind" | "due") => {
            "delete one of the two; if another entry begins here, begin it with its header, such as `[[conference]]`"
                .to_owned()
        }
        ("", _) => "delete one of the two".to_owned(),
        (header, _) if header.starts_with('[') => format!(
            "an entry has `{key}` as a key and as a table: delete the key, and keep the tables that begin with `{header}]]`"
        ),
        _ => format!("write all keys below the first `[{header}]`"),
    };
    let fix =
        double_brackets(text, header).map(|(range, text)| (Span { start: range.start, end: range.end, ..span }, text));
    let fault = Fault::new(Code::Syntax, span, "duplicate key").help(help).fix(fix);
    match last_use(head.get_ref(), key, span.start) {
        Some(first) => fault
            .label("the same key again")
            .secondary(Span { start: first.start, end: first.end, ..span }, "first used here"),
        None => fault,
    }
}

/// The part of a list from the first header of this name to the last, with each in double brackets; `None` where a table
/// has no name of its own, and so may be part of another one.
fn double_brackets(text: &str, header: &str) -> Option<(Range<usize>, String)> {
    let key = match header {
        "conference" | "conference.session" | "view" => "name",
        "conference.deadline" => "kind",
        _ => return None,
    };
    let single = format!("[{header}]");
    let is_header = |line: &str| line.trim_start().strip_prefix(&single).is_some_and(|rest| !rest.starts_with(']'));
    let (mut first, mut out, mut at) = (None, String::new(), 0);
    for line in text.split_inclusive('\n') {
        let is_it = is_header(line);
        if is_it {
            let below = text[at + line.len()..].lines().take_while(|line| !line.trim_start().starts_with('['));
            below.into_iter().find(|line| line.split('=').next().is_some_and(|name| name.trim() == key))?;
            let start = at + (line.len() - line.trim_start().len());
            first = first.or(Some(start..start));
        }
        if let Some(range) = &mut first {
            let from = range.start.max(at) - at;
            let line = &line[from..];
            out += &if is_it { line.replacen(&single, &format!("[{single}]"), 1) } else { line.to_owned() };
            if is_it {
                range.end = at + from + line.find(&single)? + single.len();
            }
        }
        at += line.len();
    }
    let range = first?;
    // Without what stands behind the last one.
    let behind = text.len() - range.end;
    out.truncate(out.len() - behind);
    Some((range, out))
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

/// Consequences of a syntax fault say nothing new: faults on a line with a fault of
/// syntax, and everything that seems to be missing from that list.
pub(super) fn hide_what_follows(sources: &[Source], found: &mut Vec<Fault>) {
    let faults = found.iter().filter(|fault| fault.code == Code::Syntax);
    // To the last of its places, as of an unfinished merge; but not back to an earlier one.
    let whole = |fault: &Fault| {
        let first = fault.span()?;
        Some(Span { end: fault.labels.iter().map(|(span, _)| span.end).max()?, ..first })
    };
    let mut spans: Vec<Span> = faults.filter_map(whole).collect();
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
    found.retain(|fault| {
        let Some(span) = fault.span() else { return true };
        match fault.code {
            Code::Syntax | Code::NotUtf8 => true,
            Code::MissingKey | Code::NoId | Code::NoPlace | Code::NoFeedId | Code::NoDate => {
                lines.binary_search_by_key(&span.source, |line| line.source).is_err()
            }
            // The parser's stand-in for an unreadable value has no place in the text.
            _ if span.end == 0 => lines.binary_search_by_key(&span.source, |line| line.source).is_err(),
            _ => {
                let next = lines.partition_point(|line| (line.source, line.end) < (span.source, span.start));
                lines.get(next).is_none_or(|line| line.source != span.source || line.start > span.end)
            }
        }
    });
}
