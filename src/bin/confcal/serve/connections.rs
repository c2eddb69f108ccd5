//! Connections: accepted, limited, and ended.
//!
//! A client that is slow, or that opens many connections, costs itself and nobody else: there are only so many, and when
//! there is one too many the one that is missed least is cut.

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

use super::log::{self, Entry};
use super::metrics::Metrics;
use super::progress::{Progress, Stream, milliseconds};
use super::service::{self, Answer};
use super::{Port, State};

/// How long a request may take to arrive, and how long a connection may wait for the next.
const HEADER: Duration = Duration::from_secs(30);

/// How long an answer may take to be read.
const ANSWER: Duration = Duration::from_secs(300);

/// How long a client may read nothing of its answer.
const MAX_STALL: Duration = Duration::from_secs(30);

/// How often connections are looked at.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// The most octets of the head of a request, and the most lines in it.
const HEAD: (usize, usize) = (16 << 10, 64);

/// All connections that are open.
pub(super) struct Connections {
    most: usize,
    started: Instant,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    last: u64,
    by_number: HashMap<u64, Connection>,
    /// Their numbers in the order of [`Connection::ordered`].
    order: BTreeSet<(u64, u64)>,
}

struct Connection {
    /// Milliseconds from the start of the program to its last request; 0 before the first.
    asked: Arc<AtomicU64>,
    /// The same as it was when last looked at, so that a request need not put anything in order.
    ordered: u64,
    progress: Arc<Progress>,
    task: AbortHandle,
}

impl Open {
    fn insert(&mut self, number: u64, connection: Connection) {
        self.order.insert((connection.ordered, number));
        self.by_number.insert(number, connection);
    }

    fn remove(&mut self, number: u64) -> Option<Connection> {
        let connection = self.by_number.remove(&number)?;
        self.order.remove(&(connection.ordered, number));
        Some(connection)
    }

    /// Ends a connection, whatever it is doing; whether it was there.
    fn cut(&mut self, number: u64, metrics: &Metrics) -> bool {
        let connection = self.remove(number);
        if let Some(connection) = &connection {
            connection.task.abort();
            metrics.dropped.fetch_add(1, Relaxed);
        }
        connection.is_some()
    }

    /// The oldest connection that has asked nothing yet; if there is none, the one that has gone longest without a request.
    /// So connections that say nothing drive out each other, and none that is being answered.
    fn oldest(&mut self) -> Option<u64> {
        loop {
            let &(ordered, number) = self.order.first()?;
            let connection = self.by_number.get_mut(&number)?;
            let asked = connection.asked.load(Relaxed);
            if asked == ordered {
                return Some(number);
            }
            connection.ordered = asked;
            self.order.remove(&(ordered, number));
            self.order.insert((asked, number));
        }
    }
}

