//! Slips of people who do not know TOML or the format by heart, and the help that they get.

use std::io::Write as _;
use std::process::Stdio;

use confcal::{Level, Source, read};

use crate::support::{Folder, Run};

/// A conference without the keys that `lines` give it.
fn list(lines: &str) -> String {
    let has = |key: &str| lines.lines().any(|line| line.trim_start().starts_with(key));
    let keys = [("name", "\"A\""), ("start", "2027-05-01"), ("city", "\"Oslo\""), ("country", "\"NO\"")];
    let keys: String =
        keys.iter().filter(|(key, _)| !has(key)).map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("[feed]\nid = \"x\"\n\n[[conference]]\nid = \"a\"\n{keys}{lines}\n")
}

/// Asserts that some lines have one diagnostic, which points at `»` and whose help holds a text.
#[track_caller]
fn says(lines: &str, help: &str) {
    let marked = list(lines);
    let text = marked.replace('»', "");
    let source = Source::new("list.toml", text.clone());
    let (_, diagnostics) = read(std::slice::from_ref(&source), Level::Hint);
    let [diagnostic] = diagnostics.as_slice() else { panic!("not one diagnostic: {text}\n{diagnostics:#?}") };
    let said = diagnostic.help.clone().unwrap_or_default();
    assert!(said.contains(help), "{lines}\n {help:?} is not in {said:?} ({})", diagnostic.message);
    let place = marked.find('»').expect("the place is marked");
    let got = diagnostic.labels[0].range.start;
    assert_eq!(source.position(got), source.position(place), "{lines}: {}", diagnostic.message);
}

