//! The command from outside: streams, files, exit codes and messages.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Stdio;

use crate::support::{Folder, LIST, Run};

#[test]
fn export_writes_the_feed_to_standard_output() {
    let run = Folder::new().run("export");
    assert_eq!(run.summaries(), ["CFP closes: PyCon DE 2022", "PyCon DE 2022", "PyCon UK 2022"]);
    assert_eq!(run.err, "");
    assert!(run.out.starts_with("BEGIN:VCALENDAR\r\n") && run.out.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn filters_choose_by_place_topic_kind_and_date() {
    let folder = Folder::new();
    let summaries = |args: &str| -> Vec<String> {
        folder.run(&format!("export {args}")).summaries().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(summaries("--region dach"), ["CFP closes: PyCon DE 2022", "PyCon DE 2022"]);
    assert_eq!(summaries("--region europe").len(), 3);
    assert_eq!(summaries("--region western-europe --only conferences"), ["PyCon DE 2022"]);
    assert_eq!(summaries("--region northern-europe --region dach --only conferences").len(), 2);
    assert_eq!(summaries("--country uk"), ["PyCon UK 2022"]);
    assert_eq!(summaries("--tag PYTHON --only conferences").len(), 2);
    assert_eq!(summaries("--tag education"), ["PyCon UK 2022"]);
    assert_eq!(summaries("--only deadlines"), ["CFP closes: PyCon DE 2022"]);
    assert_eq!(summaries("--from today"), ["PyCon UK 2022"], "today is the day of SOURCE_DATE_EPOCH");
    assert_eq!(summaries("--until 2022-04-11").len(), 2);
    assert_eq!(summaries("--from today-1w --until today+200d --id pycon-uk-2022"), ["PyCon UK 2022"]);
    assert_eq!(summaries("--year 2022 --year 2021").len(), 3);
}

#[test]
fn filters_that_cannot_be_are_errors_with_a_suggestion() {
    let folder = Folder::new();
    folder.run("export --region europa").fails(2, "did you mean `europe`?");
    folder.run("export --country Irelnad").fails(2, "Ireland");
    folder.run("export --tag pyhton").fails(2, "did you mean `Python`?");
    folder.run("export --id pycon-de-2023").fails(2, "did you mean `pycon-de-2022`?");
    folder.run("export --series pycon").fails(2, "no conference of the list has the series `pycon`");
    folder.run("export --only talks").fails(2, "conferences, sessions, deadlines");
    folder.run("export --near 91,0,5").fails(2, "52.52,13.40,300");
    folder.run("export --from yesterday").fails(2, "today-2w");
    folder.run("export --from 2022-7-1").fails(2, "2022-07-01");
    folder.run("export --year 22").fails(2, "four digits");
    folder.run("export --year +2022").fails(2, "four digits");
    folder.run("export --region qqq").fails(2, "regions are those of UN M49, such as `europe`");
    folder.run("export --country Wakanda").fails(2, "write its ISO 3166-1 code, such as `IE`");
    let tags: Vec<_> = (10..25).map(|n| format!("'Tag {n}'")).collect();
    let entry = "[[conference]]\nid = 'c'\nname = 'C'\nstart = 2022-07-11\ncity = 'X'\n";
    folder.put("tags.toml", &format!("[feed]\nid = 'x'\n{entry}tags = [{}]\n", tags.join(", ")));
    folder.run("export tags.toml --tag ruby").fails(2, "Tag 20, Tag 21 and 3 more");
    assert_eq!(folder.run("export tags.toml --tag Tag-11").summaries(), ["C"], "by its slug, in any case");
    folder.run("export --online maybe").fails(2, "write one of only, exclude");
    folder.run("export --region oceania").fails(2, "--allow-empty");
    let empty = folder.run("export --region oceania --allow-empty");
    assert!(empty.summaries().is_empty() && empty.out.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn name_and_reminders_come_from_options_too() {
    let folder = Folder::new();
    let run = folder.run("export --name Mine --remind 1w,1d");
    assert!(run.out.contains("NAME:Mine\r\nX-WR-CALNAME:Mine\r\n"));
    assert_eq!(
        run.out.lines().filter(|line| line.starts_with("TRIGGER")).collect::<Vec<_>>(),
        ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H"]
    );
    let run = folder.run("export --remind 7d --remind-as events --only deadlines");
    assert_eq!(run.summaries(), ["CFP closes in 7 days: PyCon DE 2022", "CFP closes: PyCon DE 2022"]);
    assert!(!run.out.contains("VALARM") && run.out.contains("DTSTART;VALUE=DATE:20220102\r\n"));
    // A reminder of before `--from` is past; two on one day would say the same.
    let run = folder.run("export --remind 7d,36h,1d,12h --remind-as events --only deadlines --from 2022-01-03");
    let [two, one] = ["CFP closes in 2 days: PyCon DE 2022", "CFP closes in 1 day: PyCon DE 2022"];
    assert_eq!(run.summaries(), [two, one, "CFP closes: PyCon DE 2022"]);
    let mut command = folder.command("export");
    Run::from(command.args(["--name", "a\u{7}b"]).output().unwrap()).fails(2, "it holds a control character");
}

#[test]
fn what_is_online_is_told_apart_by_session_too() {
    let folder = Folder::new();
    folder.put(
        "conferences.toml",
        "[feed]\nid = 'test'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2022-07-11\ncity = 'Rome'\ncountry = 'IT'\n\
         [[conference.session]]\nid = 'here'\nname = 'Here'\nstart = 2022-07-11\n\
         [[conference.session]]\nid = 'there'\nname = 'There'\nstart = 2022-07-11\nonline = 'https://example.org/'\n\
         [[conference]]\nid = 'b'\nname = 'B'\nstart = 2022-07-12\nonline = true\n\
         [[conference.session]]\nid = 'meet'\nname = 'Meet'\nstart = 2022-07-12\ncity = 'Bari'\nonline = false\n",
    );
    assert_eq!(folder.run("export --online only").summaries(), ["A", "There: A", "B"]);
    assert_eq!(folder.run("export --online exclude").summaries(), ["A", "Here: A", "There: A", "B", "Meet: B"]);
    assert_eq!(folder.run("export --online exclude --id b").summaries(), ["B", "Meet: B"]);
}

#[test]
fn a_file_is_written_whole_and_left_alone_if_it_is_the_same() {
    let folder = Folder::new();
    assert_eq!(folder.run("export -o feed.ics").out, "");
    let metadata = fs::metadata(folder.path("feed.ics")).expect("the feed is there");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o644);
    let old = fs::File::options().write(true).open(folder.path("feed.ics")).expect("the feed opens");
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    old.set_modified(long_ago).expect("a time can be set");
    assert_eq!(folder.run("export -o feed.ics").code, Some(0));
    assert_eq!(
        fs::metadata(folder.path("feed.ics")).unwrap().modified().unwrap(),
        long_ago,
        "the same bytes are not written again"
    );
    assert_eq!(folder.run("export -o feed.ics --only deadlines").code, Some(0));
    assert_ne!(fs::metadata(folder.path("feed.ics")).unwrap().modified().unwrap(), long_ago);
    assert_eq!(fs::read_dir(folder.path(".")).unwrap().count(), 2, "nothing else is left behind");
}

#[test]
fn a_link_stays_and_what_it_points_at_is_written() {
    let folder = Folder::new();
    fs::create_dir(folder.path("site")).unwrap();
    symlink("site/feed.ics", folder.path("feed.ics")).unwrap();
    for _ in 0..2 {
        assert_eq!(folder.run("export -o feed.ics --only conferences").code, Some(0));
        assert!(fs::symlink_metadata(folder.path("feed.ics")).unwrap().is_symlink());
        assert!(folder.read("site/feed.ics").contains("PyCon UK"));
    }
    assert_eq!(folder.run("export -o feed.ics").code, Some(0));
    assert!(folder.read("site/feed.ics").contains("CFP closes"), "also where the file was there already");
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_is_lost() {
    let folder = Folder::new();
    folder.run("export -o no/such/folder/feed.ics").fails(2, "there is no folder no/such/folder");
    folder.run("export -o .").fails(2, "it is a folder");
    folder.put("feed.ics", "BEGIN:VCALENDAR");
    fs::set_permissions(folder.path("feed.ics"), fs::Permissions::from_mode(0o444)).unwrap();
    folder.run("export -o feed.ics").fails(2, "cannot write feed.ics: the file is read-only");
    assert_eq!(folder.read("feed.ics"), "BEGIN:VCALENDAR");
    folder.run("export -o conferences.toml/feed.ics").fails(2, "cannot write conferences.toml/feed.ics");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let folder = Folder::new();
    folder.run("export -o /dev/full").fails(2, "No space left");
    let full = fs::File::options().write(true).open("/dev/full").expect("/dev/full opens");
    let run = Run::from(folder.command("export").stdout(full).output().unwrap());
    run.fails(2, "cannot write to standard output: No space left");
}

#[test]
#[cfg(target_os = "linux")]
fn a_pipe_is_written_to_whatever_its_name() {
    let folder = Folder::new();
    // The name of a pipe is a link to `pipe:[…]`, which is no path.
    assert_eq!(folder.run("export -o /dev/stdout"), folder.run("export"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::new();
    let many = (0..2000).map(|n| {
        format!("[[conference]]\nid = \"c-{n}\"\nname = \"Conference {n}\"\nstart = 2022-07-11\ncity = \"X\"\n")
    });
    folder.put("conferences.toml", &many.collect::<String>());
    let mut child = folder.command("export").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0));
    assert!(!run.err.contains("Broken pipe"), "{}", run.err);
}

#[test]
fn lists_that_are_not_there_are_said() {
    let folder = Folder::new();
    folder.run("export missing.toml").fails(2, "cannot read missing.toml: No such file");
    folder.run("export .").fails(2, "it is a folder");
    fs::remove_file(folder.path("conferences.toml")).unwrap();
    folder
        .run("check")
        .fails(2, "there is no conferences.toml in this folder; name a list, or start one with `confcal init`");
}

#[test]
fn a_list_comes_from_standard_input_too() {
    let folder = Folder::new();
    let mut child =
        folder.command("export -").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(LIST.as_bytes()).unwrap();
    assert_eq!(Run::from(child.wait_with_output().unwrap()).out, folder.run("export").out);
    folder.run("export - -").fails(2, "standard input can be read only once");
}

#[test]
fn a_pipe_without_a_list_names_the_hyphen() {
    let folder = Folder::new();
    fs::remove_file(folder.path("conferences.toml")).unwrap();
    for command in ["export", "check", "list", "build -o public"] {
        let run = Run::from(folder.command(command).stdin(Stdio::piped()).output().unwrap());
        run.fails(2, "name a list, read standard input with `-`, or start one with `confcal init`");
    }
    folder.put("list.toml", LIST);
    let list = fs::File::open(folder.path("list.toml")).unwrap();
    Run::from(folder.command("export").stdin(list).output().unwrap()).fails(2, "read standard input with `-`");
}

#[test]
fn export_says_what_it_wrote() {
    let folder = Folder::new();
    let says = |args: &str| {
        let run = folder.run(&format!("export {args}"));
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
        run.err
    };
    assert_eq!(says("-v -o feed.ics"), "confcal: feed.ics: 3 events\n");
    assert_eq!(says("-v -o feed.ics"), "confcal: feed.ics: 3 events; 0 new, 0 changed, 0 gone\n");
    folder.put("conferences.toml", &LIST.replace("Cardiff", "Swansea"));
    assert_eq!(says("-v -o feed.ics"), "confcal: feed.ics: 3 events; 0 new, 1 changed, 0 gone\n");
    assert_eq!(says("-v -o part.ics --only deadlines"), "confcal: part.ics: 1 event\n");
    assert_eq!(says("-v -o part.ics --only conferences"), "confcal: part.ics: 2 events; 2 new, 0 changed, 1 gone\n");
    assert_eq!(says("-v -o feed.ics --no-previous"), "confcal: feed.ics: 3 events\n");
    assert_eq!(says("-v -o new.ics --previous part.ics"), "confcal: new.ics: 3 events; 1 new, 0 changed, 0 gone\n");
    // Neither where nobody looks on, nor where nobody wants to know; nor beside the feed itself.
    for args in ["-o feed.ics", "-q -o feed.ics"] {
        assert_eq!(says(args), "");
    }
    assert_eq!(folder.run("export -v").err, "");
    let warning = LIST.replace("due = 2022-01-09", "due = 2022-04-12");
    folder.put("warning.toml", &warning);
    assert!(says("warning.toml -q -o warning.ics").contains("warning[deadline-after-start]"), "warnings stay");
}

#[test]
fn several_lists_are_read_as_one() {
    let folder = Folder::new();
    folder.put(
        "more.toml",
        "[[conference]]\nid = \"scipy-2022\"\nname = \"SciPy 2022\"\nstart = 2022-07-11\ncountry = \"US\"\n",
    );
    let run = folder.run("export conferences.toml more.toml --only conferences");
    assert_eq!(run.summaries(), ["PyCon DE 2022", "SciPy 2022", "PyCon UK 2022"]);
    // The settings may stand in any of the lists.
    assert_eq!(folder.run("export more.toml conferences.toml --only conferences").out, run.out);
    folder.put("same.toml", "[feed]\nid = \"test\"\nname = \"Same\"\n[[conference]]\nid = \"pycon-uk-2022\"\nname = \"X\"\nstart = 2022-07-11\ncity = \"Y\"\n");
    let check = folder.run("check conferences.toml same.toml --format short");
    assert_eq!(check.code, Some(1));
    let expected = "same.toml:1:1: hint[feed-ignored]: `name` of this `[feed]` is not used\n\
                    same.toml:5:6: error[duplicate-id]: two conferences have the id `pycon-uk-2022`; write `id = \"pycon-uk-2022-y\"` here: the first keeps `pycon-uk-2022`\n\
                    1 error, 1 hint\n";
    assert_eq!(check.out, expected);
    let check = folder.run("check conferences.toml same.toml");
    assert!(check.out.contains("::: conferences.toml:21:6"), "both places are shown: {}", check.out);
}

/// Lists that have nothing to do with each other may have one id, as those that pre-commit names.
#[test]
fn lists_are_checked_each_by_itself() {
    let folder = Folder::new();
    folder.put("a/conferences.toml", LIST);
    folder.put("b/web.confcal.toml", LIST);
    folder.put("b/faulty.toml", "x = 1\n");
    let sound = "a/conferences.toml b/web.confcal.toml";
    assert_eq!(folder.run(&format!("check --strict {sound}")).code, Some(1), "as one they have each conference twice");
    let run = folder.run(&format!("check --strict --each --verbose {sound}"));
    assert_eq!((run.code, &*run.out), (Some(0), ""), "{run:?}");
    for list in sound.split(' ') {
        assert!(run.err.contains(&format!("{list}: ")), "{run:?}");
    }
    let run = folder.run(&format!("check --each b/faulty.toml {sound}"));
    assert!(run.code == Some(1) && run.out.contains("b/faulty.toml:1:1"), "{run:?}");
    assert_eq!(folder.run("check --each").code, Some(0));
    folder.run("check --each --format json").fails(2, "formats of lines");
}

/// The hooks check the lists that a commit changes, in whatever folder.
#[test]
fn the_hooks_check_what_is_changed() {
    let folder = Folder::new();
    std::fs::remove_file(folder.path("conferences.toml")).expect("a list");
    folder.put("2027/conferences.toml", LIST);
    folder.put("web.confcal.toml", &format!("{LIST}colour = 1\n"));
    let hooks = crate::runner::yaml(include_str!("../../.pre-commit-hooks.yaml"));
    for hook in hooks.as_array().expect("hooks") {
        assert_ne!(hook["pass_filenames"], false, "{hook}");
        assert_eq!(hook["require_serial"], true, "{hook}");
        let entry = hook["entry"].as_str().and_then(|entry| entry.strip_prefix("confcal ")).expect("a command");
        assert_eq!(folder.run(&format!("{entry} 2027/conferences.toml")).code, Some(0));
        let run = folder.run(&format!("{entry} 2027/conferences.toml web.confcal.toml"));
        assert!(run.code == Some(1) && run.out.contains("web.confcal.toml:28:1"), "{run:?}");
    }
}

#[test]
fn check_speaks_four_formats() {
    let folder = Folder::new();
    folder.put("list.toml", "[feed]\nid = \"x\"\n[[conference]]\nid = \"a\"\nname = \"A\"\nstart = 2022-07-11\nend = 2022-07-09\ncity = \"B\"\n");
    let human = folder.run("check list.toml");
    assert_eq!((human.code, human.err.as_str()), (Some(1), ""));
    assert!(human.out.contains("7 | end = 2022-07-09\n  |       ^^^^^^^^^^ ends on 2022-07-09\n"), "{}", human.out);
    let short = "list.toml:7:7: error[ends-before-start]: the conference ends before it starts; \
                 `end` is the last day of the conference, inclusive\n1 error\n";
    assert_eq!(folder.run("check list.toml --format short").out, short);
    let github = "::error file=list.toml,line=7,col=7,endLine=7,endColumn=17,title=ends-before-start::the conference ends \
                  before it starts%0Alist.toml:6:9: starts on 2022-07-11%0A`end` is the last day of the conference, inclusive\n";
    assert_eq!(folder.run("check list.toml --format github").out, github);
    let json: serde_json::Value = serde_json::from_str(&folder.run("check list.toml --format json").out).expect("JSON");
    assert_eq!(json["errors"], 1);
    assert_eq!(json["diagnostics"][0]["code"], "ends-before-start");
    assert_eq!(json["diagnostics"][0]["labels"][0]["end_column"], 17);
    let sound: serde_json::Value = serde_json::from_str(&folder.run("check --format json").out).expect("JSON");
    assert_eq!(sound["diagnostics"].as_array().map(Vec::len), Some(0));
}

#[test]
fn check_shows_the_first_hundred_faults_and_counts_the_rest() {
    let folder = Folder::new();
    let faults = "[[conference]]\nid = \"A\"\n".repeat(50_000);
    folder.put("list.toml", &format!("[feed]\nid = \"x\"\n{faults}"));
    let run = folder.run("check list.toml --format short");
    assert_eq!(run.out.lines().count(), 101);
    // 200 of each level are kept, and one for every 100 octets.
    let (kept, left_out) = (200 + 1_200_014 / 100, 100_000 - 200 - 1_200_014 / 100);
    let says =
        format!("hint[more-faults]: the list has {left_out} more errors and {left_out} more hints, which are not kept");
    assert!(run.out.lines().next().is_some_and(|line| line.contains(&says)), "{:?}", run.out.lines().next());
    let last = format!("{kept} errors, {} hints; {} of them are not shown", kept + 1, 2 * kept + 1 - 100);
    assert_eq!(run.out.lines().last(), Some(&*last));
    assert!(run.out.lines().take(100).skip(1).all(|line| line.contains("error[")), "errors go first");
}

#[test]
fn levels_decide_the_exit_code() {
    let folder = Folder::new();
    let warning = LIST.replace("due = 2022-01-09", "due = 2022-04-12");
    folder.put("warning.toml", &warning);
    assert_eq!(folder.run("check warning.toml").code, Some(0));
    assert_eq!(folder.run("check warning.toml --strict").code, Some(1));
    let export = folder.run("export warning.toml");
    assert!(export.code == Some(0) && export.err.contains("warning[deadline-after-start]") && !export.out.is_empty());
    folder.run("export warning.toml --strict").fails(1, "warning[deadline-after-start]");
    folder.put("hint.toml", &LIST.replace("id = \"pycon-uk-2022\"\n", ""));
    assert_eq!(folder.run("check hint.toml --strict").code, Some(0));
    assert_eq!(folder.run("export hint.toml --strict").err, "", "advice is for `check`");
    folder.put("error.toml", &LIST.replace("end = 2022-04-13", "end = 2022-04-10"));
    folder.put("feed.ics", "BEGIN:VCALENDAR");
    folder.run("export error.toml -o feed.ics").fails(1, "error[ends-before-start]");
    assert_eq!(folder.read("feed.ics"), "BEGIN:VCALENDAR", "a faulty list writes nothing");
}

#[test]
fn a_feed_that_google_may_drop_is_warned_of() {
    let folder = Folder::new();
    let many = (0..1001).map(|n| {
        format!("[[conference]]\nid = \"c-{n}\"\nname = \"Conference {n}\"\nstart = 2022-07-11\ncity = \"X\"\n")
    });
    folder.put("conferences.toml", &many.collect::<String>());
    let run = folder.run("export");
    assert!(
        run.code == Some(0)
            && run.err.contains("warning[large-feed]: the feed has 1001 events")
            && run.err.contains("--from")
    );
    assert_eq!(folder.run("export --strict").code, Some(1));
    assert_eq!(folder.run("export --id c-5").err, "");
}

#[test]
fn codes_are_explained() {
    let folder = Folder::new();
    let run = folder.run("check --explain ends-before-start");
    assert!(run.out.starts_with("error[ends-before-start]\n\nThe end lies before the start."), "{run:?}");
    folder.run("check --explain nonsense").fails(2, "there is no code `nonsense`");
}

#[test]
fn export_replaces_a_calendar_or_nothing() {
    let folder = Folder::new();
    for mine in ["[feed]\nid = \"other\"\n", "PK\u{3}\u{4}", " ", "BEGIN:VCARD\r\n", "x BEGIN:VCALENDAR"] {
        folder.put("other.toml", mine);
        symlink("other.toml", folder.path("link")).unwrap();
        for target in ["other.toml", "link"] {
            folder
                .run(&format!("export -o {target}"))
                .fails(2, &format!("{target} is not a calendar and would be lost"));
        }
        assert_eq!(folder.read("other.toml"), mine);
        fs::remove_file(folder.path("link")).unwrap();
    }
    assert_eq!(folder.run("export -o other.toml --force").code, Some(0));
    for calendar in ["", "BEGIN:VCALENDAR\r\n", "\u{feff}begin:vcalendar\n", "\n\nBEGIN:VCALENDAR\n"] {
        folder.put("feed.ics", calendar);
        assert_eq!(folder.run("export -o feed.ics").code, Some(0), "{calendar:?}");
    }
    folder.run("export -o conferences.toml --force").fails(2, "conferences.toml is the list itself");
}

#[test]
fn export_keeps_the_mode_and_removes_what_a_killed_one_left() {
    let folder = Folder::new();
    assert_eq!(folder.run("export -o feed.ics").code, Some(0));
    fs::set_permissions(folder.path("feed.ics"), fs::Permissions::from_mode(0o660)).unwrap();
    for args in ["--only deadlines", "--only deadlines", "--only conferences"] {
        folder.put(".confcal-AbC123", "half");
        assert_eq!(folder.run(&format!("export -o feed.ics {args}")).code, Some(0));
        assert_eq!(fs::metadata(folder.path("feed.ics")).unwrap().permissions().mode() & 0o777, 0o660);
        assert!(!folder.path(".confcal-AbC123").exists());
    }
}

#[test]
fn the_time_of_the_list_is_the_revision_time() {
    let folder = Folder::new();
    let list = fs::File::options().write(true).open(folder.path("conferences.toml")).unwrap();
    list.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000)).unwrap();
    let run = Run::from(folder.command("export").env_remove("SOURCE_DATE_EPOCH").output().unwrap());
    assert!(
        run.out.contains("DTSTAMP:20200913T122640Z\r\nLAST-MODIFIED:20200913T122640Z\r\nSEQUENCE:10888586\r\n"),
        "{}",
        run.out
    );
    let run = Run::from(folder.command("export").env("SOURCE_DATE_EPOCH", "yesterday").output().unwrap());
    run.fails(2, "SOURCE_DATE_EPOCH is \"yesterday\"");
}

#[test]
fn help_shows_an_example_of_every_command() {
    let folder = Folder::new();
    for command in ["", "export", "check", "list", "init"] {
        let run = folder.run(&format!("{command} --help"));
        assert!(run.code == Some(0) && run.out.contains("Example"), "{command}: {run:?}");
    }
    assert_eq!(folder.run("exprot").code, Some(2));
    assert!(Path::new(env!("CARGO_BIN_EXE_confcal")).exists());
}

#[test]
fn a_list_is_never_overwritten_by_its_feed() {
    let folder = Folder::new();
    folder.run("export -o conferences.toml").fails(2, "conferences.toml is the list itself");
    symlink("conferences.toml", folder.path("feed.ics")).unwrap();
    folder.run("export -o feed.ics").fails(2, "feed.ics is the list itself");
    assert_eq!(folder.read("conferences.toml"), LIST);
}

#[test]
fn targets_that_cannot_be_are_said_without_temporary_names() {
    let folder = Folder::new();
    folder.run("export -o nowhere/").fails(2, "cannot write nowhere/: there is no such folder");
    folder.run("init conferences.toml/list.toml").fails(2, "cannot make the folder conferences.toml");
    let run = folder.run("export -o nowhere/feed.ics");
    run.fails(2, "there is no folder nowhere");
    assert!(!run.err.contains(".confcal-"), "{}", run.err);
    // A link to a link to a file that is not there yet.
    symlink("two.ics", folder.path("one.ics")).unwrap();
    symlink("three.ics", folder.path("two.ics")).unwrap();
    assert_eq!(folder.run("export -o one.ics").code, Some(0));
    assert!(folder.read("three.ics").starts_with("BEGIN:VCALENDAR"));
    assert!(fs::symlink_metadata(folder.path("two.ics")).unwrap().is_symlink());
}

#[test]
fn what_leaves_no_event_is_named() {
    let folder = Folder::new();
    folder.put("keep.toml", &LIST.replace("id = \"test\"", "id = \"test\"\nkeep = \"1d\""));
    let run = folder.run_at(1_900_000_000, "export keep.toml");
    run.fails(2, "`keep` leaves no event");
    folder.put("empty.toml", "[feed]\nid = \"test\"\n");
    folder.run("export empty.toml --from today").fails(2, "the list has no event");
    folder.run("export --id PYCON-UK-2022 --only sessions").fails(2, "the filters leave no event");
    assert_eq!(folder.run("export --id PYCON-UK-2022").summaries(), ["PyCon UK 2022"]);
}

#[test]
fn lists_of_windows_and_names_that_harm_a_terminal_are_shown_harmless() {
    let folder = Folder::new();
    folder.put("crlf.toml", &LIST.replace("end = 2022-04-13", "end = 2022-04-10").replace('\n', "\r\n"));
    let run = folder.run("check crlf.toml");
    assert!(run.out.contains("^^^ ends on 2022-04-10") && !run.out.contains(['\r', '␍']), "{}", run.out);
    folder.put("bom.toml", "\u{feff}x = 1\n");
    assert!(folder.run("check bom.toml --format short").out.contains("bom.toml:1:1: error[unknown-key]"));
    let mut command = folder.command("export");
    let run = Run::from(command.args(["--tag", "a\u{1b}[31m\u{202e}b"]).output().unwrap());
    assert!(run.code == Some(2) && !run.err.contains(['\u{1b}', '\u{202e}']), "{run:?}");
}

#[test]
fn annotations_name_the_other_places_and_what_is_left_out() {
    let folder = Folder::new();
    folder.put("same.toml", "[[conference]]\nid = \"pycon-uk-2022\"\nname = \"X\"\nstart = 2022-07-11\ncity = \"Y\"\n");
    let run = folder.run("check conferences.toml same.toml --format github");
    assert!(run.out.contains("%0Aconferences.toml:21:6: first used here%0A"), "{}", run.out);
    folder.put("many.toml", &format!("[feed]\nid = \"x\"\n{}", "[[conference]]\n".repeat(100)));
    let run = folder.run("check many.toml --format github");
    assert_eq!(
        run.out.lines().last(),
        Some("::notice title=confcal::200 errors, 100 hints; 200 of them are not shown")
    );
}

/// The exit status is that of a faulty list, even if the reader stops after the first fault.
#[test]
fn a_closed_pipe_makes_no_list_sound() {
    let folder = Folder::new();
    folder.put("list.toml", "[x");
    for format in ["human", "short", "json", "github"] {
        let mut command = folder.command(&format!("check --format {format} list.toml"));
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        assert_eq!(command.stdout(writer).status().expect("confcal runs").code(), Some(1), "{format}");
    }
}

#[test]
fn what_is_no_folder_is_no_site_and_an_empty_file_no_feed() {
    let folder = Folder::new();
    folder.put("conferences.toml", LIST);
    folder.run("build -o -").fails(2, "name a folder");
    folder.put("feed.ics", "");
    let run = folder.run("export -o feed.ics");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    folder.run("export --only cfp").fails(2, "take `deadlines` here, and `kind` with `cfp`");
}
