//! Other people's lists, imported by the command, and what comes of them to the byte.

use std::path::Path;
use std::process::{Command, Output};

use chrono::NaiveDate;
use confcal::{Conference, Feed, ImportInput, ImportOptions, SiteOptions};

use crate::corpus::compare;
use crate::support::{EPOCH, Folder, feed};

fn folder() -> String {
    format!("{}/tests/import", env!("CARGO_MANIFEST_DIR"))
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_confcal"));
    command.args(args).current_dir(folder()).env("SOURCE_DATE_EPOCH", EPOCH);
    command.output().expect("confcal runs")
}

#[test]
fn lists_of_others_give_these_lists_and_feeds() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() > 15);
    for name in names {
        let made = run(&["import", &name]);
        compare(&format!("{}/{name}.txt", folder()), &made.stderr);
        // Events that recur become no entries.
        let nothing = name == "rust-calendar";
        assert_eq!(
            made.status.code(),
            Some(if nothing { 2 } else { 0 }),
            "{name}: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        if nothing {
            continue;
        }
        let list = String::from_utf8(made.stdout).expect("a list is UTF-8");
        compare(&format!("{}/{name}.toml", folder()), list.as_bytes());
        compare(&format!("{}/{name}.ics", folder()), crate::support::ics(&feed(&list)).as_bytes());
    }
}

