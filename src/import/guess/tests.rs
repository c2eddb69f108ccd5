use super::columns::Column;
use super::place_rules::{PLACES, WHOLE_PLACES};
use super::rules::{ColumnRule, PASSED_OVER, REST, first};

/// An example of each rule: the path of a column, and its values.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("pictures", "logo", "a.png|b.png"),
    ("times of the record", "updated_at", "2027-01-02|2027-01-03"),
    ("parts of the times of the record", "creationDate.tz", "Europe/Zurich|Europe/Paris"),
    ("addresses for programs", "uri", "https://api.example.org/v2/1|https://api.example.org/v2/2"),
    ("the place of a group", "group.lat", "52.5|52.5"),
    ("the layout of a page", "layout", "post|post"),
    ("pages without their site", "redirect", "/oslo-2027|/bergen-2027"),
    ("what a button says", "cta_title", "Register|Sign up"),
    ("what a notation adds", "@heading", "May 2027"),
    ("a place in the pages of a store", "cursor", "c1|c2"),
    ("what a store adds", "where.geo._type", "geopoint|geopoint"),
    ("a latitude", "lat", "59.9|60.1"),
    ("a longitude", "lng", "10.7|5.3"),
    ("a pair of coordinates", "coordinates", "59.9, 10.7|60.1, 5.3"),
    ("online by its name", "is_online", "true|false"),
    ("online as a kind of place", "location_type", "offline|online"),
    ("online by its values", "participation", "Online|Hybrid"),
    ("online as a host", "host", "online|Dynatrace|Smec"),
    ("online as a format", "format", "Online|Online|Online|Online|Talks|Talks|Talks"),
    ("a country by its name", "country", "Norway|Italy"),
    ("the name or the code of a country", "venue.address.country.code", "NO|IT"),
    ("a country by its flag", "flag", "gb|us|de"),
    ("flags", "column 1", "🇩🇪|🇵🇹"),
    ("a country by its values", "host", "Norway|Italy|Spain"),
    ("a city", "city", "Oslo|Rome"),
    ("the name of a city", "node.city.name", "Oslo|Rome"),
    ("a state", "province", "Ontario|Quebec"),
    ("the region of an address", "venue.region", "OR|WA"),
    ("the venue of a location", "location.venue", "Expo Centre|Town Hall"),
    ("a venue", "venue", "Expo Centre|Town Hall"),
    ("the name of a place", "location.name", "Expo Centre|Town Hall"),
    ("an address", "street", "Main Street 1|High Street 2"),
    ("a place by its name", "ort", "Oslo|Rom"),
    ("a site that is no address", "site", "Town Hall|https://example.org"),
    ("a place by its values", "spot", "Oslo, Norway|Rome, Italy"),
    ("what is expected", "expected", "2027-08|Spring 2027"),
    ("a year", "edition", "2027|2028"),
    ("a month", "month", "May|June"),
    ("a time zone by its name", "tz", "Europe/Oslo|somewhere"),
    ("a time zone by its values", "clock", "Europe/Oslo|Europe/Rome"),
    ("a status", "status", "confirmed|cancelled"),
    ("a status by its name in another language", "abgesagt", "ja|nein"),
    ("an id by its values", "tag", "oslo-2027|rome-2027"),
    ("tags", "topics", "Rust, Web|Python"),
    ("names of tags", "categories[].name", "Climate|Policy"),
    ("topics that are true or false", "tags.android", "true|false"),
    ("tags that come back", "scope", "Web|AI|Web|AI|Web"),
    ("tags by the branches of a trade", "vertical", "Payments|Travel|SaaS|Payments"),
    ("a list of kinds", "type", "[meetup|talks]"),
    ("a series", "series", "PyCon|RustConf"),
    ("other names", "aka", "PC|RC"),
    ("the series of what recurs", "recurring_event_slug", "oslo-meetup|rome-retreat"),
    ("a recurrence", "repeats", "weekly|monthly"),
    ("a part of a recurrence", "rrule.freq", "weekly|monthly"),
    ("languages", "lang", "en|de"),
    ("an id by its name", "slug", "pycon|rustconf"),
    ("a short name", "acronym", "PC|RC"),
    ("a number of days", "days", "3|2"),
    ("a length", "duration", "3 days|2 days"),
    ("a description", "notes", "Bring a coat|Bring an umbrella"),
    ("a status by its values", "news", "Cancelled|Now with a party"),
];

#[test]
fn each_rule_recognises_its_example() {
    let wholes: Vec<&ColumnRule> = WHOLE_PLACES.iter().map(|(_, rule)| rule).collect();
    let tables: [Vec<&ColumnRule>; 4] =
        [PASSED_OVER.iter().collect(), PLACES.iter().collect(), wholes, REST.iter().collect()];
    for (name, path, values) in EXAMPLES {
        let table = tables.iter().find(|table| table.iter().any(|rule| rule.name == *name));
        let table = table.unwrap_or_else(|| panic!("there is no rule `{name}`")).iter().copied();
        let found = first(table, &Column::example(path, values)).map(|rule| rule.name);
        assert_eq!(found, Some(*name), "`{path}`: {values}");
    }
    let rules: Vec<&str> = tables.iter().flatten().map(|rule| rule.name).collect();
    assert_eq!(EXAMPLES.iter().map(|(name, ..)| *name).collect::<Vec<_>>(), rules, "a rule, an example, in one order");
}
