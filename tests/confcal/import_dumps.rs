//! Dumps of stores and services, which put maps and lists of their own around the values.

use crate::import_values::{Case, check};

const CASES: &[Case] = &[
    // Maps and lists around those of a keeper: `data.attributes`, `edges.node`, `fields`.
    (
        &[(
            "strapi.json",
            r#"{"data": [
 {"id": 1, "attributes": {"title": "A", "startsAt": "2027-09-16", "venue": {"data": {"attributes": {"name": "Hall", "city": "Oslo", "country": "Norway"}}},
  "topics": {"data": [{"id": 1, "attributes": {"name": "Rust"}}, {"id": 2, "attributes": {"name": "Web"}}]}}},
 {"id": 2, "attributes": {"title": "B", "startsAt": "2027-10-16", "venue": {"data": null}, "topics": {"data": [{"id": 2, "attributes": {"name": "Web"}}]}}}]}"#,
        )],
        &["venue = \"Hall\"\ncity = \"Oslo\"\ncountry = \"NO\"\ntags = [\"Rust\", \"Web\"]", "tags = [\"Web\"]"],
        &[],
    ),
    (
        &[(
            "graphql.json",
            r#"{"data": {"conferences": {"pageInfo": {"hasNextPage": false}, "edges": [
 {"cursor": "a", "node": {"name": "A", "startsOn": "2027-02-17", "city": {"name": "Bengaluru", "country": {"code": "IN", "name": "India"}}, "tags": {"edges": [{"node": {"name": "APIs"}}]}}},
 {"cursor": "b", "node": {"name": "B", "startsOn": "2027-06-23", "city": {"name": "Nairobi", "country": {"code": "KE", "name": "Kenya"}}, "tags": {"edges": [{"node": {"name": "Go"}}]}}}]}}}"#,
        )],
        &[
            "city = \"Bengaluru\"\ncountry = \"IN\"\ntags = [\"APIs\"]",
            "city = \"Nairobi\"\ncountry = \"KE\"\ntags = [\"Go\"]",
        ],
        &[],
    ),
    // The type of a value is none.
    (
        &[(
            "sanity.json",
            r#"[{"_type": "conference", "title": "A", "period": {"_type": "dateRange", "start": "2027-05-19", "end": "2027-05-20"}, "where": {"city": "Oslo", "geo": {"_type": "geopoint", "lat": 59.91, "lng": 10.75}}, "tags": [{"_key": "a", "_type": "tag", "label": "CMS"}], "slug": {"_type": "slug", "current": "a-2027"}},
 {"_type": "conference", "title": "B", "period": {"_type": "dateRange", "start": "2027-06-19", "end": "2027-06-20"}, "where": {"city": "Bergen", "geo": {"_type": "geopoint", "lat": 60.39, "lng": 5.32}}, "tags": [{"_key": "b", "_type": "tag", "label": "Text"}], "slug": {"_type": "slug", "current": "b-2027"}}]"#,
        )],
        &["id = \"a-2027\"\ncity = \"Oslo\"", "tags = [\"Text\"]", "where.geo._type"],
        &["venue"],
    ),
    // Topics that are true; codes of countries in maps of their own.
    (
        &[(
            "firebase.json",
            r#"{"events": {"-Nq1": {"title": "A", "start": 1826582400000, "tags": {"android": true, "cloud": false}, "venue": {"name": "Hub", "address": {"city": "Lagos", "country": {"code": "NG"}}}},
 "-Nq2": {"title": "B", "start": 1827187200000, "tags": {"android": false, "cloud": true}, "venue": {"name": "Casa", "address": {"city": "Quito", "country": {"code": "EC"}}}}}}"#,
        )],
        &[
            "start = 2027-11-19",
            "city = \"Lagos\"\ncountry = \"NG\"\ntags = [\"android\"]",
            "city = \"Quito\"\ncountry = \"EC\"\ntags = [\"cloud\"]",
        ],
        &[],
    ),
    (
        &[(
            "flags.yml",
            "- {name: A, date: 2027-05-01, topics: {web: yes, ai: no}}\n- {name: B, date: 2027-06-01, topics: {web: no, ai: yes}, options: {catering: yes}}\n",
        )],
        &["name = \"A\"\nstart = 2027-05-01\nid = \"a-2027\"\ntags = [\"web\"]", "tags = [\"ai\"]"],
        &["catering\""],
    ),
    // A name and a slug of a topic are one.
    (
        &[(
            "slugs.json",
            r#"[{"name": "A", "date": "2027-05-01", "category": {"name": "Machine Learning", "slug": "machine-learning"}},
 {"name": "B", "date": "2027-06-01", "category": {"name": "Web", "slug": "web"}}]"#,
        )],
        &["tags = [\"Machine Learning\"]", "tags = [\"Web\"]"],
        &[],
    ),
    // Days below their months and years.
    (
        &[(
            "years.yml",
            "2027:\n  may:\n    - {name: A, days: 11-13, city: Oslo}\n    - {name: B, days: 8}\n  september:\n    - {name: C, days: 30-2}\n2028:\n  february:\n    - {name: D, days: 10 & 11}\n",
        )],
        &[
            "start = 2027-05-11 # was `11-13`, the year is from around it\nend = 2027-05-13",
            "start = 2027-05-08",
            "start = 2027-09-30 #",
            "end = 2027-10-02",
            "start = 2028-02-10 #",
            "end = 2028-02-11",
        ],
        &[],
    ),
    // A number of days is none of a month.
    (
        &[("length.csv", "name,start,days\nA,2027-05-30,3\nB,2027-06-01,1\n")],
        &["start = 2027-05-30\nend = 2027-06-01", "start = 2027-06-01"],
        &[],
    ),
    // What stands for a whole country is no city.
    (
        &[(
            "all.csv",
            "titolo,data,luogo\nLinux Day,23/10/2027,tutta Italia\nB,24/10/2027,\"Pisa, Italia\"\nC,25/10/2027,across Spain\n",
        )],
        &["country = \"IT\"", "country = \"ES\"", "city = \"Pisa\"\ncountry = \"IT\""],
        &["city = \"tutta", "city = \"across"],
    ),
    (
        &[(
            "ja.csv",
            "イベント名,開始日,会場,開催形式\nA,2027/5/12,文化会館,オフライン\nB,2027/9/25,国際会議場,ハイブリッド\nC,2027/8/21,,オンライン開催\n",
        )],
        &[
            "name = \"B\"\nstart = 2027-09-25\nid = \"b-2027\"\nvenue = \"国際会議場\"\nonline = true",
            "id = \"c-2027\"\nonline = true",
        ],
        &["venue = \"文化会館\"\nonline"],
    ),
    // The response of authors is none of the chairs.
    (
        &[(
            "rebuttal.json",
            r#"[{"name": "A", "date": "2027-06-14", "deadlines": [{"name": "Paper submission", "date": "2026-11-13"}, {"name": "Author response", "date": "2027-02-02"}, {"name": "Author notification", "date": "2027-02-25"}]},
 {"name": "B", "date": "2027-07-14", "deadlines": [{"name": "Papers", "date": "2026-12-13"}, {"name": "Rebuttal", "date": "2027-03-02"}]}]"#,
        )],
        &[
            "kind = \"other\"\nname = \"Author response\"\ndue = 2027-02-02",
            "kind = \"notification\"\ndue = 2027-02-25",
            "name = \"Rebuttal\"",
        ],
        &[],
    ),
];

