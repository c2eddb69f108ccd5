//! The UIDs of published events.

use std::fmt;

use uuid::Uuid;

/// A UID of a published event. Those of our own feeds are held as UUIDs, which take a quarter of the memory of their text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PublishedUid {
    /// A UUID in lower case with hyphens.
    Uuid(Uuid),
    /// Any other text.
    Text(Box<str>),
}

impl From<Uuid> for PublishedUid {
    fn from(uuid: Uuid) -> PublishedUid {
        PublishedUid::Uuid(uuid)
    }
}

impl From<&str> for PublishedUid {
    fn from(text: &str) -> PublishedUid {
        // A UUID can be written in other forms too, which are other UIDs.
        let is_plain = |uuid: &Uuid| uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == text;
        match Uuid::try_parse(text).ok().filter(is_plain) {
            Some(uuid) => PublishedUid::Uuid(uuid),
            None => PublishedUid::Text(text.into()),
        }
    }
}

impl fmt::Display for PublishedUid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishedUid::Uuid(uuid) => uuid.hyphenated().fmt(f),
            PublishedUid::Text(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_uid_is_given_back_as_it_was() {
        let uuid = "0d6cd5f1-7b4a-5d8e-9f3c-2a1b4c5d6e7f";
        assert_eq!(PublishedUid::from(uuid), PublishedUid::from(Uuid::try_parse(uuid).expect("a UUID")));
        let others = [uuid.to_uppercase(), uuid.replace('-', ""), format!("{{{uuid}}}"), format!("urn:uuid:{uuid}")];
        for uid in others.iter().map(String::as_str).chain([uuid, "", "1@example.org"]) {
            assert_eq!(PublishedUid::from(uid).to_string(), uid);
            assert_eq!(PublishedUid::from(uid) == PublishedUid::from(uuid), uid == uuid, "{uid}");
        }
    }
}
