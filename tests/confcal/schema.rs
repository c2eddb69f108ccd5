//! The schema of lists, which editors read, is held to the reader.

use std::collections::BTreeSet;

use confcal::{Code, DeadlineKind, LIST_SCHEMA, Level, Source, Status};
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use crate::support::{Folder, all_lists, texts};

/// The schema as each of the drafts that editors know understands it.
fn validators() -> Vec<(Draft, Validator)> {
    let schema: Value = serde_json::from_str(LIST_SCHEMA).expect("JSON");
    let drafts = [Draft::Draft4, Draft::Draft7, Draft::Draft202012];
    // Without `$schema` the draft is the one that is asked for.
    let mut plain = schema.clone();
    plain.as_object_mut().expect("an object").remove("$schema");
    drafts.map(|draft| (draft, jsonschema::options().with_draft(draft).build(&plain).expect("a schema"))).into()
}

/// A list as editors give it to a schema: dates are texts.
pub(crate) fn json_list(text: &str) -> Option<Value> {
    toml::from_str::<toml::Table>(text).ok().map(|table| json(toml::Value::Table(table)))
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, item)| (key, json(item))).collect()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(is_true) => is_true.into(),
    }
}

#[test]
fn what_the_reader_takes_the_schema_takes() {
    for (name, text) in all_lists() {
        let list = json_list(&text).unwrap_or_else(|| panic!("{name} is TOML"));
        for (draft, validator) in validators() {
            let faults: Vec<String> =
                validator.iter_errors(&list).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
            assert!(faults.is_empty(), "{name}, {draft:?}: {faults:#?}");
        }
    }
}

/// The errors that no schema can find, or not all of them: those of values that exist elsewhere (zones, countries), those
/// between two values, and those of the text of the file.
const BEYOND_A_SCHEMA: &[Code] = &[
    Code::BadDate,
    Code::BadExpected,
    Code::BadGeo,
    Code::BadLanguage,
    Code::BadPath,
    Code::BadRegion,
    Code::BadUrl,
    Code::ControlCharacter,
    Code::DateAsString,
    Code::DuplicateId,
    Code::EndsBeforeStart,
    Code::MissingKey,
    Code::MixedDates,
    Code::NoSlug,
    Code::NoTimezone,
    Code::OpensAfterDue,
    Code::SkippedTime,
    Code::TooMany,
    Code::UnknownConference,
    Code::UnknownCountry,
    Code::UnknownTimezone,
];

#[test]
fn what_the_reader_refuses_the_schema_refuses_where_it_can() {
    let (_, validator) = validators().swap_remove(1);
    let mut needed = BTreeSet::new();
    for (name, text) in texts("tests/lists/faults", ".toml") {
        let Some(list) = json_list(&text) else { continue };
        let (_, diagnostics) = confcal::read(&[Source::new("list.toml", text.as_str())], Level::Error);
        let errors: Vec<Code> =
            diagnostics.iter().map(|fault| fault.code).filter(|code| code.level() == Level::Error).collect();
        let is_valid = validator.is_valid(&list);
        if errors.is_empty() {
            assert!(
                is_valid,
                "{name} has no error, and the schema refuses it: {:?}",
                validator.iter_errors(&list).next()
            );
        } else if is_valid {
            let code = errors.iter().find(|code| !BEYOND_A_SCHEMA.contains(code));
            assert_eq!(code, None, "{name}: the schema takes it");
            needed.extend(errors);
        }
    }
    let unneeded: Vec<_> = BEYOND_A_SCHEMA.iter().filter(|code| !needed.contains(code)).collect();
    assert!(unneeded.is_empty(), "the schema refuses these: {unneeded:?}");
}

/// Calls `check` with each key of a list, and its schema.
fn each_key(schema: &Value, path: &str, check: &mut dyn FnMut(&str, &Value, bool)) {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for properties in [&schema["properties"], &schema["patternProperties"]] {
        for (key, value) in properties.as_object().into_iter().flatten() {
            let path = format!("{path}.{key}");
            check(&path, value, required.contains(&key.as_str()));
            each_key(value, &path, check);
        }
    }
    for inner in schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items")) {
        each_key(inner, path, check);
    }
}

