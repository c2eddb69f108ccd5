//! Slips in the value of a key: its brackets, its date, its number, and what stands behind it.

use std::ops::Range;

use super::{
    Assignment, Slip, as_toml, comment, hashed, is_closed, is_date_key, is_key, is_list_key, is_value, list_of, quote,
};
use crate::list::loose_date::{LooseDate, impossible_day, two_readings};
use crate::spelling::shown;
use crate::time::Expected;

/// A rest behind a whole value, where a line should end. `range` ends where the line does.
pub(super) fn behind(value: &str, rest: &str, range: &Range<usize>) -> Option<Slip> {
    let at = range.end - rest.len();
    let without_mark = rest.trim_start_matches([',', ';']).trim_start();
    let found = match comment(rest) {
        // A semicolon behind a value ends it as a comma does, if a comment follows.
        Some(_) if rest.starts_with(';') && comment(without_mark).is_some() => comment(without_mark),
        Some(found) => Some(found),
        None => comment(without_mark),
    };
    if let Some(comment) = found.filter(|comment| !comment.is_empty()) {
        let help = format!("write `{} # {}`", shown(value), shown(comment));
        let slip = Slip::new(at..range.end, "a comment begins with `#`", help);
        let gap = if at > range.start + value.len() { "" } else { " " };
        return Some(slip.fix_if(is_closed(rest), at..range.end, format!("{gap}{}", hashed(comment))));
    }
    if matches!(rest, "," | ";" | "." | ":" | ",," | ";;" | "//") {
        let message = format!("no `{rest}` stands at the end of a line");
        let slip = Slip::new(at..range.end, &message, format!("delete the `{rest}`"));
        return Some(slip.fix(at..range.end, ""));
    }
    None
}

/// The value without what is not part of it: a mark at its end, or a comment of another language. Also whether the cut is
/// beyond doubt, as it is not in a text without quotes.
pub(super) fn whole(value: &str) -> (&str, bool) {
    if value.starts_with(['"', '\'']) {
        let close = string_end(value).filter(|close| {
            let rest = value[*close..].trim();
            rest.is_empty() || rest.starts_with([',', ';']) || comment(rest).is_some()
        });
        return close.map_or((value, true), |close| (&value[..close], true));
    }
    for mark in [" //", " ;", " /*", " --"] {
        if let Some(at) = value.find(mark) {
            let whole = value[..at].trim_end_matches([',', ';', ' ']);
            let is_clear = is_value(whole) || LooseDate::read(whole).is_some();
            if is_clear || mark != " --" {
                return (whole, is_clear);
            }
        }
    }
    (value, true)
}

/// The end of a text in quotes that a value begins with.
pub(super) fn string_end(value: &str) -> Option<usize> {
    let open = value.chars().next()?;
    let mut is_escaped = false;
    for (at, char) in value.char_indices().skip(1) {
        if char == open && !is_escaped {
            return Some(at + 1);
        }
        is_escaped = open == '"' && char == '\\' && !is_escaped;
    }
    None
}

/// A second key on the line of another one.
pub(super) fn second_key(line: &Assignment) -> Option<Slip> {
    let Assignment { value, range, .. } = line;
    let start = if value.starts_with(['"', '\'']) { string_end(value)? } else { 0 };
    let equals = value[start..].match_indices('=').map(|(at, _)| start + at);
    let second = equals.into_iter().find_map(|equals| {
        let key = value[..equals].trim_end();
        let at = key.rfind(|char: char| !is_key_char(char)).map_or(0, |before| before + 1);
        // Behind a character of several bytes there is no key.
        let is_second = at > 0 && key.is_char_boundary(at) && is_key(&key[at..]);
        let first = value.get(..at)?.trim_end_matches([',', ';', ' ', '\t']);
        (is_second && is_value(first) && first.len() < at).then_some((first.len(), at))
    });
    let (end, at) = second?;
    let rest = &value[at..];
    let slip = Slip::new(
        range.start + at..range.end,
        "one key stands on a line",
        format!("begin a line with `{}`", shown(rest)),
    );
    let indent = &line.line[..line.key_start()];
    Some(slip.fix(range.start + end..range.start + at, format!("\n{indent}")))
}

