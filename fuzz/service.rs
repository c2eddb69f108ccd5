//! The server on a stream in memory, for the fuzz target `service`: a part of the command where that is built for a fuzzer.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::runtime::Runtime;

use confcal::{Names, SiteOptions, Source, Stamp};

use super::connections::{ConnectionContext, converse};
use super::*;
use crate::args::LogFormat;

/// The octets that wait in memory until the other side reads them; no request of the fuzzer is longer.
const MAX_WAITING_OCTETS: usize = 1 << 16;

/// A list that is served.
pub(crate) struct Server {
    runtime: Runtime,
    state: Arc<State>,
}

impl Server {
    pub(crate) fn new(list: &str) -> Server {
        let time = Stamp::new("2022-05-01T00:00:00Z".parse().expect("a time"));
        let feed = confcal::read(&[Source::new("list.toml", list)], confcal::Level::Hint).0.expect("a sound list");
        let names = Names::of(&feed);
        let base_url = "https://example.org/conferences/".parse().ok();
        let options = SiteOptions { base_url, ..SiteOptions::new(time) };
        let served = ServedSite::new(confcal::site(feed, &options), names, time, time.time().into(), None);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        Server { runtime, state: Arc::new(State::new(served, Log::new(LogFormat::Off), true, 1)) }
    }

    /// All that is answered on a connection on which these bytes come, and then no more.
    pub(crate) fn answer(&self, bytes: &[u8]) -> Vec<u8> {
        let state = Arc::clone(&self.state);
        state.metrics.open.fetch_add(1, Relaxed);
        let context =
            ConnectionContext { number: 0, peer: "::1".to_owned(), port: Port::Site, requests: Arc::default(), state };
        self.runtime.block_on(async {
            let (mut client, server) = tokio::io::duplex(MAX_WAITING_OCTETS);
            let graceful = GracefulShutdown::new();
            let ask = async {
                let mut answers = Vec::new();
                // The server may have refused it before its end.
                let _ = client.write_all(bytes).await;
                let _ = client.shutdown().await;
                let _ = client.read_to_end(&mut answers).await;
                answers
            };
            tokio::join!(converse(server, &context, graceful.watcher()), ask).1
        })
    }
}
