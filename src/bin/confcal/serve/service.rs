//! Answers requests by the rules of HTTP (RFC 9110), as calendar programs apply them.
//!
//! Comes in: the header of a request. Goes out: a whole response. Knows no socket, so that every rule can be tested without one.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode, Version};
use percent_encoding::percent_decode_str;

use super::State;
use super::body::{AnswerBody, Content};
use super::queries::{Frequency, MAX_QUERY_VALUES, Query};
use super::resource::{Encoded, Resource};
use super::served::{NOT_FOUND, ServedSite};
use crate::build_site::ALL;
use crate::files;

pub(super) type Answer = Response<AnswerBody>;

/// The time for a feed on demand to be made and to get memory.
const QUERY_TIMEOUT: Duration = Duration::from_secs(10);

/// The time without reading after which a client is disconnected if memory is needed.
const MIN_STALL: Duration = Duration::from_millis(500);

/// The time after which a feed on demand evicts frequently requested feeds.
const ROOM_TIMEOUT: Duration = Duration::from_secs(2);

/// The time for a response to get compressed. After it, the response is sent as it is.
const COMPRESSION_TIMEOUT: Duration = Duration::from_secs(2);

/// The most octets of a request's path and query.
const MAX_URI_OCTETS: usize = 8000;

/// The Cache-Control of feeds and data: an hour, less than the interval of any calendar program.
const FEED_CACHE_CONTROL: &str = "max-age=3600, must-revalidate";

/// The Cache-Control of pages, and of their style and script: always revalidated, because people reload after an edit of the
/// list.
const PAGE_CACHE_CONTROL: &str = "no-cache";

const JSON: &str = "application/json; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// The part of a page's policy that only a header can set: it may be framed by its own site only.
const PAGE_POLICY: &str = "frame-ancestors 'self'; base-uri 'none'; object-src 'none'";

/// The same of the page that is made to be framed by other sites.
const EMBED_POLICY: &str = "frame-ancestors *; base-uri 'none'; object-src 'none'";

/// Answers a request for the site.
pub(super) async fn answer(state: &Arc<State>, request: &Parts) -> Answer {
    let method = &request.method;
    let mut answer = match refused(request) {
        Some(refusal) => refusal,
        None if method == Method::OPTIONS => options(),
        None => answer_site(state, request).await,
    };
    strip_for_head(request, &mut answer);
    answer
}

/// Removes the body of a response to HEAD; its Content-Length stays that of GET.
fn strip_for_head(request: &Parts, answer: &mut Answer) {
    if request.method == Method::HEAD {
        *answer.body_mut() = AnswerBody::default();
    }
}

/// Answers a request for the metrics of Prometheus.
pub(super) fn metrics(state: &State, request: &Parts) -> Answer {
    if let Some(refusal) = refused(request) {
        return refusal;
    }
    match request.uri.path() {
        "/metrics" => {
            let media_type = "text/plain; version=0.0.4; charset=utf-8";
            let mut answer = whole(StatusCode::OK, media_type, state.metrics.render(&state.health()));
            strip_for_head(request, &mut answer);
            answer
        }
        _ => whole(StatusCode::NOT_FOUND, TEXT, "the metrics are at /metrics\n".to_owned()),
    }
}

/// The response to a request that is refused before routing.
fn refused(request: &Parts) -> Option<Answer> {
    let headers = &request.headers;
    let length = headers.get(header::CONTENT_LENGTH).is_some_and(|length| length != "0");
    let has_body = length || headers.contains_key(header::TRANSFER_ENCODING);
    let hosts = headers.get_all(header::HOST).iter().count();
    let mut refusal = if !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        let mut answer = text(StatusCode::METHOD_NOT_ALLOWED, "only GET, HEAD and OPTIONS are answered here\n");
        answer.headers_mut().insert(header::ALLOW, ALLOWED_METHODS);
        answer
    } else if has_body {
        // A proxy may disagree about the end of such a request, which allows request smuggling.
        text(StatusCode::BAD_REQUEST, "a request for a calendar has no body\n")
    } else if hosts > 1 || hosts == 0 && request.version == Version::HTTP_11 {
        text(StatusCode::BAD_REQUEST, "a request names one host\n")
    } else if request.uri.path_and_query().is_some_and(|uri| uri.as_str().len() > MAX_URI_OCTETS) {
        text(StatusCode::URI_TOO_LONG, "the address is too long\n")
    } else {
        return None;
    };
    // The beginning of the next request on this connection is uncertain.
    refusal.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    Some(refusal)
}

