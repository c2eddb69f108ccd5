//! Fields whose names or values look like those of another field, with what must come of them, and what must not.

use confcal::{ImportInput, ImportOptions};

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // The venue of a location is none of the place in one text.
    (
        &[(
            "venues.json",
            r#"[{"name": "A", "dates": {"start": "2027-05-05", "end": "2027-05-07"}, "location": {"city": "San Jose", "country": "USA", "venue": "Downtown venues, Keynote at SAP Center"}, "ticket_price": {"note": "20% off"}, "description": "An A."},
                {"name": "B", "dates": {"start": "2027-06-05", "end": "2027-06-07"}, "location": {"city": "Singapore", "country": "Singapore", "venue": "Singapore EXPO"}, "ticket_price": {"range": "$500"}, "description": "A B."},
                {"name": "C", "dates": {"start": "2027-07-05", "end": "2027-07-07"}, "location": {"city": "Rome", "country": "Italy", "venue": "TBA"}, "ticket_price": {"range": "$500"}, "description": "A C."}]"#,
        )],
        &[
            "venue = \"Downtown venues, Keynote at SAP Center\"\ncity = \"San Jose\"",
            "venue = \"Singapore EXPO\"",
            "description = \"An A.\"",
        ],
        &["20%"],
    ),
    // A field for the day and one for the hour, whose name has its zone.
    (
        &[(
            "hours.yml",
            "- {title: A, city: Chennai, starts: {yyyy_mm_dd: '2027-10-10', utc_hh_mm: '12:30'}, ends: {yyyy_mm_dd: '2027-10-10', utc_hh_mm: '15:30'}}\n\
             - {title: B, city: Warsaw, starts: {yyyy_mm_dd: '2027-09-15'}}\n",
        )],
        &["start = 2027-10-10T12:30:00\nend = 2027-10-10T15:30:00", "timezone = \"UTC\"", "start = 2027-09-15\n"],
        &[],
    ),
    // Topics by the names that trades have for them; who organizes is none, nor is what may be submitted.
    (
        &[(
            "dental.json",
            r#"[{"name": "A", "date": "4-6 września 2025", "slugs": ["stomatologia", "protetyka"], "organizer": "PTS"},
               {"name": "B", "date": "24-25 października 2025", "slugs": ["stomatologia"], "organizer": "OIL"}]"#,
        )],
        &["tags = [\"stomatologia\", \"protetyka\"]", "tags = [\"stomatologia\"]"],
        &["PTS", "OIL"],
    ),
    (
        &[(
            "trade.csv",
            "event_name,region,vertical,start_date,end_date\nA,Europe,Payments,2027-01-05,2027-01-07\nB,Asia,Travel,2027-02-05,2027-02-07\n\
             C,Asia,Treasury & FX,2027-03-05,2027-03-07\nD,Europe,SaaS,2027-04-05,2027-04-07\nE,Europe,Payments,2027-05-05,2027-05-07\n",
        )],
        &["tags = [\"Payments\"]", "tags = [\"Treasury & FX\"]"],
        &["Europe", "Asia"],
    ),
    (
        &[(
            "types.json",
            r#"[{"name": "A", "start": "2027-05-05", "submission_types": ["long paper", "poster"], "themes": ["Storage", "Networks"]},
               {"name": "B", "start": "2027-06-05", "submission_types": ["long paper"], "themes": ["Storage"]}]"#,
        )],
        &["tags = [\"Storage\", \"Networks\"]"],
        &["paper", "poster"],
    ),
    // The site is the field that is called so, whatever other addresses stand before it.
    (
        &[(
            "sites.json",
            r#"[{"name": "A", "start": "2027-05-05", "proceedings_url": "https://p.example/a", "rankingUrl": "https://r.example/a", "paper_template_url": "https://t.example/a", "website": "https://a.example"},
               {"name": "B", "start": "2027-06-05", "proceedings_url": "https://p.example/b", "rankingUrl": "https://r.example/b", "paper_template_url": "https://t.example/b", "website": ""}]"#,
        )],
        &[
            "url = \"https://a.example\"",
            "proceedings = \"https://p.example/a\"",
            "rankingurl = \"https://r.example/b\"",
        ],
        &["\nurl = \"https://p", "\nurl = \"https://r", "\nurl = \"https://t"],
    ),
    (
        &[("only.csv", "name,date,infoUrl\nA,2027-05-05,https://a.example\nB,2027-05-06,https://b.example\n")],
        &["url = \"https://a.example\"", "url = \"https://b.example\""],
        &[],
    ),
    // A demonstration or the code of a talk is no site of its conference, and neither is the page that an entry was read from where the
    // site of most is named.
    (
        &[(
            "demos.toml",
            "[[talk]]\nconference = \"A\"\ndate = \"2027-05-05\"\ndemo_url = \"https://demo.example\"\ncode = \"https://code.example\"\n\
             [[talk]]\nconference = \"B\"\ndate = \"2027-06-05\"\nvideo_url = \"https://video.example\"\n",
        )],
        &["demo = \"https://demo.example\"", "code = \"https://code.example\"", "\nurl = \"https://video.example\""],
        &["\nurl = \"https://demo", "\nurl = \"https://code"],
    ),
    (
        &[(
            "sources.json",
            r#"[{"name": "A", "start": "2027-05-05", "link": "https://a.example", "source": "https://s.example/a"},
               {"name": "B", "start": "2027-06-05", "link": "https://b.example", "source": "https://s.example/b"},
               {"name": "C", "start": "2027-07-05", "link": null, "source": "https://s.example/c"}]"#,
        )],
        &["\nurl = \"https://a.example\"", "source = \"https://s.example/c\""],
        &["\nurl = \"https://s"],
    ),
    // The address of a call says nothing of what is submitted.
    (
        &[(
            "rounds.json",
            r#"[{"name": "A", "start": "2027-05-05", "cfp": "https://a.example/cfp", "rounds": [
                {"name": "First", "submission_deadline": "2026-10-08", "notification": "2026-12-21"},
                {"name": "Second", "submission_deadline": "2026-12-11", "notification": "2027-02-01"}]}]"#,
        )],
        &[
            "kind = \"paper\"\nname = \"First\"\ndue = 2026-10-08",
            "kind = \"paper\"\nname = \"Second\"\ndue = 2026-12-11",
        ],
        &["kind = \"cfp\"\nname"],
    ),
    // A path on a site that is not named is no address; the page of the tickets does not stand in for it.
    (
        &[(
            "relative.yml",
            "- {name: A, startDate: 2027-11-18, href: /events/a, registrationHref: \"https://t.example/a#register\"}\n\
             - {name: B, startDate: 2027-10-11, href: /events/b, registrationHref: /events/b/register}\n\
             - {name: C, startDate: 2020-10-11, href: \"http://archive.example/c\", registrationHref: }\n",
        )],
        &["url = \"http://archive.example/c\"", "`/events/a` is a path without its site"],
        &["url = \"https://t", "\"/events/"],
    ),
    // Shares of papers are no dates, in whatever notation.
    (
        &[(
            "rates.json",
            r#"[{"name": "A", "start": "2026-09-01", "historical_acceptance_rates": {"2022": 25.6, "2023": 26, "2024": 25.8}},
               {"name": "B", "start": "2026-10-01", "historical_acceptance_rates": {"2022": 12.3, "2023": 31, "2024": 10.11}}]"#,
        )],
        &["start = 2026-09-01", "start = 2026-10-01"],
        &["deadline", "2026-06-25", "due"],
    ),
    (
        &[(
            "rate.yml",
            "- {name: A, start: 2026-09-01, acceptance: 25.8}\n- {name: B, start: 2026-10-01, acceptance: 12.3}\n",
        )],
        &["start = 2026-09-01"],
        &["deadline", "due"],
    ),
    (
        &[("rate.csv", "name,start,acceptance\nA,2026-09-01,25.8\nB,2026-10-01,12.3\n")],
        &["start = 2026-09-01"],
        &["deadline", "due"],
    ),
    // The day until which a rate counts is one.
    (
        &[("bird.csv", "name,start,early bird rate deadline\nA,2026-09-01,2026-08-01\nB,2026-10-01,2026-08-05\n")],
        &["kind = \"early-bird\"\ndue = 2026-08-01"],
        &[],
    ),
    // What identifies a publication, a picture or a person names no conference, and is no date.
    (
        &[(
            "ids.csv",
            "year,city,country,start,doi,isbn,image,mail\n2026,Oslo,Norway,2026-03-17,10.5281/zenodo.7628459,978-3-16-148410-0,oslo.jpg,a@oslo.example\n\
             2025,Munich,Germany,2025-03-10,10.5281/zenodo.7628460,978-3-16-148410-1,munich.jpg,b@munich.example\n",
        )],
        &["name = \"Oslo\"\nstart = 2026-03-17"],
        &["10.5281", "5281-10", "name = \"oslo.jpg\"", "978", "name = \"a@"],
    ),
    // A file whose texts are all in maps is one conference, as its neighbours are, and its deadlines are none.
    (
        &[
            (
                "db/sosp2009.yml",
                "year: 2009\ndates: [2009-10-11, 2009-10-14]\nlocation: {country: USA, city: \"Big Sky, MT\"}\ndeadlines:\n  paper: {abstract: 2009-03-02, submit: 2009-03-09}\n  wip: {abstract: 2009-08-17}\nhomepage: http://sosp.example/2009\n",
            ),
            (
                "db/sosp2011.yml",
                "year: 2011\ndates: [2011-10-23, 2011-10-26]\nlocation: {country: Portugal, city: Cascais}\ndeadlines:\n  paper: {abstract: 2011-03-11, submit: 2011-03-18}\n  wip: {abstract: 2011-09-25}\n",
            ),
        ],
        &[
            "start = 2009-10-11\nend = 2009-10-14",
            "start = 2011-10-23\nend = 2011-10-26",
            "read: 2, written: 2",
            "city = \"Cascais\"",
        ],
        &[],
    ),
    // The month that is expected stands in for the day of a call, and is none of its own.
    (
        &[(
            "months.csv",
            "name,submission deadline,expected submission month,conference dates,data_confidence_note\n\
             A,2027-01-08,January,2027-06-06 to 2027-06-12,Organizer says so\nB,,May,2027-12-06 to 2027-12-12,Organizer says so\n",
        )],
        &["due = 2027-01-08", "`May` names no day"],
        &["January", "Expected", "Organizer"],
    ),
    // Labels of German, and how sure a conference is.
    (
        &[(
            "wo.md",
            "# Konferenzen\n\n- **DjangoCon**  \n  Wann: 14.–18. April 2027  \n  Wo: Athen, Griechenland  \n  Web: <https://d.example>\n\
             - **FrOSCon**  \n  Wann: 21./22. August 2027  \n  Wo: Sankt Augustin  \n  Web: <https://f.example>\n",
        )],
        &["city = \"Athen\"\ncountry = \"GR\"", "city = \"Sankt Augustin\""],
        &[],
    ),
    (
        &[("sure.csv", "name,date,confidence\nA,2027-05-05,Confirmed\nB,2027-05-06,Likely\nC,2027-05-07,Projected\n")],
        &["start = 2027-05-06\nid = \"b-2027\"\nstatus = \"tentative\""],
        &[],
    ),
    // How far a record is with its editors is no state of a country; topics may be maps.
    (
        &[(
            "stages.json",
            r#"[{"title": "A", "startsOn": "2026-09-20", "cityName": "New York", "countryCode": "US", "categories": [{"id": 3, "name": "Climate"}, {"id": 8, "name": "Policy"}], "publishState": "published"},
               {"title": "B", "startsOn": "2027-11-08", "cityName": "Addis Ababa", "countryCode": "ET", "categories": [{"id": 3, "name": "Climate"}], "publishState": "draft"}]"#,
        )],
        &["tags = [\"Climate\", \"Policy\"]", "city = \"New York\""],
        &["published", "draft"],
    ),
    // A person is no month.
    (
        &[(
            "jane.csv",
            "name,start,likelihood,note to self\nA,2027-05-05,expected,ask Jane\nB,2027-05-06,confirmed,\nC,,in Planung,ask Jane\n",
        )],
        &["id = \"a-2027\"\nstatus = \"tentative\"", "C: it has neither"],
        &["was `ask Jane`", "expected ="],
    ),
    // In Spanish a state and a status have one word.
    (
        &[(
            "ferias.csv",
            "Nombre;Sector;Fecha inicio;Fecha fin;Ciudad;País;Estado\nFeria;Cultura;05/06/2027;20/06/2027;Madrid;España;Prevista\n\
             FITUR;Turismo;20/01/2027;24/01/2027;Madrid;España;Confirmada\nAlimentaria;Comida;22/03/2028;25/03/2028;Barcelona;España;Por confirmar\n\
             Náutico;Náutica;13/10/2027;17/10/2027;Barcelona;España;Aplazada\n",
        )],
        &[
            "country = \"ES\"\ntags = [\"Cultura\"]\nstatus = \"tentative\"",
            "tags = [\"Comida\"]\nstatus = \"tentative\"",
            "status = \"postponed\"",
        ],
        &["state = "],
    ),
    (
        &[("estados.csv", "Nome,Data,Cidade,Estado\nA,2027-05-05,Natal,RN\nB,2027-05-06,Curitiba,Paraná\n")],
        &["state = \"RN\"", "state = \"Paraná\""],
        &["status"],
    ),
    // The number of an edition stays, though another follows it.
    (
        &[(
            "editions.json",
            r#"[{"name": "A", "date": "2026-04-16"}, {"name": "32. Targi KRAKDENT", "date": "2026-04-17"},
               {"name": "B", "date": "2026-05-16"}, {"name": "33. CEDE", "date": "2026-05-17"}]"#,
        )],
        &["name = \"32. Targi KRAKDENT\"", "name = \"33. CEDE\""],
        &[],
    ),
];

