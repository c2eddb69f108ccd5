//! `confcal serve`: the site over HTTP, from memory, rebuilt whenever the list changes.
//!
//! One thread answers requests, in microseconds each; one does slow work, such as selecting a feed on demand; one watches the
//! list. They share a [`State`].

mod body;
mod budget;
mod changed;
mod connections;
// The fuzz target `service` serves without a socket.
mod feed_cache;
#[cfg(fuzzing)]
#[path = "../../../fuzz/service.rs"]
pub(crate) mod fuzzing;
mod log;
mod metrics;
mod progress;
mod queries;
mod resource;
mod served;
mod service;
#[cfg(test)]
mod tests;
mod watch;

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs as _};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use chrono::{DateTime, SecondsFormat, Utc};
use hyper_util::server::graceful::GracefulShutdown;
use serde::{Serialize, Serializer};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use self::budget::Budget;
use self::connections::Connections;
use self::feed_cache::FeedCache;
use self::log::Log;
use self::metrics::Metrics;
use self::served::ServedSite;
use self::watch::SiteBuilder;
use crate::args::Serve;
use crate::build_site::ListContent;
use crate::folder::Folder;
use crate::system::{self, StopSignals};
use crate::{files, report};

/// The most open connections, if the system grants as many.
const MAX_CONNECTIONS: u64 = 4096;

/// The most connections that wait to be accepted, if the system grants as many.
const MAX_PENDING_CONNECTIONS: i32 = 4096;

/// The most unsent octets of a response in the system's send buffer.
const MAX_UNSENT_OCTETS: u32 = 32 << 10;

/// The file descriptors that are not for connections.
const RESERVED_FILES: u64 = 64;

/// The most octets of all feeds on demand, cached or still being sent.
const MAX_QUERY_OCTETS: u32 = 24 << 20;

/// The most octets of all feeds of the site that are cached as bytes, and of each.
const MAX_ENCODED_OCTETS: u32 = 8 << 20;
const MAX_ENCODED_FEED_OCTETS: usize = 256 << 10;

/// The most octets of all compressed feeds, cached or still being sent, and of each.
const MAX_COMPRESSED_OCTETS: u32 = 8 << 20;
const MAX_COMPRESSED_FEED_OCTETS: usize = 2 << 20;

/// The time for open requests to finish when the server is told to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

/// The state that all threads share.
struct State {
    served: RwLock<Arc<ServedSite>>,
    /// The folder of `--state`, with the last site that was saved there.
    saved: Mutex<SavedState>,
    /// True if a site waits to be saved.
    is_save_due: AtomicBool,
    staleness: Mutex<Staleness>,
    metrics: Metrics,
    log: Arc<Log>,
    compress_feeds: bool,
    /// Permits one piece of slow work at a time, so that answers from memory always have a core of their own.
    heavy_work: Arc<Semaphore>,
    /// Permits one feed on demand at a time, until there is memory for it.
    query_turn: Semaphore,
    /// The memory of feeds on demand.
    budget: Budget,
    /// Feeds of the site as bytes.
    encoded_feeds: FeedCache,
    compressed_feeds: FeedCache,
    connections: Connections,
}

/// The folder that a restarted server goes on from.
#[derive(Default)]
struct SavedState {
    folder: Option<Folder>,
    site: Weak<ServedSite>,
}

/// The state of the list: usable, or faulty while an older version is served.
#[derive(Clone, Copy, Serialize)]
struct Staleness {
    /// True if the list cannot be used as it is now.
    stale: bool,
    /// The time of the last change between the two.
    #[serde(serialize_with = "in_utc")]
    since: DateTime<Utc>,
}

/// The answer of `/healthz`.
#[derive(Serialize)]
struct Health {
    #[serde(flatten)]
    staleness: Staleness,
    /// The time of the last change of the served list.
    #[serde(serialize_with = "in_utc")]
    list_changed: DateTime<Utc>,
    /// The number of conferences that are served.
    conferences: usize,
}

fn in_utc<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&time.to_rfc3339_opts(SecondsFormat::Secs, true))
}

impl State {
    fn new(served: ServedSite, log: Arc<Log>, compress_feeds: bool, max_connections: usize) -> State {
        State {
            served: RwLock::new(Arc::new(served)),
            saved: Mutex::default(),
            is_save_due: AtomicBool::new(false),
            staleness: Mutex::new(Staleness { stale: false, since: Utc::now() }),
            metrics: Metrics::default(),
            log,
            compress_feeds,
            heavy_work: Arc::new(Semaphore::new(1)),
            query_turn: Semaphore::new(1),
            budget: Budget::new(MAX_QUERY_OCTETS),
            encoded_feeds: FeedCache::new(MAX_ENCODED_OCTETS, MAX_ENCODED_FEED_OCTETS),
            compressed_feeds: FeedCache::new(MAX_COMPRESSED_OCTETS, MAX_COMPRESSED_FEED_OCTETS),
            connections: Connections::new(max_connections),
        }
    }

