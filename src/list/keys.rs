//! The keys of every table of a list, and what to suggest for one that is not among them.

use crate::filter::Filter;
use crate::spelling::{nearest, only_slip};

/// The JSON Schema of a list, for editors that complete and check TOML, such as Taplo and Tombi. It finds wrong keys, types and
/// words; [`read`](crate::read) finds the rest.
///
/// # Examples
///
/// ```
/// assert!(confcal::LIST_SCHEMA.contains("\"deadline-timezone\""));
/// ```
pub const LIST_SCHEMA: &str = include_str!("../../docs/format.schema.json");

/// The most keys of a kind of table.
const MAX_KEYS: usize = u32::BITS as usize;

/// The keys of one kind of table.
pub(super) struct TableSchema {
    /// The table in a message: `a conference`.
    pub(super) what: &'static str,
    /// Its path from the root table.
    pub(super) path: &'static str,
    /// Its keys; a value is held under the index of its key.
    pub(super) keys: &'static [&'static str],
    /// By their first letter the keys that begin with it, each a bit: the first key is the lowest.
    by_letter: [u32; 26],
}

/// All schemas.
#[cfg(test)]
const SCHEMAS: [&TableSchema; 9] = [&LIST, &FEED, &CONFERENCE, &SESSION, &DEADLINE, &VIEW, &GEO, &REGION, &SOURCE];

impl TableSchema {
    const fn new(what: &'static str, path: &'static str, keys: &'static [&'static str]) -> TableSchema {
        assert!(keys.len() <= MAX_KEYS);
        let mut by_letter = [0; 26];
        let mut at = 0;
        while at < keys.len() {
            by_letter[(keys[at].as_bytes()[0] - b'a') as usize] |= 1 << at;
            at += 1;
        }
        TableSchema { what, path, keys, by_letter }
    }

    /// The index of a key.
    pub(super) fn index_of(&self, key: &str) -> Option<usize> {
        self.index_among(key, u32::MAX)
    }

    /// The index of a key if it is among these, each a bit. Few begin with the same letter, so that hardly any are compared.
    pub(super) fn index_among(&self, key: &str, among: u32) -> Option<usize> {
        let letter = key.as_bytes().first()?.wrapping_sub(b'a');
        let mut left = among & *self.by_letter.get(usize::from(letter))?;
        while left != 0 {
            let index = left.trailing_zeros() as usize;
            if self.keys[index] == key {
                return Some(index);
            }
            left &= left - 1;
        }
        None
    }
}

/// The whole list.
pub(super) const LIST: TableSchema =
    TableSchema::new("a list", "", &["conference", "feed", "regions", "source", "view"]);
/// The calendar as a whole.
pub(super) const FEED: TableSchema = TableSchema::new(
    "a feed",
    "feed",
    &[
        "color",
        "contribute",
        "correct",
        "deadline-length",
        "deadline-timezone",
        "description",
        "id",
        "keep",
        "language",
        "name",
        "refresh",
        "timezone",
        "url",
    ],
);
/// Those of its keys that count for the entries of their own list, where several are read as one.
pub(super) const PER_LIST: &[&str] = &["deadline-length", "deadline-timezone", "id", "timezone"];
/// A conference.
pub(super) const CONFERENCE: TableSchema = TableSchema::new(
    "a conference",
    "conference",
    &[
        "address",
        "aliases",
        "busy",
        "city",
        "country",
        "deadline",
        "description",
        "end",
        "expected",
        "geo",
        "id",
        "languages",
        "links",
        "name",
        "online",
        "part-of",
        "series",
        "session",
        "short",
        "start",
        "state",
        "status",
        "tags",
        "timezone",
        "updated",
        "url",
        "venue",
    ],
);
/// A part of a conference.
pub(super) const SESSION: TableSchema = TableSchema::new(
    "a session",
    "conference.session",
    &[
        "address",
        "city",
        "country",
        "description",
        "end",
        "geo",
        "id",
        "name",
        "online",
        "start",
        "state",
        "timezone",
        "url",
        "venue",
    ],
);
/// A date to act by.
pub(super) const DEADLINE: TableSchema = TableSchema::new(
    "a deadline",
    "conference.deadline",
    &["due", "id", "kind", "name", "opens", "remind", "timezone", "url", "was"],
);
/// A region of the list's own, where it is a table.
pub(super) const REGION: TableSchema = TableSchema::new("a region", "regions", &["countries", "name"]);
/// A file that the list is brought up to date from.
pub(super) const SOURCE: TableSchema = TableSchema::new("a source", "source", &["base-url", "map", "path"]);
/// A feed of a site.
pub(super) const VIEW: TableSchema = TableSchema::new("a view", "view", &VIEW_KEYS);
/// The keys of a view: two of its own, and the filters.
const VIEW_KEYS: [&str; 2 + Filter::KEYS.len()] = {
    let mut keys = ["name"; 2 + Filter::KEYS.len()];
    keys[1] = "path";
    let mut at = 0;
    while at < Filter::KEYS.len() {
        keys[at + 2] = Filter::KEYS[at].name;
        at += 1;
    }
    keys
};
/// Coordinates.
pub(super) const GEO: TableSchema = TableSchema::new("`geo`", "conference.geo", &["lat", "lon"]);

