//! The cursor over one table of a list: takes a key, checks the type of its value, and reports what it finds wrong.
//!
//! Comes in: a table of the toml crate with its spans. Goes out: values with their place, and diagnostics. What a
//! table means is not known here, only which keys it may have.

use std::borrow::Cow;
use std::ops::Range;

use arcstr::{ArcStr, Substr};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{Fault, Faults, Span};
use super::keys::{TableSchema, meant_key};
use super::literal::quoted;
use super::loose_date::LooseDate;
use super::pasted::check_pasted;
use super::suggestions::{date_of, suggest_for_value};
use crate::diagnostic::Code;
use crate::duration::Duration;
use crate::ics::encode_uri;
use crate::invisible;
use crate::place::is_line_break;
use crate::spelling::{Word, nearest, only_slip, shown};
use crate::uri;

/// The most octets of a description: calendar programs cut or refuse longer ones.
const MAX_DESCRIPTION_OCTETS: usize = 64 * 1024;

/// The most octets of a name: it stands in every session, deadline and alarm.
const MAX_NAME_OCTETS: usize = 500;

/// The most octets of any other text.
const MAX_TEXT_OCTETS: usize = 2000;

/// The most values of a key: a conference is in a feed for each of its tags, and each of its events names them all.
const MAX_VALUES: usize = 100;

/// The advice for a conference in several countries.
pub(super) const ONE_COUNTRY: &str =
    "a conference has one country; for a part in another one add a `[[conference.session]]`";

/// The source of a table and the faults found so far.
pub(super) struct Reader<'r> {
    /// The index of the source.
    pub(super) source: usize,
    /// The offset in the source that the spans of the tables count from.
    pub(super) offset: usize,
    /// All of the source.
    pub(super) text: &'r ArcStr,
    pub(super) faults: &'r mut Faults,
}

impl Reader<'_> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.offset + range.start..self.offset + range.end)
    }

    /// A text for the feed, which shares what stands in the list as it is and copies no other.
    pub(super) fn keep(&self, text: &str) -> Substr {
        // A place beyond 4 GiB has no room in it.
        let whole = Some(self.text).filter(|whole| u32::try_from(whole.len()).is_ok());
        whole.and_then(|whole| whole.try_substr_from(text)).unwrap_or_else(|| text.into())
    }

    /// The text of the list there.
    pub(super) fn written(&self, range: Range<usize>) -> &str {
        &self.text[self.span(range).range()]
    }

    /// As [`Reader::keep`], for what stands on one line: a line break becomes a blank.
    pub(super) fn keep_line(&self, text: &str) -> Substr {
        if !text.contains(is_line_break) {
            return self.keep(text);
        }
        let lines = text.split(is_line_break).map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ").into()
    }

    pub(super) fn report(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A guess at what was meant, as long as somebody may still read it.
    pub(super) fn guess<T>(&mut self, guess: impl FnOnce() -> T) -> Option<T> {
        self.faults.may_guess().then(guess)
    }
}

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

impl<T> Found<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: change(self.value), span: self.span }
    }
}