#[test]
fn what_is_no_list_is_said() {
    for (octets, words) in [
        (&b"PK\x03\x04\x14\x00"[..], "Save as"),
        (b"", "empty"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"name,start\ncaf\xe9,2027-01-01\n", "Latin-1"),
        (b"just some words", "no notation"),
    ] {
        let made = confcal::import(&[ImportInput::new("file", octets)], &ImportOptions::default());
        assert_eq!(made.report.written, 0);
        assert!(made.report.faults[0].message.contains(words), "{:?}", made.report.faults);
    }
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("name;start\nÅ;2027-01-01\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let made = confcal::import(&[ImportInput::new("file.csv", utf16)], &ImportOptions::default());
    assert!(made.list.contains("name = \"Å\""), "{}", made.list);
}

#[test]
fn every_prefix_of_a_list_is_imported_without_a_panic() {
    let root = folder();
    for path in [
        "ccf-deadlines/ccs.yml",
        "it-cfp-list/README.md",
        "python-org/events.ics",
        "rust-calendar/spec.toml",
        "page/index.html",
        "columns/events.json",
        "excel/liste.csv",
    ] {
        let octets = std::fs::read(Path::new(&root).join(path)).expect("a list");
        for length in (0..octets.len().min(1500)).step_by(37) {
            let made = confcal::import(&[ImportInput::new(path, &octets[..length])], &ImportOptions::default());
            if made.report.written > 0 {
                let (_, faults) = confcal::read(&[confcal::Source::new("list", made.list)], confcal::Level::Error);
                assert_eq!(faults, [], "{path} to {length}");
            }
        }
    }
}

#[test]
fn a_list_is_added_to_and_stays_as_it_is() {
    let list = "# Ours\n[feed]\nid = \"x\"\n\n[[conference]]\nname   =   \"PyCon NO\"   # keep\nstart = 2027-09-01\nid = \"pycon-no\"\nurl = \"http://www.pycon.no/\"\n";
    let source = confcal::Source::new("list.toml", list);
    let yaml = "- {name: PyCon Norway 2027, start: 2027-09-01, end: 2027-09-03, url: https://pycon.no, place: 'Oslo, Norway', cfp_deadline: 2027-03-01}\n\
                - {name: Other, start: 2027-10-01, end: 2027-10-02, url: https://other.example, place: 'Bergen, Norway'}\n";
    let inputs = [ImportInput::new("in.yml", yaml)];
    let options = ImportOptions::default();
    let once = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert!(once.list.starts_with(list.trim_end()), "{}", once.list);
    assert!(
        once.list.contains("end = 2027-09-03") && once.list.contains("aliases = [\"PyCon Norway 2027\"]"),
        "{}",
        once.list
    );
    assert_eq!((once.report.written, once.report.merged), (1, 1));
    let feed = feed(&once.list);
    assert_eq!(feed.conferences.len(), 2);
    assert_eq!(feed.conferences[0].deadlines.len(), 1);
    assert_eq!(feed.conferences[0].dates.map(|dates| dates.last_day()), NaiveDate::from_ymd_opt(2027, 9, 3));
    let twice = confcal::import_into(&confcal::Source::new("list.toml", once.list.as_str()), &inputs, &options)
        .expect("the list is sound");
    assert_eq!(twice.list, once.list, "a second run changes nothing");
    assert_eq!(twice.report.written, 0);
}

#[test]
fn a_list_is_brought_up_to_date_from_its_sources() {
    let folder = Folder::new();
    folder.put("in.csv", "name,start,city,country\nOther,2027-10-01,Bergen,Norway\n");
    let list = "[feed]\nid = \"x\"\n\n[[source]]\npath = \"in.csv\"\n\n[[conference]]\nname = \"A\"\nid = \"a\"\nstart = 2027-09-01\ncity = \"Oslo\"\ncountry = \"NO\"\n";
    folder.put("conferences.toml", list);
    assert_eq!(folder.run("check --strict").code, Some(0));
    assert_eq!(folder.run("import --update conferences.toml -q").code, Some(0));
    let updated = folder.read("conferences.toml");
    assert!(updated.starts_with(list) && updated.contains("name = \"Other\""), "{updated}");
    assert_eq!(folder.run("import --update conferences.toml -q").code, Some(0));
    assert_eq!(folder.read("conferences.toml"), updated);
    folder.run("import in.csv -o conferences.toml").fails(2, "is not a list that `confcal import` wrote");
}

#[test]
fn where_list_and_input_differ_the_list_counts() {
    let list = "[feed]\nid = \"x\"\n[[conference]]\nname = \"A\"\nstart = 2027-09-01 # ours\nid = \"a\"\ncity = \"Oslo\"\ncountry = \"NO\"\nurl = \"https://a.example/\"\n";
    let source = confcal::Source::new("list.toml", list);
    let inputs =
        [ImportInput::new("in.csv", "name,start,end,city,url\nA,2027-09-02,2027-09-03,Oslo,https://a.example\n")];
    let mut options = ImportOptions::default();
    let ours = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert!(ours.list.contains("start = 2027-09-01 # ours"));
    assert_eq!(ours.report.conflicts.len(), 1, "{:?}", ours.report);
    options.prefer_input = true;
    let theirs = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert!(
        theirs.list.contains("start = 2027-09-02 # ours") && theirs.list.contains("end = 2027-09-03"),
        "{}",
        theirs.list
    );
}

#[test]
fn what_was_online_and_has_a_place_in_the_input_has_moved_there() {
    let list = "[feed]\nid = \"t\"\n\n[[conference]]\nname = \"A\"\nstart = 2027-09-01\nonline = true\n";
    let source = confcal::Source::new("list.toml", list);
    let mut options = ImportOptions::default();
    for (prefer_input, csv, has_online) in [
        (true, "name,start,city\nA,2027-09-01,Oslo\n", false),
        // A column says that it is online too.
        (true, "name,start,city,online\nA,2027-09-01,Oslo,yes\n", true),
        (false, "name,start,city\nA,2027-09-01,Oslo\n", true),
    ] {
        options.prefer_input = prefer_input;
        let made = confcal::import_into(&source, &[ImportInput::new("in.csv", csv)], &options).expect("a sound list");
        assert!(made.list.contains("city = \"Oslo\""), "{csv}{}", made.list);
        assert_eq!(made.list.contains("online = true"), has_online, "{csv}{}", made.list);
        assert_eq!(made.report.conflicts.is_empty(), has_online, "{csv}{:?}", made.report);
    }
}

#[test]
fn names_that_differ_in_a_sign_are_two_conferences() {
    let csv = "name,start,city,website\nC++ Day,2027-05-05,Oslo,https://cpp.example\nC# Day,2027-05-05,Oslo,https://cs.example\n";
    let made = import("days.csv", csv);
    assert_eq!((made.report.written, made.report.merged), (2, 0), "{}", made.list);
    let again = confcal::import_into(
        &confcal::Source::new(
            "list.toml",
            made.list.split("\n[[conference]]\nname = \"C# Day\"").next().expect("a part"),
        ),
        &[ImportInput::new("days.csv", csv)],
        &ImportOptions::default(),
    );
    assert_eq!(again.expect("the list is sound").report.written, 1);
}

#[test]
fn a_list_keeps_its_line_ends_and_its_mark() {
    let list =
        "\u{feff}[feed]\r\nid = \"x\"\r\n\r\n[[conference]]\r\nname = \"A\"\r\nstart = 2027-09-01\r\nid = \"a\"\r\n";
    let into = |csv: &str| {
        let source = confcal::Source::from_bytes("list.toml", list.as_bytes().to_vec());
        let inputs = [ImportInput::new("in.csv", csv)];
        (
            source.text().to_owned(),
            confcal::import_into(&source, &inputs, &ImportOptions::default()).expect("sound").list,
        )
    };
    let (text, same) = into("name,start\nA,2027-09-01\n");
    assert_eq!(same, text, "nothing is new");
    let (text, more) = into("name,start,city\nA,2027-09-01,Oslo\nB,2027-10-01,Bergen\n");
    assert!(more.contains("city = \"Oslo\"\r\n") && more.contains("name = \"B\"\r\n"), "{more:?}");
    assert!(!more.replace("\r\n", "").contains('\n'), "{more:?}");
    assert_eq!(more.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
}

#[test]
fn deadlines_in_an_array_are_compared_too() {
    let list = "[feed]\nid = \"x\"\n[[conference]]\nname = \"A\"\nstart = 2027-09-01\nid = \"a\"\n\
                deadline = [{ kind = \"cfp\", due = 2027-01-01 }]\n";
    let source = confcal::Source::new("list.toml", list);
    let inputs = [ImportInput::new("in.csv", "name,start,cfp deadline\nA,2027-09-01,2027-01-20\n")];
    let mut options = ImportOptions::default();
    let ours = confcal::import_into(&source, &inputs, &options).expect("the list is sound");
    assert_eq!((ours.list.as_str(), ours.report.conflicts.len()), (list, 1), "{:?}", ours.report);
    options.prefer_input = true;
    let theirs = confcal::import_into(&source, &inputs, &options).expect("the list is sound").list;
    assert!(theirs.contains("deadline = [{ kind = \"cfp\", due = 2027-01-20, was = [2027-01-01] }]"), "{theirs}");
}

#[test]
fn every_shipped_mapping_can_be_kept_and_given_back() {
    for name in confcal::import_mappings().filter(|name| *name != "guess") {
        let mut options = ImportOptions::default();
        options.mapping = Some(name.to_owned());
        let input = || ImportInput::new("in.yml", "- name: A\n  start: 2027-05-01\n");
        let kept = confcal::import(&[input()], &options).mapping;
        options.mapping = Some(kept.clone());
        let again = confcal::import(&[input()], &options);
        let fault = again.report.faults.iter().find(|fault| fault.file == "the mapping");
        assert_eq!((fault, again.mapping), (None, kept), "{name}");
    }
}

#[test]
fn an_id_that_no_source_gives_is_to_be_chosen() {
    let made = import("list.csv", "name,date\nPyCon,2027-05-05\n");
    assert!(made.report.has_open_id && made.list.contains("id = \"list\""), "{}", made.list);
    let list = feed("[feed]\nid = 'uk'\n[[conference]]\nname = 'PyCon'\nstart = 2027-05-05\n");
    let site = confcal::site(list, &SiteOptions::new(crate::support::stamp()));
    let made = import("conferences.json", site.file("conferences.json").expect("it is there").bytes());
    assert!(!made.report.has_open_id && made.list.contains("id = \"uk\""), "{}", made.list);
}

/// Each shape is known by its fields, which may be one.
#[test]
fn a_mapping_of_several_shapes_is_given_back() {
    let inputs = || {
        [
            ImportInput::new("a.md", "---\ntitle: Alpha Conf\nstart: 2027-05-01\n---\n"),
            ImportInput::new("b.md", "---\ntitle: Beta Conf\ndate: 2027-06-01\n---\n"),
            ImportInput::new("c.md", "---\nname: Gamma Conf\nwhen: 2027-07-01\ncity: Oslo\n---\n"),
        ]
    };
    let kept = confcal::import(&inputs(), &ImportOptions::default());
    assert!(kept.mapping.contains("[[mapping]]"), "{}", kept.mapping);
    let mut options = ImportOptions::default();
    options.mapping = Some(kept.mapping);
    let again = confcal::import(&inputs(), &options);
    assert_eq!((again.list, again.report.written), (kept.list, 3));
}

#[test]
fn small_lists_are_read_too() {
    let names_and_days = |name: &str, text: &str| {
        let made = import(name, text);
        let feed = if made.report.written > 0 { crate::support::feed(&made.list) } else { Feed::default() };
        let short = |conference: &Conference| {
            let day = conference.dates.map(|dates| dates.start().day().to_string()).unwrap_or_default();
            format!("{} {day} {}", conference.name, conference.tags.join("+"))
        };
        feed.conferences.iter().map(short).collect::<Vec<_>>()
    };
    for (name, text, expected) in [
        ("one.md", "### PyCon\n\n- **When**: 5-8 May 2027\n", &["PyCon 2027-05-05 "][..]),
        (
            "three.md",
            "### PyCon\n\n- **When**: 5-8 May 2027\n- **Where**: Oslo\n\n### DjangoCon\n\n- **When**: 9-10 May 2027\n\n\
             ### Foo\n\n- **When**: 12-13 May 2027\n",
            &["PyCon 2027-05-05 ", "DjangoCon 2027-05-09 ", "Foo 2027-05-12 "],
        ),
        (
            "web.yml",
            "- name: A\n  start: 2027-05-05\n  tags: [web]\n- name: B\n  start: 2027-06-05\n  tags: [web, js]\n",
            &["A 2027-05-05 web", "B 2027-06-05 web+js"],
        ),
        ("rows.json", r#"{"columns": ["name", "start"], "data": [["PyCon", "2027-05-05"]]}"#, &["PyCon 2027-05-05 "]),
        ("bare.csv", "PyCon;05.05.2027;Oslo\nFoo;16.05.2027;Rome\n", &["PyCon 2027-05-05 ", "Foo 2027-05-16 "]),
    ] {
        assert_eq!(names_and_days(name, text), expected, "{name}");
    }
    let empty = import("empty.csv", "");
    assert_eq!(empty.report.faults[0].message, "the file is empty");
}

#[test]
fn the_guess_is_said() {
    let made = import("list.csv", "title,when,site,cfp\nA,5-8 May 2027,https://a.example,2027-01-20\n");
    let guess = made.report.files[0].guess.join(", ");
    for part in ["name from `title`", "url from `site`", "cfp from `cfp`"] {
        assert!(guess.contains(part), "{guess}");
    }
}

#[test]
fn work_in_an_imported_list_is_not_written_over() {
    let folder = Folder::new();
    folder.put("in.csv", "name,start\nA,2027-05-01\n");
    for _ in 0..2 {
        assert_eq!(folder.run("import in.csv -o list.toml -q").code, Some(0), "as imported");
    }
    folder.put("list.toml", &folder.read("list.toml").replace("\"A\"", "\"A, by hand\""));
    let refused = folder.run("import in.csv -o list.toml -q");
    assert!(refused.err.contains("was edited since it was imported"), "{}", refused.err);
    assert!(folder.read("list.toml").contains("by hand"));
    assert_eq!(folder.run("import in.csv -o list.toml -q --force").code, Some(0));
}

/// What a single text says of itself.
#[test]
fn a_mapping_with_words_that_mean_nothing_is_refused() {
    for (mapping, message) in [
        ("[words]\ndate-order = \"dmy\"", "`date-order` is `day-first` or `month-first`, not `dmy`"),
        ("[words]\ndeadline-timezone = \"Mars/X\"", "there is no time zone `Mars/X`"),
        ("[words]\ndate-format = \"%Q\"", "`%Q` is no pattern of strftime"),
        ("[words.status]\nfoo = \"weird\"", "`weird` is no status"),
        ("[fields]\nname = \"{title\"", "a brace in `{title` is opened and not closed"),
    ] {
        let mut options = ImportOptions::default();
        options.mapping = Some(mapping.to_owned());
        let made = confcal::import(&[ImportInput::new("list.yml", "- {title: A, start: 2027-05-01}\n")], &options);
        assert_eq!(made.report.written, 0, "{mapping}");
        assert!(made.report.faults[0].message.contains(message), "{mapping}: {:?}", made.report.faults);
    }
}

#[test]
fn a_record_of_very_many_fields_is_read_by_the_first_of_them() {
    let fields: String = (0..5000).map(|number| format!(", \"d{number}\": \"2027-05-01\"")).collect();
    let made = import("wide.json", format!("[{{\"name\": \"A\", \"start\": \"2027-05-01\"{fields}}}]"));
    assert!(made.list.contains("name = \"A\"\nstart = 2027-05-01"), "{}", made.list);
}

fn import(name: &str, text: impl Into<Vec<u8>>) -> confcal::ImportedList {
    confcal::import(&[ImportInput::new(name, text)], &ImportOptions::default())
}

#[test]
fn a_key_that_stands_twice_is_said_with_its_lines() {
    let yaml = "- name: A\n  start: 2027-05-01\n  url: https://a.example\n  url: https://b.example\n";
    let json = "[{\"name\": \"A\",\n\"start\": \"2027-05-01\",\n\"url\": \"https://a.example\",\n\"url\": \"https://b.example\"}]";
    let dialect = format!("// one\n{json}").replace("[{", "[{\n").replace("\"}]", "\"\n}]");
    let lines = format!("{}\n{}", json.replace(",\n", ", ").trim_matches(['[', ']']), "{\"name\": \"B\"}");
    let front = format!("---\n{}---\nText\n", yaml.replace("- name", "name").replace("  ", ""));
    for (name, text, line) in [
        ("a.yml", yaml.to_owned(), 4),
        ("a.json", json.to_owned(), 4),
        ("a.jsonc", dialect, 6),
        ("a.jsonl", lines, 1),
        ("a.md", front, 5),
    ] {
        let made = import(name, text);
        let faults: Vec<_> =
            made.report.faults.iter().map(|fault| (fault.line, fault.message.contains("`url` stands twice"))).collect();
        assert_eq!(faults, [(line, true)], "{name}: {:?}", made.report);
        assert!(made.list.contains("url = \"https://b.example\""), "{name}: {}", made.list);
    }
    // Columns of one name are columns of their own.
    for (name, text) in [
        ("a.csv", "name,start,link,link\nA,2027-05-01,https://a.example,https://b.example\n"),
        (
            "a.md",
            "| name | start | link | link |\n|-|-|-|-|\n| A | 2027-05-01 | https://a.example | https://b.example |\n",
        ),
    ] {
        let made = import(name, text);
        let lines = "url = \"https://a.example\"\nlinks = { link-2 = \"https://b.example\" }";
        assert!(made.list.contains(lines), "{name}: {}", made.list);
    }
}

#[test]
fn the_list_names_no_folder_of_the_machine() {
    let csv = "name,start\nA,2027-05-01\n";
    for (names, expected) in [
        (&["data/list.csv"][..], "data/list.csv"),
        (&["/home/joe/data/list.csv"], "list.csv"),
        (&["../../joe/list.csv"], "list.csv"),
        ("C:\\joe\\list.csv".split('|').collect::<Vec<_>>().as_slice(), "list.csv"),
        (&["/home/joe/data/a.csv", "/home/joe/data/b/c.csv"], "data/a.csv … data/b/c.csv (2 files)"),
        (&["/home/joe/a.csv", "list.csv"], "/home/joe/a.csv … list.csv (2 files)"),
    ] {
        let inputs: Vec<_> = names.iter().map(|name| ImportInput::new(*name, csv)).collect();
        let list = confcal::import(&inputs, &ImportOptions::default()).list;
        assert_eq!(list.lines().next(), Some(format!("# Imported from {expected}.").as_str()));
    }
}

#[test]
fn the_terms_are_those_that_a_field_states() {
    for (name, text, expected) in [
        (
            "a.yml",
            "license: CC0-1.0\nevents:\n- {name: A, start: 2027-05-01}\n- {name: B, start: 2027-05-02}\n",
            "CC0-1.0 (`license` in the data)",
        ),
        (
            "a.json",
            r#"{"meta": {"License": {"name": "MIT"}}, "events": [{"name": "A", "start": "2027-05-01"}]}"#,
            "MIT (`License` in the data)",
        ),
        (
            "a.json",
            r#"[{"@type": "Event", "name": "A", "startDate": "2027-05-01", "license": "https://a.example/terms"}]"#,
            "https://a.example/terms (`license` in the data)",
        ),
        (
            "a.toml",
            "rights = 'All of them'\n[[event]]\nname = 'A'\nstart = 2027-05-01\n",
            "All of them (`rights` in the data)",
        ),
    ] {
        let list = import(name, text).list;
        assert_eq!(list.lines().nth(1), Some(format!("# Terms of the source: {expected}").as_str()), "{list}");
    }
    let mut options = ImportOptions::default();
    options.terms = Some("MIT License (LICENSE)".to_owned());
    let yaml = "license: CC0-1.0\nevents:\n- {name: A, start: 2027-05-01}\n- {name: B, start: 2027-05-02}\n";
    let list = confcal::import(&[ImportInput::new("a.yml", yaml)], &options).list;
    assert!(list.contains("# Terms of the source: MIT License (LICENSE); CC0-1.0 (`license` in the data)\n"), "{list}");
}

#[test]
fn a_link_over_a_date_is_a_deadline() {
    let table = "| Name | When | CFP |\n|-|-|-|\n| [A](https://a.example) | 5-8 May 2027 | [open until 10 Jan](https://a.example/cfp) |\n\
                 | [B](https://b.example) | 3 Mar 2027 | [closes 20 December](https://b.example/cfp) |\n| [C](https://c.example) | 4 Apr 2027 | closed |\n";
    let list = import("a.md", table).list;
    assert!(list.contains("due = 2027-01-10\nurl = \"https://a.example/cfp\""), "{list}");
    assert!(list.contains("due = 2026-12-20\nurl = \"https://b.example/cfp\""), "{list}");
    assert_eq!(list.matches("[[conference.deadline]]").count(), 2, "{list}");
}

#[test]
fn a_series_in_several_cities_on_one_day_is_known_again() {
    let rows =
        "name,date,url,city\nAFUP Day,2027-05-15,https://a.example,Lille\nAFUP Day,2027-05-15,https://a.example,Lyon\n";
    let inputs = [confcal::ImportInput::new("days.csv", rows)];
    let options = confcal::ImportOptions::default();
    let once = confcal::import(&inputs, &options).list;
    assert_eq!(once.matches("[[conference]]").count(), 2, "{once}");
    let twice = confcal::import_into(&confcal::Source::new("list.toml", once.as_str()), &inputs, &options)
        .expect("the list is sound");
    assert_eq!((twice.list, twice.report.conflicts), (once, Vec::new()));
}

#[test]
fn tags_are_found_in_other_languages() {
    for column in ["Themen", "Schlagwörter", "Thèmes", "Temas", "Kategorie"] {
        let list = import("a.csv", format!("Name;Beginn;{column}\nA;2027-05-01;Rust, Web\nB;2027-06-01;Python\n")).list;
        assert!(list.contains("tags = [\"Rust\", \"Web\"]"), "{column}: {list}");
    }
}
