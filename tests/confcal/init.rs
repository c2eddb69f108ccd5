//! `confcal init`: the files that it writes, and those that it leaves alone.

use std::fs;
use std::process::Command;

use crate::support::{Folder, Run, files_beneath};

/// A folder without a list.
fn empty() -> Folder {
    let folder = Folder::new();
    fs::remove_file(folder.path("conferences.toml")).expect("it was there");
    folder
}

/// The files of a folder but for those of Git, in order.
fn files(folder: &Folder) -> Vec<String> {
    let root = folder.path("");
    let paths = files_beneath(&root).into_iter().map(|path| path.strip_prefix(&root).expect("inside").to_owned());
    let own = paths.filter(|path| !path.starts_with(".git"));
    own.map(|path| path.to_str().expect("UTF-8").to_owned()).collect()
}

const ALL: &str = "--github --gitlab --pre-commit";

#[test]
fn a_list_is_started_and_never_overwritten() {
    let folder = Folder::new();
    let before = folder.read("conferences.toml");
    folder.run("init").fails(2, "conferences.toml is there already");
    assert_eq!(folder.read("conferences.toml"), before);
    for (place, list) in [
        ("new.toml", "new.toml"),
        ("python-conferences", "python-conferences/conferences.toml"),
        ("./a/b", "a/b/conferences.toml"),
    ] {
        let run = folder.run(&format!("init {place}"));
        assert_eq!((run.code, &*run.out), (Some(0), ""), "{run:?}");
        assert!(run.err.contains(&format!("wrote {list}\n")), "{run:?}");
        assert!(run.err.contains(&format!("  confcal check {list}\n")), "{run:?}");
        let check = folder.run(&format!("check {list} --strict"));
        assert_eq!((check.code, &*check.out), (Some(0), ""), "the list is sound, without even a hint");
        assert!(folder.read(list).starts_with("#:schema ./confcal.schema.json\n"));
        assert!(folder.path(list).with_file_name("confcal.schema.json").exists());
        assert_eq!(folder.run(&format!("list {list}")).out.lines().count(), 3, "its dates are ahead");
    }
    assert!(folder.read("python-conferences/conferences.toml").contains("name = \"Python conferences\""));
    folder.put("letter.txt", "Dear all");
    folder.run("init letter.txt").fails(2, "letter.txt is a file; name a folder, or a list that ends in .toml");
    let run = folder.run("init -");
    assert!(run.code == Some(0) && run.out.contains("[[conference]]") && run.err.is_empty(), "{run:?}");
    folder.run("init - --github").fails(2, "name it in place of `-`");
}

#[test]
fn a_repository_gets_what_it_lacks() {
    let folder = empty();
    let run = folder.run(&format!("init {ALL}"));
    assert_eq!(run.code, Some(0), "{run:?}");
    let written = files(&folder);
    assert!(written.len() > 9, "{written:?}");
    for file in &written {
        assert!(run.err.contains(&format!("wrote {file}\n")), "{file} is not named: {run:?}");
        let text = folder.read(file);
        for placeholder in ["@LIST", "@VERSION", "@PATTERN", "@NAME", "@ID"] {
            assert!(!text.contains(placeholder), "{file}: {placeholder}");
        }
    }
    folder.run(&format!("init {ALL}")).fails(2, "files are there already; they stay as they are");

    // One that somebody has edited stays, one that is missing comes back.
    folder.put(".gitlab-ci.yml", "mine");
    folder.put(".gitignore", "*.pyc\n");
    fs::remove_file(folder.path(".github/workflows/confcal-check.yml")).expect("it was there");
    let run = folder.run(&format!("init {ALL}"));
    let says =
        ".gitlab-ci.yml is there already and stays as it is; add conferences.toml to it, which it does not name\n";
    assert!(run.code == Some(0) && run.err.contains(says), "{run:?}");
    assert!(run.err.contains("add the line `/public/` to it"), "{run:?}");
    assert_eq!((files(&folder), &*folder.read(".gitlab-ci.yml")), (written, "mine"));
}