/// The values of one table.
pub(super) struct Fields<'t, 'i> {
    /// The values by the index of their key in the schema.
    values: Vec<Option<&'t Spanned<DeValue<'i>>>>,
    schema: &'static TableSchema,
    /// The start of the table: its header, or the inline table.
    pub(super) span: Span,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// The table as the schema has it; unknown keys are reported at once.
    pub(super) fn new(reader: &mut Reader, table: &'t DeTable<'i>, span: Span, schema: &'static TableSchema) -> Self {
        let mut values = vec![None; schema.keys.len()];
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some(index) = schema.index_of(name) {
                values[index] = Some(value);
            } else {
                let (span, message) = (reader.span(key.span()), format!("unknown key `{}`", shown(name)));
                let help = reader.guess(|| suggest_for_value(name, value.get_ref(), schema));
                let fix = help.as_ref().and_then(|_| meant_key(name, schema)).map(|key| (span, key.to_owned()));
                reader.report(
                    Fault::new(Code::UnknownKey, span, message)
                        .label(format!("not a key of {}", schema.what))
                        .help(help)
                        .fix(fix),
                );
            }
        }
        Fields { values, schema, span }
    }

    pub(super) fn get(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        let index = self.schema.index_of(key);
        debug_assert!(index.is_some(), "{key} is not declared as a key of {}", self.schema.what);
        self.values[index?]
    }

    /// True if it is a table in braces.
    pub(super) fn is_inline(&self, reader: &Reader) -> bool {
        reader.text[self.span.start..].starts_with('{')
    }

    pub(super) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// Reports that a key is missing which has to be there.
    pub(super) fn require(&self, reader: &mut Reader, key: &'static str) {
        if !self.has(key) {
            reader.report(
                Fault::new(Code::MissingKey, self.span, format!("`{key}` is missing"))
                    .label(format!("{} needs `{key}`", self.schema.what)),
            );
        }
    }

    /// A text on one line or several, without blanks around it.
    pub(super) fn text(&self, reader: &mut Reader, key: &'static str) -> Option<Found<&'t str>> {
        let value = self.get(key)?;
        let empty = match (key, self.schema.path) {
            ("name", "conference.deadline") => "give it a name, or leave the key out",
            ("name" | "path" | "kind", path) if path != "feed" => "it has to be there: write what it is",
            _ => "leave the key out",
        };
        checked_text(reader, key, value, empty)
    }

    /// A text to keep.
    pub(super) fn kept(&self, reader: &mut Reader, key: &'static str) -> Option<Substr> {
        self.text(reader, key).map(|text| reader.keep(text.value))
    }

    /// A text to keep that stands on one line.
    pub(super) fn line(&self, reader: &mut Reader, key: &'static str) -> Option<Substr> {
        self.text(reader, key).map(|text| reader.keep_line(text.value))
    }

    /// An address.
    pub(super) fn url(&self, reader: &mut Reader, key: &'static str) -> Option<Substr> {
        url(reader, key, self.get(key)?)
    }

    /// Texts, each checked.
    pub(super) fn texts(&self, reader: &mut Reader, key: &'static str) -> Vec<Found<&'t str>> {
        let Some(items) = self.items(reader, key, "[\"…\"]") else { return Vec::new() };
        items.filter_map(|item| checked_text(reader, key, item, "leave it out of the list")).collect()
    }

    /// The items of a list.
    pub(super) fn items(
        &self,
        reader: &mut Reader,
        key: &'static str,
        example: &str,
    ) -> Option<impl Iterator<Item = &'t Spanned<DeValue<'i>>> + use<'t, 'i>> {
        let value = self.get(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            let list = as_list(reader, key, value);
            let date = || LooseDate::read(value.get_ref().as_str().filter(|_| key == "was")?);
            let meant = list.clone().or_else(|| Some(format!("[{}]", date()?.to_toml())));
            let example = meant.as_deref().map_or(example.into(), shown);
            let fault = type_fault(reader, key, value, "a list", Some(format!("write `{key} = {example}`")));
            reader.report(fault.fix(list.map(|list| (reader.span(value.span()), list))));
            return None;
        };
        check_count(reader, &format!("`{key}`"), items.len(), MAX_VALUES, "values", value.span());
        Some(items.iter().take(MAX_VALUES))
    }

    /// True or false.
    pub(super) fn bool(&self, reader: &mut Reader, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let DeValue::Boolean(bool) = *value.get_ref() else {
            let text = value.get_ref().as_str().and_then(|text| match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some("true"),
                "false" | "no" | "off" => Some("false"),
                _ => None,
            });
            let help = text.map(|text| format!("write it without quotes: `{key} = {text}`"));
            let fault = type_fault(reader, key, value, "true or false", help);
            reader.report(fault.fix(text.map(|text| (reader.span(value.span()), text.to_owned()))));
            return None;
        };
        Some(bool)
    }

    /// A number.
    pub(super) fn number(&self, reader: &mut Reader, key: &'static str) -> Option<Found<f64>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|n| n as f64),
            _ => {
                let text = value.get_ref().as_str().map(|text| text.trim().replacen(',', ".", 1));
                let text = text.filter(|text| is_number(text));
                let help = text.as_ref().map(|text| format!("write `{key} = {text}`"));
                let fault = type_fault(reader, key, value, "a number", help);
                reader.report(fault.fix(text.map(|text| (reader.span(value.span()), text))));
                return None;
            }
        };
        Some(Found { value: number.unwrap_or(f64::NAN), span: reader.span(value.span()) })
    }

    /// A duration.
    pub(super) fn duration(&self, reader: &mut Reader, key: &'static str) -> Option<Duration> {
        duration(reader, key, self.get(key)?)
    }

    /// One of the words of an enum.
    pub(super) fn word<T: Word>(&self, reader: &mut Reader, key: &'static str) -> Option<Found<T>> {
        let text = self.text(reader, key)?;
        let value = T::VALUES.iter().copied().find(|value| value.word() == text.value);
        if value.is_none() {
            let same = T::same(text.value).map(T::word);
            let help = match (other_place(key, text.value), same.or_else(|| nearest(text.value, T::words()))) {
                (Some(help), _) => help.to_owned(),
                (None, Some(word)) => format!("did you mean `{word}`?"),
                (None, None) => format!("it is one of {}", T::words().collect::<Vec<_>>().join(", ")),
            };
            let meant = same.or_else(|| only_slip(&text.value.to_lowercase(), T::words()));
            reader.report(
                Fault::new(Code::UnknownValue, text.span, format!("unknown `{key}`: `{}`", shown(text.value)))
                    .help(help)
                    .fix(meant.map(|word| (text.span, quoted(word)))),
            );
        }
        value.map(|value| Found { value, span: text.span })
    }

    /// A table inside this one.
    pub(super) fn table(&self, reader: &mut Reader, key: &'static str) -> Option<Found<&'t DeTable<'i>>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(value_table) => Some(Found { value: value_table, span: reader.span(value.span()) }),
            DeValue::Array(items) if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))) => {
                let span = items.iter().next().map_or(value.span(), |item| item.span());
                let header = reader.written(span.clone()).strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
                let single =
                    header.filter(|_| items.len() == 1).map(|name| (reader.span(span.clone()), format!("[{name}]")));
                reader.report(
                    Fault::new(Code::SingleBrackets, reader.span(span), format!("`{key}` stands once, not in a list"))
                        .help(match self.schema.path {
                            "" => format!("write `[{key}]`, in single brackets"),
                            path => format!("write `[{path}.{key}]`, in single brackets"),
                        })
                        .fix(single),
                );
                None
            }
            other => {
                wrong_type(reader, key, value, "a table", if key == "geo" { as_geo(other) } else { None });
                None
            }
        }
    }

    /// The tables of a list of tables.
    pub(super) fn tables(&self, reader: &mut Reader, key: &'static str, header: &str) -> Vec<Found<&'t DeTable<'i>>> {
        let mut tables = Vec::new();
        let Some(value) = self.get(key) else { return tables };
        let mut table = |reader: &mut Reader, item: &'t Spanned<DeValue<'i>>| match item.get_ref() {
            DeValue::Table(table) => tables.push(Found { value: table, span: reader.span(item.span()) }),
            _ => wrong_type(reader, key, item, "a table", None),
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().for_each(|item| table(reader, item)),
            DeValue::Table(parts) if !parts.is_empty() && parts.keys().all(|part| is_part(part.get_ref())) => {
                reader.report(
                    Fault::new(
                        Code::SingleBrackets,
                        reader.span(value.span()),
                        format!("a part of a {key} stands before its `[[{header}]]`"),
                    )
                    .help(format!(
                        "begin with `[[{header}]]`: sessions, deadlines and links belong to the one above them"
                    )),
                );
            }
            DeValue::Table(_) => {
                reader.report(
                    Fault::new(
                        Code::SingleBrackets,
                        reader.span(value.span()),
                        format!("`[{header}]` is a single table"),
                    )
                    .help(format!("write `[[{header}]]`: the list may hold several"))
                    .fix((reader.span(value.span()), format!("[{}]", reader.written(value.span())))),
                );
                table(reader, value);
            }
            other => {
                let help = match date_of(other).filter(|_| key == "deadline") {
                    Some(date) => format!("begin it with `[[{header}]]`, with its `kind` and `due = {date}`"),
                    None => format!("begin each with `[[{header}]]`"),
                };
                wrong_type(reader, key, value, "a list of tables", Some(help));
            }
        }
        tables
    }
}

