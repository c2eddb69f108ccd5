//! The fuzz crate, which is built before a release only, keeps up with the command that it is built from.

use std::collections::BTreeSet;

/// The names in the lines of a text that begin with `start`, up to `end`.
fn names<'t>(text: &'t str, start: &str, end: &str) -> BTreeSet<&'t str> {
    text.lines()
        .filter_map(|line| line.trim_start().strip_prefix(start)?.split_once(end))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn it_builds_every_module_of_the_command() {
    let command = names(include_str!("../../src/bin/confcal/main.rs"), "mod ", ";");
    let built = names(include_str!("../../fuzz/fuzz_targets/service.rs"), "pub(crate) mod ", ";");
    assert!(command.len() > 5);
    assert_eq!(built, command);
}

#[test]
fn it_has_every_dependency_of_the_command() {
    let needed = include_str!("../../Cargo.toml").split("cli = [").nth(1).and_then(|rest| rest.split(']').next());
    let needed = names(needed.expect("the feature"), "\"dep:", "\"");
    let has = names(include_str!("../../fuzz/Cargo.toml"), "", " = ");
    assert!(needed.len() > 5);
    assert_eq!(needed.difference(&has).collect::<Vec<_>>(), Vec::<&&str>::new());
}
