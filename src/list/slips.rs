//! Slips of people who do not know TOML by heart: what is wrong in a line, what to write instead, and the change that does
//! it where there is one answer.
//!
//! Comes in: a line that the parser could not read. Goes out: one slip with its place in the line. A line of another kind
//! is left to the parser's own words. Lines without a value are looked at here, characters in [`characters`], values in
//! [`quotes`] and [`values`].

mod characters;
mod quotes;
mod values;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::keys::{CONFERENCE, DEADLINE, meant_key, suggest_key};
use super::loose_date::LooseDate;
use crate::spelling::shown;
use characters::{is_typographic, odd_character};

/// The longest line that is looked at, in bytes: nobody typed a longer one.
const MAX_LINE_OCTETS: usize = 4096;

/// A slip of one line.
pub(super) struct Slip {
    /// Its place in the line, in bytes.
    pub(super) range: Range<usize>,
    /// The fault: one sentence without a full stop; `None` where the parser says it as well.
    pub(super) message: Option<String>,
    /// The text to write.
    pub(super) help: String,
    /// The change of the line that mends it, where there is one answer: its place in the line, and the new text.
    pub(super) fix: Option<(Range<usize>, String)>,
}

impl Slip {
    fn new(range: Range<usize>, message: &str, help: String) -> Slip {
        Slip { range, message: Some(message.to_owned()), help, fix: None }
    }

    /// A slip in the parser's words.
    fn unnamed(range: Range<usize>, help: String) -> Slip {
        Slip { range, message: None, help, fix: None }
    }

    fn fix(self, range: Range<usize>, text: impl Into<String>) -> Slip {
        Slip { fix: Some((range, text.into())), ..self }
    }

    /// As [`Slip::fix`], where the answer is the only one.
    fn fix_if(self, is_certain: bool, range: Range<usize>, text: impl Into<String>) -> Slip {
        if is_certain { self.fix(range, text) } else { self }
    }
}

/// The slip of a line, if it is a known one; `after` is the text that follows the line, `error` the parser's words.
pub(super) fn find(line: &str, after: &str, error: &str) -> Option<Slip> {
    if line.len() > MAX_LINE_OCTETS {
        return None;
    }
    let trimmed = line.trim();
    // Of a line of nothing but blanks both are its end.
    let start = line.len() - line.trim_start().len();
    let end = start + trimmed.len();
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| trimmed.starts_with(mark)) {
        let help = "keep one version of what was merged, or both, and delete this line";
        return Some(Slip::new(start..end, "a mark of an unfinished merge", help.to_owned()));
    }
    if let Some(comment) = comment(trimmed) {
        let help = format!("write `# {}`", shown(comment));
        let slip = Slip::new(start..end, "a comment begins with `#`", help);
        return Some(slip.fix_if(is_closed(trimmed), start..end, hashed(comment)));
    }
    if let Some(slip) = odd_character(line) {
        return Some(slip);
    }
    let colon = colon(line, start..end);
    if colon.is_some() {
        return colon;
    }
    match split(line, '=') {
        Some(equals) if trimmed.starts_with('[') => behind_header(line, equals),
        Some(equals) => Assignment::new(line, equals, after).slip(error),
        None => without_value(line, start..end),
    }
}

/// A line with `=`: a key and its value.
struct Assignment<'l> {
    line: &'l str,
    equals: usize,
    key: &'l str,
    /// Without the comment behind it.
    value: &'l str,
    /// The place of the value in the line.
    range: Range<usize>,
    /// True if the line after it begins something of its own, so that the value ends in this one.
    is_last_line: bool,
}

