//! Tests of addresses and queries.

use super::*;

#[test]
fn the_path_of_the_address_is_compared_as_it_is_meant() {
    for (base, asked) in [
        ("https://example.org/a%20b/", "/a%20b/"),
        ("https://example.org/%61b", "/ab/"),
        ("https://example.org/ä/", "/%C3%A4/"),
        ("https://example.org/x/y/", "/x/y/"),
    ] {
        let state = state_at(LIST, base);
        assert_eq!(get(&state, &format!("{asked}all.ics")).status, 200, "{base}");
        assert_eq!(get(&state, asked).status, 200, "{base}");
        // Without the trailing slash, relative links of the page would lead one folder above.
        let bare = asked.trim_end_matches('/');
        let got = get(&state, &format!("{bare}?lang=de"));
        let last = bare.rsplit('/').next().unwrap();
        let location = format!("./{last}/?lang=de");
        assert_eq!((got.status.as_u16(), got.header("location")), (301, Some(&*location)), "{base}");
    }
    assert_eq!(get(&state_at(LIST, "https://example.org/"), "/").status, 200);
}

#[test]
fn a_plus_means_itself_where_a_name_has_it() {
    let entry = |name: &str, tags: &str| {
        format!("[[conference]]\nname = '{name}'\nstart = 2022-07-11\ncity = 'X'\ntags = [{tags}]\n")
    };
    let list = format!(
        "[feed]\nid = 'x'\n{}{}{}{}",
        entry("C", "'C'"),
        entry("Two", "'C++', 'machine learning'"),
        entry("Three", "'C++', 'A+B', 'a b'"),
        entry("Four", "'a b'"),
    );
    let state = state_at(&list, "https://example.org/");
    for (query, events) in [
        ("tag=C", 1),
        ("tag=C++", 2),
        ("tag=c%2B%2B", 2),
        ("tag=machine+learning", 1),
        ("tag=machine%20learning", 1),
        ("tag=A+B", 1),
        ("tag=A%20B", 2),
    ] {
        assert_eq!(get(&state, &format!("/feed.ics?{query}")).events(), events, "{query}");
    }
    let only_c = state_at(&format!("[feed]\nid = 'x'\n{}", entry("C", "'C'")), "https://example.org/");
    assert_eq!(get(&only_c, "/feed.ics?tag=C%2B%2B").status, 400);
    assert_eq!(get(&only_c, "/feed.ics?tag=C++").status, 400);
}

/// A subscription to several conferences outlives each of them; a value that can be no name is still a mistake.
#[test]
fn an_id_that_is_gone_ends_no_subscription() {
    let state = state();
    let id = "pycon-de-2022";
    assert_eq!(get(&state, &format!("/feed.ics?id={id}&only=conferences")).events(), 1);
    for (query, status, events) in [
        ("id=pycon-de-2022&id=gone-2021&only=conferences", 200, 1),
        ("id=gone-2021,PYCON-DE-2022&only=conferences", 200, 1),
        ("id=gone-2021", 200, 0),
        ("id=not+an+id", 400, 0),
        ("id=", 400, 0),
        ("country=zz&id=pycon-de-2022", 400, 0),
        ("tag=gone", 400, 0),
    ] {
        let got = get(&state, &format!("/feed.ics?{query}"));
        assert_eq!((got.status.as_u16(), got.events()), (status, events), "{query}: {}", got.text());
    }
    let gone = get(&state, "/feed.ics?id=gone-2021");
    assert!(
        gone.text().contains("\r\nNAME:Python conferences: gone-2021\r\n"),
        "the name that it had: {}",
        gone.text()
    );
}

#[test]
fn a_query_is_a_part_of_the_feed_of_all() {
    let state = state();
    let all = get(&state, "/all.ics");
    let got = get(&state, "/feed.ics?region=dach&only=conferences,deadlines");
    assert_eq!(got.events(), 2);
    assert!(got.text().contains("NAME:Python conferences: dach\\, conferences\\, deadlines\r\n"));
    let source = "https://example.org/conferences/feed.ics?region=dach&only=conferences&only=deadlines";
    assert!(got.text().replace("\r\n ", "").contains(&format!("SOURCE;VALUE=URI:{source}\r\n")), "{}", got.text());
    for event in got.text().split("BEGIN:VEVENT\r\n").skip(1) {
        let event = event.split("END:VEVENT").next().unwrap();
        assert!(all.text().contains(event), "it is the same event");
    }
    for (query, events) in [
        ("", 3),
        ("tag=DJANGO", 1),
        ("country=germany&country=us", 3),
        ("year=2021", 0),
        ("tag=C%2B%2B", 1),
        ("from=today+30d&until=today%2B31d", 0),
        ("tag=django&utm_source=mail&fbclid=1", 1),
    ] {
        assert_eq!(get(&state, &format!("/feed.ics?{query}")).events(), events, "{query}");
    }
}

