//! Slips in a value that begins with a quote: one that is not closed, stands twice, or stands inside too.

use toml::de::DeValue;

use super::values::{behind, string_end};
use super::{Assignment, Slip, is_list_key, is_typographic, is_value, quote};
use crate::spelling::shown;

/// A value that begins with a quote.
pub(super) fn quoted(line: &Assignment, error: &str) -> Option<Slip> {
    let (key, value, range) = (line.key, line.value, &line.range);
    let open = value.chars().next()?;
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return None;
    }
    if let Some(slip) = doubled(line, open) {
        return Some(slip);
    }
    if open == '"' && value.contains('\\') && (error.contains("escape") || error.contains("unicode")) {
        return Some(backslash(line));
    }
    let Some(close) = string_end(value) else { return Some(unclosed(line)) };
    let rest = &value[close..];
    if let Some(slip) = behind(&value[..close], rest.trim(), range) {
        return Some(slip);
    }
    if let Some(slip) = several_texts(line) {
        return Some(slip);
    }
    if rest.contains('=') {
        let rest = rest.trim();
        let help = format!("begin a line with `{}`", shown(rest));
        return Some(Slip::new(range.end - rest.len()..range.end, "one key stands on a line", help));
    }
    let message = "the text holds the quotes that it stands in";
    let last = value.rfind(open).map(|last| last + 1).filter(|last| *last > close);
    match last {
        Some(last) if value[last..].trim().is_empty() => {
            let inside = &value[1..last - 1];
            Some(line.write(message, &quote(inside), !inside.contains('\\')))
        }
        None if open == '\'' && rest.starts_with(char::is_alphanumeric) => {
            let inside = value[1..].trim_end_matches('"');
            Some(line.write(message, &quote(inside), value.ends_with('"')))
        }
        _ if rest.trim_start().starts_with('(') => {
            let help = format!(
                "write `{} = {} # {}`, or all of it in quotes",
                shown(key),
                shown(&value[..close]),
                shown(rest.trim())
            );
            Some(Slip::new(range.start + close..range.end, "nothing stands behind a value", help))
        }
        _ => None,
    }
}

/// Two quotes at each end of a text: `""Oslo""`.
fn doubled(line: &Assignment, open: char) -> Option<Slip> {
    let twice = format!("{open}{open}");
    let inside = line.value.strip_prefix(twice.as_str())?.strip_suffix(twice.as_str())?;
    let is_text = !inside.is_empty() && !inside.contains(open) && !inside.contains('\\');
    is_text.then(|| line.write("the quotes stand twice", &quote(inside), true))
}

/// A backslash that begins no escape.
fn backslash(line: &Assignment) -> Slip {
    let message = "a backslash begins an escape";
    match line.value.strip_suffix('"').filter(|value| value.len() > 1) {
        Some(inside) if !inside.contains('\'') => {
            let right = format!("'{}'", &inside[1..]);
            // One that may well be meant says nothing of the others.
            let is_meant = ["\\n", "\\t", "\\\"", "\\\\", "\\u", "\\U"].iter().any(|escape| inside.contains(escape));
            let slip = line.write(message, &right, !is_meant);
            Slip { help: format!("{}, where a backslash is only that", slip.help), ..slip }
        }
        _ => Slip::new(line.range.clone(), message, "write the backslash twice".to_owned()),
    }
}

/// A text whose quotes are not closed in its line.
fn unclosed(line: &Assignment) -> Slip {
    let value = line.value;
    let inside = value[1..].trim_end_matches(|char| is_typographic(char) || matches!(char, '"' | '\'')).trim();
    if !line.is_last_line && !value.ends_with(is_typographic) {
        let help = "close the quotes on the same line; a text of several lines stands between `\"\"\"` and `\"\"\"`";
        return Slip::new(line.range.clone(), "the quotes are not closed", help.to_owned());
    }
    let message = if value.ends_with(is_typographic) { "typographic quotes" } else { "the quotes are not closed" };
    let is_certain = !inside.is_empty()
        && !inside.contains(['"', '#', '“', '”', '„', '\\'])
        && !inside.contains(" = ")
        && !inside.contains(" //")
        && !inside.ends_with([',', ';']);
    line.write(message, &quote(inside), is_certain)
}

/// Several texts in quotes without the brackets around them.
fn several_texts(line: &Assignment) -> Option<Slip> {
    let message = "several values stand in brackets";
    let is_text =
        |item: &str| matches!(DeValue::parse(item).as_ref().map(|item| item.get_ref()), Ok(DeValue::String(_)));
    let items: Vec<&str> = line.value.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    if items.len() > 1 && items.iter().all(|item| is_text(item)) {
        return Some(line.write(message, &format!("[{}]", items.join(", ")), true));
    }
    let items: Vec<&str> = line.value.split("\" \"").collect();
    let right = format!("[{}]", line.value.replace("\" \"", "\", \""));
    (items.len() > 1 && is_value(&right)).then(|| line.write(message, &right, is_list_key(line.key)))
}
