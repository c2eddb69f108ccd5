//! Parts of a feed, made of events that are encoded once, equal the smaller feed encoded by itself.

use confcal::{Calendar, EncodedFeed, Feed, Filter, Names, Reminders, Substr};

use crate::support::{all_lists, feed, stamp};

/// Filters of every kind that some event of a feed may pass, alone and combined.
fn filters(feed: &Feed) -> Vec<Vec<(&'static str, String)>> {
    let mut words: Vec<(&str, String)> = Vec::new();
    for conference in feed.conferences.iter().take(40) {
        words.extend(conference.tags.iter().map(|tag| ("tag", tag.to_string())));
        words.extend(conference.series.iter().map(|series| ("series", series.to_string())));
        words.extend(conference.languages.iter().map(|language| ("language", language.to_string())));
        words.extend(conference.place.country.map(|country| ("country", country.alpha2().to_owned())));
        words.push(("id", conference.id.to_string()));
        if let Some((first, last)) = conference.span() {
            words.extend([("from", first), ("until", last)].map(|(word, day)| (word, day.to_string())));
        }
        words
            .extend(conference.deadlines.iter().filter_map(|deadline| Some(("from", deadline.due?.day().to_string()))));
    }
    for word in ["europe", "asia", "americas"] {
        words.push(("region", word.to_owned()));
    }
    words.extend(feed.regions.iter().map(|region| ("region", region.name().to_owned())));
    for (word, values) in [
        ("online", ["only", "exclude"]),
        ("year", ["2022", "2023"]),
        ("only", ["sessions", "deadlines"]),
        ("times", ["utc", "local"]),
    ] {
        words.extend(values.map(|value| (word, value.to_owned())));
    }
    words.sort();
    words.dedup();
    let alone = words.iter().map(|word| vec![word.clone()]);
    let mixed = words
        .iter()
        .zip(words.iter().cycle().skip(words.len() / 2))
        .map(|(one, other)| vec![one.clone(), other.clone()]);
    [Vec::new(), vec![("only", "conferences".to_owned())]].into_iter().chain(alone).chain(mixed).collect()
}

/// Asserts that every part of a feed equals the filtered feed.
fn compare(what: &str, feed: &Feed) -> usize {
    let encoded = EncodedFeed::new(feed.clone(), stamp());
    let names = Names::of(feed);
    let mut with_events = 0;
    for words in filters(feed) {
        let filter = Filter::parse(words.iter().map(|(word, value)| (*word, value.as_str())), &names, stamp().time());
        let Ok(filter) = filter else { continue };
        let (name, source): (Option<Substr>, Option<Substr>) =
            (Some("A part".into()), Some("https://example.org/part.ics".into()));
        let part = encoded.calendar(&filter, name.as_deref(), source.as_deref());
        let mut smaller = filter.apply(feed.clone());
        (smaller.name, smaller.source) = (name, source);
        let alone = Calendar::new(&smaller, stamp());
        assert_eq!(part.len(), alone.len(), "{what}: {words:?}");
        if part.is_empty() {
            // Its revision is that of the whole.
            continue;
        }
        let text = |calendar: &Calendar| String::from_utf8(calendar.to_bytes()).expect("UTF-8");
        assert_eq!(text(&part), text(&alone), "{what}: {words:?}");
        assert_eq!((part.revision(), part.stamps()), (alone.revision(), alone.stamps()));
        with_events += 1;
    }
    with_events
}

#[test]
fn a_part_is_what_the_smaller_feed_would_be() {
    let mut with_events = 0;
    for (name, list) in all_lists() {
        let mut feed = feed(&list);
        with_events += compare(&name, &feed);
        feed.keep = Some("8w".parse().expect("a duration"));
        with_events += compare(&format!("{name}, of which little is kept"), &feed);
        feed.remind(&["30d", "1d", "12h", "6h"].map(|before| before.parse().expect("a duration")));
        feed.reminders = Reminders::Events;
        with_events += compare(&format!("{name} with reminders"), &feed);
    }
    assert!(with_events > 1000, "{with_events}");
}

/// If the rules of a zone change, as in Mexico in 2022, the form of an event depends on its year and on no other event.
#[test]
fn an_event_is_the_same_in_every_part() {
    let list: String = [2019, 2022, 2023, 2024, 2025]
        .map(|year| format!("[[conference]]\nname = 'C {year}'\nstart = {year}-07-01T09:00:00\ntimezone = 'America/Mexico_City'\ncountry = 'MX'\n"))
        .concat();
    let feed = feed(&list);
    assert!(compare("Mexico", &feed) > 0);
    let encoded = EncodedFeed::new(feed, stamp());
    let part = |words: &[(&str, &str)]| {
        let filter = Filter::parse(words.iter().copied(), &Names::default(), Default::default()).expect("a filter");
        String::from_utf8(encoded.calendar(&filter, None, None).to_bytes()).expect("UTF-8")
    };
    let all = part(&[]);
    for (year, start) in [
        ("2019", "DTSTART:20190701T140000Z"),
        ("2022", "DTSTART:20220701T140000Z"),
        ("2023", "DTSTART:20230701T150000Z"),
        ("2024", "DTSTART;TZID=America/Mexico_City:20240701T090000"),
        ("2025", "DTSTART;TZID=America/Mexico_City:20250701T090000"),
    ] {
        let part = part(&[("year", year)]);
        assert_eq!(part.contains("BEGIN:VTIMEZONE"), start.contains("TZID"), "{part}");
        for feed in [&part, &all] {
            assert!(feed.contains(&format!("\r\n{start}\r\n")), "{start} in {feed}");
        }
    }
    assert_eq!(all.matches("BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn events_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<EncodedFeed>();
    shared::<Calendar>();
}
