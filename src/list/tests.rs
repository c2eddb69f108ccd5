use super::*;
use arcstr::Substr;
use proptest::prelude::*;

/// All lists of the tests, sound and faulty.
pub(super) fn lists() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lists = vec![include_str!("../../conferences.toml").to_owned()];
    for folder in ["tests/lists/ok", "tests/lists/faults", "tests/clients/lists"] {
        let files = std::fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap().path());
        let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "toml"));
        lists.extend(files.map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()));
    }
    lists.sort();
    lists
}

/// Both ways of reading give the same feed and the same diagnostics.
fn compare(text: &str) {
    let sources = [Source::new("list.toml", text)];
    assert_eq!(read_in(&sources, Level::Hint, true), read_in(&sources, Level::Hint, false), "{text}");
}

#[test]
fn reading_in_pieces_is_reading_whole() {
    let lists = lists();
    lists.iter().for_each(|list| compare(list));
    assert!(lists.iter().filter(|list| split::pieces(list).is_some_and(|pieces| pieces.len() > 2)).count() > 15);
    for tricky in [
        "[[conference]]\nname = '''\n[[conference]]\n'''\n[[conference]]\nname = 'b'\n",
        "a = '''\n[[conference]]\nname = 'x'\n'''\n[[conference]]\n",
        "x = \"\"\"\n[[conference]]\n\"\"\"\n",
        "[[conference]]\nname = 'a'\n[[conference]] # comment\nname = 'b'\n",
        "[[conference]]\nname = 'a'\n[conference]\nname = 'b'\n",
        "[[conference]]\n[[conference.session]]\n[[conference]]\nconference = 1\n",
        "[[conference]]\ntags = [\n[[conference]]\n]\n",
        "[[conference]]\ngeo = {\n[[conference]]\n}\n",
        "[[conference]]\nname = 'a'\n[feed]\nid = 'x'\n[[conference]]\nname = 'b'\n",
        "conference = []\n[[conference]]\nname = 'a'\n",
        "[conference]\n[[conference]]\nname = 'a'\n",
        "[[conference]]\r\nname = 'a'\r\n\r\n[[conference]]\r\nname = 'b'",
        "\u{feff}[[conference]]\nname = 'a'\n[[conference]]\nname = 'b'\n",
        "[[conference]]\nname = 'a'\n\u{feff}[[conference]]\nname = 'b'\n",
        "[[conference]]\nlinks.a = 'https://x.org'\n[conference.links]\nb = 'https://x.org'\n",
        "[[conference]]\nname = 'a'\n[[conference.deadline]]\n[conference.deadline.x]\n[[conference]]\n",
        "[[conference]]\nfeed.id = 'x'\n[[conference]]\n",
    ] {
        compare(tricky);
    }
}

#[test]
fn diagnostics_are_kept_in_proportion_to_the_list_and_the_others_counted() {
    for entries in [50, 1000, 10_000] {
        let list = format!("[feed]\nid = 'x'\n{}", "[[conference]]\n".repeat(entries));
        let (feed, found) = read(&[Source::new("list.toml", &*list)], Level::Hint);
        assert!(feed.is_none());
        let kept = 200 + list.len() / 100;
        let count = |level| found.iter().filter(|fault| fault.level() == level).count();
        let errors = 2 * entries;
        if errors <= kept {
            assert_eq!((count(Level::Error), count(Level::Hint)), (errors, entries));
            continue;
        }
        assert_eq!(count(Level::Error), kept);
        let left_out = found.iter().find(|fault| fault.code == Code::MoreFaults).expect("it is said");
        let says = format!("the list has {} more errors", errors - kept);
        assert!(left_out.message.starts_with(&says), "{left_out:?}");
    }
}

