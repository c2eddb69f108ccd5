//! Slips of people who do not know TOML by heart: what is wrong in a line, and what to write instead.
//!
//! Comes in: a line that the parser could not read. Goes out: one slip with its place in the line. A line of another kind
//! is left to the parser's own words.

use std::ops::Range;

use toml::de::DeValue;

use super::keys::{CONFERENCE, suggest_key};
use super::loose_date::{LooseDate, impossible_day};
use crate::spelling::shown;
use crate::when::Expected;

/// A slip of one line.
pub(super) struct Slip {
    /// Its place in the line, in bytes.
    pub(super) range: Range<usize>,
    /// What is: one sentence without a full stop; `None` where the parser says it as well.
    pub(super) message: Option<String>,
    /// What to write.
    pub(super) help: String,
}

/// The slip of a line, if it is a known one; `error` is what the parser says of it.
pub(super) fn find(line: &str, error: &str) -> Option<Slip> {
    // Nobody typed a longer one.
    if line.len() > 4096 {
        return None;
    }
    let trimmed = line.trim();
    let (start, end) = (line.len() - line.trim_start().len(), line.trim_end().len());
    if let Some(comment) = comment(trimmed) {
        return Some(slip(start..end, "a comment begins with `#`", format!("write `# {}`", shown(comment))));
    }
    if let Some(slip) = odd_character(line) {
        return Some(slip);
    }
    match split(line, '=') {
        Some(at) => value(line, at, error),
        None => without_value(line, start..end),
    }
}

fn slip(range: Range<usize>, message: &str, help: String) -> Slip {
    Slip { range, message: Some(message.to_owned()), help }
}

