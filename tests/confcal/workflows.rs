//! The action and the workflows that `confcal init` writes: their scripts run with bash, beside stand-ins for GitHub.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::runner::{Job, assert_steps_are_safe, has_tools, host, text, yaml};
use crate::support::{EPOCH, Folder, LIST, Run};

/// The major versions of the actions that workflows use, as Pages' own starters name them.
const ACTIONS: &[&str] = &[
    "./.github/actions/confcal",
    "actions/cache@v5",
    "actions/checkout@v7",
    "actions/configure-pages@v6",
    "actions/deploy-pages@v5",
    "actions/upload-pages-artifact@v5",
];

const ACTION: &str = ".github/actions/confcal/action.yml";

/// The files that `confcal init` writes for every system.
fn repository() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.run("init --github --gitlab --pre-commit").code, Some(0));
    folder
}

/// The workflows, by their paths.
fn workflows(folder: &Folder) -> Vec<(String, Value)> {
    let names = fs::read_dir(folder.path(".github/workflows")).expect("a folder");
    let mut workflows: Vec<(String, Value)> = names
        .map(|name| format!(".github/workflows/{}", name.expect("a file").file_name().display()))
        .map(|path| (path.clone(), yaml(&folder.read(&path))))
        .collect();
    workflows.sort_by(|one, other| one.0.cmp(&other.0));
    workflows
}

/// Their steps are safe, and each job has the rights that it needs.
#[test]
fn workflows_are_safe() {
    let folder = repository();
    let mut files = workflows(&folder);
    assert!(files.len() > 2, "{files:?}");
    for (path, workflow) in &files {
        let permissions = &workflow["permissions"];
        assert!(
            *permissions == serde_json::json!({}) || *permissions == serde_json::json!({"contents": "read"}),
            "{path}"
        );
        assert!(workflow["concurrency"]["group"].is_string(), "{path}");
        let jobs = workflow["jobs"].as_object().expect("jobs");
        assert!(jobs.values().all(|job| job["runs-on"] == "ubuntu-latest"), "{path}");
        let written = folder.read(path);
        let triggers = written.split("\non:\n").nth(1).and_then(|text| text.split("\npermissions:").next());
        let triggers = triggers.unwrap_or_else(|| panic!("{path} has no triggers"));
        assert!(!triggers.lines().any(|line| line.trim().starts_with("pull_request_target")), "{path}");
    }
    files.push((ACTION.to_owned(), yaml(&folder.read(ACTION))));
    for (path, file) in &files {
        assert_steps_are_safe(path, file, ACTIONS);
    }
    assert_eq!(folder.read(ACTION), include_str!("../../action.yml"));
    let version = &files.last().expect("the action").1["inputs"]["version"]["default"];
    assert_eq!(version, env!("CARGO_PKG_VERSION"), "the action installs this version");
    let hooks = yaml(include_str!("../../.pre-commit-hooks.yaml"));
    assert_eq!(hooks.as_array().map(Vec::len), Some(2), "{hooks}");
    for file in [".gitlab-ci.yml", ".pre-commit-config.yaml"] {
        let written = folder.read(file);
        assert!(
            yaml(&written).is_object() && written.contains(concat!("confcal==", env!("CARGO_PKG_VERSION"))),
            "{written}"
        );
    }
}

/// There is one way to fetch a published site, wherever it is written.
#[test]
fn a_site_is_fetched_alike_everywhere() {
    let script = |text: &str| {
        let start = text.find("status=$(curl --silent --show-error --location").expect("the script");
        let script = &text[start..start + text[start..].find("esac").expect("its end")];
        let script =
            script.replace("\"$2/", "\"public/").replace("\"$1feeds", "\"${BASE_URL}feeds").replace("$2", "public");
        let script = script
            .replace("$1", "$BASE_URL")
            .replace("return 1", "exit 1")
            .replace("\"public/feeds.json\"", "public/feeds.json");
        script.split_whitespace().map(|word| format!("{word} ")).collect::<String>()
    };
    let documented = script(include_str!("../../docs/site.md"));
    assert_eq!(script(include_str!("../../action.yml")), documented);
    assert_eq!(script(include_str!("../../src/bin/confcal/init/gitlab-ci.yml")), documented);
}

/// A job in a folder with a list, and the site that is published of it.
fn published() -> (Job, String) {
    let site = Folder::new();
    let address = host(site.path("public"));
    assert_eq!(site.run(&format!("build -o public --base-url {address}")).code, Some(0));
    // As long as the server runs.
    let job = Job::new(Folder::new());
    std::mem::forget(site);
    (job, address)
}

