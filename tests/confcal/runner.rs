//! Stand-ins for GitHub: a job that runs the scripts of a workflow or an action as a runner does, and a host of files.

use std::collections::HashMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::support::{EPOCH, Folder, Run};

pub(crate) fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The steps of a workflow or an action.
pub(crate) fn steps(file: &Value) -> Vec<&Value> {
    let jobs = file["jobs"].as_object().into_iter().flat_map(|jobs| jobs.values());
    jobs.chain([&file["runs"]]).filter_map(|job| job["steps"].as_array()).flatten().collect()
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// No text of a stranger becomes a part of a script, no token is left in a checkout, and every action is known.
#[track_caller]
pub(crate) fn assert_steps_are_safe(path: &str, file: &Value, actions: &[&str]) {
    assert!(!steps(file).is_empty(), "{path} has no steps");
    for step in steps(file) {
        assert!(!text(&step["run"]).contains("${{"), "{path}: {step}");
        if let Some(uses) = step["uses"].as_str() {
            assert!(actions.contains(&uses), "{path}: {uses}");
            let keeps = step["with"]["persist-credentials"] != false;
            assert!(!uses.starts_with("actions/checkout@") || !keeps, "{path}: the token stays in the checkout");
        }
    }
}

/// True if the programs that a runner of GitHub has are here. Without them the scripts are not run; `.ci/run` asks for them.
pub(crate) fn has_tools() -> bool {
    let has = |tool: &&str| Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    let missing: Vec<&&str> = ["bash", "curl", "git", "jq"].iter().filter(|tool| !has(tool)).collect();
    if !missing.is_empty() {
        eprintln!("not run, because these are not here: {missing:?}");
    }
    missing.is_empty()
}

/// Serves the files of a folder at the address that it returns, as long as the test runs. `/closed/` is forbidden.
pub(crate) fn host(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = Vec::new();
            let mut octets = [0; 4096];
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                match stream.read(&mut octets) {
                    Ok(read) if read > 0 => request.extend_from_slice(&octets[..read]),
                    _ => break,
                }
            }
            let request = String::from_utf8_lossy(&request).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
            let (status, body) = match fs::read(folder.join(&path)) {
                _ if path.starts_with("closed/") => ("403 Forbidden", Vec::new()),
                Ok(body) => ("200 OK", body),
                Err(_) => ("404 Not Found", b"<!DOCTYPE html>".to_vec()),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    address
}

/// A job of a workflow: its folder, and the files through which its steps speak to GitHub.
pub(crate) struct Job {
    pub(crate) folder: Folder,
    /// The owner and the name of the repository.
    pub(crate) repository: &'static str,
    values: HashMap<String, String>,
}

impl Job {
    pub(crate) fn new(folder: Folder) -> Job {
        let mut job = Job { folder, repository: "PyVec/calendar", values: HashMap::new() };
        job.values.insert("github.token".to_owned(), "t".to_owned());
        job.values.insert("runner.temp".to_owned(), job.folder.path("temp").display().to_string());
        job.folder.put("temp/event.json", "{}");
        job.folder.put("temp/path", "");
        // In place of a package: this confcal.
        let confcal = env!("CARGO_BIN_EXE_confcal");
        job.program("pipx", &format!("mkdir -p \"$PIPX_BIN_DIR\"; ln -sf '{confcal}' \"$PIPX_BIN_DIR/confcal\""));
        job
    }

    /// Puts a program on the PATH that notes its arguments, and then does something.
    pub(crate) fn program(&self, name: &str, script: &str) {
        let path = format!("temp/programs/{name}");
        self.folder
            .put(&path, &format!("#!/bin/bash\nprintf '{name} %s\\n' \"$*\" >> \"$RUNNER_TEMP/calls\"\n{script}\n"));
        fs::set_permissions(self.folder.path(&path), fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// The calls of the programs, and none from then on.
    pub(crate) fn calls(&self) -> String {
        let calls = fs::read_to_string(self.folder.path("temp/calls")).unwrap_or_default();
        let _ = fs::remove_file(self.folder.path("temp/calls"));
        calls
    }

    /// The text of a value with its `${{ }}` filled in.
    fn filled(&self, value: &Value) -> String {
        let mut value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        while let Some((before, rest)) = value.split_once("${{") {
            let (name, after) = rest.split_once("}}").expect("the end of an expression");
            let filled = self.values.get(name.trim()).map_or("", String::as_str);
            value = format!("{before}{filled}{after}");
        }
        value
    }

    fn is_wanted(&self, step: &Value) -> bool {
        let Some(condition) = step["if"].as_str() else { return true };
        let value = |name: &str| self.values.get(name.trim()).map_or("", String::as_str);
        let plain = |text: &str| text.trim().trim_matches('\'').to_owned();
        if let Some((name, text)) = condition.split_once("==") {
            value(name) == plain(text)
        } else if let Some((name, text)) = condition.split_once("!=") {
            value(name) != plain(text)
        } else {
            panic!("`{condition}` is not understood")
        }
    }

    /// Runs the steps that are scripts, up to the first that fails.
    pub(crate) fn run(&mut self, file: &Value) -> Run {
        let mut all = Run { code: Some(0), out: String::new(), err: String::new() };
        let of_workflow = file["jobs"].as_object().and_then(|jobs| jobs.values().next()).map(|job| &job["env"]);
        for step in steps(file) {
            let Some(script) = step["run"].as_str().filter(|_| self.is_wanted(step)) else { continue };
            self.folder.put("temp/output", "");
            let mut shell = Command::new("bash");
            shell.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(self.folder.path(""));
            let added = self.folder.read("temp/path").replace('\n', ":");
            let path = std::env::var("PATH").expect("a PATH");
            shell.env("PATH", format!("{added}{}:{path}", self.folder.path("temp/programs").display()));
            for (name, file) in [
                ("RUNNER_TEMP", "temp"),
                ("GITHUB_OUTPUT", "temp/output"),
                ("GITHUB_STEP_SUMMARY", "temp/summary"),
                ("GITHUB_EVENT_PATH", "temp/event.json"),
                ("GITHUB_PATH", "temp/path"),
            ] {
                shell.env(name, self.folder.path(file));
            }
            shell.env("GITHUB_SERVER_URL", "https://github.com").env("GITHUB_REPOSITORY", self.repository);
            shell.env("SOURCE_DATE_EPOCH", EPOCH).env("GIT_CONFIG_GLOBAL", "/dev/null");
            for values in [of_workflow, Some(&step["env"])].into_iter().flatten() {
                for (name, value) in values.as_object().into_iter().flatten() {
                    shell.env(name, self.filled(value));
                }
            }
            let run = Run::from(shell.output().expect("bash runs"));
            self.take_outputs(text(&step["id"]));
            all = Run { code: run.code, out: all.out + &run.out, err: all.err + &run.err };
            if run.code != Some(0) {
                break;
            }
        }
        all
    }

    /// Reads the outputs of a step as GitHub does.
    fn take_outputs(&mut self, id: &str) {
        let written = self.folder.read("temp/output");
        let mut lines = written.lines();
        while let Some(line) = lines.next() {
            let (name, value) = match line.split_once("<<") {
                Some((name, end)) if !name.contains('=') => {
                    let value: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
                    (name, value.join("\n"))
                }
                _ => line.split_once('=').map(|(name, value)| (name, value.to_owned())).expect("an output"),
            };
            self.values.insert(format!("steps.{id}.outputs.{name}"), value);
        }
    }

    /// Runs the action with these inputs; the others have their defaults.
    pub(crate) fn action(&mut self, inputs: &[(&str, &str)]) -> Run {
        let action = yaml(include_str!("../../action.yml"));
        for (name, input) in action["inputs"].as_object().expect("inputs") {
            self.values.insert(format!("inputs.{name}"), text(&input["default"]).to_owned());
        }
        for (name, value) in inputs {
            assert!(!action["inputs"][*name].is_null(), "there is no input {name}");
            self.values.insert(format!("inputs.{name}"), (*value).to_owned());
        }
        let _ = fs::remove_file(self.folder.path("temp/summary"));
        self.run(&action)
    }

    pub(crate) fn output(&self, name: &str) -> &str {
        let action = yaml(include_str!("../../action.yml"));
        let value = text(&action["outputs"][name]["value"]).to_owned();
        let name = value.trim_start_matches("${{").trim_end_matches("}}").trim().to_owned();
        self.values.get(&name).map_or("", String::as_str)
    }
}
