//! The body of a response: bytes, or a feed that is encoded as the client reads it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use confcal::SiteFile;
use hyper::body::{Body, Bytes, Frame, SizeHint};

/// The approximate octets of a feed that are encoded at a time: the memory for a client that does not read.
const CHUNK_OCTETS: usize = 8 << 10;

/// The content of a resource.
#[derive(Clone)]
pub(super) enum Content {
    Bytes(Bytes),
    Feed(Arc<SiteFile>),
}

impl Content {
    pub(super) fn len(&self) -> usize {
        match self {
            Content::Bytes(bytes) => bytes.len(),
            Content::Feed(file) => file.len(),
        }
    }

    /// All its bytes.
    pub(super) fn to_vec(&self) -> Vec<u8> {
        match self {
            Content::Bytes(bytes) => bytes.to_vec(),
            Content::Feed(file) => file.bytes(),
        }
    }
}

/// The rest of a [`Content`] that is still to be sent.
pub(super) struct AnswerBody {
    content: Content,
    /// The index of a feed's next event; `None` after the last.
    next: Option<usize>,
    octets: u64,
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
        AnswerBody { octets: content.len() as u64, content, next: Some(0) }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.octets == 0 {
            return Poll::Ready(None);
        }
        let body = &mut *self;
        let bytes = match &mut body.content {
            Content::Bytes(bytes) => std::mem::take(bytes),
            Content::Feed(file) => {
                let Some(from) = body.next else { return Poll::Ready(None) };
                let mut chunk = Vec::with_capacity(2 * CHUNK_OCTETS);
                body.next = file.read_events(from, CHUNK_OCTETS, &mut chunk);
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
