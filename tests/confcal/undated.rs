//! Conferences that are not dated yet: what a list says of them before and after they get their dates.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{DAY, Folder, feed};

/// 2027-01-01.
const JANUARY: u64 = 1_798_761_600;

const UNDATED: &str = "\
[feed]
id = 'test'

[[conference]]
name = 'Winter Congress'
expected = '2027-10'
city = 'Oslo'
country = 'NO'

[[conference.deadline]]
kind = 'cfp'
due = 2027-04-30
";

fn dated() -> String {
    UNDATED.replace("expected = '2027-10'", "start = 2027-10-04")
}

#[test]
fn dates_that_come_later_change_no_uid() {
    let uids = |list: &str| -> BTreeSet<String> {
        let feed = feed(list);
        let conference = &feed.conferences[0];
        let deadlines = conference.deadlines.iter().map(|deadline| conference.deadline_uid(deadline));
        deadlines.chain([conference.uid()]).map(|uid| uid.to_string()).collect()
    };
    for (undated, name) in [
        ("expected = '2027-10'", "name = 'Winter Congress'"),
        ("expected = '2027'", "name = 'Winter Congress'"),
        ("", "name = 'Winter Congress 2027'"),
        ("", "name = 'Winter Congress'\nid = 'winter-congress'"),
    ] {
        let before = UNDATED.replace("name = 'Winter Congress'", name);
        let after = before.replace("expected = '2027-10'", "start = 2027-10-04");
        assert_eq!(uids(&before.replace("expected = '2027-10'", undated)), uids(&after), "{undated} {name}");
    }
}

#[test]
fn news_say_that_it_is_announced_and_later_that_it_has_dates() {
    let folder = Folder::new();
    let build = |list: &str, epoch: u64| {
        folder.put("conferences.toml", list);
        assert_eq!(folder.run_at(epoch, "build -o site").code, Some(0));
        let conferences: Value = serde_json::from_str(&folder.read("site/conferences.json")).expect("JSON");
        (folder.read("site/atom.xml"), conferences["conferences"][0].clone())
    };
    let (news, conference) = build(UNDATED, JANUARY);
    assert!(news.contains("<title>Announced: Winter Congress</title><published>2027-01-01T00:00:00Z"), "{news}");
    assert_eq!((&conference["start"], &conference["dated"]), (&Value::Null, &Value::Null));
    assert_eq!(conference["expected"], "2027-10");
    let (news, conference) = build(&dated(), JANUARY + 30 * DAY);
    assert!(news.contains("<title>Announced: Winter Congress</title><published>2027-01-01T00:00:00Z"), "{news}");
    assert!(news.contains("<title>Dated: Winter Congress</title><published>2027-01-31T00:00:00Z"), "{news}");
    assert_eq!(conference["dated"], "2027-01-31T00:00:00Z");
    assert_eq!(build(&dated(), JANUARY + 60 * DAY).0, news, "it is said once");
    // One that had its dates from the beginning.
    let folder = Folder::new();
    folder.put("conferences.toml", &dated());
    folder.run_at(JANUARY, "build -o site");
    let news = folder.read("site/atom.xml");
    assert!(news.contains("<title>Winter Congress</title>") && !news.contains("Announced"), "{news}");
}

#[test]
fn a_start_that_is_taken_out_is_an_event_gone() {
    let folder = Folder::new();
    folder.put("conferences.toml", &dated());
    folder.run_at(JANUARY, "export -o feed.ics");
    folder.put("conferences.toml", UNDATED);
    let checked = folder.run_at(JANUARY, "check --previous feed.ics");
    assert!(checked.out.contains("gone       Winter Congress, 2027-10-04"), "{}", checked.out);
    let exported = folder.run_at(JANUARY, "export -o feed.ics");
    assert!(
        exported.err.contains("warning[event-gone]: `Winter Congress` has no `start` any more"),
        "{}",
        exported.err
    );
    assert!(exported.err.contains("status = \"postponed\""), "{}", exported.err);
    assert!(exported.err.ends_with("\n1 warning\n"), "{}", exported.err);
}

#[test]
fn it_passes_filters_by_the_month_or_year_in_which_it_is_expected() {
    let folder = Folder::new();
    folder.put("conferences.toml", UNDATED);
    let listed = |args: &str| folder.run_at(JANUARY, &format!("list {args}")).out.contains("Winter Congress");
    for (args, passes) in [
        ("--only conferences", true),
        ("--only conferences --year 2027", true),
        ("--year 2028", false),
        ("--country NO", true),
        ("--only conferences --from 2027-10-31", true),
        ("--only conferences --from 2027-11-01", false),
        ("--only conferences --until 2027-10-01", true),
        ("--only conferences --until 2027-09-30", false),
    ] {
        assert_eq!(listed(args), passes, "{args}");
    }
}