#[test]
fn the_action_checks_and_shows_what_would_change() {
    if !has_tools() {
        return;
    }
    let (mut job, address) = published();
    let moved = LIST.replace("start = 2022-09-16", "start = 2022-09-15");
    let faulty = format!("{LIST}colour = 1\n");
    let gone = LIST.split("\n[[conference]]\nid = \"pycon-uk").next().expect("the first").to_owned();
    for (list, url, strict, code, changed, says, annotation) in [
        (LIST, "", "true", 0, "false", "nothing changes for subscribers", ""),
        (&moved, "", "true", 0, "true", "1 changed", "::notice title=changed::PyCon UK 2022"),
        (&faulty, "", "false", 1, "", "unknown key `colour`", "::error file=conferences.toml,line=28"),
        (&gone, "", "false", 0, "true", "PyCon UK 2022", "::warning file=conferences.toml"),
        (&gone, "", "true", 1, "true", "PyCon UK 2022", "::warning file=conferences.toml"),
        (LIST, "nothing/", "true", 0, "true", "Nothing is published yet.", ""),
    ] {
        job.folder.put("conferences.toml", list);
        let run = job.action(&[("base-url", &format!("{address}{url}")), ("strict", strict)]);
        assert_eq!(run.code, Some(code), "{run:?}");
        assert_eq!(job.output("changed"), changed, "{list}");
        assert!(job.output("summary").contains(says), "{says}: {}", job.output("summary"));
        let summary = job.folder.read("temp/summary");
        assert!(summary.contains(says) && summary.starts_with("### ") && summary.ends_with("\n```\n"), "{summary}");
        assert!(run.out.contains(annotation), "{annotation}: {run:?}");
        assert!(!job.folder.path("public").exists(), "a check leaves no site behind");
        let _ = fs::remove_dir_all(job.folder.path("temp/confcal-published"));
    }
    // A moved id stands where a person edits it, and names what is published as everybody knows it.
    job.folder.put("conferences.toml", &LIST.replace("id = \"pycon-uk-2022\"", "id = \"pycon-uk\""));
    for published in [address.clone(), format!("{address}all.ics")] {
        let _ = fs::remove_dir_all(job.folder.path("temp/confcal-published"));
        let run = job.action(&[("previous", &published)]);
        assert!(run.out.contains("::warning file=conferences.toml,line=21,"), "{run:?}");
        assert!(run.out.contains(&format!("%0A{address}all.ics:")), "{run:?}");
        let (summary, temp) = (job.folder.read("temp/summary"), job.folder.path("temp").display().to_string());
        assert!(summary.contains(&format!("{address}all.ics:")), "{summary}");
        for text in [&run.out, &summary, job.output("summary")] {
            assert!(!text.contains(&temp), "{text}");
        }
    }
    // A faulty list of which nothing is published yet.
    job.folder.put("conferences.toml", &faulty);
    let run = job.action(&[("base-url", &format!("{address}nothing/"))]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let summary = job.folder.read("temp/summary");
    assert!(summary.contains("conferences.toml:28:1: error[unknown-key]: unknown key `colour`"), "{summary}");
    assert_eq!(job.output("changed"), "", "nobody knows what a faulty list would change");
    let many: String = (0..3000).map(|number| format!("colour{number} = 1\n")).collect();
    job.folder.put("conferences.toml", &format!("{LIST}{many}"));
    assert_eq!(job.action(&[("base-url", &format!("{address}nothing/"))]).code, Some(1));
    let summary = job.folder.read("temp/summary");
    assert!(summary.lines().count() < 120 && summary.contains("of them are not shown"), "{summary}");
    job.folder.put("conferences.toml", LIST);
    // What cannot be fetched is not taken for what is not there.
    let run = job.action(&[("base-url", &format!("{address}closed/"))]);
    assert!(run.code == Some(1) && run.out.contains("answers 403"), "{run:?}");
    let says = format!("::error title=confcal::the site at {address}closed/ cannot be fetched");
    assert!(run.out.contains(&says), "{run:?}");
}

/// A slip in the name of what is published would begin every revision anew.
#[test]
fn the_action_says_that_nothing_is_published_only_where_it_may_be_so() {
    if !has_tools() {
        return;
    }
    let (mut job, address) = published();
    for (command, previous, says) in [
        ("build", "../nothing".to_owned(), "there is no `../nothing`: write `previous: none`"),
        ("check", "nothing.ics".to_owned(), "there is no `nothing.ics`: write `previous: none`"),
        ("export", "nothing.ics".to_owned(), "there is no `nothing.ics`: write `previous: none`"),
        ("check", format!("{address}index.html"), "is a page: name the folder of the site, or a feed"),
    ] {
        let run = job.action(&[("command", command), ("previous", &previous)]);
        assert!(
            run.code == Some(1) && run.out.contains("::error title=confcal::") && run.out.contains(says),
            "{run:?}"
        );
    }
    // What the run itself writes may not be there yet, nor its folder.
    for (command, output) in [("build", "site"), ("export", "feeds/all.ics")] {
        let run = job.action(&[("command", command), ("output", output), ("previous", output)]);
        assert_eq!(run.code, Some(0), "{run:?}");
    }
    // Blanks around the name of a list are not part of it.
    let run = job.action(&[("list", "  conferences.toml \n\n"), ("previous", "none")]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

/// A slip in an input does not pass for a check.
#[test]
fn the_action_knows_its_commands() {
    if !has_tools() {
        return;
    }
    let mut job = Job::new(Folder::new());
    for command in ["chekc", "Check", "", "check build", "review"] {
        let run = job.action(&[("command", command)]);
        let says =
            format!("::error title=confcal::there is no command `{command}`: write check, build, export or install");
        assert!(run.code == Some(1) && run.out.contains(&says), "{command}: {run:?}");
        assert_eq!(job.calls(), "", "nothing is installed for it");
    }
}

/// The published site is that of the repository in which the workflow runs, whatever the event tells of.
#[test]
fn the_action_looks_at_the_site_of_its_repository() {
    if !has_tools() {
        return;
    }
    for (repository, site) in [
        ("PyVec/calendar", "https://pyvec.github.io/calendar/feeds.json"),
        ("PyVec/PyVec.github.io", "https://pyvec.github.io/feeds.json"),
    ] {
        let mut job = Job::new(Folder::new());
        job.repository = repository;
        job.program("curl", "printf 404; touch \"$RUNNER_TEMP/confcal-published/feeds.json\"");
        job.folder.put("temp/confcal-published/x", "");
        let run = job.action(&[]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(job.calls().contains(&format!(" {site}\n")), "{run:?}");
    }
}

#[test]
fn the_action_builds_on_what_is_published() {
    if !has_tools() {
        return;
    }
    let (mut job, address) = published();
    let newer = LIST.replace("city = \"Cardiff\"", "city = \"Swansea\"");
    job.folder.put("conferences.toml", &newer);
    // Without its slash, as `configure-pages` gives it.
    let run = job.action(&[("command", "build"), ("base-url", address.trim_end_matches('/'))]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let manifest: Value = serde_json::from_str(&job.folder.read("public/feeds.json")).expect("JSON");
    assert_eq!(job.output("feeds"), manifest["feeds"].as_array().expect("feeds").len().to_string());
    assert_eq!(job.output("changed"), "true");
    assert!(run.err.contains(" changed"), "what was fetched was there before: {run:?}");

    // A feed of its own, from a folder and from an address.
    for previous in [format!("{address}all.ics"), "public/all.ics".to_owned(), "none".to_owned(), String::new()] {
        let run = job.action(&[("command", "export"), ("output", "feed.ics"), ("previous", &previous)]);
        assert_eq!(run.code, Some(0), "{previous}: {run:?}");
        assert!(job.folder.read("feed.ics").contains("Swansea"));
    }
    assert_eq!(job.output("changed"), "false", "the file that is replaced holds the same feed");
}

#[test]
fn the_action_trusts_neither_its_inputs_nor_a_published_site() {
    if !has_tools() {
        return;
    }
    let (mut job, address) = published();
    // A site that names files elsewhere, or commands of curl.
    for path in
        ["../../escaped.ics", "/tmp/escaped.ics", "a.ics\\\"\\noutput = \\\"escaped.ics", "a b.ics", "-o.ics/../x.ics"]
    {
        let site = Folder::new();
        site.put("public/feeds.json", &format!("{{\"feeds\": [{{\"path\": \"{path}\"}}], \"files\": []}}"));
        let run = job.action(&[("command", "build"), ("base-url", &host(site.path("public")))]);
        assert!(run.code != Some(0) && run.err.contains("not a path"), "{path}: {run:?}");
        let _ = fs::remove_dir_all(job.folder.path("public"));
    }
    for value in ["$(touch escaped)", "`touch escaped`", "\"; touch escaped; \"", "x\ntouch escaped", "--help"] {
        job.action(&[
            ("command", "build"),
            ("list", value),
            ("output", value),
            ("strict", value),
            ("base-url", &address),
        ]);
        job.action(&[("base-url", value)]);
        job.action(&[("command", "export"), ("previous", value)]);
        assert!(!job.folder.path("escaped").exists(), "{value}");
    }
    job.calls();
    for (version, code, call) in [
        ("0.1.0", 0, "pipx install confcal==0.1.0\n"),
        (
            "git+https://example.org/a@b/confcal@0123abc",
            0,
            "cargo install --locked --git https://example.org/a@b/confcal --rev 0123abc",
        ),
        ("git+https://example.org/confcal", 1, ""),
        ("$(touch escaped)", 0, "pipx install confcal==$(touch escaped)\n"),
    ] {
        job.program("cargo", "");
        let _ = fs::remove_dir_all(job.folder.path("temp/confcal"));
        let run = job.action(&[("command", "install"), ("version", version)]);
        assert_eq!(run.code, Some(code), "{version}: {run:?}");
        let calls = job.calls();
        assert!(calls.starts_with(call), "{version}: {calls}");
    }
    assert!(!job.folder.path("escaped").exists());
}

/// The text of an issue, as GitHub writes it of a form: the fields that are not given are empty.
fn issue(form: &str, values: &[(&str, &str)]) -> String {
    let form = yaml(form);
    let fields = form["body"].as_array().expect("fields").iter().filter(|field| field["type"] != "markdown");
    let labels: Vec<&str> = fields.map(|field| text(&field["attributes"]["label"])).collect();
    assert!(values.iter().all(|(label, _)| labels.contains(label)), "{labels:?}");
    let value =
        |label: &str| values.iter().find(|(given, _)| *given == label).map_or("_No response_", |(_, value)| value);
    labels.iter().map(|label| format!("### {label}\r\n\r\n{}\r\n\r\n", value(label))).collect()
}

/// The address that `init` writes fills in fields that the form has, with what the page knows.
#[test]
fn the_link_for_a_correction_fills_in_the_form() {
    let folder = Folder::new();
    fs::remove_file(folder.path("conferences.toml")).expect("a list");
    folder.put(".git/config", "[remote \"origin\"]\n\turl = git@github.com:PyVec/calendar.git\n");
    assert_eq!(folder.run("init --github").code, Some(0));
    let list: toml::Table = folder.read("conferences.toml").parse().expect("TOML");
    let address = list["feed"]["correct"].as_str().expect("an address");
    let query = address.strip_prefix("https://github.com/PyVec/calendar/issues/new?").expect("the forms");
    let pairs: Vec<(&str, &str)> = query.split('&').map(|pair| pair.split_once('=').expect("a value")).collect();
    let value = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let form = yaml(&folder.read(&format!(".github/ISSUE_TEMPLATE/{}", value("template").expect("a form"))));
    let fields = form["body"].as_array().expect("fields");
    for (name, _) in pairs.iter().filter(|(name, _)| !["template", "title"].contains(name)) {
        // GitHub fills in nothing but texts.
        let is_text = |field: &&Value| field["id"] == **name && field["type"] == "input";
        assert_eq!(fields.iter().filter(is_text).count(), 1, "{name}: {form}");
    }
    for (name, text) in [("name", "{name}"), ("website", "{url}"), ("entry", "{id}")] {
        assert_eq!(value(name), Some(text), "{address}");
    }
    let page = folder.run("build -o public").code.map(|_| folder.read("public/index.html")).expect("a page");
    assert!(page.contains("entry=example-20") && page.contains("website=https%3A%2F%2Fexample.org%2F20"), "{page}");
}

const ADD: &str = include_str!("../../src/bin/confcal/init/github/ISSUE_TEMPLATE/add-conference.yml");
const CORRECT: &str = include_str!("../../src/bin/confcal/init/github/ISSUE_TEMPLATE/correct-conference.yml");

/// A repository with a list and the workflows, and a program in place of `gh`.
fn proposing() -> (Job, Value) {
    let folder = repository();
    folder.put(
        "conferences.toml",
        &LIST.replace("tags = [\"python\"]", "tags = [\"python\"]\nurl = \"https://2022.pycon.de/\""),
    );
    let workflow = yaml(&folder.read(".github/workflows/confcal-propose.yml"));
    let job = Job::new(folder);
    job.folder.put("temp/state", "");
    job.program(
        "gh",
        "while [ $# -gt 0 ]; do [ \"$1\" != --body-file ] || cp \"$2\" \"$RUNNER_TEMP/body\"; [ \"$1$2\" != prview ] || cat \"$RUNNER_TEMP/state\"; [ \"$1\" != api ] || cat \"$RUNNER_TEMP/closer\"; \
         [ \"$1$2\" != prcreate ] || [ ! -e \"$RUNNER_TEMP/refuses\" ] || exit 1; shift; done",
    );
    job.folder.put(".gitignore", "/temp/\n/origin/\n");
    let script = "git init -q --bare -b main origin && git init -q -b main . && git remote add origin \"$PWD/origin\" && git add -A &&
        git -c user.name=a -c user.email=a@b commit -q -m a && git push -q origin main";
    git(&job, script);
    (job, workflow)
}

fn git(job: &Job, script: &str) -> String {
    let mut shell = Command::new("bash");
    shell.args(["-ec", script]).current_dir(job.folder.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let run = Run::from(shell.output().expect("bash runs"));
    assert_eq!(run.code, Some(0), "{script}: {run:?}");
    run.out
}

/// Runs the workflow on an issue, from the branch `main` as a runner does. Returns the calls of `gh` and the text that it sent.
fn propose(job: &mut Job, workflow: &Value, body: &str) -> (String, String) {
    git(job, "git switch -q main && { git branch -q -D confcal/issue-7 2> /dev/null || true; }");
    for file in ["temp/answer.md", "temp/proposal.md", "temp/body"] {
        let _ = fs::remove_file(job.folder.path(file));
    }
    let title = fs::read_to_string(job.folder.path("temp/title"));
    let title = title.unwrap_or_else(|_| "Add $(touch escaped) `touch escaped` \"; touch escaped".to_owned());
    let state = if job.folder.path("temp/closed").exists() { "closed" } else { "open" };
    let event = serde_json::json!({"issue": {"number": 7, "title": title, "body": body, "state": state}});
    job.folder.put("temp/event.json", &event.to_string());
    assert_eq!(job.action(&[("command", "install")]).code, Some(0));
    job.calls();
    let condition = text(&workflow["jobs"]["propose"]["if"]).to_owned();
    let start = condition.split('\'').nth(3).expect("the beginning of a form").to_owned();
    assert!(condition.matches(&*start).count() == 2 && condition.contains("changes.body.from"), "{condition}");
    let run = job.run(workflow);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!job.folder.path("escaped").exists());
    (job.calls(), fs::read_to_string(job.folder.path("temp/body")).unwrap_or_default())
}

/// The lines that a branch has and `main` has not, and the files that it changes.
fn difference(job: &Job) -> (String, String) {
    let diff = git(job, "git --git-dir origin diff -U0 main confcal/issue-7 -- conferences.toml");
    let added = diff.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++"));
    (
        added.map(|line| format!("{}\n", &line[1..])).collect(),
        git(job, "git --git-dir origin diff --name-only main confcal/issue-7"),
    )
}

#[test]
fn a_form_becomes_a_pull_request() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let evil = "Hello\r\n\r\n### Conference name\r\n\r\nOther\r\n\r\n- When: 2030-01-01\r\n\r\n# [x](y)\r\n|--|\r\n```\r\n$(touch escaped)";
    let mut fields = vec![
        ("Conference name", "EuroRust 2022 $(touch escaped)"),
        ("Website", "https://eurorust.example/2022"),
        ("First day", "2022-10-13"),
        ("Last day", "2022-10-14"),
        ("City", "Berlin"),
        ("Country", "Germany"),
        ("Attendance", "In person and online"),
        ("Call for papers closes", "2022-06-30 23:59 AoE"),
        ("Address of the call", "https://eurorust.example/cfp"),
        ("Topics", "rust, web"),
        ("Anything else", evil),
    ];
    let (calls, body) = propose(&mut job, &workflow, &issue(ADD, &fields));
    assert!(calls.contains("gh pr create --head confcal/issue-7 --title Add $(touch escaped)"), "{calls}");
    assert!(
        body.starts_with("Closes #7.\n")
            && body.contains("1 entry written")
            && body.ends_with(
                "no faults of this entry\n```\n\nThe issue says more under *Anything else*, which is not in this change.\n"
            ),
        "{body}"
    );
    let (added, files) = difference(&job);
    assert_eq!(files, "conferences.toml\n");
    let expected = "
[[conference]]
name = \"EuroRust 2022 $(touch escaped)\"
start = 2022-10-13
end = 2022-10-14
id = \"eurorust-2022-touch-escaped\"
url = \"https://eurorust.example/2022\"
city = \"Berlin\"
country = \"DE\"
online = true
tags = [\"rust\", \"web\"]

[[conference.deadline]]
kind = \"cfp\"
due = 2022-06-30T23:59:00
url = \"https://eurorust.example/cfp\"
";
    assert_eq!(added, expected);

    // The author corrects the form.
    job.folder.put("temp/state", "OPEN\n");
    fields[3].1 = "2022-10-15";
    let (calls, _) = propose(&mut job, &workflow, &issue(ADD, &fields));
    assert!(calls.contains("gh pr edit confcal/issue-7") && !calls.contains("pr create"), "{calls}");
    assert!(difference(&job).0.contains("end = 2022-10-15\n"));

    // Somebody has edited the branch, and must not lose that.
    git(
        &job,
        "git switch -q confcal/issue-7 && echo '# mine' >> conferences.toml && git -c user.name=a -c user.email=a@b commit -q -a -m mine && git push -q origin confcal/issue-7",
    );
    let (calls, body) = propose(&mut job, &workflow, &issue(ADD, &fields));
    assert!(calls.contains("gh issue comment 7") && body.contains("Somebody has edited the branch"), "{calls}{body}");
    assert!(difference(&job).0.contains("# mine"));
}

#[test]
fn a_form_that_proposes_nothing_is_answered() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let pycon = [("Conference name", "PyCon DE 2022"), ("Website", "https://2022.pycon.de/")];
    let same = [("First day", "2022-04-11"), ("Last day", "2022-04-13"), ("City", "Berlin"), ("Country", "Germany")];
    let other = [("Conference name", "PyCon FR 2022"), ("Website", "https://pycon.fr/")];
    for (body, says) in [
        (issue(ADD, &[&pycon[..], &same[..]].concat()), "changed nothing in the list"),
        (issue(ADD, &other), "neither a date nor a deadline"),
        (issue(CORRECT, &[&other[..], &[("Status", "Cancelled")][..]].concat()), "no conference with this website"),
        (issue(CORRECT, &[&other[..], &[("First day", "2022-10-01")][..]].concat()), "no conference with this website"),
        (issue(CORRECT, &[&pycon[..], &[("First day", "2022-04-14")][..]].concat()), "ends before it starts"),
        (issue(CORRECT, &[&pycon[..], &[("City", "TBA")][..]].concat()), "no value is taken out of it"),
    ] {
        let (calls, sent) = propose(&mut job, &workflow, &body);
        assert!(calls.contains("gh issue comment 7") && sent.contains(says), "{says}: {calls}{sent}");
        assert_eq!(git(&job, "git --git-dir origin branch --list 'confcal/*'"), "", "{body}");
    }
}

/// GitHub refuses a longer text.
#[test]
fn the_text_of_a_proposal_is_short() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let form = issue(ADD, &[("Conference name", "New 2022"), ("First day", "2022-10-09")]);
    let labels: String = (0..1500).map(|number| format!("### What else number {number}\n\nx\n\n")).collect();
    let (calls, sent) =
        propose(&mut job, &workflow, &form.replace("### Anything else", &format!("{labels}### Anything else")));
    assert!(calls.contains("gh pr create"), "{calls}");
    assert!(sent.len() < 60_000 && sent.contains("\nand lines that are left out here: 1\n"), "{}", sent.len());
    assert!(sent.contains("1 entry written"), "{sent}");
}

/// A list with an error is the matter of its keeper; the author of a form reads that it is, and not that the conference is missing.
#[test]
fn a_list_with_an_error_is_told_as_it_is() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let list = job.folder.read("conferences.toml") + "colour = 1\n";
    job.folder.put("conferences.toml", &list);
    git(&job, "git -c user.name=a -c user.email=a@b commit -q -a -m b && git push -q origin main");
    let pycon =
        [("Conference name", "PyCon DE 2022"), ("Website", "https://2022.pycon.de/"), ("Last day", "2022-04-15")];
    for body in [issue(CORRECT, &pycon), issue(ADD, &pycon)] {
        let (calls, sent) = propose(&mut job, &workflow, &body);
        assert!(
            calls.contains("gh issue comment 7") && sent.contains("the list has errors, and nothing is added to it"),
            "{sent}"
        );
        assert!(!sent.contains("no conference"), "{sent}");
    }
}

#[test]
fn a_correction_changes_what_it_names() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    // Actions may not create pull requests in a new repository.
    job.folder.put("temp/refuses", "");
    let pycon = [("Conference name", "PyCon DE 2022"), ("Website", "https://2022.pycon.de")];
    for (values, expected) in [
        (&[("Status", "Cancelled"), ("Attendance", "None")][..], "status = \"cancelled\"\n"),
        (&[("Last day", "2022-04-15")], "end = 2022-04-15\n"),
        (&[("First day", "2022-04-12"), ("City", "Hamburg")], "start = 2022-04-12\ncity = \"Hamburg\"\n"),
        (&[("Call for papers closes", "2022-01-16")], "due = 2022-01-16\nwas = [2022-01-09]\n"),
        (&[("Attendance", "In person and online")], "online = true\n"),
        (&[("Attendance", "Online")], "online = true\n"),
        (
            &[
                ("Conference name", "PyCon DE & PyData"),
                ("Website", "https://pycon.de/"),
                ("Entry in the list", "pycon-de-2022"),
            ],
            "name = \"PyCon DE & PyData\"\nurl = \"https://pycon.de/\"\n",
        ),
    ] {
        let (calls, body) = propose(&mut job, &workflow, &issue(CORRECT, &[values, &pycon[..]].concat()));
        assert_eq!(difference(&job).0, expected, "{body}");
        assert!(body.ends_with("no faults of this entry\n```\n"), "{body}");
        assert!(calls.contains("gh pr create") && calls.contains("gh issue comment 7 --edit-last"), "{calls}");
        assert!(body.contains("https://github.com/PyVec/calendar/compare/confcal/issue-7?expand=1"), "{body}");
        git(&job, "git --git-dir origin branch -q -D confcal/issue-7");
    }
}

/// A pull request goes with the reason for it, and says why. What somebody else has done stays.
#[test]
fn a_form_takes_its_pull_request_back() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let proposed = [
        ("Conference name", "EuroRust 2022"),
        ("Website", "https://eurorust.example/2022"),
        ("First day", "2022-10-13"),
        ("City", "Berlin"),
        ("Country", "Germany"),
    ];
    let form = issue(ADD, &proposed);
    let nothing = issue(ADD, &proposed[..2]);
    for (body, is_closed, says) in [
        (&*nothing, false, "This form changed nothing in the list."),
        ("Never mind.", false, "The issue is no longer as the form wrote it."),
        (&form, true, "The issue is closed."),
    ] {
        for is_edited in [false, true] {
            let _ = fs::remove_file(job.folder.path("temp/closed"));
            job.folder.put("temp/state", "");
            propose(&mut job, &workflow, &form);
            job.folder.put("temp/state", "OPEN\n");
            if is_edited {
                git(
                    &job,
                    "git switch -q confcal/issue-7 && echo '# mine' >> conferences.toml && git -c user.name=a -c user.email=a@b commit -q -a -m mine && git push -q origin confcal/issue-7",
                );
            }
            if is_closed {
                job.folder.put("temp/closed", "");
            }
            let (calls, sent) = propose(&mut job, &workflow, body);
            assert!(sent.starts_with(says) && calls.contains("gh pr comment confcal/issue-7"), "{says}: {calls}{sent}");
            assert_eq!(calls.contains("gh issue comment 7"), !is_closed, "{calls}");
            assert_eq!(calls.contains("gh pr close confcal/issue-7"), !is_edited, "{calls}");
            let left = git(&job, "git --git-dir origin branch --list 'confcal/*'");
            assert_eq!(!left.is_empty(), is_edited, "{says}: {left}");
            git(&job, "git --git-dir origin branch -q -D confcal/issue-7 || true");
        }
    }
    // There is none to take back.
    job.folder.put("temp/state", "MERGED\n");
    let (calls, _) = propose(&mut job, &workflow, &form);
    assert!(!calls.contains("gh pr close") && !calls.contains("comment"), "{calls}");
}

