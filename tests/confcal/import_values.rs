//! Values of fields that were read wrongly when their lists were first seen: files for each kind, with what must come of them.

use confcal::{ImportInput, ImportOptions};

use crate::support::Folder;

/// The name and the text of each file, what the list or the report holds, and what the list must not hold.
pub(crate) type Case = (&'static [(&'static str, &'static str)], &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // The name of a file is no address, a picture no link; a place in words for a video call.
    (
        &[(
            "v1.yml",
            r#"- title: "Jahreskongress"
  zeit: "26. September 2020"
  ort: "Zoom Meeting um 20 Uhr"
  download: {type: bericht, url: 20200926_Jahreskongress.pdf, text: "Bericht von X"}
- title: "B"
  zeit: "27. September 2020"
  ort: "Kunstuniversität Graz"
  pict: docker.png
"#,
        )],
        &[
            "name = \"Jahreskongress\"\nstart = 2020-09-26",
            "online = true",
            "venue = \"Kunstuniversität Graz\"\ncity = \"Graz\"",
        ],
        &["https://", "Zoom"],
    ),
    // Flags as codes; a field with its name and TBC.
    (
        &[(
            "v2.csv",
            r#"date,flag,title,place_name
2014-07-29,gb,Missing Maps Party,MSF UK HQ
2014-11-07,ca,"Launch Party, Vancouver",BCIT Burnaby Campus
2014-11-08,us,Launch,Venue - TBC
"#,
        )],
        &[r#"country = "GB""#, "country = \"CA\"\n"],
        &["TBC"],
    ),
    // Places with dashes, brackets and strokes.
    (
        &[(
            "v6.yml",
            r#"- {Event: QCon, Data: 2016-04-27, Local: 'São Paulo - SP'}
- {Event: IoT,  Data: 2016-09-17, Local: 'Brasília - DF'}
- {Event: Ignite, Data: 2016-09-26, Local: 'Atlanta - GA - EUA'}
- {Event: CES,  Data: 2016-01-06, Local: 'Las Vegas - NV'}
- {Event: Moz,  Data: 2016-01-06, Local: 'Fondation Mozilla (Paris)'}
- {Event: Ass,  Data: 2016-01-06, Local: 'Paris - Assemblée nationale'}
- {Event: Man,  Data: 2016-01-06, Local: 'Manufacture des gobelins - Paris'}
- {Event: HATVP,  Data: 2016-01-06, Local: 'HATVP'}
- {Event: Sl,  Data: 2016-01-06, Local: 'Helsinki Expo and Convention Centre (Messukeskus), Helsinki, Finland'}
- {Event: Co,  Data: 2016-01-06, Local: 'Mon-Repos, Corfu/Greece'}
- {Event: Hu,  Data: 2016-01-06, Local: 'Budapest, Hungary HUSTEF2022'}
- {Event: SC,  Data: 2016-01-06, Local: 'SC21, online'}
- {Event: Onl,  Data: 2016-01-06, Local: 'Online via Zoom'}
- {Event: Urb,  Data: 2016-01-06, Local: 'Urbana/Champaign, IL'}
- {Event: HU,  Data: 2016-01-06, Local: 'HU Berlin (Germany)'}
- {Event: VT,  Data: 2016-01-06, Local: 'Virginia Tech (US)'}
- {Event: Villa,  Data: 2016-01-06, Local: 'Villa Garbald, Castasegna (Switzerland)'}
- {Event: Kav,  Data: 2016-01-06, Local: 'Kavli IPMU, Kashiwa, Chiba (Japan)'}
"#,
        )],
        &[
            "city = \"São Paulo\"\nstate = \"SP\"",
            "city = \"Brasília\"\nstate = \"DF\"",
            "city = \"Atlanta\"\nstate = \"GA\"\ncountry = \"US\"",
            "city = \"Las Vegas\"\nstate = \"NV\"",
            "venue = \"Fondation Mozilla\"\ncity = \"Paris\"",
            "venue = \"Assemblée nationale\"\ncity = \"Paris\"",
            "venue = \"Manufacture des gobelins\"\ncity = \"Paris\"",
            "venue = \"Helsinki Expo and Convention Centre (Messukeskus)\"\ncity = \"Helsinki\"",
            "venue = \"Mon-Repos\"\ncity = \"Corfu\"\ncountry = \"GR\"",
            "city = \"Budapest\" # was `Budapest, Hungary HUSTEF2022`\ncountry = \"HU\"",
            r#"city = "Urbana/Champaign""#,
            "venue = \"HU Berlin\"\ncity = \"Berlin\"",
            r#"venue = "Virginia Tech""#,
            "venue = \"Villa Garbald\"\ncity = \"Castasegna\"",
        ],
        &[r#"country = "SC""#, "Online via"],
    ),
    // What is struck out alone counts no more, names that are not known, several countries.
    (
        &[(
            "struck.csv",
            "Name,Start,End,City,Country,CFP deadline\nPyCon DE,2027-04-01,2027-04-03,Berlin,Germany,~~1 Mar 2027~~\n\
             TBA,2027-05-01,2027-05-03,Lyon,France,2027-03-04\nJSConf,2027-06-01,2027-06-02,,\"Germany, France\",2027-03-02\n\
             GoDays,~~5 May 2027~~,,Berlin,\"Atlanta, Georgia\",~~2027-03-02~~ 2027-03-09\n",
        )],
        &[
            "city = \"Berlin\"\ncountry = \"DE\"\n\n[[conference]]\nname = \"JSConf\"",
            "`1 Mar 2027` is struck out: it is no deadline",
            "TBA: its name is not known yet",
            "`Germany, France` are several countries: only DE is taken",
            "`5 May 2027` is struck out: GoDays is not dated by it",
            "due = 2027-03-09\nwas = [2027-03-02]",
            "country = \"US\"",
        ],
        &["name = \"TBA\"", "2027-03-01", "start = 2027-05-05", "city = \"Germany\""],
    ),
    (
        &[(
            "series.yml",
            "- {name: TBA, series: PyCon Italia, year: 2027, start: 2027-05-01, city: Bologna}\n\
             - {name: PyCon DE 2027, series: PyCon DE, year: 2027, start: 2027-06-01, city: Berlin}\n",
        )],
        &["name = \"PyCon Italia 2027\"", "series = \"PyCon DE\"", "the name `TBA 2027` is not known yet"],
        &["country"],
    ),
    // The keys of lists are topics, and the rest of a list is none.
    (
        &[(
            "topics.json",
            r#"{"frontend": [{"name": "A", "date": "2027-05-05"}, {"name": "B", "date": "2027-05-06"}],
 "devops": [{"name": "C", "date": "2027-06-05"}, {"name": "D", "date": "2027-06-06"}], "others": [{"name": "E", "date": "2027-07-05"}]}"#,
        )],
        &["id = \"a-2027\"\ntags = [\"frontend\"]", "id = \"d-2027\"\ntags = [\"devops\"]"],
        &["others"],
    ),
    (
        &[(
            "states.json",
            r#"{"upcoming": [{"name": "A", "date": "2027-05-05"}, {"name": "B", "date": "2027-05-06"}],
 "past": [{"name": "C", "date": "2026-06-05"}, {"name": "D", "date": "2026-06-06"}]}"#,
        )],
        &["name = \"D\""],
        &["tags"],
    ),
    // A list of others beside records.
    (
        &[(
            "others.yml",
            "A: {name: Aconf, date: 2027-05-05}\nB: {name: Bconf, date: 2027-05-06}\nC: {name: Cconf, date: 2027-05-07}\n\
             others:\n  - {name: Dconf, date: 2027-05-09}\n  - {name: Econf, date: 2027-05-10}\n",
        )],
        &["name = \"Aconf\"", "name = \"Dconf\"", "name = \"Econf\""],
        &["tags"],
    ),
    // Hours are no days.
    (
        &[(
            "v7.json",
            r#"[{"title":"Hazelcast","date":"06 février 2018 à 18h"},{"title":"Garage","date":"09 février 2018 de 14h à 16h"},
 {"title":"Kafka","date":"25 janvier 2018 à 12h"},{"title":"P","date":"Du 16 au 18 mai 2018"},{"title":"Q","date":"2026-11-02 9-17"},{"title":"R","date":"2026-12-07 - 10"},{"title":"S","date":"2026-11-03-05"},{"title":"T","date":"2026-March-07"},{"title":"U","date":"2026-Sept-12 Saturday"}]
"#,
        )],
        &[
            "name = \"Hazelcast\"\nstart = 2018-02-06 # at 18:00",
            "name = \"Garage\"\nstart = 2018-02-09 # at 14:00 to 16:00",
            "name = \"Kafka\"\nstart = 2018-01-25 # at 12:00",
            "start = 2018-05-16\nend = 2018-05-18",
            "name = \"Q\"\nstart = 2026-11-02 # at 09:00 to 17:00",
            "start = 2026-12-07\nend = 2026-12-10",
            "start = 2026-11-03\nend = 2026-11-05",
            "start = 2026-03-07",
            "start = 2026-09-12",
        ],
        &[],
    ),
    // Rounds of a track.
    (
        &[(
            "v9.yml",
            r#"- id: imwut2026
  name: IMWUT 2026
  dates: {start: '2026-10-13', end: '2026-10-15'}
  tracks:
    - name: IMWUT Papers
      rounds:
        - {round: Feb 2026 cycle, deadlines: {paper: '2026-02-01T23:59:59-12:00'}}
        - {round: May 2026 cycle, deadlines: {paper: '2026-05-01T23:59:59-12:00'}}
"#,
        )],
        &[
            "name = \"Feb 2026 cycle\"\ndue = 2026-02-01T23:59:59-12:00",
            "name = \"May 2026 cycle\"\ndue = 2026-05-01T23:59:59-12:00",
        ],
        &[r#"kind = "cfp""#],
    ),
    // A building in small letters beside its city.
    (
        &[(
            "v10.yml",
            r#"- {nombre: Taller, fecha: 2027-05-05, localidad: El Bolsón, nombre-lugar: sum de alas}
- {nombre: Otro, fecha: 2027-06-05, localidad: Mendoza, nombre-lugar: Espacio Zonda}
"#,
        )],
        &["venue = \"sum de alas\"\ncity = \"El Bolsón\""],
        &["was `sum"],
    ),
    // Several places, and times of day in fields of their own.
    (
        &[(
            "w3.yml",
            r#"- title: Hackathon - October 2023 (Barcelona)
  startDate: '2023-10-16'
  startTime: '10:00+02:00'
  endDate: '2023-10-18'
  endTime: '14:00+02:00'
  locations:
    - name: Barcelona, Spain
      geoCoordinates: [41.4021444, 2.191099]
- title: Hackathon - March 2023
  startDate: '2023-03-16'
  startTime: '10:00+02:00'
  endDate: '2023-03-18'
  endTime: '14:00+02:00'
  locations: [{name: QBiC, address: "Auf der Morgenstelle 10, 72076 Tübingen, Germany", links: "http://qbic.life"}]
- title: Bytesize
  startDate: '2023-04-16'
  startTime: '10:00+02:00'
  endDate: '2023-04-16'
  endTime: '14:00+02:00'
  locations: [{name: Online, links: ["https://doi.org/10", "https://www.youtube.com/x"]}]
"#,
        )],
        &[
            "start = 2023-10-16T10:00:00+02:00\nend = 2023-10-18T14:00:00+02:00",
            "city = \"Barcelona\"\ncountry = \"ES\"",
            r#"venue = "QBiC""#,
            "city = \"Tübingen\"\ncountry = \"DE\"",
            "online = true",
        ],
        &[],
    ),
    // Both days in a list, beside the day of a post.
    (
        &[
            (
                "w4/2017-06-14-Manchester.md",
                r#"---
title: "Manchester"
date: 2017-06-14 00:00:00
date_range:
    - 2017-07-15 00:00:00
    - 2017-07-16 00:00:00
---
text
"#,
            ),
            (
                "w4/2017-07-14-Gloucester.md",
                r#"---
title: "Gloucester"
date: 2017-07-14 00:00:00
date_range:
    - 2017-10-14 00:00:00
    - 2017-10-15 00:00:00
---
text
"#,
            ),
            (
                "w4/2018-01-27-Cardiff.md",
                r#"---
title: "Cardiff"
date: 2018-01-27 00:00:00
date_range:
    - 2018-01-27 00:00:00
    - 2018-01-28 00:00:00
---
text
"#,
            ),
        ],
        &[
            "name = \"Manchester\"\nstart = 2017-07-15\nend = 2017-07-16",
            "start = 2017-10-14\nend = 2017-10-15",
            "start = 2018-01-27\nend = 2018-01-28",
        ],
        &["2017-06-14"],
    ),
    // Files without a name, some with that of their proceedings.
    (
        &[
            (
                "w1/fpsac-2005.md",
                r#"---
layout: conf
year: 2005
institution: University of Messina
town: Taormina
country: Italy
dates: June 20 - 25
site: http://fpsac2005.example/
proceedings: {title: hosted at IGM, url: "http://igm.univ-mlv.fr/"}
---
"#,
            ),
            (
                "w1/fpsac-2019.md",
                r#"---
layout: conf
year: 2019
number: 31st
institution: University of Ljubljana
town: Ljubljana
country: Slovenia
dates: July 1--5
site: http://fpsac2019.fmf.uni-lj.si/
invited_speakers: [{name: Andrej Bauer, affiliation: "University of Ljubljana"}]
---
"#,
            ),
            (
                "w1/fpsac-2020.md",
                r#"---
layout: conf
year: 2020
town: Online
country:
dates: July 6 -- 24
site: http://fpsac2020.example/
proceedings: {title: SLC vol. 84B, url: "http://x.example/"}
add_info_short: Physical meeting in Ramat-Gan, Israel is cancelled!
executive_committee_contact: "Nicolas M. Thiéry, Université Paris Sud, France"
---
"#,
            ),
        ],
        &[
            r#"name = "fpsac-2005""#,
            "name = \"fpsac-2019\"\nstart = 2019-07-01\nend = 2019-07-05",
            "venue = \"University of Messina\"\ncity = \"Taormina\"",
        ],
        &["hosted", "Paris Sud", "short ="],
    ),
    // Dates with names are deadlines; a link in prose is not the site.
    (
        &[(
            "u16.md",
            r#"---
title: User Meeting 2020
event_date:
    start: 2020-04-06
    other_dates:
        - name: Submissions until
          date: 2020-02-27
        - name: Registration until
          date: 2020-03-05
location:
    name: ETH Zurich, Switzerland
---
The meeting is a day before the [ANT conference](http://ant.example/).
"#,
        )],
        &[
            "kind = \"paper\"\ndue = 2020-02-27",
            "kind = \"registration\"\ndue = 2020-03-05",
            "venue = \"ETH Zurich\"\ncity = \"Zurich\"\ncountry = \"CH\"",
        ],
        &["url ="],
    ),
    // The hour of a deadline in a field of its own.
    (
        &[(
            "t25.json",
            r#"[{"name": "Example HCI Conference 2027", "track": "Abstracts", "deadline_date": "2026-11-12", "deadline_time": "12:00", "url": "https://b.example/"},{"name": "Example B 2027", "track": "Papers", "deadline_date": "2026-12-12", "deadline_time": "23:59", "url": "https://c.example/"}]
"#,
        )],
        &["due = 2026-11-12T12:00:00"],
        &[],
    ),
    // A place as a list, and a code of Canada.
    (
        &[(
            "u12.yml",
            r#"- {name: Anthrocon 2026, startDate: 2026-07-02, location: ["David L. Lawrence Convention Center", "Pittsburgh, PA, USA"], country: US}
- {name: Fur-Eh 2026, startDate: 2026-08-02, venue: Hall, address: "4440 Gateway Blvd NW, Edmonton, AB T6H 5C2, Canada"}
- {name: Furality 2026, startDate: 2026-06-02, venue: VRChat}
"#,
        )],
        &[
            "venue = \"David L. Lawrence Convention Center\"\ncity = \"Pittsburgh\"\nstate = \"PA\"",
            "city = \"Edmonton\"\nstate = \"AB\"\ncountry = \"CA\"",
            "online = true",
        ],
        &[],
    ),
    // The event is after its kick-off.
    (
        &[(
            "t16.yml",
            r#"- {name: A Hackathon, region: "Santa Clara / 線上", dates: {kickoff: {value: 2026-08-17}, event: {value: 2026-09-02/2026-09-03}}}
- {name: B Hackathon, region: 線上, dates: {event: {value: 2026-09-03}}}
- {name: C Hackathon, region: 台灣, dates: {event: {value: 2026-09-04}}}
- {name: D Hackathon, region: "Cambridge, MA", dates: {event: {value: 2026-09-05}}}
"#,
        )],
        &["name = \"A Hackathon\"\nstart = 2026-09-02\nend = 2026-09-03", "city = \"Santa Clara\"\nonline = true"],
        &[],
    ),
    // A program with dates is no list of deadlines.
    (
        &[(
            "h.json",
            r#"{"hackathons": [{"id": "foundations", "name": "FOUNDATIONS", "dates": [{"date": "2026-03-03", "title": "Community Call — Apertura"}, {"date": "2026-03-17", "title": "Community Call — Cierre"}]},
                {"id": "identity", "name": "IDENTITY", "dates": [{"date": "2026-04-03", "title": "Community Call — Apertura"}, {"date": "2026-04-17", "title": "Community Call — Cierre"}]}]}"#,
        )],
        &["name = \"FOUNDATIONS\"\nstart = 2026-03-03"],
        &["deadline"],
    ),
    // The year of a conference that has no dates yet stands in its name.
    (
        &[(
            "waiting.json",
            r#"[{"name": "ESANN 2027", "url": "https://e.example/", "submission": {"type": "tbd", "date": ""}},
                {"name": "ICPR", "url": "https://i.example/", "submission": {"type": "aot", "aot": "2026-01-10T23:59:59"}},
                {"name": "Without a year", "url": "https://w.example/", "submission": {"type": "tbd", "date": ""}}]"#,
        )],
        &[
            "name = \"ESANN 2027\"\nexpected = \"2027\"",
            "ESANN 2027 has no date: 2027 is taken from its name",
            "it has neither a date nor a deadline",
        ],
        &["Without"],
    ),
    (
        &[(
            "waiting.md",
            "# Lagos\n\n- **Open Fest — A Festival — 2023**\n  - Date: TBA\n- **TechFest 2023**\n  - Date: TBA (to be announced)\n\
             - Other Days — The Days of Others — 2023 — 7 May 2023\n- **Foo**\n  - Date: 3 May 2023\n",
        )],
        &[
            "name = \"Open Fest — A Festival — 2023\"\nexpected = \"2023\"",
            "name = \"TechFest 2023\"\nexpected = \"2023\"",
            "name = \"Other Days — The Days of Others — 2023\"\nstart = 2023-05-07",
        ],
        &["Days\"\ncity", "city = \"The", "city = \"A "],
    ),
    // A place over the dates in one cell.
    (
        &[(
            "cell.html",
            "<!doctype html><table><tr><th>Conference<th>Where & When</tr><tr><td>ICEENG<td>Bengaluru, India<br>June 16-22, 2025</tr>\
             <tr><td>ICSE<td>Singapore<br>December 21-23, 2024</tr></table>",
        )],
        &[
            "end = 2025-06-22\nid = \"iceeng-2025\"\ncity = \"Bengaluru\"\ncountry = \"IN\"",
            "city = \"Singapore\"\ncountry = \"SG\"",
        ],
        &[],
    ),
    // The site of the place is not that of the event.
    (
        &[(
            "site.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20251023T180000Z\n\
             DESCRIPTION:At the garden (Website zur Location: https://garden.example/)\\; website: https://a.example/\nEND:VEVENT\n\
             BEGIN:VEVENT\nSUMMARY:B\nDTSTART:20251024T180000Z\nDESCRIPTION:<a href=\"https://m.example/\">Map</a>\\nhttps://b.example/.\nEND:VEVENT\n\
             END:VCALENDAR\n",
        )],
        &["url = \"https://a.example/\"", "url = \"https://b.example/\""],
        &["url = \"https://garden.example/\"", "url = \"https://m.example/\""],
    ),
    // Two dates without a word are both said.
    (
        &[("open.csv", "name,start,paper deadline\nA,2027-05-12,1 Feb (15 Feb)\nB,2027-06-12,2027-02-03\n")],
        &["`1 Feb (15 Feb)` names 1 Feb and 15 Feb, and not which of them counts: the deadline has no date"],
        &["due = 2027-02-01", "due = 2027-02-15"],
    ),
    (
        &[(
            "v.yml",
            "- {name: Varies, start: 2027-05-05, place: \"Varies (past summits in San Francisco, Amsterdam, Tokyo)\"}\n",
        )],
        &[],
        &["city", "venue"],
    ),
];