#[test]
fn a_line_break_in_a_name_is_a_blank() {
    let list = "[feed]\nid = 'test'\nname = \"A\\n list\"\n\
                [[conference]]\nname = \"Winter\\r\\nCongress\"\nshort = \"W\\nC\"\nstart = 2027-10-04\n\
                [[conference.session]]\nname = \"A\\u2028dinner\"\nstart = 2027-10-04\n\
                [[view]]\npath = 'v.ics'\nname = \"A\\nview\"\n\
                [regions]\nfar = { name = \"Far\\nNorth\", countries = ['NO'] }\n";
    let feed = feed(list);
    let conference = &feed.conferences[0];
    assert_eq!((feed.name.as_deref(), feed.regions[0].title()), (Some("A list"), "Far North"));
    assert_eq!((&*conference.name, conference.short.as_deref()), ("Winter Congress", Some("W C")));
    assert_eq!((&*conference.sessions[0].name, &*feed.views[0].name), ("A dinner", "A view"));
}

#[test]
fn no_end_is_made_up_for_a_time_without_one() {
    let folder = Folder::new();
    folder.put("conferences.toml", &dated().replace("2027-10-04", "2027-10-04T18:00:00+02:00"));
    assert_eq!(folder.run_at(JANUARY, "build -o site").code, Some(0));
    let page = folder.read("site/c/winter-congress-2027/index.html");
    assert!(page.contains("\"startDate\":\"2027-10-04T18:00:00+02:00\"") && !page.contains("endDate"), "{page}");
    let conferences: Value = serde_json::from_str(&folder.read("site/conferences.json")).expect("JSON");
    assert_eq!(conferences["conferences"][0]["end"], Value::Null);
}

#[test]
fn a_year_without_quotes_is_put_in_quotes() {
    let folder = Folder::new();
    folder.put("list.toml", &UNDATED.replace("'2027-10'", "2027").replace("'Oslo'", "'Oslo, Norway'"));
    folder.run_at(JANUARY, "check --fix list.toml");
    let mended = folder.read("list.toml");
    assert!(mended.contains("expected = \"2027\"\ncity = \"Oslo\"\n"), "{mended}");
}

#[test]
fn the_two_of_one_year_are_advised_different_ids() {
    let folder = Folder::new();
    let second = dated().replace("[feed]\nid = 'test'\n", "").replace("'Oslo'", "'Bergen'");
    folder.put("list.toml", &format!("{}\n{second}", dated()));
    let run = folder.run_at(JANUARY, "check list.toml --format short");
    assert_eq!(
        run.out,
        "list.toml:5:8: hint[no-id]: the conference has no `id`; add `id = \"winter-congress-2027\"`: a corrected title \
         would give subscribers a second event\n\
         list.toml:16:8: error[duplicate-id]: two conferences have the id `winter-congress-2027`; \
         write `id = \"winter-congress-2027-bergen\"` here: the first keeps `winter-congress-2027`\n\
         1 error, 1 hint\n"
    );
}

#[test]
fn of_two_lists_the_one_without_dates_is_known_by_its_address() {
    let with_url = |list: &str| list.replace("country = 'NO'", "country = 'NO'\nurl = 'https://example.org/wc'");
    let other = |list: &str| with_url(list).replace("id = 'test'", "id = 'other'").replace("Winter Congress", "WinCon");
    let names = |one: &str, two: &str| -> Vec<String> {
        let sources = [one, two].map(|list| confcal::Source::new("list.toml", list));
        let feed = confcal::read(&sources, confcal::Level::Hint).0.expect("a feed");
        feed.conferences.iter().map(|conference| conference.name.to_string()).collect()
    };
    assert_eq!(names(&with_url(UNDATED), &other(&dated())), ["Winter Congress"]);
    assert_eq!(names(&with_url(&dated()), &other(&UNDATED.replace("2027-10", "2027"))), ["Winter Congress"]);
    let next_year = other(&UNDATED.replace("2027-10", "2028"));
    assert_eq!(names(&with_url(&dated()), &next_year), ["Winter Congress", "WinCon"]);
}
