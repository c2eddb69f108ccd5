//! Finds the commit that confcal is built from, for `confcal --version`.
//!
//! A crate of a registry has it in `.cargo_vcs_info.json`, a checkout in `.git`. Anything else has none: a folder inside the
//! checkout of another project must not get that project's commit. No program is run, so a build needs no git.

use std::fs;
use std::path::{Path, PathBuf};

/// The digits of a commit that are shown.
const COMMIT_DIGITS: usize = 12;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let commit = published_commit(&package).or_else(|| checked_out_commit(&package));
    let is_commit = |commit: &String| commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(commit) = commit.filter(is_commit) {
        println!("cargo::rustc-env=CONFCAL_COMMIT={}", &commit[..COMMIT_DIGITS]);
    }
}

/// The commit that the crate was packaged from; none if files were changed since, which cargo calls dirty.
fn published_commit(package: &Path) -> Option<String> {
    let path = package.join(".cargo_vcs_info.json");
    // A file that does not exist would make cargo run this script in every build.
    if !path.exists() {
        return None;
    }
    println!("cargo::rerun-if-changed={}", path.display());
    let info = fs::read_to_string(path).ok()?;
    if info.contains("\"dirty\": true") {
        return None;
    }
    let after = info.split_once("\"sha1\"")?.1;
    after.split('"').nth(1).map(str::to_owned)
}

/// The commit of the checkout whose root is the folder of the package.
fn checked_out_commit(package: &Path) -> Option<String> {
    let dot_git = package.join(".git");
    // In a further working tree it is a file that names the folder.
    let git = match fs::read_to_string(&dot_git) {
        Ok(text) => package.join(text.strip_prefix("gitdir:")?.trim()),
        Err(_) => dot_git,
    };
    let common = fs::read_to_string(git.join("commondir")).map_or_else(|_| git.clone(), |path| git.join(path.trim()));
    let head = watched(&git.join("HEAD"))?;
    let Some(branch) = head.strip_prefix("ref:").map(str::trim) else { return Some(head.trim().to_owned()) };
    let packed = || {
        let packed = watched(&common.join("packed-refs"))?;
        let commit = |line: &str| line.strip_suffix(branch)?.strip_suffix(' ').map(str::to_owned);
        packed.lines().find_map(commit)
    };
    watched(&common.join(branch)).map(|commit| commit.trim().to_owned()).or_else(packed)
}

/// The text of a file; cargo runs this script again when it changes.
fn watched(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    println!("cargo::rerun-if-changed={}", path.display());
    Some(text)
}