const ALLOWED_METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");
const ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");

/// The response to a CORS preflight, which precedes conditional requests of another site's script.
fn options() -> Answer {
    let mut answer = Response::new(AnswerBody::default());
    *answer.status_mut() = StatusCode::NO_CONTENT;
    let headers = answer.headers_mut();
    headers.insert(header::ALLOW, ALLOWED_METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
    let conditions = HeaderValue::from_static("If-None-Match, If-Modified-Since");
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, conditions);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    answer
}

async fn answer_site(state: &Arc<State>, request: &Parts) -> Answer {
    let served = state.served();
    let Ok(path) = percent_decode_str(request.uri.path()).decode_utf8() else {
        return not_found(state, &served, request).await;
    };
    // A proxy may keep or strip the path of the site's address. Paths are only looked up by name, so dots and slashes lead
    // nowhere.
    if path.len() > 1 && served.base_path.strip_suffix('/') == Some(&*path) {
        return redirect(request);
    }
    let path = path.strip_prefix(served.base_path.as_str()).or_else(|| path.strip_prefix('/'));
    match path {
        Some("healthz") => health(state),
        Some("feed.ics") => answer_query(state, served, request).await,
        Some(path) if served.has(path) => match resource(state, &served, path).await {
            Ok(Some(resource)) => represent(state, &resource, request, StatusCode::OK).await,
            Ok(None) => not_found(state, &served, request).await,
            Err(Stopping) => about_to_stop(),
        },
        Some(path) if !path.is_empty() && served.has(&format!("{path}/")) => redirect(request),
        _ => not_found(state, &served, request).await,
    }
}

/// Redirects to the folder with a trailing slash, so that relative links of the page work.
fn redirect(request: &Parts) -> Answer {
    let last = request.uri.path().rsplit('/').next().unwrap_or_default();
    let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut answer = text(StatusCode::MOVED_PERMANENTLY, "the address ends in a slash\n");
    // Relative, because a proxy may have stripped the path before it.
    if let Ok(location) = HeaderValue::from_str(&format!("./{last}/{query}")) {
        answer.headers_mut().insert(header::LOCATION, location);
    }
    answer
}

/// The resource at a path, if there is one; `Err` if the program is about to end.
async fn resource(state: &Arc<State>, served: &ServedSite, path: &str) -> Result<Option<Arc<Resource>>, Stopping> {
    if let Some(made) = served.made(path) {
        return Ok(Some(Arc::clone(made)));
    }
    let (shared, path) = (Arc::clone(state), path.to_owned());
    // Of the site that is served when it is made: a version that has been replaced would get a time that the next one does not
    // know, and If-Modified-Since would find it newer.
    state.run_exclusive(move || shared.served().get(&path).cloned()).await.ok_or(Stopping)
}

/// The program is about to end.
struct Stopping;

fn about_to_stop() -> Answer {
    text(StatusCode::SERVICE_UNAVAILABLE, "the server is about to stop\n")
}

async fn not_found(state: &Arc<State>, served: &ServedSite, request: &Parts) -> Answer {
    match resource(state, served, NOT_FOUND).await {
        Ok(Some(page)) => represent(state, &page, request, StatusCode::NOT_FOUND).await,
        _ => text(StatusCode::NOT_FOUND, "there is nothing here\n"),
    }
}

/// `/healthz`: always 200, because a faulty list is no reason to restart the server.
fn health(state: &State) -> Answer {
    let mut json = serde_json::to_string(&state.health()).unwrap_or_default();
    json.push('\n');
    whole(StatusCode::OK, JSON, json)
}

