//! The statements of the documents hold.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use confcal::{Code, Filter, Source};

use crate::corpus::compare;
use crate::list_command::{on_terminal, plain};
use crate::support::{Folder, Run, feed, files_beneath, ics, texts};

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The code blocks of a language, each with the line it begins on.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.trim_start() == format!("```{language}") {
            let block = lines.by_ref().map(|(_, line)| line).take_while(|line| !line.trim_start().starts_with("```"));
            blocks.push((number + 1, block.collect::<Vec<_>>().join("\n")));
        }
    }
    blocks
}

/// The documents for users, by their paths.
fn documents() -> Vec<String> {
    let mut names = vec!["README.md".to_owned()];
    for folder in ["docs", "docs/recipes"] {
        names.extend(texts(folder, ".md").into_iter().map(|(name, _)| format!("{folder}/{name}.md")));
    }
    names
}

/// A command that a document shows, and the output that it shows of it.
struct Shown {
    line: usize,
    command: String,
    output: String,
}

fn commands(text: &str) -> Vec<Shown> {
    let mut commands: Vec<Shown> = Vec::new();
    for (first, block) in blocks(text, "console") {
        let own = commands.len();
        for (line, text) in block.lines().enumerate() {
            match text.strip_prefix("$ ") {
                Some(command) => {
                    let (line, command) = (first + line + 1, command.to_owned());
                    commands.push(Shown { line, command, output: String::new() });
                }
                None if commands.len() > own => {
                    let output = &mut commands.last_mut().expect("a command").output;
                    *output = format!("{output}{text}\n");
                }
                None => {}
            }
        }
    }
    commands
}

/// Does the steps that a document asks of its reader before a command.
fn prepare(folder: &Folder, args: &str) {
    match args {
        "check --previous conferences.ics" => {
            assert_eq!(folder.run("export -o conferences.ics").code, Some(0));
            let list = folder.read("conferences.toml");
            assert!(list.contains("start = 2022-09-16"), "PyCon UK is moved by a day");
            folder.put("conferences.toml", &list.replace("start = 2022-09-16", "start = 2022-09-15"));
        }
        "build -o public" => {
            let (_, url) = blocks(&document("docs/first-hour.md"), "toml").swap_remove(0);
            let list = folder.read("conferences.toml");
            if !list.contains(&url) {
                folder.put("conferences.toml", &list.replace("[feed]\n", &format!("[feed]\n{url}\n")));
            }
        }
        "export --previous previous.ics -o conferences.ics" => {
            assert_eq!(folder.run("export -o previous.ics").code, Some(0));
        }
        _ => {}
    }
}

/// The output of a command of a document, by today's clock. A server is stopped after its first line.
fn output(mut command: Command, shown: &Shown) -> String {
    if shown.command.starts_with("confcal serve") {
        command.args(["--listen", "127.0.0.1:0"]).stderr(Stdio::piped());
        let mut server = command.spawn().expect("confcal runs");
        let mut line = String::new();
        BufReader::new(server.stderr.take().expect("its log")).read_line(&mut line).expect("a line");
        server.kill().and_then(|()| server.wait()).expect("it stops");
        let port = line.trim_end().trim_end_matches('/').rsplit(':').next().unwrap_or_default();
        return line.replace(port, "8080");
    }
    if shown.command.starts_with("confcal list") && !shown.output.is_empty() {
        return plain(&on_terminal(command, 100));
    }
    let run = Run::from(command.output().expect("confcal runs"));
    assert_eq!(run.code, Some(0), "{}: {}", shown.command, run.err);
    run.out + &run.err
}