impl Connections {
    pub(super) fn new(most: usize) -> Connections {
        Connections { most, started: Instant::now(), open: Mutex::default() }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time from the start of the server to `at`.
    fn milliseconds(&self, at: Instant) -> u64 {
        milliseconds(self.started, at)
    }

    /// Cuts the connection that is missed least; whether there was one.
    fn cut_oldest(&self, metrics: &Metrics) -> bool {
        let mut open = self.lock();
        let oldest = open.oldest();
        oldest.is_some_and(|number| open.cut(number, metrics))
    }

    /// Cuts every connection whose last answer has taken longer than [`ANSWER`] to be read, or of which nothing was read
    /// for [`MAX_STALL`].
    fn cut_overdue(&self, metrics: &Metrics) {
        let now = Instant::now();
        let before = |limit| now.checked_sub(limit).map_or(0, |at| self.milliseconds(at));
        let (asked_before, stalled_before) = (before(ANSWER), before(MAX_STALL));
        let mut open = self.lock();
        let is_overdue = |connection: &Connection| {
            (1..asked_before).contains(&connection.asked.load(Relaxed))
                || connection.progress.stalled_since().is_some_and(|since| since < stalled_before)
        };
        let overdue = open.by_number.iter().filter(|(_, connection)| is_overdue(connection));
        let overdue: Vec<u64> = overdue.map(|(&number, _)| number).collect();
        for number in overdue {
            open.cut(number, metrics);
        }
    }

    /// Cuts the connection whose client has read nothing for longest, if that is longer than `limit`; whether there was one.
    pub(super) fn cut_stalled(&self, limit: Duration, metrics: &Metrics) -> bool {
        let before = Instant::now().checked_sub(limit).map_or(0, |at| self.milliseconds(at));
        let mut open = self.lock();
        let stalled = open.by_number.iter().filter_map(|(&number, connection)| {
            let since = connection.progress.stalled_since().filter(|since| *since < before)?;
            Some((since, number))
        });
        let longest = stalled.min();
        longest.is_some_and(|(_, number)| open.cut(number, metrics))
    }

    /// Looks for overdue connections, for ever.
    pub(super) async fn watch(&self, metrics: &Metrics) {
        loop {
            tokio::time::sleep(POLL_INTERVAL).await;
            self.cut_overdue(metrics);
        }
    }
}

/// Accepts connections, for ever.
pub(super) async fn accept(listener: TcpListener, port: Port, state: Arc<State>, graceful: Arc<GracefulShutdown>) {
    let connections = &state.connections;
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            // The client is gone already, or there are no more file descriptors: then making room may help.
            Err(error) => {
                if !is_of_client(&error) && !connections.cut_oldest(&state.metrics) {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                tokio::task::yield_now().await;
                continue;
            }
        };
        state.metrics.connections.fetch_add(1, Relaxed);
        if connections.lock().by_number.len() >= connections.most {
            connections.cut_oldest(&state.metrics);
        }
        state.metrics.open.fetch_add(1, Relaxed);
        let asked = Arc::new(AtomicU64::new(0));
        let mut open = connections.lock();
        open.last += 1;
        let number = open.last;
        let of = OfConnection {
            number,
            peer: log::address(peer),
            port,
            asked: Arc::clone(&asked),
            state: Arc::clone(&state),
        };
        let progress = Arc::new(Progress::default());
        let stream = Stream { tcp: stream, progress: Arc::clone(&progress), started: connections.started };
        let task = tokio::spawn(serve(stream, of, graceful.watcher())).abort_handle();
        open.insert(number, Connection { asked, ordered: 0, progress, task });
    }
}

fn is_of_client(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// What a connection is known by. That it is over is noted when this is dropped, also where its task was cut.
pub(super) struct OfConnection {
    pub(super) number: u64,
    /// Its address.
    pub(super) peer: String,
    pub(super) port: Port,
    pub(super) asked: Arc<AtomicU64>,
    pub(super) state: Arc<State>,
}

impl Drop for OfConnection {
    fn drop(&mut self) {
        self.state.connections.lock().remove(self.number);
        self.state.metrics.open.fetch_sub(1, Relaxed);
    }
}

async fn serve(stream: Stream, of: OfConnection, watcher: Watcher) {
    // An answer is written at once or in large parts: there is nothing to wait for.
    let _ = stream.tcp.set_nodelay(true);
    converse(stream, &of, watcher).await;
}

/// Answers the requests of a stream, until that or the program is about to end.
pub(super) async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    of: &OfConnection,
    watcher: Watcher,
) {
    let service = service_fn(move |request: Request<Incoming>| async move {
        let started = Instant::now();
        of.asked.store(of.state.connections.milliseconds(started).max(1), Relaxed);
        Ok::<_, Infallible>(respond(of, request.into_parts().0, started).await)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER)
        .max_header_size(HEAD.0)
        .max_headers(HEAD.1)
        .max_buf_size(HEAD.0)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await
        && let Some(status) = refusal(&error)
    {
        note_refusal(of, status);
    }
}

/// The status by which hyper itself has answered what is no request. Other errors are the end of a connection.
fn refusal(error: &hyper::Error) -> Option<StatusCode> {
    if error.is_parse_too_large() {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    // It answers nothing to the preface of HTTP/2.
    (error.is_parse() && !error.is_parse_version_h2() && !error.is_parse_status()).then_some(StatusCode::BAD_REQUEST)
}

fn note_refusal(of: &OfConnection, status: StatusCode) {
    let state = &of.state;
    if of.port == Port::Site {
        state.metrics.answer(None, status.as_u16(), 0, Duration::ZERO);
        state.log.write(&Entry { peer: &of.peer, request: None, status, octets: 0, took: Duration::ZERO });
    }
}

async fn respond(of: &OfConnection, request: Parts, started: Instant) -> Answer {
    let state = &of.state;
    let answer = match of.port {
        Port::Site => service::answer(state, &request).await,
        Port::Metrics => return service::metrics(state, &request),
    };
    let status = answer.status();
    let octets = if status == StatusCode::NOT_MODIFIED { 0 } else { answer.body().size_hint().lower() };
    let took = started.elapsed();
    state.metrics.answer(Some(&request.method), status.as_u16(), octets, took);
    state.log.write(&Entry { peer: &of.peer, request: Some(&request), status, octets, took });
    answer
}
