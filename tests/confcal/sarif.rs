//! `check --format sarif`, held to the rules of SARIF 2.1.0 (OASIS Standard).

use std::collections::HashSet;

use confcal::Code;
use serde_json::Value;

use crate::support::{Folder, LIST};

/// The log of a run, which keeps the rules that every log has to keep.
fn log(folder: &Folder, args: &str) -> (Option<i32>, Value) {
    let run = folder.run(&format!("check --format sarif {args}"));
    let log: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    assert_eq!(run.err, "");
    check(&log);
    (run.code, log)
}

fn only_keys(value: &Value, keys: &[&str]) {
    for key in value.as_object().expect("an object").keys() {
        assert!(keys.contains(&key.as_str()), "{key} in {value}");
    }
}

/// A message has a text (§3.11).
fn check_text(message: &Value) {
    assert!(message["text"].as_str().is_some_and(|text| !text.is_empty()), "{message}");
}

fn check(log: &Value) {
    only_keys(log, &["$schema", "version", "runs"]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    only_keys(run, &["tool", "columnKind", "results"]);
    // Columns count characters (§3.14.17).
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    only_keys(driver, &["name", "semanticVersion", "rules"]);
    let rules = driver["rules"].as_array().expect("rules");
    let mut ids = HashSet::new();
    for rule in rules {
        only_keys(rule, &["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"]);
        assert!(ids.insert(rule["id"].as_str().expect("an id")), "{rule} is there twice");
        for text in ["shortDescription", "fullDescription", "help"] {
            check_text(&rule[text]);
        }
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| text.ends_with('.')), "{rule}");
        check_level(&rule["defaultConfiguration"]["level"]);
    }
    for result in run["results"].as_array().expect("results") {
        only_keys(result, &["ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "fixes"]);
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        check_level(&result["level"]);
        check_text(&result["message"]);
        let locations = result["locations"].as_array().expect("locations");
        assert!(locations.len() <= 1, "further places are related (§3.27.12)");
        for location in locations.iter().chain(result["relatedLocations"].as_array().into_iter().flatten()) {
            only_keys(location, &["physicalLocation", "message"]);
            check_artifact(&location["physicalLocation"]["artifactLocation"]);
            check_region(&location["physicalLocation"]["region"]);
        }
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            check_artifact(&change["artifactLocation"]);
            check_region(&change["replacements"][0]["deletedRegion"]);
        }
    }
}

fn check_level(level: &Value) {
    assert!(["error", "warning", "note"].contains(&level.as_str().expect("a level")), "{level}");
}

/// A reference is relative with a base, or absolute without (§3.4.4).
fn check_artifact(artifact: &Value) {
    only_keys(artifact, &["uri", "uriBaseId"]);
    let uri = artifact["uri"].as_str().expect("a URI");
    assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\<>\"^`{}|".contains(&byte)), "{uri}");
    assert_eq!(uri.contains(':'), artifact.get("uriBaseId").is_none(), "{artifact}");
}

/// Lines and columns count from 1, and the end is not before the start (§3.30).
fn check_region(region: &Value) {
    only_keys(region, &["startLine", "startColumn", "endLine", "endColumn"]);
    let number = |key: &str| region[key].as_u64().expect("a number");
    let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
    assert!(start.0 >= 1 && start.1 >= 1 && end.1 >= 1 && start <= end, "{region}");
}

#[test]
fn faults_are_results_of_their_rule() {
    let folder = Folder::new();
    let (code, log) = self::log(&folder, "");
    assert_eq!(code, Some(0));
    let rules: Vec<&str> = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(rules, Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>(), "every code is a rule");
    let faulty = LIST.replace("start = 2022-09-16", "start = '2022-09-16'").replace("pycon-uk-2022", "pycon-de-2022");
    folder.put("lists of ü/a%b.toml", &faulty);
    // An absolute path within the folder is relative to it.
    let mut command = folder.command("check --format sarif");
    let output = command.arg(folder.path("lists of ü/a%b.toml")).output().expect("confcal runs");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    check(&log);
    assert_eq!(output.status.code(), Some(1));
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |code: &str| results.iter().find(|result| result["ruleId"] == code).unwrap_or_else(|| panic!("no {code}"));
    let quoted = of("date-as-string");
    let place = &quoted["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "lists%20of%20%C3%BC/a%25b.toml");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(place["region"]["startLine"], 23);
    assert_eq!(quoted["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "2022-09-16");
    assert_eq!(of("duplicate-id")["relatedLocations"].as_array().map(Vec::len), Some(1));
}

/// Paths begin at the root of the repository, from which those who read the log or the annotations take them, wherever the
/// command runs.
#[test]
fn paths_begin_at_the_root_of_the_repository() {
    let folder = Folder::new();
    folder.put("lists/a/x.toml", "x = 1\n");
    let uri = |below: &str, list: &str| {
        let mut command = folder.command("check --format sarif");
        let output = command.arg(list).current_dir(folder.path(below)).output().expect("confcal runs");
        let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        check(&log);
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        let uri = place["uri"].as_str().expect("a path").to_owned();
        let mut command = folder.command("check --format github");
        let output = command.arg(list).current_dir(folder.path(below)).output().expect("confcal runs");
        let annotations = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(annotations.contains(&format!("::error file={uri},line=1,")), "{annotations}");
        uri
    };
    assert_eq!(uri("lists", "a/x.toml"), "a/x.toml", "without a repository, from the current folder");
    // In a worktree it is a file.
    folder.put(".git", "gitdir: /elsewhere\n");
    for (below, list) in [
        ("lists/a", "x.toml"),
        ("lists/a", "./x.toml"),
        ("lists", "a/x.toml"),
        ("lists/a", "../../lists/a/x.toml"),
        ("", "lists/a/x.toml"),
    ] {
        assert_eq!(uri(below, list), "lists/a/x.toml", "{list} in {below}");
    }
    let absolute = folder.path("lists/a/x.toml");
    assert_eq!(uri("lists", absolute.to_str().expect("UTF-8")), "lists/a/x.toml");
}

/// One that is left out would count as mended.
#[test]
fn no_fault_is_left_out() {
    let folder = Folder::new();
    let entries: String =
        (0..150).map(|n| format!("[[conference]]\nid = 'c{n}'\nname = 'C {n}'\nstart = 'soon'\n")).collect();
    folder.put("conferences.toml", &format!("[feed]\nid = 'many'\n{entries}"));
    let (code, log) = log(&folder, "");
    assert_eq!(code, Some(1));
    assert!(log["runs"][0]["results"].as_array().is_some_and(|results| results.len() >= 150));
}

#[test]
fn a_list_from_standard_input_has_no_path() {
    let folder = Folder::new();
    let mut command = folder.command("check --format sarif -");
    folder.put("faulty.toml", "x = 1\n");
    let list = std::fs::File::open(folder.path("faulty.toml")).expect("a list");
    let output = command.stdin(list).output().expect("confcal runs");
    check(&serde_json::from_slice(&output.stdout).expect("JSON"));
}
