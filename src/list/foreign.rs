//! Files that are no list: another format, another encoding, or an unfinished merge.
//!
//! Comes in: the text of a source. Goes out: one diagnostic that says what the file is, where reading it as TOML would
//! report every line of it.

use super::faults::{Fault, Span};
use crate::diagnostic::{Code, Source};
use crate::spelling::shown;

/// The advice for a file of another format.
const HOW_TO_START: &str = "confcal reads lists in TOML; `confcal init` writes one to start from";

/// Says what a source is that is another format than TOML.
pub(super) fn other_format(source: &Source, index: usize) -> Option<Fault> {
    let text = source.text().trim_start_matches('\u{feff}');
    let (format, is_binary) = match binary_format(text) {
        Some(format) => (format, true),
        None if text.contains('\0') => return None,
        None => (text_format(text)?, false),
    };
    let start = text.len() - if is_binary { text.len() } else { text.trim_start().len() };
    let start = start + (source.text().len() - text.len());
    let line = source.text()[start..].lines().next().unwrap_or_default();
    let end = if is_binary { start } else { start + line.trim_end().len() };
    let span = Span::new(index, start..end);
    Some(Fault::new(Code::NotAList, span, format!("this is {format}, not a list")).help(help(format, source.name())))
}

/// The advice for a file of a format that can be imported.
fn help(format: &str, name: &str) -> String {
    const IMPORTED: [&str; 5] = ["a calendar", "a web page", "a JSON file", "a YAML file", "a table"];
    if IMPORTED.iter().any(|start| format.starts_with(start)) {
        let name = if name.starts_with('<') { "-" } else { name };
        return format!("`confcal import {}` makes a list of it", shown(name));
    }
    if format.contains("spreadsheets") || format.contains("Office") {
        return "a spreadsheet is saved as CSV by its program (“Save as” or “Download”); `confcal import FILE.csv` makes a list of it".to_owned();
    }
    HOW_TO_START.to_owned()
}

/// The format of a file that is no text, by its first octets; those that are not UTF-8 are U+FFFD here.
fn binary_format(text: &str) -> Option<&'static str> {
    const FORMATS: &[(&str, &str)] = &[
        ("\u{1f}\u{fffd}", "a file compressed by gzip"),
        ("BZh", "a file compressed by bzip2"),
        ("\u{fffd}7zXZ", "a file compressed by xz"),
        ("(\u{fffd}/\u{fffd}", "a file compressed by zstd"),
        ("PK\u{3}\u{4}", "a ZIP archive, as spreadsheets (.xlsx, .ods) are"),
        ("\u{fffd}\u{fffd}\u{11}", "a document of Microsoft Office"),
        ("%PDF-", "a PDF file"),
        ("\u{fffd}PNG", "an image"),
        ("GIF8", "an image"),
        ("\u{fffd}\u{fffd}\u{fffd}\u{fffd}\0\u{10}JFIF", "an image"),
        ("SQLite format 3", "a database of SQLite"),
    ];
    let known = FORMATS.iter().find(|(start, _)| text.starts_with(start));
    // UTF-16 has zeros too, but every other octet of it is one.
    let is_zeros = || text.starts_with("\0\0\0");
    known.map(|(_, format)| *format).or_else(|| is_zeros().then_some("a file of zeros or of another binary format"))
}

/// The format of a text, by its first lines.
fn text_format(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let starts_with = |prefix: &str| start.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if starts_with("BEGIN:VCALENDAR") {
        return Some("a calendar (iCalendar, .ics)");
    }
    if starts_with("BEGIN:VCARD") {
        return Some("an address book (vCard)");
    }
    if starts_with("<!doctype html") || starts_with("<html") {
        return Some("a web page (HTML)");
    }
    if starts_with("<?xml") || starts_with("<rss") || starts_with("<feed") || starts_with("<svg") {
        return Some("an XML file");
    }
    let mut inside = start.chars().filter(|char| !char.is_whitespace());
    if matches!((inside.next(), inside.next()), (Some('{'), Some('"' | '}')) | (Some('['), Some('{'))) {
        return Some("a JSON file");
    }
    // A few lines tell, and a list may be large.
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')).take(20);
    let (first, second) = (lines.next()?, lines.next());
    if first.contains('=') || first.starts_with('[') {
        return None;
    }
    let is_toml = |line: &str| line.contains(" = ") || line.starts_with('[');
    let is_entry = |line: &str| {
        let key = line.trim_start().trim_start_matches("- ").split_once(':').map(|(key, _)| key);
        line.starts_with("- ") || key.is_some_and(|key| !key.is_empty() && !key.contains([' ', ',', '"']))
    };
    let is_marker = first == "---" || first.starts_with("%YAML");
    if is_marker
        || is_entry(first) && second.is_some_and(|second| is_entry(second) && !is_toml(second)) && !lines.any(is_toml)
    {
        return Some("a YAML file");
    }
    if first.starts_with('|') && second.is_some_and(|second| second.starts_with("|-") || second.starts_with("| -")) {
        return Some("a table in Markdown");
    }
    let is_row = |separator: char| {
        let count = |line: &str| line.matches(separator).count();
        count(first) > 1
            && !first.starts_with(['"', '\'']) | first.contains("\",\"")
            && second.is_none_or(|second| count(second) > 1)
    };
    [',', ';', '\t'].into_iter().any(is_row).then_some("a table (CSV)")
}

