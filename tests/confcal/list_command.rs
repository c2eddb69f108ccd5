//! `confcal list`: the table on a terminal and in a pipe, and what programs read.

use std::fs::File;
use std::io::Read as _;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::{Folder, MAY, Run, feed};

/// Names of every width, one that would harm a terminal, and every kind of date.
const LIST: &str = r#"
[feed]
id = "test"

[[conference]]
id = "tokyo"
name = "東京コンファレンス"
start = 2022-05-08
end = 2022-05-09
city = "東京"
country = "JP"
tags = ["python", "data"]
url = "https://example.org/tokyo"

[[conference.session]]
id = "sprints"
name = "Sprints"
start = 2022-05-09

[[conference.deadline]]
kind = "cfp"
due = 2022-04-30T23:59:00

[[conference.deadline]]
kind = "tickets"
due = 2022-05-01T05:30:00
timezone = "Asia/Tokyo"

[[conference.deadline]]
kind = "early-bird"
name = "Team"
due = 2022-04-30
was = [2022-04-20]

[[conference]]
id = "crab"
name = "👩‍💻 Crab 🦀 א\u0301\u200F, \"live\""
start = 2022-05-11T18:00:00+05:30
end = 2022-05-11T21:00:00+05:30
online = true

[[conference]]
id = "long"
name = "Gone"
start = 2022-12-30
end = 2023-01-02
city = "Basel"
country = "CH"
online = true
status = "cancelled"

[[conference]]
id = "past"
name = "Past"
start = 2022-04-28
end = 2022-04-29
city = "Bern"
country = "CH"

[[conference]]
id = "running"
name = "Running"
start = 2022-04-29
end = 2022-05-01
city = "Bern"
country = "CH"
status = "tentative"
"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.put("conferences.toml", LIST);
    folder
}

/// The output of a command on a terminal of a width in columns.
pub(crate) fn on_terminal(mut command: Command, width: u16) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&terminal).expect("it is granted");
    unlockpt(&terminal).expect("it is unlocked");
    tcsetwinsize(&terminal, Winsize { ws_row: 24, ws_col: width, ws_xpixel: 0, ws_ypixel: 0 }).expect("it has a size");
    let name = ptsname(&terminal, Vec::new()).expect("it has a name");
    let side = File::options().read(true).write(true).open(name.to_str().expect("a path")).expect("it opens");
    command.env_remove("NO_COLOR").env("TERM", "xterm").stdout(side).stderr(Stdio::piped());
    let mut child = command.spawn().expect("confcal runs");
    // Its copy of the terminal's other side would keep it open.
    drop(command);
    let mut shown = Vec::new();
    // On Linux the end of a terminal is an error.
    let _ = File::from(terminal).read_to_end(&mut shown);
    assert!(child.wait().expect("it ends").success());
    String::from_utf8(shown).expect("UTF-8").replace("\r\n", "\n")
}

#[test]
fn in_a_pipe_a_row_is_a_line_and_nothing_but_text() {
    let run = folder().run("list");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let cells = |line: &str| -> Vec<String> {
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
    };
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(cells(lines[0]), ["When", "Left", "What", "Where", "Web", "Tags"]);
    assert_eq!(cells(lines[1]), ["29 Apr – 1 May 2022", "now", "Tentative: Running", "Bern, Switzerland"]);
    let title = "Early-bird tickets end (Team): 東京コンファレンス (extended)";
    let address = "https://example.org/tokyo";
    assert_eq!(cells(lines[2]), ["30 Apr 2022", "last hours", title, "東京, Japan", address, "python, data"]);
    let rows: Vec<_> = lines.iter().skip(3).map(|line| cells(line)[..3].join(" | ")).collect();
    assert_eq!(
        rows,
        [
            "30 Apr 2022, 23:59 AoE | in 11 h | CFP closes: 東京コンファレンス",
            "8–9 May 2022 | in 7 days | 東京コンファレンス",
            "11 May 2022, 18:00 UTC+5:30 | in 10 days | 👩‍💻 Crab 🦀 א\u{301}\u{fffd}, \"live\"",
            "30 Dec 2022 – 2 Jan 2023 | in 243 days | Cancelled: Gone",
        ]
    );
    assert!(!run.out.contains(['\u{1b}', '\u{200f}', '\u{1}']), "{}", run.out);
    assert!(run.out.lines().all(|line| line == line.trim_end()));
}

