//! The examples of docs/import.md: what is imported, and what the document shows to come of it.

use confcal::{ImportInput, ImportOptions};

use crate::corpus::compare;
use crate::support::Folder;

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

/// The parts of a command, of which one may stand in quotes.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate().flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    quoted.collect()
}

#[test]
fn every_command_of_the_document_runs() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/import.md");
    let document = std::fs::read_to_string(path).expect("the document");
    let mut commands = 0;
    let blocks = document.split("```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    for line in blocks.flat_map(str::lines) {
        let Some(command) = line.split(" #").next().unwrap_or_default().trim().strip_prefix("confcal ") else {
            continue;
        };
        let folder = Folder::new();
        let yaml = "- {name: PyCon Norway 2027, start: 2027-05-05, place: 'Oslo, Norway'}\n";
        for file in ["conferences.yml", "_data/conferences.yml", "_data/conferences/one.yml"] {
            folder.put(file, yaml);
        }
        folder.put("Conferences - Sheet1.csv", "Name,Start,Where\nPyCon Norway 2027,2027-05-05,\"Oslo, Norway\"\n");
        folder.put("_events/one.md", "---\ntitle: PyCon Norway 2027\ndate: 2027-05-05\nplace: Oslo, Norway\n---\n");
        folder.put(
            "feed.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:PyCon Norway\nDTSTART;VALUE=DATE:20270505\nEND:VEVENT\nEND:VCALENDAR\n",
        );
        if command.contains("-o conferences.toml") {
            std::fs::remove_file(folder.path("conferences.toml")).expect("the list");
        }
        let run = folder.command("").args(words(command)).output().expect("confcal runs");
        assert!(run.status.success(), "{command}: {}", String::from_utf8_lossy(&run.stderr));
        if command.contains("conferences.toml") {
            assert!(folder.read("conferences.toml").contains("PyCon Norway"), "{command}");
        }
        commands += 1;
    }
    assert!(commands > 8, "the commands of the document are found");
}