/// A pull request that a keeper closed stays so when the author edits the issue; one that the workflow took back may come again.
#[test]
fn a_pull_request_that_was_refused_stays_closed() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let form = issue(
        ADD,
        &[("Conference name", "EuroRust 2022"), ("Website", "https://e.example"), ("First day", "2022-10-13")],
    );
    job.folder.put("temp/state", "CLOSED\n");
    for (closer, is_created) in [("User\n", false), ("Bot\n", true)] {
        job.folder.put("temp/closer", closer);
        let (calls, sent) = propose(&mut job, &workflow, &form);
        assert_eq!(calls.contains("gh pr create"), is_created, "{calls}");
        assert_eq!(sent.contains("The pull request of this issue was closed"), !is_created, "{sent}");
        let branch = git(&job, "git --git-dir origin branch --list 'confcal/*'");
        assert_eq!(!branch.is_empty(), is_created, "{branch}");
    }
}

/// A title that nobody finished gets the name of the conference.
#[test]
fn a_title_has_the_name_of_the_conference() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let form = issue(
        ADD,
        &[
            ("Conference name", "EuroRust $(touch escaped) 2022"),
            ("Website", "https://e.example"),
            ("First day", "2022-10-13"),
        ],
    );
    for (title, expected) in [
        ("Add ", "--title Add EuroRust $(touch escaped) 2022 --body"),
        ("Correct", "--title Correct EuroRust $(touch escaped) 2022 --body"),
        ("Add it", "--title Add it --body"),
        ("EuroRust", "--title EuroRust --body"),
    ] {
        job.folder.put("temp/title", title);
        let (calls, _) = propose(&mut job, &workflow, &form);
        assert!(calls.contains(expected), "{title}: {calls}");
    }
}

