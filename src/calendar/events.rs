//! The events of a calendar, one after the other: encoded on demand, or beforehand.

use std::convert::Infallible;
use std::ops::Range;
#[cfg(feature = "site")]
use std::sync::Arc;

use uuid::Uuid;

use super::encode::EventEncoder;
use super::encoded::Selection;
use super::event::Event;
#[cfg(feature = "site")]
use super::event::TYPICAL_EVENT_OCTETS;
use crate::ics::Encoder;
use crate::revision::Stamp;

/// The events of a calendar in their order.
#[derive(Clone, Debug)]
pub(super) enum Events<'f> {
    /// Encoded each time, and never held.
    OnDemand(Vec<Event<'f>>, EventEncoder<'f>),
    /// Encoded beforehand.
    Encoded(Selection),
}

/// The stamp of each event of a calendar.
#[derive(Clone, Debug)]
pub(super) enum EventStamps {
    /// The `updated` of its conference, else the time of the list.
    OfList,
    /// By the place of the event in the calendar.
    Own(Vec<Stamp>),
    /// By the index of the event in the encoded feed, for all calendars of a site.
    #[cfg(feature = "site")]
    Shared(Arc<[Stamp]>),
}

impl Events<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Events::OnDemand(events, _) => events.len(),
            Events::Encoded(selection) => selection.len(),
        }
    }

    /// The index of an event in its feed.
    #[cfg(feature = "site")]
    pub(super) fn index(&self, at: usize) -> u32 {
        match self {
            Events::OnDemand(..) => at as u32,
            Events::Encoded(selection) => selection.index(at),
        }
    }

    /// The `updated` of the list for an event.
    pub(super) fn updated(&self, at: usize) -> Option<Stamp> {
        match self {
            Events::OnDemand(events, _) => events[at].conference.updated.map(Stamp::new),
            Events::Encoded(selection) => selection.updated(at),
        }
    }

    /// The size of an event without its stamps, or the expected size.
    #[cfg(feature = "site")]
    pub(super) fn octets(&self, at: usize) -> usize {
        match self {
            Events::OnDemand(..) => TYPICAL_EVENT_OCTETS,
            Events::Encoded(selection) => selection.octets(at),
        }
    }

    /// Passes each event of a range to `give`: its index, its UID, and its content, which is all of it but UID and stamps.
    pub(super) fn try_for_each<E>(
        &self,
        range: Range<usize>,
        mut give: impl FnMut(usize, &str, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Events::OnDemand(events, encoder) => {
                let (mut content, mut uid) = (Encoder::default(), Uuid::encode_buffer());
                events[range.clone()].iter().zip(range).try_for_each(|(event, at)| {
                    content.out.clear();
                    encoder.content(event, event.zone.is_some(), &mut content);
                    give(at, encoder.uid(event).hyphenated().encode_lower(&mut uid), &content.out)
                })
            }
            Events::Encoded(selection) => {
                let texts = selection.texts(range.clone());
                range.zip(texts).try_for_each(|(at, (uid, content))| give(at, uid, content))
            }
        }
    }

    pub(super) fn for_each(&self, mut give: impl FnMut(usize, &str, &str)) {
        let Ok(()) = self.try_for_each(0..self.len(), |at, uid, content| {
            give(at, uid, content);
            Ok::<(), Infallible>(())
        });
    }
}
