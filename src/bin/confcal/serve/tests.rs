//! The rules of HTTP, without a socket.

mod caching;
mod queries;

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
