//! Tests of versions, of the cache and of compression.

use super::*;

#[test]
fn the_tag_is_strong_and_the_same_for_the_same_bytes_anywhere() {
    let (one, other) = (get(&state(), "/all.ics"), get(&state(), "/all.ics"));
    let tag = one.header("etag").unwrap();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() == 34, "{tag}");
    assert_eq!(one.header("etag"), other.header("etag"));
    assert_ne!(one.header("etag"), get(&state(), "/conferences.ics").header("etag"));
    assert_eq!(one.header("last-modified"), Some("Sat, 01 Jan 2022 00:00:00 GMT"));
}

#[test]
fn what_the_client_has_already_is_not_sent_again() {
    let state = state();
    for path in ["/", "/all.ics", "/conferences.json", "/feed.ics?region=europe"] {
        let first = get(&state, path);
        let (tag, modified) = (first.header("etag").unwrap(), first.header("last-modified").unwrap());
        let later = "Sat, 01 Jan 2050 00:00:00 GMT";
        let cases: &[(&[(&str, &str)], u16)] = &[
            (&[("if-none-match", tag)], 304),
            (&[("if-none-match", &format!("W/{tag}"))], 304),
            (&[("if-none-match", &format!("\"a\" , {tag},\"b\""))], 304),
            (&[("if-none-match", "\"a\""), ("if-none-match", tag)], 304),
            (&[("if-none-match", "*")], 304),
            (&[("if-none-match", "\"a\"")], 200),
            (&[("if-none-match", "")], 200),
            (&[("if-modified-since", modified)], 304),
            (&[("if-modified-since", later)], 304),
            (&[("if-modified-since", "Fri, 31 Dec 2021 23:59:59 GMT")], 200),
            (&[("if-modified-since", "yesterday")], 200),
            // A tag takes precedence over a time, whichever comes first.
            (&[("if-none-match", "\"a\""), ("if-modified-since", later)], 200),
            (&[("if-modified-since", "Fri, 31 Dec 2021 23:59:59 GMT"), ("if-none-match", tag)], 304),
        ];
        for (headers, status) in cases {
            for method in ["GET", "HEAD"] {
                let got = ask(&state, method, path, headers);
                assert_eq!(got.status, *status, "{method} {path} {headers:?}");
                assert_eq!(got.header("etag"), Some(tag));
                assert_eq!(got.header("cache-control"), first.header("cache-control"));
                assert_eq!(got.header("vary"), first.header("vary"));
                if *status == 304 {
                    assert!(got.body.is_empty() && got.header("content-length").is_none());
                    assert_eq!(got.header("content-type"), None);
                }
            }
        }
    }
    let not_found = ask(&state, "GET", "/none", &[("if-none-match", "*")]);
    assert_eq!(not_found.status, 404, "what is not there is not unchanged either");
}

#[test]
fn only_who_asks_for_gzip_gets_it_and_nobody_a_feed() {
    let plain = state();
    let page = get(&plain, "/");
    assert_eq!((page.header("vary"), page.header("content-encoding")), (Some("Accept-Encoding"), None));
    for (asks, gets) in [
        ("gzip", true),
        ("br, GZIP;q=0.5", true),
        ("*", true),
        ("deflate, br", false),
        ("gzip;q=0", false),
        ("gzip;q=0, *", false),
        ("identity", false),
        ("", false),
    ] {
        let got = ask(&plain, "GET", "/", &[("accept-encoding", asks)]);
        assert_eq!(got.header("content-encoding"), gets.then_some("gzip"), "{asks}");
        assert_eq!(ask(&plain, "GET", "/all.ics", &[("accept-encoding", asks)]).header("content-encoding"), None);
        if gets {
            let mut unpacked = Vec::new();
            GzDecoder::new(&got.body[..]).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, page.body);
            assert_ne!(got.header("etag"), page.header("etag"), "a representation has a tag of its own");
            let tag = got.header("etag").unwrap();
            let same = ask(&plain, "GET", "/", &[("accept-encoding", asks), ("if-none-match", tag)]);
            assert_eq!(same.status, 304);
        }
    }
    assert_eq!(get(&plain, "/all.ics").header("vary"), None);

    let compressing = state_with(true);
    let outlook = "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.5387; Pro)";
    for path in ["/all.ics", "/feed.ics?tag=data"] {
        let gzip = ("accept-encoding", "gzip");
        let got = ask(&compressing, "GET", path, &[gzip, ("user-agent", "Evolution/3.46")]);
        assert_eq!((got.header("content-encoding"), got.header("vary")), (Some("gzip"), Some("Accept-Encoding")));
        let got = ask(&compressing, "GET", path, &[gzip, ("user-agent", outlook)]);
        assert_eq!(got.header("content-encoding"), None);
        assert_eq!(get(&compressing, path).header("content-encoding"), None);
    }
}

#[test]
fn a_file_that_nobody_asks_for_is_not_made_and_keeps_its_last_version() {
    let first = served(LIST, "2022-01-01T00:00:00Z", None);
    let page = "c/pycon-de-2022/";
    let known = Arc::clone(first.get(page).expect("a page"));
    let edited = |entry: &str, at, before| served(&format!("{LIST}{entry}"), at, Some(before));
    let second = edited("# touched\n", "2022-01-01T01:00:00Z", &first);
    assert!(
        second.made(page).is_none()
            && second.site().files().all(|file| !file.path.ends_with(".html") || !file.is_digested())
    );
    let third = edited("# touched again\n", "2022-01-01T02:00:00Z", &second);
    let (again, other) = (third.get(page).expect("a page"), third.get("c/djangocon-us-2022/").expect("a page"));
    assert_eq!((&again.etag, again.modified), (&known.etag, known.modified));
    assert!(other.modified > known.modified, "nobody knows the version before");
}