impl<'l> Assignment<'l> {
    fn new(line: &'l str, equals: usize, after: &str) -> Assignment<'l> {
        let rest = &line[equals + 1..];
        let start = equals + 1 + (rest.len() - rest.trim_start().len());
        let value = without_comment(line[start..].trim_end());
        let range = start..start + value.len();
        Assignment { line, equals, key: line[..equals].trim(), value, range, is_last_line: begins_anew(after) }
    }

    fn key_start(&self) -> usize {
        self.line.len() - self.line.trim_start().len()
    }

    /// A slip of the value as a whole, and the value to write.
    fn write(&self, message: &str, right: &str, is_certain: bool) -> Slip {
        let help = format!("write `{} = {}`", shown(self.key), shown(right));
        Slip::new(self.range.clone(), message, help).fix_if(is_certain, self.range.clone(), right)
    }

    fn slip(&self, error: &str) -> Option<Slip> {
        let Assignment { key, value, range, equals, .. } = self;
        let has_blanks = key.contains(char::is_whitespace) && !key.contains(['"', '\'', '.']);
        if let Some(slip) = values::second_key(self).filter(|_| !has_blanks) {
            return Some(slip);
        }
        if has_blanks {
            let at = self.key_start()..self.key_start() + key.len();
            let meant = meant_key(key, &CONFERENCE).or_else(|| meant_key(key, &DEADLINE));
            let slip = Slip::new(at.clone(), "a key has no blanks", suggest_key(key, &CONFERENCE));
            return Some(slip.fix_if(meant.is_some(), at, meant.unwrap_or_default()));
        }
        if value.starts_with(['=', ':', '>']) {
            let right = value.trim_start_matches(['=', ':', '>']).trim_start();
            let message = "a key and its value are joined by one `=`";
            let help = format!("write `{} = {}`", shown(key), shown(right));
            let slip = Slip::new(*equals..range.start + 1, message, help);
            return Some(slip.fix(*equals..range.end - right.len(), "= "));
        }
        if value.is_empty() {
            let message = format!("`{}` has no value", shown(key));
            return Some(Slip::new(*equals..*equals + 1, &message, "write its value, or leave the key out".to_owned()));
        }
        if value.starts_with(['"', '\'']) {
            return quotes::quoted(self, error);
        }
        values::list_or_table(self).or_else(|| values::bare(self))
    }
}

/// True if a text begins with a header, a key, a comment or nothing, and so does not go on with a value.
fn begins_anew(text: &str) -> bool {
    let Some(line) = text.lines().map(str::trim).find(|line| !line.is_empty()) else { return true };
    let key = line.split(['=', ':']).next().filter(|key| key.len() < line.len()).unwrap_or_default();
    line.starts_with(['#', '[']) || line.starts_with("//") || is_key(key.trim_end())
}

fn is_key(key: &str) -> bool {
    key.starts_with(|char: char| char.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// The words of a comment in another language.
fn comment(text: &str) -> Option<&str> {
    let marks = ["//", ";", "/*", "<!--", "--", "%"];
    let mark = marks.iter().find(|mark| text.starts_with(**mark) && !text.starts_with("---"))?;
    Some(text[mark.len()..].trim_start_matches(['/', ';', '*']).trim_end_matches("*/").trim_end_matches("-->").trim())
}

/// True if such a comment ends with its line.
fn is_closed(comment: &str) -> bool {
    let is_one = |open: &str, close: &str| {
        !comment.starts_with(open) || comment.find(close).is_some_and(|at| at + close.len() == comment.len())
    };
    is_one("/*", "*/") && is_one("<!--", "-->")
}

fn hashed(comment: &str) -> String {
    if comment.is_empty() { "#".to_owned() } else { format!("# {comment}") }
}

/// The characters of a line that stand outside of quotes and before a comment, with their places.
fn outside_quotes(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote: Option<char> = None;
    let mut is_escaped = false;
    line.char_indices()
        .map(move |(at, char)| {
            let was = quote;
            match quote {
                Some(open) if char == open && !is_escaped => quote = None,
                None if matches!(char, '"' | '\'') => quote = Some(char),
                _ => {}
            }
            is_escaped = was == Some('"') && char == '\\' && !is_escaped;
            (at, char, was.is_none() && quote.is_none())
        })
        .take_while(|(_, char, is_outside)| !(*is_outside && *char == '#'))
        .filter_map(|(at, char, is_outside)| is_outside.then_some((at, char)))
}

/// The place of a character outside of quotes.
fn split(line: &str, wanted: char) -> Option<usize> {
    outside_quotes(line).find(|(_, char)| *char == wanted).map(|(at, _)| at)
}

/// A value without the comment behind it.
fn without_comment(text: &str) -> &str {
    let mut quote: Option<char> = None;
    for (at, char) in text.char_indices() {
        match quote {
            Some(open) if char == open => quote = None,
            // `C# Days` has no comment.
            None if char == '#' && !text[..at].ends_with(|char: char| char.is_alphanumeric()) => {
                return text[..at].trim_end();
            }
            None if matches!(char, '"' | '\'') => quote = Some(char),
            _ => {}
        }
    }
    text.trim_end()
}

/// A text in the quotes that it can stand in.
fn quote(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// True if a text is a value of TOML.
fn is_value(text: &str) -> bool {
    DeValue::parse(text).is_ok()
}

/// A key and its value with `:` between them.
fn colon(line: &str, range: Range<usize>) -> Option<Slip> {
    let text = &line[range.clone()];
    let text = text.strip_prefix("- ").unwrap_or(text).trim_start();
    let (key, rest) = text.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    if !is_key(key) || rest.starts_with("//") {
        return None;
    }
    let message = "a key and its value are joined by `=`, not by `:`";
    let all = rest.strip_prefix('=').unwrap_or(rest).trim_start();
    let (value, is_clear) = values::whole(without_comment(all));
    let value = value.trim_end_matches([',', ';']).trim_end();
    if value.is_empty() {
        return Some(Slip::new(range, message, "write `key = value`, or a header in brackets".to_owned()));
    }
    let (right, is_certain) = as_toml(key, value);
    let help = format!("write `{} = {}`", shown(key), shown(&right));
    // A comma behind it goes too; a comment stays.
    let end = range.end - all.len() + value.len();
    let end = if line[end..].starts_with([',', ';']) { end + 1 } else { end };
    let is_item = line[range.clone()].starts_with("- ");
    let slip = Slip::new(range.clone(), message, help);
    Some(slip.fix_if(is_certain && is_clear && !is_item, range.start..end, format!("{key} = {right}")))
}

/// The rest of the line behind a header.
fn behind_header(line: &str, equals: usize) -> Option<Slip> {
    let close = line[..equals].rfind(']')? + 1;
    let rest = line[close..].trim();
    let start = close + (line[close..].len() - line[close..].trim_start().len());
    let help = format!("begin a line with `{}`", shown(rest));
    let slip = Slip::new(start..start + rest.len(), "a header stands on a line of its own", help);
    let is_certain = DeTable::parse(&line[..close]).is_ok() && !rest.starts_with(['.', '=']);
    Some(slip.fix_if(is_certain, close..start, "\n"))
}

/// A line without `=`: a header, a key without its sign, an item of a list, or nothing that TOML has.
fn without_value(line: &str, range: Range<usize>) -> Option<Slip> {
    let text = &line[range.clone()];
    if text.starts_with('[') {
        return header(text, range);
    }
    if let Some((key, value)) = text
        .split_once(char::is_whitespace)
        .filter(|(key, value)| is_key(key) && (value.trim().starts_with(['"', '\'']) || CONFERENCE.keys.contains(key)))
    {
        let value = value.trim().trim_start_matches(['-', '>', '→']).trim_start();
        let (whole, _) = values::whole(without_comment(value));
        let (right, _) = as_toml(key, whole);
        let end = range.end - value.len() + whole.len();
        let help = format!("write `{key} = {}`", shown(&right));
        let slip = Slip::new(range.clone(), "`=` is missing between a key and its value", help);
        // The text behind a key may be a sentence that begins with that word.
        let is_certain = is_value(whole) || LooseDate::read(whole).is_some_and(|date| date.is_single());
        return Some(slip.fix_if(is_certain, range.start..end, format!("{key} = {right}")));
    }
    if let Some(slip) = values::item(text, &range) {
        return Some(slip);
    }
    let is_word = text.starts_with(char::is_alphabetic) && !text.ends_with([',', ']', '}']);
    let help = "a line is `key = value`, a header such as `[[conference]]`, or a comment that begins with `#`";
    is_word.then(|| Slip::unnamed(range, help.to_owned()))
}

/// A header whose brackets do not match, or that something stands behind.
fn header(text: &str, range: Range<usize>) -> Option<Slip> {
    let last = text.rfind(']').map_or(text.len(), |last| last + 1);
    let (brackets, rest) = text.split_at(if text[last..].trim_start().starts_with('#') { text.len() } else { last });
    let brackets = without_comment(brackets);
    let name = brackets.trim_matches(['[', ']', ' ', ',', ';', ':']);
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)) {
        return None;
    }
    let is_single = matches!(name, "feed" | "regions") || name.ends_with(".links") || name.ends_with(".geo");
    let is_list = matches!(name, "conference" | "conference.session" | "conference.deadline" | "source" | "view");
    let right = if is_single { format!("[{name}]") } else { format!("[[{name}]]") };
    if brackets == right && !rest.is_empty() {
        let whole = range.start..range.start + brackets.len();
        return values::behind(brackets, rest.trim(), &(whole.start..range.end));
    }
    let brackets_range = range.start..range.start + brackets.len();
    let help = if is_single { format!("write `{right}`") } else { format!("write `{right}`, in double brackets") };
    let slip = Slip::new(range, "the brackets of a header do not match", help);
    Some(slip.fix_if(is_single || is_list, brackets_range, right))
}

/// A value as TOML writes it, and whether there is no other reading: as it stands if that is TOML, a date if it is one,
/// else a text in quotes.
fn as_toml(key: &str, value: &str) -> (String, bool) {
    if is_value(value) {
        return (value.to_owned(), true);
    }
    if is_list_key(key) && !value.starts_with(['[', '"', '\'', '{']) {
        return (list_of(value), true);
    }
    match LooseDate::read(value).filter(|_| key != "name") {
        Some(date) => match date.value(key) {
            Some(value) => (value, true),
            None => (date.to_toml(), false),
        },
        None => {
            let is_text = !value.starts_with(['[', '{']) && !value.contains(['"', '#']);
            (quote(value.trim_matches(['"', '\''])), is_text && !is_date_key(key))
        }
    }
}

/// Texts without quotes as a list.
fn list_of(texts: &str) -> String {
    let items: Vec<String> =
        texts.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()).map(quote).collect();
    format!("[{}]", items.join(", "))
}

fn is_list_key(key: &str) -> bool {
    matches!(key, "tags" | "languages" | "aliases" | "remind" | "countries")
}

fn is_date_key(key: &str) -> bool {
    matches!(key, "start" | "end" | "due" | "opens" | "updated" | "was")
}
