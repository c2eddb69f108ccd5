//! No input reaches a panic, and what comes out does not depend on chance.

use confcal::{Level, Source, read};
use proptest::prelude::*;

use crate::support::{repeatable, stamp, texts};

/// Reads a list, and writes its feed if it is sound.
fn try_all(bytes: Vec<u8>) {
    let source = Source::from_bytes("list.toml", bytes);
    let (feed, diagnostics) = read(std::slice::from_ref(&source), Level::Hint);
    assert_eq!(feed.is_none(), diagnostics.iter().any(|fault| fault.level() == Level::Error));
    for fault in &diagnostics {
        for label in &fault.labels {
            // Whoever shows the place must be able to cut the text there.
            assert!(source.text().get(label.range.clone()).is_some(), "{fault:?}");
            assert!(source.position(label.range.start).0 > 0);
        }
    }
    if let Some(feed) = feed {
        assert!(confcal::Calendar::new(&feed, stamp()).to_bytes().ends_with(b"END:VCALENDAR\r\n"));
    }
}

/// A list with every key, short enough to be changed at every byte.
const EVERYTHING: &str = include_str!("../lists/ok/everything.toml");

#[test]
fn every_prefix_is_read() {
    for end in 0..=EVERYTHING.len() {
        try_all(EVERYTHING.as_bytes()[..end].to_vec());
    }
}

#[test]
fn every_change_of_a_byte_is_read() {
    for at in 0..EVERYTHING.len() {
        for byte in [b'"', b'\n', b'9', 0xff] {
            let mut bytes = EVERYTHING.as_bytes().to_vec();
            bytes[at] = byte;
            try_all(bytes);
        }
    }
}

#[test]
fn every_kind_of_blank_is_read_anywhere() {
    let blanks = (0..=0x3000).filter_map(char::from_u32).filter(|char| char.is_whitespace() || char.is_control());
    for blank in blanks.chain(['\u{200b}', '\u{feff}']) {
        for list in [
            "?", "??", "?\n", "a = 1\n?", "?a = 1\n", "?=", "?:", "a ?= 1", "a:?", "[?]", "[[a]]?", "a = '?'", "#?",
            "?#",
        ] {
            try_all(list.replace('?', &blank.to_string()).into_bytes());
        }
    }
}

#[test]
fn the_list_that_is_changed_has_every_key() {
    let (feed, diagnostics) = read(&[Source::new("everything.toml", EVERYTHING)], Level::Hint);
    assert!(feed.is_some(), "{diagnostics:#?}");
    let format = texts("docs", ".md").into_iter().find(|(name, _)| name == "format").expect("docs/format.md").1;
    // The first column of the tables, but not that of the filters.
    for row in format.lines().filter_map(|line| line.strip_prefix("| `")).filter(|row| !row.starts_with("--")) {
        let keys = row.split(" | ").next().unwrap_or_default();
        for key in keys.split(['`', ',', ' ']).filter(|key| !key.is_empty() && !key.starts_with(char::is_numeric)) {
            assert!(EVERYTHING.contains(&format!("{key} = ")), "{key}");
        }
    }
}

#[test]
fn what_is_nested_deeply_is_read() {
    for depth in [10, 100, 10_000] {
        try_all(format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)).into_bytes());
        try_all(format!("{}a.b", "[".repeat(depth)).into_bytes());
        try_all(format!("{}x = 1", "a.".repeat(depth)).into_bytes());
    }
}

proptest! {
    #![proptest_config(repeatable())]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        try_all(text.into_bytes());
    }

    #[test]
    fn any_value_of_any_key_is_read(
        key in "name|start|end|id|timezone|url|country|geo|online|tags|links|updated|status|session|deadline|part-of",
        value in prop_oneof![
            "\"\\PC{0,20}\"", "'''[^']{0,40}'''", "[0-9]{1,20}", "-?[0-9]{1,3}\\.[0-9]{1,3}", "true", "inf", "nan",
            "[0-9]{4}-[01][0-9]-[0-3][0-9]", "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]([+-][0-2][0-9]:[0-5][0-9]|Z)?",
            "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]", "\\[\\]", "\\{\\}", "\\[\\{\\}\\]", "\\[1, \"a\"\\]", "\\{ lat = 1, lon = 200 \\}",
        ],
    ) {
        let list = format!("[[conference]]\nname = 'A'\nstart = 2022-07-11\n{key} = {value}\n").replace("name = 'A'\nstart = 2022-07-11\nname", "start = 2022-07-11\nname");
        let list = if key == "start" { list.replacen("start = 2022-07-11\n", "", 1) } else { list };
        try_all(list.into_bytes());
    }
}
