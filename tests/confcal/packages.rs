//! The repository as others get it: the crate, and the release that has packages for each system.
//!
//! `tests/packages/run.py` makes the packages and installs them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::files_beneath;

/// The most octets of the crate's files: a registry takes 10 MiB compressed, and everyone who builds it fetches them.
const MAX_CRATE_OCTETS: u64 = 8 << 20;

/// The text of a file of this repository.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files beneath a folder, sorted.
fn sources(folder: &Path) -> impl Iterator<Item = PathBuf> {
    files_beneath(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
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

/// The files of this repository that are built into the program, as its sources name them.
fn built_in(root: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in sources(&root.join("src")) {
        let text = std::fs::read_to_string(&path).expect("a text");
        for named in text.split("include_str!(\"").skip(1).chain(text.split("include_bytes!(\"").skip(1)) {
            let named = named.split('"').next().expect("the end of a text");
            let file = path.parent().expect("a folder").join(named).canonicalize().expect("a file");
            let file = file.strip_prefix(root.canonicalize().expect("a folder")).expect("a file of the repository");
            found
                .insert(file.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    found
}

#[test]
fn the_crate_has_what_it_is_built_from_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(root);
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).expect("paths");
    let listed: BTreeSet<String> = listed.lines().map(|path| path.replace('\\', "/")).collect();
    let needed = built_in(root);
    assert!(needed.len() > 5, "{needed:?}");
    let manifest = read("Cargo.toml");
    let targets = manifest.lines().filter_map(|line| line.strip_prefix("path = \"")?.strip_suffix('"'));
    for path in needed.iter().map(String::as_str).chain(targets).chain(["build.rs", "LICENSE-MIT", "LICENSE-APACHE"]) {
        assert!(listed.contains(path), "the crate lacks {path}");
    }
    let octets = |path: &String| root.join(path).metadata().map_or(0, |metadata| metadata.len());
    let total: u64 = listed.iter().map(octets).sum();
    assert!(total <= MAX_CRATE_OCTETS, "the crate has {total} octets");
    if !root.join(".git").exists() {
        return;
    }
    let mut git = Command::new("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let files: BTreeSet<String> =
        String::from_utf8(git.output().expect("git runs").stdout).expect("paths").lines().map(str::to_owned).collect();
    let made = ["Cargo.toml.orig", ".cargo_vcs_info.json"];
    let strange: Vec<_> =
        listed.iter().filter(|path| !files.contains(*path) && !made.contains(&path.as_str())).collect();
    assert!(strange.is_empty(), "{strange:?}");
    let of_the_gate = |path: &&String| {
        [".ci/", "fuzz/", "tests/browser/", "tests/clients/", "tests/packages/"].iter().any(|top| path.starts_with(top))
    };
    assert_eq!(listed.iter().find(of_the_gate), None);
}

#[cfg(unix)]
mod release {
    use serde_json::{Value, json};

    use super::read;
    use crate::runner::{Job, assert_steps_are_safe, has_tools, text, yaml};
    use crate::support::{Folder, Run};

    /// The actions of the release, as their documents name them.
    const ACTIONS: &[&str] = &[
        "actions/checkout@v7",
        "actions/download-artifact@v8",
        "actions/setup-python@v6",
        "actions/upload-artifact@v7",
        "pypa/gh-action-pypi-publish@release/v1",
        "rust-lang/crates-io-auth-action@v1",
    ];

    const VERSION: &str = env!("CARGO_PKG_VERSION");

    fn workflow() -> Value {
        yaml(&read(".github/workflows/release.yml"))
    }

    #[test]
    fn each_job_has_the_rights_that_it_needs() {
        let workflow = workflow();
        assert_eq!(workflow["permissions"], json!({}));
        assert_eq!(workflow["concurrency"]["cancel-in-progress"], false, "a release is not stopped half-way");
        assert_steps_are_safe("release.yml", &workflow, ACTIONS);
        let may = |job: &str, right: &str| match right {
            "contents: \"read\"" => true,
            "contents: \"write\"" => job == "release",
            "packages: \"write\"" => job == "image",
            "id-token: \"write\"" => ["pypi", "crates-io"].contains(&job),
            _ => false,
        };
        for (name, job) in workflow["jobs"].as_object().expect("jobs") {
            let rights =
                job["permissions"].as_object().unwrap_or_else(|| panic!("{name} has the rights of the repository"));
            for (right, kind) in rights {
                assert!(may(name, &format!("{right}: {kind}")), "{name}: {right}: {kind}");
            }
            // A token for a registry is given to no job without an environment, which can ask a person.
            assert!(!rights.contains_key("id-token") || job["environment"] == *name, "{name}");
        }
    }

    #[test]
    fn archives_are_found_by_binstall() {
        let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
        let metadata = &manifest["package"]["metadata"]["binstall"];
        let url = metadata["pkg-url"].as_str().expect("an address");
        assert!(url.ends_with("/v{ version }/confcal-{ version }-{ target }{ archive-suffix }"), "{url}");
        assert_eq!(metadata["bin-dir"].as_str(), Some("confcal-{ version }-{ target }/{ bin }{ binary-ext }"));
        let workflow = workflow();
        let built = workflow["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().expect("targets");
        let built: Vec<&str> = built.iter().map(|entry| text(&entry["target"])).collect();
        for target in ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl", "x86_64-apple-darwin"] {
            assert!(built.contains(&target), "{target}");
        }
        for target in built {
            let format = metadata["overrides"].get(target).map_or(&metadata["pkg-fmt"], |own| &own["pkg-fmt"]);
            assert_eq!(format.as_str(), Some(if target.contains("windows") { "zip" } else { "tgz" }), "{target}");
        }
    }

    /// Runs the scripts of a job for a tag, in a folder with the files that they read.
    fn run(job: &mut Job, name: &str, tag: &str) -> Run {
        let mut of_workflow = workflow()["jobs"][name].clone();
        of_workflow["env"] = json!({"GITHUB_REF_NAME": tag, "GITHUB_ACTOR": "ada", "GITHUB_SHA": "c0ffee"});
        job.run(&json!({"jobs": {name: of_workflow}}))
    }

    fn job() -> Option<Job> {
        let has_python = std::process::Command::new("python3").arg("--version").output().is_ok();
        if !has_tools() || !has_python {
            return None;
        }
        let job = Job::new(Folder::new());
        for path in ["packages/make.py", "Cargo.toml"] {
            job.folder.put(path, &read(path));
        }
        Some(job)
    }

    #[test]
    fn notes_are_those_of_the_version_alone() {
        let Some(mut job) = job() else { return };
        let tag = format!("v{VERSION}");
        for (changelog, tag, expected) in [
            (
                format!(
                    "# Changelog\n\n## [Unreleased]\n\n## [{VERSION}] - 2026-12-01\n\n### Added\n\n- All.\n\n## [0.0.1]\n\n- Old.\n"
                ),
                &*tag,
                Ok("### Added\n\n- All.\n"),
            ),
            (format!("## {VERSION} (2026-12-01)\n- All.\n\n[{VERSION}]: https://example.org/\n"), &tag, Ok("- All.\n")),
            ("## [Unreleased]\n\n- All.\n".to_owned(), &tag, Err("CHANGELOG.md has no section")),
            (
                format!("## [{VERSION}]\n\n- All.\n"),
                "v99.0.0",
                Err("the tag is v99.0.0, but Cargo.toml has the version"),
            ),
        ] {
            job.folder.put("CHANGELOG.md", &changelog);
            let run = run(&mut job, "notes", tag);
            match expected {
                Ok(notes) => assert_eq!((run.code, &*job.folder.read("notes.md")), (Some(0), notes), "{}", run.err),
                Err(says) => assert!(run.code == Some(1) && run.err.contains(says), "{run:?}"),
            }
        }
    }

    #[test]
    fn the_image_has_the_program_of_each_processor() {
        let Some(mut job) = job() else { return };
        for name in ["x86_64", "aarch64"] {
            job.folder.put(&format!("programs/confcal-{name}-unknown-linux-musl"), name);
        }
        job.program("docker", "cat > /dev/null");
        let run = run(&mut job, "image", "v1.2.3");
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_eq!(
            (&*job.folder.read("image/amd64/confcal"), &*job.folder.read("image/arm64/confcal")),
            ("x86_64", "aarch64")
        );
        assert!(job.folder.path("image/arm64/root/state").is_dir());
        let calls = job.calls();
        for part in
            ["login ghcr.io --username ada", "--build-context build=image", "--tag ghcr.io/pyvec/confcal:1.2.3 "]
        {
            assert!(calls.contains(part), "{part}: {calls}");
        }
        assert!(read("docs/serve/Containerfile").contains(" AS build\n"));
    }

    #[test]
    fn a_release_has_the_checksums_of_its_files() {
        let Some(mut job) = job() else { return };
        job.folder.put("dist/confcal.tar.gz", "");
        job.program("gh", "");
        for (tag, is_early) in [("v1.2.3", false), ("v1.2.3-rc.1", true)] {
            let run = run(&mut job, "release", tag);
            assert_eq!(run.code, Some(0), "{}", run.err);
            let calls = job.calls();
            assert!(calls.contains(&format!("release create {tag} --title confcal {}", &tag[1..])), "{calls}");
            assert!(calls.ends_with(" dist/SHA256SUMS dist/confcal.tar.gz\n"), "{calls}");
            assert_eq!(calls.contains("--prerelease"), is_early, "{calls}");
        }
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(job.folder.read("dist/SHA256SUMS"), format!("{empty}  confcal.tar.gz\n"));
    }
}