#[test]
fn workflows_are_in_the_root_of_the_repository_and_name_the_list() {
    let folder = empty();
    folder.put(".git/config", "[remote \"origin\"]\n\turl = git@github.com:PyVec/calendar.git\n");
    folder.put("work/notes.txt", "");
    let mut command = folder.command(&format!("init ../lists/python.toml {ALL}"));
    let run = Run::from(command.current_dir(folder.path("work")).output().expect("confcal runs"));
    assert!(run.code == Some(0) && run.err.contains("wrote ../.github/workflows/confcal-check.yml\n"), "{run:?}");
    assert!(folder.read(".github/workflows/confcal-check.yml").contains("list: lists/python.toml\n"));
    assert!(folder.read(".pre-commit-config.yaml").contains("files: ^lists/python\\.toml$\n"));
    let list = folder.read("lists/python.toml");
    assert!(list.contains("url = \"https://pyvec.github.io/calendar/\""), "{list}");
    assert!(list.contains("contribute = \"https://github.com/PyVec/calendar/issues/new/choose\""), "{list}");
    let correct = "correct = \"https://github.com/PyVec/calendar/issues/new?template=correct-conference.yml&";
    assert!(list.contains(correct), "{list}");
    let folder = empty();
    folder.run_args(&["init", "--github", "my $(list).toml"]).fails(2, "would be misread in a workflow");
    assert_eq!(files(&folder), Vec::<String>::new());
}

/// A list that was made before its repository does not know the addresses, and is not written over.
#[test]
fn a_list_from_before_is_told_its_addresses() {
    let folder = empty();
    assert_eq!(folder.run("init").code, Some(0));
    folder.put(".git/config", "[remote \"origin\"]\n\turl = git@github.com:PyVec/calendar.git\n");
    let run = folder.run("init --github");
    let advice = "conferences.toml is there already and stays as it is; add to its [feed]:\n  \
                  url = \"https://pyvec.github.io/calendar/\" # the site\n  \
                  contribute = \"https://github.com/PyVec/calendar/issues/new/choose\"\n  \
                  correct = \"https://github.com/PyVec/calendar/issues/new?template=correct-conference.yml&";
    assert!(run.code == Some(0) && run.err.contains(advice), "{run:?}");
    // What it has already is not asked for again.
    let list = folder.read("conferences.toml").replace("[feed]\n", "[feed]\nurl = \"https://example.org/\"\n");
    folder.put("conferences.toml", &list);
    fs::remove_file(folder.path(".github/workflows/confcal-check.yml")).expect("it was there");
    let run = folder.run("init --github");
    assert!(run.err.contains("add to its [feed]:\n  contribute = ") && !run.err.contains("  url = "), "{run:?}");
}

/// Only GitHub has forms and a site whose address is known.
#[test]
fn advice_is_of_what_the_options_know() {
    for options in ["--gitlab", "--pre-commit", "--gitlab --pre-commit", "--github"] {
        let folder = Folder::new();
        let run = folder.run(&format!("init {options}"));
        assert!(
            run.code == Some(0) && run.err.contains("conferences.toml is there already and stays as it is\n"),
            "{run:?}"
        );
        assert!(!run.err.contains("url = "), "{run:?}");
    }
    let folder = Folder::new();
    folder.put(".git/config", "[remote \"origin\"]\n\turl = git@github.com:PyVec/calendar.git\n");
    let run = folder.run("init --github");
    assert_eq!(run.err.matches("url = ").count(), 1, "that of the site, not that of the example: {run:?}");
}

