//! Reads an entry as people usually write it, in a fraction of the time that all of TOML takes.
//!
//! Comes in: the text of an entry. Goes out: its table, exactly as `toml` reads it, or nothing. Whatever is rare or a fault is
//! left to `toml`: keys in quotes, comments between brackets, tables in tables, other numbers than decimal ones.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;
use toml::Spanned;
use toml::value::Datetime;
use toml_parser::decoder::Encoding;
use toml_parser::{ParseError, Raw};

use super::table::{Entry, Integer, MAX_SMALL, Table, Value};

/// The most digits of a whole number. More have no room in 64 bits.
const MAX_DIGITS: usize = 18;

/// The keys of an entry that most have.
const USUAL_KEYS: usize = 16;

/// The table of an entry and of its parts, under `conference` as its only key; `None` if it is to be read by `toml`.
pub(super) fn read(text: &str) -> Option<Table<'_>> {
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\n' | b'\t') || byte == 0x7f;
    // Without a branch, so that many octets are looked at together.
    let has_controls = text.bytes().fold(false, |found, byte| found | is_control(byte));
    if has_controls && text.replace("\r\n", "\n").bytes().any(is_control) {
        return None;
    }
    let mut reader = Reader { text, at: 0, has_returns: has_controls };
    let mut entry = OpenEntry::default();
    while reader.skip_lines() {
        match reader.next() {
            b'[' => entry.open(reader.header()?)?,
            _ => reader.key_and_value(entry.last_table())?,
        }
        reader.end_line()?;
    }
    entry.close()
}

/// `[[conference]]`, `[[conference.session]]` or `[conference.links]`.
struct Header<'i> {
    span: Range<usize>,
    is_array: bool,
    /// The word `conference`.
    key: Spanned<&'i str>,
    /// The key behind the dot.
    part: Option<Spanned<&'i str>>,
}

/// An entry as far as it is read.
#[derive(Default)]
struct OpenEntry<'i> {
    header: Option<Header<'i>>,
    table: OpenTable<'i>,
    /// The tables with headers of their own.
    parts: Vec<(Header<'i>, OpenTable<'i>)>,
}

/// A table as far as it is read.
#[derive(Default)]
struct OpenTable<'i> {
    entries: Vec<Entry<'i>>,
    /// The tables of keys such as `links.schedule`.
    dotted: Vec<(Spanned<&'i str>, Vec<Entry<'i>>)>,
}

impl<'i> OpenEntry<'i> {
    /// Begins a table; `None` if it cannot stand there.
    fn open(&mut self, header: Header<'i>) -> Option<()> {
        match (&self.header, &header.part) {
            (Some(_), Some(_)) => self.parts.push((header, OpenTable::default())),
            (None, None) if header.is_array && self.table.is_empty() => {
                self.header = Some(header);
                self.table.entries.reserve(USUAL_KEYS);
            }
            _ => return None,
        }
        Some(())
    }

    fn last_table(&mut self) -> &mut OpenTable<'i> {
        self.parts.last_mut().map_or(&mut self.table, |(_, table)| table)
    }

    fn close(self) -> Option<Table<'i>> {
        let header = self.header?;
        let mut parts: Vec<Entry> = Vec::with_capacity(self.parts.len());
        for (part, table) in self.parts {
            let table = Spanned::new(part.span.clone(), Value::Table(table.close(Vec::new())?));
            let key = part.part?;
            let has_room = parts.len() < MAX_SMALL;
            match parts.iter_mut().find(|(other, _)| other.get_ref() == key.get_ref()) {
                None if !has_room => return None,
                None if part.is_array => parts.push(entry(key, Spanned::new(part.span, Value::Array(vec![table])))),
                None => parts.push(entry(key, table)),
                Some((_, value)) => match value.get_mut() {
                    Value::Array(items) if part.is_array => items.push(table),
                    _ => return None,
                },
            }
        }
        let table = Spanned::new(header.span.clone(), Value::Table(self.table.close(parts)?));
        Table::small(vec![entry(header.key, Spanned::new(header.span, Value::Array(vec![table])))])
    }
}