/// The text of a pull request has the faults of its entry, and not those of the others.
#[test]
fn a_proposal_has_the_faults_of_its_entry() {
    if !has_tools() {
        return;
    }
    let (mut job, workflow) = proposing();
    let faulty: String =
        (0..60).map(|number| format!("\n[[conference]]\nname = \"Old {number}\"\nstart = 2020-01-01\n")).collect();
    let list = job.folder.read("conferences.toml")
        + &faulty
        + "\n[[conference]]\nname = \"Mine 2022\"\nid = \"mine-2022\"\nstart = 2022-10-01\nurl = \"https://mine.example/\"\n\n[[conference]]\nname = \"Last\"\nstart = 2022-10-01\n";
    job.folder.put("conferences.toml", &list);
    git(&job, "git -c user.name=a -c user.email=a@b commit -q -a -m b && git push -q origin main");
    let mine = [("Conference name", "Mine 2022"), ("Website", "https://mine.example/"), ("Last day", "2022-10-02")];
    let new = [("Conference name", "New 2022"), ("Website", "https://new.example/"), ("First day", "2022-10-09")];
    for (body, name) in [(issue(CORRECT, &mine), "Mine 2022"), (issue(ADD, &new), "New 2022")] {
        let (_, sent) = propose(&mut job, &workflow, &body);
        let faults: Vec<&str> = sent.lines().filter(|line| line.contains("note[")).collect();
        assert_eq!(faults.len(), 1, "{sent}");
        assert!(faults[0].contains("note[no-place]"), "{name}: {sent}");
        git(&job, "git --git-dir origin branch -q -D confcal/issue-7");
    }
}

