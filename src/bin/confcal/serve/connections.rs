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
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

use super::log::{self, Entry};
use super::service::{self, Answer};
use super::{Port, State};

/// How long a request may take to arrive, and how long a connection may wait for the next.
const HEADER: Duration = Duration::from_secs(30);

/// How long an answer may take to be read.
const ANSWER: Duration = Duration::from_secs(300);

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

    fn milliseconds(&self, at: Instant) -> u64 {
        u64::try_from(at.duration_since(self.started).as_millis()).unwrap_or(u64::MAX)
    }

    /// Cuts the connection that is missed least; whether there was one.
    fn cut_oldest(&self) -> bool {
        let mut open = self.lock();
        let oldest = open.oldest().and_then(|number| open.remove(number));
        if let Some(connection) = &oldest {
            connection.task.abort();
        }
        oldest.is_some()
    }

    /// Cuts every connection whose last answer is still being read after so long.
    fn cut_overdue(&self, state: &State) {
        let now = self.milliseconds(Instant::now());
        let limit = u64::try_from(ANSWER.as_millis()).unwrap_or(u64::MAX);
        let mut open = self.lock();
        let is_overdue = |asked: u64| asked > 0 && asked + limit < now;
        let asked = open.by_number.iter().map(|(&number, connection)| (number, connection.asked.load(Relaxed)));
        let overdue: Vec<u64> = asked.filter(|(_, asked)| is_overdue(*asked)).map(|(number, _)| number).collect();
        for connection in overdue.into_iter().filter_map(|number| open.remove(number)) {
            connection.task.abort();
            state.metrics.dropped.fetch_add(1, Relaxed);
        }
    }

    /// Looks for overdue connections, for ever.
    pub(super) async fn watch(&self, state: &State) {
        loop {
            tokio::time::sleep(ANSWER / 60).await;
            self.cut_overdue(state);
        }
    }
}

/// Accepts connections, for ever.
pub(super) async fn accept(
    listener: TcpListener,
    port: Port,
    state: Arc<State>,
    connections: Arc<Connections>,
    graceful: Arc<GracefulShutdown>,
) {
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            // The client is gone already, or there are no more file descriptors: then making room may help.
            Err(error) => {
                if !is_of_client(&error) && !connections.cut_oldest() {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                tokio::task::yield_now().await;
                continue;
            }
        };
        state.metrics.connections.fetch_add(1, Relaxed);
        if connections.lock().by_number.len() >= connections.most && connections.cut_oldest() {
            state.metrics.dropped.fetch_add(1, Relaxed);
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
            connections: Arc::clone(&connections),
        };
        let task = tokio::spawn(serve(stream, of, graceful.watcher())).abort_handle();
        open.insert(number, Connection { asked, ordered: 0, task });
    }
}

fn is_of_client(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// What a connection is known by. That it is over is noted when this is dropped, also where its task was cut.
struct OfConnection {
    number: u64,
    /// Its address.
    peer: String,
    port: Port,
    asked: Arc<AtomicU64>,
    state: Arc<State>,
    connections: Arc<Connections>,
}

impl Drop for OfConnection {
    fn drop(&mut self) {
        self.connections.lock().remove(self.number);
        self.state.metrics.open.fetch_sub(1, Relaxed);
    }
}

async fn serve(stream: TcpStream, of: OfConnection, watcher: Watcher) {
    // An answer is written at once or in large parts: there is nothing to wait for.
    let _ = stream.set_nodelay(true);
    let of = &of;
    let service = service_fn(move |request: Request<Incoming>| async move {
        let started = Instant::now();
        of.asked.store(of.connections.milliseconds(started).max(1), Relaxed);
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
    // What is wrong with a connection is its client's business.
    let _ = watcher.watch(connection).await;
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
    state.metrics.answer(&request.method, status.as_u16(), octets, took);
    state.log.write(&Entry { peer: &of.peer, request: &request, status, octets, took });
    answer
}