/// With the real clock, in a folder as a newcomer has it: with the bundled list, or, in the first hour, with none.
#[test]
fn commands_in_the_documents_run_as_shown() {
    let mut ran = 0;
    for name in documents() {
        let folder = Folder::new();
        match name.as_str() {
            "docs/first-hour.md" => std::fs::remove_file(folder.path("conferences.toml")).expect("it was there"),
            _ => folder.put("conferences.toml", &document("conferences.toml")),
        }
        for shown in commands(&document(&name)) {
            let args = match shown.command.split_once(' ') {
                Some(("confcal", args)) => args,
                // Rust's own tool, and one that asks another machine.
                Some(("cargo" | "curl", _)) => continue,
                _ => panic!("{name}, line {}: `{}` is not run", shown.line, shown.command),
            };
            assert!(!args.contains(['\'', '"', '|', '>', '$']), "{name}, line {}: needs a shell", shown.line);
            prepare(&folder, args);
            // Wherever there is a port free.
            let mut command = folder.command(&args.replace("--listen 127.0.0.1:8080 ", ""));
            command.env_remove("SOURCE_DATE_EPOCH");
            let output = output(command, &shown);
            if !shown.output.is_empty() {
                assert_eq!(output, shown.output, "{name}, line {}: {}", shown.line, shown.command);
            }
            ran += 1;
        }
        if name == "docs/first-hour.md" {
            let page = folder.read("public/index.html");
            assert!(page.contains("webcal://example.org/conferences/"), "the last build offers no subscriptions");
        }
    }
    assert!(ran > 10, "{ran}");
}

/// The names that GitHub gives the headings of a document, to be linked to.
fn anchors(text: &str) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let heading = line.trim_start_matches('#');
        let level = line.len() - heading.len();
        if is_code || !(1..=6).contains(&level) || !heading.starts_with(' ') {
            continue;
        }
        // Of a link, its text.
        let heading = heading.trim().split("](").map(|part| part.split_once(')').map_or(part, |(_, rest)| rest));
        let heading: String = heading.collect::<String>().to_lowercase();
        let kept = heading.chars().filter(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | ' '));
        let name: String = kept.map(|char| if char == ' ' { '-' } else { char }).collect();
        let same = anchors.iter().filter(|other| **other == name || other.starts_with(&format!("{name}-"))).count();
        anchors.push(if anchors.contains(&name) { format!("{name}-{same}") } else { name });
    }
    anchors
}

/// The links of a document to files and headings, outside of code.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut is_code = false;
    let mut prose = String::new();
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code {
            prose += line;
            prose.push(' ');
        }
    }
    for link in prose.split("](").skip(1) {
        let target = link.split([')', ' ']).next().unwrap_or_default();
        if !target.contains("://") && !target.starts_with("mailto:") {
            links.push(target.to_owned());
        }
    }
    links
}

#[test]
fn links_of_the_documents_lead_to_files_and_headings() {
    let mut names = documents();
    let others = ["CONTRIBUTING.md", "SECURITY.md", "benches/README.md", "fuzz/README.md", "tests/browser/README.md"];
    names.extend(others.map(str::to_owned));
    names.push("tests/clients/README.md".to_owned());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut followed = 0;
    for name in names {
        let folder = root.join(&name).parent().expect("a folder").to_owned();
        for link in links(&document(&name)) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { root.join(&name) } else { folder.join(file) };
            assert!(target.exists(), "{name} links to {link}");
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(&target).expect("a document");
                assert!(anchors(&text).iter().any(|other| other == anchor), "{name} links to {link}");
                followed += 1;
            }
        }
    }
    assert!(followed > 50, "only {followed} links lead to a heading");
}

#[test]
fn the_index_leads_to_every_document() {
    let index = links(&document("docs/README.md"));
    for name in documents().iter().filter_map(|name| name.strip_prefix("docs/")).filter(|name| *name != "README.md") {
        assert!(
            index.iter().any(|link| link.split('#').next() == Some(name)),
            "docs/README.md does not lead to {name}"
        );
    }
}

