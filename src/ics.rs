//! Content lines: typed properties, and a component as bytes (RFC 5545 §3.1 to §3.3).
//!
//! Values are encoded here and nowhere else, by an [`Encoder`] that knows their type; all lines are folded in one
//! place. A VTIMEZONE, whose values need no encoding, comes as a tree of the `icalendar` crate. No value of any type
//! can open a new content line. Knows nothing of conferences.

pub(crate) mod lines;

use std::borrow::Cow;
use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use icalendar::parser::{Component, Parameter, Property};
use uuid::Uuid;

use crate::octets::OctetSet;
use crate::place::Geo;
use crate::time::{Moment, push_decimal, push_number};

/// The longest content line in octets, without its line break (RFC 5545 §3.1).
pub(crate) const MAX_LINE_OCTETS: usize = 75;

/// Writes content lines, each with a value of a known type.
#[derive(Default)]
pub(crate) struct Encoder {
    /// The lines so far.
    pub(crate) out: String,
    /// The value of the current line, not yet folded.
    value: String,
}

impl Encoder {
    /// The line that opens a component.
    pub(crate) fn begin(&mut self, name: &'static str) {
        begin(name, &mut self.out);
    }

    /// The line that closes a component.
    pub(crate) fn end(&mut self, name: &'static str) {
        end(name, &mut self.out);
    }

    /// Adds a value as it is: a word of the standard, or an encoded one.
    pub(crate) fn raw(&mut self, name: &'static str, value: &str) {
        self.with_params(name, &[], value);
    }

    /// Adds a value as it is, with parameters that are words of the standard or names of zones.
    pub(crate) fn with_params(&mut self, name: &'static str, params: &[(&str, &str)], value: &str) {
        let mut line = FoldedLine::start(&mut self.out);
        line.push(name);
        for (key, word) in params {
            line.push(";").push(key).push("=").push(word);
        }
        line.push(":").push(value).end();
    }

    /// A UID (RFC 7986 §5.3), of the component itself or of another.
    pub(crate) fn uid(&mut self, name: &'static str, params: &[(&str, &str)], uid: Uuid) {
        self.with_params(name, params, uid.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    }

    /// A TEXT value (RFC 5545 §3.3.11).
    pub(crate) fn text(&mut self, name: &'static str, value: &str) {
        self.texts(name, [value]);
    }

    /// A list of TEXT values, such as CATEGORIES (RFC 5545 §3.8.1.2).
    pub(crate) fn texts<'a>(&mut self, name: &'static str, values: impl IntoIterator<Item = &'a str>) {
        self.value.clear();
        for value in values {
            if !self.value.is_empty() {
                self.value.push(',');
            }
            escape(value, &mut self.value);
        }
        FoldedLine::start(&mut self.out).push(name).push(":").push(&self.value).end();
    }

    /// A DATE value, and the parameter that says so (RFC 5545 §3.3.4).
    pub(crate) fn date(&mut self, name: &'static str, day: NaiveDate) {
        self.value.clear();
        push_date(day, &mut self.value);
        FoldedLine::start(&mut self.out).push(name).push(";VALUE=DATE:").push(&self.value).end();
    }

    /// A DATE-TIME value in UTC (RFC 5545 §3.3.5, form 2).
    pub(crate) fn utc(&mut self, name: &'static str, time: DateTime<Utc>) {
        self.value.clear();
        push_date_time(time.naive_utc(), &mut self.value);
        FoldedLine::start(&mut self.out).push(name).push(":").push(&self.value).push("Z").end();
    }

    /// A DATE-TIME value in local time with its zone (RFC 5545 §3.3.5, form 3).
    pub(crate) fn zoned(&mut self, name: &'static str, moment: Moment) {
        self.value.clear();
        push_date_time(moment.local(), &mut self.value);
        FoldedLine::start(&mut self.out)
            .push(name)
            .push(";TZID=")
            .push(moment.zone().name())
            .push(":")
            .push(&self.value)
            .end();
    }

    /// A URI value (RFC 5545 §3.3.13), percent-encoded where RFC 3986 wants it, never backslash-escaped.
    pub(crate) fn uri(&mut self, name: &'static str, params: &[(&str, &str)], uri: &str) {
        self.with_params(name, params, &encode_uri(uri));
    }