/// In a worktree and in a submodule `.git` is a file that leads to the folder with the addresses.
#[test]
fn a_worktree_and_a_submodule_know_their_repository() {
    let config = "[remote \"origin\"]\n\turl = ssh://git@ssh.github.com:443/PyVec/calendar.git\n";
    for (gitdir, files) in [
        (
            "../main/.git/worktrees/work",
            &[("main/.git/config", config), ("main/.git/worktrees/work/commondir", "../..\n")][..],
        ),
        ("../.git/modules/work", &[(".git/modules/work/config", config)]),
    ] {
        let folder = empty();
        for (path, text) in files {
            folder.put(path, text);
        }
        folder.put("work/.git", &format!("gitdir: {gitdir}\n"));
        let mut command = folder.command("init --github lists");
        let run = Run::from(command.current_dir(folder.path("work")).output().expect("confcal runs"));
        assert_eq!(run.code, Some(0), "{run:?}");
        let list = folder.read("work/lists/conferences.toml");
        assert!(list.contains("url = \"https://pyvec.github.io/calendar/\""), "{gitdir}: {list}");
        assert!(folder.path("work/.github/workflows/confcal-check.yml").exists());
    }
}

/// A second list of a repository is not left alone in silence.
#[test]
fn files_of_another_list_are_told() {
    for (option, files) in [("--github", 4), ("--gitlab", 1), ("--pre-commit", 1)] {
        let folder = empty();
        folder.put(".git/config", "");
        assert_eq!(folder.run(&format!("init {option} py.toml")).code, Some(0));
        let run = folder.run(&format!("init {option} js.toml"));
        let says = "stays as it is; add js.toml to it, which it does not name";
        assert_eq!((run.code, run.err.matches(says).count()), (Some(0), files), "{run:?}");
        let run = folder.run(&format!("init {option} lists"));
        assert_eq!(run.err.matches("add lists/conferences.toml to it,").count(), files, "{run:?}");
    }
}

#[test]
fn a_list_with_another_ending_is_no_folder() {
    for name in ["list.txt", "a/conferences.yaml", "CONFS.CSV"] {
        let folder = empty();
        folder.run_args(&["init", name]).fails(2, "a list ends in .toml");
        assert!(files(&folder).is_empty());
    }
    let folder = empty();
    assert_eq!(folder.run("init confs.2027").code, Some(0));
}

/// The next commands can be copied into a shell, whatever the name of the folder.
#[test]
fn the_next_commands_are_words_of_a_shell() {
    for name in ["a b", "it's", "a;b", "$(x)", "-x"] {
        let folder = empty();
        let run = folder.run_args(&["init", "--", name]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let (_, commands) = run.err.split_once("and then:\n").expect("commands");
        let confcal = env!("CARGO_BIN_EXE_confcal");
        let script = format!("set -e; confcal() {{ '{confcal}' \"$@\"; }}\n{commands}");
        let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path(".")).output().expect("a shell");
        let run = Run::from(output);
        assert_eq!(run.code, Some(0), "{name}: {commands}{run:?}");
        assert!(folder.path("conferences.ics").exists(), "{commands}");
    }
}

/// The first line of a list names the schema, without which an editor knows nothing.
#[test]
fn a_schema_that_was_deleted_comes_back() {
    let folder = empty();
    assert_eq!(folder.run("init").code, Some(0));
    let list = folder.read("conferences.toml");
    for file in ["confcal.schema.json", ".gitignore"] {
        fs::remove_file(folder.path(file)).expect("it was there");
    }
    let run = folder.run("init");
    assert!(run.code == Some(0) && run.err.contains("wrote confcal.schema.json\n"), "{run:?}");
    assert_eq!((files(&folder).len(), folder.read("conferences.toml")), (2, list));
    folder.run("init").fails(2, "conferences.toml is there already");
}

#[test]
fn nothing_is_left_on_a_full_disk() {
    for (options, blocks) in [("new.toml", 0), (ALL, 0), (ALL, 4)] {
        let folder = empty();
        // No file may grow beyond this: as on a full disk, it can be made and not written.
        let confcal = env!("CARGO_BIN_EXE_confcal");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec '{confcal}' init {options}");
        let run = Command::new("sh").args(["-c", &script]).current_dir(folder.path(".")).output().expect("a shell");
        Run::from(run).fails(2, "cannot write");
        assert_eq!(files(&folder), Vec::<String>::new());
        assert_eq!(fs::read_dir(folder.path("")).expect("a folder").count(), 0, "no folder is left either");
    }
}
