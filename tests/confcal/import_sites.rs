//! Data files and pages of the sites of projects, which were read wrongly when they were first seen: a row for each, with what must come
//! of it.

use confcal::{ImportInput, ImportOptions};

/// The name and the text of a file, what the list or the report holds, and what neither must hold.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // An AsciiDoc page has its values in front matter, or as attributes below its title.
    (
        "ada.adoc",
        "= Ada Days\nThe Ada Club\n2027-04-02\n:jbake-type: event\n:jbake-edition: 2027\n:jbake-link: https://ada.example\n:jbake-location: Austin, TX\n:jbake-start: 2027-11-06\n:jbake-end: 2027-11-07\n\nCome https://ada.example/join[and join].\n",
        &[
            "name = \"Ada Days 2027\"\nstart = 2027-11-06\nend = 2027-11-07",
            "url = \"https://ada.example\"",
            "city = \"Austin\"",
            "Come [and join](https://ada.example/join).",
        ],
        &["2027-04-02", "The Ada Club"],
    ),
    (
        "jam.adoc",
        "---\ntitle: \"Jam\"\nlocation: \"Brussels, Belgium\"\ndate: \"2027-01-30T00:00:00\"\nendDate: \"2027-02-02T00:00:00\"\n---\n\nMeet us.\n",
        &["name = \"Jam\"\nstart = 2027-01-30\nend = 2027-02-02", "city = \"Brussels\""],
        &[],
    ),
    // Accounts are no names; speakers are notified when the choice is announced; a day may be written to its last second.
    (
        "main.yml",
        "name: \"2027-kyiv\"\nyear: \"2027\"\ncity: \"Ukraine\"\nstartdate: 2027-09-03T00:00:00+03:00\nenddate: 2027-09-03T23:59:59+03:00\ncfp_date_end: 2027-05-03\ncfp_date_announce: 2027-06-01\nlocation: \"Ukraine | Virtual\"\nevent_social_twitter: devopsdays_kyiv\n",
        &[
            "name = \"2027-kyiv\"\nstart = 2027-09-03\nid",
            "country = \"UA\"",
            "kind = \"cfp\"\ndue = 2027-05-03",
            "kind = \"notification\"\ndue = 2027-06-01",
        ],
        &["devopsdays_kyiv 2027", "city = \"Ukraine\"", "do not fit"],
    ),
    // Workshops are held within days of the conference; proposals for them are due long before.
    (
        "workshops.json",
        r#"[{"name": "A", "date": {"start": "2027-05-25", "end": "2027-05-26"}, "workshopsDate": {"start": "2027-05-27", "end": "2027-05-28"}},
 {"name": "B", "date": {"start": "2027-06-25", "end": "2027-06-26"}}]"#,
        &["[[conference.session]]\nname = \"Workshops\"\nstart = 2027-05-27\nend = 2027-05-28"],
        &["kind = \"workshop\"", "nothing took", "is left out"],
    ),
    (
        "tutorials.csv",
        "name,start_date,end_date,tutorial_date\nA,2027-05-25,2027-05-26,2027-05-24\nB,2027-06-25,2027-06-26,2027-06-24\n",
        &["[[conference.session]]\nname = \"Tutorials\"\nstart = 2027-05-24"],
        &["kind = \"tutorial\""],
    ),
    (
        "proposals.csv",
        "name,start_date,end_date,workshop_deadline,tutorials\nA,2027-05-25,2027-05-26,2027-05-20,2027-01-24\nB,2027-06-25,2027-06-26,2027-06-20,2027-02-24\n",
        &["kind = \"workshop\"\ndue = 2027-05-20", "kind = \"tutorial\"\ndue = 2027-01-24"],
        &["session"],
    ),
    // In a list of dates some are days of the conference, on others a call opens, and not each is a deadline.
    (
        "timeline.yml",
        "- title: RustChinaConf\n  events:\n  - year: 2027\n    date: 2027-09-13 - 2027-09-14\n    place: Hangzhou, China\n    timezone: Asia/Shanghai\n    timeline:\n    - {deadline: '2027-06-19T00:00:00', comment: 报名开始}\n    - {deadline: '2027-07-15T00:00:00', comment: 提案截止}\n    - {deadline: '2027-07-31T00:00:00', comment: 录用通知}\n    - {deadline: '2027-08-15T00:00:00', comment: 最终议程}\n    - {deadline: '2027-08-20T00:00:00', comment: 注册截止}\n    - {deadline: '2027-09-12T00:00:00', comment: Arrival day}\n    - {deadline: '2027-09-13T00:00:00', comment: 会议开始}\n    - {deadline: '2027-09-14T00:00:00', comment: Second day of talks}\n    - {deadline: '2027-09-15T00:00:00', comment: Group tour program}\n",
        &[
            "kind = \"registration\"\ndue = 2027-08-20\nopens = 2027-06-19",
            "kind = \"cfp\"\ndue = 2027-07-15",
            "kind = \"notification\"\ndue = 2027-07-31",
            "kind = \"other\"\nname = \"最终议程\"",
            "kind = \"other\"\nname = \"Arrival day\"",
            "kind = \"other\"\nname = \"Group tour program\"",
            "`Second day of talks` is on a day of the conference: it is no deadline",
        ],
        &["due = 2027-09-13", "due = 2027-09-14", "会议开始"],
    ),
    // A track without a deadline for abstracts has none; the page of the call is that of the deadlines that name no other.
    (
        "rounds.json",
        r#"[{"name": "A Conference on Logic", "start": "2027-05-03", "end": "2027-05-07", "cfp": "https://a.example/cfp", "rounds": [
  {"name": "Main", "abstract_deadline": "2026-10-01", "submission_deadline": "2026-10-08", "cfp": "https://a.example/main"},
  {"name": "Fast Track", "submission_deadline": "2026-12-11", "cfp": "https://a.example/fast"}]}]"#,
        &[
            "kind = \"paper\"\nname = \"Fast Track\"\ndue = 2026-12-11",
            "kind = \"abstract\"\nname = \"Main\"\ndue = 2026-10-01",
            "cfp = \"https://a.example/cfp\"",
        ],
        &["kind = \"abstract\"\nname = \"Fast Track\"", "kind = \"cfp\""],
    ),
    (
        "calls.yml",
        "- {title: A, start: 2027-05-03, cfp_url: 'https://a.example/cfp', deadlines: [{type: paper, label: Paper submission deadline, date: 2026-12-11}]}\n- {title: B, start: 2027-06-03, cfp_url: 'https://b.example/cfp'}\n",
        &[
            "kind = \"paper\"\ndue = 2026-12-11\nurl = \"https://a.example/cfp\"",
            "kind = \"cfp\"\nurl = \"https://b.example/cfp\"",
        ],
        &["kind = \"cfp\"\nurl = \"https://a.example/cfp\""],
    ),
    // A place in the field of a name, beside places that are texts.
    (
        "names.yml",
        "- {title: A, date: 2027-08-19, location: {name: 'Rockville, MD, USA'}}\n- {title: B, date: 2027-08-20, location: 'Lille, France'}\n",
        &["city = \"Rockville\"\nstate = \"MD\"\ncountry = \"US\"", "city = \"Lille\"\ncountry = \"FR\""],
        &["venue = "],
    ),
    // A table whose rows name fields is about the conference above it; so is a heading with a label and a date.
    (
        "rep.md",
        "# Conference on Replicability\n\nText about it.\n\n#### Publication date: March 13, 2027\n\nEvent Information | Details\n:--- | :---\nEvent Name | [Conference on Replicability](https://rep.example/)\nEvent Date | June 27-29, 2027\nLocation | Santa Cruz, California, and online\nWebsite | https://rep.example/\n",
        &[
            "name = \"Conference on Replicability\"\nstart = 2027-06-27\nend = 2027-06-29",
            "city = \"Santa Cruz\"",
            "url = \"https://rep.example/\"",
            "1 entries written",
        ],
        &["name = \"Event Date\"", "name = \"Publication date\"", "2027-03-13"],
    ),
    // A table of deadlines or of sessions is none of fields.
    (
        "rows.md",
        "# Events 2027\n\n| Event | Date |\n|---|---|\n| Workshop on Logic | June 27-29, 2027 |\n| Tutorial Days | July 1-2, 2027 |\n",
        &["name = \"Workshop on Logic\"\nstart = 2027-06-27", "name = \"Tutorial Days\"\nstart = 2027-07-01"],
        &[],
    ),
    (
        "awards.md",
        "# Community Awards\n\n- Nominations deadline: March 15, 2027\n- Event dates: May 15, 2027\n- Location: Online\n",
        &[
            "name = \"Community Awards\"\nstart = 2027-05-15",
            "kind = \"other\"\nname = \"Nominations\"\ndue = 2027-03-15",
        ],
        &["start = 2027-03-15"],
    ),
    // The name of a list may hold dots; an hour of the end stands behind the day.
    (
        "doctrine.yml",
        "parameters:\n  website.events:\n  - {name: Doctrine for Beginners, startDate: '2027-06-25', endDate: '2027-06-25', registrationEndDate: '2027-06-24', schedule: [{topicSlug: a, startDate: '2027-06-25 11:00'}]}\n  - {name: Getting started, startDate: '2027-07-16', endDate: '2027-07-16', registrationEndDate: '2027-07-15', schedule: []}\n",
        &[
            "name = \"Doctrine for Beginners\"\nstart = 2027-06-25\n",
            "name = \"Getting started\"\nstart = 2027-07-16",
            "due = 2027-07-15",
        ],
        &["name = \"doctrine\""],
    ),
    (
        "events.toml",
        "[[events]]\nname = \"Code Workshop\"\nlocation = \"Redmond, WA\"\nstartDate = \"2027-03-12\"\nendDate = \"2027-03-12\"\ntime = \"5:30PM - 8:30PM (PT)\"\ncontentType = \"workshop-code\"\n\n[[events]]\nname = \"KubeCon\"\nlocation = \"Paris, France\"\nstartDate = \"2027-03-31\"\nendDate = \"2027-04-03\"\n",
        &["start = 2027-03-12T17:30:00\nend = 2027-03-12T20:30:00", "start = 2027-03-31\nend = 2027-04-03"],
        &["description = "],
    ),
    // Words beside places, and beside dates.
    (
        "words.csv",
        "name,date,location,paper_deadline,language\nA,2027-03-27,\"Mt Cheeseman, near Christchurch, New Zealand\",N/A (abstracts only),Finnish and English\nB,2027-09-15,\"North Shore, Hawaii, HI\",\"March 1, 2027 (abstract registration: February 20, 2027)\",Danish\nC,2027-06-24,\"Brooklyn, NYC, USA\",\"March 2, 2027\",English\nD,2027-04-26,\"West Coast, North America (city TBD)\",\"March 3, 2027\",German & French\nE,2027-05-26,\"Berlin, Germany\",\"March 4, 2027\",English\n",
        &[
            "city = \"Mt Cheeseman\"",
            "`near Christchurch` is left out",
            "city = \"North Shore\"\nstate = \"HI\"",
            "city = \"Brooklyn\"\ncountry = \"US\"",
            "languages = [\"fi\", \"en\"]",
            "languages = [\"de\", \"fr\"]",
            "kind = \"abstract\"\nname = \"abstract registration\"\ndue = 2027-02-20",
        ],
        &["state = \"near", "city = \"West Coast\"", "venue = \"NYC\"", "was `N/A", "fi-and"],
    ),
    // Words in names: for the status, for taking part online, and the day.
    (
        "names.yml",
        "- {title: 'Summer School [**POSTPONED**]', date: 2027-07-05}\n- {title: 'Carpentry [**POSTPONED/CANCELLED**]', date: 2027-07-06}\n- {title: 'School of Computing (spring 2027 - online)', date: 2027-03-01}\n- {title: OpenConf - 2027-09-21, date: 2027-09-21, nickname: The Oasis}\n- {title: Client/Server Days - 2027-10-01 edition, date: 2027-10-02}\n",
        &[
            "name = \"Carpentry\"\nstart = 2027-07-06\nid = \"carpentry-2027\"\nstatus = \"postponed\"",
            "name = \"School of Computing (spring 2027)\"\nstart = 2027-03-01\nid = \"school-of-computing-spring-2027\"\nonline = true",
            "name = \"OpenConf\"\nstart = 2027-09-21\nid = \"openconf-2027\"\naliases = [\"The Oasis\"]",
            "name = \"Client/Server Days - 2027-10-01 edition\"",
        ],
        &["POSTPONED"],
    ),
];

#[test]
fn pages_and_data_of_sites_are_read() {
    let mut faults = Vec::new();
    for (name, text, has, lacks) in CASES {
        let made = confcal::import(&[ImportInput::new(*name, *text)], &ImportOptions::default());
        let written = made.list.matches("[[conference]]").count();
        let all = format!("{}\n{:?} {written} entries written", made.list, made.report);
        let missing = has.iter().filter(|text| !all.contains(**text)).map(|text| format!("{name}: {text}"));
        let wrong = lacks.iter().filter(|text| all.contains(**text)).map(|text| format!("{name}: not {text}"));
        let found: Vec<String> = missing.chain(wrong).collect();
        faults.extend((!found.is_empty()).then(|| format!("{}\n{all}", found.join("\n"))));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