    /// A place: GEO (RFC 5545 §3.8.1.6), and with a title the point that Apple's map shows.
    pub(crate) fn geo(&mut self, geo: Geo, title: &str) {
        // Latitude, semicolon, longitude.
        self.value.clear();
        push_degrees(geo.lat, &mut self.value);
        self.value.push(';');
        push_degrees(geo.lon, &mut self.value);
        let (lat, lon) = self.value.split_once(';').unwrap_or_default();
        FoldedLine::start(&mut self.out).push("GEO:").push(&self.value).end();
        if !title.is_empty() {
            let mut line = FoldedLine::start(&mut self.out);
            line.push("X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=150;X-TITLE=").push(&quoted(title));
            line.push(":geo:").push(lat).push(",").push(lon).end();
        }
    }
}

/// A number of minutes as a DURATION, negative for before: `-P6DT15H`. Days are kept nominal; weeks are never used,
/// because they do not mix with other units.
pub(crate) fn signed_duration(minutes: i64) -> String {
    let mut value = String::with_capacity("-P36500DT23H59M".len());
    value.push_str(if minutes < 0 { "-P" } else { "P" });
    let minutes = minutes.unsigned_abs();
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let push = |number: u64, unit: char, value: &mut String| {
        push_decimal(number as u32, value);
        value.push(unit);
    };
    if days > 0 {
        push(days, 'D', &mut value);
    }
    if hours > 0 || minutes > 0 || days == 0 {
        value.push('T');
    }
    if hours > 0 {
        push(hours, 'H', &mut value);
    }
    if minutes > 0 || (days, hours) == (0, 0) {
        push(minutes, 'M', &mut value);
    }
    value
}

/// The value of a parameter, encoded by RFC 6868 and in quotes (RFC 5545 §3.2).
fn quoted(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len() + 2);
    encoded.push('"');
    const NEEDS_ESCAPE: OctetSet = and_controls(OctetSet::of(b"^\""));
    encode(value, &NEEDS_ESCAPE, &mut encoded, |piece, encoded| match piece {
        ValuePiece::LineBreak => encoded.push_str("^n"),
        ValuePiece::Char('^') => encoded.push_str("^^"),
        ValuePiece::Char('"') => encoded.push_str("^'"),
        ValuePiece::Char(char) => encoded.push(char),
    });
    encoded.push('"');
    encoded
}

/// An address as a URI, with blanks, characters outside ASCII and those that RFC 3986 does not allow percent-encoded.
pub(crate) fn encode_uri(uri: &str) -> Cow<'_, str> {
    // Most addresses need no change.
    const MAY_CHANGE: OctetSet = OctetSet::of(b"\"<>\\^`{|}%[]").and(0, b' ').and(0x7f, 0xff);
    if !MAY_CHANGE.is_in(uri) {
        return Cow::Borrowed(uri);
    }
    // RFC 3986 §3.2.2 allows brackets in the host alone.
    let host = uri.find("://").map_or(0, |scheme| scheme + 3);
    let path = uri[host..].find(['/', '?', '#']).map_or(uri.len(), |end| host + end);
    let stays = |at: usize, byte: u8| {
        is_uri_byte(byte) && !is_stray_percent(uri, at) && (at < path || !matches!(byte, b'[' | b']'))
    };
    if uri.bytes().enumerate().all(|(at, byte)| stays(at, byte)) {
        return Cow::Borrowed(uri);
    }
    let mut encoded = String::with_capacity(uri.len() + 16);
    for (at, byte) in uri.bytes().enumerate() {
        if stays(at, byte) {
            encoded.push(byte as char);
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Cow::Owned(encoded)
}

/// True if the percent sign at an offset begins no encoded octet.
fn is_stray_percent(uri: &str, at: usize) -> bool {
    let bytes = uri.as_bytes();
    bytes[at] == b'%' && !bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
}

fn is_uri_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}

/// Writes a component and everything in it. Every line ends in CRLF and has at most 75 octets.
pub(crate) fn write(component: &Component<'_>, out: &mut String) {
    begin(component.name.as_str(), out);
    for property in &component.properties {
        write_property(property, out);
    }
    for inner in &component.components {
        write(inner, out);
    }
    end(component.name.as_str(), out);
}

fn begin(name: &str, out: &mut String) {
    FoldedLine::start(out).push("BEGIN:").push(name).end();
}

fn end(name: &str, out: &mut String) {
    FoldedLine::start(out).push("END:").push(name).end();
}