/// Names of the keys in other lists.
const SYNONYMS: &[(&str, &str)] = &[
    ("abbreviation", "short"),
    ("about", "description"),
    ("acronym", "short"),
    ("aka", "aliases"),
    ("alarm", "remind"),
    ("alias", "aliases"),
    ("begin", "start"),
    ("begins", "start"),
    ("calendar", "feed"),
    ("categories", "tags"),
    ("category", "tags"),
    ("cfp", "deadline"),
    ("closes", "due"),
    ("co-located", "part-of"),
    ("coc", "links"),
    ("colour", "color"),
    ("conf", "conference"),
    ("conferences", "conference"),
    ("coordinates", "geo"),
    ("coords", "geo"),
    ("date", "due"),
    ("date", "start"),
    ("date-end", "end"),
    ("date-start", "start"),
    ("dates", "due"),
    ("dates", "start"),
    ("deadline", "due"),
    ("deadlines", "deadline"),
    ("desc", "description"),
    ("end-date", "end"),
    ("ends", "end"),
    ("event", "conference"),
    ("events", "conference"),
    ("finish", "end"),
    ("first", "start"),
    ("from", "start"),
    ("homepage", "url"),
    ("hybrid", "online"),
    ("keyword", "tags"),
    ("keywords", "tags"),
    ("label", "name"),
    ("lang", "language"),
    ("lang", "languages"),
    ("language", "languages"),
    ("languages", "language"),
    ("last", "end"),
    ("lat", "geo"),
    ("latitude", "geo"),
    ("latitude", "lat"),
    ("link", "url"),
    ("lng", "geo"),
    ("lng", "lon"),
    ("locale", "language"),
    ("locale", "languages"),
    ("locales", "languages"),
    ("location", "venue"),
    ("lon", "geo"),
    ("long", "lon"),
    ("longitude", "geo"),
    ("longitude", "lon"),
    ("mastodon", "links"),
    ("note", "description"),
    ("notes", "description"),
    ("opening", "opens"),
    ("parent", "part-of"),
    ("parts", "session"),
    ("place", "venue"),
    ("province", "state"),
    ("region", "regions"),
    ("region", "state"),
    ("reminder", "remind"),
    ("reminders", "remind"),
    ("remote", "online"),
    ("sessions", "session"),
    ("short-name", "short"),
    ("short-title", "short"),
    ("shortname", "short"),
    ("site", "url"),
    ("sponsors", "links"),
    ("start-date", "start"),
    ("starts", "start"),
    ("street", "address"),
    ("summary", "description"),
    ("tag", "tags"),
    ("time-zone", "timezone"),
    ("title", "name"),
    ("to", "end"),
    ("topic", "tags"),
    ("topics", "tags"),
    ("town", "city"),
    ("track", "session"),
    ("tracks", "session"),
    ("ttl", "refresh"),
    ("tutorial", "session"),
    ("twitter", "links"),
    ("type", "kind"),
    ("tz", "timezone"),
    ("until", "end"),
    ("uri", "url"),
    ("virtual", "online"),
    ("web", "url"),
    ("website", "url"),
    ("when", "due"),
    ("when", "start"),
    ("where", "venue"),
    ("workshop", "session"),
    ("workshops", "session"),
    ("zone", "timezone"),
];

