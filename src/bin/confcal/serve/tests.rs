//! The rules of HTTP, without a socket.

use std::io::Read as _;

use confcal::{Names, SiteOptions, Source, Stamp};
use flate2::read::GzDecoder;
use http_body_util::BodyExt as _;
use hyper::body::Bytes;
use hyper::{HeaderMap, Request, StatusCode, header};

use super::body::{AnswerBody, Content};
use super::queries::Query;
use super::*;
use crate::args::LogFormat;

const LIST: &str = "\
[feed]
name = 'Python conferences'
id = 'test'

[regions]
dach = ['DE', 'AT', 'CH']

[[conference]]
id = 'pycon-de-2022'
name = 'PyCon DE 2022'
start = 2022-04-11
end = 2022-04-13
city = 'Berlin'
country = 'DE'
geo = { lat = 52.52, lon = 13.40 }
tags = ['python', 'data']

[[conference.deadline]]
kind = 'cfp'
due = 2022-01-09

[[conference]]
id = 'djangocon-us-2022'
name = 'DjangoCon US 2022'
start = 2022-10-16
end = 2022-10-21
city = 'San Diego'
country = 'US'
tags = ['django', 'C++']
";

/// An entry that an edit adds to the list.
const ADDED_ENTRY: &str =
    "\n[[conference]]\nid = 'pycon-uk-2022'\nname = 'PyCon UK 2022'\nstart = 2022-09-16\ncountry = 'GB'\n";

fn time(text: &str) -> Stamp {
    Stamp::new(text.parse().unwrap())
}

fn served(list: &str, at: &str, before: Option<&ServedSite>) -> ServedSite {
    let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap();
    let mut names = Names::of(&feed);
    if let Some(before) = before {
        names.add(before.names());
    }
    let time = time(at);
    let base_url = "https://example.org/conferences/".parse().ok();
    let options = SiteOptions { base_url, ..SiteOptions::new(time) };
    let site = match before {
        Some(before) => before.site().updated(feed, &options),
        None => confcal::site(feed, &options),
    };
    ServedSite::new(site, names, time, time.time().into(), before)
}

/// The list served under an address.
fn state_at(list: &str, base_url: &str) -> Arc<State> {
    let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.unwrap();
    let (names, time) = (Names::of(&feed), time("2022-01-01T00:00:00Z"));
    let options = SiteOptions { base_url: base_url.parse().ok(), ..SiteOptions::new(time) };
    let served = ServedSite::new(confcal::site(feed, &options), names, time, time.time().into(), None);
    Arc::new(State::new(served, Log::new(LogFormat::Off), false, 1))
}

#[test]
fn the_path_of_the_address_is_compared_as_it_is_meant() {
    for (base, asked) in [
        ("https://example.org/a%20b/", "/a%20b/"),
        ("https://example.org/%61b", "/ab/"),
        ("https://example.org/ä/", "/%C3%A4/"),
        ("https://example.org/x/y/", "/x/y/"),
    ] {
        let state = state_at(LIST, base);
        assert_eq!(get(&state, &format!("{asked}all.ics")).status, 200, "{base}");
        assert_eq!(get(&state, asked).status, 200, "{base}");
        // Without the trailing slash, relative links of the page would lead one folder above.
        let bare = asked.trim_end_matches('/');
        let got = get(&state, &format!("{bare}?lang=de"));
        let last = bare.rsplit('/').next().unwrap();
        let location = format!("./{last}/?lang=de");
        assert_eq!((got.status.as_u16(), got.header("location")), (301, Some(&*location)), "{base}");
    }
    assert_eq!(get(&state_at(LIST, "https://example.org/"), "/").status, 200);
}