fn is_key_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | '_')
}

/// An item of a list on a line of its own, with a comment of another language behind it.
pub(super) fn item(text: &str, range: &Range<usize>) -> Option<Slip> {
    let close = string_end(text).filter(|_| text.starts_with(['"', '\'']))?;
    let end = if text[close..].trim_start().starts_with(',') { close + text[close..].find(',')? + 1 } else { close };
    let rest = text[end..].trim();
    comment(rest).and_then(|_| behind(&text[..end], rest, range))
}

/// A list, or a table on one line.
pub(super) fn list_or_table(line: &Assignment) -> Option<Slip> {
    let (key, value) = (line.key, line.value);
    if !value.starts_with(['[', '{', '(']) {
        return None;
    }
    if let Some(plain) =
        with_decimal_points(value).filter(|_| value.starts_with('{') || matches!(key, "geo" | "lat" | "lon"))
    {
        return Some(line.write("a number has a decimal point, not a comma", &plain, is_value(&plain)));
    }
    if value.starts_with('{') && value.contains(':') && !value.contains("://") {
        let plain = value.replace(": ", " = ").replace(':', " = ").replace("\"", "");
        let is_certain = is_value(&plain) && key == "geo";
        return Some(line.write("a key and its value are joined by `=`, not by `:`", &plain, is_certain));
    }
    if let Some(slip) = unclosed_brackets(line) {
        return Some(slip);
    }
    let other = |open, close| value.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let in_other = other('(', ')').or_else(|| other('{', '}').filter(|inside| !inside.contains('=')));
    if let Some(inside) = in_other.filter(|inside| is_list_key(key) && !inside.trim().is_empty()) {
        let right = format!("[{}]", items(key, inside).0.join(", "));
        return is_value(&right).then(|| line.write("a list stands in square brackets", &right, true));
    }
    let inside = value.strip_prefix('[')?;
    let Some(inside) = inside.strip_suffix(']') else {
        // The whole list may be on several lines.
        let (list, rest) = value.rsplit_once(']')?;
        return behind(&format!("{list}]"), rest.trim(), &line.range);
    };
    let (items, is_certain) = items(key, inside);
    let right = format!("[{}]", items.join(", "));
    let message = if inside.contains(['"', '\'']) {
        "the items of a list are texts in quotes, with a comma between two"
    } else {
        "texts in a list stand in quotes"
    };
    (is_value(&right) && !is_value(value)).then(|| line.write(message, &right, is_certain))
}

/// The items of a list as TOML writes them, and whether they can be told apart beyond doubt.
fn items(key: &str, inside: &str) -> (Vec<String>, bool) {
    let has_quotes = inside.contains(['"', '\'']);
    let items: Vec<&str> = if inside.contains(',') {
        inside.split(',').collect()
    } else if inside.contains("\" \"") {
        inside.split("\" \"").collect()
    } else if inside.contains(';') && !has_quotes {
        inside.split(';').collect()
    } else {
        vec![inside]
    };
    // `[machine learning]` may be one or two.
    let is_certain = items.len() > 1 || !inside.trim().contains(char::is_whitespace);
    // A comma inside of quotes is no end of an item.
    let is_whole = |item: &str| item.matches('"').count().is_multiple_of(2) || inside.contains("\" \"");
    let is_certain = is_certain && !inside.contains('#') && (!has_quotes || items.iter().all(|item| is_whole(item)));
    let items =
        items.into_iter().map(str::trim).filter(|item| !item.is_empty()).map(|item| as_toml(key_of_items(key), item).0);
    (items.collect(), is_certain)
}

/// The key by which an item is read: dates in `was`, else texts.
fn key_of_items(key: &str) -> &str {
    if key == "was" { "due" } else { "name" }
}

