//! The repository as others get it: the crate, packages for each system, and the releases of them.

use std::path::{Path, PathBuf};

/// The Rust files beneath a folder, sorted.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Only `system` and `directory` of the command have code for one system, in a file for Unix and one for Windows. Tests may
/// leave out a system.
#[test]
fn what_is_of_one_system_stands_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut places = Vec::new();
    for path in sources(&root) {
        let text = std::fs::read_to_string(&path).expect("a text");
        let own = text.split("#[cfg(test)]\nmod tests").next().expect("a part");
        let names = ["os::unix", "os::windows", "os::fd", "os::linux", "rustix", "signal::unix", "signal::windows"];
        if names.iter().any(|name| own.contains(name)) {
            let path = path.strip_prefix(&root).expect("beneath it").components();
            places.push(path.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    let expected = ["directory/unix", "directory/windows", "system/unix", "system/windows"];
    assert_eq!(places, expected.map(|place| format!("bin/confcal/{place}.rs")));
}