/// True if this key of a conference opens tables of its own.
fn is_part(key: &str) -> bool {
    matches!(key, "session" | "deadline" | "links" | "geo")
}

/// A text without blanks around it, checked for what no feed may hold.
pub(super) fn text<'t>(reader: &mut Reader, key: &str, value: &'t Spanned<DeValue<'_>>) -> Option<Found<&'t str>> {
    checked_text(reader, key, value, "leave the key out")
}

/// As [`text`], with what to do where it is empty.
fn checked_text<'t>(
    reader: &mut Reader,
    key: &str,
    value: &'t Spanned<DeValue<'_>>,
    empty: &str,
) -> Option<Found<&'t str>> {
    let span = reader.span(value.span());
    let DeValue::String(string) = value.get_ref() else {
        let alone = match value.get_ref() {
            DeValue::Array(items) if items.len() == 1 => items.iter().next().and_then(|item| item.get_ref().as_str()),
            _ => None,
        };
        let (help, text) = match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Boolean(_) => {
                (Some("put it in quotes".to_owned()), Some(quoted(reader.written(value.span()))))
            }
            _ if alone.is_some() => (Some("leave out the brackets".to_owned()), alone.map(quoted)),
            DeValue::Array(_) if key == "country" => (Some(ONE_COUNTRY.to_owned()), None),
            _ => (None, None),
        };
        let fault = type_fault(reader, key, value, "a text", help);
        reader.report(fault.fix(text.map(|text| (span, text))));
        return None;
    };
    let text = string.trim();
    let is_unseen = |char: char| invisible::name(char).is_some() || char.is_whitespace();
    let fault = if text.is_empty() || !text.is_ascii() && text.chars().all(is_unseen) {
        Fault::new(Code::Empty, span, format!("`{key}` is empty")).help(empty.to_owned())
    } else if text.len() > max_octets(key) {
        let most = max_octets(key);
        let most = if most == MAX_DESCRIPTION_OCTETS { "64 KiB".to_owned() } else { format!("{most} octets") };
        Fault::new(Code::TextTooLong, span, format!("`{}` is longer than {most}", shown(key)))
            .label(format!("{} octets", text.len()))
    } else if let Some(control) = control_character(text) {
        Fault::new(
            Code::ControlCharacter,
            span,
            format!("`{key}` holds the control character U+{:04X}", u32::from(control)),
        )
        .help("take it out; text that was copied from somewhere brings such characters along".to_owned())
    } else {
        check_pasted(reader, key, text, span);
        return Some(Found { value: text, span });
    };
    reader.report(fault);
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