/// The workflow and the hook that the documents show are those that `confcal init` writes, and the tables name each input and output
/// of the action.
#[test]
fn files_of_a_repository_are_documented_as_they_are() {
    let folder = Folder::new();
    assert_eq!(folder.run("init --github --pre-commit").code, Some(0));
    let shown = blocks(&document("docs/recipes/pull-requests.md"), "yaml");
    for ((_, block), file) in shown.iter().zip([".github/workflows/confcal-check.yml", ".pre-commit-config.yaml"]) {
        let (name, block) = block.split_once('\n').expect("a file");
        assert_eq!(name, format!("# {file}"));
        let written = folder.read(file);
        for line in block.lines() {
            assert!(written.lines().any(|other| other == line), "{file} has no line `{line}`");
        }
    }
    let recipe = document("docs/recipes/github.md");
    let action: serde_json::Value = serde_saphyr::from_str(&document("action.yml")).expect("YAML");
    for part in ["inputs", "outputs"] {
        for name in action[part].as_object().expect("names").keys() {
            assert!(recipe.contains(&format!("\n| `{name}` | ")), "docs/recipes/github.md has no row for {name}");
        }
    }
    for file in [
        ".github/workflows/confcal-check.yml",
        ".github/workflows/confcal-site.yml",
        ".github/workflows/confcal-propose.yml",
        ".github/workflows/confcal-review.yml",
    ] {
        assert!(recipe.contains(&format!("| `{file}` |")), "{file}");
    }
}

#[test]
fn lists_in_the_documents_are_sound_without_even_a_hint() {
    for name in ["README.md", "docs/format.md"] {
        let blocks = blocks(&document(name), "toml");
        assert!(!blocks.is_empty(), "{name} shows no list");
        for (line, list) in blocks {
            let (_, diagnostics) = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint);
            assert!(diagnostics.is_empty(), "{name}, line {line}: {diagnostics:#?}");
        }
    }
}

#[test]
fn the_event_in_the_readme_is_what_its_list_gives() {
    let readme = document("README.md");
    let list = &blocks(&readme, "toml")[0].1;
    let (_, event) = &blocks(&readme, "text")[0];
    let ics = ics(&feed(list)).replace("\r\n", "\n");
    assert!(ics.contains(&format!("{event}\n")), "the README shows\n{event}\nbut the feed is\n{ics}");
}

/// The reference of faults is made of the table of codes and of the reports that the tests hold.
#[test]
fn every_fault_is_documented() {
    let mut text = String::from(
        "# Faults\n\nEverything that `confcal check` can say, by the word in its brackets. An **error** would make a wrong or \
         ambiguous feed, and\nstops the export; a **warning** is suspicious, but can be written (`--strict` makes it stop the \
         export too); a **hint** is\nadvice, which only `check` gives. `confcal check --explain CODE` says the same in the terminal.\n",
    );
    for code in Code::ALL {
        text += &format!("\n## {code}\n\n**{}.** {}\n", capital(&code.level().to_string()), code.explanation());
        let report = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/lists/faults/{code}.txt"));
        if let Ok(report) = std::fs::read_to_string(report) {
            // Without the counts at its end.
            let shown = report.rsplit_once("\n\n").map_or(report.as_str(), |(shown, _)| shown);
            text += &format!("\n```text\n{shown}\n```\n");
        }
    }
    compare(&format!("{}/docs/faults.md", env!("CARGO_MANIFEST_DIR")), text.as_bytes());
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

#[test]
fn every_filter_is_an_option_and_documented() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_confcal")).args(["export", "--help"]).output();
    let help = String::from_utf8(help.expect("confcal runs").stdout).expect("help is UTF-8");
    let (format, serve) = (document("docs/format.md"), document("docs/serve.md"));
    for key in confcal::Filter::KEYS.iter().map(|key| key.name) {
        assert!(help.contains(&format!("--{key} ")), "--{key} is not an option");
        assert!(format.contains(&format!("--{key}")), "--{key} is not documented");
        assert!(serve.contains(&format!("`{key}`")), "{key} is not documented as a parameter");
    }
}

