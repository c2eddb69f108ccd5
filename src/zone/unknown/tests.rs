//! Names that are no zones, and the help that they get.

use super::*;

/// A name, the zone that it means beyond doubt, and a piece of its help.
const MEANT: &[(&str, Option<&str>, &str)] = &[
    ("aoe", Some("AoE"), "did you mean `AoE`?"),
    ("Anywhere on Earth", Some("AoE"), "did you mean `AoE`?"),
    ("Z", None, "write `UTC`"),
    ("local time", None, "write the zone of the place, such as `Europe/London`"),
    ("", None, GENERAL),
    ("xyzzy", None, GENERAL),
    // Offsets, in every way in which people write them.
    (
        "+2",
        None,
        "write the zone of the city, or a moment with its offset, such as `2022-07-11T09:00:00+02:00`, or `Etc/GMT-2`",
    ),
    ("UTC-8", None, "such as `2022-07-11T09:00:00-08:00`, or `Etc/GMT+8` (in this name the sign is reversed)"),
    ("GMT + 0200", None, "`2022-07-11T09:00:00+02:00`, or `Etc/GMT-2`"),
    ("UTC+5:30", None, "or a moment with its offset, such as `2022-07-11T09:00:00+05:30`"),
    ("UTC−5.45", None, "`2022-07-11T09:00:00-05:45`"),
    ("GMT+14", None, "`2022-07-11T09:00:00+14:00`, or `Etc/GMT-14`"),
    ("GMT+14:01", None, "offsets run from -12:00 to +14:00"),
    ("GMT-11:59", None, "`2022-07-11T09:00:00-11:59`"),
    (
        "GMT-12",
        None,
        "did you mean `AoE` (anywhere on Earth)? Or write a moment with its offset, such as `2022-07-11T09:00:00-12:00`",
    ),
    ("GMT-12:01", None, "offsets run from -12:00 to +14:00"),
    ("+01:59", None, "`2022-07-11T09:00:00+01:59`"),
    ("+01:60", None, "offsets run from -12:00 to +14:00"),
    ("UTC+00:00", None, "did you mean `UTC`?"),
    ("Etc/GMT+13", None, "with the sign reversed"),
    ("+12345", None, GENERAL),
    ("+1:2:3", None, GENERAL),
    ("+1x", None, GENERAL),
    // Abbreviations.
    ("PST", None, "did you mean `America/Los_Angeles`? Write the zone of the city"),
    ("PST/PDT", None, "did you mean `America/Los_Angeles`? Write the zone of the city"),
    ("PST (UTC-8)", None, "did you mean `America/Los_Angeles`? Write the zone of the city"),
    ("P.S.T.", None, "did you mean `America/Los_Angeles`? Write the zone of the city"),
    ("CST", None, "write the zone of the city, such as `America/Chicago`"),
    ("PST in winter", None, GENERAL),
    // Other spellings.
    ("europe/dublin", Some("Europe/Dublin"), "did you mean `Europe/Dublin`?"),
    ("W. Europe Standard Time", Some("Europe/Berlin"), "did you mean `Europe/Berlin`?"),
    ("w europe daylight time", Some("Europe/Berlin"), "did you mean `Europe/Berlin`?"),
    ("Europe/Dubln", Some("Europe/Dublin"), "did you mean `Europe/Dublin`?"),
    ("Dublin", Some("Europe/Dublin"), "did you mean `Europe/Dublin`?"),
    ("America/Dublin", None, "did you mean `Europe/Dublin`?"),
    ("San Diego, CA", None, "did you mean `America/Los_Angeles`?"),
    ("America/San Diego", Some("America/Los_Angeles"), "did you mean `America/Los_Angeles`?"),
    ("Indianapolis", Some("America/Indiana/Indianapolis"), "did you mean `America/Indiana/Indianapolis`?"),
    ("Hong Kong", Some("Asia/Hong_Kong"), "did you mean `Asia/Hong_Kong`?"),
    ("Europe/Munich", Some("Europe/Berlin"), "did you mean `Europe/Berlin`?"),
    // A short name of a city is similar to too many words: `Mesa`.
    ("Mesan", None, GENERAL),
    ("Queensland", None, "did you mean `Australia/Queensland`?"),
];

#[test]
fn names_that_are_no_zones_are_explained() {
    let wrong: Vec<_> = MEANT
        .iter()
        .filter_map(|(name, zone, says)| {
            let unknown = name.parse::<crate::zone::Zone>().expect_err(name);
            let is_right = suggestion(name) == *zone && unknown.help().contains(says);
            (!is_right).then(|| (*name, suggestion(name), unknown.help().into_owned()))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