#[test]
fn slips_of_syntax_are_one_fault_with_the_line_to_write() {
    for (lines, help) in [
        ("city = »“Oslo”", "`city = \"Oslo\"`"),
        ("city = »„Oslo“", "`city = \"Oslo\"`"),
        ("city = »‘Oslo’", "`city = \"Oslo\"`"),
        ("city = »\"Oslo”", "`city = \"Oslo\"`"),
        ("end = 2027-05-12 »// last day", "`2027-05-12 # last day`"),
        ("end = 2027-05-12 »; last day", "`2027-05-12 # last day`"),
        ("city = \"Oslo\" »// the capital", "`\"Oslo\" # the capital`"),
        ("»// the capital", "`# the capital`"),
        ("»; the capital", "`# the capital`"),
        ("»<!-- the capital -->", "`# the capital`"),
        ("»city: \"Oslo\"", "`city = \"Oslo\"`"),
        ("»city: Oslo", "`city = \"Oslo\"`"),
        ("»end: 2027-05-12", "`end = 2027-05-12`"),
        ("»city \"Oslo\"", "`city = \"Oslo\"`"),
        ("city »== \"Oslo\"", "`city = \"Oslo\"`"),
        ("city »=> \"Oslo\"", "`city = \"Oslo\"`"),
        ("»city := \"Oslo\"", "`city = \"Oslo\"`"),
        ("»\"city\": \"Oslo\",", "`city = \"Oslo\"`"),
        ("»url: https://example.org/?a=b", "`url = \"https://example.org/?a=b\"`"),
        ("city = »`Oslo`", "`city = \"Oslo\"`"),
        ("city = »\"\"Oslo\"\"", "`city = \"Oslo\"`"),
        ("name = »C# Days", "`name = \"C# Days\"`"),
        ("name = »“Conf #1”", "`name = \"Conf #1\"`"),
        ("tags = »(\"python\", \"web\")", "`tags = [\"python\", \"web\"]`"),
        ("tags = »[\"python\", \"web\"", "`tags = [\"python\", \"web\"]`"),
        ("tags = »[“python”, “web”]", "`tags = [\"python\", \"web\"]`"),
        ("end = 2027-05-12, »state = \"x\"", "begin a line with `state = \"x\"`"),
        ("[[conference.session]] »name = \"x\"\nstart = 2027-05-01\nid = \"x\"", "begin a line with `name"),
        ("city = \"Oslo\"»,", "delete the `,`"),
        ("city = \"Oslo\"»;", "delete the `;`"),
        ("end = 2027-05-12»,", "delete the `,`"),
        ("city = »'L'Aquila'", "`city = \"L'Aquila\"`"),
        ("venue = »\"the \"best\" place\"", "`venue = 'the \"best\" place'`"),
        ("city = »\"Oslo", "`city = \"Oslo\"`"),
        ("city = »Oslo", "`city = \"Oslo\"`"),
        ("venue = »\"C:\\rooms\\x\"", "`venue = 'C:\\rooms\\x'`"),
        ("tags = »python, web", "[\"python\", \"web\"]"),
        ("tags = »[python, web]", "[\"python\", \"web\"]"),
        ("tags = »[\"python\" \"web\"]", "[\"python\", \"web\"]"),
        ("tags = »\"python\", \"web\"", "[\"python\", \"web\"]"),
        ("city = \"Oslo\" »venue = \"Hall\"", "begin a line with `venue"),
        ("geo = »{ lat = 59,9, lon = 10,7 }", "`geo = { lat = 59.9, lon = 10.7 }`"),
        ("[conference.geo]\nlat = »59,9\nlon = 10.7", "`lat = 59.9`"),
        ("[conference.geo]\nlat = »59.9° N\nlon = 10.7", "`lat = 59.9`"),
        ("end»\u{a0}= 2027-05-12", "a plain blank"),
        ("end =»\u{a0}2027-05-12", "a plain blank"),
        ("end = »\u{200b}2027-05-12", "delete the character"),
        ("end »＝ 2027-05-12", "write `=`"),
        ("end »=", "leave the key out"),
        ("start = »2027-10", "`expected = \"2027-10\"`"),
        ("end = »TBA", "leave `end` out"),
        ("end = »null", "leave `end` out"),
        ("busy = »Yes", "`busy = true`"),
        ("»end date = 2027-05-12", "did you mean `end`?"),
        ("end = »2027-5-12", "`end = 2027-05-12`"),
        ("end = »31/12/2027", "`end = 2027-12-31`"),
        ("end = »12 May 2027", "`end = 2027-05-12`"),
        ("end = »12.05.2027", "`end = 2027-05-12`"),
        ("end = »2027-02-30", "February 2027 has 28 days"),
        ("start = »12-14 May 2027", "`start = 2027-05-12` and `end = 2027-05-14`"),
        ("»[conference.session]]\nname = \"x\"", "`[[conference.session]]`"),
        ("nonsense»", "`key = value`"),
        ("city = »「Oslo」", "`city = \"Oslo\"`"),
        ("»city -> \"Oslo\"", "`city = \"Oslo\"`"),
        ("end = 2027-05-12 »(last day)", "`end = 2027-05-12 # (last day)`"),
        ("end = »05/06/2027", "`end = 2027-06-05` or `end = 2027-05-06`"),
        ("end = »10-05-2027", "`end = 2027-05-10` or `end = 2027-10-05`"),
        ("end = »tomorrow", "year, month and day"),
        ("start = »TBA", "`expected = \"2027-10\"`"),
        ("geo = »59.9, 10.7", "`geo = { lat = 59.9, lon = 10.7 }`"),
        ("»<<<<<<< HEAD", "delete this line"),
        ("»>>>>>>> other", "delete this line"),
    ] {
        says(lines, help);
    }
}

#[test]
fn times_of_deadlines_have_their_zone_in_a_key_of_its_own() {
    for (due, help) in [
        (
            "2027-01-10T23:59:00 AoE",
            "`due = 2027-01-10T23:59:00`, and the zone in a key of its own: `timezone = \"AoE\"`",
        ),
        ("2027-01-10T23:59:00 CET", "`timezone = \"Europe/Berlin\"`"),
        ("2027-01-10 11:59 PM", "`due = 2027-01-10T23:59:00`"),
        ("2027-01-10 2:59 pm", "`due = 2027-01-10T14:59:00`"),
        ("2027-01-10T24:00:00", "`due = 2027-01-11T00:00:00`"),
        ("2027-01-10 23h59", "`due = 2027-01-10T23:59:00`"),
        ("2027-01-10 23:59 UTC-12", "`due = 2027-01-10T23:59:00-12:00`"),
    ] {
        says(&format!("[[conference.deadline]]\nkind = \"cfp\"\ndue = »{due}"), help);
        says(&format!("[[conference.deadline]]\nkind = \"cfp\"\ndue = »\"{due}\""), help);
    }
}