    /// The site that is served now; a request keeps it until it is answered.
    fn served(&self) -> Arc<ServedSite> {
        Arc::clone(&self.served.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn health(&self) -> Health {
        let (served, staleness) = (self.served(), *self.staleness());
        Health { staleness, list_changed: served.time.time(), conferences: served.conferences() }
    }

    fn staleness(&self) -> MutexGuard<'_, Staleness> {
        self.staleness.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether the list can be used; returns true if that has changed.
    fn set_stale(&self, stale: bool) -> bool {
        let mut staleness = self.staleness();
        let is_new = staleness.stale != stale;
        if is_new {
            *staleness = Staleness { stale, since: Utc::now() };
        }
        is_new
    }

    /// Serves another site from now on.
    fn serve(&self, served: ServedSite) {
        self.metrics.builds.fetch_add(1, Relaxed);
        let conferences = served.conferences();
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(served);
        let again = if self.set_stale(false) { "the list can be used again" } else { "the list was read again" };
        self.log.log_message(&format!("{again}: {}", count(conferences)));
    }

    /// Has the served site saved on another thread.
    fn save_soon(self: &Arc<Self>) {
        if !self.is_save_due.swap(true, Relaxed) {
            let state = Arc::clone(self);
            tokio::task::spawn_blocking(move || state.save());
        }
    }

    /// Saves the served site, unless that is done. It is served all the same if the disk is full.
    fn save(&self) {
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_save_due.store(false, Relaxed);
        let served = self.served();
        let SavedState { folder: Some(folder), site } = &mut *saved else { return };
        if std::ptr::eq(site.as_ptr(), Arc::as_ptr(&served)) {
            return;
        }
        *site = Arc::downgrade(&served);
        if let Err(error) = watch::save(folder, served.site(), served.names()) {
            self.log.log_message(&format!("{error:#}; the edit is served anyway"));
        }
    }

    /// Notes that the list cannot be used; the served site stays.
    fn mark_stale(&self, why: &str) {
        self.metrics.faulty_builds.fetch_add(1, Relaxed);
        self.set_stale(true);
        self.log.log_message(&format!("{why}; the last good version stays online"));
    }

    /// Runs slow work, one at a time. `None` if the program is about to end.
    async fn run_exclusive<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let permit = Arc::clone(&self.heavy_work).acquire_owned().await.ok()?;
        // Held until the work is done, even if the request is cancelled meanwhile.
        let work = move || {
            let _permit = permit;
            work()
        };
        tokio::task::spawn_blocking(work).await.ok()
    }
}

fn count(conferences: usize) -> String {
    format!("{conferences} conference{}", if conferences == 1 { "" } else { "s" })
}

/// The service on a port.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Port {
    Site,
    Metrics,
}

/// `confcal serve`
pub(crate) fn serve(args: &Serve) -> Result<ExitCode> {
    // First, so that a port in use is reported before anything is written.
    let mut listeners = Vec::new();
    for address in &args.listen {
        listeners.extend(bind(address, "--listen")?.into_iter().map(|listener| (listener, Port::Site)));
    }
    if let Some(address) = &args.metrics_listen {
        listeners.extend(bind(address, "--metrics-listen")?.into_iter().map(|listener| (listener, Port::Metrics)));
    }
    let lists = files::read_lists(&args.site.lists.lists)?;
    let log = Log::new(args.log);
    let mut builder = SiteBuilder::new(args, Arc::clone(&log))?;
    let Some(served) = builder.build(&lists, ListContent::read(&lists), None)? else {
        log.log_message(&format!("nothing is served, because the list {}", report::what_stops(args.site.strict)));
        return Ok(ExitCode::FAILURE);
    };
    let (builder, folder) = builder.into_watching();
    let mut state = State::new(served, Arc::clone(&log), args.compress_feeds, max_connections()?);
    // The first site is saved already.
    state.saved = Mutex::new(SavedState { folder, site: Arc::downgrade(&state.served()) });
    let state = Arc::new(state);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start")?;
    let watched = Arc::clone(&state);
    let watching = runtime.spawn_blocking(move || watch::watch(builder, &watched, lists));
    runtime.block_on(run(listeners, Arc::clone(&state), watching))?;
    // Slow work need not finish.
    runtime.shutdown_background();
    log.flush();
    Ok(ExitCode::SUCCESS)
}