/// What a line says that is a comment in another language.
fn comment(text: &str) -> Option<&str> {
    let marks = ["//", ";", "/*", "<!--", "--", "%"];
    let mark = marks.iter().find(|mark| text.starts_with(**mark) && !text.starts_with("---"))?;
    Some(text[mark.len()..].trim_start_matches(['/', ';', '*']).trim_end_matches("*/").trim_end_matches("-->").trim())
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

/// A character that looks like another one, or like nothing.
fn odd_character(line: &str) -> Option<Slip> {
    let (at, char) = outside_quotes(line).find(|(_, char)| !char.is_ascii() && !char.is_alphanumeric())?;
    let range = at..at + char.len_utf8();
    let code = format!("U+{:04X}", u32::from(char));
    let blank = |name: &str| {
        Some(slip(
            range.clone(),
            &format!("{name} ({code}) stands here"),
            "write a plain blank in its place".to_owned(),
        ))
    };
    match char {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => blank("a no-break space"),
        char if char.is_whitespace() => blank("a blank of another width"),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {
            Some(slip(
                range,
                &format!("an invisible character ({code}) stands here"),
                "delete the character, or write the line anew".to_owned(),
            ))
        }
        char if is_typographic(char) => Some(typographic_quotes(line, at)),
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from_u32(u32::from(char) - 0xfee0).unwrap_or(' ');
            Some(slip(range, &format!("`{char}` is a full-width character"), format!("write `{plain}`")))
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => match split(line, '=').filter(|equals| *equals < at) {
            Some(equals) if LooseDate::read(&line[equals + 1..]).is_some() => None,
            _ => Some(slip(range, &format!("`{char}` ({code}) is not a hyphen"), "write `-`".to_owned())),
        },
        _ => None,
    }
}

fn is_typographic(char: char) -> bool {
    matches!(char, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '´' | '＂' | '＇')
}

fn typographic_quotes(line: &str, at: usize) -> Slip {
    let end = line.trim_end().trim_end_matches([',', ';']).len();
    let inside = line[at..end].trim_matches(|char| is_typographic(char) || matches!(char, '"' | '\'')).trim();
    let quoted = if line[at..end].matches(is_typographic).count() > 2 {
        "text in plain quotes, `\"…\"`".to_owned()
    } else {
        let before = line[..at].trim_start();
        format!("`{}{}`, in plain quotes", shown(before), shown(&quote(inside)))
    };
    slip(at..end, "typographic quotes", format!("write {quoted}"))
}

/// A text in the quotes that it can stand in.
fn quote(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A line without `=`: a header, a key with a colon, or nothing that TOML has.
fn without_value(line: &str, range: Range<usize>) -> Option<Slip> {
    let text = &line[range.clone()];
    if text.starts_with('[') {
        let name = text.trim_matches(['[', ']', ' ']);
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        let is_single = matches!(name, "feed" | "regions") || name.ends_with(".links") || name.ends_with(".geo");
        let help =
            if is_single { format!("write `[{name}]`") } else { format!("write `[[{name}]]`, in double brackets") };
        return is_name.then(|| slip(range, "the brackets of a header do not match", help));
    }
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if let Some((key, value)) = text.trim_start_matches("- ").split_once(':').filter(|(key, _)| is_key(key.trim())) {
        let (key, value) = (key.trim(), value.trim());
        let help = match value {
            "" => "write `key = value`, or a header in brackets".to_owned(),
            value => format!("write `{} = {}`", shown(key), shown(&as_toml(key, value))),
        };
        return Some(slip(range, "a key and its value are joined by `=`, not by `:`", help));
    }
    if let Some((key, value)) = text
        .split_once(char::is_whitespace)
        .filter(|(key, value)| is_key(key) && (value.trim().starts_with(['"', '\'']) || CONFERENCE.keys.contains(key)))
    {
        let value = as_toml(key, value.trim());
        return Some(slip(
            range,
            "`=` is missing between a key and its value",
            format!("write `{key} = {}`", shown(&value)),
        ));
    }
    let is_word = text.starts_with(char::is_alphabetic) && !text.ends_with([',', ']', '}']);
    is_word.then(|| Slip {
        range,
        message: None,
        help: "a line is `key = value`, a header such as `[[conference]]`, or a comment that begins with `#`"
            .to_owned(),
    })
}

/// A value as TOML writes it: as it stands if that is TOML, a date if it is one, else a text in quotes.
fn as_toml(key: &str, value: &str) -> String {
    let value = value.trim_end_matches([',', ';']).trim_end();
    if DeValue::parse(value).is_ok() {
        return value.to_owned();
    }
    match LooseDate::read(value) {
        Some(date) if key != "name" => date.to_toml(),
        _ => quote(value.trim_matches(['"', '\''])),
    }
}

/// A line with `=` at an offset.
fn value(line: &str, equals: usize, error: &str) -> Option<Slip> {
    let key = line[..equals].trim();
    let start = equals + 1 + (line[equals + 1..].len() - line[equals + 1..].trim_start().len());
    let all = line[start..].trim_end();
    let value = without_comment(all);
    let range = start..start + value.len();
    if key.contains(char::is_whitespace) && !key.contains(['"', '\'', '.']) {
        let at = line.len() - line.trim_start().len();
        return Some(slip(at..at + key.len(), "a key has no blanks", suggest_key(key, &CONFERENCE)));
    }
    if value.starts_with(['=', ':', '>']) {
        return Some(slip(
            equals..start + 1,
            "a key and its value are joined by one `=`",
            format!("write `{} = …`", shown(key)),
        ));
    }
    if value.is_empty() {
        let message = format!("`{}` has no value", shown(key));
        return Some(slip(equals..equals + 1, &message, "write its value, or leave the key out".to_owned()));
    }
    if value.starts_with(['"', '\'']) {
        return quoted(key, value, range, error);
    }
    list_or_table(key, value, range.clone()).or_else(|| bare(key, value, range))
}

/// A value without the comment behind it.
fn without_comment(text: &str) -> &str {
    let end = outside_quotes_end(text);
    text[..end].trim_end()
}

fn outside_quotes_end(text: &str) -> usize {
    let mut quote: Option<char> = None;
    for (at, char) in text.char_indices() {
        match quote {
            Some(open) if char == open => quote = None,
            None if char == '#' => return at,
            None if matches!(char, '"' | '\'') => quote = Some(char),
            _ => {}
        }
    }
    text.len()
}

/// What stands behind a whole value, where a line should end.
fn behind(value: &str, rest: &str, range: &Range<usize>) -> Option<Slip> {
    let at = range.end - rest.len();
    if let Some(comment) = comment(rest).filter(|comment| !comment.is_empty()) {
        return Some(slip(
            at..range.end,
            "a comment begins with `#`",
            format!("write `{} # {}`", shown(value), shown(comment)),
        ));
    }
    if matches!(rest, "," | ";") {
        return Some(slip(
            at..range.end,
            &format!("no `{rest}` stands at the end of a line"),
            format!("delete the `{rest}`"),
        ));
    }
    None
}

/// A value that begins with a quote.
fn quoted(key: &str, value: &str, range: Range<usize>, error: &str) -> Option<Slip> {
    let open = value.chars().next()?;
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return None;
    }
    if open == '"' && value.contains('\\') && (error.contains("escape") || error.contains("unicode")) {
        let help = match value.strip_suffix('"').filter(|value| value.len() > 1) {
            Some(inside) if !inside.contains('\'') => {
                format!("write `{} = '{}'`, where a backslash is only that", shown(key), shown(&inside[1..]))
            }
            _ => "write the backslash twice".to_owned(),
        };
        return Some(slip(range, "a backslash begins an escape", help));
    }
    let Some(close) = value[1..].find(open).map(|close| close + 1) else {
        let inside = value[1..].trim_end_matches(|char| is_typographic(char) || matches!(char, '"' | '\'')).trim();
        let message = if value.ends_with(is_typographic) { "typographic quotes" } else { "the quotes are not closed" };
        return Some(slip(range, message, format!("write `{} = {}`", shown(key), shown(&quote(inside)))));
    };
    let rest = &value[close + 1..];
    if let Some(slip) = behind(&value[..=close], rest.trim(), &range) {
        return Some(slip);
    }
    let items: Vec<&str> = value.split(',').map(str::trim).collect();
    if items.len() > 1
        && items
            .iter()
            .all(|item| matches!(DeValue::parse(item).as_ref().map(|item| item.get_ref()), Ok(DeValue::String(_))))
    {
        return Some(slip(
            range,
            "several values stand in brackets",
            format!("write `{} = [{}]`", shown(key), shown(value)),
        ));
    }
    if rest.contains('=') {
        let at = range.end - rest.trim_start().len();
        return Some(slip(
            at..range.end,
            "one key stands on a line",
            format!("begin a line with `{}`", shown(rest.trim())),
        ));
    }
    let last = value.rfind(open).filter(|last| *last > close);
    match last {
        Some(last) if value[last + 1..].trim().is_empty() => {
            let right = quote(&value[1..last]);
            Some(slip(
                range,
                "the text holds the quotes that it stands in",
                format!("write `{} = {}`", shown(key), shown(&right)),
            ))
        }
        None if open == '\'' && rest.starts_with(char::is_alphanumeric) => {
            let right = quote(value[1..].trim_end_matches('"'));
            Some(slip(
                range,
                "the text holds the quotes that it stands in",
                format!("write `{} = {}`", shown(key), shown(&right)),
            ))
        }
        _ => None,
    }
}

/// A list, or a table on one line.
fn list_or_table(key: &str, value: &str, range: Range<usize>) -> Option<Slip> {
    if !value.starts_with(['[', '{']) {
        return None;
    }
    if let Some(plain) =
        with_decimal_points(value).filter(|_| value.starts_with('{') || matches!(key, "geo" | "lat" | "lon"))
    {
        return Some(slip(
            range,
            "a number has a decimal point, not a comma",
            format!("write `{} = {}`", shown(key), shown(&plain)),
        ));
    }
    if value.starts_with('{') && value.contains(':') && !value.contains("://") {
        let plain = value.replace(": ", " = ").replace(':', " = ").replace("\"", "");
        return Some(slip(
            range,
            "a key and its value are joined by `=`, not by `:`",
            format!("write `{} = {}`", shown(key), shown(&plain)),
        ));
    }
    let inside = value.strip_prefix('[')?;
    let Some(inside) = inside.strip_suffix(']') else {
        // The whole list may be on several lines.
        let (list, rest) = value.rsplit_once(']')?;
        return behind(&format!("{list}]"), rest.trim(), &range);
    };
    let items: Vec<&str> = if inside.contains(',') {
        inside.split(',').collect()
    } else if inside.contains("\" \"") {
        inside.split("\" \"").collect()
    } else {
        vec![inside]
    };
    let items: Vec<String> =
        items.into_iter().map(str::trim).filter(|item| !item.is_empty()).map(|item| as_toml(key, item)).collect();
    let right = format!("[{}]", items.join(", "));
    let is_right = DeValue::parse(&right).is_ok() && DeValue::parse(value).is_err();
    let message = if inside.contains(['"', '\'']) {
        "the items of a list are texts in quotes, with a comma between two"
    } else {
        "texts in a list stand in quotes"
    };
    is_right.then(|| slip(range, message, format!("write `{} = {}`", shown(key), shown(&right))))
}

/// The value with `59.9` for each `59,9`, if it has one.
fn with_decimal_points(value: &str) -> Option<String> {
    let chars: Vec<char> = value.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let is_decimal = |at: usize| chars[at] == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
    let plain: String = (0..chars.len()).map(|at| if is_decimal(at) { '.' } else { chars[at] }).collect();
    (plain != value).then_some(plain)
}

/// A value without quotes.
fn bare(key: &str, value: &str, range: Range<usize>) -> Option<Slip> {
    let assign = |right: &str| format!("write `{} = {}`", shown(key), shown(right));
    for mark in [" //", " ;", ";", " --", " /*", ","] {
        if let Some(at) = value.find(mark) {
            let whole = value[..at].trim_end();
            let rest = value[at..].trim();
            if DeValue::parse(whole).is_ok()
                && let Some(slip) = behind(whole, rest, &range)
            {
                return Some(slip);
            }
        }
    }
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    if let Some(plain) = with_decimal_points(value).filter(|plain| is_number(plain)) {
        return Some(slip(range, "a number has a decimal point, not a comma", assign(&plain)));
    }
    if let Some(number) = value.split(['°', 'º']).next().filter(|number| number.len() < value.len()) {
        let number = number.trim();
        let help = if is_number(number)
            && value.chars().filter(|char| char.is_ascii_digit()).count()
                == number.chars().filter(|char| char.is_ascii_digit()).count()
        {
            let sign = if value.trim_end().ends_with(['S', 'W']) && !number.starts_with('-') { "-" } else { "" };
            assign(&format!("{sign}{number}"))
        } else {
            "write degrees as a decimal number, without minutes: `53.3478`".to_owned()
        };
        return Some(slip(range, "degrees are plain numbers", help));
    }
    if matches!(key, "start" | "expected") && value.parse::<Expected>().is_ok() {
        let help = match key {
            "start" => format!("not dated yet? write `expected = \"{value}\"` instead of `start`"),
            _ => assign(&quote(value)),
        };
        return Some(Slip { range, message: None, help });
    }
    if let Some(date) = LooseDate::read(value) {
        return Some(slip(range, "the date is not written as TOML writes one", date.help(key)));
    }
    if let Some(why) = impossible_day(value) {
        return Some(slip(range, "there is no such day", why));
    }
    let plain = value.to_lowercase();
    let is_date = matches!(key, "start" | "end" | "due" | "opens" | "updated" | "was");
    match plain.as_str() {
        "tba" | "tbd" | "tbc" | "null" | "none" | "nil" | "~" | "?" | "??" | "???" | "n/a" | "-" | "unknown" => {
            return Some(slip(
                range,
                &format!("`{}` is not a value", shown(value)),
                format!("leave `{}` out until it is known", shown(key)),
            ));
        }
        "true" | "yes" | "on" | "y" => return Some(Slip { range, message: None, help: assign("true") }),
        "false" | "no" | "off" | "n" => return Some(Slip { range, message: None, help: assign("false") }),
        _ => {}
    }
    if is_date && value.starts_with(|char: char| char.is_ascii_digit()) {
        return Some(Slip {
            range,
            message: None,
            help: "write dates as year, month and day: `2022-07-11`".to_owned(),
        });
    }
    if key == "was" || key == "geo" || value.contains('=') {
        return None;
    }
    let is_text = value.starts_with(|char: char| char.is_alphabetic() || char == '@')
        || value.contains(char::is_alphabetic) && !is_date;
    if is_text && matches!(key, "tags" | "languages" | "aliases" | "remind") {
        let items: Vec<String> = value.split(',').map(|item| quote(item.trim())).collect();
        return Some(slip(range, "texts stand in quotes", assign(&format!("[{}]", items.join(", ")))));
    }
    is_text.then(|| slip(range, "a text stands in quotes", assign(&quote(value))))
}