#[test]
fn values_are_found_in_the_maps_of_programs() {
    check(CASES);
}

const SERVICES: &[Case] = &[
    // A text beside its HTML, a time beside the same in UTC, and a currency that is no name.
    (
        &[(
            "tickets.json",
            r#"{"events": [
 {"name": {"text": "A", "html": "<b>A</b>"}, "id": "1", "url": "https://tickets.example/1", "start": {"timezone": "Africa/Lagos", "local": "2027-11-21T09:00:00", "utc": "2027-11-21T08:00:00Z"}, "end": {"timezone": "Africa/Lagos", "local": "2027-11-21T18:00:00", "utc": "2027-11-21T17:00:00Z"}, "currency": "NGN", "status": "live"},
 {"name": {"text": "B", "html": "B"}, "id": "2", "url": "https://tickets.example/2", "start": {"timezone": "Europe/London", "local": "2027-03-07T14:00:00", "utc": "2027-03-07T14:00:00Z"}, "end": {"timezone": "Europe/London", "local": "2027-03-07T16:00:00", "utc": "2027-03-07T16:00:00Z"}, "status": "canceled"}]}"#,
        )],
        &[
            "name = \"A\"\nstart = 2027-11-21T09:00:00\nend = 2027-11-21T18:00:00\nid = \"a-2027\"\ntimezone = \"Africa/Lagos\"",
            "name = \"B\"\nstart = 2027-03-07T14:00:00\nend = 2027-03-07T16:00:00",
            "status = \"cancelled\"",
        ],
        &["NGN\""],
    ),
    // Hours of the same name, an address on several lines, and the day, the zone and the person of the record.
    (
        &[(
            "indico.json",
            r#"{"results": [
 {"title": "A", "startDate": {"date": "2027-05-25", "time": "08:00:00", "tz": "Europe/Berlin"}, "endDate": {"date": "2027-05-29", "time": "18:00:00", "tz": "Europe/Berlin"}, "location": "DESY, Hamburg", "address": "Notkestraße 85\n22607 Hamburg\nGermany", "creationDate": {"date": "2025-11-05", "time": "10:22:31", "tz": "Europe/Zurich"}, "creator": {"fullName": "Doe, Jane"}, "visibility": {"name": "Everywhere"}},
 {"title": "B", "startDate": {"date": "2027-09-07", "time": "09:00:00", "tz": "Asia/Bangkok"}, "endDate": {"date": "2027-09-11", "time": "18:00:00", "tz": "Asia/Bangkok"}, "location": "Bangkok, Thailand", "address": "", "creationDate": {"date": "2025-12-05", "time": "10:22:31", "tz": "Europe/Zurich"}, "creator": {"fullName": "Roe, Jim"}, "visibility": {"name": "Everywhere"}}]}"#,
        )],
        &[
            "start = 2027-05-25T08:00:00\nend = 2027-05-29T18:00:00\nid = \"a-2027\"\ntimezone = \"Europe/Berlin\"",
            "address = \"Notkestraße 85, 22607 Hamburg, Germany\"\ncity = \"Hamburg\"\ncountry = \"DE\"",
            "timezone = \"Asia/Bangkok\"",
        ],
        &["2025", "aliases", "Everywhere\""],
    ),
    // Topics as pairs of a kind and a value; instants of two days.
    (
        &[(
            "all-events.json",
            r#"[{"name": "A", "date": [1768435200000, 1768694400000], "hyperlink": "https://a.example/", "location": "Grenoble (France)", "tags": [{"key": "tech", "value": "cloud"}, {"key": "topic", "value": "java"}]},
 {"name": "B", "date": [1769385600000], "hyperlink": "https://b.example/", "location": "London (UK)", "tags": []}]"#,
        )],
        &["start = 2026-01-15\nend = 2026-01-18", "tags = [\"cloud\", \"java\"]"],
        &["\"tech\""],
    ),
    // Values under the names of their types, text in pieces, and a period without an end.
    (
        &[(
            "notion.json",
            r#"{"object": "list", "results": [
 {"object": "page", "id": "p1", "created_time": "2026-01-01T10:00:00.000Z", "properties": {"Name": {"id": "t", "type": "title", "title": [{"type": "text", "text": {"content": "A "}, "plain_text": "A "}, {"type": "text", "text": {"content": "Days"}, "plain_text": "Days"}]}, "Date": {"id": "a", "type": "date", "date": {"start": "2027-05-20", "end": "2027-05-22", "time_zone": null}}, "Where": {"id": "b", "type": "rich_text", "rich_text": [{"type": "text", "plain_text": "Munich, Germany"}]}, "Site": {"id": "c", "type": "url", "url": "https://a.example"}, "Topics": {"id": "d", "type": "multi_select", "multi_select": [{"id": "1", "name": "Kotlin", "color": "blue"}]}, "CFP": {"id": "e", "type": "date", "date": {"start": "2026-11-30", "end": null, "time_zone": null}}}},
 {"object": "page", "id": "p2", "created_time": "2026-01-01T10:00:00.000Z", "properties": {"Name": {"id": "t", "type": "title", "title": [{"type": "text", "text": {"content": "B"}, "plain_text": "B"}]}, "Date": {"id": "a", "type": "date", "date": {"start": "2027-09-23", "end": null, "time_zone": null}}, "Where": {"id": "b", "type": "rich_text", "rich_text": []}, "Site": {"id": "c", "type": "url", "url": null}, "Topics": {"id": "d", "type": "multi_select", "multi_select": []}, "CFP": {"id": "e", "type": "date", "date": null}}}]}"#,
        )],
        &[
            "name = \"A Days\"\nstart = 2027-05-20\nend = 2027-05-22\nid = \"a-days-2027\"\nurl = \"https://a.example\"\ncity = \"Munich\"\ncountry = \"DE\"\ntags = [\"Kotlin\"]",
            "kind = \"cfp\"\ndue = 2026-11-30",
            "name = \"B\"\nstart = 2027-09-23\nid",
        ],
        &["rich_text\"", "opens"],
    ),
    // The day behind the last one.
    (
        &[(
            "calendar.json",
            r#"{"summary": "Events", "items": [
 {"iCalUID": "a1@google.com", "summary": "A", "start": {"date": "2027-05-27"}, "end": {"date": "2027-05-31"}},
 {"iCalUID": "a2@google.com", "summary": "B", "start": {"dateTime": "2027-03-14T10:00:00+01:00"}, "end": {"dateTime": "2027-03-14T18:00:00+01:00"}}]}"#,
        )],
        &["start = 2027-05-27\nend = 2027-05-30", "end = 2027-03-14T18:00:00+01:00"],
        &[],
    ),
    // Without a calendar, the last day is meant.
    (
        &[(
            "days.json",
            r#"[{"name": "A", "start": {"date": "2027-05-27"}, "end": {"date": "2027-05-31"}}, {"name": "B", "start": {"date": "2027-06-27"}, "end": {"date": "2027-06-28"}}]"#,
        )],
        &["end = 2027-05-31", "end = 2027-06-28"],
        &[],
    ),
    // Rows under a row of names, below a key and alone.
    (
        &[(
            "values.json",
            r#"{"range": "Sheet1!A1:C3", "majorDimension": "ROWS", "values": [["Conference", "Start date", "City"], ["A", "2027-03-24", "Oslo"], ["B", "2027-04-24", "Rome"]]}"#,
        )],
        &["name = \"A\"\nstart = 2027-03-24", "city = \"Rome\"", "read: 2, written: 2"],
        &["name = \"Conference\""],
    ),
    (
        &[(
            "rows.json",
            r#"[["Conference", "Start date", "City"], ["A", "2027-03-24", "Oslo"], ["B", "2027-04-24", "Rome"]]"#,
        )],
        &["name = \"A\"\nstart = 2027-03-24", "read: 2, written: 2"],
        &["name = \"Conference\""],
    ),
    // The parts of a date are no edition, and the address of an interface no link.
    (
        &[(
            "posts.json",
            r#"{"events": [
 {"title": "A", "url": "https://c.example/event/a/", "rest_url": "https://c.example/wp-json/events/1", "start_date": "2027-03-21 18:00:00", "start_date_details": {"year": "2027", "month": "03", "day": "21"}, "end_date": "2027-03-21 20:00:00", "timezone": "Europe/Copenhagen"},
 {"title": "B", "url": "https://c.example/event/b/", "rest_url": "https://c.example/wp-json/events/2", "start_date": "2027-03-25 18:00:00", "end_date": "2027-03-25 20:30:00", "timezone": "Europe/Copenhagen"}]}"#,
        )],
        &["name = \"A\"\nstart = 2027-03-21T18:00:00\nend = 2027-03-21T20:00:00", "rest_url"],
        &["A 2027", "links"],
    ),
    (
        &[(
            "drupal.json",
            r#"{"data": [
 {"attributes": {"title": "A", "field_event_date": {"value": "2027-03-23", "end_value": "2027-03-26"}, "field_location": {"country_code": "US", "administrative_area": "IL", "locality": "Chicago"}, "path": {"alias": "/event/a"}}},
 {"attributes": {"title": "B", "field_event_date": {"value": "2027-07-10", "end_value": "2027-07-12"}, "field_location": {"country_code": "US", "administrative_area": "NC", "locality": "Asheville"}, "path": {"alias": "/event/b"}}}]}"#,
        )],
        &["start = 2027-03-23\nend = 2027-03-26", "city = \"Chicago\"\nstate = \"IL\"\ncountry = \"US\""],
        &["tags", "aliases"],
    ),
    // The place of a group is not that of its meetings, and a short description no short name.
    (
        &[(
            "groups.json",
            r#"[{"title": "A", "description_short": "Talks", "start_date": "2027-04-22", "is_online_event": false, "venue": {"name": "Hub", "lat": 52.51, "lon": 13.42}, "group": {"name": "G", "lat": 52.5, "lon": 13.4}},
 {"title": "B", "description_short": "More", "start_date": "2027-05-20", "is_online_event": true, "group": {"name": "G", "lat": 52.5, "lon": 13.4}}]"#,
        )],
        &["geo = { lat = 52.51, lon = 13.42 }", "description = \"Talks\"", "online = true"],
        &["short =", "52.5, "],
    ),
    // The page of a call beside the site, and how one takes part as a kind of place.
    (
        &[(
            "calls.json",
            r#"[{"name": "A", "website": "https://a.example", "location_type": "offline", "event_starts_at": "2027-10-14", "cfp_closes_at": "2027-05-15", "url": "https://www.papercall.io/a"},
 {"name": "B", "website": "https://b.example", "location_type": "online", "event_starts_at": "2027-11-14", "cfp_closes_at": "2027-06-15", "url": "https://www.papercall.io/b"}]"#,
        )],
        &["due = 2027-05-15\nurl = \"https://www.papercall.io/a\"", "url = \"https://b.example\"\nonline = true"],
        &["links"],
    ),
    // A list of calls, each with its conference.
    (
        &[(
            "all-cfps.json",
            r#"[{"link": "https://sessionize.com/a", "until": "05-October-2026", "untilDate": 1791158400000, "conf": {"name": "A", "date": [1800057600000, 1800144000000], "hyperlink": "https://a.example"}},
 {"link": "https://sessionize.com/b", "until": "15-October-2026", "untilDate": 1792022400000, "conf": {"name": "B", "date": [1802736000000], "hyperlink": "https://b.example"}}]"#,
        )],
        &[
            "start = 2027-01-16\nend = 2027-01-17\nid = \"a-2027\"\nurl = \"https://a.example\"\n\n[[conference.deadline]]\nkind = \"cfp\"\ndue = 2026-10-05\nurl = \"https://sessionize.com/a\"",
            "start = 2027-02-16\nid",
        ],
        &[],
    ),
    // What is called `until` and ends the conference.
    (
        &[(
            "until.json",
            r#"[{"name": "A", "from": "2027-05-03", "until": "2027-05-05"}, {"name": "B", "from": "2027-06-03", "until": "2027-06-04"}]"#,
        )],
        &["end = 2027-05-05", "end = 2027-06-04"],
        &["deadline"],
    ),
    // The parts of an address, details of a building, times in maps of their own, and the last change of a record.
    (
        &[(
            "venues.json",
            r#"[{"title": "A", "start": {"timestamp": 1800090000, "displaylocal": "Sat 16th January 2027"}, "end": {"timestamp": 1800104400, "displaylocal": "Sat 16th January 2027"}, "lastChange": "2026-01-03T10:00:00Z", "venue_details": "Second floor", "venue": {"title": "Hub", "street_address": "1120 NW Couch St", "locality": "Portland", "region": "OR", "country": "US"}},
 {"title": "B", "start": {"timestamp": 1802768400, "displaylocal": "Tue 16th February 2027"}, "end": {"timestamp": 1802782800, "displaylocal": "Tue 16th February 2027"}, "lastChange": "2026-02-03T10:00:00Z", "venue_details": "", "venue": {"title": "Hall", "street_address": "", "locality": "Seattle", "region": "WA", "country": "US"}}]"#,
        )],
        &[
            "start = 2027-01-16T09:00:00Z\nend = 2027-01-16T13:00:00Z",
            "venue = \"Hub\"\naddress = \"1120 NW Couch St\"\ncity = \"Portland\"\nstate = \"OR\"\ncountry = \"US\"",
            "venue = \"Hall\"\ncity = \"Seattle\"\nstate = \"WA\"",
            "lastChange",
        ],
        &["end = 2026"],
    ),
    // Of two texts for a place, neither names a state.
    (
        &[(
            "places.json",
            r#"[{"name": "A", "date": "2027-11-14", "location": {"short": "Dundee, United Kingdom", "detailed": "Dundee, City Square"}}, {"name": "B", "date": "2027-11-15", "location": {"short": "Karlsruhe, Germany", "detailed": "Karlsruhe, Am Markt"}}]"#,
        )],
        &["city = \"Dundee\"\ncountry = \"GB\""],
        &["state"],
    ),
    // A fork of a known list has deadlines of its own.
    (
        &[(
            "fork.yml",
            "- {title: PLDI, year: 2026, id: pldi26, link: 'https://a.example', deadline: '2025-11-13 23:59:59', rebuttal_start: '2026-02-17 00:00:00', rebuttal_end: '2026-02-22 23:59:59', notification: '2026-03-05 23:59:59', timezone: UTC-12, place: 'Boulder, Colorado, USA', date: 'June 15-19, 2026', start: 2026-06-15, end: 2026-06-19, sub: PL}\n\
             - {title: ICSE, year: 2027, id: icse27, link: 'https://b.example', deadline: '2026-06-30 23:59:59', early_rejection: '2026-09-01', notification: '2026-10-20 23:59:59', timezone: UTC-12, place: 'Dublin, Ireland', date: 'April 25 - May 1, 2027', start: 2027-04-25, end: 2027-05-01, sub: SE, venue: RDS, status: cancelled}\n",
        )],
        &[
            "name = \"Rebuttal\"\ndue = 2026-02-22T23:59:59\nopens = 2026-02-17",
            "kind = \"notification\"\ndue = 2026-03-05T23:59:59",
            "kind = \"notification\"\nname = \"Early rejection\"\ndue = 2026-09-01",
            "mapping: \"ai-deadlines\"",
            "notification from `notification`",
            "venue = \"RDS\"",
            "status = \"cancelled\"",
        ],
        &["early-bird"],
    ),
    // Several dates where a shipped mapping has one.
    (
        &[(
            "several.yml",
            "- {title: PLDI, year: 2027, id: pldi27, link: 'https://a.example', deadline: ['2026-11-01 17:00:00', '2027-01-01 17:00:00'], timezone: UTC-12, place: 'Dublin, Ireland', date: 'June 15-19, 2027', start: 2027-06-15, end: 2027-06-19, sub: PL}\n",
        )],
        &["due = 2026-11-01T17:00:00", "due = 2027-01-01T17:00:00"],
        &[],
    ),
    // Lists of days below their month and year, beside conferences that wait for a day.
    (
        &[(
            "meses.json",
            r#"{"eventos": [{"ano": 2027, "meses": [{"mes": "setembro", "eventos": [
 {"nome": "RubyConf", "data": ["09"], "url": "https://a.example", "cidade": "São Paulo", "uf": "SP"}, {"nome": "CodeCon", "data": ["22", "23", "24"], "url": "https://b.example", "cidade": "Recife", "uf": "PE"}]}]}],
 "tba": [{"nome": "Latinoware", "url": "https://c.example", "cidade": "Foz do Iguaçu", "uf": "PR"}, {"nome": "Select", "url": "https://d.example", "cidade": "Natal", "uf": "RN"}]}"#,
        )],
        &["start = 2027-09-09", "start = 2027-09-22", "end = 2027-09-24", "`tba` is another list"],
        &[],
    ),
    // The opening of the registration is not the beginning.
    (
        &[(
            "acts.yml",
            "- {name: A, act_open: '0:0:0 02/07/2027', begin: '0:0:0 19/09/2027', end: '0:0:0 20/09/2027'}\n- {name: B, act_open: '0:0:0 23/06/2027', begin: '0:0:0 21/11/2027', end: '0:0:0 21/11/2027'}\n",
        )],
        &["start = 2027-09-19\nend = 2027-09-20", "start = 2027-11-21"],
        &["start = 2027-07", "start = 2027-06"],
    ),
    // Without another site, the page of the call leads there.
    (
        &[(
            "only.json",
            r#"[{"name": "A", "date": "2027-10-14", "url": "https://sessionize.com/a"}, {"name": "B", "date": "2027-10-15", "url": "https://sessionize.com/b"}]"#,
        )],
        &["url = \"https://sessionize.com/a\""],
        &["deadline"],
    ),
];

#[test]
fn dumps_of_services_come_in() {
    check(SERVICES);
}