#[test]
fn values_of_another_kind_are_written_as_the_key_takes_them() {
    let deadline = "[[conference.deadline]]\nkind = \"cfp\"\ndue = 2027-02-01\n";
    for (lines, help) in [
        ("tags = »\"python, web\"", "`tags = [\"python\", \"web\"]`"),
        ("languages = »\"en; de\"", "`languages = [\"en\", \"de\"]`"),
        ("tags = »\"python\"", "`tags = [\"python\"]`"),
        ("name = »\"\"", "write what it is"),
        ("city = »\"\"", "leave the key out"),
        ("tags = [»\"\"]", "leave it out of the list"),
        ("geo = »[59.9, 10.7]", "`geo = { lat = 59.9, lon = 10.7 }`"),
        ("geo = »\"59.9, 10.7\"", "`geo = { lat = 59.9, lon = 10.7 }`"),
        ("country = »[\"NO\", \"SE\"]", "`[[conference.session]]`"),
        ("»cancelled = true", "`status = \"cancelled\"`"),
        ("»canceled = true", "`status = \"cancelled\"`"),
        ("»virtual = true", "`online = true`"),
        ("»hybrid = true", "`online = true`"),
        ("»cfp = 2027-01-01", "`kind = \"cfp\"` and `due = 2027-01-01`"),
        ("»paper_deadline = \"1 January 2027\"", "`due = 2027-01-01`"),
        ("»website = \"https://example.org\"", "`url`"),
        ("»dates = \"12-14 May 2027\"", "`start = 2027-05-12` and `end = 2027-05-14`"),
        ("status = »\"canceled\"", "`cancelled`"),
        ("status = »\"tba\"", "leave `status` out"),
        ("status = »\"online\"", "`online = true`"),
        ("end = »\"31/12/2027\"", "`end = 2027-12-31`"),
        ("languages = [»\"cz\"]", "`cs`"),
        ("languages = [»\"xx\"]", "ISO 639"),
        ("city = »\"Oslo, Norway\"", "write `city = \"Oslo\"`: `country` says the rest"),
        ("city = »\"Online\"", "`online = true`"),
        ("city = »\"TBA\"", "until it is known"),
        ("venue = »\"https://example.org\"", "`url`"),
        ("venue = »\"The\u{200b} Hall\"", "`The Hall`"),
        ("description = »\"<p>My text</p>\"", "`My text`"),
        ("venue = »\"Fish &amp; Chips\"", "`Fish & Chips`"),
        ("description = »\"One<br>Two\"", "`One Two`"),
        ("description = »\"a &amp;lt; b\"", "`a < b`"),
        ("description = »\"<br>\"", "leave it out"),
        ("venue = »\"Con\u{ad}ference\"", "`Conference`"),
        ("venue = »\"\u{202e}llaH\u{202c}\"", "write the text anew"),
        ("url = »\"@pycon\"", "write the whole address of the profile"),
        ("url = »\"@pycon@fosstodon.org\"", "`https://fosstodon.org/@pycon`"),
        ("url = »\"pycon\"", "write the whole of it"),
        ("languages = »\"en de\"", "`languages = [\"en\", \"de\"]`"),
        ("country = »\"NO, SE\"", "`[[conference.session]]`"),
        ("country = »\"Norway and Sweden\"", "`[[conference.session]]`"),
        ("»extended = true", "`was = [2022-03-27]`"),
        ("»cfp = \"https://example.org/cfp\"", "`url = \"https://example.org/cfp\"`"),
        ("»dates = [\"2027-05-12\", \"2027-05-14\"]", "`start = 2027-05-12` and `end = 2027-05-14`"),
        ("»when = \"May 2027\"", "`expected = \"2027-05\"`"),
        ("»latitude = 59.9", "`geo = { lat = 59.9, lon = … }`"),
        ("deadline = »2027-01-01", "`due = 2027-01-01`"),
        ("end = »20270512", "`end = 2027-05-12`"),
        ("end = »\"05/06/2027\"", "`end = 2027-06-05` or `end = 2027-05-06`"),
        ("geo = { lat = »\"59,9\", lon = 10.7 }", "`lat = 59.9`"),
        ("city = »\"Online (Zoom)\"", "`online = true`"),
        ("venue = »\"T.B.A.\"", "until it is known"),
        ("venue = »\"To be announced soon\"", "until it is known"),
    ] {
        says(lines, help);
    }
    for (line, help) in [
        ("was = »\"2027-01-01\"", "`was = [2027-01-01]`"),
        ("was = »2027-01-01", "`was = [2027-01-01]`"),
        ("remind = »\"7d, 1d\"", "`remind = [\"7d\", \"1d\"]`"),
        ("»extended = true", "`was = [2022-03-27]`"),
    ] {
        says(&format!("{deadline}{line}"), help);
    }
}