/// Writes one property as a content line.
fn write_property(property: &Property<'_>, out: &mut String) {
    let mut line = FoldedLine::start(out);
    line.push(property.name.as_str());
    for Parameter { key, val } in &property.params {
        line.push(";").push(key.as_str());
        if let Some(val) = val {
            line.push("=").push(val.as_str());
        }
    }
    line.push(":").push(property.val.as_str()).end();
}

/// A content line that grows. Folds before the octet that would be one too many, never inside a character.
struct FoldedLine<'o> {
    out: &'o mut String,
    /// Octets on this physical line so far.
    octets: usize,
}

impl<'o> FoldedLine<'o> {
    fn start(out: &'o mut String) -> FoldedLine<'o> {
        FoldedLine { out, octets: 0 }
    }

    fn push(&mut self, mut text: &str) -> &mut Self {
        while self.octets + text.len() > MAX_LINE_OCTETS {
            let mut cut = MAX_LINE_OCTETS - self.octets;
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            self.out.push_str(&text[..cut]);
            self.out.push_str("\r\n ");
            self.octets = 1;
            text = &text[cut..];
        }
        self.out.push_str(text);
        self.octets += text.len();
        self
    }

    fn end(&mut self) {
        self.out.push_str("\r\n");
    }
}

/// A character of a value that goes into one content line, or a line break in it.
enum ValuePiece {
    Char(char),
    LineBreak,
}

/// The pieces of a value: CR, LF, CRLF and the Unicode line breaks are line breaks, and other control characters but
/// the tab are left out, because no content line can carry them.
struct ValuePieces<'a>(&'a str);

impl Iterator for ValuePieces<'_> {
    type Item = ValuePiece;

    fn next(&mut self) -> Option<ValuePiece> {
        loop {
            let char = self.0.chars().next()?;
            self.0 = &self.0[char.len_utf8()..];
            match char {
                '\r' => {
                    self.0 = self.0.strip_prefix('\n').unwrap_or(self.0);
                    return Some(ValuePiece::LineBreak);
                }
                '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Some(ValuePiece::LineBreak),
                '\t' => return Some(ValuePiece::Char('\t')),
                char if char.is_control() => {}
                char => return Some(ValuePiece::Char(char)),
            }
        }
    }
}

/// A set with the first octet of every control character and line break too, ASCII or not.
const fn and_controls(set: OctetSet) -> OctetSet {
    set.and(0, 0x1f).and(0x7f, 0x7f).and(0xc2, 0xc2).and(0xe2, 0xe2)
}

/// Appends a value: each piece that begins with an octet of the set through `add`, the text between unchanged.
fn encode(value: &str, set: &OctetSet, out: &mut String, add: impl Fn(ValuePiece, &mut String)) {
    let mut rest = value;
    while let Some(at) = set.find(rest) {
        out.push_str(&rest[..at]);
        let mut pieces = ValuePieces(&rest[at..]);
        if let Some(piece) = pieces.next() {
            add(piece, out);
        }
        rest = pieces.0;
    }
    out.push_str(rest);
}

fn escape(value: &str, out: &mut String) {
    const NEEDS_ESCAPE: OctetSet = and_controls(OctetSet::of(b"\\;,"));
    encode(value, &NEEDS_ESCAPE, out, |piece, out| match piece {
        ValuePiece::LineBreak => out.push_str("\\n"),
        ValuePiece::Char(char @ ('\\' | ';' | ',')) => {
            out.push('\\');
            out.push(char);
        }
        ValuePiece::Char(char) => out.push(char),
    });
}

fn push_date_time(time: NaiveDateTime, out: &mut String) {
    push_date(time.date(), out);
    out.push('T');
    push_number(time.hour(), 2, out);
    push_number(time.minute(), 2, out);
    push_number(time.second(), 2, out);
}

fn push_date(day: NaiveDate, out: &mut String) {
    push_number(day.year().clamp(0, 9999).unsigned_abs(), 4, out);
    push_number(day.month(), 2, out);
    push_number(day.day(), 2, out);
}

