//! Whether a conference takes place, in whatever field a list says it.

use confcal::{ImportInput, ImportOptions};

/// A row behind `name,dates,place,notes`, and the lines that its entry has, or has not behind `-`.
const ROWS: &[(&str, &[&str])] = &[
    ("A,\"May 5-7, 2020\",\"Oslo, Norway\",Cancelled", &["status = \"cancelled\"", "-description"]),
    ("A,\"May 5-7, 2020\",\"Oslo, Norway\",CANCELLED - see site", &["status = \"cancelled\"", "see site"]),
    ("A,\"May 5-7, 2020\",\"Oslo, Norway\",Postponed to 2021", &["status = \"postponed\"", "start = 2020-05-05"]),
    ("A,\"May 5-7, 2020\",\"Oslo, Norway\",moved online", &["online = true", "-status"]),
    ("A,\"May 5-7, 2020\",\"Oslo, Norway\",Postponed deadline", &["-status"]),
    ("A,\"May 5-7, 2020\",\"Oslo, Norway\",The talks that were cancelled are held on Wednesday", &["-status"]),
    ("A (abgesagt),\"May 5-7, 2020\",\"Oslo, Norway\",", &["name = \"A\"", "status = \"cancelled\""]),
    ("POSTPONED: A,\"May 5-7, 2020\",\"Oslo, Norway\",", &["name = \"A\"", "status = \"postponed\""]),
    ("A (moved online),\"May 5-7, 2020\",\"Oslo, Norway\",", &["name = \"A\"", "online = true", "-status"]),
    (
        "~~A~~,\"~~May 5-7, 2020~~\",\"~~Oslo, Norway~~\",",
        &["status = \"cancelled\"", "start = 2020-05-05", "city = \"Oslo\""],
    ),
    ("<s>A</s>,\"May 5-7, 2020\",\"Oslo, Norway\",", &["name = \"A\"", "status = \"cancelled\""]),
    ("A,\"May 5-7, 2020 (CANCELLED)\",\"Oslo, Norway\",", &["status = \"cancelled\"", "end = 2020-05-07"]),
    ("A,\"May 5-7, 2020 - Postponed\",\"Oslo, Norway\",", &["status = \"postponed\"", "end = 2020-05-07"]),
    ("A,\"CANCELLED (was May 5-7, 2020)\",\"Oslo, Norway\",", &["status = \"cancelled\"", "end = 2020-05-07"]),
    ("A,\"May 5, 2020 (online, free)\",\"Oslo, Norway\",", &["online = true", "city = \"Oslo\""]),
    ("A,\"May 5, 2020 (hybrid)\",\"Oslo, Norway\",", &["online = true", "city = \"Oslo\""]),
    ("A,\"May 5-7, 2020\",CANCELLED,", &["status = \"cancelled\"", "-city"]),
    ("A,\"May 5-7, 2020\",\"Oslo, Norway (cancelled)\",", &["status = \"cancelled\"", "city = \"Oslo\""]),
];

/// A row behind `name,start,end,city,country,site`, and the lines that its entry has, or has not behind `-`.
const COLUMNS: &[(&str, &[&str])] = &[
    ("A,2027-06-05,cancelled,Oslo,NO,", &["start = 2027-06-05", "status = \"cancelled\"", "-end"]),
    ("A,2027-06-05,abgesagt,Oslo,NO,", &["status = \"cancelled\""]),
    ("A,2027-06-05,2027-06-06 (cancelled),Oslo,NO,", &["end = 2027-06-06", "status = \"cancelled\""]),
    ("A,2027-06-05,postponed to 2028,Oslo,NO,", &["status = \"postponed\"", "# end: was `postponed to 2028`"]),
    ("A,2027-06-05,TBA,Oslo,NO,", &["# end: was `TBA`", "-status"]),
    ("A,2027-06-05,n/a,Oslo,NO,", &["-# end", "-status"]),
    ("A,2027-06-05,2027-06-06,postponed,NO,", &["status = \"postponed\"", "-city"]),
    ("A,2027-06-05,2027-06-06,Oslo (verschoben),NO,", &["status = \"postponed\"", "city = \"Oslo\""]),
    ("A,2027-06-05,2027-06-06,Oslo,CANCELED,", &["status = \"cancelled\"", "city = \"Oslo\"", "-country"]),
    ("A,2027-06-05,2027-06-06,Oslo,NO,cancelled", &["status = \"cancelled\"", "-url"]),
    ("A,2027-06-05,2027-06-06,Oslo,NO,https://a.example", &["url = \"https://a.example\"", "-status"]),
];

#[test]
fn a_status_is_taken_from_the_place_of_another_value() {
    for (row, lines) in COLUMNS {
        let text =
            format!("name,start,end,city,country,site\n{row}\nB,2027-07-05,2027-07-06,Rome,IT,https://b.example\n");
        let made = confcal::import(&[ImportInput::new("list.csv", &*text)], &ImportOptions::default());
        let list = made.list.split("[[conference]]").nth(1).expect("an entry");
        for line in *lines {
            let holds = line.strip_prefix('-').map_or_else(|| list.contains(line), |line| !list.contains(line));
            assert!(holds, "{row}: {line}\n{list}");
        }
    }
}

