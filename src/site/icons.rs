//! The icons of a site: for the tab of a browser, and for the home screen of a phone.

use super::file::{SiteFile, sha256};
use super::manifest::Manifest;
use super::options::SiteOptions;

/// The path, the media type and the bytes of each icon.
const ICONS: [(&str, &str, &[u8]); 2] = [
    ("icon.svg", "image/svg+xml", include_bytes!("page/icon.svg")),
    ("apple-touch-icon.png", "image/png", include_bytes!("page/apple-touch-icon.png")),
];

/// The icons, except those in whose place the folder has a file of its keeper's.
pub(super) fn icons(published: &Manifest, options: &SiteOptions) -> impl Iterator<Item = SiteFile> {
    let is_ours = |path: &str| {
        let published =
            || published.files().find(|(published, _)| published.as_str() == path).map(|(_, sha256)| sha256);
        (options.previous)(path).is_none_or(|bytes| published().is_some_and(|published| published == sha256(&bytes)))
    };
    let icons = ICONS.into_iter().filter(move |(path, ..)| is_ours(path));
    icons.map(|(path, media_type, bytes)| SiteFile::new(path, media_type, bytes))
}