/// Degrees with six decimals, which is a tenth of a metre. A place on the equator has one form: there is no minus zero.
fn push_degrees(degrees: f64, out: &mut String) {
    let millionths = (degrees * 1e6).round() as i64;
    let (whole, rest) = (millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
    if millionths < 0 {
        out.push('-');
    }
    push_decimal(whole as u32, out);
    out.push('.');
    push_number(rest as u32, 6, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(write: impl FnOnce(&mut Encoder)) -> String {
        let mut to = Encoder::default();
        write(&mut to);
        to.out
    }

    fn text(value: &str) -> String {
        line(|to| to.text("SUMMARY", value))
    }

    fn uri(uri: &str) -> String {
        line(|to| to.uri("URL", &[], uri))
    }

    /// The line with this value of a parameter.
    fn title(title: &str) -> String {
        line(|to| to.geo(Geo { lat: 1.0, lon: 2.0 }, title))
            .strip_prefix("GEO:1.000000;2.000000\r\n")
            .unwrap()
            .to_owned()
    }

    fn unfold(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    /// The inverse of `escape`, written from RFC 5545 §3.3.11 alone.
    fn unescape(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(char) = chars.next() {
            match char {
                '\\' => match chars.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => panic!("a backslash at the end"),
                },
                char => out.push(char),
            }
        }
        out
    }

    #[test]
    fn text_escapes_what_the_standard_names_and_nothing_else() {
        assert_eq!(text(r#"a\b;c,d:"e""#), "SUMMARY:a\\\\b\\;c\\,d:\"e\"\r\n");
        assert_eq!(text("a\r\nb\rc\nd\u{85}e\u{2028}f\u{2029}g"), "SUMMARY:a\\nb\\nc\\nd\\ne\\nf\\ng\r\n");
        assert_eq!(text("a\0b\u{7f}c\td\u{9b}"), "SUMMARY:abc\td\r\n");
    }

    #[test]
    fn no_value_opens_a_new_line() {
        let evil = "x\r\nX-EVIL:1\n\rX-EVIL:2\u{2028}X-EVIL:3";
        for line in [text(evil), uri(evil), line(|to| to.texts("CATEGORIES", [evil, evil])), title(evil)] {
            assert_eq!(line.matches('\n').count(), line.matches("\r\n").count());
            assert!(unfold(&line).trim_end().lines().count() == 1, "{line:?}");
        }
    }

    #[test]
    fn parameters_are_quoted_and_encoded() {
        let written = "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=150;X-TITLE=";
        assert_eq!(unfold(&title("plain")), format!("{written}\"plain\":geo:1.000000,2.000000\r\n"));
        assert_eq!(unfold(&title("a, \"b\" ^\nc")), format!("{written}\"a, ^'b^' ^^^nc\":geo:1.000000,2.000000\r\n"));
    }

    #[test]
    fn addresses_are_percent_encoded_not_escaped() {
        assert_eq!(uri("https://x.org/a,b;c d/é?q=%20"), "URL:https://x.org/a,b;c%20d/%C3%A9?q=%20\r\n");
        assert_eq!(uri("http://[::1]:80/?a[]=1"), "URL:http://[::1]:80/?a%5B%5D=1\r\n");
        assert_eq!(uri("https://x.org/100%?a=%2"), "URL:https://x.org/100%25?a=%252\r\n");
    }

    #[test]
    fn durations_never_use_weeks() {
        assert_eq!(signed_duration(-7 * 1440), "-P7D");
        assert_eq!(signed_duration(-7 * 1440 + 9 * 60), "-P6DT15H");
        assert_eq!(signed_duration(720), "PT12H");
        assert_eq!(signed_duration(0), "PT0M");
        assert_eq!(signed_duration(-90), "-PT1H30M");
    }

    #[test]
    fn coordinates_have_six_decimals_and_no_minus_zero() {
        let place = Geo { lat: -0.0, lon: -6.2397 };
        assert_eq!(line(|to| to.geo(place, "")), "GEO:0.000000;-6.239700\r\n");
        let place = Geo { lat: -0.0000004, lon: -0.0000006 };
        assert_eq!(line(|to| to.geo(place, "")), "GEO:0.000000;-0.000001\r\n");
    }

    proptest! {
        #[test]
        fn folding_is_undone_by_unfolding(value in "\\PC{0,300}") {
            let folded = line(|to| to.raw("X", &value));
            prop_assert_eq!(unfold(&folded), format!("X:{value}\r\n"));
            for physical in folded.split("\r\n") {
                prop_assert!(physical.len() <= MAX_LINE_OCTETS);
            }
        }

        #[test]
        fn escaping_is_undone_by_unescaping(value in "[\\PC\n\t]{0,200}") {
            let mut escaped = String::new();
            escape(&value, &mut escaped);
            let expected: String = value.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
            prop_assert_eq!(unescape(&escaped), expected);
        }
    }
}