#[test]
fn a_status_is_taken_from_whatever_says_it() {
    for (row, lines) in ROWS {
        let text = format!("name,dates,place,notes\n{row}\nB,\"June 5-7, 2020\",\"Rome, Italy\",Bring a coat\n");
        let made = confcal::import(&[ImportInput::new("list.csv", &*text)], &ImportOptions::default());
        let list = made.list.split("[[conference]]").nth(1).expect("an entry");
        for line in *lines {
            let holds = line.strip_prefix('-').map_or_else(|| list.contains(line), |line| !list.contains(line));
            assert!(holds, "{row}: {line}\n{list}");
        }
    }
}

#[test]
fn notes_of_nothing_but_statuses_are_no_dates() {
    let text = "name,dates,notes\nA,\"May 5-7, 2020\",Cancelled\nB,\"May 6-8, 2020\",Postponed until October 2020\nC,\"May 7, 2020\",Cancelled\n";
    let made = confcal::import(&[ImportInput::new("list.csv", text)], &ImportOptions::default());
    assert_eq!(made.list.matches("status = \"cancelled\"").count(), 2, "{}", made.list);
    assert!(made.list.contains("start = 2020-05-06\nend = 2020-05-08") && made.list.contains("status = \"postponed\""));
}

#[test]
fn each_word_of_a_status_is_understood_or_said() {
    let words =
        "Confirmed|Estimated|Projected|Expected|TBC|Not yet confirmed|Estimated (from 2025)|Rolling|Cancelled|Unknown|";
    let rows = words.split('|').enumerate().map(|(at, word)| format!("C{at},2027-05-{:02},{word}\n", at + 1));
    let text =
        format!("name,date,Date Status (Confirmed / Estimated / Rolling / Unknown)\n{}", rows.collect::<String>());
    let made = confcal::import(&[ImportInput::new("list.csv", &*text)], &ImportOptions::default());
    let statuses: Vec<String> = made
        .list
        .split("[[conference]]")
        .skip(1)
        .map(|entry| entry.lines().find_map(|line| line.strip_prefix("status = ")).unwrap_or_default().replace('"', ""))
        .collect();
    let tentative = "tentative";
    assert_eq!(
        statuses,
        ["", tentative, tentative, tentative, tentative, tentative, tentative, "", "cancelled", "", ""],
        "{}",
        made.list
    );
    let said: Vec<_> = made.report.changed.iter().filter(|remark| remark.message.contains("is not a status")).collect();
    assert_eq!(said.len(), 1, "{:?}", made.report.changed);
    assert_eq!((said[0].line, &*said[0].message), (9, "`Rolling` is not a status that confcal knows: it is left out"));
}

#[test]
fn words_that_say_something_else_are_no_unknown_statuses() {
    for text in [
        "name,dates,notes\nA,\"May 5-7, 2020\",Cancelled\nB,\"May 6-8, 2020\",Bring a coat\n",
        "name,dates,tbc\nA,\"May 5-7, 2020\",false\nB,\"May 6-8, 2020\",true\n",
    ] {
        let made = confcal::import(&[ImportInput::new("list.csv", text)], &ImportOptions::default());
        assert!(!format!("{:?}", made.report).contains("is not a status"), "{:?}", made.report);
        assert!(made.list.contains("status = "), "{}", made.list);
    }
}

/// A list, and lines of its entries.
const LISTS: &[(&str, &str, &[&str])] = &[
    // A field that is named after it has the reason.
    (
        "a.yml",
        "- {name: A, date: 2027-05-01, cancelled: due to the virus}\n- {name: B, date: 2027-05-02, cancelled: \"\"}\n- {name: C, date: 2027-05-03, cancelled: true}\n",
        &["id = \"a-2027\"\nstatus = \"cancelled\"", "id = \"b-2027\"\n\n", "id = \"c-2027\"\nstatus = \"cancelled\""],
    ),
    (
        "a.yml",
        "- {name: A, date: 2027-05-01, status: online only}\n- {name: B, date: 2027-05-02, status: cancelled}\n",
        &["id = \"a-2027\"\nonline = true", "id = \"b-2027\"\nstatus = \"cancelled\""],
    ),
    (
        "a.md",
        "# 2027\n\n- **CANCELLED** [PyCon C](https://c.example) May 7\n- [PyCon D](https://d.example) (postponed to 2028) - May 8\n- [PyCon E](https://e.example) - May 9\n",
        &[
            "name = \"PyCon C\"",
            "url = \"https://c.example\"\nstatus = \"cancelled\"",
            "url = \"https://d.example\"\nstatus = \"postponed\"",
        ],
    ),
    (
        "a.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART;VALUE=DATE:20270507\nDESCRIPTION:This event has been cancelled.\nEND:VEVENT\nEND:VCALENDAR\n",
        &["status = \"cancelled\""],
    ),
];

#[test]
fn a_status_is_taken_from_other_notations_too() {
    for (name, text, lines) in LISTS {
        let made = confcal::import(&[ImportInput::new(*name, *text)], &ImportOptions::default());
        for line in *lines {
            assert!(made.list.contains(line), "{name}: {line}\n{}\n{:?}", made.list, made.report);
        }
    }
}
