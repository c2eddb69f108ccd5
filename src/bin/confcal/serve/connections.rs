//! Accepts connections, limits their number, and closes them.
//!
//! A client that is slow or opens many connections harms nobody else: when there are too many connections, the least recently
//! used one is closed.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::{Body as _, Incoming};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use super::log::{self, LogEntry};
use super::metrics::Metrics;
use super::progress::{Progress, ProgressStream, milliseconds};
use super::service::{self, Answer};
use super::{Port, State};

/// The time for a request's header to arrive, also after the last response.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);

/// The time for a client to read a response.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(300);

/// The time after which a client that reads nothing of its response counts as one that does not read.
const STALL_TIMEOUT: Duration = Duration::from_secs(30);

/// The most clients that do not read. A slow client's system takes nothing for a while too: it reports what was read only once
/// a good part of its buffer is free. The server cannot tell the two apart, but each costs little memory.
const MAX_STALLED_CLIENTS: usize = 100;

/// The time between two searches for overdue connections.
const OVERDUE_CHECK_INTERVAL: Duration = Duration::from_secs(5);

/// The most octets of a request's header.
const MAX_HEADER_OCTETS: usize = 16 << 10;

/// The most header lines of a request.
const MAX_HEADER_LINES: usize = 64;

/// The open connections.
pub(super) struct Connections {
    max_connections: usize,
    started: Instant,
    open: Mutex<OpenConnections>,
}

#[derive(Default)]
struct OpenConnections {
    last_number: u64,
    by_number: HashMap<u64, Connection>,
    /// Their numbers in the order of [`Connection::ordered`].
    order: BTreeSet<(u64, u64)>,
}

struct Connection {
    requests: Arc<Requests>,
    /// The last request by which the connection is ordered. It may be outdated, so that a request need not reorder anything.
    ordered: u64,
    progress: Arc<Progress>,
    task: AbortHandle,
}

/// The requests of a connection.
#[derive(Default)]
pub(super) struct Requests {
    /// Milliseconds from the start of the program to the last one; 0 before the first.
    last: AtomicU64,
    /// True once a feed on demand was requested: a response that is not read may hold its memory.
    on_demand: AtomicBool,
}

impl OpenConnections {
    fn insert(&mut self, number: u64, connection: Connection) {
        self.order.insert((connection.ordered, number));
        self.by_number.insert(number, connection);
    }

    fn remove(&mut self, number: u64) -> Option<Connection> {
        let connection = self.by_number.remove(&number)?;
        self.order.remove(&(connection.ordered, number));
        Some(connection)
    }

    /// Closes a connection, whatever it is doing; returns true if it was open.
    fn close(&mut self, number: u64, metrics: &Metrics) -> bool {
        let connection = self.remove(number);
        if let Some(connection) = &connection {
            connection.task.abort();
            metrics.dropped.fetch_add(1, Relaxed);
        }
        connection.is_some()
    }

    /// The times since which connections have stalled, if that is before `before`, and their numbers, the longest stalled
    /// first.
    fn stalled(&self, before: u64, of: impl Fn(&Connection) -> bool) -> Vec<(u64, u64)> {
        let stalled = self.by_number.iter().filter(|(_, connection)| of(connection));
        let stalled = stalled.filter_map(|(&number, connection)| Some((connection.progress.stalled_since()?, number)));
        let mut stalled: Vec<(u64, u64)> = stalled.filter(|(since, _)| *since < before).collect();
        stalled.sort_unstable();
        stalled
    }

    /// The oldest connection without a request; if there is none, the one whose last request is longest ago. Connections that
    /// send nothing are therefore closed before any that is being answered.
    fn least_recently_used(&mut self) -> Option<u64> {
        loop {
            let &(ordered, number) = self.order.first()?;
            let connection = self.by_number.get_mut(&number)?;
            let last_request = connection.requests.last.load(Relaxed);
            if last_request == ordered {
                return Some(number);
            }
            connection.ordered = last_request;
            self.order.remove(&(ordered, number));
            self.order.insert((last_request, number));
        }
    }
}

