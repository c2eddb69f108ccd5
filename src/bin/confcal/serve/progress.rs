//! A connection's stream that notes the time at which its client stopped reading.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The time at which a client stopped reading.
#[derive(Default)]
pub(super) struct Progress {
    /// Milliseconds from the start of the server; 0 while nothing waits to be read.
    stalled_since: AtomicU64,
}

impl Progress {
    /// The time at which the client stopped reading, in milliseconds from the start of the server; `None` while it reads or
    /// nothing waits for it.
    pub(super) fn stalled_since(&self) -> Option<u64> {
        Some(self.stalled_since.load(Relaxed)).filter(|since| *since > 0)
    }

    /// The progress of a client that stopped reading at this time.
    #[cfg(test)]
    pub(super) fn stalled(since: u64) -> Progress {
        Progress { stalled_since: since.into() }
    }

    fn note(&self, written: &Poll<io::Result<usize>>, started: Instant) {
        match written {
            Poll::Ready(_) => self.stalled_since.store(0, Relaxed),
            Poll::Pending if self.stalled_since().is_none() => {
                self.stalled_since.store(milliseconds(started, Instant::now()).max(1), Relaxed);
            }
            Poll::Pending => {}
        }
    }
}

/// The time from `started` to `at`.
pub(super) fn milliseconds(started: Instant, at: Instant) -> u64 {
    u64::try_from(at.duration_since(started).as_millis()).unwrap_or(u64::MAX)
}

/// The stream of a connection.
pub(super) struct ProgressStream {
    pub(super) tcp: TcpStream,
    pub(super) progress: Arc<Progress>,
    /// The start of the server.
    pub(super) started: Instant,
}

impl AsyncRead for ProgressStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(cx, buf)
    }
}

impl AsyncWrite for ProgressStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write(cx, buf);
        self.progress.note(&written, self.started);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.tcp).poll_write_vectored(cx, bufs);
        self.progress.note(&written, self.started);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}
