//! The log of requests on standard error.
//!
//! Lines are buffered and written by their own thread, so that a slow reader of the log delays no request. Lines that do not
//! fit the buffer are dropped and counted.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use chrono::{DateTime, SecondsFormat, Utc};
use confcal::Diagnostic;
use hyper::header::{self, HeaderName};
use hyper::http::request::Parts;
use hyper::{StatusCode, Version};

use crate::args::LogFormat;
use crate::report;

/// The most octets that wait to be written.
const MAX_BUFFER_OCTETS: usize = 1 << 20;

/// The octets from which on the buffer is written at once.
const FLUSH_OCTETS: usize = 1 << 15;

/// The time after which the buffer is written, however little it holds.
const FLUSH_INTERVAL: Duration = Duration::from_millis(100);

pub(super) struct Log {
    format: LogFormat,
    buffer: Mutex<Buffer>,
    is_full: Condvar,
}

#[derive(Default)]
struct Buffer {
    text: String,
    dropped: u64,
    clock: Clock,
}

/// The present second as text, which all lines of that second share.
#[derive(Default)]
struct Clock {
    second: u64,
    text: String,
}

impl Clock {
    fn text(&mut self) -> &str {
        let now = SystemTime::now();
        let second = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        if second != self.second || self.text.is_empty() {
            self.second = second;
            self.text = DateTime::<Utc>::from(now).format("%d/%b/%Y:%H:%M:%S +0000").to_string();
        }
        &self.text
    }
}

/// A request that was answered.
pub(super) struct LogEntry<'r> {
    /// The client's address.
    pub(super) peer: &'r str,
    /// `None` if the request was malformed.
    pub(super) request: Option<&'r Parts>,
    pub(super) status: StatusCode,
    /// The octets of the body.
    pub(super) octets: u64,
    pub(super) took: Duration,
}

impl Log {
    pub(super) fn new(format: LogFormat) -> Arc<Log> {
        let log = Arc::new(Log { format, buffer: Mutex::default(), is_full: Condvar::new() });
        let writer = Arc::clone(&log);
        // The thread ends with the program, which flushes the log before.
        thread::spawn(move || {
            loop {
                let is_little = |buffer: &mut Buffer| buffer.text.len() < FLUSH_OCTETS;
                drop(writer.is_full.wait_timeout_while(writer.lock(), FLUSH_INTERVAL, is_little));
                writer.flush();
            }
        });
        log
    }

    pub(super) fn write(&self, entry: &LogEntry) {
        if self.format == LogFormat::Off {
            return;
        }
        let mut buffer = self.lock();
        let buffer = &mut *buffer;
        let before = buffer.text.len();
        if before > MAX_BUFFER_OCTETS {
            buffer.dropped += 1;
        } else if self.format == LogFormat::Json {
            json(entry, &mut buffer.text);
        } else {
            text(entry, buffer.clock.text(), &mut buffer.text);
        }
        if before < FLUSH_OCTETS && buffer.text.len() >= FLUSH_OCTETS {
            self.is_full.notify_one();
        }
    }