/// The key of this kind of table that is meant beyond doubt. What others call a key may mean another thing too: a
/// `location` is a city as often as a venue.
pub(super) fn meant_key(wrong: &str, schema: &TableSchema) -> Option<&'static str> {
    const DOUBTFUL: &[&str] = &[
        "calendar", "category", "cfp", "date", "dates", "label", "lang", "location", "note", "notes", "parts", "place",
        "region", "summary", "track", "tracks", "when",
    ];
    let plain = wrong.to_lowercase().replace(['_', ' '], "-");
    if let Some(key) = schema.keys.iter().copied().find(|key| *key == plain) {
        return Some(key);
    }
    let synonym = SYNONYMS.iter().find(|(other, right)| *other == plain && schema.keys.contains(right));
    match synonym {
        Some((other, _)) if DOUBTFUL.contains(other) => None,
        Some((_, right)) => Some(right),
        None if schema.path.is_empty() && matches!(plain.as_str(), "session" | "deadline") => None,
        None => only_slip(&plain, schema.keys.iter().copied()),
    }
}

/// The suggestion for a key that the schema does not have.
pub(super) fn suggest_key(wrong: &str, schema: &TableSchema) -> String {
    let plain = wrong.to_lowercase().replace(['_', ' '], "-");
    let synonym =
        || SYNONYMS.iter().find(|(other, right)| *other == plain && schema.keys.contains(right)).map(|pair| pair.1);
    let same = || schema.keys.iter().copied().find(|key| *key == plain);
    if let Some(key) = same().or_else(synonym) {
        return match (plain.as_str(), key) {
            ("location" | "place" | "where", "venue") => "did you mean `city` or `venue`?".to_owned(),
            ("workshop" | "workshops" | "talk" | "tutorial", "session") => {
                "write a `[[conference.session]]` for each part".to_owned()
            }
            _ => format!("did you mean `{key}`?"),
        };
    }
    let table = match plain.as_str() {
        "session" | "deadline" => Some(format!("`[[conference.{plain}]]`")),
        "links" | "geo" => Some(format!("`[conference.{plain}]`")),
        _ => None,
    };
    if let Some(table) = table.filter(|_| schema.path.is_empty()) {
        return format!("write {table}, below its `[[conference]]`");
    }
    match [&CONFERENCE, &SESSION, &DEADLINE, &FEED].into_iter().find(|other| other.keys.contains(&plain.as_str())) {
        Some(home) if home.path == FEED.path => return format!("`{plain}` is a key of `[feed]`"),
        Some(home) if plain == "status" && schema.path == DEADLINE.path => {
            return format!(
                "`status` is a key of `[[{}]]`; the dates that a deadline had before are its `was`",
                home.path
            );
        }
        Some(home) if home.path == CONFERENCE.path && schema.path.starts_with("conference.") => {
            return format!("`{plain}` is a key of `[[conference]]`: move it up, above the sessions and deadlines");
        }
        Some(home) => return format!("`{plain}` is a key of `[[{}]]`", home.path),
        None => {}
    }
    match nearest(&plain, schema.keys.iter().copied()) {
        Some(key) => format!("did you mean `{key}`?"),
        None => format!("the keys of {} are {}", schema.what, schema.keys.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_where_it_is() {
        for schema in SCHEMAS {
            for (index, key) in schema.keys.iter().enumerate() {
                assert_eq!(schema.index_of(key), Some(index), "{key}");
            }
            for key in ["", "x", "Name", "{", "é", "name ", "nam", "und"] {
                assert_eq!(schema.index_of(key), None, "{key}");
            }
        }
    }

    #[test]
    fn synonyms_lead_to_keys() {
        for (wrong, right) in SYNONYMS {
            assert!(
                SCHEMAS.iter().any(|schema| schema.keys.contains(right)),
                "{wrong} leads to {right}, which is no key"
            );
        }
    }

    /// The table of each section of the documentation has the keys of the list, and no others.
    #[test]
    fn every_key_is_documented() {
        let format = include_str!("../../docs/format.md");
        for (schema, heading) in [
            (FEED, "`[feed]`"),
            (VIEW, "`[[view]]`"),
            (CONFERENCE, "`[[conference]]`"),
            (SESSION, "`[[conference.session]]`"),
            (DEADLINE, "`[[conference.deadline]]`"),
        ] {
            let (_, section) = format.split_once(&format!("\n## {heading}\n")).unwrap();
            let section = section.split("\n## ").next().unwrap();
            let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
            let mut documented: Vec<&str> = cells.flat_map(|cell| cell.trim_end_matches('`').split("`, `")).collect();
            documented.sort_unstable();
            let mut keys: Vec<&str> =
                schema.keys.iter().copied().filter(|key| !matches!(*key, "session" | "deadline")).collect();
            keys.sort_unstable();
            assert_eq!(documented, keys, "{heading}");
        }
        for key in LIST.keys.iter().chain(GEO.keys).chain(REGION.keys) {
            let is_there = [format!("`{key}`"), format!("[{key}]"), format!("{key} = ")];
            assert!(is_there.iter().any(|text| format.contains(text)), "`{key}` is not in docs/format.md");
        }
    }

    #[cfg(feature = "site")]
    #[test]
    fn the_schema_has_every_key_and_no_other() {
        let schema: serde_json::Value = serde_json::from_str(LIST_SCHEMA).unwrap();
        let root = &schema["properties"];
        let conference = &root["conference"]["items"];
        let regions = &root["regions"]["patternProperties"];
        let region = &regions.as_object().unwrap().values().next().unwrap()["anyOf"][1];
        for (table, object) in [
            (LIST, &schema),
            (FEED, &root["feed"]),
            (REGION, region),
            (SOURCE, &root["source"]["items"]),
            (VIEW, &root["view"]["items"]),
            (CONFERENCE, conference),
            (GEO, &conference["properties"]["geo"]),
            (SESSION, &conference["properties"]["session"]["items"]),
            (DEADLINE, &conference["properties"]["deadline"]["items"]),
        ] {
            let mut in_schema: Vec<&str> =
                object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            in_schema.sort_unstable();
            let mut keys = table.keys.to_vec();
            keys.sort_unstable();
            assert_eq!(in_schema, keys, "{}", table.what);
            assert_eq!(object["additionalProperties"], false, "{}", table.what);
        }
    }

    #[test]
    fn wrong_keys_lead_to_the_right_ones() {
        assert_eq!(suggest_key("link", &CONFERENCE), "did you mean `url`?");
        assert_eq!(suggest_key("timezon", &CONFERENCE), "did you mean `timezone`?");
        assert_eq!(suggest_key("part_of", &CONFERENCE), "did you mean `part-of`?");
        assert_eq!(suggest_key("Name", &CONFERENCE), "did you mean `name`?");
        assert_eq!(suggest_key("due", &CONFERENCE), "`due` is a key of `[[conference.deadline]]`");
        assert_eq!(suggest_key("session", &LIST), "write `[[conference.session]]`, below its `[[conference]]`");
        assert_eq!(
            suggest_key("description", &DEADLINE),
            "`description` is a key of `[[conference]]`: move it up, above the sessions and deadlines"
        );
        assert_eq!(suggest_key("where", &CONFERENCE), "did you mean `city` or `venue`?");
        assert_eq!(suggest_key("start_date", &CONFERENCE), "did you mean `start`?");
        assert!(suggest_key("xyzzy", &GEO).ends_with("lat, lon"));
    }
}
