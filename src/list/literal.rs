//! Texts and entries as TOML writes them, for what is written into a list.

use super::faults::Span;

/// A text as TOML writes it: on one line if it has one, else between three quotes.
pub(crate) fn quoted(text: &str) -> String {
    let escaped = escaped(&text.replace('"', "\u{0}")).replace('\u{0}', "\\\"");
    if text.contains('\n') { format!("\"\"\"\n{escaped}\"\"\"") } else { format!("\"{escaped}\"") }
}

/// A text in the quotes of the literal that it replaces, and as that begins and ends, if such quotes can hold it.
pub(super) fn requoted(literal: &str, text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let inside = |quotes: &str| literal.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
    let is_raw = !text.contains(|char: char| char.is_control() && !matches!(char, '\n' | '\t'));
    let has_lines = text.contains('\n');
    if let Some(old) = inside("'''").filter(|_| is_raw && !text.contains("'''") && !text.ends_with('\'')) {
        return format!("'''{}'''", laid_out(old, &text));
    }
    if let Some(old) = inside("\"\"\"") {
        let escaped = escaped(&text).replace("\"\"\"", "\"\"\\\"");
        let laid_out = laid_out(old, &escaped);
        return match laid_out.strip_suffix('"') {
            Some(before) => format!("\"\"\"{before}\\\"\"\"\""),
            None => format!("\"\"\"{laid_out}\"\"\""),
        };
    }
    if inside("'").is_some() && is_raw && !has_lines && !text.contains('\'') {
        return format!("'{text}'");
    }
    quoted(&text)
}

/// A text with the line break before and behind it that another one has.
fn laid_out(old: &str, text: &str) -> String {
    let before = if old.trim_start_matches('\r').starts_with('\n') { "\n" } else { "" };
    let after = if old.trim_end_matches([' ', '\t']).ends_with('\n') { "\n" } else { "" };
    format!("{before}{text}{after}")
}

/// A text with the backslashes and the control characters escaped that TOML would not take as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' => out.push_str("\\\\"),
            '\0' | '\n' | '\t' => out.push(char),
            char if char.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(char))),
            char => out.push(char),
        }
    }
    out
}

/// The place and the text of a key that is added after a value: on a line of its own, as the value's key is indented, or
/// in the inline table. `text` is all of the list, `value` where the value stands.
pub(super) fn added_after(text: &str, value: Span, in_inline_table: bool, entry: &str) -> (Span, String) {
    if in_inline_table {
        return (Span { start: value.end, ..value }, format!(", {entry}"));
    }
    let line_start = text[..value.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].trim_start_matches('\u{feff}');
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let rest = text[value.end..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let end = value.end + rest.len();
    (Span { start: end, end, ..value }, format!("\n{indent}{entry}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeValue;

    #[test]
    fn a_text_keeps_its_quotes_where_they_can_hold_it() {
        for (literal, text, right) in [
            ("'<b>a</b>'", "a", "'a'"),
            ("'<b>it</b>'", "it's", "\"it's\""),
            ("'a<br>b'", "a\nb", "\"\"\"\na\nb\"\"\""),
            ("\"a\"", "say \"a\" \\", "\"say \\\"a\\\" \\\\\""),
            ("\"\"\"<b>a</b>\"\"\"", "a", "\"\"\"a\"\"\""),
            ("\"\"\"\n<b>a</b>\n\"\"\"", "a \"b\"\nc", "\"\"\"\na \"b\"\nc\n\"\"\""),
            ("\"\"\"a\"\"\"", "a \"b\"", "\"\"\"a \"b\\\"\"\"\""),
            ("\"\"\"a\"\"\"", "a \"\"\" b\\", "\"\"\"a \"\"\\\" b\\\\\"\"\""),
            ("'''\n<b>a</b>\n'''", "a\\b\nc", "'''\na\\b\nc\n'''"),
            ("'''a'''", "it'", "\"it'\""),
            ("'a'", "a\u{1}b", "\"a\\u0001b\""),
            ("'a'", "a\r\nb", "\"\"\"\na\nb\"\"\""),
        ] {
            let written = requoted(literal, text);
            assert_eq!(written, right, "{literal} {text:?}");
            let value = DeValue::parse(&written).expect("a value of TOML");
            assert_eq!(value.get_ref().as_str().map(str::trim), Some(text.replace("\r\n", "\n").as_str()));
        }
    }
}