#[test]
fn a_plus_means_itself_where_a_name_has_it() {
    let entry = |name: &str, tags: &str| {
        format!("[[conference]]\nname = '{name}'\nstart = 2022-07-11\ncity = 'X'\ntags = [{tags}]\n")
    };
    let list = format!(
        "[feed]\nid = 'x'\n{}{}{}{}",
        entry("C", "'C'"),
        entry("Two", "'C++', 'machine learning'"),
        entry("Three", "'C++', 'A+B', 'a b'"),
        entry("Four", "'a b'"),
    );
    let state = state_at(&list, "https://example.org/");
    for (query, events) in [
        ("tag=C", 1),
        ("tag=C++", 2),
        ("tag=c%2B%2B", 2),
        ("tag=machine+learning", 1),
        ("tag=machine%20learning", 1),
        ("tag=A+B", 1),
        ("tag=A%20B", 2),
    ] {
        assert_eq!(get(&state, &format!("/feed.ics?{query}")).events(), events, "{query}");
    }
    let only_c = state_at(&format!("[feed]\nid = 'x'\n{}", entry("C", "'C'")), "https://example.org/");
    assert_eq!(get(&only_c, "/feed.ics?tag=C%2B%2B").status, 400);
    assert_eq!(get(&only_c, "/feed.ics?tag=C++").status, 400);
}

/// A subscription to several conferences outlives each of them; a value that can be no name is still a mistake.
#[test]
fn an_id_that_is_gone_ends_no_subscription() {
    let state = state();
    let id = "pycon-de-2022";
    assert_eq!(get(&state, &format!("/feed.ics?id={id}&only=conferences")).events(), 1);
    for (query, status, events) in [
        ("id=pycon-de-2022&id=gone-2021&only=conferences", 200, 1),
        ("id=gone-2021,PYCON-DE-2022&only=conferences", 200, 1),
        ("id=gone-2021", 200, 0),
        ("id=not+an+id", 400, 0),
        ("id=", 400, 0),
        ("country=zz&id=pycon-de-2022", 400, 0),
        ("tag=gone", 400, 0),
    ] {
        let got = get(&state, &format!("/feed.ics?{query}"));
        assert_eq!((got.status.as_u16(), got.events()), (status, events), "{query}: {}", got.text());
    }
    let gone = get(&state, "/feed.ics?id=gone-2021");
    assert!(
        gone.text().contains("\r\nNAME:Python conferences: gone-2021\r\n"),
        "the name that it had: {}",
        gone.text()
    );
}

fn state_with(compress_feeds: bool) -> Arc<State> {
    let served = served(LIST, "2022-01-01T00:00:00Z", None);
    Arc::new(State::new(served, Log::new(LogFormat::Off), compress_feeds, 1))
}

fn state() -> Arc<State> {
    state_with(false)
}

/// A response as a client gets it.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Got {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn events(&self) -> usize {
        self.text().matches("BEGIN:VEVENT").count()
    }
}

fn ask(state: &Arc<State>, method: &str, uri: &str, headers: &[(&str, &str)]) -> Got {
    let mut request = Request::builder().method(method).uri(uri).header("host", "example.org");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(()).unwrap().into_parts().0;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (parts, body) = service::answer(state, &request).await.into_parts();
        Got { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    })
}

fn get(state: &Arc<State>, uri: &str) -> Got {
    ask(state, "GET", uri, &[])
}

#[test]
fn a_feed_is_a_calendar_whatever_is_accepted() {
    let state = state();
    for accept in ["text/html", "application/json", "image/*;q=0.1", "*/*", ""] {
        for path in ["/all.ics", "/regions/dach.ics", "/feed.ics?country=DE"] {
            let got = ask(&state, "GET", path, &[("accept", accept)]);
            assert_eq!(got.status, 200);
            assert_eq!(got.header("content-type"), Some("text/calendar; charset=utf-8"));
            assert!(got.text().starts_with("BEGIN:VCALENDAR\r\n"));
        }
    }
}