    /// Logs the diagnostics of the lists.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic]) -> Result<()> {
        self.flush();
        match self.format {
            LogFormat::Json => report::json_lines(diagnostics, &now()),
            _ => report::to_stderr(diagnostics),
        }
    }

    /// Logs a message about the server itself.
    pub(super) fn log_message(&self, message: &str) {
        self.flush();
        if self.format == LogFormat::Json {
            let json = serde_json::json!({ "time": now(), "message": message });
            let _ = writeln!(io::stderr(), "{}", report::harmless_json(&json.to_string()));
        } else {
            report::note(message);
        }
    }

    /// Writes the buffer.
    pub(super) fn flush(&self) {
        let (mut text, dropped) = {
            let mut buffer = self.lock();
            (std::mem::take(&mut buffer.text), std::mem::take(&mut buffer.dropped))
        };
        if dropped > 0 {
            let _ = match self.format {
                LogFormat::Json => writeln!(text, r#"{{"dropped":{dropped}}}"#),
                _ => writeln!(text, "confcal: {dropped} requests are not in the log, which is read too slowly"),
            };
        }
        if !text.is_empty() {
            // Requests are answered even if standard error is closed.
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Buffer> {
        self.buffer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The combined log format, which log analysers know, followed by the duration in seconds.
fn text(entry: &LogEntry, now: &str, out: &mut String) {
    let LogEntry { peer, request, status, octets, took } = entry;
    // By hand, because `format!` would take as long as the response itself.
    for piece in [peer, " - - [", now, "] \""] {
        out.push_str(piece);
    }
    match request {
        Some(request) => {
            out.push_str(request.method.as_str());
            out.push(' ');
            quote(target(request).as_bytes(), out);
            out.push_str(if request.version == Version::HTTP_10 { " HTTP/1.0" } else { " HTTP/1.1" });
        }
        None => out.push('-'),
    }
    out.push_str("\" ");
    out.push_str(status.as_str());
    out.push(' ');
    digits(*octets, 1, out);
    out.push_str(" \"");
    quote(value(request, &header::REFERER), out);
    out.push_str("\" \"");
    quote(value(request, &header::USER_AGENT), out);
    out.push_str("\" ");
    digits(took.as_secs(), 1, out);
    out.push('.');
    digits(u64::from(took.subsec_micros()), 6, out);
    out.push('\n');
}

/// Writes a number with at least `least` digits.
fn digits(number: u64, least: usize, out: &mut String) {
    if number >= 10 || least > 1 {
        digits(number / 10, least.saturating_sub(1), out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

fn json(entry: &LogEntry, out: &mut String) {
    let LogEntry { peer, request, status, octets, took } = entry;
    let header = |name| String::from_utf8_lossy(value(request, name));
    let forwarded = request.and_then(|request| request.headers.get("x-forwarded-for"));
    let forwarded = forwarded.map(|by| String::from_utf8_lossy(by.as_bytes()));
    let json = serde_json::json!({
        "time": now(),
        "remote": peer,
        "forwarded_for": forwarded,
        "method": request.map_or("-", |request| request.method.as_str()),
        "target": request.map_or("-", target),
        "status": status.as_u16(),
        "octets": octets,
        "seconds": took.as_secs_f64(),
        "referer": header(&header::REFERER),
        "user_agent": header(&header::USER_AGENT),
    });
    let _ = writeln!(out, "{}", report::harmless_json(&json.to_string()));
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A client's address; an IPv4 client has its IPv4 address even on an IPv6 socket.
pub(super) fn address(peer: SocketAddr) -> String {
    peer.ip().to_canonical().to_string()
}

fn target(request: &Parts) -> &str {
    request.uri.path_and_query().map_or("-", |target| target.as_str())
}

fn value<'h>(request: &Option<&'h Parts>, name: &HeaderName) -> &'h [u8] {
    request.and_then(|request| request.headers.get(name)).map_or(b"-", |value| value.as_bytes())
}

/// Escapes a client's text, so that it cannot end its quotes or its line, or control a terminal.
fn quote(bytes: &[u8], out: &mut String) {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    if let Some(plain) = std::str::from_utf8(bytes).ok().filter(|text| text.bytes().all(is_plain)) {
        return out.push_str(plain);
    }
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
        let peer = address("[::ffff:192.0.2.7]:5000".parse().unwrap());
        let entry = LogEntry {
            peer: &peer,
            request: Some(&request),
            status: StatusCode::OK,
            octets: 12,
            took: Duration::from_millis(2),
        };
        let mut out = String::new();
        if format == LogFormat::Json {
            json(&entry, &mut out)
        } else {
            text(&entry, Clock::default().text(), &mut out)
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
        let request = Request::get("/").header("x-forwarded-for", "192.0.2.1");
        let request = request.header("user-agent", "a\u{9b}2J\u{202e}b").body(()).unwrap();
        let line = logged(request, LogFormat::Json);
        assert!(line.contains(r"a\u009b2J\u202eb"), "{line}");
        assert_eq!(line.matches('\n').count(), 1);
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&json["target"], &json["status"]), (&"/".into(), &200.into()));
        assert_eq!((&json["remote"], &json["forwarded_for"]), (&"192.0.2.7".into(), &"192.0.2.1".into()));
    }

    #[test]
    fn a_log_that_nobody_reads_does_not_grow() {
        let log = Log { format: LogFormat::Text, buffer: Mutex::default(), is_full: Condvar::new() };
        let request = Request::get("/all.ics").body(()).unwrap().into_parts().0;
        for _ in 0..30_000 {
            log.write(&LogEntry {
                peer: "127.0.0.1",
                request: Some(&request),
                status: StatusCode::OK,
                octets: 0,
                took: Duration::ZERO,
            });
        }
        let buffer = log.lock();
        assert!(buffer.text.len() < MAX_BUFFER_OCTETS + 1000 && buffer.dropped > 1000, "{}", buffer.dropped);
    }
}