impl Connections {
    pub(super) fn new(max_connections: usize) -> Connections {
        Connections { max_connections, started: Instant::now(), open: Mutex::default() }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, OpenConnections> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time from the start of the server to `at`.
    fn milliseconds(&self, at: Instant) -> u64 {
        milliseconds(self.started, at)
    }

    /// Closes the least recently used connection; returns true if there was one.
    fn close_least_recently_used(&self, metrics: &Metrics) -> bool {
        let mut open = self.lock();
        let least_recently_used = open.least_recently_used();
        least_recently_used.is_some_and(|number| open.close(number, metrics))
    }

    /// Closes every connection whose response was not read within [`RESPONSE_TIMEOUT`]. Of those that have stalled for
    /// [`STALL_TIMEOUT`], [`MAX_STALLED_CLIENTS`] may stay: those that stalled last.
    fn close_overdue(&self, now: Instant, metrics: &Metrics) {
        let before = |limit| now.checked_sub(limit).map_or(0, |at| self.milliseconds(at));
        let (requested_before, stalled_before) = (before(RESPONSE_TIMEOUT), before(STALL_TIMEOUT));
        let mut open = self.lock();
        let is_late = |connection: &Connection| (1..requested_before).contains(&connection.requests.last.load(Relaxed));
        let late = open.by_number.iter().filter(|(_, connection)| is_late(connection));
        let late: Vec<u64> = late.map(|(&number, _)| number).collect();
        let stalled = open.stalled(stalled_before, |_| true);
        let overdue = stalled.iter().rev().skip(MAX_STALLED_CLIENTS).map(|&(_, number)| number);
        for number in late.into_iter().chain(overdue) {
            open.close(number, metrics);
        }
    }

    /// Closes the connection that has stalled longest, if that is longer than `limit`; returns true if there was one. Only
    /// connections over which a feed on demand was requested are closed, because no other holds memory of those feeds.
    pub(super) fn close_stalled(&self, now: Instant, limit: Duration, metrics: &Metrics) -> bool {
        let before = now.checked_sub(limit).map_or(0, |at| self.milliseconds(at));
        let mut open = self.lock();
        let stalled = open.stalled(before, |connection| connection.requests.on_demand.load(Relaxed));
        stalled.first().is_some_and(|&(_, number)| open.close(number, metrics))
    }

    /// Closes overdue connections, for ever.
    pub(super) async fn watch(&self, metrics: &Metrics) {
        loop {
            tokio::time::sleep(OVERDUE_CHECK_INTERVAL).await;
            self.close_overdue(Instant::now(), metrics);
        }
    }
}

/// Accepts connections, for ever.
pub(super) async fn accept(listener: TcpListener, port: Port, state: Arc<State>, graceful: Arc<GracefulShutdown>) {
    let connections = &state.connections;
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            // The client is gone already, or there are no file descriptors left: closing a connection may free one.
            Err(error) => {
                if !is_client_error(&error) && !connections.close_least_recently_used(&state.metrics) {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                tokio::task::yield_now().await;
                continue;
            }
        };
        state.metrics.connections.fetch_add(1, Relaxed);
        if connections.lock().by_number.len() >= connections.max_connections {
            connections.close_least_recently_used(&state.metrics);
        }
        state.metrics.open.fetch_add(1, Relaxed);
        let requests = Arc::new(Requests::default());
        let mut open = connections.lock();
        open.last_number += 1;
        let number = open.last_number;
        let context = ConnectionContext {
            number,
            peer: log::address(peer),
            port,
            requests: Arc::clone(&requests),
            state: Arc::clone(&state),
        };
        let progress = Arc::new(Progress::default());
        let stream = ProgressStream { tcp: stream, progress: Arc::clone(&progress), started: connections.started };
        let task = tokio::spawn(serve(stream, context, graceful.watcher())).abort_handle();
        open.insert(number, Connection { requests, ordered: 0, progress, task });
    }
}