#[test]
fn columns_are_aligned_whatever_the_script() {
    let run = folder().run("list --only conferences");
    // Wide characters take two columns, an emoji of several characters two, a combining accent none.
    let before = |line: &str, part: &str| line.split(part).next().map(str::to_owned).expect("the part is there");
    let line = |part: &str| run.out.lines().find(|line| line.contains(part)).expect("the line is there").to_owned();
    let tokyo = before(&line("東京コンファレンス"), "東京, Japan");
    let crab = before(&line("Crab"), "online");
    let gone = before(&line("Gone"), "Basel").chars().count();
    assert_eq!(tokyo.chars().count() + 9, gone, "nine wide characters");
    // The woman with a laptop is three characters in two columns; the crab is one in two; the accent takes none.
    assert_eq!(crab.chars().count() - 1 + 1 - 1, gone, "{crab:?}");
}

#[test]
fn a_terminal_gets_what_fits_with_colours() {
    let folder = folder();
    for width in [1, 30, 40, 60, 80, 140, 200] {
        let shown = on_terminal(folder.command("list --all"), width);
        let plain = plain(&shown);
        assert!(shown.starts_with("\u{1b}[1mWhen"), "the header is bold: {shown:?}");
        assert!(!plain.contains(['\u{1b}', '\u{200f}', '\u{1}']), "{plain:?}");
        // Wide characters are counted once here, so this is a little too kind to them.
        let widest = plain.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(usize::from(width.max(30))), "at {width}: {plain}");
        // The last column that is there.
        let header = plain.lines().next().and_then(|line| line.split_whitespace().last()).expect("a header");
        assert_eq!(
            header,
            if width < 140 {
                "What"
            } else if width < 200 {
                "Where"
            } else {
                "Tags"
            },
            "at {width}"
        );
    }
    let shown = on_terminal(folder.command("list --all"), 80);
    assert!(shown.contains("\u{1b}[33m30 Apr 2022, 23:59 AoE"), "soon: {shown:?}");
    assert!(shown.contains("\u{1b}[2m28–29 Apr 2022"), "past: {shown:?}");
    assert!(plain(&shown).contains("東京コンファレンス, 東京, Japan\n"), "where it is stays with it: {shown}");
}

