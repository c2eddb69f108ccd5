//! Lists of deadlines of science, as many hands keep them over years: what differs from entry to entry in them.

use crate::import_unseen::{Case, check};

const CASES: &[Case] = &[
    // What a program makes of a deadline, and the day up to which it may be extended, are neither dates of the conference nor its length.
    (
        "made.json",
        r#"[{"name": "A 2027", "year": 2027, "deadline_iso": "2027-04-01", "deadline_dates_found": ["2027-04-01", "2027-03-01"], "fallback_deadline": "2027-03-15",
             "observed_extension_days": 14, "stretch_until_iso": "2027-04-15"},
            {"name": "B 2027", "year": 2027, "deadline_iso": "2027-05-01", "deadline_dates_found": ["2027-05-01"], "fallback_deadline": "2027-05-01",
             "observed_extension_days": 28, "stretch_until_iso": "2027-05-29"}]"#,
        &["name = \"A 2027\"\nexpected = \"2027\"", "due = 2027-04-01", "due = 2027-05-01"],
        &["start = ", "end = ", "2027-03", "2027-04-15", "2027-05-29", "Fallback"],
    ),
    // The address of a call goes to the one that is called as it is.
    (
        "calls.csv",
        "name,start,cfp_deadline_MM-DD,cft_deadline_MM-DD,cft_link\nA,2027-06-01,02-11,03-01,https://trainings.example\nB,2027-07-01,02-12,03-02,https://more.example\n",
        &["due = 2027-02-11\n", "name = \"Cft\"\ndue = 2027-03-01\nurl = \"https://trainings.example\""],
        &["mm dd"],
    ),
    // So do abbreviations of deadlines that name zones far from each other; the report says which is taken.
    (
        "zones.csv",
        "name,start,city,Deadline\nA,2027-06-01,\"Dublin, Ireland\",2027-02-01 18:00 IST\nB,2027-06-02,Online,2027-02-02 18:00 IST\nC,2027-06-03,\"Manila, Philippines\",2027-02-03 18:00 PST\n",
        &[
            "due = 2027-02-01T18:00:00\ntimezone = \"Europe/Dublin\"",
            "`IST` is taken for Europe/Dublin, the only zone of Ireland",
            "due = 2027-02-02T18:00:00\ntimezone = \"Asia/Kolkata\"",
            "`IST` names several time zones: it is taken for Asia/Kolkata",
            "due = 2027-02-03T18:00:00\ntimezone = \"America/Los_Angeles\"",
        ],
        &[],
    ),
    // How well a topic fits is no topic.
    (
        "fit.json",
        r#"[{"name": "A", "start": "2027-05-05", "topic_fit": "Measurement, when offered"}, {"name": "B", "start": "2027-05-06", "topic_fit": "Top networking"}]"#,
        &["field: \"topic_fit\""],
        &["tags ="],
    ),
    // The order of day and month of the first days is that of the last days, behind hours of nothing.
    (
        "acts.yml",
        "- {name: A, begin: '0:0:0 25/03/2027', end: '0:0:0 26/03/2027'}\n- {name: B, begin: '0:0:0 05/03/2027', end: '0:0:0 06/03/2027'}\n",
        &["start = 2027-03-25\nend = 2027-03-26", "start = 2027-03-05\nend = 2027-03-06"],
        &["not a date"],
    ),
    // Fields are copied from edition to edition: the year of the record and the text of both days tell which of them are of it.
    (
        "copied.yml",
        "- {title: ICRA, year: 2025, id: icra25, date: 'May 19-23, 2025', start: '2026-06-01', end: '2026-06-05', place: 'Atlanta, USA', deadline: '2024-07-15 12:00:00', timezone: UTC-4}\n\
         - {title: WACV, year: 2025, id: wacv25, date: 'February 28 - March 4, 2025', start: '2025-02-28', end: '2025-03-04', place: 'Tucson, Arizona, USA', deadline: '2024-07-15 23:59:59', timezone: UTC-7}\n\
         - {title: ECCV, year: 2024, id: eccv24, date: 'September 29 - October 4, 2024', start: '2024-09-29', end: '2024-10-24', place: 'Milan, Italy', deadline: '2024-03-07 23:59:59', timezone: UTC-7}\n\
         - {title: MICCAI, year: 2024, id: miccai24, date: 'October 6-19, 2024', start: '2024-10-06', end: '2024-10-10', place: 'Marrakesh, Morocco', deadline: '2024-03-07 23:59:59', timezone: UTC-7}\n\
         - {title: CHES, year: 2026, id: ches26, date: 'December 30 - January 2', start: '2025-12-30', end: '2026-01-02', place: 'Izmir, Turkey', deadline: '2025-07-15 23:59:59', timezone: UTC}\n",
        &[
            "name = \"ICRA 2025\"\nstart = 2025-05-19\nend = 2025-05-23",
            "`2026-06-01` is in 2026, and the conference in 2025: `May 19-23, 2025` is taken",
            "start = 2024-09-29\nend = 2024-10-04",
            "ends on 2024-10-04, and another field on 2024-10-24: 2024-10-04 is taken",
            "start = 2024-10-06\nend = 2024-10-10",
            "ends on 2024-10-19, and another field on 2024-10-10: 2024-10-10 is taken",
            "start = 2025-12-30\nend = 2026-01-02",
        ],
        &["start = 2026-06-01"],
    ),
    // A deadline with a zone is one of papers; the day on which reviews come out is none of the conference.
    (
        "zones.yml",
        "- {name: Geothermal, year: 2027, place: 'Oslo, Norway', date: '27 April - 1 May', deadline: '2026-01-31 20:00', timezone: UTC/GMT, review_release_date: '2026-03-02', paperslink: 'https://papers.example/1'}\n\
         - {name: Math, year: 2027, place: 'Sochi, Russia', date: 'March, 24-28, 2027', deadline: '2026-10-20 23:59', timezone: Russia/Moscow, review_release_date: '2026-12-02'}\n",
        &[
            "kind = \"paper\"\ndue = 2026-01-31T20:00:00\ntimezone = \"UTC\"",
            "kind = \"paper\"\ndue = 2026-10-20T23:59:00\ntimezone = \"Europe/Moscow\"",
            "`Russia/Moscow` is not the name of a time zone: it is taken for Europe/Moscow",
            "kind = \"other\"\nname = \"Review release\"\ndue = 2026-03-02",
            "links = { papers = \"https://papers.example/1\" }",
        ],
        &["kind = \"cfp\"", "url = \"https://papers"],
    ),
    // A record for each deadline: its remark tells the kind, or is the name of the round.
    (
        "remarks.yml",
        "- {title: CPP, year: 2027, id: cpp-a, link: 'https://cpp.example', date: '11-17, January, 2027', deadline: '2026-09-05 23:59:59', timezone: UTC-12, note: abstract}\n\
         - {title: CPP, year: 2027, id: cpp, link: 'https://cpp.example', date: '11-17, January, 2027', deadline: '2026-09-12 23:59:59', timezone: UTC-12, note: main paper submission}\n\
         - {title: CPP, year: 2027, id: cpp-r, link: 'https://cpp.example', date: '11-17, January, 2027', deadline: '2026-10-12 23:59:59', timezone: UTC-12, note: rebuttal}\n\
         - {title: ECOOP, year: 2027, id: ecoop-1, link: 'https://ecoop.example', date: '29 June - 3 July, 2027', deadline: '2026-11-27 23:59:59', timezone: UTC-12, note: Round 1}\n\
         - {title: ECOOP, year: 2027, id: ecoop-2, link: 'https://ecoop.example', date: '29 June - 3 July, 2027', deadline: '2027-02-12 23:59:59', timezone: UTC-12, note: 'Round 2, abstracts a week before'}\n",
        &[
            "kind = \"abstract\"\ndue = 2026-09-05",
            "kind = \"paper\"\ndue = 2026-09-12",
            "kind = \"other\"\nname = \"rebuttal\"\ndue = 2026-10-12",
            "kind = \"paper\"\nname = \"Round 1\"\ndue = 2026-11-27",
            "kind = \"paper\"\nname = \"Round 2, abstracts a week before\"\ndue = 2027-02-12",
        ],
        &[],
    ),
    // Each record has one of two fields; two days of a remark have the year behind the second.
    (
        "one-of-two.json",
        r#"[{"name": "Workshop on AI 2027", "url": "https://a.example", "note": "x", "submission": {"type": "aoe", "aoe": "2026-09-17T23:59:59"}},
 {"name": "Workshop on Law 2027", "url": "https://b.example", "note": "y", "submission": {"type": "iso", "iso": "2026-10-17T23:59:59-04:00"}}]"#,
        &["due = 2026-09-17T23:59:59\n", "kind = \"paper\"\ndue = 2026-10-17T23:59:59-04:00"],
        &["name = \"2026-10-17"],
    ),
    (
        "year-behind.json",
        r#"[{"name": "ICSE", "year": 2027, "date": "April 12 - April 18, 2027", "deadline": ["2026-03-14 23:59", "2026-07-18 23:59"], "note": "Abstract deadline on March 7 (first) and July 11 (second) 2026."},
 {"name": "RAISE", "year": 2027, "date": "April 26, 2027", "deadline": ["2026-11-11 23:59"], "note": "Abstract deadline on November 4 2026."}]"#,
        &["due = 2026-03-07", "due = 2026-07-11", "due = 2026-11-04"],
        &["due = 2027-03-07"],
    ),
    // A city behind the name of a building; states without a city; a short name.
    (
        "places.csv",
        "name,abbrv,start,end,place,venue\nConference on Vision,WACV,2027-02-28,2027-03-04,\"Tucson, Arizona, USA\",\"JW Marriott Starpass in Tucson, Arizona, USA\"\n\
         Conference on Parsimony,CPAL,2027-03-24,2027-03-27,\"California, USA\",\n\
         Conference on Inns,INN,2027-04-24,2027-04-27,\"Oxford, UK\",\"Inn in the Park\"\n\
         Interface,GI,2027-05-24,2027-05-27,\"Ontario, Canada\",\nHighlands,HI,2027-06-24,2027-06-27,\"Scotland, UK\",\n\
         Quebec,QC,2027-07-24,2027-07-27,\"Quebec, Canada\",\nApple,BIG,2027-08-24,2027-08-27,\"New York, USA\",\nWet,WA,2027-09-24,2027-09-27,\"Washington, USA\",\n",
        &[
            "venue = \"JW Marriott Starpass\"\ncity = \"Tucson\"",
            "state = \"California\"\ncountry = \"US\"",
            "venue = \"Inn in the Park\"",
            "short = \"CPAL\"",
            "state = \"Ontario\"\ncountry = \"CA\"",
            "state = \"Scotland\"",
            "city = \"Quebec\"",
            "city = \"New York\"",
            "city = \"Washington\"",
        ],
        &["city = \"California\"", "city = \"Ontario\"", "city = \"Scotland\""],
    ),
    // A feed of deadlines alone: counts and times at the end of titles, and the conference in the descriptions.
    (
        "deadlines.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n\
         BEGIN:VEVENT\nUID:1\nSUMMARY:S&P (Oakland) 2027 Deadline (1 / 2)\nDTSTART:20260605T235900Z\nDTEND:20260605T235959Z\nLOCATION:San Francisco\\, California\\, USA\nDESCRIPTION:Deadline for S&P (Oakland) 2027 May 18-21 San Francisco\\, California\\, USA\\nSymposium\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nSUMMARY:S&P (Oakland) 2027 Deadline (2 / 2)\nDTSTART:20261113T235900Z\nDTEND:20261113T235959Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nSUMMARY:PCIM 2027: Abstract submission (23:59 UTC+12 (assumed))\nDTSTART;VALUE=DATE:20261014\nDTEND;VALUE=DATE:20261015\nLOCATION:Nuremberg\\, Germany\nDESCRIPTION:Exhibition\\n\\nConference: May 11-13\\, 2027\\nCall: https://pcim.example/\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:4\nSUMMARY:PCIM 2027: Full manuscript submission (17:00 AoE)\nDTSTART;VALUE=DATE:20270109\nDTEND;VALUE=DATE:20270110\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:5\nSUMMARY:PCIM 2027: Author registration\nDTSTART;VALUE=DATE:20270209\nDTEND;VALUE=DATE:20270210\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:6\nSUMMARY:[ESOP 2027] R2 Paper Submission Deadline\nDTSTART;VALUE=DATE:20261016\nDTEND;VALUE=DATE:20261017\nDESCRIPTION:Submit at: https://esop.example/submit\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:7\nSUMMARY:[ESOP 2027] R2 Rebuttal\nDTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261211\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:8\nSUMMARY:[ESOP 2027] Conference\nDTSTART;VALUE=DATE:20270413\nDTEND;VALUE=DATE:20270417\nLOCATION:Turin\\, Italy\nEND:VEVENT\n\
         END:VCALENDAR\n",
        &[
            "name = \"S&P (Oakland) 2027\"\nstart = 2027-05-18\nend = 2027-05-21",
            "city = \"San Francisco\"\nstate = \"California\"",
            "name = \"1 / 2\"\ndue = 2026-06-05T23:59:00Z",
            "name = \"2 / 2\"\ndue = 2026-11-13T23:59:00Z",
            "name = \"PCIM 2027\"\nstart = 2027-05-11\nend = 2027-05-13",
            "kind = \"abstract\"\ndue = 2026-10-14T23:59:00+12:00",
            "kind = \"paper\"\ndue = 2027-01-09T17:00:00\n",
            "kind = \"registration\"\ndue = 2027-02-09",
            "name = \"ESOP 2027\"\nstart = 2027-04-13\nend = 2027-04-16",
            "kind = \"paper\"\nname = \"R2\"\ndue = 2026-10-16\nurl = \"https://esop.example/submit\"",
            "kind = \"other\"\nname = \"R2 Rebuttal\"\ndue = 2026-12-10\nopens = 2026-12-08",
        ],
        &["name = \"1 / 2\"\nid", "(assumed)", "status"],
    ),
    // The conference beside the shortest name of its deadlines, with remarks and states at the end of titles.
    (
        "venues.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n\
         BEGIN:VEVENT\nUID:1\nSUMMARY:SC Paper Deadline (Projected from the SC26 paper cycle) [EXPECTED]\nDTSTART;VALUE=DATE:20270408\nDTEND;VALUE=DATE:20270409\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nSUMMARY:SC Conference [EXPECTED]\nDTSTART;VALUE=DATE:20271114\nDTEND;VALUE=DATE:20271120\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nSUMMARY:ASPLOS Paper Deadline (April cycle full paper)\nDTSTART;VALUE=DATE:20260415\nDTEND;VALUE=DATE:20260416\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:4\nSUMMARY:ASPLOS Paper Deadline (September cycle full paper)\nDTSTART;VALUE=DATE:20260909\nDTEND;VALUE=DATE:20260910\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:5\nSUMMARY:ASPLOS Conference\nDTSTART;VALUE=DATE:20270411\nDTEND;VALUE=DATE:20270416\nLOCATION:Heraklion\\, Crete\\, Greece\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:6\nSUMMARY:PPoPP Paper Deadline (full paper)\nDTSTART;VALUE=DATE:20260803\nDTEND;VALUE=DATE:20260804\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:7\nSUMMARY:PPoPP Conference\nDTSTART;VALUE=DATE:20270320\nDTEND;VALUE=DATE:20270325\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:8\nSUMMARY:ICLR — Paper deadline\nDTSTART;VALUE=DATE:20260924\nDTEND;VALUE=DATE:20260925\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:9\nSUMMARY:ICLR — Conference\nDTSTART;VALUE=DATE:20270423\nDTEND;VALUE=DATE:20270428\nEND:VEVENT\n\
         END:VCALENDAR\n",
        &[
            "status = \"tentative\"",
            "kind = \"paper\"\ndue = 2027-04-08\n",
            "name = \"April cycle\"\ndue = 2026-04-15",
            "name = \"September cycle\"\ndue = 2026-09-09",
            "kind = \"paper\"\ndue = 2026-08-03",
            "name = \"ICLR\"\nstart = 2027-04-23\nend = 2027-04-27",
            "kind = \"paper\"\ndue = 2026-09-24",
        ],
        &["opens =", "Projected"],
    ),
    // A month of which the days are open; the words of a call before a name; a deadline without a year beside days with theirs.
    (
        "open-days.csv",
        "name,start_date,end_date,location,url\n\
         Call for Papers: Asian Finance Conference [exact dates TBD],2027-06-01,2027-06-30,\"Tokyo, Japan\",https://a.example\n\
         European Finance Meeting,2027-08-18,2027-08-21,\"Berlin, Germany\",https://b.example\n",
        &["name = \"Asian Finance Conference\"", "expected = \"2027-06\"", "start = 2027-08-18"],
        &["Call for Papers", "start = 2027-06-01"],
    ),
    (
        "written.md",
        "---\ntitle: Conferences in economics\ndate: '2026-04-02'\n---\n\n## January\n\n| Conference | Deadline | Date |\n|:--|:--|:--|\n\
         | [Digital Workshop](https://digital.example/) | January 31 | 18/05/27 |\n| [Young Meeting](https://young.example/) | January 20 | 07/06/27 |\n| [IO Day](https://io.example/) | January 12 | 11/06/27 |\n",
        &["start = 2027-05-18", "due = 2027-01-31", "start = 2027-06-07", "start = 2027-06-11"],
        &["that in which the page was written"],
    ),
];

#[test]
fn lists_of_deadlines_are_read() {
    check(CASES);
}