/// Reports that there is more of something than is read.
pub(super) fn check_count(
    reader: &mut Reader,
    owner: &str,
    count: usize,
    most: usize,
    what: &str,
    range: Range<usize>,
) {
    if count > most {
        let message = format!("{owner} has {count} {what}, and may have {most}");
        reader.report(Fault::new(Code::TooMany, reader.span(range), message));
    }
}

/// The coordinates that a list or a text holds, as `geo` has them.
fn as_geo(value: &DeValue<'_>) -> Option<String> {
    let numbers: Vec<String> = match value {
        DeValue::Array(items) => items
            .iter()
            .filter_map(|item| match item.get_ref() {
                DeValue::Float(number) => Some(number.as_str().to_owned()),
                DeValue::Integer(number) => Some(number.as_str().to_owned()),
                DeValue::String(text) => Some(text.trim().to_owned()),
                _ => None,
            })
            .collect(),
        DeValue::String(text) => {
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

/// The first control character that no line break or tab is (`feed` writes line breaks of all kinds as `\n`).
fn control_character(text: &str) -> Option<char> {
    // Only these bytes begin one: ASCII ones, and the first of U+0080 to U+00BF. All are looked at, many at a time.
    let begins = |byte: u8| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t') || matches!(byte, 0x7f | 0xc2);
    if !text.bytes().fold(false, |any, byte| any | begins(byte)) {
        return None;
    }
    text.chars().find(|&char| char.is_control() && !matches!(char, '\n' | '\r' | '\t' | '\u{85}'))
}

/// An address of the web or of mail, percent-encoded where that is needed.
pub(super) fn url(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Substr> {
    let found = text(reader, key, value)?;
    url_of(reader, key, found)
}

/// As [`url`], of a text that has been read.
pub(super) fn url_of(reader: &mut Reader, key: &str, found: Found<&str>) -> Option<Substr> {
    let (address, span) = (found.value, found.span);
    let checked = check_address(address);
    if let Err((message, help)) = &checked {
        let (help, fix) = match address {
            "yes" | "true" | "hybrid" | "online" | "remote" | "virtual" if key == "online" => {
                ("write `online = true`, or the address to join by".to_owned(), Some("true".to_owned()))
            }
            _ => (help.clone(), meant_address(help).map(quoted)),
        };
        reader.report(
            Fault::new(Code::BadUrl, span, format!("the address in `{key}` {message}"))
                .help(help)
                .fix(fix.map(|text| (span, text))),
        );
        return None;
    }
    let address = checked.ok()?;
    let encoded = encode_uri(&address);
    let has_other_host = !found.value.is_ascii() && matches!(address, Cow::Owned(_));
    if has_other_host || matches!(encoded, Cow::Owned(_)) {
        let what = match address.contains(char::is_whitespace) {
            true => "blanks",
            false => "characters that no address may hold",
        };
        reader.report(
            Fault::new(Code::UntidyUrl, span, format!("the address in `{key}` holds {what}"))
                .help(format!("the feed says `{}`", shown(&encoded)))
                .fix((span, quoted(&encoded))),
        );
    }
    Some(reader.keep(&encoded))
}

/// Words in place of an address that is not known yet.
const UNKNOWN: &[&str] =
    &["tba", "tbd", "tbc", "n/a", "none", "null", "unknown", "coming soon", "to be announced", "-", "?"];

/// The address as a feed may hold it, or what is wrong with it, so that nobody could open it, and what to do.
fn check_address(address: &str) -> Result<Cow<'_, str>, uri::AddressFault> {
    let fault = |message: &str, help: &str| Err((message.to_owned(), help.to_owned()));
    let mean = |message: &str, right: &str| Err((message.to_owned(), format!("did you mean `{}`?", shown(right))));
    if let Some(inside) = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return mean("stands in angle brackets", inside);
    }
    if let Some((_, link)) = address.split_once("](").filter(|_| address.starts_with('[')) {
        return mean("is a link of Markdown", link.trim_end_matches(')'));
    }
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") {
        return uri::web(address);
    }
    if scheme.eq_ignore_ascii_case("mailto") {
        return match rest.contains('@') {
            true => Ok(Cow::Borrowed(address)),
            false => fault("has no mail address", "write it as `mailto:name@example.org`"),
        };
    }
    let is_scheme = !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-".contains(&byte))
        && !rest.starts_with(|char: char| char.is_ascii_digit());
    if is_scheme {
        let message = format!("has the scheme `{}:`", shown(scheme));
        return match nearest(scheme, ["https", "http"].into_iter()).filter(|_| rest.starts_with("//")) {
            Some(right) => mean(&message, &format!("{right}:{rest}")),
            None => fault(&message, "only `https:`, `http:` and `mailto:` are safe to open"),
        };
    }
    if UNKNOWN.iter().any(|word| address.eq_ignore_ascii_case(word)) {
        return fault("is not known yet", "leave the key out until it is");
    }
    if let Some(handle) = address.strip_prefix('@') {
        let (message, help) = ("is a handle, not an address", "write the whole address of the profile");
        return match handle
            .split_once('@')
            .filter(|(name, host)| !name.is_empty() && has_domain(&format!("https://{host}")))
        {
            Some((name, host)) => mean(message, &format!("https://{host}/@{name}")),
            None => fault(message, &format!("{help}, such as `https://example.org/@{}`", shown(handle))),
        };
    }
    if !address.contains(['.', '/', '@', ':']) {
        return match address.to_lowercase().as_str() {
            "no" | "false" | "in person" | "in-person" | "offline" | "onsite" | "on-site" => {
                fault("is not an address", "leave the key out")
            }
            "yes" | "true" | "online" | "virtual" | "remote" | "hybrid" | "zoom" | "teams" | "webex" | "youtube" => {
                fault("is not an address", "write `online = true`, or the address by which one joins")
            }
            _ => fault("is not an address", "write the whole of it: `https://example.org/`"),
        };
    }
    if address.contains('@') && !address.contains('/') {
        return mean("has no scheme", &format!("mailto:{address}"));
    }
    let bare = address.strip_prefix("https//").or_else(|| address.strip_prefix("http//")).unwrap_or(address);
    mean("has no scheme", &format!("https://{}", bare.trim_start_matches('/')))
}

/// The address that the help of a fault offers, if it is one beyond doubt: it has no other fault, and goes to a domain.
fn meant_address(help: &str) -> Option<&str> {
    let meant = help.strip_prefix("did you mean `")?.strip_suffix("`?")?;
    (has_domain(meant) && check_address(meant).is_ok() && !meant.ends_with('…')).then_some(meant)
}

/// True if an address goes to a host with a name of several parts, such as `example.org`, and so is more than a word.
fn has_domain(address: &str) -> bool {
    let rest = address.split_once(':').map_or(address, |(_, rest)| rest.trim_start_matches('/'));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_mail = address.starts_with("mailto:");
    let is_whole = !is_mail || authority.split('@').count() == 2 && !authority.starts_with('@');
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|char| char.is_alphanumeric() || char == '-');
    is_whole
        && host.contains('.')
        && host.split('.').all(is_part)
        && host.rsplit('.').next().is_some_and(|last| last.chars().all(char::is_alphabetic) && last.chars().count() > 1)
}