/// `/feed.ics?…`
async fn answer_query(state: &Arc<State>, served: Arc<ServedSite>, request: &Parts) -> Answer {
    let Some(query) = Query::parse(request.uri.query().unwrap_or_default(), served.names()) else {
        return text(StatusCode::BAD_REQUEST, &format!("a query has at most {MAX_QUERY_VALUES} values\n"));
    };
    let hour = match files::hour() {
        Ok(hour) => hour,
        Err(error) => return text(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}\n")),
    };
    let known = match query.is_empty() {
        true => resource(state, &served, ALL).await.ok().flatten(),
        false => served.known(&query, hour),
    };
    if let Some(known) = known {
        state.metrics.query(true);
        return represent(state, &known, request, StatusCode::OK).await;
    }
    state.metrics.query(false);
    match tokio::time::timeout(QUERY_TIMEOUT, make(state, served, query, hour)).await {
        Ok(Some(Ok(resource))) => represent(state, &resource, request, StatusCode::OK).await,
        Ok(Some(Err(error))) => {
            let message: String = error.to_string().chars().filter(|char| !char.is_control()).collect();
            text(StatusCode::BAD_REQUEST, &format!("{message}\n"))
        }
        Ok(None) => about_to_stop(),
        Err(_) => {
            let mut answer = text(StatusCode::SERVICE_UNAVAILABLE, "too many feeds are asked for at once\n");
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
            answer
        }
    }
}

/// Makes the feed of a query, one at a time, and waits for memory to hold it. `None` if the program is about to end.
async fn make(
    state: &Arc<State>,
    served: Arc<ServedSite>,
    query: Query,
    hour: DateTime<Utc>,
) -> Option<Result<Arc<Resource>, confcal::Error>> {
    // At most one feed waits for memory.
    let _turn = state.query_turn.acquire().await.ok()?;
    // Another request may have made it meanwhile.
    if let Some(known) = served.known(&query, hour) {
        return Some(Ok(known));
    }
    let (site, wanted) = (Arc::clone(&served), query.clone());
    let mut made = match state.run_exclusive(move || site.make(&wanted, hour)).await? {
        Ok(made) => made,
        Err(error) => return Some(Err(error)),
    };
    let begun = Instant::now();
    loop {
        match state.budget.reserve(std::mem::take(&mut made.bytes)) {
            Ok(bytes) => return Some(Ok(served.remember(&query, hour, &made, bytes))),
            Err(bytes) => made.bytes = bytes,
        }
        // Queries requested once are evicted first, then stalled clients are disconnected, then the other queries are evicted.
        // Clients that read are waited for.
        if served.forget(Frequency::Once, hour) {
            continue;
        }
        let is_closed = state.connections.close_stalled(Instant::now(), MIN_STALL, &state.metrics);
        // A client that has just stalled can be disconnected soon, which spares the feeds of calendar programs.
        if is_closed || begun.elapsed() < ROOM_TIMEOUT || !served.forget(Frequency::Often, hour) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The response with the representation that the request accepts, or with 304 if the client has it.
async fn represent(state: &Arc<State>, resource: &Arc<Resource>, request: &Parts, status: StatusCode) -> Answer {
    let may_compress = !resource.is_feed() || state.compress_feeds && !is_outlook(&request.headers);
    let gzip = if may_compress && accepts_gzip(&request.headers) { compressed(state, resource).await } else { None };
    let etag = gzip.as_ref().map_or(&resource.etag, |gzip| &gzip.etag);
    let is_known = status == StatusCode::OK && is_known(&request.headers, etag, resource.modified);
    let content = match (&gzip, &resource.content) {
        (Some(gzip), _) => Content::Bytes(gzip.bytes.clone()),
        (None, Content::File(file)) if !is_known && request.method != Method::HEAD => {
            state.encoded_feeds.encoded(file).map_or_else(|| resource.content.clone(), Content::Bytes)
        }
        (None, content) => content.clone(),
    };
    let octets = content.len();
    let mut answer = Response::new(match content {
        _ if is_known => AnswerBody::default(),
        content if resource.is_on_demand => AnswerBody::on_demand(content),
        content => AnswerBody::from(content),
    });
    *answer.status_mut() = if is_known { StatusCode::NOT_MODIFIED } else { status };
    let headers = answer.headers_mut();
    headers.reserve(if is_known { 6 } else { 12 });
    if !is_known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(resource.media_type));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(octets));
        if let Some(disposition) = &resource.disposition {
            headers.insert(header::CONTENT_DISPOSITION, disposition.clone());
        }
        if gzip.is_some() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    }
    if status == StatusCode::OK {
        headers.insert(header::ETAG, etag.clone());
        headers.insert(header::LAST_MODIFIED, resource.last_modified.clone());
    }
    if !resource.is_feed() || state.compress_feeds {
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    let is_page = resource.media_type.starts_with("text/html");
    let of_page = is_page || ["text/css", "text/javascript"].iter().any(|kind| resource.media_type.starts_with(kind));
    let cache_control = if of_page { PAGE_CACHE_CONTROL } else { FEED_CACHE_CONTROL };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    if is_page {
        let policy = if resource.is_embed { EMBED_POLICY } else { PAGE_POLICY };
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        if !resource.is_embed {
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
        }
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
        headers.insert(PERMISSIONS_POLICY, HeaderValue::from_static("camera=(), geolocation=(), microphone=()"));
    } else {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag"));
    }
    answer
}

