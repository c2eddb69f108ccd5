//! The corpus: lists with the exact bytes of their feeds or reports.
//!
//! `CONFCAL_BLESS=1 cargo test` writes the current bytes; read the diff.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use confcal::Code;

use crate::support::{EPOCH, texts};

fn folder(name: &str) -> String {
    format!("{}/tests/lists/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The standard output and the messages of the command in a folder of lists.
fn run(folder: &str, args: &[&str]) -> (Vec<u8>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_confcal"))
        .args(args)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .output()
        .expect("confcal runs");
    (output.stdout, String::from_utf8(output.stderr).expect("messages are UTF-8"))
}

/// Compares an output with the file that holds the expected one.
pub(crate) fn compare(path: &str, got: &[u8]) {
    if std::env::var_os("CONFCAL_BLESS").is_some() {
        std::fs::write(path, got).expect("the expectation can be written");
        return;
    }
    let expected = std::fs::read(path).unwrap_or_default();
    if got != expected {
        let (got, expected) = (String::from_utf8_lossy(got), String::from_utf8_lossy(&expected));
        let differs = got.lines().zip(expected.lines()).position(|(got, expected)| got != expected);
        let line = differs.unwrap_or(got.lines().count().min(expected.lines().count()));
        panic!(
            "{path}, line {}:\n expected {:?}\n got      {:?}",
            line + 1,
            expected.lines().nth(line),
            got.lines().nth(line)
        );
    }
}

#[test]
fn sound_lists_give_these_bytes() {
    let folder = folder("ok");
    for (name, text) in texts("tests/lists/ok", ".toml") {
        let list = format!("{name}.toml");
        let (check, _) = run(&folder, &["check", "--strict", "--format", "short", &list]);
        // A time without an end is sound, and has bytes of its own.
        let check = String::from_utf8_lossy(&check);
        let faults: Vec<_> =
            check.lines().filter(|line| line.contains(": ") && !line.contains("hint[no-end]")).collect();
        assert!(faults.is_empty(), "{list} is sound: {faults:?}");
        // The first line of a list may give options of the export: `# confcal export --only deadlines`.
        let options = text.lines().next().and_then(|line| line.strip_prefix("# confcal export ")).unwrap_or_default();
        let args: Vec<&str> = ["export", &list].into_iter().chain(options.split_whitespace()).collect();
        let (feed, messages) = run(&folder, &args);
        assert_eq!(messages, "", "{list} is exported without a word");
        compare(&format!("{folder}/{name}.ics"), &feed);
    }
}

/// A title, a length or a status that is written otherwise must not give subscribers a second event.
#[test]
fn uids_are_for_ever() {
    let recorded = include_str!("../lists/uids.txt");
    assert!(recorded.lines().count() > 100);
    for line in recorded.lines() {
        let (list, uid) = line.split_once(' ').expect("a list and a UID");
        let feed = std::fs::read_to_string(format!("{}/{list}.ics", folder("ok"))).expect("the feed");
        assert!(feed.contains(&format!("\r\nUID:{uid}\r\n")), "{list} had an event {uid}");
    }
}

#[test]
fn faults_are_shown_like_this() {
    let folder = folder("faults");
    for (name, _) in texts("tests/lists/faults", ".toml") {
        let (report, messages) = run(&folder, &["check", &format!("{name}.toml")]);
        let is_offer = |line: &str| line.ends_with(&format!("can be mended: `confcal check --fix {name}.toml`"));
        assert!(messages.lines().all(is_offer), "{messages}");
        compare(&format!("{folder}/{name}.txt"), &report);
    }
}

#[test]
fn every_code_has_a_list_and_every_list_its_code() {
    // These are no faults of one list: they are tested where they arise, in `command`, `revisions` and `site`.
    let elsewhere = [
        Code::MoreFaults,
        Code::LargeFeed,
        Code::FeedIgnored,
        Code::InTwoLists,
        Code::PreviousFeed,
        Code::EventGone,
        Code::IdChanged,
        Code::FeedIdChanged,
        Code::ViewChanged,
        Code::TimeBehind,
    ];
    let mut seen = BTreeSet::new();
    for (name, _) in texts("tests/lists/faults", ".toml") {
        let code: Code =
            name.split('.').next().and_then(|code| code.parse().ok()).unwrap_or_else(|| panic!("{name} names no code"));
        let path = format!("{}/{name}.toml", folder("faults"));
        let source = confcal::Source::from_bytes(name.as_str(), std::fs::read(Path::new(&path)).expect("the list"));
        let (feed, diagnostics) = confcal::read(&[source], confcal::Level::Hint);
        let codes: BTreeSet<Code> = diagnostics.iter().map(|fault| fault.code).collect();
        // A fault of syntax does not hide the others.
        let expected =
            if name == "syntax" { BTreeSet::from([code, Code::EndsBeforeStart]) } else { BTreeSet::from([code]) };
        assert_eq!(codes, expected, "{name}");
        assert_eq!(
            feed.is_none(),
            code.level() == confcal::Level::Error,
            "{name}: an error stops the feed, nothing else does"
        );
        seen.insert(code);
    }
    for code in Code::ALL {
        assert!(seen.contains(code) != elsewhere.contains(code), "{code} has no list in tests/lists/faults");
    }
}

#[test]
fn names_of_codes_are_read_back() {
    for &code in Code::ALL {
        assert_eq!(code.name().parse(), Ok(code));
        assert!(code.explanation().ends_with('.'), "{code}");
    }
}

#[test]
fn the_bundled_list_is_sound_without_even_a_hint() {
    let (report, messages) = run(env!("CARGO_MANIFEST_DIR"), &["check", "--strict"]);
    assert_eq!((String::from_utf8_lossy(&report).as_ref(), messages.as_str()), ("", ""));
}
