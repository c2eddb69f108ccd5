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