#[test]
fn a_list_that_would_take_too_much_memory_is_refused_before_it_is_parsed() {
    let entry = "[[conference]]\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n";
    let many = entry.repeat(20_000);
    let settings = "[feed]\nid = 'x'\n";
    for (list, code, says) in [
        ("=\n".repeat(500_000), Code::TooMany, "before the first entry"),
        ("\r".repeat(1_000_000), Code::TooMany, "before the first entry"),
        (format!("x = [{}]\n", "1,".repeat(500_000)), Code::TooMany, "before the first entry"),
        (format!("{settings}{entry}tags = [{}]\n", "'',".repeat(300_000)), Code::TooMany, "this entry"),
        (format!("{many}[feed]\nid = 'x'\n"), Code::TooMany, "its order does not allow"),
        (format!("{settings}{many}nonsense\n{many}"), Code::Syntax, ""),
    ] {
        let (feed, found) = read(&[Source::new("list.toml", &*list)], Level::Hint);
        assert!(feed.is_none());
        let errors: Vec<_> = found.iter().filter(|fault| fault.level() == Level::Error).collect();
        assert!(errors.len() == 1 && errors[0].code == code && errors[0].message.contains(says), "{errors:?}");
        if code == Code::Syntax {
            let line = list[..errors[0].labels[0].range.start].rsplit('\n').next();
            assert_eq!(line, Some("nonsense"));
        }
    }
    let sound = |list: &str| !syntax_is_refused(list);
    assert!(sound(&many) && sound(&format!("{entry}description = '{}'\n", "conference, ".repeat(200_000))));
}

fn syntax_is_refused(list: &str) -> bool {
    let pieces = split::pieces(list);
    syntax::too_many_tokens(&Source::new("list.toml", list), 0, pieces.as_deref(), true).is_some()
}

#[test]
fn a_tag_that_differs_only_in_case_is_the_same() {
    let tags = |tags: &[&str]| {
        let list = format!("[[conference]]\nname = 'x'\nstart = 2022-09-16\ntags = {tags:?}\n");
        read(&[Source::new("list.toml", list)], Level::Hint).0.unwrap().conferences.remove(0).tags
    };
    let few = ["Rust", "É", "rust", "é", "RUST", "go"];
    assert_eq!(tags(&few), ["Rust", "É", "go"]);
    let many: Vec<&str> = ["a", "b", "c", "d", "e", "f", "g", "h", "A", "H"].into_iter().chain(few).collect();
    assert_eq!(tags(&many), ["a", "b", "c", "d", "e", "f", "g", "h", "Rust", "É", "go"]);
}

#[test]
fn a_feed_shares_the_texts_of_its_list() {
    let source = Source::new(
        "list.toml",
        "[[conference]]\nname = ' PyCon UK '\nid = 'pycon-uk'\nstart = 2022-09-16\ncity = \"Bras\\u00edlia\"\n",
    );
    let conference = read(std::slice::from_ref(&source), Level::Hint).0.unwrap().conferences.remove(0);
    let is_shared = |text: &Substr| ArcStr::ptr_eq(text.parent(), source.shared());
    assert_eq!((&*conference.name, is_shared(&conference.name)), ("PyCon UK", true));
    let city = conference.place.city.unwrap();
    assert_eq!((&*city, is_shared(&city)), ("Brasília", false), "what is not written so is a text of its own");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed: prop::test_runner::RngSeed::Fixed(5545),
        ..Default::default()
    })]

    /// Lines taken from all lists, and those that could be mistaken, in any order.
    #[test]
    fn any_lines_are_read_the_same_in_pieces(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..40)) {
        let odd = ["[[conference]]", "[[conference]]", "[[conference]]", "\"\"\"", "'''", "[feed]", "]", "x = [", "}", "\\"];
        let lists = lists();
        let lines: Vec<&str> = lists.iter().filter(|list| list.len() < 20_000).flat_map(|list| list.lines()).collect();
        let pick = |index: &prop::sample::Index| match index.index(3) {
            0 => odd[index.index(odd.len())],
            _ => lines[index.index(lines.len())],
        };
        compare(&picks.iter().map(pick).collect::<Vec<_>>().join("\n"));
    }

    /// Whole entries in any order, one byte of the list changed.
    #[test]
    fn a_changed_list_is_read_the_same_in_pieces(
        which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), by in "[\"'\\[\\]\n#=a ]",
    ) {
        let lists = lists();
        let mut list = which.get(&lists).clone();
        prop_assume!(list.len() < 20_000);
        let mut at = at.index(list.len() + 1);
        while !list.is_char_boundary(at) {
            at -= 1;
        }
        list.insert_str(at, &by);
        compare(&list);
    }
}
