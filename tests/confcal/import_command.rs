//! `confcal import` at the edges: the files that it writes, and those that it must not read.

use crate::support::Folder;

const CSV: &str = "name,start,city,country\nOther,2027-10-01,Bergen,Norway\n";

#[test]
fn no_file_is_written_over() {
    let folder = Folder::new();
    folder.put("in.csv", CSV);
    folder.put("letter.txt", "Dear all");
    // A list is not written into a file that others read as a feed or a table.
    for name in ["feed.ics", "list.yml", "table.csv"] {
        folder.run(&format!("import in.csv -o {name}")).fails(2, &format!("a list ends in .toml, and {name} does not"));
    }
    for arguments in ["", "-o list.toml"] {
        folder.run(&format!("import in.csv {arguments} --write-map letter.txt")).fails(2, "is there already");
    }
    assert_eq!(folder.read("letter.txt"), "Dear all");
    assert!(!folder.path("list.toml").exists(), "no half is written");
    folder.run("import in.csv -o list.toml --write-map list.toml").fails(2, "cannot both be written to list.toml");

    // With --dry-run, nothing is written.
    assert_eq!(folder.run("import in.csv --dry-run -o list.toml --write-map map.toml").code, Some(0));
    assert_eq!(folder.run("import in.csv --dry-run --force --write-map letter.txt").code, Some(0));
    assert_eq!(folder.read("letter.txt"), "Dear all");
    assert!(!folder.path("map.toml").exists() && !folder.path("list.toml").exists());

    // The same mapping again is no loss; one that a person has corrected is.
    for _ in 0..2 {
        assert_eq!(folder.run("import in.csv -o list.toml --write-map map.toml").code, Some(0));
    }
    let corrected = folder.read("map.toml").replace("city", "venue");
    folder.put("map.toml", &corrected);
    folder.run("import in.csv -o list.toml --write-map map.toml").fails(2, "map.toml is there already");
    assert_eq!(folder.read("map.toml"), corrected);
    assert_eq!(folder.run("import in.csv -o list.toml --write-map map.toml --force").code, Some(0));
    assert_ne!(folder.read("map.toml"), corrected);
}

/// A list that names a source, in a folder beside what it must not read.
fn beside_a_secret(path: &str) -> Folder {
    let folder = Folder::new();
    folder.put("secret.csv", "name,start\nSecret,2027-10-01\n");
    folder.put("lists/in.csv", CSV);
    folder.put("data/in.csv", CSV);
    folder.put("lists/conferences.toml", &format!("[feed]\nid = \"x\"\n\n[[source]]\npath = \"{path}\"\n"));
    folder
}

#[test]
fn a_list_reads_nothing_outside_its_folder() {
    let absolute = |folder: &Folder| folder.path("secret.csv").display().to_string();
    for path in ["../secret.csv", "./../secret.csv", "../lists/../secret.csv"] {
        let folder = beside_a_secret(path);
        folder.run("import --update lists/conferences.toml").fails(2, "leads out of the folder of the list");
        assert!(!folder.read("lists/conferences.toml").contains("Secret"));
    }
    let folder = beside_a_secret("in.csv");
    let list = format!("[feed]\nid = \"x\"\n[[source]]\npath = '{}'\n", absolute(&folder));
    folder.put("lists/conferences.toml", &list);
    for root in ["", " --source-root ."] {
        folder
            .run(&format!("import --update lists/conferences.toml{root}"))
            .fails(2, "is an absolute path; write it from the folder of the list");
    }
    // The mapping of a source is a file too.
    folder.put("secret.toml", "[fields]\nname = \"name\"\nstart = \"start\"\n");
    folder.put("lists/conferences.toml", "[feed]\nid = \"x\"\n[[source]]\npath = 'in.csv'\nmap = '../secret.toml'\n");
    folder.run("import --update lists/conferences.toml").fails(2, "leads out of the folder of the list");
}

