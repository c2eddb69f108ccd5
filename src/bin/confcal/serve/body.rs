//! The body of a response: bytes, or a file of the site that is encoded as the client reads it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use confcal::SiteFile;
use hyper::body::{Body, Bytes, Frame, SizeHint};

/// The approximate octets of a file that are encoded at a time: the memory for a client that does not read.
const CHUNK_OCTETS: usize = 8 << 10;

/// The content of a resource.
#[derive(Clone)]
pub(super) enum Content {
    Bytes(Bytes),
    File(Arc<SiteFile>),
}

impl Content {
    pub(super) fn len(&self) -> usize {
        match self {
            Content::Bytes(bytes) => bytes.len(),
            Content::File(file) => file.len(),
        }
    }
}

/// The rest of a [`Content`] that is still to be sent.
pub(super) struct AnswerBody {
    content: Content,
    /// The index of the next part of a file; `None` after the last.
    next: Option<usize>,
    octets: u64,
    is_on_demand: bool,
    /// True if other connections come first.
    is_yielding: bool,
}

impl AnswerBody {
    /// The body with the bytes of a feed on demand.
    pub(super) fn on_demand(content: Content) -> AnswerBody {
        AnswerBody { is_on_demand: true, ..AnswerBody::from(content) }
    }

    /// Returns true if it holds the bytes of a feed on demand.
    pub(super) fn is_on_demand(&self) -> bool {
        self.is_on_demand
    }
}

impl Default for AnswerBody {
    fn default() -> AnswerBody {
        AnswerBody::from(Bytes::new())
    }
}

impl From<Bytes> for AnswerBody {
    fn from(bytes: Bytes) -> AnswerBody {
        AnswerBody::from(Content::Bytes(bytes))
    }
}

impl From<Content> for AnswerBody {
    fn from(content: Content) -> AnswerBody {
        AnswerBody { octets: content.len() as u64, content, next: Some(0), is_on_demand: false, is_yielding: false }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.octets == 0 {
            return Poll::Ready(None);
        }
        let body = &mut *self;
        if std::mem::take(&mut body.is_yielding) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let bytes = match &mut body.content {
            Content::Bytes(bytes) => std::mem::take(bytes),
            Content::File(file) => {
                let Some(from) = body.next else { return Poll::Ready(None) };
                let mut chunk = Vec::with_capacity(2 * CHUNK_OCTETS);
                body.next = file.read_part(from, CHUNK_OCTETS, &mut chunk);
                // A part of another file takes ten times as long as one of a feed.
                body.is_yielding = file.kind.is_none();
                Bytes::from(chunk)
            }
        };
        body.octets = body.octets.saturating_sub(bytes.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.octets == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.octets)
    }
}