impl<'i> OpenTable<'i> {
    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.dotted.is_empty()
    }

    /// The table with these tables in it too; `None` if a key stands twice.
    fn close(mut self, parts: Vec<Entry<'i>>) -> Option<Table<'i>> {
        for (key, entries) in self.dotted {
            let table = Spanned::new(key.span(), Value::Table(Table::small(entries)?));
            self.entries.push(entry(key, table));
        }
        self.entries.extend(parts);
        Table::small(self.entries)
    }
}

fn entry<'i>(key: Spanned<&'i str>, value: Spanned<Value<'i>>) -> Entry<'i> {
    (Spanned::new(key.span(), Cow::Borrowed(key.into_inner())), value)
}

/// A text as far as it is read.
struct Reader<'i> {
    text: &'i str,
    at: usize,
    /// True if lines end as on Windows.
    has_returns: bool,
}

impl<'i> Reader<'i> {
    /// The next octet; 0 at the end.
    fn next(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    /// Passes over the next octet if it is this one.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next() == byte).then(|| self.at += 1)
    }

    /// Passes over octets of a kind, and returns them.
    fn take_while(&mut self, is_of_kind: impl Fn(u8) -> bool) -> Spanned<&'i str> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at += rest.iter().position(|byte| !is_of_kind(*byte)).unwrap_or(rest.len());
        Spanned::new(start..self.at, &self.text[start..self.at])
    }

    fn skip_blanks(&mut self) {
        while matches!(self.next(), b' ' | b'\t') {
            self.at += 1;
        }
    }

    fn skip_blanks_and_breaks(&mut self) {
        while matches!(self.next(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn skip_comment(&mut self) {
        if self.next() == b'#' {
            self.take_while(|byte| byte != b'\n');
        }
    }

    /// Passes over blank lines and comments; false at the end of the text.
    fn skip_lines(&mut self) -> bool {
        loop {
            self.skip_blanks_and_breaks();
            if self.next() != b'#' {
                return self.at < self.text.len();
            }
            self.skip_comment();
        }
    }

    /// Passes over the rest of a line, which may hold a comment.
    fn end_line(&mut self) -> Option<()> {
        self.skip_blanks();
        self.skip_comment();
        // A carriage return stands before a line feed only.
        (self.at == self.text.len() || matches!(self.next(), b'\n' | b'\r')).then_some(())
    }

    fn header(&mut self) -> Option<Header<'i>> {
        let start = self.at;
        self.take(b'[')?;
        let is_array = self.take(b'[').is_some();
        let key = self.key()?;
        let part = if self.take(b'.').is_some() { Some(self.key()?) } else { None };
        self.take(b']')?;
        if is_array {
            self.take(b']')?;
        }
        (*key.get_ref() == "conference").then_some(Header { span: start..self.at, is_array, key, part })
    }

    /// A key without quotes.
    fn key(&mut self) -> Option<Spanned<&'i str>> {
        let key = self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        (!key.get_ref().is_empty()).then_some(key)
    }

    /// Reads `name = "…"` or `links.schedule = "…"` into a table.
    fn key_and_value(&mut self, table: &mut OpenTable<'i>) -> Option<()> {
        let key = self.key()?;
        if self.take(b'.').is_none() {
            table.entries.push(self.value_of(key)?);
            return Some(());
        }
        let inner = self.key()?;
        let value = self.value_of(inner)?;
        let has_room = table.dotted.len() < MAX_SMALL;
        match table.dotted.iter_mut().find(|(other, _)| other.get_ref() == key.get_ref()) {
            Some((_, entries)) => entries.push(value),
            None if has_room => table.dotted.push((key, vec![value])),
            None => return None,
        }
        Some(())
    }

    fn equals(&mut self) -> Option<()> {
        self.skip_blanks();
        self.take(b'=')?;
        self.skip_blanks();
        Some(())
    }

    /// The key with the value behind the sign of equality.
    fn value_of(&mut self, key: Spanned<&'i str>) -> Option<Entry<'i>> {
        self.equals()?;
        let start = self.at;
        let value = match self.next() {
            b'[' => self.array()?,
            b'{' => self.inline_table()?,
            _ => return Some(entry(key, self.single_value()?)),
        };
        Some(entry(key, Spanned::new(start..self.at, value)))
    }

    /// A value without others inside.
    fn single_value(&mut self) -> Option<Spanned<Value<'i>>> {
        let start = self.at;
        let value = match self.next() {
            b'"' => Value::String(self.string()?),
            b'\'' => Value::String(self.literal_string()?),
            _ => {
                let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'+');
                word_value(self.take_while(is_of_word).into_inner())?
            }
        };
        Some(Spanned::new(start..self.at, value))
    }

    fn string(&mut self) -> Option<Cow<'i, str>> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let is_quotes = |at: usize| bytes[at..].starts_with(b"\"\"\"");
        let quotes = if is_quotes(start) { 3 } else { 1 };
        let mut end = start + quotes;
        let mut has_escapes = false;
        loop {
            end += memchr2(b'"', b'\\', bytes.get(end..)?)?;
            if bytes[end] == b'\\' {
                has_escapes = true;
                end += 2;
            } else if quotes == 1 || is_quotes(end) {
                break;
            } else {
                end += 1;
            }
        }
        self.at = end + quotes;
        let text = &self.text[start + quotes..end];
        let encoding = match quotes {
            1 if text.contains('\n') => return None,
            1 => Encoding::BasicString,
            // One quote more would be the last of the text.
            _ if self.next() == b'"' => return None,
            _ => Encoding::MlBasicString,
        };
        if has_escapes || quotes > 1 && self.has_returns {
            return decoded(&self.text[start..self.at], encoding);
        }
        // A line break behind three quotes is none of the text.
        Some(text.strip_prefix('\n').unwrap_or(text).into())
    }

    fn literal_string(&mut self) -> Option<Cow<'i, str>> {
        self.take(b'\'')?;
        let text = self.take_while(|byte| !matches!(byte, b'\'' | b'\n')).into_inner();
        self.take(b'\'')?;
        let is_long = text.is_empty() && self.next() == b'\'';
        (!is_long).then_some(text.into())
    }

    fn array(&mut self) -> Option<Value<'i>> {
        let mut items = Vec::new();
        self.take(b'[')?;
        loop {
            self.skip_blanks_and_breaks();
            if self.take(b']').is_some() {
                return Some(Value::Array(items));
            }
            items.push(self.single_value()?);
            self.skip_blanks_and_breaks();
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(Value::Array(items));
            }
        }
    }

    fn inline_table(&mut self) -> Option<Value<'i>> {
        let mut entries = Vec::new();
        self.take(b'{')?;
        loop {
            self.skip_blanks();
            let key = self.key()?;
            self.equals()?;
            entries.push(entry(key, self.single_value()?));
            self.skip_blanks();
            if self.take(b',').is_none() {
                self.take(b'}')?;
                return Some(Value::Table(Table::small(entries)?));
            }
        }
    }
}

/// The text of a string with escapes.
fn decoded(string: &str, encoding: Encoding) -> Option<Cow<'_, str>> {
    let (mut text, mut error) = (Cow::default(), None::<ParseError>);
    let span = toml_parser::Span::new_unchecked(0, string.len());
    let _ = Raw::new_unchecked(string, Some(encoding), span).decode_scalar(&mut text, &mut error);
    error.is_none().then_some(text)
}

/// The value of a word without quotes.
fn word_value(word: &str) -> Option<Value<'_>> {
    match word {
        "true" => return Some(Value::Boolean(true)),
        "false" => return Some(Value::Boolean(false)),
        // `2022-07-11`
        _ if word.as_bytes().get(4) == Some(&b'-') => return word.parse::<Datetime>().ok().map(Value::Datetime),
        _ => {}
    }
    let (whole, fraction) = word.split_once('.').map_or((word, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if !is_digits(digits) || digits.len() > MAX_DIGITS || digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    match fraction {
        None => Some(Value::Integer(Integer { digits: word.into(), radix: 10 })),
        Some(fraction) => is_digits(fraction).then(|| Value::Float(word.into())),
    }
}

#[cfg(test)]
mod tests;