/// A resource in gzip; `None` if gzip does not make it smaller, or if other slow work takes too long.
async fn compressed(state: &Arc<State>, resource: &Arc<Resource>) -> Option<Encoded> {
    if let Some(known) = resource.known_gzip(&state.compressed_feeds) {
        return known;
    }
    let (shared, resource) = (Arc::clone(state), Arc::clone(resource));
    let compress = state.run_exclusive(move || resource.gzip(&shared.compressed_feeds));
    tokio::time::timeout(COMPRESSION_TIMEOUT, compress).await.ok().flatten().flatten()
}

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Returns true if the client has this representation already; a tag takes precedence over a time (RFC 9110 §13.2.2).
fn is_known(headers: &HeaderMap, etag: &HeaderValue, modified: SystemTime) -> bool {
    if headers.contains_key(header::IF_NONE_MATCH) {
        let etag = etag.as_bytes();
        let is_match = |tag: &[u8]| tag == b"*" || tag.strip_prefix(b"W/").unwrap_or(tag) == etag;
        let tags = headers.get_all(header::IF_NONE_MATCH).into_iter();
        // Tags of this server contain no comma.
        return tags.flat_map(|tags| tags.as_bytes().split(|byte| *byte == b',')).any(|tag| is_match(tag.trim_ascii()));
    }
    let since = headers.get(header::IF_MODIFIED_SINCE).and_then(|since| since.to_str().ok());
    let seconds = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    since
        .and_then(|since| httpdate::parse_http_date(since).ok())
        .is_some_and(|since| seconds(modified) <= seconds(since))
}

/// Returns true if the client accepts gzip (RFC 9110 §12.5.3).
fn accepts_gzip(headers: &HeaderMap) -> bool {
    let mut any = false;
    for value in headers.get_all(header::ACCEPT_ENCODING) {
        for part in value.to_str().unwrap_or_default().split(',') {
            let mut parts = part.split(';').map(str::trim);
            let coding = parts.next().unwrap_or_default();
            let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
            let is_wanted = weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0));
            if coding.eq_ignore_ascii_case("gzip") || coding.eq_ignore_ascii_case("x-gzip") {
                return is_wanted;
            }
            any |= coding == "*" && is_wanted;
        }
    }
    any
}

/// Returns true for Outlook and Exchange, which accept gzip and have been seen to fail with it.
fn is_outlook(headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT).map(HeaderValue::as_bytes).unwrap_or_default().to_ascii_lowercase();
    let names = |word: &[u8]| agent.windows(word.len()).any(|part| part == word);
    names(b"outlook") || names(b"exchange") || names(b"microsoft")
}

fn text(status: StatusCode, message: &str) -> Answer {
    whole(status, TEXT, message.to_owned())
}

/// A short response for this request alone.
fn whole(status: StatusCode, media_type: &'static str, body: String) -> Answer {
    let length = HeaderValue::from(body.len());
    let mut answer = Response::new(AnswerBody::from(Bytes::from(body)));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_LENGTH, length);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
    answer
}