/// The output without its colours.
pub(crate) fn plain(shown: &str) -> String {
    let mut parts = shown.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn colours_can_be_forced_and_refused() {
    let folder = folder();
    let run = Run::from(folder.command("list").env("CLICOLOR_FORCE", "1").output().expect("confcal runs"));
    assert!(run.out.contains("\u{1b}[1mWhen"), "{}", run.out);
    assert_eq!(plain(&run.out), folder.run("list").out);
    let run = Run::from(
        folder.command("list").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().expect("confcal runs"),
    );
    assert_eq!(run.out, folder.run("list").out);
}

#[test]
fn what_is_past_is_shown_with_all() {
    let folder = folder();
    let run = folder.run("list --all");
    let past: Vec<_> = run.out.lines().filter(|line| line.contains("over") || line.contains("closed")).collect();
    assert_eq!(past.len(), 2, "{}", run.out);
    assert!(past[0].contains("Past") && past[1].contains("1 May 2022, 05:30 UTC+9"), "{past:?}");
    assert_eq!(folder.run("list --from 2022-01-01").out, run.out, "`--from` says itself from when");
    // When all is over that is no error.
    let later = |args: &str| folder.run_at(1_900_000_000, args);
    let run = later("list");
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    assert_eq!(run.err, "confcal: nothing from 2030-03-17 on; `--all` shows past entries\n");
    assert_eq!(later("list --format json").out, "[]\n");
    assert_eq!(later("list --format csv").out.lines().count(), 1, "the header");
    assert_eq!(later("list --all").out.lines().count(), 9);
}

#[test]
fn what_is_left_is_counted_from_one_moment() {
    let folder = folder();
    let left = |seconds: i64, id: &str| -> String {
        let time = MAY.checked_add_signed(seconds).expect("a time");
        let run = folder.run_at(time, "list --all --format json");
        let rows: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let row = rows.as_array().and_then(|rows| rows.iter().find(|row| row["id"] == id)).expect("the row").clone();
        format!("{} {}", row["days_left"], row["seconds_left"])
    };
    // Due on 30 April at 23:59 anywhere on Earth, which is 1 May at 11:59 UTC.
    assert_eq!(left(0, "cfp"), "0 43140");
    assert_eq!(left(43_139, "cfp"), "0 1");
    assert_eq!(left(43_140, "cfp"), "null null");
    assert_eq!(left(-86_400, "cfp"), "1 129540");
    // All of 30 April: over when it is over everywhere.
    assert_eq!(left(-86_400, "early-bird-team"), "0 null");
    assert_eq!(left(43_199, "early-bird-team"), "0 null");
    assert_eq!(left(43_200, "early-bird-team"), "null null");
    // A conference goes on until its last day, or its end.
    assert_eq!(left(7 * 86_400, "tokyo"), "0 null");
    assert_eq!(left(9 * 86_400 + 43_199, "tokyo"), "0 null");
    assert_eq!(left(9 * 86_400 + 43_200, "tokyo"), "null null");
    let crab = 10 * 86_400 + 12 * 3600 + 1800;
    assert_eq!(left(crab - 60, "crab"), "0 60");
    assert_eq!(left(crab, "crab"), "0 null");
    assert_eq!(left(crab + 3 * 3600, "crab"), "null null");
}

#[test]
fn json_and_csv_say_the_same() {
    let folder = folder();
    let json = folder.run("list --all --format json --only conferences,sessions,deadlines").out;
    let json: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&json).expect("JSON");
    let csv = folder.run("list --all --format csv --only conferences,sessions,deadlines").out;
    assert!(csv.contains("\r\n") && csv.contains(",\"👩‍💻 Crab 🦀 א\u{301}\u{200f}, \"\"live\"\"\","), "{csv}");
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let keys: Vec<String> = csv.headers().expect("a header").iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = csv.records().map(|record| record.expect("a record")).collect();
    assert_eq!(records.len(), json.len());
    for (record, object) in records.iter().zip(&json) {
        assert_eq!(object.len(), keys.len());
        for (key, cell) in keys.iter().zip(record) {
            let value = match &object[key.as_str()] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Array(tags) => {
                    tags.iter().filter_map(|tag| tag.as_str()).collect::<Vec<_>>().join(",")
                }
                other => other.to_string(),
            };
            assert_eq!(value, cell, "{key}");
        }
    }
    let document = std::fs::read_to_string(format!("{}/docs/list.md", env!("CARGO_MANIFEST_DIR"))).expect("a document");
    for key in &keys {
        assert!(document.contains(&format!("`{key}`")), "{key} is not documented");
    }
    let row = |id: &str| json.iter().find(|row| row["id"] == id).expect("the row");
    let namespace = feed(LIST).namespace();
    let uid = |path: &str| uuid::Uuid::new_v5(&namespace, path.as_bytes()).to_string();
    assert_eq!(row("tokyo")["uid"], uid("tokyo"));
    assert_eq!(row("cfp")["uid"], uid("tokyo/deadline/cfp"));
    assert_eq!(row("sprints")["uid"], uid("tokyo/session/sprints"));
    assert_eq!((&row("cfp")["start"], &row("cfp")["zone"]), (&"2022-05-01T11:59:00Z".into(), &"AoE".into()));
    assert_eq!((&row("tokyo")["end"], &row("tokyo")["zone"]), (&"2022-05-09".into(), &serde_json::Value::Null));
    assert_eq!((&row("crab")["start"], &row("crab")["attendance"]), (&"2022-05-11T12:30:00Z".into(), &"online".into()));
    assert_eq!((&row("cfp")["country"], &row("cfp")["deadline"]), (&"JP".into(), &"cfp".into()));
}

