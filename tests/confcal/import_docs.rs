//! The examples of docs/import.md: what is imported, and what the document shows to come of it.

use confcal::{ImportInput, ImportOptions};

use crate::corpus::compare;

/// The name of the file that an example begins with, behind the language of its block.
fn example(fence: &str) -> Option<&str> {
    fence.strip_prefix("```")?.split_once(' ').map(|(_, name)| name)
}

#[test]
fn every_example_gives_what_the_document_shows() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/import.md");
    let document = std::fs::read_to_string(path).expect("the document");
    let mut shown = String::new();
    let mut lines = document.lines();
    let mut examples = 0;
    while let Some(line) = lines.next() {
        shown.push_str(&format!("{line}\n"));
        let Some(name) = example(line) else { continue };
        let mut text = String::new();
        for line in lines.by_ref() {
            shown.push_str(&format!("{line}\n"));
            if line == "```" {
                break;
            }
            text.push_str(&format!("{line}\n"));
        }
        let list = confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default()).list;
        let entries = list.find("[[conference]]").map_or("", |at| &list[at..]);
        // The block behind it is what comes out.
        for line in lines.by_ref().take_while(|line| *line != "```") {
            shown.push_str(&format!("{line}\n"));
        }
        lines.by_ref().find(|line| *line == "```").expect("the end of what comes out");
        shown.push_str(&format!("```\n{entries}```\n"));
        examples += 1;
    }
    assert!(examples > 9, "an example for each notation");
    compare(path, shown.as_bytes());
}
