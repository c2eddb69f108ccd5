//! Corrections by the form that `confcal init --github` writes: each changes the entry as it was asked for, or is reported.

use crate::support::Folder;

const LIST: &str = "\
[feed]
id = \"test\"

[[conference]]
name = \"PyCon UK 2027\"
id = \"pycon-uk-2027\"
start = 2027-09-16
end = 2027-09-18
url = \"https://2027.pyconuk.org/\"
# In the centre.
venue = \"City Hall\" # the old one
# Ask for the lift.

# By car:
address = \"Cathays Park\"
city = \"Cardiff\"
state = \"Wales\"
country = \"GB\"
geo = { lat = 51.4858, lon = -3.1795 }

[[conference.deadline]]
kind = \"cfp\"
due = 2027-05-09
url = \"https://2027.pyconuk.org/cfp\"

[[conference]]
name = \"PyOnline 2027\"
id = \"pyonline-2027\"
start = 2027-10-01T09:00:00
end = 2027-10-02T17:00:00
timezone = \"Europe/London\"
url = \"https://pyonline.example/\"
  # Since 2020.
online = true
status = \"tentative\"

[[conference.deadline]]
kind = \"cfp\"
name = \"Talks\"
due = 2027-06-01T18:00:00
timezone = \"Europe/London\"

[[conference]]
name = \"PyHybrid\"
start = 2027-12-28
end = 2027-12-29
url = \"https://pyhybrid.example/\"
status = \"cancelled\"
city = \"Accra\"
country = \"GH\"
# For those far away.
online = \"https://pyhybrid.example/join\"

[[conference.deadline]]
kind = \"cfp\"
name = \"Talks\"
due = 2027-06-01

[[conference.deadline]]
kind = \"cfp\"
name = \"Posters\"
due = 2027-07-01

[[conference]]
name = \"PyLater\"
url = \"https://pylater.example/\"
# In autumn.
expected = \"2027-11\"
city = \"Oslo\"
country = \"NO\"
";

/// The text of an issue that corrects a conference.
fn form(name: &str, website: &str, fields: &[(&str, &str)]) -> String {
    let labels = [
        "Entry in the list",
        "Status",
        "First day",
        "Last day",
        "City",
        "Country",
        "Attendance",
        "Call for papers closes",
        "Address of the call",
    ];
    assert!(fields.iter().all(|(label, _)| labels.contains(label)), "{fields:?}");
    let value =
        |label: &str| fields.iter().find(|(given, _)| *given == label).map_or("_No response_", |(_, text)| text);
    let answers = [("Conference name", name), ("Website", website)].into_iter();
    let answers = answers.chain(labels.into_iter().map(|label| (label, value(label))));
    answers.map(|(label, value)| format!("### {label}\n\n{value}\n\n")).collect()
}

/// The lines that a correction takes out of a list and adds to it, and the report.
fn corrected(list: &str, form: &str, options: &str) -> (String, String) {
    let folder = Folder::new();
    folder.put("conferences.toml", list);
    folder.put("form.md", form);
    let run = folder.run(&format!("import form.md --into conferences.toml {options}"));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("mapping confcal-form") && run.err.contains("1 merged"), "{run:?}");
    let new = folder.read("conferences.toml");
    let check = folder.run("check conferences.toml --quiet --format short");
    assert!(!check.out.contains("error["), "{new}{}", check.out);
    let changes = similar_lines(list, &new);
    let again = folder.run(&format!("import form.md --into conferences.toml {options}"));
    assert_eq!((again.code, folder.read("conferences.toml")), (Some(0), new), "a second time changes nothing");
    (changes, run.err)
}

/// The lines of one text that the other does not have, in order: `-end = 2027-09-18`, `+end = 2027-09-19`.
fn similar_lines(old: &str, new: &str) -> String {
    let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (mut gone, mut added) = (lines(old), Vec::new());
    for line in lines(new) {
        match gone.iter().position(|other| *other == line) {
            Some(at) => drop(gone.remove(at)),
            None => added.push(line),
        }
    }
    let marked =
        |mark: &str, lines: Vec<String>| lines.iter().map(|line| format!("{mark}{line}\n")).collect::<String>();
    marked("-", gone) + &marked("+", added)
}

/// A conference of the list, with its site.
type Named = (&'static str, &'static str);

