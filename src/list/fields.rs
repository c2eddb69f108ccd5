//! The cursor over one table of a list: takes a key, checks the type of its value, and reports what it finds wrong.
//!
//! Comes in: a table of the toml crate with its spans. Goes out: values with their place, and diagnostics. What a
//! table means is not known here, only which keys it may have.

use std::ops::Range;

use arcstr::Substr;
use toml::Spanned;

use super::context::{Context, Located};
use super::faults::{Fault, Span};
use super::keys::{TableSchema, meant_key};
use super::literal::quoted;
use super::loose_date::LooseDate;
use super::suggestions::{date_of, suggest_for_value};
use super::table::{Table, Value};
use super::text::{checked_text, text};
use super::url::url;
use super::wrong_type::{as_geo, as_list, in_letters, is_number, type_fault, wrong_type};
use crate::diagnostic::Code;
use crate::duration::Duration;
use crate::spelling::{Keyword, nearest, only_slip, shown};

/// The most values of a key: a conference is in a feed for each of its tags, and each of its events names them all.
const MAX_VALUES: usize = 100;

/// The values of one table.
pub(super) struct Fields<'t, 'i> {
    /// The values by the index of their key in the schema.
    values: Vec<Option<&'t Spanned<Value<'i>>>>,
    /// The keys that are there, each a bit.
    present: u32,
    schema: &'static TableSchema,
    /// The start of the table: its header, or the inline table.
    pub(super) span: Span,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// The table as the schema has it; unknown keys are reported at once.
    pub(super) fn new(context: &mut Context, table: &'t Table<'i>, span: Span, schema: &'static TableSchema) -> Self {
        let (mut values, mut present) = (vec![None; schema.keys.len()], 0);
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            if let Some(index) = schema.index_of(name) {
                values[index] = Some(value);
                present |= 1 << index;
            } else {
                let (span, message) = (context.span(key.span()), format!("unknown key `{}`", shown(name)));
                let help = context.guess(|| suggest_for_value(name, value.get_ref(), schema));
                let fix = help.as_ref().and_then(|_| meant_key(name, schema)).map(|key| (span, key.to_owned()));
                context.report(
                    Fault::new(Code::UnknownKey, span, message)
                        .label(format!("not a key of {}", schema.what))
                        .help(help)
                        .fix(fix),
                );
            }
        }
        Fields { values, present, schema, span }
    }

    pub(super) fn get(&self, key: &'static str) -> Option<&'t Spanned<Value<'i>>> {
        debug_assert!(self.schema.index_of(key).is_some(), "{key} is not declared as a key of {}", self.schema.what);
        self.values[self.schema.index_among(key, self.present)?]
    }

    /// True if it is a table in braces.
    pub(super) fn is_inline(&self, context: &Context) -> bool {
        context.text[self.span.start..].starts_with('{')
    }

    pub(super) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// Reports that a key is missing which has to be there.
    pub(super) fn require(&self, context: &mut Context, key: &'static str) {
        if !self.has(key) {
            context.report(
                Fault::new(Code::MissingKey, self.span, format!("`{key}` is missing"))
                    .label(format!("{} needs `{key}`", self.schema.what)),
            );
        }
    }

    /// A text on one line or several, without blanks around it.
    pub(super) fn text(&self, context: &mut Context, key: &'static str) -> Option<Located<&'t str>> {
        let value = self.get(key)?;
        let empty = match (key, self.schema.path) {
            ("name", "conference.deadline") => "give it a name, or leave the key out",
            ("name" | "path" | "kind", path) if path != "feed" => "it has to be there: write what it is",
            _ => "leave the key out",
        };
        checked_text(context, key, value, empty)
    }

    /// A text to keep.
    pub(super) fn kept(&self, context: &mut Context, key: &'static str) -> Option<Substr> {
        self.text(context, key).map(|text| context.keep(text.value))
    }

    /// A text to keep that stands on one line.
    pub(super) fn line(&self, context: &mut Context, key: &'static str) -> Option<Substr> {
        self.text(context, key).map(|text| context.keep_line(text.value))
    }

    /// An address.
    pub(super) fn url(&self, context: &mut Context, key: &'static str) -> Option<Substr> {
        url(context, key, self.get(key)?)
    }

    /// Texts, each checked.
    pub(super) fn texts(&self, context: &mut Context, key: &'static str) -> Vec<Located<&'t str>> {
        let Some(items) = self.items(context, key, "[\"…\"]") else { return Vec::new() };
        items.filter_map(|item| checked_text(context, key, item, "leave it out of the list")).collect()
    }

    /// The items of a list.
    pub(super) fn items(
        &self,
        context: &mut Context,
        key: &'static str,
        example: &str,
    ) -> Option<impl Iterator<Item = &'t Spanned<Value<'i>>> + use<'t, 'i>> {
        let value = self.get(key)?;
        let Value::Array(items) = value.get_ref() else {
            let list = as_list(context, key, value);
            let date = || LooseDate::read(value.get_ref().as_str().filter(|_| key == "was")?);
            let meant = list.clone().or_else(|| Some(format!("[{}]", date()?.to_toml())));
            let example = meant.as_deref().map_or(example.into(), shown);
            let fault = type_fault(context, key, value, "a list", Some(format!("write `{key} = {example}`")));
            context.report(fault.fix(list.map(|list| (context.span(value.span()), list))));
            return None;
        };
        check_count(context, &format!("`{key}`"), items.len(), MAX_VALUES, "values", value.span());
        Some(items.iter().take(MAX_VALUES))
    }

    /// True or false.
    pub(super) fn bool(&self, context: &mut Context, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let Value::Boolean(bool) = *value.get_ref() else {
            let text = value.get_ref().as_str().and_then(|text| match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some("true"),
                "false" | "no" | "off" => Some("false"),
                _ => None,
            });
            let help = text.map(|text| format!("write it without quotes: `{key} = {text}`"));
            let fault = type_fault(context, key, value, "true or false", help);
            context.report(fault.fix(text.map(|text| (context.span(value.span()), text.to_owned()))));
            return None;
        };
        Some(bool)
    }

    /// A number.
    pub(super) fn number(&self, context: &mut Context, key: &'static str) -> Option<Located<f64>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            Value::Float(float) => float.parse().ok(),
            Value::Integer(integer) => i64::from_str_radix(&integer.digits, integer.radix).ok().map(|n| n as f64),
            _ => {
                let text = value.get_ref().as_str().map(|text| text.trim().replacen(',', ".", 1));
                let text = text.filter(|text| is_number(text));
                let help = text.as_ref().map(|text| format!("write `{key} = {text}`"));
                let fault = type_fault(context, key, value, "a number", help);
                context.report(fault.fix(text.map(|text| (context.span(value.span()), text))));
                return None;
            }
        };
        Some(Located { value: number.unwrap_or(f64::NAN), span: context.span(value.span()) })
    }

    /// A duration.
    pub(super) fn duration(&self, context: &mut Context, key: &'static str) -> Option<Duration> {
        duration(context, key, self.get(key)?)
    }

    /// One of the words of an enum.
    pub(super) fn word<T: Keyword>(&self, context: &mut Context, key: &'static str) -> Option<Located<T>> {
        let text = self.text(context, key)?;
        let value = T::VALUES.iter().copied().find(|value| value.word() == text.value);
        if value.is_none() {
            let same = T::same(text.value).map(T::word);
            let help = match (other_place(key, text.value), same.or_else(|| nearest(text.value, T::words()))) {
                (Some(help), _) => help.to_owned(),
                (None, Some(word)) => format!("did you mean `{word}`?"),
                (None, None) => format!("it is one of {}", T::words().collect::<Vec<_>>().join(", ")),
            };
            let meant = same.or_else(|| only_slip(&text.value.to_lowercase(), T::words()));
            context.report(
                Fault::new(Code::UnknownValue, text.span, format!("unknown `{key}`: `{}`", shown(text.value)))
                    .help(help)
                    .fix(meant.map(|word| (text.span, quoted(word)))),
            );
        }
        value.map(|value| Located { value, span: text.span })
    }

    /// A table inside this one.
    pub(super) fn table(&self, context: &mut Context, key: &'static str) -> Option<Located<&'t Table<'i>>> {
        let value = self.get(key)?;
        match value.get_ref() {
            Value::Table(value_table) => Some(Located { value: value_table, span: context.span(value.span()) }),
            Value::Array(items) if items.iter().any(|item| matches!(item.get_ref(), Value::Table(_))) => {
                let span = items.iter().next().map_or(value.span(), |item| item.span());
                let header = context.written(span.clone()).strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
                let single =
                    header.filter(|_| items.len() == 1).map(|name| (context.span(span.clone()), format!("[{name}]")));
                context.report(
                    Fault::new(Code::SingleBrackets, context.span(span), format!("`{key}` stands once, not in a list"))
                        .help(match self.schema.path {
                            "" => format!("write `[{key}]`, in single brackets"),
                            path => format!("write `[{path}.{key}]`, in single brackets"),
                        })
                        .fix(single),
                );
                None
            }
            other => {
                wrong_type(context, key, value, "a table", if key == "geo" { as_geo(other) } else { None });
                None
            }
        }
    }

    /// The tables of a list of tables.
    pub(super) fn tables(&self, context: &mut Context, key: &'static str, header: &str) -> Vec<Located<&'t Table<'i>>> {
        let mut tables = Vec::new();
        let Some(value) = self.get(key) else { return tables };
        let mut table = |context: &mut Context, item: &'t Spanned<Value<'i>>| match item.get_ref() {
            Value::Table(table) => tables.push(Located { value: table, span: context.span(item.span()) }),
            _ => wrong_type(context, key, item, "a table", None),
        };
        match value.get_ref() {
            Value::Array(items) => items.iter().for_each(|item| table(context, item)),
            Value::Table(parts) if !parts.is_empty() && parts.keys().all(is_part) => {
                context.report(
                    Fault::new(
                        Code::SingleBrackets,
                        context.span(value.span()),
                        format!("a part of a {key} stands before its `[[{header}]]`"),
                    )
                    .help(format!(
                        "begin with `[[{header}]]`: sessions, deadlines and links belong to the one above them"
                    )),
                );
            }
            Value::Table(_) => {
                context.report(
                    Fault::new(
                        Code::SingleBrackets,
                        context.span(value.span()),
                        format!("`[{header}]` is a single table"),
                    )
                    .help(format!("write `[[{header}]]`: the list may hold several"))
                    .fix((context.span(value.span()), format!("[{}]", context.written(value.span())))),
                );
                table(context, value);
            }
            other => {
                let help = match date_of(other).filter(|_| key == "deadline") {
                    Some(date) => format!("begin it with `[[{header}]]`, with its `kind` and `due = {date}`"),
                    None => format!("begin each with `[[{header}]]`"),
                };
                wrong_type(context, key, value, "a list of tables", Some(help));
            }
        }
        tables
    }
}