#[test]
fn every_answer_has_its_exact_length_and_no_cookie() {
    let state = state();
    let paths: Vec<String> = state.served().paths().map(|path| format!("/{path}")).collect();
    assert!(paths.len() > 20);
    for path in
        paths.iter().map(String::as_str).chain(["/", "/none", "/feed.ics?tag=x", "/feed.ics?tag=data", "/healthz"])
    {
        for headers in [&[][..], &[("accept-encoding", "gzip, br")]] {
            let got = ask(&state, "GET", path, headers);
            assert_eq!(got.header("content-length"), Some(&*got.body.len().to_string()), "{path}");
            assert!(!got.headers.contains_key("set-cookie") && got.headers.contains_key("cache-control"), "{path}");
            assert_eq!(got.header("x-content-type-options"), Some("nosniff"));

            let head = ask(&state, "HEAD", path, headers);
            assert!(head.body.is_empty());
            assert_eq!((head.status, &head.headers), (got.status, &got.headers), "HEAD of {path}");
        }
    }
}

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
fn a_feed_is_saved_under_a_good_name() {
    let state = state();
    for (path, name) in [
        ("/all.ics", "python-conferences"),
        ("/python-conferences.ics", "python-conferences"),
        ("/deadlines.ics", "python-conferences-deadlines"),
        ("/regions/dach.ics", "python-conferences-dach"),
        ("/topics/c-plus-plus.ics", "python-conferences-c-plus-plus"),
        ("/events/pycon-de-2022.ics", "pycon-de-2022"),
        ("/feed.ics", "python-conferences"),
        ("/feed.ics?only=deadlines&region=europe", "python-conferences-europe-deadlines"),
    ] {
        let disposition = format!("inline; filename=\"{name}.ics\"");
        assert_eq!(get(&state, path).header("content-disposition"), Some(&*disposition), "{path}");
    }
    assert_eq!(get(&state, "/").header("content-disposition"), None);
}