#[test]
fn fields_are_taken_for_nothing_that_only_looks_alike() {
    check(CASES);
}

#[test]
fn topics_have_many_names() {
    let names = "subfield|sub_area|Sub-topic|subDiscipline|Subject area|discipline|Disziplin|Research Area|researchField|domain|domaine|Fachgebiet|\
                 Teilgebiet|Forschungsgebiet|disciplina|área|vakgebied|область|研究領域|研究方向|연구분야|category";
    for name in names.split('|') {
        let text = format!(
            "title,year,start,place,{name},rank,importance\nA,2027,2027-05-05,\"Oslo, Norway\",AI,A,8.2\nB,2027,2027-06-05,\"Rome, Italy\",CV,B,7.1\n\
             C,2027,2027-07-05,\"Paris, France\",AI,A,9\nD,2027,2027-08-05,\"Bonn, Germany\",CV,C,1.5\n"
        );
        let made =
            confcal::import(&[confcal::ImportInput::new("list.csv", &*text)], &confcal::ImportOptions::default());
        assert_eq!(made.list.matches("tags = [\"AI\"]").count(), 2, "{name}: {}", made.list);
        assert_eq!(made.list.matches("tags = [\"CV\"]").count(), 2, "{name}: {}", made.list);
    }
}

/// The head and two rows of a table, and the names of its entries.
const TITLES: &[(&str, [&str; 2], [&str; 2])] = &[
    (
        "title,conference,date,slides",
        ["Fast code,PyCon Italia,2027-05-05,", "Slow code,RustConf,2027-06-06,"],
        ["PyCon Italia", "RustConf"],
    ),
    (
        "title,event,date,youtube",
        ["Fast code,PyCon Italia,2027-05-05,", "Slow code,RustConf,2027-06-06,"],
        ["PyCon Italia", "RustConf"],
    ),
    (
        "talk,event,date,video",
        ["Fast code,PyCon Italia,2027-05-05,", "Slow code,RustConf,2027-06-06,"],
        ["PyCon Italia", "RustConf"],
    ),
    // A kind of event comes back.
    (
        "title,event,date",
        ["PyCon Italia,Conference,2027-05-05", "RustConf,Conference,2027-06-06"],
        ["PyCon Italia", "RustConf"],
    ),
];

#[test]
fn the_title_of_a_talk_is_no_conference() {
    for (head, rows, names) in TITLES {
        let text = format!("{head}\n{}\n", rows.join("\n"));
        let made = confcal::import(&[ImportInput::new("list.csv", &*text)], &ImportOptions::default());
        let found: Vec<&str> = made.list.lines().filter_map(|line| line.strip_prefix("name = ")).collect();
        for name in names {
            assert!(found.contains(&&*format!("\"{name}\"")), "{head}: {name}\n{}", made.list);
        }
    }
}

#[test]
fn a_platform_of_recordings_is_no_way_to_take_part() {
    let text = "conference,date,media\nPyCon Italia,2027-05-05,youtube\nRustConf,2027-06-06,youtube\n";
    let made = confcal::import(&[ImportInput::new("list.csv", text)], &ImportOptions::default());
    assert!(!made.list.contains("online"), "{}", made.list);
}
