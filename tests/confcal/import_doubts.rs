//! Values that do not say all: two dates in one field, dates that an older one stands beside, words and days in doubt.

use crate::import_exports::{Case, check};

/// A list of one conference with a field.
macro_rules! yaml {
    ($field:literal) => {
        concat!("- name: A\n  start: 2026-09-10\n  city: Oslo\n  ", $field, "\n")
    };
}

const TWO_DATES: &[Case] = &[
    // A stroke opens no call.
    (
        "stroke.yml",
        yaml!("deadline: 2026-03-01 / 2026-04-01"),
        &["due = 2026-03-01", "due = 2026-04-01", "!opens"],
        &["4: `2026-03-01 / 2026-04-01` names several dates, and not what each is for"],
    ),
    ("iso.yml", yaml!("cfp: 2026-03-01/2026-04-01"), &["due = 2026-03-01", "due = 2026-04-01", "!opens"], &[]),
    ("words.yml", yaml!("deadline: March 3 / April 3, 2026"), &["due = 2026-03-03", "due = 2026-04-03", "!opens"], &[]),
    ("days.yml", yaml!("deadline: 5/6 March 2026"), &["due = 2026-03-05", "due = 2026-03-06", "!opens"], &[]),
    (
        "three.yml",
        yaml!("deadline: 1 Jan 2026 / 1 Feb 2026 / 1 Mar 2026"),
        &["2026-01-01", "2026-02-01", "2026-03-01"],
        &[],
    ),
    // The name of the field says what each is for.
    (
        "pair.csv",
        "name,start,Abstract / paper deadline\nA,2026-06-10,2026-03-01 / 2026-04-01\nB,2026-06-11,\"5 March 2026, 9 April 2026\"\n",
        &[
            "kind = \"abstract\"\ndue = 2026-03-01",
            "kind = \"paper\"\ndue = 2026-04-01",
            "kind = \"abstract\"\ndue = 2026-03-05",
            "kind = \"paper\"\ndue = 2026-04-09",
        ],
        &["2: `2026-03-01 / 2026-04-01` are two dates: the first is taken for abstract, the second for paper"],
    ),
    (
        "extended.csv",
        "name,start,Deadline / extended\nA,2026-06-10,2026-03-01 / 2026-04-01\nB,2026-06-11,2026-03-02\n",
        &["due = 2026-04-01\nwas = [2026-03-01]", "due = 2026-03-02"],
        &["the date of before and that of now"],
    ),
    // A year from around them is the one before the conference.
    (
        "years.yml",
        "- name: A\n  start: 2027-03-10\n  cfp: 5 and 12 December\n",
        &["due = 2026-12-05", "due = 2026-12-12"],
        &[],
    ),
    // A span has an opening, and a stroke inside a date is none.
    ("dash.yml", yaml!("deadline: 2026-03-01 - 2026-04-01"), &["due = 2026-04-01\nopens = 2026-03-01"], &[]),
    ("from.yml", yaml!("deadline: from 1 Jan 2026 to 1 Feb 2026"), &["opens = 2026-01-01"], &[]),
    ("opens.yml", yaml!("cfp: opens 1 Jan 2026 / closes 1 Feb 2026"), &["due = 2026-02-01\nopens = 2026-01-01"], &[]),
    // The day from which on a call is open is not the one on which it closes.
    ("since.yml", yaml!("cfp: from 2026-02-02"), &["opens = 2026-02-02", "!due"], &[]),
    ("ab.yml", yaml!("cfp: ab 2. Februar 2026"), &["opens = 2026-02-02", "!due"], &[]),
    ("until.yml", yaml!("cfp: until 2026-02-02"), &["due = 2026-02-02", "!opens"], &[]),
    (
        "rolling.csv",
        "name,start,CFP opens,CFP closes\nA,2026-09-10,1 Nov 2025,15 Jan 2026\nB,2026-09-11,rolling,\nC,2026-09-12,TBD,TBD\n",
        &["opens = 2025-11-01"],
        &["3: `rolling` is no day on which a call opens: it is left out", "!4:"],
    ),
    // Days behind a stroke that name no year.
    (
        "interval.yml",
        "- {name: A, date: 2026-05-30/06-02}\n- {name: B, date: 2026-06-01}\n",
        &["end = 2026-06-02"],
        &[],
    ),
    (
        "interval-days.yml",
        "- {name: A, date: 2026-05-05/07}\n- {name: B, date: 2026-06-01}\n",
        &["end = 2026-05-07"],
        &[],
    ),
    // A sentence that is a date is no name, and neither is the number of a column.
    (
        "sentence.yml",
        yaml!(
            "deadline: 'Feb 15, 2026, 11:59pm Pacific'\n- {name: B, start: 2026-09-11, deadline: '2026-01-15 23:59:59 Europe/Berlin'}"
        ),
        &["due = 2026-02-15T23:59:00", "!name = \"Feb", "!name = \"2026"],
        &[],
    ),
    (
        "numbers.csv",
        "name,start,Deadline 1,Deadline 2\nA,2026-09-10,2026-01-01,2026-03-01\n",
        &["name = \"Deadline 2\""],
        &[],
    ),
    (
        "fees.csv",
        "name,start,Early bird,Regular\nA,2026-09-10,2026-03-01,2026-06-01\nB,2026-10-10,2026-04-01,2026-07-01\n",
        &["kind = \"early-bird\"\ndue = 2026-03-01", "kind = \"registration\"\ndue = 2026-06-01"],
        &[],
    ),
    ("one.yml", yaml!("deadline: 15/02/2026"), &["due = 2026-02-15"], &["!several"]),
    // The words of the text say which of two dates counts.
    (
        "from-to.yml",
        yaml!("deadline: postponed from 1 Mar 2026 to 15 Mar 2026"),
        &["due = 2026-03-15\nwas = [2026-03-01]"],
        &["!several"],
    ),
    (
        "but.yml",
        yaml!("deadline: not 1 Mar 2026 but 8 Mar 2026"),
        &["due = 2026-03-08\nwas = [2026-03-01]"],
        &["!several"],
    ),
    (
        "moved.yml",
        "- {name: A, date: moved from 5-7 May 2026 to 8-10 June 2026}\n- {name: B, date: 2026-06-01}\n",
        &["start = 2026-06-08\nend = 2026-06-10"],
        &[],
    ),
    (
        "negated.yml",
        yaml!("deadline: not 1 Mar 2026"),
        &["!due =", "was `not 1 Mar 2026`"],
        &["4: `not 1 Mar 2026` names no day that is sure"],
    ),
    // And what the day of a call is, whatever the field is called.
    (
        "open.csv",
        "name,start,CFP open?\nA,2026-09-10,until 1 Feb 2026\nB,2026-09-11,closes 2 Feb 2026\nC,2026-09-12,1 Jan - 3 Feb 2026\nD,2026-09-13,opens 4 Feb 2026\nE,2026-09-14,5 Feb 2026\n",
        &[
            "due = 2026-02-01\n",
            "due = 2026-02-02\n",
            "due = 2026-02-03\nopens = 2026-01-01",
            "opens = 2026-02-04",
            "opens = 2026-02-05",
            "!opens = 2026-02-01",
        ],
        &[],
    ),
    ("range.yml", yaml!("dates: 2026-09-10/2026-09-12"), &["end = 2026-09-12"], &[]),
];