#[test]
fn every_key_has_a_description_a_default_and_examples() {
    let schema: Value = serde_json::from_str(LIST_SCHEMA).expect("JSON");
    let mut keys = 0;
    each_key(&schema, "", &mut |path, key, is_required| {
        keys += 1;
        let description = key["description"].as_str().unwrap_or_default();
        assert!(description.ends_with('.'), "{path} has no description");
        // A table has those of its keys.
        if key["type"] == "object" && key.get("examples").is_none()
            || key["items"]["type"] == "object"
            || path.contains('^')
            || path == ".regions"
        {
            return;
        }
        assert_eq!(description.contains("Required."), is_required, "{path}: {description}");
        assert!(is_required || description.contains("Default: "), "{path}: {description}");
        let validator = jsonschema::draft7::new(key).expect("a schema");
        let examples = key["examples"].as_array().unwrap_or_else(|| panic!("{path} has no examples"));
        for value in examples.iter().chain(key.get("default")) {
            assert!(validator.is_valid(value), "{path}: {value}");
        }
    });
    assert!(keys > 90, "{keys}");
}

/// What Draft 4, Draft 7 and 2020-12 understand alike: Taplo knows the first two, Tombi the last two.
#[test]
fn the_schema_keeps_to_what_all_drafts_have_in_common() {
    const KEYWORDS: &[&str] = &[
        "$schema",
        "additionalProperties",
        "anyOf",
        "default",
        "description",
        "enum",
        "examples",
        "format",
        "items",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minimum",
        "pattern",
        "patternProperties",
        "properties",
        "required",
        "title",
        "type",
        "x-tombi-toml-version",
    ];
    fn check(schema: &Value) {
        let Some(schema) = schema.as_object() else { return };
        for (keyword, value) in schema {
            assert!(KEYWORDS.contains(&keyword.as_str()), "{keyword}");
            match keyword.as_str() {
                "properties" | "patternProperties" => {
                    value.as_object().into_iter().flat_map(Map::values).for_each(check)
                }
                "anyOf" => value.as_array().into_iter().flatten().for_each(check),
                "items" | "additionalProperties" => check(value),
                _ => {}
            }
        }
    }
    check(&serde_json::from_str(LIST_SCHEMA).expect("JSON"));
}

#[test]
fn the_words_of_the_schema_are_those_of_the_reader() {
    let schema: Value = serde_json::from_str(LIST_SCHEMA).expect("JSON");
    let conference = &schema["properties"]["conference"]["items"]["properties"];
    let kinds: Vec<&str> = DeadlineKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(conference["deadline"]["items"]["properties"]["kind"]["enum"], json!(kinds));
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
    assert_eq!(conference["status"]["enum"], json!(statuses));
    let view = &schema["properties"]["view"]["items"]["properties"];
    assert_eq!(view["kind"]["anyOf"][0]["anyOf"][0]["enum"], json!(kinds));
    assert_eq!(view["status"]["anyOf"][0]["anyOf"][0]["enum"], json!(statuses));
    for color in schema["properties"]["feed"]["properties"]["color"]["anyOf"][0]["enum"].as_array().expect("names") {
        let list =
            format!("[feed]\nid = 'x'\ncolor = {color}\n[[conference]]\nid = 'y'\nname = 'Y'\nstart = 2027-05-01\n");
        let (feed, faults) = confcal::read(&[Source::new("list.toml", list)], Level::Error);
        assert!(feed.is_some(), "{color}: {faults:?}");
    }
}

#[test]
fn the_command_prints_the_schema() {
    let run = Folder::new().run("schema");
    assert_eq!((run.code, &*run.err, &*run.out), (Some(0), "", LIST_SCHEMA));
}
