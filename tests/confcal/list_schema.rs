//! The schema of lists is made from the tables of `docs/format.md` and from the words of the reader: a key is documented
//! once. `CONFCAL_BLESS=1` writes it anew.

use confcal::{DeadlineKind, Filter, Status};
use serde_json::{Map, Value, json};

use crate::corpus::compare;
use crate::schema::json_list;

/// The schema, made from the tables of the document of the format, each of whose rows is a key.
fn made_schema() -> Value {
    let mut conference = table("`[[conference]]`", "A conference.");
    for (key, description) in [
        ("session", "Parts of the conference with dates of their own: `[[conference.session]]`."),
        ("deadline", "Dates to act by: `[[conference.deadline]]`."),
    ] {
        let what =
            ["A part of a conference with dates of its own.", "A date to act by."][usize::from(key == "deadline")];
        let item = table(&format!("`[[conference.{key}]]`"), what);
        conference["properties"][key] = json!({"description": description, "type": "array", "items": item});
    }
    let countries = json!({"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "\\S"}});
    let mut list = countries.clone();
    list["description"] = "The countries of the region: codes or names. Required.".into();
    list["examples"] = json!([["DK", "FI", "IS", "NO", "SE"]]);
    let mut name = of_type("name", "");
    name["description"] = "The name of the region on the page and in the feeds. Default: made from its key.".into();
    name["examples"] = json!(["Nordic countries"]);
    let region = json!({
        "description": "A region with a name for people.", "type": "object", "additionalProperties": false,
        "required": ["countries"], "properties": {"name": name, "countries": list},
    });
    let tables = |what: &str, item: Value| json!({"description": what, "type": "array", "items": item});
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "confcal list",
        "description": "A list of conferences, which confcal turns into calendar feeds. `confcal check` finds what a schema cannot: \
            zones and countries that do not exist, dates that contradict each other, ids that are used twice.",
        "x-tombi-toml-version": "v1.1.0",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "feed": table("`[feed]`", "The calendar as a whole."),
            "regions": {
                "description": "Regions of the list's own, beside those of the United Nations: each key names a region.",
                "type": "object",
                "additionalProperties": false,
                "patternProperties": {"^[a-z0-9]+(-[a-z0-9]+)*$": {
                    "description": "A region: its countries, or a table with a name for people.",
                    "anyOf": [countries, region],
                    "examples": [["DE", "AT", "CH"]],
                }},
                "examples": [{"dach": ["DE", "AT", "CH"]}],
            },
            "view": tables("Feeds of a site with filters of their own: `[[view]]`.", table("`[[view]]`", "A feed of a site.")),
            "source": tables("Files from which the list is updated: `[[source]]`.", table("`[[source]]`", "A file of somebody else.")),
            "conference": tables("The conferences: `[[conference]]`.", conference),
        },
    })
}