#[test]
fn two_dates_of_a_deadline_open_no_call_unless_a_word_says_so() {
    check(TWO_DATES);
}

const DOUBTS: &[Case] = &[
    (
        "days.csv",
        "name,date,city\nA,before 10 May 2027,Oslo\nB,11 May 2027 or so,Oslo\nC,not 12 May 2027,Oslo\nD,w/c 17 May 2027,Oslo\nE,14 May 2027 (one week),Oslo\nF,until 15 May 2027,Oslo\nG,from 16 May 2027,Oslo\n",
        &[
            "name = \"A\"\nexpected = \"2027\"",
            "start = 2027-05-11 # was `11 May 2027 or so`",
            "name = \"C\"\nexpected = \"2027\"",
            "start = 2027-05-17 # was `w/c 17 May 2027`",
            "start = 2027-05-14 # was `14 May 2027 (one week)`",
            "name = \"F\"\nexpected = \"2027\"",
            "start = 2027-05-16\n",
        ],
        &[
            "2: `before 10 May 2027` names no day that is sure",
            "6: `one week` in `14 May 2027 (one week)` is not read",
            "!8:",
        ],
    ),
    // How many days it takes; a day of a month is no number of them.
    (
        "lengths.csv",
        "name,date,city\nA,10 May 2027 (3 days),Oslo\nB,2-day event 11 May 2027,Oslo\nC,12 May 2027 für 2 Tage,Oslo\nD,\"May 13, 2027 (day 2)\",Oslo\nE,14-15 May 2027 (2 days),Oslo\n",
        &[
            "end = 2027-05-12",
            "end = 2027-05-12\nid = \"b",
            "end = 2027-05-13",
            "start = 2027-05-13",
            "start = 2027-05-14\nend = 2027-05-15",
        ],
        &[],
    ),
    // The words of a name or a place, which stand there too, are read.
    (
        "names.csv",
        "name,date,city\nRust Camp,5 May 2027 Rust Camp,Oslo\nB,\"6 May 2027, Rome, Italy\",Rome\nC,7 May 2027 (all day),Oslo\n",
        &["start = 2027-05-05\n", "start = 2027-05-07\n"],
        &["!2:", "!4:"],
    ),
    // Day and month without a year may be turned too; a date with a day above 12 tells.
    (
        "turned.md",
        "# 2027\n\n| Name | Date | City |\n|-|-|-|\n| A | 5/6 | Austin, TX |\n| B | 3/1 | Dallas, TX |\n",
        &["start = 2027-05-06", "start = 2027-03-01"],
        &[
            "5: `5/6` may be 2027-06-05 or 2027-05-06, and the other dates of the list do not settle it",
            "6: `3/1` may be",
        ],
    ),
    (
        "settled.md",
        "# 2027\n\n| Name | Date | City |\n|-|-|-|\n| A | 5/6 | Paris |\n| B | 13/1 | Lyon |\n",
        &["start = 2027-06-05", "start = 2027-01-13"],
        &["!may be"],
    ),
    // Items below a month whose label could be that of a field.
    (
        "labels.md",
        "## May 2027\n\n- [X](https://x.example) 5-8, Oslo\n- WebDay: 14th, Rome\n- Registration: 15th, Rome\n",
        &["name = \"WebDay\"\nstart = 2027-05-14", "city = \"Rome\"", "!Registration"],
        &["5: the line may be about a conference, and is read as none"],
    ),
];