#[test]
fn a_query_that_cannot_be_is_told_what_would_be_right() {
    let state = state();
    for (query, says) in [
        ("regoin=europe", "there is no filter `regoin`; did you mean `region`?"),
        ("region=europa", "there is no region `europa`; did you mean `europe`?"),
        ("tag=pyton", "no conference of the list has the tag `pyton`; did you mean `python`?"),
        ("year=22", "`22` is not a year; write it in four digits: `2022`"),
        ("near=1,2", "`1,2` is not a circle"),
        ("only=", "there is no kind of event ``"),
        ("kind=talks", "there is no kind of deadline `talks`"),
        ("country=NO,SE", "in an address `country=NO&country=SE`"),
        ("tag=%00%1b[31m", "no conference of the list has the tag `[31m`"),
        ("from=2022-13-01", "2022-13-01"),
    ] {
        let got = get(&state, &format!("/feed.ics?{query}"));
        assert_eq!(
            (got.status, got.header("content-type")),
            (StatusCode::BAD_REQUEST, Some("text/plain; charset=utf-8"))
        );
        assert!(got.text().contains(says), "{query}: {:?}", got.text());
    }
}

#[test]
fn queries_that_ask_for_the_same_are_answered_from_memory_and_never_fill_it() {
    let served = served(LIST, "2022-01-01T00:00:00Z", None);
    let hour = "2022-01-01T00:00:00Z".parse().unwrap();
    let made = |query: &str| {
        let query = Query::parse(query, served.names()).unwrap();
        let mut made = served.make(&query, hour).unwrap();
        let bytes = Bytes::from(std::mem::take(&mut made.bytes));
        served.remember(&query, hour, &made, bytes)
    };
    let first = made("region=europe&tag=data&tag=python&only=deadlines,conferences");
    let same =
        Query::parse("only=conferences&tag=python&only=deadlines&region=europe&tag=data&tag=python", served.names())
            .unwrap();
    assert!(Arc::ptr_eq(&first, &served.known(&same, hour).unwrap()));
    for km in 1..1000 {
        made(&format!("near=52.5,13.4,{km}"));
    }
    assert_eq!(served.remembered(), 256);
    let again = served.known(&same, hour).expect("a feed that is asked for again is kept, whatever others ask");
    assert!(Arc::ptr_eq(&first, &again));
    assert!(served.known(&Query::parse("near=52.5,13.4,999", served.names()).unwrap(), hour).is_some());
    assert!(served.known(&Query::parse("near=52.5,13.4,1", served.names()).unwrap(), hour).is_none());
    let next_hour = "2022-01-01T01:00:00Z".parse().unwrap();
    assert!(served.known(&Query::parse("near=52.5,13.4,999", served.names()).unwrap(), next_hour).is_some());
    made("from=today");
    assert!(served.known(&Query::parse("from=today", served.names()).unwrap(), hour).is_some());
    assert!(
        served.known(&Query::parse("from=today", served.names()).unwrap(), next_hour).is_none(),
        "more is over by then"
    );
}

#[test]
fn a_query_has_a_bounded_number_of_values_and_no_near_name_is_looked_for_on_the_way() {
    let values = |count: usize| (0..count).map(|n| format!("{}", n + 1900)).collect::<Vec<_>>();
    for (count, status) in [(100, 200), (101, 400)] {
        for query in [format!("year={}", values(count).join("&year=")), format!("year={}", values(count).join(","))] {
            let got = get(&state(), &format!("/feed.ics?{query}"));
            assert_eq!(got.status, status, "{count} values");
            assert_eq!(got.text().contains("a query has at most 100 values"), status == 400);
        }
    }
    // 100 texts that could mean a plus sign beside 20,000 names: to look for a near name of each would take minutes.
    let tags: Vec<String> = (0..20_000).map(|n| format!("{n:060}")).collect();
    let names: Names = serde_json::from_value(serde_json::json!({ "tags": tags })).unwrap();
    let query = vec![format!("tag={}+x", "1".repeat(60)); 100].join("&");
    assert!(Query::parse(&query, &names).is_some());
}
