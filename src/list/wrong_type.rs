//! Values of another type than their key takes: the fault, and the value that they stand for, as TOML writes it.

use toml::Spanned;

use super::context::Context;
use super::faults::Fault;
use super::literal::quoted;
use super::table::Value;
use crate::diagnostic::Code;
use crate::duration::Duration;
use crate::spelling::shown;

/// Reports a value of another type than the key takes.
pub(super) fn wrong_type(
    context: &mut Context,
    key: &str,
    value: &Spanned<Value<'_>>,
    wanted: &str,
    help: Option<String>,
) {
    let fault = type_fault(context, key, value, wanted, help);
    context.report(fault);
}

/// A value of another type than the key takes, to be reported.
pub(super) fn type_fault(
    context: &Context,
    key: &str,
    value: &Spanned<Value<'_>>,
    wanted: &str,
    help: Option<String>,
) -> Fault {
    let is = match value.get_ref() {
        Value::String(_) => "a text",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    };
    Fault::new(Code::WrongType, context.span(value.span()), format!("`{}` is {wanted}, not {is}", shown(key)))
        .label(format!("this is {is}"))
        .help(help)
}

/// A text with nothing but a decimal number in it.
pub(super) fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

/// The list that a single value stands for, as TOML writes it: `"python, web"` are two tags.
pub(super) fn as_list(context: &Context, key: &str, value: &Spanned<Value<'_>>) -> Option<String> {
    let text = match value.get_ref() {
        Value::String(text) => text.trim(),
        Value::Datetime(_) if key == "was" => return Some(format!("[{}]", context.written(value.span()))),
        _ => return None,
    };
    let parts = || text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let items: Vec<String> = match key {
        "was" if parts().all(|part| part.parse::<toml::value::Datetime>().is_ok()) => {
            parts().map(str::to_owned).collect()
        }
        "was" => return None,
        "remind" => parts().map(|part| quoted(&in_letters(part).unwrap_or_else(|| part.to_owned()))).collect(),
        "languages" => {
            let parts = text.split([',', ';', '/', ' ']).filter(|part| !part.is_empty());
            parts.map(quoted).collect()
        }
        "tags" => parts().map(quoted).collect(),
        _ => vec![quoted(text)],
    };
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

/// A duration that is written in words, as a list writes it: `1 week` is `1w`.
pub(super) fn in_letters(text: &str) -> Option<String> {
    let plain = text.to_lowercase();
    let digits = plain.find(|char: char| !char.is_ascii_digit()).filter(|digits| *digits > 0)?;
    let (number, unit) = plain.split_at(digits);
    let letter = match unit.trim().trim_end_matches(" before").trim_end_matches('s') {
        "m" | "min" | "minute" => 'm',
        "h" | "hr" | "hour" => 'h',
        "d" | "day" => 'd',
        "w" | "week" => 'w',
        "y" | "year" => 'y',
        _ => return None,
    };
    let written = format!("{number}{letter}");
    written.parse::<Duration>().ok().map(|_| written)
}

/// The coordinates that a list or a text holds, as `geo` has them.
pub(super) fn as_geo(value: &Value<'_>) -> Option<String> {
    let numbers: Vec<String> = match value {
        Value::Array(items) => items
            .iter()
            .filter_map(|item| match item.get_ref() {
                Value::Float(digits) => Some(digits.to_string()),
                Value::Integer(number) => Some(number.digits.to_string()),
                Value::String(text) => Some(text.trim().to_owned()),
                _ => None,
            })
            .collect(),
        Value::String(text) => {
            let parts = text.trim_start_matches("geo:").split([',', ';', ' ']).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    let is_number = |number: &String| number.parse::<f64>().is_ok_and(f64::is_finite);
    Some(match numbers.as_slice() {
        [lat, lon] if numbers.iter().all(is_number) => {
            format!("write `geo = {{ lat = {}, lon = {} }}`", shown(lat), shown(lon))
        }
        _ => "write `geo = { lat = 53.3478, lon = -6.2397 }`".to_owned(),
    })
}