#[test]
fn scripts_of_other_sites_may_read_feeds_and_data_but_no_page_is_framed() {
    let state = state();
    for path in [
        "/all.ics",
        "/feed.ics?tag=data",
        "/conferences.json",
        "/feeds.json",
        "/atom.xml",
        "/closing.xml",
        "/feed.ics?tag=x",
    ] {
        assert_eq!(get(&state, path).header("access-control-allow-origin"), Some("*"), "{path}");
    }
    let asked = ask(&state, "OPTIONS", "/all.ics", &[("access-control-request-method", "GET")]);
    assert_eq!((asked.status, asked.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, Some("*")));
    assert!(asked.header("access-control-allow-headers").unwrap().contains("If-None-Match"));
    for path in ["/", "/index.html", "/none"] {
        let page = get(&state, path);
        assert_eq!(page.header("access-control-allow-origin"), None);
        assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'self'"));
        assert!(page.headers.contains_key("x-frame-options") && page.headers.contains_key("referrer-policy"));
    }
    // With and without the path of its address.
    for path in ["/embed.html", "/conferences/embed.html?tag=data"] {
        let page = get(&state, path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors *;"));
        assert_eq!(page.header("x-frame-options"), None);
        assert!(page.headers.contains_key("referrer-policy"));
    }
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

/// As on a static host, so that a link to a conference works on both.
#[test]
fn a_folder_with_a_page_is_that_page() {
    let state = state();
    let page = get(&state, "/c/pycon-de-2022/");
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("<h1 id=\"n-pycon-de-2022\">"));
    assert_eq!(get(&state, "/conferences/c/pycon-de-2022/index.html").body, page.body);
    for (path, location) in
        [("/c/pycon-de-2022", "./pycon-de-2022/"), ("/conferences/c/pycon-de-2022?x=1", "./pycon-de-2022/?x=1")]
    {
        let got = get(&state, path);
        assert_eq!((got.status, got.header("location")), (StatusCode::MOVED_PERMANENTLY, Some(location)));
    }
    for (path, media_type) in [("/c/style.css", "text/css"), ("/c/conference.js", "text/javascript")] {
        let got = get(&state, path);
        assert!(got.header("content-type").unwrap().starts_with(media_type));
        assert_eq!(got.header("cache-control"), Some("no-cache"), "it goes with the pages");
    }
    for path in ["/c", "/c/", "/c/pycon", "/c/pycon-de-2022//", "/c//pycon-de-2022/"] {
        assert_eq!(get(&state, path).status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn only_the_sites_pages_get_out() {
    let state = state();
    let page = get(&state, "/none");
    assert_eq!((page.status, page.header("content-type")), (StatusCode::NOT_FOUND, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("https://example.org/conferences/"), "it leads home");
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%252e%252e/etc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/regions/../../../etc/passwd",
        "/regions/%2e%2e/all.ics",
        "//etc/passwd",
        "/./all.ics",
        "/all.ics/",
        "/all.ics%00",
        "/all.ics%00.html",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%ff",
        "/%",
        "/file:///etc/passwd",
        "/conferences.toml",
        "/.names.json",
        "/ALL.ICS",
        "/regions",
        "/regions/",
    ] {
        let got = get(&state, path);
        assert_eq!((got.status, &got.body), (StatusCode::NOT_FOUND, &page.body), "{path}");
    }
    assert_eq!(get(&state, "/all%2Eics").body, get(&state, "/all.ics").body);
    assert_eq!(get(&state, "http://elsewhere.example/all.ics").status, 200, "a proxy may ask in full");
    for path in ["/conferences/all.ics", "/conferences/feed.ics?tag=data", "/conferences/healthz", "/conferences/"] {
        assert_eq!(get(&state, path).status, 200, "{path}: under the path of its address");
    }
}

#[test]
fn what_is_no_request_for_a_page_is_refused() {
    let state = state();
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "REPORT", "get"] {
        let got = ask(&state, method, "/all.ics", &[]);
        assert_eq!((got.status, got.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, Some("GET, HEAD, OPTIONS")));
    }
    for body in [
        ("content-length", "5"),
        ("content-length", "5, 5"),
        ("transfer-encoding", "chunked"),
        ("transfer-encoding", "x"),
    ] {
        let got = ask(&state, "GET", "/all.ics", &[body]);
        assert_eq!((got.status, got.header("connection")), (StatusCode::BAD_REQUEST, Some("close")), "{body:?}");
    }
    assert_eq!(ask(&state, "GET", "/all.ics", &[("content-length", "0")]).status, 200);
    assert_eq!(ask(&state, "GET", "/all.ics", &[("host", "other.example")]).status, 400, "two hosts");
    let long = format!("/feed.ics?tag={}", "x".repeat(9000));
    assert_eq!(get(&state, &long).status, StatusCode::URI_TOO_LONG);
}

#[test]
fn a_query_is_a_part_of_the_feed_of_all() {
    let state = state();
    let all = get(&state, "/all.ics");
    let got = get(&state, "/feed.ics?region=dach&only=conferences,deadlines");
    assert_eq!(got.events(), 2);
    assert!(got.text().contains("NAME:Python conferences: dach\\, conferences\\, deadlines\r\n"));
    let source = "https://example.org/conferences/feed.ics?region=dach&only=conferences&only=deadlines";
    assert!(got.text().replace("\r\n ", "").contains(&format!("SOURCE;VALUE=URI:{source}\r\n")), "{}", got.text());
    for event in got.text().split("BEGIN:VEVENT\r\n").skip(1) {
        let event = event.split("END:VEVENT").next().unwrap();
        assert!(all.text().contains(event), "it is the same event");
    }
    for (query, events) in [
        ("", 3),
        ("tag=DJANGO", 1),
        ("country=germany&country=us", 3),
        ("year=2021", 0),
        ("tag=C%2B%2B", 1),
        ("from=today+30d&until=today%2B31d", 0),
        ("tag=django&utm_source=mail&fbclid=1", 1),
    ] {
        assert_eq!(get(&state, &format!("/feed.ics?{query}")).events(), events, "{query}");
    }
}

#[test]
fn a_query_that_cannot_be_is_told_what_would_be_right() {
    let state = state();
    for (query, says) in [
        ("regoin=europe", "there is no filter `regoin`; did you mean `region`?"),
        ("region=europa", "there is no region `europa`; did you mean `europe`?"),
        ("tag=pyton", "no conference of the list has the tag `pyton`; did you mean `python`?"),
        ("year=22", "`22` is not a year; write it in four digits: `2022`"),
        ("near=1,2", "`1,2` is not a circle"),
        ("only=", "there is no kind of event ``"),
        ("kind=talks", "there is no kind of deadline `talks`"),
        ("country=NO,SE", "in an address `country=NO&country=SE`"),
        ("tag=%00%1b[31m", "no conference of the list has the tag `[31m`"),
        ("from=2022-13-01", "2022-13-01"),
    ] {
        let got = get(&state, &format!("/feed.ics?{query}"));
        assert_eq!(
            (got.status, got.header("content-type")),
            (StatusCode::BAD_REQUEST, Some("text/plain; charset=utf-8"))
        );
        assert!(got.text().contains(says), "{query}: {:?}", got.text());
    }
}

#[test]
fn queries_that_ask_for_the_same_are_answered_from_memory_and_never_fill_it() {
    let served = served(LIST, "2022-01-01T00:00:00Z", None);
    let hour = "2022-01-01T00:00:00Z".parse().unwrap();
    let made = |query: &str| {
        let query = Query::parse(query, served.names()).unwrap();
        let mut made = served.make(&query, hour).unwrap();
        let bytes = Bytes::from(std::mem::take(&mut made.bytes));
        served.remember(&query, hour, &made, bytes)
    };
    let first = made("region=europe&tag=data&tag=python&only=deadlines,conferences");
    let same =
        Query::parse("only=conferences&tag=python&only=deadlines&region=europe&tag=data&tag=python", served.names())
            .unwrap();
    assert!(Arc::ptr_eq(&first, &served.known(&same, hour).unwrap()));
    for km in 1..1000 {
        made(&format!("near=52.5,13.4,{km}"));
    }
    assert_eq!(served.remembered(), 256);
    let again = served.known(&same, hour).expect("a feed that is asked for again is kept, whatever others ask");
    assert!(Arc::ptr_eq(&first, &again));
    assert!(served.known(&Query::parse("near=52.5,13.4,999", served.names()).unwrap(), hour).is_some());
    assert!(served.known(&Query::parse("near=52.5,13.4,1", served.names()).unwrap(), hour).is_none());
    let next_hour = "2022-01-01T01:00:00Z".parse().unwrap();
    assert!(served.known(&Query::parse("near=52.5,13.4,999", served.names()).unwrap(), next_hour).is_some());
    made("from=today");
    assert!(served.known(&Query::parse("from=today", served.names()).unwrap(), hour).is_some());
    assert!(
        served.known(&Query::parse("from=today", served.names()).unwrap(), next_hour).is_none(),
        "more is over by then"
    );
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
fn a_query_has_a_bounded_number_of_values_and_no_near_name_is_looked_for_on_the_way() {
    let values = |count: usize| (0..count).map(|n| format!("{}", n + 1900)).collect::<Vec<_>>();
    for (count, status) in [(100, 200), (101, 400)] {
        for query in [format!("year={}", values(count).join("&year=")), format!("year={}", values(count).join(","))] {
            let got = get(&state(), &format!("/feed.ics?{query}"));
            assert_eq!(got.status, status, "{count} values");
            assert_eq!(got.text().contains("a query has at most 100 values"), status == 400);
        }
    }
    // 100 texts that could mean a plus sign beside 20,000 names: to look for a near name of each would take minutes.
    let tags: Vec<String> = (0..20_000).map(|n| format!("{n:060}")).collect();
    let names: Names = serde_json::from_value(serde_json::json!({ "tags": tags })).unwrap();
    let query = vec![format!("tag={}+x", "1".repeat(60)); 100].join("&");
    assert!(Query::parse(&query, &names).is_some());
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

#[test]
fn a_feed_that_was_there_stays_without_events() {
    let state = state();
    let less = LIST.split("\n[[conference]]\nid = 'djangocon").next().unwrap().replace("dach = ['DE', 'AT', 'CH']", "");
    state.serve(served(&less, "2022-02-01T00:00:00Z", Some(&state.served())));
    for path in [
        "/topics/django.ics",
        "/countries/us.ics",
        "/regions/americas.ics",
        "/regions/dach.ics",
        "/events/djangocon-us-2022.ics",
    ] {
        let got = get(&state, path);
        assert_eq!((got.status, got.events()), (StatusCode::OK, 0), "{path}");
        assert!(got.text().starts_with("BEGIN:VCALENDAR\r\n") && got.text().ends_with("END:VCALENDAR\r\n"));
    }
    assert_eq!(get(&state, "/topics/flask.ics").status, 404, "never was");
    for (query, events) in [("tag=django", 0), ("id=djangocon-us-2022", 0), ("region=dach", 2), ("tag=python", 2)] {
        let got = get(&state, &format!("/feed.ics?{query}"));
        assert_eq!((got.status, got.events()), (StatusCode::OK, events), "{query}");
    }
    // It comes back as it was.
    state.serve(served(LIST, "2022-03-01T00:00:00Z", Some(&state.served())));
    assert_eq!(get(&state, "/topics/django.ics").events(), 1);
}

#[test]
fn health_tells_whether_the_list_can_be_used_and_since_when() {
    let state = state();
    let health = || -> serde_json::Value { serde_json::from_slice(&get(&state, "/healthz").body).unwrap() };
    assert_eq!(health()["stale"], false);
    assert_eq!((&health()["conferences"], &health()["list_changed"]), (&2.into(), &"2022-01-01T00:00:00Z".into()));
    state.mark_stale("the list has errors");
    let stale = health();
    assert_eq!(stale["stale"], true);
    let since: chrono::DateTime<Utc> = stale["since"].as_str().unwrap().parse().unwrap();
    assert!((Utc::now() - since).num_seconds() < 60);
    state.mark_stale("the list has errors still");
    assert_eq!(health()["since"], stale["since"]);
    assert_eq!(get(&state, "/all.ics").status, 200);
    state.serve(served(LIST, "2022-01-02T00:00:00Z", Some(&state.served())));
    assert_eq!(health()["stale"], false);
}

#[test]
fn figures_are_in_the_format_of_prometheus() {
    let state = state();
    state.metrics.answer(Some(&hyper::Method::GET), 200, 5, Duration::from_micros(50));
    let made_up = hyper::Method::from_bytes(b"X\"Y").unwrap_or(hyper::Method::PUT);
    state.metrics.answer(Some(&made_up), 405, 0, Duration::from_secs(20));
    get(&state, "/feed.ics?tag=data");
    get(&state, "/feed.ics?tag=data");
    let request = |uri: &str| Request::get(uri).header("host", "x").body(()).unwrap().into_parts().0;
    let answer = service::metrics(&state, &request("/metrics"));
    assert!(answer.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/plain; version=0.0.4"));
    let text = state.metrics.render(&state.health());
    for line in [
        "confcal_requests_total{method=\"GET\",status=\"200\"} 1",
        "confcal_requests_total{method=\"other\",status=\"405\"} 1",
        "confcal_request_seconds_bucket{le=\"0.0001\"} 1",
        "confcal_request_seconds_bucket{le=\"+Inf\"} 2",
        "confcal_request_seconds_count 2",
        "confcal_queries_total{cached=\"yes\"} 1",
        "confcal_queries_total{cached=\"no\"} 1",
        "confcal_stale 0",
        "confcal_conferences 2",
    ] {
        assert!(text.lines().any(|other| other == line), "{line} is not in\n{text}");
    }
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        let name = series.split('{').next().unwrap();
        let name = name.trim_end_matches("_bucket").trim_end_matches("_sum").trim_end_matches("_count");
        assert!(value.parse::<f64>().is_ok() && text.contains(&format!("# TYPE {name} ")), "{line}");
    }
    assert_eq!(service::metrics(&state, &request("/all.ics")).status(), 404, "nothing else is on that port");
}

#[test]
fn addresses_that_cannot_be_listened_at_are_told_so() {
    let taken = bind("127.0.0.1:0", "--listen").unwrap().remove(0);
    let again = bind(&taken.local_addr().unwrap().to_string(), "--listen").unwrap_err().to_string();
    assert!(again.contains("another program listens there") && again.contains("--listen"), "{again}");
    for (address, says) in [
        ("8080", "is not an address and port"),
        ("127.0.0.1:99999", "is not an address and port"),
        ("192.0.2.1:80", "no such address"),
    ] {
        let error = bind(address, "--listen").unwrap_err().to_string();
        assert!(error.contains(says), "{address}: {error}");
    }
}