/// The table under a heading of the document: `| key | type | default | meaning |`.
fn table(heading: &str, what: &str) -> Value {
    let document = include_str!("../../docs/format.md");
    let section = document.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}")).1;
    let section = section.split("\n## ").next().unwrap_or_default();
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let [keys, kind, default, meaning] = cells[..] else { panic!("not four cells: {row}") };
        for key in keys.split('`').skip(1).step_by(2) {
            let mut schema = of_type(kind, key);
            let mut meaning = plain(meaning);
            if let Some(filter) = confcal::Filter::key(key).filter(|_| kind == "filter") {
                meaning = format!("{}; several in an array", filter.help);
            }
            let end = match default {
                "required" => {
                    required.push(key);
                    "Required.".to_owned()
                }
                default => format!("Default: {}.", plain(default)),
            };
            schema["description"] = format!("{}. {end}", capital(meaning.trim_end_matches('.'))).into();
            if let Some(value) =
                default.strip_prefix('`').and_then(|code| serde_json::from_str(code.strip_suffix('`')?).ok())
            {
                schema["default"] = value;
            }
            let examples = values_in(cells[3]).chain(example(heading, key)).filter(|value| is_valid(&schema, value));
            if let Some(value) = examples.into_iter().next() {
                schema["examples"] = json!([value]);
            }
            properties.insert(key.to_owned(), schema);
        }
    }
    let mut table =
        json!({"description": what, "type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// Markdown without its links.
fn plain(text: &str) -> String {
    let mut parts = text.split("](");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += part.split_once(')').map_or("", |(_, rest)| rest);
    }
    // What stood in brackets was the text of a link, unless it is code.
    let mut in_code = false;
    plain.retain(|char| {
        in_code ^= char == '`';
        in_code || !matches!(char, '[' | ']')
    });
    plain.replace("**", "").replace("\\|", "|")
}

/// The values that are given as code: `"12h"`, `["7d", "1d"]`.
fn values_in(meaning: &str) -> impl Iterator<Item = Value> {
    meaning.split('`').skip(1).step_by(2).filter_map(|code| serde_json::from_str(code).ok())
}

fn is_valid(schema: &Value, value: &Value) -> bool {
    jsonschema::draft7::new(schema).expect("a schema").is_valid(value)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A value of the key in the bundled list, which has an example of nearly everything.
fn example(heading: &str, key: &str) -> Option<Value> {
    let list = json_list(include_str!("../../conferences.toml")).expect("TOML");
    let parts = |part: &str| -> Vec<Value> {
        let conferences = list["conference"].as_array().into_iter().flatten();
        conferences.flat_map(|conference| conference[part].as_array().cloned().unwrap_or_default()).collect()
    };
    let tables = match heading {
        "`[feed]`" => vec![list["feed"].clone()],
        "`[[conference]]`" => list["conference"].as_array().cloned().unwrap_or_default(),
        "`[[conference.session]]`" => parts("session"),
        "`[[conference.deadline]]`" => parts("deadline"),
        _ => list["view"].as_array().cloned().unwrap_or_default(),
    };
    // The place of a session is written as that of its conference.
    let conferences = list["conference"].as_array().into_iter().flatten().filter(|_| heading.contains(".session"));
    let value = tables.iter().chain(conferences).find_map(|table| table.get(key).cloned());
    value.filter(|value| value.as_str().is_none_or(|text| !text.contains('\n')))
}

/// The schema of a type of the document, with an example.
fn of_type(kind: &str, key: &str) -> Value {
    const URL: &str = "^\\s*([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]):";
    const DURATION: &str = "^\\s*([0-9]+[mhdwy])+\\s*$";
    let text = |pattern: &str, most: usize, example: &str| json!({"type": "string", "pattern": pattern, "maxLength": most, "examples": [example]});
    let item = |mut schema: Value| {
        schema.as_object_mut().expect("a schema").remove("examples");
        schema
    };
    let array = |schema: Value| {
        let examples = json!([schema["examples"]]);
        json!({"type": "array", "maxItems": 100, "items": item(schema), "examples": examples})
    };
    match kind {
        "name" => text("\\S", 500, "Web conferences"),
        "text" => text("\\S", 2000, "other"),
        "long text" => text("\\S", 65536, "Plain text."),
        "language" => text("^\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]+)*\\s*$", 2000, "en"),
        "zone" => text("\\S", 2000, "Europe/Dublin"),
        "address" => text(URL, 2000, "https://example.org/"),
        "duration" => text(DURATION, 2000, "7d"),
        "id" => text("^\\s*[a-z0-9-]+\\s*$", 2000, "europython-2022"),
        "month" => text("^\\s*[0-9]{4}(-[0-9]{2})?\\s*$", 2000, "2027-10"),
        "path" => text("^\\s*([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\\.ics\\s*$", 2000, "web-dach.ics"),
        "names" if key == "tags" => array(text("^[^,]*[^,\\s][^,]*$", 500, "python")),
        "names" => array(of_type("name", key)),
        "languages" => array(of_type("language", key)),
        "durations" => array(of_type("duration", key)),
        "dates" => array(of_type("date", key)),
        "addresses" => json!({
            "type": "object", "additionalProperties": item(of_type("address", key)),
            "examples": [{"sponsors": "https://example.org/sponsors"}],
        }),
        "true or false" => json!({"type": "boolean", "examples": [true]}),
        "`true` or address" => {
            json!({"anyOf": [{"type": "boolean"}, item(of_type("address", key))], "examples": [true]})
        }
        "date" => date(),
        "colour" => json!({
            "anyOf": [{"enum": colors()}, {"type": "string", "pattern": "^\\s*[A-Za-z]+\\s*$"}],
            "examples": ["steelblue"],
        }),
        "coordinates" => coordinates(),
        "kind" => json!({"enum": kinds(), "examples": ["cfp"]}),
        "status" => json!({"enum": statuses(), "examples": ["tentative"]}),
        "`utc` or `local`" => {
            // UTC is mostly written in capitals.
            let capitals = "^\\s*([Ll][Oo][Cc][Aa][Ll]|[Uu][Tt][Cc])\\s*$";
            let word = json!({"anyOf": [{"enum": ["local", "utc"]}, {"type": "string", "pattern": capitals}]});
            json!({"anyOf": [word, {"type": "array", "items": word}], "examples": ["utc"]})
        }
        "filter" => filter(key),
        _ => panic!("{key} has the unknown type {kind}"),
    }
}

fn date() -> Value {
    let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    let time = format!("{day}[Tt ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\\.[0-9]+)?)?");
    let form =
        |format: &str, pattern: &str| json!({"type": "string", "format": format, "pattern": format!("^{pattern}$")});
    let offset = format!("{time}([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})");
    json!({
        "anyOf": [form("date", day), form("date-time-local", &time), form("date-time", &offset)],
        "examples": ["2022-04-03", "2022-04-03T23:59:00"],
    })
}

fn coordinates() -> Value {
    let degrees = |what: &str, most: u32, example: f64| {
        let least = -i64::from(most);
        json!({"description": what, "type": "number", "minimum": least, "maximum": most, "examples": [example]})
    };
    json!({
        "type": "object", "additionalProperties": false, "required": ["lat", "lon"],
        "properties": {
            "lat": degrees("The latitude, positive in the north. Required.", 90, 53.3478),
            "lon": degrees("The longitude, positive in the east. Required.", 180, -6.2397),
        },
        "examples": [{"lat": 53.3478, "lon": -6.2397}],
    })
}

fn kinds() -> Vec<&'static str> {
    DeadlineKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.iter().map(|status| status.as_str()).collect()
}

/// The names of colours, from the table of the library, which nobody else asks for.
fn colors() -> Vec<&'static str> {
    let (_, table) = include_str!("../../src/color.rs").split_once("NAMES: ").expect("the table");
    let (table, _) = table.split_once("];").expect("its end");
    let names: Vec<&str> = table.split("(\"").skip(1).filter_map(|row| row.split('"').next()).collect();
    assert_eq!(names.len(), 147);
    names
}

