//! What the documents say is so.

use std::path::Path;

use confcal::{Code, Source};

use crate::lists::compare;
use crate::{feed, ics};

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The code blocks of a language, each with the line it begins on.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.trim_start() == format!("```{language}") {
            let block = lines.by_ref().map(|(_, line)| line).take_while(|line| !line.trim_start().starts_with("```"));
            blocks.push((number + 1, block.collect::<Vec<_>>().join("\n")));
        }
    }
    blocks
}

#[test]
fn lists_in_the_documents_are_sound_without_even_a_hint() {
    for name in ["README.md", "docs/format.md"] {
        let blocks = blocks(&document(name), "toml");
        assert!(!blocks.is_empty(), "{name} shows no list");
        for (line, list) in blocks {
            let (_, diagnostics) = confcal::read(&[Source::new("list.toml", list)]);
            assert!(diagnostics.is_empty(), "{name}, line {line}: {diagnostics:#?}");
        }
    }
}

#[test]
fn the_event_in_the_readme_is_what_its_list_gives() {
    let readme = document("README.md");
    let list = &blocks(&readme, "toml")[0].1;
    let (_, event) = &blocks(&readme, "text")[0];
    let ics = ics(&feed(list)).replace("\r\n", "\n");
    assert!(ics.contains(&format!("{event}\n")), "the README shows\n{event}\nbut the feed is\n{ics}");
}

/// The reference of faults is made of the table of codes and of the reports that the tests hold.
#[test]
fn every_fault_is_documented() {
    let mut text = String::from(
        "# Faults\n\nEverything that `confcal check` can say, by the word in its brackets. An **error** would make a wrong or \
         ambiguous feed, and\nstops the export; a **warning** is suspicious, but can be written (`--strict` makes it stop the \
         export too); a **hint** is\nadvice, which only `check` gives. `confcal check --explain CODE` says the same in the terminal.\n",
    );
    for code in Code::ALL {
        text += &format!("\n## {code}\n\n**{}.** {}\n", capital(&code.level().to_string()), code.explanation());
        let report = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/lists/faults/{code}.txt"));
        if let Ok(report) = std::fs::read_to_string(report) {
            // Without the counts at its end.
            let shown = report.rsplit_once("\n\n").map_or(report.as_str(), |(shown, _)| shown);
            text += &format!("\n```text\n{shown}\n```\n");
        }
    }
    compare(&format!("{}/docs/faults.md", env!("CARGO_MANIFEST_DIR")), text.as_bytes());
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

#[test]
fn every_filter_is_an_option_and_documented() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_confcal")).args(["export", "--help"]).output();
    let help = String::from_utf8(help.expect("confcal runs").stdout).expect("help is UTF-8");
    let format = document("docs/format.md");
    for word in confcal::Filter::WORDS {
        assert!(help.contains(&format!("--{word} ")), "--{word} is no option");
        assert!(format.contains(&format!("--{word}")), "--{word} is not documented");
    }
}
