//! `check --fix`: the fixes that are written, those that are only shown, and the text that is left alone.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Stdio;

use confcal::{Code, Source};

use crate::support::{Folder, LIST, Run};

const WRONG: &str = "\
[feed]
id = 'x' # mine

[[conference]] # the first
name = 'PyCon UK'
start = '2022-09-16'
link  =  'https://example.org/' # home
country = 'Wakanda'
";

#[test]
fn lists_are_mended_and_each_change_is_named() {
    let folder = Folder::new();
    folder.put("list.toml", WRONG);
    fs::set_permissions(folder.path("list.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("list.toml", folder.path("link.toml")).unwrap();
    let run = folder.run("check --fix link.toml --format short");
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("link.toml:8:11: error[unknown-country]"), "{}", run.out);
    assert!(run.out.ends_with("\n1 error, 1 hint\n"), "the id is not made of an entry with an error: {}", run.out);
    assert_eq!(
        run.err,
        "confcal: link.toml:6:9: date-as-string: `'2022-09-16'` is now `2022-09-16`\n\
         confcal: link.toml:7:1: unknown-key: `link` is now `url`\n"
    );
    let mended = WRONG.replace("'2022-09-16'", "2022-09-16").replace("link ", "url ");
    assert_eq!(folder.read("list.toml"), mended);
    assert!(fs::symlink_metadata(folder.path("link.toml")).unwrap().is_symlink());
    assert_eq!(fs::metadata(folder.path("list.toml")).unwrap().permissions().mode() & 0o777, 0o640);
    // With the country right, the id that was made from name and year so far is written down.
    folder.put("list.toml", &mended.replace("Wakanda", "GB"));
    let run = folder.run("check --fix list.toml --quiet");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    let with_id = mended.replace("Wakanda", "GB").replace("UK'\n", "UK'\nid = \"pycon-uk-2022\"\n");
    assert_eq!(folder.read("list.toml"), with_id);
}

#[test]
fn a_report_says_once_what_can_be_mended() {
    let folder = Folder::new();
    folder.put("list.toml", WRONG);
    let offer = "2 of these can be mended: `confcal check --fix list.toml`";
    for format in ["human", "short"] {
        assert_eq!(folder.run(&format!("check list.toml --format {format}")).err, format!("confcal: {offer}\n"));
    }
    assert_eq!(folder.run("check list.toml --quiet").err, "");
    let github = folder.run("check list.toml --format github");
    assert!(github.out.ends_with(&format!("::notice title=confcal::{offer}\n")), "{}", github.out);
    assert_eq!((github.err.as_str(), github.out.matches("of these").count()), ("", 1));
    let json = folder.run("check list.toml --format json");
    assert!(!json.out.contains("of these") && json.out.contains("\"fix\": {"), "{}", json.out);
    assert_eq!(json.err, "");
    // A fault without a fix is not counted: the right key has a wrong value too.
    folder.put("conferences.toml", &LIST.replace("[[conference]]", "[[conference]]\nlink = 'ftp://example.org'"));
    assert_eq!(folder.run("check").err, "");
    folder.put("a list.toml", WRONG);
    let mut command = folder.command("check --format short");
    let run = Run::from(command.arg("a list.toml").output().unwrap());
    assert!(run.err.ends_with("`confcal check --fix 'a list.toml'`\n"), "{}", run.err);
    folder.run("check --fix list.toml").out.contains("of these").then(|| panic!("said where it is done"));
}

#[test]
fn a_dry_run_shows_a_diff_and_writes_nothing() {
    let folder = Folder::new();
    folder.put("list.toml", WRONG);
    let run = folder.run("check --fix --dry-run list.toml");
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.out,
        "--- list.toml\n+++ list.toml\n@@ -3,6 +3,6 @@\n \n [[conference]] # the first\n name = 'PyCon UK'\n\
         -start = '2022-09-16'\n-link  =  'https://example.org/' # home\n\
         +start = 2022-09-16\n+url  =  'https://example.org/' # home\n country = 'Wakanda'\n"
    );
    assert!(run.err.contains("error[unknown-country]"), "what remains stands beside the diff: {}", run.err);
    assert_eq!(folder.read("list.toml"), WRONG);
    let sound = folder.run("check --fix --dry-run");
    assert_eq!((sound.code, sound.out.as_str()), (Some(0), ""));
    folder.run("check --dry-run").fails(2, "--fix");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    for (list, mended) in [(LIST.replace("start = 2022-09-16", "start = '2022-09-16'"), LIST), (LIST.to_owned(), LIST)]
    {
        let mut command = folder.command("check --fix -");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.out.as_str()), (Some(0), mended));
    }
}

