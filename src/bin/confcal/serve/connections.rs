//! Accepts connections, limits their number, and closes them.
//!
//! A client that is slow or opens many connections harms nobody else: when there are too many connections, the least recently
//! used one is closed.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
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

/// The time after which a client that reads nothing of its response is disconnected.
const STALL_TIMEOUT: Duration = Duration::from_secs(30);

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
    /// Milliseconds from the start of the program to its last request; 0 before the first.
    last_request: Arc<AtomicU64>,
    /// The last request by which the connection is ordered. It may be outdated, so that a request need not reorder anything.
    ordered: u64,
    progress: Arc<Progress>,
    task: AbortHandle,
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

    /// The oldest connection without a request; if there is none, the one whose last request is longest ago. Connections that
    /// send nothing are therefore closed before any that is being answered.
    fn least_recently_used(&mut self) -> Option<u64> {
        loop {
            let &(ordered, number) = self.order.first()?;
            let connection = self.by_number.get_mut(&number)?;
            let last_request = connection.last_request.load(Relaxed);
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

    /// Closes every connection whose response was not read within [`RESPONSE_TIMEOUT`], or that has stalled for
    /// [`STALL_TIMEOUT`].
    fn close_overdue(&self, metrics: &Metrics) {
        let now = Instant::now();
        let before = |limit| now.checked_sub(limit).map_or(0, |at| self.milliseconds(at));
        let (requested_before, stalled_before) = (before(RESPONSE_TIMEOUT), before(STALL_TIMEOUT));
        let mut open = self.lock();
        let is_overdue = |connection: &Connection| {
            (1..requested_before).contains(&connection.last_request.load(Relaxed))
                || connection.progress.stalled_since().is_some_and(|since| since < stalled_before)
        };
        let overdue = open.by_number.iter().filter(|(_, connection)| is_overdue(connection));
        let overdue: Vec<u64> = overdue.map(|(&number, _)| number).collect();
        for number in overdue {
            open.close(number, metrics);
        }
    }

    /// Closes the connection that has stalled longest, if that is longer than `limit`; returns true if there was one.
    pub(super) fn close_stalled(&self, limit: Duration, metrics: &Metrics) -> bool {
        let before = Instant::now().checked_sub(limit).map_or(0, |at| self.milliseconds(at));
        let mut open = self.lock();
        let stalled = open.by_number.iter().filter_map(|(&number, connection)| {
            let since = connection.progress.stalled_since().filter(|since| *since < before)?;
            Some((since, number))
        });
        let longest = stalled.min();
        longest.is_some_and(|(_, number)| open.close(number, metrics))
    }

    /// Closes overdue connections, for ever.
    pub(super) async fn watch(&self, metrics: &Metrics) {
        loop {
            tokio::time::sleep(OVERDUE_CHECK_INTERVAL).await;
            self.close_overdue(metrics);
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
        let last_request = Arc::new(AtomicU64::new(0));
        let mut open = connections.lock();
        open.last_number += 1;
        let number = open.last_number;
        let context = ConnectionContext {
            number,
            peer: log::address(peer),
            port,
            last_request: Arc::clone(&last_request),
            state: Arc::clone(&state),
        };
        let progress = Arc::new(Progress::default());
        let stream = ProgressStream { tcp: stream, progress: Arc::clone(&progress), started: connections.started };
        let task = tokio::spawn(serve(stream, context, graceful.watcher())).abort_handle();
        open.insert(number, Connection { last_request, ordered: 0, progress, task });
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
    pub(super) last_request: Arc<AtomicU64>,
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
        context.last_request.store(context.state.connections.milliseconds(started).max(1), Relaxed);
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
    let status = answer.status();
    let octets = if status == StatusCode::NOT_MODIFIED { 0 } else { answer.body().size_hint().lower() };
    let took = started.elapsed();
    state.metrics.answer(Some(&request.method), status.as_u16(), octets, took);
    state.log.write(&LogEntry { peer: &context.peer, request: Some(&request), status, octets, took });
    answer
}