#[test]
fn filters_are_those_of_export() {
    let folder = folder();
    let ids = |args: &str| -> Vec<String> {
        let json: serde_json::Value =
            serde_json::from_str(&folder.run(&format!("list --format json {args}")).out).expect("JSON");
        json.as_array().expect("an array").iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids("--country Japan"), ["early-bird-team", "cfp", "tokyo"]);
    assert_eq!(ids("--id tokyo --only sessions"), ["sprints"], "sessions are there if they are asked for");
    assert_eq!(ids("--only deadlines"), ["early-bird-team", "cfp"]);
    assert_eq!(ids("--region europe --only conferences"), ["running", "long"]);
    assert_eq!(ids("--from today --until today+10d"), ["running", "early-bird-team", "cfp", "tokyo", "crab"]);
    folder.run("list --region europa").fails(2, "did you mean `europe`?");
    assert_eq!(
        ids("--from 2022-05-01 --until today+10d"),
        ["running", "tickets", "tokyo", "crab"],
        "days of the calendar"
    );
    assert_eq!(ids("--kind cfp,tickets --only deadlines"), ["cfp"]);
    assert_eq!(ids("--status tentative,cancelled"), ["running", "long"]);
    folder.run("list --near 47,7,500").fails(2, "nothing in the list has coordinates; add `geo");
    folder.run("list --country Japan,CH").fails(2, "`--country Japan --country CH`");
    folder.run("list --year 1999").fails(2, "no entry matches these filters (`--year` is that of the conference");
    let run = folder.run("list --year 1999 --allow-empty");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    folder.put("empty.toml", "[feed]\nid = 'x'\n");
    folder.run("list empty.toml").fails(2, "the list is empty");
}

#[test]
fn a_window_without_events_is_named_and_no_error() {
    let folder = folder();
    for (args, says) in [
        ("--until today-3d", "nothing from 2022-05-01 to 2022-04-28; `--all` shows past entries"),
        ("--only deadlines --from today+3d --until today+7d", "nothing from 2022-05-04 to 2022-05-08"),
        ("--only deadlines --from 2023-01-01", "nothing from 2023-01-01 on"),
        ("--all --until 2021-12-31", "nothing until 2021-12-31"),
        ("--id past", "nothing from 2022-05-01 on; `--all` shows past entries"),
        // A window that holds nothing at all, past or to come, is no error either.
        ("--id long --until today+7d", "nothing from 2022-05-01 to 2022-05-08"),
    ] {
        let run = folder.run(&format!("list {args}"));
        assert_eq!((run.code, run.out.as_str(), run.err), (Some(0), "", format!("confcal: {says}\n")), "{args}");
        assert_eq!(folder.run(&format!("list {args} --format json")).out, "[]\n");
        assert_eq!(folder.run(&format!("list {args} --allow-empty")).err, "", "{args}");
    }
    for wrong in ["today+1m", "today+1h", "today+90m"] {
        folder.run(&format!("list --until {wrong}")).fails(2, "in days or weeks");
    }
}