#[test]
fn the_jobs_for_gitlab_check_and_publish() {
    if !has_tools() {
        return;
    }
    let (job, address) = published();
    assert_eq!(job.folder.run("init --gitlab").code, Some(0));
    let jobs = yaml(&job.folder.read(".gitlab-ci.yml"));
    job.program("apt-get", "");
    job.program("pip", "");
    let confcal = PathBuf::from(env!("CARGO_BIN_EXE_confcal"));
    symlink(confcal, job.folder.path("temp/programs/confcal")).expect("a link");
    let run = |name: &str, url: &str| {
        let lines = [&jobs[".confcal"]["before_script"], &jobs[name]["script"]];
        let lines: Vec<&str> = lines.iter().filter_map(|lines| lines.as_array()).flatten().map(text).collect();
        let mut shell = Command::new("bash");
        let path = format!("{}:{}", job.folder.path("temp/programs").display(), std::env::var("PATH").expect("a PATH"));
        shell.args(["-eo", "pipefail", "-c", &lines.join("\n")]).current_dir(job.folder.path(""));
        shell
            .env("PATH", path)
            .env("RUNNER_TEMP", job.folder.path("temp"))
            .env("CI_PAGES_URL", url.trim_end_matches('/'));
        shell.env("LIST", text(&jobs["variables"]["LIST"])).env("CONFCAL", text(&jobs["variables"]["CONFCAL"]));
        Run::from(shell.env("SOURCE_DATE_EPOCH", EPOCH).output().expect("bash runs"))
    };
    let moved = LIST.replace("start = 2022-09-16", "start = 2022-09-15");
    job.folder.put("conferences.toml", &moved);
    let check = run("check", &address);
    assert!(check.code == Some(0) && check.out.contains("1 changed"), "{check:?}");
    fs::remove_dir_all(job.folder.path("public")).expect("what was fetched");
    let check = run("check", &format!("{address}closed/"));
    assert!(check.code == Some(0) && check.out.contains("no comparison"), "{check:?}");
    let pages = run("pages", &format!("{address}closed/"));
    assert!(pages.code != Some(0) && pages.out.contains("answers 403"), "{pages:?}");
    let pages = run("pages", &address);
    assert!(pages.code == Some(0) && pages.err.contains(" changed"), "{pages:?}");
    assert!(job.folder.read("public/all.ics").contains("20220915"));
    assert!(job.calls().contains("pip install --quiet --root-user-action ignore confcal=="));
}