/// A list or a table that is not closed in its last line.
fn unclosed_brackets(line: &Assignment) -> Option<Slip> {
    let value = line.value;
    let (what, close) = if value.starts_with('[') { ("list", ']') } else { ("table", '}') };
    let whole = value.trim_end_matches(',').trim_end();
    let right = if close == '}' { format!("{whole} }}") } else { format!("{whole}]") };
    let is_it = whole.len() > 1 && !value.starts_with('(') && line.is_last_line && !is_value(value) && is_value(&right);
    is_it.then(|| line.write(&format!("the {what} is not closed"), &right, true))
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
pub(super) fn bare(line: &Assignment) -> Option<Slip> {
    let (whole, is_clear) = whole(line.value);
    let whole = whole.trim_end_matches([',', ';']).trim_end();
    let rest = line.value[whole.len()..].trim();
    if !rest.is_empty()
        && is_value(whole)
        && let Some(slip) = behind(whole, rest, &line.range)
    {
        return Some(slip);
    }
    if let Some(slip) = in_parentheses(line) {
        return Some(slip);
    }
    if let Some(slip) = coordinates(line) {
        return Some(slip);
    }
    let range = line.range.start..line.range.start + whole.len();
    let line = Assignment { value: whole, range, ..*line };
    number(&line).or_else(|| date(&line)).or_else(|| word(&line)).or_else(|| text(&line, is_clear))
}

/// A remark in parentheses behind a value.
fn in_parentheses(line: &Assignment) -> Option<Slip> {
    let (whole, _) = line.value.split_once('(').filter(|_| line.value.ends_with(')'))?;
    let end = whole.trim_end().len();
    if !is_value(&whole[..end]) || LooseDate::read(line.value).is_some() {
        return None;
    }
    let remark = &line.value[whole.len()..];
    let help = format!("write `{} = {} # {}`", shown(line.key), shown(&whole[..end]), shown(remark));
    let range = line.range.start + whole.len()..line.range.end;
    Some(
        Slip::new(range.clone(), "nothing stands behind a value but a comment", help).fix(range, format!("# {remark}")),
    )
}

/// Two numbers under `geo`, of which nobody knows which is which.
fn coordinates(line: &Assignment) -> Option<Slip> {
    let (lat, lon) = line.value.split_once([',', ';']).filter(|_| line.key == "geo")?;
    let (lat, lon) = (lat.trim(), lon.trim());
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    let help = format!("write `geo = {{ lat = {lat}, lon = {lon} }}`");
    let slip = || Slip::new(line.range.clone(), "coordinates are a table", help);
    (is_number(lat) && is_number(lon)).then(slip)
}

/// A number with a comma, or with the sign of degrees.
fn number(line: &Assignment) -> Option<Slip> {
    let value = line.value;
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    if let Some(plain) = with_decimal_points(value).filter(|plain| is_number(plain)) {
        return Some(line.write(
            "a number has a decimal point, not a comma",
            &plain,
            matches!(line.key, "lat" | "lon"),
        ));
    }
    let number = value.split(['°', 'º']).next().filter(|number| number.len() < value.len())?.trim();
    let message = "degrees are plain numbers";
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if !is_number(number) || digits(number) != digits(value) {
        let help = "write degrees as a decimal number, without minutes: `53.3478`".to_owned();
        return Some(Slip::new(line.range.clone(), message, help));
    }
    let direction = value.trim_end().chars().next_back().filter(char::is_ascii_alphabetic);
    let is_right = match line.key {
        "lat" => matches!(direction, None | Some('N' | 'S')),
        "lon" => matches!(direction, None | Some('E' | 'W')),
        _ => false,
    };
    let sign = if matches!(direction, Some('S' | 'W')) && !number.starts_with('-') { "-" } else { "" };
    let is_certain = is_right && !(direction.is_some() && number.starts_with('-'));
    Some(line.write(message, &format!("{sign}{number}"), is_certain))
}

/// A date as people write it, or the month of one.
fn date(line: &Assignment) -> Option<Slip> {
    let (key, value, range) = (line.key, line.value, &line.range);
    if matches!(key, "start" | "expected") && value.parse::<Expected>().is_ok() {
        if key == "expected" {
            let right = quote(value);
            let help = format!("write `{key} = {right}`");
            return Some(Slip::unnamed(range.clone(), help).fix(range.clone(), right));
        }
        let right = format!("expected = \"{value}\"");
        let help = format!("not dated yet? write `{right}` instead of `start`");
        return Some(Slip::unnamed(range.clone(), help).fix(line.key_start()..range.end, right));
    }
    if let Some(date) = LooseDate::read(value) {
        let slip = Slip::new(range.clone(), "the date is not written as TOML writes one", date.help(key));
        let right = date.value(key).or_else(|| date.with_keys(key)).filter(|_| is_date_key(key));
        return Some(slip.fix_if(right.is_some(), range.clone(), right.unwrap_or_default()));
    }
    if let Some((one, other)) = two_readings(value) {
        let help = format!("write `{0} = {one}` or `{0} = {other}`", shown(key));
        return Some(Slip::new(range.clone(), "the date can be read in two ways", help));
    }
    impossible_day(value).map(|why| Slip::new(range.clone(), "there is no such day", why))
}

/// A word that stands for a value, or for none.
fn word(line: &Assignment) -> Option<Slip> {
    let (key, value, range) = (line.key, line.value, line.range.clone());
    let boolean = |right: &str| {
        let help = format!("write `{} = {right}`", shown(key));
        Slip::unnamed(range.clone(), help).fix_if(matches!(key, "busy" | "online"), range.clone(), right)
    };
    match value.to_lowercase().as_str() {
        "tba" | "tbd" | "tbc" | "null" | "none" | "nil" | "~" | "?" | "??" | "???" | "n/a" | "-" | "unknown" => {
            let message = format!("`{}` is not a value", shown(value));
            let help = match key {
                "start" => "leave `start` out until the day is known, and write the month or the year: `expected = \"2027-10\"`".to_owned(),
                _ => format!("leave `{}` out until it is known", shown(key)),
            };
            Some(Slip::new(range, &message, help))
        }
        "true" | "yes" | "on" | "y" => Some(boolean("true")),
        "false" | "no" | "off" | "n" => Some(boolean("false")),
        _ if is_date_key(key) => {
            let help = "write dates as year, month and day: `2022-07-11`".to_owned();
            Some(Slip::unnamed(range, help))
        }
        _ => None,
    }
}

/// A text without quotes; `is_clear` tells whether its end is.
fn text(line: &Assignment, is_clear: bool) -> Option<Slip> {
    let (key, value) = (line.key, line.value);
    if matches!(key, "was" | "geo") || value.contains(" = ") || value.contains('=') && !value.contains("://") {
        return None;
    }
    if let Some(inside) = value.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
        return Some(line.write("a text stands in plain quotes", &quote(inside), !inside.contains(['`', '\\'])));
    }
    let is_date = is_date_key(key);
    let is_text = value.starts_with(|char: char| char.is_alphabetic() || char == '@')
        || value.contains(char::is_alphabetic) && !is_date;
    if !is_text {
        return None;
    }
    // `Hall #1` has no comment, `C# Days` neither.
    let behind = line.line[line.range.end..].trim_start();
    let is_comment = !behind.starts_with('#') || behind.trim_end() == "#" || behind.starts_with("# ");
    let has_sign = value.split('#').skip(1).any(|rest| rest.starts_with(char::is_alphanumeric));
    let is_address = value.contains("://") && !value.contains(char::is_whitespace);
    let is_clear = is_comment && (is_clear && !has_sign && !value.contains(['"', '\\']) || is_address);
    if is_list_key(key) {
        let is_one = !value.contains([',', ';']) && value.contains(char::is_whitespace) && key != "aliases";
        return Some(line.write("texts stand in quotes", &list_of(value), is_clear && !is_one));
    }
    let takes_text = !is_date && !matches!(key, "lat" | "lon" | "busy");
    Some(line.write("a text stands in quotes", &quote(value), is_clear && takes_text))
}