#[test]
fn a_day_in_doubt_is_no_sure_day() {
    check(DOUBTS);
}

const BEFORE: &[Case] = &[
    (
        "old.yml",
        yaml!("deadline: 2026-03-10\n  old_deadline: 2026-03-01"),
        &["due = 2026-03-10\nwas = [2026-03-01]", "!Old"],
        &["date of before from `old_deadline`"],
    ),
    ("previous.yml", yaml!("cfp_deadline: 2026-03-10\n  previousDeadline: 2026-03-01"), &["was = [2026-03-01]"], &[]),
    (
        "original.csv",
        "name,start,Deadline,Original deadline\nA,2026-09-10,2026-03-10,2026-03-01\nB,2026-09-11,2026-03-12,2026-03-12\nC,2026-09-12,,2026-03-03\n",
        &["was = [2026-03-01]", "due = 2026-03-12\n\n", "due = 2026-03-03"],
        &[],
    ),
    // One that is moved to a day before it is said.
    (
        "earlier.csv",
        "name,start,Deadline,Extended deadline,CFP opens\nA,2026-09-10,2026-03-01,2026-02-01,2026-01-01\nB,2026-09-11,2026-03-02,2026-03-15,2026-01-02\n",
        &["due = 2026-02-01", "was = [2026-03-01]", "due = 2026-03-15", "was = [2026-03-02]"],
        &[
            "2: the deadline is moved from 2026-03-01 to 2026-02-01, which is before it",
            "cfp from `Deadline` and its extended date from `Extended deadline` and its opening from `CFP opens`",
            "!3:",
        ],
    ),
    (
        "kinds.yml",
        yaml!("abstract_deadline: 2026-03-10\n  old_abstract_deadline: 2026-03-01\n  paper_deadline: 2026-03-20"),
        &["kind = \"abstract\"\ndue = 2026-03-10\nwas = [2026-03-01]", "kind = \"paper\"\ndue = 2026-03-20"],
        &[],
    ),
    (
        "list.yml",
        "- name: A\n  date: 2026-09-10\n  deadlines:\n  - {date: 2026-03-10, previously: 2026-03-01, type: paper}\n- name: B\n  date: 2026-09-11\n  deadlines:\n  - {date: 2026-03-12, type: paper}\n",
        &["due = 2026-03-10\nwas = [2026-03-01]", "due = 2026-03-12", "!Previously"],
        &[],
    ),
    (
        "rounds.yml",
        yaml!("first_deadline: 2026-03-01\n  second_deadline: 2026-04-01"),
        &["due = 2026-03-01", "due = 2026-04-01", "!was"],
        &[],
    ),
    ("edition.yml", yaml!("deadline: 2026-03-10\n  previous_edition: 2025-09-01"), &["due = 2026-03-10", "!was"], &[]),
];