/// The issue of a review is edited, and closed when nothing is left; one that a stranger wrote is left alone.
#[test]
fn a_review_keeps_one_issue() {
    if !has_tools() {
        return;
    }
    let folder = repository();
    let workflow = yaml(&folder.read(".github/workflows/confcal-review.yml"));
    let mut job = Job::new(folder);
    assert_eq!(job.action(&[("command", "install")]).code, Some(0));
    job.program(
        "gh",
        "[ \"$1$2\" != issuelist ] || cat \"$RUNNER_TEMP/issues\"; while [ $# -gt 0 ]; do [ \"$1\" != --body-file ] || cp \"$2\" \"$RUNNER_TEMP/body\"; shift; done",
    );
    let ours = "[{\"number\": 3, \"title\": \"Other\"}, {\"number\": 4, \"title\": \"Conferences to look up\"}]";
    let waiting = format!("{LIST}\n[[conference]]\nname = \"PyCon IT 2023\"\n");
    let nothing = "[feed]\nid = \"test\"\n\n[[conference]]\nid = \"a\"\nname = \"A 2022\"\nstart = 2022-09-16\nend = 2022-09-17\ncity = \"Bern\"\ncountry = \"CH\"\nurl = \"https://a.example/\"\nupdated = 2022-04-30\n";
    for (list, issues, call) in [
        (&*waiting, "[]", "gh issue create --title Conferences to look up"),
        (&waiting, ours, "gh issue edit 4 --body-file"),
        (nothing, ours, "gh issue close 4"),
        (nothing, "[]", ""),
    ] {
        job.folder.put("conferences.toml", list);
        job.folder.put("temp/issues", issues);
        job.calls();
        let run = job.run(&workflow);
        assert_eq!(run.code, Some(0), "{run:?}");
        let calls = job.calls();
        let (first, rest) = calls.split_once('\n').expect("a call");
        assert!(first.starts_with("gh issue list --state open --author app/github-actions"), "{calls}");
        assert!(rest.starts_with(call) && rest.lines().count() == usize::from(!call.is_empty()), "{call}: {calls}");
    }
    assert!(job.folder.read("temp/body").contains("pycon-it-2023"));
}