/// Listens at every address to which the name resolves.
fn bind(address: &str, option: &str) -> Result<Vec<TcpListener>> {
    let not_found = |error: std::io::Error| match error.kind() {
        ErrorKind::InvalidInput => {
            anyhow!("{option}: `{address}` is not an address and port: write `127.0.0.1:8080`, or `[::]:8080`")
        }
        _ => anyhow!(error).context(format!("{option}: there is no address for the name in `{address}`")),
    };
    let addresses: Vec<SocketAddr> = address.to_socket_addrs().map_err(not_found)?.collect();
    let mut listeners = Vec::new();
    let mut failure = None;
    for at in addresses {
        match TcpListener::bind(at) {
            Ok(listener) => {
                limit_unsent(&listener);
                // Raises the short queue of the standard library.
                let _ = socket2::SockRef::from(&listener).listen(MAX_PENDING_CONNECTIONS);
                listeners.push(listener);
            }
            // A name may resolve to IPv6 on a machine without it.
            Err(error) if error.kind() == ErrorKind::AddrNotAvailable => failure = Some((at, error)),
            Err(error) => return Err(cannot_listen(at, error, option)),
        }
    }
    match failure {
        Some((at, error)) if listeners.is_empty() => Err(cannot_listen(at, error, option)),
        _ => Ok(listeners),
    }
}

/// Limits the memory for a client that does not read. Connections inherit the limit from their listener. Octets in flight do
/// not count, so that distant clients are not slowed down.
fn limit_unsent(listener: &TcpListener) {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = socket2::SockRef::from(listener).set_tcp_notsent_lowat(MAX_UNSENT_OCTETS);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let _ = socket2::SockRef::from(listener).set_send_buffer_size(4 * MAX_UNSENT_OCTETS as usize);
}

fn cannot_listen(at: SocketAddr, error: std::io::Error, option: &str) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => {
            let help = format!("stop it, or choose another port with `{option}`");
            anyhow!(
                "cannot listen at {at}: another program listens there, or another option does, as `[::]` does for IPv4; {help}"
            )
        }
        ErrorKind::PermissionDenied => {
            anyhow!("cannot listen at {at}: ports below 1024 are for the system; choose another with `{option}`")
        }
        ErrorKind::AddrNotAvailable => anyhow!("cannot listen at {at}: this machine has no such address"),
        _ => anyhow!(error).context(format!("cannot listen at {at}")),
    }
}

/// Answers requests until the program is told to stop.
async fn run(listeners: Vec<(TcpListener, Port)>, state: Arc<State>, watching: JoinHandle<()>) -> Result<()> {
    let mut signals = StopSignals::new().context("cannot wait for signals")?;
    let graceful = Arc::new(GracefulShutdown::new());
    let mut accepting = Vec::new();
    for (listener, port) in listeners {
        let at = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        accepting.push(tokio::spawn(connections::accept(listener, port, Arc::clone(&state), Arc::clone(&graceful))));
        let (what, path) = match port {
            Port::Site => (count(state.health().conferences), ""),
            Port::Metrics => ("metrics for Prometheus".to_owned(), "metrics"),
        };
        state.log.log_message(&format!("serving {what} at http://{at}/{path}"));
    }
    tokio::select! {
        () = signals.recv() => {}
        () = state.connections.watch(&state.metrics) => {}
        // A server that ends is restarted; one that goes on would serve an outdated list for ever.
        _ = watching => bail!("the list is no longer watched, because of a fault in confcal"),
    }
    for accepting in accepting {
        accepting.abort();
        let _ = accepting.await;
    }
    let Some(graceful) = Arc::into_inner(graceful) else { return Ok(()) };
    state.log.log_message("stopping: requests that have begun are answered");
    let saved = tokio::task::spawn_blocking(move || state.save());
    tokio::select! {
        _ = async { tokio::join!(graceful.shutdown(), saved) } => {}
        () = tokio::time::sleep(SHUTDOWN_TIMEOUT) => {}
        () = signals.recv() => {}
    }
    Ok(())
}

/// The most connections that the system's limit of open files permits, up to [`MAX_CONNECTIONS`].
fn max_connections() -> Result<usize> {
    let files = system::grant_open_files(MAX_CONNECTIONS + RESERVED_FILES);
    match files.saturating_sub(RESERVED_FILES).min(MAX_CONNECTIONS) {
        0 => bail!("the system grants {files} open files, which is too few to serve"),
        most => Ok(most as usize),
    }
}