fn is_client_error(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// The context of a connection. Dropping it, even with an aborted task, unregisters the connection.
pub(super) struct ConnectionContext {
    pub(super) number: u64,
    /// The client's address.
    pub(super) peer: String,
    pub(super) port: Port,
    pub(super) requests: Arc<Requests>,
    pub(super) state: Arc<State>,
}

impl Drop for ConnectionContext {
    fn drop(&mut self) {
        self.state.connections.lock().remove(self.number);
        self.state.metrics.open.fetch_sub(1, Relaxed);
    }
}

async fn serve(stream: ProgressStream, context: ConnectionContext, watcher: Watcher) {
    // A response is written at once or in large parts, so there is no reason to delay packets.
    let _ = stream.tcp.set_nodelay(true);
    converse(stream, &context, watcher).await;
}

/// Answers the requests of a stream until it ends or the server stops.
pub(super) async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    context: &ConnectionContext,
    watcher: Watcher,
) {
    let service = service_fn(move |request: Request<Incoming>| async move {
        let started = Instant::now();
        context.requests.last.store(context.state.connections.milliseconds(started).max(1), Relaxed);
        Ok::<_, Infallible>(respond(context, request.into_parts().0, started).await)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_header_size(MAX_HEADER_OCTETS)
        .max_headers(MAX_HEADER_LINES)
        .max_buf_size(MAX_HEADER_OCTETS)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await
        && let Some(status) = refusal(&error)
    {
        note_refusal(context, status);
    }
}

/// The status with which hyper has answered a malformed request; `None` for other errors, which end a connection.
fn refusal(error: &hyper::Error) -> Option<StatusCode> {
    if error.is_parse_too_large() {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    // hyper sends no response to the preface of HTTP/2.
    (error.is_parse() && !error.is_parse_version_h2() && !error.is_parse_status()).then_some(StatusCode::BAD_REQUEST)
}

fn note_refusal(context: &ConnectionContext, status: StatusCode) {
    let state = &context.state;
    if context.port == Port::Site {
        state.metrics.answer(None, status.as_u16(), 0, Duration::ZERO);
        state.log.write(&LogEntry { peer: &context.peer, request: None, status, octets: 0, took: Duration::ZERO });
    }
}

async fn respond(context: &ConnectionContext, request: Parts, started: Instant) -> Answer {
    let state = &context.state;
    let answer = match context.port {
        Port::Site => service::answer(state, &request).await,
        Port::Metrics => return service::metrics(state, &request),
    };
    if answer.body().is_on_demand() {
        context.requests.on_demand.store(true, Relaxed);
    }
    let status = answer.status();
    let octets = if status == StatusCode::NOT_MODIFIED { 0 } else { answer.body().size_hint().lower() };
    let took = started.elapsed();
    state.metrics.answer(Some(&request.method), status.as_u16(), octets, took);
    state.log.write(&LogEntry { peer: &context.peer, request: Some(&request), status, octets, took });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Connections at 1000 seconds after the start: the seconds at which each asked last and stalled, if it did, and whether
    /// it asked for a feed on demand.
    fn connections(open: impl Iterator<Item = (u64, Option<u64>, bool)>) -> Connections {
        let connections = Connections::new(1000);
        for (number, (last, stalled, is_on_demand)) in (0..).zip(open) {
            let requests = Requests { last: (last * 1000).into(), on_demand: is_on_demand.into() };
            let progress = Arc::new(Progress::stalled(stalled.unwrap_or(0) * 1000));
            let task = tokio::spawn(std::future::pending::<()>()).abort_handle();
            let connection = Connection { requests: Arc::new(requests), ordered: 0, progress, task };
            connections.lock().insert(number, connection);
        }
        connections
    }

    fn open(connections: &Connections) -> Vec<u64> {
        let mut numbers: Vec<u64> = connections.lock().by_number.keys().copied().collect();
        numbers.sort_unstable();
        numbers
    }

    #[tokio::test]
    async fn of_clients_that_do_not_read_those_that_stalled_last_stay() {
        let most = MAX_STALLED_CLIENTS as u64;
        // Two have read something within 30 seconds, one has not read its answer within 300, one has asked for nothing.
        let others = [(980, Some(975), false), (990, None, false), (699, None, false), (0, None, false)];
        for (stalled, closed) in [(most, 0), (most + 1, 1), (most + 7, 7)] {
            // The first of them has stalled longest.
            let slow = (0..stalled).map(|number| (800, Some(801 + number), false));
            let connections = connections(slow.chain(others));
            let metrics = Metrics::default();
            connections.close_overdue(connections.started + Duration::from_secs(1000), &metrics);
            let late = stalled + 2;
            let expected: Vec<u64> = (closed..stalled + 4).filter(|number| *number != late).collect();
            assert_eq!(open(&connections), expected, "{stalled} do not read");
            assert_eq!(metrics.dropped.load(Relaxed), closed + 1);
        }
    }

    #[tokio::test]
    async fn memory_of_feeds_on_demand_is_taken_only_from_clients_that_asked_for_one() {
        let slow = [(900, Some(901), false), (950, Some(960), true), (950, Some(951), true), (990, None, true)];
        let connections = connections(slow.into_iter());
        let (now, limit) = (connections.started + Duration::from_secs(1000), Duration::from_millis(500));
        let metrics = Metrics::default();
        let mut closed = 0;
        while connections.close_stalled(now, limit, &metrics) {
            closed += 1;
            assert!(!open(&connections).contains(&2), "the one that stalled longest comes first");
        }
        assert_eq!((closed, open(&connections)), (2, vec![0, 3]));
    }
}