/// True if this key of a conference opens tables of its own.
fn is_part(key: &str) -> bool {
    matches!(key, "session" | "deadline" | "links" | "geo")
}

/// Reports that there is more of something than is read.
pub(super) fn check_count(
    context: &mut Context,
    owner: &str,
    count: usize,
    most: usize,
    what: &str,
    range: Range<usize>,
) {
    if count > most {
        let message = format!("{owner} has {count} {what}, and may have {most}");
        context.report(Fault::new(Code::TooMany, context.span(range), message));
    }
}

/// The advice for a word that belongs to another key.
fn other_place(key: &str, word: &str) -> Option<&'static str> {
    if key != "status" {
        return None;
    }
    Some(match word.to_lowercase().as_str() {
        "tba" | "tbd" | "tbc" | "unknown" | "announced" | "" => {
            "leave `status` out; a conference is `tentative` while it may still not take place"
        }
        "online" | "virtual" | "hybrid" | "remote" => "write `online = true`",
        "extended" => "list the earlier due dates of the deadline: `was = [2022-03-27]`",
        "moved" | "rescheduled" => {
            "write the new dates as `start` and `end`; a conference is `postponed` while they are not known"
        }
        "past" | "over" | "done" | "closed" | "open" | "upcoming" | "finished" | "scheduled" => {
            "leave `status` out: what is past and what is open follows from the dates"
        }
        _ => return None,
    })
}

/// A duration in the words of the list.
pub(super) fn duration(context: &mut Context, key: &str, value: &Spanned<Value<'_>>) -> Option<Duration> {
    if let Value::Integer(number) = value.get_ref() {
        let help = format!("write its unit too: `\"{0}h\"` for hours, `\"{0}d\"` for days", shown(&number.digits));
        wrong_type(context, key, value, "a duration", Some(help));
        return None;
    }
    let text = text(context, key, value)?;
    let error = match text.value.parse::<Duration>() {
        Ok(duration) => return Some(duration),
        Err(error) => error,
    };
    let meant = in_letters(text.value);
    let help = meant.as_ref().map_or_else(|| error.help().into_owned(), |meant| format!("write `\"{meant}\"`"));
    let fix = meant.map(|meant| (text.span, quoted(&meant)));
    context.report(Fault::new(Code::BadDuration, text.span, error.message()).help(help).fix(fix));
    None
}