#[test]
fn what_needs_no_change_or_cannot_have_one_is_not_written() {
    let folder = Folder::new();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    fs::File::options().write(true).open(folder.path("conferences.toml")).unwrap().set_modified(long_ago).unwrap();
    folder.put("wrong.toml", "[[conference]]\nname = 'A'\nstart = '2022-09-17'\ncity = 'B'\nid = 'a'\n");
    assert_eq!(folder.run("check --fix conferences.toml wrong.toml").code, Some(0));
    assert_eq!(fs::metadata(folder.path("conferences.toml")).unwrap().modified().unwrap(), long_ago);
    assert!(folder.read("wrong.toml").contains("start = 2022-09-17\n"));
    // Text in another encoding cannot be interpreted.
    let latin = b"[[conference]]\nname = 'Caf\xe9'\nstart = '2022-09-17'\n";
    fs::write(folder.path("latin.toml"), latin).unwrap();
    assert_eq!(folder.run("check --fix latin.toml").code, Some(1));
    assert_eq!(fs::read(folder.path("latin.toml")).unwrap(), latin);
    folder.put("locked.toml", WRONG);
    fs::set_permissions(folder.path("locked.toml"), fs::Permissions::from_mode(0o444)).unwrap();
    folder.run("check --fix locked.toml").fails(2, "the file is read-only");
}

#[test]
fn a_sound_list_is_counted_for_whoever_wants_to_know() {
    let folder = Folder::new();
    let run = folder.run("check -v");
    assert_eq!(
        (run.out.as_str(), run.err.as_str()),
        ("", "confcal: 2 conferences, 0 sessions, 1 deadline; no faults\n")
    );
    assert_eq!(folder.run("check").err, "", "nobody looks on");
    folder.run("check -v -q").fails(2, "cannot be used with");
}

/// The fixed form of a value in a list, if there is one.
fn fixed_value(key: &str, value: &str) -> Option<String> {
    let list = format!(
        "[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-01-15T09:00:00\nend = 2027-01-15T10:00:00\ncity = 'B'\n{key} = \"{value}\"\n"
    );
    let fixed = confcal::fix(&[Source::new("list.toml", list.as_str())]);
    let text = fixed.sources[0].text().to_owned();
    let line = text.lines().find(|line| line.starts_with(key)).expect("the key").to_owned();
    (text != list).then(|| line.split('"').nth(1).expect("a text").to_owned())
}

#[test]
fn a_text_alone_in_brackets_loses_them() {
    let list =
        |country: &str| format!("[[conference]]\nid = 'a'\nname = 'A'\nstart = 2027-01-15\ncountry = {country}\n");
    let fixed = |country: &str| confcal::fix(&[Source::new("list.toml", list(country))]).sources[0].text().to_owned();
    for alone in ["[\"NO\"]", "'[\"NO\"]'"] {
        assert_eq!(fixed(alone), list("\"NO\""));
    }
    for none in ["[\"NO\", \"SE\"]", "[]", "[[\"NO\"]]"] {
        assert_eq!(fixed(none), list(none));
    }
}

/// A guess is no fix: where two zones or two countries may be meant, none is written.
#[test]
fn what_may_mean_two_things_is_not_written() {
    for (zone, fixed) in [
        ("Europe/Dublinn", Some("Europe/Dublin")),
        ("europe/dublin", Some("Europe/Dublin")),
        ("Dublin", Some("Europe/Dublin")),
        ("Tokio", Some("Asia/Tokyo")),
        ("America/San Diego", Some("America/Los_Angeles")),
        ("Eastern Standard Time", Some("America/New_York")),
        ("US/Easter", Some("US/Eastern")),
        ("Indianapolis", Some("America/Indiana/Indianapolis")),
        ("Central", None),
        ("Pacific", None),
        ("Mountain", None),
        ("Eastern", None),
        ("Atlantic", None),
        ("Samoa", None),
        ("Cambridge", None),
        ("Granada", None),
        ("Victoria", None),
        ("San Juan", None),
        ("Birmingham", None),
        ("Washington", None),
        ("San Diego", None),
        ("America/Cambridge", None),
        ("Easter", None),
    ] {
        let seen = fixed_value("timezone", zone);
        let is_same =
            |seen: &str, wanted: &str| seen == wanted || zone == "Indianapolis" && seen.ends_with("/Indianapolis");
        assert!(
            match (seen.as_deref(), fixed) {
                (Some(seen), Some(wanted)) => is_same(seen, wanted),
                (None, None) => true,
                _ => false,
            },
            "{zone}: {seen:?}"
        );
    }
    for (country, fixed) in [
        ("Irelnad", Some("IE")),
        ("Germny", Some("DE")),
        ("Austrlia", None),
        ("Austraia", None),
        ("Nigera", None),
        ("Omen", None),
        ("Polland", None),
        ("Paland", None),
        ("Ieland", None),
        ("Slovekia", None),
        ("Malt", None),
        ("Ghina", None),
        ("Tongo", None),
        ("Nambia", None),
    ] {
        assert_eq!(fixed_value("country", country).as_deref(), fixed, "{country}");
    }
    let (_, faults) = confcal::read(
        &[Source::new("list.toml", "[[conference]]\nname = 'A'\nstart = 2027-01-15\ncountry = 'Austrlia'\n")],
        confcal::Level::Hint,
    );
    let help = faults.iter().find(|fault| fault.code == Code::UnknownCountry).and_then(|fault| fault.help.clone());
    assert_eq!(help.as_deref(), Some("did you mean `AT` (Austria) or `AU` (Australia)?"));
}