#[test]
fn a_deadline_of_before_is_no_second_one() {
    check(BEFORE);
}

/// A calendar of events: their titles, their days, and the day behind the last where they take several.
macro_rules! calendar {
    ($head:literal $($title:literal $day:literal $(to $end:literal)?)*) => {
        concat!(
            "BEGIN:VCALENDAR\n", $head,
            $("BEGIN:VEVENT\nSUMMARY:", $title, "\nDTSTART;VALUE=DATE:", $day, $("\nDTEND;VALUE=DATE:", $end,)? "\nEND:VEVENT\n",)*
            "END:VCALENDAR\n"
        )
    };
}

const EVENTS: &[Case] = &[
    (
        "extended.ics",
        calendar!("" "EuroRust 2027" "20271014" "EuroRust 2027 CFP deadline extended" "20270415" "EuroRust 2027 CFP deadline" "20270401"),
        &["due = 2027-04-15\nwas = [2027-04-01]"],
        &["that in line 6 moves one to a later day"],
    ),
    (
        "extension.ics",
        calendar!("" "EuroRust 2027" "20271014" "Paper deadline: EuroRust 2027" "20270401" "Deadline extended: EuroRust 2027" "20270415" "EuroRust 2027 notification" "20270501"),
        &["kind = \"paper\"\ndue = 2027-04-15\nwas = [2027-04-01]", "kind = \"notification\"\ndue = 2027-05-01"],
        &[],
    ),
    // The name of the conference in brackets behind the words of the deadline.
    (
        "brackets.ics",
        calendar!("" "EuroRust 2027" "20271014" "Call for papers deadline (EuroRust 2027)" "20270401" "SC 2027" "20271101" "SC 2027 Deadline (projected)" "20270402"),
        &["name = \"EuroRust 2027\"", "due = 2027-04-01", "name = \"SC 2027\"", "due = 2027-04-02", "!name = \"Call"],
        &[],
    ),
    // An extended deadline without the one of before, and one of another kind.
    (
        "other.ics",
        calendar!("" "EuroRust 2027" "20271014" "EuroRust 2027 abstract deadline extended" "20270415" "EuroRust 2027 paper deadline" "20270401"),
        &["kind = \"abstract\"\ndue = 2027-04-15", "kind = \"paper\"\ndue = 2027-04-01", "!was"],
        &[],
    ),
    // Of the only conference, or of the calendar.
    (
        "nameless.ics",
        calendar!("" "EuroRust 2027" "20271014" "Submission deadline" "20270401" "Notification of acceptance" "20270501" "Camera-ready" "20270601"),
        &[
            "name = \"EuroRust 2027\"",
            "kind = \"paper\"\ndue = 2027-04-01",
            "kind = \"notification\"",
            "kind = \"camera-ready\"",
            "!name = \"Sub",
        ],
        &["the events in lines 6, 10 and 14 are its deadlines"],
    ),
    (
        "named.ics",
        calendar!("X-WR-CALNAME:EuroRust 2027\n" "Conference" "20271014" "Submission deadline" "20270401"),
        &["name = \"EuroRust 2027\"\nstart = 2027-10-14", "due = 2027-04-01"],
        &[],
    ),
    (
        "several.ics",
        calendar!("" "EuroRust 2027" "20271014" "RustLab 2027" "20271101" "Submission deadline" "20270401" "Notification EuroRust 2027" "20270501"),
        &["!Submission", "kind = \"notification\"\ndue = 2027-05-01"],
        &["10: `Submission deadline` names no conference, and nothing around it tells which it is of"],
    ),
    (
        "bracket.ics",
        calendar!("" "Paper deadline ECML 2027" "20270308" "Paper deadline ECML 2027 (extended)" "20270315" "Rebuttal period starts" "20270410" "KDD 2027 paper deadline" "20270401"),
        &["name = \"ECML 2027\"", "due = 2027-03-15\nwas = [2027-03-08]", "!name = \"Paper", "!name = \"Rebuttal"],
        &["10: `Rebuttal period starts` names no conference"],
    ),
    (
        "all.ics",
        calendar!("X-WR-CALNAME:RustConf 2027\n" "CFP opens" "20270301" "CFP closes" "20270401" "Early bird ends" "20270501" "Registration opens" "20270310" "Conference" "20271014"),
        &[
            "name = \"RustConf 2027\"\nstart = 2027-10-14",
            "due = 2027-04-01\nopens = 2027-03-01",
            "kind = \"early-bird\"",
            "opens = 2027-03-10",
        ],
        &["!left out"],
    ),
    // A call that is open for weeks is no conference.
    (
        "call.ics",
        calendar!("" "EuroRust CFP" "20270301" to "20270501" "EuroRust" "20271014" "Call for Papers: DevConf 2027" "20270101" to "20270301"),
        &[
            "name = \"EuroRust\"\nstart = 2027-10-14",
            "due = 2027-04-30\nopens = 2027-03-01",
            "name = \"DevConf 2027\"",
            "due = 2027-02-28\nopens = 2027-01-01",
        ],
        &[],
    ),
    (
        "summits.ics",
        calendar!("" "Call Center Summit" "20270301" to "20270304" "Summer School on Submissions" "20270701" to "20270728"),
        &["end = 2027-03-03", "end = 2027-07-27"],
        &[],
    ),
    (
        "alone.ics",
        calendar!("" "Notification EuroRust 2027" "20270501" "CFP closes: RustLab 2027" "20270601"),
        &["name = \"EuroRust 2027\"", "name = \"RustLab 2027\""],
        &[],
    ),
    // No deadlines.
    (
        "talks.ics",
        calendar!("" "Paper Camp 2027" "20270501" "Workshops" "20270502" "Registration" "20270503"),
        &["name = \"Paper Camp 2027\"", "name = \"Workshops\"", "name = \"Registration\""],
        &[],
    ),
];