/// The tests that the promises name are there, under these names.
#[test]
fn the_tests_that_promises_name_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "tests/confcal"].into_iter().flat_map(|folder| files_beneath(&root.join(folder)));
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let sources: String = sources.map(|path| std::fs::read_to_string(path).expect("a file")).collect();
    let promises = document("docs/promises.md");
    let mut names = 0;
    for (at, _) in promises.match_indices("`cargo test ") {
        let command = promises[at + 1..].split('`').next().expect("a command");
        let named = command.rsplit(' ').next().expect("a name");
        let (test, module) = (format!("fn {named}"), format!("tests/confcal/{named}.rs"));
        assert!(sources.contains(&test) || root.join(module).exists(), "no test is called {named}");
        names += 1;
    }
    assert!(names > 20, "only {names} tests are named");
    for (at, _) in promises.match_indices("`tests/") {
        let path = promises[at + 1..].split('`').next().expect("a path");
        assert!(root.join(path).exists(), "{path} is not there");
    }
}

/// The words in backticks in the first column of the tables under a heading, up to the next heading.
fn first_column(text: &str, heading: &str) -> Vec<String> {
    let section = text.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}")).1;
    let section = section.split("\n## ").next().unwrap_or_default();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let words = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    words.map(|word| word.split(' ').next().unwrap_or_default().to_owned()).collect()
}

/// One word for each filter: as an option, as a key of a view, as a parameter of an address, and in every table of them.
#[test]
fn filters_are_called_alike_everywhere() {
    let folder = Folder::new();
    let keys: Vec<&str> = Filter::KEYS.iter().map(|key| key.name).collect();
    let format = document("docs/format.md");
    let options = keys.iter().filter(|key| **key != "times").map(|key| format!("--{key}")).collect::<Vec<_>>();
    assert_eq!(sorted(first_column(&format, "Filters")), sorted(options.clone()));
    let view = first_column(&format, "`[[view]]`").into_iter().filter(|key| !matches!(&**key, "path" | "name"));
    assert_eq!(sorted(view), sorted(keys.clone()));
    assert_eq!(sorted(first_column(&document("docs/serve.md"), "Feeds on demand")), sorted(keys.clone()));
    let schema: serde_json::Value = serde_json::from_str(&document("docs/feeds.schema.json")).expect("JSON");
    let named = &schema["$defs"]["feed"]["properties"]["filter"]["items"]["prefixItems"][0]["enum"];
    let named: Vec<String> = serde_json::from_value(named.clone()).expect("texts");
    assert_eq!(sorted(named), sorted(keys.clone()));
    for command in ["export", "list", "build", "check"] {
        let help = folder.run(&format!("{command} --help")).out;
        let missing: Vec<_> = options.iter().filter(|option| !help.contains(&format!("{option} <"))).collect();
        assert!(missing.is_empty(), "{command}: {missing:?}");
    }
    // The filters that take several values with commas.
    let lists: Vec<_> = Filter::KEYS.iter().filter(|key| key.is_list).map(|key| format!("`--{}`", key.name)).collect();
    let (last, others) = lists.split_last().expect("some");
    let sentence = format!("{} and {last} also take several values", others.join(", "));
    assert!(format.contains(&sentence), "{sentence}");
}

/// Each key of `feeds.json` has a row in the table of its document, and no row is of anything else.
#[test]
fn every_key_of_feeds_json_is_documented() {
    let schema = schema("feeds");
    let mut keys = Vec::new();
    for properties in [&schema["properties"], &schema["$defs"]["feed"]["properties"]] {
        keys.extend(properties.as_object().expect("properties").keys().cloned());
    }
    assert_eq!(sorted(first_column(&document("docs/site.md"), "`feeds.json`")), sorted(keys));
}

/// Each key of `conferences.json` is described in its schema.
#[test]
fn every_key_of_conferences_json_is_described() {
    let schema = schema("conferences");
    let definitions = schema["$defs"].as_object().expect("definitions").values();
    let mut described = 0;
    for properties in std::iter::once(&schema).chain(definitions).filter_map(|object| object["properties"].as_object())
    {
        for (key, property) in properties {
            assert!(property["description"].as_str().is_some_and(|text| text.ends_with('.')), "{key}");
            described += 1;
        }
    }
    assert!(described > 50, "{described} keys");
}

fn schema(name: &str) -> serde_json::Value {
    serde_json::from_str(&document(&format!("docs/{name}.schema.json"))).expect("JSON")
}