#[test]
fn a_spreadsheet_gets_the_day_of_the_zone_and_nothing_to_run() {
    let folder = Folder::new();
    let list = "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = '=1+1'\nstart = 2027-03-01T09:00:00+05:30\n\
                end = 2027-03-01T18:00:30+05:30\ncity = '@SUM(A1)'\nstate = '-2+3'\ntags = ['+cmd|x']\n\
                [[conference.deadline]]\nkind = 'cfp'\ndue = 2026-12-19T23:59:00\n\
                [[conference]]\nid = 'b'\nname = 'B'\nstart = 2027-04-01\nend = 2027-04-03\n";
    folder.put("conferences.toml", list);
    let csv = folder.run("list --format csv").out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let keys = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let of = |id: &str, wanted: &[&str]| -> Vec<String> {
        let cell =
            |row: &csv::StringRecord, key: &str| row[keys.iter().position(|other| other == key).expect(key)].to_owned();
        let row = rows.iter().find(|row| cell(row, "id") == id).expect("the row");
        wanted.iter().map(|key| cell(row, key)).collect()
    };
    let times = ["start", "date", "time", "end_date", "end_time", "zone"];
    assert_eq!(of("cfp", &times), ["2026-12-20T11:59:00Z", "2026-12-19", "23:59", "", "", "AoE"]);
    assert_eq!(of("a", &times), ["2027-03-01T03:30:00Z", "2027-03-01", "09:00", "2027-03-01", "18:00:30", "UTC+05:30"]);
    assert_eq!(of("b", &times), ["2027-04-01", "2027-04-01", "", "2027-04-03", "", ""]);
    assert_eq!(of("a", &["name", "city", "state", "tags"]), ["'=1+1", "'@SUM(A1)", "'-2+3", "'+cmd|x"]);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{csv}");
    assert!(folder.run("list --format json").out.contains("\"=1+1\""), "JSON gives the text as it is");
}

