//! Characters that look like others, or like nothing, where the signs of TOML should stand.

use std::ops::Range;

use toml::de::DeTable;

use super::{Slip, is_value, outside_quotes, quote, split};
use crate::invisible;
use crate::list::loose_date::LooseDate;
use crate::spelling::shown;

/// The first such character of a line outside of quotes.
pub(super) fn odd_character(line: &str) -> Option<Slip> {
    let (at, char) = outside_quotes(line).find(|(_, char)| !char.is_ascii() && !char.is_alphanumeric())?;
    let range = at..at + char.len_utf8();
    let code = format!("U+{:04X}", u32::from(char));
    if is_typographic(char) {
        return typographic_quotes(line, at);
    }
    if is_dash(char) {
        return dash(line, at, char);
    }
    if matches!(char, '\u{ff01}'..='\u{ff5e}') {
        let (place, text) = replaced(line, |char| half_width(char).map(Some))?;
        let mended = format!("{}{text}{}", &line[..place.start], &line[place.end..]);
        // Full-width characters of a text without quotes are what it says.
        let is_sign = DeTable::parse(&mended).is_ok() || split(line, '=').is_none_or(|equals| at < equals);
        let plain = half_width(char).unwrap_or(' ');
        let slip = Slip::new(range, &format!("`{char}` is a full-width character"), format!("write `{plain}`"));
        return is_sign.then(|| slip.fix(place, text));
    }
    // All of a line at once: one alone seldom makes it right.
    let plain = |char: char| match char {
        char if is_odd_blank(char) => Some(Some(' ')),
        char => invisible::name(char).map(|_| None),
    };
    let (place, text) = replaced(line, plain)?;
    let (message, help) = match invisible::name(char) {
        _ if char.is_whitespace() => {
            let width = if matches!(char, '\u{a0}' | '\u{2007}' | '\u{202f}') {
                "a no-break space"
            } else {
                "a blank of another width"
            };
            (format!("{width} ({code}) stands here"), "write a plain blank in its place")
        }
        Some(name) => {
            (format!("{name} ({code}), which nobody sees, stands here"), "delete the character, or write the line anew")
        }
        None => return None,
    };
    Some(Slip::new(range, &message, help.to_owned()).fix(place, text))
}

/// The part of a line from the first character to the last that is replaced by another one or, with `Some(None)`, by
/// nothing, and the part with these replaced.
fn replaced(line: &str, plain: impl Fn(char) -> Option<Option<char>>) -> Option<(Range<usize>, String)> {
    let found: Vec<(usize, char, Option<char>)> =
        outside_quotes(line).filter_map(|(at, char)| plain(char).map(|plain| (at, char, plain))).collect();
    let (first, last) = (found.first()?, found.last()?);
    let place = first.0..last.0 + last.1.len_utf8();
    let (mut text, mut from) = (String::new(), place.start);
    for (at, char, plain) in &found {
        text.push_str(&line[from..*at]);
        text.extend(plain);
        from = at + char.len_utf8();
    }
    Some((place, text))
}

fn is_odd_blank(char: char) -> bool {
    char.is_whitespace() && !char.is_ascii()
}

fn half_width(char: char) -> Option<char> {
    matches!(char, '\u{ff01}'..='\u{ff5e}').then(|| char::from_u32(u32::from(char) - 0xfee0)).flatten()
}

fn is_dash(char: char) -> bool {
    matches!(char, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A dash in a key or before a number. In a date it is one slip with the rest of that, in a text it is what it says.
fn dash(line: &str, at: usize, char: char) -> Option<Slip> {
    let (place, text) = replaced(line, |char| is_dash(char).then_some(Some('-')))?;
    let equals = split(line, '=');
    let is_sign = match equals.filter(|equals| *equals < at) {
        Some(equals) if LooseDate::read(&line[equals + 1..]).is_some() => false,
        Some(equals) => is_value(super::without_comment(line[equals + 1..].trim()).replace(is_dash, "-").as_str()),
        None => true,
    };
    let message = format!("`{char}` (U+{:04X}) is not a hyphen", u32::from(char));
    let slip = Slip::new(at..at + char.len_utf8(), &message, "write `-`".to_owned());
    is_sign.then(|| slip.fix_if(equals.is_some(), place, text))
}

pub(super) fn is_typographic(char: char) -> bool {
    is_double(char) || matches!(char, '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | '＇')
}

fn is_double(char: char) -> bool {
    matches!(char, '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '「' | '」' | '『' | '』' | '〝' | '〞')
}

/// Typographic quotes around a value; `None` where they stand inside a text without quotes.
fn typographic_quotes(line: &str, at: usize) -> Option<Slip> {
    const MESSAGE: &str = "typographic quotes";
    let before = line[..at].trim_end();
    let end = line.trim_end().len();
    let mark = |char: char| matches!(char, '=' | ':' | '[' | ',' | '{' | '(');
    if !(before.is_empty() || before.ends_with(mark) || split(line, '=').is_none()) {
        return None;
    }
    if let Some(slip) = several(line) {
        return Some(slip);
    }
    let help = "write text in plain quotes, `\"…\"`".to_owned();
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with([',', ';', '#', ']', '}']) || rest.starts_with("//");
    let opening = line[at..].chars().next()?;
    let inside = at + opening.len_utf8();
    let close = line[inside..end].char_indices().map(|(offset, char)| (inside + offset, char)).find(|(close, char)| {
        (is_typographic(*char) || matches!(char, '"' | '\'')) && is_end(line[close + char.len_utf8()..end].trim())
    });
    let Some((close, closing)) = close else { return Some(Slip::new(at..end, MESSAGE, help)) };
    let text = line[inside..close].trim();
    let is_nested = text.char_indices().any(|(at, char)| match is_double(opening) {
        true => is_double(char),
        false => is_typographic(char) && !is_apostrophe(text, at, char),
    });
    let range = at..close + closing.len_utf8();
    if is_nested || text.is_empty() {
        return Some(Slip::new(range, MESSAGE, help));
    }
    let right = quote(text);
    let help = format!("write `{}{}`, in plain quotes", shown(line[..at].trim_start()), shown(&right));
    Some(Slip::new(range.clone(), MESSAGE, help).fix(range, right))
}

fn is_apostrophe(text: &str, at: usize, char: char) -> bool {
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    is_letter(text[..at].chars().next_back()) && is_letter(text[at + char.len_utf8()..].chars().next())
}

/// Several texts in typographic quotes, in a list or beside each other.
fn several(line: &str) -> Option<Slip> {
    let equals = split(line, '=')?;
    let start = equals + 1 + (line[equals + 1..].len() - line[equals + 1..].trim_start().len());
    let value = super::without_comment(line[start..].trim_end());
    let plain = value.replace(is_double, "\"");
    let is_list = value.starts_with(['[', '{']);
    let right = if is_list { plain } else { format!("[{plain}]") };
    let count = value.matches(is_double).count();
    if count < 2 || count == 2 && !is_list || value.contains('"') || !is_value(&right) {
        return None;
    }
    let range = start..start + value.len();
    let help = format!("write `{} = {}`, in plain quotes", shown(line[..equals].trim()), shown(&right));
    Some(Slip::new(range.clone(), "typographic quotes", help).fix(range, right))
}