/// The example that the documents give for open calls, in each of its forms: a call of a cancelled conference is not open.
#[test]
fn open_calls_leave_out_cancelled_conferences() {
    let format = document("docs/format.md");
    let section = format.split_once("Open calls for papers in Europe are").expect("the example").1;
    let shown: Vec<&str> = section.split("\n\n`--from today`").next().unwrap_or_default().split('`').collect();
    let shown: Vec<&str> = shown.into_iter().skip(1).step_by(2).collect();
    let find =
        |start: &str| shown.iter().find_map(|code| code.strip_prefix(start)).unwrap_or_else(|| panic!("{start}"));
    let keys: Vec<&str> = shown.iter().copied().filter(|code| code.contains(" = ")).collect();
    let entry = |id: &str, status: &str| {
        format!(
            "[[conference]]\nid = '{id}'\nname = '{id}'\nstart = 2027-07-11\ncountry = 'IE'\nstatus = '{status}'\n\
             [[conference.deadline]]\nkind = 'cfp'\ndue = 2027-04-03\n"
        )
    };
    let list = entry("on", "confirmed") + &entry("off", "cancelled") + &entry("later", "postponed");
    let view = format!("[[view]]\npath = 'open.ics'\nname = 'Open'\n{}\n", keys.join("\n"));
    let folder = Folder::new();
    folder.put("conferences.toml", &format!("[feed]\nid = 'calls'\n{view}{list}"));
    let exported = folder.run(find("confcal "));
    assert_eq!((exported.code, &*exported.err), (Some(0), ""));
    assert_eq!(folder.run("build -o public").code, Some(0));
    for feed in [exported.out, folder.read("public/open.ics")] {
        assert!(feed.contains("SUMMARY:CFP closes: on\r\n") && feed.matches("BEGIN:VEVENT").count() == 1, "{feed}");
    }
    let query = find("/feed.ics?");
    for key in keys {
        let (name, value) = key.split_once(" = ").expect("a key and its value");
        let value = value.replace(['"', '[', ']', ' '], "");
        assert!(query.split('&').any(|pair| pair == format!("{name}={value}")), "{query} lacks {key}");
    }
    for command in commands(&document("README.md")).iter().filter(|shown| shown.command.contains("--kind cfp")) {
        assert!(command.command.contains("--status confirmed,tentative"), "README.md, line {}", command.line);
    }
}

fn sorted(texts: impl IntoIterator<Item: Into<String>>) -> Vec<String> {
    let mut texts: Vec<String> = texts.into_iter().map(Into::into).collect();
    texts.sort();
    texts
}

/// Each server sends the files of a site as `confcal serve` does: XML has several types, which no server tells by its name.
#[test]
fn recipes_for_servers_name_every_feed() {
    let folder = Folder::new();
    assert_eq!(folder.run("build -o public --base-url https://conferences.example.org/").code, Some(0));
    let names = std::fs::read_dir(folder.path("public")).expect("a site");
    let names: Vec<String> =
        names.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect();
    let (site, bots) = (include_str!("../../docs/site.md"), include_str!("../../docs/recipes/bots.md"));
    let section =
        |title: &str| site.split_once(title).and_then(|(_, rest)| rest.split("\n## ").next()).expect("a section");
    let (s3, rclone) = section("\n## S3 and a CDN\n").split_once("or rclone").expect("both");
    let xml: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.ends_with(".xml")).collect();
    assert_eq!(xml.len(), 3, "{xml:?}");
    for name in xml {
        let is_atom = folder.read(&format!("public/{name}")).contains("http://www.w3.org/2005/Atom");
        let stem = name.trim_end_matches(".xml");
        for (server, recipe) in
            [("nginx", section("\n## nginx\n")), ("Caddy", section("\n## Caddy\n")), ("S3", s3), ("rclone", rclone)]
        {
            let names = recipe.contains(name)
                || recipe.lines().any(|line| line.contains('{') && line.contains(stem) && line.contains("}.xml"));
            assert!(names || server == "nginx" && !is_atom, "{server} does not know {name}");
        }
        assert!(bots.contains(name) || !is_atom, "{name} is unknown to bots");
    }
}