#[test]
fn events_of_deadlines_go_to_their_conference_and_move_each_other() {
    check(EVENTS);
}

const WORDS: &[Case] = &[
    // Months and years that the text knows more of.
    (
        "week.yml",
        "- {name: B, date: 2026-05-01}\n- name: A\n  city: Oslo\n  date: 2026-W20\n",
        &["expected = \"2026\" # was `2026-W20`"],
        &["4: `2026-W20` is no day, month or year: `2026` is taken, and a comment has the text"],
    ),
    (
        "quarter.csv",
        "name,date\nA,Q4 2026\nB,2026-05-01\n",
        &["expected = \"2026\" # was `Q4 2026`"],
        &["2: `Q4 2026` is no day"],
    ),
    (
        "half.yml",
        "- {name: A, start: H1 2027}\n- {name: B, start: 2027-05-01}\n",
        &["expected = \"2027\" # was `H1 2027`"],
        &["1: `H1 2027`"],
    ),
    (
        "or.yml",
        "- {name: A, date: May or June 2026}\n- {name: B, date: 2027-05-01}\n",
        &["expected = \"2026-05\" # was `May or June 2026`"],
        &["1: `May or June 2026`"],
    ),
    (
        "mid.yml",
        "- {name: A, date: mid-May 2026}\n- {name: B, date: 2027-05-01}\n",
        &["expected = \"2026-05\" # was `mid-May 2026`"],
        &["1: `mid-May 2026`"],
    ),
    (
        "months.yml",
        "- {name: A, date: 2026-05/06}\n- {name: B, date: 2027-05-01}\n",
        &["expected = \"2026-05\" # was `2026-05/06`"],
        &["1: `2026-05/06`"],
    ),
    (
        "spring.yml",
        "- {name: A, expected: Spring 2027}\n- {name: B, date: 2027-05-01}\n",
        &["expected = \"2027\" # was `Spring 2027`"],
        &["1: `Spring 2027`"],
    ),
    (
        "month.yml",
        "- {name: A, date: May 2026}\n- {name: B, date: May 2027 (TBC)}\n",
        &["expected = \"2026-05\"\n", "expected = \"2027-05\"\n"],
        &["!is no day"],
    ),
    // Words for a call without a deadline.
    (
        "closed.yml",
        yaml!("cfp: closed\n- {name: B, start: 2026-09-11, cfp: 2026-03-01}"),
        &["!kind = \"cfp\"\n#"],
        &["4: `closed` names no day: there is no deadline"],
    ),
    (
        "passed.csv",
        "name,start,CFP\nA,2026-09-10,Passed\nB,2026-09-11,2026-03-01\nC,2026-09-12,none\nD,2026-09-13,invite only\n",
        &["due = 2026-03-01"],
        &["2: `Passed` names no day", "5: `invite only` names no day", "!`none`"],
    ),
    (
        "opens-month.csv",
        "name,start,CFP\nA,2026-09-10,Opens Jan 2026\nB,2026-09-11,2026-03-01\nC,2026-09-12,Invite-only\n",
        &["# due: was `Opens Jan 2026`"],
        &["2: `Opens Jan 2026` names no day", "4: `Invite-only` names no day"],
    ),
    (
        "open.yml",
        yaml!("cfp: open\n- {name: B, start: 2026-09-11, cfp: 2026-03-01}"),
        &["# due: was `open`"],
        &["!there is no deadline"],
    ),
    // The abbreviation of the other season.
    (
        "summer.yml",
        yaml!("cfp: 2026-07-01 17:00 CET"),
        &["timezone = \"Europe/Paris\""],
        &["`CET` is taken for `Europe/Paris`, whose clocks are on `CEST` then"],
    ),
    (
        "pacific.yml",
        yaml!("cfp: 2026-07-01 17:00 PST"),
        &["timezone = \"America/Los_Angeles\""],
        &["whose clocks are on `PDT` then"],
    ),
    (
        "winter.yml",
        yaml!("cfp: 2026-01-01 17:00 BST"),
        &["timezone = \"Europe/London\""],
        &["whose clocks are on `GMT` then"],
    ),
    (
        "field.yml",
        yaml!("cfp: 2026-07-01 17:00\n  timezone: PST"),
        &["timezone = \"America/Los_Angeles\""],
        &["whose clocks are on `PDT` then"],
    ),
    (
        "conference.yml",
        "- {name: A, start: 2026-12-05T09:00, tz: CEST}\n- {name: B, start: 2026-05-05T09:00, tz: CEST}\n",
        &["timezone = \"Europe/Paris\""],
        &["1: `CEST` is taken for `Europe/Paris`, whose clocks are on `CET` then", "!2: "],
    ),
    (
        "same.yml",
        yaml!(
            "cfp: 2026-07-01 17:00 CEST\n- {name: B, start: 2026-09-11, cfp: 2026-01-01 17:00 PST}\n- {name: C, start: 2026-09-12, cfp: 2026-07-01 17:00 PT}"
        ),
        &["timezone = \"Europe/Paris\""],
        &["!whose clocks"],
    ),
];