/// A text with nothing but a decimal number in it.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

/// The list that a single value stands for, as TOML writes it: `"python, web"` are two tags.
fn as_list(reader: &Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.trim(),
        DeValue::Datetime(_) if key == "was" => return Some(format!("[{}]", reader.written(value.span()))),
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
fn in_letters(text: &str) -> Option<String> {
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

/// A duration in the words of the list.
pub(super) fn duration(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Duration> {
    if let DeValue::Integer(number) = value.get_ref() {
        let help = format!("write its unit too: `\"{0}h\"` for hours, `\"{0}d\"` for days", shown(number.as_str()));
        wrong_type(reader, key, value, "a duration", Some(help));
        return None;
    }
    let text = text(reader, key, value)?;
    let duration = text.value.parse().ok();
    if duration.is_none() {
        let meant = in_letters(text.value);
        let help = match &meant {
            Some(meant) => format!("write `\"{meant}\"`"),
            None => "write a number and its unit: `30m`, `12h`, `7d`, `2w`, `1y`; the longest is 100 years".to_owned(),
        };
        reader.report(
            Fault::new(Code::BadDuration, text.span, format!("`{}` is not a duration", shown(text.value)))
                .help(help)
                .fix(meant.map(|meant| (text.span, quoted(&meant)))),
        );
    }
    duration
}

/// Reports a value of another type than the key takes.
pub(super) fn wrong_type(
    reader: &mut Reader,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    wanted: &str,
    help: Option<String>,
) {
    let fault = type_fault(reader, key, value, wanted, help);
    reader.report(fault);
}

/// A value of another type than the key takes, to be reported.
pub(super) fn type_fault(
    reader: &Reader,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    wanted: &str,
    help: Option<String>,
) -> Fault {
    let is = match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Fault::new(Code::WrongType, reader.span(value.span()), format!("`{}` is {wanted}, not {is}", shown(key)))
        .label(format!("this is {is}"))
        .help(help)
}