#[test]
fn a_compressed_feed_is_kept_only_in_the_cache() {
    let (before, cache, empty) = (served(LIST, "2022-01-01T00:00:00Z", None), roomy_cache(), roomy_cache());
    let of = |site: &ServedSite, path: &str| Arc::clone(site.get(path).expect("a file"));
    let feed = of(&before, "all.ics");
    let (one, other) = (feed.gzip(&cache).expect("it is smaller"), feed.gzip(&cache).expect("it is smaller"));
    assert_eq!((one.bytes.as_ptr(), &one.etag), (other.bytes.as_ptr(), &other.etag), "it is compressed once");
    assert!(feed.known_gzip(&empty).is_none(), "the feed itself holds nothing");
    let json = of(&before, "conferences.json").gzip(&empty).expect("it is smaller");
    // What an edit does not change is not compressed anew.
    let after = served(LIST, "2022-01-01T00:00:00Z", Some(&before));
    assert!(of(&after, "all.ics").known_gzip(&cache).flatten().is_some());
    let kept = of(&after, "conferences.json").known_gzip(&empty).flatten().expect("it is kept");
    assert_eq!(kept.bytes.as_ptr(), json.bytes.as_ptr());
    // One that is too large is not compressed again and again.
    let feed = of(&after, "deadlines.ics");
    assert!(feed.known_gzip(&cache).is_none() && feed.gzip(&FeedCache::new(100, 100)).is_none());
    assert!(feed.known_gzip(&cache).is_some_and(|known| known.is_none()));
}

#[test]
fn a_file_of_the_site_is_held_once_and_what_is_made_when_it_is_asked_for_never() {
    let feed = confcal::read(&[Source::new("list.toml", LIST)], confcal::Level::Hint).0.unwrap();
    let (names, time) = (Names::of(&feed), time("2022-01-01T00:00:00Z"));
    let site = confcal::site(feed, &SiteOptions::new(time));
    let page = Arc::clone(site.file("index.html").expect("the page"));
    let served = ServedSite::new(site, names, time, time.time().into(), None);
    let content = |path: &str| served.get(path).expect("a file").content.clone();
    let Content::Bytes(bytes) = content("") else { panic!("the page is held") };
    assert_eq!(Some(bytes.as_ptr()), page.as_bytes().map(<[u8]>::as_ptr));
    for path in ["conferences.json", "c/pycon-de-2022/index.html"] {
        assert!(matches!(content(path), Content::File(_)), "{path}");
    }
}

fn roomy_cache() -> FeedCache {
    FeedCache::new(1 << 20, 1 << 20)
}

#[test]
fn calendars_ask_again_within_the_hour_and_people_at_once() {
    let state = state();
    for path in ["/all.ics", "/feed.ics?tag=data", "/conferences.json", "/icon.svg", "/apple-touch-icon.png"] {
        assert_eq!(get(&state, path).header("cache-control"), Some("max-age=3600, must-revalidate"));
    }
    assert_eq!(get(&state, "/").header("cache-control"), Some("no-cache"));
    for (path, media_type) in [("/icon.svg", "image/svg+xml"), ("/apple-touch-icon.png", "image/png")] {
        assert_eq!(get(&state, path).header("content-type"), Some(media_type));
    }
}

#[test]
fn a_large_feed_is_written_out_as_it_is_sent_and_a_small_one_is_kept() {
    let entries = (0..200).map(|n| {
        let text = "x".repeat(2000);
        format!("[[conference]]\nname = 'C{n}'\nid = 'c{n}'\nstart = 2022-07-11\ncity = 'X'\ndescription = '{text}'\n")
    });
    let state = state_at(&format!("[feed]\nid = 'x'\n{}", entries.collect::<String>()), "https://example.org/");
    let served = state.served();
    let content = |path: &str| served.get(path).expect("a feed").content.clone();
    let Content::File(all) = content("all.ics") else { panic!("a feed is not kept in bytes") };
    assert!(all.len() > 256 << 10 && state.encoded_feeds.encoded(&all).is_none());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let frames = runtime.block_on(async {
        let (mut body, mut frames) = (AnswerBody::from(content("all.ics")), Vec::new());
        while let Some(frame) = body.frame().await {
            frames.push(frame.unwrap().into_data().unwrap());
        }
        frames
    });
    assert!(frames.iter().all(|frame| frame.len() < 16 << 10), "a client that does not read costs one of these");
    assert_eq!(frames.concat(), all.bytes());
    let Content::File(small) = content("events/c1.ics") else { panic!("a feed is not kept in bytes") };
    let (one, other) = (state.encoded_feeds.encoded(&small).unwrap(), state.encoded_feeds.encoded(&small).unwrap());
    assert_eq!((one.as_ptr(), &*one), (other.as_ptr(), &*small.bytes()));
}

#[test]
fn a_page_that_does_not_change_keeps_its_time_and_one_that_does_has_a_later_one() {
    let state = state();
    let modified = |path: &str| state.served().get(path).unwrap().modified;
    let (first, country) = (modified("all.ics"), modified("countries/us.ics"));
    // By a clock that has gone back.
    let edited = served(&format!("{LIST}{ADDED_ENTRY}"), "2021-06-01T00:00:00Z", Some(&state.served()));
    state.serve(edited);
    assert!(modified("all.ics") > first, "the feed has one more event");
    assert_eq!(modified("countries/us.ics"), country);
    assert_eq!(get(&state, "/all.ics").events(), 4);
    let since = ("if-modified-since", "Sat, 01 Jan 2022 00:00:00 GMT");
    assert_eq!(ask(&state, "GET", "/all.ics", &[since]).status, 200);
    assert_eq!(ask(&state, "GET", "/countries/us.ics", &[since]).status, 304);
}