#[test]
fn each_kind_of_value_is_read() {
    check(CASES);
}

/// Imports the files of each case, and compares what comes of them.
pub(crate) fn check(cases: &[Case]) {
    for (files, has, lacks) in cases {
        let inputs: Vec<ImportInput> = files.iter().map(|(name, text)| ImportInput::new(*name, *text)).collect();
        let made = confcal::import(&inputs, &ImportOptions::default());
        let report = format!("{:?}", made.report);
        let name = files[0].0;
        let lines: Vec<&str> = made.list.lines().filter(|line| !line.starts_with('#')).collect();
        let list = lines.join("\n");
        for text in *has {
            assert!(list.contains(text) || report.contains(text), "{name}: {text}\n{list}\n{report}");
        }
        for text in *lacks {
            assert!(!list.contains(text), "{name}: not {text}\n{list}\n{report}");
        }
    }
}

/// The dates of a form settle their order among themselves, as those of a list with a guessed mapping do.
#[test]
fn a_form_settles_the_order_of_day_and_month() {
    let form = |first: &str, last: &str| {
        format!(
            "### Conference name\n\nTest Conf 2027\n\n### Website\n\nhttps://t.example/\n\n### First day\n\n{first}\n\n\
             ### Last day\n\n{last}\n\n### City\n\nOslo\n\n### Country\n\nNorway\n\n### Attendance\n\nIn person\n\n\
             ### Call for papers closes\n\n_No response_\n"
        )
    };
    let folder = Folder::new();
    for (first, last, start, end) in [
        ("1/11/2027", "13/11/2027", "2027-11-01", "2027-11-13"),
        ("11/1/2027", "11/13/2027", "2027-11-01", "2027-11-13"),
    ] {
        folder.put("form.md", &form(first, last));
        let run = folder.run("import form.md");
        assert!(run.out.contains(&format!("start = {start}\nend = {end}\n")), "{first}: {}", run.out);
        assert!(!run.err.contains("may be"), "{}", run.err);
    }
    // A deadline that names no day is said.
    folder.put("form.md", &form("2027-11-01", "2027-11-13").replace("_No response_", "end of May 2027"));
    let run = folder.run("import form.md");
    assert!(run.out.contains("# due: was `end of May 2027`"), "{}", run.out);
    assert!(run.err.contains("form.md:30: `end of May 2027` names no day: the deadline has no date"), "{}", run.err);
}

