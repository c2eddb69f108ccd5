//! The kinds of the entries of a folder.

/// The kind of a directory entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Special,
}

impl EntryKind {
    /// The kind in words, with an article.
    pub(crate) fn name(self) -> &'static str {
        match self {
            EntryKind::File => "a file",
            EntryKind::Folder => "a folder",
            EntryKind::Link => "a link",
            EntryKind::Special => "a pipe, a socket or a device",
        }
    }
}
