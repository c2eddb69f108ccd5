//! A line for each request, on standard error.
//!
//! Lines are gathered and written by a thread of their own, so that a slow reader of the log holds up no request. What it
//! leaves unread for too long is dropped, and counted.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use chrono::{DateTime, Utc};
use confcal::{Diagnostic, Source};
use hyper::header::{self, HeaderMap, HeaderName};
use hyper::http::request::Parts;

use crate::args::LogFormat;
use crate::report;

/// How much may wait to be written, in octets.
const MOST: usize = 1 << 20;

/// How often what waits is written.
const OFTEN: Duration = Duration::from_millis(100);

pub(super) struct Log {
    format: LogFormat,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    text: String,
    dropped: u64,
}

/// A request that was answered.
pub(super) struct Entry<'r> {
    pub(super) peer: SocketAddr,
    pub(super) request: &'r Parts,
    pub(super) status: u16,
    /// Of the body.
    pub(super) octets: u64,
    pub(super) took: Duration,
}

impl Log {
    pub(super) fn new(format: LogFormat) -> Arc<Log> {
        let log = Arc::new(Log { format, waiting: Mutex::default() });
        let writer = Arc::clone(&log);
        // It ends with the program, which flushes once more before.
        thread::spawn(move || {
            loop {
                thread::sleep(OFTEN);
                writer.flush();
            }
        });
        log
    }

    pub(super) fn write(&self, entry: &Entry) {
        if self.format == LogFormat::Off {
            return;
        }
        let mut waiting = self.lock();
        if waiting.text.len() > MOST {
            waiting.dropped += 1;
        } else if self.format == LogFormat::Json {
            json(entry, &mut waiting.text);
        } else {
            text(entry, &mut waiting.text);
        }
    }

    /// Says what is the matter with the lists.
    pub(super) fn diagnostics(&self, sources: &[Source], diagnostics: &[Diagnostic]) -> Result<()> {
        self.flush();
        match self.format {
            LogFormat::Json => report::json_lines(sources, diagnostics, &now()),
            _ => report::to_stderr(sources, diagnostics),
        }
    }

    /// Says something that is of no request.
    pub(super) fn say(&self, message: &str) {
        self.flush();
        if self.format == LogFormat::Json {
            let json = serde_json::json!({ "time": now(), "message": message });
            let _ = writeln!(io::stderr(), "{json}");
        } else {
            report::note(message);
        }
    }

    /// Writes what waits.
    pub(super) fn flush(&self) {
        let Waiting { mut text, dropped } = std::mem::take(&mut *self.lock());
        if dropped > 0 {
            let _ = match self.format {
                LogFormat::Json => writeln!(text, r#"{{"dropped":{dropped}}}"#),
                _ => writeln!(text, "confcal: {dropped} requests are not in the log, which is read too slowly"),
            };
        }
        if !text.is_empty() {
            // Where nobody listens, requests are answered all the same.
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The combined log format, which log readers know; the time it took, in seconds, stands behind.
fn text(entry: &Entry, out: &mut String) {
    let Entry { peer, request, status, octets, took } = entry;
    let now = DateTime::<Utc>::from(SystemTime::now());
    let _ = write!(out, "{} - - [{}] \"", address(*peer), now.format("%d/%b/%Y:%H:%M:%S +0000"));
    let _ = write!(out, "{} ", request.method);
    quote(target(request).as_bytes(), out);
    let _ = write!(out, " {:?}\" {status} {octets} \"", request.version);
    quote(value(&request.headers, &header::REFERER), out);
    out.push_str("\" \"");
    quote(value(&request.headers, &header::USER_AGENT), out);
    let _ = writeln!(out, "\" {:.6}", took.as_secs_f64());
}

fn json(entry: &Entry, out: &mut String) {
    let Entry { peer, request, status, octets, took } = entry;
    let headers = &request.headers;
    let said = |name| String::from_utf8_lossy(value(headers, name));
    let forwarded = headers.get("x-forwarded-for").map(|by| String::from_utf8_lossy(by.as_bytes()));
    let json = serde_json::json!({
        "time": now(),
        "remote": address(*peer).to_string(),
        "forwarded_for": forwarded,
        "method": request.method.as_str(),
        "target": target(request),
        "status": status,
        "octets": octets,
        "seconds": took.as_secs_f64(),
        "referer": said(&header::REFERER),
        "user_agent": said(&header::USER_AGENT),
    });
    let _ = writeln!(out, "{json}");
}

fn now() -> String {
    DateTime::<Utc>::from(SystemTime::now()).format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// That of a client which came by IPv4, as IPv4 writes it.
fn address(peer: SocketAddr) -> IpAddr {
    peer.ip().to_canonical()
}

fn target(request: &Parts) -> String {
    request.uri.path_and_query().map_or_else(|| request.uri.to_string(), |target| target.to_string())
}

fn value<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h [u8] {
    headers.get(name).map_or(b"-", |value| value.as_bytes())
}

/// What others have written, so that it cannot end its quotes or its line, nor speak to a terminal.
fn quote(bytes: &[u8], out: &mut String) {
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn logged(request: Request<()>, format: LogFormat) -> String {
        let request = request.into_parts().0;
        let peer = "[::ffff:192.0.2.7]:5000".parse().unwrap();
        let entry = Entry { peer, request: &request, status: 200, octets: 12, took: Duration::from_millis(2) };
        let mut out = String::new();
        if format == LogFormat::Json {
            json(&entry, &mut out)
        } else {
            text(&entry, &mut out)
        }
        out
    }

    #[test]
    fn nothing_of_a_request_opens_a_new_line_or_ends_its_quotes() {
        let agent = hyper::header::HeaderValue::from_bytes(b"a\"b\\c\xff\x9b1m\td").unwrap();
        let request = Request::get("/all.ics?x=%0A").header("user-agent", agent).body(()).unwrap();
        let line = logged(request, LogFormat::Text);
        let (head, rest) = line.split_once('[').unwrap();
        assert_eq!(head, "192.0.2.7 - - ");
        let rest = rest.split_once(']').unwrap().1;
        let expected = " \"GET /all.ics?x=%0A HTTP/1.1\" 200 12 \"-\" \"a\\\"b\\\\c\\xff\\x9b1m\\x09d\" 0.002000\n";
        assert_eq!(rest, expected);
    }

    #[test]
    fn a_line_of_json_is_one_object() {
        let request = Request::get("/").header("x-forwarded-for", "192.0.2.1").body(()).unwrap();
        let line = logged(request, LogFormat::Json);
        assert_eq!(line.matches('\n').count(), 1);
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&json["target"], &json["status"]), (&"/".into(), &200.into()));
        assert_eq!((&json["remote"], &json["forwarded_for"]), (&"192.0.2.7".into(), &"192.0.2.1".into()));
    }

    #[test]
    fn a_log_that_nobody_reads_does_not_grow() {
        let log = Log { format: LogFormat::Text, waiting: Mutex::default() };
        let request = Request::get("/all.ics").body(()).unwrap().into_parts().0;
        let peer = "127.0.0.1:1".parse().unwrap();
        for _ in 0..30_000 {
            log.write(&Entry { peer, request: &request, status: 200, octets: 0, took: Duration::ZERO });
        }
        let waiting = log.lock();
        assert!(waiting.text.len() < MOST + 1000 && waiting.dropped > 1000, "{}", waiting.dropped);
    }
}
