use proptest::prelude::*;
use toml::de::DeTable;

use super::*;
use crate::list::split;
use crate::list::tests::lists;

/// True if an entry is written plainly, in which case it is read as `toml` reads it.
fn is_plain(text: &str) -> bool {
    let Some(table) = read(text) else { return false };
    let whole = DeTable::parse(text).map(|whole| Table::from(whole.into_inner()));
    assert_eq!(Ok(table), whole, "{text}");
    true
}

/// Lines of an entry, legal and faulty.
const LINES: [&str; 76] = [
    "[[conference]]",
    "name = \"PyCon UK\"",
    "name='A # \"B\"' # comment",
    "  id\t=\t\"a\"  ",
    "start = 2022-09-16",
    "start = 2022-09-16T10:00:00",
    "start = 2022-09-16 10:00:00",
    "start = 2022-09-16T10:00Z",
    "start = 2022-09-16T10:00:00.5+01:00",
    "start = 2022-9-16",
    "start = 2022-02-30",
    "end = 10:00",
    "year = 2022",
    "count = -0",
    "count = +1",
    "count = 007",
    "count = 1_000",
    "count = 0xff",
    "count = 123456789012345678901",
    "size = 1.5",
    "size = -0.50",
    "size = 1.",
    "size = .5",
    "size = 1e3",
    "size = 01.5",
    "size = nan",
    "online = true",
    "hybrid = false# comment",
    "online = truely",
    "tags = []",
    "tags = [\"a\", 'b',\n  \"c\",\n]",
    "tags = [\"a\" # comment\n]",
    "tags = [\"a\" \"b\"]",
    "tags = [,]",
    "tags = [[\"a\"], 2022-01-01]",
    "was = [2022-01-01, 1, 1.5, true]",
    "geo = { lat = 53.3478, lon = -6.2397 }",
    "geo={lat=1,lon=2}",
    "geo = { lat = 1, lat = 2 }",
    "geo = { lat = 1, }",
    "geo = {}",
    "geo = { a.b = 1 }",
    "geo = { lat = \"a\nb\" }",
    "text = \"\"\"\nOne \"quoted\" line.\n\"\"\"",
    "text = \"\"\"a\"\"\"\"",
    "text = \"\"\"\"\"\"\"",
    "text = \"\"\"\"\"\"",
    "text = \"\"\"\n\n\na\"\"\" # b",
    "text = '''\na'''",
    "text = ''''''",
    "text = \"\"",
    "text = ''",
    "text = \"a\nb\"",
    "text = 'a\nb'",
    "text = \"a\\nb\"",
    "text = \"ünï 会\" # ünï",
    "[[conference.session]]",
    "[[conference.deadline]] # comment",
    "[conference.links]",
    "[ conference.links ]",
    "[[conference.session.room]]",
    "[feed]",
    "\"quoted\" = 1",
    "a.b = 1",
    "a.b = 2",
    "a.c = 2",
    "a.b.c = 2",
    "a = 2",
    "links.schedule = \"https://example.org/\"",
    "[conference.a]",
    "[[conference.a]]",
    "geo = { lat = { a = 1 } }",
    "geo = { tags = [\"a\",\n\"b\"] }",
    "text = \"\\u00e9 \\x\"",
    "text = \"\"\"\\\n  One \\\"\\\"\\\" line. \\\n  And more.\"\"\"",
    "text = \"\"\"\r\nOne\r\nline.\"\"\"\r",
];

/// Texts of which one alone can change what a text means.
const MARKS: [&str; 30] = [
    "\"", "'", "\"\"\"", "'''", "\n", "\r\n", "\r", "\t", " ", "#", "=", "[", "]", "[[", "{", "}", ",", ".", "0", "-",
    "+", "_", "e", ":", "T", "é", "\\", "\u{7f}", "\0", "\u{feff}",
];

#[test]
fn an_entry_as_it_is_usually_written_is_read_plainly() {
    let list = include_str!("../../../conferences.toml");
    let pieces = split::pieces(list).unwrap();
    assert_eq!(pieces.len(), 8);
    assert!(pieces[1..].iter().all(|piece| is_plain(&list[piece.clone()])));
    for line in [
        "tags = [\"a\", 'b',\n  \"c\",\n]",
        "geo = { lat = 53.3478, lon = -6.2397 }",
        "start = 2022-09-16T10:00:00",
        "text = \"\"\"\nOne \"quoted\" line.\n\"\"\"\n\n# comment\n",
        "[[conference.session]]\nname = 'x'\n[[conference.session]]\n[conference.links]\na = 'b'",
        "links.schedule = \"https://example.org/\"\nlinks.tickets = \"https://example.org/\"",
        "text = \"one \\\"quoted\\\" word\"\r\ntags = [\r\n\"a\"]\r\ntext2 = \"\"\"\\\r\n  a\r\nb\"\"\"\r\n# c\r\n",
    ] {
        assert!(is_plain(&format!("[[conference]]\nname = \"a\"\n{line}")), "{line}");
    }
    for list in lists() {
        for piece in split::pieces(&list).unwrap_or_default() {
            is_plain(&list[piece]);
        }
    }
}

#[test]
fn many_tables_and_keys_are_left_to_toml() {
    let line: [fn(usize) -> String; 3] = [
        |number| format!("[conference.a{number}]"),
        |number| format!("a{number}.b = 1"),
        |number| format!("a{number} = 1"),
    ];
    for line in line {
        let entry = |count| format!("[[conference]]\n{}\n", (0..count).map(line).collect::<Vec<_>>().join("\n"));
        assert!(is_plain(&entry(MAX_SMALL)));
        assert!(!is_plain(&entry(MAX_SMALL + 1)));
        // Without the bound, this would take a minute.
        assert!(read(&entry(200_000)).is_none());
    }
}

#[test]
fn each_line_is_read_as_toml_reads_it_or_not_at_all() {
    for line in LINES {
        for after in LINES {
            is_plain(&format!("[[conference]]\n{line}\n{after}"));
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_as_toml_reads_it_or_not_at_all(
        lines in proptest::collection::vec(proptest::sample::select(&LINES[..]), 0..12),
        marks in proptest::collection::vec((any::<proptest::sample::Index>(), proptest::sample::select(&MARKS[..])), 0..3),
    ) {
        let mut text = format!("[[conference]]\n{}", lines.join("\n"));
        for (index, mark) in marks {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            text.insert_str(*index.get(&ends), mark);
        }
        is_plain(&text);
    }
}