/// A country in the field of a city is neither a state nor a part of the city.
#[test]
fn a_city_may_have_its_country_beside_it() {
    let mut wrong = Vec::new();
    for (city, country, expected) in [
        ("Accra", "Ghana", "Accra; ; GH"),
        ("Accra, Ghana", "Ghana", "Accra; ; GH"),
        ("Accra, GH", "Ghana", "Accra; ; GH"),
        ("Accra (Ghana)", "Ghana", "Accra; ; GH"),
        ("Accra/Ghana", "Ghana", "Accra; ; GH"),
        ("Accra Ghana", "Ghana", "Accra; ; GH"),
        ("Ghana, Accra", "Ghana", "Accra; ; GH"),
        ("Accra, Greater Accra, Ghana", "Ghana", "Accra; Greater Accra; GH"),
        ("Accra, Ghana", "", "Accra; ; GH"),
        ("Accra, Ghana", "Nigeria", "Accra; ; NG"),
        ("Washington, DC", "USA", "Washington; DC; US"),
        ("Washington, D.C.", "United States", "Washington; DC; US"),
        ("Washington, DC, USA", "US", "Washington; DC; US"),
        ("San Jose, CA", "USA", "San Jose; CA; US"),
        ("San Jose CA", "USA", "San Jose CA; ; US"),
        ("Toronto, CA", "Canada", "Toronto; ; CA"),
        ("Toronto, ON", "Canada", "Toronto; ON; CA"),
        ("Atlanta, Georgia", "USA", "Atlanta; Georgia; US"),
        ("Tbilisi, Georgia", "Georgia", "Tbilisi; ; GE"),
        ("San Juan, Puerto Rico", "USA", "San Juan; Puerto Rico; US"),
        ("Newcastle, England", "UK", "Newcastle; England; GB"),
        ("London, U.K.", "United Kingdom", "London; ; GB"),
        ("New York, USA", "USA", "New York; ; US"),
        ("Mexico City, Mexico", "Mexico", "Mexico City; ; MX"),
        ("Panama City", "Panama", "Panama City; ; PA"),
        ("Guatemala", "Guatemala", "Guatemala; ; GT"),
        ("Singapore", "Singapore", "Singapore; ; SG"),
        ("Singapore, Singapore", "Singapore", "Singapore; ; SG"),
        ("Luxembourg, Luxembourg", "Luxembourg", "Luxembourg; ; LU"),
        ("Hong Kong", "Hong Kong", "Hong Kong; ; HK"),
        ("Santa Cruz de Tenerife, Spain", "Spain", "Santa Cruz de Tenerife; ; ES"),
        ("München, Deutschland", "Germany", "München; ; DE"),
        ("Köln, DE", "DE", "Köln; ; DE"),
    ] {
        let csv = format!("name,start,city,country\nA,2027-05-01,\"{city}\",{country}\nB,2027-05-01,Oslo,Norway\n");
        let mut options = ImportOptions::default();
        let fields = ["name", "start", "city", "country"].map(|key| format!("{key} = \"{key}\"\n"));
        options.mapping = Some(format!("records.at = \"*\"\n\n[fields]\n{}", fields.concat()));
        let import = confcal::import(&[ImportInput::new("list.csv", csv)], &options);
        let list: toml::Table = import.list.parse().expect("TOML");
        let entry = &list["conference"][0];
        let value = |key: &str| entry.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let found = format!("{}; {}; {}", value("city"), value("state"), value("country"));
        if found != expected || entry.get("venue").is_some() || entry.get("address").is_some() {
            wrong.push(format!("{city} | {country}: {found}, not {expected}"));
        }
        if country == "Nigeria" {
            let says = |remark: &confcal::Remark| remark.message.contains("`Ghana` is a country, and not a state");
            assert!(import.report.changed.iter().any(says), "{:?}", import.report);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