/// Says which octets cannot be read, and how to change the encoding.
pub(super) fn not_utf8(source: &Source, index: usize, offset: usize) -> Fault {
    const REPLACED: char = '\u{fffd}';
    let length = source.text()[offset..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(index, offset..offset + length);
    let fault = Fault::new(Code::NotUtf8, span, "the list is not UTF-8 text");
    let save = |encoding: &str, name: &str| {
        format!(
            "{encoding}: save it as UTF-8 in your editor, or convert it: `iconv -f {name} -t UTF-8 OLD.toml > NEW.toml`"
        )
    };
    let after = source.text()[offset..].chars();
    // Two octets to a character, of which every other one is zero in Latin letters.
    if source.text().contains('\0') {
        return fault.help(save("it looks like UTF-16", "UTF-16"));
    }
    // In Latin-1 a letter with an accent stands alone among plain ones; other encodings have several octets to a letter.
    match after.take_while(|&char| char == REPLACED).count() {
        1 => fault.help(save("it looks like Latin-1 (Windows-1252)", "WINDOWS-1252")),
        _ => fault.help("save it as UTF-8 in your editor".to_owned()),
    }
}

/// The start of a text in UTF-16 without a byte order mark, which is UTF-8 with a zero beside each letter.
pub(super) fn utf16_without_mark(text: &str) -> Option<usize> {
    let is_zero = |at: usize| text.as_bytes().get(at) == Some(&0);
    (is_zero(0) != is_zero(1) && text.len() > 1).then_some(0)
}

/// The regions of a text that a merge left to be decided, each from its first marker to its last.
pub(super) fn unfinished_merges(text: &str) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut merges = Vec::new();
    let mut from = None;
    let mut at = 0;
    while let Some(marker) = ["<<<<<<<", ">>>>>>>"].iter().filter_map(|marker| text[at..].find(marker)).min() {
        let start = at + marker;
        let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        at = end;
        if start > 0 && text.as_bytes()[start - 1] != b'\n' {
            continue;
        }
        let line = start..start + text[start..end].trim_end().len();
        match from.take() {
            None if text[start..].starts_with('<') => from = Some(line),
            Some(from) if text[start..].starts_with('>') => merges.push((from, line)),
            _ => {}
        }
    }
    merges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_formats_are_known_by_their_first_lines() {
        for (text, format) in [
            ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar"),
            ("\u{feff}{\n  \"conferences\": []\n}", "a JSON file"),
            ("[\n  {\"name\": \"x\"}\n]", "a JSON file"),
            ("---\n- name: x\n", "a YAML file"),
            ("- name: PyCon\n  start: 2027-01-01\n", "a YAML file"),
            ("conferences:\n  - name: PyCon\n", "a YAML file"),
            ("name,start,end\nPyCon,2027-01-01,2027-01-02\n", "a table (CSV)"),
            ("name;start;end\n", "a table (CSV)"),
            ("\"name\",\"start\",\"end\"\n", "a table (CSV)"),
            ("| name | start |\n|------|-------|\n", "a table in Markdown"),
            ("<!DOCTYPE html>\n<html>", "a web page"),
            ("<?xml version=\"1.0\"?>", "an XML file"),
        ] {
            let source = Source::new("list", text);
            let fault = other_format(&source, 0).unwrap_or_else(|| panic!("{text}"));
            assert!(fault.message.starts_with(&format!("this is {format}")), "{text}: {}", fault.message);
        }
        for (bytes, format) in [
            (&b"\x1f\x8b\x08\0\0\0\0\0"[..], "compressed by gzip"),
            (b"PK\x03\x04\x14\0\x06\0", "a ZIP archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "Microsoft Office"),
            (b"(\xb5/\xfd\x04", "zstd"),
            (b"\0\0\0\0\0\0", "zeros"),
        ] {
            let fault = other_format(&Source::from_bytes("list", bytes.to_vec()), 0).unwrap();
            assert!(fault.message.contains(format), "{bytes:?}: {}", fault.message);
        }
        for text in [
            "",
            "\n",
            "# a\n",
            "[feed]\n",
            "[[conference]]\nname: x\n",
            "a = [\n{",
            "[\"a\"]\n",
            "nonsense",
            "city: \"Oslo\"\n",
            "city: \"Oslo\"\nstart: 2027-01-01\n[[conference]]\nname = \"x\"\n",
            "\"a,b,c\" = 1",
            "Ada, Bob, and Eve = 1",
        ] {
            assert_eq!(other_format(&Source::new("list", text), 0), None, "{text}");
        }
    }

    #[test]
    fn a_merge_is_from_its_first_marker_to_its_last() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> other\nc = 1\n";
        let merges = unfinished_merges(text);
        assert_eq!(merges.len(), 1);
        assert_eq!((&text[merges[0].0.clone()], &text[merges[0].1.clone()]), ("<<<<<<< HEAD", ">>>>>>> other"));
        assert_eq!(unfinished_merges("a = \"<<<<<<< \"\n# >>>>>>>\n>>>>>>> x\n"), []);
    }
}