#[test]
fn faults_of_the_list_are_reported() {
    let folder = folder();
    folder.put("error.toml", &LIST.replace("end = 2022-05-09", "end = 2022-05-01"));
    folder.run("list error.toml").fails(1, "error[ends-before-start]");
    folder.put("control.toml", &LIST.replace("Running", r"\u001B[31mRunning"));
    let run = folder.run("list control.toml");
    run.fails(1, "error[control-character]");
    assert!(!run.err.contains('\u{1b}'));
    folder.put("warning.toml", &LIST.replace("end = 2023-01-02", "end = 2023-02-02"));
    let run = folder.run("list warning.toml");
    assert!(run.code == Some(0) && run.err.contains("warning[long-conference]") && run.out.contains("Gone"), "{run:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = folder();
    for format in ["table", "json", "csv"] {
        let mut command = folder.command(&format!("list --all --format {format}"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("confcal runs");
        drop(child.stdout.take());
        let run = Run::from(child.wait_with_output().expect("it ends"));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{format}");
    }
}

/// `list` and `--from today` leave out an undated conference at the same moment.
#[test]
fn what_is_not_dated_is_past_when_its_month_has_ended_everywhere() {
    let folder = Folder::new();
    folder.put(
        "list.toml",
        "[[conference]]\nid = 'a'\nname = 'A'\nexpected = '2027-05'\ncity = 'Oslo'\ncountry = 'NO'\n",
    );
    for (now, is_shown) in [(1_811_808_000, true), (1_811_851_199, true), (1_811_851_200, false)] {
        for args in ["list --format csv list.toml", "list --format csv --from today list.toml"] {
            let run = folder.run_at(now, args);
            assert_eq!(run.out.contains(",a,"), is_shown, "{args} at {now}: {run:?}");
        }
    }
}

/// A list with a name that is markup in Markdown and HTML.
const DIGEST: &str = r#"
[feed]
id = "digest"

[[conference]]
id = "basel"
name = "Basel | 1 < 2 C# [2022] @basel"
start = 2022-09-14
end = 2022-09-16
city = "Basel"
country = "CH"
url = "https://example.org/basel_(2022)"

[[conference.deadline]]
kind = "cfp"
due = 2022-06-30T23:59:00
url = "https://example.org/cfp?a=1&b=2"

[[conference]]
id = "later"
name = "Later"
online = true
"#;

#[test]
fn a_digest_is_a_table_or_a_list_in_markdown_or_html() {
    let folder = Folder::new();
    folder.put("conferences.toml", DIGEST);
    let run = |args: &str| {
        let run = folder.run(&format!("list {args}"));
        assert_eq!((run.code, &*run.err), (Some(0), ""));
        run.out
    };
    let name = "Basel \\| 1 &lt; 2 C\\# \\[2022\\] @\u{2060}basel";
    assert_eq!(
        run("--format markdown"),
        format!(
            "| When | What | Where |\n|-|-|-|\n\
             | 30 Jun 2022, 23:59 AoE | [CFP closes: {name}](https://example.org/cfp?a=1&b=2) | Basel, Switzerland |\n\
             | 14–16 Sep 2022 | [{name}](https://example.org/basel_%282022%29) | Basel, Switzerland |\n\
             | not dated yet | Later | online |\n"
        )
    );
    let list = run("--format markdown --style list --only conferences");
    assert_eq!(
        list,
        format!(
            "- **14–16 Sep 2022**: [{name}](https://example.org/basel_%282022%29), Basel, Switzerland\n\
             - **not dated yet**: Later, online\n"
        )
    );
    let html = run("--format html");
    assert!(html.contains(">CFP closes: Basel | 1 &lt; 2 C# [2022] @basel</a></td>"), "{html}");
    assert!(html.contains("<a href=\"https://example.org/cfp?a=1&amp;b=2\">"), "{html}");
    assert!(html.matches("<td style=").count() == 9 && !html.contains("<style"), "mail programs drop it: {html}");
    let html = run("--format html --style list");
    assert!(html.starts_with("<ul style=") && html.matches("<li style=").count() == 3, "{html}");
    folder.run("list --style list").fails(2, "`--style` is for `--format markdown` and `--format html`");
}

#[test]
fn a_document_keeps_a_digest_between_its_marks() {
    let folder = Folder::new();
    folder.put("conferences.toml", DIGEST);
    let readme = "# Title\n\n<!-- confcal -->\nold\n<!-- /confcal -->\n\nEnd\n";
    folder.put("README.md", readme);
    let run = folder.run("list --into README.md --style list");
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), "", ""));
    let written = folder.read("README.md");
    assert!(written.starts_with("# Title\n\n<!-- confcal -->\n\n- **30 Jun 2022"), "{written}");
    assert!(written.ends_with("- **not dated yet**: Later, online\n\n<!-- /confcal -->\n\nEnd\n"), "{written}");
    let time = std::fs::metadata(folder.path("README.md")).and_then(|file| file.modified()).expect("a time");
    folder.run("list --into README.md --style list");
    let again = std::fs::metadata(folder.path("README.md")).and_then(|file| file.modified()).expect("a time");
    assert_eq!(time, again, "an unchanged document is not written");
    // An empty window empties the part.
    assert_eq!(folder.run("list --into README.md --until 2022-05-02 --only conferences").code, Some(0));
    assert_eq!(folder.read("README.md"), "# Title\n\n<!-- confcal -->\n<!-- /confcal -->\n\nEnd\n");
    folder.put("page.html", "<p>\n<!-- confcal -->\n<!-- /confcal -->\n");
    assert_eq!(folder.run("list --into page.html").code, Some(0));
    assert!(folder.read("page.html").contains("-->\n<table "));
    for (document, text, args, says) in [
        ("plain.md", "# Title\n", "", "plain.md is left as it is: it lacks the marks: write a line `<!-- confcal -->`"),
        ("plain.txt", readme, "", "does not tell its format"),
        ("table.md", readme, "--format csv", "`--into` takes `--format markdown` or `--format html`"),
    ] {
        folder.put(document, text);
        folder.run(&format!("list --into {document} {args}")).fails(2, says);
        assert_eq!(folder.read(document), text);
    }
    folder.run("list --into none.md").fails(2, "cannot read none.md");
    folder.run("list --into conferences.toml --format html").fails(2, "is the list itself");
    folder.put("conferences.toml", "x = 1\n");
    let before = folder.read("README.md");
    folder.run("list --into README.md").fails(1, "unknown key");
    assert_eq!(folder.read("README.md"), before, "a faulty list leaves the document as it is");
}