#[test]
fn words_that_say_more_than_a_list_can_are_said() {
    check(WORDS);
}

const PLACES: &[Case] = &[
    (
        "cities.yml",
        "- {name: A, start: 2027-05-01, place: Berlin & Paris}\n- {name: B, start: 2027-05-02, place: Berlin/Paris}\n- {name: C, start: 2027-05-03, place: 'Berlin and Munich, Germany'}\n",
        &[
            "city = \"Berlin\" # was `Berlin & Paris`",
            "city = \"Berlin\" # was `Berlin/Paris`",
            "city = \"Berlin and Munich\"\ncountry = \"DE\"",
            "!venue",
        ],
        &["1: the place `Berlin & Paris`: `Paris` is left out", "2: the place `Berlin/Paris`: `Paris` is left out"],
    ),
    (
        "column.csv",
        "name,start,city,country\nA,2027-05-01,Berlin and Paris,\nB,2027-05-02,Oslo / Bergen,Norway\nC,2027-05-03,Urbana/Champaign,US\n",
        &["city = \"Berlin\" # was", "city = \"Oslo / Bergen\"\n", "city = \"Urbana/Champaign\"\n"],
        &["2: the city `Berlin and Paris`: `Paris` is left out"],
    ),
    (
        "call.yml",
        "- {name: A, start: 2027-05-01, place: 'Rome, CFP closed'}\n- {name: B, start: 2027-05-02, place: New York and London}\n",
        &["city = \"Rome\" # was `Rome, CFP closed`", "city = \"New York\" # was", "!state ="],
        &["`CFP closed` is left out", "`London` is left out"],
    ),
    (
        "or.yml",
        "- {name: A, start: 2027-05-01, place: Berlin or Paris}\n- {name: B, start: 2027-05-02, place: 'Oslo, Norway'}\n",
        &["# city: was `Berlin or Paris`", "!city = \"Berlin"],
        &["1: the place `Berlin or Paris`"],
    ),
    (
        "one.yml",
        "- {name: A, start: 2027-05-01, place: 'Brighton & Hove, UK'}\n- {name: B, start: 2027-05-02, place: 'Port of Spain, Trinidad and Tobago'}\n- {name: C, start: 2027-05-03, place: Frankfurt/Oder}\n- {name: D, start: 2027-05-04, place: 'Washington and Lee University, Lexington, VA'}\n",
        &[
            "city = \"Brighton & Hove\"",
            "country = \"TT\"",
            "city = \"Frankfurt/Oder\"",
            "Washington and Lee University",
        ],
        &["!is left out"],
    ),
    // Codes of states in the column of the country, where one of them is no country.
    (
        "states.csv",
        "name,start,city,country\nA,2027-05-01,Cambridge,MA\nB,2027-05-02,Wilmington,DE\nC,2027-05-03,Portland,OR\nD,2027-05-04,Berlin,DE\nE,2027-05-05,Rabat,MA\nF,2027-05-06,Toronto,CA\n",
        &[
            "city = \"Cambridge\"\nstate = \"MA\"\ncountry = \"US\"",
            "city = \"Wilmington\"\nstate = \"DE\"",
            "city = \"Berlin\"\ncountry = \"DE\"",
            "city = \"Rabat\"\ncountry = \"MA\"",
            "city = \"Toronto\"\ncountry = \"CA\"",
        ],
        &["!may be in"],
    ),
    (
        "codes.csv",
        "name,start,city,country\nA,2027-05-01,Cambridge,MA\nB,2027-05-02,Oslo,NO\n",
        &["city = \"Cambridge\"\ncountry = \"MA\""],
        &["2: `Cambridge` beside `MA` may be in the American state: it is taken for the country"],
    ),
];

#[test]
fn two_cities_and_codes_of_states_are_told() {
    check(PLACES);
}
