//! Counters of the server, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper::Method;

use super::Health;

/// The upper bounds of the histogram of request durations.
const BUCKETS_SECONDS: [f64; 7] = [0.0001, 0.001, 0.01, 0.1, 1.0, 10.0, f64::INFINITY];

#[derive(Default)]
pub(super) struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, u16), u64>>,
    octets: AtomicU64,
    took: [AtomicU64; BUCKETS_SECONDS.len()],
    took_microseconds: AtomicU64,
    queries_known: AtomicU64,
    queries_made: AtomicU64,
    pub(super) connections: AtomicU64,
    pub(super) open: AtomicU64,
    pub(super) dropped: AtomicU64,
    pub(super) builds: AtomicU64,
    pub(super) faulty_builds: AtomicU64,
}

impl Metrics {
    /// Counts a response whose body has this many octets; a malformed request has no method.
    pub(super) fn answer(&self, method: Option<&Method>, status: u16, octets: u64, took: Duration) {
        let method = match method {
            Some(&Method::GET) => "GET",
            Some(&Method::HEAD) => "HEAD",
            Some(&Method::OPTIONS) => "OPTIONS",
            // An invented method must not add a series.
            _ => "other",
        };
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner).entry((method, status)).or_default() += 1;
        self.octets.fetch_add(octets, Relaxed);
        let seconds = took.as_secs_f64();
        if let Some(bucket) = BUCKETS_SECONDS.iter().position(|most| seconds <= *most) {
            self.took[bucket].fetch_add(1, Relaxed);
        }
        self.took_microseconds.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    /// Counts a query, by whether its feed was cached.
    pub(super) fn query(&self, is_known: bool) {
        if is_known { &self.queries_known } else { &self.queries_made }.fetch_add(1, Relaxed);
    }

    /// All counters, in the text format of Prometheus, version 0.0.4.
    pub(super) fn render(&self, health: &Health) -> String {
        let mut out = String::new();
        head("requests_total", "counter", "Requests that were answered", &mut out);
        for ((method, status), count) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(out, "confcal_requests_total{{method=\"{method}\",status=\"{status}\"}} {count}");
        }
        head("request_seconds", "histogram", "How long answers took to make", &mut out);
        let mut count = 0;
        for (most, bucket) in BUCKETS_SECONDS.iter().zip(&self.took) {
            count += bucket.load(Relaxed);
            let most = if most.is_finite() { most.to_string() } else { "+Inf".to_owned() };
            let _ = writeln!(out, "confcal_request_seconds_bucket{{le=\"{most}\"}} {count}");
        }
        let seconds = self.took_microseconds.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(out, "confcal_request_seconds_sum {seconds}\nconfcal_request_seconds_count {count}");
        head(
            "queries_total",
            "counter",
            "Requests for feeds on demand, by whether the feed was in the cache",
            &mut out,
        );
        let (known, made) = (self.queries_known.load(Relaxed), self.queries_made.load(Relaxed));
        let _ = writeln!(out, "confcal_queries_total{{cached=\"yes\"}} {known}");
        let _ = writeln!(out, "confcal_queries_total{{cached=\"no\"}} {made}");
        head("builds_total", "counter", "How often the list was read again, by what came of it", &mut out);
        let (sound, faulty) = (self.builds.load(Relaxed), self.faulty_builds.load(Relaxed));
        let _ = writeln!(out, "confcal_builds_total{{result=\"sound\"}} {sound}");
        let _ = writeln!(out, "confcal_builds_total{{result=\"faulty\"}} {faulty}");
        let one = |name: &str, kind: &str, help: &str, value: u64, out: &mut String| {
            head(name, kind, help, out);
            let _ = writeln!(out, "confcal_{name} {value}");
        };
        let load = |figure: &AtomicU64| figure.load(Relaxed);
        one("response_octets_total", "counter", "Octets of bodies that were sent", load(&self.octets), &mut out);
        one("connections_total", "counter", "Connections that were accepted", load(&self.connections), &mut out);
        one("connections", "gauge", "Connections that are open", load(&self.open), &mut out);
        let dropped = "Connections that were cut to make room, or that took too long";
        one("connections_dropped_total", "counter", dropped, load(&self.dropped), &mut out);
        let stale = "1 if the list cannot be used as it is now, and an earlier version is served";
        one("stale", "gauge", stale, u64::from(health.staleness.stale), &mut out);
        one("conferences", "gauge", "Conferences that are served", health.conferences as u64, &mut out);
        let changed = health.list_changed.timestamp();
        let changed = u64::try_from(changed).unwrap_or_default();
        one("list_changed_seconds", "gauge", "When the list that is served was changed, since 1970", changed, &mut out);
        out
    }
}

fn head(name: &str, kind: &str, help: &str, out: &mut String) {
    let _ = writeln!(out, "# HELP confcal_{name} {help}.\n# TYPE confcal_{name} {kind}");
}