#[test]
fn texts_that_only_look_odd_are_left_alone() {
    for line in [
        "description = \"a < b, List<String>, C&C, `<br>`, <ada@example.org>\"",
        "name = \"کنفرانس\u{200c}ها 2027\"",
        "city = \"Washington, DC\"",
        "venue = \"Hall 1, Level 2\"",
        "languages = [\"en\", \"gsw\", \"zh-Hant\"]",
    ] {
        let (_, diagnostics) = read(&[Source::new("list.toml", list(line))], Level::Hint);
        assert_eq!(diagnostics, [], "{line}");
    }
}

#[test]
fn a_list_of_nothing_but_errors_is_read_as_far_as_anybody_reads() {
    for text in ["=\n".repeat(150_000), "\r".repeat(300_000), "[[conference]]\n".repeat(10_000) + &"=\n".repeat(50_000)]
    {
        let (_, diagnostics) = read(&[Source::new("list.toml", text)], Level::Hint);
        let syntax = diagnostics.iter().filter(|fault| fault.code == confcal::Code::Syntax).count();
        assert!((1..=101).contains(&syntax), "{syntax}");
    }
}

#[test]
fn short_reports_keep_the_help() {
    let folder = Folder::new();
    folder.put("conferences.toml", &list("link = \"https://example.org\""));
    let run = folder.run("check --format short");
    assert!(run.out.contains("unknown key `link`; did you mean `url`?\n"), "{}", run.out);
}

#[test]
fn an_unknown_code_leads_to_the_one_meant() {
    let folder = Folder::new();
    folder.run("check --explain no-idd").fails(2, "did you mean `no-id`?");
    folder.run("check --explain weather").fails(2, "in brackets");
    assert_eq!(folder.run("check --explain [No_Id]").code, Some(0));
}

#[test]
fn a_list_without_end_is_refused() {
    let folder = Folder::new();
    folder.run("check /dev/zero").fails(2, "larger than 256 MB");
}

#[test]
fn nothing_of_a_list_reaches_the_terminal_as_a_command() {
    let folder = Folder::new();
    let odd = "\u{9b}2J\u{202e}x\u{7f}";
    folder.put("conferences.toml", &list(&format!("venue = \"{odd}\" # {odd}\nx{odd} = 1\nstatus = \"{odd}\"")));
    for format in ["human", "short", "json", "github"] {
        let mut child = folder
            .command(&format!("check --format {format} -"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("confcal runs");
        let list = folder.read("conferences.toml");
        child.stdin.take().expect("standard input").write_all(list.as_bytes()).expect("the list is taken");
        let run = Run::from(child.wait_with_output().expect("confcal ends"));
        assert!(run.out.contains("control-character") || run.out.contains("syntax"), "{format}: {}", run.out);
        let harmful = |char: char| char.is_control() && char != '\n' || matches!(char, '\u{202a}'..='\u{202e}');
        assert!(!run.out.contains(harmful), "{format}: {:?}", run.out);
    }
}

#[test]
fn a_text_that_nobody_sees_is_empty() {
    for unseen in ["", " ", "\u{200b}", "\u{ad} \u{feff}"] {
        let list = format!("[[conference]]\nname = '{unseen}'\nid = 'a'\nstart = 2027-01-01\ncity = 'Oslo'\n");
        let (feed, faults) = confcal::read(&[confcal::Source::new("list.toml", list)], confcal::Level::Hint);
        assert!(
            feed.is_none() && faults.iter().any(|fault| fault.code == confcal::Code::Empty),
            "{unseen:?}: {faults:?}"
        );
    }
}
