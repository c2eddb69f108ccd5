//! A limit to the memory of encoded feeds, cached or still being sent.
//!
//! Comes in: the bytes of a feed. Goes out: the same bytes, which return their share when the last response that holds them is
//! done. A client may request ever new feeds and read none of them; the limit bounds the cost.

use std::sync::Arc;

use hyper::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The octets that all feeds may take together. A feed that is larger than the budget takes all of it.
pub(super) struct Budget {
    max_octets: u32,
    /// The octets that are free.
    free: Arc<Semaphore>,
}

/// Bytes with their share of the budget.
struct Reserved {
    bytes: Vec<u8>,
    _share: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Reserved {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Budget {
    pub(super) fn new(max_octets: u32) -> Budget {
        Budget { max_octets, free: Arc::new(Semaphore::new(max_octets as usize)) }
    }

    /// Takes a share for the bytes, or returns them unchanged if too little is free.
    pub(super) fn reserve(&self, bytes: Vec<u8>) -> Result<Bytes, Vec<u8>> {
        let share = u32::try_from(bytes.len()).unwrap_or(self.max_octets).min(self.max_octets);
        match Arc::clone(&self.free).try_acquire_many_owned(share) {
            Ok(share) => Ok(Bytes::from_owner(Reserved { bytes, _share: share })),
            Err(_) => Err(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_given_back_with_the_last_answer_that_holds_it() {
        let (budget, half) = (Budget::new(1000), 500);
        let one = budget.reserve(vec![0; half]).unwrap();
        let other = budget.reserve(vec![0; half]).unwrap();
        let again = other.clone();
        assert!(budget.reserve(vec![0; 1]).is_err());
        drop(other);
        assert!(budget.reserve(vec![0; 1]).is_err(), "another answer still holds it");
        drop(again);
        assert!(budget.reserve(vec![0; half]).is_ok());
        drop(one);
        assert!(budget.reserve(vec![0; 2 * half + 1]).is_ok(), "one that is larger than all may be alone");
    }
}
