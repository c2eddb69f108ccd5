//! Content lines of any origin, read back from bytes.
//!
//! Lines are unfolded one at a time (RFC 5545 §3.1); all other functions take one line. Nothing is trusted, nothing
//! recurses, and whatever a line holds, the next one is read. Accepts LF for CRLF, because git and editors change line
//! ends.

use std::borrow::Cow;
use std::io::{self, BufRead};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// The content lines of a text; empty ones are passed over.
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

/// A content line, unfolded.
pub(crate) struct ContentLine<'t> {
    /// Its offset in the text, in bytes.
    pub(crate) start: usize,
    /// The unfolded line.
    pub(crate) text: Cow<'t, str>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Lines<'t> {
        // A byte order mark belongs to no line.
        Lines { text, at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 } }
    }

    /// The lines of a later part of a text, where U+FEFF is no byte order mark.
    pub(crate) fn inside(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0 }
    }

    /// The physical line that begins at an offset, without its line break, and the offset of the next one.
    fn physical(&self, at: usize) -> (&'t str, usize) {
        let rest = &self.text[at..];
        let (line, next) = match rest.find('\n') {
            Some(newline) => (&rest[..newline], at + newline + 1),
            None => (rest, self.text.len()),
        };
        (line.strip_suffix('\r').unwrap_or(line), next)
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = ContentLine<'t>;

    fn next(&mut self) -> Option<ContentLine<'t>> {
        while self.at < self.text.len() {
            let start = self.at;
            let (first, mut end) = self.physical(start);
            let mut text = Cow::Borrowed(first);
            while self.text.as_bytes().get(end).is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
                let (more, next) = self.physical(end);
                text.to_mut().push_str(&more[1..]);
                end = next;
            }
            self.at = end;
            if !text.is_empty() {
                return Some(ContentLine { start, text });
            }
        }
        None
    }
}

/// Reads the next content line as it is, with its folds and line breaks. False at the end.
pub(crate) fn read_folded(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    loop {
        from.read_until(b'\n', line)?;
        if !matches!(from.fill_buf()?.first(), Some(b' ' | b'\t')) {
            return Ok(!line.is_empty());
        }
    }
}

/// The name, the parameters with the semicolons before them, and the value of a content line; `None` for any other
/// text.
pub(crate) fn parts(line: &str) -> Option<(&str, &str, &str)> {
    let bytes = line.as_bytes();
    let name = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')?;
    if name == 0 || !matches!(bytes[name], b':' | b';') {
        return None;
    }
    let mut quoted = false;
    let colon = bytes[name..].iter().position(|&byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    Some((&line[..name], &line[name..name + colon], &line[name + colon + 1..]))
}

/// A TEXT value without its escapes (RFC 5545 §3.3.11).
pub(crate) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        text.push(match char {
            '\\' => match chars.next() {
                Some('n' | 'N') => '\n',
                Some(other) => other,
                None => '\\',
            },
            char => char,
        });
    }
    text
}

/// The day of a DATE or DATE-TIME value.
pub(crate) fn day(value: &str) -> Option<NaiveDate> {
    let digits = value.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    NaiveDate::from_ymd_opt(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

/// The time of a DATE-TIME value, whatever its zone.
pub(crate) fn time(value: &str) -> Option<NaiveDateTime> {
    let digits = value.strip_suffix('Z').unwrap_or(value).get(8..)?.strip_prefix('T')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    day(value)?.and_hms_opt(digits[..2].parse().ok()?, digits[2..4].parse().ok()?, digits[4..].parse().ok()?)
}

/// The time of a DATE-TIME value in UTC (RFC 5545 §3.3.5, form 2).
pub(crate) fn utc(value: &str) -> Option<DateTime<Utc>> {
    time(value).filter(|_| value.ends_with('Z')).map(|time| time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ics;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<String> {
        Lines::new(text).map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn lines_are_unfolded_whatever_ends_them() {
        assert_eq!(lines("\u{feff}A:1\r\n 2\r\n\t3\r\n\r\nB:4"), ["A:123", "B:4"]);
        assert_eq!(lines("A:1\n 2\nB:\n"), ["A:12", "B:"]);
        assert_eq!(lines(" A:1\n"), [" A:1"], "a text that begins with a blank is continued from nothing");
        assert_eq!(lines("\n\r\n"), [""; 0]);
        let text = "A:1\r\n 2\r\nB:3\r\n";
        assert_eq!(Lines::new(text).map(|line| line.start).collect::<Vec<_>>(), [0, 9]);
        assert!(Lines::inside("\u{feff}A:1").all(|line| parts(&line.text).is_none()), "no mark of a byte order");
    }

    /// Cut into folded lines, which are then unfolded, a text has the same lines, wherever a buffer ends.
    #[test]
    fn folded_lines_are_read_whole() {
        for text in ["", "\n", "A:1", " A:1\n", "A:1\r\n 2\r\n\t3\r\n\r\nB:4", "\r\n \r\nA:1\n\n B\n\nC:2\n "] {
            for capacity in 1..6 {
                let mut from = io::BufReader::with_capacity(capacity, text.as_bytes());
                let (mut folded, mut all, mut own) = (Vec::new(), Vec::new(), Vec::new());
                while read_folded(&mut from, &mut folded).expect("a slice") {
                    let part = std::str::from_utf8(&folded).expect("UTF-8");
                    assert!(Lines::inside(part).count() <= 1, "{part:?}");
                    own.extend(lines(part));
                    all.extend_from_slice(&folded);
                }
                assert_eq!((all.as_slice(), own), (text.as_bytes(), lines(text)));
            }
        }
    }

    #[test]
    fn a_colon_in_quotes_ends_no_parameters() {
        assert_eq!(parts("X-A;B=\"c:d\";E=f:g:h"), Some(("X-A", ";B=\"c:d\";E=f", "g:h")));
        assert_eq!(parts("A:"), Some(("A", "", "")));
        for none in ["", ":", "A", ";B=1:2", "A B:1", "é:1", "A;B=\"1:2"] {
            assert_eq!(parts(none), None, "{none}");
        }
    }

    #[test]
    fn times_are_read_strictly() {
        assert_eq!(utc("20220501T123000Z").map(|time| time.to_string()), Some("2022-05-01 12:30:00 UTC".to_owned()));
        assert_eq!(day("20220711"), NaiveDate::from_ymd_opt(2022, 7, 11));
        for none in [
            "20220501T123000",
            "2022050T123000Z",
            "20220501T1230Z",
            "20220531T246000Z",
            "+2220501T123000Z",
            "20220501T12300Z",
            "20220501T+1+2+3Z",
            "é",
        ] {
            assert_eq!(utc(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in "[\\PC\n\t]{0,200}") {
            let mut encoder = ics::Encoder::default();
            encoder.text("SUMMARY", &value);
            let line = Lines::new(&encoder.out).next().expect("a line");
            let (name, params, read) = parts(&line.text).expect("a content line");
            let expected = value.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
            prop_assert_eq!((name, params, unescape(read)), ("SUMMARY", "", expected));
        }
    }
}