/// The fields that are filled in for a conference, the lines that change, and a text of the report.
type Case<'c> = (Named, &'c [(&'c str, &'c str)], &'c str, &'c str);

const UK: Named = ("PyCon UK 2027", "https://2027.pyconuk.org");
const ONLINE: Named = ("PyOnline 2027", "https://pyonline.example/");
const HYBRID: Named = ("PyHybrid", "https://pyhybrid.example/");
const LATER: Named = ("PyLater", "https://pylater.example/");

/// What the fields of a form change, and what the report says of them.
#[test]
fn a_correction_changes_what_it_says_or_is_reported() {
    let uk_place = "-venue = \"City Hall\" # the old one\n-address = \"Cathays Park\"\n";
    let uk_geo = "-geo = { lat = 51.4858, lon = -3.1795 }\n";
    let all_of_uk =
        format!("{uk_place}-city = \"Cardiff\"\n-state = \"Wales\"\n-country = \"GB\"\n{uk_geo}+online = true\n");
    let to_paris = format!(
        "{uk_place}-city = \"Cardiff\"\n-state = \"Wales\"\n-country = \"GB\"\n{uk_geo}+city = \"Paris\"\n+country = \"FR\"\n"
    );
    let cases: &[Case] = &[
        // How one takes part.
        (UK, &[("Attendance", "In person")], "", ""),
        (
            UK,
            &[("Attendance", "Online")],
            &all_of_uk,
            "`city` is \"Cardiff\" in the list, and it is online here: the input counts",
        ),
        (UK, &[("Attendance", "In person and online")], "+online = true\n", "`online` is filled in"),
        (
            ONLINE,
            &[("Attendance", "In person")],
            "-online = true\n",
            "`online` is true in the list, and it is in person here",
        ),
        (ONLINE, &[("Attendance", "Online")], "", ""),
        (ONLINE, &[("Attendance", "In person and online")], "", "is said to be in person too, and has no place"),
        (
            ONLINE,
            &[("Attendance", "In person and online"), ("City", "Leeds"), ("Country", "UK")],
            "+city = \"Leeds\"\n+country = \"GB\"\n",
            "`city` is filled in",
        ),
        (
            ONLINE,
            &[("Attendance", "In person"), ("City", "Leeds"), ("Country", "UK")],
            "-online = true\n+city = \"Leeds\"\n+country = \"GB\"\n",
            "it is in person here",
        ),
        (
            HYBRID,
            &[("Attendance", "In person")],
            "-online = \"https://pyhybrid.example/join\"\n",
            "it is in person here: the input counts",
        ),
        (HYBRID, &[("Attendance", "Online")], "-city = \"Accra\"\n-country = \"GH\"\n", "it is online here"),
        (
            UK,
            &[("Attendance", "Online"), ("City", "Bath")],
            "-venue = \"City Hall\" # the old one\n-address = \"Cathays Park\"\n-city = \"Cardiff\"\n-state = \"Wales\"\n-geo = { lat = 51.4858, lon = -3.1795 }\n+city = \"Bath\"\n+online = true\n",
            "it is said to be online, and has a place: it is taken for both",
        ),
        // The place.
        (
            UK,
            &[("City", "Paris"), ("Country", "France")],
            &to_paris,
            "`venue` is \"City Hall\" in the list, and the city is another one here",
        ),
        (UK, &[("City", "cardiff")], "-city = \"Cardiff\"\n+city = \"cardiff\"\n", "the input counts"),
        (UK, &[("City", "TBA")], "", "`city` is \"Cardiff\" in the list, and `TBA` here: the list counts"),
        (UK, &[("Country", "-")], "", "`country` is \"GB\" in the list, and `-` here: the list counts"),
        (UK, &[("City", "Cardiff, United Kingdom")], "", ""),
        (UK, &[("City", "Online")], &all_of_uk, "it is online here: the input counts"),
        (UK, &[("Address of the call", "mail me")], "", "`mail me` is not an address of the web"),
        // Whether it takes place.
        (UK, &[("Status", "Moved")], "", "`Moved` is not a status that confcal knows"),
        (ONLINE, &[("Status", "Confirmed")], "-status = \"tentative\"\n+status = \"confirmed\"\n", "the input counts"),
        (HYBRID, &[("Status", "Confirmed")], "-status = \"cancelled\"\n+status = \"confirmed\"\n", "the input counts"),
        (UK, &[("Status", "Confirmed")], "", ""),
        (UK, &[("Status", "Postponed")], "+status = \"postponed\"\n", "`status` is filled in"),
        (HYBRID, &[("Status", "Tentative")], "-status = \"cancelled\"\n+status = \"tentative\"\n", "the input counts"),
        // The days.
        (
            UK,
            &[("First day", "2027-09-15"), ("Last day", "2027-09-19")],
            "-start = 2027-09-16\n-end = 2027-09-18\n+start = 2027-09-15\n+end = 2027-09-19\n",
            "the input counts",
        ),
        (UK, &[("First day", "2027-09-19")], "", "nothing is filled in, because the list would have an error"),
        (UK, &[("First day", "2027-11")], "", "`start` is 2027-09-16 in the list, and 2027-11 here: the list counts"),
        (UK, &[("First day", "TBA")], "", "`start` is 2027-09-16 in the list, and `TBA` here: the list counts"),
        (UK, &[("Last day", "unknown")], "", "`end` is 2027-09-18 in the list, and `unknown` here: the list counts"),
        (UK, &[("First day", "some day in autumn")], "", "`start` is 2027-09-16 in the list"),
        (
            ONLINE,
            &[("First day", "2027-10-03"), ("Last day", "2027-10-04")],
            "-start = 2027-10-01T09:00:00\n-end = 2027-10-02T17:00:00\n+start = 2027-10-03T09:00:00\n+end = 2027-10-04T17:00:00\n",
            "`start` is 2027-10-01T09:00:00 in the list, and 2027-10-03 here: the input counts",
        ),
        // Into another year, from which the id of an entry without one is made.
        (
            HYBRID,
            &[("First day", "2028-01-11"), ("Last day", "2028-01-12")],
            "-start = 2027-12-28\n-end = 2027-12-29\n+start = 2028-01-11\n+end = 2028-01-12\n+id = \"pyhybrid-2027\"\n",
            "so that it stays the same event",
        ),
        (LATER, &[("First day", "2027-12")], "-expected = \"2027-11\"\n+expected = \"2027-12\"\n", "the input counts"),
        (
            LATER,
            &[("First day", "2027-11-05")],
            "-expected = \"2027-11\"\n+start = 2027-11-05\n",
            "`start` is filled in",
        ),
        // The call.
        (
            UK,
            &[("Call for papers closes", "2027-05-16")],
            "-due = 2027-05-09\n+due = 2027-05-16\n+was = [2027-05-09]\n",
            "the input counts",
        ),
        (
            UK,
            &[("Call for papers closes", "2027-05-09 23:59 UTC")],
            "-due = 2027-05-09\n+due = 2027-05-09T23:59:00\n+timezone = \"UTC\"\n",
            "`timezone` of the deadline `cfp` is filled in",
        ),
        (
            ONLINE,
            &[("Call for papers closes", "2027-06-01 23:59 AoE")],
            "-due = 2027-06-01T18:00:00\n-timezone = \"Europe/London\"\n+due = 2027-06-01T23:59:00\n+timezone = \"AoE\"\n",
            "`timezone` of the deadline `cfp` is \"Europe/London\" in the list, and \"AoE\" here",
        ),
        (
            ONLINE,
            &[("Call for papers closes", "2027-06-08")],
            "-due = 2027-06-01T18:00:00\n+due = 2027-06-08T18:00:00\n+was = [2027-06-01]\n",
            "the input counts",
        ),
        (
            ONLINE,
            &[("Address of the call", "https://pyonline.example/cfp")],
            "+url = \"https://pyonline.example/cfp\"\n",
            "`url` of the deadline",
        ),
        (
            HYBRID,
            &[("Call for papers closes", "2027-06-08")],
            "",
            "the list has 2 deadlines `cfp`, and the input does not say which",
        ),
        (HYBRID, &[("Address of the call", "https://pyhybrid.example/cfp")], "", "the list has 2 deadlines `cfp`"),
        (
            UK,
            &[("Call for papers closes", "TBA")],
            "",
            "`due` of the deadline `cfp` is 2027-05-09 in the list, and `TBA` here",
        ),
        (UK, &[("Call for papers closes", "closed")], "", "`due` of the deadline `cfp` is 2027-05-09 in the list"),
        (UK, &[("Call for papers closes", "none")], "", "`due` of the deadline `cfp` is 2027-05-09 in the list"),
        (
            UK,
            &[("Address of the call", "none")],
            "",
            "`url` of the deadline `cfp` is \"https://2027.pyconuk.org/cfp\" in the list",
        ),
        (
            LATER,
            &[("Call for papers closes", "2027-08-01")],
            "+[[conference.deadline]]\n+kind = \"cfp\"\n+due = 2027-08-01\n",
            "the deadline `cfp` is added",
        ),
        // Another name or site.
        (("PyCon UK", UK.1), &[("Status", "Tentative")], "+status = \"tentative\"\n", "`status` is filled in"),
        (
            ("PyCon UK", UK.1),
            &[("Call for papers closes", "2027-05-16")],
            "-due = 2027-05-09\n+due = 2027-05-16\n+was = [2027-05-09]\n",
            "the input counts",
        ),
        (
            ("PyCon UK", UK.1),
            &[("Entry in the list", "pycon-uk-2027"), ("Status", "Tentative")],
            "+status = \"tentative\"\n",
            "`status` is filled in",
        ),
        (
            ("The British PyCon", UK.1),
            &[("Status", "Tentative")],
            "+aliases = [\"The British PyCon\"]\n+status = \"tentative\"\n",
            "is added to `aliases`",
        ),
        (
            ("PyCon UK and Ireland 2027", "https://pycon.example/"),
            &[("Entry in the list", "pycon-uk-2027")],
            "-name = \"PyCon UK 2027\"\n-url = \"https://2027.pyconuk.org/\"\n+name = \"PyCon UK and Ireland 2027\"\n+url = \"https://pycon.example/\"\n",
            "`name` is \"PyCon UK 2027\" in the list",
        ),
        (
            ("PyHybrid Africa", HYBRID.1),
            &[("Entry in the list", "pyhybrid-2027")],
            "-name = \"PyHybrid\"\n+name = \"PyHybrid Africa\"\n+id = \"pyhybrid-2027\"\n",
            "`id` is filled in",
        ),
        // Moved by more than the days in which a site is found.
        (
            UK,
            &[("Entry in the list", "pycon-uk-2027"), ("First day", "2028-03-01"), ("Last day", "2028-03-03")],
            "-start = 2027-09-16\n-end = 2027-09-18\n+start = 2028-03-01\n+end = 2028-03-03\n",
            "the input counts",
        ),
    ];
    let mut wrong = Vec::new();
    for ((name, website), fields, changes, says) in cases {
        let form = form(name, website, fields);
        let (changed, report) = corrected(LIST, &form, "--prefer input");
        if changed != *changes || !report.contains(says) {
            wrong.push(format!("{name} {fields:?}: expected\n{changes}[{says}]\ngot\n{changed}{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The next edition is not a correction of the last one, though it has its site.
#[test]
fn another_edition_is_not_corrected() {
    for (name, fields) in [
        ("PyCon UK 2028", &[("Status", "Tentative")][..]),
        ("PyCon UK", &[("First day", "2028-09-16")]),
        ("PyCon UK", &[("First day", "2028-09")]),
        ("PyCon UK", &[("Call for papers closes", "2027-12-01")]),
    ] {
        let folder = Folder::new();
        folder.put("conferences.toml", LIST);
        folder.put("form.md", &form(name, UK.1, fields));
        let run = folder.run("import form.md --into conferences.toml --prefer input");
        assert!(run.err.contains(", 0 merged,"), "{name} {fields:?}: {run:?}");
        assert!(folder.read("conferences.toml").starts_with(LIST), "{run:?}");
    }
}

/// The list with a second series on one site, and two editions of a third.
fn list_of_series() -> String {
    let entry = |name: &str, start: &str, url: &str| {
        format!(
            "\n[[conference]]\nname = \"{name}\"\nstart = {start}\nurl = \"https://{url}/\"\ncity = \"Oslo\"\ncountry = \"NO\"\n"
        )
    };
    LIST.to_owned()
        + &entry("Summit", "2026-04-01", "summit.example")
        + &entry("Summit", "2027-04-01", "summit.example")
        + "\n[[conference]]\nname = \"Sometime\"\nid = \"sometime\"\nurl = \"https://sometime.example/\"\n"
        + &entry("Trip 2026", "2026-06-01", "2026.trip.example")
        + &entry("Trip 2027", "2027-06-01", "2027.trip.example")
        + &entry("PyCon DE & PyData 2027", "2027-04-14", "2027.pycon.de")
        + &entry("Sprint Week", "2027-04-05", "summit.example/sprints")
}

/// A conference is found by less than its name and website, if only one can be meant.
#[test]
fn a_correction_finds_the_only_conference_that_it_can_mean() {
    for (name, website, fields, changes) in [
        // A name without its year, with the website and without.
        ("PyCon UK", UK.1, &[("Last day", "2027-09-19")][..], "-end = 2027-09-18\n+end = 2027-09-19\n"),
        ("PyCon UK", "_No response_", &[("Last day", "2027-09-19")], "-end = 2027-09-18\n+end = 2027-09-19\n"),
        ("pycon uk", "_No response_", &[("City", "Leeds")], "-city = \"Cardiff\"\n+city = \"Leeds\"\n"),
        // One that is moved by months.
        (
            UK.0,
            UK.1,
            &[("First day", "2027-12-06"), ("Last day", "2027-12-08")],
            "-start = 2027-09-16\n-end = 2027-09-18\n+start = 2027-12-06\n+end = 2027-12-08\n",
        ),
        (
            "PyHybrid",
            HYBRID.1,
            &[("First day", "2027-02-01"), ("Last day", "2027-02-02")],
            "+start = 2027-02-01\n+end = 2027-02-02\n",
        ),
        // The website alone, whatever the name.
        (
            "The Python conference of the UK",
            UK.1,
            &[("First day", "2027-02-06"), ("Last day", "2027-02-08")],
            "+start = 2027-02-06\n",
        ),
        // One edition of two.
        ("Summit 2027", "_No response_", &[("Status", "Cancelled")], "+status = \"cancelled\"\n"),
        (
            "Summit",
            "https://summit.example",
            &[("First day", "2027-11-01")],
            "-start = 2027-04-01\n+start = 2027-11-01\n",
        ),
        // An id in other letters.
        (
            "Other",
            "https://other.example",
            &[("Entry in the list", "PyLater-2027"), ("City", "Bergen")],
            "-city = \"Oslo\"\n",
        ),
    ] {
        let (changed, report) = corrected(&list_of_series(), &form(name, website, fields), "--prefer input");
        for line in changes.lines() {
            assert!(changed.contains(&format!("{line}\n")), "{name}: {line}: {changed}{report}");
        }
        assert!(!changed.contains("[[conference]]"), "{name}: {changed}");
    }
}

/// A correction that finds nothing says why as it is, and never becomes a new entry.
#[test]
fn a_correction_that_finds_nothing_says_why() {
    let day = ("First day", "2027-05-01");
    for (name, website, fields, says) in [
        (
            "Nothing",
            "https://nothing.example",
            &[day][..],
            "form.md:1: Nothing: the list has no conference with this website or name",
        ),
        (
            UK.0,
            UK.1,
            &[("Entry in the list", "pycon-uk-2072"), day],
            "the list has no entry `pycon-uk-2072`; did you mean `pycon-uk-2027`?",
        ),
        (UK.0, UK.1, &[("Entry in the list", "???"), day], "the list has no entry `???`"),
        (
            "Summit",
            "https://summit.example",
            &[("Status", "Cancelled")],
            "the list has `summit-2026` and `summit-2027` with this website or name: name the one",
        ),
        (
            "PyCon UK",
            UK.1,
            &[("First day", "2028-09-16")],
            "the list has `pycon-uk-2027` with this website or name, of another year",
        ),
        // The name of one, the website of another.
        (
            "PyCon UK 2027",
            "https://pyonline.example/",
            &[("Status", "Cancelled")],
            "the list has `pycon-uk-2027` and `pyonline-2027` with this website or name: name the one that is meant by its id",
        ),
        (
            "PyOnline 2027",
            UK.1,
            &[("First day", "2027-09-17")],
            "the list has `pycon-uk-2027` and `pyonline-2027` with this website or name: name the one that is meant by its id",
        ),
        (
            "Trip 2027",
            "https://2026.trip.example",
            &[("City", "Rome")],
            "the list has `trip-2026` and `trip-2027` with this website or name: name the one that is meant by its id",
        ),
    ] {
        let folder = Folder::new();
        let list = list_of_series();
        folder.put("conferences.toml", &list);
        folder.put("form.md", &form(name, website, fields));
        let run = folder.run("import form.md --into conferences.toml --prefer input");
        assert_eq!((run.code, folder.read("conferences.toml")), (Some(2), list), "{run:?}");
        assert!(run.err.contains(says), "{name}: {says}: {run:?}");
    }
}

/// A new entry that may be one of the list is reported, unless many conferences share its name.
#[test]
fn an_entry_that_may_be_in_the_list_already_is_reported() {
    let says = |row: &str| {
        let folder = Folder::new();
        folder.put("conferences.toml", &list_of_series());
        let cfp = if row.contains(",,,") { "2027-01-01" } else { "" };
        folder.put("new.csv", &format!("cfp,name,start,end,url,city,country\n{cfp},{}\n", row.replace('\n', "\n,")));
        let run = folder.run("import new.csv --into conferences.toml");
        assert_eq!(run.code, Some(0), "{run:?}");
        let remark = run.err.lines().find(|line| line.contains("may be the conference"));
        remark.map(|line| {
            line.split("may be the conference `")
                .nth(1)
                .and_then(|rest| rest.split('`').next())
                .expect("an id")
                .to_owned()
        })
    };
    for (row, id) in [
        ("PyCon UK 2027,2027-03-01,2027-03-03,https://elsewhere.example,Paris,FR", Some("pycon-uk-2027")),
        ("PyCon UK,2027-03-01,2027-03-03,https://elsewhere.example,Paris,FR", Some("pycon-uk-2027")),
        ("Summit,2027-09-01,2027-09-02,https://elsewhere.example,Paris,FR", Some("summit-2027")),
        // Without a year, any edition may be meant, if there is one alone; a conference without dates may be this one.
        ("PyCon UK,,,https://elsewhere.example,Paris,FR", Some("pycon-uk-2027")),
        ("PyLater,2027-05-01,2027-05-02,https://elsewhere.example,Paris,FR", Some("pylater-2027")),
        ("Sometime,2027-05-01,2027-05-02,https://elsewhere.example,Paris,FR", Some("sometime")),
        ("PyLater,2028-05-01,2028-05-02,https://elsewhere.example,Paris,FR", None),
        // A name like it on the same host.
        ("PyCon DE 2027,2027-04-14,2027-04-16,https://2027.pycon.de/en,Oslo,NO", Some("pycon-de-pydata-2027")),
        ("PyCon DE and PyData 2027,2027-04-15,2027-04-16,https://pycon.example,Oslo,NO", Some("pycon-de-pydata-2027")),
        ("PyCon U.K. 2027,2027-09-17,2027-09-18,https://2027.pyconuk.org/home,Cardiff,GB", Some("pycon-uk-2027")),
        ("Leaders 2027,2027-04-14,2027-04-16,https://2027.pycon.de/leaders,Oslo,NO", None),
        ("PyCon DE 2028,2028-04-14,2028-04-16,https://2027.pycon.de/en,Oslo,NO", None),
        // The next edition, and another conference.
        ("PyCon UK 2028,2028-09-16,2028-09-18,https://2028.pyconuk.org,Leeds,GB", None),
        ("Summit,2028-04-01,2028-04-02,https://summit.example,Oslo,NO", None),
        ("PyCon FR 2027,2027-09-16,2027-09-18,https://pycon.fr,Paris,FR", None),
        // A name of many cities.
        ("Summit,2027-09-01,,https://a.example,Paris,FR\nSummit,2027-10-01,,https://b.example,Rome,IT", None),
    ] {
        assert_eq!(says(row).as_deref(), id, "{row}");
    }
}

/// Where the list counts, nothing of it changes, and each difference is reported.
#[test]
fn without_the_preference_the_list_counts() {
    for ((name, website), fields, changes, says) in [
        (
            UK,
            ("Attendance", "Online"),
            "",
            "`venue` is \"City Hall\" in the list, and it is online here: the list counts",
        ),
        (
            ONLINE,
            ("Attendance", "In person"),
            "",
            "`online` is true in the list, and it is in person here: the list counts",
        ),
        (ONLINE, ("Status", "Confirmed"), "", "the list counts"),
        (UK, ("First day", "2027-11"), "", "the list counts"),
        (UK, ("City", "Paris"), "", "the list counts"),
        (UK, ("Attendance", "In person and online"), "+online = true\n", "`online` is filled in"),
    ] {
        let (changed, report) = corrected(LIST, &form(name, website, &[fields]), "");
        assert_eq!(changed, changes, "{report}");
        assert!(report.contains(says), "{report}");
    }
}

/// A deadline that is AoE is so too in a list whose deadlines are not.
#[test]
fn the_zone_of_a_form_is_that_of_the_list() {
    let list = LIST.replace("id = \"test\"\n", "id = \"test\"\ndeadline-timezone = \"Europe/London\"\n");
    for (due, zone) in [("2027-08-01 23:59 AoE", "+timezone = \"AoE\"\n"), ("2027-08-01 23:59", ""), ("2027-08-01", "")]
    {
        let form = form(UK.0, UK.1, &[("Call for papers closes", due)]);
        let (changed, report) = corrected(&list, &form, "--prefer input");
        assert!(
            changed.contains("+due = 2027-08-01") && changed.ends_with(&format!("was = [2027-05-09]\n{zone}"))
                || zone.is_empty() && !changed.contains("timezone"),
            "{due}: {changed}{report}"
        );
    }
    let form = form(
        "New 2027",
        "https://new.example/",
        &[("First day", "2027-10-01"), ("Call for papers closes", "2027-08-01 23:59")],
    );
    let folder = Folder::new();
    folder.put("conferences.toml", &list);
    folder.put("form.md", &form);
    assert_eq!(folder.run("import form.md --into conferences.toml").code, Some(0));
    assert!(folder.read("conferences.toml").ends_with("due = 2027-08-01T23:59:00\ntimezone = \"AoE\"\n"));
}

/// A deadline that comes back to a date that it had before has that date no longer behind it.
#[test]
fn a_deadline_may_come_back_to_an_earlier_date() {
    let list = LIST.replace("due = 2027-05-09\n", "due = 2027-05-09\nwas = [2027-05-02, 2027-04-25]\n");
    let form = form(UK.0, UK.1, &[("Call for papers closes", "2027-05-02")]);
    let (changed, report) = corrected(&list, &form, "--prefer input");
    let expected =
        "-due = 2027-05-09\n-was = [2027-05-02, 2027-04-25]\n+due = 2027-05-02\n+was = [2027-04-25, 2027-05-09]\n";
    assert_eq!(changed.replace("[ 2027", "[2027"), expected, "{report}");
}

/// The hour of a correction comes with its day, however it is written.
#[test]
fn a_correction_writes_the_hour_beside_the_day() {
    for due in ["2027-03-15 at 18.00 CET", "15 Mar 2027 1800 CET", "2027-03-15 6 pm CET"] {
        let (changed, report) =
            corrected(LIST, &form(ONLINE.0, ONLINE.1, &[("Call for papers closes", due)]), "--prefer input");
        assert!(
            changed.contains("+due = 2027-03-15T18:00:00\n+timezone = \"Europe/Paris\"\n"),
            "{due}: {changed}{report}"
        );
    }
}

/// A correction of a call that says when it opens and closes changes the one that is there.
#[test]
fn a_correction_of_a_call_that_opens_makes_no_second_one() {
    let fields = [("Call for papers closes", "opens 2027-01-01, closes 2027-05-16")];
    let (changed, report) = corrected(LIST, &form(UK.0, UK.1, &fields), "--prefer input");
    let expected = "-due = 2027-05-09\n+due = 2027-05-16\n+was = [2027-05-09]\n+opens = 2027-01-01\n";
    assert_eq!(changed, expected, "{report}");
}

/// A correction keeps the dates between the one of the list and its own, and one of its dates settles the order of the others.
#[test]
fn the_dates_of_a_correction_are_read_together() {
    for (fields, expected) in [
        (
            &[("Call for papers closes", "20 May 2027 (was 9 May, then 12 May)")][..],
            "-due = 2027-05-09\n+due = 2027-05-20\n+was = [2027-05-09, 2027-05-12]\n",
        ),
        (
            &[("First day", "09/10/2027"), ("Call for papers closes", "15/05/2027")],
            "-start = 2027-09-16\n-end = 2027-09-18\n-due = 2027-05-09\n+start = 2027-10-09\n",
        ),
    ] {
        let mut all = fields.to_vec();
        all.extend(fields.iter().any(|(label, _)| *label == "First day").then_some(("Last day", "11/10/2027")));
        let (changed, report) = corrected(LIST, &form(UK.0, UK.1, &all), "--prefer input");
        assert!(changed.starts_with(expected) && !report.contains("may be 2027"), "{changed}{report}");
    }
}