/// One value of a filter, or an array of them.
fn filter(key: &str) -> Value {
    // Editors offer the words of `enum`; the pattern allows blanks around them, and commas between them.
    let words = |words: Vec<&str>, is_list: bool| {
        let word = words.join("|");
        let more = if is_list { format!("(\\s*,\\s*({word}))*") } else { String::new() };
        let pattern = format!("^\\s*({word}){more}\\s*$");
        json!({"anyOf": [{"enum": words}, {"type": "string", "pattern": pattern}]})
    };
    let text = json!({"type": "string", "pattern": "\\S"});
    let day = "\\s*(today([+-][0-9]+[dw])?|[0-9]{4}-[0-9]{2}-[0-9]{2})\\s*";
    let (value, example) = match key {
        "kind" => (words(kinds(), true), json!(["cfp", "paper"])),
        "status" => (words(statuses(), true), json!(["confirmed", "tentative"])),
        "only" => (words(vec!["conferences", "sessions", "deadlines"], true), json!("deadlines")),
        "online" => (words(vec!["only", "exclude"], false), json!("only")),
        "year" => (
            json!({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^\\s*[0-9]{4}(\\s*,\\s*[0-9]{4})*\\s*$"}]}),
            json!(2027),
        ),
        "from" | "until" => {
            let date = json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"});
            (json!({"anyOf": [date, {"type": "string", "pattern": format!("^{day}$")}]}), json!("today"))
        }
        "near" => (json!({"type": "string", "pattern": "^[^,]*,[^,]*,[^,]*$"}), json!("53.35,-6.24,100")),
        "country" => (text, json!(["DE", "AT", "CH"])),
        "region" => (text, json!("europe")),
        "language" => (text, json!("en")),
        "tag" => (text, json!(["python"])),
        "id" => (text, json!("europython-2022")),
        _ => (text, json!([Filter::key(key).map_or(key, |filter| filter.placeholder)])),
    };
    json!({"anyOf": [value, {"type": "array", "items": value}], "examples": [example]})
}

/// The values of filters in a `[[view]]`, as people write them, that the reader takes or refuses.
const FILTERS: &[&str] = &[
    "times = 'utc'",
    "times = 'UTC'",
    "times = 'Local'",
    "times = ' utc '",
    "times = ['UTC']",
    "times = []",
    "times = 'utc,local'",
    "times = 'gmt'",
    "times = true",
    "online = 'only'",
    "online = ' exclude '",
    "online = 'Only'",
    "online = 'only,exclude'",
    "online = true",
    "only = 'deadlines'",
    "only = 'deadlines, conferences'",
    "only = ' deadlines '",
    "only = ['deadlines']",
    "only = 'Deadlines'",
    "only = 'deadlines,'",
    "only = 'deadlines, talks'",
    "kind = 'cfp'",
    "kind = ' cfp , paper'",
    "kind = 'CFP'",
    "kind = 'cfp,abstracts'",
    "kind = ['cfp', 'paper']",
    "kind = ['cfp', 'talk']",
    "status = 'confirmed'",
    "status = 'confirmed,tentative'",
    "status = 'Confirmed'",
    "status = 'canceled'",
    "status = ','",
    "from = 'today'",
    "from = 2027-01-01",
    "from = ' 2027-01-01 '",
    "from = 'Today'",
    "from = 'today+30d'",
    "from = 'today-2w'",
    "from = 'today+1m'",
    "from = 'today+1h'",
    "from = 'today+1y'",
    "from = 'today + 1w'",
    "from = 'tomorrow'",
    "until = 'today+30d'",
    "until = '2027-1-1'",
    "year = 2027",
    "year = '2027'",
    "year = ' 2027 , 2028'",
    "year = [2027, '2028']",
    "year = 'next'",
    "year = 'Y2027'",
    "near = '1,2,3'",
    "near = ' 1, 2, 3 '",
    "near = '1,2'",
    "region = 'europe'",
    "region = ''",
];

/// An editor says the same of a filter as `confcal check`.
#[test]
fn filters_are_valid_here_if_they_are_there() {
    let schema = jsonschema::draft7::new(&made_schema()).expect("a schema");
    for filter in FILTERS {
        let list = format!(
            "[feed]\nid = 'x'\n[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-01-01\ncountry = 'NO'\n\
             geo = {{ lat = 1, lon = 2 }}\n[[view]]\nname = 'X'\npath = 'x.ics'\n{filter}\n"
        );
        let is_valid = schema.is_valid(&json_list(&list).expect("TOML"));
        let (_, faults) = confcal::read(&[confcal::Source::new("list", list.as_str())], confcal::Level::Error);
        assert_eq!(is_valid, faults.is_empty(), "{filter}: {faults:?}");
    }
}

/// The schema is made of the document and of the words of the reader, so that a new key has one place more at most.
#[test]
fn the_schema_is_made_from_the_document() {
    let text = serde_json::to_string_pretty(&made_schema()).expect("JSON") + "\n";
    compare(&format!("{}/docs/format.schema.json", env!("CARGO_MANIFEST_DIR")), text.as_bytes());
}