#[test]
fn a_folder_around_list_and_data_is_allowed_by_name() {
    let folder = beside_a_secret("../data");
    folder.run("import --update lists/conferences.toml").fails(2, "`--source-root DIR` names a folder around both");
    assert_eq!(folder.run("import --update lists/conferences.toml --source-root . -q").code, Some(0));
    assert!(folder.read("lists/conferences.toml").contains("name = \"Other\""));
    let beneath = beside_a_secret("in.csv");
    assert_eq!(beneath.run("import --update lists/conferences.toml -q").code, Some(0));
    assert!(beneath.read("lists/conferences.toml").contains("name = \"Other\""));
}

#[test]
fn a_source_names_the_site_of_its_paths() {
    let folder = beside_a_secret("in.csv");
    folder.put("lists/in.csv", "name,start,url\nOther,2027-10-01,/other/\n");
    let list = |base: &str| format!("[feed]\nid = \"x\"\n\n[[source]]\npath = \"in.csv\"\nbase-url = \"{base}\"\n");
    folder.put("lists/conferences.toml", &list("site.example"));
    folder
        .run("import --update lists/conferences.toml")
        .fails(2, "`base-url` of a `[[source]]`: the address `site.example` does not begin with https:// or http://");
    folder.put("lists/conferences.toml", &list("https://site.example"));
    assert_eq!(folder.run("import --update lists/conferences.toml -q").code, Some(0));
    assert!(folder.read("lists/conferences.toml").contains("url = \"https://site.example/other/\""));
    assert_eq!(folder.run("check lists/conferences.toml").code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = beside_a_secret("data");
    folder.put("lists/data/in.csv", CSV);
    for link in ["lists/data/link.csv", "lists/link.csv", "lists/data/LICENSE"] {
        symlink(folder.path("secret.csv"), folder.path(link)).expect("a link");
    }
    symlink(folder.path("."), folder.path("lists/data/folder")).expect("a link");
    let run = folder.run("import --update lists/conferences.toml");
    assert_eq!(run.code, Some(0), "{run:?}");
    for name in ["link.csv", "folder"] {
        assert!(run.err.contains(&format!("{name}: is a link, and not read")), "{}", run.err);
    }
    assert!(!folder.read("lists/conferences.toml").contains("Secret"));
    folder.put("lists/conferences.toml", "[feed]\nid = \"x\"\n[[source]]\npath = 'link.csv'\n");
    folder.run("import --update lists/conferences.toml").fails(2, "leads out of the folder of the list");

    // A folder of the command line holds files of strangers too, a file of it is one's own.
    let run = folder.run("import lists/data");
    assert!(!run.out.contains("Secret") && !run.out.contains("name,start"), "{}", run.out);
    assert!(folder.run("import lists/link.csv").out.contains("Secret"));
}

#[test]
fn a_pattern_for_new_entries_is_not_read() {
    let folder = Folder::new();
    folder.put("events/in.csv", CSV);
    for name in ["_sample.md", "template.md", "event-example.md"] {
        folder.put(&format!("events/{name}"), "---\ntitle: Your Event\ndate: 2021-01-01\n---\n");
    }
    let run = folder.run("import events");
    assert!(run.out.contains("Other") && !run.out.contains("Your Event"), "{run:?}");
    assert_eq!(run.err.matches("seems to be a pattern").count(), 3, "{run:?}");
    assert!(folder.run("import events/_sample.md").out.contains("Your Event"));
}

#[test]
fn a_remark_on_many_files_is_one_line() {
    let folder = Folder::new();
    for at in 0..6 {
        let page = format!("---\ntitle: Meetup {at}\ndate: 2027-05-1{at}\ntime: '18:30'\nlocation: Hub\n---\nText.\n");
        folder.put(&format!("events/{at}.md"), &page);
    }
    let run = folder.run("import events");
    assert_eq!(run.err.matches("names no zone").count(), 1, "{run:?}");
    assert!(run.err.contains("events/0.md:2: the time of Meetup 0 names no zone"), "{run:?}");
    assert!(run.err.contains("; likewise 5 others, at events/1.md:2, events/2.md:2, events/3.md:2"), "{run:?}");
}

#[test]
fn files_of_a_folder_that_are_not_read_are_said_by_their_kind() {
    let folder = Folder::new();
    for name in ["in/a.xlsx", "in/b.xlsx", "in/notes.txt", "in/logo.png"] {
        folder.put(name, "x");
    }
    folder.run("import in --dry-run").fails(2, ".txt, .xlsx is not read, save a sheet as CSV");
    folder.put("in/c.csv", CSV);
    let run = folder.run("import in --dry-run");
    assert_eq!(run.code, Some(0));
    for said in
        ["in/a.xlsx: is not read, nor 1 more .xlsx in in; ", "in/notes.txt: is not read; if it holds a list, import it"]
    {
        assert!(run.err.contains(said), "{said}\n{}", run.err);
    }
    assert!(!run.err.contains("png"), "{}", run.err);
}

#[test]
fn a_refusal_is_said_to_programs_too() {
    let folder = Folder::new();
    folder.put("in.csv", CSV);
    for (arguments, said) in
        [("none.csv", "cannot read none.csv"), ("in.csv --map unknown", "neither a file nor a mapping `unknown`")]
    {
        let run = folder.run(&format!("import {arguments} --format json -o list.toml"));
        assert_eq!(run.code, Some(2));
        assert!(run.out.starts_with("{\"error\":\"") && run.out.contains(said), "{}", run.out);
    }
}

#[test]
fn a_fault_of_a_mapping_names_its_file() {
    let folder = Folder::new();
    folder.put("in.csv", CSV);
    folder.put("list.toml", "[feed]\nid = \"x\"\n");
    folder.put("map.toml", "[fields]\nname = \"name\"\nfoo = \"bar\"\n");
    folder.put("braces.toml", "[fields]\nname = \"{name\"\n");
    for arguments in ["-o -", "--into list.toml"] {
        folder.run(&format!("import in.csv --map map.toml {arguments}")).fails(2, "map.toml:3: unknown field `foo`");
        folder
            .run(&format!("import in.csv --map braces.toml {arguments}"))
            .fails(2, "braces.toml: a brace in `{name` is opened");
    }
}

#[test]
fn rounds_are_the_same_by_their_number() {
    let folder = Folder::new();
    let round =
        |name: &str, due: &str| format!("\n[[conference.deadline]]\nkind = \"cfp\"\nname = \"{name}\"\ndue = {due}\n");
    let list = "[feed]\nid = \"x\"\n\n[[conference]]\nname = \"A\"\nid = \"a\"\nstart = 2027-05-01\n".to_owned();
    folder.put("list.toml", &(list + &round("Round 1", "2027-01-01") + &round("Round 2", "2027-02-01")));
    folder.put(
        "in.yml",
        "- name: A\n  start: 2027-05-01\n  deadlines:\n  - {type: cfp, name: First round, date: 2027-01-05}\n  - {type: cfp, name: 2nd cycle, date: 2027-02-05}\n  - {type: cfp, name: Late breaking, date: 2027-03-05}\n",
    );
    let run = folder.run("import in.yml --into list.toml --prefer input");
    let text = folder.read("list.toml");
    assert!(text.contains("name = \"Round 1\"\ndue = 2027-01-05\nwas = [2027-01-01]"), "{text}");
    assert!(text.contains("name = \"Round 2\"\ndue = 2027-02-05\nwas = [2027-02-01]"), "{text}");
    assert_eq!(text.matches("[[conference.deadline]]").count(), 3, "{text}");
    assert!(run.err.contains("`Late breaking`, is added; the list has others of its kind"), "{}", run.err);
    folder.run("import in.yml --into list.toml --prefer input");
    assert_eq!(folder.read("list.toml"), text, "a second run changes nothing");
}
