//! Texts of a list: trimmed, within limits, and without characters that no feed may hold.

use toml::Spanned;

use super::context::{Context, Located};
use super::faults::Fault;
use super::literal::quoted;
use super::pasted::check_pasted;
use super::table::Value;
use super::wrong_type::type_fault;
use crate::diagnostic::Code;
use crate::invisible;
use crate::octets::OctetSet;
use crate::spelling::shown;

/// The most octets of a description: calendar programs cut or refuse longer ones.
const MAX_DESCRIPTION_OCTETS: usize = 64 * 1024;

/// The most octets of a name: it stands in every session, deadline and alarm.
const MAX_NAME_OCTETS: usize = 500;

/// The most octets of any other text.
const MAX_TEXT_OCTETS: usize = 2000;

/// The octets that begin HTML, an invisible or a control character. Most texts have none, and are searched once.
const BEGIN_FAULT: OctetSet = CONTROL.and(0x80, 0xff).and(b'<', b'<').and(b'&', b'&');

/// The octets of ASCII that are control characters, but for line breaks and tabs.
const CONTROL: OctetSet = OctetSet::of(b"\x0b\x0c\x7f").and(0, b'\t' - 1).and(b'\r' + 1, 0x1f);

/// The advice for a conference in several countries.
pub(super) const ONE_COUNTRY: &str =
    "a conference has one country; for a part in another one add a `[[conference.session]]`";

/// A text without blanks around it, checked for what no feed may hold.
pub(super) fn text<'t>(context: &mut Context, key: &str, value: &'t Spanned<Value<'_>>) -> Option<Located<&'t str>> {
    checked_text(context, key, value, "leave the key out")
}

/// As [`text`], with what to do where it is empty.
pub(super) fn checked_text<'t>(
    context: &mut Context,
    key: &str,
    value: &'t Spanned<Value<'_>>,
    empty: &str,
) -> Option<Located<&'t str>> {
    let span = context.span(value.span());
    let Value::String(string) = value.get_ref() else {
        let alone = match value.get_ref() {
            Value::Array(items) if items.len() == 1 => items.iter().next().and_then(|item| item.get_ref().as_str()),
            _ => None,
        };
        let (help, text) = match value.get_ref() {
            Value::Integer(_) | Value::Float(_) | Value::Datetime(_) | Value::Boolean(_) => {
                (Some("put it in quotes".to_owned()), Some(quoted(context.written(value.span()))))
            }
            _ if alone.is_some() => (Some("leave out the brackets".to_owned()), alone.map(quoted)),
            Value::Array(_) if key == "country" => (Some(ONE_COUNTRY.to_owned()), None),
            _ => (None, None),
        };
        let fault = type_fault(context, key, value, "a text", help);
        context.report(fault.fix(text.map(|text| (span, text))));
        return None;
    };
    let text = string.trim();
    let may_have_fault = BEGIN_FAULT.is_in(text);
    let is_unseen = |char: char| invisible::name(char).is_some() || char.is_whitespace();
    let fault = if text.is_empty() || may_have_fault && text.chars().all(is_unseen) {
        Fault::new(Code::Empty, span, format!("`{key}` is empty")).help(empty.to_owned())
    } else if text.len() > max_octets(key) {
        let most = max_octets(key);
        let most = if most == MAX_DESCRIPTION_OCTETS { "64 KiB".to_owned() } else { format!("{most} octets") };
        Fault::new(Code::TextTooLong, span, format!("`{}` is longer than {most}", shown(key)))
            .label(format!("{} octets", text.len()))
    } else if let Some(control) = Some(text).filter(|_| may_have_fault).and_then(control_character) {
        Fault::new(
            Code::ControlCharacter,
            span,
            format!("`{key}` holds the control character U+{:04X}", u32::from(control)),
        )
        .help("take it out; text that was copied from somewhere brings such characters along".to_owned())
    } else {
        if may_have_fault {
            check_pasted(context, key, text, span);
        }
        return Some(Located { value: text, span });
    };
    context.report(fault);
    None
}

/// The most octets that the text of a key has.
fn max_octets(key: &str) -> usize {
    match key {
        "description" => MAX_DESCRIPTION_OCTETS,
        "name" | "short" | "aliases" | "series" | "tags" => MAX_NAME_OCTETS,
        _ => MAX_TEXT_OCTETS,
    }
}

/// The first control character that no line break or tab is (`feed` writes line breaks of all kinds as `\n`).
fn control_character(text: &str) -> Option<char> {
    // The first octet of U+0080 to U+00BF is the only other one.
    const BEGIN_ONE: OctetSet = CONTROL.and(0xc2, 0xc2);
    if !BEGIN_ONE.is_in(text) {
        return None;
    }
    text.chars().find(|&char| char.is_control() && !matches!(char, '\n' | '\r' | '\t' | '\u{85}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_octets_of_faults_are_known() {
        for char in '\0'..=char::MAX {
            let text = char.to_string();
            if control_character(&text).is_some() || invisible::name(char).is_some() {
                assert!(BEGIN_FAULT.is_in(&text), "{char:?}");
            }
        }
        assert!(["<", "&"].iter().all(|text| BEGIN_FAULT.is_in(text)));
        assert!(!BEGIN_FAULT.is_in("PyCon UK, 16\tto\r\n17 (\"Cardiff\") 'A' [b] {c} = ; ~"));
    }
}
