//! Diagnostics as SARIF 2.1.0 (OASIS), which GitHub's code scanning and many editors read.
//!
//! A rule is a code of confcal, with its explanation as help. Paths are relative to the root of the Git repository around them, else
//! to the folder in which the command runs, as [`SRCROOT`]; a list from standard input has none.

use std::path::Component;

use confcal::{Code, Diagnostic, Level};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::LabelPosition;
use super::escape::STDIN;
use crate::repository;

/// The name of the folder that paths are relative to: the root of a checkout, for those who read the log.
const SRCROOT: &str = "%SRCROOT%";

/// The octets of a path that a URI reference has in percent-encoding (RFC 3986 §3.3).
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The log of one run. It has every diagnostic: one left out would count as mended.
pub(super) fn log(diagnostics: &[Diagnostic]) -> Value {
    let rules: Vec<Value> = Code::ALL.iter().map(|&code| rule(code)).collect();
    let results: Vec<Value> = diagnostics.iter().map(result).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "confcal", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation();
    json!({
        "id": code.name(),
        "shortDescription": {"text": first_sentence(explanation)},
        "fullDescription": {"text": explanation},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": level(code.level())},
    })
}

/// The text up to its first full stop that ends a sentence.
fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |stop| &text[..=stop])
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn result(diagnostic: &Diagnostic) -> Value {
    let index = Code::ALL.iter().position(|code| *code == diagnostic.code);
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut labels = diagnostic.labels.iter().map(LabelPosition::from);
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": index,
        "level": level(diagnostic.level()),
        "message": {"text": text},
        "locations": labels.next().map(|label| location(&label)).into_iter().collect::<Vec<_>>(),
    });
    let related: Vec<Value> = labels.map(|label| location(&label)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = &diagnostic.fix {
        let position = LabelPosition::new(&fix.source, &fix.range, &fix.text);
        let replacement = json!({"deletedRegion": region(&position), "insertedContent": {"text": fix.text}});
        let change = json!({"artifactLocation": artifact(position.file), "replacements": [replacement]});
        result["fixes"] = json!([{"artifactChanges": [change]}]);
    }
    result
}

fn location(label: &LabelPosition) -> Value {
    let physical = json!({"artifactLocation": artifact(label.file), "region": region(label)});
    if label.text.is_empty() {
        return json!({"physicalLocation": physical});
    }
    json!({"physicalLocation": physical, "message": {"text": label.text}})
}

fn region(label: &LabelPosition) -> Value {
    json!({
        "startLine": label.line,
        "startColumn": label.column,
        "endLine": label.end_line,
        "endColumn": label.end_column,
    })
}

/// A file as a URI reference.
fn artifact(file: &str) -> Value {
    if file == STDIN {
        return json!({"uri": "stdin:"});
    }
    let path = repository::in_repository(file);
    let names: Vec<String> = path.components().filter_map(|part| name(part)).collect();
    let names = names.join("/");
    if path.is_absolute() {
        return json!({"uri": format!("file:///{names}")});
    }
    json!({"uri": names, "uriBaseId": SRCROOT})
}

fn name(part: Component) -> Option<String> {
    let name = match part {
        Component::Normal(name) => name.to_string_lossy(),
        Component::ParentDir => "..".into(),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => return None,
    };
    Some(utf8_percent_encode(&name, NOT_IN_PATHS).to_string())
}
